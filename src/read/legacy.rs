//! The formats from before and beside Office Open XML: xls, xlsb, ods.
//!
//! Each is streamed record by record or tag by tag, so that the limits hold before memory is asked
//! for: what a file declares of itself (dimensions, counts, repetitions) is never believed.

mod biff;
mod number;
mod ods;
mod xls;
mod xlsb;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Budget, Cell, CellValue, LegacyFont, Sheet, Workbook};
use crate::campaign::Limits;
use crate::discover::Format;
use crate::finding::{Fault, LimitKind};
use crate::location::CellRef;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Fault> {
    match format {
        Format::Xls => xls::read(bytes, limits),
        Format::Xlsb => xlsb::read(bytes, limits),
        Format::Ods | Format::Xlsx => ods::read(bytes, limits),
    }
}

/// What a fault in a file's structure breaks.
#[derive(Debug)]
enum Broken {
    /// The sheet at hand: what is wrong with it.
    Sheet(String),
    /// The file.
    File(Fault),
}

impl Broken {
    /// The fault of the file, where no sheet was at hand.
    fn of_file(self) -> Fault {
        match self {
            Self::Sheet(detail) => Fault::DamagedFile { detail },
            Self::File(fault) => fault,
        }
    }
}

/// The cells of a sheet as they come in.
struct Grid<'a, 'b> {
    budget: &'a mut Budget<'b>,
    sheet: Sheet,
}

impl<'a, 'b> Grid<'a, 'b> {
    fn new(budget: &'a mut Budget<'b>, name: &str) -> Self {
        Self {
            budget,
            sheet: Sheet {
                name: name.into(),
                ..Sheet::default()
            },
        }
    }

    /// Takes in a value at a zero-based row and column; a text of blanks is none.
    fn put(&mut self, row: u32, column: u32, value: CellValue) -> Result<(), Broken> {
        if matches!(&value, CellValue::Text(text) if text.trim().is_empty()) {
            return Ok(());
        }
        let at = self.place(row, column)?;
        self.budget.add(at, &value).map_err(Broken::File)?;
        self.sheet.cells.push(Cell { at, value });
        Ok(())
    }

    /// The cell at a zero-based row and column, if the limits allow one there.
    fn place(&self, row: u32, column: u32) -> Result<CellRef, Broken> {
        let within = |limit, found: u32, allowed: u64| {
            let found = u64::from(found) + 1;
            if found <= allowed {
                return Ok(());
            }
            Err(Broken::File(Fault::TooLarge {
                limit,
                found,
                allowed,
            }))
        };
        within(LimitKind::Rows, row, self.budget.limits.rows)?;
        within(LimitKind::Columns, column, self.budget.limits.columns)?;
        CellRef::new(row + 1, column + 1)
            .ok_or_else(|| Broken::Sheet(format!("row {row}, column {column}")))
    }

    /// The sheet, its lists in order; where its cells broke off, without them.
    fn finish(self, read: Result<(), Broken>) -> Result<Sheet, Fault> {
        let mut sheet = self.sheet;
        match read {
            Ok(()) => {}
            Err(Broken::Sheet(detail)) => {
                return Ok(Sheet {
                    name: sheet.name,
                    visibility: sheet.visibility,
                    fault: Some(detail),
                    ..Sheet::default()
                });
            }
            Err(Broken::File(fault)) => return Err(fault),
        }
        sheet.formulas.sort();
        sheet.formulas.dedup();
        sheet.fonts.sort();
        Ok(sheet)
    }
}

/// The old encodings of a list of fonts, each once.
fn fonts_of(fonts: impl Iterator<Item = Option<LegacyFont>>) -> Vec<LegacyFont> {
    let mut found: Vec<LegacyFont> = fonts.flatten().collect();
    found.sort();
    found.dedup();
    found
}

/// How long one part may be, in bytes: with what is made of it, it must fit in a worker's memory.
const PART_BYTES: u64 = 100 << 20;

/// The parts of a zipped workbook.
type Parts<'a> = ZipArchive<Cursor<&'a [u8]>>;

fn parts(bytes: &[u8]) -> Result<Parts<'_>, Fault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|source| Fault::DamagedFile {
        detail: source.to_string(),
    })
}

/// The bytes of a part; none where the archive has no such part.
fn part(parts: &mut Parts<'_>, name: &str, limits: &Limits) -> Result<Option<Vec<u8>>, Fault> {
    let at = parts.index_for_name(name).or_else(|| {
        (0..parts.len()).find(|&at| {
            let found = parts.by_index_raw(at);
            found.is_ok_and(|one| one.name().is_ok_and(|one| one.eq_ignore_ascii_case(name)))
        })
    });
    let Some(at) = at else { return Ok(None) };
    let damaged = |detail: String| Fault::DamagedFile {
        detail: format!("{name}: {detail}"),
    };
    let part = parts
        .by_index(at)
        .map_err(|source| damaged(source.to_string()))?;
    let declared = part.size();
    let allowed = limits.inflated_bytes.min(PART_BYTES);
    if declared > allowed {
        return Err(Fault::TooLarge {
            limit: LimitKind::InflatedBytes,
            found: declared,
            allowed,
        });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(declared).unwrap_or_default());
    part.take(declared + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| damaged(source.to_string()))?;
    if bytes.len() as u64 > declared {
        return Err(damaged("longer than declared".to_owned()));
    }
    Ok(Some(bytes))
}
