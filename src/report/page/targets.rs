//! How many units stand how against each target.

use super::html::{Anchor, Html};
use super::table::{self, Sort, Table};
use crate::assess::Status;
use crate::campaign::{Target, Threshold};
use crate::lang::{self, Lang};
use crate::report::figures::{BANDS, StatusBar, status_bar};
use crate::report::workbook::requirement;
use crate::report::{Report, words};

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
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
    let targets = &report.campaign.targets;
    let table = Table {
        place: Anchor("theo-chi-tieu", None),
        caption: lang.pick("Kết quả theo chỉ tiêu", "Results by target"),
        columns: &columns,
        rows: targets.len(),
    };
    table.write(html, lang, |html| {
        for (at, target) in targets.iter().enumerate() {
            table::row(html, |html| cells(html, report, (at, target)));
        }
    });
}

fn cells(html: &mut Html, report: &Report<'_>, (at, target): (usize, &Target)) {
    let lang = report.lang;
    table::head(html, |html| {
        html.text(target.titles.get(lang));
        html.void("br", &[]);
        let required = requirement::in_short(target, report.campaign, lang);
        html.leaf("span", &[super::html::Attribute::Class("note")], &required);
    });
    let is_watched = |one: Threshold| one == Threshold::Watched;
    let bar = status_bar(report, at, target);
    if target.binds.thresholds().all(is_watched) {
        table::status(html, Status::Watched, None, lang);
        for _ in 0..BANDS.len() + 2 {
            table::number(html, "");
        }
    } else {
        counts(html, &bar, lang);
    }
    let total = report.assessed.totals.iter();
    let mut total = total.filter(|(id, _)| *id == target.id);
    let total = total.next().map(|(_, figure)| {
        let scale = target.measure.scale();
        words::figure(scale, *figure, lang)
    });
    table::number(html, &total.unwrap_or_default());
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
