//! Holds every sum of a run against its parts, on every run: what does not add up stops it.
//!
//! Each check compares two counts that were made apart from each other: rows on the sheet with
//! rows read and set aside, settled rows with the rows that are written, the lines and totals of
//! the data files with what they sum up. A difference is a fault of this program, never of a return.

use serde_json::Value;

use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::settle::{RowCounts, Settled, Submission, SubmissionState};
use crate::table::{Frames, TableError};

/// A sum that is not that of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Discrepancy {
    /// What is counted.
    pub sum: Sum,
    /// Whose it is: a file with its sheet, a form, a collection.
    pub of: String,
    /// The sum.
    pub expected: u64,
    /// Its parts together.
    pub found: u64,
}

/// The sums that are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sum {
    /// Rows on a sheet: those read and those set aside.
    SheetRows,
    /// Rows set aside in a file: those of its sheets.
    SetAside,
    /// Rows of a form in the files that count: those in its table.
    FormRows,
    /// Rows of a file's form: certain, in doubt, excluded.
    Standings,
    /// Findings counted in the summary: the lines of `findings.jsonl`.
    Findings,
    /// Changed cells: the counts of `repairs.jsonl`.
    Repairs,
    /// Senders of a collection: those the summary lists.
    Expected,
    /// Returns received: those the summary marks so.
    Received,
    /// Returns in time: those the summary marks so.
    OnTime,
}

impl Sum {
    /// What is compared, in one language.
    fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::SheetRows => lang.pick(
                "số dòng trên trang tính so với số dòng đã đọc và đã bỏ qua",
                "rows on the sheet against rows read and set aside",
            ),
            Self::SetAside => lang.pick(
                "số dòng bỏ qua của tệp so với từng trang tính",
                "rows set aside in the file against its sheets",
            ),
            Self::FormRows => lang.pick(
                "số dòng của các báo cáo được tính so với bảng số liệu",
                "rows of the counting returns against the table",
            ),
            Self::Standings => lang.pick(
                "số dòng so với tổng các dòng chắc chắn, nghi vấn, không tính",
                "rows against those certain, in doubt and excluded",
            ),
            Self::Findings => lang.pick(
                "số nội dung trong bản tóm tắt so với findings.jsonl",
                "findings of the summary against findings.jsonl",
            ),
            Self::Repairs => lang.pick(
                "số ô đã chuẩn hóa so với repairs.jsonl",
                "repaired cells against repairs.jsonl",
            ),
            Self::Expected => lang.pick(
                "số đơn vị phải báo cáo so với danh sách đơn vị",
                "senders against the units listed",
            ),
            Self::Received => lang.pick(
                "số báo cáo đã nhận so với từng đơn vị",
                "returns received against the units",
            ),
            Self::OnTime => lang.pick(
                "số báo cáo đúng hạn so với từng đơn vị",
                "returns in time against the units",
            ),
        }
    }
}

impl Discrepancy {
    /// What does not add up, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        let Self {
            of,
            expected,
            found,
            ..
        } = self;
        let name = self.sum.name(lang);
        lang.pick(
            format!("{of}: {name}: {expected} và {found}"),
            format!("{of}: {name}: {expected} and {found}"),
        )
    }
}

/// One comparison.
fn equal(
    sum: Sum,
    of: impl FnOnce() -> String,
    expected: impl Into<u64>,
    found: impl Into<u64>,
) -> Result<(), Discrepancy> {
    let (expected, found) = (expected.into(), found.into());
    if expected == found {
        return Ok(());
    }
    Err(Discrepancy {
        sum,
        of: of(),
        expected,
        found,
    })
}

/// Every row that was seen on a sheet is a row of its table or was set aside.
pub(super) fn check_sheets(settled: &Settled) -> Result<(), Discrepancy> {
    for one in &settled.submissions {
        for tally in &one.tallies {
            let tables = one.tables.iter();
            let own = tables.filter(|table| table.form == tally.form && table.sheet == tally.sheet);
            let read: u64 = own.map(|table| table.rows.len() as u64).sum();
            let of = || format!("{}, {}", one.file, tally.sheet);
            let accounted = read + u64::from(tally.set_aside);
            equal(Sum::SheetRows, of, tally.seen, accounted)?;
        }
        let by_rule: u32 = one.set_aside.values().sum();
        let by_sheet: u32 = one.tallies.iter().map(|tally| tally.set_aside).sum();
        equal(Sum::SetAside, || one.file.clone(), by_rule, by_sheet)?;
    }
    Ok(())
}

/// Every row of a counting file is in its form's table, with its standing; the outer error is that
/// of a table that cannot be counted.
pub(super) fn check_tables(
    settled: &Settled,
    campaign: &Campaign,
    frames: &Frames,
) -> Result<Result<(), Discrepancy>, TableError> {
    let accepted = |one: &&Submission| one.state == SubmissionState::Accepted;
    let counts: Vec<_> = settled
        .submissions
        .iter()
        .filter(accepted)
        .flat_map(Submission::row_counts)
        .collect();
    for form in &campaign.forms {
        let mut expected = RowCounts::default();
        for (_, one) in counts.iter().filter(|(id, _)| *id == form.id) {
            expected.seen += one.seen;
            expected.certain += one.certain;
            expected.doubt += one.doubt;
            expected.excluded += one.excluded;
        }
        let found = frames.row_counts(&form.id)?;
        let pairs = [
            (expected.seen, found.seen),
            (expected.certain, found.certain),
            (expected.doubt, found.doubt),
            (expected.excluded, found.excluded),
        ];
        for (expected, found) in pairs {
            if let Err(fault) = equal(Sum::FormRows, || form.sheet.clone(), expected, found) {
                return Ok(Err(fault));
            }
        }
    }
    Ok(Ok(()))
}

/// The data files as they are written add up, in themselves and with each other.
pub(super) fn check_data(
    settled: &Settled,
    summary: &Value,
    findings: &[u8],
    repairs: &[u8],
) -> Result<(), Discrepancy> {
    check_files(settled, summary, findings)?;
    check_rates(summary)?;
    let changed: u64 = settled
        .submissions
        .iter()
        .flat_map(|one| &one.repairs)
        .map(|repair| u64::from(repair.count))
        .sum();
    equal(
        Sum::Repairs,
        || "repairs.jsonl".to_owned(),
        changed,
        lines(repairs)
            .map(|line| count(&line["count"]))
            .sum::<u64>(),
    )
}

fn check_files(settled: &Settled, summary: &Value, findings: &[u8]) -> Result<(), Discrepancy> {
    let mut counted = settled.findings.len() as u64;
    for file in list(&summary["submissions"]) {
        let name = || file["file"].as_str().unwrap_or_default().to_owned();
        for rows in file["rows"]
            .as_object()
            .into_iter()
            .flat_map(|rows| rows.values())
        {
            let parts = ["certain", "doubt", "excluded"].map(|part| count(&rows[part]));
            let parts: u64 = parts.iter().sum();
            equal(Sum::Standings, name, count(&rows["seen"]), parts)?;
        }
        let kinds = file["findings"].as_object();
        counted += kinds
            .into_iter()
            .flat_map(|kinds| kinds.values())
            .map(count)
            .sum::<u64>();
    }
    let lines = findings.iter().filter(|byte| **byte == b'\n').count() as u64;
    equal(
        Sum::Findings,
        || "findings.jsonl".to_owned(),
        counted,
        lines,
    )
}

/// Rates are counts over the units that the summary lists.
fn check_rates(summary: &Value) -> Result<(), Discrepancy> {
    for rate in list(&summary["rates"]) {
        let own: Vec<&Value> = list(&summary["units"])
            .flat_map(|unit| list(&unit["collections"]))
            .filter(|one| one["id"] == rate["collection"])
            .collect();
        let with = |key: &str| own.iter().filter(|one| one[key] == true).count() as u64;
        let of = || rate["collection"].as_str().unwrap_or_default().to_owned();
        equal(
            Sum::Expected,
            of,
            count(&rate["expected"]),
            own.len() as u64,
        )?;
        equal(
            Sum::Received,
            of,
            count(&rate["received"]),
            with("received"),
        )?;
        equal(Sum::OnTime, of, count(&rate["on_time"]), with("on_time"))?;
    }
    Ok(())
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn count(value: &Value) -> u64 {
    value.as_u64().unwrap_or_default()
}

/// The lines of a data file.
fn lines(bytes: &[u8]) -> impl Iterator<Item = Value> {
    let lines = bytes.split(|byte| *byte == b'\n');
    lines.filter_map(|line| serde_json::from_slice(line).ok())
}
