//! Opens a sheet and ends it.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::{Column, Material, Pen, page};

/// Where the rows of a workbook's sheets are until it is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::workbook) enum Rows {
    InMemory,
    /// In a nameless file beside the workbook, row after row: none is gone back to.
    OnDisk,
}

impl<'a> Pen<'a> {
    /// Adds a sheet to the workbook, with these column widths in digits.
    ///
    /// # Errors
    /// Where Excel does not take the name.
    pub(in crate::report::workbook) fn open(
        book: &'a mut Workbook,
        material: &'a Material<'a>,
        name: &str,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        Self::open_with(book, material, (name, material.rows), widths)
    }

    /// The same for a sheet with charts, which are drawn from its cells.
    ///
    /// # Errors
    /// Where Excel does not take the name.
    pub(in crate::report::workbook) fn open_with_charts(
        book: &'a mut Workbook,
        material: &'a Material<'a>,
        name: &str,
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        Self::open_with(book, material, (name, Rows::InMemory), widths)
    }

    fn open_with(
        book: &'a mut Workbook,
        material: &'a Material<'a>,
        (name, rows): (&str, Rows),
        widths: Vec<f64>,
    ) -> Result<Self, XlsxError> {
        let sheet = match rows {
            Rows::InMemory => book.add_worksheet(),
            Rows::OnDisk => book.add_worksheet_with_low_memory()?,
        };
        sheet.set_name(name)?;
        for (column, &width) in (0..).zip(&widths) {
            sheet.set_column_width(column, width)?;
        }
        page::set_up(sheet, material.report);
        Ok(Self {
            sheet,
            material,
            rows,
            shown: u16::try_from(widths.len()).unwrap_or(u16::MAX),
            widths,
            row: 0,
            points: 0.0,
            links: 0,
        })
    }

    /// The same for a sheet that begins with one table.
    ///
    /// # Errors
    /// Where Excel does not take the name.
    pub(in crate::report::workbook) fn open_table(
        book: &'a mut Workbook,
        material: &'a Material<'a>,
        name: &str,
        columns: &[Column],
    ) -> Result<Self, XlsxError> {
        let widths = columns.iter().map(|column| column.width).collect();
        Self::open(book, material, name, widths)
    }

    /// Ends the sheet: what was written is what is printed.
    pub(in crate::report::workbook) fn close(self) -> Result<(), XlsxError> {
        let last_row = self.row.saturating_sub(1);
        let last_column = self.shown.saturating_sub(1);
        self.sheet.set_print_area(0, 0, last_row, last_column)?;
        if self.rows == Rows::OnDisk {
            // Of rows on disk the writer repeats the last one where it has a height of its own.
            let body = self.material.styles.body();
            self.sheet.write_blank(self.row, 0, body)?;
        }
        Ok(())
    }
}
