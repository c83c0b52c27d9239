//! Everything that was read otherwise than it was written: before, after, and why.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::link;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, MAX_ROWS, Pen};
use super::style::Look;
use crate::finding::Repair;
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::report::words;
use crate::settle::Submission;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 3;

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
            "Mọi giá trị được đọc khác cách ghi, trong mọi tệp. Tệp gốc không bị sửa.",
            "Every value that was read otherwise than written, in all files. The files themselves are not changed.",
        ),
    )?;
    let heading = pen.row();
    pen.headings(&columns, FROZEN)?;
    let repairs = ordered(material);
    let shown = repairs.len().min(MAX_ROWS);
    for (at, &(submission, repair)) in repairs[..shown].iter().enumerate() {
        row(&mut pen, at, submission, repair)?;
    }
    if repairs.is_empty() {
        let none = lang.pick(
            "Không có giá trị nào phải chuẩn hóa.",
            "No value was repaired.",
        );
        pen.line(0, FROZEN, none, Look::Note)?;
    } else {
        pen.filter(heading)?;
    }
    pen.left_out(repairs.len() - shown)?;
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

/// By the register, file and place.
fn ordered<'a>(material: &Material<'a>) -> Vec<(&'a Submission, &'a Repair)> {
    let submissions = material.report.settled.submissions.iter();
    let mut repairs: Vec<(&Submission, &Repair)> = submissions
        .flat_map(|one| one.repairs.iter().map(move |repair| (one, repair)))
        .collect();
    repairs.sort_by_key(|(one, repair)| {
        (
            material.unit_order(one.unit.as_ref()),
            one.file.as_str(),
            &repair.sheet,
            repair.range,
            repair.rule,
        )
    });
    repairs
}

fn row(
    pen: &mut Pen<'_>,
    at: usize,
    submission: &Submission,
    repair: &Repair,
) -> Result<(), XlsxError> {
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
        Some(repair.range),
    );
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(unit.map_or("", UnitCode::as_str)),
        Cell::text(known.map_or("", |unit| &unit.name)),
        Cell::text(collection.map_or("", |one| one.titles.get(lang))),
        Cell::text(submission.file.as_str()),
        Cell::text(&*repair.sheet),
        Cell::link(repair.range.to_string(), address),
        Cell::text(field.map_or("", |field| &field.label)),
        Cell::text(repair.before.as_str()),
        Cell::text(repair.after.as_str()),
        Cell::text(words::repair_rule(repair.rule, lang)),
        Cell::count(repair.count),
    ])
}
