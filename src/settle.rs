//! All submissions together: when each came, which one counts, what the office decided.
//!
//! Standing is final from here on.

mod claims;
mod decision;
mod order;
mod receipt;
mod standing;

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

pub use decision::{Decision, DecisionError, read as read_decisions};
pub use receipt::{Receipt, ReceiptError, read as read_receipts};

use crate::campaign::{Campaign, Collection};
use crate::finding::{Fault, Finding, Place, Repair, Severity, State, collapse};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::validate::{Examined, Standing, Table};

/// What a run settles by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The day the campaign is assessed at.
    pub as_of: NaiveDate,
    /// The collections the run looks at, in the campaign's order.
    pub collections: &'a [&'a Collection],
    /// The receipt log: its name and its lines.
    pub receipts: (&'a str, &'a [Receipt]),
    /// The decisions: the file's name and what the office ruled.
    pub decisions: (&'a str, &'a [Decision]),
}

/// Settles all files of a run, which come sorted by path.
#[must_use]
pub fn settle(examined: Vec<Examined>, terms: &Terms<'_>) -> Settled {
    let mut settled = Settled::default();
    let cover: Vec<_> = examined.iter().map(|one| one.cover_date).collect();
    let mut submissions: Vec<Submission> = examined.into_iter().map(submission).collect();
    receipt::bind(
        &mut submissions,
        &cover,
        terms.receipts,
        &mut settled.findings,
    );
    for submission in &mut submissions {
        place_in_campaign(submission, terms);
    }
    order::mark_copies(&mut submissions);
    settled.returns = order::count(&mut submissions, terms);
    claims::check(&mut submissions, &settled.returns, terms.campaign);
    for submission in &mut submissions {
        for finding in &mut submission.findings {
            if let Some(severity) = terms.campaign.severities.get(finding.fault.code().as_str()) {
                finding.severity = *severity;
            }
        }
    }
    order::soften_later_failures(&mut submissions, &settled.returns);
    decision::apply(&mut submissions, terms, &mut settled.findings);
    for submission in &mut submissions {
        standing::settle(submission, terms.campaign);
    }
    settled.submissions = submissions;
    settled
}

fn submission(examined: Examined) -> Submission {
    let (state, rule, fault) = match (examined.unreadable, examined.has_data) {
        (Some(fault), _) => (
            SubmissionState::Unreadable,
            Some(fault.code().as_str()),
            Some(fault),
        ),
        (None, false) => (
            SubmissionState::Empty,
            Some(Fault::NoData.code().as_str()),
            Some(Fault::NoData),
        ),
        (None, true) => (SubmissionState::Accepted, None, None),
    };
    let mut findings = examined.findings;
    findings.extend(fault.map(|fault| Finding::new(Place::file(), fault)));
    Submission {
        file: examined.file,
        sha256: examined.sha256,
        unit: examined.identity.unit,
        collection: examined.identity.collection,
        state,
        rule,
        received_at: None,
        evidence: Evidence::None,
        mail_number: None,
        tables: examined.tables,
        set_aside: examined.set_aside,
        findings,
        repairs: examined.repairs,
    }
}

/// Puts aside what is nobody's, for nothing, or for another time.
fn place_in_campaign(submission: &mut Submission, terms: &Terms<'_>) {
    let unit = submission
        .unit
        .as_ref()
        .and_then(|code| terms.campaign.unit(code));
    let collection = submission
        .collection
        .as_ref()
        .and_then(|id| terms.campaign.collection(id));
    let after = submission.received_on().filter(|day| *day > terms.as_of);
    let unreadable = submission.state == SubmissionState::Unreadable;
    let mut put = |state, fault: Fault| {
        submission.state = state;
        submission.rule = Some(fault.code().as_str());
        if !submission
            .findings
            .iter()
            .any(|finding| finding.fault.code() == fault.code())
        {
            submission.findings.push(Finding::new(Place::file(), fault));
        }
    };
    if let Some(received) = after {
        return put(SubmissionState::Rejected, Fault::AfterAsOf { received });
    }
    if let Some(collection) = collection
        && !terms.collections.iter().any(|one| one.id == collection.id)
    {
        return put(SubmissionState::Rejected, Fault::OtherCollection);
    }
    match (unit, collection) {
        _ if unreadable => {}
        (None, _) => put(
            SubmissionState::Unidentified,
            Fault::UnknownUnit {
                written: None,
                suggestion: None,
            },
        ),
        (Some(_), None) => {
            put(
                SubmissionState::Rejected,
                Fault::UnknownCollection { written: None },
            );
        }
        (Some(unit), Some(collection)) => {
            if !terms.campaign.is_sender(unit, collection) {
                put(
                    SubmissionState::Rejected,
                    Fault::NotASender {
                        unit: unit.code.clone(),
                    },
                );
            }
        }
    }
}

/// The submissions of a run, and what they mean for each sender.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// Every file, sorted by path.
    pub submissions: Vec<Submission>,
    /// For each sender of each collection, where its return stands.
    pub returns: BTreeMap<(UnitCode, CollectionId), Return>,
    /// Findings of the receipt log and of the decisions, with the file's name.
    pub findings: Vec<(String, Finding)>,
}

/// One received file, settled.
#[derive(Debug, Clone)]
pub struct Submission {
    /// Its path below the returns folder, with `/`.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The unit it is from, if known.
    pub unit: Option<UnitCode>,
    /// The collection it is for, if known.
    pub collection: Option<CollectionId>,
    /// What became of it.
    pub state: SubmissionState,
    /// The rule that decided so; none for an accepted one.
    pub rule: Option<&'static str>,
    /// When it came, if known; midnight where only the day is.
    pub received_at: Option<NaiveDateTime>,
    /// How that is known.
    pub evidence: Evidence,
    /// The number in the register of incoming mail, if logged.
    pub mail_number: Option<String>,
    /// Its rows, by form.
    pub tables: Vec<Table>,
    /// Rows that are no data: rule to count.
    pub set_aside: BTreeMap<&'static str, u32>,
    /// Its findings, each with its exact cells.
    pub findings: Vec<Finding>,
    /// What was read otherwise than written.
    pub repairs: Vec<Repair>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubmissionState {
    /// Read, identified, with data; its rows count by their standing.
    Accepted,
    /// Identified, but by a named rule not for this.
    Rejected,
    /// Nothing filled in.
    Empty,
    /// Could not be read.
    Unreadable,
    /// Nobody knows whose it is, or for what.
    Unidentified,
    /// A newer or an identical one took its place.
    Superseded,
}

impl SubmissionState {
    /// Every state.
    pub const ALL: [Self; 6] = [
        Self::Accepted,
        Self::Rejected,
        Self::Empty,
        Self::Unreadable,
        Self::Unidentified,
        Self::Superseded,
    ];

    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::Unidentified => "unidentified",
            Self::Superseded => "superseded",
        }
    }
}

/// How the day of receipt is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// From the receipt log.
    Log,
    /// From the cover's date cell.
    Cover,
    /// Not known.
    None,
}

impl Evidence {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Cover => "cover",
            Self::None => "none",
        }
    }
}

/// Where one sender's return for one collection stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Return {
    /// The submission whose content counts: its place in [`Settled::submissions`].
    pub counting: Option<usize>,
    /// The first accepted submission, whose timeliness counts.
    pub first: Option<usize>,
    /// Whether any file at all came.
    pub any_file: bool,
    /// Whether the first accepted one came in time; none where nothing was accepted, no due date
    /// is set, or the day is not known.
    pub on_time: Option<bool>,
    /// Whether nothing was accepted though the last good day is past.
    pub overdue: bool,
}

/// How many rows of one form a submission has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowCounts {
    /// All data rows.
    pub seen: u32,
    /// Those nothing is open against.
    pub certain: u32,
    /// Those in doubt.
    pub doubt: u32,
    /// Those kept out.
    pub excluded: u32,
}

/// How many findings of each kind, collapsed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FindingCounts {
    /// Open errors.
    pub error: u32,
    /// Open queries.
    pub query: u32,
    /// Notes.
    pub note: u32,
    /// Explained, not yet accepted.
    pub explained: u32,
    /// Accepted by the office.
    pub accepted: u32,
}

impl Settled {
    /// The submissions whose findings still wait for somebody.
    fn current(&self) -> impl Iterator<Item = &Submission> {
        self.submissions.iter().filter(|one| one.is_current())
    }

    /// Whether an error is open or a file cannot be read.
    #[must_use]
    pub fn needs_work(&self) -> bool {
        let open = |finding: &Finding| finding.is_open() && finding.severity == Severity::Error;
        self.current()
            .any(|one| one.state == SubmissionState::Unreadable || one.findings.iter().any(open))
    }

    /// The open errors and queries, collapsed, and the number of files they stand in.
    #[must_use]
    pub fn open_findings(&self) -> (u32, u32, u32) {
        let counts = self
            .current()
            .map(|one| FindingCounts::of(&collapse(&one.findings)));
        counts.fold((0, 0, 0), |(errors, queries, files), one| {
            let touched = u32::from(one.error + one.query > 0);
            (errors + one.error, queries + one.query, files + touched)
        })
    }
}

impl Submission {
    /// The day it came, if known.
    #[must_use]
    pub fn received_on(&self) -> Option<NaiveDate> {
        self.received_at.map(|moment| moment.date())
    }

    /// The table of a form, if its sheet was read whole.
    #[must_use]
    pub fn whole_table(&self, form: &FormId) -> Option<&Table> {
        let cut = self.findings.iter().any(|finding| {
            let cuts = matches!(
                finding.fault,
                Fault::MissingSheet { .. }
                    | Fault::NoHeader
                    | Fault::UnreadableSheet { .. }
                    | Fault::RepeatedSheet { .. }
            );
            cuts && finding.causes_doubt() && finding.place.form.as_ref() == Some(form)
        });
        self.tables.iter().find(|table| table.form == *form && !cut)
    }

    /// Whether its findings still wait for its sender: a superseded file's do not.
    #[must_use]
    pub fn is_current(&self) -> bool {
        self.state != SubmissionState::Superseded
    }

    /// Its rows by form, in the order of its tables.
    #[must_use]
    pub fn row_counts(&self) -> Vec<(FormId, RowCounts)> {
        let mut counts: Vec<(FormId, RowCounts)> = Vec::new();
        for table in &self.tables {
            let at = counts.iter().position(|(form, _)| *form == table.form);
            let at = at.unwrap_or_else(|| {
                counts.push((table.form.clone(), RowCounts::default()));
                counts.len() - 1
            });
            let count = &mut counts[at].1;
            for row in &table.rows {
                count.seen += 1;
                match row.standing {
                    Standing::Certain => count.certain += 1,
                    Standing::Doubt => count.doubt += 1,
                    Standing::Excluded(_) => count.excluded += 1,
                }
            }
        }
        counts
    }
}

impl FindingCounts {
    /// Counts findings that are already collapsed.
    #[must_use]
    pub fn of(collapsed: &[Finding]) -> Self {
        let mut counts = Self::default();
        for finding in collapsed {
            let count = match (finding.state, finding.severity) {
                (State::Explained, _) => &mut counts.explained,
                (State::Accepted, _) => &mut counts.accepted,
                (State::Open, Severity::Error) => &mut counts.error,
                (State::Open, Severity::Query) => &mut counts.query,
                (State::Open, Severity::Note) => &mut counts.note,
            };
            *count += 1;
        }
        counts
    }
}
