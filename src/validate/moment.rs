//! Times, months, years and lengths of time, as cells hold them and texts spell them.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::date;
use super::number::plain_sign;
use crate::campaign::{DateOrder, iso_duration};
use crate::read::CellValue;
use crate::text::match_key;

/// The time of day a cell holds: a text, or a part of a day.
pub(super) fn time(cell: &CellValue, format: Option<&str>) -> Option<NaiveTime> {
    match cell {
        CellValue::Number(part) if (0.0..1.0).contains(part) => of_day(*part),
        // A time alone is one of Excel's day 0.
        CellValue::Date(moment) if date::YEARS.start() > &chrono::Datelike::year(moment) => {
            Some(moment.time())
        }
        CellValue::Text(text) => spelled_time(text, format),
        _ => None,
    }
}

/// The time that a part of a day is, to the second.
fn of_day(part: f64) -> Option<NaiveTime> {
    let seconds = (part * 86_400.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "below the seconds of a day"
    )]
    let delta = TimeDelta::try_seconds(seconds as i64)?;
    Some(NaiveTime::MIN.overflowing_add_signed(delta).0)
}

/// "14:30", "14:30:05", "14h30", "7 giờ 30 phút", "2:30 PM".
fn spelled_time(text: &str, format: Option<&str>) -> Option<NaiveTime> {
    let plain: String = text.chars().map(plain_sign).collect();
    let plain = plain.trim().trim_end_matches('.');
    if let Some(time) = format.and_then(|format| NaiveTime::parse_from_str(plain, format).ok()) {
        return Some(time);
    }
    for format in [
        "%H:%M:%S",
        "%H:%M",
        "%H:%M:%S%.f",
        "%I:%M %p",
        "%I:%M:%S %p",
    ] {
        if let Ok(time) = NaiveTime::parse_from_str(plain, format) {
            return Some(time);
        }
    }
    let key = match_key(plain);
    let words: Vec<String> = [("giờ", "h"), ("phút", "")]
        .iter()
        .fold(key, |key, (word, sign)| key.replace(&match_key(word), sign))
        .split('h')
        .map(|part| part.trim().to_owned())
        .collect();
    let [hour, minute] = words.as_slice() else {
        return None;
    };
    let is_number = |part: &str| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let minute = if minute.is_empty() { "0" } else { minute };
    let sound = !hour.is_empty() && is_number(hour) && is_number(minute);
    NaiveTime::from_hms_opt(
        hour.parse().ok().filter(|_| sound)?,
        minute.parse().ok()?,
        0,
    )
}

/// The day and time that a text spells: an ISO timestamp, or a date and a time after it.
pub(super) fn spelled_moment(
    text: &str,
    order: DateOrder,
    format: Option<&str>,
) -> Option<NaiveDateTime> {
    let text = text.trim();
    let by_format = format.and_then(|format| NaiveDateTime::parse_from_str(text, format).ok());
    if let Some(moment) = by_format.or_else(|| text.trim_end_matches('Z').parse().ok()) {
        return Some(moment);
    }
    let (day, time) = text.split_once([' ', 'T'])?;
    let day = date::parse(day.trim_end_matches(','), order)?;
    // A day that reads both ways is one that nobody knows.
    let day = day
        .read
        .filter(|_| day.swapped.is_none() || is_long(text))?;
    Some(day.and_time(spelled_time(time, None)?))
}

/// Whether a date's year has four digits, so that only day and month can change places.
fn is_long(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit())
        .any(|part| part.len() == 4)
}

/// The year that a cell holds.
pub(super) fn year(cell: &CellValue) -> Option<i64> {
    const YEARS: std::ops::RangeInclusive<f64> = 1.0..=9999.0;
    match cell {
        CellValue::Number(year) if YEARS.contains(year) => crate::read::whole(*year),
        CellValue::Text(text) => {
            let text = text.trim();
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse().ok().filter(|_| is_year)
        }
        _ => None,
    }
}

/// The month of a year that a cell holds, as `2023-10`: a text, or the first day of a month.
pub(super) fn month(cell: &CellValue) -> Option<String> {
    let (year, month) = match cell {
        CellValue::Date(moment) if chrono::Datelike::day(moment) == 1 => {
            return Some(moment.format("%Y-%m").to_string());
        }
        CellValue::Text(text) => spelled_month(text)?,
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year, month, 1)?;
    date::YEARS
        .contains(&year)
        .then(|| day.format("%Y-%m").to_string())
}

/// "2023-10", "10/2023", "tháng 10 năm 2023", "tháng 10/2023": year and month.
fn spelled_month(text: &str) -> Option<(i32, u32)> {
    let key = match_key(text);
    let (month, year) = (match_key("tháng"), match_key("năm"));
    let numbers: Vec<&str> = key
        .split(' ')
        .filter(|word| **word != *month && **word != *year)
        .collect();
    let [first, second] = numbers.as_slice() else {
        return None;
    };
    let (year, month) = if first.len() == 4 {
        (first, second)
    } else {
        (second, first)
    };
    let sound = year.len() == 4 && month.len() <= 2;
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = sound && is_number(year) && is_number(month);
    Some((year.parse().ok().filter(|_| sound)?, month.parse().ok()?))
}

/// The length of time that a cell holds, as ISO 8601 writes it.
pub(super) fn duration(cell: &CellValue) -> Option<String> {
    let text = cell.as_text()?.trim().to_ascii_uppercase();
    iso_duration(&text).is_some().then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> CellValue {
        CellValue::Text(text.into())
    }

    #[test]
    fn times_of_day_are_read_in_their_spellings() {
        for (written, read) in [
            ("14:30", "14:30"),
            ("14:30:05", "14:30:05"),
            ("14h30", "14:30"),
            ("7h", "07:00"),
            ("7 giờ 30 phút", "07:30"),
            ("2:30 PM", "14:30"),
            (" 08:05 ", "08:05"),
        ] {
            assert_eq!(
                time(&text(written), None).map(crate::lang::time).as_deref(),
                Some(read),
                "{written}"
            );
        }
        for written in ["25:00", "14:60", "sáng", "1430", "h30", "5/9/2023"] {
            assert_eq!(time(&text(written), None), None, "{written}");
        }
        assert_eq!(
            time(&CellValue::Number(0.5), None)
                .map(crate::lang::time)
                .as_deref(),
            Some("12:00")
        );
        assert_eq!(time(&CellValue::Number(1.5), None), None);
        assert_eq!(
            time(&text("30.14"), Some("%M.%H"))
                .map(crate::lang::time)
                .as_deref(),
            Some("14:30")
        );
    }

    #[test]
    fn months_and_years_are_read_in_their_spellings() {
        for written in [
            "2023-10",
            "10/2023",
            "tháng 10/2023",
            "Tháng 10 năm 2023",
            "10-2023",
        ] {
            assert_eq!(
                month(&text(written)).as_deref(),
                Some("2023-10"),
                "{written}"
            );
        }
        for written in ["13/2023", "10/23", "5/9/2023", "tháng mười", "2023"] {
            assert_eq!(month(&text(written)), None, "{written}");
        }
        assert_eq!(year(&text("2023")), Some(2023));
        assert_eq!(year(&CellValue::Number(2023.0)), Some(2023));
        for written in ["23", "2023-2024", "năm 2023"] {
            assert_eq!(year(&text(written)), None, "{written}");
        }
    }

    #[test]
    fn a_day_and_its_time_are_read_together() {
        let read = |written: &str| {
            spelled_moment(written, DateOrder::DayMonth, None).map(|moment| moment.to_string())
        };
        for (written, moment) in [
            ("2023-09-05T14:30:00", "2023-09-05 14:30:00"),
            ("2023-09-05T14:30:00Z", "2023-09-05 14:30:00"),
            ("05/09/2023 14:30", "2023-09-05 14:30:00"),
            ("25/09/2023 7h30", "2023-09-25 07:30:00"),
        ] {
            assert_eq!(read(written).as_deref(), Some(moment), "{written}");
        }
        for written in ["05/09/2023", "14:30", "hôm nay 14:30"] {
            assert_eq!(read(written), None, "{written}");
        }
    }
}
