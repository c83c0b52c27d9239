//! What the office ruled: whose a file is, that a row does not count, that an explanation holds.
//!
//! Read from the decisions file beside the returns: one row a decision, with the columns
//! `action, sha256, unit, collection, form, row_key, code, value, by, date, note`.

use std::path::Path;

use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::read;

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
        /// The row; a sheet or a heading where the subject has no row key, the file as a whole where
        /// it has no form.
        row: Subject,
        /// The finding's code.
        code: String,
        /// The value accepted; another value lapses the decision.
        value: String,
    },
}

/// The row a decision is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    Empty(&'static str),
    /// The campaign has no unit, collection or form of this name.
    UnknownName(String),
    /// No action is called so.
    UnknownAction(String),
}

impl Problem {
    fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownColumn(name) => {
                let columns = COLUMNS.join(", ");
                lang.pick(
                    format!("\"{name}\" không phải tên cột; chỉ dùng {columns}"),
                    format!("\"{name}\" is no column; use {columns}"),
                )
            }
            Self::Empty(name) => lang.pick(
                format!("cột \"{name}\" chưa điền"),
                format!("\"{name}\" is empty"),
            ),
            Self::UnknownName(name) => lang.pick(
                format!("kế hoạch không có \"{name}\""),
                format!("the campaign has no \"{name}\""),
            ),
            Self::UnknownAction(name) => lang.pick(
                format!("\"{name}\" không phải một quyết định; dùng assign, exclude hoặc accept"),
                format!("\"{name}\" is no action; use assign, exclude or accept"),
            ),
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
pub fn read(path: &Path, campaign: &Campaign) -> Result<Vec<Decision>, DecisionError> {
    let file = path.display().to_string();
    let table = read::headed_table(path).map_err(|detail| DecisionError::Unreadable {
        file: file.clone(),
        detail,
    })?;
    let mut bad: Vec<(u32, Problem)> = Vec::new();
    for name in &table.header {
        if !name.is_empty() && !COLUMNS.contains(&name.as_str()) {
            bad.push((table.header_row, Problem::UnknownColumn(name.clone())));
        }
    }
    let mut decisions = Vec::new();
    for (row, cells) in &table.rows {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let decision = parse(|name| table.cell(cells, name).to_owned());
        match decision.and_then(|decision| decision.known_to(campaign)) {
            Ok(decision) => decisions.push(decision),
            Err(problem) => bad.push((*row, problem)),
        }
    }
    if bad.is_empty() {
        Ok(decisions)
    } else {
        Err(DecisionError::BadRows { file, rows: bad })
    }
}

fn parse(get: impl Fn(&str) -> String) -> Result<Decision, Problem> {
    let needed = |name: &'static str| {
        let text = get(name);
        if text.is_empty() {
            Err(Problem::Empty(name))
        } else {
            Ok(text)
        }
    };
    let sha256 = || get("sha256").to_lowercase();
    let row = || {
        Ok::<_, Problem>(Subject {
            sha256: sha256(),
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
        "exclude" => Ok(Decision::Exclude(row()?)),
        "accept" => Ok(Decision::Accept {
            // What is about a file as a whole has no form, and is told by the file.
            row: if sha256().is_empty() || !get("form").is_empty() {
                row()?
            } else {
                Subject {
                    sha256: sha256(),
                    unit: get("unit"),
                    collection: get("collection"),
                    ..Subject::default()
                }
            },
            code: needed("code")?,
            value: get("value"),
        }),
        other => Err(Problem::UnknownAction(other.to_owned())),
    }
}

impl Decision {
    /// The decision itself, unless the campaign lacks a name of it.
    fn known_to(self, campaign: &Campaign) -> Result<Self, Problem> {
        match self.unknown_name(campaign) {
            Some(name) => Err(Problem::UnknownName(name)),
            None => Ok(self),
        }
    }

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
