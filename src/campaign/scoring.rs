//! How blocks score and rank, and how many titles may be given.

use crate::id::{CollectionId, FieldName, FormId, TargetId};
use crate::lang::Titles;

/// Where scores come from, and how units are ranked by them.
#[derive(Debug, Clone)]
pub struct Scoring {
    /// The units' own scores; none where every criterion is computed or only reviewed.
    pub own: Option<ScoreSource>,
    /// The blocks' reviews, if they are collected.
    pub review: Option<ScoreSource>,
    /// What units are ranked by, the first before the second; at least one.
    pub rank_by: Vec<RankKey>,
    /// Which differences between own scores and review are listed.
    pub difference: DifferenceLimits,
}

/// The form that carries scores, one row a criterion.
#[derive(Debug, Clone)]
pub struct ScoreSource {
    /// The collection it comes with.
    pub collection: CollectionId,
    /// The form.
    pub form: FormId,
    /// The field naming the scored unit; none means the sender.
    pub unit: Option<FieldName>,
    /// The field naming the criterion.
    pub criterion: FieldName,
    /// The field with the points.
    pub score: FieldName,
    /// The field saying that the criterion does not apply.
    pub not_applicable: Option<FieldName>,
}

/// What units of a block are ranked by; more is better.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RankKey {
    /// Units under no criterion's floor come before those under one.
    Floors,
    /// The total as a share of the attainable maximum.
    Share,
    /// The total.
    Total,
    /// The points of one criterion, given by its place among the campaign's; what a penalty takes
    /// counts against the unit.
    Criterion(usize),
}

/// The greatest differences, in points, that are not listed; none means that none is.
#[derive(Debug, Clone, Copy, Default, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DifferenceLimits {
    /// On one criterion.
    pub criterion: Option<f64>,
    /// In total.
    pub total: Option<f64>,
}

/// A share that titles should not pass.
#[derive(Debug, Clone)]
pub struct Quota {
    /// Its id.
    pub id: String,
    /// What it limits.
    pub titles: Titles,
    /// Where it is laid down, as one would cite it.
    pub source: String,
    /// The target that counts the titles.
    pub numerator: TargetId,
    /// The target that counts those who may have them.
    pub denominator: TargetId,
    /// The greatest share, in millionths, so that what is allowed is computed exactly.
    pub limit_millionths: i64,
    /// How a fraction of a title is rounded.
    pub rounding: Rounding,
    /// Over whom both are counted.
    pub scope: QuotaScope,
}

/// How a fraction is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rounding {
    /// Left out.
    Down,
    /// Counted as a whole.
    Up,
    /// To the nearer whole, a half upwards.
    Nearest,
}

/// Over whom a quota is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuotaScope {
    /// Each unit for itself.
    Unit,
    /// Each block.
    Block,
    /// Each unit type.
    Type,
    /// The whole province.
    Province,
}
