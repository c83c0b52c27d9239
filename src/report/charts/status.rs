//! The chart of statuses: for each target a bar of the units it binds, in parts of the whole.

use super::mark;
use super::page::{BELOW_AXIS, Head, Page};
use super::picture::{Anchor, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::rows::{Free, GAP, Rows};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::lang::{Lang, number};
use crate::report::figures::{BANDS, StatusBar, outcome, status_counts};
use crate::report::{Report, palette, words};

/// The type of headings.
const HEADING: Type = Type::regular(21);
/// The type of counts.
const COUNT: Type = Type::bold(19);
/// The type of the number of units at the end of a bar.
const TOTAL: Type = Type::regular(19);
/// The widest column of headings.
const HEADINGS: i32 = 440;
/// The narrowest band there is: a single unit of a thousand must be seen.
const NARROWEST: i32 = 5;

/// What stays white between two bands.
const BETWEEN: i32 = 2;
/// What is left before a count beside its bar.
const BESIDE: i32 = 10;
/// The width and height of the sign of a count beside its bar.
const SIGN: (i32, i32) = (24, 24);
/// The type of that sign.
const SIGN_TYPE: Type = Type::bold(15);
/// What is left between the sign and its count.
const AFTER_SIGN: i32 = 5;

/// The chart; none where no target has units to count.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Option<Picture<'t>> {
    let bars = status_counts(report);
    if bars.is_empty() {
        return None;
    }
    let lang = report.lang;
    let mut page = Page::new(typeface, report, &head(&bars, lang));
    let headings = bars
        .iter()
        .map(|bar| Paragraph::new(typeface, bar.target.heading.get(lang), HEADING, HEADINGS));
    let headings: Vec<Paragraph> = headings.collect();
    let totals: Vec<String> = bars.iter().map(|bar| units(bar.total(), lang)).collect();
    let total_width = totals.iter().map(|text| typeface.width(text, TOTAL)).max();
    let total_width = total_width.unwrap_or(0);
    let widest = headings.iter().map(|text| text.width).max().unwrap_or(0);
    let most = WIDTH - 2 * MARGIN - widest - 2 * GAP - total_width;
    let free = Free {
        right: GAP + total_width + room_beside(typeface, &bars, most, lang),
        below: BELOW_AXIS,
    };
    let rows = Rows::new(&mut page, headings, (42, 120), &free);
    let whole = rows.whole();
    let ticks = percent_ticks(whole.left, whole.right());
    page.axis(&ticks, (whole.top, whole.bottom()));
    rows.head(&mut page.picture);
    for ((bar, total), row) in bars.iter().zip(&totals).zip(rows.places()) {
        bands(&mut page.picture, bar, row, lang);
        let mut left = row.right() + BESIDE;
        for one in beside(typeface, bar, row.width, lang) {
            one.draw(&mut page.picture, (left, row.middle().1));
            left += one.width + BESIDE;
        }
        let place = (WIDTH - MARGIN, row.middle().1);
        page.picture
            .label(total, TOTAL, palette::FAINT_INK, place, Anchor::End);
    }
    Some(page.finish())
}

fn head(bars: &[StatusBar<'_>], lang: Lang) -> Head {
    let drawn = |status: Status| bars.iter().any(|bar| bar.count(status) > 0);
    Head {
        title: outcome(bars).title(lang).unwrap_or_default(),
        subtitle: lang
            .pick(
                "Số đơn vị theo kết quả từng chỉ tiêu",
                "Units by result, for each target",
            )
            .to_owned(),
        legend: mark::legend(drawn, lang),
        notes: Vec::new(),
    }
}

fn units(count: u32, lang: Lang) -> String {
    let count_text = number(f64::from(count), lang);
    let english = if count == 1 { "unit" } else { "units" };
    format!("{count_text} {}", lang.pick("đơn vị", english))
}

/// The lines at each quarter of the way from `left` to `right`.
pub(super) fn percent_ticks(left: i32, right: i32) -> Vec<(i32, String)> {
    let tick = |quarter: i32| {
        let x = left + (right - left) * quarter / 4;
        (x, format!("{}%", quarter * 25))
    };
    (0..=4).map(tick).collect()
}

/// One bar in the middle of its row, each band with its count where that fits; [`beside`] has the
/// others.
fn bands(picture: &mut Picture<'_>, bar: &StatusBar<'_>, row: Rect, lang: Lang) {
    let height = (row.height * 7 / 10).min(64);
    let mut left = row.left;
    for (&status, (&count, width)) in BANDS
        .iter()
        .zip(bar.counts.iter().zip(widths(bar.counts, row.width)))
    {
        let band = Rect {
            left,
            top: row.middle().1 - height / 2,
            width: width
                - if left + width < row.right() {
                    BETWEEN
                } else {
                    0
                },
            height,
        };
        left += width;
        picture.patterned(band, mark::fill(status));
        if count > 0 {
            write_count(picture, status, count, band, lang);
        }
    }
}

/// The sign of a band and its count, where they fit.
fn write_count(picture: &mut Picture<'_>, status: Status, count: u32, band: Rect, lang: Lang) {
    let text = counted(status, count, lang);
    if fits(picture.typeface, &text, band.width) {
        mark::write(picture, status, band, &text, COUNT);
    }
}

fn counted(status: Status, count: u32, lang: Lang) -> String {
    format!("{} {}", words::sign(status), number(f64::from(count), lang))
}

fn fits(typeface: &Typeface, text: &str, width: i32) -> bool {
    typeface.width(text, COUNT) + 8 <= width
}

/// A count whose band is too narrow for it, to stand beside the bar.
struct Beside {
    status: Status,
    count: String,
    /// The width of its sign, its count and what is between them.
    width: i32,
}

/// The counts that do not fit a bar of this width.
fn beside(typeface: &Typeface, bar: &StatusBar<'_>, width: i32, lang: Lang) -> Vec<Beside> {
    let widths = widths(bar.counts, width);
    let bands = BANDS.iter().zip(bar.counts).zip(widths);
    let narrow = bands.filter(|((status, count), width)| {
        let text = counted(**status, *count, lang);
        *count > 0 && !fits(typeface, &text, *width - BETWEEN)
    });
    let beside = narrow.map(|((&status, count), _)| {
        let count = number(f64::from(count), lang);
        Beside {
            status,
            width: SIGN.0 + AFTER_SIGN + typeface.width(&count, COUNT),
            count,
        }
    });
    beside.collect()
}

/// How much of the width of the bars must be left to what stands beside them. What is left to
/// counts makes the bars narrower, and so may leave more counts without room in them.
fn room_beside(typeface: &Typeface, bars: &[StatusBar<'_>], most: i32, lang: Lang) -> i32 {
    let needed = |width: i32| {
        let rooms = bars.iter().map(|bar| {
            let beside = beside(typeface, bar, width, lang);
            beside.iter().map(|one| one.width + BESIDE).sum::<i32>()
        });
        rooms.max().unwrap_or(0)
    };
    let mut room = 0;
    loop {
        let more = needed(most - room);
        if more <= room {
            return room;
        }
        room = more;
    }
}

impl Beside {
    /// Draws the sign and the count behind it.
    fn draw(&self, picture: &mut Picture<'_>, (left, middle): (i32, i32)) {
        let sign = Rect {
            left,
            top: middle - SIGN.1 / 2,
            width: SIGN.0,
            height: SIGN.1,
        };
        mark::draw(picture, self.status, sign, SIGN_TYPE);
        let place = (sign.right() + AFTER_SIGN, middle);
        picture.label(&self.count, COUNT, palette::INK, place, Anchor::Start);
    }
}

/// The widths of the bands, together `width`. A band that would be too narrow to see takes what it
/// lacks from the widest.
fn widths(counts: [u32; BANDS.len()], width: i32) -> [i32; BANDS.len()] {
    let total = i64::from(counts.iter().sum::<u32>().max(1));
    let mut before = 0;
    let mut end = 0;
    let mut widths = counts.map(|count| {
        before += i64::from(count);
        let start = end;
        end = i32::try_from(i64::from(width) * before / total).unwrap_or(width);
        end - start
    });
    let mut borrowed = 0;
    for (band, &count) in widths.iter_mut().zip(&counts) {
        if count > 0 && *band < NARROWEST {
            borrowed += NARROWEST - *band;
            *band = NARROWEST;
        }
    }
    if let Some(widest) = widths.iter_mut().max() {
        *widest -= borrowed;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_fill_the_bar_in_proportion() {
        assert_eq!(widths([1, 1, 0, 2, 0], 1000), [250, 250, 0, 500, 0]);
        assert_eq!(widths([1, 1, 1, 0, 0], 100).iter().sum::<i32>(), 100);
        assert_eq!(widths([0; 5], 1000), [0; 5]);
    }

    #[test]
    fn one_unit_of_thousands_can_still_be_seen() {
        assert_eq!(widths([53_999, 1, 0, 0, 0], 1000), [995, 5, 0, 0, 0]);
    }
}
