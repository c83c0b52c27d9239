//! A form with a header and a row for each entry.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::above::Run;
use super::extras::example_of;
use super::look::Look;
use super::style::{Styles, height};
use super::totals::{Sum, Totals};
use crate::sample::draft::{Draft, Entry, Written};

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Running numbers.
    Ordinal,
    /// A field, by its place in the draft.
    Field(usize),
    /// The same field once more, with the same values.
    Again(usize),
    /// Remarks nobody asked for.
    Extra,
}

/// How rows are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ordinals {
    /// 1, 2, 3, …
    Running,
    /// As texts: "1.", "2.", …
    Dotted,
    /// As texts: "01", "02", …
    Padded,
    /// Some numbers are left out.
    Gaps,
    /// From 1 again under each heading.
    Again,
    /// Only some rows have a number.
    Some,
}

/// Writes one table; rows from 0.
pub(super) struct TableWriter<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) styles: &'a Styles,
    pub(super) draft: &'a Draft<'a>,
    pub(super) look: &'a Look,
    /// The width of each column, in characters.
    pub(super) widths: &'a [f64],
}

impl TableWriter<'_> {
    /// Writes the table from a row on. Gives the row of each entry as Excel counts, and the row
    /// that comes after.
    pub(super) fn write(&mut self, first: u32) -> Result<(Vec<u32>, u32), XlsxError> {
        let mut row = self.header(first)?;
        let look = self.look;
        let above = look.totals.as_ref().filter(|totals| totals.first);
        if let Some(totals) = above {
            self.total(row, totals, None)?;
            row += 1;
        }
        if look.example {
            self.example(row)?;
            row += 1;
        }
        let body = row;
        let mut rows = Vec::with_capacity(self.draft.rows.len());
        let mut sections = look.sections.iter().peekable();
        let mut group = (0, row);
        for (nth, entries) in self.draft.rows.iter().enumerate() {
            if let Some((_, title)) = sections.next_if(|(start, _)| *start == nth) {
                row = self.subtotal(row, group, nth)?;
                self.section(row, title)?;
                row += 1;
                group = (nth, row);
            }
            if look.repeat_before == Some(nth) {
                self.labels(row)?;
                row += 1;
            }
            if look.blank_before.contains(&nth) {
                row += 1;
            }
            self.entries(row, nth, group.0, entries)?;
            if look.hidden_rows.contains(&nth) {
                self.sheet.set_row_hidden(row)?;
            }
            row += 1;
            rows.push(row);
        }
        row = self.subtotal(row, group, self.draft.rows.len())?;
        self.merge_runs(&rows)?;
        if let Some(totals) = look.totals.as_ref().filter(|totals| !totals.first) {
            self.total(row, totals, Some(body..row))?;
            row += 1;
        }
        Ok((rows, row))
    }

    /// The sum of all rows.
    fn total(
        &mut self,
        row: u32,
        totals: &Totals,
        rows: Option<std::ops::Range<u32>>,
    ) -> Result<(), XlsxError> {
        let sum = Sum {
            title: totals.title,
            entries: 0..self.draft.rows.len(),
            rows,
            off_by: totals.off_by,
        };
        self.totals(row, totals, &sum)
    }

    /// The sum of a group, from its first entry and row on, if groups are added up; gives the row
    /// that comes after.
    fn subtotal(
        &mut self,
        row: u32,
        (from, first): (usize, u32),
        to: usize,
    ) -> Result<u32, XlsxError> {
        let look = self.look;
        match &look.totals {
            Some(totals) if totals.by_group && from < to => {
                let sum = Sum {
                    title: "Cộng",
                    entries: from..to,
                    rows: Some(first..row),
                    off_by: 0.0,
                };
                self.totals(row, totals, &sum)?;
                Ok(row + 1)
            }
            _ => Ok(row),
        }
    }

    /// A row that shows how to fill in the form.
    fn example(&mut self, row: u32) -> Result<(), XlsxError> {
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            let text = match column {
                Column::Ordinal => "Ví dụ",
                Column::Field(field) | Column::Again(field) => {
                    example_of(self.draft.field(field), 1)
                }
                Column::Extra => "",
            };
            self.styles
                .put(self.sheet, (row, at), text, &self.styles.text)?;
        }
        Ok(())
    }

    /// Makes one cell of equal values below each other.
    fn merge_runs(&mut self, rows: &[u32]) -> Result<(), XlsxError> {
        for &Run { field, from, to } in &self.look.merged {
            let place = self
                .look
                .columns
                .iter()
                .position(|&column| column == Column::Field(field));
            let Some(at) = place.and_then(|at| u16::try_from(at).ok()) else {
                continue;
            };
            let Written::Text(text) = &self.draft.rows[from][field].written else {
                continue;
            };
            let format = self.styles.below(self.draft.field(field));
            let (top, bottom) = (rows[from] - 1, rows[to] - 1);
            self.styles
                .merge(self.sheet, (top, at), (bottom, at), text, format)?;
        }
        Ok(())
    }

    /// A heading over some rows: its number in the column of running numbers, else all in one.
    fn section(&mut self, row: u32, title: &str) -> Result<(), XlsxError> {
        let last = self.last();
        let split = title
            .split_once(". ")
            .filter(|_| self.look.split_sections && self.draft.is_numbered());
        let Some((number, name)) = split else {
            return self
                .styles
                .span(self.sheet, row, (0, last), title, &self.styles.section);
        };
        self.styles
            .put(self.sheet, (row, 0), number, &self.styles.centred)?;
        self.styles
            .put(self.sheet, (row, 1), name, &self.styles.section)?;
        for at in 2..=last {
            self.sheet.write_blank(row, at, &self.styles.section)?;
        }
        Ok(())
    }

    /// One row; `group` is the first entry under its heading.
    fn entries(
        &mut self,
        row: u32,
        nth: usize,
        group: usize,
        entries: &[Entry],
    ) -> Result<(), XlsxError> {
        let mut texts = Vec::with_capacity(self.widths.len());
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            match column {
                Column::Ordinal => self.ordinal((row, at), nth, group)?,
                Column::Field(field) | Column::Again(field) => {
                    let merged = |run: &Run| run.field == field && run.has(nth);
                    if column == Column::Field(field) && self.look.merged.iter().any(merged) {
                        continue;
                    }
                    let written = &entries[field].written;
                    if let Written::Text(text) = written {
                        texts.push((text.as_str(), self.widths[usize::from(at)]));
                    }
                    let format = self.styles.below(self.draft.field(field));
                    self.styles.value(self.sheet, (row, at), written, format)?;
                }
                Column::Extra => {
                    let remark = self.look.remarks.get(nth).copied().unwrap_or_default();
                    self.styles
                        .put(self.sheet, (row, at), remark, &self.styles.text)?;
                    texts.push((remark, self.widths[usize::from(at)]));
                }
            }
        }
        self.sheet.set_row_height(row, height(texts.into_iter()))?;
        Ok(())
    }

    /// The running number of a row.
    fn ordinal(&mut self, at: (u32, u16), nth: usize, group: usize) -> Result<(), XlsxError> {
        let number = match self.look.ordinals {
            Ordinals::Again => nth - group + 1,
            Ordinals::Gaps => nth + 1 + nth / 3,
            _ => nth + 1,
        };
        let written = match self.look.ordinals {
            Ordinals::Dotted => Written::Text(format!("{number}.")),
            Ordinals::Padded => Written::Text(format!("{number:02}")),
            Ordinals::Some if nth % 3 == 1 => Written::Blank,
            _ => Written::Number(u32::try_from(number).map_or(0.0, f64::from)),
        };
        self.styles
            .value(self.sheet, at, &written, &self.styles.centred)
    }

    fn last(&self) -> u16 {
        u16::try_from(self.look.columns.len().saturating_sub(1)).unwrap_or(0)
    }
}
