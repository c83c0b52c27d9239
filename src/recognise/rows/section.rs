//! Headings inside a table, with or without the sums of their rows.

use crate::read::Cell;

use super::judge::{Above, Judge};
use super::numbering::{Numbering, numbering};
use super::words;

impl Judge<'_, '_> {
    /// A heading with the sums of its rows: the only text beside them begins with "Trong đó", or is
    /// an item of what follows that, or is numbered as no row of data is while a value that rows
    /// must have is missing.
    pub(super) fn is_summed_section(&self, cells: &[Cell], above: Above) -> bool {
        let numbered = self.ordinal(cells);
        let is_other = |cell: &&Cell| numbered.is_none_or(|number| number.at != cell.at);
        let mut texts = cells
            .iter()
            .filter(is_other)
            .filter_map(|cell| cell.value.as_text());
        let (Some(text), None) = (texts.next(), texts.next()) else {
            return false;
        };
        words::is_among_them(text)
            || (above == Above::AmongThem && numbered.is_none() && is_item(text))
            || (self.has_plain && self.is_heading(numbered) && !self.lacks_nothing(cells))
    }

    /// Whether a running number is one of a heading: no row that lacks nothing is numbered so.
    fn is_heading(&self, numbered: Option<&Cell>) -> bool {
        let numbering = numbered.and_then(numbering);
        numbering.is_some_and(|one| one != Numbering::Plain && !self.numberings.contains(&one))
    }

    /// A heading: a Roman numeral, a letter or "1.1" as running number with one text beside it, or
    /// one text that begins so, or one that takes the whole width.
    pub(super) fn is_section(&self, cells: &[Cell]) -> bool {
        let numbered = self.ordinal(cells);
        let is_other = |cell: &&Cell| numbered.is_none_or(|number| number.at != cell.at);
        let others: Vec<&Cell> = cells.iter().filter(is_other).collect();
        let texts: Vec<&str> = others
            .iter()
            .filter_map(|cell| cell.value.as_text())
            .collect();
        match (numbered, others.as_slice(), texts.as_slice()) {
            (Some(number), [], _) => {
                let text = number.value.as_text().unwrap_or_default();
                text.chars().any(char::is_alphabetic)
            }
            (Some(_), [_], [_]) => self.is_heading(numbered),
            (None, [only], [text]) => {
                self.is_banner(only)
                    || is_numbered_heading(text)
                    || (is_item(text) && !self.is_covered(only.at.row))
            }
            _ => false,
        }
    }

    /// Whether a cell is merged over most of the table's columns.
    fn is_banner(&self, cell: &Cell) -> bool {
        /// Narrower tables have no banners: two merged cells are half of them.
        const WIDE: u32 = 3;
        let merge = self.view.merge_at(cell.at);
        let columns = u32::try_from(self.columns.iter().flatten().count()).unwrap_or(u32::MAX);
        merge.is_some_and(|merge| {
            let width = merge.last.column - merge.first.column + 1;
            width >= WIDE && width * 2 >= columns
        })
    }
}

/// A text that begins with a heading's number: "II. Các trường", "II Các trường", "1.1. Tập thể".
/// A letter must have a mark after it: "A Páo" is somebody's name.
fn is_numbered_heading(text: &str) -> bool {
    let text = text.trim();
    let Some(end) = text.find([' ', '.', ')', ':', '/']) else {
        return false;
    };
    let (number, rest) = text.split_at(end);
    let marked = !rest.starts_with(' ') || rest.trim_start().starts_with(['-', '–', ':', ')']);
    let words = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let is_letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    let is_part = number.parse::<u32>().is_ok()
        && rest
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !words.is_empty() && (is_part || words::is_roman(number) || (is_letter && marked))
}

/// A line of a list: "- Tập thể".
fn is_item(text: &str) -> bool {
    text.trim_start().starts_with(['-', '+', '–', '•'])
}
