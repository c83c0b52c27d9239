//! What is in doubt, and with whom it has to be cleared up.

use std::collections::BTreeMap;

use crate::assess::Status;
use crate::campaign::Unit;
use crate::finding::collapse;
use crate::report::Report;
use crate::report::brief::Brief;
use crate::report::letters::body::Body;
use crate::report::letters::form::printable;
use crate::report::letters::phrase::{many, open_findings};
use crate::report::letters::table::{Column, Row};
use crate::settle::{FindingCounts, SubmissionState};

/// So many units are listed, those with most to mend first.
const LISTED: usize = 10;

pub(super) fn say(report: &Report<'_>, brief: &Brief<'_>, body: &mut Body) {
    let lang = report.lang;
    body.section(lang.pick(
        "III. SỐ LIỆU CÒN NGHI VẤN, CẦN LÀM RÕ",
        "III. FIGURES IN DOUBT",
    ));
    let findings = brief.findings;
    body.say(&open_findings(findings.error, findings.query, lang));
    if findings.explained > 0 {
        let count = many(
            usize::try_from(findings.explained).unwrap_or(usize::MAX),
            lang,
        );
        body.say(&lang.pick(
            format!("Đơn vị đã giải thích {count} nội dung, đang chờ xem xét chấp nhận."),
            format!("Explained by units and waiting to be accepted: {count}."),
        ));
    }
    body.say(&undecided(report));
    if let Some(text) = unusable(report) {
        body.say(&text);
    }
    most_to_mend(report, body);
}

/// How many units are open for want of evidence.
fn undecided(report: &Report<'_>) -> String {
    let lang = report.lang;
    let is_open = |one: &&(_, Vec<crate::assess::TargetResult>)| {
        one.1
            .iter()
            .any(|result| result.status == Status::Undecided)
    };
    let units = &report.assessed.units;
    let open = units.iter().filter(is_open).count();
    let (shown, of) = (many(open, lang), many(units.len(), lang));
    match open {
        0 => lang.pick(
            "Không có đơn vị nào chưa đủ căn cứ để kết luận về chỉ tiêu.".to_owned(),
            "No result is undecided for want of evidence.".to_owned(),
        ),
        _ => lang.pick(
            format!("Có {shown}/{of} đơn vị chưa đủ căn cứ để kết luận ở ít nhất một chỉ tiêu; chưa đủ căn cứ không phải là chưa đạt."),
            format!("Units of which at least one result is undecided: {shown} of {of}; undecided does not mean missed."),
        ),
    }
}

/// The files that could not be used; none where each could.
fn unusable(report: &Report<'_>) -> Option<String> {
    let lang = report.lang;
    let count = |state| {
        let files = report.settled.submissions.iter();
        files.filter(|one| one.state == state).count()
    };
    let kinds = [
        (
            SubmissionState::Unreadable,
            "không đọc được",
            "that cannot be read",
        ),
        (
            SubmissionState::Unidentified,
            "chưa rõ đơn vị gửi",
            "whose sender is not known",
        ),
        (SubmissionState::Empty, "chưa có số liệu", "without data"),
    ];
    let kinds = kinds
        .into_iter()
        .map(|(state, vi, en)| (count(state), lang.pick(vi, en)));
    let kinds = kinds.filter(|(count, _)| *count > 0).map(|(count, what)| {
        let count = many(count, lang);
        lang.pick(format!("{count} tệp {what}"), format!("{count} {what}"))
    });
    let kinds: Vec<String> = kinds.collect();
    (!kinds.is_empty()).then(|| {
        let kinds = kinds.join(", ");
        lang.pick(
            format!("Trong số các tệp đã nhận có {kinds}."),
            format!("Files among those received: {kinds}."),
        )
    })
}

/// The units with most to mend and to explain.
fn most_to_mend(report: &Report<'_>, body: &mut Body) {
    let lang = report.lang;
    let mut of_units: BTreeMap<usize, (&Unit, u32, u32)> = BTreeMap::new();
    let current = report
        .settled
        .submissions
        .iter()
        .filter(|one| one.is_current());
    for one in current {
        let Some(code) = &one.unit else { continue };
        let place = report.campaign.unit_position(code);
        let Some((place, unit)) = place.zip(report.campaign.unit(code)) else {
            continue;
        };
        let counts = FindingCounts::of(&collapse(&one.findings));
        let known = of_units.entry(place).or_insert((unit, 0, 0));
        known.1 += counts.error;
        known.2 += counts.query;
    }
    let open = of_units.into_values().filter(|one| one.1 + one.2 > 0);
    let mut open: Vec<(&Unit, u32, u32)> = open.collect();
    if open.is_empty() {
        return;
    }
    // Stable: units with as much stay in the register's order.
    open.sort_by_key(|one| std::cmp::Reverse((one.1, one.2)));
    let columns = [
        Column::figures(lang.pick("TT", "No."), 640),
        Column::texts(lang.pick("Đơn vị", "Unit"), None),
        Column::figures(lang.pick("Phải sửa", "To mend"), 1_400),
        Column::figures(lang.pick("Cần làm rõ", "To explain"), 1_400),
    ];
    let rows = (1..).zip(open.iter().take(LISTED));
    let rows = rows.map(|(number, (unit, errors, queries)): (usize, _)| {
        let cells = [number.to_string(), printable(&unit.name)];
        let counts = [errors.to_string(), queries.to_string()];
        Row::Plain(cells.into_iter().chain(counts).collect())
    });
    let rows: Vec<Row> = rows.collect();
    let caption = lang.pick(
        "Đơn vị còn nhiều nội dung phải sửa, cần làm rõ nhất",
        "Units with most to mend and to explain",
    );
    body.table(caption, &columns, &rows);
    let beyond = open.len().saturating_sub(LISTED);
    if beyond > 0 {
        let beyond = many(beyond, lang);
        body.note(&lang.pick(
            format!(
                "Còn {beyond} đơn vị khác, xem trang “Nội dung cần sửa” của tệp tong-hop.xlsx."
            ),
            format!("Units left out here: {beyond}; see the workbook tong-hop.xlsx."),
        ));
    }
}
