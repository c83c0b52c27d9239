//! Recognising and validating, on grids written as text.
//!
//! A grid has a row a line, cells split at `|`; `#5/9/2023` is a true date, `#12` a true number,
//! `#?` a formula without its result, `=#12` a formula with one, `^` merged with the cell above,
//! `<` with the cell to the left, everything else text. Field names stand for the labels of the
//! sample campaign's form.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "stages/codes.rs"]
mod codes;
#[path = "stages/costs.rs"]
mod costs;
#[path = "stages/headers.rs"]
mod headers;
#[path = "stages/identities.rs"]
mod identities;
#[path = "stages/records.rs"]
mod records;
#[path = "stages/rows.rs"]
mod row_rules;
#[path = "stages/sheets.rs"]
mod sheets;
#[path = "stages/totals.rs"]
mod totals;
#[path = "stages/values.rs"]
mod values;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use thidua::campaign::{self, Campaign, Form};
use thidua::finding::{Code, RepairRule, RowRule, Severity, collapse};
use thidua::location::{CellRef, Range};
use thidua::read::{self, Cell, CellValue, Mended, Sheet, Workbook};
use thidua::recognise::{Identity, Index, recognise};
use thidua::validate::{Checker, Examined, validate};

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    campaign::load(&folder, read::table).unwrap()
});

fn form(id: &str) -> &'static Form {
    CAMPAIGN.form(&id.into()).unwrap()
}

fn value(text: &str, form: &Form) -> CellValue {
    if let Some(label) = form.fields.iter().find(|field| field.name.as_str() == text) {
        return CellValue::Text(label.label.as_str().into());
    }
    match text.strip_prefix('#') {
        Some("N/A") => CellValue::Error("#N/A".to_owned()),
        Some("?") => CellValue::Uncomputed,
        Some(date) if date.contains('/') => {
            let day = chrono::NaiveDate::parse_from_str(date, "%d/%m/%Y").unwrap();
            CellValue::Date(day.and_hms_opt(0, 0, 0).unwrap())
        }
        Some(number) => CellValue::Number(number.parse().unwrap()),
        None => CellValue::Text(text.into()),
    }
}

fn sheet(name: &str, form: &Form, grid: &str) -> Sheet {
    let mut sheet = Sheet {
        name: Arc::from(name),
        ..Sheet::default()
    };
    // The upper left cell of what each cell is merged with, and how far that reaches.
    let mut anchors: BTreeMap<CellRef, CellRef> = BTreeMap::new();
    let mut reaches: BTreeMap<CellRef, CellRef> = BTreeMap::new();
    for (row, line) in (1..).zip(grid.lines()) {
        for (column, text) in (1..).zip(line.split('|')) {
            let at = CellRef::new(row, column).unwrap();
            let with = match text.trim() {
                "^" => CellRef::new(row - 1, column),
                "<" => CellRef::new(row, column - 1),
                _ => None,
            };
            let anchor = with.map_or(at, |with| anchors[&with]);
            anchors.insert(at, anchor);
            if anchor != at {
                reaches.insert(anchor, at);
                continue;
            }
            let (text, is_formula) = match text.trim().strip_prefix('=') {
                Some(text) if text.starts_with('#') => (text, true),
                _ => (text.trim(), false),
            };
            if text.is_empty() {
                continue;
            }
            if is_formula {
                sheet.formulas.push(at);
            }
            let value = value(text, form);
            sheet.cells.push(Cell { at, value });
        }
    }
    let merged = reaches
        .into_iter()
        .map(|(first, last)| Range { first, last });
    sheet.merges = merged.collect();
    sheet
}

fn examine(file: &str, sheets: Vec<Sheet>) -> Examined {
    let workbook = Workbook {
        sheets,
        ..Workbook::default()
    };
    examine_workbook(file, &workbook)
}

fn examine_workbook(file: &str, workbook: &Workbook) -> Examined {
    let index = Index::new(&CAMPAIGN);
    let checker = Checker::new(&CAMPAIGN);
    validate(
        recognise(file, workbook, &Identity::default(), &index),
        &checker,
    )
}

/// One sheet of a form in a return of THPT-05, for the last collection that asks for it.
fn one_sheet(id: &str, grid: &str) -> Examined {
    let form = form(id);
    let asks = |one: &&thidua::campaign::Collection| one.forms.contains(&form.id);
    let collection = CAMPAIGN.collections.iter().rfind(asks).unwrap();
    examine(
        &format!("THPT-05_{}.xlsx", collection.id),
        vec![sheet(&form.sheet, form, grid)],
    )
}

/// The findings of a form as "C7 code"; the missing sheets of the rest, and optional fields the
/// sheet has no place for, left out.
fn findings(examined: &Examined) -> Vec<String> {
    collapse(&examined.findings)
        .iter()
        .filter(|finding| match finding.fault.code() {
            Code::MissingSheet => false,
            Code::MissingLabel => finding.severity == Severity::Error,
            _ => true,
        })
        .map(|finding| {
            let range = finding.place.range.map(|range| format!("{range} "));
            format!("{}{}", range.unwrap_or_default(), finding.fault.code())
        })
        .collect()
}

fn check(id: &str, grid: &str, expected: &[&str]) {
    assert_eq!(findings(&one_sheet(id, grid)), expected, "{grid}");
}

/// The rows read, as row number and the shown values of the fields filled in.
fn rows(id: &str, grid: &str) -> Vec<String> {
    rows_of(id, &one_sheet(id, grid))
}

fn rows_of(id: &str, examined: &Examined) -> Vec<String> {
    let tables = examined.tables.iter();
    let rows = tables.filter(|table| table.form.as_str() == id);
    rows.flat_map(|table| &table.rows)
        .map(|row| {
            let shown: Vec<String> = row
                .values
                .iter()
                .flatten()
                .map(thidua::validate::Value::shown)
                .collect();
            format!("{}: {}", row.row, shown.join(" | "))
        })
        .collect()
}

/// What was read otherwise than written, as "B2 rule before → after".
fn repairs(examined: &Examined) -> Vec<String> {
    let line = |one: &thidua::finding::Repair| {
        let (rule, before, after) = (one.rule.as_str(), &one.before, &one.after);
        format!("{} {rule} {before} → {after}", one.range)
    };
    examined.repairs.iter().map(line).collect()
}

fn set_aside(id: &str, grid: &str) -> String {
    let all = one_sheet(id, grid).set_aside;
    all.iter()
        .map(|(rule, count)| format!("{} {count}", rule.as_str()))
        .collect::<Vec<_>>()
        .join(", ")
}

const MOVEMENTS: &str = "stt | phong_trao | so_tham_gia | tong_so | so_hoat_dong | ket_qua";
const SCORES: &str = "tieu_chi | diem_toi_da | diem_tu_cham | khong_ap_dung | minh_chung";
const PLANS: &str = "stt | ma_chi_tieu | noi_dung | chi_tieu | don_vi_tinh | giai_phap";

#[test]
fn a_clean_row_has_no_finding() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành"),
        &[],
    );
}

#[test]
fn a_missing_required_value_is_reported_at_its_cell() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Nụ cười công sở |  | #25 | #3 | Hoàn thành"),
        &["C2 missing-value"],
    );
}

#[test]
fn consecutive_faults_of_one_column_are_one_finding() {
    check(
        "phong-trao",
        &format!(
            "{MOVEMENTS}\n#1 | Nụ cười công sở |  | #25 | #3 | Hoàn thành\n#2 | Trường học hạnh phúc |  | #25 | #3 | Hoàn thành"
        ),
        &["C2:C3 missing-value"],
    );
}

#[test]
fn wrong_types_are_reported_and_never_guessed() {
    check(
        "phong-trao",
        &format!(
            "{MOVEMENTS}\n#1 | Nụ cười công sở | 10/12 | #25.5 | nhiều | Hoàn thành\n#2 | Trường học hạnh phúc | #N/A | #20 | #5/9/2023 | Hoàn thành"
        ),
        &[
            "C2 type-error",
            "D2 type-error",
            "E2:E3 type-error",
            "C3 error-cell",
        ],
    );
}

#[test]
fn a_value_outside_its_list_is_reported() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Phong trào lạ | #20 | #25 | #3 | Xong"),
        &["B2 not-in-list", "F2 not-in-list"],
    );
}

#[test]
fn another_spelling_of_a_listed_value_is_read_and_logged() {
    let grid = format!("{MOVEMENTS}\n#1 | NỤ CƯỜI  CÔNG SỞ | #20 | #25 | #3 | hoàn thành");
    assert_eq!(
        rows("phong-trao", &grid),
        ["2: 1 | Nụ cười công sở | 20 | 25 | 3 | Hoàn thành"]
    );
    let examined = one_sheet("phong-trao", &grid);
    assert_eq!(
        repairs(&examined),
        [
            "B2 list-spelling NỤ CƯỜI  CÔNG SỞ → Nụ cười công sở",
            "F2 list-spelling hoàn thành → Hoàn thành",
        ]
    );
}

#[test]
fn numbers_below_and_above_their_bounds_are_reported() {
    check(
        "phong-trao",
        &format!(
            "{MOVEMENTS}\n#1 | Nụ cười công sở | #-1 | #25 | #3 | Hoàn thành\n#2 | Trường học hạnh phúc | #30 | #25 | #3 | Hoàn thành"
        ),
        &["C2 below-minimum", "C3 above-other"],
    );
}

#[test]
fn a_score_above_its_maximum_is_reported_at_its_cell() {
    check(
        "cham-diem",
        &format!("{SCORES}\nTC01 | #10 | #12"),
        &["C2 above-other"],
    );
}

#[test]
fn a_row_with_only_what_the_blank_form_carries_misses_its_values() {
    check(
        "cham-diem",
        &format!("{SCORES}\nTC01 | #10 |  |  | Nội dung\nTC02 | #10 | #9"),
        &["C2 missing-value"],
    );
}

#[test]
fn names_below_the_signatures_are_no_data() {
    let grid = format!(
        "{PLANS}\n#1 | CT01 | Nội dung | #5 | x | Phát động\n\n | | | | | Vân Khê, ngày 13 tháng 10 năm 2023\n | | NGƯỜI LẬP BIỂU | | | KT. TRƯỞNG PHÒNG\n\n | | Lý Thị Kim Liên | | | Phạm Thị Minh Trang"
    );
    assert_eq!(rows("dang-ky", &grid).len(), 1);
}

#[test]
fn rows_that_only_begin_like_a_total_or_a_signature_are_data() {
    let grid = format!(
        "{MOVEMENTS}\n | Cộng tác viên thi đua | #10 | #20 | #7\n#2 | Hiệu trưởng phát động | #12\n#3 | Ghi chú tốt | #1 | #2 | #3 | Hoàn thành"
    );
    assert_eq!(rows("phong-trao", &grid).len(), 3);
    assert_eq!(set_aside("phong-trao", &grid), "");
    let form = form("sang-kien");
    let grid = "stt | ten | loai | tac_gia | don_vi_cong_tac | linh_vuc | cap_cong_nhan | so_quyet_dinh | ngay_cong_nhan | pham_vi\n | Ví dụ trực quan trong dạy Toán | Sáng kiến | Lò Văn Minh | Trường | Giảng dạy | Cơ sở |  | 20/11/2023";
    let examined = examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, grid)],
    );
    assert_eq!(examined.tables[0].rows.len(), 1);
}

#[test]
fn a_heading_among_rows_is_told_by_its_words() {
    let row = "#1 | Khác | #20 | #25 | #3 | Hoàn thành";
    let grid =
        format!("{MOVEMENTS}\n | Trong đó: khối phòng ban\n{row}\n | - Tập thể\nII. Các trường");
    assert_eq!(set_aside("phong-trao", &grid), "section 3");
}

#[test]
fn a_second_sheet_of_a_form_is_asked_about() {
    let form = form("phong-trao");
    let grid = format!("{MOVEMENTS}\n#1 | Khác | #20 | #25 | #3 | Hoàn thành");
    let sheets = [
        "Phong trào thi đua",
        "Phong trào bổ sung",
        "Phong trào thi đua (2)",
    ];
    let sheets = sheets.iter().map(|name| sheet(name, form, &grid)).collect();
    let examined = examine("THPT-05_cuoi-nam.xlsx", sheets);
    let repeated = examined
        .findings
        .iter()
        .filter(|one| one.fault.code() == Code::RepeatedSheet);
    assert_eq!(repeated.count(), 2);
}

#[test]
fn a_comma_in_a_whole_number_is_not_guessed() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Khác | 1.000 | 1.200 | 1,000 | Hoàn thành"),
        &["E2 type-error"],
    );
}

#[test]
fn an_exact_label_goes_before_one_that_is_alike() {
    let grid = "STT | Tên phong trào | Số hoạt động 1 | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | Số hoạt động | Kết quả\n#1 | Khác | #9 | #20 | #25 | #3 | Hoàn thành";
    assert_eq!(
        rows("phong-trao", grid),
        ["2: 1 | Khác | 20 | 25 | 3 | Hoàn thành"]
    );
}

#[test]
fn a_score_is_required_unless_the_criterion_does_not_apply() {
    check(
        "cham-diem",
        &format!("{SCORES}\nTC01 | #10 |  | x\nTC02 | #10 |  | Không\nTC03 | #10 | 8,5 | "),
        &["C3 missing-value"],
    );
}

#[test]
fn a_key_that_stands_twice_excludes_the_second_row_only() {
    let grid = format!("{SCORES}\nTC01 | #10 | #8\nTC01 | #10 | #9");
    check("cham-diem", &grid, &["A3 duplicate-row"]);
    let examined = one_sheet("cham-diem", &grid);
    let standings: Vec<&str> = examined.tables[0]
        .rows
        .iter()
        .map(|row| row.standing.as_str())
        .collect();
    assert_eq!(standings, ["certain", "excluded"]);
}

#[test]
fn rows_that_are_no_data_are_set_aside_by_name() {
    let grid = format!(
        "SỞ GDĐT TỈNH VÂN KHÊ\nBIỂU PHONG TRÀO\n\n{MOVEMENTS}\n(1) | (2) | (3) | (4) | (5) | (6)\nI | Khối phòng ban\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành\n\nSTT | Tên phong trào | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | Số hoạt động | Kết quả\n#2 | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành\n#3\n#4 | Khác | #1 | #25 | #0 | Hoàn thành\n | Tổng cộng | #41 | #75 | #6\n\n | | | Vân Khê, ngày 20 tháng 5 năm 2024\n | Người lập biểu | | THỦ TRƯỞNG ĐƠN VỊ\n | | | Trần Văn Lộc"
    );
    assert_eq!(
        set_aside("phong-trao", &grid),
        "blank 2, column-numbers 1, footer 3, repeated-header 1, section 1, total 1"
    );
    assert_eq!(
        rows("phong-trao", &grid),
        [
            "7: 1 | Nụ cười công sở | 20 | 25 | 3 | Hoàn thành",
            "10: 2 | Trường học hạnh phúc | 20 | 25 | 3 | Hoàn thành",
            "12: 4 | Khác | 1 | 25 | 0 | Hoàn thành",
        ]
    );
}

#[test]
fn numbers_below_the_last_row_are_set_aside_and_every_row_seen_is_accounted_for() {
    let grid = format!(
        "{MOVEMENTS}\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành\n\n#2\n#3 | Khác | #1 | #25 | #0 | Hoàn thành\n\n#4\n#5"
    );
    assert_eq!(set_aside("phong-trao", &grid), "blank 2, unused 2");
    // Six rows that hold something, and an empty one between data; the empty one below is no row.
    let tally = &one_sheet("phong-trao", &grid).tallies[0];
    assert_eq!((tally.seen, tally.set_aside), (6, 4));
}

#[test]
fn a_half_filled_row_is_data_and_not_a_heading() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Nụ cười công sở"),
        &[
            "C2 missing-value",
            "D2 missing-value",
            "E2 missing-value",
            "F2 missing-value",
        ],
    );
}

#[test]
fn columns_are_found_by_label_wherever_they_stand() {
    let grid = "ĐVT | Nội dung đăng ký | Mã chỉ tiêu | Giải pháp | Mục tiêu\nmô hình | Giới thiệu điển hình | CT01 | Phát động | 10,5";
    let form = form("dang-ky");
    let examined = examine("THPT-05_dang-ky.xlsx", vec![sheet(&form.sheet, form, grid)]);
    assert_eq!(
        findings(&examined),
        ["B1 moved-label", "C1 moved-label", "E1 moved-label"]
    );
    let row = &examined.tables[0].rows[0];
    let shown: Vec<String> = row
        .values
        .iter()
        .flatten()
        .map(thidua::validate::Value::shown)
        .collect();
    assert_eq!(
        shown,
        [
            "CT01",
            "Giới thiệu điển hình",
            "10,5",
            "mô hình",
            "Phát động"
        ]
    );
}

#[test]
fn labels_that_are_missing_extra_or_only_alike_are_findings() {
    let form = form("dang-ky");
    let grid = "STT | Mã chỉ tiêu | Nội dung, chỉ tiêu đăng kí | Ghi nhớ | Giải pháp thực hiện\n#1 | CT01 | Nội dung | x | Phát động";
    let examined = examine("THPT-05_dang-ky.xlsx", vec![sheet(&form.sheet, form, grid)]);
    assert_eq!(findings(&examined), ["missing-label", "D1 extra-label"]);
    let grid = "STT | Mã chỉ tiêu | Nội dung chỉ tiêu dăng ký | Chỉ tiêu | ĐVT | Giải pháp\n#1 | CT01 | Nội dung | #5 | x | Phát động";
    let examined = examine("THPT-05_dang-ky.xlsx", vec![sheet(&form.sheet, form, grid)]);
    assert_eq!(findings(&examined), ["C1 similar-label"]);
}

#[test]
fn a_header_of_two_rows_is_read() {
    let grid = "STT | Tên phong trào | Trong đó | | Số hoạt động | Kết quả\n | | Số CB, GV, NV tham gia | Tổng số CB, GV, NV\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành";
    assert_eq!(
        rows("phong-trao", grid),
        ["3: 1 | Nụ cười công sở | 20 | 25 | 3 | Hoàn thành"]
    );
}

#[test]
fn a_header_repeated_below_does_not_hide_the_rows_above_it() {
    let two_rows = "STT | Tên phong trào | Tham gia | | Số hoạt động | Kết quả\n | | Số CB, GV, NV tham gia | Tổng số CB, GV, NV";
    let one_row = "STT | Tên phong trào | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | Số hoạt động | Kết quả";
    let grid = format!(
        "{two_rows}\n#1 | Nụ cười công sở | #20 | #25 | #3 | Hoàn thành\n{one_row}\n#2 | Khác | #20 | #25 | #3 | Hoàn thành"
    );
    assert_eq!(rows("phong-trao", &grid).len(), 2);
    assert_eq!(set_aside("phong-trao", &grid), "repeated-header 1");
}

fn cover(extra: &str) -> Examined {
    let form = form("don-vi");
    let grid = format!(
        "Mã đơn vị | THPT-05\nTên đơn vị | Trường THPT Bạch Liên số 1\nKỳ báo cáo | cuoi-nam\n{extra}"
    );
    examine("bao cao.xlsx", vec![sheet(&form.sheet, form, &grid)])
}

#[test]
fn values_of_a_record_stand_beside_below_or_after_a_colon() {
    let examined = cover(
        "Lãnh đạo phụ trách: Lò Thị Mai\n1. Cán bộ đầu mối | Vàng A Súa | \nChức vụ lãnh đạo | Chức vụ đầu mối\nHiệu trưởng | Giáo viên",
    );
    let shown: Vec<String> = examined.tables[0].rows[0]
        .values
        .iter()
        .flatten()
        .map(thidua::validate::Value::shown)
        .collect();
    assert_eq!(
        shown,
        [
            "THPT-05",
            "Trường THPT Bạch Liên số 1",
            "cuoi-nam",
            "Lò Thị Mai",
            "Hiệu trưởng",
            "Vàng A Súa",
            "Giáo viên",
        ]
    );
}

#[test]
fn a_leader_who_is_also_the_focal_person_is_reported() {
    let examined = cover("Lãnh đạo phụ trách | Lò Thị Mai\nCán bộ đầu mối | LÒ THỊ MAI");
    assert_eq!(findings(&examined), ["B5 same-as-other"]);
}

#[test]
fn only_what_a_collection_asks_for_is_missed() {
    // so_van_ban, ngay_van_ban, co_ke_hoach… are asked for at registration only.
    let examined = cover("Lãnh đạo phụ trách | Lò Thị Mai");
    let missed: Vec<&str> = examined
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .filter_map(|finding| finding.place.field.as_ref())
        .map(thidua::id::FieldName::as_str)
        .collect();
    assert_eq!(missed, ["dau_moi"]);
}

fn identity(file: &str, grid: &str) -> (String, String, Vec<String>) {
    let form = form("don-vi");
    let examined = examine(file, vec![sheet(&form.sheet, form, grid)]);
    let unit = examined
        .identity
        .unit
        .as_ref()
        .map_or("-".to_owned(), ToString::to_string);
    let collection = examined
        .identity
        .collection
        .as_ref()
        .map_or("-".to_owned(), ToString::to_string);
    let about = findings(&examined)
        .into_iter()
        .filter(|line| {
            line.contains("unit") || line.contains("identity") || line.contains("collection")
        })
        .collect();
    (unit, collection, about)
}

#[test]
fn a_return_is_identified_by_cover_then_path_then_name() {
    let check = |file: &str, grid: &str, unit: &str, collection: &str, about: &[&str]| {
        let found = identity(file, grid);
        let about: Vec<String> = about.iter().map(|line| (*line).to_owned()).collect();
        assert_eq!(
            found,
            (unit.to_owned(), collection.to_owned(), about),
            "{file}"
        );
    };
    let cover = "Mã đơn vị | pgd 02\nKỳ báo cáo | Đăng ký thi đua đầu năm học\nCán bộ đầu mối | A";
    check("x.xlsx", cover, "PGD-02", "dang-ky", &[]);
    let blank = "Mã đơn vị | \nCán bộ đầu mối | A";
    check("PGD_02 - dang-ky (1).xlsx", blank, "PGD-02", "dang-ky", &[]);
    check(
        "THPT-1/hoc-ky-1.xlsx",
        blank,
        "-",
        "hoc-ky-1",
        &["unknown-unit"],
    );
    check("THPT-11/hoc-ky-1.xlsx", blank, "THPT-11", "hoc-ky-1", &[]);
    let named = "Tên đơn vị | P.GD&ĐT H. Bạch Liên\nCán bộ đầu mối | A";
    check("hoc-ky-1.xlsx", named, "PGD-02", "hoc-ky-1", &[]);
    let alike = "Tên đơn vị | Trường THPT Vân Khê số 4\nCán bộ đầu mối | A";
    check(
        "hoc-ky-1.xlsx",
        alike,
        "-",
        "hoc-ky-1",
        &["B1 unknown-unit"],
    );
    check(
        "PGD-03 dang-ky.xlsx",
        cover,
        "PGD-02",
        "dang-ky",
        &["conflicting-identity"],
    );
    check(
        "PGD-02 hoc-ky-1.xlsx",
        cover,
        "PGD-02",
        "dang-ky",
        &["B2 conflicting-identity"],
    );
}

#[test]
fn dates_in_the_other_order_are_asked_about() {
    let form = form("sang-kien");
    let header = "ten | loai | tac_gia | don_vi_cong_tac | linh_vuc | cap_cong_nhan | so_quyet_dinh | ngay_cong_nhan | pham_vi | stt";
    let row = |name: &str, day: &str| {
        format!("{name} | Sáng kiến | Lò Văn Minh | Trường | Giảng dạy | Cơ sở |  | {day}")
    };
    let grid = format!(
        "{header}\n{}\n{}\n{}",
        row("A", "04/03/2024"),
        row("B", "03/25/2024"),
        row("C", "20/11/2023")
    );
    let examined = examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    assert_eq!(findings(&examined), ["H2 ambiguous-date", "H3 type-error"]);
}

#[test]
fn a_plan_with_a_code_of_no_list_is_reported() {
    let form = form("dang-ky");
    let grid = format!("{PLANS}\n#1 | CT99 | Nội dung | #5 | x | Phát động");
    let examined = examine(
        "THPT-05_dang-ky.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    assert_eq!(findings(&examined), ["B2 not-in-list"]);
}

mod laws {
    use super::*;
    use proptest::prelude::*;

    /// A cell of a grid in which anything may stand anywhere, merged with anything.
    fn any_cell() -> impl Strategy<Value = String> {
        let words = [
            "",
            "^",
            "<",
            "nt",
            "#12",
            "#0.5",
            "#?",
            "#N/A",
            "=#0",
            "#5/9/2023",
            "Tổng cộng",
            "I",
            "1.1",
            "Trong đó:",
            "Ghi chú:",
            "VD",
            "Khác",
            "Tên phong trào",
            "Mã đơn vị: THPT-05",
            "Cá nhân",
            "Tổng số CB, GV, NV",
            "Danh hiệu, hình thức",
            "Tập thể",
            "-",
            "Số hoạt động (cuộc)",
        ];
        proptest::sample::select(words.to_vec()).prop_map(str::to_owned)
    }

    /// A mark of merging only where there is something to merge with.
    fn sound(lines: &[Vec<String>]) -> String {
        let lines = lines.iter().enumerate().map(|(row, cells)| {
            let cells = cells
                .iter()
                .enumerate()
                .map(|(column, cell)| match cell.as_str() {
                    "^" if row == 0 => "",
                    "<" if column == 0 => "",
                    cell => cell,
                });
            cells.collect::<Vec<_>>().join(" | ")
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn any_merged_grid_of_any_form_is_examined_without_a_panic(
            lines in proptest::collection::vec(proptest::collection::vec(any_cell(), 7), 0..10),
            id in proptest::sample::select(vec!["phong-trao", "tong-hop-kt", "don-vi", "so-lieu"]),
        ) {
            let form = form(id);
            for above in [String::new(), format!("{MOVEMENTS} | \n")] {
                let grid = format!("{above}{}", sound(&lines));
                let examined = examine("THPT-05_cuoi-nam.xlsx", vec![sheet(&form.sheet, form, &grid)]);
                prop_assert!(examined.unreadable.is_none());
            }
        }

        #[test]
        fn any_grid_is_examined_without_a_panic_and_every_row_is_accounted_for(
            lines in proptest::collection::vec(
                proptest::collection::vec(
                    prop_oneof![
                        Just(String::new()),
                        "[a-zà-ỹ0-9/.:() -]{0,12}",
                        Just("Tổng cộng".to_owned()),
                        Just("45000".to_owned()),
                        Just("Tên phong trào".to_owned()),
                    ],
                    0..8,
                ),
                0..12,
            )
        ) {
            let body: Vec<String> = lines.iter().map(|cells| cells.join(" | ")).collect();
            let examined = one_sheet("phong-trao", &format!("{MOVEMENTS}\n{}", body.join("\n")));
            let read: usize = examined.tables.iter().map(|table| table.rows.len()).sum();
            let aside: u32 = examined.set_aside.values().sum();
            let accounted = read + usize::try_from(aside).unwrap();
            // Whatever stands in a field's column is data or set aside by a rule; only blank rows
            // below the last data row are merely unused.
            let filled = lines.iter().filter(|cells| {
                cells.iter().take(6).skip(1).any(|cell| !cell.trim().is_empty())
            });
            prop_assert!(filled.count() <= accounted && accounted <= body.len());
        }
    }
}

/// A movement's result, with how it was written where reading the file mended it, and how it would
/// read in an old encoding where that is doubtful.
fn result(read: &str, mended: Option<(&str, RepairRule)>, doubtful: Option<&str>) -> Examined {
    let form = form("phong-trao");
    let grid = format!("{MOVEMENTS}\n1 | Dạy tốt, học tốt | 5 | 10 | 2 | {read}");
    let mut sheet = sheet(&form.sheet, form, &grid);
    let at = CellRef::new(2, 6).unwrap();
    sheet.mended.extend(mended.map(|(before, rule)| Mended {
        at,
        before: before.to_owned(),
        rule,
    }));
    sheet
        .doubtful
        .extend(doubtful.map(|reading| (at, reading.to_owned())));
    examine("THPT-05_cuoi-nam.xlsx", vec![sheet])
}

#[test]
fn what_reading_the_file_mended_is_told_with_what_was_written() {
    let told = |read: &str, before: &str, rule: RepairRule| -> Vec<String> {
        let examined = result(read, Some((before, rule)), None);
        let repairs = examined
            .repairs
            .iter()
            .filter(|repair| repair.field.as_str() == "ket_qua");
        let told = repairs.map(|repair| {
            let rule = repair.rule.as_str();
            format!(
                "{} {rule}: {} → {}",
                repair.range, repair.before, repair.after
            )
        });
        told.collect()
    };
    assert_eq!(
        told("Hoàn thành", "Hoµn thµnh", RepairRule::Tcvn3),
        ["F2 tcvn3: Hoµn thµnh → Hoàn thành"]
    );
    // The chain is whole: to the text as it reads, then to the listed value.
    assert_eq!(
        told("hoàn thành", "hoaøn thaønh", RepairRule::Vni),
        [
            "F2 vni: hoaøn thaønh → hoàn thành",
            "F2 list-spelling: hoàn thành → Hoàn thành"
        ]
    );
    assert_eq!(
        told("Hoàn  thành", "Hoàn\u{a0} thành", RepairRule::Text),
        ["F2 text: Hoàn\u{a0} thành → Hoàn thành"]
    );
    // A value that cannot be taken was mended all the same.
    assert_eq!(
        told("Hoàn toàn", "Hoàn toàn\u{200b}", RepairRule::Text).len(),
        1
    );
}

#[test]
fn a_text_that_may_be_in_an_old_encoding_is_asked_about() {
    let examined = result("Hoàn thành", None, Some("Hoàn thành"));
    let asked = findings(&examined);
    assert!(
        asked.contains(&"F2 doubtful-encoding".to_owned()),
        "{asked:?}"
    );
}
