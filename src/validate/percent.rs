//! Numbers of percent that may be shares: Excel keeps what it shows as 95% as 0.95.

use std::sync::LazyLock;

use crate::campaign::{Field, FieldKind, Rule};
use crate::finding::Fault;
use crate::read::CellValue;
use crate::recognise::RawRow;
use crate::text::match_key;

use super::{Asked, Notes, Value};

/// What the text of a row begins with whose number is one of percent.
static SHARES: LazyLock<[String; 2]> = LazyLock::new(|| ["tỷ lệ", "tỉ lệ"].map(match_key));

/// Asks about each number between 0 and 1 in a row that speaks of percent, and each with a dot that
/// was read as one of thousands: nobody can tell whether 0.95 or 45.123 is written as it is meant.
pub(super) fn check(
    raw: &RawRow<'_>,
    values: &[Option<Value>],
    asked: &Asked<'_>,
    notes: &mut Notes<'_>,
) {
    let form = notes.sheet.form;
    let mut spoken_of = None;
    for (at, field) in form.fields.iter().enumerate() {
        let Some(Value::Number(number)) = values[at] else {
            continue;
        };
        let written = raw.values[at].as_deref();
        let may_be_share = number > 0.0 && number <= 1.0;
        let decimal = written.and_then(|cell| decimal(cell.as_text()?, number));
        let is_unsure = may_be_share || decimal.is_some();
        if !is_unsure || field.kind != FieldKind::Number || !asked.asks(field) {
            continue;
        }
        let has_sign = match written {
            // A mark for "as above" has been asked about there.
            Some(CellValue::Text(text)) => {
                text.contains('%') || !text.contains(|c: char| c.is_ascii_digit())
            }
            Some(CellValue::Percent(_)) => true,
            _ => false,
        };
        let speaks = field.label.contains('%')
            || *spoken_of.get_or_insert_with(|| speaks_of_percent(raw, &form.fields));
        if let Some(other) = decimal.filter(|_| speaks || has_sign) {
            let fault = Fault::AmbiguousPercent {
                read: number,
                other,
            };
            notes.cell(raw.row, at, fault, written.map(CellValue::shown));
        } else if may_be_share && speaks && !has_sign && !is_points(at, &form.rules) {
            let fault = Fault::AmbiguousPercent {
                read: number,
                other: number * 100.0,
            };
            notes.cell(raw.row, at, fault, written.map(CellValue::shown));
        }
    }
}

/// The number of percent that "45.123" may be, which was read as thousands.
fn decimal(text: &str, read: f64) -> Option<f64> {
    let is_thousands = read > 100.0 && text.matches('.').count() == 1 && !text.contains(',');
    let is_part = |c: &char| c.is_ascii_digit() || *c == '.';
    let digits = || text.chars().filter(is_part).collect::<String>();
    let number: f64 = is_thousands.then(digits)?.parse().ok()?;
    (number <= 100.0 && number.fract() > 0.0).then_some(number)
}

/// Whether a text of the row is "%", or begins with "tỷ lệ".
fn speaks_of_percent(raw: &RawRow<'_>, fields: &[Field]) -> bool {
    let texts = raw.values.iter().zip(fields).filter_map(|(value, field)| {
        let text = value.as_deref()?.as_text()?;
        (field.kind == FieldKind::Text).then_some(text)
    });
    let mut texts = texts.map(str::trim);
    texts.any(|text| {
        let begins = || {
            let key = match_key(text);
            SHARES.iter().any(|share| key.starts_with(share))
        };
        text == "%" || (text.starts_with(['t', 'T']) && begins())
    })
}

/// Whether a field has points, which another field bounds.
fn is_points(at: usize, rules: &[Rule]) -> bool {
    rules.iter().any(|rule| match rule {
        Rule::AtMost { field, .. } | Rule::AtMostCriterion { field, .. } => *field == at,
        _ => false,
    })
}
