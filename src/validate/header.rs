//! The header level: a field that is asked for has its column or line.

use super::{Asked, Notes};
use crate::campaign::Rule;
use crate::finding::{Fault, Finding, Severity};
use crate::recognise::RecognisedSheet;

/// Reports each field without a label: an error where a value is required, else a note.
pub(super) fn check(sheet: &RecognisedSheet<'_>, asked: &Asked<'_>, notes: &mut Notes<'_>) {
    for (at, field) in sheet.form.fields.iter().enumerate() {
        if sheet.cells.has(at) || field.ordinal || !asked.asks(field) {
            continue;
        }
        let label = field.label.clone();
        let place = notes.place(None, Some(at));
        let mut finding = Finding::new(place, Fault::MissingLabel { label });
        let by_rule = sheet.form.rules.iter().any(|rule| match rule {
            Rule::RequiredWhen { field, .. } | Rule::RequiredUnless { field, .. } => *field == at,
            _ => false,
        });
        if !field.constraints.required && !by_rule {
            finding.severity = Severity::Note;
        }
        notes.findings.push(finding);
    }
}
