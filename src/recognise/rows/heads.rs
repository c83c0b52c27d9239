//! Rows that belong to a header: the columns' numbers, the header once more, another table's.

use crate::read::Cell;
use crate::text::match_key;

use super::super::index::fingerprint;
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
            let texts = self.header.texts.get(&cell.at.column);
            let field = self.index.field(self.form, &key);
            texts.is_some_and(|texts| texts.contains(&key))
                || (field.is_some() && field == self.field(cell.at.column))
        };
        let same = cells.iter().filter(is_label).count();
        let most = same >= 2 && same * 2 >= self.columns.iter().flatten().count();
        let all_texts = cells.iter().filter(text).count() == cells.len();
        let nearly_all = all_texts && same * 4 >= cells.len() * 3;
        most || (nearly_all && (same >= 2 || (same == 1 && above == Above::Header)))
    }

    /// The header again with its columns in other places: what stands below is another table.
    pub(super) fn is_other_table(&self, cells: &[Cell], above: Above) -> bool {
        /// Fewer labels may be a row's values.
        const FEWEST: usize = 3;
        let label = |cell: &Cell| {
            let text = cell.value.as_text()?;
            let key = self.index.may_be_label(text).then(|| match_key(text))?;
            self.index.field(self.form, &key)
        };
        let mut fields: Vec<usize> = cells.iter().filter_map(label).collect();
        fields.sort_unstable();
        fields.dedup();
        let columns = self.columns.iter().flatten().count();
        fields.len() >= FEWEST
            && fields.len() * 10 >= columns * 6
            && !self.is_repeated_header(cells, above)
    }
}

/// The number of a column: "(3)", "3", "7=6:3", and -3, which Excel makes of "(3)"; 0 for "A".
fn column_number(cell: &Cell) -> Option<u32> {
    let text = cell.value.shown();
    let text = text.trim().trim_matches(|c| "()[]-".contains(c));
    let head = text.split('=').next().unwrap_or_default().trim();
    let is_letter = head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic());
    head.parse().ok().or(is_letter.then_some(0))
}
