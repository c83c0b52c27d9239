//! What leaders want to know in two minutes, the same in every report: one sentence, five figures,
//! who has not reported, who is short and by how much, what has changed, what is to be decided.
//!
//! In: a [`Report`]. Out: words and numbers. Decides nothing: counts what was assessed. Names no
//! person.

mod decide;
mod lists;
mod tiles;

use crate::assess::{Arrivals, Status};
use crate::campaign::{Measure, Scale, Target, Threshold, Unit, UnitType};
use crate::finding::collapse;
use crate::lang::{self, Lang};
use crate::report::Report;
use crate::report::figures::{self, StatusBar};
use crate::settle::FindingCounts;

pub(crate) use lists::{Line, List};
pub(crate) use tiles::{Mood, Subject, Tile};

/// How many figures stand on top.
pub(crate) const TILES: usize = 5;
/// How many lines a list has at most; how many more there are is said below.
pub(crate) const LINES: usize = 10;

/// What leaders want to know.
#[derive(Debug)]
pub(crate) struct Brief<'a> {
    /// How things stand, in one sentence.
    pub(crate) headline: String,
    /// At most [`TILES`] figures.
    pub(crate) tiles: Vec<Tile<'a>>,
    /// Who has not sent what is past its due date.
    pub(crate) absent: List<'a>,
    /// Who has not reached what the plan asks for first.
    pub(crate) short: List<'a>,
    /// What has changed since the run before.
    pub(crate) since: String,
    /// What is to be decided, at most three sentences.
    pub(crate) decide: Vec<String>,
    /// The target the plan is known by.
    pub(crate) featured: Option<Featured<'a>>,
    /// What of the files that were not replaced is still to be mended or explained.
    pub(crate) findings: FindingCounts,
}

impl<'a> Brief<'a> {
    /// Gathers it from a report.
    pub(crate) fn of(report: &Report<'a>) -> Self {
        let facts = Facts::gather(report);
        Self {
            headline: headline(report, &facts),
            tiles: tiles::tiles(report, &facts),
            since: since(report),
            decide: decide::decide(report, &facts),
            absent: facts.absent,
            short: facts.short,
            featured: facts.featured,
            findings: facts.findings,
        }
    }
}

/// What several parts of the brief speak of.
struct Facts<'a> {
    featured: Option<Featured<'a>>,
    absent: List<'a>,
    short: List<'a>,
    /// Units that must send something, or anything was asked of.
    units: usize,
    received: u32,
    expected: u32,
    findings: FindingCounts,
}

impl<'a> Facts<'a> {
    fn gather(report: &Report<'a>) -> Self {
        let featured = Featured::choose(report);
        let arrivals = || report.assessed.rates.iter().map(|rate| &rate.arrivals);
        Self {
            absent: lists::absent(report),
            short: lists::short(report, featured.as_ref()),
            featured,
            units: report.assessed.units.len(),
            received: arrivals().map(Arrivals::received).sum(),
            expected: arrivals().map(Arrivals::expected).sum(),
            findings: open_findings(report),
        }
    }
}

/// The findings of files that were not replaced, and of the lists beside them, collapsed.
fn open_findings(report: &Report<'_>) -> FindingCounts {
    let submissions = report.settled.submissions.iter();
    let of_files = submissions
        .filter(|one| one.is_current())
        .map(|one| FindingCounts::of(&collapse(&one.findings)));
    let of_lists = report.settled.findings.iter();
    let of_lists = of_lists.map(|(_, finding)| FindingCounts::of(std::slice::from_ref(finding)));
    of_files
        .chain(of_lists)
        .fold(FindingCounts::default(), |all, one| FindingCounts {
            error: all.error + one.error,
            query: all.query + one.query,
            note: all.note + one.note,
            explained: all.explained + one.explained,
            accepted: all.accepted + one.accepted,
        })
}

/// The target the plan is known by: the first that counts things and asks for a number of them,
/// else the first that asks for an amount of anything.
#[derive(Debug)]
pub(crate) struct Featured<'a> {
    /// Its place in the campaign.
    pub(crate) at: usize,
    pub(crate) target: &'a Target,
    /// The types of which it asks something, in the campaign's order, with how their units stand.
    pub(crate) types: Vec<TypeStanding<'a>>,
}

/// How the units of a type stand against a target.
#[derive(Debug)]
pub(crate) struct TypeStanding<'a> {
    pub(crate) unit_type: &'a UnitType,
    pub(crate) threshold: Threshold,
    /// Its units by status.
    pub(crate) bar: StatusBar<'a>,
}

impl<'a> Featured<'a> {
    fn choose(report: &Report<'a>) -> Option<Self> {
        let targets = report.campaign.targets.iter().enumerate();
        let amounts = targets.filter(|(_, one)| one.measure.scale() == Scale::Amount);
        let featured = amounts.filter_map(|(at, target)| {
            let types = standings(report, at, target);
            (!types.is_empty()).then_some(Self { at, target, types })
        });
        let mut featured: Vec<Self> = featured.collect();
        featured.sort_by_key(|one| !matches!(one.target.measure, Measure::CountKeys { .. }));
        featured.into_iter().next()
    }
}

/// How the units of each type stand, of those types of which a target asks a stated number.
fn standings<'a>(report: &Report<'a>, at: usize, target: &'a Target) -> Vec<TypeStanding<'a>> {
    let types = report.campaign.unit_types.iter();
    let standing = |unit_type: &'a UnitType| {
        let threshold = *target.binds.types.get(&unit_type.id)?;
        if !matches!(threshold, Threshold::AtLeast(_) | Threshold::AtMost(_)) {
            return None;
        }
        let is_of_type = |unit: &Unit| unit.unit_type == unit_type.id;
        let bar = figures::status_bar_of(report, (at, target), is_of_type);
        (bar.total() > 0).then_some(TypeStanding {
            unit_type,
            threshold,
            bar,
        })
    };
    types.filter_map(standing).collect()
}

/// How things stand, in one sentence: returns, the featured target, what is to be mended.
fn headline(report: &Report<'_>, facts: &Facts<'_>) -> String {
    let lang = report.lang;
    let mut parts = vec![about_returns(report, facts)];
    if let Some(featured) = &facts.featured {
        let heading = featured.target.heading.get(lang);
        let standings = featured.types.iter().map(|one| {
            let kind = one.unit_type.several.get(lang);
            let counts = [one.bar.count(Status::Met), one.bar.total()];
            let [met, bound] = counts.map(|count| many(count, lang));
            lang.pick(
                format!("{met}/{bound} {kind}"),
                format!("{met} of {bound} {kind}"),
            )
        });
        let standings = standings.collect::<Vec<_>>().join(", ");
        parts.push(lang.pick(
            format!("đã đạt chỉ tiêu “{heading}”: {standings}"),
            format!("“{heading}” met by {standings}"),
        ));
    }
    let errors = facts.findings.error;
    parts.push(match errors {
        0 => lang
            .pick("không còn nội dung phải sửa", "nothing is left to mend")
            .to_owned(),
        errors => lang.pick(
            format!("còn {} nội dung phải sửa", many(errors, lang)),
            format!("{} left to mend", counted(errors, "error", lang)),
        ),
    });
    format!("{}.", parts.join("; "))
}

fn about_returns(report: &Report<'_>, facts: &Facts<'_>) -> String {
    let lang = report.lang;
    let (absent, units) = (many(facts.absent.len(), lang), many(facts.units, lang));
    let (received, expected) = (many(facts.received, lang), many(facts.expected, lang));
    let any_due = report.collections().any(|one| one.due_passed(report.as_of));
    if !any_due {
        return lang.pick(
            format!("Đã nhận {received}/{expected} báo cáo"),
            format!("{received} of {expected} returns received"),
        );
    }
    match facts.absent.len() {
        0 if facts.received < facts.expected => lang.pick(
            format!("Không có báo cáo quá hạn, đã nhận {received}/{expected} báo cáo"),
            format!("No return is overdue, {received} of {expected} received"),
        ),
        0 => lang
            .pick(
                "Đã nhận đủ báo cáo đến hạn của tất cả các đơn vị",
                "Every return that is due has been received",
            )
            .to_owned(),
        _ => lang.pick(
            format!("{absent}/{units} đơn vị còn thiếu báo cáo dùng được (đã đến hạn)"),
            match facts.absent.len() {
                1 => format!("1 of {units} units lacks a usable return that is due"),
                _ => format!("{absent} of {units} units lack a usable return that is due"),
            },
        ),
    }
}

/// What has changed since the run before.
fn since(report: &Report<'_>) -> String {
    let lang = report.lang;
    let Some(changes) = &report.assessed.over_time.changes else {
        return lang
            .pick(
                "Chưa có lần tổng hợp trước để so sánh.",
                "There is no earlier run to compare with.",
            )
            .to_owned();
    };
    let is_met = |status: Status| status == Status::Met;
    let turned = |to_met: bool| {
        let results = changes.results.iter();
        results
            .filter(|one| is_met(one.now.status) == to_met && is_met(one.before.status) != to_met)
            .count()
    };
    let missed = changes
        .results
        .iter()
        .filter(|one| one.now.status == Status::NotMet && one.before.status != Status::NotMet);
    let counts = [turned(true), turned(false), missed.count()];
    let [gained, lost, missed] = counts.map(|count| many(count, lang));
    let day = lang::date(changes.since);
    let mut text = lang.pick(
        format!("So với ngày {day}: thêm {gained} lượt đơn vị đạt chỉ tiêu, {lost} lượt không còn đạt; {missed} lượt mới thành chưa đạt."),
        format!("Against {day} (day/month/year): {gained} more targets met by units, {lost} no longer met; {missed} newly not met."),
    );
    let after_closing = changes.after_closing.len();
    if after_closing > 0 {
        text.push_str(&lang.pick(
            format!(" {after_closing} số liệu đã chốt có thay đổi: xem trang “Thay đổi”."),
            format!(" {after_closing} closed figures have changed: see the sheet “Changes”."),
        ));
    }
    text
}

/// So many things, in English with their name in the number they have.
pub(crate) fn counted(count: impl TryInto<u32>, one: &str, lang: Lang) -> String {
    let count = count.try_into().unwrap_or(u32::MAX);
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", many(count, lang))
}

/// A number of things, with a sign between its thousands.
pub(crate) fn many(count: impl TryInto<u32>, lang: Lang) -> String {
    lang::number(count.try_into().unwrap_or(u32::MAX).into(), lang)
}

#[cfg(test)]
mod tests;
