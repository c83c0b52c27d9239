//! The stable name of each kind of fault, and how grave it is unless a campaign says otherwise.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Fault;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Must be mended.
    Error,
    /// Must be mended or explained.
    Query,
    /// Was repaired or merely noticed.
    Note,
}

impl Severity {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Query => "query",
            Self::Note => "note",
        }
    }
}

macro_rules! codes {
    ($($variant:ident $pattern:pat => $name:literal $severity:ident,)*) => {
        /// The stable name of a kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`")] $variant,)*
        }

        impl Code {
            /// Every code.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name in data files and campaigns.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Its severity unless the campaign says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }

        impl Fault {
            /// The code of this kind of fault.
            #[must_use]
            pub fn code(&self) -> Code {
                match self { $($pattern => Code::$variant,)* }
            }
        }
    };
}

codes! {
    EmptyFile Fault::EmptyFile => "empty-file" Error,
    NotAWorkbook Fault::NotAWorkbook { .. } => "not-a-workbook" Error,
    DamagedFile Fault::DamagedFile { .. } => "damaged-file" Error,
    PasswordProtected Fault::PasswordProtected => "password-protected" Error,
    TooLarge Fault::TooLarge { .. } => "too-large" Error,
    ReaderStopped Fault::ReaderStopped { .. } => "reader-stopped" Error,
    ProgramFault Fault::ProgramFault => "program-fault" Error,
    Macros Fault::Macros => "macros" Note,
    ExternalLinks Fault::ExternalLinks => "external-links" Note,
    UnknownUnit Fault::UnknownUnit { .. } => "unknown-unit" Error,
    UnknownCollection Fault::UnknownCollection { .. } => "unknown-collection" Error,
    ConflictingIdentity Fault::ConflictingIdentity { .. } => "conflicting-identity" Query,
    NotASender Fault::NotASender { .. } => "not-a-sender" Query,
    NoData Fault::NoData => "no-data" Error,
    IdenticalCopy Fault::IdenticalCopy { .. } => "identical-copy" Note,
    SharedBytes Fault::SharedBytes { .. } => "shared-bytes" Query,
    Late Fault::Late { .. } => "late" Note,
    AfterAsOf Fault::AfterAsOf { .. } => "after-as-of" Note,
    OtherCollection Fault::OtherCollection => "other-collection" Note,
    NoReceipt Fault::NoReceipt => "no-receipt" Note,
    UnmatchedReceipt Fault::UnmatchedReceipt { .. } => "unmatched-receipt" Query,
    LapsedDecision Fault::LapsedDecision { .. } => "lapsed-decision" Query,
    MissingSheet Fault::MissingSheet { .. } => "missing-sheet" Error,
    LostSheet Fault::LostSheet { .. } => "lost-sheet" Query,
    HiddenSheet Fault::HiddenSheet { .. } => "hidden-sheet" Note,
    HiddenRows Fault::HiddenRows => "hidden-rows" Note,
    ExtraTable Fault::ExtraTable => "extra-table" Query,
    ExtraSheet Fault::ExtraSheet => "extra-sheet" Note,
    RepeatedSheet Fault::RepeatedSheet { .. } => "repeated-sheet" Query,
    RenamedSheet Fault::RenamedSheet { .. } => "renamed-sheet" Note,
    NoHeader Fault::NoHeader => "no-header" Error,
    UnreadableSheet Fault::UnreadableSheet { .. } => "unreadable-sheet" Error,
    MissingLabel Fault::MissingLabel { .. } => "missing-label" Error,
    ExtraLabel Fault::ExtraLabel => "extra-label" Note,
    DuplicateLabel Fault::DuplicateLabel { .. } => "duplicate-label" Query,
    MovedLabel Fault::MovedLabel => "moved-label" Note,
    SimilarLabel Fault::SimilarLabel { .. } => "similar-label" Note,
    SecondValue Fault::SecondValue { .. } => "second-value" Query,
    MissingValue Fault::MissingValue => "missing-value" Error,
    TypeError Fault::TypeError { .. } => "type-error" Error,
    ErrorCell Fault::ErrorCell => "error-cell" Error,
    NoCachedValue Fault::NoCachedValue => "no-cached-value" Error,
    FormulaValue Fault::FormulaValue => "formula-value" Note,
    NothingAbove Fault::NothingAbove => "nothing-above" Error,
    MergedAcross Fault::MergedAcross => "merged-across" Query,
    AmbiguousPercent Fault::AmbiguousPercent { .. } => "ambiguous-percent" Query,
    DoubtfulEncoding Fault::DoubtfulEncoding { .. } => "doubtful-encoding" Query,
    AmbiguousDate Fault::AmbiguousDate { .. } => "ambiguous-date" Query,
    NotInList Fault::NotInList { .. } => "not-in-list" Error,
    BelowMinimum Fault::BelowMinimum { .. } => "below-minimum" Error,
    AboveMaximum Fault::AboveMaximum { .. } => "above-maximum" Error,
    ExclusiveMinimum Fault::NotGreater { .. } => "exclusive-minimum" Error,
    ExclusiveMaximum Fault::NotLess { .. } => "exclusive-maximum" Error,
    TooShort Fault::TooShort { .. } => "too-short" Error,
    TooLong Fault::TooLong { .. } => "too-long" Error,
    PatternMismatch Fault::PatternMismatch { .. } => "pattern-mismatch" Error,
    NotUnique Fault::NotUnique { .. } => "not-unique" Error,
    ForeignKey Fault::NoSuchRow { .. } => "foreign-key" Error,
    TotalMismatch Fault::TotalMismatch { .. } => "total-mismatch" Query,
    ControlTotal Fault::ControlTotal(_) => "control-total" Query,
    DuplicateRow Fault::DuplicateRow { .. } => "duplicate-row" Error,
    AboveOther Fault::AboveOther { .. } => "above-other" Error,
    SameAsOther Fault::SameAsOther { .. } => "same-as-other" Error,
    MissingWhen Fault::MissingWhen { .. } => "missing-when" Error,
    MissingWith Fault::MissingWith { .. } => "missing-with" Query,
    OutsideSchoolYear Fault::OutsideSchoolYear { .. } => "outside-school-year" Error,
    NotInOwnBlock Fault::NotInOwnBlock => "not-in-own-block" Error,
    OwnReview Fault::OwnReview => "own-review" Query,
    AboveCriterion Fault::AboveCriterion { .. } => "above-criterion" Error,
    NamesNoCollection Fault::NamesNoCollection => "names-no-collection" Error,
    OtherFormVersion Fault::OtherFormVersion { .. } => "other-form-version" Error,
    FormerYear Fault::FormerYear { .. } => "former-year" Error,
    NeedsReturn Fault::NeedsReturn { .. } => "needs-return" Query,
    NotInReturn Fault::NotInReturn { .. } => "not-in-return" Query,
    FarFromPeers Fault::FarFromPeers { .. } => "far-from-peers" Query,
    FarFromYearBefore Fault::FarFromYearBefore { .. } => "far-from-year-before" Query,
    Resubmission Fault::Resubmission(_) => "resubmission" Note,
    FewerRows Fault::FewerRows { .. } => "fewer-rows" Query,
    ClaimedTwice Fault::ClaimedTwice { .. } => "claimed-twice" Query,
}

impl Code {
    /// The code of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }

    /// Whether its queries never leave a value in doubt. A model claimed by two units counts for
    /// both, an excluded row is excluded whatever becomes of the finding, what a newer file leaves out
    /// says nothing against what it has, nor does a return that is missing elsewhere, a signed figure
    /// names no cell that is wrong, and to be unlike others, or another year, is no fault.
    #[must_use]
    pub fn is_advisory(self) -> bool {
        matches!(
            self,
            Self::ClaimedTwice
                | Self::ControlTotal
                | Self::DuplicateRow
                | Self::FewerRows
                | Self::NeedsReturn
                | Self::FarFromPeers
                | Self::FarFromYearBefore
        )
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
