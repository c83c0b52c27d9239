//! Numbers written as text, as Vietnamese and English writers do.

/// The number a text spells: `1.234,5`, `1 234,5`, `8,5`, `8.5`, `1,234,567.5`.
///
/// One dot before exactly three digits is a thousands mark, as Vietnamese writes it; one comma is
/// always decimal. Anything else beside digits, as in `10/12` or `≥ 5`, is no number.
pub(super) fn parse(text: &str) -> Option<f64> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = match compact.strip_prefix(['-', '−', '+']) {
        Some(rest) if compact.starts_with('+') => ("", rest),
        Some(rest) => ("-", rest),
        None => ("", compact.as_str()),
    };
    let plain = if digits.contains(',') && digits.contains('.') {
        let decimal = if digits.rfind(',') > digits.rfind('.') {
            ','
        } else {
            '.'
        };
        let group = if decimal == ',' { '.' } else { ',' };
        let (whole, fraction) = digits.rsplit_once(decimal)?;
        format!("{}.{fraction}", ungroup(whole, group)?)
    } else if digits.matches(',').count() > 1 {
        ungroup(digits, ',')?
    } else if digits.contains('.') && ungroup(digits, '.').is_some() {
        ungroup(digits, '.')?
    } else {
        digits.replacen(',', ".", 1)
    };
    let well_formed = plain.starts_with(|c: char| c.is_ascii_digit())
        && plain.ends_with(|c: char| c.is_ascii_digit())
        && plain.chars().all(|c| c.is_ascii_digit() || c == '.')
        && plain.matches('.').count() <= 1;
    well_formed
        .then(|| format!("{sign}{plain}").parse().ok())
        .flatten()
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
    use super::parse;

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
            ("0.125", 0.125),
            ("8,0", 8.0),
        ] {
            assert_eq!(parse(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in [
            "",
            "10/12",
            "≥ 5",
            "5 %",
            "1.23.4",
            "1.234.56",
            "12 người",
            ",5",
            "5,",
            "1e5",
            "NaN",
            "--3",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
