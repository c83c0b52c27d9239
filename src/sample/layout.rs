//! A return's drafts as a workbook: each sheet an official form, filled in by hand.
//!
//! In: drafts, the sender, the mess. Out: the bytes of an .xlsx file, and of each sheet its name,
//! its entries and their rows. The same drafts and draws give the same bytes: the time of creation is
//! the day of the report.

mod extras;
mod frame;
mod look;
mod record;
mod style;
mod table;

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::frame::{Frame, in_words};
use self::look::Look;
use self::style::Styles;
use self::table::{Column, TableWriter};
use super::content::Sender;
use super::dice::dice;
use super::draft::Draft;
use super::mess::{Mess, Trait};
use crate::campaign::{Campaign, Form, Layout};
use crate::lang::Lang;

/// A finished workbook.
pub(super) struct Book<'a> {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// Its sheets with forms, in the order of the drafts.
    pub(super) sheets: Vec<Laid<'a>>,
}

/// A draft that was laid out.
#[derive(Clone)]
pub(super) struct Laid<'a> {
    /// The sheet's name.
    pub(super) name: String,
    /// What stands there, its rows in the order of the sheet.
    pub(super) draft: Draft<'a>,
    /// The row of each of them, as Excel counts.
    pub(super) rows: Vec<u32>,
}

/// What all sheets of a return share.
pub(super) struct Paper<'a> {
    /// The campaign it is for.
    pub(super) campaign: &'a Campaign,
    /// Who sends it.
    pub(super) sender: &'a Sender<'a>,
    /// Where the draws of the layout begin.
    pub(super) hand: u64,
    /// The day of the report.
    pub(super) report: NaiveDate,
    /// Whether it is dated and signed; a blank form is not.
    pub(super) signed: bool,
}

/// Lays out a return; puts the rows of drafts in order where they get headings.
///
/// Each sheet draws for itself, so that those two returns have in common look alike in both.
pub(super) fn workbook<'a>(
    mess: &mut Mess,
    drafts: Vec<Draft<'a>>,
    paper: &Paper,
) -> Result<Book<'a>, XlsxError> {
    let rng = &mut dice(paper.hand, &["layout"]);
    let styles = Styles::new();
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&created(paper.report)?));
    if mess.plants(rng, Trait::GuideSheet) {
        let forms: Vec<&Form> = drafts.iter().map(|draft| draft.form).collect();
        extras::guide(&mut book, &styles, &forms)?;
    }
    let note = note(rng, paper);
    let mut sheets = Vec::with_capacity(drafts.len());
    for (nth, mut draft) in (1..).zip(drafts) {
        let rng = &mut dice(paper.hand, &["layout", draft.form.id.as_str()]);
        let look = look::draw(rng, mess, &mut draft);
        let page = Page {
            paper,
            note: &note,
            nth,
        };
        let rows = page.write(&mut book, &styles, &draft, &look)?;
        sheets.push(Laid {
            name: look.name,
            draft,
            rows,
        });
    }
    if mess.plants(rng, Trait::HiddenLookup) {
        extras::lookup(&mut book, &styles, paper.campaign)?;
    }
    let bytes = book.save_to_buffer()?;
    Ok(Book { bytes, sheets })
}

/// Half past two in the afternoon of the day of the report.
fn created(report: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(report.year()).unwrap_or(2000);
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(year, part(report.month()), part(report.day()))?.and_hms(14, 30, 0.0)
}

/// The letter that a return comes with.
fn note(rng: &mut Rng, paper: &Paper) -> String {
    let (number, initials) = (rng.u32(4..=240), paper.sender.initials());
    if paper.signed {
        format!(
            "(Kèm theo Báo cáo số {number:02}/BC-{initials} {})",
            in_words(paper.report)
        )
    } else {
        format!("(Kèm theo Báo cáo số ……/BC-{initials} ngày …… tháng …… năm ……)")
    }
}

/// What a sheet says beside its entries.
struct Page<'a> {
    paper: &'a Paper<'a>,
    note: &'a str,
    nth: u32,
}

impl Page<'_> {
    /// Writes one sheet and gives the rows of its entries.
    fn write(
        &self,
        book: &mut Workbook,
        styles: &Styles,
        draft: &Draft,
        look: &Look,
    ) -> Result<Vec<u32>, XlsxError> {
        let sheet = book.add_worksheet();
        sheet.set_name(&look.name)?;
        let is_table = draft.form.layout == Layout::Table;
        sheet
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.8, 0.6, 0.8, 0.8, 0.3, 0.3);
        let widths = if is_table {
            widths(draft, look)
        } else {
            record::WIDTHS.to_vec()
        };
        for (at, width) in (0..).zip(&widths) {
            sheet.set_column_width(at, *width)?;
        }
        let (last, left) = halves(&widths);
        if last > 4 {
            sheet.set_landscape();
        }
        let frame = Frame {
            paper: self.paper,
            title: self.title(draft),
            note: self.note,
            heading: look.heading,
            widths: &widths,
            last,
            left,
        };
        let first = frame.above(sheet, styles)?;
        let (rows, end) = if is_table {
            let mut table = TableWriter {
                sheet,
                styles,
                draft,
                look,
                widths: &widths,
            };
            table.write(first)?
        } else {
            let end = record::write(sheet, styles, draft, look, first)?;
            (vec![first + 1], end)
        };
        frame.below(sheet, styles, end + 1)?;
        Ok(rows)
    }

    fn title(&self, draft: &Draft) -> String {
        let title = draft.form.titles.get(Lang::Vi).to_uppercase();
        if self.nth == 1 {
            format!("PHIẾU {title}")
        } else {
            format!("BIỂU SỐ {}: {title}", self.nth - 1)
        }
    }
}

/// The widths of the columns, in characters; together enough for the heading.
fn widths(draft: &Draft, look: &Look) -> Vec<f64> {
    const LEAST: f64 = 92.0;
    let width = |column: &Column| match column {
        Column::Field(field) => style::width(draft.field(*field)),
        Column::Ordinal => 5.0,
        Column::Extra => 18.0,
    };
    let widths: Vec<f64> = look.columns.iter().map(width).collect();
    let stretch = (LEAST / widths.iter().sum::<f64>()).max(1.0);
    widths.into_iter().map(|width| width * stretch).collect()
}

/// The last column, and the last of those that make up about the left two fifths; from 0.
fn halves(widths: &[f64]) -> (u16, u16) {
    const LEFT: f64 = 0.42;
    let all: f64 = widths.iter().sum();
    let last = widths.len().saturating_sub(1);
    let share = |left: usize| widths[..=left].iter().sum::<f64>() / all;
    let off = |left: &usize| (share(*left) - LEFT).abs();
    let left = (0..last).min_by(|one, other| off(one).total_cmp(&off(other)));
    (
        u16::try_from(last).unwrap_or(0),
        u16::try_from(left.unwrap_or(0)).unwrap_or(0),
    )
}

/// A day as Excel keeps it: days since 30 December 1899.
fn serial(day: NaiveDate) -> f64 {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap_or_default();
    u32::try_from((day - epoch).num_days()).map_or(0.0, f64::from)
}
