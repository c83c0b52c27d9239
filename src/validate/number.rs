//! Numbers written as text, as Vietnamese and English writers do.

use crate::campaign::{Around, Numerals};
use crate::text::half_width;

/// A number as a text spells it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spelled {
    /// The number.
    pub(super) number: f64,
    /// Whether a percent sign follows it.
    pub(super) percent: bool,
}

/// The number a text spells, where it carries no percent sign.
pub(super) fn parse(text: &str) -> Option<f64> {
    let spelled = spelled(text)?;
    (!spelled.percent).then_some(spelled.number)
}

/// The number a text spells: `1.234,5`, `1 234,5`, `8,5`, `8.5`, `1,234,567.5`, `≥ 45,12%`.
///
/// One dot before exactly three digits is a thousands mark, as Vietnamese writes it. One comma
/// before exactly three digits is nobody knows what, unless a 0 stands before it; any other is
/// decimal. Anything else beside digits, as in `10/12` or `12 người`, is no number.
pub(super) fn spelled(text: &str) -> Option<Spelled> {
    let plain: String = text.chars().map(plain_sign).collect();
    let mut rest = plain.trim().trim_start_matches(['\'', '’']).trim();
    for sign in ["≥", ">=", "=>"] {
        // A target of "at least": the number is what stands behind the sign.
        rest = rest.strip_prefix(sign).unwrap_or(rest).trim_start();
    }
    let without_percent = rest.strip_suffix('%').map(str::trim_end);
    let percent = without_percent.is_some();
    rest = without_percent.unwrap_or(rest);
    let (sign, digits) = match rest.strip_prefix(['-', '+']) {
        Some(digits) if rest.starts_with('-') => (-1.0, digits.trim_start()),
        Some(digits) => (1.0, digits.trim_start()),
        None => (1.0, rest),
    };
    // A full stop after it, as after a sentence.
    let digits = digits.strip_suffix('.').unwrap_or(digits);
    let number: f64 = decimal(digits)?.parse().ok()?;
    Some(Spelled {
        number: sign * number,
        percent,
    })
}

/// The same by what the form says of its numbers: marks that no custom has are taken for what they
/// are, and where the dot is declared decimal it is never a thousands mark.
pub(super) fn spelled_as(text: &str, numerals: Numerals) -> Option<Spelled> {
    let mut text = text.to_owned();
    if numerals.around == Around::Anything {
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '−' | '%');
        text = text.trim_matches(|c: char| !is_part(c)).to_owned();
    }
    if let Some(group) = numerals.group.filter(|mark| !" .,".contains(*mark)) {
        text = text.replace(group, "");
    }
    if let Some(decimal) = numerals.decimal.filter(|mark| !".,".contains(*mark)) {
        text = text.replace(decimal, ",");
    }
    if numerals.decimal == Some('.') {
        text = in_vietnamese(&text)?;
    }
    spelled(&text)
}

/// A number with a decimal dot and commas between thousands, as Vietnamese writes it so that nothing
/// is left open: a decimal comma, no thousands marks, and never three digits after the comma.
fn in_vietnamese(text: &str) -> Option<String> {
    let bare = text.trim_end().trim_end_matches('%').trim_end();
    let percent = &text[bare.len()..];
    let is_group = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    if !rest.iter().all(|part| is_group(part)) || fraction.contains(',') {
        return None;
    }
    let whole = format!("{first}{}", rest.concat());
    Some(match fraction.len() {
        0 => format!("{whole}{percent}"),
        3 => format!("{whole},{fraction}0{percent}"),
        _ => format!("{whole},{fraction}{percent}"),
    })
}

/// Full-width signs, odd spaces, minus signs and slashes as plain ones.
pub(super) fn plain_sign(c: char) -> char {
    match c {
        '−' | '–' | '‐' | '‑' => '-',
        '⁄' | '∕' => '/',
        _ if c.is_whitespace() => ' ',
        _ => half_width(c),
    }
}

/// Digits with a dot as decimal mark and no other marks.
fn decimal(digits: &str) -> Option<String> {
    let plain = if digits.contains(' ') {
        // Spaces part thousands, as in "1 234,5"; "10 12" is two numbers.
        let (whole, fraction) = split_at_any(digits, [',', '.']);
        join(&ungroup(whole, ' ')?, fraction)
    } else if digits.contains(',') && digits.contains('.') {
        let is_comma = digits.rfind(',') > digits.rfind('.');
        let (decimal, group) = if is_comma { (',', '.') } else { ('.', ',') };
        let (whole, fraction) = digits.rsplit_once(decimal)?;
        join(&ungroup(whole, group)?, Some(fraction))
    } else if digits.matches(',').count() > 1 {
        ungroup(digits, ',')?
    } else if digits.contains(',') && ungroup(digits, ',').is_some() {
        return None;
    } else if digits.contains('.') && ungroup(digits, '.').is_some() {
        ungroup(digits, '.')?
    } else {
        digits.replacen(',', ".", 1)
    };
    let well_formed = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.matches('.').count() <= 1;
    well_formed.then_some(plain)
}

fn join(whole: &str, fraction: Option<&str>) -> String {
    fraction.map_or_else(
        || whole.to_owned(),
        |fraction| format!("{whole}.{fraction}"),
    )
}

fn split_at_any(text: &str, marks: [char; 2]) -> (&str, Option<&str>) {
    text.split_once(marks)
        .map_or((text, None), |(whole, fraction)| (whole, Some(fraction)))
}

/// Digits without their thousands marks; none where the marks are not every three digits.
fn ungroup(text: &str, mark: char) -> Option<String> {
    let mut groups = text.split(mark);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_digits = |group: &str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    let sound = is_digits(first)
        && first.len() <= 3
        && !rest.is_empty()
        && !first.starts_with('0')
        && rest
            .iter()
            .all(|group| group.len() == 3 && is_digits(group));
    let joined = || format!("{first}{}", rest.concat());
    if rest.is_empty() && is_digits(first) {
        return Some(first.to_owned());
    }
    sound.then(joined)
}

#[cfg(test)]
mod tests {
    use super::{Around, Numerals, Spelled, parse, spelled, spelled_as};

    #[test]
    fn what_the_form_says_of_its_numbers_decides() {
        let english = Numerals {
            decimal: Some('.'),
            group: Some(','),
            ..Numerals::default()
        };
        let read = |text: &str, numerals| spelled_as(text, numerals).map(|one| one.number);
        for (text, number) in [
            ("1,234", 1234.0),
            ("1.234", 1.234),
            ("1,234.5", 1234.5),
            ("12", 12.0),
            ("45.125%", 45.125),
        ] {
            assert_eq!(read(text, english), Some(number), "{text}");
        }
        assert_eq!(read("1.234,5", english), None);
        let swiss = Numerals {
            group: Some('\''),
            ..Numerals::default()
        };
        assert_eq!(read("1'234,5", swiss), Some(1234.5));
        let loose = Numerals {
            around: Around::Anything,
            ..Numerals::default()
        };
        assert_eq!(read("12 người", loose), Some(12.0));
        assert_eq!(read("€ 95", loose), Some(95.0));
        assert_eq!(read("12 người", Numerals::default()), None);
    }

    #[test]
    fn numbers_in_both_customs_are_read() {
        for (text, number) in [
            ("12", 12.0),
            ("8,5", 8.5),
            ("8.5", 8.5),
            ("1.234", 1234.0),
            ("1.234,5", 1234.5),
            ("1,234.5", 1234.5),
            ("1,234,567", 1_234_567.0),
            ("1 234,5", 1234.5),
            ("1\u{a0}234", 1234.0),
            ("-3", -3.0),
            ("− 3", -3.0),
            ("+5", 5.0),
            ("0.125", 0.125),
            ("0,125", 0.125),
            ("8,0", 8.0),
            ("≥ 5", 5.0),
            (">=45", 45.0),
            ("'12", 12.0),
            ("１２", 12.0),
            ("12.", 12.0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn a_percent_sign_is_read_apart() {
        for (text, number) in [("45,12%", 45.12), ("45.12 %", 45.12), ("≥45,12%", 45.12)] {
            assert_eq!(parse(text), None, "{text}");
            let percent = true;
            assert_eq!(spelled(text), Some(Spelled { number, percent }), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "10/12",
            "1.23.4",
            "1.5.2",
            "1.234.56",
            "12 người",
            ",5",
            "5,",
            "1e5",
            "NaN",
            "--3",
            "10 12",
            "1 2",
            "1,234",
            "40-45",
            "khoảng 40",
            "trên 45",
            ">45",
            "≤ 5",
            "O",
            "(5)",
            "1.000.000 đồng",
            "%",
            "≥",
            "4 5%",
            "12..",
        ] {
            assert_eq!(spelled(text), None, "{text}");
        }
    }
}
