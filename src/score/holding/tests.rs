use super::*;
use crate::assess::{Interval, Reason};

fn criterion(kind: CriterionKind, maximum: f64) -> Criterion {
    Criterion {
        code: "TC01".to_owned(),
        title: String::new(),
        maximum,
        weight: 1.0,
        kind,
        computed: None,
        cap: None,
        floor: None,
        unit_types: Vec::new(),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as a holding has them")]
fn points(low: i64, high: i64) -> Option<(i64, i64)> {
    Some((low * 1000, high * 1000))
}

/// What a target gives a criterion of at most 10 points, at `each` points.
fn check(
    kind: CriterionKind,
    each: f64,
    status: Status,
    figure: (f64, Option<f64>),
    expected: Option<(i64, i64)>,
) {
    let result = TargetResult {
        status,
        figure: Some(Interval {
            low: figure.0,
            high: figure.1,
        }),
        required: None,
        reason: Reason::NoThreshold,
    };
    let computed = Computed {
        target: "t".into(),
        points: each,
    };
    let outcome = Outcome {
        result: &result,
        greatest: None,
    };
    let holding = from_target(&criterion(kind, 10.0), &computed, Some(outcome));
    assert_eq!(holding.points, expected, "{kind:?} {status:?}");
}

#[test]
fn a_target_that_requires_something_gives_or_takes_its_points_at_once() {
    use CriterionKind::{Base, Bonus, Penalty};
    use Status::{InProgress, Met, NoReturn, NotApplicable, NotMet, Undecided};
    let any = (0.0, None);
    for kind in [Base, Bonus] {
        check(kind, 3.0, Met, any, points(3, 3));
        check(kind, 3.0, NotMet, any, points(0, 0));
    }
    check(Penalty, 3.0, Met, any, points(0, 0));
    check(Penalty, 3.0, NotMet, any, points(3, 3));
    for kind in [Base, Bonus, Penalty] {
        for status in [Undecided, InProgress, NoReturn] {
            check(kind, 3.0, status, any, points(0, 3));
        }
        check(kind, 3.0, NotApplicable, any, None);
    }
    // Never more than the maximum.
    check(Bonus, 12.0, Met, any, points(10, 10));
}

#[test]
fn a_watched_target_gives_points_by_its_figure() {
    use CriterionKind::{Bonus, Penalty};
    let watched = Status::Watched;
    // 3 to 4 articles at 2 points each.
    check(Bonus, 2.0, watched, (3.0, Some(4.0)), points(6, 8));
    check(Penalty, 2.0, watched, (1.0, Some(1.0)), points(2, 2));
    // 6 articles would be 12 points of at most 10; so may be what is missing.
    check(Bonus, 2.0, watched, (3.0, Some(6.0)), points(6, 10));
    check(Bonus, 2.0, watched, (3.0, None), points(6, 10));
    check(Bonus, 2.0, watched, (7.0, None), points(10, 10));
}

#[test]
fn a_yes_no_that_is_missing_is_one_at_most() {
    let result = TargetResult {
        status: Status::Watched,
        figure: Some(Interval {
            low: 0.0,
            high: None,
        }),
        required: None,
        reason: Reason::NoThreshold,
    };
    let computed = Computed {
        target: "t".into(),
        points: 2.0,
    };
    let outcome = Outcome {
        result: &result,
        greatest: Some(1.0),
    };
    let holding = from_target(
        &criterion(CriterionKind::Bonus, 10.0),
        &computed,
        Some(outcome),
    );
    assert_eq!(holding.points, points(0, 2));
}

#[test]
fn no_more_than_the_cap_counts_and_it_is_what_is_attainable() {
    let mut capped = criterion(CriterionKind::Base, 10.0);
    capped.cap = Some(8.0);
    capped.weight = 2.0;
    capped.floor = Some(5.0);
    // 9 points are cut to 8; twice that is 16, of 16.
    let holding = from_form(&capped, Some(Given::Points(9.0)), MaySay::Points);
    assert_eq!(holding.points, points(16, 16));
    assert_eq!(holding.attainable(), 16_000);
    assert_eq!(holding.under_floor(), None);
    // 4 points of at least 5.
    let holding = from_form(&capped, Some(Given::Points(4.0)), MaySay::Points);
    assert_eq!(holding.under_floor(), Some(true));
    // Nothing said: 0 to 8 points, twice.
    let holding = from_form(&capped, None, MaySay::Points);
    assert_eq!(holding.points, points(0, 16));
    assert_eq!(holding.under_floor(), Some(false));
}

#[test]
fn what_does_not_apply_is_not_attainable_and_what_may_not_can_drop() {
    let base = criterion(CriterionKind::Base, 10.0);
    let holding = from_form(&base, Some(Given::NotApplicable), MaySay::NotApplicable);
    assert_eq!((holding.points, holding.attainable()), (None, 0));
    let doubt = Given::Doubt {
        points: Some(7.0),
        may_not_apply: true,
    };
    let holding = from_form(&base, Some(doubt), MaySay::NotApplicable);
    assert_eq!((holding.points, holding.may_drop), (points(7, 7), true));
    let missing = from_form(&base, None, MaySay::NotApplicable);
    assert_eq!((missing.points, missing.may_drop), (points(0, 10), true));
    let missing = from_form(&base, None, MaySay::Points);
    assert!(!missing.may_drop);
}
