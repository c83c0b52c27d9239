//! The kinds of faults, each with the facts its message needs.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::UnitCode;
use crate::location::CellRef;

use super::{ControlTotal, ForeignFormat, LimitKind, Merger, Replaced, Source, Stopped};

/// The kinds of faults, with the facts a message needs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Fault {
    // The file.
    /// The file has no bytes.
    EmptyFile,
    /// The file is of a format that is no workbook.
    NotAWorkbook {
        /// What it is.
        format: ForeignFormat,
    },
    /// A workbook that cannot be opened.
    DamagedFile {
        /// What the reader said.
        detail: String,
    },
    /// A workbook that wants a password.
    PasswordProtected,
    /// A file beyond a limit.
    TooLarge {
        /// Which limit.
        limit: LimitKind,
        /// What the file has.
        found: u64,
        /// What is allowed.
        allowed: u64,
    },
    /// Reading the file was given up.
    ReaderStopped {
        /// Why.
        why: Stopped,
    },
    /// The program itself failed over the file.
    ProgramFault,
    /// The workbook carries macros, which are never run.
    Macros,
    /// The workbook takes values from other files; those last saved were read.
    ExternalLinks,
    /// No evidence names a unit of the register.
    UnknownUnit {
        /// What the file says of itself, if anything.
        written: Option<String>,
        /// The likeliest unit, for the office to assign.
        suggestion: Option<UnitCode>,
    },
    /// No evidence names a collection.
    UnknownCollection {
        /// What the file says of itself, if anything.
        written: Option<String>,
    },
    /// The file says one unit or collection, and its name or folder another.
    ConflictingIdentity {
        /// The unit or collection that was taken.
        taken: String,
        /// What speaks against it.
        source: Source,
        /// What that says.
        other: String,
    },
    /// The unit is not among the senders of the collection.
    NotASender {
        /// The unit.
        unit: UnitCode,
        /// What became of it, where it was merged into another.
        merger: Option<Merger>,
    },
    /// No row beyond what the blank form carries.
    NoData,
    /// The same bytes were received before.
    IdenticalCopy {
        /// The file received before.
        of: String,
    },
    /// The same bytes came for another unit or collection.
    SharedBytes {
        /// The other file.
        with: String,
    },
    /// Received after the last good day.
    Late {
        /// The day it came.
        received: NaiveDate,
        /// The last good day.
        last_good_day: NaiveDate,
    },
    /// Received after the day the campaign is assessed at; left out.
    AfterAsOf {
        /// The day it came.
        received: NaiveDate,
    },
    /// For a collection this run does not look at; left out.
    OtherCollection,
    /// No receipt is known.
    NoReceipt,
    /// A line of the receipt log fits no file, or several.
    UnmatchedReceipt {
        /// The line as written.
        line: String,
    },
    /// A decision fits nothing any more.
    LapsedDecision {
        /// The decision as written.
        decision: String,
    },

    // The sheet.
    /// A sheet the collection asks for is not there.
    MissingSheet {
        /// Its name on the blank form.
        sheet: String,
    },
    /// A sheet that the former file of unit and collection had is not in this one.
    LostSheet {
        /// Its name there.
        sheet: String,
        /// The former file.
        former: String,
    },
    /// The sheet of a form is hidden; it was read.
    HiddenSheet {
        /// Whether Excel does not even offer to show it.
        very: bool,
    },
    /// Data rows are hidden; they were read.
    HiddenRows,
    /// A table on the sheet of a form, of another form that is not asked for.
    ExtraTable,
    /// A sheet of no form.
    ExtraSheet,
    /// A second sheet of a form that was read already.
    RepeatedSheet {
        /// The sheet that was read.
        read: String,
    },
    /// A sheet without the form's name, known by its labels.
    RenamedSheet {
        /// Its name on the blank form.
        sheet: String,
    },
    /// No header of the form was found on its sheet.
    NoHeader,
    /// The sheet could not be read.
    UnreadableSheet {
        /// What the reader said.
        detail: String,
    },
    /// A required field has no column or cell.
    MissingLabel {
        /// Its label on the blank form.
        label: String,
    },
    /// A column of no field.
    ExtraLabel,
    /// Two columns for one field.
    DuplicateLabel {
        /// The cell of the one that was read.
        read: CellRef,
    },
    /// A column that stands elsewhere than on the blank form.
    MovedLabel,
    /// A label that is not the form's, read as the field it is most like.
    SimilarLabel {
        /// The form's label.
        label: String,
    },

    /// A second number stands beside a label that has one value.
    SecondValue {
        /// The cell of the one that was read.
        read: CellRef,
    },

    // The cell.
    /// A required value is not filled in.
    MissingValue,
    /// The value is not of the field's type.
    TypeError {
        /// What is expected, in both languages.
        expected: (String, String),
    },
    /// The cell shows an Excel error.
    ErrorCell,
    /// A formula that was saved without its result.
    NoCachedValue,
    /// A formula where a value is expected; its last result was read.
    FormulaValue,
    /// The cell says "as above", and nothing stands above.
    NothingAbove,
    /// The cell is merged over the columns of several fields.
    MergedAcross,
    /// The number may be a share that shows as a percentage, or a number of percent.
    AmbiguousPercent {
        /// As it stands in the cell.
        read: f64,
        /// As a percentage.
        other: f64,
    },
    /// The text may be written in an old encoding.
    DoubtfulEncoding {
        /// How it would then read.
        reading: String,
    },
    /// The date reads both ways, and other cells of the column say the other order.
    AmbiguousDate {
        /// As day/month.
        read: NaiveDate,
        /// As month/day.
        other: NaiveDate,
    },
    /// The value is not one of those allowed.
    NotInList {
        /// The first of them.
        allowed: Vec<String>,
        /// The likest of them.
        suggestion: Option<String>,
    },
    /// The number or date lies below the minimum.
    BelowMinimum {
        /// The minimum, in both languages.
        minimum: (String, String),
    },
    /// The number or date lies above the maximum.
    AboveMaximum {
        /// The maximum, in both languages.
        maximum: (String, String),
    },
    /// The value must be greater than this, and is not.
    NotGreater {
        /// What it must be greater than, in both languages.
        than: (String, String),
    },
    /// The value must be less than this, and is not.
    NotLess {
        /// What it must be less than, in both languages.
        than: (String, String),
    },
    /// Fewer characters than allowed.
    TooShort {
        /// The least number of characters.
        minimum: usize,
    },
    /// More characters than allowed.
    TooLong {
        /// How many there are.
        length: usize,
        /// The greatest number of characters.
        maximum: usize,
    },
    /// The text does not match the field's pattern.
    PatternMismatch {
        /// The pattern.
        pattern: String,
    },
    /// Another row has the same value in a field where each must differ.
    NotUnique {
        /// The first cell with it.
        first: CellRef,
    },

    // The row.
    /// The values of a key stand together nowhere in the table they refer to.
    NoSuchRow {
        /// The sheet or list where they must stand.
        source: String,
    },
    /// The total is not the sum of its rows.
    TotalMismatch {
        /// The sum of the rows.
        sum: f64,
    },
    /// The figure that the head signed is not that of the rows that were read.
    ControlTotal(ControlTotal),
    /// The row's key stands above already; the row does not count.
    DuplicateRow {
        /// The row that counts.
        first_row: u32,
    },
    /// The number is greater than another field's.
    AboveOther {
        /// The other field's label.
        label: String,
        /// Its value.
        other: f64,
    },
    /// Two fields name the same.
    SameAsOther {
        /// The other field's label.
        label: String,
    },
    /// Not filled in, though another field's value asks for it.
    MissingWhen {
        /// The other field's label.
        label: String,
        /// Its value.
        equals: String,
    },
    /// Not filled in though another field is.
    MissingWith {
        /// The other field's label.
        label: String,
    },
    /// The day lies outside the school year.
    OutsideSchoolYear {
        /// Its first day.
        from: NaiveDate,
        /// Its last day.
        to: NaiveDate,
    },
    /// The unit named is no member of the sender's block.
    NotInOwnBlock,
    /// A unit reviews itself.
    OwnReview,
    /// More points than the criterion gives.
    AboveCriterion {
        /// The criterion's code.
        criterion: String,
        /// Its maximum.
        maximum: f64,
    },
    /// The text names no collection.
    NamesNoCollection,

    // Across submissions.
    /// The return is on a blank form that its collection has no longer.
    OtherFormVersion {
        /// The state of the form it was made from.
        version: String,
        /// The state of today.
        present: String,
    },
    /// All days in the return lie before the school year: it is an earlier one's.
    FormerYear {
        /// The last of them.
        last: NaiveDate,
    },
    /// Rows that only a unit may have that sent another collection's return, which it did not.
    NeedsReturn {
        /// The sheet with the rows.
        sheet: String,
        /// How many there are.
        rows: usize,
        /// The other collection's title, in both languages.
        collection: (String, String),
    },
    /// The value does not stand in the unit's own return of another collection.
    NotInReturn {
        /// The sheet there.
        sheet: String,
        /// The other collection's title, in both languages.
        collection: (String, String),
    },
    /// The number lies far from those of units of the same type.
    FarFromPeers {
        /// Their median.
        median: f64,
        /// How many others there are.
        others: usize,
        /// The label of the field by which it was divided first.
        per: Option<String>,
    },
    /// The number lies far from the unit's own of the year before.
    FarFromYearBefore {
        /// What it was.
        before: f64,
    },
    /// A newer file took another's place; what differs.
    Resubmission(Replaced),
    /// Rows of the former file that nothing was wrong with are gone, more than came.
    FewerRows {
        /// The former file.
        former: String,
        /// How many rows of the form it has.
        before: usize,
        /// How many rows of the form this one has.
        now: usize,
    },
    /// Another unit claims the same.
    ClaimedTwice {
        /// The other unit and its name; none where it is not to be told.
        other: Option<(UnitCode, String)>,
    },
}
