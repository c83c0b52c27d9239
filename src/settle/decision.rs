//! What the office ruled: whose a file is, that a row does not count, that an explanation holds.
//!
//! Read from the decisions file beside the returns: one row a decision, with the columns
//! `action, sha256, unit, collection, form, row_key, code, value, by, date, note`.

use std::path::Path;

use super::{Submission, Terms};
use crate::campaign::Campaign;
use crate::finding::{Fault, Finding, Place, State};
use crate::read;
use crate::text::match_key;
use crate::validate::{Cells, Row, Standing, Table};

/// The columns of a decisions file.
const COLUMNS: [&str; 11] = [
    "action",
    "sha256",
    "unit",
    "collection",
    "form",
    "row_key",
    "code",
    "value",
    "by",
    "date",
    "note",
];

/// One ruling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// A file is of this unit, for this collection.
    Assign {
        /// SHA-256 of the file, in hexadecimal.
        sha256: String,
        /// The unit's code.
        unit: String,
        /// The collection's id; empty where the file says it itself.
        collection: String,
    },
    /// A row does not count.
    Exclude(Subject),
    /// What a finding points at is accepted as it is.
    Accept {
        /// The row.
        row: Subject,
        /// The finding's code.
        code: String,
        /// The value accepted; another value lapses the decision.
        value: String,
    },
}

/// The row a decision is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The unit's code.
    pub unit: String,
    /// The collection's id.
    pub collection: String,
    /// The form's id.
    pub form: String,
    /// The row's key, as written or as a match key; empty for a record.
    pub row_key: String,
}

/// Why the decisions file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecisionError {
    /// The file cannot be read as a table.
    #[error("cannot read the decisions {file}: {detail}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the reader said.
        detail: String,
    },
    /// A row has no action that is known, or lacks what its action needs.
    #[error("row {row} of the decisions {file}: {problem}")]
    BadRow {
        /// The file.
        file: String,
        /// The one-based row.
        row: usize,
        /// What is wrong.
        problem: String,
    },
}

/// Reads a decisions file.
///
/// # Errors
/// [`DecisionError`] where the file or one of its rows cannot be understood: a ruling of the office
/// is never passed over in silence.
pub fn read(path: &Path, campaign: &Campaign) -> Result<Vec<Decision>, DecisionError> {
    let file = path.display().to_string();
    let (header, rows) = read::headed_table(path).map_err(|detail| DecisionError::Unreadable {
        file: file.clone(),
        detail,
    })?;
    let rows = rows
        .into_iter()
        .enumerate()
        .map(|(at, cells)| (at + 1, cells));
    if let Some(name) = header.iter().find(|name| !COLUMNS.contains(&name.as_str())) {
        return Err(DecisionError::BadRow {
            file,
            row: 1,
            problem: format!("\"{name}\" is no column; use {}", COLUMNS.join(", ")),
        });
    }
    let mut decisions = Vec::new();
    for (row, cells) in rows {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let get = |name: &str| {
            let at = header.iter().position(|one| one == name);
            at.and_then(|at| cells.get(at))
                .map_or_else(String::new, |text| text.trim().to_owned())
        };
        let bad = |problem| DecisionError::BadRow {
            file: file.clone(),
            row: row + 1,
            problem,
        };
        let decision = parse(get).map_err(bad)?;
        if let Some(name) = decision.unknown_name(campaign) {
            return Err(bad(format!("the campaign has no \"{name}\"")));
        }
        decisions.push(decision);
    }
    Ok(decisions)
}

fn parse(get: impl Fn(&str) -> String) -> Result<Decision, String> {
    let needed = |name: &str| {
        let text = get(name);
        if text.is_empty() {
            Err(format!("\"{name}\" is empty"))
        } else {
            Ok(text)
        }
    };
    let subject = || {
        Ok::<_, String>(Subject {
            unit: needed("unit")?,
            collection: needed("collection")?,
            form: needed("form")?,
            row_key: get("row_key"),
        })
    };
    match get("action").as_str() {
        "assign" => Ok(Decision::Assign {
            sha256: needed("sha256")?.to_lowercase(),
            unit: needed("unit")?,
            collection: get("collection"),
        }),
        "exclude" => Ok(Decision::Exclude(subject()?)),
        "accept" => Ok(Decision::Accept {
            row: subject()?,
            code: needed("code")?,
            value: get("value"),
        }),
        other => Err(format!(
            "\"{other}\" is no action; use assign, exclude or accept"
        )),
    }
}

impl Decision {
    /// The first name of the decision that the campaign does not have.
    fn unknown_name(&self, campaign: &Campaign) -> Option<String> {
        let (unit, collection, form) = match self {
            Self::Assign {
                unit, collection, ..
            } => (unit, collection, ""),
            Self::Exclude(row) | Self::Accept { row, .. } => {
                (&row.unit, &row.collection, row.form.as_str())
            }
        };
        let unit_known = campaign.unit(&unit.as_str().into()).is_some();
        let collection_known =
            collection.is_empty() || campaign.collection(&collection.as_str().into()).is_some();
        let form_known = form.is_empty() || campaign.form(&form.into()).is_some();
        let names = [
            (unit_known, unit.as_str()),
            (collection_known, collection),
            (form_known, form),
        ];
        let unknown = names.into_iter().find(|(known, _)| !known)?;
        Some(unknown.1.to_owned())
    }

    /// The decision in a phrase.
    fn describe(&self) -> String {
        match self {
            Self::Assign {
                sha256,
                unit,
                collection,
            } => {
                let short: String = sha256.chars().take(12).collect();
                format!("assign {short}… → {unit} {collection}")
            }
            // Row keys may name persons.
            Self::Exclude(row) => format!("exclude {} {} {}", row.unit, row.collection, row.form),
            Self::Accept { row, code, .. } => {
                format!("accept {code} {} {} {}", row.unit, row.collection, row.form)
            }
        }
    }
}

/// Applies rulings on rows and findings; one that fits nothing any more is a finding. Assignments
/// were applied when the files were read; here they are only looked for.
pub(super) fn apply(
    submissions: &mut [Submission],
    terms: &Terms<'_>,
    findings: &mut Vec<(String, Finding)>,
) {
    let (file, decisions) = terms.decisions;
    for decision in decisions {
        let fits = match decision {
            Decision::Assign { sha256, .. } => submissions.iter().any(|one| one.sha256 == *sha256),
            Decision::Exclude(row) => exclude(submissions, row),
            Decision::Accept { row, code, value } => accept(submissions, row, code, value, terms),
        };
        if !fits {
            let fault = Fault::LapsedDecision {
                decision: decision.describe(),
            };
            findings.push((file.to_owned(), Finding::new(Place::file(), fault)));
        }
    }
}

/// Whether a submission is the subject's, and not superseded.
fn is_of(submission: &Submission, subject: &Subject) -> bool {
    submission.is_current()
        && submission
            .unit
            .as_ref()
            .is_some_and(|unit| unit.as_str() == subject.unit)
        && submission
            .collection
            .as_ref()
            .is_some_and(|id| id.as_str() == subject.collection)
}

/// Whether a row is the subject's: its key as a person may write it, nothing for a record.
fn is_row(row: &Row, table: &Table, subject: &Subject) -> bool {
    let written: Vec<String> = subject.row_key.split('|').map(match_key).collect();
    match &row.key {
        Some(key) => *key == written.join("|"),
        None => subject.row_key.is_empty() && matches!(table.cells, Cells::Record(_)),
    }
}

fn exclude(submissions: &mut [Submission], subject: &Subject) -> bool {
    let mut found = false;
    for submission in submissions.iter_mut().filter(|one| is_of(one, subject)) {
        let Submission {
            tables, findings, ..
        } = submission;
        let tables = tables
            .iter_mut()
            .filter(|one| one.form.as_str() == subject.form);
        for table in tables {
            let own: Vec<bool> = table
                .rows
                .iter()
                .map(|row| is_row(row, table, subject))
                .collect();
            for (row, _) in table.rows.iter_mut().zip(own).filter(|(_, own)| *own) {
                row.standing = Standing::Excluded("decision");
                found = true;
                // What does not count need not be mended.
                for finding in findings.iter_mut() {
                    let place = &finding.place;
                    let here = place.form.as_ref() == Some(&table.form)
                        && place.sheet.as_ref() == Some(&table.sheet)
                        && place.range.is_some_and(|range| {
                            range.first.row == row.row && range.last.row == row.row
                        });
                    if here {
                        finding.state = State::Accepted;
                    }
                }
            }
        }
    }
    found
}

fn accept(
    submissions: &mut [Submission],
    subject: &Subject,
    code: &str,
    value: &str,
    terms: &Terms<'_>,
) -> bool {
    let mut found = false;
    for submission in submissions.iter_mut().filter(|one| is_of(one, subject)) {
        let Submission {
            tables, findings, ..
        } = submission;
        let rows = tables
            .iter()
            .filter(|table| table.form.as_str() == subject.form)
            .flat_map(|table| table.rows.iter().map(move |row| (table, row)))
            .filter(|(table, row)| is_row(row, table, subject));
        for (table, row) in rows {
            let Some(form) = terms.campaign.form(&table.form) else {
                continue;
            };
            for finding in findings
                .iter_mut()
                .filter(|finding| finding.fault.code().as_str() == code)
            {
                let field = finding
                    .place
                    .field
                    .as_ref()
                    .and_then(|name| form.position(name));
                let cell = field.and_then(|at| table.cell(row, at));
                let here = finding.place.form.as_ref() == Some(&table.form)
                    && finding
                        .place
                        .range
                        .is_some_and(|range| cell.is_some_and(|cell| range.has(cell)));
                if here && finding.value.as_deref().unwrap_or_default() == value {
                    finding.state = State::Accepted;
                    found = true;
                }
            }
        }
    }
    found
}
