//! A sample is what it says: repeatable, complete, and true where nothing was planted.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use super::*;
use crate::campaign::Layout;
use crate::text::match_key;

mod content;
mod mess;
mod readback;

const REGISTER: &str = include_str!("../../schemas/2023-2024/units.csv");

fn plan(mess: f64) -> Plan {
    Plan {
        collection: None,
        mess,
        seed: 2024,
    }
}

/// The sample of a plan, in a folder that goes when it is dropped.
fn sample(units: usize, plan: &Plan) -> (tempfile::TempDir, Written) {
    let dir = tempfile::tempdir().unwrap();
    let written = write(dir.path(), units, plan).unwrap();
    (dir, written)
}

/// Every file below a folder, by path, with its bytes.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(dir)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, fs::read(path).unwrap());
            }
        }
    }
    found
}

fn truth(dir: &Path) -> Vec<Json> {
    let text = fs::read_to_string(dir.join("truth.jsonl")).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn load(dir: &Path) -> Campaign {
    campaign::load(&dir.join("schemas").join(schemas::CAMPAIGN), read_csv).unwrap()
}

/// The file names in the log.
fn log(dir: &Path) -> Vec<String> {
    let rows = read_csv(&dir.join("received.csv")).unwrap();
    assert_eq!(rows[0], ["file", "received_at", "mail_number"]);
    rows.into_iter().skip(1).map(|row| row[0].clone()).collect()
}

#[test]
fn the_same_plan_gives_the_same_bytes_whatever_the_threads() {
    let on = |threads: usize, plan: &Plan| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        let (dir, written) = pool.install(|| sample(24, plan));
        (files(dir.path()), written)
    };
    let one = on(1, &plan(0.6));
    assert!(one == on(4, &plan(0.6)));
    assert!(
        one.0
            != on(
                4,
                &Plan {
                    seed: 2025,
                    ..plan(0.6)
                }
            )
            .0
    );
}

#[test]
fn a_register_has_as_many_units_as_asked_for_and_no_name_twice() {
    for count in [1, 2, 5, 9, 69, 70, 71, 100, 1_300, MOST_UNITS] {
        let made = register::register(count, REGISTER, &["PGD-02", "THPT-01", "KK-02", "NT-06"]);
        let mut reader = csv::Reader::from_reader(made.csv.as_bytes());
        let mut names = BTreeSet::new();
        let mut rows = 0;
        for record in reader.records() {
            let record = record.unwrap();
            rows += 1;
            let aliases = record[5].split('|').filter(|name| !name.is_empty());
            for name in aliases.chain([&record[1]]) {
                assert!(
                    names.insert(match_key(name)),
                    "{name} stands twice among {count} units"
                );
            }
        }
        assert_eq!((rows, made.codes.len()), (count, count));
    }
}

#[test]
fn the_first_seventy_units_are_the_campaigns_own() {
    let made = register::register(100, REGISTER, &[]);
    assert!(made.csv.starts_with(REGISTER));
}

#[test]
fn a_small_register_has_every_kind_of_unit() {
    let made = register::register(12, REGISTER, &["PGD-02", "THPT-01", "KK-02", "NT-06"]);
    for code in ["PGD-02", "THPT-01", "KK-02", "NT-06", "PB-01"] {
        assert!(made.codes.contains(code), "{code}");
    }
}

#[test]
fn the_campaign_of_any_number_of_units_has_no_fault() {
    for units in [1, 2, 5, 12, 70, 71, 72, 100, 1_300] {
        let dir = tempfile::tempdir().unwrap();
        schemas::write(dir.path(), units).unwrap();
        let campaign = campaign::load(&dir.path().join(schemas::CAMPAIGN), read_csv).unwrap();
        assert_eq!(campaign.units.len(), units);
        for block in &campaign.blocks {
            let of_block = |unit: &&campaign::Unit| unit.block.as_ref() == Some(&block.id);
            let members = campaign.units.iter().filter(of_block).count();
            // Head and deputy, where there are two.
            assert_eq!(block.heads.len(), members.min(2), "{}", block.id);
        }
        let found = campaign::find_default(dir.path()).unwrap();
        assert_eq!(found, dir.path().join(schemas::CAMPAIGN));
    }
}

#[test]
fn a_folder_in_use_is_refused_and_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("letter.txt"), "kept").unwrap();
    let refused = write(dir.path(), 1, &plan(0.0));
    assert!(matches!(refused, Err(SampleError::NotEmpty(_))));
    assert_eq!(files(dir.path()).len(), 1);
}

#[test]
fn a_plan_for_what_there_is_not_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let refuse =
        |units: usize, plan: &Plan| write(dir.path(), units, plan).unwrap_err().to_string();
    assert_eq!(
        refuse(0, &plan(0.0)),
        "a sample has 1 to 60000 units, not 0"
    );
    assert_eq!(
        refuse(1, &plan(1.5)),
        "the mess is a number from 0 to 1, not 1.5"
    );
    assert_eq!(
        refuse(1, &plan(f64::NAN)),
        "the mess is a number from 0 to 1, not NaN"
    );
    let other = Plan {
        collection: Some("ky-2".into()),
        ..plan(0.0)
    };
    let message = refuse(1, &other);
    assert!(files(dir.path()).is_empty());
    assert_eq!(
        message,
        "there is no collection \"ky-2\"; there are dang-ky, hoc-ky-1, cuoi-nam, tham-dinh"
    );
}

#[test]
fn one_collection_can_be_asked_for_alone() {
    let (dir, written) = sample(
        10,
        &Plan {
            collection: Some("dang-ky".into()),
            ..plan(0.0)
        },
    );
    assert_eq!(written.files, 10);
    let returns = files(&dir.path().join("returns"));
    assert!(returns.keys().all(|name| name.starts_with("dang-ky/")));
}

#[test]
fn the_truth_has_its_keys_in_one_order_and_rows_of_tables_only() {
    let (dir, written) = sample(12, &plan(0.5));
    let campaign = load(dir.path());
    let lines = truth(dir.path());
    assert_eq!(lines.len(), written.rows);
    for line in lines {
        let keys: Vec<&String> = line.as_object().unwrap().keys().collect();
        assert_eq!(keys, ["file", "form", "sheet", "row", "values", "faults"]);
        let form = campaign
            .form(&line["form"].as_str().unwrap().into())
            .unwrap();
        assert_eq!(line["row"].is_null(), form.layout == Layout::Record);
    }
}
