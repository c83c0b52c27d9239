//! Every unit against every target: statuses where something is required, else figures.

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Column, Sort, Table};
use super::{shortfalls, targets};
use crate::assess::{Status, TargetResult};
use crate::campaign::{Campaign, Scale, Target, Unit};
use crate::lang::{self, Lang};
use crate::report::{Report, words};

/// Of more units than these, figures that are only watched are left to the workbook, beside
/// statuses, and a status is told by its sign, which the legend explains: the page would grow too
/// large for a phone.
const MOST_WATCHED: usize = 300;

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let (required, watched): (Vec<_>, Vec<_>) = targets::places(report)
        .into_iter()
        .partition(|(_, target)| !target.is_watched());
    if required.is_empty() {
        figures(html, report, &watched);
        return;
    }
    legend(html, report.lang);
    statuses(html, report, &required);
    if report.assessed.units.len() > MOST_WATCHED {
        let note = report.lang.pick(
            "Số liệu theo dõi của từng đơn vị: trang “Kết quả chỉ tiêu” của tong-hop.xlsx.",
            "Figures that are only watched, unit by unit: the sheet “Results by target” of tong-hop.xlsx.",
        );
        html.leaf("p", &[Attribute::Class("note")], note);
    } else if !watched.is_empty() {
        html.element("details", &[], |html| {
            let title = report.lang.pick(
                "Nội dung chỉ theo dõi của từng đơn vị",
                "What is only watched, unit by unit",
            );
            html.leaf("summary", &[], title);
            figures(html, report, &watched);
        });
    }
}

/// Every unit against every target that asks something.
fn statuses(html: &mut Html, report: &Report<'_>, targets: &[(usize, &Target)]) {
    let lang = report.lang;
    let mut columns: Vec<Column<'_>> = vec![
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Loại", "Type"), Sort::Text),
        (lang.pick("Đạt", "Met"), Sort::Number),
        (lang.pick("Phải đạt", "Required"), Sort::Number),
    ];
    columns.extend(headings(targets, Sort::Status, lang));
    let caption = lang.pick("Kết quả của từng đơn vị", "Results of each unit");
    let in_words = report.assessed.units.len() <= MOST_WATCHED;
    table(report, ("don-vi-chi-tieu", caption), &columns).write(html, lang, |html| {
        for (unit, results) in rows(report) {
            table::row(html, |html| {
                let is_short = results.iter().any(shortfalls::is_short);
                let more = is_short.then(|| shortfalls::place(report, unit));
                table::unit(html, unit, more);
                table::text(html, unit_type(report.campaign, unit, lang));
                let met = |one: &TargetResult| one.status == Status::Met;
                let asks = |one: &TargetResult| {
                    !matches!(one.status, Status::NotApplicable | Status::Watched)
                };
                table::number(html, &count(results, met, lang));
                table::number(html, &count(results, asks, lang));
                for (at, target) in targets {
                    if let Some(result) = results.get(*at) {
                        let figure = figure(target, result, lang);
                        let figure = figure.as_deref();
                        if in_words {
                            table::status(html, result.status, figure, lang);
                        } else {
                            table::signed(html, result.status, figure);
                        }
                    }
                }
            });
        }
    });
}

/// Every unit's figures of what is only watched.
fn figures(html: &mut Html, report: &Report<'_>, targets: &[(usize, &Target)]) {
    let lang = report.lang;
    let mut columns: Vec<Column<'_>> = vec![(lang.pick("Đơn vị", "Unit"), Sort::Text)];
    columns.extend(headings(targets, Sort::Number, lang));
    let caption = lang.pick(
        "Số liệu theo dõi của từng đơn vị",
        "Figures watched of each unit",
    );
    table(report, ("don-vi-theo-doi", caption), &columns).write(html, lang, |html| {
        for (unit, results) in rows(report) {
            table::row(html, |html| {
                table::unit(html, unit, None);
                for (at, target) in targets {
                    let known = results.get(*at).and_then(|one| one.figure);
                    let shown = known.map(|one| words::figure(target.measure.scale(), one, lang));
                    table::number(html, &shown.unwrap_or_default());
                }
            });
        }
    });
}

fn table<'c>(
    report: &Report<'_>,
    (place, caption): (&'static str, &'c str),
    columns: &'c [Column<'c>],
) -> Table<'c> {
    Table {
        place: Anchor(place, None),
        caption,
        columns,
        rows: report.assessed.units.len(),
    }
}

fn headings<'a>(
    targets: &[(usize, &'a Target)],
    sort: Sort,
    lang: Lang,
) -> impl Iterator<Item = Column<'a>> {
    let headings = targets
        .iter()
        .map(move |one| (one.1.heading.get(lang), sort));
    headings.collect::<Vec<_>>().into_iter()
}

/// The senders with their results, by the register.
fn rows<'a>(report: &Report<'a>) -> impl Iterator<Item = (&'a Unit, &'a [TargetResult])> {
    let campaign = report.campaign;
    let units = report.assessed.units.iter();
    units.filter_map(|(code, results)| Some((campaign.unit(code)?, results.as_slice())))
}

fn count(results: &[TargetResult], wanted: impl Fn(&TargetResult) -> bool, lang: Lang) -> String {
    let count = results.iter().filter(|one| wanted(one)).count();
    lang::number(u32::try_from(count).unwrap_or(u32::MAX).into(), lang)
}

/// A figure that says more than its status does.
pub(super) fn figure(target: &Target, result: &TargetResult, lang: Lang) -> Option<String> {
    let scale = target.measure.scale();
    let says_more = scale != Scale::YesNo && result.status != Status::NoReturn;
    let figure = result.figure.filter(|_| says_more)?;
    Some(words::figure(scale, figure, lang))
}

fn unit_type<'a>(campaign: &'a Campaign, unit: &Unit, lang: Lang) -> &'a str {
    let mut types = campaign.unit_types.iter();
    let own = types.find(|one| one.id == unit.unit_type);
    own.map_or("", |one| one.titles.get(lang))
}

/// What signs and colours mean.
fn legend(html: &mut Html, lang: Lang) {
    html.element("dl", &[Attribute::Class("legend")], |html| {
        for status in Status::ALL {
            html.element("dt", &[], |html| table::chip(html, status, lang));
            html.leaf("dd", &[], words::status_meaning(status, lang));
        }
    });
    let note = lang.pick(
        "“8–10”: chắc chắn 8, nhiều nhất 10 khi các ô còn nghi vấn được làm rõ. “≥ 8”: còn báo cáo chưa nhận hoặc chưa dùng được.",
        "“8–10”: 8 are certain, 10 at most once the cells in doubt are cleared up. “≥ 8”: a return has not come or cannot be used.",
    );
    html.leaf("p", &[Attribute::Class("note")], note);
}
