//! The control totals of a form: what its head signs, and reading recomputes.

use super::formula::Area;
use super::plan::Plan;
use crate::recognise::control;

/// One figure.
pub(super) struct Control {
    /// What is added up; none where rows are counted.
    pub(super) label: Option<String>,
    pub(super) formula: String,
    /// Its value in the blank form.
    pub(super) blank: f64,
    /// By which reading knows it again.
    pub(super) key: String,
}

/// The number of rows of a table, and the sum of each of its numbers; the numbers of a record.
pub(super) fn of(plan: &Plan<'_>) -> Vec<Control> {
    let area = Area::new(plan);
    let form = &plan.form.id;
    let rows = plan.is_table().then(|| Control {
        label: None,
        formula: area.rows(),
        blank: count(plan.rows.len()),
        key: control::key(form, None),
    });
    let numbers = (0_u16..)
        .zip(plan.fields())
        .filter(|(_, field)| !field.ordinal && field.kind.is_number());
    let sums = numbers.map(|(nth, field)| Control {
        label: Some(field.label.clone()),
        formula: area.sum(nth, &[]),
        blank: plan
            .rows
            .iter()
            .filter_map(|row| row[usize::from(nth)].as_number())
            .sum(),
        key: control::key(form, Some(&field.name)),
    });
    rows.into_iter().chain(sums).collect()
}

/// A number of rows as a figure.
pub(super) fn count(rows: usize) -> f64 {
    f64::from(u32::try_from(rows).unwrap_or(u32::MAX))
}
