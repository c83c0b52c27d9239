//! Where every figure comes from: the run, each target's definition, what became of every row, and
//! the files that count.

pub(in crate::report) mod definition;
mod terms;

use std::collections::BTreeMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::form::FormPlace;
use super::material::{Counting, Material};
use super::name::MainSheet;
use super::pen::Pen;
use super::requirement;
use super::style::{Look, Tone};
use crate::campaign::Target;
use crate::finding::RowRule;
use crate::lang::{self, Lang};
use crate::report::words;
use crate::settle::RowCounts;
use crate::table::kept::Part;
use crate::validate::Standing;

/// Shared by the tables; the last column holds a hash on one line.
const WIDTHS: [f64; 7] = [7.0, 12.0, 34.0, 34.0, 32.0, 32.0, 74.0];

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let mut pen = Pen::open(book, material, name, WIDTHS.to_vec())?;
    pen.title(MainSheet::Sources.title(lang), where_to_look(lang))?;
    pen.skip(1);
    run(&mut pen)?;
    targets(&mut pen)?;
    rows(&mut pen)?;
    terms::write(&mut pen)?;
    files(&mut pen)?;
    pen.close()
}

/// How a reader gets from a figure to its cells.
pub(super) fn where_to_look(lang: Lang) -> &'static str {
    lang.pick(
        "Mỗi con số cộng từ các dòng ở trang tính của biểu; mỗi dòng dẫn tới ô gốc trong tệp đơn vị đã gửi.",
        "Every figure is added up from rows on its form's sheet; every row leads to its cell in the file received.",
    )
}

fn run(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let last = pen.last_column();
    pen.line(
        0,
        last,
        lang.pick("1. Lần tổng hợp", "1. This run"),
        Look::Section,
    )?;
    let campaign = report.campaign;
    let facts = [
        (
            lang.pick("Kế hoạch", "Campaign"),
            campaign.titles.get(lang).to_owned(),
        ),
        (lang.pick("Mã kế hoạch", "Campaign id"), campaign.id.clone()),
        (
            lang.pick("Mã băm kế hoạch (SHA-256)", "Campaign hash (SHA-256)"),
            campaign.hash.clone(),
        ),
        (
            lang.pick("Tính đến ngày", "As of"),
            lang::date(report.as_of),
        ),
        (
            lang.pick("Tính chất số liệu", "Figures"),
            words::finality(report.provisional, report.lang).to_owned(),
        ),
        (
            lang.pick("Phiên bản chương trình", "Program version"),
            format!("thidua {}", env!("CARGO_PKG_VERSION")),
        ),
    ];
    let parts = report.parts.iter().map(|one| {
        let name = lang.pick("Lần chạy được tổng hợp", "Run added up");
        (name, part(one, lang))
    });
    for (name, fact) in facts.into_iter().chain(parts) {
        let name = Cell::text(name).tone(Tone::Group).across(3);
        pen.cells(&[name, Cell::text(fact).across(3)])?;
    }
    pen.skip(1);
    Ok(())
}

/// A run that was added up.
fn part(part: &Part, lang: Lang) -> String {
    let Part {
        label,
        campaign,
        files,
        ..
    } = part;
    let day = lang::date(part.as_of);
    lang.pick(
        format!("{label}: kế hoạch {campaign}, tính đến ngày {day}, {files} tệp"),
        format!("{label}: campaign {campaign}, as of {day}, {files} files"),
    )
}

fn targets(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let last = pen.last_column();
    pen.line(
        0,
        last,
        lang.pick(
            "2. Cách tính từng chỉ tiêu",
            "2. How each target is measured",
        ),
        Look::Section,
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Chỉ tiêu", "Target"), 2),
        (
            lang.pick("Kỳ báo cáo, thời gian thực hiện", "Collections and time"),
            1,
        ),
        (lang.pick("Mức yêu cầu", "Required"), 1),
        (lang.pick("Điều kiện", "Conditions"), 1),
        (lang.pick("Cách tính, biểu", "Measure and form"), 1),
    ])?;
    for (at, target) in report.campaign.targets.iter().enumerate() {
        target_row(pen, at, target)?;
    }
    pen.skip(1);
    Ok(())
}

fn target_row(pen: &mut Pen<'_>, at: usize, target: &Target) -> Result<(), XlsxError> {
    let campaign = pen.material.report.campaign;
    let lang = pen.material.report.lang;
    let collections = target
        .collections
        .iter()
        .map(|id| pen.material.collection_title(id));
    let collections = collections.collect::<Vec<_>>().join("; ");
    let window = words::days(*target.window.start(), *target.window.end(), lang);
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(target.titles.get(lang)).across(2),
        Cell::text(format!("{collections} ({window})")),
        Cell::text(requirement::by_type(target, campaign, lang)),
        Cell::text(definition::conditions(target, campaign, lang)),
        Cell::text(definition::measure(target, campaign, lang)),
    ])
}

/// What became of every row of the files that count.
fn rows(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let last = pen.last_column();
    pen.line(
        0,
        last,
        lang.pick(
            "3. Kiểm đếm các dòng của những tệp được tính",
            "3. What became of every row of the files that count",
        ),
        Look::Section,
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Biểu", "Form"), 2),
        (lang.pick("Số dòng đã đọc", "Rows read"), 1),
        (lang.pick("Chắc chắn", "Certain"), 1),
        (lang.pick("Còn nghi vấn", "In doubt"), 1),
        (lang.pick("Không tính, lý do", "Not counted, and why"), 1),
    ])?;
    let of_standing =
        |place: &FormPlace<'_>, standing: Standing| place.count(words::standing(standing, lang));
    for (at, place) in material.forms.iter().enumerate() {
        let form = place.form;
        let tables = material
            .counting
            .iter()
            .flat_map(|one| &one.submission.tables);
        let own = tables.filter(|table| table.form == form.id);
        let (mut counts, mut excluded) = (RowCounts::default(), BTreeMap::new());
        for row in own.flat_map(|table| &table.rows) {
            counts.add(row.standing);
            if let Some(rule) = row.standing.rule() {
                *excluded.entry(rule).or_default() += 1;
            }
        }
        pen.cells(&[
            Cell::ordinal(at),
            Cell::text(form.sheet.as_str()).across(2),
            Cell::count(counts.seen).by(place.count_all()),
            Cell::count(counts.certain).by(of_standing(place, Standing::Certain)),
            Cell::count(counts.doubt).by(of_standing(place, Standing::Doubt)),
            Cell::text(by_rule(&excluded, lang)),
        ])?;
    }
    let mut aside: BTreeMap<RowRule, u32> = BTreeMap::new();
    for (rule, count) in material
        .counting
        .iter()
        .flat_map(|one| &one.submission.set_aside)
    {
        *aside.entry(*rule).or_default() += count;
    }
    let aside = match by_rule(&aside, lang) {
        text if text.is_empty() => lang.pick("không có", "none").to_owned(),
        text => text,
    };
    let note = lang.pick(
        format!("Các dòng không phải số liệu, không đọc: {aside}."),
        format!("Rows that are no data and were not read: {aside}."),
    );
    pen.line(0, last, &note, Look::Note)?;
    pen.skip(1);
    Ok(())
}

/// How many rows by each rule: "Dòng trùng 2; Dòng cộng 1".
fn by_rule(counts: &BTreeMap<RowRule, u32>, lang: Lang) -> String {
    let one = |(rule, count): (&RowRule, &u32)| {
        let count = lang::number(f64::from(*count), lang);
        format!("{} {count}", words::row_rule(*rule, lang))
    };
    counts.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn files(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let material = pen.material;
    let last = pen.last_column();
    pen.sheet.set_page_breaks(&[pen.row()])?;
    pen.line(
        0,
        last,
        lang.pick("5. Các tệp được tính", "5. The files that count"),
        Look::Section,
    )?;
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Kỳ báo cáo", "Collection"), 1),
        (lang.pick("Tệp", "File"), 1),
        (lang.pick("Ngày nhận", "Received"), 1),
        ("SHA-256", 1),
    ])?;
    // Only pages after this row repeat it.
    pen.sheet.set_repeat_rows(pen.row() - 1, pen.row() - 1)?;
    for (at, one) in material.counting.iter().enumerate() {
        file_row(pen, at, one)?;
    }
    if material.counting.is_empty() {
        pen.line(
            0,
            2,
            lang.pick("Chưa có tệp nào.", "There are none yet."),
            Look::Note,
        )?;
    }
    Ok(())
}

fn file_row(pen: &mut Pen<'_>, at: usize, one: &Counting<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let submission = one.submission;
    let evidence = words::evidence(submission.evidence, lang);
    let received = submission.received_on().map_or_else(
        || evidence.to_owned(),
        |day| format!("{} ({})", lang::date(day), evidence.to_lowercase()),
    );
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(one.unit.code.as_str()),
        Cell::text(one.unit.name.as_str()),
        Cell::text(one.collection.titles.get(lang)),
        Cell::text(submission.file.as_str()),
        Cell::text(received),
        Cell::text(submission.sha256.as_str()),
    ])
}
