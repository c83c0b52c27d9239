//! Sums that a sheet states, against the rows they sum.

use super::*;

fn movements(lines: &str) -> String {
    format!("{MOVEMENTS}\n{lines}")
}

const A: &str = "#1 | Khác | #20 | #25 | #3 | Hoàn thành";
const B: &str = "#2 | Nụ cười công sở | #2 | #5 | #1 | Hoàn thành";
const C: &str = "#3 | Trường học hạnh phúc | #4 | #5 | #1 | Hoàn thành";

#[test]
fn a_total_that_its_rows_do_not_add_up_to_is_asked_about() {
    check(
        "phong-trao",
        &movements(&format!("{A}\n{B}\n | Tổng cộng | #22 | #30 | #4")),
        &[],
    );
    check(
        "phong-trao",
        &movements(&format!("{A}\n{B}\n | Tổng cộng | #23 | 31 | #4")),
        &["C4 total-mismatch", "D4 total-mismatch"],
    );
    let examined = one_sheet(
        "phong-trao",
        &movements(&format!("{A}\n{B}\n | Tổng | #23")),
    );
    let found = &examined.findings[examined.findings.len() - 1];
    assert_eq!(
        found.fault,
        thidua::finding::Fault::TotalMismatch { sum: 22.0 }
    );
    assert_eq!(found.value.as_deref(), Some("23"));
}

#[test]
fn the_only_total_is_of_all_rows_whatever_the_sections() {
    let grid = movements(&format!(
        "I | Khối A\n{A}\nII | Khối B\n{B}\n | Tổng cộng | #2 | #30"
    ));
    check("phong-trao", &grid, &["C6 total-mismatch"]);
}

#[test]
fn sums_of_sections_are_right_for_their_rows() {
    let grid = movements(&format!(
        "I | Khối A | #22 | #30 | #4\n{A}\n{B}\n | Cộng | #22 | #30 | #4\nII | Khối B\n{C}\n | Cộng | #4 | #5 | #1\n | Tổng cộng | #26 | #35 | #5"
    ));
    check("phong-trao", &grid, &[]);
    let wrong = grid.replace("| #22 | #30 | #4\n#1", "| #29 | #30 | #4\n#1");
    check("phong-trao", &wrong, &["C2 total-mismatch"]);
    let wrong = grid.replace("#26", "#27");
    check("phong-trao", &wrong, &["C9 total-mismatch"]);
}

#[test]
fn a_total_above_its_rows_sums_what_follows() {
    check(
        "phong-trao",
        &movements(&format!(" | Tổng số | #22 | #30 | #4\n{A}\n{B}")),
        &[],
    );
    check(
        "phong-trao",
        &movements(&format!(" | Tổng số | #21 | #30 | #4\n{A}\n{B}")),
        &["C2 total-mismatch"],
    );
}

#[test]
fn a_total_may_count_a_row_that_stands_twice_or_not() {
    for total in ["#20", "#40"] {
        let grid = movements(&format!("{A}\n{A}\n | Tổng | {total}"));
        check("phong-trao", &grid, &["B3 duplicate-row"]);
    }
}

#[test]
fn a_total_over_a_value_that_cannot_be_read_is_not_judged() {
    let grid = movements(&format!(
        "{A}\n#2 | Nụ cười công sở | hai | #5 | #1 | Hoàn thành\n | Tổng | #99 | #30"
    ));
    check("phong-trao", &grid, &["C3 type-error"]);
}

#[test]
fn a_stated_number_of_rows_is_checked() {
    let form = form("dien-hinh");
    let header = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu";
    let row = |name: &str| {
        format!(" | {name} | Điển hình | Cá nhân | | Trường | Học tập | | Tốt | #20/11/2023")
    };
    let grid = |total: &str| format!("{header}\n{}\n{}\n | {total}", row("A"), row("B"));
    let about = |total: &str| {
        let one = sheet(&form.sheet, form, &grid(total));
        findings(&examine("THPT-05_cuoi-nam.xlsx", vec![one]))
    };
    assert_eq!(about("Tổng số: 2 điển hình"), Vec::<String>::new());
    assert_eq!(about("Tổng số: 12 điển hình"), ["B4 total-mismatch"]);
    assert_eq!(about("Tổng số | | | | #2"), Vec::<String>::new());
}

#[test]
fn sums_in_other_words_and_closing_lines_are_no_rows() {
    for label in [
        "Tổng điểm",
        "T.Cộng",
        "TC",
        "Cộng (2 phong trào)",
        "Toàn trường",
    ] {
        let grid = movements(&format!("{A}\n{B}\n | {label} | #22 | #30 | #4"));
        check("phong-trao", &grid, &[]);
        assert_eq!(set_aside("phong-trao", &grid), "total 1", "{label}");
        check(
            "phong-trao",
            &grid.replace("#22", "#23"),
            &["C4 total-mismatch"],
        );
    }
    // Without a number it may be a row that is not filled in.
    let grid = movements(&format!("{A}\n | Toàn trường\n{B}"));
    assert_eq!(rows("phong-trao", &grid).len(), 3);
    for line in [
        "(Danh sách có 12 người)",
        "Danh sách này gồm 4 tập thể, cá nhân./.",
    ] {
        let grid = movements(&format!("{A}\n{B}\n | {line}"));
        check("phong-trao", &grid, &[]);
        assert_eq!(set_aside("phong-trao", &grid), "footer 1", "{line}");
    }
    let scores = format!("{SCORES}\nTC01 | #10 | #9\nTC02 | #10 | #8\nTổng điểm | #20 | #17");
    check("cham-diem", &scores, &[]);
}
