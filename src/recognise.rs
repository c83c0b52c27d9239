//! From a workbook to meaning: whose return for which collection, which sheet is which form, which
//! column is which field, which rows are data.
//!
//! In: a [`Workbook`] and the file's name. Out: [`Recognised`], with findings for everything that
//! was not as on the blank form. Likeness only suggests; nothing is merged by it.

mod columns;
pub mod control;
pub mod guide;
mod hazards;
mod header;
mod identity;
mod index;
mod inline;
mod labels;
mod likeness;
mod names;
mod path;
mod record;
mod review;
mod rows;
mod sheets;
mod view;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use control::Control;
pub use identity::{Identity, identify_by_name};
pub use index::Index;
pub use review::{EXPLANATION_HEADINGS, Explanation, REVIEW_NAMES};

use serde::{Deserialize, Serialize};

use crate::campaign::{Collection, Form, Layout};
use crate::finding::{Fault, Finding, Place, RowRule};
use crate::id::{CollectionId, UnitCode};
use crate::location::{CellRef, Range};
use crate::read::{CellValue, Epoch, Sheet, Workbook};

/// A workbook whose meaning is known.
#[derive(Debug, Clone)]
pub struct Recognised<'a> {
    /// Whose it is, and for what.
    pub identity: Identity,
    /// Its forms, in the campaign's order.
    pub sheets: Vec<RecognisedSheet<'a>>,
    /// The figures that the head of the unit signs, as far as they were calculated.
    pub controls: Vec<Control>,
    /// What was not as on the blank form.
    pub findings: Vec<Finding>,
    /// What the unit says to findings of an earlier run.
    pub explanations: Vec<Explanation>,
}

/// A sheet of a known form.
#[derive(Debug, Clone)]
pub struct RecognisedSheet<'a> {
    /// The form.
    pub form: &'a Form,
    /// The sheet as read.
    pub sheet: &'a Sheet,
    /// The sheet's name.
    pub name: Arc<str>,
    /// Where its values stand.
    pub cells: Cells,
    /// Its data rows; a record is one.
    pub rows: Vec<RawRow<'a>>,
    /// Rows that are no data: rule to count.
    pub set_aside: BTreeMap<RowRule, u32>,
    /// The rows below the header that hold anything, and the empty ones among the data, counted on
    /// the sheet itself; of a record 1. Each must be a data row or set aside.
    pub seen: u32,
    /// Sums that the sheet itself states, from the top.
    pub totals: Vec<Stated<'a>>,
    /// Day 0 of serial numbers in cells without a date's format.
    pub epoch: Epoch,
}

/// A row that states sums of others: below them, or as a heading above them.
#[derive(Debug, Clone)]
pub struct Stated<'a> {
    /// The one-based row on the sheet.
    pub row: u32,
    /// Its first text.
    pub text: &'a str,
    /// What stands in each field's cell, by position.
    pub values: Vec<Option<Cow<'a, CellValue>>>,
    /// How many data rows stand above it.
    pub before: usize,
    /// Whether it is the heading of a section.
    pub is_heading: bool,
}

/// A data row before its values are typed.
#[derive(Debug, Clone)]
pub struct RawRow<'a> {
    /// The one-based row on the sheet; of a record, the row of its first value.
    pub row: u32,
    /// What stands in each field's cell, by position.
    pub values: Vec<Option<Cow<'a, CellValue>>>,
    /// The fields whose value is that of a merged cell that begins further up, and where.
    pub taken: Vec<(usize, CellRef)>,
}

/// Where the values of a form stand on its sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cells {
    /// In one column a field, by position; none where the sheet has no such column.
    Columns(Vec<Option<u32>>),
    /// In one cell a field, by position; none where the sheet has no such label.
    Record(Vec<Option<CellRef>>),
}

impl Cells {
    /// The cell of a field in a one-based row.
    #[must_use]
    pub fn cell(&self, row: u32, field: usize) -> Option<CellRef> {
        match self {
            Self::Columns(columns) => CellRef::new(row, columns.get(field).copied().flatten()?),
            Self::Record(cells) => cells.get(field).copied().flatten(),
        }
    }

    /// Whether the sheet has a place for the field.
    #[must_use]
    pub fn has(&self, field: usize) -> bool {
        match self {
            Self::Columns(columns) => columns.get(field).copied().flatten().is_some(),
            Self::Record(cells) => cells.get(field).copied().flatten().is_some(),
        }
    }
}

/// Recognises a workbook; what the office assigned goes before all the file says of itself.
#[must_use]
pub fn recognise<'a>(
    file: &str,
    workbook: &'a Workbook,
    assigned: &Identity,
    index: &Index<'a>,
) -> Recognised<'a> {
    let mut findings = Vec::new();
    let matches = sheets::match_forms(workbook, index, &mut findings);
    let mut sheets = Vec::new();
    for part in matches {
        match read_form(&part, index) {
            Ok((mut read, mut found)) => {
                read.epoch = workbook.epoch;
                findings.append(&mut found);
                sheets.push(read);
            }
            Err(fault) => {
                let place = form_place(part.view.sheet, index.form(part.form));
                findings.push(Finding::new(place, fault));
            }
        }
    }
    let mark = workbook.mark.as_deref();
    let identity = identity::identify(file, mark, &sheets, assigned, index, &mut findings);
    if let Some(collection) = identity
        .collection
        .as_ref()
        .and_then(|id| index.campaign.collection(id))
    {
        keep_asked(collection, &mut sheets, &mut findings);
        missing_sheets(collection, &sheets, index, &mut findings);
    }
    findings.extend(hazards::hazards(workbook, &sheets));
    Recognised {
        identity,
        controls: control::find(workbook, &sheets),
        sheets,
        findings,
        explanations: review::explanations(workbook),
    }
}

/// What a file's path says of its sender and collection, which is all that [`recognise`] takes from
/// the path.
#[must_use]
pub fn said_by_path(file: &str, index: &Index<'_>) -> (Vec<UnitCode>, Option<CollectionId>) {
    let units = path::units(file, index).into_iter();
    let codes = units.map(|unit| unit.code.clone()).collect();
    (codes, path::collection(file, index))
}

fn form_place(sheet: &Sheet, form: &Form) -> Place {
    Place {
        form: Some(form.id.clone()),
        ..Place::sheet(&sheet.name)
    }
}

type Read<'a> = (RecognisedSheet<'a>, Vec<Finding>);

/// Finds the fields of a form on its part of a sheet.
fn read_form<'a>(part: &sheets::Part<'a>, index: &Index<'a>) -> Result<Read<'a>, Fault> {
    let (view, form) = (part.view, part.form);
    if let Some(detail) = &view.sheet.fault {
        return Err(Fault::UnreadableSheet {
            detail: detail.clone(),
        });
    }
    match index.form(form).layout {
        Layout::Table => {
            let known = part.header.as_deref().cloned();
            let found = known.or_else(|| header::find(view, form, &part.labels, index));
            let mut header = found.ok_or(Fault::NoHeader)?;
            let (columns, mut findings) = columns::assign(view, form, &mut header, index);
            let (read, mut found) = rows::split(view, form, &header, columns, index);
            findings.append(&mut found);
            Ok((read, findings))
        }
        Layout::Record => record::find(view, form, &part.labels, index).ok_or(Fault::NoHeader),
    }
}

/// Sets aside sheets of forms the collection does not ask for; where one is a part of a sheet that
/// is read, and has rows, what they are must be asked.
fn keep_asked(
    collection: &Collection,
    sheets: &mut Vec<RecognisedSheet<'_>>,
    findings: &mut Vec<Finding>,
) {
    let is_asked = |sheet: &RecognisedSheet<'_>| collection.forms.contains(&sheet.form.id);
    let read = sheets.iter().filter(|sheet| is_asked(sheet));
    let read: Vec<Arc<str>> = read.map(|sheet| Arc::clone(&sheet.name)).collect();
    sheets.retain(|sheet| {
        let asked = is_asked(sheet);
        if !asked {
            let place = Place::sheet(&sheet.name);
            let rows = sheet.rows.first().zip(sheet.rows.last());
            findings.push(match rows.filter(|_| read.contains(&sheet.name)) {
                Some((first, last)) => {
                    let range = part(first.row, last.row, sheet);
                    Finding::new(Place { range, ..place }, Fault::ExtraTable)
                }
                None => Finding::new(place, Fault::ExtraSheet),
            });
        }
        asked
    });
    findings.retain(|finding| {
        let form = finding.place.form.as_ref();
        form.is_none_or(|form| collection.forms.contains(form))
    });
}

/// The rectangle of some rows over the columns of fields.
fn part(first: u32, last: u32, sheet: &RecognisedSheet<'_>) -> Option<Range> {
    let fields = 0..sheet.form.fields.len();
    let columns = || fields.clone().filter_map(|at| sheet.cells.cell(first, at));
    let left = columns().map(|at| at.column).min()?;
    let right = columns().map(|at| at.column).max()?;
    Some(Range {
        first: CellRef::new(first, left)?,
        last: CellRef::new(last, right)?,
    })
}

/// Reports the collection's forms that were not found; one that was found but not understood has
/// its finding already.
fn missing_sheets(
    collection: &Collection,
    sheets: &[RecognisedSheet<'_>],
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) {
    for form in index.campaign.forms_of(collection) {
        let found = sheets.iter().any(|sheet| sheet.form.id == form.id)
            || findings.iter().any(|finding| {
                finding.place.form.as_ref() == Some(&form.id) && finding.place.sheet.is_some()
            });
        if !found {
            let place = Place {
                form: Some(form.id.clone()),
                ..Place::file()
            };
            let sheet = form.sheet.clone();
            findings.push(Finding::new(place, Fault::MissingSheet { sheet }));
        }
    }
}
