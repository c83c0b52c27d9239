//! Numbers far from those of a unit's peers: asked about, and never a reason for doubt.

use std::collections::{BTreeMap, BTreeSet};

use super::Submission;
use super::across::{Returns, place, tables};
use crate::campaign::{Campaign, FEWEST_PEERS, Form};
use crate::finding::{Fault, Finding};
use crate::id::{CollectionId, FieldName, FormId, UnitTypeId};
use crate::validate::{Row, Standing, Table};

/// One unit's number.
struct Peer<'s> {
    submission: usize,
    table: &'s Table,
    row: &'s Row,
    number: f64,
}

/// The numbers of a field that lie far from those of units of the same type in the same collection.
pub(super) fn far(
    submissions: &[Submission],
    returns: &Returns,
    form: &FormId,
    (field, per): (&FieldName, Option<&FieldName>),
    threshold: f64,
    campaign: &Campaign,
) -> Vec<(usize, Finding)> {
    let Some((form, at, per)) = places(form, (field, per), campaign) else {
        return Vec::new();
    };
    let groups = groups(submissions, returns, form, (at, per), campaign);
    let mut found = Vec::new();
    for peers in groups.values() {
        let Some((middle, spread)) = usual(peers) else {
            continue;
        };
        for peer in peers {
            let score = NORMAL * (peer.number - middle) / spread;
            if score.abs() > threshold {
                let fault = Fault::FarFromPeers {
                    median: middle,
                    others: peers.len() - 1,
                    per: per.map(|per| form.fields[per].label.clone()),
                };
                let value = peer.row.values[at]
                    .as_ref()
                    .map(crate::validate::Value::shown);
                let place = place(peer.table, peer.row, form, at);
                let finding = Finding::new(place, fault);
                let personal = form.fields[at].personal;
                found.push((peer.submission, finding.with_value(value, personal)));
            }
        }
    }
    found
}

/// The collections and unit types in which a unit's number can be far from the others'.
pub(super) fn comparable(
    submissions: &[Submission],
    returns: &Returns,
    form: &FormId,
    fields: (&FieldName, Option<&FieldName>),
    campaign: &Campaign,
) -> BTreeSet<(CollectionId, UnitTypeId)> {
    let Some((form, at, per)) = places(form, fields, campaign) else {
        return BTreeSet::new();
    };
    let groups = groups(submissions, returns, form, (at, per), campaign).into_iter();
    groups
        .filter(|(_, peers)| usual(peers).is_some())
        .map(|((collection, kind), _)| (collection.clone(), kind.clone()))
        .collect()
}

/// A form and the places of two of its fields.
fn places<'c>(
    form: &FormId,
    (field, per): (&FieldName, Option<&FieldName>),
    campaign: &'c Campaign,
) -> Option<(&'c Form, usize, Option<usize>)> {
    let form = campaign.form(form)?;
    let per = per.and_then(|per| form.position(per));
    Some((form, form.position(field)?, per))
}

type Groups<'s> = BTreeMap<(&'s CollectionId, &'s UnitTypeId), Vec<Peer<'s>>>;

/// The numbers that are compared, by collection and unit type.
fn groups<'s>(
    submissions: &'s [Submission],
    returns: &'s Returns,
    form: &'s Form,
    (at, per): (usize, Option<usize>),
    campaign: &'s Campaign,
) -> Groups<'s> {
    let mut groups = Groups::new();
    for (unit, collection, submission, table) in tables(submissions, returns, &form.id) {
        let kind = campaign.unit(unit).map(|unit| &unit.unit_type);
        let row = table.rows.first();
        let row = row.filter(|row| !matches!(row.standing, Standing::Excluded(_)));
        if let (Some(kind), Some(row)) = (kind, row)
            && let Some(number) = number(row, at, per)
        {
            groups.entry((collection, kind)).or_default().push(Peer {
                submission,
                table,
                row,
                number,
            });
        }
    }
    groups
}

/// What is usual among peers: their median and the median distance from it; none where they are too
/// few, or too much alike.
fn usual(peers: &[Peer<'_>]) -> Option<(f64, f64)> {
    let enough = peers.len() > FEWEST_PEERS;
    let numbers = peers.iter().map(|peer| peer.number);
    enough.then(|| spread(numbers.collect())).flatten()
}

/// The median absolute deviation of normal numbers is this share of their standard deviation.
const NORMAL: f64 = 0.6745;

/// The number that is compared; none where one it needs is missing, or it is divided by zero.
fn number(row: &Row, field: usize, per: Option<usize>) -> Option<f64> {
    let number = |at: usize| row.values[at].as_ref()?.as_number();
    match per {
        None => number(field),
        Some(per) => {
            let divisor = number(per).filter(|divisor| *divisor > 0.0)?;
            Some(number(field)? / divisor)
        }
    }
}

/// The median, and the median distance from it; none where half of the numbers are the same.
fn spread(mut numbers: Vec<f64>) -> Option<(f64, f64)> {
    let middle = median(&mut numbers)?;
    let mut distances: Vec<f64> = numbers.iter().map(|one| (one - middle).abs()).collect();
    let spread = median(&mut distances)?;
    (spread > 0.0).then_some((middle, spread))
}

fn median(numbers: &mut [f64]) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let upper = *numbers.get(half)?;
    Some(if numbers.len().is_multiple_of(2) {
        f64::midpoint(numbers[half - 1], upper)
    } else {
        upper
    })
}

#[cfg(test)]
mod tests {
    use super::{median, spread};

    #[test]
    fn the_median_of_an_even_number_lies_between_its_two() {
        assert_eq!(median(&mut [4.0, 1.0, 3.0, 2.0]), Some(2.5));
        assert_eq!(median(&mut [3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&mut []), None);
    }

    #[test]
    fn numbers_half_of_which_are_the_same_have_no_spread() {
        assert_eq!(spread(vec![5.0, 5.0, 5.0, 900.0]), None);
        // Distances from 3 are 2, 1, 0, 1, 97.
        assert_eq!(spread(vec![1.0, 2.0, 3.0, 4.0, 100.0]), Some((3.0, 1.0)));
    }
}
