//! Scores and expected ranks, block by block.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, Pen};
use super::style::Look;
use crate::assess::Interval;
use crate::campaign::{Block, Unit};
use crate::lang::Lang;
use crate::report::words;
use crate::score::{Score, UnitScore};

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 3;

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let columns = columns(lang);
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.title(
        MainSheet::Ranking.title(lang),
        lang.pick(
            "Xếp thứ là dự kiến, chờ khối bình xét. 1–3: còn số nghi vấn, có thể xếp từ thứ 1 đến thứ 3. Xếp theo tỷ lệ điểm trên tổng điểm tối đa của các tiêu chí áp dụng.",
            "Ranks are expected, until the block votes. 1–3: something is in doubt, the unit may come first to third. Ranked by the share of the points attainable.",
        ),
    )?;
    pen.headings(&columns, FROZEN)?;
    let mut written = false;
    for block in &report.campaign.blocks {
        written |= write_block(&mut pen, block)?;
    }
    if !written {
        let none = lang.pick("Chưa có điểm của khối nào.", "No block has scores.");
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    pen.close()
}

fn columns(lang: Lang) -> [Column; 9] {
    [
        (lang.pick("Xếp thứ (dự kiến)", "Expected rank"), 12.0),
        (lang.pick("Mã đơn vị", "Code"), 11.0),
        (lang.pick("Đơn vị", "Unit"), 42.0),
        (lang.pick("Số điểm chắc chắn", "Points certain"), 13.0),
        (lang.pick("Số điểm tối đa có thể", "Points at most"), 13.0),
        (lang.pick("Tổng điểm tối đa", "Points attainable"), 13.0),
        (lang.pick("Tỷ lệ", "Share"), 15.0),
        (lang.pick("Căn cứ", "Basis"), 28.0),
        (lang.pick("Ghi chú", "Remark"), 18.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// Whether the block has any member to show.
fn write_block(pen: &mut Pen<'_>, block: &Block) -> Result<bool, XlsxError> {
    let report = pen.material.report;
    let mut members: Vec<(&Unit, &UnitScore)> = report
        .scores
        .iter()
        .filter_map(|score| Some((report.campaign.unit(&score.unit)?, score)))
        .filter(|(unit, _)| unit.block.as_ref() == Some(&block.id))
        .collect();
    if members.iter().all(|(_, score)| score.score.is_none()) {
        return Ok(false);
    }
    members.sort_by_key(|(unit, score)| {
        let rank = score
            .rank
            .map_or((u32::MAX, u32::MAX), |rank| (rank.best, rank.worst));
        (rank, report.campaign.unit_position(&unit.code))
    });
    pen.group(block.titles.get(report.lang))?;
    for (unit, score) in &members {
        let tied = members
            .iter()
            .any(|(other, theirs)| other.code != unit.code && is_tie(score, theirs));
        let remark = match (score.score, tied) {
            (None, _) => report.lang.pick("Chưa có điểm", "No score"),
            (Some(_), true) => report.lang.pick("Đồng hạng", "Tie"),
            (Some(_), false) => "",
        };
        pen.cells(&member_row(unit, score, remark, report.lang))?;
    }
    Ok(true)
}

/// Whether two units surely share a place.
fn is_tie(one: &UnitScore, other: &UnitScore) -> bool {
    match (one.rank, other.rank) {
        (Some(one), Some(other)) => one == other && one.best == one.worst,
        _ => false,
    }
}

fn member_row<'a>(unit: &'a Unit, one: &UnitScore, remark: &'a str, lang: Lang) -> [Cell<'a>; 9] {
    let number = |pick: fn(&Score) -> f64| {
        one.score
            .as_ref()
            .map_or_else(Cell::blank, |score| Cell::points(pick(score)))
    };
    let basis = one
        .score
        .map_or("", |score| words::basis(score.basis, lang));
    let rank = match one.rank {
        Some(rank) if rank.best == rank.worst => Cell::count(rank.best),
        Some(rank) => Cell::centred(words::rank(rank)),
        None => Cell::blank(),
    };
    [
        rank,
        Cell::text(unit.code.as_str()),
        Cell::text(unit.name.as_str()),
        number(|score| score.low),
        number(|score| score.high),
        number(|score| score.maximum),
        one.score
            .map_or_else(Cell::blank, |score| share(score, lang)),
        Cell::text(basis),
        Cell::text(remark),
    ]
}

/// The share of the attainable points: a number where it is one.
fn share<'a>(score: Score, lang: Lang) -> Cell<'a> {
    if score.maximum <= 0.0 {
        return Cell::blank();
    }
    let (low, high) = (score.low / score.maximum, score.high / score.maximum);
    if high <= low {
        return Cell::part(low);
    }
    // One decimal of a percent, as in the cells that are numbers.
    let percent = |share: f64| (share * 1000.0).round() / 10.0;
    let figure = Interval {
        low: percent(low),
        high: Some(percent(high)),
    };
    Cell::centred(format!("{}%", words::interval(figure, lang)))
}
