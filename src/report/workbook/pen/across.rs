//! Tables too wide for one page: page after page, each with the columns that say whose row it is.

use rust_xlsxwriter::XlsxError;

use super::Pen;

/// What a page takes at the scale such tables are printed at, in digits, and that scale in
/// percent: smaller letters cannot be read.
const PAGE_WIDTH: f64 = 225.0;
const SCALE: u16 = 58;

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
        let last = self.shown.saturating_sub(1);
        if self.width(0, last) <= PAGE_WIDTH {
            return Ok(());
        }
        let always = self.width(0, repeated - 1);
        let (mut column, mut used, mut breaks) = (repeated, always, Vec::new());
        for together in rest {
            let next = column + together.columns;
            let width = self.width(column, next - 1);
            let is_first = column == repeated;
            if !is_first && (together.turns || used + width > PAGE_WIDTH) {
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
