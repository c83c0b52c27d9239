//! The campaign's rules across returns: one collection's against another's, one sender's against
//! another's, and units against their peers and themselves a year before.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::{Return, Submission, Terms, claims, peers, year_before};
use crate::campaign::{AcrossRule, Campaign, Condition, Form, Test};
use crate::finding::{Fault, Finding, Place};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::text::match_key;
use crate::validate::{Row, Standing, Table, Value};

/// The counting return of each unit and collection.
pub(super) type Returns = BTreeMap<(UnitCode, CollectionId), Return>;

/// Checks every rule on the returns that count, as they stand without what other rules say.
pub(super) fn check(submissions: &mut [Submission], returns: &Returns, terms: &Terms<'_>) {
    let rules = terms.campaign.across.par_iter();
    let found = rules.map(|rule| check_one(rule, submissions, returns, terms));
    let found: Vec<_> = found.collect();
    for (submission, finding) in found.into_iter().flatten() {
        submissions[submission].findings.push(finding);
    }
}

/// Checks one rule; one that needs a collection which the run does not look at says nothing.
fn check_one(
    rule: &AcrossRule,
    submissions: &[Submission],
    returns: &Returns,
    terms: &Terms<'_>,
) -> Vec<(usize, Finding)> {
    let campaign = terms.campaign;
    match rule {
        AcrossRule::NeedsReturn {
            form,
            conditions,
            collection,
        } => {
            let is_looked_at = terms.collections.iter().any(|one| one.id == *collection);
            let rows = (form, conditions.as_slice());
            if is_looked_at {
                needs_return(submissions, returns, rows, collection, campaign)
            } else {
                Vec::new()
            }
        }
        AcrossRule::RefersTo {
            form,
            field,
            collection,
            other_form,
            other_field,
        } => {
            let from = (form, field);
            let to = (collection, other_form, other_field);
            refers_to(submissions, returns, from, to, campaign)
        }
        AcrossRule::Peers {
            form,
            field,
            per,
            threshold,
        } => {
            let fields = (field, per.as_ref());
            peers::far(submissions, returns, form, fields, *threshold, campaign)
        }
        AcrossRule::OneSender {
            form,
            field,
            with,
            conditions,
        } => {
            let rows = (form, conditions.as_slice());
            claims::twice(submissions, returns, rows, (field, with), campaign)
        }
        AcrossRule::YearBefore {
            form,
            field,
            collection,
            measure,
            factor,
            least,
        } => {
            let limits = year_before::Limits {
                factor: *factor,
                least: *least,
            };
            let of = (form, field, collection.as_ref());
            year_before::far(submissions, returns, of, (measure, limits), campaign)
        }
    }
}

/// The tables of a form in counting returns, with unit, collection and the submission's place.
pub(super) fn tables<'s>(
    submissions: &'s [Submission],
    returns: &'s Returns,
    form: &'s FormId,
) -> impl Iterator<Item = (&'s UnitCode, &'s CollectionId, usize, &'s Table)> {
    returns.iter().flat_map(move |((unit, collection), one)| {
        let of_form = one.counting.into_iter().flat_map(move |at| {
            let tables = submissions[at].tables.iter();
            tables.map(move |table| (at, table))
        });
        let of_form = of_form.filter(move |(_, table)| table.form == *form);
        of_form.map(move |(at, table)| (unit, collection, at, table))
    })
}

/// Asks who has such rows and sent no usable return of the other collection.
fn needs_return(
    submissions: &[Submission],
    returns: &Returns,
    (form, conditions): (&FormId, &[Condition]),
    collection: &CollectionId,
    campaign: &Campaign,
) -> Vec<(usize, Finding)> {
    let Some((form, other)) = campaign.form(form).zip(campaign.collection(collection)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (unit, _, at, table) in tables(submissions, returns, &form.id) {
        let is_expected = campaign
            .unit(unit)
            .is_some_and(|unit| campaign.is_sender(unit, other));
        let key = (unit.clone(), collection.clone());
        let is_sent = returns.get(&key).is_some_and(|one| one.counting.is_some());
        let counts = |row: &&Row| {
            !matches!(row.standing, Standing::Excluded(_)) && fits(row, conditions, form, campaign)
        };
        let rows = table.rows.iter().filter(counts).count();
        if is_expected && !is_sent && rows > 0 {
            let fault = Fault::NeedsReturn {
                sheet: table.sheet.to_string(),
                rows,
                collection: (other.titles.vi.clone(), other.titles.en.clone()),
            };
            found.push((at, Finding::new(Place::file(), fault)));
        }
    }
    found
}

/// Whether a row is one of those meant; one with a value missing is not.
pub(super) fn fits(row: &Row, conditions: &[Condition], form: &Form, campaign: &Campaign) -> bool {
    conditions.iter().all(|condition| {
        let at = form.position(&condition.field);
        let value = at.and_then(|at| row.values[at].as_ref());
        value.is_some_and(|value| match &condition.test {
            Test::OneOf(texts) => {
                let shown = value.shown();
                let is_spelled_so = texts.contains(&shown);
                is_spelled_so || {
                    let key = match_key(&shown);
                    texts.iter().any(|text| match_key(text) == key)
                }
            }
            Test::Within(days) => value.as_date().is_some_and(|day| days.contains(&day)),
            Test::Between(range) => value.as_number().is_some_and(|one| range.contains(&one)),
            Test::IsTrue => value.is_true(),
            Test::Filled => true,
            Test::DifficultArea => {
                let unit = campaign.unit_named(&value.shown());
                unit.is_some_and(|unit| unit.difficult_area)
            }
        })
    })
}

/// Asks about values that do not stand in the unit's own counting return of the other collection;
/// where there is none, that is told for itself.
fn refers_to(
    submissions: &[Submission],
    returns: &Returns,
    (form, field): (&FormId, &FieldName),
    (collection, other_form, other_field): (&CollectionId, &FormId, &FieldName),
    campaign: &Campaign,
) -> Vec<(usize, Finding)> {
    let named = |id: &FormId, field: &FieldName| {
        let form = campaign.form(id)?;
        Some((form, form.position(field)?))
    };
    let (Some((form, own)), Some((other, theirs)), Some(collection)) = (
        named(form, field),
        named(other_form, other_field),
        campaign.collection(collection),
    ) else {
        return Vec::new();
    };
    let mut known: BTreeMap<&UnitCode, HashSet<String>> = BTreeMap::new();
    for (unit, of, _, table) in tables(submissions, returns, &other.id) {
        if *of == collection.id {
            let values = table
                .rows
                .iter()
                .filter_map(|row| row.values[theirs].as_ref());
            let keys = values.map(|value| match_key(&value.shown()));
            known.entry(unit).or_default().extend(keys);
        }
    }
    let mut found = Vec::new();
    for (unit, _, at, table) in tables(submissions, returns, &form.id) {
        let Some(known) = known.get(unit).filter(|known| !known.is_empty()) else {
            continue;
        };
        for row in &table.rows {
            let value = row.values[own].as_ref().map(Value::shown);
            let is_known = |value: &String| known.contains(&match_key(value));
            if let Some(value) = value.filter(|value| !is_known(value)) {
                let fault = Fault::NotInReturn {
                    sheet: other.sheet.clone(),
                    collection: (collection.titles.vi.clone(), collection.titles.en.clone()),
                };
                let place = place(table, row, form, own);
                let personal = form.fields[own].personal;
                let finding = Finding::new(place, fault).with_value(Some(value), personal);
                found.push((at, finding));
            }
        }
    }
    found
}

/// A field's cell in a row.
pub(super) fn place(table: &Table, row: &Row, form: &Form, field: usize) -> Place {
    Place {
        range: table.cell(row, field).map(Into::into),
        form: Some(table.form.clone()),
        field: Some(form.fields[field].name.clone()),
        ..Place::sheet(&table.sheet)
    }
}
