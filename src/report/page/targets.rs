//! How many units stand how against each target; below, the figures of those that are only watched.

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::campaign::Target;
use crate::lang::{self, Lang};
use crate::report::figures::{BANDS, StatusBar, status_bar};
use crate::report::workbook::requirement;
use crate::report::{Report, words};

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let (required, watched): (Vec<_>, Vec<_>) = places(report)
        .into_iter()
        .partition(|(_, target)| !target.is_watched());
    if !required.is_empty() {
        with_threshold(html, report, &required);
    }
    if !watched.is_empty() {
        only_watched(html, report, &watched);
    }
}

/// The targets, each with its place in the campaign.
pub(super) fn places<'a>(report: &Report<'a>) -> Vec<(usize, &'a Target)> {
    report.campaign.targets.iter().enumerate().collect()
}

fn with_threshold(html: &mut Html, report: &Report<'_>, targets: &[(usize, &Target)]) {
    let lang = report.lang;
    let mut columns = vec![
        (lang.pick("Chỉ tiêu", "Target"), Sort::Text),
        (
            lang.pick("Số đơn vị theo đánh giá", "Units by status"),
            Sort::Never,
        ),
    ];
    let headings = BANDS.map(|one| words::signed_status(one, lang));
    columns.extend(headings.iter().map(|one| (one.as_str(), Sort::Number)));
    columns.extend([
        (lang.pick("Phải thực hiện", "Bound"), Sort::Number),
        (lang.pick("Tỷ lệ đạt", "Share met"), Sort::Number),
        (lang.pick("Cộng chung", "Over all"), Sort::Number),
    ]);
    let table = Table {
        place: Anchor("theo-chi-tieu", None),
        caption: lang.pick("Kết quả theo chỉ tiêu", "Results by target"),
        columns: &columns,
        rows: targets.len(),
    };
    table.write(html, lang, |html| {
        for (at, target) in targets {
            table::row(html, |html| {
                table::head(html, |html| {
                    html.text(target.titles.get(lang));
                    html.void("br", &[]);
                    let required = requirement::in_short(target, report.campaign, lang);
                    html.leaf("span", &[Attribute::Class("note")], &required);
                });
                counts(html, &status_bar(report, *at, target), lang);
                table::number(html, &over_all(report, target));
            });
        }
    });
}

fn only_watched(html: &mut Html, report: &Report<'_>, targets: &[(usize, &Target)]) {
    let lang = report.lang;
    let columns = [
        (lang.pick("Nội dung", "Measure"), Sort::Text),
        (lang.pick("Cộng chung", "Over all"), Sort::Number),
    ];
    let table = Table {
        place: Anchor("theo-doi", None),
        caption: lang.pick("Nội dung chỉ theo dõi", "What is only watched"),
        columns: &columns,
        rows: targets.len(),
    };
    table.write(html, lang, |html| {
        for (_, target) in targets {
            table::row(html, |html| {
                table::head(html, |html| html.text(target.titles.get(lang)));
                table::number(html, &over_all(report, target));
            });
        }
    });
}

/// The figure over all units.
fn over_all(report: &Report<'_>, target: &Target) -> String {
    let mut totals = report.assessed.totals.iter();
    let total = totals.find(|(id, _)| *id == target.id);
    total.map_or_else(String::new, |(_, figure)| {
        words::figure(target.measure.scale(), *figure, report.lang)
    })
}

fn counts(html: &mut Html, bar: &StatusBar<'_>, lang: Lang) {
    let bound = bar.total();
    html.element("td", &[], |html| picture(html, bar));
    for count in bar.counts {
        table::number(html, &lang::number(count.into(), lang));
    }
    table::number(html, &lang::number(bound.into(), lang));
    table::number(html, &table::share(bar.counts[0], bound, lang));
}

/// The counts as a bar; they are read from the cells beside it.
fn picture(html: &mut Html, bar: &StatusBar<'_>) {
    let all = bar.total();
    if all == 0 {
        return;
    }
    html.open("svg");
    html.attribute("class", "bar");
    html.attribute("viewBox", &format!("0 0 {all} 1"));
    html.attribute("preserveAspectRatio", "none");
    html.attribute("aria-hidden", "true");
    html.end_tag();
    let mut left = 0;
    for (status, count) in BANDS.into_iter().zip(bar.counts) {
        if count > 0 {
            html.open("rect");
            html.attribute("class", status.as_str());
            html.attribute("x", &left.to_string());
            html.attribute("width", &count.to_string());
            html.attribute("height", "1");
            html.end_void();
            left += count;
        }
    }
    html.close("svg");
}
