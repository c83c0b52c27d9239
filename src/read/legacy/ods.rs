//! OpenDocument spreadsheets.
//!
//! Rows and cells may be repeated millions of times by one tag: only those with content are taken
//! in, each counted before it is made. What a cell holds is in [`content`], how it looks in
//! [`styles`].

mod content;
mod styles;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader as XmlReader, XmlVersion};

use super::super::cell::month_value;
use super::super::{CellValue, Epoch, LegacyFont, MARK, Sheet};
use super::{Broken, Budget, Grid, Workbook, fonts_of, part, parts};
use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind};
use crate::location::{CellRef, Range};
use content::{Declared, declared_value, text};
use styles::Styles;

/// The only part that is read.
const CONTENT: &str = "content.xml";

/// Reads every worksheet.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, Fault> {
    let mut parts = parts(bytes)?;
    let manifest = part(&mut parts, "META-INF/manifest.xml", limits)?.unwrap_or_default();
    let encrypted = b"encryption-data";
    if manifest.windows(encrypted.len()).any(|at| at == encrypted) {
        return Err(Fault::PasswordProtected);
    }
    let content = part(&mut parts, CONTENT, limits)?;
    let content = content.ok_or_else(|| damaged("missing"))?;
    let content = std::str::from_utf8(&content).map_err(damaged)?;
    let macros = parts.file_names().any(|name| {
        name.is_ok_and(|name| name.starts_with("Basic/") && !name.ends_with("script-lc.xml"))
    });
    let mut document = Document {
        xml: Xml::new(content),
        styles: Styles::default(),
        budget: Budget::new(limits, 0)?,
        workbook: Workbook {
            macros,
            ..Workbook::default()
        },
    };
    document.read().map_err(Broken::of_file)?;
    let mut workbook = document.workbook;
    workbook.fonts = fonts_of(document.styles.fonts());
    Ok(workbook)
}

fn damaged(detail: impl std::fmt::Display) -> Fault {
    Fault::DamagedFile {
        detail: format!("{CONTENT}: {detail}"),
    }
}

/// The tags of the part, one after the other.
struct Xml<'a> {
    reader: XmlReader<&'a [u8]>,
}

impl<'a> Xml<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = XmlReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader }
    }

    /// The next tag or text; what is damaged here leaves the rest of the file without meaning.
    fn next(&mut self) -> Result<Event<'a>, Broken> {
        match self.reader.read_event() {
            Ok(Event::Eof) => Err(Broken::File(damaged("the file is cut off"))),
            Ok(event) => Ok(event),
            Err(source) => Err(Broken::File(damaged(source))),
        }
    }

    /// Passes over what is inside a tag.
    fn skip(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let end = self.reader.read_to_end(tag.name());
        end.map(drop)
            .map_err(|source| Broken::File(damaged(source)))
    }
}

/// An attribute's value, its entities resolved.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Broken> {
    let found = tag.try_get_attribute(name);
    let found = found.map_err(|source| Broken::File(damaged(source)))?;
    let Some(found) = found else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Implicit1_0);
    let value = value.map_err(|source| Broken::File(damaged(source)))?;
    Ok(Some(value.into_owned()))
}

/// How often a row or cell stands there.
fn repeated(tag: &BytesStart<'_>, name: &str) -> Result<u32, Broken> {
    let Some(count) = attribute(tag, name)? else {
        return Ok(1);
    };
    let digits = !count.is_empty() && count.bytes().all(|digit| digit.is_ascii_digit());
    if !digits {
        return Err(Broken::File(damaged(format!("{name}={count:?}"))));
    }
    // What passes all bounds is only that: far too many.
    Ok(count.parse().unwrap_or(u32::MAX).max(1))
}

struct Document<'a> {
    xml: Xml<'a>,
    styles: Styles,
    budget: Budget<'a>,
    workbook: Workbook,
}

impl Document<'_> {
    fn read(&mut self) -> Result<(), Broken> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name().0 {
                    "style:font-face"
                    | "style:style"
                    | "style:text-properties"
                    | "style:table-properties"
                    | "number:date-style"
                    | "number:day"
                    | "number:hours"
                    | "number:minutes"
                    | "number:seconds" => self.styles.take(&tag)?,
                    // What was changed and no longer stands there.
                    "table:tracked-changes" => self.xml.skip(&tag)?,
                    "table:null-date" => {
                        let day = attribute(&tag, "table:date-value")?;
                        if day.is_some_and(|day| day.starts_with("1904")) {
                            self.workbook.epoch = Epoch::Mac1904;
                        }
                    }
                    "table:named-expression" => self.name(&tag)?,
                    "table:table" => self.table(&tag)?,
                    _ => {}
                },
                Event::End(tag) if tag.name().0 == "office:spreadsheet" => return Ok(()),
                _ => {}
            }
        }
    }

    /// Takes in the mark that `template` leaves.
    fn name(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        if attribute(tag, "table:name")?.as_deref() == Some(MARK) {
            let expression = attribute(tag, "table:expression")?.unwrap_or_default();
            let text = expression.split_once('"').map(|(_, rest)| rest);
            let text = text.and_then(|rest| rest.strip_suffix('"'));
            self.workbook.mark = text.map(str::to_owned).or(self.workbook.mark.take());
        }
        Ok(())
    }

    fn table(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let name = attribute(tag, "table:name")?.unwrap_or_default();
        // LibreOffice keeps what it took from other files as sheets named for them.
        let of_another_file = name.starts_with("'file:");
        if of_another_file {
            self.workbook.external_links = true;
            return self.xml.skip(tag);
        }
        let style = attribute(tag, "table:style-name")?.unwrap_or_default();
        let sheets = self.workbook.sheets.len() as u64 + 1;
        if sheets > self.budget.limits.sheets {
            return Err(Broken::File(Fault::TooLarge {
                limit: LimitKind::Sheets,
                found: sheets,
                allowed: self.budget.limits.sheets,
            }));
        }
        let mut grid = Grid::new(&mut self.budget, &name);
        grid.sheet.visibility = self.styles.visibility(&style);
        let mut reader = TableReader {
            xml: &mut self.xml,
            styles: &self.styles,
            grid,
            column_styles: Vec::new(),
            row: 0,
        };
        let read = reader.rows();
        let sheet: Sheet = reader.grid.finish(read).map_err(Broken::File)?;
        self.workbook.sheets.push(sheet);
        Ok(())
    }
}

/// A cell of a row, before the row is repeated.
struct Drawn {
    column: u32,
    count: u32,
    value: CellValue,
    is_formula: bool,
    font: Option<LegacyFont>,
    /// How many columns and rows it is merged over.
    span: (u32, u32),
}

struct TableReader<'a, 'b, 'c, 'd> {
    xml: &'a mut Xml<'d>,
    styles: &'a Styles,
    grid: Grid<'b, 'c>,
    /// The styles of columns: the column after the last they hold for, and their name.
    column_styles: Vec<(u32, String)>,
    row: u32,
}

impl TableReader<'_, '_, '_, '_> {
    /// Reads up to the end of the table.
    fn rows(&mut self) -> Result<(), Broken> {
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name().0 {
                    "table:table-column" => {
                        let count = repeated(&tag, "table:number-columns-repeated")?;
                        let from = self.column_styles.last().map_or(0, |(to, _)| *to);
                        let style = attribute(&tag, "table:default-cell-style-name")?;
                        let to = from.saturating_add(count);
                        self.column_styles.push((to, style.unwrap_or_default()));
                    }
                    "table:table-row" => self.row(&tag)?,
                    // Groups of rows and columns hold them as the table does.
                    "table:table-rows"
                    | "table:table-header-rows"
                    | "table:table-row-group"
                    | "table:table-columns"
                    | "table:table-header-columns"
                    | "table:table-column-group" => {}
                    _ => self.xml.skip(&tag)?,
                },
                Event::End(tag) if tag.name().0 == "table:table" => return Ok(()),
                _ => {}
            }
        }
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        let count = repeated(tag, "table:number-rows-repeated")?;
        let hidden = attribute(tag, "table:visibility")?.is_some_and(|one| one != "visible");
        let style = attribute(tag, "table:default-cell-style-name")?;
        let drawn = self.drawn_cells(style.as_deref())?;
        let last = self.row.saturating_add(count - 1);
        if hidden && self.row < crate::location::MAX_ROW {
            let last = last.min(crate::location::MAX_ROW - 1);
            self.grid.sheet.hidden_rows.push(self.row + 1..=last + 1);
        }
        let has_content = drawn.iter().any(|cell| !is_blank(&cell.value));
        if has_content {
            // Refused before a row is made.
            self.grid.place(last, 0)?;
        }
        let rows = if has_content {
            self.row..=last
        } else {
            self.row..=self.row
        };
        for row in rows {
            for cell in &drawn {
                self.put(row, cell)?;
            }
        }
        self.row = last.saturating_add(1);
        Ok(())
    }

    /// The cells of a row that say something, up to its end.
    fn drawn_cells(&mut self, row_style: Option<&str>) -> Result<Vec<Drawn>, Broken> {
        let mut drawn = Vec::new();
        let mut column = 0_u32;
        loop {
            match self.xml.next()? {
                Event::Start(tag) => match tag.name().0 {
                    "table:table-cell" | "table:covered-table-cell" => {
                        let cell = self.drawn_cell(&tag, column, row_style)?;
                        column = column.saturating_add(cell.count);
                        if !is_blank(&cell.value) {
                            self.grid.place(self.row, column - 1)?;
                        }
                        if !is_blank(&cell.value) || cell.span != (1, 1) {
                            drawn.push(cell);
                        }
                    }
                    _ => self.xml.skip(&tag)?,
                },
                Event::End(tag) if tag.name().0 == "table:table-row" => return Ok(drawn),
                _ => {}
            }
        }
    }

    fn drawn_cell(
        &mut self,
        tag: &BytesStart<'_>,
        column: u32,
        row_style: Option<&str>,
    ) -> Result<Drawn, Broken> {
        let style = match attribute(tag, "table:style-name")? {
            Some(style) => Some(style),
            None => row_style
                .map(str::to_owned)
                .or_else(|| self.column_style(column)),
        };
        let is_formula = attribute(tag, "table:formula")?.is_some();
        let count = repeated(tag, "table:number-columns-repeated")?;
        let span = (
            repeated(tag, "table:number-columns-spanned")?,
            repeated(tag, "table:number-rows-spanned")?,
        );
        let declared = declared_value(tag, is_formula)?;
        let is_error = attribute(tag, "calcext:value-type")?.as_deref() == Some("error");
        let most = self.grid.budget.limits.text_length;
        let text = text(self.xml, most)?;
        let is_month = style
            .as_deref()
            .is_some_and(|style| self.styles.shows_month(style));
        let value = match declared {
            Declared::Value(value) if is_month && !is_error => month_value(value),
            Declared::Value(value) if !is_error => value,
            Declared::Content | Declared::Value(_) if is_error => CellValue::Error(text),
            Declared::Content | Declared::Value(_) => CellValue::Text(text.into()),
            Declared::Nothing => CellValue::Text("".into()),
        };
        Ok(Drawn {
            column,
            count,
            value,
            is_formula,
            font: style.and_then(|style| self.styles.font(&style)),
            span,
        })
    }

    fn column_style(&self, column: u32) -> Option<String> {
        let styles = &self.column_styles;
        let at = styles.partition_point(|(to, _)| *to <= column);
        styles.get(at).map(|(_, name)| name.clone())
    }

    fn put(&mut self, row: u32, cell: &Drawn) -> Result<(), Broken> {
        if cell.span != (1, 1) {
            let (columns, rows) = cell.span;
            let first = CellRef::new(row.saturating_add(1), cell.column.saturating_add(1));
            let last = CellRef::new(
                row.saturating_add(rows),
                cell.column.saturating_add(columns),
            );
            let corners = first.zip(last);
            let range = corners.map(|(first, last)| Range { first, last });
            self.grid.sheet.merges.extend(range);
        }
        if is_blank(&cell.value) {
            return Ok(());
        }
        let last = cell.column.saturating_add(cell.count - 1);
        for column in cell.column..=last {
            let at = self.grid.place(row, column)?;
            if cell.is_formula {
                self.grid.sheet.formulas.push(at);
            }
            if let (CellValue::Text(_), Some(font)) = (&cell.value, cell.font) {
                self.grid.sheet.fonts.push((at, font));
            }
            self.grid.put(row, column, cell.value.clone())?;
        }
        Ok(())
    }
}

fn is_blank(value: &CellValue) -> bool {
    matches!(value, CellValue::Text(text) if text.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first sheet of a document with these styles and rows.
    fn sheet(styles: &str, rows: &str) -> Sheet {
        let limits = Limits::default();
        let text = format!("{styles}<table:table>{rows}</table:table></office:spreadsheet>");
        let text = format!("<office:document-content><office:spreadsheet>{text}");
        let mut document = Document {
            xml: Xml::new(&text),
            styles: Styles::default(),
            budget: Budget::new(&limits, 0).unwrap(),
            workbook: Workbook::default(),
        };
        document.read().unwrap();
        document.workbook.sheets.remove(0)
    }

    fn shown(sheet: &Sheet) -> Vec<String> {
        let cells = sheet.cells.iter();
        cells
            .map(|cell| format!("{} {:?}", cell.at, cell.value.shown()))
            .collect()
    }

    #[test]
    fn repeated_cells_and_rows_stand_at_each_of_their_places() {
        let sheet = sheet(
            "",
            "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\
             <table:table-cell office:value-type=\"float\" office:value=\"1.5\" \
             table:number-columns-repeated=\"2\"/></table:table-row>\
             <table:table-row-group><table:table-row table:visibility=\"filter\" \
             table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>\
             </table:table-row-group>\
             <table:table-row><table:covered-table-cell table:number-columns-repeated=\"27\"/>\
             <table:table-cell table:number-columns-spanned=\"2\" \
             table:number-rows-spanned=\"3\"><text:p>x</text:p></table:table-cell>\
             </table:table-row>",
        );
        assert_eq!(
            shown(&sheet),
            [
                "B1 \"1,5\"",
                "C1 \"1,5\"",
                "B2 \"1,5\"",
                "C2 \"1,5\"",
                "AB6 \"x\""
            ]
        );
        assert_eq!(sheet.hidden_rows, [3..=5]);
        assert_eq!(sheet.merges, ["AB6:AC8".parse::<Range>().unwrap()]);
    }

    #[test]
    fn a_text_is_read_without_its_notes_and_drawings() {
        let sheet = sheet(
            "",
            "<table:table-row><table:table-cell office:value-type=\"string\">\
             <office:annotation><text:p>note</text:p></office:annotation>\
             <draw:frame><text:p>drawn</text:p></draw:frame>\
             <text:p>TH<text:span>&amp;</text:span>THCS<text:s text:c=\"2\"/>&#272;</text:p>\
             <text:p>b<text:line-break/>c</text:p></table:table-cell>\
             <table:table-cell office:value-type=\"string\" calcext:value-type=\"error\" \
             office:string-value=\"\"><text:p>#N/A</text:p></table:table-cell></table:table-row>",
        );
        assert_eq!(shown(&sheet), ["A1 \"TH&THCS  Đ\\nb\\nc\"", "B1 \"#N/A\""]);
        assert!(matches!(sheet.cells[1].value, CellValue::Error(_)));
    }

    #[test]
    fn a_month_shown_without_its_day_is_a_month() {
        let cell = |style: &str| {
            format!(
                "<table:table-cell table:style-name=\"{style}\" office:value-type=\"date\" \
                 office:date-value=\"2023-10-01\"><text:p>x</text:p></table:table-cell>"
            )
        };
        let sheet = sheet(
            "<number:date-style style:name=\"N1\"><number:month/><number:year/>\
             </number:date-style><number:date-style style:name=\"N2\"><number:day/>\
             <number:month/></number:date-style>\
             <style:style style:name=\"month\" style:data-style-name=\"N1\"/>\
             <style:style style:name=\"day\" style:data-style-name=\"N2\"/>",
            &format!(
                "<table:table-row>{}{}</table:table-row>",
                cell("month"),
                cell("day")
            ),
        );
        assert_eq!(shown(&sheet), ["A1 \"10/2023\"", "B1 \"01/10/2023\""]);
    }

    #[test]
    fn fonts_of_old_encodings_are_known_by_style_and_by_column() {
        let text = |style: &str| {
            format!(
                "<table:table-cell {style} office:value-type=\"string\"><text:p>x</text:p>\
                 </table:table-cell>"
            )
        };
        let rows = format!(
            "<table:table-column table:default-cell-style-name=\"vni\"/>\
             <table:table-row>{}{}{}</table:table-row>",
            text(""),
            text("table:style-name=\"abc\""),
            text("table:style-name=\"plain\"")
        );
        let sheet = sheet(
            "<style:font-face style:name=\"F1\" svg:font-family=\"'.VnTimeH'\"/>\
             <style:style style:name=\"abc\"><style:text-properties style:font-name=\"F1\"/>\
             </style:style><style:style style:name=\"plain\" style:parent-style-name=\"abc\">\
             <style:text-properties style:font-name=\"Arial\"/></style:style>\
             <style:style style:name=\"vni\"><style:text-properties \
             fo:font-family=\"VNI-Times\"/></style:style>",
            &rows,
        );
        let fonts: Vec<String> = sheet
            .fonts
            .iter()
            .map(|(at, font)| format!("{at} {font:?}"))
            .collect();
        assert_eq!(fonts, ["A1 Vni", "B1 Tcvn3Capitals"]);
    }
}
