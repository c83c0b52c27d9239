//! From a figure to how the unit stands, in the order the campaign's rules are read.

use chrono::NaiveDate;

use super::measure::needed;
use super::{Interval, Reason, Status, TargetResult};
use crate::campaign::{Campaign, Measure, Target, Threshold, Unit};
use crate::settle::Settled;

/// One unit against one target.
pub(super) fn result(
    target: &Target,
    unit: &Unit,
    figure: Option<Interval>,
    campaign: &Campaign,
    as_of: NaiveDate,
    settled: &Settled,
) -> TargetResult {
    let (Some(threshold), Some(figure)) = (target.threshold(campaign, unit), figure) else {
        return TargetResult {
            status: Status::NotApplicable,
            figure: None,
            threshold: None,
            reason: Reason::NotBound,
        };
    };
    let (status, reason) = stand(threshold, figure, as_of <= *target.window.end(), || {
        nothing_sent(target, unit, campaign, as_of, settled)
    });
    let reason = reason.unwrap_or_else(|| why_undecided(target, unit, figure, campaign, settled));
    let threshold = match threshold {
        Threshold::AtLeast(required) | Threshold::AtMost(required) => Some(required),
        Threshold::Watched => None,
    };
    TargetResult {
        status,
        figure: Some(figure),
        threshold,
        reason,
    }
}

/// The status of a figure; no reason where what is missing or in doubt has to be looked for.
fn stand(
    threshold: Threshold,
    figure: Interval,
    window_open: bool,
    nothing_sent: impl Fn() -> bool,
) -> (Status, Option<Reason>) {
    let (met, missed, missed_reason) = match threshold {
        Threshold::Watched => return (Status::Watched, Some(Reason::NoThreshold)),
        Threshold::AtLeast(required) => (
            figure.low >= required,
            figure.high.is_some_and(|high| high < required),
            Reason::BelowThreshold,
        ),
        Threshold::AtMost(allowed) => (
            figure.high.is_some_and(|high| high <= allowed),
            figure.low > allowed,
            Reason::AboveThreshold,
        ),
    };
    if met {
        (Status::Met, Some(Reason::ThresholdReached))
    } else if window_open {
        (Status::InProgress, Some(Reason::WindowOpen))
    } else if nothing_sent() {
        (Status::NoReturn, Some(Reason::NothingSent))
    } else if missed {
        (Status::NotMet, Some(missed_reason))
    } else {
        (Status::Undecided, None)
    }
}

/// Whether no file at all came for any collection the target needs, and all are past their due
/// dates.
fn nothing_sent(
    target: &Target,
    unit: &Unit,
    campaign: &Campaign,
    as_of: NaiveDate,
    settled: &Settled,
) -> bool {
    needed(target, &unit.code, campaign, settled).all(|(collection, one)| {
        one.is_some_and(|one| !one.any_file) && collection.due_passed(as_of)
    })
}

/// The gravest of what keeps a figure open.
fn why_undecided(
    target: &Target,
    unit: &Unit,
    figure: Interval,
    campaign: &Campaign,
    settled: &Settled,
) -> Reason {
    let mut sheet_missing = false;
    let mut unusable = false;
    for (_, one) in needed(target, &unit.code, campaign, settled) {
        match one.map(|one| (one.counting, one.any_file)) {
            None | Some((None, false)) => return Reason::ReturnMissing,
            Some((None, true)) => unusable = true,
            Some((Some(at), _)) => {
                let form = target.measure.form();
                sheet_missing |=
                    form.is_some_and(|form| settled.submissions[at].whole_table(form).is_none());
            }
        }
    }
    if unusable {
        Reason::ReturnUnusable
    } else if sheet_missing && figure.high.is_none() {
        Reason::SheetMissing
    } else if target.measure == Measure::OnTime {
        Reason::ReceiptUnknown
    } else {
        Reason::RowsInDoubt
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(threshold: Threshold, low: f64, high: Option<f64>, expected: &str) {
        let (status, _) = stand(threshold, Interval { low, high }, false, || false);
        assert_eq!(status.as_str(), expected, "{threshold:?} {low}..{high:?}");
    }

    #[test]
    fn at_least_is_met_by_what_is_certain_and_missed_by_what_is_possible() {
        let ten = Threshold::AtLeast(10.0);
        check(ten, 10.0, Some(12.0), "met");
        check(ten, 10.0, None, "met");
        check(ten, 9.0, Some(9.0), "not-met");
        check(ten, 9.0, Some(10.0), "undecided");
        check(ten, 9.0, None, "undecided");
    }

    #[test]
    fn at_most_is_mirrored() {
        let two = Threshold::AtMost(2.0);
        check(two, 0.0, Some(2.0), "met");
        check(two, 0.0, Some(3.0), "undecided");
        check(two, 0.0, None, "undecided");
        check(two, 3.0, None, "not-met");
    }

    #[test]
    fn an_open_window_goes_before_a_missing_return_and_after_a_reached_threshold() {
        let one = Threshold::AtLeast(1.0);
        let nothing = Interval {
            low: 0.0,
            high: None,
        };
        let reached = Interval {
            low: 1.0,
            high: Some(1.0),
        };
        assert_eq!(stand(one, nothing, true, || true).0, Status::InProgress);
        assert_eq!(stand(one, reached, true, || true).0, Status::Met);
        assert_eq!(stand(one, nothing, false, || true).0, Status::NoReturn);
        assert_eq!(
            stand(Threshold::Watched, nothing, true, || true).0,
            Status::Watched
        );
    }
}
