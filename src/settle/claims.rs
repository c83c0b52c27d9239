//! The same thing reported by two units: a query on each, which leaves nothing in doubt.

use std::collections::BTreeMap;

use super::Submission;
use super::across::{Returns, fits, place, tables};
use crate::campaign::{Campaign, Condition};
use crate::finding::{Fault, Finding, Place};
use crate::id::{FieldName, FormId, UnitCode};
use crate::text::match_key;
use crate::validate::{Row, Standing, Value};

/// One row that says the thing is this unit's.
struct Claim<'s> {
    unit: &'s UnitCode,
    submission: usize,
    place: Place,
    value: Option<String>,
}

/// The counting rows that agree in all of the fields with one of another unit, each asked about at
/// the first of these fields. A row in which one of them is not filled in agrees with none.
pub(super) fn twice(
    submissions: &[Submission],
    returns: &Returns,
    (form, conditions): (&FormId, &[Condition]),
    (field, with): (&FieldName, &[FieldName]),
    campaign: &Campaign,
) -> Vec<(usize, Finding)> {
    let Some(form) = campaign.form(form) else {
        return Vec::new();
    };
    let names = std::iter::once(field).chain(with);
    let fields: Option<Vec<usize>> = names.map(|name| form.position(name)).collect();
    let Some((fields, first)) = fields.and_then(|all| Some((all.clone(), *all.first()?))) else {
        return Vec::new();
    };
    let mut claims: BTreeMap<Vec<String>, Vec<Claim<'_>>> = BTreeMap::new();
    for (unit, _, submission, table) in tables(submissions, returns, &form.id) {
        for row in &table.rows {
            let counts = !matches!(row.standing, Standing::Excluded(_));
            if counts
                && fits(row, conditions, form)
                && let Some(key) = key(row, &fields)
            {
                claims.entry(key).or_default().push(Claim {
                    unit,
                    submission,
                    place: place(table, row, form, first),
                    value: row.values[first].as_ref().map(Value::shown),
                });
            }
        }
    }
    let mut found = Vec::new();
    for claims in claims.into_values() {
        for claim in &claims {
            if let Some(other) = claims.iter().find(|other| other.unit != claim.unit) {
                let name = campaign.unit(other.unit).map(|unit| unit.name.clone());
                let fault = Fault::ClaimedTwice {
                    unit: other.unit.clone(),
                    name: name.unwrap_or_default(),
                };
                let finding = Finding::new(claim.place.clone(), fault)
                    .with_value(claim.value.clone(), form.fields[first].personal);
                found.push((claim.submission, finding));
            }
        }
    }
    found
}

/// What the fields say as match keys; none where one of them is not filled in.
fn key(row: &Row, fields: &[usize]) -> Option<Vec<String>> {
    let part = |at: &usize| Some(match_key(&row.values[*at].as_ref()?.shown()));
    fields.iter().map(part).collect()
}
