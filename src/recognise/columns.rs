//! Which column is which field, and how the header differs from the blank form's.

use crate::campaign::Field;
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, Range};

use super::header::{Header, Label, Naming};
use super::index::Index;
use super::likeness::likeness;
use super::view::View;

/// Gives each field its column: by its own label, else by an alias, else by a unique likeness; and
/// reports what differs from the blank form.
pub(super) fn assign(
    view: View<'_>,
    form: usize,
    header: &mut Header,
    index: &Index<'_>,
) -> (Vec<Option<u32>>, Vec<Finding>) {
    let fields = &index.form(form).fields;
    let mut findings = Vec::new();
    let place = |at: CellRef, field: Option<&Field>| Place {
        range: Some(Range::from(at)),
        form: Some(index.form(form).id.clone()),
        field: field.map(|field| field.name.clone()),
        ..Place::sheet(&view.sheet.name)
    };
    let written = |label: &Label| Some(label.text.clone());
    let exact: Vec<usize> = header
        .labels
        .iter()
        .filter_map(|label| label.field)
        .filter(|(_, naming)| *naming != Naming::Near)
        .map(|(field, _)| field)
        .collect();
    for label in &mut header.labels {
        if label
            .field
            .is_some_and(|(field, naming)| naming == Naming::Near && exact.contains(&field))
        {
            label.field = None; // "Số hoạt động (năm trước)" beside "Số hoạt động"
        } else if label.field.is_none() {
            let open = index
                .label_keys(form)
                .filter(|(field, _)| !exact.contains(field));
            label.field = likeness(&label.text, open).map(|field| (field, Naming::Near));
        }
        if let Some((at, Naming::Near)) = label.field {
            let fault = Fault::SimilarLabel {
                label: fields[at].label.clone(),
            };
            let finding = Finding::new(place(label.at, Some(&fields[at])), fault);
            findings.push(finding.with_value(written(label), false));
        }
    }
    let mut columns = vec![None; fields.len()];
    let mut taken: Vec<Option<&Label>> = vec![None; fields.len()];
    for naming in [Naming::Own, Naming::Alias, Naming::Near] {
        let named = header.labels.iter().filter_map(|label| {
            let (field, how) = label.field?;
            (how == naming).then_some((field, label))
        });
        for (field, label) in named {
            if let Some(read) = taken[field] {
                let place = Place {
                    range: None,
                    ..place(label.at, Some(&fields[field]))
                };
                let fault = Fault::DuplicateLabel { read: read.at };
                findings.push(Finding::new(place, fault).with_value(written(label), false));
            } else {
                columns[field] = Some(label.at.column);
                taken[field] = Some(label);
            }
        }
    }
    for label in header.labels.iter().filter(|label| label.field.is_none()) {
        let finding = Finding::new(place(label.at, None), Fault::ExtraLabel);
        findings.push(finding.with_value(written(label), false));
    }
    for field in moved(&columns, fields) {
        if let Some(label) = taken[field] {
            let finding = Finding::new(place(label.at, Some(&fields[field])), Fault::MovedLabel);
            findings.push(finding.with_value(written(label), false));
        }
    }
    (columns, findings)
}

/// The fewest fields that must have moved for the columns to stand as they do: all but those of a
/// longest run that is in the form's order. Running numbers are not judged.
fn moved(columns: &[Option<u32>], fields: &[Field]) -> Vec<usize> {
    let mut standing: Vec<(u32, usize)> = columns
        .iter()
        .enumerate()
        .filter(|(field, _)| !fields[*field].ordinal)
        .filter_map(|(field, column)| Some(((*column)?, field)))
        .collect();
    standing.sort_unstable();
    // The length of the longest run that ends at each place, and the place before it.
    let mut runs: Vec<(usize, Option<usize>)> = Vec::with_capacity(standing.len());
    for at in 0..standing.len() {
        let before = (0..at)
            .filter(|earlier| standing[*earlier].1 < standing[at].1)
            .max_by_key(|earlier| (runs[*earlier].0, std::cmp::Reverse(*earlier)));
        runs.push((before.map_or(1, |earlier| runs[earlier].0 + 1), before));
    }
    let mut next = (0..runs.len()).max_by_key(|at| (runs[*at].0, std::cmp::Reverse(*at)));
    let mut stayed = Vec::new();
    while let Some(at) = next {
        stayed.push(standing[at].1);
        next = runs[at].1;
    }
    let all = standing.into_iter().map(|(_, field)| field);
    all.filter(|field| !stayed.contains(field)).collect()
}
