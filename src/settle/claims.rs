//! The same thing reported by two units: a query on each, which leaves nothing in doubt.

use std::collections::BTreeMap;

use super::Submission;
use super::across::{Returns, fits, place, tables};
use crate::campaign::{Campaign, Condition};
use crate::finding::{Fault, Finding, Place};
use crate::id::{FieldName, FormId, UnitCode};
use crate::text::match_key;
use crate::validate::{Row, Standing, Table, Value};

/// One row that says the thing is this unit's.
struct Claim<'s> {
    unit: &'s UnitCode,
    submission: usize,
    table: &'s Table,
    row: &'s Row,
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
    let with: Option<Vec<usize>> = with.iter().map(|name| form.position(name)).collect();
    let Some((first, mut fields)) = form.position(field).zip(with) else {
        return Vec::new();
    };
    fields.push(first);
    let mut claims: BTreeMap<Vec<String>, Vec<Claim<'_>>> = BTreeMap::new();
    for (unit, _, submission, table) in tables(submissions, returns, &form.id) {
        for row in &table.rows {
            let counts = !matches!(row.standing, Standing::Excluded(_));
            if counts
                && fits(row, conditions, form, campaign)
                && let Some(key) = key(row, &fields)
            {
                claims.entry(key).or_default().push(Claim {
                    unit,
                    submission,
                    table,
                    row,
                });
            }
        }
    }
    let personal = form.fields[first].personal;
    let mut found = Vec::new();
    for claims in claims.values() {
        let Some((one, other)) = rivals(claims) else {
            continue;
        };
        for claim in claims {
            let rival = if claim.unit == one { other } else { one };
            let place = place(claim.table, claim.row, form, first);
            let value = claim.row.values[first].as_ref().map(Value::shown);
            let finding = asked(place, rival, campaign).with_value(value, personal);
            found.push((claim.submission, finding));
        }
    }
    found
}

/// The first two units among claims; none where all are of one.
fn rivals<'s>(claims: &[Claim<'s>]) -> Option<(&'s UnitCode, &'s UnitCode)> {
    let one = claims.first()?.unit;
    let other = claims.iter().find(|claim| claim.unit != one)?;
    Some((one, other.unit))
}

fn asked(place: Place, other: &UnitCode, campaign: &Campaign) -> Finding {
    let name = campaign.unit(other).map(|unit| unit.name.clone());
    let fault = Fault::ClaimedTwice {
        other: Some((other.clone(), name.unwrap_or_default())),
    };
    Finding::new(place, fault)
}

/// What the fields say as match keys; none where one of them is not filled in.
fn key(row: &Row, fields: &[usize]) -> Option<Vec<String>> {
    let part = |at: &usize| Some(match_key(&row.values[*at].as_ref()?.shown()));
    fields.iter().map(part).collect()
}
