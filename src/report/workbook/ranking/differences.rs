//! Where a unit's own points and the review lie further apart than the campaign lets pass.

use rust_xlsxwriter::XlsxError;

use super::parts::{self, Parts};
use super::{apart, calculated, less, points, rank};
use crate::campaign::{Campaign, Criterion, CriterionKind, Scoring};
use crate::finding::Severity;
use crate::lang::{self, Lang};
use crate::report::workbook::cell::{Cell, Content};
use crate::report::workbook::formula::{self, Ends};
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};
use crate::score::{Basis, Difference, Mark, UnitScore};

/// The section, where the campaign sets a limit; `ranked` are the rows of the table of ranks.
pub(super) fn write(
    pen: &mut Pen<'_>,
    parts: &Parts<'_, '_>,
    ranked: (u32, u32),
) -> Result<(), XlsxError> {
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
        let compared = report.scores.iter().any(|one| one.review.is_some());
        let none = if compared {
            lang.pick(
                "Không có chênh lệch nào vượt mức.",
                "None beyond the limit.",
            )
        } else {
            lang.pick(
                "Chưa có điểm thẩm định để so sánh.",
                "There are no reviewed points to compare with yet.",
            )
        };
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
        let at = pen.row();
        let cells = row(score, one, report.campaign, lang);
        let criterion = one
            .criterion
            .and_then(|at| report.campaign.criteria.get(at));
        pen.cells(&match criterion {
            Some(criterion) => of_criterion(cells, one, criterion, (parts, at)),
            None => of_total(cells, ranked, at),
        })?;
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
        rank(score, lang),
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

/// The cells of a criterion by formulas over what its rows give, which stands beside them.
fn of_criterion<'a>(
    cells: [Cell<'a>; 9],
    one: &Difference,
    criterion: &Criterion,
    (parts, at): (&Parts<'_, '_>, u32),
) -> Vec<Cell<'a>> {
    let lang = parts.lang();
    let takes = criterion.kind == CriterionKind::Penalty;
    let mark = |basis| match basis {
        Basis::Own => one.own,
        Basis::Review => one.review,
    };
    // What a penalty takes is shown as it is and added up as less than nothing.
    let signed = |basis| match (span(mark(basis)), takes) {
        ((low, high), true) => (0.0 - high, 0.0 - low),
        (points, false) => points,
    };
    let ends = |basis| {
        let ends = parts.rows_at(basis, at)?;
        Some(if takes {
            Ends {
                low: format!("(-{})", ends.high),
                high: format!("(-{})", ends.low),
            }
        } else {
            ends
        })
    };
    let (own, review) = (ends(Basis::Own), ends(Basis::Review));
    let (given, reviewed) = (span(one.own), span(one.review));
    let apart = own.as_ref().zip(review.as_ref());
    let apart = apart.map(|(own, review)| less(review, own));
    let [
        rank,
        code,
        unit,
        own_cell,
        review_cell,
        apart_cell,
        rest @ ..,
    ] = cells;
    let of_mark = |cell, mark, ends| match mark {
        Mark::NotApplicable => cell,
        Mark::Points { low, high } => calculated(cell, ends, |ends| ends.points((low, high), lang)),
    };
    let apart_cell = calculated(apart_cell, apart, |ends| {
        ends.points((reviewed.0 - given.1, reviewed.1 - given.0), lang)
    });
    let mut cells = vec![
        rank,
        code,
        unit,
        of_mark(own_cell, one.own, own),
        of_mark(review_cell, one.review, review),
        apart_cell,
    ];
    cells.extend(rest);
    cells.extend(parts.of_criterion(criterion, signed, at));
    cells
}

/// The cells of a total as the table of ranks has them.
fn of_total(cells: [Cell<'_>; 9], (first, last): (u32, u32), at: u32) -> Vec<Cell<'_>> {
    /// Rank, both points, their difference and what is attainable.
    const RANKED: [u16; 5] = [0, 3, 4, 5, 6];
    let column = |column: u16| {
        let [first, last] = [first, last].map(|row| formula::fixed(column, row));
        format!("{first}:{last}")
    };
    let row = format!("MATCH({},{},0)", parts::code(at), column(parts::CODE));
    let cells = (0..).zip(cells);
    let cells = cells.map(|(at, cell)| {
        if RANKED.contains(&at) && !matches!(cell.content, Content::Blank) {
            cell.by(format!("INDEX({},{row})", column(at)))
        } else {
            cell
        }
    });
    cells.collect()
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
