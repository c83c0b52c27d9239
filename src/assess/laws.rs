//! The laws of intervals, over random small cases, against every way of resolving their doubts.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;

use super::entry::{self, Bounds, Entry, Folded};
use super::status::{Verdict, verdict};
use super::{Direction, Interval, Required, RowRef};
use crate::campaign::Scale;
use crate::id::{FormId, UnitCode};

/// What is computed of the entries.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Keys,
    Sum,
    Quotient,
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let bounds = || {
        (0_u8..4, 0_u8..3).prop_map(|(low, more)| Bounds {
            low: f64::from(low),
            high: Some(f64::from(low + more)),
        })
    };
    let entry = (0_u8..3, any::<bool>(), bounds(), bounds());
    let row = |(at, (key, certain, part, whole)): (usize, (u8, bool, Bounds, Bounds))| Entry {
        unit: UnitCode::from("PGD-01"),
        key: key.to_string().into(),
        certain,
        part,
        whole,
        at: RowRef {
            submission: 0,
            form: FormId::from("dien-hinh"),
            sheet: Arc::from("Điển hình"),
            row: u32::try_from(at).unwrap(),
        },
        also: None,
    };
    proptest::collection::vec(entry, 0..5)
        .prop_map(move |rows| rows.into_iter().enumerate().map(row).collect())
}

fn fold(kind: Kind, entries: &[Entry]) -> Folded {
    match kind {
        Kind::Keys => {
            let ones: Vec<Entry> = entries.iter().map(one).collect();
            let carriers: Vec<&Entry> = entry::carriers(&ones).iter().map(|it| it.0).collect();
            entry::sum(&carriers)
        }
        Kind::Sum => entry::sum(&entries.iter().collect::<Vec<_>>()),
        Kind::Quotient => entry::quotient(&entries.iter().collect::<Vec<_>>()),
    }
}

/// The entry as one that is counted.
fn one(entry: &Entry) -> Entry {
    Entry {
        part: Bounds::exactly(1.0),
        ..entry.clone()
    }
}

/// Every way of resolving the doubts: which rows count, and with what numbers.
fn ways(entries: &[Entry]) -> Vec<Vec<Entry>> {
    let numbers = |bounds: Bounds| {
        let mut all = vec![bounds.low];
        while all.last() < bounds.high.as_ref() {
            all.push(all[all.len() - 1] + 1.0);
        }
        all
    };
    let mut ways: Vec<Vec<Entry>> = vec![Vec::new()];
    for entry in entries {
        let mut more = Vec::new();
        for way in &ways {
            if !entry.certain {
                more.push(way.clone());
            }
            for part in numbers(entry.part) {
                for whole in numbers(entry.whole) {
                    let mut way = way.clone();
                    way.push(Entry {
                        certain: true,
                        part: Bounds::exactly(part),
                        whole: Bounds::exactly(whole),
                        ..entry.clone()
                    });
                    more.push(way);
                }
            }
        }
        ways = more;
    }
    ways
}

/// What the resolved rows amount to, by the plain definition; none of nothing divided by nothing.
fn value(kind: Kind, rows: &[Entry]) -> Option<f64> {
    let sum = |of: fn(&Entry) -> f64| rows.iter().map(of).sum::<f64>();
    match kind {
        Kind::Keys => {
            let keys: BTreeSet<&str> = rows.iter().map(|row| row.key.as_str()).collect();
            Some(f64::from(u32::try_from(keys.len()).unwrap()))
        }
        Kind::Sum => Some(sum(|row| row.part.low)),
        Kind::Quotient => {
            let whole = sum(|row| row.whole.low);
            (whole > 0.0).then(|| sum(|row| row.part.low) / whole)
        }
    }
}

/// Whether above the line there is something, and nothing below it.
fn is_boundless(rows: &[Entry]) -> bool {
    let sum = |of: fn(&Entry) -> f64| rows.iter().map(of).sum::<f64>();
    sum(|row| row.whole.low) == 0.0 && sum(|row| row.part.low) > 0.0
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

fn check_ends(kind: Kind, entries: &[Entry]) -> Result<(), TestCaseError> {
    let folded = fold(kind, entries);
    let ways = ways(entries);
    let values: Vec<f64> = ways.iter().filter_map(|way| value(kind, way)).collect();
    let Some(figure) = folded.figure else {
        prop_assert!(values.is_empty(), "no figure, but {values:?}");
        return Ok(());
    };
    let low = values.iter().copied().fold(f64::INFINITY, f64::min);
    let high = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    prop_assert!(near(figure.low, low), "{figure:?}, but the least is {low}");
    if kind == Kind::Quotient && ways.iter().any(|way| is_boundless(way)) {
        prop_assert_eq!(figure.high, None);
    } else {
        let found = figure.high.unwrap();
        prop_assert!(near(found, high), "{figure:?}, but the most is {high}");
    }
    let some_void = ways.iter().any(|way| value(kind, way).is_none());
    prop_assert_eq!(folded.may_be_void, some_void);
    check_adds(kind, &folded)
}

/// What rows add makes up the ends.
fn check_adds(kind: Kind, folded: &Folded) -> Result<(), TestCaseError> {
    let of = |part: f64, whole: f64| match kind {
        Kind::Quotient if whole > 0.0 => part / whole,
        Kind::Quotient => 0.0,
        Kind::Keys | Kind::Sum => part,
    };
    let figure = folded.figure.unwrap();
    let low = folded.adds.iter().map(|one| one.low);
    let low = low.fold((0.0, 0.0), |sum, one| (sum.0 + one.part, sum.1 + one.whole));
    prop_assert!(near(of(low.0, low.1), figure.low));
    if let Some(expected) = figure.high {
        let high = folded.adds.iter().map(|one| one.high.unwrap());
        let high = high.fold((0.0, 0.0), |sum, one| (sum.0 + one.part, sum.1 + one.whole));
        prop_assert!(near(of(high.0, high.1), expected));
    }
    Ok(())
}

proptest! {
    #[test]
    fn both_ends_of_distinct_counts_are_reached_and_never_passed(entries in entries()) {
        let ones: Vec<Entry> = entries.iter().map(one).collect();
        check_ends(Kind::Keys, &ones)?;
    }

    #[test]
    fn both_ends_of_sums_are_reached_and_never_passed(entries in entries()) {
        check_ends(Kind::Sum, &entries)?;
    }

    #[test]
    fn both_ends_of_quotients_are_reached_and_never_passed(entries in entries()) {
        check_ends(Kind::Quotient, &entries)?;
    }

    #[test]
    fn a_certain_row_more_never_lowers_what_is_certain(
        entries in entries(), more in entries()
    ) {
        for kind in [Kind::Keys, Kind::Sum] {
            let before = fold(kind, &entries).figure.unwrap();
            let mut all = entries.clone();
            all.extend(more.iter().map(|row| Entry { certain: true, ..row.clone() }));
            let after = fold(kind, &all).figure.unwrap();
            prop_assert!(after.low >= before.low);
            // Existence is whether the sum or the count is one at least.
            prop_assert!(after.low.min(1.0) >= before.low.min(1.0));
        }
    }

    #[test]
    fn resolving_a_doubt_narrows(entries in entries(), at in any::<prop::sample::Index>()) {
        prop_assume!(!entries.is_empty());
        let at = at.index(entries.len());
        let mut resolved = entries.clone();
        resolved[at] = Entry {
            certain: true,
            part: Bounds::exactly(entries[at].part.low),
            whole: Bounds::exactly(entries[at].whole.low),
            ..entries[at].clone()
        };
        let mut dropped = entries.clone();
        let removed = dropped.remove(at);
        for kind in [Kind::Keys, Kind::Sum, Kind::Quotient] {
            let wide = fold(kind, &entries).figure;
            let outcomes = [Some(&resolved), (!removed.certain).then_some(&dropped)];
            for outcome in outcomes.into_iter().flatten() {
                let (Some(wide), Some(narrow)) = (wide, fold(kind, outcome).figure) else {
                    continue;
                };
                prop_assert!(narrow.low >= wide.low - 1e-9, "{kind:?}");
                if let (Some(narrow), Some(wide)) = (narrow.high, wide.high) {
                    prop_assert!(narrow <= wide + 1e-9, "{kind:?}");
                }
            }
        }
    }

    #[test]
    fn low_is_no_more_than_high(entries in entries()) {
        for kind in [Kind::Keys, Kind::Sum, Kind::Quotient] {
            if let Some(Interval { low, high: Some(high) }) = fold(kind, &entries).figure {
                prop_assert!(low <= high);
            }
        }
    }

    #[test]
    fn a_verdict_holds_for_every_way_of_resolving(
        figure in (0_u8..6, 0_u8..4), level in (0_u8..6, 0_u8..3), way in 0_usize..3
    ) {
        let direction = [Direction::AtLeast, Direction::AtMost, Direction::Above][way];
        let interval = |(low, more): (u8, u8)| Interval {
            low: f64::from(low),
            high: Some(f64::from(low + more)),
        };
        let required = Required { direction, level: interval(level) };
        let verdict = verdict(interval(figure), required, Scale::Amount);
        let reached = |number: u8, level: u8| match direction {
            Direction::AtLeast => number >= level,
            Direction::AtMost => number <= level,
            Direction::Above => number > level,
        };
        let all: Vec<bool> = (figure.0..=figure.0 + figure.1)
            .flat_map(|number| (level.0..=level.0 + level.1).map(move |level| (number, level)))
            .map(|(number, level)| reached(number, level))
            .collect();
        let expected = if all.iter().all(|met| *met) {
            Verdict::Met
        } else if all.iter().any(|met| *met) {
            Verdict::Open
        } else {
            Verdict::Missed
        };
        prop_assert_eq!(verdict, expected);
    }
}
