//! What a newer file changes against the one whose place it took, and what it may have lost.
//!
//! Rows are compared by their key within a form; rows without a key, which may stand anywhere, by
//! what they hold. Findings are compared by kind, field and row, never by address: rows move.

use std::collections::{BTreeMap, BTreeSet};

use super::{Submission, standing};
use crate::campaign::{Campaign, Form, Role};
use crate::finding::{Code, Fault, Finding, Place, Replaced, Severity};
use crate::id::{FieldName, FormId};
use crate::validate::{Cells, Row, Standing, Table, Value};

/// Notes for each newer file how it differs from the one before it, and asks about what the
/// counting one lacks; each chain is a sender's accepted files in their order.
pub(super) fn compare(submissions: &mut [Submission], chains: &[Vec<usize>], campaign: &Campaign) {
    for chain in chains {
        let Some((last, formers)) = chain.split_last() else {
            continue;
        };
        for former in formers {
            // Standing tells which rows nothing was wrong with.
            standing::settle(&mut submissions[*former], campaign);
        }
        let mut found: Vec<(usize, Finding)> = Vec::new();
        for pair in chain.windows(2) {
            let fault = difference(&submissions[pair[0]], &submissions[pair[1]], campaign);
            found.push((pair[1], Finding::new(Place::file(), fault)));
        }
        let formers: Vec<&Submission> = formers.iter().rev().map(|at| &submissions[*at]).collect();
        for finding in losses(&formers, &submissions[*last], campaign) {
            found.push((*last, finding));
        }
        for (at, finding) in found {
            submissions[at].findings.push(finding);
        }
    }
}

/// The rows and findings by which two files differ.
fn difference(former: &Submission, newer: &Submission, campaign: &Campaign) -> Fault {
    let forms: BTreeSet<&FormId> = [former, newer]
        .iter()
        .flat_map(|one| one.tables.iter().map(|table| &table.form))
        .collect();
    let mut sum = Change::default();
    for form in forms.into_iter().filter_map(|id| campaign.form(id)) {
        let change = Change::between(&rows(former, form), &rows(newer, form));
        sum.added += change.added;
        sum.removed += change.removed;
        sum.changed += change.changed;
    }
    let (before, after) = (issues(former, campaign), issues(newer, campaign));
    Fault::Resubmission(Replaced {
        former: former.file.clone(),
        added: sum.added,
        removed: sum.removed,
        changed: sum.changed,
        mended: more(&before, &after),
        new: more(&after, &before),
    })
}

/// What the counting file has no more: sheets with data, and rows that nothing was wrong with. A
/// loss is asked about once a form, against the latest former file that shows it, so that it is not
/// forgotten when yet another file comes.
fn losses(formers: &[&Submission], newer: &Submission, campaign: &Campaign) -> Vec<Finding> {
    let Some(asked) = newer
        .collection
        .as_ref()
        .and_then(|id| campaign.collection(id))
    else {
        return Vec::new();
    };
    let loss = |form: &Form| {
        let fault = formers
            .iter()
            .find_map(|former| lost(former, newer, form))?;
        let sheet = newer.tables.iter().find(|table| table.form == form.id);
        let place = Place {
            sheet: sheet.map(|table| std::sync::Arc::clone(&table.sheet)),
            form: Some(form.id.clone()),
            ..Place::file()
        };
        Some(Finding::new(place, fault))
    };
    campaign.forms_of(asked).filter_map(loss).collect()
}

/// What of a form the former file had and the newer one has not.
fn lost(former: &Submission, newer: &Submission, form: &Form) -> Option<Fault> {
    let table = former.tables.iter().find(|table| table.form == form.id);
    let table = table.filter(|table| table.has_data(form))?;
    if !newer.tables.iter().any(|table| table.form == form.id) {
        return Some(Fault::LostSheet {
            sheet: table.sheet.to_string(),
            former: former.file.clone(),
        });
    }
    let (before, now) = (rows(former, form), rows(newer, form));
    let change = Change::between(&before, &now);
    (change.sound_removed > change.added).then(|| Fault::FewerRows {
        former: former.file.clone(),
        before: before.values().map(Vec::len).sum(),
        now: now.values().map(Vec::len).sum(),
    })
}

/// What tells a row apart from the others of its form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Identity {
    /// Its key; empty for a record, which is one row.
    Key(String),
    /// All it holds, where it has no key.
    Content(String),
}

impl Identity {
    fn of(row: &Row, table: &Table, form: &Form) -> Self {
        match (&row.key, &table.cells) {
            (Some(key), _) => Self::Key(key.to_string()),
            (None, Cells::Record(_)) => Self::Key(String::new()),
            (None, Cells::Columns(_)) => Self::Content(content(row, form)),
        }
    }
}

/// What a row holds, without its running number and the day on the cover.
fn content(row: &Row, form: &Form) -> String {
    let counts = |at: &usize| {
        let field = &form.fields[*at];
        !field.ordinal && field.role != Some(Role::CoverDate)
    };
    let shown = |at: usize| row.values[at].as_ref().map(Value::shown);
    let parts = (0..row.values.len()).filter(counts);
    let parts: Vec<String> = parts.map(|at| shown(at).unwrap_or_default()).collect();
    parts.join("\u{1f}")
}

/// A form's rows by what tells them apart: what each holds, and whether nothing is open against it.
type Rows = BTreeMap<Identity, Vec<(String, bool)>>;

fn rows(submission: &Submission, form: &Form) -> Rows {
    let mut rows = Rows::new();
    let tables = submission.tables.iter();
    for table in tables.filter(|table| table.form == form.id) {
        for row in &table.rows {
            let sound = row.standing == Standing::Certain;
            let own = rows.entry(Identity::of(row, table, form)).or_default();
            own.push((content(row, form), sound));
        }
    }
    rows
}

/// How many rows of a form differ.
#[derive(Debug, Default, PartialEq, Eq)]
struct Change {
    added: usize,
    removed: usize,
    changed: usize,
    /// The removed ones that nothing was open against.
    sound_removed: usize,
}

impl Change {
    fn between(before: &Rows, now: &Rows) -> Self {
        let mut change = Self::default();
        let none = Vec::new();
        for (identity, old) in before {
            let new = now.get(identity).unwrap_or(&none);
            let pairs = old.iter().zip(new);
            change.changed += pairs.filter(|(old, new)| old.0 != new.0).count();
            let gone = old.iter().skip(new.len());
            change.removed += gone.clone().count();
            change.sound_removed += gone.filter(|(_, sound)| *sound).count();
        }
        for (identity, new) in now {
            let old = before.get(identity).map_or(0, Vec::len);
            change.added += new.len().saturating_sub(old);
        }
        change
    }
}

type Issue = (Code, Option<FormId>, Option<FieldName>, Option<Identity>);

/// The errors and queries about a file's content, by kind, field and row.
fn issues(submission: &Submission, campaign: &Campaign) -> BTreeMap<Issue, usize> {
    let mut issues: BTreeMap<Issue, usize> = BTreeMap::new();
    for finding in &submission.findings {
        let code = finding.fault.code();
        if finding.severity == Severity::Note || is_of_several_files(code) {
            continue;
        }
        let place = &finding.place;
        let row = identity_at(submission, place, campaign);
        let issue = (code, place.form.clone(), place.field.clone(), row);
        *issues.entry(issue).or_default() += 1;
    }
    issues
}

/// Whether findings of this kind come from other files, so that a newer one cannot mend them.
fn is_of_several_files(code: Code) -> bool {
    matches!(
        code,
        Code::IdenticalCopy
            | Code::SharedBytes
            | Code::Late
            | Code::NoReceipt
            | Code::Resubmission
            | Code::LostSheet
            | Code::FewerRows
            | Code::ClaimedTwice
    )
}

/// The row a finding stands in; none where it is of a sheet or a heading.
fn identity_at(submission: &Submission, place: &Place, campaign: &Campaign) -> Option<Identity> {
    let form = campaign.form(place.form.as_ref()?)?;
    let range = place.range?;
    let of_form =
        |table: &&Table| table.form == form.id && Some(&table.sheet) == place.sheet.as_ref();
    let table = submission.tables.iter().find(of_form)?;
    let row = match &table.cells {
        Cells::Record(_) => table.rows.first()?,
        Cells::Columns(_) => {
            let at = table.rows.partition_point(|row| row.row < range.first.row);
            table.rows.get(at).filter(|row| range.has_row(row.row))?
        }
    };
    Some(Identity::of(row, table, form))
}

/// How many more there are in one than in the other.
fn more(one: &BTreeMap<Issue, usize>, other: &BTreeMap<Issue, usize>) -> usize {
    let surplus = |(issue, count): (&Issue, &usize)| {
        count.saturating_sub(other.get(issue).copied().unwrap_or_default())
    };
    one.iter().map(surplus).sum()
}
