//! The chart of returns: for each collection and unit type, what came of what was expected.

use super::page::{Head, Key, Page};
use super::phrase::percent;
use super::picture::{Anchor, Fill, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::lang::{Lang, number};
use crate::report::figures::{ReportingRate, TypeRate, reporting_rates};
use crate::report::{Report, palette};

/// The type of a collection's title.
const GROUP: Type = Type::bold(21);
/// The type of unit types.
const HEADING: Type = Type::regular(20);
/// The type of counts.
const COUNT: Type = Type::regular(19);
/// The widest column of unit types.
const HEADINGS: i32 = 420;
/// What is left between a text and the bars.
const GAP: i32 = 18;
/// What is left above a collection's title.
const ABOVE_GROUP: i32 = 14;

/// The chart; none where nothing was to be sent.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Option<Picture<'t>> {
    let rates = reporting_rates(report);
    if rates.is_empty() {
        return None;
    }
    let lang = report.lang;
    let mut page = Page::new(typeface, report, &head(&rates, lang));
    let groups: Vec<Group> = rates
        .iter()
        .map(|rate| group(typeface, rate, lang))
        .collect();
    let rows = || groups.iter().flat_map(|group| &group.rows);

    let widest = rows().map(|row| row.heading.width).max().unwrap_or(0);
    let tallest = rows().map(|row| row.heading.height()).max().unwrap_or(0);
    let counts = rows().map(|row| typeface.width(&row.count, COUNT)).max();
    let columns = Columns {
        left: MARGIN + widest + GAP,
        right: WIDTH - MARGIN - GAP - counts.unwrap_or(0),
    };
    let titles: i32 = groups.iter().map(Group::title_height).sum();
    let row_height = page.share(rows().count(), ((tallest + 10).max(36), 72), titles);

    for group in &groups {
        draw_group(&mut page, group, row_height, columns);
    }
    Some(page.finish())
}

/// Where the bars begin, and where 100 % is.
#[derive(Clone, Copy)]
struct Columns {
    left: i32,
    right: i32,
}

/// One collection, its texts broken into lines.
struct Group<'a> {
    title: Paragraph,
    rows: Vec<Row<'a>>,
}

struct Row<'a> {
    rate: &'a TypeRate<'a>,
    heading: Paragraph,
    count: String,
}

impl Group<'_> {
    fn title_height(&self) -> i32 {
        ABOVE_GROUP + self.title.height() + 4
    }
}

fn group<'a>(typeface: &Typeface, rate: &'a ReportingRate<'a>, lang: Lang) -> Group<'a> {
    let (received, expected) = rate.overall();
    let title = rate.collection.titles.get(lang);
    let title = format!("{title}: {}", share(received, expected, lang));
    let rows = rate.types.iter().map(|one| Row {
        rate: one,
        heading: Paragraph::new(typeface, one.unit_type.titles.get(lang), HEADING, HEADINGS),
        count: share(one.received, one.expected, lang),
    });
    Group {
        title: Paragraph::new(typeface, &title, GROUP, WIDTH - 2 * MARGIN),
        rows: rows.collect(),
    }
}

fn head(rates: &[ReportingRate<'_>], lang: Lang) -> Head {
    let word = |vi: &str, en: &str| lang.pick(vi, en).to_owned();
    Head {
        title: title(rates, lang),
        subtitle: word(
            "Tỷ lệ báo cáo đã tiếp nhận, theo kỳ báo cáo và loại đơn vị",
            "Returns accepted of those expected, by collection and unit type",
        ),
        legend: vec![
            (
                word("Đã tiếp nhận", "Accepted"),
                Key::Area(Fill::Plain(palette::SERIES[0])),
            ),
            (
                word("Chưa có báo cáo dùng được", "No usable return"),
                Key::Area(Fill::Plain(missing())),
            ),
        ],
        notes: Vec::new(),
    }
}

/// How much came of all collections together, and of which the least.
fn title(rates: &[ReportingRate<'_>], lang: Lang) -> String {
    let overall: Vec<(u32, u32)> = rates.iter().map(ReportingRate::overall).collect();
    let received = overall.iter().map(|one| one.0).sum();
    let expected = overall.iter().map(|one| one.1).sum();
    let share = share(received, expected, lang);
    let mut title = lang.pick(
        format!("Đã tiếp nhận {share} báo cáo"),
        format!("Returns accepted: {share}"),
    );
    let cross = |one: (u32, u32), other: (u32, u32)| u64::from(one.0) * u64::from(other.1);
    let is_least = |one: (u32, u32)| {
        let mut others = overall.iter();
        others.all(|other| cross(one, *other) <= cross(*other, one))
    };
    let mut lowest = rates
        .iter()
        .zip(&overall)
        .filter(|(_, one)| is_least(**one));
    if let (Some((first, _)), None) = (lowest.next(), lowest.next())
        && rates.len() > 1
    {
        let name = first.collection.titles.get(lang);
        title.push_str(&lang.pick(
            format!(", thấp nhất ở “{name}”"),
            format!(", least for “{name}”"),
        ));
    }
    title
}

/// The colour of what has not come.
fn missing() -> u32 {
    palette::status(Status::NoReturn).band
}

/// Received of expected, as counts and in percent: `9/10 (90%)`.
fn share(received: u32, expected: u32, lang: Lang) -> String {
    let percent = percent(received, expected, lang);
    let [received, expected] = [received, expected].map(|count| number(f64::from(count), lang));
    format!("{received}/{expected} ({percent})")
}

/// The title of a collection and its bars.
fn draw_group(page: &mut Page<'_>, group: &Group<'_>, row_height: i32, columns: Columns) {
    page.top += ABOVE_GROUP;
    page.picture
        .paragraph(&group.title, (MARGIN, page.top), Anchor::Start);
    page.top += group.title_height() - ABOVE_GROUP;
    for row in &group.rows {
        let place = Rect {
            left: columns.left,
            top: page.top,
            width: columns.right - columns.left,
            height: row_height,
        };
        draw_row(&mut page.picture, row, place);
        page.top += row_height;
    }
}

fn draw_row(picture: &mut Picture<'_>, row: &Row<'_>, place: Rect) {
    let height = (place.height * 6 / 10).min(30);
    let (_, middle) = place.middle();
    let track = Rect {
        top: middle - height / 2,
        height,
        ..place
    };
    let part = i64::from(place.width) * i64::from(row.rate.received);
    let part = i32::try_from(part / i64::from(row.rate.expected.max(1))).unwrap_or(place.width);
    picture.centred(&row.heading, (place.left - GAP, middle), Anchor::End);
    picture.area(track, missing());
    let bar = Rect {
        width: part,
        ..track
    };
    picture.area(bar, palette::SERIES[0]);
    let after = (place.right() + GAP / 2, middle);
    picture.label(&row.count, COUNT, palette::INK, after, Anchor::Start);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_given_in_counts_and_in_percent() {
        assert_eq!(share(9, 10, Lang::Vi), "9/10 (90%)");
        assert_eq!(share(69, 70, Lang::Vi), "69/70 (98,6%)");
        assert_eq!(share(69, 70, Lang::En), "69/70 (98.6%)");
        assert_eq!(share(0, 4, Lang::Vi), "0/4 (0%)");
    }
}
