//! The list of addresses, `nhac-nho/danh-sach.xlsx`: whom to call of each unit that is reminded.
//!
//! Persons are those that the cover of the unit's newest return names; it is told which one that is.

use std::path::Path;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::contact::Contacts;
use super::material::Material;
use super::pen::{Column, Pen};
use super::style::Look;
use super::{WorkbookError, write_sheet};
use crate::campaign::FieldKind;
use crate::lang::Lang;
use crate::report::Report;
use crate::report::reminders::Reminder;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 3;

/// Writes the workbook to `out`.
///
/// # Errors
/// [`WorkbookError::Sheet`] where the sheet goes beyond what Excel holds, [`WorkbookError::Save`]
/// where the file cannot be written.
pub fn write(
    report: &Report<'_>,
    reminders: &[Reminder<'_>],
    out: &Path,
) -> Result<(), WorkbookError> {
    let write =
        |book: &mut Workbook, material: &Material<'_>, _: &str| sheet(book, material, reminders);
    write_sheet(report, out, title(report.lang), write)
}

fn title(lang: Lang) -> &'static str {
    lang.pick("Danh sách nhắc nhở", "Units to remind")
}

fn sheet(
    book: &mut Workbook,
    material: &Material<'_>,
    reminders: &[Reminder<'_>],
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let contacts = Contacts::gather(report);
    let columns = columns(&contacts, lang);
    let mut pen = Pen::open_table(book, material, title(lang), &columns)?;
    pen.title(
        title(lang),
        lang.pick(
            "Các đơn vị còn nội dung phải gửi, sửa hoặc bổ sung. Người liên hệ theo báo cáo mới nhất của đơn vị. Nội dung nhắc ở tệp cùng tên mã đơn vị trong thư mục này.",
            "Units that still owe something. The persons are those of the unit's newest return. What to say is in the file of the unit's code in this folder.",
        ),
    )?;
    let heading = pen.row();
    pen.headings(&columns, FROZEN)?;
    for (at, reminder) in reminders.iter().enumerate() {
        let unit = reminder.unit;
        let contact = contacts.of(&unit.code);
        let mut cells = vec![
            Cell::ordinal(at),
            Cell::text(unit.code.as_str()),
            Cell::text(unit.name.as_str()),
        ];
        cells.extend(contacts.fields.iter().map(|(form, field)| {
            let value = contact.and_then(|contact| contact.value(form, *field));
            Cell::value(value, lang)
        }));
        let collection = contact.and_then(|contact| contact.collection);
        cells.push(Cell::text(
            collection.map_or("", |one| one.titles.get(lang)),
        ));
        let items = (1..).zip(&reminder.items);
        let items = items.map(|(number, item)| format!("{number}. {item}"));
        cells.push(Cell::text(items.collect::<Vec<_>>().join("\n")));
        pen.cells(&cells)?;
    }
    if reminders.is_empty() {
        let none = lang.pick("Không có đơn vị nào.", "There is none.");
        pen.line(0, FROZEN, none, Look::Note)?;
    } else {
        pen.filter(heading)?;
    }
    pen.close()
}

fn columns(contacts: &Contacts<'_>, lang: Lang) -> Vec<Column> {
    let fixed = [
        (lang.pick("STT", "No."), 6.0),
        (lang.pick("Mã đơn vị", "Code"), 11.0),
        (lang.pick("Đơn vị", "Unit"), 24.0),
    ];
    let fixed = fixed.map(|(heading, width)| Column::new(heading, width));
    let persons = contacts.fields.iter().map(|(form, field)| {
        let field = &form.fields[*field];
        let width = if field.kind == FieldKind::Email {
            34.0
        } else {
            16.0
        };
        Column::new(field.label.as_str(), width)
    });
    let source = Column::new(lang.pick("Theo báo cáo", "As of the return"), 20.0);
    let owed = Column::new(lang.pick("Nội dung nhắc", "What is owed"), 46.0);
    let last = [source, owed];
    fixed.into_iter().chain(persons).chain(last).collect()
}
