//! Control totals: what the head of a unit signed, held against what was read.

use crate::finding::{ControlTotal, Fault, Finding, Place};
use crate::location::Range;
use crate::read::CellValue;
use crate::recognise::{Control, RecognisedSheet};

use super::{Table, Value};

/// Sums this near are equal, as a share of them: adding up leaves such crumbs.
const NEAR: f64 = 1e-9;

/// Asks about every signed figure that differs from the rows that were read; a figure of a form
/// that was not read says nothing.
pub(super) fn check(
    controls: &[Control],
    sheets: &[RecognisedSheet<'_>],
    tables: &[Table],
) -> Vec<Finding> {
    let differing = controls.iter().filter_map(|control| {
        let mut read = sheets.iter().zip(tables);
        let (sheet, table) = read.find(|(sheet, _)| sheet.form.id == control.form)?;
        compare(control, sheet, table)
    });
    differing.collect()
}

fn compare(control: &Control, sheet: &RecognisedSheet<'_>, table: &Table) -> Option<Finding> {
    let field = match &control.field {
        Some(name) => Some(sheet.form.position(name)?),
        None => None,
    };
    let read = match field {
        Some(field) => sum(sheet, table, field),
        None => f64::from(u32::try_from(table.rows.len()).unwrap_or(u32::MAX)),
    };
    let room = NEAR * control.stated.abs().max(read.abs()).max(1.0);
    if (control.stated - read).abs() <= room {
        return None;
    }
    let place = Place {
        sheet: Some(control.sheet.clone()),
        range: Some(Range::from(control.at)),
        form: Some(control.form.clone()),
        field: control.field.clone(),
    };
    let total = ControlTotal {
        sheet: sheet.form.sheet.clone(),
        label: field.map(|at| sheet.form.fields[at].label.clone()),
        stated: control.stated,
        read,
    };
    let written = CellValue::Number(control.stated).shown();
    Some(Finding::new(place, Fault::ControlTotal(total)).with_value(Some(written), false))
}

/// What a field's values add up to; one shown as a percentage enters as its cell holds it, since
/// the sheet adds it up so.
fn sum(sheet: &RecognisedSheet<'_>, table: &Table, field: usize) -> f64 {
    let rows = sheet.rows.iter().zip(&table.rows);
    let number = |(raw, row): (&crate::recognise::RawRow<'_>, &super::Row)| {
        if let Some(CellValue::Percent(share)) = raw.values[field].as_deref() {
            return *share;
        }
        let value = row.values[field].as_ref();
        value.and_then(Value::as_number).unwrap_or(0.0)
    };
    rows.map(number).sum()
}
