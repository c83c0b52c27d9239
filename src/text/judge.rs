//! What a text's own words say of its encoding.
//!
//! Correct Unicode run through a decoder turns to "xó hội" and "Phũng", which looks like words: so
//! a word speaks for an old encoding only where it is a syllable there and none as it stands.

use super::encoding::{Encoding, from_utf8, words};
use super::{Spelling, in_latin, is_syllable, is_usual_sign, is_vietnamese, spelling};

/// What a text says of one encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Nothing speaks for it.
    No,
    /// Its words are Vietnamese as they stand, and would be in the encoding.
    Either,
    /// Some words are Vietnamese in the encoding alone, others as they stand or neither way.
    Partly,
    /// All are Vietnamese in the encoding, one of them in it alone.
    Likely,
    /// All, or all but a few of many, are Vietnamese in the encoding alone.
    Surely,
}

/// So many words, or one that cannot be chance, make an encoding sure.
const SURE: usize = 2;
/// So many words make it sure though others are Vietnamese neither way; a fourth of them at most.
const SURE_AMONG_OTHERS: usize = 4;
/// A longer word in capitals is no abbreviation.
const ABBREVIATION: usize = 5;

/// How the words of a text fare in an encoding.
#[derive(Default)]
struct Tally {
    /// Well formed.
    good: usize,
    /// Well formed and not Vietnamese as they stand; more where chance is out of the question.
    only: usize,
    /// Not well formed, and not as they stand either.
    bad: usize,
    /// Not well formed, but Vietnamese as they stand.
    lost: usize,
}

/// What a text says of each of [`Encoding::ALL`].
#[must_use]
pub fn judge(text: &str) -> [Says; 2] {
    // No old encoding has a letter beyond Latin-1.
    let is_unicode = text.chars().any(|c| c > '\u{ff}' && is_vietnamese(c));
    Encoding::ALL.map(|encoding| {
        let mut tally = Tally::default();
        for word in words(text).filter(|word| !word.is_ascii() && !is_neutral(word)) {
            tally.add(word, encoding);
        }
        tally.says(is_unicode)
    })
}

impl Tally {
    fn add(&mut self, word: &str, encoding: Encoding) {
        let as_it_stands = reads_as_it_stands(word);
        let read = encoding.decode(word);
        let short = |read: &String| is_abbreviation(read);
        match read {
            Some(read) if is_syllable(&read) => {
                self.good += 1;
                if !as_it_stands {
                    self.only += if is_no_chance(word, encoding) {
                        SURE
                    } else {
                        1
                    };
                }
            }
            Some(read) if short(&read) && !as_it_stands => self.only += 1,
            _ if as_it_stands => self.lost += 1,
            _ => self.bad += 1,
        }
    }

    fn says(&self, is_unicode: bool) -> Says {
        if is_unicode {
            let mixed = self.only >= SURE;
            return if mixed { Says::Partly } else { Says::No };
        }
        match self {
            Self {
                only: 0,
                bad: 0,
                lost: 0,
                good: 1..,
            } => Says::Either,
            Self { only: 0, .. } => Says::No,
            Self {
                bad: 0,
                lost: 0,
                only,
                ..
            } if *only >= SURE => Says::Surely,
            Self {
                bad: 0, lost: 0, ..
            } => Says::Likely,
            Self {
                bad,
                lost: 0,
                good,
                only,
            } if *only >= SURE_AMONG_OTHERS && *good >= 4 * bad => Says::Surely,
            Self {
                bad,
                lost,
                good,
                only,
            } if *only >= SURE && *good >= bad + lost => Says::Partly,
            _ => Says::No,
        }
    }
}

/// Words that say nothing: single signs, and units of measure.
fn is_neutral(word: &str) -> bool {
    const MICRO: [&str; 9] = ["µm", "µg", "µl", "µs", "µV", "µA", "µW", "µF", "µmol"];
    word.chars().nth(1).is_none() || MICRO.contains(&word)
}

/// Whether a word is Vietnamese in Unicode, soft hyphens and letters that look alike aside.
fn reads_as_it_stands(word: &str) -> bool {
    let plain = word.replace('\u{ad}', "");
    spelling(&plain) != Spelling::Foreign || in_latin(&plain).is_some()
}

/// Capitals alone, đ among them: "GDĐT".
fn is_abbreviation(read: &str) -> bool {
    let letters = read.chars().count();
    (2..=ABBREVIATION).contains(&letters)
        && read.contains('Đ')
        && read
            .chars()
            .all(|c| c.is_ascii_uppercase() || (is_vietnamese(c) && c.is_uppercase()))
}

/// Whether a word that is a syllable in an encoding cannot be anything else: a sign in mid-word,
/// or several marks that fit.
fn is_no_chance(word: &str, encoding: Encoding) -> bool {
    let letters = word.chars().count();
    match encoding {
        Encoding::Tcvn3 => word.chars().any(|c| match c {
            'µ' | '¸' | '¶' | '¨' | '¬' | '®' | '\u{ad}' => letters >= 2,
            '·' => false,
            '¡'..='¿' | '×' | '÷' => letters >= 3,
            _ => false,
        }),
        Encoding::Vni => letters >= 5 || word.chars().filter(|c| !c.is_ascii()).count() >= 2,
    }
}

/// How a text reads whose UTF-8 was taken for Windows-1252, and whether that is certain; none where
/// it is not so.
#[must_use]
pub fn judge_utf8(text: &str) -> Option<(String, bool)> {
    let read = from_utf8(text)?;
    let mut marked = read.chars().filter(|c| !c.is_ascii()).peekable();
    marked.peek()?;
    let usual = |c: char| is_vietnamese(c) || is_usual_sign(c) || "°²³±×€\u{a0}".contains(c);
    if !marked.all(usual) {
        return None;
    }
    let words: Vec<&str> = words(&read).filter(|word| !word.is_ascii()).collect();
    let good = words.iter().filter(|word| reads_as_it_stands(word)).count();
    // Â begins no word, so that "Â°" is no chance; "XÃ”" may be a word and a quotation mark.
    let several = read.chars().filter(|c| !c.is_ascii()).count() >= 2;
    let beyond = read.chars().any(|c| c > '\u{ff}');
    let certain = good == words.len() && (several || beyond || words.is_empty());
    (certain || good * 2 >= words.len()).then_some((read, certain))
}
