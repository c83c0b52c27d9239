//! The fewest findings whose settling is enough.

use std::collections::BTreeSet;

/// Up to so many findings every set of them is tried.
const MOST_TRIED: usize = 12;

/// A finding: of which submission, and which of its findings.
pub(super) type Item = (usize, usize);

/// What settling some findings in the unit's favour moves.
pub(super) struct Step {
    pub(super) gain: f64,
    /// Each of these sets of findings is enough for it.
    pub(super) ways: Vec<BTreeSet<Item>>,
}

/// The fewest findings whose settling is enough, and whether no fewer are; none where all are not.
pub(super) fn smallest(
    steps: &[Step],
    enough: impl Fn(f64) -> bool,
) -> Option<(BTreeSet<Item>, bool)> {
    let gained = |set: &BTreeSet<Item>| -> f64 {
        let settled = |step: &&Step| step.ways.iter().any(|way| way.is_subset(set));
        steps.iter().filter(settled).map(|step| step.gain).sum()
    };
    let items: BTreeSet<Item> = steps
        .iter()
        .flat_map(|one| &one.ways)
        .flatten()
        .copied()
        .collect();
    if !enough(gained(&items)) {
        return None;
    }
    let items: Vec<Item> = items.into_iter().collect();
    if items.len() <= MOST_TRIED {
        let sets = 0_u32..1 << items.len();
        let set = |bits: u32| -> BTreeSet<Item> {
            let chosen = items
                .iter()
                .enumerate()
                .filter(|(at, _)| bits & 1 << at != 0);
            chosen.map(|(_, item)| *item).collect()
        };
        let mut by_size: Vec<u32> = sets.collect();
        by_size.sort_by_key(|bits| (bits.count_ones(), *bits));
        let found = by_size.into_iter().map(set).find(|set| enough(gained(set)));
        return found.map(|set| (set, true));
    }
    let alone = steps
        .iter()
        .all(|step| step.ways.iter().all(|way| way.len() == 1));
    let shared = steps.iter().flat_map(|step| &step.ways).flatten().count() > items.len();
    Some((greedy(steps, enough), alone && !shared))
}

/// Settles step after step, each time the one that gains most by the fewest further findings.
fn greedy(steps: &[Step], enough: impl Fn(f64) -> bool) -> BTreeSet<Item> {
    let mut left: Vec<(&Step, &BTreeSet<Item>)> = steps
        .iter()
        .filter_map(|step| Some((step, step.ways.iter().min_by_key(|way| way.len())?)))
        .collect();
    left.sort_by(|one, other| {
        let worth = |(step, way): &(&Step, &BTreeSet<Item>)| {
            let findings = u32::try_from(way.len()).unwrap_or(u32::MAX);
            step.gain / f64::from(findings)
        };
        worth(other).total_cmp(&worth(one))
    });
    let mut chosen = BTreeSet::new();
    let mut gain = 0.0;
    for (step, way) in left {
        if enough(gain) {
            break;
        }
        chosen.extend(way.iter().copied());
        gain += step.gain;
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(gain: f64, ways: &[&[usize]]) -> Step {
        let way = |items: &&[usize]| items.iter().map(|&at| (0, at)).collect();
        Step {
            gain,
            ways: ways.iter().map(way).collect(),
        }
    }

    fn items(set: &BTreeSet<Item>) -> Vec<usize> {
        set.iter().map(|item| item.1).collect()
    }

    #[test]
    fn one_finding_that_settles_two_rows_goes_before_two() {
        let steps = [
            step(1.0, &[&[1]]),
            step(1.0, &[&[2]]),
            step(1.0, &[&[3]]),
            step(1.0, &[&[3]]),
        ];
        let (set, exact) = smallest(&steps, |gain| gain >= 2.0).unwrap();
        assert_eq!((items(&set), exact), (vec![3], true));
    }

    #[test]
    fn a_row_with_two_findings_needs_both_and_a_thing_any_of_its_rows() {
        let steps = [step(1.0, &[&[1, 2]]), step(1.0, &[&[3, 4], &[5]])];
        let (set, _) = smallest(&steps, |gain| gain >= 1.0).unwrap();
        assert_eq!(items(&set), vec![5]);
        let (set, _) = smallest(&steps, |gain| gain >= 2.0).unwrap();
        assert_eq!(items(&set), vec![1, 2, 5]);
        assert!(smallest(&steps, |gain| gain >= 3.0).is_none());
    }

    #[test]
    fn of_many_findings_the_greatest_gains_are_taken() {
        let steps: Vec<Step> = (0..40_u32)
            .map(|at| step(f64::from(at), &[&[at as usize]]))
            .collect();
        let (set, exact) = smallest(&steps, |gain| gain >= 100.0).unwrap();
        assert_eq!((items(&set), exact), (vec![37, 38, 39], true));
    }
}
