//! What the titles of several charts say alike.

use crate::lang::{Lang, number};
use crate::report::figures::Peers;

/// How many of all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// None of more than one.
    None,
    /// Some, or the only one there could be.
    Some,
    /// All of more than one.
    All,
}

/// How many of `whole` there are; of one it is said by counts.
pub(super) fn part(part: usize, whole: usize) -> Part {
    match part {
        _ if whole < 2 => Part::Some,
        0 => Part::None,
        _ if part == whole => Part::All,
        _ => Part::Some,
    }
}

/// A share in percent: `98,6%`. Only all is 100 %, and only none 0 %.
pub(super) fn percent(part: u32, whole: u32, lang: Lang) -> String {
    let tenths = (f64::from(part) * 1000.0 / f64::from(whole.max(1))).round();
    let tenths = match part {
        0 => 0.0,
        _ if part == whole => 1000.0,
        _ => tenths.clamp(1.0, 999.0),
    };
    format!("{}%", number(tenths / 10.0, lang))
}

/// A number of things as people read it.
pub(super) fn count(count: usize, lang: Lang) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    number(f64::from(count), lang)
}

/// A sentence about the units of a chart: after their name, where they are not all there are.
pub(super) fn about(peers: Peers<'_>, sentence: &str, lang: Lang) -> String {
    match peers.title(lang) {
        Some(title) => format!("{title}: {sentence}"),
        None => capitalised(sentence),
    }
}

/// A sentence with a capital at its start.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_all_is_a_hundred_percent_and_only_none_is_nothing() {
        assert_eq!(percent(69, 70, Lang::Vi), "98,6%");
        assert_eq!(percent(53_999, 54_000, Lang::Vi), "99,9%");
        assert_eq!(percent(54_000, 54_000, Lang::En), "100%");
        assert_eq!(percent(1, 54_000, Lang::En), "0.1%");
        assert_eq!(percent(0, 4, Lang::Vi), "0%");
    }

    #[test]
    fn of_one_neither_all_nor_none_is_said() {
        assert_eq!([part(0, 1), part(1, 1)], [Part::Some; 2]);
        assert_eq!(part(0, 2), Part::None);
        assert_eq!(part(1, 2), Part::Some);
        assert_eq!(part(2, 2), Part::All);
    }

    #[test]
    fn a_sentence_begins_with_a_capital() {
        assert_eq!(capitalised("đơn vị"), "Đơn vị");
        assert_eq!(capitalised(""), "");
    }
}
