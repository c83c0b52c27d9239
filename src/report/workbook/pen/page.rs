//! How a sheet lies on paper unless it says otherwise.

use rust_xlsxwriter::Worksheet;

use crate::lang;
use crate::report::workbook::style::FONT_NAME;
use crate::report::{Report, words};

/// Paper size A4 in Excel's numbering.
const A4: u8 = 9;
/// Millimetres to an inch; margins are in inches.
const MM: f64 = 1.0 / 25.4;

/// A4 across, one page wide, the page's number centred in the top margin.
pub(super) fn set_up(sheet: &mut Worksheet, report: &Report<'_>) {
    let note = format!(
        "{}, {}",
        words::finality(report.provisional, report.lang),
        lang::date(report.as_of)
    );
    sheet
        .set_paper_size(A4)
        .set_landscape()
        .set_margins(
            25.0 * MM,
            15.0 * MM,
            20.0 * MM,
            18.0 * MM,
            9.0 * MM,
            8.0 * MM,
        )
        .set_print_fit_to_pages(1, 0)
        .set_header(format!("&C&\"{FONT_NAME},Regular\"&13&P"))
        .set_footer(format!(
            "&L&\"{FONT_NAME},Italic\"&9{}&R&\"{FONT_NAME},Italic\"&9&A",
            note.replace('&', "&&")
        ));
}
