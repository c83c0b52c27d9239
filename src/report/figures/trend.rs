//! How many units met each target, day by day.

use chrono::NaiveDate;

use crate::assess::Tally;
use crate::campaign::Target;
use crate::report::Report;

/// How many units met each target, on the days of runs.
#[derive(Debug, Clone)]
pub(crate) struct Trend<'a> {
    /// The days, in order; at least two.
    pub(crate) days: Vec<NaiveDate>,
    /// The targets that asked something of a unit on one of them.
    pub(crate) targets: Vec<TargetTrend<'a>>,
}

/// How many units met one target.
#[derive(Debug, Clone)]
pub(crate) struct TargetTrend<'a> {
    /// The target.
    pub(crate) target: &'a Target,
    /// For each day how it stood; none where it asked nothing of any unit.
    pub(crate) tallies: Vec<Option<Tally>>,
}

/// The newest `most` days; none where there is only one, or no target asks anything.
pub(crate) fn trend<'a>(report: &Report<'a>, most: usize) -> Option<Trend<'a>> {
    let moments = &report.assessed.over_time.moments;
    let moments = &moments[moments.len().saturating_sub(most)..];
    let targets = report.campaign.targets.iter().map(|target| {
        let tallies = moments.iter().map(|moment| {
            let tally = moment.tallies.get(&target.id).copied();
            tally.filter(|tally| tally.bound > 0)
        });
        TargetTrend {
            target,
            tallies: tallies.collect(),
        }
    });
    let asks = |one: &TargetTrend<'_>| one.tallies.iter().any(Option::is_some);
    let targets: Vec<TargetTrend<'a>> = targets.filter(asks).collect();
    (moments.len() > 1 && !targets.is_empty()).then(|| Trend {
        days: moments.iter().map(|moment| moment.as_of).collect(),
        targets,
    })
}
