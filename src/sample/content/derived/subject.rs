//! What the rows of a form are about, where that can be told: the entries of the lists its key refers
//! to, the rows of the form it refers to, or nothing but how many there are.

use super::{MOST_STEPS, Return, whole_rows};
use crate::campaign::{
    About, AcrossRule, Criterion, FieldKind, Form, KeyTarget, Layout, List, Rule, Unit,
};
use crate::id::{CollectionId, FieldName, FormId};
use crate::sample::content::Value;
use crate::sample::dice::{dice, some_of};

/// The names of the lists that are the register and the criteria.
const UNITS: &str = "units";
const CRITERIA: &str = "criteria";

/// The values that fields have already, by position in the form.
pub(super) type Subject = Vec<(usize, Value)>;

/// One entry of the list that a field refers to.
#[derive(Clone)]
enum Entry<'a> {
    Unit(&'a Unit, String),
    Criterion(&'a Criterion),
    Listed(&'a List, usize, String),
    /// A value of another return.
    Told(Value),
}

impl Entry<'_> {
    fn value(&self) -> Value {
        match self {
            Self::Unit(_, text) | Self::Listed(_, _, text) => text.as_str().into(),
            Self::Criterion(criterion) => criterion.code.as_str().into(),
            Self::Told(value) => value.clone(),
        }
    }

    /// What a field beside it says that the blank form carries: of a unit its name, of a criterion
    /// its title or maximum, of a list the column called as the field.
    fn beside(&self, field: &FieldName, kind: &FieldKind) -> Option<Value> {
        match self {
            Self::Unit(unit, _) if *kind == FieldKind::Text => Some(unit.name.as_str().into()),
            Self::Criterion(criterion) if kind.is_number() => Some(criterion.maximum.into()),
            Self::Criterion(criterion) if *kind == FieldKind::Text => {
                Some(criterion.title.as_str().into())
            }
            Self::Listed(list, nth, _) => {
                let column = list.columns.get(field.as_str())?;
                Some(column.get(*nth)?.as_str().into())
            }
            _ => None,
        }
    }
}

/// One subject a row.
pub(super) fn subjects(report: &Return<'_>, form: &Form, steps: usize) -> Vec<Subject> {
    if form.layout == Layout::Record {
        return vec![Vec::new()];
    }
    let listed = listed(report, form, steps).unwrap_or_else(|| {
        let mut rng = report.dice(form, &["rows"]);
        vec![Vec::new(); rng.usize(FREE_ROWS)]
    });
    let mut subjects = listed;
    for key in &form.foreign_keys {
        let told = told(report, form, &key.fields, &key.target, steps);
        if told.is_empty() {
            continue;
        }
        let is_key = form.key.iter().all(|at| key.fields.contains(at));
        let mut rng = report.dice(form, &["foreign"]);
        for (nth, subject) in subjects.iter_mut().enumerate() {
            let at = if is_key {
                nth % told.len()
            } else {
                rng.usize(..told.len())
            };
            subject.extend(told[at].clone());
        }
    }
    subjects
}

/// How many rows a form has that no list bounds.
const FREE_ROWS: std::ops::RangeInclusive<usize> = 3..=6;
/// How many entries of a list a form tells of that need not tell of all.
const SOME_ENTRIES: std::ops::RangeInclusive<usize> = 3..=8;

/// The combinations of entries that the key's fields refer to; none where one refers to no list.
fn listed(report: &Return<'_>, form: &Form, steps: usize) -> Option<Vec<Subject>> {
    if form.key.is_empty() {
        return None;
    }
    let mut combined: Vec<Vec<(usize, Entry<'_>)>> = vec![Vec::new()];
    for &at in &form.key {
        let entries = entries(report, form, at, steps)?;
        let longer = combined.into_iter().flat_map(|row| {
            entries.iter().map(move |entry| {
                let mut row = row.clone();
                row.push((at, entry.clone()));
                row
            })
        });
        combined = longer.collect();
    }
    combined.retain(|row| applies(report, row));
    let subject = |row: &Vec<(usize, Entry<'_>)>| {
        let own = row.iter().map(|(at, entry)| (*at, entry.value()));
        own.chain(beside(report, form, row)).collect()
    };
    Some(
        thinned(report, form, &combined)
            .into_iter()
            .map(subject)
            .collect(),
    )
}

/// Whether the criterion of a row binds the unit of the row, or else the sender.
fn applies(report: &Return<'_>, row: &[(usize, Entry<'_>)]) -> bool {
    let unit = row.iter().find_map(|(_, entry)| match entry {
        Entry::Unit(unit, _) => Some(*unit),
        _ => None,
    });
    let unit = unit.unwrap_or(report.sender.unit);
    row.iter().all(|(_, entry)| match entry {
        Entry::Criterion(one) => {
            one.unit_types.is_empty() || one.unit_types.contains(&unit.unit_type)
        }
        _ => true,
    })
}

/// What the blank form carries beside the key.
fn beside(report: &Return<'_>, form: &Form, row: &[(usize, Entry<'_>)]) -> Subject {
    let fields = form.fields.iter().enumerate();
    let carried = fields
        .filter(|(at, field)| field.prefilled && !form.key.contains(at) && report.asks(form, *at));
    let value = |(at, field): (usize, &crate::campaign::Field)| {
        let mut entries = row.iter();
        let value = entries.find_map(|(_, entry)| entry.beside(&field.name, &field.kind));
        Some((at, value?))
    };
    carried.filter_map(value).collect()
}

/// All rows where the form asks for all of them, else some: the same entries of a list in every
/// form and collection of a sender, so that what is promised is what is told of.
fn thinned<'e, 'a>(
    report: &Return<'_>,
    form: &Form,
    rows: &'e [Vec<(usize, Entry<'a>)>],
) -> Vec<&'e Vec<(usize, Entry<'a>)>> {
    let scoring = report.province.campaign.scoring.iter();
    let mut scores = scoring.flat_map(|one| one.own.iter().chain(&one.review));
    let given = form.key.iter().all(|at| form.fields[*at].prefilled);
    let told = |row: &Vec<(usize, Entry<'_>)>| {
        let mut entries = row.iter();
        entries.any(|(_, entry)| matches!(entry, Entry::Told(_)))
    };
    let all = given
        || report.collection.about == About::BlockMembers
        || scores.any(|source| source.form == form.id)
        || rows.first().is_some_and(told);
    let rows: Vec<&Vec<(usize, Entry<'_>)>> = rows.iter().collect();
    if all {
        return rows;
    }
    let lists: Vec<&str> = form
        .key
        .iter()
        .filter_map(|at| Some(form.fields[*at].reference.as_ref()?.list.as_str()))
        .collect();
    let unit = report.sender.unit.code.as_str();
    let mut rng = dice(
        report.province.seed,
        &[&[unit, "entries"], &lists[..]].concat(),
    );
    let count = rng.usize(SOME_ENTRIES);
    some_of(&mut rng, &rows, count)
}

/// The entries that a field may name; none where it may name anything.
fn entries<'a>(
    report: &Return<'a>,
    form: &Form,
    at: usize,
    steps: usize,
) -> Option<Vec<Entry<'a>>> {
    if let Some(told) = referred(report, form, at, steps) {
        return Some(told.into_iter().map(Entry::Told).collect());
    }
    let reference = form.fields[at].reference.as_ref()?;
    let campaign = report.province.campaign;
    let list = campaign.lists.get(&reference.list)?;
    Some(match reference.list.as_str() {
        UNITS => {
            let units = named_units(report, form, at).into_iter();
            let text = |unit: &'a Unit| {
                let position = campaign.unit_position(&unit.code)?;
                let column = list.columns.get(&reference.column)?;
                Some(Entry::Unit(unit, column.get(position)?.clone()))
            };
            units.filter_map(text).collect()
        }
        CRITERIA if reference.column == "code" => {
            campaign.criteria.iter().map(Entry::Criterion).collect()
        }
        _ => {
            let column = list.columns.get(&reference.column)?.iter().enumerate();
            column
                .map(|(nth, text)| Entry::Listed(list, nth, text.clone()))
                .collect()
        }
    })
}

/// The texts that a field may name by its list or another return; none where it may name anything.
pub(super) fn allowed(
    report: &Return<'_>,
    form: &Form,
    at: usize,
    steps: usize,
) -> Option<Vec<Value>> {
    let entries = entries(report, form, at, steps)?;
    Some(entries.iter().map(Entry::value).collect())
}

/// The units that a field may name: the others of the sender's block where the form says so, else
/// the units below the sender, and the sender itself where there are none.
fn named_units<'a>(report: &Return<'a>, form: &Form, at: usize) -> Vec<&'a Unit> {
    let campaign = report.province.campaign;
    let sender = report.sender.unit;
    let day = report.collection.register_day();
    let own_block = form
        .rules
        .iter()
        .any(|rule| matches!(rule, Rule::InOwnBlock { field } if *field == at));
    let units = || campaign.units.iter().filter(|unit| unit.valid_on(day));
    if own_block {
        let others = units().filter(|unit| unit.block == sender.block);
        return others.filter(|unit| unit.code != sender.code).collect();
    }
    let below: Vec<&Unit> = units()
        .filter(|unit| unit.parent.as_ref() == Some(&sender.code))
        .collect();
    if below.is_empty() {
        units().filter(|unit| unit.code == sender.code).collect()
    } else {
        below
    }
}

/// What the sender's own return of another collection says, where a field must say the same; none
/// where no rule asks for it.
fn referred(report: &Return<'_>, form: &Form, at: usize, steps: usize) -> Option<Vec<Value>> {
    let campaign = report.province.campaign;
    let name = &form.fields[at].name;
    let (collection, other, field): (&CollectionId, &FormId, &FieldName) =
        campaign.across.iter().find_map(|rule| match rule {
            AcrossRule::RefersTo {
                form: of,
                field,
                collection,
                other_form,
                other_field,
            } if *of == form.id && field == name && *collection != report.collection.id => {
                Some((collection, other_form, other_field))
            }
            _ => None,
        })?;
    let other = campaign.form(other)?;
    let column = other.position(field)?;
    let there = Return {
        collection: campaign.collection(collection)?,
        ..*report
    };
    (steps < MOST_STEPS).then(|| {
        let rows = whole_rows(&there, other, steps + 1).into_iter();
        let values = rows.map(|mut row| row.swap_remove(column));
        values.filter(|value| *value != Value::Empty).collect()
    })
}

/// The values that stand together where a foreign key of several fields, or to a form, refers to.
fn told(
    report: &Return<'_>,
    form: &Form,
    fields: &[usize],
    target: &KeyTarget,
    steps: usize,
) -> Vec<Subject> {
    let campaign = report.province.campaign;
    match target {
        KeyTarget::List { list, columns } => {
            let Some(list) = campaign.lists.get(list) else {
                return Vec::new();
            };
            let columns: Vec<&Vec<String>> = columns
                .iter()
                .filter_map(|name| list.columns.get(name))
                .collect();
            let rows = 0..columns.iter().map(|column| column.len()).min().unwrap_or(0);
            let row = |nth: usize| {
                let texts = columns.iter().map(|column| column[nth].as_str().into());
                fields.iter().copied().zip(texts).collect()
            };
            rows.map(row).collect()
        }
        KeyTarget::Form {
            form: other,
            fields: names,
        } => {
            let other = campaign.form(other).filter(|other| other.id != form.id);
            let Some(other) = other.filter(|_| steps < MOST_STEPS) else {
                return Vec::new();
            };
            let columns: Vec<usize> = names
                .iter()
                .filter_map(|name| other.position(name))
                .collect();
            let rows = whole_rows(report, other, steps + 1).into_iter();
            let row = |row: Vec<Value>| {
                let values = columns.iter().map(|column| row[*column].clone());
                fields.iter().copied().zip(values).collect()
            };
            rows.map(row).collect()
        }
    }
}
