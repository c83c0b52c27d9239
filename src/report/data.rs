//! The data files of a run: `summary.json`, `findings.jsonl`, `repairs.jsonl`.
//!
//! Their shape is a contract; `schemas/outputs/summary.json` describes the first. Personal values
//! are left out: their address stands in their place.

mod layout;
mod scores;
mod submission;

use std::io::Write;

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _};
use serde::{Serialize, Serializer};
use serde_json::value::to_raw_value;
use serde_json::{Value, json};

pub use crate::assess::SCHEMA_VERSION;

use super::Report;
use crate::assess::{Arrival, ChangeAfterClosing, GroupRate, Interval, Rate, TargetResult};
use crate::finding::{self, Finding, Personal};
use crate::id::{BlockId, CollectionId, TargetId, UnitCode};
use crate::lang::Lang;
use crate::score::UnitScore;
use crate::settle::Submission;
use submission::SubmissionEntry;

/// Writes `summary.json`.
///
/// # Errors
/// serde's error where the file cannot be written.
pub fn summary(report: &Report<'_>, mut to: impl Write) -> serde_json::Result<()> {
    layout::write(&Summary(report), &mut to)?;
    end_line(to)
}

/// What `summary.json` holds. Of its lists no more is made at a time than is written at once.
struct Summary<'r>(&'r Report<'r>);

impl Serialize for Summary<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let (campaign, assessed) = (report.campaign, report.assessed);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("schema_version", &SCHEMA_VERSION)?;
        map.serialize_entry("campaign", &campaign.id)?;
        map.serialize_entry("collections", &Each(|| collections(report)))?;
        map.serialize_entry("as_of", &report.as_of.to_string())?;
        map.serialize_entry("provisional", &report.provisional)?;
        if !report.parts.is_empty() {
            map.serialize_entry("runs", report.parts)?;
        }
        map.serialize_entry("rates", &Each(|| assessed.rates.iter().map(rate)))?;
        map.serialize_entry("rates_by", &Each(|| assessed.rates_by.iter().map(rate_by)))?;
        map.serialize_entry("totals", &Each(|| assessed.totals.iter().map(total)))?;
        let checks = report.settled.checks(campaign);
        let submission = |one| Some(SubmissionEntry::new(one, checks.coverage(one)));
        let submissions = &report.settled.submissions;
        map.serialize_entry("submissions", &SideBySide(submissions, submission))?;
        let units: Vec<_> = assessed.units.iter().zip(report.scores).collect();
        let unit = |&(of_unit, score): &(_, _)| UnitEntry::new(report, of_unit, score);
        map.serialize_entry("units", &SideBySide(&units, unit))?;
        if let Some(changes) = &assessed.over_time.changes {
            let listed = || changes.after_closing.iter().map(change_after_closing);
            map.serialize_entry("changes_after_closing", &Each(listed))?;
        }
        if !campaign.quotas.is_empty() {
            map.serialize_entry("quotas", &Each(|| scores::quotas(report)))?;
        }
        map.end()
    }
}

/// The values that an iterator gives, as a list.
struct Each<F>(F);

impl<V: Serialize, I: Iterator<Item = V>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

/// What values give, as a list: many, which are made and put into words side by side.
struct SideBySide<'s, T, F>(&'s [T], F);

impl<'s, T, V, F> Serialize for SideBySide<'s, T, F>
where
    T: Sync,
    V: Serialize,
    F: Fn(&'s T) -> Option<V> + Sync,
{
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        /// So many are in memory at a time.
        const SOME: usize = 256;
        let mut list = to.serialize_seq(None)?;
        for some in self.0.chunks(SOME) {
            let entry = |one| (self.1)(one).map(|entry| to_raw_value(&entry));
            let entries = some.par_iter().filter_map(entry);
            let entries: Result<Vec<_>, _> = entries.collect();
            for entry in entries.map_err(S::Error::custom)? {
                list.serialize_element(&entry)?;
            }
        }
        list.end()
    }
}

fn collections<'r>(report: &'r Report<'r>) -> impl Iterator<Item = Value> {
    let collections = report.collections();
    collections.map(|one| json!({ "id": one.id.as_str(), "closed": one.closed }))
}

fn rate(rate: &Rate) -> Value {
    json!({
        "collection": rate.collection.as_str(),
        "expected": rate.arrivals.expected(),
        "received": rate.arrivals.received(),
        "on_time": rate.arrivals.at(Arrival::OnTime),
        "on_time_unknown": rate.arrivals.at(Arrival::DayUnknown),
    })
}

fn rate_by(rate: &GroupRate) -> Value {
    json!({
        "collection": rate.collection.as_str(),
        "by": rate.group.by().as_str(),
        "id": rate.group.id(),
        "expected": rate.arrivals.expected(),
        "received": rate.arrivals.received(),
        "on_time": rate.arrivals.at(Arrival::OnTime),
        "on_time_unknown": rate.arrivals.at(Arrival::DayUnknown),
        "overdue": rate.arrivals.overdue(),
    })
}

fn total((target, total): &(TargetId, Interval)) -> Value {
    json!({
        "target": target.as_str(),
        "low": Figure(total.low),
        "high": total.high.map(Figure),
    })
}

/// A closed figure that is no longer what it was when it was closed.
fn change_after_closing(change: &ChangeAfterClosing) -> Value {
    let figure = |figure: Interval| {
        json!({
            "low": Figure(figure.low),
            "high": figure.high.map(Figure),
        })
    };
    json!({
        "target": change.target.as_str(),
        "unit": change.unit.as_ref().map(UnitCode::as_str),
        "closed_as_of": change.closed_at.to_string(),
        "before": change.before.map(figure),
        "now": change.now.map(figure),
    })
}

/// A number, whole ones without a fraction.
struct Figure(f64);

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        /// Below 2^53 a whole f64 is an exact whole number.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "checked to be whole and small enough"
            )]
            to.serialize_i64(self.0 as i64)
        } else {
            to.serialize_f64(self.0)
        }
    }
}

/// What the summary says of a unit.
#[derive(Serialize)]
struct UnitEntry<'r> {
    code: &'r str,
    name: &'r str,
    r#type: &'r str,
    block: Option<&'r str>,
    collections: Vec<CollectionEntry<'r>>,
    targets: Vec<TargetEntry<'r>>,
    score: Option<scores::ScoreEntry<'r>>,
    rank: Option<scores::RankEntry>,
}

#[derive(Serialize)]
struct CollectionEntry<'r> {
    id: &'r str,
    received: bool,
    on_time: Option<bool>,
    overdue: bool,
}

#[derive(Serialize)]
struct TargetEntry<'r> {
    id: &'r str,
    status: &'static str,
    low: Option<Figure>,
    high: Option<Figure>,
    threshold: Option<Figure>,
    reason: &'static str,
}

impl<'r> UnitEntry<'r> {
    fn new(
        report: &'r Report<'r>,
        (code, results): &'r (UnitCode, Vec<TargetResult>),
        score: &'r UnitScore,
    ) -> Option<Self> {
        let unit = report.campaign.unit(code)?;
        let returns = &report.settled.returns;
        let collections = report.collections().filter_map(|collection| {
            let one = returns.get(&(code.clone(), collection.id.clone()))?;
            Some(CollectionEntry {
                id: collection.id.as_str(),
                received: one.first.is_some(),
                on_time: one.on_time,
                overdue: one.overdue,
            })
        });
        let targets = report.campaign.targets.iter().zip(results);
        let targets = targets.map(|(target, result)| TargetEntry {
            id: target.id.as_str(),
            status: result.status.as_str(),
            low: result.figure.map(|figure| Figure(figure.low)),
            high: result.figure.and_then(|figure| figure.high).map(Figure),
            threshold: result.threshold().map(Figure),
            reason: result.reason.as_str(),
        });
        Some(Self {
            code: code.as_str(),
            name: &unit.name,
            r#type: unit.unit_type.as_str(),
            block: unit.block.as_ref().map(BlockId::as_str),
            collections: collections.collect(),
            targets: targets.collect(),
            score: scores::ScoreEntry::new(score, report.campaign),
            rank: scores::RankEntry::new(score),
        })
    }
}

/// Writes `findings.jsonl`: a collapsed finding a line, in the order of files.
///
/// # Errors
/// As [`summary`].
pub fn findings(report: &Report<'_>, mut to: impl Write) -> serde_json::Result<()> {
    findings_of(&report.settled.submissions, report.lang, &mut to)?;
    for (file, finding) in &report.settled.findings {
        line(&mut to, &FindingLine::new(file, finding, report.lang))?;
    }
    Ok(())
}

/// The same lines for the findings of some files.
///
/// # Errors
/// As [`summary`].
pub fn findings_of(
    submissions: &[Submission],
    lang: Lang,
    mut to: impl Write,
) -> serde_json::Result<()> {
    for submission in submissions {
        let (unit, collection) = (submission.unit.as_ref(), submission.collection.as_ref());
        for finding in finding::collapse(&submission.findings) {
            let finding = FindingLine {
                unit: unit.map(UnitCode::as_str),
                collection: collection.map(CollectionId::as_str),
                ..FindingLine::new(&submission.file, &finding, lang)
            };
            line(&mut to, &finding)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct FindingLine<'a> {
    code: &'static str,
    severity: &'static str,
    state: &'static str,
    unit: Option<&'a str>,
    collection: Option<&'a str>,
    file: &'a str,
    sheet: Option<String>,
    range: Option<String>,
    form: Option<String>,
    field: Option<String>,
    value: Option<String>,
    message: String,
    help: String,
}

impl<'a> FindingLine<'a> {
    fn new(file: &'a str, finding: &Finding, lang: Lang) -> Self {
        let place = &finding.place;
        Self {
            code: finding.fault.code().as_str(),
            severity: finding.severity.as_str(),
            state: finding.state.as_str(),
            unit: None,
            collection: None,
            file,
            sheet: place.sheet.as_ref().map(ToString::to_string),
            range: place.range.map(|range| range.to_string()),
            form: place.form.as_ref().map(ToString::to_string),
            field: place.field.as_ref().map(ToString::to_string),
            value: finding.shown_value(Personal::Hidden).map(str::to_owned),
            message: finding.message(lang, Personal::Hidden),
            help: finding.help(lang),
        }
    }
}

/// Writes `repairs.jsonl`: an entry of the ledger a line, in the order of files and places; see
/// [`finding::collapse_repairs`] for what one entry is.
///
/// # Errors
/// As [`summary`].
pub fn repairs(report: &Report<'_>, mut to: impl Write) -> serde_json::Result<()> {
    for submission in &report.settled.submissions {
        for repair in finding::collapse_repairs(&submission.repairs) {
            let shown = !repair.personal;
            let entry = RepairLine {
                rule: repair.rule.as_str(),
                unit: submission.unit.as_ref().map(UnitCode::as_str),
                file: &submission.file,
                sheet: &repair.sheet,
                range: repair.range.to_string(),
                form: repair.form.as_str(),
                field: repair.field.as_str(),
                before: shown.then_some(repair.before.as_str()),
                after: shown.then_some(repair.after.as_str()),
                count: repair.count,
            };
            line(&mut to, &entry)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct RepairLine<'a> {
    rule: &'static str,
    unit: Option<&'a str>,
    file: &'a str,
    sheet: &'a str,
    range: String,
    form: &'a str,
    field: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    count: u32,
}

/// Writes a value as indented JSON with a line end.
///
/// # Errors
/// As [`summary`].
pub fn pretty(value: &Value, mut to: impl Write) -> serde_json::Result<()> {
    serde_json::to_writer_pretty(&mut to, value)?;
    end_line(to)
}

fn line(mut to: impl Write, value: &impl Serialize) -> serde_json::Result<()> {
    serde_json::to_writer(&mut to, value)?;
    end_line(to)
}

fn end_line(mut to: impl Write) -> serde_json::Result<()> {
    to.write_all(b"\n").map_err(serde_json::Error::io)
}
