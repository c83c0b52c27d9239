//! Who has not reported, and who is short of what the plan asks for first.

use super::{Featured, counted, many};
use crate::assess::{Status, TargetResult};
use crate::campaign::{Collection, Unit};
use crate::lang::Lang;
use crate::report::shortfall::{Missing, Shortfall, amount_missing};
use crate::report::{Report, words};
use crate::settle::Return;

/// Units, those that matter most first.
#[derive(Debug)]
pub(crate) struct List<'a> {
    /// What it lists.
    pub(crate) title: String,
    /// What is said where it is empty.
    pub(crate) none: &'static str,
    /// All of them; reports show the first [`super::LINES`].
    pub(crate) lines: Vec<Line<'a>>,
}

/// One unit.
#[derive(Debug)]
pub(crate) struct Line<'a> {
    pub(crate) unit: &'a Unit,
    /// What of it is missing, in a phrase.
    pub(crate) what: String,
}

impl<'a> List<'a> {
    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// The lines that are shown, and what is said of the others, if there are any.
    pub(crate) fn shown(&self, report: &Report<'_>) -> (&[Line<'a>], Option<String>) {
        let shown = &self.lines[..self.len().min(super::LINES)];
        let beyond = self.len() - shown.len();
        let lang = report.lang;
        let rest = (beyond > 0).then(|| {
            let beyond = many(beyond, lang);
            lang.pick(
                format!("… còn {beyond} đơn vị"),
                format!("… and {beyond} more"),
            )
        });
        (shown, rest)
    }
}

/// The units of which a return is overdue, those that owe most for the longest time first.
pub(super) fn absent<'a>(report: &Report<'a>) -> List<'a> {
    let lang = report.lang;
    let mut found: Vec<(usize, i64, Line<'a>)> = Vec::new();
    for (code, _) in &report.assessed.units {
        let Some(unit) = report.campaign.unit(code) else {
            continue;
        };
        let overdue: Vec<(&Collection, &Return)> = report
            .collections()
            .filter_map(|collection| {
                let key = (code.clone(), collection.id.clone());
                let one = report.settled.returns.get(&key)?;
                one.overdue.then_some((collection, one))
            })
            .collect();
        let last_days = overdue.iter().filter_map(|(one, _)| one.last_good_day);
        let Some(first) = last_days.min() else {
            continue;
        };
        let days = (report.as_of - first).num_days();
        let unusable = overdue.iter().filter(|(_, one)| one.any_file);
        let what = owed(overdue.len(), unusable.count(), days, lang);
        found.push((overdue.len(), days, Line { unit, what }));
    }
    // Stable: units that owe as much stay in the register's order.
    found.sort_by_key(|one| std::cmp::Reverse((one.0, one.1)));
    List {
        title: lang
            .pick(
                "Chưa có báo cáo dùng được; quá hạn lâu nhất",
                "No usable return; longest overdue",
            )
            .to_owned(),
        none: lang.pick(
            "Báo cáo đến hạn của mọi đơn vị đều dùng được.",
            "Every unit’s returns that are due can be used.",
        ),
        lines: found.into_iter().map(|one| one.2).collect(),
    }
}

/// How many returns are owed, how many of them came but cannot be used, and how late the oldest is.
fn owed(count: usize, unusable: usize, days: i64, lang: Lang) -> String {
    let sent = match unusable {
        0 => String::new(),
        all if all == count => lang.pick(" (đã gửi)", " (sent)").to_owned(),
        some => lang.pick(format!(" (đã gửi {some})"), format!(" ({some} sent)")),
    };
    lang.pick(
        format!("{count} báo cáo{sent}, {days} ngày"),
        format!(
            "{}{sent}, {}",
            counted(count, "return", lang),
            counted(days, "day", lang)
        ),
    )
}

/// The units that have not reached the featured target; where there is none, those that have missed
/// most targets.
pub(super) fn short<'a>(report: &Report<'a>, featured: Option<&Featured<'a>>) -> List<'a> {
    match featured {
        Some(featured) => short_of(report, featured),
        None => behind(report),
    }
}

fn short_of<'a>(report: &Report<'a>, featured: &Featured<'a>) -> List<'a> {
    let lang = report.lang;
    let target = featured.target;
    let mut found: Vec<(bool, f64, Line<'a>)> = Vec::new();
    for (code, results) in &report.assessed.units {
        let known = report.campaign.unit(code).zip(results.get(featured.at));
        let Some((unit, result)) = known.filter(|(_, result)| is_short(result)) else {
            continue;
        };
        let one = Shortfall {
            unit,
            target,
            result,
        };
        let missing = amount_missing(&one);
        let most = missing.as_ref().map_or(0.0, |missing| {
            let (Missing::Below(amount) | Missing::Above(amount)) = missing;
            amount.high.unwrap_or(f64::INFINITY)
        });
        let what = match &missing {
            _ if result.status == Status::NoReturn => {
                words::status(Status::NoReturn, lang).to_lowercase()
            }
            _ if result.figure.is_some_and(|figure| figure.high.is_none()) => {
                words::status(Status::Undecided, lang).to_lowercase()
            }
            Some(Missing::Below(amount)) => {
                let amount = words::figure(target.measure.scale(), *amount, lang);
                lang.pick(format!("còn thiếu {amount}"), format!("short by {amount}"))
            }
            Some(Missing::Above(amount)) => {
                let amount = words::figure(target.measure.scale(), *amount, lang);
                lang.pick(format!("vượt {amount}"), format!("above by {amount}"))
            }
            None => words::status(result.status, lang).to_lowercase(),
        };
        let known = result
            .figure
            .filter(|figure| figure.low > 0.0 || figure.high.is_some());
        let figure = known.map(|figure| words::figure(target.measure.scale(), figure, lang));
        let what = match (figure, result.threshold()) {
            (Some(figure), Some(required)) if result.status != Status::NoReturn => {
                format!("{figure}/{}: {what}", crate::lang::number(required, lang))
            }
            _ => what,
        };
        let is_open = result.status != Status::NotMet;
        found.push((is_open, most, Line { unit, what }));
    }
    // Those that have surely missed it first, and of either those that lack most.
    found.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    let heading = target.heading.get(lang);
    List {
        title: lang.pick(
            format!("Chưa đạt hoặc chưa đủ căn cứ: “{heading}”"),
            format!("Not met or undecided: “{heading}”"),
        ),
        none: lang.pick("Mọi đơn vị đều đã đạt.", "Every unit has met it."),
        lines: found.into_iter().map(|one| one.2).collect(),
    }
}

/// Whether something is still to be reached, whatever the reason.
fn is_short(result: &TargetResult) -> bool {
    !matches!(
        result.status,
        Status::Met | Status::NotApplicable | Status::Watched
    )
}

fn behind<'a>(report: &Report<'a>) -> List<'a> {
    let lang = report.lang;
    let missed = |results: &[TargetResult]| {
        let statuses = results.iter().map(|one| one.status);
        statuses
            .filter(|one| matches!(one, Status::NotMet | Status::NoReturn))
            .count()
    };
    let units = report.assessed.units.iter();
    let mut found: Vec<(usize, &'a Unit)> = units
        .map(|(code, results)| (missed(results), code))
        .filter(|(missed, _)| *missed > 0)
        .filter_map(|(missed, code)| Some((missed, report.campaign.unit(code)?)))
        .collect();
    found.sort_by_key(|one| std::cmp::Reverse(one.0));
    let lines = found.into_iter().map(|(missed, unit)| Line {
        unit,
        what: lang.pick(
            format!("{missed} chỉ tiêu chưa đạt"),
            format!("{} missed", counted(missed, "target", lang)),
        ),
    });
    List {
        title: lang
            .pick("Còn chỉ tiêu chưa đạt", "Targets missed")
            .to_owned(),
        none: lang.pick(
            "Không đơn vị nào có chỉ tiêu chưa đạt.",
            "No unit has missed a target.",
        ),
        lines: lines.collect(),
    }
}
