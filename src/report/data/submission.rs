//! What `summary.json` says of a file.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};

use crate::finding::{self, RowRule};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::settle::{Coverage, FindingCounts, RowCounts, Skipped, Submission};

#[derive(Serialize)]
pub(super) struct SubmissionEntry<'r> {
    file: &'r str,
    sha256: &'r str,
    unit: Option<&'r str>,
    collection: Option<&'r str>,
    state: &'static str,
    rule: Option<&'static str>,
    received_at: Option<String>,
    evidence: &'static str,
    #[serde(serialize_with = "by_form")]
    rows: Vec<(FormId, RowCounts)>,
    set_aside: &'r BTreeMap<RowRule, u32>,
    findings: FindingCounts,
    coverage: Option<CoverageEntry>,
}

#[derive(Serialize)]
struct CoverageEntry {
    run: usize,
    skipped: Vec<SkippedEntry>,
}

#[derive(Serialize)]
struct SkippedEntry {
    form: FormId,
    fields: Vec<FieldName>,
    reason: &'static str,
    checks: Vec<&'static str>,
    count: usize,
}

impl<'r> SubmissionEntry<'r> {
    pub(super) fn new(one: &'r Submission, coverage: Option<Coverage>) -> Self {
        Self {
            file: &one.file,
            sha256: &one.sha256,
            unit: one.unit.as_ref().map(UnitCode::as_str),
            collection: one.collection.as_ref().map(CollectionId::as_str),
            state: one.state.as_str(),
            rule: one.rule,
            received_at: one.received_on().map(|day| day.to_string()),
            evidence: one.evidence.as_str(),
            rows: one.row_counts(),
            set_aside: &one.set_aside,
            findings: FindingCounts::of(&finding::collapse(&one.findings)),
            coverage: coverage.map(CoverageEntry::from),
        }
    }
}

impl From<Coverage> for CoverageEntry {
    fn from(coverage: Coverage) -> Self {
        let skipped = |one: Skipped| SkippedEntry {
            form: one.form,
            fields: one.fields,
            reason: one.reason.as_str(),
            checks: one.checks.into_iter().collect(),
            count: one.count,
        };
        Self {
            run: coverage.run,
            skipped: coverage.skipped.into_iter().map(skipped).collect(),
        }
    }
}

fn by_form<S: Serializer>(rows: &[(FormId, RowCounts)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(rows.iter().map(|(form, counts)| (form, counts)))
}
