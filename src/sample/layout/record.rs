//! A form of labels with a value beside each.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::look::Look;
use super::style::{Styles, height};
use super::table::{Column, value};
use crate::sample::draft::{Draft, Written};

/// The widths of labels and values, in characters.
pub(super) const WIDTHS: [f64; 2] = [40.0, 52.0];

/// Writes a record from a row on, from 0, and gives the row that comes after.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    draft: &Draft,
    look: &Look,
    first: u32,
) -> Result<u32, XlsxError> {
    let Some(entries) = draft.rows.first() else {
        return Ok(first);
    };
    let mut row = first;
    for &column in &look.columns {
        let Column::Field(at) = column else {
            sheet.write_string_with_format(row, 0, look.extra, &styles.label)?;
            sheet.write_string_with_format(row, 1, "Trung tâm hành chính", &styles.text)?;
            row += 1;
            continue;
        };
        sheet.write_string_with_format(row, 0, &look.labels[at], &styles.label)?;
        let written = &entries[at].written;
        value(sheet, row, 1, written, styles.beside(draft.field(at)))?;
        let text = match written {
            Written::Text(text) => text.as_str(),
            _ => "",
        };
        let texts = [look.labels[at].as_str(), text].into_iter().zip(WIDTHS);
        sheet.set_row_height(row, height(texts))?;
        row += 1;
    }
    Ok(row)
}
