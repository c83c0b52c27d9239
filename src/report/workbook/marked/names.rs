//! The names of a marked return's sheets: the sender's own, as far as Excel takes them.

use std::collections::BTreeSet;

use crate::lang::Lang;
use crate::read::{Sheet, Workbook, is_review};
use crate::recognise::REVIEW_NAMES;
use crate::report::workbook::name::{FORBIDDEN, MAX_UNITS, shorten};

/// The sheets to rebuild with their names, and that of the review.
pub(super) struct Names<'w> {
    review: String,
    sheets: Vec<(&'w Sheet, String)>,
}

impl<'w> Names<'w> {
    pub(super) fn of(workbook: &'w Workbook, lang: Lang) -> Self {
        let kept = || workbook.sheets.iter().filter(|sheet| !is_review(sheet));
        let mut taken = BTreeSet::new();
        let sheets = kept().map(|sheet| (sheet, free(&clean(&sheet.name), &mut taken)));
        let sheets = sheets.collect();
        let review = free(lang.pick(REVIEW_NAMES[0], REVIEW_NAMES[1]), &mut taken);
        Self { review, sheets }
    }

    /// The name of the first sheet.
    pub(super) fn review(&self) -> &str {
        &self.review
    }

    /// The sender's sheets, in their order.
    pub(super) fn sheets(&self) -> impl Iterator<Item = (&'w Sheet, &str)> {
        self.sheets
            .iter()
            .map(|(sheet, name)| (*sheet, name.as_str()))
    }

    /// What a sheet of the sender is called here.
    pub(super) fn rebuilt(&self, sheet: &str) -> Option<&str> {
        let found = self.sheets.iter().find(|(one, _)| *one.name == *sheet)?;
        Some(&found.1)
    }

    /// Whether a sheet had to be called otherwise.
    pub(super) fn any_changed(&self) -> bool {
        self.sheets
            .iter()
            .any(|(sheet, name)| *sheet.name != **name)
    }
}

/// A name that Excel takes.
fn clean(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|letter| {
            if FORBIDDEN.contains(&letter) {
                ' '
            } else {
                letter
            }
        })
        .collect();
    let clean = clean.trim_matches('\'');
    if clean.is_empty() {
        return "Sheet".to_owned();
    }
    if clean.encode_utf16().count() > MAX_UNITS {
        return shorten(clean, MAX_UNITS);
    }
    clean.to_owned()
}

/// The name, or with a number where another has it; Excel does not tell capitals apart.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    for number in 2_u32.. {
        if taken.insert(free.to_lowercase()) {
            break;
        }
        let ending = format!(" ({number})");
        free = shorten(name, MAX_UNITS - ending.len()) + &ending;
    }
    free
}
