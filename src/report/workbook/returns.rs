//! Who has sent what: rates, what is missing, files nobody can place, each sender, every file.
//!
//! The rates stand above in a table of their own; the lists below share their columns, so that one
//! heading and one filter serve them. The columns with short values lie together, for the rates.

mod again;
mod missing;
mod rates;
pub(super) mod tally;
mod unplaced;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::formula;
use super::link;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, Pen};
use super::style::Tone;
use crate::assess::Status;
use crate::campaign::Collection;
use crate::finding::Finding;
use crate::id::{CollectionId, UnitCode};
use crate::lang::{self, Lang};
use crate::report::words;
use crate::settle::{Return, Submission, SubmissionState};

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 4;
/// The part with a row for each sender and collection.
pub(super) const BY_SENDER: &str = "IV";
/// The name of the place where the lists begin, below the rates: links lead there.
pub(super) const LISTS: &str = "Danh_sach_bao_cao";
/// The part with a row for each file.
const ALL_FILES: &str = "VI";

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let columns = all_columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.fold_from(tally::FIRST)?;
    pen.title(
        MainSheet::Returns.title(lang),
        lang.pick(
            "Phần I: tỷ lệ báo cáo. Phần II: báo cáo còn thiếu, gọi cho ai. Phần III: tệp chưa rõ đơn vị, kỳ. Phần IV: từng đơn vị, từng kỳ. Phần V: bản gửi lại. Phần VI: mọi tệp đã nhận.",
            "Part I: rates. Part II: returns that are missing, and whom to call. Part III: files nobody can place. Part IV: each unit and collection. Part V: what was sent again. Part VI: every file received.",
        ),
    )?;
    rates::write(&mut pen)?;
    let missing = lang.pick(
        "II. BÁO CÁO CÒN THIẾU VÀ NGƯỜI LIÊN HỆ (thư điện tử: xem nhac-nho/danh-sach.xlsx)",
        "II. RETURNS THAT ARE MISSING, AND WHOM TO CALL (e-mail: see nhac-nho/danh-sach.xlsx)",
    );
    let heading = lists(pen, &columns, missing)?;
    let place = formula::range(MainSheet::Returns.title(lang), 0, (heading, heading));
    book.define_name(LISTS, &format!("={place}"))?;
    Ok(())
}

/// The lists without rates, for a workbook of few units.
pub(super) fn write_own(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let columns = all_columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.fold_from(tally::FIRST)?;
    pen.title(
        MainSheet::Returns.title(lang),
        lang.pick(
            "Phần II: báo cáo còn thiếu. Phần IV: từng đơn vị, từng kỳ. Phần V: bản gửi lại. Phần VI: mọi tệp đã nhận. Nội dung của bản thẩm định khối không nêu ở đây: xem phiếu rà soát của bản đó.",
            "Part II: returns that are missing. Part IV: each unit and collection. Part V: what was sent again. Part VI: every file received. What a review of the block says is not told here: see that file, marked.",
        ),
    )?;
    let missing = lang.pick("II. BÁO CÁO CÒN THIẾU", "II. RETURNS THAT ARE MISSING");
    lists(pen, &columns, missing)?;
    Ok(())
}

/// The columns of the lists, with those folded away.
fn all_columns(lang: Lang) -> Vec<Column> {
    let shown = columns(lang).into_iter();
    shown.chain(tally::columns(lang)).collect()
}

/// One heading, and the lists below it; `missing` heads the first. Gives the heading's row.
fn lists(mut pen: Pen<'_>, columns: &[Column], missing: &str) -> Result<u32, XlsxError> {
    let material = pen.material;
    let heading = pen.row();
    let cells: Vec<(&str, u16)> = columns.iter().map(|one| (one.heading(), 1)).collect();
    pen.filtered_headings(&cells)?;
    pen.sheet.set_repeat_rows(heading, heading)?;
    pen.sheet.set_freeze_panes(0, FROZEN)?;
    let returns = ordered_returns(material);
    let states = states_of_files(material);
    missing::write(&mut pen, &returns, &states, missing)?;
    unplaced::write(&mut pen)?;
    by_sender(&mut pen, &returns, &states)?;
    again::write(&mut pen)?;
    all_files(&mut pen)?;
    pen.filter(heading)?;
    pen.close()?;
    Ok(heading)
}

fn columns(lang: Lang) -> [Column; 16] {
    [
        (lang.pick("Phần", "Part"), 7.0),
        (lang.pick("STT", "No."), 7.0),
        (lang.pick("Mã đơn vị", "Code"), 10.5),
        (lang.pick("Đơn vị", "Unit"), 28.0),
        (lang.pick("Kỳ báo cáo", "Collection"), 22.0),
        (lang.pick("Tình trạng", "State"), 14.0),
        (lang.pick("Hạn nộp", "Last good day"), 11.0),
        (lang.pick("Ngày nhận", "Received"), 11.0),
        (lang.pick("Thời hạn", "Timeliness"), 11.0),
        (lang.pick("Số ngày quá hạn", "Days late"), 10.5),
        (lang.pick("Phải sửa", "Errors"), 10.5),
        (lang.pick("Cần làm rõ", "Queries"), 10.5),
        (lang.pick("Lưu ý", "Notes"), 10.5),
        (lang.pick("Mở", "Open"), 10.5),
        (lang.pick("Tệp", "File"), 25.0),
        (lang.pick("Ghi chú", "Remark"), 38.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

type Entry<'a> = (&'a UnitCode, &'a CollectionId, &'a Return);

/// The returns by the register's and the campaign's order.
fn ordered_returns<'a>(material: &Material<'a>) -> Vec<Entry<'a>> {
    let report = material.report;
    let collections = &report.campaign.collections;
    let all = report.settled.returns.iter();
    let mut returns: Vec<Entry<'a>> = all
        .map(|((unit, collection), one)| (unit, collection, one))
        .collect();
    returns.sort_by_key(|(unit, collection, _)| {
        let place = collections.iter().position(|one| one.id == **collection);
        (material.unit_order(Some(unit)), place)
    });
    returns
}

type States<'a> = BTreeMap<(&'a UnitCode, &'a CollectionId), Vec<SubmissionState>>;

fn by_sender(
    pen: &mut Pen<'_>,
    returns: &[Entry<'_>],
    states: &States<'_>,
) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    pen.group(lang.pick(
        "IV. THEO ĐƠN VỊ VÀ KỲ BÁO CÁO",
        "IV. BY UNIT AND COLLECTION",
    ))?;
    for (at, &entry) in returns.iter().enumerate() {
        let (unit, collection, one) = entry;
        let states = states.get(&(unit, collection));
        let states = states.map_or(&[][..], Vec::as_slice);
        let remark = remark(pen.material, one, states);
        sender_row(pen, BY_SENDER, at, entry, remark)?;
    }
    Ok(())
}

/// For each unit and collection, what became of its files.
fn states_of_files<'a>(material: &Material<'a>) -> States<'a> {
    let mut states = States::new();
    for one in &material.report.settled.submissions {
        if let (Some(unit), Some(collection)) = (&one.unit, &one.collection) {
            states
                .entry((unit, collection))
                .or_default()
                .push(one.state);
        }
    }
    states
}

fn sender_row(
    pen: &mut Pen<'_>,
    part: &str,
    at: usize,
    (unit, collection, one): Entry<'_>,
    remark: String,
) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let lang = report.lang;
    let submissions = &report.settled.submissions;
    let asked = report.campaign.collection(collection);
    let counting = one.counting.and_then(|at| submissions.get(at));
    let first = one.first.and_then(|at| submissions.get(at));
    let days = days_late(one, asked, first, report.as_of);
    let receipt = Cell::text(words::receipt(one, lang)).tone(match (one.counting, one.any_file) {
        (Some(_), _) => Tone::Plain,
        (None, true) => Tone::Status(Status::NotMet),
        (None, false) => Tone::Status(Status::NoReturn),
    });
    let late = one.on_time == Some(false) || one.overdue;
    let timeliness = asked.map_or("", |asked| words::timeliness(one, asked, lang));
    let timeliness = Cell::text(timeliness).tone(if late {
        Tone::Status(Status::Undecided)
    } else {
        Tone::Plain
    });
    let mut row = vec![
        Cell::centred(part),
        Cell::ordinal(at),
        Cell::text(unit.as_str()),
        Cell::text(material.unit_name(unit)),
        Cell::text(material.collection_title(collection)),
        receipt,
        Cell::date_or_blank(asked.and_then(|asked| asked.last_good_day)),
        Cell::date_or_blank(first.and_then(Submission::received_on)),
        timeliness,
        days.map_or_else(Cell::blank, Cell::count),
    ];
    row.extend(counts(material, one.counting));
    row.extend(file_cells(material, counting));
    row.push(Cell::text(remark));
    if part == BY_SENDER {
        row.extend(tally::of_return(material, (unit, collection, one)));
    }
    pen.cells(&row)
}

/// How many days after the last good one the first accepted file came, or, where none did, the day
/// of the report is.
fn days_late(
    one: &Return,
    asked: Option<&Collection>,
    first: Option<&Submission>,
    as_of: NaiveDate,
) -> Option<u64> {
    let last_good_day = asked?.last_good_day?;
    let until = match first {
        Some(first) => first.received_on()?,
        None => one.overdue.then_some(as_of)?,
    };
    let days = u64::try_from((until - last_good_day).num_days()).ok()?;
    (days > 0).then_some(days)
}

/// Why the day is another file's, or what became of files that do not count.
fn remark(material: &Material<'_>, one: &Return, states: &[SubmissionState]) -> String {
    let lang = material.report.lang;
    if one.counting.is_none() {
        let words: Vec<&str> = states
            .iter()
            .map(|&state| words::submission_state(state, lang))
            .collect();
        return words.join("; ");
    }
    if one.counting == one.first {
        return String::new();
    }
    let submissions = &material.report.settled.submissions;
    let counting = one.counting.and_then(|at| submissions.get(at));
    let day = counting.and_then(Submission::received_on).map(lang::date);
    let day = day.unwrap_or_else(|| lang.pick("chưa rõ ngày", "day not known").to_owned());
    lang.pick(
        format!("Số liệu theo bản gửi sau ({day})"),
        format!("Figures are of a later file ({day})"),
    )
}

/// A link to a file, and its name; the link has a cell of its own, since some programs do
/// not break the line of one.
fn file_cells<'a>(material: &Material<'a>, submission: Option<&'a Submission>) -> [Cell<'a>; 2] {
    let Some(one) = submission else {
        return [Cell::blank(), Cell::blank()];
    };
    let report = material.report;
    let address = link::file(report.returns_link, &one.file);
    let open = address.map_or_else(Cell::blank, |address| {
        Cell::link(report.lang.pick("Mở", "Open"), Some(address))
    });
    [open, Cell::text(one.file.as_str())]
}

/// Errors, queries and notes that are open; blank without a file.
fn counts<'a>(material: &Material<'_>, submission: Option<usize>) -> [Cell<'a>; 3] {
    let Some(at) = submission else {
        return [Cell::blank(), Cell::blank(), Cell::blank()];
    };
    let counts = material.finding_counts(at);
    [counts.error, counts.query, counts.note].map(Cell::count_or_blank)
}

fn message(finding: &Finding, lang: Lang) -> String {
    finding.message(lang, crate::finding::Personal::Shown)
}

fn all_files(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let submissions = &pen.material.report.settled.submissions;
    pen.group(lang.pick("VI. MỌI TỆP ĐÃ NHẬN", "VI. EVERY FILE RECEIVED"))?;
    for (at, submission) in submissions.iter().enumerate() {
        let remark = file_remark(submission, lang);
        file_row(pen, ALL_FILES, at, (at, submission), remark)?;
    }
    Ok(())
}

fn file_remark(one: &Submission, lang: Lang) -> String {
    let mut parts = Vec::new();
    parts.extend(
        one.rule
            .map(|rule| words::submission_rule(rule, lang).to_owned()),
    );
    parts.push(words::evidence(one.evidence, lang).to_owned());
    parts.extend(
        one.mail_number
            .as_ref()
            .map(|number| lang.pick(format!("Số đến {number}"), format!("Incoming no. {number}"))),
    );
    parts.join("; ")
}

fn file_row(
    pen: &mut Pen<'_>,
    part: &str,
    at: usize,
    (place, one): (usize, &Submission),
    remark: String,
) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let unit = one.unit.as_ref();
    let name = unit.and_then(|code| report.campaign.unit(code));
    let collection = one.collection.as_ref();
    let collection = collection.and_then(|id| report.campaign.collection(id));
    let state = Cell::text(words::submission_state(one.state, report.lang));
    let mut row = vec![
        Cell::centred(part),
        Cell::ordinal(at),
        Cell::text(unit.map_or("", UnitCode::as_str)),
        Cell::text(name.map_or("", |unit| &unit.name)),
        Cell::text(collection.map_or("", |one| one.titles.get(report.lang))),
        state.tone(state_tone(one.state)),
        Cell::blank(),
        Cell::date_or_blank(one.received_on()),
        Cell::blank(),
        Cell::blank(),
    ];
    row.extend(counts(material, Some(place)));
    row.extend(file_cells(material, Some(one)));
    row.push(Cell::text(remark));
    if part == ALL_FILES {
        row.extend(tally::of_file(material, place, one));
    }
    pen.cells(&row)
}

fn state_tone(state: SubmissionState) -> Tone {
    match state {
        SubmissionState::Accepted => Tone::Plain,
        SubmissionState::Superseded => Tone::Excluded,
        SubmissionState::Empty | SubmissionState::Unidentified => Tone::Status(Status::Undecided),
        SubmissionState::Rejected | SubmissionState::Unreadable => Tone::Status(Status::NotMet),
    }
}
