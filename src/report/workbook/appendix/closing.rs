//! The end of an appendix: at the left who receives it, at the right place, date and signature, as
//! the campaign has them. The day is left for who signs.

use rust_xlsxwriter::XlsxError;

use crate::campaign::ReportSettings;
use crate::lang::Lang;
use crate::report::workbook::measure::LINE_POINTS;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::Look;

/// The rows left for the signature and the seal.
const SIGNING_ROWS: usize = 5;

/// Whether the sheet is the last of its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Signed,
    GoesOn,
}

/// A text and how it looks.
type Line = Option<(String, Look)>;

/// Writes it in two halves of the sheet, of which the right one begins with this column.
pub(super) fn write(pen: &mut Pen<'_>, right: u16) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let settings = &report.campaign.report;
    let left_lines = recipients(settings, report.lang);
    let right_lines = signature(
        settings,
        (report.as_of.format("%Y").to_string(), report.lang),
    );
    if left_lines.is_empty() && right_lines.is_empty() {
        return Ok(());
    }
    pen.skip(1);
    let last = pen.last_column();
    let none = || None;
    let rows = left_lines.len().max(right_lines.len());
    let left_lines = left_lines.into_iter().chain(std::iter::repeat_with(none));
    let right_lines = right_lines.into_iter().chain(std::iter::repeat_with(none));
    for (left, right_line) in left_lines.zip(right_lines).take(rows) {
        let mut height = LINE_POINTS;
        for (line, (from, to)) in [(left, (0, right - 1)), (right_line, (right, last))] {
            if let Some((text, look)) = line {
                pen.put(from, to, &text, look)?;
                height = height.max(pen.height(from, to, &text, look));
            }
        }
        pen.end_row(height)?;
    }
    Ok(())
}

/// `Nơi nhận:` and a line each, the first beside the signature's.
fn recipients(settings: &ReportSettings, lang: Lang) -> Vec<Line> {
    let count = settings.recipients.len();
    if count == 0 {
        return Vec::new();
    }
    let head = lang.pick("Nơi nhận:", "Recipients:").to_owned();
    let lines = (1..).zip(&settings.recipients).map(|(nth, line)| {
        let line = line.trim_end_matches(['.', ';', ' ']);
        let end = if nth == count { '.' } else { ';' };
        Some((format!("- {line}{end}"), Look::Recipient))
    });
    let head = [None, Some((head, Look::Recipients))];
    head.into_iter().chain(lines).collect()
}

/// Place and date, in whose name, by what office, and who.
fn signature(settings: &ReportSettings, (year, lang): (String, Lang)) -> Vec<Line> {
    let mut lines = Vec::new();
    if !settings.place.is_empty() {
        let place = &settings.place;
        let date = lang.pick(
            format!("{place}, ngày …… tháng …… năm {year}"),
            format!("{place}, ……/……/{year}"),
        );
        lines.push(Some((date, Look::PlaceAndDate)));
    }
    if settings.signature.is_empty() {
        return lines;
    }
    if lines.is_empty() {
        lines.push(None);
    }
    let in_whose_name = settings.signature.iter();
    lines.extend(in_whose_name.map(|line| Some((line.to_uppercase(), Look::Signature))));
    lines.extend((0..SIGNING_ROWS).map(|_| None));
    if !settings.signatory.is_empty() {
        lines.push(Some((settings.signatory.clone(), Look::Signature)));
    }
    lines
}

/// The first column of the right half of columns with these widths.
pub(super) fn half(widths: &[f64]) -> u16 {
    let all: f64 = widths.iter().sum();
    let mut used = 0.0;
    let before = widths.iter().take_while(|width| {
        used += **width;
        used <= all / 2.0
    });
    let before = u16::try_from(before.count()).unwrap_or(u16::MAX);
    before.max(1)
}
