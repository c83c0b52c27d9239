//! What every chart has around its rows: title, subtitle, legend, axis.

use super::picture::{Anchor, Fill, HEIGHT, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::typeface::{Type, Typeface};
use crate::report::{Report, palette, words};

/// The type of a chart's title.
const TITLE: Type = Type::bold(34);
/// The type of what stands below the title and in the legend.
pub(super) const SUBTITLE: Type = Type::regular(20);
/// The type of the axis.
const AXIS: Type = Type::regular(17);

/// What stands above a chart's rows.
pub(super) struct Head {
    /// What the chart says.
    pub(super) title: String,
    /// What the colours mean.
    pub(super) legend: Vec<(String, Fill)>,
}

/// No picture is lower.
const LOWEST: i32 = 450;

/// A page whose head is drawn.
pub(super) struct Page<'t> {
    /// The picture so far.
    pub(super) picture: Picture<'t>,
    /// Where the rows may begin.
    pub(super) top: i32,
}

impl<'t> Page<'t> {
    /// Draws title, subtitle and legend.
    pub(super) fn new(typeface: &'t Typeface, report: &Report<'_>, head: &Head) -> Self {
        let mut page = Self {
            picture: Picture::new(typeface, &head.title, HEIGHT),
            top: 44,
        };
        page.text(&head.title, TITLE, palette::INK);
        page.top += 6;
        for line in page.subtitle(report) {
            page.text(&line, SUBTITLE, palette::FAINT_INK);
        }
        page.top += 22;
        page.legend(&head.legend);
        page.top += 18;
        page
    }

    /// A paragraph over the whole width.
    fn text(&mut self, text: &str, style: Type, ink: u32) {
        let typeface = self.picture.typeface;
        let text = Paragraph::new(typeface, text, style, WIDTH - 2 * MARGIN).in_ink(ink);
        self.picture
            .paragraph(&text, (MARGIN, self.top), Anchor::Start);
        self.top += text.height();
    }

    /// The campaign, the day, and whether figures may still change: in one line, or two.
    fn subtitle(&self, report: &Report<'_>) -> Vec<String> {
        let title = report.campaign.titles.get(report.lang).to_owned();
        let finality = words::finality(report.provisional, report.lang);
        let day = format!("{} · {finality}", words::as_of(report));
        let line = format!("{title} · {day}");
        if self.picture.typeface.width(&line, SUBTITLE) <= WIDTH - 2 * MARGIN {
            vec![line]
        } else {
            vec![title, day]
        }
    }

    /// Colours and their meaning, side by side; in more than one line where they must.
    fn legend(&mut self, entries: &[(String, Fill)]) {
        const SWATCH: (i32, i32) = (30, 20);
        const GAP: i32 = 34;
        if entries.is_empty() {
            return;
        }
        let line_height = SUBTITLE.line_height() + 6;
        let mut left = MARGIN;
        for (text, fill) in entries {
            let width = SWATCH.0 + 10 + self.picture.typeface.width(text, SUBTITLE);
            if left > MARGIN && left + width > WIDTH - MARGIN {
                left = MARGIN;
                self.top += line_height;
            }
            let middle = self.top + line_height / 2;
            let swatch = Rect {
                left,
                top: middle - SWATCH.1 / 2,
                width: SWATCH.0,
                height: SWATCH.1,
            };
            self.picture.patterned(swatch, *fill);
            let place = (left + SWATCH.0 + 10, middle);
            self.picture
                .label(text, SUBTITLE, palette::INK, place, Anchor::Start);
            left += width + GAP;
        }
        self.top += line_height;
    }

    /// The height of each of `count` rows that share what is left above `foot`, between `least`
    /// and `most`. The picture grows where even the least is too much, and shrinks where the most
    /// leaves it half empty.
    pub(super) fn share(&mut self, count: usize, (least, most): (i32, i32), foot: i32) -> i32 {
        let count = i32::try_from(count.max(1)).unwrap_or(i32::MAX);
        let most = most.max(least);
        let left = self.picture.height - self.top - foot;
        let height = (left / count).clamp(least, most);
        let bottom = self.top + height.saturating_mul(count) + foot;
        if height == least || height == most {
            self.picture.height = bottom.max(LOWEST);
        }
        height
    }

    /// The lines of a scale across the rows, each with its text below; texts that would touch the
    /// one before are left out.
    pub(super) fn axis(&mut self, ticks: &[(i32, String)], (top, bottom): (i32, i32)) {
        let mut free = i32::MIN;
        for (x, text) in ticks {
            let line = Rect {
                left: *x,
                top,
                width: 1,
                height: bottom - top,
            };
            self.picture.area(line, palette::GRID);
            let half = self.picture.typeface.width(text, AXIS) / 2 + 1;
            if x - half > free {
                let place = (*x, bottom + FOOT / 2 - 6);
                self.picture
                    .label(text, AXIS, palette::FAINT_INK, place, Anchor::Middle);
                free = x + half + 8;
            }
        }
    }
}

/// The height of the axis' texts and what stays white below them.
pub(super) const FOOT: i32 = 60;
