//! What findings leave of each row: the fields in doubt, and so its standing.

use super::Submission;
use crate::campaign::Campaign;
use crate::finding::Place;
use crate::validate::{Cells, Standing, Table};

/// Settles every row of a submission.
pub(super) fn settle(submission: &mut Submission, campaign: &Campaign) {
    let findings = &submission.findings;
    for table in &mut submission.tables {
        let Some(form) = campaign.form(&table.form) else {
            continue;
        };
        for row in &mut table.rows {
            row.doubt.clear();
        }
        for finding in findings {
            if finding.causes_doubt() && is_of(&finding.place, table) {
                let name = finding.place.field.as_ref();
                let field = name.and_then(|name| form.position(name));
                for at in touched(&finding.place, table) {
                    let doubt = &mut table.rows[at].doubt;
                    match field {
                        Some(field) => doubt.push(field),
                        None => doubt.extend(0..form.fields.len()),
                    }
                }
            }
        }
        for row in &mut table.rows {
            row.doubt.sort_unstable();
            row.doubt.dedup();
            if !matches!(row.standing, Standing::Excluded(_)) {
                row.standing = if row.doubt.is_empty() {
                    Standing::Certain
                } else {
                    Standing::Doubt
                };
            }
        }
    }
}

/// Whether a place lies on the table's sheet and speaks of its form.
fn is_of(place: &Place, table: &Table) -> bool {
    place.form.as_ref() == Some(&table.form) && place.sheet.as_ref() == Some(&table.sheet)
}

/// The rows of its table that a place touches, by position; of a record, all of it is one row.
fn touched(place: &Place, table: &Table) -> std::ops::Range<usize> {
    let is_record = matches!(table.cells, Cells::Record(_));
    match place.range.filter(|_| !is_record) {
        None => 0..table.rows.len(),
        Some(range) => {
            let from = table.rows.partition_point(|row| row.row < range.first.row);
            let to = table.rows.partition_point(|row| row.row <= range.last.row);
            from..to
        }
    }
}
