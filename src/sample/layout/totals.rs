//! Rows that add up others: below the table, above it, or below each group.

use std::ops::Range;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Formula, XlsxError};

use super::table::{Column, TableWriter};
use crate::sample::draft::is_number;

/// How rows are added up.
pub(super) struct Totals {
    pub(super) title: &'static str,
    /// The column of the title.
    pub(super) title_at: u16,
    /// The column for the number of rows, where no column has numbers.
    pub(super) count_at: Option<u16>,
    /// Whether the total stands above the rows.
    pub(super) first: bool,
    /// Whether each group of rows is added up below it.
    pub(super) by_group: bool,
    /// Whether sums are formulas.
    pub(super) formulas: bool,
    /// By how much the first sum is wrong.
    pub(super) off_by: f64,
}

/// A row that adds up.
pub(super) struct Sum<'a> {
    /// What it says.
    pub(super) title: &'a str,
    /// Which entries it adds up.
    pub(super) entries: Range<usize>,
    /// The sheet's rows that they stand in, from 0, if they are known.
    pub(super) rows: Option<Range<u32>>,
    /// By how much its first sum is wrong.
    pub(super) off_by: f64,
}

impl TableWriter<'_> {
    /// Sums below columns of numbers; where there are none, how many rows there are.
    pub(super) fn totals(&mut self, row: u32, totals: &Totals, sum: &Sum) -> Result<(), XlsxError> {
        let mut off_by = sum.off_by;
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            let (styles, section) = (self.styles, &self.styles.section);
            let number = match column {
                Column::Field(field) if is_number(self.draft.field(field)) => {
                    let entries = &self.draft.rows[sum.entries.clone()];
                    let off = std::mem::take(&mut off_by);
                    Some(
                        entries
                            .iter()
                            .filter_map(|row| row[field].number())
                            .sum::<f64>()
                            + off,
                    )
                }
                _ => None,
            };
            match number {
                _ if at == totals.title_at => {
                    styles.put(self.sheet, (row, at), sum.title, section)?;
                }
                Some(number) => match sum.rows.as_ref().filter(|_| totals.formulas) {
                    Some(rows) if !rows.is_empty() => {
                        let from = row_col_to_cell(rows.start, at);
                        let to = row_col_to_cell(rows.end - 1, at);
                        // Leaves out the sums of groups, as SUM would not.
                        let formula = Formula::new(format!("SUBTOTAL(9,{from}:{to})"))
                            .set_result(number.to_string());
                        let format = &styles.integer;
                        self.sheet
                            .write_formula_with_format(row, at, formula, format)?;
                    }
                    _ => {
                        let format = &styles.integer;
                        self.sheet
                            .write_number_with_format(row, at, number, format)?;
                    }
                },
                None if totals.count_at == Some(at) => {
                    let count = u32::try_from(sum.entries.len()).map_or(0.0, f64::from);
                    self.sheet
                        .write_number_with_format(row, at, count, &styles.integer)?;
                }
                None => {
                    self.sheet.write_blank(row, at, section)?;
                }
            }
        }
        Ok(())
    }
}
