//! Sheets: renamed, reordered, hidden, duplicated, several tables on one.

use super::*;

use thidua::read::Visibility;

const ROW: &str = "#1 | Khác | #20 | #25 | #3 | Hoàn thành";
const OTHER: &str = "#2 | Nụ cười công sở | #2 | #5 | #1 | Hoàn thành";
const SUMMARY: &str = "Danh hiệu, hình thức | Tập thể | Cá nhân | Trong đó trực tiếp giảng dạy";

fn movements(name: &str, row: &str) -> Sheet {
    sheet(name, form("phong-trao"), &format!("{MOVEMENTS}\n{row}"))
}

fn read(sheets: Vec<Sheet>) -> Examined {
    examine("THPT-05_cuoi-nam.xlsx", sheets)
}

/// The findings of sheets, as "severity code".
fn about(examined: &Examined) -> Vec<String> {
    let line =
        |one: &thidua::finding::Finding| format!("{} {}", one.severity.as_str(), one.fault.code());
    let mut lines: Vec<String> = examined.findings.iter().map(line).collect();
    lines.retain(|line| line.contains("sheet") && !line.contains("missing-sheet"));
    lines
}

#[test]
fn a_renamed_sheet_is_known_by_its_labels_and_noted() {
    let examined = read(vec![movements("Sheet1", ROW)]);
    assert_eq!(about(&examined), ["note renamed-sheet"]);
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
    let copied = read(vec![movements("Phong trào thi đua (2)", ROW)]);
    assert_eq!(about(&copied), ["note renamed-sheet"]);
}

#[test]
fn a_hidden_sheet_of_a_form_is_read_where_no_other_is() {
    for name in ["Phong trào thi đua", "Sheet1"] {
        let mut hidden = movements(name, ROW);
        hidden.visibility = Visibility::Hidden;
        assert_eq!(rows_of("phong-trao", &read(vec![hidden.clone()])).len(), 1);
        // What people see goes first.
        let examined = read(vec![hidden, movements("PHONG TRÀO THI ĐUA", OTHER)]);
        assert!(rows_of("phong-trao", &examined)[0].contains("Nụ cười"));
        assert_eq!(about(&examined), ["note repeated-sheet"]);
    }
}

#[test]
fn a_second_sheet_that_loses_nothing_is_only_noted() {
    let copy = read(vec![
        movements("Phong trào thi đua", ROW),
        movements("Sheet1", ROW),
    ]);
    assert_eq!(about(&copy), ["note repeated-sheet"]);
    let blank = read(vec![
        movements("Phong trào thi đua", ROW),
        movements("Sheet1", ""),
    ]);
    assert_eq!(about(&blank), ["note repeated-sheet"]);
    let other = read(vec![
        movements("Phong trào thi đua", ROW),
        movements("Sheet1", OTHER),
    ]);
    assert_eq!(about(&other), ["query repeated-sheet"]);
}

#[test]
fn a_guide_sheet_is_never_counted() {
    let mut inside = movements("Sheet9", "");
    let form = form("phong-trao");
    inside.cells = sheet(
        "",
        form,
        &format!("HƯỚNG DẪN GHI BIỂU\n\nVí dụ:\n{MOVEMENTS}\n{ROW}"),
    )
    .cells;
    for guide in [
        movements("Hướng dẫn", ROW),
        movements("Ví dụ phong trào", ROW),
        inside,
    ] {
        let examined = read(vec![guide]);
        assert_eq!(examined.tables.len(), 0);
        assert_eq!(about(&examined), ["note extra-sheet"]);
    }
}

#[test]
fn a_row_that_begins_like_a_guide_makes_its_sheet_none() {
    let row = "#1 | Hướng dẫn học sinh tự học";
    let examined = read(vec![movements("Sheet1", row)]);
    assert_eq!(about(&examined), ["note renamed-sheet"]);
}

#[test]
fn a_sheet_named_for_one_form_that_holds_another_is_read_by_its_labels() {
    let examined = read(vec![movements("Khen thưởng", ROW)]);
    assert_eq!(about(&examined), ["note renamed-sheet"]);
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
    assert_eq!(rows_of("khen-thuong", &examined).len(), 0);
}

#[test]
fn a_table_below_another_on_its_sheet_is_read() {
    let grid = format!(
        "BIỂU 1\n{MOVEMENTS}\n{ROW}\n{OTHER}\n | Tổng cộng | #22 | #30 | #4\n\nBIỂU 2. TỔNG HỢP KHEN THƯỞNG\n{SUMMARY}\nLao động tiên tiến | #1 | #5 | #4\nGiấy khen của Giám đốc Sở | #2 | #1 | #0"
    );
    let examined = read(vec![sheet("Phong trào thi đua", form("phong-trao"), &grid)]);
    assert_eq!(rows_of("phong-trao", &examined).len(), 2);
    assert_eq!(
        rows_of("tong-hop-kt", &examined),
        [
            "9: Lao động tiên tiến | 1 | 5 | 4",
            "10: Giấy khen của Giám đốc Sở | 2 | 1 | 0"
        ]
    );
    assert_eq!(findings(&examined), Vec::<String>::new());
}

#[test]
fn a_table_beside_another_on_its_sheet_is_read() {
    let grid = format!(
        "{MOVEMENTS} | | {SUMMARY}\n{ROW} | | Lao động tiên tiến | #1 | #5 | #4\n{OTHER} | | Giấy khen của Giám đốc Sở | #2 | #1 | #0"
    );
    let examined = read(vec![sheet("Phong trào thi đua", form("phong-trao"), &grid)]);
    assert_eq!(rows_of("phong-trao", &examined).len(), 2);
    assert_eq!(rows_of("tong-hop-kt", &examined).len(), 2);
    assert_eq!(findings(&examined), Vec::<String>::new());
}

#[test]
fn a_record_above_a_table_on_its_sheet_is_read() {
    let grid = format!(
        "Mã đơn vị | THPT-05\nTên đơn vị | Trường THPT Bạch Liên số 1\nKỳ báo cáo | cuoi-nam\nLãnh đạo phụ trách | Lò Thị Mai\nChức vụ lãnh đạo | Hiệu trưởng\nĐiện thoại lãnh đạo | 0912345678\nEmail lãnh đạo | a@b.vn\nCán bộ đầu mối | Vàng A Súa\nChức vụ đầu mối | Giáo viên\nĐiện thoại đầu mối | 0912345679\nEmail đầu mối | c@b.vn\nNgày báo cáo | #20/5/2024\n\n{MOVEMENTS}\n{ROW}"
    );
    let examined = examine(
        "x.xlsx",
        vec![sheet("Phong trào thi đua", form("phong-trao"), &grid)],
    );
    assert_eq!(
        examined.identity.unit.as_ref().unwrap().to_string(),
        "THPT-05"
    );
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
    assert_eq!(rows_of("don-vi", &examined).len(), 1);
}

#[test]
fn a_table_that_has_its_own_sheet_is_asked_about_on_another() {
    let grid = format!("{MOVEMENTS}\n{ROW}\n\n{SUMMARY}\nLao động tiên tiến | #1 | #5 | #4");
    let own = format!("{SUMMARY}\nLao động tiên tiến | #1 | #5 | #2");
    let examined = read(vec![
        sheet("Phong trào thi đua", form("phong-trao"), &grid),
        sheet("Tổng hợp khen thưởng", form("tong-hop-kt"), &own),
    ]);
    assert_eq!(about(&examined), ["query repeated-sheet"]);
    assert_eq!(
        rows_of("tong-hop-kt", &examined),
        ["2: Lao động tiên tiến | 1 | 5 | 2"]
    );
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
}

#[test]
fn a_sheet_whose_labels_are_another_forms_too_is_one_form() {
    // Three of the five labels of ket-qua stand on dang-ky.
    let grid = format!(
        "{PLANS}\n#1 | CT01 | A | #5 | người | Phát động\n{PLANS}\n#2 | CT02 | B | #5 | người | Phát động"
    );
    let form = form("dang-ky");
    let examined = examine(
        "THPT-05_dang-ky.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    assert_eq!(rows_of("dang-ky", &examined).len(), 2);
    assert_eq!(examined.tables.len(), 1);
}

#[test]
fn a_second_table_of_a_form_with_its_columns_moved_is_asked_about() {
    let grid = format!(
        "{MOVEMENTS}\n{ROW}\n\nSTT | Tên phong trào | Tổng số CB, GV, NV | Số CB, GV, NV tham gia | Kết quả | Số hoạt động\n#2 | Nụ cười công sở | #5 | #2 | Hoàn thành | #1"
    );
    let examined = read(vec![sheet("Phong trào thi đua", form("phong-trao"), &grid)]);
    assert_eq!(findings(&examined), ["A4:F5 repeated-sheet"]);
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
    assert_eq!(examined.set_aside[&RowRule::OtherTable], 2);
}

#[test]
fn sheets_are_known_wherever_they_stand() {
    let summary = format!("{SUMMARY}\nLao động tiên tiến | #1 | #5 | #4");
    let summary = sheet("Tổng hợp khen thưởng", form("tong-hop-kt"), &summary);
    let movements = movements("Phong trào thi đua", ROW);
    for sheets in [
        vec![summary.clone(), movements.clone()],
        vec![movements, summary],
    ] {
        let examined = read(sheets);
        assert_eq!(rows_of("phong-trao", &examined).len(), 1);
        assert_eq!(rows_of("tong-hop-kt", &examined).len(), 1);
        assert_eq!(about(&examined), Vec::<String>::new());
    }
}

#[test]
fn a_hidden_sheet_of_lists_is_no_form() {
    let lists = "Danh sách\nHoàn thành\nChưa hoàn thành\nKhác";
    let mut lists = sheet("Danh mục", form("phong-trao"), lists);
    lists.visibility = Visibility::VeryHidden;
    let examined = read(vec![lists, movements("Phong trào thi đua", ROW)]);
    assert_eq!(examined.tables.len(), 1);
    assert_eq!(rows_of("phong-trao", &examined).len(), 1);
}

#[test]
fn a_repeated_header_with_labels_in_other_columns_is_never_read_by_the_first() {
    let swapped = "Danh hiệu, hình thức | Cá nhân | Tập thể | Trong đó trực tiếp giảng dạy";
    let remarked = "Danh hiệu, hình thức | Cá nhân (người) | Tập thể (đơn vị) | Trong đó trực tiếp";
    for header in [swapped, remarked] {
        let grid = format!(
            "{SUMMARY}\nLao động tiên tiến | #5 | #6 | #3\n{header}\nCờ thi đua | #6 | #5 | #3"
        );
        check("tong-hop-kt", &grid, &["A3:D4 repeated-sheet"]);
        assert_eq!(rows("tong-hop-kt", &grid).len(), 1);
        assert_eq!(set_aside("tong-hop-kt", &grid), "other-table 2");
    }
    // Two of six labels, and the second of two rows alone, are enough.
    let swapped = "STT | Tên phong trào | Số hoạt động | Tổng số CB, GV, NV | Số CB, GV, NV tham gia | Kết quả";
    let grid =
        format!("{MOVEMENTS}\n{ROW}\n{swapped}\n#2 | Nụ cười công sở | #1 | #5 | #2 | Hoàn thành");
    check("phong-trao", &grid, &["A3:F4 repeated-sheet"]);
    let group = "STT | Tên phong trào | Tham gia | < | Số hoạt động | Kết quả\n^ | ^";
    let grid = format!(
        "{group} | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | ^ | ^\n{ROW}\n{group} | Tổng số CB, GV, NV | Số CB, GV, NV tham gia | ^ | ^\n#2 | Nụ cười công sở | #5 | #2 | #1 | Hoàn thành"
    );
    check("phong-trao", &grid, &["C5:F6 repeated-sheet"]);
    assert_eq!(rows("phong-trao", &grid).len(), 1);
}

#[test]
fn the_sheets_own_header_once_more_is_no_other_forms() {
    // With a running number, four of the labels are those of dang-ky.
    let header =
        "STT | Mã chỉ tiêu | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | Kết quả thực hiện | Ghi chú";
    let grid = format!(
        "{header}\n#1 | CT01 | A | #90 | #95\n{header}\n#2 | CT02 | B | #90 | #95\n#3 | CT03 | C | #90 | #95"
    );
    assert_eq!(rows("ket-qua", &grid).len(), 3);
    assert_eq!(set_aside("ket-qua", &grid), "repeated-header 1");
}

#[test]
fn rows_of_a_form_that_is_not_asked_for_are_asked_about_where_the_sheet_is_read() {
    let grid = format!(
        "{MOVEMENTS}\n{ROW}\n\nSTT | Mã chỉ tiêu | Nội dung đăng ký | Chỉ tiêu | Đơn vị tính | Giải pháp\n#1 | CT01 | A | #5 | người | Phát động\n#2 | CT02 | B | #5 | người | Phát động"
    );
    check("phong-trao", &grid, &["A5:F6 extra-table"]);
    assert_eq!(Code::ExtraTable.severity(), Severity::Query);
}
