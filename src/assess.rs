//! How each unit stands against each target: intervals, statuses, contributions.

mod measure;
pub(crate) mod rates;
mod rows;
mod status;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

pub use rates::{Arrival, Arrivals, By, Group, GroupRate, Rate};

use crate::campaign::{Campaign, Collection};
use crate::id::{FormId, TargetId, UnitCode};
use crate::settle::Settled;
use crate::table::Frames;

/// Assesses every sender of the collections against every target.
///
/// # Errors
/// polars' error where a measure cannot be computed.
pub fn assess(
    campaign: &Campaign,
    collections: &[&Collection],
    as_of: NaiveDate,
    settled: &Settled,
    frames: &Frames,
) -> PolarsResult<Assessed> {
    let senders: Vec<&UnitCode> = campaign
        .units
        .iter()
        .filter(|unit| collections.iter().any(|one| campaign.is_sender(unit, one)))
        .map(|unit| &unit.code)
        .collect();
    let mut assessed = Assessed {
        rates: rates::by_collection(campaign, collections, settled),
        rates_by: rates::by_group(campaign, collections, settled),
        units: senders
            .iter()
            .map(|code| ((*code).clone(), Vec::new()))
            .collect(),
        ..Assessed::default()
    };
    for target in &campaign.targets {
        let measured = measure::measure(target, campaign, settled, frames)?;
        for (code, results) in &mut assessed.units {
            let Some(unit) = campaign.unit(code) else {
                continue;
            };
            let figure = measured.figure(code);
            results.push(status::result(
                target, unit, figure, campaign, as_of, settled,
            ));
        }
        assessed.totals.push((target.id.clone(), measured.total));
        for (row, carries) in measured.contributions {
            assessed
                .contributions
                .insert((target.id.clone(), row), carries);
        }
    }
    Ok(assessed)
}

/// The result of a run.
#[derive(Debug, Clone, Default)]
pub struct Assessed {
    /// For each sender, in the register's order, a result for each target in the campaign's order.
    pub units: Vec<(UnitCode, Vec<TargetResult>)>,
    /// For each target, the figure over all units it binds, each thing counted once.
    pub totals: Vec<(TargetId, Interval)>,
    /// For each collection, how many returns came.
    pub rates: Vec<Rate>,
    /// For each collection and each way to group its senders, how many came of each group.
    pub rates_by: Vec<GroupRate>,
    /// For each target and row, whether it carries the count of its key.
    pub contributions: BTreeMap<(TargetId, RowRef), Carries>,
}

/// What is surely reached, and what at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Surely.
    pub low: f64,
    /// At most; none where something that could add to it is missing.
    pub high: Option<f64>,
}

/// One unit against one target.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetResult {
    /// How it stands.
    pub status: Status,
    /// The figure; none where the target does not bind the unit.
    pub figure: Option<Interval>,
    /// What is required; none where nothing is.
    pub threshold: Option<f64>,
    /// Why it stands so.
    pub reason: Reason,
}

/// How a unit stands against a target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Reached, whatever becomes of what is in doubt.
    Met,
    /// Missed, whatever becomes of what is in doubt.
    NotMet,
    /// What is in doubt or missing decides.
    Undecided,
    /// The time is not over.
    InProgress,
    /// Nothing came at all.
    NoReturn,
    /// Does not bind the unit.
    NotApplicable,
    /// Nothing is required; the figure is only shown.
    Watched,
}

impl Status {
    /// Every status, in the order of charts and tables.
    pub const ALL: [Self; 7] = [
        Self::Met,
        Self::NotMet,
        Self::Undecided,
        Self::InProgress,
        Self::NoReturn,
        Self::NotApplicable,
        Self::Watched,
    ];

    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not-met",
            Self::Undecided => "undecided",
            Self::InProgress => "in-progress",
            Self::NoReturn => "no-return",
            Self::NotApplicable => "not-applicable",
            Self::Watched => "watched",
        }
    }
}

/// Why a unit stands as it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The target does not bind the unit.
    NotBound,
    /// What is certain reaches the threshold.
    ThresholdReached,
    /// The target's time is not over.
    WindowOpen,
    /// No file came for any collection it needs.
    NothingSent,
    /// Even with all that is in doubt the figure stays below.
    BelowThreshold,
    /// Even without what is in doubt the figure lies above.
    AboveThreshold,
    /// A return it needs has not come.
    ReturnMissing,
    /// What came for a collection it needs cannot be used.
    ReturnUnusable,
    /// A sheet it needs is missing or unreadable.
    SheetMissing,
    /// Rows in doubt decide.
    RowsInDoubt,
    /// The day of receipt is not known.
    ReceiptUnknown,
    /// Nothing is required.
    NoThreshold,
}

impl Reason {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotBound => "not-bound",
            Self::ThresholdReached => "threshold-reached",
            Self::WindowOpen => "window-open",
            Self::NothingSent => "nothing-sent",
            Self::BelowThreshold => "below-threshold",
            Self::AboveThreshold => "above-threshold",
            Self::ReturnMissing => "return-missing",
            Self::ReturnUnusable => "return-unusable",
            Self::SheetMissing => "sheet-missing",
            Self::RowsInDoubt => "rows-in-doubt",
            Self::ReceiptUnknown => "receipt-unknown",
            Self::NoThreshold => "no-threshold",
        }
    }
}

/// A row of a counting submission.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RowRef {
    /// The submission's place in [`crate::settle::Settled::submissions`].
    pub submission: usize,
    /// The form.
    pub form: FormId,
    /// The sheet's name.
    pub sheet: std::sync::Arc<str>,
    /// The one-based row.
    pub row: u32,
}

/// How a row enters a target's figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Carries {
    /// It adds this much to low and high.
    Certain(f64),
    /// It adds this much to high only.
    Possible(f64),
}
