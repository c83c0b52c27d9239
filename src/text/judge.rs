//! What a text's own words say of its encoding.
//!
//! Correct Unicode run through a decoder turns to "xó hội" and "Phũng", which looks like words: so
//! a word speaks for an old encoding only where it is a syllable there and none as it stands.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::encoding::{Encoding, from_utf8, words};
use super::{Spelling, in_latin, is_syllable, is_usual_sign, is_vietnamese, spelling};

/// What a text says of one encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// Nothing speaks for it.
    No,
    /// Its words are Vietnamese as they stand, common ones, and would be in the encoding.
    RatherUnicode,
    /// Its words are Vietnamese as they stand, and would be in the encoding.
    Either,
    /// Its words are Vietnamese as they stand, and would be common ones in the encoding.
    RatherOld,
    /// Some words are Vietnamese in the encoding alone, others as they stand or neither way.
    Partly,
    /// All are Vietnamese in the encoding, one of them in it alone.
    Likely,
    /// All, or all but a few of many, are Vietnamese in the encoding alone.
    Surely,
}

/// So many words, or one that cannot be chance, make an encoding sure.
const SURE: usize = 2;
/// So many words make it sure though others are Vietnamese neither way.
const SURE_AMONG_OTHERS: usize = 4;
/// So many times as many words must then be well formed.
const FAR_MORE: usize = 4;
/// So many times as many words must be common ones in one reading to make it the likelier.
const FAR_COMMONER: usize = 2;

/// Words that are common in returns and, written in an old encoding or read as if they were, look
/// like other words: "cã" hardly stands for itself, "có" does.
const COMMON: &str = "
    bá bán bí bò bùi bế bị bố bốn bộ chí chín chú chấm chế chị chống cá cán còn có cô công cùng
    cơ cụ dân dùng dũng dự dựng giá giúp giỏi gái góp gồm hoà hoàn hoàng hoá hè hòa hóa hùng hơn
    hỏi hồ hồng hỗ hộ khá khó không khối lâm lê lên lí lò lễ lối lộc lớn lớp mô môn mùa mĩ mềm mỗi
    một mừng ngô nhân nhỏ nâng nên núi nơi nộp phân phí phòng phó phú phúc phố rừng sáng sóc sóng
    sông sùng sĩ sơ sơn sẽ số sống sự tháng thân thì thôn thông thơm thẩm thể thị toàn toán trên trò trú
    trễ trồng tuấn tám tâm tân tên tô tùng tú tế tỏ tố tốp tốt tộc từ từng tự vân vì võ vùng vũ về
    vị vụ vừ xã xét án ân ít ông";

static COMMON_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| COMMON.split_whitespace().collect());

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
    /// Of those that are Vietnamese both ways, the common ones as they stand.
    common: usize,
    /// Of the same, the common ones as they would read.
    common_if_old: usize,
}

/// What a text says of each of [`Encoding::ALL`].
#[must_use]
pub fn judge(text: &str) -> [Says; 2] {
    // No old encoding has a letter beyond Latin-1.
    let is_unicode = text.chars().any(|c| c > '\u{ff}' && is_vietnamese(c));
    Encoding::ALL.map(|encoding| {
        let mut tally = Tally::default();
        for word in telling(text) {
            tally.add(word, encoding);
        }
        tally.says(is_unicode)
    })
}

/// Whether all words of a text are Vietnamese as they stand.
#[must_use]
pub fn is_spelled(text: &str) -> bool {
    telling(text).all(|word| spelling(word) != Spelling::Foreign)
}

/// The words that differ between encodings.
fn telling(text: &str) -> impl Iterator<Item = &str> {
    words(text).filter(|word| !word.is_ascii() && !is_neutral(word))
}

impl Tally {
    fn add(&mut self, word: &str, encoding: Encoding) {
        let as_it_stands = reads_as_it_stands(word);
        let Some(read) = encoding.decode(word) else {
            self.fail(as_it_stands);
            return;
        };
        if read == word {
            return; // the same either way
        }
        match (is_syllable(&read), as_it_stands) {
            (true, true) => {
                self.good += 1;
                self.common += usize::from(is_common(word));
                self.common_if_old += usize::from(is_common(&read));
            }
            (true, false) => {
                self.good += 1;
                self.only += if is_no_chance(word, encoding) {
                    SURE
                } else {
                    1
                };
            }
            (false, false) if is_abbreviation(&read) => self.only += 1,
            (false, _) => self.fail(as_it_stands),
        }
    }

    fn fail(&mut self, as_it_stands: bool) {
        if as_it_stands {
            self.lost += 1;
        } else {
            self.bad += 1;
        }
    }

    fn says(&self, is_unicode: bool) -> Says {
        let fits = self.bad + self.lost == 0;
        if is_unicode {
            let is_mixed = self.only >= SURE;
            return if is_mixed { Says::Partly } else { Says::No };
        }
        if self.only == 0 {
            return if fits && self.good > 0 {
                self.either()
            } else {
                Says::No
            };
        }
        let among_others = self.lost == 0 && self.only >= SURE_AMONG_OTHERS;
        if fits && self.only >= SURE || among_others && self.good >= FAR_MORE * self.bad {
            Says::Surely
        } else if fits {
            Says::Likely
        } else if self.only >= SURE && self.good >= self.bad + self.lost {
            Says::Partly
        } else {
            Says::No
        }
    }

    /// Words that are Vietnamese both ways: which are the common ones.
    fn either(&self) -> Says {
        if self.common > FAR_COMMONER * self.common_if_old {
            Says::RatherUnicode
        } else if self.common_if_old > FAR_COMMONER * self.common {
            Says::RatherOld
        } else {
            Says::Either
        }
    }
}

fn is_common(word: &str) -> bool {
    COMMON_WORDS.contains(word) || COMMON_WORDS.contains(word.to_lowercase().as_str())
}

/// Words that say nothing: single signs, and units of measure.
fn is_neutral(word: &str) -> bool {
    const MICRO: [&str; 9] = ["µm", "µg", "µl", "µs", "µV", "µA", "µW", "µF", "µmol"];
    word.chars().nth(1).is_none() || MICRO.contains(&word)
}

/// Whether a word is Vietnamese in Unicode, soft hyphens and letters that look alike aside.
pub(super) fn reads_as_it_stands(word: &str) -> bool {
    let plain = word.replace('\u{ad}', "");
    spelling(&plain) != Spelling::Foreign || in_latin(&plain).is_some()
}

/// Consonants in capitals, đ among them: "GDĐT". In a font of capitals the đ need not be one.
fn is_abbreviation(read: &str) -> bool {
    let is_capital =
        |c: char| matches!(c, 'Đ' | 'đ') || (c.is_ascii_uppercase() && !"AEIOY".contains(c));
    read.chars().nth(1).is_some() && read.contains(['Đ', 'đ']) && read.chars().all(is_capital)
}

/// Whether a word that is a syllable in an encoding cannot be anything else: a sign in mid-word,
/// or several marks that fit.
fn is_no_chance(word: &str, encoding: Encoding) -> bool {
    let letters = word.chars().count();
    match encoding {
        // µ before a letter may be a unit of measure: a millionth.
        Encoding::Tcvn3 => word.chars().enumerate().any(|(at, c)| match c {
            'µ' => at > 0,
            '¸' | '¶' | '¨' | '¬' | '®' | '\u{ad}' => letters >= 2,
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
