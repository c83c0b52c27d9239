//! The chart of arrivals: for each collection how many returns had come day by day, against its due
//! date. Only returns whose day of receipt is known are drawn; how many others there are is said.

mod head;

use chrono::{Days, NaiveDate};

use head::head;

use super::page::{AXIS, BELOW_AXIS, Page};
use super::picture::{Anchor, LINE, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::rows::GAP;
use super::scale::Scale;
use super::typeface::{Type, Typeface};
use crate::assess::Arrival;
use crate::lang::{self, Lang, number};
use crate::report::figures::{Progress, progress};
use crate::report::{Report, palette};

/// The type of a collection's title.
const GROUP: Type = Type::bold(21);
/// The type of what is said of it.
const DETAIL: Type = Type::regular(18);
/// The type of the due date.
const DUE: Type = Type::bold(17);
/// The room of the due date, clear of what stands at the height of the plot's upper edge.
const ABOVE_PLOT: i32 = 33;
/// The type of the number reached.
const REACHED: Type = Type::bold(18);
/// What is left between two columns, and between two collections below each other.
const BETWEEN: (i32, i32) = (56, 26);
/// The lowest and the highest plot.
const PLOT: (i32, i32) = (170, 420);
/// What has come.
const LINE_COLOUR: u32 = palette::SERIES[0];
/// Below it.
const BELOW_LINE: u32 = palette::DAYS[0];
/// The most days that are named below a plot.
const TICKS: u64 = 4;

/// The chart; none where no day of receipt is known.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Option<Picture<'t>> {
    let all = progress(report);
    let (drawn, blank): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.dated() > 0);
    if drawn.is_empty() {
        return None;
    }
    let lang = report.lang;
    let mut page = Page::new(typeface, report, &head(&all, &blank, lang));
    let columns = if drawn.len() > 1 { 2 } else { 1 };
    let width = (WIDTH - 2 * MARGIN - BETWEEN.0 * (columns - 1)) / columns;
    let panels: Vec<Panel<'_>> = drawn
        .iter()
        .map(|one| Panel::new(typeface, one, report.as_of, width, lang))
        .collect();
    let texts = panels.iter().map(Panel::texts_height).max();
    let around = texts.unwrap_or(0) + ABOVE_PLOT + BELOW_AXIS + BETWEEN.1;
    let in_row = usize::try_from(columns).unwrap_or(1);
    let rows: Vec<&[Panel<'_>]> = panels.chunks(in_row).collect();
    let limits = (PLOT.0 + around, PLOT.1 + around);
    let height = page.share(rows.len(), limits, 0);
    for row in rows {
        let mut left = MARGIN;
        for panel in row {
            let place = Rect {
                left,
                top: page.top,
                width,
                height: height - BETWEEN.1,
            };
            panel.draw(&mut page, place);
            left += width + BETWEEN.0;
        }
        page.top += height;
    }
    Some(page.finish())
}

/// One collection, its texts broken into lines.
struct Panel<'a> {
    one: &'a Progress<'a>,
    title: Paragraph,
    detail: Paragraph,
    /// The day after the last one in time, and that one in words.
    due: Option<(NaiveDate, String)>,
    /// The days of the axis, and the last one that is known.
    days: (NaiveDate, NaiveDate),
    as_of: NaiveDate,
    scale: Scale,
    lang: Lang,
}

impl<'a> Panel<'a> {
    fn new(
        typeface: &Typeface,
        one: &'a Progress<'a>,
        as_of: NaiveDate,
        width: i32,
        lang: Lang,
    ) -> Self {
        let title = one.collection.titles.get(lang);
        let last_good_day = one.collection.last_good_day;
        Self {
            one,
            title: Paragraph::new(typeface, title, GROUP, width),
            detail: Paragraph::new(typeface, &detail(one, lang), DETAIL, width)
                .in_ink(palette::FAINT_INK),
            due: last_good_day.map(|day| {
                let text = lang::date(day);
                let text = lang.pick(format!("Hạn: hết ngày {text}"), format!("Due by {text}"));
                (after(day), text)
            }),
            days: days(one),
            as_of,
            scale: Scale::up_to(f64::from(one.arrivals.expected()), lang),
            lang,
        }
    }

    fn texts_height(&self) -> i32 {
        self.title.height() + self.detail.height() + 6
    }

    fn draw(&self, page: &mut Page<'_>, place: Rect) {
        let (left, top) = (place.left, place.top);
        let picture = &mut page.picture;
        picture.paragraph(&self.title, (left, top), Anchor::Start);
        let below = top + self.title.height();
        picture.paragraph(&self.detail, (left, below), Anchor::Start);

        let typeface = picture.typeface;
        let ticks = self.scale.ticks.iter();
        let widest = ticks.map(|(_, text)| typeface.width(text, AXIS)).max();
        let reached = number(f64::from(self.one.dated()), self.lang);
        let plot_left = left + widest.unwrap_or(0) + GAP / 2;
        let plot_right = place.right() - typeface.width(&reached, REACHED) - GAP / 2;
        let plot_top = top + self.texts_height() + ABOVE_PLOT;
        let plot = Rect {
            left: plot_left,
            top: plot_top,
            width: plot_right - plot_left,
            height: place.bottom() - BELOW_AXIS - plot_top,
        };
        let steps = self.steps(plot);
        for step in &steps {
            page.picture.area(*step, BELOW_LINE);
        }
        self.draw_ground(page, plot);
        self.draw_due(page, plot, place);
        draw_stairs(&mut page.picture, &steps);
        let last = steps.last().copied().unwrap_or(plot);
        let end = (last.right(), last.top);
        let place = (end.0 + GAP / 2, end.1);
        let picture = &mut page.picture;
        picture.label(&reached, REACHED, palette::INK, place, Anchor::Start);
    }

    /// Both axes, and how many must report.
    fn draw_ground(&self, page: &mut Page<'_>, plot: Rect) {
        let ticks: Vec<_> = self
            .named_days()
            .into_iter()
            .map(|day| (self.x(after(day), plot), lang::date(day)))
            .collect();
        let half = |text: &str| page.picture.typeface.width(text, AXIS) / 2;
        let ticks: Vec<_> = ticks
            .into_iter()
            .filter(|(x, text)| x + half(text) <= plot.right() + GAP)
            .collect();
        page.axis(&ticks, (plot.top, plot.bottom()));
        let picture = &mut page.picture;
        for (tick, text) in &self.scale.ticks {
            let y = self.y(*tick, plot);
            let line = Rect {
                top: y,
                height: 1,
                ..plot
            };
            picture.area(line, palette::GRID);
            let place = (plot.left - GAP / 2, y);
            picture.label(text, AXIS, palette::FAINT_INK, place, Anchor::End);
        }
        let expected = Rect {
            top: self.y(f64::from(self.one.arrivals.expected()), plot) - 1,
            height: LINE,
            ..plot
        };
        picture.area(expected, palette::RULE);
    }

    /// The days named below the plot, each where it ends: the last one in time is one of them, so
    /// that it stands below its own line.
    fn named_days(&self) -> Vec<NaiveDate> {
        let (from, to) = self.days;
        let step = days_between(from, to).div_ceil(TICKS).max(1);
        let due = self.one.collection.last_good_day;
        let anchor = due.map_or(from, |due| due.clamp(from, to));
        let before = days_between(from, anchor) / step;
        let first = anchor.checked_sub_days(Days::new(before * step));
        let days = (0..=TICKS).filter_map(|nth| first?.checked_add_days(Days::new(nth * step)));
        days.take_while(|day| *day < to).collect()
    }

    /// The line at the end of the last day in time, and that day above it.
    fn draw_due(&self, page: &mut Page<'_>, plot: Rect, place: Rect) {
        let Some((day, text)) = &self.due else {
            return;
        };
        let x = self.x(*day, plot);
        let picture = &mut page.picture;
        let colour = palette::THRESHOLD_LINE;
        picture.dashes(x, plot.top, plot.bottom(), colour);
        let half = picture.typeface.width(text, DUE) / 2 + 1;
        let first = plot.left + half;
        let centre = x.clamp(first, (place.right() - half).max(first));
        let middle = plot.top - ABOVE_PLOT * 2 / 3;
        picture.label(text, DUE, colour, (centre, middle), Anchor::Middle);
    }

    /// What had come by each day, from the ground up, until the last day that is known.
    fn steps(&self, plot: Rect) -> Vec<Rect> {
        let (from, to) = self.days;
        let end = self.x(to.min(after(self.as_of.max(from))), plot);
        let come = self.one.days.iter();
        let come = come.map(|&(day, count)| (self.x(day, plot).min(end), count));
        let starts: Vec<(i32, u32)> = [(plot.left, 0)].into_iter().chain(come).collect();
        let ends = starts.iter().skip(1).map(|&(x, _)| x).chain([end]);
        let steps = starts.iter().zip(ends).map(|(&(left, count), right)| {
            let top = self.y(f64::from(count), plot);
            Rect {
                left,
                top,
                width: right - left,
                height: plot.bottom() - top,
            }
        });
        steps.collect()
    }

    /// Where a day begins, from left to right.
    fn x(&self, day: NaiveDate, plot: Rect) -> i32 {
        let (from, to) = self.days;
        let all = i64::try_from(days_between(from, to).max(1)).unwrap_or(1);
        let passed = (day.clamp(from, to) - from).num_days();
        let x = i64::from(plot.width) * passed / all;
        plot.left + i32::try_from(x).unwrap_or(plot.width)
    }

    /// Where a number of returns is.
    fn y(&self, count: f64, plot: Rect) -> i32 {
        self.scale.place(count, plot.bottom(), plot.top)
    }
}

/// The line over the steps.
fn draw_stairs(picture: &mut Picture<'_>, steps: &[Rect]) {
    let mut before = steps.first().map_or(0, |step| step.top);
    for step in steps {
        let rise = Rect {
            left: step.left - LINE / 2,
            top: step.top - LINE / 2,
            width: LINE,
            height: before - step.top + LINE,
        };
        picture.area(rise, LINE_COLOUR);
        let tread = Rect {
            top: step.top - LINE / 2,
            height: LINE,
            ..*step
        };
        picture.area(tread, LINE_COLOUR);
        before = step.top;
    }
}

/// The days of the axis: from the first return to the last, with the due date, and some more. What
/// is dated long before the collection begins is a slip of the pen and stands at its left end.
fn days(one: &Progress<'_>) -> (NaiveDate, NaiveDate) {
    const BEFORE: Days = Days::new(31);
    let begins = *one.collection.period.start();
    let begins = begins.checked_sub_days(BEFORE).unwrap_or(begins);
    let known = one.days.iter().map(|&(day, _)| day);
    let known = known.chain(one.collection.last_good_day.map(after));
    let first = known.clone().min().unwrap_or(begins).max(begins);
    let last = known.max().unwrap_or(first).max(first);
    let margin = Days::new((days_between(first, last) / 20).max(1));
    (
        first.checked_sub_days(margin).unwrap_or(first),
        last.checked_add_days(margin).unwrap_or(last),
    )
}

fn after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u64 {
    u64::try_from((to - from).num_days()).unwrap_or(0)
}

/// How many came, and how.
fn detail(one: &Progress<'_>, lang: Lang) -> String {
    let text = |count: u32| number(f64::from(count), lang);
    let (received, expected) = (one.arrivals.received(), one.arrivals.expected());
    let mut parts = Vec::new();
    for (count, vi, en) in [
        (one.arrivals.at(Arrival::OnTime), "đúng hạn", "in time"),
        (one.arrivals.at(Arrival::Late), "quá hạn", "late"),
        (one.undated(), "chưa rõ ngày nhận", "on an unknown day"),
    ] {
        if count > 0 {
            parts.push(format!("{} {}", text(count), lang.pick(vi, en)));
        }
    }
    let all = lang.pick(
        format!("Đã nhận {}/{}", text(received), text(expected)),
        format!("{} of {} received", text(received), text(expected)),
    );
    if parts.is_empty() {
        return all;
    }
    format!("{all}: {}", parts.join(", "))
}
