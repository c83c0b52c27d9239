use std::time::Instant;

use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use proptest::test_runner::Config;

use super::*;
use crate::campaign::CriterionKind;

fn holding(kind: CriterionKind, most: i64, points: Option<(i64, i64)>, may_drop: bool) -> Holding {
    Holding {
        kind,
        points,
        may_drop,
        most,
        floor: None,
        origin: Origin::Form,
    }
}

/// A base criterion of at most 100 points.
fn base(low: i64, high: i64) -> Holding {
    holding(CriterionKind::Base, 100, Some((low, high)), false)
}

fn check(members: &[Vec<Holding>], keys: &[RankKey], expected: &[(u32, u32)]) {
    let ranks = ranks(members, keys, false);
    let found: Vec<(u32, u32)> = ranks
        .iter()
        .map(|rank| rank.map_or((0, 0), |(rank, _)| (rank.best, rank.worst)))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn certain_scores_rank_certainly_and_equals_share_the_best_place() {
    let (high, low) = (vec![base(90, 90)], vec![base(80, 80)]);
    let share = [RankKey::Share];
    check(
        &[high.clone(), low.clone(), low.clone()],
        &share,
        &[(1, 1), (2, 2), (2, 2)],
    );
    check(
        &[high.clone(), high, low],
        &share,
        &[(1, 1), (1, 1), (3, 3)],
    );
}

#[test]
fn doubt_widens_the_places_of_all_whom_it_can_pass() {
    // 80 to 90 may lie on either side of 85; 70 is behind both.
    check(
        &[vec![base(80, 90)], vec![base(85, 85)], vec![base(70, 70)]],
        &[RankKey::Share],
        &[(1, 2), (1, 2), (3, 3)],
    );
    // One who may have anything can take any place, and leaves the others' open.
    check(
        &[vec![base(0, 100)], vec![base(85, 85)], vec![base(70, 70)]],
        &[RankKey::Share],
        &[(1, 3), (1, 2), (2, 3)],
    );
}

#[test]
fn shares_are_of_what_applies() {
    // 85 of 90 is more than 90 of 100.
    let small = holding(CriterionKind::Base, 90, Some((85, 85)), false);
    check(
        &[vec![base(90, 90)], vec![small]],
        &[RankKey::Share],
        &[(2, 2), (1, 1)],
    );
    // Total points say otherwise.
    check(
        &[vec![base(90, 90)], vec![small]],
        &[RankKey::Total],
        &[(1, 1), (2, 2)],
    );
}

#[test]
fn a_later_key_parts_those_whom_an_earlier_one_ties() {
    let unit = |first, second| vec![base(first, first), base(second, second)];
    let members = [unit(90, 70), unit(70, 90), unit(90, 70)];
    check(&members, &[RankKey::Share], &[(1, 1); 3]);
    check(
        &members,
        &[RankKey::Share, RankKey::Criterion(1)],
        &[(2, 2), (1, 1), (2, 2)],
    );
}

#[test]
fn those_under_a_floor_come_after_those_under_none() {
    let with_floor = |points| {
        let mut one = base(points, points);
        one.floor = Some(50);
        vec![base(100, 100), one]
    };
    let keys = [RankKey::Floors, RankKey::Share];
    // 100 + 49 is more than 40 + 60, but 49 is under the floor.
    let low = {
        let mut one = base(60, 60);
        one.floor = Some(50);
        vec![base(40, 40), one]
    };
    check(&[with_floor(49), low.clone()], &keys, &[(2, 2), (1, 1)]);
    check(&[with_floor(50), low], &keys, &[(1, 1), (2, 2)]);
}

#[test]
fn a_criterion_that_may_not_apply_can_drop_to_a_better_share() {
    // 90 of 100 and 10 of 100 that may not apply: 100 of 200 is a half, 90 of 100 nine tenths.
    let may_drop = holding(CriterionKind::Base, 100, Some((10, 10)), true);
    check(
        &[vec![base(90, 90), may_drop], vec![base(80, 80)]],
        &[RankKey::Share],
        &[(1, 2), (1, 2)],
    );
}

#[test]
fn a_bonus_beyond_the_maximum_makes_dropping_more_worth_than_full_points() {
    // 100 of 100, a bonus of 20, and 0 to 100 points that may not apply: at best it is dropped,
    // 120 of 100, and not 220 of 200.
    let unit = vec![
        base(100, 100),
        holding(CriterionKind::Bonus, 20, Some((20, 20)), false),
        holding(CriterionKind::Base, 100, Some((0, 100)), true),
    ];
    let best = extreme(&unit, &[RankKey::Share], End::Best).unwrap();
    assert_eq!((best[0].points, best[0].of), (120, 100));
    let worst = extreme(&unit, &[RankKey::Share], End::Worst).unwrap();
    assert_eq!((worst[0].points, worst[0].of), (120, 200));
}

#[test]
fn penalties_are_taken_off() {
    let penalised = |least, most| {
        vec![
            base(90, 90),
            holding(CriterionKind::Penalty, 20, Some((least, most)), false),
        ]
    };
    // 90 less 5 to 15 is 75 to 85.
    check(
        &[penalised(5, 15), vec![base(80, 80)], vec![base(86, 86)]],
        &[RankKey::Share],
        &[(2, 3), (2, 3), (1, 1)],
    );
}

#[test]
fn a_unit_of_whom_nothing_is_attainable_has_no_place_and_takes_none() {
    let none = holding(CriterionKind::Base, 100, None, false);
    check(
        &[vec![none], vec![base(80, 80)]],
        &[RankKey::Share],
        &[(0, 0), (1, 1)],
    );
    // All of it may not apply: then it is no rival, else it is first.
    let may_drop = holding(CriterionKind::Base, 100, Some((90, 90)), true);
    check(
        &[vec![may_drop], vec![base(80, 80)]],
        &[RankKey::Share],
        &[(1, 1), (1, 2)],
    );
}

#[test]
fn two_targets_in_doubt_make_places_bounds_where_they_leave_them_open() {
    let of_target = |low, high| Holding {
        origin: Origin::Target,
        ..base(low, high)
    };
    let bound = |members: &[Vec<Holding>]| {
        let ranks = ranks(members, &[RankKey::Share], false);
        ranks
            .into_iter()
            .map(|rank| rank.unwrap().1)
            .collect::<Vec<_>>()
    };
    let other = vec![base(90, 90), base(90, 90)];
    let one = vec![of_target(80, 100), of_target(90, 90)];
    let both = vec![of_target(80, 100), of_target(80, 100)];
    assert_eq!(bound(&[one, other.clone()]), [Bound::Exact, Bound::Exact]);
    assert_eq!(bound(&[both.clone(), other]), [Bound::Outer, Bound::Outer]);
    // Whatever comes of the doubt, it is first.
    let far = vec![base(10, 10), base(10, 10)];
    assert_eq!(bound(&[both, far]), [Bound::Exact, Bound::Exact]);
}

/// The kinds, at most three points each, and up to two criteria in doubt for each unit.
fn any_holding() -> impl Strategy<Value = Holding> {
    let kind = prop_oneof![
        3 => Just(CriterionKind::Base),
        1 => Just(CriterionKind::Bonus),
        1 => Just(CriterionKind::Penalty),
    ];
    (
        kind,
        1..=3_i64,
        0..=3_i64,
        0..=3_i64,
        any::<bool>(),
        0..=4_u8,
        0..=5_u8,
    )
        .prop_map(|(kind, most, one, other, may_drop, applies, floor)| {
            let (low, high) = (one.min(other).min(most), one.max(other).min(most));
            Holding {
                kind,
                points: (applies > 0).then_some((low, high)),
                may_drop: may_drop && applies > 0,
                most,
                floor: (kind != CriterionKind::Penalty && floor < 2)
                    .then_some(i64::from(floor) + 1),
                origin: Origin::Form,
            }
        })
}

fn any_keys() -> impl Strategy<Value = Vec<RankKey>> {
    let key = prop_oneof![
        Just(RankKey::Floors),
        Just(RankKey::Share),
        Just(RankKey::Share),
        Just(RankKey::Total),
        (0..3_usize).prop_map(RankKey::Criterion),
    ];
    proptest::collection::vec(key, 1..=4)
}

/// The keys of one resolution, as the rules say; none where nothing is attainable. A resolution
/// gives each criterion its points, or nothing where it does not apply.
fn keys_of(
    holdings: &[Holding],
    points: &[Option<i64>],
    keys: &[RankKey],
) -> Option<Vec<(i64, i64)>> {
    let signed = |at: usize| {
        let points = points.get(at).copied().flatten().unwrap_or(0);
        match holdings.get(at).map(|one| one.kind) {
            Some(CriterionKind::Penalty) => -points,
            _ => points,
        }
    };
    let total: i64 = (0..holdings.len()).map(signed).sum();
    let maximum: i64 = holdings
        .iter()
        .zip(points)
        .filter(|(one, points)| one.kind == CriterionKind::Base && points.is_some())
        .map(|(one, _)| one.most)
        .sum();
    if maximum == 0 {
        return None;
    }
    let under = holdings
        .iter()
        .zip(points)
        .any(|(one, points)| points.is_some_and(|points| one.floor.is_some_and(|f| points < f)));
    let value = |key: &RankKey| match key {
        RankKey::Floors => (i64::from(!under), 1),
        RankKey::Share => (total, maximum),
        RankKey::Total => (total, 1),
        RankKey::Criterion(at) => (signed(*at), 1),
    };
    Some(keys.iter().map(value).collect())
}

/// Whether one comes before the other.
fn is_ahead(one: &[(i64, i64)], other: &[(i64, i64)]) -> bool {
    for (one, other) in one.iter().zip(other) {
        let (one, other) = (one.0 * other.1, other.0 * one.1);
        if one != other {
            return one > other;
        }
    }
    false
}

/// Every resolution of one unit, as its keys.
fn resolutions(holdings: &[Holding], keys: &[RankKey]) -> Vec<Option<Vec<(i64, i64)>>> {
    let mut all: Vec<Vec<Option<i64>>> = vec![Vec::new()];
    for one in holdings {
        let mut choices: Vec<Option<i64>> = match one.points {
            Some((low, high)) => (low..=high).map(Some).collect(),
            None => vec![None],
        };
        if one.may_drop {
            choices.push(None);
        }
        all = all
            .into_iter()
            .flat_map(|row| {
                choices.iter().map(move |choice| {
                    let mut row = row.clone();
                    row.push(*choice);
                    row
                })
            })
            .collect();
    }
    let mut found: Vec<_> = all
        .iter()
        .map(|points| keys_of(holdings, points, keys))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// The best and the worst place of each unit over every resolution of all.
fn by_force(members: &[Vec<Holding>], keys: &[RankKey]) -> Vec<Option<(u32, u32)>> {
    let each: Vec<_> = members.iter().map(|one| resolutions(one, keys)).collect();
    let mut found: Vec<Option<(u32, u32)>> = vec![None; members.len()];
    let mut at = vec![0; members.len()];
    loop {
        let chosen: Vec<_> = each.iter().zip(&at).map(|(all, at)| &all[*at]).collect();
        for (unit, range) in chosen.iter().zip(&mut found) {
            let Some(own) = unit else { continue };
            let ahead = chosen.iter().filter(|other| {
                let other = other.as_ref();
                other.is_some_and(|other| is_ahead(other, own))
            });
            let place = 1 + u32::try_from(ahead.count()).unwrap();
            let (best, worst) = range.unwrap_or((place, place));
            *range = Some((best.min(place), worst.max(place)));
        }
        let Some(next) = (0..at.len()).find(|unit| at[*unit] + 1 < each[*unit].len()) else {
            return found;
        };
        at[next] += 1;
        at[..next].fill(0);
    }
}

proptest! {
    #![proptest_config(Config::with_cases(600))]

    #[test]
    fn places_are_those_of_every_resolution(
        members in proptest::collection::vec(
            proptest::collection::vec(any_holding(), 1..=3), 1..=3),
        keys in any_keys(),
    ) {
        let found: Vec<Option<(u32, u32)>> = ranks(&members, &keys, false)
            .into_iter()
            .map(|rank| rank.map(|(rank, bound)| {
                assert_eq!(bound, Bound::Exact);
                (rank.best, rank.worst)
            }))
            .collect();
        assert_eq!(found, by_force(&members, &keys));
    }

    /// Whatever ties doubts to each other takes resolutions away and adds none.
    #[test]
    fn places_hold_where_one_doubt_decides_several_criteria(
        members in proptest::collection::vec(
            proptest::collection::vec((0..=3_i64, 0..=3_i64), 2), 2..=3),
    ) {
        let holdings: Vec<Vec<Holding>> = members
            .iter()
            .map(|unit| {
                let of = |&(one, other): &(i64, i64)| Holding {
                    origin: Origin::Target,
                    ..holding(CriterionKind::Base, 3, Some((one.min(other), one.max(other))), false)
                };
                unit.iter().map(of).collect()
            })
            .collect();
        let found = ranks(&holdings, &[RankKey::Share], false);
        // One and the same doubt decides everything: all low, or all high.
        for high in [false, true] {
            let totals: Vec<i64> = holdings
                .iter()
                .map(|unit| unit.iter().map(|one| {
                    let (low, most) = one.points.unwrap();
                    if high { most } else { low }
                }).sum())
                .collect();
            for (own, rank) in totals.iter().zip(&found) {
                let place = 1 + totals.iter().filter(|other| *other > own).count();
                let (rank, _) = rank.unwrap();
                let range = rank.best as usize..=rank.worst as usize;
                assert!(range.contains(&place), "{place} {rank:?}");
            }
        }
    }
}

#[test]
fn a_block_of_two_hundred_is_ranked_at_once() {
    const MOST_MILLISECONDS: u128 = 50;
    let members: Vec<Vec<Holding>> = (0..200)
        .map(|unit| {
            (0..17)
                .map(|criterion| {
                    let points = (unit * 7 + criterion * 13) % 90;
                    let mut one = base(points, points + 10);
                    one.may_drop = criterion % 3 == 0;
                    one.floor = Some(5);
                    one
                })
                .collect()
        })
        .collect();
    let keys = [
        RankKey::Floors,
        RankKey::Share,
        RankKey::Total,
        RankKey::Criterion(14),
    ];
    let run = || {
        let started = Instant::now();
        assert_eq!(ranks(&members, &keys, false).len(), 200);
        started.elapsed()
    };
    // The fastest of some: other work on the machine is not ours.
    let took = (0..5).map(|_| run()).min().unwrap();
    assert!(
        cfg!(debug_assertions) || took.as_millis() < MOST_MILLISECONDS,
        "{took:?}"
    );
}
