//! The rule above all: a value is read right, or it is a finding.
//!
//! The program reads whole folders of messy returns, whose truth is known, and is judged value by
//! value: no silent error, no phantom row, no missed fault, at most one false alarm in 1,000.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/truth.rs"]
mod truth;

use std::path::Path;
use std::process::Command;

use truth::Verdict;

const RECORDS: [&str; 2] = ["don-vi", "so-lieu"];

fn run(args: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code().unwrap() <= 1, "{said}");
}

/// 24 returns that another program wrote, messy in other ways than ours.
#[test]
fn returns_of_another_program_are_read_right() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returns");
    let out = tempfile::tempdir().unwrap();
    let reports = out.path().join("reports");
    run(&[
        "run",
        "--returns",
        folder.join("returns").to_str().unwrap(),
        "--out",
        reports.to_str().unwrap(),
        "--only",
        "data",
    ]);
    let verdict = Verdict::of(&folder.join("truth.jsonl"), &reports, &RECORDS);
    assert_eq!(verdict.aside.len(), 0, "{:?}", verdict.aside);
    verdict.assert_sound(9_000);
}

/// Every trait that our own writer can make, all at once.
#[test]
fn the_messiest_sample_is_read_right() {
    for (seed, units) in [("1", "70"), ("2", "40")] {
        let folder = tempfile::tempdir().unwrap();
        let sample = folder.path().join("sample");
        let at = |name: &str| sample.join(name).to_str().unwrap().to_owned();
        let (mess, root) = ("1", at(""));
        run(&[
            "sample", &root, "--units", units, "--mess", mess, "--seed", seed,
        ]);
        run(&[
            "run",
            "--campaign",
            &at("schemas/2023-2024"),
            "--returns",
            &at("returns"),
            "--out",
            &at("reports"),
            "--only",
            "data",
        ]);
        let verdict = Verdict::of(
            &sample.join("truth.jsonl"),
            &sample.join("reports"),
            &RECORDS,
        );
        let allowed = ["superseded", "unidentified"];
        for (file, state) in &verdict.aside {
            assert!(allowed.contains(&state.as_str()), "{file}: {state}");
        }
        verdict.assert_sound(10_000);
    }
}
