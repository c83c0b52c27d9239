//! The rows that enter a target's figure: polars' part of measuring.

use std::sync::Arc;

use polars::prelude::{DataFrame, Expr, LazyFrame, PolarsResult, SortMultipleOptions, col, lit};

use super::RowRef;
use crate::campaign::{Condition, Measure, Target, Test};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::settle::Settled;
use crate::table::{KEY, SUBMISSION, doubt_column};

/// One row that may count.
pub(super) struct Line {
    pub(super) unit: UnitCode,
    pub(super) key: String,
    pub(super) certain: bool,
    /// What it adds; none where that itself is in doubt.
    pub(super) amount: Option<f64>,
    pub(super) at: RowRef,
}

/// The rows that count certainly or possibly, in the order of collections, files and rows.
pub(super) fn lines(
    target: &Target,
    form: &FormId,
    frame: LazyFrame,
    settled: &Settled,
) -> PolarsResult<Vec<Line>> {
    let (conditions, used) = uses(&target.measure);
    let certain = conditions
        .iter()
        .map(holds)
        .chain(used.iter().map(|field| in_doubt(field).not()))
        .fold(lit(true), Expr::and);
    let possible = conditions
        .iter()
        .map(|condition| holds(condition).or(in_doubt(&condition.field)))
        .fold(lit(true), Expr::and);
    let amount = amount(&target.measure);
    let rows = frame
        .filter(from_collections(&target.collections))
        .filter(col("_standing").neq(lit("excluded")))
        .filter(possible)
        .select([
            col("_unit"),
            col("_collection"),
            col("_sheet"),
            col("_row"),
            col(SUBMISSION),
            col(KEY),
            certain.alias("certain"),
            amount.alias("amount"),
        ])
        .sort(
            ["_unit", SUBMISSION, "_sheet", "_row"],
            SortMultipleOptions::default(),
        )
        .collect()?;
    let mut lines = collect(&rows, form)?;
    let order = |line: &Line| {
        let collection = settled.submissions[line.at.submission].collection.as_ref();
        target
            .collections
            .iter()
            .position(|id| Some(id) == collection)
    };
    lines.sort_by_key(order);
    Ok(lines)
}

fn from_collections(collections: &[CollectionId]) -> Expr {
    collections
        .iter()
        .map(|id| col("_collection").eq(lit(id.as_str())))
        .fold(lit(false), Expr::or)
}

fn in_doubt(field: &FieldName) -> Expr {
    col(doubt_column(field.as_str()))
}

/// Whether a condition holds; nothing filled in holds none.
fn holds(condition: &Condition) -> Expr {
    let value = || col(condition.field.as_str());
    let holds = match &condition.test {
        Test::OneOf(texts) => {
            let equal = texts.iter().map(|text| value().eq(lit(text.as_str())));
            equal.fold(lit(false), Expr::or)
        }
        Test::Within(days) => {
            let (from, to) = (lit(*days.start()), lit(*days.end()));
            value().gt_eq(from).and(value().lt_eq(to))
        }
        Test::IsTrue => value(),
        Test::Filled => value().is_not_null(),
    };
    holds.fill_null(lit(false))
}

/// The conditions of a measure, and the fields whose doubt touches it.
fn uses(measure: &Measure) -> (Vec<Condition>, Vec<FieldName>) {
    let tested = |fields: &[FieldName], test: &Test| -> Vec<Condition> {
        let condition = |field: &FieldName| Condition {
            field: field.clone(),
            test: test.clone(),
        };
        fields.iter().map(condition).collect()
    };
    let (conditions, mut used) = match measure {
        Measure::CountKeys {
            conditions, key, ..
        } => (conditions.clone(), key.clone()),
        Measure::Sum {
            conditions, field, ..
        } => (conditions.clone(), vec![field.clone()]),
        Measure::Filled { fields, .. } => (tested(fields, &Test::Filled), Vec::new()),
        Measure::Yes { fields, .. } => (tested(fields, &Test::IsTrue), Vec::new()),
        Measure::OnTime => (Vec::new(), Vec::new()),
    };
    used.extend(conditions.iter().map(|condition| condition.field.clone()));
    (conditions, used)
}

/// What a row adds: 1, or the summed field where it is not in doubt.
fn amount(measure: &Measure) -> Expr {
    match measure {
        Measure::Sum { field, .. } => {
            let value = col(field.as_str()).cast(polars::prelude::DataType::Float64);
            let known = polars::prelude::when(in_doubt(field)).then(lit(polars::prelude::NULL));
            known.otherwise(value.fill_null(lit(0.0)))
        }
        _ => lit(1.0),
    }
}

fn collect(rows: &DataFrame, form: &FormId) -> PolarsResult<Vec<Line>> {
    let text = |name: &str| rows.column(name)?.str();
    let (units, sheets, keys) = (text("_unit")?, text("_sheet")?, text(KEY)?);
    let numbers = rows.column("_row")?.u32()?;
    let submissions = rows.column(SUBMISSION)?.u32()?;
    let certain = rows.column("certain")?.bool()?;
    let amounts = rows.column("amount")?.f64()?;
    let mut lines = Vec::with_capacity(rows.height());
    for at in 0..rows.height() {
        let (row, submission) = (
            numbers.get(at).unwrap_or(0),
            submissions.get(at).unwrap_or(0),
        );
        let sheet = sheets.get(at).unwrap_or_default();
        // A row whose key cannot be told is a thing of its own.
        let key = keys
            .get(at)
            .map_or_else(|| format!("#{submission}#{sheet}#{row}"), str::to_owned);
        lines.push(Line {
            unit: UnitCode::from(units.get(at).unwrap_or_default()),
            key,
            certain: certain.get(at).unwrap_or(false),
            amount: amounts.get(at),
            at: RowRef {
                submission: usize::try_from(submission).unwrap_or(usize::MAX),
                form: form.clone(),
                sheet: Arc::from(sheet),
                row,
            },
        });
    }
    Ok(lines)
}
