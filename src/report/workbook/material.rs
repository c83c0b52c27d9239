//! What several sheets draw on, gathered once.

use std::collections::BTreeMap;

use super::Report;
use super::form::FormPlace;
use super::name::SheetNames;
use super::pen::Rows;
use super::results::ResultsPlace;
use super::style::Styles;
use crate::assess::RowRef;
use crate::campaign::{Collection, Unit};
use crate::finding::{Finding, Severity, collapse};
use crate::id::{CollectionId, UnitCode};
use crate::score::{Basis, Portion};
use crate::settle::{FindingCounts, Submission, SubmissionState};

/// The report, with what is counted from it more than once.
pub(super) struct Material<'a> {
    pub(super) report: &'a Report<'a>,
    pub(super) styles: Styles,
    /// Where the rows of sheets are until they are saved.
    pub(super) rows: Rows,
    /// The submissions that count, by the register's and the campaign's order.
    pub(super) counting: Vec<Counting<'a>>,
    /// Where the rows of each form stand, in the campaign's order.
    pub(super) forms: Vec<FormPlace<'a>>,
    /// Where the results stand.
    pub(super) results: ResultsPlace,
    /// What each row adds to its unit's points.
    portions: BTreeMap<(Basis, &'a RowRef), Portion>,
    /// For each submission, its findings, collapsed.
    findings: Vec<Vec<Finding>>,
}

/// A submission whose rows count.
pub(super) struct Counting<'a> {
    /// Its place among the submissions.
    pub(super) at: usize,
    pub(super) submission: &'a Submission,
    pub(super) unit: &'a Unit,
    pub(super) collection: &'a Collection,
}

/// An open finding, of a submission or of the receipt log or the decisions.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open<'m> {
    /// The file it stands in.
    pub(super) file: &'m str,
    /// The submission, if it is of one.
    pub(super) submission: Option<&'m Submission>,
    /// What is open.
    pub(super) finding: &'m Finding,
}

impl<'a> Material<'a> {
    /// With at most so many rows on a form's sheet.
    pub(super) fn gather(report: &'a Report<'a>, rows: Rows, most_rows: usize) -> Self {
        let submissions = &report.settled.submissions;
        let counting = counting(report);
        let forms = forms(report, &counting, most_rows);
        Self {
            report,
            styles: Styles::new(),
            rows,
            counting,
            forms,
            results: ResultsPlace::plan(report),
            portions: portions(report),
            findings: submissions
                .iter()
                .map(|submission| collapse(&submission.findings))
                .collect(),
        }
    }

    /// The findings of the submission at this place, collapsed.
    pub(super) fn findings(&self, at: usize) -> &[Finding] {
        self.findings.get(at).map_or(&[], Vec::as_slice)
    }

    /// How many findings the submission at this place has.
    pub(super) fn finding_counts(&self, at: usize) -> FindingCounts {
        FindingCounts::of(self.findings(at))
    }

    /// The submissions that were not replaced, each with its place.
    pub(super) fn current(&self) -> impl Iterator<Item = (usize, &'a Submission)> {
        let submissions = self.report.settled.submissions.iter().enumerate();
        submissions.filter(|(_, one)| one.state != SubmissionState::Superseded)
    }

    /// The open findings that somebody must act on or should know, outside replaced files.
    pub(super) fn open_findings(&self) -> impl Iterator<Item = Open<'_>> {
        let of_files = self.current().flat_map(|(at, submission)| {
            let findings = self.findings(at).iter();
            findings.map(move |finding| Open {
                file: &submission.file,
                submission: Some(submission),
                finding,
            })
        });
        let of_lists = self.report.settled.findings.iter();
        of_files
            .chain(of_lists.map(|(file, finding)| Open {
                file,
                submission: None,
                finding,
            }))
            .filter(|open| open.finding.is_open())
    }

    /// How many open findings of this severity there are.
    pub(super) fn open_count(&self, severity: Severity) -> usize {
        self.open_findings()
            .filter(|open| open.finding.severity == severity)
            .count()
    }

    /// Whether somebody must do something about the submission at this place.
    pub(super) fn needs_attention(&self, at: usize, submission: &Submission) -> bool {
        match submission.state {
            SubmissionState::Superseded => false,
            SubmissionState::Accepted => {
                let counts = self.finding_counts(at);
                counts.error + counts.query > 0
            }
            SubmissionState::Rejected
            | SubmissionState::Empty
            | SubmissionState::Unreadable
            | SubmissionState::Unidentified => true,
        }
    }

    /// What a row adds to its unit's points.
    pub(super) fn portion(&self, basis: Basis, row: &RowRef) -> Portion {
        self.portions
            .get(&(basis, row))
            .copied()
            .unwrap_or_default()
    }

    /// The name of a unit; its code where the register does not have it.
    pub(super) fn unit_name(&self, code: &'a UnitCode) -> &'a str {
        let unit = self.report.campaign.unit(code);
        unit.map_or(code.as_str(), |unit| &unit.name)
    }

    /// The title of a collection; its id where the campaign does not have it.
    pub(super) fn collection_title(&self, id: &'a CollectionId) -> &'a str {
        let collection = self.report.campaign.collection(id);
        collection.map_or(id.as_str(), |one| one.titles.get(self.report.lang))
    }

    /// A unit's place in the register; unknown ones come last.
    pub(super) fn unit_order(&self, unit: Option<&UnitCode>) -> usize {
        unit.and_then(|code| self.report.campaign.unit_position(code))
            .unwrap_or(usize::MAX)
    }
}

fn portions<'a>(report: &Report<'a>) -> BTreeMap<(Basis, &'a RowRef), Portion> {
    let all = report.scores.iter();
    let of_each = all.flat_map(|score| Basis::ALL.map(|basis| (basis, score.points(basis).1)));
    let rows = of_each.flat_map(|(basis, parts)| {
        let rows = parts.rows.iter();
        rows.map(move |(row, portion)| ((basis, row), *portion))
    });
    rows.collect()
}

fn counting<'a>(report: &Report<'a>) -> Vec<Counting<'a>> {
    let campaign = report.campaign;
    let mut counting: Vec<Counting<'a>> = report
        .settled
        .returns
        .iter()
        .filter_map(|((unit, collection), one)| {
            let at = one.counting?;
            Some(Counting {
                at,
                submission: report.settled.submissions.get(at)?,
                unit: campaign.unit(unit)?,
                collection: campaign.collection(collection)?,
            })
        })
        .collect();
    counting.sort_by_key(|one| {
        let collections = &campaign.collections;
        (
            campaign.unit_position(&one.unit.code),
            collections
                .iter()
                .position(|other| other.id == one.collection.id),
        )
    });
    counting
}

fn forms<'a>(
    report: &Report<'a>,
    counting: &[Counting<'a>],
    most_rows: usize,
) -> Vec<FormPlace<'a>> {
    let mut names = SheetNames::new(report.lang);
    let forms = report.campaign.forms.iter();
    forms
        .map(|form| {
            let tables = counting.iter().flat_map(|one| &one.submission.tables);
            let own = tables.filter(|table| table.form == form.id);
            let rows = own.map(|table| table.rows.len()).sum();
            FormPlace::plan(report, form, &mut names, (rows, most_rows))
        })
        .collect()
}
