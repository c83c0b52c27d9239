//! Where the pages of a sheet end that is shrunk to one page's width.
//!
//! Lengths are millimetres on paper, and points and column units on the sheet.

use rust_xlsxwriter::XlsxError;

use super::Pen;
use super::page::MM_PER_INCH;
use crate::report::workbook::measure::{BESIDE, PIXELS_PER_INCH, PIXELS_PER_UNIT};

const POINTS_PER_INCH: f64 = 72.0;
/// How much of a page is filled: programs and printers differ a little in the height of rows.
const FILLED: f64 = 0.96;
/// The most page breaks Excel takes on a sheet.
const MOST_BREAKS: usize = 1_023;

/// Where pages end: rows that belong together stay on one page.
pub(in crate::report::workbook) struct Pages {
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
    /// For a page of this width and height between the margins, in millimetres, and a sheet of
    /// these columns.
    pub(in crate::report::workbook) fn new((width, height): (f64, f64), widths: &[f64]) -> Self {
        let pixels: f64 = widths
            .iter()
            .map(|units| (units + BESIDE) * PIXELS_PER_UNIT)
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
    pub(in crate::report::workbook) fn repeat(&mut self, points: f64) {
        self.repeated = points;
    }

    /// A page may end before the next row.
    pub(in crate::report::workbook) fn may_end(&mut self, pen: &Pen<'_>) {
        self.place(pen.points());
        self.block = Some((pen.row(), pen.points()));
    }

    /// What is left of the page, in points.
    pub(in crate::report::workbook) fn left(&self, pen: &Pen<'_>) -> f64 {
        self.room - self.taken - (pen.points() - self.page)
    }

    /// A page begins with the next row.
    pub(in crate::report::workbook) fn turn(&mut self, pen: &Pen<'_>) {
        self.may_end(pen);
        self.begin(pen.row(), pen.points());
    }

    /// Puts the open block, which ends so many points below the top, onto this page or the next.
    fn place(&mut self, end: f64) {
        let Some((row, start)) = self.block.take() else {
            return;
        };
        let is_first = start <= self.page;
        if self.taken + end - self.page > self.room && !is_first {
            self.begin(row, start);
        }
    }

    fn begin(&mut self, row: u32, points: f64) {
        self.breaks.push(row);
        self.page = points;
        self.taken = self.repeated;
    }

    /// Ends the sheet with its pages.
    pub(in crate::report::workbook) fn close(mut self, pen: Pen<'_>) -> Result<(), XlsxError> {
        self.place(pen.points());
        self.breaks.truncate(MOST_BREAKS);
        pen.sheet.set_page_breaks(&self.breaks)?;
        pen.close()
    }
}
