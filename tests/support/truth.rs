//! What a run read, against what a careful person reads in the same files.
//!
//! The truth is a line a data row: `file, form, sheet, row` (null for a record), `values` ("?" where
//! not even a person could tell), `faults` (fields that somebody must be told of). What the run read
//! stands in `data/*.parquet`; what it pointed at in `data/findings.jsonl`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;

use polars::prelude::{AnyValue, DataFrame};
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value as Json;
use thidua::location::Range;
use unicode_normalization::UnicodeNormalization as _;

/// A data row's place: file, form, sheet, and the row as Excel counts; none for a record.
type Place = (String, String, String, Option<u32>);

/// How a run compares with the truth; each fault in words.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// The values compared.
    pub(crate) values: usize,
    /// Values that differ from the truth, or rows not read, with nobody told.
    pub(crate) silent: Vec<String>,
    /// Rows read that are none.
    pub(crate) phantoms: Vec<String>,
    /// Planted faults that nobody points at.
    pub(crate) missed: Vec<String>,
    /// Errors and queries on right values.
    pub(crate) false_alarms: Vec<String>,
    /// Files of the truth whose rows do not count, with their states.
    pub(crate) aside: BTreeMap<String, String>,
}

impl Verdict {
    /// Compares a run's reports with the truth.
    pub(crate) fn of(truth: &Path, reports: &Path, records: &[&str]) -> Self {
        let findings = lines(&reports.join("data/findings.jsonl"));
        let summary: Json =
            serde_json::from_slice(&fs::read(reports.join("data/summary.json")).unwrap()).unwrap();
        let states: BTreeMap<&str, &str> = summary["submissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| {
                (
                    one["file"].as_str().unwrap(),
                    one["state"].as_str().unwrap(),
                )
            })
            .collect();
        let rows = rows(&reports.join("data"), records);
        let mut verdict = Self::default();
        let mut seen = BTreeSet::new();
        for line in lines(truth) {
            let file = line["file"].as_str().unwrap();
            let state = states.get(file).copied().unwrap_or("not listed");
            if state != "accepted" {
                verdict.aside.insert(file.to_owned(), state.to_owned());
                continue;
            }
            let place = place(&line);
            verdict.row(&line, &place, rows.get(&place), &findings);
            seen.insert(place);
        }
        let phantoms = rows.keys().filter(|place| !seen.contains(place));
        verdict
            .phantoms
            .extend(phantoms.map(|place| format!("{place:?}")));
        verdict
    }

    fn row(
        &mut self,
        line: &Json,
        place: &Place,
        read: Option<&BTreeMap<String, Json>>,
        findings: &[Json],
    ) {
        let Some(read) = read else {
            if !findings.iter().any(|one| points_at(one, place, None)) {
                self.silent.push(format!("{place:?}: not read"));
            }
            return;
        };
        let faults = line["faults"].as_array().unwrap();
        for (field, meant) in line["values"].as_object().unwrap() {
            let Some(read) = read.get(field) else {
                assert!(meant.is_null(), "{place:?}: the form has no field {field}");
                continue;
            };
            self.values += 1;
            let found = findings
                .iter()
                .find(|one| points_at(one, place, Some(field)));
            let planted = faults.iter().any(|one| one == field);
            let told = || format!("{place:?} {field}: meant {meant}, read {read}");
            let same = same(meant, read);
            match found {
                None if planted => self.missed.push(told()),
                None if !same => self.silent.push(told()),
                Some(finding) if same && !planted => {
                    self.false_alarms
                        .push(format!("{}: {}", told(), finding["code"]));
                }
                _ => {}
            }
        }
    }

    /// Fails unless nothing is silent, phantom or missed, and at most one value in 1,000 is flagged
    /// though it is right.
    pub(crate) fn assert_sound(&self, least: usize) {
        assert!(self.values >= least, "only {} values", self.values);
        for (name, faults) in [
            ("silent", &self.silent),
            ("phantom", &self.phantoms),
            ("missed", &self.missed),
        ] {
            let shown = faults
                .iter()
                .take(20)
                .cloned()
                .collect::<Vec<_>>()
                .join("\n");
            assert!(faults.is_empty(), "{} {name}:\n{shown}", faults.len());
        }
        assert!(
            self.false_alarms.len() * 1_000 <= self.values,
            "{} of {} right values flagged:\n{}",
            self.false_alarms.len(),
            self.values,
            self.false_alarms.join("\n")
        );
    }
}

fn lines(path: &Path) -> Vec<Json> {
    let text = fs::read_to_string(path).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn place(line: &Json) -> Place {
    let text = |key: &str| line[key].as_str().unwrap().to_owned();
    let row = line["row"].as_u64().map(|row| u32::try_from(row).unwrap());
    (text("file"), text("form"), text("sheet"), row)
}

/// Every row that counts, by field.
fn rows(data: &Path, records: &[&str]) -> BTreeMap<Place, BTreeMap<String, Json>> {
    let mut rows = BTreeMap::new();
    for entry in fs::read_dir(data).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "parquet") {
            continue;
        }
        let form = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let frame = ParquetReader::new(File::open(&path).unwrap())
            .finish()
            .unwrap();
        for at in 0..frame.height() {
            let mut row = values(&frame, at);
            let text = |key: &str| row[key].as_str().unwrap().to_owned();
            let number = u32::try_from(row["_row"].as_u64().unwrap()).unwrap();
            let number = (!records.contains(&form.as_str())).then_some(number);
            let place = (text("_file"), form.clone(), text("_sheet"), number);
            row.retain(|name, _| !name.starts_with('_'));
            assert!(rows.insert(place.clone(), row).is_none(), "{place:?} twice");
        }
    }
    rows
}

fn values(frame: &DataFrame, at: usize) -> BTreeMap<String, Json> {
    let value = |value: AnyValue<'_>| match value {
        AnyValue::Null => Json::Null,
        AnyValue::Boolean(yes) => yes.into(),
        AnyValue::Date(days) => {
            let day = chrono::NaiveDate::default() + chrono::TimeDelta::days(days.into());
            day.to_string().into()
        }
        AnyValue::String(text) => text.into(),
        AnyValue::StringOwned(text) => text.as_str().into(),
        AnyValue::Float64(number) => number.into(),
        AnyValue::Int64(number) => number.into(),
        AnyValue::UInt32(number) => number.into(),
        other => panic!("a column of another type: {other}"),
    };
    let columns = frame.columns().iter();
    columns
        .map(|column| (column.name().to_string(), value(column.get(at).unwrap())))
        .collect()
}

/// Whether an error or query points at a field of a row, at the row, or at all of the sheet.
fn points_at(finding: &Json, (file, form, _, row): &Place, field: Option<&str>) -> bool {
    let is = |key: &str, text: &str| finding[key].as_str().is_some_and(|one| one == text);
    if is("severity", "note") || !is("file", file) || !is("form", form) {
        return false;
    }
    let other_field = |one: &str| field.is_some_and(|field| field != one);
    if finding["field"].as_str().is_some_and(other_field) {
        return false;
    }
    match (finding["range"].as_str(), row) {
        (Some(range), Some(row)) => range.parse::<Range>().unwrap().has_row(*row),
        _ => true,
    }
}

/// Whether two values are the same, spaces and composition apart.
fn same(meant: &Json, read: &Json) -> bool {
    match (meant, read) {
        (Json::Number(one), Json::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-9 * one.abs().max(1.0)
        }
        (Json::String(one), Json::String(other)) => {
            let composed: String = one.nfc().collect();
            composed.split_whitespace().eq(other.split(' '))
        }
        _ => meant == read,
    }
}
