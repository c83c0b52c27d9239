//! What blank returns carry over from an earlier run, and what becomes of them when they come back.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use folders::copy;

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use thidua::campaign;
use thidua::discover::Format;
use thidua::lang::Lang;
use thidua::location::CellRef;
use thidua::read::{self, Sheet};

const COVER: [(&str, &str); 11] = [
    ("Mã đơn vị", "PGD-01"),
    ("Kỳ báo cáo", "dang-ky"),
    ("Lãnh đạo phụ trách", "Quàng Văn Bình"),
    ("Chức vụ lãnh đạo", "Phó Trưởng phòng"),
    // Nine digits: in doubt.
    ("Điện thoại lãnh đạo", "091234567"),
    ("Cán bộ đầu mối", "Vì Thị Hằng"),
    ("Điện thoại đầu mối", "0987654321"),
    ("Email đầu mối", "hang.vt@donvi.edu.vn"),
    ("Số văn bản đăng ký", "12/PGDĐT"),
    ("Có kế hoạch thi đua", "Có"),
    ("Có quy chế thi đua, khen thưởng", "Có"),
];
/// The third repeats the key of the first, so that it is excluded; the fourth promises less than
/// nothing, so that its number is in doubt.
const PLEDGES: [(&str, &str, f64); 4] = [
    ("CT01", "Tham gia phong trào", 95.0),
    ("CT03", "Mô hình mới", 4.0),
    ("CT01", "Tham gia phong trào thi đua", 90.0),
    ("CT04", "Sáng kiến", -2.0),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with the sample campaign, and one registration among its returns.
fn workplace() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("returns")).unwrap();
    let mut book = Workbook::new();
    let cover = book.add_worksheet().set_name("Thông tin đơn vị").unwrap();
    for (row, (label, value)) in (0..).zip(COVER) {
        cover.write_string(row, 0, label).unwrap();
        cover.write_string(row, 1, value).unwrap();
    }
    let pledges = book.add_worksheet().set_name("Đăng ký thi đua").unwrap();
    let labels = [
        "STT",
        "Mã chỉ tiêu",
        "Nội dung, chỉ tiêu đăng ký",
        "Chỉ tiêu",
        "Đơn vị tính",
        "Giải pháp thực hiện",
    ];
    for (column, label) in (0..).zip(labels) {
        pledges.write_string(0, column, label).unwrap();
    }
    for (row, (code, text, number)) in (1..).zip(PLEDGES) {
        pledges.write_number(row, 0, row).unwrap();
        pledges.write_string(row, 1, code).unwrap();
        pledges.write_string(row, 2, text).unwrap();
        pledges.write_number(row, 3, number).unwrap();
        pledges.write_string(row, 5, "Giao ban hằng tháng").unwrap();
    }
    let path = place.path().join("returns/PGD-01_dang-ky.xlsx");
    book.save(path).unwrap();
    place
}

/// Starts the program in a folder; what it says, and its exit status.
fn thidua(folder: &Path, args: &[&str]) -> (String, i32) {
    let campaign = root().join("schemas/2023-2024");
    let Output {
        stdout,
        stderr,
        status,
    } = Command::new(env!("CARGO_BIN_EXE_thidua"))
        .args(args)
        .arg("--campaign")
        .arg(campaign)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = [stdout, stderr].concat();
    (String::from_utf8(said).unwrap(), status.code().unwrap())
}

fn run(folder: &Path, returns: &str, out: &str) {
    let args = ["run", "--returns", returns, "--out", out];
    let (said, status) = thidua(
        folder,
        &[&args[..], &["--only", "data", "--exit-zero"]].concat(),
    );
    assert_eq!(status, 0, "{said}");
}

/// The blank returns of two units for the year's end; what the program says.
fn template(folder: &Path, out: &str, more: &[&str]) -> (String, i32) {
    let args = "template --collection cuoi-nam --unit PGD-01 --unit THPT-01 --lang en --out";
    let args: Vec<&str> = args.split(' ').chain([out]).collect();
    thidua(folder, &[&args[..], more].concat())
}

fn blank(folder: &Path, out: &str, unit: &str) -> PathBuf {
    folder
        .join(out)
        .join(format!("{unit}_mau-bao-cao_cuoi-nam.xlsx"))
}

fn sheet(path: &Path, name: &str) -> Sheet {
    let limits = campaign::load(&root().join("schemas/2023-2024"), read::table)
        .unwrap()
        .limits;
    let book = read::workbook(&fs::read(path).unwrap(), Format::Xlsx, &limits).unwrap();
    let mut sheets = book.sheets.into_iter();
    sheets.find(|sheet| &*sheet.name == name).unwrap()
}

/// What stands in a cell, as a person sees it.
fn at(sheet: &Sheet, row: u32, column: u32) -> String {
    let at = CellRef::new(row, column).unwrap();
    let cell = sheet.cells.iter().find(|cell| cell.at == at);
    cell.map(|cell| cell.value.shown()).unwrap_or_default()
}

/// The value right of a label.
fn beside(sheet: &Sheet, label: &str) -> String {
    let row = sheet
        .cells
        .iter()
        .find(|cell| cell.value.shown() == label)
        .unwrap()
        .at
        .row;
    at(sheet, row, 2)
}

/// The rows below the header of the results, three columns each.
fn results(sheet: &Sheet) -> Vec<[String; 3]> {
    let rows = (8..12).map(|row| [1, 2, 3].map(|column| at(sheet, row, column)));
    rows.filter(|row| row.iter().any(|text| !text.is_empty()))
        .collect()
}

#[test]
fn persons_and_registered_rows_carry_over_but_nothing_in_doubt_or_excluded() {
    let place = workplace();
    let folder = place.path();
    run(folder, "returns", "reports");
    let (said, status) = template(folder, "blank", &["--previous", "reports"]);
    assert_eq!(status, 0, "{said}");
    assert!(said.contains("1 of them carry"), "{said}");
    assert!(!said.contains("Bình"), "{said}");
    let file = blank(folder, "blank", "PGD-01");
    let cover = sheet(&file, "Thông tin đơn vị");
    for (label, value) in [
        ("Lãnh đạo phụ trách", "Quàng Văn Bình"),
        ("Chức vụ lãnh đạo", "Phó Trưởng phòng"),
        ("Điện thoại lãnh đạo", ""),
        ("Cán bộ đầu mối", "Vì Thị Hằng"),
        ("Điện thoại đầu mối", "0987654321"),
        ("Email đầu mối", "hang.vt@donvi.edu.vn"),
        ("Ngày báo cáo", ""),
    ] {
        assert_eq!(beside(&cover, label), value, "{label}");
    }
    let row = |texts: [&str; 3]| texts.map(str::to_owned);
    let expected = [
        row(["CT01", "Tham gia phong trào", "95"]),
        row(["CT03", "Mô hình mới", "4"]),
        row(["CT04", "Sáng kiến", ""]),
    ];
    assert_eq!(results(&sheet(&file, "Kết quả đăng ký")), expected);
}

#[test]
fn a_unit_with_nothing_earlier_gets_the_plain_blank() {
    let place = workplace();
    let folder = place.path();
    run(folder, "returns", "reports");
    template(folder, "with", &["--previous", "reports"]);
    template(folder, "again", &["--previous", "reports"]);
    template(folder, "without", &[]);
    let bytes = |out: &str, unit: &str| fs::read(blank(folder, out, unit)).unwrap();
    assert!(bytes("with", "THPT-01") == bytes("without", "THPT-01"));
    assert!(bytes("with", "PGD-01") != bytes("without", "PGD-01"));
    assert!(bytes("with", "PGD-01") == bytes("again", "PGD-01"));
}

#[test]
fn a_blank_return_sent_back_untouched_is_empty_whatever_carried_over() {
    let place = workplace();
    let folder = place.path();
    run(folder, "returns", "reports");
    template(folder, "blank", &["--previous", "reports"]);
    run(folder, "blank", "second");
    let summary = fs::read(folder.join("second/data/summary.json")).unwrap();
    let summary: Value = serde_json::from_slice(&summary).unwrap();
    let states = summary["submissions"].as_array().unwrap().iter();
    let states: Vec<&str> = states.map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["empty", "empty"]);
    let findings = fs::read_to_string(folder.join("second/data/findings.jsonl")).unwrap();
    for line in findings.lines() {
        let is_expected = ["\"no-data\"", "\"no-receipt\""];
        assert!(is_expected.iter().any(|code| line.contains(code)), "{line}");
    }
}

#[test]
fn a_folder_that_no_run_of_the_campaign_wrote_is_refused() {
    let place = workplace();
    let folder = place.path();
    run(folder, "returns", "reports");
    let data = folder.join("reports/data");
    let refused = |previous: &str, expected: &str| {
        let (said, status) = template(folder, "blank", &["--previous", previous]);
        assert_eq!(status, 2, "{said}");
        assert!(said.contains(expected), "{said}");
        assert!(!folder.join("blank").exists());
    };
    refused("returns", "an earlier run's reports");
    let (said, status) = template(folder, "from-data", &["--previous", "reports/data"]);
    assert_eq!(status, 0, "{said}");
    let table = data.join("dang-ky.parquet");
    let whole = fs::read(&table).unwrap();
    fs::write(&table, &whole[..whole.len() / 2]).unwrap();
    refused("reports", "changed or damaged");
    fs::remove_file(&table).unwrap();
    refused("reports", "Run thidua run again");
    let manifest = data.join("manifest.json");
    let text = fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("\"2023-2024\""));
    fs::write(&manifest, text.replace("\"2023-2024\"", "\"2022-2023\"")).unwrap();
    refused("reports", "is of the campaign \"2022-2023\"");
}

#[test]
fn what_a_form_cannot_carry_is_reported_all_at_once() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("plan");
    copy(&root().join("schemas/2023-2024"), &folder);
    let change = |form: &str, from: &str, to: &str| {
        let path = folder.join("forms").join(form);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{form}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    let fields = "[\"ma_chi_tieu\", \"noi_dung\", \"chi_tieu\"]";
    change(
        "ket-qua.json",
        fields,
        "[\"noi_dung\", \"chi_tieu\", \"ket_qua\", \"muc\"]",
    );
    change(
        "dang-ky.json",
        "\"type\": \"number\"",
        "\"type\": \"string\"",
    );
    change(
        "don-vi.json",
        "\"carries\": {",
        "\"carries\": { \"from\": \"don-vy\",",
    );
    let error = campaign::load(&folder, read::table).unwrap_err();
    let campaign::LoadError::Faults { faults, .. } = error else {
        unreachable!("{error}");
    };
    let said: Vec<String> = faults.iter().map(|one| one.render(Lang::En)).collect();
    let said = said.join("\n");
    for expected in [
        "no form \"don-vy\"",
        "there is no field \"muc\"",
        "there is no field \"ket_qua\"",
        "all fields of the table's key",
        "same type as in forms/dang-ky.json",
    ] {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}
