//! The campaign's tables beside the register: criteria, lists, the year before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fault::{CampaignFault, Problem};
use super::sheet::Table;
use super::{Campaign, Criterion, CriterionKind, List};
use crate::id::{ListId, UnitCode, UnitTypeId};

pub(super) fn criteria(
    file: &Path,
    rows: Vec<Vec<String>>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Criterion> {
    let known = [
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
    let Some(table) = Table::new(file, rows, &known, &["code", "title", "maximum"], faults) else {
        return Vec::new();
    };
    let mut criteria: Vec<Criterion> = Vec::with_capacity(table.len());
    for row in table.rows() {
        let code = row.get("code").to_owned();
        if criteria.iter().any(|one| one.code == code) {
            faults.push(row.fault("code", Problem::Duplicate { name: code.clone() }));
        }
        let kind = match row.get("kind") {
            "" | "base" => CriterionKind::Base,
            "bonus" => CriterionKind::Bonus,
            "penalty" => CriterionKind::Penalty,
            other => {
                let problem = Problem::Invalid {
                    found: other.to_owned(),
                    expected: "base, bonus, penalty".to_owned(),
                };
                faults.push(row.fault("kind", problem));
                CriterionKind::Base
            }
        };
        for column in ["target", "points", "cap", "floor"] {
            if let Some(found) = row.optional(column) {
                let problem = Problem::Invalid {
                    found: found.to_owned(),
                    expected: "nothing: points from targets and floors are not supported"
                        .to_owned(),
                };
                faults.push(row.fault(column, problem));
            }
        }
        let weight = if row.optional("weight").is_some() {
            row.number("weight", faults)
        } else {
            1.0
        };
        let maximum = row.number("maximum", faults);
        let unit_types: Vec<UnitTypeId> = row
            .list("unit_types")
            .iter()
            .map(|name| UnitTypeId::from(name.as_str()))
            .collect();
        for id in &unit_types {
            if !campaign.unit_types.iter().any(|one| one.id == *id) {
                let problem = Problem::Unknown {
                    kind: ("loại đơn vị", "unit type"),
                    name: id.to_string(),
                    known: campaign
                        .unit_types
                        .iter()
                        .map(|one| one.id.to_string())
                        .collect(),
                };
                faults.push(row.fault("unit_types", problem));
            }
        }
        criteria.push(Criterion {
            code,
            title: row.get("title").to_owned(),
            maximum,
            weight,
            kind,
            unit_types,
        });
    }
    criteria
}

/// The lists of files, and the register and the criteria as lists.
pub(super) fn lists(
    files: BTreeMap<String, (PathBuf, Vec<Vec<String>>)>,
    campaign: &Campaign,
) -> BTreeMap<ListId, List> {
    let mut lists = BTreeMap::new();
    for (name, (file, rows)) in files {
        let table = Table::any(&file, rows);
        let mut list = List::default();
        for column in table.header() {
            let values = table.rows().map(|row| row.get(column).to_owned());
            list.columns.insert(
                column.clone(),
                values.filter(|value| !value.is_empty()).collect(),
            );
        }
        lists.insert(ListId::from(name.as_str()), list);
    }
    let codes = campaign
        .units
        .iter()
        .map(|unit| unit.code.to_string())
        .collect();
    lists.insert(
        ListId::from("units"),
        List {
            columns: BTreeMap::from([("code".to_owned(), codes)]),
        },
    );
    let codes = campaign
        .criteria
        .iter()
        .map(|one| one.code.clone())
        .collect();
    lists.insert(
        ListId::from("criteria"),
        List {
            columns: BTreeMap::from([("code".to_owned(), codes)]),
        },
    );
    lists
}

pub(super) fn baseline(
    file: &Path,
    rows: Vec<Vec<String>>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> BTreeMap<(UnitCode, String), f64> {
    let columns = ["unit", "measure", "value"];
    let mut values = BTreeMap::new();
    if let Some(table) = Table::new(file, rows, &columns, &columns, faults) {
        for row in table.rows() {
            let unit = UnitCode::from(row.get("unit"));
            if campaign.unit(&unit).is_none() {
                let problem = Problem::Unknown {
                    kind: ("đơn vị", "unit"),
                    name: unit.to_string(),
                    known: campaign
                        .units
                        .iter()
                        .map(|unit| unit.code.to_string())
                        .collect(),
                };
                faults.push(row.fault("unit", problem));
            }
            let value = row.number("value", faults);
            values.insert((unit, row.get("measure").to_owned()), value);
        }
    }
    values
}
