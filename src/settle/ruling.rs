//! Applies what the office ruled to rows and findings.
//!
//! Both steps return the places of the decisions that fit something; the rest have lapsed, see
//! [`lapsed`]. Assignments were applied when the files were read; here they are only looked for.

use std::collections::BTreeSet;

use super::Submission;
use super::decision::{Decision, Filed, Subject};
use crate::campaign::Campaign;
use crate::finding::{Fault, Finding, Place, RowRule, State};
use crate::id::{CollectionId, UnitCode};
use crate::text::{match_key, tidy};
use crate::validate::{Cells, Row, Standing, Table};

/// Takes rows out of the count.
pub(super) fn exclude_rows(submissions: &mut [Submission], decisions: &[Filed]) -> BTreeSet<usize> {
    let fits = |(at, filed): (usize, &Filed)| match &filed.decision {
        Decision::Exclude(row) => exclude(submissions, row).then_some(at),
        _ => None,
    };
    decisions.iter().enumerate().filter_map(fits).collect()
}

/// Accepts findings, when all of them are there.
pub(super) fn accept_findings(
    submissions: &mut [Submission],
    decisions: &[Filed],
    campaign: &Campaign,
) -> BTreeSet<usize> {
    let fits = |(at, filed): (usize, &Filed)| match &filed.decision {
        Decision::Accept { row, code, value } => {
            accept(submissions, row, (code, value), campaign).then_some(at)
        }
        Decision::Assign { sha256, .. } => submissions
            .iter()
            .any(|one| one.sha256 == *sha256)
            .then_some(at),
        Decision::Exclude(_) => None,
    };
    decisions.iter().enumerate().filter_map(fits).collect()
}

/// A finding for each decision that fits nothing any more, with its place among them.
pub(super) fn lapsed(decisions: &[Filed], fitting: &BTreeSet<usize>) -> Vec<(usize, Finding)> {
    let unfit = decisions
        .iter()
        .enumerate()
        .filter(|(at, _)| !fitting.contains(at));
    let finding = |(at, filed): (usize, &Filed)| {
        let decision = filed.decision.describe();
        let finding = Finding::new(Place::file(), Fault::LapsedDecision { decision });
        (at, finding)
    };
    unfit.map(finding).collect()
}

/// Whether a submission is the subject's, and not superseded.
fn is_of(submission: &Submission, subject: &Subject) -> bool {
    let is = |named: &str, own: Option<&str>| named.is_empty() || own == Some(named);
    submission.is_current()
        && is(&subject.sha256, Some(&submission.sha256))
        && is(
            &subject.unit,
            submission.unit.as_ref().map(UnitCode::as_str),
        )
        && is(
            &subject.collection,
            submission.collection.as_ref().map(CollectionId::as_str),
        )
}

/// Whether a row is the subject's: its key as a person may write it, nothing for a record.
pub(super) fn is_row(row: &Row, table: &Table, subject: &Subject) -> bool {
    let written: Vec<String> = subject.row_key.split('|').map(match_key).collect();
    match &row.key {
        Some(key) => **key == written.join("|"),
        None => subject.row_key.is_empty() && matches!(table.cells, Cells::Record(_)),
    }
}

fn exclude(submissions: &mut [Submission], subject: &Subject) -> bool {
    let mut found = false;
    for submission in submissions.iter_mut().filter(|one| is_of(one, subject)) {
        let Submission {
            tables, findings, ..
        } = submission;
        let tables = tables
            .iter_mut()
            .filter(|one| one.form.as_str() == subject.form);
        for table in tables {
            let own: Vec<bool> = table
                .rows
                .iter()
                .map(|row| is_row(row, table, subject))
                .collect();
            for (row, _) in table.rows.iter_mut().zip(own).filter(|(_, own)| *own) {
                row.standing = Standing::Excluded(RowRule::Decision);
                found = true;
                // What does not count need not be mended.
                for finding in findings.iter_mut() {
                    let place = &finding.place;
                    let here = place.form.as_ref() == Some(&table.form)
                        && place.sheet.as_ref() == Some(&table.sheet)
                        && place.range.is_some_and(|range| {
                            range.first.row == row.row && range.last.row == row.row
                        });
                    if here {
                        finding.state = State::Accepted;
                    }
                }
            }
        }
    }
    found
}

fn accept(
    submissions: &mut [Submission],
    subject: &Subject,
    (code, value): (&str, &str),
    campaign: &Campaign,
) -> bool {
    let mut found = false;
    for submission in submissions.iter_mut().filter(|one| is_of(one, subject)) {
        let Submission {
            tables, findings, ..
        } = submission;
        for finding in findings {
            let same = finding.fault.code().as_str() == code
                && is_same(finding.value.as_deref().unwrap_or_default(), value);
            if same && is_meant(&finding.place, subject, tables, campaign) {
                finding.state = State::Accepted;
                found = true;
            }
        }
    }
    found
}

/// Whether a value is the one accepted, as a spreadsheet program may have kept it.
fn is_same(value: &str, accepted: &str) -> bool {
    value == accepted || tidy(value) == tidy(accepted)
}

/// Whether a place is the subject's: a cell of its row; without a row key a place that is no row,
/// such as a sheet or a heading, or a record; without a form the file.
fn is_meant(place: &Place, subject: &Subject, tables: &[Table], campaign: &Campaign) -> bool {
    if place.form.as_ref().map_or("", |form| form.as_str()) != subject.form {
        return false;
    }
    if place.form.is_none() {
        return true;
    }
    match touched_by(place, tables, campaign).as_slice() {
        [] => subject.row_key.is_empty(),
        rows => rows.iter().any(|(table, row)| is_row(row, table, subject)),
    }
}

/// The rows that a place is about; none where it is about a heading, a sheet or the file.
pub(super) fn touched_by<'t>(
    place: &Place,
    tables: &'t [Table],
    campaign: &Campaign,
) -> Vec<(&'t Table, &'t Row)> {
    let Some(form) = place.form.as_ref().and_then(|id| campaign.form(id)) else {
        return Vec::new();
    };
    let field = place.field.as_ref().and_then(|name| form.position(name));
    tables
        .iter()
        .filter(|table| table.form == form.id && Some(&table.sheet) == place.sheet.as_ref())
        .flat_map(|table| rows_near(place, table).iter().map(move |row| (table, row)))
        .filter(|(table, row)| touches(place, table, row, field))
        .collect()
}

/// The rows of a table that a place can touch: those of its range, or the one of a record.
fn rows_near<'t>(place: &Place, table: &'t Table) -> &'t [Row] {
    match (&table.cells, place.range) {
        (_, None) => &[],
        (Cells::Record(_), _) => &table.rows,
        (Cells::Columns(_), Some(range)) => {
            let from = table.rows.partition_point(|row| row.row < range.first.row);
            let to = table.rows.partition_point(|row| row.row <= range.last.row);
            &table.rows[from..to.max(from)]
        }
    }
}

/// Whether a place is a cell of the row, or crosses it; of a record, all of it is one row.
fn touches(place: &Place, table: &Table, row: &Row, field: Option<usize>) -> bool {
    let Some(range) = place.range else {
        return false;
    };
    match (&table.cells, field.and_then(|at| table.cell(row, at))) {
        (Cells::Record(_), _) => true,
        (Cells::Columns(_), Some(cell)) => range.has(cell),
        (Cells::Columns(_), None) => range.has_row(row.row),
    }
}
