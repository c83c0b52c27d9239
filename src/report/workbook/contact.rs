//! Whom to call: the persons that a unit's newest return names on its cover.
//!
//! They stand in workbooks only, never on the terminal or in data files.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::campaign::{Campaign, Collection, Field, FieldKind, Form, Role};
use crate::id::UnitCode;
use crate::report::Report;
use crate::settle::{Submission, SubmissionState};
use crate::validate::{Row, Value};

/// The persons of all units that name any.
pub(super) struct Contacts<'r> {
    /// The fields of covers that name persons or say how to reach them.
    pub(super) fields: Vec<(&'r Form, usize)>,
    of_units: BTreeMap<&'r UnitCode, Contact<'r>>,
}

/// The persons that one cover names.
#[derive(Clone, Copy)]
pub(super) struct Contact<'r> {
    form: &'r Form,
    row: &'r Row,
    /// The collection the cover belongs to, if it is known.
    pub(super) collection: Option<&'r Collection>,
    newness: Newness,
}

/// Covers that count go before others, then later collections, then later files.
type Newness = (bool, Option<usize>, Option<NaiveDateTime>);

impl<'r> Contacts<'r> {
    /// Gathers them from all files that have a cover, whatever became of the file.
    pub(super) fn gather(report: &Report<'r>) -> Self {
        let mut contacts = Self {
            fields: fields(report.campaign),
            of_units: BTreeMap::new(),
        };
        for submission in &report.settled.submissions {
            let Some(unit) = &submission.unit else {
                continue;
            };
            let Some(new) = contacts.on_cover(submission, report.campaign) else {
                continue;
            };
            let known = contacts.of_units.entry(unit).or_insert(new);
            if known.newness < new.newness {
                *known = new;
            }
        }
        contacts
    }

    /// The persons of a unit, if any of its returns names one.
    pub(super) fn of(&self, unit: &UnitCode) -> Option<Contact<'r>> {
        self.of_units.get(unit).copied()
    }

    fn on_cover(&self, submission: &'r Submission, campaign: &'r Campaign) -> Option<Contact<'r>> {
        let mut tables = submission.tables.iter();
        let (form, row) = tables.find_map(|table| {
            let own = self.fields.iter().filter(|(form, _)| form.id == table.form);
            let row = table.rows.first()?;
            let mut named = own.filter(|(_, field)| row.values[*field].is_some());
            Some((named.next()?.0, row))
        })?;
        let place = submission.collection.as_ref().and_then(|id| {
            let mut collections = campaign.collections.iter();
            collections.position(|one| one.id == *id)
        });
        Some(Contact {
            form,
            row,
            collection: place.map(|at| &campaign.collections[at]),
            newness: (
                submission.state == SubmissionState::Accepted,
                place,
                submission.received_at,
            ),
        })
    }
}

impl<'r> Contact<'r> {
    /// What the cover says in a field.
    pub(super) fn value(&self, form: &Form, field: usize) -> Option<&'r Value> {
        let row = (form.id == self.form.id).then_some(self.row)?;
        row.values[field].as_ref()
    }

    /// Each person with the telephone number, or with the e-mail address where that is missing.
    pub(super) fn whom_to_call(&self, contacts: &Contacts<'_>) -> String {
        self.persons(contacts).join("; ")
    }

    /// The last of those: whoever is named after the leader is nearer to the work.
    pub(super) fn first_to_call(&self, contacts: &Contacts<'_>) -> String {
        self.persons(contacts).pop().unwrap_or_default()
    }

    fn persons(&self, contacts: &Contacts<'_>) -> Vec<String> {
        let mut persons: Vec<Person> = Vec::new();
        for (form, at) in &contacts.fields {
            let field = &form.fields[*at];
            let value = self.value(form, *at).map(Value::shown);
            let is_email = field.kind == FieldKind::Email;
            let is_reach = is_email || field.constraints.pattern.is_some();
            match persons.last_mut() {
                Some(person) if is_email => person.email = value,
                Some(person) if is_reach => person.telephone = value,
                _ => persons.push(Person {
                    name: value,
                    ..Person::default()
                }),
            }
        }
        let persons = persons.into_iter().map(Person::in_words);
        persons.filter(|text| !text.is_empty()).collect()
    }
}

/// A person: a field that is neither an e-mail address nor of a fixed pattern, and those after it.
#[derive(Default)]
struct Person {
    name: Option<String>,
    telephone: Option<String>,
    email: Option<String>,
}

impl Person {
    fn in_words(self) -> String {
        let known = [self.name, self.telephone.or(self.email)];
        known.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

fn fields(campaign: &Campaign) -> Vec<(&Form, usize)> {
    let covers = campaign
        .forms
        .iter()
        .filter(|form| form.role(Role::UnitCode).is_some());
    let is_contact = |field: &Field| field.personal || field.kind == FieldKind::Email;
    let of_form = |form: &'_ Form| -> Vec<usize> {
        let fields = form.fields.iter().enumerate();
        let contacts = fields.filter(|(_, field)| is_contact(field));
        contacts.map(|(at, _)| at).collect()
    };
    covers
        .flat_map(|form| of_form(form).into_iter().map(move |at| (form, at)))
        .collect()
}
