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
                (1..=columns)
                    .map(|column| sheet.get(row, column).map_or_else(String::new, plain))
                    .collect()
            });
            Ok(rows.collect())
        }
    }
}

/// The same, its first row apart: column names, trimmed and in lower case, then the rows below.
///
/// # Errors
/// As [`table`].
pub fn headed_table(path: &Path) -> Result<(Vec<String>, Vec<Vec<String>>), String> {
    let mut rows = table(path)?.into_iter();
    let names = rows.next().unwrap_or_default();
    let header = names.iter().map(|name| name.trim().to_lowercase());
    Ok((header.collect(), rows.collect()))
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
        CellValue::Number(number) => number.to_string(),
        other => other.shown(),
    }
}

fn csv_rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, String> {
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
        .map(|record| {
            let record = record.map_err(|source| source.to_string())?;
            Ok(record.iter().map(str::to_owned).collect())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn csv_is_read_as_excel_saves_it() {
        let rows = csv_rows("\u{feff}code;name\r\nPGD-01;\"Phòng; một\"\r\n".as_bytes()).unwrap();
        assert_eq!(rows, [["code", "name"], ["PGD-01", "Phòng; một"]]);
    }
}
