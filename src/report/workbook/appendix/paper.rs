//! The paper of appendices: A4 with the margins of Nghị định 30/2020/NĐ-CP, in millimetres.

use rust_xlsxwriter::Worksheet;

use crate::report::workbook::pen::{A4_MM, MM_PER_INCH, Pages};

const TOP_MM: f64 = 20.0;
const BOTTOM_MM: f64 = 20.0;
const LEFT_MM: f64 = 30.0;
const RIGHT_MM: f64 = 15.0;
/// From the paper's edge to the page's number.
const HEADER_MM: f64 = 10.0;

/// Which way the paper lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Upright,
    Across,
}

impl Orientation {
    /// What is left of the paper between the margins: width and height.
    fn area(self) -> (f64, f64) {
        let (short, long) = A4_MM;
        let (width, height) = match self {
            Self::Upright => (short, long),
            Self::Across => (long, short),
        };
        (width - LEFT_MM - RIGHT_MM, height - TOP_MM - BOTTOM_MM)
    }

    /// Where the pages of a table of these columns end.
    pub(super) fn pages(self, widths: &[f64]) -> Pages {
        Pages::new(self.area(), widths)
    }

    /// Lays the paper, with page numbers of its own and nothing at its foot.
    pub(super) fn set_up(self, sheet: &mut Worksheet) {
        match self {
            Self::Upright => sheet.set_portrait(),
            Self::Across => sheet.set_landscape(),
        };
        let [left, right, top, bottom, header] =
            [LEFT_MM, RIGHT_MM, TOP_MM, BOTTOM_MM, HEADER_MM].map(|mm| mm / MM_PER_INCH);
        sheet
            .set_margins(left, right, top, bottom, header, header)
            .set_print_center_horizontally(true)
            .set_footer("");
    }
}
