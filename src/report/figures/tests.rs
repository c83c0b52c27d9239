use super::fixture::{Fixture, sample_campaign};
use super::missed::Outcome;
use super::*;

const MET: (Status, f64, Option<f64>) = (Status::Met, 1.0, Some(1.0));

/// Register places: 0-9 Bureaus, 10-63 affiliated units, 64-69 sections.
fn mixed() -> Fixture {
    let campaign = sample_campaign();
    let models = Fixture::target(&campaign, "dien-hinh");
    let regulation = Fixture::target(&campaign, "quy-che");
    let outcome = move |unit: usize, target: usize| match (unit, target) {
        (0, nth) if nth == models => (Status::Undecided, 8.0, Some(10.0)),
        (1, nth) if nth == models => (Status::NotMet, 3.0, Some(4.0)),
        (2, nth) if nth == models => (Status::NoReturn, 0.0, None),
        (3, nth) if nth == models => (Status::Met, 12.0, Some(12.0)),
        (_, nth) if nth == models => (Status::Met, 10.0, Some(10.0)),
        (10..14, nth) if nth == regulation => (Status::InProgress, 0.0, Some(0.0)),
        _ => MET,
    };
    Fixture::new(campaign, outcome, |unit, collection| {
        collection == 0 || unit >= 3
    })
}

#[test]
fn units_are_counted_by_status_over_those_a_target_binds() {
    let fixture = mixed();
    let bars = status_counts(&fixture.report());
    let counts = |id: &str| {
        let bar = bars.iter().find(|bar| bar.target.id.as_str() == id);
        bar.map(|bar| bar.counts)
    };
    // 10 Bureaus and 54 affiliated units.
    assert_eq!(counts("dien-hinh"), Some([61, 1, 1, 0, 1]));
    // 54 affiliated units and 6 sections.
    assert_eq!(counts("quy-che"), Some([56, 0, 0, 4, 0]));
    assert_eq!(counts("ke-hoach"), Some([70, 0, 0, 0, 0]));
}

#[test]
fn a_target_that_is_only_watched_has_no_bar() {
    let fixture = mixed();
    let bars = status_counts(&fixture.report());
    let ids: Vec<_> = bars.iter().map(|bar| bar.target.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "dang-ky-dung-han",
            "dau-moi",
            "ke-hoach",
            "quy-che",
            "hoi-dong",
            "dot-1",
            "dot-2",
            "dien-hinh"
        ]
    );
}

#[test]
fn returns_are_counted_by_collection_and_unit_type() {
    let fixture = mixed();
    let report = fixture.report();
    let rates: Vec<_> = reporting_rates(&report)
        .iter()
        .map(|rate| {
            let types = rate.types.iter();
            let types: Vec<_> = types
                .map(|one| (one.unit_type.id.as_str(), one.received, one.expected))
                .collect();
            (rate.collection.id.as_str(), types, rate.overall())
        })
        .collect();
    let all = |bureaus| {
        vec![
            ("phong-gddt", bureaus, 10),
            ("truc-thuoc", 54, 54),
            ("thuoc-so", 6, 6),
        ]
    };
    assert_eq!(
        rates,
        [
            ("dang-ky", all(10), (70, 70)),
            ("hoc-ky-1", all(7), (67, 70)),
            ("cuoi-nam", all(7), (67, 70)),
            // Head and deputy of four blocks; PGD-02 heads one, and sent nothing.
            (
                "tham-dinh",
                vec![("phong-gddt", 1, 2), ("truc-thuoc", 6, 6)],
                (7, 8)
            ),
        ]
    );
}

#[test]
fn the_models_chart_shows_the_type_of_which_most_is_asked() {
    let fixture = mixed();
    let report = fixture.report();
    let chart = models_chart(&report).expect("a target counts models");
    assert_eq!(chart.target.id.as_str(), "dien-hinh");
    assert_eq!(chart.unit_type.id.as_str(), "phong-gddt");
    assert_eq!(chart.threshold, Threshold::AtLeast(10.0));
    assert_eq!(chart.units.len(), 10);
    let first = chart.units[0];
    assert_eq!(first.unit.code.as_str(), "PGD-01");
    assert_eq!((first.figure.low, first.figure.high), (8.0, Some(10.0)));
    assert_eq!(chart.units[2].status, Status::NoReturn);
}

#[test]
fn the_units_farthest_from_the_threshold_are_kept_in_the_registers_order() {
    let fixture = mixed();
    let report = fixture.report();
    let mut chart = models_chart(&report).expect("a target counts models");
    chart.keep_farthest(4);
    let kept: Vec<_> = chart
        .units
        .iter()
        .map(|one| one.unit.code.as_str())
        .collect();
    assert!(!chart.all_fall_short());
    // Short by 2, 7 and 10; then, of those that reached it, the one that passed it by least.
    assert_eq!(kept, ["PGD-01", "PGD-02", "PGD-03", "PGD-05"]);
    chart.keep_farthest(2);
    let kept: Vec<_> = chart
        .units
        .iter()
        .map(|one| one.unit.code.as_str())
        .collect();
    assert_eq!(kept, ["PGD-02", "PGD-03"]);
    assert!(chart.all_fall_short());
}

#[test]
fn without_a_target_that_counts_distinct_things_another_amount_is_drawn_if_there_is_one() {
    let drawn = |keep: fn(&Measure) -> bool| {
        let mut campaign = sample_campaign();
        campaign.targets.retain(|target| keep(&target.measure));
        let fixture = Fixture::new(campaign, |_, _| MET, |_, _| true);
        let report = fixture.report();
        models_chart(&report).map(|chart| chart.target.id.to_string())
    };
    let distinct = |one: &Measure| matches!(one, Measure::CountKeys { .. });
    assert_eq!(drawn(distinct).as_deref(), Some("dien-hinh"));
    let others = |one: &Measure| !matches!(one, Measure::CountKeys { .. });
    assert_eq!(drawn(others).as_deref(), Some("dot-1"));
    let yes_no = |one: &Measure| one.is_yes_no();
    assert_eq!(drawn(yes_no), None);
}

/// What the results of 70 units come to, of the targets that ask something of all or some of them.
#[track_caller]
fn check_outcome(result: impl Fn(usize, usize) -> fixture::Outcome, expected: &str) {
    let fixture = Fixture::new(sample_campaign(), result, |_, _| true);
    let text = match outcome(&status_counts(&fixture.report())) {
        Outcome::Nothing => "nothing".to_owned(),
        Outcome::AllMet => "all met".to_owned(),
        Outcome::Open { open, all } => format!("{open} of {all} open"),
        Outcome::Missed {
            target,
            missed,
            bound,
            alike,
        } => format!("{} {missed}/{bound}, {alike} alike", target.id),
    };
    assert_eq!(text, expected);
}

#[test]
fn the_outcome_is_the_target_that_the_greatest_part_surely_misses() {
    const MISSED: (Status, f64, Option<f64>) = (Status::NotMet, 0.0, Some(0.0));
    const NONE: (Status, f64, Option<f64>) = (Status::NoReturn, 0.0, None);
    let campaign = sample_campaign();
    let [plan, models, rules] =
        ["ke-hoach", "dien-hinh", "quy-che"].map(|id| Fixture::target(&campaign, id));
    check_outcome(|_, _| MET, "all met");
    // Six targets bind all 70 units, "quy-che" and "hoi-dong" 60; "dien-hinh" binds 64 of them.
    let bars = [70, 70, 70, 60, 60, 70, 70, 64];
    assert_eq!(bars.iter().sum::<u32>(), 534);
    check_outcome(|_, _| NONE, "534 of 534 open");
    // One of 64 is more than one of 70, and what nobody has sent is no miss.
    let one_each = move |unit: usize, target: usize| match (unit, target) {
        (3, at) if at == plan || at == models => MISSED,
        (_, at) if at == rules => NONE,
        _ => MET,
    };
    check_outcome(one_each, "dien-hinh 1/64, 0 alike");
    let alike = move |unit: usize, _: usize| if unit == 12 { MISSED } else { MET };
    // Of 60 as many miss "hoi-dong"; of several the first.
    check_outcome(alike, "quy-che 1/60, 1 alike");
}

#[test]
fn where_nothing_is_asked_there_is_no_outcome() {
    assert!(matches!(outcome(&[]), Outcome::Nothing));
}
