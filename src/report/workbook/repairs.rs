//! Everything that was read otherwise than it was written: before, after, and why.
//!
//! A line is what one rule did to consecutive rows of one column, with the first few texts where
//! they differ; `data/repairs.jsonl` has each.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::{Cell, excerpt};
use super::link;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, MAX_ROWS, Pen};
use super::style::Look;
use crate::finding::{Repair, Run, collapse_repairs, runs};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::report::words;
use crate::settle::Submission;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 3;
/// The texts shown of a line whose cells differ.
const SHOWN: usize = 3;
/// The letters shown of a text; the rest stands in its cell, which is linked.
const TEXT_SHOWN: usize = 200;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let columns = columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.title(
        MainSheet::Repairs.title(lang),
        lang.pick(
            "Mọi giá trị được đọc khác cách ghi, trong mọi tệp; tệp gốc không bị sửa. Các ô liền nhau trong một cột, cùng một lý do được gộp thành một dòng: nếu nội dung khác nhau thì chỉ ghi vài giá trị đầu, đủ từng ô ở tệp data/repairs.jsonl. Giá trị về cá nhân không gộp khi khác nhau.",
            "Every value that was read otherwise than written, in all files; the files themselves are not changed. Neighbouring cells of a column with one reason are one line: where their texts differ the first few are shown, and data/repairs.jsonl has each. Values that name persons are not put together where they differ.",
        ),
    )?;
    let ledger = ledger(material);
    let lines = lines(&ledger);
    let shown = lines.len().min(MAX_ROWS);
    pen.table(&columns, FROZEN, shown)?;
    for (at, (submission, run)) in lines[..shown].iter().enumerate() {
        row(&mut pen, at, submission, run)?;
    }
    if lines.is_empty() {
        let none = lang.pick(
            "Không có giá trị nào phải chuẩn hóa.",
            "No value was repaired.",
        );
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    pen.left_out(lines.len() - shown)?;
    pen.close()
}

fn columns(lang: Lang) -> [Column; 12] {
    [
        (lang.pick("STT", "No."), 7.5),
        (lang.pick("Mã đơn vị", "Code"), 10.5),
        (lang.pick("Đơn vị", "Unit"), 26.0),
        (lang.pick("Kỳ báo cáo", "Collection"), 18.0),
        (lang.pick("Tệp", "File"), 24.0),
        (lang.pick("Trang tính", "Sheet"), 16.0),
        (lang.pick("Ô", "Cells"), 11.0),
        (lang.pick("Mục", "Field"), 20.0),
        (lang.pick("Đã ghi", "As written"), 30.0),
        (lang.pick("Được đọc là", "As read"), 30.0),
        (lang.pick("Lý do chuẩn hóa", "Why"), 24.0),
        (lang.pick("Số ô", "Cells"), 9.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// What the data file says of each file, by the register and file.
fn ledger<'a>(material: &Material<'a>) -> Vec<(&'a Submission, Vec<Repair>)> {
    let mut submissions: Vec<&Submission> = material.report.settled.submissions.iter().collect();
    submissions.sort_by_key(|one| (material.unit_order(one.unit.as_ref()), one.file.as_str()));
    let collapsed = submissions
        .into_iter()
        .map(|one| (one, collapse_repairs(&one.repairs)));
    collapsed.collect()
}

fn lines<'l>(ledger: &'l [(&Submission, Vec<Repair>)]) -> Vec<(&'l Submission, Run<'l>)> {
    let of_file = |(submission, repairs): &'l (&Submission, Vec<Repair>)| {
        let submission: &'l Submission = submission;
        runs(repairs).into_iter().map(move |run| (submission, run))
    };
    ledger.iter().flat_map(of_file).collect()
}

/// The texts of a line: the one its cells share, else the first few.
fn texts<'l>(run: &Run<'l>, text: impl Fn(&'l Repair) -> &'l str) -> String {
    let mut shown: Vec<&str> = run.entries.iter().map(|one| text(one)).collect();
    let all = shown.len();
    shown.truncate(SHOWN);
    let mut joined = shown.join("; ");
    if all > SHOWN {
        joined.push_str("; …");
    }
    joined
}

fn row(
    pen: &mut Pen<'_>,
    at: usize,
    submission: &Submission,
    run: &Run<'_>,
) -> Result<(), XlsxError> {
    let (Some(&repair), Some(range)) = (run.entries.first(), run.range()) else {
        return Ok(());
    };
    let report = pen.material.report;
    let lang = report.lang;
    let unit = submission.unit.as_ref();
    let known = unit.and_then(|code| report.campaign.unit(code));
    let collection = submission.collection.as_ref();
    let collection = collection.and_then(|id| report.campaign.collection(id));
    let form = report.campaign.form(&repair.form);
    let field = form.and_then(|form| Some(&form.fields[form.position(&repair.field)?]));
    let address = link::cells(
        report.returns_link,
        &submission.file,
        &repair.sheet,
        Some(range),
    );
    let before = texts(run, |one| &one.before);
    let after = texts(run, |one| &one.after);
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(unit.map_or("", UnitCode::as_str)),
        Cell::text(known.map_or("", |unit| &unit.name)),
        Cell::text(collection.map_or("", |one| one.titles.get(lang))),
        Cell::text(submission.file.as_str()),
        Cell::text(&*repair.sheet),
        Cell::link(range.to_string(), address),
        Cell::text(field.map_or("", |field| &field.label)),
        Cell::text(excerpt(&before, TEXT_SHOWN, lang)),
        Cell::text(excerpt(&after, TEXT_SHOWN, lang)),
        Cell::text(words::repair_rule(repair.rule, lang)),
        Cell::count(run.count()),
    ])
}
