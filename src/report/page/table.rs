//! Tables of the page: a caption, headings that say how their column sorts, rows headed by a unit
//! or a target.
//!
//! The script turns headings into buttons and puts the search to use; without it the table is whole
//! and stands in the order written.

use super::html::{Anchor, Attribute, Html};
use crate::assess::{Interval, Status};
use crate::campaign::{Scale, Unit};
use crate::finding::Severity;
use crate::lang::{self, Lang};
use crate::report::words;

/// How a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// As texts.
    Text,
    /// By the number at its beginning.
    Number,
    /// As days.
    Day,
    /// By status, then by figure.
    Status,
    /// Not at all: it is a picture.
    Never,
}

/// A heading, and how its column is sorted.
pub(super) type Column<'a> = (&'a str, Sort);

/// So many rows are searched through by eye.
const FEW_ROWS: usize = 15;
/// More rows than these scroll in a window of their own.
const TALL: usize = 24;

/// More rows than these are not printed: nobody leafs through them, and the workbook has them.
pub(super) const MOST_PRINTED: usize = 120;

/// A table to be written.
pub(super) struct Table<'a> {
    /// The place of its caption.
    pub(super) place: Anchor,
    /// What it shows.
    pub(super) caption: &'a str,
    /// Its columns.
    pub(super) columns: &'a [Column<'a>],
    /// How many rows it has.
    pub(super) rows: usize,
}

impl Table<'_> {
    /// Writes the table around its rows.
    pub(super) fn write(&self, html: &mut Html, lang: Lang, rows: impl FnOnce(&mut Html)) {
        on_screen_only(html, self.rows, self.caption, lang);
        if self.rows > FEW_ROWS {
            search(html, lang, self.caption);
        }
        let class = match self.rows {
            rows if rows > MOST_PRINTED => "scroll tall long",
            rows if rows > TALL => "scroll tall",
            _ => "scroll",
        };
        let window = [
            Attribute::Class(class),
            Attribute::Role("region"),
            Attribute::LabelledBy(self.place),
            Attribute::Focusable,
        ];
        html.element("div", &window, |html| {
            html.element("table", &[], |html| {
                html.element("caption", &[Attribute::Id(self.place)], |html| {
                    html.leaf("span", &[], self.caption);
                });
                html.element("thead", &[], |html| {
                    html.element("tr", &[], |html| self.headings(html));
                });
                html.element("tbody", &[], rows);
            });
        });
        html.line();
    }

    fn headings(&self, html: &mut Html) {
        for (heading, sort) in self.columns {
            let column = Attribute::Scope("col");
            match sort {
                Sort::Text => html.leaf("th", &[column, Attribute::Sort("text")], heading),
                Sort::Number => {
                    let number = [column, Attribute::Sort("number"), Attribute::Class("n")];
                    html.leaf("th", &number, heading);
                }
                Sort::Day => {
                    let day = [column, Attribute::Sort("day"), Attribute::Class("n")];
                    html.leaf("th", &day, heading);
                }
                Sort::Status => html.leaf("th", &[column, Attribute::Sort("status")], heading),
                Sort::Never => html.leaf("th", &[column], heading),
            }
        }
    }
}

/// What stands on paper in the place of a table or list that is too long for it.
pub(super) fn on_screen_only(html: &mut Html, rows: usize, what: &str, lang: Lang) {
    if rows <= MOST_PRINTED {
        return;
    }
    let rows = lang::number(u32::try_from(rows).unwrap_or(u32::MAX).into(), lang);
    let text = lang.pick(
        format!("{what}: {rows} dòng, không in ở đây; xem tệp tong-hop.xlsx."),
        format!("{what}: {rows} rows, not printed here; see tong-hop.xlsx."),
    );
    html.leaf("p", &[Attribute::Class("paper")], &text);
}

/// A field to search a table or list; it stands right before what it searches.
pub(super) fn search(html: &mut Html, lang: Lang, what: &str) {
    let field = [Attribute::Class("find"), Attribute::Hidden];
    html.element("p", &field, |html| {
        html.element("label", &[], |html| {
            html.leaf("span", &[], lang.pick("Tìm", "Search"));
            let input = [Attribute::Kind("search"), Attribute::Label(what)];
            html.void("input", &input);
        });
        html.leaf("output", &[Attribute::Live], "");
    });
}

/// A row.
pub(super) fn row(html: &mut Html, cells: impl FnOnce(&mut Html)) {
    html.element("tr", &[], cells);
    html.line();
}

/// The cell that heads a row.
pub(super) fn head(html: &mut Html, inside: impl FnOnce(&mut Html)) {
    html.element("th", &[Attribute::Scope("row")], inside);
}

/// A cell of text.
pub(super) fn text(html: &mut Html, text: &str) {
    html.leaf("td", &[], text);
}

/// A cell of a figure or a day, as people read it.
pub(super) fn number(html: &mut Html, figure: &str) {
    html.leaf("td", &[Attribute::Class("n")], figure);
}

/// A cell with a status: colour, sign, figure and word; of what does not apply the sign is enough.
pub(super) fn status(html: &mut Html, status: Status, figure: Option<&str>, lang: Lang) {
    html.element("td", &[Attribute::Class(status.as_str())], |html| {
        sign_and_figure(html, status, figure);
        if status != Status::NotApplicable {
            html.text(" ");
            html.leaf("i", &[], words::status(status, lang));
        }
    });
}

/// The same without the word, for a table below a legend that is too long for words.
pub(super) fn signed(html: &mut Html, status: Status, figure: Option<&str>) {
    html.element("td", &[Attribute::Class(status.as_str())], |html| {
        sign_and_figure(html, status, figure);
    });
}

fn sign_and_figure(html: &mut Html, status: Status, figure: Option<&str>) {
    html.text(words::sign(status));
    if let Some(figure) = figure.filter(|_| status != Status::NotApplicable) {
        html.text(" ");
        html.text(figure);
    }
}

/// A status within a sentence: colour, sign and word.
pub(super) fn chip(html: &mut Html, status: Status, lang: Lang) {
    let chip = [Attribute::Class(chip_class(status))];
    html.leaf("span", &chip, &words::signed_status(status, lang));
}

fn chip_class(status: Status) -> &'static str {
    match status {
        Status::Met => "chip met",
        Status::NotMet => "chip not-met",
        Status::Undecided => "chip undecided",
        Status::InProgress => "chip in-progress",
        Status::NoReturn => "chip no-return",
        Status::NotApplicable => "chip not-applicable",
        Status::Watched => "chip watched",
    }
}

/// The cell that heads the row of a unit, which leads to more about it where there is more.
pub(super) fn unit(html: &mut Html, unit: &Unit, more: Option<Anchor>) {
    head(html, |html| {
        match more {
            Some(place) => html.leaf("a", &[Attribute::To(place)], &unit.name),
            None => html.text(&unit.name),
        }
        html.text(" ");
        html.leaf("small", &[], unit.code.as_str());
    });
}

/// A text in which no line ends within a figure: `≥ 8` and `8–10/10` stay whole.
pub(super) fn unbroken(text: &str) -> String {
    /// No line ends at it, and it has no width.
    const JOINER: char = '\u{2060}';
    let text = text.replace("≥ ", "≥\u{a0}");
    let mut joined = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = ' ';
    while let Some(letter) = letters.next() {
        joined.push(letter);
        let goes_on = letters.peek().is_some_and(char::is_ascii_digit);
        if matches!(letter, '–' | '/') && before.is_ascii_digit() && goes_on {
            joined.push(JOINER);
        }
        before = letter;
    }
    joined
}

/// A part of a whole in percent, with one decimal; nothing where the whole is nothing.
pub(super) fn share(part: u32, whole: u32, lang: Lang) -> String {
    if whole == 0 {
        return String::new();
    }
    let share = f64::from(part) / f64::from(whole);
    let figure = Interval {
        low: share,
        high: Some(share),
    };
    words::figure(Scale::Share, figure, lang)
}

/// A status with how often it is met with.
pub(super) fn counted_chip(html: &mut Html, status: Status, count: usize, lang: Lang) {
    let text = format!("{}: {count}", words::signed_status(status, lang));
    html.leaf("span", &[Attribute::Class(chip_class(status))], &text);
}

/// A cell with a severity: colour and word.
pub(super) fn severity(html: &mut Html, severity: Severity, lang: Lang) {
    let class = match severity {
        Severity::Error => "not-met",
        Severity::Query => "undecided",
        Severity::Note => "in-progress",
    };
    html.leaf(
        "td",
        &[Attribute::Class(class)],
        words::severity(severity, lang),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_ends_within_a_figure() {
        assert_eq!(unbroken("≥ 0/10"), "≥\u{a0}0/\u{2060}10");
        assert_eq!(unbroken("5–6/10"), "5–\u{2060}6/\u{2060}10");
        assert_eq!(unbroken("Sở – phòng/ban"), "Sở – phòng/ban");
    }
}
