//! The numbers behind the charts, in pictures and in workbooks alike.
//!
//! In: a [`Report`]. Out: counts and figures in the order they are drawn: targets, collections and
//! unit types as in the campaign, units as in the register. Decides nothing: every status and every
//! figure is taken as assessed.

mod heat;
mod missed;
mod names;
mod progress;
mod ranks;
mod trend;

pub(crate) use heat::{HeatMap, Peers, UnitRow, heat_maps};
pub(crate) use missed::outcome;
pub(crate) use names::without_common_words;
pub(crate) use progress::{Progress, progress};
pub(crate) use ranks::{BlockRanks, First, RankedUnit, block_ranks};
pub(crate) use trend::{TargetTrend, Trend, trend};

use crate::assess::{Group, Interval, Status};
use crate::campaign::{Campaign, Collection, Measure, Scale, Target, Threshold, Unit, UnitType};

use super::Report;

/// The statuses a unit bound by a threshold can have, in the order of a bar's bands.
pub(crate) const BANDS: [Status; 5] = [
    Status::Met,
    Status::NotMet,
    Status::Undecided,
    Status::InProgress,
    Status::NoReturn,
];

/// How many units have each status, for one target.
#[derive(Debug, Clone)]
pub(crate) struct StatusBar<'a> {
    /// The target's place in the campaign.
    pub(crate) at: usize,
    /// The target.
    pub(crate) target: &'a Target,
    /// Units by status, in the order of [`BANDS`].
    pub(crate) counts: [u32; BANDS.len()],
}

impl StatusBar<'_> {
    /// The units the target binds.
    pub(crate) fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Those of a status.
    pub(crate) fn count(&self, status: Status) -> u32 {
        let counts = BANDS.iter().zip(self.counts);
        let counts = counts.filter(|(band, _)| **band == status);
        counts.map(|(_, count)| count).sum()
    }
}

/// For each target with a threshold that binds at least one unit, its units by status.
pub(crate) fn status_counts<'a>(report: &Report<'a>) -> Vec<StatusBar<'a>> {
    let targets = report.campaign.targets.iter().enumerate();
    targets
        .map(|(at, target)| status_bar(report, at, target))
        .filter(|bar| bar.total() > 0)
        .collect()
}

/// The units by status of the target at this place in the campaign.
pub(crate) fn status_bar<'a>(report: &Report<'a>, at: usize, target: &'a Target) -> StatusBar<'a> {
    status_bar_of(report, (at, target), |_| true)
}

/// The same of some units only.
pub(crate) fn status_bar_of<'a>(
    report: &Report<'a>,
    (at, target): (usize, &'a Target),
    is_of: impl Fn(&Unit) -> bool,
) -> StatusBar<'a> {
    let of_status = |status| {
        let units = report.assessed.units.iter();
        let results = units.filter(|(code, _)| report.campaign.unit(code).is_some_and(&is_of));
        results
            .filter_map(|(_, results)| results.get(at))
            .filter(|result| result.status == status)
            .fold(0, |count, _| count + 1)
    };
    StatusBar {
        at,
        target,
        counts: BANDS.map(of_status),
    }
}

/// How many returns of one collection came, by unit type.
#[derive(Debug, Clone)]
pub(crate) struct ReportingRate<'a> {
    /// The collection.
    pub(crate) collection: &'a Collection,
    /// The unit types among its senders.
    pub(crate) types: Vec<TypeRate<'a>>,
}

/// How many units of one type sent what can be used.
#[derive(Debug, Clone)]
pub(crate) struct TypeRate<'a> {
    /// The unit type.
    pub(crate) unit_type: &'a UnitType,
    /// Units with an accepted submission.
    pub(crate) received: u32,
    /// Units that must report; at least 1.
    pub(crate) expected: u32,
}

impl ReportingRate<'_> {
    /// Units of all types with an accepted submission, and units that must report.
    pub(crate) fn overall(&self) -> (u32, u32) {
        self.types.iter().fold((0, 0), |(received, expected), one| {
            (received + one.received, expected + one.expected)
        })
    }
}

/// For each collection of the run that expects anybody, its returns by unit type.
pub(crate) fn reporting_rates<'a>(report: &Report<'a>) -> Vec<ReportingRate<'a>> {
    let collections = report.assessed.rates.iter();
    collections
        .filter_map(|rate| report.campaign.collection(&rate.collection))
        .map(|collection| ReportingRate {
            collection,
            types: type_rates(report, collection),
        })
        .filter(|rate| !rate.types.is_empty())
        .collect()
}

fn type_rates<'a>(report: &Report<'a>, collection: &Collection) -> Vec<TypeRate<'a>> {
    let groups = report.assessed.rates_by.iter();
    let groups = groups.filter(|one| one.collection == collection.id);
    let rates = groups.filter_map(|one| match &one.group {
        Group::Type(id) => {
            let mut types = report.campaign.unit_types.iter();
            Some(TypeRate {
                unit_type: types.find(|unit_type| unit_type.id == *id)?,
                received: one.arrivals.received(),
                expected: one.arrivals.expected(),
            })
        }
        Group::Block(_) | Group::Parent(_) => None,
    });
    rates.collect()
}

/// What each unit of one type reached of a target that counts things.
#[derive(Debug, Clone)]
pub(crate) struct ModelsChart<'a> {
    /// The target.
    pub(crate) target: &'a Target,
    /// The unit type of which it asks most.
    pub(crate) unit_type: &'a UnitType,
    /// What it asks of that type; never [`Threshold::Watched`].
    pub(crate) threshold: Threshold,
    /// The units of that type it binds, at least one.
    pub(crate) units: Vec<UnitFigure<'a>>,
}

/// What one unit reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct UnitFigure<'a> {
    /// The unit.
    pub(crate) unit: &'a Unit,
    /// What it surely reached, and at most.
    pub(crate) figure: Interval,
    /// How it stands.
    pub(crate) status: Status,
}

impl ModelsChart<'_> {
    /// How much is required.
    pub(crate) fn required(&self) -> f64 {
        required(self.threshold).unwrap_or(0.0)
    }

    /// How far a unit is from what is required; 0 or less where it reached it.
    fn gap(&self, one: &UnitFigure<'_>) -> f64 {
        let required = self.required();
        match self.threshold {
            Threshold::AtMost(_) => one.figure.high.unwrap_or(one.figure.low) - required,
            _ => required - one.figure.low,
        }
    }

    /// Whether every unit has yet to reach what is required.
    pub(crate) fn all_fall_short(&self) -> bool {
        self.units.iter().all(|one| self.gap(one) > 0.0)
    }

    /// Keeps the `most` units farthest from what is required, in the register's order; of units
    /// equally far, the first in the register.
    pub(crate) fn keep_farthest(&mut self, most: usize) {
        let gaps = self.units.iter().map(|one| self.gap(one));
        let mut order: Vec<(usize, f64)> = gaps.enumerate().collect();
        order.sort_by(|one, other| other.1.total_cmp(&one.1));
        order.truncate(most);
        order.sort_by_key(|&(at, _)| at);
        self.units = order.iter().map(|&(at, _)| self.units[at]).collect();
    }
}

/// The first target that counts distinct things and asks for a number of them, else the first that
/// asks for an amount of anything, with the units of the type of which it asks most; none where no
/// such target binds anybody.
pub(crate) fn models_chart<'a>(report: &Report<'a>) -> Option<ModelsChart<'a>> {
    let targets = report.campaign.targets.iter().enumerate();
    let mut targets: Vec<(usize, &Target)> = targets
        .filter(|(_, target)| target.measure.scale() == Scale::Amount)
        .collect();
    targets.sort_by_key(|(_, target)| !matches!(target.measure, Measure::CountKeys { .. }));
    targets.into_iter().find_map(|(at, target)| {
        types_by_threshold(report.campaign, target)
            .into_iter()
            .map(|(unit_type, threshold)| ModelsChart {
                target,
                unit_type,
                threshold,
                units: unit_figures(report, at, unit_type),
            })
            .find(|chart| !chart.units.is_empty())
    })
}

/// The unit types a target asks something of, those it asks most of first.
fn types_by_threshold<'a>(
    campaign: &'a Campaign,
    target: &Target,
) -> Vec<(&'a UnitType, Threshold)> {
    let mut types: Vec<_> = campaign
        .unit_types
        .iter()
        .filter_map(|one| {
            let threshold = *target.binds.types.get(&one.id)?;
            Some((one, threshold, required(threshold)?))
        })
        .collect();
    types.sort_by(|one, other| other.2.total_cmp(&one.2));
    types
        .into_iter()
        .map(|(one, threshold, _)| (one, threshold))
        .collect()
}

fn required(threshold: Threshold) -> Option<f64> {
    match threshold {
        Threshold::AtLeast(much) | Threshold::AtMost(much) => Some(much),
        Threshold::Rising | Threshold::Promised | Threshold::Watched => None,
    }
}

/// The figures of the units of a type that the target at this place binds.
fn unit_figures<'a>(
    report: &Report<'a>,
    target: usize,
    unit_type: &UnitType,
) -> Vec<UnitFigure<'a>> {
    let results = report.assessed.units.iter();
    results
        .filter_map(|(code, results)| {
            let unit = report.campaign.unit(code)?;
            let result = results.get(target)?;
            (unit.unit_type == unit_type.id).then_some(UnitFigure {
                unit,
                figure: result.figure?,
                status: result.status,
            })
        })
        .collect()
}

#[cfg(test)]
pub(crate) mod fixture;

#[cfg(test)]
mod tests;
