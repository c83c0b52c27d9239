//! What an xls stream says before its sheets: formats, fonts, shared strings, sheets, names.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::super::{Epoch, LegacyFont, MARK, Visibility};
use super::super::Broken;
use super::super::biff::{Bytes, Chunks, Records, Script};
use super::super::number::Formats;
use super::{BOF, EOF, visibility};
use crate::finding::Fault;

// Records, by their names in [MS-XLS].
const FILE_PASS: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const DATE_1904: u16 = 0x0022;
const FONT: u16 = 0x0031;
const FORMAT: u16 = 0x041E;
const XF: u16 = 0x00E0;
const BOUND_SHEET: u16 = 0x0085;
const SST: u16 = 0x00FC;
const LBL: u16 = 0x0018;
const SUP_BOOK: u16 = 0x01AE;

/// The version of a stream, as its first record names it.
const BIFF8: u16 = 0x0600;
const BIFF5: u16 = 0x0500;

/// The token of a text in a formula.
const TEXT_TOKEN: u8 = 0x17;

pub(super) struct Globals {
    pub(super) script: Script,
    pub(super) formats: Formats,
    /// The fonts, in their order.
    pub(super) fonts: Vec<Option<LegacyFont>>,
    /// The font of each cell format.
    cell_fonts: Vec<u16>,
    pub(super) strings: Vec<String>,
    pub(super) sheets: Vec<Bound>,
    pub(super) mark: Option<String>,
    pub(super) external_links: bool,
}

/// A sheet that the workbook names.
pub(super) struct Bound {
    /// Where its records begin in the stream.
    pub(super) position: u32,
    pub(super) name: String,
    pub(super) visibility: Visibility,
    pub(super) kind: SheetKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SheetKind {
    Worksheet,
    Macros,
    Chart,
}

impl Globals {
    /// The old font of a cell format, if it has one.
    pub(super) fn font(&self, cell_format: u16) -> Option<LegacyFont> {
        let font = *self.cell_fonts.get(usize::from(cell_format))?;
        // Font 4 does not exist; the one after 3 is 5.
        let at = if font > 4 { font - 1 } else { font };
        *self.fonts.get(usize::from(at))?
    }
}

/// Reads the records before the first sheet.
pub(super) fn read(stream: &[u8]) -> Result<Globals, Broken> {
    let mut records = Records::new(stream);
    let (kind, mut first) = records.next()?;
    let version = first.u16()?;
    let script = match (kind, version) {
        (BOF, BIFF8) => Script::Unicode,
        (BOF, BIFF5) => Script::CodePage(WINDOWS_1252),
        _ => {
            return Err(Broken::Sheet(format!(
                "neither BIFF8 nor BIFF5 (record {kind:04X}, version {version:04X})"
            )));
        }
    };
    let mut globals = Globals {
        script,
        formats: Formats::default(),
        fonts: Vec::new(),
        cell_fonts: Vec::new(),
        strings: Vec::new(),
        sheets: Vec::new(),
        mark: None,
        external_links: false,
    };
    loop {
        let (kind, record) = records.next()?;
        match kind {
            EOF => return Ok(globals),
            FILE_PASS => return Err(Broken::File(Fault::PasswordProtected)),
            SST => {
                let chunks = records.whole(record)?;
                globals.strings = shared_strings(chunks)?;
            }
            _ => globals.record(kind, record)?,
        }
    }
}

impl Globals {
    fn record(&mut self, kind: u16, mut record: Bytes<'_>) -> Result<(), Broken> {
        match kind {
            CODE_PAGE => {
                if let Script::CodePage(encoding) = &mut self.script {
                    *encoding = code_page(record.u16()?)?;
                }
            }
            DATE_1904 if record.u16()? == 1 => self.formats.epoch = Epoch::Mac1904,
            FONT => {
                record.take(14)?;
                let name = self.script.short_text(&mut record)?;
                self.fonts.push(LegacyFont::named(&name));
            }
            FORMAT => {
                let id = record.u16()?;
                let length = match self.script {
                    Script::Unicode => record.u16()?,
                    Script::CodePage(_) => u16::from(record.u8()?),
                };
                let code = self.script.text(&mut record, usize::from(length))?;
                self.formats.define(id, &code);
            }
            XF => {
                self.cell_fonts.push(record.u16()?);
                self.formats.push(record.u16()?);
            }
            BOUND_SHEET => {
                let bound = self.bound_sheet(record)?;
                self.sheets.push(bound);
            }
            LBL => self.name(record),
            SUP_BOOK => self.external_links |= is_other_workbook(record),
            _ => {}
        }
        Ok(())
    }

    fn bound_sheet(&self, mut record: Bytes<'_>) -> Result<Bound, Broken> {
        let position = record.u32()?;
        let visibility = visibility(record.u8()?);
        let kind = match record.u8()? {
            0 => SheetKind::Worksheet,
            1 | 6 => SheetKind::Macros,
            _ => SheetKind::Chart,
        };
        let name = self.script.short_text(&mut record)?;
        Ok(Bound {
            position,
            name: name.replace('\0', ""),
            visibility,
            kind,
        })
    }

    /// Takes in the mark; other names are of no use here, nor are faults in them.
    fn name(&mut self, mut record: Bytes<'_>) {
        let mut read = || {
            record.take(3)?;
            let length = usize::from(record.u8()?);
            record.take(10)?;
            if self.script.text(&mut record, length)? != MARK {
                return Ok(None);
            }
            if record.u8()? != TEXT_TOKEN {
                return Ok(None);
            }
            self.script.short_text(&mut record).map(Some)
        };
        let read: Result<Option<String>, Broken> = read();
        if let Ok(Some(mark)) = read {
            self.mark = Some(mark);
        }
    }
}

/// Whether a supporting book is another file: neither this one nor the functions of an add-in.
fn is_other_workbook(mut record: Bytes<'_>) -> bool {
    const THIS: u16 = 0x0401;
    const ADD_IN: u16 = 0x3A01;
    let sheets = record.u16();
    let address = record.u16();
    sheets.is_ok() && address.is_ok_and(|address| address != THIS && address != ADD_IN)
}

fn code_page(number: u16) -> Result<&'static Encoding, Broken> {
    // Old programs wrote 0x8001 for Windows' Western code page.
    if matches!(number, 0x8001 | 1200) {
        return Ok(WINDOWS_1252);
    }
    codepage::to_encoding(number).ok_or_else(|| Broken::Sheet(format!("code page {number}")))
}

/// The shared strings; how many there should be is not believed.
fn shared_strings(mut chunks: Chunks<'_>) -> Result<Vec<String>, Broken> {
    chunks.skip(8)?;
    let mut strings = Vec::new();
    while chunks.has_more() {
        let length = usize::from(chunks.u16()?);
        strings.push(chunks.text(length)?);
    }
    Ok(strings)
}
