//! What has changed since the newest earlier run: closed figures first, then each target, then each
//! unit whose status has changed, each marked as better or worse by a sign and a word.

use std::cmp::Ordering;

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::assess::{Changes, Interval, ResultChange, Status, Tally, TargetChange};
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
    in_short(html, changes, lang);
    targets(html, report, changes);
    units(html, report, changes);
}

fn closed(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let all = &changes.after_closing;
    if all.is_empty() {
        let none = lang.pick(
            "Không có số liệu đã khóa nào thay đổi.",
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

/// Which way something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    /// A unit now surely misses a target.
    Missed,
    Worse,
    Better,
    /// It differs, and is neither better nor worse.
    Other,
    Same,
}

impl Way {
    /// Of a target: by how many units have met it.
    fn of_target(one: &TargetChange) -> Self {
        let met = |tally: Option<Tally>| tally.map_or(0, |tally| tally.met);
        match met(one.now).cmp(&met(one.before)) {
            Ordering::Greater => Self::Better,
            Ordering::Less => Self::Worse,
            Ordering::Equal if one.before == one.now => Self::Same,
            Ordering::Equal => Self::Other,
        }
    }

    /// Of a unit's status: what is open lies between what is met and what is missed or not sent.
    fn of_status(before: Status, now: Status) -> Self {
        let height = |status: Status| match status {
            Status::Met => Some(2),
            Status::Undecided | Status::InProgress => Some(1),
            Status::NotMet | Status::NoReturn => Some(0),
            Status::NotApplicable | Status::Watched => None,
        };
        match (height(before), height(now)) {
            _ if before == now => Self::Same,
            (Some(_), Some(_)) if now == Status::NotMet => Self::Missed,
            (Some(before), Some(now)) if now > before => Self::Better,
            (Some(before), Some(now)) if now < before => Self::Worse,
            _ => Self::Other,
        }
    }

    /// Its sign and word.
    fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Missed => lang.pick("▼ Thành chưa đạt", "▼ Now not met"),
            Self::Worse => lang.pick("▼ Kém hơn", "▼ Worse"),
            Self::Better => lang.pick("▲ Tốt hơn", "▲ Better"),
            Self::Other => lang.pick("◆ Khác trước", "◆ Different"),
            Self::Same => lang.pick("= Không đổi", "= Same"),
        }
    }

    /// A cell that says it.
    fn cell(self, html: &mut Html, lang: Lang) {
        let class = match self {
            Self::Missed | Self::Worse => "way down",
            Self::Better => "way up",
            Self::Other | Self::Same => "way",
        };
        html.leaf("td", &[Attribute::Class(class)], self.text(lang));
    }
}

/// How many results have changed which way.
fn in_short(html: &mut Html, changes: &Changes, lang: Lang) {
    let ways = changes.results.iter();
    let ways = ways.map(|one| (one.before.status, one.now.status));
    let count = |is: &dyn Fn(Status, Status) -> bool| {
        let count = ways.clone().filter(|(before, now)| is(*before, *now));
        lang::number(
            u32::try_from(count.count()).unwrap_or(u32::MAX).into(),
            lang,
        )
    };
    let gained = count(&|before, now| now == Status::Met && before != Status::Met);
    let lost = count(&|before, now| before == Status::Met && now != Status::Met);
    let missed = count(&|before, now| now == Status::NotMet && before != Status::NotMet);
    let text = lang.pick(
        format!("Thêm {gained} lượt đơn vị đạt chỉ tiêu; {lost} lượt không còn đạt; {missed} lượt thành chưa đạt."),
        format!("Newly met: {gained}; no longer met: {lost}; now not met: {missed}."),
    );
    html.leaf("p", &[], &text);
}

/// The targets that have changed; those that have not are folded away.
fn targets(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let mut all: Vec<(Way, &TargetChange)> = changes
        .targets
        .iter()
        .map(|one| (Way::of_target(one), one))
        .collect();
    // Stable: those that changed alike stay in the campaign's order.
    all.sort_by_key(|(way, _)| *way);
    let moved = all.partition_point(|(way, _)| *way != Way::Same);
    let (moved, same) = all.split_at(moved);
    if moved.is_empty() {
        let none = lang.pick(
            "Kết quả chung của các chỉ tiêu không thay đổi.",
            "No target stands otherwise over all units.",
        );
        html.leaf("p", &[], none);
    } else {
        let caption = lang.pick("Cộng chung các đơn vị", "All units together");
        target_table(html, report, ("doi-chi-tieu", caption), moved);
    }
    if !same.is_empty() {
        html.element("details", &[], |html| {
            let title = lang.pick("Chỉ tiêu không thay đổi", "Targets that have not changed");
            html.leaf("summary", &[], &format!("{title} ({})", same.len()));
            target_table(html, report, ("khong-doi", title), same);
        });
    }
}

fn target_table(
    html: &mut Html,
    report: &Report<'_>,
    (place, caption): (&'static str, &str),
    rows: &[(Way, &TargetChange)],
) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (lang.pick("Thay đổi", "Change"), Sort::Text),
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
        place: Anchor(place, None),
        caption,
        columns: &columns,
        rows: rows.len(),
    };
    table.write(html, lang, |html| {
        for (way, one) in rows {
            table::row(html, |html| {
                table::head(html, |html| html.text(&title(report, &one.target)));
                way.cell(html, lang);
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

/// The units whose status has changed: those that now miss a target first, then those that stand
/// worse, then better.
fn units(html: &mut Html, report: &Report<'_>, changes: &Changes) {
    let lang = report.lang;
    let mut turned: Vec<(Way, &ResultChange)> = changes
        .results
        .iter()
        .map(|one| (Way::of_status(one.before.status, one.now.status), one))
        .filter(|(way, _)| *way != Way::Same)
        .collect();
    if turned.is_empty() {
        let none = lang.pick(
            "Không đơn vị nào có đánh giá thay đổi.",
            "No unit's status has changed.",
        );
        html.leaf("p", &[], none);
        return;
    }
    // Stable: what changed alike stays in the register's order.
    turned.sort_by_key(|(way, _)| *way);
    let columns = [
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (lang.pick("Thay đổi", "Change"), Sort::Text),
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
        for (way, one) in turned.iter().take(MOST) {
            table::row(html, |html| result_cells(html, report, (*way, one)));
        }
    });
    if turned.len() > MOST {
        left_out(html, turned.len() - MOST, lang);
    }
}

fn result_cells(html: &mut Html, report: &Report<'_>, (way, one): (Way, &ResultChange)) {
    let lang = report.lang;
    let target = target(report, &one.target);
    unit(html, report, &one.unit);
    let heading = target.map_or(one.target.as_str(), |one| one.heading.get(lang));
    table::text(html, heading);
    way.cell(html, lang);
    for stand in [&one.before, &one.now] {
        let yes_no = target.is_some_and(|one| one.measure.is_yes_no());
        let shown = stand.figure.filter(|_| !yes_no);
        let shown = shown.map(|_| figure(report, &one.target, stand.figure));
        table::status(html, stand.status, shown.as_deref(), lang);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_better_or_worse_than_before_by_what_is_sure() {
        let check = |before, now, expected| {
            assert_eq!(Way::of_status(before, now), expected, "{before:?} {now:?}");
        };
        check(Status::Undecided, Status::Met, Way::Better);
        check(Status::NoReturn, Status::Undecided, Way::Better);
        check(Status::Met, Status::Undecided, Way::Worse);
        check(Status::Undecided, Status::NoReturn, Way::Worse);
        check(Status::Met, Status::NotMet, Way::Missed);
        // What was not sent is now known to be missed.
        check(Status::NoReturn, Status::NotMet, Way::Missed);
        check(Status::NotMet, Status::NoReturn, Way::Other);
        check(Status::InProgress, Status::Undecided, Way::Other);
        check(Status::NotApplicable, Status::Met, Way::Other);
        check(Status::Met, Status::Met, Way::Same);
    }

    #[test]
    fn a_target_is_better_where_more_units_have_met_it() {
        let tally = |met, total| {
            let total = Interval {
                low: total,
                high: Some(total),
            };
            let bound = 10;
            Some(Tally { total, met, bound })
        };
        let check = |before, now, expected| {
            let target = "dien-hinh".into();
            let one = TargetChange {
                target,
                before,
                now,
            };
            assert_eq!(Way::of_target(&one), expected);
        };
        check(tally(3, 1.0), tally(4, 1.0), Way::Better);
        check(tally(4, 1.0), tally(3, 9.0), Way::Worse);
        check(tally(4, 1.0), tally(4, 9.0), Way::Other);
        check(tally(4, 1.0), tally(4, 1.0), Way::Same);
        check(None, tally(0, 1.0), Way::Other);
    }
}
