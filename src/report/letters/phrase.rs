//! Phrases that are true whether it is none, some or all.

use crate::assess::Interval;
use crate::campaign::Scale;
use crate::lang::{self, Lang};
pub(super) use crate::report::brief::many;
use crate::report::words;

/// A part of a whole in percent; a dash where there is no whole.
pub(super) fn percent(part: usize, whole: usize, lang: Lang) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    let share = count(part) / count(whole);
    let share = Interval {
        low: share,
        high: Some(share),
    };
    words::figure(Scale::Share, share, lang)
}

/// How many of some units have met what is asked of them: `kind` names them, `required` says what.
pub(super) fn have_met(
    (met, bound): (u32, u32),
    (kind, required): (&str, &str),
    lang: Lang,
) -> String {
    let (shown, of) = (many(met, lang), many(bound, lang));
    let share = percent(met as usize, bound as usize, lang);
    match met {
        0 => lang.pick(
            format!("chưa có đơn vị nào trong số {of} {kind} đạt (yêu cầu {required})"),
            format!("none of {of} {kind} has met it (required: {required})"),
        ),
        _ if met == bound => lang.pick(
            format!("{of}/{of} {kind} đã đạt (yêu cầu {required})"),
            format!("all {of} {kind} have met it (required: {required})"),
        ),
        _ => lang.pick(
            format!("{shown}/{of} {kind} đã đạt ({share}; yêu cầu {required})"),
            format!("{shown} of {of} {kind} have met it ({share}; required: {required})"),
        ),
    }
}

/// How many of all units owe a return that is due; `day` is the day it is said of.
pub(super) fn owe_returns(owing: usize, units: usize, day: &str, lang: Lang) -> String {
    let (shown, of) = (many(owing, lang), many(units, lang));
    match owing {
        0 => lang.pick(
            format!("{day}, không có đơn vị nào thiếu báo cáo đến hạn."),
            format!("{day}, no unit lacks a return that is due."),
        ),
        _ if owing == units => lang.pick(
            format!("{day}, toàn bộ {of} đơn vị còn thiếu báo cáo dùng được đã đến hạn."),
            format!("{day}, all {of} units lack a usable return that is due."),
        ),
        _ => lang.pick(
            format!("{day}, {shown}/{of} đơn vị còn thiếu báo cáo dùng được đã đến hạn (chưa gửi, hoặc đã gửi nhưng chưa dùng được); các đơn vị còn lại đã đủ."),
            format!("{day}, {shown} of {of} units lack a usable return that is due (not sent, or sent and not usable); the others have sent all."),
        ),
    }
}

/// What is still to be mended and explained.
pub(super) fn open_findings(errors: u32, queries: u32, lang: Lang) -> String {
    let number = |count: u32| lang::number(count.into(), lang);
    let (to_mend, to_explain) = (number(errors), number(queries));
    match (errors, queries) {
        (0, 0) => lang.pick(
            "Không còn nội dung phải sửa hoặc cần làm rõ.".to_owned(),
            "Nothing is left to mend or to explain.".to_owned(),
        ),
        (0, _) => lang.pick(
            format!("Không còn nội dung phải sửa; còn {to_explain} nội dung cần làm rõ."),
            format!("Nothing is left to mend; queries open: {to_explain}."),
        ),
        (_, 0) => lang.pick(
            format!("Còn {to_mend} nội dung phải sửa; không có nội dung cần làm rõ."),
            format!("Errors open: {to_mend}; no query is open."),
        ),
        _ => lang.pick(
            format!("Còn {to_mend} nội dung phải sửa và {to_explain} nội dung cần làm rõ."),
            format!("Errors open: {to_mend}; queries open: {to_explain}."),
        ),
    }
}

/// A sentence that begins with a capital.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_true_of_none_some_and_all() {
        let met = |met, bound| have_met((met, bound), ("trường", "ít nhất 2"), Lang::Vi);
        assert_eq!(
            met(0, 8),
            "chưa có đơn vị nào trong số 8 trường đạt (yêu cầu ít nhất 2)"
        );
        assert_eq!(met(1, 8), "1/8 trường đã đạt (12,5%; yêu cầu ít nhất 2)");
        assert_eq!(met(8, 8), "8/8 trường đã đạt (yêu cầu ít nhất 2)");
        let owing = |owing, units| owe_returns(owing, units, "Đến nay", Lang::Vi);
        assert_eq!(
            owing(0, 3),
            "Đến nay, không có đơn vị nào thiếu báo cáo đến hạn."
        );
        assert_eq!(
            owing(1, 3),
            "Đến nay, 1/3 đơn vị còn thiếu báo cáo dùng được đã đến hạn (chưa gửi, hoặc đã gửi nhưng chưa dùng được); các đơn vị còn lại đã đủ."
        );
        assert_eq!(
            owing(3, 3),
            "Đến nay, toàn bộ 3 đơn vị còn thiếu báo cáo dùng được đã đến hạn."
        );
        let open = |errors, queries| open_findings(errors, queries, Lang::Vi);
        assert_eq!(open(0, 0), "Không còn nội dung phải sửa hoặc cần làm rõ.");
        assert_eq!(
            open(1, 1200),
            "Còn 1 nội dung phải sửa và 1.200 nội dung cần làm rõ."
        );
    }

    #[test]
    fn a_part_of_nothing_is_no_share() {
        assert_eq!(percent(0, 0, Lang::Vi), "–");
        assert_eq!(percent(1, 3, Lang::En), "33.3%");
    }
}
