//! The draft report: how returns came, what was reached, what is in doubt, what is to be decided.

mod doubts;
mod returns;
mod targets;

use std::io;
use std::path::{Path, PathBuf};

use super::body::Body;
use super::{Letter, form};
use crate::report::brief::{Brief, Line, List};
use crate::report::letters::form::printable;
use crate::report::letters::phrase::many;
use crate::report::letters::table::{Column, Row};
use crate::report::{Report, words};

/// So many units are listed on its pages; the workbook lists all.
const LISTED: usize = 15;

/// The draft report.
///
/// # Errors
/// What the system says where a chart cannot be read.
pub(super) fn letter(report: &Report<'_>, charts: &[PathBuf]) -> io::Result<Letter> {
    let lang = report.lang;
    let brief = Brief::of(report);
    let about = report.campaign.titles.get(lang);
    let kind = lang.pick("BÁO CÁO", "REPORT");
    let mut body = Body::new(lang, form::head(report, lang.pick("BC-……", "……"), None));
    body.put(form::title(kind, about));
    let day = words::as_of(report);
    let finality = words::finality(report.provisional, lang);
    body.put(vec![form::remark(&format!(
        "({day}; {})",
        finality.to_lowercase()
    ))]);
    body.say(&lang.pick(
        "Trên cơ sở báo cáo của các đơn vị, kết quả tổng hợp như sau:".to_owned(),
        "From the returns of the units, the results are these:".to_owned(),
    ));
    let charts = Charts(charts);
    returns::say(report, &brief, &charts, &mut body)?;
    targets::say(report, &brief, &charts, &mut body)?;
    doubts::say(report, &brief, &mut body);
    decisions(report, &brief, &mut body);
    body.put(form::end(report, None));
    Ok(Letter {
        title: format!("{} – {about}", lang.pick("Báo cáo", "Report")),
        parts: vec![body.into_blocks()],
    })
}

/// The charts' files.
struct Charts<'c>(&'c [PathBuf]);

impl Charts<'_> {
    /// The picture of the first chart whose name is a wanted one.
    fn named(&self, wanted: impl Fn(&str) -> bool) -> Option<&Path> {
        let pictures = self.0.iter().map(PathBuf::as_path);
        let mut pictures = pictures.filter(|one| one.extension().is_some_and(|end| end == "png"));
        pictures.find(|one| {
            one.file_stem()
                .and_then(|name| name.to_str())
                .is_some_and(&wanted)
        })
    }
}

/// What is to be decided, and the report's last words.
fn decisions(report: &Report<'_>, brief: &Brief<'_>, body: &mut Body) {
    let lang = report.lang;
    body.section(lang.pick(
        "IV. KIẾN NGHỊ, NỘI DUNG CẦN QUYẾT ĐỊNH",
        "IV. WHAT IS TO BE DECIDED",
    ));
    match brief.decide.as_slice() {
        [only] => body.say(only),
        several => {
            body.say_before(lang.pick(
                "Đề nghị lãnh đạo xem xét, quyết định:",
                "You are asked to decide:",
            ));
            body.list(several);
        }
    }
    if report.provisional {
        body.say(lang.pick(
            "Số liệu trên là số liệu tạm tính, còn có thể thay đổi cho đến khi các kỳ báo cáo được chốt.",
            "These figures are provisional; they may change until the collections are closed.",
        ));
    }
    body.say_before(lang.pick(
        "Trên đây là kết quả tổng hợp, kính báo cáo lãnh đạo xem xét, chỉ đạo./.",
        "This is submitted for your consideration.",
    ));
}

/// Units of a list with what of each is missing, as a table and a line for those left out.
fn listed(report: &Report<'_>, list: &List<'_>, (caption, what): (&str, &str), body: &mut Body) {
    let lang = report.lang;
    if list.lines.is_empty() {
        return;
    }
    let columns = [
        Column::figures(lang.pick("TT", "No."), 640),
        Column::texts(lang.pick("Đơn vị", "Unit"), None),
        Column::texts(what, Some(3_600)),
    ];
    let row = |(number, line): (usize, &Line<'_>)| {
        let what = line.what.clone();
        Row::Plain(vec![number.to_string(), printable(&line.unit.name), what])
    };
    let rows: Vec<Row> = (1..).zip(list.lines.iter().take(LISTED)).map(row).collect();
    body.table(caption, &columns, &rows);
    let beyond = list.lines.len().saturating_sub(LISTED);
    if beyond > 0 {
        let beyond = many(beyond, lang);
        body.note(&lang.pick(
            format!("Còn {beyond} đơn vị khác, xem tệp tong-hop.xlsx."),
            format!("Units left out here: {beyond}; the workbook tong-hop.xlsx lists all."),
        ));
    }
}
