//! Every unit against every target: the figure, and how it stands. What each figure is made of
//! stands in columns after those, folded away.

mod basis;
mod place;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::material::Material;
use super::measure::Font;
use super::name::MainSheet;
use super::pen::{Pen, Together};
use super::style::{Look, Tone};
use super::{formula, requirement, sources};
use crate::assess::{Interval, Status, TargetResult};
use crate::campaign::{Scale, Target, Threshold};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::report::brief::many;
use crate::report::figures::status_bar;
use crate::report::words;
use basis::Basis;
pub(super) use place::ResultsPlace;

/// The columns before the targets, with their widths; all but the last stay on screen.
const UNIT_COLUMNS: [f64; 4] = [6.0, 10.5, 36.0, 18.0];
const FROZEN: u16 = 3;
/// The rows of the title.
const TITLE_ROWS: u32 = 3;
/// The rows of headings: the target, what it requires, and what its columns hold.
const HEADING_ROWS: u32 = 3;
/// The width of a column of what figures are made of.
const BASIS_WIDTH: f64 = 13.0;

/// A column of a target.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Figure,
    Status,
}

impl Part {
    fn width(self) -> f64 {
        match self {
            Self::Figure => 12.5,
            Self::Status => 18.5,
        }
    }
}

/// The columns a target has: of a yes/no measure the status says it all, and what is only watched
/// has none.
fn parts(target: &Target) -> &'static [Part] {
    let required = target
        .binds
        .thresholds()
        .any(|one| one != Threshold::Watched);
    match (required, target.measure.is_yes_no()) {
        (false, _) => &[Part::Figure],
        (true, true) => &[Part::Status],
        (true, false) => &[Part::Figure, Part::Status],
    }
}

/// The widths of a target's columns: no word of its heading is broken.
fn widths_of(target: &Target, lang: Lang) -> Vec<f64> {
    let mut widths: Vec<f64> = parts(target).iter().map(|part| part.width()).collect();
    let missing = Font::heading_width(target.heading.get(lang)) - widths.iter().sum::<f64>();
    if let Some(last) = widths.last_mut() {
        *last += missing.max(0.0);
    }
    widths
}

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let targets = &report.campaign.targets;
    let of_targets = targets.iter().flat_map(|one| widths_of(one, lang));
    let of_basis = targets.iter().flat_map(|one| basis::headings(one, lang));
    let widths = UNIT_COLUMNS.into_iter().chain(of_targets);
    let widths = widths.chain(of_basis.map(|_| BASIS_WIDTH)).collect();
    let mut pen = Pen::open(book, material, name, widths)?;
    pen.fold_from(material.results.first_basis())?;
    pen.title(
        MainSheet::Results.title(lang),
        lang.pick(
            "8–10: số chắc chắn – số tối đa có thể. ≥ 8: còn thiếu báo cáo hoặc biểu, chưa biết số tối đa. Bấm dấu + phía trên bảng, bên phải, để xem căn cứ tính.",
            "8–10: what is certain – what is possible at most. ≥ 8: a return or sheet is missing, so the most is not known. The + above the table, at the right, opens what figures are made of.",
        ),
    )?;
    headings(&mut pen)?;
    let filter = pen.row() - 1;
    let basis = Basis::of(material);
    for (at, (unit, results)) in report.assessed.units.iter().enumerate() {
        unit_row(&mut pen, &basis, at, (unit, results))?;
    }
    pen.filter(filter)?;
    if !report.assessed.totals.is_empty() {
        totals(&mut pen, &basis)?;
    }
    legend(&mut pen)?;
    break_pages(&mut pen)?;
    pen.close()
}

/// Where the targets do not fit on one page's width, each stays whole, and what is only watched
/// stands on pages of its own.
fn break_pages(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let targets = &pen.material.report.campaign.targets;
    let is_watched = |target| parts(target) == [Part::Figure];
    let mut before = targets.first().map(is_watched);
    let whole = targets.iter().map(|target| {
        let now = Some(is_watched(target));
        Together {
            columns: columns_of(target),
            turns: before.replace(is_watched(target)) != now,
        }
    });
    pen.break_across(columns(UNIT_COLUMNS.len()), whole)
}

fn headings(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let targets = &report.campaign.targets;
    let first = pen.row();
    let unit_headings = [
        lang.pick("STT", "No."),
        lang.pick("Mã đơn vị", "Code"),
        lang.pick("Đơn vị", "Unit"),
        lang.pick("Loại đơn vị", "Kind"),
    ];
    let blank = || unit_headings.iter().map(|_| ("", 1));
    let spans = || targets.iter().map(columns_of);
    let basis: Vec<Vec<&str>> = targets
        .iter()
        .map(|one| basis::headings(one, lang))
        .collect();
    let basis_spans = || basis.iter().map(|one| columns(one.len()));
    let titles = targets.iter().map(|target| target.heading.get(lang));
    let what_of = lang.pick(
        "Căn cứ tính: cộng từ các dòng ở trang tính của biểu",
        "What figures are made of: rows added up from the forms' sheets",
    );
    let whole = (what_of, basis_spans().sum());
    let whole = [whole].into_iter().filter(|one| one.1 > 0);
    let titles_of = || titles.clone().zip(spans());
    pen.heading_row(&blank().chain(titles_of()).chain(whole).collect::<Vec<_>>())?;
    let format = pen.styles().look(Look::Heading);
    for (column, heading) in (0..).zip(unit_headings) {
        let last = first + HEADING_ROWS - 1;
        pen.sheet
            .merge_range(first, column, last, column, heading, format)?;
    }
    let required: Vec<String> = targets
        .iter()
        .map(|target| requirement::in_short(target, report.campaign, lang))
        .collect();
    let required = required.iter().map(String::as_str).zip(spans());
    let of_basis = titles.clone().zip(basis_spans());
    pen.heading_row(&blank().chain(required).chain(of_basis).collect::<Vec<_>>())?;
    let names = targets.iter().flat_map(parts).map(|part| match part {
        Part::Figure => lang.pick("Kết quả", "Figure"),
        Part::Status => lang.pick("Đánh giá", "Status"),
    });
    let names = names.chain(basis.iter().flatten().copied());
    pen.filtered_headings(
        &blank()
            .chain(names.zip(std::iter::repeat(1)))
            .collect::<Vec<_>>(),
    )?;
    pen.sheet.set_repeat_rows(first, pen.row() - 1)?;
    pen.sheet.set_freeze_panes(pen.row(), FROZEN)?;
    Ok(())
}

fn columns_of(target: &Target) -> u16 {
    columns(parts(target).len())
}

fn columns(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

fn unit_row(
    pen: &mut Pen<'_>,
    basis: &Basis<'_, '_>,
    at: usize,
    (code, results): (&UnitCode, &[TargetResult]),
) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let unit = report.campaign.unit(code);
    let kind = unit.map_or("", |unit| report.campaign.type_title(&unit.unit_type, lang));
    let mut row = vec![
        Cell::ordinal(at),
        Cell::text(code.as_str()),
        Cell::text(unit.map_or(code.as_str(), |unit| &unit.name)),
        Cell::text(kind),
    ];
    let place = &pen.material.results;
    let targets = || report.campaign.targets.iter().enumerate();
    for ((nth, target), result) in targets().zip(results) {
        for part in parts(target) {
            let cell = match part {
                Part::Figure => {
                    let shown = figure(target, result.figure, lang);
                    let ends = place.ends_in(nth, pen.row());
                    calculated(shown, target, result.figure, &ends, lang)
                }
                Part::Status => Cell::status(result.status, lang),
            };
            row.push(cell.tone(Tone::Status(result.status)));
        }
    }
    if let Some(unit) = unit {
        let cells = targets().flat_map(|one| basis.of_unit(one, unit, pen.row(), results));
        row.extend(cells);
    }
    pen.cells(&row)
}

/// How a unit stands, by sign and word; what does not apply has the sign only. `code` is the unit's
/// code as a formula has it.
pub(super) fn standing<'a>(
    material: &Material<'_>,
    (target, code): (usize, &str),
    result: &TargetResult,
) -> Cell<'a> {
    let lang = material.report.lang;
    let tone = Tone::Status(result.status);
    if result.status == Status::NotApplicable {
        return Cell::centred(words::sign(result.status)).tone(tone);
    }
    let cell = Cell::centred(words::signed_status(result.status, lang)).tone(tone);
    match material.results.status_of(target, code) {
        Some(status) => {
            let signs: String = Status::ALL.map(words::sign).concat();
            let all = Status::ALL.map(|one| formula::text(words::status(one, lang)));
            let all = all.join(",");
            cell.by(format!(
                "MID(\"{signs}\",MATCH({status},{{{all}}},0),1)&\"{}\"&{status}",
                words::NO_BREAK
            ))
        }
        None => cell,
    }
}

/// A unit's figure as it is shown, calculated from its ends.
pub(super) fn calculated<'a>(
    shown: Cell<'a>,
    target: &Target,
    figure: Option<Interval>,
    ends: &formula::Ends,
    lang: Lang,
) -> Cell<'a> {
    let Some(figure) = figure else {
        return shown;
    };
    shown.by(match target.measure.scale() {
        Scale::YesNo => ends.yes_no(lang),
        scale => ends.figure(scale, figure, lang),
    })
}

/// A figure as people see it: of a yes/no measure a word.
pub(super) fn figure<'a>(target: &Target, figure: Option<Interval>, lang: Lang) -> Cell<'a> {
    let Some(figure) = figure else {
        return Cell::centred("–");
    };
    if !target.measure.is_yes_no() {
        return Cell::figure(target.measure.scale(), figure, lang);
    }
    Cell::centred(if figure.low > 0.0 {
        words::yes_no(true, lang)
    } else if figure.high == Some(0.0) {
        words::yes_no(false, lang)
    } else {
        words::not_known(lang)
    })
}

/// Over all units: the figure, each thing counted once, and how many units reach the target.
fn totals(pen: &mut Pen<'_>, basis: &Basis<'_, '_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let label = lang.pick(
        "Cộng chung (mỗi nội dung tính một lần)",
        "Over all (each thing counted once)",
    );
    let mut row = vec![Cell::text(label).across(FROZEN + 1)];
    let targets = || report.campaign.targets.iter().enumerate();
    for (at, target) in targets() {
        for part in parts(target) {
            row.push(match part {
                Part::Figure => {
                    let ends = pen.material.results.ends_in(at, pen.row());
                    total(pen.material, target, &ends)
                }
                Part::Status => met_of_bound(pen.material, (at, target)),
            });
        }
    }
    row.extend(targets().flat_map(|one| basis.of_all(one)));
    let row: Vec<Cell<'_>> = row.into_iter().map(|cell| cell.tone(Tone::Total)).collect();
    pen.cells(&row)
}

/// The figure over all units, calculated from its ends.
pub(super) fn total<'a>(
    material: &Material<'_>,
    target: &Target,
    ends: &formula::Ends,
) -> Cell<'a> {
    let report = material.report;
    let mut totals = report.assessed.totals.iter();
    let Some((_, figure)) = totals.find(|(id, _)| *id == target.id) else {
        return Cell::blank();
    };
    let scale = target.measure.scale();
    let cell = Cell::figure(scale, *figure, report.lang);
    cell.by(ends.figure(scale, *figure, report.lang))
}

fn met_of_bound<'a>(material: &Material<'_>, (at, target): (usize, &Target)) -> Cell<'a> {
    let report = material.report;
    let bar = status_bar(report, at, target);
    let (met, bound) = (bar.count(Status::Met), bar.total());
    let word = report.lang.pick("đạt", "met");
    let shown = [met, bound].map(|count| many(count, report.lang));
    let cell = Cell::centred(format!("{} {word}", shown.join("/")));
    match material.results.met_of_bound(at, None, [met, bound]) {
        Some(formula) => cell.by(format!("{formula}&\" {word}\"")),
        None => cell,
    }
}

/// What each word and colour means.
fn legend(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    pen.skip(1);
    pen.text(lang.pick("Chú giải", "Legend"), Look::Section)?;
    for status in Status::ALL {
        let word = Cell::status(status, lang);
        let meaning = Cell::text(words::status_meaning(status, lang));
        pen.cells(&[word.across(2), meaning.across(2)])?;
    }
    pen.skip(1);
    let note = sources::where_to_look(lang);
    pen.text(note, Look::Note)
}
