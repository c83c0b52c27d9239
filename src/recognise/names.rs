//! The register's names, to find the one that a text is most like.
//!
//! Two names differ in at least as many letters as one has more than the other, whatever their
//! order; that is soon counted, and tells of nearly all names that they need not be compared.

use crate::campaign::Unit;
use crate::text::{match_key, share_alike};

/// Letters are counted in so many groups.
const GROUPS: usize = 32;

/// All names and aliases of the register.
#[derive(Debug)]
pub(super) struct Names<'a>(Vec<(Name, &'a Unit)>);

/// A name or what was written for one, whatever the order of its words.
#[derive(Debug)]
struct Name {
    words: String,
    length: usize,
    letters: [u8; GROUPS],
}

impl<'a> Names<'a> {
    pub(super) fn of(units: &'a [Unit]) -> Self {
        let names = units.iter().flat_map(|unit| {
            let names = std::iter::once(&unit.name).chain(&unit.aliases);
            names.map(move |name| (Name::of(name), unit))
        });
        Self(names.collect())
    }

    /// The unit whose name is most like a text, with the share of letters they have in common,
    /// which is at least this one.
    pub(super) fn likest(&self, text: &str, least: f64) -> Option<(f64, &'a Unit)> {
        let text = Name::of(text);
        let mut best = None;
        let mut share_of_best = least;
        for (name, unit) in &self.0 {
            if text.most_alike(name) >= share_of_best {
                let share = share_alike(&text.words, &name.words);
                if share >= share_of_best {
                    (share_of_best, best) = (share, Some((share, *unit)));
                }
            }
        }
        best
    }
}

/// The share of letters that a text and a unit's likest name have in common.
pub(super) fn likeness_to(text: &str, unit: &Unit) -> f64 {
    let words = sorted_words(text);
    std::iter::once(&unit.name)
        .chain(&unit.aliases)
        .map(|name| share_alike(&words, &sorted_words(name)))
        .fold(0.0, f64::max)
}

impl Name {
    fn of(text: &str) -> Self {
        let words = sorted_words(text);
        let mut letters = [0_u8; GROUPS];
        let mut length = 0;
        for letter in words.chars() {
            let count = &mut letters[letter as usize % GROUPS];
            *count = count.saturating_add(1);
            length += 1;
        }
        Self {
            words,
            length,
            letters,
        }
    }

    /// No greater share of letters can these two have in common.
    fn most_alike(&self, other: &Self) -> f64 {
        let counts = || self.letters.iter().zip(&other.letters);
        let more = |(one, other): (&u8, &u8)| u32::from(one.saturating_sub(*other));
        let ours: u32 = counts().map(more).sum();
        let theirs: u32 = counts().map(|(one, other)| more((other, one))).sum();
        let longest = u32::try_from(self.length.max(other.length)).unwrap_or(u32::MAX);
        if longest == 0 {
            return 1.0;
        }
        1.0 - f64::from(ours.max(theirs)) / f64::from(longest)
    }
}

fn sorted_words(text: &str) -> String {
    let key = match_key(text);
    let mut words: Vec<&str> = key.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_two_names_are_more_alike_than_their_letters_allow(
            one in "[aăâbcdđeê ]{0,12}", other in "[aăâbcdđeê ]{0,12}",
        ) {
            let (one, other) = (Name::of(&one), Name::of(&other));
            let share = share_alike(&one.words, &other.words);
            prop_assert!(share <= one.most_alike(&other));
            prop_assert!(share <= other.most_alike(&one));
        }
    }
}
