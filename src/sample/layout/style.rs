//! Formats of cells and widths of columns, as on official forms: Times New Roman, black, ruled.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Worksheet, XlsxError};

use crate::campaign::{Field, FieldKind};
use crate::sample::draft::Written;
use crate::sample::mess::letters::Letters;

const FONT: &str = "Times New Roman";

/// The formats of a workbook, and how it keeps texts and days.
pub(super) struct Styles {
    /// The letters of its texts.
    pub(super) letters: Letters,
    /// Whether its days are counted from 1904.
    pub(super) since_1904: bool,
    /// The superior body, and places and dates that stand alone.
    pub(super) plain: Format,
    /// The unit, the national name.
    pub(super) bold: Format,
    /// Place and date, notes in brackets.
    pub(super) italic: Format,
    /// Notes below a table.
    pub(super) italic_left: Format,
    pub(super) title: Format,
    /// Labels above columns.
    pub(super) header: Format,
    /// Labels beside values.
    pub(super) label: Format,
    /// The row of column numbers.
    pub(super) numbering: Format,
    pub(super) section: Format,
    pub(super) text: Format,
    pub(super) centred: Format,
    pub(super) integer: Format,
    date: Format,
    left_integer: Format,
    left_date: Format,
    /// Shares of one, shown as shares of a hundred.
    percent: Format,
    /// Running text of a guide.
    pub(super) prose: Format,
}

impl Styles {
    pub(super) fn new(letters: Letters, since_1904: bool) -> Self {
        let font = |size: u8| Format::new().set_font_name(FONT).set_font_size(size);
        let middle = |format: Format| {
            format
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
        };
        let ruled = |size: u8| {
            let format = font(size).set_border(FormatBorder::Thin).set_text_wrap();
            format.set_align(FormatAlign::VerticalCenter)
        };
        Self {
            letters,
            since_1904,
            percent: middle(ruled(11)).set_num_format("0.0%"),
            plain: middle(font(12)),
            bold: middle(font(12)).set_bold(),
            italic: middle(font(12)).set_italic(),
            italic_left: font(11).set_italic(),
            title: middle(font(14)).set_bold(),
            header: middle(ruled(11)).set_bold(),
            label: ruled(12),
            numbering: middle(ruled(10)).set_italic(),
            section: ruled(11).set_bold(),
            text: ruled(11),
            centred: middle(ruled(11)),
            integer: middle(ruled(11)).set_num_format("#,##0"),
            date: middle(ruled(11)).set_num_format("dd/mm/yyyy"),
            left_integer: ruled(11)
                .set_align(FormatAlign::Left)
                .set_num_format("#,##0"),
            left_date: ruled(11)
                .set_align(FormatAlign::Left)
                .set_num_format("dd/mm/yyyy"),
            prose: font(12).set_text_wrap(),
        }
    }

    /// Writes a text in the workbook's letters; rows and columns from 0.
    pub(super) fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let (text, format) = self.pen(text, format);
        sheet.write_string_with_format(row, column, text, &format)?;
        Ok(())
    }

    /// Writes a text over several cells, which become one; over one it is merely written.
    pub(super) fn merge(
        &self,
        sheet: &mut Worksheet,
        (top, left): (u32, u16),
        (bottom, right): (u32, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        if (top, left) == (bottom, right) {
            return self.put(sheet, (top, left), text, format);
        }
        let (text, format) = self.pen(text, format);
        sheet.merge_range(top, left, bottom, right, &text, &format)?;
        Ok(())
    }

    /// Writes a text over columns of one row.
    pub(super) fn span(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        (first, last): (u16, u16),
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.merge(sheet, (row, first), (row, last), text, format)
    }

    /// Writes what stands in a cell.
    pub(super) fn value(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        written: &Written,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let formula = |formula: &str, result: &str| Formula::new(formula).set_result(result);
        match written {
            Written::Blank => sheet.write_blank(row, column, format)?,
            Written::Text(text) => return self.put(sheet, (row, column), text, format),
            Written::Quoted(text) => {
                let quoted = format.clone().set_quote_prefix();
                return self.put(sheet, (row, column), text, &quoted);
            }
            Written::Number(number) => {
                sheet.write_number_with_format(row, column, *number, format)?
            }
            Written::Day(day) => {
                // A number that became a date shows as one.
                let dated = [&self.date, &self.left_date]
                    .iter()
                    .any(|one| std::ptr::eq(*one, format));
                let format = if dated { format } else { &self.date };
                sheet.write_number_with_format(row, column, self.serial(*day), format)?
            }
            Written::Serial(day) => {
                sheet.write_number_with_format(row, column, self.serial(*day), &self.centred)?
            }
            Written::Percent(percent) => {
                // As Excel keeps what is typed as 92.3%, not one digit more.
                let share = (percent * 10.0).round() / 1000.0;
                sheet.write_number_with_format(row, column, share, &self.percent)?
            }
            Written::Formula(text, result) => {
                sheet.write_formula_with_format(row, column, formula(text, result), format)?
            }
            Written::CellAbove(text) => {
                let (text, format) = self.pen(text, format);
                let above = row_col_to_cell(row.saturating_sub(1), column);
                sheet.write_formula_with_format(row, column, formula(&above, &text), &format)?
            }
        };
        Ok(())
    }

    /// A text in the workbook's letters, with the font that shows it.
    fn pen<'t, 'f>(&self, text: &'t str, format: &'f Format) -> (Cow<'t, str>, Cow<'f, Format>) {
        match self.letters.encode(text) {
            Some(encoded) => (
                Cow::Owned(encoded.text),
                Cow::Owned(format.clone().set_font_name(encoded.font)),
            ),
            None => (Cow::Borrowed(text), Cow::Borrowed(format)),
        }
    }

    /// A day as Excel keeps it: days since 30 December 1899, or since 1904 began.
    fn serial(&self, day: NaiveDate) -> f64 {
        let epoch = if self.since_1904 {
            NaiveDate::from_ymd_opt(1904, 1, 1)
        } else {
            NaiveDate::from_ymd_opt(1899, 12, 30)
        };
        let days = (day - epoch.unwrap_or_default()).num_days();
        u32::try_from(days).map_or(0.0, f64::from)
    }

    /// The format of a field's values beside its label: all to the left.
    pub(super) fn beside(&self, field: &Field) -> &Format {
        match field.kind {
            FieldKind::Date => &self.left_date,
            FieldKind::Integer => &self.left_integer,
            _ => &self.text,
        }
    }

    /// The format of a field's values below its label.
    pub(super) fn below(&self, field: &Field) -> &Format {
        match field.kind {
            FieldKind::Date => &self.date,
            FieldKind::Integer => &self.integer,
            FieldKind::Number | FieldKind::Boolean { .. } => &self.centred,
            _ if !field.constraints.one_of.is_empty() || field.prefilled && width(field) < 12.0 => {
                &self.centred
            }
            _ => &self.text,
        }
    }
}

/// The width of a field's column, in characters.
pub(super) fn width(field: &Field) -> f64 {
    match (field.name.as_str(), &field.kind) {
        ("tom_tat", _) => 46.0,
        ("noi_dung" | "giai_phap", _) => 40.0,
        ("ten" | "minh_chung", _) => 26.0,
        ("ho_ten" | "hinh_thuc" | "phong_trao", _) => 23.0,
        ("don_vi_cong_tac" | "tac_gia" | "ghi_chu", _) => 20.0,
        ("duong_dan" | "pham_vi", _) => 17.0,
        ("so_quyet_dinh" | "noi_dang", _) => 14.5,
        ("doi_tuong" | "cap", _) => 8.5,
        ("ma_chi_tieu" | "tieu_chi" | "ma_don_vi" | "phan_loai", _) => 10.0,
        (_, FieldKind::Date) => 11.5,
        (_, FieldKind::Number | FieldKind::Integer | FieldKind::Boolean { .. }) => 9.5,
        _ => 12.0,
    }
}

/// The height of a row, in points, in which each text is whole at its column's width.
pub(super) fn height<'a>(texts: impl Iterator<Item = (&'a str, f64)>) -> f64 {
    const LINE: f64 = 15.0;
    let lines = |(text, width): (&str, f64)| -> u32 {
        let of_part = |part: &str| {
            let letters = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
            // Words break before the edge: a tenth of each line stays empty.
            let lines = (f64::from(letters) / (width * 0.9)).ceil();
            (1..=MOST_LINES)
                .find(|&count| f64::from(count) >= lines)
                .unwrap_or(MOST_LINES)
        };
        text.split('\n').map(of_part).sum()
    };
    f64::from(texts.map(lines).max().unwrap_or(1).min(MOST_LINES)) * LINE
}

/// Excel's rows are at most 409 points high.
const MOST_LINES: u32 = 27;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_counted_from_either_epoch() {
        let day = "2023-09-05".parse().unwrap();
        let serial = |since_1904| Styles::new(Letters::Unicode, since_1904).serial(day);
        assert_eq!((serial(false), serial(true)), (45_174.0, 43_712.0));
    }
}
