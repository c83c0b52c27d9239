//! Whose a return is, where names are nearly alike and evidence disagrees.

use super::*;

const BLANK: &str = "Mã đơn vị | \nCán bộ đầu mối | A";

fn check_unit(file: &str, grid: &str, unit: &str, about: &[&str]) {
    let (found, _, findings) = identity(file, grid);
    let findings: Vec<&str> = findings
        .iter()
        .map(String::as_str)
        .filter(|line| !line.contains("collection"))
        .collect();
    assert_eq!(
        (found.as_str(), findings.as_slice()),
        (unit, about),
        "{file} {grid}"
    );
}

#[test]
fn codes_are_told_from_codes_that_begin_alike() {
    for (file, unit) in [
        ("THPT-05 hoc-ky-1.xlsx", "THPT-05"),
        ("thpt05_hocky1.xlsx", "THPT-05"),
        ("THPT 05 học kỳ 1.xlsx", "THPT-05"),
        ("PGD_01.xlsx", "PGD-01"),
        ("pgd01 (2).xlsx", "PGD-01"),
        ("KK-10/báo cáo.xlsx", "KK-10"),
        ("Báo cáo NT-01 ngày 05.06.2024.xlsx", "NT-01"),
    ] {
        check_unit(file, BLANK, unit, &[]);
    }
    for file in [
        "THPT-056.xlsx",
        "THPT-1.xlsx",
        "THPT-5.xlsx",
        "THPT-110.xlsx",
        "báo cáo KK 05.06.2024.xlsx",
        "TH-01.xlsx",
    ] {
        check_unit(file, BLANK, "-", &["unknown-unit"]);
    }
    for (code, unit) in [
        ("thpt 05", "THPT-05"),
        ("PGD 01", "PGD-01"),
        ("pgd01", "PGD-01"),
    ] {
        check_unit("x.xlsx", &format!("Mã đơn vị | {code}"), unit, &[]);
    }
    check_unit("x.xlsx", "Mã đơn vị | THPT-056", "-", &["B1 unknown-unit"]);
}

#[test]
fn names_that_are_nearly_alike_are_never_merged() {
    for (name, unit) in [
        ("Trường THPT Lũng Hạ", "KK-02"),
        ("THPT Vân Khê số 1", "THPT-01"),
        ("THPT VÂN KHÊ SỐ 2", "THPT-02"),
        ("Trường THCS và THPT Pá Lau", "KK-09"),
        ("THCS-THPT Pá Lau", "KK-09"),
    ] {
        check_unit("x.xlsx", &format!("Tên đơn vị | {name}"), unit, &[]);
    }
    for name in [
        "Trường THPT Lũng Hà",
        "Trường TH Lũng Hạ",
        "THPT Vân Khê",
        "THPT Vân Khê số 12",
        "Trường THCS Pá Lau",
        "PTDTNT THCS Hà Sơn",
    ] {
        check_unit(
            "x.xlsx",
            &format!("Tên đơn vị | {name}"),
            "-",
            &["B1 unknown-unit"],
        );
    }
}

#[test]
fn a_likely_unit_is_suggested_whatever_the_order_of_its_words() {
    let form = form("don-vi");
    let one = sheet(&form.sheet, form, "Tên đơn vị | THPT số 1 Vân Khê");
    let examined = examine("x.xlsx", vec![one]);
    let suggested = examined.findings.iter().find_map(|one| match &one.fault {
        thidua::finding::Fault::UnknownUnit { suggestion, .. } => suggestion.clone(),
        _ => None,
    });
    assert_eq!(suggested.unwrap().to_string(), "THPT-01");
}

#[test]
fn a_name_stands_between_the_marks_of_a_file_name() {
    check_unit("Báo cáo - THPT Lũng Hạ.xlsx", BLANK, "KK-02", &[]);
    check_unit("THPT Lũng Hạ_cuối năm.xlsx", BLANK, "KK-02", &[]);
    check_unit("Trường THPT Lũng Hạ/báo cáo.xlsx", BLANK, "KK-02", &[]);
    check_unit("THPT Hồng Đào số 2.xlsx", BLANK, "-", &["unknown-unit"]);
}

#[test]
fn a_file_in_another_units_folder_is_asked_about() {
    let cover = "Mã đơn vị | THPT-01\nTên đơn vị | Trường THPT Vân Khê số 1";
    check_unit("THPT-01.xlsx", cover, "THPT-01", &[]);
    check_unit(
        "Trường THPT Vân Khê số 2/THPT-01.xlsx",
        cover,
        "THPT-01",
        &["conflicting-identity"],
    );
    check_unit(
        "THPT-02/THPT-01.xlsx",
        BLANK,
        "THPT-01",
        &["conflicting-identity"],
    );
    check_unit(
        "THPT-02/x.xlsx",
        cover,
        "THPT-01",
        &["conflicting-identity"],
    );
    check_unit(
        "THPT-01 THPT-02.xlsx",
        cover,
        "THPT-01",
        &["conflicting-identity"],
    );
}

#[test]
fn a_name_that_is_surely_another_units_is_asked_about() {
    let cover = |code: &str, name: &str| format!("Mã đơn vị | {code}\nTên đơn vị | {name}");
    let conflict = &["B2 conflicting-identity"];
    check_unit(
        "x.xlsx",
        &cover("THPT-01", "THPT Vân Khê số 2"),
        "THPT-01",
        conflict,
    );
    check_unit(
        "x.xlsx",
        &cover("THPT-01", "THPT số 2 Vân Khê"),
        "THPT-01",
        conflict,
    );
    check_unit(
        "x.xlsx",
        &cover("KK-01", "Trường THPT Lũng Hà"),
        "KK-01",
        conflict,
    );
    check_unit(
        "x.xlsx",
        &cover("THPT-01", "THPT số 1 Vân Khê"),
        "THPT-01",
        &[],
    );
    check_unit(
        "x.xlsx",
        &cover("KK-02", "Trường THPT Lũng Hà"),
        "KK-02",
        &[],
    );
}

fn marked(mark: &str, file: &str, grid: &str) -> (String, String, Vec<String>) {
    let form = form("don-vi");
    let workbook = Workbook {
        sheets: vec![sheet(&form.sheet, form, grid)],
        mark: Some(mark.to_owned()),
        ..Workbook::default()
    };
    let examined = examine_workbook(file, &workbook);
    let shown = |id: Option<String>| id.unwrap_or_else(|| "-".to_owned());
    let mut about = findings(&examined);
    about.retain(|line| {
        line.contains("unit") || line.contains("identity") || line.contains("collection")
    });
    (
        shown(examined.identity.unit.map(|unit| unit.to_string())),
        shown(examined.identity.collection.map(|one| one.to_string())),
        about,
    )
}

#[test]
fn the_hidden_mark_tells_collection_and_unit_and_is_held_against_the_rest() {
    let none: Vec<String> = Vec::new();
    let found = |unit: &str, collection: &str, about: &[&str]| {
        let about = about
            .iter()
            .map(|line| (*line).to_owned())
            .collect::<Vec<_>>();
        (unit.to_owned(), collection.to_owned(), about)
    };
    let mark = "2023-2024;hoc-ky-1;THPT-05";
    assert_eq!(
        marked(mark, "x.xlsx", BLANK),
        found("THPT-05", "hoc-ky-1", &[])
    );
    let conflict = ["conflicting-identity"];
    assert_eq!(
        marked(mark, "x cuoi-nam.xlsx", BLANK),
        found("THPT-05", "hoc-ky-1", &conflict)
    );
    assert_eq!(
        marked(mark, "THPT-06.xlsx", BLANK),
        found("THPT-06", "hoc-ky-1", &conflict)
    );
    let cover = "Mã đơn vị | THPT-05\nKỳ báo cáo | cuoi-nam";
    assert_eq!(
        marked(mark, "x.xlsx", cover),
        found("THPT-05", "cuoi-nam", &["B2 conflicting-identity"])
    );
    // A form of another campaign says nothing of this one's.
    let (_, collection, about) = marked("2022-2023;hoc-ky-1;THPT-05;1", "THPT-05.xlsx", BLANK);
    assert_eq!(collection, "-");
    assert_eq!(about, ["unknown-collection", "conflicting-identity"]);
    assert_eq!(
        marked("2023-2024;hoc-ky-1;;1", "THPT-05.xlsx", BLANK).2,
        none
    );
}

#[test]
fn names_in_their_usual_spellings_are_known_or_asked_about() {
    for (name, unit) in [
        ("Phòng GD&ĐT TP. Vân Khê", "PGD-01"),
        ("P.GD&ĐT H. Bạch Liên", "PGD-02"),
        ("P. GD và ĐT H Bạch Liên", "PGD-02"),
        ("Phòng Giáo dục và Đào tạo huyện Bạch Liên", "PGD-02"),
        ("PGD BẠCH LIÊN", "PGD-02"),
        ("Trường THCS & THPT Pá Lau", "KK-09"),
        ("Trường THCS&amp;THPT Pá Lau", "KK-09"),
        ("THCS-THPT Pá Lau", "KK-09"),
        ("Phòng GDĐT huyện Bạch Liên", "PGD-02"),
    ] {
        check_unit("x.xlsx", &format!("Tên đơn vị | {name}"), unit, &[]);
    }
    // What the register does not know is a question, whatever it is like.
    for name in [
        "PGDĐT H. Bạch Liên",
        "Trung học cơ sở và Trung học phổ thông Pá Lau",
        "TH-THCS Pá Lau",
    ] {
        check_unit(
            "x.xlsx",
            &format!("Tên đơn vị | {name}"),
            "-",
            &["B1 unknown-unit"],
        );
    }
}

#[test]
fn a_collection_is_known_by_its_id_with_accents() {
    for text in ["cuối năm", "Cuối năm", "cuoi-nam", "CUOI NAM"] {
        let named = CAMPAIGN.collection_named(text).map(|one| one.id.as_str());
        assert_eq!(named, Some("cuoi-nam"), "{text}");
    }
    assert!(CAMPAIGN.collection_named("năm cuối").is_none());
}
