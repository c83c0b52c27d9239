//! The encodings from before Unicode: TCVN3 (ABC) and VNI, and UTF-8 taken for Windows-1252.
//!
//! In: characters as a spreadsheet holds them, each the Latin-1 character of a byte. Out: how they
//! read. Whether they should be read so, [`judge`](super::judge) tells.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::alike::is_round_zero;
use super::judge::reads_as_it_stands;
use super::letter::{TONES, letter};
use super::{Spelling, spelling};

/// An encoding of Vietnamese from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN3 (ABC): a code a letter; toned capitals come from a font of capitals.
    Tcvn3,
    /// VNI: a letter and a mark.
    Vni,
}

/// The letters of TCVN3 from U+00A1 on; `.` where it has none.
const TCVN3: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', '.', // A1-AF
    '.', '.', '.', '.', '.', 'à', 'ả', 'ã', 'á', 'ạ', '.', 'ằ', 'ẳ', 'ẵ', 'ắ', '.', // B0-BF
    '.', '.', '.', '.', '.', '.', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', '.', 'ẻ', 'ẽ', // C0-CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', '.', '.', '.', 'ĩ', 'í', 'ị', 'ò', // D0-DF
    '.', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0-EF
    '.', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0-FE
];

const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';

/// The letter that TCVN3 has at a character's code.
fn tcvn3(c: char) -> Option<char> {
    let at = (c as usize).checked_sub(0xA1)?;
    TCVN3.get(at).copied().filter(|letter| *letter != '.')
}

/// A letter of VNI that needs no mark, with its own marks apart.
fn vni_letter(small: char) -> Option<&'static str> {
    Some(match small {
        'ñ' => "đ",
        'ô' => "o\u{31b}",
        'ö' => "u\u{31b}",
        'í' => "i\u{301}",
        'ì' => "i\u{300}",
        'æ' => "i\u{309}",
        'ó' => "i\u{303}",
        'ò' => "i\u{323}",
        'î' => "y\u{323}",
        _ => return None,
    })
}

/// What a mark of VNI adds to the letter before it: a quality, a tone.
fn vni_mark(small: char) -> Option<(Option<char>, Option<char>)> {
    let [huyen, sac, nga, hoi, nang] = TONES.map(Some);
    Some(match small {
        'ù' => (None, sac),
        'ø' => (None, huyen),
        'û' => (None, hoi),
        'õ' => (None, nga),
        'ï' => (None, nang),
        'â' => (Some(CIRCUMFLEX), None),
        'á' => (Some(CIRCUMFLEX), sac),
        'à' => (Some(CIRCUMFLEX), huyen),
        'å' => (Some(CIRCUMFLEX), hoi),
        'ã' => (Some(CIRCUMFLEX), nga),
        'ä' => (Some(CIRCUMFLEX), nang),
        'ê' => (Some(BREVE), None),
        'é' => (Some(BREVE), sac),
        'è' => (Some(BREVE), huyen),
        'ú' => (Some(BREVE), hoi),
        'ü' => (Some(BREVE), nga),
        'ë' => (Some(BREVE), nang),
        _ => return None,
    })
}

fn small(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// A word of VNI; none where a character has no place in it.
fn vni(word: &str) -> Option<String> {
    let mut out = String::with_capacity(word.len() + 8);
    let mut rest = word.chars().peekable();
    while let Some(c) = rest.next() {
        let own = vni_letter(small(c));
        match own {
            _ if c.is_ascii_alphabetic() => out.push(c),
            Some(own) if c.is_uppercase() => out.extend(own.chars().flat_map(char::to_uppercase)),
            Some(own) => out.push_str(own),
            None => return None,
        }
        let Some((quality, tone)) = rest.peek().and_then(|next| vni_mark(small(*next))) else {
            continue;
        };
        let fits = match (quality, small(c)) {
            (Some(CIRCUMFLEX), base) => "aeo".contains(base),
            (Some(_), base) => base == 'a',
            (None, base) => "aeouyôö".contains(base),
        };
        if fits {
            out.extend(quality.into_iter().chain(tone));
            rest.next();
        }
    }
    Some(out.nfc().collect())
}

impl Encoding {
    /// Both, in the order in which what is known of each is kept.
    pub const ALL: [Self; 2] = [Self::Tcvn3, Self::Vni];

    /// How a word reads; none where a character has no place in the encoding.
    #[must_use]
    pub fn decode(self, word: &str) -> Option<String> {
        match self {
            Self::Vni => vni(word),
            Self::Tcvn3 => word
                .chars()
                .map(|c| if c.is_ascii() { Some(c) } else { tcvn3(c) })
                .collect(),
        }
    }

    /// How a text reads. Words that would be no Vietnamese either way stay as they are; so do signs.
    #[must_use]
    pub fn read(self, text: &str) -> String {
        self.read_words(text, |_| true)
    }

    /// How a text reads if only the words that are no Vietnamese as they stand are in the encoding.
    #[must_use]
    pub fn read_among_unicode(self, text: &str) -> String {
        self.read_words(text, |word| !reads_as_it_stands(word))
    }

    /// How a text reads of which all is in the encoding, also names and short forms that are no
    /// Vietnamese; none where some word has no place in it. Signs that stand alone stay.
    #[must_use]
    pub fn read_wholly(self, text: &str) -> Option<String> {
        let is_sign = |word: &str| word.chars().all(|c| !c.is_alphabetic());
        let is_kept = |word: &str| word.is_ascii() || (word.chars().count() == 1 && is_sign(word));
        if !words(text).all(|word| is_kept(word) || self.decode(word).is_some()) {
            return None;
        }
        Some(each_word(text, |word| {
            self.decode(word).filter(|_| !is_kept(word))
        }))
    }

    fn read_words(self, text: &str, is_old: impl Fn(&str) -> bool) -> String {
        let in_capitals = self == Self::Tcvn3 && is_in_capitals(text);
        each_word(text, |word| {
            if word.is_ascii() || !is_old(word) {
                return None;
            }
            let read = self.decode(word).filter(|read| stands(word, read))?;
            Some(if in_capitals {
                read.to_uppercase()
            } else {
                read
            })
        })
    }
}

/// Whether a decoded word is to stand for the written one.
fn stands(written: &str, read: &str) -> bool {
    let mut signs = written.chars();
    match (signs.next(), signs.next()) {
        // A dot in mid-height begins a point, a raised figure ends a note.
        (Some('·' | '¹'), None) => false,
        (Some(_), None) => matches!(read, "đ" | "Đ") || spelling(read) == Spelling::Sound,
        _ => read.chars().all(|c| letter(c).is_some()),
    }
}

/// Whether toned letters stand among capitals, as a font of capitals shows them.
fn is_in_capitals(text: &str) -> bool {
    let mut found = false;
    for word in words(text).filter(|word| !word.is_ascii()) {
        let ascii = || word.chars().filter(char::is_ascii_alphabetic);
        if ascii().any(|c| c.is_ascii_lowercase()) {
            return false;
        }
        let in_small = word.chars().filter_map(tcvn3).any(char::is_lowercase);
        let after_capital = word.starts_with(|c: char| c.is_ascii_uppercase());
        found |= in_small && (ascii().count() >= 2 || (after_capital && word.ends_with('®')));
    }
    found
}

/// Whether a character can be part of a word in one of the encodings.
fn is_word_char(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c) || tcvn3(c).is_some() || is_round_zero(c)
}

/// The words of a text: runs of letters, of marks, and of signs that are letters in TCVN3.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c| !is_word_char(c))
        .filter(|word| !word.is_empty())
}

/// A text with words replaced.
pub(super) fn each_word(text: &str, replaced: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while !rest.is_empty() {
        let word = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        match replaced(word).filter(|_| !word.is_empty()) {
            Some(new) => out.push_str(&new),
            None => out.push_str(word),
        }
        let gap = after.find(is_word_char).unwrap_or(after.len());
        let (gap, next) = after.split_at(gap);
        out.push_str(gap);
        rest = next;
    }
    out
}

/// The characters that Windows-1252 has at 80 to 9F; `\0` where it has none.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// The text whose UTF-8 was taken for Windows-1252 or Latin-1, if it can be one.
pub(super) fn from_utf8(text: &str) -> Option<String> {
    let byte = |c: char| {
        u8::try_from(u32::from(c)).ok().or_else(|| {
            let at = WINDOWS_1252.iter().position(|one| *one == c)?;
            u8::try_from(0x80 + at).ok()
        })
    };
    let begins = |c: char| ('\u{c2}'..='\u{f4}').contains(&c);
    if !text.contains(begins) {
        return None;
    }
    let bytes: Vec<u8> = text.chars().map(byte).collect::<Option<_>>()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;
    use std::io::Write as _;
    use std::process::{Command, Stdio};

    use proptest::prelude::*;

    use super::super::encoder::encode;
    use super::super::{Says, all_syllables, judge, judge_utf8};

    #[test]
    fn every_syllable_reads_the_same_after_being_written_in_an_old_encoding() {
        for word in all_syllables() {
            for encoding in Encoding::ALL {
                let written = encode(word, encoding);
                assert_eq!(
                    encoding.decode(&written).as_deref(),
                    Some(&**word),
                    "{written}"
                );
            }
        }
    }

    #[test]
    fn capitals_read_as_capitals() {
        for (written, read) in [
            ("§µo t¹o", "Đào tạo"),
            ("¢n, £, ¤n, ¥n, ¦ng, ¡n", "Ân, Ê, Ôn, Ơn, Ưng, Ăn"),
            ("Céng hoµ x· héi", "Cộng hoà xã hội"),
        ] {
            assert_eq!(Encoding::Tcvn3.read(written), read);
        }
        // Capitals of a font of capitals: the letters are, the codes are not.
        assert_eq!(
            Encoding::Tcvn3.read("PHßNG GI\u{b8}O DôC"),
            "PHÒNG GIÁO DỤC"
        );
        assert_eq!(Encoding::Tcvn3.read("THPT Hµ Néi"), "THPT Hà Nội");
        assert_eq!(
            Encoding::Vni.read("ÑAÏI HOÏC ÖÙNG DUÏNG"),
            "ĐẠI HỌC ỨNG DỤNG"
        );
        assert_eq!(
            Encoding::Vni.read("Tröôøng Tieåu hoïc Myõ Thuûy"),
            "Trường Tiểu học Mỹ Thủy"
        );
    }

    #[test]
    fn signs_beside_words_stay() {
        assert_eq!(
            Encoding::Tcvn3.read("\u{b7} Phßng §/c 25\u{b0}C (\u{b9})"),
            "· Phòng Đ/c 25°C (¹)"
        );
        assert_eq!(Encoding::Vni.read("Phoøng 1/2 – 100%"), "Phòng 1/2 – 100%");
    }

    proptest! {
        #[test]
        fn a_sentence_in_an_old_encoding_is_recognised_and_reads_as_meant(
            picks in proptest::collection::vec(any::<prop::sample::Index>(), 12),
        ) {
            // A letter alone may be a sign, which stays as it is.
            let syllables: Vec<_> =
                all_syllables().iter().filter(|one| one.chars().count() > 1).collect();
            let words: Vec<&str> = picks.iter().map(|pick| pick.get(&syllables).as_str()).collect();
            let sentence = words.join(" ");
            for (at, encoding) in Encoding::ALL.into_iter().enumerate() {
                let written = encode(&sentence, encoding);
                prop_assert_eq!(encoding.read(&written), sentence.clone());
                let says = judge(&written);
                // Words that are none as they stand are hardly ever missing among twelve.
                prop_assert!(says[at] >= Says::Either || written.is_ascii(), "{} {:?}", written, says);
                prop_assert!(says[1 - at] <= Says::Partly, "{} {:?}", written, says);
            }
        }
    }

    #[test]
    fn utf8_taken_for_windows_1252_is_read() {
        for text in ["Phòng Giáo dục", "Đạt", "Tỷ lệ “tốt” – 5", "25°C"] {
            let garbled: String = text
                .bytes()
                .map(|byte| match byte {
                    0x80..=0x9F if WINDOWS_1252[usize::from(byte - 0x80)] != '\0' => {
                        WINDOWS_1252[usize::from(byte - 0x80)]
                    }
                    byte => char::from(byte),
                })
                .collect();
            assert_eq!(
                judge_utf8(&garbled),
                Some((text.to_owned(), true)),
                "{garbled}"
            );
        }
        for text in [
            "Phòng Giáo dục",
            "“HÃ“”",
            "Ã",
            "São “Paulo”",
            "ASCII",
            "§µo t¹o",
            "CÒ”",
        ] {
            assert_eq!(judge_utf8(text), None, "{text}");
        }
        // A word and a quotation mark, or another word: who knows.
        assert_eq!(judge_utf8("XÃ”"), Some(("XÔ".to_owned(), false)));
    }

    /// What iconv makes of bytes in TCVN5712-1; none where it or the charset is missing.
    fn iconv(bytes: &[u8]) -> Option<String> {
        let mut child = Command::new("iconv")
            .args(["-f", "TCVN5712-1", "-t", "UTF-8"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        child.stdin.take()?.write_all(bytes).ok()?;
        let output = child.wait_with_output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8(output.stdout).ok())?
    }

    #[test]
    fn lower_case_agrees_with_iconv() {
        let mut bytes = Vec::new();
        let mut read = String::new();
        for code in 0xA8..=0xFE_u8 {
            if let Some(letter) = tcvn3(char::from(code)) {
                bytes.extend([b'b', code, b'\n']);
                writeln!(read, "b{letter}").unwrap();
            }
        }
        let Some(oracle) = iconv(&bytes) else {
            assert!(
                std::env::var_os("CI").is_none(),
                "iconv with TCVN5712-1 is missing"
            );
            println!("skipped: no iconv with TCVN5712-1");
            return;
        };
        assert_eq!(read, oracle.nfc().collect::<String>());
        assert_eq!(bytes.len(), 3 * 67, "all letters of TCVN3 in lower case");
    }
}
