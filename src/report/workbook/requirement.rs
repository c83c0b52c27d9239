//! What a target requires, in words.

use crate::campaign::{Campaign, Target, Threshold};
use crate::lang::Lang;
use crate::report::words;

/// What each kind of unit must reach: one phrase where it is the same for all, else one for each
/// kind.
pub(in crate::report) fn by_type(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let types = campaign.unit_types.iter().filter_map(|one| {
        let threshold = *target.binds.types.get(&one.id)?;
        Some((one.titles.get(lang), threshold))
    });
    let heads = lang.pick("Trưởng khối thi đua", "Heads of blocks");
    let heads = target.binds.heads.map(|threshold| (heads, threshold));
    let units = target.binds.units.iter().map(|(code, threshold)| {
        let unit = campaign.unit(code);
        (unit.map_or(code.as_str(), |unit| &unit.name), *threshold)
    });
    let phrases = types.chain(heads).chain(units).map(|(whom, threshold)| {
        let phrase = words::threshold(target, threshold, lang);
        format!("{whom}: {phrase}")
    });
    phrases.collect::<Vec<_>>().join("; ")
}

/// The same for a narrow column: without the kinds where all must reach the same.
pub(in crate::report) fn in_short(target: &Target, campaign: &Campaign, lang: Lang) -> String {
    let mut thresholds = target.binds.thresholds();
    let Some(first) = thresholds.next() else {
        return words::threshold(target, Threshold::Watched, lang);
    };
    if thresholds.all(|one| one == first) {
        let phrase = words::threshold(target, first, lang);
        return match first {
            Threshold::Watched => phrase,
            _ => lang.pick(format!("Yêu cầu: {phrase}"), format!("Required: {phrase}")),
        };
    }
    by_type(target, campaign, lang)
}
