//! How much room a text takes, since nobody computes row heights for us.
//!
//! In: a text and a column's width. Out: widths in column units (the width of a digit of the
//! workbook's font), numbers of lines, heights in points. Estimates err on the wide side: an empty
//! half line is better than a cut word.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;

/// The height of a line of the body's font, in points; also the default height of a row.
pub(super) const LINE_POINTS: f64 = 15.0;
/// The greatest height of a row, in points.
const MAX_POINTS: f64 = 409.0;
/// The size of the body's font, in points.
pub(super) const BODY_POINTS: f64 = 11.0;
/// The room a filter's button takes in a heading, in column units.
pub(super) const FILTER_BUTTON: f64 = 2.6;
/// Column units to an em of the body's font: 14.67 pixels over the 7 pixels Excel takes a digit
/// for, and 3 % because printers set wider than screens.
const UNITS_PER_EM: f64 = 14.67 / 7.0 * 1.03;
/// So many lines the heading of a folded column may take: no more than those of other columns.
const FOLDED_LINES: f64 = 2.0;
/// The pixels Excel takes a digit of the workbook's font for, and an inch.
pub(super) const PIXELS_PER_UNIT: f64 = 7.0;
pub(super) const PIXELS_PER_INCH: f64 = 96.0;
/// What a column is wider than its width says: five pixels beside the text, in column units. Of
/// merged columns the text has those between them too.
pub(super) const BESIDE: f64 = 5.0 / PIXELS_PER_UNIT;
/// What broken lines of a heading leave unused at their ends.
const RAGGED: f64 = 1.25;
/// The least width of a folded column.
const FOLDED_LEAST: f64 = 9.0;
/// The letters of Vietnamese stand before this one.
const AFTER_VIETNAMESE: char = '\u{1F00}';
/// How much wider bold letters are.
const BOLD: f64 = 1.07;

/// The font a text is set in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Font {
    /// Its size in points.
    pub(crate) points: f64,
    /// Its weight.
    pub(crate) weight: Weight,
}

/// The weight of a font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Regular,
    Bold,
}

impl Font {
    /// The body's.
    pub(crate) const BODY: Self = Self {
        points: BODY_POINTS,
        weight: Weight::Regular,
    };
    /// The body's, in bold.
    pub(crate) const STRONG: Self = Self {
        points: BODY_POINTS,
        weight: Weight::Bold,
    };

    fn units_per_em(self) -> f64 {
        let weight = match self.weight {
            Weight::Regular => 1.0,
            Weight::Bold => BOLD,
        };
        UNITS_PER_EM * weight * self.points / BODY_POINTS
    }

    /// The height of one line, in points.
    fn line_points(self) -> f64 {
        LINE_POINTS * self.points / BODY_POINTS
    }

    /// The width of a text on one line, in column units.
    pub(crate) fn width(self, text: &str) -> f64 {
        text.chars().map(advance).sum::<f64>() * self.units_per_em()
    }

    /// The width of a text on one line, in points.
    pub(crate) fn points_wide(self, text: &str) -> f64 {
        let weight = match self.weight {
            Weight::Regular => 1.0,
            Weight::Bold => BOLD,
        };
        text.chars().map(advance).sum::<f64>() * weight * self.points
    }

    /// The width of the longest word, in column units.
    pub(crate) fn word_width(self, text: &str) -> f64 {
        text.split_whitespace()
            .map(|word| self.width(word))
            .fold(0.0, f64::max)
    }

    /// The least width of a column under a heading with a filter's button, such that no word of
    /// the heading is broken.
    pub(super) fn heading_width(text: &str) -> f64 {
        Self::STRONG.word_width(text) + FILTER_BUTTON
    }

    /// The width of a column of numbers that is folded away, under a heading: the heading is no
    /// higher than others.
    pub(super) fn folded_width(heading: &str) -> f64 {
        let even = Self::STRONG.width(heading) / FOLDED_LINES * RAGGED + FILTER_BUTTON;
        FOLDED_LEAST.max(even).max(Self::heading_width(heading))
    }

    /// The height a text needs in a column of this width, in points.
    pub(crate) fn height(self, text: &str, column_width: f64) -> f64 {
        (self.lines(text, column_width) * self.line_points()).min(MAX_POINTS)
    }

    /// The number of lines a text is broken into in a column of this width.
    fn lines(self, text: &str, column_width: f64) -> f64 {
        // No letter is wider than an em and every letter has at least a byte.
        #[expect(
            clippy::cast_precision_loss,
            reason = "lengths of texts stay far below 2^52"
        )]
        let at_most = text.len() as f64 * self.units_per_em();
        if at_most <= column_width && !text.contains('\n') {
            return 1.0;
        }
        let room = (column_width / self.units_per_em()).max(1.0);
        text.split('\n').map(|line| wrapped(line, room)).sum()
    }
}

/// The number of lines of a text without line breaks; `room` in ems.
fn wrapped(text: &str, room: f64) -> f64 {
    let space = advance(' ');
    let mut lines = 1.0;
    let mut used = 0.0;
    for word in text.split(' ') {
        let width: f64 = word.chars().map(advance).sum();
        if used > 0.0 && used + space + width <= room {
            used += space + width;
            continue;
        }
        if used > 0.0 {
            lines += 1.0;
        }
        // A word longer than the line is broken anywhere.
        let full = (width / room).ceil().max(1.0) - 1.0;
        lines += full;
        used = width - full * room;
    }
    lines
}

/// The advance of a letter of Times New Roman, in ems.
fn advance(letter: char) -> f64 {
    /// Of each letter below the last of Vietnamese, made once: texts are measured by the million.
    static ADVANCES: LazyLock<Vec<f64>> =
        LazyLock::new(|| ('\0'..AFTER_VIETNAMESE).map(of_parts).collect());
    let known = ADVANCES.get(letter as usize);
    known.copied().unwrap_or_else(|| of_parts(letter))
}

/// The advance of a letter, by the parts it is made of.
fn of_parts(letter: char) -> f64 {
    if letter.is_ascii() {
        return ascii_advance(letter);
    }
    let mut width = 0.0;
    decompose_canonical(letter, |part| width += part_advance(part));
    width
}

/// The advance of a part of a letter; of marks only the horn takes room.
fn part_advance(part: char) -> f64 {
    match part {
        '\u{31b}' => 0.06,
        '\u{300}'..='\u{36f}' => 0.0,
        'đ' | '–' | '·' | '“' | '”' => 0.5,
        'Đ' => 0.722,
        part if part.is_ascii() => ascii_advance(part),
        _ => 1.0,
    }
}

fn ascii_advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 't' | '/' | '\\' | ':' | ';' => 0.278,
        ' ' | '.' | ',' | '|' | '\'' => 0.25,
        'f' | 'r' | '-' | '(' | ')' | '[' | ']' | 'I' | '!' => 0.333,
        's' | 'J' | '"' => 0.4,
        'a' | 'c' | 'e' | 'z' | '?' => 0.444,
        'm' => 0.778,
        'w' | 'A' | 'D' | 'G' | 'H' | 'K' | 'N' | 'O' | 'Q' | 'U' | 'V' | 'X' | 'Y' => 0.722,
        'B' | 'C' | 'R' => 0.667,
        'E' | 'L' | 'T' | 'Z' => 0.611,
        'M' | '%' | '&' | '@' => 0.89,
        'W' => 0.944,
        'F' | 'P' | 'S' | '+' | '<' | '=' | '>' | '~' => 0.564,
        letter if letter.is_ascii_control() => 0.0,
        _ => 0.5,
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "widths are sums of the same constants")]
mod tests {
    use super::*;

    #[test]
    fn marks_do_not_widen_a_letter() {
        assert_eq!(Font::BODY.width("ế"), Font::BODY.width("e"));
        assert_eq!(Font::BODY.width("ợ"), Font::BODY.width("ơ"));
        assert_eq!(Font::BODY.width("e\u{302}\u{301}"), Font::BODY.width("e"));
    }

    #[test]
    fn a_text_takes_as_many_lines_as_its_words_need() {
        let check = |text: &str, width: f64, lines: f64| {
            assert_eq!(Font::BODY.lines(text, width), lines, "{text:?} in {width}");
        };
        check("", 10.0, 1.0);
        check("Đạt", 10.0, 1.0);
        check("Báo cáo đợt II và tổng kết năm học", 20.0, 2.0);
        check("một\nhai\nba", 50.0, 3.0);
        // A name without spaces is broken where the column ends.
        check(&"x".repeat(60), 20.0, 4.0);
    }

    #[test]
    fn no_row_is_taller_than_excel_allows() {
        assert_eq!(Font::BODY.height(&"dòng\n".repeat(100), 20.0), MAX_POINTS);
    }
}
