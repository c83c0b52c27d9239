//! A target's figure for each unit: what is certain, and what is possible at most.
//!
//! A condition on a field in doubt may hold or not, so its row counts towards the high end only.
//! A key counts once in a unit, whatever its rows: certain if any of them is.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;
use rustc_hash::FxHashMap;

use super::entry::{self, Entry, Folded};
use super::needed::{Needed, is_whole, needed};
use super::promise;
use super::rows::Query;
use super::{Adds, Amount, Carriers, Carries, Interval, RowRef};
use crate::campaign::{Campaign, Measure, Scale};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::settle::{Return, Settled};
use crate::table::CountingRows;

/// What a measurement draws on.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) campaign: &'a Campaign,
    pub(super) settled: &'a Settled,
    pub(super) rows: &'a CountingRows<'a>,
    pub(super) needed: &'a Needed<'a>,
    pub(super) carriers: Carriers,
}

/// Whom a target binds.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    /// The units it binds, surely or possibly.
    pub(super) units: &'a BTreeSet<UnitCode>,
    /// Those of them that it may not bind: what is theirs may not be there over all.
    pub(super) perhaps: &'a BTreeSet<UnitCode>,
    /// The units that are no more, each with the one to whose figure its rows add.
    pub(super) heirs: &'a BTreeMap<UnitCode, UnitCode>,
}

impl Bound<'_> {
    /// The units whose returns a unit's figure needs: itself, and those that merged into it.
    pub(super) fn sources<'u>(&'u self, unit: &'u UnitCode) -> impl Iterator<Item = &'u UnitCode> {
        let merged = self.heirs.iter().filter(move |(_, heir)| *heir == unit);
        std::iter::once(unit).chain(merged.map(|(one, _)| one))
    }

    /// A unit's figure as far as it is sure to be there over all.
    fn over_all(&self, unit: &UnitCode, figure: Interval) -> Interval {
        if self.perhaps.contains(unit) {
            let low = figure.low.min(0.0);
            Interval { low, ..figure }
        } else {
            figure
        }
    }

    /// Entries as they are over all: none is certain of a unit that may not be bound.
    fn opened(&self, entries: &[(&Entry, bool)]) -> Vec<Entry> {
        let entries = entries.iter().map(|(entry, _)| Entry {
            certain: entry.certain && !self.perhaps.contains(&entry.unit),
            ..(*entry).clone()
        });
        entries.collect()
    }
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

impl Measured {
    /// The rows of each unit.
    pub(super) fn by_unit(&self) -> FxHashMap<&UnitCode, Vec<&Entry>> {
        let mut by_unit: FxHashMap<&UnitCode, Vec<&Entry>> = FxHashMap::default();
        for entry in &self.entries {
            by_unit.entry(&entry.unit).or_default().push(entry);
        }
        by_unit
    }
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
pub(super) type Rows = (Vec<Entry>, Vec<(FormId, FieldName)>);

impl Figure {
    /// Whether surely no row enters it: all that could has come.
    pub(super) fn is_surely_without_rows(&self) -> bool {
        !self.has_rows && self.interval.is_none_or(|one| one.high.is_some())
    }

    /// Whether it may be more than nothing.
    pub(super) fn is_possible(&self) -> bool {
        self.interval.is_some_and(|one| one.high != Some(0.0))
    }

    /// Whether it may be more than nothing, and may be nothing.
    pub(super) fn is_open(&self) -> bool {
        self.is_possible() && self.interval.is_some_and(|one| one.low <= 0.0)
    }
}

/// Measures rows for some units.
pub(super) fn measure(
    (measure, collections): (&Measure, &[CollectionId]),
    bound: Bound<'_>,
    sources: Sources<'_>,
) -> PolarsResult<Measured> {
    let (mut entries, fields) = entries(measure, collections, sources)?;
    for entry in &mut entries {
        if let Some(heir) = bound.heirs.get(&entry.unit) {
            entry.unit = heir.clone();
        }
    }
    entries.retain(|one| bound.units.contains(&one.unit));
    let own = carriers(measure, &entries);
    let mut by_unit: FxHashMap<&UnitCode, Vec<usize>> = FxHashMap::default();
    for (at, (entry, _)) in own.iter().enumerate() {
        by_unit.entry(&entry.unit).or_default().push(at);
    }
    let mut figures = BTreeMap::new();
    let mut own_adds = Vec::new();
    for unit in bound.units {
        let places = by_unit.get(unit).map_or(&[][..], Vec::as_slice);
        let mut needed = bound.sources(unit);
        let is_whole = needed.all(|one| is_whole((measure, collections), one, sources));
        let rows: Vec<&Entry> = places.iter().map(|&at| own[at].0).collect();
        let folded = figure(measure, &rows, is_whole);
        if sources.carriers == Carriers::Told {
            own_adds.extend(places.iter().copied().zip(folded.adds));
        }
        let figure = Figure {
            interval: folded.figure,
            may_be_void: folded.may_be_void || bound.perhaps.contains(unit),
            has_rows: !places.is_empty(),
        };
        figures.insert(unit.clone(), figure);
    }
    let opened = (!bound.perhaps.is_empty()).then(|| bound.opened(&own));
    let everywhere = match &opened {
        Some(opened) => carriers(measure, opened),
        None => own.clone(),
    };
    let (total, over_all) = total(measure, &everywhere, &figures, bound);
    let contributions = own_adds.into_iter().map(|(at, own_adds)| {
        let carries = Carries {
            own: own_adds,
            over_all: over_all[at],
        };
        (own[at].0.at.clone(), carries)
    });
    Ok(Measured {
        total,
        contributions: contributions.collect(),
        figures,
        entries,
        fields,
    })
}

/// The rows that carry the figures, and whether each carries that over all units as well.
fn carriers<'e>(measure: &Measure, entries: &'e [Entry]) -> Vec<(&'e Entry, bool)> {
    match measure {
        Measure::CountKeys { .. } => entry::carriers(entries),
        _ => entries.iter().map(|one| (one, true)).collect(),
    }
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
/// With what each carrier adds there, which may differ from what it adds to its unit's figure.
fn total(
    measure: &Measure,
    carriers: &[(&Entry, bool)],
    figures: &BTreeMap<UnitCode, Figure>,
    bound: Bound<'_>,
) -> (Option<Interval>, Vec<Adds>) {
    let known = figures
        .iter()
        .filter_map(|(unit, one)| Some(bound.over_all(unit, one.interval?)));
    let all_came = known.clone().all(|one| one.high.is_some());
    let every: Vec<&Entry> = carriers.iter().map(|one| one.0).collect();
    if measure.scale() == Scale::Share {
        let folded = figure(measure, &every, all_came);
        return (folded.figure, folded.adds);
    }
    let adds = entry::sum(&every).adds.into_iter().zip(carriers);
    let adds = adds.map(|(adds, carrier)| if carrier.1 { adds } else { Adds::NOTHING });
    let total = match measure {
        Measure::CountKeys { .. } => {
            let once = carriers.iter().filter(|one| one.1);
            let once: Vec<&Entry> = once.map(|one| one.0).collect();
            let total = fold(measure, &once).figure;
            total.map(|total| Interval {
                high: total.high.filter(|_| all_came),
                ..total
            })
        }
        _ => Some(Interval::sum(known)),
    };
    (total, adds.collect())
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
        let asked = (promised, done, lower_is_better.as_slice());
        return promise::entries(asked, collections, sources);
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
    Ok((query.entries(sources.rows)?, fields))
}

/// Whether accepted submissions of each unit came, and, where that is asked, in time.
pub(super) fn receipt(
    (measure, collections): (&Measure, &[CollectionId]),
    bound: Bound<'_>,
    sources: Sources<'_>,
) -> Measured {
    let own = |one: Option<&Return>| {
        let Some(one) = one.filter(|one| one.first.is_some()) else {
            return Interval {
                low: 0.0,
                high: None,
            };
        };
        match one.on_time {
            _ if *measure == Measure::Received => Interval::exactly(1.0),
            Some(on_time) => Interval::exactly(f64::from(u8::from(on_time))),
            None => Interval {
                low: 0.0,
                high: Some(1.0),
            },
        }
    };
    let figure = |unit: &UnitCode| {
        let start = Interval::exactly(1.0);
        needed(collections, unit, sources).fold(start, |figure, (_, one)| figure.least(own(one)))
    };
    of_units(bound, |unit| Some(figure(unit)))
}

/// Figures that no row carries.
pub(super) fn of_units(
    bound: Bound<'_>,
    figure: impl Fn(&UnitCode) -> Option<Interval>,
) -> Measured {
    let figure = |unit: &UnitCode| Figure {
        interval: figure(unit),
        may_be_void: bound.perhaps.contains(unit),
        has_rows: true,
    };
    let figures: BTreeMap<UnitCode, Figure> = bound
        .units
        .iter()
        .map(|unit| (unit.clone(), figure(unit)))
        .collect();
    let known = figures
        .iter()
        .filter_map(|(unit, one)| Some(bound.over_all(unit, one.interval?)));
    Measured {
        total: Some(Interval::sum(known)),
        figures,
        ..Measured::default()
    }
}
