//! Every unit against every target, the targets over others last.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;
use rustc_hash::FxHashMap;

use super::distance::{Distance, Doubts};
use super::entry::Entry;
use super::measure::{self, Bound, Figure, Measured, Sources};
use super::status::{self, Held, Judged, Verdict};
use super::taken::Taken;
use super::{
    Assessed, Carries, FormerRun, Interval, Reason, Required, RowRef, Status, TargetResult,
};
use crate::campaign::{Campaign, Measure, Target, Test, Threshold};
use crate::id::{FieldName, FormId, TargetId, UnitCode};

/// What every target is judged by.
struct Judge<'a> {
    sources: Sources<'a>,
    as_of: NaiveDate,
    former: &'a [FormerRun],
    /// The units that are judged.
    units: Vec<UnitCode>,
    /// Each one's place among them.
    places: FxHashMap<UnitCode, usize>,
    doubts: Doubts<'a>,
}

/// How the units stand against one target.
#[derive(Default)]
struct OfTarget {
    /// By the units' places.
    results: Vec<Option<Judged>>,
    total: Option<Interval>,
    distances: Vec<(UnitCode, Distance)>,
    contributions: Vec<(RowRef, Carries)>,
    promised: Vec<(RowRef, Carries)>,
}

/// How they stand against several.
type OfTargets<'a> = BTreeMap<&'a TargetId, OfTarget>;

/// Judges the units of `assessed`, in their order, by all targets, in the campaign's order.
pub(super) fn judge(
    assessed: &mut Assessed,
    sources: Sources<'_>,
    as_of: NaiveDate,
    former: &[FormerRun],
) -> PolarsResult<()> {
    let targets = &sources.campaign.targets;
    let units: Vec<UnitCode> = assessed.units.iter().map(|one| one.0.clone()).collect();
    let judge = Judge {
        sources,
        as_of,
        former,
        places: units.iter().cloned().zip(0..).collect(),
        units,
        doubts: Doubts::of(&sources.settled.submissions),
    };
    let (over_others, themselves): (Vec<&Target>, Vec<&Target>) = targets
        .iter()
        .partition(|one| matches!(one.measure, Measure::AllOf { .. }));
    let mut judged: OfTargets<'_> = judge.all(&themselves)?;
    for target in over_others {
        let over_others = judge.target(target, &judged)?;
        judged.insert(&target.id, over_others);
    }
    for (_, results) in &mut assessed.units {
        results.reserve_exact(targets.len());
    }
    for target in targets {
        let of_target = judged.remove(&target.id).unwrap_or_default();
        for ((_, results), judged) in assessed.units.iter_mut().zip(of_target.results) {
            results.extend(judged.map(|(result, _)| result));
        }
        let total = of_target.total.map(|total| (target.id.clone(), total));
        assessed.totals.extend(total);
        let distances = of_target.distances.into_iter();
        let distances = distances.map(|(unit, one)| ((unit, target.id.clone()), one));
        assessed.distances.extend(distances);
        let carried = [
            (&mut assessed.contributions, of_target.contributions),
            (&mut assessed.promised, of_target.promised),
        ];
        for (of_all, own) in carried {
            of_all.insert(target.id.clone(), own.into_iter().collect());
        }
    }
    Ok(())
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

/// What is measured of a target: its own figure, and what stands beside it.
struct Sides<'m> {
    own: Side<'m>,
    promise: Side<'m>,
    when: Side<'m>,
}

/// What is measured, with the rows of each unit.
struct Side<'m> {
    measured: &'m Measured,
    by_unit: FxHashMap<&'m UnitCode, Vec<&'m Entry>>,
}

impl<'m> Side<'m> {
    fn of(measured: &'m Measured) -> Self {
        Self {
            measured,
            by_unit: measured.by_unit(),
        }
    }

    /// A unit's rows, and the fields whose doubt touches them.
    fn rows(&self, unit: &UnitCode) -> (&[&'m Entry], &'m [(FormId, FieldName)]) {
        let rows = self.by_unit.get(unit).map_or(&[][..], Vec::as_slice);
        (rows, &self.measured.fields)
    }
}

impl Judge<'_> {
    /// Judges every unit by each target, several at a time.
    ///
    /// Of the pool's threads one that waits for polars' would begin another target, then another,
    /// and the rows of all would be in memory at once; so each of these has a thread of its own.
    fn all<'t>(&self, targets: &[&'t Target]) -> PolarsResult<OfTargets<'t>> {
        let (next, none) = (AtomicUsize::new(0), OfTargets::new());
        let some = || {
            let mut judged = OfTargets::new();
            while let Some(&target) = targets.get(next.fetch_add(1, Ordering::Relaxed)) {
                judged.insert(&target.id, self.target(target, &none)?);
            }
            Ok(judged)
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (0..rayon::current_num_threads())
                .map(|_| scope.spawn(some))
                .collect();
            let joined = threads.into_iter().map(|one| {
                let judged = one.join();
                judged.unwrap_or_else(|panic| resume_unwind(panic))
            });
            let judged: PolarsResult<Vec<OfTargets<'_>>> = joined.collect();
            Ok(judged?.into_iter().flatten().collect())
        })
    }

    /// Judges every unit by one target, given how they stand against those that it may be over.
    fn target(&self, target: &Target, others: &OfTargets<'_>) -> PolarsResult<OfTarget> {
        let mut taken = Taken::of(target, self.sources)?;
        let own = mem::take(&mut taken.measured);
        let bound = taken.bound();
        let measured = match &target.measure {
            Measure::AllOf { targets } => self.all_of(targets, bound, others),
            _ => own,
        };
        let held = Held {
            sources: self.sources,
            bound,
            as_of: self.as_of,
            promises: &taken.promise.figures,
            before: before(target, &taken.units, self.sources.campaign, self.former),
        };
        let sides = Sides {
            own: Side::of(&measured),
            promise: Side::of(&taken.promise),
            when: Side::of(&taken.when),
        };
        let (results, distances) = self.hold(target, &sides, &held, others);
        Ok(OfTarget {
            results,
            total: measured.total,
            distances,
            contributions: measured.contributions,
            promised: taken.promise.contributions,
        })
    }

    /// Judges every unit by one target, and says what would decide where doubts do.
    fn hold(
        &self,
        target: &Target,
        sides: &Sides<'_>,
        held: &Held<'_>,
        others: &OfTargets<'_>,
    ) -> (Vec<Option<Judged>>, Vec<(UnitCode, Distance)>) {
        let mut distances = Vec::new();
        let mut judge = |code: &UnitCode| {
            let unit = held.sources.campaign.unit(code)?;
            let figure = sides.own.measured.figures.get(code).copied();
            let mut judged = status::result(target, unit, figure, held);
            if let Measure::AllOf { targets } = &target.measure {
                self.explain(&mut judged.0, (targets, code), others);
            } else if judged.0.reason == Reason::RowsInDoubt {
                let found = self.look_for_way(&mut judged.0, (target, code), sides);
                distances.extend(found.map(|one| (code.clone(), one)));
            }
            Some(judged)
        };
        let results = self.units.iter().map(&mut judge).collect();
        (results, distances)
    }

    /// What would decide where rows in doubt do. Where they are so because the register lacks the
    /// units they name, no mending by the unit helps.
    fn look_for_way(
        &self,
        result: &mut TargetResult,
        (target, unit): (&Target, &UnitCode),
        sides: &Sides<'_>,
    ) -> Option<Distance> {
        let (figure, required) = (result.figure?, result.required?);
        let scale = target.measure.scale();
        let (own, fields) = sides.own.rows(unit);
        let way = |required| {
            if status::verdict(figure, required, scale) == Verdict::Met {
                return Some(Distance::NONE);
            }
            let of = (&target.measure, required);
            self.doubts.distance(own, fields, of)
        };
        let mut found = way(required);
        if target.promise.is_some() && required.level.exact().is_none() {
            let (rows, fields) = sides.promise.rows(unit);
            let promise = self.doubts.all(rows, fields);
            let least = Required {
                level: Interval::exactly(required.level.low),
                ..required
            };
            let with_promise = way(least).map(|one| promise.and(one));
            found = Distance::smaller(found, with_promise);
        }
        let may_not_bind = sides.when.measured.figures.get(unit);
        if let Some(when) = &target.when
            && may_not_bind.is_some_and(Figure::is_open)
        {
            let (rows, fields) = sides.when.rows(unit);
            let counts = (&when.measure, Required::stated(Threshold::AtLeast(1.0))?);
            let binds = self.doubts.distance(rows, fields, counts);
            found = found.zip(binds).map(|(one, other)| one.and(other));
        }
        let by_area = || {
            let mut conditions = target.measure.all_conditions();
            conditions.any(|one| one.test == Test::DifficultArea)
        };
        if found.is_none() && by_area() {
            result.reason = Reason::UnitNotListed;
        }
        found.filter(|one| !one.mend.is_empty())
    }

    /// 1 for each unit that reaches all of some targets that bind it.
    fn all_of(&self, parts: &[TargetId], bound: Bound<'_>, others: &OfTargets<'_>) -> Measured {
        let figure = |unit: &UnitCode| {
            let verdict = |id| Some((id, self.result(id, unit, others)?.1));
            let verdicts: BTreeMap<&TargetId, Option<Verdict>> =
                parts.iter().filter_map(verdict).collect();
            status::all_of(parts, &verdicts)
        };
        measure::of_units(bound, figure)
    }

    /// An undecided result over others is so for the reason of the first part that is.
    fn explain(
        &self,
        result: &mut TargetResult,
        (parts, unit): (&[TargetId], &UnitCode),
        others: &OfTargets<'_>,
    ) {
        if result.status != Status::Undecided {
            return;
        }
        let mut parts = parts.iter().filter_map(|id| self.result(id, unit, others));
        let is_open = |one: &&Judged| matches!(one.1, Some(Verdict::Open | Verdict::Missing));
        if let Some((part, _)) = parts.find(is_open) {
            result.reason = match part.reason {
                Reason::NothingSent => Reason::ReturnMissing,
                reason => reason,
            };
        }
    }

    fn result<'o>(
        &self,
        target: &TargetId,
        unit: &UnitCode,
        others: &'o OfTargets<'_>,
    ) -> Option<&'o Judged> {
        others.get(target)?.results[*self.places.get(unit)?].as_ref()
    }
}
