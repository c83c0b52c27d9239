//! What findings leave of each row: the fields in doubt, and so its standing.

use super::Submission;
use crate::campaign::Campaign;
use crate::finding::{Finding, Place};
use crate::validate::{Row, Standing, Table};

/// Settles every row of a submission.
pub(super) fn settle(submission: &mut Submission, campaign: &Campaign) {
    let findings = &submission.findings;
    for table in &mut submission.tables {
        let Some(form) = campaign.form(&table.form) else {
            continue;
        };
        let doubtful: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.causes_doubt() && is_of(&finding.place, table))
            .collect();
        for at in 0..table.rows.len() {
            let mut doubt = Vec::new();
            for finding in doubtful
                .iter()
                .filter(|one| touches(&one.place, &table.rows[at], table))
            {
                match finding
                    .place
                    .field
                    .as_ref()
                    .and_then(|name| form.position(name))
                {
                    Some(field) => doubt.push(field),
                    None => doubt.extend(0..form.fields.len()),
                }
            }
            doubt.sort_unstable();
            doubt.dedup();
            let row = &mut table.rows[at];
            if !matches!(row.standing, Standing::Excluded(_)) {
                row.standing = if doubt.is_empty() {
                    Standing::Certain
                } else {
                    Standing::Doubt
                };
            }
            row.doubt = doubt;
        }
    }
}

/// Whether a place lies on the table's sheet and speaks of its form.
fn is_of(place: &Place, table: &Table) -> bool {
    place.form.as_ref() == Some(&table.form) && place.sheet.as_ref() == Some(&table.sheet)
}

/// Whether a place of the table's sheet touches a row; of a record, all of it is one row.
fn touches(place: &Place, row: &Row, table: &Table) -> bool {
    let is_record = matches!(table.cells, crate::validate::Cells::Record(_));
    is_record || place.range.is_none_or(|range| range.has_row(row.row))
}
