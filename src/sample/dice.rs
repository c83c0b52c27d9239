//! Seeded chance: the same names draw the same numbers, whatever else is drawn and in what order.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use fastrand::Rng;

/// The generator that belongs to `names` under a seed.
///
/// Names are folded by FNV-1a with an end mark after each, so that `["a", "bc"]` and
/// `["ab", "c"]` are two generators.
pub(super) fn dice(seed: u64, names: &[&str]) -> Rng {
    const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(PRIME);
    let mut hash = seed.to_le_bytes().into_iter().fold(OFFSET, fold);
    for name in names {
        hash = name.bytes().chain([0]).fold(hash, fold);
    }
    Rng::with_seed(hash)
}

/// One of the items, which must not be empty.
pub(super) fn pick<T: Copy>(rng: &mut Rng, items: &[T]) -> T {
    items[rng.usize(..items.len())]
}

/// At most `count` of the items, in their order.
pub(super) fn some_of<T: Copy>(rng: &mut Rng, items: &[T], count: usize) -> Vec<T> {
    let mut places: Vec<usize> = (0..items.len()).collect();
    rng.shuffle(&mut places);
    places.truncate(count);
    places.sort_unstable();
    places.into_iter().map(|at| items[at]).collect()
}

/// Whether something of this probability happens.
pub(super) fn chance(rng: &mut Rng, probability: f64) -> bool {
    rng.f64() < probability
}

/// A day between two, both included; the first where they stand the wrong way round.
pub(super) fn day_between(rng: &mut Rng, from: NaiveDate, to: NaiveDate) -> NaiveDate {
    let span = u64::try_from((to - from).num_days()).unwrap_or(0);
    from + Days::new(rng.u64(..=span))
}

/// The last day not after `day` on which offices work: no weekend, no Tết of 2024.
pub(super) fn office_day_before(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    while is_holiday(day) {
        day = day - Days::new(1);
    }
    day
}

/// The first day not before `day` on which offices work.
pub(super) fn office_day_after(day: NaiveDate) -> NaiveDate {
    let mut day = day;
    while is_holiday(day) {
        day = day + Days::new(1);
    }
    day
}

fn is_holiday(day: NaiveDate) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let tet = day.year() == 2024 && day.month() == 2 && (8..=14).contains(&day.day());
    weekend || tet
}
