//! The appendices (*Phụ lục*) that go with the office's report, made for paper: results by unit
//! type, what is published, and expected ranks.
//!
//! They look as Nghị định 30/2020/NĐ-CP asks of an appendix: its number and title, the document it
//! goes with, the page's number on top, headings on every page, and at the end who receives it and
//! who signs. Figures come from the other sheets by formula.

mod closing;
mod paper;
mod publication;
mod ranks;
mod standings;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::material::Material;
use super::pen::{Pages, Pen};
use super::style::Look;
use crate::lang::Lang;
use crate::report::{Report, words};
use closing::Closing;
use paper::Orientation;
use publication::List;

/// An appendix, under its number.
pub(super) struct Appendix<'a> {
    /// The name of its sheet.
    pub(super) name: String,
    subject: Subject<'a>,
}

/// What an appendix shows.
enum Subject<'a> {
    /// Units of each type against targets, given by their places in the campaign.
    Standings {
        targets: Vec<usize>,
        closing: Closing,
    },
    /// What is published.
    Publication(List<'a>),
    /// The places that units can take in their blocks.
    Ranks,
}

/// The appendices a report has something for.
pub(super) fn all<'a>(material: &Material<'a>) -> Vec<Appendix<'a>> {
    let report = material.report;
    let mut subjects = standings::parts(report);
    subjects.extend(publication::list(material).map(Subject::Publication));
    subjects.extend(report.campaign.scoring.as_ref().map(|_| Subject::Ranks));
    let numbered = (1..).zip(subjects);
    numbered
        .map(|(number, subject)| Appendix {
            name: name(number, report.lang),
            subject,
        })
        .collect()
}

/// The name of an appendix: its number in Roman numerals.
pub(super) fn name(number: usize, lang: Lang) -> String {
    let numeral = roman(number);
    lang.pick(format!("Phụ lục {numeral}"), format!("Appendix {numeral}"))
}

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    Appendix { name, subject }: &Appendix<'_>,
) -> Result<(), XlsxError> {
    match subject {
        Subject::Standings { targets, closing } => {
            standings::write(book, material, name, (targets, *closing))
        }
        Subject::Publication(list) => publication::write(book, material, name, list),
        Subject::Ranks => ranks::write(book, material, name),
    }
}

/// Opens the sheet of an appendix and writes its head.
fn open<'a>(
    book: &'a mut Workbook,
    material: &'a Material<'a>,
    (name, title): (&str, &str),
    (orientation, widths): (Orientation, Vec<f64>),
) -> Result<(Pen<'a>, Pages), XlsxError> {
    let report = material.report;
    let pages = orientation.pages(&widths);
    let mut pen = Pen::open(book, material, name, widths)?;
    orientation.set_up(pen.sheet);
    let last = pen.last_column();
    pen.line(0, last, name, Look::Title)?;
    pen.line(0, last, &title.to_uppercase(), Look::Title)?;
    let subject = report.campaign.titles.get(report.lang).to_uppercase();
    pen.line(0, last, &subject, Look::Title)?;
    pen.line(0, last, &attached_to(report), Look::Subtitle)?;
    let finality = words::finality(report.provisional, report.lang);
    let day = format!("{finality} · {}", words::as_of(report));
    pen.line(0, last, &day, Look::Finality)?;
    pen.skip(1);
    Ok((pen, pages))
}

/// The headings of the table, repeated on each page.
fn headings(pen: &mut Pen<'_>, pages: &mut Pages, headings: &[&str]) -> Result<(), XlsxError> {
    /// Number and name of the row stay on screen.
    const FROZEN: u16 = 2;
    let (row, top) = (pen.row(), pen.points());
    let cells: Vec<(&str, u16)> = headings.iter().map(|&one| (one, 1)).collect();
    pen.heading_row(&cells)?;
    pages.repeat(pen.points() - top);
    pen.sheet.set_repeat_rows(row, row)?;
    pen.sheet.set_freeze_panes(pen.row(), FROZEN)?;
    Ok(())
}

/// `(Kèm theo Báo cáo số …)`; what is not known is left to be filled in.
fn attached_to(report: &Report<'_>) -> String {
    let lang = report.lang;
    let document = report.campaign.report.attached_to.get(lang);
    if !document.is_empty() {
        return lang.pick(
            format!("(Kèm theo {document})"),
            format!("(Goes with {document})"),
        );
    }
    let year = report.as_of.format("%Y");
    lang.pick(
        format!("(Kèm theo Báo cáo số ……… ngày …… tháng …… năm {year})"),
        format!("(Goes with report no. ……… of ……/……/{year})"),
    )
}

/// A number in Roman numerals.
fn roman(number: usize) -> String {
    const NUMERALS: [(usize, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        text.push_str(&numeral.repeat(rest / value));
        rest %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_romans_did() {
        let numerals = [1, 4, 9, 14, 40, 99, 201].map(roman);
        assert_eq!(numerals, ["I", "IV", "IX", "XIV", "XL", "XCIX", "CCI"]);
    }
}
