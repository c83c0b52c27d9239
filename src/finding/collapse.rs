//! One cause is one finding: "C7:C612", not 606 lines.

use super::{Finding, Place};
use crate::location::Range;

/// Joins findings that say the same of consecutive rows of one column.
///
/// "The same" is code, form, field, severity, state and facts; a value is kept where all have it.
/// What comes out is sorted by place, file-wide findings first.
#[must_use]
pub fn collapse(findings: &[Finding]) -> Vec<Finding> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.place.sheet.clone(), finding.place.field.clone());
        (
            key(one),
            one.fault.code(),
            columns(&one.place),
            one.place.range,
        )
            .cmp(&(
                key(other),
                other.fault.code(),
                columns(&other.place),
                other.place.range,
            ))
    });
    let mut out: Vec<Finding> = Vec::with_capacity(sorted.len());
    for finding in sorted {
        match out.last_mut() {
            Some(last) if follows(last, finding) => extend(last, finding),
            _ => out.push(finding.clone()),
        }
    }
    out.sort_by(|one, other| {
        let key = |finding: &Finding| (finding.place.sheet.clone(), finding.place.range);
        (key(one), one.fault.code()).cmp(&(key(other), other.fault.code()))
    });
    out
}

fn columns(place: &Place) -> Option<(u32, u32)> {
    place
        .range
        .map(|range| (range.first.column, range.last.column))
}

/// Whether a finding continues the last one in the row below.
fn follows(last: &Finding, next: &Finding) -> bool {
    let (Some(above), Some(below)) = (last.place.range, next.place.range) else {
        return false;
    };
    let same_place = last.place.sheet == next.place.sheet
        && last.place.form == next.place.form
        && last.place.field == next.place.field
        && columns(&last.place) == columns(&next.place);
    same_place
        && below.first.row == above.last.row + 1
        && last.fault == next.fault
        && last.severity == next.severity
        && last.state == next.state
}

fn extend(last: &mut Finding, next: &Finding) {
    if let (Some(above), Some(below)) = (last.place.range, next.place.range) {
        last.place.range = Some(Range {
            first: above.first,
            last: below.last,
        });
    }
    if last.value != next.value {
        last.value = None;
    }
    last.personal |= next.personal;
}
