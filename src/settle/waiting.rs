//! What waits for a ruling of the office: queries with what their units say to them, and files of
//! which nobody knows whose they are.

use std::collections::BTreeSet;

use super::ruling::{is_row, touched_by};
use super::{Settled, Subject, Submission, SubmissionState};
use crate::campaign::Campaign;
use crate::finding::{Finding, Severity, State};
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

impl Settled {
    /// What waits for a ruling, what is explained first, each once; and how many queries no ruling
    /// can name, since their rows lack a part of their key.
    #[must_use]
    pub fn waiting(&self, campaign: &Campaign) -> (Vec<Waiting<'_>>, usize) {
        let (mut waiting, mut nameless) = (Vec::new(), 0);
        let mut seen = BTreeSet::new();
        for submission in self.current() {
            for finding in &submission.findings {
                let Some(wait) = wait(submission, finding) else {
                    continue;
                };
                let Some(subject) = subject(submission, finding, campaign) else {
                    nameless += 1;
                    continue;
                };
                let named = (subject.clone(), finding.fault.code(), finding.value.clone());
                if seen.insert(named) {
                    waiting.push(Waiting {
                        wait,
                        submission,
                        finding,
                        subject,
                    });
                }
            }
        }
        waiting.sort_by_key(|one| one.wait);
        (waiting, nameless)
    }
}

fn wait(submission: &Submission, finding: &Finding) -> Option<Wait> {
    let is_query = finding.severity == Severity::Query;
    let is_nobodys =
        submission.state == SubmissionState::Unidentified || submission.merger().is_some();
    match finding.state {
        // The finding that says so; whatever else is wrong with the file is its sender's.
        State::Open if is_nobodys => {
            let says_so = Some(finding.fault.code().as_str()) == submission.rule;
            says_so.then_some(Wait::Unidentified)
        }
        State::Explained => Some(Wait::Explained),
        State::Open if is_query => Some(Wait::Unexplained),
        _ => None,
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
    if let Some(merger) = submission.merger() {
        // Ticked as it is, the row gives the file to the unit that stands in the former one's place.
        subject.unit = merger.into.to_string();
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
