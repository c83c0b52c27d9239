//! Whether a return is an earlier year's, sent again.

use super::Submission;
use crate::campaign::{Campaign, Role, Rule};
use crate::finding::{Fault, Source};
use chrono::NaiveDate;

/// So many days of an earlier year are no slip of the hand.
const FEWEST_DAYS: usize = 3;

/// The last of the days on which a return claims its facts, where all of them lie before the school
/// year: several, or any where the blank form it is written on is of another campaign.
///
/// Only days are looked at that the campaign itself holds to the year, and the cover's; a date of
/// birth says nothing.
pub(super) fn last_day(submission: &Submission, campaign: &Campaign) -> Option<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for table in &submission.tables {
        let Some(form) = campaign.form(&table.form) else {
            continue;
        };
        let held = form.rules.iter().filter_map(|rule| match rule {
            Rule::InSchoolYear { field } => Some(*field),
            _ => None,
        });
        for at in held.chain(form.role(Role::CoverDate)) {
            let values = table.rows.iter().filter_map(|row| row.values[at].as_ref());
            days.extend(values.filter_map(crate::validate::Value::as_date));
        }
    }
    let is_marked = submission.findings.iter().any(|finding| {
        matches!(
            &finding.fault,
            Fault::ConflictingIdentity { taken, source: Source::Mark, .. } if *taken == campaign.id
        )
    });
    let enough = days.len() >= FEWEST_DAYS || (is_marked && !days.is_empty());
    let last = days.into_iter().max().filter(|_| enough)?;
    (last < *campaign.period.start()).then_some(last)
}
