//! Numbers of xls and xlsb cells, and the formats that make dates of them.

use std::collections::BTreeMap;

use calamine::{ExcelDateTime, ExcelDateTimeType};

use super::super::cell::{date_value, month_value};
use super::super::number_format::Shown;
use super::super::{CellValue, Epoch};

/// Which cell formats show a number as a date or as one of percent.
#[derive(Debug, Default)]
pub(super) struct Formats {
    /// A file's own number formats, and what they show.
    own: BTreeMap<u16, Shown>,
    /// The number format of each cell format.
    cells: Vec<u16>,
    pub(super) epoch: Epoch,
}

impl Formats {
    /// Takes in a number format of the file's own.
    pub(super) fn define(&mut self, id: u16, code: &str) {
        self.own.insert(id, Shown::by_code(code));
    }

    /// Takes in the next cell format.
    pub(super) fn push(&mut self, number_format: u16) {
        self.cells.push(number_format);
    }

    /// A number as its cell format shows it.
    pub(super) fn value(&self, cell_format: u32, number: f64) -> CellValue {
        if !number.is_finite() {
            return CellValue::Error("#NUM!".to_owned());
        }
        let cell_format = usize::try_from(cell_format).unwrap_or(usize::MAX);
        let id = self.cells.get(cell_format).copied().unwrap_or_default();
        let own = self.own.get(&id).copied();
        match own.unwrap_or_else(|| Shown::by_id(id)) {
            Shown::Number => CellValue::Number(number),
            Shown::Percent => CellValue::Percent(number),
            Shown::Date => self.day(number),
            Shown::Month => month_value(self.day(number)),
        }
    }

    fn day(&self, number: f64) -> CellValue {
        date_value(&ExcelDateTime::new(
            number,
            ExcelDateTimeType::DateTime,
            self.epoch == Epoch::Mac1904,
        ))
    }
}

/// A number in the short form of 30 bits: a whole number or the upper half of a float, as it is or
/// divided by 100.
pub(super) fn short_number(bits: u32) -> f64 {
    let value = if bits & 2 == 0 {
        f64::from_bits(u64::from(bits & !3) << 32)
    } else {
        f64::from(bits.cast_signed() >> 2)
    };
    if bits & 1 == 0 { value } else { value / 100.0 }
}

/// An error's name, by its code in xls and xlsb.
pub(super) fn error(code: u8) -> CellValue {
    let name = match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        _ => "#ERROR!",
    };
    CellValue::Error(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_are_whole_or_floats_or_hundredths() {
        for (bits, number) in [
            ((12 << 2) | 2, "12"),
            ((1234 << 2) | 3, "12.34"),
            (0x3FF8_0000, "1.5"),
            ((-4_i32).cast_unsigned() | 2, "-1"),
        ] {
            assert_eq!(short_number(bits).to_string(), number);
        }
    }

    #[test]
    fn a_day_beyond_the_calendar_stays_a_number() {
        let mut formats = Formats::default();
        formats.push(14);
        assert_eq!(formats.value(0, 1e9), CellValue::Number(1e9));
        assert_eq!(formats.value(0, -1.0), CellValue::Number(-1.0));
        assert_eq!(
            formats.value(0, f64::NAN),
            CellValue::Error("#NUM!".to_owned())
        );
        assert_eq!(formats.value(0, 45_000.0).shown(), "15/03/2023");
    }

    #[test]
    fn the_first_day_of_a_month_shown_alone_is_that_month_in_old_formats() {
        let mut formats = Formats::default();
        formats.define(164, "mm/yyyy");
        formats.push(17);
        formats.push(164);
        formats.push(14);
        let shown = |format, number| formats.value(format, number).shown();
        assert_eq!(shown(0, 45_200.0), "10/2023");
        assert_eq!(shown(1, 45_200.0), "10/2023");
        assert_eq!(shown(1, 45_201.0), "02/10/2023");
        assert_eq!(shown(2, 45_200.0), "01/10/2023");
    }
}
