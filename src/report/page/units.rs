//! Every unit against every target.

use super::html::{Anchor, Attribute, Html};
use super::shortfalls;
use super::table::{self, Column, Sort, Table};
use crate::assess::{Status, TargetResult};
use crate::campaign::{Campaign, Scale, Target, Unit};
use crate::lang::{self, Lang};
use crate::report::{Report, words};

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    legend(html, lang);
    let targets = &report.campaign.targets;
    let mut columns: Vec<Column<'_>> = vec![
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (lang.pick("Loại", "Type"), Sort::Text),
        (lang.pick("Đạt", "Met"), Sort::Number),
        (lang.pick("Phải đạt", "Required"), Sort::Number),
    ];
    columns.extend(
        targets
            .iter()
            .map(|one| (one.heading.get(lang), Sort::Status)),
    );
    let units = &report.assessed.units;
    let table = Table {
        place: Anchor("don-vi-chi-tieu", None),
        caption: lang.pick("Kết quả của từng đơn vị", "Results of each unit"),
        columns: &columns,
        rows: units.len(),
    };
    html.element("div", &[Attribute::Class("wide units")], |html| {
        table.write(html, lang, |html| {
            for (code, results) in units {
                if let Some(unit) = report.campaign.unit(code) {
                    table::row(html, |html| cells(html, report, (unit, results)));
                }
            }
        });
    });
}

fn cells(html: &mut Html, report: &Report<'_>, (unit, results): (&Unit, &[TargetResult])) {
    let lang = report.lang;
    let is_short = results.iter().any(shortfalls::is_short);
    let more = is_short.then(|| shortfalls::place(report, unit));
    table::unit(html, unit, more);
    table::text(html, unit_type(report.campaign, unit, lang));
    let required =
        |one: &&TargetResult| !matches!(one.status, Status::NotApplicable | Status::Watched);
    let count =
        |number: usize| lang::number(u32::try_from(number).unwrap_or(u32::MAX).into(), lang);
    let met = results.iter().filter(|one| one.status == Status::Met);
    table::number(html, &count(met.count()));
    table::number(html, &count(results.iter().filter(required).count()));
    for (target, result) in report.campaign.targets.iter().zip(results) {
        let figure = figure(target, result, lang);
        table::status(html, result.status, figure.as_deref(), lang);
    }
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
