//! The campaign's names as match keys, made once a run.

use std::collections::{HashMap, HashSet};

use crate::campaign::{Campaign, Form, Unit, code_key};
use crate::text::match_key;

/// Excel's limit on a sheet's name, in characters.
const SHEET_NAME_LENGTH: usize = 31;
/// What a running number's column is called.
const ORDINAL_LABELS: [&str; 5] = ["STT", "TT", "Số TT", "Số thứ tự", "No"];

/// A longer text is no label.
const LABEL_BYTES: usize = 400;

/// Looks units, collections, forms and fields up by what people write.
#[derive(Debug)]
pub struct Index<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    codes: HashMap<String, &'a Unit>,
    names: HashMap<String, Option<&'a Unit>>,
    forms: Vec<FormKeys>,
    /// The fingerprints of all labels of all forms.
    fingerprints: HashSet<u64>,
}

/// One form's names as match keys.
#[derive(Debug)]
struct FormKeys {
    sheets: HashSet<String>,
    labels: HashMap<String, usize>,
    /// The keys of each field's labels, its own first.
    keys: Vec<Vec<String>>,
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
            fingerprints: campaign
                .forms
                .iter()
                .flat_map(|form| &form.fields)
                .flat_map(|field| std::iter::once(&field.label).chain(&field.aliases))
                .map(String::as_str)
                .chain(ORDINAL_LABELS)
                .map(fingerprint)
                .collect(),
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

    /// Whether a key is that of the field's own label, not of another name for it.
    pub(super) fn is_own_label(&self, form: usize, field: usize, label_key: &str) -> bool {
        self.forms[form].keys[field]
            .first()
            .is_some_and(|own| own == label_key)
    }

    /// The fields of a form with the keys of their labels.
    pub(super) fn label_keys(&self, form: usize) -> impl Iterator<Item = (usize, &[String])> {
        let keys = self.forms[form].keys.iter().enumerate();
        keys.map(|(field, keys)| (field, keys.as_slice()))
    }

    /// Whether a text can be a label of some form: most texts are told by this alone, at the cost
    /// of reading them once.
    pub(super) fn may_be_label(&self, text: &str) -> bool {
        text.len() <= LABEL_BYTES && self.fingerprints.contains(&fingerprint(text))
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
        let keys = form.fields.iter().map(|field| {
            let labels = std::iter::once(&field.label).chain(&field.aliases);
            labels.map(|label| match_key(label)).collect()
        });
        Self {
            sheets,
            labels,
            keys: keys.collect(),
        }
    }
}

/// A number that is the same for texts of the same match key: of their consonants and digits,
/// which no spelling of a tone or vowel touches. "&" is read "và", so v is left out.
pub(super) fn fingerprint(text: &str) -> u64 {
    // FNV-1a.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in text.bytes() {
        let byte = byte.to_ascii_lowercase();
        let counts = byte.is_ascii_alphanumeric() && !b"aeiouyv".contains(&byte);
        if counts {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn spellings_of_one_key_have_one_fingerprint() {
        use unicode_normalization::UnicodeNormalization as _;
        for (one, other) in [
            ("Hoà  Bình", "hòa bình"),
            ("Kỹ thuật", "KĨ THUẬT"),
            ("TH&THCS", "TH và THCS"),
            ("Đối\ntượng:", "đối tượng"),
        ] {
            assert_eq!(fingerprint(one), fingerprint(other), "{one}");
            let apart: String = one.nfd().collect();
            assert_eq!(fingerprint(&apart), fingerprint(other), "{one}");
        }
        assert_ne!(fingerprint("Tập thể"), fingerprint("Cá nhân"));
    }
}
