//! The letters a return is written in: Unicode, or one of the two encodings from before it.
//!
//! In: a tidy text. Out: the characters that an old font shows as that text. The tables are those of
//! the encodings, written down apart from the reader's, so that each can prove the other.

use unicode_normalization::UnicodeNormalization as _;

use super::{Mess, Trait};

/// How the texts of a workbook are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::sample) enum Letters {
    /// As they should be.
    Unicode,
    /// TCVN3 (ABC): one code a letter, the toned capitals by a font of capitals.
    Tcvn3,
    /// VNI: a base letter and a mark.
    Vni,
}

/// A text in old letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sample) struct Encoded {
    /// The characters.
    pub(in crate::sample) text: String,
    /// The font that shows them.
    pub(in crate::sample) font: &'static str,
}

impl Letters {
    /// The letters of a return: the same in all its sheets, and in all that this hand writes.
    pub(in crate::sample) fn of(hand: u64, mess: &Mess) -> Self {
        if mess.turn(hand, Trait::Tcvn3, "return").is_some() {
            Self::Tcvn3
        } else if mess.turn(hand, Trait::Vni, "return").is_some() {
            Self::Vni
        } else {
            Self::Unicode
        }
    }

    /// The trait that these letters are, if they are one.
    pub(in crate::sample) fn planted(self) -> Option<Trait> {
        match self {
            Self::Unicode => None,
            Self::Tcvn3 => Some(Trait::Tcvn3),
            Self::Vni => Some(Trait::Vni),
        }
    }

    /// A text in these letters; none where it stays in Unicode, because it has letters they have
    /// no code for.
    pub(in crate::sample) fn encode(self, text: &str) -> Option<Encoded> {
        let text: String = text.nfc().collect();
        match self {
            Self::Unicode => None,
            Self::Tcvn3 => tcvn3(&text),
            Self::Vni => vni(&text).map(|text| Encoded {
                text,
                font: "VNI-Times",
            }),
        }
    }
}

/// Letters of TCVN3 in the order of their codes from B5 on, those without a letter left out.
const TCVN3: [(char, u8); 67] = [
    ('ă', 0xA8),
    ('â', 0xA9),
    ('ê', 0xAA),
    ('ô', 0xAB),
    ('ơ', 0xAC),
    ('ư', 0xAD),
    ('đ', 0xAE),
    ('à', 0xB5),
    ('ả', 0xB6),
    ('ã', 0xB7),
    ('á', 0xB8),
    ('ạ', 0xB9),
    ('ằ', 0xBB),
    ('ẳ', 0xBC),
    ('ẵ', 0xBD),
    ('ắ', 0xBE),
    ('ặ', 0xC6),
    ('ầ', 0xC7),
    ('ẩ', 0xC8),
    ('ẫ', 0xC9),
    ('ấ', 0xCA),
    ('ậ', 0xCB),
    ('è', 0xCC),
    ('ẻ', 0xCE),
    ('ẽ', 0xCF),
    ('é', 0xD0),
    ('ẹ', 0xD1),
    ('ề', 0xD2),
    ('ể', 0xD3),
    ('ễ', 0xD4),
    ('ế', 0xD5),
    ('ệ', 0xD6),
    ('ì', 0xD7),
    ('ỉ', 0xD8),
    ('ĩ', 0xDC),
    ('í', 0xDD),
    ('ị', 0xDE),
    ('ò', 0xDF),
    ('ỏ', 0xE1),
    ('õ', 0xE2),
    ('ó', 0xE3),
    ('ọ', 0xE4),
    ('ồ', 0xE5),
    ('ổ', 0xE6),
    ('ỗ', 0xE7),
    ('ố', 0xE8),
    ('ộ', 0xE9),
    ('ờ', 0xEA),
    ('ở', 0xEB),
    ('ỡ', 0xEC),
    ('ớ', 0xED),
    ('ợ', 0xEE),
    ('ù', 0xEF),
    ('ủ', 0xF1),
    ('ũ', 0xF2),
    ('ú', 0xF3),
    ('ụ', 0xF4),
    ('ừ', 0xF5),
    ('ử', 0xF6),
    ('ữ', 0xF7),
    ('ứ', 0xF8),
    ('ự', 0xF9),
    ('ỳ', 0xFA),
    ('ỷ', 0xFB),
    ('ỹ', 0xFC),
    ('ý', 0xFD),
    ('ỵ', 0xFE),
];

/// The capitals that have codes of their own.
const TCVN3_CAPITALS: [(char, u8); 7] = [
    ('Ă', 0xA1),
    ('Â', 0xA2),
    ('Ê', 0xA3),
    ('Ô', 0xA4),
    ('Ơ', 0xA5),
    ('Ư', 0xA6),
    ('Đ', 0xA7),
];

/// A text in TCVN3. One all in capitals goes by the font of capitals, which shows small letters as
/// capitals too; toned capitals among small letters have no code.
fn tcvn3(text: &str) -> Option<Encoded> {
    let capitals = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    let code = |letter: char| -> Option<char> {
        let of = |table: &[(char, u8)], letter: char| {
            let found = table.iter().find(|(one, _)| *one == letter);
            found.map(|(_, code)| char::from(*code))
        };
        let small = || letter.to_lowercase().next().filter(|_| capitals);
        of(&TCVN3, letter)
            .or_else(|| of(&TCVN3_CAPITALS, letter))
            .or_else(|| small().and_then(|letter| of(&TCVN3, letter)))
            .or_else(|| plain(letter))
    };
    Some(Encoded {
        text: text.chars().map(code).collect::<Option<String>>()?,
        font: if capitals { ".VnTimeH" } else { ".VnTime" },
    })
}

/// A character that old letters have too: none that is a letter or a sign at one of their codes.
fn plain(letter: char) -> Option<char> {
    let taken = letter.is_alphabetic() && !letter.is_ascii() || ('¡'..='ÿ').contains(&letter);
    (!taken).then_some(letter)
}

/// The tones of Unicode and VNI's marks for them: on other letters, on â ê ô, on ă.
const TONES: [(char, [char; 3]); 5] = [
    ('\u{301}', ['ù', 'á', 'é']),
    ('\u{300}', ['ø', 'à', 'è']),
    ('\u{309}', ['û', 'å', 'ú']),
    ('\u{303}', ['õ', 'ã', 'ü']),
    ('\u{323}', ['ï', 'ä', 'ë']),
];

/// Letters that VNI has as one.
const VNI_SINGLES: [(char, char); 8] = [
    ('ơ', 'ô'),
    ('ư', 'ö'),
    ('đ', 'ñ'),
    ('ỉ', 'æ'),
    ('ĩ', 'ó'),
    ('ị', 'ò'),
    ('ỵ', 'î'),
    ('í', 'í'),
];

/// A text in VNI.
fn vni(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        let small = letter.to_lowercase().next().unwrap_or(letter);
        let marked = vni_letter(small).or_else(|| plain(letter).map(String::from))?;
        if letter.is_uppercase() {
            out.extend(marked.chars().flat_map(char::to_uppercase));
        } else {
            out.push_str(&marked);
        }
    }
    Some(out)
}

/// A small Vietnamese letter in VNI.
fn vni_letter(letter: char) -> Option<String> {
    let single = |letter: char| {
        let found = VNI_SINGLES.iter().find(|(one, _)| *one == letter);
        found
            .map(|(_, code)| *code)
            .or((letter == 'ì').then_some('ì'))
    };
    if let Some(code) = single(letter) {
        return Some(code.to_string());
    }
    let (letter, tone) = apart(letter);
    let tones = TONES.iter().find(|(one, _)| Some(*one) == tone);
    let tone = |kind: usize| tones.map(|(_, marks)| marks[kind]);
    // A circumflex and a breve are told by their mark, with or without a tone.
    let (base, mark) = match letter {
        'â' => ('a', tone(1).or(Some('â'))),
        'ê' => ('e', tone(1).or(Some('â'))),
        'ô' => ('o', tone(1).or(Some('â'))),
        'ă' => ('a', tone(2).or(Some('ê'))),
        'ơ' | 'ư' => (single(letter)?, tone(0)),
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' => (letter, tone(0)),
        _ => return None,
    };
    Some([Some(base), mark].into_iter().flatten().collect())
}

/// A letter without its tone, and the tone.
pub(super) fn apart(letter: char) -> (char, Option<char>) {
    let tone = |one: &char| TONES.iter().any(|(tone, _)| tone == one);
    let marks: Vec<char> = letter.to_string().nfd().collect();
    let base: String = marks
        .iter()
        .copied()
        .filter(|one| !tone(one))
        .nfc()
        .collect();
    let found = marks.iter().copied().find(tone);
    (base.chars().next().unwrap_or(letter), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encode(letters: Letters, text: &str) -> Option<(String, &'static str)> {
        letters.encode(text).map(|one| (one.text, one.font))
    }

    #[test]
    fn tcvn3_has_one_code_a_letter() {
        for (text, codes) in [
            ("Trường tiểu học", "Tr\u{ad}êng tiÓu häc"),
            ("Đề nghị", "§Ò nghÞ"),
            ("xã hội chủ nghĩa Việt Nam", "x· héi chñ nghÜa ViÖt Nam"),
            ("Đơn vị: 12 (%)", "§¬n vÞ: 12 (%)"),
        ] {
            assert_eq!(
                encode(Letters::Tcvn3, text),
                Some((codes.to_owned(), ".VnTime"))
            );
        }
    }

    #[test]
    fn toned_capitals_go_by_the_font_of_capitals_or_stay_in_unicode() {
        let capitals = encode(Letters::Tcvn3, "CỘNG HÒA XÃ HỘI");
        assert_eq!(capitals, Some(("CéNG HßA X· HéI".to_owned(), ".VnTimeH")));
        assert_eq!(encode(Letters::Tcvn3, "Ổn định"), None);
        assert_eq!(encode(Letters::Tcvn3, "có · không"), None);
    }

    #[test]
    fn vni_has_a_letter_and_a_mark() {
        for (text, codes) in [
            ("Trường tiểu học", "Tröôøng tieåu hoïc"),
            ("Đề nghị, kỷ luật", "Ñeà nghò, kyû luaät"),
            ("CỘNG HÒA", "COÄNG HOØA"),
            ("Nguyễn Thị Ánh", "Nguyeãn Thò AÙnh"),
            ("nghĩ gì, chỉ ít; mỹ, kỵ", "nghó gì, chæ ít; myõ, kî"),
            ("năm, lắm, Ắt", "naêm, laém, AÉt"),
        ] {
            assert_eq!(
                encode(Letters::Vni, text),
                Some((codes.to_owned(), "VNI-Times"))
            );
        }
    }

    #[test]
    fn every_letter_has_its_own_code_in_both() {
        let letters = TCVN3.map(|(letter, _)| letter);
        for code in [Letters::Tcvn3, Letters::Vni] {
            let codes: std::collections::BTreeSet<String> = letters
                .iter()
                .map(|letter| code.encode(&letter.to_string()).unwrap().text)
                .collect();
            assert_eq!(codes.len(), 67, "{code:?}");
        }
    }
}
