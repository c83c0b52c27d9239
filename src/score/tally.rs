//! What a unit's criteria come to, and what is said of each.

use super::extreme::{self, End, extreme};
use super::holding::{Holding, Origin};
use super::points::{Thousandths, to_number};
use crate::campaign::RankKey;

/// The sum of a unit's criteria, with what is in doubt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tally {
    /// The least total.
    pub low: f64,
    /// The greatest total.
    pub high: f64,
    /// Points attainable by the base criteria that apply or may apply.
    pub maximum: f64,
    /// The least and the greatest share of what is attainable; above 1 with bonus points.
    pub share: (f64, f64),
}

impl Tally {
    /// None where forms are asked for points and gave none, or nothing is attainable.
    pub(super) fn of(holdings: &[Holding]) -> Option<Self> {
        let asked = |origin: Origin| holdings.iter().any(|one| one.origin == origin);
        if asked(Origin::Nothing) && !asked(Origin::Form) {
            return None;
        }
        let ends = |key: RankKey, end: End| extreme(holdings, &[key], end)?.pop();
        let (low, high) = (
            ends(RankKey::Total, End::Worst)?,
            ends(RankKey::Total, End::Best)?,
        );
        let (least, greatest) = (
            ends(RankKey::Share, End::Worst)?,
            ends(RankKey::Share, End::Best)?,
        );
        let share = |one: extreme::Value| to_number(one.points) / to_number(one.of);
        let maximum: Thousandths = holdings.iter().map(Holding::attainable).sum();
        Some(Self {
            low: to_number(low.points),
            high: to_number(high.points),
            maximum: to_number(maximum),
            share: (share(least), share(greatest)),
        })
    }
}

/// What is said of one criterion of a unit; none where nothing is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CriterionScore {
    /// By the unit itself, or from a target.
    pub own: Option<Mark>,
    /// By the block's heads, or from a target.
    pub review: Option<Mark>,
}

/// Points, or none because the criterion does not apply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Mark {
    /// The criterion does not apply.
    NotApplicable,
    /// The least and the most points, weighted; a penalty's are those taken.
    Points {
        /// The least.
        low: f64,
        /// The most.
        high: f64,
    },
}

impl Mark {
    pub(super) fn of(holding: &Holding) -> Self {
        match holding.span() {
            None => Self::NotApplicable,
            Some((low, high)) => Self::Points { low, high },
        }
    }

    pub(super) fn given(holding: &Holding) -> Option<Self> {
        (holding.origin != Origin::Nothing).then(|| Self::of(holding))
    }
}
