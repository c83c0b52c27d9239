//! Reads one file into plain cells; the only place that knows file formats.
//!
//! In: bytes with their format. Out: a [`Workbook`], or the fault that keeps the file from being
//! read. Rows and columns are one-based from here on. Never decides what a sheet means.

mod cell;
mod guard;
pub mod layout;
mod legacy;
mod markup;
mod mend;
mod number_format;
mod review;
mod table;
pub mod worker;
mod xlsx;

use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use cell::{Cell, CellValue, hundredfold, whole};
pub use review::{REVIEW_HEAD_ROWS, REVIEW_MARK, is_review};
pub use table::{HeadedTable, headed_table, table};

use crate::campaign::Limits;
use crate::discover::Format;
use crate::finding::{Fault, LimitKind, RepairRule};
use crate::location::{CellRef, Range};

/// The defined name under which `template` leaves its mark in a blank form.
pub const MARK: &str = "_thidua";

/// A workbook as plain cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Workbook {
    /// Its worksheets, in their order.
    pub sheets: Vec<Sheet>,
    /// Day 0 of the serial numbers that its cells show as dates.
    pub epoch: Epoch,
    /// Whether it carries macros.
    pub macros: bool,
    /// Whether it takes values from other files.
    pub external_links: bool,
    /// The hidden mark that `template` leaves in a blank form, as written.
    pub mark: Option<String>,
    /// The old encodings for which its styles name a font.
    pub fonts: Vec<LegacyFont>,
}

/// A worksheet as plain cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// Its name.
    #[serde(with = "crate::shared_text")]
    pub name: Arc<str>,
    /// How its name reads, where that is not as written.
    pub name_as_read: Option<String>,
    /// Whether people see it.
    pub visibility: Visibility,
    /// Its cells with a value, by row, then column.
    pub cells: Vec<Cell>,
    /// Its merged cells, by their upper left corner.
    pub merges: Vec<Range>,
    /// Its hidden rows, one-based, from the top.
    pub hidden_rows: Vec<RangeInclusive<u32>>,
    /// The cells whose value is a formula's last result, by row, then column.
    pub formulas: Vec<CellRef>,
    /// The cells in the font of an old encoding, by row, then column.
    pub fonts: Vec<(CellRef, LegacyFont)>,
    /// The texts that were written otherwise than they stand in `cells`, by row, then column.
    pub mended: Vec<Mended>,
    /// The texts that may be in an old encoding, with how they would then read, by row, then column.
    pub doubtful: Vec<(CellRef, String)>,
    /// Why its cells could not be read, if so.
    pub fault: Option<String>,
}

/// Day 0 of a workbook's serial numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Epoch {
    /// 1899-12-30, so that 60 is followed by the first of March 1900.
    #[default]
    Windows,
    /// 1904-01-01, as Excel for the Mac once had it.
    Mac1904,
}

/// Whether people see a sheet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Visibility {
    /// Its tab is there.
    #[default]
    Visible,
    /// Its tab can be shown.
    Hidden,
    /// Only a program can show its tab.
    VeryHidden,
}

/// A family of fonts from before Unicode, whose letters stand at other letters' codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LegacyFont {
    /// TCVN3 (ABC): `.VnTime`.
    Tcvn3,
    /// TCVN3 in capitals, whatever the case of the codes: `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI: `VNI-Times`.
    Vni,
}

/// A text that was written otherwise than it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mended {
    /// Where.
    pub at: CellRef,
    /// As written.
    pub before: String,
    /// Why it was changed.
    pub rule: RepairRule,
}

impl LegacyFont {
    /// The family that a font's name tells, quoted or not.
    fn named(name: &str) -> Option<Self> {
        let name = name.trim_matches(['\'', '"', ' ']).to_ascii_lowercase();
        if name.starts_with(".vn") {
            Some(if name.ends_with('h') {
                Self::Tcvn3Capitals
            } else {
                Self::Tcvn3
            })
        } else {
            name.starts_with("vni-").then_some(Self::Vni)
        }
    }
}

impl Sheet {
    /// Its name as it reads: the one to compare, not to show.
    #[must_use]
    pub fn name_read(&self) -> &str {
        self.name_as_read.as_deref().unwrap_or(&self.name)
    }

    /// How a cell's text was written, if otherwise than it stands.
    #[must_use]
    pub fn mended_at(&self, at: CellRef) -> Option<&Mended> {
        let found = self.mended.binary_search_by_key(&at, |mended| mended.at);
        Some(&self.mended[found.ok()?])
    }

    /// How a cell's text would read in an old encoding, if it may be in one.
    #[must_use]
    pub fn doubtful_at(&self, at: CellRef) -> Option<&str> {
        let found = self.doubtful.binary_search_by_key(&at, |(at, _)| *at);
        Some(&self.doubtful[found.ok()?].1)
    }

    /// The value at a one-based row and column.
    #[must_use]
    pub fn get(&self, row: u32, column: u32) -> Option<&CellValue> {
        let key = CellRef::new(row, column)?;
        let at = self.cells.binary_search_by_key(&key, |cell| cell.at).ok()?;
        Some(&self.cells[at].value)
    }

    /// The rows that have cells: row number and its cells.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &[Cell])> {
        self.cells
            .chunk_by(|one, other| one.at.row == other.at.row)
            .map(|cells| (cells[0].at.row, cells))
    }

    /// The cells of one row.
    #[must_use]
    pub fn row(&self, row: u32) -> &[Cell] {
        let from = self.cells.partition_point(|cell| cell.at.row < row);
        let to = self.cells.partition_point(|cell| cell.at.row <= row);
        &self.cells[from..to]
    }
}

/// Reads a workbook.
///
/// # Errors
/// The fault that keeps the whole file from being read: damaged, protected, or beyond a limit.
pub fn workbook(bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Fault> {
    let read = || match format {
        Format::Xlsx => xlsx::read(bytes, limits),
        Format::Xls | Format::Xlsb | Format::Ods => {
            if format != Format::Xls {
                guard::Package::open(bytes, limits)?.count()?;
            }
            legacy::read(bytes, format, limits)
        }
    };
    // The readers panic on some damaged files; that file is at fault, not the run.
    READING.set(true);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    READING.set(false);
    let mut workbook = outcome.unwrap_or_else(|_| {
        Err(Fault::DamagedFile {
            detail: "invalid structure".to_owned(),
        })
    })?;
    for sheet in &mut workbook.sheets {
        put_in_order(sheet);
    }
    mend::mend(&mut workbook);
    Ok(workbook)
}

thread_local! {
    /// Whether this thread reads a file, whose panic is that file's finding.
    static READING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Keeps panics over damaged files, which become findings, off the terminal.
pub fn quiet_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !READING.get() {
            usual(panic);
        }
    }));
}

/// Puts the lists of a sheet in order, whatever the file's; of two values for one cell nobody can
/// tell which is meant, so the sheet goes without cells.
fn put_in_order(sheet: &mut Sheet) {
    if !sheet.cells.is_sorted_by_key(|cell| cell.at) {
        sheet.cells.sort_by_key(|cell| cell.at);
    }
    let twice = sheet.cells.windows(2).find(|pair| pair[0].at == pair[1].at);
    if let Some(at) = twice.map(|pair| pair[0].at) {
        sheet.fault = Some(format!("two values for {at}"));
        sheet.cells.clear();
    }
    sheet.merges.sort_unstable();
    sheet.merges.dedup();
    sheet.hidden_rows.sort_by_key(|rows| *rows.start());
    let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
    for rows in sheet.hidden_rows.drain(..) {
        match joined.last_mut() {
            Some(last) if *rows.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(rows.end());
            }
            _ => joined.push(rows),
        }
    }
    sheet.hidden_rows = joined;
}

/// Whether a workbook grows so large that it should be read alone, as far as it says.
#[must_use]
pub fn is_heavy(bytes: &[u8], format: Format) -> bool {
    match format {
        Format::Xlsx | Format::Xlsb | Format::Ods => guard::is_heavy(bytes),
        // It is not compressed, and its cells take a quarter of what they take as markup.
        Format::Xls => bytes.len() as u64 * 4 > guard::HEAVY_BYTES,
    }
}

/// Counts what is read against the limits.
struct Budget<'a> {
    limits: &'a Limits,
    cells: u64,
    /// Bytes of text; a text that many cells share is copied for each.
    text: u64,
}

impl<'a> Budget<'a> {
    fn new(limits: &'a Limits, sheets: usize) -> Result<Self, Fault> {
        let sheets = sheets as u64;
        if sheets > limits.sheets {
            return Err(Fault::TooLarge {
                limit: LimitKind::Sheets,
                found: sheets,
                allowed: limits.sheets,
            });
        }
        Ok(Self {
            limits,
            cells: 0,
            text: 0,
        })
    }

    /// Takes note of one more cell.
    fn add(&mut self, at: CellRef, value: &CellValue) -> Result<(), Fault> {
        let limits = self.limits;
        self.cells += 1;
        let beyond = |limit: LimitKind, found: u64, allowed: u64| {
            if found > allowed {
                Err(Fault::TooLarge {
                    limit,
                    found,
                    allowed,
                })
            } else {
                Ok(())
            }
        };
        beyond(LimitKind::Cells, self.cells, limits.cells)?;
        beyond(LimitKind::Rows, at.row.into(), limits.rows)?;
        beyond(LimitKind::Columns, at.column.into(), limits.columns)?;
        if let CellValue::Text(text) = value {
            let bytes = text.len() as u64;
            self.text += bytes;
            beyond(LimitKind::InflatedBytes, self.text, limits.inflated_bytes)?;
            if bytes > limits.text_length {
                let length = text.chars().count() as u64;
                beyond(LimitKind::TextLength, length, limits.text_length)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;

    use super::*;

    fn cell(at: &str, number: f64) -> Cell {
        Cell {
            at: at.parse().unwrap(),
            value: CellValue::Number(number),
        }
    }

    #[test]
    fn what_a_file_lists_in_any_order_is_put_in_order() {
        let range = |range: &str| range.parse::<Range>().unwrap();
        let mut sheet = Sheet {
            cells: vec![cell("B2", 2.0), cell("A1", 1.0)],
            merges: vec![range("D5:E5"), range("A1:F1"), range("D5:E5")],
            hidden_rows: vec![9..=9, 3..=7, 5..=5, 8..=8],
            ..Sheet::default()
        };
        put_in_order(&mut sheet);
        assert_eq!(sheet.cells, [cell("A1", 1.0), cell("B2", 2.0)]);
        assert_eq!(sheet.merges, [range("A1:F1"), range("D5:E5")]);
        assert_eq!(sheet.hidden_rows, [3..=9]);
        assert_eq!(sheet.fault, None);
    }

    #[test]
    fn two_values_for_one_cell_are_a_fault_of_the_sheet() {
        let mut sheet = Sheet {
            cells: vec![cell("C5", 10.0), cell("A1", 1.0), cell("C5", 12.0)],
            ..Sheet::default()
        };
        put_in_order(&mut sheet);
        assert_eq!(sheet.fault.as_deref(), Some("two values for C5"));
        assert!(sheet.cells.is_empty());
    }

    #[test]
    fn what_grows_large_is_heavy_in_each_format() {
        let zipped = |size: u64| {
            let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
            let zeros = vec![0; usize::try_from(size).unwrap()];
            zip.start_file("content", SimpleFileOptions::default())
                .unwrap();
            zip.write_all(&zeros).unwrap();
            zip.finish().unwrap().into_inner()
        };
        let (most, more) = (zipped(guard::HEAVY_BYTES), zipped(guard::HEAVY_BYTES + 1));
        for format in [Format::Xlsx, Format::Xlsb, Format::Ods] {
            assert!(!is_heavy(&most, format), "{format:?}");
            assert!(is_heavy(&more, format), "{format:?}");
        }
        assert!(!is_heavy(&vec![0; 2 << 20], Format::Xls));
        assert!(is_heavy(&vec![0; (2 << 20) + 1], Format::Xls));
    }
}
