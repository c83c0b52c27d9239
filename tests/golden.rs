//! The golden campaign: what statuses, standings, states and rates mean, written by hand.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::{Path, PathBuf};

use serde_json::Value;
use thidua::pipeline::{self, Progress, Scope, Settings, Source, Stage};

struct Silent;

impl Progress for Silent {
    fn begin(&self, _: Stage, _: usize) {}
    fn step(&self) {}
}

fn summary(jobs: usize, out: &Path) -> Value {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let settings = Settings {
        campaign: Some(golden.join("schemas")),
        source: Source::Folder {
            returns: golden.join("returns"),
            received: None,
        },
        decisions: None,
        out: out.to_owned(),
        collections: Vec::new(),
        as_of: None,
        previous: Vec::new(),
        today: "2030-01-01".parse().unwrap(),
        lang: None,
        personal: thidua::finding::Personal::Hidden,
        jobs: Some(jobs),
        scope: Scope::Data,
        hive: thidua::pipeline::Hive::LeftOut,
        cache: None,
        access: thidua::pipeline::Access::Usual,
        worker: Some(env!("CARGO_BIN_EXE_thidua").into()),
    };
    pipeline::run(&settings, &Silent).unwrap();
    let summary = std::fs::read(out.join("data/summary.json")).unwrap();
    serde_json::from_slice(&summary).unwrap()
}

/// Each place where two values differ, as a path with both values.
fn differences(path: &str, expected: &Value, found: &Value, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(one), Value::Object(other)) => {
            for key in one
                .keys()
                .chain(other.keys().filter(|key| !one.contains_key(*key)))
            {
                let (one, other) = (
                    one.get(key).unwrap_or(&Value::Null),
                    other.get(key).unwrap_or(&Value::Null),
                );
                differences(&format!("{path}.{key}"), one, other, out);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (at, (one, other)) in one.iter().zip(other).enumerate() {
                differences(&format!("{path}[{at}]"), one, other, out);
            }
        }
        _ if expected == found => {}
        _ => out.push(format!("{path}: expected {expected}, found {found}")),
    }
}

#[test]
fn the_golden_campaign_gives_the_summary_written_by_hand() {
    let golden = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/summary.json");
    let expected: Value = serde_json::from_slice(&std::fs::read(golden).unwrap()).unwrap();
    let out = tempfile::tempdir().unwrap();
    let found = summary(1, out.path());
    let mut found_differences = Vec::new();
    differences("", &expected, &found, &mut found_differences);
    assert!(
        found_differences.is_empty(),
        "\n{}",
        found_differences.join("\n")
    );
    let again = tempfile::tempdir().unwrap();
    assert_eq!(summary(8, again.path()), found);
}
