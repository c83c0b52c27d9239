//! The tables behind the front: files, returns by collection, and how units stand by target.

use rust_xlsxwriter::XlsxError;

use super::{COLUMNS, NAME_COLUMNS, data, section};
use crate::assess::{Arrival, Rate, Status};
use crate::campaign::Target;
use crate::finding::Severity;
use crate::report::figures::{BANDS, status_bar};
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::returns::tally::{self, Counter};
use crate::report::workbook::style::Tone;
use crate::report::workbook::{findings, formula, results};

/// The columns of the names of figures that are watched; each figure has one more.
const WATCHED: [u16; 2] = [7, 6];

/// The files: how many came, and what of them waits for somebody.
pub(super) fn files(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let attention = material
        .current()
        .filter(|(at, one)| material.needs_attention(*at, one));
    let explained: usize = material
        .current()
        .map(|(at, _)| material.finding_counts(at).explained as usize)
        .sum();
    let figures = [
        (
            material.report.settled.submissions.len(),
            lang.pick("tệp đã nhận", "files received"),
            Some(tally::files(lang)),
        ),
        (
            attention.count(),
            lang.pick("tệp cần xử lý", "files need attention"),
            Some(tally::files_needing_attention(lang)),
        ),
        (
            material.open_count(Severity::Error),
            lang.pick("nội dung phải sửa", "errors open"),
            findings::count(material, Severity::Error),
        ),
        (
            material.open_count(Severity::Query),
            lang.pick("nội dung cần làm rõ", "queries open"),
            findings::count(material, Severity::Query),
        ),
        (
            explained,
            lang.pick("giải thích chờ xem xét", "explanations to review"),
            Some(tally::explanations(lang)),
        ),
    ];
    section(
        pen,
        lang.pick("1. Tệp và nội dung cần xử lý", "1. Files and findings"),
    )?;
    let width = COLUMNS / 5;
    let headings = figures.each_ref().map(|one| (one.1, width));
    pen.heading_row(&headings)?;
    pen.cells(&figures.map(|(figure, _, formula)| {
        let cell = Cell::count(u64::try_from(figure).unwrap_or(u64::MAX)).across(width);
        match formula {
            Some(formula) => cell.by(formula),
            None => cell,
        }
    }))?;
    pen.skip(1);
    Ok(())
}

/// How many returns of each collection came.
pub(super) fn rates(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick(
            "2. Báo cáo đã nhận theo kỳ",
            "2. Returns received by collection",
        ),
    )?;
    pen.heading_row(&[
        (lang.pick("Kỳ báo cáo", "Collection"), NAME_COLUMNS),
        (lang.pick("Hạn nộp", "Last good day"), 1),
        (lang.pick("Phải báo cáo", "Expected"), 1),
        (lang.pick("Đã nhận", "Received"), 1),
        (lang.pick("Tỷ lệ", "Rate"), 1),
        (lang.pick("Chưa nhận", "Not received"), 1),
        (lang.pick("Đúng hạn", "On time"), 1),
        (lang.pick("Quá hạn", "Late"), 1),
        (lang.pick("Chưa rõ ngày", "Day not known"), 1),
    ])?;
    for rate in &report.assessed.rates {
        rate_row(pen, rate)?;
    }
    pen.skip(1);
    Ok(())
}

fn rate_row(pen: &mut Pen<'_>, rate: &Rate) -> Result<(), XlsxError> {
    let material = pen.material;
    let collection = material.report.campaign.collection(&rate.collection);
    let due = collection.and_then(|one| one.last_good_day);
    let arrivals = &rate.arrivals;
    let (expected, received) = (arrivals.expected(), arrivals.received());
    let missing = f64::from(expected) - f64::from(received);
    // Without a due date nothing is on time or late.
    let counter = Counter::of_collection(&rate.collection, material.report.lang);
    let of_time = |arrival| {
        let count = || Cell::count(arrivals.at(arrival)).by(counter.at(arrival));
        due.map_or_else(Cell::blank, |_| count())
    };
    let cell = |column| formula::cell(NAME_COLUMNS + column, pen.row());
    let (expected_cell, received_cell) = (cell(1), cell(2));
    let share = match expected {
        0 => Cell::blank(),
        all => Cell::share(received, all).by(format!("{received_cell}/{expected_cell}")),
    };
    pen.cells(&[
        Cell::text(material.collection_title(&rate.collection)).across(NAME_COLUMNS),
        Cell::date_or_blank(due),
        Cell::count(expected).by(counter.expected()),
        Cell::count(received).by(counter.received()),
        share,
        Cell::amount(missing).by(format!("{expected_cell}-{received_cell}")),
        of_time(Arrival::OnTime),
        of_time(Arrival::Late),
        of_time(Arrival::DayUnknown),
    ])
}

/// How many units reach each target, and the figure over all of them.
pub(super) fn targets(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    section(
        pen,
        lang.pick("3. Kết quả theo chỉ tiêu", "3. Results by target"),
    )?;
    let mut headings = vec![
        (lang.pick("Chỉ tiêu", "Target"), NAME_COLUMNS),
        (lang.pick("Phải thực hiện", "Bound"), 1),
    ];
    headings.extend(BANDS.map(|one| (words::status(one, lang), 1)));
    headings.push((lang.pick("Tỷ lệ đạt", "Share met"), 1));
    headings.push((lang.pick("Cộng chung", "Over all"), 1));
    pen.heading_row(&headings)?;
    let all = pen.material.report.campaign.targets.iter().enumerate();
    for (at, target) in all.filter(|(_, one)| !one.is_watched()) {
        target_row(pen, at, target)?;
    }
    pen.skip(1);
    Ok(())
}

/// What is only watched: a name and the figure over all units, two beside each other.
pub(super) fn watched(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let all = pen.material.report.campaign.targets.iter().enumerate();
    let targets: Vec<(usize, &Target)> = all.filter(|(_, one)| one.is_watched()).collect();
    if targets.is_empty() {
        return Ok(());
    }
    section(
        pen,
        lang.pick("4. Số liệu theo dõi", "4. Figures that are watched"),
    )?;
    let (name, figure) = (
        lang.pick("Nội dung", "Target"),
        lang.pick("Cộng chung", "Over all"),
    );
    let headings = WATCHED.map(|columns| [(name, columns), (figure, 1)]);
    pen.heading_row(&headings.concat())?;
    for pair in targets.chunks(WATCHED.len()) {
        let mut row = Vec::new();
        for ((at, target), columns) in pair.iter().zip(WATCHED) {
            let ends = pen.material.results.total_ends(*at);
            let title = target.titles.get(lang);
            row.push(Cell::text(title).across(columns));
            row.push(results::total(pen.material, target, &ends));
        }
        pen.cells(&row)?;
    }
    Ok(())
}

fn target_row(pen: &mut Pen<'_>, at: usize, target: &Target) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let bar = status_bar(report, at, target);
    let (met, bound) = (bar.count(Status::Met), bar.total());
    let row_at = pen.row();
    let first = NAME_COLUMNS + 1;
    let (bound_cell, met_cell) = (
        formula::cell(NAME_COLUMNS, row_at),
        formula::cell(first, row_at),
    );
    let counted = u16::try_from(BANDS.len()).unwrap_or(0);
    let last_cell = formula::cell(first + counted - 1, row_at);
    let all = format!("SUM({met_cell}:{last_cell})");
    let mut row = vec![
        Cell::text(target.titles.get(report.lang)).across(NAME_COLUMNS),
        Cell::count(bound).by(all),
    ];
    row.extend(BANDS.map(|status| {
        let cell = data::count(pen.material, status, &bar);
        match bar.count(status) {
            0 => cell,
            _ => cell.tone(Tone::Status(status)),
        }
    }));
    row.push(match bound {
        0 => Cell::blank(),
        bound => Cell::share(met, bound).by(format!("{met_cell}/{bound_cell}")),
    });
    let ends = pen.material.results.total_ends(at);
    row.push(results::total(pen.material, target, &ends));
    pen.cells(&row)
}
