//! The chart of statuses: for each target a bar of the units it binds, in parts of the whole.

use super::page::{FOOT, Head, Page};
use super::picture::{Anchor, Fill, MARGIN, Paragraph, Picture, Rect, WIDTH};
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
/// What is left between a text and the bars.
const GAP: i32 = 18;
/// The narrowest band there is: a single unit of a thousand must be seen.
const NARROWEST: i32 = 5;

/// The chart; none where no target has units to count.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Option<Picture<'t>> {
    let bars = status_counts(report);
    if bars.is_empty() {
        return None;
    }
    let lang = report.lang;
    let mut page = Page::new(typeface, report, &head(lang));
    let headings: Vec<Paragraph> = bars
        .iter()
        .map(|bar| Paragraph::new(typeface, bar.target.heading.get(lang), HEADING, HEADINGS))
        .collect();
    let totals: Vec<String> = bars.iter().map(|bar| units(bar.total(), lang)).collect();
    let widest = headings.iter().map(|text| text.width).max().unwrap_or(0);
    let tallest = headings.iter().map(Paragraph::height).max().unwrap_or(0);
    let total_width = totals.iter().map(|text| typeface.width(text, TOTAL)).max();

    let row_height = page.share(bars.len(), ((tallest + 14).max(42), 120), FOOT);
    let left = MARGIN + widest + GAP;
    let right = WIDTH - MARGIN - GAP - total_width.unwrap_or(0);
    let bottom = page.top + row_height * i32::try_from(bars.len()).unwrap_or(i32::MAX);
    page.axis(&percent_ticks(left, right), (page.top, bottom));

    let mut picture = page.picture;
    let mut row = Rect {
        left,
        top: page.top,
        width: right - left,
        height: row_height,
    };
    for ((bar, heading), total) in bars.iter().zip(&headings).zip(&totals) {
        let (_, middle) = row.middle();
        picture.centred(heading, (left - GAP, middle), Anchor::End);
        bands(&mut picture, bar, row, lang);
        let place = (WIDTH - MARGIN, middle);
        picture.label(total, TOTAL, palette::FAINT_INK, place, Anchor::End);
        row.top += row_height;
    }
    Some(picture)
}

fn head(lang: Lang) -> Head {
    let legend = BANDS.iter().map(|&status| {
        let word = words::status(status, lang).to_owned();
        (word, fill(status))
    });
    Head {
        title: lang
            .pick(
                "Số đơn vị theo kết quả từng chỉ tiêu",
                "Units by result, for each target",
            )
            .to_owned(),
        legend: legend.collect(),
    }
}

/// What a status looks like. In grey, work in progress is as dark as what is reached, and no return
/// as light as what is undecided: those two have a pattern.
fn fill(status: Status) -> Fill {
    let band = palette::status(status).band;
    match status {
        Status::InProgress => Fill::Striped(band),
        Status::NoReturn => Fill::Edge(palette::RULE),
        _ => Fill::Plain(band),
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
        let fill = fill(status);
        picture.patterned(band, fill);
        let text = number(f64::from(count), lang);
        let text_width = picture.typeface.width(&text, COUNT);
        if count > 0 && text_width + 8 <= band.width {
            if let Fill::Striped(colour) = fill {
                picture.area(around(band.middle(), text_width), colour);
            }
            let ink = palette::status(status).on_band;
            picture.label(&text, COUNT, ink, band.middle(), Anchor::Middle);
        }
    }
}

/// The ground on which a count of this width can be read.
fn around((x, y): (i32, i32), width: i32) -> Rect {
    Rect {
        left: x - width / 2 - 4,
        top: y - COUNT.size * 6 / 10,
        width: width + 8,
        height: COUNT.size * 12 / 10,
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
