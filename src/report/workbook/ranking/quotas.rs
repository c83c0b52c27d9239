//! How many titles are given, of how many that may be.

use rust_xlsxwriter::XlsxError;

use crate::campaign::{Campaign, Quota};
use crate::finding::Severity;
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
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
        let nowhere = lang.pick("Không có nơi nào vượt.", "None is passed.");
        return pen.text(nowhere, Look::Note);
    }
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Danh hiệu, căn cứ", "Title and source"), 2),
        (lang.pick("Phạm vi", "Over"), 2),
        (lang.pick("Số lượng", "Numbers"), 3),
        (lang.pick("Đánh giá", "Verdict"), 1),
    ])?;
    for (at, (quota, one)) in shown.into_iter().enumerate() {
        pen.cells(&row(at, quota, one, report.campaign, lang))?;
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
