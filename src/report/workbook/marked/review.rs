//! The first sheet of a marked return: what is to be done, where, and what is still missing.

mod after;
mod checked;
mod keys;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::names::Names;
use super::{Original, is_listed};
use crate::assess::Status;
use crate::finding::{Finding, Personal, Severity, State, collapse};
use crate::lang::{self, Lang};
use crate::read::REVIEW_MARK;
use crate::recognise::EXPLANATION_HEADINGS;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::material::{Counting, Material};
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};
use crate::settle::{Coverage, Submission};

/// The widths of the columns, in digits.
const WIDTHS: [f64; 7] = [6.5, 13.0, 19.0, 10.0, 44.0, 42.0, 36.0];
/// The columns of the title block: the office at the left, the day at the right.
const LEFT: (u16, u16) = (0, 3);
const RIGHT: (u16, u16) = (4, 6);
/// The first of the hidden columns: code, form, field, then digests.
const KEYS: u16 = 7;
/// So many digests a cell; it holds 32,767 letters.
const DIGESTS: usize = 1_500;
/// The most lines: each has a link, and Excel reads 65,530 of them.
const MOST_LINES: usize = 60_000;
/// What is still missing of these is told.
const MISSING: [Status; 4] = [
    Status::NotMet,
    Status::Undecided,
    Status::NoReturn,
    Status::InProgress,
];

/// A return that is reviewed.
#[derive(Clone, Copy)]
pub(super) struct Reviewed<'r> {
    pub(super) counting: &'r Counting<'r>,
    pub(super) original: Original<'r>,
    /// What was checked of it.
    pub(super) coverage: Option<&'r Coverage>,
}

/// Writes the review.
///
/// # Errors
/// What the writer of workbooks says.
pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    reviewed: Reviewed<'_>,
    names: &Names<'_>,
) -> Result<(), XlsxError> {
    let Reviewed { counting, .. } = reviewed;
    let mut pen = Pen::open(book, material, names.review(), WIDTHS.to_vec())?;
    pen.sheet.set_active(true);
    let mut listed = listed(counting.submission);
    head(&mut pen, counting, &listed)?;
    let left_out = listed.len().saturating_sub(MOST_LINES);
    listed.truncate(MOST_LINES);
    let heading = pen.row();
    todo_headings(&mut pen)?;
    let members = keys::Members::of(counting.submission);
    for (at, finding) in listed.iter().enumerate() {
        todo(&mut pen, at, finding, counting.submission, names)?;
        keys::write(&mut pen, finding, counting.submission, &members)?;
    }
    if left_out > 0 {
        let text = pen.material.report.lang.pick(
            format!("Còn {left_out} nội dung nữa: đề nghị sửa các nội dung trên rồi gửi lại."),
            format!("{left_out} more: mend these first and send the file back."),
        );
        pen.line(0, RIGHT.1, &text, Look::Note)?;
    }
    pen.sheet.set_repeat_rows(heading, heading)?;
    after::missing(&mut pen, counting)?;
    after::about(&mut pen, reviewed, names)?;
    let last = keys::last_key_column(&members);
    pen.sheet.set_column_range_hidden(KEYS, last)?;
    pen.close()
}

/// What is to be answered or was, collapsed: the gravest first, then by sheet and cell.
fn listed(submission: &Submission) -> Vec<Finding> {
    let findings = submission.findings.iter().filter(|one| is_listed(one));
    let findings: Vec<Finding> = findings.cloned().collect();
    let mut listed = collapse(&findings);
    listed.sort_by_key(|finding| (finding.state, finding.severity));
    listed
}

fn head(pen: &mut Pen<'_>, counting: &Counting<'_>, listed: &[Finding]) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let campaign = report.campaign;
    pen.put(
        LEFT.0,
        LEFT.1,
        &campaign.superior.to_uppercase(),
        Look::Superior,
    )?;
    pen.put(
        RIGHT.0,
        RIGHT.1,
        words::finality(report.provisional, lang),
        Look::Finality,
    )?;
    pen.end_row(
        Look::Superior
            .font()
            .height(&campaign.superior.to_uppercase(), 48.0),
    )?;
    pen.put(LEFT.0, LEFT.1, &campaign.owner.to_uppercase(), Look::Owner)?;
    pen.put(RIGHT.0, RIGHT.1, &words::as_of(report), Look::Day)?;
    pen.end_row(
        Look::Owner
            .font()
            .height(&campaign.owner.to_uppercase(), 48.0),
    )?;
    pen.skip(1);
    let title = lang.pick("PHIẾU RÀ SOÁT BÁO CÁO", "REVIEW OF A RETURN");
    pen.line(0, RIGHT.1, title, Look::Title)?;
    pen.line(0, RIGHT.1, campaign.titles.get(lang), Look::Subtitle)?;
    pen.skip(1);
    let submission = counting.submission;
    let unit = format!("{} ({})", counting.unit.name, counting.unit.code);
    let received = submission
        .received_on()
        .map_or_else(|| lang.pick("chưa rõ", "not known").to_owned(), lang::date);
    let facts = [
        (lang.pick("Đơn vị", "Unit"), unit),
        (
            lang.pick("Kỳ báo cáo", "Collection"),
            counting.collection.titles.get(lang).to_owned(),
        ),
        (
            lang.pick("Tệp đã nhận", "File received"),
            submission.file.clone(),
        ),
        (lang.pick("Ngày nhận", "Day of receipt"), received),
        (lang.pick("Nội dung", "To do"), counts(listed, lang)),
    ];
    for (name, fact) in facts {
        pen.cells(&[
            Cell::text(name).across(2).tone(Tone::Group),
            Cell::text(fact).across(5),
        ])?;
    }
    pen.skip(1);
    let heading = explanation_heading(lang);
    let what = lang.pick(
        format!("Đề nghị đơn vị sửa trực tiếp các ô tô màu ở những trang tính sau (viền liền: phải sửa; viền đứt: cần làm rõ). Nội dung “Cần làm rõ” mà số liệu đã đúng thì ghi lý do vào cột “{heading}” (ô nền xanh nhạt), rồi gửi lại chính tệp này."),
        format!("Please mend the coloured cells on the sheets that follow (solid frame: to be mended; dashed: to be made clear). Where a value in question is right, say why in the column “{heading}” (pale blue cells), and send this file back."),
    );
    pen.line(0, RIGHT.1, &what, Look::Note)?;
    pen.skip(1);
    let section = lang.pick("I. NỘI DUNG CẦN SỬA, CẦN LÀM RÕ", "I. WHAT IS TO BE DONE");
    pen.line(0, RIGHT.1, section, Look::Section)
}

fn counts(listed: &[Finding], lang: Lang) -> String {
    let open = |severity: Severity| {
        let is_it = |one: &&Finding| one.is_open() && one.severity == severity;
        listed.iter().filter(is_it).count()
    };
    let (errors, queries) = (open(Severity::Error), open(Severity::Query));
    let explained = listed.len() - errors - queries;
    let mut text = lang.pick(
        format!("{errors} phải sửa, {queries} cần làm rõ"),
        format!("{errors} to be mended, {queries} to be made clear"),
    );
    if explained > 0 {
        text += &lang.pick(
            format!(", {explained} đã giải thích (chờ Văn phòng chấp nhận)"),
            format!(", {explained} explained (waiting for the office)"),
        );
    }
    text
}

fn explanation_heading(lang: Lang) -> &'static str {
    lang.pick(EXPLANATION_HEADINGS[0], EXPLANATION_HEADINGS[1])
}

fn todo_headings(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let row = pen.row();
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Mức", "Severity"), 1),
        (lang.pick("Trang tính", "Sheet"), 1),
        (lang.pick("Ô", "Cell"), 1),
        (lang.pick("Nội dung", "What is wrong"), 1),
        (lang.pick("Cách xử lý", "What to do"), 1),
        (explanation_heading(lang), 1),
    ])?;
    pen.sheet.write_string(row, KEYS, REVIEW_MARK)?;
    Ok(())
}

fn todo(
    pen: &mut Pen<'_>,
    at: usize,
    finding: &Finding,
    submission: &Submission,
    names: &Names<'_>,
) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let severity = match finding.state {
        State::Explained => lang.pick("Đã giải thích", "Explained"),
        State::Open | State::Accepted => words::severity(finding.severity, lang),
    };
    let explained = report
        .settled
        .explanation(finding, submission)
        .unwrap_or("");
    let explanation = if finding.severity == Severity::Query {
        Cell::text(explained).tone(Tone::Status(Status::InProgress))
    } else {
        Cell::blank()
    };
    pen.cells(&[
        Cell::ordinal(at),
        Cell::centred(severity).tone(Tone::Severity(finding.severity)),
        Cell::text(finding.place.sheet.as_deref().unwrap_or("")),
        link(finding, names, lang),
        Cell::text(finding.message(lang, Personal::Shown)),
        Cell::text(finding.help(lang)),
        explanation,
    ])
}

/// The cells, with a link to them in this workbook.
fn link<'c>(finding: &Finding, names: &Names<'_>, lang: Lang) -> Cell<'c> {
    let place = &finding.place;
    let Some(sheet) = place.sheet.as_deref() else {
        return Cell::text(lang.pick("Cả tệp", "The file"));
    };
    let text = place.range.map_or_else(
        || lang.pick("Cả trang", "The sheet").to_owned(),
        |range| range.to_string(),
    );
    let address = names.rebuilt(sheet).map(|name| {
        let to = place
            .range
            .map_or_else(|| "A1".to_owned(), |range| range.to_string());
        format!("internal:'{}'!{to}", name.replace('\'', "''"))
    });
    Cell::link(text, address)
}
