//! What is measured of one target, before it is judged.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::measure::{self, Bound, Figure, Measured, Sources};
use crate::campaign::{Aside, Campaign, Measure, Target};
use crate::id::UnitCode;

/// Whom a target binds and what is measured for it, whatever the others say.
pub(super) struct Taken {
    pub(super) units: BTreeSet<UnitCode>,
    perhaps: BTreeSet<UnitCode>,
    heirs: BTreeMap<UnitCode, UnitCode>,
    pub(super) when: Measured,
    pub(super) promise: Measured,
    /// Nothing where the target is over others.
    pub(super) measured: Measured,
}

impl Taken {
    pub(super) fn of(target: &Target, sources: Sources<'_>) -> PolarsResult<Self> {
        let mut units = bound(target, sources.campaign);
        let heirs = target.heirs(sources.campaign);
        let when = aside(target.when.as_ref(), (&units, &heirs), sources)?;
        units.retain(|unit| when.figures.get(unit).is_none_or(Figure::is_possible));
        let promise = aside(target.promise.as_ref(), (&units, &heirs), sources)?;
        let promised_nothing = |unit: &UnitCode| {
            let promise = promise.figures.get(unit);
            promise.is_some_and(Figure::is_surely_without_rows)
        };
        units.retain(|unit| !promised_nothing(unit));
        let perhaps = |unit: &&UnitCode| when.figures.get(*unit).is_some_and(Figure::is_open);
        let perhaps: BTreeSet<UnitCode> = units.iter().filter(perhaps).cloned().collect();
        let taken = Self {
            units,
            perhaps,
            heirs,
            when,
            promise,
            measured: Measured::default(),
        };
        let own = (&target.measure, target.collections.as_slice());
        let bound = taken.bound();
        let measured = match &target.measure {
            Measure::OnTime | Measure::Received => measure::receipt(own, bound, sources),
            Measure::AllOf { .. } => Measured::default(),
            _ => measure::measure(own, bound, sources)?,
        };
        Ok(Self { measured, ..taken })
    }

    pub(super) fn bound(&self) -> Bound<'_> {
        Bound {
            units: &self.units,
            perhaps: &self.perhaps,
            heirs: &self.heirs,
        }
    }
}

/// The units a target binds.
fn bound(target: &Target, campaign: &Campaign) -> BTreeSet<UnitCode> {
    let bound = |unit: &&_| target.threshold(campaign, unit).is_some();
    let units = campaign.units.iter().filter(bound);
    units.map(|unit| unit.code.clone()).collect()
}

/// What is measured beside a target's figure; nothing where nothing is.
fn aside(
    aside: Option<&Aside>,
    (units, heirs): (&BTreeSet<UnitCode>, &BTreeMap<UnitCode, UnitCode>),
    sources: Sources<'_>,
) -> PolarsResult<Measured> {
    match aside {
        Some(aside) => {
            let perhaps = &BTreeSet::new();
            let own = (&aside.measure, aside.collections.as_slice());
            let bound = Bound {
                units,
                perhaps,
                heirs,
            };
            measure::measure(own, bound, sources)
        }
        None => Ok(Measured::default()),
    }
}
