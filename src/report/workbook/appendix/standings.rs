//! Results by unit type: for each unit and target the figure, and under it how it stands, by sign and
//! word; for each type what is required and how many of its units meet it.

use rust_xlsxwriter::{Format, FormatBorder, Workbook, XlsxError};

use super::closing::{self, Closing};
use super::paper::Orientation;
use super::{Subject, headings, open, roman};
use crate::assess::{Status, TargetResult};
use crate::campaign::{Target, Threshold, Unit, UnitType};
use crate::report::figures::BANDS;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::{Font, LINE_POINTS};
use crate::report::workbook::pen::{Pages, Pen};
use crate::report::workbook::results;
use crate::report::workbook::style::{Kind, Look, Tone};
use crate::report::{Report, words};

/// The columns before the targets: number and unit.
const UNIT_COLUMNS: [f64; 2] = [5.0, 23.0];
const FIRST_TARGET: u16 = 2;
/// Room beside a word.
const PADDING: f64 = 1.3;
/// What a page may hold across and still be read, in digits.
const MOST_WIDTH: f64 = 195.0;

/// The targets that require something of any unit, as many on a sheet as can be read; none where no
/// such target is there.
pub(super) fn parts<'a>(report: &Report<'_>) -> Vec<Subject<'a>> {
    let all = report.campaign.targets.iter().enumerate();
    let targets: Vec<(usize, f64)> = all
        .filter(|(at, target)| {
            let requires = |one| one != Threshold::Watched;
            target.binds.thresholds().any(requires) && is_of_anybody(report, *at)
        })
        .map(|(at, target)| (at, width(target, report)))
        .collect();
    let mut sheets: Vec<(Vec<usize>, f64)> = Vec::new();
    for (at, width) in targets {
        match sheets.last_mut() {
            Some((sheet, used)) if *used + width <= MOST_WIDTH => {
                sheet.push(at);
                *used += width;
            }
            _ => sheets.push((vec![at], UNIT_COLUMNS.iter().sum::<f64>() + width)),
        }
    }
    let last = sheets.len().saturating_sub(1);
    let closing = |nth| {
        if nth == last {
            Closing::Signed
        } else {
            Closing::GoesOn
        }
    };
    let sheets = sheets.into_iter().enumerate();
    sheets
        .map(|(nth, (targets, _))| Subject::Standings {
            targets,
            closing: closing(nth),
        })
        .collect()
}

/// Whether a target applies to any unit.
fn is_of_anybody(report: &Report<'_>, target: usize) -> bool {
    let mut units = report.assessed.units.iter();
    units.any(|(_, results)| {
        results
            .get(target)
            .is_some_and(|one| one.status != Status::NotApplicable)
    })
}

/// The width of a target's column: no word is broken in it, nor a sign parted from its word.
fn width(target: &Target, report: &Report<'_>) -> f64 {
    let heading = Font::STRONG.word_width(target.heading.get(report.lang));
    let statuses = BANDS.map(|one| words::signed_status(one, report.lang));
    let words = statuses.iter().flat_map(|text| text.split(' '));
    let words = words.map(|word| Font::BODY.width(word));
    words.fold(heading, f64::max) + PADDING
}

/// What is written of a type's units.
struct Section<'s, 'a> {
    unit_type: &'a UnitType,
    units: Vec<(&'a Unit, &'a [TargetResult])>,
    targets: &'s [usize],
}

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
    (targets, closing): (&[usize], Closing),
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let of_campaign = &report.campaign.targets;
    let of_targets = targets.iter().map(|&at| width(&of_campaign[at], report));
    let widths: Vec<f64> = UNIT_COLUMNS.into_iter().chain(of_targets).collect();
    let right = closing::half(&widths);
    let title = lang.pick(
        "Tổng hợp kết quả theo loại đơn vị",
        "Results by type of unit",
    );
    let page = (Orientation::Across, widths);
    let (mut pen, mut pages) = open(book, material, (name, title), page)?;
    let mut texts = vec![lang.pick("STT", "No."), lang.pick("Đơn vị", "Unit")];
    texts.extend(targets.iter().map(|&at| of_campaign[at].heading.get(lang)));
    headings(&mut pen, &mut pages, &texts)?;
    let first = pen.row();
    let types = report.campaign.unit_types.iter();
    let sections = types.map(|unit_type| Section::of(report, unit_type, targets));
    for (nth, section) in (1..).zip(sections.filter(|one| !one.units.is_empty())) {
        section.write(&mut pen, &mut pages, nth)?;
    }
    pages.may_end(&pen);
    over_all(&mut pen, targets, first)?;
    legend(&mut pen)?;
    if closing == Closing::Signed {
        closing::write(&mut pen, right)?;
    }
    pages.close(pen)
}

impl<'s, 'a> Section<'s, 'a> {
    fn of(report: &Report<'a>, unit_type: &'a UnitType, targets: &'s [usize]) -> Self {
        let units = report.assessed.units.iter();
        let units = units.filter_map(|(code, results)| {
            let unit = report.campaign.unit(code)?;
            (unit.unit_type == unit_type.id).then_some((unit, results.as_slice()))
        });
        Self {
            unit_type,
            units: units.collect(),
            targets,
        }
    }

    fn write(&self, pen: &mut Pen<'_>, pages: &mut Pages, nth: usize) -> Result<(), XlsxError> {
        pages.may_end(pen);
        self.heading(pen, nth)?;
        let first = pen.row();
        for (at, (unit, results)) in self.units.iter().enumerate() {
            if at > 0 {
                pages.may_end(pen);
            }
            unit_rows(pen, at, (unit, results), self.targets)?;
        }
        let statuses = |at: usize| {
            let results = self.units.iter().filter_map(move |(_, all)| all.get(at));
            results.map(|one| one.status).collect::<Vec<_>>()
        };
        met(pen, self.targets, first, statuses)
    }

    /// The type, and what is required of it.
    fn heading(&self, pen: &mut Pen<'_>, nth: usize) -> Result<(), XlsxError> {
        let report = pen.material.report;
        let title = self.unit_type.titles.get(report.lang);
        let mut cells = vec![
            Cell::centred(roman(nth)),
            Cell::text(format!("{title} ({})", self.units.len())),
        ];
        cells.extend(self.targets.iter().map(|&at| {
            let required = self.required(&report.campaign.targets[at], report);
            Cell::centred(required.unwrap_or_else(|| "–".to_owned()))
        }));
        let cells: Vec<Cell<'_>> = cells.into_iter().map(|one| one.tone(Tone::Group)).collect();
        pen.cells(&cells)
    }

    /// What a target requires of the type, or of those of its units that head a block.
    fn required(&self, target: &Target, report: &Report<'_>) -> Option<String> {
        let lang = report.lang;
        if let Some(threshold) = target.binds.types.get(&self.unit_type.id) {
            let phrase = words::threshold(target, *threshold, lang);
            return Some(capitalised(&phrase));
        }
        let mut codes = self.units.iter().map(|(unit, _)| &unit.code);
        let own = codes.any(|code| target.binds.units.contains_key(code));
        let is_bound = |(unit, _): &(&Unit, &[TargetResult])| {
            target.threshold(report.campaign, unit).is_some()
        };
        if own || !self.units.iter().any(is_bound) {
            return own.then(|| lang.pick("Theo từng đơn vị", "By unit").to_owned());
        }
        let phrase = words::threshold(target, target.binds.heads?, lang);
        Some(lang.pick(
            format!("Trưởng khối: {phrase}"),
            format!("Heads of blocks: {phrase}"),
        ))
    }
}

/// The text with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Two rows: figures, and under them how they stand; of yes/no measures the standing fills both.
fn unit_rows(
    pen: &mut Pen<'_>,
    at: usize,
    (unit, results): (&Unit, &[TargetResult]),
    targets: &[usize],
) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let top = pen.row();
    down(pen, 0, &Cell::ordinal(at))?;
    down(pen, 1, &Cell::text(unit.name.as_str()))?;
    let mut under = Vec::new();
    let (mut single, mut double) = (LINE_POINTS, LINE_POINTS);
    for (column, &place) in (FIRST_TARGET..).zip(targets) {
        let target = &report.campaign.targets[place];
        let Some(result) = results.get(place) else {
            continue;
        };
        let tone = Tone::Status(result.status);
        let code = formula::text(unit.code.as_str());
        let standing = results::standing(material, (place, &code), result);
        let text = standing.shown().unwrap_or_default();
        let height = pen.points_of(column, text);
        match result.figure {
            Some(figure) if !target.measure.is_yes_no() => {
                let lang = report.lang;
                let shown = results::figure(target, Some(figure), lang);
                let shown = match material.results.figure_of(place, &code) {
                    Some(formula) => shown.by(formula),
                    None => shown,
                };
                let format = open_below(pen, shown.kind(), tone);
                pen.put_formatted(column, &shown.tone(tone), &format)?;
                under.push((column, standing));
                single = single.max(height);
            }
            _ => {
                double = double.max(height);
                down(pen, column, &standing)?;
            }
        }
    }
    double = double.max(pen.points_of(1, &unit.name));
    pen.end_row(LINE_POINTS)?;
    for (column, cell) in under {
        let format = open_above(pen, cell.kind(), cell.tone);
        pen.put_formatted(column, &cell, &format)?;
    }
    pen.end_row(single.max(double - LINE_POINTS))?;
    debug_assert_eq!(pen.row(), top + 2);
    Ok(())
}

/// A cell over this row and the next.
fn down(pen: &mut Pen<'_>, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
    let format = pen.styles().cell(cell.kind(), cell.tone);
    let row = pen.row();
    pen.sheet
        .merge_range(row, column, row + 1, column, "", format)?;
    pen.put_formatted(column, cell, format)
}

fn open_below(pen: &Pen<'_>, kind: Kind, tone: Tone) -> Format {
    let format = pen.styles().cell(kind, tone).clone();
    format.set_border_bottom(FormatBorder::None)
}

fn open_above(pen: &Pen<'_>, kind: Kind, tone: Tone) -> Format {
    let format = pen.styles().cell(kind, tone).clone();
    format.set_border_top(FormatBorder::None)
}

/// How many of the units in the rows from `first` on meet each target.
fn met(
    pen: &mut Pen<'_>,
    targets: &[usize],
    first: u32,
    statuses: impl Fn(usize) -> Vec<Status>,
) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let label = lang.pick(
        "Số đơn vị đạt / phải thực hiện",
        "Units that meet it / bound",
    );
    let mut cells = vec![Cell::blank(), Cell::text(label)];
    for (column, &at) in (FIRST_TARGET..).zip(targets) {
        let statuses = statuses(at);
        let is = |wanted: Status| statuses.iter().filter(|one| **one == wanted).count();
        let bound: usize = BANDS.map(is).into_iter().sum();
        if bound == 0 {
            cells.push(Cell::centred("–"));
            continue;
        }
        let range = format!(
            "{}:{}",
            formula::cell(column, first),
            formula::cell(column, pen.row() - 1)
        );
        let count = |status| {
            let ranges = std::slice::from_ref(&range);
            formula::count(ranges, &words::signed_status(status, lang))
        };
        let all = BANDS.map(count).join("+");
        let text = format!("{}/{bound}", is(Status::Met));
        let met = count(Status::Met);
        cells.push(Cell::centred(text).by(format!("{met}&\"/\"&({all})")));
    }
    let cells: Vec<Cell<'_>> = cells.into_iter().map(|one| one.tone(Tone::Total)).collect();
    pen.cells(&cells)
}

/// Over all units: each thing counted once, and how many meet each target.
fn over_all(pen: &mut Pen<'_>, targets: &[usize], first: u32) -> Result<(), XlsxError> {
    let material = pen.material;
    let report = material.report;
    let label = report.lang.pick(
        "Cộng chung (mỗi nội dung tính một lần)",
        "Over all (each thing counted once)",
    );
    let mut cells = vec![Cell::blank(), Cell::text(label)];
    cells.extend(targets.iter().map(|&at| {
        let target = &report.campaign.targets[at];
        if target.measure.is_yes_no() {
            return Cell::blank();
        }
        results::total(material, target, &material.results.total_ends(at))
    }));
    let cells: Vec<Cell<'_>> = cells.into_iter().map(|one| one.tone(Tone::Total)).collect();
    pen.cells(&cells)?;
    met(pen, targets, first, |at| {
        let units = report.assessed.units.iter();
        let results = units.filter_map(|(_, results)| results.get(at));
        results.map(|one| one.status).collect()
    })
}

/// What figures and signs mean.
fn legend(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let last = pen.last_column();
    let statuses = BANDS.into_iter().chain([Status::NotApplicable]);
    let meanings: Vec<String> = statuses
        .map(|one| {
            let meaning = words::status_meaning(one, lang);
            format!(
                "{}: {}",
                words::signed_status(one, lang),
                uncapitalised(meaning)
            )
        })
        .collect();
    let figures = lang.pick(
        "8–10: số chắc chắn – số tối đa có thể; ≥ 8: chưa biết số tối đa.",
        "8–10: what is certain – what is possible at most; ≥ 8: the most is not known.",
    );
    let text = format!("{figures} {}.", meanings.join("; "));
    pen.line(0, last, &text, Look::Note)
}

/// The text with a small first letter.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}
