//! A return's drafts as a workbook: each sheet an official form, filled in by hand.
//!
//! In: drafts, the sender, the mess. Out: the bytes of an .xlsx file, and of each sheet its name,
//! its entries and their rows. The same drafts and draws give the same bytes: the time of creation is
//! the day of the report.

mod above;
mod after;
mod arrange;
mod extras;
mod frame;
mod header;
mod look;
mod record;
mod style;
mod table;
mod totals;

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use self::after::Changes;
use self::frame::{Frame, in_words};
use self::look::Look;
use self::style::Styles;
use self::table::{Column, TableWriter};
use super::content::Sender;
use super::dice::{dice, pick};
use super::draft::{Draft, Written};
use super::mess::letters::Letters;
use super::mess::{Mess, Trait};
use crate::campaign::{Campaign, Form, Layout};
use crate::lang::Lang;

/// A finished workbook.
pub(super) struct Book<'a> {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// Its forms, in the order of their sheets.
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
    let styles = styles(mess, &drafts, paper);
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&created(paper.report)?));
    if mess.plants(rng, Trait::GuideSheet) {
        let forms: Vec<&Form> = drafts.iter().map(|draft| draft.form).collect();
        extras::guide(&mut book, &styles, &forms)?;
    }
    let note = note(rng, paper);
    let mut pages = Vec::with_capacity(drafts.len());
    for (nth, mut draft) in (1..).zip(drafts) {
        let rng = &mut dice(paper.hand, &["layout", draft.form.id.as_str()]);
        let mut look = look::draw(rng, mess, &mut draft);
        arrange::arrange(paper.hand, mess, &mut draft, &mut look, nth);
        above::plant(paper.hand, mess, &mut draft, &mut look);
        let note = &note;
        pages.push(Page {
            paper,
            note,
            nth,
            draft,
            look,
        });
    }
    let no_results = pages.iter().any(Page::has_formula_without_result);
    let groups = group(mess, paper.hand, pages);
    let rows = write_all(&mut book, mess, &styles, &groups, paper.hand)?;
    if mess.plants(rng, Trait::HiddenLookup) {
        extras::lookup(&mut book, &styles, paper.campaign)?;
    }
    if planted(mess, paper.hand, Trait::VeryHiddenSheet).is_some() {
        extras::buried(&mut book, &styles, paper.campaign)?;
    }
    let mut changes = Changes {
        since_1904: styles.since_1904,
        no_results,
        vast_sheet: None,
    };
    if planted(mess, paper.hand, Trait::SpareSheets).is_some() {
        extras::spare(&mut book)?;
        changes.vast_sheet = Some(book.worksheets().len());
    }
    let bytes = after::change(book.save_to_buffer()?, changes)?;
    let sheets = groups.into_iter().zip(rows).flat_map(laid).collect();
    Ok(Book { bytes, sheets })
}

/// The dice of a trait of the whole return, if it is planted.
fn planted(mess: &mut Mess, hand: u64, one: Trait) -> Option<Rng> {
    let turn = mess.turn(hand, one, "return")?;
    mess.note(one);
    Some(turn)
}

/// How the workbook keeps texts and days.
fn styles(mess: &mut Mess, drafts: &[Draft], paper: &Paper) -> Styles {
    let letters = Letters::of(paper.hand, mess);
    if let Some(one) = letters.planted() {
        mess.note(one);
    }
    let mut entries = drafts.iter().flat_map(|draft| &draft.rows).flatten();
    let has_days = entries.any(|entry| matches!(entry.written, Written::Day(_)));
    let since_1904 = has_days && planted(mess, paper.hand, Trait::Epoch1904).is_some();
    Styles::new(letters, since_1904)
}

/// The forms of one sheet, which has the name of the first.
fn laid<'a>((pages, rows): (Vec<Page<'_, 'a>>, Vec<Vec<u32>>)) -> Vec<Laid<'a>> {
    let name = pages
        .first()
        .map_or_else(String::new, |page| page.look.name.clone());
    let laid = pages.into_iter().zip(rows).map(|(page, rows)| Laid {
        name: name.clone(),
        draft: page.draft,
        rows,
    });
    laid.collect()
}

/// The pages of each sheet, in the order of the sheets: two tables may share one.
fn group<'p, 'a>(mess: &mut Mess, hand: u64, pages: Vec<Page<'p, 'a>>) -> Vec<Vec<Page<'p, 'a>>> {
    let mut groups: Vec<Vec<Page>> = pages.into_iter().map(|page| vec![page]).collect();
    let stacks = |at: &usize| {
        let table = |at: usize| groups[at][0].draft.form.layout == Layout::Table;
        table(*at) && table(at + 1)
    };
    let pairs: Vec<usize> = (1..groups.len().saturating_sub(1)).filter(stacks).collect();
    if !pairs.is_empty()
        && let Some(mut rng) = planted(mess, hand, Trait::StackedTables)
    {
        let at = pick(&mut rng, &pairs);
        let second = groups.remove(at + 1);
        groups[at].extend(second);
    }
    if groups.len() > 1 && planted(mess, hand, Trait::ReorderedSheets).is_some() {
        groups.rotate_left(1);
    }
    groups
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

/// Writes the sheets, and the same once more where one stands twice.
fn write_all(
    book: &mut Workbook,
    mess: &mut Mess,
    styles: &Styles,
    groups: &[Vec<Page>],
    hand: u64,
) -> Result<Vec<Vec<Vec<u32>>>, XlsxError> {
    let mut written = Vec::with_capacity(groups.len());
    // Neither the sheet that opens first nor the cover is hidden or copied.
    let others = (1..groups.len()).filter(|&at| groups[at][0].nth > 1);
    let others: Vec<usize> = others.collect();
    let mut one_of = |one: Trait| {
        if others.is_empty() {
            return None;
        }
        planted(mess, hand, one).map(|mut rng| pick(&mut rng, &others))
    };
    let (hidden, twice) = (one_of(Trait::HiddenForm), one_of(Trait::SheetCopy));
    for (at, pages) in groups.iter().enumerate() {
        let name = &pages[0].look.name;
        let sheet = book.add_worksheet();
        sheet.set_name(name)?.set_hidden(hidden == Some(at));
        written.push(write(sheet, styles, pages)?);
        if twice == Some(at) {
            let short: String = name.chars().take(LONGEST_NAME - 4).collect();
            let sheet = book.add_worksheet();
            sheet.set_name(format!("{short} (2)"))?;
            write(sheet, styles, pages)?;
        }
    }
    Ok(written)
}

/// The most characters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// Writes one sheet and gives the rows of the entries of each of its forms.
fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    pages: &[Page],
) -> Result<Vec<Vec<u32>>, XlsxError> {
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.8, 0.6, 0.8, 0.8, 0.3, 0.3)
        // A formula that is given no result has none, not a nought.
        .set_formula_result_default("");
    let widths: Vec<Vec<f64>> = pages.iter().map(Page::widths).collect();
    let columns = widths.iter().map(Vec::len).max().unwrap_or(0);
    for (at, column) in (0..).zip(0..columns) {
        let mut of_pages = widths.iter().filter_map(|widths| widths.get(column));
        sheet.set_column_width(at, of_pages.next().copied().unwrap_or(0.0))?;
    }
    if columns > 5 {
        sheet.set_landscape();
    }
    let mut all = Vec::with_capacity(pages.len());
    let mut next = 0;
    for (nth, (page, widths)) in pages.iter().zip(&widths).enumerate() {
        let frame = page.frame(widths);
        let first = match nth {
            0 => frame.above(sheet, styles)?,
            _ => frame.caption(sheet, styles, next)?,
        };
        let (rows, end) = page.write(sheet, styles, widths, first)?;
        all.push(rows);
        next = end + 1;
        if nth + 1 == pages.len() {
            frame.below(sheet, styles, next)?;
        }
    }
    Ok(all)
}

/// A form on its sheet, with what it says beside its entries.
struct Page<'p, 'a> {
    paper: &'p Paper<'p>,
    note: &'p str,
    nth: u32,
    draft: Draft<'a>,
    look: Look,
}

impl Page<'_, '_> {
    /// Writes the form from a row on; gives the row of each entry as Excel counts, and the row that
    /// comes after.
    fn write(
        &self,
        sheet: &mut Worksheet,
        styles: &Styles,
        widths: &[f64],
        first: u32,
    ) -> Result<(Vec<u32>, u32), XlsxError> {
        let Self { draft, look, .. } = self;
        let (rows, mut end) = if draft.form.layout == Layout::Table {
            let mut table = TableWriter {
                sheet,
                styles,
                draft,
                look,
                widths,
            };
            table.write(first)?
        } else {
            let end = record::write(sheet, styles, draft, look, first)?;
            (vec![first + 1], end)
        };
        if let Some(note) = look.note {
            styles.put(sheet, (end, 0), note, &styles.italic_left)?;
            end += 1;
        }
        if let Some(column) = look.hidden_column {
            sheet.set_column_hidden(column)?;
        }
        match look.far {
            Some("") => {
                let far: (u32, u16) = FAR;
                sheet.write_blank(far.0, far.1, &styles.text)?;
            }
            Some(spaces) => styles.put(sheet, (end + 40, 3), spaces, &styles.text)?,
            None => {}
        }
        Ok((rows, end))
    }

    fn frame<'f>(&'f self, widths: &'f [f64]) -> Frame<'f> {
        let (last, left) = halves(widths);
        Frame {
            paper: self.paper,
            title: self.title(&self.draft),
            note: self.note,
            heading: self.look.heading,
            widths,
            last,
            left,
        }
    }

    fn widths(&self) -> Vec<f64> {
        match self.draft.form.layout {
            Layout::Table => widths(&self.draft, &self.look),
            Layout::Record => self.look.record.widths().to_vec(),
        }
    }

    fn has_formula_without_result(&self) -> bool {
        let mut entries = self.draft.rows.iter().flatten();
        entries
            .any(|entry| matches!(&entry.written, Written::Formula(_, result) if result.is_empty()))
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
        Column::Field(field) | Column::Again(field) => style::width(draft.field(*field)),
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

/// U553: a row and a column from 0 where nobody looks.
const FAR: (u32, u16) = (552, 20);
