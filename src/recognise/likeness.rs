//! Which of some labels a text is only like: a slip of the hand, never another word.

use std::sync::OnceLock;

use crate::text::{match_key, unaccented};

/// A label, or a text that may be one.
#[derive(Debug)]
pub(super) struct LabelKey {
    /// Its match key.
    pub(super) key: String,
    /// The key without marks on its letters, once it was asked for.
    plain: OnceLock<String>,
    /// The key's length, in characters.
    length: usize,
}

impl LabelKey {
    pub(super) fn of(label: &str) -> Self {
        let key = match_key(label);
        Self {
            plain: OnceLock::new(),
            length: key.chars().count(),
            key,
        }
    }

    fn plain(&self) -> &str {
        self.plain.get_or_init(|| unaccented(&self.key))
    }
}

/// The field whose label is most like a text, if it is alike enough and the only one; fields come
/// with the keys of their labels.
pub(super) fn likeness<'k>(
    text: &str,
    fields: impl Iterator<Item = (usize, &'k [LabelKey])>,
) -> Option<usize> {
    /// A second field this near makes the first no certain choice.
    const APART: f64 = 0.08;
    let text = LabelKey::of(text);
    if text.key.is_empty() {
        return None;
    }
    let mut scores: Vec<(f64, usize)> = fields
        .map(|(at, labels)| {
            let alike = labels.iter().map(|label| alike(&text, label));
            (alike.fold(0.0, f64::max), at)
        })
        .collect();
    scores.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (best, at) = *scores.first()?;
    let second = scores.get(1).map_or(0.0, |score| score.0);
    (best > 0.0 && best - second >= APART).then_some(at)
}

/// The share of equal letters of two keys; 0 where a word differs by more than a slip. "Số giáo
/// viên nam" and "Số giáo viên nữ" have nearly all letters in common and are two things.
fn alike(text: &LabelKey, label: &LabelKey) -> f64 {
    /// Below this share of equal letters two labels are different words.
    const ALIKE: f64 = 0.84;
    /// Words of at least this many letters may have two slips.
    const LONG: usize = 6;
    if text.length.abs_diff(label.length) * 4 > text.length {
        return 0.0; // nothing else to do for most
    }
    let (one, other) = (text.key.as_str(), label.key.as_str());
    let words = |key: &str| key.bytes().filter(|byte| *byte == b' ').count();
    let slip = |one: &str, other: &str| {
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let lengths = [one.chars().count(), other.chars().count()];
        let allowed = match lengths[0].min(lengths[1]) {
            0..=1 => 0,
            LONG.. => 2,
            _ => 1,
        };
        one == other
            || (lengths[0].abs_diff(lengths[1]) <= allowed
                && !has_digit(one)
                && !has_digit(other)
                && strsim::damerau_levenshtein(one, other) <= allowed)
    };
    let is_slip = if words(one) == words(other) {
        let mut pairs = one.split(' ').zip(other.split(' '));
        pairs.all(|(one, other)| slip(one, other))
    } else {
        // A space too many or too few.
        let (ours, theirs) = (one.bytes(), other.bytes());
        let is_letter = |byte: &u8| *byte != b' ';
        ours.filter(is_letter).eq(theirs.filter(is_letter))
    };
    if is_slip {
        let share = strsim::normalized_damerau_levenshtein(one, other);
        if share >= ALIKE {
            return share;
        }
    }
    let first = |key: &str| key.bytes().next().filter(u8::is_ascii);
    let begins_otherwise = first(one)
        .zip(first(other))
        .is_some_and(|(one, other)| one != other);
    if !begins_otherwise && text.plain() == label.plain() {
        1.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::{LabelKey, alike};

    #[test]
    fn a_slip_of_the_hand_is_alike_and_another_word_is_not() {
        let alike = |one: &str, other: &str| alike(&LabelKey::of(one), &LabelKey::of(other)) > 0.0;
        assert!(alike(
            "Nội dung chỉ tiêu dăng ký",
            "Nội dung, chỉ tiêu đăng ký"
        ));
        assert!(alike(
            "Noi dung chi tieu dang ky",
            "Nội dung, chỉ tiêu đăng ký"
        ));
        assert!(alike("Đơnvị công tác", "Đơn vị công tác"));
        for (one, other) in [
            ("Tổng số CB, GV, NV nữ", "Tổng số CB, GV, NV"),
            (
                "Số giáo viên gián tiếp giảng dạy",
                "Số giáo viên trực tiếp giảng dạy",
            ),
            ("Số hoạt động 1", "Số hoạt động 2"),
            ("Số CB, GV, NV không tham gia", "Số CB, GV, NV tham gia"),
        ] {
            assert!(!alike(one, other), "{one}");
        }
    }
}
