//! Dates written as text, and columns whose dates may be in the other order.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};

use crate::campaign::DateOrder;
use crate::text::match_key;

/// Years a return can speak of; a serial number outside is no date.
const YEARS: RangeInclusive<i32> = 1950..=2099;

/// A date read from text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    /// As the campaign's order reads it; none where only the other order gives a date.
    pub(super) read: Option<NaiveDate>,
    /// As the other order reads it, if that is another date.
    pub(super) swapped: Option<NaiveDate>,
}

/// The date a text spells: `5/9/2023`, `05-09-23`, `2023-09-05`, `ngày 5 tháng 9 năm 2023`.
pub(super) fn parse(text: &str, order: DateOrder) -> Option<Written> {
    let text = text.trim();
    let numbers = || numbers(text.split(['/', '-', '.']));
    if let Some([day, month, year]) = spelled(text).or_else(numbers) {
        if day > 31 {
            // Year first is year, month, day.
            return certain(date(day, month, year));
        }
        let (plain, other) = (date(year, month, day), date(year, day, month));
        let (read, swapped) = match order {
            DateOrder::DayMonth => (plain, other),
            DateOrder::MonthDay => (other, plain),
        };
        let swapped = if spelled(text).is_some() || swapped == read {
            None
        } else {
            swapped
        };
        if read.is_none() && swapped.is_none() {
            return None;
        }
        return Some(Written { read, swapped });
    }
    // A date and a time of day, as databases export it.
    let (day, _) = text.split_once([' ', 'T'])?;
    certain(day.parse().ok())
}

fn certain(read: Option<NaiveDate>) -> Option<Written> {
    read.map(|read| Written {
        read: Some(read),
        swapped: None,
    })
}

/// Three whole numbers.
fn numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Option<[i32; 3]> {
    let is_number =
        |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Option<Vec<i32>> = parts
        .map(str::trim)
        .map(|part| Some(part).filter(is_number)?.parse().ok())
        .collect();
    numbers?.try_into().ok()
}

/// Day, month and year in words: "ngày 5 tháng 9 năm 2023".
fn spelled(text: &str) -> Option<[i32; 3]> {
    let key = match_key(text);
    let rest = key.strip_prefix(&match_key("ngày"))?;
    let (day, rest) = rest.split_once(&match_key("tháng"))?;
    let (month, year) = rest.split_once(&match_key("năm"))?;
    numbers([day, month, year].into_iter())
}

/// A date of a year written with two or four digits.
fn date(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    let year = if year < 100 { year + 2000 } else { year };
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    date.filter(|date| YEARS.contains(&date.year()))
}

/// The day of an Excel serial number (1900 epoch) in a cell that lost its date format.
pub(super) fn from_serial(number: f64) -> Option<NaiveDate> {
    /// Excel's day 0, so that serial 36526 is 2000-01-01.
    const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1899, 12, 30) {
        Some(day) => day,
        None => NaiveDate::MIN,
    };
    let days = super::cell::whole(number)?;
    let date = EPOCH.checked_add_signed(chrono::TimeDelta::try_days(days)?)?;
    (2000..=2050).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates_as_people_write_them_are_read() {
        for text in [
            "5/9/2023",
            "05-09-2023",
            "5.9.23",
            "2023-09-05",
            "2023/9/5",
            "ngày 5 tháng 9 năm 2023",
            "Ngày 05 tháng 09 năm 2023",
            "2023-09-05 00:00:00",
        ] {
            let written = parse(text, DateOrder::DayMonth).and_then(|written| written.read);
            assert_eq!(written, Some(day("2023-09-05")), "{text}");
        }
    }

    #[test]
    fn a_date_that_only_the_other_order_gives_is_not_read() {
        let written = parse("10/25/2023", DateOrder::DayMonth).unwrap();
        assert_eq!(written.read, None);
        assert_eq!(written.swapped, Some(day("2023-10-25")));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "tháng 10/2023",
            "31/02/2024",
            "10/12",
            "2023",
            "1/2/3/4",
            "ngày khai giảng",
        ] {
            assert_eq!(parse(text, DateOrder::DayMonth), None, "{text}");
        }
    }

    #[test]
    fn serial_numbers_are_days_since_1900() {
        assert_eq!(from_serial(45_174.0), Some(day("2023-09-05")));
        assert_eq!(from_serial(2023.0), None);
        assert_eq!(from_serial(45_174.5), None);
    }
}
