//! One received file, settled: what became of it, and what it holds.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use crate::finding::{Fault, Finding, Merger, Repair, RowRule, Severity, State};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::validate::{Explanation, Standing, Table, Tally};

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
    pub set_aside: BTreeMap<RowRule, u32>,
    /// What was seen on each sheet, to hold its rows against.
    pub tallies: Vec<Tally>,
    /// Its findings, each with its exact cells.
    pub findings: Vec<Finding>,
    /// What its unit says to findings of an earlier run.
    pub explanations: Vec<Explanation>,
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

/// How many rows of one form a submission has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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

    /// What became of its unit, where it is put aside since that was merged into another.
    #[must_use]
    pub fn merger(&self) -> Option<&Merger> {
        let mut faults = self.findings.iter().map(|finding| &finding.fault);
        faults.find_map(|fault| match fault {
            Fault::NotASender { merger, .. } => merger.as_ref(),
            _ => None,
        })
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
            for row in &table.rows {
                counts[at].1.add(row.standing);
            }
        }
        counts
    }
}

impl RowCounts {
    /// Counts one more row.
    pub fn add(&mut self, standing: Standing) {
        self.seen += 1;
        match standing {
            Standing::Certain => self.certain += 1,
            Standing::Doubt => self.doubt += 1,
            Standing::Excluded(_) => self.excluded += 1,
        }
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
