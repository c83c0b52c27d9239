//! The points that forms give, by who gives them, to whom and for what.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::Arc;

use polars::prelude::{
    BooleanChunked, DataType, Expr, IntoLazy as _, LazyFrame, NULL, PolarsResult, col, lit,
};

use crate::assess::RowRef;
use crate::campaign::{Campaign, Form, ScoreSource};
use crate::id::{FieldName, UnitCode};
use crate::shared_text::SharedText;
use crate::table::{Asked, CountingRows, doubt_column};

/// A thousandth of a point: scores are summed as whole numbers.
pub(super) type Thousandths = i64;

/// What a form says of one unit and one criterion.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Given {
    /// The criterion applies, with points that are certain.
    Points(f64),
    /// It certainly does not apply.
    NotApplicable,
    /// Something is in doubt.
    Doubt {
        /// The points if it applies; none where they are in doubt.
        points: Option<f64>,
        /// Whether it may not apply.
        may_not_apply: bool,
    },
}

impl Given {
    pub(super) fn is_certain(self) -> bool {
        !matches!(self, Self::Doubt { .. })
    }
}

/// What a form says, and the row that says it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    pub(super) given: Given,
    /// Of several rows one that says it, the first.
    pub(super) at: RowRef,
}

impl Said {
    /// Both rows about one thing.
    fn join(&mut self, other: Self) {
        if other.given.is_certain() && !self.given.is_certain() {
            self.at = other.at;
        }
        self.given = either(self.given, other.given);
    }
}

/// The rows of a source.
#[derive(Debug, Clone, Default)]
pub(super) struct Points {
    /// Sender and scored unit to what the one says of the other.
    said: BTreeMap<(UnitCode, UnitCode), OfUnit>,
    /// Senders with a row of which it is in doubt whose or what it is.
    stray: BTreeSet<UnitCode>,
}

/// What is said of one unit, sorted by the criteria's codes, once for each.
#[derive(Debug, Clone, Default)]
pub(super) struct OfUnit(Vec<(SharedText, Said)>);

impl OfUnit {
    /// What is said of a criterion.
    pub(super) fn get(&self, criterion: &str) -> Option<&Said> {
        let found = self
            .0
            .binary_search_by(|(code, _)| code.as_str().cmp(criterion));
        found.ok().map(|at| &self.0[at].1)
    }

    /// Brings rows as they came in order; those about one criterion become one.
    fn settle(&mut self) {
        self.0.sort_by(|one, other| one.0.cmp(&other.0));
        let rows = mem::take(&mut self.0).into_iter();
        let mut of_criteria: Vec<(SharedText, Said)> = Vec::with_capacity(rows.len());
        for (code, said) in rows {
            match of_criteria.last_mut() {
                Some((above, before)) if *above == code => before.join(said),
                _ => of_criteria.push((code, said)),
            }
        }
        self.0 = of_criteria;
    }
}

impl Points {
    /// What a sender says of a unit; none where it says nothing of it.
    pub(super) fn of(&self, sender: &UnitCode, unit: &UnitCode) -> Option<&OfUnit> {
        self.said.get(&(sender.clone(), unit.clone()))
    }

    /// Whether it is in doubt whose or what a row of this sender is.
    pub(super) fn is_stray(&self, sender: &UnitCode) -> bool {
        self.stray.contains(sender)
    }
}

/// What the scoring forms say: the senders of themselves, and the blocks' reviews of their members.
#[derive(Debug, Default)]
pub struct GivenPoints {
    pub(super) own: Points,
    pub(super) review: Points,
}

impl GivenPoints {
    /// Reads the rows of the scoring forms.
    ///
    /// # Errors
    /// polars' error where they cannot be read.
    pub fn read(campaign: &Campaign, rows: &CountingRows<'_>) -> PolarsResult<Self> {
        let of = |source: Option<&ScoreSource>, whose| {
            let form = source.and_then(|source| campaign.form(&source.form));
            let read = |(source, form)| read(source, whose, form, rows);
            source.zip(form).map_or_else(|| Ok(Points::default()), read)
        };
        let Some(scoring) = &campaign.scoring else {
            return Ok(Self::default());
        };
        let (own, review) = rayon::join(
            || of(scoring.own.as_ref(), Whose::Own),
            || of(scoring.review.as_ref(), Whose::Others),
        );
        Ok(Self {
            own: own?,
            review: review?,
        })
    }
}

/// Whose scores a source carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The sender's.
    Own,
    /// Those of other units.
    Others,
}

/// What a source asks of its form's rows.
fn asked(source: &ScoreSource) -> Asked<'_> {
    let fields = [&source.criterion, &source.score].into_iter();
    let fields = fields.chain(&source.unit).chain(&source.not_applicable);
    let values: Vec<&FieldName> = fields.collect();
    Asked {
        doubts: values.clone(),
        values,
        ..Asked::default()
    }
}

/// Reads the rows of a source.
fn read(
    source: &ScoreSource,
    whose: Whose,
    form: &Form,
    rows: &CountingRows<'_>,
) -> PolarsResult<Points> {
    let mut points = Points::default();
    let collections = std::slice::from_ref(&source.collection);
    let frame = rows.frame(form, collections, &asked(source))?;
    let rows = select(frame.columns.lazy(), source).collect()?;
    let text = |name: &str| rows.column(name)?.str();
    let yes = |name: &str| rows.column(name)?.bool();
    let (units, criteria) = (text("unit")?, text("criterion")?);
    let scores = rows.column("score")?.f64()?;
    let (applies_not, doubt_applies) = (yes("applies not")?, yes("doubt applies")?);
    let (doubt_whose, doubt_score) = (yes("doubt whose")?, yes("doubt score")?);
    for (at, line) in frame.lines.iter().enumerate() {
        let is = |column: &BooleanChunked| column.get(at) == Some(true);
        let sender = line.unit();
        let unit = match &source.unit {
            None => Some(sender.clone()),
            Some(_) => units.get(at).map(UnitCode::from),
        };
        if unit.as_ref() == Some(sender) && whose == Whose::Others {
            continue; // no unit reviews itself, whatever else is in doubt
        }
        let (Some(unit), Some(criterion), false) = (unit, criteria.get(at), is(doubt_whose)) else {
            points.stray.insert(sender.clone());
            continue;
        };
        let score = scores.get(at).filter(|_| !is(doubt_score));
        let given = match (is(applies_not), is(doubt_applies), score) {
            (true, false, _) => Given::NotApplicable,
            (_, false, Some(score)) => Given::Points(score),
            (_, may_not_apply, points) => Given::Doubt {
                points,
                may_not_apply,
            },
        };
        let at = RowRef {
            submission: line.submission(),
            form: source.form.clone(),
            sheet: Arc::clone(line.sheet()),
            row: line.row(),
        };
        let of_unit = points.said.entry((sender.clone(), unit)).or_default();
        of_unit.0.push((criterion.into(), Said { given, at }));
    }
    points.said.values_mut().for_each(OfUnit::settle);
    Ok(points)
}

/// What the rows of a source say, in their order.
fn select(frame: LazyFrame, source: &ScoreSource) -> LazyFrame {
    let unit = source.unit.as_ref();
    let unit = unit.map_or_else(|| lit(NULL), |field| col(field.as_str()));
    let applies_not = source.not_applicable.as_ref().map_or_else(
        || lit(false),
        |field| col(field.as_str()).fill_null(lit(false)),
    );
    let score = col(source.score.as_str()).cast(DataType::Float64);
    let doubt_whose = any_in_doubt([source.unit.as_ref(), Some(&source.criterion)]);
    let doubt_applies = any_in_doubt([source.not_applicable.as_ref(), None]);
    frame.select([
        unit.cast(DataType::String).alias("unit"),
        col(source.criterion.as_str()).alias("criterion"),
        score.alias("score"),
        applies_not.alias("applies not"),
        doubt_whose.alias("doubt whose"),
        any_in_doubt([Some(&source.score), None]).alias("doubt score"),
        doubt_applies.alias("doubt applies"),
    ])
}

/// What two rows about one thing say together: what is certain goes before what is not; where both
/// are certain and differ, nothing is.
fn either(one: Given, other: Given) -> Given {
    match (one.is_certain(), other.is_certain()) {
        (true, false) => one,
        (false, true) => other,
        _ if one == other => one,
        _ => {
            let may_drop = |given| match given {
                Given::NotApplicable => true,
                Given::Points(_) => false,
                Given::Doubt { may_not_apply, .. } => may_not_apply,
            };
            Given::Doubt {
                points: None,
                may_not_apply: may_drop(one) || may_drop(other),
            }
        }
    }
}

/// Whether one of these fields is in doubt.
fn any_in_doubt(fields: [Option<&FieldName>; 2]) -> Expr {
    fields
        .into_iter()
        .flatten()
        .map(|field| col(doubt_column(field.as_str())))
        .fold(lit(false), Expr::or)
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

    #[test]
    fn of_two_rows_the_certain_one_goes_first_and_contrary_ones_leave_doubt() {
        let doubt = |may_not_apply| Given::Doubt {
            points: None,
            may_not_apply,
        };
        let check = |one, other, expected| {
            assert_eq!(either(one, other), expected);
            assert_eq!(either(other, one), expected);
        };
        check(Given::Points(8.0), doubt(true), Given::Points(8.0));
        check(Given::Points(8.0), Given::Points(8.0), Given::Points(8.0));
        check(Given::Points(8.0), Given::Points(7.0), doubt(false));
        check(Given::Points(8.0), Given::NotApplicable, doubt(true));
    }
}
