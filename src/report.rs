//! Writes what a run found: workbooks, charts and data files. Decides nothing.

pub mod palette;
pub mod words;
pub mod workbook;

use chrono::NaiveDate;

use crate::assess::Assessed;
use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::score::UnitScore;
use crate::settle::Settled;

/// Everything a report says.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The language of reports.
    pub lang: Lang,
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
    /// Where the returns folder lies, seen from the folder of the report: a relative address with
    /// `/` at its end, such as `../sample-data/returns/`, or an absolute one.
    pub returns_link: &'a str,
}
