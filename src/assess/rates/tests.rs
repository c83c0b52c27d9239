//! Rates of a register small enough to count on paper, and the law that groups add up.

use std::path::Path;

use proptest::prelude::*;

use super::{Arrival, Arrivals, By, by_collection, by_group};
use crate::campaign::{Campaign, load};
use crate::settle::{Return, Settled};

/// Two Bureaus, five affiliated units in three blocks, four of them below a Bureau, two sections
/// without a block, a school that was merged into another at the end of 2023, and four units that
/// the campaign names as second heads of blocks and that were gone before it began.
const REGISTER: [[&str; 7]; 15] = [
    [
        "code",
        "name",
        "type",
        "block",
        "parent",
        "valid_to",
        "successor",
    ],
    ["PGD-01", "Phòng một", "phong-gddt", "khoi-1", "", "", ""],
    ["PGD-02", "Phòng hai", "phong-gddt", "khoi-1", "", "", ""],
    ["THPT-01", "Trường một", "truc-thuoc", "khoi-2", "", "", ""],
    [
        "THPT-02",
        "Trường hai",
        "truc-thuoc",
        "khoi-2",
        "PGD-01",
        "",
        "",
    ],
    [
        "KK-02",
        "Trường ba",
        "truc-thuoc",
        "khoi-3",
        "PGD-01",
        "",
        "",
    ],
    [
        "KK-03",
        "Trường bốn",
        "truc-thuoc",
        "khoi-3",
        "PGD-02",
        "",
        "",
    ],
    [
        "NT-06",
        "Trường năm",
        "truc-thuoc",
        "khoi-4",
        "PGD-02",
        "",
        "",
    ],
    ["VP-01", "Phòng ba", "thuoc-so", "", "", "", ""],
    ["VP-02", "Phòng bốn", "thuoc-so", "", "", "", ""],
    [
        "PGD-05",
        "Đơn vị xưa PGD-05",
        "thuoc-so",
        "",
        "",
        "2022-12-31",
        "",
    ],
    [
        "THPT-03",
        "Đơn vị xưa THPT-03",
        "thuoc-so",
        "",
        "",
        "2022-12-31",
        "",
    ],
    [
        "KK-04",
        "Đơn vị xưa KK-04",
        "thuoc-so",
        "",
        "",
        "2022-12-31",
        "",
    ],
    [
        "NT-02",
        "Đơn vị xưa NT-02",
        "thuoc-so",
        "",
        "",
        "2022-12-31",
        "",
    ],
    [
        "CU-01",
        "Trường cũ",
        "truc-thuoc",
        "khoi-2",
        "",
        "2023-12-31",
        "THPT-01",
    ],
];

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    let read = |file: &Path| {
        if file.ends_with("units.csv") {
            return Ok(REGISTER.map(|row| row.map(str::to_owned).to_vec()).to_vec());
        }
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_path(file)
            .map_err(|error| error.to_string())?;
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in reader.records() {
            let row = row.map_err(|error| error.to_string())?;
            rows.push(row.iter().map(str::to_owned).collect());
        }
        if file.ends_with("baseline.csv") {
            rows.retain(|row| REGISTER.iter().any(|unit| unit[0] == row[0]) || row[0] == "unit");
        }
        Ok(rows)
    };
    load(&folder, read).unwrap()
}

/// The return of a sender at an arrival, as settling gives it on a day after the last good one.
fn at(arrival: Arrival) -> Return {
    let received = arrival.is_received().then_some(0);
    Return {
        counting: received,
        first: received,
        any_file: received.is_some() || arrival == Arrival::Unusable,
        on_time: match arrival {
            Arrival::OnTime => Some(true),
            Arrival::Late => Some(false),
            _ => None,
        },
        overdue: matches!(arrival, Arrival::Unusable | Arrival::Overdue),
    }
}

fn returns(collection: &str, all: &[(&str, Arrival)]) -> Settled {
    let key = |unit: &str| (unit.into(), collection.into());
    let mut settled = Settled::default();
    let returns = all.iter().map(|(unit, arrival)| (key(unit), at(*arrival)));
    settled.returns = returns.collect();
    settled
}

/// "expected received: on time, late, day unknown, undated, unusable, overdue, awaited; overdue".
fn shown(arrivals: &Arrivals) -> String {
    let counts = Arrival::ALL.map(|one| arrivals.at(one).to_string());
    let (expected, received) = (arrivals.expected(), arrivals.received());
    let overdue = arrivals.overdue();
    format!("{expected} {received}: {}; {overdue}", counts.join(" "))
}

fn check(campaign: &Campaign, settled: &Settled, collection: &str, expected: &[&str]) {
    let collections = [campaign.collection(&collection.into()).unwrap()];
    let whole = by_collection(campaign, &collections, settled);
    let groups = by_group(campaign, &collections, settled);
    let whole = whole
        .iter()
        .map(|one| format!("all {}", shown(&one.arrivals)));
    let groups = groups.iter().map(|one| {
        let id = one.group.id().unwrap_or("-");
        format!("{} {id} {}", one.group.by().as_str(), shown(&one.arrivals))
    });
    assert_eq!(whole.chain(groups).collect::<Vec<_>>(), expected);
}

#[test]
fn each_sender_is_counted_once_in_its_collection_type_block_and_parent() {
    let settled = returns(
        "cuoi-nam",
        &[
            ("PGD-01", Arrival::OnTime),
            ("PGD-02", Arrival::Late),
            ("THPT-01", Arrival::DayUnknown),
            ("THPT-02", Arrival::Unusable),
            ("KK-02", Arrival::Overdue),
            ("KK-03", Arrival::OnTime),
            ("NT-06", Arrival::Overdue),
            ("VP-01", Arrival::Unusable),
            ("VP-02", Arrival::Late),
        ],
    );
    // The merged school is no longer there on 31 May 2024, the register day.
    check(
        &campaign(),
        &settled,
        "cuoi-nam",
        &[
            "all 9 5: 2 2 1 0 2 2 0; 4",
            "type phong-gddt 2 2: 1 1 0 0 0 0 0; 0",
            "type truc-thuoc 5 2: 1 0 1 0 1 2 0; 3",
            "type thuoc-so 2 1: 0 1 0 0 1 0 0; 1",
            "block khoi-1 2 2: 1 1 0 0 0 0 0; 0",
            "block khoi-2 2 1: 0 0 1 0 1 0 0; 1",
            "block khoi-3 2 1: 1 0 0 0 0 1 0; 1",
            "block khoi-4 1 0: 0 0 0 0 0 1 0; 1",
            "block - 2 1: 0 1 0 0 1 0 0; 1",
            "parent PGD-01 2 0: 0 0 0 0 1 1 0; 2",
            "parent PGD-02 2 1: 1 0 0 0 0 1 0; 1",
            "parent - 5 4: 1 2 1 0 1 0 0; 1",
        ],
    );
}

#[test]
fn a_unit_that_was_merged_later_was_still_expected_before() {
    let settled = returns("dang-ky", &[("CU-01", Arrival::OnTime)]);
    let campaign = campaign();
    let collections = [campaign.collection(&"dang-ky".into()).unwrap()];
    let whole = by_collection(&campaign, &collections, &settled);
    // Of the other nine nothing is known here.
    assert_eq!(shown(&whole[0].arrivals), "10 1: 1 0 0 0 0 0 9; 0");
}

#[test]
fn without_a_due_date_nothing_is_in_time_late_or_overdue() {
    let mut campaign = campaign();
    let review = campaign.collections.iter_mut();
    for one in review.filter(|one| one.id.as_str() == "tham-dinh") {
        one.due = None;
        one.last_good_day = None;
    }
    let settled = returns(
        "tham-dinh",
        &[
            ("PGD-02", Arrival::Undated),
            ("THPT-01", Arrival::Awaited),
            ("KK-02", Arrival::Undated),
            ("NT-06", Arrival::Awaited),
        ],
    );
    // Only the heads of the four blocks are asked.
    check(
        &campaign,
        &settled,
        "tham-dinh",
        &[
            "all 4 2: 0 0 0 2 0 0 2; 0",
            "type phong-gddt 1 1: 0 0 0 1 0 0 0; 0",
            "type truc-thuoc 3 1: 0 0 0 1 0 0 2; 0",
            "block khoi-1 1 1: 0 0 0 1 0 0 0; 0",
            "block khoi-2 1 0: 0 0 0 0 0 0 1; 0",
            "block khoi-3 1 1: 0 0 0 1 0 0 0; 0",
            "block khoi-4 1 0: 0 0 0 0 0 0 1; 0",
            "parent PGD-01 1 1: 0 0 0 1 0 0 0; 0",
            "parent PGD-02 1 0: 0 0 0 0 0 0 1; 0",
            "parent - 2 1: 0 0 0 1 0 0 1; 0",
        ],
    );
}

proptest! {
    #[test]
    fn the_groups_of_a_breakdown_add_up_to_the_collection(
        arrivals in proptest::collection::vec(0..Arrival::ALL.len(), 10)
    ) {
        let campaign = campaign();
        let codes = REGISTER[1..].iter().map(|row| row[0]);
        let all: Vec<_> = codes.zip(arrivals.iter().map(|at| Arrival::ALL[*at])).collect();
        let collections: Vec<_> = campaign.collections.iter().collect();
        let mut settled = Settled::default();
        for collection in &collections {
            settled.returns.extend(returns(collection.id.as_str(), &all).returns);
        }
        let groups = by_group(&campaign, &collections, &settled);
        for whole in by_collection(&campaign, &collections, &settled) {
            for by in By::ALL {
                let own = groups.iter().filter(|one| {
                    one.collection == whole.collection && one.group.by() == by
                });
                let mut sums = [0; Arrival::ALL.len() + 1];
                for one in own {
                    let counts = Arrival::ALL.map(|arrival| one.arrivals.at(arrival));
                    let counts = counts.into_iter().chain([one.arrivals.overdue()]);
                    sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
                }
                let counts = Arrival::ALL.map(|arrival| whole.arrivals.at(arrival));
                let counts: Vec<u32> =
                    counts.into_iter().chain([whole.arrivals.overdue()]).collect();
                prop_assert_eq!(&sums[..], &counts[..]);
                prop_assert!(whole.arrivals.received() <= whole.arrivals.expected());
            }
        }
    }
}
