//! The targets that a workbook's forms feed, and how far it reaches them.

use chrono::{Datelike as _, NaiveDate};

use super::Sender;
use super::controls::count;
use super::formula::{Area, quoted, yes};
use super::plan::{Known, Plan};
use crate::campaign::{Condition, Key, Measure, Target, Test, Threshold};
use crate::id::FieldName;

/// One target with its figure in this workbook.
pub(super) struct Figure<'a> {
    pub(super) target: &'a Target,
    pub(super) threshold: Threshold,
    pub(super) formula: String,
    /// Its value in the blank form.
    pub(super) blank: f64,
}

/// The targets that bind the sender and are measured on the workbook's forms, in the campaign's
/// order. What is measured by the day of receipt no workbook can tell.
pub(super) fn of<'a>(sender: &Sender<'a>, plans: &[Plan<'_>]) -> Vec<Figure<'a>> {
    let targets = sender.campaign.targets.iter();
    let here = targets.filter(|one| one.collections.contains(&sender.collection.id));
    here.filter_map(|target| {
        let threshold = target.threshold(sender.campaign, sender.unit)?;
        let plan = plans
            .iter()
            .find(|plan| target.measure.forms().any(|id| *id == plan.form.id))?;
        let (formula, blank) = measured(plan, &target.measure)?;
        Some(Figure {
            target,
            threshold,
            formula,
            blank,
        })
    })
    .collect()
}

/// The other collections that the target counts, where it counts several.
pub(super) fn elsewhere(sender: &Sender<'_>, figure: &Figure<'_>) -> String {
    let lang = sender.lang;
    let others = figure.target.collections.iter();
    let others: Vec<&str> = others
        .filter(|id| **id != sender.collection.id)
        .filter_map(|id| sender.campaign.collection(id))
        .map(|one| one.titles.get(lang))
        .collect();
    if others.is_empty() {
        return String::new();
    }
    let others = others.join("; ");
    lang.pick(
        format!(" (chưa kể số đã báo cáo ở kỳ khác: {others})"),
        format!(" (without what was reported in: {others})"),
    )
}

/// The formula of a measure, and its value in the blank form.
fn measured(plan: &Plan<'_>, measure: &Measure) -> Option<(String, f64)> {
    let area = Area::new(plan);
    match measure {
        Measure::CountKeys {
            conditions,
            key: Key::Row(_),
            ..
        } if plan.is_table() => {
            let formula = area.keys(&terms(plan, &area, conditions)?)?;
            Some((formula, count(counting(plan, conditions).count())))
        }
        Measure::Sum {
            field, conditions, ..
        } => {
            let nth = place(plan, field)?;
            let formula = area.sum(nth, &terms(plan, &area, conditions)?);
            let numbers = counting(plan, conditions);
            let blank = numbers.filter_map(|row| row[usize::from(nth)].as_number());
            Some((formula, blank.sum()))
        }
        Measure::Filled { fields, .. } => {
            all(plan, fields, |_, cell| format!("(LEN(TRIM({cell}))>0)"))
        }
        Measure::Yes { fields, .. } => all(plan, fields, |nth, cell| {
            let field = plan.fields().nth(usize::from(nth));
            let yes = field.map(|field| yes(&field.kind)).unwrap_or_default();
            format!("(LOWER(TRIM({cell}))={})", quoted(&yes.to_lowercase()))
        }),
        Measure::Count { .. }
        | Measure::CountKeys { .. }
        | Measure::Share { .. }
        | Measure::Ratio { .. }
        | Measure::Exists { .. }
        | Measure::OnTime
        | Measure::Received
        | Measure::AllOf { .. }
        | Measure::Kept { .. } => None,
    }
}

/// 1 where each of some fields of a record is as it should be, else 0.
fn all(
    plan: &Plan<'_>,
    fields: &[FieldName],
    is_right: impl Fn(u16, &str) -> String,
) -> Option<(String, f64)> {
    if plan.is_table() {
        return None;
    }
    let area = Area::new(plan);
    let places: Vec<u16> = fields
        .iter()
        .map(|name| place(plan, name))
        .collect::<Option<_>>()?;
    let factors: Vec<String> = places
        .iter()
        .map(|&nth| is_right(nth, &area.value(nth)))
        .collect();
    Some((format!("1*{}", factors.join("*")), 0.0))
}

fn place(plan: &Plan<'_>, name: &FieldName) -> Option<u16> {
    plan.place(plan.form.position(name)?)
}

/// The conditions as factors of a product over a table's rows.
fn terms(plan: &Plan<'_>, area: &Area<'_, '_>, conditions: &[Condition]) -> Option<Vec<String>> {
    let term = |condition: &Condition| {
        let nth = place(plan, &condition.field)?;
        if !plan.is_table() {
            return None;
        }
        let column = area.column(nth);
        let text = format!("LOWER(TRIM({column}))");
        Some(match &condition.test {
            Test::OneOf(values) => {
                let equal: Vec<String> = values
                    .iter()
                    .map(|value| format!("({text}={})", quoted(&value.to_lowercase())))
                    .collect();
                format!("(({})>0)", equal.join("+"))
            }
            Test::Within(days) => format!(
                "ISNUMBER({column})*({column}>={})*({column}<={})",
                day(*days.start()),
                day(*days.end())
            ),
            Test::IsTrue => {
                let field = plan.fields().nth(usize::from(nth));
                let yes = field.map(|field| yes(&field.kind)).unwrap_or_default();
                format!("({text}={})", quoted(&yes.to_lowercase()))
            }
            Test::Between(range) => {
                let (from, to) = (range.start(), range.end());
                let least = from.is_finite().then(|| format!("*({column}>={from})"));
                let most = to.is_finite().then(|| format!("*({column}<={to})"));
                let ends = [least, most].into_iter().flatten().collect::<String>();
                format!("ISNUMBER({column}){ends}")
            }
            Test::Filled => format!("(LEN(TRIM({column}))>0)"),
            Test::DifficultArea => return None,
        })
    };
    conditions.iter().map(term).collect()
}

fn day(day: NaiveDate) -> String {
    format!("DATE({},{},{})", day.year(), day.month(), day.day())
}

/// The given rows that meet conditions on texts; nothing else is given.
fn counting<'p>(
    plan: &'p Plan<'_>,
    conditions: &'p [Condition],
) -> impl Iterator<Item = &'p Vec<Known>> {
    let meets = |row: &[Known], condition: &Condition| {
        let nth = place(plan, &condition.field);
        let value = nth.and_then(|nth| row.get(usize::from(nth)));
        match &condition.test {
            Test::OneOf(values) => value
                .and_then(Known::as_text)
                .is_some_and(|text| values.iter().any(|one| one == text)),
            Test::Filled => value.is_some_and(Known::is_there),
            Test::Within(_) | Test::Between(_) | Test::IsTrue | Test::DifficultArea => false,
        }
    };
    plan.rows
        .iter()
        .filter(move |row| conditions.iter().all(|one| meets(row, one)))
}
