//! campaign.toml as written: every key known, nothing resolved yet.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Deserializer};

use super::raw_scoring::{RawQuota, RawScoring};
use super::report::RawReport;
use super::{About, DateOrder, Limits};
use crate::finding::Severity;
use crate::lang::{Lang, Titles};

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawCampaign {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) language: Lang,
    pub(super) owner: String,
    #[serde(default)]
    pub(super) superior: String,
    pub(super) from: Day,
    pub(super) to: Day,
    #[serde(default)]
    pub(super) date_order: DateOrder,
    #[serde(default)]
    pub(super) as_of: Option<Day>,
    #[serde(default)]
    pub(super) report: RawReport,
    #[serde(default, rename = "unit-type")]
    pub(super) unit_types: Vec<RawUnitType>,
    #[serde(default, rename = "block")]
    pub(super) blocks: Vec<RawBlock>,
    #[serde(default, rename = "collection")]
    pub(super) collections: Vec<RawCollection>,
    #[serde(default, rename = "target")]
    pub(super) targets: Vec<RawTarget>,
    #[serde(default, rename = "rule")]
    pub(super) across: Vec<RawAcross>,
    #[serde(default)]
    pub(super) scoring: Option<RawScoring>,
    #[serde(default, rename = "quota")]
    pub(super) quotas: Vec<RawQuota>,
    #[serde(default)]
    pub(super) severities: BTreeMap<String, Severity>,
    #[serde(default)]
    pub(super) limits: Limits,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawUnitType {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) several: Option<Titles>,
    #[serde(default)]
    pub(super) workbook: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBlock {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) heads: Vec<RawHead>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHead {
    pub(super) unit: String,
    pub(super) from: Day,
    pub(super) to: Day,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawCollection {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) from: Day,
    pub(super) to: Day,
    #[serde(default)]
    pub(super) due: Option<Day>,
    #[serde(default = "yes")]
    pub(super) due_inclusive: bool,
    pub(super) forms: Vec<String>,
    pub(super) senders: Vec<String>,
    #[serde(default = "sender")]
    pub(super) about: About,
    #[serde(default)]
    pub(super) closed: bool,
    #[serde(default)]
    pub(super) form_versions: Vec<String>,
}

fn yes() -> bool {
    true
}

fn sender() -> About {
    About::Sender
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawTarget {
    pub(super) id: String,
    pub(super) titles: Titles,
    #[serde(default)]
    pub(super) heading: Option<Titles>,
    #[serde(default)]
    pub(super) quantity: Titles,
    #[serde(default)]
    pub(super) source: String,
    #[serde(default)]
    pub(super) collections: Vec<String>,
    #[serde(default)]
    pub(super) binds: Vec<String>,
    #[serde(default)]
    pub(super) at_least: Option<RawThreshold>,
    #[serde(default)]
    pub(super) at_most: Option<RawThreshold>,
    #[serde(default)]
    pub(super) rising: bool,
    #[serde(default)]
    pub(super) baseline: Option<String>,
    #[serde(default)]
    pub(super) promised: Option<RawPromise>,
    #[serde(default)]
    pub(super) when: Option<RawWhen>,
    pub(super) measure: RawMeasure,
    #[serde(default)]
    pub(super) from: Option<Day>,
    #[serde(default)]
    pub(super) to: Option<Day>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawThreshold {
    One(f64),
    ByName(BTreeMap<String, f64>),
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RawMeasure {
    Count {
        form: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    CountKeys {
        form: String,
        #[serde(default)]
        by: Vec<String>,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    Share {
        form: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
        part: Vec<RawCondition>,
    },
    Ratio {
        form: String,
        part: String,
        whole: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    Exists {
        form: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    DateBefore {
        form: String,
        field: String,
        before: Day,
        #[serde(default)]
        inclusive: bool,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    Sum {
        form: String,
        field: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    Filled {
        form: String,
        fields: Vec<String>,
    },
    Yes {
        form: String,
        fields: Vec<String>,
    },
    OnTime {},
    Received {},
    AllOf {
        targets: Vec<String>,
    },
    PromisesKept(RawKept),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawKept {
    pub(super) promised: RawAmounts,
    pub(super) done: RawAmounts,
    #[serde(default)]
    pub(super) lower_is_better: Vec<String>,
}

/// A number of a form, one a row key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAmounts {
    pub(super) form: String,
    pub(super) field: String,
}

/// The rows without which a target does not bind a unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWhen {
    pub(super) collections: Vec<String>,
    pub(super) form: String,
    #[serde(default, rename = "where")]
    pub(super) conditions: Vec<RawCondition>,
}

/// The unit's own promise: the sum of a field in some collections.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawPromise {
    pub(super) collections: Vec<String>,
    pub(super) form: String,
    pub(super) field: String,
    #[serde(default, rename = "where")]
    pub(super) conditions: Vec<RawCondition>,
}

#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RawAcross {
    NeedsReturn {
        form: String,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
        collection: String,
    },
    RefersTo {
        form: String,
        field: String,
        to: RawOther,
    },
    Peers {
        form: String,
        field: String,
        #[serde(default)]
        per: Option<String>,
        #[serde(default)]
        threshold: Option<f64>,
    },
    OneSender {
        form: String,
        field: String,
        #[serde(default)]
        with: Vec<String>,
        #[serde(default, rename = "where")]
        conditions: Vec<RawCondition>,
    },
    YearBefore(RawYearBefore),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawYearBefore {
    pub(super) form: String,
    pub(super) field: String,
    #[serde(default)]
    pub(super) collection: Option<String>,
    pub(super) measure: String,
    pub(super) factor: f64,
    pub(super) least: f64,
}

/// A field of the unit's own return of another collection.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOther {
    pub(super) collection: String,
    pub(super) form: String,
    pub(super) field: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawCondition {
    pub(super) field: String,
    #[serde(default)]
    pub(super) one_of: Vec<String>,
    #[serde(default)]
    pub(super) within: Option<RawPeriod>,
    #[serde(default)]
    pub(super) at_least: Option<f64>,
    #[serde(default)]
    pub(super) at_most: Option<f64>,
    #[serde(default)]
    pub(super) is_true: bool,
    #[serde(default)]
    pub(super) filled: bool,
    #[serde(default)]
    pub(super) difficult_area: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawPeriod {
    Named(SchoolYear),
    Days { from: Option<Day>, to: Option<Day> },
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SchoolYear {
    SchoolYear,
}

/// A day, as a TOML date or as text.
#[derive(Clone, Copy)]
pub(super) struct Day(pub(super) NaiveDate);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Toml(toml::value::Datetime),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)? {
            Written::Toml(day) => day.to_string(),
            Written::Text(text) => text,
        };
        let day: Option<NaiveDate> = text.parse().ok();
        day.filter(|day| (1900..=9999).contains(&day.year()))
            .map(Self)
            .ok_or_else(|| {
                serde::de::Error::custom(format!("{text:?} is no day such as 2023-09-05"))
            })
    }
}
