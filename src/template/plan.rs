//! Where everything of one form stands on its sheet.
//!
//! Rows and columns are zero-based, as the writer counts them.

use chrono::NaiveDate;

use super::{Sender, carry, example, prefill};
use crate::campaign::{Field, Form, Layout, Rule};

/// The row of a table's header, and of a record's first label: above stand the bodies, the motto
/// and the title.
pub(super) const TOP: u32 = 6;
/// The rows of a table that are ruled for filling in; more may be added below or between.
const RULED: u32 = 200;
/// The rows that lists, prompts and sums reach: what a large unit might paste.
const REACHED: u32 = 2_000;
/// The column of a record's values.
pub(super) const VALUES: u16 = 1;

/// What a blank form holds in one cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Known {
    Nothing,
    Text(String),
    Number(f64),
    Day(NaiveDate),
}

impl Known {
    pub(super) fn is_there(&self) -> bool {
        *self != Self::Nothing
    }

    pub(super) fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// One form of a sender's workbook.
pub(super) struct Plan<'a> {
    pub(super) form: &'a Form,
    /// The positions of the fields that are asked, in the form's order: a column each, or a row.
    pub(super) asked: Vec<usize>,
    /// What is known, a value for each field that is asked; of a record one row.
    pub(super) rows: Vec<Vec<Known>>,
    /// The fields with values that carried over from an earlier return.
    carried: Vec<usize>,
    /// An example above the first row of a table that people begin themselves.
    pub(super) example: Option<Vec<Known>>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(sender: &Sender<'a>, form: &'a Form) -> Self {
        let asks = |at: &usize| {
            sender
                .campaign
                .asks(&form.fields[*at], sender.collection, sender.unit)
        };
        let asked: Vec<usize> = (0..form.fields.len()).filter(asks).collect();
        let mut rows = prefill::rows(sender, form, &asked);
        let carried = carry::fill(sender, form, &asked, &mut rows);
        let begins = form.layout == Layout::Table && rows.is_empty();
        let example = begins.then(|| example::row(sender, form, &asked));
        Self {
            form,
            asked,
            rows,
            carried,
            example,
        }
    }

    pub(super) fn fields(&self) -> impl Iterator<Item = &'a Field> {
        let form = self.form;
        self.asked.iter().map(|&at| &form.fields[at])
    }

    /// Whether a value is asked of everybody, or of everybody but who says that it does not apply.
    pub(super) fn is_required(&self, at: usize) -> bool {
        let unless =
            |rule: &Rule| matches!(rule, Rule::RequiredUnless { field, .. } if *field == at);
        self.form.fields[at].constraints.required || self.form.rules.iter().any(unless)
    }

    /// Whether anything carried over from an earlier return.
    pub(super) fn carries(&self) -> bool {
        !self.carried.is_empty()
    }

    /// Whether values of a field carried over, so that people mend them where they changed.
    pub(super) fn carries_field(&self, at: usize) -> bool {
        self.carried.contains(&at)
    }

    /// Whether people add rows of their own: in all tables but those whose rows are given.
    pub(super) fn is_open(&self) -> bool {
        self.is_table() && (self.rows.is_empty() || self.carries())
    }

    pub(super) fn is_table(&self) -> bool {
        self.form.layout == Layout::Table
    }

    /// The place of a field among those that are asked.
    pub(super) fn place(&self, field: usize) -> Option<u16> {
        let nth = self.asked.iter().position(|at| *at == field)?;
        u16::try_from(nth).ok()
    }

    /// The first row to fill in.
    pub(super) fn first(&self) -> u32 {
        let table = u32::from(self.is_table());
        TOP + table + u32::from(self.example.is_some())
    }

    /// The last row that is ruled.
    pub(super) fn last(&self) -> u32 {
        let rows = u32::try_from(self.rows.len()).unwrap_or(RULED);
        if !self.is_table() {
            return TOP + u32::try_from(self.asked.len()).unwrap_or(1) - 1;
        }
        let ruled = if self.is_open() {
            RULED.max(rows)
        } else {
            rows
        };
        self.first() + ruled - 1
    }

    /// The last column.
    pub(super) fn last_column(&self) -> u16 {
        if !self.is_table() {
            return VALUES;
        }
        u16::try_from(self.asked.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The cells to fill in of the nth field that is asked: first row, column, last row. Tables
    /// whose rows are not given go on below what is ruled.
    pub(super) fn cells(&self, nth: u16) -> (u32, u16, u32) {
        if !self.is_table() {
            let row = TOP + u32::from(nth);
            return (row, VALUES, row);
        }
        let last = if self.is_open() {
            self.reached()
        } else {
            self.last()
        };
        (self.first(), nth, last)
    }

    /// The last row that sums reach.
    pub(super) fn reached(&self) -> u32 {
        self.last().max(TOP + REACHED)
    }
}
