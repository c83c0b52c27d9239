//! What has changed since the newest earlier run: closed figures first, then each target, then each
//! unit whose status has changed.

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::assess::{Changes, Interval, ResultChange, Tally};
use crate::campaign::{Scale, Target};
use crate::id::{TargetId, UnitCode};
use crate::lang::{self, Lang};
use crate::report::{Report, words};

/// So many closed figures are listed.
const MOST: usize = 200;

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let Some(changes) = &report.assessed.over_time.changes else {
        return;
    };
    let lang = report.lang;
    let day = lang::date(changes.since);
    let finality = words::finality(changes.was_provisional, lang).to_lowercase();
    let compared = lang.pick(
        format!("So với lần tổng hợp trước, tính đến ngày {day} ({finality} khi đó)."),
        format!("Compared with the run before, as of {day} ({finality} then)."),
    );
    html.leaf("p", &[Attribute::Class("note")], &compared);
    if !changes.closed.is_empty() {
        closed(html, report, changes);
    }
    targets(html, report, changes);
    units(html, report, changes);
}

fn closed(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let all = &changes.after_closing;
    if all.is_empty() {
        let none = lang.pick(
            "Không số liệu đã khóa nào thay đổi.",
            "No closed figure has changed.",
        );
        html.leaf("p", &[], none);
        return;
    }
    let columns = [
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (
            lang.pick("Đã khóa tại lần tính đến ngày", "Closed as of"),
            Sort::Day,
        ),
        (lang.pick("Số khi khóa", "Figure then"), Sort::Number),
        (lang.pick("Số hiện nay", "Figure now"), Sort::Number),
    ];
    let table = Table {
        place: Anchor("da-khoa", None),
        caption: lang.pick(
            "Số liệu đã thay đổi sau khi khóa kỳ báo cáo",
            "Figures that changed after their collections were closed",
        ),
        columns: &columns,
        rows: all.len().min(MOST),
    };
    table.write(html, lang, |html| {
        for one in all.iter().take(MOST) {
            table::row(html, |html| {
                match &one.unit {
                    Some(code) => unit(html, report, code),
                    None => table::head(html, |html| {
                        html.text(lang.pick("Cộng chung các đơn vị", "All units together"));
                    }),
                }
                table::text(html, &title(report, &one.target));
                table::number(html, &lang::date(one.closed_at));
                table::number(html, &figure(report, &one.target, one.before));
                table::number(html, &figure(report, &one.target, one.now));
            });
        }
    });
    if all.len() > MOST {
        left_out(html, all.len() - MOST, lang);
    }
}

fn targets(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (
            lang.pick("Số đơn vị đạt, trước", "Units that met it, then"),
            Sort::Number,
        ),
        (
            lang.pick("Số đơn vị đạt, nay", "Units that met it, now"),
            Sort::Number,
        ),
        (lang.pick("Số liệu trước", "Figure then"), Sort::Number),
        (lang.pick("Số liệu nay", "Figure now"), Sort::Number),
    ];
    let table = Table {
        place: Anchor("doi-chi-tieu", None),
        caption: lang.pick("Cộng chung các đơn vị", "All units together"),
        columns: &columns,
        rows: changes.targets.len(),
    };
    table.write(html, lang, |html| {
        for one in &changes.targets {
            table::row(html, |html| {
                table::head(html, |html| html.text(&title(report, &one.target)));
                for tally in [one.before, one.now] {
                    table::number(html, &met(tally, lang));
                }
                for tally in [one.before, one.now] {
                    let total = tally.map(|tally| tally.total);
                    table::number(html, &figure(report, &one.target, total));
                }
            });
        }
    });
}

fn met(tally: Option<Tally>, lang: Lang) -> String {
    let counted = tally.filter(|tally| tally.bound > 0);
    counted.map_or_else(String::new, |Tally { met, bound, .. }| {
        let [met, bound] = [met, bound].map(|count| lang::number(count.into(), lang));
        format!("{met}/{bound}")
    })
}

fn units(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let turned: Vec<&ResultChange> = changes
        .results
        .iter()
        .filter(|one| one.before.status != one.now.status)
        .collect();
    if turned.is_empty() {
        let none = lang.pick(
            "Không đơn vị nào có đánh giá thay đổi.",
            "No unit's status has changed.",
        );
        html.leaf("p", &[], none);
        return;
    }
    let columns = [
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (lang.pick("Trước", "Then"), Sort::Status),
        (lang.pick("Nay", "Now"), Sort::Status),
    ];
    let table = Table {
        place: Anchor("doi-don-vi", None),
        caption: lang.pick(
            "Đơn vị có đánh giá thay đổi",
            "Units whose status has changed",
        ),
        columns: &columns,
        rows: turned.len().min(MOST),
    };
    table.write(html, lang, |html| {
        for one in turned.iter().take(MOST) {
            let target = target(report, &one.target);
            table::row(html, |html| {
                unit(html, report, &one.unit);
                table::text(
                    html,
                    target.map_or(one.target.as_str(), |one| one.heading.get(lang)),
                );
                for stand in [&one.before, &one.now] {
                    let yes_no = target.is_some_and(|one| one.measure.is_yes_no());
                    let shown = stand.figure.filter(|_| !yes_no);
                    let shown = shown.map(|_| figure(report, &one.target, stand.figure));
                    table::status(html, stand.status, shown.as_deref(), lang);
                }
            });
        }
    });
    if turned.len() > MOST {
        left_out(html, turned.len() - MOST, lang);
    }
}

fn left_out(html: &mut Html, count: usize, lang: Lang) {
    let text = lang.pick(
        format!("Còn {count} dòng: xem trang “Thay đổi” của tong-hop.xlsx."),
        format!("{count} more: see the sheet “Changes” of tong-hop.xlsx."),
    );
    html.leaf("p", &[Attribute::Class("note")], &text);
}

fn target<'a>(report: &Report<'a>, id: &TargetId) -> Option<&'a Target> {
    report.campaign.targets.iter().find(|one| one.id == *id)
}

/// What a target asks; the id of one that the campaign no longer has.
fn title(report: &Report<'_>, id: &TargetId) -> String {
    let known = target(report, id);
    known.map_or_else(
        || id.to_string(),
        |one| one.titles.get(report.lang).to_owned(),
    )
}

fn figure(report: &Report<'_>, id: &TargetId, figure: Option<Interval>) -> String {
    let known = target(report, id);
    let scale = known.map_or(Scale::Amount, |one| one.measure.scale());
    figure.map_or_else(String::new, |figure| {
        words::figure(scale, figure, report.lang)
    })
}

fn unit(html: &mut Html, report: &Report<'_>, code: &UnitCode) {
    match report.campaign.unit(code) {
        Some(known) => table::unit(html, known, None),
        None => table::head(html, |html| html.text(code.as_str())),
    }
}
