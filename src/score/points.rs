//! The points of every unit and criterion, from the rows of the scoring forms.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{Expr, PolarsResult, SortMultipleOptions, col, lit};

use crate::campaign::ScoreSource;
use crate::id::{FieldName, UnitCode};
use crate::table::{Frames, doubt_column};

/// A thousandth of a point: scores are summed as whole numbers.
pub(super) type Thousandths = i64;

/// What is known of one unit and one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Given {
    /// Points that are certain.
    Points(f64),
    /// The criterion certainly does not apply.
    NotApplicable,
    /// Nothing, or nothing certain.
    Unknown,
}

impl Given {
    pub(super) fn is_certain(self) -> bool {
        self != Self::Unknown
    }
}

/// Points by unit and criterion.
#[derive(Debug, Clone, Default)]
pub(super) struct Points {
    given: BTreeMap<(UnitCode, String), Given>,
    units: BTreeSet<UnitCode>,
}

impl Points {
    /// What is known of a unit and a criterion.
    pub(super) fn get(&self, unit: &UnitCode, criterion: &str) -> Given {
        let key = (unit.clone(), criterion.to_owned());
        self.given.get(&key).copied().unwrap_or(Given::Unknown)
    }

    /// Whether the unit has any row.
    pub(super) fn has(&self, unit: &UnitCode) -> bool {
        self.units.contains(unit)
    }
}

/// Reads the rows of a source.
pub(super) fn read(source: &ScoreSource, frames: &Frames) -> PolarsResult<Points> {
    let mut points = Points::default();
    let Some(frame) = frames.lazy(&source.form) else {
        return Ok(points);
    };
    let unit = source
        .unit
        .as_ref()
        .map_or_else(|| col("_unit"), |field| col(field.as_str()));
    let applies_not = source.not_applicable.as_ref().map_or_else(
        || lit(false),
        |field| col(field.as_str()).fill_null(lit(false)),
    );
    let used = [
        Some(&source.criterion),
        Some(&source.score),
        source.unit.as_ref(),
        source.not_applicable.as_ref(),
    ];
    let doubt = used
        .into_iter()
        .flatten()
        .map(in_doubt)
        .fold(lit(false), Expr::or);
    let rows = frame
        .filter(col("_collection").eq(lit(source.collection.as_str())))
        .filter(col("_standing").neq(lit("excluded")))
        .select([
            unit.alias("unit"),
            col(source.criterion.as_str()).alias("criterion"),
            col(source.score.as_str())
                .cast(polars::prelude::DataType::Float64)
                .alias("score"),
            applies_not.alias("applies not"),
            doubt.alias("doubt"),
        ])
        .sort(["unit", "criterion"], SortMultipleOptions::default())
        .collect()?;
    let (units, criteria) = (
        rows.column("unit")?.str()?,
        rows.column("criterion")?.str()?,
    );
    let scores = rows.column("score")?.f64()?;
    let (not, doubts) = (
        rows.column("applies not")?.bool()?,
        rows.column("doubt")?.bool()?,
    );
    for at in 0..rows.height() {
        let (Some(unit), Some(criterion)) = (units.get(at), criteria.get(at)) else {
            continue; // in doubt whose or what it is: the criterion stays unknown
        };
        let given = match (doubts.get(at), not.get(at), scores.get(at)) {
            (Some(false), Some(true), _) => Given::NotApplicable,
            (Some(false), _, Some(score)) => Given::Points(score),
            _ => Given::Unknown,
        };
        let unit = UnitCode::from(unit);
        points.units.insert(unit.clone());
        // What is certain goes before what is not; two certain rows that differ are not certain.
        let entry = points.given.entry((unit, criterion.to_owned()));
        entry
            .and_modify(|one| match (*one, given) {
                (Given::Unknown, _) => *one = given,
                (_, Given::Unknown) => {}
                (known, other) if known == other => {}
                _ => *one = Given::Unknown,
            })
            .or_insert(given);
    }
    Ok(points)
}

fn in_doubt(field: &FieldName) -> Expr {
    col(doubt_column(field.as_str()))
}

/// Points times weight, in thousandths, rounded to the nearest.
pub(super) fn weighted(points: f64, weight: f64) -> Thousandths {
    /// No campaign gives a thousand million points.
    const MOST: f64 = 1e9;
    let thousandths = (points * weight).clamp(-MOST, MOST) * 1000.0;
    #[expect(clippy::cast_possible_truncation, reason = "clamped to 1e12, rounded")]
    let whole = thousandths.round() as Thousandths;
    whole
}

/// Thousandths as points.
pub(super) fn to_number(points: Thousandths) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "at most 1e12 times the number of criteria"
    )]
    let thousandths = points as f64;
    thousandths / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_summed_exactly() {
        let tenths: Thousandths = (0..10).map(|_| weighted(0.1, 1.0)).sum();
        assert_eq!(tenths, 1000);
        assert!((to_number(tenths) - 1.0).abs() < f64::EPSILON);
        assert_eq!(weighted(8.25, 2.0), 16_500);
    }
}
