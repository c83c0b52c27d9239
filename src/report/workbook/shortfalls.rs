//! Where a target is not reached, undecided or without a return: what is missing, why, what to do.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, Pen};
use super::results;
use super::style::{Look, Tone};
use crate::assess::{Interval, Reason, Status, TargetResult};
use crate::campaign::{Measure, Target, Threshold, Unit};
use crate::id::{FieldName, FormId};
use crate::lang::{self, Lang};
use crate::report::words;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 4;
const SHOWN: [Status; 3] = [Status::NotMet, Status::Undecided, Status::NoReturn];

/// A target a unit has not reached.
pub(super) struct Shortfall<'a> {
    pub(super) unit: &'a Unit,
    pub(super) target: &'a Target,
    pub(super) result: &'a TargetResult,
}

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let columns = columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.title(
        MainSheet::Shortfalls.title(lang),
        lang.pick(
            "Theo từng chỉ tiêu: đơn vị chưa đạt, chưa đủ căn cứ đánh giá hoặc chưa nộp báo cáo.",
            "By target: units that have not reached it, that cannot be judged, or that sent nothing.",
        ),
    )?;
    let heading = pen.row();
    pen.headings(&columns, FROZEN)?;
    let shortfalls = gather(material);
    if shortfalls.is_empty() {
        let none = lang.pick("Không có đơn vị nào.", "There is no such unit.");
        pen.line(0, FROZEN, none, Look::Note)?;
    } else {
        for (at, shortfall) in shortfalls.iter().enumerate() {
            row(&mut pen, at, shortfall)?;
        }
        pen.filter(heading)?;
    }
    pen.close()
}

fn columns(lang: Lang) -> [Column; 10] {
    [
        (lang.pick("STT", "No."), 7.5),
        (lang.pick("Chỉ tiêu", "Target"), 32.0),
        (lang.pick("Mã đơn vị", "Code"), 10.5),
        (lang.pick("Đơn vị", "Unit"), 35.0),
        (lang.pick("Đánh giá", "Status"), 15.0),
        (lang.pick("Kết quả thực hiện", "Figure"), 11.0),
        (lang.pick("Mức yêu cầu", "Required"), 11.0),
        (lang.pick("Còn thiếu", "Missing"), 10.0),
        (lang.pick("Lý do", "Reason"), 37.0),
        (lang.pick("Việc cần làm", "What to do"), 52.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// By the campaign's targets, then status, then the register.
fn gather<'a>(material: &Material<'a>) -> Vec<Shortfall<'a>> {
    let report = material.report;
    let mut found = Vec::new();
    for (at, target) in report.campaign.targets.iter().enumerate() {
        for status in SHOWN {
            let units = report.assessed.units.iter();
            found.extend(units.filter_map(|(code, results)| {
                let result = results.get(at).filter(|result| result.status == status)?;
                let unit = report.campaign.unit(code)?;
                Some(Shortfall {
                    unit,
                    target,
                    result,
                })
            }));
        }
    }
    found
}

fn row(pen: &mut Pen<'_>, at: usize, one: &Shortfall<'_>) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let result = one.result;
    let status = Cell::centred(words::status(result.status, lang));
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(one.target.titles.get(lang)),
        Cell::text(one.unit.code.as_str()),
        Cell::text(one.unit.name.as_str()),
        status.tone(Tone::Status(result.status)),
        results::figure(one.target, result.figure, lang),
        required(one, lang),
        missing(material, one),
        Cell::text(reason(one, lang)),
        Cell::text(advice(material, one, &listed_on(lang))),
    ])
}

fn required<'a>(one: &Shortfall<'_>, lang: Lang) -> Cell<'a> {
    match one.result.threshold {
        Some(_) if one.target.measure.is_yes_no() => Cell::centred(words::yes_no(true, lang)),
        Some(threshold) => Cell::amount(threshold),
        None => Cell::blank(),
    }
}

/// How much is missing at least and at most; blank where it is no amount.
fn missing<'a>(material: &Material<'_>, one: &Shortfall<'_>) -> Cell<'a> {
    let lang = material.report.lang;
    match amount_missing(material, one) {
        Some(Missing::Below(amount)) => Cell::interval(amount, lang),
        Some(Missing::Above(amount)) => {
            let amount = words::interval(amount, lang);
            Cell::centred(lang.pick(format!("Vượt {amount}"), format!("{amount} above")))
        }
        None => Cell::blank(),
    }
}

/// The figure, what is required and what is missing, in one phrase.
pub(super) fn in_words(material: &Material<'_>, one: &Shortfall<'_>) -> String {
    let lang = material.report.lang;
    let figure = one.result.figure;
    let threshold = one.target.threshold(material.report.campaign, one.unit);
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
    match amount_missing(material, one) {
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
enum Missing {
    Below(Interval),
    Above(Interval),
}

fn amount_missing(material: &Material<'_>, one: &Shortfall<'_>) -> Option<Missing> {
    if one.target.measure.is_yes_no() {
        return None;
    }
    let figure = one.result.figure?;
    match one.target.threshold(material.report.campaign, one.unit)? {
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
pub(super) fn reason(one: &Shortfall<'_>, lang: Lang) -> &'static str {
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

/// Where the workbook lists what is to be mended.
fn listed_on(lang: Lang) -> String {
    let findings = MainSheet::Findings.title(lang);
    lang.pick(
        format!("trang “{findings}”"),
        format!("the sheet “{findings}”"),
    )
}

/// What the unit or the office should do; `listed` is where what is to be mended is listed.
pub(super) fn advice(material: &Material<'_>, one: &Shortfall<'_>, listed: &str) -> String {
    let lang = material.report.lang;
    let returns = || collections_without_return(material, one);
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
            let form = form.and_then(|id| material.report.campaign.form(id));
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
        Reason::BelowThreshold => advice_below(material, one),
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
fn advice_below(material: &Material<'_>, one: &Shortfall<'_>) -> String {
    let lang = material.report.lang;
    match &one.target.measure {
        Measure::CountKeys { .. } | Measure::Sum { .. } => {
            let least = match amount_missing(material, one) {
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
            let fields = labels(material, form, fields);
            lang.pick(
                format!("Đề nghị bổ sung các mục: {fields}."),
                format!("Fill in: {fields}."),
            )
        }
        Measure::Yes { form, fields } => {
            let fields = labels(material, form, fields);
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

fn labels(material: &Material<'_>, form: &FormId, fields: &[FieldName]) -> String {
    let form = material.report.campaign.form(form);
    let labels = fields.iter().filter_map(|name| {
        let form = form?;
        Some(form.fields[form.position(name)?].label.as_str())
    });
    labels.collect::<Vec<_>>().join("; ")
}

/// The collections the target needs of which no usable return of the unit is there.
fn collections_without_return(material: &Material<'_>, one: &Shortfall<'_>) -> String {
    let returns = &material.report.settled.returns;
    let missing = one.target.collections.iter().filter(|id| {
        let key = (one.unit.code.clone(), (*id).clone());
        returns.get(&key).is_some_and(|one| one.counting.is_none())
    });
    let titles = missing.map(|id| material.collection_title(id));
    titles.collect::<Vec<_>>().join("; ")
}
