//! How a blank return looks: the formats of its cells, and its pages.
//!
//! Yellow heads what is required, grey is filled in already, blue is carried over
//! and to be looked through, orange is still missing.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet};

use super::Sender;
use super::plan::Plan;
use crate::campaign::{Field, FieldKind};
use crate::report::palette;
use crate::report::workbook::measure::{Font, Weight};

const FONT: &str = "Times New Roman";
/// A4 in Excel's numbering.
const A4: u8 = 9;
/// Millimetres to an inch; margins are in inches.
const MM: f64 = 1.0 / 25.4;

/// Heads a required field.
pub(super) const REQUIRED_FILL: u32 = 0xFF_F2_CC;
/// Behind what is filled in already.
pub(super) const KNOWN_FILL: u32 = 0xED_ED_ED;
/// Behind what carried over from an earlier return.
pub(super) const CARRIED_FILL: u32 = 0xDD_EB_F7;
/// Behind what is still missing.
pub(super) const MISSING_FILL: u32 = 0xF8_CB_AD;
/// Behind what is complete.
pub(super) const GOOD_FILL: u32 = 0xE2_EF_DA;

/// The fonts of texts whose room is measured.
pub(super) const BODY: Font = Font::BODY;
pub(super) const STRONG: Font = Font::STRONG;
pub(super) const HEAD: Font = Font {
    points: 12.0,
    weight: Weight::Bold,
};
pub(super) const TITLE: Font = Font {
    points: 14.0,
    weight: Weight::Bold,
};

/// The formats that do not depend on a field.
pub(super) struct Styles {
    pub(super) plain: Format,
    pub(super) head: Format,
    pub(super) title: Format,
    pub(super) italic: Format,
    /// Running text, and what heads a part of it.
    pub(super) prose: Format,
    pub(super) section: Format,
    /// Heads of columns and labels, of what is required and of what is not.
    pub(super) required: Format,
    pub(super) optional: Format,
    pub(super) required_label: Format,
    pub(super) optional_label: Format,
    /// Cells of tables that nobody fills in.
    pub(super) cell: Format,
    pub(super) centred: Format,
    pub(super) link: Format,
    /// What conditional formats lay over a cell.
    pub(super) missing: Format,
    pub(super) good: Format,
}

impl Styles {
    pub(super) fn new() -> Self {
        let bold = |size: f64| middle(font(size)).set_bold();
        let header = |fill: u32| {
            ruled()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(fill))
        };
        let label = |fill: u32| ruled().set_indent(1).set_background_color(Color::RGB(fill));
        Self {
            plain: middle(font(12.0)).set_text_wrap(),
            head: bold(12.0).set_text_wrap(),
            title: bold(14.0).set_text_wrap(),
            italic: middle(font(11.0)).set_italic().set_text_wrap(),
            prose: font(11.0)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
            section: font(12.0).set_bold().set_align(FormatAlign::VerticalCenter),
            required: header(REQUIRED_FILL),
            optional: header(palette::HEADING_FILL),
            required_label: label(REQUIRED_FILL),
            optional_label: label(palette::HEADING_FILL),
            cell: ruled().set_indent(1),
            centred: ruled().set_align(FormatAlign::Center),
            link: ruled()
                .set_indent(1)
                .set_font_color(Color::RGB(palette::LINK_INK)),
            missing: Format::new().set_background_color(Color::RGB(MISSING_FILL)),
            good: Format::new().set_background_color(Color::RGB(GOOD_FILL)),
        }
    }

    /// The head of a field's column.
    pub(super) fn header(&self, plan: &Plan<'_>, at: usize) -> &Format {
        if plan.is_required(at) {
            &self.required
        } else {
            &self.optional
        }
    }

    /// The label beside a field's value.
    pub(super) fn label(&self, plan: &Plan<'_>, at: usize) -> &Format {
        if plan.is_required(at) {
            &self.required_label
        } else {
            &self.optional_label
        }
    }
}

/// The format of a cell that somebody fills in.
pub(super) fn entry(field: &Field) -> Format {
    let format = ruled();
    let centred = |format: Format| format.set_align(FormatAlign::Center);
    match &field.kind {
        _ if field.ordinal => centred(format),
        FieldKind::Integer => centred(format).set_num_format("#,##0"),
        FieldKind::Number | FieldKind::Year | FieldKind::Any => centred(format),
        FieldKind::Boolean { .. } => centred(format).set_num_format("@"),
        FieldKind::Date => centred(format).set_num_format("dd/mm/yyyy"),
        // Old programs show a long text that is formatted as one as a row of hashes.
        FieldKind::Text if is_long(field) => format,
        FieldKind::DateTime => centred(format).set_num_format("dd/mm/yyyy hh:mm"),
        // Excel would make days of months and of some lists.
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Uri
        | FieldKind::Time
        | FieldKind::YearMonth
        | FieldKind::Duration
        | FieldKind::List { .. } => format.set_num_format("@"),
    }
}

/// The same for what is filled in already.
pub(super) fn known(field: &Field) -> Format {
    entry(field).set_background_color(Color::RGB(KNOWN_FILL))
}

/// The same for what carried over from an earlier return.
pub(super) fn carried(field: &Field) -> Format {
    entry(field).set_background_color(Color::RGB(CARRIED_FILL))
}

/// The same for an example.
pub(super) fn example(field: &Field) -> Format {
    entry(field)
        .set_italic()
        .set_font_color(Color::RGB(palette::FAINT_INK))
}

/// Whether a field takes a paragraph.
pub(super) fn is_long(field: &Field) -> bool {
    /// More characters than a line or two.
    const LONG: usize = 255;
    field.constraints.max_length.is_some_and(|most| most > LONG)
}

fn font(size: f64) -> Format {
    Format::new().set_font_name(FONT).set_font_size(size)
}

fn middle(format: Format) -> Format {
    format
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}

fn ruled() -> Format {
    font(11.0)
        .set_border(FormatBorder::Thin)
        .set_border_color(Color::RGB(palette::RULE))
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// Sets a sheet up for print: A4 landscape, one page wide, numbered at the top.
pub(super) fn set_up_page(sheet: &mut Worksheet, sender: &Sender<'_>) {
    let note = format!(
        "{} · {}",
        sender.unit.code,
        sender.collection.titles.get(sender.lang)
    );
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(
            20.0 * MM,
            15.0 * MM,
            20.0 * MM,
            18.0 * MM,
            9.0 * MM,
            8.0 * MM,
        )
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&C&\"{FONT},Regular\"&13&P"))
        .set_footer(format!(
            "&L&\"{FONT},Italic\"&9{}&R&\"{FONT},Italic\"&9&A",
            note.replace('&', "&&")
        ));
}
