//! The chart of what has become of each target: the share of units that met it, day by day.

use std::cmp::Ordering;

use super::page::{BELOW_AXIS, Head, Key, Page};
use super::picture::{Anchor, Fill, Paragraph, Picture, Rect};
use super::rows::{Free, GAP, Rows};
use super::status::percent_ticks;
use super::typeface::{Type, Typeface};
use crate::assess::Tally;
use crate::lang::{self, Lang, number};
use crate::report::figures::{TargetTrend, Trend, trend};
use crate::report::{Report, palette};

/// The days that can be told apart by their colours.
const MOST_DAYS: usize = palette::DAYS.len();
/// The type of headings.
const HEADING: Type = Type::regular(21);
/// The type of counts.
const COUNT: Type = Type::regular(16);
/// The type of the counts of the newest day.
const COUNT_NOW: Type = Type::bold(16);
/// The widest column of headings.
const HEADINGS: i32 = 440;
/// The lowest and the highest bar, with the space below it.
const BAR: (i32, i32) = (20, 34);
/// What is left between two targets.
const BETWEEN: i32 = 16;

/// The chart; none where there is no earlier run.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Option<Picture<'t>> {
    let trend = trend(report, MOST_DAYS)?;
    let lang = report.lang;
    let colours = &palette::DAYS[MOST_DAYS - trend.days.len()..];
    let days = trend.days.iter().zip(colours);
    let head = Head {
        title: title(&trend, lang),
        subtitle: lang
            .pick(
                "Số đơn vị đạt từng chỉ tiêu qua các lần tổng hợp",
                "Units that met each target, run by run",
            )
            .to_owned(),
        legend: days
            .map(|(day, colour)| (lang::date(*day), Key::Area(Fill::Plain(*colour))))
            .collect(),
        notes: Vec::new(),
    };
    let mut page = Page::new(typeface, report, &head);
    let targets = trend.targets.iter();
    let headings = targets
        .map(|one| Paragraph::new(typeface, one.target.heading.get(lang), HEADING, HEADINGS));
    let counts = trend.targets.iter().flat_map(|one| &one.tallies).flatten();
    let count_width = counts.map(|tally| typeface.width(&count(tally, lang), COUNT_NOW));

    let bars = i32::try_from(trend.days.len()).unwrap_or(1);
    let limits = (bars * BAR.0 + BETWEEN, bars * BAR.1 + BETWEEN);
    let free = Free {
        right: GAP + count_width.max().unwrap_or(0),
        below: BELOW_AXIS,
    };
    let rows = Rows::new(&mut page, headings.collect(), limits, &free);
    let whole = rows.whole();
    let ticks = percent_ticks(whole.left, whole.right());
    page.axis(&ticks, (whole.top, whole.bottom()));
    rows.head(&mut page.picture);
    for (one, row) in trend.targets.iter().zip(rows.places()) {
        draw_target(&mut page.picture, one, colours, row, lang);
    }
    Some(page.finish())
}

/// What has become of all targets together that asked something on the first day and the last.
fn title(trend: &Trend<'_>, lang: Lang) -> String {
    let both = trend.targets.iter().filter_map(|one| {
        let (first, last) = (one.tallies.first()?, one.tallies.last()?);
        Some((first.as_ref()?.met, last.as_ref()?.met))
    });
    let (before, now) = both.fold((0, 0), |(before, now), one| (before + one.0, now + one.1));
    let days = [trend.days.first(), trend.days.last()].map(|day| day.copied().map(lang::date));
    let [from, to] = days.map(Option::unwrap_or_default);
    let [first, last] = [before, now].map(|count| number(f64::from(count), lang));
    let (vi, en) = match before.cmp(&now) {
        Ordering::Less => (
            format!("tăng từ {first} lên {last}"),
            format!("rose from {first} to {last}"),
        ),
        Ordering::Greater => (
            format!("giảm từ {first} xuống {last}"),
            format!("fell from {first} to {last}"),
        ),
        Ordering::Equal => (format!("không đổi: {last}"), format!("stayed at {last}")),
    };
    lang.pick(
        format!("Số lượt đơn vị đạt chỉ tiêu {vi} ({from} – {to})"),
        format!("Targets met, counted unit by unit, {en} ({from} – {to})"),
    )
}

/// The bars of one target, the earliest day on top, each with its count behind it.
fn draw_target(
    picture: &mut Picture<'_>,
    one: &TargetTrend<'_>,
    colours: &[u32],
    row: Rect,
    lang: Lang,
) {
    const SPACE: i32 = 3;
    let bars = i32::try_from(one.tallies.len()).unwrap_or(1).max(1);
    let step = ((row.height - BETWEEN) / bars).min(BAR.1);
    let mut top = row.middle().1 - step * bars / 2;
    for (at, (tally, colour)) in one.tallies.iter().zip(colours).enumerate() {
        if let Some(tally) = tally {
            let bar = Rect {
                left: row.left,
                top,
                width: length(tally, row.width),
                height: step - SPACE,
            };
            picture.area(bar, *colour);
            let is_now = at + 1 == one.tallies.len();
            let (style, ink) = if is_now {
                (COUNT_NOW, palette::INK)
            } else {
                (COUNT, palette::FAINT_INK)
            };
            let behind = (bar.right() + GAP / 2, bar.middle().1);
            picture.label(&count(tally, lang), style, ink, behind, Anchor::Start);
        }
        top += step;
    }
}

/// How long a bar is of `width`: a sliver where no unit met the target.
fn length(tally: &Tally, width: i32) -> i32 {
    const SLIVER: i32 = 2;
    let part = i64::from(width) * i64::from(tally.met) / i64::from(tally.bound.max(1));
    i32::try_from(part).unwrap_or(width).max(SLIVER)
}

/// The units that met a target, of those it asks something of: `38/64`.
fn count(tally: &Tally, lang: Lang) -> String {
    let [met, bound] = [tally.met, tally.bound].map(|count| number(f64::from(count), lang));
    format!("{met}/{bound}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Interval;

    fn tally(met: u32, bound: u32) -> Tally {
        let total = Interval {
            low: 0.0,
            high: None,
        };
        Tally { total, met, bound }
    }

    #[test]
    fn a_bar_is_as_long_as_the_share_of_units_that_met_the_target() {
        assert_eq!(length(&tally(38, 64), 640), 380);
        assert_eq!(length(&tally(54_000, 54_000), 640), 640);
        assert_eq!(length(&tally(0, 64), 640), 2);
        assert_eq!(count(&tally(1_200, 54_000), Lang::Vi), "1.200/54.000");
    }
}
