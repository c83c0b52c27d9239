//! The campaign's names as match keys, made once a run.

use std::collections::{HashMap, HashSet};

use crate::campaign::{Campaign, Form, Unit, code_key};
use crate::text::match_key;

use super::likeness::LabelKey;

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
    forms: Vec<FormKeys>,
    /// The fingerprints of all labels of all forms, sorted.
    fingerprints: Vec<u64>,
    /// A longer text is no label, in bytes.
    longest_label: usize,
}

/// One form's names as match keys.
#[derive(Debug)]
struct FormKeys {
    sheets: HashSet<String>,
    labels: HashMap<String, usize>,
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
        let labels = || {
            let fields = campaign.forms.iter().flat_map(|form| &form.fields);
            fields
                .flat_map(|field| std::iter::once(&field.label).chain(&field.aliases))
                .map(String::as_str)
                .chain(ORDINAL_LABELS)
        };
        let mut fingerprints: Vec<u64> = labels().map(fingerprint).collect();
        fingerprints.sort_unstable();
        fingerprints.dedup();
        Self {
            campaign,
            codes: campaign
                .units
                .iter()
                .map(|unit| (code_key(unit.code.as_str()), unit))
                .collect(),
            names,
            forms: campaign.forms.iter().map(FormKeys::new).collect(),
            fingerprints,
            longest_label: labels().map(str::len).max().unwrap_or(0) * SPREAD,
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
        text.len() <= self.longest_label && self.has_fingerprint(fingerprint(text))
    }

    /// Whether a text of this fingerprint can be a label of some form.
    pub(super) fn has_fingerprint(&self, fingerprint: u64) -> bool {
        self.fingerprints.binary_search(&fingerprint).is_ok()
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
            labels.map(|label| LabelKey::of(label)).collect()
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
        let counted = COUNTED[usize::from(byte)];
        if counted != 0 {
            hash = (hash ^ u64::from(counted)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

/// What each byte counts as in a fingerprint; 0 where it does not.
const COUNTED: [u8; 256] = {
    let mut counted = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        let small = byte.to_ascii_lowercase();
        let is_vowel = matches!(small, b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b'v');
        if small.is_ascii_alphanumeric() && !is_vowel {
            counted[byte as usize] = small;
        }
        byte += 1;
    }
    counted
};

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
