//! What waits for a ruling of the office: queries with what their units say to them, and files of
//! which nobody knows whose they are.

use std::collections::BTreeSet;

use super::ruling::{is_row, touched_by};
use super::{Settled, Subject, Submission, SubmissionState};
use crate::campaign::Campaign;
use crate::finding::{Code, Finding, Severity, State};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::validate::{Row, Table, Value};

/// Why something waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Wait {
    /// A query that the unit explains.
    Explained,
    /// A file that somebody must be found for: nobody knows whose it is, or its unit is gone.
    Unidentified,
    /// A query that nobody has explained yet.
    Unexplained,
}

/// A ruling that is asked for.
#[derive(Debug, Clone)]
pub struct Waiting<'s> {
    /// Why.
    pub wait: Wait,
    /// The file.
    pub submission: &'s Submission,
    /// What is to be ruled on.
    pub finding: &'s Finding,
    /// What the ruling must name.
    pub subject: Subject,
}

/// What waits, for the office and for others.
#[derive(Debug, Clone, Default)]
pub struct Waits<'s> {
    /// The rulings asked for, what is explained first, each once.
    pub rulings: Vec<Waiting<'s>>,
    /// Queries that no ruling can name, since their rows lack a part of their key.
    pub nameless: usize,
    /// Queries that end by themselves when a return comes that is missing.
    pub needs_return: Vec<Waiting<'s>>,
}

impl Settled {
    /// What waits for a ruling, and what must not be ruled on yet.
    #[must_use]
    pub fn waiting(&self, campaign: &Campaign) -> Waits<'_> {
        let mut waits = Waits::default();
        let mut seen = BTreeSet::new();
        for submission in self.current() {
            let sender = Sender::of(submission);
            for finding in &submission.findings {
                let Some(wait) = wait(sender, finding) else {
                    continue;
                };
                let subject = match wait {
                    Wait::Unidentified => Some(of_file(submission)),
                    _ => subject(submission, finding, campaign),
                };
                let Some(subject) = subject else {
                    waits.nameless += 1;
                    continue;
                };
                let named = (subject.clone(), finding.fault.code(), finding.value.clone());
                if !seen.insert(named) {
                    continue;
                }
                let needs_return = finding.fault.code() == Code::NeedsReturn;
                let list = if needs_return && wait == Wait::Unexplained {
                    &mut waits.needs_return
                } else {
                    &mut waits.rulings
                };
                list.push(Waiting {
                    wait,
                    submission,
                    finding,
                    subject,
                });
            }
        }
        // Stable: of one unit in the order of its files.
        waits.rulings.sort_by_key(|one| {
            let unit = one.submission.unit.as_ref();
            (one.wait, unit.map(|code| campaign.unit_position(code)))
        });
        waits
    }
}

/// Who answers for a file.
#[derive(Clone, Copy)]
enum Sender {
    /// Its unit.
    Unit,
    /// Nobody yet: who sent it is not known, or is gone; with the rule that says so.
    Nobody { rule: Option<&'static str> },
}

impl Sender {
    fn of(submission: &Submission) -> Self {
        let is_unknown = submission.state == SubmissionState::Unidentified;
        if is_unknown || submission.merger().is_some() {
            let rule = submission.rule;
            return Self::Nobody { rule };
        }
        Self::Unit
    }
}

fn wait(sender: Sender, finding: &Finding) -> Option<Wait> {
    let is_query = finding.severity == Severity::Query;
    match (finding.state, sender) {
        // The finding that says so; whatever else is wrong with the file is its sender's.
        (State::Open, Sender::Nobody { rule }) => {
            let says_so = Some(finding.fault.code().as_str()) == rule;
            says_so.then_some(Wait::Unidentified)
        }
        (State::Explained, _) => Some(Wait::Explained),
        (State::Open, Sender::Unit) if is_query => Some(Wait::Unexplained),
        _ => None,
    }
}

/// What a ruling must name that gives a file to a unit: ticked as it is, that of a merged unit goes
/// to the one that stands in its place.
fn of_file(submission: &Submission) -> Subject {
    let known = submission.unit.as_ref().map(ToString::to_string);
    let heir = submission.merger().map(|merger| merger.into.to_string());
    let collection = submission.collection.as_ref();
    Subject {
        unit: heir.or(known).unwrap_or_default(),
        collection: collection.map(ToString::to_string).unwrap_or_default(),
        sha256: submission.sha256.clone(),
        ..Subject::default()
    }
}

/// What a ruling on a finding must name; none where its row cannot be named.
fn subject(submission: &Submission, finding: &Finding, campaign: &Campaign) -> Option<Subject> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut subject = Subject {
        unit: text(submission.unit.as_ref().map(UnitCode::as_str)),
        collection: text(submission.collection.as_ref().map(CollectionId::as_str)),
        form: text(finding.place.form.as_ref().map(FormId::as_str)),
        ..Subject::default()
    };
    let is_of_form = !subject.form.is_empty();
    if !is_of_form || subject.unit.is_empty() || subject.collection.is_empty() {
        subject.sha256.clone_from(&submission.sha256);
    }
    if is_of_form && (subject.unit.is_empty() || subject.collection.is_empty()) {
        return None; // no row of a form counts before somebody is found for the file
    }
    let touched = touched_by(&finding.place, &submission.tables, campaign);
    if touched.is_empty() {
        return Some(subject);
    }
    touched.iter().find_map(|(table, row)| {
        let named = Subject {
            row_key: written_key(table, row, campaign),
            ..subject.clone()
        };
        is_row(row, table, &named).then_some(named)
    })
}

/// The key of a row as it is written, its parts joined; nothing for a record.
fn written_key(table: &Table, row: &Row, campaign: &Campaign) -> String {
    let parts = campaign.form(&table.form).map_or(&[][..], |form| &form.key);
    let shown = |at: &usize| row.values[*at].as_ref().map(Value::shown);
    let parts: Vec<String> = parts
        .iter()
        .map(|at| shown(at).unwrap_or_default())
        .collect();
    parts.join("|")
}
