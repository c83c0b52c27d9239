//! The typed rows of one form on one sheet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use chrono::NaiveDate;

use super::{Asked, Notes, cell, date};
use crate::campaign::{FieldKind, Form};
use crate::finding::{Code, Fault, Finding, Repair, RepairRule};
use crate::id::FormId;
use crate::lang::{self, Lang};
use crate::location::{CellRef, Range};
use crate::read::{CellValue, Sheet};
use crate::recognise::{Cells, RecognisedSheet};
use crate::text::match_key;

/// A value of a field's type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, in NFC.
    Text(String),
    /// A number.
    Number(f64),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(NaiveDate),
}

impl Value {
    /// The number of a number or whole number.
    #[must_use]
    pub fn as_number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            #[expect(
                clippy::cast_precision_loss,
                reason = "whole numbers are read from f64 cells and stay below 2^53"
            )]
            Self::Integer(number) => Some(*number as f64),
            _ => None,
        }
    }

    /// The value as a person reads it.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(_) | Self::Integer(_) => {
                lang::number(self.as_number().unwrap_or_default(), Lang::Vi)
            }
            Self::Boolean(yes) => (if *yes { "Có" } else { "Không" }).to_owned(),
            Self::Date(day) => lang::date(*day),
        }
    }

    /// The text of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The day of a date.
    #[must_use]
    pub fn as_date(&self) -> Option<NaiveDate> {
        match self {
            Self::Date(date) => Some(*date),
            _ => None,
        }
    }

    /// Whether the value says yes.
    #[must_use]
    pub fn is_true(&self) -> bool {
        *self == Self::Boolean(true)
    }
}

/// What findings leave of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Nothing is open against it.
    Certain,
    /// An open error or query touches it.
    Doubt,
    /// A rule keeps it out, named as in `_rule`.
    Excluded(&'static str),
}

impl Standing {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubt => "doubt",
            Self::Excluded(_) => "excluded",
        }
    }

    /// The rule that keeps the row out.
    #[must_use]
    pub fn rule(self) -> Option<&'static str> {
        match self {
            Self::Excluded(rule) => Some(rule),
            Self::Certain | Self::Doubt => None,
        }
    }
}

/// One data row; a record is one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The one-based row on the sheet; of a record, the row of its first value.
    pub row: u32,
    /// A value for each field of the form, by position; none where nothing valid stands.
    pub values: Vec<Option<Value>>,
    /// The row's key as a match key; none where the form has no key or a part of it is missing.
    pub key: Option<String>,
    /// What findings leave of it; final after `settle`.
    pub standing: Standing,
    /// The fields in doubt, by position; all of them where the whole row is.
    pub doubt: Vec<usize>,
}

/// The data rows of one form on one sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// The form.
    pub form: FormId,
    /// The sheet's name.
    pub sheet: Arc<str>,
    /// Where its values stand.
    pub cells: Cells,
    /// Its rows, in the sheet's order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The cell a value came from.
    #[must_use]
    pub fn cell(&self, row: &Row, field: usize) -> Option<CellRef> {
        self.cells.cell(row.row, field)
    }
}

impl Table {
    /// Whether anything is filled in beyond running numbers and what the blank form carries.
    pub(super) fn has_data(&self, form: &Form) -> bool {
        let counts = |at: usize| !form.fields[at].prefilled && !form.fields[at].ordinal;
        self.rows.iter().any(|row| {
            let fields = row.values.iter().enumerate();
            let mut filled = fields.filter(|(at, value)| value.is_some() && counts(*at));
            filled.next().is_some()
        })
    }
}

/// Reads the rows of a sheet into typed values.
pub(super) fn read(sheet: &RecognisedSheet<'_>, asked: &Asked<'_>, notes: &mut Notes<'_>) -> Table {
    let mut columns = vec![Column::default(); sheet.form.fields.len()];
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for raw in &sheet.rows {
        let mut values = Vec::with_capacity(raw.values.len());
        for (at, written) in raw.values.iter().enumerate() {
            values.push(read_cell(
                sheet,
                raw.row,
                at,
                written.as_deref(),
                asked,
                notes,
                &mut columns[at],
            ));
        }
        rows.push(Row {
            row: raw.row,
            key: key(sheet.form, &values),
            values,
            standing: Standing::Certain,
            doubt: Vec::new(),
        });
    }
    for (at, column) in columns.iter().enumerate() {
        other_order(at, column, asked, notes);
    }
    exclude_repeated(&mut rows, sheet, notes);
    Table {
        form: sheet.form.id.clone(),
        sheet: Arc::clone(&sheet.name),
        cells: sheet.cells.clone(),
        rows,
    }
}

/// What must be known of a whole column.
#[derive(Debug, Clone, Default)]
struct Column {
    /// The first cell with each value, where values must differ.
    seen: HashMap<String, CellRef>,
    /// Dates written as text that read both ways: row, as written, as read, as swapped.
    both_ways: Vec<(u32, String, NaiveDate, NaiveDate)>,
    /// Whether some date reads only in the other order.
    only_swapped: bool,
}

fn read_cell(
    sheet: &RecognisedSheet<'_>,
    row: u32,
    at: usize,
    written: Option<&CellValue>,
    asked: &Asked<'_>,
    notes: &mut Notes<'_>,
    column: &mut Column,
) -> Option<Value> {
    let form = sheet.form;
    let field = &form.fields[at];
    let silent = field.ordinal || !asked.asks(field);
    let Some(written) = written.filter(|cell| !cell::is_blank(Some(cell), &form.missing_values))
    else {
        if field.constraints.required && !silent && sheet.cells.has(at) {
            notes.cell(row, at, Fault::MissingValue, None);
        }
        return None;
    };
    let read = cell::read(written, field, asked.checker.allowed(&form.id, at), asked);
    if silent {
        return read.value.filter(|_| read.faults.is_empty());
    }
    let shown = written.shown();
    if field.kind == FieldKind::Date && read.value.is_none() {
        let order = asked.checker.campaign.date_order;
        let other = date::parse(&shown, order).and_then(|written| written.swapped);
        column.only_swapped |= other.is_some();
    }
    if let (Some(Value::Date(day)), Some(swapped)) = (&read.value, read.swapped) {
        column.both_ways.push((row, shown.clone(), *day, swapped));
    }
    if let Some(cell) = sheet.cells.cell(row, at) {
        let after = read.value.as_ref().map(Value::shown);
        for (rule, before, after) in changes(sheet.sheet, cell, &shown, read.repair, after) {
            notes.repairs.push(Repair {
                rule,
                sheet: Arc::clone(&sheet.name),
                range: cell.into(),
                form: form.id.clone(),
                field: field.name.clone(),
                before,
                after,
                count: 1,
                personal: field.personal,
            });
        }
        if let Some(reading) = sheet.sheet.doubtful_at(cell) {
            let reading = reading.to_owned();
            notes.cell(
                row,
                at,
                Fault::DoubtfulEncoding { reading },
                Some(shown.clone()),
            );
        }
    }
    for fault in read.faults {
        notes.cell(row, at, fault, Some(shown.clone()));
    }
    if let (true, Some(value), Some(cell)) = (
        field.constraints.unique,
        &read.value,
        sheet.cells.cell(row, at),
    ) {
        match column.seen.entry(match_key(&value.shown())) {
            Entry::Occupied(first) => {
                let first = *first.get();
                notes.cell(row, at, Fault::NotUnique { first }, Some(shown));
            }
            Entry::Vacant(entry) => {
                entry.insert(cell);
            }
        }
    }
    read.value
}

/// The changes from a cell as written to its value, in their order: what reading the file mended,
/// then what reading the value did.
fn changes(
    sheet: &Sheet,
    cell: CellRef,
    shown: &str,
    rule: Option<RepairRule>,
    value: Option<String>,
) -> Vec<(RepairRule, String, String)> {
    let mended = sheet.mended_at(cell);
    let own = rule.zip(value);
    match (mended, own) {
        (None, None) => Vec::new(),
        (None, Some((rule, after))) => vec![(rule, shown.to_owned(), after)],
        (Some(mended), None) => vec![(mended.rule, mended.before.clone(), shown.to_owned())],
        // Spaces trimmed once more are no second repair.
        (Some(mended), Some((RepairRule::Text, after))) => {
            vec![(mended.rule, mended.before.clone(), after)]
        }
        (Some(mended), Some((rule, after))) => vec![
            (mended.rule, mended.before.clone(), shown.to_owned()),
            (rule, shown.to_owned(), after),
        ],
    }
}

/// Asks about dates written as text that may be in the other order: where the column shows that
/// order elsewhere, or where only the swapped reading falls in the school year.
fn other_order(at: usize, column: &Column, asked: &Asked<'_>, notes: &mut Notes<'_>) {
    let period = &asked.checker.campaign.period;
    for (row, written, read, swapped) in &column.both_ways {
        let only_swapped_fits = !period.contains(read) && period.contains(swapped);
        if column.only_swapped || only_swapped_fits {
            let fault = Fault::AmbiguousDate {
                read: *read,
                other: *swapped,
            };
            notes.cell(*row, at, fault, Some(written.clone()));
        }
    }
}

/// A row's key; none where the form has none or a required part is missing. A part that need not
/// be there is part of the key as nothing.
fn key(form: &Form, values: &[Option<Value>]) -> Option<String> {
    let part = |at: &usize| match &values[*at] {
        Some(value) => Some(match_key(&value.shown())),
        None => (!form.fields[*at].constraints.required).then(String::new),
    };
    let parts: Vec<String> = form.key.iter().map(part).collect::<Option<_>>()?;
    let says_something = parts.iter().any(|part| !part.is_empty());
    says_something.then(|| parts.join("|"))
}

/// Excludes each row whose key stands above already.
fn exclude_repeated(rows: &mut [Row], sheet: &RecognisedSheet<'_>, notes: &mut Notes<'_>) {
    let mut first: HashMap<String, u32> = HashMap::new();
    for row in rows {
        let Some(key) = &row.key else { continue };
        match first.entry(key.clone()) {
            Entry::Vacant(entry) => {
                entry.insert(row.row);
            }
            Entry::Occupied(entry) => {
                row.standing = Standing::Excluded(Code::DuplicateRow.as_str());
                let field = sheet.form.key.first().copied();
                let cell = field.and_then(|at| sheet.cells.cell(row.row, at));
                let place = notes.place(cell.map(Range::from), field);
                let fault = Fault::DuplicateRow {
                    first_row: *entry.get(),
                };
                notes.findings.push(Finding::new(place, fault));
            }
        }
    }
}
