//! The labels of a window of rows: one for each column, from the texts over it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::location::CellRef;
use crate::text::match_key;

use super::super::index::Index;
use super::super::labels::Named;
use super::super::view::View;
use super::{Header, Label, Naming, head};

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

/// One text over a column: of the column itself, or of a group of columns.
struct Part<'a> {
    at: CellRef,
    text: Cow<'a, str>,
    is_group: bool,
}

/// The labels of a window of rows. `named` has the field of each cell that names one.
pub(super) fn header(
    view: View<'_>,
    window: &[u32],
    named: &Named,
    form: usize,
    index: &Index<'_>,
) -> Header {
    if let [row] = window {
        // No group can stand in it.
        let texts = view.row(*row).iter();
        let texts = texts.filter_map(|cell| Some((cell.at, head(&cell.value)?.into_owned())));
        let labels = texts.map(|(at, text)| Label {
            at,
            text,
            field: named.get(at),
        });
        return Header::new(window, labels.collect());
    }
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
    Header::new(window, labels)
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
    named: &Named,
    form: usize,
    index: &Index<'_>,
) -> Option<Label> {
    let own = |nth: usize| {
        let part = &parts[nth];
        let field = named.get(part.at)?;
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
        let key = index.label_key(text)?;
        index.field(form, &key)
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
