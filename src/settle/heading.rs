//! The columns of a decisions file: what they are called in data, and what people read over them.

use crate::lang::Lang;
use crate::text::match_key;

/// A column that a decision is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heading {
    /// What is decided: accept, exclude or assign.
    Action,
    /// Who decided.
    By,
    /// On what day.
    Date,
    /// Why, or anything else.
    Note,
    /// The unit's code.
    Unit,
    /// The collection's id.
    Collection,
    /// The form's id.
    Form,
    /// The row's key.
    RowKey,
    /// The finding's code.
    Code,
    /// The value that was seen.
    Value,
    /// SHA-256 of the file.
    Sha256,
}

/// What may be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// What a finding points at holds as it is.
    Accept,
    /// The row does not count.
    Exclude,
    /// The file is the unit's.
    Assign,
}

/// What else the workbook of decisions shows, so that people know what they decide on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// A running number.
    Ordinal,
    /// Whether it waits, holds or has lapsed.
    State,
    /// The unit's name.
    Name,
    /// What was found.
    Finding,
    /// What the unit says to it.
    Explanation,
    /// Where it stands.
    Source,
}

impl Heading {
    /// All of them.
    pub const ALL: [Self; 11] = [
        Self::Action,
        Self::By,
        Self::Date,
        Self::Note,
        Self::Unit,
        Self::Collection,
        Self::Form,
        Self::RowKey,
        Self::Code,
        Self::Value,
        Self::Sha256,
    ];

    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Action => "action",
            Self::By => "by",
            Self::Date => "date",
            Self::Note => "note",
            Self::Unit => "unit",
            Self::Collection => "collection",
            Self::Form => "form",
            Self::RowKey => "row_key",
            Self::Code => "code",
            Self::Value => "value",
            Self::Sha256 => "sha256",
        }
    }

    /// What people read over it.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Action => lang.pick("Quyết định", "Decision"),
            Self::By => lang.pick("Người quyết định", "Decided by"),
            Self::Date => lang.pick("Ngày quyết định", "Date of decision"),
            Self::Note => lang.pick("Ghi chú", "Note"),
            Self::Unit => lang.pick("Mã đơn vị", "Unit code"),
            Self::Collection => lang.pick("Mã kỳ báo cáo", "Collection id"),
            Self::Form => lang.pick("Mã biểu", "Form id"),
            Self::RowKey => lang.pick("Khóa dòng", "Row key"),
            Self::Code => lang.pick("Mã nội dung", "Finding code"),
            Self::Value => lang.pick("Giá trị đã ghi", "Value"),
            Self::Sha256 => lang.pick("Dấu vân tay của tệp", "File hash"),
        }
    }

    /// The column that a heading names.
    pub(super) fn named(heading: &str) -> Option<Self> {
        let key = match_key(heading);
        Self::ALL.into_iter().find(|one| {
            heading == one.as_str()
                || Lang::ALL
                    .iter()
                    .any(|lang| match_key(one.title(*lang)) == key)
        })
    }
}

impl Action {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Exclude, Self::Assign];

    /// Its name in data.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Exclude => "exclude",
            Self::Assign => "assign",
        }
    }

    /// What people choose from a list.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Accept => lang.pick("Chấp nhận", "Accept"),
            Self::Exclude => lang.pick("Không tính dòng này", "Leave the row out"),
            Self::Assign => lang.pick("Giao cho đơn vị", "Assign to the unit"),
        }
    }

    /// The action that a cell names.
    pub(super) fn named(text: &str) -> Option<Self> {
        let key = match_key(text);
        Self::ALL.into_iter().find(|one| {
            key == one.as_str()
                || Lang::ALL
                    .iter()
                    .any(|lang| match_key(one.title(*lang)) == key)
        })
    }
}

impl Context {
    const ALL: [Self; 6] = [
        Self::Ordinal,
        Self::State,
        Self::Name,
        Self::Finding,
        Self::Explanation,
        Self::Source,
    ];

    /// What people read over it.
    #[must_use]
    pub fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Ordinal => lang.pick("STT", "No."),
            Self::State => lang.pick("Tình trạng", "State"),
            Self::Name => lang.pick("Đơn vị", "Unit name"),
            Self::Finding => lang.pick("Nội dung cần quyết định", "What is to be decided"),
            Self::Explanation => lang.pick("Giải thích của đơn vị", "What the unit says"),
            Self::Source => lang.pick("Ô gốc", "Source cell"),
        }
    }

    /// Whether a heading is over a column that only shows something.
    pub(super) fn is_named(heading: &str) -> bool {
        let key = match_key(heading);
        Self::ALL.iter().any(|one| {
            Lang::ALL
                .iter()
                .any(|lang| match_key(one.title(*lang)) == key)
        })
    }
}
