//! The column level: what can only be told of a field's values together.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use crate::campaign::{Field, FieldKind};
use crate::finding::Fault;
use crate::location::CellRef;
use crate::read::CellValue;

use super::cell::Read;
use super::{Asked, Notes, Value, date};

/// What must be known of a whole column.
#[derive(Debug, Clone, Default)]
pub(super) struct Column<'s> {
    /// What stands in the data row above, if anything, and where.
    pub(super) above: Option<(&'s CellValue, CellRef)>,
    /// The first cell with each value, where values must differ.
    pub(super) seen: HashMap<String, CellRef>,
    /// Dates written as text that read both ways: row, as written, as read, as swapped.
    both_ways: Vec<(u32, String, NaiveDate, NaiveDate)>,
    /// Whether some date reads only in the other order.
    only_swapped: bool,
    /// How many dates written as text read in one way only.
    one_way: usize,
    /// True dates with their rows.
    true_dates: Vec<(u32, NaiveDate)>,
}

impl Column<'_> {
    /// Takes note of how a date was written.
    pub(super) fn note_date(
        &mut self,
        row: u32,
        cell: &CellValue,
        field: &Field,
        read: &Read,
        asked: &Asked<'_>,
    ) {
        match (cell, &read.value) {
            (CellValue::Text(text), Some(Value::Date(day))) => match read.swapped {
                Some(swapped) => self.both_ways.push((row, text.to_string(), *day, swapped)),
                None => self.one_way += 1,
            },
            (CellValue::Date(_), Some(Value::Date(day))) => self.true_dates.push((row, *day)),
            (CellValue::Text(text), None) if field.kind == FieldKind::Date => {
                let order = asked.checker.campaign.date_order;
                let other = date::parse(text, order).and_then(|written| written.swapped);
                self.only_swapped |= other.is_some();
            }
            _ => {}
        }
    }

    /// Asks about dates that may be in the other order: texts, where the column shows that order
    /// elsewhere, or where only the swapped reading falls in the school year; and true dates, where
    /// the column looks as a program with the other order leaves it.
    pub(super) fn other_order(&self, at: usize, asked: &Asked<'_>, notes: &mut Notes<'_>) {
        let period = &asked.checker.campaign.period;
        for (row, written, read, swapped) in &self.both_ways {
            let only_swapped_fits = !period.contains(read) && period.contains(swapped);
            if self.only_swapped || only_swapped_fits {
                let fault = Fault::AmbiguousDate {
                    read: *read,
                    other: *swapped,
                };
                notes.cell(*row, at, fault, Some(written.clone()));
            }
        }
        if !self.was_turned() {
            return;
        }
        for (row, day) in &self.true_dates {
            let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
            if let Some(other) = other.filter(|other| other != day) {
                let fault = Fault::AmbiguousDate { read: *day, other };
                let written = crate::lang::date(*day);
                notes.cell(*row, at, fault, Some(written));
            }
        }
    }

    /// Whether a program with the other order made dates of all texts it could: those left are of
    /// days after the twelfth, and those made all before.
    fn was_turned(&self) -> bool {
        /// The fewest of each kind that are no chance.
        const FEWEST: usize = 3;
        self.one_way >= FEWEST
            && self.true_dates.len() >= FEWEST
            && self.both_ways.is_empty()
            && self.true_dates.iter().all(|(_, day)| day.day() <= 12)
    }
}
