//! A cell of a table before it is written: what stands in it and what it means.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::style::{Kind, Tone};
use crate::assess::{Interval, Status};
use crate::campaign::Scale;
use crate::lang::{self, Lang};
use crate::report::words;
use crate::validate::Value;

/// The most UTF-16 units Excel takes in one cell.
const MAX_UNITS: usize = 32_767;
/// The day before Excel's first; its calendar is right from March 1900 on.
const EPOCH: (i32, u32, u32) = (1899, 12, 30);
/// The serial number of 1 March 1900.
const FIRST_SERIAL: i64 = 61;

/// One cell, or several merged in a row.
pub(super) struct Cell<'a> {
    pub(super) content: Content<'a>,
    pub(super) tone: Tone,
    pub(super) columns: u16,
    /// What calculates the content, where something does.
    pub(super) formula: Option<String>,
}

/// What stands in a cell.
pub(super) enum Content<'a> {
    Blank,
    Text(Cow<'a, str>),
    Centred(Cow<'a, str>),
    /// The word of a status, which is shown with its sign.
    Status(&'static str),
    /// How many there are of something.
    Count(f64),
    Number(f64),
    /// Points of a score, with a decimal.
    Points(f64),
    Share(f64),
    /// Days since the epoch.
    Date(i64),
    Link {
        text: Cow<'a, str>,
        address: String,
    },
}

impl<'a> Cell<'a> {
    fn of(content: Content<'a>) -> Self {
        Self {
            content,
            tone: Tone::Plain,
            columns: 1,
            formula: None,
        }
    }

    pub(super) fn blank() -> Self {
        Self::of(Content::Blank)
    }

    pub(super) fn text(text: impl Into<Cow<'a, str>>) -> Self {
        match text.into() {
            text if text.is_empty() => Self::blank(),
            text => Self::of(Content::Text(clip(text))),
        }
    }

    pub(super) fn centred(text: impl Into<Cow<'a, str>>) -> Self {
        Self::of(Content::Centred(clip(text.into())))
    }

    /// How a unit stands: its value is the word, by which formulas and filters find it.
    pub(super) fn status(status: Status, lang: Lang) -> Self {
        Self::of(Content::Status(words::status(status, lang))).tone(Tone::Status(status))
    }

    /// A figure with both ends: a number where they are one, else a text.
    pub(super) fn interval(figure: Interval, lang: Lang) -> Self {
        if figure.high == Some(figure.low) {
            Self::amount(figure.low)
        } else {
            Self::centred(words::interval(figure, lang))
        }
    }

    pub(super) fn number(number: f64) -> Self {
        Self::of(Content::Number(number))
    }

    /// How many there are of something.
    pub(super) fn amount(amount: f64) -> Self {
        Self::of(Content::Count(amount))
    }

    pub(super) fn points(points: f64) -> Self {
        Self::of(Content::Points(points))
    }

    pub(super) fn count(count: impl Into<u64>) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
        Self::amount(count.into() as f64)
    }

    /// A figure on its own scale: a share in percent.
    pub(super) fn figure(scale: Scale, figure: Interval, lang: Lang) -> Self {
        match (scale, figure.exact()) {
            (Scale::Share, Some(share)) => Self::part(share),
            (Scale::Share, None) => Self::centred(words::figure(scale, figure, lang)),
            (Scale::Amount | Scale::YesNo, _) => Self::interval(figure, lang),
        }
    }

    /// A count, left empty where there is nothing.
    pub(super) fn count_or_blank(count: impl Into<u64>) -> Self {
        match count.into() {
            0 => Self::blank(),
            count => Self::count(count),
        }
    }

    /// A running number from 1.
    pub(super) fn ordinal(at: usize) -> Self {
        Self::of(Content::Centred((at + 1).to_string().into()))
    }

    /// A part of a whole; blank where the whole is nothing.
    pub(super) fn share(part: u32, whole: u32) -> Self {
        if whole == 0 {
            Self::blank()
        } else {
            Self::part(f64::from(part) / f64::from(whole))
        }
    }

    /// A part of one, shown in percent.
    pub(super) fn part(share: f64) -> Self {
        Self::of(Content::Share(share))
    }

    /// A day; one before Excel's calendar as text.
    pub(super) fn date(day: NaiveDate) -> Self {
        let (year, month, first) = EPOCH;
        let epoch = NaiveDate::from_ymd_opt(year, month, first).unwrap_or_default();
        let serial = (day - epoch).num_days();
        if serial < FIRST_SERIAL {
            Self::centred(crate::lang::date(day))
        } else {
            Self::of(Content::Date(serial))
        }
    }

    pub(super) fn date_or_blank(day: Option<NaiveDate>) -> Self {
        day.map_or_else(Self::blank, Self::date)
    }

    /// A text that leads to an address; plain where there is none.
    pub(super) fn link(text: impl Into<Cow<'a, str>>, address: Option<String>) -> Self {
        let text = clip(text.into());
        match address {
            Some(address) if !text.is_empty() => Self::of(Content::Link { text, address }),
            _ => Self::text(text),
        }
    }

    /// A typed value.
    pub(super) fn value(value: Option<&'a Value>, lang: Lang) -> Self {
        match value {
            None => Self::blank(),
            Some(Value::Text(text)) => Self::text(text.as_str()),
            Some(Value::Boolean(yes)) => Self::centred(words::yes_no(*yes, lang)),
            Some(Value::Date(day)) => Self::date(*day),
            Some(moment @ (Value::DateTime(_) | Value::Time(_))) => Self::text(moment.shown()),
            Some(Value::Number(number)) => Self::number(*number),
            Some(whole @ Value::Integer(_)) => {
                whole.as_number().map_or_else(Self::blank, Self::number)
            }
        }
    }

    /// The same with at most so many letters of a text.
    pub(super) fn value_in_part(value: Option<&'a Value>, most: usize, lang: Lang) -> Self {
        match value {
            Some(Value::Text(text)) => Self::text(excerpt(text, most, lang)),
            _ => Self::value(value, lang),
        }
    }

    /// The same content, calculated by a formula: a program that opens the workbook finds it there
    /// and may calculate it again.
    pub(super) fn by(mut self, formula: impl Into<String>) -> Self {
        self.formula = Some(formula.into());
        self
    }

    pub(super) fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The cell merged with those to its right: so many columns in all.
    pub(super) fn across(mut self, columns: u16) -> Self {
        self.columns = columns;
        self
    }

    /// The text to be fitted into the cell, if it is one.
    pub(super) fn shown(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) | Content::Centred(text) | Content::Link { text, .. } => Some(text),
            Content::Status(word) => Some(word),
            _ => None,
        }
    }

    /// Its number, if it is one.
    pub(super) fn as_number(&self) -> Option<f64> {
        match &self.content {
            Content::Count(number)
            | Content::Number(number)
            | Content::Points(number)
            | Content::Share(number) => Some(*number),
            _ => None,
        }
    }

    /// What its formula gives, as the workbook keeps it.
    pub(super) fn result(&self) -> String {
        match &self.content {
            Content::Blank => String::new(),
            Content::Text(text) | Content::Centred(text) | Content::Link { text, .. } => {
                text.clone().into_owned()
            }
            Content::Status(word) => (*word).to_owned(),
            Content::Count(number)
            | Content::Number(number)
            | Content::Points(number)
            | Content::Share(number) => number.to_string(),
            Content::Date(serial) => serial.to_string(),
        }
    }

    /// The format it needs.
    pub(super) fn kind(&self) -> Kind {
        match &self.content {
            Content::Blank | Content::Text(_) => Kind::Text,
            Content::Centred(_) => Kind::Centred,
            Content::Status(_) => Kind::Status,
            Content::Count(number) => {
                if number.fract() == 0.0 {
                    Kind::Count
                } else {
                    Kind::Amount
                }
            }
            Content::Number(number) => {
                if number.fract() == 0.0 {
                    Kind::Whole
                } else {
                    Kind::Decimal
                }
            }
            Content::Points(_) => Kind::Points,
            Content::Share(_) => Kind::Share,
            Content::Date(_) => Kind::Date,
            Content::Link { .. } => Kind::Link,
        }
    }
}

/// The text, shortened to what a cell holds, with a sign where something is left out.
pub(super) fn clip(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.len() <= MAX_UNITS {
        return text;
    }
    let (mut units, mut end) = (0, 0);
    for (at, letter) in text.char_indices() {
        units += letter.len_utf16();
        if units > MAX_UNITS {
            return Cow::Owned(format!("{}…", &text[..end]));
        }
        if units < MAX_UNITS {
            end = at + letter.len_utf8();
        }
    }
    text
}

/// The beginning of a text of more than so many letters, with how many are left out: a row holds
/// few lines, and paper cannot be scrolled.
pub(super) fn excerpt(text: &str, most: usize, lang: Lang) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else {
        return Cow::Borrowed(text);
    };
    let left = u32::try_from(text[end..].chars().count()).unwrap_or(u32::MAX);
    let left = lang::number(f64::from(left), lang);
    let shown = text[..end].trim_end();
    Cow::Owned(lang.pick(
        format!("{shown}… (còn {left} ký tự)"),
        format!("{shown}… ({left} more characters)"),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_the_serial_number_excel_gives_it() {
        let serial = |year, month, day| {
            let day = NaiveDate::from_ymd_opt(year, month, day).unwrap();
            match Cell::date(day).content {
                Content::Date(serial) => Some(serial),
                _ => None,
            }
        };
        assert_eq!(serial(2024, 6, 15), Some(45458));
        assert_eq!(serial(1900, 3, 1), Some(61));
        assert_eq!(serial(1890, 5, 19), None);
    }

    #[test]
    fn a_text_is_shortened_to_what_a_cell_holds() {
        assert_eq!(clip("ộ".repeat(20_000).into()).chars().count(), 20_000);
        assert_eq!(clip("x".repeat(MAX_UNITS).into()).len(), MAX_UNITS);
        for text in ["x".repeat(40_000), "😀".repeat(20_000)] {
            let clipped = clip(text.into());
            assert!(clipped.ends_with('…'));
            let units = clipped.encode_utf16().count();
            assert!((MAX_UNITS - 1..=MAX_UNITS).contains(&units), "{units}");
        }
    }

    #[test]
    fn an_excerpt_says_how_much_is_left_out() {
        assert_eq!(excerpt("Đạt", 3, Lang::Vi), "Đạt");
        assert_eq!(excerpt("Chưa đạt", 5, Lang::Vi), "Chưa… (còn 3 ký tự)");
        assert_eq!(
            excerpt(&"đ".repeat(2_000), 1, Lang::Vi),
            "đ… (còn 1.999 ký tự)"
        );
        assert_eq!(excerpt("Not met", 3, Lang::En), "Not… (4 more characters)");
    }
}
