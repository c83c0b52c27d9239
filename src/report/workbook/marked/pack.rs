//! What the writer of workbooks cannot say, put into the parts it wrote: constants that are errors,
//! formulas without a result, merged cells whose other cells hold something, the old epoch.

use std::io::{self, Cursor, Read as _, Write as _};
use std::sync::LazyLock;

use regex::Regex;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::location::Range;
use crate::read::{Epoch, MARK};
use crate::report::workbook::COMPRESSION;

/// The formula that stands for none: its cell holds an error somebody typed or pasted.
pub(super) const NO_FORMULA: &str = "_thidua.none";
/// The result that stands for none.
pub(super) const NO_RESULT: &str = "_thidua.none";
/// Before a text that looks like a number, which the result of a formula would be taken for.
pub(super) const TEXT: &str = "_thidua.text:";

/// A formula saved without its result, as the writer has it.
static UNCOMPUTED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r#" t="str"(><f>[^<]*</f>)<v>_thidua\.none</v>"#).ok());

/// What is to be put in.
pub(super) struct Changes {
    /// The merged cells of each sheet after the review.
    pub(super) merges: Vec<Vec<Range>>,
    /// Day 0 of the numbers that are days.
    pub(super) epoch: Epoch,
}

/// The package with the changes, and compressed.
///
/// # Errors
/// The error of a package that cannot be read or written.
pub(super) fn pack(bytes: &[u8], changes: &Changes) -> io::Result<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(COMPRESSION.into()))
        .last_modified_time(DateTime::default());
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        let name = part.name()?.into_owned();
        let merges = merges_of(&name, changes);
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let text = match merges {
            Some(merges) => sheet(&text, merges),
            None if name == "xl/workbook.xml" => book(&text, changes.epoch),
            None => text,
        };
        to.start_file(name, options)?;
        to.write_all(text.as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}

/// The merged cells of the sheet that a part is; the first one is the review.
fn merges_of<'c>(part: &str, changes: &'c Changes) -> Option<&'c [Range]> {
    let number = part
        .strip_prefix("xl/worksheets/sheet")?
        .strip_suffix(".xml")?;
    let at = number.parse::<usize>().ok()?.checked_sub(2)?;
    changes.merges.get(at).map(Vec::as_slice)
}

fn sheet(text: &str, merges: &[Range]) -> String {
    const END: &str = "</sheetData>";
    let mut text = text
        .replace(&format!("<f>{NO_FORMULA}</f>"), "")
        .replace(&format!("<v>{TEXT}"), "<v>");
    if text.contains(NO_RESULT)
        && let Some(uncomputed) = &*UNCOMPUTED
    {
        text = uncomputed.replace_all(&text, "$1").into_owned();
    }
    if !merges.is_empty()
        && let Some(at) = text.rfind(END)
    {
        let mut cells = String::new();
        for range in merges {
            cells.extend(["<mergeCell ref=\"", &range.to_string(), "\"/>"]);
        }
        let element = format!(
            "<mergeCells count=\"{}\">{cells}</mergeCells>",
            merges.len()
        );
        text.insert_str(at + END.len(), &element);
    }
    text
}

fn book(text: &str, epoch: Epoch) -> String {
    let text = text.replace(
        &format!("<definedName name=\"{MARK}\">"),
        &format!("<definedName name=\"{MARK}\" hidden=\"1\">"),
    );
    match epoch {
        Epoch::Windows => text,
        Epoch::Mac1904 => text.replacen("<workbookPr ", "<workbookPr date1904=\"1\" ", 1),
    }
}
