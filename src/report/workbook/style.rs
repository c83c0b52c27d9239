//! The formats of cells, each made once and shared by all sheets.
//!
//! A cell of a table has a [`Kind`] (what stands in it) and a [`Tone`] (what it means); a text
//! outside tables has a [`Look`].

use std::collections::BTreeMap;

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline};

use super::measure::{BODY_POINTS, Font, Weight};
use crate::assess::Status;
use crate::finding::Severity;
use crate::report::{palette, words};
use crate::validate::Standing;

/// The font of all reports.
pub(super) const FONT_NAME: &str = "Times New Roman";

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Centred,
    Status,
    /// How many, whole and with decimals.
    Count,
    Amount,
    /// A value somebody reported, or a sum, whole and with decimals.
    Whole,
    Decimal,
    /// Points of a score.
    Points,
    Share,
    Date,
    Link,
}

/// What a cell means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tone {
    Plain,
    /// Heads a group of rows.
    Group,
    Total,
    /// The text of a row that does not count.
    Excluded,
    Doubt,
    Status(Status),
    Severity(Severity),
}

/// How a text outside tables looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// The body above the owner.
    Superior,
    /// The body that consolidates.
    Owner,
    /// Whether figures are provisional.
    Finality,
    /// The day of the figures, under the former.
    Day,
    /// The largest line.
    Title,
    /// The line under it.
    Subtitle,
    /// Heads a part of a sheet.
    Section,
    /// How things stand, in a sentence.
    Headline,
    /// A key figure.
    Figure,
    /// What the key figure counts.
    Label,
    /// What else must be known of it.
    Caption,
    /// Explains the sheet.
    Note,
    /// Heads a column.
    Heading,
    /// Where and when a paper is signed.
    PlaceAndDate,
    /// In whose name, by what office, and who.
    Signature,
    /// Heads the list of who receives a paper.
    Recipients,
    /// One of them.
    Recipient,
}

impl Kind {
    const ALL: [Self; 11] = [
        Self::Text,
        Self::Centred,
        Self::Status,
        Self::Count,
        Self::Amount,
        Self::Whole,
        Self::Decimal,
        Self::Points,
        Self::Share,
        Self::Date,
        Self::Link,
    ];
}

impl Kind {
    /// What is left free before its text, in column units.
    pub(super) fn indent(self) -> f64 {
        match self {
            Self::Text | Self::Link => INDENT,
            _ => 0.0,
        }
    }
}

impl Tone {
    /// The tone of a cell in a row of this standing.
    pub(super) fn of_standing(standing: Standing) -> Self {
        match standing {
            Standing::Certain => Self::Plain,
            Standing::Doubt => Self::Doubt,
            Standing::Excluded(_) => Self::Excluded,
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        let plain = [
            Self::Plain,
            Self::Group,
            Self::Total,
            Self::Excluded,
            Self::Doubt,
        ];
        let severities = [Severity::Error, Severity::Query, Severity::Note];
        plain
            .into_iter()
            .chain(Status::ALL.map(Self::Status))
            .chain(severities.map(Self::Severity))
    }

    fn fill(self) -> u32 {
        match self {
            Self::Plain => palette::PAPER,
            Self::Group | Self::Total => palette::GROUP_FILL,
            Self::Excluded => palette::status(Status::NoReturn).fill,
            Self::Doubt => palette::status(Status::Undecided).fill,
            Self::Status(status) => palette::status(status).fill,
            Self::Severity(severity) => palette::severity(severity).fill,
        }
    }

    fn ink(self) -> u32 {
        match self {
            Self::Excluded | Self::Status(Status::NotApplicable | Status::Watched) => {
                palette::FAINT_INK
            }
            _ => palette::INK,
        }
    }

    /// The font of its texts.
    pub(super) fn font(self) -> Font {
        match self {
            Self::Group | Self::Total => Font::STRONG,
            _ => Font::BODY,
        }
    }
}

impl Look {
    const ALL: [Self; 17] = [
        Self::Superior,
        Self::Owner,
        Self::Finality,
        Self::Day,
        Self::Title,
        Self::Subtitle,
        Self::Section,
        Self::Headline,
        Self::Figure,
        Self::Label,
        Self::Caption,
        Self::Note,
        Self::Heading,
        Self::PlaceAndDate,
        Self::Signature,
        Self::Recipients,
        Self::Recipient,
    ];

    /// Its font.
    pub(super) fn font(self) -> Font {
        let (points, weight) = match self {
            Self::Owner | Self::Finality | Self::Section | Self::Recipients => (12.0, Weight::Bold),
            Self::Superior | Self::Day | Self::Subtitle => (12.0, Weight::Regular),
            Self::Title | Self::Headline => (14.0, Weight::Bold),
            Self::PlaceAndDate => (13.0, Weight::Regular),
            Self::Signature => (13.0, Weight::Bold),
            Self::Figure => (20.0, Weight::Bold),
            Self::Caption | Self::Note | Self::Recipient => (BODY_POINTS, Weight::Regular),
            Self::Heading | Self::Label => (BODY_POINTS, Weight::Bold),
        };
        Font { points, weight }
    }

    fn format(self) -> Format {
        let font = self.font();
        let mut format = written(font).set_text_wrap();
        let italic = matches!(
            self,
            Self::Day | Self::Subtitle | Self::Note | Self::PlaceAndDate | Self::Recipients
        );
        if italic {
            format = format.set_italic();
        }
        let left = matches!(
            self,
            Self::Section | Self::Note | Self::Headline | Self::Recipients | Self::Recipient
        );
        format = format.set_align(if left {
            FormatAlign::Left
        } else {
            FormatAlign::Center
        });
        match self {
            Self::Heading => bordered(format)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(palette::HEADING_FILL)),
            Self::Figure => format
                .set_align(FormatAlign::Bottom)
                .set_border_top(FormatBorder::Thin)
                .set_border_left(FormatBorder::Thin)
                .set_border_right(FormatBorder::Thin)
                .set_border_color(Color::RGB(palette::RULE))
                .set_num_format(WHOLE),
            Self::Label => format
                .set_align(FormatAlign::VerticalCenter)
                .set_border_left(FormatBorder::Thin)
                .set_border_right(FormatBorder::Thin)
                .set_border_color(Color::RGB(palette::RULE)),
            Self::Caption => format
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_left(FormatBorder::Thin)
                .set_border_right(FormatBorder::Thin)
                .set_border_color(Color::RGB(palette::RULE)),
            _ => format.set_align(FormatAlign::VerticalCenter),
        }
    }
}

/// What Excel leaves free for one step of indentation, in column units.
pub(super) const INDENT: f64 = 1.3;
const WHOLE: &str = "#,##0";
const DECIMAL: &str = "#,##0.0##";
/// Points have quarters at the least: all with two decimals, they lie below each other.
const POINTS: &str = "#,##0.00";

/// All formats of a workbook.
pub(super) struct Styles {
    cells: BTreeMap<(Kind, Tone), Format>,
    looks: BTreeMap<Look, Format>,
    body: Format,
}

impl Styles {
    /// Makes every format; those no cell uses do not get into the file.
    pub(super) fn new() -> Self {
        let kinds = Kind::ALL.into_iter();
        let pairs = kinds.flat_map(|kind| Tone::all().map(move |tone| (kind, tone)));
        Self {
            cells: pairs
                .map(|(kind, tone)| ((kind, tone), cell(kind, tone)))
                .collect(),
            looks: Look::ALL.map(|look| (look, look.format())).into(),
            body: written(Font::BODY),
        }
    }

    /// The format of a table's cell.
    pub(super) fn cell(&self, kind: Kind, tone: Tone) -> &Format {
        self.cells.get(&(kind, tone)).unwrap_or(&self.body)
    }

    /// The format of a text outside tables.
    pub(super) fn look(&self, look: Look) -> &Format {
        self.looks.get(&look).unwrap_or(&self.body)
    }

    /// The format of cells nothing is written to.
    pub(super) fn body(&self) -> &Format {
        &self.body
    }
}

fn cell(kind: Kind, tone: Tone) -> Format {
    let format = bordered(written(tone.font()))
        .set_align(FormatAlign::VerticalCenter)
        .set_font_color(Color::RGB(tone.ink()));
    let format = match tone.fill() {
        palette::PAPER => format,
        fill => format.set_background_color(Color::RGB(fill)),
    };
    match kind {
        Kind::Text => indented(format).set_text_wrap(),
        Kind::Centred => format.set_text_wrap().set_align(FormatAlign::Center),
        Kind::Status => signed(format, tone)
            .set_text_wrap()
            .set_align(FormatAlign::Center),
        Kind::Count => format.set_num_format(WHOLE).set_align(FormatAlign::Center),
        Kind::Amount => format
            .set_num_format(DECIMAL)
            .set_align(FormatAlign::Center),
        Kind::Whole => format.set_num_format(WHOLE),
        Kind::Decimal => format.set_num_format(DECIMAL),
        Kind::Points => format.set_num_format(POINTS).set_align(FormatAlign::Center),
        Kind::Share => format.set_num_format("0.0%").set_align(FormatAlign::Center),
        Kind::Date => format
            .set_num_format("dd/mm/yyyy")
            .set_align(FormatAlign::Center),
        Kind::Link => indented(format)
            .set_text_wrap()
            .set_underline(FormatUnderline::Single)
            .set_font_color(Color::RGB(palette::LINK_INK)),
    }
}

/// The sign of a status before its word, so that it reads without colour too.
fn signed(format: Format, tone: Tone) -> Format {
    match tone {
        Tone::Status(status) => format.set_num_format(format!("\"{} \"@", words::sign(status))),
        _ => format,
    }
}

/// At the left, a little off the line.
fn indented(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

fn written(font: Font) -> Format {
    let format = Format::new()
        .set_font_name(FONT_NAME)
        .set_font_size(font.points);
    match font.weight {
        Weight::Regular => format,
        Weight::Bold => format.set_bold(),
    }
}

fn bordered(format: Format) -> Format {
    format
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(palette::RULE))
}
