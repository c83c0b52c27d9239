//! Rows that are no data, told from data by named rules: each held both ways.

use super::*;

const ROW: &str = "#1 | Khác | #20 | #25 | #3 | Hoàn thành";

/// What is set aside of some lines between two rows of phong-trao, and how many rows are read.
fn aside(lines: &str) -> String {
    let grid =
        format!("{MOVEMENTS}\n{ROW}\n{lines}\n#2 | Nụ cười công sở | #2 | #5 | #1 | Hoàn thành");
    format!(
        "{} rows; {}",
        rows("phong-trao", &grid).len(),
        set_aside("phong-trao", &grid)
    )
}

/// The same of lines right below the header.
fn below_header(lines: &str) -> String {
    let grid = format!("{MOVEMENTS}\n{lines}\n{ROW}");
    format!(
        "{} rows; {}",
        rows("phong-trao", &grid).len(),
        set_aside("phong-trao", &grid)
    )
}

#[test]
fn column_numbers_are_set_aside() {
    for line in [
        "(1) | (2) | (3) | (4) | (5) | (6)",
        "A | B | 1 | 2 | 3 | 4",
        "#1 | #2 | #3 | #4 | #5 | #6",
        "#-1 | #-2 | #-3 | #-4 | #-5 | #-6",
        "A | B | 1=2+3 | 2 | 3 | 4",
        "(1) | (2) | (4) | (3) | (5) | (6)",
        "1 | 2 | 3 | 4=3:2 | 5 | 6",
    ] {
        assert_eq!(below_header(line), "1 rows; column-numbers 1", "{line}");
    }
    let narrow = "ma_don_vi | tieu_chi | diem_tham_dinh\nA | B | 1\nPGD-01 | TC01 | #9";
    assert_eq!(rows("tham-dinh", narrow).len(), 1);
    // Letters of columns are no numbering of rows: A and B below are headings.
    assert_eq!(
        below_header("A | B | 1 | 2 | 3 | 4\nA | Tập thể"),
        "1 rows; column-numbers 1, section 1"
    );
    // Numbers among names, and numbers further down, are data.
    assert_eq!(
        below_header("#1 | Nụ cười công sở | #3 | #4 | #5 | #6"),
        "2 rows; "
    );
    assert_eq!(aside("#1 | #2 | #3 | #4 | #5 | #6"), "3 rows; ");
}

#[test]
fn section_rows_are_set_aside() {
    for line in [
        "I | Khối phòng ban",
        "I. Khối phòng ban",
        "II Khối phòng ban",
        "A | Tập thể",
        "A. Tập thể",
        "a) Tập thể",
        "1.1 | Trường hạng I",
        "#1.1 | Trường hạng I",
        "1.1. Trường hạng I",
        "Trong đó:",
        " | Trong đó: khối phòng ban",
        " | - Tập thể",
        " | Trong đó: nữ | #10 | #12 | #1",
        "I | Khối phòng ban | #20 | #25 | #3",
        "Các phong trào do Bộ phát động | < | < | < | < | <",
    ] {
        assert_eq!(aside(line), "2 rows; section 1", "{line}");
    }
    // What follows "Trong đó" belongs to it.
    assert_eq!(
        aside(" | Trong đó:\n | - Nữ | #10 | #12 | #1\n | - Nam | #1 | #2"),
        "2 rows; section 3"
    );
}

#[test]
fn rows_that_only_look_like_a_section_are_data() {
    for line in [
        "I | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành",
        "1.1 | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành",
        "#2 | Trường học hạnh phúc",
        " | A Páo thi đua",
        " | I-ốt trong đời sống",
        " | - Nụ cười công sở | #20 | #25 | #3 | Hoàn thành",
        " | - Nụ cười công sở | #20",
    ] {
        assert_eq!(aside(line), "3 rows; ", "{line}");
    }
    // Where rows are numbered 1.1, a row with only a name is a half-filled one.
    let numbered = "1.1 | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành\n1.2 | Vì người nghèo";
    assert_eq!(aside(numbered), "4 rows; ");
}

#[test]
fn blank_rows_are_set_aside_and_formulas_that_give_nothing_are_blank() {
    assert_eq!(aside(""), "2 rows; blank 1");
    assert_eq!(aside("#7"), "2 rows; blank 1");
    assert_eq!(aside("=#7 | | =#0 | =#0"), "2 rows; blank 1");
    assert_eq!(aside("#7 | | #0 | #0"), "3 rows; ");
    assert_eq!(aside("#? | #? | #? | #? | #? | #?"), "3 rows; ");
}

#[test]
fn formulas_without_results_are_data_and_errors() {
    check(
        "phong-trao",
        &format!("{MOVEMENTS}\n#1 | Khác | #? | #25 | #3 | Hoàn thành"),
        &["C2 no-cached-value"],
    );
}

#[test]
fn a_repeated_header_is_set_aside_with_all_its_rows() {
    let header = "STT | Tên phong trào | Kết quả tham gia | < | Số hoạt động | Kết quả\n\
                  ^ | ^ | Số CB, GV, NV tham gia | Tổng số CB, GV, NV | ^ | ^";
    let grid = format!(
        "{header}\n{ROW}\n{header}\n(1) | (2) | (3) | (4) | (5) | (6)\n#2 | Nụ cười công sở | #2 | #5 | #1 | Hoàn thành"
    );
    assert_eq!(rows("phong-trao", &grid).len(), 2);
    assert_eq!(
        set_aside("phong-trao", &grid),
        "column-numbers 1, repeated-header 2"
    );
    // One value that is also a label is no header.
    assert_eq!(
        aside("#2 | Trường học hạnh phúc | Số hoạt động | #25 | #3 | Hoàn thành"),
        "3 rows; "
    );
}

#[test]
fn totals_are_set_aside() {
    for line in [
        "TỔNG | | #20 | #25 | #3",
        " | Tổng số | #20 | #25 | #3",
        " | Tổng cộng: | #20 | #25 | #3",
        "Cộng | < | #20 | #25 | #3",
        " | Cộng (I) | #20 | #25 | #3",
        "I | Tổng cộng | #20 | #25 | #3 | x",
        " | Tổng số phong trào | #20 | #25 | #3",
        "Tổng số: 1 phong trào",
        " | Tổng cộng | #? | #? | #?",
    ] {
        assert_eq!(aside(line), "2 rows; total 1", "{line}");
    }
    assert_eq!(aside(" | Trung bình | #20 | #25 | #3"), "2 rows; average 1");
}

#[test]
fn rows_that_only_begin_like_a_total_are_data() {
    for line in [
        "#2 | Tổng đài hỗ trợ học sinh | #20 | #25 | #3 | Hoàn thành",
        " | Tổng đài hỗ trợ học sinh | #20 | #25 | #3",
        "#2 | Cộng | #20 | #25 | #3 | Hoàn thành",
        " | Cộng tác viên | #20 | #25 | #3",
        " | Tổng phụ trách Đội thi đua | #20",
    ] {
        assert_eq!(aside(line), "3 rows; ", "{line}");
    }
    let person = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu\n | Cộng | Điển hình | Cá nhân | Giáo viên | Trường THPT A | Giảng dạy | | Tận tụy | 20/11/2023";
    assert_eq!(rows("dien-hinh", person).len(), 1);
}

#[test]
fn footers_and_signatures_are_set_aside() {
    let grid = format!(
        "{MOVEMENTS}\n{ROW}\n | Ghi chú: số liệu tạm tính\n\n | | | ……, ngày … tháng … năm …\nNgười lập biểu | | | Thủ trưởng đơn vị\n(Ký, họ tên) | | | (Ký, đóng dấu)\nLý Thị Kim Liên | | | Trần Văn Lộc\nNơi nhận:\n- Sở GDĐT;"
    );
    assert_eq!(rows("phong-trao", &grid).len(), 1);
    assert_eq!(set_aside("phong-trao", &grid), "footer 7");
}

#[test]
fn each_line_of_a_footer_is_known_by_itself() {
    for line in [
        "Ghi chú: số liệu tạm tính",
        "Vân Khê, ngày 20 tháng 5 năm 2024",
        "……, ngày … tháng … năm …",
        "Người lập biểu (Ký, họ tên)",
        "Thủ trưởng đơn vị (Ký, đóng dấu)",
    ] {
        let grid = format!("{MOVEMENTS}\n{ROW}\n | {line}");
        assert_eq!(rows("phong-trao", &grid).len(), 1, "{line}");
        assert_eq!(set_aside("phong-trao", &grid), "footer 1", "{line}");
    }
}

#[test]
fn rows_below_a_note_that_hold_data_are_read() {
    let rows = "Ghi chú: khối THCS\n | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành";
    assert_eq!(aside(rows), "3 rows; footer 1");
    // Half-filled, but numbered on; a numbered note begins anew.
    assert_eq!(
        aside("* Bổ sung\n#2 | Trường học hạnh phúc"),
        "3 rows; footer 1"
    );
    assert_eq!(
        aside("* Ghi chú\n#1 | Số liệu tạm tính"),
        "2 rows; footer 2"
    );
    assert_eq!(aside("(*) Theo hồ sơ lưu tại đơn vị."), "2 rows; footer 1");
    assert_eq!(aside(" | Người lập kế hoạch | #20"), "3 rows; ");
    let form = form("khen-thuong");
    let header = "stt | doi_tuong | ho_ten | chuc_vu | don_vi_cong_tac | truc_tiep_giang_day | hinh_thuc | loai_khen | tinh_trang | cap";
    let row = |name: &str| {
        format!(
            " | Tập thể | {name} | | Trường THPT A | Không | Lao động tiên tiến | Thường xuyên | Đề nghị | Sở"
        )
    };
    let grid = format!("{header}\n{}\n* Bổ sung\n{}", row("Tổ Toán"), row("Tổ Văn"));
    let examined = examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    assert_eq!(rows_of("khen-thuong", &examined).len(), 2);
}

#[test]
fn rows_that_only_look_like_a_footer_are_data() {
    for line in [
        " | Thi đua ngày 20 tháng 11 | #20",
        " | Ký họa chân dung | #20",
        " | Hướng dẫn học sinh tự học | #20",
        " | Nơi nhận: bộ phận một cửa | #20 | #25 | #3 | Hoàn thành",
        "#2 | Người lập kế hoạch giỏi",
    ] {
        assert_eq!(aside(line), "3 rows; ", "{line}");
    }
}

#[test]
fn sample_rows_are_set_aside() {
    for line in [
        "VD | Nguyễn Văn A | #20 | #25 | #3 | Hoàn thành",
        "Ví dụ | Nguyễn Văn A | #20 | #25 | #3 | Hoàn thành",
        "Ví dụ 1 | Nguyễn Văn A | #20 | #25 | #3 | Hoàn thành",
        "#0 | Ví dụ: Khác | #20 | #25 | #3 | Hoàn thành",
    ] {
        assert_eq!(aside(line), "2 rows; example 1", "{line}");
    }
    assert_eq!(
        aside("#2 | Ví dụ trực quan trong dạy Toán | #20 | #25 | #3 | Hoàn thành"),
        "3 rows; "
    );
}

#[test]
fn running_numbers_with_gaps_or_text_do_not_matter() {
    let line = "2a | Trường học hạnh phúc | #20 | #25 | #3 | Hoàn thành\n#17 | Vì người nghèo, không để ai bị bỏ lại phía sau | #20 | #25 | #3 | Hoàn thành\nhai | Đẩy mạnh cải cách hành chính | #20 | #25 | #3 | Hoàn thành";
    assert_eq!(aside(line), "5 rows; ");
}

const MODELS: &str = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu";

#[test]
fn merged_cells_fill_down_their_rows() {
    let grid = format!(
        "{MODELS}\n#1 | A | Điển hình | Cá nhân | | Trường THPT A | Học tập | | Tốt | 20/11/2023\n#2 | B | Điển hình | Cá nhân | | ^ | Học tập | | Tốt | ^\n\n#3 | C | Điển hình | Cá nhân | | Trường THPT C | Học tập | | Tốt | 20/11/2023"
    );
    let examined = one_sheet("dien-hinh", &grid);
    assert_eq!(
        rows_of("dien-hinh", &examined)[1],
        "3: 2 | B | Điển hình | Cá nhân | Trường THPT A | Học tập | Tốt | 20/11/2023"
    );
    let merged: Vec<String> = repairs(&examined)
        .into_iter()
        .filter(|line| line.contains("merged-cell"))
        .collect();
    assert_eq!(
        merged,
        [
            "F3 merged-cell  → Trường THPT A",
            "J3 merged-cell  → 20/11/2023"
        ]
    );
    assert_eq!(findings(&examined), Vec::<String>::new());
}

#[test]
fn merged_cells_make_no_rows_of_blank_lines_or_headings() {
    let grid = format!(
        "{MODELS}\n#1 | A | Điển hình | Cá nhân | | Trường THPT A | Học tập | | Tốt | 20/11/2023\n | | | | | ^\nII | Cá nhân | | | | ^\n#2 | B | Điển hình | Cá nhân | | ^ | Học tập | | Tốt | 20/11/2023"
    );
    assert_eq!(rows("dien-hinh", &grid).len(), 2);
    assert_eq!(set_aside("dien-hinh", &grid), "blank 1, section 1");
    assert!(rows("dien-hinh", &grid)[1].contains("Trường THPT A"));
}

#[test]
fn a_key_of_merged_cells_is_a_key() {
    let grid = format!(
        "{MODELS}\n#1 | A | Điển hình | Cá nhân | | Trường THPT A | Học tập | | Tốt | 20/11/2023\n#2 | ^ | ^ | ^ | | ^ | ^ | | Rất tốt | ^"
    );
    check("dien-hinh", &grid, &["B3 duplicate-row"]);
}

#[test]
fn a_cell_merged_over_the_columns_of_fields_is_asked_about() {
    let grid = format!("{MOVEMENTS}\n#1 | Khác | #20 | < | #3 | Hoàn thành");
    check(
        "phong-trao",
        &grid,
        &["C2 merged-across", "D2 missing-value", "D2 merged-across"],
    );
}

#[test]
fn as_above_marks_are_resolved_and_logged() {
    for mark in [
        "nt",
        "-nt-",
        "n/t",
        "nt.",
        "\"",
        "″",
        "''",
        "như trên",
        "-//-",
        "//",
        "Như trên",
    ] {
        let grid = format!(
            "{MODELS}\n#1 | A | Điển hình | Cá nhân | | Trường THPT A | Học tập | | Tốt | 20/11/2023\nII | Khối khác\n#2 | B | Điển hình | {mark} | | {mark} | Học tập | | Tốt | {mark}"
        );
        let examined = one_sheet("dien-hinh", &grid);
        assert_eq!(findings(&examined), Vec::<String>::new(), "{mark}");
        assert_eq!(
            rows_of("dien-hinh", &examined)[1],
            "4: 2 | B | Điển hình | Cá nhân | Trường THPT A | Học tập | Tốt | 20/11/2023"
        );
        let logged = format!("F4 as-above {mark} → Trường THPT A");
        assert!(repairs(&examined).contains(&logged), "{mark}");
    }
}

#[test]
fn a_mark_with_nothing_above_is_an_error() {
    let grid = format!(
        "{MODELS}\n#1 | A | Điển hình | Cá nhân | nt | nt | Học tập | | Tốt | 20/11/2023\n#2 | B | Điển hình | Cá nhân | nt | Trường | Học tập | | Tốt | nt"
    );
    check(
        "dien-hinh",
        &grid,
        &["E2:E3 nothing-above", "F2 nothing-above"],
    );
}

#[test]
fn unnumbered_rows_below_a_note_are_read_where_they_hold_values() {
    for line in [
        " | | #20",
        " | Trường học hạnh phúc | #20",
        " | Trường học hạnh phúc | | | | Hoàn thành",
        " | Trường học hạnh phúc | 12",
    ] {
        let grid = format!(
            "{MOVEMENTS}\n | Khác | #20 | #25 | #3 | Hoàn thành\n* Số liệu đến 31/5\n{line}"
        );
        assert_eq!(rows("phong-trao", &grid).len(), 2, "{line}");
        assert_eq!(set_aside("phong-trao", &grid), "footer 1", "{line}");
    }
    let grid = format!(
        "{MOVEMENTS}\n{ROW}\n* Số liệu đến 31/5\n | Lò Văn An | | | | Cà Thị Bình\n | | Số 12"
    );
    assert_eq!(rows("phong-trao", &grid).len(), 1);
}
