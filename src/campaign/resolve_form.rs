//! From a form as written to a valid one.
//!
//! Only what can apply to a return is taken; a type or key of the standard that is not understood
//! is a fault, so that no rule of the campaign is silently left out.

use std::collections::BTreeSet;
use std::path::Path;

use super::fault::{CampaignFault, Problem};
use super::form::{Carries, Field, ForeignKey, Form, KeyTarget, Reference, Rule};
use super::form_raw::{OneOrMore, RawForeignKey, RawForm, RawRule};
use super::resolve_field;
use crate::id::{FieldName, FormId, ListId};

/// The schema whose rules a form's file must follow.
const TABLE_SCHEMA: &str = "https://datapackage.org/profiles/2.0/tableschema.json";

/// Resolves names inside the form; what refers outside it is checked by the campaign.
pub(super) fn resolve(
    file: &Path,
    id: FormId,
    raw: RawForm,
    known: &Resources,
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
        .map(|(at, field)| resolve_field::resolve(at, field, &mut sink))
        .collect();
    let mut key: Vec<usize> = sink.find_all(&names, &raw.thidua.key, "thidua.key");
    let primary = raw.primary_key.map_or_else(Vec::new, OneOrMore::into_vec);
    let primary = sink.find_all(&names, &primary, "primaryKey");
    for at in &primary {
        fields[*at].constraints.required = true;
    }
    let mut unique_keys: Vec<Vec<usize>> = raw
        .unique_keys
        .into_iter()
        .enumerate()
        .map(|(at, key)| sink.find_all(&names, &key.into_vec(), &format!("uniqueKeys[{at}]")))
        .collect();
    if key.is_empty() {
        key = primary;
    } else if !primary.is_empty() && primary != key {
        unique_keys.push(primary);
    }
    let mut foreign_keys = Vec::new();
    for (at, key) in raw.foreign_keys.into_iter().enumerate() {
        let place = format!("foreignKeys[{at}]");
        match foreign_key(&place, key, &names, &id, known, &mut sink) {
            Some(ForeignKey {
                fields: own,
                target: KeyTarget::List { list, columns },
            }) if own.len() == 1 => {
                let column = columns.into_iter().next().unwrap_or_default();
                fields[own[0]].reference = Some(Reference { list, column });
            }
            Some(key) => foreign_keys.push(key),
            None => {}
        }
    }
    let rules = raw.thidua.rules.into_iter().enumerate();
    let rules = rules
        .filter_map(|(at, rule)| {
            resolve_rule(&format!("thidua.rules[{at}]"), rule, &names, &mut sink)
        })
        .collect();
    let carries = raw.thidua.carries.map(|carries| Carries {
        from: carries
            .from
            .map_or_else(|| id.clone(), |from| FormId::from(from.as_str())),
        fields: sink.find_all(&names, &carries.fields, "thidua.carries.fields"),
    });
    let missing_values = raw.missing_values.into_iter().map(|one| one.into_texts().0);
    let mut missing_values: Vec<String> = missing_values.collect();
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
        carries,
        unique_keys,
        foreign_keys,
        rules,
        missing_values,
    }
}

/// A foreign key with its fields, and the list or form it refers to.
fn foreign_key(
    place: &str,
    raw: RawForeignKey,
    names: &[String],
    own: &FormId,
    known: &Resources,
    sink: &mut Sink<'_>,
) -> Option<ForeignKey> {
    let fields = raw.fields.into_vec();
    let columns = raw.reference.fields.into_vec();
    if fields.is_empty() || fields.len() != columns.len() {
        let found = format!("{} / {}", fields.len(), columns.len());
        sink.invalid(place, &found, "as many fields as fields of the resource");
        return None;
    }
    let fields = sink.find_all(names, &fields, &format!("{place}.fields"));
    let resource = raw.reference.resource.unwrap_or_default();
    let target = if resource.is_empty() {
        KeyTarget::Form {
            form: own.clone(),
            fields: columns
                .iter()
                .map(|name| FieldName::from(name.as_str()))
                .collect(),
        }
    } else if !known.lists.contains(&resource) && known.forms.contains(&resource) {
        KeyTarget::Form {
            form: FormId::from(resource.as_str()),
            fields: columns
                .iter()
                .map(|name| FieldName::from(name.as_str()))
                .collect(),
        }
    } else {
        KeyTarget::List {
            list: ListId::from(resource.as_str()),
            columns,
        }
    };
    Some(ForeignKey { fields, target })
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
        RawRule::FilledWith { field, other } => Rule::FilledWith {
            field: find(&field)?,
            other: find(&other)?,
        },
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

/// What foreign keys can refer to: names of lists, and ids of forms.
pub(super) struct Resources {
    pub(super) lists: BTreeSet<String>,
    pub(super) forms: BTreeSet<String>,
}

/// Collects the faults of one file.
pub(super) struct Sink<'a> {
    file: &'a Path,
    faults: &'a mut Vec<CampaignFault>,
}

impl Sink<'_> {
    pub(super) fn push(&mut self, place: String, problem: Problem) {
        self.faults.push(CampaignFault {
            file: self.file.to_owned(),
            place,
            problem,
        });
    }

    pub(super) fn invalid(&mut self, place: &str, found: &str, expected: &str) {
        self.push(
            place.to_owned(),
            Problem::Invalid {
                found: found.to_owned(),
                expected: expected.to_owned(),
            },
        );
    }

    fn find_all(&mut self, names: &[String], wanted: &[String], place: &str) -> Vec<usize> {
        let found = wanted
            .iter()
            .filter_map(|name| self.find(names, name, place));
        found.collect()
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
