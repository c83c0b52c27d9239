//! A province of twelve units: every measure, status, reason, score and rank, worked out by hand in
//! `tests/province/README.md` and held row by row against what a run says.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use thidua::assess::{Reason, Status};
use thidua::campaign::Measure;
use thidua::pipeline::{self, Outcome, Progress, Scope, Settings, Source, Stage};

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

fn province() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/province")
}

/// Runs the province on a day; none is the campaign's own.
fn run(day: Option<&str>) -> (Outcome, Value) {
    run_on(province().join("returns"), day)
}

/// What a run over these returns found, and its summary.
fn run_on(returns: PathBuf, day: Option<&str>) -> (Outcome, Value) {
    let out = tempfile::tempdir().unwrap();
    let settings = Settings {
        campaign: Some(province().join("schemas")),
        source: Source::Folder {
            returns,
            received: Some(province().join("received.csv")),
        },
        decisions: None,
        previous: Vec::new(),
        out: out.path().to_owned(),
        collections: Vec::new(),
        as_of: day.map(|day| day.parse().unwrap()),
        today: "2030-01-01".parse().unwrap(),
        lang: None,
        personal: thidua::finding::Personal::Hidden,
        jobs: Some(1),
        scope: Scope::Data,
        hive: thidua::pipeline::Hive::LeftOut,
        cache: None,
        access: thidua::pipeline::Access::Usual,
        worker: Some(env!("CARGO_BIN_EXE_thidua").into()),
    };
    let outcome = pipeline::run(&settings, &Silent).unwrap();
    let summary = std::fs::read(out.path().join("data/summary.json")).unwrap();
    (outcome, serde_json::from_slice(&summary).unwrap())
}

/// A line of a table in `expected/`, by column.
type Line = BTreeMap<String, String>;

fn expected(name: &str) -> Vec<Line> {
    let file = province().join("expected").join(name);
    let mut table = csv::Reader::from_path(file).unwrap();
    table.deserialize().map(Result::unwrap).collect()
}

fn lines<'v>(list: &'v Value, key: &[&str]) -> BTreeMap<Vec<String>, &'v Value> {
    let of = |one: &Value| -> Vec<String> {
        let part = |name: &&str| one[*name].as_str().unwrap().to_owned();
        key.iter().map(part).collect()
    };
    let all = list.as_array().unwrap();
    all.iter().map(|one| (of(one), one)).collect()
}

/// Whether a value is what a table says: nothing, a text, or a number, which may be a fraction.
fn agrees(written: &str, found: &Value) -> bool {
    if written.is_empty() {
        return found.is_null();
    }
    if let Some(text) = found.as_str() {
        return text == written;
    }
    let (above, below) = written.split_once('/').unwrap_or((written, "1"));
    let numbers = above.parse().ok().zip(below.parse().ok());
    let number = numbers.map(|(above, below): (f64, f64)| above / below);
    let both = number.zip(found.as_f64());
    both.is_some_and(|(one, other)| (one - other).abs() < 1e-9)
}

/// Every difference between a table and what was found, both by the same key.
fn differences(
    table: &[Line],
    key: &[&str],
    columns: &[(&str, &str)],
    found: &BTreeMap<Vec<String>, Value>,
) -> Vec<String> {
    let of = |line: &Line| key.iter().map(|name| line[*name].clone()).collect();
    let named: BTreeSet<Vec<String>> = table.iter().map(of).collect();
    let mut out: Vec<String> = found
        .keys()
        .filter(|one| !named.contains(*one))
        .map(|one| format!("{}: not in the table", one.join(" ")))
        .collect();
    for line in table {
        let key: Vec<String> = of(line);
        let Some(one) = found.get(&key) else {
            out.push(format!("{}: not in the summary", key.join(" ")));
            continue;
        };
        for (column, pointer) in columns {
            let (written, value) = (&line[*column], one.pointer(pointer));
            let value = value.unwrap_or(&Value::Null);
            if !agrees(written, value) {
                let key = key.join(" ");
                out.push(format!(
                    "{key}: {column}: expected {written:?}, found {value}"
                ));
            }
        }
    }
    out
}

fn assert_none(differences: &[String]) {
    assert!(differences.is_empty(), "\n{}", differences.join("\n"));
}

fn check_targets(table: &str, day: Option<&str>) {
    let (_, summary) = run(day);
    let mut found = BTreeMap::new();
    for (code, unit) in lines(&summary["units"], &["code"]) {
        for (id, target) in lines(&unit["targets"], &["id"]) {
            found.insert([code.clone(), id].concat(), target.clone());
        }
    }
    let columns = [
        ("status", "/status"),
        ("low", "/low"),
        ("high", "/high"),
        ("threshold", "/threshold"),
        ("reason", "/reason"),
    ];
    let key = ["unit", "target"];
    assert_none(&differences(&expected(table), &key, &columns, &found));
}

#[test]
fn each_unit_stands_against_each_target_as_worked_out_by_hand() {
    check_targets("targets.csv", None);
}

#[test]
fn before_the_year_is_over_nothing_that_is_not_reached_is_missed() {
    check_targets("targets-on-2024-05-25.csv", Some("2024-05-25"));
}

/// Owned copies, by the same key.
fn owned(lines: BTreeMap<Vec<String>, &Value>) -> BTreeMap<Vec<String>, Value> {
    let copy = |(key, one): (Vec<String>, &Value)| (key, one.clone());
    lines.into_iter().map(copy).collect()
}

#[test]
fn the_province_as_a_whole_stands_as_worked_out_by_hand() {
    let (_, summary) = run(None);
    let totals = owned(lines(&summary["totals"], &["target"]));
    let columns = [("low", "/low"), ("high", "/high")];
    let mut all = differences(&expected("totals.csv"), &["target"], &columns, &totals);
    let rates = owned(lines(&summary["rates"], &["collection"]));
    let columns = [
        ("expected", "/expected"),
        ("received", "/received"),
        ("on_time", "/on_time"),
        ("on_time_unknown", "/on_time_unknown"),
    ];
    let table = expected("rates.csv");
    all.extend(differences(&table, &["collection"], &columns, &rates));
    assert_none(&all);
}

fn check_scores(summary: &Value) {
    let columns = [
        ("low", "/score/low"),
        ("high", "/score/high"),
        ("maximum", "/score/maximum"),
        ("basis", "/score/basis"),
        ("best", "/rank/best"),
        ("worst", "/rank/worst"),
    ];
    let found: BTreeMap<Vec<String>, Value> = owned(lines(&summary["units"], &["code"]));
    let table = expected("scores.csv");
    assert_none(&differences(&table, &["unit"], &columns, &found));
}

#[test]
fn scores_and_places_are_those_worked_out_by_hand() {
    check_scores(&run(None).1);
}

#[test]
fn what_a_head_says_of_itself_changes_no_score() {
    let returns = tempfile::tempdir().unwrap();
    for file in fs::read_dir(province().join("returns")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), returns.path().join(file.file_name())).unwrap();
    }
    let name = "P1_tham-dinh.xlsx";
    let own = province().join("own-review").join(name);
    fs::copy(own, returns.path().join(name)).unwrap();
    check_scores(&run_on(returns.path().to_owned(), None).1);
}

#[test]
fn the_cells_that_would_decide_are_those_found_by_hand() {
    let (outcome, _) = run(None);
    let mut found = BTreeMap::new();
    for ((unit, target), distance) in &outcome.assessed.distances {
        assert!(distance.is_smallest, "{unit} {target}");
        let cell = |(at, finding): &(usize, thidua::finding::Finding)| {
            let file = &outcome.settled.submissions[*at].file;
            let (sheet, range) = (finding.place.sheet.as_ref(), finding.place.range);
            format!("{file} {}!{}", sheet.unwrap(), range.unwrap())
        };
        let mut cells: Vec<String> = distance.mend.iter().map(cell).collect();
        cells.sort();
        let key = vec![unit.to_string(), target.to_string()];
        found.insert(key, serde_json::json!({ "cells": cells.join(" + ") }));
    }
    let columns = [("cells", "/cells")];
    let (table, key) = (expected("distances.csv"), ["unit", "target"]);
    assert_none(&differences(&table, &key, &columns, &found));
}

/// How campaign.toml calls the kinds that become a measure; whoever adds a measure adds its lines to
/// the tables.
fn kinds(measure: &Measure) -> &'static [&'static str] {
    match measure {
        Measure::Count { .. } => &["count"],
        Measure::CountKeys { .. } => &["count-keys"],
        Measure::Sum { .. } => &["sum"],
        Measure::Share { .. } => &["share"],
        Measure::Ratio { .. } => &["ratio"],
        Measure::Exists { .. } => &["exists", "date-before"],
        Measure::Filled { .. } => &["filled"],
        Measure::Yes { .. } => &["yes"],
        Measure::OnTime => &["on-time"],
        Measure::Received => &["received"],
        Measure::AllOf { .. } => &["all-of"],
        Measure::Kept { .. } => &["promises-kept"],
    }
}

const KINDS: [&str; 13] = [
    "count",
    "count-keys",
    "sum",
    "share",
    "ratio",
    "exists",
    "date-before",
    "filled",
    "yes",
    "on-time",
    "received",
    "all-of",
    "promises-kept",
];

const REASONS: [Reason; 17] = [
    Reason::NotBound,
    Reason::ThresholdReached,
    Reason::WindowOpen,
    Reason::NothingSent,
    Reason::BelowThreshold,
    Reason::AboveThreshold,
    Reason::NotRisen,
    Reason::ReturnMissing,
    Reason::ReturnUnusable,
    Reason::SheetMissing,
    Reason::RowsInDoubt,
    Reason::ReceiptUnknown,
    Reason::UnitNotListed,
    Reason::NoYearBefore,
    Reason::NoThreshold,
    Reason::NoPromise,
    Reason::NothingMeasured,
];

/// A reason's place in [`REASONS`]; whoever adds one adds it there and to the tables.
fn place(reason: Reason) -> usize {
    match reason {
        Reason::NotBound => 0,
        Reason::ThresholdReached => 1,
        Reason::WindowOpen => 2,
        Reason::NothingSent => 3,
        Reason::BelowThreshold => 4,
        Reason::AboveThreshold => 5,
        Reason::NotRisen => 6,
        Reason::ReturnMissing => 7,
        Reason::ReturnUnusable => 8,
        Reason::SheetMissing => 9,
        Reason::RowsInDoubt => 10,
        Reason::ReceiptUnknown => 11,
        Reason::UnitNotListed => 12,
        Reason::NoYearBefore => 13,
        Reason::NoThreshold => 14,
        Reason::NoPromise => 15,
        Reason::NothingMeasured => 16,
    }
}

/// Each target's kind of measure, as campaign.toml names it.
fn kinds_of_targets() -> BTreeMap<String, String> {
    let text = fs::read_to_string(province().join("schemas/campaign.toml")).unwrap();
    let campaign: toml::Table = text.parse().unwrap();
    let targets = campaign["target"].as_array().unwrap().iter();
    let text = |value: &toml::Value| value.as_str().unwrap().to_owned();
    targets
        .map(|one| (text(&one["id"]), text(&one["measure"]["kind"])))
        .collect()
}

#[test]
fn the_tables_have_every_measure_with_every_status_and_every_reason() {
    let targets = kinds_of_targets();
    for target in &run(None).0.campaign.targets {
        let kind = targets[target.id.as_str()].as_str();
        assert!(kinds(&target.measure).contains(&kind), "{kind}");
    }
    let tables = ["targets.csv", "targets-on-2024-05-25.csv"].map(expected);
    let all = tables.iter().flatten();
    let pair = |line: &Line| (targets[&line["target"]].clone(), line["status"].clone());
    let pairs: BTreeSet<(String, String)> = all.clone().map(pair).collect();
    let reasons: BTreeSet<&str> = all.map(|line| line["reason"].as_str()).collect();
    let mut missing = Vec::new();
    for kind in KINDS {
        for status in Status::ALL {
            // What has not come, or cannot be used, may still be found: it is never surely not sent.
            let never = kind == "received" && status == Status::NotMet;
            // What is only watched is never held against anything, whatever the measure.
            let alike = status == Status::Watched && !["count-keys", "share"].contains(&kind);
            let pair = (kind.to_owned(), status.as_str().to_owned());
            if !never && !alike && !pairs.contains(&pair) {
                missing.push(format!("{kind}: {}", status.as_str()));
            }
        }
    }
    for (at, reason) in REASONS.into_iter().enumerate() {
        assert_eq!(place(reason), at);
        if !reasons.contains(reason.as_str()) {
            missing.push(reason.as_str().to_owned());
        }
    }
    assert_none(&missing);
}
