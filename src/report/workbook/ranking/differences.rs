//! Where a unit's own points and the review lie further apart than the campaign lets pass.

use rust_xlsxwriter::XlsxError;

use super::{apart, points, rank};
use crate::campaign::{Campaign, Scoring};
use crate::finding::Severity;
use crate::lang::{self, Lang};
use crate::report::workbook::cell::Cell;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};
use crate::score::{Difference, Mark, UnitScore};

/// The section, where the campaign sets a limit.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let Some(limits) = report
        .campaign
        .scoring
        .as_ref()
        .and_then(|one| limits(one, lang))
    else {
        return Ok(());
    };
    pen.skip(1);
    let title = lang.pick(
        "Chênh lệch giữa tự chấm và thẩm định",
        "Own points and review far apart",
    );
    pen.text(&title.to_uppercase(), Look::Section)?;
    pen.text(&limits, Look::Note)?;
    let rows: Vec<(&UnitScore, &Difference)> = report
        .scores
        .iter()
        .flat_map(|score| score.differences.iter().map(move |one| (score, one)))
        .collect();
    if rows.is_empty() {
        let none = lang.pick(
            "Không có chênh lệch nào vượt mức.",
            "None beyond the limit.",
        );
        return pen.text(none, Look::Note);
    }
    // As far as they can, the columns are those of the table above: its headings are repeated on
    // every page.
    pen.heading_row(&[
        (lang.pick("Xếp thứ", "Rank"), 1),
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Điểm tự chấm", "Own points"), 1),
        (lang.pick("Điểm thẩm định", "Reviewed points"), 1),
        (lang.pick("Chênh lệch", "Difference"), 1),
        (lang.pick("Điểm tối đa", "Attainable"), 1),
        (lang.pick("Đánh giá", "Verdict"), 1),
        (lang.pick("Tiêu chí", "Criterion"), 1),
    ])?;
    for (score, one) in rows {
        pen.cells(&row(score, one, report.campaign, lang))?;
    }
    Ok(())
}

/// The limits in words; none where there is none.
fn limits(scoring: &Scoring, lang: Lang) -> Option<String> {
    let on_criterion = scoring.difference.criterion.map(|limit| {
        let limit = lang::number(limit, lang);
        lang.pick(
            format!("quá {limit} điểm ở một tiêu chí"),
            format!("by more than {limit} points on a criterion"),
        )
    });
    let in_total = scoring.difference.total.map(|limit| {
        let limit = lang::number(limit, lang);
        lang.pick(
            format!("quá {limit} điểm ở tổng điểm"),
            format!("by more than {limit} points in total"),
        )
    });
    let limits: Vec<String> = on_criterion.into_iter().chain(in_total).collect();
    if limits.is_empty() {
        return None;
    }
    Some(lang.pick(
        format!(
            "Liệt kê đơn vị có điểm thẩm định chênh so với tự chấm {}. “Có thể vượt”: còn điểm nghi vấn quyết định.",
            limits.join(" hoặc ")
        ),
        format!(
            "Units whose reviewed points differ from their own {}. “Possibly”: points in doubt decide.",
            limits.join(" or ")
        ),
    ))
}

fn row<'a>(
    score: &'a UnitScore,
    one: &Difference,
    campaign: &'a Campaign,
    lang: Lang,
) -> [Cell<'a>; 9] {
    let criterion = one.criterion.and_then(|at| campaign.criteria.get(at));
    let (title, maximum) = match criterion {
        Some(criterion) => (
            format!("{} {}", criterion.code, criterion.title),
            Some(criterion.most() * criterion.weight),
        ),
        None => (
            lang.pick("Tổng điểm", "Total").to_owned(),
            score.counted().map(|tally| tally.maximum),
        ),
    };
    let verdict = if one.surely {
        Cell::centred(lang.pick("Vượt", "Beyond")).tone(Tone::Severity(Severity::Query))
    } else {
        Cell::centred(lang.pick("Có thể vượt", "Possibly")).tone(Tone::Doubt)
    };
    let unit = campaign.unit(&score.unit);
    [
        rank(score),
        Cell::text(score.unit.as_str()),
        Cell::text(unit.map_or("", |unit| unit.name.as_str())),
        mark(one.own, lang),
        mark(one.review, lang),
        apart(span(one.own), span(one.review), lang),
        maximum.map_or_else(Cell::blank, Cell::points),
        verdict,
        Cell::text(title),
    ]
}

fn mark<'a>(mark: Mark, lang: Lang) -> Cell<'a> {
    match mark {
        Mark::NotApplicable => Cell::centred(lang.pick("Không áp dụng", "Not applicable")),
        Mark::Points { low, high } => points(low, high, lang),
    }
}

fn span(mark: Mark) -> (f64, f64) {
    match mark {
        Mark::NotApplicable => (0.0, 0.0),
        Mark::Points { low, high } => (low, high),
    }
}
