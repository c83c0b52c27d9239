//! What stands above and below a form: superior body, unit, national motto, title; place, date and
//! signatures.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::Paper;
use super::style::Styles;

/// How much stands above a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Heading {
    /// Nothing: the header is on row 1.
    Bare,
    /// The unit and the title.
    Short,
    /// All of it, with so many rows more between the parts.
    Full(u32),
}

/// What the frame of a sheet says.
pub(super) struct Frame<'a> {
    pub(super) paper: &'a Paper<'a>,
    pub(super) title: String,
    /// The letter it belongs to.
    pub(super) note: &'a str,
    pub(super) heading: Heading,
    /// The widths of the columns, in characters.
    pub(super) widths: &'a [f64],
    /// The last column, from 0.
    pub(super) last: u16,
    /// The last column of the left half: the superior body stands over it, the motto right of it.
    pub(super) left: u16,
}

impl Frame<'_> {
    /// Writes what stands above, and gives the row that comes after, from 0.
    pub(super) fn above(&self, sheet: &mut Worksheet, styles: &Styles) -> Result<u32, XlsxError> {
        let unit = self.paper.sender.name.to_uppercase();
        match self.heading {
            Heading::Bare => Ok(0),
            Heading::Short => {
                self.across(sheet, styles, 0, &unit, &styles.bold)?;
                self.across(sheet, styles, 1, &self.title, &styles.title)?;
                Ok(2)
            }
            Heading::Full(gap) => {
                let (left, right) = ((0, self.left), (self.left + 1, self.last));
                styles.span(sheet, 0, left, &self.paper.sender.superior, &styles.plain)?;
                let motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
                styles.span(sheet, 0, right, motto, &styles.bold)?;
                styles.span(sheet, 1, left, &unit, &styles.bold)?;
                styles.span(sheet, 1, right, "Độc lập - Tự do - Hạnh phúc", &styles.bold)?;
                let title = 3 + gap / 2;
                self.across(sheet, styles, title, &self.title, &styles.title)?;
                self.across(sheet, styles, title + 1, self.note, &styles.italic)?;
                Ok(title + 2 + gap.div_ceil(2))
            }
        }
    }

    /// Writes a title over a second table on the same sheet, and gives the row that comes after.
    pub(super) fn caption(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        row: u32,
    ) -> Result<u32, XlsxError> {
        self.across(sheet, styles, row, &self.title, &styles.title)?;
        Ok(row + 1)
    }

    /// Writes what stands below, from a row on.
    pub(super) fn below(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        row: u32,
    ) -> Result<(), XlsxError> {
        if self.heading == Heading::Bare {
            return Ok(());
        }
        let Paper {
            sender,
            report,
            signed,
            ..
        } = *self.paper;
        let blank = || "ngày …… tháng …… năm ……".to_owned();
        let date = if signed { in_words(report) } else { blank() };
        let (left, right) = (
            self.middle(0, self.left),
            self.middle(self.left + 1, self.last),
        );
        let mut put =
            |row: u32, column: u16, text: &str, format: &Format| -> Result<(), XlsxError> {
                styles.put(sheet, (row, column), text, format)
            };
        put(
            row,
            right,
            &format!("{}, {date}", sender.locality),
            &styles.italic,
        )?;
        put(row + 1, left, "NGƯỜI LẬP BIỂU", &styles.bold)?;
        put(row + 2, left, "(Ký, ghi rõ họ tên)", &styles.italic)?;
        let mut at = row + 1;
        for line in self.signs() {
            put(at, right, &line, &styles.bold)?;
            at += 1;
        }
        put(at, right, "(Ký tên, đóng dấu)", &styles.italic)?;
        if signed {
            put(row + 6, left, &sender.focal.name, &styles.bold)?;
            put(row + 6, right, &sender.leader.name, &styles.bold)?;
        }
        Ok(())
    }

    /// The column in the middle of some: signatures are centred on it, unmerged.
    fn middle(&self, first: u16, last: u16) -> u16 {
        let width = |at: &u16| self.widths[usize::from(*at)];
        let half = (first..=last).map(|at| width(&at)).sum::<f64>() / 2.0;
        let mut sum = 0.0;
        let passed = |at: &u16| {
            sum += width(at);
            sum >= half
        };
        (first..=last).find(passed).unwrap_or(first)
    }

    /// Who signs, and for whom where it is a deputy.
    fn signs(&self) -> Vec<String> {
        let title = self.paper.sender.leader_title.to_uppercase();
        match title.strip_prefix("PHÓ ") {
            Some(head) => vec![format!("KT. {head}"), title],
            None => vec![title],
        }
    }

    fn across(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        row: u32,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        styles.span(sheet, row, (0, self.last), text, format)
    }
}

/// A day as letters have it; days below ten and the first two months with a nought.
pub(super) fn in_words(day: NaiveDate) -> String {
    let month = if day.month() < 3 {
        format!("{:02}", day.month())
    } else {
        day.month().to_string()
    };
    format!("ngày {:02} tháng {month} năm {}", day.day(), day.year())
}
