//! Dates written as text, and columns whose dates may be in the other order.

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate, TimeDelta};

use crate::campaign::DateOrder;
use crate::read::Epoch;
use crate::text::match_key;

use super::number::plain_sign;

/// Years a return can speak of; what lies outside is no date.
pub(super) const YEARS: RangeInclusive<i32> = 1950..=2099;
/// A year of two digits up to this one is of this century.
const THIS_CENTURY: i32 = 49;
/// The English months in short, as Excel shows them.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

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
    let plain: String = text.chars().map(plain_sign).collect();
    let text = plain
        .trim()
        .trim_start_matches('\'')
        .trim_end_matches(['.', ',', ';']);
    let bare = without_day_word(text).unwrap_or(text);
    if let Some(parts) = numbers(bare.split(['/', '-', '.', '\\', ','])) {
        return in_order(parts, order);
    }
    if let Some(certain) = spelled(text)
        .or_else(|| compact(bare))
        .or_else(|| with_month(bare))
    {
        return Some(Written {
            read: Some(certain),
            swapped: None,
        });
    }
    // A date and a time of day, as databases and forms export it.
    let (day, time) = bare.split_once([' ', 'T'])?;
    let is_time = time.contains(':')
        && time.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, ':' | '.' | 'Z' | '+' | ' ' | 'A' | 'P' | 'M')
        });
    let parts = numbers(day.split(['/', '-', '.'])).filter(|_| is_time)?;
    in_order(parts, order)
}

/// One number of a date, with how many digits it has.
#[derive(Debug, Clone, Copy)]
struct Part {
    number: i32,
    digits: usize,
}

fn in_order([first, second, third]: [Part; 3], order: DateOrder) -> Option<Written> {
    if first.digits == 4 {
        // Year first is year, month, day.
        let read = date(first, second, third);
        return read.map(|read| Written {
            read: Some(read),
            swapped: None,
        });
    }
    let (plain, other) = (date(third, second, first), date(third, first, second));
    let (read, other) = match order {
        DateOrder::DayMonth => (plain, other),
        DateOrder::MonthDay => (other, plain),
    };
    // Of two digits everywhere, the year may stand first.
    let other = other.filter(|other| Some(*other) != read);
    let swapped = other.or_else(|| date(first, second, third).filter(|_| third.digits == 2));
    let swapped = swapped.filter(|swapped| Some(*swapped) != read);
    (read.is_some() || swapped.is_some()).then_some(Written { read, swapped })
}

/// Three whole numbers of a date.
fn numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Option<[Part; 3]> {
    let part = |part: &str| {
        let part = part.trim();
        let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let number = part.parse().ok().filter(|_| is_number)?;
        Some(Part {
            number,
            digits: part.len(),
        })
    };
    let parts: Option<Vec<Part>> = parts.take(4).map(part).collect();
    parts?.try_into().ok()
}

/// "Ngày 05/9/2023" without its first word.
fn without_day_word(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once(' ')?;
    (match_key(word) == match_key("ngày")).then(|| rest.trim_start_matches([':', ' ']))
}

/// Day, month and year in words: "ngày 5 tháng 9 năm 2023", with or without the first of them.
fn spelled(text: &str) -> Option<NaiveDate> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || c.is_alphabetic()) {
        return None;
    }
    let key = match_key(text);
    let day = match_key("ngày");
    let rest = key.strip_prefix(&day).unwrap_or(&key);
    let (day, rest) = rest.split_once(&match_key("tháng"))?;
    let (month, year) = rest.split_once(&match_key("năm"))?;
    let [day, month, year] = numbers([day, month, year].into_iter())?;
    date(year, month, day)
}

/// Eight digits in a row: 20230905, or 05092023 where no other order gives a date.
fn compact(text: &str) -> Option<NaiveDate> {
    let is_compact = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if !is_compact {
        return None;
    }
    let part = |range: std::ops::Range<usize>| {
        let digits = range.len();
        let number = text[range].parse().unwrap_or(0);
        Part { number, digits }
    };
    let year_first = date(part(0..4), part(4..6), part(6..8));
    let year_last = date(part(4..8), part(2..4), part(0..2));
    let month_first = date(part(4..8), part(0..2), part(2..4));
    match (year_first, year_last, month_first) {
        (Some(day), None, None) | (None, Some(day), None) => Some(day),
        (None, Some(day), Some(other)) if day == other => Some(day),
        _ => None,
    }
}

/// A month by its English name, as an English Excel writes it: 5-Sep-23.
fn with_month(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split(['-', ' ', '/']).filter(|part| !part.is_empty());
    let (day, name, year) = (parts.next()?, parts.next()?, parts.next()?);
    let name = name.get(..3).filter(|_| parts.next().is_none())?;
    let name = name.to_ascii_lowercase();
    let month = MONTHS.iter().position(|month| *month == name)? + 1;
    let [day, month, year] = numbers([day, &month.to_string(), year].into_iter())?;
    date(year, month, day)
}

/// A date of a year written with two or four digits.
fn date(year: Part, month: Part, day: Part) -> Option<NaiveDate> {
    let sound = month.digits <= 2 && day.digits <= 2 && matches!(year.digits, 2 | 4);
    let full = match year.digits {
        4 => year.number,
        _ if year.number <= THIS_CENTURY => year.number + 2000,
        _ => year.number + 1900,
    };
    let unsigned = |part: Part| u32::try_from(part.number).ok();
    let date = NaiveDate::from_ymd_opt(full, unsigned(month)?, unsigned(day)?);
    date.filter(|date| sound && YEARS.contains(&date.year()))
}

/// The day of a serial number in a cell that lost its date format, where it is near the school
/// year: five digits are a date only where a date can be meant.
pub(super) fn from_serial(
    number: f64,
    epoch: Epoch,
    period: &RangeInclusive<NaiveDate>,
) -> Option<NaiveDate> {
    /// Excel's day 0, so that serial 36526 is 2000-01-01.
    const WINDOWS: NaiveDate = match NaiveDate::from_ymd_opt(1899, 12, 30) {
        Some(day) => day,
        None => NaiveDate::MIN,
    };
    /// The Mac's day 0.
    const MAC: NaiveDate = match NaiveDate::from_ymd_opt(1904, 1, 1) {
        Some(day) => day,
        None => NaiveDate::MIN,
    };
    /// Decisions older than this are not reported, nor what lies so far ahead.
    const BEFORE: TimeDelta = TimeDelta::days(5 * 366);
    const AFTER: TimeDelta = TimeDelta::days(366);
    let day_0 = match epoch {
        Epoch::Windows => WINDOWS,
        Epoch::Mac1904 => MAC,
    };
    // The fraction is a time of day.
    let days = crate::read::whole(number.floor())?;
    let date = day_0.checked_add_signed(TimeDelta::try_days(days)?)?;
    let first = period.start().checked_sub_signed(BEFORE)?;
    let last = period.end().checked_add_signed(AFTER)?;
    (first..=last).contains(&date).then_some(date)
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
            "05/9/2023.",
            "05 / 09 / 2023",
            "05／09／2023",
            "05\\09\\2023",
            "2023-09-05",
            "2023/9/5",
            "ngày 5 tháng 9 năm 2023",
            "Ngày 05 tháng 09 năm 2023",
            "5 tháng 9 năm 2023",
            "ngày 05/9/2023",
            "Ngày: 05/9/2023",
            "2023-09-05 00:00:00",
            "2023-09-05T00:00:00",
            "05/09/2023 07:30",
            "20230905",
            "5-Sep-23",
            "05 Sep 2023",
            "'05/09/2023",
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
    fn a_year_of_two_digits_may_stand_first() {
        let written = parse("23-09-05", DateOrder::DayMonth).unwrap();
        assert_eq!(written.read, Some(day("2005-09-23")));
        assert_eq!(written.swapped, Some(day("2023-09-05")));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "tháng 10/2023",
            "31/02/2024",
            "29/02/2023",
            "10/12",
            "2023",
            "1/2/3/4",
            "5/9/203",
            "5/9/20233",
            "005/9/2023",
            "ngày khai giảng",
            "tháng 9 năm 2023",
            "5/9/2023 và 6/9/2023",
            "12/11/2023-15/11/2023",
            "10112012",
            "99999999",
        ] {
            assert_eq!(parse(text, DateOrder::DayMonth), None, "{text}");
        }
    }

    #[test]
    fn serial_numbers_are_days_since_the_epoch() {
        let period = day("2023-09-05")..=day("2024-05-31");
        let windows = |number| from_serial(number, Epoch::Windows, &period);
        assert_eq!(windows(45_174.0), Some(day("2023-09-05")));
        assert_eq!(windows(45_174.5), Some(day("2023-09-05")));
        assert_eq!(windows(2023.0), None);
        // 5/09/23 without its strokes is no day of 2039.
        assert_eq!(windows(50_923.0), None);
        let mac = from_serial(43_712.0, Epoch::Mac1904, &period);
        assert_eq!(mac, Some(day("2023-09-05")));
    }
}
