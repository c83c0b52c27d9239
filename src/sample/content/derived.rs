//! Values for the forms of any campaign, from what the campaign says of them.
//!
//! In: a sender's return and one of its forms. Out: rows that break no rule the campaign declares:
//! types, constraints, lists, keys, rules across the fields of a row, the forms of a return and the
//! returns of a unit. What a number or a text is about is not known here, so that values are
//! believable as far as their ranges and labels tell.

mod pattern;
mod phrase;
mod promise;
mod subject;
mod value;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use fastrand::Rng;

use super::{Province, Sender, Value};
use crate::campaign::{About, Collection, Form, KeyTarget, Layout, Rule};
use crate::sample::dice::dice;
use crate::sample::receipts::Dates;
use crate::text::match_key;

/// So often a row is drawn anew that has what another has already; then it is left out.
const ATTEMPTS: u32 = 40;
/// So many forms lead to one another at most, each taking its values from the next.
const MOST_STEPS: usize = 4;

/// A return that is being filled in.
#[derive(Clone, Copy)]
pub(super) struct Return<'a> {
    pub(super) province: &'a Province<'a>,
    pub(super) sender: &'a Sender<'a>,
    pub(super) collection: &'a Collection,
    pub(super) dates: Dates,
}

impl Return<'_> {
    /// Whether a field of a form is asked for in this return.
    fn asks(&self, form: &Form, at: usize) -> bool {
        let field = &form.fields[at];
        let campaign = self.province.campaign;
        !field.ordinal && campaign.asks(field, self.collection, self.sender.unit)
    }

    /// The dice of one place of the return. What several heads say of one member of their block is
    /// the same.
    fn dice(&self, form: &Form, names: &[&str]) -> Rng {
        let of_block = self.collection.about == About::BlockMembers && form.layout == Layout::Table;
        let unit = if of_block {
            "block"
        } else {
            self.sender.unit.code.as_str()
        };
        let place = [unit, self.collection.id.as_str(), form.id.as_str()];
        dice(self.province.seed, &[&place, names].concat())
    }

    /// The days that rows may tell of, both included: those of the collection up to its report.
    fn days(&self) -> (NaiveDate, NaiveDate) {
        let period = &self.collection.period;
        let last = self.dates.report.min(*period.end());
        (*period.start(), last.max(*period.start()))
    }
}

/// The rows of a form, of each of these fields a value.
pub(super) fn rows(report: &Return<'_>, form: &Form, fields: &[usize]) -> Vec<Vec<Value>> {
    let of_fields = |row: Vec<Value>| fields.iter().map(|at| row[*at].clone()).collect();
    let rows = whole_rows(report, form, 0).into_iter();
    rows.map(of_fields).collect()
}

/// The rows of a form with all its fields; those not asked for are empty. `steps` says how many
/// forms lead here.
fn whole_rows(report: &Return<'_>, form: &Form, steps: usize) -> Vec<Vec<Value>> {
    let mut taken = BTreeSet::new();
    let mut rows = Vec::new();
    for (nth, subject) in subject::subjects(report, form, steps).iter().enumerate() {
        let about: Vec<String> = subject
            .iter()
            .filter_map(|(_, value)| value.key())
            .collect();
        let name = if about.is_empty() {
            nth.to_string()
        } else {
            about.join("|")
        };
        let drawn = (0..ATTEMPTS).map(|attempt| {
            let filler = Filler {
                report,
                form,
                steps,
                turn: format!("{name} {attempt}"),
                row: vec![None; form.fields.len()],
            };
            filler.fill(subject)
        });
        let mut drawn = drawn.filter(|row| is_sound(form, row));
        rows.extend(drawn.find(|row| claim(form, row, &mut taken)));
    }
    refer_to_rows_above(form, &mut rows);
    rows
}

/// Fills in what must stand in another row of the same form: what the row above says, and of the
/// first row what it says itself where something must stand there.
fn refer_to_rows_above(form: &Form, rows: &mut [Vec<Value>]) {
    for key in &form.foreign_keys {
        let KeyTarget::Form {
            form: other,
            fields,
        } = &key.target
        else {
            continue;
        };
        if *other != form.id {
            continue;
        }
        let columns: Vec<usize> = fields
            .iter()
            .filter_map(|name| form.position(name))
            .collect();
        for nth in 0..rows.len() {
            let above = nth.saturating_sub(1);
            for (at, column) in key.fields.iter().zip(&columns) {
                let is_known = nth > 0 || form.fields[*at].constraints.required;
                let value = if is_known {
                    rows[above][*column].clone()
                } else {
                    Value::Empty
                };
                rows[nth][*at] = value;
            }
        }
    }
}

/// Whether the fields differ that must.
fn is_sound(form: &Form, row: &[Value]) -> bool {
    form.rules.iter().all(|rule| match rule {
        Rule::Differs { field, other } => {
            let keys = [*field, *other].map(|at| row[at].key());
            keys[0].is_none() || keys[0] != keys[1]
        }
        _ => true,
    })
}

/// Takes what only one row may have, unless a row before has any of it.
fn claim(form: &Form, row: &[Value], taken: &mut BTreeSet<(usize, String)>) -> bool {
    let row_key = (form.layout == Layout::Table).then_some(form.key.clone());
    let alone = (0..form.fields.len()).filter(|at| form.fields[*at].constraints.unique);
    let sets = row_key.into_iter().chain(form.unique_keys.iter().cloned());
    let sets = sets.chain(alone.map(|at| vec![at]));
    let claims = sets.enumerate().filter_map(|(nth, fields)| {
        let parts: Vec<String> = fields.iter().filter_map(|at| row[*at].key()).collect();
        let whole = !parts.is_empty() && parts.len() == fields.len();
        whole.then(|| (nth, parts.join("|")))
    });
    let claims: Vec<(usize, String)> = claims.collect();
    let is_new = claims.iter().all(|one| !taken.contains(one));
    if is_new {
        taken.extend(claims);
    }
    is_new
}

impl Value {
    /// The value as it is compared with others; none where there is nothing.
    fn key(&self) -> Option<String> {
        match self {
            Self::Empty => None,
            Self::Text(text) => Some(match_key(text)),
            Self::Number(number) => Some(number.to_string()),
            Self::Yes(yes) => Some(yes.to_string()),
            Self::Day(day) => Some(day.to_string()),
        }
    }
}

/// One row being filled in: a field that has its value is not touched again.
struct Filler<'r> {
    report: &'r Return<'r>,
    form: &'r Form,
    steps: usize,
    /// What the row is about, or which it is, and how often it was drawn before.
    turn: String,
    row: Vec<Option<Value>>,
}

impl Filler<'_> {
    fn fill(mut self, subject: &[(usize, Value)]) -> Vec<Value> {
        for (at, value) in subject {
            self.row[*at] = Some(value.clone());
        }
        for at in 0..self.row.len() {
            self.settle(at);
        }
        // What one rule fills in may be what another looks at.
        for _ in 0..2 {
            self.obey();
        }
        let values = self.row.into_iter();
        values.map(|value| value.unwrap_or(Value::Empty)).collect()
    }

    /// Draws a field's value, those first that bound it.
    fn settle(&mut self, at: usize) {
        if self.row[at].is_some() {
            return;
        }
        self.row[at] = Some(Value::Empty); // rules may go in a circle
        let bounds: Vec<usize> = self
            .form
            .rules
            .iter()
            .filter_map(|rule| bound(rule, at))
            .collect();
        for other in bounds {
            self.settle(other);
        }
        let field = &self.form.fields[at];
        let must = field.constraints.required || field.role.is_some() || field.prefilled;
        // What only some rows ask for stands in these alone.
        let waits = self
            .form
            .rules
            .iter()
            .any(|rule| matches!(rule, Rule::RequiredWhen { field, .. } if *field == at));
        let mut rng = self.dice(at, "whether");
        if self.report.asks(self.form, at) && (must || (!waits && rng.f64() < FILLED)) {
            self.row[at] = Some(self.draw(at));
        }
    }

    /// Fills in, or leaves out, what the rules of the row say.
    fn obey(&mut self) {
        for rule in &self.form.rules {
            match *rule {
                Rule::RequiredWhen {
                    field,
                    other,
                    ref equals,
                } => {
                    let key = self.row[other].as_ref().and_then(Value::key);
                    let yes = matches!(self.row[other], Some(Value::Yes(_)));
                    if yes || key == Some(match_key(equals)) {
                        self.demand(field);
                    }
                }
                Rule::RequiredUnless { field, other } => {
                    if self.row[other] != Some(Value::Yes(true)) {
                        self.demand(field);
                    } else if !self.form.fields[field].constraints.required {
                        self.row[field] = Some(Value::Empty);
                    }
                }
                Rule::FilledWith { field, other } if self.is_filled(other) => self.demand(field),
                _ => {}
            }
        }
    }

    fn is_filled(&self, at: usize) -> bool {
        !matches!(self.row[at], None | Some(Value::Empty))
    }

    fn demand(&mut self, at: usize) {
        if self.row[at] == Some(Value::Empty) && self.report.asks(self.form, at) {
            self.row[at] = Some(self.draw(at));
        }
    }

    fn dice(&self, at: usize, what: &str) -> Rng {
        let field = self.form.fields[at].name.as_str();
        self.report.dice(self.form, &[field, &self.turn, what])
    }

    /// The number that a field has already.
    fn number(&self, at: usize) -> Option<f64> {
        match self.row[at] {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        }
    }
}

/// How many of the fields that may stay empty are filled in.
const FILLED: f64 = 0.8;

/// The field whose value bounds that of a field, by a rule.
fn bound(rule: &Rule, at: usize) -> Option<usize> {
    match *rule {
        Rule::AtMost { field, other } if field == at => Some(other),
        Rule::AtMostCriterion { field, criterion } if field == at => Some(criterion),
        _ => None,
    }
}
