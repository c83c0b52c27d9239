//! The header of a table: which rows it takes, and what label stands over each column.

mod window;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::campaign::Form;
use crate::location::{CellRef, Range};
use crate::read::{Cell, CellValue};
use crate::text::{fingerprint, match_key};

use super::index::Index;
use super::labels::Labels;
use super::view::View;
use window::header;

/// How many rows a header may take.
const SPAN: usize = 3;
/// How far its first row may be from its last.
const NEAR: u32 = 3;
/// The fewest labels that make a row a header.
const FEWEST_LABELS: usize = 2;
/// A header names at least this many tenths of the fields that the best one names.
const NEARLY_TENTHS: usize = 6;

/// A header that was found: its labels, and its rows.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// A label for each column that has one, from left to right.
    pub(super) labels: Vec<Label>,
    /// The first of its rows.
    pub(super) first_row: u32,
    /// The last of its rows.
    pub(super) last_row: u32,
    /// The keys of all its texts, by column: what a repeated header shows again.
    pub(super) texts: HashMap<u32, Vec<Arc<str>>>,
    /// The fingerprints of those of these texts that are labels of no form.
    pub(super) fingerprints: Vec<u64>,
}

/// One column's label.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Where it stands.
    pub(super) at: CellRef,
    /// As written, the rows of the header joined.
    pub(super) text: String,
    /// The field it names, and how.
    pub(super) field: Option<(usize, Naming)>,
}

/// How a label names its field; the better goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// By the field's own label.
    Own,
    /// By another of its labels.
    Alias,
    /// By a label with a remark in brackets, or with its parts in another order.
    Near,
}

impl Header {
    /// The header of a window of rows with its labels.
    fn new(window: &[u32], labels: Vec<Label>) -> Self {
        let rows = labels.iter().map(|label| label.at.row);
        Self {
            first_row: window.first().copied().unwrap_or(0),
            last_row: rows.max().unwrap_or(0),
            labels,
            texts: HashMap::new(),
            fingerprints: Vec::new(),
        }
    }

    /// The same with the texts of its rows.
    fn with_texts(mut self, view: View<'_>, index: &Index<'_>) -> Self {
        for row in self.first_row..=self.last_row {
            for cell in view.row(row) {
                if let Some(text) = cell.value.as_text() {
                    let texts = self.texts.entry(cell.at.column).or_default();
                    let key = index.label_key(text);
                    texts.push(key.unwrap_or_else(|| match_key(text).into()));
                    let print = fingerprint(text);
                    if !index.has_fingerprint(print) {
                        self.fingerprints.push(print);
                    }
                }
            }
        }
        self
    }

    /// How many fields of the form it names.
    pub(super) fn named(&self) -> usize {
        let mut fields: Vec<usize> = self
            .labels
            .iter()
            .filter_map(|label| label.field.map(|(field, _)| field))
            .collect();
        fields.sort_unstable();
        fields.dedup();
        fields.len()
    }

    /// The rectangle of the labels that name a field.
    pub(super) fn area(&self) -> Option<Range> {
        let mut named = self.labels.iter().filter(|label| label.field.is_some());
        let (first, last) = (
            named.next()?,
            self.labels.iter().rfind(|label| label.field.is_some())?,
        );
        Some(Range {
            first: CellRef {
                row: self.first_row,
                column: first.at.column,
            },
            last: CellRef {
                row: self.last_row,
                column: last.at.column,
            },
        })
    }
}

/// Finds the header of a form: the uppermost rows that name nearly as many fields as any other. A
/// header that is repeated further down, even a better one, must not hide the rows above it.
pub(super) fn find(
    view: View<'_>,
    form: usize,
    labels: &Labels,
    index: &Index<'_>,
) -> Option<Header> {
    let named = labels.fields(view, form, index);
    if !stands_side_by_side(named.cells()) {
        return None;
    }
    let cells: Vec<CellRef> = named.cells().collect();
    let rows = rows_about(view, &cells);
    // Of the header of each window of rows: how many fields it names, the row of the first that does,
    // and the window. The headers themselves, of a sheet full of them, would fill the memory.
    let mut found: Vec<(usize, u32, &[u32])> = Vec::new();
    let mut complete: Vec<u32> = Vec::new();
    for span in 1..=SPAN {
        for window in rows.windows(span) {
            if window.iter().any(|row| complete.binary_search(row).is_ok()) {
                continue; // other rows add nothing to it
            }
            let (top, bottom) = (window[0], window[span - 1]);
            let near = bottom - top <= NEAR;
            let from = cells.partition_point(|at| at.row < top);
            let to = cells.partition_point(|at| at.row <= bottom);
            let inside = cells[from..to].iter().copied();
            if near && stands_side_by_side(inside) && !goes_on(view, window) {
                let header = header(view, window, &named, form, index);
                if span == 1 && is_complete(view, &header, index.form(form)) {
                    complete.push(top);
                }
                let labels = header.labels.iter().filter(|label| label.field.is_some());
                if let Some(top) = labels.map(|label| label.at.row).min() {
                    found.push((header.named(), top, window));
                }
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
    let header = |window| header(view, window, &named, form, index);
    best.map(|(.., window)| header(window).with_texts(view, index))
}

/// The rows of labels, and those near them that may be parts of the same header.
fn rows_about(view: View<'_>, labels: &[CellRef]) -> Vec<u32> {
    let mut rows: Vec<u32> = Vec::new();
    for label in labels.chunk_by(|one, other| one.row == other.row) {
        let top = label[0].row;
        let first = top.saturating_sub(NEAR).max(1);
        let from = rows.last().map_or(first, |last| first.max(last + 1));
        let near = from..=top.saturating_add(NEAR);
        let is_part = |row: &u32| {
            let cells = view.row(*row);
            !cells.is_empty()
                && (may_head(cells) || labels.binary_search_by_key(row, |at| at.row).is_ok())
        };
        rows.extend(near.filter(is_part));
    }
    rows
}

/// Whether a row is a header by itself: each of its texts names a field of its own, no required one
/// is missing, none is merged, and what stands below, if anything, is no text over a column.
fn is_complete(view: View<'_>, header: &Header, form: &Form) -> bool {
    let cells = view.row(header.first_row);
    let below = view.row(header.first_row + 1);
    let named = |at: usize| {
        let mut fields = header.labels.iter().filter_map(|label| label.field);
        fields.any(|(field, _)| field == at)
    };
    let mut fields = form.fields.iter().enumerate();
    header.named() == cells.len()
        && fields.all(|(at, field)| !field.constraints.required || named(at))
        && cells.iter().all(|cell| view.merge_at(cell.at).is_none())
        && (below.is_empty() || !may_head(below))
}

/// Whether the labels of a header go on in the row below its last: a label is merged down into it,
/// or it has texts under groups and nowhere else.
fn goes_on(view: View<'_>, window: &[u32]) -> bool {
    let last = window[window.len() - 1];
    let below = view.row(last + 1);
    if below.is_empty() || !may_head(below) {
        return false;
    }
    let mut cells = window.iter().flat_map(|row| view.row(*row));
    let is_merged_down = |cell: &Cell| {
        let merge = view.merge_at(cell.at);
        merge.is_some_and(|merge| merge.last.row > last)
    };
    cells.any(is_merged_down) || is_under_groups(view, view.row(last), below)
}

/// Whether each cell of a row stands under a group of the row above: under a label merged over
/// several columns, or under one right of which there is room, beside others under it.
fn is_under_groups(view: View<'_>, upper: &[Cell], below: &[Cell]) -> bool {
    let is_under_group = |cell: &Cell| {
        let over = upper.partition_point(|one| one.at.column <= cell.at.column);
        let Some(label) = over.checked_sub(1).map(|nth| &upper[nth]) else {
            return false;
        };
        if let Some(merge) = view
            .merge_at(label.at)
            .filter(|one| one.last.column > one.first.column)
        {
            return cell.at.column <= merge.last.column;
        }
        let next = upper.get(over).map(|next| next.at.column);
        let from = below.partition_point(|one| one.at.column < label.at.column);
        let mut inside = below[from..]
            .iter()
            .map(|one| one.at.column)
            .take_while(|column| next.is_none_or(|next| *column < next));
        inside.next() == Some(label.at.column) && inside.next().is_some()
    };
    below.iter().all(is_under_group)
}

/// Whether labels stand in at least two columns.
fn stands_side_by_side(mut labels: impl Iterator<Item = CellRef>) -> bool {
    let first = labels.next();
    first.is_some_and(|first| labels.any(|at| at.column != first.column))
}

/// Whether a row may be a part of a header: it holds texts only, or years.
fn may_head(cells: &[Cell]) -> bool {
    cells.iter().all(|cell| head(&cell.value).is_some())
}

/// The text of a header's cell; a number is one where it can be a year: "2023 | 2024".
fn head(value: &CellValue) -> Option<Cow<'_, str>> {
    match value {
        CellValue::Text(text) => Some(Cow::Borrowed(text)),
        CellValue::Number(year) if (1990.0..=2100.0).contains(year) && year.fract() == 0.0 => {
            Some(Cow::Owned(value.shown()))
        }
        _ => None,
    }
}
