//! How a sheet lies on paper unless it says otherwise.

use rust_xlsxwriter::Worksheet;

use crate::lang;
use crate::report::workbook::style::FONT_NAME;
use crate::report::{Report, words};

/// Paper size A4 in Excel's numbering.
const A4: u8 = 9;
/// Its short and its long side.
pub(in crate::report::workbook) const A4_MM: (f64, f64) = (210.0, 297.0);
/// Margins are in inches.
pub(in crate::report::workbook) const MM_PER_INCH: f64 = 25.4;
const LEFT_MM: f64 = 25.0;
const RIGHT_MM: f64 = 15.0;
const TOP_MM: f64 = 20.0;
const BOTTOM_MM: f64 = 18.0;
const HEADER_MM: f64 = 9.0;
const FOOTER_MM: f64 = 8.0;

/// What the margins leave of the page: width and height in millimetres.
pub(in crate::report::workbook) fn area() -> (f64, f64) {
    let (short, long) = A4_MM;
    (long - LEFT_MM - RIGHT_MM, short - TOP_MM - BOTTOM_MM)
}

/// A4 across, one page wide, the page's number centred in the top margin.
pub(super) fn set_up(sheet: &mut Worksheet, report: &Report<'_>) {
    let note = format!(
        "{}, {}",
        words::finality(report.provisional, report.lang),
        lang::date(report.as_of)
    );
    let [left, right, top, bottom, header, footer] =
        [LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM, HEADER_MM, FOOTER_MM].map(|mm| mm / MM_PER_INCH);
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(left, right, top, bottom, header, footer)
        .set_print_fit_to_pages(1, 0)
        // Each sheet counts its own pages: its name stands at the foot of each.
        .set_print_first_page_number(1)
        // A page's number is as large on a shrunken sheet.
        .set_header_footer_scale_with_doc(false)
        .set_header(format!("&C&\"{FONT_NAME},Regular\"&13&P"))
        .set_footer(format!(
            "&L&\"{FONT_NAME},Italic\"&9{}&R&\"{FONT_NAME},Italic\"&9&A",
            note.replace('&', "&&")
        ));
}
