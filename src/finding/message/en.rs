//! Findings in English.

use super::{amount, list, parts};
use crate::finding::{Fault, ForeignFormat, LimitKind, Source, Stopped};
use crate::lang::{self, Lang};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn message(fault: &Fault, value: &str, bare: &str) -> String {
    match fault {
        Fault::EmptyFile => "the file is empty".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!("this is {}, not an Excel workbook", format_name(*format))
        }
        Fault::DamagedFile { detail } => {
            format!("the file is damaged or incomplete and cannot be opened ({detail})")
        }
        Fault::PasswordProtected => "the file has a password and cannot be opened".to_owned(),
        Fault::TooLarge {
            limit,
            found,
            allowed,
        } => format!(
            "{} is {}, more than the {} allowed",
            limit_name(*limit),
            amount(*limit, *found),
            amount(*limit, *allowed)
        ),
        Fault::ReaderStopped { why } => {
            format!("reading the file was given up: {}", stopped_name(*why))
        }
        Fault::Macros => "the workbook carries macros; they are not run".to_owned(),
        Fault::ExternalLinks => {
            "the workbook takes values from other files; those last saved were read".to_owned()
        }
        Fault::UnknownUnit {
            written,
            suggestion,
        } => {
            let written = written.as_ref().map_or_else(
                || "the file does not say which unit sent it".to_owned(),
                |written| format!("\"{written}\" is not in the register"),
            );
            match suggestion {
                Some(unit) => format!("{written}; it may be {unit}"),
                None => written,
            }
        }
        Fault::UnknownCollection { written } => written.as_ref().map_or_else(
            || "the file does not say which collection it is for".to_owned(),
            |written| format!("\"{written}\" is no collection of the campaign"),
        ),
        Fault::ConflictingIdentity {
            taken,
            source,
            other,
        } => {
            format!("read as {taken}, but {} says {other}", source_name(*source))
        }
        Fault::NotASender { unit } => format!("{unit} is not asked for this collection"),
        Fault::NoData => "nothing is filled in beyond what the blank form carries".to_owned(),
        Fault::IdenticalCopy { of } => format!("the same bytes as {of}, received before"),
        Fault::SharedBytes { with } => {
            format!("the same bytes as {with}, of another unit or collection")
        }
        Fault::Late {
            received,
            last_good_day,
        } => format!(
            "received on {}, after the last good day {}",
            lang::date(*received),
            lang::date(*last_good_day)
        ),
        Fault::AfterAsOf { received } => {
            format!(
                "received on {}, after the as-of day; left out",
                lang::date(*received)
            )
        }
        Fault::OtherCollection => "for a collection this run does not look at; left out".to_owned(),
        Fault::NoReceipt => {
            "the day of receipt is not known: neither the log nor the cover has it".to_owned()
        }
        Fault::UnmatchedReceipt { line } => {
            format!("line \"{line}\" of the receipt log fits no single file")
        }
        Fault::LapsedDecision { decision } => {
            format!("decision \"{decision}\" fits nothing any more")
        }
        Fault::MissingSheet { sheet } => format!("the sheet \"{sheet}\" is missing"),
        Fault::LostSheet { sheet, former } => format!(
            "the former file ({former}) has data on \"{sheet}\"; here it is missing or unreadable"
        ),
        Fault::HiddenSheet { very: false } => "the sheet is hidden; it was read".to_owned(),
        Fault::HiddenSheet { very: true } => {
            "the sheet is hidden so that Excel does not offer to show it; it was read".to_owned()
        }
        Fault::HiddenRows => "rows with data are hidden; they were read".to_owned(),
        Fault::ExtraTable => {
            "the table has the labels of a form that is not asked for and was not read".to_owned()
        }
        Fault::ExtraSheet => "the sheet belongs to no form and was not read".to_owned(),
        Fault::RepeatedSheet { read } => {
            format!("the sheet repeats the form read from \"{read}\" and does not count")
        }
        Fault::RenamedSheet { sheet } => {
            format!("the sheet has another name; by its labels it is \"{sheet}\"")
        }
        Fault::NoHeader => "the form's header row was not found".to_owned(),
        Fault::UnreadableSheet { detail } => format!("the sheet cannot be read ({detail})"),
        Fault::MissingLabel { label } => format!("the column or line \"{label}\" is missing"),
        Fault::ExtraLabel => format!("the column \"{bare}\" is not on the form and was not read"),
        Fault::DuplicateLabel { read } => {
            format!("two columns have this label; only the one at {read} was read")
        }
        Fault::MovedLabel => {
            format!("the column \"{bare}\" stands elsewhere than on the blank form; it was read")
        }
        Fault::SimilarLabel { label } => format!("the label \"{bare}\" was read as \"{label}\""),
        Fault::SecondValue { read } => {
            format!("beside {read} stands {bare} too; only {read} was read")
        }
        Fault::MissingValue => "a required value is not filled in".to_owned(),
        Fault::TypeError { expected } => format!("{value} is not {}", expected.1),
        Fault::ErrorCell => format!("the cell shows the error {bare}"),
        Fault::NoCachedValue => "the cell is a formula without a result".to_owned(),
        Fault::FormulaValue => "the cell is a formula; its last result was read".to_owned(),
        Fault::NothingAbove => format!("{value} means \"as above\", but nothing stands above"),
        Fault::MergedAcross => {
            "the cell is merged over several columns: whose value it is is not known".to_owned()
        }
        Fault::AmbiguousPercent { read, other } => format!(
            "{value} may be {}% or {}%",
            lang::number(*read, Lang::En),
            lang::number(*other, Lang::En)
        ),
        Fault::DoubtfulEncoding { reading } => {
            format!("{value} may be written in an old encoding and then means \"{reading}\"")
        }
        Fault::AmbiguousDate { read, other } => format!(
            "{value} may be {} or {}",
            lang::date(*read),
            lang::date(*other)
        ),
        Fault::NotInList { suggestion, .. } => match suggestion {
            Some(likely) => format!("{value} is not in the list; the likest is \"{likely}\""),
            None => format!("{value} is not in the list"),
        },
        Fault::BelowMinimum { minimum } => format!("{value} is below the minimum {}", minimum.1),
        Fault::AboveMaximum { maximum } => format!("{value} is above the maximum {}", maximum.1),
        Fault::TooShort { minimum } => format!("{value} has fewer than {minimum} characters"),
        Fault::TooLong { length, maximum } => {
            format!("the text has {length} characters, more than {maximum}")
        }
        Fault::PatternMismatch { .. } => format!("{value} does not have the required form"),
        Fault::NotUnique { first } => format!("{value} stands at {first} already"),
        Fault::TotalMismatch { sum } => format!(
            "{value} in the total is not the sum of the rows ({})",
            lang::number(*sum, Lang::En)
        ),
        Fault::ControlTotal(total) => super::control::en(total),
        Fault::DuplicateRow { first_row } => format!("repeats row {first_row} and does not count"),
        Fault::AboveOther { label, other } => {
            format!(
                "{value} is greater than \"{label}\" ({})",
                lang::number(*other, Lang::En)
            )
        }
        Fault::SameAsOther { label } => format!("the same as \"{label}\""),
        Fault::MissingWhen { label, equals } => {
            format!("not filled in, though \"{label}\" is \"{equals}\"")
        }
        Fault::OutsideSchoolYear { from, to } => format!(
            "{value} is outside the school year ({} to {})",
            lang::date(*from),
            lang::date(*to)
        ),
        Fault::NotInOwnBlock => format!("{value} is no member of the block"),
        Fault::AboveCriterion { criterion, maximum } => format!(
            "{value} is above the {} points of {criterion}",
            lang::number(*maximum, Lang::En)
        ),
        Fault::NamesNoCollection => format!("{value} is no collection of the campaign"),
        Fault::Resubmission {
            former,
            added,
            removed,
            changed,
            mended,
            new,
        } => {
            let rows = parts(&[
                (*added, "{n} rows added"),
                (*removed, "{n} removed"),
                (*changed, "{n} changed"),
            ]);
            let rows = rows.unwrap_or_else(|| "no row changed".to_owned());
            let findings = parts(&[(*mended, "{n} findings mended"), (*new, "{n} new")]);
            let findings = findings.map_or_else(String::new, |text| format!("; {text}"));
            format!("{rows}{findings}, against the former file ({former})")
        }
        Fault::FewerRows {
            former,
            before,
            now,
        } => format!(
            "the former file ({former}) has {before} rows, this one {now}; rows that nothing was \
             wrong with are gone"
        ),
        Fault::ClaimedTwice { unit, name } => {
            format!("{value} is also reported by {name} ({unit})")
        }
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn help(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Open the original, save it and send it again.".to_owned()
        }
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Rar
                | ForeignFormat::SevenZip
                | ForeignFormat::Zip
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
        Fault::NotAWorkbook { .. } => {
            "Send the report as an Excel file (.xlsx) on the form.".to_owned()
        }
        Fault::PasswordProtected => "Remove the password and send it again.".to_owned(),
        Fault::TooLarge { .. } => {
            "Remove what is not needed (pictures, formatted empty rows) and send it again."
                .to_owned()
        }
        Fault::ReaderStopped { .. } => {
            "Open it in Excel, save it as .xlsx and send it again.".to_owned()
        }
        Fault::UnknownUnit { .. } => {
            "Write the unit's code; the office may assign the file to a unit.".to_owned()
        }
        Fault::UnknownCollection { .. } | Fault::NamesNoCollection => {
            "Write the collection as on the blank form.".to_owned()
        }
        Fault::ConflictingIdentity { .. } => {
            "Check which unit and collection the file is for.".to_owned()
        }
        Fault::NotASender { .. } => "Check the unit's code and the collection.".to_owned(),
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
        | Fault::Resubmission { .. }
        | Fault::ExtraSheet
        | Fault::ExtraLabel => "Nothing needs to be done.".to_owned(),
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
        Fault::RenamedSheet { .. } => "Better keep the sheet's name of the blank form.".to_owned(),
        Fault::ExtraTable => "Check the labels of this table.".to_owned(),
        Fault::NoHeader => "Keep the header row of the blank form.".to_owned(),
        Fault::UnreadableSheet { .. } => {
            "Copy the figures to a new blank form and send it again.".to_owned()
        }
        Fault::MissingLabel { .. } => "Add it again as on the blank form.".to_owned(),
        Fault::DuplicateLabel { .. } => "Keep only one column of this label.".to_owned(),
        Fault::SimilarLabel { .. } => "Better use the label of the blank form.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Fill in this cell.".to_owned(),
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
        Fault::TooShort { minimum } => format!("Write at least {minimum} characters."),
        Fault::TooLong { maximum, .. } => format!("Shorten it to {maximum} characters or fewer."),
        Fault::PatternMismatch { pattern } => {
            format!("Write it in the required form (pattern: {pattern}).")
        }
        Fault::NotUnique { .. } => "Check it; each row needs a value of its own.".to_owned(),
        Fault::TotalMismatch { .. } => "Add up again, or look for a missing row.".to_owned(),
        Fault::ControlTotal(_) => super::control::EN_HELP.to_owned(),
        Fault::DuplicateRow { .. } => {
            "Remove the repeated row, or write what distinguishes it.".to_owned()
        }
        Fault::AboveOther { label, .. } => {
            format!("Check both numbers; it may not be greater than \"{label}\".")
        }
        Fault::SameAsOther { .. } => "Name another person or thing.".to_owned(),
        Fault::OutsideSchoolYear { .. } => "Check day, month and year.".to_owned(),
        Fault::NotInOwnBlock => "Write the code of a unit in the block.".to_owned(),
        Fault::AboveCriterion { .. } => "Give no more than the maximum.".to_owned(),
        Fault::ClaimedTwice { .. } => "Let the two units agree, or explain.".to_owned(),
    }
}

fn format_name(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Pdf => "a PDF document",
        ForeignFormat::Word => "a Word document",
        ForeignFormat::Html => "a web page (HTML)",
        ForeignFormat::Text => "a text or CSV file",
        ForeignFormat::Rar => "a RAR archive",
        ForeignFormat::SevenZip => "a 7z archive",
        ForeignFormat::Zip => "a ZIP archive without a workbook",
        ForeignFormat::NestedArchive => "an archive inside another archive",
        ForeignFormat::OtherArchive => "a packed file (gz, bz2 or xz)",
        ForeignFormat::SpreadsheetXml => "a spreadsheet saved as XML (Excel 2003)",
        ForeignFormat::FlatOpenDocument => "an OpenDocument file saved as XML",
        ForeignFormat::OpenDocumentText => "an OpenDocument text (.odt)",
        ForeignFormat::WebArchive => "a web page saved as one file (MHTML)",
        ForeignFormat::Presentation => "a presentation",
        ForeignFormat::Image => "a picture",
        ForeignFormat::Other => "a file of unknown format",
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Path => "the file's name",
        Source::UnitCode => "the unit's code",
        Source::UnitName => "the unit's name",
        Source::Mark => "the form's hidden mark",
    }
}

fn limit_name(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes => "the file's size",
        LimitKind::InflatedBytes => "the size after decompression",
        LimitKind::Cells => "the number of cells",
        LimitKind::Sheets => "the number of sheets",
        LimitKind::TextLength => "the characters in one cell",
        LimitKind::Rows => "the last row with a value",
        LimitKind::Columns => "the last column with a value",
        LimitKind::ArchiveEntries => "the number of files in the archive",
    }
}

fn stopped_name(why: Stopped) -> &'static str {
    match why {
        Stopped::Memory => "it wants too much memory",
        Stopped::Time => "it takes too long",
        Stopped::Crash => "its structure is invalid",
    }
}
