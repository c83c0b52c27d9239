//! From settled rows to data frames, one a form; polars begins here.
//!
//! Each row of a counting submission is one row of its form's frame: who, from where, how it
//! stands, then a column a field, typed. Beside the columns of [`Frames::to_parquet`] a frame carries
//! working columns whose names begin with `#`.

pub mod hive;
pub mod kept;
pub mod previous;

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{
    Column, DataFrame, DataType, IntoLazy as _, LazyFrame, PlSmallStr, PolarsResult,
};
use polars_io::parquet::write::ParquetWriter;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

pub use polars::error::PolarsError as TableError;

use crate::campaign::{Campaign, FieldKind, Form, Key, Measure, Test};
use crate::id::{FieldName, FormId};
use crate::settle::{RowCounts, Settled};
use crate::text::match_key;
use crate::validate::{Row, Standing, Table, Value};

/// How moments and times of day are written, as ISO 8601 does.
const DATE_TIME: &str = "%Y-%m-%dT%H:%M:%S";
const TIME: &str = "%H:%M:%S";
/// The column with the collection that a row was sent for.
const COLLECTION: &str = "_collection";
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

/// The rows of all counting submissions, by form.
#[derive(Debug, Clone, Default)]
pub struct Frames {
    frames: BTreeMap<FormId, DataFrame>,
}

impl Frames {
    /// The rows of one form only.
    #[cfg(test)]
    pub(crate) fn of(form: FormId, rows: DataFrame) -> Self {
        Self {
            frames: BTreeMap::from([(form, rows)]),
        }
    }

    /// Starts a query over a form's rows.
    pub(crate) fn lazy(&self, form: &FormId) -> Option<LazyFrame> {
        self.frames.get(form).map(|frame| frame.clone().lazy())
    }

    /// How the rows of a form stand, counted on what is written.
    ///
    /// # Errors
    /// polars' error where the frame lacks its columns.
    pub fn row_counts(&self, form: &FormId) -> PolarsResult<RowCounts> {
        let mut counts = RowCounts::default();
        let Some(frame) = self.frames.get(form) else {
            return Ok(counts);
        };
        for standing in frame.column(STANDING)?.str()?.iter() {
            counts.seen += 1;
            match standing {
                Some("certain") => counts.certain += 1,
                Some("doubt") => counts.doubt += 1,
                Some("excluded") => counts.excluded += 1,
                _ => {}
            }
        }
        Ok(counts)
    }

    /// Each form with its rows as parquet bytes, without the working columns.
    ///
    /// # Errors
    /// polars' error where a frame cannot be encoded.
    pub fn to_parquet(&self) -> PolarsResult<Vec<(FormId, Vec<u8>)>> {
        let write = |(form, frame): (&FormId, &DataFrame)| {
            let bytes = encode(frame, |_| true)?;
            Ok((form.clone(), bytes))
        };
        self.frames.par_iter().map(write).collect()
    }
}

/// A frame as parquet bytes, without the working columns and those that are not wanted.
fn encode(frame: &DataFrame, is_wanted: impl Fn(&str) -> bool) -> PolarsResult<Vec<u8>> {
    let names = frame.get_column_names().into_iter();
    let kept = names.filter(|name| !name.starts_with('#') && is_wanted(name));
    let mut frame = frame.select(kept.map(PlSmallStr::as_str))?;
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut frame)?;
    Ok(bytes)
}

/// Makes the frames of a run.
///
/// # Errors
/// polars' error where columns cannot be put together.
pub fn frames(settled: &Settled, campaign: &Campaign) -> PolarsResult<Frames> {
    let mut sources: Vec<usize> = settled
        .returns
        .values()
        .filter_map(|one| one.counting)
        .collect();
    sources.sort_by_key(|at| {
        let submission = &settled.submissions[*at];
        let unit = submission
            .unit
            .as_ref()
            .and_then(|unit| campaign.unit_position(unit));
        let collection = campaign
            .collections
            .iter()
            .position(|one| Some(&one.id) == submission.collection.as_ref());
        (unit, collection)
    });
    let build = |form: &Form| Ok((form.id.clone(), frame(form, &sources, settled, campaign)?));
    let frames = campaign
        .forms
        .par_iter()
        .map(build)
        .collect::<PolarsResult<_>>()?;
    Ok(Frames { frames })
}

/// One row with what is known of its submission.
struct Line<'a> {
    submission: usize,
    unit: &'a str,
    collection: &'a str,
    file: &'a str,
    table: &'a Table,
    row: &'a Row,
}

fn frame(
    form: &Form,
    sources: &[usize],
    settled: &Settled,
    campaign: &Campaign,
) -> PolarsResult<DataFrame> {
    let mut lines = Vec::new();
    for at in sources {
        let submission = &settled.submissions[*at];
        for table in submission
            .tables
            .iter()
            .filter(|table| table.form == form.id)
        {
            lines.extend(table.rows.iter().map(|row| Line {
                submission: *at,
                unit: submission.unit.as_ref().map_or("", |unit| unit.as_str()),
                collection: submission.collection.as_ref().map_or("", |id| id.as_str()),
                file: &submission.file,
                table,
                row,
            }));
        }
    }
    let texts = |name: &str, text: for<'l> fn(&'l Line<'_>) -> Option<&'l str>| {
        Column::new(name.into(), lines.iter().map(text).collect::<Vec<_>>())
    };
    let doubts = lines.iter().map(|line| doubt(form, line.row));
    let mut columns = vec![
        texts("_unit", |line| Some(line.unit)),
        texts(COLLECTION, |line| Some(line.collection)),
        texts("_file", |line| Some(line.file)),
        texts("_sheet", |line| Some(&line.table.sheet)),
        Column::new(
            "_row".into(),
            lines.iter().map(|line| line.row.row).collect::<Vec<_>>(),
        ),
        texts(STANDING, |line| Some(line.row.standing.as_str())),
        Column::new("_doubt".into(), doubts.collect::<Vec<_>>()),
        texts("_rule", |line| Some(line.row.standing.rule()?.as_str())),
    ];
    for (at, field) in form.fields.iter().enumerate() {
        columns.push(field_column(&lines, at, field.name.as_str(), &field.kind)?);
    }
    let places = lines
        .iter()
        .map(|line| u32::try_from(line.submission).unwrap_or(u32::MAX));
    columns.push(Column::new(SUBMISSION.into(), places.collect::<Vec<_>>()));
    columns.push(texts(KEY, |line| line.row.key.as_deref()));
    for (at, field) in form.fields.iter().enumerate() {
        let doubts: Vec<bool> = lines
            .iter()
            .map(|line| line.row.doubt.contains(&at))
            .collect();
        columns.push(Column::new(
            doubt_column(field.name.as_str()).into(),
            doubts,
        ));
    }
    columns.extend(working_columns(form, &lines, campaign));
    DataFrame::new(lines.len(), columns)
}

/// What targets compare beside the values themselves: match keys of the fields they count by, and
/// the areas of the units that fields name.
fn working_columns(form: &Form, lines: &[Line<'_>], campaign: &Campaign) -> Vec<Column> {
    let measures = || campaign.targets.iter().map(|target| &target.measure);
    let of_form = || measures().filter(|one| one.forms().any(|id| *id == form.id));
    let counted_by: BTreeSet<&FieldName> = of_form()
        .filter_map(|one| match one {
            Measure::CountKeys {
                key: Key::Fields(fields),
                ..
            } => Some(fields),
            _ => None,
        })
        .flatten()
        .collect();
    let in_areas: BTreeSet<&FieldName> = of_form()
        .flat_map(Measure::all_conditions)
        .filter(|one| one.test == Test::DifficultArea)
        .map(|one| &one.field)
        .collect();
    let shown = |line: &Line<'_>, field: &FieldName| {
        let value = line.row.values[form.position(field)?].as_ref();
        value.map(Value::shown)
    };
    let keys = counted_by.into_iter().map(|field| {
        let key = |line: &Line<'_>| shown(line, field).map(|text| match_key(&text));
        let name = match_column(field.as_str());
        Column::new(name.into(), lines.iter().map(key).collect::<Vec<_>>())
    });
    let areas = in_areas.into_iter().map(|field| {
        let area = |line: &Line<'_>| {
            let unit = campaign.unit_named(&shown(line, field)?)?;
            Some(unit.difficult_area)
        };
        let name = area_column(field.as_str());
        Column::new(name.into(), lines.iter().map(area).collect::<Vec<_>>())
    });
    keys.chain(areas).collect()
}

/// The names of the fields in doubt, joined by commas; `*` for all of them.
fn doubt(form: &Form, row: &Row) -> String {
    if row.doubt.len() == form.fields.len() && row.standing != Standing::Certain {
        return "*".to_owned();
    }
    let names: Vec<&str> = row
        .doubt
        .iter()
        .map(|at| form.fields[*at].name.as_str())
        .collect();
    names.join(",")
}

/// A field's values as a column of its type.
fn field_column(
    lines: &[Line<'_>],
    at: usize,
    name: &str,
    kind: &FieldKind,
) -> PolarsResult<Column> {
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
