//! The ways in which returns of real units differ from what was asked for, each planted on purpose
//! and by name.
//!
//! In: a level from 0 to 1, by which the rate of every trait is multiplied. Out: which traits a
//! return has, and the return with them. Spelling and layout leave the meaning as it is; a fault
//! marks its cell, and the truth says so.

pub(super) mod faults;
pub(super) mod files;
pub(super) mod foreign;
pub(super) mod letters;
pub(super) mod spelling;

use std::collections::BTreeMap;

use fastrand::Rng;

use super::dice::{chance, dice};

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
    DatesInOtherForms "dates-in-other-forms" Spelling 0.3 "Dates are texts such as \"ngày 5 tháng 9 năm 2023\", 5-9-23 or 2023-09-05.",
    DateSerials "date-serials" Spelling 0.15 "Dates lost their format and show as numbers such as 45174.",
    Epoch1904 "epoch-1904" Spelling 0.06 "Days are counted from 1904, as Excel for the Mac once did.",
    DecimalDot "decimal-dot" Spelling 0.2 "Numbers are texts with a decimal dot, such as 8.75.",
    PercentText "percent-text" Spelling 0.35 "Shares of a hundred are texts such as 95,5% or ≥95%; the number before the sign is meant.",
    PercentFormat "percent-format" Spelling 0.15 "Shares of a hundred are kept as 0.95 and show as 95%; 95 is meant.",
    WideDigits "wide-digits" Spelling 0.06 "Numbers are texts in full-width digits.",
    YesNoLetters "yes-no-letters" Spelling 0.3 "Yes and no are 1 and 0, C and K, or Đ and Không.",
    QuotePrefix "quote-prefix" Spelling 0.2 "An apostrophe before a value makes it a text.",
    FormulaNumbers "formula-numbers" Spelling 0.25 "Numbers are formulas such as =3+4, saved with their results.",
    AsAbove "as-above" Spelling 0.35 "A mark such as nt says that the value above is meant.",
    AboveFormula "above-formula" Spelling 0.15 "A formula takes the text of the cell above.",
    MergedBody "merged-body" Spelling 0.25 "Equal values below each other are one merged cell.",
    OldSpelling "old-spelling" Spelling 0.25 "Listed values have hoá for hóa or quản lí for quản lý.",
    UnitSpelling "unit-spelling" Spelling 0.25 "The unit's own name has GD&ĐT for GDĐT or P. for Phòng; the truth has what is written.",
    Windows1258 "windows-1258" Spelling 0.08 "Tones are apart from their letters, as Windows-1258 has them.",
    Tcvn3 "tcvn3" Spelling 0.08 "Texts are in the old letters TCVN3 and the font `.VnTime`.",
    Vni "vni" Spelling 0.06 "Texts are in the old letters VNI and the font `VNI-Times`.",
    LookAlikes "look-alikes" Spelling 0.15 "Letters of other alphabets stand for those they look like.",
    InvisibleMarks "invisible-marks" Spelling 0.1 "Texts have marks in them that nobody sees.",
    RecordBelow "record-below" Layout 0.12 "Values stand below their labels, some labels side by side.",
    RecordInline "record-inline" Layout 0.12 "Values stand after the colon in the label's own cell.",
    RecordPairs "record-pairs" Layout 0.12 "Labels and values stand in two pairs of columns.",
    RecordNumbered "record-numbered" Layout 0.12 "Labels are numbered: 1. Mã đơn vị.",
    RecordMerged "record-merged" Layout 0.12 "Values stand in merged cells.",
    ThreeRowHeader "three-row-header" Layout 0.3 "Labels stand under two common ones, in three rows.",
    ColumnNumbers "column-numbers" Layout 0.3 "Columns are numbered below their labels: A B 1 2, 1 2 3 or 7=6:3.",
    OrdinalText "ordinal-text" Layout 0.3 "Running numbers have gaps, begin again, or are texts such as 01 or 1.",
    OtherSections "other-sections" Layout 0.6 "Rows are grouped under A, 1.1, \"Trong đó:\" or \"- Tập thể\".",
    Subtotals "subtotals" Layout 0.4 "Each group of rows is added up below it.",
    TotalsFirst "totals-first" Layout 0.3 "The total stands above the rows.",
    TotalsWording "totals-wording" Layout 0.4 "The total goes by another word.",
    TotalsFormula "totals-formula" Layout 0.4 "Totals are formulas, saved with their results.",
    WrongTotal "wrong-total" Layout 0.25 "A total is not the sum of its rows; no value of theirs is at fault.",
    FooterNote "footer-note" Layout 0.25 "A note stands below the table.",
    ExampleRow "example-row" Layout 0.12 "The first row is an example that nobody counts.",
    HiddenRows "hidden-rows" Layout 0.1 "Some rows are hidden; they are data all the same.",
    HiddenColumn "hidden-column" Layout 0.1 "A column is hidden; it is data all the same.",
    FarCell "far-cell" Layout 0.1 "A cell far from the table is ruled and empty, or has spaces only.",
    LeftOutColumn "left-out-column" Layout 0.1 "A column that may stay empty is not there.",
    RenamedSheet "renamed-sheet" Layout 0.15 "The sheet has a name that says nothing, such as Biểu 3.",
    ReorderedSheets "reordered-sheets" Layout 0.15 "The sheets stand in another order.",
    StackedTables "stacked-tables" Layout 0.08 "Two tables stand below each other on one sheet.",
    HiddenForm "hidden-form" Layout 0.08 "The sheet of a form is hidden; it is data all the same.",
    SheetCopy "sheet-copy" Layout 0.06 "A sheet stands twice, the copy as \"(2)\".",
    VeryHiddenSheet "very-hidden-sheet" Layout 0.1 "A sheet with lists is hidden so that only a program can show it.",
    SpareSheets "spare-sheets" Layout 0.15 "Empty sheets are left, one that claims more than a million rows.",
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
    ErrorCell "error-cell" Fault 0.25 "A formula shows #N/A or another error.",
    NoCachedValue "no-cached-value" Fault 0.2 "A formula was saved without its result.",
    SwappedDate "swapped-date" Fault 0.2 "Excel swapped day and month, and the day falls outside the school year.",
    MonthOnly "month-only" Fault 0.2 "A month stands for a date: tháng 10/2023.",
    DateInNumber "date-in-number" Fault 0.2 "Excel made a date of a number.",
    NumberWithUnit "number-with-unit" Fault 0.25 "A number has its unit beside it: 12 người.",
    NothingAbove "nothing-above" Fault 0.2 "The first row says \"as above\".",
    BlankKey "blank-key" Fault 0.2 "What a row is about is not filled in.",
    DuplicateLabel "duplicate-label" Fault 0.1 "A column stands twice with the same label, and nobody can tell which counts; both say the same.",
    LeftOutRequired "left-out-required" Fault 0.12 "A column with required values is not there.",
    ClaimedTwice "claimed-twice" Fault 0.5 "Two units report the same model; each is asked, and both count.",
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
    Zipped "zipped" File 0.03 "The return came in an archive, in a folder beside a scan.",
    OtherFolder "other-folder" File 0.008 "The file lies in another unit's folder; its cover says whose it is.",
    DecomposedName "decomposed-name" File 0.008 "The file's name has its letters and their marks apart (NFD).",
    WrongEnding "wrong-ending" File 0.008 "The workbook is named .xls, though it is none of the old kind.",
    WebPage "web-page" File 0.008 "A web page came under the name of a workbook.",
    CommaText "comma-text" File 0.008 "A CSV file came under the name of a workbook.",
    Word "word" File 0.008 "A Word document came instead of a workbook.",
    Rar "rar" File 0.008 "A RAR archive came instead of a workbook.",
    SevenZip "seven-zip" File 0.008 "A 7-Zip archive came instead of a workbook.",
    NoBytes "no-bytes" File 0.008 "The file has no bytes.",
    Protected "protected" File 0.008 "The workbook wants a password.",
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

    /// The dice of a trait that draws for itself in one place of a return, if it is wanted there; it
    /// still has to be [noted](Self::note) where it was planted.
    pub(super) fn turn(&self, hand: u64, one: Trait, place: &str) -> Option<Rng> {
        let mut rng = dice(hand, &[one.name(), place]);
        self.wants(&mut rng, one).then_some(rng)
    }

    /// Whether a trait is planted here, where it can always be.
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
