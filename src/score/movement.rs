//! How ranks moved since an earlier run.
//!
//! In: this run's scores and an earlier run of the same campaign. Out: for each unit with a rank
//! then or now, both and what can be said of the way between. Places compare inside one block only.

use super::{Rank, UnitScore};
use crate::assess::{FormerRun, FormerUnit};
use crate::campaign::Campaign;
use crate::id::{BlockId, UnitCode};

/// One unit's rank, then and now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Movement {
    /// The unit.
    pub unit: UnitCode,
    /// Its block now.
    pub block: Option<BlockId>,
    /// Its places then.
    pub before: Option<Rank>,
    /// Its places now.
    pub now: Option<Rank>,
    /// What became of it.
    pub turn: Turn,
    /// Whether the block was ranked on other scores then: its members' own, or its review.
    pub other_basis: bool,
}

/// What became of a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// Surely a better place, so many places up; none where only the direction is certain.
    Up(Option<u32>),
    /// Surely a worse place.
    Down(Option<u32>),
    /// The same places.
    Same,
    /// What is in doubt decides.
    Unsure,
    /// Then it was in another block.
    OtherBlock,
    /// It had no rank then.
    New,
    /// It has no rank now.
    Lost,
}

/// Compares ranks with an earlier run, block by block, best places of now first.
#[must_use]
pub fn movements(campaign: &Campaign, scores: &[UnitScore], former: &FormerRun) -> Vec<Movement> {
    let movement = |score: &UnitScore| {
        let unit = campaign.unit(&score.unit)?;
        let then = former.units.get(&score.unit);
        let before = then.and_then(|then| then.rank).map(|rank| Rank {
            best: rank.best,
            worst: rank.worst,
        });
        let block = unit.block.clone();
        let turn = match (before, score.rank) {
            (None, None) => return None,
            (None, Some(_)) => Turn::New,
            (Some(_), None) => Turn::Lost,
            _ if then.is_some_and(|then| then.block != block) => Turn::OtherBlock,
            (Some(before), Some(now)) => turn(before, now),
        };
        Some(Movement {
            unit: score.unit.clone(),
            block,
            before,
            now: score.rank,
            turn,
            other_basis: then.is_some_and(|then| is_other_basis(then, score)),
        })
    };
    let mut movements: Vec<Movement> = scores.iter().filter_map(movement).collect();
    let block = |id: &BlockId| campaign.blocks.iter().position(|block| block.id == *id);
    movements.sort_by_key(|one| {
        let place = one.now.map_or((u32::MAX, 0), |now| (now.best, now.worst));
        (one.block.as_ref().and_then(block), place)
    });
    movements
}

fn turn(before: Rank, now: Rank) -> Turn {
    let is_certain = before.best == before.worst && now.best == now.worst;
    let exactly = is_certain.then(|| before.best.abs_diff(now.best));
    if before == now {
        Turn::Same
    } else if now.worst < before.best {
        Turn::Up(exactly)
    } else if now.best > before.worst {
        Turn::Down(exactly)
    } else {
        Turn::Unsure
    }
}

fn is_other_basis(then: &FormerUnit, now: &UnitScore) -> bool {
    match (&then.score, &now.score) {
        (Some(then), Some(now)) => then.basis != now.basis.as_str(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check((best, worst): (u32, u32), now: (u32, u32), expected: Turn) {
        let now = Rank {
            best: now.0,
            worst: now.1,
        };
        assert_eq!(turn(Rank { best, worst }, now), expected);
    }

    #[test]
    fn certain_places_move_by_their_difference() {
        check((3, 3), (1, 1), Turn::Up(Some(2)));
        check((1, 1), (2, 2), Turn::Down(Some(1)));
        check((2, 2), (2, 2), Turn::Same);
    }

    #[test]
    fn of_places_in_doubt_only_what_is_sure_is_said() {
        check((4, 6), (1, 3), Turn::Up(None));
        check((1, 2), (3, 3), Turn::Down(None));
        check((2, 4), (1, 2), Turn::Unsure);
        check((1, 3), (1, 3), Turn::Same);
    }

    /// The movement of units of the sample campaign: `UNIT BEST WORST`, then and now; ranks then
    /// were in the block `then`.
    fn movements_of(
        then: &[(&str, u32, u32)],
        now: &[(&str, u32, u32)],
        block: &str,
    ) -> Vec<String> {
        use serde_json::json;
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        let campaign = crate::campaign::load(&folder, crate::read::table).unwrap();
        let units = then.iter().map(|(code, best, worst)| {
            json!({ "code": code, "name": code, "block": block, "targets": [],
                "score": { "low": 1, "high": 1, "maximum": 1, "basis": "review" },
                "rank": { "best": best, "worst": worst } })
        });
        let summary = json!({
            "schema_version": 1, "campaign": campaign.id, "as_of": "2024-01-31",
            "provisional": true, "collections": [], "totals": [],
            "units": units.collect::<Vec<_>>(),
        });
        let former = FormerRun::parse(summary.to_string().as_bytes()).unwrap();
        let scores: Vec<UnitScore> = campaign
            .units
            .iter()
            .map(|unit| {
                let found = now.iter().find(|(code, _, _)| unit.code.as_str() == *code);
                UnitScore {
                    rank: found.map(|&(_, best, worst)| Rank { best, worst }),
                    ..UnitScore::none(unit.code.clone())
                }
            })
            .collect();
        let movements = movements(&campaign, &scores, &former);
        let shown = movements
            .iter()
            .map(|one| format!("{} {:?}", one.unit, one.turn));
        shown.collect()
    }

    #[test]
    fn units_are_in_the_order_of_now_and_those_of_one_side_are_said_so() {
        let then = [("PGD-01", 1, 1), ("PGD-02", 2, 2), ("PGD-03", 3, 3)];
        let now = [("PGD-01", 2, 2), ("PGD-02", 1, 1), ("PGD-04", 3, 3)];
        assert_eq!(
            movements_of(&then, &now, "khoi-1"),
            [
                "PGD-02 Up(Some(1))",
                "PGD-01 Down(Some(1))",
                "PGD-04 New",
                "PGD-03 Lost"
            ]
        );
    }

    #[test]
    fn places_in_another_block_do_not_compare() {
        let place = [("PGD-01", 1, 1)];
        let moved = movements_of(&place, &[("PGD-01", 5, 5)], "khoi-2");
        assert_eq!(moved, ["PGD-01 OtherBlock"]);
    }
}
