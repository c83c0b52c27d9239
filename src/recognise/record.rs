//! A record: labels with one value each, right of, below, or after the colon in the same cell.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::location::CellRef;
use crate::read::{Cell, CellValue, Sheet};
use crate::text::match_key;

use super::index::{Index, likeness};
use super::{Cells, RawRow, Read, RecognisedSheet};
use crate::finding::{Fault, Finding, Place};
use crate::location::Range;

/// A label that was found.
struct Found {
    field: usize,
    at: CellRef,
    /// What follows the colon in the label's own cell.
    inline: Option<String>,
}

/// The number of the form's labels that the sheet shows.
pub(super) fn labels_found(sheet: &Sheet, form: usize, index: &Index<'_>) -> usize {
    let mut fields: Vec<usize> = labels(sheet, form, index)
        .iter()
        .map(|label| label.field)
        .collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

/// Finds the labels and their values; none where the sheet shows no label of the form.
pub(super) fn find<'a>(sheet: &'a Sheet, form: usize, index: &Index<'a>) -> Option<Read<'a>> {
    let mut found = labels(sheet, form, index);
    if found.is_empty() {
        return None;
    }
    let mut findings = similar(sheet, form, &mut found, index);
    let fields = &index.form(form).fields;
    let mut cells = vec![None; fields.len()];
    let mut values: Vec<Option<Cow<'a, CellValue>>> = vec![None; fields.len()];
    for label in &found {
        let field = &fields[label.field];
        if let Some(read) = cells[label.field] {
            let place = Place {
                form: Some(index.form(form).id.clone()),
                field: Some(field.name.clone()),
                ..Place::sheet(&sheet.name)
            };
            findings.push(Finding::new(place, Fault::DuplicateLabel { read }));
            continue;
        }
        let (at, value) = value_of(sheet, label, &found);
        cells[label.field] = Some(at);
        values[label.field] = value;
    }
    let first_row = cells.iter().flatten().map(|at| at.row).min().unwrap_or(1);
    let read = RecognisedSheet {
        form: index.form(form),
        sheet,
        name: std::sync::Arc::clone(&sheet.name),
        cells: Cells::Record(cells),
        rows: vec![RawRow {
            row: first_row,
            values,
        }],
        set_aside: BTreeMap::new(),
    };
    Some((read, findings))
}

/// All cells that hold a label of the form.
fn labels(sheet: &Sheet, form: usize, index: &Index<'_>) -> Vec<Found> {
    let found = sheet.cells.iter().filter_map(|cell| {
        let text = cell.value.as_text()?;
        if let Some(field) = field_of(text, form, index) {
            return Some(Found {
                field,
                at: cell.at,
                inline: None,
            });
        }
        let (label, value) = text.split_once(':')?;
        let field = field_of(label, form, index)?;
        let value = value.trim();
        let inline = (!value.is_empty()).then(|| value.to_owned());
        Some(Found {
            field,
            at: cell.at,
            inline,
        })
    });
    found.collect()
}

/// The field a text names, with or without a number before it: "1. Mã đơn vị".
fn field_of(text: &str, form: usize, index: &Index<'_>) -> Option<usize> {
    let key = match_key(text);
    index.field(form, &key).or_else(|| {
        let (number, rest) = key.split_once(' ')?;
        let is_number = number.len() == 1 || number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| index.field(form, rest)).flatten()
    })
}

/// Labels that are only like a field's: read as it where nothing else is, and noted.
fn similar(sheet: &Sheet, form: usize, found: &mut Vec<Found>, index: &Index<'_>) -> Vec<Finding> {
    let fields = &index.form(form).fields;
    let mut findings = Vec::new();
    for cell in &sheet.cells {
        let Some(text) = cell.value.as_text() else {
            continue;
        };
        let taken = found.iter().any(|label| label.at == cell.at);
        let beside =
            |label: &Found| label.at.row == cell.at.row && label.at.column < cell.at.column;
        if taken || found.iter().any(beside) {
            continue; // a label, or the value of one
        }
        let open: Vec<_> = fields
            .iter()
            .enumerate()
            .filter(|(at, _)| !found.iter().any(|label| label.field == *at))
            .collect();
        let Some(field) = likeness(&match_key(text), &open) else {
            continue;
        };
        let place = Place {
            range: Some(Range::from(cell.at)),
            form: Some(index.form(form).id.clone()),
            field: Some(fields[field].name.clone()),
            ..Place::sheet(&sheet.name)
        };
        let fault = Fault::SimilarLabel {
            label: fields[field].label.clone(),
        };
        findings.push(Finding::new(place, fault).with_value(Some(text.to_owned()), false));
        found.push(Found {
            field,
            at: cell.at,
            inline: None,
        });
    }
    findings
}

/// The value of a label and its cell; where nothing stands, the cell where it should.
fn value_of<'a>(
    sheet: &'a Sheet,
    label: &Found,
    labels: &[Found],
) -> (CellRef, Option<Cow<'a, CellValue>>) {
    if let Some(text) = &label.inline {
        return (label.at, Some(Cow::Owned(CellValue::Text(text.clone()))));
    }
    let is_label = |cell: &Cell| labels.iter().any(|label| label.at == cell.at);
    let right = sheet
        .row(label.at.row)
        .iter()
        .find(|cell| cell.at.column > label.at.column);
    let beside = CellRef::new(label.at.row, label.at.column + 1).unwrap_or(label.at);
    match right {
        Some(cell) if !is_label(cell) => (cell.at, Some(Cow::Borrowed(&cell.value))),
        // Labels side by side: their values stand below.
        Some(_) => {
            let below = CellRef::new(label.at.row + 1, label.at.column).unwrap_or(label.at);
            let value = sheet.get(below.row, below.column);
            let is_value = value.is_some() && !labels.iter().any(|label| label.at == below);
            (
                if is_value { below } else { beside },
                value.filter(|_| is_value).map(Cow::Borrowed),
            )
        }
        None => {
            let below = CellRef::new(label.at.row + 1, label.at.column).unwrap_or(label.at);
            let heads_row = |label: &&Found| label.at.row == below.row - 1;
            let side_by_side = labels.iter().filter(heads_row).count() > 1;
            let value = sheet.get(below.row, below.column).filter(|_| side_by_side);
            let is_value = value.is_some() && !labels.iter().any(|label| label.at == below);
            (
                if is_value { below } else { beside },
                value.filter(|_| is_value).map(Cow::Borrowed),
            )
        }
    }
}
