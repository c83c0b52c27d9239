//! The types of values, as Table Schema has them, and the ends of their ranges.

use std::cmp::Ordering;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::lang::{self, Lang};

/// The type of a field's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A text that is an e-mail address.
    Email,
    /// A text that is a web address.
    Uri,
    /// A number.
    Number,
    /// A whole number.
    Integer,
    /// Yes or no, with the texts that stand for each.
    Boolean {
        /// Texts for yes.
        yes: Vec<String>,
        /// Texts for no.
        no: Vec<String>,
    },
    /// A day.
    Date,
    /// A day and a time of it.
    DateTime,
    /// A time of day.
    Time,
    /// A year.
    Year,
    /// A month of a year.
    YearMonth,
    /// A length of time.
    Duration,
    /// Several values in one cell.
    List {
        /// What parts them.
        delimiter: String,
        /// The type of each.
        item: Box<FieldKind>,
    },
    /// Whatever is written.
    Any,
}

impl FieldKind {
    /// Whether its values are numbers that can be added up.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Number | Self::Integer)
    }

    /// What a clerk would call such a value.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        let (vi, en) = match self {
            Self::Text => ("chữ", "text"),
            Self::Any => ("nội dung", "a value"),
            Self::Email => (
                "địa chỉ thư điện tử, ví dụ ten@truong.edu.vn",
                "an e-mail address such as name@school.edu.vn",
            ),
            Self::Uri => (
                "địa chỉ trang mạng bắt đầu bằng http:// hoặc https://",
                "a web address beginning with http:// or https://",
            ),
            Self::Number => ("một số, ví dụ 8,5", "a number such as 8.5"),
            Self::Integer => ("một số nguyên, ví dụ 12", "a whole number such as 12"),
            Self::Boolean { yes, no } => {
                let first = |texts: &[String]| texts.first().cloned().unwrap_or_default();
                let (yes, no) = (first(yes), first(no));
                return lang.pick(
                    format!("\"{yes}\" hoặc \"{no}\""),
                    format!("\"{yes}\" or \"{no}\""),
                );
            }
            Self::Date => (
                "ngày dạng ngày/tháng/năm, ví dụ 05/09/2023",
                "a date as day/month/year such as 05/09/2023",
            ),
            Self::DateTime => (
                "ngày và giờ, ví dụ 05/09/2023 14:30",
                "a date and time such as 05/09/2023 14:30",
            ),
            Self::Time => ("giờ và phút, ví dụ 14:30", "a time of day such as 14:30"),
            Self::Year => (
                "một năm gồm bốn chữ số, ví dụ 2023",
                "a year of four digits such as 2023",
            ),
            Self::YearMonth => (
                "tháng và năm, ví dụ 10/2023",
                "a month and year such as 10/2023",
            ),
            Self::Duration => (
                "khoảng thời gian, ví dụ P1Y6M (1 năm 6 tháng)",
                "a length of time such as P1Y6M (1 year and 6 months)",
            ),
            Self::List { delimiter, item } => {
                let item = item.describe(lang);
                return lang.pick(
                    format!("các giá trị cách nhau bằng \"{delimiter}\", mỗi giá trị là {item}"),
                    format!("values parted by \"{delimiter}\", each {item}"),
                );
            }
        };
        lang.pick(vi, en).to_owned()
    }
}

/// How numbers are written, where a form says so; else both customs are understood.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Numerals {
    /// The mark before the fraction.
    pub decimal: Option<char>,
    /// The mark between thousands.
    pub group: Option<char>,
    /// What may stand around the digits.
    pub around: Around,
}

/// What may stand around the digits of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Around {
    /// Nothing (`bareNumber`, the usual).
    #[default]
    Nothing,
    /// A unit or a currency, as in `12 người`.
    Anything,
}

/// An end of a range of values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Of numbers, whole numbers and years.
    Number(f64),
    /// Of days.
    Date(NaiveDate),
    /// Of days with a time.
    DateTime(NaiveDateTime),
    /// Of times of day.
    Time(NaiveTime),
    /// Of months: years times twelve, and the months.
    Month(i32),
    /// Of lengths of time, in seconds; a month is the twelfth part of 365.2425 days.
    Duration(f64),
}

impl Bound {
    /// How it compares with another of its kind; none with one of another.
    #[must_use]
    pub fn compare(self, other: Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Number(one), Self::Number(other))
            | (Self::Duration(one), Self::Duration(other)) => one.partial_cmp(&other),
            (Self::Date(one), Self::Date(other)) => Some(one.cmp(&other)),
            (Self::DateTime(one), Self::DateTime(other)) => Some(one.cmp(&other)),
            (Self::Time(one), Self::Time(other)) => Some(one.cmp(&other)),
            (Self::Month(one), Self::Month(other)) => Some(one.cmp(&other)),
            _ => None,
        }
    }
}

impl Bound {
    /// As people read it.
    #[must_use]
    pub fn describe(self, lang: Lang) -> String {
        match self {
            Self::Number(number) => lang::number(number, lang),
            Self::Date(day) => lang::date(day),
            Self::DateTime(at) => format!("{} {}", lang::date(at.date()), lang::time(at.time())),
            Self::Time(time) => lang::time(time),
            Self::Month(months) => {
                format!("{:02}/{}", months.rem_euclid(12) + 1, months.div_euclid(12))
            }
            Self::Duration(seconds) => {
                let days = lang::number(seconds / 86_400.0, lang);
                format!("{days} {}", lang.pick("ngày", "days"))
            }
        }
    }
}

/// A month as Table Schema writes it, `2023-10`: years times twelve, and the months.
#[must_use]
pub fn iso_month(text: &str) -> Option<i32> {
    let (year, month) = text.split_once('-')?;
    let is_number = |part: &str, digits: usize| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (year, month) = (
        is_number(year, 4).then_some(year)?.parse::<i32>().ok()?,
        is_number(month, 2).then_some(month)?.parse::<i32>().ok()?,
    );
    (1..=12).contains(&month).then_some(year * 12 + month - 1)
}

/// The seconds of a length of time as ISO 8601 writes it: `P1Y2M10DT2H30M`, `P4W`, `PT0.5S`.
#[must_use]
pub fn iso_duration(text: &str) -> Option<f64> {
    const DAY: f64 = 86_400.0;
    /// The mean of the Gregorian calendar.
    const YEAR: f64 = 365.2425 * DAY;
    let (sign, rest) = text
        .strip_prefix('-')
        .map_or((1.0, text), |rest| (-1.0, rest));
    let rest = rest.strip_prefix('P')?;
    let (days, times) = rest
        .split_once('T')
        .map_or((rest, None), |(days, times)| (days, Some(times)));
    if days.is_empty() && times.is_none_or(str::is_empty) || times == Some("") {
        return None;
    }
    let of_days = [
        ('Y', YEAR),
        ('M', YEAR / 12.0),
        ('W', 7.0 * DAY),
        ('D', DAY),
    ];
    let of_times = [('H', 3600.0), ('M', 60.0), ('S', 1.0)];
    let sum = parts(days, &of_days)? + parts(times.unwrap_or_default(), &of_times)?;
    Some(sign * sum)
}

/// The seconds of numbers with their units, which come in this order.
fn parts(text: &str, units: &[(char, f64)]) -> Option<f64> {
    let (mut rest, mut sum) = (text, 0.0);
    let mut units = units.iter();
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number: f64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        let (_, seconds) = units.find(|(name, _)| *name == unit)?;
        sum += number * seconds;
        rest = &rest[end + unit.len_utf8()..];
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::{iso_duration, iso_month};

    #[test]
    fn lengths_of_time_are_read_as_iso_writes_them() {
        for (text, seconds) in [
            ("P1D", 86_400.0),
            ("PT1H30M", 5_400.0),
            ("P2W", 1_209_600.0),
            ("P1DT12H", 129_600.0),
            ("PT0.5S", 0.5),
            ("-PT1M", -60.0),
        ] {
            assert_eq!(iso_duration(text), Some(seconds), "{text}");
        }
        for text in [
            "", "P", "PT", "P1DT", "1D", "P1H", "PT1D", "P1M1Y", "P-1D", "PD", "1 ngày",
        ] {
            assert_eq!(iso_duration(text), None, "{text}");
        }
    }

    #[test]
    fn months_are_read_as_iso_writes_them() {
        assert_eq!(iso_month("2023-10"), Some(2023 * 12 + 9));
        for text in ["2023-13", "2023-00", "2023-1", "10/2023", "23-10", "2023"] {
            assert_eq!(iso_month(text), None, "{text}");
        }
    }
}
