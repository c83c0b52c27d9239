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
            for group in alike(report, own) {
                html.element("li", &[], |html| item(html, &group, lang));
            }
        });
    });
    html.line();
}

/// Targets of a unit that stand alike, for one reason, with one remedy.
struct Alike<'s> {
    status: Status,
    reason: &'static str,
    advice: String,
    members: Vec<&'s Shortfall<'s>>,
}

/// What is not reached, told once where it is the same of several targets.
fn alike<'s>(report: &Report<'_>, own: &'s [Shortfall<'s>]) -> Vec<Alike<'s>> {
    let lang = report.lang;
    let listed = lang.pick("phiếu rà soát của đơn vị", "the unit's marked return");
    let mut groups: Vec<Alike<'s>> = Vec::new();
    for one in own {
        let status = one.result.status;
        let reason = shortfall::reason(one, lang);
        let advice = shortfall::advice(report, one, listed);
        let known = groups.iter_mut().find(|group| {
            group.status == status && group.reason == reason && group.advice == advice
        });
        match known {
            Some(group) => group.members.push(one),
            None => groups.push(Alike {
                status,
                reason,
                advice,
                members: vec![one],
            }),
        }
    }
    groups
}

fn item(html: &mut Html, group: &Alike<'_>, lang: Lang) {
    table::chip(html, group.status, lang);
    for (at, one) in group.members.iter().enumerate() {
        html.text(if at == 0 { " " } else { "; " });
        html.leaf("b", &[], one.target.heading.get(lang));
        if let Some(figures) = figures(one, lang) {
            html.text(&format!(": {figures}"));
        }
    }
    html.element("p", &[], |html| {
        html.text(&format!("{}.", group.reason));
        if !group.advice.is_empty() {
            html.text(" ");
            html.leaf("i", &[], &format!("→ {}", group.advice));
        }
    });
}

/// The figure, what is required and what is missing, as far as they are known: `7, ít nhất 10 điển
/// hình, còn thiếu 3`.
fn figures(one: &Shortfall<'_>, lang: Lang) -> Option<String> {
    let mut parts = vec![figure(one.target, one.result, lang)?];
    let required = one.result.required.filter(|one| one.level.high.is_some());
    parts.extend(required.map(|required| words::required(one.target, required, lang)));
    let scale = one.target.measure.scale();
    let (what, amount) = match shortfall::amount_missing(one) {
        Some(Missing::Below(amount)) => (lang.pick("còn thiếu", "short by"), Some(amount)),
        Some(Missing::Above(amount)) => (lang.pick("vượt", "above by"), Some(amount)),
        None => ("", None),
    };
    let amount = amount.filter(|amount| amount.high.is_some());
    parts.extend(amount.map(|amount| format!("{what} {}", words::figure(scale, amount, lang))));
    Some(parts.join(", "))
}
