//! The floor: calamine over every cell of every workbook in a folder, and nothing else.
//!
//! In: a folder of returns. Out: a JSON line with the files opened, those that could not be, and the
//! cells seen, empty ones that are in the file among them. Files are opened on all cores, and what
//! they are is told by their content, not by their names. Of xlsx and xlsb cells stream by; xls and
//! ods have no such door, so each of their sheets is read whole. What lies in archives is not opened.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement fails by panicking and says what it saw"
)]

mod folder;

use std::io::{Cursor, Read, Seek};
use std::path::{Path, PathBuf};

use calamine::{Ods, Reader, Xls, Xlsb, Xlsx};
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

/// What an xls file begins with.
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
/// What the others begin with.
const ARCHIVE: [u8; 4] = *b"PK\x03\x04";

fn main() {
    let folder = std::env::args_os().nth(1).unwrap();
    let files = folder::files(Path::new(&folder));
    let cells: Vec<Option<usize>> = files.par_iter().map(cells).collect();
    let opened = cells.iter().flatten().count();
    println!(
        r#"{{"opened": {opened}, "not_opened": {}, "cells": {}}}"#,
        files.len() - opened,
        cells.iter().flatten().sum::<usize>(),
    );
}

/// The cells of a workbook; none where calamine does not take it for one.
fn cells(path: &PathBuf) -> Option<usize> {
    let bytes = std::fs::read(path).unwrap();
    if bytes.starts_with(&COMPOUND) {
        return whole::<Xls<_>>(&bytes);
    }
    if bytes.starts_with(&ARCHIVE) {
        return of_xlsx(&bytes)
            .or_else(|| of_xlsb(&bytes))
            .or_else(|| whole::<Ods<_>>(&bytes));
    }
    None
}

fn of_xlsx(bytes: &[u8]) -> Option<usize> {
    let mut book = Xlsx::new(Cursor::new(bytes)).ok()?;
    let mut cells = 0;
    for name in book.sheet_names() {
        // A sheet that is a chart has no cells.
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while reader.next_cell().ok()?.is_some() {
            cells += 1;
        }
    }
    Some(cells)
}

fn of_xlsb(bytes: &[u8]) -> Option<usize> {
    let mut book = Xlsb::new(Cursor::new(bytes)).ok()?;
    let mut cells = 0;
    for name in book.sheet_names() {
        let Ok(mut reader) = book.worksheet_cells_reader(&name) else {
            continue;
        };
        while reader.next_cell().ok()?.is_some() {
            cells += 1;
        }
    }
    Some(cells)
}

fn whole<'a, R: Reader<Cursor<&'a [u8]>>>(bytes: &'a [u8]) -> Option<usize>
where
    Cursor<&'a [u8]>: Read + Seek,
{
    let mut book = R::new(Cursor::new(bytes)).ok()?;
    let names = book.sheet_names();
    let sheets = names
        .iter()
        .filter_map(|name| book.worksheet_range(name).ok());
    Some(sheets.map(|sheet| sheet.used_cells().count()).sum())
}
