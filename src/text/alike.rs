//! Letters of other scripts that look like Latin ones, and other shapes of the same letters.

use unicode_normalization::UnicodeNormalization as _;

use super::encoding::each_word;
use super::letter::{TONES, letter};
use super::{Spelling, is_vietnamese, spelling};

/// How far a letter that looks alike may be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Another shape of the letter itself: ligatures.
    Shape,
    /// A Latin letter that Vietnamese has not: ð for đ.
    Latin,
    /// Of a script that is not mixed with Latin.
    Script,
    /// Greek, whose letters also stand beside Latin ones as symbols.
    Symbol,
}

/// What a letter looks like, if it is no plain Latin one.
fn alike(c: char) -> Option<(&'static str, Kind)> {
    let latin = match c {
        'ﬀ' => ("ff", Kind::Shape),
        'ﬁ' => ("fi", Kind::Shape),
        'ﬂ' => ("fl", Kind::Shape),
        'ﬃ' => ("ffi", Kind::Shape),
        'ﬄ' => ("ffl", Kind::Shape),
        'ﬅ' | 'ﬆ' => ("st", Kind::Shape),
        'ð' | 'ɖ' => ("đ", Kind::Latin),
        'Ð' | 'Ɖ' => ("Đ", Kind::Latin),
        'ƣ' => ("ư", Kind::Latin),
        'Ƣ' => ("Ư", Kind::Latin),
        'ǎ' => ("ă", Kind::Latin),
        'Ǎ' => ("Ă", Kind::Latin),
        'ı' => ("i", Kind::Latin),
        'ɑ' => ("a", Kind::Latin),
        'ɡ' => ("g", Kind::Latin),
        // What PDF copies make of the ligature ti.
        'Ɵ' | 'ɵ' => ("ti", Kind::Latin),
        c if is_round_zero(c) => ("o", Kind::Script),
        _ => {
            return cyrillic(c)
                .map(|latin| (latin, Kind::Script))
                .or_else(|| Some((greek(c)?, Kind::Symbol)));
        }
    };
    Some(latin)
}

/// The zeros of Lao and Thai, which look like o.
pub(super) fn is_round_zero(c: char) -> bool {
    matches!(c, '\u{ed0}' | '\u{e50}')
}

fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'е' => "e",
        'ѐ' => "è",
        'о' => "o",
        'р' => "p",
        'с' => "c",
        'у' => "y",
        'х' => "x",
        'і' => "i",
        'ѕ' => "s",
        'һ' => "h",
        'ԁ' => "d",
        'м' => "m",
        'к' => "k",
        'т' => "t",
        'ӑ' => "ă",
        'А' => "A",
        'В' => "B",
        'С' => "C",
        'Е' => "E",
        'Ѐ' => "È",
        'Н' => "H",
        'І' => "I",
        'К' => "K",
        'М' => "M",
        'О' => "O",
        'Р' => "P",
        'Ѕ' => "S",
        'Т' => "T",
        'У' | 'Ү' => "Y",
        'Х' => "X",
        'Ӑ' => "Ă",
        _ => return None,
    })
}

fn greek(c: char) -> Option<&'static str> {
    Some(match c {
        'α' => "a",
        'ά' => "á",
        'έ' => "é",
        'ι' => "i",
        'ί' => "í",
        'ν' => "v",
        'ο' => "o",
        'ό' => "ó",
        'ρ' => "p",
        'υ' => "u",
        'Α' => "A",
        'Β' => "B",
        'Ε' => "E",
        'Η' => "H",
        'Ι' => "I",
        'Κ' => "K",
        'Μ' => "M",
        'Ν' => "N",
        'Ο' => "O",
        'Ρ' => "P",
        'Τ' => "T",
        'Υ' => "Y",
        'Χ' => "X",
        _ => return None,
    })
}

/// A word with its look-alikes in plain Latin; none where it has none, where the rest is not
/// Latin, or where the outcome is no word.
///
/// ```
/// use thidua::text::in_latin;
/// assert_eq!(in_latin("ðông").as_deref(), Some("đông"));
/// assert_eq!(in_latin("tr\u{443}ền"), None); // "tryền"
/// assert_eq!(in_latin("Москва"), None);
/// ```
#[must_use]
pub fn in_latin(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len());
    let mut plain = 0;
    let mut kinds = Vec::new();
    let capitals = word.chars().all(|c| !c.is_lowercase());
    for c in word.chars() {
        match alike(c) {
            Some((latin, kind)) => {
                out.push_str(latin);
                kinds.push(kind);
            }
            None if letter(c).is_some() => {
                out.push(c);
                plain += 1;
            }
            None if TONES.contains(&c) => out.push(c),
            None => return None,
        }
    }
    if kinds.is_empty() {
        return None;
    }
    let read: String = out.nfc().collect();
    let syllable = spelling(&read) != Spelling::Foreign;
    let needed = usize::from(!(syllable && kinds.iter().all(|kind| *kind == Kind::Latin)));
    let fits = |kind: &Kind| match kind {
        Kind::Shape => true,
        Kind::Latin => {
            syllable || is_stroked(word, &read) || (capitals && read.chars().all(is_vietnamese))
        }
        Kind::Script => syllable || read.is_ascii() || capitals,
        Kind::Symbol => plain >= 2 && (syllable || (capitals && read.is_ascii())),
    };
    let lone = matches!(word, "Ð" | "ð");
    (lone || (plain >= needed && kinds.iter().all(fits))).then_some(read)
}

/// Whether only the first letter was mended, to đ, as in names that are no syllables: "Ðăk".
fn is_stroked(word: &str, read: &str) -> bool {
    word.starts_with(['ð', 'Ð', 'Ɖ'])
        && !word.chars().skip(1).any(|c| alike(c).is_some())
        && read.chars().all(is_vietnamese)
}

/// A text with each word's look-alikes in plain Latin.
#[must_use]
pub fn each_in_latin(text: &str) -> String {
    each_word(text, in_latin)
}

/// A text with letters, digits and signs of full width as the plain ones; as it is where other
/// East Asian letters stand beside them.
#[must_use]
pub fn narrow(text: &str) -> String {
    let is_east_asian = |c: char| matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}');
    if text.contains(is_east_asian) {
        return text.to_owned();
    }
    text.chars().map(half_width).collect()
}

/// A letter, digit or sign of full width as the plain one.
#[must_use]
pub fn half_width(c: char) -> char {
    match c {
        // The same order as in ASCII, from ! to ~.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}
