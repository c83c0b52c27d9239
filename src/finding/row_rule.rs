//! Why a row of a sheet is not counted.

use serde::{Deserialize, Serialize};

/// The rules that keep a row out, in the order of their names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowRule {
    /// A mean or a share below a sum.
    Average,
    /// Nothing but a running number, or formulas that give nothing.
    Blank,
    /// Column numbers under the header: "A B 1 2".
    ColumnNumbers,
    /// The office decided so.
    Decision,
    /// The same row once more.
    DuplicateRow,
    /// An example: "Ví dụ".
    Example,
    /// Notes, place and date, signatures, and whatever follows them.
    Footer,
    /// A second table of the form, its columns in other places.
    OtherTable,
    /// The header once more.
    RepeatedHeader,
    /// A heading inside the table: "I. Tập thể".
    Section,
    /// A sum: "Tổng cộng".
    Total,
    /// A running number below the last data row, which the blank form carries.
    Unused,
}

impl RowRule {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Average => "average",
            Self::Blank => "blank",
            Self::ColumnNumbers => "column-numbers",
            Self::Decision => "decision",
            Self::DuplicateRow => "duplicate-row",
            Self::Example => "example",
            Self::Footer => "footer",
            Self::OtherTable => "other-table",
            Self::RepeatedHeader => "repeated-header",
            Self::Section => "section",
            Self::Total => "total",
            Self::Unused => "unused",
        }
    }
}
