//! The formats that can only be read whole: xls, xlsb, ods.

use std::io::Cursor;

use calamine::{Data, Ods, OdsError, Reader as _, SheetType, Xls, XlsError, Xlsb, XlsbError};

use super::cell::{date_value, iso_value, number_value, visibility};
use super::{Budget, Cell, CellValue, Sheet, Workbook};
use crate::campaign::Limits;
use crate::discover::Format;
use crate::finding::Fault;
use crate::location::CellRef;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Fault> {
    let bytes = Cursor::new(bytes);
    match format {
        Format::Xls => sheets(
            Xls::new(bytes).map_err(|source| match source {
                XlsError::Password => Fault::PasswordProtected,
                source => damaged(&source),
            })?,
            limits,
        ),
        Format::Xlsb => sheets(
            Xlsb::new(bytes).map_err(|source| match source {
                XlsbError::Password => Fault::PasswordProtected,
                source => damaged(&source),
            })?,
            limits,
        ),
        Format::Ods | Format::Xlsx => sheets(
            Ods::new(bytes).map_err(|source| match source {
                OdsError::Password => Fault::PasswordProtected,
                source => damaged(&source),
            })?,
            limits,
        ),
    }
}

fn damaged(source: &impl std::fmt::Display) -> Fault {
    Fault::DamagedFile {
        detail: source.to_string(),
    }
}

fn sheets<'a, R>(mut file: R, limits: &Limits) -> Result<Workbook, Fault>
where
    R: calamine::Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let sheets = file.sheets_metadata().to_vec();
    let mut budget = Budget::new(limits, sheets.len())?;
    let mut workbook = Workbook::default();
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        let (range, fault) = match file.worksheet_range(&sheet.name) {
            Ok(range) => (range, None),
            Err(source) => (calamine::Range::empty(), Some(source.to_string())),
        };
        let (first_row, first_column) = range.start().unwrap_or((0, 0));
        let mut cells = Vec::new();
        for (row, column, data) in range.used_cells() {
            let Some(value) = value(data) else { continue };
            // calamine's positions are zero-based and relative to the range.
            let one_based = |first: u32, at: usize| {
                u32::try_from(at)
                    .ok()
                    .and_then(|at| first.checked_add(at)?.checked_add(1))
            };
            let at = one_based(first_row, row)
                .zip(one_based(first_column, column))
                .and_then(|(row, column)| CellRef::new(row, column));
            if let Some(at) = at {
                budget.add(at, &value)?;
                cells.push(Cell { at, value });
            }
        }
        workbook.sheets.push(Sheet {
            name: sheet.name.as_str().into(),
            visibility: visibility(sheet.visible),
            cells,
            fault,
            ..Sheet::default()
        });
    }
    Ok(workbook)
}

fn value(data: &Data) -> Option<CellValue> {
    Some(match data {
        Data::Empty => return None,
        #[expect(clippy::cast_precision_loss, reason = "Excel's own numbers are f64")]
        Data::Int(number) => CellValue::Number(*number as f64),
        Data::Float(number) => number_value(*number),
        Data::String(text) | Data::DurationIso(text) => {
            if text.trim().is_empty() {
                return None;
            }
            CellValue::Text(text.clone())
        }
        Data::Bool(bool) => CellValue::Boolean(*bool),
        Data::DateTime(moment) => date_value(moment),
        Data::DateTimeIso(text) => iso_value(text),
        Data::Error(error) => CellValue::Error(error.to_string()),
    })
}
