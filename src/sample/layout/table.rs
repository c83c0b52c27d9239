//! A form with a header row and a row for each entry.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::frame::span;
use super::look::{Look, Totals};
use super::style::{Styles, height};
use crate::sample::draft::{Draft, Entry, Written, is_number};

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Running numbers.
    Ordinal,
    /// A field, by its place in the draft.
    Field(usize),
    /// Remarks nobody asked for.
    Extra,
}

/// Labels that stand under a common one: the form, its first and its last field, what is above.
const GROUPS: [(&str, &str, &str, &str); 5] = [
    (
        "khen-thuong",
        "so_quyet_dinh",
        "ngay_quyet_dinh",
        "Quyết định khen thưởng",
    ),
    (
        "dien-hinh",
        "ngay_gioi_thieu",
        "duong_dan",
        "Giới thiệu, đăng tải",
    ),
    (
        "sang-kien",
        "so_quyet_dinh",
        "ngay_cong_nhan",
        "Quyết định công nhận",
    ),
    ("tong-hop-kt", "tap_the", "ca_nhan", "Số lượng"),
    ("phong-trao", "so_tham_gia", "tong_so", "Kết quả tham gia"),
];

/// Whether the form has labels that can stand under a common one.
pub(super) fn has_groups(draft: &Draft) -> bool {
    GROUPS
        .iter()
        .any(|(form, ..)| *form == draft.form.id.as_str())
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
        if self.look.numbering {
            self.numbering(row)?;
            row += 1;
        }
        let mut rows = Vec::with_capacity(self.draft.rows.len());
        let mut sections = self.look.sections.iter().peekable();
        for (nth, entries) in self.draft.rows.iter().enumerate() {
            if let Some((_, title)) = sections.next_if(|(start, _)| *start == nth) {
                self.section(row, title)?;
                row += 1;
            }
            if self.look.repeat_before == Some(nth) {
                self.labels(row)?;
                row += 1;
            }
            if self.look.blank_before.contains(&nth) {
                row += 1;
            }
            self.entries(row, nth, entries)?;
            row += 1;
            rows.push(row);
        }
        if let Some(totals) = &self.look.totals {
            self.totals(row, totals)?;
            row += 1;
        }
        Ok((rows, row))
    }

    /// The label rows; gives the row after them.
    fn header(&mut self, row: u32) -> Result<u32, XlsxError> {
        let Some((first, last, title)) = self.group() else {
            self.labels(row)?;
            return Ok(row + 1);
        };
        // The lower row is the label row; all but the group's labels are merged up into the upper.
        self.labels(row + 1)?;
        span(self.sheet, row, (first, last), title, &self.styles.header)?;
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            if !(first..=last).contains(&at) {
                let label = self.label(column);
                self.sheet
                    .merge_range(row, at, row + 1, at, &label, &self.styles.header)?;
            }
        }
        Ok(row + 2)
    }

    /// The columns under a common label, where they stand side by side.
    fn group(&self) -> Option<(u16, u16, &'static str)> {
        if !self.look.grouped {
            return None;
        }
        let found = GROUPS
            .iter()
            .find(|(form, ..)| *form == self.draft.form.id.as_str());
        let (_, first, last, title) = *found?;
        let place = |name: &str| {
            let field = self.draft.column_named(name)?;
            let at = self
                .look
                .columns
                .iter()
                .position(|&column| column == Column::Field(field))?;
            u16::try_from(at).ok()
        };
        let (from, to) = (place(first)?, place(last)?);
        let fields = self.draft.column_named(last)? - self.draft.column_named(first)?;
        (usize::from(to.checked_sub(from)?) == fields).then_some((from, to, title))
    }

    fn labels(&mut self, row: u32) -> Result<(), XlsxError> {
        let labels: Vec<String> = self
            .look
            .columns
            .iter()
            .map(|&column| self.label(column))
            .collect();
        for (at, label) in (0_u16..).zip(&labels) {
            self.sheet
                .write_string_with_format(row, at, label, &self.styles.header)?;
        }
        let texts = labels
            .iter()
            .map(String::as_str)
            .zip(self.widths.iter().copied());
        self.sheet.set_row_height(row, height(texts))?;
        Ok(())
    }

    fn label(&self, column: Column) -> String {
        match column {
            Column::Ordinal => self.look.ordinal.to_owned(),
            Column::Field(field) => self.look.labels[field].clone(),
            Column::Extra => self.look.extra.to_owned(),
        }
    }

    /// (1), (2), … below the labels.
    fn numbering(&mut self, row: u32) -> Result<(), XlsxError> {
        for (at, nth) in (0_u16..).zip(1..=self.look.columns.len()) {
            self.sheet.write_string_with_format(
                row,
                at,
                format!("({nth})"),
                &self.styles.numbering,
            )?;
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
            return span(self.sheet, row, (0, last), title, &self.styles.section);
        };
        self.sheet
            .write_string_with_format(row, 0, number, &self.styles.centred)?;
        self.sheet
            .write_string_with_format(row, 1, name, &self.styles.section)?;
        for at in 2..=last {
            self.sheet.write_blank(row, at, &self.styles.section)?;
        }
        Ok(())
    }

    fn entries(&mut self, row: u32, nth: usize, entries: &[Entry]) -> Result<(), XlsxError> {
        let mut texts = Vec::with_capacity(self.widths.len());
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            match column {
                Column::Ordinal => {
                    let number = u32::try_from(nth + 1).map_or(0.0, f64::from);
                    self.sheet
                        .write_number_with_format(row, at, number, &self.styles.centred)?;
                }
                Column::Field(field) => {
                    let written = &entries[field].written;
                    if let Written::Text(text) = written {
                        texts.push((text.as_str(), self.widths[usize::from(at)]));
                    }
                    let format = self.styles.below(self.draft.field(field));
                    value(self.sheet, row, at, written, format)?;
                }
                Column::Extra => {
                    let remark = self.look.remarks.get(nth).copied().unwrap_or_default();
                    self.sheet
                        .write_string_with_format(row, at, remark, &self.styles.text)?;
                    texts.push((remark, self.widths[usize::from(at)]));
                }
            }
        }
        self.sheet.set_row_height(row, height(texts.into_iter()))?;
        Ok(())
    }

    /// Sums below columns of numbers; where there are none, how many rows there are.
    fn totals(&mut self, row: u32, totals: &Totals) -> Result<(), XlsxError> {
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            let sum = match column {
                Column::Field(field) if is_number(self.draft.field(field)) => Some(
                    self.draft
                        .rows
                        .iter()
                        .filter_map(|row| row[field].number())
                        .sum::<f64>(),
                ),
                _ => None,
            };
            let (sheet, section) = (&mut *self.sheet, &self.styles.section);
            match sum {
                _ if at == totals.title_at => {
                    sheet.write_string_with_format(row, at, totals.title, section)?
                }
                Some(sum) => sheet.write_number_with_format(row, at, sum, &self.styles.integer)?,
                None if totals.count_at == Some(at) => {
                    let count = u32::try_from(self.draft.rows.len()).map_or(0.0, f64::from);
                    sheet.write_number_with_format(row, at, count, &self.styles.integer)?
                }
                None => sheet.write_blank(row, at, section)?,
            };
        }
        Ok(())
    }

    fn last(&self) -> u16 {
        u16::try_from(self.look.columns.len().saturating_sub(1)).unwrap_or(0)
    }
}

/// Writes what stands in a cell; rows and columns from 0.
pub(super) fn value(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    written: &Written,
    format: &Format,
) -> Result<(), XlsxError> {
    match written {
        Written::Blank => sheet.write_blank(row, column, format)?,
        Written::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Written::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Written::Day(day) => {
            sheet.write_number_with_format(row, column, super::serial(*day), format)?
        }
    };
    Ok(())
}
