//! Binary Excel before 2007: BIFF8 (Excel 97 on) and BIFF5 (Excel 5 and 95).
//!
//! What stands before the sheets is in [`globals`].

mod globals;

use encoding_rs::WINDOWS_1252;

use super::super::{CellValue, LegacyFont, Visibility};
use super::biff::{Bytes, Records, Script};
use super::number::{error, short_number};
use super::{Broken, Budget, Grid, Workbook, fonts_of};
use crate::campaign::Limits;
use crate::discover::compound::{Compound, is_compound};
use crate::finding::Fault;
use crate::location::{CellRef, Range};
use globals::{Globals, SheetKind};

// Records, by their names in [MS-XLS].
const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const ROW: u16 = 0x0208;
const NUMBER: u16 = 0x0203;
const RK: u16 = 0x027E;
const MUL_RK: u16 = 0x00BD;
const LABEL: u16 = 0x0204;
const RICH_STRING: u16 = 0x00D6;
const LABEL_SST: u16 = 0x00FD;
const BOOL_ERR: u16 = 0x0205;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;
const MERGE_CELLS: u16 = 0x00E5;
/// What may stand between a formula and its text: shared formula, array, table.
const BETWEEN: [u16; 3] = [0x04BC, 0x0221, 0x0236];

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let damaged = |detail: &str| Fault::DamagedFile {
        detail: detail.to_owned(),
    };
    let (stream, macros) = if is_compound(bytes) {
        let file = Compound::open(bytes).ok_or_else(|| damaged("compound file"))?;
        let stream = file.stream("Workbook").or_else(|| file.stream("Book"));
        let stream = stream.ok_or_else(|| damaged("no workbook stream"))?;
        (stream, file.has("_VBA_PROJECT_CUR"))
    } else {
        (bytes.to_vec(), false)
    };
    let globals = globals::read(&stream).map_err(Broken::of_file)?;
    let sheets = globals.sheets.iter();
    let worksheets: Vec<_> = sheets
        .filter(|sheet| sheet.kind == SheetKind::Worksheet)
        .collect();
    let mut budget = Budget::new(limits, worksheets.len())?;
    let mut workbook = Workbook {
        epoch: globals.formats.epoch,
        macros: macros
            || globals
                .sheets
                .iter()
                .any(|one| one.kind == SheetKind::Macros),
        external_links: globals.external_links,
        mark: globals.mark.clone(),
        fonts: fonts_of(globals.fonts.iter().copied()),
        ..Workbook::default()
    };
    for bound in worksheets {
        let mut grid = Grid::new(&mut budget, &bound.name);
        grid.sheet.visibility = bound.visibility;
        let start = usize::try_from(bound.position).unwrap_or(usize::MAX);
        let read = match stream.get(start..) {
            Some(substream) => cells(substream, &globals, &mut grid),
            None => Err(Broken::Sheet("the file ends before the sheet".to_owned())),
        };
        workbook.sheets.push(grid.finish(read)?);
    }
    Ok(workbook)
}

/// Reads the records of one sheet.
fn cells(substream: &[u8], globals: &Globals, grid: &mut Grid<'_, '_>) -> Result<(), Broken> {
    let mut records = Records::new(substream);
    if records.next()?.0 != BOF {
        return Err(Broken::Sheet("no sheet at its place".to_owned()));
    }
    let mut sheet = SheetReader {
        globals,
        grid,
        awaited: None,
    };
    let mut depth = 0_u32;
    loop {
        let (kind, record) = records.next()?;
        match kind {
            // Charts within the sheet carry cells of their own.
            BOF => depth += 1,
            EOF if depth == 0 => break,
            EOF => depth -= 1,
            _ if depth > 0 => {}
            STRING => sheet.result(record, &mut records)?,
            _ => {
                if !BETWEEN.contains(&kind) {
                    sheet.no_result()?;
                }
                sheet.record(kind, record)?;
            }
        }
    }
    sheet.no_result()
}

/// The cell that a record is for: zero-based row, column, and its cell format.
#[derive(Clone, Copy)]
struct Place {
    row: u32,
    column: u32,
    format: u16,
}

struct SheetReader<'a, 'b, 'c> {
    globals: &'a Globals,
    grid: &'a mut Grid<'b, 'c>,
    /// The formula whose text comes in a record of its own.
    awaited: Option<Place>,
}

impl SheetReader<'_, '_, '_> {
    fn record(&mut self, kind: u16, mut record: Bytes<'_>) -> Result<(), Broken> {
        match kind {
            ROW => self.row(record),
            NUMBER => {
                let place = place(&mut record)?;
                let number = record.f64()?;
                self.number(place, number)
            }
            RK => {
                let place = place(&mut record)?;
                let number = short_number(record.u32()?);
                self.number(place, number)
            }
            MUL_RK => self.numbers(record),
            LABEL | RICH_STRING => {
                let place = place(&mut record)?;
                let length = usize::from(record.u16()?);
                let text = self.script(place).text(&mut record, length)?;
                self.text(place, text)
            }
            LABEL_SST => {
                let place = place(&mut record)?;
                let at = record.u32()? as usize;
                let text = self.globals.strings.get(at).cloned();
                let text = text.ok_or_else(|| Broken::Sheet(format!("no shared string {at}")))?;
                self.text(place, text)
            }
            BOOL_ERR => {
                let place = place(&mut record)?;
                let value = record.u8()?;
                let value = if record.u8()? == 0 {
                    CellValue::Boolean(value != 0)
                } else {
                    error(value)
                };
                self.put(place, value)
            }
            FORMULA => self.formula(record),
            MERGE_CELLS => self.merges(record),
            _ => Ok(()),
        }
    }

    /// A row's own record says whether it is hidden.
    fn row(&mut self, mut record: Bytes<'_>) -> Result<(), Broken> {
        const HIDDEN: u16 = 0x20;
        let row = u32::from(record.u16()?) + 1;
        record.take(10)?;
        if record.u16()? & HIDDEN != 0 {
            self.grid.sheet.hidden_rows.push(row..=row);
        }
        Ok(())
    }

    /// Numbers of cells side by side.
    fn numbers(&mut self, mut record: Bytes<'_>) -> Result<(), Broken> {
        let row = u32::from(record.u16()?);
        let first = u32::from(record.u16()?);
        let mut column = first;
        while record.0.len() >= 6 {
            let format = record.u16()?;
            let number = short_number(record.u32()?);
            let place = Place {
                row,
                column,
                format,
            };
            self.number(place, number)?;
            column += 1;
        }
        if u32::from(record.u16()?) + 1 == column {
            Ok(())
        } else {
            Err(Broken::Sheet("a row of numbers is cut short".to_owned()))
        }
    }

    fn formula(&mut self, mut record: Bytes<'_>) -> Result<(), Broken> {
        let place = place(&mut record)?;
        let at = self.grid.place(place.row, place.column)?;
        self.grid.sheet.formulas.push(at);
        let result = record.take(8)?;
        match *result {
            [0, .., 0xFF, 0xFF] => {
                self.awaited = Some(place);
                Ok(())
            }
            [1, _, bool, .., 0xFF, 0xFF] => self.put(place, CellValue::Boolean(bool != 0)),
            [2, _, code, .., 0xFF, 0xFF] => self.put(place, error(code)),
            [.., 0xFF, 0xFF] => {
                record.take(6)?;
                let length = usize::from(record.u16()?);
                let tokens = record.take(length)?;
                let unicode = matches!(self.globals.script, Script::Unicode);
                if may_be_blank(Bytes(tokens), unicode) {
                    Ok(())
                } else {
                    self.put(place, CellValue::Uncomputed)
                }
            }
            _ => {
                let number = Bytes(result).f64()?;
                self.number(place, number)
            }
        }
    }

    /// The text that a formula gave.
    fn result<'a>(
        &mut self,
        mut record: Bytes<'a>,
        records: &mut Records<'a>,
    ) -> Result<(), Broken> {
        let Some(place) = self.awaited.take() else {
            return Ok(());
        };
        let script = self.script(place);
        let text = if matches!(script, Script::Unicode) {
            let mut chunks = records.whole(record)?;
            let length = usize::from(chunks.u16()?);
            if length == 0 {
                String::new()
            } else {
                chunks.text(length)?
            }
        } else {
            let length = usize::from(record.u16()?);
            script.text(&mut record, length)?
        };
        self.text(place, text)
    }

    /// Where a formula's text should have come and did not, the formula has no result.
    fn no_result(&mut self) -> Result<(), Broken> {
        match self.awaited.take() {
            Some(place) => self.put(place, CellValue::Uncomputed),
            None => Ok(()),
        }
    }

    fn merges(&mut self, mut record: Bytes<'_>) -> Result<(), Broken> {
        for _ in 0..record.u16()? {
            let (top, bottom) = (u32::from(record.u16()?), u32::from(record.u16()?));
            let (left, right) = (u32::from(record.u16()?), u32::from(record.u16()?));
            let corners = CellRef::new(top + 1, left + 1).zip(CellRef::new(bottom + 1, right + 1));
            self.grid.sheet.merges.extend(
                corners
                    .filter(|(first, last)| first.row <= last.row && first.column <= last.column)
                    .map(|(first, last)| Range { first, last }),
            );
        }
        Ok(())
    }

    fn number(&mut self, place: Place, number: f64) -> Result<(), Broken> {
        let format = u32::from(place.format);
        self.put(place, self.globals.formats.value(format, number))
    }

    fn text(&mut self, place: Place, text: String) -> Result<(), Broken> {
        if let Some(font) = self.font(place) {
            let at = self.grid.place(place.row, place.column)?;
            self.grid.sheet.fonts.push((at, font));
        }
        self.put(place, CellValue::Text(text.into()))
    }

    fn put(&mut self, place: Place, value: CellValue) -> Result<(), Broken> {
        self.grid.put(place.row, place.column, value)
    }

    fn font(&self, place: Place) -> Option<LegacyFont> {
        self.globals.font(place.format)
    }

    /// How the text of a cell is written: the codes of an old font are those of Latin 1, whatever
    /// code page the file names.
    fn script(&self, place: Place) -> Script {
        match self.globals.script {
            Script::CodePage(_) if self.font(place).is_some() => Script::CodePage(WINDOWS_1252),
            script => script,
        }
    }
}

fn place(record: &mut Bytes<'_>) -> Result<Place, Broken> {
    Ok(Place {
        row: u32::from(record.u16()?),
        column: u32::from(record.u16()?),
        format: record.u16()?,
    })
}

/// Whether a formula whose result is blank may mean it: where it holds an empty text (`""`), or is
/// shared and stands elsewhere. Otherwise the program that wrote it did not work it out.
fn may_be_blank(mut tokens: Bytes<'_>, unicode: bool) -> bool {
    while let Ok(token) = tokens.u8() {
        // Tokens from 0x20 on come in three classes that differ in bits 5 and 6.
        let base = if token < 0x20 {
            token
        } else {
            (token & 0x1F) | 0x20
        };
        let size = match base {
            0x17 => {
                let Ok(length) = tokens.u8() else { return true };
                if length == 0 {
                    return true;
                }
                let wide = unicode && tokens.u8().is_ok_and(|flags| flags & 1 != 0);
                usize::from(length) * if wide { 2 } else { 1 }
            }
            0x19 => {
                let Ok(kind) = tokens.u8() else { return true };
                let Ok(count) = tokens.u16() else { return true };
                // A choice is followed by its jumps.
                if kind & 0x04 == 0 {
                    0
                } else {
                    (usize::from(count) + 1) * 2
                }
            }
            0x03..=0x16 => 0,
            0x1C | 0x1D => 1,
            0x1E | 0x21 | 0x29 => 2,
            0x22 => 3,
            0x1F => 8,
            0x20 => 7,
            0x23 => pick(unicode, 4, 14),
            0x24 | 0x2A | 0x2C => pick(unicode, 4, 3),
            0x25 | 0x2B | 0x2D => pick(unicode, 8, 6),
            0x39 => pick(unicode, 6, 24),
            0x3A | 0x3C => pick(unicode, 6, 17),
            0x3B | 0x3D => pick(unicode, 10, 20),
            // Shared formulas, tables, and what only Excel writes.
            _ => return true,
        };
        if tokens.take(size).is_err() {
            return true;
        }
    }
    false
}

fn pick(unicode: bool, in_biff8: usize, in_biff5: usize) -> usize {
    if unicode { in_biff8 } else { in_biff5 }
}

/// The visibility that a sheet's state names.
fn visibility(state: u8) -> Visibility {
    match state & 3 {
        0 => Visibility::Visible,
        1 => Visibility::Hidden,
        _ => Visibility::VeryHidden,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A bare BIFF5 stream: a font, a cell format, one sheet with one text.
    fn biff5(code_page: u16, font: &[u8], text: &[u8]) -> Vec<u8> {
        let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
        let record =
            |kind: u16, data: &[u8]| [&kind.to_le_bytes(), &[length(data), 0], data].concat();
        let begin = record(BOF, &[0, 5, 5, 0, 0, 0, 0, 0]);
        let font = [&[0; 14][..], &[length(font)], font].concat();
        let head = |position: u8| {
            [
                begin.clone(),
                record(0x0042, &code_page.to_le_bytes()),
                record(0x0031, &font),
                record(0x00E0, &[0; 16]),
                record(0x0085, &[position, 0, 0, 0, 0, 0, 1, b'A']),
                record(EOF, &[]),
            ]
            .concat()
        };
        let label = [&[0, 0, 0, 0, 0, 0, length(text), 0][..], text].concat();
        let sheet = [begin.clone(), record(LABEL, &label), record(EOF, &[])].concat();
        [head(length(&head(0))), sheet].concat()
    }

    fn check(code_page: u16, font: &str, text: &[u8], expected: &str, fonts: &[LegacyFont]) {
        let bytes = biff5(code_page, font.as_bytes(), text);
        let workbook = read(&bytes, &Limits::default()).unwrap();
        assert_eq!(workbook.sheets[0].cells[0].value.shown(), expected);
        assert_eq!(workbook.fonts, fonts);
        let of_cells = workbook.sheets[0].fonts.iter().map(|(_, font)| *font);
        assert_eq!(of_cells.collect::<Vec<_>>(), fonts);
    }

    #[test]
    fn texts_of_biff5_are_read_by_code_page_and_old_fonts_as_latin_letters() {
        // "Trường": ư is a soft hyphen in TCVN3.
        check(
            1252,
            ".VnTime",
            b"Tr\xAD\xEAng",
            "Tr\u{ad}\u{ea}ng",
            &[LegacyFont::Tcvn3],
        );
        check(
            1258,
            ".VnTimeH",
            &[0xD2, 0xAD],
            "\u{d2}\u{ad}",
            &[LegacyFont::Tcvn3Capitals],
        );
        check(1258, "VNI-Times", &[0xD2], "\u{d2}", &[LegacyFont::Vni]);
        check(1258, "Arial", &[0xFD, 0xEC], "\u{1b0}\u{301}", &[]);
        check(0x8001, "Arial", &[0xE9], "\u{e9}", &[]);
    }

    #[test]
    fn a_blank_result_is_meant_where_the_formula_holds_an_empty_text() {
        let blank = |tokens: &[u8]| may_be_blank(Bytes(tokens), true);
        // D7-2; IF(A24;"";1), in which the row 23 and the empty text begin alike.
        assert!(!blank(&[0x44, 6, 0, 3, 0xC0, 0x1E, 2, 0, 4]));
        assert!(!blank(&[0x44, 0x17, 0, 0, 0xC0]));
        assert!(blank(&[0x44, 0x17, 0, 0, 0xC0, 0x17, 0, 0]));
        assert!(!blank(&[0x17, 1, 0, b'a']));
        assert!(blank(&[0x01, 0, 0, 0, 0]));
    }
}
