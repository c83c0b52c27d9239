//! Texts that many hold are kept once: answers out of a list, names of criteria, sheets and fields.
//!
//! Each thread remembers those it has met, up to a bound; a text beyond that is kept by itself.

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::Arc;
use std::thread::LocalKey;

use arcstr::ArcStr;
use foldhash::quality::RandomState;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// So many texts a thread remembers.
const MOST: usize = 1 << 14;
/// So many bytes a text has at most that is worth remembering.
const LONGEST: usize = 256;

// Files may come from anybody: their texts are hashed by a seed that nobody knows beforehand.
thread_local! {
    static VALUES: Seen<ArcStr> = RefCell::default();
    static NAMES: Seen<Arc<str>> = RefCell::default();
}

type Seen<T> = RefCell<HashSet<Known<T>, RandomState>>;

/// A text that is found by its bytes.
struct Known<T>(T);

impl<T: Deref<Target = str>> Borrow<[u8]> for Known<T> {
    fn borrow(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl<T: Deref<Target = str>> Hash for Known<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_bytes().hash(state);
    }
}

impl<T: Deref<Target = str>> PartialEq for Known<T> {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl<T: Deref<Target = str>> Eq for Known<T> {}

/// The text of these bytes; those of a text that is known are not looked at a second time.
fn share<'t, T, E>(
    seen: &Seen<T>,
    bytes: &'t [u8],
    text: impl FnOnce() -> Result<&'t str, E>,
) -> Result<T, E>
where
    T: Deref<Target = str> + Clone + From<&'t str>,
{
    let mut seen = seen.borrow_mut();
    if let Some(known) = seen.get(bytes) {
        return Ok(known.0.clone());
    }
    let own = T::from(text()?);
    if bytes.len() <= LONGEST && seen.len() < MOST {
        seen.insert(Known(own.clone()));
    }
    Ok(own)
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
        let known = VALUES.with(|seen| share(seen, text.as_bytes(), || Ok(text)));
        known.map_or_else(|never: Infallible| match never {}, Self)
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
        from.deserialize_bytes(Text(&VALUES)).map(Self)
    }
}

/// Takes a text, or the bytes of one, as it is read.
struct Text<T: 'static>(&'static LocalKey<Seen<T>>);

impl<T> Visitor<'_> for Text<T>
where
    T: Deref<Target = str> + Clone + for<'t> From<&'t str>,
{
    type Value = T;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        self.0
            .with(|seen| share(seen, text.as_bytes(), || Ok(text)))
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<T, E> {
        let text = || str::from_utf8(bytes).map_err(E::custom);
        self.0.with(|seen| share(seen, bytes, text))
    }
}

pub(crate) fn serialize<S: Serializer>(text: &Arc<str>, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(text)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<str>, D::Error> {
    from.deserialize_bytes(Text(&NAMES))
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
    fn bytes_that_are_no_text_are_refused() {
        let bytes = postcard::to_stdvec(&b"Tr\xff".as_slice()).unwrap();
        assert!(postcard::from_bytes::<SharedText>(&bytes).is_err());
        let text: SharedText = serde_json::from_str("\"Tr\u{1b0}\u{1edd}ng\"").unwrap();
        assert_eq!(text, "Trường");
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
