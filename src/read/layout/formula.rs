//! Formulas as written, and a shared one as it reads in another cell.

use quick_xml::events::{BytesRef, BytesText};

use crate::location::{CellRef, MAX_COLUMN, MAX_ROW, column_letters};

/// Adds a piece of text to what is being collected, if anything is.
pub(super) fn add_text(into: Option<&mut String>, text: &BytesText<'_>) {
    if let Some(into) = into {
        into.push_str(text.as_ref());
    }
}

/// Adds the sign that a reference such as `&amp;` stands for.
pub(super) fn add_reference(into: Option<&mut String>, name: &BytesRef<'_>) {
    let Some(into) = into else { return };
    let sign = match name.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    };
    into.extend(sign);
}

/// Whether a formula says something without parts of other files.
pub(super) fn stands_alone(formula: &str) -> bool {
    !formula.is_empty() && !formula.contains('[') && !formula.contains("#REF!")
}

/// A formula as it reads so many rows below and columns right of where it is written; none where it
/// names whole rows or columns, or leads off the sheet.
pub(super) fn moved(formula: &str, from: CellRef, to: CellRef) -> Option<String> {
    let (rows, columns) = (
        i64::from(to.row) - i64::from(from.row),
        i64::from(to.column) - i64::from(from.column),
    );
    let mut out = String::with_capacity(formula.len() + 8);
    let mut rest = formula;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => quoted(rest, first),
            _ if is_word(before) => first.len_utf8(),
            _ => match reference(rest) {
                Some((reference, length)) => {
                    out.push_str(&reference.moved(rows, columns)?);
                    before = '0';
                    rest = &rest[length..];
                    continue;
                }
                None if names_whole(rest) => return None,
                None => first.len_utf8(),
            },
        };
        let (piece, after) = rest.split_at(length);
        out.push_str(piece);
        before = piece.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    Some(out)
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '$')
}

/// The bytes of a text in quotes, which a doubled quote does not end.
fn quoted(text: &str, quote: char) -> usize {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        if sign == quote && signs.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    text.len()
}

/// A cell as a formula names it.
struct Reference {
    at: CellRef,
    fixed_row: bool,
    fixed_column: bool,
}

impl Reference {
    fn moved(&self, rows: i64, columns: i64) -> Option<String> {
        let shift = |value: u32, by: i64, fixed: bool, most: u32| {
            let moved = i64::from(value) + if fixed { 0 } else { by };
            u32::try_from(moved)
                .ok()
                .filter(|at| (1..=most).contains(at))
        };
        let row = shift(self.at.row, rows, self.fixed_row, MAX_ROW)?;
        let column = shift(self.at.column, columns, self.fixed_column, MAX_COLUMN)?;
        let mark = |fixed: bool| if fixed { "$" } else { "" };
        Some(format!(
            "{}{}{}{row}",
            mark(self.fixed_column),
            column_letters(column),
            mark(self.fixed_row)
        ))
    }
}

/// The cell a text begins with, and the bytes of its name.
fn reference(text: &str) -> Option<(Reference, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut fixed = || {
        let is_fixed = bytes.get(at) == Some(&b'$');
        at += usize::from(is_fixed);
        is_fixed
    };
    let fixed_column = fixed();
    let letters = run(&bytes[at..], u8::is_ascii_alphabetic);
    let column = text.get(at..at + letters)?.to_ascii_uppercase();
    at += letters;
    let fixed_row = bytes.get(at) == Some(&b'$');
    at += usize::from(fixed_row);
    let digits = run(&bytes[at..], u8::is_ascii_digit);
    let row = text.get(at..at + digits)?;
    at += digits;
    let next = text[at..].chars().next().unwrap_or(' ');
    if is_word(next) || matches!(next, '(' | '!') {
        return None;
    }
    let reference = Reference {
        at: format!("{column}{row}").parse().ok()?,
        fixed_row,
        fixed_column,
    };
    Some((reference, at))
}

/// Whether a text begins with whole columns or rows, such as `A:C` or `$2:$9`.
fn names_whole(text: &str) -> bool {
    let (first, after) = text.split_once(':').unwrap_or((text, ""));
    let plain = |part: &str| part.replace('$', "");
    let second: String = after
        .chars()
        .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '$')
        .collect();
    let both = [plain(first), plain(&second)];
    let all = |is: fn(&u8) -> bool| {
        both.iter()
            .all(|one| !one.is_empty() && one.bytes().all(|b| is(&b)))
    };
    all(u8::is_ascii_alphabetic) || all(u8::is_ascii_digit)
}

fn run(bytes: &[u8], is: fn(&u8) -> bool) -> usize {
    bytes.iter().take_while(|byte| is(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(formula: &str, expected: Option<&str>) {
        let (from, to) = ("C2".parse().unwrap(), "D5".parse().unwrap());
        assert_eq!(moved(formula, from, to).as_deref(), expected, "{formula}");
    }

    #[test]
    fn a_shared_formula_reads_in_each_cell_by_its_distance() {
        check("A2+B2", Some("B5+C5"));
        check("SUM(A$2:$B2)*LOG10(A2)", Some("SUM(B$2:$B5)*LOG10(B5)"));
        check(
            "IF(A2=\"A2\",'A2'!A2,tong_A2)",
            Some("IF(B5=\"A2\",'A2'!B5,tong_A2)"),
        );
        check("Sheet1!A2&\"\"\"A2\"", Some("Sheet1!B5&\"\"\"A2\""));
    }

    #[test]
    fn what_cannot_be_moved_is_no_formula() {
        check("SUM(A:A)", None);
        check("XFD2", None);
        check("SUM($2:$9)", None);
    }
}
