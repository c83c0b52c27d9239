//! Vietnamese text: how two spellings are compared, never how they are shown.
//!
//! [`match_key`] folds what writers do not mean to distinguish (case, spaces, punctuation, where
//! the tone mark stands, i or y). It keeps every vowel quality and every tone, so that `Hà`, `Hạ`
//! and `Ha` stay three names, and every digit, so that `số 1` and `số 2` stay two schools.
//!
//! Below it: what a syllable can be, the encodings from before Unicode, letters that look alike.

mod alike;
#[cfg(test)]
pub(crate) mod encoder;
mod encoding;
mod fingerprint;
mod judge;
mod letter;
mod ruling;
mod syllable;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

pub use alike::{each_in_latin, half_width, in_latin, narrow};
pub use encoding::Encoding;
pub use fingerprint::{Fingerprints, fingerprint};
pub use judge::{Says, is_spelled, judge, judge_utf8};
pub use letter::is_vietnamese;
pub use ruling::is_ruling;
#[cfg(test)]
pub(crate) use syllable::all as all_syllables;
pub use syllable::{Spelling, is_syllable, spelling};

use letter::{TONES, letter};

/// What & stands for: "và", its tone mark last.
const AND: &str = "va\u{300}";
/// & as it comes from a web page.
const ESCAPED_AND: &str = "&amp;";

/// The text in NFC, with runs of white space made one space and none at the ends.
#[must_use]
pub fn tidy(text: &str) -> String {
    if is_tidy(text) {
        text.to_owned()
    } else {
        tidied(text)
    }
}

fn tidied(text: &str) -> String {
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

/// Whether a text is surely tidy: composed letters and usual signs, single spaces inside.
fn is_tidy(text: &str) -> bool {
    let mut after_space = true;
    for c in text.chars() {
        let is_space = c == ' ';
        let usual = is_space || c.is_ascii_graphic() || letter(c).is_some() || is_usual_sign(c);
        if !usual || (is_space && after_space) {
            return false;
        }
        after_space = is_space;
    }
    !after_space || text.is_empty()
}

/// Dashes, quotation marks, bullets, dots, U+2010 to U+2027: signs that stand in any text, are part of no word and
/// the same in NFC.
#[must_use]
pub fn is_usual_sign(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}')
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
    let plain = text
        .contains(ESCAPED_AND)
        .then(|| text.replace(ESCAPED_AND, "&"));
    let text = plain.as_deref().unwrap_or(text);
    key_of_usual(text).unwrap_or_else(|| key_of_any(text))
}

/// The key of a text of Latin letters as Vietnamese has them, digits and usual signs, letter by
/// letter; none where anything else stands in it.
fn key_of_usual(text: &str) -> Option<String> {
    let mut key = String::with_capacity(text.len() + 8);
    let mut syllable = Syllable::default();
    for c in text.chars() {
        if let Some(letter) = letter(c) {
            if syllable.letters == 0 {
                separate(&mut key);
            }
            if letter.tone > 0 {
                if syllable.tone > 0 {
                    return None; // a second tone stays on its letter
                }
                syllable.tone = letter.tone;
            }
            syllable.letters += 1;
            syllable.vowels += u32::from(letter.is_vowel);
            key.push(letter.base);
        } else if c.is_ascii_digit() || c == '%' {
            if syllable.letters == 0 {
                separate(&mut key);
            }
            syllable.letters += 1;
            key.push(c);
        } else if c.is_ascii() || is_usual_sign(c) || c == '\u{a0}' {
            syllable.close(&mut key);
            if c == '&' {
                separate(&mut key);
                key.push_str(AND);
            }
        } else {
            return None;
        }
    }
    syllable.close(&mut key);
    Some(key)
}

/// The syllable that is being written at the end of a key.
#[derive(Default)]
struct Syllable {
    letters: u32,
    vowels: u32,
    tone: u8,
}

impl Syllable {
    /// Ends the syllable: a lone y as i, the tone mark last.
    fn close(&mut self, key: &mut String) {
        if self.vowels == 1 && self.letters > 1 && key.ends_with('y') {
            key.pop();
            key.push('i');
        }
        if let Some(at) = self.tone.checked_sub(1) {
            key.push(TONES[usize::from(at)]);
        }
        *self = Self::default();
    }
}

/// The key of any text.
fn key_of_any(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let mut key = String::with_capacity(lower.len() + 8);
    for word in lower.split(|c: char| !is_word_char(c)) {
        push_word(&mut key, word);
    }
    key
}

/// The share of letters that two keys of names have in common, from 0 to 1; 0 where one is longer
/// than any name, or than twice the other, so that no text costs much to compare.
#[must_use]
pub fn share_alike(one: &str, other: &str) -> f64 {
    /// No name, label or listed value has more letters.
    const NAME_LETTERS: usize = 200;
    /// A letter takes at most so many bytes.
    const LETTER_BYTES: usize = 4;
    if one.len().max(other.len()) > NAME_LETTERS * LETTER_BYTES {
        return 0.0;
    }
    let (ours, theirs) = (one.chars().count(), other.chars().count());
    let (short, long) = (ours.min(theirs), ours.max(theirs));
    if long > NAME_LETTERS || short * 2 < long {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(one, other)
}

/// Letters, digits, combining marks and the few signs that carry meaning of their own.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c) || matches!(c, '&' | '%')
}

fn push_word(key: &mut String, word: &str) {
    for (nth, part) in word.split('&').enumerate() {
        if nth > 0 {
            separate(key);
            key.push_str(AND);
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

/// A key without marks on its letters, as typed without a Vietnamese keyboard.
#[must_use]
pub fn unaccented(key: &str) -> String {
    key.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    use proptest::prelude::*;

    /// Texts as they come, and texts of what is rare beside what is usual.
    fn texts() -> impl Strategy<Value = String> {
        let usual = "[a-zA-ZăâđêôơưĂÂĐÊÔƠƯàảãáạÀẠằẳẵắặầẩẫấậẤềểễếệìỉĩíịỳỷỹýỵỲÝyYiI0-9%& .,:()–“”…\\-\n]{0,24}";
        let rare = "[yýỳiqughoaàéễÿñ\u{300}\u{301}\u{303}\u{309}\u{323}\u{302}\u{306}\u{31b}\u{a0}\u{ad}²½&% \u{2000}\u{3000}İßſªЯя]{0,12}";
        prop_oneof![usual, rare, any::<String>()]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn the_short_ways_give_what_the_long_ways_do(text in texts()) {
            prop_assume!(!text.contains(ESCAPED_AND));
            prop_assert_eq!(match_key(&text), key_of_any(&text));
            prop_assert_eq!(tidy(&text), tidied(&text));
        }
    }

    #[test]
    fn every_syllable_has_the_same_key_by_the_short_and_the_long_way() {
        for word in all_syllables() {
            for word in [word, &word.to_uppercase()] {
                assert_eq!(key_of_usual(word), Some(key_of_any(word)));
            }
        }
    }

    #[test]
    fn the_place_of_the_tone_mark_does_not_matter() {
        for (one, other) in [
            ("hoà", "hòa"),
            ("thuý", "thúy"),
            ("HOÁ", "hóa"),
            ("khoẻ", "khỏe"),
            ("quý", "qúy"),
            ("già", "gìa"),
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
    fn only_names_of_like_length_are_compared_letter_by_letter() {
        let same = |one: &str, other: &str| format!("{:.1}", share_alike(one, other));
        assert_eq!(same("hoàn thành", "hoàn thanh"), "0.9");
        assert_eq!(same("", ""), "1.0");
        assert_eq!(same("ab", "abcd"), "0.5");
        assert_eq!(same("ab", "abcde"), "0.0");
        for (length, share) in [(200, "1.0"), (201, "0.0"), (32_767, "0.0")] {
            let long = "ạ".repeat(length);
            assert_eq!(same(&long, &long), share, "{length}");
        }
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
        assert_eq!(match_key("TH&amp;THCS"), match_key("TH và THCS"));
    }

    #[test]
    fn i_and_y_are_folded_only_where_they_sound_alike() {
        assert_eq!(match_key("Kỹ thuật"), match_key("Kĩ thuật"));
        assert_ne!(match_key("tay"), match_key("tai"));
    }
}
