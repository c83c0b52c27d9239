//! The campaign's tables beside register and criteria: lists, the year before.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::fault::{CampaignFault, Problem};
use super::sheet::Table;
use super::{Campaign, List};
use crate::id::{ListId, UnitCode};

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
