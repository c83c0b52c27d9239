//! The rows of an earlier run, as far as blank forms take values from them.
//!
//! In: the folder of an earlier run's reports, and its campaign. Out: for each unit the rows that
//! stand, with the values that nothing is open against. What the manifest does not vouch for is not
//! read: a table that somebody changed, or another campaign's.

mod error;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use polars::prelude::{DataFrame, DataType, PolarsResult};
use polars_io::SerReader as _;
use polars_io::parquet::read::ParquetReader;

pub use error::PreviousError;

use super::kept::KeptRun;
use super::{DATE_TIME, STANDING, TIME};
use crate::campaign::{Campaign, Collection, FieldKind};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::validate::Value;

/// The rows of an earlier run.
#[derive(Debug, Clone, Default)]
pub struct Previous {
    rows: BTreeMap<FormId, BTreeMap<UnitCode, Vec<EarlierRow>>>,
}

/// One row that stands, with what is certain of it.
#[derive(Debug, Clone, PartialEq)]
pub struct EarlierRow {
    /// The collection it was sent for.
    pub collection: CollectionId,
    /// The values that are there and in no doubt.
    pub values: BTreeMap<FieldName, Value>,
}

impl Previous {
    /// A unit's rows of a form in the newest collection before this one that has any.
    #[must_use]
    pub fn newest_before(
        &self,
        campaign: &Campaign,
        collection: &Collection,
        (form, unit): (&FormId, &UnitCode),
    ) -> Vec<&EarlierRow> {
        let rows = self.rows.get(form).and_then(|units| units.get(unit));
        let rows = rows.map_or(&[][..], Vec::as_slice);
        let ids = campaign.collections.iter().map(|one| &one.id);
        let earlier: Vec<&CollectionId> = ids.take_while(|id| **id != collection.id).collect();
        let of = |id: &CollectionId| -> Vec<&EarlierRow> {
            rows.iter().filter(|row| row.collection == *id).collect()
        };
        let mut newest_first = earlier.into_iter().rev().map(of);
        newest_first
            .find(|rows| !rows.is_empty())
            .unwrap_or_default()
    }
}

/// Reads what the campaign's forms carry over from the folder of an earlier run's reports, or from
/// the data folder in it.
///
/// # Errors
/// [`PreviousError`]: where the folder has no run of this campaign, or one of its tables is missing,
/// changed, or of other columns.
pub fn read(folder: &Path, campaign: &Campaign) -> Result<Previous, PreviousError> {
    let run = KeptRun::open(folder).map_err(PreviousError::Kept)?;
    if run.campaign() != campaign.id {
        return Err(PreviousError::OtherCampaign {
            path: folder.to_owned(),
            found: run.campaign().to_owned(),
            wanted: campaign.id.clone(),
        });
    }
    let mut previous = Previous::default();
    for (form, fields) in wanted(campaign) {
        let name = format!("{form}.parquet");
        let bytes = run.file(&name).map_err(PreviousError::Kept)?;
        let frame = ParquetReader::new(Cursor::new(bytes)).finish();
        let units = frame.and_then(|frame| take(&frame, &fields));
        let units = units.map_err(|source| PreviousError::Unfit {
            path: run.path(&name),
            source,
        })?;
        previous.rows.insert(form, units);
    }
    Ok(previous)
}

/// The forms that others take values from, with the names and types of the fields.
fn wanted(campaign: &Campaign) -> BTreeMap<FormId, BTreeMap<FieldName, &FieldKind>> {
    let mut wanted: BTreeMap<FormId, BTreeMap<FieldName, &FieldKind>> = BTreeMap::new();
    for form in &campaign.forms {
        let Some(carries) = &form.carries else {
            continue;
        };
        let fields = carries.fields.iter().map(|at| &form.fields[*at]);
        let fields = fields.map(|field| (field.name.clone(), &field.kind));
        let from = wanted.entry(carries.from.clone()).or_default();
        from.extend(fields);
    }
    wanted
}

/// The rows that stand, by unit, with the values of some fields that are in no doubt.
fn take(
    frame: &DataFrame,
    fields: &BTreeMap<FieldName, &FieldKind>,
) -> PolarsResult<BTreeMap<UnitCode, Vec<EarlierRow>>> {
    let text = |name: &str| -> PolarsResult<Vec<Option<String>>> {
        let texts = frame.column(name)?.str()?;
        Ok(texts.iter().map(|text| text.map(str::to_owned)).collect())
    };
    let (standings, doubts) = (text(STANDING)?, text("_doubt")?);
    let owners = text("_unit")?.into_iter().zip(text("_collection")?);
    let columns = fields
        .iter()
        .map(|(name, kind)| Ok((name, column(frame, name.as_str(), kind)?)));
    let columns: Vec<_> = columns.collect::<PolarsResult<_>>()?;
    let mut units: BTreeMap<UnitCode, Vec<EarlierRow>> = BTreeMap::new();
    for (nth, owner) in owners.enumerate() {
        let (Some(unit), Some(collection)) = owner else {
            continue;
        };
        if standings[nth].as_deref() == Some("excluded") {
            continue;
        }
        let doubt = doubts[nth].as_deref().unwrap_or_default();
        let is_certain = |name: &FieldName| {
            let mut named = doubt.split(',');
            !named.any(|one| one == "*" || one == name.as_str())
        };
        let values = columns.iter().filter(|(name, _)| is_certain(name));
        let values = values
            .filter_map(|(name, values)| Some(((*name).clone(), values[nth].as_ref()?.clone())));
        let row = EarlierRow {
            collection: collection.as_str().into(),
            values: values.collect(),
        };
        units.entry(unit.as_str().into()).or_default().push(row);
    }
    Ok(units)
}

/// The values of a column, typed as the field says: the way back from how frames are made.
fn column(frame: &DataFrame, name: &str, kind: &FieldKind) -> PolarsResult<Vec<Option<Value>>> {
    /// The days from the last day before year 1 to 1970-01-01, from which Arrow counts.
    const EPOCH: i32 = 719_163;
    let column = frame.column(name)?;
    let texts = |value: &dyn Fn(&str) -> Option<Value>| -> PolarsResult<Vec<Option<Value>>> {
        let texts = column.str()?.iter();
        Ok(texts.map(|text| text.and_then(value)).collect())
    };
    match kind {
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Uri
        | FieldKind::YearMonth
        | FieldKind::Duration
        | FieldKind::List { .. }
        | FieldKind::Any => texts(&|text| Some(Value::text(text))),
        FieldKind::DateTime => texts(&|text| {
            let moment = NaiveDateTime::parse_from_str(text, DATE_TIME).ok();
            moment.map(Value::DateTime)
        }),
        FieldKind::Time => {
            texts(&|text| NaiveTime::parse_from_str(text, TIME).ok().map(Value::Time))
        }
        FieldKind::Number => {
            let numbers = column.f64()?.iter();
            Ok(numbers.map(|number| number.map(Value::Number)).collect())
        }
        FieldKind::Integer | FieldKind::Year => {
            let numbers = column.i64()?.iter();
            Ok(numbers.map(|number| number.map(Value::Integer)).collect())
        }
        FieldKind::Boolean { .. } => {
            let answers = column.bool()?.iter();
            Ok(answers.map(|yes| yes.map(Value::Boolean)).collect())
        }
        FieldKind::Date => {
            let days = column.cast(&DataType::Int32)?;
            let day = |days: i32| NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH)?);
            let days = days.i32()?.iter();
            let days = days.map(|days| days.and_then(day).map(Value::Date));
            Ok(days.collect())
        }
    }
}
