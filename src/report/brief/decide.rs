//! What is to be decided, the most pressing first.

use super::{Facts, many};
use crate::report::{DECISIONS, Report};
use crate::score::QuotaVerdict;
use crate::settle::Wait;

/// How many sentences there are at most.
const MOST: usize = 3;

/// What is to be decided, in at most three sentences; one that says so where nothing is.
pub(super) fn decide(report: &Report<'_>, facts: &Facts<'_>) -> Vec<String> {
    let lang = report.lang;
    let waiting = report.settled.waiting(report.campaign).rulings;
    let waits = |wait: Wait| waiting.iter().filter(|one| one.wait == wait).count();
    let over = report.quotas.iter();
    let over = over.filter(|one| one.verdict == QuotaVerdict::Over).count();
    let apart = report.scores.iter();
    let apart = apart.filter(|one| one.differences.iter().any(|one| one.surely));
    let apart = apart.count();
    let every_due = report.collections().all(|one| one.due_passed(report.as_of));
    let asked: [(usize, &dyn Fn(String) -> String); 6] = [
        (waits(Wait::Unidentified), &|count| {
            if report.is_of_runs() {
                return lang.pick(
                    format!("Đề nghị nơi nhận tệp xác định đơn vị gửi của {count} tệp."),
                    format!("Files of which nobody knows the sender: have {count} assigned where they were received."),
                );
            }
            lang.pick(
                format!("Xác định đơn vị gửi của {count} tệp ({DECISIONS})."),
                format!("Files of which nobody knows the sender: assign {count} ({DECISIONS})."),
            )
        }),
        (waits(Wait::Explained), &|count| {
            lang.pick(
                format!("Xem xét {count} giải thích của đơn vị ({DECISIONS})."),
                format!("Accept or refuse explanations: {count} ({DECISIONS})."),
            )
        }),
        (over, &|count| {
            lang.pick(
                format!("Rà soát {count} trường hợp vượt tỷ lệ khống chế danh hiệu."),
                format!("Review quotas that are passed: {count}."),
            )
        }),
        (apart, &|count| {
            lang.pick(
                format!("Làm rõ điểm của {count} đơn vị tự chấm và thẩm định lệch quá mức."),
                format!("Scores that differ from the review beyond the limit: settle {count}."),
            )
        }),
        (facts.absent.len(), &|count| {
            lang.pick(
                format!("Đôn đốc {count} đơn vị còn thiếu báo cáo (thư mục nhac-nho)."),
                format!("Units to remind of a return: {count} (folder nhac-nho)."),
            )
        }),
        (usize::from(report.provisional && every_due), &|_| {
            let (vi, en) = match facts.absent.len() {
                0 => ("Chốt số liệu", "Close the figures"),
                _ => (
                    "Chốt số liệu hay chờ báo cáo còn thiếu",
                    "Close the figures, or wait for what is missing",
                ),
            };
            lang.pick(
                format!("{vi}: mọi kỳ báo cáo đã hết hạn."),
                format!("{en}: every collection is past its due date."),
            )
        }),
    ];
    let asked = asked.into_iter().filter(|(count, _)| *count > 0);
    let asked = asked.map(|(count, say)| say(many(count, lang)));
    let asked: Vec<String> = asked.take(MOST).collect();
    if asked.is_empty() {
        let nothing = lang.pick("Không có nội dung nào chờ quyết định.", "Nothing waits.");
        return vec![nothing.to_owned()];
    }
    asked
}
