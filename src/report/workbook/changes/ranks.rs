//! How ranks moved since the newest earlier run, block by block.

use rust_xlsxwriter::XlsxError;

use super::{Pen, nothing, section, unit_name};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::style::Look;
use crate::score::{Movement, Rank, Turn};

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    if report.movements.is_empty() {
        return Ok(());
    }
    section(
        pen,
        lang.pick(
            "Thứ hạng (dự kiến) thay đổi",
            "Expected ranks that have changed",
        ),
    )?;
    let moved: Vec<&Movement> = report
        .movements
        .iter()
        .filter(|one| one.turn != Turn::Same)
        .collect();
    if moved.is_empty() {
        return nothing(pen);
    }
    pen.heading_row(&[
        (lang.pick("Mã đơn vị", "Code"), 1),
        (lang.pick("Đơn vị", "Unit"), 1),
        (lang.pick("Khối thi đua", "Block"), 1),
        (lang.pick("Thứ trước", "Rank then"), 1),
        (lang.pick("Thứ nay", "Rank now"), 1),
        (lang.pick("Thay đổi", "Change"), 3),
    ])?;
    for movement in &moved {
        row(pen, movement)?;
    }
    let same = report.movements.len() - moved.len();
    if same > 0 {
        let text = lang.pick(
            format!("Giữ nguyên thứ hạng: {same} đơn vị."),
            format!("Units whose rank is the same: {same}."),
        );
        pen.text(&text, Look::Note)?;
    }
    Ok(())
}

fn row(pen: &mut Pen<'_>, movement: &Movement) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let mut blocks = report.campaign.blocks.iter();
    let block = blocks.find(|block| Some(&block.id) == movement.block.as_ref());
    let block = block.map_or("", |block| block.titles.get(report.lang));
    let rank = |rank: Option<Rank>| match rank {
        Some(rank) if rank.best == rank.worst => Cell::count(rank.best),
        Some(rank) => Cell::centred(words::rank(rank)),
        None => Cell::centred("–"),
    };
    pen.cells(&[
        Cell::text(movement.unit.as_str()),
        Cell::text(unit_name(pen, &movement.unit)),
        Cell::text(block),
        rank(movement.before),
        rank(movement.now),
        Cell::text(turn(movement, report.lang)).across(3),
    ])
}

/// What became of a rank, in words.
fn turn(movement: &Movement, lang: Lang) -> String {
    let text = match movement.turn {
        Turn::Up(Some(places)) => lang.pick(format!("Tăng {places} bậc"), format!("Up {places}")),
        Turn::Up(None) => lang.pick("Tăng bậc", "Up").to_owned(),
        Turn::Down(Some(places)) => {
            lang.pick(format!("Giảm {places} bậc"), format!("Down {places}"))
        }
        Turn::Down(None) => lang.pick("Giảm bậc", "Down").to_owned(),
        Turn::Same => lang.pick("Giữ nguyên", "The same").to_owned(),
        Turn::Unsure => lang.pick("Chưa so sánh được", "Cannot be told").to_owned(),
        Turn::OtherBlock => lang
            .pick("Lần trước ở khối khác", "In another block then")
            .to_owned(),
        Turn::New => lang
            .pick("Lần trước chưa xếp thứ", "No rank then")
            .to_owned(),
        Turn::Lost => lang.pick("Lần này chưa xếp thứ", "No rank now").to_owned(),
    };
    if movement.other_basis {
        let basis = lang.pick("khác căn cứ chấm điểm", "scored on another basis then");
        return format!("{text}; {basis}");
    }
    text
}
