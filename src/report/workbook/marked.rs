//! The marked return, `CODE_COLLECTION_phieu-ra-soat.xlsx`: a sender's workbook rebuilt, with what is
//! to be mended or explained in colour, and a first sheet that lists it.
//!
//! In: a report, a counting submission, its workbook as read and how that looked. Out: the bytes of
//! a workbook whose cells stand where they stood, so that it is read like any return when it comes
//! back. The same inputs give the same bytes.

mod look;
mod marks;
mod names;
mod pack;
mod rebuild;
mod review;

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use super::material::{Counting, Material};
use super::pen::{MAX_LINKED_ROWS, Rows};
use super::{COLUMN_PIXELS, ROW_PIXELS, WorkbookError, properties};
use crate::campaign::{Collection, Unit};
use crate::finding::{Finding, Severity, State};
use crate::hash::sha256;
use crate::lang;
use crate::read;
use crate::read::layout::Layout;
use crate::report::Report;
use crate::settle::{Checks, Submission};
use look::Looks;
use marks::Marks;
use names::Names;

/// The ending of a marked return's name.
const ENDING: &str = "phieu-ra-soat.xlsx";

/// Marks the returns of a run.
pub struct Marking<'a> {
    material: Material<'a>,
    checks: Checks<'a>,
}

/// A return in which there is something to mend or to explain.
#[derive(Clone, Copy)]
pub struct Due<'m> {
    counting: &'m Counting<'m>,
}

/// A return as it came.
#[derive(Clone, Copy)]
pub struct Original<'o> {
    /// What stands in it.
    pub workbook: &'o read::Workbook,
    /// How it looks; none where its format does not tell.
    pub layout: Option<&'o Layout>,
}

impl Due<'_> {
    /// The submission to be marked.
    #[must_use]
    pub fn submission(&self) -> &Submission {
        self.counting.submission
    }

    /// The name of its marked return.
    #[must_use]
    pub fn file_name(&self) -> String {
        file_name(self.counting.unit, self.counting.collection)
    }
}

/// The name of a unit's marked return for a collection.
pub(crate) fn file_name(unit: &Unit, collection: &Collection) -> String {
    format!("{}_{}_{ENDING}", unit.code, collection.id)
}

/// Whether a finding is for the sender to answer.
fn is_asked(finding: &Finding) -> bool {
    finding.is_open() && finding.severity != Severity::Note
}

/// Whether a finding belongs on the list: what is to be answered, and what was.
fn is_listed(finding: &Finding) -> bool {
    is_asked(finding) || finding.state == State::Explained
}

impl<'a> Marking<'a> {
    /// Gathers what all marked returns draw on.
    #[must_use]
    pub fn new(report: &'a Report<'a>) -> Self {
        Self {
            material: Material::gather(report, Rows::InMemory, MAX_LINKED_ROWS),
            checks: report.settled.checks(report.campaign),
        }
    }

    /// The counting returns in which something is to be mended or explained, by the register.
    #[must_use]
    pub fn due(&self) -> Vec<Due<'_>> {
        let counting = self.material.counting.iter();
        counting
            .filter(|one| one.submission.findings.iter().any(is_asked))
            .map(|counting| Due { counting })
            .collect()
    }

    /// Tells one state of a marked return from another: a hash over all it is made of but the
    /// campaign and the file's bytes, which its submission names by their hash.
    #[must_use]
    pub fn fingerprint(&self, due: Due<'_>) -> String {
        let report = self.material.report;
        let (submission, unit) = (due.submission(), &due.counting.unit.code);
        let results = report.results_of(unit).map(|results| (unit, results));
        let returns: Vec<_> = report
            .collections()
            .map(|one| report.settled.returns.get(&(unit.clone(), one.id.clone())))
            .collect();
        let findings = submission.findings.iter();
        let explanations: Vec<_> = findings
            .map(|one| report.settled.explanation(one, submission))
            .collect();
        let coverage = self.checks.coverage(submission);
        let of_run = (report.lang, report.as_of, report.provisional);
        let of_unit = (results, returns, explanations);
        sha256(format!("{of_run:?} {of_unit:?} {coverage:?} {submission:?}").as_bytes())
    }

    /// A line for each counting return with nothing to mend.
    #[must_use]
    pub fn receipts(&self) -> String {
        let lang = self.material.report.lang;
        let counting = self.material.counting.iter();
        let clear = counting.filter(|one| !one.submission.findings.iter().any(is_asked));
        let line = |one: &Counting<'_>| {
            let received = one.submission.received_on().map_or_else(
                || {
                    lang.pick("chưa rõ ngày nhận", "day of receipt not known")
                        .to_owned()
                },
                |day| {
                    lang.pick(
                        format!("nhận ngày {}", lang::date(day)),
                        format!("received {}", lang::date(day)),
                    )
                },
            );
            let (code, name, title, file) = (
                &one.unit.code,
                &one.unit.name,
                one.collection.titles.get(lang),
                &one.submission.file,
            );
            lang.pick(
                format!("{code} · {name} · {title}: đã tiếp nhận tệp {file} ({received}); không có nội dung phải sửa.\n"),
                format!("{code} · {name} · {title}: {file} accepted ({received}); nothing to mend.\n"),
            )
        };
        clear.map(line).collect()
    }

    /// The bytes of one marked return.
    ///
    /// # Errors
    /// [`WorkbookError::Sheet`] where a sheet goes beyond what Excel holds, [`WorkbookError::Pack`]
    /// where the file cannot be put together.
    pub fn write(&self, due: Due<'_>, original: Original<'_>) -> Result<Vec<u8>, WorkbookError> {
        let material = &self.material;
        let fail = |source| WorkbookError::Sheet {
            sheet: due.file_name(),
            source,
        };
        let mut book = Workbook::new();
        book.set_default_format(material.styles.body(), ROW_PIXELS, COLUMN_PIXELS)
            .map_err(fail)?;
        book.set_properties(&self.properties().map_err(fail)?);
        let names = Names::of(original.workbook, material.report.lang);
        let marks = Marks::of(due.submission(), original.workbook);
        let coverage = self.checks.coverage(due.submission());
        let reviewed = review::Reviewed {
            counting: due.counting,
            original,
            coverage: coverage.as_ref(),
        };
        review::write(&mut book, material, reviewed, &names).map_err(fail)?;
        let mut looks = Looks::new(original.layout);
        let mut merges = Vec::new();
        for (sheet, name) in names.sheets() {
            let built = rebuild::Built {
                original,
                sheet,
                marks: marks.of_sheet(&sheet.name),
                lang: material.report.lang,
            };
            let added = book.add_worksheet().set_name(name).map_err(fail)?;
            merges.push(built.write(added, &mut looks).map_err(fail)?);
        }
        for (name, formula) in original.layout.iter().flat_map(|layout| &layout.names) {
            // A name that Excel would not take was of no use before either.
            let _ = book.define_name(name.as_str(), formula);
        }
        if let Some(mark) = &original.workbook.mark {
            let text = mark.replace('"', "\"\"");
            book.define_name(read::MARK, &format!("=\"{text}\""))
                .map_err(fail)?;
        }
        book.set_zip_compression_level(1); // it is packed anew
        let bytes = book.save_to_buffer().map_err(fail)?;
        let changes = pack::Changes {
            merges,
            epoch: original.workbook.epoch,
        };
        pack::pack(&bytes, &changes).map_err(|source| WorkbookError::Pack {
            file: due.file_name(),
            source,
        })
    }

    fn properties(&self) -> Result<DocProperties, XlsxError> {
        properties(self.material.report)
    }
}
