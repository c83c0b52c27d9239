//! The rows that enter a target's figure: polars' part of measuring.

use std::sync::Arc;

use polars::prelude::{
    DataFrame, DataType, Expr, Float64Chunked, IntoLazy as _, LazyFrame, NULL, PolarsResult, col,
    lit, when,
};

use super::RowRef;
use super::entry::{Bounds, Entry};
use crate::campaign::{Bound, Condition, Form, Key, Measure, Rule, Test};
use crate::id::{CollectionId, FieldName};
use crate::shared_text::SharedText;
use crate::table::{Asked, CountingRows, LINE, Line, area_column, doubt_column, match_column};

/// What is asked of a form's rows.
pub(super) struct Query<'a> {
    form: &'a Form,
    collections: &'a [CollectionId],
    conditions: Vec<Condition>,
    /// By what two rows are one thing, whose doubt is doubt of the whole row; none where no two are.
    key: Option<&'a Key>,
    part: Amount<'a>,
    whole: Amount<'a>,
}

/// What a row adds above the line, or below it.
enum Amount<'a> {
    Nothing,
    One,
    Field(&'a FieldName),
    /// A field that is never more than another.
    Part(&'a FieldName, &'a FieldName),
    /// A field that is never less than another.
    Whole(&'a FieldName, &'a FieldName),
    /// 1 where conditions hold.
    If(&'a [Condition]),
}

impl<'a> Query<'a> {
    /// The rows of a measure of one form; none of measures of another kind.
    pub(super) fn of(
        measure: &'a Measure,
        form: &'a Form,
        collections: &'a [CollectionId],
    ) -> Option<Self> {
        let plain = |part| Self {
            form,
            collections,
            conditions: measure.conditions().to_vec(),
            key: None,
            part,
            whole: Amount::Nothing,
        };
        Some(match measure {
            Measure::Count { .. } | Measure::Exists { .. } => plain(Amount::One),
            Measure::CountKeys { key, .. } => Self {
                key: Some(key),
                ..plain(Amount::One)
            },
            Measure::Sum { field, .. } => plain(Amount::Field(field)),
            Measure::Share { part, .. } => Self {
                whole: Amount::One,
                ..plain(Amount::If(part))
            },
            Measure::Ratio { part, whole, .. } if is_at_most(form, part, whole) => Self {
                whole: Amount::Whole(whole, part),
                ..plain(Amount::Part(part, whole))
            },
            Measure::Ratio { part, whole, .. } => Self {
                whole: Amount::Field(whole),
                ..plain(Amount::Field(part))
            },
            Measure::Filled { fields, .. } => Self {
                conditions: all(fields, &Test::Filled),
                ..plain(Amount::One)
            },
            Measure::Yes { fields, .. } => Self {
                conditions: all(fields, &Test::IsTrue),
                ..plain(Amount::One)
            },
            Measure::OnTime | Measure::Received | Measure::AllOf { .. } | Measure::Kept { .. } => {
                return None;
            }
        })
    }

    /// A number for each row key of a form.
    pub(super) fn amounts(
        form: &'a Form,
        field: &'a FieldName,
        key: &'a Key,
        collections: &'a [CollectionId],
    ) -> Self {
        Self {
            form,
            collections,
            conditions: Vec::new(),
            key: Some(key),
            part: Amount::Field(field),
            whole: Amount::Nothing,
        }
    }

    /// The fields whose doubt touches what a row adds.
    pub(super) fn fields(&self) -> Vec<&FieldName> {
        self.asked().doubts
    }

    /// What it compares.
    fn asked(&self) -> Asked<'_> {
        let mut asked = Asked::default();
        let mut conditions: Vec<&Condition> = self.conditions.iter().collect();
        for amount in [&self.part, &self.whole] {
            match amount {
                Amount::Nothing | Amount::One => {}
                // The other of the two is the query's other amount.
                Amount::Field(field) | Amount::Part(field, _) | Amount::Whole(field, _) => {
                    asked.values.push(field);
                }
                Amount::If(of_part) => conditions.extend(*of_part),
            }
        }
        for condition in conditions {
            match condition.test {
                Test::DifficultArea => asked.areas.push(&condition.field),
                _ => asked.values.push(&condition.field),
            }
        }
        if let Some(Key::Fields(fields)) = self.key {
            asked.keys.extend(fields);
        }
        asked.doubts.extend(self.key_fields());
        asked.doubts.extend(asked.values.iter().chain(&asked.areas));
        asked
    }

    fn key_fields(&self) -> &'a [FieldName] {
        self.key.map_or(&[], Key::fields)
    }

    /// The rows that count certainly or possibly, in the order of collections, units, files and rows.
    pub(super) fn entries(&self, rows: &CountingRows<'_>) -> PolarsResult<Vec<Entry>> {
        let frame = rows.frame(self.form, self.collections, &self.asked())?;
        let selected = self.select(frame.columns.lazy()).collect()?;
        let mut entries = self.collect(&selected, &frame.lines)?;
        // Sheets are in the workbook's order until here.
        for of_file in entries.chunk_by_mut(|one, next| one.at.submission == next.at.submission) {
            of_file.sort_by(|one, other| one.at.cmp(&other.at));
        }
        Ok(entries)
    }

    fn select(&self, frame: LazyFrame) -> LazyFrame {
        let certain = self.key_fields().iter();
        let certain = certain.map(|field| in_doubt(field).not());
        let certain = certain.fold(surely(&self.conditions), Expr::and);
        let part = bounds(&self.part, self.form);
        let whole = bounds(&self.whole, self.form);
        let key = match self.key {
            Some(Key::Fields(fields)) => joined(fields),
            Some(Key::Row(_)) | None => lit(NULL),
        };
        frame.filter(possibly(&self.conditions)).select([
            col(LINE),
            key.cast(DataType::String).alias("key"),
            certain.alias("certain"),
            part.0.alias("part low"),
            part.1.alias("part high"),
            whole.0.alias("whole low"),
            whole.1.alias("whole high"),
        ])
    }

    /// The rows as they were selected.
    fn collect(&self, selected: &DataFrame, lines: &[Line<'_>]) -> PolarsResult<Vec<Entry>> {
        let amounts = |name: &str| selected.column(name)?.f64();
        let (places, keys) = (
            selected.column(LINE)?.u32()?,
            selected.column("key")?.str()?,
        );
        let certain = selected.column("certain")?.bool()?;
        let part = (amounts("part low")?, amounts("part high")?);
        let whole = (amounts("whole low")?, amounts("whole high")?);
        let mut entries = Vec::with_capacity(selected.height());
        for (at, place) in places.iter().enumerate() {
            let Some(line) = place.and_then(|place| lines.get(place as usize)) else {
                continue; // every row has its place
            };
            let (submission, sheet, row) = (line.submission(), line.sheet(), line.row());
            let key = match self.key {
                None => Some(SharedText::from("")),
                Some(Key::Row(_)) => line.key().cloned(),
                Some(Key::Fields(_)) => keys.get(at).map(SharedText::from),
            };
            // A row whose key cannot be told is a thing of its own.
            let key = key.unwrap_or_else(|| format!("#{submission}#{sheet}#{row}").into());
            let bounds = |(low, high): (&Float64Chunked, &Float64Chunked)| Bounds {
                low: low.get(at).unwrap_or(0.0),
                high: high.get(at),
            };
            entries.push(Entry {
                unit: line.unit().clone(),
                key,
                certain: certain.get(at).unwrap_or(false),
                part: bounds(part),
                whole: bounds(whole),
                at: RowRef {
                    submission,
                    form: self.form.id.clone(),
                    sheet: Arc::clone(sheet),
                    row,
                },
                also: None,
            });
        }
        Ok(entries)
    }
}

fn all(fields: &[FieldName], test: &Test) -> Vec<Condition> {
    let condition = |field: &FieldName| Condition {
        field: field.clone(),
        test: test.clone(),
    };
    fields.iter().map(condition).collect()
}

/// Fields as one key; null where a part of it is missing.
fn joined(fields: &[FieldName]) -> Expr {
    let one = |field: &FieldName| col(match_column(field.as_str()));
    let parts = fields.iter().map(one);
    let joined = parts.reduce(|all, part| all + lit("\u{1f}") + part);
    joined.unwrap_or_else(|| lit(NULL))
}

fn in_doubt(field: &FieldName) -> Expr {
    col(doubt_column(field.as_str()))
}

/// Whether all conditions hold, and nothing can change that.
fn surely(conditions: &[Condition]) -> Expr {
    let sure = |one| holds(one).and(unsure(one).not());
    conditions.iter().map(sure).fold(lit(true), Expr::and)
}

/// Whether all conditions hold or may turn out to hold.
fn possibly(conditions: &[Condition]) -> Expr {
    let may = |one| holds(one).or(unsure(one));
    conditions.iter().map(may).fold(lit(true), Expr::and)
}

/// Whether a condition holds of the value as read; nothing filled in holds none.
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
        Test::Between(range) => {
            let value = || value().cast(DataType::Float64);
            let (from, to) = (lit(*range.start()), lit(*range.end()));
            value().gt_eq(from).and(value().lt_eq(to))
        }
        Test::IsTrue => value(),
        Test::Filled => value().is_not_null(),
        Test::DifficultArea => col(area_column(condition.field.as_str())),
    };
    holds.fill_null(lit(false))
}

/// Whether a condition may turn out otherwise.
fn unsure(condition: &Condition) -> Expr {
    let doubt = in_doubt(&condition.field);
    match condition.test {
        Test::DifficultArea => doubt.or(col(area_column(condition.field.as_str())).is_null()),
        _ => doubt,
    }
}

/// The least and the most a row adds; null where there is no most.
fn bounds(amount: &Amount<'_>, form: &Form) -> (Expr, Expr) {
    match amount {
        Amount::Nothing => (lit(0.0), lit(0.0)),
        Amount::One => (lit(1.0), lit(1.0)),
        Amount::If(conditions) => {
            let one_if = |is: Expr| when(is).then(lit(1.0)).otherwise(lit(0.0));
            (one_if(surely(conditions)), one_if(possibly(conditions)))
        }
        Amount::Field(field) => {
            let (least, most) = limits(form, field);
            within(field, lit(least), most)
        }
        Amount::Part(field, whole) => {
            let (least, most) = limits(form, field);
            let bounded = when(in_doubt(whole)).then(most).otherwise(value(whole));
            within(field, lit(least), bounded)
        }
        Amount::Whole(field, part) => {
            let (least, most) = limits(form, field);
            let is_more = in_doubt(part).not().and(value(part).gt(lit(least)));
            let bounded = when(is_more).then(value(part)).otherwise(lit(least));
            within(field, bounded, most)
        }
    }
}

/// A field's value, or what it can be where it is in doubt.
fn within(field: &FieldName, least: Expr, most: Expr) -> (Expr, Expr) {
    let low = when(in_doubt(field)).then(least).otherwise(value(field));
    let high = when(in_doubt(field)).then(most).otherwise(value(field));
    (low, high.cast(DataType::Float64))
}

fn value(field: &FieldName) -> Expr {
    let number = col(field.as_str()).cast(DataType::Float64);
    number.fill_null(lit(0.0))
}

/// Whether a rule of the form holds one field to at most another.
fn is_at_most(form: &Form, part: &FieldName, whole: &FieldName) -> bool {
    let fields = (form.position(part), form.position(whole));
    form.rules.iter().any(|rule| match rule {
        Rule::AtMost { field, other } => fields == (Some(*field), Some(*other)),
        _ => false,
    })
}

/// What the form allows of a number in doubt. Without a least value it is taken to be no less than
/// nothing: what is counted in this domain never is.
fn limits(form: &Form, field: &FieldName) -> (f64, Expr) {
    let constraints = form.position(field).map(|at| &form.fields[at].constraints);
    let number = |bound: Option<Bound>| match bound {
        Some(Bound::Number(number)) => Some(number),
        _ => None,
    };
    let least = constraints.and_then(|one| number(one.minimum));
    let most = constraints.and_then(|one| number(one.maximum));
    (least.unwrap_or(0.0), most.map_or_else(|| lit(NULL), lit))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use polars::prelude::df;

    use super::*;
    use crate::campaign::load;

    /// What a row of movements adds to the ratio of who takes part: part and whole, each with
    /// whether it is in doubt.
    fn adds(part: (i64, bool), whole: (i64, bool)) -> [(f64, Option<f64>); 2] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
        let campaign = load(&folder, crate::read::table).unwrap();
        let form = campaign.form(&"phong-trao".into()).unwrap();
        let mut targets = campaign.targets.iter();
        let target = targets.find(|one| one.id.as_str() == "tham-gia").unwrap();
        let query = Query::of(&target.measure, form, &target.collections).unwrap();
        let rows = df!(
            LINE => [0_u32],
            "so_tham_gia" => [part.0], "tong_so" => [whole.0],
            "#doubt so_tham_gia" => [part.1], "#doubt tong_so" => [whole.1],
        );
        let rows = query.select(rows.unwrap().lazy()).collect().unwrap();
        let number = |name: &str| rows.column(name).unwrap().f64().unwrap().get(0);
        [("part low", "part high"), ("whole low", "whole high")]
            .map(|(low, high)| (number(low).unwrap(), number(high)))
    }

    #[test]
    fn who_takes_part_is_never_more_than_all_though_one_of_the_two_is_in_doubt() {
        let sure = |number| (number, false);
        let doubtful = |number| (number, true);
        let (part, whole) = ((66.0, Some(66.0)), (70.0, Some(70.0)));
        assert_eq!(adds(sure(66), sure(70)), [part, whole]);
        assert_eq!(adds(doubtful(66), sure(70)), [(0.0, Some(70.0)), whole]);
        assert_eq!(adds(sure(66), doubtful(70)), [part, (66.0, None)]);
        // All are one at least, and of both in doubt nothing more is known.
        assert_eq!(adds(doubtful(66), doubtful(70)), [(0.0, None), (1.0, None)]);
    }
}
