//! The cell level: from what stands in a cell to a value of the field's type.

mod rare;

use chrono::{Datelike as _, NaiveDate};

use crate::campaign::{Bound, DateOrder, Field, FieldKind};
use crate::finding::{Fault, RepairRule};
use crate::lang::Lang;
use crate::read::{CellValue, Epoch, hundredfold, whole};
use crate::text::tidy;

use super::checker::Allowed;
use super::{Asked, Value, date, legible, limits, moment, number, yes_no};

/// What became of one cell.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The value; none where the cell is blank or cannot be read.
    pub(super) value: Option<Value>,
    /// What is wrong.
    pub(super) faults: Vec<Fault>,
    /// What was read otherwise than written.
    pub(super) repair: Option<RepairRule>,
    /// The other reading of a date written as text.
    pub(super) swapped: Option<chrono::NaiveDate>,
}

impl Read {
    fn of(value: Value) -> Self {
        Self {
            value: Some(value),
            ..Self::default()
        }
    }

    fn repaired(value: Value, rule: RepairRule) -> Self {
        Self {
            value: Some(value),
            repair: Some(rule),
            ..Self::default()
        }
    }

    fn fault(fault: Fault) -> Self {
        Self {
            faults: vec![fault],
            ..Self::default()
        }
    }

    fn wrong_type(kind: &FieldKind) -> Self {
        Self::fault(Fault::TypeError {
            expected: (kind.describe(Lang::Vi), kind.describe(Lang::En)),
        })
    }
}

/// Reads a cell that is not blank.
pub(super) fn read(
    cell: &CellValue,
    field: &Field,
    allowed: Option<&Allowed>,
    epoch: Epoch,
    asked: &Asked<'_>,
) -> Read {
    match cell {
        CellValue::Error(_) => return Read::fault(Fault::ErrorCell),
        CellValue::Uncomputed => return Read::fault(Fault::NoCachedValue),
        CellValue::Text(text) if legible::is_error(text) => return Read::fault(Fault::ErrorCell),
        CellValue::Text(text) if field.kind == FieldKind::Text => {
            let is_free = allowed.is_none() && field.constraints.pattern.is_none();
            let says_nothing = !text.contains(char::is_alphanumeric);
            if legible::is_broken(text) || (says_nothing && is_free && field.constraints.required) {
                return Read::fault(Fault::TypeError {
                    expected: (
                        "chữ đọc được, đủ dấu".to_owned(),
                        "legible text with all its letters".to_owned(),
                    ),
                });
            }
        }
        _ => {}
    }
    let mut read = match &field.kind {
        FieldKind::Text | FieldKind::Email | FieldKind::Uri => text(cell, field),
        FieldKind::Number | FieldKind::Integer => numeric(cell, field),
        FieldKind::Boolean { yes, no } => boolean(cell, yes, no, &field.kind),
        FieldKind::Date => day(cell, field, epoch, asked),
        FieldKind::DateTime => rare::moment(cell, field, epoch, asked),
        FieldKind::Time => rare::of(
            cell,
            field,
            moment::time(cell, field.format.as_deref()).map(Value::Time),
        ),
        FieldKind::Year => rare::of(cell, field, moment::year(cell).map(Value::Integer)),
        FieldKind::YearMonth => rare::of(cell, field, moment::month(cell).map(Value::text)),
        FieldKind::Duration => rare::of(cell, field, moment::duration(cell).map(Value::text)),
        FieldKind::List { delimiter, item } => {
            rare::list(cell, field, (delimiter, item), epoch, asked)
        }
        FieldKind::Any => rare::of(cell, field, Some(Value::text(tidy(&cell.shown())))),
    };
    let is_list = matches!(field.kind, FieldKind::List { .. });
    if let (Some(Value::Text(text)), Some(allowed)) = (&read.value, allowed.filter(|_| !is_list)) {
        match allowed.find(text) {
            Some(value) if value == text.as_str() => {}
            Some(value) => {
                read.value = Some(Value::text(value));
                read.repair = Some(RepairRule::ListSpelling);
            }
            None => read.faults.push(Fault::NotInList {
                allowed: allowed.values.iter().take(12).cloned().collect(),
                suggestion: allowed.suggest(text),
            }),
        }
    }
    if let Some(value) = &read.value {
        read.faults.extend(limits::faults(value, field));
    }
    read
}

/// Whether a cell says nothing.
pub(super) fn is_blank(cell: Option<&CellValue>, missing_values: &[String]) -> bool {
    match cell {
        None => true,
        Some(CellValue::Text(text)) => {
            let text = text.trim();
            text.is_empty() || missing_values.iter().any(|missing| missing == text)
        }
        Some(_) => false,
    }
}

/// Whether a text only holds a place, as dots on a blank form or a dash for "none".
pub(super) fn is_placeholder(cell: &CellValue) -> bool {
    let text = cell.as_text().map(str::trim);
    text.is_some_and(|text| {
        text.chars()
            .all(|c| matches!(c, '.' | '…' | '_' | '-' | '–' | '—' | '·'))
    })
}

fn text(cell: &CellValue, field: &Field) -> Read {
    let (text, rule) = match cell {
        CellValue::Text(written) => {
            let mut text = tidy(written);
            if is_quoted_number(&text) {
                text.remove(0);
            }
            let rule = (text != *written).then_some(RepairRule::Text);
            (text, rule)
        }
        CellValue::Number(number) => match digits(*number) {
            Some(digits) => (digits, Some(RepairRule::TextFromNumber)),
            None => return Read::wrong_type(&field.kind),
        },
        CellValue::Percent(_) => (cell.shown(), Some(RepairRule::TextFromNumber)),
        // Excel turned what was typed, such as 12/3, into something else: nobody knows into what.
        _ => return Read::wrong_type(&field.kind),
    };
    let fits = match field.kind {
        FieldKind::Email => is_email(&text),
        FieldKind::Uri => is_uri(&text),
        _ => true,
    };
    if !fits {
        return Read {
            value: Some(Value::text(text)),
            ..Read::wrong_type(&field.kind)
        };
    }
    Read {
        repair: rule,
        ..Read::of(Value::text(text))
    }
}

/// Whether an apostrophe that tells Excel "this is text" stands before digits: '0912345678.
fn is_quoted_number(text: &str) -> bool {
    let digits = text.strip_prefix('\'');
    digits.is_some_and(|digits| digits.starts_with(|c: char| c.is_ascii_digit()))
}

/// A number as it was typed, with a decimal comma; none where Excel has not kept all its digits.
fn digits(number: f64) -> Option<String> {
    /// From here on Excel rounds what is typed.
    const KEPT: f64 = 1e15;
    let kept = number.abs() < KEPT;
    kept.then(|| as_excel_shows(number).to_string().replace('.', ","))
}

/// One `@`, something before it, a dotted name after it, no spaces.
fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else {
        return false;
    };
    let labels: Vec<&str> = host.split('.').collect();
    !user.is_empty()
        && labels.len() >= 2
        && labels.iter().all(|label| !label.is_empty())
        && !text.contains(char::is_whitespace)
        && !host.contains('@')
}

fn is_uri(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let rest = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        rest.len() > 2 && !rest.starts_with('/') && !text.contains(char::is_whitespace)
    })
}

fn numeric(cell: &CellValue, field: &Field) -> Read {
    let kind = &field.kind;
    let (number, rule) = match cell {
        CellValue::Number(number) => (*number, None),
        CellValue::Percent(share) if is_percent(field) => {
            (hundredfold(*share), Some(RepairRule::NumberFromPercent))
        }
        CellValue::Percent(share) if *kind == FieldKind::Number => (*share, None),
        CellValue::Text(text) => match number::spelled_as(text, field.numerals) {
            Some(spelled) if !spelled.percent || is_percent(field) => {
                (spelled.number, Some(RepairRule::NumberFromText))
            }
            _ => return Read::wrong_type(kind),
        },
        _ => return Read::wrong_type(kind),
    };
    let value = if *kind == FieldKind::Integer {
        whole(as_excel_shows(number)).map(Value::Integer)
    } else {
        number.is_finite().then_some(Value::Number(number))
    };
    match value {
        Some(value) => Read {
            repair: rule,
            ..Read::of(value)
        },
        None => Read::wrong_type(kind),
    }
}

/// Whether a field's number can be one of percent: it is no count, and may exceed 1.
fn is_percent(field: &Field) -> bool {
    let share = matches!(field.constraints.maximum, Some(Bound::Number(maximum)) if maximum <= 1.0);
    field.kind == FieldKind::Number && !share
}

/// A number to the 15 digits that Excel keeps: what it adds up may end in "…0000002".
fn as_excel_shows(number: f64) -> f64 {
    if number.fract() == 0.0 {
        return number;
    }
    format!("{number:.14e}").parse().unwrap_or(number)
}

fn boolean(cell: &CellValue, yes: &[String], no: &[String], kind: &FieldKind) -> Read {
    let spelling = match cell {
        CellValue::Boolean(value) => return Read::of(Value::Boolean(*value)),
        CellValue::Number(_) | CellValue::Text(_) => tidy(&cell.shown()),
        _ => return Read::wrong_type(kind),
    };
    if yes.contains(&spelling) {
        return Read::of(Value::Boolean(true));
    }
    if no.contains(&spelling) {
        return Read::of(Value::Boolean(false));
    }
    match yes_no::read(&spelling, yes, no) {
        Some(value) => Read::repaired(Value::Boolean(value), RepairRule::YesNoSpelling),
        None => Read::wrong_type(kind),
    }
}

/// The order of day and month: the field's format says it, else the campaign.
fn order(field: &Field, campaign: DateOrder) -> DateOrder {
    let format = field.format.as_deref().unwrap_or_default();
    match (format.find("%d"), format.find("%m")) {
        (Some(day), Some(month)) if month < day && !format.starts_with("%Y") => DateOrder::MonthDay,
        (Some(_), Some(_)) if !format.starts_with("%Y") => DateOrder::DayMonth,
        _ => campaign,
    }
}

fn day(cell: &CellValue, field: &Field, epoch: Epoch, asked: &Asked<'_>) -> Read {
    let campaign = asked.checker.campaign;
    let by_format = |text: &str| {
        let format = field.format.as_deref()?;
        NaiveDate::parse_from_str(text.trim(), format).ok()
    };
    let serial = |number: f64| date::from_serial(number, epoch, &campaign.period);
    match cell {
        CellValue::Date(moment) if date::YEARS.contains(&moment.year()) => {
            Read::of(Value::Date(moment.date()))
        }
        CellValue::Number(number) => match serial(*number) {
            Some(day) => Read::repaired(Value::Date(day), RepairRule::DateFromNumber),
            None => Read::wrong_type(&FieldKind::Date),
        },
        CellValue::Text(text) => match date::parse(text, order(field, campaign.date_order)) {
            Some(date::Written {
                read: Some(day),
                swapped,
            }) => Read {
                swapped,
                ..Read::repaired(Value::Date(day), RepairRule::DateFromText)
            },
            Some(_) => Read::wrong_type(&FieldKind::Date),
            None if by_format(text).is_some() => Read {
                repair: Some(RepairRule::DateFromText),
                value: by_format(text).map(Value::Date),
                ..Read::default()
            },
            None => match text.trim().parse().ok().and_then(serial) {
                Some(day) => Read::repaired(Value::Date(day), RepairRule::DateFromNumber),
                None => Read::wrong_type(&FieldKind::Date),
            },
        },
        _ => Read::wrong_type(&FieldKind::Date),
    }
}
