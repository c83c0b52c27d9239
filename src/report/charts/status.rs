//! The chart of statuses: for each target a bar of the units it binds, in parts of the whole.

use super::mark;
use super::page::{BELOW_AXIS, Head, Key, Page};
use super::phrase::percent;
use super::picture::{Anchor, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::rows::{Free, GAP, Rows};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::lang::{Lang, number};
use crate::report::figures::{BANDS, StatusBar, status_counts};
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
    let totals: Vec<String> = bars.iter().map(|bar| units(bar.total(), lang)).collect();
    let total_width = totals.iter().map(|text| typeface.width(text, TOTAL)).max();
    let free = Free {
        right: GAP + total_width.unwrap_or(0),
        below: BELOW_AXIS,
    };
    let rows = Rows::new(&mut page, headings.collect(), (42, 120), &free);
    let whole = rows.whole();
    let ticks = percent_ticks(whole.left, whole.right());
    page.axis(&ticks, (whole.top, whole.bottom()));
    rows.head(&mut page.picture);
    for ((bar, total), row) in bars.iter().zip(&totals).zip(rows.places()) {
        bands(&mut page.picture, bar, row, lang);
        let place = (WIDTH - MARGIN, row.middle().1);
        page.picture
            .label(total, TOTAL, palette::FAINT_INK, place, Anchor::End);
    }
    Some(page.finish())
}

fn head(bars: &[StatusBar<'_>], lang: Lang) -> Head {
    let legend = BANDS.iter().map(|&status| {
        let word = words::status(status, lang).to_owned();
        (word, Key::Status(status))
    });
    Head {
        title: title(bars, lang),
        subtitle: lang
            .pick(
                "Số đơn vị theo kết quả từng chỉ tiêu",
                "Units by result, for each target",
            )
            .to_owned(),
        legend: legend.collect(),
        notes: Vec::new(),
    }
}

/// Which target the fewest have met, of those it binds.
fn title(bars: &[StatusBar<'_>], lang: Lang) -> String {
    let met = |bar: &StatusBar<'_>| bar.count(Status::Met);
    // Of two shares the lower is the one whose product crosswise is less.
    let cross =
        |one: &StatusBar<'_>, other: &StatusBar<'_>| u64::from(met(one)) * u64::from(other.total());
    let least = |one: &&StatusBar<'_>| {
        bars.iter()
            .all(|other| cross(one, other) <= cross(other, one))
    };
    let lowest: Vec<&StatusBar<'_>> = bars.iter().filter(least).collect();
    let Some(first) = lowest.first() else {
        return String::new();
    };
    let (part, whole) = (met(first), first.total());
    if part == whole {
        return lang
            .pick(
                "Mọi đơn vị đã đạt mọi chỉ tiêu được giao",
                "Every unit has met every target that binds it",
            )
            .to_owned();
    }
    let share = percent(part, whole, lang);
    match lowest.len() {
        1 => {
            let heading = first.target.heading.get(lang);
            let [part, whole] = [part, whole].map(|count| number(f64::from(count), lang));
            lang.pick(
                format!("Chỉ tiêu “{heading}” có tỷ lệ đơn vị đạt thấp nhất: {part}/{whole} ({share})"),
                format!("The target met by the smallest share of units is “{heading}”: {part} of {whole} ({share})"),
            )
        }
        several => lang.pick(
            format!("{several} chỉ tiêu cùng có tỷ lệ đơn vị đạt thấp nhất: {share}"),
            format!("{several} targets share the smallest part of units that met them: {share}"),
        ),
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

/// One bar in the middle of its row, each band with its count where that fits.
fn bands(picture: &mut Picture<'_>, bar: &StatusBar<'_>, row: Rect, lang: Lang) {
    const BETWEEN: i32 = 2;
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

/// The sign of a band and its count; the count alone, or nothing, where they do not fit.
fn write_count(picture: &mut Picture<'_>, status: Status, count: u32, band: Rect, lang: Lang) {
    let count = number(f64::from(count), lang);
    let texts = [format!("{} {count}", words::sign(status)), count];
    let typeface = picture.typeface;
    let mut texts = texts.iter();
    let fits = texts.find(|text| typeface.width(text, COUNT) + 8 <= band.width);
    if let Some(text) = fits {
        mark::write(picture, status, band, text, COUNT);
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
