//! The formats of rebuilt cells: as they were, and in the colour of what is found there.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::finding::Severity;
use crate::read::LegacyFont;
use crate::read::layout::{Edge, Horizontal, Layout, Look, NumberFormat, Vertical};
use crate::report::palette;
use crate::report::workbook::style::FONT_NAME;

/// How a number without a look of its own is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Shown {
    /// As its look says.
    AsItLooks,
    Date,
    Percent,
    PercentWithDecimals,
}

/// What a format is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Wanted {
    /// The position of the cell's look.
    pub(super) look: usize,
    pub(super) shown: Shown,
    /// The old font of its text, where only parts of it name one.
    pub(super) font: Option<LegacyFont>,
    pub(super) severity: Option<Severity>,
}

/// Makes each format once.
pub(super) struct Looks<'l> {
    looks: &'l [Look],
    made: BTreeMap<Wanted, Format>,
}

impl<'l> Looks<'l> {
    pub(super) fn new(layout: Option<&'l Layout>) -> Self {
        Self {
            looks: layout.map_or(&[], |layout| &layout.looks),
            made: BTreeMap::new(),
        }
    }

    pub(super) fn format(&mut self, wanted: Wanted) -> &Format {
        let look = self.looks.get(wanted.look);
        self.made
            .entry(wanted)
            .or_insert_with(|| make(look, wanted))
    }
}

fn make(look: Option<&Look>, wanted: Wanted) -> Format {
    let mut format = look.map_or_else(|| Format::new().set_font_name(FONT_NAME), as_it_was);
    if let Some(font) = wanted.font {
        format = format.set_font_name(match font {
            LegacyFont::Tcvn3 => ".VnTime",
            LegacyFont::Tcvn3Capitals => ".VnTimeH",
            LegacyFont::Vni => "VNI-Times",
        });
    }
    format = match wanted.shown {
        Shown::AsItLooks => format,
        Shown::Date => format.set_num_format("dd/mm/yyyy"),
        Shown::Percent => format.set_num_format("0%"),
        Shown::PercentWithDecimals => format.set_num_format("0.00%"),
    };
    match wanted.severity {
        None => format,
        Some(severity) => marked(format, severity),
    }
}

/// Told apart in grey by the line around: thick for what must be mended, broken for what must be
/// made clear.
fn marked(format: Format, severity: Severity) -> Format {
    let shade = palette::severity(severity);
    let line = match severity {
        Severity::Error => FormatBorder::Medium,
        Severity::Query | Severity::Note => FormatBorder::MediumDashed,
    };
    format
        .set_background_color(Color::RGB(shade.fill))
        .set_font_color(Color::RGB(palette::INK))
        .set_border(line)
        .set_border_color(Color::RGB(shade.band))
}

fn as_it_was(look: &Look) -> Format {
    let face = &look.face;
    let mut format = Format::new().set_font_name(face.name.as_deref().unwrap_or(FONT_NAME));
    if let Some(points) = face.points {
        format = format.set_font_size(points);
    }
    if face.bold {
        format = format.set_bold();
    }
    if face.italic {
        format = format.set_italic();
    }
    if let Some(colour) = face.colour {
        format = format.set_font_color(Color::RGB(colour));
    }
    if let Some(fill) = look.fill {
        format = format.set_background_color(Color::RGB(fill));
    }
    if look.wrap {
        format = format.set_text_wrap();
    }
    let [left, right, top, bottom] = look.edges.map(border);
    format = format
        .set_border_left(left)
        .set_border_right(right)
        .set_border_top(top)
        .set_border_bottom(bottom);
    format = match &look.number_format {
        NumberFormat::Known(0) => format,
        NumberFormat::Known(id) => format.set_num_format_index(*id),
        NumberFormat::Code(code) => format.set_num_format(code.as_str()),
    };
    aligned(format, look)
}

fn border(edge: Edge) -> FormatBorder {
    match edge {
        Edge::None => FormatBorder::None,
        Edge::Thin => FormatBorder::Thin,
        Edge::Medium => FormatBorder::Medium,
    }
}

fn aligned(mut format: Format, look: &Look) -> Format {
    if let Some(horizontal) = look.horizontal {
        format = format.set_align(match horizontal {
            Horizontal::Left => FormatAlign::Left,
            Horizontal::Centre => FormatAlign::Center,
            Horizontal::Right => FormatAlign::Right,
            Horizontal::CentreAcross => FormatAlign::CenterAcross,
            Horizontal::Justify => FormatAlign::Justify,
        });
    }
    if let Some(vertical) = look.vertical {
        format = format.set_align(match vertical {
            Vertical::Top => FormatAlign::Top,
            Vertical::Centre => FormatAlign::VerticalCenter,
            Vertical::Bottom => FormatAlign::Bottom,
        });
    }
    format
}
