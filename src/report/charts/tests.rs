mod titles;

use std::collections::BTreeSet;
use std::io;

use chrono::{Days, NaiveDate};
use quick_xml::events::Event;

use super::picture::{Anchor, Course, HEIGHT, Label, Rect, Shape};
use super::*;
use crate::assess::Status;
use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::report::figures::fixture::{Fixture, Outcome, campaign_of_many, sample_campaign};
use crate::score::Bound;

const SIX_DAYS: [&str; 6] = [
    "2023-10-31",
    "2023-12-31",
    "2024-01-31",
    "2024-03-31",
    "2024-05-31",
    "2024-06-15",
];

/// Results as they come in life: most reached, some not, a few missing or in doubt.
fn outcome(unit: usize, target: usize) -> Outcome {
    if target == 7 {
        return models(unit);
    }
    match (unit * 7 + target * 11) % 23 {
        0..=1 => (Status::NotMet, 0.0, Some(0.0)),
        2..=3 => (Status::Undecided, 0.0, Some(1.0)),
        4 => (Status::NoReturn, 0.0, None),
        5 if target == 6 => (Status::InProgress, 0.0, Some(0.0)),
        _ => (Status::Met, 1.0, Some(1.0)),
    }
}

/// Models introduced by a unit.
fn models(unit: usize) -> Outcome {
    let low = f64::from(u8::try_from(unit * 5 % 14).expect("below 14"));
    match unit % 10 {
        2 => (Status::Undecided, low, Some(low + 3.0)),
        5 => (Status::NoReturn, 0.0, None),
        7 => (Status::Undecided, low, None),
        _ if low < 10.0 => (Status::NotMet, low, Some(low)),
        _ => (Status::Met, low, Some(low)),
    }
}

fn sample() -> Fixture {
    of(sample_campaign())
}

fn of(campaign: Campaign) -> Fixture {
    Fixture::new(campaign, outcome, |unit, collection| {
        (unit + collection * 3) % 17 != 4
    })
}

fn nothing_received() -> Fixture {
    let none = |_, _| (Status::NoReturn, 0.0, None);
    Fixture::new(sample_campaign(), none, |_, _| false)
}

fn one_unit() -> Fixture {
    let mut campaign = sample_campaign();
    campaign.units.truncate(1);
    of(campaign)
}

fn long_names(mut campaign: Campaign) -> Fixture {
    for unit in &mut campaign.units {
        unit.name = format!(
            "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Nậm Nhừ, {}",
            unit.name
        );
    }
    for target in &mut campaign.targets {
        target.heading.vi = format!("{0}, {0}", target.titles.vi);
        target.quantity.vi = target.titles.vi.clone();
    }
    for one in &mut campaign.unit_types {
        one.titles.vi = format!("{0}, {0}, {0}, {0}", one.titles.vi);
    }
    for one in &mut campaign.collections {
        one.titles.vi = format!("{0}, {0}, {0}, {0}", one.titles.vi);
    }
    campaign.titles.vi = format!("{0}, {0}, {0}", campaign.titles.vi);
    of(campaign)
}

/// The threshold and its words near the left end, where short bars and their figures are.
fn low_threshold() -> Fixture {
    let mut campaign = sample_campaign();
    let target = Fixture::target(&campaign, "dien-hinh");
    for threshold in campaign.targets[target].binds.types.values_mut() {
        *threshold = crate::campaign::Threshold::AtMost(1.0);
    }
    of(campaign)
}

/// The same with places in blocks, and the days on which returns came.
fn ranked_and_dated(fixture: Fixture) -> Fixture {
    let units = fixture.campaign.units.len();
    let rank = move |unit: usize| {
        let place = u32::try_from(unit % 40 + 1).expect("small");
        match unit % 5 {
            0 => None,
            1 => Some((place, place, Bound::Exact)),
            2 => Some((place, place + 300, Bound::Outer)),
            _ => Some((place, place + 4, Bound::Exact)),
        }
    };
    let day = move |unit: usize, collection: usize| {
        let late = u64::try_from((unit * 7 + collection) % (units + 9)).expect("small");
        let begin = NaiveDate::from_ymd_opt(2023, 10, 9)?;
        (unit % 6 != 2).then_some(begin + Days::new(late + 70 * u64::try_from(collection).ok()?))
    };
    fixture.with_ranks(rank).with_days(day)
}

/// The pictures of a report, with the one for a message.
fn pictures<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Vec<(String, Picture<'t>)> {
    let mut pictures = charts(typeface, report);
    pictures.push(("tong-quan".to_owned(), message::draw(typeface, report)));
    pictures
}

/// The place a label takes: from the top of its capitals to the bottom of its marks below.
fn place(typeface: &Typeface, label: &Label) -> Rect {
    let width = typeface.width(&label.text, label.style);
    let back = match label.anchor {
        Anchor::Start => 0,
        Anchor::Middle => width / 2,
        Anchor::End => width,
    };
    let (x, y) = label.place;
    let above = label.style.size * 8 / 10;
    match label.course {
        Course::Level => Rect {
            left: x - back,
            top: y - above,
            width,
            height: label.style.size,
        },
        Course::Upward => Rect {
            left: x - above,
            top: y + back - width,
            width: label.style.size,
            height: width,
        },
    }
}

fn overlap(one: Rect, other: Rect) -> bool {
    one.left < other.right()
        && other.left < one.right()
        && one.top < other.bottom()
        && other.top < one.bottom()
}

#[track_caller]
fn check_labels(report: &Report<'_>) {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    for (name, picture) in pictures(&typeface, report) {
        let labels: Vec<(&str, Rect)> = picture
            .shapes
            .iter()
            .filter_map(|shape| match shape {
                Shape::Label(label) => Some((label.text.as_str(), place(&typeface, label))),
                Shape::Area { .. } | Shape::Dot { .. } => None,
            })
            .collect();
        for (at, (text, place)) in labels.iter().enumerate() {
            let inside = place.left >= 0
                && place.top >= 0
                && place.right() <= picture.width
                && place.bottom() <= picture.height;
            assert!(inside, "{name}: {text:?} leaves the picture");
            for (other, other_place) in &labels[..at] {
                let clash = overlap(*place, *other_place);
                assert!(!clash, "{name}: {text:?} lies on {other:?}");
            }
        }
    }
}

#[test]
fn no_label_leaves_the_picture_or_lies_on_another() {
    for fixture in vec![
        sample(),
        nothing_received(),
        one_unit(),
        of(campaign_of_many()),
        low_threshold(),
        long_names(sample_campaign()),
        long_names(campaign_of_many()),
        sample().with_runs(&["2024-01-31", "2024-06-15"]),
        long_names(campaign_of_many()).with_runs(&SIX_DAYS),
        one_unit().with_runs(&SIX_DAYS),
        ranked_and_dated(sample()),
        ranked_and_dated(one_unit()),
        ranked_and_dated(of(campaign_of_many())),
        ranked_and_dated(long_names(campaign_of_many())),
    ] {
        let mut report = fixture.report();
        check_labels(&report);
        report.lang = Lang::En;
        check_labels(&report);
    }
}

#[test]
fn each_chart_is_written_in_both_formats() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path().join("bieu-do");
    let files = write(&sample().report(), &folder).expect("charts");
    let expected = [
        "trang-thai-chi-tieu.png",
        "trang-thai-chi-tieu.svg",
        "ty-le-bao-cao.png",
        "ty-le-bao-cao.svg",
        "dien-hinh-theo-phong-gddt.png",
        "dien-hinh-theo-phong-gddt.svg",
        "nhiet-do-chi-tieu-khoi-1.png",
        "nhiet-do-chi-tieu-khoi-1.svg",
        "nhiet-do-chi-tieu-khoi-2.png",
        "nhiet-do-chi-tieu-khoi-2.svg",
        "nhiet-do-chi-tieu-khoi-3.png",
        "nhiet-do-chi-tieu-khoi-3.svg",
        "nhiet-do-chi-tieu-khoi-4.png",
        "nhiet-do-chi-tieu-khoi-4.svg",
        "nhiet-do-chi-tieu_thuoc-so.png",
        "nhiet-do-chi-tieu_thuoc-so.svg",
        "tong-quan.png",
        "tong-quan.svg",
    ];
    assert_eq!(files, expected.map(|name| folder.join(name)));
    assert!(files.iter().all(|file| file.is_file()));
}

#[test]
fn the_charts_of_a_page_are_those_of_the_files_without_the_title_as_it_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut campaign = sample_campaign();
    campaign.targets[7].quantity.vi = "mô hình <mới> & \"hay\"".to_owned();
    let fixture = of(campaign);
    let files = write(&fixture.report(), folder.path()).expect("charts");
    let charts = for_page(&fixture.report()).expect("charts");
    // All but the overview for a phone.
    assert_eq!(charts.len() * 2 + 2, files.len());
    for PageChart { name, title, svg } in charts {
        let file = folder.path().join(format!("{name}.svg"));
        let whole = texts(&fs::read_to_string(file).expect("a file"));
        let own = texts(&svg);
        assert!(svg.starts_with("<svg ") && svg.trim_end().ends_with("</svg>"));
        assert!(svg.contains(" role=\"img\""), "{name}");
        // Before the first element, and the element itself, there is no text.
        assert_eq!(own[2], title, "{name}");
        let drawn = whole.len() - own.len();
        assert!(drawn >= 1, "{name} has its title drawn");
        let lines: Vec<&str> = whole[3..].iter().map(String::as_str).collect();
        let lines: Vec<&str> = lines.into_iter().filter(|one| !one.is_empty()).collect();
        assert!(title.starts_with(lines[0]), "{name}: {lines:?}");
        assert!(!own[3..].contains(&lines[0].to_owned()), "{name}");
        assert!(!svg.contains("http") && !svg.contains("href") && !svg.contains(" id="));
    }
}

#[test]
fn pictures_of_the_offices_day_have_their_size_and_are_not_blank() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let charts = charts(&typeface, &sample().report());
    for (name, picture) in &charts[..3] {
        let bytes = paint::png(picture).expect("a picture");
        let mut reader = png::Decoder::new(io::Cursor::new(bytes))
            .read_info()
            .expect("a PNG file");
        let mut pixels = vec![0; reader.output_buffer_size().expect("its size")];
        let frame = reader.next_frame(&mut pixels).expect("its pixels");
        assert_eq!((frame.width, frame.height), (1600, 900), "{name}");
        let colours: BTreeSet<&[u8]> = pixels.chunks(3).collect();
        assert!(colours.len() > 20, "{name} has {} colours", colours.len());
        let inked = pixels.chunks(3).filter(|pixel| *pixel != [255; 3]).count();
        assert!(inked > pixels.len() / 3 / 20, "{name} is nearly blank");
    }
}

#[test]
fn few_rows_leave_no_empty_page_and_many_are_not_cut() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let heights = |fixture: &Fixture| {
        let charts = charts(&typeface, &fixture.report());
        charts.iter().map(|(_, one)| one.height).collect::<Vec<_>>()
    };
    assert!(heights(&one_unit()).iter().all(|&height| height <= HEIGHT));
    assert!(heights(&one_unit())[2] < HEIGHT);
    let tall = heights(&long_names(campaign_of_many()));
    assert!(tall[..3].iter().all(|&height| height > HEIGHT));
}

/// The texts of an SVG file, which must be sound XML.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut texts = vec![String::new()];
    loop {
        match reader.read_event().expect("sound XML") {
            Event::Eof => return texts,
            Event::Start(_) => texts.push(String::new()),
            Event::Text(text) => {
                texts
                    .last_mut()
                    .expect("one")
                    .push_str(text.trim_matches('\n'));
            }
            Event::GeneralRef(name) => {
                let sign = match &*name {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("&{other};"),
                };
                texts.last_mut().expect("one").push(sign);
            }
            _ => {}
        }
    }
}

#[test]
fn svg_carries_its_labels_as_text() {
    let mut campaign = sample_campaign();
    campaign.units[0].name = "Phòng GD&ĐT <Vân Khê>\u{b}".to_owned();
    let fixture = of(campaign);
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let report = fixture.report();
    let charts = charts(&typeface, &report);
    let labels: Vec<Vec<String>> = charts
        .iter()
        .map(|(_, picture)| texts(&paint::svg(picture).expect("a picture")))
        .collect();
    let source = "Nguồn: báo cáo của các đơn vị – \
                  Thực hiện kế hoạch thi đua, khen thưởng năm học 2023-2024 · \
                  Tính đến ngày 15/06/2024 · SỐ LIỆU TẠM TÍNH";
    let expected: [&[&str]; 3] = [
        &[
            "Số đơn vị theo kết quả từng chỉ tiêu",
            source,
            "Đăng ký đúng hạn",
            "Chưa đủ căn cứ",
        ],
        &[
            "Đăng ký thi đua đầu năm học: 66/70 (94,3%)",
            "Đơn vị trực thuộc",
            "51/54 (94,4%)",
        ],
        &[
            "Số điển hình của từng phòng GDĐT so với mức yêu cầu",
            "Mức yêu cầu: ít nhất 10 điển hình",
            "Phòng GD&ĐT <Vân Khê>",
            "Phòng GDĐT huyện Cẩm Vân",
            "10–13",
            "≥ 7",
            "Chưa nộp báo cáo",
        ],
    ];
    for (labels, expected) in labels.iter().zip(expected) {
        for text in expected {
            assert!(labels.iter().any(|label| label == text), "no {text:?}");
        }
    }
}

/// The texts of the chart of trends after runs on these days; none where it is not drawn.
fn trend_of(days: &[&str]) -> Option<Vec<String>> {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let fixture = sample().with_runs(days);
    let charts = charts(&typeface, &fixture.report());
    let mut charts = charts.iter();
    let (_, picture) = charts.find(|(name, _)| name == "dien-bien-chi-tieu")?;
    Some(texts(&paint::svg(picture).expect("a picture")))
}

#[test]
fn a_trend_is_drawn_from_two_days_on_with_the_units_that_met_each_target() {
    assert_eq!(trend_of(&["2024-06-15"]), None);
    let texts = trend_of(&["2024-01-31", "2024-06-15"]).expect("a chart");
    // Ten Bureaus and 54 affiliated units must introduce models.
    for text in [
        "31/01/2024",
        "15/06/2024",
        "1/64",
        "2/64",
        "Đăng ký đúng hạn",
        "1/70",
    ] {
        assert!(texts.iter().any(|label| label == text), "no {text:?}");
    }
    let texts = trend_of(&SIX_DAYS).expect("a chart");
    assert!(
        !texts.iter().any(|label| label == "31/10/2023"),
        "the oldest"
    );
    assert!(texts.iter().any(|label| label == "6/64"));
}

#[test]
fn every_picture_says_that_final_figures_are_final() {
    let fixture = sample();
    let mut report = fixture.report();
    report.provisional = false;
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    for (_, picture) in pictures(&typeface, &report) {
        let svg = paint::svg(&picture).expect("a picture");
        assert!(!svg.contains("TẠM TÍNH"));
        assert!(svg.contains("SỐ LIỆU CHÍNH THỨC"));
    }
}

#[test]
fn the_subtitle_says_where_not_all_units_are_shown() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let fixture = of(campaign_of_many());
    let charts = charts(&typeface, &fixture.report());
    let svg = paint::svg(&charts[2].1).expect("a picture");
    let title = "60 phòng GDĐT còn thiếu điển hình nhiều nhất (trong 200 đơn vị)";
    assert!(texts(&svg).iter().any(|label| label == title));
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let folder = tempfile::tempdir().expect("a folder");
    let read = |name: &str| {
        let files = write(&sample().report(), &folder.path().join(name)).expect("charts");
        let bytes = files.iter().map(|file| fs::read(file).expect("a file"));
        bytes.collect::<Vec<_>>()
    };
    assert_eq!(read("one"), read("other"));
}

#[test]
fn a_chart_with_nothing_to_show_is_not_written() {
    let mut campaign = sample_campaign();
    campaign.targets.clear();
    let folder = tempfile::tempdir().expect("a folder");
    let files = write(&of(campaign).report(), folder.path()).expect("charts");
    let names: Vec<_> = files.iter().filter_map(|file| file.file_name()).collect();
    let expected = [
        "ty-le-bao-cao.png",
        "ty-le-bao-cao.svg",
        "tong-quan.png",
        "tong-quan.svg",
    ];
    assert_eq!(names, expected);
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("file");
    fs::write(&file, "").expect("a file");
    let error = write(&sample().report(), &file).expect_err("a file is no folder");
    assert!(error.to_string().ends_with("file"), "{error}");
}
