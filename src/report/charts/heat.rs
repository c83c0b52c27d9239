//! The map of statuses: a row for each unit, a column for each target; nothing where a target asks
//! nothing of a unit. What does not fit one picture goes on in the next.

use super::mark;
use super::page::{Head, Page};
use super::phrase::{Part, about, count, part};
use super::picture::{Anchor, Course, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::rows::{Free, GAP, Rows};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::lang::Lang;
use crate::report::figures::{HeatMap, Peers, UnitRow, heat_maps, without_common_words};
use crate::report::{Report, palette, words};

/// The name of its files, or what it begins with.
const NAME: &str = "nhiet-do-chi-tieu";
/// More units than this do not fit the height of a slide.
const MOST_UNITS: usize = 30;
/// More pictures than this of one group nobody leafs through; those who have missed most are shown.
const MOST_PICTURES: usize = 8;
/// More blocks than this are not drawn one by one, neither here nor in the chart of places.
pub(super) const MOST_BLOCKS: usize = 40;
/// The type of units and headings.
const TEXT: Type = Type::regular(17);
/// The type of signs and counts.
const SIGN: Type = Type::bold(16);
/// The widest column of units.
const NAMES: i32 = 420;
/// The tallest heading.
const HEADINGS: i32 = 240;
/// The narrowest and the widest column of a target.
const COLUMN: (i32, i32) = (34, 240);
/// Columns as wide as this have level headings, narrower ones such as are read upwards.
const LEVEL: i32 = 140;
/// What stays white between two cells.
const BETWEEN: i32 = 2;

/// The pictures, each with the name of its files; none where no target asks anything.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Vec<(String, Picture<'t>)> {
    let maps = heat_maps(report, MOST_UNITS, MOST_BLOCKS);
    maps.iter()
        .flat_map(|map| draw_map(typeface, report, map))
        .collect()
}

/// The pictures of one group.
fn draw_map<'t>(
    typeface: &'t Typeface,
    report: &Report<'_>,
    map: &HeatMap<'_>,
) -> Vec<(String, Picture<'t>)> {
    let lang = report.lang;
    let shown = &map.units[..map.units.len().min(MOST_UNITS * MOST_PICTURES)];
    let names: Vec<&str> = shown.iter().map(|one| one.unit.name.as_str()).collect();
    let names = without_common_words(&names);
    let titles = map.targets.iter().map(|target| target.heading.get(lang));
    let titles: Vec<&str> = titles.collect();
    let headings = titles
        .iter()
        .map(|title| Paragraph::new(typeface, title, TEXT, HEADINGS));
    let thickest = headings.map(|one| one.height()).max().unwrap_or(0);
    let least_width = (thickest + 4).max(COLUMN.0);
    let room = WIDTH - 2 * MARGIN - NAMES - 2 * GAP - typeface.width("000/000", SIGN);
    let most_columns = usize::try_from(room / least_width).unwrap_or(1).max(1);

    let columns = chunks(titles.len(), most_columns);
    let rows = chunks(shown.len(), MOST_UNITS);
    let all = columns.len() * rows.len();
    let parts = rows
        .iter()
        .flat_map(|rows| columns.iter().map(move |columns| (rows, columns)));
    let mut pictures = Vec::new();
    for (nth, (rows, columns)) in (1..).zip(parts) {
        let part = Sheet {
            units: &shown[rows.clone()],
            names: &names[rows.clone()],
            headings: &titles[columns.clone()],
            columns: columns.clone(),
            lang,
        };
        let head = head(map, shown.len(), (nth, all), lang);
        let picture = part.draw(Page::new(typeface, report, &head));
        pictures.push((name(map.peers, (nth, all)), picture));
    }
    pictures
}

/// `count` things in as few parts of at most `most` as there must be, about equally large.
pub(super) fn chunks(count: usize, most: usize) -> Vec<std::ops::Range<usize>> {
    let parts = count.div_ceil(most);
    (0..parts)
        .map(|nth| nth * count / parts..(nth + 1) * count / parts)
        .collect()
}

/// `nhiet-do-chi-tieu-khoi-2_1`: no id has `_`, so that no two pictures have one name.
fn name(peers: Peers<'_>, (nth, all): (usize, usize)) -> String {
    let group = match peers {
        Peers::All => String::new(),
        Peers::Block(block) => format!("-{}", block.id),
        Peers::Type(unit_type) => format!("_{}", unit_type.id),
    };
    format!("{NAME}{group}{}", suffix(nth, all))
}

/// What tells the pictures of one chart apart: nothing where there is one only.
pub(super) fn suffix(nth: usize, all: usize) -> String {
    if all > 1 {
        format!("_{nth}")
    } else {
        String::new()
    }
}

fn head(map: &HeatMap<'_>, shown: usize, (nth, all): (usize, usize), lang: Lang) -> Head {
    let mut subtitle = lang
        .pick(
            "Xếp trước: đơn vị có nhiều chỉ tiêu chưa đạt hoặc chưa nộp báo cáo, rồi đến nhiều chỉ tiêu chưa rõ. Cột cuối: số chỉ tiêu đạt/số áp dụng",
            "First: units with most targets not met or without a return, then most still open. Last column: targets met, of those that bind",
        )
        .to_owned();
    if shown < map.units.len() {
        let [shown, units] = [shown, map.units.len()].map(|one| count(one, lang));
        subtitle.push_str(&lang.pick(
            format!("; {shown} trong {units} đơn vị"),
            format!("; {shown} of {units} units"),
        ));
    }
    if all > 1 {
        subtitle.push_str(&lang.pick(
            format!(" · hình {nth}/{all}"),
            format!(" · picture {nth} of {all}"),
        ));
    }
    let units = || map.units.iter();
    let drawn = |status| units().any(|one| one.statuses.contains(&Some(status)));
    let blank = units().any(|one| one.bound() < map.targets.len());
    let note = lang.pick(
        "Ô trống: chỉ tiêu không áp dụng cho đơn vị, hoặc chỉ theo dõi.",
        "Blank: the target does not bind the unit, or is only watched.",
    );
    Head {
        title: title(map, lang),
        subtitle,
        legend: mark::legend(drawn, lang),
        notes: blank.then(|| note.to_owned()).into_iter().collect(),
    }
}

/// How many units have met all that binds them.
fn title(map: &HeatMap<'_>, lang: Lang) -> String {
    let (met, all) = (map.have_met_all(), map.units.len());
    let part = part(met, all);
    let all_theirs = if met == 1 {
        "has met every target that binds it"
    } else {
        "have met every target that binds them"
    };
    let [met, all] = [met, all].map(|one| count(one, lang));
    let sentence = match part {
        Part::All => lang.pick(
            format!("cả {all} đơn vị đã đạt mọi chỉ tiêu được giao"),
            format!("all {all} units have met every target that binds them"),
        ),
        Part::None => lang.pick(
            format!("chưa đơn vị nào trong {all} đơn vị đạt mọi chỉ tiêu được giao"),
            format!("none of {all} units has met every target that binds it"),
        ),
        Part::Some => lang.pick(
            format!("{met}/{all} đơn vị đã đạt mọi chỉ tiêu được giao"),
            format!("{met} of {all} units {all_theirs}"),
        ),
    };
    about(map.peers, &sentence, lang)
}

/// What stands on one picture.
struct Sheet<'a> {
    units: &'a [UnitRow<'a>],
    names: &'a [&'a str],
    headings: &'a [&'a str],
    /// The columns' places among the targets of the map.
    columns: std::ops::Range<usize>,
    lang: Lang,
}

impl Sheet<'_> {
    fn draw<'t>(&self, mut page: Page<'t>) -> Picture<'t> {
        let typeface = page.picture.typeface;
        let names = self.names.iter();
        let names = names.map(|name| Paragraph::new(typeface, name, TEXT, NAMES));
        let names: Vec<Paragraph> = names.collect();
        let scores: Vec<String> = self.units.iter().map(score).collect();
        let score_width = scores.iter().map(|one| typeface.width(one, SIGN)).max();
        let met = words::status(Status::Met, self.lang);
        let score_width = score_width.max(Some(typeface.width(met, TEXT)));
        let free = Free {
            right: GAP + score_width.unwrap_or(0),
            below: 4,
        };
        let widest = names.iter().map(|name| name.width).max().unwrap_or(0);
        let room = WIDTH - 2 * MARGIN - widest - GAP - free.right;
        let count = i32::try_from(self.headings.len()).unwrap_or(1).max(1);
        let width = (room / count).min(COLUMN.1);
        let headings = Headings::new(typeface, self.headings, width);
        page.top += headings.height() + 8;
        let rows = Rows::new(&mut page, names, (27, 56), &free);
        let whole = rows.whole();
        let mut picture = page.finish();
        rows.head(&mut picture);
        headings.draw(&mut picture, (whole.left, whole.top - 8));
        let end = whole.left + count * width + free.right;
        let place = (end, whole.top - 8 - TEXT.line_height() / 2);
        picture.label(met, TEXT, palette::INK, place, Anchor::End);
        for ((unit, score), row) in self.units.iter().zip(&scores).zip(rows.places()) {
            let row = Rect { width, ..row };
            let statuses = unit.statuses.get(self.columns.clone()).unwrap_or_default();
            draw_cells(&mut picture, statuses, row);
            let place = (end, row.middle().1);
            picture.label(score, SIGN, palette::INK, place, Anchor::End);
        }
        picture
    }
}

/// What stands above the columns of a picture.
struct Headings {
    texts: Vec<Paragraph>,
    /// The width of a column.
    width: i32,
    course: Course,
}

impl Headings {
    fn new(typeface: &Typeface, texts: &[&str], width: i32) -> Self {
        let (course, most) = if width < LEVEL {
            (Course::Upward, HEADINGS)
        } else {
            (Course::Level, width - 12)
        };
        let texts = texts.iter();
        let texts = texts.map(|text| Paragraph::new(typeface, text, TEXT, most));
        Self {
            texts: texts.collect(),
            width,
            course,
        }
    }

    fn height(&self) -> i32 {
        let heights = self.texts.iter().map(|text| match self.course {
            Course::Level => text.height(),
            Course::Upward => text.width,
        });
        heights.max().unwrap_or(0)
    }

    /// Draws them above a height, the first column at `left`.
    fn draw(&self, picture: &mut Picture<'_>, (left, bottom): (i32, i32)) {
        for (nth, text) in (0..).zip(&self.texts) {
            let x = left + nth * self.width + self.width / 2;
            match self.course {
                Course::Level => {
                    picture.paragraph(text, (x, bottom - text.height()), Anchor::Middle);
                }
                Course::Upward => picture.upward(text, (x, bottom)),
            }
        }
    }
}

/// The cells of one unit, from left to right, the first at `first`.
fn draw_cells(picture: &mut Picture<'_>, statuses: &[Option<Status>], first: Rect) {
    let ground = Rect {
        width: first.width * i32::try_from(statuses.len()).unwrap_or(0),
        top: first.bottom() - 1,
        height: 1,
        ..first
    };
    picture.area(ground, palette::GRID);
    for (nth, status) in (0..).zip(statuses) {
        let cell = Rect {
            left: first.left + nth * first.width + BETWEEN / 2,
            top: first.top + BETWEEN / 2,
            width: first.width - BETWEEN,
            height: first.height - BETWEEN,
        };
        if let Some(status) = status {
            mark::draw(picture, *status, cell, SIGN);
        }
    }
}

/// The targets a unit has met, of those that ask something of it.
fn score(unit: &UnitRow<'_>) -> String {
    format!("{}/{}", unit.met(), unit.bound())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_is_shared_out_evenly() {
        assert_eq!(chunks(30, 30).len(), 1);
        assert_eq!(chunks(31, 30), [0..15, 15..31]);
        assert_eq!(chunks(200, 30).len(), 7);
        assert!(chunks(0, 30).is_empty());
    }
}
