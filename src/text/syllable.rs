//! What a Vietnamese syllable can be: onset, rhyme, tone.
//!
//! Evidence for all decisions about encodings: a wrong reading of a text hardly ever gives words
//! that are all well formed.

use std::sync::LazyLock;

use super::letter::letter;

/// The rhymes without tone. Those with y or yê alone are spelled so without an onset.
const RHYMES: &str = "
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uên uêu
    uôc uôi uôm uôn uông uôt uơ uy uya uych uyn uynh uyp uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu";
/// Those that stand after qu alone.
const AFTER_QU: &str = "yt ynh ych";

/// The longest syllable: nghiêng.
const LONGEST: usize = 7;

static RHYME_KEYS: LazyLock<(Vec<u32>, Vec<u32>)> = LazyLock::new(|| {
    let keys = |rhymes: &str| {
        let mut keys: Vec<u32> = rhymes
            .split_whitespace()
            .map(|rhyme| rhyme.chars().filter_map(letter).map(|letter| letter.code))
            .map(rhyme_key)
            .collect();
        keys.sort_unstable();
        keys
    };
    (keys(RHYMES), keys(AFTER_QU))
});

/// A rhyme as a number: five bits a letter.
fn rhyme_key(codes: impl Iterator<Item = u8>) -> u32 {
    codes.fold(0, |key, code| (key << 5) | u32::from(code))
}

/// How a word is spelled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// A syllable, its tone mark where one of the two ways of writing puts it.
    Sound,
    /// A syllable but for the place of its tone mark: "hòang", "qúy".
    Misplaced,
    /// No Vietnamese syllable.
    Foreign,
}

/// A word's letters, its tone apart.
struct Parts {
    bases: [char; LONGEST],
    codes: [u8; LONGEST],
    length: usize,
    /// The tone and the letter it stands on.
    tone: Option<(u8, usize)>,
}

impl Parts {
    fn of(word: &str) -> Option<Self> {
        let mut parts = Self {
            bases: ['\0'; LONGEST],
            codes: [0; LONGEST],
            length: 0,
            tone: None,
        };
        for c in word.chars() {
            let letter = letter(c).filter(|letter| letter.code > 0)?;
            *parts.bases.get_mut(parts.length)? = letter.base;
            parts.codes[parts.length] = letter.code;
            if letter.tone > 0 {
                if parts.tone.is_some() {
                    return None;
                }
                parts.tone = Some((letter.tone, parts.length));
            }
            parts.length += 1;
        }
        Some(parts)
    }

    fn bases(&self) -> &[char] {
        &self.bases[..self.length]
    }

    /// Where the rhyme begins, if onset and rhyme are ones that go together.
    fn rhyme_start(&self) -> Option<usize> {
        let bases = self.bases();
        let consonants = bases.iter().take_while(|base| !is_vowel(**base)).count();
        let (onset, rest) = bases.split_at(consonants);
        let (start, listed) = match (onset, rest) {
            (['q'], ['u', next, ..]) if "aăâeêiyơô".contains(*next) => {
                let key = self.key(2);
                let special = RHYME_KEYS.1.binary_search(&key).is_ok();
                return (special || is_rhyme(key)).then_some(2);
            }
            // gì, gìn, giếng, giết are written with one i.
            (['g'], ['i'] | ['i', 'n'] | ['i', 'ê', ..]) => (1, true),
            (['g'], ['i', next, ..]) => (2, is_vowel(*next) && !"iy".contains(*next)),
            (_, [first, second @ ..]) => {
                let second = second.first().copied();
                (consonants, onset_fits(onset, *first, second))
            }
            _ => return None,
        };
        (listed && is_rhyme(self.key(start))).then_some(start)
    }

    fn key(&self, start: usize) -> u32 {
        rhyme_key(self.codes[start..self.length].iter().copied())
    }

    /// Stops take sắc or nặng alone.
    fn tone_fits(&self) -> bool {
        let stopped = matches!(self.bases(), [.., 'c' | 'p' | 't'] | [.., 'c', 'h']);
        !stopped || matches!(self.tone, Some((2 | 5, _)))
    }

    /// Whether the tone mark stands on the rhyme's main vowel.
    fn is_placed(&self, start: usize) -> bool {
        let Some((_, at)) = self.tone else {
            return true;
        };
        let rhyme = &self.bases()[start..];
        let vowels = rhyme.iter().take_while(|base| is_vowel(**base)).count();
        let marked = (0..vowels).rfind(|at| "ăâêôơư".contains(rhyme[*at]));
        let main = match (marked, vowels) {
            (Some(marked), _) => marked,
            (None, 1) => 0,
            (None, 2) if rhyme.len() == 2 => {
                let either = matches!(rhyme, ['o', 'a' | 'e'] | ['u', 'y']);
                if either && at == start + 1 {
                    return true;
                }
                0
            }
            (None, 3) if rhyme.len() == 3 => 1,
            (None, vowels) => vowels - 1,
        };
        at == start + main
    }
}

fn is_rhyme(key: u32) -> bool {
    RHYME_KEYS.0.binary_search(&key).is_ok()
}

fn is_vowel(base: char) -> bool {
    "aăâeêioôơuưy".contains(base)
}

/// Whether an onset may stand before a rhyme with these first letters.
fn onset_fits(onset: &[char], first: char, second: Option<char>) -> bool {
    let front = matches!(first, 'e' | 'ê' | 'i');
    let spelled = match onset {
        // Without an onset "iê" is written "yê".
        [] => return (first, second) != ('i', Some('ê')),
        ['c' | 'g'] | ['n', 'g'] => !front && first != 'y',
        ['k'] => front || first == 'y',
        ['g', 'h'] | ['n', 'g', 'h'] => front,
        ['b' | 'd' | 'đ' | 'h' | 'l' | 'm' | 'n' | 'p' | 'r' | 's' | 't' | 'v' | 'x']
        | ['c' | 'k' | 'n' | 'p' | 't', 'h']
        | ['t', 'r'] => true,
        _ => false,
    };
    spelled && (first != 'y' || second.is_none())
}

/// How a word of letters in NFC, of either case, is spelled.
#[must_use]
pub fn spelling(word: &str) -> Spelling {
    let parts = Parts::of(word).filter(Parts::tone_fits);
    let Some((parts, start)) = parts.and_then(|parts| {
        let start = parts.rhyme_start()?;
        Some((parts, start))
    }) else {
        return Spelling::Foreign;
    };
    if parts.is_placed(start) {
        Spelling::Sound
    } else {
        Spelling::Misplaced
    }
}

/// Whether a word is a well-formed syllable.
///
/// ```
/// use thidua::text::is_syllable;
/// assert!(is_syllable("hoà") && is_syllable("hòa") && is_syllable("Nghiệp"));
/// assert!(!is_syllable("xóo") && !is_syllable("càp") && !is_syllable("ngê"));
/// ```
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    spelling(word) == Spelling::Sound
}

/// All well-formed syllables in small letters, in both placements, as tests go through them.
#[cfg(test)]
pub(crate) fn all() -> &'static [String] {
    static ALL: LazyLock<Vec<String>> = LazyLock::new(make_all);
    &ALL
}

#[cfg(test)]
fn make_all() -> Vec<String> {
    use unicode_normalization::UnicodeNormalization as _;

    let onsets = "b c d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x ch";
    let onsets: Vec<&str> = std::iter::once("").chain(onsets.split(' ')).collect();
    let rhymes = RHYMES.split_whitespace().chain(AFTER_QU.split_whitespace());
    let rhymes: Vec<&str> = rhymes.collect();
    let mut found = std::collections::BTreeSet::new();
    for onset in onsets {
        for rhyme in &rhymes {
            let letters: Vec<char> = format!("{onset}{rhyme}").chars().collect();
            let plain: String = letters.iter().collect();
            found.insert(plain);
            for at in 0..letters.len() {
                for tone in super::letter::TONES {
                    let mut marked = letters.clone();
                    marked.insert(at + 1, tone);
                    found.insert(marked.into_iter().nfc().collect());
                }
            }
        }
    }
    found.into_iter().filter(|word| is_syllable(word)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_language_are_syllables() {
        let words = "Phòng Giáo dục và Đào tạo huyện Điện Biên trường tiểu học trung học cơ sở \
            phổ thông nghiêng nguyễn thuở khuỷu khuya quyết quỳnh quýt quốc quờ giếng giết gì gìn \
            giữa giường giỏi giục yêu yến yểng ỷ Mỹ kỹ Mĩ hoà hòa thuý thúy khoẻ khỏe loè ngoằn \
            ngoèo xoong soóc huơ huýt tuýp ươn ưu ưa ướt iu ỉa ích ôi ổi ghế nghĩa kể cua của chìa \
            mua rượu hươu hiểu yếu uống uể oải oanh ương huếch toàn toán tuần luật khuấy quay qui";
        for word in words.split_whitespace() {
            assert_eq!(spelling(word), Spelling::Sound, "{word}");
            assert_eq!(spelling(&word.to_uppercase()), Spelling::Sound, "{word}");
        }
    }

    #[test]
    fn what_breaks_the_rules_of_spelling_is_no_syllable() {
        let words = "xóo Phũngg càp tảch hàt cap cê ki\u{301}\u{301} ngê ghà ngha ka kô cy iên nghy qa \
            quu qo sr ơng ễng âng\u{301}h THƠNG bỡnh tớch dsgd wa fan jô zì café résumé naïve đđ \
            giy chyên rhà oă";
        for word in words.split_whitespace() {
            assert_eq!(spelling(word), Spelling::Foreign, "{word}");
        }
    }

    #[test]
    fn a_tone_mark_on_another_letter_is_told_apart() {
        for word in ["hòang", "qúy", "tòan", "gíao", "gìa", "chiá", "muồn"] {
            let expected = if word == "muồn" {
                Spelling::Sound
            } else {
                Spelling::Misplaced
            };
            assert_eq!(spelling(word), expected, "{word}");
        }
    }
}
