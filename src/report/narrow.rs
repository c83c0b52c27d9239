//! A report narrowed to one unit with those below it, as if nobody else had reported.
//!
//! In: the report on all. Out: one that holds no row, figure, file or name of anybody else: what is
//! added over all units is added over these, and what a head says of its block's other members is
//! left out. Decides nothing: figures, statuses and places stay as they were found.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::Report;
use crate::assess::{Adds, Assessed, Carried, Carries, RowRef};
use crate::campaign::{About, Campaign, Unit};
use crate::finding::{Fault, Finding};
use crate::id::{BlockId, CollectionId, FormId, TargetId, UnitCode};
use crate::score::{Composition, Movement, UnitScore};
use crate::settle::{Return, Settled, Submission};

/// Where a report has what is of each unit: there may be thousands of workbooks to write.
pub(crate) struct Places<'a> {
    all: &'a Report<'a>,
    /// The files of each unit, by their places.
    files: HashMap<&'a UnitCode, Vec<usize>>,
    /// The movements of each unit, likewise.
    movements: HashMap<&'a UnitCode, Vec<usize>>,
    /// How many members of each block have a place.
    ranked: HashMap<&'a BlockId, usize>,
}

impl<'a> Places<'a> {
    pub(crate) fn of(all: &'a Report<'a>) -> Self {
        let mut ranked: HashMap<&BlockId, usize> = HashMap::new();
        for score in all.scores.iter().filter(|one| one.rank.is_some()) {
            let unit = all.campaign.unit(&score.unit);
            if let Some(block) = unit.and_then(|unit| unit.block.as_ref()) {
                *ranked.entry(block).or_default() += 1;
            }
        }
        let files = all.settled.submissions.iter();
        Self {
            all,
            files: by_unit(files.map(|one| one.unit.as_ref())),
            movements: by_unit(all.movements.iter().map(|one| Some(&one.unit))),
            ranked,
        }
    }

    /// The places of some units' files, or of what else is listed, in their order.
    fn sorted<'u>(
        lists: &HashMap<&'a UnitCode, Vec<usize>>,
        units: impl IntoIterator<Item = &'u UnitCode>,
    ) -> Vec<usize> {
        let of_units = units.into_iter().filter_map(|unit| lists.get(unit));
        let mut places: Vec<usize> = of_units.flatten().copied().collect();
        places.sort_unstable();
        places
    }
}

fn by_unit<'a>(
    units: impl Iterator<Item = Option<&'a UnitCode>>,
) -> HashMap<&'a UnitCode, Vec<usize>> {
    let mut places: HashMap<&UnitCode, Vec<usize>> = HashMap::new();
    for (at, unit) in units.enumerate() {
        if let Some(unit) = unit {
            places.entry(unit).or_default().push(at);
        }
    }
    places
}

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
    pub(crate) fn new(places: &Places<'a>, unit: &'a Unit, returns_link: Option<&str>) -> Self {
        let all = places.all;
        let household = all.campaign.household(&unit.code);
        let files = Places::sorted(&places.files, &household);
        let kept: BTreeMap<usize, usize> = files.into_iter().zip(0..).collect();
        let campaign = all.campaign.narrowed(&household);
        let scores = campaign.units.iter();
        let scores = scores.filter_map(|unit| all.score_of(&unit.code));
        let movements = Places::sorted(&places.movements, &household).into_iter();
        let block = unit.block.as_ref();
        Self {
            all,
            unit,
            ranked: block.and_then(|block| places.ranked.get(block).copied()),
            returns_link: returns_link.map(str::to_owned),
            settled: settled(all, &household, &kept),
            assessed: assessed(all, &campaign.units, &kept),
            scores: scores.map(|one| score(one, &kept)).collect(),
            movements: movements.map(|at| all.movements[at].clone()).collect(),
            campaign,
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

fn settled(
    all: &Report<'_>,
    household: &BTreeSet<UnitCode>,
    kept: &BTreeMap<usize, usize>,
) -> Settled {
    let submissions = kept
        .keys()
        .filter_map(|&at| all.settled.submissions.get(at));
    let place = |at: Option<usize>| at.and_then(|at| kept.get(&at).copied());
    let returns = household.iter().flat_map(|unit| {
        let from = (unit.clone(), CollectionId::from(""));
        let of_unit = all.settled.returns.range(from..);
        of_unit.take_while(move |((one, _), _)| one == unit)
    });
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

/// The results of units, in their order, and what the rows of their files carry.
fn assessed(all: &Report<'_>, units: &[Unit], kept: &BTreeMap<usize, usize>) -> Assessed {
    let assessed = all.assessed;
    let of_target = |rows: &BTreeMap<RowRef, Carries>| {
        let own = kept.keys().flat_map(|&file| {
            let first = |submission: usize| RowRef {
                submission,
                form: FormId::from(""),
                sheet: Arc::from(""),
                row: 0,
            };
            rows.range(first(file)..first(file + 1))
        });
        let own = own.filter_map(|(row, carries)| {
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
    let distances = units.iter().flat_map(|unit| {
        let from = (unit.code.clone(), TargetId::from(""));
        let of_unit = assessed.distances.range(from..);
        of_unit.take_while(move |((one, _), _)| *one == unit.code)
    });
    let distances = distances.map(|(key, distance)| {
        let mut own = distance.clone();
        own.mend = own
            .mend
            .into_iter()
            .filter_map(|(at, finding)| Some((*kept.get(&at)?, finding)))
            .collect();
        (key.clone(), own)
    });
    let results = units.iter().filter_map(|unit| {
        let results = all.results_of(&unit.code)?;
        Some((unit.code.clone(), results.to_vec()))
    });
    Assessed {
        units: results.collect(),
        contributions: own(&assessed.contributions),
        promised: own(&assessed.promised),
        distances: distances.collect(),
        ..Assessed::default()
    }
}
