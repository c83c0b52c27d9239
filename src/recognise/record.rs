//! A record: labels with one value each, right of, below, or after the colon in the same cell.

mod page;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::campaign::Field;
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, Range};
use crate::read::CellValue;

use self::page::Page;
use super::index::Index;
use super::inline;
use super::labels::{Labels, without_number, without_remark};
use super::likeness::{LabelKey, likeness};
use super::rows::words::is_footer;
use super::view::View;
use super::{Cells, RawRow, Read, RecognisedSheet};

/// A label that was found.
struct Found {
    field: usize,
    at: CellRef,
    /// What follows the colon in the label's own cell.
    inline: Option<String>,
}

/// Where the labels of a form stand, and how many of its fields they name.
pub(super) fn labels_found(
    view: View<'_>,
    form: usize,
    labels: &Labels,
    index: &Index<'_>,
) -> Option<(Range, usize)> {
    let found = find_labels(view, form, labels, index);
    let fields: HashSet<usize> = found.iter().map(|label| label.field).collect();
    let rows = || found.iter().map(|label| label.at.row);
    let columns = || found.iter().map(|label| label.at.column);
    let area = Range {
        first: CellRef::new(rows().min()?, columns().min()?)?,
        last: CellRef::new(rows().max()?, columns().max()?)?,
    };
    Some((area, fields.len()))
}

/// Finds the labels and their values; none where the sheet shows no label of the form.
pub(super) fn find<'a>(
    view: View<'a>,
    form: usize,
    labels: &Labels,
    index: &Index<'a>,
) -> Option<Read<'a>> {
    let mut found = find_labels(view, form, labels, index);
    if found.is_empty() {
        return None;
    }
    leave_signatures(view, &mut found);
    let mut findings = similar(view, form, &mut found, index);
    let fields = &index.form(form).fields;
    let place = |field: &Field, range: Option<Range>| Place {
        range,
        form: Some(index.form(form).id.clone()),
        field: Some(field.name.clone()),
        ..Place::sheet(&view.sheet.name)
    };
    let page = Page::new(view, &found, fields);
    let mut cells = vec![None; fields.len()];
    let mut values: Vec<Option<Cow<'a, CellValue>>> = vec![None; fields.len()];
    for label in &found {
        let field = &fields[label.field];
        if let Some(read) = cells[label.field] {
            let fault = Fault::DuplicateLabel { read };
            findings.push(Finding::new(place(field, None), fault));
            continue;
        }
        let (at, value) = page.value_of(label, field);
        let stray = page
            .stray(label, field, at)
            .filter(|_| value.is_none())
            .or_else(|| page.second_number(label, field, at));
        if let Some(second) = stray {
            let fault = Fault::SecondValue { read: at };
            let shown = Some(second.value.shown());
            let finding = Finding::new(place(field, Some(second.at.into())), fault);
            findings.push(finding.with_value(shown, field.personal));
        }
        cells[label.field] = Some(at);
        values[label.field] = value;
    }
    findings.extend(page.extra(&cells).into_iter().map(|(at, text)| {
        let place = Place {
            range: Some(at.into()),
            form: Some(index.form(form).id.clone()),
            ..Place::sheet(&view.sheet.name)
        };
        Finding::new(place, Fault::ExtraLabel).with_value(Some(text.to_owned()), false)
    }));
    let first_row = cells.iter().flatten().map(|at| at.row).min().unwrap_or(1);
    let read = RecognisedSheet {
        form: index.form(form),
        sheet: view.sheet,
        name: Arc::clone(&view.sheet.name),
        cells: Cells::Record(cells),
        rows: vec![RawRow {
            row: first_row,
            values,
            taken: Vec::new(),
        }],
        set_aside: BTreeMap::new(),
        seen: 1,
        totals: Vec::new(),
        epoch: crate::read::Epoch::default(),
    };
    Some((read, findings))
}

/// All cells that hold a label of the form; a cell of several lines may hold several.
fn find_labels(view: View<'_>, form: usize, labels: &Labels, index: &Index<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, text) in labels.lines(view) {
        if let Some(field) = field_of(text, form, index) {
            found.push(Found {
                field,
                at,
                inline: None,
            });
            continue;
        }
        let labels = inline::split(text, |label| field_of(label, form, index));
        found.extend(labels.into_iter().map(|label| Found {
            field: label.field,
            at,
            inline: label.value.map(str::to_owned),
        }));
    }
    found
}

/// Leaves out those who sign below the record, where a label says the same: "HIỆU TRƯỞNG".
fn leave_signatures(view: View<'_>, found: &mut Vec<Found>) {
    let mut named = HashSet::new();
    let firsts = found.iter().filter(|label| named.insert(label.field));
    let Some(last) = firsts.map(|label| label.at.row).max() else {
        return;
    };
    found.retain(|label| {
        let text = view.get(label.at).and_then(CellValue::as_text);
        label.at.row <= last || !text.is_some_and(is_footer)
    });
}

/// The field a text names, with or without a number before it and a remark after it.
fn field_of(text: &str, form: usize, index: &Index<'_>) -> Option<usize> {
    let named = |text: &str| index.field(form, &index.label_key(text)?);
    let bare = without_remark(text);
    named(text)
        .or_else(|| named(without_number(text)))
        .or_else(|| named(bare?))
        .or_else(|| named(without_number(bare?)))
}

/// Labels that are only like a field's: read as it where nothing else is, and noted.
fn similar(view: View<'_>, form: usize, found: &mut Vec<Found>, index: &Index<'_>) -> Vec<Finding> {
    /// A longer text is no label.
    const LABEL_BYTES: usize = 120;
    let fields = &index.form(form).fields;
    let named: HashSet<usize> = found.iter().map(|label| label.field).collect();
    let mut open: Vec<(usize, &[LabelKey])> = index
        .label_keys(form)
        .filter(|(at, _)| !named.contains(at))
        .collect();
    // The leftmost label of each row: it is one, and what stands right of it may be its value.
    let mut leftmost: HashMap<u32, u32> = HashMap::new();
    for label in found.iter() {
        let column = leftmost.entry(label.at.row).or_insert(label.at.column);
        *column = label.at.column.min(*column);
    }
    let mut findings = Vec::new();
    for cell in view.cells() {
        if open.is_empty() {
            break;
        }
        let Some(text) = cell
            .value
            .as_text()
            .filter(|text| text.len() <= LABEL_BYTES)
        else {
            continue;
        };
        let label_at = leftmost.get(&cell.at.row);
        if label_at.is_some_and(|column| *column <= cell.at.column) {
            continue; // a label, or the value of one
        }
        let (label, inline) = text.split_once(':').unwrap_or((text, ""));
        let Some(field) = likeness(without_number(label), open.iter().copied()) else {
            continue;
        };
        let place = Place {
            range: Some(Range::from(cell.at)),
            form: Some(index.form(form).id.clone()),
            field: Some(fields[field].name.clone()),
            ..Place::sheet(&view.sheet.name)
        };
        let fault = Fault::SimilarLabel {
            label: fields[field].label.clone(),
        };
        findings.push(Finding::new(place, fault).with_value(Some(label.to_owned()), false));
        let inline = inline.trim();
        open.retain(|(at, _)| *at != field);
        leftmost.insert(cell.at.row, cell.at.column);
        found.push(Found {
            field,
            at: cell.at,
            inline: (!inline.is_empty()).then(|| inline.to_owned()),
        });
    }
    findings
}
