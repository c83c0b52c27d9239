//! Rows under headings as a table of Excel's.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Table, TableColumn, TableStyle, XlsxError};

use super::{Column, Look, Pen};

impl Pen<'_> {
    /// Makes the rows from the heading at `heading` to the last one written a table of Excel's, with
    /// these columns; there must be a row.
    pub(in crate::report::workbook) fn table(
        &mut self,
        heading: u32,
        columns: &[Column],
    ) -> Result<(), XlsxError> {
        let format = self.material.styles.look(Look::Heading);
        let of_table = distinct(columns).into_iter();
        let of_table: Vec<TableColumn> = of_table
            .map(|text| {
                TableColumn::new()
                    .set_header(text)
                    .set_header_format(format.clone())
            })
            .collect();
        let table = Table::new()
            .set_style(TableStyle::None)
            .set_columns(&of_table);
        let last = (self.row - 1, self.last_column());
        self.sheet.add_table(heading, 0, last.0, last.1, &table)?;
        Ok(())
    }
}

/// The headings of a table's columns, of which no two may be alike but for capitals.
fn distinct(columns: &[Column]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let own = |column: &Column| {
        let heading = column.heading.as_str();
        let numbered = (2..).map(|nth| format!("{heading} ({nth})"));
        let mut names = std::iter::once(heading.to_owned()).chain(numbered);
        let free = names.find(|name| taken.insert(name.to_lowercase()));
        free.unwrap_or_default()
    };
    columns.iter().map(own).collect()
}
