//! When returns were signed and came in, and the office's log of incoming mail.
//!
//! In: a collection's last good day. Out: days on which offices work, and `received.csv` in the
//! order of receipt, its mail numbers rising within a calendar year as in the office's book.

use std::path::Path;

use chrono::{Datelike as _, Days, NaiveDate};
use fastrand::Rng;

use super::SampleError;
use super::dice::{day_between, office_day_after, office_day_before};
use crate::campaign::{Campaign, Collection};

/// When a return was signed and when it came in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dates {
    /// The day of the report, on its cover and footers.
    pub(super) report: NaiveDate,
    /// The day of receipt.
    pub(super) received: NaiveDate,
}

impl Dates {
    /// A return that keeps the last good day, signed up to ten days before it.
    pub(super) fn in_time(rng: &mut Rng, collection: &Collection) -> Self {
        let last = collection.last_day();
        let received = office_day_before(last - Days::new(rng.u64(0..8)));
        Self::signed_before(rng, received)
    }

    /// A return that comes up to twelve days after the last good day, but before the campaign is
    /// looked at.
    pub(super) fn late(rng: &mut Rng, collection: &Collection, campaign: &Campaign) -> Self {
        let last = collection.last_day();
        let first_late = last + Days::new(1);
        let received = office_day_after(day_between(
            rng,
            first_late,
            before_as_of(campaign, last + Days::new(12)),
        ));
        Self::signed_before(rng, received)
    }

    /// The same return, sent again some days later.
    pub(super) fn again(self, rng: &mut Rng, campaign: &Campaign) -> Self {
        let latest = before_as_of(campaign, self.received + Days::new(6));
        let received = office_day_after(day_between(rng, self.received + Days::new(1), latest));
        Self { received, ..self }
    }

    fn signed_before(rng: &mut Rng, received: NaiveDate) -> Self {
        Self {
            report: office_day_before(received - Days::new(rng.u64(0..3))),
            received,
        }
    }
}

/// The day, or the last day before the campaign's as-of if that is earlier.
fn before_as_of(campaign: &Campaign, day: NaiveDate) -> NaiveDate {
    let last = campaign.as_of.and_then(|day| day.pred_opt());
    last.map_or(day, |last| day.min(last))
}

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Receipt {
    /// When.
    pub(super) received: NaiveDate,
    /// What tells the order within a day.
    pub(super) turn: u64,
    /// Which file, below `returns/`.
    pub(super) file: String,
}

/// Incoming letters on a usual day: mail numbers are never behind this pace.
const LETTERS_A_DAY: u32 = 9;

/// Writes the log.
///
/// # Errors
/// [`SampleError::Table`] where it cannot be written.
pub(super) fn write(path: &Path, mut receipts: Vec<Receipt>) -> Result<(), SampleError> {
    receipts.sort();
    let failed = |source| SampleError::Table {
        path: path.to_owned(),
        source,
    };
    let mut log = csv::Writer::from_path(path).map_err(failed)?;
    log.write_record(["file", "received_at", "mail_number"])
        .map_err(failed)?;
    let mut year = 0;
    let mut number = 0;
    for receipt in &receipts {
        if receipt.received.year() != year {
            year = receipt.received.year();
            number = 0;
        }
        let gap = u32::try_from(receipt.turn % 4).unwrap_or(0);
        number = (number + 1 + gap).max(receipt.received.ordinal() * LETTERS_A_DAY);
        let day = receipt.received.to_string();
        log.write_record([&receipt.file, &day, &number.to_string()])
            .map_err(failed)?;
    }
    log.flush().map_err(|source| SampleError::Write {
        path: path.to_owned(),
        source,
    })
}
