//! Composes letters, and takes out what cannot be seen.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

use crate::text::{is_usual_sign, is_vietnamese};

/// A text in NFC, without invisible marks, its spaces plain ones.
///
/// Soft hyphens stay, which are letters in TCVN3. Joiners and marks of direction stay where a
/// script needs them.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_clean = |c: char| {
        c <= '\u{ff}' && !matches!(c, '\u{85}' | '\u{a0}') || is_vietnamese(c) || is_usual_sign(c)
    };
    if text.chars().all(is_clean) {
        return Cow::Borrowed(text);
    }
    let needs_marks = text.contains(needs_joiners);
    let seen = text.chars().filter_map(|c| match c {
        '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{180e}' | '\u{34f}' => None,
        '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            needs_marks.then_some(c)
        }
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        c if c.is_whitespace() && !c.is_ascii() => Some(' '),
        c => Some(c),
    });
    Cow::Owned(in_order(seen.nfc()))
}

/// Scripts written from right to left, those of India and its neighbours, and pictures.
fn needs_joiners(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109f}' | '\u{1780}'..='\u{18af}' | '\u{1f000}'..='\u{1ffff}')
}

/// Puts a tone that was typed before the circumflex or the breve behind it: á and a breve can only
/// be ắ.
fn in_order(composed: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for c in composed {
        let whole = match c {
            '\u{302}' | '\u{306}' => out.chars().next_back().and_then(|last| toned(last, c)),
            _ => None,
        };
        if whole.is_some() {
            out.pop();
        }
        out.push(whole.unwrap_or(c));
    }
    out
}

/// A letter with a tone, and a quality more.
fn toned(letter: char, quality: char) -> Option<char> {
    let mut parts = std::iter::once(letter).nfd();
    let (base, tone, end) = (parts.next()?, parts.next()?, parts.next());
    let mut whole = [base, quality, tone].into_iter().nfc();
    let letter = whole.next().filter(|letter| is_vietnamese(*letter))?;
    (end.is_none() && whole.next().is_none()).then_some(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_compose_a_letter_gives_the_same() {
        for written in [
            "ệ",
            "ê\u{323}",
            "ẹ\u{302}",
            "e\u{302}\u{323}",
            "e\u{323}\u{302}",
        ] {
            assert_eq!(clean(written), "ệ", "{written:?}");
        }
        for written in [
            "ắ",
            "ă\u{301}",
            "á\u{306}",
            "a\u{301}\u{306}",
            "a\u{306}\u{301}",
        ] {
            assert_eq!(clean(written), "ắ", "{written:?}");
        }
        for written in [
            "ờ",
            "ơ\u{300}",
            "ò\u{31b}",
            "o\u{300}\u{31b}",
            "o\u{31b}\u{300}",
        ] {
            assert_eq!(clean(written), "ờ", "{written:?}");
        }
        // The marks of old that only look alike are the same by Unicode's own tables.
        assert_eq!(clean("a\u{341}"), "á");
    }

    #[test]
    fn accents_typed_as_signs_are_not_guessed() {
        for written in ["Hoa´", "Hoa`", "x\u{301}\u{306}", "á\u{323}"] {
            let composed: String = written.nfc().collect();
            assert_eq!(clean(written), composed);
        }
    }

    #[test]
    fn what_cannot_be_seen_goes_and_what_a_script_needs_stays() {
        assert_eq!(
            clean("\u{feff}Phò\u{200b}ng\u{a0}GD\u{200d}ĐT\u{202f}5"),
            "Phòng GDĐT 5"
        );
        assert_eq!(clean("dòng\u{2028}dưới"), "dòng\ndưới");
        for kept in ["نمی\u{200c}خواهم", "👩\u{200d}🏫", "c\u{ad}"] {
            assert_eq!(clean(kept), kept);
        }
    }
}
