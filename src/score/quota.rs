//! Whether more titles are given than a quota allows: a warning with its numbers, never a fault.

use std::collections::BTreeMap;

use crate::assess::{Assessed, Interval};
use crate::campaign::{Campaign, Quota, QuotaScope, Rounding, Unit};
use crate::id::{BlockId, TargetId, UnitCode, UnitTypeId};

/// One quota over one group.
#[derive(Debug, Clone, PartialEq)]
pub struct QuotaResult {
    /// The quota, by its place among the campaign's.
    pub quota: usize,
    /// Over whom it is counted.
    pub group: QuotaGroup,
    /// The titles.
    pub numerator: Interval,
    /// Those who may have them.
    pub denominator: Interval,
    /// How many titles are allowed.
    pub allowed: Interval,
    /// How it stands.
    pub verdict: QuotaVerdict,
}

/// Over whom a quota is counted.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuotaGroup {
    /// One unit.
    Unit(UnitCode),
    /// The units of a block.
    Block(BlockId),
    /// The units of a type.
    Type(UnitTypeId),
    /// All that the two targets count.
    Province,
}

/// How a quota stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuotaVerdict {
    /// Not passed, whatever becomes of what is in doubt.
    Within,
    /// What is in doubt or missing decides.
    PossiblyOver,
    /// Passed, whatever becomes of what is in doubt.
    Over,
}

impl QuotaVerdict {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::PossiblyOver => "possibly-over",
            Self::Over => "over",
        }
    }
}

/// Holds every quota of the campaign against the figures, group by group in the campaign's order.
#[must_use]
pub fn quotas(campaign: &Campaign, assessed: &Assessed) -> Vec<QuotaResult> {
    let results = campaign.quotas.iter().enumerate().flat_map(|(at, quota)| {
        let groups = groups(quota, campaign, assessed).into_iter();
        groups.map(move |(group, [numerator, denominator])| {
            let allowed = Interval {
                low: allowed(quota, denominator.low),
                high: denominator.high.map(|high| allowed(quota, high)),
            };
            QuotaResult {
                quota: at,
                group,
                numerator,
                denominator,
                allowed,
                verdict: verdict(numerator, allowed),
            }
        })
    });
    results.collect()
}

fn verdict(numerator: Interval, allowed: Interval) -> QuotaVerdict {
    if allowed.high.is_some_and(|allowed| numerator.low > allowed) {
        QuotaVerdict::Over
    } else if numerator.high.is_none_or(|high| high > allowed.low) {
        QuotaVerdict::PossiblyOver
    } else {
        QuotaVerdict::Within
    }
}

/// How many titles a number of people allows: in whole numbers, since 0.29 × 100 is no 29 in
/// binary fractions.
fn allowed(quota: &Quota, of: f64) -> f64 {
    const MILLION: i128 = 1_000_000;
    /// Figures are counts and sums; a thousandth of one is finer than any.
    const PARTS: f64 = 1000.0;
    /// Beyond it whole numbers are no longer exact.
    const MOST: f64 = 1e12;
    #[expect(clippy::cast_possible_truncation, reason = "clamped to 1e15, rounded")]
    let thousandths = (of.clamp(0.0, MOST) * PARTS).round() as i64;
    let exact = i128::from(quota.limit_millionths) * i128::from(thousandths);
    let one = MILLION * 1000;
    let whole = match quota.rounding {
        Rounding::Down => exact / one,
        Rounding::Up => (exact + one - 1) / one,
        Rounding::Nearest => (exact + one / 2) / one,
    };
    #[expect(clippy::cast_precision_loss, reason = "at most 1e12")]
    let whole = whole as f64;
    whole
}

/// The groups a quota is counted over, each with numerator and denominator; one of whom neither is
/// counted is left out.
fn groups(
    quota: &Quota,
    campaign: &Campaign,
    assessed: &Assessed,
) -> Vec<(QuotaGroup, [Interval; 2])> {
    let targets = [&quota.numerator, &quota.denominator];
    if quota.scope == QuotaScope::Province {
        let [numerator, denominator] = targets.map(|id| total(id, assessed));
        let both = numerator.zip(denominator);
        return both
            .map(|(numerator, denominator)| (QuotaGroup::Province, [numerator, denominator]))
            .into_iter()
            .collect();
    }
    let places = targets.map(|id| campaign.targets.iter().position(|one| one.id == *id));
    let mut sums: BTreeMap<usize, (QuotaGroup, [Option<Interval>; 2])> = BTreeMap::new();
    for (code, results) in &assessed.units {
        let Some((order, group)) = campaign
            .unit(code)
            .and_then(|unit| group_of(unit, quota.scope, campaign))
        else {
            continue;
        };
        let (_, sum) = sums.entry(order).or_insert((group, [None; 2]));
        for (sum, place) in sum.iter_mut().zip(places) {
            let figure = place.and_then(|at| results.get(at)?.figure);
            *sum = match (*sum, figure) {
                (Some(sum), Some(figure)) => Some(add(sum, figure)),
                (sum, figure) => sum.or(figure),
            };
        }
    }
    let counted = sums.into_values().filter_map(|(group, [one, other])| {
        let both = [one?, other?];
        Some((group, both))
    });
    counted.collect()
}

fn total(id: &TargetId, assessed: &Assessed) -> Option<Interval> {
    let mut totals = assessed.totals.iter();
    totals.find(|(one, _)| one == id).map(|(_, total)| *total)
}

fn add(one: Interval, other: Interval) -> Interval {
    Interval {
        low: one.low + other.low,
        high: one.high.zip(other.high).map(|(one, other)| one + other),
    }
}

/// The group of a unit, with its place in the campaign's order; none where it is in none.
fn group_of(unit: &Unit, scope: QuotaScope, campaign: &Campaign) -> Option<(usize, QuotaGroup)> {
    match scope {
        QuotaScope::Unit => {
            let at = campaign.unit_position(&unit.code)?;
            Some((at, QuotaGroup::Unit(unit.code.clone())))
        }
        QuotaScope::Block => {
            let id = unit.block.as_ref()?;
            let at = campaign.blocks.iter().position(|one| one.id == *id)?;
            Some((at, QuotaGroup::Block(id.clone())))
        }
        QuotaScope::Type => {
            let mut types = campaign.unit_types.iter();
            let at = types.position(|one| one.id == unit.unit_type)?;
            Some((at, QuotaGroup::Type(unit.unit_type.clone())))
        }
        QuotaScope::Province => None,
    }
}

#[cfg(test)]
mod tests;
