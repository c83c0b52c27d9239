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
    let caption = lang.pick("Chi tiết từng đơn vị chưa đạt", "Shortfalls unit by unit");
    table::on_screen_only(html, units.len(), caption, lang);
    table::search(
        html,
        lang,
        lang.pick(
            "Tìm đơn vị, chỉ tiêu, lý do",
            "Search units, targets, reasons",
        ),
    );
    let class = if units.len() > table::MOST_PRINTED {
        "units long"
    } else {
        "units"
    };
    let list = [Attribute::Id(PLACE), Attribute::Class(class)];
    html.element("div", &list, |html| {
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

/// Targets of a unit that stand alike, for one reason.
struct Alike<'s> {
    status: Status,
    reason: &'static str,
    /// What is to be done, and of which of them.
    remedies: Vec<(String, Vec<&'s Shortfall<'s>>)>,
}

/// What is not reached, told once where it is the same of several targets.
fn alike<'s>(report: &Report<'_>, own: &'s [Shortfall<'s>]) -> Vec<Alike<'s>> {
    let lang = report.lang;
    let listed = lang.pick("phiếu rà soát của đơn vị", "the unit's marked return");
    let mut groups: Vec<Alike<'s>> = Vec::new();
    for one in own {
        let (status, reason) = (one.result.status, shortfall::reason(one, lang));
        let advice = shortfall::advice(report, one, listed);
        let known = |group: &Alike<'_>| group.status == status && group.reason == reason;
        let at = groups.iter().position(known).unwrap_or(groups.len());
        if at == groups.len() {
            groups.push(Alike {
                status,
                reason,
                remedies: Vec::new(),
            });
        }
        let remedies = &mut groups[at].remedies;
        match remedies.iter_mut().find(|(known, _)| *known == advice) {
            Some((_, members)) => members.push(one),
            None => remedies.push((advice, vec![one])),
        }
    }
    groups
}

fn item(html: &mut Html, group: &Alike<'_>, lang: Lang) {
    table::chip(html, group.status, lang);
    html.text(&format!(" {}", group.reason));
    for (advice, members) in &group.remedies {
        html.element("p", &[], |html| {
            let members = members.iter().map(|one| {
                let heading = one.target.heading.get(lang);
                match figures(one, lang) {
                    Some(figures) => format!("{heading}: {figures}"),
                    None => heading.to_owned(),
                }
            });
            html.text(&members.collect::<Vec<_>>().join("; "));
            if !advice.is_empty() {
                html.text(" ");
                html.leaf("i", &[], &format!("→ {advice}"));
            }
        });
    }
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
    // What may not be missing at all is told by the figure and what is required.
    let amount = amount.filter(|amount| amount.low > 0.0 && amount.high.is_some());
    parts.extend(
        amount.map(|amount| format!("{what} {}", shortfall::distance(scale, amount, lang))),
    );
    Some(table::unbroken(&parts.join(", ")))
}
