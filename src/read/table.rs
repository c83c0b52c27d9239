//! A plain table from a CSV file or a workbook's first sheet: register, lists, receipt log.

use std::fs;
use std::path::Path;

use crate::campaign::Limits;
use crate::discover::{self, Found};
use crate::finding::{Fault, ForeignFormat, Personal};
use crate::lang::Lang;

use super::CellValue;

/// The rows of a table file, as text. Days are written as 2023-09-05, numbers with a decimal dot.
///
/// CSV is read as Excel saves it: with or without a byte order mark, split at the mark (comma,
/// semicolon, tab) that the first line has most of.
///
/// # Errors
/// What keeps the file from being read, in a phrase.
pub fn table(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let rows = numbered_rows(path)?.into_iter();
    Ok(rows.map(|(_, cells)| cells).collect())
}

/// The rows that hold something, each with its one-based number as Excel shows it.
fn numbered_rows(path: &Path) -> Result<Vec<(u32, Vec<String>)>, String> {
    let found = Found::file(path.display().to_string(), path.to_owned());
    let limits = Limits::default();
    match discover::open(&found, &limits).content {
        Err(Fault::NotAWorkbook {
            format: ForeignFormat::Text | ForeignFormat::Html,
        }) => {
            let bytes = fs::read(path).map_err(|source| source.to_string())?;
            csv_rows(&bytes)
        }
        Err(fault) => Err(describe(fault)),
        Ok((format, bytes)) => {
            let workbook = super::workbook(&bytes, format, &limits).map_err(describe)?;
            let sheet = workbook.sheets.first().ok_or("the workbook has no sheet")?;
            let columns = sheet
                .cells
                .iter()
                .map(|cell| cell.at.column)
                .max()
                .unwrap_or(0);
            let rows = sheet.rows().map(|(row, _)| {
                let cells = (1..=columns)
                    .map(|column| sheet.get(row, column).map_or_else(String::new, plain));
                (row, cells.collect())
            });
            Ok(rows.collect())
        }
    }
}

/// A table with a header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HeadedTable {
    /// The one-based row of the header.
    pub header_row: u32,
    /// The columns' names, trimmed and in lower case.
    pub header: Vec<String>,
    /// The rows below, each with its one-based number as Excel shows it.
    pub rows: Vec<(u32, Vec<String>)>,
}

impl HeadedTable {
    /// Whether there is a column of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.header.iter().any(|one| one == name)
    }

    /// What stands in a row under a name, trimmed; nothing where there is no such column.
    #[must_use]
    pub fn cell<'r>(&self, row: &'r [String], name: &str) -> &'r str {
        let at = self.header.iter().position(|one| one == name);
        at.and_then(|at| row.get(at)).map_or("", |text| text.trim())
    }
}

/// The same, its header apart: the first row in which two cells are headings, by `is_heading` of
/// their trimmed text in lower case, else the first row.
///
/// # Errors
/// As [`table`].
pub fn headed_table(path: &Path, is_heading: impl Fn(&str) -> bool) -> Result<HeadedTable, String> {
    let rows = numbered_rows(path)?;
    let name = |cell: &String| cell.trim().to_lowercase();
    let is_header = |cells: &[String]| {
        let headings = cells.iter().filter(|cell| is_heading(&name(cell)));
        headings.count() > 1
    };
    let at = rows.iter().position(|(_, cells)| is_header(cells));
    let mut rows = rows.into_iter().skip(at.unwrap_or(0));
    let (header_row, names) = rows.next().unwrap_or_default();
    Ok(HeadedTable {
        header_row,
        header: names.iter().map(name).collect(),
        rows: rows.collect(),
    })
}

fn describe(fault: Fault) -> String {
    crate::finding::Finding::new(crate::finding::Place::file(), fault)
        .message(Lang::En, Personal::Hidden)
}

fn plain(value: &CellValue) -> String {
    match value {
        CellValue::Date(moment) if moment.time() == chrono::NaiveTime::MIN => {
            moment.date().to_string()
        }
        CellValue::Date(moment) => moment.format("%Y-%m-%d %H:%M:%S").to_string(),
        CellValue::Number(number) | CellValue::Percent(number) => number.to_string(),
        other => other.shown(),
    }
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<(u32, Vec<String>)>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "not UTF-8; save it as \"CSV UTF-8\"".to_owned())?
        .trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|mark| {
            (
                first.bytes().filter(|byte| byte == mark).count(),
                *mark == b',',
            )
        })
        .unwrap_or(b',');
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes())
        .records()
        .zip(record_rows(text))
        .map(|(record, row)| {
            let record = record.map_err(|source| source.to_string())?;
            Ok((row, record.iter().map(str::to_owned).collect()))
        })
        .collect()
}

/// The row of each record as Excel counts it: a quoted text of several lines is one row, and an
/// empty line, which is no record, is one too. Goes on counting after the last.
fn record_rows(text: &str) -> impl Iterator<Item = u32> {
    let (mut rows, mut row, mut quoted) = (Vec::new(), 0, false);
    for line in text.lines() {
        if !quoted {
            row += 1;
            rows.extend((!line.is_empty()).then_some(row));
        }
        quoted ^= line.matches('"').count() % 2 == 1;
    }
    rows.into_iter().chain(row + 1..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_read_as_excel_saves_it() {
        let rows = csv_rows("\u{feff}code;name\r\nPGD-01;\"Phòng; một\"\r\n".as_bytes()).unwrap();
        let texts: Vec<Vec<String>> = rows.into_iter().map(|(_, cells)| cells).collect();
        assert_eq!(texts, [["code", "name"], ["PGD-01", "Phòng; một"]]);
    }

    #[test]
    fn rows_of_a_csv_are_numbered_as_excel_numbers_them() {
        let rows = csv_rows("a,b\r\n\r\n1,\"x\r\ny\"\r\n\r\n2,z".as_bytes()).unwrap();
        let numbers: Vec<u32> = rows.iter().map(|(row, _)| *row).collect();
        assert_eq!(numbers, [1, 3, 5]);
        assert_eq!(rows[2].1, ["2", "z"]);
    }
}
