//! Rows under headings as a table of Excel's.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Table, TableColumn, TableStyle, XlsxError};

use super::{Column, Look, Pen};

impl Pen<'_> {
    /// The headings of a table of Excel's and of so many rows, which come next.
    pub(in crate::report::workbook) fn table(
        &mut self,
        columns: &[Column],
        frozen: u16,
        rows: usize,
    ) -> Result<(), XlsxError> {
        let heading = self.row;
        self.headings(columns, frozen)?;
        let rows = u32::try_from(rows).unwrap_or(u32::MAX);
        if rows == 0 {
            return Ok(());
        }
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
        let (last, column) = (heading.saturating_add(rows), self.last_column());
        self.sheet.add_table(heading, 0, last, column, &table)?;
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
