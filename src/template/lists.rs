//! The values of drop-down lists that do not fit into a rule, on a hidden sheet of their own.

use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell_absolute};
use rust_xlsxwriter::{Workbook, XlsxError};

use crate::lang::Lang;
use crate::recognise::guide::LISTS;

/// The lists of one workbook, each once, in the order they were first needed.
pub(super) struct Lists {
    lang: Lang,
    columns: Vec<(String, Vec<String>)>,
}

impl Lists {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            lang,
            columns: Vec::new(),
        }
    }

    /// Takes in a list, and gives the cells in which its values will stand.
    pub(super) fn place(&mut self, title: &str, values: &[String]) -> String {
        let known = self.columns.iter().position(|(_, one)| one == values);
        let nth = known.unwrap_or_else(|| {
            self.columns.push((title.to_owned(), values.to_vec()));
            self.columns.len() - 1
        });
        let column = u16::try_from(nth).unwrap_or(u16::MAX);
        let last = u32::try_from(values.len()).unwrap_or(u32::MAX);
        format!(
            "={}!{}:{}",
            quote_sheet_name(self.name()),
            row_col_to_cell_absolute(1, column),
            row_col_to_cell_absolute(last, column)
        )
    }

    fn name(&self) -> &'static str {
        self.lang.pick(LISTS.0, LISTS.1)
    }

    /// Writes the sheet, where there are any.
    pub(super) fn write(self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet().set_name(self.name())?;
        sheet.set_hidden(true);
        for (column, (title, values)) in (0_u16..).zip(&self.columns) {
            sheet.write_string(0, column, title)?;
            for (row, value) in (1_u32..).zip(values) {
                sheet.write_string(row, column, value)?;
            }
        }
        Ok(())
    }
}
