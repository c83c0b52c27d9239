//! Office Open XML, streamed cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::cell::{date_value, iso_value, number_value, visibility};
use super::guard::Package;
use super::markup::{self, Markup};
use super::{Budget, Cell, CellValue, Sheet, Workbook};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::location::CellRef;

/// The defined name that holds the mark of a blank form.
const MARK: &str = "_thidua";

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let package = Package::open(bytes, limits)?;
    let around = markup::survey(&package, limits)?;
    let bytes = around.copy.as_deref().unwrap_or(bytes);
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let sheets = file.sheets_metadata().to_vec();
    let mut budget = Budget::new(limits, sheets.len())?;
    let mut workbook = Workbook {
        epoch: around.epoch,
        macros: around.macros,
        external_links: around.external_links,
        mark: mark(&file),
        fonts: around.fonts.named.clone(),
        ..Workbook::default()
    };
    for (sheet, markup) in sheets.iter().zip(around.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let (cells, fault) = match cells(&mut file, &sheet.name, &markup, &mut budget) {
            Ok(cells) => (cells, None),
            Err(Broken::Sheet(detail)) => (Vec::new(), Some(detail)),
            Err(Broken::File(fault)) => return Err(fault),
        };
        workbook.sheets.push(Sheet {
            name: sheet.name.as_str().into(),
            visibility: visibility(sheet.visible),
            cells,
            merges: markup.merges,
            hidden_rows: markup.hidden_rows,
            formulas: markup.formulas,
            fonts: markup.fonts,
            fault,
            ..Sheet::default()
        });
    }
    Ok(workbook)
}

/// The mark of a blank form: a name for a text, `="2023-2024;cuoi-nam;THPT-05;1"`.
fn mark(file: &Xlsx<Cursor<&[u8]>>) -> Option<String> {
    let (_, value) = file.defined_names().iter().find(|(name, _)| name == MARK)?;
    let value = value.strip_prefix('=').unwrap_or(value);
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.replace("\"\"", "\""))
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
    markup: &Markup,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, Broken> {
    if let Some(at) = markup.misread {
        return Err(Broken::Sheet(format!("the value of {at} is in pieces")));
    }
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
        budget.add(at, &value).map_err(Broken::File)?;
        cells.push(Cell { at, value });
    }
    for &at in &markup.uncomputed {
        let value = CellValue::Uncomputed;
        budget.add(at, &value).map_err(Broken::File)?;
        cells.push(Cell { at, value });
    }
    if !cells.is_sorted_by_key(|cell| cell.at) {
        cells.sort_by_key(|cell| cell.at);
    }
    match cells.windows(2).find(|pair| pair[0].at == pair[1].at) {
        Some(pair) => Err(Broken::Sheet(format!("two values for {}", pair[0].at))),
        None => Ok(cells),
    }
}

fn value(data: &DataRef<'_>) -> Option<CellValue> {
    Some(match data {
        DataRef::Empty => return None,
        #[expect(clippy::cast_precision_loss, reason = "Excel's own numbers are f64")]
        DataRef::Int(number) => CellValue::Number(*number as f64),
        DataRef::Float(number) => number_value(*number),
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
