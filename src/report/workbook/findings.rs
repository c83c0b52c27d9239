//! Everything that is open: what is wrong where, and what to do.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::{Cell, excerpt};
use super::formula;
use super::link;
use super::material::{Material, Open};
use super::name::MainSheet;
use super::pen::{Column, MAX_ROWS, Pen};
use super::style::{Look, Tone};
use crate::finding::{Finding, Personal, Severity};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::report::words;
use crate::settle::Submission;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 4;
/// The row of the first finding, and the column of its severity, both zero-based.
const FIRST_ROW: u32 = 4;
const SEVERITY: u16 = 1;
/// The letters shown of a value; the rest stands in its cell, which is linked.
const VALUE_SHOWN: usize = 200;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let columns = columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.title(
        MainSheet::Findings.title(lang),
        lang.pick(
            "Các nội dung chưa được trả lời, xếp theo mức độ. Không kể tệp đã có bản thay thế. Cột “Ô” dẫn tới đúng ô trong tệp đã gửi.",
            "What nobody has answered yet, the gravest first; replaced files are left out. The column “Cell” leads to the place in the file received.",
        ),
    )?;
    let findings = ordered(material);
    let shown = findings.len().min(MAX_ROWS);
    pen.table(&columns, FROZEN, shown)?;
    for (at, open) in findings[..shown].iter().enumerate() {
        row(&mut pen, at, open)?;
    }
    if findings.is_empty() {
        let none = lang.pick("Không còn nội dung nào.", "Nothing is open.");
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    pen.left_out(findings.len() - shown)?;
    pen.close()
}

/// How many findings of a severity stand on the sheet, as a formula; none where it has no room for
/// all, or nothing is open.
pub(super) fn count(material: &Material<'_>, severity: Severity) -> Option<String> {
    let lang = material.report.lang;
    let all = material.open_findings().count();
    let rows = u32::try_from(all).ok().filter(|_| all <= MAX_ROWS)?;
    let last = FIRST_ROW + rows.checked_sub(1)?;
    let sheet = MainSheet::Findings.title(lang);
    let range = formula::range(sheet, SEVERITY, (FIRST_ROW, last));
    Some(formula::count(&[range], words::severity(severity, lang)))
}

fn columns(lang: Lang) -> [Column; 12] {
    [
        (lang.pick("STT", "No."), 7.5),
        (lang.pick("Mức độ", "Severity"), 12.0),
        (lang.pick("Mã đơn vị", "Code"), 10.5),
        (lang.pick("Đơn vị", "Unit"), 26.0),
        (lang.pick("Kỳ báo cáo", "Collection"), 18.0),
        (lang.pick("Tệp", "File"), 24.0),
        (lang.pick("Trang tính", "Sheet"), 16.0),
        (lang.pick("Ô", "Cell"), 12.5),
        (lang.pick("Mục", "Field"), 18.0),
        (lang.pick("Giá trị đã ghi", "Value"), 24.0),
        (lang.pick("Nội dung", "What is wrong"), 37.0),
        (lang.pick("Đề nghị", "What to do"), 37.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// By severity, the register, file and place.
fn ordered<'m>(material: &'m Material<'_>) -> Vec<Open<'m>> {
    let mut findings: Vec<Open<'m>> = material.open_findings().collect();
    findings.sort_by(|one, other| {
        let key = |open: &Open<'m>| {
            let place = &open.finding.place;
            (
                open.finding.severity,
                material.unit_order(open.submission.and_then(|one| one.unit.as_ref())),
                open.file,
                (&place.sheet, place.range),
                open.finding.fault.code(),
            )
        };
        key(one).cmp(&key(other))
    });
    findings
}

fn row(pen: &mut Pen<'_>, at: usize, open: &Open<'_>) -> Result<(), XlsxError> {
    let Open {
        file,
        submission,
        finding,
    } = *open;
    let material = pen.material;
    let report = material.report;
    let lang = report.lang;
    let unit = submission.and_then(|one| one.unit.as_ref());
    let known = unit.and_then(|code| report.campaign.unit(code));
    let collection = submission.and_then(|one| one.collection.as_ref());
    let collection = collection.and_then(|id| report.campaign.collection(id));
    let severity = Cell::centred(words::severity(finding.severity, lang));
    let place = &finding.place;
    let value = finding.shown_value(Personal::Shown).unwrap_or("");
    pen.cells(&[
        Cell::ordinal(at),
        severity.tone(Tone::Severity(finding.severity)),
        Cell::text(unit.map_or("", UnitCode::as_str)),
        Cell::text(known.map_or("", |unit| &unit.name)),
        Cell::text(collection.map_or("", |one| one.titles.get(lang))),
        Cell::text(file),
        Cell::text(place.sheet.as_deref().unwrap_or("")),
        cell_link(material, submission, finding),
        Cell::text(label(material, finding)),
        Cell::text(excerpt(value, VALUE_SHOWN, lang)),
        Cell::text(finding.message(lang, Personal::Shown)),
        Cell::text(finding.help(lang)),
    ])
}

/// The cells, or what of the file is meant, with a link to it.
fn cell_link<'a>(
    material: &Material<'_>,
    submission: Option<&Submission>,
    finding: &Finding,
) -> Cell<'a> {
    let lang = material.report.lang;
    let Some(submission) = submission else {
        return Cell::blank();
    };
    let (text, address) = match (&finding.place.sheet, finding.place.range) {
        (None, _) => (
            lang.pick("Cả tệp", "The file").to_owned(),
            link::file(material.report.returns_link, &submission.file),
        ),
        (Some(sheet), range) => (
            range.map_or_else(
                || lang.pick("Cả trang", "The sheet").to_owned(),
                |range| range.to_string(),
            ),
            link::cells(material.report.returns_link, &submission.file, sheet, range),
        ),
    };
    Cell::link(text, address)
}

/// The label of the field on the blank form.
fn label<'a>(material: &Material<'a>, finding: &Finding) -> &'a str {
    let label = || {
        let form = material
            .report
            .campaign
            .form(finding.place.form.as_ref()?)?;
        let at = form.position(finding.place.field.as_ref()?)?;
        Some(form.fields[at].label.as_str())
    };
    label().unwrap_or("")
}
