//! The tables the charts are drawn from: a row for each bar, a column for each series.

use rust_xlsxwriter::XlsxError;

use super::numbers::{self, Featured, UnitFigure};
use super::{COLUMNS, NAME_COLUMNS, note};
use crate::assess::Status;
use crate::campaign::{Collection, Target};
use crate::lang::Lang;
use crate::report::figures::{BANDS, StatusBar, status_counts, without_common_words};
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::returns::tally::Counter;

/// More columns than this no longer stand apart in a chart; of more units the lowest are shown.
pub(super) const MAX_UNITS: usize = 16;
/// What marks a unit of which not all is known.
const MARK: &str = " (*)";

/// Where the numbers of a chart stand: rows zero-based, headings above the first.
#[derive(Clone, Copy)]
pub(super) struct Block {
    pub(super) first: u32,
    pub(super) last: u32,
    /// Columns, with that of the names.
    pub(super) columns: u16,
    /// The greatest number.
    pub(super) greatest: f64,
    /// What the chart must say beside its numbers.
    pub(super) note: Option<&'static str>,
}

impl Block {
    /// How many rows it has.
    pub(super) fn len(self) -> usize {
        (self.last - self.first + 1) as usize
    }
}

/// How many units stand how against each target.
pub(super) fn statuses(pen: &mut Pen<'_>) -> Result<Option<Block>, XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let mut headings = vec![(lang.pick("Chỉ tiêu", "Target"), NAME_COLUMNS)];
    headings.extend(BANDS.map(|status| (words::status(status, lang), 1)));
    let rows = status_counts(report).into_iter().map(|bar| {
        let mut row = vec![name(short_title(bar.target, lang))];
        row.extend(BANDS.map(|status| count(pen.material, status, &bar)));
        row
    });
    table(pen, &headings, &rows.collect::<Vec<_>>())
}

/// How many units have a status, counted on the results' sheet.
pub(super) fn count<'a>(material: &Material<'_>, status: Status, bar: &StatusBar<'_>) -> Cell<'a> {
    let cell = Cell::count(bar.count(status));
    match material.results.count(bar.at, status) {
        Some(formula) => cell.by(formula),
        None => cell,
    }
}

/// The rates of received returns by unit type and collection.
pub(super) fn rates(pen: &mut Pen<'_>) -> Result<Option<Block>, XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let campaign = report.campaign;
    let mut collections: Vec<&Collection> = report
        .assessed
        .rates
        .iter()
        .filter_map(|rate| campaign.collection(&rate.collection))
        .collect();
    // As many as there are columns, the latest of them.
    let beyond = collections
        .len()
        .saturating_sub(usize::from(COLUMNS - NAME_COLUMNS));
    collections.drain(..beyond);
    let mut headings = vec![(lang.pick("Loại đơn vị", "Kind of unit"), NAME_COLUMNS)];
    headings.extend(collections.iter().map(|one| (one.titles.get(lang), 1)));
    let mut rows = Vec::new();
    for unit_type in &campaign.unit_types {
        let rates: Vec<(u32, u32)> = collections
            .iter()
            .map(|collection| numbers::rate_of_type(report, collection, &unit_type.id))
            .collect();
        if rates.iter().any(|&(expected, _)| expected > 0) {
            let mut row = vec![name(unit_type.titles.get(lang))];
            row.extend(rates.iter().zip(&collections).map(|(rate, collection)| {
                let (expected, received) = *rate;
                let all = Counter::of_collection(&collection.id, lang).of_type(&unit_type.id);
                let share = Cell::share(received, expected);
                match expected {
                    0 => share,
                    _ => share.by(format!("{}/{}", all.received(), all.expected())),
                }
            }));
            rows.push(row);
        }
    }
    if collections.is_empty() {
        return Ok(None);
    }
    table(pen, &headings, &rows)
}

/// What is certain and possible for each unit, beside what is required.
pub(super) fn featured(
    pen: &mut Pen<'_>,
    featured: &Featured<'_>,
) -> Result<Option<Block>, XlsxError> {
    let lang = pen.material.report.lang;
    let mut figures = featured.figures(pen.material.report);
    let left_out = lowest(&mut figures);
    let full: Vec<&str> = figures.iter().map(|one| one.name).collect();
    let short = without_common_words(&full);
    let headings = [
        (lang.pick("Đơn vị", "Unit"), NAME_COLUMNS),
        (lang.pick("Số chắc chắn", "Certain"), 1),
        (lang.pick("Có thể thêm", "Possible besides"), 1),
        (lang.pick("Mức yêu cầu", "Required"), 1),
    ];
    let rows = figures.iter().zip(short).map(|(one, short)| {
        let code = formula::text(one.code.as_str());
        let ends = pen.material.results.ends_of(featured.at, &code);
        let (mark, possible) = match one.possible {
            Some(possible) => {
                let formula = format!("{}-{}", ends.high, ends.low);
                ("", Cell::amount(possible).by(formula))
            }
            None => (MARK, Cell::blank()),
        };
        vec![
            name(format!("{short}{mark}")),
            Cell::amount(one.certain).by(ends.low),
            possible,
            Cell::amount(featured.threshold),
        ]
    });
    let block = table(pen, &headings, &rows.collect::<Vec<_>>())?;
    let unknown = figures.iter().any(|one| one.possible.is_none());
    let unknown = unknown.then(|| unknown_note(lang));
    if let Some(unknown) = unknown {
        note(pen, unknown)?;
    }
    if left_out > 0 {
        note(pen, &left_out_note(left_out, lang))?;
    }
    Ok(block.map(|block| Block {
        note: unknown,
        ..block
    }))
}

/// Keeps the units with the lowest figures where there are too many; how many are left out.
fn lowest(figures: &mut Vec<UnitFigure<'_>>) -> usize {
    let left_out = figures.len().saturating_sub(MAX_UNITS);
    if left_out > 0 {
        figures.sort_by(|one, other| one.certain.total_cmp(&other.certain));
        figures.truncate(MAX_UNITS);
    }
    left_out
}

fn unknown_note(lang: Lang) -> &'static str {
    lang.pick(
        "(*) Còn thiếu báo cáo hoặc biểu, nên chưa biết số có thể thêm.",
        "(*) A return or a sheet is missing, so what may come on top is not known.",
    )
}

fn left_out_note(count: usize, lang: Lang) -> String {
    lang.pick(
        format!("Chỉ nêu {MAX_UNITS} đơn vị có số chắc chắn thấp nhất; {count} đơn vị khác xem trang Kết quả chỉ tiêu."),
        format!("Only the {MAX_UNITS} units with the lowest certain figures; {count} more are on the sheet of results."),
    )
}

fn name<'a>(text: impl Into<std::borrow::Cow<'a, str>>) -> Cell<'a> {
    Cell::text(text).across(NAME_COLUMNS)
}

/// A target's short heading; its title where it has none.
fn short_title(target: &Target, lang: Lang) -> &str {
    match target.heading.get(lang) {
        "" => target.titles.get(lang),
        heading => heading,
    }
}

/// Writes a table; none where it has no rows.
fn table(
    pen: &mut Pen<'_>,
    headings: &[(&str, u16)],
    rows: &[Vec<Cell<'_>>],
) -> Result<Option<Block>, XlsxError> {
    if rows.is_empty() {
        return Ok(None);
    }
    pen.heading_row(headings)?;
    let first = pen.row();
    let mut greatest: f64 = 0.0;
    for row in rows {
        greatest = row
            .iter()
            .filter_map(Cell::as_number)
            .fold(greatest, f64::max);
        pen.cells(row)?;
    }
    let last = pen.row() - 1;
    pen.skip(1);
    Ok(Some(Block {
        first,
        last,
        columns: u16::try_from(headings.len()).unwrap_or(u16::MAX),
        greatest,
        note: None,
    }))
}
