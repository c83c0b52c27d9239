//! What to do about a finding, in English.

use crate::finding::message::{count, digits, list};
use crate::finding::{Fault, ForeignFormat, LimitKind, Merger};
use crate::lang::Lang;

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(in crate::finding::message) fn help(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Open the original, save it and send it again.".to_owned()
        }
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Rar
                | ForeignFormat::SevenZip
                | ForeignFormat::OtherArchive
                | ForeignFormat::NestedArchive,
        } => "Unpack it and send the Excel file (.xlsx) inside.".to_owned(),
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Html
                | ForeignFormat::WebArchive
                | ForeignFormat::Text
                | ForeignFormat::SpreadsheetXml
                | ForeignFormat::FlatOpenDocument,
        } => "Open it in Excel, save it as an Excel workbook (.xlsx) and send that.".to_owned(),
        Fault::NotAWorkbook {
            format: ForeignFormat::OutwardLink | ForeignFormat::NoFile,
        } => "For the office: copy the file itself into the folder of returns; the unit need do nothing."
            .to_owned(),
        Fault::NotAWorkbook { .. } => {
            "Send the report as an Excel file (.xlsx) on the form.".to_owned()
        }
        Fault::PasswordProtected => "Remove the password and send it again.".to_owned(),
        Fault::TooLarge { limit, .. } => smaller(*limit).to_owned(),
        Fault::ReaderStopped { .. } => {
            "Open it in Excel, save it as .xlsx and send it again.".to_owned()
        }
        Fault::ProgramFault => {
            "For the office: send the file and the line on the terminal to the developers; the unit need not mend anything."
                .to_owned()
        }
        Fault::UnknownUnit { .. } => {
            "Write the unit's code; the office may assign the file to a unit.".to_owned()
        }
        Fault::UnknownCollection { .. } | Fault::NamesNoCollection => {
            "Write the collection as on the blank form.".to_owned()
        }
        Fault::ConflictingIdentity { .. } => {
            "Say which unit and collection the file is for, and write the same everywhere.".to_owned()
        }
        Fault::NotASender {
            merger: Some(Merger { into, .. }),
            ..
        } => format!(
            "{into} reports for the former unit in its own return. If this is the return of {into}, the office assigns it to {into} in the workbook of decisions."
        ),
        Fault::NotASender { merger: None, .. } => "Check the unit's code and the collection.".to_owned(),
        Fault::NoData => "Fill in the forms and send them again.".to_owned(),
        Fault::IdenticalCopy { .. }
        | Fault::AfterAsOf { .. }
        | Fault::OtherCollection
        | Fault::Late { .. }
        | Fault::Macros
        | Fault::ExternalLinks
        | Fault::HiddenSheet { .. }
        | Fault::HiddenRows
        | Fault::MovedLabel
        | Fault::FormulaValue
        | Fault::Resubmission(_) => "Nothing needs to be done.".to_owned(),
        Fault::ExtraSheet => {
            "If it is a form, name the sheet and its labels as on the blank form; else nothing needs \
             to be done."
                .to_owned()
        }
        Fault::ExtraLabel => {
            "If the form asks for it, write the label of the blank form; else nothing needs to be done."
                .to_owned()
        }
        Fault::SharedBytes { .. } => "Check whether the wrong file was sent.".to_owned(),
        Fault::NoReceipt => {
            "The office enters the day of receipt in the log (received.csv).".to_owned()
        }
        Fault::UnmatchedReceipt { .. } => {
            "The office mends the file name or unit code in this line.".to_owned()
        }
        Fault::LapsedDecision { .. } => {
            "The office looks at it and decides again where needed.".to_owned()
        }
        Fault::MissingSheet { .. } => {
            "Add this sheet as on the blank form, under its name.".to_owned()
        }
        Fault::LostSheet { .. } => {
            "Add the sheet, or say that there is nothing to report.".to_owned()
        }
        Fault::FewerRows { .. } => {
            "Confirm that these rows were left out on purpose, or send them all.".to_owned()
        }
        Fault::RepeatedSheet { .. } => "Put the rows together on one sheet.".to_owned(),
        Fault::RenamedSheet { .. } => "Keep the sheet's name as on the blank form.".to_owned(),
        Fault::ExtraTable => "If it belongs to this collection, mend its labels as on the blank form; else remove it.".to_owned(),
        Fault::NoHeader => "Keep the header row of the blank form.".to_owned(),
        Fault::UnreadableSheet { .. } => {
            "Copy the figures to a new blank form and send it again.".to_owned()
        }
        Fault::MissingLabel { .. } => "Add it again as on the blank form.".to_owned(),
        Fault::DuplicateLabel { .. } => "Keep only one column or line of this label.".to_owned(),
        Fault::SimilarLabel { .. } => "Use the label of the blank form.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Fill in this cell.".to_owned(),
        Fault::MissingWith { .. } => "Fill in this cell, or explain.".to_owned(),
        Fault::TypeError { expected } => format!("Write {}.", expected.1),
        Fault::ErrorCell => "Mend the formula or write the value itself.".to_owned(),
        Fault::NoCachedValue => {
            "Open the file in Excel and save it, or write the value itself.".to_owned()
        }
        Fault::NothingAbove => "Write the value itself.".to_owned(),
        Fault::SecondValue { .. } => "Leave one value here, or say which is right.".to_owned(),
        Fault::MergedAcross => "Unmerge the cell and write a value in each column.".to_owned(),
        Fault::AmbiguousPercent { .. } => "Write the number of percent: 95 for 95%.".to_owned(),
        Fault::DoubtfulEncoding { .. } => "Type it again in Unicode.".to_owned(),
        Fault::AmbiguousDate { .. } => "Write it as day/month/year.".to_owned(),
        Fault::NotInList { allowed, .. } => format!("Choose one of: {}.", list(allowed)),
        Fault::BelowMinimum { minimum } => format!("Check it; it must be {} or more.", minimum.1),
        Fault::AboveMaximum { maximum } => format!("Check it; it must be {} or less.", maximum.1),
        Fault::NotGreater { than } => format!("Check it; it must be greater than {}.", than.1),
        Fault::NotLess { than } => format!("Check it; it must be less than {}.", than.1),
        Fault::TooShort { minimum } => format!("Write at least {minimum} characters."),
        Fault::TooLong { maximum, .. } => {
            let maximum = count(*maximum, Lang::En);
            format!("Shorten it to {maximum} characters or fewer.")
        },
        Fault::PatternMismatch { pattern } => {
            match digits(pattern) {
                Some((count, "")) => format!("Write exactly {count} digits."),
                Some((count, first)) => {
                    format!("Write exactly {count} digits, beginning with {first}.")
                }
                None => format!("Write it in the required form (pattern: {pattern})."),
            }
        }
        Fault::NotUnique { .. } => "Check it; each row needs a value of its own.".to_owned(),
        Fault::NoSuchRow { source } => {
            format!("Write it as in \"{source}\", or add it there.")
        }
        Fault::TotalMismatch { .. } => "Add up again, or look for a missing row.".to_owned(),
        Fault::ControlTotal(_) => super::super::control::EN_HELP.to_owned(),
        Fault::DuplicateRow { .. } => {
            "Remove the repeated row, or write what distinguishes it.".to_owned()
        }
        Fault::AboveOther { label, .. } => {
            format!("Check both numbers; it may not be greater than \"{label}\".")
        }
        Fault::SameAsOther { .. } => "Name another person or thing.".to_owned(),
        Fault::OutsideSchoolYear { .. } => "Check day, month and year.".to_owned(),
        Fault::NotInOwnBlock => "Write the code of a unit in the block.".to_owned(),
        Fault::OwnReview => {
            "Remove this row; the block's deputy head reviews the unit.".to_owned()
        }
        Fault::AboveCriterion { .. } => "Score it again with no more than the maximum.".to_owned(),
        Fault::OtherFormVersion { .. } => "Move the figures to the present blank form and send that.".to_owned(),
        Fault::FormerYear { .. } => "Send this school year's return.".to_owned(),
        Fault::NeedsReturn { collection, .. } => {
            format!("Send the return \"{}\", or say when it was sent.", collection.1)
        }
        Fault::NotInReturn { .. } => {
            "Write it as registered, or explain what was added.".to_owned()
        }
        Fault::FarFromPeers { .. } | Fault::FarFromYearBefore { .. } => {
            "Check it; if it is right, explain it.".to_owned()
        }
        Fault::ClaimedTwice { .. } => "Let the two units agree which of them reports it, or explain.".to_owned(),
    }
}

/// How a file beyond a limit gets smaller.
fn smaller(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes | LimitKind::InflatedBytes => {
            "Remove what is not needed (pictures, formatted empty rows) or send several files."
        }
        LimitKind::Cells | LimitKind::Rows | LimitKind::Columns => {
            "Delete the rows and columns outside the table and send it again."
        }
        LimitKind::Sheets => "Remove the sheets that are no forms and send it again.",
        LimitKind::TextLength => "Shorten the text of the cell that is too long and send it again.",
        LimitKind::ArchiveEntries => "Send several smaller archives.",
        LimitKind::Findings => "Fill in a new blank form and send that.",
    }
}
