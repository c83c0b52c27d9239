//! Tables too wide for one page: page after page, each with the columns that say whose row it is.

use rust_xlsxwriter::XlsxError;

use super::Pen;
use super::page::{self, MM_PER_INCH};
use crate::report::workbook::measure::{BESIDE, PIXELS_PER_INCH, PIXELS_PER_UNIT};

/// The scale such tables are printed at, in percent: smaller letters cannot be read.
const SCALE: u16 = 58;

/// How much of a page's width is used: programs round each column to whole pixels.
const FILLED: f64 = 0.98;

/// What a page takes at that scale, in column units.
fn page_width() -> f64 {
    let (width, _) = page::area();
    let pixels = width / MM_PER_INCH * PIXELS_PER_INCH / (f64::from(SCALE) / 100.0);
    pixels / PIXELS_PER_UNIT * FILLED
}

/// Columns that stay together on one page.
pub(in crate::report::workbook) struct Together {
    pub(in crate::report::workbook) columns: u16,
    /// Whether they begin a page in any case.
    pub(in crate::report::workbook) turns: bool,
}

impl Pen<'_> {
    /// Breaks pages where the columns shown do not fit on one; the first ones are repeated on each.
    /// `rest` are the columns after those.
    pub(in crate::report::workbook) fn break_across(
        &mut self,
        repeated: u16,
        rest: impl IntoIterator<Item = Together>,
    ) -> Result<(), XlsxError> {
        let page = page_width();
        // Unlike a text's, the width of a column has its padding.
        let across = |first, last| self.width(first, last) + BESIDE;
        if across(0, self.shown.saturating_sub(1)) <= page {
            return Ok(());
        }
        let always = across(0, repeated - 1);
        let (mut column, mut used, mut breaks) = (repeated, always, Vec::new());
        for together in rest {
            let next = column + together.columns;
            let width = across(column, next - 1);
            let is_first = column == repeated;
            if !is_first && (together.turns || used + width > page) {
                breaks.push(u32::from(column));
                used = always;
            }
            used += width;
            column = next;
        }
        self.sheet.set_print_scale(SCALE);
        self.sheet.set_repeat_columns(0, repeated - 1)?;
        self.sheet.set_vertical_page_breaks(&breaks)?;
        Ok(())
    }
}
