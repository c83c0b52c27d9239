//! The order that Vietnamese readers look names up in: letters and tones as in their dictionaries,
//! numbers by their value, and people by the given name, which is the last word.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

/// Compares names.
pub struct NameOrder(Option<CollatorBorrowed<'static>>);

impl NameOrder {
    /// The Vietnamese order; its data are part of the program.
    #[must_use]
    pub fn vietnamese() -> Self {
        let mut preferences = CollatorPreferences::from(locale!("vi"));
        preferences.numeric_ordering = Some(CollationNumericOrdering::True);
        Self(Collator::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// By the name as it is written.
    #[must_use]
    pub fn names(&self, one: &str, other: &str) -> Ordering {
        let looked_up = self.0.as_ref().map(|order| order.compare(one, other));
        let looked_up = looked_up.unwrap_or(Ordering::Equal);
        looked_up.then_with(|| one.cmp(other))
    }

    /// By the given name, then the whole one.
    #[must_use]
    pub fn people(&self, one: &str, other: &str) -> Ordering {
        let [first, second] = [one, other].map(|name| {
            let mut words = name.split_whitespace();
            words.next_back().unwrap_or_default()
        });
        let by_given = self.names(first, second);
        by_given.then_with(|| self.names(one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_tones_stand_as_in_a_dictionary_and_numbers_by_their_value() {
        let order = NameOrder::vietnamese();
        let expected = [
            "An",
            "Ăn",
            "Ân",
            "Dương",
            "Đông Khê",
            "Em",
            "Êm",
            "Ểm",
            "Trường THPT số 2",
            "Trường THPT số 10",
        ];
        let mut names = expected;
        names.reverse();
        names.sort_by(|one, other| order.names(one, other));
        assert_eq!(names, expected);
    }

    #[test]
    fn people_stand_by_their_given_name() {
        let order = NameOrder::vietnamese();
        let expected = [
            "Bùi Thị An",
            "Lê Văn An",
            "Đỗ Văn Ánh ",
            "Nguyễn Thị Ánh",
            "Trần Văn Bình",
        ];
        let mut people = expected;
        people.reverse();
        people.sort_by(|one, other| order.people(one, other));
        assert_eq!(people, expected);
    }
}
