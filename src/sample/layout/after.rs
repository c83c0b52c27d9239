//! What our writer cannot say, put into the parts of a finished workbook.
//!
//! In: an .xlsx file. Out: the same with other parts; the same changes give the same bytes.

use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What to change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Changes {
    /// Its days are counted from 1904.
    pub(super) since_1904: bool,
    /// Formulas with an empty result have none.
    pub(super) no_results: bool,
    /// The empty sheet of this number, from 1, claims all rows and columns.
    pub(super) vast_sheet: Option<usize>,
}

/// Changes a workbook.
pub(super) fn change(bytes: Vec<u8>, changes: Changes) -> Result<Vec<u8>, ZipError> {
    if changes == Changes::default() {
        return Ok(bytes);
    }
    let mut old = ZipArchive::new(Cursor::new(bytes))?;
    let mut new = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut part = old.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        new.start_file(&name, SimpleFileOptions::default())?;
        new.write_all(changed(&name, text, changes).as_bytes())?;
    }
    Ok(new.finish()?.into_inner())
}

/// One part of a workbook; all are texts.
fn changed(name: &str, text: String, changes: Changes) -> String {
    if name == "xl/workbook.xml" && changes.since_1904 {
        return text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1);
    }
    let Some(sheet) = name.strip_prefix("xl/worksheets/sheet") else {
        return text;
    };
    let number = sheet
        .strip_suffix(".xml")
        .and_then(|number| number.parse().ok());
    if number.is_some() && number == changes.vast_sheet {
        let (from, to) = (
            "<dimension ref=\"A1\"/>",
            "<dimension ref=\"A1:XFD1048576\"/>",
        );
        return text.replacen(from, to, 1);
    }
    if changes.no_results {
        return without_results(&text);
    }
    text
}

/// Cells with formulas whose result is empty, without the result and without its type.
fn without_results(text: &str) -> String {
    const TYPE: &str = " t=\"str\"";
    let mut parts: Vec<String> = text.split("<v></v></c>").map(str::to_owned).collect();
    let last = parts.pop().unwrap_or_default();
    for part in &mut parts {
        if let Some(at) = part.rfind(TYPE) {
            part.replace_range(at..at + TYPE.len(), "");
        }
        part.push_str("</c>");
    }
    parts.concat() + &last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_without_its_result_keeps_its_format() {
        let cells =
            "<c r=\"A1\" s=\"3\" t=\"str\"><f>3+4</f><v></v></c><c r=\"B1\"><f>1</f><v>1</v></c>";
        assert_eq!(
            without_results(cells),
            "<c r=\"A1\" s=\"3\"><f>3+4</f></c><c r=\"B1\"><f>1</f><v>1</v></c>"
        );
    }

    #[test]
    fn a_workbook_says_what_our_writer_cannot() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet();
        book.add_worksheet();
        let changes = Changes {
            since_1904: true,
            vast_sheet: Some(2),
            ..Changes::default()
        };
        let bytes = change(book.save_to_buffer().unwrap(), changes).unwrap();
        let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            archive
                .by_name(name)
                .unwrap()
                .read_to_string(&mut text)
                .unwrap();
            text
        };
        assert!(part("xl/workbook.xml").contains("<workbookPr date1904=\"1\""));
        assert!(!part("xl/worksheets/sheet1.xml").contains("XFD1048576"));
        assert!(part("xl/worksheets/sheet2.xml").contains("<dimension ref=\"A1:XFD1048576\"/>"));
    }
}
