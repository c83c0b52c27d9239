//! Vietnamese text: how two spellings are compared, never how they are shown.
//!
//! [`match_key`] folds what writers do not mean to distinguish (case, spaces, punctuation, where
//! the tone mark stands, i or y). It keeps every vowel quality and every tone, so that `Hà`, `Hạ`
//! and `Ha` stay three names, and every digit, so that `số 1` and `số 2` stay two schools.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The text in NFC, with runs of white space made one space and none at the ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut out = String::with_capacity(composed.len());
    for word in composed.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The key under which two spellings of one name, label or value are equal.
///
/// ```
/// use thidua::text::match_key;
/// assert_eq!(match_key("Hoà  Bình"), match_key("hòa bình"));
/// assert_eq!(match_key("Mỹ Lý"), match_key("Mĩ Lí"));
/// assert_eq!(match_key("TH&THCS"), match_key("TH và THCS"));
/// assert_ne!(match_key("Lũng Hạ"), match_key("Lũng Hà"));
/// ```
#[must_use]
pub fn match_key(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut key = String::with_capacity(lower.len() + 8);
    for word in lower.split(|c: char| !is_word_char(c)) {
        push_word(&mut key, word);
    }
    key
}

/// Letters, digits, combining marks and the few signs that carry meaning of their own.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '&' | '%')
}

fn push_word(key: &mut String, word: &str) {
    for (nth, part) in word.split('&').enumerate() {
        if nth > 0 {
            separate(key);
            key.push_str("va\u{300}"); // "và", its tone mark last
        }
        if !part.is_empty() {
            separate(key);
            push_syllable(key, part);
        }
    }
}

fn separate(key: &mut String) {
    if !key.is_empty() {
        key.push(' ');
    }
}

/// Writes a syllable with its tone mark last and a lone y as i.
fn push_syllable(key: &mut String, syllable: &str) {
    if syllable.is_ascii() && !syllable.contains('y') {
        key.push_str(syllable);
        return;
    }
    let mut tone = None;
    let mut letters: Vec<char> = Vec::with_capacity(syllable.len());
    for c in syllable.nfd() {
        if tone.is_none() && TONES.contains(&c) {
            tone = Some(c);
        } else {
            letters.push(c);
        }
    }
    // y alone after the initial consonants is the i of mĩ, lí, kĩ; in "uy", "ay", "yê" it is not.
    let vowels = letters.iter().filter(|c| "aeiouy".contains(**c)).count();
    let lone_y = vowels == 1 && letters.last() == Some(&'y');
    if lone_y && letters.len() > 1 {
        letters.pop();
        letters.push('i');
    }
    key.extend(letters.iter().copied().nfc());
    if let Some(tone) = tone {
        key.push(tone);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_tone_mark_does_not_matter() {
        for (one, other) in [
            ("hoà", "hòa"),
            ("thuý", "thúy"),
            ("HOÁ", "hóa"),
            ("khoẻ", "khỏe"),
        ] {
            assert_eq!(match_key(one), match_key(other), "{one}");
        }
    }

    #[test]
    fn decomposed_and_composed_forms_are_equal() {
        let composed = "Phòng Giáo dục huyện Bạch Liên";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(match_key(composed), match_key(&decomposed));
        assert_eq!(tidy(&decomposed), composed);
    }

    #[test]
    fn what_distinguishes_two_units_is_kept() {
        for (one, other) in [
            ("THPT Vân Khê số 1", "THPT Vân Khê số 2"),
            ("THPT Lũng Hạ", "THPT Lũng Hà"),
            ("TH Vân Khê", "THPT Vân Khê"),
            ("Thuý", "Thúi"),
            ("Đông", "Dong"),
        ] {
            assert_ne!(match_key(one), match_key(other), "{one}");
        }
    }

    #[test]
    fn spaces_breaks_and_punctuation_are_one_gap() {
        assert_eq!(match_key(" Số CB,\n GV, NV:"), match_key("Số CB GV  NV"));
    }

    #[test]
    fn i_and_y_are_folded_only_where_they_sound_alike() {
        assert_eq!(match_key("Kỹ thuật"), match_key("Kĩ thuật"));
        assert_ne!(match_key("tay"), match_key("tai"));
    }
}
