//! A sender's sheet once more: the same cells at the same addresses.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DataValidation, Formula, Note, ObjectMovement, Worksheet, XlsxError};

use super::Original;
use super::look::{Looks, Shown, Wanted};
use super::marks::{Mark, SheetMarks};
use super::pack::{NO_FORMULA, NO_RESULT, TEXT};
use crate::lang::Lang;
use crate::location::{CellRef, Range};
use crate::read::layout::{CellLayout, SheetLayout};
use crate::read::{CellValue, Epoch, LegacyFont, Sheet, Visibility};
use crate::report::workbook::cell::clip;

/// The longest formula; Excel takes 8,192 signs.
const FORMULA_LENGTH: usize = 8_000;
/// Pixels to a digit of the workbook's font, as column widths are stored.
const DIGIT_PIXELS: f64 = 7.0;
/// The width of a note and the height of a line in it, in pixels; letters to a line.
const NOTE_WIDTH: u32 = 320;
const NOTE_LINE: u32 = 18;
const NOTE_LETTERS: usize = 44;
/// Paper size A4 in Excel's numbering.
const A4: u8 = 9;

/// A sheet to rebuild.
pub(super) struct Built<'b> {
    pub(super) original: Original<'b>,
    pub(super) sheet: &'b Sheet,
    pub(super) marks: Option<&'b SheetMarks<'b>>,
    pub(super) lang: Lang,
}

/// What is known of one cell.
#[derive(Default)]
struct Piece<'p> {
    layout: Option<&'p CellLayout>,
    value: Option<&'p CellValue>,
    /// The text as written, where it is read otherwise.
    before: Option<&'p str>,
    font: Option<LegacyFont>,
    mark: Option<&'p Mark<'p>>,
}

impl Built<'_> {
    /// Writes the sheet; its merged cells, none over another, are left to be put in.
    pub(super) fn write(
        &self,
        to: &mut Worksheet,
        looks: &mut Looks<'_>,
    ) -> Result<Vec<Range>, XlsxError> {
        match self.sheet.visibility {
            Visibility::Visible => {}
            Visibility::Hidden => {
                to.set_hidden(true);
            }
            Visibility::VeryHidden => {
                to.set_very_hidden(true);
            }
        }
        to.set_paper_size(A4)
            .set_landscape()
            .set_print_fit_to_pages(1, 0);
        let pieces = self.pieces();
        let last = pieces.keys().fold((1, 1), |(row, column), at| {
            (row.max(at.row), column.max(at.column))
        });
        if let Some(layout) = self.layout() {
            surroundings(to, layout, last)?;
        }
        for rows in &self.sheet.hidden_rows {
            for row in *rows.start()..=(*rows.end()).min(last.0) {
                to.set_row_hidden(row - 1)?;
            }
        }
        for (at, piece) in &pieces {
            self.put(to, *at, piece, looks)?;
        }
        Ok(apart(&self.sheet.merges))
    }

    fn layout(&self) -> Option<&SheetLayout> {
        let sheets = &self.original.layout?.sheets;
        sheets.iter().find(|one| one.name == *self.sheet.name)
    }

    fn pieces(&self) -> BTreeMap<CellRef, Piece<'_>> {
        let mut pieces: BTreeMap<CellRef, Piece<'_>> = BTreeMap::new();
        let sheet = self.sheet;
        for cell in self.layout().into_iter().flat_map(|layout| &layout.cells) {
            pieces.entry(cell.at).or_default().layout = Some(cell);
        }
        for cell in &sheet.cells {
            pieces.entry(cell.at).or_default().value = Some(&cell.value);
        }
        for mended in &sheet.mended {
            pieces.entry(mended.at).or_default().before = Some(&mended.before);
        }
        for (at, font) in &sheet.fonts {
            pieces.entry(*at).or_default().font = Some(*font);
        }
        for (at, mark) in self.marks.into_iter().flatten() {
            pieces.entry(*at).or_default().mark = Some(mark);
        }
        pieces
    }

    fn put(
        &self,
        to: &mut Worksheet,
        at: CellRef,
        piece: &Piece<'_>,
        looks: &mut Looks<'_>,
    ) -> Result<(), XlsxError> {
        let (row, column) = (at.row - 1, index(at.column));
        let format = looks.format(Wanted {
            look: piece.layout.map_or(0, |layout| layout.look),
            shown: piece.shown(),
            font: piece.font,
            severity: piece.mark.map(|mark| mark.severity),
        });
        if let Some(formula) = piece.formula(self.original.workbook.epoch) {
            to.write_formula_with_format(row, column, formula, format)?;
        } else if let Some(number) = piece.number(self.original.workbook.epoch) {
            to.write_number_with_format(row, column, number, format)?;
        } else if let Some(text) = piece.text() {
            let text = clip(text.into());
            to.write_string_with_format(row, column, text.as_ref(), format)?;
        } else if let Some(CellValue::Boolean(value)) = piece.value {
            to.write_boolean_with_format(row, column, *value, format)?;
        } else {
            to.write_blank(row, column, format)?;
        }
        if let Some(mark) = piece.mark.filter(|mark| mark.is_noted) {
            to.insert_note(row, column, &note(mark, self.lang))?;
        }
        Ok(())
    }
}

/// Widths, heights, choices and what stays on screen.
fn surroundings(
    to: &mut Worksheet,
    layout: &SheetLayout,
    last: (u32, u32),
) -> Result<(), XlsxError> {
    for columns in &layout.columns {
        for column in columns.first..=columns.last.min(last.1 + 1) {
            let column = index(column);
            if let Some(width) = columns.width {
                to.set_column_width_pixels(column, pixels(width))?;
            }
            if columns.hidden {
                to.set_column_hidden(column)?;
            }
        }
    }
    for &(row, height) in layout.heights.iter().filter(|(row, _)| *row <= last.0) {
        if height > 0.0 {
            to.set_row_height(row.max(1) - 1, height)?;
        }
    }
    if let Some((rows, columns)) = layout.frozen {
        to.set_freeze_panes(rows, index(columns + 1))?;
    }
    for choice in &layout.choices {
        let source = Formula::new(&choice.source);
        let choices = DataValidation::new().allow_list_formula(source);
        for range in &choice.ranges {
            let (first, last) = (range.first, range.last);
            let (left, right) = (index(first.column), index(last.column));
            // A list that Excel would not take is none.
            let _ = to.add_data_validation(first.row - 1, left, last.row - 1, right, &choices);
        }
    }
    Ok(())
}

impl Piece<'_> {
    /// How its number is shown, where no look says so.
    fn shown(&self) -> Shown {
        match self.value {
            Some(CellValue::Date(_)) if self.stored().is_none() => Shown::Date,
            Some(CellValue::Percent(share)) if self.stored().is_none() => {
                if (share * 100.0).fract() == 0.0 {
                    Shown::Percent
                } else {
                    Shown::PercentWithDecimals
                }
            }
            _ => Shown::AsItLooks,
        }
    }

    /// The number as the file stores it.
    fn stored(&self) -> Option<f64> {
        self.layout.and_then(|layout| layout.number)
    }

    fn number(&self, epoch: Epoch) -> Option<f64> {
        self.stored().or_else(|| match self.value? {
            CellValue::Number(number) | CellValue::Percent(number) => Some(*number),
            CellValue::Date(day) => Some(serial(*day, epoch)),
            _ => None,
        })
    }

    /// The text as written.
    fn text(&self) -> Option<&str> {
        self.before
            .or_else(|| self.value.and_then(CellValue::as_text))
    }

    /// Its formula with its result; of an error that is none, a formula that is taken out again.
    fn formula(&self, epoch: Epoch) -> Option<Formula> {
        let own = self.layout.and_then(|layout| layout.formula.as_deref());
        let own = own.filter(|own| own.chars().count() <= FORMULA_LENGTH);
        match (own, self.value) {
            (Some(own), _) => Some(Formula::new(own).set_result(self.result(epoch))),
            (None, Some(CellValue::Error(error))) => {
                Some(Formula::new(NO_FORMULA).set_result(error))
            }
            (None, Some(CellValue::Uncomputed)) => Some(Formula::new("NA()").set_result(NO_RESULT)),
            _ => None,
        }
    }

    fn result(&self, epoch: Epoch) -> String {
        if let Some(number) = self.number(epoch) {
            return number.to_string();
        }
        if let Some(text) = self.text() {
            let is_other = text.parse::<f64>().is_ok()
                || text.starts_with('#')
                || matches!(text, "TRUE" | "FALSE");
            return if is_other {
                format!("{TEXT}{text}")
            } else {
                text.to_owned()
            };
        }
        match self.value {
            Some(CellValue::Uncomputed) => NO_RESULT.to_owned(),
            Some(value) => value.shown(),
            None => String::new(),
        }
    }
}

/// The number of a day, with its time of day as a fraction.
fn serial(moment: NaiveDateTime, epoch: Epoch) -> f64 {
    /// 1900 has a 29 February in Excel's calendar.
    const MARCH_1900: f64 = 61.0;
    let (year, month, day) = match epoch {
        Epoch::Windows => (1899, 12, 30),
        Epoch::Mac1904 => (1904, 1, 1),
    };
    let zero = NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    let seconds = (moment - zero.and_time(chrono::NaiveTime::MIN)).num_seconds();
    #[expect(clippy::cast_precision_loss, reason = "seconds stay far below 2^53")]
    let days = seconds as f64 / 86_400.0;
    if epoch == Epoch::Windows && days < MARCH_1900 {
        days - 1.0
    } else {
        days
    }
}

fn note(mark: &Mark<'_>, lang: Lang) -> Note {
    let text = mark.note(lang);
    let lines: usize = text
        .split('\n')
        .map(|line| line.chars().count() / NOTE_LETTERS + 1)
        .sum();
    let height = NOTE_LINE * (u32::try_from(lines).unwrap_or(1) + 1);
    Note::new(text)
        .add_author_prefix(false)
        .set_width(NOTE_WIDTH)
        .set_height(height)
        .set_object_movement(ObjectMovement::MoveButDontSizeWithCells)
}

/// The zero-based column; a worksheet has no column beyond the range of its type.
fn index(column: u32) -> u16 {
    u16::try_from(column - 1).unwrap_or(u16::MAX)
}

fn pixels(width: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "widths are between 0 and 255"
    )]
    let pixels = (width.clamp(0.0, 255.0) * DIGIT_PIXELS).round() as u32;
    pixels
}

/// The merged cells without those that reach into one before them, which Excel would not open.
fn apart(merges: &[Range]) -> Vec<Range> {
    let mut apart: Vec<Range> = Vec::with_capacity(merges.len());
    // The columns taken by merges that reach down to a row, by column.
    let mut open: BTreeSet<(u32, u32, u32)> = BTreeSet::new();
    for merge in merges {
        open.retain(|(_, _, last_row)| *last_row >= merge.first.row);
        let overlaps = open
            .iter()
            .any(|(first, last, _)| *first <= merge.last.column && merge.first.column <= *last);
        if !overlaps {
            open.insert((merge.first.column, merge.last.column, merge.last.row));
            apart.push(*merge);
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_into_another_is_left_out() {
        let ranges = |texts: &[&str]| -> Vec<Range> {
            texts.iter().map(|text| text.parse().unwrap()).collect()
        };
        let merges = ranges(&["A1:C3", "B2:D2", "D3:D5", "A4:C4", "A5:B5"]);
        assert_eq!(
            apart(&merges),
            ranges(&["A1:C3", "D3:D5", "A4:C4", "A5:B5"])
        );
    }

    #[test]
    fn a_day_has_the_number_it_came_with() {
        let day = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let check = |text: &str, epoch: Epoch, expected: &str| {
            assert_eq!(serial(day(text), epoch).to_string(), expected, "{text}");
        };
        check("2024-06-15T00:00:00", Epoch::Windows, "45458");
        check("2024-06-15T12:00:00", Epoch::Windows, "45458.5");
        check("1900-02-28T00:00:00", Epoch::Windows, "59");
        check("1900-03-01T00:00:00", Epoch::Windows, "61");
        check("1904-01-02T00:00:00", Epoch::Mac1904, "1");
    }
}
