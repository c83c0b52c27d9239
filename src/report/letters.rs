//! The two letters the office writes anyway, as documents to be edited, numbered and signed.
//!
//! In: a [`Report`] and the pictures of its charts. Out: `bao-cao.docx`, the draft report, and
//! `cong-van-don-doc.docx`, which asks units for what they owe, with the list as appendix; both in
//! the form of Nghị định 30/2020/NĐ-CP, the same bytes for the same report. Sentences follow from
//! the figures. What only the office knows, such as number and day, is left blank. No person is
//! named but those whom the campaign's settings name.

mod body;
mod draft;
mod form;
mod order;
mod package;
mod phrase;
mod table;
mod urge;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use super::{Report, WriteError, writing};
use body::Block;

/// The draft report.
const DRAFT: &str = "bao-cao.docx";
/// The letter to units that owe something.
const URGE: &str = "cong-van-don-doc.docx";

/// A letter, before it is written.
struct Letter {
    /// What it is, for the document's properties.
    title: String,
    /// Its parts: the letter itself, and its appendix, which counts its pages anew.
    parts: Vec<Vec<Block>>,
}

/// Writes both letters into a folder; `charts` are the files of the charts, of which some are shown.
///
/// # Errors
/// [`WriteError`] where a chart cannot be read or a letter cannot be written.
pub(super) fn write(
    report: &Report<'_>,
    charts: &[PathBuf],
    folder: &Path,
) -> Result<(), WriteError> {
    let (draft, urge) = (folder.join(DRAFT), folder.join(URGE));
    writing(&draft, || -> Result<(), Box<dyn Error + Send + Sync>> {
        let letter = draft::letter(report, charts)?;
        Ok(fs::write(&draft, package::bytes(report, letter)?)?)
    })?;
    writing(&urge, || -> Result<(), Box<dyn Error + Send + Sync>> {
        let letter = urge::letter(report);
        Ok(fs::write(&urge, package::bytes(report, letter)?)?)
    })
}

#[cfg(test)]
mod tests;
