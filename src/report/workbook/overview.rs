//! The first sheet. Its front is one page that answers what leaders ask; after it stand tables, and
//! the numbers that the charts are drawn from.

mod chart;
mod data;
mod front;
mod numbers;
mod tables;
mod title;

use chrono::Datelike as _;
use rust_xlsxwriter::{FormatBorder, Workbook, XlsxError};

use super::material::Material;
use super::measure::LINE_POINTS;
use super::pen::{self, Pages, Pen};
use super::style::Look;
use crate::report::brief::Brief;
use crate::report::{Report, words};

/// The sheet is a grid of equal columns, so that figures, lists, tables and charts share their edges.
const COLUMNS: u16 = 15;
const COLUMN_WIDTH: f64 = 11.2;
/// The left of two blocks beside each other.
const LEFT: u16 = 9;
/// The columns of the owner's name.
const OWNER_COLUMNS: u16 = 5;
/// The columns of a row's name in the tables.
const NAME_COLUMNS: u16 = 7;
/// The height of the line under the owner's name, in points.
const RULE_POINTS: f64 = 5.0;
/// What of the sheet is on screen at first, in percent, so that a laptop shows the front whole.
const ZOOM: u16 = 80;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let widths = vec![COLUMN_WIDTH; usize::from(COLUMNS)];
    let mut pages = Pages::new(pen::area(), &widths);
    let mut pen = Pen::open_with_charts(book, material, name, widths)?;
    pen.sheet.set_screen_gridlines(false).set_zoom(ZOOM);
    let brief = Brief::of(material.report);
    head(&mut pen)?;
    front::write(&mut pen, &brief)?;
    let charts_at = chart::leave_room(&mut pen, &mut pages);
    pages.turn(&pen);
    for table in [
        tables::files,
        tables::rates,
        tables::targets,
        tables::watched,
    ] {
        pages.may_end(&pen);
        table(&mut pen)?;
    }
    pages.turn(&pen);
    let statuses_at = chart::leave_room_of_statuses(&mut pen)?;
    pages.turn(&pen);
    chart::write(&mut pen, &brief, name, (&charts_at, &statuses_at))?;
    pages.close(pen)
}

/// Who reports what, of when.
fn head(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let campaign = report.campaign;
    let lang = report.lang;
    let (left, last) = (OWNER_COLUMNS - 1, COLUMNS - 1);
    let subject = campaign.titles.get(lang).to_uppercase();
    let title = lang.pick(
        format!("TỔNG HỢP KẾT QUẢ\n{subject}"),
        format!("SUMMARY OF RESULTS\n{subject}"),
    );
    let day = [
        years(report),
        words::as_of(report),
        words::finality(report.provisional, lang).to_owned(),
    ];
    let wide = f64::from(COLUMNS - OWNER_COLUMNS) * COLUMN_WIDTH;
    pen.put(0, left, &campaign.superior, Look::Superior)?;
    pen.put(OWNER_COLUMNS, last, &title, Look::Title)?;
    pen.end_row(
        Look::Title
            .font()
            .height(&title, wide)
            .max(LINE_POINTS * 1.3),
    )?;
    pen.put(0, left, &campaign.owner, Look::Owner)?;
    pen.put(OWNER_COLUMNS, last, &day.join(" · "), Look::Day)?;
    pen.end_row(LINE_POINTS * 1.2)?;
    // The rule under the owner is a third of its block long.
    let ruled = pen
        .styles()
        .body()
        .clone()
        .set_border_top(FormatBorder::Thin);
    for column in OWNER_COLUMNS / 3..=OWNER_COLUMNS / 2 {
        pen.sheet.write_blank(pen.row(), column, &ruled)?;
    }
    pen.end_low_row(RULE_POINTS)?;
    Ok(())
}

fn years(report: &Report<'_>) -> String {
    let (from, to) = (report.campaign.period.start(), report.campaign.period.end());
    let (first, last) = (from.format("%Y"), to.format("%Y"));
    let days = words::days(*from, *to, report.lang);
    if from.year() == to.year() {
        return report
            .lang
            .pick(format!("Năm {first} ({days})"), format!("{first} ({days})"));
    }
    report.lang.pick(
        format!("Năm học {first}-{last} ({days})"),
        format!("School year {first}-{last} ({days})"),
    )
}

fn section(pen: &mut Pen<'_>, text: &str) -> Result<(), XlsxError> {
    pen.line(0, COLUMNS - 1, text, Look::Section)
}

/// A text under a chart or table.
fn note(pen: &mut Pen<'_>, text: &str) -> Result<(), XlsxError> {
    pen.line(0, COLUMNS - 1, text, Look::Note)
}
