//! A picture as a list of rectangles and labels, before it is PNG or SVG.
//!
//! Lengths are in pixels, from the top left corner. Both formats are painted from the same list,
//! and tests look at the list for labels that overlap or leave the picture.

use super::typeface::{Type, Typeface};
use crate::report::palette;
use crate::text::tidy;

/// The width of a slide's picture: twice the 800 dots a slide shows it at.
pub(super) const WIDTH: i32 = 1600;
/// The height of one whose rows fit; with more rows it is higher, with few lower.
pub(super) const HEIGHT: i32 = 900;
/// The width of a line with gaps.
pub(super) const LINE: i32 = 3;
/// What stays white on each side.
pub(super) const MARGIN: i32 = 56;

/// Shapes on white ground, in the order they are painted.
pub(super) struct Picture<'t> {
    /// What measures its labels.
    pub(super) typeface: &'t Typeface,
    /// What it says, in one sentence, for those who cannot see it.
    pub(super) title: String,
    /// Its width.
    pub(super) width: i32,
    /// Its height.
    pub(super) height: i32,
    /// What is on it.
    pub(super) shapes: Vec<Shape>,
    /// Its title as it is drawn.
    pub(super) headline: Headline,
}

/// The title of a picture as it is drawn: its first shapes, above all others.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Headline {
    /// How many shapes it is.
    pub(super) shapes: usize,
    /// Where what follows begins.
    pub(super) bottom: i32,
}

/// One thing on a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    /// A filled rectangle.
    Area {
        /// Where it is.
        place: Rect,
        /// Its colour, as `0xRRGGBB`.
        fill: u32,
    },
    /// A filled circle.
    Dot {
        /// Its middle.
        middle: (i32, i32),
        /// From there to its edge.
        radius: i32,
        /// Its colour, as `0xRRGGBB`.
        fill: u32,
    },
    /// A line of text.
    Label(Label),
}

/// A place on a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rect {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

/// How a rectangle is filled: patterns tell colours apart where they are printed in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    /// All of it.
    Plain(u32),
    /// With white lines from left to right.
    Striped(u32),
    /// Only its edge.
    Edge(u32),
}

/// A line of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// What it says.
    pub(super) text: String,
    /// Size and weight.
    pub(super) style: Type,
    /// Its colour, as `0xRRGGBB`.
    pub(super) ink: u32,
    /// The place of its anchor, on its baseline.
    pub(super) place: (i32, i32),
    /// Which end of it stands there.
    pub(super) anchor: Anchor,
    /// Which way it is read.
    pub(super) course: Course,
}

/// Which way a label is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Course {
    /// From left to right.
    Level,
    /// From the bottom to the top.
    Upward,
}

/// Which end of a label stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

impl Rect {
    pub(super) fn right(self) -> i32 {
        self.left + self.width
    }

    pub(super) fn bottom(self) -> i32 {
        self.top + self.height
    }

    /// What is left of it inside an edge this wide.
    pub(super) fn inside(self, edge: i32) -> Self {
        Self {
            left: self.left + edge,
            top: self.top + edge,
            width: self.width - 2 * edge,
            height: self.height - 2 * edge,
        }
    }

    pub(super) fn middle(self) -> (i32, i32) {
        (self.left + self.width / 2, self.top + self.height / 2)
    }
}

/// Text in lines, all of one style and colour.
pub(super) struct Paragraph {
    lines: Vec<String>,
    style: Type,
    ink: u32,
    /// The width of its widest line.
    pub(super) width: i32,
}

impl Paragraph {
    /// Breaks a text into lines of at most `most` pixels, about equally long.
    pub(super) fn new(typeface: &Typeface, text: &str, style: Type, most: i32) -> Self {
        let lines = even_lines(typeface, &legible(text), style, most);
        let widths = lines.iter().map(|line| typeface.width(line, style));
        Self {
            width: widths.max().unwrap_or(0),
            lines,
            style,
            ink: palette::INK,
        }
    }

    /// The same in another colour.
    pub(super) fn in_ink(mut self, ink: u32) -> Self {
        self.ink = ink;
        self
    }

    /// The height of all its lines.
    pub(super) fn height(&self) -> i32 {
        self.lines
            .iter()
            .map(|_| self.style.line_height())
            .sum::<i32>()
    }
}

impl<'t> Picture<'t> {
    /// An empty picture.
    pub(super) fn new(typeface: &'t Typeface, title: &str, (width, height): (i32, i32)) -> Self {
        Self {
            typeface,
            title: legible(title),
            width,
            height,
            shapes: Vec::new(),
            headline: Headline::default(),
        }
    }

    /// Adds a filled rectangle.
    pub(super) fn area(&mut self, place: Rect, fill: u32) {
        if place.width > 0 && place.height > 0 {
            self.shapes.push(Shape::Area { place, fill });
        }
    }

    /// Adds a filled circle.
    pub(super) fn dot(&mut self, middle: (i32, i32), radius: i32, fill: u32) {
        self.shapes.push(Shape::Dot {
            middle,
            radius,
            fill,
        });
    }

    /// Adds a rectangle filled with a pattern.
    pub(super) fn patterned(&mut self, place: Rect, fill: Fill) {
        const EDGE: i32 = 2;
        const STRIPE: i32 = 2;
        const BETWEEN_STRIPES: i32 = 8;
        match fill {
            Fill::Plain(colour) => self.area(place, colour),
            Fill::Edge(colour) => {
                self.area(place, colour);
                self.area(place.inside(EDGE), palette::PAPER);
            }
            Fill::Striped(colour) => {
                self.area(place, colour);
                let mut top = place.top + BETWEEN_STRIPES / 2 + 1;
                while top + STRIPE + EDGE < place.bottom() {
                    let stripe = Rect {
                        top,
                        height: STRIPE,
                        ..place
                    };
                    self.area(stripe, palette::PAPER);
                    top += BETWEEN_STRIPES;
                }
            }
        }
    }

    /// Adds a line of text whose small letters lie at the height `middle`.
    pub(super) fn label(
        &mut self,
        text: &str,
        style: Type,
        ink: u32,
        (x, middle): (i32, i32),
        anchor: Anchor,
    ) {
        self.shapes.push(Shape::Label(Label {
            text: legible(text),
            style,
            ink,
            place: (x, middle + style.below_middle()),
            anchor,
            course: Course::Level,
        }));
    }

    /// Adds lines of text below each other, from the height `top`.
    pub(super) fn paragraph(&mut self, text: &Paragraph, (x, top): (i32, i32), anchor: Anchor) {
        let line_height = text.style.line_height();
        let mut middle = top + line_height / 2;
        for line in &text.lines {
            self.label(line, text.style, text.ink, (x, middle), anchor);
            middle += line_height;
        }
    }

    /// Adds lines of text that are read upwards from the height `bottom`, side by side around `x`.
    pub(super) fn upward(&mut self, text: &Paragraph, (x, bottom): (i32, i32)) {
        let line_height = text.style.line_height();
        let mut middle = x - text.height() / 2 + line_height / 2;
        for line in &text.lines {
            self.shapes.push(Shape::Label(Label {
                text: line.clone(),
                style: text.style,
                ink: text.ink,
                place: (middle + text.style.below_middle(), bottom),
                anchor: Anchor::Start,
                course: Course::Upward,
            }));
            middle += line_height;
        }
    }

    /// Adds lines of text that lie around the height `middle`.
    pub(super) fn centred(&mut self, text: &Paragraph, (x, middle): (i32, i32), anchor: Anchor) {
        self.paragraph(text, (x, middle - text.height() / 2), anchor);
    }

    /// Adds a vertical line with gaps and a white edge, to be seen on dark bars as well.
    pub(super) fn dashes(&mut self, x: i32, top: i32, bottom: i32, colour: u32) {
        const EDGE: i32 = 1;
        const DASH: i32 = 10;
        const GAP: i32 = 6;
        let line = Rect {
            left: x - LINE / 2,
            top,
            width: LINE,
            height: bottom - top,
        };
        let with_edge = Rect {
            left: line.left - EDGE,
            width: line.width + 2 * EDGE,
            ..line
        };
        self.area(with_edge, palette::PAPER);
        let mut from = top;
        while from < bottom {
            let dash = Rect {
                top: from,
                height: DASH.min(bottom - from),
                ..line
            };
            self.area(dash, colour);
            from += DASH + GAP;
        }
    }
}

/// As few lines as `most` pixels allow, in the least width that needs no more.
fn even_lines(typeface: &Typeface, text: &str, style: Type, most: i32) -> Vec<String> {
    let mut lines = typeface.wrap(text, style, most);
    let (mut too_narrow, mut enough) = (most / 2, most);
    while lines.len() > 1 && enough - too_narrow > style.size / 2 {
        let width = i32::midpoint(too_narrow, enough);
        let narrower = typeface.wrap(text, style, width);
        if narrower.len() > lines.len() {
            too_narrow = width;
        } else {
            enough = width;
            lines = narrower;
        }
    }
    lines
}

/// The text as it can stand in a picture: one line, composed letters, no control characters, which
/// XML refuses.
fn legible(text: &str) -> String {
    let kept: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .filter(|letter| !matches!(letter, '\u{FFFE}' | '\u{FFFF}'))
        .collect();
    tidy(&kept)
}
