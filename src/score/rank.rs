//! The places that the members of a block can take.

use super::extreme::{End, Value, extreme, may_vanish};
use super::holding::{Holding, Origin};
use super::{Bound, Rank};
use crate::campaign::RankKey;

/// A member's place before it is compared: the ends of its keys.
struct Ends {
    best: Vec<Value>,
    worst: Vec<Value>,
    may_vanish: bool,
}

/// Ranks the members of a block, each given by what it holds on every criterion of the campaign;
/// none for one of whom nothing is attainable.
///
/// A place is one more than the number of those ahead; so is the best place the number of those
/// whose worst is ahead of the unit's best, and the worst that of those whose best is ahead of its
/// worst. Where what is in doubt of one criterion touches no other, each of these is reached at
/// once, and the places are exact; else they are bounds.
pub(super) fn ranks(
    members: &[Vec<Holding>],
    keys: &[RankKey],
    entangled: bool,
) -> Vec<Option<(Rank, Bound)>> {
    let entangled = entangled || members.iter().any(|member| is_entangled(member));
    let ends: Vec<Option<Ends>> = members
        .iter()
        .map(|holdings| {
            Some(Ends {
                best: extreme(holdings, keys, End::Best)?,
                worst: extreme(holdings, keys, End::Worst)?,
                may_vanish: may_vanish(holdings),
            })
        })
        .collect();
    let rank = |own: &Ends| {
        let mut rank = Rank { best: 1, worst: 1 };
        // A unit is never ahead of itself at the same resolution: its best is counted apart.
        for other in ends
            .iter()
            .flatten()
            .filter(|other| !std::ptr::eq(*other, own))
        {
            rank.best += u32::from(other.worst > own.best && !other.may_vanish);
            rank.worst += u32::from(other.best > own.worst);
        }
        let bound = if entangled && rank.best < rank.worst {
            Bound::Outer
        } else {
            Bound::Exact
        };
        (rank, bound)
    };
    ends.iter().map(|own| own.as_ref().map(rank)).collect()
}

/// Whether what is in doubt of one criterion may touch another: two targets may count the same
/// rows.
fn is_entangled(holdings: &[Holding]) -> bool {
    let doubtful = |one: &&Holding| one.origin == Origin::Target && !one.is_certain();
    holdings.iter().filter(doubtful).count() > 1
}

#[cfg(test)]
mod tests;
