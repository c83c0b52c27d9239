//! What each code means, for the person who meets it: a page a code, in both languages.
//!
//! In: a code and a language. Out: a [`Page`] of plain sentences. A new code makes the compiler ask
//! for its group, for what follows from it, and for its page in each language.

mod en;
mod vi;

use super::Code;
use crate::lang::Lang;

/// The page of one code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The code in a few words, without a full stop.
    pub title: &'static str,
    /// What the finding says.
    pub what: &'static str,
    /// Why the office asks, or what follows for the figures.
    pub why: &'static str,
    /// One case, with what the program says of it.
    pub example: &'static str,
    /// What the sender does, or the office where it is the office's matter.
    pub remedy: &'static str,
}

/// What a code is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// A file, its receipt, or what the office ruled.
    File,
    /// A sheet and its header.
    Sheet,
    /// One cell.
    Cell,
    /// Several cells of a row or table.
    Row,
    /// Several submissions.
    Across,
}

impl Group {
    /// Every group, in the order of codes.
    pub const ALL: [Self; 5] = [Self::File, Self::Sheet, Self::Cell, Self::Row, Self::Across];
}

/// What an open finding of a code's own severity leaves out of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    /// The file as a whole.
    File,
    /// The form: what counts it has no upper bound.
    Form,
    /// The row.
    Row,
    /// Certainty of the cells it points at.
    Cells,
    /// Nothing.
    Nothing,
}

impl Code {
    /// Its page.
    #[must_use]
    pub fn page(self, lang: Lang) -> Page {
        match lang {
            Lang::Vi => vi::page(self),
            Lang::En => en::page(self),
        }
    }

    /// What it is about.
    #[must_use]
    pub fn group(self) -> Group {
        match self {
            Self::EmptyFile
            | Self::NotAWorkbook
            | Self::DamagedFile
            | Self::PasswordProtected
            | Self::TooLarge
            | Self::ReaderStopped
            | Self::ProgramFault
            | Self::Macros
            | Self::ExternalLinks
            | Self::UnknownUnit
            | Self::UnknownCollection
            | Self::ConflictingIdentity
            | Self::NotASender
            | Self::NoData
            | Self::IdenticalCopy
            | Self::SharedBytes
            | Self::Late
            | Self::AfterAsOf
            | Self::OtherCollection
            | Self::NoReceipt
            | Self::UnmatchedReceipt
            | Self::LapsedDecision => Group::File,
            Self::MissingSheet
            | Self::LostSheet
            | Self::HiddenSheet
            | Self::HiddenRows
            | Self::ExtraTable
            | Self::ExtraSheet
            | Self::RepeatedSheet
            | Self::RenamedSheet
            | Self::NoHeader
            | Self::UnreadableSheet
            | Self::MissingLabel
            | Self::ExtraLabel
            | Self::DuplicateLabel
            | Self::MovedLabel
            | Self::SimilarLabel
            | Self::SecondValue => Group::Sheet,
            Self::MissingValue
            | Self::TypeError
            | Self::ErrorCell
            | Self::NoCachedValue
            | Self::FormulaValue
            | Self::NothingAbove
            | Self::MergedAcross
            | Self::AmbiguousPercent
            | Self::DoubtfulEncoding
            | Self::AmbiguousDate
            | Self::NotInList
            | Self::BelowMinimum
            | Self::AboveMaximum
            | Self::TooShort
            | Self::TooLong
            | Self::PatternMismatch
            | Self::ExclusiveMinimum
            | Self::ExclusiveMaximum
            | Self::NotUnique => Group::Cell,
            Self::ForeignKey
            | Self::TotalMismatch
            | Self::ControlTotal
            | Self::DuplicateRow
            | Self::AboveOther
            | Self::SameAsOther
            | Self::MissingWhen
            | Self::MissingWith
            | Self::OutsideSchoolYear
            | Self::NotInOwnBlock
            | Self::OwnReview
            | Self::AboveCriterion
            | Self::NamesNoCollection => Group::Row,
            Self::OtherFormVersion
            | Self::FormerYear
            | Self::NeedsReturn
            | Self::NotInReturn
            | Self::FarFromPeers
            | Self::FarFromYearBefore
            | Self::Resubmission
            | Self::FewerRows
            | Self::ClaimedTwice => Group::Across,
        }
    }

    /// What it leaves out of the figures while it is open.
    #[must_use]
    pub fn consequence(self) -> Consequence {
        match self {
            Self::EmptyFile
            | Self::NotAWorkbook
            | Self::DamagedFile
            | Self::PasswordProtected
            | Self::TooLarge
            | Self::ReaderStopped
            | Self::ProgramFault
            | Self::UnknownUnit
            | Self::UnknownCollection
            | Self::NotASender
            | Self::NoData
            | Self::IdenticalCopy
            | Self::AfterAsOf
            | Self::OtherCollection
            | Self::OtherFormVersion
            | Self::FormerYear => Consequence::File,
            Self::MissingSheet
            | Self::LostSheet
            | Self::RepeatedSheet
            | Self::NoHeader
            | Self::UnreadableSheet => Consequence::Form,
            Self::DuplicateRow => Consequence::Row,
            Self::MissingLabel
            | Self::DuplicateLabel
            | Self::SecondValue
            | Self::MissingValue
            | Self::TypeError
            | Self::ErrorCell
            | Self::NoCachedValue
            | Self::NothingAbove
            | Self::MergedAcross
            | Self::AmbiguousPercent
            | Self::DoubtfulEncoding
            | Self::AmbiguousDate
            | Self::NotInList
            | Self::BelowMinimum
            | Self::AboveMaximum
            | Self::TooShort
            | Self::TooLong
            | Self::PatternMismatch
            | Self::ExclusiveMinimum
            | Self::ExclusiveMaximum
            | Self::NotUnique
            | Self::ForeignKey
            | Self::NotInReturn
            | Self::AboveOther
            | Self::SameAsOther
            | Self::MissingWhen
            | Self::MissingWith
            | Self::OutsideSchoolYear
            | Self::NotInOwnBlock
            | Self::OwnReview
            | Self::AboveCriterion
            | Self::NamesNoCollection => Consequence::Cells,
            Self::Macros
            | Self::ExternalLinks
            | Self::ConflictingIdentity
            | Self::SharedBytes
            | Self::Late
            | Self::NoReceipt
            | Self::UnmatchedReceipt
            | Self::LapsedDecision
            | Self::HiddenSheet
            | Self::HiddenRows
            | Self::ExtraTable
            | Self::ExtraSheet
            | Self::RenamedSheet
            | Self::ExtraLabel
            | Self::MovedLabel
            | Self::SimilarLabel
            | Self::FormulaValue
            | Self::TotalMismatch
            | Self::ControlTotal
            | Self::NeedsReturn
            | Self::FarFromPeers
            | Self::FarFromYearBefore
            | Self::Resubmission
            | Self::FewerRows
            | Self::ClaimedTwice => Consequence::Nothing,
        }
    }
}
