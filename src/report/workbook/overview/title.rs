//! The titles of charts: what the numbers say, not what they are of.

use super::data::MAX_UNITS;
use super::numbers::Featured;
use crate::assess::Rate;
use crate::lang;
use crate::report::brief::many;
use crate::report::figures::{outcome, status_counts};
use crate::report::{Report, words};

/// How many returns came, and of which collection the smallest part.
pub(super) fn rates(report: &Report<'_>) -> String {
    let lang = report.lang;
    let all = || report.assessed.rates.iter();
    let received: u32 = all().map(|rate| rate.arrivals.received()).sum();
    let expected: u32 = all().map(|rate| rate.arrivals.expected()).sum();
    let mut title = lang.pick(
        format!(
            "Đã nhận {}/{} báo cáo",
            many(received, lang),
            many(expected, lang)
        ),
        format!(
            "{} of {} returns received",
            many(received, lang),
            many(expected, lang)
        ),
    );
    let share = |rate: &Rate| {
        let arrivals = &rate.arrivals;
        (arrivals.expected() > 0)
            .then(|| f64::from(arrivals.received()) / f64::from(arrivals.expected()))
    };
    let known = all().filter_map(|rate| Some((share(rate)?, rate)));
    let least = known.min_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((share, rate)) = least.filter(|(share, _)| *share < 1.0 && all().count() > 1) {
        let collection = report.campaign.collection(&rate.collection);
        let name = collection.map_or(rate.collection.as_str(), |one| one.titles.get(lang));
        let percent = lang::number((share * 1000.0).floor() / 10.0, lang);
        title.push_str(&lang.pick(
            format!("; thấp nhất: {name}, {percent}%"),
            format!("; fewest: {name}, {percent}%"),
        ));
    }
    title
}

/// The target that the greatest part of its units surely misses.
pub(super) fn statuses(report: &Report<'_>) -> String {
    let outcome = outcome(&status_counts(report));
    outcome.title(report.lang).unwrap_or_default()
}

/// How many of the units shown have what is required.
pub(super) fn featured(report: &Report<'_>, featured: &Featured<'_>) -> String {
    let lang = report.lang;
    let (met, bound) = featured.met_of_bound;
    let mut types = report.campaign.unit_types.iter();
    let kind = types.find(|one| one.id == *featured.unit_type);
    let kind = kind.map_or("", |one| one.several.get(lang));
    let (met, bound) = (many(met, lang), many(bound, lang));
    let threshold = featured.target.binds.types.get(featured.unit_type);
    let required = threshold.map_or_else(String::new, |threshold| {
        words::threshold(featured.target, *threshold, lang)
    });
    let title = lang.pick(
        format!("{met}/{bound} {kind} đã có {required}"),
        format!("{met} of {bound} {kind} have {required}"),
    );
    if featured.figures(report).len() <= MAX_UNITS {
        return title;
    }
    lang.pick(
        format!("{title} ({MAX_UNITS} đơn vị thấp nhất)"),
        format!("{title} (the lowest {MAX_UNITS})"),
    )
}
