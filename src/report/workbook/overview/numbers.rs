//! The numbers of the charts.

use crate::assess::{Group, Status};
use crate::campaign::{Collection, Target, Threshold};
use crate::id::{UnitCode, UnitTypeId};
use crate::report::Report;
use crate::report::brief::{Brief, TypeStanding};

/// Expected and received returns of one collection from the units of one type.
pub(super) fn rate_of_type(
    report: &Report<'_>,
    collection: &Collection,
    unit_type: &UnitTypeId,
) -> (u32, u32) {
    let groups = report.assessed.rates_by.iter();
    let of_type = Group::Type(unit_type.clone());
    let mut own = groups.filter(|one| one.collection == collection.id && one.group == of_type);
    let arrivals = own.next().map(|one| &one.arrivals);
    arrivals.map_or((0, 0), |one| (one.expected(), one.received()))
}

/// The target the plan is known by, and the kind of units its figures are shown for.
#[derive(Clone, Copy)]
pub(super) struct Featured<'a> {
    /// Its place in the campaign.
    pub(super) at: usize,
    pub(super) target: &'a Target,
    pub(super) unit_type: &'a UnitTypeId,
    pub(super) threshold: f64,
    /// How many of those units have met it, of how many it binds.
    pub(super) met_of_bound: (u32, u32),
}

impl<'a> Featured<'a> {
    /// The brief's, for the unit type of which at least most is required.
    pub(super) fn of(brief: &Brief<'a>) -> Option<Self> {
        let featured = brief.featured.as_ref()?;
        let of_type = |one: &TypeStanding<'a>| match one.threshold {
            Threshold::AtLeast(threshold) => Some(Self {
                at: featured.at,
                target: featured.target,
                unit_type: &one.unit_type.id,
                threshold,
                met_of_bound: (one.bar.count(Status::Met), one.bar.total()),
            }),
            _ => None,
        };
        let types = featured.types.iter().filter_map(of_type);
        // Of types of which as much is required, the first.
        types.reduce(|most, one| {
            if one.threshold > most.threshold {
                one
            } else {
                most
            }
        })
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
