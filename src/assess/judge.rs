//! Every unit against every target, the targets over others last.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use chrono::NaiveDate;
use polars::prelude::PolarsResult;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use rustc_hash::FxHashMap;

use super::distance::{Distance, Doubts};
use super::entry::Entry;
use super::measure::{self, Bound, Figure, Measured, Sources};
use super::status::{self, Held, Judged, Verdict};
use super::{Assessed, FormerRun, Interval, Reason, Required, Status, TargetResult};
use crate::campaign::{Aside, Campaign, Measure, Target, Test, Threshold};
use crate::id::{FieldName, FormId, TargetId, UnitCode};

/// What is known after the targets that are measured themselves.
#[derive(Default)]
struct Judgement {
    /// Each unit's place among those that are judged.
    places: FxHashMap<UnitCode, usize>,
    /// By target, how each unit stands, by its place.
    results: BTreeMap<TargetId, Vec<Option<Judged>>>,
    totals: BTreeMap<TargetId, Interval>,
    doubts: Doubts,
}

/// So many targets are measured side by side, while those before them are judged: the rows of each
/// are kept until it is judged.
const AT_ONCE: usize = 2;

/// Judges the units of `assessed`, in their order, by all targets, in the campaign's order.
pub(super) fn judge(
    assessed: &mut Assessed,
    sources: Sources<'_>,
    as_of: NaiveDate,
    former: &[FormerRun],
) -> PolarsResult<()> {
    let targets = &sources.campaign.targets;
    let codes = assessed.units.iter().map(|(code, _)| code.clone());
    let mut judgement = Judgement {
        places: codes.zip(0..).collect(),
        ..Judgement::default()
    };
    let over_others = |one: &&Target| matches!(one.measure, Measure::AllOf { .. });
    let measured_first = targets.iter().filter(|one| !over_others(one));
    let in_order: Vec<&Target> = measured_first
        .chain(targets.iter().filter(over_others))
        .collect();
    let take = |some: &[&Target]| -> PolarsResult<Vec<Taken>> {
        let taken = some.par_iter().map(|target| Taken::of(target, sources));
        taken.collect()
    };
    let mut chunks = in_order.chunks(AT_ONCE);
    let mut some = chunks.next().unwrap_or_default();
    let mut taken = take(some)?;
    while !some.is_empty() {
        let following = chunks.next().unwrap_or_default();
        let judge = || {
            for (target, taken) in some.iter().zip(taken) {
                judgement.judge((target, taken), (sources, as_of, former), assessed);
            }
        };
        let ((), next) = rayon::join(judge, || take(following));
        (some, taken) = (following, next?);
    }
    for (_, results) in &mut assessed.units {
        results.reserve_exact(targets.len());
    }
    for target in targets {
        let of_units = judgement.results.remove(&target.id).unwrap_or_default();
        for ((_, results), judged) in assessed.units.iter_mut().zip(of_units) {
            results.extend(judged.map(|(result, _)| result));
        }
    }
    let total = |target: &Target| Some((target.id.clone(), *judgement.totals.get(&target.id)?));
    assessed.totals = targets.iter().filter_map(total).collect();
    Ok(())
}

/// Whom a target binds and what is measured for it, whatever the others say.
struct Taken {
    units: BTreeSet<UnitCode>,
    perhaps: BTreeSet<UnitCode>,
    heirs: BTreeMap<UnitCode, UnitCode>,
    when: Measured,
    promise: Measured,
    /// Nothing where the target is over others.
    measured: Measured,
}

impl Taken {
    fn of(target: &Target, sources: Sources<'_>) -> PolarsResult<Self> {
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

    fn bound(&self) -> Bound<'_> {
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
    by_unit: BTreeMap<&'m UnitCode, Vec<&'m Entry>>,
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

impl Judgement {
    /// Judges every unit by one target, and keeps what its rows carry.
    fn judge(
        &mut self,
        (target, mut taken): (&Target, Taken),
        (sources, as_of, former): (Sources<'_>, NaiveDate, &[FormerRun]),
        assessed: &mut Assessed,
    ) {
        let own = mem::take(&mut taken.measured);
        let bound = taken.bound();
        let measured = match &target.measure {
            Measure::AllOf { targets } => self.all_of(targets, bound),
            _ => own,
        };
        let held = Held {
            sources,
            bound,
            as_of,
            promises: &taken.promise.figures,
            before: before(target, &taken.units, sources.campaign, former),
        };
        let sides = Sides {
            own: Side::of(&measured),
            promise: Side::of(&taken.promise),
            when: Side::of(&taken.when),
        };
        self.hold(target, &sides, &held, assessed);
        let total = measured.total.map(|total| (target.id.clone(), total));
        self.totals.extend(total);
        let carried = [
            (&mut assessed.contributions, measured.contributions),
            (&mut assessed.promised, taken.promise.contributions),
        ];
        for (of_all, own) in carried {
            of_all.insert(target.id.clone(), own.into_iter().collect());
        }
    }

    /// Judges every unit by one target.
    fn hold(
        &mut self,
        target: &Target,
        sides: &Sides<'_>,
        held: &Held<'_>,
        assessed: &mut Assessed,
    ) {
        let mut judgements = vec![None; assessed.units.len()];
        for ((code, _), judgement) in assessed.units.iter().zip(&mut judgements) {
            let Some(unit) = held.sources.campaign.unit(code) else {
                continue;
            };
            let figure = sides.own.measured.figures.get(code).copied();
            let mut judged = status::result(target, unit, figure, held);
            if let Measure::AllOf { targets } = &target.measure {
                self.explain(&mut judged.0, targets, code);
            } else if judged.0.reason == Reason::RowsInDoubt {
                let found = self.look_for_way(&mut judged.0, (target, code), sides, held);
                let key = (code.clone(), target.id.clone());
                assessed.distances.extend(found.map(|one| (key, one)));
            }
            *judgement = Some(judged);
        }
        self.results.insert(target.id.clone(), judgements);
    }

    /// What would decide where rows in doubt do. Where they are so because the register lacks the
    /// units they name, no mending by the unit helps.
    fn look_for_way(
        &mut self,
        result: &mut TargetResult,
        (target, unit): (&Target, &UnitCode),
        sides: &Sides<'_>,
        held: &Held<'_>,
    ) -> Option<Distance> {
        let (figure, required) = (result.figure?, result.required?);
        let submissions = &held.sources.settled.submissions;
        let scale = target.measure.scale();
        let (own, fields) = sides.own.rows(unit);
        let way = |doubts: &mut Doubts, required| {
            if status::verdict(figure, required, scale) == Verdict::Met {
                return Some(Distance::NONE);
            }
            doubts.distance(own, fields, (&target.measure, required), submissions)
        };
        let mut found = way(&mut self.doubts, required);
        if target.promise.is_some() && required.level.exact().is_none() {
            let (rows, fields) = sides.promise.rows(unit);
            let promise = self.doubts.all(rows, fields, submissions);
            let least = Required {
                level: Interval::exactly(required.level.low),
                ..required
            };
            let with_promise = way(&mut self.doubts, least).map(|one| promise.and(one));
            found = Distance::smaller(found, with_promise);
        }
        let may_not_bind = sides.when.measured.figures.get(unit);
        if let Some(when) = &target.when
            && may_not_bind.is_some_and(Figure::is_open)
        {
            let (rows, fields) = sides.when.rows(unit);
            let counts = (&when.measure, Required::stated(Threshold::AtLeast(1.0))?);
            let binds = self.doubts.distance(rows, fields, counts, submissions);
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
    fn all_of(&self, parts: &[TargetId], bound: Bound<'_>) -> Measured {
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
        let mut parts = parts.iter().filter_map(|id| self.result(id, unit));
        let is_open = |one: &&Judged| matches!(one.1, Some(Verdict::Open | Verdict::Missing));
        if let Some((part, _)) = parts.find(is_open) {
            result.reason = match part.reason {
                Reason::NothingSent => Reason::ReturnMissing,
                reason => reason,
            };
        }
    }

    fn result(&self, target: &TargetId, unit: &UnitCode) -> Option<&Judged> {
        self.results.get(target)?[*self.places.get(unit)?].as_ref()
    }
}
