//! "As above" marks: the value of the row above, taken and logged.

use std::sync::LazyLock;

use crate::campaign::Field;
use crate::location::CellRef;
use crate::read::CellValue;
use crate::text::{fingerprint, match_key};

use super::checker::Allowed;

/// What stands in a cell once its mark is understood.
pub(super) enum Resolved<'a> {
    /// No mark: the cell's own value.
    Own,
    /// A mark: the value above, and where it stands.
    Above(&'a CellValue, CellRef),
    /// A mark, and nothing above.
    Nothing,
}

/// What a cell means below the value above it.
pub(super) fn resolve<'a>(
    written: &CellValue,
    above: Option<(&'a CellValue, CellRef)>,
    field: &Field,
    allowed: Option<&Allowed>,
) -> Resolved<'a> {
    let Some(text) = written.as_text().filter(|text| is_mark(text)) else {
        return Resolved::Own;
    };
    let listed = allowed.is_some_and(|allowed| allowed.find(text).is_some());
    let pattern = &field.constraints.pattern;
    let fits = pattern
        .as_ref()
        .is_some_and(|pattern| pattern.is_match(text));
    if listed || fits {
        return Resolved::Own; // the mark is a value of the field
    }
    above.map_or(Resolved::Nothing, |(value, at)| Resolved::Above(value, at))
}

/// "Như trên" and the like, without spaces.
static AS_ABOVE: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = [
        "nhưtrên",
        "nhưtrênnt",
        "tươngtự",
        "tươngtựtrên",
        "tươngtựnhưtrên",
    ];
    let row = ["dòng", "mục", "hàng", "ô", "phần", "cột"]
        .into_iter()
        .flat_map(|one| [format!("như{one}trên"), format!("như{one}phíatrên")]);
    let all = words.map(str::to_owned).into_iter().chain(row);
    all.map(|word| match_key(&word)).collect()
});

/// The fingerprints of all marks that have letters.
static PRINTS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let words = AS_ABOVE.iter().map(String::as_str);
    words.chain(["nt"]).map(fingerprint).collect()
});

/// Whether a text is a mark for "as above": nt, -nt-, n/t, như trên, tương tự, ditto marks, -//-.
fn is_mark(text: &str) -> bool {
    /// The longest mark, "(như dòng phía trên)", in bytes.
    const LONGEST: usize = 40;
    if text.len() > LONGEST || text.is_empty() {
        return false;
    }
    let first = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let may_be = first.starts_with(['n', 'N', 't', 'T']) && PRINTS.contains(&fingerprint(first));
    if !first.is_empty() && !may_be {
        return false; // nearly all values, told without any work
    }
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .filter(|c| !matches!(c, '-' | '–' | '—' | '.' | '(' | ')' | '_' | '…' | ':'))
        .flat_map(char::to_lowercase)
        .collect();
    let ditto = |c: char| {
        matches!(
            c,
            '"' | '“'
                | '”'
                | '„'
                | '‟'
                | '«'
                | '»'
                | ','
                | '|'
                | '↓'
                | '″'
                | '〃'
                | '\''
                | '’'
                | '‘'
                | '`'
                | '´'
        )
    };
    let bare_word = bare.trim_matches(ditto);
    let single = |c: char| matches!(c, '\'' | '’' | '‘' | '`' | '´' | ',' | '|');
    let is_ditto = !bare.is_empty()
        && bare.chars().all(ditto)
        && (bare.chars().count() > 1 || !bare.contains(single));
    ["nt", "n/t", "//", "\\\\"].contains(&bare_word)
        || is_ditto
        || (bare_word.starts_with(['n', 't']) && AS_ABOVE.contains(&match_key(bare_word)))
}

#[cfg(test)]
mod tests {
    use super::is_mark;

    #[test]
    fn marks_for_as_above_are_told_from_values() {
        for text in [
            "nt",
            "NT",
            "-nt-",
            "n/t",
            "nt.",
            "\"",
            "″",
            "''",
            "”",
            "như trên",
            "Như trên",
            "-//-",
            "//",
            "(nt)",
            "- \" -",
            ",,",
            "„",
            "||",
            "↓",
            "\"nt\"",
            "như dòng trên",
            "Như mục trên",
            "như trên (nt)",
            "Tương tự",
        ] {
            assert!(is_mark(text), "{text}");
        }
        for text in [
            "",
            "-",
            "/",
            "NT-01",
            "ntn",
            "Như trên là đúng",
            "...",
            "1",
            "'",
            ",",
            "|",
            "Tương tự năm trước",
            "Thể dục",
            "0",
        ] {
            assert!(!is_mark(text), "{text}");
        }
    }
}
