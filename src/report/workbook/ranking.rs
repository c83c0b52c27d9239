//! Scores and expected ranks, block by block; below them where own scores and review lie far apart,
//! and how the quotas stand. What points are made of stands in columns after those, folded away.

mod differences;
mod parts;
mod quotas;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::formula::Ends;
use super::material::Material;
use super::name::MainSheet;
use super::pen::{Column, Pen};
use super::style::Look;
use crate::assess::Interval;
use crate::campaign::{Block, Campaign, RankKey, Unit};
use crate::lang::{self, Lang};
use crate::report::{Report, words};
use crate::score::{Basis, Tally, UnitScore};
use parts::Parts;

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 3;
/// The columns on show.
const COLUMNS: u16 = 9;
/// The columns that other sheets refer to.
pub(super) const RANK: &str = "$A:$A";
pub(super) const CODES: &str = "$B:$B";
pub(super) const OWN: &str = "$D:$D";
pub(super) const REVIEWED: &str = "$E:$E";
pub(super) const MAXIMUM: &str = "$G:$G";
pub(super) const SHARE: &str = "$H:$H";

/// A unit with its score.
pub(super) type Member<'a> = (&'a Unit, &'a UnitScore);

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let parts = Parts::plan(material);
    let shown = columns(lang).into_iter();
    let columns: Vec<Column> = shown.chain(parts.columns()).collect();
    let mut pen = Pen::open_table(book, material, name, &columns)?;
    pen.fold_from(COLUMNS)?;
    pen.title(
        MainSheet::Ranking.title(lang),
        &note(report.campaign, report.scores, lang),
    )?;
    pen.headings(&columns, FROZEN)?;
    let first = pen.row();
    let mut written = false;
    for block in &report.campaign.blocks {
        written |= write_block(&mut pen, &parts, block)?;
    }
    if !written {
        let none = lang.pick("Chưa có điểm của khối nào.", "No block has scores.");
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    let last = pen.row() - 1;
    differences::write(&mut pen, &parts, (first, last))?;
    quotas::write(&mut pen)?;
    pen.close()
}

/// How to read the table.
fn note(campaign: &Campaign, scores: &[UnitScore], lang: Lang) -> String {
    let mut note = lang
        .pick(
            "Xếp thứ là dự kiến, chờ khối bình xét. Chưa xếp được (1–3): còn số nghi vấn hoặc còn thiếu, đơn vị có thể xếp từ thứ 1 đến thứ 3. Bấm dấu + phía trên bảng, bên phải, để xem điểm được cộng từ đâu; thứ hạng do chương trình xếp theo các điểm đó.",
            "Ranks are expected, until the block votes. Not ranked yet (1–3): something is in doubt or missing, the unit may come first to third. The + above the table, at the right, opens what points are made of; the program ranks by them.",
        )
        .to_owned();
    if scores.iter().any(|one| !one.bound.is_exact()) {
        note.push_str(lang.pick(
            " Dấu *: một chỗ nghi vấn liên quan đến nhiều điểm; thứ hạng chắc chắn nằm trong khoảng này nhưng có thể không đạt tới hai đầu.",
            " An asterisk: one doubt touches several scores; the rank surely lies within, but may not reach either end.",
        ));
    }
    if scores
        .iter()
        .filter_map(UnitScore::counted)
        .any(|one| !is_quotient(one))
    {
        note.push_str(lang.pick(
            " Tỷ lệ của đơn vị có tiêu chí chưa rõ có áp dụng hay không do chương trình tính.",
            " Shares of units with criteria that may not apply are worked out by the program.",
        ));
    }
    if let Some(scoring) = &campaign.scoring {
        let keys: Vec<String> = scoring
            .rank_by
            .iter()
            .map(|key| rank_key(key, campaign, lang))
            .collect();
        let keys = keys.join("; ");
        note.push_str(&lang.pick(
            format!(" Xếp lần lượt theo: {keys}."),
            format!(" Ranked by, in this order: {keys}."),
        ));
    }
    note
}

fn rank_key(key: &RankKey, campaign: &Campaign, lang: Lang) -> String {
    match key {
        RankKey::Floors => lang
            .pick(
                "không có tiêu chí dưới mức tối thiểu",
                "no criterion under its floor",
            )
            .to_owned(),
        RankKey::Share => lang
            .pick(
                "tỷ lệ điểm trên tổng điểm tối đa của các tiêu chí áp dụng",
                "share of the points attainable",
            )
            .to_owned(),
        RankKey::Total => lang.pick("tổng điểm", "total points").to_owned(),
        RankKey::Criterion(at) => {
            let code = campaign.criteria.get(*at).map_or("", |one| &one.code);
            lang.pick(format!("điểm tiêu chí {code}"), format!("points of {code}"))
        }
    }
}

fn columns(lang: Lang) -> [Column; COLUMNS as usize] {
    [
        (lang.pick("Xếp thứ (dự kiến)", "Expected rank"), 22.0),
        (lang.pick("Mã đơn vị", "Code"), 11.0),
        (lang.pick("Đơn vị", "Unit"), 42.0),
        (lang.pick("Điểm tự chấm", "Own points"), 14.0),
        (lang.pick("Điểm thẩm định", "Reviewed points"), 14.0),
        (
            lang.pick("Thẩm định so với tự chấm", "Review less own"),
            14.0,
        ),
        (lang.pick("Tổng điểm tối đa", "Points attainable"), 12.0),
        (lang.pick("Tỷ lệ", "Share"), 15.0),
        (lang.pick("Ghi chú", "Remark"), 30.0),
    ]
    .map(|(heading, width)| Column::new(heading, width))
}

/// The members of a block and whose scores they are ranked on, by place; none where no member has a
/// score.
pub(super) fn members<'a>(report: &Report<'a>, block: &Block) -> Option<(Basis, Vec<Member<'a>>)> {
    let mut members: Vec<Member<'a>> = report
        .scores
        .iter()
        .filter_map(|score| Some((report.campaign.unit(&score.unit)?, score)))
        .filter(|(unit, _)| unit.block.as_ref() == Some(&block.id))
        .collect();
    let basis = members
        .iter()
        .find_map(|(_, score)| Some(score.score?.basis))?;
    members.sort_by_key(|(unit, score)| {
        let rank = score
            .rank
            .map_or((u32::MAX, u32::MAX), |rank| (rank.best, rank.worst));
        (rank, report.campaign.unit_position(&unit.code))
    });
    Some((basis, members))
}

/// Whether the block has any member to show.
fn write_block(pen: &mut Pen<'_>, parts: &Parts<'_, '_>, block: &Block) -> Result<bool, XlsxError> {
    let report = pen.material.report;
    let Some((basis, members)) = members(report, block) else {
        return Ok(false);
    };
    let title = block.titles.get(report.lang);
    let basis = words::basis(basis, report.lang);
    pen.group(&report.lang.pick(
        format!("{title} · Căn cứ xếp thứ: {basis}"),
        format!("{title} · Ranked on: {basis}"),
    ))?;
    for &(unit, score) in &members {
        let remark = remark(report, (unit, score), &members);
        let row = pen.row();
        let mut cells: Vec<Cell<'_>> = Vec::new();
        cells.extend(member_row((unit, score), remark, (parts, row)));
        cells.extend(parts.cells(unit, score, row));
        pen.cells(&cells)?;
    }
    Ok(true)
}

/// What is said of a member's place: a tie, no score, criteria under their floor.
pub(super) fn remark(
    report: &Report<'_>,
    (unit, score): Member<'_>,
    members: &[Member<'_>],
) -> String {
    let tied = members
        .iter()
        .any(|(other, theirs)| other.code != unit.code && is_tie(score, theirs));
    let mut remarks = Vec::new();
    match (score.score, tied) {
        (None, _) => remarks.push(report.lang.pick("Chưa có điểm", "No score").to_owned()),
        (Some(_), true) => remarks.push(report.lang.pick("Đồng hạng", "Tie").to_owned()),
        (Some(_), false) => {}
    }
    remarks.extend(under_floor(score, report.campaign, report.lang));
    remarks.join("; ")
}

/// Whether two units surely share a place.
fn is_tie(one: &UnitScore, other: &UnitScore) -> bool {
    match (one.rank, other.rank) {
        (Some(one), Some(other)) => one == other && one.best == one.worst,
        _ => false,
    }
}

/// The criteria on which a unit surely, and those on which it may, have less than it should.
fn under_floor(score: &UnitScore, campaign: &Campaign, lang: Lang) -> Vec<String> {
    let codes = |surely: bool| {
        let those = score.under_floor.iter().filter(|one| one.1 == surely);
        let codes = those.filter_map(|(at, _)| Some(campaign.criteria.get(*at)?.code.as_str()));
        codes.collect::<Vec<_>>().join(", ")
    };
    let said = [
        (
            codes(true),
            lang.pick("Dưới mức tối thiểu", "Under the floor"),
        ),
        (
            codes(false),
            lang.pick("Có thể dưới mức tối thiểu", "Possibly under the floor"),
        ),
    ];
    said.into_iter()
        .filter(|(codes, _)| !codes.is_empty())
        .map(|(codes, what)| format!("{what}: {codes}"))
        .collect()
}

fn member_row<'a>(
    (unit, one): (&'a Unit, &UnitScore),
    remark: String,
    (parts, row): (&Parts<'_, '_>, u32),
) -> [Cell<'a>; COLUMNS as usize] {
    let lang = parts.lang();
    let total = |basis| {
        one.points(basis).0.map_or_else(Cell::blank, |tally| {
            let cell = points(tally.low, tally.high, lang);
            calculated(cell, parts.total(basis, row), |ends| {
                ends.points((tally.low, tally.high), lang)
            })
        })
    };
    let apart = one.own.zip(one.review).map(|(own, review)| {
        let (own, review) = ((own.low, own.high), (review.low, review.high));
        let both = parts
            .total(Basis::Own, row)
            .zip(parts.total(Basis::Review, row));
        let ends = both.map(|(own, review)| less(&review, &own));
        calculated(apart(own, review, lang), ends, |ends| {
            ends.points((review.0 - own.1, review.1 - own.0), lang)
        })
    });
    let counted = one.counted().zip(one.score.map(|score| score.basis));
    let (maximum, share) = counted.map_or_else(
        || (Cell::blank(), Cell::blank()),
        |(tally, basis)| of_maximum(tally, basis, (parts, row)),
    );
    [
        rank(one, lang),
        Cell::text(unit.code.as_str()),
        Cell::text(unit.name.as_str()),
        total(Basis::Own),
        total(Basis::Review),
        apart.unwrap_or_else(Cell::blank),
        maximum,
        share,
        Cell::text(remark),
    ]
}

/// The cell by a formula over both ends, where they are there.
fn calculated(
    cell: Cell<'_>,
    ends: Option<Ends>,
    formula: impl FnOnce(&Ends) -> String,
) -> Cell<'_> {
    match ends {
        Some(ends) => cell.by(formula(&ends)),
        None => cell,
    }
}

/// The ends of one less the other; points are thousandths.
fn less(one: &Ends, other: &Ends) -> Ends {
    Ends {
        low: format!("ROUND({}-{},3)", one.low, other.high),
        high: format!("ROUND({}-{},3)", one.high, other.low),
    }
}

/// The points attainable, and the share of them.
fn of_maximum<'a>(
    tally: Tally,
    basis: Basis,
    (parts, row): (&Parts<'_, '_>, u32),
) -> (Cell<'a>, Cell<'a>) {
    let lang = parts.lang();
    let (maximum, share) = (Cell::points(tally.maximum), share(tally, lang));
    let Some((ends, of)) = parts.total(basis, row).zip(parts.maximum(basis, row)) else {
        return (maximum, share);
    };
    let quotient = |end: String| format!("{end}/{of}");
    let quotients = is_quotient(tally).then(|| Ends {
        low: quotient(ends.low),
        high: quotient(ends.high),
    });
    let share = calculated(share, quotients, |ends| ends.share(tally.share.0, lang));
    (maximum.by(of), share)
}

/// Whether the share is the total over what is attainable, at both ends: where it is in doubt
/// whether a criterion applies, an end may lie elsewhere.
fn is_quotient(tally: Tally) -> bool {
    let is = |share: f64, total: f64| (share * tally.maximum - total).abs() < f64::EPSILON.sqrt();
    is(tally.share.0, tally.low) && is(tally.share.1, tally.high)
}

/// The place of a unit; where it can take several, that none is known, with the first and the last
/// of them, and an asterisk where those are bounds.
fn rank<'a>(one: &UnitScore, lang: Lang) -> Cell<'a> {
    match one.rank {
        Some(rank) if rank.best == rank.worst => Cell::count(rank.best),
        Some(rank) => Cell::centred(words::expected_rank(rank, one.bound, lang)),
        None => Cell::blank(),
    }
}

/// Points with both ends: a number where they are one, else a text.
pub(super) fn points<'a>(low: f64, high: f64, lang: Lang) -> Cell<'a> {
    if high <= low {
        return Cell::points(low);
    }
    if low < 0.0 {
        return Cell::centred(from_to(low, high, lang));
    }
    let figure = Interval {
        low,
        high: Some(high),
    };
    Cell::centred(words::interval(figure, lang))
}

/// The review less the unit's own points.
fn apart<'a>(own: (f64, f64), review: (f64, f64), lang: Lang) -> Cell<'a> {
    points(review.0 - own.1, review.1 - own.0, lang)
}

/// A stretch that begins below zero: a dash would be read as a minus.
fn from_to(low: f64, high: f64, lang: Lang) -> String {
    let (low, high) = (lang::number(low, lang), lang::number(high, lang));
    lang.pick(format!("{low} đến {high}"), format!("{low} to {high}"))
}

/// The share of the attainable points: a number where it is one.
pub(super) fn share<'a>(tally: Tally, lang: Lang) -> Cell<'a> {
    let (low, high) = tally.share;
    if high <= low {
        return Cell::part(low);
    }
    // One decimal of a percent, as in the cells that are numbers.
    let percent = |share: f64| (share * 1000.0).round() / 10.0;
    let (low, high) = (percent(low), percent(high));
    if low < 0.0 {
        return Cell::centred(format!("{}%", from_to(low, high, lang)));
    }
    let figure = Interval {
        low,
        high: Some(high),
    };
    Cell::centred(format!("{}%", words::interval(figure, lang)))
}
