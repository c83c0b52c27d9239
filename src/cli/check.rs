//! What a check found, a file after the other, as a school clerk reads it. No personal data.

use std::fmt::Write as _;

use crate::finding::{Finding, Personal, Severity, collapse};
use crate::lang::Lang;
use crate::pipeline::Checkup;
use crate::report::words;
use crate::settle::{FindingCounts, Submission, SubmissionState};

/// How many findings of one kind are written out; the others are counted.
const SHOWN: usize = 10;

/// The text of a check.
pub(super) fn text(checkup: &Checkup) -> String {
    let mut text = String::new();
    for submission in &checkup.submissions {
        one(&mut text, submission, checkup);
    }
    if checkup.submissions.len() > 1 {
        total(&mut text, checkup);
    }
    text.push_str(checkup.lang.pick(
        "Mỗi tệp được xét riêng; hạn nộp và việc đối chiếu với kỳ khác, đơn vị khác được xét khi tổng hợp.",
        "Each file by itself; due dates, other collections and other units are looked at in a run.",
    ));
    text
}

fn one(text: &mut String, submission: &Submission, checkup: &Checkup) {
    let lang = checkup.lang;
    let _ = writeln!(text, "{}", submission.file);
    let unit = submission
        .unit
        .as_ref()
        .and_then(|code| checkup.campaign.unit(code));
    let unit = unit.map_or_else(
        || lang.pick("chưa rõ đơn vị", "unit not known").to_owned(),
        |unit| format!("{} ({})", unit.name, unit.code),
    );
    let collection = submission.collection.as_ref();
    let collection = collection.and_then(|id| checkup.campaign.collection(id));
    let collection = collection.map_or_else(
        || {
            lang.pick("chưa rõ kỳ báo cáo", "collection not known")
                .to_owned()
        },
        |one| one.titles.get(lang).to_owned(),
    );
    let _ = writeln!(text, "  {unit} · {collection}");
    let findings = collapse(&submission.findings);
    let counts = FindingCounts::of(&findings);
    let _ = writeln!(text, "  {}", verdict(submission, &counts, lang));
    for severity in [Severity::Error, Severity::Query, Severity::Note] {
        listed(text, &findings, severity, lang);
    }
    text.push('\n');
}

fn verdict(submission: &Submission, counts: &FindingCounts, lang: Lang) -> String {
    let rows: u32 = submission
        .tables
        .iter()
        .map(|table| table.rows.len())
        .fold(0, |sum, rows| {
            sum.saturating_add(u32::try_from(rows).unwrap_or(u32::MAX))
        });
    match submission.state {
        SubmissionState::Accepted if counts.error + counts.query == 0 => lang.pick(
            format!("Đạt yêu cầu: {rows} dòng số liệu, không có nội dung phải sửa."),
            format!("Fit to send: {rows} rows, nothing to mend."),
        ),
        SubmissionState::Accepted => lang.pick(
            format!(
                "{rows} dòng số liệu; {} nội dung phải sửa, {} nội dung cần làm rõ.",
                counts.error, counts.query
            ),
            format!(
                "{rows} rows; {} to mend, {} to clear up.",
                counts.error, counts.query
            ),
        ),
        state => words::submission_state(state, lang).to_owned(),
    }
}

fn listed(text: &mut String, findings: &[Finding], severity: Severity, lang: Lang) {
    let of_kind = || {
        let open = findings.iter().filter(|one| one.is_open());
        open.filter(|one| one.severity == severity)
    };
    if of_kind().next().is_none() {
        return;
    }
    let _ = writeln!(
        text,
        "\n  {}",
        words::severity(severity, lang).to_uppercase()
    );
    let mut codes: Vec<_> = of_kind().map(|one| one.fault.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    for code in codes {
        // A flood of one kind must not hide the others.
        let of_code = || of_kind().filter(|one| one.fault.code() == code);
        for finding in of_code().take(SHOWN) {
            let _ = writeln!(text, "  {}", line(finding, lang));
        }
        let more = of_code().count().saturating_sub(SHOWN);
        if more > 0 {
            let _ = writeln!(
                text,
                "    {}",
                lang.pick(
                    format!("… và {more} nội dung cùng loại ({code})"),
                    format!("… and {more} more of this kind ({code})"),
                )
            );
        }
    }
}

/// "Khen thưởng!F12: … Đề nghị … [not-in-list]".
fn line(finding: &Finding, lang: Lang) -> String {
    let place = &finding.place;
    let place = match (&place.sheet, place.range) {
        (Some(sheet), Some(range)) => format!("{sheet}!{range}: "),
        (Some(sheet), None) => format!("{sheet}: "),
        (None, _) => String::new(),
    };
    format!(
        "- {place}{}. {} [{}]",
        finding.message(lang, Personal::Hidden),
        finding.help(lang),
        finding.fault.code()
    )
}

fn total(text: &mut String, checkup: &Checkup) {
    let all = checkup.submissions.iter();
    let counts = all.map(|one| FindingCounts::of(&collapse(&one.findings)));
    let (errors, queries) = counts.fold((0, 0), |(errors, queries), one| {
        (errors + one.error, queries + one.query)
    });
    let files = checkup.submissions.len();
    let _ = writeln!(
        text,
        "{}",
        checkup.lang.pick(
            format!(
                "Tổng cộng {files} tệp: {errors} nội dung phải sửa, {queries} nội dung cần làm rõ."
            ),
            format!("{files} files in all: {errors} to mend, {queries} to clear up."),
        )
    );
}
