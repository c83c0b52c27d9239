//! A finding in words: what is wrong, with the value seen, and what to do about it.
//!
//! The place is not part of the sentence; renderers put it where they need it. Of personal fields
//! the value is left out unless the renderer asks for it.

mod control;
mod en;
mod vi;

use super::{Finding, LimitKind};
use crate::lang::{self, Lang};

/// Whether a renderer may write values that name persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// In workbooks.
    Shown,
    /// On the terminal and in JSON.
    Hidden,
}

/// The greatest number of characters of a value that a message repeats.
const VALUE_SHOWN: usize = 60;
/// The greatest number of allowed values that a message lists.
const LISTED: usize = 9;

impl Finding {
    /// The value a renderer may show.
    #[must_use]
    pub fn shown_value(&self, personal: Personal) -> Option<&str> {
        let hidden = self.personal && personal == Personal::Hidden;
        self.value.as_deref().filter(|_| !hidden)
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang, personal: Personal) -> String {
        let value = self.shown_value(personal).map(|value| quote(value, lang));
        let told = Told {
            value: value.unwrap_or_else(|| lang.pick("giá trị", "the value").to_owned()),
            bare: self.shown_value(personal).unwrap_or_default(),
            readings: if self.personal {
                personal
            } else {
                Personal::Shown
            },
        };
        let sentence = match lang {
            Lang::Vi => vi::message(&self.fault, &told),
            Lang::En => en::message(&self.fault, &told),
        };
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// What to do, in one sentence.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => vi::help(&self.fault),
            Lang::En => en::help(&self.fault),
        }
    }
}

/// What a sentence may tell of the value.
struct Told<'a> {
    /// In quotation marks; "the value" where there is none to show.
    value: String,
    /// As written; empty where there is none to show.
    bare: &'a str,
    /// Whether other readings may be told: those of a personal value are as personal as it is.
    readings: Personal,
}

/// A column, line or label with its name, or without one where rows of several names are joined.
fn named(what: &str, name: &str, nameless: &str) -> String {
    if name.is_empty() {
        nameless.to_owned()
    } else {
        format!("{what} \"{name}\"")
    }
}

fn quote(value: &str, lang: Lang) -> String {
    let mut shown: String = value.chars().take(VALUE_SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    lang.pick(format!("giá trị \"{shown}\""), format!("\"{shown}\""))
}

fn list(values: &[String]) -> String {
    let mut text = values
        .iter()
        .take(LISTED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("; ");
    if values.len() > LISTED {
        text.push_str("; …");
    }
    text
}

/// The phrases whose number is not zero, joined by commas; none where all are.
fn parts(phrases: &[(usize, &str)]) -> Option<String> {
    let told: Vec<String> = phrases
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, phrase)| phrase.replace("{n}", &number.to_string()))
        .collect();
    (!told.is_empty()).then(|| told.join(", "))
}

/// A count as people read it.
#[expect(
    clippy::cast_precision_loss,
    reason = "for people to read, and exact up to 2^53"
)]
fn count(number: usize, lang: Lang) -> String {
    lang::number(number as f64, lang)
}

/// How many digits a pattern asks for and what they begin with, where it asks for nothing else:
/// `0[0-9]{9}` is 10 digits beginning with 0.
fn digits(pattern: &str) -> Option<(usize, &str)> {
    let letters = pattern.find(|c: char| !c.is_ascii_digit())?;
    let (first, rest) = pattern.split_at(letters);
    let times = rest
        .strip_prefix("[0-9]{")
        .or_else(|| rest.strip_prefix("\\d{"))?
        .strip_suffix('}')?;
    Some((first.len() + times.parse::<usize>().ok()?, first))
}

/// A size in mebibytes, or a plain count.
#[expect(
    clippy::cast_precision_loss,
    reason = "for people to read, and exact up to 2^53"
)]
fn amount(limit: LimitKind, value: u64, lang: Lang) -> String {
    match limit {
        LimitKind::FileBytes | LimitKind::InflatedBytes => {
            format!("{} MB", lang::number(value.div_ceil(1 << 20) as f64, lang))
        }
        LimitKind::Cells
        | LimitKind::Sheets
        | LimitKind::TextLength
        | LimitKind::Rows
        | LimitKind::Columns
        | LimitKind::ArchiveEntries
        | LimitKind::Findings => lang::number(value as f64, lang),
    }
}
