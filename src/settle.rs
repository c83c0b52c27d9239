//! All submissions together: when each came, which one counts, what the office decided.
//!
//! Standing is final from here on.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::finding::{Finding, Repair, Severity, State};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::validate::{Standing, Table};

/// The submissions of a run, and what they mean for each sender.
#[derive(Debug, Clone, Default)]
pub struct Settled {
    /// Every file, sorted by path.
    pub submissions: Vec<Submission>,
    /// For each sender of each collection, where its return stands.
    pub returns: BTreeMap<(UnitCode, CollectionId), Return>,
    /// Findings that belong to no file: of the receipt log and of decisions.
    pub findings: Vec<Finding>,
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
    /// The day it came, if known.
    pub received_at: Option<NaiveDate>,
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

impl Submission {
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
