//! The figures on top.

use super::{Facts, Featured, TILES, TypeStanding, counted, many};
use crate::assess::{Interval, Status};
use crate::campaign::{Measure, Target, UnitType};
use crate::lang::Lang;
use crate::report::figures::{BANDS, StatusBar, status_bar};
use crate::report::{Report, words};

/// One figure.
#[derive(Debug)]
pub(crate) struct Tile<'a> {
    /// What it counts, for whoever can count it again.
    pub(crate) subject: Subject<'a>,
    /// As people see it: `246/276`.
    pub(crate) figure: String,
    /// What it is.
    pub(crate) caption: String,
    /// What else must be known of it; empty where nothing must.
    pub(crate) detail: String,
    pub(crate) mood: Mood,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Subject<'a> {
    /// Returns received of those expected, over all collections.
    Returns,
    /// Units that met the target at this place, of those of a type, or of all.
    Met {
        at: usize,
        kind: Option<&'a UnitType>,
        /// So many have met it, of so many.
        counts: [u32; 2],
    },
    /// The figure of the target at this place over all units.
    Total(usize),
    /// Open errors and queries.
    Open,
}

/// Whether a figure is as one would wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// All is reached.
    Good,
    /// Something is surely missed.
    Bad,
    /// Something is open.
    Open,
    /// It is neither.
    Plain,
}

/// The figures, the most important first.
pub(super) fn tiles<'a>(report: &Report<'a>, facts: &Facts<'a>) -> Vec<Tile<'a>> {
    let mut tiles = vec![returns(report, facts)];
    if let Some(featured) = &facts.featured {
        let of_types = featured.types.iter().take(2);
        tiles.extend(of_types.map(|one| met_of_type(report, featured, one)));
        tiles.extend(total(report, featured.at, featured.target));
    }
    let featured = facts.featured.as_ref().map(|one| one.at);
    let mut others = report.campaign.targets.iter().enumerate();
    while tiles.len() < TILES - 1 {
        let Some((at, target)) = others.next() else {
            break;
        };
        if Some(at) != featured {
            tiles.extend(met_of_all(report, at, target));
        }
    }
    tiles.push(open(report, facts));
    tiles
}

fn returns<'a>(report: &Report<'_>, facts: &Facts<'_>) -> Tile<'a> {
    let lang = report.lang;
    let absent = facts.absent.len();
    let (received, expected) = (many(facts.received, lang), many(facts.expected, lang));
    let (detail, mood) = match absent {
        _ if facts.received >= facts.expected => (
            lang.pick("đã nhận đủ", "all received").to_owned(),
            Mood::Good,
        ),
        0 => (
            lang.pick("không báo cáo nào quá hạn", "none is overdue")
                .to_owned(),
            Mood::Open,
        ),
        _ => (
            lang.pick(
                format!("{} đơn vị còn thiếu", many(absent, lang)),
                format!("{} still to send", counted(absent, "unit", lang)),
            ),
            Mood::Bad,
        ),
    };
    Tile {
        subject: Subject::Returns,
        figure: format!("{received}/{expected}"),
        caption: lang.pick("báo cáo đã nhận", "returns received").to_owned(),
        detail,
        mood,
    }
}

fn met_of_type<'a>(
    report: &Report<'_>,
    featured: &Featured<'a>,
    one: &TypeStanding<'a>,
) -> Tile<'a> {
    let lang = report.lang;
    let kind = one.unit_type.several.get(lang);
    let required = words::threshold(featured.target, one.threshold, lang);
    Tile {
        subject: Subject::Met {
            at: featured.at,
            kind: Some(one.unit_type),
            counts: met_of_bound(&one.bar),
        },
        figure: part(&one.bar, lang),
        caption: lang.pick(format!("{kind} đạt"), format!("{kind} have met it")),
        detail: format!("{required}; {}", standing(&one.bar, lang)),
        mood: mood(&one.bar),
    }
}

/// How the units that have not met a target stand.
fn standing(bar: &StatusBar<'_>, lang: Lang) -> String {
    let others = BANDS.iter().zip(bar.counts).skip(1);
    let others = others.filter(|(_, count)| *count > 0);
    let parts = others.map(|(status, count)| {
        let word = words::status(*status, lang).to_lowercase();
        format!("{word} {}", many(count, lang))
    });
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() {
        return lang.pick("tất cả đã đạt", "all have met it").to_owned();
    }
    parts.join(", ")
}

fn mood(bar: &StatusBar<'_>) -> Mood {
    let (met, missed) = (bar.count(Status::Met), bar.count(Status::NotMet));
    match (missed, bar.total() - met - missed) {
        (0, 0) => Mood::Good,
        (0, _) => Mood::Open,
        _ => Mood::Bad,
    }
}

fn met_of_bound(bar: &StatusBar<'_>) -> [u32; 2] {
    [bar.count(Status::Met), bar.total()]
}

/// `1.227/1.300`.
fn part(bar: &StatusBar<'_>, lang: Lang) -> String {
    met_of_bound(bar).map(|count| many(count, lang)).join("/")
}

/// A target's figure over all units, with how much of it meets more conditions, where another
/// target counts that.
fn total<'a>(report: &Report<'a>, at: usize, target: &Target) -> Option<Tile<'a>> {
    let lang = report.lang;
    let figure = over_all(report, target)?;
    let quantity = target.quantity.get(lang);
    let name = if quantity.is_empty() {
        target.heading.get(lang)
    } else {
        quantity
    };
    let part = part_of(report, target).and_then(|part| {
        let figure = words::interval(over_all(report, part)?, lang);
        Some(format!("{}: {figure}", part.heading.get(lang)))
    });
    Some(Tile {
        subject: Subject::Total(at),
        figure: words::interval(figure, lang),
        caption: lang.pick(format!("{name}, tính chung"), format!("{name} in all")),
        detail: part.unwrap_or_default(),
        mood: Mood::Plain,
    })
}

fn over_all(report: &Report<'_>, target: &Target) -> Option<Interval> {
    let mut totals = report.assessed.totals.iter();
    Some(totals.find(|(id, _)| *id == target.id)?.1)
}

/// The first target that counts the same things under more conditions: of models introduced, those
/// published.
fn part_of<'a>(report: &Report<'a>, whole: &Target) -> Option<&'a Target> {
    let is_count = |one: &Target| matches!(one.measure, Measure::CountKeys { .. });
    let mut targets = report.campaign.targets.iter();
    targets.find(|part| {
        let (more, less) = (part.measure.conditions(), whole.measure.conditions());
        is_count(part)
            && is_count(whole)
            && part.measure.forms().eq(whole.measure.forms())
            && part.collections == whole.collections
            && more.len() > less.len()
            && less.iter().all(|one| more.contains(one))
    })
}

/// Units that met a target, of all it binds; none where nothing is required of anybody.
fn met_of_all<'a>(report: &Report<'a>, at: usize, target: &Target) -> Option<Tile<'a>> {
    let lang = report.lang;
    let heading = target.heading.get(lang);
    if target.is_watched() {
        let figure = over_all(report, target)?;
        return Some(Tile {
            subject: Subject::Total(at),
            figure: words::figure(target.measure.scale(), figure, lang),
            caption: heading.to_owned(),
            detail: String::new(),
            mood: Mood::Plain,
        });
    }
    let bar = status_bar(report, at, target);
    (bar.total() > 0).then(|| Tile {
        subject: Subject::Met {
            at,
            kind: None,
            counts: met_of_bound(&bar),
        },
        figure: part(&bar, lang),
        caption: lang.pick(
            format!("đơn vị đạt “{heading}”"),
            format!("units met “{heading}”"),
        ),
        detail: standing(&bar, lang),
        mood: mood(&bar),
    })
}

fn open<'a>(report: &Report<'_>, facts: &Facts<'_>) -> Tile<'a> {
    let lang = report.lang;
    let (errors, queries) = (facts.findings.error, facts.findings.query);
    let (shown_errors, shown_queries) = (many(errors, lang), many(queries, lang));
    let detail = match errors + queries {
        0 => lang.pick("không còn gì", "nothing is open").to_owned(),
        _ => lang.pick(
            format!("phải sửa {shown_errors}, cần làm rõ {shown_queries}"),
            format!(
                "{}, {}",
                counted(errors, "error", lang),
                match queries {
                    1 => "1 query".to_owned(),
                    _ => format!("{shown_queries} queries"),
                }
            ),
        ),
    };
    Tile {
        subject: Subject::Open,
        figure: many(errors + queries, lang),
        caption: lang.pick("nội dung cần xử lý", "findings open").to_owned(),
        detail,
        mood: match (errors, queries) {
            (0, 0) => Mood::Good,
            (0, _) => Mood::Open,
            _ => Mood::Bad,
        },
    }
}
