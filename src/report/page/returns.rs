//! How returns came, which are missing and for how many days, and files nobody can place.

use std::collections::BTreeMap;

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Column, Sort, Table};
use crate::assess::{Arrival, Rate};
use crate::campaign::{Collection, Unit};
use crate::finding::Personal;
use crate::id::UnitCode;
use crate::lang::{self, Lang};
use crate::report::{Report, words, workbook};
use crate::settle::{Return, SubmissionState};

/// The table of what is missing.
pub(super) const MISSING: Anchor = Anchor("con-thieu", None);

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    rates(html, report);
    missing(html, report);
    unplaced(html, report);
}

/// Whom to call of each unit; of nobody where the page is to show no person.
pub(super) fn contacts<'r>(report: &Report<'r>) -> BTreeMap<&'r UnitCode, String> {
    match report.personal {
        Personal::Shown => workbook::whom_to_call(report),
        Personal::Hidden => BTreeMap::new(),
    }
}

fn rates(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Kỳ báo cáo", "Collection"), Sort::Text),
        (lang.pick("Hạn nộp", "Last good day"), Sort::Day),
        (lang.pick("Phải báo cáo", "Expected"), Sort::Number),
        (lang.pick("Đã nhận", "Received"), Sort::Number),
        (lang.pick("Tỷ lệ", "Rate"), Sort::Number),
        (lang.pick("Chưa nhận", "Not received"), Sort::Number),
        (lang.pick("Đúng hạn", "On time"), Sort::Number),
        (lang.pick("Quá hạn", "Late"), Sort::Number),
        (
            lang.pick("Chưa rõ ngày nhận", "Day not known"),
            Sort::Number,
        ),
    ];
    let rates = &report.assessed.rates;
    let table = Table {
        place: Anchor("ty-le", None),
        caption: lang.pick("Báo cáo đã nhận theo kỳ", "Returns received by collection"),
        columns: &columns,
        rows: rates.len(),
    };
    table.write(html, lang, |html| {
        for rate in rates {
            let collection = report.campaign.collection(&rate.collection);
            if let Some(collection) = collection {
                table::row(html, |html| rate_cells(html, (rate, collection), lang));
            }
        }
    });
}

fn rate_cells(html: &mut Html, (rate, collection): (&Rate, &Collection), lang: Lang) {
    let arrivals = &rate.arrivals;
    let (expected, received) = (arrivals.expected(), arrivals.received());
    let due = collection.last_good_day;
    let count = |count: u32| lang::number(count.into(), lang);
    table::head(html, |html| html.text(collection.titles.get(lang)));
    table::number(html, &due.map_or_else(String::new, lang::date));
    table::number(html, &count(expected));
    table::number(html, &count(received));
    table::number(html, &table::share(received, expected, lang));
    table::number(html, &count(expected.saturating_sub(received)));
    for arrival in [Arrival::OnTime, Arrival::Late, Arrival::DayUnknown] {
        // Without a due date nothing is on time or late.
        let of_time = due.map(|_| count(arrivals.at(arrival)));
        table::number(html, &of_time.unwrap_or_default());
    }
}

/// A unit with what is not there of each collection that anybody misses.
struct Missing<'a> {
    unit: &'a Unit,
    returns: Vec<Option<&'a Return>>,
    /// How long the oldest is overdue, in days; none where nothing is.
    days_late: Option<i64>,
}

/// How many days ago the last good day was; none where it is still to come.
fn days_late(report: &Report<'_>, collection: &Collection, one: &Return) -> Option<i64> {
    let due = collection.last_good_day.filter(|_| one.overdue)?;
    Some((report.as_of - due).num_days())
}

/// The collections of which a return is missing, and every unit of which one is: those that are
/// longest overdue first.
fn all_missing<'a>(report: &Report<'a>) -> (Vec<&'a Collection>, Vec<Missing<'a>>) {
    let of_unit = |unit: &Unit, collection: &Collection| {
        let key = (unit.code.clone(), collection.id.clone());
        let one = report.settled.returns.get(&key);
        one.filter(|one| one.counting.is_none())
    };
    let units = || report.campaign.units.iter();
    let collections: Vec<&Collection> = report
        .collections()
        .filter(|collection| units().any(|unit| of_unit(unit, collection).is_some()))
        .collect();
    let missing = units().map(|unit| {
        let returns = collections.iter().map(|one| of_unit(unit, one));
        let returns: Vec<Option<&Return>> = returns.collect();
        let late = collections.iter().zip(&returns);
        let late = late.filter_map(|(collection, one)| days_late(report, collection, (*one)?));
        Missing {
            unit,
            days_late: late.max(),
            returns,
        }
    });
    let mut missing: Vec<Missing<'_>> = missing
        .filter(|one| one.returns.iter().any(Option::is_some))
        .collect();
    // Stable: those overdue for as long stay in the register's order.
    missing.sort_by_key(|one| std::cmp::Reverse(one.days_late));
    (collections, missing)
}

fn missing(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let (collections, missing) = all_missing(report);
    if missing.is_empty() {
        let none = lang.pick("Không còn báo cáo nào thiếu.", "No return is missing.");
        html.leaf("p", &[Attribute::Id(MISSING)], none);
        return;
    }
    let contacts = contacts(report);
    let headings = collections.iter().map(|one| heading(one, lang));
    let headings: Vec<String> = headings.collect();
    let mut columns: Vec<Column<'_>> = vec![
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Số ngày quá hạn", "Days late"), Sort::Number),
    ];
    columns.extend(headings.iter().map(|one| (one.as_str(), Sort::Text)));
    if report.personal == Personal::Shown {
        columns.push((lang.pick("Người liên hệ", "Whom to call"), Sort::Text));
    }
    let table = Table {
        place: MISSING,
        caption: lang.pick("Báo cáo còn thiếu", "Returns that are missing"),
        columns: &columns,
        rows: missing.len(),
    };
    table.write(html, lang, |html| {
        for one in &missing {
            table::row(html, |html| {
                table::unit(html, one.unit, None);
                let days = one.days_late.map(|days| days.to_string());
                table::number(html, &days.unwrap_or_default());
                for (collection, missed) in collections.iter().zip(&one.returns) {
                    let state = missed.map(|missed| state(report, collection, missed));
                    table::text(html, &state.unwrap_or_default());
                }
                if report.personal == Personal::Shown {
                    let persons = contacts.get(&one.unit.code);
                    table::text(html, persons.map_or("", String::as_str));
                }
            });
        }
    });
}

/// A collection with its last good day.
fn heading(collection: &Collection, lang: Lang) -> String {
    let title = collection.titles.get(lang);
    let Some(due) = collection.last_good_day.map(lang::date) else {
        return title.to_owned();
    };
    lang.pick(
        format!("{title} (hạn {due})"),
        format!("{title} (due {due})"),
    )
}

/// What is there of a return that does not count, and for how many days it is overdue.
fn state(report: &Report<'_>, collection: &Collection, one: &Return) -> String {
    let lang = report.lang;
    let receipt = words::receipt(one, lang);
    match days_late(report, collection, one) {
        Some(days) => lang.pick(
            format!("{receipt}, quá hạn {days} ngày"),
            format!("{receipt}, {days} days late"),
        ),
        None => receipt.to_owned(),
    }
}

/// Files of which nobody knows whose they are: one of them may be one that is missing.
fn unplaced(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let files: Vec<&str> = report
        .settled
        .submissions
        .iter()
        .filter(|one| one.state == SubmissionState::Unidentified)
        .map(|one| one.file.as_str())
        .collect();
    if files.is_empty() {
        return;
    }
    html.element("details", &[], |html| {
        let count = files.len();
        let title = lang.pick(
            format!(
                "Tệp chưa rõ của đơn vị nào ({count}), đề nghị đối chiếu với các báo cáo còn thiếu"
            ),
            format!("Files whose unit is not known ({count}), to compare with what is missing"),
        );
        html.leaf("summary", &[], &title);
        html.element("ul", &[], |html| {
            for file in files {
                html.leaf("li", &[], file);
            }
        });
    });
}
