//! The typed rows of one form on one sheet.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::id::FormId;
use crate::location::CellRef;

/// A value of a field's type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, in NFC.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
}

impl Value {
    /// The number of a number or whole number.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            #[expect(
                clippy::cast_precision_loss,
                reason = "whole numbers are read from f64 cells and stay below 2^53"
            )]
            Self::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The text of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a date.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether the value says yes.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Boolean(true)
    }
}

/// What findings leave of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing is open against it.
    Certain,
    /// An open error or query touches it.
    Doubt,
    /// A rule keeps it out, named as in `_rule`.
    Excluded(&'static str),
}

impl Standing {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubt => "doubt",
            Self::Excluded(_) => "excluded",
        }
    }

    /// The rule that keeps the row out.
    #[must_use]
    pub fn rule(self) -> Option<&'static str> {
        match self {
            Self::Excluded(rule) => Some(rule),
            Self::Certain | Self::Doubt => None,
        }
    }
}

/// One data row; a record is one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The one-based row on the sheet; of a record, the row of its first value.
    pub row: u32,
    /// A value for each field of the form, by position; none where nothing valid stands.
    pub values: Vec<Option<Value>>,
    /// The row's key as a match key; none where the form has no key or a part of it is missing.
    pub key: Option<String>,
    /// What findings leave of it; final after `settle`.
    pub standing: Standing,
    /// The fields in doubt, by position; all of them where the whole row is.
    pub doubt: Vec<usize>,
}

/// Where the values of a table stand on its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cells {
    /// In one column a field, by position; none where the sheet has no such column.
    Columns(Vec<Option<u32>>),
    /// In one cell a field, by position; none where the sheet has no such label.
    Record(Vec<Option<CellRef>>),
}

/// The data rows of one form on one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The form.
    pub form: FormId,
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// Where its values stand.
    pub cells: Cells,
    /// Its rows, in the sheet's order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The cell a value came from.
    #[must_use]
    pub fn cell(&self, row: &Row, field: usize) -> Option<CellRef> {
        match &self.cells {
            Cells::Columns(columns) => {
                let column = columns.get(field).copied().flatten()?;
                CellRef::new(row.row, column)
            }
            Cells::Record(cells) => cells.get(field).copied().flatten(),
        }
    }
}
