//! What was reached of what is asked.

use std::io;

use super::{Charts, listed};
use crate::assess::Status;
use crate::campaign::{Target, UnitType};
use crate::lang;
use crate::report::brief::{Brief, Featured};
use crate::report::figures::{BANDS, StatusBar, status_counts};
use crate::report::letters::body::Body;
use crate::report::letters::phrase::{have_met, many, sentence};
use crate::report::letters::table::{Column, Row};
use crate::report::{Report, words};

/// So many types of units have columns of their own.
const MOST_TYPES: usize = 3;

pub(super) fn say(
    report: &Report<'_>,
    brief: &Brief<'_>,
    charts: &Charts<'_>,
    body: &mut Body,
) -> io::Result<()> {
    let lang = report.lang;
    body.section(lang.pick("II. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", "II. TARGETS"));
    body.subsection(lang.pick("1. Kết quả chung", "1. Overall"));
    let bars = status_counts(report);
    if bars.is_empty() {
        body.say(lang.pick(
            "Kế hoạch không đặt mức yêu cầu cho chỉ tiêu nào; số liệu chỉ để theo dõi.",
            "The plan requires no figure of anybody; figures are only watched.",
        ));
    } else {
        body.say(&reached_by_all(&bars, report));
        by_target(report, &bars, body);
    }
    if let Some(chart) = charts.named(|name| name == "trang-thai-chi-tieu") {
        let caption = lang.pick(
            "Đơn vị theo trạng thái của từng chỉ tiêu",
            "Units by status",
        );
        body.picture(caption, chart)?;
    }
    if let Some(featured) = &brief.featured {
        let heading = featured.target.heading.get(lang);
        body.subsection(&lang.pick(
            format!("2. Chỉ tiêu “{heading}”"),
            format!("2. The target “{heading}”"),
        ));
        body.say(&about_featured(report, featured));
        if let Some(chart) = charts.named(|name| name.contains("-theo-")) {
            let caption = lang.pick(
                format!("Kết quả của từng đơn vị về chỉ tiêu “{heading}”"),
                format!("What each unit reached of “{heading}”"),
            );
            body.picture(&caption, chart)?;
        }
    }
    let what = lang.pick("Kết quả so với yêu cầu", "Figure against what is required");
    listed(report, &brief.short, (&brief.short.title, what), body);
    if !brief.short.lines.is_empty() && brief.featured.is_some() {
        body.note(lang.pick(
            "“8–11/10” nghĩa là chắc chắn có 8, nhiều nhất 11 khi các nội dung còn nghi vấn được làm rõ, trên mức yêu cầu 10; “≥ 8” là còn báo cáo chưa nhận hoặc chưa dùng được.",
            "“8–11/10” means that 8 are certain and 11 are possible once what is in doubt is cleared up, of 10 required; “≥ 8” that a return is missing or cannot be used.",
        ));
    }
    let nth = if brief.featured.is_some() { 3 } else { 2 };
    body.subsection(&lang.pick(
        format!("{nth}. So với lần tổng hợp trước"),
        format!("{nth}. Since the run before"),
    ));
    body.say(&brief.since);
    if let Some(chart) = charts.named(|name| name == "dien-bien-chi-tieu") {
        let caption = lang.pick(
            "Số đơn vị đạt chỉ tiêu qua các lần tổng hợp",
            "Units that met each target, run by run",
        );
        body.picture(caption, chart)?;
    }
    Ok(())
}

/// How many targets every unit has met.
fn reached_by_all(bars: &[StatusBar<'_>], report: &Report<'_>) -> String {
    let lang = report.lang;
    let all = |bar: &&StatusBar<'_>| bar.counts[0] == bar.total();
    let (reached, of) = (bars.iter().filter(all).count(), bars.len());
    let (shown, total) = (many(reached, lang), many(of, lang));
    match reached {
        0 => lang.pick(
            format!("Kế hoạch có {total} chỉ tiêu có mức yêu cầu; chưa chỉ tiêu nào được tất cả các đơn vị đạt."),
            format!("Targets that require something: {total}; none has been met by every unit."),
        ),
        _ if reached == of => lang.pick(
            format!("Tất cả các đơn vị đã đạt {total}/{total} chỉ tiêu có mức yêu cầu."),
            format!("Every unit has met all targets that require something ({total})."),
        ),
        _ => lang.pick(
            format!("Trong {total} chỉ tiêu có mức yêu cầu, {shown} chỉ tiêu đã được tất cả các đơn vị đạt."),
            format!("Of {total} targets that require something, every unit has met {shown}."),
        ),
    }
}

/// What the plan asks first: who has met it, and how much there is in all.
fn about_featured(report: &Report<'_>, featured: &Featured<'_>) -> String {
    let lang = report.lang;
    let types = featured.types.iter().map(|one| {
        let kind = one.unit_type.several.get(lang);
        let required = words::threshold(featured.target, one.threshold, lang);
        let met_of_bound = (one.bar.count(Status::Met), one.bar.total());
        have_met(met_of_bound, (kind, &required), lang)
    });
    let mut text = format!("{}.", sentence(&types.collect::<Vec<_>>().join("; ")));
    let mut totals = report.assessed.totals.iter();
    if let Some((_, total)) = totals.find(|(id, _)| *id == featured.target.id) {
        let total = words::figure(featured.target.measure.scale(), *total, lang);
        let quantity = featured.target.quantity.get(lang);
        text.push_str(
            &lang.pick(
                format!(" Tính chung có {total} {quantity}")
                    .trim_end()
                    .to_owned(),
                format!(" In all: {total} {quantity}").trim_end().to_owned(),
            ),
        );
        text.push('.');
    }
    text
}

/// A row for each target: who has met it, by type and in all, and how the others stand.
fn by_target(report: &Report<'_>, bars: &[StatusBar<'_>], body: &mut Body) {
    let lang = report.lang;
    let types = types_bound(report, bars);
    let figures = |vi, en, width| Column::figures(lang.pick(vi, en), width);
    let mut columns = vec![
        figures("TT", "No.", 520),
        Column::texts(lang.pick("Chỉ tiêu", "Target"), None),
    ];
    let of_types = types
        .iter()
        .map(|one| Column::figures(one.titles.get(lang), 980));
    columns.extend(of_types);
    columns.extend([
        figures("Chung", "All", 900),
        figures("Chưa đạt", "Not met", 780),
        figures("Chưa rõ", "Open", 780),
        figures("Chưa nộp báo cáo", "No return", 780),
    ]);
    let row = |(number, bar): (usize, &StatusBar<'_>)| {
        let [met, missed, undecided, in_progress, no_return] = bar.counts;
        let mut cells = vec![number.to_string(), bar.target.heading.get(lang).to_owned()];
        cells.extend(types.iter().map(|one| of_type(report, bar.target, one)));
        let number = |count: u32| lang::number(count.into(), lang);
        cells.push(format!("{}/{}", number(met), number(bar.total())));
        let others = [missed, undecided + in_progress, no_return];
        cells.extend(others.map(number));
        Row::Plain(cells)
    };
    let rows: Vec<Row> = (1..).zip(bars).map(row).collect();
    let caption = lang.pick(
        "Kết quả theo chỉ tiêu (số đơn vị đạt/số đơn vị áp dụng)",
        "Results by target (units that met it of those it binds)",
    );
    body.table(caption, &columns, &rows);
}

/// The types of units of which targets ask something; none where they are too many for columns.
fn types_bound<'a>(report: &Report<'a>, bars: &[StatusBar<'_>]) -> Vec<&'a UnitType> {
    let campaign = report.campaign;
    let types = campaign.unit_types.iter();
    let bound = types.filter(|one| bars.iter().any(|bar| counts(report, bar.target, one).1 > 0));
    let bound: Vec<&UnitType> = bound.collect();
    if bound.len() > MOST_TYPES || bound.len() < 2 {
        return Vec::new();
    }
    bound
}

fn of_type(report: &Report<'_>, target: &Target, unit_type: &UnitType) -> String {
    match counts(report, target, unit_type) {
        (_, 0) => "–".to_owned(),
        (met, bound) => format!("{}/{}", many(met, report.lang), many(bound, report.lang)),
    }
}

/// The units of a type that met a target, and those it binds.
fn counts(report: &Report<'_>, target: &Target, unit_type: &UnitType) -> (usize, usize) {
    let at = report
        .campaign
        .targets
        .iter()
        .position(|one| one.id == target.id);
    let units = report.assessed.units.iter().filter(|(code, _)| {
        let unit = report.campaign.unit(code);
        unit.is_some_and(|unit| unit.unit_type == unit_type.id)
    });
    let statuses = units.filter_map(|(_, results)| Some(results.get(at?)?.status));
    let bound: Vec<Status> = statuses.filter(|one| BANDS.contains(one)).collect();
    let met = bound.iter().filter(|one| **one == Status::Met).count();
    (met, bound.len())
}
