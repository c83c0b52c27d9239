//! The cells of a sheet that may be labels of some form: found once a sheet, for all forms.

use std::sync::Arc;

use crate::location::{CellRef, Range};
use crate::read::Sheet;

use super::header::Naming;
use super::index::Index;
use super::view::View;

/// The cells that name a field, by row, then column, each with its field and how it names it.
pub(super) struct Named(Vec<(CellRef, (usize, Naming))>);

impl Named {
    /// The field that a cell names, and how.
    pub(super) fn get(&self, at: CellRef) -> Option<(usize, Naming)> {
        let found = self.0.binary_search_by_key(&at, |(at, _)| *at).ok()?;
        Some(self.0[found].1)
    }

    /// The cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = CellRef> {
        self.0.iter().map(|(at, _)| *at)
    }
}

/// What may be labels on one sheet.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// Cells that may stand over a column, with their keys.
    heads: Vec<(CellRef, Arc<str>, Naming)>,
    /// What may be a label of a record: its place among the sheet's cells, and on the sheet.
    lines: Vec<(usize, CellRef)>,
}

impl Labels {
    /// Looks through a sheet.
    pub(super) fn of(sheet: &Sheet, index: &Index<'_>) -> Self {
        let mut labels = Self::default();
        for (nth, cell) in sheet.cells.iter().enumerate() {
            let Some(text) = cell.value.as_text() else {
                continue;
            };
            if let Some(key) = index.label_key(text) {
                labels.heads.push((cell.at, key, Naming::Own));
                labels.lines.push((nth, cell.at));
                continue;
            }
            let bare = without_remark(text);
            if let Some(key) = bare.and_then(|label| index.label_key(label)) {
                labels.heads.push((cell.at, key, Naming::Near));
            }
            let numbered = |text: &str| {
                let rest = without_number(text);
                rest.len() < text.len() && index.may_be_label(rest)
            };
            let is_line = match before_colon(text) {
                Some(label) => index.may_be_label(label) || numbered(label),
                None => numbered(text),
            };
            if is_line || bare.is_some_and(|label| index.may_be_label(without_number(label))) {
                labels.lines.push((nth, cell.at));
            }
        }
        labels
    }

    /// How many cells outside a rectangle may be labels, of one kind or the other.
    pub(super) fn outside(&self, area: Range) -> usize {
        let heads = self.heads.iter().filter(|(at, ..)| !area.has(*at)).count();
        heads.max(self.lines.iter().filter(|(_, at)| !area.has(*at)).count())
    }

    /// The field each cell of a part of the sheet names, as a label over a column.
    pub(super) fn fields(&self, view: View<'_>, form: usize, index: &Index<'_>) -> Named {
        let inside = self.heads.iter().filter(|(at, ..)| view.area.has(*at));
        let named = inside.filter_map(|(at, key, naming)| {
            let field = index.field(form, key)?;
            let naming = match naming {
                Naming::Own if !index.is_own_label(form, field, key) => Naming::Alias,
                naming => *naming,
            };
            Some((*at, (field, naming)))
        });
        Named(named.collect())
    }

    /// The cells of a part of the sheet that may be labels of a record.
    pub(super) fn lines<'c>(
        &'c self,
        view: View<'c>,
    ) -> impl Iterator<Item = (CellRef, &'c str)> + 'c {
        let inside = self.lines.iter().filter(move |(_, at)| view.area.has(*at));
        inside
            .map(move |(nth, _)| &view.sheet.cells[*nth])
            .filter_map(|cell| Some((cell.at, cell.value.as_text()?)))
    }
}

/// What stands before the first colon, of either width.
fn before_colon(text: &str) -> Option<&str> {
    // The first byte of a wide colon; most texts have neither, which a search of bytes tells.
    memchr::memchr2(b':', b'\xEF', text.as_bytes())?;
    text.split_once([':', '：']).map(|(before, _)| before)
}

/// A label without a remark in brackets after it: "Ngày giới thiệu (dd/mm/yyyy)".
pub(super) fn without_remark(text: &str) -> Option<&str> {
    let text = text.trim_end().trim_end_matches(':').trim_end();
    let (label, _) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some(label)
}

/// A label without the numbers before it: "1. Mã đơn vị", "a) Mã đơn vị", "1.2. Mã đơn vị".
pub(super) fn without_number(text: &str) -> &str {
    let text = text.trim_start();
    let rest =
        text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '(' | '.' | ')' | ' '));
    if rest.len() < text.len() {
        return rest;
    }
    let mut letters = text.char_indices();
    let (first, second) = (letters.next(), letters.next());
    match (first, second) {
        (Some((_, letter)), Some((_, '.' | ')'))) if letter.is_alphabetic() => {
            letters.as_str().trim_start()
        }
        (Some((_, '-' | '+' | '*' | '•' | '–')), _) => {
            text.trim_start_matches(|c: char| !c.is_alphanumeric())
        }
        _ => text,
    }
}
