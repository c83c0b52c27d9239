//! A change from what was written to what is read, always logged.

use std::sync::Arc;

use crate::id::{FieldName, FormId};
use crate::location::Range;

/// One change made to one cell, or the same change made to a run of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Why.
    pub rule: RepairRule,
    /// The sheet.
    pub sheet: Arc<str>,
    /// The cells.
    pub range: Range,
    /// The form.
    pub form: FormId,
    /// The field.
    pub field: FieldName,
    /// As written.
    pub before: String,
    /// As read.
    pub after: String,
    /// How many cells.
    pub count: u32,
    /// Whether the values name persons.
    pub personal: bool,
}

/// The rules by which a value is read as something other than it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RepairRule {
    /// Letters composed, spaces trimmed or joined.
    Text,
    /// A date written as text.
    DateFromText,
    /// A date that lost its format and shows as a serial number.
    DateFromNumber,
    /// A number written as text.
    NumberFromText,
    /// A number where text is expected, such as a telephone number.
    TextFromNumber,
    /// Another spelling of yes or no.
    YesNoSpelling,
    /// Another spelling of a listed value.
    ListSpelling,
    /// Letters of the old encoding TCVN3 (ABC).
    Tcvn3,
    /// Letters of the old encoding VNI.
    Vni,
    /// UTF-8 that a program took for Windows-1252.
    Utf8,
    /// Letters of another script that look alike.
    LookAlikes,
    /// A merged cell's value, taken for each of its rows.
    MergedCell,
    /// A mark for "as above".
    AsAbove,
}

impl RepairRule {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::DateFromText => "date-from-text",
            Self::DateFromNumber => "date-from-number",
            Self::NumberFromText => "number-from-text",
            Self::TextFromNumber => "text-from-number",
            Self::YesNoSpelling => "yes-no-spelling",
            Self::ListSpelling => "list-spelling",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Utf8 => "utf8",
            Self::LookAlikes => "look-alikes",
            Self::MergedCell => "merged-cell",
            Self::AsAbove => "as-above",
        }
    }
}
