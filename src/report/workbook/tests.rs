//! Reads the workbook back and compares it with the run it was written from.

mod appendix;
mod changes;
mod fixture;
mod ledger;
mod of_unit;
mod points;
mod rates;
mod stored;
mod trace;
mod written;

use std::collections::BTreeMap;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::*;
use crate::assess::{Arrival, Status};
use crate::finding::{Personal, Severity};
use crate::id::TargetId;
use crate::lang::Lang;
use crate::report::words;
use crate::settle::SubmissionState;
use crate::validate::Value;
use fixture::Fixture;
use written::{Written, number, text};

/// The form with the most kinds of fields, and the target that counts its rows.
const FORM: &str = "dien-hinh";
const FORM_SHEET: &str = "Mô hình, điển hình";

fn report(fixture: &Fixture, lang: Lang) -> Report<'_> {
    Report {
        campaign: &fixture.campaign,
        lang,
        personal: Personal::Hidden,
        as_of: fixture::day(2024, 6, 15),
        provisional: true,
        settled: &fixture.settled,
        assessed: &fixture.assessed,
        scores: &fixture.scores,
        movements: &[],
        quotas: &fixture.quotas,
        parts: &[],
        returns_link: Some("../sample-data/returns/"),
    }
}

#[test]
fn sheets_stand_in_their_order_under_their_names() {
    let fixture = Fixture::new();
    let forms: Vec<String> = fixture
        .campaign
        .forms
        .iter()
        .map(|form| form.sheet.clone())
        .collect();
    let check = |lang, before: &[&str], after: &[&str]| {
        let written = Written::of(&report(&fixture, lang));
        let forms = forms.iter().map(String::as_str);
        let expected: Vec<&str> = before
            .iter()
            .copied()
            .chain(forms)
            .chain(after.iter().copied())
            .collect();
        assert_eq!(written.sheet_names(), expected);
    };
    check(
        Lang::Vi,
        &[
            "Tổng quan",
            "Tình hình báo cáo",
            "Kết quả chỉ tiêu",
            "Đơn vị chưa đạt",
            "Xếp hạng dự kiến",
            "Phụ lục I",
            "Phụ lục II",
            "Phụ lục III",
        ],
        &["Nội dung cần sửa", "Nhật ký chuẩn hóa", "Nguồn số liệu"],
    );
    check(
        Lang::En,
        &[
            "Overview",
            "Returns received",
            "Results by target",
            "Targets not met",
            "Expected ranks",
            "Appendix I",
            "Appendix II",
            "Appendix III",
        ],
        &["To be mended", "Repairs", "Sources"],
    );
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let fixture = Fixture::new();
    let bytes = || std::fs::read(Written::of(&report(&fixture, Lang::Vi)).path()).unwrap();
    let first = bytes();
    // Long enough for a time of creation to differ.
    std::thread::sleep(std::time::Duration::from_millis(1_100));
    assert!(first == bytes());
}

#[test]
fn the_overview_shows_rates_and_statuses_as_they_were_found() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rates = written.table("Tổng quan", &["Kỳ báo cáo"]);
    for (row, rate) in rates.iter().zip(&fixture.assessed.rates) {
        assert_eq!(number(&row[8]), f64::from(rate.arrivals.expected()));
        assert_eq!(number(&row[9]), f64::from(rate.arrivals.received()));
        assert_eq!(
            number(&row[12]),
            f64::from(rate.arrivals.at(Arrival::OnTime))
        );
    }
    let targets = written.table(
        "Tổng quan",
        &["Chỉ tiêu", "", "", "", "", "", "", "Phải thực hiện"],
    );
    let at = fixture
        .campaign
        .targets
        .iter()
        .position(|one| one.id.as_str() == FORM)
        .unwrap();
    let met = |results: &Vec<crate::assess::TargetResult>| results[at].status == Status::Met;
    let met = fixture
        .assessed
        .units
        .iter()
        .filter(|(_, results)| met(results))
        .count();
    assert_eq!(number(&targets[at][8]), met as f64);
}

#[test]
fn three_charts_are_drawn_from_cells_of_the_overview() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let mut charts: Vec<String> = written.part_names();
    charts.retain(|name| name.starts_with("xl/charts/chart"));
    assert_eq!(charts.len(), 3);
    for chart in charts {
        let xml = written.part(&chart);
        assert!(xml.contains("'Tổng quan'!$A$"), "{chart}");
        assert!(xml.contains("Times New Roman"), "{chart}");
    }
    let required = written.table(
        "Tổng quan",
        &["Đơn vị", "", "", "", "", "", "", "Số chắc chắn"],
    );
    // The Bureaus, of which ten are asked: the highest number any kind of unit must reach.
    assert_eq!(required.len(), 10);
    assert!(required.iter().all(|row| number(&row[9]) == 10.0));
}

#[test]
fn every_row_of_a_counting_return_stands_on_its_forms_sheet() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.table(FORM_SHEET, &["Mã đơn vị", "Đơn vị", "Kỳ báo cáo"]);
    let submissions = fixture.settled.submissions.iter();
    let expected: usize = submissions
        .filter(|one| one.state == SubmissionState::Accepted)
        .flat_map(|one| &one.tables)
        .filter(|table| table.form.as_str() == FORM)
        .map(|table| table.rows.len())
        .sum();
    assert_eq!(rows.len(), expected);
    let first = &fixture.settled.submissions;
    let first = first
        .iter()
        .find(|one| one.tables.iter().any(|table| table.form.as_str() == FORM))
        .unwrap();
    let table = first
        .tables
        .iter()
        .find(|table| table.form.as_str() == FORM)
        .unwrap();
    // The running number is left out, so that fields begin after the collection.
    let Some(Value::Date(day)) = table.rows[0].values[9] else {
        panic!("the fixture has a day")
    };
    let Data::DateTime(shown) = &rows[0][11] else {
        panic!("{:?} is no date", rows[0][11])
    };
    let epoch = fixture::day(1899, 12, 30);
    assert_eq!(shown.as_f64(), (day - epoch).num_days() as f64);
    assert_eq!(text(&rows[0][0]), first.unit.as_ref().unwrap().as_str());
}

#[test]
fn the_sums_of_a_forms_columns_are_the_targets_figures() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let all = written.rows(FORM_SHEET);
    let label = |row: &&Vec<Data>| row.iter().any(|cell| *cell == "Tổng cộng mọi dòng");
    let totals = all.iter().find(label).unwrap();
    let rows = written.table(FORM_SHEET, &["Mã đơn vị"]);
    let mut sums: BTreeMap<TargetId, [f64; 2]> = BTreeMap::new();
    let of_targets = fixture.assessed.contributions.iter();
    let carried = of_targets.flat_map(|(target, rows)| rows.iter().map(move |row| (target, row)));
    for (target, (row, carries)) in carried {
        if row.form.as_str() == FORM {
            let sums = sums.entry(target.clone()).or_default();
            sums[0] += carries.own.low.part;
            sums[1] += carries.own.high.unwrap().part - carries.own.low.part;
        }
    }
    let first = rows[0].len() - 4;
    let expected = ["dien-hinh", "mo-hinh"].map(|id| sums[&TargetId::from(id)]);
    for (column, expected) in (first..).zip(expected.concat()) {
        let sum: f64 = rows.iter().map(|row| number(&row[column])).sum();
        assert_eq!(sum, expected);
        assert_eq!(number(&totals[column]), expected);
    }
    let mut book: Xlsx<_> = open_workbook(written.path()).unwrap();
    let formulas = book.worksheet_formula(FORM_SHEET).unwrap();
    let formulas: Vec<&String> = formulas
        .rows()
        .flatten()
        .filter(|text| !text.is_empty())
        .collect();
    assert_eq!(formulas.len(), 8);
    assert!(
        formulas
            .iter()
            .any(|text| text.starts_with("SUBTOTAL(109,"))
    );
}

#[test]
fn a_figure_is_a_number_where_both_ends_are_one() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows("Kết quả chỉ tiêu");
    let at = fixture
        .campaign
        .targets
        .iter()
        .position(|one| one.id.as_str() == FORM)
        .unwrap();
    let heading = rows
        .iter()
        .find(|row| row.contains(&Data::String("Điển hình".to_owned())))
        .unwrap();
    let column = heading
        .iter()
        .position(|cell| *cell == "Điển hình")
        .unwrap();
    for (unit, results) in &fixture.assessed.units {
        let row = rows.iter().find(|row| row[1] == unit.as_str()).unwrap();
        let Some(figure) = results[at].figure else {
            assert_eq!(text(&row[column]), "–");
            continue;
        };
        match figure.high {
            Some(high) if high == figure.low => assert_eq!(number(&row[column]), high),
            Some(high) => assert_eq!(text(&row[column]), format!("{}–{high}", figure.low)),
            None if figure.low == 0.0 => assert_eq!(text(&row[column]), "Chưa rõ"),
            None => assert_eq!(text(&row[column]), format!("≥ {}", figure.low)),
        }
        assert_eq!(
            text(&row[column + 1]),
            words::status(results[at].status, Lang::Vi)
        );
    }
}

#[test]
fn every_unit_short_of_a_target_is_told_what_to_do() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.table("Đơn vị chưa đạt", &["STT", "Chỉ tiêu"]);
    let short = [Status::NotMet, Status::Undecided, Status::NoReturn];
    let results = fixture
        .assessed
        .units
        .iter()
        .flat_map(|(_, results)| results);
    assert_eq!(
        rows.len(),
        results.filter(|one| short.contains(&one.status)).count()
    );
    assert!(rows.iter().all(|row| !text(&row[9]).is_empty()));
}

#[test]
fn open_findings_are_listed_the_gravest_first() {
    let fixture = Fixture::new();
    let report = report(&fixture, Lang::Vi);
    let written = Written::of(&report);
    let rows = written.table("Nội dung cần sửa", &["STT", "Mức độ"]);
    let material = Material::gather(&report, Rows::InMemory, MAX_LINKED_ROWS);
    assert_eq!(rows.len(), material.open_findings().count());
    let errors = rows.iter().take_while(|row| row[1] == "Phải sửa").count();
    assert_eq!(errors, material.open_count(Severity::Error));
    // What looks like a formula stays a text.
    assert!(rows.iter().any(|row| row[9] == "=12/10 ?"));
}

#[test]
fn ties_are_said_and_blocks_stand_one_after_the_other() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.table("Xếp hạng dự kiến", &["Xếp thứ (dự kiến)"]);
    assert_eq!(
        text(&rows[0][0]),
        "Khối thi đua các phòng GDĐT · Căn cứ xếp thứ: Kết quả thẩm định của khối"
    );
    let shown: Vec<(String, &str)> = rows[1..5]
        .iter()
        .map(|row| (row[0].to_string(), text(&row[8])))
        .collect();
    let expected = [
        ("1", "Đồng hạng; Dưới mức tối thiểu: TC05"),
        ("1", "Đồng hạng"),
        ("Chưa xếp được (3–4*)", ""),
        ("Chưa xếp được (3–4*)", ""),
    ];
    assert_eq!(
        shown,
        expected.map(|(rank, remark)| (rank.to_owned(), remark))
    );
}

#[test]
fn differences_and_quotas_are_listed_with_their_numbers() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let texts = |row: &[Data]| -> Vec<String> { row.iter().map(ToString::to_string).collect() };
    let headings = ["Xếp thứ", "Mã đơn vị", "Đơn vị", "Điểm tự chấm"];
    let rows = written.table("Xếp hạng dự kiến", &headings);
    let shown: Vec<Vec<String>> = rows[..3].iter().map(|row| texts(row)).collect();
    let tc05 = "TC05 Phát hiện, bồi dưỡng học sinh giỏi; tổ chức nghiên cứu khoa học, kỹ thuật";
    assert_eq!(shown[0][3..9], ["9.5", "6.25", "-3.25", "10", "Vượt", tc05]);
    assert_eq!(
        shown[1][3..8],
        ["Không áp dụng", "0–10", "0–10", "10", "Có thể vượt"]
    );
    assert_eq!(
        shown[2][3..9],
        ["162.5", "153.25", "-9.25", "170", "Vượt", "Tổng điểm"]
    );
    let rows = written.table("Xếp hạng dự kiến", &["STT", "Danh hiệu, căn cứ"]);
    let shown: Vec<Vec<String>> = rows.iter().map(|row| texts(row)).collect();
    assert_eq!(
        shown[0][..9],
        [
            "1",
            "Lao động tiên tiến (Kế hoạch thi đua, mục III.2)",
            "",
            "Phòng GDĐT",
            "",
            "16 trong 100, được tối đa 15",
            "",
            "",
            "Vượt tỷ lệ"
        ]
    );
    assert_eq!(shown[1][5], "≥ 120 trong ≥ 1.000, được tối đa ≥ 150");
}

#[test]
fn cells_lead_to_their_place_in_the_return() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let sheet = format!(
        "sheet{}.xml",
        1 + written
            .sheet_names()
            .iter()
            .position(|name| name == FORM_SHEET)
            .unwrap()
    );
    let links = written.part(&format!("xl/worksheets/{sheet}"));
    assert!(links.contains("location=\"'Mô hình, điển hình'!B6\""));
    let targets = written.part(&format!("xl/worksheets/_rels/{sheet}.rels"));
    assert!(targets.contains(
        "Target=\"../sample-data/returns/PGD-01_hoc-ky-1.xlsx\" TargetMode=\"External\""
    ));
    let files = written.part("xl/worksheets/_rels/sheet2.xml.rels");
    assert!(files.contains("THPT%20Suoi%20Lan%20%232.xlsx"), "{files}");
}

#[test]
fn only_functions_of_excel_2010_are_used() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    for name in written.part_names() {
        let text = written.part(&name);
        assert!(
            !text.contains("_xlfn") && !text.contains("cm=\"1\""),
            "{name}"
        );
    }
}

#[test]
fn a_run_without_returns_still_gives_every_sheet() {
    let mut fixture = Fixture::new();
    fixture.settled = crate::settle::Settled::default();
    fixture.assessed = crate::assess::Assessed::default();
    fixture.scores.clear();
    let written = Written::of(&report(&fixture, Lang::Vi));
    assert_eq!(
        written.sheet_names().len(),
        // Without units there is no appendix of how they stand.
        10 + fixture.campaign.forms.len()
    );
    let none = written.rows("Đơn vị chưa đạt");
    assert!(
        none.iter()
            .flatten()
            .any(|cell| *cell == "Không có đơn vị nào.")
    );
}

#[test]
fn a_return_whose_sheets_cannot_be_rebuilt_still_gets_its_list() {
    let fixture = Fixture::new();
    let report = report(&fixture, Lang::Vi);
    let marking = marked::Marking::new(&report);
    let due = marking.due();
    let original = marked::Original {
        workbook: &crate::read::Workbook::default(),
        layout: None,
    };
    let bytes = marking.write(due[0], original).unwrap();
    let mut book = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1, "{names:?}");
    let sheet = book.worksheet_range(&names[0]).unwrap();
    let texts: Vec<&str> = sheet
        .cells()
        .filter_map(|(.., cell)| match cell {
            Data::String(text) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let listed = texts
        .iter()
        .filter(|text| ["Phải sửa", "Cần làm rõ"].contains(text));
    assert!(listed.count() > 0, "{texts:?}");
    assert!(
        texts
            .iter()
            .any(|text| text.contains("không dựng lại được"))
    );
}
