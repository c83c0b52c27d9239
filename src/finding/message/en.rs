//! Findings in English.

mod help;

pub(super) use help::help;

use super::{Told, amount, count, named, parts};
use crate::finding::{
    Fault, ForeignFormat, LimitKind, Merger, Personal, Replaced, Source, Stopped,
};
use crate::lang::{self, Lang};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn message(fault: &Fault, told: &Told<'_>) -> String {
    let Told { value, bare, .. } = told;
    match fault {
        Fault::EmptyFile => "the file is empty".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!(
                "this is {}, not an Excel workbook (.xlsx)",
                format_name(*format)
            )
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
            amount(*limit, *found, Lang::En),
            amount(*limit, *allowed, Lang::En)
        ),
        Fault::ReaderStopped { why } => {
            format!("reading the file was given up: {}", stopped_name(*why))
        }
        Fault::ProgramFault => "the program failed while it checked the file".to_owned(),
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
            format!(
                "the file counts for {taken}, but {} says {other}",
                source_name(*source)
            )
        }
        Fault::NotASender { unit, merger: None } => {
            format!("{unit} is not asked for this collection")
        }
        Fault::NotASender {
            unit,
            merger: Some(Merger { into, name, since }),
        } => format!(
            "{unit} is not asked for this collection: it was merged into {into} ({name}) on {}",
            lang::date(*since)
        ),
        Fault::NoData => "nothing is filled in beyond what the blank form carries".to_owned(),
        Fault::IdenticalCopy { of } => {
            format!("the same bytes as {of}, received before; not counted again")
        }
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
            "the day of receipt is not known: the log has none, and the cover none that can be used"
                .to_owned()
        }
        Fault::UnmatchedReceipt { line } => {
            format!(
                "line \"{line}\" of the receipt log cannot be used: there is no such file, there are \
                 several, or another line has its day already"
            )
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
            format!("repeats the form read from the sheet \"{read}\" and does not count")
        }
        Fault::RenamedSheet { sheet } => {
            format!("the sheet has another name; by its labels it is \"{sheet}\"")
        }
        Fault::NoHeader => "the form's header (its column or line labels) was not found".to_owned(),
        Fault::UnreadableSheet { detail } => format!("the sheet cannot be read ({detail})"),
        Fault::MissingLabel { label } => format!("the column or line \"{label}\" is missing"),
        Fault::ExtraLabel => {
            let what = named("the column or line", bare, "this column or line");
            format!("{what} is not on the form and was not read")
        }
        Fault::DuplicateLabel { read } => {
            format!("two columns or lines have this label; only the one at {read} was read")
        }
        Fault::MovedLabel => {
            let what = named("the column", bare, "this column");
            format!("{what} stands elsewhere than on the blank form; it was read")
        }
        Fault::SimilarLabel { label } => {
            let what = named("the label", bare, "this label");
            format!("{what} was read as \"{label}\"")
        }
        Fault::SecondValue { read } => {
            let more = if bare.is_empty() {
                "another value"
            } else {
                value.as_str()
            };
            format!("beside {read} stands {more} too; only {read} was read")
        }
        Fault::MissingValue => "a required value is not filled in".to_owned(),
        Fault::TypeError { expected } => format!("{value} is not {}", expected.1),
        Fault::ErrorCell if bare.is_empty() => {
            "the cell shows an error instead of a value".to_owned()
        }
        Fault::ErrorCell => format!("the cell shows the error {bare} instead of a value"),
        Fault::NoCachedValue => {
            "the cell is a formula, and the file was saved without its result".to_owned()
        }
        Fault::FormulaValue => "the cell is a formula; its last result was read".to_owned(),
        Fault::NothingAbove => format!("{value} means \"as above\", but nothing stands above"),
        Fault::MergedAcross => {
            "the cell is merged over several columns: whose value it is is not known".to_owned()
        }
        Fault::AmbiguousPercent { .. } if told.readings == Personal::Hidden => {
            format!("{value} may be a share or a number of percent")
        }
        Fault::AmbiguousPercent { read, other } => format!(
            "{value} may be {}% or {}%",
            lang::number(*read, Lang::En),
            lang::number(*other, Lang::En)
        ),
        Fault::DoubtfulEncoding { .. } if told.readings == Personal::Hidden => {
            format!("{value} may be written in an old encoding")
        }
        Fault::DoubtfulEncoding { reading } => {
            format!("{value} may be written in an old encoding and then means \"{reading}\"")
        }
        Fault::AmbiguousDate { .. } if told.readings == Personal::Hidden => {
            format!("{value} may be read with day or month first")
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
        Fault::NotGreater { than } => format!("{value} must be greater than {}", than.1),
        Fault::NotLess { than } => format!("{value} must be less than {}", than.1),
        Fault::TooShort { minimum } => format!("{value} has fewer than {minimum} characters"),
        Fault::TooLong { length, maximum } => {
            let (length, maximum) = (count(*length, Lang::En), count(*maximum, Lang::En));
            format!("the text has {length} characters, more than the {maximum} allowed")
        }
        Fault::PatternMismatch { .. } => format!("{value} does not have the required form"),
        Fault::NotUnique { first } => format!("{value} stands at {first} already"),
        Fault::NoSuchRow { source } => format!("{value} is not in \"{source}\""),
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
        Fault::MissingWith { label } => format!("not filled in, though \"{label}\" is"),
        Fault::OutsideSchoolYear { from, to } => format!(
            "{value} is outside the school year ({} to {})",
            lang::date(*from),
            lang::date(*to)
        ),
        Fault::NotInOwnBlock => format!("{value} is no unit of the block"),
        Fault::OwnReview => format!("{value} is the reviewer itself; these points do not count"),
        Fault::AboveCriterion { criterion, maximum } => format!(
            "{value} is above the maximum {} of criterion {criterion}",
            lang::number(*maximum, Lang::En)
        ),
        Fault::NamesNoCollection => format!("{value} is no collection of the campaign"),
        Fault::OtherFormVersion { version, present } => format!(
            "it is on an older blank form ({version}); the collection's present one is {present}"
        ),
        Fault::FormerYear { last } => format!(
            "all days in it lie before the school year (the last is {}); it may be an earlier year's return sent again",
            lang::date(*last)
        ),
        Fault::NeedsReturn {
            sheet,
            rows,
            collection,
        } => format!(
            "\"{sheet}\" has {} rows, but the unit has no usable return \"{}\"",
            rows, collection.1
        ),
        Fault::NotInReturn { sheet, collection } => format!(
            "{value} is not in \"{sheet}\" of the unit's return \"{}\"",
            collection.1
        ),
        Fault::FarFromPeers {
            median,
            others,
            per,
        } => {
            let per = per
                .as_ref()
                .map_or_else(String::new, |per| format!(", per \"{per}\""));
            format!(
                "{value} is far from that of {others} units of its type (their median is {}{per})",
                lang::number(*median, Lang::En)
            )
        }
        Fault::FarFromYearBefore { before } => format!(
            "{value} is far from the unit's own number of the year before ({})",
            lang::number(*before, Lang::En)
        ),
        Fault::Resubmission(Replaced {
            former,
            added,
            removed,
            changed,
            mended,
            new,
        }) => {
            let rows = parts(&[
                (*added, "{n} added"),
                (*removed, "{n} removed"),
                (*changed, "{n} changed"),
            ]);
            let rows = rows.unwrap_or_else(|| "none changed".to_owned());
            let findings = parts(&[(*mended, "{n} mended"), (*new, "{n} new")]);
            let findings = findings.map_or_else(String::new, |text| format!("; findings: {text}"));
            format!("rows: {rows}{findings}, against the former file ({former})")
        }
        Fault::FewerRows {
            former,
            before,
            now,
        } => format!(
            "the former file ({former}) has {before} rows, this one {now}; rows that nothing was \
             wrong with are gone"
        ),
        Fault::ClaimedTwice { other } => match other {
            Some((unit, name)) => format!("{value} is also reported by {name} ({unit})"),
            None => format!("{value} is also reported by another unit"),
        },
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
        ForeignFormat::Zip => "a ZIP archive with no workbook in it",
        ForeignFormat::NestedArchive => "an archive inside another archive",
        ForeignFormat::OtherArchive => "a packed file (gz, bz2 or xz)",
        ForeignFormat::SpreadsheetXml => "a spreadsheet saved as XML (Excel 2003)",
        ForeignFormat::FlatOpenDocument => "an OpenDocument file saved as XML",
        ForeignFormat::OpenDocumentText => "an OpenDocument text (.odt)",
        ForeignFormat::WebArchive => "a web page saved as one file (MHTML)",
        ForeignFormat::Presentation => "a presentation",
        ForeignFormat::Image => "a picture",
        ForeignFormat::OutwardLink => "a link that leads out of the folder of returns",
        ForeignFormat::NoFile => "something of the system (a device or a link to a folder)",
        ForeignFormat::Other => "a file of unknown format",
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Path => "the name of the file or its folder",
        Source::UnitCode => "the cell of the unit's code",
        Source::UnitName => "the cell of the unit's name",
        Source::Mark => "the form's hidden mark",
    }
}

fn limit_name(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes => "the file's size",
        LimitKind::InflatedBytes => "the size after decompression",
        LimitKind::Cells => "the number of cells",
        LimitKind::Sheets => "the number of sheets",
        LimitKind::TextLength => "the number of characters in one cell",
        LimitKind::Rows => "the number of the last row with a value",
        LimitKind::Columns => "the number of the last column with a value",
        LimitKind::ArchiveEntries => "the number of files in the archive",
        LimitKind::Findings => "the number of places to mend or clear up",
    }
}

fn stopped_name(why: Stopped) -> &'static str {
    match why {
        Stopped::Memory => "it wants too much memory",
        Stopped::Time => "it takes too long",
        Stopped::Crash => "its structure is invalid",
    }
}
