//! Expected ranks, block by block: a place only where the unit can take no other.

use super::html::{Anchor, Attribute, Html};
use super::table::{self, Sort, Table};
use crate::assess::Interval;
use crate::campaign::{Block, Scale, Unit};
use crate::lang::{self, Lang};
use crate::report::{Report, words};
use crate::score::{Tally, UnitScore};

/// Whether any block has scores.
pub(super) fn has_any(report: &Report<'_>) -> bool {
    let mut blocks = report.campaign.blocks.iter();
    blocks.any(|block| {
        members(report, block)
            .iter()
            .any(|(_, one)| one.score.is_some())
    })
}

pub(super) fn write(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    let mut note = lang
        .pick(
            "Xếp thứ là dự kiến, chờ khối bình xét. “Chưa xếp được (3–7)”: còn số liệu chờ làm rõ hoặc còn thiếu, đơn vị có thể xếp từ thứ 3 đến thứ 7.",
            "Ranks are expected, until the block votes. “Open (3–7)”: something is in doubt or missing, the unit may come third to seventh.",
        )
        .to_owned();
    if report.scores.iter().any(|one| !one.bound.is_exact()) {
        note.push_str(lang.pick(
            " Dấu *: thứ hạng chắc chắn nằm trong khoảng này nhưng có thể không đạt tới hai đầu.",
            " An asterisk: the rank surely lies within, but may not reach either end.",
        ));
    }
    html.leaf("p", &[Attribute::Class("note")], &note);
    let ranked = report.scores.iter().filter(|one| one.score.is_some());
    let ranked = ranked.count();
    let caption = lang.pick("Xếp hạng dự kiến", "Expected ranks");
    table::on_screen_only(html, ranked, caption, lang);
    let class = if ranked > table::MOST_PRINTED {
        "blocks long"
    } else {
        "blocks"
    };
    html.element("div", &[Attribute::Class(class)], |html| {
        blocks(html, report);
    });
}

/// A table for each block.
fn blocks(html: &mut Html, report: &Report<'_>) {
    let lang = report.lang;
    for (at, block) in report.campaign.blocks.iter().enumerate() {
        let members = members(report, block);
        let basis = members.iter().find_map(|(_, one)| Some(one.score?.basis));
        let Some(basis) = basis else {
            continue;
        };
        let title = block.titles.get(lang);
        let basis = words::basis(basis, lang);
        let caption = lang.pick(
            format!("{title} (căn cứ: {})", basis.to_lowercase()),
            format!("{title} (ranked on: {})", basis.to_lowercase()),
        );
        of_block(html, lang, (at, &caption), &members);
    }
}

/// The members of a block, the first first.
fn members<'a>(report: &Report<'a>, block: &Block) -> Vec<(&'a Unit, &'a UnitScore)> {
    let campaign = report.campaign;
    let scores = report.scores.iter();
    let mut members: Vec<(&Unit, &UnitScore)> = scores
        .filter_map(|score| Some((campaign.unit(&score.unit)?, score)))
        .filter(|(unit, _)| unit.block.as_ref() == Some(&block.id))
        .collect();
    members.sort_by_key(|(unit, score)| {
        let rank = score
            .rank
            .map_or((u32::MAX, u32::MAX), |rank| (rank.best, rank.worst));
        (rank, campaign.unit_position(&unit.code))
    });
    members
}

fn of_block(
    html: &mut Html,
    lang: Lang,
    (at, caption): (usize, &str),
    members: &[(&Unit, &UnitScore)],
) {
    let columns = [
        (lang.pick("Đơn vị", "Unit"), Sort::Text),
        (
            lang.pick("Xếp thứ (dự kiến)", "Expected rank"),
            Sort::Number,
        ),
        (lang.pick("Điểm tự chấm", "Own points"), Sort::Number),
        (lang.pick("Điểm thẩm định", "Reviewed points"), Sort::Number),
        (lang.pick("Điểm tối đa", "Points attainable"), Sort::Number),
        (lang.pick("Tỷ lệ", "Share"), Sort::Number),
    ];
    let table = Table {
        place: Anchor("khoi", Some(at)),
        caption,
        columns: &columns,
        rows: members.len(),
    };
    table.write(html, lang, |html| {
        for (unit, one) in members {
            table::row(html, |html| {
                table::unit(html, unit, None);
                table::number(html, &rank(one, lang));
                let counted = one.counted();
                for total in [one.own, one.review] {
                    table::number(
                        html,
                        &total.map_or_else(String::new, |one| points(one, lang)),
                    );
                }
                let most = counted.map(|one| lang::number(one.maximum, lang));
                table::number(html, &most.unwrap_or_default());
                table::number(
                    html,
                    &counted.map_or_else(String::new, |one| share(one, lang)),
                );
            });
        }
    });
}

/// The place of a unit, or the places it may still take.
fn rank(one: &UnitScore, lang: Lang) -> String {
    match one.rank {
        None => lang.pick("Chưa có điểm", "No score").to_owned(),
        Some(rank) if rank.best == rank.worst => rank.best.to_string(),
        Some(rank) => {
            let star = if one.bound.is_exact() { "" } else { "*" };
            let range = words::rank(rank);
            lang.pick(
                format!("Chưa xếp được ({range}{star})"),
                format!("Open ({range}{star})"),
            )
        }
    }
}

fn points(tally: Tally, lang: Lang) -> String {
    let (low, high) = (tally.low, tally.high);
    if low < 0.0 && high > low {
        // A dash would be read as a minus.
        let (low, high) = (lang::number(low, lang), lang::number(high, lang));
        return lang.pick(format!("{low} đến {high}"), format!("{low} to {high}"));
    }
    let high = Some(high);
    words::interval(Interval { low, high }, lang)
}

fn share(tally: Tally, lang: Lang) -> String {
    let (low, high) = tally.share;
    let high = Some(high);
    words::figure(Scale::Share, Interval { low, high }, lang)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::{Bound, Rank};

    #[test]
    fn a_place_is_shown_only_where_the_unit_can_take_no_other() {
        let check = |best, worst, bound, expected: &str| {
            let mut one = UnitScore::none("PGD-01".into());
            one.rank = Some(Rank { best, worst });
            one.bound = bound;
            assert_eq!(rank(&one, Lang::Vi), expected);
        };
        check(2, 2, Bound::Exact, "2");
        check(3, 7, Bound::Exact, "Chưa xếp được (3–7)");
        check(3, 7, Bound::Outer, "Chưa xếp được (3–7*)");
        let none = UnitScore::none("PGD-01".into());
        assert_eq!(rank(&none, Lang::En), "No score");
    }
}
