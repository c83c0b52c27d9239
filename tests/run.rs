//! The program as its users start it: what it says, what it writes, how it ends.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

#[path = "support/files.rs"]
mod files;
#[path = "support/folders.rs"]
mod folders;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use files::files;
use folders::copy;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Starts the program in a folder; what it says on each channel, and its exit status.
fn thidua(folder: &Path, args: &[&str]) -> (String, String, i32) {
    let Output {
        stdout,
        stderr,
        status,
    } = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(args)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(stdout), text(stderr), status.code().unwrap())
}

/// A folder with the golden campaign as the default, its returns and no reports yet.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let golden = root().join("tests/golden");
    copy(
        &golden.join("schemas"),
        &place.path().join("schemas/golden"),
    );
    fs::write(
        place.path().join("schemas/index.toml"),
        "default = \"golden\"\n",
    )
    .unwrap();
    copy(
        &golden.join("returns"),
        &place.path().join("sample-data/returns"),
    );
    fs::copy(
        golden.join("received.csv"),
        place.path().join("sample-data/received.csv"),
    )
    .unwrap();
    place
}

#[test]
fn timings_tell_each_stage_with_its_time_and_the_peak_memory() {
    let place = workplace();
    let (_, said, _) = thidua(place.path(), &["run", "--timings"]);
    let stages = ["Mở kế hoạch", "Đọc báo cáo", "Tổng hợp", "Lập biểu"];
    for stage in stages {
        let line = said.lines().find(|line| line.starts_with(stage));
        let line = line.unwrap_or_else(|| panic!("{stage} is not in {said}"));
        assert!(line.contains(" s"), "{line}");
        // Other systems do not tell it in a file.
        if cfg!(target_os = "linux") {
            let peak = line.split("bộ nhớ cao nhất ").nth(1).unwrap();
            let peak: u32 = peak.trim_end_matches(" MiB").parse().unwrap();
            assert!((5..2_000).contains(&peak), "{line}");
        }
    }
}

#[test]
fn without_a_command_it_runs_and_says_what_it_found() {
    let place = workplace();
    let (out, err, status) = thidua(place.path(), &[]);
    assert_eq!((err.as_str(), status), ("", 1), "{out}");
    assert!(
        out.contains("SỐ LIỆU CHÍNH THỨC, số liệu đến 15/06/2024"),
        "{out}"
    );
    assert!(out.contains("đã nhận 2/2, đúng hạn 1"), "{out}");
    assert!(out.contains("reports/tong-hop.xlsx"), "{out}");
    assert!(place.path().join("reports/tong-hop.xlsx").is_file());
    let (_, _, status) = thidua(place.path(), &["run", "--exit-zero"]);
    assert_eq!(status, 0);
}

#[test]
fn what_it_writes_does_not_depend_on_the_number_of_threads() {
    let place = workplace();
    thidua(place.path(), &["run", "--jobs", "1", "--out", "one"]);
    thidua(place.path(), &["run", "--jobs", "8", "--out", "eight"]);
    let (one, eight) = (
        files(&place.path().join("one")),
        files(&place.path().join("eight")),
    );
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>, under: &str| -> Vec<PathBuf> {
        let root = place.path().join(under);
        files
            .keys()
            .map(|path| path.strip_prefix(&root).unwrap().to_owned())
            .collect()
    };
    assert_eq!(names(&one, "one"), names(&eight, "eight"));
    assert!(one.len() > 10);
    for (path, bytes) in one {
        let name = path.strip_prefix(place.path().join("one")).unwrap();
        assert_eq!(
            bytes,
            eight[&place.path().join("eight").join(name)],
            "{}",
            name.display()
        );
    }
}

#[test]
fn what_is_printed_as_json_is_the_summary_that_is_written() {
    let place = workplace();
    let (out, _, _) = thidua(place.path(), &["run", "--format", "json"]);
    let written = fs::read_to_string(place.path().join("reports/data/summary.json")).unwrap();
    assert_eq!(out.trim_end(), written.trim_end());
}

#[test]
fn the_manifest_names_every_file_with_its_hash() {
    let place = workplace();
    thidua(place.path(), &[]);
    let reports = place.path().join("reports");
    let manifest: Value =
        serde_json::from_slice(&fs::read(reports.join("data/manifest.json")).unwrap()).unwrap();
    let outputs = manifest["outputs"].as_array().unwrap();
    // Itself and the lock that keeps other runs out.
    assert_eq!(outputs.len() + 2, files(&reports).len());
    for output in outputs {
        let bytes = fs::read(reports.join(output["file"].as_str().unwrap())).unwrap();
        assert_eq!(output["sha256"], thidua::hash::sha256(&bytes));
    }
    assert_eq!(manifest["inputs"].as_array().unwrap().len(), 6);
}

/// Runs, and checks status 2, a message with these words, and that former reports are untouched.
fn refused(place: &Path, args: &[&str], words: &[&str]) {
    let reports = place.join("reports");
    let before = if reports.is_dir() {
        files(&reports)
    } else {
        BTreeMap::new()
    };
    let (out, err, status) = thidua(place, args);
    assert_eq!((out.as_str(), status), ("", 2), "{err}");
    for word in words {
        assert!(err.contains(word), "{word:?} is not in: {err}");
    }
    let after = if reports.is_dir() {
        files(&reports)
    } else {
        BTreeMap::new()
    };
    assert!(before == after);
}

#[test]
fn folders_and_files_that_are_not_there_are_named() {
    let place = workplace();
    thidua(place.path(), &[]);
    refused(
        place.path(),
        &["run", "--returns", "khong-co"],
        &["khong-co", "--returns"],
    );
    refused(
        place.path(),
        &["run", "--campaign", "khong-co"],
        &["khong-co", "--campaign"],
    );
    refused(
        place.path(),
        &["run", "--received", "khong-co.csv"],
        &["khong-co.csv"],
    );
    refused(
        place.path(),
        &["run", "--collection", "khong-co"],
        &["khong-co", "cuoi-nam"],
    );
    fs::create_dir(place.path().join("trong")).unwrap();
    refused(
        place.path(),
        &["run", "--returns", "trong"],
        &["trong", "chưa có tệp nào"],
    );
    refused(
        place.path(),
        &["run", "--lang", "en", "--returns", "trong"],
        &["trong", "holds no file"],
    );
    refused(&place.path().join("trong"), &[], &["schemas", "--campaign"]);
}

#[test]
fn a_folder_that_is_not_one_of_reports_is_left_alone() {
    let place = workplace();
    fs::create_dir(place.path().join("cua-toi")).unwrap();
    fs::write(place.path().join("cua-toi/anh.jpg"), "x").unwrap();
    refused(
        place.path(),
        &["run", "--out", "cua-toi"],
        &["cua-toi", "--out"],
    );
    assert_eq!(files(&place.path().join("cua-toi")).len(), 1);
    refused(
        place.path(),
        &["run", "--out", "sample-data/returns/x"],
        &["--out"],
    );
    refused(
        place.path(),
        &["run", "--out", "sample-data/returns"],
        &["--out"],
    );
}

#[test]
fn of_two_runs_into_one_folder_the_second_says_so_and_stops() {
    let place = workplace();
    let (_, _, status) = thidua(place.path(), &["run", "--exit-zero"]);
    assert_eq!(status, 0);
    let before = files(&place.path().join("reports"));
    let lock = fs::File::open(place.path().join("reports/.thidua-lock")).unwrap();
    lock.lock().unwrap();
    refused(place.path(), &["run"], &["reports", "đang ghi"]);
    assert_eq!(files(&place.path().join("reports")), before);
    drop(lock);
    let (_, _, status) = thidua(place.path(), &["run", "--exit-zero"]);
    assert_eq!(status, 0);
}

#[test]
fn all_faults_of_a_campaign_are_reported_together() {
    let place = workplace();
    let campaign = place.path().join("schemas/golden");
    let change = |file: &str, from: &str, to: &str| {
        let path = campaign.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    change("units.csv", "truc-thuoc", "truc-thuocc");
    change(
        "forms/dien-hinh.json",
        "\"type\": \"date\"",
        "\"type\": \"geopoint\"",
    );
    change(
        "campaign.toml",
        "form = \"dien-hinh\"",
        "form = \"dien-hin\"",
    );
    refused(
        place.path(),
        &[],
        &[
            "units.csv: row",
            "truc-thuocc",
            "forms/dien-hinh.json: fields[",
            "geopoint",
            "campaign.toml: target[",
            "dien-hin",
        ],
    );
}

#[test]
fn what_appendices_carry_is_checked_like_all_of_a_campaign() {
    let place = workplace();
    let path = place.path().join("schemas/golden/campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    let change = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    change(
        "signature = [\"CHÁNH VĂN PHÒNG\"]",
        &format!(
            "signature = [\"CHÁNH VĂN PHÒNG\", \" \"]\nsignatory = \"{}\"\n\
             publish = {{ target = \"dien-hinh\", fields = [\"ten\", \"ho_va_ten\", \"ten\"] }}",
            "Lan ".repeat(30)
        ),
    );
    let words = [
        "report.signature[1]",
        "1 to 100 characters",
        "report.signatory",
        "report.publish.fields[1]",
        "ho_va_ten",
        "report.publish.fields[2]",
    ];
    refused(place.path(), &[], &words);
    refused(
        place.path(),
        &["run", "--lang", "en"],
        &["no field \"ho_va_ten\""],
    );
    change("[report]", "[report]\npublish = { target = \"dien-hin\" }");
    refused(place.path(), &[], &["report.publish.target", "dien-hin\""]);
    change("[report]", "[report]\nrecipient = [\"Lưu: VT\"]");
    refused(place.path(), &[], &["campaign.toml", "recipient"]);
}

#[test]
fn a_unit_type_with_workbooks_has_a_folder_of_its_own() {
    let place = workplace();
    let path = place.path().join("schemas/golden/campaign.toml");
    let text = fs::read_to_string(&path).unwrap();
    let with = |id: &str| {
        let added = format!(
            "[[unit-type]]\nid = \"{id}\"\nworkbook = true\n\
             titles = {{ vi = \"Xã\", en = \"Commune\" }}\n\n[[unit-type]]"
        );
        fs::write(&path, text.replacen("[[unit-type]]", &added, 1)).unwrap();
    };
    with("Data");
    let words = ["unit-type[0].id", "tên thư mục của báo cáo khác"];
    refused(place.path(), &[], &words);
    fs::write(
        &path,
        text.replacen("[[unit-type]]", "[[unit-type]]\nworkbook = true", 1),
    )
    .unwrap();
    thidua(place.path(), &[]);
    let written = files(&place.path().join("reports/phong-gddt"));
    let names = written.keys().map(|path| path.file_name().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["PGD-01.xlsx"]);
}

#[test]
fn a_log_or_decision_that_cannot_be_read_stops_the_run() {
    let place = workplace();
    let log = place.path().join("sample-data/received.csv");
    fs::write(&log, "file,received_at\na.xlsx,hôm qua\n").unwrap();
    refused(place.path(), &[], &["received.csv", "dòng 2", "hôm qua"]);
    fs::write(&log, "file\na.xlsx\n").unwrap();
    refused(place.path(), &[], &["received.csv", "received_at"]);
    fs::remove_file(&log).unwrap();
    fs::write(
        place.path().join("sample-data/decisions.csv"),
        "action,unit\nforgive,PGD-01\n",
    )
    .unwrap();
    refused(place.path(), &[], &["decisions.csv", "dòng 2", "forgive"]);
}

#[test]
fn every_bad_row_of_a_log_or_of_decisions_is_named_as_excel_numbers_it() {
    let place = workplace();
    let log = place.path().join("sample-data/received.csv");
    let text = "file,received_at\n\na.xlsx,hôm qua\nb.xlsx,2024-05-19\n\n\nc.xlsx,\n";
    fs::write(&log, text).unwrap();
    let words = ["dòng 3: \"hôm qua\"", "dòng 7: \"\"", "19/05/2024"];
    refused(place.path(), &[], &words);
    fs::remove_file(&log).unwrap();
    let decisions = place.path().join("sample-data/decisions.csv");
    let text = "action,sha256,unit,by\nforgive,,PGD-01\n\nassign,,PGD-01\nassign,ab,PGD-1\n,ab,PGD-01,\n,ab,PGD-01,Lan\n";
    fs::write(&decisions, text).unwrap();
    let words = [
        "dòng 2: \"forgive\"",
        "dòng 4: cột \"sha256\"",
        "dòng 5: kế hoạch không có \"PGD-1\"",
        "dòng 7: cột \"action\" (Quyết định) chưa điền",
        "có 4 chỗ sai", // a row that nobody signed decides nothing yet
    ];
    refused(place.path(), &[], &words);
    let words = [
        "row 2: \"forgive\"",
        "row 4: \"sha256\" (File hash) is empty",
        "row 5: the campaign has no",
    ];
    refused(place.path(), &["run", "--lang", "en"], &words);
}

#[test]
fn files_that_are_no_workbook_are_findings_and_the_run_goes_on() {
    let place = workplace();
    let returns = place.path().join("sample-data/returns");
    fs::write(returns.join("PGD-01 cuoi-nam scan.pdf"), "%PDF-1.4\n%%EOF").unwrap();
    fs::write(returns.join("trang.xls"), "<html><table></table></html>").unwrap();
    fs::write(returns.join("rong.xlsx"), "").unwrap();
    fs::write(returns.join("~$PGD-01_cuoi-nam.xlsx"), "lock").unwrap();
    let (_, err, status) = thidua(place.path(), &[]);
    assert_eq!((err.as_str(), status), ("", 1));
    let findings = fs::read_to_string(place.path().join("reports/data/findings.jsonl")).unwrap();
    let of = |file: &str| -> Vec<String> {
        let lines = findings
            .lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines
            .filter(|line| line["file"] == file)
            .map(|line| line["code"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        of("PGD-01 cuoi-nam scan.pdf"),
        ["not-a-workbook", "no-receipt"]
    );
    assert_eq!(of("trang.xls"), ["not-a-workbook", "no-receipt"]);
    assert_eq!(of("rong.xlsx"), ["empty-file", "no-receipt"]);
    assert!(of("~$PGD-01_cuoi-nam.xlsx").is_empty());
}

#[test]
fn a_decision_excludes_a_row_and_one_that_fits_nothing_is_reported() {
    let place = workplace();
    let decisions = "action,sha256,unit,collection,form,row_key,code,value\n\
        exclude,,PGD-01,cuoi-nam,dien-hinh,nguyễn thị hạnh|Cá nhân|Trường TH Thượng Lâm,,\n\
        exclude,,PGD-01,cuoi-nam,dien-hinh,không có ai,,\n";
    fs::write(place.path().join("sample-data/decisions.csv"), decisions).unwrap();
    let (out, _, _) = thidua(place.path(), &["run", "--format", "json"]);
    let summary: Value = serde_json::from_str(&out).unwrap();
    let findings = fs::read_to_string(place.path().join("reports/data/findings.jsonl")).unwrap();
    let lapsed = findings
        .lines()
        .filter(|line| line.contains("lapsed-decision"))
        .count();
    let target = &summary["units"][0]["targets"][0];
    assert_eq!((target["low"].as_i64(), lapsed), (Some(1), 1), "{findings}");
}

#[test]
fn a_decision_assigns_a_file_to_a_unit() {
    let place = workplace();
    let returns = place.path().join("sample-data/returns");
    let bytes = fs::read(returns.join("PGD-01_cuoi-nam lần 3.xlsx")).unwrap();
    fs::write(
        returns.join("khong ro.xlsx"),
        [bytes.as_slice(), b" "].concat(),
    )
    .unwrap();
    let state = || {
        let (out, _, _) = thidua(place.path(), &["run", "--format", "json"]);
        let summary: Value = serde_json::from_str(&out).unwrap();
        let all = summary["submissions"].as_array().unwrap().clone();
        let one = all
            .into_iter()
            .find(|one| one["file"] == "khong ro.xlsx")
            .unwrap();
        (
            one["unit"].clone(),
            one["sha256"].as_str().unwrap().to_owned(),
        )
    };
    let (unit, sha256) = state();
    assert_eq!(unit, Value::Null);
    let decisions = format!("action,sha256,unit,collection\nassign,{sha256},THPT-01,cuoi-nam\n");
    fs::write(place.path().join("sample-data/decisions.csv"), decisions).unwrap();
    assert_eq!(state().0, "THPT-01");
}

#[test]
fn a_return_received_after_the_day_is_left_out_and_listed() {
    let place = workplace();
    let (out, _, _) = thidua(
        place.path(),
        &["run", "--as-of", "2024-06-04", "--format", "json"],
    );
    let summary: Value = serde_json::from_str(&out).unwrap();
    let rules: Vec<&str> = summary["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|one| one["rule"].as_str())
        .collect();
    assert_eq!(rules, ["after-as-of", "after-as-of", "no-data"]);
}

#[test]
fn the_same_bytes_again_are_superseded_and_counted_once() {
    let place = workplace();
    let returns = place.path().join("sample-data/returns");
    fs::create_dir(returns.join("gửi lại")).unwrap();
    let copied = "gửi lại/PGD-01_cuoi-nam lần 2 (1).xlsx";
    fs::copy(
        returns.join("PGD-01_cuoi-nam lần 2.xlsx"),
        returns.join(copied),
    )
    .unwrap();
    let summary = summary(place.path());
    let states: Vec<(&str, &str)> = summary["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["file"].as_str().unwrap().contains("lần 2"))
        .map(|one| {
            (
                one["state"].as_str().unwrap(),
                one["rule"].as_str().unwrap_or(""),
            )
        })
        .collect();
    // The copy is not in the log: what the log says of the original goes before the copy's cover.
    assert_eq!(states, [("accepted", ""), ("superseded", "identical-copy")]);
    assert_eq!(summary["units"][0]["targets"][0]["low"], 2);
}

fn summary(place: &Path) -> Value {
    let (out, err, _) = thidua(place, &["run", "--format", "json"]);
    serde_json::from_str(&out).unwrap_or_else(|_| panic!("{err}"))
}

#[test]
fn a_return_without_the_sheet_a_target_needs_leaves_it_undecided() {
    let place = workplace();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("Thông tin đơn vị").unwrap();
    let cover = [
        ("Mã đơn vị", "PGD-01"),
        ("Tên đơn vị", "Phòng GDĐT huyện Thượng Lâm"),
        ("Kỳ báo cáo", "cuoi-nam"),
        ("Có kế hoạch thi đua", "Có"),
        ("Ngày báo cáo", "12/06/2024"),
    ];
    for (row, (label, value)) in (0..).zip(cover) {
        sheet
            .write(row, 0, label)
            .unwrap()
            .write(row, 1, value)
            .unwrap();
    }
    book.save(place.path().join("sample-data/returns/moi.xlsx"))
        .unwrap();
    let summary = summary(place.path());
    let target = &summary["units"][0]["targets"][0];
    let shown = ["status", "low", "high", "reason"].map(|key| target[key].to_string());
    assert_eq!(shown, ["\"undecided\"", "0", "null", "\"sheet-missing\""]);
    let new = summary["submissions"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["file"] == "moi.xlsx");
    assert_eq!(new.unwrap()["state"], "accepted");
}

#[test]
fn a_second_run_writes_the_same_bytes_and_leaves_nothing_of_the_first() {
    let place = workplace();
    thidua(place.path(), &["run", "--out", "moi/ket-qua"]);
    let first = files(&place.path().join("moi"));
    thidua(place.path(), &["run", "--out", "moi/ket-qua"]);
    assert!(first == files(&place.path().join("moi")));
    thidua(
        place.path(),
        &["run", "--out", "moi/ket-qua", "--only", "data"],
    );
    assert!(!place.path().join("moi/ket-qua/tong-hop.xlsx").exists());
}

#[test]
fn before_anything_began_there_is_nothing_to_assess() {
    let place = workplace();
    refused(
        place.path(),
        &["run", "--as-of", "2020-01-01"],
        &["01/01/2020", "--as-of"],
    );
}

#[test]
fn decisions_about_nothing_known_stop_the_run() {
    let place = workplace();
    let decisions = place.path().join("sample-data/decisions.csv");
    fs::write(&decisions, "action,sha256,unit\nassign,ab,PGD-1\n").unwrap();
    refused(place.path(), &[], &["decisions.csv", "dòng 2", "PGD-1"]);
    fs::write(&decisions, "action,unit,rowkey\n").unwrap();
    refused(place.path(), &[], &["decisions.csv", "dòng 1", "rowkey"]);
}

#[test]
fn a_campaign_whose_targets_cannot_be_measured_is_refused() {
    let place = workplace();
    let campaign = place.path().join("schemas/golden/campaign.toml");
    let text = fs::read_to_string(&campaign).unwrap();
    for (from, to, word) in [
        ("phong-gddt = 3", "phong-gddt = -3", "-3"),
        ("phong-gddt = 3", "phong-gddt = nan", "NaN"),
        ("one-of = [\"Điển", "one-of = [\"điển", "điển hình"),
        (
            "forms = [\"don-vi\", \"dien-hinh\"]",
            "forms = [\"don-vi\"]",
            "dien-hinh",
        ),
    ] {
        assert!(text.contains(from), "{from}");
        fs::write(&campaign, text.replacen(from, to, 1)).unwrap();
        refused(place.path(), &[], &["campaign.toml", word]);
    }
    fs::write(&campaign, text).unwrap();
    let units = place.path().join("schemas/golden/units.csv");
    let register = fs::read_to_string(&units).unwrap();
    fs::write(
        &units,
        format!("{register}pgd01,Phòng khác,phong-gddt,,,,,,,,\n"),
    )
    .unwrap();
    refused(place.path(), &[], &["units.csv", "pgd01"]);
}

#[test]
fn a_register_whose_codes_no_file_can_bear_or_whose_mergers_lead_nowhere_is_refused() {
    let place = workplace();
    let units = place.path().join("schemas/golden/units.csv");
    let register = fs::read_to_string(&units).unwrap();
    for (line, words) in [
        (
            "NUL,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "NUL", "Windows"],
        ),
        (
            "A*1,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A*1", "chữ, số"],
        ),
        (
            "../../x,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "../../x", "chữ, số"],
        ),
        (
            "A/../../x,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A/../../x", "chữ, số"],
        ),
        (
            "A1.,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A1.", "chữ, số"],
        ),
        (
            "A1..,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A1..", "chữ, số"],
        ),
        (
            "CON.,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "CON.", "chữ, số"],
        ),
        (
            "COM1,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "COM1", "Windows"],
        ),
        (
            "A\u{202e}1,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A\u{fffd}1", "chữ, số"],
        ),
        (
            "A:1,Trường lạ,truc-thuoc,,,,,,,,",
            &["row 4, code", "A:1", "chữ, số"],
        ),
        (
            "CU-1,Trường cũ,truc-thuoc,,,,,,,,THPT-01",
            &["row 4, valid_to", "THPT-01", "2023-12-31"],
        ),
        (
            "CU-1,Trường cũ,truc-thuoc,,,,,,,2024-01-31,CU-1",
            &["row 4, successor", "vòng tròn", ""],
        ),
    ] {
        fs::write(&units, format!("{register}{line}\n")).unwrap();
        refused(place.path(), &[], &["units.csv"]);
        refused(place.path(), &[], words);
    }
}

#[test]
fn a_code_is_explained_in_both_languages_and_one_that_is_not_there_is_likened() {
    let place = tempfile::tempdir().unwrap();
    let (page, complaint, status) = thidua(place.path(), &["explain", "missing-value"]);
    assert!(
        page.starts_with("missing-value: ") && page.contains("CÁCH XỬ LÝ"),
        "{page}"
    );
    assert_eq!((complaint.as_str(), status), ("", 0));
    let (page, _, _) = thidua(place.path(), &["explain", "missing-value", "--lang", "en"]);
    assert!(page.contains("WHAT TO DO"), "{page}");
    let (list, _, status) = thidua(place.path(), &["explain"]);
    assert!(list.contains("claimed-twice") && status == 0, "{list}");
    let (nothing, complaint, status) = thidua(place.path(), &["explain", "missing-values"]);
    assert!(complaint.contains("missing-value,") || complaint.contains("missing-value?"));
    assert!(complaint.contains("thidua explain"), "{complaint}");
    assert_eq!((nothing.as_str(), status), ("", 2));
}

#[test]
fn a_check_says_of_each_file_what_it_says_alone() {
    let returns = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/returns/returns");
    let check = |args: &[&str]| {
        let done = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .arg("check")
            .args(args)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        (
            done.status.code(),
            String::from_utf8(done.stdout).unwrap(),
            String::from_utf8(done.stderr).unwrap(),
        )
    };
    let file = returns.join("PGD-01_cuoi-nam.xlsx");
    let file = file.to_str().unwrap();
    let (code, said, _) = check(&[file, "--lang", "en"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("(PGD-01) · Wave II and year end"), "{said}");
    // What was never sent cannot be missed here, nor can the day of receipt.
    assert!(
        !said.contains("needs-return") && !said.contains("no-receipt"),
        "{said}"
    );
    let (_, lines, _) = check(&[file, "--format", "json"]);
    assert!(lines.lines().count() > 1);
    for line in lines.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(finding["unit"], "PGD-01", "{line}");
    }
    let (code, said, _) = check(&[file, "--collection", "hoc-ky-1", "--lang", "en"]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("Wave I (term I)"), "{said}");
    let (code, _, complaint) = check(&["nowhere.xlsx", "--lang", "en"]);
    assert_eq!(code, Some(2));
    assert!(complaint.contains("nowhere.xlsx"), "{complaint}");
    let (code, _, complaint) = check(&[file, "--collection", "tuan-1", "--lang", "en"]);
    assert_eq!(code, Some(2));
    assert!(
        complaint.contains("tuan-1") && complaint.contains("cuoi-nam"),
        "{complaint}"
    );
}

#[test]
fn what_rules_name_wrongly_is_reported_all_at_once_with_its_place() {
    let place = workplace();
    let schemas = place.path().join("schemas/2023-2024");
    copy(&root().join("schemas/2023-2024"), &schemas);
    let change = |name: &str, change: &dyn Fn(String) -> String| {
        let path = schemas.join(name);
        let text = fs::read_to_string(&path).unwrap();
        let changed = change(text.clone());
        assert_ne!(changed, text, "{name}");
        fs::write(path, changed).unwrap();
    };
    // The sample has 8 rules, and these come behind them.
    change("campaign.toml", &|text| {
        text + r#"
[[rule]]
kind = "one-sender"
form = "khen-thuong"
field = "ho_tan"
with = ["hinh_thuc", "so_quyet"]
where = [{ field = "tinh_trangs", one-of = ["Đã khen"] }]

[[rule]]
kind = "one-sender"
form = "khen-thuongs"
field = "ho_ten"

[[rule]]
kind = "year-before"
form = "dien-hinh"
field = "ten"
measure = "tin-bai"
collection = "cuoi-nem"
factor = 1.0
least = -1.0
"#
    });
    change("baseline.csv", &|text| text + "PGD-01,tin_bais,40\n");
    change("forms/dien-hinh.json", &|text| {
        text.replace("\"other\": \"noi_dang\"", "\"other\": \"noi_dangs\"")
    });
    refused(
        place.path(),
        &[
            "run",
            "--campaign",
            schemas.to_str().unwrap(),
            "--lang",
            "en",
        ],
        &[
            "rule[8].field: there is no field \"ho_tan\"",
            "rule[8].with[1]: there is no field \"so_quyet\"",
            "rule[8].where[0]",
            "rule[9].form: there is no form \"khen-thuongs\"",
            "rule[10].form: \"dien-hinh\" is not valid. Write a record",
            "rule[10].field: \"ten\" is not valid. Write a field with numbers",
            "rule[10].measure: there is no measure of the year before \"tin-bai\". Use one of: dien-hinh, tin_bai, tin_bais",
            "rule[10].collection: there is no collection \"cuoi-nem\"",
            "rule[10].factor: \"1\" is not valid. Write more than 1",
            "rule[10].least: \"-1\" is not valid. Write 0 or more",
            "baseline.csv: measure: there is no target or measure of a rule \"tin_bais\"",
            "dien-hinh.json: thidua.rules[1]: there is no field \"noi_dangs\"",
        ],
    );
}

#[test]
fn rates_by_type_and_block_are_the_counts_of_the_units_and_add_up() {
    let place = tempfile::tempdir().unwrap();
    let path = |below: &str| root().join(below).display().to_string();
    let (campaign, returns) = (path("schemas/2023-2024"), path("sample-data/returns"));
    let args = [
        "run",
        "--only",
        "data",
        "--campaign",
        &campaign,
        "--returns",
        &returns,
    ];
    thidua(place.path(), &args);
    let written = fs::read(place.path().join("reports/data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&written).unwrap();
    let counts = [
        "expected",
        "received",
        "on_time",
        "on_time_unknown",
        "overdue",
    ];
    let counted = |of: &dyn Fn(&Value) -> bool, collection: &Value| {
        let units = summary["units"].as_array().unwrap().iter();
        let own = units.filter(|unit| of(unit)).filter_map(|unit| {
            let mut collections = unit["collections"].as_array().unwrap().iter();
            collections.find(|one| one["id"] == *collection)
        });
        let mut sums = [0; 5];
        for one in own {
            // Every collection of the sample has a due date.
            let is_unknown = one["received"] == true && one["on_time"].is_null();
            let states = [
                true,
                one["received"] == true,
                one["on_time"] == true,
                is_unknown,
                one["overdue"] == true,
            ];
            for (sum, state) in sums.iter_mut().zip(states) {
                *sum += u64::from(state);
            }
        }
        sums
    };
    let groups = summary["rates_by"].as_array().unwrap();
    for group in groups {
        let found = counts.map(|count| group[count].as_u64().unwrap());
        let by = group["by"].as_str().unwrap();
        // Nobody in the sample is below another unit.
        let of = |unit: &Value| by == "parent" || unit[by] == group["id"];
        assert_eq!(found, counted(&of, &group["collection"]), "{group}");
    }
    for rate in summary["rates"].as_array().unwrap() {
        for by in ["type", "block", "parent"] {
            for count in &counts[..4] {
                let own = groups
                    .iter()
                    .filter(|one| one["by"] == by && one["collection"] == rate["collection"]);
                let sum: u64 = own.map(|one| one[count].as_u64().unwrap()).sum();
                assert_eq!(Some(sum), rate[count].as_u64(), "{by} {count}");
            }
        }
    }
}

#[test]
fn who_owes_something_is_reminded_of_just_that() {
    let messy = reminders(&root().join("sample-data/returns"));
    let clean = tempfile::tempdir().unwrap();
    let sample = clean.path().join("mau");
    let args = ["sample", &sample.display().to_string(), "--mess", "0"];
    thidua(clean.path(), &args);
    let clean = reminders(&sample.join("returns"));
    assert!(messy.0 > 0 && clean.1 > 0, "{messy:?} {clean:?}");
}

/// Checks the reminders of a run over returns; how many units owe a registration, and how many
/// owe nothing.
fn reminders(returns: &Path) -> (usize, usize) {
    let place = tempfile::tempdir().unwrap();
    let campaign = root().join("schemas/2023-2024").display().to_string();
    let returns = returns.display().to_string();
    let args = ["run", "--campaign", &campaign, "--returns", &returns];
    thidua(place.path(), &args);
    let written = fs::read(place.path().join("reports/data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&written).unwrap();
    let reminded = |code: &str| {
        fs::read_to_string(place.path().join(format!("reports/nhac-nho/{code}.txt"))).ok()
    };
    let (mut overdue, mut clear) = (0, 0);
    for unit in summary["units"].as_array().unwrap() {
        let code = unit["code"].as_str().unwrap();
        let collections = unit["collections"].as_array().unwrap();
        let sent = |id: &Value| {
            let mut all = summary["submissions"].as_array().unwrap().iter();
            all.any(|one| one["unit"] == unit["code"] && one["collection"] == *id)
        };
        // From the last good day, 24/10/2023, to the day of the report are 235 days.
        let line = "Gửi “Đăng ký thi đua đầu năm học” (hạn nộp 24/10/2023, đã quá hạn 235 ngày).";
        let owes = collections
            .iter()
            .any(|one| one["id"] == "dang-ky" && one["overdue"] == true && !sent(&one["id"]));
        let text = reminded(code).unwrap_or_default();
        assert_eq!(text.contains(line), owes, "{code}: {text}");
        overdue += usize::from(owes);
        let mut own = summary["submissions"].as_array().unwrap().iter();
        let asked = own.any(|one| {
            let open = |kind: &str| one["findings"][kind].as_u64().unwrap() > 0;
            one["unit"] == unit["code"]
                && one["state"] != "superseded"
                && (open("error") || open("query"))
        });
        let late = collections.iter().any(|one| one["overdue"] == true);
        let mut targets = unit["targets"].as_array().unwrap().iter();
        let missed = targets.any(|one| one["status"] == "not-met");
        if !asked && !late && !missed {
            assert_eq!(text, "", "{code}");
            clear += 1;
        }
    }
    // The list of whom to call has a row for each of them.
    let folder = place.path().join("reports/nhac-nho");
    let texts = files(&folder).into_keys().filter_map(|path| {
        let is_text = path.extension().is_some_and(|ending| ending == "txt");
        is_text.then(|| path.file_stem().unwrap().to_string_lossy().into_owned())
    });
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(folder.join("danh-sach.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range_at(&mut book, 0)
        .unwrap()
        .unwrap();
    let mut listed: Vec<String> = sheet.rows().map(|row| row[1].to_string()).collect();
    listed.retain(|code| code.contains('-') && !code.contains(' '));
    listed.sort();
    assert_eq!(listed, texts.collect::<Vec<_>>());
    (overdue, clear)
}

#[test]
fn a_unit_that_no_longer_exists_is_not_reminded_and_the_one_in_its_place_is_named() {
    let place = tempfile::tempdir().unwrap();
    let schemas = place.path().join("schemas");
    folders::copy(&root().join("schemas/2023-2024"), &schemas);
    let run = || {
        let returns = root().join("sample-data/returns");
        let args = ["run", "--campaign", "schemas", "--returns"];
        thidua(
            place.path(),
            &[&args[..], &[returns.to_str().unwrap()]].concat(),
        );
        let mut texts = files(&place.path().join("reports/nhac-nho"));
        texts.retain(|path, _| path.extension().is_some_and(|ending| ending == "txt"));
        texts
    };
    let texts = run();
    for (path, bytes) in &texts {
        // As Notepad on Windows wants it: marked as UTF-8, lines ended by two signs.
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.starts_with('\u{feff}'), "{path:?}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    }
    let overdue = texts.iter().find(|(_, bytes)| {
        let text = std::str::from_utf8(bytes).unwrap();
        text.contains(". Gửi “")
    });
    let gone = overdue.unwrap().0.clone();
    let code = gone.file_stem().unwrap().to_string_lossy().into_owned();
    let units = schemas.join("units.csv");
    let register = fs::read_to_string(&units).unwrap();
    let merged: Vec<String> = register
        .lines()
        .map(|line| match line.strip_suffix(",,") {
            Some(rest) if line.starts_with(&format!("{code},")) => {
                format!("{rest},2024-06-10,PGD-01")
            }
            _ => line.to_owned(),
        })
        .collect();
    assert_ne!(merged.join("\n"), register.trim_end());
    fs::write(&units, merged.join("\n")).unwrap();
    let after = run();
    let others = texts.keys().filter(|path| **path != gone);
    assert!(after.keys().eq(others));
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(place.path().join("reports/tong-hop.xlsx")).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Tình hình báo cáo").unwrap();
    let mut missing = sheet
        .rows()
        .filter(|row| row[0] == "II" && row[2] == code.as_str());
    let remark = missing.next().unwrap()[15].to_string();
    let told = "Đơn vị đã sáp nhập vào PGD-01 (Phòng GDĐT thành phố Vân Khê), hoạt động đến hết ngày 10/06/2024";
    assert!(remark.contains(told), "{remark}");
}
