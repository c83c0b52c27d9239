//! When each file came: the receipt log, else the cover's date. File times are never read.

use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{Evidence, Submission};
use crate::finding::{Fault, Finding, Place};
use crate::read;

/// One line of the receipt log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The file's path below the returns folder, or its name; empty where unit and collection are
    /// named instead.
    pub file: String,
    /// The unit's code, if named.
    pub unit: String,
    /// The collection's id, if named.
    pub collection: String,
    /// When it came; midnight where only the day is written.
    pub received_at: NaiveDateTime,
    /// The number in the register of incoming mail, if any.
    pub mail_number: Option<String>,
}

/// Why the receipt log cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReceiptError {
    /// The file cannot be read as a table.
    #[error("cannot read the receipt log {file}: {detail}")]
    Unreadable {
        /// The file.
        file: String,
        /// What the reader said.
        detail: String,
    },
    /// A column is missing.
    #[error("the receipt log {file} has no column \"{column}\"")]
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// A line has no day that can be read.
    #[error(
        "row {row} of the receipt log {file}: \"{written}\" is no day such as 2024-05-19 or 19/05/2024"
    )]
    NoDay {
        /// The file.
        file: String,
        /// The one-based row.
        row: usize,
        /// What stands there.
        written: String,
    },
}

/// Reads a receipt log with the columns `file`, `unit`, `collection`, `received_at`, `mail_number`;
/// `received_at` and one way to name the file are needed.
///
/// # Errors
/// [`ReceiptError`] where the log as a whole, or the day of one of its lines, cannot be read.
pub fn read(path: &Path) -> Result<Vec<Receipt>, ReceiptError> {
    let file = path.display().to_string();
    let rows = read::table(path).map_err(|detail| ReceiptError::Unreadable {
        file: file.clone(),
        detail,
    })?;
    let mut rows = rows.into_iter().enumerate();
    let header: Vec<String> = rows
        .next()
        .map(|(_, names)| {
            names
                .iter()
                .map(|name| name.trim().to_lowercase())
                .collect()
        })
        .unwrap_or_default();
    let column = |name: &str| header.iter().position(|one| one == name);
    if column("received_at").is_none() {
        return Err(ReceiptError::MissingColumn {
            file,
            column: "received_at",
        });
    }
    if column("file").is_none() && (column("unit").is_none() || column("collection").is_none()) {
        return Err(ReceiptError::MissingColumn {
            file,
            column: "file",
        });
    }
    let mut receipts = Vec::new();
    for (row, cells) in rows {
        let get = |name: &str| {
            let cell = column(name).and_then(|at| cells.get(at));
            cell.map_or("", |text| text.trim())
        };
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let written = get("received_at");
        let received_at = moment(written).ok_or_else(|| ReceiptError::NoDay {
            file: file.clone(),
            row: row + 1,
            written: written.to_owned(),
        })?;
        receipts.push(Receipt {
            file: get("file").replace('\\', "/"),
            unit: get("unit").to_owned(),
            collection: get("collection").to_owned(),
            received_at,
            mail_number: Some(get("mail_number").to_owned()).filter(|number| !number.is_empty()),
        });
    }
    Ok(receipts)
}

/// A day or a moment: `2024-05-19`, `2024-05-19 08:30`, `19/05/2024`.
fn moment(text: &str) -> Option<NaiveDateTime> {
    for format in [
        "%Y-%m-%d %H:%M:%S",
        "%Y-%m-%d %H:%M",
        "%Y-%m-%dT%H:%M:%S",
        "%d/%m/%Y %H:%M",
    ] {
        if let Ok(moment) = NaiveDateTime::parse_from_str(text, format) {
            return Some(moment);
        }
    }
    let day = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())?;
    Some(day.and_time(NaiveTime::MIN))
}

/// Binds each line to its file, and gives every other file its cover's date or none.
pub(super) fn bind(
    submissions: &mut [Submission],
    cover: &[Option<NaiveDate>],
    (log, receipts): (&str, &[Receipt]),
    findings: &mut Vec<(String, Finding)>,
) {
    for receipt in receipts {
        match find(submissions, receipt) {
            Some(at) if submissions[at].evidence == Evidence::None => {
                let submission = &mut submissions[at];
                submission.evidence = Evidence::Log;
                submission.received_at = Some(receipt.received_at);
                submission.mail_number.clone_from(&receipt.mail_number);
            }
            _ => findings.push((log.to_owned(), unmatched(receipt))),
        }
    }
    for (submission, cover) in submissions.iter_mut().zip(cover) {
        if submission.evidence == Evidence::Log {
            continue;
        }
        match cover {
            Some(day) => {
                submission.evidence = Evidence::Cover;
                submission.received_at = Some(day.and_time(NaiveTime::MIN));
            }
            None => submission
                .findings
                .push(Finding::new(Place::file(), Fault::NoReceipt)),
        }
    }
}

/// The file of a line: by path, else by a file name only one has, else the only file not yet bound
/// of unit and collection.
fn find(submissions: &[Submission], receipt: &Receipt) -> Option<usize> {
    let only = |fits: &dyn Fn(&Submission) -> bool| {
        let mut found = submissions.iter().enumerate().filter(|(_, one)| fits(one));
        let (at, _) = found.next()?;
        found.next().is_none().then_some(at)
    };
    if !receipt.file.is_empty() {
        let at = submissions
            .binary_search_by(|one| one.file.as_str().cmp(&receipt.file))
            .ok();
        return at
            .or_else(|| only(&|one| one.file.rsplit('/').next() == Some(receipt.file.as_str())));
    }
    only(&|one| {
        one.unit
            .as_ref()
            .is_some_and(|unit| unit.as_str() == receipt.unit)
            && one
                .collection
                .as_ref()
                .is_some_and(|id| id.as_str() == receipt.collection)
    })
}

fn unmatched(receipt: &Receipt) -> Finding {
    let parts = [&receipt.file, &receipt.unit, &receipt.collection];
    let named: Vec<&str> = parts
        .into_iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    let line = format!(
        "{}, {}",
        named.join(", "),
        crate::lang::date(receipt.received_at.date())
    );
    Finding::new(Place::file(), Fault::UnmatchedReceipt { line })
}
