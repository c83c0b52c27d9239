//! The places that the units of each block can take.

use crate::campaign::{Block, Unit};
use crate::report::Report;
use crate::score::{Basis, Bound, Rank, UnitScore};

/// The members of a block, by the places they can take.
#[derive(Debug, Clone)]
pub(crate) struct BlockRanks<'a> {
    /// The block.
    pub(crate) block: &'a Block,
    /// Whose scores it ranks on.
    pub(crate) basis: Basis,
    /// Its members, by their best place, then their worst; at least one has a place.
    pub(crate) units: Vec<RankedUnit<'a>>,
}

/// A member of a block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RankedUnit<'a> {
    /// The unit.
    pub(crate) unit: &'a Unit,
    /// The places it can take; none where it has no score. Those without come last.
    pub(crate) rank: Option<Rank>,
    /// Whether both ends can be reached.
    pub(crate) bound: Bound,
}

/// Who comes first in a block.
#[derive(Debug, Clone, Copy)]
pub(crate) enum First<'a> {
    /// One unit, whatever becomes of what is in doubt.
    Surely(&'a Unit),
    /// So many, which share the place.
    Together(usize),
    /// One that may come first and alone can, with the places it can take.
    Ahead(&'a Unit, Rank),
    /// One of so many, of at least two.
    OneOf(usize),
}

impl<'a> BlockRanks<'a> {
    /// Who comes first.
    pub(crate) fn first(&self) -> First<'a> {
        let can = |one: &&RankedUnit<'_>| one.rank.is_some_and(|rank| rank.best == 1);
        let must = |one: &&RankedUnit<'_>| one.rank.is_some_and(|rank| rank.worst == 1);
        let able: Vec<&RankedUnit<'a>> = self.units.iter().filter(can).collect();
        let all_must = able.iter().all(must);
        match able.as_slice() {
            [only] if all_must => First::Surely(only.unit),
            several if all_must => First::Together(several.len()),
            [
                RankedUnit {
                    unit,
                    rank: Some(rank),
                    ..
                },
            ] => First::Ahead(unit, *rank),
            several => First::OneOf(several.len()),
        }
    }

    /// The units whose place is known.
    pub(crate) fn settled(&self) -> usize {
        let ranks = self.units.iter().filter_map(|one| one.rank);
        ranks.filter(|rank| rank.best == rank.worst).count()
    }

    /// The last place anybody can take.
    pub(crate) fn last(&self) -> u32 {
        let ranks = self.units.iter().filter_map(|one| one.rank);
        ranks.map(|rank| rank.worst).max().unwrap_or(1)
    }
}

/// The blocks that rank anybody, in the campaign's order.
pub(crate) fn block_ranks<'a>(report: &Report<'a>) -> Vec<BlockRanks<'a>> {
    let blocks = report.campaign.blocks.iter();
    blocks.filter_map(|block| ranks(report, block)).collect()
}

fn ranks<'a>(report: &Report<'a>, block: &'a Block) -> Option<BlockRanks<'a>> {
    let known = |score: &'a UnitScore| Some((report.campaign.unit(&score.unit)?, score));
    let members: Vec<(&'a Unit, &UnitScore)> = report
        .scores
        .iter()
        .filter_map(known)
        .filter(|(unit, _)| unit.block.as_ref() == Some(&block.id))
        .collect();
    let mut scores = members.iter().filter_map(|(_, score)| score.score);
    let basis = scores.next()?.basis;
    let mut units: Vec<RankedUnit<'a>> = members
        .iter()
        .map(|(unit, score)| RankedUnit {
            unit,
            rank: score.rank,
            bound: score.bound,
        })
        .collect();
    // A stable sort: the register's order decides between equals.
    units.sort_by_key(|one| {
        let rank = one.rank.map(|rank| (rank.best, rank.worst));
        rank.unwrap_or((u32::MAX, u32::MAX))
    });
    let any_rank = units.iter().any(|one| one.rank.is_some());
    any_rank.then_some(BlockRanks {
        block,
        basis,
        units,
    })
}
