//! A target's measure and conditions, in words a clerk can check by hand.

use crate::campaign::{Amounts, Campaign, Condition, Measure, Target, Test};
use crate::id::{FieldName, FormId, TargetId};
use crate::lang::{self, Lang};
use crate::report::words;

/// How the figure comes about.
pub(in crate::report) fn measure(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let sheet = |form: &FormId| sheet(campaign, form);
    let labels = |form: &FormId, fields: &[FieldName]| labels(campaign, form, fields);
    match &target.measure {
        Measure::Count { form, .. } => {
            let (quantity, sheet) = (quantity(target, lang), sheet(form));
            lang.pick(
                format!("Đếm số {quantity} ở biểu “{sheet}”"),
                format!("Number of {quantity} on the form “{sheet}”"),
            )
        }
        Measure::CountKeys { form, key, .. } => {
            let (quantity, sheet) = (quantity(target, lang), sheet(form));
            let key = labels(form, key.fields());
            lang.pick(
                format!("Đếm số {quantity} khác nhau ở biểu “{sheet}” (phân biệt theo {key})"),
                format!(
                    "Number of different {quantity} on the form “{sheet}” (told apart by {key})"
                ),
            )
        }
        Measure::Sum { form, field, .. } => {
            let (label, sheet) = (labels(form, std::slice::from_ref(field)), sheet(form));
            lang.pick(
                format!("Cộng cột “{label}” của biểu “{sheet}”"),
                format!("Sum of “{label}” on the form “{sheet}”"),
            )
        }
        Measure::Share { form, part, .. } => {
            let sheet = sheet(form);
            let part = all(part, campaign, form, lang);
            lang.pick(
                format!("Tỷ lệ các dòng của biểu “{sheet}” mà {part}, trên tổng số dòng được xét"),
                format!("Share of the rows of the form “{sheet}” with {part}, of all that count"),
            )
        }
        Measure::Ratio {
            form, part, whole, ..
        } => {
            let sheet = sheet(form);
            let part = labels(form, std::slice::from_ref(part));
            let whole = labels(form, std::slice::from_ref(whole));
            lang.pick(
                format!("Tổng cột “{part}” chia cho tổng cột “{whole}” của biểu “{sheet}”"),
                format!("Sum of “{part}” over the sum of “{whole}” on the form “{sheet}”"),
            )
        }
        Measure::Exists { form, .. } => {
            let sheet = sheet(form);
            lang.pick(
                format!("Biểu “{sheet}” có ít nhất một dòng được tính"),
                format!("The form “{sheet}” has at least one row that counts"),
            )
        }
        Measure::Filled { form, fields } => {
            let (labels, sheet) = (labels(form, fields), sheet(form));
            lang.pick(
                format!("Biểu “{sheet}” ghi đủ các mục: {labels}"),
                format!("The form “{sheet}” has filled in: {labels}"),
            )
        }
        Measure::Yes { form, fields } => {
            let (labels, sheet) = (labels(form, fields), sheet(form));
            lang.pick(
                format!("Biểu “{sheet}” ghi “Có” ở mục: {labels}"),
                format!("The form “{sheet}” says yes to: {labels}"),
            )
        }
        Measure::OnTime => on_time(target, campaign, lang),
        Measure::Received => lang
            .pick(
                "Có báo cáo được tiếp nhận",
                "A return was received and accepted",
            )
            .to_owned(),
        Measure::AllOf { targets } => {
            let named = |id: &TargetId| campaign.targets.iter().find(|one| one.id == *id);
            let headings = targets.iter().filter_map(named);
            let headings: Vec<&str> = headings.map(|one| one.heading.get(lang)).collect();
            let headings = headings.join(", ");
            lang.pick(
                format!("Đạt tất cả các chỉ tiêu: {headings}"),
                format!("All of these targets are met: {headings}"),
            )
        }
        Measure::Kept { promised, done, .. } => {
            let of = |one: &Amounts| {
                let label = labels(&one.form, std::slice::from_ref(&one.field));
                format!("“{label}” ({})", sheet(&one.form))
            };
            let (promised, done) = (of(promised), of(done));
            lang.pick(
                format!(
                    "Tỷ lệ nội dung đăng ký được thực hiện đạt hoặc vượt: {done} so với {promised}"
                ),
                format!("Share of promises reached or passed: {done} against {promised}"),
            )
        }
    }
}

fn quantity(target: &Target, lang: Lang) -> &str {
    match target.quantity.get(lang) {
        "" => lang.pick("nội dung", "entries"),
        quantity => quantity,
    }
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
pub(in crate::report) fn conditions(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let form = target.measure.forms().next();
    let own = form.map_or_else(String::new, |form| {
        all(target.measure.conditions(), campaign, form, lang)
    });
    let Some(when) = &target.when else {
        return own;
    };
    let rows = when
        .measure
        .forms()
        .next()
        .map_or_else(String::new, |form| {
            let conditions = all(when.measure.conditions(), campaign, form, lang);
            format!("“{}”: {conditions}", sheet(campaign, form))
        });
    let only = lang.pick(
        format!("Chỉ xét đơn vị có dòng ở biểu {rows}"),
        format!("Only of units with rows on {rows}"),
    );
    [own, only]
        .into_iter()
        .filter(|one| !one.is_empty())
        .collect::<Vec<_>>()
        .join(". ")
}

fn all(conditions: &[Condition], campaign: &Campaign, form: &FormId, lang: Lang) -> String {
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
        Test::Between(range) => {
            let number = |end: &f64| lang::number(*end, lang);
            let least = range
                .start()
                .is_finite()
                .then(|| format!("≥ {}", number(range.start())));
            let most = range
                .end()
                .is_finite()
                .then(|| format!("≤ {}", number(range.end())));
            let ends = [least, most].into_iter().flatten().collect::<Vec<_>>();
            format!("{label} {}", ends.join(", "))
        }
        Test::IsTrue => lang.pick(format!("{label}: có"), format!("{label}: yes")),
        Test::Filled => lang.pick(format!("{label}: đã điền"), format!("{label}: filled in")),
        Test::DifficultArea => lang.pick(
            format!("{label} ở vùng khó khăn"),
            format!("{label} in a difficult area"),
        ),
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
