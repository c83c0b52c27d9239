//! How each unit stands against each target: intervals, statuses, contributions.

mod change;
mod distance;
mod entry;
mod former;
mod interval;
mod judge;
#[cfg(test)]
mod laws;
mod measure;
mod needed;
mod promise;
pub(crate) mod rates;
mod rows;
mod smallest;
mod status;
mod taken;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

pub use change::{
    ChangeAfterClosing, Changes, Moment, OverTime, ResultChange, Tally, TargetChange,
};
pub use distance::Distance;
pub use former::{
    FormerError, FormerRank, FormerRun, FormerScore, FormerUnit, SCHEMA_VERSION, Stand,
};
pub use rates::{Arrival, Arrivals, By, Group, GroupRate, Rate};

use crate::campaign::{Campaign, Collection, Threshold};
use crate::id::{FormId, TargetId, UnitCode};
use crate::settle::Settled;
use crate::table::CountingRows;

/// Assesses every sender of the collections against every target, and compares with earlier runs,
/// which are sorted by day and all earlier than `as_of`.
///
/// # Errors
/// polars' error where a measure cannot be computed.
pub fn assess(
    campaign: &Campaign,
    collections: &[&Collection],
    as_of: NaiveDate,
    settled: &Settled,
    rows: &CountingRows<'_>,
    former: &[FormerRun],
    carriers: Carriers,
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
    let sources = measure::Sources {
        campaign,
        settled,
        rows,
        carriers,
        needed: &needed::Needed::of(settled, campaign),
    };
    judge::judge(&mut assessed, sources, as_of, former)?;
    assessed.over_time = change::over_time(campaign, as_of, &assessed, former);
    Ok(assessed)
}

/// Whether it is told what each row adds to the figures; for many units that takes more memory than
/// all their rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriers {
    /// It is.
    Told,
    /// It is not: [`Assessed::contributions`] and [`Assessed::promised`] name no row.
    LeftOut,
}

/// The result of a run.
#[derive(Debug, Clone, Default)]
pub struct Assessed {
    /// For each sender, in the register's order, a result for each target in the campaign's order.
    pub units: Vec<(UnitCode, Vec<TargetResult>)>,
    /// For each target, the figure over all units it binds, each thing counted once.
    pub totals: Vec<(TargetId, Interval)>,
    /// What would decide where rows in doubt do, by unit and target.
    pub distances: BTreeMap<(UnitCode, TargetId), Distance>,
    /// For each collection, how many returns came.
    pub rates: Vec<Rate>,
    /// For each collection and each way to group its senders, how many came of each group.
    pub rates_by: Vec<GroupRate>,
    /// For each target and row that carries something, what it adds.
    pub contributions: Carried,
    /// The same of the promises that targets are held against.
    pub promised: Carried,
    /// How the campaign stood on earlier days, and what has changed since.
    pub over_time: OverTime,
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
    /// What is required; none where nothing is, or where that is not known.
    pub required: Option<Required>,
    /// Why it stands so.
    pub reason: Reason,
}

impl TargetResult {
    /// The number that is required; none where nothing is, or it is not certain.
    #[must_use]
    pub fn threshold(&self) -> Option<f64> {
        self.required?.level.exact()
    }
}

/// What a figure is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Required {
    /// Which way.
    pub direction: Direction,
    /// How much; an interval where a promise or an earlier figure is itself in doubt.
    pub level: Interval,
}

impl Required {
    /// What a threshold requires of every unit alike; none where that is the unit's own matter, or
    /// nothing is required.
    #[must_use]
    pub fn stated(threshold: Threshold) -> Option<Self> {
        let (direction, number) = match threshold {
            Threshold::AtLeast(number) => (Direction::AtLeast, number),
            Threshold::AtMost(number) => (Direction::AtMost, number),
            Threshold::Rising | Threshold::Promised | Threshold::Watched => return None,
        };
        Some(Self {
            direction,
            level: Interval::exactly(number),
        })
    }
}

/// Which way a figure is held against a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// This much or more.
    AtLeast,
    /// This much or less.
    AtMost,
    /// More than this.
    Above,
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
    /// Even with all that is in doubt the figure is no greater than the year before.
    NotRisen,
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
    /// The register does not have the units that rows name.
    UnitNotListed,
    /// Nothing is known of the year before.
    NoYearBefore,
    /// Nothing is required.
    NoThreshold,
    /// The unit promised nothing of this.
    NoPromise,
    /// There is nothing of which a share could be taken.
    NothingMeasured,
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
            Self::NotRisen => "not-risen",
            Self::ReturnMissing => "return-missing",
            Self::ReturnUnusable => "return-unusable",
            Self::SheetMissing => "sheet-missing",
            Self::RowsInDoubt => "rows-in-doubt",
            Self::ReceiptUnknown => "receipt-unknown",
            Self::UnitNotListed => "unit-not-listed",
            Self::NoYearBefore => "no-year-before",
            Self::NoThreshold => "no-threshold",
            Self::NoPromise => "no-promise",
            Self::NothingMeasured => "nothing-measured",
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

/// By target, what its rows carry.
pub type Carried = BTreeMap<TargetId, BTreeMap<RowRef, Carries>>;

/// How a row enters a target's figures: the sums over rows are a figure's ends, and of a share
/// their quotients.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Carries {
    /// To its unit's figure.
    pub own: Adds,
    /// To the figure over all units: a thing that two units claim is counted once, and which doubts
    /// lower the share of all may be others than those that lower the share of one.
    pub over_all: Adds,
}

/// What is added to both ends of a figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adds {
    /// To the low end.
    pub low: Amount,
    /// To the high end; none where nothing bounds it.
    pub high: Option<Amount>,
}

impl Adds {
    /// Nothing, to either end.
    pub const NOTHING: Self = Self {
        low: Amount::NOTHING,
        high: Some(Amount::NOTHING),
    };
}

/// What is added: to a number, or above and below the line of a share.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Amount {
    /// To the number, or above the line.
    pub part: f64,
    /// Below the line.
    pub whole: f64,
}

impl Amount {
    const NOTHING: Self = Self {
        part: 0.0,
        whole: 0.0,
    };
}
