//! The first sheet of a marked return: what is to be done, where, and what is still missing.

use std::collections::HashMap;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::names::Names;
use super::{Original, is_listed};
use crate::assess::Status;
use crate::finding::{Code, Finding, Personal, Severity, State, collapse};
use crate::id::FieldName;
use crate::lang::{self, Lang};
use crate::location::Range;
use crate::read::REVIEW_MARK;
use crate::read::layout::Lost;
use crate::recognise::EXPLANATION_HEADINGS;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::material::{Counting, Material};
use crate::report::workbook::pen::Pen;
use crate::report::workbook::shortfalls::{self, Shortfall};
use crate::report::workbook::style::{Look, Tone};
use crate::settle::{Submission, digest};

/// The widths of the columns, in digits.
const WIDTHS: [f64; 7] = [6.5, 13.0, 19.0, 10.0, 44.0, 42.0, 36.0];
/// The columns of the title block: the office at the left, the day at the right.
const LEFT: (u16, u16) = (0, 3);
const RIGHT: (u16, u16) = (4, 6);
/// The first of the hidden columns: code, form, field, then digests.
const KEYS: u16 = 7;
/// So many digests a cell; it holds 32,767 letters.
const DIGESTS: usize = 1_500;
/// What is still missing of these is told.
const MISSING: [Status; 4] = [
    Status::NotMet,
    Status::Undecided,
    Status::NoReturn,
    Status::InProgress,
];

/// Writes the review.
///
/// # Errors
/// What the writer of workbooks says.
pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    counting: &Counting<'_>,
    original: Original<'_>,
    names: &Names<'_>,
) -> Result<(), XlsxError> {
    let mut pen = Pen::open(book, material, names.review(), WIDTHS.to_vec())?;
    pen.sheet.set_active(true);
    let listed = listed(counting.submission);
    head(&mut pen, counting, &listed)?;
    let heading = pen.row();
    todo_headings(&mut pen)?;
    let members = Members::of(counting.submission);
    for (at, finding) in listed.iter().enumerate() {
        todo(&mut pen, at, finding, counting.submission, names)?;
        keys(&mut pen, finding, counting.submission, &members)?;
    }
    pen.sheet.set_repeat_rows(heading, heading)?;
    missing(&mut pen, counting)?;
    lost(&mut pen, original, names)?;
    let last = last_key_column(&members);
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

/// What tells the findings of a line apart from others.
type Kind<'s> = (Option<&'s str>, Code, Option<&'s FieldName>);

/// The queries of a submission, to find those that a line joins.
struct Members<'s>(HashMap<Kind<'s>, Vec<&'s Finding>>);

impl<'s> Members<'s> {
    fn of(submission: &'s Submission) -> Self {
        let mut members: HashMap<Kind<'s>, Vec<&'s Finding>> = HashMap::new();
        let queries = submission.findings.iter().filter(|one| is_query(one));
        for finding in queries {
            members.entry(kind(finding)).or_default().push(finding);
        }
        for one in members.values_mut() {
            one.sort_by_key(|finding| finding.place.range);
        }
        Self(members)
    }

    /// The findings a line joins.
    fn joined(&self, line: &Finding) -> Vec<&'s Finding> {
        let all = self.0.get(&kind(line)).map_or(&[][..], Vec::as_slice);
        let Some(range) = line.place.range else {
            return all
                .iter()
                .copied()
                .filter(|one| one.place.range.is_none())
                .collect();
        };
        let row = |finding: &Finding| finding.place.range.map_or(0, |range| range.first.row);
        let from = all.partition_point(|one| row(one) < range.first.row);
        let to = all.partition_point(|one| row(one) <= range.last.row);
        let is_inside = |one: Range| range.has(one.first) && range.has(one.last);
        let inside = all[from..to].iter().copied();
        inside
            .filter(|one| one.fault == line.fault && one.place.range.is_some_and(is_inside))
            .collect()
    }

    fn most(&self) -> usize {
        let mut most = 0;
        #[expect(
            clippy::iter_over_hash_type,
            reason = "the greatest is the same in any order"
        )]
        for one in self.0.values() {
            most = most.max(one.len());
        }
        most
    }
}

fn is_query(finding: &Finding) -> bool {
    is_listed(finding) && finding.severity == Severity::Query
}

fn kind(finding: &Finding) -> Kind<'_> {
    let place = &finding.place;
    (
        place.sheet.as_deref(),
        finding.fault.code(),
        place.field.as_ref(),
    )
}

/// The last column that may hold keys.
fn last_key_column(members: &Members<'_>) -> u16 {
    let cells = members.most().div_ceil(DIGESTS).max(1);
    KEYS + 2 + u16::try_from(cells).unwrap_or(1)
}

/// What an explanation of the line just written is bound to, in hidden columns.
fn keys(
    pen: &mut Pen<'_>,
    line: &Finding,
    submission: &Submission,
    members: &Members<'_>,
) -> Result<(), XlsxError> {
    if line.severity != Severity::Query {
        return Ok(());
    }
    let row = pen.row() - 1;
    let place = &line.place;
    let sheet = &mut *pen.sheet;
    sheet.write_string(row, KEYS, line.fault.code().as_str())?;
    sheet.write_string(
        row,
        KEYS + 1,
        place.form.as_ref().map_or("", |form| form.as_str()),
    )?;
    sheet.write_string(
        row,
        KEYS + 2,
        place.field.as_ref().map_or("", |field| field.as_str()),
    )?;
    let digests: Vec<String> = members
        .joined(line)
        .into_iter()
        .map(|one| digest(one, submission))
        .collect();
    for (column, digests) in (KEYS + 3..).zip(digests.chunks(DIGESTS)) {
        sheet.write_string(row, column, digests.join(" "))?;
    }
    Ok(())
}

/// What the unit still lacks.
fn missing(pen: &mut Pen<'_>, counting: &Counting<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    pen.skip(1);
    let section = lang.pick(
        "II. CÒN THIẾU SO VỚI CHỈ TIÊU",
        "II. WHAT IS STILL MISSING FROM TARGETS",
    );
    pen.line(0, RIGHT.1, section, Look::Section)?;
    let results = report.assessed.units.iter();
    let results = results.filter(|(code, _)| *code == counting.unit.code);
    let results = results.flat_map(|(_, results)| report.campaign.targets.iter().zip(results));
    let open: Vec<Shortfall<'_>> = results
        .filter(|(_, result)| MISSING.contains(&result.status))
        .map(|(target, result)| Shortfall {
            unit: counting.unit,
            target,
            result,
        })
        .collect();
    if open.is_empty() {
        let none = lang.pick(
            "Đơn vị không còn thiếu chỉ tiêu nào.",
            "Nothing is missing.",
        );
        return pen.line(0, RIGHT.1, none, Look::Note);
    }
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Đánh giá", "Status"), 1),
        (lang.pick("Chỉ tiêu", "Target"), 2),
        (
            lang.pick("Kết quả so với mức yêu cầu", "Figure and what is required"),
            1,
        ),
        (lang.pick("Việc cần làm", "What to do"), 1),
        (lang.pick("Lý do", "Reason"), 1),
    ])?;
    for (at, one) in open.iter().enumerate() {
        let status = one.result.status;
        pen.cells(&[
            Cell::ordinal(at),
            Cell::centred(words::status(status, lang)).tone(Tone::Status(status)),
            Cell::text(one.target.titles.get(lang)).across(2),
            Cell::text(shortfalls::in_words(pen.material, one)),
            Cell::text(shortfalls::advice(pen.material, one)),
            Cell::text(shortfalls::reason(one, lang)),
        ])?;
    }
    Ok(())
}

/// What the sender's file had and this one has not.
fn lost(pen: &mut Pen<'_>, original: Original<'_>, names: &Names<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    pen.skip(1);
    let section = lang.pick("III. VỀ TỆP NÀY", "III. ABOUT THIS FILE");
    pen.line(0, RIGHT.1, section, Look::Section)?;
    let mut lines = vec![lang.pick(
        "Các trang tính sau được dựng lại từ tệp đơn vị đã gửi: mọi ô giữ nguyên địa chỉ và giá trị.".to_owned(),
        "The sheets that follow are rebuilt from the file received: every cell has its address and value.".to_owned(),
    )];
    match original.layout {
        None => lines.push(lang.pick(
            "Định dạng tệp đã gửi (.xls, .xlsb hoặc .ods) không cho giữ độ rộng cột, kiểu chữ, danh sách chọn; công thức được thay bằng kết quả đã lưu.".to_owned(),
            "The format of the file received (.xls, .xlsb or .ods) does not let widths, fonts and drop-downs be kept; formulas became their saved results.".to_owned(),
        )),
        Some(layout) if !layout.lost.is_empty() => {
            let things: Vec<&str> = layout.lost.iter().map(|one| word(*one, lang)).collect();
            let things = things.join(", ");
            lines.push(lang.pick(
                format!("Không giữ lại được: {things}. Tệp gốc vẫn được lưu nguyên vẹn."),
                format!("Not kept: {things}. The file received is kept as it came."),
            ));
        }
        Some(_) => {}
    }
    let broken = original
        .workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.fault.is_some());
    lines.extend(broken.map(|sheet| {
        let name = &sheet.name;
        lang.pick(
            format!("Trang “{name}” không đọc được nên để trống ở đây."),
            format!("The sheet “{name}” could not be read and is left empty here."),
        )
    }));
    if names.any_changed() {
        lines.push(lang.pick(
            "Có trang tính được đổi tên vì Excel không nhận tên cũ.".to_owned(),
            "A sheet is called otherwise, since Excel does not take its name.".to_owned(),
        ));
    }
    for line in lines {
        pen.line(0, RIGHT.1, &line, Look::Note)?;
    }
    Ok(())
}

fn word(lost: Lost, lang: Lang) -> &'static str {
    match lost {
        Lost::Drawings => lang.pick("hình vẽ, ảnh", "pictures and shapes"),
        Lost::Charts => lang.pick("biểu đồ", "charts"),
        Lost::Macros => lang.pick("macro", "macros"),
        Lost::Comments => lang.pick("ghi chú ở ô", "notes on cells"),
        Lost::ExternalLinks => lang.pick(
            "công thức lấy số từ tệp khác (giữ kết quả đã lưu)",
            "formulas that take values from other files (their saved results are kept)",
        ),
        Lost::ConditionalFormats => lang.pick("định dạng theo điều kiện", "conditional formats"),
        Lost::PivotTables => lang.pick("bảng tổng hợp (pivot)", "pivot tables"),
        Lost::Tables => lang.pick("kiểu bảng", "table styles"),
    }
}
