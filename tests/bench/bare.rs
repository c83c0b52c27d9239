//! What writing costs any program: the cells of a finished run's workbooks, written again bare.
//!
//! In: the folder of reports, a folder to write to. Out: a JSON line with the workbooks and cells
//! written, and the seconds that took. Bare means values alone: text, numbers, yes and no, days as the
//! numbers they are, formulas by their saved results; no format, no link, no width, no rule. Reading
//! comes before the clock starts. Workbooks are written on all cores, the biggest first.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement fails by panicking and says what it saw"
)]

mod folder;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use calamine::{Data, DataType as _, Range, Reader as _};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelBridge as _, ParallelIterator as _};
use rust_xlsxwriter::{Workbook, XlsxError};

/// A workbook's cells.
struct Cells {
    /// Its place below the folder.
    place: PathBuf,
    /// Each sheet by its name.
    sheets: Vec<(String, Range<Data>)>,
    /// How many cells are filled in.
    count: usize,
}

fn main() {
    let mut args = std::env::args_os().skip(1);
    let (reports, out) = (args.next().unwrap(), args.next().unwrap());
    let (reports, out) = (Path::new(&reports), Path::new(&out));
    let mut paths = folder::files(reports);
    paths.retain(|path| path.extension() == Some(OsStr::new("xlsx")));
    let mut books: Vec<Cells> = paths.par_iter().map(|path| read(reports, path)).collect();
    books.sort_by_key(|book| std::cmp::Reverse(book.count));
    for book in &books {
        fs::create_dir_all(out.join(&book.place).parent().unwrap()).unwrap();
    }
    let start = Instant::now();
    // A bridge hands the books out in their order, where halves of a list would not.
    books
        .iter()
        .par_bridge()
        .for_each(|book| write(book, out).unwrap());
    println!(
        r#"{{"workbooks": {}, "cells": {}, "seconds": {:.6}}}"#,
        books.len(),
        books.iter().map(|book| book.count).sum::<usize>(),
        start.elapsed().as_secs_f64(),
    );
}

fn read(reports: &Path, path: &Path) -> Cells {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    let sheets = book.worksheets();
    let filled = |(_, sheet): &(String, Range<Data>)| sheet.used_cells().count();
    Cells {
        place: path.strip_prefix(reports).unwrap().to_owned(),
        count: sheets.iter().map(filled).sum(),
        sheets,
    }
}

fn write(cells: &Cells, out: &Path) -> Result<(), XlsxError> {
    let mut book = Workbook::new();
    for (name, range) in &cells.sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = first_row + u32::try_from(row).unwrap();
            let column = u16::try_from(first_column as usize + column).unwrap();
            match value {
                Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Data::Float(_) | Data::Int(_) => {
                    sheet.write_number(row, column, value.as_f64().unwrap())?;
                }
                Data::Bool(yes) => {
                    sheet.write_boolean(row, column, *yes)?;
                }
                Data::DateTime(day) => {
                    sheet.write_number(row, column, day.as_f64())?;
                }
                Data::Error(error) => {
                    sheet.write_string(row, column, error.to_string())?;
                }
                Data::Empty => {}
            }
        }
    }
    book.save(out.join(&cells.place))
}
