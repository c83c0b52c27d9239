//! `[scoring]` and `[[quota]]` of campaign.toml as written.

use serde::Deserialize;

use super::{DifferenceLimits, QuotaScope, Rounding};
use crate::lang::Titles;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawScoring {
    #[serde(default, rename = "self")]
    pub(super) own: Option<RawScoreSource>,
    #[serde(default)]
    pub(super) review: Option<RawScoreSource>,
    #[serde(default)]
    pub(super) rank_by: Option<Vec<String>>,
    #[serde(default)]
    pub(super) difference: DifferenceLimits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawScoreSource {
    pub(super) collection: String,
    pub(super) form: String,
    #[serde(default)]
    pub(super) unit: Option<String>,
    pub(super) criterion: String,
    pub(super) score: String,
    #[serde(default)]
    pub(super) not_applicable: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawQuota {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) source: String,
    pub(super) numerator: String,
    pub(super) denominator: String,
    pub(super) limit: f64,
    pub(super) rounding: Rounding,
    pub(super) scope: QuotaScope,
}
