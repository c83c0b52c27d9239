//! What a number format makes of a number: the format's code in Excel's own language.

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it is.
    Number,
    /// As one of percent.
    Percent,
    /// As a day or a time of day.
    Date,
    /// As a month and its year, or one of them: what day stands behind it nobody typed.
    Month,
}

impl Shown {
    /// By Excel's own formats, which files name by number only.
    pub(super) fn by_id(id: u16) -> Self {
        match id {
            9 | 10 => Self::Percent,
            17 => Self::Month,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            _ => Self::Number,
        }
    }

    /// By the first section of a format's code; `[h]:mm` is a duration, which is a number.
    pub(super) fn by_code(code: &str) -> Self {
        let mut letters = code.chars();
        let mut shown = Self::Number;
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    letters.find(|letter| *letter == '"');
                }
                '[' => {
                    let inside: String = letters.by_ref().take_while(|one| *one != ']').collect();
                    let is_duration =
                        !inside.is_empty() && inside.chars().all(|one| "hmsHMS".contains(one));
                    if is_duration {
                        return Self::Number;
                    }
                }
                // The next sign is shown as it is, left out, or repeated.
                '\\' | '_' | '*' => {
                    letters.next();
                }
                ';' => return shown,
                '%' => return Self::Percent,
                'm' | 'y' | 'M' | 'Y' => shown = Self::Month,
                'd' | 'h' | 's' | 'D' | 'H' | 'S' => return Self::Date,
                _ => {}
            }
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn a_code_tells_dates_percent_and_plain_numbers_apart() {
        for (code, shown) in [
            ("dd/mm/yyyy", Shown::Date),
            ("[$-42A]d mmmm yyyy", Shown::Date),
            ("\"ngày\" d", Shown::Date),
            ("h:mm AM/PM", Shown::Date),
            ("mm/yyyy", Shown::Month),
            ("[$-42A]mmm-yy;@", Shown::Month),
            ("\"Tháng\" m", Shown::Month),
            ("yyyy", Shown::Month),
            ("mm:ss", Shown::Date),
            ("General", Shown::Number),
            ("#,##0.00 \"đồng\"", Shown::Number),
            ("[h]:mm", Shown::Number),
            ("0.00;[Red]-0.00", Shown::Number),
            ("0\\d", Shown::Number),
            ("_d0", Shown::Number),
            ("0%", Shown::Percent),
            ("[Red]0.0%", Shown::Percent),
            ("0\"%\"", Shown::Number),
            ("0\\%", Shown::Number),
            ("0;0%", Shown::Number),
        ] {
            assert_eq!(Shown::by_code(code), shown, "{code}");
        }
        assert_eq!(Shown::by_id(9), Shown::Percent);
        assert_eq!(Shown::by_id(14), Shown::Date);
        assert_eq!(Shown::by_id(17), Shown::Month);
        assert_eq!(Shown::by_id(0), Shown::Number);
    }
}
