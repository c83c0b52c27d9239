//! The campaign's names as match keys, made once a run.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::campaign::{Campaign, Form, Unit, code_key};
use crate::id::CollectionId;
use crate::text::{Fingerprints, fingerprint, match_key};

use super::likeness::LabelKey;
use super::names::Names;

/// Excel's limit on a sheet's name, in characters.
const SHEET_NAME_LENGTH: usize = 31;
/// What a running number's column is called.
const ORDINAL_LABELS: [&str; 5] = ["STT", "TT", "Số TT", "Số thứ tự", "No"];

/// How many times as long as its label a text may be, in bytes, by marks apart, gaps and remarks.
const SPREAD: usize = 3;

/// Looks units, collections, forms and fields up by what people write.
#[derive(Debug)]
pub struct Index<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    codes: HashMap<String, &'a Unit>,
    names: HashMap<String, Option<&'a Unit>>,
    all_names: Names<'a>,
    forms: Vec<FormKeys>,
    /// The fingerprints of all labels of all forms.
    fingerprints: Fingerprints,
    /// The labels of each of these, with their match keys.
    spellings: Vec<Vec<(&'a str, Arc<str>)>>,
    /// A longer text is no label, in bytes.
    longest_label: usize,
    /// The present state of each collection's forms, in the campaign's order.
    form_versions: Vec<String>,
}

/// One form's names as match keys.
#[derive(Debug)]
struct FormKeys {
    sheets: HashSet<String>,
    labels: FxHashMap<String, usize>,
    /// The keys of each field's labels, its own first.
    keys: Vec<Vec<LabelKey>>,
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
        let fields = campaign.forms.iter().flat_map(|form| &form.fields);
        let labels = fields
            .flat_map(|field| std::iter::once(&field.label).chain(&field.aliases))
            .map(String::as_str)
            .chain(ORDINAL_LABELS);
        let labels: BTreeSet<&str> = labels.collect();
        let longest = labels.iter().map(|label| label.len()).max();
        let mut by_print: BTreeMap<u64, Vec<(&str, Arc<str>)>> = BTreeMap::new();
        for label in labels {
            let spellings = by_print.entry(fingerprint(label)).or_default();
            spellings.push((label, match_key(label).into()));
        }
        let (prints, spellings) = by_print.into_iter().unzip();
        Self {
            campaign,
            codes: campaign
                .units
                .iter()
                .map(|unit| (code_key(unit.code.as_str()), unit))
                .collect(),
            names,
            all_names: Names::of(&campaign.units),
            forms: campaign.forms.iter().map(FormKeys::new).collect(),
            fingerprints: Fingerprints::new(prints),
            spellings,
            longest_label: longest.unwrap_or(0) * SPREAD,
            form_versions: campaign
                .collections
                .iter()
                .map(|one| campaign.form_version(one))
                .collect(),
        }
    }

    /// The form at a place of the campaign's forms.
    pub(super) fn form(&self, form: usize) -> &'a Form {
        &self.campaign.forms[form]
    }

    /// The present state of a collection's forms.
    pub(super) fn form_version(&self, collection: &CollectionId) -> Option<&str> {
        let mut collections = self.campaign.collections.iter().zip(&self.form_versions);
        let (_, version) = collections.find(|(one, _)| one.id == *collection)?;
        Some(version)
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

    /// The unit whose name is most like a text: see [`Names::likest`].
    pub(super) fn likest_unit(&self, text: &str, least: f64) -> Option<(f64, &'a Unit)> {
        self.all_names.likest(text, least)
    }

    /// Whether a sheet's name is the form's.
    pub(super) fn is_sheet(&self, form: usize, name_key: &str) -> bool {
        self.forms[form].sheets.contains(name_key)
    }

    /// The field a label's key names.
    pub(super) fn field(&self, form: usize, label_key: &str) -> Option<usize> {
        self.forms[form].labels.get(label_key).copied()
    }

    /// Whether a key is that of the field's own label, not of another name for it.
    pub(super) fn is_own_label(&self, form: usize, field: usize, label_key: &str) -> bool {
        self.forms[form].keys[field]
            .first()
            .is_some_and(|own| own.key == label_key)
    }

    /// The fields of a form with the keys of their labels.
    pub(super) fn label_keys(&self, form: usize) -> impl Iterator<Item = (usize, &[LabelKey])> {
        let keys = self.forms[form].keys.iter().enumerate();
        keys.map(|(field, keys)| (field, keys.as_slice()))
    }

    /// Whether a text can be a label of some form: most texts are told by this alone, at the cost
    /// of reading them once.
    pub(super) fn may_be_label(&self, text: &str) -> bool {
        self.spellings(text).is_some()
    }

    /// The match key of a text that can be a label of some form; that of one as the campaign spells
    /// it is known.
    pub(super) fn label_key(&self, text: &str) -> Option<Arc<str>> {
        let mut spellings = self.spellings(text)?.iter();
        let known = spellings.find(|(label, _)| *label == text);
        Some(known.map_or_else(|| match_key(text).into(), |(_, key)| Arc::clone(key)))
    }

    /// The labels of a text's fingerprint, where it is no longer than one.
    fn spellings(&self, text: &str) -> Option<&[(&'a str, Arc<str>)]> {
        let print = (text.len() <= self.longest_label).then(|| fingerprint(text))?;
        let found = self.fingerprints.position(print)?;
        Some(&self.spellings[found])
    }

    /// Whether a text of this fingerprint can be a label of some form.
    pub(super) fn has_fingerprint(&self, fingerprint: u64) -> bool {
        self.fingerprints.position(fingerprint).is_some()
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
        let mut labels = FxHashMap::default();
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
        let keys = form.fields.iter().map(|field| {
            let labels = std::iter::once(&field.label).chain(&field.aliases);
            labels.map(|label| LabelKey::of(label)).collect()
        });
        Self {
            sheets,
            labels,
            keys: keys.collect(),
        }
    }
}
