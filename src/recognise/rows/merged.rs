//! Merged cells in the body of a table: over rows they speak for each, over columns they are asked
//! about.

use std::borrow::Cow;

use crate::finding::{Fault, Finding, Place};
use crate::location::Range;
use crate::recognise::{Cells, RawRow, RecognisedSheet};

use super::super::view::View;

/// Gives each data row the values of merged cells that began further up, and asks about cells
/// merged over the columns of several fields.
pub(super) fn fill<'a>(view: View<'a>, read: &mut RecognisedSheet<'a>) -> Vec<Finding> {
    let Cells::Columns(columns) = read.cells.clone() else {
        return Vec::new();
    };
    let judged = |at: usize| !read.form.fields[at].ordinal;
    // The last row each field is filled down to: merged cells of a sound file never overlap.
    let mut reached = vec![0; columns.len()];
    let mut findings = Vec::new();
    let mut merges: Vec<Range> = view.merges().filter(|one| one.first != one.last).collect();
    merges.sort_unstable();
    for merge in merges {
        let Ok(first) = place_of(&read.rows, merge.first.row) else {
            continue; // a label, a heading, a total
        };
        let Some(value) = view.get(merge.first) else {
            continue;
        };
        let inside = |column: u32| (merge.first.column..=merge.last.column).contains(&column);
        let mut covered: Vec<usize> = (0..columns.len())
            .filter(|at| columns[*at].is_some_and(inside) && judged(*at))
            .collect();
        covered.sort_by_key(|at| columns[*at]);
        if covered.iter().any(|at| reached[*at] >= merge.first.row) {
            continue;
        }
        for at in &covered {
            reached[*at] = merge.last.row;
        }
        let last = read.rows.partition_point(|row| row.row <= merge.last.row);
        let own = covered.first().copied();
        if let Some(at) = own.filter(|at| columns[*at] == Some(merge.first.column)) {
            for row in &mut read.rows[first + 1..last] {
                if row.values[at].is_none() {
                    row.values[at] = Some(Cow::Borrowed(value));
                    row.taken.push((at, merge.first));
                }
            }
        }
        if covered.len() > 1 {
            let rows = read.rows[first..last].chunk_by(|one, next| one.row + 1 == next.row);
            for rows in rows {
                let across = |at: &usize| merged_across(read, rows, *at);
                findings.extend(covered.iter().filter_map(across));
            }
        }
    }
    findings
}

/// The place of a row among the data rows.
fn place_of(rows: &[RawRow<'_>], row: u32) -> Result<usize, usize> {
    rows.binary_search_by_key(&row, |one| one.row)
}

/// Asks about a field of consecutive rows.
fn merged_across(read: &RecognisedSheet<'_>, rows: &[RawRow<'_>], field: usize) -> Option<Finding> {
    let place = Place {
        range: Some(Range {
            first: read.cells.cell(rows.first()?.row, field)?,
            last: read.cells.cell(rows.last()?.row, field)?,
        }),
        form: Some(read.form.id.clone()),
        field: Some(read.form.fields[field].name.clone()),
        ..Place::sheet(&read.name)
    };
    Some(Finding::new(place, Fault::MergedAcross))
}
