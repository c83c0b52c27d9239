//! A workbook that was written, read back by another library.

use std::fs::File;
use std::io::Read as _;
use std::path::PathBuf;

use calamine::{Data, Reader as _, Xlsx, open_workbook};

use super::{Report, write, write_within};
use crate::campaign::Unit;
use crate::report::workbook::of_unit::OfUnits;

/// A written workbook, read back.
pub(super) struct Written {
    folder: tempfile::TempDir,
}

impl Written {
    pub(super) fn of(report: &Report<'_>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write(report, &folder.path().join("tong-hop.xlsx")).unwrap();
        Self { folder }
    }

    /// With at most so many rows on a form's sheet.
    pub(super) fn within(report: &Report<'_>, most_rows: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_within(report, &folder.path().join("tong-hop.xlsx"), most_rows).unwrap();
        Self { folder }
    }

    /// The workbook of one unit.
    pub(super) fn of_unit(report: &Report<'_>, unit: &Unit) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("tong-hop.xlsx");
        let link = Some("../../sample-data/returns/");
        OfUnits::new(report).write(unit, link, &out).unwrap();
        Self { folder }
    }

    /// The formula of a cell, row and column zero-based; nothing where it has none.
    pub(super) fn formula(&self, sheet: &str, (row, column): (u32, u32)) -> String {
        let mut book: Xlsx<_> = open_workbook(self.path()).unwrap();
        let formulas = book.worksheet_formula(sheet).unwrap();
        formulas
            .get_value((row, column))
            .cloned()
            .unwrap_or_default()
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("tong-hop.xlsx")
    }

    pub(super) fn sheet_names(&self) -> Vec<String> {
        let book: Xlsx<_> = open_workbook(self.path()).unwrap();
        book.sheet_names()
    }

    /// The rows of a sheet, from its first row and column on.
    pub(super) fn rows(&self, sheet: &str) -> Vec<Vec<Data>> {
        let mut book: Xlsx<_> = open_workbook(self.path()).unwrap();
        let range = book.worksheet_range(sheet).unwrap();
        let (last_row, last_column) = range.end().unwrap();
        let whole = range.range((0, 0), (last_row, last_column));
        whole.rows().map(<[Data]>::to_vec).collect()
    }

    /// The rows below the one that begins with these headings, up to the first blank one.
    pub(super) fn table(&self, sheet: &str, headings: &[&str]) -> Vec<Vec<Data>> {
        let rows = self.rows(sheet);
        let same = |cell: &Data, text: &str| match cell {
            Data::Empty => text.is_empty(),
            cell => *cell == *text,
        };
        let is_heading = |row: &[Data]| {
            row.iter()
                .zip(headings)
                .all(|(cell, text)| same(cell, text))
        };
        let at = rows.iter().position(|row| is_heading(row)).unwrap();
        let filled = |row: &&Vec<Data>| row.iter().any(|cell| *cell != Data::Empty);
        rows.iter()
            .skip(at + 1)
            .take_while(filled)
            .cloned()
            .collect()
    }

    /// The text of a part of the file.
    pub(super) fn part(&self, name: &str) -> String {
        let mut archive = zip::ZipArchive::new(File::open(self.path()).unwrap()).unwrap();
        let mut text = String::new();
        archive
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    pub(super) fn part_names(&self) -> Vec<String> {
        let archive = zip::ZipArchive::new(File::open(self.path()).unwrap()).unwrap();
        archive
            .file_names()
            .map(|name| name.unwrap().into_owned())
            .collect()
    }
}

pub(super) fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("{other:?} is no number"),
    }
}

pub(super) fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("{other:?} is no text"),
    }
}
