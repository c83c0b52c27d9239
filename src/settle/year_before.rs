//! Numbers far from the unit's own of the year before: asked about, and never a reason for doubt.

use super::Submission;
use super::across::{Returns, place, tables};
use crate::campaign::Campaign;
use crate::finding::{Fault, Finding};
use crate::id::{CollectionId, FieldName, FormId};
use crate::validate::Standing;

/// How far a number may be from that of the year before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How many times greater or smaller; more than 1.
    pub(super) factor: f64,
    /// The smallest difference that is asked about; 0 or more.
    pub(super) least: f64,
}

impl Limits {
    /// Whether value > factor × before or value < before / factor, and |value − before| ≥ least.
    /// Of numbers below zero a factor says nothing.
    fn are_passed(self, value: f64, before: f64) -> bool {
        let far = value > self.factor * before || value * self.factor < before;
        value >= 0.0 && before >= 0.0 && far && (value - before).abs() >= self.least
    }
}

/// The numbers of a field that lie far from those baseline.csv has of the same units.
pub(super) fn far(
    submissions: &[Submission],
    returns: &Returns,
    (form, field, only): (&FormId, &FieldName, Option<&CollectionId>),
    (measure, limits): (&str, Limits),
    campaign: &Campaign,
) -> Vec<(usize, Finding)> {
    let form = campaign.form(form);
    let Some((form, at)) = form.and_then(|form| Some((form, form.position(field)?))) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (unit, collection, submission, table) in tables(submissions, returns, &form.id) {
        let row = table.rows.first();
        let row = row.filter(|row| !matches!(row.standing, Standing::Excluded(_)));
        let before = campaign.baseline.get(&(unit.clone(), measure.to_owned()));
        if let Some((row, &before)) = row.zip(before)
            && only.is_none_or(|only| only == collection)
            && let Some(value) = row.values[at].as_ref()
            && let Some(number) = value.as_number()
            && limits.are_passed(number, before)
        {
            let finding = Finding::new(
                place(table, row, form, at),
                Fault::FarFromYearBefore { before },
            );
            let personal = form.fields[at].personal;
            found.push((
                submission,
                finding.with_value(Some(value.shown()), personal),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::Limits;

    #[test]
    fn a_number_is_far_only_beyond_the_factor_and_by_the_least_difference() {
        let limits = Limits {
            factor: 3.0,
            least: 20.0,
        };
        for (value, before, expected) in [
            (90.0, 30.0, false), // three times is not more than three times
            (91.0, 30.0, true),
            (30.0, 90.0, false),
            (29.0, 90.0, true),
            (19.0, 1.0, false), // 19 times, but only 18 more
            (21.0, 1.0, true),
            (0.0, 19.0, false),
            (0.0, 20.0, true),
            (20.0, 0.0, true),
            (19.0, 0.0, false),
            (0.0, 0.0, false),
            (-90.0, 30.0, false), // another fault's matter
            (90.0, -30.0, false),
        ] {
            assert_eq!(
                limits.are_passed(value, before),
                expected,
                "{value} {before}"
            );
        }
    }
}
