//! The first sheet: the head, key figures, and charts with the numbers they are drawn from.

mod chart;
mod data;
mod numbers;

use chrono::Datelike as _;
use rust_xlsxwriter::{FormatBorder, Formula, Workbook, XlsxError};

use super::cell::Cell;
use super::material::Material;
use super::measure::LINE_POINTS;
use super::pen::Pen;
use super::returns::tally::{self, Counter};
use super::style::{Look, Tone};
use super::{findings, formula, results};
use crate::assess::{Arrival, Rate, Status};
use crate::campaign::{Target, Threshold};
use crate::finding::Severity;
use crate::report::{Report, words};
use numbers::StatusCounts;

/// The sheet is a grid of equal columns, so that tables and charts share their edges.
const COLUMNS: u16 = 12;
const COLUMN_WIDTH: f64 = 11.7;
/// Half the grid: the left and the right block.
const HALF: u16 = COLUMNS / 2;
/// The columns of a row's name in the tables.
const NAME_COLUMNS: u16 = 4;
/// The height of the line under the owner's name, in points.
const RULE_POINTS: f64 = 6.0;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let widths = vec![COLUMN_WIDTH; usize::from(COLUMNS)];
    let mut pen = Pen::open(book, material, name, widths)?;
    pen.sheet.set_screen_gridlines(false);
    head(&mut pen)?;
    key_figures(&mut pen)?;
    rates(&mut pen)?;
    targets(&mut pen)?;
    chart::write(&mut pen, name)?;
    pen.close()
}

/// Who reports what, of when.
fn head(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let campaign = report.campaign;
    let lang = report.lang;
    let (left, right) = (HALF - 1, COLUMNS - 1);
    pen.put(0, left, &campaign.superior, Look::Superior)?;
    pen.put(
        HALF,
        right,
        words::finality(report.provisional, report.lang),
        Look::Finality,
    )?;
    pen.end_row(LINE_POINTS * 1.2)?;
    pen.put(0, left, &campaign.owner, Look::Owner)?;
    pen.put(HALF, right, &words::as_of(report), Look::Day)?;
    pen.end_row(LINE_POINTS * 1.2)?;
    // The rule under the owner is a third of its block long.
    let ruled = pen
        .styles()
        .body()
        .clone()
        .set_border_top(FormatBorder::Thin);
    for column in HALF / 3..HALF / 3 * 2 {
        pen.sheet.write_blank(pen.row(), column, &ruled)?;
    }
    pen.sheet.set_row_height(pen.row(), RULE_POINTS)?;
    pen.skip(2);
    let title = lang.pick("TỔNG HỢP KẾT QUẢ", "SUMMARY OF RESULTS");
    pen.line(0, right, title, Look::Title)?;
    let subject = campaign.titles.get(lang).to_uppercase();
    pen.line(0, right, &subject, Look::Title)?;
    pen.line(0, right, &years(report), Look::Subtitle)?;
    pen.skip(1);
    Ok(())
}

fn years(report: &Report<'_>) -> String {
    let (from, to) = (report.campaign.period.start(), report.campaign.period.end());
    let (first, last) = (from.format("%Y"), to.format("%Y"));
    let days = words::days(*from, *to, report.lang);
    if from.year() == to.year() {
        return report
            .lang
            .pick(format!("Năm {first} ({days})"), format!("{first} ({days})"));
    }
    report.lang.pick(
        format!("Năm học {first}-{last} ({days})"),
        format!("School year {first}-{last} ({days})"),
    )
}

/// Six figures in a row, two columns each.
fn key_figures(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let settled = material.report.settled;
    let attention = material
        .current()
        .filter(|(at, one)| material.needs_attention(*at, one));
    let explained: usize = material
        .current()
        .map(|(at, _)| material.finding_counts(at).explained as usize)
        .sum();
    let figures = [
        (
            material.report.assessed.units.len(),
            lang.pick("đơn vị phải báo cáo", "units must report"),
            material.results.count_units(),
        ),
        (
            settled.submissions.len(),
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
    let width = COLUMNS / 6;
    let places = (0..COLUMNS).step_by(usize::from(width));
    for (column, (figure, _, formula)) in places.clone().zip(&figures) {
        pen.put(column, column + width - 1, "", Look::Figure)?;
        let format = pen.styles().look(Look::Figure);
        let row = pen.row();
        if let Some(formula) = formula {
            let formula = Formula::new(formula).set_result(figure.to_string());
            pen.sheet
                .write_formula_with_format(row, column, formula, format)?;
        } else {
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            let figure = *figure as f64;
            pen.sheet
                .write_number_with_format(row, column, figure, format)?;
        }
    }
    pen.end_row(LINE_POINTS * 2.1)?;
    for (column, (_, caption, _)) in places.zip(figures) {
        pen.put(column, column + width - 1, caption, Look::Caption)?;
    }
    pen.end_row(LINE_POINTS * 1.4)?;
    pen.skip(1);
    Ok(())
}

/// How many returns of each collection came.
fn rates(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick(
            "1. Báo cáo đã nhận theo kỳ",
            "1. Returns received by collection",
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
fn targets(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    section(
        pen,
        lang.pick("2. Kết quả theo chỉ tiêu", "2. Results by target"),
    )?;
    let mut headings = vec![
        (lang.pick("Chỉ tiêu", "Target"), NAME_COLUMNS),
        (lang.pick("Phải thực hiện", "Bound"), 1),
    ];
    headings.extend(numbers::STATUSES.map(|one| (words::status(one, lang), 1)));
    headings.push((lang.pick("Tỷ lệ đạt", "Share met"), 1));
    headings.push((lang.pick("Cộng chung", "Over all"), 1));
    pen.heading_row(&headings)?;
    for (at, target) in pen.material.report.campaign.targets.iter().enumerate() {
        target_row(pen, at, target)?;
    }
    Ok(())
}

fn target_row(pen: &mut Pen<'_>, at: usize, target: &Target) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let counts = StatusCounts::of(report, at);
    let met = counts.of_status(Status::Met);
    let bound = counts.bound();
    let row_at = pen.row();
    let first = NAME_COLUMNS + 1;
    let (bound_cell, met_cell) = (
        formula::cell(NAME_COLUMNS, row_at),
        formula::cell(first, row_at),
    );
    let last_cell = formula::cell(first + numbers::COUNTED - 1, row_at);
    let all = format!("SUM({met_cell}:{last_cell})");
    let mut row = vec![
        Cell::text(target.titles.get(report.lang)).across(NAME_COLUMNS),
        Cell::count(bound).by(all),
    ];
    row.extend(numbers::STATUSES.map(|status| {
        let cell = data::count(pen.material, at, status, &counts);
        match counts.of_status(status) {
            0 => cell,
            _ => cell.tone(Tone::Status(status)),
        }
    }));
    let watched = |one: Threshold| one == Threshold::Watched;
    if target.binds.thresholds().all(watched) {
        row.truncate(1);
        let watched = words::status(Status::Watched, report.lang);
        row.push(
            Cell::centred(watched)
                .tone(Tone::Status(Status::Watched))
                .across(numbers::COUNTED + 1),
        );
    }
    row.push(match bound {
        0 => Cell::blank(),
        bound => Cell::share(met, bound).by(format!("{met_cell}/{bound_cell}")),
    });
    let ends = pen.material.results.total_ends(at);
    row.push(results::total(pen.material, target, &ends));
    pen.cells(&row)
}

fn section(pen: &mut Pen<'_>, text: &str) -> Result<(), XlsxError> {
    pen.line(0, COLUMNS - 1, text, Look::Section)
}

/// A text under a chart or table.
fn note(pen: &mut Pen<'_>, text: &str) -> Result<(), XlsxError> {
    pen.line(0, COLUMNS - 1, text, Look::Note)
}
