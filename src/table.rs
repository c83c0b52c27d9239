//! From settled rows to data frames, one a form; polars begins here.
//!
//! Each row of a counting submission is one row of its form's file ([`written`]): who, from where,
//! how it stands, then a column a field, typed. For a target or a score a frame is made of what it
//! asks for and of nothing else; its working columns have names that begin with `#`.

mod asked;
pub mod hive;
pub mod kept;
pub mod previous;
pub mod written;

use std::sync::Arc;

pub use polars::error::PolarsError as TableError;
use polars::prelude::{Column, DataType, NamedFrom, PolarsResult, Series};

use crate::campaign::{Campaign, FieldKind, Form};
use crate::id::{CollectionId, UnitCode};
use crate::settle::{Settled, Submission};
use crate::shared_text::SharedText;
use crate::validate::{Row, Table, Value};
pub(crate) use asked::Asked;

/// How moments and times of day are written, as ISO 8601 does.
const DATE_TIME: &str = "%Y-%m-%dT%H:%M:%S";
const TIME: &str = "%H:%M:%S";
/// The column with the sender of a row.
const UNIT: &str = "_unit";
/// The column with the collection that a row was sent for.
const COLLECTION: &str = "_collection";
/// The column with the name of a row's sheet.
const SHEET: &str = "_sheet";
/// The column with the one-based row on the sheet.
const ROW: &str = "_row";
/// The column that says how a row stands.
const STANDING: &str = "_standing";
/// The working column with a row's place among the lines of its frame.
pub(crate) const LINE: &str = "#line";

/// The working column that says whether a field is in doubt.
pub(crate) fn doubt_column(field: &str) -> String {
    format!("#doubt {field}")
}

/// The working column with a field's value as a match key.
pub(crate) fn match_column(field: &str) -> String {
    format!("#match {field}")
}

/// The working column that says whether the unit a field names lies in a difficult area; null
/// where the register has no such unit.
pub(crate) fn area_column(field: &str) -> String {
    format!("#area {field}")
}

/// The rows of all counting submissions.
pub struct CountingRows<'a> {
    campaign: &'a Campaign,
    /// By unit, then by collection, both in the campaign's order.
    sent: Vec<Sent<'a>>,
}

/// A counting submission, and for whom and what it counts.
struct Sent<'a> {
    unit: &'a UnitCode,
    collection: &'a CollectionId,
    /// Its place among all submissions.
    place: usize,
    submission: &'a Submission,
}

impl<'a> CountingRows<'a> {
    /// Finds them.
    #[must_use]
    pub fn of(settled: &'a Settled, campaign: &'a Campaign) -> Self {
        let counting = settled
            .returns
            .iter()
            .filter_map(|((unit, collection), one)| {
                let place = one.counting?;
                Some(Sent {
                    unit,
                    collection,
                    place,
                    submission: &settled.submissions[place],
                })
            });
        let mut sent: Vec<Sent<'_>> = counting.collect();
        sent.sort_by_key(|one| {
            let collections = &mut campaign.collections.iter();
            let collection = collections.position(|other| other.id == *one.collection);
            (campaign.unit_position(one.unit), collection)
        });
        Self { campaign, sent }
    }

    /// The rows of a form, in the order of submissions, tables and rows.
    fn lines(&self, form: &Form) -> Vec<Line<'_>> {
        lines(form, self.sent.iter())
    }
}

/// One row, and where it stands.
pub(crate) struct Line<'a> {
    sent: &'a Sent<'a>,
    table: &'a Table,
    row: &'a Row,
}

impl<'a> Line<'a> {
    /// The unit whose row it is.
    pub(crate) fn unit(&self) -> &'a UnitCode {
        self.sent.unit
    }

    /// Its submission's place among all.
    pub(crate) fn submission(&self) -> usize {
        self.sent.place
    }

    /// Its sheet's name.
    pub(crate) fn sheet(&self) -> &'a Arc<str> {
        &self.table.sheet
    }

    /// The one-based row on the sheet.
    pub(crate) fn row(&self) -> u32 {
        self.row.row
    }

    /// Its key as a match key, if it has one.
    pub(crate) fn key(&self) -> Option<&'a SharedText> {
        self.row.key.as_ref()
    }
}

/// The rows of a form, in the order of submissions, tables and rows.
fn lines<'a>(form: &Form, sent: impl Iterator<Item = &'a Sent<'a>> + Clone) -> Vec<Line<'a>> {
    let tables = sent.flat_map(|sent| {
        let tables = sent
            .submission
            .tables
            .iter()
            .map(move |table| (sent, table));
        tables.filter(|(_, table)| table.form == form.id)
    });
    let count = tables.clone().map(|(_, table)| table.rows.len()).sum();
    let mut lines = Vec::with_capacity(count);
    for (sent, table) in tables {
        let rows = table.rows.iter();
        lines.extend(rows.map(|row| Line { sent, table, row }));
    }
    lines
}

/// A column of one value a row.
fn column<'l, T, P: ?Sized>(
    name: &str,
    lines: &'l [Line<'l>],
    value: impl Fn(&'l Line<'l>) -> T,
) -> Column
where
    Series: NamedFrom<Vec<T>, P>,
{
    Column::new(name.into(), lines.iter().map(value).collect::<Vec<T>>())
}

/// A field's values as a column of its type.
fn field_column(lines: &[Line<'_>], (form, at): (&Form, usize)) -> PolarsResult<Column> {
    let (name, kind) = (form.fields[at].name.as_str(), &form.fields[at].kind);
    let values = lines.iter().map(|line| line.row.values[at].as_ref());
    Ok(match kind {
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Uri
        | FieldKind::YearMonth
        | FieldKind::Duration
        | FieldKind::List { .. }
        | FieldKind::Any => {
            let texts = values.map(|value| value.and_then(Value::as_text));
            Column::new(name.into(), texts.collect::<Vec<_>>())
        }
        FieldKind::DateTime | FieldKind::Time => {
            let texts = values.map(|value| match value {
                Some(Value::DateTime(at)) => Some(at.format(DATE_TIME).to_string()),
                Some(Value::Time(time)) => Some(time.format(TIME).to_string()),
                _ => None,
            });
            Column::new(name.into(), texts.collect::<Vec<_>>())
        }
        FieldKind::Number => {
            let numbers = values.map(|value| value.and_then(Value::as_number));
            Column::new(name.into(), numbers.collect::<Vec<_>>())
        }
        FieldKind::Integer | FieldKind::Year => {
            let whole = values.map(|value| match value {
                Some(Value::Integer(number)) => Some(*number),
                _ => None,
            });
            Column::new(name.into(), whole.collect::<Vec<_>>())
        }
        FieldKind::Boolean { .. } => {
            let bools = values.map(|value| match value {
                Some(Value::Boolean(yes)) => Some(*yes),
                _ => None,
            });
            Column::new(name.into(), bools.collect::<Vec<_>>())
        }
        FieldKind::Date => {
            let days = values.map(|value| value.and_then(Value::as_date));
            Column::new(name.into(), days.collect::<Vec<_>>()).cast(&DataType::Date)?
        }
    })
}
