//! The criteria of scoring: `criteria.csv`.

use std::path::Path;

use super::Campaign;
use super::fault::{CampaignFault, Problem};
use super::sheet::{Row, Table};
use crate::id::{TargetId, UnitTypeId};

/// One criterion of scoring. All its points are before its weight.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its code, such as `TC01`.
    pub code: String,
    /// Its title.
    pub title: String,
    /// The most points that may be given.
    pub maximum: f64,
    /// What its points are multiplied by; more than 0.
    pub weight: f64,
    /// Whether its points belong to the attainable maximum, come on top, or are taken off.
    pub kind: CriterionKind,
    /// The target its points come from; none means that forms give them.
    pub computed: Option<Computed>,
    /// The most points that count, at most the maximum.
    pub cap: Option<f64>,
    /// The least points a unit should have on it; none of penalties.
    pub floor: Option<f64>,
    /// The unit types it applies to; empty means all.
    pub unit_types: Vec<UnitTypeId>,
}

/// Points from a target. Where the target requires something of the unit, a penalty takes them if
/// it is missed and any other criterion gives them if it is met; where the target is only watched,
/// they are the points of one unit of its figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Computed {
    /// The target.
    pub target: TargetId,
    /// How many points; more than 0.
    pub points: f64,
}

/// How a criterion's points enter a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionKind {
    /// Part of the attainable maximum.
    Base,
    /// On top of it.
    Bonus,
    /// Taken off.
    Penalty,
}

impl Criterion {
    /// The most points that count, before the weight.
    #[must_use]
    pub fn most(&self) -> f64 {
        self.cap.map_or(self.maximum, |cap| cap.min(self.maximum))
    }

    /// Whether it is one of a unit type's.
    #[must_use]
    pub fn binds(&self, unit_type: &UnitTypeId) -> bool {
        self.unit_types.is_empty() || self.unit_types.contains(unit_type)
    }

    /// Whether forms ask units of a type for its points.
    #[must_use]
    pub fn is_asked_of(&self, unit_type: &UnitTypeId) -> bool {
        self.computed.is_none() && self.binds(unit_type)
    }
}

const COLUMNS: [&str; 10] = [
    "code",
    "title",
    "maximum",
    "weight",
    "kind",
    "target",
    "points",
    "cap",
    "floor",
    "unit_types",
];

/// Reads criteria.csv; `targets` are the ids of the campaign's.
pub(super) fn read<'a>(
    file: &Path,
    rows: Vec<Vec<String>>,
    campaign: &Campaign,
    targets: impl Iterator<Item = &'a str>,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Criterion> {
    let needed = ["code", "title", "maximum"];
    let Some(table) = Table::new(file, rows, &COLUMNS, &needed, faults) else {
        return Vec::new();
    };
    let targets: Vec<String> = targets.map(str::to_owned).collect();
    let mut criteria: Vec<Criterion> = Vec::with_capacity(table.len());
    for row in table.rows() {
        let code = row.get("code").to_owned();
        if criteria.iter().any(|one| one.code == code) {
            faults.push(row.fault("code", Problem::Duplicate { name: code.clone() }));
        }
        let criterion = Criterion {
            code,
            title: row.get("title").to_owned(),
            maximum: row.number("maximum", faults),
            weight: optional_number(&row, "weight", faults).unwrap_or(1.0),
            kind: kind(&row, faults),
            computed: computed(&row, &targets, faults),
            cap: optional_number(&row, "cap", faults),
            floor: optional_number(&row, "floor", faults),
            unit_types: unit_types(&row, campaign, faults),
        };
        check(&criterion, &row, faults);
        criteria.push(criterion);
    }
    criteria
}

fn optional_number(row: &Row<'_>, column: &str, faults: &mut Vec<CampaignFault>) -> Option<f64> {
    row.optional(column)?;
    Some(row.number(column, faults))
}

fn kind(row: &Row<'_>, faults: &mut Vec<CampaignFault>) -> CriterionKind {
    match row.get("kind") {
        "" | "base" => CriterionKind::Base,
        "bonus" => CriterionKind::Bonus,
        "penalty" => CriterionKind::Penalty,
        _ => {
            faults.push(invalid(row, "kind", "base, bonus, penalty"));
            CriterionKind::Base
        }
    }
}

/// A target and its points: both or neither.
fn computed(
    row: &Row<'_>,
    targets: &[String],
    faults: &mut Vec<CampaignFault>,
) -> Option<Computed> {
    let points = optional_number(row, "points", faults);
    let Some(name) = row.optional("target") else {
        if points.is_some() {
            let expected = "nothing, or name in the column target what gives the points";
            faults.push(invalid(row, "points", expected));
        }
        return None;
    };
    if !targets.iter().any(|id| id == name) {
        let problem = Problem::Unknown {
            kind: ("chỉ tiêu", "target"),
            name: name.to_owned(),
            known: targets.to_vec(),
        };
        faults.push(row.fault("target", problem));
    }
    if points.is_none_or(|points| points <= 0.0) {
        let expected = "a number above 0: the points that the target gives or takes";
        faults.push(invalid(row, "points", expected));
    }
    Some(Computed {
        target: TargetId::from(name),
        points: points.unwrap_or(0.0),
    })
}

fn unit_types(
    row: &Row<'_>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<UnitTypeId> {
    let names = row.list("unit_types");
    let ids: Vec<UnitTypeId> = names
        .iter()
        .map(|name| UnitTypeId::from(name.as_str()))
        .collect();
    let known = || campaign.unit_types.iter().map(|one| &one.id);
    for id in ids.iter().filter(|id| !known().any(|one| one == *id)) {
        let problem = Problem::Unknown {
            kind: ("loại đơn vị", "unit type"),
            name: id.to_string(),
            known: known().map(ToString::to_string).collect(),
        };
        faults.push(row.fault("unit_types", problem));
    }
    ids
}

/// The numbers fit together.
fn check(criterion: &Criterion, row: &Row<'_>, faults: &mut Vec<CampaignFault>) {
    let mut expect = |column: &str, holds: bool, expected: &str| {
        if !holds {
            faults.push(invalid(row, column, expected));
        }
    };
    expect("maximum", criterion.maximum >= 0.0, "0 or more");
    expect("weight", criterion.weight > 0.0, "a number above 0");
    let cap = criterion.cap.unwrap_or(criterion.maximum);
    let most = format!("a number from 0 to the maximum {}", criterion.maximum);
    expect("cap", (0.0..=criterion.maximum).contains(&cap), &most);
    if let Some(floor) = criterion.floor {
        if criterion.kind == CriterionKind::Penalty {
            expect("floor", false, "nothing: a penalty has no least points");
        }
        let most = format!(
            "a number from 0 to {}, the most points that count",
            criterion.most()
        );
        expect("floor", (0.0..=criterion.most()).contains(&floor), &most);
    }
}

fn invalid(row: &Row<'_>, column: &str, expected: &str) -> CampaignFault {
    let problem = Problem::Invalid {
        found: row.get(column).to_owned(),
        expected: expected.to_owned(),
    };
    row.fault(column, problem)
}
