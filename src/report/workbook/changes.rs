//! What has changed since the newest earlier run: closed figures first, then all units together,
//! each unit, ranks, and what only one of the two runs knows.

mod ranks;
mod trend;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::material::Material;
use super::name::MainSheet;
use super::pen::Pen;
use super::results;
use super::style::{Look, Tone};
use crate::assess::{ChangeAfterClosing, Changes, Interval, ResultChange, Tally, TargetChange};
use crate::campaign::{Scale, Target};
use crate::id::{CollectionId, TargetId, UnitCode};
use crate::lang::{self, Lang};
use crate::report::words;

/// The columns all tables share: code, unit, target, before and now, figures, difference.
const WIDTHS: [f64; 8] = [11.0, 38.0, 45.0, 17.0, 17.0, 13.0, 13.0, 13.0];
/// The most rows of closed figures, and of units' results: together they leave room for the rest.
const MOST_CLOSED: usize = 100_000;
const MOST_RESULTS: usize = 700_000;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
    changes: &Changes,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let mut pen = Pen::open(book, material, name, WIDTHS.to_vec())?;
    pen.title(MainSheet::Changes.title(lang), &compared(changes, lang))?;
    other_collections(&mut pen, changes)?;
    closed(&mut pen, changes)?;
    totals(&mut pen, &changes.targets)?;
    trend::write(&mut pen)?;
    units(&mut pen, &changes.results)?;
    ranks::write(&mut pen)?;
    one_sided(&mut pen, changes)?;
    pen.close()
}

/// What is compared with what.
fn compared(changes: &Changes, lang: Lang) -> String {
    let day = lang::date(changes.since);
    let finality = words::finality(changes.was_provisional, lang).to_lowercase();
    lang.pick(
        format!("So với lần tổng hợp trước, tính đến ngày {day} ({finality} khi đó). Tăng, giảm tính theo số chắc chắn."),
        format!("Compared with the run before, as of {day} ({finality} then). Differences are of what is certain."),
    )
}

/// Warns where the two runs looked at different collections: figures then differ for that alone.
fn other_collections(pen: &mut Pen<'_>, changes: &Changes) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let titles = |ids: &[CollectionId]| {
        let titles = ids.iter().map(|id| {
            let known = material.report.campaign.collection(id);
            known.map_or_else(|| id.to_string(), |one| one.titles.get(lang).to_owned())
        });
        titles.collect::<Vec<_>>().join("; ")
    };
    let lines = [
        (
            &changes.collections_new,
            lang.pick("Kỳ báo cáo lần trước chưa xét", "Not looked at then"),
        ),
        (
            &changes.collections_gone,
            lang.pick("Kỳ báo cáo lần này không xét", "Not looked at now"),
        ),
    ];
    for (ids, what) in lines {
        if !ids.is_empty() {
            pen.text(&format!("{what}: {}.", titles(ids)), Look::Note)?;
        }
    }
    Ok(())
}

/// Heads a part of the sheet.
fn section(pen: &mut Pen<'_>, title: &str) -> Result<(), XlsxError> {
    pen.skip(1);
    pen.text(title, Look::Section)
}

/// Says that a part has nothing to show.
fn nothing(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let none = pen.material.report.lang.pick("Không có.", "None.");
    pen.text(none, Look::Note)
}

fn closed(pen: &mut Pen<'_>, changes: &Changes) -> Result<(), XlsxError> {
    if changes.closed.is_empty() {
        return Ok(());
    }
    let lang = pen.material.report.lang;
    section(
        pen,
        lang.pick(
            "Số liệu đã thay đổi sau khi khóa kỳ báo cáo",
            "Figures that changed after their collections were closed",
        ),
    )?;
    if changes.after_closing.is_empty() {
        return nothing(pen);
    }
    pen.heading_row(&[
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Chỉ tiêu", "Target"), 1),
        (
            lang.pick("Đã khóa tại lần tính đến ngày", "Closed as of"),
            2,
        ),
        (lang.pick("Số khi khóa", "Figure then"), 1),
        (lang.pick("Số hiện nay", "Figure now"), 1),
        (lang.pick("Tăng, giảm", "Difference"), 1),
    ])?;
    for change in changes.after_closing.iter().take(MOST_CLOSED) {
        closed_row(pen, change)?;
    }
    let rows = changes.after_closing.len();
    pen.left_out(rows.saturating_sub(MOST_CLOSED))
}

fn closed_row(pen: &mut Pen<'_>, change: &ChangeAfterClosing) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let target = target(pen, &change.target);
    let shown = |figure: Option<Interval>| match (target, &change.unit) {
        (Some(target), Some(_)) => results::figure(target, figure, lang),
        _ => total(target, figure, lang),
    };
    let difference = match &change.unit {
        Some(_) => difference(target, change.before, change.now),
        None => difference(
            target.filter(|one| is_share(one)),
            change.before,
            change.now,
        ),
    };
    let mut cells = if let Some(code) = &change.unit {
        vec![
            Cell::text(code.as_str()).tone(Tone::Doubt),
            Cell::text(unit_name(pen, code)).tone(Tone::Doubt),
        ]
    } else {
        let all = Cell::text(lang.pick("Cộng chung các đơn vị", "All units together"));
        vec![all.tone(Tone::Doubt).across(2)]
    };
    cells.extend([
        Cell::text(target_title(pen, &change.target)).tone(Tone::Doubt),
        Cell::date(change.closed_at).across(2),
        shown(change.before),
        shown(change.now).tone(Tone::Doubt),
        difference,
    ]);
    pen.cells(&cells)
}

fn totals(pen: &mut Pen<'_>, changes: &[TargetChange]) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    section(
        pen,
        lang.pick("Cộng chung các đơn vị", "All units together"),
    )?;
    pen.heading_row(&[
        (lang.pick("Chỉ tiêu", "Target"), 3),
        (
            lang.pick("Số đơn vị đạt, trước", "Units that met it, then"),
            1,
        ),
        (lang.pick("Số đơn vị đạt, nay", "Units that met it, now"), 1),
        (lang.pick("Số liệu trước", "Figure then"), 1),
        (lang.pick("Số liệu nay", "Figure now"), 1),
        (lang.pick("Tăng, giảm", "Difference"), 1),
    ])?;
    for change in changes {
        let met = |tally: Option<Tally>| match tally {
            Some(tally) if tally.bound > 0 => {
                let [met, bound] =
                    [tally.met, tally.bound].map(|count| lang::number(f64::from(count), lang));
                Cell::centred(format!("{met}/{bound}"))
            }
            _ => Cell::blank(),
        };
        let target = target(pen, &change.target);
        let figure_of = |tally: Option<Tally>| tally.map(|tally| tally.total);
        pen.cells(&[
            Cell::text(target_title(pen, &change.target)).across(3),
            met(change.before),
            met(change.now),
            total(target, figure_of(change.before), lang),
            total(target, figure_of(change.now), lang),
            difference(
                target.filter(|one| is_share(one)),
                figure_of(change.before),
                figure_of(change.now),
            ),
        ])?;
    }
    Ok(())
}

/// Units that stand otherwise: where the status changed first, by target.
fn units(pen: &mut Pen<'_>, changes: &[ResultChange]) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick(
            "Đơn vị có kết quả thay đổi",
            "Units whose results have changed",
        ),
    )?;
    if changes.is_empty() {
        return nothing(pen);
    }
    pen.heading_row(&[
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Chỉ tiêu", "Target"), 1),
        (lang.pick("Đánh giá trước", "Status then"), 1),
        (lang.pick("Đánh giá nay", "Status now"), 1),
        (lang.pick("Số liệu trước", "Figure then"), 1),
        (lang.pick("Số liệu nay", "Figure now"), 1),
        (lang.pick("Tăng, giảm", "Difference"), 1),
    ])?;
    let order = |change: &&ResultChange| {
        let mut targets = report.campaign.targets.iter();
        targets.position(|target| target.id == change.target)
    };
    let (mut statuses, mut figures): (Vec<&ResultChange>, Vec<&ResultChange>) = changes
        .iter()
        .partition(|change| change.before.status != change.now.status);
    statuses.sort_by_key(order);
    figures.sort_by_key(order);
    let groups = [
        (
            statuses,
            lang.pick("Đánh giá thay đổi", "The status has changed"),
        ),
        (
            figures,
            lang.pick("Chỉ số liệu thay đổi", "Only the figure has changed"),
        ),
    ];
    let mut room = MOST_RESULTS;
    for (group, title) in groups {
        if group.is_empty() {
            continue;
        }
        pen.group(&format!("{title} ({})", group.len()))?;
        for change in group.iter().take(room) {
            unit_row(pen, change)?;
        }
        room = room.saturating_sub(group.len());
    }
    pen.left_out(changes.len().saturating_sub(MOST_RESULTS))
}

fn unit_row(pen: &mut Pen<'_>, change: &ResultChange) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let (before, now) = (&change.before, &change.now);
    let target = target(pen, &change.target);
    let status = |status| Cell::status(status, lang);
    let figure = |figure: Option<Interval>| match target {
        Some(target) => results::figure(target, figure, lang),
        None => figure.map_or_else(|| Cell::centred("–"), |one| Cell::interval(one, lang)),
    };
    pen.cells(&[
        Cell::text(change.unit.as_str()),
        Cell::text(unit_name(pen, &change.unit)),
        Cell::text(target_title(pen, &change.target) + &required(change, lang)),
        status(before.status),
        status(now.status),
        figure(before.figure),
        figure(now.figure),
        difference(target, before.figure, now.figure),
    ])
}

/// What is required, where that has changed: ` (mức yêu cầu 2 → 3)`.
fn required(change: &ResultChange, lang: Lang) -> String {
    match (change.before.threshold, change.now.threshold) {
        (Some(before), Some(now)) if (before - now).abs() > f64::EPSILON => {
            let [before, now] = [before, now].map(|number| lang::number(number, lang));
            let what = lang.pick("mức yêu cầu", "required");
            format!(" ({what} {before} → {now})")
        }
        _ => String::new(),
    }
}

/// Units and targets that only one of the two runs knows.
fn one_sided(pen: &mut Pen<'_>, changes: &Changes) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let new = lang.pick("Chỉ có trong lần này", "Only in this run");
    let gone = lang.pick("Chỉ có trong lần trước", "Only in the run before");
    let mut rows: Vec<(String, String, String, &str)> = Vec::new();
    for code in &changes.units_new {
        rows.push((code.to_string(), unit_name(pen, code), String::new(), new));
    }
    for (code, name) in &changes.units_gone {
        rows.push((code.to_string(), name.clone(), String::new(), gone));
    }
    for change in &changes.targets {
        let side = match (change.before, change.now) {
            (None, Some(_)) => new,
            (Some(_), None) => gone,
            _ => continue,
        };
        let title = target_title(pen, &change.target);
        rows.push((String::new(), String::new(), title, side));
    }
    if rows.is_empty() {
        return Ok(());
    }
    section(
        pen,
        lang.pick(
            "Đơn vị, chỉ tiêu chỉ có ở một lần tổng hợp",
            "Units and targets of one run only",
        ),
    )?;
    pen.heading_row(&[
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Chỉ tiêu", "Target"), 1),
        (lang.pick("Có ở lần nào", "Where"), 5),
    ])?;
    for (code, unit, target, side) in rows {
        pen.cells(&[
            Cell::text(code),
            Cell::text(unit),
            Cell::text(target),
            Cell::text(side).across(5),
        ])?;
    }
    Ok(())
}

/// A figure over all units; of a yes/no target it is how many say yes.
fn total<'a>(target: Option<&Target>, figure: Option<Interval>, lang: Lang) -> Cell<'a> {
    let scale = target.map_or(Scale::Amount, |one| one.measure.scale());
    figure.map_or_else(|| Cell::centred("–"), |one| Cell::figure(scale, one, lang))
}

fn is_share(target: &Target) -> bool {
    target.measure.scale() == Scale::Share
}

/// By how much what is certain has grown; blank of a yes/no target, and where one figure is missing.
fn difference<'a>(
    target: Option<&Target>,
    before: Option<Interval>,
    now: Option<Interval>,
) -> Cell<'a> {
    match (before, now) {
        (Some(before), Some(now)) if target.is_none_or(|one| !one.measure.is_yes_no()) => {
            let grown = now.low - before.low;
            if target.is_some_and(is_share) {
                Cell::part(grown)
            } else {
                Cell::amount(grown)
            }
        }
        _ => Cell::blank(),
    }
}

fn target<'a>(pen: &Pen<'a>, id: &TargetId) -> Option<&'a Target> {
    let mut targets = pen.material.report.campaign.targets.iter();
    targets.find(|target| target.id == *id)
}

/// What a target asks; the id of one that the campaign no longer has.
fn target_title(pen: &Pen<'_>, id: &TargetId) -> String {
    let lang = pen.material.report.lang;
    target(pen, id).map_or_else(|| id.to_string(), |one| one.titles.get(lang).to_owned())
}

/// The name of a unit; of one that the register no longer has, its name in the run before.
fn unit_name(pen: &Pen<'_>, code: &UnitCode) -> String {
    let report = pen.material.report;
    if let Some(unit) = report.campaign.unit(code) {
        return unit.name.clone();
    }
    let changes = report.assessed.over_time.changes.iter();
    let mut gone = changes.flat_map(|changes| &changes.units_gone);
    let found = gone.find_map(|(gone, name)| (gone == code).then(|| name.clone()));
    found.unwrap_or_default()
}
