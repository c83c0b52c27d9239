//! What is said of a target that a unit has not reached: how much is missing, why, what to do.

use crate::assess::{Interval, Reason, TargetResult};
use crate::campaign::{Measure, Target, Threshold, Unit};
use crate::id::{CollectionId, FieldName, FormId};
use crate::lang::{self, Lang};

use super::{Report, words};

/// A target a unit has not reached.
pub(crate) struct Shortfall<'a> {
    pub(crate) unit: &'a Unit,
    pub(crate) target: &'a Target,
    pub(crate) result: &'a TargetResult,
}

/// The figure, what is required and what is missing, in one phrase.
pub(crate) fn in_words(report: &Report<'_>, one: &Shortfall<'_>) -> String {
    let lang = report.lang;
    let figure = one.result.figure;
    let threshold = one.target.threshold(report.campaign, one.unit);
    let mut parts = Vec::new();
    if let Some(figure) = figure.filter(|_| !one.target.measure.is_yes_no()) {
        let figure = words::interval(figure, lang);
        parts.push(lang.pick(format!("Kết quả: {figure}"), format!("Figure: {figure}")));
    }
    if let Some(threshold) = threshold {
        let required = words::threshold(one.target, threshold, lang);
        parts.push(lang.pick(
            format!("Yêu cầu: {required}"),
            format!("Required: {required}"),
        ));
    }
    match amount_missing(report, one) {
        Some(Missing::Below(amount)) => {
            let amount = words::interval(amount, lang);
            parts.push(lang.pick(format!("Còn thiếu: {amount}"), format!("Missing: {amount}")));
        }
        Some(Missing::Above(amount)) => {
            let amount = words::interval(amount, lang);
            parts.push(lang.pick(format!("Vượt: {amount}"), format!("Above: {amount}")));
        }
        None => {}
    }
    parts.join(". ")
}

/// How far a figure is from what is required.
pub(crate) enum Missing {
    Below(Interval),
    Above(Interval),
}

/// How far it is; none where it is no amount.
pub(crate) fn amount_missing(report: &Report<'_>, one: &Shortfall<'_>) -> Option<Missing> {
    if one.target.measure.is_yes_no() {
        return None;
    }
    let figure = one.result.figure?;
    match one.target.threshold(report.campaign, one.unit)? {
        Threshold::AtLeast(required) => Some(Missing::Below(Interval {
            low: figure.high.map_or(0.0, |high| (required - high).max(0.0)),
            high: Some((required - figure.low).max(0.0)),
        })),
        Threshold::AtMost(allowed) => Some(Missing::Above(Interval {
            low: (figure.low - allowed).max(0.0),
            high: figure.high.map(|high| (high - allowed).max(0.0)),
        })),
        Threshold::Watched => None,
    }
}

/// Why it is missing; of yes/no measures there is no amount to speak of.
pub(crate) fn reason(one: &Shortfall<'_>, lang: Lang) -> &'static str {
    match (one.result.reason, &one.target.measure) {
        (Reason::BelowThreshold, Measure::Filled { .. }) => lang.pick(
            "Chưa ghi đủ các mục cần có",
            "Not all that is needed is filled in",
        ),
        (Reason::BelowThreshold, Measure::Yes { .. }) => {
            lang.pick("Chưa báo là có", "Not reported as done")
        }
        (Reason::BelowThreshold, Measure::OnTime) => lang.pick(
            "Bản được tiếp nhận đầu tiên đến sau hạn",
            "The first accepted return came late",
        ),
        (reason, _) => words::reason(reason, lang),
    }
}

/// What the unit or the office should do; `listed` is where what is to be mended is listed.
pub(crate) fn advice(report: &Report<'_>, one: &Shortfall<'_>, listed: &str) -> String {
    let lang = report.lang;
    let returns = || collections_without_return(report, one);
    match one.result.reason {
        Reason::NothingSent | Reason::ReturnMissing => lang.pick(
            format!("Đề nghị gửi báo cáo: {}.", returns()),
            format!("Send the return: {}.", returns()),
        ),
        Reason::ReturnUnusable => lang.pick(
            format!("Đề nghị gửi lại báo cáo dùng được: {}.", returns()),
            format!("Send a return that can be used: {}.", returns()),
        ),
        Reason::SheetMissing => {
            let form = one.target.measure.form();
            let form = form.and_then(|id| report.campaign.form(id));
            let sheet = form.map_or("", |form| &form.sheet);
            lang.pick(
                format!("Đề nghị bổ sung trang tính “{sheet}” theo mẫu."),
                format!("Add the sheet “{sheet}” as on the blank form."),
            )
        }
        Reason::RowsInDoubt => lang.pick(
            format!("Đề nghị sửa hoặc giải thích các nội dung nêu ở {listed}."),
            format!("Mend or explain what {listed} lists for the unit."),
        ),
        Reason::ReceiptUnknown => lang
            .pick(
                "Văn phòng ghi ngày nhận vào sổ nhận.",
                "The office enters the day of receipt in the log.",
            )
            .to_owned(),
        Reason::BelowThreshold => advice_below(report, one),
        Reason::AboveThreshold => lang
            .pick(
                "Đề nghị kiểm tra lại và giải trình.",
                "Check it and explain.",
            )
            .to_owned(),
        Reason::NotBound | Reason::ThresholdReached | Reason::WindowOpen | Reason::NoThreshold => {
            String::new()
        }
    }
}

/// What to do where even the most possible is too little.
fn advice_below(report: &Report<'_>, one: &Shortfall<'_>) -> String {
    let lang = report.lang;
    match &one.target.measure {
        Measure::CountKeys { .. } | Measure::Sum { .. } => {
            let least = match amount_missing(report, one) {
                Some(Missing::Below(amount)) => lang::number(amount.low, lang),
                _ => String::new(),
            };
            let quantity = one.target.quantity.get(lang);
            lang.pick(
                format!("Đề nghị bổ sung ít nhất {least} {quantity}, hoặc giải trình."),
                format!("Add at least {least} {quantity}, or explain."),
            )
        }
        Measure::Filled { form, fields } => {
            let fields = labels(report, form, fields);
            lang.pick(
                format!("Đề nghị bổ sung các mục: {fields}."),
                format!("Fill in: {fields}."),
            )
        }
        Measure::Yes { form, fields } => {
            let fields = labels(report, form, fields);
            lang.pick(
                format!("Đề nghị thực hiện và báo cáo lại mục: {fields}."),
                format!("See to it and report again: {fields}."),
            )
        }
        Measure::OnTime => lang
            .pick(
                "Đã ghi nhận nộp sau hạn; đề nghị nộp đúng hạn ở các kỳ sau.",
                "Noted as late; send the next returns in time.",
            )
            .to_owned(),
    }
}

fn labels(report: &Report<'_>, form: &FormId, fields: &[FieldName]) -> String {
    let form = report.campaign.form(form);
    let labels = fields.iter().filter_map(|name| {
        let form = form?;
        Some(form.fields[form.position(name)?].label.as_str())
    });
    labels.collect::<Vec<_>>().join("; ")
}

/// The collections the target needs of which no usable return of the unit is there.
fn collections_without_return(report: &Report<'_>, one: &Shortfall<'_>) -> String {
    let returns = &report.settled.returns;
    let missing = one.target.collections.iter().filter(|id| {
        let key = (one.unit.code.clone(), (*id).clone());
        returns.get(&key).is_some_and(|one| one.counting.is_none())
    });
    let titles = missing.map(|id| title(report, id));
    titles.collect::<Vec<_>>().join("; ")
}

fn title<'r>(report: &Report<'r>, id: &'r CollectionId) -> &'r str {
    let collection = report.campaign.collection(id);
    collection.map_or(id.as_str(), |one| one.titles.get(report.lang))
}
