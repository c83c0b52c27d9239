//! What faults of files are told apart by.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::UnitCode;

/// What a file is, where it is no workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForeignFormat {
    /// A PDF document.
    Pdf,
    /// A Word document.
    Word,
    /// A web page, whatever its name says.
    Html,
    /// Plain text or CSV, whatever its name says.
    Text,
    /// A RAR archive.
    Rar,
    /// A 7-Zip archive.
    SevenZip,
    /// A ZIP archive with no workbook's parts.
    Zip,
    /// An archive inside an archive.
    NestedArchive,
    /// A packed file of another kind (gz, bz2, xz).
    OtherArchive,
    /// A spreadsheet as XML, as Excel 2003 could save it.
    SpreadsheetXml,
    /// An OpenDocument spreadsheet or text as one XML file (.fods, .fodt).
    FlatOpenDocument,
    /// An OpenDocument text (.odt).
    OpenDocumentText,
    /// A web page saved as a single file (MHTML).
    WebArchive,
    /// A presentation.
    Presentation,
    /// A picture.
    Image,
    /// A link to what lies outside the folder of returns.
    OutwardLink,
    /// No file at all: a device, a pipe, a link to a folder.
    NoFile,
    /// Anything else.
    Other,
}

/// What tells whose a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// The name of the file or its folder.
    Path,
    /// The unit's code on the cover.
    UnitCode,
    /// The unit's name on the cover.
    UnitName,
    /// The hidden mark of the blank form.
    Mark,
}

/// What became of a unit that no longer exists.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merger {
    /// The unit that stands in its place.
    pub into: UnitCode,
    /// That unit's name.
    pub name: String,
    /// The first day on which the former one was gone.
    pub since: NaiveDate,
}

/// What a newer file changes against the one it replaces.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The former file.
    pub former: String,
    /// Rows that it did not have.
    pub added: usize,
    /// Rows that only it had.
    pub removed: usize,
    /// Rows with another value.
    pub changed: usize,
    /// Errors and queries that are gone.
    pub mended: usize,
    /// Errors and queries that came.
    pub new: usize,
}

/// A figure that the head of a unit signed and that differs from what was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ControlTotal {
    /// The name of the form's sheet.
    pub sheet: String,
    /// The label of the field that was added up; none where rows were counted.
    pub label: Option<String>,
    /// The figure on the sheet that the head signs.
    pub stated: f64,
    /// The figure of the rows that were read.
    pub read: f64,
}

/// Which limit a file passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LimitKind {
    /// Size as received, in bytes.
    FileBytes,
    /// Size after decompression, in bytes.
    InflatedBytes,
    /// Number of cells.
    Cells,
    /// Number of sheets.
    Sheets,
    /// Characters in a cell.
    TextLength,
    /// The lowest row with a cell.
    Rows,
    /// The rightmost column with a cell.
    Columns,
    /// Files in an archive.
    ArchiveEntries,
    /// Places that are faulty.
    Findings,
}

/// What made the reader of a file stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stopped {
    /// It wanted more memory than it may have.
    Memory,
    /// It took longer than it may.
    Time,
    /// It broke down.
    Crash,
}
