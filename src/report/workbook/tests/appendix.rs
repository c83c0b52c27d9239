//! The appendices: what stands in them, and how they lie on paper.

use std::collections::BTreeSet;

use calamine::Data;

use super::FORM;
use super::fixture::Fixture;
use super::report;
use super::written::{Written, number, text};
use crate::assess::{Adds, Status};
use crate::campaign::Publish;
use crate::id::{FieldName, TargetId, UnitCode};
use crate::lang::{Lang, Titles};

const STANDINGS: &str = "Phụ lục I";
const LIST: &str = "Phụ lục II";
const RANKS: &str = "Phụ lục III";

/// The XML of a sheet.
fn xml(written: &Written, sheet: &str) -> String {
    let names = written.sheet_names();
    let at = names.iter().position(|name| name == sheet).unwrap();
    written.part(&format!("xl/worksheets/sheet{}.xml", at + 1))
}

/// Every text of a sheet.
fn texts(rows: &[Vec<Data>]) -> Vec<String> {
    let cells = rows.iter().flatten().filter(|cell| **cell != Data::Empty);
    cells.map(ToString::to_string).collect()
}

/// The value of an attribute, as a number.
fn attribute(xml: &str, name: &str) -> f64 {
    let (_, rest) = xml.split_once(&format!(" {name}=\"")).unwrap();
    rest.split_once('"').unwrap().0.parse().unwrap()
}

#[test]
fn an_appendix_lies_on_paper_as_the_decree_asks() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    for (sheet, orientation) in [
        (STANDINGS, "landscape"),
        (LIST, "landscape"),
        (RANKS, "portrait"),
    ] {
        let xml = xml(&written, sheet);
        let (_, margins) = xml.split_once("<pageMargins").unwrap();
        let millimetres = ["left", "right", "top", "bottom", "header"]
            .map(|name| (attribute(margins, name) * 25.4).round());
        assert_eq!(millimetres, [30.0, 15.0, 20.0, 20.0, 10.0], "{sheet}");
        let (_, page) = xml.split_once("<pageSetup").unwrap();
        let page = page.split_once("/>").unwrap().0;
        assert_eq!(attribute(page, "paperSize"), 9.0, "A4");
        assert_eq!(attribute(page, "fitToHeight"), 0.0, "as long as it is");
        assert_eq!(attribute(page, "useFirstPageNumber"), 1.0, "from 1");
        assert!(page.contains(&format!("orientation=\"{orientation}\"")));
        assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"));
        let (_, header) = xml.split_once("<oddHeader>").unwrap();
        let header = header.split_once("</oddHeader>").unwrap().0;
        assert_eq!(
            header,
            "&amp;C&amp;\"Times New Roman,Regular\"&amp;13&amp;P"
        );
        assert!(!xml.contains("<oddFooter>"), "{sheet}");
    }
    // The headings stand on the eighth row of each and on every page.
    let names = written.part("xl/workbook.xml");
    for sheet in [STANDINGS, LIST, RANKS] {
        assert!(
            names.contains(&format!("'{sheet}'!$7:$7</definedName>")),
            "{names}"
        );
    }
}

#[test]
fn an_appendix_says_what_it_is_and_what_it_goes_with() {
    let mut fixture = Fixture::new();
    let head = |fixture: &Fixture, lang, sheet: &str| {
        let rows = Written::of(&report(fixture, lang)).rows(sheet);
        texts(&rows[..5])
    };
    assert_eq!(
        head(&fixture, Lang::Vi, STANDINGS),
        [
            "Phụ lục I",
            "TỔNG HỢP KẾT QUẢ THEO LOẠI ĐƠN VỊ",
            "THỰC HIỆN KẾ HOẠCH THI ĐUA, KHEN THƯỞNG NĂM HỌC 2023-2024",
            "(Kèm theo Báo cáo số ……/BC-SGDĐT ngày …… tháng …… năm 2024 của Sở Giáo dục và Đào tạo tỉnh Vân Khê)",
            "SỐ LIỆU TẠM TÍNH · Tính đến ngày 15/06/2024",
        ]
    );
    fixture.campaign.report.attached_to = Titles::default();
    let head = head(&fixture, Lang::En, "Appendix III");
    assert_eq!(head[..2], ["Appendix III", "EXPECTED RANKS IN EACH BLOCK"]);
    assert_eq!(head[3], "(Goes with report no. ……… of ……/……/2024)");
}

#[test]
fn figures_stand_over_signs_and_words_for_each_type_of_unit() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(STANDINGS);
    let headings = &rows[6];
    let column = headings
        .iter()
        .position(|cell| *cell == "Điển hình")
        .unwrap();
    let mut targets = fixture.campaign.targets.iter();
    let at = targets.position(|one| one.id.as_str() == FORM).unwrap();
    // The Bureaus come first: their heading, and two rows for each of the ten.
    assert_eq!(rows[7][1], "Phòng GDĐT (10)");
    assert_eq!(rows[7][column], "Ít nhất 10 điển hình");
    let mut met = 0;
    for (nth, (unit, results)) in fixture.assessed.units[..10].iter().enumerate() {
        let (above, below) = (&rows[8 + 2 * nth], &rows[9 + 2 * nth]);
        let name = &fixture.campaign.unit(unit).unwrap().name;
        assert_eq!(above[1], name.as_str());
        let figure = results[at].figure.unwrap();
        match figure.high {
            Some(high) if high == figure.low => assert_eq!(number(&above[column]), high),
            Some(high) => assert_eq!(above[column], format!("{}–{high}", figure.low).as_str()),
            None => assert_eq!(above[column], format!("≥ {}", figure.low).as_str()),
        }
        let word = match results[at].status {
            Status::Met => "√\u{a0}Đạt",
            Status::NotMet => "×\u{a0}Chưa đạt",
            Status::Undecided => "?\u{a0}Chưa đủ căn cứ",
            Status::NoReturn => "○\u{a0}Chưa nộp báo cáo",
            other => panic!("{other:?} is none of the fixture's"),
        };
        met += u32::from(results[at].status == Status::Met);
        assert_eq!(below[column], word);
    }
    assert!(met > 0);
    assert_eq!(rows[28][column], format!("{met}/10").as_str());
    let letter = super::formula::cell(u16::try_from(column).unwrap(), 0).replace('1', "");
    let place = |row: u32| (row, u32::try_from(column).unwrap());
    let tally = written.formula(STANDINGS, place(28));
    let range = format!("{letter}9:{letter}28");
    assert!(
        tally.starts_with(&format!("COUNTIF({range},\"√\u{a0}Đạt\")&\"/\"&(")),
        "{tally}"
    );
    let figure = written.formula(STANDINGS, place(8));
    assert!(figure.starts_with("INDEX('Kết quả chỉ tiêu'!"), "{figure}");
    assert!(figure.contains("MATCH(\"PGD-01\","), "{figure}");
}

#[test]
fn no_page_parts_the_two_rows_of_a_unit() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(STANDINGS);
    let xml = xml(&written, STANDINGS);
    let (_, breaks) = xml.split_once("<rowBreaks").unwrap();
    let breaks = breaks.split_once("</rowBreaks>").unwrap().0;
    let first_rows: Vec<usize> = breaks
        .split("<brk id=\"")
        .skip(1)
        .map(|one| one.split_once('"').unwrap().0.parse().unwrap())
        .collect();
    assert!(!first_rows.is_empty());
    for row in first_rows {
        // A page begins with a unit's number or the heading of a type.
        assert_ne!(rows[row][1], Data::Empty, "row {row}");
    }
}

#[test]
fn more_targets_than_a_page_holds_go_on_in_a_further_appendix() {
    let mut fixture = Fixture::new();
    let targets = fixture.campaign.targets.clone();
    for again in 0..3 {
        for (target, at) in targets.iter().zip(0..) {
            let mut target = target.clone();
            target.id = TargetId::from(format!("{}-{again}", target.id).as_str());
            fixture.campaign.targets.push(target);
            for (_, results) in &mut fixture.assessed.units {
                let result: &crate::assess::TargetResult = &results[at];
                results.push(result.clone());
            }
        }
    }
    let written = Written::of(&report(&fixture, Lang::Vi));
    let names = written.sheet_names();
    let appendices = names.iter().filter(|name| name.starts_with("Phụ lục"));
    let appendices: Vec<&String> = appendices.collect();
    assert!(appendices.len() >= 4, "{names:?}");
    let count = |sheet: &str| {
        let rows = written.rows(sheet);
        let signed = texts(&rows).iter().any(|text| text == "CHÁNH VĂN PHÒNG");
        (rows[6].len() - 2, signed)
    };
    let parts: Vec<(usize, bool)> = appendices[..appendices.len() - 2]
        .iter()
        .map(|sheet| count(sheet))
        .collect();
    let required = targets
        .iter()
        .filter(|one| {
            one.binds
                .thresholds()
                .any(|one| one != crate::campaign::Threshold::Watched)
        })
        .count();
    assert_eq!(parts.iter().map(|part| part.0).sum::<usize>(), 4 * required);
    // Who signs, signs once.
    assert!(parts[..parts.len() - 1].iter().all(|part| !part.1));
    assert!(parts.last().unwrap().1);
}

#[test]
fn what_is_published_surely_counts_and_stands_once() {
    let mut fixture = Fixture::new();
    let target = TargetId::from(FORM);
    let certain = |fixture: &Fixture| {
        let own = fixture.assessed.contributions[&target].values();
        own.filter(|one| one.over_all.low.part > 0.0).count()
    };
    let before = certain(&fixture);
    // Another unit has reported the first of them too, and carries the count.
    let own = fixture.assessed.contributions.get_mut(&target).unwrap();
    let twice = own.values_mut().find(|one| one.over_all.low.part > 0.0);
    twice.unwrap().over_all = Adds::NOTHING;
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(LIST);
    let headings: Vec<String> = texts(&rows[6..7]);
    assert_eq!(
        headings,
        [
            "STT",
            "Tên tập thể, cá nhân, mô hình",
            "Đối tượng",
            "Chức vụ",
            "Đơn vị công tác",
            "Lĩnh vực",
            "Tóm tắt thành tích",
            "Ngày giới thiệu",
            "Đơn vị báo cáo"
        ]
    );
    let entries = rows[7..]
        .iter()
        .filter(|row| !matches!(row[0], Data::String(_)));
    let numbers: Vec<f64> = entries
        .filter(|row| row[0] != Data::Empty)
        .map(|row| number(&row[0]))
        .collect();
    // Each by its number, and at the end of the last row how many there are.
    let count = (before - 1) as f64;
    assert_eq!(numbers.len(), before - 1);
    assert_eq!(numbers[..2], [1.0, 2.0]);
    assert_eq!(numbers.last(), Some(&count));
    let total = rows.iter().find(|row| row[0] == "Tổng cộng").unwrap();
    assert_eq!(number(&total[8]), count);
    assert!(
        texts(&rows)
            .iter()
            .any(|text| text == "DANH SÁCH ĐIỂN HÌNH ĐỂ CÔNG BỐ")
    );
    let listed = rows[8..].iter().filter(|row| row[0] != "Tổng cộng");
    let names: BTreeSet<&str> = listed.map(|row| text(&row[8])).collect();
    assert!(names.contains("Phòng GDĐT huyện Bạch Liên"), "{names:?}");
}

#[test]
fn without_a_word_of_the_campaign_what_tells_rows_apart_and_is_no_person_is_published() {
    let mut fixture = Fixture::new();
    fixture.campaign.report.publish = None;
    let form = fixture.campaign.forms.iter_mut();
    let form = form
        .into_iter()
        .find(|one| one.id.as_str() == FORM)
        .unwrap();
    for name in ["ten", "tom_tat"] {
        let at = form.position(&FieldName::from(name)).unwrap();
        form.fields[at].personal = true;
    }
    let written = Written::of(&report(&fixture, Lang::Vi));
    let headings = texts(&written.rows(LIST)[6..7]);
    assert_eq!(
        headings,
        [
            "STT",
            "Tên tập thể, cá nhân, mô hình",
            "Đối tượng",
            "Đơn vị công tác",
            "Lĩnh vực",
            "Ngày giới thiệu",
            "Đơn vị báo cáo"
        ]
    );
}

#[test]
fn a_campaign_that_counts_no_things_publishes_nothing() {
    let mut fixture = Fixture::new();
    fixture.campaign.report.publish = Some(Publish {
        target: "ke-hoach".into(),
        fields: Vec::new(),
    });
    let names = Written::of(&report(&fixture, Lang::Vi)).sheet_names();
    let appendices = names.iter().filter(|name| name.starts_with("Phụ lục"));
    assert_eq!(appendices.count(), 2);
}

#[test]
fn a_place_is_shown_only_where_it_is_one() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let rows = written.rows(RANKS);
    assert_eq!(
        rows[7][0],
        "I. Khối thi đua các phòng GDĐT · Căn cứ xếp thứ: Kết quả thẩm định của khối"
    );
    let shown: Vec<String> = rows[8..12].iter().map(|row| row[5].to_string()).collect();
    assert_eq!(
        shown,
        ["1", "1", "Chưa xếp được (3–4*)", "Chưa xếp được (3–4*)"]
    );
    let remarks: Vec<&str> = rows[8..11].iter().map(|row| text(&row[6])).collect();
    assert_eq!(remarks[1..], ["Đồng hạng", ""]);
    // The Bureaus are ranked on the review, the others on their own scores.
    let sheet = "'Xếp hạng dự kiến'";
    let formula = written.formula(RANKS, (8, 2));
    let code = &fixture.campaign.units[0].code;
    let expected = |code: &UnitCode, column: &str| {
        format!("INDEX({sheet}!{column},MATCH(\"{code}\",{sheet}!$B:$B,0))")
    };
    assert_eq!(formula, expected(code, "$E:$E"));
    assert_eq!(written.formula(RANKS, (8, 5)), expected(code, "$A:$A"));
    assert_eq!(written.formula(RANKS, (10, 5)), "");
    let english = Written::of(&report(&fixture, Lang::En)).rows("Appendix III");
    assert_eq!(english[10][5], "Not ranked yet (3–4*)");
}

#[test]
fn who_receives_and_who_signs_stand_at_the_end() {
    let mut fixture = Fixture::new();
    fixture.campaign.report.signature = vec!["KT. Giám đốc".to_owned(), "PHÓ GIÁM ĐỐC".to_owned()];
    fixture.campaign.report.signatory = "Lò Thị Hạnh".to_owned();
    let rows = Written::of(&report(&fixture, Lang::Vi)).rows(RANKS);
    let all = texts(&rows);
    assert_eq!(
        all[all.len() - 8..],
        [
            "Vân Khê, ngày …… tháng …… năm 2024",
            "Nơi nhận:",
            "KT. GIÁM ĐỐC",
            "- Lãnh đạo Sở (để báo cáo);",
            "PHÓ GIÁM ĐỐC",
            "- Các phòng GDĐT, đơn vị trực thuộc (để thực hiện);",
            "- Lưu: VT, VP.",
            "Lò Thị Hạnh",
        ]
    );
    fixture.campaign.report = crate::campaign::ReportSettings::default();
    let rows = Written::of(&report(&fixture, Lang::Vi)).rows(RANKS);
    assert!(
        texts(&rows)
            .last()
            .unwrap()
            .starts_with("Xếp thứ là dự kiến")
    );
}
