//! Which of some labels a text is only like: a slip of the hand, never another word.

use crate::text::match_key;

/// The field whose label is most like a text, if it is alike enough and the only one; fields come
/// with the keys of their labels.
pub(super) fn likeness<'k>(
    text: &str,
    fields: impl Iterator<Item = (usize, &'k [String])>,
) -> Option<usize> {
    /// A second field this near makes the first no certain choice.
    const APART: f64 = 0.08;
    let key = match_key(text);
    if key.is_empty() {
        return None;
    }
    let mut scores: Vec<(f64, usize)> = fields
        .map(|(at, labels)| {
            let alike = labels.iter().map(|label| alike(&key, label));
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
fn alike(one: &str, other: &str) -> f64 {
    /// Below this share of equal letters two labels are different words.
    const ALIKE: f64 = 0.84;
    /// Words of at least this many letters may have two slips.
    const LONG: usize = 6;
    let lengths = [one.chars().count(), other.chars().count()];
    if lengths[0].abs_diff(lengths[1]) * 4 > lengths[0] {
        return 0.0; // nothing else to do for most
    }
    if unaccented(one) == unaccented(other) {
        return 1.0;
    }
    let share = strsim::normalized_damerau_levenshtein(one, other);
    let (ours, theirs): (Vec<&str>, Vec<&str>) =
        (one.split(' ').collect(), other.split(' ').collect());
    let slip = |one: &str, other: &str| {
        let has_digit = |word: &str| word.bytes().any(|byte| byte.is_ascii_digit());
        let length = one.chars().count().min(other.chars().count());
        let allowed = match length {
            0..=1 => 0,
            LONG.. => 2,
            _ => 1,
        };
        one == other
            || (!has_digit(one)
                && !has_digit(other)
                && strsim::damerau_levenshtein(one, other) <= allowed)
    };
    let is_slip = if ours.len() == theirs.len() {
        ours.iter()
            .zip(&theirs)
            .all(|(one, other)| slip(one, other))
    } else {
        // A space too many or too few.
        ours.concat() == theirs.concat()
    };
    if is_slip && share >= ALIKE {
        share
    } else {
        0.0
    }
}

/// A key without marks on its letters, as typed without a Vietnamese keyboard.
pub(super) fn unaccented(key: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    use unicode_normalization::char::is_combining_mark;
    key.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::alike;
    use crate::text::match_key;

    #[test]
    fn a_slip_of_the_hand_is_alike_and_another_word_is_not() {
        let alike = |one: &str, other: &str| alike(&match_key(one), &match_key(other)) > 0.0;
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
