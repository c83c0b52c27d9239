//! What is checked while people type: lists, numbers, dates, lengths, with a prompt at each cell.
//!
//! Every check warns and lets the value stand if the person insists: a rule may be wrong for a
//! case, nothing pasted is held up either, and reading checks all of it again. The texts keep to
//! Excel's limits.

use chrono::{Datelike as _, NaiveDate};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, XlsxError,
};

use super::Sender;
use super::lists::Lists;
use super::requirement::{allowed, describe};
use crate::campaign::{Bound, Field, FieldKind, Form, Rule};

/// The most characters of a prompt's title and of its text.
const TITLE: usize = 32;
const TEXT: usize = 255;
/// The most characters of a list that stands in the rule itself, commas among them.
const INLINE: usize = 255;

/// The check of a field's cells.
pub(super) fn of_field(
    sender: &Sender<'_>,
    form: &Form,
    at: usize,
    lists: &mut Lists,
) -> Result<DataValidation, XlsxError> {
    let field = &form.fields[at];
    let title = cut(&field.label, TITLE);
    let lang = sender.lang;
    let asked = describe(sender, form, at);
    let required = if field.constraints.required {
        lang.pick("Bắt buộc. ", "Required. ")
    } else {
        ""
    };
    let wrong = lang.pick(
        format!("Giá trị chưa đúng yêu cầu. {asked} Vẫn giữ giá trị này?"),
        format!("The value is not as asked. {asked} Keep it all the same?"),
    );
    rule(sender, form, at, lists)?
        .set_input_title(title.as_str())?
        .set_input_message(cut(&format!("{required}{asked}"), TEXT))?
        .set_error_title(title.as_str())?
        .set_error_message(cut(&wrong, TEXT))
        .map(|check| check.set_error_style(DataValidationErrorStyle::Warning))
}

fn rule(
    sender: &Sender<'_>,
    form: &Form,
    at: usize,
    lists: &mut Lists,
) -> Result<DataValidation, XlsxError> {
    let field = &form.fields[at];
    let check = DataValidation::new();
    let values = allowed(sender.campaign, field);
    if !values.is_empty() {
        return list(check, &field.label, values, lists);
    }
    Ok(match &field.kind {
        FieldKind::Boolean { yes, no } => {
            let values: Vec<String> = yes
                .iter()
                .take(1)
                .chain(no.iter().take(1))
                .cloned()
                .collect();
            return list(check, &field.label, &values, lists);
        }
        FieldKind::Integer => check.allow_whole_number_formula(numbers(field)),
        FieldKind::Number => check.allow_decimal_number_formula(numbers(field)),
        FieldKind::Date => {
            let (from, to) = days(sender, form, at);
            check.allow_date(DataValidationRule::Between(
                excel_day(from)?,
                excel_day(to)?,
            ))
        }
        FieldKind::DateTime
        | FieldKind::Time
        | FieldKind::Year
        | FieldKind::YearMonth
        | FieldKind::Duration
        | FieldKind::List { .. }
        | FieldKind::Any => check.allow_any_value(),
        FieldKind::Text | FieldKind::Email | FieldKind::Uri => {
            match field.constraints.max_length.map(u32::try_from) {
                Some(Ok(most)) => {
                    check.allow_text_length(DataValidationRule::LessThanOrEqualTo(most))
                }
                _ => check.allow_any_value(),
            }
        }
    })
}

/// A drop-down list: in the rule itself where it fits, else on the sheet of lists. A comma in a
/// value would split it.
fn list(
    check: DataValidation,
    title: &str,
    values: &[String],
    lists: &mut Lists,
) -> Result<DataValidation, XlsxError> {
    let length: usize = values.iter().map(|value| value.chars().count() + 1).sum();
    let is_plain = |value: &String| !value.contains([',', '"']) && value.trim() == value;
    if length <= INLINE && values.iter().all(is_plain) {
        return check.allow_list_strings(values);
    }
    let cells = lists.place(title, values);
    Ok(check.allow_list_formula(Formula::new(cells)))
}

/// Any number within the field's bounds.
fn numbers(field: &Field) -> DataValidationRule<Formula> {
    /// Beyond what anybody reports.
    const MOST: f64 = 1e12;
    let bound = |bound: Option<Bound>, other: f64| match bound {
        Some(Bound::Number(number)) => number,
        _ => other,
    };
    let least = bound(field.constraints.minimum, -MOST);
    let most = bound(field.constraints.maximum, MOST);
    let formula = |number: f64| Formula::new(number.to_string());
    DataValidationRule::Between(formula(least), formula(most))
}

/// The days that a date may be: the school year where a rule says so, else what the field allows,
/// else any of this century.
fn days(sender: &Sender<'_>, form: &Form, at: usize) -> (NaiveDate, NaiveDate) {
    let day = |bound: Option<Bound>| match bound {
        Some(Bound::Date(day)) => Some(day),
        _ => None,
    };
    let in_year = |rule: &Rule| matches!(rule, Rule::InSchoolYear { field } if *field == at);
    let constraints = &form.fields[at].constraints;
    let period = &sender.campaign.period;
    let (first, last) = if form.rules.iter().any(in_year) {
        (Some(*period.start()), Some(*period.end()))
    } else {
        (day(constraints.minimum), day(constraints.maximum))
    };
    let century = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(*period.start());
    (
        first.unwrap_or_else(|| century(2000)),
        last.unwrap_or_else(|| century(2100)),
    )
}

/// A day as the writer takes it.
pub(super) fn excel_day(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(u16::MAX);
    let (month, day) = (
        u8::try_from(day.month()).unwrap_or(0),
        u8::try_from(day.day()).unwrap_or(0),
    );
    ExcelDateTime::from_ymd(year, month, day)
}

/// A text of at most so many characters, as Excel counts them.
pub(super) fn cut(text: &str, most: usize) -> String {
    let mut room = most.saturating_sub(1);
    if text.encode_utf16().count() <= most {
        return text.to_owned();
    }
    let whole = |letter: &char| {
        let length = letter.len_utf16();
        let fits = length <= room;
        room = room.saturating_sub(length);
        fits
    };
    let kept: String = text.chars().take_while(whole).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_text_is_cut_to_what_excel_takes() {
        assert_eq!(cut("Đơn vị", 6), "Đơn vị");
        assert_eq!(cut("Đơn vị công tác", 8), "Đơn vị…");
        assert_eq!(cut("𝔸𝔹ℂ", 3), "𝔸…");
    }
}
