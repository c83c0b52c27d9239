//! What has changed since earlier runs of the same campaign.
//!
//! In: this run's results and earlier ones, sorted by day. Out: how the whole stood on each of
//! those days; what differs from the newest; and every figure that was closed and is no longer what
//! it was when it was closed. What stands on one side only is said to, and not compared.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Assessed, FormerRun, Interval, Stand, Status, TargetResult};
use crate::campaign::{Campaign, Target};
use crate::id::{CollectionId, TargetId, UnitCode};

/// How the campaign stood on earlier days, and what has changed since.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OverTime {
    /// The days of earlier runs and of this one, in order.
    pub moments: Vec<Moment>,
    /// What differs from the newest earlier run; none where there is none.
    pub changes: Option<Changes>,
}

/// How the whole stood on one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Moment {
    /// The day.
    pub as_of: NaiveDate,
    /// How it stood, for each target there was.
    pub tallies: BTreeMap<TargetId, Tally>,
}

/// How all units together stood against a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    /// The figure over all units.
    pub total: Interval,
    /// The units that reached what is required of them.
    pub met: u32,
    /// The units of which something is required.
    pub bound: u32,
}

/// What differs from an earlier run.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// The day that run assessed at.
    pub since: NaiveDate,
    /// Whether its figures were provisional.
    pub was_provisional: bool,
    /// Collections that only this run looked at.
    pub collections_new: Vec<CollectionId>,
    /// Collections that only that run looked at.
    pub collections_gone: Vec<CollectionId>,
    /// Every target: those of now in the campaign's order, then those that are gone.
    pub targets: Vec<TargetChange>,
    /// Units and targets of both runs that stand otherwise, in the register's and the campaign's
    /// order.
    pub results: Vec<ResultChange>,
    /// Units that only this run knows.
    pub units_new: Vec<UnitCode>,
    /// Units that only that run knew, with their names of then.
    pub units_gone: Vec<(UnitCode, String)>,
    /// Targets whose figures were closed and are held to what they were then.
    pub closed: Vec<TargetId>,
    /// Closed figures that are not what they were when they were closed: of the province, then of
    /// units.
    pub after_closing: Vec<ChangeAfterClosing>,
}

/// How the whole stands against a target, then and now; none where there was or is no such target.
#[derive(Debug, Clone, PartialEq)]
pub struct TargetChange {
    /// The target.
    pub target: TargetId,
    /// Then.
    pub before: Option<Tally>,
    /// Now.
    pub now: Option<Tally>,
}

/// A unit that stands otherwise against a target than before.
#[derive(Debug, Clone, PartialEq)]
pub struct ResultChange {
    /// The unit.
    pub unit: UnitCode,
    /// The target.
    pub target: TargetId,
    /// Then.
    pub before: Stand,
    /// Now.
    pub now: Stand,
}

/// A figure that changed though every collection it rests on was closed.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeAfterClosing {
    /// The target.
    pub target: TargetId,
    /// The unit; none for the figure over all units.
    pub unit: Option<UnitCode>,
    /// The day of the first run that had it closed, from which it stayed closed.
    pub closed_at: NaiveDate,
    /// The figure of then; none where the target did not bind the unit, or one was not there.
    pub before: Option<Interval>,
    /// The figure of now.
    pub now: Option<Interval>,
}

/// Compares this run with earlier ones, sorted by day; those of other campaigns are passed over.
pub(super) fn over_time(
    campaign: &Campaign,
    as_of: NaiveDate,
    assessed: &Assessed,
    former: &[FormerRun],
) -> OverTime {
    let now = Now::new(campaign, assessed);
    let own: Vec<&FormerRun> = former
        .iter()
        .filter(|run| run.campaign() == campaign.id)
        .collect();
    let mut moments: Vec<Moment> = own.iter().map(|run| moment(run)).collect();
    moments.push(now.moment(as_of));
    OverTime {
        changes: own.last().map(|newest| {
            let mut changes = now.since(newest);
            after_closing(&now, &own, &mut changes);
            changes
        }),
        moments,
    }
}

/// This run's results, to be looked up.
struct Now<'a> {
    campaign: &'a Campaign,
    assessed: &'a Assessed,
    units: BTreeMap<&'a UnitCode, &'a [TargetResult]>,
    collections: BTreeSet<&'a CollectionId>,
}

impl<'a> Now<'a> {
    fn new(campaign: &'a Campaign, assessed: &'a Assessed) -> Self {
        let units = assessed.units.iter();
        let rates = assessed.rates.iter();
        Self {
            campaign,
            assessed,
            units: units
                .map(|(code, results)| (code, results.as_slice()))
                .collect(),
            collections: rates.map(|rate| &rate.collection).collect(),
        }
    }

    fn total(&self, at: usize) -> Option<Interval> {
        self.assessed.totals.get(at).map(|(_, total)| *total)
    }

    fn moment(&self, as_of: NaiveDate) -> Moment {
        let targets = self.campaign.targets.iter().enumerate();
        let tally = |(at, target): (usize, &Target)| {
            let results = self.assessed.units.iter();
            let statuses = results.filter_map(|(_, results)| Some(results.get(at)?.status));
            Some((target.id.clone(), tally(self.total(at)?, statuses)))
        };
        Moment {
            as_of,
            tallies: targets.filter_map(tally).collect(),
        }
    }

    fn since(&self, newest: &FormerRun) -> Changes {
        let (then, now) = (moment(newest), self.moment(newest.as_of()));
        let known = self.campaign.targets.iter().map(|target| &target.id);
        let gone = newest.totals.iter().map(|(id, _)| id);
        let gone = gone.filter(|id| !now.tallies.contains_key(id));
        let targets = known.chain(gone).map(|id| TargetChange {
            target: id.clone(),
            before: then.tallies.get(id).copied(),
            now: now.tallies.get(id).copied(),
        });
        let codes = self.assessed.units.iter().map(|(code, _)| code);
        let units_gone = newest.units.iter();
        let units_gone = units_gone.filter(|(code, _)| !self.units.contains_key(code));
        let looked_at = self.assessed.rates.iter().map(|rate| &rate.collection);
        let not_now = newest.collections.iter();
        Changes {
            since: newest.as_of(),
            was_provisional: newest.provisional,
            collections_new: looked_at
                .filter(|id| !newest.collections.contains(id))
                .cloned()
                .collect(),
            collections_gone: not_now
                .filter(|id| !self.collections.contains(id))
                .cloned()
                .collect(),
            targets: targets.collect(),
            results: self.results(newest),
            units_new: codes
                .filter(|code| !newest.units.contains_key(code))
                .cloned()
                .collect(),
            units_gone: units_gone
                .map(|(code, unit)| (code.clone(), unit.name.clone()))
                .collect(),
            closed: Vec::new(),
            after_closing: Vec::new(),
        }
    }

    fn results(&self, newest: &FormerRun) -> Vec<ResultChange> {
        let mut changed = Vec::new();
        for (code, results) in &self.assessed.units {
            let Some(unit) = newest.units.get(code) else {
                continue;
            };
            for (target, result) in self.campaign.targets.iter().zip(results) {
                let now = stand(result);
                let before = unit.targets.get(&target.id);
                let before = before.filter(|before| !is_same_stand(before, &now));
                changed.extend(before.map(|before| ResultChange {
                    unit: code.clone(),
                    target: target.id.clone(),
                    before: *before,
                    now,
                }));
            }
        }
        changed
    }
}

fn moment(run: &FormerRun) -> Moment {
    let tally = |(id, total): &(TargetId, Interval)| {
        let units = run.units.values();
        let statuses = units.filter_map(|unit| Some(unit.targets.get(id)?.status));
        (id.clone(), tally(*total, statuses))
    };
    Moment {
        as_of: run.as_of(),
        tallies: run.totals.iter().map(tally).collect(),
    }
}

fn tally(total: Interval, statuses: impl Iterator<Item = Status>) -> Tally {
    let mut tally = Tally {
        total,
        met: 0,
        bound: 0,
    };
    for status in statuses {
        tally.met += u32::from(status == Status::Met);
        tally.bound += u32::from(!matches!(status, Status::NotApplicable | Status::Watched));
    }
    tally
}

/// Adds the targets that were closed, and their figures that are not what they were.
fn after_closing(now: &Now<'_>, own: &[&FormerRun], changes: &mut Changes) {
    let (mut of_all, mut of_units) = (Vec::new(), Vec::new());
    for (at, target) in now.campaign.targets.iter().enumerate() {
        let Some(closed) = closed_in(now, target, own) else {
            continue;
        };
        let Some(total) = closed.total(&target.id) else {
            continue; // a new target has no figure that was closed
        };
        changes.closed.push(target.id.clone());
        let mut compare = |unit: Option<&UnitCode>, before, now| {
            if !is_same_figure(before, now) {
                let list = match unit {
                    None => &mut of_all,
                    Some(_) => &mut of_units,
                };
                list.push(ChangeAfterClosing {
                    target: target.id.clone(),
                    unit: unit.cloned(),
                    closed_at: closed.as_of(),
                    before,
                    now,
                });
            }
        };
        compare(None, Some(total), now.total(at));
        for (code, results) in &now.assessed.units {
            let figure = results.get(at).and_then(|result| result.figure);
            compare(Some(code), closed.figure(code, &target.id), figure);
        }
        for code in closed.units.keys() {
            if !now.units.contains_key(code) {
                compare(Some(code), closed.figure(code, &target.id), None);
            }
        }
    }
    changes.after_closing = of_all;
    changes.after_closing.append(&mut of_units);
}

/// The first run that had all collections of a target closed, from which they stayed closed; none
/// where they were open in the newest, or this run leaves one of them out.
fn closed_in<'a>(now: &Now<'_>, target: &Target, own: &[&'a FormerRun]) -> Option<&'a FormerRun> {
    let looked_at = |id| now.collections.contains(id);
    let is_closed = |run: &&&FormerRun| target.collections.iter().all(|id| run.closed.contains(id));
    let newest_first = own.iter().rev();
    let closed = newest_first.take_while(is_closed).last().copied();
    closed.filter(|_| !target.collections.is_empty() && target.collections.iter().all(looked_at))
}

fn stand(result: &TargetResult) -> Stand {
    Stand {
        status: result.status,
        figure: result.figure,
        threshold: result.threshold(),
    }
}

fn is_same_stand(one: &Stand, other: &Stand) -> bool {
    one.status == other.status
        && is_same_figure(one.figure, other.figure)
        && is_same(one.threshold, other.threshold)
}

fn is_same_figure(one: Option<Interval>, other: Option<Interval>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => {
            is_same(Some(one.low), Some(other.low)) && is_same(one.high, other.high)
        }
        (None, None) => true,
        _ => false,
    }
}

/// Whether two numbers are one, but for the last digits that writing and reading can change.
fn is_same(one: Option<f64>, other: Option<f64>) -> bool {
    const LAST_DIGITS: f64 = 1e-12;
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= LAST_DIGITS * one.abs().max(other.abs()),
        (None, None) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests;
