//! Which state of its forms a blank return was made from.

use std::fmt::Write as _;

use super::{Campaign, Collection};
use crate::hash::sha256;

/// So many hexadecimal digits tell the few states that a form goes through.
const DIGITS: usize = 8;

impl Campaign {
    /// Tells one state of a collection's forms from another: a short hash of what a sender is asked.
    #[must_use]
    pub fn form_version(&self, collection: &Collection) -> String {
        let mut text = String::new();
        for form in self.forms_of(collection) {
            let _ = writeln!(text, "{}|{}|{:?}", form.id, form.sheet, form.layout);
            let fields = form.fields.iter();
            let here = fields.filter(|field| {
                field.collections.is_empty() || field.collections.contains(&collection.id)
            });
            for field in here {
                let required = field.constraints.required;
                let (name, label, kind) = (&field.name, &field.label, &field.kind);
                let _ = writeln!(text, "{name}|{label}|{kind:?}|{required}");
            }
        }
        let mut hash = sha256(text.as_bytes());
        hash.truncate(DIGITS);
        hash
    }
}
