//! Records in any arrangement of labels and values.

use super::*;

fn figures(grid: &str) -> Examined {
    let form = form("so-lieu");
    examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, grid)],
    )
}

fn values(examined: &Examined) -> Vec<String> {
    let row = &examined.tables[0].rows[0];
    row.values
        .iter()
        .flatten()
        .map(thidua::validate::Value::shown)
        .collect()
}

#[test]
fn a_value_stands_right_of_its_label_several_columns_away_or_merged() {
    let examined = figures(
        "#1 | Tổng số CB, GV, NV | < | | #100\n#2 | Số giáo viên trực tiếp giảng dạy | < | | #80",
    );
    assert_eq!(values(&examined), ["100", "80"]);
    let merged = figures(
        "Tổng số CB, GV, NV | #100 | < | <\nSố giáo viên trực tiếp giảng dạy | #80 | < | <",
    );
    assert_eq!(values(&merged), ["100", "80"]);
}

#[test]
fn two_labels_with_values_stand_side_by_side() {
    let examined = cover(
        "Lãnh đạo phụ trách | Lò Thị Mai | Cán bộ đầu mối | Vàng A Súa\nChức vụ lãnh đạo | | Chức vụ đầu mối | Giáo viên\nĐiện thoại lãnh đạo | | Điện thoại đầu mối | \nEmail lãnh đạo | a@b.vn | Email đầu mối | c@b.vn",
    );
    assert_eq!(
        values(&examined)[3..],
        ["Lò Thị Mai", "a@b.vn", "Vàng A Súa", "Giáo viên", "c@b.vn"]
    );
}

#[test]
fn values_stand_below_their_labels() {
    let examined = figures(
        "Tổng số CB, GV, NV | Số giáo viên trực tiếp giảng dạy\n#100 | #80\nSố tin, bài đã đăng | Số cuộc kiểm tra thi đua\n#3 | #4",
    );
    assert_eq!(values(&examined), ["100", "80", "3", "4"]);
    let upright = figures(
        "Tổng số CB, GV, NV\n#100\nSố giáo viên trực tiếp giảng dạy\n#80\nSố tin, bài đã đăng\n#3",
    );
    assert_eq!(values(&upright), ["100", "80", "3"]);
}

#[test]
fn labels_are_numbered_or_have_remarks() {
    let examined = figures(
        "1. Tổng số CB, GV, NV: | #100\na) Số giáo viên trực tiếp giảng dạy | #80\n1.2. Số tin, bài đã đăng | #3\n- Số cuộc kiểm tra thi đua (cuộc) | #4\n(5) Đơn thư tiếp nhận： 7",
    );
    assert_eq!(values(&examined), ["100", "80", "3", "4", "7"]);
}

#[test]
fn several_lines_of_one_cell_are_several_values() {
    let form = form("so-lieu");
    let mut one = sheet(
        &form.sheet,
        form,
        "Tổng số CB, GV, NV: 100¶Số giáo viên trực tiếp giảng dạy: 80; Số tin, bài đã đăng: 3",
    );
    if let CellValue::Text(text) = &mut one.cells[0].value {
        *text = text.replace('¶', "\n").into();
    }
    let examined = examine("THPT-05_cuoi-nam.xlsx", vec![one]);
    assert_eq!(values(&examined), ["100", "80", "3"]);
}

#[test]
fn a_unit_between_label_and_number_is_passed_over() {
    let examined = figures(
        "STT | Nội dung | ĐVT | Số lượng\n#1 | Tổng số CB, GV, NV | người | #100\n#2 | Số giáo viên trực tiếp giảng dạy | người | #80",
    );
    assert_eq!(values(&examined), ["100", "80"]);
}

#[test]
fn two_numbers_beside_a_label_are_asked_about() {
    let examined = figures("Tổng số CB, GV, NV | #90 | #100");
    assert!(findings(&examined).contains(&"C1 second-value".to_owned()));
}

#[test]
fn a_label_inside_a_sentence_is_no_label() {
    let examined = cover(
        "Đề nghị ghi đúng Lãnh đạo phụ trách: họ và tên đầy đủ\nLãnh đạo phụ trách | Lò Thị Mai",
    );
    assert_eq!(values(&examined)[3], "Lò Thị Mai");
}

#[test]
fn a_label_nobody_asked_for_is_noted() {
    let examined = cover("Số lớp | 24\nCán bộ đầu mối | Vàng A Súa");
    assert!(findings(&examined).contains(&"A4 extra-label".to_owned()));
    assert_eq!(values(&examined)[3], "Vàng A Súa");
}

#[test]
fn a_blank_value_is_not_the_next_lines_label_or_value() {
    let examined = cover("Lãnh đạo phụ trách |\nSố lớp | 24\nCán bộ đầu mối | Vàng A Súa");
    assert_eq!(values(&examined)[3..], ["Vàng A Súa"]);
    assert!(findings(&examined).contains(&"B4 missing-value".to_owned()));
}

#[test]
fn what_stands_behind_a_colon_goes_on_to_the_next_label() {
    let value = |written: &str| {
        let form = form("don-vi");
        let grid = format!("Mã đơn vị | THPT-05\nKỳ báo cáo | cuoi-nam\n{written}");
        let mut one = sheet(&form.sheet, form, &grid);
        for cell in &mut one.cells {
            if let CellValue::Text(text) = &mut cell.value {
                *text = text.replace('¶', "\n").into();
            }
        }
        values(&examine("THPT-05_cuoi-nam.xlsx", vec![one]))[2..].join(" | ")
    };
    for (written, read) in [
        ("Lãnh đạo phụ trách: Hoàng¶Đức Trang", "Hoàng Đức Trang"),
        ("Lãnh đạo phụ trách:¶Hoàng Đức Trang", "Hoàng Đức Trang"),
        ("Lãnh đạo phụ trách: Lò An; Bí thư", "Lò An; Bí thư"),
        (
            "Lãnh đạo phụ trách: Lò An, Chức vụ lãnh đạo: Hiệu trưởng",
            "Lò An | Hiệu trưởng",
        ),
        (
            "Lãnh đạo phụ trách: Lò An - Chức vụ lãnh đạo: Phó hiệu trưởng - phụ trách",
            "Lò An | Phó hiệu trưởng - phụ trách",
        ),
        (
            "Lãnh đạo phụ trách: Lò An¶Số lớp: 24¶Chức vụ lãnh đạo: Hiệu trưởng",
            "Lò An | Hiệu trưởng",
        ),
        ("Lãnh đạo phụ trách:¶(ghi rõ họ tên) | Lò An", "Lò An"),
    ] {
        assert_eq!(value(written), read, "{written}");
    }
}

#[test]
fn what_stands_in_the_remarks_is_no_value() {
    let examined = figures(
        "Nội dung | ĐVT | Số liệu | Ghi chú\nTổng số CB, GV, NV | người | #90 |\nSố giáo viên trực tiếp giảng dạy | người | #70 | #1\nSố tin, bài đã đăng | bài | | #5\nSố cuộc kiểm tra thi đua | cuộc | #1 |",
    );
    assert_eq!(values(&examined), ["90", "70", "1"]);
    assert!(findings(&examined).contains(&"C4 missing-value".to_owned()));
    let examined = cover("Lãnh đạo phụ trách | Lò Thị Mai\nChức vụ lãnh đạo | | Ghi đầy đủ");
    assert_eq!(values(&examined)[3..], ["Lò Thị Mai"]);
    assert!(findings(&examined).contains(&"C5 second-value".to_owned()));
}
