//! The campaign's lists as match keys, made once a run.

use std::collections::HashMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::campaign::{Campaign, Field};
use crate::id::FormId;
use crate::text::{match_key, share_alike};

/// What values are checked against.
#[derive(Debug)]
pub struct Checker<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// For each form, by field position, the values its fields may have.
    allowed: HashMap<FormId, Vec<Option<Arc<Allowed>>>>,
}

/// The values a field may have.
#[derive(Debug, Default)]
pub(super) struct Allowed {
    /// As they are written, in their order.
    pub(super) values: Vec<String>,
    /// Their match keys, in the same order.
    keys: Vec<String>,
    exact: FxHashMap<String, usize>,
    by_key: FxHashMap<String, usize>,
}

impl Allowed {
    fn new(values: &[String], labels: &[String]) -> Self {
        let keys: Vec<String> = values.iter().map(|value| match_key(value)).collect();
        let labels = labels.iter().map(|label| match_key(label)).enumerate();
        let own = keys.iter().cloned().enumerate();
        // A value goes before what another one is called.
        let by_key = labels.chain(own).map(|(at, key)| (key, at));
        let exact = values
            .iter()
            .enumerate()
            .map(|(at, value)| (value.clone(), at));
        Self {
            values: values.to_vec(),
            exact: exact.collect(),
            by_key: by_key.collect(),
            keys,
        }
    }

    /// The value that a text spells, if any.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        let exact = self.exact.get(text).copied();
        let at = exact.or_else(|| self.by_key.get(&match_key(text)).copied())?;
        Some(&self.values[at])
    }

    /// The value most like a text, if it is alike enough to suggest.
    pub(super) fn suggest(&self, text: &str) -> Option<String> {
        /// Below this share of equal letters a value suggests nothing.
        const SUGGESTED: f64 = 0.7;
        /// Lists longer than this are registers, where likeness is only a chance.
        const SEARCHED: usize = 500;
        if self.values.len() > SEARCHED {
            return None;
        }
        let key = match_key(text);
        let shares = self.keys.iter().map(|value| share_alike(&key, value));
        let best = shares.zip(&self.values);
        let (share, value) = best.max_by(|one, other| one.0.total_cmp(&other.0))?;
        (share >= SUGGESTED).then(|| value.clone())
    }
}

impl<'a> Checker<'a> {
    /// Makes the checker.
    #[must_use]
    pub fn new(campaign: &'a Campaign) -> Self {
        let mut lists: HashMap<(&str, &str), Arc<Allowed>> = HashMap::new();
        for (id, list) in &campaign.lists {
            for (column, values) in &list.columns {
                lists.insert((id.as_str(), column), Arc::new(Allowed::new(values, &[])));
            }
        }
        let allowed = |field: &Field| match &field.reference {
            Some(reference) => {
                let key = (reference.list.as_str(), reference.column.as_str());
                lists.get(&key).map(Arc::clone)
            }
            None if field.constraints.one_of.is_empty() => None,
            None => {
                let limits = &field.constraints;
                Some(Arc::new(Allowed::new(
                    &limits.one_of,
                    &limits.one_of_labels,
                )))
            }
        };
        let forms = campaign.forms.iter();
        Self {
            campaign,
            allowed: forms
                .map(|form| (form.id.clone(), form.fields.iter().map(allowed).collect()))
                .collect(),
        }
    }

    /// The values that each field of a form may have, by position; none where it is bound to none.
    pub(super) fn allowed(&self, form: &FormId) -> Option<&[Option<Arc<Allowed>>]> {
        self.allowed.get(form).map(Vec::as_slice)
    }
}
