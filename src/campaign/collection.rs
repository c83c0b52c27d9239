//! A collection: one round of reporting, from whom, about what time, due when.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::{About, Senders};
use crate::id::{CollectionId, FormId};
use crate::lang::Titles;

/// One round of reporting.
#[derive(Debug, Clone)]
pub struct Collection {
    /// Its id.
    pub id: CollectionId,
    /// Its title.
    pub titles: Titles,
    /// The match keys of all that names it: its id, its titles, and what else people call it.
    pub keys: Vec<String>,
    /// The time it is about, both days included.
    pub period: RangeInclusive<NaiveDate>,
    /// The due date as the campaign names it, if it does.
    pub due: Option<NaiveDate>,
    /// The last good day for a return: the due date, or the day before where that is too late.
    pub last_good_day: Option<NaiveDate>,
    /// The forms asked for.
    pub forms: Vec<FormId>,
    /// Who must report.
    pub senders: Senders,
    /// Whom the rows are about.
    pub about: About,
    /// Whether the office has ended it.
    pub closed: bool,
    /// Earlier states of its forms that still hold; see [`super::Campaign::form_version`].
    pub form_versions: Vec<String>,
}

impl Collection {
    /// The day on which the register says who was expected: the due date, else the last day.
    #[must_use]
    pub fn register_day(&self) -> NaiveDate {
        self.due.unwrap_or(*self.period.end())
    }

    /// The last day on which a return is not overdue: the last good day, else the last day.
    #[must_use]
    pub fn last_day(&self) -> NaiveDate {
        self.last_good_day.unwrap_or(*self.period.end())
    }

    /// Whether no good day is left at `as_of`.
    #[must_use]
    pub fn due_passed(&self, as_of: NaiveDate) -> bool {
        as_of > self.last_day()
    }
}
