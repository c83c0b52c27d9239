//! A report narrowed to one unit with those below it, as if nobody else had reported.
//!
//! In: the report on all. Out: one that holds no row, figure, file or name of anybody else: what is
//! added over all units is added over these, and what a head says of its block's other members is
//! left out. Decides nothing: figures, statuses and places stay as they were found.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::assess::{Adds, Assessed, Carried, Carries, RowRef};
use crate::campaign::{About, Campaign, Unit};
use crate::finding::{Fault, Finding};
use crate::id::UnitCode;
use crate::score::{Composition, Movement, UnitScore};
use crate::settle::{Return, Settled, Submission};

/// What one unit is told of.
pub(crate) struct Narrowed<'a> {
    all: &'a Report<'a>,
    /// The unit.
    pub(crate) unit: &'a Unit,
    /// How many members its block ranks; none where it is in no block that is ranked.
    pub(crate) ranked: Option<usize>,
    returns_link: Option<String>,
    campaign: Campaign,
    settled: Settled,
    assessed: Assessed,
    scores: Vec<UnitScore>,
    movements: Vec<Movement>,
}

impl<'a> Narrowed<'a> {
    /// Narrows a report to a unit; `returns_link` leads from its workbook to the returns folder.
    pub(crate) fn new(all: &'a Report<'a>, unit: &'a Unit, returns_link: Option<&str>) -> Self {
        let household = all.campaign.household(&unit.code);
        let kept = kept(all, &household);
        let is_own = |code: &UnitCode| household.contains(code);
        let scores = all.scores.iter().filter(|one| is_own(&one.unit));
        let movements = all.movements.iter().filter(|one| is_own(&one.unit));
        Self {
            all,
            unit,
            ranked: ranked(all, unit),
            returns_link: returns_link.map(str::to_owned),
            campaign: all.campaign.narrowed(&household),
            settled: settled(all, &household, &kept),
            assessed: assessed(all, &household, &kept),
            scores: scores.map(|one| score(one, &kept)).collect(),
            movements: movements.cloned().collect(),
        }
    }

    /// The report on these units only.
    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            campaign: &self.campaign,
            settled: &self.settled,
            assessed: &self.assessed,
            scores: &self.scores,
            movements: &self.movements,
            quotas: &[],
            returns_link: self.returns_link.as_deref(),
            ..*self.all
        }
    }
}

/// How many members of the unit's block have a place.
fn ranked(all: &Report<'_>, unit: &Unit) -> Option<usize> {
    let block = unit.block.as_ref()?;
    let scores = all.scores.iter().filter(|one| one.rank.is_some());
    let peers = scores.filter_map(|one| all.campaign.unit(&one.unit));
    let count = peers
        .filter(|one| one.block.as_ref() == Some(block))
        .count();
    (count > 0).then_some(count)
}

/// The places of the household's files among all, and those they get.
fn kept(all: &Report<'_>, household: &BTreeSet<UnitCode>) -> BTreeMap<usize, usize> {
    let submissions = all.settled.submissions.iter().enumerate();
    let own =
        submissions.filter(|(_, one)| one.unit.as_ref().is_some_and(|it| household.contains(it)));
    own.enumerate().map(|(new, (old, _))| (old, new)).collect()
}

fn settled(
    all: &Report<'_>,
    household: &BTreeSet<UnitCode>,
    kept: &BTreeMap<usize, usize>,
) -> Settled {
    let submissions = kept
        .keys()
        .filter_map(|&at| all.settled.submissions.get(at));
    let place = |at: Option<usize>| at.and_then(|at| kept.get(&at).copied());
    let returns = all.settled.returns.iter();
    let returns = returns.filter(|((unit, _), _)| household.contains(unit));
    let returns = returns.map(|(key, one)| {
        let one = Return {
            counting: place(one.counting),
            first: place(one.first),
            ..one.clone()
        };
        (key.clone(), one)
    });
    let submissions = submissions.map(|one| submission(all, one));
    Settled::of(submissions.collect(), returns.collect())
}

/// A file without what it says of others: the rows of a review are about the members of a block.
fn submission(all: &Report<'_>, one: &Submission) -> Submission {
    let collection = one.collection.as_ref();
    let collection = collection.and_then(|id| all.campaign.collection(id));
    let mut own = one.clone();
    if collection.is_some_and(|one| one.about == About::BlockMembers) {
        own.tables.clear();
        own.findings.clear();
        own.repairs.clear();
        own.set_aside.clear();
    }
    own.findings.iter_mut().for_each(conceal);
    own
}

/// Leaves out who else is meant.
fn conceal(finding: &mut Finding) {
    if let Fault::ClaimedTwice { other } = &mut finding.fault {
        *other = None;
    }
}

/// A score without the rows that others have written about the unit.
fn score(one: &UnitScore, kept: &BTreeMap<usize, usize>) -> UnitScore {
    let mut own = one.clone();
    let rows = std::mem::take(&mut own.own_parts.rows).into_iter();
    own.own_parts.rows = rows
        .filter_map(|(row, portion)| Some((moved(&row, kept)?, portion)))
        .collect();
    own.review_parts = Composition::default();
    own
}

/// A row of a file that is kept, at its new place.
fn moved(row: &RowRef, kept: &BTreeMap<usize, usize>) -> Option<RowRef> {
    Some(RowRef {
        submission: *kept.get(&row.submission)?,
        ..row.clone()
    })
}

fn assessed(
    all: &Report<'_>,
    household: &BTreeSet<UnitCode>,
    kept: &BTreeMap<usize, usize>,
) -> Assessed {
    let assessed = all.assessed;
    let units = assessed.units.iter();
    let units = units.filter(|(unit, _)| household.contains(unit));
    let of_target = |rows: &BTreeMap<RowRef, Carries>| {
        let own = rows.iter().filter_map(|(row, carries)| {
            let row = moved(row, kept)?;
            // Over these units nothing else is added up than their own.
            let own = Carries {
                own: carries.own,
                over_all: carries.own,
            };
            (own.own != Adds::NOTHING).then_some((row, own))
        });
        own.collect()
    };
    let own = |carried: &Carried| {
        let targets = carried.iter();
        let targets = targets.map(|(target, rows)| (target.clone(), of_target(rows)));
        targets.collect()
    };
    let distances = assessed.distances.iter();
    let distances = distances.filter(|((unit, _), _)| household.contains(unit));
    let distances = distances.map(|(key, distance)| {
        let mut own = distance.clone();
        own.mend = own
            .mend
            .into_iter()
            .filter_map(|(at, finding)| Some((*kept.get(&at)?, finding)))
            .collect();
        (key.clone(), own)
    });
    Assessed {
        units: units.cloned().collect(),
        contributions: own(&assessed.contributions),
        promised: own(&assessed.promised),
        distances: distances.collect(),
        ..Assessed::default()
    }
}
