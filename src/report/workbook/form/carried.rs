//! The columns of a form's sheet that show which row adds what to which target.
//!
//! What is certain stands in one column, what may come on top in another: the first column's sum
//! is a target's low figure over all units, both sums together its high one.

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::column_number_to_name;

use super::Line;
use crate::assess::{Interval, RowRef};
use crate::campaign::{Form, Scale, Target};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::{Font, LINE_POINTS};
use crate::report::workbook::pen::{Column, Pen};
use crate::report::workbook::style::{Kind, Look, Tone};

/// The least width of such a column.
const WIDTH: f64 = 9.0;
/// The function number by which SUBTOTAL adds the rows a filter leaves.
const ADD_SHOWN: u8 = 109;

/// The targets a form's rows add to.
pub(super) struct Carried<'a> {
    material: &'a Material<'a>,
    targets: Vec<&'a Target>,
}

impl<'a> Carried<'a> {
    /// Those that count or add up rows of this form.
    pub(super) fn of(material: &'a Material<'a>, form: &Form) -> Self {
        let targets = material.report.campaign.targets.iter();
        let adds = |target: &&Target| {
            let is_amount = target.measure.scale() == Scale::Amount;
            is_amount && target.measure.forms().any(|id| *id == form.id)
        };
        Self {
            material,
            targets: targets.filter(adds).collect(),
        }
    }

    fn lang(&self) -> Lang {
        self.material.report.lang
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = Column> {
        let lang = self.lang();
        self.targets.iter().flat_map(move |target| {
            let heading = target.heading.get(lang);
            [
                lang.pick("chắc chắn", "certain"),
                lang.pick("có thể thêm", "possible besides"),
            ]
            .map(|part| {
                let heading = format!("{heading}: {part}");
                let width = WIDTH.max(Font::heading_width(&heading));
                Column::new(heading, width)
            })
        })
    }

    /// What a row adds to each target.
    fn amounts(&self, line: &Line<'_>) -> impl Iterator<Item = (f64, f64)> {
        let row = RowRef {
            submission: line.counting.at,
            form: line.table.form.clone(),
            sheet: line.table.sheet.clone(),
            row: line.row.row,
        };
        let contributions = &self.material.report.assessed.contributions;
        self.targets.iter().map(move |target| {
            let found = contributions.get(&(target.id.clone(), row.clone()));
            let low = found.map_or(0.0, |one| one.low.part);
            let high = found.and_then(|one| one.high).map_or(low, |one| one.part);
            (low, high - low)
        })
    }

    /// A row's cells in the columns.
    pub(super) fn cells<'c>(&self, line: &Line<'_>) -> impl Iterator<Item = Cell<'c>> {
        self.amounts(line)
            .flat_map(|(certain, possible)| [Cell::amount(certain), Cell::amount(possible)])
    }

    /// The columns' sums over these rows.
    fn sums(&self, lines: &[Line<'_>]) -> Vec<f64> {
        let mut sums = vec![0.0; self.targets.len() * 2];
        for line in lines {
            for (pair, (certain, possible)) in sums.chunks_mut(2).zip(self.amounts(line)) {
                pair[0] += certain;
                pair[1] += possible;
            }
        }
        sums
    }

    /// The figure of each target over all units.
    pub(super) fn describe(&self, pen: &mut Pen<'_>) -> Result<(), XlsxError> {
        let lang = self.lang();
        let totals = &self.material.report.assessed.totals;
        for target in &self.targets {
            let Some((_, figure)) = totals.iter().find(|(id, _)| *id == target.id) else {
                continue;
            };
            let text = describe(target, *figure, lang);
            pen.text(&text, Look::Note)?;
        }
        Ok(())
    }

    /// Two rows above the table: the sums of all rows, and of those the filter leaves.
    pub(super) fn totals(
        &self,
        pen: &mut Pen<'_>,
        (first_label, last_label): (u16, u16),
        lines: &[Line<'_>],
    ) -> Result<(), XlsxError> {
        if self.targets.is_empty() {
            return Ok(());
        }
        let lang = self.lang();
        let sums = self.sums(lines);
        // The heading stands below the two rows, then the table.
        let first = pen.row() + 3;
        let last = (first as usize + lines.len()).saturating_sub(1);
        let rows = [
            (lang.pick("Tổng cộng mọi dòng", "Sum of all rows"), None),
            (
                lang.pick("Tổng các dòng đang lọc", "Sum of the rows shown"),
                Some(ADD_SHOWN),
            ),
        ];
        for (label, function) in rows {
            let format = pen.styles().cell(Kind::Text, Tone::Total);
            pen.sheet
                .merge_range(pen.row(), first_label, pen.row(), last_label, label, format)?;
            for (column, &sum) in (last_label + 1..).zip(&sums) {
                let letters = column_number_to_name(column);
                let range = format!("{letters}{}:{letters}{}", first + 1, last + 1);
                let formula = match function {
                    None => format!("=SUM({range})"),
                    Some(number) => format!("=SUBTOTAL({number},{range})"),
                };
                let cell = match lines {
                    [] => Cell::amount(0.0),
                    _ => Cell::formula(formula, sum),
                };
                pen.put_cell(column, &cell.tone(Tone::Total))?;
            }
            pen.end_row(LINE_POINTS)?;
        }
        Ok(())
    }
}

fn describe(target: &Target, figure: Interval, lang: Lang) -> String {
    let title = target.titles.get(lang);
    let quantity = target.quantity.get(lang);
    let figure = words::interval(figure, lang);
    lang.pick(
        format!("{title}: {figure} {quantity}, mỗi nội dung tính một lần; các cột cuối bảng cho biết dòng nào được tính, cộng theo từng đơn vị."),
        format!("{title}: {figure} {quantity}, each thing counted once; the last columns show which row counts, added up by unit."),
    )
}
