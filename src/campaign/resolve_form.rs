//! From a form as written to a valid one.
//!
//! Only what can apply to a return is taken; a type or key of the standard that is not understood
//! is a fault, so that no rule of the campaign is silently left out.

use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;

use super::fault::{CampaignFault, Problem};
use super::form::{Bound, Constraints, Field, FieldKind, Form, Reference, Rule};
use super::form_raw::{RawConstraints, RawField, RawForm, RawRule, RequiredOf};
use crate::id::{CollectionId, FieldName, FormId, ListId};

/// The schema whose rules a form's file must follow.
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// Resolves names inside the form; what refers outside it is checked by the campaign.
pub(super) fn resolve(
    file: &Path,
    id: FormId,
    raw: RawForm,
    faults: &mut Vec<CampaignFault>,
) -> Form {
    let mut sink = Sink { file, faults };
    if raw.schema != TABLE_SCHEMA {
        sink.invalid("$schema", &raw.schema, TABLE_SCHEMA);
    }
    let names: Vec<String> = raw.fields.iter().map(|field| field.name.clone()).collect();
    for (at, name) in names.iter().enumerate() {
        if names[..at].contains(name) {
            sink.push(
                format!("fields[{at}].name"),
                Problem::Duplicate { name: name.clone() },
            );
        }
    }
    let mut fields: Vec<Field> = raw
        .fields
        .into_iter()
        .enumerate()
        .map(|(at, field)| resolve_field(at, field, &mut sink))
        .collect();
    for (at, key) in raw.foreign_keys.into_iter().enumerate() {
        let place = format!("foreignKeys[{at}]");
        let (Some(name), Some(column)) = (key.fields.first(), key.reference.fields.first()) else {
            sink.invalid(&place, "[]", "one field and one field of the resource");
            continue;
        };
        if let Some(position) = sink.find(&names, name, &format!("{place}.fields")) {
            fields[position].reference = Some(Reference {
                list: ListId::from(key.reference.resource.as_str()),
                column: column.clone(),
            });
        }
    }
    let key = raw.thidua.key.iter().enumerate();
    let key = key
        .filter_map(|(at, name)| sink.find(&names, name, &format!("thidua.key[{at}]")))
        .collect();
    let rules = raw.thidua.rules.into_iter().enumerate();
    let rules = rules
        .filter_map(|(at, rule)| {
            resolve_rule(&format!("thidua.rules[{at}]"), rule, &names, &mut sink)
        })
        .collect();
    let mut missing_values = raw.missing_values;
    if missing_values.is_empty() {
        missing_values.push(String::new());
    }
    Form {
        id,
        titles: raw.thidua.titles,
        sheet: raw.thidua.sheet,
        sheet_aliases: raw.thidua.sheet_aliases,
        layout: raw.thidua.layout,
        fields,
        key,
        one_unit_a_key: raw.thidua.one_unit_a_key,
        rules,
        missing_values,
    }
}

fn resolve_field(at: usize, raw: RawField, sink: &mut Sink<'_>) -> Field {
    let kind = match (raw.kind.as_str(), raw.format.as_deref()) {
        ("string", None | Some("default")) => FieldKind::Text,
        ("string", Some("email")) => FieldKind::Email,
        ("string", Some("uri")) => FieldKind::Uri,
        ("number", _) => FieldKind::Number,
        ("integer", _) => FieldKind::Integer,
        ("date", _) => FieldKind::Date,
        ("boolean", _) => FieldKind::Boolean {
            yes: or_default(raw.true_values, "Có"),
            no: or_default(raw.false_values, "Không"),
        },
        (kind, format) => {
            let found = format.map_or(kind.to_owned(), |format| format!("{kind}/{format}"));
            sink.invalid(
                &format!("fields[{at}].type"),
                &found,
                "string (email, uri), number, integer, boolean, date",
            );
            FieldKind::Text
        }
    };
    let constraints = resolve_constraints(at, raw.constraints, &kind, sink);
    Field {
        name: FieldName::from(raw.name.as_str()),
        label: raw.title,
        aliases: raw.thidua.aliases,
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

fn or_default(texts: Vec<String>, default: &str) -> Vec<String> {
    if texts.is_empty() {
        vec![default.to_owned()]
    } else {
        texts
    }
}

fn resolve_constraints(
    at: usize,
    raw: RawConstraints,
    kind: &FieldKind,
    sink: &mut Sink<'_>,
) -> Constraints {
    let place = format!("fields[{at}].constraints");
    let minimum = raw
        .minimum
        .and_then(|value| bound(&value, kind, &format!("{place}.minimum"), sink));
    let maximum = raw
        .maximum
        .and_then(|value| bound(&value, kind, &format!("{place}.maximum"), sink));
    let pattern = raw.pattern.and_then(|pattern| {
        let whole = regex::Regex::new(&format!("^(?:{pattern})$"));
        if whole.is_err() {
            sink.invalid(
                &format!("{place}.pattern"),
                &pattern,
                "a regular expression",
            );
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
        pattern,
        one_of: raw.one_of,
    }
}

fn bound(value: &Value, kind: &FieldKind, place: &str, sink: &mut Sink<'_>) -> Option<Bound> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let bound = match kind {
        FieldKind::Number | FieldKind::Integer => text.parse().ok().map(Bound::Number),
        FieldKind::Date => text.parse::<NaiveDate>().ok().map(Bound::Date),
        _ => None,
    };
    if bound.is_none() {
        sink.invalid(
            place,
            &text,
            "a value of the field's type (dates as 2023-09-05)",
        );
    }
    bound
}

fn resolve_rule(place: &str, raw: RawRule, names: &[String], sink: &mut Sink<'_>) -> Option<Rule> {
    let mut find = |name: &str| sink.find(names, name, place);
    Some(match raw {
        RawRule::AtMost { field, other } => Rule::AtMost {
            field: find(&field)?,
            other: find(&other)?,
        },
        RawRule::Differs { field, other } => Rule::Differs {
            field: find(&field)?,
            other: find(&other)?,
        },
        RawRule::RequiredWhen {
            field,
            other,
            equals,
        } => Rule::RequiredWhen {
            field: find(&field)?,
            other: find(&other)?,
            equals,
        },
        RawRule::RequiredUnless {
            field,
            other,
            equals,
        } => {
            if !equals {
                sink.invalid(&format!("{place}.equals"), "false", "true");
                return None;
            }
            Rule::RequiredUnless {
                field: find(&field)?,
                other: find(&other)?,
            }
        }
        RawRule::InSchoolYear { field } => Rule::InSchoolYear {
            field: find(&field)?,
        },
        RawRule::InOwnBlock { field } => Rule::InOwnBlock {
            field: find(&field)?,
        },
        RawRule::AtMostCriterion { field, criterion } => Rule::AtMostCriterion {
            field: find(&field)?,
            criterion: find(&criterion)?,
        },
        RawRule::NamesCollection { field } => Rule::NamesCollection {
            field: find(&field)?,
        },
    })
}

/// Collects the faults of one file.
struct Sink<'a> {
    file: &'a Path,
    faults: &'a mut Vec<CampaignFault>,
}

impl Sink<'_> {
    fn push(&mut self, place: String, problem: Problem) {
        self.faults.push(CampaignFault {
            file: self.file.to_owned(),
            place,
            problem,
        });
    }

    fn invalid(&mut self, place: &str, found: &str, expected: &str) {
        self.push(
            place.to_owned(),
            Problem::Invalid {
                found: found.to_owned(),
                expected: expected.to_owned(),
            },
        );
    }

    fn find(&mut self, names: &[String], name: &str, place: &str) -> Option<usize> {
        let found = names.iter().position(|one| one == name);
        if found.is_none() {
            self.push(
                place.to_owned(),
                Problem::Unknown {
                    kind: ("trường", "field"),
                    name: name.to_owned(),
                    known: names.to_vec(),
                },
            );
        }
        found
    }
}
