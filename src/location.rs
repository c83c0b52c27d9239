//! Where a thing stands in a workbook, in the words Excel shows: `C7`, `C7:C12`.
//!
//! Rows and columns are one-based. Excel ends at row 1,048,576 and column XFD (16,384); a
//! reference beyond that cannot be made.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The last row of a worksheet.
pub const MAX_ROW: u32 = 1_048_576;
/// The last column of a worksheet, `XFD`.
pub const MAX_COLUMN: u32 = 16_384;

/// One cell; ordered by row, then column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct CellRef {
    /// One-based row, at most [`MAX_ROW`].
    pub row: u32,
    /// One-based column, at most [`MAX_COLUMN`].
    pub column: u32,
}

impl CellRef {
    /// The cell at a one-based row and column, if a worksheet has it.
    ///
    /// ```
    /// use thidua::location::CellRef;
    /// assert_eq!(CellRef::new(7, 3).unwrap().to_string(), "C7");
    /// assert!(CellRef::new(0, 3).is_none());
    /// ```
    #[must_use]
    pub fn new(row: u32, column: u32) -> Option<Self> {
        let inside = (1..=MAX_ROW).contains(&row) && (1..=MAX_COLUMN).contains(&column);
        inside.then_some(Self { row, column })
    }
}

impl TryFrom<(u32, u32)> for CellRef {
    type Error = &'static str;

    fn try_from((row, column): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(row, column).ok_or("no cell of a worksheet")
    }
}

impl From<CellRef> for (u32, u32) {
    fn from(at: CellRef) -> Self {
        (at.row, at.column)
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row)
    }
}

/// A text that is no cell reference of a worksheet.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no cell reference such as C7 or C7:C12")]
pub struct ParseRefError(String);

impl FromStr for CellRef {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fail = || ParseRefError(text.to_owned());
        let split = text
            .find(|c: char| !c.is_ascii_uppercase())
            .ok_or_else(fail)?;
        let (letters, digits) = text.split_at(split);
        if letters.is_empty() || letters.len() > 3 || digits.starts_with(['0', '+']) {
            return Err(fail());
        }
        let column = letters
            .bytes()
            .fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
        let row = digits.parse().map_err(|_| fail())?;
        Self::new(row, column).ok_or_else(fail)
    }
}

/// The letters of a one-based column: 1 is `A`, 28 is `AB`.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::with_capacity(3);
    let mut rest = column;
    while rest > 0 {
        rest -= 1;
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// A rectangle of cells, both corners included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Range {
    /// The upper left cell.
    pub first: CellRef,
    /// The lower right cell.
    pub last: CellRef,
}

impl Range {
    /// Whether a one-based row crosses the rectangle.
    #[must_use]
    pub fn has_row(&self, row: u32) -> bool {
        (self.first.row..=self.last.row).contains(&row)
    }

    /// Whether the cell lies in the rectangle.
    #[must_use]
    pub fn has(&self, at: CellRef) -> bool {
        self.has_row(at.row) && (self.first.column..=self.last.column).contains(&at.column)
    }
}

impl From<CellRef> for Range {
    fn from(at: CellRef) -> Self {
        Self {
            first: at,
            last: at,
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            self.first.fmt(f)
        } else {
            write!(f, "{}:{}", self.first, self.last)
        }
    }
}

impl FromStr for Range {
    type Err = ParseRefError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        let (first, last): (CellRef, CellRef) = (first.parse()?, last.parse()?);
        if first.row > last.row || first.column > last.column {
            return Err(ParseRefError(text.to_owned()));
        }
        Ok(Self { first, last })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_last_cell_of_a_sheet_is_xfd1048576() {
        let last = CellRef::new(MAX_ROW, MAX_COLUMN).unwrap();
        assert_eq!(last.to_string(), "XFD1048576");
        assert!("XFE1".parse::<CellRef>().is_err());
        assert!("A1048577".parse::<CellRef>().is_err());
    }

    #[test]
    fn texts_that_are_no_reference_are_refused() {
        for text in [
            "", "7", "C", "C0", "C07", "c7", "C7:", "ABCD1", "C7:B7", "C+7",
        ] {
            assert!(text.parse::<Range>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn references_round_trip(row in 1..=MAX_ROW, column in 1..=MAX_COLUMN) {
            let at = CellRef::new(row, column).unwrap();
            prop_assert_eq!(at.to_string().parse::<CellRef>().unwrap(), at);
            prop_assert_eq!(Range::from(at).to_string().parse::<Range>().unwrap(), Range::from(at));
        }
    }
}
