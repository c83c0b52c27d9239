//! From a figure to how the unit stands, in the order the campaign's rules are read.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::measure::{Bound, Figure, Sources};
use super::needed::{collections_of, needed};
use super::{Direction, Interval, Reason, Required, Status, TargetResult};
use crate::campaign::{Collection, Measure, Scale, Target, Threshold, Unit};
use crate::id::{TargetId, UnitCode};
use crate::settle::Return;

/// Beyond this part of a number, two numbers differ: sums of decimals are not exact.
const NEAR: f64 = 1e-9;

/// What is required of a unit, and what its figures are held against.
pub(super) struct Held<'a> {
    pub(super) sources: Sources<'a>,
    pub(super) bound: Bound<'a>,
    pub(super) as_of: NaiveDate,
    /// What each unit promised, where the target is held against that.
    pub(super) promises: &'a BTreeMap<UnitCode, Figure>,
    /// The figures of the year before, where it is held against those.
    pub(super) before: BTreeMap<UnitCode, Interval>,
}

/// Whether a figure decides a target, whatever the calendar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Met,
    Missed,
    /// Doubts decide.
    Open,
    /// Something is missing that decides.
    Missing,
}

/// A result, with what the figure alone says; none where the target does not bind the unit.
pub(super) type Judged = (TargetResult, Option<Verdict>);

/// One unit against one target.
pub(super) fn result(
    target: &Target,
    unit: &Unit,
    figure: Option<Figure>,
    held: &Held<'_>,
) -> Judged {
    let Some(threshold) = target.threshold(held.sources.campaign, unit) else {
        return (not_applicable(Reason::NotBound), None);
    };
    let required = match required(threshold, &unit.code, held) {
        Ok(required) => required,
        Err(reason) => return (not_applicable(reason), None),
    };
    let Some(figure) = figure else {
        return (not_applicable(Reason::NotBound), None);
    };
    let Some(interval) = figure.interval else {
        return (not_applicable(Reason::NothingMeasured), None);
    };
    if threshold == Threshold::Watched {
        let result = TargetResult {
            status: Status::Watched,
            figure: Some(interval),
            required: None,
            reason: Reason::NoThreshold,
        };
        return (result, None);
    }
    let verdict = match required {
        Some(_) if figure.may_be_void => Verdict::Open,
        Some(required) => verdict(interval, required, target.measure.scale()),
        None => Verdict::Missing,
    };
    let (status, reason) = stand(verdict, held.as_of <= *target.window.end(), || {
        nothing_sent(target, unit, held)
    });
    let reason = reason.unwrap_or_else(|| match (status, required) {
        (Status::NotMet, Some(required)) => missed_reason(required.direction),
        _ => why_undecided(target, unit, interval, required, held),
    });
    let result = TargetResult {
        status,
        figure: Some(interval),
        required,
        reason,
    };
    (result, Some(verdict))
}

fn not_applicable(reason: Reason) -> TargetResult {
    TargetResult {
        status: Status::NotApplicable,
        figure: None,
        required: None,
        reason,
    }
}

/// How much is required of a unit; none where that is not known. The reason where nothing is,
/// because the unit promised nothing.
fn required(
    threshold: Threshold,
    unit: &UnitCode,
    held: &Held<'_>,
) -> Result<Option<Required>, Reason> {
    let of = |direction, level| Ok(Some(Required { direction, level }));
    match threshold {
        Threshold::Rising => match held.before.get(unit) {
            Some(before) => of(Direction::Above, *before),
            None => Ok(None),
        },
        Threshold::Promised => match held.promises.get(unit) {
            Some(promise) if promise.is_surely_without_rows() => Err(Reason::NoPromise),
            Some(promise) => match promise.interval {
                Some(level) => of(Direction::AtLeast, level),
                None => Ok(None),
            },
            None => Ok(None),
        },
        Threshold::AtLeast(_) | Threshold::AtMost(_) | Threshold::Watched => {
            Ok(Required::stated(threshold))
        }
    }
}

/// What a figure alone says.
pub(super) fn verdict(figure: Interval, required: Required, scale: Scale) -> Verdict {
    let Required { direction, level } = required;
    // A share of all cannot rise: it is enough that it stays.
    let above = |number: f64, level: f64| {
        exceeds(number, level)
            || (scale == Scale::Share && reaches(level, 1.0) && reaches(number, 1.0))
    };
    let (met, missed) = match direction {
        Direction::AtLeast => (
            level.high.is_some_and(|level| reaches(figure.low, level)),
            figure.high.is_some_and(|high| !reaches(high, level.low)),
        ),
        Direction::AtMost => (
            figure.high.is_some_and(|high| reaches(level.low, high)),
            level.high.is_some_and(|level| exceeds(figure.low, level)),
        ),
        Direction::Above => (
            level.high.is_some_and(|level| above(figure.low, level)),
            figure.high.is_some_and(|high| !above(high, level.low)),
        ),
    };
    if met {
        Verdict::Met
    } else if missed {
        Verdict::Missed
    } else if figure.high.is_none() || level.high.is_none() {
        Verdict::Missing
    } else {
        Verdict::Open
    }
}

/// Whether one number is no less than another.
pub(super) fn reaches(number: f64, level: f64) -> bool {
    number >= level - NEAR * level.abs().max(1.0)
}

/// Whether one number is greater than another.
fn exceeds(number: f64, level: f64) -> bool {
    !reaches(level, number)
}

fn missed_reason(direction: Direction) -> Reason {
    match direction {
        Direction::AtLeast => Reason::BelowThreshold,
        Direction::AtMost => Reason::AboveThreshold,
        Direction::Above => Reason::NotRisen,
    }
}

/// The status of a figure; no reason where it has to be looked for.
fn stand(
    verdict: Verdict,
    window_open: bool,
    nothing_sent: impl Fn() -> bool,
) -> (Status, Option<Reason>) {
    if verdict == Verdict::Met {
        (Status::Met, Some(Reason::ThresholdReached))
    } else if window_open {
        (Status::InProgress, Some(Reason::WindowOpen))
    } else if nothing_sent() {
        (Status::NoReturn, Some(Reason::NothingSent))
    } else if verdict == Verdict::Missed {
        (Status::NotMet, None)
    } else {
        (Status::Undecided, None)
    }
}

/// Whether no file at all came for any collection the target needs, and all are past their due
/// dates.
fn nothing_sent(target: &Target, unit: &Unit, held: &Held<'_>) -> bool {
    needed_of_all(target, unit, held)
        .into_iter()
        .all(|(collection, one)| {
            one.is_some_and(|one| !one.any_file) && collection.due_passed(held.as_of)
        })
}

/// The returns that a target needs of a unit, and of those that merged into it.
fn needed_of_all<'a>(
    target: &Target,
    unit: &Unit,
    held: &Held<'a>,
) -> Vec<(&'a Collection, Option<&'a Return>)> {
    let sources = held.sources;
    let collections = collections_of(target);
    let units = held.bound.sources(&unit.code);
    let of_one = |unit| needed(&collections, unit, sources).collect::<Vec<_>>();
    units.flat_map(of_one).collect()
}

/// The gravest of what keeps a figure open.
fn why_undecided(
    target: &Target,
    unit: &Unit,
    figure: Interval,
    required: Option<Required>,
    held: &Held<'_>,
) -> Reason {
    let mut sheet_missing = false;
    let mut unusable = false;
    let asides = [&target.promise, &target.when].into_iter().flatten();
    let beside = asides.flat_map(|one| one.measure.forms());
    let forms: Vec<_> = target.measure.forms().chain(beside).collect();
    for (collection, one) in needed_of_all(target, unit, held) {
        match one.map(|one| (one.counting, one.any_file)) {
            None | Some((None, false)) => return Reason::ReturnMissing,
            Some((None, true)) => unusable = true,
            Some((Some(at), _)) => {
                let submission = &held.sources.settled.submissions[at];
                let mut asked = forms
                    .iter()
                    .filter(|form| collection.forms.contains(**form));
                sheet_missing |= asked.any(|form| submission.whole_table(form).is_none());
            }
        }
    }
    let open = figure.high.is_none() || required.is_some_and(|one| one.level.high.is_none());
    if unusable {
        Reason::ReturnUnusable
    } else if sheet_missing && open {
        Reason::SheetMissing
    } else if required.is_none() {
        Reason::NoYearBefore
    } else if target.measure == Measure::OnTime {
        Reason::ReceiptUnknown
    } else {
        Reason::RowsInDoubt
    }
}

/// 1 where the unit reaches all of some targets that bind it; none where none of them does.
pub(super) fn all_of(
    parts: &[TargetId],
    verdicts: &BTreeMap<&TargetId, Option<Verdict>>,
) -> Option<Interval> {
    let bound: Vec<Verdict> = parts
        .iter()
        .filter_map(|id| verdicts.get(id).copied().flatten())
        .collect();
    if bound.is_empty() {
        return None;
    }
    let some = |verdict| bound.contains(&verdict);
    let low = f64::from(u8::from(bound.iter().all(|one| *one == Verdict::Met)));
    let high = if some(Verdict::Missed) {
        Some(0.0)
    } else if some(Verdict::Missing) {
        None
    } else {
        Some(1.0)
    };
    Some(Interval { low, high })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OPEN: bool = true;
    const OVER: bool = false;

    fn check(
        direction: Direction,
        level: (f64, Option<f64>),
        figure: (f64, Option<f64>),
        expected: Verdict,
    ) {
        let interval = |(low, high)| Interval { low, high };
        let required = Required {
            direction,
            level: interval(level),
        };
        let found = verdict(interval(figure), required, Scale::Amount);
        assert_eq!(found, expected, "{direction:?} {level:?}: {figure:?}");
    }

    #[test]
    fn at_least_is_met_by_what_is_certain_and_missed_by_what_is_possible() {
        let ten = (10.0, Some(10.0));
        let check = |figure, expected| check(Direction::AtLeast, ten, figure, expected);
        check((10.0, Some(12.0)), Verdict::Met);
        check((10.0, None), Verdict::Met);
        check((9.0, Some(9.0)), Verdict::Missed);
        check((9.0, Some(10.0)), Verdict::Open);
        check((9.0, None), Verdict::Missing);
    }

    #[test]
    fn at_most_is_mirrored() {
        let two = (2.0, Some(2.0));
        let check = |figure, expected| check(Direction::AtMost, two, figure, expected);
        check((0.0, Some(2.0)), Verdict::Met);
        check((0.0, Some(3.0)), Verdict::Open);
        check((0.0, None), Verdict::Missing);
        check((3.0, None), Verdict::Missed);
    }

    #[test]
    fn rising_is_strict_and_a_level_in_doubt_is_held_by_its_ends() {
        let before = (8.0, Some(9.0));
        let check = |figure, expected| check(Direction::Above, before, figure, expected);
        check((9.0, Some(9.0)), Verdict::Open);
        check((9.5, Some(9.5)), Verdict::Met);
        check((8.0, Some(8.0)), Verdict::Missed);
        check((8.5, Some(12.0)), Verdict::Open);
    }

    #[test]
    fn a_share_of_all_that_stays_has_risen_as_far_as_it_can() {
        let all = Required {
            direction: Direction::Above,
            level: Interval::exactly(1.0),
        };
        assert_eq!(
            verdict(Interval::exactly(1.0), all, Scale::Share),
            Verdict::Met
        );
        assert_eq!(
            verdict(Interval::exactly(1.0), all, Scale::Amount),
            Verdict::Missed
        );
        assert_eq!(
            verdict(Interval::exactly(0.99), all, Scale::Share),
            Verdict::Missed
        );
    }

    #[test]
    fn a_sum_of_tenths_reaches_one() {
        let tenths: f64 = std::iter::repeat_n(0.1, 10).sum();
        assert!(tenths < 1.0, "the sum of tenths is not exact");
        assert!(reaches(tenths, 1.0) && !exceeds(1.0, tenths));
        assert!(!reaches(0.999_999, 1.0));
    }

    #[test]
    fn an_open_window_goes_before_a_missing_return_and_after_a_reached_threshold() {
        let status = |verdict, open, sent: fn() -> bool| stand(verdict, open, sent).0;
        assert_eq!(status(Verdict::Missing, OPEN, || true), Status::InProgress);
        assert_eq!(status(Verdict::Met, OPEN, || true), Status::Met);
        assert_eq!(status(Verdict::Missing, OVER, || true), Status::NoReturn);
        assert_eq!(status(Verdict::Missed, OVER, || true), Status::NoReturn);
        assert_eq!(status(Verdict::Missed, OVER, || false), Status::NotMet);
        assert_eq!(status(Verdict::Open, OVER, || false), Status::Undecided);
    }

    #[test]
    fn all_of_is_missed_by_one_and_met_by_all() {
        let (one, two): (TargetId, TargetId) = ("one".into(), "two".into());
        let of = |first, second| {
            let verdicts = BTreeMap::from([(&one, first), (&two, second)]);
            all_of(&[one.clone(), two.clone()], &verdicts).map(|it| (it.low, it.high))
        };
        assert_eq!(
            of(Some(Verdict::Met), Some(Verdict::Met)),
            Some((1.0, Some(1.0)))
        );
        assert_eq!(of(Some(Verdict::Met), None), Some((1.0, Some(1.0))));
        assert_eq!(
            of(Some(Verdict::Missing), Some(Verdict::Missed)),
            Some((0.0, Some(0.0)))
        );
        assert_eq!(
            of(Some(Verdict::Met), Some(Verdict::Missing)),
            Some((0.0, None))
        );
        assert_eq!(
            of(Some(Verdict::Met), Some(Verdict::Open)),
            Some((0.0, Some(1.0)))
        );
        assert_eq!(of(None, None), None);
    }
}
