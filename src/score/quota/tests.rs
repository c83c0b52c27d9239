use super::*;
use crate::lang::Titles;

fn quota(limit_millionths: i64, rounding: Rounding) -> Quota {
    Quota {
        id: "q".to_owned(),
        titles: Titles::default(),
        source: String::new(),
        numerator: "n".into(),
        denominator: "d".into(),
        limit_millionths,
        rounding,
        scope: QuotaScope::Province,
    }
}

#[test]
fn what_is_allowed_is_rounded_as_the_campaign_says() {
    let check = |limit, rounding, of, expected: f64| {
        let found = allowed(&quota(limit, rounding), of);
        assert!((found - expected).abs() < f64::EPSILON, "{found}");
    };
    // 15 % of 100 is 15, of 106 it is 15.9, of 110 it is 16.5.
    check(150_000, Rounding::Down, 100.0, 15.0);
    check(150_000, Rounding::Down, 106.0, 15.0);
    check(150_000, Rounding::Up, 106.0, 16.0);
    check(150_000, Rounding::Up, 100.0, 15.0);
    check(150_000, Rounding::Nearest, 106.0, 16.0);
    check(150_000, Rounding::Nearest, 102.0, 15.0);
    check(150_000, Rounding::Nearest, 110.0, 17.0);
    // 0.29 × 100 is less than 29 in binary fractions.
    check(290_000, Rounding::Down, 100.0, 29.0);
    check(70_000, Rounding::Up, 100.0, 7.0);
}

#[test]
fn a_quota_is_passed_surely_possibly_or_not() {
    let check = |titles: (f64, Option<f64>), allowed: (f64, Option<f64>), expected| {
        let of = |(low, high)| Interval { low, high };
        assert_eq!(verdict(of(titles), of(allowed)), expected);
    };
    check((16.0, Some(16.0)), (15.0, Some(15.0)), QuotaVerdict::Over);
    check((15.0, Some(15.0)), (15.0, Some(15.0)), QuotaVerdict::Within);
    check(
        (15.0, Some(16.0)),
        (15.0, Some(15.0)),
        QuotaVerdict::PossiblyOver,
    );
    check(
        (16.0, Some(16.0)),
        (15.0, Some(16.0)),
        QuotaVerdict::PossiblyOver,
    );
    // A return is missing that may bring titles, or people.
    check((3.0, None), (15.0, None), QuotaVerdict::PossiblyOver);
    check((16.0, Some(16.0)), (15.0, None), QuotaVerdict::PossiblyOver);
    check((15.0, Some(15.0)), (15.0, None), QuotaVerdict::Within);
}
