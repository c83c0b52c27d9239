//! The workbook of one unit: its own figures, rows and files, and nothing of anybody else.

use calamine::Data;

use super::fixture::Fixture;
use super::written::{Written, number, text};
use super::{FORM, FORM_SHEET, report};
use crate::campaign::{About, Reference, Unit};
use crate::finding::{Fault, Finding, Place};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::report::workbook::of_unit::OfUnits;
use crate::validate::Value;

/// A Bureau that heads its block, so that it has sent a review of the others.
const HEAD: &str = "PGD-02";

fn unit<'a>(fixture: &'a Fixture, code: &str) -> &'a Unit {
    fixture.campaign.unit(&UnitCode::from(code)).unwrap()
}

/// The names and codes of all other units.
fn others(fixture: &Fixture, own: &[&str]) -> Vec<String> {
    let units = fixture.campaign.units.iter();
    let units = units.filter(|unit| !own.contains(&unit.code.as_str()));
    units
        .flat_map(|unit| [unit.code.to_string(), unit.name.clone()])
        .collect()
}

/// The fixture, in which units name themselves only, but for reviews: what its covers name is drawn
/// by lot.
fn of_themselves() -> Fixture {
    let mut fixture = Fixture::new();
    let campaign = &fixture.campaign;
    for file in &mut fixture.settled.submissions {
        let collection = file
            .collection
            .as_ref()
            .and_then(|id| campaign.collection(id));
        if collection.is_none_or(|one| one.about == About::BlockMembers) {
            continue;
        }
        let code = file.unit.as_ref().map(|unit| Value::text(unit.as_str()));
        for table in &mut file.tables {
            let fields = campaign.form(&table.form).unwrap().fields.iter();
            for (at, field) in fields.enumerate() {
                let names_unit = |one: &Reference| one.list.as_str() == "units";
                if field.reference.as_ref().is_some_and(names_unit) {
                    for row in &mut table.rows {
                        row.values[at].clone_from(&code);
                    }
                }
            }
        }
    }
    fixture
}

/// Fails where any part of the file holds one of the words.
fn holds_none(written: &Written, words: &[String]) {
    for part in written.part_names() {
        let xml = written.part(&part);
        for word in words {
            assert!(!xml.contains(word.as_str()), "{part} tells of {word}");
        }
    }
}

#[test]
fn it_holds_nothing_of_any_other_unit() {
    let mut fixture = of_themselves();
    // Another Bureau has reported a model of this one too.
    let mut files = fixture.settled.submissions.iter_mut();
    let own = |file: &&mut crate::settle::Submission| {
        file.unit.as_ref().is_some_and(|one| one.as_str() == HEAD) && !file.tables.is_empty()
    };
    let fault = Fault::ClaimedTwice {
        other: Some(("PGD-05".into(), "Phòng GDĐT huyện Hà Sơn".to_owned())),
    };
    let finding = Finding::new(Place::file(), fault).with_value(Some("Lò Thị Hạnh".into()), false);
    files.find(own).unwrap().findings.push(finding);
    for lang in [Lang::Vi, Lang::En] {
        let report = report(&fixture, lang);
        let written = Written::of_unit(&report, unit(&fixture, HEAD));
        holds_none(&written, &others(&fixture, &[HEAD]));
    }
    let report = report(&fixture, Lang::Vi);
    let written = Written::of_unit(&report, unit(&fixture, HEAD));
    let findings = written.rows("Nội dung cần sửa");
    let said = findings.iter().flatten().map(ToString::to_string);
    assert!(
        said.into_iter()
            .any(|text| text.contains("cũng được một đơn vị khác báo cáo"))
    );
    // What the head says of the others stands on no sheet; its own rows do.
    let review = written.rows("Thẩm định khối");
    assert!(
        review
            .iter()
            .flatten()
            .any(|cell| *cell == "Chưa có dòng nào.")
    );
    assert!(!written.table(FORM_SHEET, &["Mã đơn vị"]).is_empty());
}

#[test]
fn its_figures_are_those_of_the_whole_and_add_up_its_own_rows() {
    let fixture = Fixture::new();
    let report = report(&fixture, Lang::Vi);
    let mut targets = fixture.campaign.targets.iter();
    let at = targets.position(|one| one.id.as_str() == FORM).unwrap();
    for (code, results) in &fixture.assessed.units[..10] {
        let figure = results[at].figure.unwrap();
        let written = Written::of_unit(&report, unit(&fixture, code.as_str()));
        let results_sheet = written.rows("Kết quả chỉ tiêu");
        let headings = &results_sheet[4];
        let low = headings
            .iter()
            .position(|cell| *cell == "Điển hình")
            .unwrap();
        assert_eq!(results_sheet[6][1], code.as_str());
        assert_eq!(number(&results_sheet[6][low]), figure.low);
        let column = u32::try_from(low).unwrap();
        let formula = written.formula("Kết quả chỉ tiêu", (6, column));
        assert!(
            formula.starts_with(&format!("SUMIFS('{FORM_SHEET}'!")),
            "{formula}"
        );
        let form = written.rows(FORM_SHEET);
        let heading = form.iter().position(|row| row[0] == "Mã đơn vị").unwrap();
        let mut certain = form[heading].iter();
        let certain = certain
            .position(|cell| *cell == "Điển hình: chắc chắn")
            .unwrap();
        let rows = form[heading + 1..].iter();
        let rows: Vec<&Vec<Data>> = rows.filter(|row| row[0] != Data::Empty).collect();
        assert!(
            rows.iter()
                .all(|row| row[0] == code.as_str() || row.len() <= certain)
        );
        let sum: f64 = rows
            .iter()
            .filter(|row| row[0] == code.as_str())
            .map(|row| number(&row[certain]))
            .sum();
        assert_eq!(sum, figure.low, "{code}");
        // No figure over all units stands below.
        let below = results_sheet[7..].iter().flatten();
        assert!(
            !below
                .map(ToString::to_string)
                .any(|text| text.starts_with("Cộng chung"))
        );
    }
}

#[test]
fn its_first_sheet_says_how_it_stands_and_what_to_do() {
    let fixture = Fixture::new();
    let report = report(&fixture, Lang::Vi);
    let written = Written::of_unit(&report, unit(&fixture, "PGD-03"));
    let rows = written.rows("Tổng quan");
    let said: Vec<&str> = rows
        .iter()
        .flatten()
        .filter(|cell| matches!(cell, Data::String(_)))
        .map(text)
        .collect();
    assert!(said.contains(&"KẾT QUẢ CỦA PHÒNG GDĐT HUYỆN CẨM VÂN"));
    let (_, results) = &fixture.assessed.units[2];
    let is = |status| results.iter().filter(|one| one.status == status).count();
    let bound = crate::report::figures::BANDS
        .map(is)
        .into_iter()
        .sum::<usize>();
    let met = is(crate::assess::Status::Met);
    let headline = said.iter().find(|text| text.starts_with("Đạt ")).unwrap();
    assert!(
        headline.starts_with(&format!("Đạt {met}/{bound} chỉ tiêu")),
        "{headline}"
    );
    // The fixture has the third of a block come third or fourth, of nine with a place.
    assert!(
        headline.ends_with("Xếp thứ dự kiến trong khối: chưa xếp được (3–4*)."),
        "{headline}"
    );
    assert!(said.contains(&"Chưa xếp được (3–4*), trong 9 đơn vị có điểm"));
    let targets = written.table("Tổng quan", &["STT", "Chỉ tiêu", "Mức yêu cầu"]);
    assert_eq!(targets.len(), bound);
    let watched = written.table("Tổng quan", &["STT", "Chỉ tiêu theo dõi"]);
    assert_eq!(watched.len(), is(crate::assess::Status::Watched));
    for row in &targets {
        let is_open = ["×", "?", "○"]
            .iter()
            .any(|sign| text(&row[4]).starts_with(sign));
        assert_eq!(is_open, !text(&row[7]).is_empty(), "{row:?}");
    }
    let returns = written.table("Tổng quan", &["STT", "Kỳ báo cáo"]);
    let sent = fixture.settled.returns.keys();
    assert_eq!(
        returns.len(),
        sent.filter(|(one, _)| one.as_str() == "PGD-03").count()
    );
}

#[test]
fn schools_below_a_unit_and_what_merged_into_them_stand_in_its_workbook() {
    let mut fixture = of_themselves();
    let campaign = &mut fixture.campaign;
    let place = |code: &str| {
        let mut units = campaign.units.iter();
        units.position(|unit| unit.code.as_str() == code).unwrap()
    };
    let (school, merged) = (place("THPT-02"), place("THPT-03"));
    campaign.units[school].parent = Some("PGD-04".into());
    campaign.units[merged].successor = Some("THPT-02".into());
    campaign.find_anew();
    let own = ["PGD-04", "THPT-02", "THPT-03"];
    let household = campaign.household(&"PGD-04".into());
    assert_eq!(household, own.map(UnitCode::from).into());
    let report = report(&fixture, Lang::Vi);
    let written = Written::of_unit(&report, unit(&fixture, "PGD-04"));
    holds_none(&written, &others(&fixture, &own));
    let below = written.table("Tổng quan", &["STT", "Đơn vị", "Mã đơn vị"]);
    let codes: Vec<&str> = below.iter().map(|row| text(&row[2])).collect();
    assert_eq!(codes, ["THPT-02", "THPT-03"]);
    let sheets = written.sheet_names();
    assert!(
        sheets.iter().any(|name| name == "Đơn vị chưa đạt"),
        "{sheets:?}"
    );
}

#[test]
fn the_campaign_says_whose_units_get_one() {
    let mut fixture = Fixture::new();
    let codes = |fixture: &Fixture| -> Vec<String> {
        let report = report(fixture, Lang::Vi);
        OfUnits::new(&report)
            .units()
            .map(|unit| unit.code.to_string())
            .collect()
    };
    let bureaus: Vec<String> = (1..=10).map(|nth| format!("PGD-{nth:02}")).collect();
    assert_eq!(codes(&fixture), bureaus);
    // One that is gone by the day gets none.
    let days = fixture.campaign.units[0].valid.clone();
    fixture.campaign.units[0].valid = *days.start()..=super::fixture::day(2024, 5, 31);
    assert_eq!(codes(&fixture), bureaus[1..]);
    fixture.campaign.unit_types[0].workbook = false;
    assert!(codes(&fixture).is_empty());
}
