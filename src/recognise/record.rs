//! A record: labels with one value each, right of, below, or after the colon in the same cell.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::campaign::{Field, FieldKind};
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, Range};
use crate::read::{Cell, CellValue};
use crate::text::match_key;

use super::index::Index;
use super::labels::{Labels, without_number, without_remark};
use super::likeness::{LabelKey, likeness};
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
    let mut findings = similar(view, form, &mut found, index);
    let fields = &index.form(form).fields;
    let place = |field: &Field, range: Option<Range>| Place {
        range,
        form: Some(index.form(form).id.clone()),
        field: Some(field.name.clone()),
        ..Place::sheet(&view.sheet.name)
    };
    let page = Page::new(view, &found);
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
        if let Some(second) = page.second_number(label, field, at) {
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
        for (nth, line) in text.split(['\n', ';', '\t']).enumerate() {
            let Some((label, value)) = line.split_once([':', '：']) else {
                continue;
            };
            let Some(field) = field_of(label, form, index) else {
                if nth == 0 {
                    break; // a sentence that mentions a label further on
                }
                continue;
            };
            let value = value.trim();
            found.push(Found {
                field,
                at,
                inline: (!value.is_empty()).then(|| value.to_owned()),
            });
        }
    }
    found
}

/// The field a text names, with or without a number before it and a remark after it.
fn field_of(text: &str, form: usize, index: &Index<'_>) -> Option<usize> {
    let named = |text: &str| {
        index
            .may_be_label(text)
            .then(|| index.field(form, &match_key(text)))
            .flatten()
    };
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

/// The labels of one record among the cells of its sheet.
struct Page<'f, 'a> {
    view: View<'a>,
    labels: &'f [Found],
    /// The cells that hold labels.
    taken: HashSet<CellRef>,
    /// The rows of labels above a row that holds nothing but their values.
    over_values: HashSet<u32>,
    /// Whether values stand below their labels, one label a row.
    is_upright: bool,
}

impl<'f, 'a> Page<'f, 'a> {
    fn new(view: View<'a>, labels: &'f [Found]) -> Self {
        let mut page = Self {
            view,
            labels,
            taken: labels.iter().map(|label| label.at).collect(),
            over_values: HashSet::new(),
            is_upright: false,
        };
        let rows: HashSet<u32> = labels.iter().map(|label| label.at.row).collect();
        let over_values = rows.into_iter().filter(|row| page.is_over_values(*row));
        page.over_values = over_values.collect();
        let apart = labels.iter().filter(|label| label.inline.is_none());
        let beside = apart
            .clone()
            .any(|label| !page.right_of(label.at).is_empty());
        let below = apart.filter(|label| page.below(label.at).is_some()).count();
        page.is_upright = !beside && below * 2 > labels.len();
        page
    }

    /// The cells right of a label, up to the next label.
    fn right_of(&self, label: CellRef) -> &'a [Cell] {
        let row = self.view.row(label.row);
        let from = row.partition_point(|cell| cell.at.column <= label.column);
        let rest = &row[from..];
        let next = rest.iter().position(|cell| self.taken.contains(&cell.at));
        &rest[..next.unwrap_or(rest.len())]
    }

    /// The cell below a label, where its row holds values only.
    fn below(&self, label: CellRef) -> Option<&'a Cell> {
        if !self.over_values.contains(&label.row) {
            return None;
        }
        let row = self.view.row(label.row + 1);
        let at = row.binary_search_by_key(&label.column, |cell| cell.at.column);
        at.ok().map(|at| &row[at])
    }

    /// Whether each cell of the row below stands under a label and is none itself.
    fn is_over_values(&self, row: u32) -> bool {
        // Else it is a line of its own, such as a label nobody asked for with its value.
        let is_value = |cell: &Cell| {
            let above = CellRef::new(row, cell.at.column);
            !self.taken.contains(&cell.at) && above.is_some_and(|at| self.taken.contains(&at))
        };
        self.view.row(row + 1).iter().all(is_value)
    }

    /// Whether a row has labels side by side and nothing else: their values stand below.
    fn heads_values(&self, row: u32) -> bool {
        let cells = self.view.row(row);
        let labels = cells.iter().filter(|cell| self.taken.contains(&cell.at));
        labels.count() == cells.len() && (cells.len() > 1 || self.is_upright)
    }

    /// The value of a label and its cell; where nothing stands, the cell where it should.
    fn value_of(&self, label: &Found, field: &Field) -> (CellRef, Option<Cow<'a, CellValue>>) {
        if let Some(text) = &label.inline {
            return (label.at, Some(Cow::Owned(CellValue::Text(text.clone()))));
        }
        let right = self.right_of(label.at);
        let first = right.first().filter(|first| {
            // A unit between label and number, as in "Số tin, bài | bài | 12".
            !(is_number_field(field) && is_word(first))
        });
        let value = first
            .or_else(|| right.iter().find(|cell| !is_word(cell)))
            .or(right.first())
            .or_else(|| {
                let heads = self.heads_values(label.at.row);
                heads.then(|| self.below(label.at)).flatten()
            });
        let beside = CellRef::new(label.at.row, label.at.column + 1).unwrap_or(label.at);
        value.map_or((beside, None), |cell| {
            (cell.at, Some(Cow::Borrowed(&cell.value)))
        })
    }

    /// A second number beside a label whose value is a number: nobody knows which is meant.
    fn second_number(&self, label: &Found, field: &Field, read: CellRef) -> Option<&'a Cell> {
        if label.inline.is_some() || !is_number_field(field) || read.row != label.at.row {
            return None;
        }
        let is_number =
            |cell: &&Cell| matches!(cell.value, CellValue::Number(_) | CellValue::Percent(_));
        let mut others = self
            .right_of(label.at)
            .iter()
            .filter(|cell| cell.at != read);
        others.find(is_number)
    }

    /// Texts that stand like labels, with a value beside them, and are none of the form's.
    fn extra(&self, values: &[Option<CellRef>]) -> Vec<(CellRef, &'a str)> {
        let rows = || self.labels.iter().map(|label| label.at.row);
        let (Some(first), Some(last)) = (rows().min(), rows().max()) else {
            return Vec::new();
        };
        let is_value = |at: CellRef| values.contains(&Some(at));
        let columns: HashSet<u32> = self.labels.iter().map(|label| label.at.column).collect();
        let inside = self
            .view
            .rows()
            .filter(|(row, _)| (first..=last + 1).contains(row));
        let labels = inside.flat_map(|(_, cells)| {
            cells.iter().enumerate().filter_map(move |(nth, cell)| {
                let text = cell.value.as_text()?;
                Some((cell.at, text, cells.get(nth + 1)))
            })
        });
        labels
            .filter(|(at, _, next)| {
                columns.contains(&at.column)
                    && !self.taken.contains(at)
                    && !is_value(*at)
                    && next.is_some_and(|next| !self.taken.contains(&next.at) && !is_value(next.at))
            })
            .map(|(at, text, _)| (at, text))
            .collect()
    }
}

fn is_number_field(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Number | FieldKind::Integer)
}

/// A text without a digit.
fn is_word(cell: &Cell) -> bool {
    let text = cell.value.as_text();
    text.is_some_and(|text| !text.bytes().any(|byte| byte.is_ascii_digit()))
}
