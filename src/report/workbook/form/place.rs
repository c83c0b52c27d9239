//! Where a form's rows stand in the workbook, and the columns that show what each adds to which
//! target. Known before any sheet is written, so that other sheets can refer to them.
//!
//! Rows and columns are zero-based.

use std::collections::BTreeMap;
use std::ops::Range;

use super::is_shown;
use super::points::{End, PointsPlace};
use crate::assess::Adds;
use crate::campaign::{Form, Measure, Scale, Target};
use crate::id::FormId;
use crate::report::Report;
use crate::report::workbook::formula;
use crate::report::workbook::name::SheetNames;
use crate::score::Basis;

/// The columns of unit and collection, before the fields.
pub(super) const UNIT_COLUMNS: u16 = 3;
/// The columns after the fields: standing, why, file, sheet and cell.
pub(super) const SOURCE_COLUMNS: u16 = 5;
/// The column before what rows add: it says what the sums above are.
pub(super) const LABEL_COLUMNS: u16 = 1;
/// The column of the unit's code.
pub(super) const CODE: u16 = 0;
/// The rows of a sheet's title.
const TITLE_ROWS: u32 = 3;
/// The rows of sums, where anything is added up.
const SUM_ROWS: u32 = 2;

/// The sheets of a form.
pub(in crate::report::workbook) struct FormPlace<'a> {
    pub(in crate::report::workbook) form: &'a Form,
    /// At least one; those after the first hold what the one before has no room for.
    pub(in crate::report::workbook) sheets: Vec<SheetPlace>,
    /// What the rows add, by target.
    pub(in crate::report::workbook) helpers: Vec<Helper<'a>>,
    /// The points that the rows give, by whose they are.
    pub(super) points: Vec<PointsPlace>,
    fields: u16,
}

/// One of a form's sheets.
pub(in crate::report::workbook) struct SheetPlace {
    pub(in crate::report::workbook) name: String,
    /// Which of the form's rows it holds.
    pub(in crate::report::workbook) lines: Range<usize>,
    /// The row of the first of them.
    pub(super) first: u32,
}

/// The columns of one target.
pub(in crate::report::workbook) struct Helper<'a> {
    pub(in crate::report::workbook) target: &'a Target,
    pub(super) role: Role,
    /// Its first column.
    first: u16,
    /// What its columns hold.
    pub(super) columns: Vec<(Scope, Side)>,
}

/// What of a target rows add to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::workbook) enum Role {
    /// Its figure.
    Figure,
    /// The promise it is held against.
    Promise,
}

impl Role {
    const ALL: [Self; 2] = [Self::Figure, Self::Promise];

    /// What rows of a form are measured by; none where they add nothing: of a promise and what was
    /// done, those of the promise do.
    fn measure<'a>(self, target: &'a Target, form: &FormId) -> Option<&'a Measure> {
        let measure = match self {
            Self::Figure => Some(&target.measure),
            Self::Promise => target.promise.as_ref().map(|one| &one.measure),
        };
        measure.filter(|one| one.forms().next() == Some(form))
    }
}

/// To which figures something is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::workbook) enum Scope {
    /// To the figure of the row's unit; to that over all units too, where nothing else is said.
    Own,
    /// To the figure over all units only.
    OverAll,
}

/// What is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report::workbook) enum Side {
    /// What is certain.
    Certain,
    /// What may come on top of it.
    Besides,
    /// Above and below the line, for the least a share can be, and for the most.
    LeastPart,
    LeastWhole,
    MostPart,
    MostWhole,
}

impl Side {
    /// The columns of a figure on this scale.
    pub(in crate::report::workbook) fn of(scale: Scale) -> &'static [Self] {
        match scale {
            Scale::Amount | Scale::YesNo => &[Self::Certain, Self::Besides],
            Scale::Share => &[
                Self::LeastPart,
                Self::LeastWhole,
                Self::MostPart,
                Self::MostWhole,
            ],
        }
    }

    /// How much it is; none where nothing bounds it.
    pub(in crate::report::workbook) fn amount(self, adds: Adds) -> Option<f64> {
        match self {
            Self::Certain | Self::LeastPart => Some(adds.low.part),
            Self::Besides => adds.high.map(|high| high.part - adds.low.part),
            Self::LeastWhole => Some(adds.low.whole),
            Self::MostPart => adds.high.map(|high| high.part),
            Self::MostWhole => adds.high.map(|high| high.whole),
        }
    }
}

impl<'a> FormPlace<'a> {
    /// Plans the sheets of a form with so many rows, at most `most` on each.
    pub(in crate::report::workbook) fn plan(
        report: &Report<'a>,
        form: &'a Form,
        names: &mut SheetNames,
        (rows, most): (usize, usize),
    ) -> Self {
        let shown = form.fields.iter().filter(|field| is_shown(field)).count();
        let fields = u16::try_from(shown).unwrap_or(u16::MAX - UNIT_COLUMNS - SOURCE_COLUMNS);
        let mut place = Self {
            form,
            sheets: Vec::new(),
            helpers: Vec::new(),
            points: Vec::new(),
            fields,
        };
        let mut next = place.first_helper() + LABEL_COLUMNS;
        let targets = report.campaign.targets.iter();
        let roles = targets.flat_map(|target| Role::ALL.map(|role| (target, role)));
        for (target, role) in roles {
            let Some(measure) = role.measure(target, &form.id) else {
                continue;
            };
            let sides = Side::of(measure.scale());
            let mut columns: Vec<_> = sides.iter().map(|&side| (Scope::Own, side)).collect();
            if role == Role::Figure && differs_over_all(report, target) {
                columns.extend(sides.iter().map(|&side| (Scope::OverAll, side)));
            }
            let first = next;
            next += u16::try_from(columns.len()).unwrap_or(0);
            place.helpers.push(Helper {
                target,
                role,
                first,
                columns,
            });
        }
        for basis in Basis::ALL {
            let planned = PointsPlace::plan(report.campaign, form, basis, next);
            next += planned
                .as_ref()
                .map_or(0, |_| u16::try_from(End::ALL.len()).unwrap_or(0));
            place.points.extend(planned);
        }
        let sums = if place.adds_nothing() { 0 } else { SUM_ROWS };
        let starts = (0..rows.max(1)).step_by(most.max(1));
        for (nth, start) in starts.enumerate() {
            place.sheets.push(SheetPlace {
                name: names.form(form, nth),
                lines: start..rows.min(start + most),
                // The headings stand between.
                first: TITLE_ROWS + sums + 1,
            });
        }
        place
    }

    /// Whether no row of the form adds anything to anything.
    pub(super) fn adds_nothing(&self) -> bool {
        self.helpers.is_empty() && self.points.is_empty()
    }

    /// The first of the columns that show what rows add, that of labels.
    pub(super) fn first_helper(&self) -> u16 {
        UNIT_COLUMNS + self.fields + SOURCE_COLUMNS
    }

    /// The cells of a column, a range for each sheet.
    pub(super) fn ranges(&self, column: u16) -> Vec<String> {
        let sheets = self.sheets.iter();
        sheets.map(|sheet| sheet.range(column)).collect()
    }

    /// The standings of all rows.
    fn standings(&self) -> Vec<String> {
        self.ranges(UNIT_COLUMNS + self.fields)
    }

    /// How many rows there are, as a formula.
    pub(in crate::report::workbook) fn count_all(&self) -> String {
        format!("COUNTA({})", self.standings().join(","))
    }

    /// How many rows have a standing, as a formula; `standing` is the word for it.
    pub(in crate::report::workbook) fn count(&self, standing: &str) -> String {
        formula::count(&self.standings(), standing)
    }

    /// The columns of a target; none where the form's rows add nothing to it.
    pub(in crate::report::workbook) fn helper(
        &self,
        target: &Target,
        role: Role,
    ) -> Option<&Helper<'a>> {
        let mut helpers = self.helpers.iter();
        helpers.find(|one| one.role == role && one.target.id == target.id)
    }

    /// What all rows add, as a formula.
    pub(in crate::report::workbook) fn sum(&self, helper: &Helper<'_>, side: Side) -> String {
        let over_all = helper.column(Scope::OverAll, side);
        let column = over_all.or_else(|| helper.column(Scope::Own, side));
        column.map_or_else(String::new, |column| formula::sum(&self.ranges(column)))
    }

    /// What the rows of one unit add, as a formula; `code` is the unit's code or the cell with it.
    ///
    /// Rows are found by their unit, so that no sorting makes the sum another.
    pub(in crate::report::workbook) fn sum_of_unit(
        &self,
        helper: &Helper<'_>,
        side: Side,
        code: &str,
    ) -> String {
        let Some(column) = helper.column(Scope::Own, side) else {
            return String::new();
        };
        self.sum_where(column, &[(CODE, code)])
    }

    /// The sum of a column over the rows whose cells in other columns have these values, each a
    /// cell or a text in quotation marks.
    pub(super) fn sum_where(&self, column: u16, conditions: &[(u16, &str)]) -> String {
        let sum = |sheet: &SheetPlace| {
            let mut parts = vec![sheet.range(column)];
            for &(column, value) in conditions {
                parts.extend([sheet.range(column), value.to_owned()]);
            }
            format!("SUMIFS({})", parts.join(","))
        };
        self.sheets.iter().map(sum).collect::<Vec<_>>().join("+")
    }
}

impl SheetPlace {
    /// The cells of a column.
    pub(super) fn range(&self, column: u16) -> String {
        formula::range(&self.name, column, self.rows())
    }

    /// The first and the last row; of a sheet without rows the one that says so.
    fn rows(&self) -> (u32, u32) {
        let rows = u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
        (self.first, self.first + rows.max(1) - 1)
    }
}

impl Helper<'_> {
    fn column(&self, scope: Scope, side: Side) -> Option<u16> {
        let mut columns = (self.first..).zip(&self.columns);
        let found = columns.find(|(_, one)| **one == (scope, side));
        found.map(|(column, _)| column)
    }
}

/// Whether some row adds something else to the figure over all units than to its own unit's.
fn differs_over_all(report: &Report<'_>, target: &Target) -> bool {
    let assessed = report.assessed;
    let total = assessed.totals.iter().find(|(id, _)| *id == target.id);
    // An unknown share takes nothing from any row.
    let is_unknown = total.is_none_or(|(_, one)| one.high.is_none());
    if target.measure.scale() == Scale::Share && is_unknown {
        return false;
    }
    let rows = assessed.contributions.get(&target.id);
    let mut rows = rows.into_iter().flat_map(BTreeMap::values);
    rows.any(|carries| carries.own != carries.over_all)
}
