//! What units say to queries, bound to rule, row key and value.
//!
//! An explanation lapses by itself: it fits no finding once the value is another.

use std::collections::BTreeMap;

use super::{Settled, Submission, SubmissionState};
use crate::finding::{Finding, Personal, Severity, State};
use crate::hash::sha256;
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::lang::Lang;
use crate::validate::Cells;

/// How much of a hash stands for a row key and a value.
const DIGEST_LENGTH: usize = 16;

/// What an explanation is bound to: code, form, field, digest.
type Key = (String, String, String, String);

/// What all accepted files of each unit and collection explain, the later files' last word.
pub(super) type Explanations = BTreeMap<(UnitCode, CollectionId), BTreeMap<Key, String>>;

/// Stands for the row key and the value of a finding, in its file: what an explanation of it is
/// bound to. Of a finding without a value, what it says takes the value's place.
#[must_use]
pub fn digest(finding: &Finding, submission: &Submission) -> String {
    let row_key = row_key(finding, submission).unwrap_or_default();
    let said = || finding.message(Lang::En, Personal::Shown);
    let value = finding.value.clone().unwrap_or_else(said);
    let mut digest = sha256(format!("{row_key}\n{value}").as_bytes());
    digest.truncate(DIGEST_LENGTH);
    digest
}

/// The key of the row a finding stands in; none where it is about no row, or one without a key.
#[must_use]
pub fn row_key<'s>(finding: &Finding, submission: &'s Submission) -> Option<&'s str> {
    let place = &finding.place;
    let range = place
        .range
        .filter(|range| range.first.row == range.last.row)?;
    let table = submission.tables.iter().find(|table| {
        place.form.as_ref() == Some(&table.form) && place.sheet.as_ref() == Some(&table.sheet)
    })?;
    if matches!(table.cells, Cells::Record(_)) {
        return None;
    }
    let at = table
        .rows
        .binary_search_by_key(&range.first.row, |row| row.row);
    table.rows[at.ok()?].key.as_deref()
}

fn key(finding: &Finding, submission: &Submission) -> Key {
    let place = &finding.place;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    (
        finding.fault.code().as_str().to_owned(),
        text(place.form.as_ref().map(FormId::as_str)),
        text(place.field.as_ref().map(FieldName::as_str)),
        digest(finding, submission),
    )
}

/// Gathers what accepted files explain, those that newer ones replaced among them.
pub(super) fn gather(submissions: &[Submission]) -> Explanations {
    let mut accepted: Vec<&Submission> = submissions
        .iter()
        .filter(|one| {
            let state = one.state;
            !one.explanations.is_empty()
                && matches!(
                    state,
                    SubmissionState::Accepted | SubmissionState::Superseded
                )
        })
        .collect();
    accepted.sort_by_key(|one| (one.received_at, &one.file));
    let mut all = Explanations::new();
    for submission in accepted {
        let Some(whose) = submission.unit.clone().zip(submission.collection.clone()) else {
            continue;
        };
        let own = all.entry(whose).or_default();
        for one in &submission.explanations {
            for digest in &one.digests {
                let (code, form, field) = (one.code.clone(), one.form.clone(), one.field.clone());
                own.insert((code, form, field, digest.clone()), one.text.clone());
            }
        }
    }
    all
}

/// Takes the open queries that are explained as such.
pub(super) fn bind(submissions: &mut [Submission], all: &Explanations) {
    for submission in submissions {
        if submission.state != SubmissionState::Accepted {
            continue;
        }
        let whose = submission.unit.clone().zip(submission.collection.clone());
        let Some(own) = whose.and_then(|whose| all.get(&whose)) else {
            continue;
        };
        let explained: Vec<usize> = (0..submission.findings.len())
            .filter(|&at| {
                let finding = &submission.findings[at];
                let is_asked = finding.is_open() && finding.severity == Severity::Query;
                is_asked && own.contains_key(&key(finding, submission))
            })
            .collect();
        for at in explained {
            submission.findings[at].state = State::Explained;
        }
    }
}

impl Settled {
    /// What the unit says to a finding of a submission, if anything.
    #[must_use]
    pub fn explanation(&self, finding: &Finding, submission: &Submission) -> Option<&str> {
        let whose = submission.unit.clone().zip(submission.collection.clone())?;
        let own = self.explanations.get(&whose)?;
        own.get(&key(finding, submission)).map(String::as_str)
    }
}
