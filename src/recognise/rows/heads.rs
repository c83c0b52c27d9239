//! Rows that belong to a header: the columns' numbers, the header once more, another table's.

use crate::read::Cell;
use crate::text::match_key;

use super::super::index::fingerprint;
use super::super::labels::without_remark;
use super::super::likeness::likeness;
use super::judge::{Above, Judge};

impl Judge<'_, '_> {
    /// Nothing but the numbers or letters of the columns: "A | B | 1 | 2", "(1) | (2)", "7=6:3".
    pub(super) fn is_column_numbers(&self, cells: &[Cell]) -> bool {
        let Some(mut numbers) = cells
            .iter()
            .map(column_number)
            .collect::<Option<Vec<u32>>>()
        else {
            return false;
        };
        numbers.retain(|number| *number > 0);
        numbers.sort_unstable();
        let letters = cells.len() - numbers.len();
        (numbers.len() >= 2 || (letters >= 2 && numbers == [1]))
            && cells.len() * 2 > self.columns.iter().flatten().count()
            && numbers
                .windows(2)
                .all(|pair| pair[0].checked_add(1) == Some(pair[1]))
    }

    /// The texts of the header in their columns: most of them, or the rest of a header of several
    /// rows that has just begun again.
    pub(super) fn is_repeated_header(&self, cells: &[Cell], above: Above) -> bool {
        /// A header has a label among its first texts; most rows are told by these alone.
        const FIRST: usize = 3;
        let text = |cell: &&Cell| cell.value.as_text().is_some();
        let may_be = |cell: &Cell| {
            let print = cell.value.as_text().map(fingerprint);
            print.is_some_and(|print| {
                self.header.fingerprints.contains(&print) || self.index.has_fingerprint(print)
            })
        };
        if !cells.iter().filter(text).take(FIRST).any(may_be) {
            return false;
        }
        let is_label = |cell: &&Cell| {
            let Some(text) = cell.value.as_text().filter(|_| may_be(cell)) else {
                return false;
            };
            let key = match_key(text);
            let field = self.index.field(self.form, &key);
            self.has_label(cell, &key) || (field.is_some() && field == self.field(cell.at.column))
        };
        let same = cells.iter().filter(is_label).count();
        let most = same >= 2 && same * 2 >= self.columns.iter().flatten().count();
        let all_texts = cells.iter().filter(text).count() == cells.len();
        let nearly_all = all_texts && same * 4 >= cells.len() * 3;
        most || (nearly_all && (same >= 2 || (same == 1 && above == Above::Header)))
    }

    /// The header again with its columns in other places: what stands below is another table.
    pub(super) fn is_other_table(&self, cells: &[Cell]) -> bool {
        /// A header has a label among its first texts; most rows are told by these alone.
        const FIRST: usize = 3;
        /// Fewer labels may be a row's values, where something else stands beside them.
        const FEWEST: usize = 3;
        let may_be = |text: &str| {
            self.header.fingerprints.contains(&fingerprint(text))
                || self.index.may_be_label(text)
                || without_remark(text).is_some_and(|bare| self.index.may_be_label(bare))
        };
        let mut texts = cells.iter().filter_map(|cell| cell.value.as_text());
        if !texts.by_ref().take(FIRST).any(may_be) {
            return false;
        }
        let heads: Vec<Head> = cells.iter().filter_map(|cell| self.head(cell)).collect();
        let columns = self.columns.iter().flatten().count();
        let most = heads.len() >= FEWEST && heads.len() * 2 >= columns;
        let all = heads.len() >= 2 && heads.len() == cells.len();
        if !most && !all {
            return false;
        }
        let guessed = || cells.iter().any(|cell| self.is_like_another(cell));
        heads.contains(&Head::Moved) || guessed()
    }

    /// What a cell is in a header, if it is a label of the form or of the header above.
    fn head(&self, cell: &Cell) -> Option<Head> {
        let text = cell.value.as_text()?;
        let key = match_key(text);
        if self.has_label(cell, &key) {
            return Some(Head::InPlace);
        }
        let bare = without_remark(text).map(match_key);
        let field = |key: &String| self.index.field(self.form, key);
        match field(&key).or_else(|| bare.as_ref().and_then(field)) {
            Some(field) if self.field(cell.at.column) == Some(field) => Some(Head::InPlace),
            Some(_) => Some(Head::Moved),
            None => {
                let mut texts = self.header.texts.values();
                let is_known = texts.any(|texts| texts.contains(&key));
                is_known.then_some(Head::Moved)
            }
        }
    }

    /// Whether the header has the label of a cell in its column.
    fn has_label(&self, cell: &Cell, key: &String) -> bool {
        let texts = self.header.texts.get(&cell.at.column);
        texts.is_some_and(|texts| texts.contains(key))
    }

    /// Whether a cell of a header is like the label of another field than the one of its column.
    fn is_like_another(&self, cell: &Cell) -> bool {
        let text = cell.value.as_text().filter(|_| self.head(cell).is_none());
        let like = text.and_then(|text| likeness(text, self.index.label_keys(self.form)));
        like.is_some_and(|field| self.field(cell.at.column) != Some(field))
    }
}

/// A label of a header that stands once more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Head {
    /// Over the column it stood over before.
    InPlace,
    /// Over another one.
    Moved,
}

/// The number of a column: "(3)", "3", "7=6:3", and -3, which Excel makes of "(3)"; 0 for "A".
fn column_number(cell: &Cell) -> Option<u32> {
    let text = cell.value.shown();
    let text = text.trim().trim_matches(|c| "()[]-".contains(c));
    let head = text.split('=').next().unwrap_or_default().trim();
    let is_letter = head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic());
    head.parse().ok().or(is_letter.then_some(0))
}
