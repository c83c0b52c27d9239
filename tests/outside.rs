//! Other programs judge what is written: frictionless, openpyxl, DuckDB, LibreOffice.
//!
//! Where one is not installed its test says that it was skipped; under CI it fails instead.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::print_stdout, reason = "a skipped test says so")]

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Starts a program; none where it is not installed, which fails under CI.
fn tool(program: &OsStr, probe: &[&str], what: &str) -> Option<Command> {
    let found = Command::new(program)
        .args(probe)
        .output()
        .is_ok_and(|done| done.status.success());
    if !found {
        assert!(env::var_os("CI").is_none(), "{what} is not installed");
        println!("skipped: {what} is not installed");
        return None;
    }
    Some(Command::new(program))
}

fn python() -> Option<Command> {
    let program = env::var_os("THIDUA_PYTHON").unwrap_or_else(|| "python3".into());
    let imports = "import duckdb, frictionless, jsonschema, openpyxl";
    tool(
        &program,
        &["-c", imports],
        "Python with duckdb, frictionless, jsonschema and openpyxl",
    )
}

fn check(command: &mut Command) -> String {
    let Output {
        status,
        stdout,
        stderr,
    } = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(status.success(), "{}{}", text(&stdout), text(&stderr));
    text(&stdout)
}

/// Runs on the sample into a new folder.
fn run() -> tempfile::TempDir {
    let out = tempfile::tempdir().unwrap();
    let status = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--out"])
        .arg(out.path())
        .current_dir(root())
        .output()
        .unwrap()
        .status;
    assert_eq!(status.code(), Some(1), "the sample has errors");
    out
}

#[test]
fn frictionless_accepts_every_form() {
    for campaign in ["schemas/2023-2024", "tests/golden/schemas"] {
        let Some(mut python) = python() else { return };
        let said = check(
            python
                .arg(root().join("tests/outside/forms.py"))
                .arg(root().join(campaign)),
        );
        assert!(said.contains("valid Table Schemas"), "{said}");
    }
}

#[test]
fn summary_workbook_and_parquet_agree() {
    let Some(mut python) = python() else { return };
    let out = run();
    let said = check(
        python
            .arg(root().join("tests/outside/agree.py"))
            .arg(out.path()),
    );
    assert!(said.contains("figures agree"), "{said}");
}

#[test]
fn frictionless_finds_what_we_find_by_the_same_schemas() {
    let Some(mut python) = python() else { return };
    let said = check(
        python
            .arg(root().join("tests/outside/compare.py"))
            .arg(env!("CARGO_BIN_EXE_thidua"))
            .arg(root().join("tests/outside/table-schema")),
    );
    assert!(said.contains("findings compared"), "{said}");
}

#[test]
fn the_summary_follows_its_schema() {
    let Some(mut python) = python() else { return };
    let out = run();
    let said = check(
        python
            .arg(root().join("tests/outside/schema.py"))
            .arg(root().join("schemas/outputs/summary.json"))
            .arg(out.path().join("data/summary.json")),
    );
    assert!(said.contains("follows its schema"), "{said}");
}

#[test]
fn marked_returns_hold_the_cells_of_the_returns() {
    let Some(mut python) = python() else { return };
    let out = run();
    let said = check(
        python
            .arg(root().join("tests/outside/marked.py"))
            .arg(root().join("sample-data/returns"))
            .arg(out.path()),
    );
    assert!(said.contains("marked returns agree"), "{said}");
}

#[test]
fn libreoffice_opens_every_readable_return_of_the_sample_and_the_report() {
    let program = OsStr::new("soffice");
    let Some(mut soffice) = tool(program, &["--version"], "LibreOffice") else {
        return;
    };
    let out = run();
    let summary = fs::read(out.path().join("data/summary.json")).unwrap();
    let summary: serde_json::Value = serde_json::from_slice(&summary).unwrap();
    let readable = summary["submissions"].as_array().unwrap().iter();
    let readable = readable.filter(|one| one["state"] != "unreadable");
    // Names may repeat in different folders: each file is copied under a number of its own.
    let place = tempfile::tempdir().unwrap();
    let mut files: Vec<PathBuf> = vec![out.path().join("tong-hop.xlsx")];
    for (at, one) in readable.enumerate() {
        let file = root()
            .join("sample-data/returns")
            .join(one["file"].as_str().unwrap());
        let ending = file.extension().unwrap().to_str().unwrap().to_owned();
        let copy = place.path().join(format!("{at}.{ending}"));
        fs::copy(&file, &copy).unwrap();
        files.push(copy);
    }
    let pages = tempfile::tempdir().unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}/profile",
        place.path().display()
    );
    check(
        soffice
            .args([&profile, "--headless", "--convert-to", "csv", "--outdir"])
            .arg(pages.path())
            .args(&files),
    );
    let opened = fs::read_dir(pages.path()).unwrap().count();
    assert_eq!(opened, files.len());
    assert!(opened > 100);
}
