//! What each unit has not reached: how much is missing, why, what to do. A unit is a line that opens.

use super::html::{Anchor, Attribute, Html};
use super::table;
use super::units::figure;
use crate::assess::{Status, TargetResult};
use crate::campaign::Unit;
use crate::lang::Lang;
use crate::report::shortfall::{self, Missing, Shortfall};
use crate::report::{Report, words};

/// The list of all units.
pub(super) const PLACE: Anchor = Anchor("danh-sach", None);
/// What is not reached, the gravest first.
const SHOWN: [Status; 3] = [Status::NotMet, Status::NoReturn, Status::Undecided];

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let units: Vec<(&Unit, Vec<Shortfall<'_>>)> = report
        .assessed
        .units
        .iter()
        .filter_map(|(code, results)| Some((report.campaign.unit(code)?, results)))
        .map(|(unit, results)| (unit, of_unit(report, unit, results)))
        .filter(|(_, own)| !own.is_empty())
        .collect();
    if units.is_empty() {
        let none = lang.pick("Không có đơn vị nào.", "There is no such unit.");
        html.leaf("p", &[Attribute::Id(PLACE)], none);
        return;
    }
    let note = lang.pick(
        "Chỉ tiêu chưa đạt, chưa đủ căn cứ hoặc chưa nộp báo cáo của từng đơn vị, lý do và việc cần làm. Bấm vào tên đơn vị để xem.",
        "What each unit has not met, what is undecided or without a return, why, and what to do. Open a unit to see it.",
    );
    html.leaf("p", &[Attribute::Class("note")], note);
    let all = [
        Attribute::Class("all"),
        Attribute::Kind("button"),
        Attribute::Controls(PLACE),
        Attribute::Hidden,
    ];
    html.leaf(
        "button",
        &all,
        lang.pick("Mở hoặc đóng tất cả", "Open or close all"),
    );
    table::search(
        html,
        lang,
        lang.pick(
            "Tìm đơn vị, chỉ tiêu, lý do",
            "Search units, targets, reasons",
        ),
    );
    html.element("div", &[Attribute::Id(PLACE)], |html| {
        for (unit, own) in &units {
            of(html, report, unit, own);
        }
    });
}

/// Whether a result is in this list.
pub(super) fn is_short(result: &TargetResult) -> bool {
    SHOWN.contains(&result.status)
}

/// Where a unit stands in it.
pub(super) fn place(report: &Report<'_>, unit: &Unit) -> Anchor {
    Anchor("dv", report.campaign.unit_position(&unit.code))
}

fn of_unit<'a>(
    report: &Report<'a>,
    unit: &'a Unit,
    results: &'a [TargetResult],
) -> Vec<Shortfall<'a>> {
    let all = report.campaign.targets.iter().zip(results);
    let short = all.filter(|(_, result)| is_short(result));
    let mut own: Vec<Shortfall<'a>> = short
        .map(|(target, result)| Shortfall {
            unit,
            target,
            result,
        })
        .collect();
    own.sort_by_key(|one| SHOWN.iter().position(|shown| *shown == one.result.status));
    own
}

fn of(html: &mut Html, report: &Report<'_>, unit: &Unit, own: &[Shortfall<'_>]) {
    let lang = report.lang;
    html.element("details", &[Attribute::Class("unit")], |html| {
        html.element("summary", &[], |html| {
            html.leaf("b", &[], &unit.name);
            html.text(" ");
            html.leaf("small", &[], unit.code.as_str());
            for status in SHOWN {
                let count = own.iter().filter(|one| one.result.status == status).count();
                if count > 0 {
                    html.text(" ");
                    table::counted_chip(html, status, count, lang);
                }
            }
        });
        html.element("ul", &[Attribute::Id(place(report, unit))], |html| {
            for one in own {
                html.element("li", &[], |html| item(html, report, one));
            }
        });
    });
    html.line();
}

fn item(html: &mut Html, report: &Report<'_>, one: &Shortfall<'_>) {
    let lang = report.lang;
    html.leaf("b", &[], one.target.heading.get(lang));
    html.text(" ");
    table::chip(html, one.result.status, lang);
    if let Some(figures) = figures(one, lang) {
        html.text(" ");
        html.leaf("span", &[], &figures);
    }
    let reason = shortfall::reason(one, lang);
    html.leaf("p", &[Attribute::Class("note")], &format!("{reason}."));
    let listed = lang.pick("phiếu rà soát của đơn vị", "the unit's marked return");
    let advice = shortfall::advice(report, one, listed);
    if !advice.is_empty() {
        html.leaf("p", &[Attribute::Class("advice")], &format!("→ {advice}"));
    }
}

/// The figure, what is required and what is missing: `7; ít nhất 10 điển hình; còn thiếu 3`.
fn figures(one: &Shortfall<'_>, lang: Lang) -> Option<String> {
    let shown = figure(one.target, one.result, lang)?;
    let mut parts = vec![shown];
    if let Some(required) = one.result.required {
        parts.push(words::required(one.target, required, lang));
    }
    let scale = one.target.measure.scale();
    parts.extend(shortfall::amount_missing(one).map(|missing| match missing {
        Missing::Below(amount) => {
            let amount = words::figure(scale, amount, lang);
            lang.pick(format!("còn thiếu {amount}"), format!("short by {amount}"))
        }
        Missing::Above(amount) => {
            let amount = words::figure(scale, amount, lang);
            lang.pick(format!("vượt {amount}"), format!("above by {amount}"))
        }
    }));
    Some(parts.join("; "))
}
