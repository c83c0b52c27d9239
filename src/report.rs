//! Writes what a run found: workbooks, charts, letters and data files. Decides nothing.

mod brief;
pub mod charts;
pub mod data;
mod failure;
mod figures;
mod letters;
mod narrow;
mod page;
pub mod palette;
pub mod reminders;
mod shortfall;
pub mod words;
pub mod workbook;

pub use failure::{Cause, WriteError, quiet_refusals, writing};
pub use workbook::marked;

use std::path::Path;

use chrono::NaiveDate;

use crate::assess::{Assessed, TargetResult};
use crate::campaign::{Campaign, Collection};
use crate::finding::Personal;
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::score::{Movement, QuotaResult, UnitScore};
use crate::settle::Settled;
use crate::table::kept::Part;

/// The workbook of decisions, which the office fills in.
pub const DECISIONS: &str = "cho-quyet-dinh.xlsx";

/// Everything a report says.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The language of reports.
    pub lang: Lang,
    /// Whether the leaders' page shows personal fields; workbooks always do.
    pub personal: Personal,
    /// The day the campaign is assessed at.
    pub as_of: NaiveDate,
    /// Whether a collection up to that day is still open.
    pub provisional: bool,
    /// The submissions.
    pub settled: &'a Settled,
    /// The results.
    pub assessed: &'a Assessed,
    /// The scores, one for each sender.
    pub scores: &'a [UnitScore],
    /// How ranks moved since the newest earlier run; nothing where there is none.
    pub movements: &'a [Movement],
    /// How the quotas stand.
    pub quotas: &'a [QuotaResult],
    /// The runs that were added up; none where the returns were read.
    pub parts: &'a [Part],
    /// The path from the reports to the returns folder, as a link writes it, with `/` at its end;
    /// none where the returns are not at hand.
    pub returns_link: Option<&'a str>,
}

impl<'a> Report<'a> {
    /// The collections the run looked at, in the campaign's order.
    pub fn collections(&self) -> impl Iterator<Item = &'a Collection> {
        let campaign = self.campaign;
        let rates = self.assessed.rates.iter();
        rates.filter_map(|rate| campaign.collection(&rate.collection))
    }

    /// How a unit stands against the targets, in the campaign's order; none where it is no sender.
    pub(crate) fn results_of(&self, unit: &UnitCode) -> Option<&'a [TargetResult]> {
        let units = &self.assessed.units;
        let (_, results) = self.of_register(units, |(code, _)| code, unit)?;
        Some(results)
    }

    /// A unit's score; none where it is no sender.
    pub(crate) fn score_of(&self, unit: &UnitCode) -> Option<&'a UnitScore> {
        self.of_register(self.scores, |one| &one.unit, unit)
    }

    /// The entry of a unit in a list that is in the register's order.
    fn of_register<T>(
        &self,
        list: &'a [T],
        code: impl Fn(&T) -> &UnitCode,
        unit: &UnitCode,
    ) -> Option<&'a T> {
        let place = |code: &UnitCode| self.campaign.unit_position(code);
        let at = list.binary_search_by_key(&place(unit)?, |one| place(code(one)).unwrap_or(0));
        at.ok().map(|at| &list[at])
    }

    /// Whether the returns lie with other offices, whose runs were added up: there they are marked,
    /// assigned and received anew.
    #[must_use]
    pub fn is_of_runs(&self) -> bool {
        !self.parts.is_empty()
    }
}

/// A text as a file that is right in any Notepad, from where it is pasted: old ones know UTF-8 by its
/// mark, and a line's end by two signs.
#[must_use]
pub fn notepad(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// Writes workbooks, charts, letters and reminders into a folder.
///
/// # Errors
/// [`WriteError`] with the file that could not be written.
pub fn write(report: &Report<'_>, folder: &Path) -> Result<(), WriteError> {
    let out = folder.join("tong-hop.xlsx");
    // The workbook is written by one thread and takes about as long as all the others.
    let (workbook, others) = rayon::join(
        || writing(&out, || workbook::write(report, &out)),
        || write_others(report, folder),
    );
    workbook?;
    others
}

fn write_others(report: &Report<'_>, folder: &Path) -> Result<(), WriteError> {
    let out = folder.join(DECISIONS);
    writing(&out, || workbook::decisions::write(report, &out))?;
    let charts = charts::write(report, &folder.join("bieu-do"))?;
    letters::write(report, &charts, folder)?;
    reminders::write(report, &folder.join("nhac-nho"))?;
    page::write(report, folder)?;
    Ok(())
}
