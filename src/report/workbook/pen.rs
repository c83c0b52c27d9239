//! Writes one sheet from top to bottom: rows of cells, with heights, links and page setup.
//!
//! Rows and columns are zero-based here, as the writer counts them.

mod across;
mod ends;
mod page;
mod pages;
mod table;

use rust_xlsxwriter::{Format, Formula, Worksheet, XlsxError};

use super::Material;
use super::cell::{Cell, Content};
use super::measure::{BESIDE, FILTER_BUTTON, Font, LINE_POINTS};
use super::style::{Kind, Look, Styles, Tone};
use crate::report::words;
pub(super) use across::Together;
pub(super) use ends::Rows;
pub(super) use page::{A4_MM, MM_PER_INCH, area};
pub(super) use pages::Pages;

/// The most links Excel reads on one sheet.
const MAX_LINKS: u32 = 65_530;
/// The most rows of a table: what Excel holds, less room for headings and notes.
pub(super) const MAX_ROWS: usize = 1_048_500;
/// The most rows of a table of which each has a link.
pub(super) const MAX_LINKED_ROWS: usize = 65_000;
/// How wide a line of text across columns may grow, in digits.
const LINE_WIDTH: f64 = 150.0;

/// A column of a table.
pub(super) struct Column {
    heading: String,
    width: f64,
}

impl Column {
    /// A column with its heading and its width in digits.
    pub(super) fn new(heading: impl Into<String>, width: f64) -> Self {
        Self {
            heading: heading.into(),
            width,
        }
    }

    /// Its heading.
    pub(super) fn heading(&self) -> &str {
        &self.heading
    }
}

/// Writes one sheet, row after row.
pub(super) struct Pen<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) material: &'a Material<'a>,
    widths: Vec<f64>,
    rows: Rows,
    /// The columns on show: those after them are folded away.
    shown: u16,
    row: u32,
    /// The height of the rows so far, in points.
    points: f64,
    links: u32,
}

impl<'a> Pen<'a> {
    /// The row that is written next.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// The last column of the sheet.
    pub(super) fn last_column(&self) -> u16 {
        u16::try_from(self.widths.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// Folds away the columns from this one on, under a sign that opens them: they are neither on
    /// screen nor on paper until somebody wants to know.
    pub(super) fn fold_from(&mut self, column: u16) -> Result<(), XlsxError> {
        if column <= self.last_column() {
            self.sheet
                .group_columns_collapsed(column, self.last_column())?;
            self.shown = column;
        }
        Ok(())
    }

    pub(super) fn styles(&self) -> &'a Styles {
        &self.material.styles
    }

    /// Leaves a low row empty, to set apart what stands above it.
    pub(super) fn skip_low(&mut self) -> Result<(), XlsxError> {
        self.end_low_row(LINE_POINTS / 3.0)
    }

    /// Ends a row that is lower than a line.
    pub(super) fn end_low_row(&mut self, points: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(self.row, points)?;
        self.row += 1;
        self.points += points;
        Ok(())
    }

    /// The height a text needs across columns, in points.
    pub(super) fn height(&self, first: u16, last: u16, text: &str, look: Look) -> f64 {
        look.font().height(text, self.width(first, last))
    }

    /// The height a text needs in a cell of a table, in points.
    pub(super) fn points_of(&self, column: u16, text: &str) -> f64 {
        Font::BODY.height(text, self.width(column, column) - Kind::Text.indent())
    }

    /// The height of the rows so far, in points.
    pub(super) fn points(&self) -> f64 {
        self.points
    }

    /// Leaves rows empty.
    pub(super) fn skip(&mut self, rows: u32) {
        self.row += rows;
        self.points += f64::from(rows) * LINE_POINTS;
    }

    /// The sheet's title, and a line under it that says what the sheet shows.
    pub(super) fn title(&mut self, title: &str, note: &str) -> Result<(), XlsxError> {
        let report = self.material.report;
        let day = format!(
            "{} · {}",
            words::finality(report.provisional, report.lang),
            words::as_of(report)
        );
        self.text(&title.to_uppercase(), Look::Section)?;
        self.text(&day, Look::Note)?;
        self.text(note, Look::Note)
    }

    /// A text in a row of its own, across as many columns as make a readable line.
    pub(super) fn text(&mut self, text: &str, look: Look) -> Result<(), XlsxError> {
        let last_shown = self.shown.saturating_sub(1);
        let last = (0..last_shown)
            .find(|&column| self.width(0, column) >= LINE_WIDTH)
            .unwrap_or(last_shown);
        self.line(0, last, text, look)
    }

    /// A text across columns, in a row of its own.
    pub(super) fn line(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        self.put(first, last, text, look)?;
        let height = look.font().height(text, self.width(first, last));
        self.end_row(height)
    }

    /// A text across columns of the current row, which stays open.
    pub(super) fn put(
        &mut self,
        first: u16,
        last: u16,
        text: &str,
        look: Look,
    ) -> Result<(), XlsxError> {
        let format = self.material.styles.look(look);
        if first == last {
            self.sheet
                .write_string_with_format(self.row, first, text, format)?;
        } else {
            self.sheet
                .merge_range(self.row, first, self.row, last, text, format)?;
        }
        Ok(())
    }

    /// Ends the current row, at least this many points high.
    pub(super) fn end_row(&mut self, points: f64) -> Result<(), XlsxError> {
        if points > LINE_POINTS {
            self.sheet.set_row_height(self.row, points)?;
        }
        self.points += points.max(LINE_POINTS);
        self.row += 1;
        Ok(())
    }

    /// The headings of a table's columns; they are repeated on every page and stay on screen,
    /// with the first columns.
    pub(super) fn headings(&mut self, columns: &[Column], frozen: u16) -> Result<(), XlsxError> {
        let cells: Vec<(&str, u16)> = columns
            .iter()
            .map(|column| (column.heading.as_str(), 1))
            .collect();
        self.filtered_headings(&cells)?;
        self.sheet.set_repeat_rows(self.row - 1, self.row - 1)?;
        self.sheet.set_freeze_panes(self.row, frozen)?;
        Ok(())
    }

    /// A row of headings, each over so many columns.
    pub(super) fn heading_row(&mut self, headings: &[(&str, u16)]) -> Result<(), XlsxError> {
        self.wrapped_headings(headings, 0.0)
    }

    /// The same with room for the buttons of a filter.
    pub(super) fn filtered_headings(&mut self, headings: &[(&str, u16)]) -> Result<(), XlsxError> {
        self.wrapped_headings(headings, FILTER_BUTTON)
    }

    fn wrapped_headings(&mut self, headings: &[(&str, u16)], spare: f64) -> Result<(), XlsxError> {
        let mut column = 0;
        let mut height: f64 = 0.0;
        for &(text, columns) in headings {
            let last = column + columns - 1;
            self.put(column, last, text, Look::Heading)?;
            let room = self.width(column, last) - spare;
            height = height.max(Look::Heading.font().height(text, room));
            column = last + 1;
        }
        self.end_row(height)
    }

    /// A filter over the rows from the heading at `heading` to the last one written.
    pub(super) fn filter(&mut self, heading: u32) -> Result<(), XlsxError> {
        let last = self.row.saturating_sub(1).max(heading);
        self.sheet
            .autofilter(heading, 0, last, self.last_column())?;
        Ok(())
    }

    /// A row of a table, from the first column on.
    pub(super) fn cells(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        let mut column = 0;
        let mut height: f64 = 0.0;
        for cell in cells {
            let last = column + cell.columns - 1;
            self.cell(column, last, cell)?;
            if let Some(text) = cell.shown() {
                let room = self.width(column, last) - cell.kind().indent();
                height = height.max(cell.tone.font().height(text, room));
            }
            column = last + 1;
        }
        self.end_row(height)
    }

    /// One cell of the current row, which stays open.
    pub(super) fn put_cell(&mut self, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        self.cell(column, column, cell)
    }

    /// Says how many rows did not find room on the sheet, where there are any.
    pub(super) fn left_out(&mut self, rows: usize) -> Result<(), XlsxError> {
        if rows == 0 {
            return Ok(());
        }
        let text = self.material.report.lang.pick(
            format!("Còn {rows} dòng nữa: trang tính đã đầy, xem thư mục data."),
            format!("{rows} more rows: the sheet is full, see the folder data."),
        );
        self.text(&text, Look::Note)
    }

    /// A row that heads a group, across what is shown of the table.
    pub(super) fn group(&mut self, text: &str) -> Result<(), XlsxError> {
        let cell = Cell::text(text).tone(Tone::Group);
        self.cells(&[cell.across(self.shown)])
    }

    fn cell(&mut self, column: u16, last: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
        let kind = match cell.kind() {
            Kind::Link if self.links == MAX_LINKS => Kind::Text,
            kind => kind,
        };
        let format = self.material.styles.cell(kind, cell.tone);
        if last > column {
            let row = self.row;
            self.sheet.merge_range(row, column, row, last, "", format)?;
        }
        self.put_formatted(column, cell, format)
    }

    /// What stands in a cell of the current row, in a format of its own.
    pub(super) fn put_formatted(
        &mut self,
        column: u16,
        cell: &Cell<'_>,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let row = self.row;
        let full = self.links == MAX_LINKS;
        if let Some(formula) = &cell.formula {
            let formula = Formula::new(formula).set_result(cell.result());
            self.sheet
                .write_formula_with_format(row, column, formula, format)?;
            return Ok(());
        }
        let sheet = &mut *self.sheet;
        match &cell.content {
            Content::Blank => sheet.write_blank(row, column, format)?,
            Content::Text(text) | Content::Centred(text) => {
                sheet.write_string_with_format(row, column, text.as_ref(), format)?
            }
            Content::Status(word) => sheet.write_string_with_format(row, column, *word, format)?,
            Content::Count(number)
            | Content::Number(number)
            | Content::Points(number)
            | Content::Share(number) => {
                sheet.write_number_with_format(row, column, *number, format)?
            }
            Content::Date(serial) => {
                #[expect(clippy::cast_precision_loss, reason = "a day's number is below 2^53")]
                let serial = *serial as f64;
                sheet.write_number_with_format(row, column, serial, format)?
            }
            Content::Link { text, .. } if full => {
                sheet.write_string_with_format(row, column, text.as_ref(), format)?
            }
            Content::Link { text, address } => {
                self.links += 1;
                let address = address.as_str();
                sheet.write_url_with_options(
                    row,
                    column,
                    address,
                    text.as_ref(),
                    "",
                    Some(format),
                )?
            }
        };
        Ok(())
    }

    /// The width that a text across columns has.
    fn width(&self, first: u16, last: u16) -> f64 {
        let range = usize::from(first)..=usize::from(last);
        let widths = self.widths.get(range).unwrap_or_default();
        widths.iter().sum::<f64>() + BESIDE * f64::from(last - first)
    }
}
