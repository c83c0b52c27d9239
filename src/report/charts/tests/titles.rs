//! What the titles say, held against results counted by hand; and that the new charts draw what
//! they say.

use super::*;
use crate::report::figures::{progress, status_counts};
use crate::report::words;

const MET: Outcome = (Status::Met, 12.0, Some(12.0));
const MISSED: Outcome = (Status::NotMet, 0.0, Some(0.0));

/// Bureaus are units 0 to 9 (block 1), affiliated units 10 to 63 (blocks 2 to 4), sections 64 to 69.
fn results(outcome: impl Fn(usize, usize) -> Outcome) -> Fixture {
    Fixture::new(sample_campaign(), outcome, |_, _| true)
}

fn title(fixture: &Fixture, name: &str) -> Option<String> {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let pictures = pictures(&typeface, &fixture.report());
    let found = pictures.into_iter().find(|(one, _)| one == name);
    found.map(|(_, picture)| picture.title)
}

#[track_caller]
fn check(fixture: &Fixture, name: &str, expected: &str) {
    assert_eq!(title(fixture, name).as_deref(), Some(expected));
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn the_statuses_name_the_target_that_most_surely_miss() {
    let name = "trang-thai-chi-tieu";
    check(
        &results(|_, _| MET),
        name,
        "Mọi đơn vị đã đạt mọi chỉ tiêu được giao",
    );
    check(
        &nothing_received(),
        name,
        "Chưa đơn vị nào bị xác định là chưa đạt; còn 534/534 kết quả chưa rõ đạt hay chưa",
    );
    let plan = Fixture::target(&sample_campaign(), "ke-hoach");
    let one_missed = results(|unit, target| {
        if (unit, target) == (3, plan) {
            MISSED
        } else {
            MET
        }
    });
    check(
        &one_missed,
        name,
        "Tỷ lệ đơn vị chưa đạt cao nhất: “Kế hoạch” (1/70 đơn vị)",
    );
}

#[test]
fn the_rates_name_the_collection_of_which_least_came() {
    let name = "ty-le-bao-cao";
    // Three collections of 70, and head and deputy of four blocks.
    check(
        &results(|_, _| MET),
        name,
        "Đã tiếp nhận 218/218 (100%) báo cáo",
    );
    check(&nothing_received(), name, "Đã tiếp nhận 0/218 (0%) báo cáo");
    let one_missing = Fixture::new(
        sample_campaign(),
        |_, _| MET,
        |unit, collection| (unit, collection) != (0, 0),
    );
    check(
        &one_missing,
        name,
        "Đã tiếp nhận 217/218 (99,5%) báo cáo, thấp nhất ở “Đăng ký thi đua đầu năm học”",
    );
}

#[test]
fn the_models_say_how_many_reached_what_is_required() {
    let name = "dien-hinh-theo-phong-gddt";
    let of = |met: usize| results(move |unit, _| if unit < met { MET } else { MISSED });
    check(
        &of(10),
        name,
        "Cả 10 phòng GDĐT đã đạt mức yêu cầu: ít nhất 10 điển hình",
    );
    check(
        &of(0),
        name,
        "Chưa phòng GDĐT nào đạt mức yêu cầu: ít nhất 10 điển hình",
    );
    check(
        &of(1),
        name,
        "1/10 phòng GDĐT đã đạt mức yêu cầu: ít nhất 10 điển hình",
    );
}

#[test]
fn the_trend_says_whether_more_or_fewer_have_met_their_targets() {
    let name = "dien-bien-chi-tieu";
    // Nine targets, each met by one unit on the first day and by two on the second.
    let fixture = results(|_, _| MET).with_runs(&["2024-01-31", "2024-06-15"]);
    check(
        &fixture,
        name,
        "Số lượt đơn vị đạt chỉ tiêu tăng từ 9 lên 18 (31/01/2024 – 15/06/2024)",
    );
}

#[test]
fn the_map_says_how_many_have_met_all_that_binds_them() {
    let name = "nhiet-do-chi-tieu-khoi-1";
    let of = |met: usize| results(move |unit, _| if unit < met { MET } else { MISSED });
    let block = "Khối thi đua các phòng GDĐT";
    let all = format!("{block}: cả 10 đơn vị đã đạt mọi chỉ tiêu được giao");
    check(&of(10), name, &all);
    let none = format!("{block}: chưa đơn vị nào trong 10 đơn vị đạt mọi chỉ tiêu được giao");
    check(&of(0), name, &none);
    let one = format!("{block}: 1/10 đơn vị đã đạt mọi chỉ tiêu được giao");
    check(&of(1), name, &one);
    check(
        &one_unit(),
        "nhiet-do-chi-tieu",
        "0/1 đơn vị đã đạt mọi chỉ tiêu được giao",
    );
}

#[test]
fn every_status_of_every_unit_is_on_the_map_once_and_nothing_else() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    for fixture in [sample(), of(campaign_of_many())] {
        let report = fixture.report();
        let maps: Vec<Picture<'_>> = charts(&typeface, &report)
            .into_iter()
            .filter(|(name, _)| name.starts_with("nhiet-do-chi-tieu"))
            .map(|(_, picture)| picture)
            .collect();
        let bars = status_counts(&report);
        for status in crate::report::figures::BANDS {
            let sign = words::sign(status);
            let shapes = maps.iter().flat_map(|map| &map.shapes);
            let drawn = shapes
                .filter(|shape| matches!(shape, Shape::Label(label) if label.text == sign))
                .count();
            let counted: u32 = bars.iter().map(|bar| bar.count(status)).sum();
            let counted = usize::try_from(counted).expect("small");
            // Once more in the legend of each that draws it.
            let in_legends = maps.iter().filter(|map| {
                let labels = map.shapes.iter();
                let word = words::status(status, Lang::Vi);
                // The last column is headed by the word for what is met.
                let times = labels
                    .filter(|shape| matches!(shape, Shape::Label(one) if one.text == word))
                    .count();
                times > usize::from(status == Status::Met)
            });
            assert_eq!(drawn, counted + in_legends.count(), "{status:?}");
        }
    }
}

#[test]
fn a_block_too_large_for_one_picture_goes_on_in_the_next() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let fixture = of(campaign_of_many());
    let report = fixture.report();
    let names: Vec<String> = charts(&typeface, &report)
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("nhiet-do-chi-tieu-khoi-1"))
        .collect();
    // 200 Bureaus, at most 30 to a picture.
    let expected: Vec<String> = (1..=7)
        .map(|nth| format!("nhiet-do-chi-tieu-khoi-1_{nth}"))
        .collect();
    assert_eq!(names, expected);
}

#[test]
fn the_places_say_who_comes_first_and_of_how_many_the_place_is_known() {
    let name = "xep-hang-khoi-1";
    let of = |ranks: [Option<(u32, u32)>; 3]| {
        let of_unit = move |unit: usize| {
            let (best, worst) = (*ranks.get(unit)?)?;
            Some((best, worst, Bound::Exact))
        };
        results(|_, _| MET).with_ranks(of_unit)
    };
    let block = "Khối thi đua các phòng GDĐT";
    let surely = format!(
        "{block}: Phòng GDĐT huyện Bạch Liên dự kiến xếp thứ nhất; đã rõ thứ hạng dự kiến của 1/3 đơn vị; 7 đơn vị chưa có điểm"
    );
    check(
        &of([Some((2, 3)), Some((1, 1)), Some((2, 3))]),
        name,
        &surely,
    );
    let together = format!(
        "{block}: 2 đơn vị dự kiến đồng hạng nhất; đã rõ thứ hạng dự kiến của cả 2 đơn vị; 8 đơn vị chưa có điểm"
    );
    check(&of([Some((1, 1)), Some((1, 1)), None]), name, &together);
    let open = format!("{block}: 2 đơn vị còn có thể xếp thứ nhất; 7 đơn vị chưa có điểm");
    check(&of([Some((1, 2)), Some((1, 3)), Some((2, 3))]), name, &open);
    let ahead = format!(
        "{block}: Phòng GDĐT thành phố Vân Khê dự kiến dẫn đầu (thứ 1–3); 8 đơn vị chưa có điểm"
    );
    check(&of([Some((1, 3)), Some((2, 3)), None]), name, &ahead);
    assert_eq!(title(&of([None; 3]), name), None);
    let of_all = results(|_, _| MET).with_ranks(|unit| (unit < 10).then_some((1, 9, Bound::Exact)));
    let open = format!(
        "{block}: 10 đơn vị còn có thể xếp thứ nhất; chưa xác định được thứ hạng chính xác của đơn vị nào"
    );
    check(&of_all, name, &open);
}

#[test]
fn a_known_place_is_a_dot_and_an_open_one_is_as_long_as_its_range() {
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let of_unit = |unit: usize| match unit {
        0 => Some((1, 1, Bound::Exact)),
        1..=8 => Some((2, 9, Bound::Exact)),
        9 => Some((2, 10, Bound::Outer)),
        _ => None,
    };
    let fixture = results(|_, _| MET).with_ranks(of_unit);
    let charts = charts(&typeface, &fixture.report());
    let (_, picture) = charts.last().expect("the last chart is of places");
    let shapes = || picture.shapes.iter();
    let dots = shapes().filter(|shape| matches!(shape, Shape::Dot { .. }));
    assert_eq!(dots.count(), 2, "one unit, and the legend");
    let widths: Vec<i32> = shapes()
        .filter_map(|shape| match shape {
            Shape::Area { place, fill } if *fill == crate::report::palette::SERIES[1] => {
                Some(place.width)
            }
            _ => None,
        })
        .collect();
    // The legend, and eight units that can take eight of ten places.
    assert_eq!(widths.len(), 9);
    let texts = texts(&paint::svg(picture).expect("a picture"));
    for text in ["1", "2–9", "2–10*", "huyện Bạch Liên"] {
        assert!(texts.iter().any(|label| label == text), "no {text:?}");
    }
}

/// Returns of the registration, due on 24/10/2023: two Bureaus on the 20th, one on the 24th, one on
/// the 26th, and one on a day nobody knows.
fn registrations() -> Fixture {
    let came = |unit: usize, collection: usize| unit < 5 && collection == 0;
    let fixture = Fixture::new(sample_campaign(), |_, _| MET, came);
    fixture.with_days(|unit, _| match unit {
        0 | 1 => Some(day("2023-10-20")),
        2 => Some(day("2023-10-24")),
        3 => Some(day("2023-10-26")),
        _ => None,
    })
}

#[test]
fn arrivals_are_added_up_day_by_day_from_known_days_only() {
    let fixture = registrations();
    let report = fixture.report();
    let all = progress(&report);
    let first = &all[0];
    let days: Vec<(String, u32)> = first
        .days
        .iter()
        .map(|(day, count)| (day.to_string(), *count))
        .collect();
    let expected = [("2023-10-20", 2), ("2023-10-24", 3), ("2023-10-26", 4)];
    assert_eq!(days, expected.map(|(day, count)| (day.to_owned(), count)));
    assert_eq!((first.dated(), first.undated()), (4, 1));
    assert!(all[1..].iter().all(|one| one.dated() == 0));
}

#[test]
fn the_arrivals_say_how_many_came_in_time_and_how_many_are_not_drawn() {
    let name = "tien-do-nhan-bao-cao";
    let fixture = registrations();
    check(
        &fixture,
        name,
        "Trong 5 báo cáo đã nhận: 3 đúng hạn, 1 quá hạn, 1 chưa rõ ngày nhận",
    );
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let charts = charts(&typeface, &fixture.report());
    let found = charts.iter().find(|(one, _)| one == name);
    let svg = paint::svg(&found.expect("a chart").1).expect("a picture");
    let texts = texts(&svg);
    for text in [
        "Hạn: hết ngày 24/10/2023",
        "24/10/2023",
        "Đã nhận 5/70: 3 đúng hạn, 1 quá hạn, 1 chưa rõ ngày nhận",
        "Chỉ vẽ báo cáo đã rõ ngày nhận; 1 báo cáo đã nhận chưa rõ ngày.",
        "4",
    ] {
        assert!(texts.iter().any(|label| label == text), "no {text:?}");
    }
    // No day is known of any return.
    assert_eq!(title(&results(|_, _| MET), name), None);
}

#[test]
fn the_message_says_what_the_brief_says() {
    let fixture = nothing_received();
    let report = fixture.report();
    let typeface = Typeface::embedded().expect("the embedded font is sound");
    let picture = message::draw(&typeface, &report);
    let brief = crate::report::brief::Brief::of(&report);
    assert_eq!((picture.width, &picture.title), (1080, &brief.headline));
    let texts = texts(&paint::svg(&picture).expect("a picture"));
    let said = texts.join(" ");
    for tile in &brief.tiles {
        assert!(said.contains(&tile.figure), "no {}", tile.figure);
    }
    for text in [
        "Phòng GDĐT huyện Bạch Liên",
        "… còn 60 đơn vị",
        "Tính đến ngày 15/06/2024 · SỐ LIỆU TẠM TÍNH",
    ] {
        assert!(said.contains(text), "no {text:?}");
    }
}
