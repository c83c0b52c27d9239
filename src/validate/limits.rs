//! What a value must satisfy beyond its type: Table Schema's constraints.

use std::cmp::Ordering;

use crate::campaign::{Bound, Field, FieldKind, iso_duration, iso_month};
use crate::finding::Fault;
use crate::lang::Lang;

use super::Value;

/// What is wrong with a value of the right type.
pub(super) fn faults(value: &Value, field: &Field) -> Vec<Fault> {
    let mut faults = range(value, field);
    let limits = &field.constraints;
    if let Some(length) = length(value, &field.kind) {
        if let Some(minimum) = limits.min_length.filter(|minimum| length < *minimum) {
            faults.push(Fault::TooShort { minimum });
        }
        if let Some(maximum) = limits.max_length.filter(|maximum| length > *maximum) {
            faults.push(Fault::TooLong { length, maximum });
        }
    }
    if let Value::Text(text) = value
        && let Some(pattern) = &limits.pattern
        && !pattern.is_match(text)
    {
        let pattern = pattern.as_str();
        let inner = pattern
            .strip_prefix("^(?:")
            .and_then(|rest| rest.strip_suffix(")$"));
        faults.push(Fault::PatternMismatch {
            pattern: inner.unwrap_or(pattern).to_owned(),
        });
    }
    // What is allowed of texts was looked up when they were read.
    let allowed = &limits.one_of;
    if value.as_text().is_none()
        && !allowed.is_empty()
        && !allowed.iter().any(|one| is_same(value, one))
    {
        faults.push(Fault::NotInList {
            allowed: allowed.iter().take(12).cloned().collect(),
            suggestion: None,
        });
    }
    faults
}

fn range(value: &Value, field: &Field) -> Vec<Fault> {
    let limits = &field.constraints;
    let order = |bound: Bound| measured(value, &field.kind)?.compare(bound);
    let mut faults = Vec::new();
    if let Some(bound) = limits.minimum
        && order(bound) == Some(Ordering::Less)
    {
        faults.push(Fault::BelowMinimum {
            minimum: describe(bound),
        });
    }
    if let Some(bound) = limits.maximum
        && order(bound) == Some(Ordering::Greater)
    {
        faults.push(Fault::AboveMaximum {
            maximum: describe(bound),
        });
    }
    if let Some(bound) = limits.exclusive_minimum
        && matches!(order(bound), Some(Ordering::Less | Ordering::Equal))
    {
        faults.push(Fault::NotGreater {
            than: describe(bound),
        });
    }
    if let Some(bound) = limits.exclusive_maximum
        && matches!(order(bound), Some(Ordering::Greater | Ordering::Equal))
    {
        faults.push(Fault::NotLess {
            than: describe(bound),
        });
    }
    faults
}

/// A value as what bounds of its type are compared with.
fn measured(value: &Value, kind: &FieldKind) -> Option<Bound> {
    Some(match (value, kind) {
        (Value::Text(text), FieldKind::YearMonth) => Bound::Month(iso_month(text)?),
        (Value::Text(text), FieldKind::Duration) => Bound::Duration(iso_duration(text)?),
        (Value::Number(_) | Value::Integer(_), _) => Bound::Number(value.as_number()?),
        (Value::Date(day), _) => Bound::Date(*day),
        (Value::DateTime(moment), _) => Bound::DateTime(*moment),
        (Value::Time(time), _) => Bound::Time(*time),
        (Value::Text(_) | Value::Boolean(_), _) => return None,
    })
}

/// The letters of a text, or the number of values of a list.
fn length(value: &Value, kind: &FieldKind) -> Option<usize> {
    let text = value.as_text()?;
    Some(match kind {
        FieldKind::List { delimiter, .. } => text.split(delimiter.as_str()).count(),
        _ => text.chars().count(),
    })
}

/// Whether a value is the one that a form writes so.
fn is_same(value: &Value, written: &str) -> bool {
    match value {
        Value::Number(_) | Value::Integer(_) => written.parse::<f64>().ok() == value.as_number(),
        Value::Date(day) => written.parse().ok() == Some(*day),
        Value::DateTime(moment) => written.trim_end_matches('Z').parse().ok() == Some(*moment),
        Value::Time(time) => written.parse().ok() == Some(*time),
        Value::Boolean(yes) => written == if *yes { "true" } else { "false" },
        Value::Text(text) => text == written,
    }
}

/// A bound in both languages.
fn describe(bound: Bound) -> (String, String) {
    (bound.describe(Lang::Vi), bound.describe(Lang::En))
}
