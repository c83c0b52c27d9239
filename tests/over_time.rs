//! The golden campaign at two days: what is kept, what is compared with, what has changed.
//!
//! On 04/06/2024 PGD-01 has sent its first file only: one model, one scheme. On 15/06/2024 its second
//! one counts: two models for certain, three at most. The only collection is closed on both days.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/workplace.rs"]
mod workplace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use thidua::hash::sha256;
use workplace::workplace;

const EARLY: &str = "2024-06-04";
const LATE: &str = "2024-06-15";

/// Runs as of a day; what it says on stdout and on stderr, and its exit status.
fn run(place: &Path, as_of: &str, more: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(["run", "--as-of", as_of])
        .args(more)
        .current_dir(place)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap();
    (text(output.stdout), text(output.stderr), status)
}

/// Runs the data part only, and checks that it went well; what it says on stderr.
fn data(place: &Path, as_of: &str, more: &[&str]) -> String {
    let (_, err, status) = run(place, as_of, &[&["--only", "data"], more].concat());
    assert_eq!(status, 1, "{err}");
    err
}

/// Checks that a run is refused with these words and changes nothing.
fn refused(place: &Path, as_of: &str, more: &[&str], words: &[&str]) {
    let before = files(place);
    let (out, err, status) = run(place, as_of, more);
    assert_eq!((out.as_str(), status), ("", 2), "{err}");
    for word in words {
        assert!(err.contains(word), "{word:?} is not in: {err}");
    }
    assert!(before == files(place));
}

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn collect(root: &Path, folder: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(root, &path, all);
            } else {
                let name = path.strip_prefix(root).unwrap().to_owned();
                all.insert(name, fs::read(path).unwrap());
            }
        }
    }
    let mut all = BTreeMap::new();
    collect(folder, folder, &mut all);
    all
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The names of the kept runs.
fn kept(place: &Path) -> Vec<String> {
    let entries = fs::read_dir(place.join("reports/luu"));
    let names = entries.into_iter().flatten();
    let mut names: Vec<String> = names
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// The days of the runs that the manifest names.
fn compared_with(place: &Path) -> Vec<String> {
    let manifest = read_json(&place.join("reports/data/manifest.json"));
    let runs = manifest["previous_runs"].as_array().unwrap().iter();
    let named = runs.map(|run| {
        let part = |key: &str| run[key].as_str().unwrap().to_owned();
        format!("{} {}", part("campaign"), part("as_of"))
    });
    named.collect()
}

fn change(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: {from}", path.display());
    fs::write(path, text.replace(from, to)).unwrap();
}

#[test]
fn the_data_of_a_run_is_kept_when_a_run_of_another_day_replaces_it() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    let early = files(&place.join("reports/data"));
    data(place, EARLY, &[]);
    assert!(kept(place).is_empty(), "the same day replaces");
    data(place, LATE, &[]);
    assert_eq!(kept(place), [EARLY]);
    assert!(files(&place.join("reports/luu").join(EARLY)) == early);
    let late = files(&place.join("reports/data"));
    data(place, EARLY, &[]);
    assert_eq!(kept(place), [LATE], "the newer one is not lost");
    assert!(files(&place.join("reports/luu").join(LATE)) == late);
    assert!(files(&place.join("reports/data")) == early);
    data(place, LATE, &[]);
    assert_eq!(kept(place), [EARLY]);
    assert!(files(&place.join("reports/data")) == late);
}

#[test]
fn the_newest_earlier_run_is_compared_with_and_named_in_the_manifest() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    let manifest = fs::read(place.join("reports/data/manifest.json")).unwrap();
    let named = read_json(&place.join("reports/data/manifest.json"));
    assert_eq!(named["previous"], Value::Null);
    assert!(compared_with(place).is_empty());
    data(place, LATE, &[]);
    let named = read_json(&place.join("reports/data/manifest.json"));
    assert_eq!(named["previous"], sha256(&manifest));
    assert_eq!(compared_with(place), ["golden 2024-06-04"]);
    let summary = fs::read(place.join("reports/luu").join(EARLY).join("summary.json")).unwrap();
    let hash = &named["previous_runs"][0]["summary_sha256"];
    assert_eq!(*hash, sha256(&summary));
    data(place, "2024-07-01", &[]);
    assert_eq!(
        compared_with(place),
        ["golden 2024-06-04", "golden 2024-06-15"]
    );
    data(place, EARLY, &[]);
    assert!(compared_with(place).is_empty(), "nothing is earlier");
}

#[test]
fn the_same_inputs_give_the_same_bytes_with_earlier_runs_too() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    run(place, LATE, &["--jobs", "1"]);
    let first = files(&place.join("reports"));
    run(place, LATE, &["--jobs", "8"]);
    let second = files(&place.join("reports"));
    let names: Vec<&PathBuf> = first.keys().collect();
    assert_eq!(names, second.keys().collect::<Vec<_>>());
    for (name, bytes) in &first {
        assert!(second[name] == *bytes, "{}", name.display());
    }
}

#[test]
fn after_closing_every_changed_figure_is_listed() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    let summary = read_json(&place.join("reports/data/summary.json"));
    assert_eq!(summary.get("changes_after_closing"), None);
    let (said, _, _) = run(place, LATE, &["--only", "data"]);
    let line = "Chú ý: 2 số liệu đã thay đổi sau khi khóa kỳ báo cáo.";
    assert!(said.contains(line), "{said}");
    let summary = read_json(&place.join("reports/data/summary.json"));
    let changed = |unit: Value, before: [u32; 2], now: [u32; 2]| {
        let figure = |[low, high]: [u32; 2]| json!({ "low": low, "high": high });
        json!({ "target": "dien-hinh", "unit": unit, "closed_as_of": EARLY,
            "before": figure(before), "now": figure(now) })
    };
    let expected = json!([
        changed(Value::Null, [3, 4], [4, 6]),
        changed("PGD-01".into(), [1, 1], [2, 3]),
    ]);
    assert_eq!(summary["changes_after_closing"], expected);
    data(place, "2024-07-01", &[]);
    let summary = read_json(&place.join("reports/data/summary.json"));
    assert_eq!(summary["changes_after_closing"], expected);
}

#[test]
fn while_a_collection_is_open_its_figures_may_change() {
    let place = workplace();
    let place = place.path();
    let campaign = place.join("schemas/golden/campaign.toml");
    change(&campaign, "closed = true", "closed = false");
    let (out, _, _) = run(place, EARLY, &["--only", "data"]);
    assert!(out.contains("SỐ LIỆU TẠM TÍNH"), "{out}");
    change(&campaign, "closed = false", "closed = true");
    let (out, _, _) = run(place, LATE, &["--only", "data"]);
    assert!(out.contains("SỐ LIỆU CHÍNH THỨC"), "{out}");
    let summary = read_json(&place.join("reports/data/summary.json"));
    assert_eq!(summary["changes_after_closing"], json!([]));
}

#[test]
fn a_named_run_is_found_in_reports_in_what_is_kept_and_in_its_data() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &["--out", "first"]);
    for named in ["first", "first/data"] {
        data(place, LATE, &["--previous", named]);
        assert_eq!(compared_with(place), ["golden 2024-06-04"], "{named}");
    }
    data(place, "2024-06-10", &["--out", "first"]);
    let both = ["--previous", "first/luu/2024-06-04", "--previous", "first"];
    data(place, LATE, &both);
    assert_eq!(
        compared_with(place),
        ["golden 2024-06-04", "golden 2024-06-10"]
    );
}

#[test]
fn another_campaigns_run_is_used_beside_those_kept_and_changes_nothing() {
    let place = workplace();
    let place = place.path();
    let campaign = place.join("schemas/golden/campaign.toml");
    change(&campaign, "id = \"golden\"", "id = \"before\"");
    data(place, EARLY, &["--out", "last-year"]);
    change(&campaign, "id = \"before\"", "id = \"golden\"");
    data(place, EARLY, &[]);
    data(place, LATE, &["--previous", "last-year"]);
    assert_eq!(
        compared_with(place),
        ["before 2024-06-04", "golden 2024-06-04"]
    );
    fs::remove_dir_all(place.join("reports")).unwrap();
    data(place, LATE, &["--previous", "last-year"]);
    assert_eq!(compared_with(place), ["before 2024-06-04"]);
    let summary = read_json(&place.join("reports/data/summary.json"));
    assert_eq!(summary.get("changes_after_closing"), None);
}

#[test]
fn by_default_another_campaigns_run_is_used_where_it_ended_before_this_one_began() {
    let place = workplace();
    let place = place.path();
    let campaign = place.join("schemas/golden/campaign.toml");
    change(&campaign, "id = \"golden\"", "id = \"before\"");
    data(place, EARLY, &[]);
    run(place, "2023-09-05", &["--only", "data"]); // before anything came
    change(&campaign, "id = \"before\"", "id = \"golden\"");
    data(place, LATE, &[]);
    assert_eq!(kept(place), ["2023-09-05", EARLY]);
    assert!(compared_with(place).is_empty());
    change(&campaign, "from = 2023-09-05", "from = 2023-09-06");
    data(place, LATE, &[]);
    assert_eq!(compared_with(place), ["before 2023-09-05"]);
}

#[test]
fn a_named_run_that_cannot_be_used_stops_the_run() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &["--out", "first"]);
    data(place, LATE, &[]);
    let check = |named: &[&str], words: &[&str]| {
        let named = named.iter().flat_map(|folder| ["--previous", folder]);
        refused(place, LATE, &named.collect::<Vec<_>>(), words);
    };
    check(&["khong-co"], &["không có thư mục khong-co", "--previous"]);
    fs::create_dir(place.join("trong")).unwrap();
    check(&["trong"], &["trong không có số liệu", "reports/luu"]);
    check(&["reports"], &["đến ngày 15/06/2024", "--as-of"]);
    check(
        &["first", "first/data"],
        &["first và first/data", "Chỉ dùng một"],
    );
    let summary = place.join("first/data/summary.json");
    let whole = fs::read(&summary).unwrap();
    change(&summary, "\"low\":3", "\"low\":4");
    check(
        &["first"],
        &["first/data/summary.json", "không còn như khi được lập"],
    );
    fs::write(&summary, &whole[..whole.len() / 2]).unwrap();
    check(
        &["first"],
        &["first/data/summary.json", "đã bị sửa hoặc hỏng"],
    );
    fs::remove_file(&summary).unwrap();
    check(&["first"], &["không đọc được first/data/summary.json"]);
    fs::write(&summary, whole).unwrap();
    let manifest = place.join("first/data/manifest.json");
    let whole = fs::read(&manifest).unwrap();
    change(
        &manifest,
        "\"as_of\": \"2024-06-04\"",
        "\"as_of\": \"2024-06-03\"",
    );
    check(&["first"], &["không cùng một lần chạy"]);
    fs::write(&manifest, &whole[..whole.len() / 2]).unwrap();
    check(
        &["first"],
        &["first/data/manifest.json", "đã bị sửa hoặc hỏng"],
    );
}

#[test]
fn a_summary_of_another_version_is_refused_by_name() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &["--out", "first"]);
    let summary = place.join("first/data/summary.json");
    let before = sha256(&fs::read(&summary).unwrap());
    change(&summary, "\"schema_version\": 1", "\"schema_version\": 7");
    let after = sha256(&fs::read(&summary).unwrap());
    change(&place.join("first/data/manifest.json"), &before, &after);
    let named = ["--previous", "first", "--lang", "en"];
    refused(
        place,
        LATE,
        &named,
        &["another version of thidua", "shape 7"],
    );
}

#[test]
fn a_kept_run_that_cannot_be_used_is_left_out_and_said_to_be() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    data(place, "2024-06-10", &[]);
    let kept = place.join("reports/luu").join(EARLY).join("summary.json");
    change(&kept, "\"low\":3", "\"low\":4");
    let said = data(place, LATE, &[]);
    assert!(said.contains("không so sánh"), "{said}");
    assert!(said.contains("2024-06-04/summary.json"), "{said}");
    assert_eq!(compared_with(place), ["golden 2024-06-10"]);
}

#[test]
fn what_others_put_among_the_kept_runs_stays() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    let foreign = place.join("reports/luu/2024-06-04/thu.txt");
    fs::create_dir_all(foreign.parent().unwrap()).unwrap();
    fs::write(&foreign, "x").unwrap();
    let said = data(place, LATE, &[]);
    assert!(said.contains("luu/2024-06-04"), "{said}");
    assert_eq!(kept(place), [EARLY, "2024-06-04_2"]);
    assert!(foreign.is_file());
}

#[test]
fn kept_runs_alone_are_no_foreign_things_and_are_compared_with() {
    let place = workplace();
    let place = place.path();
    data(place, EARLY, &[]);
    data(place, LATE, &[]);
    fs::remove_dir_all(place.join("reports/data")).unwrap();
    data(place, LATE, &[]);
    assert_eq!(compared_with(place), ["golden 2024-06-04"]);
    assert_eq!(kept(place), [EARLY]);
}

#[test]
fn the_workbook_and_a_chart_tell_of_change_only_where_there_is_an_earlier_run() {
    let place = workplace();
    let place = place.path();
    let chart = place.join("reports/bieu-do/dien-bien-chi-tieu.svg");
    let sheets = || {
        let book = fs::File::open(place.join("reports/tong-hop.xlsx")).unwrap();
        let mut book = zip::ZipArchive::new(book).unwrap();
        let mut part = book.by_name("xl/workbook.xml").unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).unwrap();
        text
    };
    run(place, EARLY, &[]);
    assert!(!sheets().contains("\"Thay đổi\"") && !chart.is_file());
    run(place, LATE, &[]);
    assert!(sheets().contains("\"Thay đổi\"") && chart.is_file());
    run(place, LATE, &["--lang", "en"]);
    assert!(sheets().contains("\"Changes\"") && chart.is_file());
    run(place, EARLY, &[]);
    assert!(
        !chart.is_file(),
        "what only the run before wrote goes with it"
    );
}
