//! Rows that belong to a header: the columns' numbers, the header once more, another table's.

use std::sync::Arc;

use crate::read::{Cell, CellValue, whole};
use crate::text::{fingerprint, match_key};

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

    /// Whether a row may be one of a header.
    pub(super) fn may_head(&self, cells: &[Cell]) -> bool {
        /// A header has a label among its first texts; most rows are told by these alone.
        const FIRST: usize = 3;
        let texts = cells.iter().filter_map(|cell| cell.value.as_text());
        texts.take(FIRST).any(|text| self.may_be_remarked(text))
    }

    /// The texts of the header in their columns: most of them, or the rest of a header of several
    /// rows that has just begun again.
    pub(super) fn is_repeated_header(&self, cells: &[Cell], above: Above) -> bool {
        let text = |cell: &&Cell| cell.value.as_text().is_some();
        let may_be = |cell: &Cell| cell.value.as_text().is_some_and(|text| self.may_be(text));
        let is_label = |cell: &&Cell| {
            let Some(text) = cell.value.as_text().filter(|_| may_be(cell)) else {
                return false;
            };
            let key = self.key(text);
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
        /// Fewer labels may be a row's values, where something else stands beside them.
        const FEWEST: usize = 3;
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

    /// The match key of a text.
    fn key(&self, text: &str) -> Arc<str> {
        let known = self.index.label_key(text);
        known.unwrap_or_else(|| match_key(text).into())
    }

    /// Whether a text can be one of the header's or a label of some form, as most cannot.
    fn may_be(&self, text: &str) -> bool {
        let print = fingerprint(text);
        self.index.has_fingerprint(print) || self.header.fingerprints.contains(&print)
    }

    /// The same where a remark in brackets may follow.
    fn may_be_remarked(&self, text: &str) -> bool {
        self.may_be(text) || without_remark(text).is_some_and(|bare| self.may_be(bare))
    }

    /// What a cell is in a header, if it is a label of the form or of the header above.
    fn head(&self, cell: &Cell) -> Option<Head> {
        let text = cell
            .value
            .as_text()
            .filter(|text| self.may_be_remarked(text))?;
        let key = self.key(text);
        if self.has_label(cell, &key) {
            return Some(Head::InPlace);
        }
        let bare = without_remark(text).map(|bare| self.key(bare));
        let field = |key: &str| self.index.field(self.form, key);
        match field(&key).or_else(|| bare.as_deref().and_then(field)) {
            Some(field) if self.field(cell.at.column) == Some(field) => Some(Head::InPlace),
            Some(_) => Some(Head::Moved),
            None => {
                let mut texts = self.header.texts.values();
                let is_known = texts.any(|texts| texts.iter().any(|text| **text == *key));
                is_known.then_some(Head::Moved)
            }
        }
    }

    /// Whether the header has the label of a cell in its column.
    fn has_label(&self, cell: &Cell, key: &str) -> bool {
        let texts = self.header.texts.get(&cell.at.column);
        texts.is_some_and(|texts| texts.iter().any(|text| **text == *key))
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
    let text = match &cell.value {
        CellValue::Text(text) => text,
        CellValue::Number(number) => return u32::try_from(whole(number.abs())?).ok(),
        _ => return None,
    };
    let text = text.trim().trim_matches(|c| "()[]-".contains(c));
    let head = text.split('=').next().unwrap_or_default().trim();
    let is_letter = head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic());
    head.parse().ok().or(is_letter.then_some(0))
}
