//! How many titles are given, of how many that may be. Both ends of each number stand beside them,
//! folded away, as the results have them.

use rust_xlsxwriter::XlsxError;

use super::COLUMNS;
use crate::assess::Interval;
use crate::campaign::{Campaign, Quota, Rounding, Scale};
use crate::finding::Severity;
use crate::id::TargetId;
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula::{self, Ends};
use crate::report::workbook::material::Material;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};
use crate::score::{QuotaGroup, QuotaResult, QuotaVerdict};

/// The section, where the campaign has quotas.
pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    if report.campaign.quotas.is_empty() {
        return Ok(());
    }
    pen.skip(1);
    let title = lang.pick("Tỷ lệ khống chế danh hiệu", "Quotas of titles");
    pen.text(&title.to_uppercase(), Look::Section)?;
    let note = lang.pick(
        "Chỉ để lưu ý, không làm thay đổi kết quả. “Có thể vượt”: còn số nghi vấn quyết định. Đơn vị chưa gửi đủ báo cáo chưa được xét.",
        "Warnings only, no result depends on them. “Possibly over”: figures in doubt decide. Units whose returns are missing are not looked at yet.",
    );
    pen.text(note, Look::Note)?;
    let shown: Vec<(&Quota, &QuotaResult)> = report
        .quotas
        .iter()
        .filter(|one| is_shown(one))
        .filter_map(|one| Some((report.campaign.quotas.get(one.quota)?, one)))
        .collect();
    if shown.is_empty() {
        let nowhere = lang.pick(
            "Không có trường hợp nào vượt trong số liệu đã có.",
            "None is passed by what is known so far.",
        );
        return pen.text(nowhere, Look::Note);
    }
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Danh hiệu, căn cứ", "Title and source"), 2),
        (lang.pick("Phạm vi", "Over"), 2),
        (lang.pick("Số lượng", "Numbers"), 3),
        (lang.pick("Đánh giá", "Verdict"), 1),
        (lang.pick("Số danh hiệu: chắc chắn", "Titles: certain"), 1),
        (lang.pick("Số danh hiệu: tối đa", "Titles: at the most"), 1),
        (lang.pick("Trong số: chắc chắn", "Of: certain"), 1),
        (lang.pick("Trong số: tối đa", "Of: at the most"), 1),
        (
            lang.pick("Được phép: thấp nhất", "Allowed: at the least"),
            1,
        ),
        (lang.pick("Được phép: cao nhất", "Allowed: at the most"), 1),
    ])?;
    for (at, (quota, one)) in shown.into_iter().enumerate() {
        let ends = Numbers::of(quota, one, pen);
        let [ordinal, title, group, numbers, verdict] = row(at, quota, one, report.campaign, lang);
        let mut cells = vec![ordinal, title, group, ends.in_words(numbers, lang), verdict];
        cells.extend(ends.cells());
        pen.cells(&cells)?;
    }
    Ok(())
}

/// Of single units only those that pass it, or may by what they sent; larger groups are few. A
/// return that is missing is told elsewhere.
fn is_shown(one: &QuotaResult) -> bool {
    !matches!(one.group, QuotaGroup::Unit(_))
        || match one.verdict {
            QuotaVerdict::Over => true,
            QuotaVerdict::PossiblyOver => one.numerator.high.is_some(),
            QuotaVerdict::Within => false,
        }
}

fn row<'a>(
    at: usize,
    quota: &'a Quota,
    one: &QuotaResult,
    campaign: &'a Campaign,
    lang: Lang,
) -> [Cell<'a>; 5] {
    let title = quota.titles.get(lang);
    let title = if quota.source.is_empty() {
        title.to_owned()
    } else {
        format!("{title} ({})", quota.source)
    };
    [
        Cell::ordinal(at),
        Cell::text(title).across(2),
        Cell::text(group(&one.group, campaign, lang)).across(2),
        Cell::centred(numbers(one, lang)).across(3),
        verdict(one.verdict, lang),
    ]
}

fn group(group: &QuotaGroup, campaign: &Campaign, lang: Lang) -> String {
    match group {
        QuotaGroup::Unit(code) => campaign
            .unit(code)
            .map_or_else(|| code.to_string(), |unit| format!("{code} {}", unit.name)),
        QuotaGroup::Block(id) => {
            let block = campaign.blocks.iter().find(|one| one.id == *id);
            block.map_or_else(String::new, |one| one.titles.get(lang).to_owned())
        }
        QuotaGroup::Type(id) => campaign.type_title(id, lang).to_owned(),
        QuotaGroup::Province => lang.pick("Toàn tỉnh", "The whole province").to_owned(),
    }
}

/// The titles, of how many, and how many are allowed.
struct Numbers<'q> {
    quota: &'q Quota,
    figures: [Interval; 3],
    /// Where the results have the first two; none where no cell of theirs has them.
    found: Option<[Ends; 2]>,
    row: u32,
}

impl<'q> Numbers<'q> {
    fn of(quota: &'q Quota, one: &QuotaResult, pen: &Pen<'_>) -> Self {
        let found = [&quota.numerator, &quota.denominator]
            .map(|target| in_results(target, &one.group, pen.material));
        let [titles, of] = found;
        Self {
            quota,
            figures: [one.numerator, one.denominator, one.allowed],
            found: titles.zip(of).map(|(titles, of)| [titles, of]),
            row: pen.row(),
        }
    }

    /// The cells of both ends of a number, in this row.
    fn ends(&self, nth: u16) -> Ends {
        let low = COLUMNS + 2 * nth;
        Ends {
            low: formula::cell(low, self.row),
            high: formula::cell(low + 1, self.row),
        }
    }

    /// The cell of the three numbers in words, calculated from their ends.
    fn in_words<'c>(&self, cell: Cell<'c>, lang: Lang) -> Cell<'c> {
        let words = (0..).zip(self.figures);
        let words = words.map(|(nth, one)| self.ends(nth).in_words(Scale::Amount, one, lang));
        let words: Vec<String> = words.collect();
        let [of, allowed] = [
            lang.pick(" trong ", " of "),
            lang.pick(", được tối đa ", ", at most "),
        ]
        .map(formula::text);
        let end = lang.pick("", "&\" allowed\"");
        let [titles, number, most] = [0, 1, 2].map(|at| words.get(at).map_or("", String::as_str));
        cell.by(format!("{titles}&{of}&{number}&{allowed}&{most}{end}"))
    }

    /// Both ends of each: those of the results, and what a share of them allows.
    fn cells<'c>(&self) -> Vec<Cell<'c>> {
        let allowed = |of: &str| {
            let share = format!("{of}*{}/1000000", self.quota.limit_millionths);
            match self.quota.rounding {
                Rounding::Down => format!("ROUNDDOWN({share},0)"),
                Rounding::Up => format!("ROUNDUP({share},0)"),
                Rounding::Nearest => format!("ROUND({share},0)"),
            }
        };
        let of = self.ends(1);
        let allowed = Some(Ends {
            low: allowed(&of.low),
            high: allowed(&of.high),
        });
        let [titles, of] = match &self.found {
            Some([titles, of]) => [Some(titles), Some(of)],
            None => [None, None],
        };
        let all = self.figures.into_iter().zip([titles, of, allowed.as_ref()]);
        all.flat_map(|(figure, ends)| {
            let low = Cell::amount(figure.low);
            let high = figure.high.map_or_else(Cell::blank, Cell::amount);
            match ends {
                None => [low, high],
                Some(ends) if figure.high.is_none() => [low.by(&*ends.low), high],
                Some(ends) => [low.by(&*ends.low), high.by(&*ends.high)],
            }
        })
        .collect()
    }
}

/// Where the results have what a target comes to over a group: they have single units and all.
fn in_results(target: &TargetId, group: &QuotaGroup, material: &Material<'_>) -> Option<Ends> {
    let mut targets = material.report.campaign.targets.iter();
    let at = targets.position(|one| one.id == *target)?;
    match group {
        QuotaGroup::Unit(code) => Some(material.results.ends_of(at, &formula::text(code.as_str()))),
        QuotaGroup::Province => Some(material.results.total_ends(at)),
        QuotaGroup::Block(_) | QuotaGroup::Type(_) => None,
    }
}

/// `16 trong 100, được tối đa 15`.
fn numbers(one: &QuotaResult, lang: Lang) -> String {
    let [titles, of, allowed] =
        [one.numerator, one.denominator, one.allowed].map(|one| words::interval(one, lang));
    lang.pick(
        format!("{titles} trong {of}, được tối đa {allowed}"),
        format!("{titles} of {of}, at most {allowed} allowed"),
    )
}

fn verdict<'a>(verdict: QuotaVerdict, lang: Lang) -> Cell<'a> {
    match verdict {
        QuotaVerdict::Over => {
            Cell::centred(lang.pick("Vượt tỷ lệ", "Over")).tone(Tone::Severity(Severity::Query))
        }
        QuotaVerdict::PossiblyOver => {
            Cell::centred(lang.pick("Có thể vượt", "Possibly over")).tone(Tone::Doubt)
        }
        QuotaVerdict::Within => Cell::centred(lang.pick("Không vượt", "Within")),
    }
}
