use super::{Brief, LINES, Mood};
use crate::assess::Status;
use crate::lang::Lang;
use crate::report::Report;
use crate::report::figures::fixture::{Fixture, Outcome, sample_campaign};

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

fn figures(brief: &Brief<'_>) -> Vec<String> {
    let tiles = brief.tiles.iter();
    tiles
        .map(|one| format!("{} {}", one.figure, one.caption))
        .collect()
}

fn lines(brief: &Brief<'_>, absent: bool) -> Vec<String> {
    let list = if absent { &brief.absent } else { &brief.short };
    let lines = list.lines.iter();
    lines
        .map(|one| format!("{}: {}", one.unit.code, one.what))
        .collect()
}

#[test]
fn where_all_is_reached_it_says_so_and_asks_to_close() {
    let fixture = fixture(|_| (Status::Met, 12.0, Some(12.0)), |_, _| true);
    let brief = Brief::of(&fixture.report());
    assert_eq!(
        brief.headline,
        "Đã nhận đủ báo cáo đến hạn của tất cả các đơn vị; đã đạt chỉ tiêu “Điển hình”: 10/10 phòng GDĐT, 54/54 đơn vị trực thuộc; không còn nội dung phải sửa."
    );
    assert_eq!(
        figures(&brief)[1..3],
        ["10/10 phòng GDĐT đạt", "54/54 đơn vị trực thuộc đạt"]
    );
    let moods = brief.tiles.iter().map(|one| one.mood);
    assert!(
        moods
            .clone()
            .all(|mood| mood == Mood::Good || mood == Mood::Plain)
    );
    assert_eq!((brief.absent.len(), brief.short.len()), (0, 0));
    assert_eq!(brief.decide, ["Chốt số liệu: mọi kỳ báo cáo đã hết hạn."]);
    assert_eq!(brief.since, "Chưa có lần tổng hợp trước để so sánh.");
}

/// Three Bureaus are short, one is open; two units owe a return or two.
fn partly() -> Fixture {
    let outcome = |unit| match unit {
        0 => (Status::NotMet, 6.0, Some(6.0)),
        1 => (Status::NotMet, 2.0, Some(5.0)),
        2 => (Status::Undecided, 8.0, Some(11.0)),
        3 => (Status::Undecided, 3.0, None),
        _ => (Status::Met, 12.0, Some(12.0)),
    };
    // Unit 3 owes the registration and wave I, unit 10 wave I only.
    let received = |unit, collection| !matches!((unit, collection), (3, 0 | 1) | (10, 1));
    fixture(outcome, received)
}

#[test]
fn those_who_owe_most_and_lack_most_come_first() {
    let fixture = partly();
    let brief = Brief::of(&fixture.report());
    assert!(
        brief.headline.starts_with("2/70 đơn vị còn thiếu báo cáo dùng được (đã đến hạn); đã đạt chỉ tiêu “Điển hình”: 6/10 phòng GDĐT, 54/54"),
        "{}",
        brief.headline
    );
    let codes: Vec<&str> = fixture
        .report()
        .campaign
        .units
        .iter()
        .map(|one| one.code.as_str())
        .collect();
    // 24/10/2023 and 20/01/2024 to 15/06/2024.
    let absent = [
        format!("{}: 2 báo cáo, 235 ngày", codes[3]),
        format!("{}: 1 báo cáo, 147 ngày", codes[10]),
    ];
    assert_eq!(lines(&brief, true), absent);
    // Ten are required: what is surely missed stands first, then what is open; of either most first.
    let short = [
        format!("{}: 2–5/10: còn thiếu 5–8", codes[1]),
        format!("{}: 6/10: còn thiếu 4", codes[0]),
        format!("{}: ≥ 3/10: chưa đủ căn cứ", codes[3]),
        format!("{}: 8–11/10: còn thiếu 0–2", codes[2]),
    ];
    assert_eq!(lines(&brief, false), short);
    let bureaus = &brief.tiles[1];
    assert_eq!(
        bureaus.detail,
        "ít nhất 10 điển hình; chưa đạt 2, chưa đủ căn cứ 2"
    );
    assert_eq!((bureaus.mood, brief.tiles[2].mood), (Mood::Bad, Mood::Good));
    assert_eq!(
        brief.decide[0],
        "Đôn đốc 2 đơn vị còn thiếu báo cáo (thư mục nhac-nho)."
    );
}

#[test]
fn a_list_shows_ten_and_says_how_many_more_there_are() {
    let fixture = fixture(|_| (Status::NoReturn, 0.0, None), |_, _| false);
    let report = fixture.report();
    let brief = Brief::of(&report);
    let (shown, rest) = brief.absent.shown(&report);
    assert_eq!((shown.len(), brief.absent.len()), (LINES, 70));
    assert_eq!(rest.as_deref(), Some("… còn 60 đơn vị"));
    assert_eq!(brief.short.lines[0].what, "chưa nộp báo cáo");
}

#[test]
fn in_english_no_word_is_vietnamese_but_names() {
    let fixture = partly();
    let report = Report {
        lang: Lang::En,
        ..fixture.report()
    };
    let brief = Brief::of(&report);
    assert_eq!(
        brief.headline,
        "2 of 70 units lack a usable return that is due; “Exemplary models” met by 6 of 10 Bureaus, 54 of 54 affiliated units; nothing is left to mend."
    );
    assert_eq!(brief.short.lines[0].what, "2–5/10: short by 5–8");
    assert_eq!(brief.absent.lines[0].what, "2 returns, 235 days");
    assert_eq!(
        brief.decide[0],
        "Units to remind of a return: 2 (folder nhac-nho)."
    );
}
