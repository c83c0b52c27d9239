//! Texts that no person typed as such: error texts, and texts whose letters were lost.

/// What Excel and others show in place of a value.
const ERRORS: [&str; 9] = [
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
];

/// Whether a text is that of an error, kept or typed as text: "#N/A", "Err:502", "#####".
pub(super) fn is_error(text: &str) -> bool {
    let text = text.trim();
    if !text.starts_with(['#', 'E', 'e']) {
        return false; // most texts
    }
    let upper = text.to_uppercase();
    let is_code = |code: &str| !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
    ERRORS.contains(&upper.as_str())
        || upper.strip_prefix("ERR:").is_some_and(is_code)
        || (text.len() > 2 && text.bytes().all(|byte| byte == b'#'))
}

/// Whether letters of a text were lost on its way: "Lò \u{fffd} Văn", or "L? V?n B?", where at least
/// two words have a question mark for a letter, one of them inside.
pub(super) fn is_broken(text: &str) -> bool {
    if text.contains('\u{fffd}') {
        return true;
    }
    if !text.contains('?') || text.contains("://") {
        return false;
    }
    let is_inside = |word: &str| {
        let word = word.trim_matches('?');
        word.contains('?') && word.contains(char::is_alphabetic)
    };
    let has_mark = |word: &&str| word.contains('?') && word.contains(char::is_alphabetic);
    text.split_whitespace().filter(has_mark).count() > 1 && text.split_whitespace().any(is_inside)
}

#[cfg(test)]
mod tests {
    use super::{is_broken, is_error};

    #[test]
    fn error_texts_are_told_from_others() {
        for text in ["#N/A", "#ref!", " Err:502 ", "########", "#NAME?"] {
            assert!(is_error(text), "{text}");
        }
        for text in ["#", "#1", "Err", "Erica: 502", "N/A", "", "E10"] {
            assert!(!is_error(text), "{text}");
        }
    }

    #[test]
    fn lost_letters_are_told_from_questions() {
        for text in ["L? V?n B?", "Lò \u{fffd} Văn", "Tr??ng Ti?u h?c"] {
            assert!(is_broken(text), "{text}");
        }
        for text in [
            "Tại sao? Thế nào?",
            "Ai?",
            "a?b",
            "http://a.vn/x?y=1 z?q",
            "",
        ] {
            assert!(!is_broken(text), "{text}");
        }
    }
}
