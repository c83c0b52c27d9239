//! The rows as a partitioned data set: the same rows as `data/` has, in folders that others read.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/files.rs"]
mod files;
#[path = "support/workplace.rs"]
mod workplace;

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use polars::prelude::DataFrame;
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;
use workplace::workplace;

fn run(place: &Path, more: &[&str]) {
    let usual = ["run", "--only", "data", "--no-cache", "--exit-zero"];
    let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
    let output = command.args(usual).args(more).current_dir(place).output();
    let output = output.unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!((err.as_str(), output.status.code()), ("", Some(0)));
}

/// The files of a folder, by their paths from there.
fn below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files::files(folder).into_iter();
    let name = |path: &Path| path.strip_prefix(folder).unwrap().display().to_string();
    all.map(|(path, bytes)| (name(&path), bytes)).collect()
}

fn frame(bytes: &[u8]) -> DataFrame {
    ParquetReader::new(Cursor::new(bytes)).finish().unwrap()
}

#[test]
fn each_form_and_collection_has_a_file_with_the_rows_and_columns_of_data() {
    let place = workplace();
    run(place.path(), &["--hive"]);
    let reports = place.path().join("reports");
    let mut rows: BTreeMap<String, usize> = BTreeMap::new();
    for (path, bytes) in below(&reports.join("hive")) {
        let parts: Vec<&str> = path.split('/').collect();
        let [form, campaign, collection, file] = parts.as_slice() else {
            unreachable!("{path}");
        };
        assert_eq!(*campaign, "campaign=golden");
        // Spark passes over names that begin otherwise.
        assert!(
            file.starts_with(|sign: char| sign.is_ascii_hexdigit()),
            "{path}"
        );
        let whole = frame(&fs::read(reports.join(format!("data/{form}.parquet"))).unwrap());
        let own = frame(&bytes);
        let of_collection = whole.column("_collection").unwrap().str().unwrap().iter();
        let id = collection.strip_prefix("collection=").unwrap();
        let expected = of_collection.filter(|one| *one == Some(id)).count();
        assert_eq!(own.height(), expected, "{path}");
        let mut schema = whole.schema().as_ref().clone();
        schema.shift_remove("_collection").unwrap();
        assert_eq!(own.schema().as_ref(), &schema, "{path}");
        *rows.entry((*form).to_owned()).or_default() += own.height();
    }
    let written = below(&reports.join("data"));
    let parquet = written
        .iter()
        .filter(|(name, _)| name.ends_with(".parquet"));
    let expected = parquet.map(|(name, bytes)| {
        let form = name.trim_end_matches(".parquet").to_owned();
        (form, frame(bytes).height())
    });
    let expected: BTreeMap<String, usize> = expected.filter(|(_, rows)| *rows > 0).collect();
    assert!(!expected.is_empty());
    assert_eq!(rows, expected);
}

#[test]
fn a_field_called_as_a_folder_is_refused_where_it_would_be_taken_for_one() {
    let place = workplace();
    let form = place.path().join("schemas/golden/forms/dien-hinh.json");
    let text = fs::read_to_string(&form).unwrap();
    assert!(text.contains("\"name\": \"tom_tat\""));
    fs::write(&form, text.replace("\"tom_tat\"", "\"Campaign\"")).unwrap();
    run(place.path(), &[]);
    for (lang, words) in [
        ("vi", "trường \"Campaign\""),
        ("en", "a field \"Campaign\""),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_thidua"));
        let args = [
            "run",
            "--only",
            "data",
            "--no-cache",
            "--hive",
            "--lang",
            lang,
        ];
        let output = command.args(args).current_dir(place.path()).output();
        let output = output.unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(err.contains(words) && err.contains("--hive"), "{err}");
    }
    assert!(!place.path().join("reports/hive").exists());
}

#[test]
fn it_is_there_where_it_is_asked_for_and_only_the_newest() {
    let place = workplace();
    let hive = place.path().join("reports/hive");
    run(place.path(), &["--as-of", "2024-06-04", "--hive"]);
    let early = below(&hive);
    run(
        place.path(),
        &["--as-of", "2024-06-15", "--hive", "--jobs", "8"],
    );
    let late = below(&hive);
    assert!(early != late);
    // The data of a run that is kept holds all of it already.
    let kept = below(&place.path().join("reports/luu/2024-06-04"));
    assert!(kept.contains_key("manifest.json"));
    assert!(!kept.keys().any(|name| name.contains("campaign=")));
    run(
        place.path(),
        &["--as-of", "2024-06-15", "--hive", "--jobs", "1"],
    );
    assert!(below(&hive) == late);
    run(
        place.path(),
        &["--from", "reports", "--out", "bo", "--hive"],
    );
    let added = below(&place.path().join("bo/hive"));
    let heights = |files: &BTreeMap<String, Vec<u8>>| -> Vec<usize> {
        files.values().map(|bytes| frame(bytes).height()).collect()
    };
    assert_eq!(heights(&added), heights(&late));
    run(place.path(), &["--as-of", "2024-06-15"]);
    assert!(!hive.exists());
}
