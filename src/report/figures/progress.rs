//! How the returns of each collection came in, day by day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::assess::Arrivals;
use crate::campaign::{Collection, Unit};
use crate::report::Report;

/// How the returns of one collection came in.
#[derive(Debug, Clone)]
pub(crate) struct Progress<'a> {
    /// The collection.
    pub(crate) collection: &'a Collection,
    /// How they came, all its senders together.
    pub(crate) arrivals: Arrivals,
    /// How many had come by the end of each day on which one came, of those whose day is known.
    pub(crate) days: Vec<(NaiveDate, u32)>,
}

impl Progress<'_> {
    /// The returns whose day is known.
    pub(crate) fn dated(&self) -> u32 {
        self.days.last().map_or(0, |&(_, count)| count)
    }

    /// The returns that were received on a day nobody knows.
    pub(crate) fn undated(&self) -> u32 {
        self.arrivals.received().saturating_sub(self.dated())
    }
}

/// For each collection of the run that expects anybody, how its returns came in.
pub(crate) fn progress<'a>(report: &Report<'a>) -> Vec<Progress<'a>> {
    let rates = report.assessed.rates.iter();
    rates
        .filter(|rate| rate.arrivals.expected() > 0)
        .filter_map(|rate| {
            let collection = report.campaign.collection(&rate.collection)?;
            Some(Progress {
                collection,
                arrivals: rate.arrivals,
                days: days(report, collection),
            })
        })
        .collect()
}

fn days(report: &Report<'_>, collection: &Collection) -> Vec<(NaiveDate, u32)> {
    let day = |unit: &Unit| {
        let key = (unit.code.clone(), collection.id.clone());
        let first = report.settled.returns.get(&key)?.first?;
        let received_at = report.settled.submissions.get(first)?.received_at?;
        Some(received_at.date())
    };
    let mut counts: BTreeMap<NaiveDate, u32> = BTreeMap::new();
    for day in report.campaign.senders(collection).filter_map(day) {
        *counts.entry(day).or_default() += 1;
    }
    let mut sum = 0;
    let sums = counts.into_iter().map(|(day, count)| {
        sum += count;
        (day, sum)
    });
    sums.collect()
}
