//! Binary Office Open XML (BIFF12).

use std::borrow::Cow;
use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::{Reader as XmlReader, XmlVersion};

use super::super::{CellValue, Epoch, LegacyFont, MARK, Visibility};
use super::biff::{Bytes, WideRecords};
use super::number::{Formats, error, short_number};
use super::{Broken, Budget, Grid, Parts, Workbook, fonts_of, part, parts};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::location::{CellRef, Range};

// Records, by their names in [MS-XLSB].
const ROW_HEADER: u16 = 0;
const CELL_RK: u16 = 2;
const CELL_ERROR: u16 = 3;
const CELL_BOOL: u16 = 4;
const CELL_REAL: u16 = 5;
const CELL_TEXT: u16 = 6;
const CELL_SHARED_TEXT: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_NUMBER: u16 = 9;
const FORMULA_BOOL: u16 = 10;
const FORMULA_ERROR: u16 = 11;
const CELL_RICH_TEXT: u16 = 62;
const SHARED_STRING: u16 = 19;
const NAME: u16 = 39;
const FONT: u16 = 43;
const NUMBER_FORMAT: u16 = 44;
const CELL_FORMAT: u16 = 47;
const END_SHEET: u16 = 130;
const WORKBOOK_PROPERTIES: u16 = 153;
const BUNDLED_SHEET: u16 = 156;
const MERGED_CELL: u16 = 176;
const OTHER_WORKBOOK: u16 = 355;
const BEGIN_CELL_FORMATS: u16 = 617;
const END_CELL_FORMATS: u16 = 618;

/// The last row, zero-based.
const LAST_ROW: u32 = crate::location::MAX_ROW - 1;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let mut parts = parts(bytes)?;
    let missing = |name: &str| Fault::DamagedFile {
        detail: format!("{name} is missing"),
    };
    let mut file = File::default();
    let main = "xl/workbook.bin";
    let book = part(&mut parts, main, limits)?.ok_or_else(|| missing(main))?;
    file.workbook(&book).map_err(Broken::of_file)?;
    if let Some(styles) = part(&mut parts, "xl/styles.bin", limits)? {
        file.styles(&styles).map_err(Broken::of_file)?;
    }
    if let Some(strings) = part(&mut parts, "xl/sharedStrings.bin", limits)? {
        file.strings = shared_strings(&strings).map_err(Broken::of_file)?;
    }
    let targets = worksheet_parts(&mut parts, limits)?;
    let worksheets: Vec<(Bundled, String)> = std::mem::take(&mut file.sheets)
        .into_iter()
        .filter_map(|sheet| targets.get(&sheet.relation).cloned().map(|to| (sheet, to)))
        .collect();
    let mut budget = Budget::new(limits, worksheets.len())?;
    let mut workbook = Workbook {
        epoch: file.formats.epoch,
        macros: parts.index_for_name("xl/vbaProject.bin").is_some(),
        external_links: file.external_links,
        mark: file.mark.take(),
        fonts: fonts_of(file.fonts.iter().copied()),
        ..Workbook::default()
    };
    for (bundled, target) in worksheets {
        let mut grid = Grid::new(&mut budget, &bundled.name);
        grid.sheet.visibility = bundled.visibility;
        let read = match part(&mut parts, &target, limits) {
            Ok(Some(sheet)) => cells(&sheet, &file, &mut grid),
            Ok(None) => Err(Broken::Sheet(format!("{target} is missing"))),
            Err(Fault::DamagedFile { detail }) => Err(Broken::Sheet(detail)),
            Err(fault) => Err(Broken::File(fault)),
        };
        workbook.sheets.push(grid.finish(read)?);
    }
    Ok(workbook)
}

/// What the parts beside the sheets say.
#[derive(Default)]
struct File {
    sheets: Vec<Bundled>,
    strings: Vec<String>,
    formats: Formats,
    fonts: Vec<Option<LegacyFont>>,
    /// The font of each cell format.
    cell_fonts: Vec<u16>,
    mark: Option<String>,
    external_links: bool,
}

/// A sheet that the workbook names.
struct Bundled {
    name: String,
    visibility: Visibility,
    /// The id under which its part is found.
    relation: String,
}

impl File {
    fn workbook(&mut self, part: &[u8]) -> Result<(), Broken> {
        let mut records = WideRecords::new(part);
        while let Some((kind, mut record)) = records.next()? {
            match kind {
                WORKBOOK_PROPERTIES if record.u32()? & 1 != 0 => {
                    self.formats.epoch = Epoch::Mac1904;
                }
                BUNDLED_SHEET => {
                    let visibility = match record.u32()? {
                        0 => Visibility::Visible,
                        1 => Visibility::Hidden,
                        _ => Visibility::VeryHidden,
                    };
                    record.u32()?;
                    let relation = record.wide()?;
                    let name = record.wide()?;
                    self.sheets.push(Bundled {
                        name,
                        visibility,
                        relation,
                    });
                }
                // Faults in names are of no use here.
                NAME => self.mark = mark(record).ok().flatten().or(self.mark.take()),
                OTHER_WORKBOOK => self.external_links = true,
                _ => {}
            }
        }
        Ok(())
    }

    fn styles(&mut self, part: &[u8]) -> Result<(), Broken> {
        let mut records = WideRecords::new(part);
        let mut of_cells = false;
        while let Some((kind, mut record)) = records.next()? {
            match kind {
                NUMBER_FORMAT => {
                    let id = record.u16()?;
                    let code = record.wide()?;
                    self.formats.define(id, &code);
                }
                FONT => {
                    record.take(21)?;
                    self.fonts.push(LegacyFont::named(&record.wide()?));
                }
                BEGIN_CELL_FORMATS => of_cells = true,
                END_CELL_FORMATS => of_cells = false,
                CELL_FORMAT if of_cells => {
                    record.u16()?;
                    self.formats.push(record.u16()?);
                    self.cell_fonts.push(record.u16()?);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn font(&self, cell_format: u32) -> Option<LegacyFont> {
        let cell_format = usize::try_from(cell_format).ok()?;
        let font = *self.cell_fonts.get(cell_format)?;
        *self.fonts.get(usize::from(font))?
    }
}

/// The mark that `template` leaves under a defined name.
fn mark(mut record: Bytes<'_>) -> Result<Option<String>, Broken> {
    const TEXT: u8 = 0x17;
    record.take(9)?;
    if record.wide()? != MARK || record.u32()? == 0 || record.u8()? != TEXT {
        return Ok(None);
    }
    let units = usize::from(record.u16()?);
    let bytes = record.take(units * 2)?;
    let (text, _) = encoding_rs::UTF_16LE.decode_without_bom_handling(bytes);
    Ok(Some(text.into_owned()))
}

/// The shared strings; how many there should be is not believed.
fn shared_strings(part: &[u8]) -> Result<Vec<String>, Broken> {
    let mut records = WideRecords::new(part);
    let mut strings = Vec::new();
    while let Some((kind, mut record)) = records.next()? {
        if kind == SHARED_STRING {
            record.u8()?;
            strings.push(record.wide()?);
        }
    }
    Ok(strings)
}

/// The parts of the worksheets, by the id under which the workbook names them.
fn worksheet_parts(
    parts: &mut Parts<'_>,
    limits: &Limits,
) -> Result<BTreeMap<String, String>, Fault> {
    let name = "xl/_rels/workbook.bin.rels";
    let damaged = |detail: String| Fault::DamagedFile {
        detail: format!("{name}: {detail}"),
    };
    let xml = part(parts, name, limits)?.ok_or_else(|| damaged("missing".to_owned()))?;
    let mut reader = XmlReader::from_reader(xml.as_slice());
    reader.config_mut().expand_empty_elements = true;
    let mut targets = BTreeMap::new();
    let mut buffer = Vec::new();
    loop {
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) if tag.local_name().as_ref() == "Relationship" => {
                let value = |name: &str| {
                    let found = tag.try_get_attribute(name).ok().flatten()?;
                    found
                        .normalized_value(XmlVersion::Implicit1_0)
                        .ok()
                        .map(Cow::into_owned)
                };
                let is_worksheet = value("Type").is_some_and(|of| of.ends_with("/worksheet"));
                let found = value("Id").zip(value("Target")).filter(|_| is_worksheet);
                targets.extend(found.map(|(id, target)| (id, below_xl(&target))));
            }
            Ok(Event::Eof) => return Ok(targets),
            Ok(_) => {}
            Err(source) => return Err(damaged(source.to_string())),
        }
        buffer.clear();
    }
}

/// A relation's target as a path in the archive.
fn below_xl(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

/// Reads the records of one sheet.
fn cells(part: &[u8], file: &File, grid: &mut Grid<'_, '_>) -> Result<(), Broken> {
    let mut records = WideRecords::new(part);
    let mut row = 0;
    while let Some((kind, mut record)) = records.next()? {
        match kind {
            ROW_HEADER => {
                row = record.u32()?;
                if row > LAST_ROW {
                    return Err(Broken::Sheet(format!("row {row}")));
                }
                record.take(7)?;
                // The byte of the outline: bit 4 says that the row is hidden.
                if record.u8()? & 0x10 != 0 {
                    grid.sheet.hidden_rows.push(row + 1..=row + 1);
                }
            }
            CELL_RK..=FORMULA_ERROR | CELL_RICH_TEXT => cell(kind, record, row, file, grid)?,
            MERGED_CELL => {
                let (top, bottom) = (record.u32()?, record.u32()?);
                let (left, right) = (record.u32()?, record.u32()?);
                let place = |row: u32, column: u32| {
                    CellRef::new(row.saturating_add(1), column.saturating_add(1))
                };
                let corners = place(top, left).zip(place(bottom, right));
                let ranges = corners.map(|(first, last)| Range { first, last });
                grid.sheet.merges.extend(ranges.filter(|range| {
                    range.first.row <= range.last.row && range.first.column <= range.last.column
                }));
            }
            END_SHEET => return Ok(()),
            _ => {}
        }
    }
    Err(Broken::Sheet("the sheet is cut off".to_owned()))
}

fn cell(
    kind: u16,
    mut record: Bytes<'_>,
    row: u32,
    file: &File,
    grid: &mut Grid<'_, '_>,
) -> Result<(), Broken> {
    let column = record.u32()?;
    let format = record.u32()? & 0x00FF_FFFF;
    let value = match kind {
        CELL_RK => file.formats.value(format, short_number(record.u32()?)),
        CELL_REAL | FORMULA_NUMBER => file.formats.value(format, record.f64()?),
        CELL_ERROR | FORMULA_ERROR => error(record.u8()?),
        CELL_BOOL | FORMULA_BOOL => CellValue::Boolean(record.u8()? != 0),
        CELL_TEXT | FORMULA_TEXT => CellValue::Text(record.wide()?.into()),
        CELL_RICH_TEXT => {
            record.u8()?;
            CellValue::Text(record.wide()?.into())
        }
        CELL_SHARED_TEXT => {
            let at = record.u32()? as usize;
            let text = file.strings.get(at).map(|text| text.as_str().into());
            CellValue::Text(text.ok_or_else(|| Broken::Sheet(format!("no shared string {at}")))?)
        }
        _ => return Ok(()),
    };
    let at = grid.place(row, column)?;
    if (FORMULA_TEXT..=FORMULA_ERROR).contains(&kind) {
        grid.sheet.formulas.push(at);
    }
    if let (CellValue::Text(_), Some(font)) = (&value, file.font(format)) {
        grid.sheet.fonts.push((at, font));
    }
    grid.put(row, column, value)
}
