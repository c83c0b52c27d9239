//! Whose review counts: that of the block's heads, each for the members but itself.

use super::points::{Points, Said};
use crate::campaign::{Block, Campaign, Collection, Criterion, ScoreSource, Unit};
use crate::id::UnitCode;

/// Who may score a member, and what they said.
pub(super) struct Reviewers<'a> {
    /// The block's heads on the day of the review, in the campaign's order.
    heads: Vec<&'a UnitCode>,
    points: &'a Points,
}

impl<'a> Reviewers<'a> {
    /// The heads that the block has on the register day of the review's collection.
    pub(super) fn new(
        source: Option<&ScoreSource>,
        block: &'a Block,
        campaign: &Campaign,
        points: &'a Points,
    ) -> Self {
        let day = source
            .and_then(|source| campaign.collection(&source.collection))
            .map(Collection::register_day);
        let heads = day.map_or_else(Vec::new, |day| block.heads_on(day).collect());
        Self { heads, points }
    }

    /// What the first head that scores a unit on a criterion says. No head scores itself; what its
    /// deputy says counts where the head says nothing.
    pub(super) fn said(&self, unit: &UnitCode, criterion: &Criterion) -> Option<&'a Said> {
        let mut others = self.heads.iter().filter(|head| **head != unit);
        others.find_map(|head| self.points.of(head, unit)?.get(&criterion.code))
    }

    /// Whether any head says anything of a unit.
    pub(super) fn know(&self, unit: &UnitCode) -> bool {
        let mut others = self.heads.iter().filter(|head| **head != unit);
        others.any(|head| self.points.of(head, unit).is_some())
    }

    /// Whether it is in doubt whose or what a row of a head is.
    pub(super) fn are_stray(&self) -> bool {
        self.heads.iter().any(|head| self.points.is_stray(head))
    }

    /// Whether every criterion that forms ask of a unit is certain.
    pub(super) fn cover(&self, unit: &Unit, campaign: &Campaign) -> bool {
        let asked = campaign
            .criteria
            .iter()
            .filter(|one| one.is_asked_of(&unit.unit_type));
        asked
            .map(|one| self.said(&unit.code, one))
            .all(|said| said.is_some_and(|one| one.given.is_certain()))
    }
}
