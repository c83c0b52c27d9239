//! What an earlier run found, read back from its `data/summary.json`.
//!
//! In: the bytes of that file. Out: the figures, statuses, scores and ranks of then. Keys this
//! program does not know are passed over; a file of another shape is refused. Whether the bytes are
//! those the run wrote is for the caller to know: the manifest beside them vouches for them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

use super::{Interval, Status};
use crate::id::{BlockId, CollectionId, TargetId, UnitCode};

/// The version of the data files' shape, as written in them.
pub const SCHEMA_VERSION: u32 = 1;

/// The result of an earlier run.
#[derive(Debug, Clone, PartialEq)]
pub struct FormerRun {
    campaign: String,
    as_of: NaiveDate,
    /// Whether a collection was still open then.
    pub provisional: bool,
    /// The collections it looked at.
    pub collections: BTreeSet<CollectionId>,
    /// Those of them that were closed by then.
    pub closed: BTreeSet<CollectionId>,
    /// For each target the figure over all units, in the campaign's order of then.
    pub totals: Vec<(TargetId, Interval)>,
    /// The senders of then.
    pub units: BTreeMap<UnitCode, FormerUnit>,
}

/// One unit in an earlier run.
#[derive(Debug, Clone, PartialEq)]
pub struct FormerUnit {
    /// Its name then.
    pub name: String,
    /// Its block then; ranks in different blocks do not compare.
    pub block: Option<BlockId>,
    /// How it stood against each target.
    pub targets: BTreeMap<TargetId, Stand>,
    /// Its score; none where it had none.
    pub score: Option<FormerScore>,
    /// The places it could take in its block; none where it had no score or no block.
    pub rank: Option<FormerRank>,
}

/// One unit against one target on one day, in an earlier run or in this one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// How it stands.
    pub status: Status,
    /// The figure; none where the target does not bind the unit.
    pub figure: Option<Interval>,
    /// What is required; none where nothing is.
    pub threshold: Option<f64>,
}

/// A score of an earlier run.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FormerScore {
    /// Points that were certain.
    pub low: f64,
    /// Points at most.
    pub high: f64,
    /// Points attainable by the criteria that applied.
    pub maximum: f64,
    /// Whose scores they were, by their name in data files.
    pub basis: String,
}

/// The places a unit could take in its block, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct FormerRank {
    /// The best place.
    pub best: u32,
    /// The worst place.
    pub worst: u32,
}

/// Why a `summary.json` cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum FormerError {
    /// It is no JSON, or a key that is needed is missing or of another kind.
    #[error("not a summary of a run")]
    Unreadable(#[from] serde_json::Error),
    /// It was written in another shape.
    #[error("its schema_version is {found}, this program reads {SCHEMA_VERSION}")]
    OtherVersion {
        /// The version it is written in.
        found: u64,
    },
}

impl FormerRun {
    /// Reads the bytes of an earlier run's `data/summary.json`.
    ///
    /// # Errors
    /// [`FormerError::OtherVersion`] where its shape is not this program's;
    /// [`FormerError::Unreadable`] where it has no shape at all, is cut off or lacks a figure.
    pub fn parse(summary: &[u8]) -> Result<Self, FormerError> {
        let Version { schema_version } = serde_json::from_slice(summary)?;
        if schema_version != u64::from(SCHEMA_VERSION) {
            return Err(FormerError::OtherVersion {
                found: schema_version,
            });
        }
        let raw: Summary = serde_json::from_slice(summary)?;
        let id = |one: &RawCollection| CollectionId::from(one.id.as_str());
        let closed = raw.collections.iter().filter(|one| one.closed);
        let totals = raw.totals.iter();
        Ok(Self {
            campaign: raw.campaign,
            as_of: raw.as_of,
            provisional: raw.provisional,
            closed: closed.map(id).collect(),
            collections: raw.collections.iter().map(id).collect(),
            totals: totals
                .map(|one| (one.target.as_str().into(), one.figure()))
                .collect(),
            units: raw.units.into_iter().map(RawUnit::resolve).collect(),
        })
    }

    /// The newest of some runs, sorted by day, that is of this campaign.
    #[must_use]
    pub fn newest<'a>(runs: &'a [Self], campaign: &str) -> Option<&'a Self> {
        runs.iter().rev().find(|run| run.campaign == campaign)
    }

    /// The id of the campaign it was a run of.
    #[must_use]
    pub fn campaign(&self) -> &str {
        &self.campaign
    }

    /// The day it assessed at.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// A unit's figure of then; none where the unit or the target was not there, or did not bind.
    #[must_use]
    pub fn figure(&self, unit: &UnitCode, target: &TargetId) -> Option<Interval> {
        self.units.get(unit)?.targets.get(target)?.figure
    }

    /// The figure over all units of then; none where the target was not there.
    #[must_use]
    pub fn total(&self, target: &TargetId) -> Option<Interval> {
        let mut totals = self.totals.iter();
        totals.find_map(|(id, total)| (id == target).then_some(*total))
    }
}

#[derive(Deserialize)]
struct Version {
    schema_version: u64,
}

#[derive(Deserialize)]
struct Summary {
    campaign: String,
    #[serde(deserialize_with = "day")]
    as_of: NaiveDate,
    provisional: bool,
    collections: Vec<RawCollection>,
    totals: Vec<RawTotal>,
    units: Vec<RawUnit>,
}

#[derive(Deserialize)]
struct RawCollection {
    id: String,
    closed: bool,
}

#[derive(Deserialize)]
struct RawTotal {
    target: String,
    low: f64,
    high: Option<f64>,
}

impl RawTotal {
    fn figure(&self) -> Interval {
        Interval {
            low: self.low,
            high: self.high,
        }
    }
}

#[derive(Deserialize)]
struct RawUnit {
    code: String,
    name: String,
    block: Option<String>,
    targets: Vec<RawResult>,
    score: Option<FormerScore>,
    rank: Option<FormerRank>,
}

impl RawUnit {
    fn resolve(self) -> (UnitCode, FormerUnit) {
        let targets = self.targets.iter();
        let unit = FormerUnit {
            name: self.name,
            block: self.block.as_deref().map(BlockId::from),
            targets: targets
                .map(|one| (one.id.as_str().into(), one.resolve()))
                .collect(),
            score: self.score,
            rank: self.rank,
        };
        (self.code.as_str().into(), unit)
    }
}

#[derive(Deserialize)]
struct RawResult {
    id: String,
    #[serde(deserialize_with = "status")]
    status: Status,
    low: Option<f64>,
    high: Option<f64>,
    threshold: Option<f64>,
}

impl RawResult {
    fn resolve(&self) -> Stand {
        Stand {
            status: self.status,
            figure: self.low.map(|low| Interval {
                low,
                high: self.high,
            }),
            threshold: self.threshold,
        }
    }
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    let text = String::deserialize(from)?;
    let day = text.parse();
    day.map_err(|_| de::Error::custom(format_args!("{text:?} is no day")))
}

fn status<'de, D: Deserializer<'de>>(from: D) -> Result<Status, D::Error> {
    let text = String::deserialize(from)?;
    let status = Status::ALL.into_iter().find(|one| one.as_str() == text);
    status.ok_or_else(|| de::Error::custom(format_args!("{text:?} is no status")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMARY: &str = r#"{
        "schema_version": 1,
        "campaign": "2023-2024",
        "collections": [{ "id": "dang-ky", "closed": true }, { "id": "cuoi-nam", "closed": false }],
        "as_of": "2024-06-15",
        "provisional": true,
        "rates": [],
        "totals": [{ "target": "dien-hinh", "low": 7, "high": null }],
        "submissions": [],
        "units": [{
            "code": "THPT-01", "name": "Trường THPT Suối Lan", "type": "thpt", "block": "khoi-2",
            "collections": [],
            "targets": [
                { "id": "dien-hinh", "status": "met", "low": 2, "high": 3.5, "threshold": 2,
                  "reason": "threshold-reached", "new": 1 },
                { "id": "bo-tieu-chi", "status": "not-applicable", "low": null, "high": null,
                  "threshold": null, "reason": "not-bound" }
            ],
            "score": { "low": 80.5, "high": 90, "maximum": 100, "basis": "self" },
            "rank": { "best": 1, "worst": 2 }
        }],
        "a key of a later version": [1]
    }"#;

    fn refused(summary: &str) -> String {
        let error = FormerRun::parse(summary.as_bytes()).unwrap_err();
        let cause = std::error::Error::source(&error).map(ToString::to_string);
        format!("{error}: {}", cause.unwrap_or_default())
    }

    #[test]
    fn figures_statuses_scores_and_ranks_are_read_back() {
        let run = FormerRun::parse(SUMMARY.as_bytes()).unwrap();
        let unit = &run.units[&UnitCode::from("THPT-01")];
        assert_eq!((run.campaign(), run.provisional), ("2023-2024", true));
        assert_eq!(run.as_of(), "2024-06-15".parse().unwrap());
        assert_eq!(run.closed, ["dang-ky".into()].into());
        assert_eq!(run.collections.len(), 2);
        let seven = Interval {
            low: 7.0,
            high: None,
        };
        assert_eq!(run.total(&"dien-hinh".into()), Some(seven));
        let met = Stand {
            status: Status::Met,
            figure: Some(Interval {
                low: 2.0,
                high: Some(3.5),
            }),
            threshold: Some(2.0),
        };
        assert_eq!(unit.targets[&"dien-hinh".into()], met);
        assert_eq!(unit.score.as_ref().unwrap().basis, "self");
        assert_eq!(unit.rank, Some(FormerRank { best: 1, worst: 2 }));
    }

    #[test]
    fn a_figure_is_found_where_the_target_bound_the_unit() {
        let run = FormerRun::parse(SUMMARY.as_bytes()).unwrap();
        let low = |unit: &str, target: &str| {
            let figure = run.figure(&unit.into(), &target.into());
            figure.map(|figure| figure.low)
        };
        assert_eq!(low("THPT-01", "dien-hinh"), Some(2.0));
        assert_eq!(low("THPT-01", "bo-tieu-chi"), None);
        assert_eq!(low("THPT-01", "hoi-dong"), None);
        assert_eq!(low("THPT-02", "dien-hinh"), None);
    }

    #[test]
    fn a_summary_of_another_shape_is_refused_by_its_version() {
        assert_eq!(
            refused(r#"{"schema_version": 2, "as_of": 5}"#),
            "its schema_version is 2, this program reads 1: "
        );
    }

    #[test]
    fn broken_json_is_refused_with_the_place() {
        assert_eq!(
            refused("{\"schema_version\": 1"),
            "not a summary of a run: EOF while parsing an object at line 1 column 20"
        );
        let wrong = SUMMARY.replace("\"met\"", "\"splendid\"");
        assert_eq!(
            refused(&wrong),
            "not a summary of a run: \"splendid\" is no status at line 14 column 57"
        );
        let wrong = SUMMARY.replace("2024-06-15", "15/06/2024");
        assert_eq!(
            refused(&wrong),
            "not a summary of a run: \"15/06/2024\" is no day at line 5 column 29"
        );
    }
}
