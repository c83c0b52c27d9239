use std::io::{Cursor, Read as _};
use std::path::PathBuf;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{Letter, draft, package, urge};
use crate::assess::Status;
use crate::lang::Lang;
use crate::report::figures::fixture::{Fixture, Outcome, sample_campaign};
use crate::report::reminders::{Debt, Reminder};
use crate::report::{Report, charts};

/// Units by their place: 0 to 9 are Bureaus, 10 to 63 affiliated units, the others sections.
fn fixture(outcome: impl Fn(usize) -> Outcome, received: impl Fn(usize, usize) -> bool) -> Fixture {
    let campaign = sample_campaign();
    let models = Fixture::target(&campaign, "dien-hinh");
    let of_target = move |unit, target| {
        if target == models {
            outcome(unit)
        } else {
            (Status::Met, 1.0, Some(1.0))
        }
    };
    Fixture::new(campaign, of_target, received)
}

/// Two Bureaus are short; one unit owes a return.
fn partly() -> Fixture {
    let outcome = |unit| match unit {
        0 => (Status::NotMet, 6.0, Some(6.0)),
        1 => (Status::Undecided, 8.0, Some(11.0)),
        _ => (Status::Met, 12.0, Some(12.0)),
    };
    fixture(outcome, |unit, collection| (unit, collection) != (3, 0))
}

/// The parts of a file, each with its name.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let read = |at: usize| {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(read).collect()
}

fn markup(bytes: &[u8]) -> String {
    let parts = parts(bytes);
    let document = parts
        .into_iter()
        .find(|(name, _)| name == "word/document.xml");
    String::from_utf8(document.unwrap().1).unwrap()
}

/// The paragraphs of a document, as read by a reader of XML.
fn paragraphs(bytes: &[u8]) -> Vec<String> {
    let markup = markup(bytes);
    let mut reader = Reader::from_str(&markup);
    let (mut all, mut text) = (Vec::new(), String::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Text(part) => text.push_str(&part),
            Event::GeneralRef(part) => {
                text.push_str(match part.as_ref() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other};"),
                });
            }
            Event::End(end) if end.name().as_ref() == "w:p" => {
                all.push(std::mem::take(&mut text));
            }
            Event::Eof => return all,
            _ => {}
        }
    }
}

fn written(report: &Report<'_>, letter: Letter) -> Vec<u8> {
    package::bytes(report, letter).unwrap()
}

fn draft_of(report: &Report<'_>) -> Vec<u8> {
    written(report, draft::letter(report, &[]).unwrap())
}

#[track_caller]
fn check_says(bytes: &[u8], expected: &[&str]) {
    let paragraphs = paragraphs(bytes);
    for text in expected {
        let found = paragraphs.iter().any(|one| one == text);
        assert!(found, "{text:?} is not in {paragraphs:#?}");
    }
}

#[test]
fn where_all_is_reached_the_draft_says_so() {
    let fixture = fixture(|_| (Status::Met, 12.0, Some(12.0)), |_, _| true);
    let report = Report {
        provisional: false,
        ..fixture.report()
    };
    let bytes = draft_of(&report);
    // Targets of the fixture that require something: all nine but the watched one.
    check_says(
        &bytes,
        &[
            "(Tính đến ngày 15/06/2024; số liệu chính thức)",
            "Đến thời điểm trên, không có đơn vị nào thiếu báo cáo đến hạn.",
            "Tất cả các đơn vị đã đạt 8/8 chỉ tiêu có mức yêu cầu.",
            "10/10 phòng GDĐT đã đạt (yêu cầu ít nhất 10 điển hình); 54/54 đơn vị trực thuộc đã đạt (yêu cầu ít nhất 2 điển hình).",
            "Không còn nội dung phải sửa hoặc cần làm rõ.",
            "Không có đơn vị nào chưa đủ căn cứ để kết luận về chỉ tiêu.",
            "Không có nội dung nào chờ quyết định.",
        ],
    );
    let text = paragraphs(&bytes).join("\n");
    assert!(
        !text.contains("DỰ THẢO") && !text.contains("tạm tính"),
        "{text}"
    );
}

#[test]
fn where_some_is_missing_the_draft_says_who_and_how_much() {
    let fixture = partly();
    check_says(
        &draft_of(&fixture.report()),
        &[
            "DỰ THẢO",
            "Đến thời điểm trên, 1/70 đơn vị còn thiếu báo cáo dùng được đã đến hạn (chưa gửi, hoặc đã gửi nhưng chưa dùng được); các đơn vị còn lại đã đủ.",
            "Trong 8 chỉ tiêu có mức yêu cầu, 7 chỉ tiêu đã được tất cả các đơn vị đạt.",
            "8/10 phòng GDĐT đã đạt (80%; yêu cầu ít nhất 10 điển hình); 54/54 đơn vị trực thuộc đã đạt (yêu cầu ít nhất 2 điển hình).",
            "6/10: còn thiếu 4",
            "8–11/10: còn thiếu 0–2",
            // 24/10/2023 to 15/06/2024.
            "1 báo cáo, 235 ngày",
            "8/10",
            "62/64",
            "Có 1/70 đơn vị chưa đủ căn cứ để kết luận ở ít nhất một chỉ tiêu; chưa đủ căn cứ không phải là chưa đạt.",
            "Vân Khê, ngày      tháng 6 năm 2024",
            "CHÁNH VĂN PHÒNG",
            "- Lưu: VT, VP.",
        ],
    );
}

#[test]
fn where_nothing_came_the_draft_says_so() {
    let fixture = fixture(|_| (Status::NoReturn, 0.0, None), |_, _| false);
    let report = fixture.report();
    check_says(
        &draft_of(&report),
        &[
            "Đến thời điểm trên, toàn bộ 70 đơn vị còn thiếu báo cáo dùng được đã đến hạn.",
            "Còn 55 đơn vị khác, xem tệp tong-hop.xlsx.",
        ],
    );
    let text = paragraphs(&written(&report, urge::letter(&report))).join("\n");
    assert!(
        text.contains("70 đơn vị còn nội dung cần thực hiện"),
        "{text}"
    );
    assert!(text.contains(
        "1. Gửi các báo cáo đã đến hạn, hoặc gửi lại báo cáo chưa dùng được (70 đơn vị)."
    ));
    assert!(text.contains("Phòng GDĐT (10 đơn vị)"), "{text}");
}

/// Reminders of the first units: what each owes, by its kind.
fn reminders<'r>(report: &Report<'r>, owed: &[&[(Debt, &str)]]) -> Vec<Reminder<'r>> {
    let units = report.campaign.units.iter().zip(owed);
    let reminder = |(unit, debts): (&'r _, &&[(Debt, &str)])| {
        let debts = debts.iter().map(|(debt, text)| (*debt, (*text).to_owned()));
        Reminder {
            unit,
            items: Vec::new(),
            debts: debts.collect(),
        }
    };
    units.map(reminder).collect()
}

#[test]
fn a_letter_to_nobody_asks_for_nothing() {
    let fixture = partly();
    let report = fixture.report();
    let bytes = written(&report, urge::letter_to(&report, &[]));
    check_says(
        &bytes,
        &[
            "Kính gửi: Các đơn vị",
            "Tính đến ngày 15/06/2024, các đơn vị đã gửi đủ báo cáo đến hạn và không còn nội dung phải bổ sung, sửa hoặc làm rõ. Trân trọng cảm ơn các đơn vị./.",
        ],
    );
    let text = paragraphs(&bytes).join("\n");
    assert!(
        !text.contains("Đề nghị") && !text.contains("PHỤ LỤC"),
        "{text}"
    );
}

#[test]
fn a_letter_to_one_unit_is_addressed_to_it() {
    let fixture = partly();
    let report = fixture.report();
    let to = reminders(&report, &[&[(Debt::Return, "Gửi “Đợt I”.")]]);
    let bytes = written(&report, urge::letter_to(&report, &to));
    let name = &report.campaign.units[0].name;
    check_says(
        &bytes,
        &[
            &format!("Kính gửi: {name}"),
            "1. Gửi các báo cáo đã đến hạn, hoặc gửi lại báo cáo chưa dùng được.",
            "PHỤ LỤC",
            name,
            "- Gửi “Đợt I”.",
        ],
    );
}

#[test]
fn a_letter_to_several_counts_what_each_kind_is_owed_by() {
    let fixture = partly();
    let report = fixture.report();
    let owed: [&[(Debt, &str)]; 3] = [
        &[(Debt::Return, "a"), (Debt::Cells, "b")],
        &[(Debt::Cells, "c"), (Debt::Cells, "d")],
        &[(Debt::Cells, "e")],
    ];
    let to = reminders(&report, &owed);
    check_says(
        &written(&report, urge::letter_to(&report, &to)),
        &[
            "Kính gửi: Các đơn vị có tên trong Phụ lục",
            "1. Gửi các báo cáo đã đến hạn, hoặc gửi lại báo cáo chưa dùng được (1 đơn vị).",
            "2. Sửa hoặc làm rõ các nội dung đã đánh dấu trong phiếu rà soát gửi kèm, rồi gửi lại phiếu đó (3 đơn vị).",
        ],
    );
}

/// The charts' files of a report.
fn charts_of(report: &Report<'_>, folder: &tempfile::TempDir) -> Vec<PathBuf> {
    charts::write(report, folder.path()).unwrap()
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let fixture = partly();
    let report = fixture.report();
    let folder = tempfile::tempdir().unwrap();
    let charts = charts_of(&report, &folder);
    let draft = || written(&report, draft::letter(&report, &charts).unwrap());
    let to = reminders(&report, &[&[(Debt::Return, "a")], &[(Debt::Target, "b")]]);
    let urge = || written(&report, urge::letter_to(&report, &to));
    let first = (draft(), urge());
    assert!(first == (draft(), urge()));
}

#[test]
fn each_picture_is_there_with_a_number_and_in_words() {
    let fixture = partly();
    let report = fixture.report();
    let folder = tempfile::tempdir().unwrap();
    let charts = charts_of(&report, &folder);
    let bytes = written(&report, draft::letter(&report, &charts).unwrap());
    let markup = markup(&bytes);
    for (number, caption) in [
        (1, "Tỷ lệ báo cáo đã nhận theo kỳ và loại đơn vị"),
        (2, "Đơn vị theo trạng thái của từng chỉ tiêu"),
        (3, "Kết quả của từng đơn vị về chỉ tiêu “Điển hình”"),
    ] {
        let picture = format!(
            r#"<wp:docPr id="{number}" name="Figure {number}" descr="Hình {number}. {caption}" />"#
        );
        assert!(markup.contains(&picture), "{picture}");
    }
    let parts = parts(&bytes);
    let pictures = parts
        .iter()
        .filter(|(name, _)| name.starts_with("word/media/"));
    assert_eq!(pictures.count(), 3);
}

#[test]
fn headings_of_tables_come_again_and_sections_keep_the_standards_order() {
    let fixture = partly();
    let report = fixture.report();
    let to = reminders(&report, &[&[(Debt::Return, "a")], &[(Debt::Target, "b")]]);
    let markup = markup(&written(&report, urge::letter_to(&report, &to)));
    assert_eq!(markup.matches("<w:tblHeader />").count(), 1);
    let sections: Vec<&str> = markup.split("<w:sectPr>").skip(1).collect();
    assert_eq!(sections.len(), 2, "the letter and its appendix");
    for section in &sections {
        let place = |name: &str| section.find(name).unwrap();
        assert!(place("<w:headerReference") < place("<w:pgSz"));
        assert!(place("<w:pgMar") < place("<w:cols"));
        assert!(place("<w:cols") < place("<w:titlePg"));
        assert!(
            section.contains(r#"<w:pgSz w:w="11906" w:h="16838""#),
            "{section}"
        );
    }
    assert!(
        sections[1].contains(r#"<w:pgNumType w:start="1""#),
        "{}",
        sections[1]
    );
}

#[test]
fn every_part_is_well_formed_whatever_units_are_called() {
    let hostile = "<w:p> & \"x\" 'y' ]]>\u{1}\u{fffe}\n<w:sectPr>";
    let mut campaign = sample_campaign();
    for unit in &mut campaign.units {
        hostile.clone_into(&mut unit.name);
    }
    hostile.clone_into(&mut campaign.owner);
    campaign.report.recipients = vec![hostile.to_owned()];
    let outcome = |_, _| (Status::NotMet, 0.0, Some(0.0));
    let fixture = Fixture::new(campaign, outcome, |_, _| false);
    let report = fixture.report();
    let letters = [draft_of(&report), written(&report, urge::letter(&report))];
    for bytes in letters {
        for (name, part) in parts(&bytes) {
            let text = String::from_utf8(part).unwrap();
            let mut reader = Reader::from_str(&text);
            while reader
                .read_event()
                .unwrap_or_else(|fault| panic!("{name}: {fault}"))
                != Event::Eof
            {}
            assert!(!text.contains(['\u{1}', '\u{fffe}']), "{name}");
        }
        check_says(&bytes, &["<w:p> & \"x\" 'y' ]]> <w:sectPr>"]);
    }
}

#[test]
fn in_english_nothing_is_vietnamese_but_data() {
    let mut campaign = sample_campaign();
    for unit in &mut campaign.units {
        unit.name = format!("Unit {}", unit.code);
    }
    campaign.owner = "Department".to_owned();
    campaign.superior = "Committee".to_owned();
    campaign.report = crate::campaign::ReportSettings::default();
    let outcome = |_, _| (Status::NotMet, 1.0, Some(3.0));
    let fixture = Fixture::new(campaign, outcome, |_, _| false);
    let report = Report {
        lang: Lang::En,
        ..fixture.report()
    };
    for bytes in [draft_of(&report), written(&report, urge::letter(&report))] {
        for text in paragraphs(&bytes) {
            let is_english =
                |letter: char| letter.is_ascii() || "–“”…≥\u{a0}\u{2011}".contains(letter);
            assert!(text.chars().all(is_english), "{text}");
        }
    }
}
