//! The returns that a target needs of a unit.

use super::measure::Sources;
use crate::campaign::{Campaign, Collection, Measure, Target, Unit};
use crate::id::{CollectionId, UnitCode};
use crate::settle::{Return, Settled};

/// What each unit must send for each collection, both by their places in the campaign.
pub(super) struct Needed<'a>(Vec<Vec<Need<'a>>>);

/// What a unit must send for a collection.
#[derive(Clone, Copy)]
enum Need<'a> {
    Nothing,
    /// Its return; none where the run does not look at the collection.
    Return(Option<&'a Return>),
}

impl<'a> Needed<'a> {
    /// Finds all.
    pub(super) fn of(settled: &'a Settled, campaign: &Campaign) -> Self {
        let of_collection = |collection: &Collection| {
            let of_unit = |unit: &Unit| {
                if !campaign.is_sender(unit, collection) {
                    return Need::Nothing;
                }
                let key = (unit.code.clone(), collection.id.clone());
                Need::Return(settled.returns.get(&key))
            };
            campaign.units.iter().map(of_unit).collect()
        };
        Self(campaign.collections.iter().map(of_collection).collect())
    }
}

/// Whether all returns a measure needs of the unit are there, with the sheets it needs whole.
pub(super) fn is_whole(
    (measure, collections): (&Measure, &[CollectionId]),
    unit: &UnitCode,
    sources: Sources<'_>,
) -> bool {
    needed(collections, unit, sources).all(|(collection, one)| {
        let submission = one
            .and_then(|one| one.counting)
            .map(|at| &sources.settled.submissions[at]);
        submission.is_some_and(|submission| {
            let mut asked = measure
                .forms()
                .filter(|form| collection.forms.contains(form));
            asked.all(|form| submission.whole_table(form).is_some())
        })
    })
}

/// The returns that collections need of a unit: those it must send. None where the run does not
/// look at the collection.
pub(super) fn needed<'a, 'c>(
    collections: &'c [CollectionId],
    unit: &UnitCode,
    sources: Sources<'a>,
) -> impl Iterator<Item = (&'a Collection, Option<&'a Return>)> + use<'a, 'c> {
    let campaign = sources.campaign;
    let place = campaign.unit_position(unit);
    collections.iter().filter_map(move |id| {
        let mut all = campaign.collections.iter().zip(&sources.needed.0);
        let (collection, of_units) = all.find(|(one, _)| one.id == *id)?;
        match of_units[place?] {
            Need::Nothing => None,
            Need::Return(one) => Some((collection, one)),
        }
    })
}

/// The collections a target needs: those of its rows, and those of what is measured beside.
pub(super) fn collections_of(target: &Target) -> Vec<CollectionId> {
    let asides = [&target.promise, &target.when].into_iter().flatten();
    let mut all = target.collections.clone();
    for id in asides.flat_map(|one| &one.collections) {
        if !all.contains(id) {
            all.push(id.clone());
        }
    }
    all
}
