//! Every unit against every target, the targets over others last.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::PolarsResult;

use super::distance::Doubts;
use super::entry::Entry;
use super::measure::{self, Figure, Measured, Sources};
use super::status::{self, Held, Judged, Verdict};
use super::{Assessed, FormerRun, Interval, Reason, Status, TargetResult};
use crate::campaign::{Aside, Campaign, Measure, Target, Test, Threshold};
use crate::id::{TargetId, UnitCode};

/// What is known after the targets that are measured themselves.
#[derive(Default)]
struct Judgement {
    results: BTreeMap<(TargetId, UnitCode), Judged>,
    doubts: Doubts,
}

/// Judges the units of `assessed`, in their order, by all targets, in the campaign's order.
pub(super) fn judge(
    assessed: &mut Assessed,
    sources: Sources<'_>,
    as_of: NaiveDate,
    former: &[FormerRun],
) -> PolarsResult<()> {
    let targets = &sources.campaign.targets;
    let mut judgement = Judgement::default();
    let mut totals: BTreeMap<&TargetId, Interval> = BTreeMap::new();
    let over_others = |one: &&Target| matches!(one.measure, Measure::AllOf { .. });
    let measured_first = targets.iter().filter(|one| !over_others(one));
    for target in measured_first.chain(targets.iter().filter(over_others)) {
        let mut bound = bound(target, sources.campaign);
        let when = aside(target.when.as_ref(), &bound, sources)?;
        bound.retain(|unit| when.get(unit).is_none_or(Figure::is_possible));
        let may_not_bind = bound
            .iter()
            .filter(|unit| when.get(*unit).is_some_and(Figure::is_open));
        let may_not_bind: BTreeSet<UnitCode> = may_not_bind.cloned().collect();
        let own = (&target.measure, target.collections.as_slice());
        let mut measured = match &target.measure {
            Measure::OnTime | Measure::Received => measure::receipt(own, &bound, sources),
            Measure::AllOf { targets } => judgement.all_of(targets, &bound),
            _ => measure::measure(own, &bound, sources)?,
        };
        measured.open_where(&may_not_bind);
        let held = Held {
            sources,
            as_of,
            promises: aside(target.promise.as_ref(), &bound, sources)?,
            before: before(target, &bound, sources.campaign, former),
        };
        judgement.hold(target, &measured, &held, assessed);
        totals.extend(measured.total.map(|total| (&target.id, total)));
        let rows = measured.contributions.into_iter();
        let rows = rows.map(|(row, carries)| ((target.id.clone(), row), carries));
        assessed.contributions.extend(rows);
    }
    for (code, results) in &mut assessed.units {
        let of = |target: &Target| judgement.results.remove(&(target.id.clone(), code.clone()));
        results.extend(targets.iter().filter_map(of).map(|one| one.0));
    }
    let total = |target: &Target| Some((target.id.clone(), *totals.get(&target.id)?));
    assessed.totals = targets.iter().filter_map(total).collect();
    Ok(())
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
    units: &BTreeSet<UnitCode>,
    sources: Sources<'_>,
) -> PolarsResult<BTreeMap<UnitCode, Figure>> {
    let Some(aside) = aside else {
        return Ok(BTreeMap::new());
    };
    let measured = measure::measure((&aside.measure, &aside.collections), units, sources)?;
    Ok(measured.figures)
}

/// The units' figures of the year before, where the target is held against those: of the preceding
/// campaign's run, else of `baseline.csv`.
fn before(
    target: &Target,
    units: &BTreeSet<UnitCode>,
    campaign: &Campaign,
    former: &[FormerRun],
) -> BTreeMap<UnitCode, Interval> {
    if !target
        .binds
        .thresholds()
        .any(|one| one == Threshold::Rising)
    {
        return BTreeMap::new();
    }
    let mut of_others = former.iter().filter(|run| run.campaign() != campaign.id);
    let preceding = of_others.next_back();
    let figure = |unit: &UnitCode| {
        let measured = preceding.and_then(|run| run.figure(unit, &target.id));
        let noted = campaign
            .baseline
            .get(&(unit.clone(), target.baseline.clone()));
        let before = measured.or_else(|| noted.copied().map(Interval::exactly))?;
        Some((unit.clone(), before))
    };
    units.iter().filter_map(figure).collect()
}

impl Judgement {
    /// Judges every unit by one target.
    fn hold(
        &mut self,
        target: &Target,
        measured: &Measured,
        held: &Held<'_>,
        assessed: &mut Assessed,
    ) {
        let mut entries: BTreeMap<&UnitCode, Vec<&Entry>> = BTreeMap::new();
        for entry in &measured.entries {
            entries.entry(&entry.unit).or_default().push(entry);
        }
        for (code, _) in &assessed.units {
            let Some(unit) = held.sources.campaign.unit(code) else {
                continue;
            };
            let figure = measured.figures.get(code).copied();
            let mut judged = status::result(target, unit, figure, held);
            if let Measure::AllOf { targets } = &target.measure {
                self.explain(&mut judged.0, targets, code);
            } else if judged.0.reason == Reason::RowsInDoubt {
                let own = entries.get(code).map_or(&[][..], Vec::as_slice);
                self.look_for_way(&mut judged.0, target, own, measured, held)
                    .map(|one| {
                        assessed
                            .distances
                            .insert((code.clone(), target.id.clone()), one)
                    });
            }
            self.results
                .insert((target.id.clone(), code.clone()), judged);
        }
    }

    /// What would decide where rows in doubt do. Where they are so because the register lacks the
    /// units they name, no mending by the unit helps.
    fn look_for_way(
        &mut self,
        result: &mut TargetResult,
        target: &Target,
        entries: &[&Entry],
        measured: &Measured,
        held: &Held<'_>,
    ) -> Option<super::Distance> {
        let required = result.required?;
        let found = self.doubts.distance(
            entries,
            &measured.fields,
            (&target.measure, required),
            &held.sources.settled.submissions,
        );
        let by_area = || {
            let mut conditions = target.measure.all_conditions();
            conditions.any(|one| one.test == Test::DifficultArea)
        };
        if found.is_none() && by_area() {
            result.reason = Reason::UnitNotListed;
        }
        found
    }

    /// 1 for each unit that reaches all of some targets that bind it.
    fn all_of(&self, parts: &[TargetId], bound: &BTreeSet<UnitCode>) -> Measured {
        let figure = |unit: &UnitCode| {
            let verdict = |id| Some((id, self.result(id, unit)?.1));
            let verdicts: BTreeMap<&TargetId, Option<Verdict>> =
                parts.iter().filter_map(verdict).collect();
            status::all_of(parts, &verdicts)
        };
        measure::of_units(bound, figure)
    }

    /// An undecided result over others is so for the reason of the first part that is.
    fn explain(&self, result: &mut TargetResult, parts: &[TargetId], unit: &UnitCode) {
        if result.status != Status::Undecided {
            return;
        }
        let parts = parts.iter().filter_map(|id| self.result(id, unit));
        let open = parts.filter(|one| matches!(one.1, Some(Verdict::Open | Verdict::Missing)));
        if let Some((part, _)) = open.into_iter().next() {
            result.reason = match part.reason {
                Reason::NothingSent => Reason::ReturnMissing,
                reason => reason,
            };
        }
    }

    fn result(&self, target: &TargetId, unit: &UnitCode) -> Option<&Judged> {
        self.results.get(&(target.clone(), unit.clone()))
    }
}
