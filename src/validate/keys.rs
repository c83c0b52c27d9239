//! The table level across rows and tables: keys that must differ, and keys that must stand elsewhere.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::campaign::{Campaign, ForeignKey, Form, KeyTarget};
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, Range};
use crate::text::match_key;

use super::{Notes, Row, Table, Value};

/// The values of fields as one text; none where one of them is not filled in.
fn key_of(row: &Row, fields: &[usize]) -> Option<String> {
    let part = |at: &usize| Some(match_key(&row.values[*at].as_ref()?.shown()));
    let parts: Option<Vec<String>> = fields.iter().map(part).collect();
    Some(parts?.join("|"))
}

/// Reports each row that has the values of one above in fields that must differ together.
pub(super) fn unique(form: &Form, table: &Table, notes: &mut Notes<'_>) {
    for fields in &form.unique_keys {
        let Some(first_field) = fields.first().copied() else {
            continue;
        };
        let mut seen: HashMap<String, CellRef> = HashMap::new();
        for row in &table.rows {
            let Some((key, at)) = key_of(row, fields).zip(table.cell(row, first_field)) else {
                continue;
            };
            match seen.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(at);
                }
                Entry::Occupied(entry) => {
                    let fault = Fault::NotUnique {
                        first: *entry.get(),
                    };
                    let value = row.values[first_field].as_ref().map(Value::shown);
                    notes.cell(row.row, first_field, fault, value);
                }
            }
        }
    }
}

/// Reports each row whose values stand together nowhere in the table that a foreign key names.
///
/// A form that is not in the return says nothing: that it is missing is told for itself.
pub(super) fn foreign(tables: &[Table], campaign: &Campaign) -> Vec<Finding> {
    let mut findings = Vec::new();
    for table in tables {
        let Some(form) = campaign.form(&table.form) else {
            continue;
        };
        for key in &form.foreign_keys {
            let Some((known, source)) = known_keys(key, tables, campaign) else {
                continue;
            };
            let missing =
                |row: &&Row| key_of(row, &key.fields).is_some_and(|key| !known.contains(&key));
            let missing = table.rows.iter().filter(missing);
            findings.extend(missing.filter_map(|row| no_such_row(table, form, row, key, &source)));
        }
    }
    findings
}

/// The keys of the table that a foreign key names, and what people call it.
fn known_keys(
    key: &ForeignKey,
    tables: &[Table],
    campaign: &Campaign,
) -> Option<(HashSet<String>, String)> {
    match &key.target {
        KeyTarget::List { list, columns } => {
            let values = campaign.lists.get(list)?;
            let columns: Option<Vec<&Vec<String>>> = columns
                .iter()
                .map(|name| values.columns.get(name))
                .collect();
            let columns = columns?;
            let rows = 0..columns.first().map_or(0, |column| column.len());
            let key = |row: usize| {
                let parts = columns.iter().map(|column| match_key(&column[row]));
                parts.collect::<Vec<_>>().join("|")
            };
            Some((rows.map(key).collect(), list.to_string()))
        }
        KeyTarget::Form { form, fields } => {
            let other = campaign.form(form)?;
            let at: Option<Vec<usize>> = fields.iter().map(|name| other.position(name)).collect();
            let at = at?;
            let mut of_form = tables.iter().filter(|table| table.form == *form).peekable();
            of_form.peek()?;
            let rows = of_form.flat_map(|table| &table.rows);
            let keys = rows.filter_map(|row| key_of(row, &at)).collect();
            Some((keys, other.sheet.clone()))
        }
    }
}

fn no_such_row(
    table: &Table,
    form: &Form,
    row: &Row,
    key: &ForeignKey,
    source: &str,
) -> Option<Finding> {
    let first = *key.fields.first()?;
    let field = &form.fields[first];
    let place = Place {
        range: table.cell(row, first).map(Range::from),
        form: Some(table.form.clone()),
        field: Some(field.name.clone()),
        ..Place::sheet(&table.sheet)
    };
    let fault = Fault::NoSuchRow {
        source: source.to_owned(),
    };
    let value = row.values[first].as_ref().map(Value::shown);
    Some(Finding::new(place, fault).with_value(value, field.personal))
}
