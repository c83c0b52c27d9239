//! What a field asks for, in the words of prompts and notes.

use super::Sender;
use crate::campaign::{Bound, Campaign, Field, FieldKind, Form, Rule};
use crate::lang::{self, Lang};

/// Texts of kinds that forms ask for by a pattern: a telephone number, a code of the population
/// register.
const SAMPLES: [&str; 3] = ["0912345678", "001234567890", "01/2023"];

/// The values that a field may have, in their order; none where it may have any.
pub(super) fn allowed<'a>(campaign: &'a Campaign, field: &'a Field) -> &'a [String] {
    let Some(reference) = &field.reference else {
        return &field.constraints.one_of;
    };
    let list = campaign.lists.get(&reference.list);
    let column = list.and_then(|list| list.columns.get(&reference.column));
    column.map_or(&[], Vec::as_slice)
}

/// A text that the field's pattern takes, if one of the usual ones is.
pub(super) fn sample(field: &Field) -> Option<&'static str> {
    let pattern = field.constraints.pattern.as_ref()?;
    SAMPLES.into_iter().find(|text| pattern.is_match(text))
}

/// What to write in a field's cells, in one or two sentences.
pub(super) fn describe(sender: &Sender<'_>, form: &Form, at: usize) -> String {
    let lang = sender.lang;
    let field = &form.fields[at];
    let mut sentences = vec![what(sender, field)];
    sentences.extend(bounds(field, lang));
    sentences.extend(
        form.rules
            .iter()
            .filter_map(|rule| rule_of(sender, form, rule, at)),
    );
    if let Some(most) = field.constraints.max_length {
        sentences.push(lang.pick(
            format!("Không quá {most} ký tự."),
            format!("At most {most} characters."),
        ));
    }
    sentences.join(" ")
}

fn what(sender: &Sender<'_>, field: &Field) -> String {
    let lang = sender.lang;
    if !allowed(sender.campaign, field).is_empty() {
        return lang
            .pick("Chọn trong danh sách.", "Choose from the list.")
            .to_owned();
    }
    if let Some(sample) = sample(field) {
        return lang.pick(
            format!("Ghi đúng dạng như {sample}."),
            format!("Write it as {sample}."),
        );
    }
    match &field.kind {
        FieldKind::Text => lang.pick("Ghi bằng chữ.", "Any text.").to_owned(),
        kind => {
            let kind = kind.describe(lang);
            lang.pick(format!("Ghi {kind}."), format!("Write {kind}."))
        }
    }
}

fn bounds(field: &Field, lang: Lang) -> Option<String> {
    let shown = |bound: Bound| bound.describe(lang);
    let (least, most) = (field.constraints.minimum, field.constraints.maximum);
    match (least.map(shown), most.map(shown)) {
        (Some(least), Some(most)) => Some(lang.pick(
            format!("Từ {least} đến {most}."),
            format!("From {least} to {most}."),
        )),
        (Some(least), None) => Some(lang.pick(
            format!("Không nhỏ hơn {least}."),
            format!("Not below {least}."),
        )),
        (None, Some(most)) => Some(lang.pick(
            format!("Không lớn hơn {most}."),
            format!("Not above {most}."),
        )),
        (None, None) => None,
    }
}

/// What a rule asks of the field at fault.
fn rule_of(sender: &Sender<'_>, form: &Form, rule: &Rule, at: usize) -> Option<String> {
    let lang = sender.lang;
    let label = |other: &usize| form.fields[*other].label.as_str();
    match rule {
        Rule::AtMost { field, other } if *field == at => Some(lang.pick(
            format!("Không lớn hơn \"{}\".", label(other)),
            format!("Not above \"{}\".", label(other)),
        )),
        Rule::Differs { field, other } if *field == at => Some(lang.pick(
            format!("Khác với \"{}\".", label(other)),
            format!("Other than \"{}\".", label(other)),
        )),
        Rule::RequiredWhen {
            field,
            other,
            equals,
        } if *field == at => Some(lang.pick(
            format!("Bắt buộc khi \"{}\" là \"{equals}\".", label(other)),
            format!("Required where \"{}\" is \"{equals}\".", label(other)),
        )),
        Rule::RequiredUnless { field, other } if *field == at => Some(lang.pick(
            format!("Bắt buộc, trừ khi \"{}\" là Có.", label(other)),
            format!("Required unless \"{}\" says yes.", label(other)),
        )),
        Rule::FilledWith { field, other } if *field == at => Some(lang.pick(
            format!("Ghi khi đã ghi \"{}\".", label(other)),
            format!("Filled in where \"{}\" is.", label(other)),
        )),
        Rule::InSchoolYear { field } if *field == at => {
            let period = &sender.campaign.period;
            let (from, to) = (lang::date(*period.start()), lang::date(*period.end()));
            Some(lang.pick(
                format!("Trong năm học, từ {from} đến {to}."),
                format!("Within the school year, {from} to {to}."),
            ))
        }
        Rule::AtMostCriterion { field, .. } if *field == at => Some(
            lang.pick(
                "Không vượt điểm tối đa của tiêu chí.",
                "Not above the criterion's maximum.",
            )
            .to_owned(),
        ),
        _ => None,
    }
}
