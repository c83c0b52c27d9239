//! A finding in words: what is wrong, with the value seen, and what to do about it.
//!
//! The place is not part of the sentence; renderers put it where they need it. Of personal fields
//! the value is left out unless the renderer asks for it.

mod control;
mod en;
mod vi;

use super::{Finding, LimitKind};
use crate::lang::Lang;

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
        let bare = self.shown_value(personal).unwrap_or_default();
        let value = self.shown_value(personal).map(|value| quote(value, lang));
        let value = value.unwrap_or_else(|| lang.pick("giá trị", "the value").to_owned());
        let sentence = match lang {
            Lang::Vi => vi::message(&self.fault, &value, bare),
            Lang::En => en::message(&self.fault, &value, bare),
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

/// A size in mebibytes, or a plain count.
fn amount(limit: LimitKind, value: u64) -> String {
    match limit {
        LimitKind::FileBytes | LimitKind::InflatedBytes => {
            format!("{} MB", value.div_ceil(1 << 20))
        }
        LimitKind::Cells
        | LimitKind::Sheets
        | LimitKind::TextLength
        | LimitKind::Rows
        | LimitKind::Columns
        | LimitKind::ArchiveEntries => value.to_string(),
    }
}
