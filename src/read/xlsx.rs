//! Office Open XML, streamed cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::cell::{date_value, iso_value, visibility};
use super::{Budget, Cell, CellValue, Sheet, Workbook};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::location::CellRef;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let sheets = file.sheets_metadata().to_vec();
    let mut budget = Budget::new(limits, sheets.len())?;
    let mut workbook = Workbook::default();
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
    {
        let read = cells(&mut file, &sheet.name, &mut budget);
        let (cells, fault) = match read {
            Ok(cells) => (cells, None),
            Err(Broken::Sheet(detail)) => (Vec::new(), Some(detail)),
            Err(Broken::File(fault)) => return Err(fault),
        };
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

/// What a fault in a sheet's cells breaks.
enum Broken {
    Sheet(String),
    File(Fault),
}

impl From<XlsxError> for Broken {
    fn from(source: XlsxError) -> Self {
        Self::Sheet(source.to_string())
    }
}

fn cells(
    file: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, Broken> {
    let mut reader = file.worksheet_cells_reader(sheet)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell()? {
        let Some(value) = value(cell.get_value()) else {
            continue;
        };
        let (row, column) = cell.get_position();
        // calamine's rows and columns are zero-based.
        let at = CellRef::new(row.saturating_add(1), column.saturating_add(1))
            .ok_or_else(|| Broken::Sheet(format!("row {row}, column {column}")))?;
        budget.add(&value).map_err(Broken::File)?;
        cells.push(Cell { at, value });
    }
    Ok(cells)
}

fn value(data: &DataRef<'_>) -> Option<CellValue> {
    Some(match data {
        DataRef::Empty => return None,
        #[expect(clippy::cast_precision_loss, reason = "Excel's own numbers are f64")]
        DataRef::Int(number) => CellValue::Number(*number as f64),
        DataRef::Float(number) => CellValue::Number(*number),
        DataRef::SharedString(text) => text_value(text)?,
        DataRef::String(text) | DataRef::DurationIso(text) => text_value(text)?,
        DataRef::Bool(bool) => CellValue::Boolean(*bool),
        DataRef::DateTime(moment) => date_value(moment),
        DataRef::DateTimeIso(text) => iso_value(text),
        DataRef::Error(error) => CellValue::Error(error.to_string()),
    })
}

fn text_value(text: &str) -> Option<CellValue> {
    (!text.trim().is_empty()).then(|| CellValue::Text(text.to_owned()))
}

fn fault(source: XlsxError) -> Fault {
    match source {
        XlsxError::Password => Fault::PasswordProtected,
        source => Fault::DamagedFile {
            detail: source.to_string(),
        },
    }
}
