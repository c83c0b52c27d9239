//! Which of the campaign's checks a return underwent, and which it could not, with the reason: what
//! was not looked at must not pass for sound.

use std::collections::{BTreeMap, BTreeSet};

use super::{Settled, Submission, SubmissionState, peers};
use crate::campaign::{AcrossRule, Campaign, Collection, Form, Unit};
use crate::id::{CollectionId, FieldName, FormId, UnitTypeId};

/// What was checked of one return.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// How many checks were made: each constraint of each field, each key, each rule.
    pub run: usize,
    /// Those that could not be, by form, fields and reason.
    pub skipped: Vec<Skipped>,
}

/// Checks that could not be made for one reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skipped {
    /// The form.
    pub form: FormId,
    /// The fields that are missing, or that the checks are about; none where it is all of the form.
    pub fields: Vec<FieldName>,
    /// Why.
    pub reason: Reason,
    /// The checks, in Table Schema's words where it has some.
    pub checks: BTreeSet<&'static str>,
    /// How many there are.
    pub count: usize,
}

/// Why a check could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The form's sheet is missing or cannot be read.
    NoSheet,
    /// A column or label is missing.
    NoField,
    /// The unit has no usable return of the other collection.
    NoOtherReturn,
    /// The run does not look at the other collection.
    NotLookedAt,
    /// Too few units of its type sent one, or half of them the same number.
    FewPeers,
    /// The year before is not known of the unit.
    NoYearBefore,
}

impl Reason {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoSheet => "no-sheet",
            Self::NoField => "no-field",
            Self::NoOtherReturn => "no-other-return",
            Self::NotLookedAt => "not-looked-at",
            Self::FewPeers => "few-peers",
            Self::NoYearBefore => "no-year-before",
        }
    }
}

/// One check that a form declares.
struct Check {
    name: &'static str,
    fields: Vec<usize>,
}

/// Collections and unit types.
type Comparable = BTreeSet<(CollectionId, UnitTypeId)>;

/// The checks of a campaign, as far as the returns of a run allow them.
pub struct Checks<'s> {
    settled: &'s Settled,
    campaign: &'s Campaign,
    /// Of each form.
    of_forms: BTreeMap<&'s FormId, Vec<Check>>,
    /// The rules across returns, each with the collections and unit types in which it finds peers
    /// enough.
    across: Vec<(&'s AcrossRule, Comparable)>,
    /// The collections that the run looks at.
    looked_at: BTreeSet<&'s CollectionId>,
}

impl Settled {
    /// The checks that were made, and those that could not be.
    #[must_use]
    pub fn checks<'s>(&'s self, campaign: &'s Campaign) -> Checks<'s> {
        let of_forms = campaign.forms.iter();
        let across = campaign.across.iter();
        Checks {
            settled: self,
            campaign,
            of_forms: of_forms.map(|form| (&form.id, checks(form))).collect(),
            across: across
                .map(|rule| (rule, self.comparable(rule, campaign)))
                .collect(),
            looked_at: self.returns.keys().map(|(_, id)| id).collect(),
        }
    }

    /// The collections and unit types in which a rule finds peers enough.
    fn comparable(&self, rule: &AcrossRule, campaign: &Campaign) -> Comparable {
        let AcrossRule::Peers {
            form, field, per, ..
        } = rule
        else {
            return Comparable::new();
        };
        let fields = (field, per.as_ref());
        peers::comparable(&self.submissions, &self.returns, form, fields, campaign)
    }
}

impl Checks<'_> {
    /// What was checked of a submission; none of one that is not accepted.
    #[must_use]
    pub fn coverage(&self, submission: &Submission) -> Option<Coverage> {
        let unit = self.campaign.unit(submission.unit.as_ref()?)?;
        let collection = self.campaign.collection(submission.collection.as_ref()?)?;
        if submission.state != SubmissionState::Accepted {
            return None;
        }
        let mut tally = Tally::default();
        for form in self.campaign.forms_of(collection) {
            self.of_form(submission, form, (collection, unit), &mut tally);
        }
        for rule in &self.across {
            self.of_rule(submission, rule, (collection, unit), &mut tally);
        }
        Some(tally.coverage())
    }

    /// Takes note of the checks that a form declares.
    fn of_form(
        &self,
        submission: &Submission,
        form: &Form,
        (collection, unit): (&Collection, &Unit),
        tally: &mut Tally,
    ) {
        let table = submission.tables.iter().find(|table| table.form == form.id);
        let is_asked = |at: &usize| self.campaign.asks(&form.fields[*at], collection, unit);
        for check in self.of_forms.get(&form.id).into_iter().flatten() {
            if !check.fields.iter().all(is_asked) {
                continue;
            }
            let Some(table) = table else {
                tally.skip(&form.id, Vec::new(), Reason::NoSheet, check.name);
                continue;
            };
            let missing = check.fields.iter().filter(|at| !table.cells.has(**at));
            let missing: Vec<FieldName> = missing.map(|at| form.fields[*at].name.clone()).collect();
            if missing.is_empty() {
                tally.run += 1;
            } else {
                tally.skip(&form.id, missing, Reason::NoField, check.name);
            }
        }
    }

    /// Takes note of a rule across returns, where it is about a form of this one.
    fn of_rule(
        &self,
        submission: &Submission,
        rule: &(&AcrossRule, Comparable),
        (collection, unit): (&Collection, &Unit),
        tally: &mut Tally,
    ) {
        let Some((name, form, field, reason)) = self.made(rule, collection, unit) else {
            return;
        };
        let is_read = submission.tables.iter().any(|table| table.form == *form);
        if collection.forms.contains(form) && is_read {
            match reason {
                None => tally.run += 1,
                Some(reason) => {
                    tally.skip(form, field.into_iter().cloned().collect(), reason, name);
                }
            }
        }
    }

    /// A rule's name, form and field, and why it cannot be held to a unit's return, if so; none where
    /// it is not about this collection.
    fn made<'r>(
        &self,
        (rule, comparable): &'r (&AcrossRule, Comparable),
        collection: &Collection,
        unit: &Unit,
    ) -> Option<Made<'r>> {
        Some(match rule {
            AcrossRule::NeedsReturn {
                form,
                collection: other,
                ..
            } => {
                let reason = (!self.looked_at.contains(other)).then_some(Reason::NotLookedAt);
                ("needs-return", form, None, reason)
            }
            AcrossRule::RefersTo {
                form,
                field,
                collection: other,
                other_form,
                ..
            } => {
                let reason = if self.looked_at.contains(other) {
                    let usable = self.has_rows(unit, other, other_form);
                    (!usable).then_some(Reason::NoOtherReturn)
                } else {
                    Some(Reason::NotLookedAt)
                };
                ("refers-to", form, Some(field), reason)
            }
            AcrossRule::Peers { form, field, .. } => {
                let group = (collection.id.clone(), unit.unit_type.clone());
                let reason = (!comparable.contains(&group)).then_some(Reason::FewPeers);
                ("peers", form, Some(field), reason)
            }
            AcrossRule::OneSender { form, field, .. } => ("one-sender", form, Some(field), None),
            AcrossRule::YearBefore {
                form,
                field,
                collection: only,
                measure,
                ..
            } => {
                if only.as_ref().is_some_and(|only| *only != collection.id) {
                    return None;
                }
                let key = (unit.code.clone(), measure.clone());
                let known = self.campaign.baseline.contains_key(&key);
                let reason = (!known).then_some(Reason::NoYearBefore);
                ("year-before", form, Some(field), reason)
            }
        })
    }

    /// Whether a unit's counting return of a collection has rows of a form.
    fn has_rows(&self, unit: &Unit, collection: &CollectionId, form: &FormId) -> bool {
        let key = (unit.code.clone(), collection.clone());
        let own = self.settled.returns.get(&key);
        own.and_then(|own| own.counting).is_some_and(|at| {
            let tables = &self.settled.submissions[at].tables;
            tables
                .iter()
                .any(|table| table.form == *form && !table.rows.is_empty())
        })
    }
}

/// A rule's name, form and field, and why it cannot be held to a return, if so.
type Made<'r> = (
    &'static str,
    &'r FormId,
    Option<&'r FieldName>,
    Option<Reason>,
);

/// The names of some checks, and how many there are.
type Named = (BTreeSet<&'static str>, usize);

/// Counts checks.
#[derive(Default)]
struct Tally {
    run: usize,
    skipped: BTreeMap<(FormId, Vec<FieldName>, Reason), Named>,
}

impl Tally {
    fn skip(&mut self, form: &FormId, fields: Vec<FieldName>, reason: Reason, name: &'static str) {
        let entry = self
            .skipped
            .entry((form.clone(), fields, reason))
            .or_default();
        entry.0.insert(name);
        entry.1 += 1;
    }

    fn coverage(self) -> Coverage {
        let skipped = self.skipped.into_iter();
        Coverage {
            run: self.run,
            skipped: skipped
                .map(|((form, fields, reason), (checks, count))| Skipped {
                    form,
                    fields,
                    reason,
                    checks,
                    count,
                })
                .collect(),
        }
    }
}

/// All that a form declares to be checked.
fn checks(form: &Form) -> Vec<Check> {
    let mut all = Vec::new();
    for (at, field) in form
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !field.ordinal)
    {
        let bounds = &field.constraints;
        let declared = [
            ("type", true),
            ("required", bounds.required),
            ("unique", bounds.unique),
            ("minLength", bounds.min_length.is_some()),
            ("maxLength", bounds.max_length.is_some()),
            ("minimum", bounds.minimum.is_some()),
            ("maximum", bounds.maximum.is_some()),
            ("exclusiveMinimum", bounds.exclusive_minimum.is_some()),
            ("exclusiveMaximum", bounds.exclusive_maximum.is_some()),
            ("pattern", bounds.pattern.is_some()),
            ("enum", !bounds.one_of.is_empty()),
            ("foreignKeys", field.reference.is_some()),
        ];
        let declared = declared.into_iter().filter(|(_, is_declared)| *is_declared);
        all.extend(declared.map(|(name, _)| Check {
            name,
            fields: vec![at],
        }));
    }
    let key = std::iter::once(("primaryKey", form.key.clone())).filter(|(_, key)| !key.is_empty());
    let unique = form
        .unique_keys
        .iter()
        .map(|key| ("uniqueKeys", key.clone()));
    let foreign = form
        .foreign_keys
        .iter()
        .map(|key| ("foreignKeys", key.fields.clone()));
    let rules = form.rules.iter().map(|rule| (rule.name(), rule.fields()));
    let rest = key.chain(unique).chain(foreign).chain(rules);
    all.extend(rest.map(|(name, fields)| Check { name, fields }));
    all
}
