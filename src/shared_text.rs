//! Texts that many hold are kept once: answers out of a list, names of criteria, sheets and fields.
//!
//! Each thread remembers those it has met, up to a bound; a text beyond that is kept by itself.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::hash::Hash;
use std::ops::Deref;
use std::sync::Arc;

use arcstr::ArcStr;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many texts a thread remembers.
const MOST: usize = 1 << 14;
/// So many bytes a text has at most that is worth remembering.
const LONGEST: usize = 256;

// Files may come from anybody: their texts are not hashed by a rule that is known beforehand.
thread_local! {
    static VALUES: RefCell<HashSet<ArcStr>> = RefCell::default();
    static NAMES: RefCell<HashSet<Arc<str>>> = RefCell::default();
}

fn share<T>(seen: &RefCell<HashSet<T>>, text: &str) -> T
where
    T: Borrow<str> + Clone + Eq + Hash + for<'t> From<&'t str>,
{
    let mut seen = seen.borrow_mut();
    if let Some(known) = seen.get(text) {
        return known.clone();
    }
    let own = T::from(text);
    if text.len() <= LONGEST && seen.len() < MOST {
        seen.insert(own.clone());
    }
    own
}

/// A text of a row.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SharedText(ArcStr);

impl SharedText {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for SharedText {
    fn from(text: &str) -> Self {
        Self(VALUES.with(|seen| share(seen, text)))
    }
}

impl From<String> for SharedText {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl Deref for SharedText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for SharedText {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for SharedText {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Debug for SharedText {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), to)
    }
}

impl fmt::Display for SharedText {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), to)
    }
}

impl Serialize for SharedText {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for SharedText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Text(|text: &str| Self::from(text)))
    }
}

/// Takes a text as it is read.
struct Text<F>(F);

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(self.0(text))
    }
}

pub(crate) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(text)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
    from.deserialize_str(Text(|text: &str| NAMES.with(|seen| share(seen, text))))
}

/// The same where there may be none.
pub(crate) mod option {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize as _, Serializer};

    #[derive(Deserialize)]
    struct Name(#[serde(with = "super")] Arc<str>);

    #[expect(clippy::ref_option, reason = "serde calls it so")]
    pub(crate) fn serialize<S: Serializer>(
        text: &Option<Arc<str>>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        text.as_deref().serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<Name>::deserialize(from)?.map(|one| one.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_one(one: &SharedText, other: &SharedText) -> bool {
        ArcStr::ptr_eq(&one.0, &other.0)
    }

    #[test]
    fn what_is_alike_is_kept_once_however_it_came() {
        let one = SharedText::from("Chiến sĩ thi đua cơ sở");
        let bytes = postcard::to_stdvec(&one).unwrap();
        let read: SharedText = postcard::from_bytes(&bytes).unwrap();
        assert!(is_one(&one, &read));
        assert!(is_one(&one, &SharedText::from(one.to_string())));
        let other = std::thread::spawn(|| SharedText::from("Chiến sĩ thi đua cơ sở"));
        let other = other.join().unwrap();
        assert!(one == other && !is_one(&one, &other));
    }

    #[test]
    fn long_texts_and_those_beyond_a_bound_are_not_remembered() {
        let long = "ạ".repeat(LONGEST);
        assert!(!is_one(
            &SharedText::from(&*long),
            &SharedText::from(&*long)
        ));
        let texts: Vec<SharedText> = (0..=MOST)
            .map(|nth| SharedText::from(nth.to_string()))
            .collect();
        assert!(is_one(&texts[0], &SharedText::from("0")));
        assert!(!is_one(&texts[MOST], &SharedText::from(&*texts[MOST])));
    }
}
