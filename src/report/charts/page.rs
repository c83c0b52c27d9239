//! What every chart has around its rows: title, subtitle, legend, axis, and its source at the foot.

use super::mark;
use super::picture::{
    Anchor, Fill, HEIGHT, Headline, LINE, MARGIN, Paragraph, Picture, Rect, WIDTH,
};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::report::{Report, palette, words};

/// The type of a chart's title.
const TITLE: Type = Type::bold(34);
/// The type of what stands below the title and in the legend.
pub(super) const SUBTITLE: Type = Type::regular(20);
/// The type of the axis.
pub(super) const AXIS: Type = Type::regular(17);
/// The type of notes and of the source.
const NOTE: Type = Type::regular(17);
/// The type of a sign in the legend.
const SIGN: Type = Type::bold(17);

/// What a chart says in words.
#[derive(Default)]
pub(super) struct Head {
    /// What it shows, in one sentence that follows from its figures.
    pub(super) title: String,
    /// What is drawn.
    pub(super) subtitle: String,
    /// What the colours mean.
    pub(super) legend: Vec<(String, Key)>,
    /// What else must be known to read it, at the foot.
    pub(super) notes: Vec<String>,
}

/// What stands before an entry of the legend.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    /// A filled area.
    Area(Fill),
    /// A status.
    Status(Status),
    /// A circle.
    Dot(u32),
    /// A line across.
    Line(u32),
    /// A line with gaps.
    Dashes(u32),
}

/// No picture is lower.
const LOWEST: i32 = 450;
/// What stays white below the source.
const BOTTOM: i32 = 24;
/// What is left above the notes.
const ABOVE_NOTES: i32 = 16;

/// A page whose head is drawn.
pub(super) struct Page<'t> {
    /// The picture so far.
    pub(super) picture: Picture<'t>,
    /// Where the rows may begin.
    pub(super) top: i32,
    foot: Vec<Paragraph>,
}

impl<'t> Page<'t> {
    /// Draws title, subtitle and legend.
    pub(super) fn new(typeface: &'t Typeface, report: &Report<'_>, head: &Head) -> Self {
        let width = WIDTH - 2 * MARGIN;
        let source = source(report);
        let foot = head
            .notes
            .iter()
            .chain([&source])
            .map(|text| Paragraph::new(typeface, text, NOTE, width).in_ink(palette::FAINT_INK));
        let mut page = Self {
            picture: Picture::new(typeface, &head.title, (WIDTH, HEIGHT)),
            top: 44,
            foot: foot.collect(),
        };
        page.text(&head.title, TITLE, palette::INK);
        page.picture.headline = Headline {
            shapes: page.picture.shapes.len(),
            bottom: page.top,
        };
        page.top += 6;
        page.text(&head.subtitle, SUBTITLE, palette::FAINT_INK);
        page.top += 22;
        page.legend(&head.legend);
        page.top += 18;
        page
    }

    /// Draws the foot.
    pub(super) fn finish(mut self) -> Picture<'t> {
        let mut top = self.picture.height - self.foot_height() + ABOVE_NOTES;
        for text in &self.foot {
            self.picture.paragraph(text, (MARGIN, top), Anchor::Start);
            top += text.height();
        }
        self.picture
    }

    /// The height of notes and source, and what is left around them.
    fn foot_height(&self) -> i32 {
        let texts: i32 = self.foot.iter().map(Paragraph::height).sum();
        ABOVE_NOTES + texts + BOTTOM
    }

    /// A paragraph over the whole width.
    fn text(&mut self, text: &str, style: Type, ink: u32) {
        let typeface = self.picture.typeface;
        let text = Paragraph::new(typeface, text, style, WIDTH - 2 * MARGIN).in_ink(ink);
        self.picture
            .paragraph(&text, (MARGIN, self.top), Anchor::Start);
        self.top += text.height();
    }

    /// Colours and their meaning, side by side; in more than one line where they must.
    fn legend(&mut self, entries: &[(String, Key)]) {
        const SWATCH: (i32, i32) = (42, 26);
        const GAP: i32 = 34;
        if entries.is_empty() {
            return;
        }
        let line_height = SUBTITLE.line_height() + 6;
        let mut left = MARGIN;
        for (text, key) in entries {
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
            self.swatch(*key, swatch);
            let place = (left + SWATCH.0 + 10, middle);
            self.picture
                .label(text, SUBTITLE, palette::INK, place, Anchor::Start);
            left += width + GAP;
        }
        self.top += line_height;
    }

    fn swatch(&mut self, key: Key, place: Rect) {
        let (x, y) = place.middle();
        match key {
            Key::Area(fill) => self.picture.patterned(place, fill),
            Key::Status(status) => mark::draw(&mut self.picture, status, place, SIGN),
            Key::Dot(colour) => self.picture.dot((x, y), place.height * 3 / 8, colour),
            Key::Line(colour) => {
                let line = Rect {
                    top: y - LINE / 2,
                    height: LINE,
                    ..place
                };
                self.picture.area(line, colour);
            }
            Key::Dashes(colour) => self.picture.dashes(x, place.top, place.bottom(), colour),
        }
    }

    /// The height of each of `count` rows that share what is left above the foot and what is kept
    /// free `below` them, between `least` and `most`. The picture grows where even the least is too
    /// much, and shrinks where the most leaves it half empty.
    pub(super) fn share(&mut self, count: usize, (least, most): (i32, i32), below: i32) -> i32 {
        let count = i32::try_from(count.max(1)).unwrap_or(i32::MAX);
        let most = most.max(least);
        let below = below + self.foot_height();
        let left = self.picture.height - self.top - below;
        let height = (left / count).clamp(least, most);
        let bottom = self.top + height.saturating_mul(count) + below;
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
                let place = (*x, bottom + BELOW_AXIS / 2 + 2);
                self.picture
                    .label(text, AXIS, palette::FAINT_INK, place, Anchor::Middle);
                free = x + half + 8;
            }
        }
    }
}

/// The height of the axis' texts.
pub(super) const BELOW_AXIS: i32 = 32;

/// Where the figures are from, of what day they are, and whether they may still change.
pub(super) fn source(report: &Report<'_>) -> String {
    let lang = report.lang;
    let plan = report.campaign.titles.get(lang);
    let source = lang.pick(
        format!("Nguồn: báo cáo của các đơn vị – {plan}"),
        format!("Source: the units’ returns – {plan}"),
    );
    let finality = words::finality(report.provisional, lang);
    format!("{source} · {} · {finality}", words::as_of(report))
}
