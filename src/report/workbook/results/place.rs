//! Where the results of units stand, known before any sheet is written, so that other sheets can
//! refer to them.
//!
//! Rows and columns are zero-based.

use super::{HEADING_ROWS, Part, TITLE_ROWS, UNIT_COLUMNS, parts};
use crate::assess::Status;
use crate::campaign::{Scale, Target, Threshold};
use crate::lang::Lang;
use crate::report::figures::BANDS;
use crate::report::workbook::form::Side;
use crate::report::workbook::formula::{self, Ends};
use crate::report::workbook::name::MainSheet;
use crate::report::{Report, words};

/// The column of the unit's code.
const CODE: u16 = 1;
/// The column of the title of its type.
const KIND: u16 = 3;

/// The rows and columns of the results.
pub(in crate::report::workbook) struct ResultsPlace {
    lang: Lang,
    units: u32,
    targets: Vec<TargetPlace>,
}

/// The columns of a target.
#[derive(Clone, Copy)]
struct TargetPlace {
    figure: Option<u16>,
    status: Option<u16>,
    /// The first column of what the figure is made of.
    basis: u16,
    sides: u16,
    /// How many columns stand after it for what is required.
    levels: u16,
}

impl ResultsPlace {
    pub(in crate::report::workbook) fn plan(report: &Report<'_>) -> Self {
        let mut next = u16::try_from(UNIT_COLUMNS.len()).unwrap_or(0);
        let mut take = || {
            next += 1;
            next - 1
        };
        let all = &report.campaign.targets;
        let mut targets = Vec::with_capacity(all.len());
        for target in all {
            let mut place = TargetPlace {
                figure: None,
                status: None,
                basis: 0,
                sides: u16::try_from(sides(target).len()).unwrap_or(0),
                levels: levels(target),
            };
            for part in parts(target) {
                match part {
                    Part::Figure => place.figure = Some(take()),
                    Part::Status => place.status = Some(take()),
                }
            }
            targets.push(place);
        }
        for place in &mut targets {
            place.basis = take();
            // What is above and below a line goes before the two ends.
            for _ in 0..=place.sides {
                take();
            }
            for _ in 0..place.levels {
                take();
            }
        }
        Self {
            lang: report.lang,
            units: u32::try_from(report.assessed.units.len()).unwrap_or(u32::MAX),
            targets,
        }
    }

    /// The first column of what figures are made of.
    pub(super) fn first_basis(&self) -> u16 {
        let after_units = u16::try_from(UNIT_COLUMNS.len()).unwrap_or(0);
        self.targets.first().map_or(after_units, |one| one.basis)
    }

    /// The row of a unit, counted from 0.
    pub(super) fn row(unit: usize) -> u32 {
        TITLE_ROWS + HEADING_ROWS + u32::try_from(unit).unwrap_or(u32::MAX)
    }

    /// The row of the figures over all units.
    pub(super) fn total_row(&self) -> u32 {
        Self::row(0) + self.units
    }

    /// The cell of the unit's code in a row.
    pub(super) fn code(row: u32) -> String {
        format!("${}", formula::cell(CODE, row))
    }

    /// The cell of the status in a row.
    pub(super) fn status(&self, target: usize, row: u32) -> Option<String> {
        let column = self.targets[target].status?;
        Some(formula::cell(column, row))
    }

    /// The cells of what is above and below the line of a share in a row.
    pub(super) fn side(&self, target: usize, side: usize, row: u32) -> String {
        let first = self.targets[target].basis;
        formula::cell(first + u16::try_from(side).unwrap_or(0), row)
    }

    /// The columns of a figure's ends.
    fn ends(&self, target: usize) -> (u16, u16) {
        let place = self.targets[target];
        let low = place.basis + place.sides;
        (low, low + 1)
    }

    /// Both ends of a figure in a row.
    pub(super) fn ends_in(&self, target: usize, row: u32) -> Ends {
        let (low, high) = self.ends(target);
        Ends {
            low: formula::cell(low, row),
            high: formula::cell(high, row),
        }
    }

    /// Both ends of all units' figures, on the results' own sheet.
    pub(super) fn all_ends(&self, target: usize) -> Ends {
        let (low, high) = self.ends(target);
        let column = |column| {
            let (first, last) = (Self::row(0), self.total_row() - 1);
            format!(
                "{}:{}",
                formula::cell(column, first),
                formula::cell(column, last)
            )
        };
        Ends {
            low: column(low),
            high: column(high),
        }
    }

    fn sheet(&self) -> &'static str {
        MainSheet::Results.title(self.lang)
    }

    /// The cells of all units in a column, as other sheets refer to them.
    fn column(&self, column: u16) -> String {
        let rows = (Self::row(0), self.total_row() - 1);
        formula::range(self.sheet(), column, rows)
    }

    /// How many units have a status, as a formula; none where the target has no column of them.
    pub(in crate::report::workbook) fn count(
        &self,
        target: usize,
        status: Status,
    ) -> Option<String> {
        let column = self.targets[target].status.filter(|_| self.units > 0)?;
        let word = words::status(status, self.lang);
        Some(formula::count(&[self.column(column)], word))
    }

    /// How many units met a target of how many it binds, as a text; of the units of a kind, or of
    /// all; so many have, of so many. None where it cannot be counted so.
    pub(in crate::report::workbook) fn met_of_bound(
        &self,
        target: usize,
        kind: Option<&str>,
        [met, all]: [u32; 2],
    ) -> Option<String> {
        let column = self.targets[target].status.filter(|_| self.units > 0)?;
        let statuses = self.column(column);
        let of_kind = match kind {
            Some(kind) if !formula::is_plain(kind) => return None,
            Some(kind) => format!(",{},{}", self.column(KIND), formula::text(kind)),
            None => String::new(),
        };
        let count = |status| {
            let word = formula::text(words::status(status, self.lang));
            format!("COUNTIFS({statuses},{word}{of_kind})")
        };
        let bound = BANDS.map(count);
        let bound_of_all = format!("({})", bound.join("+"));
        let met = formula::whole(&bound[0], met);
        Some(format!(
            "{met}&\"/\"&{}",
            formula::whole(&bound_of_all, all)
        ))
    }

    /// What stands in a unit's row, found by its code: no sorting makes it another unit's.
    fn found(&self, column: u16, code: &str) -> String {
        let (cells, codes) = (self.column(column), self.column(CODE));
        format!("INDEX({cells},MATCH({code},{codes},0))")
    }

    /// Both ends of a unit's figure, as other sheets refer to them; `code` is its code or the cell
    /// with it.
    pub(in crate::report::workbook) fn ends_of(&self, target: usize, code: &str) -> Ends {
        let (low, high) = self.ends(target);
        Ends {
            low: self.found(low, code),
            high: self.found(high, code),
        }
    }

    /// A unit's status; none where the target has no column of them.
    pub(in crate::report::workbook) fn status_of(
        &self,
        target: usize,
        code: &str,
    ) -> Option<String> {
        let column = self.targets[target].status?;
        Some(self.found(column, code))
    }

    /// The cell of the least that is required of a unit, in a row; the most stands after it.
    pub(super) fn least_required(&self, target: usize, row: u32) -> String {
        formula::cell(self.ends(target).1 + 1, row)
    }

    /// Both ends of what is required of a unit, as other sheets refer to them; none where the plan
    /// itself says how much is.
    pub(in crate::report::workbook) fn required_of(
        &self,
        target: usize,
        code: &str,
    ) -> Option<Ends> {
        let (_, high) = self.ends(target);
        (self.targets[target].levels > 0).then(|| Ends {
            low: self.found(high + 1, code),
            high: self.found(high + 2, code),
        })
    }

    /// A unit's figure as it is shown; none where the target has no column of figures.
    pub(in crate::report::workbook) fn figure_of(
        &self,
        target: usize,
        code: &str,
    ) -> Option<String> {
        let column = self.targets[target].figure?;
        Some(self.found(column, code))
    }

    /// Both ends of the figure over all units, as other sheets refer to them.
    pub(in crate::report::workbook) fn total_ends(&self, target: usize) -> Ends {
        let (low, high) = self.ends(target);
        let sheet = formula::quoted(self.sheet());
        let at = |column| format!("{sheet}!{}", formula::cell(column, self.total_row()));
        Ends {
            low: at(low),
            high: at(high),
        }
    }
}

/// How many columns what is required of each unit takes, where that is the unit's own matter.
pub(super) fn levels(target: &Target) -> u16 {
    let mut thresholds = target.binds.thresholds();
    let is_own = thresholds.any(|one| matches!(one, Threshold::Rising | Threshold::Promised));
    if is_own { 2 } else { 0 }
}

/// What stands before the ends of a figure: of shares, what is above and below the line.
pub(super) fn sides(target: &Target) -> &'static [Side] {
    match target.measure.scale() {
        Scale::Share => Side::of(Scale::Share),
        Scale::Amount | Scale::YesNo => &[],
    }
}
