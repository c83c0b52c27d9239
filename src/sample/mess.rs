//! The ways in which returns of real units differ from what was asked for, each planted on purpose
//! and by name.
//!
//! In: a level from 0 to 1, by which the rate of every trait is multiplied. Out: which traits a
//! return has, and the return with them. Spelling and layout leave the meaning as it is; a fault
//! marks its cell, and the truth says so.

pub(super) mod faults;
pub(super) mod files;
pub(super) mod spelling;

use std::collections::BTreeMap;

use fastrand::Rng;

use super::dice::chance;

macro_rules! traits {
    ($($variant:ident $name:literal $sort:ident $rate:literal $doc:literal,)*) => {
        /// One way in which a return differs from what was asked for.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Trait {
            $(#[doc = $doc] $variant,)*
        }

        impl Trait {
            /// Every trait.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it touches.
            #[must_use]
            pub fn sort(self) -> Sort {
                match self { $(Self::$variant => Sort::$sort,)* }
            }

            /// How often it is planted at level 1, of the files or sheets it can be planted in.
            fn rate(self) -> f64 {
                match self { $(Self::$variant => $rate,)* }
            }
        }
    };
}

/// What a trait touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// How values are written; a careful reader reads them right.
    Spelling,
    /// How a sheet or workbook lies; no value is touched.
    Layout,
    /// A value that must be pointed at.
    Fault,
    /// A file as a whole, or whether there is one.
    File,
}

traits! {
    DatesAsText "dates-as-text" Spelling 0.6 "Dates are texts such as 05/09/2023 or 5/9/23.",
    NumbersAsText "numbers-as-text" Spelling 0.4 "Numbers are texts such as 1.234,5.",
    YesNoMarks "yes-no-marks" Spelling 0.6 "Yes is x, X, có or ✓.",
    ListSpelling "list-spelling" Spelling 0.25 "Values of lists are in capitals or small letters.",
    ExtraSpaces "extra-spaces" Spelling 0.25 "Texts have spaces too many.",
    DecomposedText "decomposed-text" Spelling 0.15 "Letters and their marks are apart (NFD).",
    UnitAlias "unit-alias" Spelling 0.3 "The unit writes another of its names.",
    CollectionTitle "collection-title" Spelling 0.4 "The collection is named by title, not by id.",
    LabelAlias "label-alias" Layout 0.35 "Headers have the form's other words.",
    LabelSpelling "label-spelling" Layout 0.25 "Headers are in capitals, or broken, or spaced.",
    MovedColumns "moved-columns" Layout 0.2 "A column or line has moved.",
    ExtraColumn "extra-column" Layout 0.2 "There is a column or line nobody asked for.",
    BlankRows "blank-rows" Layout 0.3 "Blank rows stand between rows.",
    SectionRows "section-rows" Layout 0.35 "Rows are grouped under headings such as \"II Cá nhân\".",
    TotalsRow "totals-row" Layout 0.3 "The last row adds up the others.",
    RepeatedHeader "repeated-header" Layout 0.2 "The header stands again in mid-sheet.",
    GroupedHeader "grouped-header" Layout 0.25 "Some labels stand under a common one.",
    BareSheet "bare-sheet" Layout 0.12 "The header stands on row 1, without heading and signatures.",
    SheetAlias "sheet-alias" Layout 0.25 "The sheet has another of its names.",
    HiddenLookup "hidden-lookup" Layout 0.2 "A hidden sheet has the lists.",
    GuideSheet "guide-sheet" Layout 0.2 "A sheet explains the form by example rows.",
    MissingValue "missing-value" Fault 0.35 "A required value is not filled in.",
    MissingWhen "missing-when" Fault 0.25 "A value that another one asks for is not filled in.",
    TextInNumber "text-in-number" Fault 0.25 "Words stand for a number.",
    TextInDate "text-in-date" Fault 0.25 "Words stand for a date.",
    RatioInNumber "ratio-in-number" Fault 0.2 "A ratio such as 10/12 stands for a number.",
    NotInList "not-in-list" Fault 0.3 "The value is none of the list.",
    BelowMinimum "below-minimum" Fault 0.15 "The number is negative.",
    TooLong "too-long" Fault 0.15 "The text is longer than the form allows.",
    AboveOther "above-other" Fault 0.25 "The part is greater than the whole.",
    ScoreAboveMaximum "score-above-maximum" Fault 0.25 "More points than the criterion gives.",
    OutsideSchoolYear "outside-school-year" Fault 0.3 "The date is of another school year.",
    DuplicateRow "duplicate-row" Fault 0.3 "A row stands twice.",
    RepeatedDecision "repeated-decision" Fault 0.2 "Two rows have a number that only one can have.",
    SameLeader "same-leader" Fault 0.12 "The focal person is the leader.",
    BadPhone "bad-phone" Fault 0.25 "The phone number has a digit too few or too many.",
    BadEmail "bad-email" Fault 0.12 "The mail address has no @.",
    NameWithoutCode "name-without-code" File 0.15 "The file is named after the unit, not by its code.",
    MissingSheet "missing-sheet" File 0.07 "A sheet was left out.",
    NotSent "not-sent" File 0.08 "The unit sent nothing.",
    Late "late" File 0.12 "The return came after the last good day.",
    SentTwice "sent-twice" File 0.04 "The same file came twice, the second as \"(1)\".",
    SentAgain "sent-again" File 0.08 "A corrected return came later, as \"lần 2\".",
    EmptyForm "empty-form" File 0.04 "The blank form came back.",
    Truncated "truncated" File 0.03 "The file breaks off.",
    Pdf "pdf" File 0.03 "A PDF came instead of a workbook.",
    LockFile "lock-file" File 0.03 "Excel's lock file lies beside the workbook.",
    Unidentified "unidentified" File 0.03 "Neither file nor sheet says whose it is.",
}

/// How messy returns are, and what was planted so far.
#[derive(Debug, Clone)]
pub(super) struct Mess {
    level: f64,
    planted: BTreeMap<Trait, u32>,
}

impl Mess {
    /// Nothing planted yet.
    pub(super) fn new(level: f64) -> Self {
        Self {
            level,
            planted: BTreeMap::new(),
        }
    }

    /// Whether a trait is to be planted here; it still has to be [noted](Self::note) where it was.
    pub(super) fn wants(&self, rng: &mut Rng, one: Trait) -> bool {
        chance(rng, self.level * one.rate())
    }

    /// The same for a trait that can always be planted.
    pub(super) fn plants(&mut self, rng: &mut Rng, one: Trait) -> bool {
        let planted = self.wants(rng, one);
        if planted {
            self.note(one);
        }
        planted
    }

    /// Notes that a trait was planted.
    pub(super) fn note(&mut self, one: Trait) {
        *self.planted.entry(one).or_default() += 1;
    }

    /// What was planted.
    pub(super) fn planted(self) -> BTreeMap<Trait, u32> {
        self.planted
    }
}
