//! Scores, ranks and quotas in `summary.json`.

use serde_json::{Value, json};

use super::number;
use crate::assess::Interval;
use crate::campaign::Campaign;
use crate::report::Report;
use crate::score::{Mark, QuotaGroup, Tally, UnitScore};

/// A unit's score: on its block's basis, then by itself, by the review, and criterion by criterion.
pub(super) fn score(one: &UnitScore, campaign: &Campaign) -> Option<Value> {
    let score = one.score?;
    let criteria = campaign.criteria.iter().zip(&one.criteria);
    let criteria = criteria.map(|(criterion, score)| {
        json!({
            "code": criterion.code,
            "own": score.own.map(mark),
            "review": score.review.map(mark),
        })
    });
    Some(json!({
        "low": number(score.low),
        "high": number(score.high),
        "maximum": number(score.maximum),
        "basis": score.basis.as_str(),
        "own": one.own.map(tally),
        "review": one.review.map(tally),
        "criteria": criteria.collect::<Vec<_>>(),
    }))
}

fn tally(tally: Tally) -> Value {
    json!({
        "low": number(tally.low),
        "high": number(tally.high),
        "maximum": number(tally.maximum),
    })
}

fn mark(mark: Mark) -> Value {
    match mark {
        Mark::NotApplicable => json!("not-applicable"),
        Mark::Points { low, high } => json!({ "low": number(low), "high": number(high) }),
    }
}

/// A unit's places, and whether both ends can be reached.
pub(super) fn rank(one: &UnitScore) -> Option<Value> {
    let rank = one.rank?;
    Some(json!({ "best": rank.best, "worst": rank.worst, "exact": one.bound.is_exact() }))
}

/// Every quota over every group.
pub(super) fn quotas<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Value> {
    let results = report.quotas.iter();
    results.filter_map(|one| {
        let quota = report.campaign.quotas.get(one.quota)?;
        let (scope, group) = match &one.group {
            QuotaGroup::Unit(code) => ("unit", Some(code.as_str())),
            QuotaGroup::Block(id) => ("block", Some(id.as_str())),
            QuotaGroup::Type(id) => ("type", Some(id.as_str())),
            QuotaGroup::Province => ("province", None),
        };
        Some(json!({
            "id": quota.id,
            "scope": scope,
            "group": group,
            "numerator": interval(one.numerator),
            "denominator": interval(one.denominator),
            "allowed": interval(one.allowed),
            "verdict": one.verdict.as_str(),
        }))
    })
}

fn interval(one: Interval) -> Value {
    json!({ "low": number(one.low), "high": one.high.map(number) })
}
