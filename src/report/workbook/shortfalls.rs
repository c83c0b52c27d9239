//! Where a target is not reached, undecided or without a return: what is missing, why, what to do.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::formula::{self, Ends};
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, Pen};
use super::results;
use super::style::Look;
use crate::assess::Status;
use crate::campaign::Scale;
use crate::lang::Lang;
use crate::report::shortfall::{Missing, Shortfall, advice, amount_missing, reason};
use crate::report::words;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 4;
const SHOWN: [Status; 3] = [Status::NotMet, Status::Undecided, Status::NoReturn];

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
            "Trước hết là đơn vị chưa đạt, sau đó chưa đủ căn cứ đánh giá, chưa nộp báo cáo; trong mỗi phần theo từng chỉ tiêu.",
            "First units that have not reached a target, then those that cannot be judged, then those that sent nothing; in each part by target.",
        ),
    )?;
    let shortfalls = gather(material);
    pen.table(&columns, FROZEN, shortfalls.len())?;
    if shortfalls.is_empty() {
        let none = lang.pick("Không có đơn vị nào.", "There is no such unit.");
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    for (at, shortfall) in shortfalls.iter().enumerate() {
        row(&mut pen, at, shortfall)?;
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

/// The columns of the unit's code and of what is required, zero-based.
const CODE: u16 = 2;
const REQUIRED: u16 = 6;

/// What is surely missed first; then by the campaign's targets and the register.
fn gather<'a>(material: &Material<'a>) -> Vec<(usize, Shortfall<'a>)> {
    let report = material.report;
    let mut found = Vec::new();
    for status in SHOWN {
        for (at, target) in report.campaign.targets.iter().enumerate() {
            let units = report.assessed.units.iter();
            found.extend(units.filter_map(|(code, results)| {
                let result = results.get(at).filter(|result| result.status == status)?;
                let unit = report.campaign.unit(code)?;
                let one = Shortfall {
                    unit,
                    target,
                    result,
                };
                Some((at, one))
            }));
        }
    }
    found
}

fn row(
    pen: &mut Pen<'_>,
    at: usize,
    (target, one): &(usize, Shortfall<'_>),
) -> Result<(), XlsxError> {
    let material = pen.material;
    let lang = material.report.lang;
    let result = one.result;
    let code = formula::cell(CODE, pen.row());
    let place = &material.results;
    let ends = place.ends_of(*target, &code);
    let figure = figure(material, (*target, one), &code);
    let required_at = formula::cell(REQUIRED, pen.row());
    pen.cells(&[
        Cell::ordinal(at),
        Cell::text(one.target.titles.get(lang)),
        Cell::text(one.unit.code.as_str()),
        Cell::text(one.unit.name.as_str()),
        Cell::status(result.status, lang),
        figure,
        required(one, place.required_of(*target, &code), lang),
        missing(one, (&ends, &required_at), lang),
        Cell::text(reason(one, lang)),
        Cell::text(advice(material.report, one, &listed_on(lang))),
    ])
}

/// A unit's figure; `code` is the unit's code or the cell with it.
pub(super) fn figure<'a>(
    material: &Material<'_>,
    (target, one): (usize, &Shortfall<'_>),
    code: &str,
) -> Cell<'a> {
    let lang = material.report.lang;
    let place = &material.results;
    let shown = results::figure(one.target, one.result.figure, lang);
    if let Some(formula) = place.figure_of(target, code) {
        return shown.by(formula);
    }
    let ends = place.ends_of(target, code);
    results::calculated(shown, one.target, one.result.figure, &ends, lang)
}

/// What is required: what the plan says, or, by its ends, what is the unit's own matter.
pub(super) fn required<'a>(one: &Shortfall<'_>, ends: Option<Ends>, lang: Lang) -> Cell<'a> {
    let scale = one.target.measure.scale();
    match (one.result.required, ends) {
        (Some(_), _) if one.target.measure.is_yes_no() => Cell::centred(words::yes_no(true, lang)),
        (Some(required), Some(ends)) => {
            let cell = Cell::figure(scale, required.level, lang);
            cell.by(ends.figure(scale, required.level, lang))
        }
        (Some(required), None) => Cell::figure(scale, required.level, lang),
        (None, _) => Cell::blank(),
    }
}

/// How much is missing at least and at most, from the figure and what is required; blank where it
/// is no amount.
pub(super) fn missing<'a>(one: &Shortfall<'_>, places: (&Ends, &str), lang: Lang) -> Cell<'a> {
    let scale = one.target.measure.scale();
    let Some(missing) = amount_missing(one) else {
        return Cell::blank();
    };
    let cell = match &missing {
        Missing::Below(amount) => Cell::figure(scale, *amount, lang),
        Missing::Above(amount) => {
            let amount = words::figure(scale, *amount, lang);
            Cell::centred(lang.pick(format!("Vượt {amount}"), format!("{amount} above")))
        }
    };
    // What is required stands in its cell as a number only where nothing of it is in doubt.
    match one.result.threshold() {
        Some(_) => cell.by(distance(&missing, scale, places, lang)),
        None => cell,
    }
}

/// How far a figure is from what is required, as a formula.
fn distance(
    missing: &Missing,
    scale: Scale,
    (ends, required): (&Ends, &str),
    lang: Lang,
) -> String {
    let Ends { low, high } = ends;
    match missing {
        Missing::Below(amount) => Ends {
            low: format!("IF({high}=\"\",0,MAX(0,{required}-{high}))"),
            high: format!("MAX(0,{required}-{low})"),
        }
        .figure(scale, *amount, lang),
        Missing::Above(amount) => {
            let above = Ends {
                low: format!("MAX(0,{low}-{required})"),
                high: format!("IF({high}=\"\",\"\",MAX(0,{high}-{required}))"),
            };
            let text = above.in_words(scale, *amount, lang);
            lang.pick(format!("\"Vượt \"&{text}"), format!("{text}&\" above\""))
        }
    }
}

/// Where the workbook lists what is to be mended.
pub(super) fn listed_on(lang: Lang) -> String {
    let findings = MainSheet::Findings.title(lang);
    lang.pick(
        format!("trang “{findings}”"),
        format!("the sheet “{findings}”"),
    )
}
