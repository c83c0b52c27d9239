//! Yes and no in the spellings people use.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::match_key;

/// Spellings that are understood beside the form's own. A sentence, even one that begins with yes,
/// is none: "có (QĐ số 5)" may be the answer to another question.
const YES: [&str; 15] = [
    "có",
    "x",
    "1",
    "đ",
    "c",
    "v",
    "y",
    "true",
    "yes",
    "đã có",
    "có rồi",
    "đúng",
    "đạt",
    "co",
    "rồi",
];
const NO: [&str; 15] = [
    "không",
    "k",
    "0",
    "false",
    "no",
    "n",
    "ko",
    "chưa",
    "chưa có",
    "không có",
    "ko có",
    "sai",
    "không đạt",
    "chưa đạt",
    "khong",
];
/// Ticks and boxes, which have no letters.
const YES_SIGNS: [&str; 6] = ["✓", "✔", "√", "☑", "✅", "🗸"];
const NO_SIGNS: [&str; 2] = ["☐", "□"];

static KNOWN: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
    let yes = YES.iter().map(|word| (match_key(word), true));
    yes.chain(NO.iter().map(|word| (match_key(word), false)))
        .collect()
});

/// Whether a text says yes or no, in the form's own words or others; none where it says neither.
pub(super) fn read(text: &str, yes: &[String], no: &[String]) -> Option<bool> {
    // Emoji come with a selector of how they are drawn.
    let bare = text.trim_end_matches(['\u{fe0e}', '\u{fe0f}']);
    if YES_SIGNS.contains(&bare) {
        return Some(true);
    }
    if NO_SIGNS.contains(&bare) {
        return Some(false);
    }
    let key = match_key(bare);
    if key.is_empty() {
        return None;
    }
    let among = |own: &[String]| own.iter().any(|one| match_key(one) == key);
    if among(yes) {
        Some(true)
    } else if among(no) {
        Some(false)
    } else {
        KNOWN.get(&key).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn yes_and_no_are_read_in_their_spellings() {
        let words = |text: &str| read(text, &["Có".to_owned()], &["Không".to_owned()]);
        for text in [
            "có",
            "CÓ",
            "x",
            "X",
            "✓",
            "✔\u{fe0f}",
            "1",
            "Đ",
            "C",
            "đã có",
            "√",
            "Có.",
        ] {
            assert_eq!(words(text), Some(true), "{text}");
        }
        for text in [
            "không",
            "KHÔNG",
            "0",
            "K",
            "chưa",
            "chưa có",
            "không có",
            "☐",
        ] {
            assert_eq!(words(text), Some(false), "{text}");
        }
        for text in [
            "có (QĐ số 5)",
            "-",
            "?",
            "có một phần",
            "2",
            "s",
            "đang xây dựng",
        ] {
            assert_eq!(words(text), None, "{text}");
        }
    }
}
