//! The best and the worst that a unit's criteria can come to, by an ordered list of keys.
//!
//! Given which criteria apply, more points on any criterion make no key smaller (of a penalty:
//! fewer points). So the best lies where each holds its best points and the worst where each holds
//! its worst, and what remains open is which of the doubtful criteria apply. Key by key, each
//! criterion keeps only the choices with which the key is best; for every key these are the same
//! whatever the others choose, so nothing is lost:
//!
//! - points and total: those with the most points;
//! - share: points / maximum is λ at best exactly where each choice has the greatest
//!   points − λ × maximum, and λ is found by Dinkelbach's iteration, in whole numbers;
//! - floors: those under none; the worst has at least one under its floor, so each criterion that
//!   can be is tried in turn.
//!
//! A unit with no base criterion that applies has no share; where that is possible each base
//! criterion that may apply is tried in turn as one that does.

use std::cmp::Ordering;

use super::holding::Holding;
use super::points::Thousandths;
use crate::campaign::{CriterionKind, RankKey};

/// One key of one unit, as a fraction so that nothing is rounded.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) points: Thousandths,
    /// More than 0.
    pub(super) of: Thousandths,
}

impl Value {
    fn whole(points: Thousandths) -> Self {
        Self { points, of: 1 }
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Value {}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Value {
    fn cmp(&self, other: &Self) -> Ordering {
        let cross = |one: Thousandths, other: Thousandths| i128::from(one) * i128::from(other);
        cross(self.points, other.of).cmp(&cross(other.points, self.of))
    }
}

/// Which end is sought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The greatest.
    Best,
    /// The least.
    Worst,
}

impl End {
    /// The one of two that lies further towards the end.
    fn prefers(self, one: Ordering) -> bool {
        match self {
            Self::Best => one.is_gt(),
            Self::Worst => one.is_lt(),
        }
    }

    fn of<T: Ord>(self, values: impl Iterator<Item = T>) -> Option<T> {
        match self {
            Self::Best => values.max(),
            Self::Worst => values.min(),
        }
    }
}

/// What a criterion can add: its points with their sign, and to the maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Choice {
    points: Thousandths,
    attainable: Thousandths,
    under_floor: bool,
}

/// The choices of each criterion; a criterion that certainly does not apply has one, nothing.
type Choices = Vec<Vec<Choice>>;

const NOTHING: Choice = Choice {
    points: 0,
    attainable: 0,
    under_floor: false,
};

/// The keys at one end; none where no base criterion can apply.
pub(super) fn extreme(holdings: &[Holding], keys: &[RankKey], end: End) -> Option<Vec<Value>> {
    let choices: Choices = holdings.iter().map(|one| choices(one, end)).collect();
    if choices.iter().any(|one| surely_attains(one)) {
        return Some(solve(choices, keys, end));
    }
    let forced = (0..choices.len()).filter_map(|at| {
        let mut forced = choices.clone();
        forced[at].retain(|choice| choice.attainable > 0);
        (!forced[at].is_empty()).then(|| solve(forced, keys, end))
    });
    end.of(forced)
}

/// Whether no base criterion may apply.
pub(super) fn may_vanish(holdings: &[Holding]) -> bool {
    let attains = |one: &Holding| one.attainable() > 0 && !one.may_drop;
    !holdings.iter().any(attains)
}

fn surely_attains(choices: &[Choice]) -> bool {
    choices.iter().all(|choice| choice.attainable > 0)
}

fn choices(holding: &Holding, end: End) -> Vec<Choice> {
    let Some((low, high)) = holding.points else {
        return vec![NOTHING];
    };
    let points = match (holding.kind, end) {
        (CriterionKind::Penalty, End::Best) => -low,
        (CriterionKind::Penalty, End::Worst) => -high,
        (_, End::Best) => high,
        (_, End::Worst) => low,
    };
    let mut choices = vec![Choice {
        points,
        attainable: holding.attainable(),
        under_floor: holding.floor.is_some_and(|floor| points < floor),
    }];
    if holding.may_drop {
        choices.push(NOTHING);
    }
    choices
}

/// The keys at one end, where some base criterion surely applies.
fn solve(mut choices: Choices, keys: &[RankKey], end: End) -> Vec<Value> {
    let mut found = Vec::with_capacity(keys.len());
    for (nth, key) in keys.iter().enumerate() {
        match key {
            RankKey::Floors => {
                if end == End::Worst {
                    let under = each_under_its_floor(&choices);
                    if !under.is_empty() {
                        found.push(Value::whole(0));
                        let rest = under
                            .into_iter()
                            .map(|choices| solve(choices, &keys[nth + 1..], end));
                        found.extend(end.of(rest).unwrap_or_default());
                        return found;
                    }
                    found.push(Value::whole(1));
                } else {
                    found.push(Value::whole(keep_above_floors(&mut choices).into()));
                }
            }
            RankKey::Share => found.push(keep_share(&mut choices, end)),
            RankKey::Total => {
                let total = choices.iter_mut().map(|one| keep_points(one, end)).sum();
                found.push(Value::whole(total));
            }
            RankKey::Criterion(at) => {
                let points = choices.get_mut(*at).map_or(0, |one| keep_points(one, end));
                found.push(Value::whole(points));
            }
        }
    }
    found
}

/// For each criterion that can be under its floor, the choices with which it is.
fn each_under_its_floor(choices: &Choices) -> Vec<Choices> {
    let with_it_under = |at: usize| {
        let mut under = choices.clone();
        under[at].retain(|choice| choice.under_floor);
        (!under[at].is_empty()).then_some(under)
    };
    (0..choices.len()).filter_map(with_it_under).collect()
}

/// Keeps the choices under no floor, where every criterion has one; whether it has.
fn keep_above_floors(choices: &mut Choices) -> bool {
    let possible = choices
        .iter()
        .all(|one| one.iter().any(|choice| !choice.under_floor));
    if possible {
        for one in choices {
            one.retain(|choice| !choice.under_floor);
        }
    }
    possible
}

/// Keeps the choices with the points nearest the end; how many they are.
fn keep_points(choices: &mut Vec<Choice>, end: End) -> Thousandths {
    let points = end
        .of(choices.iter().map(|choice| choice.points))
        .unwrap_or(0);
    choices.retain(|choice| choice.points == points);
    points
}

/// Keeps the choices with which the share is nearest the end; the share.
fn keep_share(choices: &mut Choices, end: End) -> Value {
    let firsts = choices.iter().filter_map(|one| {
        // Where one choice attains something, taking it keeps the maximum above 0.
        one.iter().max_by_key(|choice| choice.attainable)
    });
    let mut share = sum(firsts);
    loop {
        let gain = |choice: &Choice| {
            i128::from(choice.points) * i128::from(share.of)
                - i128::from(choice.attainable) * i128::from(share.points)
        };
        let best = choices.iter().filter_map(|one| {
            one.iter().reduce(|best, next| {
                if end.prefers(gain(next).cmp(&gain(best))) {
                    next
                } else {
                    best
                }
            })
        });
        let better = sum(best);
        if !end.prefers(better.cmp(&share)) {
            for one in choices.iter_mut() {
                let best = end.of(one.iter().map(gain));
                one.retain(|choice| Some(gain(choice)) == best);
            }
            return share;
        }
        share = better;
    }
}

fn sum<'a>(choices: impl Iterator<Item = &'a Choice>) -> Value {
    let mut sum = Value { points: 0, of: 0 };
    for choice in choices {
        sum.points += choice.points;
        sum.of += choice.attainable;
    }
    sum
}
