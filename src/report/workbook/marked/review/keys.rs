//! What an explanation is bound to, in hidden columns beside the line it stands in.

use std::collections::BTreeMap;

use rust_xlsxwriter::XlsxError;

use super::super::is_listed;
use super::{DIGESTS, KEYS};
use crate::finding::{Code, Finding, Severity};
use crate::id::{FieldName, FormId};
use crate::location::Range;
use crate::report::workbook::pen::Pen;
use crate::settle::{Submission, digest};

/// What tells the findings of a line apart from others.
type Kind<'s> = (Option<&'s str>, Code, Option<&'s FieldName>);

/// The queries of a submission, to find those that a line joins.
pub(super) struct Members<'s>(BTreeMap<Kind<'s>, Vec<&'s Finding>>);

impl<'s> Members<'s> {
    pub(super) fn of(submission: &'s Submission) -> Self {
        let mut members: BTreeMap<Kind<'s>, Vec<&'s Finding>> = BTreeMap::new();
        let queries = submission.findings.iter().filter(|one| is_query(one));
        for finding in queries {
            members.entry(kind(finding)).or_default().push(finding);
        }
        for one in members.values_mut() {
            one.sort_by_key(|finding| finding.place.range);
        }
        Self(members)
    }

    /// The findings a line joins.
    fn joined(&self, line: &Finding) -> Vec<&'s Finding> {
        let all = self.0.get(&kind(line)).map_or(&[][..], Vec::as_slice);
        let Some(range) = line.place.range else {
            return all
                .iter()
                .copied()
                .filter(|one| one.place.range.is_none())
                .collect();
        };
        let row = |finding: &Finding| finding.place.range.map_or(0, |range| range.first.row);
        let from = all.partition_point(|one| row(one) < range.first.row);
        let to = all.partition_point(|one| row(one) <= range.last.row);
        let is_inside = |one: Range| range.has(one.first) && range.has(one.last);
        let inside = all[from..to].iter().copied();
        inside
            .filter(|one| one.fault == line.fault && one.place.range.is_some_and(is_inside))
            .collect()
    }

    fn most(&self) -> usize {
        self.0.values().map(Vec::len).max().unwrap_or(0)
    }
}

fn is_query(finding: &Finding) -> bool {
    is_listed(finding) && finding.severity == Severity::Query
}

fn kind(finding: &Finding) -> Kind<'_> {
    let place = &finding.place;
    (
        place.sheet.as_deref(),
        finding.fault.code(),
        place.field.as_ref(),
    )
}

/// The last column that may hold keys.
pub(super) fn last_key_column(members: &Members<'_>) -> u16 {
    let cells = members.most().div_ceil(DIGESTS).max(1);
    KEYS + 2 + u16::try_from(cells).unwrap_or(1)
}

/// What an explanation of the line just written is bound to, in hidden columns.
pub(super) fn write(
    pen: &mut Pen<'_>,
    line: &Finding,
    submission: &Submission,
    members: &Members<'_>,
) -> Result<(), XlsxError> {
    if line.severity != Severity::Query {
        return Ok(());
    }
    let row = pen.row() - 1;
    let place = &line.place;
    let sheet = &mut *pen.sheet;
    sheet.write_string(row, KEYS, line.fault.code().as_str())?;
    sheet.write_string(
        row,
        KEYS + 1,
        place.form.as_ref().map_or("", FormId::as_str),
    )?;
    sheet.write_string(
        row,
        KEYS + 2,
        place.field.as_ref().map_or("", FieldName::as_str),
    )?;
    let digests: Vec<String> = members
        .joined(line)
        .into_iter()
        .map(|one| digest(one, submission))
        .collect();
    for (column, digests) in (KEYS + 3..).zip(digests.chunks(DIGESTS)) {
        sheet.write_string(row, column, digests.join(" "))?;
    }
    Ok(())
}
