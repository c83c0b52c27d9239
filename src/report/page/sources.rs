//! Where every figure comes from: the run, what words mean, each target's definition, and the files
//! that count.

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::campaign::Target;
use crate::lang::{self, Lang};
use crate::report::workbook::{requirement, sources::definition};
use crate::report::{Report, words};
use crate::settle::SubmissionState;

/// Beyond so many files they are not named here.
const MOST_FILES: usize = 400;

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    run(html, report);
    terms(html, report.lang);
    targets(html, report);
    files(html, report);
}

fn run(html: &mut Html, report: &Report<'_>) {
    let (campaign, lang) = (report.campaign, report.lang);
    let submissions = &report.settled.submissions;
    let states = SubmissionState::ALL.map(|state| {
        let count = submissions.iter().filter(|one| one.state == state).count();
        (state, count)
    });
    let states: Vec<String> = states
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(state, count)| format!("{}: {count}", words::submission_state(state, lang)))
        .collect();
    let facts = [
        (
            lang.pick("Kế hoạch", "Campaign"),
            campaign.titles.get(lang).to_owned(),
        ),
        (
            lang.pick("Tính đến ngày", "As of"),
            lang::date(report.as_of),
        ),
        (
            lang.pick("Tính chất số liệu", "Figures"),
            words::finality(report.provisional, lang).to_owned(),
        ),
        (
            lang.pick("Tệp đã nhận", "Files received"),
            states.join("; "),
        ),
        (
            lang.pick("Phiên bản chương trình", "Program version"),
            format!("thidua {}", env!("CARGO_PKG_VERSION")),
        ),
        (lang.pick("Mã kế hoạch", "Campaign id"), campaign.id.clone()),
        (
            lang.pick("Mã băm kế hoạch (SHA-256)", "Campaign hash (SHA-256)"),
            campaign.hash.clone(),
        ),
    ];
    html.element("dl", &[Attribute::Class("facts")], |html| {
        for (name, fact) in facts {
            html.leaf("dt", &[], name);
            html.leaf("dd", &[], &fact);
        }
    });
    let note = lang.pick(
        "Mã băm của mọi tệp đã đọc và đã lập: data/manifest.json. Mỗi con số cộng từ các dòng ở trang của biểu trong tong-hop.xlsx; mỗi dòng dẫn tới ô gốc trong tệp đơn vị đã gửi.",
        "The hashes of every file read and written: data/manifest.json. Every figure is added up from rows on its form's sheet in tong-hop.xlsx; every row leads to its cell in the file received.",
    );
    html.leaf("p", &[Attribute::Class("note")], note);
}

/// What the words of this page mean.
fn terms(html: &mut Html, lang: Lang) {
    let terms = [
        (
            lang.pick("Phải báo cáo", "Expected"),
            lang.pick(
                "Đơn vị có trong danh sách vào ngày hạn nộp của kỳ báo cáo.",
                "The units that the register holds valid on the collection's due date.",
            ),
        ),
        (
            lang.pick("Đã nhận", "Received"),
            lang.pick(
                "Có ít nhất một tệp được tiếp nhận. Số liệu theo bản được tiếp nhận sau cùng, thời hạn theo bản được tiếp nhận đầu tiên.",
                "At least one file was accepted. Figures are of the latest accepted file; whether it was on time is told by the first.",
            ),
        ),
        (
            lang.pick("Số chắc chắn, số tối đa có thể", "Certain, at most"),
            lang.pick(
                "Hai đầu của một kết quả: không tính và có tính các dòng còn nghi vấn.",
                "The two ends of a figure: without and with the rows that are in doubt.",
            ),
        ),
        (
            lang.pick("Cộng chung", "Over all"),
            lang.pick(
                "Kết quả của tất cả đơn vị; nội dung do nhiều đơn vị cùng báo cáo chỉ tính một lần.",
                "The figure over all units; what several units report is counted once.",
            ),
        ),
        (
            lang.pick("Phải sửa, cần làm rõ", "Error, query"),
            lang.pick(
                "Phải sửa: đơn vị sửa rồi gửi lại. Cần làm rõ: đơn vị sửa hoặc giải thích.",
                "An error must be mended; a query must be mended or explained.",
            ),
        ),
        (
            lang.pick("Số liệu tạm tính", "Provisional figures"),
            lang.pick(
                "Còn kỳ báo cáo chưa khóa, số liệu có thể thay đổi.",
                "A collection is not closed yet; figures may change.",
            ),
        ),
    ];
    html.leaf("h3", &[], lang.pick("Giải thích từ ngữ", "Terms"));
    html.element("dl", &[Attribute::Class("facts")], |html| {
        for (term, meaning) in terms {
            html.leaf("dt", &[], term);
            html.leaf("dd", &[], meaning);
        }
    });
}

fn targets(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (
            lang.pick("Kỳ báo cáo, thời gian thực hiện", "Collections and time"),
            Sort::Text,
        ),
        (lang.pick("Mức yêu cầu", "Required"), Sort::Text),
        (lang.pick("Điều kiện", "Conditions"), Sort::Text),
        (lang.pick("Cách tính, biểu", "Measure and form"), Sort::Text),
    ];
    let table = Table {
        place: Anchor("cach-tinh", None),
        caption: lang.pick("Cách tính từng chỉ tiêu", "How each target is measured"),
        columns: &columns,
        rows: 0,
    };
    table.write(html, lang, |html| {
        for target in &report.campaign.targets {
            table::row(html, |html| definition_cells(html, report, target));
        }
    });
}

fn definition_cells(html: &mut Html, report: &Report<'_>, target: &Target) {
    let (campaign, lang) = (report.campaign, report.lang);
    let collections = target.collections.iter();
    let titles = collections.filter_map(|id| Some(campaign.collection(id)?.titles.get(lang)));
    let titles = titles.collect::<Vec<_>>().join("; ");
    let window = words::days(*target.window.start(), *target.window.end(), lang);
    table::head(html, |html| html.text(target.titles.get(lang)));
    table::text(html, &format!("{titles} ({window})"));
    table::text(html, &requirement::in_short(target, campaign, lang));
    table::text(html, &definition::conditions(target, campaign, lang));
    table::text(html, &definition::measure(target, campaign, lang));
}

/// The files whose rows count, with their hashes.
fn files(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let accepted = report.settled.submissions.iter();
    let accepted = accepted.filter(|one| one.state == SubmissionState::Accepted);
    let accepted: Vec<_> = accepted.collect();
    if accepted.is_empty() || accepted.len() > MOST_FILES {
        return;
    }
    let columns = [
        (lang.pick("Tệp", "File"), Sort::Text),
        (lang.pick("Mã đơn vị", "Code"), Sort::Text),
        (lang.pick("Ngày nhận", "Received"), Sort::Day),
        ("SHA-256", Sort::Never),
    ];
    let table = Table {
        place: Anchor("tep", None),
        caption: lang.pick("Các tệp được tính", "The files that count"),
        columns: &columns,
        rows: accepted.len(),
    };
    html.element("details", &[], |html| {
        let count = accepted.len();
        let title = lang.pick(
            format!("Các tệp được tính ({count})"),
            format!("The files that count ({count})"),
        );
        html.leaf("summary", &[], &title);
        table.write(html, lang, |html| {
            for one in accepted {
                table::row(html, |html| {
                    table::head(html, |html| html.text(&one.file));
                    table::text(html, one.unit.as_ref().map_or("", |code| code.as_str()));
                    let day = one.received_on().map(lang::date);
                    table::number(html, &day.unwrap_or_default());
                    html.leaf("td", &[Attribute::Class("hash")], &one.sha256);
                });
            }
        });
    });
}
