//! A target's figure for each unit: what is certain, and what is possible at most.
//!
//! A condition on a field in doubt may hold or not, so its row counts towards the high end only.
//! A key counts once in a unit, whatever its rows: certain if any of them is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polars::prelude::{DataFrame, Expr, LazyFrame, PolarsResult, SortMultipleOptions, col, lit};

use super::{Carries, Interval, RowRef};
use crate::campaign::{Campaign, Collection, Condition, Measure, Target, Test};
use crate::id::{CollectionId, FieldName, FormId, UnitCode};
use crate::settle::{Return, Settled};
use crate::table::{Frames, KEY, SUBMISSION, doubt_column};

/// A target measured.
pub(super) struct Measured {
    figures: BTreeMap<UnitCode, Interval>,
    /// Over all units the target binds, each key counted once.
    pub(super) total: Interval,
    /// Which row carries which count.
    pub(super) contributions: Vec<(RowRef, Carries)>,
}

impl Measured {
    /// A unit's figure; none where the target does not bind it.
    pub(super) fn figure(&self, unit: &UnitCode) -> Option<Interval> {
        self.figures.get(unit).copied()
    }
}

/// Measures a target for every unit it binds.
pub(super) fn measure(
    target: &Target,
    campaign: &Campaign,
    settled: &Settled,
    frames: &Frames,
) -> PolarsResult<Measured> {
    let bound: BTreeSet<UnitCode> = campaign
        .units
        .iter()
        .filter(|unit| target.threshold(campaign, unit).is_some())
        .map(|unit| unit.code.clone())
        .collect();
    let lines = match target
        .measure
        .form()
        .and_then(|form| Some((form, frames.lazy(form)?)))
    {
        Some((form, frame)) => lines(target, form, frame, settled)?,
        None => Vec::new(),
    };
    let mut lines: Vec<Line> = lines
        .into_iter()
        .filter(|line| bound.contains(&line.unit))
        .collect();
    if target.measure == Measure::OnTime {
        return Ok(on_time(target, bound, campaign, settled));
    }
    let counts_keys = matches!(target.measure, Measure::CountKeys { .. });
    let contributions = if counts_keys {
        carriers(&mut lines)
    } else {
        amounts(&lines)
    };
    let mut figures = BTreeMap::new();
    for unit in bound {
        let own = || lines.iter().filter(|line| line.unit == unit);
        let mut figure = if counts_keys {
            count(own())
        } else {
            sum(own())
        };
        if target.measure.is_yes_no() {
            figure = figure.at_most_one();
        }
        if !is_whole(target, &unit, campaign, settled) {
            figure.high = None;
        }
        figures.insert(unit, figure);
    }
    let everywhere = |total: Interval| Interval {
        high: total
            .high
            .filter(|_| figures.values().all(|figure| figure.high.is_some())),
        ..total
    };
    let total = if counts_keys {
        everywhere(count(lines.iter()))
    } else {
        add(figures.values())
    };
    Ok(Measured {
        figures,
        total,
        contributions,
    })
}

/// One row that may count.
struct Line {
    unit: UnitCode,
    key: String,
    certain: bool,
    /// What it adds; none where that itself is in doubt.
    amount: Option<f64>,
    at: RowRef,
}

/// Distinct keys: those with a certain row, and all.
fn count<'a>(lines: impl Iterator<Item = &'a Line>) -> Interval {
    let mut keys: BTreeMap<&str, bool> = BTreeMap::new();
    for line in lines {
        *keys.entry(&line.key).or_default() |= line.certain;
    }
    Interval {
        low: tally(keys.values().filter(|certain| **certain).count()),
        high: Some(tally(keys.len())),
    }
}

fn tally(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The sum of what rows add; high is none where an amount is in doubt.
fn sum<'a>(lines: impl Iterator<Item = &'a Line>) -> Interval {
    let mut figure = Interval {
        low: 0.0,
        high: Some(0.0),
    };
    for line in lines {
        let certain = line.amount.filter(|_| line.certain);
        figure.low += certain.unwrap_or_default();
        figure.high = figure
            .high
            .zip(line.amount)
            .map(|(high, amount)| high + amount);
    }
    figure
}

fn add<'a>(figures: impl Iterator<Item = &'a Interval>) -> Interval {
    let start = Interval {
        low: 0.0,
        high: Some(0.0),
    };
    figures.fold(start, |total, figure| Interval {
        low: total.low + figure.low,
        high: total
            .high
            .zip(figure.high)
            .map(|(total, high)| total + high),
    })
}

impl Interval {
    /// A yes/no figure: 1 however often it is said.
    fn at_most_one(self) -> Self {
        Self {
            low: self.low.min(1.0),
            high: Some(self.high.map_or(1.0, |high| high.min(1.0))),
        }
    }
}

/// Sets each key's earliest certain row, else its earliest, to carry its count.
fn carriers(lines: &mut [Line]) -> Vec<(RowRef, Carries)> {
    let mut chosen: BTreeMap<(&UnitCode, &str), &Line> = BTreeMap::new();
    for line in lines.iter() {
        let entry = chosen.entry((&line.unit, &line.key)).or_insert(line);
        if line.certain && !entry.certain {
            *entry = line;
        }
    }
    let carry = |line: &&Line| {
        let carries = if line.certain {
            Carries::Certain(1.0)
        } else {
            Carries::Possible(1.0)
        };
        (line.at.clone(), carries)
    };
    chosen.values().map(carry).collect()
}

fn amounts(lines: &[Line]) -> Vec<(RowRef, Carries)> {
    let carry = |line: &Line| {
        let amount = line.amount.unwrap_or_default();
        let carries = if line.certain {
            Carries::Certain(amount)
        } else {
            Carries::Possible(amount)
        };
        (line.at.clone(), carries)
    };
    lines.iter().map(carry).collect()
}

/// Whether all returns the target needs of the unit are there, with the sheet it needs whole.
fn is_whole(target: &Target, unit: &UnitCode, campaign: &Campaign, settled: &Settled) -> bool {
    needed(target, unit, campaign, settled).all(|(_, one)| {
        let submission = one
            .and_then(|one| one.counting)
            .map(|at| &settled.submissions[at]);
        submission.is_some_and(|submission| {
            let form = target.measure.form().and_then(|form| campaign.form(form));
            form.is_none_or(|form| submission.whole_table(&form.id).is_some())
        })
    })
}

/// The returns a target needs of a unit: those of its collections the unit must send. None where
/// the run does not look at the collection.
pub(super) fn needed<'a>(
    target: &'a Target,
    unit: &'a UnitCode,
    campaign: &'a Campaign,
    settled: &'a Settled,
) -> impl Iterator<Item = (&'a Collection, Option<&'a Return>)> {
    target.collections.iter().filter_map(move |id| {
        let collection = campaign.collection(id)?;
        campaign
            .unit(unit)
            .filter(|unit| campaign.is_sender(unit, collection))?;
        Some((collection, settled.returns.get(&(unit.clone(), id.clone()))))
    })
}

fn on_time(
    target: &Target,
    bound: BTreeSet<UnitCode>,
    campaign: &Campaign,
    settled: &Settled,
) -> Measured {
    let figure = |unit: &UnitCode| {
        let mut figure = Interval {
            low: 1.0,
            high: Some(1.0),
        };
        for (_, one) in needed(target, unit, campaign, settled) {
            let first = one.and_then(|one| one.first);
            let own = match (first, one.and_then(|one| one.on_time)) {
                (None, _) => Interval {
                    low: 0.0,
                    high: None,
                },
                (Some(_), None) => Interval {
                    low: 0.0,
                    high: Some(1.0),
                },
                (Some(_), Some(on_time)) => {
                    let figure = f64::from(u8::from(on_time));
                    Interval {
                        low: figure,
                        high: Some(figure),
                    }
                }
            };
            figure.low = figure.low.min(own.low);
            figure.high = figure.high.zip(own.high).map(|(one, other)| one.min(other));
        }
        figure
    };
    let figures: BTreeMap<UnitCode, Interval> = bound
        .into_iter()
        .map(|unit| {
            let figure = figure(&unit);
            (unit, figure)
        })
        .collect();
    let total = add(figures.values());
    Measured {
        figures,
        total,
        contributions: Vec::new(),
    }
}

/// The rows that count certainly or possibly, in the order of collections, files and rows.
fn lines(
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
