//! From a field as written to a valid one: its type, how it is written, what it must satisfy.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::Value;

use super::form::{Constraints, Field};
use super::form_raw::{RawConstraints, RawField, RawLabelled, RequiredOf, as_text};
use super::kind::{Around, Bound, FieldKind, Numerals, iso_duration, iso_month};
use super::resolve_form::Sink;
use crate::id::{CollectionId, FieldName};

/// The types of the standard that can stand in a cell.
const KINDS: &str = "string (email, uri), number, integer, boolean, date, datetime, time, year, \
     yearmonth, duration, list, any";

/// Resolves what a field says of itself.
pub(super) fn resolve(at: usize, mut raw: RawField, sink: &mut Sink<'_>) -> Field {
    let place = format!("fields[{at}]");
    let kind = kind(&place, &mut raw, sink);
    let format = raw.format.as_deref();
    let mut constraints = constraints(&place, raw.constraints, (&kind, format), sink);
    if !raw.categories.is_empty() {
        let categories = raw.categories.into_iter().map(RawLabelled::into_texts);
        let (values, labels) = categories.unzip();
        if constraints.one_of.is_empty() {
            (constraints.one_of, constraints.one_of_labels) = (values, labels);
        } else {
            sink.invalid(
                &format!("{place}.categories"),
                "categories",
                "only one of enum and categories",
            );
        }
    }
    let has_pattern = matches!(
        kind,
        FieldKind::Date | FieldKind::DateTime | FieldKind::Time
    );
    let named = |format: &String| matches!(format.as_str(), "default" | "any");
    Field {
        name: FieldName::from(raw.name.as_str()),
        label: raw.title,
        aliases: raw.thidua.aliases,
        format: raw.format.filter(|format| has_pattern && !named(format)),
        numerals: Numerals {
            decimal: raw.decimal_char,
            group: raw.group_char,
            around: match raw.bare_number {
                Some(false) => Around::Anything,
                _ => Around::Nothing,
            },
        },
        missing_values: raw
            .missing_values
            .map(|values| values.into_iter().map(|one| one.into_texts().0).collect()),
        kind,
        constraints,
        reference: None,
        personal: raw.thidua.personal,
        collections: raw
            .thidua
            .collections
            .iter()
            .map(|id| CollectionId::from(id.as_str()))
            .collect(),
        of_block_heads: raw.thidua.required_of == Some(RequiredOf::BlockHeads),
        ordinal: raw.thidua.ordinal,
        prefilled: raw.thidua.prefilled,
        role: raw.thidua.role,
    }
}

fn kind(place: &str, raw: &mut RawField, sink: &mut Sink<'_>) -> FieldKind {
    let format = raw.format.as_deref();
    if raw.kind == "list" {
        let item = simple_kind(raw.item_type.as_deref().unwrap_or("string"), None);
        let item = item.unwrap_or_else(|| {
            let found = raw.item_type.clone().unwrap_or_default();
            let expected = "string, integer, boolean, number, datetime, date, time";
            sink.invalid(&format!("{place}.itemType"), &found, expected);
            FieldKind::Text
        });
        return FieldKind::List {
            delimiter: raw.delimiter.take().unwrap_or_else(|| ",".to_owned()),
            item: Box::new(item),
        };
    }
    if raw.kind == "boolean" {
        return FieldKind::Boolean {
            yes: or_default(std::mem::take(&mut raw.true_values), "Có"),
            no: or_default(std::mem::take(&mut raw.false_values), "Không"),
        };
    }
    simple_kind(&raw.kind, format).unwrap_or_else(|| {
        let found = format.map_or(raw.kind.clone(), |format| format!("{}/{format}", raw.kind));
        sink.invalid(&format!("{place}.type"), &found, KINDS);
        FieldKind::Text
    })
}

/// A type that needs no more than its name and format.
fn simple_kind(name: &str, format: Option<&str>) -> Option<FieldKind> {
    Some(match (name, format) {
        ("string", None | Some("default")) => FieldKind::Text,
        ("string", Some("email")) => FieldKind::Email,
        ("string", Some("uri")) => FieldKind::Uri,
        ("number", _) => FieldKind::Number,
        ("integer", _) => FieldKind::Integer,
        ("boolean", _) => FieldKind::Boolean {
            yes: vec!["Có".to_owned()],
            no: vec!["Không".to_owned()],
        },
        ("date", _) => FieldKind::Date,
        ("datetime", _) => FieldKind::DateTime,
        ("time", _) => FieldKind::Time,
        ("year", _) => FieldKind::Year,
        ("yearmonth", _) => FieldKind::YearMonth,
        ("duration", _) => FieldKind::Duration,
        ("any", _) => FieldKind::Any,
        _ => return None,
    })
}

fn or_default(texts: Vec<String>, default: &str) -> Vec<String> {
    if texts.is_empty() {
        vec![default.to_owned()]
    } else {
        texts
    }
}

fn constraints(
    place: &str,
    raw: RawConstraints,
    (kind, format): (&FieldKind, Option<&str>),
    sink: &mut Sink<'_>,
) -> Constraints {
    let place = format!("{place}.constraints");
    let mut bound = |value: Option<Value>, name: &str| {
        value.and_then(|value| bound(&value, (kind, format), &format!("{place}.{name}"), sink))
    };
    let (minimum, maximum) = (bound(raw.minimum, "minimum"), bound(raw.maximum, "maximum"));
    let exclusive_minimum = bound(raw.exclusive_minimum, "exclusiveMinimum");
    let exclusive_maximum = bound(raw.exclusive_maximum, "exclusiveMaximum");
    let pattern = raw.pattern.and_then(|pattern| {
        let whole = regex::Regex::new(&format!("^(?:{pattern})$"));
        if whole.is_err() {
            let place = format!("{place}.pattern");
            sink.invalid(&place, &pattern, "a regular expression");
        }
        whole.ok()
    });
    Constraints {
        required: raw.required,
        unique: raw.unique,
        min_length: raw.min_length,
        max_length: raw.max_length,
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        pattern,
        one_of: raw.one_of.iter().map(as_text).collect(),
        one_of_labels: Vec::new(),
    }
}

/// An end of a range: in the field's own format, or as the standard writes it.
fn bound(
    value: &Value,
    (kind, format): (&FieldKind, Option<&str>),
    place: &str,
    sink: &mut Sink<'_>,
) -> Option<Bound> {
    let text = as_text(value);
    let by_format = format.and_then(|format| match kind {
        FieldKind::Date => NaiveDate::parse_from_str(&text, format)
            .ok()
            .map(Bound::Date),
        FieldKind::DateTime => {
            let moment = NaiveDateTime::parse_from_str(&text, format).ok();
            moment.map(Bound::DateTime)
        }
        FieldKind::Time => NaiveTime::parse_from_str(&text, format)
            .ok()
            .map(Bound::Time),
        _ => None,
    });
    if by_format.is_some() {
        return by_format;
    }
    let bound = match kind {
        FieldKind::Number | FieldKind::Integer | FieldKind::Year => {
            text.parse().ok().map(Bound::Number)
        }
        FieldKind::Date => text.parse::<NaiveDate>().ok().map(Bound::Date),
        FieldKind::DateTime => {
            let plain = text.trim_end_matches('Z');
            plain.parse().ok().map(Bound::DateTime)
        }
        FieldKind::Time => text.parse().ok().map(Bound::Time),
        FieldKind::YearMonth => iso_month(&text).map(Bound::Month),
        FieldKind::Duration => iso_duration(&text).map(Bound::Duration),
        _ => None,
    };
    if bound.is_none() {
        let expected = "a value of the field's type (dates as 2023-09-05)";
        sink.invalid(place, &text, expected);
    }
    bound
}
