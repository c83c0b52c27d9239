//! What the office knows already: who the sender is, and the rows that its forms ask of everybody.
//!
//! A table has given rows where all fields of its key are prefilled and refer to a list: then each
//! value of the list, or of several lists each pair, is a row.

use super::Sender;
use super::plan::Known;
use crate::campaign::{Criterion, Field, FieldKind, Form, Layout, Role, Rule, Unit};

/// The names of the lists that are the register and the criteria.
const UNITS: &str = "units";
const CRITERIA: &str = "criteria";

/// One entry of the list that a key's field refers to.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Unit(&'a Unit),
    Criterion(&'a Criterion),
    /// The column's value, and its place in the list.
    Listed(&'a str, usize),
}

/// The given rows of a form: of each field that is asked what is known.
pub(super) fn rows(sender: &Sender<'_>, form: &Form, asked: &[usize]) -> Vec<Vec<Known>> {
    if form.layout == Layout::Record {
        let values = asked.iter().map(|at| of_sender(sender, &form.fields[*at]));
        return vec![values.collect()];
    }
    let is_given = |at: &usize| form.fields[*at].prefilled && asked.contains(at);
    if form.key.is_empty() || !form.key.iter().all(is_given) {
        return Vec::new();
    }
    let mut combined: Vec<Vec<(usize, Entry<'_>)>> = vec![Vec::new()];
    for &at in &form.key {
        let entries = entries(sender, form, at);
        let longer = combined.into_iter().flat_map(|row| {
            entries.iter().map(move |entry| {
                let mut row = row.clone();
                row.push((at, *entry));
                row
            })
        });
        combined = longer.collect();
    }
    combined.retain(|row| applies(sender, row));
    let rows = combined.iter().zip(1_u32..);
    rows.map(|(row, number)| {
        let values = asked.iter().map(|&at| {
            if form.fields[at].ordinal {
                return Known::Number(number.into());
            }
            value(sender, form, at, row)
        });
        values.collect()
    })
    .collect()
}

/// What the cover says of its sender.
fn of_sender(sender: &Sender<'_>, field: &Field) -> Known {
    match field.role {
        Some(Role::UnitCode) => Known::Text(sender.unit.code.to_string()),
        Some(Role::UnitName) => Known::Text(sender.unit.name.clone()),
        Some(Role::Collection) => Known::Text(sender.collection.titles.vi.clone()),
        Some(Role::CoverDate) | None => Known::Nothing,
    }
}

/// The entries that a key's field may name: of the register the members of the sender's block where
/// the form asks about these.
fn entries<'a>(sender: &Sender<'a>, form: &Form, at: usize) -> Vec<Entry<'a>> {
    let Some(reference) = &form.fields[at].reference else {
        return Vec::new();
    };
    let campaign = sender.campaign;
    match reference.list.as_str() {
        UNITS => {
            let own_block = form
                .rules
                .iter()
                .any(|rule| matches!(rule, Rule::InOwnBlock { field } if *field == at));
            let day = sender.collection.register_day();
            let units = campaign.units.iter().filter(|unit| unit.valid_on(day));
            units
                .filter(|unit| !own_block || is_reviewed(sender, unit))
                .map(Entry::Unit)
                .collect()
        }
        CRITERIA => campaign.criteria.iter().map(Entry::Criterion).collect(),
        _ => {
            let list = campaign.lists.get(&reference.list);
            let column = list.and_then(|list| list.columns.get(&reference.column));
            let values = column.into_iter().flatten().enumerate();
            values
                .map(|(nth, value)| Entry::Listed(value, nth))
                .collect()
        }
    }
}

/// Whether the sender reviews a unit: a member of a block it heads, or else of its own, and not
/// itself.
fn is_reviewed(sender: &Sender<'_>, unit: &Unit) -> bool {
    let day = sender.collection.register_day();
    let own = sender.campaign.blocks_of(sender.unit, day);
    unit.code != sender.unit.code
        && unit
            .block
            .as_ref()
            .is_some_and(|block| own.contains(&block))
}

/// Whether the criterion of a row is asked of the unit of the row, or else of the sender.
fn applies(sender: &Sender<'_>, row: &[(usize, Entry<'_>)]) -> bool {
    let unit = row.iter().find_map(|(_, entry)| match entry {
        Entry::Unit(unit) => Some(*unit),
        _ => None,
    });
    let unit = unit.unwrap_or(sender.unit);
    row.iter().all(|(_, entry)| match entry {
        Entry::Criterion(one) => one.is_asked_of(&unit.unit_type),
        _ => true,
    })
}

/// What a given row holds for a field: its part of the key; of a criterion the title in a text and
/// the maximum in a number; of a list the column called as the field.
fn value(sender: &Sender<'_>, form: &Form, at: usize, row: &[(usize, Entry<'_>)]) -> Known {
    let field = &form.fields[at];
    if !field.prefilled {
        return Known::Nothing;
    }
    if let Some((_, entry)) = row.iter().find(|(key, _)| *key == at) {
        let text = match entry {
            Entry::Unit(unit) => unit.code.as_str(),
            Entry::Criterion(criterion) => &criterion.code,
            Entry::Listed(value, _) => value,
        };
        return Known::Text(text.to_owned());
    }
    let found = row.iter().find_map(|(key, entry)| match entry {
        Entry::Unit(unit) => {
            (field.kind == FieldKind::Text).then(|| Known::Text(unit.name.clone()))
        }
        Entry::Criterion(criterion) => match field.kind {
            FieldKind::Text => Some(Known::Text(criterion.title.clone())),
            FieldKind::Number | FieldKind::Integer => Some(Known::Number(criterion.maximum)),
            _ => None,
        },
        Entry::Listed(_, nth) => {
            let reference = form.fields[*key].reference.as_ref()?;
            let list = sender.campaign.lists.get(&reference.list)?;
            let column = list.columns.get(field.name.as_str())?;
            Some(Known::Text(column.get(*nth)?.clone()))
        }
    });
    found.unwrap_or(Known::Nothing)
}
