//! Values as people write them: read right and logged, or pointed at.

use super::*;

use thidua::read::Epoch;

/// What the plan's target becomes, for a unit of measure: the value read, or the finding.
fn target(written: &str, measure: &str) -> String {
    let form = form("dang-ky");
    let grid = format!("{PLANS}\n#1 | CT02 | Số mô hình | {written} | {measure} | Phát động");
    let examined = examine(
        "THPT-05_dang-ky.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    outcome(&examined, "dang-ky", "chi_tieu")
}

/// The same of a count.
fn counted(written: &str) -> String {
    let grid = format!("{MOVEMENTS}\n#1 | Khác | #2 | {written} | #3 | Hoàn thành");
    outcome(&one_sheet("phong-trao", &grid), "phong-trao", "tong_so")
}

const INITIATIVE: &str = "stt | ten | loai | tac_gia | don_vi_cong_tac | linh_vuc | cap_cong_nhan | so_quyet_dinh | ngay_cong_nhan";

fn dated(written: &str, epoch: Epoch) -> String {
    let form = form("sang-kien");
    let grid =
        format!("{INITIATIVE}\n#1 | A | Sáng kiến | B | C | Giảng dạy | Cơ sở | | {written}");
    let workbook = Workbook {
        sheets: vec![sheet(&form.sheet, form, &grid)],
        epoch,
        ..Workbook::default()
    };
    outcome(
        &examine_workbook("THPT-05_cuoi-nam.xlsx", &workbook),
        "sang-kien",
        "ngay_cong_nhan",
    )
}

/// A field of the only row: its value and the rule of its repair, or the codes of its findings.
fn outcome(examined: &Examined, id: &str, field: &str) -> String {
    let found: Vec<&str> = examined
        .findings
        .iter()
        .filter(|one| {
            one.place
                .field
                .as_ref()
                .is_some_and(|name| name.as_str() == field)
        })
        .map(|one| one.fault.code().as_str())
        .collect();
    if !found.is_empty() {
        return found.join(", ");
    }
    let at = form(id).position(&field.into()).unwrap();
    let table = examined
        .tables
        .iter()
        .find(|one| one.form.as_str() == id)
        .unwrap();
    let value = table.rows[0].values[at].as_ref();
    let value = value.map_or("-".to_owned(), thidua::validate::Value::shown);
    let repair = examined
        .repairs
        .iter()
        .find(|one| one.field.as_str() == field);
    repair.map_or(value.clone(), |one| {
        format!("{value} ({})", one.rule.as_str())
    })
}

#[test]
fn numbers_in_their_spellings_are_read_and_logged() {
    for (written, read) in [
        ("#10.5", "10,5"),
        ("10,5", "10,5 (number-from-text)"),
        ("10.5", "10,5 (number-from-text)"),
        ("1.234,5", "1.234,5 (number-from-text)"),
        ("≥45,12%", "45,12 (number-from-text)"),
        ("≥ 45", "45 (number-from-text)"),
        ("45.12%", "45,12 (number-from-text)"),
        ("'12", "12 (number-from-text)"),
        ("12.", "12 (number-from-text)"),
        ("+5", "5 (number-from-text)"),
    ] {
        assert_eq!(target(written, "giải"), read, "{written}");
    }
    for (written, read) in [
        ("1.200", "1.200 (number-from-text)"),
        ("1 200", "1.200 (number-from-text)"),
        ("12,0", "12 (number-from-text)"),
        ("#12.000000000000002", "12"),
    ] {
        assert_eq!(counted(written), read, "{written}");
    }
}

#[test]
fn what_is_no_number_is_an_error() {
    for written in [
        "10/12",
        "#5/9/2023",
        "1.5.2",
        "12 người",
        "khoảng 40",
        "trên 45",
        "40-45",
        "O",
        "(5)",
        "1,234",
        "10 12",
        "≤ 5",
    ] {
        assert_eq!(target(written, "giải"), "type-error", "{written}");
    }
    for written in ["45%", "1,000", "12,5", "#12.5"] {
        assert_eq!(counted(written), "type-error", "{written}");
    }
    assert_eq!(target("#N/A", "giải"), "error-cell");
    assert_eq!(target("-", "giải"), "missing-value");
    assert_eq!(target("……", "giải"), "missing-value");
}

#[test]
fn a_share_where_percent_is_meant_is_asked_about() {
    assert_eq!(target("#0.95", "%"), "ambiguous-percent");
    assert_eq!(target("#1", "%"), "ambiguous-percent");
    assert_eq!(target("#95", "%"), "95");
    assert_eq!(target("95%", "%"), "95 (number-from-text)");
    assert_eq!(target("0,5%", "%"), "0,5 (number-from-text)");
    assert_eq!(target("#0.5", "giải"), "0,5");
    let grid = "ma_chi_tieu | noi_dung | chi_tieu | ket_qua\nCT01 | Tỷ lệ tham gia | #95 | #0.97";
    let examined = one_sheet("ket-qua", grid);
    assert_eq!(
        outcome(&examined, "ket-qua", "ket_qua"),
        "ambiguous-percent"
    );
    check(
        "cham-diem",
        &format!("{SCORES}\nTC01 | #10 | #0.5 | | Tỷ lệ 95%"),
        &[],
    );
}

#[test]
fn a_dot_of_thousands_where_percent_is_meant_is_asked_about() {
    assert_eq!(target("45.123", "%"), "ambiguous-percent");
    assert_eq!(target("1.234%", "giải"), "ambiguous-percent");
    assert_eq!(target("45.123", "giải"), "45.123 (number-from-text)");
    assert_eq!(target("45.12", "%"), "45,12 (number-from-text)");
    let grid = "ma_chi_tieu | noi_dung | chi_tieu | ket_qua\nCT01 | Tỷ lệ tham gia | #95 | 90.255";
    let examined = one_sheet("ket-qua", grid);
    assert_eq!(
        outcome(&examined, "ket-qua", "ket_qua"),
        "ambiguous-percent"
    );
}

#[test]
fn error_texts_lost_letters_and_bare_signs_are_no_text() {
    let named = |written: &str| {
        let grid = format!("{INITIATIVE}\n#1 | {written} | Sáng kiến | B | C | Giảng dạy | Cơ sở");
        outcome(&one_sheet("sang-kien", &grid), "sang-kien", "ten")
    };
    assert_eq!(named("Err:502"), "error-cell");
    assert_eq!(named("L? V?n B?"), "type-error");
    assert_eq!(named("Dạy \u{fffd} học"), "type-error");
    assert_eq!(named("**"), "type-error");
    assert_eq!(named("Vì sao? Thế nào?"), "Vì sao? Thế nào?");
    assert_eq!(target("Err:502", "giải"), "error-cell");
}

#[test]
fn all_marks_for_as_above_take_the_value_above() {
    for mark in [
        ",,",
        "„",
        "\"nt\"",
        "↓",
        "như dòng trên",
        "tương tự",
        "như trên (nt)",
    ] {
        let grid = format!(
            "{MOVEMENTS}\n#1 | Khác | #2 | #4 | #3 | Hoàn thành\n#2 | Nụ cười công sở | #2 | {mark} | #3 | {mark}"
        );
        assert_eq!(
            rows("phong-trao", &grid)[1],
            "3: 2 | Nụ cười công sở | 2 | 4 | 3 | Hoàn thành",
            "{mark}"
        );
    }
}

#[test]
fn a_number_that_is_not_whole_is_shown_with_all_its_digits() {
    let grid = format!("{MOVEMENTS}\n#1 | Khác | #2 | #12.0000001 | #3 | Hoàn thành");
    let examined = one_sheet("phong-trao", &grid);
    let mut values = examined
        .findings
        .iter()
        .filter(|one| one.fault.code() == Code::TypeError)
        .map(|one| one.value.clone());
    assert_eq!(values.next().flatten().as_deref(), Some("12,0000001"));
}

#[test]
fn dates_in_their_spellings_are_read_and_logged() {
    assert_eq!(dated("#5/9/2023", Epoch::Windows), "05/09/2023");
    for written in [
        "5/9/2023",
        "05-09-23",
        "5.9.2023",
        "ngày 5 tháng 9 năm 2023",
        "5 tháng 9 năm 2023",
        "05/9/2023.",
        "ngày 05/9/2023",
        "05 / 09 / 2023",
        "2023-09-05",
        "20230905",
    ] {
        assert_eq!(
            dated(written, Epoch::Windows),
            "05/09/2023 (date-from-text)",
            "{written}"
        );
    }
    for written in [
        "tháng 10/2023",
        "10/2023",
        "2023",
        "#2023",
        "31/02/2024",
        "khai giảng",
        "50923",
        "#50923",
        "#TRUE",
    ] {
        let written = written.replace("#TRUE", "có");
        assert_eq!(dated(&written, Epoch::Windows), "type-error", "{written}");
    }
}

#[test]
fn serial_numbers_follow_the_workbooks_epoch() {
    assert_eq!(
        dated("#45174", Epoch::Windows),
        "05/09/2023 (date-from-number)"
    );
    assert_eq!(
        dated("45174", Epoch::Windows),
        "05/09/2023 (date-from-number)"
    );
    assert_eq!(
        dated("#43712", Epoch::Mac1904),
        "05/09/2023 (date-from-number)"
    );
    assert_eq!(
        dated("#43712", Epoch::Windows),
        "04/09/2019 (date-from-number)"
    );
}

#[test]
fn a_year_of_two_digits_that_may_stand_first_is_asked_about() {
    assert_eq!(dated("23-09-05", Epoch::Windows), "ambiguous-date");
}

#[test]
fn true_dates_that_a_foreign_excel_turned_are_asked_about() {
    let form = form("sang-kien");
    let row = |name: &str, day: &str| {
        format!("\n | {name} | Sáng kiến | B | C | Giảng dạy | Cơ sở | | {day}")
    };
    let grid = |days: &[&str]| {
        let rows: Vec<String> = days
            .iter()
            .enumerate()
            .map(|(nth, day)| row(&format!("A{nth}"), day))
            .collect();
        format!("{INITIATIVE}{}", rows.concat())
    };
    let about = |days: &[&str]| {
        let one = sheet(&form.sheet, form, &grid(days));
        findings(&examine("THPT-05_cuoi-nam.xlsx", vec![one]))
    };
    let turned = [
        "#4/3/2024",
        "25/12/2023",
        "#9/10/2023",
        "13/01/2024",
        "#5/5/2024",
        "20/11/2023",
    ];
    assert_eq!(about(&turned), ["I2 ambiguous-date", "I4 ambiguous-date"]);
    // A true date after the twelfth, or a text before it, is what such a program never leaves.
    for (at, day) in [(2, "#19/10/2023"), (3, "03/01/2024")] {
        let mut days = turned;
        days[at] = day;
        assert_eq!(about(&days), Vec::<String>::new());
    }
    assert_eq!(about(&turned[..4]), Vec::<String>::new());
}

#[test]
fn yes_and_no_in_their_spellings_are_read_and_logged() {
    let outcome = |written: &str| {
        let grid = format!("{SCORES}\nTC01 | #10 | #5 | {written}");
        super::values::outcome(&one_sheet("cham-diem", &grid), "cham-diem", "khong_ap_dung")
    };
    assert_eq!(outcome("Có"), "Có");
    for written in ["x", "X", "✓", "✔", "#1", "Đ", "C", "đã có", "CÓ", "co"] {
        assert_eq!(outcome(written), "Có (yes-no-spelling)", "{written}");
    }
    for written in ["K", "#0", "chưa", "chưa có", "không có", "KHÔNG"] {
        assert_eq!(outcome(written), "Không (yes-no-spelling)", "{written}");
    }
    for written in ["có (QĐ số 5)", "?", "#2", "#5/9/2023", "S"] {
        assert_eq!(outcome(written), "type-error", "{written}");
    }
}

fn leader_phone(written: &str) -> String {
    let examined = cover(&format!("Điện thoại lãnh đạo | {written}"));
    outcome(&examined, "don-vi", "lanh_dao_dien_thoai")
}

#[test]
fn numbers_as_text_keep_their_digits() {
    assert_eq!(leader_phone("0912345678"), "0912345678");
    assert_eq!(leader_phone("'0912345678"), "0912345678 (text)");
    assert_eq!(leader_phone("#912345678"), "pattern-mismatch");
    let decision = |written: &str| {
        let form = form("sang-kien");
        let grid = format!(
            "{INITIATIVE}\n#1 | A | Sáng kiến | B | C | Giảng dạy | Cơ sở | {written} | #5/9/2023"
        );
        let one = sheet(&form.sheet, form, &grid);
        outcome(
            &examine("THPT-05_cuoi-nam.xlsx", vec![one]),
            "sang-kien",
            "so_quyet_dinh",
        )
    };
    assert_eq!(decision("#12345678901"), "12345678901 (text-from-number)");
    assert_eq!(decision("#1234.56789"), "1234,56789 (text-from-number)");
    assert_eq!(decision("#1234567890123456789"), "type-error");
    assert_eq!(decision("#5/9/2023"), "type-error");
}

#[test]
fn a_dash_or_dots_hold_the_place_of_nothing() {
    let grid =
        format!("{INITIATIVE}\n#1 | A | Sáng kiến | … | C | Giảng dạy | Cơ sở | - | #5/9/2023");
    let form = form("sang-kien");
    let examined = examine(
        "THPT-05_cuoi-nam.xlsx",
        vec![sheet(&form.sheet, form, &grid)],
    );
    assert_eq!(findings(&examined), ["D2 missing-value"]);
    assert_eq!(outcome(&examined, "sang-kien", "so_quyet_dinh"), "- (text)");
    assert_eq!(repairs(&examined), ["D2 text … → ", "H2 text - → "]);
}

#[test]
fn every_row_of_a_return_of_another_school_year_is_pointed_at() {
    let header = "stt | ten | phan_loai | doi_tuong | chuc_vu | don_vi_cong_tac | linh_vuc | phong_trao | tom_tat | ngay_gioi_thieu";
    let row = |name: &str, day: &str| {
        format!("\n | {name} | Điển hình | Cá nhân | | Trường | Học tập | | Tốt | {day}")
    };
    let grid = |days: [&str; 3]| {
        let rows = ["A", "B", "C"].iter().zip(days);
        let rows: Vec<String> = rows.map(|(name, day)| row(name, day)).collect();
        format!("{header}{}", rows.concat())
    };
    let former = grid(["#20/11/2022", "20/11/2022", "#31/5/2023"]);
    check("dien-hinh", &former, &["J2:J4 outside-school-year"]);
    let own = grid(["#20/11/2023", "20/11/2023", "#31/5/2024"]);
    check("dien-hinh", &own, &[]);
}

#[test]
fn texts_are_kept_in_the_spelling_of_their_writer() {
    let form = form("sang-kien");
    let grid = format!(
        "{INITIATIVE}\n#1 | Mĩ thuật, mỹ thuật | Sáng kiến | Hoà Thuý, Hòa Thúy | Tổ Kĩ thuật | Giảng dạy | Cơ sở | | #5/9/2023"
    );
    let one = sheet(&form.sheet, form, &grid);
    let examined = examine("THPT-05_cuoi-nam.xlsx", vec![one]);
    assert_eq!(outcome(&examined, "sang-kien", "ten"), "Mĩ thuật, mỹ thuật");
    assert_eq!(
        outcome(&examined, "sang-kien", "tac_gia"),
        "Hoà Thuý, Hòa Thúy"
    );
    assert_eq!(
        outcome(&examined, "sang-kien", "don_vi_cong_tac"),
        "Tổ Kĩ thuật"
    );
}
