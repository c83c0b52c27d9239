//! What a unit's points are made of: rows of forms, criteria of which no row says anything, and
//! targets.

use std::collections::BTreeMap;

use super::holding::{Holding, Origin};
use super::points::{Thousandths, to_number};
use crate::assess::RowRef;

/// The parts of a unit's points: their sums are its total at the least and at the most, and what
/// is attainable. Only where no base criterion surely applies may a total be more than its parts.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Composition {
    /// What each row adds that counts. Of several rows about one criterion one does; a row that
    /// says that its criterion does not apply adds nothing.
    pub rows: BTreeMap<RowRef, Portion>,
    /// What all criteria add that forms are asked for and no row says anything of.
    pub without_row: Portion,
    /// What criteria add whose points come from targets, by their place in the campaign; only those
    /// that apply.
    pub computed: BTreeMap<usize, Portion>,
}

/// What something adds, weighted and cut to what counts; what a penalty takes is negative.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Portion {
    /// To the total at the least.
    pub low: f64,
    /// To the total at the most.
    pub high: f64,
    /// To the points attainable.
    pub maximum: f64,
}

impl Portion {
    fn of(holding: &Holding) -> Self {
        let (low, high) = holding.adds();
        Self::in_points([low, high, holding.attainable()])
    }

    fn in_points(parts: [Thousandths; 3]) -> Self {
        let [low, high, maximum] = parts.map(to_number);
        Self { low, high, maximum }
    }
}

/// What one side says a unit holds, criterion by criterion.
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    pub(super) holdings: Vec<Holding>,
    /// The row that each comes from; none where none says anything.
    rows: Vec<Option<RowRef>>,
}

impl Account {
    pub(super) fn push(&mut self, holding: Holding, row: Option<&RowRef>) {
        self.holdings.push(holding);
        self.rows.push(row.cloned());
    }

    pub(super) fn composition(&self) -> Composition {
        let mut made_of = Composition::default();
        let mut without = [0, 0, 0];
        for (at, (holding, row)) in self.holdings.iter().zip(&self.rows).enumerate() {
            if holding.points.is_none() {
                continue;
            }
            match (holding.origin, row) {
                (Origin::Form, Some(row)) => {
                    made_of.rows.insert(row.clone(), Portion::of(holding));
                }
                (Origin::Target, _) => {
                    made_of.computed.insert(at, Portion::of(holding));
                }
                (Origin::Nothing | Origin::Form, _) => {
                    let (low, high) = holding.adds();
                    for (sum, part) in without.iter_mut().zip([low, high, holding.attainable()]) {
                        *sum += part;
                    }
                }
            }
        }
        made_of.without_row = Portion::in_points(without);
        made_of
    }
}
