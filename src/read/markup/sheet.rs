//! What surrounds the cells of one sheet: merges, hidden rows, formulas, old fonts.
//!
//! Most sheets have none of these but merges, which stand after the cells; so a sheet is walked
//! only where a search of its bytes finds a sign of one, and is otherwise searched and left.
//! Many cells of such a plain sheet have borders and nothing else, and calamine need not see them.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use aho_corasick::PatternID;
use aho_corasick::packed::Searcher;
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};

use super::{Styles, attribute, is_true, reader};
use crate::location::{CellRef, Range};
use crate::read::LegacyFont;

/// What surrounds the cells of one sheet, by row, then column where it names cells.
#[derive(Debug, Default, PartialEq)]
pub(in crate::read) struct Markup {
    pub(in crate::read) merges: Vec<Range>,
    pub(in crate::read) hidden_rows: Vec<RangeInclusive<u32>>,
    /// Formulas with a result.
    pub(in crate::read) formulas: Vec<CellRef>,
    /// Formulas saved without one.
    pub(in crate::read) uncomputed: Vec<CellRef>,
    pub(in crate::read) fonts: Vec<(CellRef, LegacyFont)>,
    /// Numbers shown as such of percent.
    pub(in crate::read) percents: Vec<CellRef>,
    /// Days shown as their month.
    pub(in crate::read) months: Vec<CellRef>,
    /// A cell whose value calamine would not read as written.
    pub(in crate::read) misread: Option<CellRef>,
    /// About how many cells with a value the sheet may have.
    pub(in crate::read) room: usize,
}

impl Markup {
    /// Reads what surrounds the cells of a part, given what is plain of it.
    pub(super) fn of(text: &str, plain: Option<&Plain<'_>>, styles: &Styles) -> Self {
        /// About so many bytes of a sheet's part belong to one cell with a value.
        const CELL_BYTES: usize = 64;
        Self {
            room: text.len() / CELL_BYTES,
            ..Self::around(text, plain, styles)
        }
    }

    fn around(text: &str, plain: Option<&Plain<'_>>, styles: &Styles) -> Self {
        if styles.any() || plain.is_none() {
            return Walk::new(styles).over(text);
        }
        // Whatever follows the merged cells, choices and their prompts, says nothing of cells.
        let bytes = text.as_bytes();
        match memmem::find(bytes, b"<mergeCell") {
            Some(from) => {
                let to = memmem::rfind(bytes, b"<mergeCell").unwrap_or(from);
                let end =
                    memchr::memchr(b'>', &bytes[to..]).map_or(bytes.len(), |end| to + end + 1);
                Walk::new(styles).over(&text[from..end])
            }
            None => Self::default(),
        }
    }
}

/// The cells of a sheet that has nothing around them but merges.
pub(super) struct Plain<'t> {
    /// From the beginning of `sheetData` to its end tag, or the part's end.
    data: &'t str,
    /// Whether there is an end tag.
    is_whole: bool,
}

impl<'t> Plain<'t> {
    /// The cells of a part; none where a search finds something around them, or may miss it.
    pub(super) fn of(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let from = memmem::find(bytes, b"<sheetData")?;
        let end = memmem::rfind(bytes, b"</sheetData");
        let data = text.get(from..end.unwrap_or(bytes.len()))?;
        let plain = Self {
            data,
            is_whole: end.is_some(),
        };
        (!has_signs(&bytes[..from], data.as_bytes())).then_some(plain)
    }

    /// The part without cells that hold nothing and without what stands around; none where that
    /// could hide a fault, or move a cell that does not say where it stands.
    pub(super) fn slim(&self) -> Option<String> {
        if !self.is_whole {
            return None;
        }
        let bytes = self.data.as_bytes();
        let mut slim = String::with_capacity(bytes.len() + 64);
        slim.push_str("<worksheet>");
        let mut kept = 0;
        for from in memmem::find_iter(bytes, b"<c ") {
            let end = from + memchr::memchr(b'>', &bytes[from..])?;
            let tag = &self.data[from..end];
            let quotes = tag.bytes().filter(|byte| *byte == b'"').count();
            if quotes % 2 == 1 || !tag.contains(" r=\"") {
                return None;
            }
            if tag.ends_with('/') {
                slim.push_str(&self.data[kept..from]);
                kept = end + 1;
            }
        }
        slim.push_str(&self.data[kept..]);
        slim.push_str("</sheetData></worksheet>");
        Some(slim)
    }
}

/// Whether the cells have anything around them but merges, or may have it without that being seen
/// by a search.
fn has_signs(head: &[u8], data: &[u8]) -> bool {
    // A prefix for the same names, or a comment that hides a tag.
    memmem::find(head, b":worksheet").is_some()
        || memmem::find(head, b"<!").is_some()
        || memmem::find_iter(head, b"xmlns:").any(|at| is_main_namespace(&head[at..]))
        || memchr::memchr3(b'\n', b'\r', b'\t', data).is_some()
        || SIGNS.as_ref().is_none_or(|signs| {
            let mut found = signs.find_iter(data);
            found.any(|sign| sign.pattern() != FORMULA || !is_letter(data.get(sign.end())))
        })
}

/// What tells that a walk is needed: formulas, what is hidden, what makes calamine read a plain
/// value otherwise than it stands there, and cells that do not say where they stand; all in one
/// search, where the processor has one.
static SIGNS: LazyLock<Option<Searcher>> =
    LazyLock::new(|| Searcher::new(["<f", "hidden", "<!", "&#", "<v> ", "<c>", "<c/"]));
/// The sign of a formula, unless more letters follow.
const FORMULA: PatternID = PatternID::ZERO;

fn is_letter(byte: Option<&u8>) -> bool {
    byte.is_some_and(u8::is_ascii_alphabetic)
}

/// Whether a namespace declaration gives a prefix to the names of sheets.
fn is_main_namespace(declaration: &[u8]) -> bool {
    let mut parts = declaration.splitn(3, |byte| matches!(byte, b'"' | b'\''));
    parts.nth(1).is_some_and(|name| {
        name.ends_with(b"/spreadsheetml/2006/main") || name.ends_with(b"/spreadsheetml/main")
    })
}

/// A walk over a sheet's markup; counts rows and cells as calamine does, from zero.
struct Walk<'f> {
    styles: &'f Styles,
    found: Markup,
    row: u32,
    column: u32,
    cell: Option<Cell>,
    /// Inside `v`.
    in_value: bool,
}

/// A cell while it is walked.
struct Cell {
    at: Option<CellRef>,
    kind: Kind,
    format: usize,
    has_formula: bool,
    value: String,
    inline: bool,
    /// Whether its value is written in pieces of which calamine takes the first.
    pieces: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// An index of shared strings.
    Shared,
    /// Text in the cell.
    Text,
    /// A number, a truth value or an error.
    Plain,
}

impl<'f> Walk<'f> {
    fn new(styles: &'f Styles) -> Self {
        Self {
            styles,
            found: Markup::default(),
            row: 0,
            column: 0,
            cell: None,
            in_value: false,
        }
    }

    fn over(mut self, text: &str) -> Markup {
        let mut reader = reader(text);
        reader.config_mut().expand_empty_elements = true;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.start(&tag),
                Ok(Event::End(tag)) => self.end(tag.local_name().as_ref()),
                Ok(Event::Text(text)) => self.value(text.as_ref()),
                Ok(Event::CData(_)) => self.piece(true),
                Ok(Event::GeneralRef(_) | Event::Comment(_) | Event::PI(_)) => self.piece(false),
                // Where the markup ends early, calamine says so.
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.found.hidden_rows.sort_by_key(|rows| *rows.start());
        self.found.formulas.sort_unstable();
        self.found.uncomputed.sort_unstable();
        self.found.fonts.sort_unstable();
        self.found.percents.sort_unstable();
        self.found.months.sort_unstable();
        self.found
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "row" => {
                if let Some(row) = attribute(tag, "r").and_then(|row| row.parse::<u32>().ok()) {
                    self.row = row.saturating_sub(1);
                }
                if is_true(attribute(tag, "hidden").as_deref()) {
                    self.hide(self.row.saturating_add(1));
                }
            }
            "c" => self.cell = Some(self.open(tag)),
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_formula = true;
                }
            }
            "v" => self.in_value = self.cell.is_some(),
            "is" => {
                if let Some(cell) = &mut self.cell {
                    cell.inline = true;
                }
            }
            "mergeCell" => {
                let range = attribute(tag, "ref").and_then(|range| range.parse::<Range>().ok());
                let range = range.filter(|range| range.first != range.last);
                self.found.merges.extend(range);
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: &BytesStart<'_>) -> Cell {
        let written = attribute(tag, "r");
        let at = written.map_or_else(
            || CellRef::new(self.row.saturating_add(1), self.column.saturating_add(1)),
            |written| written.to_ascii_uppercase().parse().ok(),
        );
        if let Some(at) = at {
            self.column = at.column - 1;
        }
        let format = attribute(tag, "s").and_then(|format| format.parse().ok());
        Cell {
            at,
            kind: match attribute(tag, "t").as_deref() {
                Some("s") => Kind::Shared,
                Some("str" | "inlineStr" | "is" | "d") => Kind::Text,
                _ => Kind::Plain,
            },
            format: format.unwrap_or(0),
            has_formula: false,
            value: String::new(),
            inline: false,
            pieces: false,
        }
    }

    fn value(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_value) {
            cell.pieces |= !cell.value.is_empty() && cell.kind != Kind::Text;
            cell.value.push_str(text);
        }
    }

    /// Anything in a value that is no plain text; of texts calamine loses only some.
    fn piece(&mut self, lost: bool) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.in_value) {
            cell.value.push('?');
            cell.pieces |= lost || cell.kind != Kind::Text;
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "v" => self.in_value = false,
            "c" => {
                self.column = self.column.saturating_add(1);
                self.in_value = false;
                if let Some((cell, at)) = self.cell.take().and_then(|cell| {
                    let at = cell.at?;
                    Some((cell, at))
                }) {
                    self.close(&cell, at);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, cell: &Cell, at: CellRef) {
        let is_index = !cell.value.is_empty() && cell.value.bytes().all(|b| b.is_ascii_digit());
        let no_index = cell.kind == Kind::Shared && !cell.value.is_empty() && !is_index;
        if (cell.pieces || no_index) && self.found.misread.is_none() {
            self.found.misread = Some(at);
        }
        let has_value = cell.inline || !cell.value.trim().is_empty();
        match (cell.has_formula, has_value) {
            (true, true) => self.found.formulas.push(at),
            // An empty text is a result.
            (true, false) if cell.kind != Kind::Text => self.found.uncomputed.push(at),
            _ => {}
        }
        if has_value && cell.kind == Kind::Plain && self.styles.shows_percent(cell.format) {
            self.found.percents.push(at);
        }
        if has_value && self.styles.shows_month(cell.format) {
            self.found.months.push(at);
        }
        if has_value && cell.kind != Kind::Plain {
            let string = (cell.kind == Kind::Shared).then(|| cell.value.parse().ok());
            let font = self.styles.font(cell.format, string.flatten());
            self.found.fonts.extend(font.map(|font| (at, font)));
        }
    }

    /// Takes note of a hidden one-based row.
    fn hide(&mut self, row: u32) {
        match self.found.hidden_rows.last_mut() {
            Some(last) if last.end().checked_add(1) == Some(row) => *last = *last.start()..=row,
            _ => self.found.hidden_rows.push(row..=row),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use calamine::{DataRef, Reader as _, Xlsx};
    use proptest::prelude::*;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn cell() -> impl Strategy<Value = String> {
        let attributes = prop::sample::select(vec![
            "",
            " t='s'",
            " t=\"n\"",
            " s='2' t='str'",
            " t='e'",
            " t='inlineStr'",
        ]);
        let inside = prop::sample::select(vec![
            "",
            "<v>1</v>",
            "<v/>",
            "<f>A1</f>",
            "<f>A1</f><v>2</v>",
            "<f t='shared' si='1'/><v>3</v>",
            "<f/>",
            "<v><![CDATA[1]]></v>",
            "<v>1&#48;</v>",
            "<v> 1</v>",
            "<v>\n1</v>",
            "<is><t>x</t></is>",
        ]);
        (attributes, inside).prop_map(|(attributes, inside)| format!("<c{attributes}>{inside}</c>"))
    }

    fn sheet() -> impl Strategy<Value = String> {
        let row = (
            prop::sample::select(vec!["", " r='7'", " hidden='1'", " hidden='0'", " ht='9'"]),
            prop::collection::vec(cell(), 0..3),
        )
            .prop_map(|(attributes, cells)| format!("<row{attributes}>{}</row>", cells.concat()));
        let rows = prop::collection::vec(row, 0..4);
        let tail = prop::sample::select(vec![
            "",
            "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>",
            "<dataValidations><formula1>1</formula1></dataValidations>",
        ]);
        (rows, tail).prop_map(|(rows, tail)| {
            let rows = rows.concat();
            format!("<worksheet><sheetData>{rows}</sheetData>{tail}</worksheet>")
        })
    }

    proptest! {
        #[test]
        fn a_search_finds_what_a_walk_finds(text in sheet()) {
            let styles = Styles::default();
            let plain = Plain::of(&text);
            let around = Markup::around(&text, plain.as_ref(), &styles);
            prop_assert_eq!(around, Walk::new(&styles).over(&text));
        }
    }

    /// A sheet's cells with something in them, as calamine reads them; none where it refuses it.
    fn streamed(part: &str) -> Option<Vec<((u32, u32), String)>> {
        let parts = [
            (
                "_rels/.rels",
                "<Relationships><Relationship Id='1' Target='xl/workbook.xml' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument'/></Relationships>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='r1' Target='s.xml' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet'/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='A' sheetId='1' r:id='r1'/></sheets></workbook>",
            ),
            ("xl/s.xml", part),
        ];
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        let mut book: Xlsx<_> = Xlsx::new(zip.finish().unwrap()).unwrap();
        let mut reader = book.worksheet_cells_reader("A").ok()?;
        let mut cells = Vec::new();
        while let Some(cell) = reader.next_cell().ok()? {
            if *cell.get_value() != DataRef::Empty {
                cells.push((cell.get_position(), format!("{:?}", cell.get_value())));
            }
        }
        Some(cells)
    }

    /// Cells that say where they stand, or do not, among them many that hold nothing.
    fn placed() -> impl Strategy<Value = String> {
        let place = (0_u8..6, 1_u8..4)
            .prop_map(|(column, row)| format!(" r=\"{}{row}\"", char::from(b'A' + column)));
        let place = prop_oneof![9 => place, 1 => prop::sample::select(vec!["", " r='C2'", " R=\"C2\"", " t=\"/>\""]).prop_map(str::to_owned)];
        let format = prop::sample::select(vec!["", " s=\"2\"", " t=\"str\"", " cm=\"1\""]);
        let inside = prop::sample::select(vec![
            None,
            None,
            None,
            Some(""),
            Some("<v>1</v>"),
            Some("<is><t>x</t></is>"),
            Some("<v/>"),
        ]);
        let cell = (place, format, inside).prop_map(|(place, format, inside)| match inside {
            Some(inside) => format!("<c{place}{format}>{inside}</c>"),
            None => format!("<c{place}{format}/>"),
        });
        prop::collection::vec(prop::collection::vec(cell, 0..5), 0..4).prop_map(|rows| {
            let rows: Vec<String> = rows.iter().map(|row| row.concat()).collect();
            let rows = rows.join("</row><row>");
            format!("<worksheet><cols><col/></cols><sheetData><row>{rows}</row></sheetData><x/></worksheet>")
        })
    }

    proptest! {
        #[test]
        fn calamine_reads_the_same_of_a_plain_sheet_and_of_a_slim_one(part in placed()) {
            if let Some(slim) = Plain::of(&part).and_then(|plain| plain.slim()) {
                prop_assert_eq!(streamed(&slim), streamed(&part));
            }
        }
    }

    #[test]
    fn a_slim_sheet_lacks_what_holds_nothing_and_a_torn_one_stays_whole() {
        let part = "<worksheet><cols/><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/>\
            <c r=\"B1\"><v>1</v></c><c r=\"C1\"/></row></sheetData></worksheet>";
        let slim = |part: &str| Plain::of(part).and_then(|plain| plain.slim());
        assert_eq!(
            slim(part).as_deref(),
            Some(
                "<worksheet><sheetData><row r=\"1\"><c r=\"B1\"><v>1</v></c></row></sheetData></worksheet>"
            )
        );
        let torn = part.find("</row>").unwrap();
        assert_eq!(slim(&part[..torn]), None);
        assert_eq!(streamed(&part[..torn]), None);
    }

    #[test]
    fn a_plain_sheet_with_choices_and_merges_is_not_walked() {
        let text = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
            xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
            <cols><col hidden='1'/></cols><sheetData><row><c r='A1'><v>1</v></c></row></sheetData>\
            <mergeCells/><dataValidation prompt='a&#10;b'><formula1>1</formula1></dataValidation>";
        assert!(Plain::of(text).is_some());
    }
}
