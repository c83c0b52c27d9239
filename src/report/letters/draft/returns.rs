//! How the returns came.

use std::io;

use super::{Charts, listed};
use crate::assess::{Arrival, Arrivals, Group};
use crate::campaign::Collection;
use crate::report::brief::Brief;
use crate::report::letters::body::Body;
use crate::report::letters::phrase::{many, owe_returns, percent};
use crate::report::letters::table::{Column, Row};
use crate::report::{Report, words};

pub(super) fn say(
    report: &Report<'_>,
    brief: &Brief<'_>,
    charts: &Charts<'_>,
    body: &mut Body,
) -> io::Result<()> {
    let lang = report.lang;
    body.section(lang.pick("I. TÌNH HÌNH NỘP BÁO CÁO", "I. RETURNS"));
    body.say(&arrived(report));
    body.say(&owing(report, brief));
    let rows = rows(report);
    if !rows.is_empty() {
        let caption = lang.pick("Tình hình nộp báo cáo theo kỳ", "Returns by collection");
        body.table(caption, &columns(report), &rows);
    }
    if let Some(chart) = charts.named(|name| name == "ty-le-bao-cao") {
        let caption = lang.pick(
            "Tỷ lệ báo cáo đã nhận theo kỳ và loại đơn vị",
            "Returns received by collection and type of unit",
        );
        body.picture(caption, chart)?;
    }
    let caption = lang.pick(
        "Đơn vị còn thiếu báo cáo dùng được (đã đến hạn)",
        "Units that lack a usable return that is due",
    );
    let what = lang.pick("Còn thiếu; quá hạn lâu nhất", "Missing; longest overdue");
    listed(report, &brief.absent, (caption, what), body);
    Ok(())
}

/// How many returns there are, of how many.
fn arrived(report: &Report<'_>) -> String {
    let lang = report.lang;
    let rates = || report.assessed.rates.iter().map(|one| &one.arrivals);
    let (received, expected) = rates().fold((0, 0), |(received, expected), one| {
        (
            received + count(one.received()),
            expected + count(one.expected()),
        )
    });
    let share = percent(received, expected, lang);
    let (shown, of) = (many(received, lang), many(expected, lang));
    let day = words::as_of(report);
    match (received, expected) {
        (_, 0) => lang.pick(
            format!("{day}, không có báo cáo nào phải nộp."),
            format!("{day}, no return is expected."),
        ),
        (0, _) => lang.pick(
            format!("{day}, chưa nhận được báo cáo nào trong số {of} báo cáo phải nộp."),
            format!("{day}, none of {of} returns has been received."),
        ),
        _ if received == expected => lang.pick(
            format!("{day}, đã nhận đủ {of}/{of} báo cáo phải nộp."),
            format!("{day}, all of {of} returns have been received."),
        ),
        _ => lang.pick(
            format!("{day}, đã nhận {shown}/{of} báo cáo phải nộp ({share})."),
            format!("{day}, {shown} of {of} returns have been received ({share})."),
        ),
    }
}

/// Who owes what is due.
fn owing(report: &Report<'_>, brief: &Brief<'_>) -> String {
    let lang = report.lang;
    let mut dated = report
        .collections()
        .filter(|one| one.last_good_day.is_some());
    if report.collections().all(|one| one.last_good_day.is_none()) {
        return lang
            .pick(
                "Kế hoạch không đặt hạn nộp báo cáo.",
                "The plan sets no due date.",
            )
            .to_owned();
    }
    if !dated.any(|one| one.due_passed(report.as_of)) {
        return lang
            .pick(
                "Chưa có kỳ báo cáo nào quá hạn nộp.",
                "No collection is past its due date.",
            )
            .to_owned();
    }
    let day = lang.pick("Đến thời điểm trên", "By that day");
    owe_returns(
        brief.absent.lines.len(),
        report.assessed.units.len(),
        day,
        lang,
    )
}

fn columns(report: &Report<'_>) -> [Column; 8] {
    let lang = report.lang;
    let figures = |vi, en, width| Column::figures(lang.pick(vi, en), width);
    [
        Column::texts(
            lang.pick("Kỳ báo cáo, loại đơn vị", "Collection, type of unit"),
            None,
        ),
        figures("Phải nộp", "Expected", 850),
        figures("Đã nhận", "Received", 850),
        figures("Tỷ lệ", "Share", 900),
        figures("Đúng hạn", "On time", 800),
        figures("Quá hạn", "Late", 800),
        figures("Chưa rõ ngày", "Day not known", 850),
        figures("Còn thiếu", "Missing", 850),
    ]
}

/// A row for each collection, and below it one for each type of its senders where there are several.
fn rows(report: &Report<'_>) -> Vec<Row> {
    let lang = report.lang;
    let mut rows = Vec::new();
    for rate in &report.assessed.rates {
        let Some(collection) = report.campaign.collection(&rate.collection) else {
            continue;
        };
        let title = collection.titles.get(lang).to_owned();
        rows.push(Row::Strong(cells(
            report,
            collection,
            title,
            &rate.arrivals,
        )));
        let groups = report.assessed.rates_by.iter();
        let of_types: Vec<Row> = groups
            .filter(|one| one.collection == rate.collection)
            .filter_map(|one| match &one.group {
                Group::Type(id) => {
                    let title = format!("– {}", report.campaign.type_title(id, lang));
                    Some(Row::Plain(cells(report, collection, title, &one.arrivals)))
                }
                Group::Block(_) | Group::Parent(_) => None,
            })
            .collect();
        if of_types.len() > 1 {
            rows.extend(of_types);
        }
    }
    rows
}

/// What one row says; nothing is on time or late where no due date is set.
fn cells(
    report: &Report<'_>,
    collection: &Collection,
    title: String,
    arrivals: &Arrivals,
) -> Vec<String> {
    let lang = report.lang;
    let (received, expected) = (count(arrivals.received()), count(arrivals.expected()));
    let dated = |arrival| match collection.last_good_day {
        Some(_) => many(count(arrivals.at(arrival)), lang),
        None => "–".to_owned(),
    };
    vec![
        title,
        many(expected, lang),
        many(received, lang),
        percent(received, expected, lang),
        dated(Arrival::OnTime),
        dated(Arrival::Late),
        dated(Arrival::DayUnknown),
        many(expected.saturating_sub(received), lang),
    ]
}

fn count(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
