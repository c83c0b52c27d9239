//! The value of one field, by its role, its list, its type and its bounds.

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;

use super::{Filler, pattern, phrase, subject};
use crate::campaign::{AcrossRule, Bound, Field, FieldKind, Role, Rule};
use crate::sample::content::Value;
use crate::sample::content::cover::mail;
use crate::sample::content::people::person;
use crate::sample::dice::{chance, day_between};

/// How much is drawn between bounds that are not told.
const USUAL: f64 = 60.0;
/// The part of a whole, and of a criterion's maximum, that units usually reach, at the least.
const USUAL_PART: f64 = 0.6;
/// The shares that are told in percent.
const USUAL_PERCENT: (f64, f64) = (60.0, 100.0);
/// How far a number may lie from that of the year before, and from what was promised.
const NEAR_BEFORE: (f64, f64) = (0.8, 1.25);
const NEAR_PROMISE: (f64, f64) = (0.9, 1.3);

impl Filler<'_> {
    /// A value of a field that must have one; none only where its list has none.
    pub(super) fn draw(&self, at: usize) -> Value {
        let field = &self.form.fields[at];
        let mut rng = self.dice(at, "value");
        if let Some(value) = self.known(field) {
            return value;
        }
        if self
            .form
            .rules
            .contains(&Rule::NamesCollection { field: at })
        {
            return self.report.collection.id.as_str().into();
        }
        if let Some(values) = subject::allowed(self.report, self.form, at, self.steps) {
            return rng.choice(values).unwrap_or(Value::Empty);
        }
        if let Some(text) = rng.choice(&field.constraints.one_of) {
            return as_written(text, &field.kind);
        }
        self.of_kind(&mut rng, at)
    }

    /// What the return itself knows.
    fn known(&self, field: &Field) -> Option<Value> {
        let sender = self.report.sender;
        Some(match field.role? {
            Role::UnitCode => sender.unit.code.as_str().into(),
            Role::UnitName => sender.name.as_str().into(),
            Role::Collection => self.report.collection.id.as_str().into(),
            Role::CoverDate => self.report.dates.report.into(),
        })
    }

    fn of_kind(&self, rng: &mut Rng, at: usize) -> Value {
        let sender = self.report.sender;
        let field = &self.form.fields[at];
        match &field.kind {
            FieldKind::Text | FieldKind::Any => self.text(rng, at).into(),
            FieldKind::Email => mail(&person(rng, sender.hills), &sender.domain()).into(),
            FieldKind::Uri => format!(
                "https://{}/bai-viet/{}",
                sender.domain(),
                rng.u32(1_000..10_000)
            )
            .into(),
            FieldKind::Number | FieldKind::Integer => self.amount(rng, at).into(),
            FieldKind::Boolean { .. } => chance(rng, self.chance_of_yes(field)).into(),
            FieldKind::Date => self.day(rng, at).into(),
            FieldKind::DateTime => {
                let day = self.day(rng, at);
                format!("{day}T{:02}:30:00", rng.u32(7..17)).into()
            }
            FieldKind::Time => format!("{:02}:30:00", rng.u32(7..17)).into(),
            FieldKind::Year => self.day(rng, at).year().unsigned_abs().into(),
            FieldKind::YearMonth => self.day(rng, at).format("%Y-%m").to_string().into(),
            FieldKind::Duration => format!("P{}D", rng.u32(1..=20)).into(),
            FieldKind::List { delimiter, item } => {
                let one = |rng: &mut Rng| match **item {
                    FieldKind::Number | FieldKind::Integer => rng.u32(1..=20).to_string(),
                    FieldKind::Date => self.day(rng, at).format("%d/%m/%Y").to_string(),
                    _ => phrase::word(rng).to_owned(),
                };
                format!("{}{delimiter}{}", one(rng), one(rng)).into()
            }
        }
    }

    fn text(&self, rng: &mut Rng, at: usize) -> String {
        let field = &self.form.fields[at];
        if let Some(text) = field
            .constraints
            .pattern
            .as_ref()
            .and_then(|pattern| pattern::text(rng, pattern.as_str()))
        {
            return text;
        }
        let rules = self.report.province.campaign.across.iter();
        let mut one_sender = rules.filter_map(|rule| match rule {
            AcrossRule::OneSender { form, field, .. } if *form == self.form.id => Some(field),
            _ => None,
        });
        let own = self.form.key.contains(&at) || one_sender.any(|one| *one == field.name);
        phrase::text(rng, self.report, field, own)
    }

    /// Mostly yes; what does not apply is rare.
    fn chance_of_yes(&self, field: &Field) -> f64 {
        let scoring = self.report.province.campaign.scoring.iter();
        let mut sources = scoring.flat_map(|one| one.own.iter().chain(&one.review));
        let excuses = sources.any(|source| {
            source.form == self.form.id && source.not_applicable.as_ref() == Some(&field.name)
        });
        if excuses { 0.04 } else { 0.85 }
    }

    /// A whole number within all bounds, or the least number where there is no whole one.
    fn amount(&self, rng: &mut Rng, at: usize) -> f64 {
        let range = self.range(at);
        let (first, last) = (range.0.ceil(), range.1.floor());
        if first > last {
            return range.0;
        }
        first + (rng.f64() * (last - first + 1.0)).floor().min(last - first)
    }

    /// The least and the greatest number that a field may have here.
    fn range(&self, at: usize) -> (f64, f64) {
        let field = &self.form.fields[at];
        let limits = &field.constraints;
        let step = if field.kind == FieldKind::Integer {
            1.0
        } else {
            0.5
        };
        let above = number(limits.exclusive_minimum).map(|bound| bound + step);
        let below = number(limits.exclusive_maximum).map(|bound| bound - step);
        let least = [number(limits.minimum), above, Some(0.0)];
        let least = least.into_iter().flatten().next().unwrap_or(0.0);
        let most = [number(limits.maximum), below].into_iter().flatten();
        let most = most.fold(f64::INFINITY, f64::min);
        let wholes = self.form.rules.iter().filter_map(|rule| match *rule {
            Rule::AtMost { field, other } if field == at => self.number(other),
            Rule::AtMostCriterion { field, criterion } if field == at => self.maximum(criterion),
            _ => None,
        });
        let whole = wholes.fold(f64::INFINITY, f64::min);
        let usual = self.usual(field, least, whole.min(most));
        // What is usual gives way to what is allowed.
        let least = usual.0.clamp(least, most.min(whole).max(least));
        (least, usual.1.min(most).min(whole).max(least))
    }

    /// What units usually write between two bounds, the greater of which may be infinite.
    fn usual(&self, field: &Field, least: f64, most: f64) -> (f64, f64) {
        let before = self
            .report
            .province
            .campaign
            .across
            .iter()
            .find_map(|rule| match rule {
                AcrossRule::YearBefore {
                    form,
                    field: of,
                    measure,
                    ..
                } if *form == self.form.id && *of == field.name => {
                    let unit = self.report.sender.unit.code.clone();
                    let baseline = &self.report.province.campaign.baseline;
                    baseline.get(&(unit, measure.clone())).copied()
                }
                _ => None,
            });
        if let Some(promised) = self.promised(field) {
            return (promised * NEAR_PROMISE.0, promised * NEAR_PROMISE.1);
        }
        match before {
            Some(before) => (before * NEAR_BEFORE.0, before * NEAR_BEFORE.1),
            None if field.label.contains('%') => USUAL_PERCENT,
            None if most.is_finite() => ((most * USUAL_PART).floor(), most),
            // One of a hundred and a share of one look alike: see `validate::percent`.
            None if field.kind == FieldKind::Number => (least.max(2.0), least + USUAL),
            None => (least.max(1.0), least + USUAL),
        }
    }

    /// The maximum of the criterion that a field names.
    fn maximum(&self, at: usize) -> Option<f64> {
        let Some(Value::Text(code)) = &self.row[at] else {
            return None;
        };
        let mut criteria = self.report.province.campaign.criteria.iter();
        criteria
            .find(|one| one.code == *code)
            .map(|one| one.maximum)
    }

    /// A day of the collection, of the school year where the form asks for one, within its bounds.
    fn day(&self, rng: &mut Rng, at: usize) -> NaiveDate {
        let (mut from, mut to) = self.report.days();
        let year = &self.report.province.campaign.period;
        if self.form.rules.contains(&Rule::InSchoolYear { field: at }) {
            from = from.max(*year.start());
            to = to.min(*year.end());
        }
        let limits = &self.form.fields[at].constraints;
        let least = [
            day(limits.minimum),
            day(limits.exclusive_minimum).and_then(|day| day.succ_opt()),
        ];
        let most = [
            day(limits.maximum),
            day(limits.exclusive_maximum).and_then(|day| day.pred_opt()),
        ];
        for bound in least.into_iter().flatten() {
            from = from.max(bound);
            to = to.max(bound);
        }
        for bound in most.into_iter().flatten() {
            from = from.min(bound);
            to = to.min(bound);
        }
        day_between(rng, from, to)
    }
}

fn number(bound: Option<Bound>) -> Option<f64> {
    match bound? {
        Bound::Number(number) => Some(number),
        _ => None,
    }
}

fn day(bound: Option<Bound>) -> Option<NaiveDate> {
    match bound? {
        Bound::Date(day) => Some(day),
        Bound::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

/// A value as a form writes the values it allows.
fn as_written(text: &str, kind: &FieldKind) -> Value {
    match kind {
        FieldKind::Number | FieldKind::Integer | FieldKind::Year => {
            text.parse::<f64>().map_or_else(|_| text.into(), Into::into)
        }
        FieldKind::Date => text
            .parse::<NaiveDate>()
            .map_or_else(|_| text.into(), Into::into),
        FieldKind::Boolean { .. } => (text == "true").into(),
        _ => text.into(),
    }
}
