//! A reminder for each unit that owes something, ready to be pasted into a message.
//!
//! In: a report. Out: `CODE.txt` for each such unit, and a list of whom to call: returns that are
//! due, files that could not be used, what is to be mended, what is missing from targets. The texts
//! name no person. Nobody is reminded for a unit that no longer exists.

use std::fs;
use std::path::Path;

use super::shortfall::{self, Shortfall};
use super::workbook::addresses;
use super::{Report, WriteError, notepad, words, writing};
use crate::assess::{Interval, Reason, Status, TargetResult};
use crate::campaign::{Collection, Measure, Scale, Unit};
use crate::finding::{Code, collapse};
use crate::id::UnitCode;
use crate::lang::{self, Lang};
use crate::settle::{FindingCounts, Return, Submission};

/// The list of whom to call.
const ADDRESSES: &str = "danh-sach.xlsx";

/// What one unit is reminded of.
#[derive(Debug)]
pub struct Reminder<'r> {
    /// The unit.
    pub unit: &'r Unit,
    /// What it owes, a sentence each; never empty.
    pub items: Vec<String>,
    /// The same by its kind, in fewer words, for a list.
    pub(crate) debts: Vec<(Debt, String)>,
}

/// What a unit can owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Debt {
    /// A return, or one that can be used.
    Return,
    /// Cells of a return to be mended or explained.
    Cells,
    /// Something towards a target.
    Target,
}

/// The reminders of all units that owe something, by the register.
#[must_use]
pub fn gather<'r>(report: &Report<'r>) -> Vec<Reminder<'r>> {
    let units = report.assessed.units.iter();
    let reminder = |(code, results): &'r (UnitCode, Vec<TargetResult>)| {
        let unit = report.campaign.unit(code)?;
        if !unit.valid_on(report.as_of) {
            return None;
        }
        let owed = owed(report, unit, results);
        let debts = owed.iter().map(|one| (one.debt, one.short.clone()));
        let debts = debts.collect();
        let items: Vec<String> = owed.into_iter().map(|one| one.text).collect();
        (!items.is_empty()).then_some(Reminder { unit, items, debts })
    };
    units.filter_map(reminder).collect()
}

/// Writes the reminders into a folder of their own, with the list of whom to call.
///
/// # Errors
/// [`WriteError`] where the folder or a file cannot be written.
pub fn write(report: &Report<'_>, folder: &Path) -> Result<(), WriteError> {
    writing(folder, || fs::create_dir_all(folder))?;
    let reminders = gather(report);
    for one in &reminders {
        let path = folder.join(format!("{}.txt", one.unit.code));
        writing(&path, || fs::write(&path, notepad(&text(report, one))))?;
    }
    let list = folder.join(ADDRESSES);
    writing(&list, || addresses::write(report, &reminders, &list))
}

/// Something a unit owes.
struct Owed {
    debt: Debt,
    /// What it is asked, with how to do it.
    text: String,
    /// What it is asked.
    short: String,
}

impl Owed {
    fn a_return(text: String) -> Self {
        let (debt, short) = (Debt::Return, text.clone());
        Self { debt, text, short }
    }
}

/// What one unit owes.
fn owed(report: &Report<'_>, unit: &Unit, results: &[TargetResult]) -> Vec<Owed> {
    let of_returns = report.collections().filter_map(|collection| {
        let key = (unit.code.clone(), collection.id.clone());
        let one = report.settled.returns.get(&key)?;
        about_return(report, unit, collection, one)
    });
    let of_targets = report.campaign.targets.iter().zip(results);
    let of_targets = of_targets.filter_map(|(target, result)| {
        let one = Shortfall {
            unit,
            target,
            result,
        };
        about_target(report, &one)
    });
    of_returns.chain(of_targets).collect()
}

/// A reminder as it is sent.
fn text(report: &Report<'_>, reminder: &Reminder<'_>) -> String {
    let lang = report.lang;
    let Unit { name, code, .. } = reminder.unit;
    let (plan, day) = (report.campaign.titles.get(lang), lang::date(report.as_of));
    let owner = &report.campaign.owner;
    let opening = lang.pick(
        format!("{owner}\n\nKính gửi: {name} ({code})\n\nNội dung: {plan} (tính đến ngày {day}).\n\nĐề nghị đơn vị:\n\n"),
        format!("{owner}\n\nTo: {name} ({code})\n\nOn: {plan} (as of {day}).\n\nYou are asked to:\n\n"),
    );
    let closing = lang.pick(
        format!("Nếu đơn vị đã gửi hoặc đã sửa sau ngày {day}, xin bỏ qua nội dung tương ứng.\n\nTrân trọng cảm ơn."),
        format!("Please disregard what was sent or mended after {day}.\n\nThank you."),
    );
    let items = (1..).zip(&reminder.items);
    let items: Vec<String> = items
        .map(|(number, item)| format!("{number}. {item}\n"))
        .collect();
    format!("{opening}{}\n{closing}\n", items.concat())
}

/// What a unit is asked about one return; none where it is in order, or not due yet.
fn about_return(
    report: &Report<'_>,
    unit: &Unit,
    collection: &Collection,
    one: &Return,
) -> Option<Owed> {
    let lang = report.lang;
    let title = collection.titles.get(lang);
    if let Some(counting) = one.counting {
        let submission = &report.settled.submissions[counting];
        return to_mend(report, submission, (unit, collection));
    }
    let overdue = overdue(report, collection, one);
    let files = unusable(report, unit, collection);
    if !files.is_empty() {
        let again = lang.pick(
            format!("Gửi lại “{title}”{overdue}: {files}."),
            format!("Send “{title}” again{overdue}: {files}."),
        );
        return Some(Owed::a_return(again));
    }
    one.overdue.then(|| {
        let send = lang.pick(
            format!("Gửi “{title}”{overdue}."),
            format!("Send “{title}”{overdue}."),
        );
        Owed::a_return(send)
    })
}

/// So many items, in English.
fn items_of(count: u32) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} item{plural}")
}

/// The last good day and how long ago it was, in brackets; nothing where it is still to come.
fn overdue(report: &Report<'_>, collection: &Collection, one: &Return) -> String {
    let Some(due) = collection.last_good_day.filter(|_| one.overdue) else {
        return String::new();
    };
    let days = (report.as_of - due).num_days();
    let due = lang::date(due);
    report.lang.pick(
        format!(" (hạn nộp {due}, đã quá hạn {days} ngày)"),
        format!(" (the last good day was {due}, {days} days ago)"),
    )
}

/// What is to be mended and explained in a return that counts.
fn to_mend(
    report: &Report<'_>,
    submission: &Submission,
    (unit, collection): (&Unit, &Collection),
) -> Option<Owed> {
    let title = collection.titles.get(report.lang);
    let counts = FindingCounts::of(&collapse(&submission.findings));
    let (errors, queries) = (counts.error, counts.query);
    let lang = report.lang;
    let what = match (errors, queries) {
        (0, 0) => return None,
        (_, 0) => lang.pick(
            format!("Sửa {errors} nội dung"),
            format!("Mend {}", items_of(errors)),
        ),
        (0, _) => lang.pick(
            format!("Làm rõ {queries} nội dung"),
            format!("Clear up {}", items_of(queries)),
        ),
        _ => lang.pick(
            format!("Sửa {errors} nội dung, làm rõ {queries} nội dung"),
            format!("Mend {} and clear up {queries}", items_of(errors)),
        ),
    };
    let short = lang.pick(
        format!("{what} trong “{title}”."),
        format!("{what} in “{title}”."),
    );
    let how = how_to_mend(report, (unit, collection));
    let text = lang.pick(
        format!("{what} trong “{title}”: {how}."),
        format!("{what} in “{title}”: {how}."),
    );
    let debt = Debt::Cells;
    Some(Owed { debt, text, short })
}

/// Where a unit mends, and what it sends back. Who added runs up has marked no return, and cannot
/// know whether the office that received it did.
fn how_to_mend(report: &Report<'_>, (unit, collection): (&Unit, &Collection)) -> String {
    if report.is_of_runs() {
        return report.lang.pick(
            "sửa ngay trong phiếu rà soát của nơi nhận báo cáo (nếu chưa có phiếu thì sửa trong báo cáo đã gửi) rồi gửi lại nơi đó",
            "mend the marked return of the office that received it (or, without one, the return itself) and send that back there",
        ).to_owned();
    }
    let marked = super::marked::file_name(unit, collection);
    report.lang.pick(
        format!("sửa ngay trong phiếu rà soát gửi kèm ({marked}) rồi gửi lại phiếu đó"),
        format!("mend the marked return that comes with this ({marked}) and send that back"),
    )
}

/// The files that came for a collection, or for one they do not tell, and could not be used, each
/// with the reason and what to do.
fn unusable(report: &Report<'_>, unit: &Unit, collection: &Collection) -> String {
    let lang = report.lang;
    let of_it = report.settled.submissions.iter().filter(|one| {
        let is_for_it = one
            .collection
            .as_ref()
            .is_none_or(|id| *id == collection.id);
        let is_left_out = one.rule == Some(Code::AfterAsOf.as_str());
        one.unit.as_ref() == Some(&unit.code) && is_for_it && one.is_current() && !is_left_out
    });
    let file = |one: &Submission| {
        let name = one.file.rsplit('/').next().unwrap_or(&one.file);
        let reason = match one.rule {
            Some(rule) => words::submission_rule(rule, lang),
            None => words::submission_state(one.state, lang),
        };
        let reason = uncapitalised(reason);
        let mut findings = one.findings.iter();
        let decisive = findings.find(|one_of| Some(one_of.fault.code().as_str()) == one.rule);
        let help = decisive.map_or_else(String::new, |finding| asked(&finding.help(lang)));
        let help = help.trim_end_matches('.');
        let stop = if help.is_empty() { "" } else { "; " };
        lang.pick(
            format!("tệp {name} chưa dùng được ({reason}){stop}{help}"),
            format!("{name} cannot be used ({reason}){stop}{help}"),
        )
    };
    of_it.map(file).collect::<Vec<_>>().join("; ")
}

/// What is asked, within a sentence that asks already.
fn asked(text: &str) -> String {
    uncapitalised(text.strip_prefix("Đề nghị ").unwrap_or(text))
}

/// A sentence within another.
fn uncapitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(letters).collect()
}

/// What a unit is asked about a target that it surely misses and can still reach.
fn about_target(report: &Report<'_>, one: &Shortfall<'_>) -> Option<Owed> {
    let result = one.result;
    let is_amount = matches!(
        result.reason,
        Reason::BelowThreshold | Reason::AboveThreshold
    );
    let can_be_reached = one.target.measure != Measure::OnTime;
    if result.status != Status::NotMet || !is_amount || !can_be_reached {
        return None;
    }
    let title = one.target.titles.get(report.lang);
    let figures = shortfall::in_words(report, one);
    let figures: Vec<String> = figures.split(". ").map(uncapitalised).collect();
    let figures = figures.join("; ");
    let advice = asked(&shortfall::advice(report, one, ""));
    let range = result
        .figure
        .and_then(|figure| in_doubt(one.target.measure.scale(), figure, report.lang));
    let range = range.unwrap_or_default();
    let short = report.lang.pick(
        format!("Chỉ tiêu “{title}” chưa đạt ({figures})."),
        format!("The target “{title}” is not met ({figures})."),
    );
    let text = report.lang.pick(
        format!("Chỉ tiêu “{title}” chưa đạt ({figures}): {advice}{range}"),
        format!("The target “{title}” is not met ({figures}): {advice}{range}"),
    );
    let debt = Debt::Target;
    Some(Owed { debt, text, short })
}

/// What the two ends of a figure mean; none where they are one.
fn in_doubt(scale: Scale, figure: Interval, lang: Lang) -> Option<String> {
    let high = figure.high.filter(|high| *high > figure.low)?;
    let shown = |number| {
        let high = Some(number);
        words::figure(scale, Interval { low: number, high }, lang)
    };
    let (low, high) = (shown(figure.low), shown(high));
    Some(lang.pick(
        format!(" Chắc chắn có {low}, nhiều nhất {high} khi các ô còn nghi vấn được làm rõ."),
        format!(" {low} are certain, {high} at most once the cells in doubt are cleared up."),
    ))
}

#[cfg(test)]
mod tests {
    use super::{asked, uncapitalised};

    #[test]
    fn what_is_asked_already_is_not_asked_again() {
        let check = |text: &str, expected: &str| assert_eq!(asked(text), expected);
        check("Đề nghị bỏ mật khẩu và gửi lại.", "bỏ mật khẩu và gửi lại.");
        check("Đính kèm bản gốc.", "đính kèm bản gốc.");
        check("", "");
        assert_eq!(uncapitalised("Ước tính"), "ước tính");
    }
}
