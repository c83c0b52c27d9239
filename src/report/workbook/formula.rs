//! The formulas that restate what was assessed: sums of cells, and figures from both their ends.
//!
//! Only functions that Excel has had since 2010 and LibreOffice has too. The numbers inside a text
//! look as the reader's own program writes numbers, like those in cells beside it.

use rust_xlsxwriter::utility::column_number_to_name;

use crate::assess::Interval;
use crate::campaign::Scale;
use crate::lang::{self, Lang};
use crate::report::words;

/// Numbers from here on have a sign between their thousands.
const THOUSAND: f64 = 1_000.0;

/// A cell of the sheet a formula stands on: `C7`. Row and column are zero-based.
pub(super) fn cell(column: u16, row: u32) -> String {
    format!("{}{}", column_number_to_name(column), row + 1)
}

/// The same, always meaning this cell: `$C$7`.
pub(super) fn fixed(column: u16, row: u32) -> String {
    format!("${}${}", column_number_to_name(column), row + 1)
}

/// Cells of one column of a sheet, from the first row to the last: `'Biểu'!$C$7:$C$90`.
pub(super) fn range(sheet: &str, column: u16, (first, last): (u32, u32)) -> String {
    let column = column_number_to_name(column);
    let sheet = quoted(sheet);
    format!("{sheet}!${column}${}:${column}${}", first + 1, last + 1)
}

/// A sheet's name as formulas have it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

/// A text as formulas have it.
pub(super) fn text(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The sum of some ranges.
pub(super) fn sum(ranges: &[String]) -> String {
    format!("SUM({})", ranges.join(","))
}

/// How many cells of some ranges have this text; it must hold no sign that a criterion reads as
/// more than itself.
pub(super) fn count(ranges: &[String], word: &str) -> String {
    let word = text(word);
    let counts = ranges
        .iter()
        .map(|range| format!("COUNTIF({range},{word})"));
    counts.collect::<Vec<_>>().join("+")
}

/// Where both ends of a figure stand, each a reference or a formula. The high one is empty where it
/// is not known.
pub(super) struct Ends {
    pub(super) low: String,
    pub(super) high: String,
}

impl Ends {
    /// The figure as [`words::figure`] has it, but a number where both ends are one; `figure` says
    /// how many decimals its numbers have.
    pub(super) fn figure(&self, scale: Scale, figure: Interval, lang: Lang) -> String {
        self.either(scale, figure, lang, &self.low)
    }

    /// The figure as [`words::figure`] has it, always a text.
    pub(super) fn in_words(&self, scale: Scale, figure: Interval, lang: Lang) -> String {
        let low = shown(&self.low, scale, figure.low, lang);
        match scale {
            Scale::Amount | Scale::YesNo => self.either(scale, figure, lang, &low),
            Scale::Share => self.either(scale, figure, lang, &format!("{low}&\"%\"")),
        }
    }

    /// The same with something of its own where both ends are one.
    fn either(&self, scale: Scale, figure: Interval, lang: Lang, one: &str) -> String {
        let Self { low, high } = self;
        let low_text = shown(low, scale, figure.low, lang);
        let high_text = shown(high, scale, figure.high.unwrap_or(figure.low), lang);
        let (both, percent) = match scale {
            Scale::Amount | Scale::YesNo => (format!("{low_text}&\"–\"&{high_text}"), ""),
            Scale::Share => (
                format!("IF({low_text}={high_text},{low_text},{low_text}&\"–\"&{high_text})&\"%\""),
                "&\"%\"",
            ),
        };
        let unknown = text(words::not_known(lang));
        let at_least = format!("IF({low}=0,{unknown},\"≥ \"&{low_text}{percent})");
        format!("IF({high}=\"\",{at_least},IF({high}={low},{one},{both}))")
    }

    /// Points, or a difference of points: a number where both ends are one, else a text; `points`
    /// are the ends.
    pub(super) fn points(&self, points: (f64, f64), lang: Lang) -> String {
        let Self { low, high } = self;
        let shown = |number: &str, value| shown(number, Scale::Amount, value, lang);
        let text = joined(
            &shown(low, points.0),
            &shown(high, points.1),
            points.0,
            lang,
        );
        format!("IF({high}={low},{low},{text})")
    }

    /// A share of points in percent, with one decimal: a number where both ends are one, else a
    /// text; `least` is the low end.
    pub(super) fn share(&self, least: f64, lang: Lang) -> String {
        let Self { low, high } = self;
        let [from, to] = [low, high].map(|end| shown(end, Scale::Share, least, lang));
        let both = joined(&from, &to, least, lang);
        format!("IF({high}={low},{low},IF({from}={to},{from},{both})&\"%\")")
    }

    /// A yes/no figure as a word.
    pub(super) fn yes_no(&self, lang: Lang) -> String {
        let Self { low, high } = self;
        let [yes, no, unknown] = [
            words::yes_no(true, lang),
            words::yes_no(false, lang),
            words::not_known(lang),
        ]
        .map(text);
        format!("IF({low}>0,{yes},IF({high}=\"\",{unknown},IF({high}>0,{unknown},{no})))")
    }
}

/// From one number to another; where the first lies below zero a dash would be read as a minus.
fn joined(from: &str, to: &str, least: f64, lang: Lang) -> String {
    let between = if least < 0.0 {
        lang.pick(" đến ", " to ")
    } else {
        "–"
    };
    format!("{from}&\"{between}\"&{to}")
}

/// A number inside a text: of a share in percent, without the sign. Small numbers are joined as
/// they are; `value` is what the number is now.
pub(super) fn shown(number: &str, scale: Scale, value: f64, lang: Lang) -> String {
    match scale {
        Scale::Share => format!("ROUND(1000*{number},0)/10"),
        Scale::Amount | Scale::YesNo => {
            let decimals = decimals(value, lang);
            if value.abs() < THOUSAND && decimals == 0 {
                number.to_owned()
            } else {
                format!("FIXED({number},{decimals})")
            }
        }
    }
}

/// A count inside a text, where it is so many now.
pub(super) fn whole(number: &str, count: u32) -> String {
    if f64::from(count) < THOUSAND {
        number.to_owned()
    } else {
        format!("FIXED({number},0)")
    }
}

/// Whether a criterion takes a text for just itself.
pub(super) fn is_plain(text: &str) -> bool {
    /// Signs that a criterion reads as more than themselves.
    const SPECIAL: [char; 7] = ['*', '?', '~', '<', '>', '=', '"'];
    /// The longest text a formula takes.
    const LONGEST: usize = 255;
    !text.contains(SPECIAL) && text.encode_utf16().count() <= LONGEST
}

/// How many decimals a number has as people read it.
fn decimals(value: f64, lang: Lang) -> usize {
    let sign = lang.pick(',', '.');
    let shown = lang::number(value, lang);
    shown.split_once(sign).map_or(0, |parts| parts.1.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_its_sheet_in_quotation_marks() {
        assert_eq!(
            range("Số liệu '24", 2, (6, 89)),
            "'Số liệu ''24'!$C$7:$C$90"
        );
        assert_eq!(cell(27, 0), "AB1");
    }

    #[test]
    fn a_figure_is_a_number_where_both_ends_are_one_and_a_text_where_not() {
        let ends = Ends {
            low: "A1".to_owned(),
            high: "B1".to_owned(),
        };
        let of = |low, high| Interval { low, high };
        let check = |scale, figure, expected: &str| {
            assert_eq!(ends.figure(scale, figure, Lang::Vi), expected);
        };
        check(
            Scale::Amount,
            of(8.0, Some(10.0)),
            r#"IF(B1="",IF(A1=0,"Chưa rõ","≥ "&A1),IF(B1=A1,A1,A1&"–"&B1))"#,
        );
        check(
            Scale::Amount,
            of(1200.0, Some(1200.5)),
            r#"IF(B1="",IF(A1=0,"Chưa rõ","≥ "&FIXED(A1,0)),IF(B1=A1,A1,FIXED(A1,0)&"–"&FIXED(B1,1)))"#,
        );
        check(
            Scale::Share,
            of(0.5, None),
            r#"IF(B1="",IF(A1=0,"Chưa rõ","≥ "&ROUND(1000*A1,0)/10&"%"),IF(B1=A1,A1,IF(ROUND(1000*A1,0)/10=ROUND(1000*B1,0)/10,ROUND(1000*A1,0)/10,ROUND(1000*A1,0)/10&"–"&ROUND(1000*B1,0)/10)&"%"))"#,
        );
        assert_eq!(
            ends.yes_no(Lang::Vi),
            r#"IF(A1>0,"Có",IF(B1="","Chưa rõ",IF(B1>0,"Chưa rõ","Không")))"#
        );
    }
}
