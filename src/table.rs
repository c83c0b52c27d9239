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

pub use polars::error::PolarsError as TableError;
use polars::prelude::{Column, DataType, NamedFrom, PolarsResult, Series};

use crate::campaign::{Campaign, Collection, FieldKind, Form};
use crate::settle::{Settled, Submission};
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
/// The working column with the submission's place among all.
pub(crate) const SUBMISSION: &str = "#submission";
/// The working column with the row's key as a match key.
pub(crate) const KEY: &str = "#key";

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
    /// The submissions, each with its place among all; by unit, then by collection, both in the
    /// campaign's order.
    submissions: Vec<(usize, &'a Submission)>,
}

impl<'a> CountingRows<'a> {
    /// Finds them.
    #[must_use]
    pub fn of(settled: &'a Settled, campaign: &'a Campaign) -> Self {
        let counting = settled.returns.values().filter_map(|one| one.counting);
        let submissions = counting.map(|at| (at, &settled.submissions[at]));
        let mut submissions: Vec<_> = submissions.collect();
        submissions.sort_by_key(|(_, submission)| {
            let unit = submission.unit.as_ref();
            let collections = &mut campaign.collections.iter();
            let is_its = |one: &Collection| Some(&one.id) == submission.collection.as_ref();
            let unit = unit.and_then(|unit| campaign.unit_position(unit));
            (unit, collections.position(is_its))
        });
        Self {
            campaign,
            submissions,
        }
    }

    /// The rows of a form, in the order of submissions, tables and rows.
    fn lines(&self, form: &Form) -> Vec<Line<'a>> {
        lines(form, self.submissions.iter())
    }
}

/// One row with its submission.
struct Line<'a> {
    submission: (usize, &'a Submission),
    table: &'a Table,
    row: &'a Row,
}

impl<'a> Line<'a> {
    fn unit(&self) -> &'a str {
        let unit = self.submission.1.unit.as_ref();
        unit.map_or("", |unit| unit.as_str())
    }

    fn collection(&self) -> &'a str {
        let collection = self.submission.1.collection.as_ref();
        collection.map_or("", |id| id.as_str())
    }
}

/// The rows of a form, in the order of submissions, tables and rows.
fn lines<'a: 's, 's>(
    form: &Form,
    submissions: impl Iterator<Item = &'s (usize, &'a Submission)>,
) -> Vec<Line<'a>> {
    let of_submission = |&submission: &(usize, &'a Submission)| {
        let tables = submission.1.tables.iter();
        let tables = tables.filter(|table| table.form == form.id);
        tables.flat_map(move |table| {
            table.rows.iter().map(move |row| Line {
                submission,
                table,
                row,
            })
        })
    };
    submissions.flat_map(of_submission).collect()
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
