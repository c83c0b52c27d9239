//! A target's figure for each unit: what is certain, and what is possible at most.
//!
//! A condition on a field in doubt may hold or not, so its row counts towards the high end only.
//! A key counts once in a unit, whatever its rows: certain if any of them is.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::rows::{self, Line};
use super::{Carries, Interval, RowRef};
use crate::campaign::{Campaign, Collection, Measure, Target};
use crate::id::UnitCode;
use crate::settle::{Return, Settled};
use crate::table::Frames;

/// A target measured.
pub(super) struct Measured {
    figures: BTreeMap<UnitCode, Interval>,
    /// Over all units the target binds, each key counted once.
    pub(super) total: Interval,
    /// Which row carries which count.
    pub(super) contributions: Vec<(RowRef, Carries)>,
}

impl Measured {
    /// A unit's figure; none where the target does not bind it.
    pub(super) fn figure(&self, unit: &UnitCode) -> Option<Interval> {
        self.figures.get(unit).copied()
    }
}

/// Measures a target for every unit it binds.
pub(super) fn measure(
    target: &Target,
    campaign: &Campaign,
    settled: &Settled,
    frames: &Frames,
) -> PolarsResult<Measured> {
    let bound: BTreeSet<UnitCode> = campaign
        .units
        .iter()
        .filter(|unit| target.threshold(campaign, unit).is_some())
        .map(|unit| unit.code.clone())
        .collect();
    let lines = match target
        .measure
        .form()
        .and_then(|form| Some((form, frames.lazy(form)?)))
    {
        Some((form, frame)) => rows::lines(target, form, frame, settled)?,
        None => Vec::new(),
    };
    let mut lines: Vec<Line> = lines
        .into_iter()
        .filter(|line| bound.contains(&line.unit))
        .collect();
    if target.measure == Measure::OnTime {
        return Ok(on_time(target, bound, campaign, settled));
    }
    let counts_keys = matches!(target.measure, Measure::CountKeys { .. });
    let contributions = if counts_keys {
        carriers(&mut lines)
    } else {
        amounts(&lines)
    };
    let mut by_unit: BTreeMap<&UnitCode, Vec<&Line>> = BTreeMap::new();
    for line in &lines {
        by_unit.entry(&line.unit).or_default().push(line);
    }
    let mut figures = BTreeMap::new();
    for unit in bound {
        let own = by_unit
            .get(&unit)
            .map_or(&[][..], Vec::as_slice)
            .iter()
            .copied();
        let mut figure = if counts_keys { count(own) } else { sum(own) };
        if target.measure.is_yes_no() {
            figure = figure.at_most_one();
        }
        if !is_whole(target, &unit, campaign, settled) {
            figure.high = None;
        }
        figures.insert(unit, figure);
    }
    let everywhere = |total: Interval| Interval {
        high: total
            .high
            .filter(|_| figures.values().all(|figure| figure.high.is_some())),
        ..total
    };
    let total = if counts_keys {
        everywhere(count(lines.iter()))
    } else {
        add(figures.values())
    };
    Ok(Measured {
        figures,
        total,
        contributions,
    })
}

/// Distinct keys: those with a certain row, and all.
fn count<'a>(lines: impl Iterator<Item = &'a Line>) -> Interval {
    let mut keys: BTreeMap<&str, bool> = BTreeMap::new();
    for line in lines {
        *keys.entry(&line.key).or_default() |= line.certain;
    }
    Interval {
        low: tally(keys.values().filter(|certain| **certain).count()),
        high: Some(tally(keys.len())),
    }
}

fn tally(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The sum of what rows add; high is none where an amount is in doubt.
fn sum<'a>(lines: impl Iterator<Item = &'a Line>) -> Interval {
    let mut figure = Interval {
        low: 0.0,
        high: Some(0.0),
    };
    for line in lines {
        let certain = line.amount.filter(|_| line.certain);
        figure.low += certain.unwrap_or_default();
        figure.high = figure
            .high
            .zip(line.amount)
            .map(|(high, amount)| high + amount);
    }
    figure
}

fn add<'a>(figures: impl Iterator<Item = &'a Interval>) -> Interval {
    let start = Interval {
        low: 0.0,
        high: Some(0.0),
    };
    figures.fold(start, |total, figure| Interval {
        low: total.low + figure.low,
        high: total
            .high
            .zip(figure.high)
            .map(|(total, high)| total + high),
    })
}

impl Interval {
    /// A yes/no figure: 1 however often it is said.
    fn at_most_one(self) -> Self {
        Self {
            low: self.low.min(1.0),
            high: Some(self.high.map_or(1.0, |high| high.min(1.0))),
        }
    }
}

/// Sets each key's earliest certain row, else its earliest, to carry its count.
fn carriers(lines: &mut [Line]) -> Vec<(RowRef, Carries)> {
    let mut chosen: BTreeMap<(&UnitCode, &str), &Line> = BTreeMap::new();
    for line in lines.iter() {
        let entry = chosen.entry((&line.unit, &line.key)).or_insert(line);
        if line.certain && !entry.certain {
            *entry = line;
        }
    }
    let carry = |line: &&Line| {
        let carries = if line.certain {
            Carries::Certain(1.0)
        } else {
            Carries::Possible(1.0)
        };
        (line.at.clone(), carries)
    };
    chosen.values().map(carry).collect()
}

fn amounts(lines: &[Line]) -> Vec<(RowRef, Carries)> {
    let carry = |line: &Line| {
        let amount = line.amount.unwrap_or_default();
        let carries = if line.certain {
            Carries::Certain(amount)
        } else {
            Carries::Possible(amount)
        };
        (line.at.clone(), carries)
    };
    lines.iter().map(carry).collect()
}

/// Whether all returns the target needs of the unit are there, with the sheet it needs whole.
fn is_whole(target: &Target, unit: &UnitCode, campaign: &Campaign, settled: &Settled) -> bool {
    needed(target, unit, campaign, settled).all(|(_, one)| {
        let submission = one
            .and_then(|one| one.counting)
            .map(|at| &settled.submissions[at]);
        submission.is_some_and(|submission| {
            let form = target.measure.form().and_then(|form| campaign.form(form));
            form.is_none_or(|form| submission.whole_table(&form.id).is_some())
        })
    })
}

/// The returns a target needs of a unit: those of its collections the unit must send. None where
/// the run does not look at the collection.
pub(super) fn needed<'a>(
    target: &'a Target,
    unit: &'a UnitCode,
    campaign: &'a Campaign,
    settled: &'a Settled,
) -> impl Iterator<Item = (&'a Collection, Option<&'a Return>)> {
    target.collections.iter().filter_map(move |id| {
        let collection = campaign.collection(id)?;
        campaign
            .unit(unit)
            .filter(|unit| campaign.is_sender(unit, collection))?;
        Some((collection, settled.returns.get(&(unit.clone(), id.clone()))))
    })
}

fn on_time(
    target: &Target,
    bound: BTreeSet<UnitCode>,
    campaign: &Campaign,
    settled: &Settled,
) -> Measured {
    let figure = |unit: &UnitCode| {
        let mut figure = Interval {
            low: 1.0,
            high: Some(1.0),
        };
        for (_, one) in needed(target, unit, campaign, settled) {
            let first = one.and_then(|one| one.first);
            let own = match (first, one.and_then(|one| one.on_time)) {
                (None, _) => Interval {
                    low: 0.0,
                    high: None,
                },
                (Some(_), None) => Interval {
                    low: 0.0,
                    high: Some(1.0),
                },
                (Some(_), Some(on_time)) => {
                    let figure = f64::from(u8::from(on_time));
                    Interval {
                        low: figure,
                        high: Some(figure),
                    }
                }
            };
            figure.low = figure.low.min(own.low);
            figure.high = figure.high.zip(own.high).map(|(one, other)| one.min(other));
        }
        figure
    };
    let figures: BTreeMap<UnitCode, Interval> = bound
        .into_iter()
        .map(|unit| {
            let figure = figure(&unit);
            (unit, figure)
        })
        .collect();
    let total = add(figures.values());
    Measured {
        figures,
        total,
        contributions: Vec::new(),
    }
}
