//! The control totals of a blank form's check sheet: what its head signs, to be held against what
//! is read.
//!
//! Each stands in a row with a hidden key, [`key`]; the figure is the nearest number left of it.
//! Formulas that nobody has calculated say nothing.

use std::sync::Arc;

use crate::id::{FieldName, FormId};
use crate::location::CellRef;
use crate::read::{Cell, CellValue, Sheet, Workbook};

use super::RecognisedSheet;

/// What a key says after the form's id: that rows are counted, or a field added up.
const ROWS: &str = "rows";
const SUM: &str = "sum";

/// One signed figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Control {
    /// The form it is of.
    pub form: FormId,
    /// The field that is added up; none where rows are counted.
    pub field: Option<FieldName>,
    /// The figure.
    pub stated: f64,
    /// The sheet it stands on.
    pub sheet: Arc<str>,
    /// Its cell.
    pub at: CellRef,
}

/// The hidden key of a control total: `dien-hinh;rows`, `so-lieu;sum;tin_bai`.
#[must_use]
pub fn key(form: &FormId, field: Option<&FieldName>) -> String {
    match field {
        Some(field) => format!("{form};{SUM};{field}"),
        None => format!("{form};{ROWS}"),
    }
}

/// The form and field of a key.
fn parse(text: &str) -> Option<(FormId, Option<FieldName>)> {
    let mut parts = text.split(';');
    let (form, what, field) = (parts.next()?, parts.next()?, parts.next());
    if form.is_empty() || parts.next().is_some() {
        return None;
    }
    match (what, field) {
        (ROWS, None) => Some((form.into(), None)),
        (SUM, Some(field)) => Some((form.into(), Some(field.into()))),
        _ => None,
    }
}

/// The figures of all sheets that are no form's.
pub(super) fn find(workbook: &Workbook, forms: &[RecognisedSheet<'_>]) -> Vec<Control> {
    let is_form = |sheet: &Sheet| forms.iter().any(|form| std::ptr::eq(form.sheet, sheet));
    let others = workbook.sheets.iter().filter(|sheet| !is_form(sheet));
    others
        .flat_map(|sheet| {
            let rows = sheet.cells.chunk_by(|one, next| one.at.row == next.at.row);
            rows.filter_map(|cells| of_row(sheet, cells))
        })
        .collect()
}

fn of_row(sheet: &Sheet, cells: &[Cell]) -> Option<Control> {
    let key = |cell: &Cell| cell.value.as_text().and_then(parse);
    let (nth, (form, field)) = cells
        .iter()
        .enumerate()
        .find_map(|(nth, cell)| Some((nth, key(cell)?)))?;
    let figure = |cell: &Cell| match cell.value {
        CellValue::Number(number) => Some((number, cell.at)),
        _ => None,
    };
    let (stated, at) = cells[..nth].iter().rev().find_map(figure)?;
    Some(Control {
        form,
        field,
        stated,
        sheet: Arc::clone(&sheet.name),
        at,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_says_which_figure_it_is() {
        let (form, field) = (FormId::from("so-lieu"), FieldName::from("tin_bai"));
        assert_eq!(key(&form, None), "so-lieu;rows");
        assert_eq!(key(&form, Some(&field)), "so-lieu;sum;tin_bai");
        assert_eq!(parse("so-lieu;rows"), Some((form.clone(), None)));
        assert_eq!(parse("so-lieu;sum;tin_bai"), Some((form, Some(field))));
        for text in [
            "",
            "so-lieu",
            ";rows",
            "a;sum",
            "a;rows;b",
            "a;sum;b;c",
            "a;b",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_figure_is_the_nearest_number_left_of_its_key() {
        let cell = |at: &str, value| Cell {
            at: at.parse().unwrap(),
            value,
        };
        let text = |text: &str| CellValue::Text(text.into());
        let check = |cells: Vec<Cell>, expected: Option<(f64, &str)>| {
            let sheet = Sheet {
                cells,
                ..Sheet::default()
            };
            let found = of_row(&sheet, &sheet.cells);
            let found = found.map(|one| (one.stated, one.at.to_string()));
            assert_eq!(found, expected.map(|(number, at)| (number, at.to_owned())));
        };
        let number = CellValue::Number;
        check(
            vec![
                cell("A9", number(3.0)),
                cell("C9", number(12.0)),
                cell("F9", text("dien-hinh;rows")),
            ],
            Some((12.0, "C9")),
        );
        check(
            vec![
                cell("C9", CellValue::Uncomputed),
                cell("F9", text("dien-hinh;rows")),
            ],
            None,
        );
        check(vec![cell("C9", number(12.0))], None);
    }
}
