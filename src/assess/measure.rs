//! A target's figure for each unit: what is certain, and what is possible at most.
//!
//! A condition on a field in doubt may hold or not, so its row counts towards the high end only.
//! A key counts once in a unit, whatever its rows: certain if any of them is.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::entry::{self, Bounds, Entry, Folded};
use super::rows::Query;
use super::{Adds, Amount, Carries, Interval, RowRef};
use crate::campaign::{Amounts, Campaign, Collection, Form, Measure, Scale, Target};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::settle::{Return, Settled};
use crate::table::Frames;

/// What a measurement draws on.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) settled: &'a Settled,
    pub(super) frames: &'a Frames,
}

/// A measure taken of every unit it binds.
#[derive(Default)]
pub(super) struct Measured {
    /// Of each unit it binds.
    pub(super) figures: BTreeMap<UnitCode, Figure>,
    /// Over all of them, each key counted once; none of nothing divided by nothing.
    pub(super) total: Option<Interval>,
    /// Which row carries which count.
    pub(super) contributions: Vec<(RowRef, Carries)>,
    /// The rows that may count, for whoever asks what would decide.
    pub(super) entries: Vec<Entry>,
    /// The fields whose doubt touches them.
    pub(super) fields: Vec<(FormId, FieldName)>,
}

/// One unit's figure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Figure {
    /// None where nothing is divided by nothing.
    pub(super) interval: Option<Interval>,
    /// Whether it may turn out to be nothing divided by nothing.
    pub(super) may_be_void: bool,
    /// Whether any row enters it.
    pub(super) has_rows: bool,
}

/// The rows that may count, and the fields whose doubt touches them.
type Rows = (Vec<Entry>, Vec<(FormId, FieldName)>);

/// Measures rows for some units.
pub(super) fn measure(
    (measure, collections): (&Measure, &[CollectionId]),
    bound: &BTreeSet<UnitCode>,
    sources: Sources<'_>,
) -> PolarsResult<Measured> {
    let (mut entries, fields) = entries(measure, collections, sources)?;
    entries.retain(|one| bound.contains(&one.unit));
    let carriers: Vec<(&Entry, bool)> = match measure {
        Measure::CountKeys { .. } => entry::carriers(&entries),
        _ => entries.iter().map(|one| (one, true)).collect(),
    };
    let mut by_unit: BTreeMap<&UnitCode, Vec<usize>> = BTreeMap::new();
    for (at, (entry, _)) in carriers.iter().enumerate() {
        by_unit.entry(&entry.unit).or_default().push(at);
    }
    let mut figures = BTreeMap::new();
    let mut own_adds = Vec::with_capacity(carriers.len());
    for unit in bound {
        let own = by_unit.get(unit).map_or(&[][..], Vec::as_slice);
        let is_whole = is_whole((measure, collections), unit, sources);
        let entries: Vec<&Entry> = own.iter().map(|&at| carriers[at].0).collect();
        let folded = figure(measure, &entries, is_whole);
        own_adds.extend(own.iter().copied().zip(folded.adds));
        let figure = Figure {
            interval: folded.figure,
            may_be_void: folded.may_be_void,
            has_rows: !own.is_empty(),
        };
        figures.insert(unit.clone(), figure);
    }
    let (total, all_adds) = total(measure, &carriers, &figures);
    let contributions = own_adds.into_iter().map(|(at, own)| {
        let (entry, in_total) = carriers[at];
        let over_all = match &all_adds {
            Some(adds) => adds[at],
            None if in_total => own,
            None => Adds::NOTHING,
        };
        (entry.at.clone(), Carries { own, over_all })
    });
    let contributions = contributions.collect();
    Ok(Measured {
        figures,
        total,
        contributions,
        entries,
        fields,
    })
}

/// A unit's figure from the rows that carry it.
fn figure(measure: &Measure, own: &[&Entry], is_whole: bool) -> Folded {
    let mut folded = fold(measure, own);
    if is_whole {
        return folded;
    }
    // Rows that have not come may add to a count, and draw a share anywhere.
    let is_share = measure.scale() == Scale::Share;
    let low = folded.figure.map_or(0.0, |figure| figure.low);
    folded.figure = Some(Interval {
        low: if is_share { 0.0 } else { low },
        high: None,
    });
    folded.may_be_void = false;
    if is_share {
        let unknown = Adds {
            low: Amount::default(),
            high: None,
        };
        folded.adds = vec![unknown; own.len()];
    }
    folded
}

fn fold(measure: &Measure, entries: &[&Entry]) -> Folded {
    match measure.scale() {
        Scale::Amount => entry::sum(entries),
        Scale::Share => entry::quotient(entries),
        Scale::YesNo => {
            let folded = entry::sum(entries);
            Folded {
                figure: folded.figure.map(Interval::at_most_one),
                ..folded
            }
        }
    }
}

/// Over all units: distinct keys and quotients anew, sums and yes/no as the units' figures add up.
/// Of quotients also what each carrier adds, which may differ from what it adds to its unit's.
fn total(
    measure: &Measure,
    carriers: &[(&Entry, bool)],
    figures: &BTreeMap<UnitCode, Figure>,
) -> (Option<Interval>, Option<Vec<Adds>>) {
    let known = figures.values().filter_map(|one| one.interval);
    let all_came = known.clone().all(|one| one.high.is_some());
    let every = || carriers.iter().map(|one| one.0);
    match measure {
        Measure::CountKeys { .. } => {
            let once = carriers.iter().filter(|one| one.1);
            let once: Vec<&Entry> = once.map(|one| one.0).collect();
            let total = fold(measure, &once).figure;
            let high = |total: Interval| total.high.filter(|_| all_came);
            let total = total.map(|total| Interval {
                high: high(total),
                ..total
            });
            (total, None)
        }
        Measure::Share { .. } | Measure::Ratio { .. } | Measure::Kept { .. } => {
            let folded = figure(measure, &every().collect::<Vec<_>>(), all_came);
            (folded.figure, Some(folded.adds))
        }
        _ => (Some(Interval::sum(known)), None),
    }
}

/// The rows that may count, and the fields whose doubt touches them.
fn entries(
    measure: &Measure,
    collections: &[CollectionId],
    sources: Sources<'_>,
) -> PolarsResult<Rows> {
    let form_of = |id: &FormId| sources.campaign.form(id);
    if let Measure::Kept {
        promised,
        done,
        lower_is_better,
    } = measure
    {
        let (Some(first), Some(second)) = (form_of(&promised.form), form_of(&done.form)) else {
            return Ok(<_>::default());
        };
        let (promises, mut fields) = amounts(first, promised, collections, sources)?;
        let (deeds, others) = amounts(second, done, collections, sources)?;
        fields.extend(others);
        let better = Better::new(lower_is_better);
        return Ok((kept(&promises, &deeds, &better), fields));
    }
    let form = measure.forms().next().and_then(form_of);
    let query = form.and_then(|form| Query::of(measure, form, collections));
    let Some((form, query)) = form.zip(query) else {
        return Ok(<_>::default());
    };
    let fields = query.fields().into_iter();
    let fields = fields
        .map(|field| (form.id.clone(), field.clone()))
        .collect();
    Ok((query.entries(sources.frames, sources.settled)?, fields))
}

/// A number for each row key of a form.
fn amounts(
    form: &Form,
    amounts: &Amounts,
    collections: &[CollectionId],
    sources: Sources<'_>,
) -> PolarsResult<Rows> {
    let key: Vec<FieldName> = form
        .key
        .iter()
        .map(|&at| form.fields[at].name.clone())
        .collect();
    let query = Query::amounts(form, &amounts.field, &key, collections);
    let fields = query.fields().into_iter();
    let fields = fields
        .map(|field| (form.id.clone(), field.clone()))
        .collect();
    Ok((query.entries(sources.frames, sources.settled)?, fields))
}

/// Which way a promise is kept.
struct Better {
    lower: BTreeSet<String>,
}

impl Better {
    fn new(lower: &[String]) -> Self {
        Self {
            lower: lower
                .iter()
                .map(|key| crate::text::match_key(key))
                .collect(),
        }
    }

    /// 1 where surely kept, 0 where surely not, else between.
    fn kept(&self, key: &str, promised: Bounds, done: Bounds) -> Bounds {
        // With less being better, done and promised change places.
        let (least, most) = if self.lower.contains(key) {
            (done, promised)
        } else {
            (promised, done)
        };
        let surely = least.high.is_some_and(|high| most.low >= high);
        let possibly = most.high.is_none_or(|high| high >= least.low);
        Bounds {
            low: f64::from(u8::from(surely)),
            high: Some(f64::from(u8::from(possibly))),
        }
    }
}

/// One entry for each promise, adding 1 to the whole and what is kept to the part. A promise
/// counts once, by its earliest certain row; it is held against the latest row of what was done.
fn kept(promises: &[Entry], deeds: &[Entry], better: &Better) -> Vec<Entry> {
    let mut done: BTreeMap<(&UnitCode, &str), &Entry> = BTreeMap::new();
    for deed in deeds {
        let key = (&deed.unit, deed.key.as_str());
        let latest = done.entry(key).or_insert(deed);
        if deed.certain || !latest.certain {
            *latest = deed;
        }
    }
    let chosen = entry::carriers(promises).into_iter().map(|one| one.0);
    chosen
        .map(|promise| {
            let deed = done.get(&(&promise.unit, promise.key.as_str()));
            let part = match deed {
                None => Bounds::exactly(0.0),
                Some(deed) => {
                    let kept = better.kept(&promise.key, promise.part, deed.part);
                    let low = if deed.certain { kept.low } else { 0.0 };
                    Bounds { low, ..kept }
                }
            };
            Entry {
                part,
                whole: Bounds::exactly(1.0),
                also: deed.map(|deed| deed.at.clone()),
                ..promise.clone()
            }
        })
        .collect()
}

/// Whether all returns a measure needs of the unit are there, with the sheets it needs whole.
pub(super) fn is_whole(
    (measure, collections): (&Measure, &[CollectionId]),
    unit: &UnitCode,
    sources: Sources<'_>,
) -> bool {
    needed(collections, unit, sources).all(|(collection, one)| {
        let submission = one
            .and_then(|one| one.counting)
            .map(|at| &sources.settled.submissions[at]);
        submission.is_some_and(|submission| {
            let mut asked = measure
                .forms()
                .filter(|form| collection.forms.contains(form));
            asked.all(|form| submission.whole_table(form).is_some())
        })
    })
}

/// The returns that collections need of a unit: those it must send. None where the run does not
/// look at the collection.
pub(super) fn needed<'a>(
    collections: &'a [CollectionId],
    unit: &'a UnitCode,
    sources: Sources<'a>,
) -> impl Iterator<Item = (&'a Collection, Option<&'a Return>)> {
    collections.iter().filter_map(move |id| {
        let collection = sources.campaign.collection(id)?;
        sources
            .campaign
            .unit(unit)
            .filter(|unit| sources.campaign.is_sender(unit, collection))?;
        let key = (unit.clone(), id.clone());
        Some((collection, sources.settled.returns.get(&key)))
    })
}

/// The collections a target needs: those of its rows, and those of the promise it is held against.
pub(super) fn collections_of(target: &Target) -> Vec<CollectionId> {
    let promised = target.promise.iter().flat_map(|one| &one.collections);
    let mut all = target.collections.clone();
    for id in promised {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}

/// Whether each unit's first accepted submissions came in time.
pub(super) fn on_time(
    collections: &[CollectionId],
    bound: &BTreeSet<UnitCode>,
    sources: Sources<'_>,
) -> Measured {
    let figure = |unit: &UnitCode| {
        let start = Interval::exactly(1.0);
        needed(collections, unit, sources).fold(start, |figure, (_, one)| {
            let came = one.and_then(|one| one.first).is_some();
            let high = match one.and_then(|one| one.on_time) {
                _ if !came => None,
                None => Some(1.0),
                Some(on_time) => Some(f64::from(u8::from(on_time))),
            };
            let low = match one.and_then(|one| one.on_time) {
                Some(true) if came => 1.0,
                _ => 0.0,
            };
            figure.least(Interval { low, high })
        })
    };
    of_units(bound, |unit| Some(figure(unit)))
}

/// Figures that no row carries.
pub(super) fn of_units(
    bound: &BTreeSet<UnitCode>,
    figure: impl Fn(&UnitCode) -> Option<Interval>,
) -> Measured {
    let figure = |unit: &UnitCode| Figure {
        interval: figure(unit),
        may_be_void: false,
        has_rows: true,
    };
    let figures: BTreeMap<UnitCode, Figure> = bound
        .iter()
        .map(|unit| (unit.clone(), figure(unit)))
        .collect();
    let known = figures.values().filter_map(|one| one.interval);
    Measured {
        total: Some(Interval::sum(known)),
        figures,
        ..Measured::default()
    }
}
