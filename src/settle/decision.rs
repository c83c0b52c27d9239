//! What the office ruled: whose a file is, that a row does not count, that an explanation holds.
//!
//! Read from the decisions file beside the returns: one row a decision, its columns by their names
//! in data or as the workbook of decisions calls them. A row without an action decides nothing yet.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::read;

use super::heading::{Action, Context, Heading};

/// What a decisions file rules.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rulings {
    /// The file's name.
    pub file: String,
    /// What is filed in it, in its order.
    pub filed: Vec<Filed>,
}

/// One ruling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
        /// The row; a sheet or a heading where the subject has no row key, the file as a whole where
        /// it has no form.
        row: Subject,
        /// The finding's code.
        code: String,
        /// The value accepted; another value lapses the decision.
        value: String,
    },
}

/// A ruling as it was filed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filed {
    /// What is ruled.
    pub decision: Decision,
    /// By whom; may be empty.
    pub by: String,
    /// On what day, as written: an Excel date as 2024-06-15; may be empty.
    pub date: String,
    /// Why, or anything else; may be empty.
    pub note: String,
}

/// The row a decision is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    /// SHA-256 of the only file it is about, in hexadecimal; empty for all of unit and collection.
    pub sha256: String,
    /// The unit's code.
    pub unit: String,
    /// The collection's id.
    pub collection: String,
    /// The form's id; empty for what is about the file as a whole.
    pub form: String,
    /// The row's key, as written or as a match key; empty for a record and for what is no row.
    pub row_key: String,
}

/// Why the decisions file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionError {
    /// The file cannot be read as a table.
    Unreadable {
        /// The file.
        file: String,
        /// What the reader said.
        detail: String,
    },
    /// Rows without an action that is known, or without what their action needs.
    BadRows {
        /// The file.
        file: String,
        /// Each with its one-based row.
        rows: Vec<(u32, Problem)>,
    },
}

/// What is wrong with a row of the decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The heading names no column.
    UnknownColumn(String),
    /// A cell that its action needs is empty.
    Empty(Heading),
    /// The campaign has no unit, collection or form of this name.
    UnknownName(String),
    /// No action is called so.
    UnknownAction(String),
}

impl Problem {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownColumn(name) => {
                let columns = Heading::ALL.map(Heading::as_str).join(", ");
                lang.pick(
                    format!("\"{name}\" không phải tên cột; chỉ dùng {columns}"),
                    format!("\"{name}\" is no column; use {columns}"),
                )
            }
            Self::Empty(column) => {
                let (name, title) = (column.as_str(), column.title(lang));
                lang.pick(
                    format!("cột \"{name}\" ({title}) chưa điền"),
                    format!("\"{name}\" ({title}) is empty"),
                )
            }
            Self::UnknownName(name) => lang.pick(
                format!("kế hoạch không có \"{name}\""),
                format!("the campaign has no \"{name}\""),
            ),
            Self::UnknownAction(name) => {
                let known =
                    Action::ALL.map(|one| format!("{} ({})", one.title(lang), one.as_str()));
                let known = known.join(", ");
                lang.pick(
                    format!("\"{name}\" không phải một quyết định; chọn một trong: {known}"),
                    format!("\"{name}\" is no decision; choose one of: {known}"),
                )
            }
        }
    }
}

impl DecisionError {
    /// What is wrong, in one language; every bad row on a line.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { file, detail } => lang.pick(
                format!("không đọc được tệp quyết định {file}: {detail}"),
                format!("cannot read the decisions {file}: {detail}"),
            ),
            Self::BadRows { file, rows } => {
                let head = lang.pick(
                    format!("tệp quyết định {file} có {} chỗ sai:", rows.len()),
                    format!("{} faults in the decisions {file}:", rows.len()),
                );
                rows.iter().fold(head, |text, (row, problem)| {
                    let problem = problem.message(lang);
                    let line = lang.pick(
                        format!("\n  dòng {row}: {problem}"),
                        format!("\n  row {row}: {problem}"),
                    );
                    text + &line
                })
            }
        }
    }
}

/// Reads a decisions file.
///
/// # Errors
/// [`DecisionError`] where the file or any of its rows cannot be understood: a ruling of the office
/// is never passed over in silence.
pub fn read(path: &Path, campaign: &Campaign) -> Result<Vec<Filed>, DecisionError> {
    let file = path.display().to_string();
    let is_heading = |name: &str| Heading::named(name).is_some();
    let table =
        read::headed_table(path, is_heading).map_err(|detail| DecisionError::Unreadable {
            file: file.clone(),
            detail,
        })?;
    let mut bad: Vec<(u32, Problem)> = Vec::new();
    for name in &table.header {
        let is_known = name.is_empty() || is_heading(name) || Context::is_named(name);
        if !is_known {
            bad.push((table.header_row, Problem::UnknownColumn(name.clone())));
        }
    }
    let columns: Vec<Option<Heading>> =
        table.header.iter().map(|one| Heading::named(one)).collect();
    let mut filed = Vec::new();
    for (row, cells) in &table.rows {
        let get = |column: Heading| {
            let at = columns.iter().position(|one| *one == Some(column));
            let cell = at.and_then(|at| cells.get(at));
            cell.map_or("", |text| text.trim()).to_owned()
        };
        match parse(get).map(|decision| Some(decision?.known_to(campaign))) {
            Ok(None) => {}
            Ok(Some(Ok(one))) => filed.push(one),
            Ok(Some(Err(problem))) | Err(problem) => bad.push((*row, problem)),
        }
    }
    if bad.is_empty() {
        Ok(filed)
    } else {
        Err(DecisionError::BadRows { file, rows: bad })
    }
}

/// All that is filed, in order, each with the name of its file. What several files rule alike counts
/// once, as the last of them has it: the decisions in force that one run writes are those that
/// another is given.
pub(super) fn in_force(rulings: &[Rulings]) -> Vec<(&str, Filed)> {
    let mut last: BTreeMap<&Decision, usize> = BTreeMap::new();
    for (nth, file) in rulings.iter().enumerate() {
        last.extend(file.filed.iter().map(|one| (&one.decision, nth)));
    }
    let mut all = Vec::new();
    for (nth, file) in rulings.iter().enumerate() {
        let own = |one: &&Filed| last.get(&one.decision) == Some(&nth);
        let filed = file.filed.iter().filter(own).cloned();
        all.extend(filed.map(|one| (file.file.as_str(), one)));
    }
    all
}

/// The ruling of a row; none where nothing is decided yet.
fn parse(get: impl Fn(Heading) -> String) -> Result<Option<Filed>, Problem> {
    let needed = |column: Heading| {
        let text = get(column);
        if text.is_empty() {
            Err(Problem::Empty(column))
        } else {
            Ok(text)
        }
    };
    let sha256 = || get(Heading::Sha256).to_lowercase();
    let row = || {
        Ok::<_, Problem>(Subject {
            sha256: sha256(),
            unit: needed(Heading::Unit)?,
            collection: needed(Heading::Collection)?,
            form: needed(Heading::Form)?,
            row_key: get(Heading::RowKey),
        })
    };
    let action = get(Heading::Action);
    if action.is_empty() {
        // Who signs a row has decided it.
        let is_signed = !get(Heading::By).is_empty() || !get(Heading::Date).is_empty();
        return if is_signed {
            Err(Problem::Empty(Heading::Action))
        } else {
            Ok(None)
        };
    }
    let action = Action::named(&action).ok_or(Problem::UnknownAction(action))?;
    let decision = match action {
        Action::Assign => Decision::Assign {
            sha256: needed(Heading::Sha256)?.to_lowercase(),
            unit: needed(Heading::Unit)?,
            collection: get(Heading::Collection),
        },
        Action::Exclude => Decision::Exclude(row()?),
        Action::Accept => Decision::Accept {
            // What is about a file as a whole has no form, and is told by the file.
            row: if sha256().is_empty() || !get(Heading::Form).is_empty() {
                row()?
            } else {
                Subject {
                    sha256: sha256(),
                    unit: get(Heading::Unit),
                    collection: get(Heading::Collection),
                    ..Subject::default()
                }
            },
            code: needed(Heading::Code)?,
            value: get(Heading::Value),
        },
    };
    Ok(Some(Filed {
        decision,
        by: get(Heading::By),
        date: get(Heading::Date),
        note: get(Heading::Note),
    }))
}

impl Filed {
    /// The ruling itself, unless the campaign lacks a name of it.
    fn known_to(self, campaign: &Campaign) -> Result<Self, Problem> {
        match self.decision.unknown_name(campaign) {
            Some(name) => Err(Problem::UnknownName(name)),
            None => Ok(self),
        }
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
        let unit_known = unit.is_empty() || campaign.unit(&unit.as_str().into()).is_some();
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
    pub(super) fn describe(&self) -> String {
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
