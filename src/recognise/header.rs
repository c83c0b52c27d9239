//! The header of a table: which rows it takes, and what label stands over each column.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use crate::campaign::Form;
use crate::location::{CellRef, Range};
use crate::read::{Cell, CellValue};
use crate::text::match_key;

use super::index::{Index, fingerprint};
use super::labels::Labels;
use super::view::View;

/// How many rows a header may take.
const SPAN: usize = 3;
/// The fewest labels that make a row a header.
const FEWEST_LABELS: usize = 2;
/// A header names at least this many tenths of the fields that the best one names.
const NEARLY_TENTHS: usize = 6;
/// What the column under a group's label is called that the label itself means.
static WHOLE: LazyLock<[String; 7]> = LazyLock::new(|| {
    [
        "tổng số",
        "tổng",
        "tổng cộng",
        "cộng",
        "số lượng",
        "chung",
        "ts",
    ]
    .map(match_key)
});

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
    pub(super) texts: HashMap<u32, Vec<String>>,
    /// The fingerprints of these texts.
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
    /// The same with the texts of its rows.
    fn with_texts(mut self, view: View<'_>) -> Self {
        for row in self.first_row..=self.last_row {
            for cell in view.row(row) {
                if let Some(text) = cell.value.as_text() {
                    let texts = self.texts.entry(cell.at.column).or_default();
                    texts.push(match_key(text));
                    self.fingerprints.push(fingerprint(text));
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
    if !stands_side_by_side(named.keys().copied()) {
        return None;
    }
    let mut cells: Vec<CellRef> = named.keys().copied().collect();
    cells.sort_unstable();
    let mut tops: Vec<u32> = cells.iter().map(|at| at.row).collect();
    tops.dedup();
    let rows: Vec<u32> = view
        .rows()
        .filter(|(row, cells)| tops.binary_search(row).is_ok() || may_head(cells))
        .map(|(row, _)| row)
        .collect();
    // How many fields each window of rows names, and the row of the first that does.
    let mut found: Vec<(usize, u32, &[u32])> = Vec::new();
    let mut only: Option<Header> = None;
    let mut complete: Vec<u32> = Vec::new();
    for span in 1..=SPAN {
        for window in rows.windows(span) {
            if window.iter().any(|row| complete.contains(row)) {
                continue; // other rows add nothing to it
            }
            let (top, bottom) = (window[0], window[span - 1]);
            let near = (bottom - top) as usize <= SPAN;
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
                    only = (found.len() == 1).then_some(header);
                }
            }
        }
    }
    if let Some(header) = only.filter(|header| header.named() >= FEWEST_LABELS) {
        return Some(header.with_texts(view));
    }
    let most = found.iter().map(|(count, ..)| *count).max()?;
    let enough = FEWEST_LABELS.max((most * NEARLY_TENTHS).div_ceil(10));
    let headers = found.into_iter().filter(|(count, ..)| *count >= enough);
    // Of equals the first stays, which takes the fewest rows.
    let best = headers.reduce(|best, next| {
        let is_better = next.1 < best.1 || (next.1 == best.1 && next.0 > best.0);
        if is_better { next } else { best }
    });
    best.map(|(_, _, window)| header(view, window, &named, form, index).with_texts(view))
}

/// Whether a row is a header by itself: each of its texts names a field of its own, no required one
/// is missing, none is merged, and what stands below is no text over a column.
fn is_complete(view: View<'_>, header: &Header, form: &Form) -> bool {
    let cells = view.row(header.first_row);
    let named = |at: usize| {
        let mut fields = header.labels.iter().filter_map(|label| label.field);
        fields.any(|(field, _)| field == at)
    };
    let mut fields = form.fields.iter().enumerate();
    header.named() == cells.len()
        && fields.all(|(at, field)| !field.constraints.required || named(at))
        && cells.iter().all(|cell| view.merge_at(cell.at).is_none())
        && !may_head(view.row(header.first_row + 1))
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

/// One text over a column: of the column itself, or of a group of columns.
struct Part<'a> {
    at: CellRef,
    text: Cow<'a, str>,
    is_group: bool,
}

/// The labels of a window of rows. `named` has the field of each cell that names one.
fn header(
    view: View<'_>,
    window: &[u32],
    named: &HashMap<CellRef, (usize, Naming)>,
    form: usize,
    index: &Index<'_>,
) -> Header {
    let mut columns: BTreeMap<u32, Vec<Part<'_>>> = BTreeMap::new();
    let widest = window.iter().filter_map(|row| view.row(*row).last());
    let widest = widest.map(|cell| cell.at.column).max().unwrap_or(0);
    for (nth, row) in window.iter().enumerate() {
        for cell in view.row(*row) {
            let Some(text) = head(&cell.value) else {
                continue;
            };
            let last = last_of_group(view, cell.at, widest, &window[nth + 1..]);
            for column in cell.at.column..=last {
                let part = Part {
                    at: cell.at,
                    text: text.clone(),
                    is_group: last > cell.at.column,
                };
                columns.entry(column).or_default().push(part);
            }
        }
    }
    let labels: Vec<Label> = columns
        .iter()
        .filter_map(|(column, parts)| label(*column, parts, named, form, index))
        .collect();
    let rows = labels.iter().map(|label| label.at.row);
    Header {
        first_row: window.first().copied().unwrap_or(0),
        last_row: rows.max().unwrap_or(0),
        labels,
        texts: HashMap::new(),
        fingerprints: Vec::new(),
    }
}

/// The last column of the group whose label stands in a cell: as merged, else as far as the row is
/// blank while a lower row of the header has texts.
fn last_of_group(view: View<'_>, at: CellRef, widest: u32, lower: &[u32]) -> u32 {
    let has = |row: u32, column: u32| {
        let cells = view.row(row);
        cells
            .binary_search_by_key(&column, |cell| cell.at.column)
            .is_ok()
    };
    let is_over = |column: u32| lower.iter().any(|row| has(*row, column));
    if let Some(merge) = view.merge_at(at).filter(|one| one.last.column > at.column) {
        let last = merge.last.column.min(widest);
        // A cell merged over columns that have no labels of their own is one label.
        return if is_over(at.column) || (at.column..=last).any(is_over) {
            last
        } else {
            at.column
        };
    }
    if !is_over(at.column) {
        return at.column;
    }
    let mut last = at.column;
    while last < widest && !has(at.row, last + 1) && is_over(last + 1) {
        last += 1;
    }
    last
}

/// What the texts over one column, from the top, name: the lowest that names a field by itself,
/// else all of them joined.
fn label(
    column: u32,
    parts: &[Part<'_>],
    named: &HashMap<CellRef, (usize, Naming)>,
    form: usize,
    index: &Index<'_>,
) -> Option<Label> {
    let own = |nth: usize| {
        let part = &parts[nth];
        let field = *named.get(&part.at)?;
        let below = parts[nth + 1..].first();
        let means_whole = below.is_some_and(|part| WHOLE.contains(&match_key(&part.text)));
        let stands_alone = !part.is_group || (below.is_none() && part.at.column == column);
        (stands_alone || means_whole).then_some((part.at, field))
    };
    let lowest = parts.last()?;
    let at = if lowest.is_group {
        CellRef::new(lowest.at.row, column)?
    } else {
        lowest.at
    };
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_ref()).collect();
    let text = texts.join(" ");
    let named_by = |text: &str| {
        let may_be = index.may_be_label(text).then(|| match_key(text));
        may_be.and_then(|key| index.field(form, &key))
    };
    let is_split = parts.len() > 1;
    // "Mã" over "chỉ tiêu" says more than "chỉ tiêu" alone.
    let joined = is_split.then(|| named_by(&text)).flatten();
    if let Some(field) = joined {
        let field = Some((field, Naming::Alias));
        return Some(Label { at, text, field });
    }
    let found = (0..parts.len()).rev().find_map(own);
    if let Some((at, field)) = found {
        let at = CellRef::new(at.row, column)?;
        let own_text = parts.iter().find(|part| part.at.row == at.row);
        return Some(Label {
            at,
            text: own_text.map_or(text, |part| part.text.clone().into_owned()),
            field: Some(field),
        });
    }
    if lowest.is_group && lowest.at.column != column {
        return None; // the rest of a merged label
    }
    let turned: Vec<&str> = texts.iter().rev().copied().collect();
    let field = is_split.then(|| named_by(&turned.join(" "))).flatten();
    let field = field.map(|field| (field, Naming::Near));
    Some(Label { at, text, field })
}
