//! The workbook of decisions, `cho-quyet-dinh.xlsx`: what waits for the office, and what holds.
//!
//! It is read again: saved beside the returns as the decisions file, each row with a decision is
//! one. So its columns are those that [`crate::settle`] reads, and others that only show something.

use std::path::Path;

use chrono::NaiveDate;
use rust_xlsxwriter::{DataValidation, Workbook, XlsxError};

use super::cell::Cell;
use super::link;
use super::material::Material;
use super::pen::{Column, MAX_ROWS, Pen};
use super::style::{Look, Tone};
use super::{WorkbookError, write_sheet};
use crate::finding::{Code, Personal};
use crate::lang::Lang;
use crate::report::Report;
use crate::report::brief::many;
use crate::settle::{Action, Context, Decision, Filed, Heading, Subject, Wait, Waiting};

/// The columns up to the decision stay on screen.
const FROZEN: u16 = 2;
/// The columns that people read and fill in, which are printed; those right of them tell the program
/// what the decision is about.
const PRINTED: u16 = 10;
/// The place of the column of decisions.
const ACTION: u16 = 1;

/// Writes the workbook to `out`.
///
/// # Errors
/// [`WorkbookError::Sheet`] where the sheet goes beyond what Excel holds, [`WorkbookError::Save`]
/// where the file cannot be written.
pub fn write(report: &Report<'_>, out: &Path) -> Result<(), WorkbookError> {
    write_sheet(report, out, title(report.lang), sheet)
}

fn title(lang: Lang) -> &'static str {
    lang.pick("Chờ quyết định", "Decisions")
}

fn sheet(book: &mut Workbook, material: &Material<'_>, name: &str) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let columns = columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.title(title(lang), guidance(report))?;
    let heading = pen.row();
    pen.headings(&columns, FROZEN)?;
    let waits = report.settled.waiting(report.campaign);
    let asked = |unexplained: bool| {
        let is_it = move |one: &&Waiting<'_>| (one.wait == Wait::Unexplained) == unexplained;
        waits.rulings.iter().filter(is_it).map(Line::Waiting)
    };
    let rulings = report.settled.rulings.iter();
    let rulings = rulings.map(|(filed, holds)| Line::Filed(filed, *holds));
    let lines: Vec<Line<'_>> = asked(false).chain(rulings).chain(asked(true)).collect();
    let shown = lines.len().min(MAX_ROWS);
    for (at, line) in lines[..shown].iter().enumerate() {
        pen.cells(&line.cells(at, material))?;
    }
    if lines.is_empty() {
        let none = lang.pick("Không có nội dung nào chờ quyết định.", "Nothing waits.");
        pen.line(0, PRINTED - 1, none, Look::Note)?;
    } else {
        pen.filter(heading)?;
        let actions = Action::ALL.map(|one| one.title(lang));
        let choice = DataValidation::new().allow_list_strings(&actions)?;
        let last = pen.row() - 1;
        pen.sheet
            .add_data_validation(heading + 1, ACTION, last, ACTION, &choice)?;
    }
    pen.left_out(lines.len() - shown)?;
    if !waits.needs_return.is_empty() {
        let count = many(waits.needs_return.len(), lang);
        let text = lang.pick(
            format!("{count} nội dung nữa sẽ tự hết khi có báo cáo còn thiếu, không cần quyết định (xem trang “Nội dung cần sửa” của tong-hop.xlsx)."),
            format!("{count} more end by themselves when a return comes that is missing: nothing to decide (see the sheet “To be mended” of tong-hop.xlsx)."),
        );
        pen.line(0, PRINTED - 1, &text, Look::Note)?;
    }
    if waits.nameless > 0 {
        let nameless = many(waits.nameless, lang);
        let text = lang.pick(
            format!("{nameless} nội dung nữa ở các dòng chưa đủ thông tin nhận diện: đề nghị đơn vị bổ sung trước."),
            format!("{nameless} more stand in rows that cannot be told apart yet: their units must complete them first."),
        );
        pen.line(0, PRINTED - 1, &text, Look::Note)?;
    }
    let last_row = pen.row().saturating_sub(1);
    pen.sheet.set_print_area(0, 0, last_row, PRINTED - 1)?;
    Ok(())
}

fn guidance(report: &Report<'_>) -> &'static str {
    if report.is_of_runs() {
        return report.lang.pick(
            "Chọn quyết định ở cột “Quyết định”, ghi người và ngày quyết định, rồi lưu tệp này thành decisions.xlsx cạnh thư mục kết quả này và chạy lại. Dòng để trống thì chưa quyết định. Giữ nguyên các cột từ “Mã đơn vị” sang phải. Ở đây không giao tệp cho đơn vị: nơi nhận tệp ghi vào tệp quyết định của mình rồi chạy lại.",
            "Choose in the column “Decision”, say who decided and when, save this file as decisions.xlsx beside this folder of reports, and run again. A row left empty decides nothing. Leave the columns from “Unit code” on as they are. Files are not assigned here: the office that received one files it among its own decisions and runs again.",
        );
    }
    report.lang.pick(
        "Chọn quyết định ở cột “Quyết định”, ghi người và ngày quyết định, rồi lưu tệp này thành decisions.xlsx cạnh thư mục báo cáo của đơn vị và chạy lại. Dòng để trống thì chưa quyết định. Giữ nguyên các cột từ “Mã đơn vị” sang phải, trừ mã đơn vị (và mã kỳ báo cáo nếu cần) khi giao tệp cho đơn vị.",
        "Choose in the column “Decision”, say who decided and when, save this file as decisions.xlsx beside the folder of returns, and run again. A row left empty decides nothing. Leave the columns from “Unit code” on as they are, except the unit code (and the collection id where needed) when a file is assigned.",
    )
}

fn columns(lang: Lang) -> [Column; 17] {
    [
        (Context::Ordinal.title(lang), 6.0),
        (Heading::Action.title(lang), 14.0),
        (Context::State.title(lang), 14.0),
        (Context::Name.title(lang), 22.0),
        (Context::Finding.title(lang), 36.0),
        (Context::Explanation.title(lang), 28.0),
        (Context::Source.title(lang), 30.0),
        (Heading::By.title(lang), 16.0),
        (Heading::Date.title(lang), 12.0),
        (Heading::Note.title(lang), 20.0),
        (Heading::Unit.title(lang), 11.0),
        (Heading::Collection.title(lang), 12.0),
        (Heading::Form.title(lang), 12.0),
        (Heading::RowKey.title(lang), 26.0),
        (Heading::Code.title(lang), 18.0),
        (Heading::Value.title(lang), 20.0),
        (Heading::Sha256.title(lang), 20.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// One row of the table.
enum Line<'r> {
    /// What waits.
    Waiting(&'r Waiting<'r>),
    /// What was ruled, and whether it still fits something.
    Filed(&'r Filed, bool),
}

/// What a ruling names, as it stands in its columns.
#[derive(Default)]
struct Named<'r> {
    subject: Subject,
    code: &'r str,
    value: &'r str,
}

impl<'r> Line<'r> {
    fn cells(&self, at: usize, material: &Material<'_>) -> Vec<Cell<'r>> {
        let campaign = material.report.campaign;
        let named = self.named();
        let unit = campaign.unit(&named.subject.unit.as_str().into());
        let mut cells = vec![Cell::ordinal(at)];
        cells.extend(match self {
            Self::Waiting(one) => asked(one, material),
            Self::Filed(filed, holds) => ruled(filed, *holds, material.report),
        });
        // Of a file that is nobody's its own name says most.
        let of_file = || match self {
            Self::Waiting(one) => one.submission.file.clone(),
            Self::Filed(..) => String::new(),
        };
        let name = unit.map_or_else(of_file, |unit| unit.name.clone());
        cells.insert(3, Cell::text(name));
        let Subject {
            sha256,
            unit,
            collection,
            form,
            row_key,
        } = named.subject;
        let own = [unit, collection, form, row_key].map(Cell::text);
        cells.extend(own);
        cells.extend([
            Cell::text(named.code),
            Cell::text(named.value),
            Cell::text(sha256),
        ]);
        cells
    }

    fn named(&self) -> Named<'r> {
        match *self {
            Self::Waiting(one) => Named {
                subject: one.subject.clone(),
                code: one.finding.fault.code().as_str(),
                value: one.finding.value.as_deref().unwrap_or_default(),
            },
            Self::Filed(filed, _) => match &filed.decision {
                Decision::Assign {
                    sha256,
                    unit,
                    collection,
                } => Named {
                    subject: Subject {
                        sha256: sha256.clone(),
                        unit: unit.clone(),
                        collection: collection.clone(),
                        ..Subject::default()
                    },
                    ..Named::default()
                },
                Decision::Exclude(row) => Named {
                    subject: row.clone(),
                    ..Named::default()
                },
                Decision::Accept { row, code, value } => Named {
                    subject: row.clone(),
                    code,
                    value,
                },
            },
        }
    }
}

/// From the decision to the note, without the unit's name, of what waits.
fn asked<'r>(one: &'r Waiting<'r>, material: &Material<'_>) -> Vec<Cell<'r>> {
    let report = material.report;
    let lang = report.lang;
    let state = match one.wait {
        Wait::Explained => lang.pick("Chờ quyết định", "Waits"),
        Wait::Unidentified if report.is_of_runs() => {
            lang.pick("Chờ nơi nhận giao đơn vị", "Needs a unit, where received")
        }
        Wait::Unidentified => lang.pick("Chờ giao đơn vị", "Needs a unit"),
        Wait::Unexplained => lang.pick("Đơn vị chưa giải thích", "Not explained yet"),
    };
    let explanation = report.settled.explanation(one.finding, one.submission);
    let place = &one.finding.place;
    let file = &one.submission.file;
    let (text, address) = match &place.sheet {
        None => (
            lang.pick("Cả tệp", "The file").to_owned(),
            link::file(report.returns_link, file),
        ),
        Some(sheet) => (
            place
                .range
                .map_or_else(|| sheet.to_string(), |range| format!("{sheet}!{range}")),
            link::cells(report.returns_link, file, sheet, place.range),
        ),
    };
    // Where nothing leads to the file it is named.
    let text = match report.returns_link {
        Some(_) => text,
        None => format!("{text} ({file})"),
    };
    vec![
        Cell::blank(),
        Cell::text(state),
        Cell::text(one.finding.message(lang, Personal::Shown)),
        Cell::text(explanation.unwrap_or_default().to_owned()),
        Cell::link(text, address),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
    ]
}

/// What a ruling is about, in a phrase.
fn ruled_on(decision: &Decision, report: &Report<'_>) -> String {
    let lang = report.lang;
    match decision {
        Decision::Accept { code, value, .. } => {
            let title = Code::parse(code).map_or(code.as_str(), |code| code.page(lang).title);
            match value.as_str() {
                "" => title.to_owned(),
                value => format!("{title}: {value}"),
            }
        }
        Decision::Exclude(row) => row.row_key.replace('|', ", "),
        Decision::Assign { sha256, .. } => {
            let mut files = report.settled.submissions.iter();
            let file = files.find(|one| one.sha256 == *sha256);
            let short = || format!("{}…", sha256.chars().take(12).collect::<String>());
            let name = file.map_or_else(short, |one| one.file.as_str().to_owned());
            lang.pick(format!("Tệp {name}"), format!("File {name}"))
        }
    }
}

/// The same of what was ruled; what fits nothing any more is no longer decided.
fn ruled<'r>(filed: &'r Filed, holds: bool, report: &Report<'_>) -> Vec<Cell<'r>> {
    let lang = report.lang;
    let action = match &filed.decision {
        Decision::Accept { .. } => Action::Accept,
        Decision::Exclude(_) => Action::Exclude,
        Decision::Assign { .. } => Action::Assign,
    };
    let day = NaiveDate::parse_from_str(&filed.date, "%Y-%m-%d");
    let date = day.map_or_else(|_| Cell::text(filed.date.as_str()), Cell::date);
    if holds {
        return vec![
            Cell::text(action.title(lang)),
            Cell::text(lang.pick("Đang hiệu lực", "In force")),
            Cell::text(ruled_on(&filed.decision, report)),
            Cell::blank(),
            Cell::blank(),
            Cell::text(filed.by.as_str()),
            date,
            Cell::text(filed.note.as_str()),
        ];
    }
    let was = lang.pick(
        format!(
            "Quyết định trước: {} ({} {})",
            action.title(lang),
            filed.by,
            filed.date
        ),
        format!("Was: {} ({} {})", action.title(lang), filed.by, filed.date),
    );
    let state = Cell::text(lang.pick("Hết hiệu lực", "Lapsed"));
    vec![
        Cell::blank(),
        state.tone(Tone::Excluded),
        Cell::text(was),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
        Cell::blank(),
        Cell::text(filed.note.as_str()),
    ]
}
