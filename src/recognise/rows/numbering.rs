//! How running numbers are written: what people number alike are rows of a kind.

use crate::read::{Cell, CellValue};

use super::words;

/// How rows are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// 1, 2, 3.
    Plain,
    /// I, II, III.
    Roman,
    /// A, B, C.
    Letter,
    /// 1.1, 1.2.
    Parts,
}

/// How a running number is written; none where it is no number.
pub(super) fn numbering(cell: &Cell) -> Option<Numbering> {
    let text = match &cell.value {
        CellValue::Text(text) => text
            .trim()
            .trim_end_matches(['.', ')', ':', '/', '-'])
            .to_owned(),
        CellValue::Number(number) if number.fract() == 0.0 => return Some(Numbering::Plain),
        CellValue::Number(_) => return Some(Numbering::Parts),
        _ => return None,
    };
    let text = text.trim_start_matches('(');
    if text.parse::<u32>().is_ok() {
        return Some(Numbering::Plain);
    }
    if words::is_roman(text) {
        return Some(Numbering::Roman);
    }
    let mut letters = text.chars();
    if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
        return Some(Numbering::Letter);
    }
    let is_number = |part: &str| part.parse::<u32>().is_ok() || words::is_roman(part);
    let parts = text.contains('.') && text.split('.').all(is_number);
    parts.then_some(Numbering::Parts)
}
