//! What is said of a target that a unit has not reached: how much is missing, why, what to do.

use crate::assess::{Direction, Interval, Reason, Required, Status, TargetResult};
use crate::campaign::{Measure, Scale, Target, Unit};
use crate::id::{CollectionId, FieldName, FormId, TargetId, UnitCode};
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
    let scale = one.target.measure.scale();
    let mut parts = Vec::new();
    if let Some(figure) = one.result.figure.filter(|_| scale != Scale::YesNo) {
        let figure = words::figure(scale, figure, lang);
        parts.push(lang.pick(format!("Kết quả: {figure}"), format!("Figure: {figure}")));
    }
    if let Some(required) = requirement(report, one) {
        parts.push(lang.pick(
            format!("Yêu cầu: {required}"),
            format!("Required: {required}"),
        ));
    }
    match amount_missing(one) {
        Some(Missing::Below(amount)) => {
            let amount = distance(scale, amount, lang);
            parts.push(lang.pick(format!("Còn thiếu: {amount}"), format!("Missing: {amount}")));
        }
        Some(Missing::Above(amount)) => {
            let amount = distance(scale, amount, lang);
            parts.push(lang.pick(format!("Vượt: {amount}"), format!("Above: {amount}")));
        }
        None => {}
    }
    parts.join(". ")
}

/// How far one figure is from another: two shares are percentage points apart, not percent.
pub(crate) fn distance(scale: Scale, amount: Interval, lang: Lang) -> String {
    let text = words::figure(scale, amount, lang);
    match text.strip_suffix('%') {
        Some(points) => {
            let unit = lang.pick("điểm phần trăm", "percentage points");
            format!("{points}{}{unit}", words::NO_BREAK)
        }
        None => text,
    }
}

/// What is required of the unit: so much where that is known, else how it is set.
fn requirement(report: &Report<'_>, one: &Shortfall<'_>) -> Option<String> {
    let lang = report.lang;
    if let Some(required) = one.result.required {
        return Some(words::required(one.target, required, lang));
    }
    let threshold = one.target.threshold(report.campaign, one.unit)?;
    Some(words::threshold(one.target, threshold, lang))
}

/// How far a figure is from what is required.
pub(crate) enum Missing {
    Below(Interval),
    Above(Interval),
}

/// How far it is; none where it is no amount, or what is required is not known.
pub(crate) fn amount_missing(one: &Shortfall<'_>) -> Option<Missing> {
    if one.target.measure.is_yes_no() {
        return None;
    }
    let figure = one.result.figure?;
    let Required { direction, level } = one.result.required?;
    let gap = |from: f64, to: Option<f64>| to.map(|to| (to - from).max(0.0));
    Some(match direction {
        Direction::AtLeast | Direction::Above => Missing::Below(Interval {
            low: figure.high.map_or(0.0, |high| (level.low - high).max(0.0)),
            high: gap(figure.low, level.high),
        }),
        Direction::AtMost => Missing::Above(Interval {
            low: level
                .high
                .map_or(0.0, |level| (figure.low - level).max(0.0)),
            high: gap(level.low, figure.high),
        }),
    })
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
        (Reason::BelowThreshold, Measure::Exists { .. }) => lang.pick(
            "Chưa có nội dung nào đáp ứng điều kiện",
            "Nothing reported meets the conditions",
        ),
        (Reason::BelowThreshold, Measure::AllOf { .. }) => lang.pick(
            "Còn yêu cầu thành phần chưa đạt",
            "Not all that it is made of is met",
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
            let sheets = sheets_missing(report, one);
            lang.pick(
                format!("Đề nghị bổ sung trang tính {sheets} theo mẫu."),
                format!("Add the sheet {sheets} as on the blank form."),
            )
        }
        Reason::RowsInDoubt => advice_in_doubt(report, one, listed),
        Reason::ReceiptUnknown => lang
            .pick(
                "Việc của Văn phòng: ghi ngày nhận vào sổ nhận.",
                "For the office: enter the day of receipt in the log.",
            )
            .to_owned(),
        Reason::UnitNotListed => lang
            .pick(
                "Việc của Văn phòng: bổ sung các trường này vào danh sách đơn vị (units.csv).",
                "For the office: add these schools to the register (units.csv).",
            )
            .to_owned(),
        Reason::NoYearBefore => lang
            .pick(
                "Việc của Văn phòng: bổ sung số liệu năm trước (baseline.csv) hoặc kết quả của kế hoạch năm trước.",
                "For the office: add the figures of the year before (baseline.csv) or that year's run.",
            )
            .to_owned(),
        Reason::BelowThreshold => advice_below(report, one),
        Reason::AboveThreshold | Reason::NotRisen => lang
            .pick(
                "Đề nghị kiểm tra lại và giải trình.",
                "Check it and explain.",
            )
            .to_owned(),
        Reason::NotBound
        | Reason::ThresholdReached
        | Reason::WindowOpen
        | Reason::NoThreshold
        | Reason::NoPromise
        | Reason::NothingMeasured => String::new(),
    }
}

/// The findings that, mended, would decide in the unit's favour; the cells of the first of them.
fn advice_in_doubt(report: &Report<'_>, one: &Shortfall<'_>, listed: &str) -> String {
    /// So many cells are named.
    const NAMED: usize = 6;
    let lang = report.lang;
    let key = (one.unit.code.clone(), one.target.id.clone());
    let Some(distance) = report.assessed.distances.get(&key) else {
        return lang.pick(
            format!("Đề nghị sửa hoặc giải thích các nội dung nêu ở {listed}."),
            format!("Mend or explain what {listed} lists for the unit."),
        );
    };
    let count = distance.mend.len();
    let places = distance.mend.iter().take(NAMED).map(|(at, finding)| {
        let place = &finding.place;
        let sheet = place.sheet.as_deref().unwrap_or_default();
        let range = place.range.map(|range| range.to_string());
        let file = &report.settled.submissions[*at].file;
        match range {
            Some(range) => format!("{sheet}!{range} ({file})"),
            None => format!("{sheet} ({file})"),
        }
    });
    let mut places = places.collect::<Vec<_>>().join("; ");
    if count > NAMED {
        places.push_str("; …");
    }
    let few = if distance.is_smallest {
        lang.pick("ít nhất", "at the least")
    } else {
        lang.pick("chỉ cần", "it is enough to mend")
    };
    lang.pick(
        format!("Đề nghị sửa hoặc làm rõ {few} {count} nội dung: {places}."),
        format!("Mend or explain {few} {count}: {places}."),
    )
}

/// What to do where even the most possible is too little.
fn advice_below(report: &Report<'_>, one: &Shortfall<'_>) -> String {
    let lang = report.lang;
    match &one.target.measure {
        Measure::Count { .. } | Measure::CountKeys { .. } | Measure::Sum { .. } => {
            let least = match amount_missing(one) {
                Some(Missing::Below(amount)) => lang::number(amount.low, lang),
                _ => String::new(),
            };
            let quantity = one.target.quantity.get(lang);
            lang.pick(
                format!("Đề nghị bổ sung ít nhất {least} {quantity}, hoặc giải trình."),
                format!("Add at least {least} {quantity}, or explain."),
            )
        }
        Measure::Share { .. } | Measure::Ratio { .. } => lang
            .pick(
                "Đề nghị rà soát số liệu của tỷ lệ này, hoặc giải trình.",
                "Go over the numbers of this share, or explain.",
            )
            .to_owned(),
        Measure::Kept { .. } => lang
            .pick(
                "Đề nghị bổ sung kết quả hoặc giải trình các chỉ tiêu đã đăng ký mà chưa đạt.",
                "Add results, or explain what was promised and not reached.",
            )
            .to_owned(),
        Measure::Exists { .. } => {
            let sheets = sheets(report, one.target.measure.forms());
            lang.pick(
                format!("Đề nghị thực hiện và báo cáo ở biểu {sheets}."),
                format!("See to it and report it on {sheets}."),
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
        Measure::Received => {
            let returns = collections_without_return(report, one);
            lang.pick(
                format!("Đề nghị gửi báo cáo: {returns}."),
                format!("Send the return: {returns}."),
            )
        }
        Measure::AllOf { targets } => {
            let parts = parts_missed(report, one, targets);
            lang.pick(
                format!("Đề nghị hoàn thành: {parts}."),
                format!("Complete: {parts}."),
            )
        }
    }
}

/// The headings of the targets, among some, that the unit surely misses.
fn parts_missed(report: &Report<'_>, one: &Shortfall<'_>, parts: &[TargetId]) -> String {
    let results = report.results_of(&one.unit.code).unwrap_or_default();
    let targets = report.campaign.targets.iter().zip(results);
    let missed = targets.filter(|(target, result)| {
        parts.contains(&target.id) && matches!(result.status, Status::NotMet | Status::NoReturn)
    });
    let headings = missed.map(|(target, _)| target.heading.get(report.lang));
    headings.collect::<Vec<_>>().join("; ")
}

/// The sheets it needs that the unit's counting returns lack.
fn sheets_missing(report: &Report<'_>, one: &Shortfall<'_>) -> String {
    let lacks = |form: &&FormId| {
        needed(report, one).any(|(unit, id)| {
            let asks = report.campaign.collection(id);
            let asks = asks.is_some_and(|one| one.forms.contains(*form));
            let counting = report
                .settled
                .returns
                .get(&(unit, id.clone()))
                .and_then(|one| one.counting);
            let submission = counting.map(|at| &report.settled.submissions[at]);
            asks && submission.is_some_and(|one| one.whole_table(form).is_none())
        })
    };
    sheets(report, one.target.measure.forms().filter(lacks))
}

/// The names of forms' sheets.
fn sheets<'f>(report: &Report<'_>, forms: impl Iterator<Item = &'f FormId>) -> String {
    let forms = forms.filter_map(|id| report.campaign.form(id));
    let names = forms.map(|form| format!("“{}”", form.sheet));
    names.collect::<Vec<_>>().join(", ")
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
    let missing = |(unit, id): (UnitCode, &CollectionId)| {
        let title = title(report, id);
        let said = if unit == one.unit.code {
            title.to_owned()
        } else {
            format!("{title} ({unit})")
        };
        let known = returns.get(&(unit, id.clone()));
        known
            .is_some_and(|one| one.counting.is_none())
            .then_some(said)
    };
    let titles: Vec<String> = needed(report, one).filter_map(missing).collect();
    titles.join("; ")
}

/// The returns a result needs: the unit's, and those of the units that merged into it.
fn needed<'a>(
    report: &Report<'_>,
    one: &Shortfall<'a>,
) -> impl Iterator<Item = (UnitCode, &'a CollectionId)> {
    let unit = &one.unit.code;
    let merged = one.target.merged_into(report.campaign, unit);
    let units: Vec<UnitCode> = std::iter::once(unit.clone()).chain(merged).collect();
    let own = &one.target.collections;
    // Whether it binds the unit, and what was promised, may be told by returns for others.
    let asides = [&one.target.when, &one.target.promise];
    let beside = asides
        .into_iter()
        .flatten()
        .flat_map(|one| &one.collections);
    let collections = own.iter().chain(beside.filter(|id| !own.contains(id)));
    collections.flat_map(move |id| units.clone().into_iter().map(move |unit| (unit, id)))
}

fn title<'r>(report: &Report<'r>, id: &'r CollectionId) -> &'r str {
    let collection = report.campaign.collection(id);
    collection.map_or(id.as_str(), |one| one.titles.get(report.lang))
}
