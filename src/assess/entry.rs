//! From the rows that may count to a figure: what is certain, what is possible, and which row adds
//! what to each.
//!
//! Each doubt is taken to be independent of the others: a row in doubt counts or not, a number in
//! doubt lies anywhere between the least and the most its form allows. The figure's ends are then
//! exact: some way of resolving the doubts reaches each, and none goes beyond.

use std::collections::HashMap;
use std::hash::Hash;

use foldhash::quality::RandomState;

use super::{Adds, Amount, Interval, RowRef};
use crate::id::UnitCode;
use crate::shared_text::SharedText;

/// One row that may enter a figure.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) unit: UnitCode,
    /// Rows of one key are one thing.
    pub(super) key: SharedText,
    /// Whether it counts whatever becomes of doubts.
    pub(super) certain: bool,
    /// What it adds, above the line where there is one.
    pub(super) part: Bounds,
    /// What it adds below the line.
    pub(super) whole: Bounds,
    pub(super) at: RowRef,
    /// Another row that decides what this one adds.
    pub(super) also: Option<Box<RowRef>>,
}

/// What a number can be; no most where nothing bounds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bounds {
    pub(super) low: f64,
    pub(super) high: Option<f64>,
}

impl Bounds {
    pub(super) fn exactly(number: f64) -> Self {
        Self {
            low: number,
            high: Some(number),
        }
    }
}

/// A figure with what its rows add to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Folded {
    /// None where nothing is divided by nothing, whatever becomes of doubts.
    pub(super) figure: Option<Interval>,
    /// Whether it may turn out to be nothing divided by nothing.
    pub(super) may_be_void: bool,
    /// For each entry, in their order, what it adds.
    pub(super) adds: Vec<Adds>,
}

/// The entries that carry their keys: of each unit's key its earliest certain entry, else its
/// earliest, and whether it carries the key over all units as well.
pub(super) fn carriers(entries: &[Entry]) -> Vec<(&Entry, bool)> {
    fn choose<'e, K: Eq + Hash>(
        entries: &'e [Entry],
        key: impl Fn(&'e Entry) -> K,
    ) -> HashMap<K, usize, RandomState> {
        let mut chosen: HashMap<K, usize, RandomState> = HashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            let best = chosen.entry(key(entry)).or_insert(at);
            if entry.certain && !entries[*best].certain {
                *best = at;
            }
        }
        chosen
    }
    let everywhere = choose(entries, |entry| entry.key.as_str());
    let mut own: Vec<usize> = choose(entries, |entry| (&entry.unit, entry.key.as_str()))
        .into_values()
        .collect();
    own.sort_unstable();
    own.into_iter()
        .map(|at| {
            let entry = &entries[at];
            (entry, everywhere.get(entry.key.as_str()) == Some(&at))
        })
        .collect()
}

/// The sum of what entries add.
pub(super) fn sum(entries: &[&Entry]) -> Folded {
    let adds: Vec<Adds> = entries.iter().map(|one| added(one)).collect();
    // A sum of no numbers is -0 in Rust.
    let low = adds.iter().fold(0.0, |sum, one| sum + one.low.part);
    let mut all = adds.iter();
    let high = all.try_fold(0.0, |sum, one| Some(sum + one.high?.part));
    Folded {
        figure: Some(Interval { low, high }),
        may_be_void: false,
        adds,
    }
}

fn added(entry: &Entry) -> Adds {
    let Bounds { low, high } = entry.part;
    if entry.certain {
        Adds {
            low: Amount::of(low),
            high: high.map(Amount::of),
        }
    } else {
        Adds {
            low: Amount::of(low.min(0.0)),
            high: high.map(|high| Amount::of(high.max(0.0))),
        }
    }
}

/// What entries add above the line, over what they add below it.
///
/// The least quotient takes of each entry the least above and the most below; of those in doubt it
/// takes, in the order of their own quotients, as many as lower it. The greatest is mirrored.
pub(super) fn quotient(entries: &[&Entry]) -> Folded {
    let never = entries.iter().all(|one| one.whole.high == Some(0.0));
    let always = entries.iter().any(|one| one.certain && one.whole.low > 0.0);
    let low = extreme(
        entries,
        |one| Some((one.part.low, one.whole.high?)),
        Ahead::Less,
    );
    let high = extreme(
        entries,
        |one| Some((one.part.high?, one.whole.low)),
        Ahead::Greater,
    );
    let low_figure = low.as_ref().map_or(0.0, Extreme::value);
    let high_figure = high
        .as_ref()
        .map(Extreme::value)
        .filter(|one| one.is_finite());
    let none = || vec![Amount::default(); entries.len()];
    let low_adds = low.map_or_else(none, |one| one.adds).into_iter();
    let high_adds: Vec<Option<Amount>> = match high {
        Some(high) => high.adds.into_iter().map(Some).collect(),
        None => vec![None; entries.len()],
    };
    Folded {
        figure: (!never).then_some(Interval {
            low: low_figure,
            high: high_figure,
        }),
        may_be_void: !always && !never,
        adds: low_adds
            .zip(high_adds)
            .map(|(low, high)| Adds { low, high })
            .collect(),
    }
}

/// Which of two quotients is taken.
#[derive(Clone, Copy, PartialEq)]
enum Ahead {
    Less,
    Greater,
}

impl Ahead {
    /// Whether a quotient is ahead of another; one of nothing by nothing is behind all.
    fn is(self, one: Amount, other: Amount) -> bool {
        let (one, other) = (one.part * other.whole, other.part * one.whole);
        match self {
            Self::Less => one < other,
            Self::Greater => one > other,
        }
    }
}

/// One end of a quotient.
struct Extreme {
    total: Amount,
    adds: Vec<Amount>,
}

impl Extreme {
    fn value(&self) -> f64 {
        if self.total.whole > 0.0 {
            self.total.part / self.total.whole
        } else if self.total.part > 0.0 {
            f64::INFINITY
        } else {
            0.0
        }
    }
}

/// One end; none where an entry that must or may be taken has no bound.
fn extreme(
    entries: &[&Entry],
    amount: impl Fn(&Entry) -> Option<(f64, f64)>,
    ahead: Ahead,
) -> Option<Extreme> {
    let amounts: Vec<Amount> = entries
        .iter()
        .map(|one| amount(one).map(|(part, whole)| Amount { part, whole }))
        .collect::<Option<_>>()?;
    let mut adds = vec![Amount::default(); entries.len()];
    let mut total = Amount::default();
    let mut optional = Vec::new();
    for (at, (entry, amount)) in entries.iter().zip(&amounts).enumerate() {
        if entry.certain {
            total = total.plus(*amount);
            adds[at] = *amount;
        } else if amount.whole > 0.0 || amount.part > 0.0 {
            optional.push(at);
        }
    }
    let order = |one: f64, other: f64| match ahead {
        Ahead::Less => one.total_cmp(&other),
        Ahead::Greater => other.total_cmp(&one),
    };
    optional.sort_by(|&one, &other| {
        let value = |at: usize| amounts[at].part / amounts[at].whole;
        order(value(one), value(other))
    });
    for at in optional {
        let is_first = total == Amount::default();
        if is_first || ahead.is(amounts[at], total) {
            total = total.plus(amounts[at]);
            adds[at] = amounts[at];
        }
    }
    Some(Extreme { total, adds })
}

impl Amount {
    pub(super) fn of(part: f64) -> Self {
        Self { part, whole: 0.0 }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            part: self.part + other.part,
            whole: self.whole + other.whole,
        }
    }
}
