//! A form's file as written: a Table Schema v2 descriptor, every key known.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::fault::{CampaignFault, Problem};
use super::form::{Layout, Role};
use crate::lang::Titles;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawForm {
    #[serde(rename = "$schema")]
    pub(super) schema: String,
    pub(super) fields: Vec<RawField>,
    #[serde(default)]
    pub(super) missing_values: Vec<RawLabelled>,
    #[serde(default)]
    pub(super) primary_key: Option<OneOrMore>,
    #[serde(default)]
    pub(super) unique_keys: Vec<OneOrMore>,
    #[serde(default)]
    pub(super) foreign_keys: Vec<RawForeignKey>,
    #[serde(default, rename = "name")]
    pub(super) _name: Option<String>,
    #[serde(default, rename = "title")]
    pub(super) _title: Option<String>,
    #[serde(default, rename = "description")]
    pub(super) _description: Option<String>,
    pub(super) thidua: RawFormExtra,
}

/// A name, or several.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    pub(super) fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(name) => vec![name],
            Self::More(names) => names,
        }
    }
}

/// A value, or one with what people call it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawLabelled {
    Labelled(RawLabel),
    Bare(Value),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLabel {
    value: Value,
    #[serde(default)]
    label: Option<String>,
}

impl RawLabelled {
    /// The value as text, and its label.
    pub(super) fn into_texts(self) -> (String, String) {
        let (value, label) = match self {
            Self::Labelled(one) => (one.value, one.label),
            Self::Bare(value) => (value, None),
        };
        let text = as_text(&value);
        (text.clone(), label.unwrap_or(text))
    }
}

/// A value of JSON as it stands in a cell.
pub(super) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawFormExtra {
    pub(super) titles: Titles,
    pub(super) sheet: String,
    #[serde(default)]
    pub(super) sheet_aliases: Vec<String>,
    #[serde(default)]
    pub(super) layout: Layout,
    #[serde(default)]
    pub(super) key: Vec<String>,
    #[serde(default)]
    pub(super) carries: Option<RawCarries>,
    #[serde(default)]
    pub(super) rules: Vec<RawRule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCarries {
    /// None where the form itself is meant.
    #[serde(default)]
    pub(super) from: Option<String>,
    pub(super) fields: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct RawField {
    pub(super) name: String,
    pub(super) title: String,
    #[serde(default, rename = "description")]
    pub(super) _description: Option<String>,
    #[serde(default, rename = "example")]
    pub(super) _example: Option<Value>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) format: Option<String>,
    #[serde(default, rename = "rdfType")]
    pub(super) _rdf_type: Option<String>,
    #[serde(default)]
    pub(super) decimal_char: Option<char>,
    #[serde(default)]
    pub(super) group_char: Option<char>,
    #[serde(default)]
    pub(super) bare_number: Option<bool>,
    #[serde(default)]
    pub(super) delimiter: Option<String>,
    #[serde(default)]
    pub(super) item_type: Option<String>,
    #[serde(default)]
    pub(super) missing_values: Option<Vec<RawLabelled>>,
    #[serde(default)]
    pub(super) categories: Vec<RawLabelled>,
    #[serde(default, rename = "categoriesOrdered")]
    pub(super) _categories_ordered: bool,
    #[serde(default)]
    pub(super) true_values: Vec<String>,
    #[serde(default)]
    pub(super) false_values: Vec<String>,
    #[serde(default)]
    pub(super) constraints: RawConstraints,
    #[serde(default)]
    pub(super) thidua: RawFieldExtra,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "camelCase", default)]
pub(super) struct RawConstraints {
    pub(super) required: bool,
    pub(super) unique: bool,
    pub(super) min_length: Option<usize>,
    pub(super) max_length: Option<usize>,
    pub(super) minimum: Option<Value>,
    pub(super) maximum: Option<Value>,
    pub(super) exclusive_minimum: Option<Value>,
    pub(super) exclusive_maximum: Option<Value>,
    pub(super) pattern: Option<String>,
    #[serde(rename = "enum")]
    pub(super) one_of: Vec<Value>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawFieldExtra {
    pub(super) aliases: Vec<String>,
    pub(super) personal: bool,
    pub(super) collections: Vec<String>,
    pub(super) required_of: Option<RequiredOf>,
    pub(super) ordinal: bool,
    pub(super) prefilled: bool,
    pub(super) role: Option<Role>,
}

#[derive(Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RequiredOf {
    BlockHeads,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForeignKey {
    pub(super) fields: OneOrMore,
    pub(super) reference: RawReference,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawReference {
    /// None where the key's own form is meant.
    #[serde(default)]
    pub(super) resource: Option<String>,
    pub(super) fields: OneOrMore,
}

#[derive(Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub(super) enum RawRule {
    AtMost {
        field: String,
        other: String,
    },
    Differs {
        field: String,
        other: String,
    },
    RequiredWhen {
        field: String,
        other: String,
        equals: String,
    },
    RequiredUnless {
        field: String,
        other: String,
        equals: bool,
    },
    FilledWith {
        field: String,
        other: String,
    },
    InSchoolYear {
        field: String,
    },
    InOwnBlock {
        field: String,
    },
    AtMostCriterion {
        field: String,
        criterion: String,
    },
    NamesCollection {
        field: String,
    },
}

/// Parses a form's file.
pub(super) fn parse(file: &Path, text: &str) -> Result<RawForm, Box<CampaignFault>> {
    serde_json::from_str(text).map_err(|source| {
        Box::new(CampaignFault {
            file: file.to_owned(),
            place: format!("line {}", source.line()),
            problem: Problem::Unreadable {
                detail: source.to_string(),
            },
        })
    })
}
