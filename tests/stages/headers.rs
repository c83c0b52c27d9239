//! Headers: where they stand, how many rows they take, what their labels may look like.

use super::*;

const ROW: &str = "#1 | Khác | #20 | #25 | #3 | Hoàn thành";

/// The one row read below a header of phong-trao, without its row number.
fn read(header: &str) -> String {
    let rows = rows("phong-trao", &format!("{header}\n{ROW}"));
    let row = rows.first().cloned().unwrap_or_default();
    let (_, values) = row.split_once(": ").unwrap_or_default();
    format!("{} rows, {values}", rows.len())
}

const RIGHT: &str = "1 rows, 1 | Khác | 20 | 25 | 3 | Hoàn thành";

#[test]
fn a_header_stands_on_any_row_below_its_heading() {
    for above in [0, 2, 6, 8] {
        let heading = "UBND TỈNH VÂN KHÊ | | | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n".repeat(above);
        assert_eq!(read(&format!("{heading}{MOVEMENTS}")), RIGHT, "{above}");
    }
}

#[test]
fn a_header_of_three_rows_with_merged_groups_is_read() {
    let header = "STT | Tên phong trào | Kết quả tham gia | < | Hoạt động | Kết quả\n\
                  ^ | ^ | Trong đó | < | Số hoạt động | ^\n\
                  ^ | ^ | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | ^ | ^";
    assert_eq!(read(header), RIGHT);
    check("phong-trao", &format!("{header}\n{ROW}"), &[]);
}

#[test]
fn a_label_split_between_a_group_and_its_column_is_read() {
    let grid = "STT | Mã chỉ tiêu | Nội dung đăng ký | Chỉ tiêu | ĐVT | Giải pháp\n#1 | CT01 | A | #5 | người | Phát động";
    check("dang-ky", grid, &[]);
    let split = "Mã | < | Nội dung | Chỉ | ĐVT | Giải\n\
                 STT | chỉ tiêu | đăng ký | tiêu | | pháp thực hiện\n\
                 #1 | CT01 | A | #5 | người | Phát động";
    assert_eq!(
        rows("dang-ky", split),
        ["3: 1 | CT01 | A | 5 | người | Phát động"]
    );
}

#[test]
fn a_group_speaks_for_its_whole_column_only() {
    // "Cá nhân" over "Tổng số" is the field; over "Nữ" it is something else.
    let whole = "Danh hiệu, hình thức | Tập thể | Cá nhân | <\n^ | ^ | Tổng số | Trong đó trực tiếp giảng dạy\nLao động tiên tiến | #1 | #5 | #4";
    assert_eq!(
        rows("tong-hop-kt", whole),
        ["3: Lao động tiên tiến | 1 | 5 | 4"]
    );
    let other = "Danh hiệu, hình thức | Tập thể | Cá nhân | <\n^ | ^ | Nữ | Nam\nLao động tiên tiến | #1 | #5 | #4";
    let examined = one_sheet("tong-hop-kt", other);
    assert_eq!(
        rows_of("tong-hop-kt", &examined),
        ["3: Lao động tiên tiến | 1"]
    );
    assert!(findings(&examined).contains(&"missing-label".to_owned()));
}

#[test]
fn a_group_over_years_or_not_merged_is_not_its_first_column() {
    for header in [
        "Mã chỉ tiêu | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | Kết quả thực hiện | <\n^ | ^ | ^ | #2023 | #2024",
        "Mã chỉ tiêu | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | Kết quả thực hiện |\n | | | #2023 | #2024",
        "Mã chỉ tiêu | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | Kết quả thực hiện |\n | | | Học kỳ I | Cả năm",
        "Mã chỉ tiêu | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | Kết quả thực hiện | <\n^ | ^ | ^ | SL | %",
    ] {
        let grid = format!("{header}\nCT01 | x | #90 | #80 | #95");
        let examined = one_sheet("ket-qua", &grid);
        assert_eq!(
            rows_of("ket-qua", &examined),
            ["3: CT01 | x | 90"],
            "{grid}"
        );
        assert!(findings(&examined).contains(&"missing-label".to_owned()));
    }
    let header = "STT | Tên phong trào | Số CB, GV, NV tham gia | | Tổng số CB, GV, NV | Số hoạt động | Kết quả\n | | Nam | Nữ";
    let grid = format!("{header}\n#1 | Khác | #10 | #2 | #25 | #3 | Hoàn thành");
    let examined = one_sheet("phong-trao", &grid);
    assert_eq!(
        rows_of("phong-trao", &examined),
        ["3: 1 | Khác | 25 | 3 | Hoàn thành"]
    );
    assert!(findings(&examined).contains(&"missing-label".to_owned()));
}

#[test]
fn line_breaks_double_spaces_and_capitals_in_labels_do_not_matter() {
    let form = form("phong-trao");
    let grid = "STT | TÊN  PHONG TRÀO | Số CB,¶GV, NV¶tham gia | Tổng số CB, GV, NV: | Số  hoạt động (*) | KẾT QUẢ";
    let mut one = sheet(&form.sheet, form, &format!("{grid}\n{ROW}"));
    for cell in &mut one.cells {
        if let CellValue::Text(text) = &mut cell.value {
            *text = text.replace('¶', "\n").into();
        }
    }
    let examined = examine("THPT-05_cuoi-nam.xlsx", vec![one]);
    assert_eq!(findings(&examined), Vec::<String>::new());
    assert_eq!(
        rows_of("phong-trao", &examined)[0],
        "2: 1 | Khác | 20 | 25 | 3 | Hoàn thành"
    );
}

#[test]
fn a_remark_in_brackets_after_a_label_is_noted() {
    let header = "STT | Tên phong trào | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | Số hoạt động (cuộc) | Kết quả";
    check(
        "phong-trao",
        &format!("{header}\n{ROW}"),
        &["E1 similar-label"],
    );
    assert_eq!(read(header), RIGHT);
    // Beside the label itself, one with a remark is another column.
    let both = format!("{MOVEMENTS} | Số hoạt động (năm trước)\n{ROW} | #9");
    check("phong-trao", &both, &["G1 extra-label"]);
}

#[test]
fn the_fewest_moved_columns_are_noted() {
    let form = form("dang-ky");
    let grid = "STT | Giải pháp | Mã chỉ tiêu | Nội dung đăng ký | Chỉ tiêu | ĐVT\n#1 | Phát động | CT01 | A | #5 | người";
    let examined = examine("THPT-05_dang-ky.xlsx", vec![sheet(&form.sheet, form, grid)]);
    assert_eq!(findings(&examined), ["B1 moved-label"]);
    assert_eq!(
        rows_of("dang-ky", &examined),
        ["2: 1 | CT01 | A | 5 | người | Phát động"]
    );
}

#[test]
fn running_numbers_are_no_moved_column() {
    let header = "Tên phong trào | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | Số hoạt động | Kết quả | STT";
    check(
        "phong-trao",
        &format!("{header}\nKhác | #20 | #25 | #3 | Hoàn thành | #1"),
        &[],
    );
}

#[test]
fn the_same_label_twice_is_asked_about_and_the_forms_own_goes_first() {
    let grid = format!("{MOVEMENTS} | Số hoạt động\n{ROW} | #9");
    check("phong-trao", &grid, &["duplicate-label"]);
    let form = form("dang-ky");
    let grid = "STT | Mã chỉ tiêu | Nội dung đăng ký | Nội dung, chỉ tiêu đăng ký | Chỉ tiêu | ĐVT | Giải pháp\n#1 | CT01 | cũ | mới | #5 | người | A";
    let examined = examine("THPT-05_dang-ky.xlsx", vec![sheet(&form.sheet, form, grid)]);
    assert_eq!(findings(&examined), ["duplicate-label"]);
    assert_eq!(
        rows_of("dang-ky", &examined),
        ["2: 1 | CT01 | mới | 5 | người | A"]
    );
}

#[test]
fn a_column_without_a_label_is_noted_where_rows_use_it() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n{ROW} | ghi thêm"),
        &["G1 extra-label"],
    );
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n{ROW}\n | | | | | | ghi thêm"),
        &[],
    );
}

#[test]
fn a_label_that_lacks_a_word_is_not_taken_for_another() {
    let header = "STT | Tên phong trào | Số CB, GV, NV tham gia | Tổng số CB, GV, NV nữ | Số hoạt động | Kết quả";
    check(
        "phong-trao",
        &format!("{header}\n{ROW}"),
        &["missing-label", "D1 extra-label"],
    );
}

#[test]
fn labels_without_marks_are_read_and_noted() {
    let header = "STT | Ten phong trao | So CB, GV, NV tham gia | Tong so CB, GV, NV | So hoat dong | Ket qua";
    let header = header
        .replace("Ket qua", "Kết quả")
        .replace("So hoat dong", "Số hoạt động");
    assert_eq!(read(&header), RIGHT);
    check(
        "phong-trao",
        &format!("{header}\n{ROW}"),
        &["B1 similar-label", "C1 similar-label", "D1 similar-label"],
    );
}

#[test]
fn what_stands_above_a_table_is_no_row() {
    let grid = format!(
        "SỞ GDĐT TỈNH VÂN KHÊ | < | < | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM | < | <\nTRƯỜNG THPT BẠCH LIÊN SỐ 1 | < | < | Độc lập - Tự do - Hạnh phúc | < | <\n | | | Vân Khê, ngày 20 tháng 5 năm 2024 | < | <\nKẾT QUẢ PHONG TRÀO THI ĐUA | < | < | < | < | <\n{MOVEMENTS}\n{ROW}"
    );
    assert_eq!(
        rows("phong-trao", &grid),
        ["6: 1 | Khác | 20 | 25 | 3 | Hoàn thành"]
    );
    check("phong-trao", &grid, &[]);
    assert_eq!(set_aside("phong-trao", &grid), "");
}
