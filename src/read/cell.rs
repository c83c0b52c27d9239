//! One cell's value, whatever the file format.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};
use compact_str::{CompactString, ToCompactString as _};
use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::location::CellRef;

use super::Visibility;

/// A cell with a value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Where.
    pub at: CellRef,
    /// What.
    pub value: CellValue,
}

/// What a cell holds; a formula is its cached value. A short text takes no memory of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// Text, as written; never empty.
    Text(CompactString),
    /// A number.
    Number(f64),
    /// A number shown as one of percent: 0.95 as 95%.
    Percent(f64),
    /// TRUE or FALSE.
    Boolean(bool),
    /// A number formatted as a date, or a date.
    Date(NaiveDateTime),
    /// An Excel error such as `#N/A`.
    Error(String),
    /// A formula that was saved without its result.
    Uncomputed,
}

impl CellValue {
    /// The value as a person sees it in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::Error(text) => text.clone(),
            Self::Number(number) => plain_number(*number),
            Self::Percent(share) => format!("{}%", plain_number(hundredfold(*share))),
            Self::Uncomputed => String::new(),
            Self::Boolean(true) => "TRUE".to_owned(),
            Self::Boolean(false) => "FALSE".to_owned(),
            Self::Date(day) => crate::lang::date(day.date()),
        }
    }

    /// The text of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// A number without a fraction, if it is one that f64 holds exactly.
#[must_use]
pub fn whole(number: f64) -> Option<i64> {
    /// 2^53: beyond it f64 skips whole numbers.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "checked to be whole and within 2^53"
    )]
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// A share as a number of percent, to the 15 digits that Excel keeps.
#[must_use]
pub fn hundredfold(share: f64) -> f64 {
    let number = share * 100.0;
    format!("{number:.14e}").parse().unwrap_or(number)
}

/// A number without thousands marks, with a decimal comma.
fn plain_number(number: f64) -> String {
    crate::lang::number(number, Lang::Vi).replace('.', "")
}

/// The serial numbers that are days: from 1900 to the end of 9999.
const DAYS: std::ops::Range<f64> = 0.0..2_958_466.0;

/// A number; what is none, or beyond what a number can be, is the error Excel would show.
pub(super) fn number_value(number: f64) -> CellValue {
    if number.is_finite() {
        CellValue::Number(number)
    } else {
        CellValue::Error("#NUM!".to_owned())
    }
}

/// A date cell of calamine; durations and what no calendar has stay numbers.
pub(super) fn date_value(date: &calamine::ExcelDateTime) -> CellValue {
    if date.is_duration() || !DAYS.contains(&date.as_f64()) {
        return number_value(date.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))
        .and_then(|day| day.and_hms_opt(u32::from(hour), u32::from(minute), u32::from(second)))
        .map_or(CellValue::Number(date.as_f64()), CellValue::Date)
}

/// A day that is shown without one: as the month, if it is its first day, which is what a month typed
/// alone becomes.
pub(super) fn month_value(value: CellValue) -> CellValue {
    match value {
        CellValue::Date(day) if day.day() == 1 => {
            CellValue::Text(day.format("%m/%Y").to_compact_string())
        }
        value => value,
    }
}

/// A date written as ISO 8601 text in the file's markup (ods).
pub(super) fn iso_value(text: &str) -> CellValue {
    let day: Option<NaiveDate> = text.get(..10).and_then(|day| day.parse().ok());
    let time = text.parse::<NaiveDateTime>().ok();
    time.or_else(|| day.and_then(|day| day.and_hms_opt(0, 0, 0)))
        .map_or_else(|| CellValue::Text(text.into()), CellValue::Date)
}

/// What calamine says of a sheet's visibility.
pub(super) fn visibility(visible: calamine::SheetVisible) -> Visibility {
    match visible {
        calamine::SheetVisible::Visible => Visibility::Visible,
        calamine::SheetVisible::Hidden => Visibility::Hidden,
        calamine::SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}
