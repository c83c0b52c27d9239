//! Values of types that few forms have: lists, moments, and what is read by one function.

use chrono::Datelike as _;

use crate::campaign::{Constraints, Field, FieldKind};
use crate::finding::RepairRule;
use crate::read::{CellValue, Epoch};

use super::super::{Asked, Value, date, moment};
use super::{Read, order};

/// A value of a type that few forms have; what was not written as it shows is logged.
pub(super) fn of(cell: &CellValue, field: &Field, value: Option<Value>) -> Read {
    let Some(value) = value else {
        return Read::wrong_type(&field.kind);
    };
    let as_written = match cell {
        CellValue::Text(text) => *text == value.shown(),
        CellValue::Number(_) => matches!(value, Value::Integer(_) | Value::Text(_)),
        _ => true,
    };
    Read {
        repair: (!as_written).then_some(RepairRule::Text),
        ..Read::of(value)
    }
}

/// Several values in one cell, each tidied; the first that is not of its type is told.
pub(super) fn list(
    cell: &CellValue,
    field: &Field,
    (delimiter, item): (&str, &FieldKind),
    epoch: Epoch,
    asked: &Asked<'_>,
) -> Read {
    let one = Field {
        kind: item.clone(),
        constraints: Constraints::default(),
        ..field.clone()
    };
    let shown = cell.shown();
    let mut read = Vec::new();
    for part in shown.split(delimiter) {
        let part = CellValue::Text(part.trim().into());
        let value = super::read(&part, &one, None, epoch, asked);
        match value.value.filter(|_| value.faults.is_empty()) {
            Some(value) => read.push(value.shown()),
            None => return Read::wrong_type(&field.kind),
        }
    }
    of(cell, field, Some(Value::text(read.join(delimiter))))
}

/// A day with its time: a text, a true date, or a number of days.
pub(super) fn moment(cell: &CellValue, field: &Field, epoch: Epoch, asked: &Asked<'_>) -> Read {
    let campaign = asked.checker.campaign;
    match cell {
        CellValue::Date(at) if date::YEARS.contains(&at.year()) => Read::of(Value::DateTime(*at)),
        CellValue::Number(number) => {
            let day = date::from_serial(number.floor(), epoch, &campaign.period);
            let time = moment::time(&CellValue::Number(number.fract()), None);
            match day.zip(time) {
                Some((day, time)) => {
                    let value = Value::DateTime(day.and_time(time));
                    Read::repaired(value, RepairRule::DateFromNumber)
                }
                None => Read::wrong_type(&field.kind),
            }
        }
        CellValue::Text(text) => {
            let format = field.format.as_deref();
            match moment::spelled_moment(text, order(field, campaign.date_order), format) {
                Some(at) => Read::repaired(Value::DateTime(at), RepairRule::DateFromText),
                None => Read::wrong_type(&field.kind),
            }
        }
        _ => Read::wrong_type(&field.kind),
    }
}
