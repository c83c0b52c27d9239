//! The paper of appendices: A4 with the margins of Nghị định 30/2020/NĐ-CP, and where its pages end.
//!
//! Lengths are millimetres on paper, and points and column units on the sheet, which is shrunk to one
//! page's width.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::report::workbook::pen::Pen;

/// The short and the long side of A4.
const A4_MM: (f64, f64) = (210.0, 297.0);
const TOP_MM: f64 = 20.0;
const BOTTOM_MM: f64 = 20.0;
const LEFT_MM: f64 = 30.0;
const RIGHT_MM: f64 = 15.0;
/// From the paper's edge to the page's number.
const HEADER_MM: f64 = 10.0;
const MM_PER_INCH: f64 = 25.4;
const POINTS_PER_INCH: f64 = 72.0;
/// What Excel makes of a column's width: so many pixels a unit and some beside it, 96 an inch.
const PIXELS_PER_UNIT: f64 = 7.0;
const PIXELS_BESIDE: f64 = 5.0;
const PIXELS_PER_INCH: f64 = 96.0;
/// How much of a page is filled: programs and printers differ a little in the height of rows.
const FILLED: f64 = 0.96;
/// The most page breaks Excel takes on a sheet.
const MOST_BREAKS: usize = 1_023;

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
            .set_print_first_page_number(1)
            .set_footer("");
    }
}

/// Where pages end: rows that belong together stay on one page.
pub(super) struct Pages {
    /// The points of rows a page has room for.
    room: f64,
    /// The height of the headings that later pages repeat.
    repeated: f64,
    /// What is taken of the page before its first own row.
    taken: f64,
    /// Where the page's first row and the open block begin.
    page: f64,
    block: Option<(u32, f64)>,
    breaks: Vec<u32>,
}

impl Pages {
    pub(super) fn new(orientation: Orientation, widths: &[f64]) -> Self {
        let (width, height) = orientation.area();
        let pixels: f64 = widths
            .iter()
            .map(|units| units * PIXELS_PER_UNIT + PIXELS_BESIDE)
            .sum();
        let scale = (width / (pixels / PIXELS_PER_INCH * MM_PER_INCH)).min(1.0);
        Self {
            room: height / MM_PER_INCH * POINTS_PER_INCH / scale * FILLED,
            repeated: 0.0,
            taken: 0.0,
            page: 0.0,
            block: None,
            breaks: Vec::new(),
        }
    }

    /// Says how high the headings are.
    pub(super) fn repeat(&mut self, points: f64) {
        self.repeated = points;
    }

    /// A page may end before the next row.
    pub(super) fn may_end(&mut self, pen: &Pen<'_>) {
        self.place(pen.points());
        self.block = Some((pen.row(), pen.points()));
    }

    /// Puts the open block, which ends so many points below the top, onto this page or the next.
    fn place(&mut self, end: f64) {
        let Some((row, start)) = self.block.take() else {
            return;
        };
        let is_first = start <= self.page;
        if self.taken + end - self.page > self.room && !is_first {
            self.breaks.push(row);
            self.page = start;
            self.taken = self.repeated;
        }
    }

    /// Ends the sheet with its pages.
    pub(super) fn close(mut self, pen: Pen<'_>) -> Result<(), XlsxError> {
        self.place(pen.points());
        self.breaks.truncate(MOST_BREAKS);
        pen.sheet.set_page_breaks(&self.breaks)?;
        pen.close()
    }
}
