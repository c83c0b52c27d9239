//! When each file came: the receipt log, else the cover's date. File times are never read.

use std::collections::HashMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization as _;

use super::{Evidence, Submission};
use crate::discover;
use crate::finding::{Fault, Finding, Place};
use crate::lang::Lang;
use crate::read;

/// A receipt log, and which files it speaks of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptLog {
    /// How the paths of the files begin that it speaks of, to which its own paths are added; empty
    /// where it speaks of all.
    pub below: String,
    /// Its name.
    pub name: String,
    /// Its lines.
    pub lines: Vec<Receipt>,
}

/// One line of the receipt log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptError {
    /// The file cannot be read as a table.
    Unreadable {
        /// The file.
        file: String,
        /// What the reader said.
        detail: String,
    },
    /// A column is missing.
    MissingColumn {
        /// The file.
        file: String,
        /// The column.
        column: &'static str,
    },
    /// Lines without a day that can be read.
    NoDay {
        /// The file.
        file: String,
        /// Each with its one-based row and what stands there.
        rows: Vec<(u32, String)>,
    },
}

impl ReceiptError {
    /// What is wrong, in one language; every bad line on a line.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable { file, detail } => lang.pick(
                format!("không đọc được sổ nhận {file}: {detail}"),
                format!("cannot read the receipt log {file}: {detail}"),
            ),
            Self::MissingColumn { file, column } => lang.pick(
                format!("sổ nhận {file} thiếu cột \"{column}\""),
                format!("the receipt log {file} has no column \"{column}\""),
            ),
            Self::NoDay { file, rows } => {
                let head = lang.pick(
                    format!("sổ nhận {file} có ngày nhận không đọc được; ghi như 19/05/2024:"),
                    format!(
                        "the receipt log {file} has days that cannot be read; write 19/05/2024:"
                    ),
                );
                rows.iter().fold(head, |text, (row, written)| {
                    let line = lang.pick(
                        format!("\n  dòng {row}: \"{written}\""),
                        format!("\n  row {row}: \"{written}\""),
                    );
                    text + &line
                })
            }
        }
    }
}

/// The columns of a receipt log.
const COLUMNS: [&str; 5] = ["file", "unit", "collection", "received_at", "mail_number"];

/// Reads a receipt log with the columns `file`, `unit`, `collection`, `received_at`, `mail_number`;
/// `received_at` and one way to name the file are needed.
///
/// # Errors
/// [`ReceiptError`] where the log as a whole, or the day of any of its lines, cannot be read.
pub fn read(path: &Path) -> Result<Vec<Receipt>, ReceiptError> {
    let file = path.display().to_string();
    let table = read::headed_table(path, |name| COLUMNS.contains(&name)).map_err(|detail| {
        ReceiptError::Unreadable {
            file: file.clone(),
            detail,
        }
    })?;
    let by_sender = table.has("unit") && table.has("collection");
    let missing = [
        ("received_at", table.has("received_at")),
        ("file", table.has("file") || by_sender),
    ];
    if let Some((column, _)) = missing.into_iter().find(|(_, there)| !there) {
        return Err(ReceiptError::MissingColumn { file, column });
    }
    let mut receipts = Vec::new();
    let mut bad = Vec::new();
    for (row, cells) in &table.rows {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let get = |name: &str| table.cell(cells, name).to_owned();
        let written = get("received_at");
        let Some(received_at) = moment(&written) else {
            bad.push((*row, written));
            continue;
        };
        receipts.push(Receipt {
            file: get("file").replace('\\', "/"),
            unit: get("unit"),
            collection: get("collection"),
            received_at,
            mail_number: Some(get("mail_number")).filter(|number| !number.is_empty()),
        });
    }
    if bad.is_empty() {
        Ok(receipts)
    } else {
        Err(ReceiptError::NoDay { file, rows: bad })
    }
}

/// A day or a moment: `2024-05-19`, `2024-05-19 08:30`, `19/05/2024`, `19/5/24`.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
    let numbers: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [first, month, last] = numbers.as_slice() else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let full = match year.len() {
        2 => format!("20{year}"),
        _ => (*year).to_owned(),
    };
    let year: i32 = full.parse().ok().filter(|year| YEARS.contains(year))?;
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    let time = ["%H:%M:%S", "%H:%M"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(time.trim(), format).ok())?;
    Some(date.and_time(time))
}

/// Years in which a return can have come.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2099;

/// Binds each line to its file, and gives every other file its cover's date or none.
pub(super) fn bind(
    submissions: &mut [Submission],
    cover: &[Option<NaiveDate>],
    logs: &[ReceiptLog],
    as_of: NaiveDate,
    findings: &mut Vec<(String, Finding)>,
) {
    for log in logs {
        let unmatched = bind_log(submissions, log);
        findings.extend(unmatched.map(|finding| (log.name.clone(), finding)));
    }
    for (submission, cover) in submissions.iter_mut().zip(cover) {
        if submission.evidence == Evidence::Log {
            continue;
        }
        // A cover dated after the day of assessment is a slip of the pen, not a receipt.
        match cover.filter(|day| *day <= as_of) {
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

/// Binds each line of a log to its file; a finding for each that has none.
fn bind_log(submissions: &mut [Submission], log: &ReceiptLog) -> impl Iterator<Item = Finding> {
    let files = Files::below(&log.below, submissions);
    let mut bind_to = |at: usize, receipt: &Receipt| {
        let submission = &mut submissions[at];
        let unbound = submission.evidence == Evidence::None;
        if unbound {
            submission.evidence = Evidence::Log;
            submission.received_at = Some(receipt.received_at);
            submission.mail_number.clone_from(&receipt.mail_number);
        }
        unbound
    };
    let (mut archives, mut left) = (Vec::new(), Vec::new());
    for receipt in &log.lines {
        let found = files.find(receipt);
        if found.is_none() && files.is_archive(receipt) {
            archives.push(receipt);
        } else if !found.is_some_and(|at| bind_to(at, receipt)) {
            left.push(receipt);
        }
    }
    // A line for an archive is about each file in it that has no line of its own.
    for receipt in archives {
        for &at in files.in_archive(receipt) {
            bind_to(at, receipt);
        }
    }
    left.into_iter().map(unmatched)
}

/// The files a log speaks of by what a line may name them by; a key of two files names neither.
struct Files {
    paths: HashMap<String, Option<usize>>,
    names: HashMap<String, Option<usize>>,
    senders: HashMap<(String, String), Option<usize>>,
    /// The files in each archive.
    archives: HashMap<String, Vec<usize>>,
}

impl Files {
    /// The files whose paths begin so, by the rest of their paths.
    fn below(folder: &str, submissions: &[Submission]) -> Self {
        let mut files = Self {
            paths: HashMap::new(),
            names: HashMap::new(),
            senders: HashMap::new(),
            archives: HashMap::new(),
        };
        for (at, submission) in submissions.iter().enumerate() {
            let Some(path) = submission.file.strip_prefix(folder) else {
                continue;
            };
            // Some systems keep names decomposed; a log is typed composed.
            let path = nfc(path);
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            if let Some((archive, _)) = discover::in_archive(&path) {
                let files = files.archives.entry(archive.to_owned()).or_default();
                files.push(at);
            }
            enter(&mut files.paths, path, at);
            enter(&mut files.names, name, at);
            if let (Some(unit), Some(collection)) = (&submission.unit, &submission.collection) {
                enter(
                    &mut files.senders,
                    (unit.to_string(), collection.to_string()),
                    at,
                );
            }
        }
        files
    }

    /// The file of a line: by path, else by name, else the only one of unit and collection.
    fn find(&self, receipt: &Receipt) -> Option<usize> {
        if receipt.file.is_empty() {
            let key = (receipt.unit.clone(), receipt.collection.clone());
            return self.senders.get(&key).copied().flatten();
        }
        let path = nfc(&receipt.file);
        let below = path.strip_prefix("returns/").unwrap_or(&path);
        let found = self.paths.get(&path).or_else(|| self.paths.get(below));
        found.or_else(|| self.names.get(below)).copied().flatten()
    }

    /// The files of the archive that a line names by its path; none where it names no archive.
    fn in_archive(&self, receipt: &Receipt) -> &[usize] {
        let path = nfc(&receipt.file);
        let below = path.strip_prefix("returns/").unwrap_or(&path);
        let found = self
            .archives
            .get(&path)
            .or_else(|| self.archives.get(below));
        found.map_or(&[], Vec::as_slice)
    }

    fn is_archive(&self, receipt: &Receipt) -> bool {
        !self.in_archive(receipt).is_empty()
    }
}

fn enter<K: Eq + std::hash::Hash>(map: &mut HashMap<K, Option<usize>>, key: K, at: usize) {
    map.entry(key)
        .and_modify(|one| *one = None)
        .or_insert(Some(at));
}

fn nfc(text: &str) -> String {
    text.nfc().collect()
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

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn days_of_receipt_are_read_as_offices_write_them() {
        for text in [
            "2023-10-24",
            "24/10/2023",
            "24-10-2023",
            "24/10/23",
            "24.10.2023",
        ] {
            let day = moment(text).map(|moment| moment.to_string());
            assert_eq!(day.as_deref(), Some("2023-10-24 00:00:00"), "{text}");
        }
        let late = moment("24/10/2023 16:30:00").map(|moment| moment.to_string());
        assert_eq!(late.as_deref(), Some("2023-10-24 16:30:00"));
        for text in [
            "",
            "hôm qua",
            "24/10",
            "0023-10-24",
            "2199-02-20",
            "31/02/2024",
            "24/10/2023 chiều",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
