//! The two languages of screen and paper, and how each writes dates and numbers.

mod order;

use chrono::{NaiveDate, NaiveTime, Timelike as _};
use serde::Deserialize;

pub use order::NameOrder;

/// A language of messages and reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// One of two texts.
    #[must_use]
    pub fn pick<T>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }
}

/// A title in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Titles {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

impl Titles {
    /// The title in one language.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        lang.pick(&self.vi, &self.en)
    }
}

/// A time of day as people read it: 14:30, with its seconds where it has any.
#[must_use]
pub fn time(time: NaiveTime) -> String {
    let format = if time.second() == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    time.format(format).to_string()
}

/// A date as people read it: 24/10/2023.
#[must_use]
pub fn date(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}

/// A number as people read it, at most three decimals: `1.234,5` in Vietnamese, `1,234.5` in
/// English.
#[must_use]
pub fn number(value: f64, lang: Lang) -> String {
    let plain = format!("{value:.3}");
    let plain = plain.trim_end_matches('0').trim_end_matches('.');
    let (whole, decimals) = plain.split_once('.').unwrap_or((plain, ""));
    let (sign, digits) = match whole.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", whole),
    };
    let (thousands, decimal) = lang.pick(('.', ','), (',', '.'));
    let mut out = String::from(sign);
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(decimal);
        out.push_str(decimals);
    }
    out
}

/// A title as it stands inside a Vietnamese sentence: `phòng GDĐT`, but `THPT`.
#[must_use]
pub fn inside(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            let rest = &title[first.len_utf8()..];
            first.to_lowercase().chain(rest.chars()).collect()
        }
        _ => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_each_language_does() {
        assert_eq!(number(1_234_567.5, Lang::Vi), "1.234.567,5");
        assert_eq!(number(1_234_567.5, Lang::En), "1,234,567.5");
        assert_eq!(number(-100.0, Lang::Vi), "-100");
        assert_eq!(number(0.0, Lang::Vi), "0");
        assert_eq!(number(9.25, Lang::Vi), "9,25");
    }

    #[test]
    fn a_title_begins_small_inside_a_sentence_unless_it_is_an_abbreviation() {
        assert_eq!(inside("Phòng GDĐT"), "phòng GDĐT");
        assert_eq!(inside("Đơn vị trực thuộc"), "đơn vị trực thuộc");
        assert_eq!(inside("THPT"), "THPT");
        assert_eq!(inside(""), "");
    }
}
