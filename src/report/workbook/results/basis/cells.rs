//! The cells of one target: what is above and below a line, both ends, what is required.

use crate::assess::Interval;
use crate::campaign::{Scale, Target};
use crate::lang::Lang;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::form::Side;
use crate::report::workbook::results::place::{levels, sides};

/// Both ends, with what comes before them left blank; numbers without formulas where there are none.
pub(super) fn ends<'c>(
    target: &Target,
    figure: Interval,
    formulas: Option<[String; 2]>,
) -> Vec<Cell<'c>> {
    let scale = target.measure.scale();
    let mut cells: Vec<Cell<'c>> = sides(target).iter().map(|_| Cell::blank()).collect();
    let low = number(scale, Some(figure.low));
    let high = figure.high.map(|high| number(scale, Some(high)));
    let [low_formula, high_formula] = formulas.map_or([None, None], |both| both.map(Some));
    let calculated = |cell: Cell<'c>, formula: Option<String>| match formula {
        Some(formula) => cell.by(formula),
        None => cell,
    };
    cells.push(calculated(low, low_formula));
    cells.push(high.map_or_else(Cell::blank, |high| calculated(high, high_formula)));
    cells
}

/// A number of a figure; blank where it is not known.
pub(super) fn number<'c>(scale: Scale, value: Option<f64>) -> Cell<'c> {
    match (value, scale) {
        (None, _) => Cell::blank(),
        (Some(value), Scale::Share) => Cell::part(value),
        (Some(value), Scale::Amount | Scale::YesNo) => Cell::amount(value),
    }
}

pub(super) fn no_ends<'c>(target: &Target) -> Vec<Cell<'c>> {
    let columns = sides(target).len() + 2;
    (0..columns).map(|_| Cell::blank()).collect()
}

pub(super) fn blanks<'c>(target: &Target) -> Vec<Cell<'c>> {
    let mut cells = no_ends(target);
    cells.extend((0..levels(target)).map(|_| Cell::blank()));
    cells
}

/// The headings of a target's columns.
pub(in crate::report::workbook::results) fn headings(
    target: &Target,
    lang: Lang,
) -> Vec<&'static str> {
    let sides = sides(target).iter().map(|side| match side {
        Side::LeastPart => lang.pick("Tử số, mức thấp nhất", "Above the line, at the least"),
        Side::LeastWhole => lang.pick("Mẫu số, mức thấp nhất", "Below the line, at the least"),
        Side::MostPart => lang.pick("Tử số, mức cao nhất", "Above the line, at the most"),
        Side::MostWhole => lang.pick("Mẫu số, mức cao nhất", "Below the line, at the most"),
        Side::Certain | Side::Besides => "",
    });
    let ends = match target.measure.scale() {
        Scale::Share => [
            lang.pick("Mức thấp nhất", "At the least"),
            lang.pick("Mức cao nhất", "At the most"),
        ],
        Scale::Amount | Scale::YesNo => [
            lang.pick("Số chắc chắn", "Certain"),
            lang.pick("Số tối đa có thể", "At the most"),
        ],
    };
    let required = [
        lang.pick("Mức phải đạt, thấp nhất", "Required, at the least"),
        lang.pick("Mức phải đạt, cao nhất", "Required, at the most"),
    ];
    let required = required.into_iter().take(usize::from(levels(target)));
    sides.chain(ends).chain(required).collect()
}
