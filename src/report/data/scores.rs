//! Scores, ranks and quotas in `summary.json`.

use serde::Serialize;
use serde_json::{Value, json};

use super::Figure;
use crate::assess::Interval;
use crate::campaign::Campaign;
use crate::report::Report;
use crate::score::{Mark, QuotaGroup, Tally, UnitScore};

/// A unit's score: on its block's basis, then by itself, by the review, and criterion by criterion.
#[derive(Serialize)]
pub(super) struct ScoreEntry<'r> {
    low: Figure,
    high: Figure,
    maximum: Figure,
    basis: &'static str,
    own: Option<TallyEntry>,
    review: Option<TallyEntry>,
    criteria: Vec<CriterionEntry<'r>>,
}

#[derive(Serialize)]
struct TallyEntry {
    low: Figure,
    high: Figure,
    maximum: Figure,
}

#[derive(Serialize)]
struct CriterionEntry<'r> {
    code: &'r str,
    own: Option<MarkEntry>,
    review: Option<MarkEntry>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MarkEntry {
    Word(&'static str),
    Points { low: Figure, high: Figure },
}

impl<'r> ScoreEntry<'r> {
    pub(super) fn new(one: &UnitScore, campaign: &'r Campaign) -> Option<Self> {
        let score = one.score?;
        let criteria = campaign.criteria.iter().zip(&one.criteria);
        let criteria = criteria.map(|(criterion, score)| CriterionEntry {
            code: &criterion.code,
            own: score.own.map(MarkEntry::from),
            review: score.review.map(MarkEntry::from),
        });
        Some(Self {
            low: Figure(score.low),
            high: Figure(score.high),
            maximum: Figure(score.maximum),
            basis: score.basis.as_str(),
            own: one.own.map(TallyEntry::from),
            review: one.review.map(TallyEntry::from),
            criteria: criteria.collect(),
        })
    }
}

impl From<Tally> for TallyEntry {
    fn from(tally: Tally) -> Self {
        Self {
            low: Figure(tally.low),
            high: Figure(tally.high),
            maximum: Figure(tally.maximum),
        }
    }
}

impl From<Mark> for MarkEntry {
    fn from(mark: Mark) -> Self {
        match mark {
            Mark::NotApplicable => Self::Word("not-applicable"),
            Mark::Points { low, high } => Self::Points {
                low: Figure(low),
                high: Figure(high),
            },
        }
    }
}

/// A unit's places, and whether both ends can be reached.
#[derive(Serialize)]
pub(super) struct RankEntry {
    best: u32,
    worst: u32,
    exact: bool,
}

impl RankEntry {
    pub(super) fn new(one: &UnitScore) -> Option<Self> {
        let rank = one.rank?;
        Some(Self {
            best: rank.best,
            worst: rank.worst,
            exact: one.bound.is_exact(),
        })
    }
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
    json!({ "low": Figure(one.low), "high": one.high.map(Figure) })
}
