//! The chart of places: for each unit of a block the places it can take, from the best to the
//! worst. What does not fit one picture goes on in the next.

use super::heat::{MOST_BLOCKS, chunks, suffix};
use super::page::{BELOW_AXIS, Head, Key, Page};
use super::phrase::{Part, count, part};
use super::picture::{Anchor, Fill, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::rows::{Free, GAP, Rows};
use super::scale::Scale;
use super::typeface::{Type, Typeface};
use crate::lang::Lang;
use crate::report::figures::{BlockRanks, First, RankedUnit, block_ranks, without_common_words};
use crate::report::{Report, palette, words};

/// What the names of its files begin with.
const NAME: &str = "xep-hang";
/// More units than this do not fit one picture.
const MOST_UNITS: usize = 36;
/// More pictures than this of one block nobody leafs through; the first places are shown.
const MOST_PICTURES: usize = 6;
/// The type of units.
const TEXT: Type = Type::regular(18);
/// The type of places.
const PLACE: Type = Type::bold(18);
/// The widest column of units.
const NAMES: i32 = 460;
/// The places a unit can take.
const RANGE: Fill = Fill::Plain(palette::SERIES[1]);
/// The same where they may be fewer.
const OUTER: Fill = Fill::Edge(palette::SERIES[0]);
/// The place a unit surely takes.
const EXACT: u32 = palette::SERIES[0];

/// The pictures, each with the name of its files, of the first blocks of the campaign that rank
/// anybody.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Vec<(String, Picture<'t>)> {
    let blocks = block_ranks(report);
    blocks
        .iter()
        .take(MOST_BLOCKS)
        .flat_map(|one| draw_block(typeface, report, one))
        .collect()
}

fn draw_block<'t>(
    typeface: &'t Typeface,
    report: &Report<'_>,
    block: &BlockRanks<'_>,
) -> Vec<(String, Picture<'t>)> {
    let lang = report.lang;
    let shown = &block.units[..block.units.len().min(MOST_UNITS * MOST_PICTURES)];
    let names: Vec<&str> = shown.iter().map(|one| one.unit.name.as_str()).collect();
    let names = without_common_words(&names);
    let parts = chunks(shown.len(), MOST_UNITS);
    let all = parts.len();
    let pictures = (1..).zip(&parts).map(|(nth, part)| {
        let head = head(block, shown.len(), (nth, all), lang);
        let page = Page::new(typeface, report, &head);
        let (units, names) = (&shown[part.clone()], &names[part.clone()]);
        let picture = draw_rows(page, units, names, block.last(), lang);
        let name = format!("{NAME}-{}{}", block.block.id, suffix(nth, all));
        (name, picture)
    });
    pictures.collect()
}

fn head(block: &BlockRanks<'_>, shown: usize, (nth, all): (usize, usize), lang: Lang) -> Head {
    let basis = words::basis(block.basis, lang).to_lowercase();
    let mut subtitle = lang.pick(
        format!("Khoảng thứ hạng dự kiến của từng đơn vị; căn cứ: {basis}"),
        format!("The places each unit can take, expected; ranked on: {basis}"),
    );
    if shown < block.units.len() {
        let [shown, units] = [shown, block.units.len()].map(|one| count(one, lang));
        subtitle.push_str(&lang.pick(
            format!("; {shown} đơn vị đầu trong {units} đơn vị"),
            format!("; the first {shown} of {units} units"),
        ));
    }
    if all > 1 {
        subtitle.push_str(&lang.pick(
            format!(" · hình {nth}/{all}"),
            format!(" · picture {nth} of {all}"),
        ));
    }
    let has = |wanted: fn(&RankedUnit<'_>) -> bool| block.units.iter().any(wanted);
    let entries = [
        (
            has(|one| one.rank.is_some_and(|rank| rank.best == rank.worst)),
            lang.pick("Đã rõ thứ hạng", "The place is known"),
            Key::Dot(EXACT),
        ),
        (
            has(|one| is_range(one) && one.bound.is_exact()),
            lang.pick("Các thứ hạng có thể", "The places it can take"),
            Key::Area(RANGE),
        ),
        (
            has(|one| is_range(one) && !one.bound.is_exact()),
            lang.pick(
                "Nằm trong khoảng này, có thể không tới hai đầu (*)",
                "Within these bounds, which it may not reach (*)",
            ),
            Key::Area(OUTER),
        ),
    ];
    let entries = entries.into_iter().filter(|(there, _, _)| *there);
    let note = lang.pick(
        "Thứ hạng là dự kiến, chờ khối bình xét.",
        "Places are expected, until the block votes.",
    );
    Head {
        title: title(block, lang),
        subtitle,
        legend: entries
            .map(|(_, text, key)| (text.to_owned(), key))
            .collect(),
        notes: vec![note.to_owned()],
    }
}

/// Whether several places are open to a unit.
fn is_range(one: &RankedUnit<'_>) -> bool {
    one.rank.is_some_and(|rank| rank.best < rank.worst)
}

/// Who comes first, of how many the place is known, and how many have no score: all expected.
fn title(block: &BlockRanks<'_>, lang: Lang) -> String {
    let first = first(block, lang);
    let scored = block.units.iter().filter(|one| one.rank.is_some());
    let (settled, all) = (block.settled(), scored.count());
    let unscored = block.units.len() - all;
    let part = part(settled, all);
    let [settled, all] = [settled, all].map(|one| count(one, lang));
    let known = match part {
        Part::All => Some(lang.pick(
            format!("đã rõ thứ hạng dự kiến của cả {all} đơn vị"),
            format!("the expected places of all {all} units are known"),
        )),
        Part::None if unscored > 0 => None,
        Part::None => Some(lang.pick(
            "chưa xác định được thứ hạng chính xác của đơn vị nào".to_owned(),
            "no unit’s exact place is known yet".to_owned(),
        )),
        Part::Some => Some(lang.pick(
            format!("đã rõ thứ hạng dự kiến của {settled}/{all} đơn vị"),
            format!("expected places known: {settled} of {all}"),
        )),
    };
    let without = (unscored > 0).then(|| {
        let unscored = count(unscored, lang);
        lang.pick(
            format!("{unscored} đơn vị chưa có điểm"),
            format!("without a score: {unscored}"),
        )
    });
    let parts = [Some(first), known, without];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}: {}", block.block.titles.get(lang), parts.join("; "))
}

/// Who is expected to come first.
fn first(block: &BlockRanks<'_>, lang: Lang) -> String {
    match block.first() {
        First::Surely(unit) => lang.pick(
            format!("{} dự kiến xếp thứ nhất", unit.name),
            format!("{} is expected to come first", unit.name),
        ),
        First::Together(units) => {
            let units = count(units, lang);
            lang.pick(
                format!("{units} đơn vị dự kiến đồng hạng nhất"),
                format!("{units} units are expected to share the first place"),
            )
        }
        First::Ahead(unit, rank) => {
            let places = words::rank(rank);
            lang.pick(
                format!("{} dự kiến dẫn đầu (thứ {places})", unit.name),
                format!("{} is expected ahead (place {places})", unit.name),
            )
        }
        First::OneOf(units) => {
            let units = count(units, lang);
            lang.pick(
                format!("{units} đơn vị còn có thể xếp thứ nhất"),
                format!("{units} can still come first"),
            )
        }
    }
}

fn draw_rows<'t>(
    mut page: Page<'t>,
    units: &[RankedUnit<'_>],
    names: &[&str],
    last: u32,
    lang: Lang,
) -> Picture<'t> {
    let typeface = page.picture.typeface;
    let names = names.iter();
    let names = names.map(|name| Paragraph::new(typeface, name, TEXT, NAMES));
    let texts: Vec<String> = units.iter().map(|one| text(one, lang)).collect();
    let width = texts.iter().map(|one| typeface.width(one, PLACE)).max();
    let free = Free {
        right: GAP + width.unwrap_or(0),
        below: BELOW_AXIS,
    };
    let rows = Rows::new(&mut page, names.collect(), (27, 60), &free);
    let whole = rows.whole();
    let places = Places {
        first: whole.left,
        step: f64::from(whole.width) / f64::from(last.max(1)),
    };
    let ticks = Scale::up_to(f64::from(last), lang).ticks;
    let ticks = ticks.into_iter().filter_map(|(place, text)| {
        let in_range = place >= 1.0 && place <= f64::from(last);
        in_range.then(|| (places.middle(place), text))
    });
    let first = (places.middle(1.0), "1".to_owned());
    let mut ticks: Vec<(i32, String)> = ticks.collect();
    if ticks.first() != Some(&first) {
        ticks.insert(0, first);
    }
    page.axis(&ticks, (whole.top, whole.bottom()));
    let mut picture = page.finish();
    rows.head(&mut picture);
    for ((unit, text), row) in units.iter().zip(&texts).zip(rows.places()) {
        let guide = Rect {
            top: row.middle().1,
            height: 1,
            ..row
        };
        picture.area(guide, palette::GRID);
        draw_places(&mut picture, unit, row, &places);
        let ink = if unit.rank.is_some() {
            palette::INK
        } else {
            palette::FAINT_INK
        };
        let place = (WIDTH - MARGIN, row.middle().1);
        picture.label(text, PLACE, ink, place, Anchor::End);
    }
    picture
}

/// Where the places lie, from left to right.
struct Places {
    first: i32,
    step: f64,
}

impl Places {
    /// The left edge of a place, counted from 1.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it lies between two places of a picture"
    )]
    fn edge(&self, place: f64) -> i32 {
        self.first + ((place - 1.0) * self.step).round() as i32
    }

    fn middle(&self, place: f64) -> i32 {
        self.edge(place + 0.5)
    }
}

/// The places a unit can take: a dot where it is one.
fn draw_places(picture: &mut Picture<'_>, unit: &RankedUnit<'_>, row: Rect, places: &Places) {
    let Some(rank) = unit.rank else { return };
    let (_, middle) = row.middle();
    let height = (row.height * 6 / 10).min(24);
    let (best, worst) = (f64::from(rank.best), f64::from(rank.worst));
    if rank.best == rank.worst {
        picture.dot((places.middle(best), middle), height / 2, EXACT);
        return;
    }
    let (left, right) = (places.edge(best), places.edge(worst + 1.0));
    let bar = Rect {
        left: left + 1,
        top: middle - height / 2,
        width: right - left - 2,
        height,
    };
    let fill = if unit.bound.is_exact() { RANGE } else { OUTER };
    picture.patterned(bar, fill);
}

/// The places a unit can take, in words; with an asterisk where they may be fewer.
fn text(one: &RankedUnit<'_>, lang: Lang) -> String {
    match one.rank {
        None => lang.pick("Chưa có điểm", "No score").to_owned(),
        Some(rank) if one.bound.is_exact() => words::rank(rank),
        Some(rank) => format!("{}*", words::rank(rank)),
    }
}
