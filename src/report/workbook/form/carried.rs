//! The columns of a form's sheet that show which row adds what to which target, and to whose points.
//!
//! Of an amount, what is certain stands in one column and what may come on top in another; of a
//! share, what is above and below the line for the least and for the most it can be. Formulas on
//! other sheets add the columns up, by unit and over all.

use rust_xlsxwriter::XlsxError;

use super::Line;
use super::place::{FormPlace, Helper, LABEL_COLUMNS, Role, Scope, SheetPlace, Side};
use super::points::End;
use crate::assess::{Adds, RowRef};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::{Font, LINE_POINTS};
use crate::report::workbook::pen::{Column, Pen};
use crate::report::workbook::style::Tone;

/// The width of the column of labels.
const LABEL_WIDTH: f64 = 27.0;
/// The function number by which SUBTOTAL adds the rows a filter leaves.
const ADD_SHOWN: u8 = 109;

/// The columns of a form, with what stands in them.
pub(super) struct Carried<'p, 'a> {
    material: &'p Material<'a>,
    place: &'p FormPlace<'a>,
}

impl<'p, 'a> Carried<'p, 'a> {
    pub(super) fn of(material: &'p Material<'a>, place: &'p FormPlace<'a>) -> Self {
        Self { material, place }
    }

    fn lang(&self) -> Lang {
        self.material.report.lang
    }

    pub(super) fn is_empty(&self) -> bool {
        self.place.adds_nothing()
    }

    /// Whether rows give points.
    pub(super) fn has_points(&self) -> bool {
        !self.place.points.is_empty()
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = Column> {
        let lang = self.lang();
        let label = Column::new(lang.pick("Cộng", "Sums"), LABEL_WIDTH);
        let label = (!self.is_empty()).then_some(label);
        let helpers = self.place.helpers.iter();
        let of_targets = helpers.flat_map(move |helper| {
            let columns = helper.columns.iter();
            columns.map(move |&column| heading(helper, column, lang))
        });
        let points = self.place.points.iter();
        let of_points =
            points.flat_map(move |one| End::ALL.into_iter().map(move |end| one.heading(end, lang)));
        let amounts = of_targets.chain(of_points).map(|heading| {
            let width = Font::folded_width(&heading);
            Column::new(heading, width)
        });
        label.into_iter().chain(amounts)
    }

    /// What a row adds, column by column; none where nothing bounds it.
    fn amounts(&self, line: &Line<'_>) -> impl Iterator<Item = Option<f64>> {
        let row = RowRef {
            submission: line.counting.at,
            form: line.table.form.clone(),
            sheet: line.table.sheet.clone(),
            row: line.row.row,
        };
        let assessed = &self.material.report.assessed;
        let at = row.clone();
        let points = self.place.points.iter().flat_map(move |one| {
            let portion = self.material.portion(one.basis, &at);
            End::ALL.map(|end| Some(end.of(portion)))
        });
        let of_targets = self.place.helpers.iter().flat_map(move |helper| {
            let carried = match helper.role {
                Role::Figure => &assessed.contributions,
                Role::Promise => &assessed.promised,
            };
            let of_target = carried.get(&helper.target.id);
            let found = of_target.and_then(|rows| rows.get(&row));
            let own = found.map_or(Adds::NOTHING, |one| one.own);
            let over_all = found.map_or(Adds::NOTHING, |one| one.over_all);
            helper
                .columns
                .iter()
                .map(move |&(scope, side)| match scope {
                    Scope::Own => side.amount(own),
                    Scope::OverAll => side.amount(over_all),
                })
        });
        of_targets.chain(points)
    }

    /// A row's cells in the columns.
    pub(super) fn cells<'c>(&self, line: &Line<'_>) -> impl Iterator<Item = Cell<'c>> {
        let unknown = words::not_known(self.lang());
        let label = (!self.is_empty()).then(Cell::blank);
        let amounts = self
            .amounts(line)
            .map(move |amount| amount.map_or_else(|| Cell::centred(unknown), Cell::amount));
        label.into_iter().chain(amounts)
    }

    /// The columns' sums over some rows, of what is known.
    fn sums(&self, lines: &[Line<'_>]) -> Vec<f64> {
        let columns = self.place.helpers.iter().map(|one| one.columns.len());
        let of_points = self.place.points.len() * End::ALL.len();
        let mut sums = vec![0.0; columns.sum::<usize>() + of_points];
        for line in lines {
            for (sum, amount) in sums.iter_mut().zip(self.amounts(line)) {
                *sum += amount.unwrap_or(0.0);
            }
        }
        sums
    }

    /// Two rows above the table: the sums of all rows of the form, and of those that a filter
    /// leaves on this sheet.
    pub(super) fn totals(
        &self,
        pen: &mut Pen<'_>,
        sheet: &SheetPlace,
        lines: &[Line<'_>],
    ) -> Result<(), XlsxError> {
        let lang = self.lang();
        let shown = &lines[sheet.lines.clone()];
        self.totals_row(
            pen,
            lang.pick("Tổng cộng mọi dòng", "Sum of all rows"),
            &self.sums(lines),
            |column| formula::sum(&self.place.ranges(column)),
        )?;
        self.totals_row(
            pen,
            lang.pick("Tổng các dòng đang lọc", "Sum of the rows shown"),
            &self.sums(shown),
            |column| {
                let range = sheet.range(column);
                format!("SUBTOTAL({ADD_SHOWN},{range})")
            },
        )
    }

    fn totals_row(
        &self,
        pen: &mut Pen<'_>,
        label: &str,
        sums: &[f64],
        formula: impl Fn(u16) -> String,
    ) -> Result<(), XlsxError> {
        let first = self.place.first_helper();
        pen.put_cell(first, &Cell::text(label).tone(Tone::Total))?;
        for (column, &sum) in (first + LABEL_COLUMNS..).zip(sums) {
            let cell = Cell::amount(sum).by(formula(column));
            pen.put_cell(column, &cell.tone(Tone::Total))?;
        }
        pen.end_row(LINE_POINTS)
    }
}

/// `Điển hình: có thể thêm`.
fn heading(helper: &Helper<'_>, (scope, side): (Scope, Side), lang: Lang) -> String {
    let target = helper.target.heading.get(lang);
    let target = match helper.role {
        Role::Figure => target.to_owned(),
        Role::Promise => lang.pick(
            format!("{target} (đăng ký)"),
            format!("{target} (promised)"),
        ),
    };
    let side = match side {
        Side::Certain => lang.pick("chắc chắn", "certain"),
        Side::Besides => lang.pick("có thể thêm", "possible besides"),
        Side::LeastPart => lang.pick("tử số, mức thấp nhất", "above the line, at the least"),
        Side::LeastWhole => lang.pick("mẫu số, mức thấp nhất", "below the line, at the least"),
        Side::MostPart => lang.pick("tử số, mức cao nhất", "above the line, at the most"),
        Side::MostWhole => lang.pick("mẫu số, mức cao nhất", "below the line, at the most"),
    };
    match scope {
        Scope::Own => format!("{target}: {side}"),
        Scope::OverAll => lang.pick(
            format!("{target} (cộng chung): {side}"),
            format!("{target} (over all): {side}"),
        ),
    }
}
