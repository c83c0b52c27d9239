//! Runs of the golden campaign, told as lines: `UNIT TARGET STATUS LOW HIGH`, or `all TARGET LOW HIGH`.

use std::path::Path;

use serde_json::{Value, json};

use super::*;
use crate::assess::{Arrivals, Rate, Reason};
use crate::campaign::load;

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/schemas");
    load(&folder, crate::read::table).unwrap()
}

fn figure(low: &str, high: &str) -> Option<Interval> {
    let low = low.parse().ok()?;
    let high = high.parse().ok();
    Some(Interval { low, high })
}

fn status(name: &str) -> Status {
    let mut all = Status::ALL.into_iter();
    all.find(|status| status.as_str() == name).unwrap()
}

/// An earlier run of the golden campaign.
fn former(day: &str, closed: bool, lines: &str) -> FormerRun {
    let (mut totals, mut units) = (Vec::new(), BTreeMap::<&str, Vec<Value>>::new());
    for line in lines.lines() {
        let parts: Vec<&str> = line.split_whitespace().collect();
        let number = |text: &str| text.parse::<f64>().ok();
        match parts[..] {
            ["all", target, low, high] => {
                totals.push(json!({"target": target, "low": number(low), "high": number(high)}));
            }
            [unit, target, status, low, high] => units.entry(unit).or_default().push(json!({
                "id": target, "status": status, "low": number(low), "high": number(high),
                "threshold": null,
            })),
            _ => unreachable!("{line}"),
        }
    }
    let units = units.into_iter().map(|(code, targets)| {
        json!({ "code": code, "name": format!("Đơn vị {code}"), "block": null,
            "targets": targets, "score": null, "rank": null })
    });
    let summary = json!({
        "schema_version": 1, "campaign": "golden", "as_of": day, "provisional": !closed,
        "collections": [{ "id": "cuoi-nam", "closed": closed }],
        "totals": totals, "units": units.collect::<Vec<_>>(),
    });
    FormerRun::parse(summary.to_string().as_bytes()).unwrap()
}

/// This run, with results for the targets of the campaign that lines name; the others do not bind.
fn assessed(campaign: &Campaign, lines: &str) -> Assessed {
    let mut assessed = Assessed {
        rates: vec![Rate {
            collection: "cuoi-nam".into(),
            arrivals: Arrivals::default(),
        }],
        ..Assessed::default()
    };
    let find = |start: &[&str]| -> Option<Vec<&str>> {
        let mut lines = lines.lines().map(|line| line.split_whitespace().collect());
        lines.find(|parts: &Vec<&str>| parts.starts_with(start))
    };
    for target in &campaign.targets {
        let total = find(&["all", target.id.as_str()]);
        let total = total.and_then(|parts| figure(parts[2], parts[3]));
        let none = Interval {
            low: 0.0,
            high: Some(0.0),
        };
        assessed
            .totals
            .push((target.id.clone(), total.unwrap_or(none)));
    }
    for unit in &campaign.units {
        let result = |target: &Target| {
            let parts = find(&[unit.code.as_str(), target.id.as_str()]);
            TargetResult {
                status: parts
                    .as_ref()
                    .map_or(Status::NotApplicable, |parts| status(parts[2])),
                figure: parts.and_then(|parts| figure(parts[3], parts[4])),
                required: None,
                reason: Reason::NoThreshold,
            }
        };
        let results = campaign.targets.iter().map(result).collect();
        assessed.units.push((unit.code.clone(), results));
    }
    assessed
}

fn compare(former: &[FormerRun], now: &str) -> OverTime {
    let campaign = campaign();
    let day = "2024-06-15".parse().unwrap();
    over_time(&campaign, day, &assessed(&campaign, now), former)
}

fn shown(figure: Option<Interval>) -> String {
    figure.map_or("-".to_owned(), |one| {
        let high = one.high.map_or("?".to_owned(), |high| high.to_string());
        format!("{}..{high}", one.low)
    })
}

/// What changed after closing, a line each.
fn after_closing_of(over_time: &OverTime) -> Vec<String> {
    let changes = over_time.changes.as_ref().unwrap();
    let line = |one: &ChangeAfterClosing| {
        let unit = one.unit.as_ref().map_or("all", UnitCode::as_str);
        let (before, now) = (shown(one.before), shown(one.now));
        format!(
            "{unit} {}: {before} → {now} ({})",
            one.target, one.closed_at
        )
    };
    changes.after_closing.iter().map(line).collect()
}

#[test]
fn a_unit_is_listed_where_its_status_or_either_end_of_its_figure_changed() {
    let before = former(
        "2024-01-31",
        false,
        "PGD-01 dien-hinh in-progress 2 3\nPGD-01 dung-han met 1 1\nPGD-01 mo-hinh watched 1 1\n\
         THPT-01 dien-hinh met 2 3\nTHPT-01 ke-hoach met 1 1\nall dien-hinh 4 6\nall mo-hinh 1 1\n\
         all ke-hoach 1 1\nall dung-han 1 1",
    );
    let over_time = compare(
        &[before],
        "PGD-01 dien-hinh not-met 2 2\nPGD-01 dung-han met 1 1\nPGD-01 mo-hinh watched 1 ?\n\
         THPT-01 dien-hinh met 2 3\nTHPT-01 ke-hoach met 1 1\nall dien-hinh 4 5\nall mo-hinh 1 ?\n\
         all ke-hoach 1 1\nall dung-han 1 1",
    );
    let changes = over_time.changes.unwrap();
    let results = changes.results.iter().map(|one| {
        let ends = |stand: &Stand| format!("{} {}", stand.status.as_str(), shown(stand.figure));
        let (before, now) = (ends(&one.before), ends(&one.now));
        format!("{} {}: {before} → {now}", one.unit, one.target)
    });
    assert_eq!(
        results.collect::<Vec<_>>(),
        [
            "PGD-01 dien-hinh: in-progress 2..3 → not-met 2..2",
            "PGD-01 mo-hinh: watched 1..1 → watched 1..?",
        ]
    );
    assert_eq!(changes.since, "2024-01-31".parse().unwrap());
    assert!(changes.was_provisional);
    assert!(changes.after_closing.is_empty());
    let totals = changes.targets.iter().map(|one| {
        let total = |tally: Option<Tally>| shown(tally.map(|tally| tally.total));
        format!("{}: {} → {}", one.target, total(one.before), total(one.now))
    });
    assert_eq!(
        totals.collect::<Vec<_>>(),
        [
            "dien-hinh: 4..6 → 4..5",
            "ke-hoach: 1..1 → 1..1",
            "dung-han: 1..1 → 1..1",
            "mo-hinh: 1..1 → 1..?"
        ]
    );
}

#[test]
fn units_and_targets_of_one_side_only_are_said_so_and_not_compared() {
    let before = former(
        "2024-01-31",
        false,
        "THPT-01 dien-hinh met 2 3\nTHPT-09 dien-hinh met 9 9\nall dien-hinh 11 12\nall so-bai 3 3",
    );
    let changes = compare(&[before], "THPT-01 dien-hinh met 2 3\nall dien-hinh 2 3").changes;
    let changes = changes.unwrap();
    assert_eq!(changes.units_new, ["PGD-01".into()]);
    assert_eq!(
        changes.units_gone,
        [("THPT-09".into(), "Đơn vị THPT-09".to_owned())]
    );
    assert!(changes.results.is_empty(), "{:?}", changes.results);
    let sides = changes.targets.iter().map(|one| {
        let sides = (one.before.is_some(), one.now.is_some());
        (one.target.as_str(), sides)
    });
    assert_eq!(
        sides.collect::<Vec<_>>(),
        [
            ("dien-hinh", (true, true)),
            ("ke-hoach", (false, true)),
            ("dung-han", (false, true)),
            ("mo-hinh", (false, true)),
            ("so-bai", (true, false)),
        ]
    );
}

#[test]
fn every_run_of_the_campaign_is_a_moment_with_the_units_that_met_each_target() {
    let lines = "PGD-01 dien-hinh in-progress 1 1\nTHPT-01 dien-hinh met 2 2\nall dien-hinh 3 3";
    let (first, second) = (
        former("2023-12-31", false, lines),
        former("2024-01-31", false, lines),
    );
    let now = "PGD-01 dien-hinh met 3 3\nTHPT-01 dien-hinh met 2 2\nall dien-hinh 5 5";
    let over_time = compare(&[first, second], now);
    let moments = over_time.moments.iter().map(|moment| {
        let tally = moment.tallies[&TargetId::from("dien-hinh")];
        let day = moment.as_of.to_string();
        (day, shown(Some(tally.total)), tally.met, tally.bound)
    });
    let row = |day: &str, total: &str, met| (day.to_owned(), total.to_owned(), met, 2);
    assert_eq!(
        moments.collect::<Vec<_>>(),
        [
            row("2023-12-31", "3..3", 1),
            row("2024-01-31", "3..3", 1),
            row("2024-06-15", "5..5", 2)
        ]
    );
}

#[test]
fn a_run_of_another_campaign_changes_nothing() {
    let summary = json!({
        "schema_version": 1, "campaign": "2022-2023", "as_of": "2023-06-15", "provisional": false,
        "collections": [], "totals": [], "units": [],
    });
    let other = FormerRun::parse(summary.to_string().as_bytes()).unwrap();
    let over_time = compare(&[other], "THPT-01 dien-hinh met 2 3");
    assert_eq!(over_time.changes, None);
    assert_eq!(over_time.moments.len(), 1);
}

const CLOSED: &str = "PGD-01 dien-hinh undecided 2 3\nPGD-01 dung-han met 1 1\n\
    THPT-01 dien-hinh met 2 3\nall dien-hinh 4 6\nall dung-han 1 1";

#[test]
fn after_closing_every_changed_figure_is_listed_the_total_first() {
    let now = "PGD-01 dien-hinh met 3 3\nPGD-01 dung-han met 1 1\nTHPT-01 dien-hinh met 2 3\n\
        all dien-hinh 5 6\nall dung-han 1 1";
    let listed = after_closing_of(&compare(&[former("2024-06-01", true, CLOSED)], now));
    assert_eq!(
        listed,
        [
            "all dien-hinh: 4..6 → 5..6 (2024-06-01)",
            "PGD-01 dien-hinh: 2..3 → 3..3 (2024-06-01)",
        ]
    );
    let open = compare(&[former("2024-06-01", false, CLOSED)], now);
    assert!(after_closing_of(&open).is_empty());
    let same = compare(&[former("2024-06-01", true, CLOSED)], CLOSED);
    assert!(after_closing_of(&same).is_empty());
}

#[test]
fn a_closed_figure_is_held_to_the_run_that_closed_it_however_many_came_since() {
    let open = CLOSED.replace("2 3", "0 9");
    let changed = CLOSED.replace("PGD-01 dien-hinh undecided 2 3", "PGD-01 dien-hinh met 3 3");
    let runs = [
        former("2024-05-01", true, &open),
        former("2024-05-15", false, &open),
        former("2024-06-01", true, CLOSED),
        former("2024-06-08", true, &changed),
    ];
    let over_time = compare(&runs, &changed);
    assert_eq!(
        after_closing_of(&over_time),
        ["PGD-01 dien-hinh: 2..3 → 3..3 (2024-06-01)"]
    );
    assert!(over_time.changes.unwrap().results.is_empty());
}

#[test]
fn a_closed_figure_of_a_unit_that_is_gone_or_new_is_listed() {
    let before = "PGD-01 dien-hinh undecided 2 3\nTHPT-09 dien-hinh met 2 2\nall dien-hinh 4 5";
    let now = "PGD-01 dien-hinh undecided 2 3\nTHPT-01 dien-hinh met 2 2\nall dien-hinh 4 5";
    let listed = after_closing_of(&compare(&[former("2024-06-01", true, before)], now));
    assert_eq!(
        listed,
        [
            "THPT-01 dien-hinh: - → 2..2 (2024-06-01)",
            "THPT-09 dien-hinh: 2..2 → - (2024-06-01)",
        ]
    );
}

#[test]
fn what_writing_and_reading_does_to_the_last_digit_is_no_change() {
    let third = 1.0 / 3.0;
    assert!(is_same(Some(third), Some(third * (1.0 + f64::EPSILON))));
    assert!(!is_same(Some(third), Some(0.333_333)));
    assert!(is_same(Some(0.0), Some(0.0)));
    assert!(!is_same(None, Some(0.0)));
}
