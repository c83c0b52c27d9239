//! What stands above a form on paper: the bodies, the national motto, the title.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::Sender;
use super::style::{BODY, HEAD, Styles, TITLE};
use crate::report::workbook::measure::Font;

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
/// The least width of a sheet, in digits, in which bodies and motto stand side by side.
pub(super) const LEAST_WIDTH: f64 = 112.0;

/// A sheet with its columns' widths, in digits.
pub(super) struct Page<'s> {
    pub(super) sheet: &'s mut Worksheet,
    pub(super) styles: &'s Styles,
    pub(super) widths: Vec<f64>,
}

impl Page<'_> {
    /// Sets the widths, and writes the heading on rows 0 to 5.
    pub(super) fn open(
        &mut self,
        sender: &Sender<'_>,
        title: &str,
        hint: &str,
    ) -> Result<(), XlsxError> {
        for (column, width) in (0_u16..).zip(&self.widths) {
            self.sheet.set_column_width(column, *width)?;
        }
        let styles = self.styles;
        let middle = self.middle();
        let last = self.last();
        let parent = sender.unit.parent.as_ref();
        let parent = parent.and_then(|code| sender.campaign.unit(code));
        let superior = parent.map_or_else(
            || sender.campaign.owner.clone(),
            |parent| parent.name.to_uppercase(),
        );
        let unit = sender.unit.name.to_uppercase();
        self.beside(
            0,
            middle,
            [&superior, NATION],
            [&styles.plain, &styles.head],
        )?;
        self.beside(1, middle, [&unit, MOTTO], [&styles.head, &styles.head])?;
        self.across(3, (0, last), &title.to_uppercase(), (&styles.title, TITLE))?;
        let collection = sender.collection.titles.vi.as_str();
        self.across(4, (0, last), collection, (&styles.plain, BODY))?;
        self.across(5, (0, last), hint, (&styles.italic, BODY))
    }

    pub(super) fn last(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The width of some columns.
    pub(super) fn width(&self, (first, last): (u16, u16)) -> f64 {
        let columns = usize::from(first)..=usize::from(last);
        self.widths.get(columns).unwrap_or_default().iter().sum()
    }

    /// The last column of the left half.
    fn middle(&self) -> u16 {
        let half = self.width((0, self.last())) / 2.0;
        let left = (0..self.last()).find(|&column| self.width((0, column)) >= half);
        left.unwrap_or(self.last().saturating_sub(1))
    }

    /// Writes two texts into a row, one over the left half, one over the right.
    fn beside(
        &mut self,
        row: u32,
        middle: u16,
        [left, right]: [&str; 2],
        [left_format, right_format]: [&Format; 2],
    ) -> Result<(), XlsxError> {
        let spans = [(0, middle), (middle + 1, self.last())];
        self.span(row, spans[0], left, left_format)?;
        self.span(row, spans[1], right, right_format)?;
        let heights = [(left, spans[0]), (right, spans[1])]
            .map(|(text, span)| HEAD.height(text, self.width(span)));
        self.sheet
            .set_row_height(row, heights[0].max(heights[1]) + 2.0)?;
        Ok(())
    }

    /// Writes a text over columns, in a row as high as the text needs.
    pub(super) fn across(
        &mut self,
        row: u32,
        columns: (u16, u16),
        text: &str,
        (format, font): (&Format, Font),
    ) -> Result<(), XlsxError> {
        self.span(row, columns, text, format)?;
        let height = font.height(text, self.width(columns)) + 3.0;
        self.sheet.set_row_height(row, height)?;
        Ok(())
    }

    /// Writes a text over columns, which become one cell.
    pub(super) fn span(
        &mut self,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if first >= last {
            self.sheet
                .write_string_with_format(row, first, text, format)?;
        } else {
            self.sheet
                .merge_range(row, first, row, last, text, format)?;
        }
        Ok(())
    }
}
