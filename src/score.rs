//! Scores from criteria, and ranks inside blocks.

mod movement;
mod points;

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use crate::campaign::{Campaign, Collection, Criterion, CriterionKind, Unit};
use crate::id::UnitCode;
use crate::table::Frames;
pub use movement::{Movement, Turn, movements};
use points::{Given, Points, Thousandths};

/// Scores every sender of the collections, and ranks it in its block.
///
/// A block is scored on its review where that is complete for every member, else on the members'
/// own scores. A criterion without certain points adds nothing to the low end and all it can to
/// the high end.
///
/// # Errors
/// polars' error where the rows cannot be read.
pub fn score(
    campaign: &Campaign,
    collections: &[&Collection],
    frames: &Frames,
) -> PolarsResult<Vec<UnitScore>> {
    let mut scores: Vec<UnitScore> = campaign
        .units
        .iter()
        .filter(|unit| collections.iter().any(|one| campaign.is_sender(unit, one)))
        .map(|unit| UnitScore {
            unit: unit.code.clone(),
            score: None,
            rank: None,
        })
        .collect();
    let Some(scoring) = &campaign.scoring else {
        return Ok(scores);
    };
    let own = points::read(&scoring.own, frames)?;
    let review = match &scoring.review {
        Some(review) => points::read(review, frames)?,
        None => Points::default(),
    };
    for block in &campaign.blocks {
        let members: Vec<&Unit> = scores
            .iter()
            .filter_map(|one| campaign.unit(&one.unit))
            .filter(|unit| unit.block.as_ref() == Some(&block.id))
            .collect();
        let complete = |unit: &&Unit| covers(&review, unit, campaign);
        let (points, basis) = if !members.is_empty() && members.iter().all(complete) {
            (&review, Basis::Review)
        } else {
            (&own, Basis::Own)
        };
        rank_block(&members, points, basis, campaign, &mut scores);
    }
    Ok(scores)
}

/// The criteria that apply to a unit.
fn criteria<'a>(campaign: &'a Campaign, unit: &'a Unit) -> impl Iterator<Item = &'a Criterion> {
    campaign.criteria.iter().filter(|criterion| {
        criterion.unit_types.is_empty() || criterion.unit_types.contains(&unit.unit_type)
    })
}

/// Whether every criterion of a unit has certain points or certainly does not apply.
fn covers(points: &Points, unit: &Unit, campaign: &Campaign) -> bool {
    criteria(campaign, unit).all(|criterion| points.get(&unit.code, &criterion.code).is_certain())
}

/// Scores and ranks the members of one block.
fn rank_block(
    members: &[&Unit],
    points: &Points,
    basis: Basis,
    campaign: &Campaign,
    scores: &mut [UnitScore],
) {
    let mut totals: BTreeMap<&UnitCode, Option<Total>> = BTreeMap::new();
    for unit in members {
        totals.insert(&unit.code, total(points, unit, campaign));
    }
    let in_block: BTreeSet<&UnitCode> = members.iter().map(|unit| &unit.code).collect();
    for one in scores.iter_mut().filter(|one| in_block.contains(&one.unit)) {
        let Some(Some(own)) = totals.get(&one.unit) else {
            continue;
        };
        one.score = Some(own.score(basis));
        let others = totals.iter().filter(|(code, _)| ***code != one.unit);
        one.rank = Some(rank(own, others.map(|(_, total)| total.as_ref())));
    }
}

/// A unit's points, in thousandths so that sums are exact.
#[derive(Debug, Clone, Copy)]
struct Total {
    low: Thousandths,
    high: Thousandths,
    /// What the base criteria that certainly or possibly apply can give.
    maximum: Thousandths,
}

impl Total {
    fn score(self, basis: Basis) -> Score {
        Score {
            low: points::to_number(self.low),
            high: points::to_number(self.high),
            maximum: points::to_number(self.maximum),
            basis,
        }
    }

    /// Whether `points` here is a greater share of the maximum than `other_points` there.
    fn is_ahead(self, points: Thousandths, other: &Self, other_points: Thousandths) -> bool {
        i128::from(points) * i128::from(other.maximum)
            > i128::from(other_points) * i128::from(self.maximum)
    }
}

/// The sum over a unit's criteria; none where it has no row at all, or nothing to attain.
fn total(points: &Points, unit: &Unit, campaign: &Campaign) -> Option<Total> {
    if !points.has(&unit.code) {
        return None;
    }
    let mut total = Total {
        low: 0,
        high: 0,
        maximum: 0,
    };
    for criterion in criteria(campaign, unit) {
        let most = points::weighted(criterion.maximum, criterion.weight);
        let found = points.get(&unit.code, &criterion.code);
        let (low, high) = match found {
            Given::NotApplicable => continue,
            Given::Points(given) => {
                let given = points::weighted(given, criterion.weight);
                (given, given)
            }
            Given::Unknown => (0, most),
        };
        match criterion.kind {
            CriterionKind::Base => {
                total.low += low;
                total.high += high;
                total.maximum += most;
            }
            CriterionKind::Bonus => {
                total.low += low;
                total.high += high;
            }
            CriterionKind::Penalty => {
                total.low -= high;
                total.high -= low;
            }
        }
    }
    (total.maximum > 0).then_some(total)
}

/// The places a unit can take: behind all who are surely ahead, and behind all who can be. One
/// without a score can take any place.
fn rank<'a>(own: &Total, others: impl Iterator<Item = Option<&'a Total>>) -> Rank {
    let mut rank = Rank { best: 1, worst: 1 };
    for other in others {
        let (surely, possibly) = match other {
            Some(other) => (
                other.is_ahead(other.low, own, own.high),
                other.is_ahead(other.high, own, own.low),
            ),
            None => (false, true),
        };
        rank.best += u32::from(surely);
        rank.worst += u32::from(possibly);
    }
    rank
}

/// One unit's score and rank.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitScore {
    /// The unit.
    pub unit: UnitCode,
    /// Its score; none where it has none.
    pub score: Option<Score>,
    /// Its place in its block; none where it has no score or no block.
    pub rank: Option<Rank>,
}

/// A score, with what is in doubt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Points that are certain.
    pub low: f64,
    /// Points at most.
    pub high: f64,
    /// Points attainable by the criteria that apply.
    pub maximum: f64,
    /// Whose scores these are.
    pub basis: Basis,
}

/// Whose scores a block ranks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The block's review.
    Review,
    /// The units' own.
    Own,
}

impl Basis {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Own => "self",
        }
    }
}

/// The places a unit can take in its block, from 1; equal scores share the best place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The best place.
    pub best: u32,
    /// The worst place.
    pub worst: u32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn total(low: Thousandths, high: Thousandths, maximum: Thousandths) -> Total {
        Total { low, high, maximum }
    }

    fn check(own: Total, others: &[Option<Total>], expected: (u32, u32)) {
        let rank = rank(&own, others.iter().map(Option::as_ref));
        assert_eq!((rank.best, rank.worst), expected);
    }

    #[test]
    fn certain_scores_rank_certainly_and_equals_share_a_place() {
        let (high, low) = (total(90, 90, 100), total(80, 80, 100));
        check(high, &[Some(low), Some(low)], (1, 1));
        check(low, &[Some(high), Some(low)], (2, 2));
        check(high, &[Some(high)], (1, 1));
    }

    #[test]
    fn doubt_and_missing_scores_widen_the_places() {
        check(total(80, 90, 100), &[Some(total(85, 85, 100))], (1, 2));
        check(
            total(80, 80, 100),
            &[None, Some(total(90, 90, 100))],
            (2, 3),
        );
    }

    #[test]
    fn shares_of_the_attainable_maximum_are_compared() {
        check(total(85, 85, 90), &[Some(total(90, 90, 100))], (1, 1));
    }
}
