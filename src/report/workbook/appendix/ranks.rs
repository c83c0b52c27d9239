//! The expected places in each block, until the block votes: a place only where it is one.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::closing;
use super::paper::Orientation;
use super::{headings, open, roman};
use crate::campaign::{Block, Unit};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::measure::Font;
use crate::report::workbook::name::MainSheet;
use crate::report::workbook::pen::{Pages, Pen};
use crate::report::workbook::ranking;
use crate::report::workbook::style::Look;
use crate::score::{Basis, UnitScore};

/// Number, unit, points, points attainable and share; then the place, and the remark.
const WIDTHS: [f64; 5] = [5.0, 31.0, 13.5, 10.0, 13.5];
const PLACE_LEAST: f64 = 12.0;
const REMARK_WIDTH: f64 = 16.0;
/// Room beside a text.
const PADDING: f64 = 1.0;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let title = lang.pick(
        "Xếp thứ dự kiến trong từng khối thi đua",
        "Expected ranks in each block",
    );
    let places = report.scores.iter().filter_map(|one| {
        let place = words::expected_rank(one.rank?, one.bound, lang);
        Some(Font::BODY.width(&place) + PADDING)
    });
    let place = places.fold(PLACE_LEAST, f64::max);
    let widths: Vec<f64> = WIDTHS.into_iter().chain([place, REMARK_WIDTH]).collect();
    let right = closing::half(&widths);
    let page = (Orientation::Upright, widths);
    let (mut pen, mut pages) = open(book, material, (name, title), page)?;
    headings(
        &mut pen,
        &mut pages,
        &[
            lang.pick("STT", "No."),
            lang.pick("Đơn vị", "Unit"),
            lang.pick("Tổng điểm", "Points"),
            lang.pick("Tổng điểm tối đa", "Points attainable"),
            lang.pick("Tỷ lệ", "Share"),
            lang.pick("Xếp thứ (dự kiến)", "Expected rank"),
            lang.pick("Ghi chú", "Remark"),
        ],
    )?;
    let mut written = 0;
    for block in &report.campaign.blocks {
        written += usize::from(write_block(&mut pen, &mut pages, block, written + 1)?);
    }
    let last = pen.last_column();
    if written == 0 {
        let none = lang.pick("Chưa có điểm của khối nào.", "No block has scores.");
        pen.line(0, last, none, Look::Note)?;
    }
    let note = lang.pick(
        "Xếp thứ là dự kiến, chờ khối bình xét. “Chưa xếp được (3–7)”: còn số nghi vấn hoặc còn thiếu, đơn vị có thể xếp từ thứ 3 đến thứ 7.",
        "Ranks are expected, until the block votes. “Not ranked yet (3–7)”: something is in doubt or missing, the unit may come third to seventh.",
    );
    pen.line(0, last, note, Look::Note)?;
    closing::write(&mut pen, right)?;
    pages.close(pen)
}

/// Whether the block has any score to show.
fn write_block(
    pen: &mut Pen<'_>,
    pages: &mut Pages,
    block: &Block,
    number: usize,
) -> Result<bool, XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    let Some((basis, members)) = ranking::members(report, block) else {
        return Ok(false);
    };
    pages.may_end(pen);
    let title = block.titles.get(lang);
    let on = words::basis(basis, lang);
    let on = lang.pick(format!("Căn cứ xếp thứ: {on}"), format!("Ranked on: {on}"));
    pen.group(&format!("{}. {title} · {on}", roman(number)))?;
    for (at, &(unit, score)) in members.iter().enumerate() {
        if at > 0 {
            pages.may_end(pen);
        }
        let cells = member_row(
            at,
            (unit, score),
            ranking::remark(report, (unit, score), &members),
            lang,
        );
        pen.cells(&cells)?;
    }
    Ok(true)
}

fn member_row<'a>(
    at: usize,
    (unit, score): (&'a Unit, &UnitScore),
    remark: String,
    lang: Lang,
) -> [Cell<'a>; 7] {
    let code = formula::text(unit.code.as_str());
    let of_ranking = |column: &str| {
        let sheet = formula::quoted(MainSheet::Ranking.title(lang));
        let codes = ranking::CODES;
        format!("INDEX({sheet}!{column},MATCH({code},{sheet}!{codes},0))")
    };
    let points = match score.score.map(|score| score.basis) {
        Some(Basis::Review) => ranking::REVIEWED,
        Some(Basis::Own) | None => ranking::OWN,
    };
    let tally = score.counted();
    let of_tally = |cell: fn(&crate::score::Tally, Lang) -> Cell<'a>, column: &str| {
        let cell = tally.map(|tally| cell(&tally, lang).by(of_ranking(column)));
        cell.unwrap_or_else(Cell::blank)
    };
    [
        Cell::ordinal(at),
        Cell::text(unit.name.as_str()),
        of_tally(|one, lang| ranking::points(one.low, one.high, lang), points),
        of_tally(|one, _| Cell::points(one.maximum), ranking::MAXIMUM),
        of_tally(|one, lang| ranking::share(*one, lang), ranking::SHARE),
        place(score, || of_ranking(ranking::RANK), lang),
        Cell::text(remark),
    ]
}

/// The place where it is one; else between which ones it lies.
fn place<'a>(score: &UnitScore, formula: impl Fn() -> String, lang: Lang) -> Cell<'a> {
    match score.rank {
        None => Cell::blank(),
        Some(rank) if rank.best == rank.worst => Cell::count(rank.best).by(formula()),
        Some(rank) => Cell::centred(words::expected_rank(rank, score.bound, lang)),
    }
}
