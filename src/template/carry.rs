//! What carries over from a sender's earlier returns: of a record the values, of a table the rows.
//!
//! Which fields, and from which form, the campaign says. A value that reading would object to is
//! left out, and so is a row whose key is not whole: the blank form is then as it is without.

use chrono::NaiveTime;

use super::plan::{Known, Plan};
use super::{Sender, controls};
use crate::campaign::{Campaign, FieldKind, Form, Layout};
use crate::lang::Lang;
use crate::read::CellValue;
use crate::table::previous::{EarlierRow, Previous};
use crate::validate::{Checker, Value, accepts};

/// The most characters that a cell takes.
const CELL: usize = 32_767;

/// What is said of carried values wherever they stand, without a full stop.
pub(super) fn said(lang: Lang) -> &'static str {
    lang.pick(
        "Đã điền sẵn theo báo cáo kỳ trước, đề nghị kiểm tra và sửa nếu có thay đổi",
        "Filled in from an earlier return; please check it and correct what has changed",
    )
}

/// What is said of the colour of carried cells.
pub(super) fn said_of_colour(lang: Lang) -> String {
    let said = said(lang);
    lang.pick(
        format!("Ô màu xanh: {said}."),
        format!("Blue cells: {said}."),
    )
}

/// The rows of an earlier run, and what values are held against before they carry over.
pub(super) struct Earlier<'a> {
    rows: Previous,
    checker: Checker<'a>,
}

impl<'a> Earlier<'a> {
    pub(super) fn new(rows: Previous, campaign: &'a Campaign) -> Self {
        Self {
            rows,
            checker: Checker::new(campaign),
        }
    }
}

/// Whether a sender's blank return carries anything over.
pub(super) fn has_any(sender: &Sender<'_>) -> bool {
    let mut forms = sender.campaign.forms_of(sender.collection);
    forms.any(|form| Plan::new(sender, form).carries())
}

/// Fills in what carries over: into a record's only row, or into a table a row for each there.
/// Returns the fields that hold such values.
pub(super) fn fill(
    sender: &Sender<'_>,
    form: &Form,
    asked: &[usize],
    rows: &mut Vec<Vec<Known>>,
) -> Vec<usize> {
    let earlier = rows_before(sender, form);
    match form.layout {
        Layout::Record => {
            for (row, earlier) in rows.iter_mut().zip(earlier) {
                let values = row.iter_mut().zip(asked);
                for (value, &at) in values.filter(|(_, at)| form.is_carried(**at)) {
                    *value = known(sender, form, at, earlier);
                }
            }
        }
        Layout::Table => {
            for earlier in earlier {
                let number = controls::count(rows.len() + 1);
                rows.extend(row(sender, form, asked, (earlier, number)));
            }
        }
    }
    let is_there = |nth: usize| rows.iter().any(|row| row[nth].is_there());
    let fields = asked.iter().enumerate();
    fields
        .filter(|&(nth, at)| form.is_carried(*at) && is_there(nth))
        .map(|(_, at)| *at)
        .collect()
}

/// The sender's rows of the form that this one carries from, of its newest earlier return.
fn rows_before<'a>(sender: &Sender<'a>, form: &Form) -> Vec<&'a EarlierRow> {
    match (sender.earlier, &form.carries) {
        (Some(earlier), Some(carries)) => {
            let of = (&carries.from, &sender.unit.code);
            let (campaign, collection) = (sender.campaign, sender.collection);
            earlier.rows.newest_before(campaign, collection, of)
        }
        _ => Vec::new(),
    }
}

/// A table's row with its number; none where its key is not whole.
fn row(
    sender: &Sender<'_>,
    form: &Form,
    asked: &[usize],
    (earlier, number): (&EarlierRow, f64),
) -> Option<Vec<Known>> {
    let value = |&at: &usize| match &form.fields[at] {
        field if field.ordinal => Known::Number(number),
        _ if form.is_carried(at) => known(sender, form, at, earlier),
        _ => Known::Nothing,
    };
    let is_there = |at: &usize| asked.contains(at) && value(at).is_there();
    let is_whole = form.key.iter().all(is_there);
    is_whole.then(|| asked.iter().map(value).collect())
}

/// What an earlier row says of a field, as far as reading would take it from this form.
fn known(sender: &Sender<'_>, form: &Form, at: usize, row: &EarlierRow) -> Known {
    let field = &form.fields[at];
    let (Some(earlier), Some(value)) = (sender.earlier, row.values.get(&field.name)) else {
        return Known::Nothing;
    };
    let known = written(value, &field.kind);
    let cell = match &known {
        Known::Nothing => return Known::Nothing,
        Known::Text(text) if text.chars().count() > CELL => return Known::Nothing,
        Known::Text(text) => CellValue::Text(text.as_str().into()),
        Known::Number(number) => CellValue::Number(*number),
        Known::Day(day) => CellValue::Date(day.and_time(NaiveTime::MIN)),
    };
    let asked = (sender.collection, sender.unit);
    if accepts(&earlier.checker, asked, (form, at), &cell) {
        known
    } else {
        Known::Nothing
    }
}

/// A value as a person would write it into the form.
fn written(value: &Value, kind: &FieldKind) -> Known {
    match (value, kind) {
        (Value::Boolean(is_yes), FieldKind::Boolean { yes, no }) => {
            let texts = if *is_yes { yes } else { no };
            texts.first().cloned().map_or(Known::Nothing, Known::Text)
        }
        (Value::Text(text), _) => Known::Text(text.to_string()),
        (Value::Date(day), _) => Known::Day(*day),
        (Value::Number(_) | Value::Integer(_), _) => {
            value.as_number().map_or(Known::Nothing, Known::Number)
        }
        (Value::Boolean(_) | Value::DateTime(_) | Value::Time(_), _) => Known::Text(value.shown()),
    }
}
