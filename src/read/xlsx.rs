//! Office Open XML, streamed cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, Xlsx, XlsxError};

use super::cell::{date_value, iso_value, month_value, number_value, visibility};
use super::guard::Package;
use super::markup::{self, Markup};
use super::{Budget, Cell, CellValue, MARK, Sheet, Workbook};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::location::CellRef;

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let package = Package::open(bytes, limits)?;
    let around = markup::survey(&package, limits)?;
    let bytes = around.copy.as_deref().unwrap_or(bytes);
    let mut file = Xlsx::new(Cursor::new(bytes)).map_err(fault)?;
    let sheets = file.sheets_metadata().to_vec();
    let mut budget = Budget::new(limits, sheets.len())?;
    let mut workbook = Workbook {
        epoch: around.epoch,
        macros: around.macros,
        external_links: around.external_links,
        mark: mark(&file),
        fonts: around.styles.named.clone(),
        ..Workbook::default()
    };
    for (sheet, markup) in sheets.iter().zip(around.sheets) {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let (cells, fault) = match cells(&mut file, &sheet.name, &markup, &mut budget) {
            Ok(cells) => (cells, None),
            Err(Broken::Sheet(detail)) => (Vec::new(), Some(detail)),
            Err(Broken::File(fault)) => return Err(fault),
        };
        workbook.sheets.push(Sheet {
            name: sheet.name.as_str().into(),
            visibility: visibility(sheet.visible),
            cells,
            merges: markup.merges,
            hidden_rows: markup.hidden_rows,
            formulas: markup.formulas,
            fonts: markup.fonts,
            fault,
            ..Sheet::default()
        });
    }
    Ok(workbook)
}

/// The mark of a blank form: a name for a text, `="2023-2024;cuoi-nam;THPT-05;1"`.
fn mark(file: &Xlsx<Cursor<&[u8]>>) -> Option<String> {
    let (_, value) = file.defined_names().iter().find(|(name, _)| name == MARK)?;
    let value = value.strip_prefix('=').unwrap_or(value);
    let text = value.strip_prefix('"')?.strip_suffix('"')?;
    Some(text.replace("\"\"", "\""))
}

/// What a fault in a sheet's cells breaks.
enum Broken {
    Sheet(String),
    File(Fault),
}

impl From<XlsxError> for Broken {
    fn from(source: XlsxError) -> Self {
        Self::Sheet(source.to_string())
    }
}

fn cells(
    file: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    markup: &Markup,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, Broken> {
    if let Some(at) = markup.misread {
        return Err(Broken::Sheet(format!("the value of {at} is in pieces")));
    }
    let mut reader = file.worksheet_cells_reader(sheet)?;
    let mut cells = Vec::with_capacity(markup.room);
    while let Some(cell) = reader.next_cell()? {
        let Some(mut value) = value(cell.get_value()) else {
            continue;
        };
        let (row, column) = cell.get_position();
        // calamine's rows and columns are zero-based.
        let at = CellRef::new(row.saturating_add(1), column.saturating_add(1))
            .ok_or_else(|| Broken::Sheet(format!("row {row}, column {column}")))?;
        if markup.months.binary_search(&at).is_ok() {
            value = month_value(value);
        }
        if let CellValue::Number(number) = value
            && markup.percents.binary_search(&at).is_ok()
        {
            value = CellValue::Percent(number);
        }
        budget.add(at, &value).map_err(Broken::File)?;
        cells.push(Cell { at, value });
    }
    for &at in &markup.uncomputed {
        let value = CellValue::Uncomputed;
        budget.add(at, &value).map_err(Broken::File)?;
        cells.push(Cell { at, value });
    }
    Ok(cells)
}

fn value(data: &DataRef<'_>) -> Option<CellValue> {
    Some(match data {
        DataRef::Empty => return None,
        #[expect(clippy::cast_precision_loss, reason = "Excel's own numbers are f64")]
        DataRef::Int(number) => CellValue::Number(*number as f64),
        DataRef::Float(number) => number_value(*number),
        DataRef::SharedString(text) => text_value(text)?,
        DataRef::String(text) | DataRef::DurationIso(text) => text_value(text)?,
        DataRef::Bool(bool) => CellValue::Boolean(*bool),
        DataRef::DateTime(moment) => date_value(moment),
        DataRef::DateTimeIso(text) => iso_value(text),
        DataRef::Error(error) => CellValue::Error(error.to_string()),
    })
}

fn text_value(text: &str) -> Option<CellValue> {
    (!text.trim().is_empty()).then(|| CellValue::Text(text.into()))
}

fn fault(source: XlsxError) -> Fault {
    match source {
        XlsxError::Password => Fault::PasswordProtected,
        source => Fault::DamagedFile {
            detail: source.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::finding::LimitKind;
    use crate::read::{Epoch, LegacyFont};

    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// A workbook of one sheet, with parts beside or in the place of those it needs.
    fn package(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
        let sheet = format!("<worksheet xmlns='{MAIN}'>{sheet}</worksheet>");
        let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id='{id}' Type='{office}/{kind}' Target='{target}'/>")
        };
        let root = relation("r1", "officeDocument", "xl/workbook.xml");
        let root = format!("<Relationships>{root}</Relationships>");
        let book = relation("r1", "worksheet", "worksheets/sheet1.xml");
        let book = format!("<Relationships>{book}</Relationships>");
        let needed = [
            ("_rels/.rels", root.as_str()),
            ("xl/_rels/workbook.xml.rels", &book),
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name='S' r:id='r1'/></sheets></workbook>",
            ),
            ("xl/worksheets/sheet1.xml", &sheet),
        ];
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        let is_new = |name: &str| parts.iter().all(|(other, _)| *other != name);
        let needed = needed.iter().filter(|(name, _)| is_new(name));
        for (name, text) in needed.chain(parts) {
            zip.start_file(*name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn book(sheet: &str, parts: &[(&str, &str)]) -> Workbook {
        read(&package(sheet, parts), &Limits::default()).unwrap()
    }

    /// The cells of a sheet as `A1=value`, and what stands around them.
    fn check(rows: &str, expected: &[&str]) {
        let sheet = &book(&format!("<sheetData>{rows}</sheetData>"), &[]).sheets[0];
        let mut found: Vec<String> = sheet
            .cells
            .iter()
            .map(|cell| match &cell.value {
                CellValue::Uncomputed => format!("{} uncomputed", cell.at),
                CellValue::Error(error) => format!("{} error {error}", cell.at),
                value => format!("{}={}", cell.at, value.shown()),
            })
            .collect();
        found.extend(sheet.formulas.iter().map(|at| format!("{at} formula")));
        found.extend(
            sheet
                .hidden_rows
                .iter()
                .map(|rows| format!("{rows:?} hidden")),
        );
        found.extend(sheet.fault.clone());
        assert_eq!(found, expected, "{rows}");
    }

    #[test]
    fn texts_are_read_as_excel_shows_them() {
        let inline = |text: &str| format!("<row><c t='inlineStr'><is>{text}</is></c></row>");
        check(&inline("<t xml:space='preserve'> a </t>"), &["A1= a "]);
        check(
            &inline("<r><t>Tr</t></r><r><rPr><b/></rPr><t>ường</t></r><rPh><t>x</t></rPh>"),
            &["A1=Trường"],
        );
        check(&inline("<t>a_x000A_b_x0041_</t>"), &["A1=a\nbA"]);
        check(
            &inline("<t><![CDATA[1 < 2]]> &amp; 3</t>"),
            &["A1=1 < 2 & 3"],
        );
        check(&inline("<t>   </t>"), &[]);
        check(
            "<row><c t='str' s='0'><v>x &amp; y</v></c></row>",
            &["A1=x & y"],
        );
        check("<row><c t='e'><v>#N/A</v></c></row>", &["A1 error #N/A"]);
        check(
            "<row><c t='d'><v>2024-05-19</v></c></row>",
            &["A1=19/05/2024"],
        );
        check("<row><c t='b'><v>1</v></c></row>", &["A1=TRUE"]);
    }

    #[test]
    fn a_formula_without_its_result_is_told_from_one_whose_result_is_blank() {
        check(
            "<row><c><f>1+1</f><v>2</v></c></row>",
            &["A1=2", "A1 formula"],
        );
        check("<row><c><f>1+1</f><v></v></c></row>", &["A1 uncomputed"]);
        check("<row><c><f>1+1</f><v/></c></row>", &["A1 uncomputed"]);
        check("<row><c><f>1+1</f></c></row>", &["A1 uncomputed"]);
        check("<row><c t='str'><f>\"\"</f><v></v></c></row>", &[]);
        check(
            "<row><c t='n'><f t='shared' si='0'/><v>5</v></c></row>",
            &["A1=5", "A1 formula"],
        );
        check(
            "<row r='2'><c/><c r='B2'><v>1</v></c><c><f>B2</f></c></row>",
            &["B2=1", "C2 uncomputed"],
        );
    }

    #[test]
    fn a_month_typed_alone_is_no_day() {
        let styles = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='mm/yyyy'/></numFmts>\
            <cellXfs><xf/><xf numFmtId='164'/><xf numFmtId='14'/><xf numFmtId='17'/></cellXfs></styleSheet>";
        let rows = "<sheetData><row><c s='1'><v>45200</v></c><c s='1'><v>45201</v></c>\
            <c s='2'><v>45200</v></c><c s='3'><v>45200</v></c></row></sheetData>";
        let book = book(rows, &[("xl/styles.xml", styles)]);
        let cells = book.sheets[0].cells.iter();
        let shown: Vec<String> = cells.map(|cell| cell.value.shown()).collect();
        assert_eq!(shown, ["10/2023", "02/10/2023", "01/10/2023", "10/2023"]);
    }

    #[test]
    fn styles_after_a_byte_order_mark_are_copied_whole() {
        let styles = "\u{feff}<?xml version='1.0'?><styleSheet><fonts><font/></fonts>\
            <cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>";
        let rows = "<sheetData><row><c s='1'><v>45200</v></c></row></sheetData>";
        let book = book(rows, &[("xl/styles.xml", styles)]);
        assert_eq!(book.sheets[0].cells[0].value.shown(), "01/10/2023");
    }

    #[test]
    fn hidden_rows_are_found_however_they_are_written() {
        check(
            "<row r='3' hidden='1'/><row hidden=\"true\"/><row hidden='0'/><row spans='1:2' hidden = \"1\" r = '9'/>",
            &["3..=4 hidden", "9..=9 hidden"],
        );
        check("<row r='3'><!-- <row hidden='1'/> --></row>", &[]);
        let prefixed = format!(
            "<x:worksheet xmlns:x='{MAIN}'><x:sheetData><x:row r='2' hidden='1'><x:c><x:f>A1</x:f></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref='A1:B2'/></x:mergeCells></x:worksheet>"
        );
        let sheet = &book("", &[("xl/worksheets/sheet1.xml", &prefixed)]).sheets[0];
        assert_eq!(sheet.hidden_rows, [2..=2]);
        assert_eq!(sheet.cells[0].value, CellValue::Uncomputed);
        assert_eq!(sheet.merges, ["A1:B2".parse().unwrap()]);
    }

    #[test]
    fn merges_are_read_without_those_of_one_cell() {
        let sheet = "<sheetData/><mergeCells count='2'><mergeCell ref=\"A1:C1\"/><mergeCell ref='B7'/><mergeCell ref='B3:B5'/></mergeCells>";
        let merges: Vec<String> = book(sheet, &[]).sheets[0]
            .merges
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(merges, ["A1:C1", "B3:B5"]);
    }

    #[test]
    fn a_value_calamine_would_misread_is_not_read() {
        let fault = "the value of A1 is in pieces";
        check("<row><c><v><![CDATA[5]]></v></c></row>", &[fault]);
        check("<row><c><v>1<!-- x -->2</v></c></row>", &[fault]);
        check("<row><c><v>1&#48;</v></c></row>", &[fault]);
        check("<row><c t='s'><v> 3 </v></c></row>", &[fault]);
        check("<row><c t='s'><v>\n3</v></c></row>", &[fault]);
        check("<row><c t='str'><v>a<![CDATA[b]]></v></c></row>", &[fault]);
    }

    #[test]
    fn numbers_that_are_none_and_days_beyond_the_calendar_are_no_dates() {
        check("<row><c><v>1e999</v></c></row>", &["A1 error #NUM!"]);
        check("<row><c><v>nan</v></c></row>", &["A1 error #NUM!"]);
        let styles = "<styleSheet><cellXfs><xf numFmtId='14'/></cellXfs></styleSheet>";
        for serial in ["-1", "2958466", "1e300", "1e999", "45250"] {
            let rows = format!("<sheetData><row><c s='0'><v>{serial}</v></c></row></sheetData>");
            let book = book(&rows, &[("xl/styles.xml", styles)]);
            let value = &book.sheets[0].cells[0].value;
            let is_date = matches!(value, CellValue::Date(_));
            assert_eq!(is_date, serial == "45250", "{serial}: {value:?}");
        }
    }

    #[test]
    fn the_workbook_tells_its_epoch_its_mark_and_what_it_carries() {
        let part = r#"<workbook><workbookPr date1904="true"/><sheets><sheet name='S' r:id='r1'/></sheets><definedNames><definedName name="_thidua" hidden="1">"2023-2024;cuoi-nam;THPT-05;1"</definedName></definedNames></workbook>"#;
        let parts = [
            ("xl/workbook.xml", part),
            ("xl/vbaProject.bin", ""),
            ("xl/externalLinks/externalLink1.xml", ""),
        ];
        let book = book("<sheetData/>", &parts);
        assert_eq!(book.epoch, Epoch::Mac1904);
        assert_eq!(book.mark.as_deref(), Some("2023-2024;cuoi-nam;THPT-05;1"));
        assert!(book.macros && book.external_links);
    }

    #[test]
    fn old_fonts_are_known_by_name_for_each_text() {
        let styles = "<styleSheet><fonts><font><name val='Times New Roman'/></font>\
            <font><name val='.VnTime'/></font><font><name val=\".VnTimeH\"/></font>\
            <font><name val='VNI-Times'/></font></fonts><cellXfs><xf fontId='0'/>\
            <xf fontId='1'/><xf fontId='2'/><xf fontId='3'/></cellXfs></styleSheet>";
        let strings = "<sst><si><t>a</t></si>\
            <si><r><rPr><rFont val='.VnArial'/></rPr><t>b</t></r></si>\
            <si><r><rPr><rFont val='Arial'/></rPr><t>c</t></r></si></sst>";
        let rows = "<sheetData><row><c t='s'><v>0</v></c><c t='s' s='1'><v>0</v></c>\
            <c t='s' s='2'><v>0</v></c><c t='inlineStr' s='3'><is><t>x</t></is></c>\
            <c s='1'><v>7</v></c><c t='s'><v>1</v></c><c t='s' s='1'><v>2</v></c></row></sheetData>";
        let book = book(
            rows,
            &[("xl/styles.xml", styles), ("xl/sharedStrings.xml", strings)],
        );
        let fonts: Vec<(String, LegacyFont)> = book.sheets[0]
            .fonts
            .iter()
            .map(|(at, font)| (at.to_string(), *font))
            .collect();
        let expected = [
            ("B1", LegacyFont::Tcvn3),
            ("C1", LegacyFont::Tcvn3Capitals),
            ("D1", LegacyFont::Vni),
            ("F1", LegacyFont::Tcvn3),
        ];
        assert_eq!(fonts, expected.map(|(at, font)| (at.to_owned(), font)));
        assert_eq!(book.fonts.len(), 3);
    }

    #[test]
    fn a_part_with_a_flipped_bit_is_damaged_though_its_markup_is_sound() {
        let mut bytes = package("<sheetData><row><c><v>1</v></c></row></sheetData>", &[]);
        let header = bytes
            .windows(4)
            .rposition(|four| four == b"PK\x01\x02")
            .unwrap();
        bytes[header + 16] ^= 1;
        let fault = read(&bytes, &Limits::default()).unwrap_err();
        assert!(matches!(fault, Fault::DamagedFile { .. }), "{fault:?}");
    }

    #[test]
    fn limits_hold_for_what_is_read() {
        let of = |limits: Limits| {
            let rows = "<sheetData><row r='7'><c r='C7' t='inlineStr'><is><t>abcdef</t></is></c><c><v>1</v></c></row></sheetData>";
            match read(&package(rows, &[]), &limits) {
                Err(Fault::TooLarge { limit, .. }) => Some(limit),
                _ => None,
            }
        };
        let all = Limits::default();
        assert_eq!(of(all), None);
        assert_eq!(of(Limits { cells: 1, ..all }), Some(LimitKind::Cells));
        assert_eq!(of(Limits { rows: 6, ..all }), Some(LimitKind::Rows));
        assert_eq!(of(Limits { columns: 3, ..all }), Some(LimitKind::Columns));
        assert_eq!(of(Limits { sheets: 0, ..all }), Some(LimitKind::Sheets));
        let short = Limits {
            text_length: 5,
            ..all
        };
        assert_eq!(of(short), Some(LimitKind::TextLength));
        let small = Limits {
            inflated_bytes: 300,
            ..all
        };
        assert_eq!(of(small), Some(LimitKind::InflatedBytes));
        let few = Limits {
            archive_entries: 3,
            ..all
        };
        assert_eq!(of(few), Some(LimitKind::ArchiveEntries));
    }

    #[test]
    fn a_part_is_read_in_the_encoding_it_declares() {
        let sheet = "<worksheet><sheetData><row hidden='1'><c t='inlineStr'><is><t>Trường</t></is></c></row></sheetData></worksheet>";
        let wide = format!("\u{feff}<?xml version='1.0' encoding='UTF-16'?>{sheet}");
        let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let old = b"<?xml version='1.0' encoding='windows-1258'?><worksheet><sheetData><row hidden='1'><c t='inlineStr'><is><t>Tr\xFD\xF5\xCCng</t></is></c></row></sheetData></worksheet>";
        let none = b"<worksheet><sheetData><row><c t='inlineStr'><is><t>\xFD\xF5\xCC</t></is></c></row></sheetData></worksheet>";
        let with = |part: &[u8]| {
            let name = "xl/worksheets/sheet2.xml";
            let book = "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet2.xml'/></Relationships>";
            let bytes = package("", &[("xl/_rels/workbook.xml.rels", book)]);
            let mut zip = zip::ZipWriter::new_append(Cursor::new(bytes)).unwrap();
            let options = zip::write::SimpleFileOptions::default();
            zip.start_file(name, options).unwrap();
            zip.write_all(part).unwrap();
            let bytes = zip.finish().unwrap().into_inner();
            read(&bytes, &Limits::default()).map(|book| {
                let sheet = &book.sheets[0];
                (sheet.cells[0].value.shown(), sheet.hidden_rows.len())
            })
        };
        assert_eq!(with(&wide), Ok(("Trường".to_owned(), 1)));
        assert_eq!(with(old), Ok(("Trươ\u{300}ng".to_owned(), 1)));
        assert!(matches!(with(none), Err(Fault::DamagedFile { .. })));
    }
}
