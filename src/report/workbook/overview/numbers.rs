//! The numbers of the charts.

use crate::assess::Status;
use crate::campaign::{Collection, Measure, Scale, Target, Threshold};
use crate::id::{UnitCode, UnitTypeId};
use crate::report::Report;

/// How many statuses are counted over bound units.
pub(super) const COUNTED: u16 = 5;
/// Those statuses, in the order of bands.
pub(super) const STATUSES: [Status; COUNTED as usize] = [
    Status::Met,
    Status::NotMet,
    Status::Undecided,
    Status::InProgress,
    Status::NoReturn,
];

/// How many units stand how against one target.
pub(super) struct StatusCounts([u32; STATUSES.len()]);

impl StatusCounts {
    /// Of the target at this place in the campaign.
    pub(super) fn of(report: &Report<'_>, target: usize) -> Self {
        let mut counts = [0; STATUSES.len()];
        for (_, results) in &report.assessed.units {
            let status = results.get(target).map(|result| result.status);
            if let Some(at) = STATUSES.iter().position(|&one| Some(one) == status) {
                counts[at] += 1;
            }
        }
        Self(counts)
    }

    /// The units the target binds.
    pub(super) fn bound(&self) -> u32 {
        self.0.iter().sum()
    }

    pub(super) fn of_status(&self, status: Status) -> u32 {
        let at = STATUSES.iter().position(|&one| one == status);
        at.map_or(0, |at| self.0[at])
    }
}

/// Expected and received returns of one collection from the units of one type.
pub(super) fn rate_of_type(
    report: &Report<'_>,
    collection: &Collection,
    unit_type: &UnitTypeId,
) -> (u32, u32) {
    let mut expected = 0;
    let mut received = 0;
    for unit in report.campaign.senders(collection) {
        if unit.unit_type == *unit_type {
            expected += 1;
            let key = (unit.code.clone(), collection.id.clone());
            let one = report.settled.returns.get(&key);
            received += u32::from(one.is_some_and(|one| one.counting.is_some()));
        }
    }
    (expected, received)
}

/// The target whose figures are shown unit by unit, and the kind of units they are shown for.
#[derive(Clone, Copy)]
pub(super) struct Featured<'a> {
    /// Its place in the campaign.
    pub(super) at: usize,
    pub(super) target: &'a Target,
    pub(super) unit_type: &'a UnitTypeId,
    pub(super) threshold: f64,
}

impl<'a> Featured<'a> {
    /// The first target that counts entries, else the first that adds numbers up, of those that
    /// require a number; for the unit type of which most is required.
    pub(super) fn choose(report: &Report<'a>) -> Option<Self> {
        let all = report.campaign.targets.iter().enumerate();
        let mut found: Vec<Self> = all
            .filter_map(|(at, target)| Self::of(at, target))
            .collect();
        found.sort_by_key(|one| !matches!(one.target.measure, Measure::CountKeys { .. }));
        found.into_iter().next()
    }

    fn of(at: usize, target: &'a Target) -> Option<Self> {
        if target.measure.scale() != Scale::Amount {
            return None;
        }
        let mut most: Option<Self> = None;
        for (unit_type, threshold) in &target.binds.types {
            if let Threshold::AtLeast(threshold) = *threshold
                && most.is_none_or(|one| threshold > one.threshold)
            {
                most = Some(Self {
                    at,
                    target,
                    unit_type,
                    threshold,
                });
            }
        }
        most
    }

    /// How many units of the type have met the target, of how many it binds.
    pub(super) fn met_of_bound(&self, report: &Report<'_>) -> (usize, usize) {
        let of_type = |code: &UnitCode| {
            let unit = report.campaign.unit(code);
            unit.is_some_and(|unit| unit.unit_type == *self.unit_type)
        };
        let units = report.assessed.units.iter();
        let statuses = units
            .filter(|(code, _)| of_type(code))
            .filter_map(|(_, results)| results.get(self.at).map(|one| one.status))
            .filter(|status| STATUSES.contains(status));
        let met = statuses.clone().filter(|one| *one == Status::Met);
        (met.count(), statuses.count())
    }

    /// For each unit of the type that the target binds: its name, what is certain, and what may
    /// come on top; none where that is not known.
    pub(super) fn figures(&self, report: &Report<'a>) -> Vec<UnitFigure<'a>> {
        let units = report.assessed.units.iter();
        units
            .filter_map(|(code, results)| {
                let unit = report.campaign.unit(code)?;
                let result = results.get(self.at)?;
                let figure = result.figure?;
                let shown =
                    unit.unit_type == *self.unit_type && result.status != Status::NotApplicable;
                shown.then(|| UnitFigure {
                    code: &unit.code,
                    name: &unit.name,
                    certain: figure.low,
                    possible: figure.high.map(|high| high - figure.low),
                })
            })
            .collect()
    }
}

/// One unit's figure, cut into what is certain and what may come on top.
#[derive(Clone, Copy)]
pub(super) struct UnitFigure<'a> {
    pub(super) code: &'a UnitCode,
    pub(super) name: &'a str,
    pub(super) certain: f64,
    pub(super) possible: Option<f64>,
}
