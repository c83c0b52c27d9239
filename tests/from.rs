//! Runs made apart and added up: the same figures as one run over all returns, or a refusal that
//! says what to do.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/dealt.rs"]
mod dealt;
#[path = "support/files.rs"]
mod files;
#[path = "support/folders.rs"]
mod folders;
#[path = "support/kept.rs"]
mod kept;
#[path = "support/samples.rs"]
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::Reader as _;
use dealt::{ALL, Dealt, File, only_shared};
use kept::everything;
use serde_json::{Value, json};
use thidua::finding::{Code, Finding};
use thidua::hash::sha256;
use thidua::id::{CollectionId, FormId, UnitCode};
use thidua::settle::{ReceiptLog, Rulings};
use thidua::table::kept::Part;
use thidua::validate::Examined;

const OFFICES: [&str; 3] = ["mot", "hai", "ba"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sample() -> (PathBuf, PathBuf) {
    (root().join("sample-data"), root().join("schemas/2023-2024"))
}

/// Starts the program in a folder; what it says on each channel, and its exit status.
fn thidua(folder: &Path, args: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let status = output.status.code().unwrap();
    (text(output.stdout), text(output.stderr), status)
}

/// A made-up province, with its campaign.
fn province(units: &str, mess: &str) -> (tempfile::TempDir, PathBuf, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let args = [
        "sample", "p", "--units", units, "--mess", mess, "--seed", "11",
    ];
    let (_, err, status) = thidua(place.path(), &args);
    assert_eq!(status, 0, "{err}");
    let folder = place.path().join("p");
    let campaign = folder.join("schemas/2023-2024");
    (place, folder, campaign)
}

/// A unit's files stay together, and so do files of nobody.
fn by_unit(offices: usize) -> impl Fn(&File) -> usize {
    move |file| {
        let unit = file.unit.as_deref().unwrap_or_default();
        unit.bytes().map(usize::from).sum::<usize>() % offices
    }
}

/// A unit's files lie here and there.
fn by_turns(offices: usize) -> impl Fn(&File) -> usize {
    move |file| file.nth % offices
}

/// The data of a run: what is read of other files, or names them, apart.
fn data(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = files::files(&folder.join("data")).into_iter();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let mut data: BTreeMap<String, Vec<u8>> =
        all.map(|(path, bytes)| (name(&path), bytes)).collect();
    for other in ["manifest.json", "examined.bin", "summary.json"] {
        data.remove(other).unwrap();
    }
    data
}

fn read_json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// The summary of a run, and apart from it the runs that it added up.
fn summary(folder: &Path) -> (Value, Value) {
    let mut summary = read_json(&folder.join("data/summary.json"));
    let runs = summary.as_object_mut().unwrap().remove("runs");
    (summary, runs.unwrap_or_default())
}

/// Checks that runs apart and one run over all returns find the same, to the byte.
#[track_caller]
fn check(dealt: &Dealt) {
    dealt.run_apart();
    dealt.run_at(ALL, &["--only", "data"]);
    dealt.add_all_up("bo", &["--only", "data"]);
    let (one, added) = (dealt.path("tat-ca/reports"), dealt.path("bo"));
    let (expected, none) = summary(&one);
    assert_eq!(none, Value::Null);
    let (found, runs) = summary(&added);
    assert_eq!(runs.as_array().unwrap().len(), dealt.offices.len());
    for (key, value) in expected.as_object().unwrap() {
        assert!(found[key] == *value, "{key} of summary.json differs");
    }
    assert!(found == expected);
    let (expected, found) = (data(&one), data(&added));
    for (name, bytes) in &expected {
        assert!(found.get(name) == Some(bytes), "{name} differs");
    }
    assert_eq!(expected.len(), found.len());
    assert!(expected.len() > 4, "there is data to compare");
}

#[test]
fn two_offices_with_whole_units_find_what_one_run_finds() {
    let (province, campaign) = sample();
    check(&Dealt::new(&province, &campaign, &OFFICES[..2], by_unit(2)));
}

#[test]
fn files_of_a_unit_that_lie_with_several_offices_follow_the_ordinary_rules() {
    let (province, campaign) = sample();
    check(&Dealt::new(&province, &campaign, &OFFICES, by_turns(3)));
}

#[test]
fn a_messy_province_in_three_parts_is_found_as_by_one_run() {
    let (_place, province, campaign) = province("70", "0.3");
    check(&Dealt::new(&province, &campaign, &OFFICES, by_unit(3)));
    check(&Dealt::new(
        &province,
        &campaign,
        &OFFICES[..2],
        by_turns(2),
    ));
}

/// A small province at two offices that have run.
fn small() -> (tempfile::TempDir, Dealt, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let args = "sample p --units 12 --mess 0.2 --seed 3 --collection cuoi-nam";
    let args: Vec<&str> = args.split(' ').collect();
    assert_eq!(thidua(place.path(), &args).2, 0);
    let province = place.path().join("p");
    let campaign = province.join("schemas/2023-2024");
    let dealt = Dealt::new(&province, &campaign, &OFFICES[..2], by_turns(2));
    dealt.run_apart();
    (place, dealt, campaign)
}

const BOTH: [&str; 2] = ["mot/reports", "hai/reports"];

/// Checks that runs are refused with these words, and nothing is written.
#[track_caller]
fn refused(dealt: &Dealt, runs: &[&str], more: &[&str], words: &[&str]) {
    let (said, err, status) = dealt.add_up(runs, "bo", more);
    assert_eq!((said.as_str(), status), ("", 2), "{err}");
    for word in words {
        assert!(err.contains(word), "{word:?} is not in: {err}");
    }
    assert!(!dealt.path("bo").exists());
}

/// The texts of a workbook's sheets, without the lines that name the runs that were added up.
fn cells(workbook: &Path) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(workbook).unwrap();
    let sheets = book.worksheets().into_iter();
    let texts = |sheet: calamine::Range<calamine::Data>| {
        let is_run = |row: &&[calamine::Data]| row[0] == *"Lần chạy được tổng hợp";
        let rows = sheet
            .rows()
            .filter(|row| !is_run(row))
            .map(|row| row.iter().map(ToString::to_string).collect());
        rows.collect()
    };
    sheets.map(|(name, sheet)| (name, texts(sheet))).collect()
}

/// The parts of a workbook that lead out of it, as text.
fn links(workbook: &Path) -> String {
    let file = fs::File::open(workbook).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let mut texts = String::new();
    for nth in 0..archive.len() {
        let part = archive.by_index(nth).unwrap();
        if part.name().unwrap().ends_with(".rels") {
            texts += &std::io::read_to_string(part).unwrap();
        }
    }
    texts
}

#[test]
fn the_workbooks_hold_the_same_figures_and_no_link_that_leads_nowhere() {
    let (province, campaign) = sample();
    let dealt = Dealt::new(&province, &campaign, &OFFICES[..2], by_unit(2));
    dealt.run_apart();
    dealt.run_at(ALL, &[]);
    let said = dealt.add_all_up("bo", &[]);
    assert!(
        said.contains("Phiếu rà soát từng tệp do nơi nhận tệp lập."),
        "{said}"
    );
    let one = dealt.path("tat-ca/reports");
    for name in ["tong-hop.xlsx", "phong-gddt/PGD-01.xlsx"] {
        let (expected, found) = (cells(&one.join(name)), cells(&dealt.path("bo").join(name)));
        let compared = expected
            .iter()
            .zip(&found)
            .filter(|(one, other)| one != other);
        for ((sheet, expected), (_, found)) in compared {
            for (row, (expected, found)) in expected.iter().zip(found).enumerate() {
                let is_same = |(one, other): (&String, &String)| {
                    // A word that is only there to be clicked on, and what others are to decide.
                    one == other
                        || (one == "Mở" && other.is_empty())
                        || one.contains("Xác định đơn vị gửi")
                            && other.contains("Đề nghị nơi nhận tệp xác định đơn vị gửi")
                        || one.contains("Ô gốc dẫn tới đúng ô trong tệp đã gửi.")
                            && other.contains("Ô gốc là ô trong tệp đã gửi, hiện ở nơi nhận tệp.")
                };
                let mut pairs = expected.iter().zip(found);
                assert!(
                    pairs.all(is_same),
                    "{name}, {sheet}, {row}: {expected:?}, {found:?}"
                );
            }
            assert_eq!(expected.len(), found.len(), "{name}, {sheet}");
        }
        assert_eq!(expected.len(), found.len(), "{name}");
        assert!(links(&one.join(name)).contains("returns/"));
        assert!(!links(&dealt.path("bo").join(name)).contains("file:"));
    }
    assert!(
        !dealt.path("bo/don-vi").exists(),
        "marked returns need the files"
    );
    assert!(dealt.path("bo/bao-cao.html").is_file());
    check_sends_nothing_along(&dealt.path("bo"));
}

/// Checks that whoever added runs up does not speak of marked returns as if they lay with the
/// letters, nor asks for files to be assigned where they cannot be.
#[track_caller]
fn check_sends_nothing_along(reports: &Path) {
    let reminders = files::files(&reports.join("nhac-nho")).into_iter();
    let mut texts: Vec<String> = reminders
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "txt"))
        .map(|(_, bytes)| String::from_utf8(bytes).unwrap())
        .collect();
    let letter = fs::File::open(reports.join("cong-van-don-doc.docx")).unwrap();
    let mut letter = zip::ZipArchive::new(letter).unwrap();
    let text = letter.by_name("word/document.xml").unwrap();
    texts.push(std::io::read_to_string(text).unwrap());
    let says = |words: &str| texts.iter().filter(|text| text.contains(words)).count();
    assert_eq!(says("gửi kèm"), 0);
    assert!(says("trong phiếu rà soát của nơi nhận báo cáo") > 1);
    let decisions = cells(&reports.join("cho-quyet-dinh.xlsx"));
    let decisions: String = decisions[0].1.concat().join("\n");
    for words in [
        "cạnh thư mục kết quả này",
        "Ở đây không giao tệp cho đơn vị",
        "Chờ nơi nhận giao đơn vị",
        // The file of a cell, to which no link leads.
        ".xlsx)",
    ] {
        assert!(decisions.contains(words), "{words:?}: {decisions}");
    }
}

#[test]
fn neither_the_order_of_runs_nor_threads_nor_places_change_a_byte() {
    let (_place, dealt, _) = small();
    dealt.add_all_up("bo", &["--jobs", "1"]);
    let bytes = |folder: &Path| -> Vec<(PathBuf, Vec<u8>)> {
        let all = files::files(folder).into_iter();
        all.map(|(path, bytes)| (path.strip_prefix(folder).unwrap().to_owned(), bytes))
            .collect()
    };
    let expected = bytes(&dealt.path("bo"));
    // Elsewhere, the other way round, and of their data only what is needed.
    let data = ["x/hai", "x/mot"];
    for to in data {
        let from = dealt.path(to.trim_start_matches("x/")).join("reports/data");
        fs::create_dir_all(dealt.path(to)).unwrap();
        for name in ["examined.bin", "manifest.json"] {
            fs::copy(from.join(name), dealt.path(to).join(name)).unwrap();
        }
    }
    let (_, err, status) = dealt.add_up(&data, "bo", &["--jobs", "8"]);
    assert!(status == 0 && only_shared(&err), "{err}");
    assert!(bytes(&dealt.path("bo")) == expected);
}

#[test]
fn runs_that_add_up_others_are_added_up_like_any() {
    let (province, campaign) = sample();
    let dealt = Dealt::new(&province, &campaign, &OFFICES, by_turns(3));
    dealt.run_apart();
    dealt.run_at(ALL, &["--only", "data"]);
    let only = ["--only", "data"];
    let (_, err, status) = dealt.add_up(&BOTH, "vung/reports", &only);
    assert!(status == 0 && only_shared(&err), "{err}");
    let (_, err, status) = dealt.add_up(&["vung/reports", "ba/reports"], "bo", &only);
    assert!(status == 0 && only_shared(&err), "{err}");
    let (expected, _) = summary(&dealt.path("tat-ca/reports"));
    let (found, runs) = summary(&dealt.path("bo"));
    for key in ["units", "totals", "rates", "rates_by"] {
        assert!(found[key] == expected[key], "{key}");
    }
    let labels = runs.as_array().unwrap().iter().map(|run| &run["label"]);
    assert_eq!(labels.collect::<Vec<_>>(), ["ba", "vung/hai", "vung/mot"]);
    let files = runs
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["files"].as_u64().unwrap());
    assert_eq!(
        files.sum::<u64>(),
        found["submissions"].as_array().unwrap().len() as u64
    );
    // What one of them holds must not come once more by itself.
    let both = ["vung/reports", "hai/reports"];
    let (_, err, status) = dealt.add_up(&both, "nua", &only);
    assert_eq!(status, 2);
    assert!(err.contains("chứa cùng một lần chạy"), "{err}");
}

#[test]
fn a_larger_register_changes_nothing_of_the_units_that_reported() {
    let (_place, dealt, campaign) = small();
    dealt.add_all_up("bo", &["--only", "data"]);
    let (expected, _) = summary(&dealt.path("bo"));
    let register = campaign.join("units.csv");
    let text = fs::read_to_string(&register).unwrap();
    let columns = text.lines().next().unwrap().split(',').count();
    let kind = "phong-gddt";
    let more = ["XA-01", "XA-02"]
        .map(|code| format!("{code},Phòng GDĐT {code},{kind}{}", ",".repeat(columns - 3)));
    fs::write(&register, format!("{text}{}\n", more.join("\n"))).unwrap();
    dealt.add_all_up("bo", &["--only", "data"]);
    let (found, _) = summary(&dealt.path("bo"));
    let units = |summary: &Value| -> Vec<Value> {
        let units = summary["units"].as_array().unwrap().iter();
        let old = units.filter(|unit| !unit["code"].as_str().unwrap().starts_with("XA-"));
        old.cloned().collect()
    };
    assert!(units(&found) == units(&expected));
    let count = |summary: &Value| summary["rates"][2]["expected"].as_u64().unwrap();
    assert_eq!(count(&found), count(&expected) + 2);
    assert!(found["submissions"] == expected["submissions"]);
}

#[test]
fn units_that_the_register_lacks_are_pointed_out() {
    let (_place, dealt, campaign) = small();
    let (_, err, _) = dealt.add_up(&BOTH, "bo", &["--only", "data"]);
    assert!(!err.contains("units.csv"), "{err}");
    // The register knows four units less.
    let (found, _) = summary(&dealt.path("bo"));
    let all = found["submissions"].as_array().unwrap().iter();
    let reported: BTreeSet<&str> = all.filter_map(|one| one["unit"].as_str()).collect();
    let heads = fs::read_to_string(campaign.join("campaign.toml")).unwrap();
    let free = reported
        .into_iter()
        .filter(|code| !heads.contains(&format!("\"{code}\"")));
    let gone: Vec<&str> = free.take(4).collect();
    let is_gone = |line: &&str| gone.contains(&line.split(',').next().unwrap());
    for name in ["units.csv", "baseline.csv"] {
        let text = fs::read_to_string(campaign.join(name)).unwrap();
        let left: Vec<&str> = text.lines().filter(|line| !is_gone(line)).collect();
        fs::write(campaign.join(name), left.join("\n")).unwrap();
    }
    let (_, err, status) = dealt.add_up(&BOTH, "bo", &["--only", "data"]);
    assert_eq!(status, 0, "{err}");
    let expected = format!(
        "Lưu ý, 4 đơn vị của các lần chạy không có trong units.csv của kế hoạch này nên tệp của họ không được tính: {}.",
        gone.join("; ")
    );
    assert!(err.contains(&expected), "{expected}: {err}");
}

#[test]
fn runs_are_told_with_their_files_and_days_and_those_of_an_earlier_day_are_pointed_out() {
    let (_place, dealt, _) = small();
    dealt.run_at("hai", &["--only", "data", "--as-of", "2024-06-10"]);
    let files = |office: &str| {
        fs::read_dir(dealt.path(office).join("returns/cuoi-nam"))
            .unwrap()
            .count()
    };
    let (mot, hai) = (files("mot"), files("hai"));
    let (said, err, status) = dealt.add_up(&BOTH, "bo", &["--only", "data"]);
    assert_eq!(status, 0, "{err}");
    let runs = format!(
        "Tổng hợp từ 2 lần chạy: hai ({hai} tệp, đến 10/06/2024); mot ({mot} tệp, đến 15/06/2024)."
    );
    assert!(said.contains(&runs), "{said}");
    let note = "Lưu ý, có lần chạy chốt số liệu sớm hơn 15/06/2024, tệp nhận sau đó có thể còn thiếu: hai (10/06/2024).\n";
    assert!(err.starts_with(note), "{err}");
    assert!(only_shared(&err[note.len()..]), "{err}");
    let (said, err, _) = dealt.add_up(
        &BOTH,
        "bo",
        &["--only", "data", "--format", "json", "--lang", "en"],
    );
    let summary: Value = serde_json::from_str(&said).unwrap();
    let manifest = sha256(&fs::read(dealt.path("hai/reports/data/manifest.json")).unwrap());
    let expected = json!({
        "label": "hai", "campaign": "2023-2024", "as_of": "2024-06-10", "files": hai,
        "manifest_sha256": manifest,
    });
    assert_eq!(summary["runs"][0], expected);
    assert!(
        err.contains("what came later may be missing: hai (10/06/2024)"),
        "{err}"
    );
    let inputs = read_json(&dealt.path("bo/data/manifest.json"));
    let first = json!({ "file": "hai/data/manifest.json", "sha256": manifest });
    assert_eq!(inputs["inputs"][0], first);
}

#[test]
fn a_run_kept_when_another_took_its_place_can_be_added_up() {
    let (_place, dealt, _) = small();
    dealt.add_all_up("bo", &["--only", "data"]);
    let (expected, _) = summary(&dealt.path("bo"));
    dealt.run_at("hai", &["--only", "data", "--as-of", "2024-06-20"]);
    let (_, err, status) = dealt.add_up(
        &["mot/reports", "hai/reports/luu/2024-06-15"],
        "bo",
        &["--only", "data"],
    );
    assert!(status == 0 && only_shared(&err), "{err}");
    assert!(summary(&dealt.path("bo")).0 == expected);
}

#[test]
fn each_log_speaks_of_its_own_files_and_is_named_by_its_run() {
    let (_place, dealt, _) = small();
    let log = dealt.path("hai/received.csv");
    let text = fs::read_to_string(&log).unwrap();
    // A file that lies with the other office.
    let other = fs::read_dir(dealt.path("mot/returns/cuoi-nam")).unwrap();
    let other = other.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let other = other.min().unwrap();
    fs::write(&log, format!("{text}cuoi-nam/{other},2024-05-02,\n")).unwrap();
    dealt.run_at("hai", &["--only", "data"]);
    dealt.add_all_up("bo", &["--only", "data"]);
    let findings = fs::read_to_string(dealt.path("bo/data/findings.jsonl")).unwrap();
    let findings = findings
        .lines()
        .map(|line| serde_json::from_str(line).unwrap());
    let unmatched: Vec<String> = findings
        .filter(|one: &Value| one["code"] == "unmatched-receipt")
        .map(|one| one["file"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(unmatched, ["hai/received.csv"]);
}

#[test]
fn what_cannot_be_added_up_is_refused_with_what_to_do() {
    let (_place, dealt, campaign) = small();
    let data = dealt.path("hai/reports/data");
    refused(
        &dealt,
        &["mot/reports", "khong"],
        &[],
        &["không có thư mục khong", "sau --from"],
    );
    refused(
        &dealt,
        &["mot/reports", "mot/reports/data"],
        &[],
        &["chứa cùng một lần chạy", "sau --from"],
    );
    folders::copy(&data, &dealt.path("ban-sao"));
    refused(
        &dealt,
        &["hai/reports", "ban-sao"],
        &[],
        &["chứa cùng một lần chạy"],
    );
    refused(
        &dealt,
        &["mot/returns"],
        &[],
        &[
            "mot/returns",
            "Sau --from",
            "hoặc một thư mục trong reports/luu",
        ],
    );
    refused(
        &dealt,
        &["mot/reports"],
        &["--returns", "mot/returns"],
        &["--returns"],
    );
    refused(
        &dealt,
        &["mot/reports"],
        &["--received", "mot/received.csv"],
        &["--received"],
    );
    let form = campaign.join("forms/phong-trao.json");
    let text = fs::read_to_string(&form).unwrap();
    fs::write(
        &form,
        text.replace("Số hoạt động", "Số hoạt động đã tổ chức"),
    )
    .unwrap();
    refused(
        &dealt,
        &BOTH,
        &[],
        &["mot/reports", "đọc báo cáo theo biểu mẫu, danh mục"],
    );
    fs::write(&form, text).unwrap();
    let settings = campaign.join("campaign.toml");
    let text = fs::read_to_string(&settings).unwrap();
    for (from, to) in [
        ("\"day-month\"", "\"month-day\""),
        (
            "[\"don-vi\", \"tham-dinh\"]",
            "[\"don-vi\", \"so-lieu\", \"tham-dinh\"]",
        ),
    ] {
        assert!(text.contains(from));
        fs::write(&settings, text.replace(from, to)).unwrap();
        refused(&dealt, &BOTH, &[], &["mot/reports", "campaign.toml"]);
    }
    fs::write(&settings, text).unwrap();
    // What the manifest does not vouch for.
    let kept = data.join("examined.bin");
    let bytes = fs::read(&kept).unwrap();
    fs::write(&kept, &bytes[..bytes.len() - 1]).unwrap();
    refused(
        &dealt,
        &BOTH,
        &[],
        &[
            "hai/reports/data/examined.bin",
            "không còn như khi được lập",
            "--from",
        ],
    );
    fs::remove_file(&kept).unwrap();
    refused(
        &dealt,
        &BOTH,
        &["--lang", "en"],
        &["cannot read", "examined.bin", "--from"],
    );
}

#[test]
fn reports_are_not_written_over_or_among_those_that_are_added_up() {
    let (_place, dealt, _) = small();
    let (_, err, status) = dealt.add_up(&BOTH, "hai/reports", &[]);
    assert_eq!(status, 2);
    assert!(err.contains("ghi đè") && err.contains("--out"), "{err}");
    // There they would keep that run from being made anew.
    for runs in [BOTH, ["mot/reports", "hai/reports/data"]] {
        let (_, err, status) = dealt.add_up(&runs, "hai/reports/bo", &[]);
        assert_eq!(status, 2);
        assert!(err.contains(runs[1]) && err.contains("--out"), "{err}");
        assert!(!dealt.path("hai/reports/bo").exists());
    }
}

#[test]
fn a_code_that_means_different_units_in_two_registers_is_refused() {
    let (_place, dealt, campaign) = small();
    let register = campaign.join("units.csv");
    let text = fs::read_to_string(&register).unwrap();
    let line = text.lines().nth(1).unwrap();
    let (code, rest) = line.split_once(',').unwrap();
    let name = rest.split(',').next().unwrap();
    let renamed = |aliases: &str| {
        let mut cells: Vec<&str> = line.split(',').collect();
        cells[1] = "Phòng GDĐT thành phố Khác";
        cells[5] = aliases;
        fs::write(&register, text.replacen(line, &cells.join(","), 1)).unwrap();
    };
    renamed("");
    let both = format!("{code}: ở đó là {name}, ở đây là Phòng GDĐT thành phố Khác");
    refused(&dealt, &BOTH, &[], &[&both, "cột aliases"]);
    renamed(name);
    dealt.add_all_up("bo", &["--only", "data"]);
}

#[test]
fn units_with_files_in_several_runs_are_pointed_out() {
    let (_place, dealt, _) = small();
    let (_, err, _) = dealt.add_up(&BOTH[..1], "bo", &["--only", "data"]);
    assert_eq!(err, "");
    let (found, _) = summary(&dealt.path("bo"));
    let all = found["submissions"].as_array().unwrap().iter();
    let accepted =
        |one: &&Value| one["state"] == "accepted" && !one["file"].as_str().unwrap().contains('!');
    let [file, unit] =
        ["file", "unit"].map(|key| all.clone().find(accepted).unwrap()[key].as_str().unwrap());
    let name = file.rsplit('/').next().unwrap();
    let ending = name.rsplit('.').next().unwrap();
    let copy = format!("hai/returns/cuoi-nam/{unit}_cuoi-nam lần 2.{ending}");
    let from = dealt
        .path("mot/returns")
        .join(file.strip_prefix("mot/").unwrap());
    fs::copy(from, dealt.path(&copy)).unwrap();
    dealt.run_at("hai", &["--only", "data"]);
    let (_, err, _) = dealt.add_up(&BOTH, "bo", &["--only", "data"]);
    assert!(err.contains(&format!("{unit} (hai, mot)")), "{err}");
}

/// Puts other bytes in the place of what a run kept, with a manifest that vouches for them.
fn forge(data: &Path, bytes: &[u8]) {
    let manifest = data.join("manifest.json");
    let mut named = read_json(&manifest);
    let outputs = named["outputs"].as_array_mut().unwrap();
    let mut kept = outputs
        .iter_mut()
        .filter(|one| one["file"] == "data/examined.bin");
    kept.next().unwrap()["sha256"] = json!(sha256(bytes));
    fs::write(manifest, named.to_string()).unwrap();
    fs::write(data.join("examined.bin"), bytes).unwrap();
}

/// What a run kept, without a row of its first files.
fn with_a_row_lost(whole: &[u8]) -> Vec<u8> {
    let number = |at: usize| u32::from_le_bytes(whole[at..at + 4].try_into().unwrap()) as usize;
    let begin = 20 + number(16);
    let (size, end) = (number(begin), begin + 8 + number(begin + 4));
    let plain = zstd::bulk::decompress(&whole[begin + 8..end], size).unwrap();
    let mut files: Vec<Examined> = postcard::from_bytes(&plain).unwrap();
    let mut tables = files.iter_mut().flat_map(|file| &mut file.tables);
    let table = tables.find(|table| table.rows.len() > 1).unwrap();
    table.rows.pop();
    let plain = postcard::to_stdvec(&files).unwrap();
    let packed = zstd::bulk::compress(&plain, 1).unwrap();
    let sizes = [plain.len(), packed.len()].map(|size| u32::try_from(size).unwrap().to_le_bytes());
    [&whole[..begin], &sizes.concat(), &packed, &whole[end..]].concat()
}

#[test]
fn what_another_version_kept_or_nobody_is_refused_whatever_vouches_for_it() {
    let (_place, dealt, _) = small();
    let data = dealt.path("hai/reports/data");
    let whole = fs::read(data.join("examined.bin")).unwrap();
    let mut other = whole.clone();
    other[8] += 1;
    forge(&data, &other);
    refused(
        &dealt,
        &BOTH,
        &[],
        &["hai/reports do một phiên bản thidua khác lập"],
    );
    let damaged = "hỏng hoặc không phải do thidua lập";
    let mut greedy = whole.clone();
    // A block that says it is 4 GiB.
    greedy[12..16].fill(0xFF);
    let last = whole.len() - 40;
    let mut spoilt = whole.clone();
    spoilt[last] ^= 0x55;
    let twice = [&whole[..], &whole[12..]].concat();
    for bytes in [
        &whole[..last],
        &whole[..12],
        &whole[..5],
        b"",
        &greedy,
        &spoilt,
        &twice,
    ] {
        forge(&data, bytes);
        refused(&dealt, &BOTH, &[], &[damaged]);
    }
    // Rows that do not add up are no fault of the program that finds it.
    forge(&data, &with_a_row_lost(&whole));
    refused(
        &dealt,
        &BOTH,
        &[],
        &["hai/reports/data/examined.bin", damaged],
    );
    forge(&data, &whole);
    dealt.add_all_up("bo", &["--only", "data"]);
}

#[test]
fn a_ruling_of_the_office_that_adds_up_is_obeyed_or_refused() {
    let (_place, dealt, _) = small();
    dealt.add_all_up("bo", &["--only", "data"]);
    let (found, _) = summary(&dealt.path("bo"));
    let submissions = found["submissions"].as_array().unwrap();
    let accepted = submissions.iter().find(|one| {
        one["state"] == "accepted" && one["rows"]["phong-trao"]["seen"].as_u64() > Some(0)
    });
    let accepted = accepted.unwrap();
    let [file, sha256, unit] =
        ["file", "sha256", "unit"].map(|key| accepted[key].as_str().unwrap());
    let other = found["units"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["code"].as_str().unwrap());
    let other = other.filter(|code| *code != unit).min().unwrap();
    let rule = |lines: &str| {
        let head = "action,sha256,unit,collection,form,row_key,code,value,by,date,note";
        fs::write(dealt.path("quyet-dinh.csv"), format!("{head}\n{lines}\n")).unwrap();
    };
    let ruled = ["--only", "data", "--decisions", "quyet-dinh.csv"];
    // The files are not at hand to be read as another unit's.
    rule(&format!("assign,{sha256},{other},cuoi-nam,,,,,,,"));
    let (_, err, status) = dealt.add_up(&BOTH, "bo", &ruled);
    assert_eq!(status, 2);
    assert!(err.contains(file) && err.contains("chạy lại ở đó"), "{err}");
    // A row can be taken out here as anywhere; what is as it was read needs no reading.
    let key = "Đẩy mạnh cải cách hành chính";
    rule(&format!(
        "assign,{sha256},{unit},cuoi-nam,,,,,,,\nexclude,,{unit},cuoi-nam,phong-trao,{key},,,,,"
    ));
    let (_, err, status) = dealt.add_up(&BOTH, "bo", &ruled);
    assert!(status == 0 && only_shared(&err), "{err}");
    let (after, _) = summary(&dealt.path("bo"));
    let now = after["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["file"] == file);
    let excluded = |one: &Value| one["rows"]["phong-trao"]["excluded"].as_u64().unwrap();
    assert_eq!(excluded(now.unwrap()), excluded(accepted) + 1);
}

#[test]
fn what_the_office_filled_in_goes_on_to_hold_where_it_is_told_to_save_it() {
    let (province, campaign) = sample();
    let dealt = Dealt::new(&province, &campaign, &OFFICES[..2], by_unit(2));
    dealt.run_apart();
    dealt.add_all_up("bo/ket-qua", &[]);
    let rulings = |folder: &str| -> usize {
        let cells = cells(&dealt.path(folder).join("cho-quyet-dinh.xlsx"));
        let rows = cells.iter().flat_map(|(_, rows)| rows);
        rows.filter(|row| row.iter().any(|cell| cell == "Nguyễn Hải Yến"))
            .count()
    };
    let in_force = rulings("bo/ket-qua");
    assert_eq!(in_force, 3, "all that the offices ruled");
    // Filled in where it lies it would be lost; saved beside the reports it is found, and what it
    // repeats of the offices' rulings does not come twice.
    let filled = dealt.path("bo/ket-qua/cho-quyet-dinh.xlsx");
    let saved = dealt.path("bo/decisions.xlsx");
    let manifest = dealt.path("bo/ket-qua/data/manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    let hash = sha256(&fs::read(&filled).unwrap());
    fs::write(&manifest, text.replace(&hash, &"0".repeat(64))).unwrap();
    let runs = ["mot/reports", "hai/reports"];
    let (_, err, status) = dealt.add_up(&runs, "bo/ket-qua", &[]);
    assert_eq!(status, 2);
    assert!(err.contains("Lưu nó thành bo/decisions.xlsx"), "{err}");
    fs::copy(&filled, &saved).unwrap();
    dealt.add_all_up("bo/ket-qua", &[]);
    assert_eq!(rulings("bo/ket-qua"), in_force);
    let inputs = read_json(&manifest);
    assert_eq!(inputs["inputs"][0]["file"], "decisions.xlsx");
}

/// What is said of all files of a run, in the order in which it is kept.
type Head = (
    String,
    BTreeMap<CollectionId, Vec<FormId>>,
    Vec<Part>,
    Vec<ReceiptLog>,
    Vec<Rulings>,
    BTreeMap<UnitCode, String>,
    u64,
);

/// Raised together with `FORMAT` in `src/pipeline/record.rs`.
const KEPT: (u32, &str) = (
    1,
    "6ee87573e864814c00847a1477ddbeb2a44508c8c3a5cbec9506274b6701a441",
);

#[test]
fn whoever_changes_what_is_kept_of_files_raises_the_number_of_its_format() {
    let (_place, dealt, _) = small();
    let bytes = fs::read(dealt.path("hai/reports/data/examined.bin")).unwrap();
    let format = u32::from_le_bytes(bytes[8..12].try_into().unwrap());
    let sizes: [u32; 2] =
        [12, 16].map(|at| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()));
    let [size, packed] = sizes.map(|size| usize::try_from(size).unwrap());
    let head = zstd::bulk::decompress(&bytes[20..20 + packed], size).unwrap();
    let (head, rest) = postcard::take_from_bytes::<Head>(&head).unwrap();
    assert!(
        rest.is_empty() && head.6 > 0,
        "raise FORMAT, then put the new parts of Head here"
    );
    let findings: Vec<Finding> = Code::ALL
        .iter()
        .flat_map(|code| samples::samples(*code))
        .collect();
    let plain = postcard::to_stdvec(&(everything(), findings)).unwrap();
    assert_eq!(
        (format, sha256(&plain).as_str()),
        KEPT,
        "raise FORMAT, unless only a sample is another, and put both here"
    );
}
