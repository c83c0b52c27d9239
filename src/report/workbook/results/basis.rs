//! What each figure is made of: its two ends, added up from the rows of a form, from the returns
//! received or from other targets. Cells beside the figures, folded away.

mod cells;
mod sums;

pub(super) use cells::headings;
use cells::{blanks, ends, no_ends, number};
use sums::{Merged, Sums, merged};

use super::place::{ResultsPlace, levels, sides};
use crate::assess::{Interval, Required, Status, TargetResult};
use crate::campaign::{Collection, Measure, Scale, Target, Unit};
use crate::id::{FormId, TargetId};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::form::{FormPlace, Helper, Role, Side};
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::name::MainSheet;
use crate::report::workbook::returns::BY_SENDER;

/// The columns of the sheet of returns: part, unit and collection.
const RETURNS: [&str; 3] = ["$A:$A", "$C:$C", "$E:$E"];
/// Its columns that say whether a return is there, and whether it came in time.
const RECEIPT: &str = "$F:$F";
const TIMELINESS: &str = "$I:$I";

/// Writes what figures are made of.
pub(super) struct Basis<'m, 'a> {
    material: &'m Material<'a>,
    sums: Sums<'a>,
    merged: Merged<'a>,
}

/// A form's rows that add to a target.
type Rows<'m, 'a> = (&'m FormPlace<'a>, &'m Helper<'a>);

impl<'m, 'a> Basis<'m, 'a> {
    pub(super) fn of(material: &'m Material<'a>) -> Self {
        Self {
            material,
            sums: Sums::gather(material),
            merged: merged(material),
        }
    }

    fn place(&self) -> &'m ResultsPlace {
        &self.material.results
    }

    fn lang(&self) -> Lang {
        self.material.report.lang
    }

    fn rows(&self, target: &Target, form: &FormId, role: Role) -> Option<Rows<'m, 'a>> {
        let mut places = self.material.forms.iter();
        let place = places.find(|place| place.form.id == *form)?;
        Some((place, place.helper(target, role)?))
    }

    fn figure_rows(&self, target: &Target) -> Option<Rows<'m, 'a>> {
        self.rows(target, target.measure.forms().next()?, Role::Figure)
    }

    /// What the rows of a unit add, and those of the units that have merged into it.
    fn sum(
        &self,
        (form, helper): Rows<'_, '_>,
        side: Side,
        (target, unit): (&Target, &Unit),
        row: u32,
    ) -> String {
        let merged = self.merged.get(&(&target.id, unit.code.clone()));
        let own = ResultsPlace::code(row);
        let codes = std::iter::once(&own).chain(merged.into_iter().flatten());
        let sums = codes.map(|code| form.sum_of_unit(helper, side, code));
        sums.collect::<Vec<_>>().join("+")
    }

    /// The cells of one unit and target; `results` are all of the unit's.
    pub(super) fn of_unit<'c>(
        &self,
        (at, target): (usize, &Target),
        unit: &Unit,
        row: u32,
        results: &[TargetResult],
    ) -> Vec<Cell<'c>> {
        let result = results.get(at);
        let Some((result, figure)) = result.and_then(|one| Some((one, one.figure?))) else {
            return blanks(target);
        };
        let mut cells = self.of_figure((at, target), unit, row, (figure, results));
        cells.extend(self.required(target, unit, row, (at, result.required)));
        cells
    }

    /// What is required of a unit where that is its own matter: its promise, added up from rows, or
    /// its figure of the year before, which comes from outside the workbook.
    fn required<'c>(
        &self,
        target: &Target,
        unit: &Unit,
        row: u32,
        (at, required): (usize, Option<Required>),
    ) -> Vec<Cell<'c>> {
        if levels(target) == 0 {
            return Vec::new();
        }
        let Some(Required { level, .. }) = required else {
            return vec![Cell::blank(), Cell::blank()];
        };
        let scale = target.measure.scale();
        let [low, high] = [Some(level.low), level.high].map(|end| number(scale, end));
        let promise = target.promise.as_ref();
        let promise = promise.and_then(|one| one.measure.forms().next());
        let promised = promise.and_then(|form| self.rows(target, form, Role::Promise));
        let Some(rows) = promised else {
            return vec![low, high];
        };
        let sum = |side| self.sum(rows, side, (target, unit), row);
        let least = self.place().least_required(at, row);
        vec![
            low.by(sum(Side::Certain)),
            match level.high {
                Some(_) => high.by(format!("{least}+{}", sum(Side::Besides))),
                None => high,
            },
        ]
    }

    fn of_figure<'c>(
        &self,
        (at, target): (usize, &Target),
        unit: &Unit,
        row: u32,
        (figure, results): (Interval, &[TargetResult]),
    ) -> Vec<Cell<'c>> {
        let formulas = match &target.measure {
            Measure::OnTime | Measure::Received => self.receipt(target, unit, row),
            Measure::AllOf { targets } => self.all_of(targets, row, results),
            _ => {
                let rows = self.figure_rows(target);
                return rows.map_or_else(
                    || ends(target, figure, None),
                    |rows| self.of_rows(rows, (at, target), unit, row, figure),
                );
            }
        };
        ends(
            target,
            figure,
            formulas.filter(|one| one.gives(figure)).map(|one| one.ends),
        )
    }

    /// A figure made of a form's rows.
    fn of_rows<'c>(
        &self,
        (form, helper): Rows<'_, '_>,
        (at, target): (usize, &Target),
        unit: &Unit,
        row: u32,
        figure: Interval,
    ) -> Vec<Cell<'c>> {
        let sum = |side| self.sum((form, helper), side, (target, unit), row);
        let sums = self.sums.own.get(&(&target.id, &unit.code));
        self.of_sums(sum, (at, target), row, figure, sums)
    }

    /// The cells of a figure that sums make up.
    fn of_sums<'c>(
        &self,
        sum: impl Fn(Side) -> String,
        (at, target): (usize, &Target),
        row: u32,
        figure: Interval,
        sums: Option<&Vec<Option<f64>>>,
    ) -> Vec<Cell<'c>> {
        let low = self.place().ends_in(at, row).low;
        match target.measure.scale() {
            Scale::Amount => {
                let (certain, besides) = (sum(Side::Certain), sum(Side::Besides));
                ends(target, figure, Some([certain, format!("{low}+{besides}")]))
            }
            Scale::YesNo => {
                let (certain, besides) = (sum(Side::Certain), sum(Side::Besides));
                let most = format!("MIN(1,{certain}+{besides})");
                ends(target, figure, Some([format!("MIN(1,{certain})"), most]))
            }
            Scale::Share => {
                let zero = vec![Some(0.0); sides(target).len()];
                let sums = sums.unwrap_or(&zero).iter().zip(sides(target));
                let mut cells: Vec<Cell<'c>> = sums
                    .map(|(value, &side)| match value {
                        Some(value) => Cell::amount(*value).by(sum(side)),
                        None => Cell::blank(),
                    })
                    .collect();
                let side = |side| self.place().side(at, side, row);
                let quotient =
                    |part: String, whole: String| format!("IF({whole}=0,0,{part}/{whole})");
                let formulas = [quotient(side(0), side(1)), quotient(side(2), side(3))];
                let both = ends(target, figure, Some(formulas)).into_iter();
                cells.extend(both.skip(sides(target).len()));
                cells
            }
        }
    }

    /// The cells of a target over all units.
    pub(super) fn of_all<'c>(&self, (at, target): (usize, &Target)) -> Vec<Cell<'c>> {
        let mut cells = self.figure_of_all((at, target));
        cells.extend((0..levels(target)).map(|_| Cell::blank()));
        cells
    }

    fn figure_of_all<'c>(&self, (at, target): (usize, &Target)) -> Vec<Cell<'c>> {
        let assessed = self.material.report.assessed;
        let totals = &assessed.totals;
        let Some((_, figure)) = totals.iter().find(|(id, _)| *id == target.id) else {
            return no_ends(target);
        };
        let row = self.place().total_row();
        let scale = target.measure.scale();
        if scale == Scale::YesNo {
            let all = self.place().all_ends(at);
            let of_units = assessed
                .units
                .iter()
                .filter_map(|(_, own)| own.get(at)?.figure);
            let low: f64 = of_units.map(|one| one.low).sum();
            // Units that this run does not look at may be counted as well.
            let restates = !assessed.units.is_empty() && (low - figure.low).abs() < 0.5;
            let formulas = [all.low, all.high].map(|range| format!("SUM({range})"));
            return ends(target, *figure, restates.then_some(formulas));
        }
        let is_unknown = scale == Scale::Share && figure.high.is_none();
        match self.figure_rows(target).filter(|_| !is_unknown) {
            None => ends(target, *figure, None),
            Some((form, helper)) => {
                let sum = |side| form.sum(helper, side);
                let sums = self.sums.over_all.get(&target.id);
                self.of_sums(sum, (at, target), row, *figure, sums)
            }
        }
    }

    /// Whether returns came, or came in time, from the sheet that lists them. None where its texts
    /// cannot be asked for.
    fn receipt(&self, target: &Target, unit: &Unit, row: u32) -> Option<Stated> {
        let report = self.material.report;
        let lang = self.lang();
        let sheet = formula::quoted(MainSheet::Returns.title(lang));
        let code = ResultsPlace::code(row);
        let needed = target.collections.iter();
        let needed = needed.filter_map(|id| report.campaign.collection(id));
        let needed: Vec<&Collection> = needed
            .filter(|one| report.campaign.is_sender(unit, one))
            .collect();
        let titles: Vec<&str> = needed.iter().map(|one| one.titles.get(lang)).collect();
        let all = report.campaign.collections.iter();
        let alike = |title: &str| {
            all.clone()
                .filter(|one| one.titles.get(lang) == title)
                .count()
        };
        if titles.is_empty()
            || titles
                .iter()
                .any(|one| !formula::is_plain(one) || alike(one) > 1)
        {
            return None;
        }
        let [part, units, collections] = RETURNS;
        let count = |title: &str, column: &str, word: &str| {
            let (title, word) = (formula::text(title), formula::text(word));
            let own = formula::text(BY_SENDER);
            format!(
                "COUNTIFS({sheet}!{part},{own},{sheet}!{units},{code},{sheet}!{collections},{title},{sheet}!{column},{word})"
            )
        };
        let each = |column: &str, word: &str, sign: &str| {
            let counts = titles.iter().map(|title| count(title, column, word));
            counts.collect::<Vec<_>>().join(sign)
        };
        let ends = if target.measure == Measure::Received {
            let received = format!("MIN(1,{})", each(RECEIPT, words::received(lang), ","));
            [received.clone(), received]
        } else {
            let on_time = each(TIMELINESS, words::on_time(lang), ",");
            let late = each(TIMELINESS, words::late(lang), "+");
            [format!("MIN(1,{on_time})"), format!("IF({late}>0,0,1)")]
        };
        Some(Stated { ends, high: None })
    }

    /// Whether other targets are met, from their statuses in the same row.
    fn all_of(&self, parts: &[TargetId], row: u32, results: &[TargetResult]) -> Option<Stated> {
        let lang = self.lang();
        let word = |status| formula::text(words::status(status, lang));
        let targets = self.material.report.campaign.targets.iter().enumerate();
        let parts = targets.filter(|(_, target)| parts.contains(&target.id));
        let parts: Vec<(String, Status)> = parts
            .filter_map(|(at, _)| {
                let status = results.get(at)?.status;
                Some((self.place().status(at, row)?, status))
            })
            .collect();
        if parts.is_empty() {
            return None;
        }
        let enough = [Status::Met, Status::NotApplicable, Status::Watched].map(word);
        let is_enough = |cell: &String| {
            let each = enough.iter().map(|word| format!("{cell}={word}"));
            format!("OR({})", each.collect::<Vec<_>>().join(","))
        };
        let all: Vec<String> = parts.iter().map(|(cell, _)| is_enough(cell)).collect();
        let missed = word(Status::NotMet);
        let any: Vec<String> = parts
            .iter()
            .map(|(cell, _)| format!("{cell}={missed}"))
            .collect();
        let is_missed = parts.iter().any(|(_, status)| *status == Status::NotMet);
        Some(Stated {
            ends: [
                format!("IF(AND({}),1,0)", all.join(",")),
                format!("IF(OR({}),0,1)", any.join(",")),
            ],
            high: Some(if is_missed { 0.0 } else { 1.0 }),
        })
    }
}

/// Formulas of both ends.
struct Stated {
    ends: [String; 2],
    /// What that of the high end gives, where it may give something else than was assessed: a
    /// status does not always tell that a target can no longer be met.
    high: Option<f64>,
}

impl Stated {
    fn gives(&self, figure: Interval) -> bool {
        let same = |(one, other): (f64, f64)| (one - other).abs() < 0.5;
        self.high.zip(figure.high).is_none_or(same)
    }
}
