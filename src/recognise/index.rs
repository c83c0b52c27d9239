//! The campaign's names as match keys, made once a run.

use std::collections::{HashMap, HashSet};

use crate::campaign::{Campaign, Field, Form, Unit, code_key};
use crate::text::match_key;

/// Excel's limit on a sheet's name, in characters.
const SHEET_NAME_LENGTH: usize = 31;
/// What a running number's column is called.
const ORDINAL_LABELS: [&str; 5] = ["STT", "TT", "Số TT", "Số thứ tự", "No"];

/// Looks units, collections, forms and fields up by what people write.
#[derive(Debug)]
pub struct Index<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    codes: HashMap<String, &'a Unit>,
    names: HashMap<String, Option<&'a Unit>>,
    forms: Vec<FormKeys>,
}

/// One form's names as match keys.
#[derive(Debug)]
struct FormKeys {
    sheets: HashSet<String>,
    labels: HashMap<String, usize>,
}

impl<'a> Index<'a> {
    /// Makes the index.
    #[must_use]
    pub fn new(campaign: &'a Campaign) -> Self {
        let mut names: HashMap<String, Option<&Unit>> = HashMap::new();
        for unit in &campaign.units {
            for name in std::iter::once(&unit.name).chain(&unit.aliases) {
                // A name of two units names neither.
                let entry = names.entry(match_key(name)).or_insert(Some(unit));
                if entry.is_some_and(|other| other.code != unit.code) {
                    *entry = None;
                }
            }
        }
        Self {
            campaign,
            codes: campaign
                .units
                .iter()
                .map(|unit| (code_key(unit.code.as_str()), unit))
                .collect(),
            names,
            forms: campaign.forms.iter().map(FormKeys::new).collect(),
        }
    }

    /// The form at a place of the campaign's forms.
    pub(super) fn form(&self, form: usize) -> &'a Form {
        &self.campaign.forms[form]
    }

    /// The unit with this code, however its parts are joined.
    #[must_use]
    pub fn unit_by_code(&self, text: &str) -> Option<&'a Unit> {
        self.codes.get(&code_key(text)).copied()
    }

    /// The only unit with this name or alias.
    #[must_use]
    pub fn unit_by_name(&self, text: &str) -> Option<&'a Unit> {
        self.names.get(&match_key(text)).copied().flatten()
    }

    /// Whether a sheet's name is the form's.
    pub(super) fn is_sheet(&self, form: usize, name_key: &str) -> bool {
        self.forms[form].sheets.contains(name_key)
    }

    /// The field a label's key names.
    pub(super) fn field(&self, form: usize, label_key: &str) -> Option<usize> {
        self.forms[form].labels.get(label_key).copied()
    }
}

impl FormKeys {
    fn new(form: &Form) -> Self {
        let mut sheets = HashSet::new();
        for name in std::iter::once(&form.sheet).chain(&form.sheet_aliases) {
            sheets.insert(match_key(name));
            let short: String = name.chars().take(SHEET_NAME_LENGTH).collect();
            sheets.insert(match_key(&short));
        }
        let mut labels = HashMap::new();
        let mut enter = |label: &str, at: usize| {
            labels.entry(match_key(label)).or_insert(at);
        };
        for (at, field) in form.fields.iter().enumerate() {
            enter(&field.label, at);
        }
        for (at, field) in form.fields.iter().enumerate() {
            for alias in &field.aliases {
                enter(alias, at);
            }
            if field.ordinal {
                for alias in ORDINAL_LABELS {
                    enter(alias, at);
                }
            }
        }
        Self { sheets, labels }
    }
}

/// The field whose label is most like a text, if it is alike enough and the only one.
pub(super) fn likeness(text_key: &str, fields: &[(usize, &Field)]) -> Option<usize> {
    /// Below this share of equal letters two labels are different words.
    const ALIKE: f64 = 0.84;
    /// A second field this near makes the first no certain choice.
    const APART: f64 = 0.08;
    let mut scores: Vec<(f64, usize)> = fields
        .iter()
        .map(|(at, field)| {
            let labels = std::iter::once(&field.label).chain(&field.aliases);
            let best = labels
                .map(|label| strsim::normalized_damerau_levenshtein(text_key, &match_key(label)))
                .fold(0.0, f64::max);
            (best, *at)
        })
        .collect();
    scores.sort_by(|one, other| other.0.total_cmp(&one.0));
    let (best, at) = *scores.first()?;
    let second = scores.get(1).map_or(0.0, |score| score.0);
    (best >= ALIKE && best - second >= APART).then_some(at)
}
