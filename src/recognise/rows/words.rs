//! The words that tell rows apart, as match keys.

use std::sync::LazyLock;

use crate::text::match_key;

/// The words, each list for one question.
struct Words {
    sums: Vec<String>,
    sums_of: Vec<String>,
    /// Sums only where numbers stand beside them.
    sums_with_numbers: Vec<String>,
    closing: Vec<String>,
    averages: Vec<String>,
    part: String,
    among_them: String,
    example: String,
    signed: Vec<String>,
    offices: Vec<String>,
    notes: Vec<String>,
    date: [String; 3],
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let keys =
        |words: &[&str]| -> Vec<String> { words.iter().map(|word| match_key(word)).collect() };
    Words {
        sums: keys(&[
            "tổng",
            "tổng số",
            "tổng cộng",
            "cộng",
            "tổng toàn đơn vị",
            "toàn đơn vị",
            "cộng chung",
            "tổng chung",
        ]),
        sums_of: keys(&["tổng số", "tổng cộng", "cộng"]),
        sums_with_numbers: keys(&["tổng điểm", "t.cộng", "tc", "cộng dồn", "toàn trường"]),
        closing: keys(&[
            "danh sách này gồm",
            "danh sách này có",
            "danh sách gồm",
            "danh sách có",
            "ấn định danh sách",
        ]),
        averages: keys(&[
            "trung bình",
            "bình quân",
            "điểm trung bình",
            "tỷ lệ",
            "tỉ lệ",
        ]),
        part: match_key("mục"),
        among_them: match_key("trong đó"),
        example: match_key("ví dụ"),
        signed: keys(&[
            "người lập",
            "thủ trưởng đơn vị",
            "ký tên",
            "ký họ tên",
            "ký ghi rõ",
            "ký đóng dấu",
            "nơi nhận",
            "xác nhận của",
        ])
        .into_iter()
        // "TM. ", "KT. ", "TL. " before an office.
        .chain(["tm ", "kt ", "tl "].map(str::to_owned))
        .collect(),
        offices: keys(&[
            "thủ trưởng",
            "hiệu trưởng",
            "phó hiệu trưởng",
            "trưởng phòng",
            "phó trưởng phòng",
            "giám đốc",
            "phó giám đốc",
            "chánh văn phòng",
            "người báo cáo",
            "người tổng hợp",
            "kế toán",
        ]),
        notes: keys(&["ghi chú", "lưu ý", "chú thích"]),
        date: ["ngày", "tháng", "năm"].map(match_key),
    }
});

/// How a text names a sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sum {
    /// By the word alone: "Tổng cộng", "Cộng (I)".
    Alone,
    /// With what is summed: "Tổng số điển hình".
    Of,
    /// A mean or a share, which no rows add up to.
    Average,
}

/// Whether a text begins with one of some letters, which rules most texts out for nothing.
fn begins(text: &str, letters: &str) -> bool {
    let first = text.trim_start().chars().next();
    first.is_some_and(|c| c.to_lowercase().all(|c| letters.contains(c)))
}

/// Whether a text names a sum, and how.
pub(super) fn sum(text: &str) -> Option<Sum> {
    if !begins(text, "tcbđ") {
        return None;
    }
    let key = match_key(text);
    if WORDS.sums.contains(&key) {
        return Some(Sum::Alone);
    }
    if WORDS.sums_with_numbers.contains(&key) {
        return Some(Sum::Of);
    }
    if WORDS.averages.contains(&key) {
        return Some(Sum::Average);
    }
    let rest = WORDS.sums_of.iter().find_map(|word| {
        let rest = key.strip_prefix(word)?;
        rest.strip_prefix(' ')
    })?;
    // "Cộng (I + II)", "Tổng cộng mục 1"; but "Cộng tác viên" is no sum.
    let numbers = rest.split(' ').all(|word| {
        is_roman(&word.to_uppercase()) || word.parse::<u32>().is_ok() || word == WORDS.part
    });
    if numbers {
        return Some(Sum::Alone);
    }
    // "Cộng: 5 người" counts, whatever it counts.
    let counts = rest.starts_with(|c: char| c.is_ascii_digit());
    (counts || !key.starts_with(&WORDS.sums_of[2])).then_some(Sum::Of)
}

/// Whether a text begins with "Trong đó".
pub(super) fn is_among_them(text: &str) -> bool {
    begins(text, "t") && match_key(text).starts_with(&WORDS.among_them)
}

/// Whether a text is the mark of an example: "VD", "Ví dụ 1".
pub(super) fn is_example_mark(text: &str) -> bool {
    if !begins(text.trim_start_matches('('), "v") {
        return false;
    }
    let key = match_key(text);
    let (word, number) = key.rsplit_once(' ').unwrap_or((&key, "1"));
    let is_word = |word: &str| word == "vd" || word == WORDS.example;
    is_word(&key) || (is_word(word) && number.parse::<u32>().is_ok())
}

/// Whether a text is given as an example: "Ví dụ: Nguyễn Văn A".
pub(super) fn is_exemplified(text: &str) -> bool {
    let before = text.split_once(':').map(|(before, _)| before);
    before.is_some_and(is_example_mark)
}

/// A line below the table: place and date, a signature's words, a note.
pub(in crate::recognise) fn is_footer(text: &str) -> bool {
    let key = match_key(text);
    let begins = |words: &[String]| words.iter().any(|word| key.starts_with(word));
    let signed = begins(&WORDS.signed) || WORDS.offices.contains(&key);
    let noted = text.trim_start().trim_start_matches('(').starts_with('*')
        || (text.contains(':') && begins(&WORDS.notes))
        || WORDS.notes.contains(&key);
    let closes = begins(&WORDS.closing) && key.bytes().any(|byte| byte.is_ascii_digit());
    is_place_and_date(&key) || signed || noted || closes
}

/// "Vân Khê, ngày 20 tháng 5 năm 2024", with its numbers or with dots in their places, and nothing
/// after it.
fn is_place_and_date(key: &str) -> bool {
    /// A place's name has at most this many words.
    const PLACE_WORDS: usize = 6;
    let words: Vec<&str> = key.split(' ').collect();
    let Some(day) = words.iter().position(|word| *word == WORDS.date[0]) else {
        return false;
    };
    let names: Vec<&&str> = words[day..]
        .iter()
        .filter(|word| !word.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    let is_date = names.len() == 3
        && names
            .iter()
            .zip(&WORDS.date)
            .all(|(word, own)| **word == own);
    is_date && day <= PLACE_WORDS
}

/// A Roman numeral of the first thirty-nine.
pub(super) fn is_roman(text: &str) -> bool {
    !text.is_empty() && text.len() <= 6 && text.bytes().all(|byte| b"IVX".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_told_from_words_that_begin_like_one() {
        for text in [
            "TỔNG",
            "Tổng cộng:",
            "Cộng",
            "Cộng (I)",
            "Tổng cộng (I+II)",
            "Tổng số: 5",
        ] {
            assert_eq!(sum(text), Some(Sum::Alone), "{text}");
        }
        assert_eq!(sum("Tổng số điển hình"), Some(Sum::Of));
        for text in [
            "Tổng điểm",
            "T.Cộng",
            "TC",
            "Cộng (2 phong trào)",
            "Cộng: 5 người",
        ] {
            assert_eq!(sum(text), Some(Sum::Of), "{text}");
        }
        assert_eq!(sum("Trung bình"), Some(Sum::Average));
        for text in [
            "Tổng đài hỗ trợ học sinh",
            "Cộng tác viên",
            "Tổng phụ trách Đội",
            "Công đoàn",
        ] {
            assert_eq!(sum(text), None, "{text}");
        }
    }

    #[test]
    fn a_footer_is_told_from_words_that_begin_like_one() {
        for text in [
            "Vân Khê, ngày 20 tháng 5 năm 2024",
            "……, ngày … tháng … năm …",
            "……, ngày … tháng … năm 2024",
            "Người lập biểu",
            "NGƯỜI LẬP BIỂU (Ký, họ tên)",
            "(Ký, ghi rõ họ tên)",
            "KT. HIỆU TRƯỞNG",
            "Ghi chú: số liệu tạm tính",
            "* Số liệu đến 31/5",
        ] {
            assert!(is_footer(text), "{text}");
        }
        for text in [
            "Thi đua ngày 20 tháng 11",
            "Phát động từ ngày 5 tháng 9 năm 2023 đến cuối năm",
            "Ký họa chân dung Bác Hồ",
            "Ghi chú tốt",
            "Hiệu trưởng phát động",
        ] {
            assert!(!is_footer(text), "{text}");
        }
    }
}
