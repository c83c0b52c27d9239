//! A target's measure and conditions, in words a clerk can check by hand.

use crate::campaign::{Campaign, Condition, Form, Measure, Target, Test};
use crate::id::{FieldName, FormId};
use crate::lang::{self, Lang};
use crate::report::words;

/// How the figure comes about.
pub(super) fn measure(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    match &target.measure {
        Measure::CountKeys { form, .. } => count_keys(target, campaign.form(form), lang),
        Measure::Sum { form, field, .. } => {
            let label = labels(campaign, form, std::slice::from_ref(field));
            let sheet = sheet(campaign, form);
            lang.pick(
                format!("Cộng cột “{label}” của biểu “{sheet}”"),
                format!("Sum of “{label}” on the form “{sheet}”"),
            )
        }
        Measure::Filled { form, fields } => {
            let labels = labels(campaign, form, fields);
            let sheet = sheet(campaign, form);
            lang.pick(
                format!("Biểu “{sheet}” ghi đủ các mục: {labels}"),
                format!("The form “{sheet}” has filled in: {labels}"),
            )
        }
        Measure::Yes { form, fields } => {
            let labels = labels(campaign, form, fields);
            let sheet = sheet(campaign, form);
            lang.pick(
                format!("Biểu “{sheet}” ghi “Có” ở mục: {labels}"),
                format!("The form “{sheet}” says yes to: {labels}"),
            )
        }
        Measure::OnTime => on_time(target, campaign, lang),
    }
}

fn count_keys(target: &Target, form: Option<&Form>, lang: Lang) -> String {
    let sheet = form.map_or("", |form| &form.sheet);
    let key = form.map_or_else(String::new, |form| {
        let labels = form.key.iter().map(|&at| form.fields[at].label.as_str());
        labels.collect::<Vec<_>>().join(", ")
    });
    let quantity = match target.quantity.get(lang) {
        "" => lang.pick("nội dung", "entries"),
        quantity => quantity,
    };
    lang.pick(
        format!("Đếm số {quantity} khác nhau ở biểu “{sheet}” (phân biệt theo {key})"),
        format!("Number of different {quantity} on the form “{sheet}” (told apart by {key})"),
    )
}

fn on_time(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let collections = target.collections.iter();
    let days = collections.filter_map(|id| campaign.collection(id)?.last_good_day);
    let days: Vec<String> = days.map(lang::date).collect();
    let days = days.join(", ");
    lang.pick(
        format!("Báo cáo được tiếp nhận đầu tiên đến chậm nhất ngày {days}"),
        format!("The first accepted return came on {days} at the latest"),
    )
}

/// What a row must be to count.
pub(super) fn conditions(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let (Measure::CountKeys {
        form, conditions, ..
    }
    | Measure::Sum {
        form, conditions, ..
    }) = &target.measure
    else {
        return String::new();
    };
    let phrases = conditions
        .iter()
        .map(|one| condition(one, campaign, form, lang));
    phrases.collect::<Vec<_>>().join("; ")
}

fn condition(one: &Condition, campaign: &Campaign, form: &FormId, lang: Lang) -> String {
    let label = labels(campaign, form, std::slice::from_ref(&one.field));
    match &one.test {
        Test::OneOf(values) => {
            let or = lang.pick("” hoặc “", "” or “");
            let values = values.join(or);
            lang.pick(
                format!("{label} là “{values}”"),
                format!("{label} is “{values}”"),
            )
        }
        Test::Within(days) => {
            let days = words::days(*days.start(), *days.end(), lang);
            format!("{label} {days}")
        }
        Test::IsTrue => lang.pick(format!("{label}: có"), format!("{label}: yes")),
        Test::Filled => lang.pick(format!("{label}: đã điền"), format!("{label}: filled in")),
    }
}

fn sheet<'a>(campaign: &'a Campaign, form: &FormId) -> &'a str {
    campaign.form(form).map_or("", |form| &form.sheet)
}

fn labels(campaign: &Campaign, form: &FormId, fields: &[FieldName]) -> String {
    let form = campaign.form(form);
    let labels = fields.iter().map(|name| {
        let field = form.and_then(|form| Some(&form.fields[form.position(name)?]));
        field.map_or(name.as_str(), |field| &field.label)
    });
    labels.collect::<Vec<_>>().join(", ")
}
