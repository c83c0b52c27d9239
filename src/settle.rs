//! All submissions together: when each came, which one counts, what the office decided.
//!
//! Standing is final from here on.

mod across;
mod claims;
mod coverage;
mod decision;
mod explanation;
mod former;
mod heading;
mod order;
mod peers;
mod receipt;
mod resubmission;
mod ruling;
mod standing;
mod submission;
mod waiting;
mod year_before;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefMutIterator as _, ParallelIterator as _};

pub use coverage::{Checks, Coverage, Reason, Skipped};
pub use decision::{
    Decision, DecisionError, Filed, Problem, Rulings, Subject, read as read_decisions,
};
pub use explanation::{digest, row_key};
pub use heading::{Action, Context, Heading};
pub use receipt::{Receipt, ReceiptError, ReceiptLog, read as read_receipts};
pub use submission::{Evidence, FindingCounts, RowCounts, Submission, SubmissionState};

pub use waiting::{Wait, Waiting, Waits};

use crate::campaign::{Campaign, Collection, Unit};
use crate::finding::{Fault, Finding, Merger, Place, Severity, collapse};
use crate::id::{CollectionId, UnitCode};
use crate::validate::Examined;

/// What a run settles by.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// The day the campaign is assessed at.
    pub as_of: NaiveDate,
    /// The collections the run looks at, in the campaign's order.
    pub collections: &'a [&'a Collection],
    /// The receipt logs.
    pub receipts: &'a [ReceiptLog],
    /// What the office ruled, by file.
    pub decisions: &'a [Rulings],
}

/// Settles all files of a run, which come sorted by path.
#[must_use]
pub fn settle(examined: Vec<Examined>, terms: &Terms<'_>) -> Settled {
    let campaign = terms.campaign;
    let mut settled = Settled::default();
    let cover: Vec<_> = examined.iter().map(|one| one.cover_date).collect();
    let mut submissions: Vec<Submission> = examined.into_iter().map(submission).collect();
    receipt::bind(
        &mut submissions,
        &cover,
        terms.receipts,
        terms.as_of,
        &mut settled.findings,
    );
    for submission in &mut submissions {
        place_in_campaign(submission, terms);
    }
    order::mark_copies(&mut submissions);
    let counted = order::count(&mut submissions, terms);
    settled.returns = counted.returns;
    // Files are compared by what the campaign holds grave, before others have their say.
    weigh(submissions.iter_mut().flat_map(findings_of), campaign);
    resubmission::compare(&mut submissions, &counted.chains, campaign);
    let (files, decisions): (Vec<&str>, Vec<Filed>) =
        decision::in_force(terms.decisions).into_iter().unzip();
    let mut fitting = ruling::exclude_rows(&mut submissions, &decisions);
    // Rows the office has taken out are asked about no more, nor others because of them.
    across::check(&mut submissions, &settled.returns, terms);
    weigh(submissions.iter_mut().flat_map(findings_of), campaign);
    order::soften(&mut submissions, &counted.later_failures);
    settled.explanations = explanation::gather(&submissions);
    explanation::bind(&mut submissions, &settled.explanations);
    fitting.extend(ruling::accept_findings(
        &mut submissions,
        &decisions,
        campaign,
    ));
    let lapsed = ruling::lapsed(&decisions, &fitting).into_iter();
    settled
        .findings
        .extend(lapsed.map(|(at, finding)| (files[at].to_owned(), finding)));
    let rulings = decisions.into_iter().enumerate();
    settled.rulings = rulings
        .map(|(at, filed)| (filed, fitting.contains(&at)))
        .collect();
    weigh(settled.findings.iter_mut().map(|(_, one)| one), campaign);
    let each = submissions.par_iter_mut();
    each.for_each(|submission| standing::settle(submission, campaign));
    settled.submissions = submissions;
    settled
}

fn findings_of(submission: &mut Submission) -> &mut Vec<Finding> {
    &mut submission.findings
}

/// Gives each finding the severity that the campaign names for its kind.
fn weigh<'f>(findings: impl Iterator<Item = &'f mut Finding>, campaign: &Campaign) {
    for finding in findings {
        if let Some(severity) = campaign.severities.get(finding.fault.code().as_str()) {
            finding.severity = *severity;
        }
    }
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
        tallies: examined.tallies,
        findings,
        explanations: examined.explanations,
        repairs: examined.repairs,
    }
}

/// Puts aside what is nobody's, for nothing, or for another time.
fn place_in_campaign(submission: &mut Submission, terms: &Terms<'_>) {
    let Some((state, fault)) = aside(submission, terms) else {
        return;
    };
    if matches!(fault, Fault::AfterAsOf { .. } | Fault::OtherCollection) {
        // What is left out is not judged: nobody need mend it for this run.
        submission.findings.clear();
    }
    submission.state = state;
    submission.rule = Some(fault.code().as_str());
    let known = |finding: &Finding| finding.fault.code() == fault.code();
    if !submission.findings.iter().any(known) {
        submission.findings.push(Finding::new(Place::file(), fault));
    }
}

/// The fault of a return on a blank form that its collection has no longer.
fn older_form(submission: &Submission) -> Option<Fault> {
    let mut faults = submission.findings.iter().map(|one| &one.fault);
    let is_it = |fault: &&Fault| matches!(fault, Fault::OtherFormVersion { .. });
    faults.find(is_it).cloned()
}

/// Why a submission is put aside, if it is.
fn aside(submission: &Submission, terms: &Terms<'_>) -> Option<(SubmissionState, Fault)> {
    use SubmissionState::{Rejected, Unidentified, Unreadable};
    let campaign = terms.campaign;
    let unit = submission
        .unit
        .as_ref()
        .and_then(|code| campaign.unit(code));
    let collection = submission
        .collection
        .as_ref()
        .and_then(|id| campaign.collection(id));
    if let Some(received) = submission.received_on().filter(|day| *day > terms.as_of) {
        return Some((Rejected, Fault::AfterAsOf { received }));
    }
    if let Some(collection) = collection
        && !terms.collections.iter().any(|one| one.id == collection.id)
    {
        return Some((Rejected, Fault::OtherCollection));
    }
    if submission.state == Unreadable {
        return None;
    }
    let (written, suggestion) = (None, None);
    match (unit, collection) {
        (None, _) => Some((
            Unidentified,
            Fault::UnknownUnit {
                written,
                suggestion,
            },
        )),
        (Some(_), None) => Some((Rejected, Fault::UnknownCollection { written })),
        (Some(unit), Some(collection)) if !campaign.is_sender(unit, collection) => Some((
            Rejected,
            Fault::NotASender {
                unit: unit.code.clone(),
                merger: merger(unit, collection, campaign),
            },
        )),
        (Some(_), Some(_)) => former::last_day(submission, campaign)
            .map(|last| (Rejected, Fault::FormerYear { last }))
            .or_else(|| Some((Rejected, older_form(submission)?))),
    }
}

/// What became of a unit that no longer existed when the collection was due.
fn merger(unit: &Unit, collection: &Collection, campaign: &Campaign) -> Option<Merger> {
    let heir = campaign.successor_on(unit, collection.register_day())?;
    Some(Merger {
        into: heir.code.clone(),
        name: heir.name.clone(),
        since: unit.valid.end().succ_opt()?,
    })
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
    /// What the office ruled, each with whether it still fits something.
    pub rulings: Vec<(Filed, bool)>,
    explanations: explanation::Explanations,
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

impl Settled {
    /// What files mean for senders, without anything of lists and decisions.
    #[must_use]
    pub fn of(
        submissions: Vec<Submission>,
        returns: BTreeMap<(UnitCode, CollectionId), Return>,
    ) -> Self {
        Self {
            submissions,
            returns,
            ..Self::default()
        }
    }

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
            || self.findings.iter().any(|(_, finding)| open(finding))
    }

    /// The open errors and queries, collapsed, and the number of files they stand in.
    #[must_use]
    pub fn open_findings(&self) -> (u32, u32, u32) {
        let lists: Vec<Finding> = self.findings.iter().map(|(_, one)| one.clone()).collect();
        let counts = self
            .current()
            .map(|one| FindingCounts::of(&collapse(&one.findings)))
            .chain([FindingCounts::of(&lists)]);
        counts.fold((0, 0, 0), |(errors, queries, files), one| {
            let touched = u32::from(one.error + one.query > 0);
            (errors + one.error, queries + one.query, files + touched)
        })
    }
}
