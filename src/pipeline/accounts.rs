//! Holds every sum of a run against its parts, on every run: what does not add up stops it.
//!
//! Each check compares counts made at two places of a row's way: rows on the sheet with rows read
//! and set aside, settled rows with the rows that are written, the lines and totals of the data
//! files with what they sum up. Rows left blank between data are counted once, for both sides, so a
//! fault in that count alone goes unseen. A difference is a fault of this program, never of a
//! return.

use std::collections::BTreeMap;
use std::io::{self, BufRead};

use compact_str::CompactString;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::campaign::Campaign;
use crate::id::FormId;
use crate::lang::Lang;
use crate::settle::{RowCounts, Settled, Submission, SubmissionState};
use crate::table::written::Written;

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
            let tallies = one.tallies.iter();
            let (seen, aside) = tallies
                .filter(|other| other.form == tally.form && other.sheet == tally.sheet)
                .fold((0, 0), |(seen, aside), other| {
                    (
                        seen + u64::from(other.seen),
                        aside + u64::from(other.set_aside),
                    )
                });
            let of = || format!("{}, {}", one.file, tally.sheet);
            equal(Sum::SheetRows, of, seen, read + aside)?;
        }
        let by_rule: u32 = one.set_aside.values().sum();
        let by_sheet: u32 = one.tallies.iter().map(|tally| tally.set_aside).sum();
        equal(Sum::SetAside, || one.file.clone(), by_rule, by_sheet)?;
    }
    Ok(())
}

/// Every row of an accepted file is in its form's file, with its standing; targets and scores draw on
/// the same rows.
pub(super) fn check_written(
    settled: &Settled,
    campaign: &Campaign,
    forms: &[Written],
) -> Result<(), Discrepancy> {
    let accepted = accepted(settled);
    for Written { form, counts, .. } in forms {
        let expected = accepted.get(form).copied().unwrap_or_default();
        for (expected, found) in [
            (expected.seen, counts.seen),
            (expected.certain, counts.certain),
            (expected.doubt, counts.doubt),
            (expected.excluded, counts.excluded),
        ] {
            equal(Sum::FormRows, || sheet(campaign, form), expected, found)?;
        }
    }
    Ok(())
}

/// How the rows of accepted files stand, by form.
fn accepted(settled: &Settled) -> BTreeMap<FormId, RowCounts> {
    let mut counts: BTreeMap<FormId, RowCounts> = BTreeMap::new();
    let accepted = |one: &&Submission| one.state == SubmissionState::Accepted;
    let accepted = settled.submissions.iter().filter(accepted);
    for table in accepted.flat_map(|one| &one.tables) {
        let of_form = counts.entry(table.form.clone()).or_default();
        table.rows.iter().for_each(|row| of_form.add(row.standing));
    }
    counts
}

/// What people call a form.
fn sheet(campaign: &Campaign, form: &FormId) -> String {
    campaign
        .form(form)
        .map_or_else(|| form.to_string(), |form| form.sheet.clone())
}

/// What of `summary.json` is checked; the rest, which is most of it, is not kept.
#[derive(Debug)]
pub(super) struct Told {
    submissions: Vec<FileTold>,
    rates: Vec<RateTold>,
    units: Vec<UnitTold>,
}

impl Told {
    /// Reads the file, whose lists have an entry a line, so that not all of it is in memory.
    pub(super) fn read(summary: impl BufRead) -> io::Result<Self> {
        /// So many entries are read side by side.
        const SOME: usize = 256;
        let (mut submissions, mut rates, mut units) = (None, None, None);
        let mut add = |name: &[u8], entries: &mut Vec<Vec<u8>>| match name {
            b"submissions" => extend(&mut submissions, entries),
            b"rates" => extend(&mut rates, entries),
            b"units" => extend(&mut units, entries),
            _ => {
                entries.clear();
                Ok(())
            }
        };
        let (mut name, mut entries) = (Vec::new(), Vec::new());
        let mut is_closed = false;
        for line in summary.split(b'\n') {
            let line = line?;
            is_closed = line == b"}";
            if let Some(key) = line.strip_prefix(b"  \"") {
                add(&name, &mut entries)?;
                name = key.iter().copied().take_while(|one| *one != b'"').collect();
            } else if line.starts_with(b"    ") {
                entries.push(line);
            }
            if entries.len() == SOME {
                add(&name, &mut entries)?;
            }
        }
        add(&name, &mut entries)?;
        let lists = submissions.zip(rates).zip(units).filter(|_| is_closed);
        let told = lists.map(|((submissions, rates), units)| Self {
            submissions,
            rates,
            units,
        });
        told.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it is cut off"))
    }
}

/// Reads entries of a list, and lets their lines go.
fn extend<T: DeserializeOwned + Send>(
    list: &mut Option<Vec<T>>,
    entries: &mut Vec<Vec<u8>>,
) -> io::Result<()> {
    let read = |line: &Vec<u8>| serde_json::from_slice(line.strip_suffix(b",").unwrap_or(line));
    let read: Result<Vec<T>, _> = entries.par_iter().map(read).collect();
    list.get_or_insert_default().extend(read?);
    entries.clear();
    Ok(())
}

/// What the other data files list.
#[derive(Debug)]
pub(super) struct Lines {
    findings: u64,
    /// The cells that were changed.
    repaired: u64,
}

impl Lines {
    pub(super) fn count(findings: impl BufRead, repairs: impl BufRead) -> Self {
        let repairs = lines(repairs).map(|one: RepairTold| one.count);
        Self {
            findings: lines::<IgnoredAny>(findings).count() as u64,
            repaired: repairs.sum(),
        }
    }
}

#[derive(Debug, Deserialize)]
struct FileTold {
    file: String,
    #[serde(default)]
    rows: BTreeMap<CompactString, RowsTold>,
    #[serde(default)]
    findings: BTreeMap<CompactString, u64>,
}

#[derive(Debug, Deserialize)]
struct RowsTold {
    seen: u64,
    certain: u64,
    doubt: u64,
    excluded: u64,
}

#[derive(Debug, Deserialize)]
struct RateTold {
    collection: CompactString,
    expected: u64,
    received: u64,
    on_time: u64,
}

#[derive(Debug, Deserialize)]
struct UnitTold {
    collections: Vec<ReturnTold>,
}

#[derive(Debug, Deserialize)]
struct ReturnTold {
    id: CompactString,
    received: bool,
    on_time: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct RepairTold {
    count: u64,
}

/// The data files as they are written add up, in themselves and with each other.
pub(super) fn check_data(
    settled: &Settled,
    summary: &Told,
    listed: &Lines,
) -> Result<(), Discrepancy> {
    check_files(settled, summary, listed)?;
    check_rates(summary)?;
    let repairs = settled.submissions.iter().flat_map(|one| &one.repairs);
    let changed: u64 = repairs.map(|repair| u64::from(repair.count)).sum();
    let of = || "repairs.jsonl".to_owned();
    equal(Sum::Repairs, of, changed, listed.repaired)
}

fn check_files(settled: &Settled, summary: &Told, listed: &Lines) -> Result<(), Discrepancy> {
    let mut counted = settled.findings.len() as u64;
    for file in &summary.submissions {
        let name = || file.file.clone();
        for rows in file.rows.values() {
            let parts = rows.certain + rows.doubt + rows.excluded;
            equal(Sum::Standings, name, rows.seen, parts)?;
        }
        counted += file.findings.values().sum::<u64>();
    }
    let of = || "findings.jsonl".to_owned();
    equal(Sum::Findings, of, counted, listed.findings)
}

/// Rates are counts over the units that the summary lists.
fn check_rates(summary: &Told) -> Result<(), Discrepancy> {
    for rate in &summary.rates {
        let units = summary.units.iter();
        let own: Vec<&ReturnTold> = units
            .flat_map(|unit| &unit.collections)
            .filter(|one| one.id == rate.collection)
            .collect();
        let of = || rate.collection.to_string();
        let received = own.iter().filter(|one| one.received).count() as u64;
        let on_time = own.iter().filter(|one| one.on_time == Some(true)).count();
        equal(Sum::Expected, of, rate.expected, own.len() as u64)?;
        equal(Sum::Received, of, rate.received, received)?;
        equal(Sum::OnTime, of, rate.on_time, on_time as u64)?;
    }
    Ok(())
}

/// The lines of a data file.
fn lines<T: DeserializeOwned>(file: impl BufRead) -> impl Iterator<Item = T> {
    let lines = file.split(b'\n').map_while(io::Result::ok);
    lines.filter_map(|line| serde_json::from_slice(&line).ok())
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::{Arc, LazyLock};

    use serde_json::json;

    use super::*;
    use crate::campaign;
    use crate::finding::{Fault, Finding, Place, Repair, RepairRule, RowRule};
    use crate::id::{CollectionId, UnitCode};
    use crate::location::CellRef;
    use crate::settle::{Return, SubmissionState, Terms, settle};
    use crate::table::{CountingRows, written::written};
    use crate::validate::{Cells, Examined, Row, Standing, Table, Tally};

    static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        campaign::load(&folder, crate::read::table).unwrap()
    });

    /// One return with three rows on its sheet: two of data, one of them repeated, and a total.
    fn sound() -> Settled {
        let form = CAMPAIGN.form(&"phong-trao".into()).unwrap();
        let sheet: Arc<str> = Arc::from(form.sheet.as_str());
        let row = |row: u32, standing: Standing| {
            let mut values = vec![None; form.fields.len()];
            values[1] = Some(crate::validate::Value::text("Khác"));
            Row {
                row,
                values,
                key: Some("khác".into()),
                standing,
                doubt: Vec::new(),
            }
        };
        let at = CellRef::new(2, 2).unwrap();
        let examined = Examined {
            file: "THPT-05_hoc-ky-1.xlsx".to_owned(),
            sha256: "1".to_owned(),
            identity: crate::recognise::Identity {
                unit: Some(UnitCode::from("THPT-05")),
                collection: Some(CollectionId::from("hoc-ky-1")),
            },
            tables: vec![Table {
                form: form.id.clone(),
                sheet: Arc::clone(&sheet),
                cells: Cells::Columns((1..).map(Some).take(form.fields.len()).collect()),
                rows: vec![
                    row(2, Standing::Certain),
                    row(3, Standing::Excluded(RowRule::DuplicateRow)),
                ],
            }],
            set_aside: [(RowRule::Total, 1)].into(),
            tallies: vec![Tally {
                form: form.id.clone(),
                sheet: Arc::clone(&sheet),
                seen: 3,
                set_aside: 1,
            }],
            findings: vec![Finding::new(Place::sheet(&sheet), Fault::HiddenRows)],
            repairs: vec![Repair {
                rule: RepairRule::Text,
                sheet,
                range: at.into(),
                form: form.id.clone(),
                field: form.fields[1].name.clone(),
                before: "Khác ".into(),
                after: "Khác".into(),
                count: 1,
                personal: false,
            }],
            has_data: true,
            ..Examined::default()
        };
        let collections: Vec<_> = CAMPAIGN.collections.iter().collect();
        let terms = Terms {
            campaign: &CAMPAIGN,
            as_of: chrono::NaiveDate::from_ymd_opt(2024, 6, 15).unwrap(),
            collections: &collections,
            receipts: &[],
            decisions: &[],
        };
        settle(vec![examined], &terms)
    }

    fn sum(outcome: Result<(), Discrepancy>) -> Option<(Sum, u64, u64)> {
        outcome
            .err()
            .map(|fault| (fault.sum, fault.expected, fault.found))
    }

    #[test]
    fn a_row_that_is_neither_data_nor_set_aside_stops_the_run() {
        let mut settled = sound();
        assert_eq!(sum(check_sheets(&settled)), None);
        settled.submissions[0].tables[0].rows.pop();
        let fault = check_sheets(&settled).unwrap_err();
        assert_eq!(
            (fault.sum, fault.expected, fault.found),
            (Sum::SheetRows, 3, 2)
        );
        assert_eq!(fault.of, "THPT-05_hoc-ky-1.xlsx, Phong trào thi đua");
        let mut settled = sound();
        settled.submissions[0].tables.clear();
        assert_eq!(sum(check_sheets(&settled)), Some((Sum::SheetRows, 3, 1)));
        let mut settled = sound();
        settled.submissions[0].set_aside.clear();
        assert_eq!(sum(check_sheets(&settled)), Some((Sum::SetAside, 0, 1)));
    }

    #[test]
    fn a_row_that_counts_and_is_not_written_stops_the_run() {
        let settled = sound();
        let written = |settled: &Settled| {
            let rows = CountingRows::of(settled, &CAMPAIGN);
            written(&rows).unwrap()
        };
        let forms = written(&settled);
        let check = |settled: &Settled| sum(check_written(settled, &CAMPAIGN, &forms));
        assert_eq!(check(&settled), None);
        // A row came or went on the way.
        let mut more = settled.clone();
        let row = more.submissions[0].tables[0].rows[0].clone();
        more.submissions[0].tables[0].rows.push(row);
        assert_eq!(check(&more), Some((Sum::FormRows, 3, 2)));
        // It stands otherwise.
        let mut other = settled.clone();
        other.submissions[0].tables[0].rows[1].standing = Standing::Doubt;
        assert_eq!(check(&other), Some((Sum::FormRows, 1, 0)));
        // A file that is accepted is not among those that count.
        let mut uncounted = settled;
        let key = (UnitCode::from("THPT-05"), CollectionId::from("hoc-ky-1"));
        let none = Return {
            counting: None,
            first: None,
            any_file: true,
            on_time: None,
            overdue: false,
        };
        uncounted.returns.insert(key, none);
        assert_eq!(uncounted.submissions[0].state, SubmissionState::Accepted);
        let found = check_written(&uncounted, &CAMPAIGN, &written(&uncounted));
        assert_eq!(sum(found), Some((Sum::FormRows, 2, 0)));
    }

    /// A summary of lists as it is laid out.
    fn in_lines(summary: &serde_json::Value) -> String {
        let lists = summary.as_object().unwrap().iter();
        let list = |(name, entries): (&String, &serde_json::Value)| {
            let entries = entries.as_array().unwrap().iter();
            let entries: Vec<String> = entries.map(|entry| format!("\n    {entry}")).collect();
            format!("  \"{name}\": [{}\n  ]", entries.join(","))
        };
        let lists: Vec<String> = lists.map(list).collect();
        format!("{{\n{}\n}}\n", lists.join(",\n"))
    }

    #[test]
    fn a_summary_that_is_cut_off_or_laid_out_otherwise_is_not_taken_for_one() {
        let whole = json!({ "rates": [], "submissions": [], "units": [{ "collections": [] }] });
        let lines = in_lines(&whole);
        let told = Told::read(lines.as_bytes()).unwrap();
        assert_eq!((told.submissions.len(), told.units.len()), (0, 1));
        let cut = &lines[..lines.find("  \"units\"").unwrap()];
        let open = lines.strip_suffix("}\n").unwrap();
        let packed = whole.to_string();
        let spoilt = lines.replace("[]}", "[");
        for other in ["", cut, open, &packed, &spoilt] {
            assert!(Told::read(other.as_bytes()).is_err(), "{other}");
        }
    }

    #[test]
    fn data_files_that_do_not_add_up_stop_the_run() {
        let settled = sound();
        let summary = || {
            json!({
                "rates": [{ "collection": "hoc-ky-1", "expected": 2, "received": 1, "on_time": 1 }],
                "units": [
                    { "collections": [{ "id": "hoc-ky-1", "received": true, "on_time": true }] },
                    { "collections": [{ "id": "hoc-ky-1", "received": false, "on_time": null }] },
                ],
                "submissions": [{
                    "file": "THPT-05_hoc-ky-1.xlsx",
                    "rows": { "phong-trao": { "seen": 2, "certain": 1, "doubt": 0, "excluded": 1 } },
                    "findings": { "error": 0, "query": 0, "note": 2, "explained": 0, "accepted": 0 },
                }],
            })
        };
        let repairs = |count: u32| json!({ "count": count }).to_string().into_bytes();
        let check = |summary: &serde_json::Value, findings: &[u8], repairs: &[u8]| {
            let told = Told::read(in_lines(summary).as_bytes()).unwrap();
            sum(check_data(
                &settled,
                &told,
                &Lines::count(findings, repairs),
            ))
        };
        assert_eq!(check(&summary(), b"{}\n{}\n", &repairs(1)), None);
        assert_eq!(
            check(&summary(), b"{}\n", &repairs(1)),
            Some((Sum::Findings, 2, 1))
        );
        assert_eq!(
            check(&summary(), b"{}\n{}\n", &repairs(2)),
            Some((Sum::Repairs, 1, 2))
        );
        let spoilt = |place: &str| {
            let mut summary = summary();
            *summary.pointer_mut(place).unwrap() = json!(3);
            check(&summary, b"{}\n{}\n", &repairs(1))
        };
        assert_eq!(
            spoilt("/submissions/0/rows/phong-trao/doubt"),
            Some((Sum::Standings, 2, 5))
        );
        assert_eq!(spoilt("/rates/0/expected"), Some((Sum::Expected, 3, 2)));
        assert_eq!(spoilt("/rates/0/received"), Some((Sum::Received, 3, 1)));
        assert_eq!(spoilt("/rates/0/on_time"), Some((Sum::OnTime, 3, 1)));
    }

    #[test]
    fn a_discrepancy_names_the_place_and_both_figures() {
        let fault = Discrepancy {
            sum: Sum::SheetRows,
            of: "a.xlsx, Khen thưởng".to_owned(),
            expected: 12,
            found: 11,
        };
        assert_eq!(
            fault.message(Lang::Vi),
            "a.xlsx, Khen thưởng: số dòng trên trang tính so với số dòng đã đọc và đã bỏ qua: 12 và 11"
        );
    }
}
