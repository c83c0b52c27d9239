//! The letters of the Vietnamese alphabet, each as a base letter with its quality, and a tone.

/// The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng.
pub(super) const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The Vietnamese alphabet; a letter's code is its place, counted from 1.
const ALPHABET: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ',
    'p', 'q', 'r', 's', 't', 'u', 'ư', 'v', 'x', 'y',
];

/// The vowels without tone, then with each of [`TONES`]; small letters, then capitals.
const VOWELS: [[[char; 6]; 2]; 12] = [
    [
        ['a', 'à', 'á', 'ã', 'ả', 'ạ'],
        ['A', 'À', 'Á', 'Ã', 'Ả', 'Ạ'],
    ],
    [
        ['ă', 'ằ', 'ắ', 'ẵ', 'ẳ', 'ặ'],
        ['Ă', 'Ằ', 'Ắ', 'Ẵ', 'Ẳ', 'Ặ'],
    ],
    [
        ['â', 'ầ', 'ấ', 'ẫ', 'ẩ', 'ậ'],
        ['Â', 'Ầ', 'Ấ', 'Ẫ', 'Ẩ', 'Ậ'],
    ],
    [
        ['e', 'è', 'é', 'ẽ', 'ẻ', 'ẹ'],
        ['E', 'È', 'É', 'Ẽ', 'Ẻ', 'Ẹ'],
    ],
    [
        ['ê', 'ề', 'ế', 'ễ', 'ể', 'ệ'],
        ['Ê', 'Ề', 'Ế', 'Ễ', 'Ể', 'Ệ'],
    ],
    [
        ['i', 'ì', 'í', 'ĩ', 'ỉ', 'ị'],
        ['I', 'Ì', 'Í', 'Ĩ', 'Ỉ', 'Ị'],
    ],
    [
        ['o', 'ò', 'ó', 'õ', 'ỏ', 'ọ'],
        ['O', 'Ò', 'Ó', 'Õ', 'Ỏ', 'Ọ'],
    ],
    [
        ['ô', 'ồ', 'ố', 'ỗ', 'ổ', 'ộ'],
        ['Ô', 'Ồ', 'Ố', 'Ỗ', 'Ổ', 'Ộ'],
    ],
    [
        ['ơ', 'ờ', 'ớ', 'ỡ', 'ở', 'ợ'],
        ['Ơ', 'Ờ', 'Ớ', 'Ỡ', 'Ở', 'Ợ'],
    ],
    [
        ['u', 'ù', 'ú', 'ũ', 'ủ', 'ụ'],
        ['U', 'Ù', 'Ú', 'Ũ', 'Ủ', 'Ụ'],
    ],
    [
        ['ư', 'ừ', 'ứ', 'ữ', 'ử', 'ự'],
        ['Ư', 'Ừ', 'Ứ', 'Ữ', 'Ử', 'Ự'],
    ],
    [
        ['y', 'ỳ', 'ý', 'ỹ', 'ỷ', 'ỵ'],
        ['Y', 'Ỳ', 'Ý', 'Ỹ', 'Ỷ', 'Ỵ'],
    ],
];

/// A letter taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter {
    /// In small, with its quality (ă, ơ, đ), without tone.
    pub(super) base: char,
    /// 0 for none, else one more than the place in [`TONES`].
    pub(super) tone: u8,
    /// Its place in the Vietnamese alphabet from 1; 0 for f, j, w and z.
    pub(super) code: u8,
    /// Whether it is a vowel.
    pub(super) is_vowel: bool,
}

/// The letters below this stand in the first table: the last is ư.
const LOW_END: usize = 0x1B1;
/// The toned letters from ạ to ỹ, U+1EA0 to U+1EFF.
const HIGH_START: usize = 0x1EA0;
const HIGH_LENGTH: usize = 0x60;

const NOTHING: Letter = Letter {
    base: '\0',
    tone: 0,
    code: 0,
    is_vowel: false,
};

struct Letters {
    low: [Letter; LOW_END],
    high: [Letter; HIGH_LENGTH],
}

static LETTERS: Letters = Letters::new();

impl Letters {
    const fn new() -> Self {
        let mut letters = Self {
            low: [NOTHING; LOW_END],
            high: [NOTHING; HIGH_LENGTH],
        };
        let mut ascii = b'a';
        while ascii <= b'z' {
            letters.set_pair(ascii as char, ascii.to_ascii_uppercase() as char);
            ascii += 1;
        }
        letters.set_pair('đ', 'Đ');
        let mut vowel = 0;
        while vowel < VOWELS.len() {
            let mut tone = 0;
            while tone < 6 {
                #[expect(clippy::cast_possible_truncation, reason = "below 6")]
                let letter = Letter {
                    base: VOWELS[vowel][0][0],
                    tone: tone as u8,
                    code: code(VOWELS[vowel][0][0]),
                    is_vowel: true,
                };
                letters.set(VOWELS[vowel][0][tone], letter);
                letters.set(VOWELS[vowel][1][tone], letter);
                tone += 1;
            }
            vowel += 1;
        }
        letters
    }

    const fn set_pair(&mut self, small: char, capital: char) {
        let letter = Letter {
            base: small,
            tone: 0,
            code: code(small),
            is_vowel: false,
        };
        self.set(small, letter);
        self.set(capital, letter);
    }

    const fn set(&mut self, c: char, letter: Letter) {
        let at = c as usize;
        if at < LOW_END {
            self.low[at] = letter;
        } else {
            self.high[at - HIGH_START] = letter;
        }
    }
}

/// The place in the alphabet from 1, or 0.
const fn code(small: char) -> u8 {
    let mut at = 0;
    while at < ALPHABET.len() {
        if ALPHABET[at] as u32 == small as u32 {
            #[expect(clippy::cast_possible_truncation, reason = "below 30")]
            return at as u8 + 1;
        }
        at += 1;
    }
    0
}

/// A Latin letter as Vietnamese has them, in either case; none for anything else.
pub(super) fn letter(c: char) -> Option<Letter> {
    let at = c as usize;
    let letter = if at < LOW_END {
        LETTERS.low[at]
    } else {
        *LETTERS.high.get(at.checked_sub(HIGH_START)?)?
    };
    (letter.base != '\0').then_some(letter)
}

/// Whether a character is a letter of the Vietnamese alphabet, of either case, with or without tone.
#[must_use]
pub fn is_vietnamese(c: char) -> bool {
    letter(c).is_some_and(|letter| letter.code > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization as _;

    #[test]
    fn each_letter_is_put_together_from_its_parts_again() {
        let mut found = 0;
        for c in '\0'..='\u{ffff}' {
            let Some(letter) = letter(c) else { continue };
            let mark = letter.tone.checked_sub(1).map(|at| TONES[usize::from(at)]);
            let whole: String = std::iter::once(letter.base).chain(mark).nfc().collect();
            assert_eq!(whole, c.to_lowercase().to_string());
            found += 1;
        }
        // 26 ASCII letters, đ, six vowels with a quality: 33 without tone; 12 vowels with 5 tones.
        assert_eq!(found, 2 * (33 + 60));
    }
}
