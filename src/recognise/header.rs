//! The header of a table: which rows it takes, and which column is which field.

use std::collections::{BTreeMap, HashMap};

use crate::campaign::Field;
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, Range};
use crate::read::Sheet;
use crate::text::match_key;

use super::index::{Index, likeness};

/// How many rows from the top may hold the header.
const SEARCHED_ROWS: usize = 60;
/// How many rows a header may take.
const SPAN: usize = 3;
/// A longer text is no label.
const LABEL_BYTES: usize = 400;
/// The fewest labels that make a row a header.
const FEWEST_LABELS: usize = 2;

/// A header names at least this many tenths of the fields that the best one names.
const NEARLY_TENTHS: usize = 6;

/// A header that was found.
pub(super) struct Header {
    /// The last of its rows.
    pub(super) last_row: u32,
    /// The column of each field, by position.
    pub(super) columns: Vec<Option<u32>>,
}

/// One column's label: where it stands, its text, and the field it names.
struct Label {
    at: CellRef,
    text: String,
    field: Option<usize>,
}

/// The most labels of the form that any header of the sheet shows.
pub(super) fn labels_found(sheet: &Sheet, form: usize, index: &Index<'_>) -> usize {
    best(sheet, form, index).map_or(0, |labels| matched(&labels))
}

/// Finds the header, and reports what differs from the blank form.
pub(super) fn find(
    sheet: &Sheet,
    form: usize,
    index: &Index<'_>,
) -> Option<(Header, Vec<Finding>)> {
    let labels = best(sheet, form, index)?;
    Some(assign(sheet, form, labels, index))
}

fn matched(labels: &[Label]) -> usize {
    let mut fields: Vec<usize> = labels.iter().filter_map(|label| label.field).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.len()
}

/// The labels of the uppermost rows that name nearly as many fields as any other: a header that is
/// repeated further down, even a better one, must not hide the rows above it.
fn best(sheet: &Sheet, form: usize, index: &Index<'_>) -> Option<Vec<Label>> {
    let rows: Vec<u32> = sheet
        .rows()
        .map(|(row, _)| row)
        .take(SEARCHED_ROWS)
        .collect();
    let mut named: HashMap<CellRef, usize> = HashMap::new();
    for cell in rows.iter().flat_map(|row| sheet.row(*row)) {
        let text = cell
            .value
            .as_text()
            .filter(|text| text.len() <= LABEL_BYTES);
        if let Some(field) = text.and_then(|text| index.field(form, &match_key(text))) {
            named.insert(cell.at, field);
        }
    }
    let mut found: Vec<(usize, u32, Vec<Label>)> = Vec::new();
    for span in 1..=SPAN {
        for window in rows.windows(span) {
            let labels = labels(sheet, window, &named, form, index);
            let with_field = labels.iter().filter(|label| label.field.is_some());
            if let Some(top) = with_field.map(|label| label.at.row).min() {
                found.push((matched(&labels), top, labels));
            }
        }
    }
    let most = found.iter().map(|(count, ..)| *count).max()?;
    let enough = FEWEST_LABELS.max((most * NEARLY_TENTHS).div_ceil(10));
    let headers = found.into_iter().filter(|(count, ..)| *count >= enough);
    // Of equals the first stays, which takes the fewest rows.
    let best = headers.reduce(|best, next| {
        let is_better = next.1 < best.1 || (next.1 == best.1 && next.0 > best.0);
        if is_better { next } else { best }
    });
    best.map(|(_, _, labels)| labels)
}

/// The labels of a window of rows, by column: the lowest text that names a field, else the texts
/// of the column joined, else the lowest text. `named` has the field of each cell that names one.
fn labels(
    sheet: &Sheet,
    window: &[u32],
    named: &HashMap<CellRef, usize>,
    form: usize,
    index: &Index<'_>,
) -> Vec<Label> {
    let mut columns: BTreeMap<u32, Vec<(CellRef, &str)>> = BTreeMap::new();
    for cell in window.iter().flat_map(|row| sheet.row(*row)) {
        if let Some(text) = cell.value.as_text() {
            columns
                .entry(cell.at.column)
                .or_default()
                .push((cell.at, text));
        }
    }
    let label = |texts: &Vec<(CellRef, &str)>| {
        let own = texts.iter().rev().find(|(at, _)| named.contains_key(at));
        if let Some((at, text)) = own {
            let (at, text) = (*at, (*text).to_owned());
            return Some(Label {
                at,
                text,
                field: named.get(&at).copied(),
            });
        }
        let (at, _) = *texts.last()?;
        let text = texts
            .iter()
            .map(|(_, text)| *text)
            .collect::<Vec<_>>()
            .join(" ");
        let joined = texts.len() > 1 && text.len() <= LABEL_BYTES;
        let field = joined
            .then(|| index.field(form, &match_key(&text)))
            .flatten();
        Some(Label { at, text, field })
    };
    columns.values().filter_map(label).collect()
}

/// Gives each field its column: by its labels first, then by a unique likeness.
fn assign(
    sheet: &Sheet,
    form: usize,
    mut labels: Vec<Label>,
    index: &Index<'_>,
) -> (Header, Vec<Finding>) {
    let fields = &index.form(form).fields;
    let mut findings = Vec::new();
    let place = |at: CellRef, field: Option<&Field>| Place {
        range: Some(Range::from(at)),
        form: Some(index.form(form).id.clone()),
        field: field.map(|field| field.name.clone()),
        ..Place::sheet(&sheet.name)
    };
    let exact: Vec<usize> = labels.iter().filter_map(|label| label.field).collect();
    for label in labels.iter_mut().filter(|label| label.field.is_none()) {
        let open = fields
            .iter()
            .enumerate()
            .filter(|(at, _)| !exact.contains(at));
        let open: Vec<(usize, &Field)> = open.collect();
        let key = match_key(&label.text);
        if let Some(at) = likeness(&key, &open) {
            label.field = Some(at);
            let fault = Fault::SimilarLabel {
                label: fields[at].label.clone(),
            };
            findings.push(
                Finding::new(place(label.at, Some(&fields[at])), fault)
                    .with_value(Some(label.text.clone()), false),
            );
        }
    }
    let mut columns = vec![None; fields.len()];
    let mut cells: Vec<Option<CellRef>> = vec![None; fields.len()];
    for label in &labels {
        let value = Some(label.text.clone());
        match label.field {
            None => findings.push(
                Finding::new(place(label.at, None), Fault::ExtraLabel).with_value(value, false),
            ),
            Some(at) => match cells[at] {
                None => {
                    columns[at] = Some(label.at.column);
                    cells[at] = Some(label.at);
                }
                Some(read) => findings.push(
                    Finding::new(
                        column_place(index, form, at, sheet),
                        Fault::DuplicateLabel { read },
                    )
                    .with_value(value, false),
                ),
            },
        }
    }
    let last_row = labels.iter().map(|label| label.at.row).max().unwrap_or(0);
    (Header { last_row, columns }, findings)
}

fn column_place(index: &Index<'_>, form: usize, field: usize, sheet: &Sheet) -> Place {
    Place {
        form: Some(index.form(form).id.clone()),
        field: Some(index.form(form).fields[field].name.clone()),
        ..Place::sheet(&sheet.name)
    }
}
