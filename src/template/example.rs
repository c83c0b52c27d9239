//! The example above the first row of a table: marked so that reading sets it aside.

use chrono::{Days, NaiveDate};

use super::plan::Known;
use super::{Sender, requirement};
use crate::campaign::{Bound, Constraints, Field, FieldKind, Form};

/// The mark in place of a running number, and before the first value where there is none; reading
/// knows both.
pub(super) const MARK: &str = "VD";
pub(super) const LEADING: &str = "Ví dụ: ";

/// A made-up row.
pub(super) fn row(sender: &Sender<'_>, form: &Form, asked: &[usize]) -> Vec<Known> {
    let mut values: Vec<Known> = asked
        .iter()
        .map(|&at| value(sender, &form.fields[at]))
        .collect();
    let is_numbered = asked.iter().any(|&at| form.fields[at].ordinal);
    if !is_numbered && let Some(first) = values.first_mut() {
        let text = first.as_text().unwrap_or(MARK);
        *first = Known::Text(format!("{LEADING}{text}"));
    }
    values
}

fn value(sender: &Sender<'_>, field: &Field) -> Known {
    let text = |text: &str| Known::Text(text.to_owned());
    if field.ordinal {
        return text(MARK);
    }
    if let Some(first) = requirement::allowed(sender.campaign, field).first() {
        return text(first);
    }
    match &field.kind {
        FieldKind::Boolean { yes, .. } => text(yes.first().map_or("", String::as_str)),
        FieldKind::Number | FieldKind::Integer => Known::Number(number(&field.constraints)),
        FieldKind::Date => Known::Day(day(sender)),
        FieldKind::DateTime => text("05/09/2023 14:30"),
        FieldKind::Time => text("14:30"),
        FieldKind::Year => text("2023"),
        FieldKind::YearMonth => text("10/2023"),
        FieldKind::Duration => text("P1Y6M"),
        FieldKind::Email => text("hoten@donvi.edu.vn"),
        FieldKind::Uri => text("https://donvi.edu.vn/bai-viet"),
        FieldKind::Text if field.constraints.pattern.is_some() => {
            text(requirement::sample(field).unwrap_or_default())
        }
        // The label alone would look like the header once more.
        FieldKind::Text | FieldKind::Any | FieldKind::List { .. } => {
            Known::Text(format!("(ghi {})", lowered(&field.label)))
        }
    }
}

/// A number within the bounds.
fn number(constraints: &Constraints) -> f64 {
    const USUAL: f64 = 10.0;
    let bound = |bound: Option<Bound>| match bound {
        Some(Bound::Number(number)) => Some(number),
        _ => None,
    };
    let least = bound(constraints.minimum).unwrap_or(USUAL);
    let most = bound(constraints.maximum).unwrap_or(f64::MAX);
    USUAL.max(least).min(most)
}

/// A day some weeks into the collection's time.
fn day(sender: &Sender<'_>) -> NaiveDate {
    const LATER: Days = Days::new(30);
    let period = &sender.collection.period;
    (*period.start() + LATER).min(*period.end())
}

/// A label inside a sentence; what is written in capitals stays so.
fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.clone().next()) else {
        return label.to_owned();
    };
    if second.is_uppercase() {
        return label.to_owned();
    }
    first.to_lowercase().chain(letters).collect()
}
