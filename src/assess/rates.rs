//! How many returns came: of each collection, and of its senders by type, block and parent.
//!
//! In: the campaign and the settled returns. Out: counts over the expected senders, each of whom is
//! counted at exactly one [`Arrival`]; so the groups of a breakdown add up to their collection. A
//! sender without a block or a parent is in a group of its own.

use std::collections::BTreeMap;

use crate::campaign::{Campaign, Collection, Unit};
use crate::id::{BlockId, CollectionId, UnitCode, UnitTypeId};
use crate::settle::{Return, Settled};

/// How the return of an expected sender came, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Arrival {
    /// Accepted, the first one in time.
    OnTime,
    /// Accepted, the first one after the last good day.
    Late,
    /// Accepted, on a day that is not known.
    DayUnknown,
    /// Accepted; the collection has no due date.
    Undated,
    /// Something came, and nothing of it can be used.
    Unusable,
    /// Nothing came, and the last good day is past.
    Overdue,
    /// Nothing came, and it need not have.
    Awaited,
}

impl Arrival {
    /// Every one: first those of returns that were received, then the others.
    pub const ALL: [Self; 7] = [
        Self::OnTime,
        Self::Late,
        Self::DayUnknown,
        Self::Undated,
        Self::Unusable,
        Self::Overdue,
        Self::Awaited,
    ];

    /// How a sender's return for a collection came.
    #[must_use]
    pub fn of(one: &Return, collection: &Collection) -> Self {
        match (one.first, one.on_time) {
            (Some(_), Some(true)) => Self::OnTime,
            (Some(_), Some(false)) => Self::Late,
            (Some(_), None) if collection.last_good_day.is_some() => Self::DayUnknown,
            (Some(_), None) => Self::Undated,
            (None, _) if one.any_file => Self::Unusable,
            (None, _) if one.overdue => Self::Overdue,
            (None, _) => Self::Awaited,
        }
    }

    /// Whether the return was received.
    #[must_use]
    pub fn is_received(self) -> bool {
        matches!(
            self,
            Self::OnTime | Self::Late | Self::DayUnknown | Self::Undated
        )
    }
}

/// How many senders there are at each [`Arrival`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Arrivals {
    counts: [u32; Arrival::ALL.len()],
    overdue: u32,
}

impl Arrivals {
    fn add(&mut self, one: Option<&Return>, collection: &Collection) {
        let arrival = one.map_or(Arrival::Awaited, |one| Arrival::of(one, collection));
        for (known, count) in Arrival::ALL.into_iter().zip(&mut self.counts) {
            *count += u32::from(known == arrival);
        }
        self.overdue += u32::from(one.is_some_and(|one| one.overdue));
    }

    /// The senders at this arrival.
    #[must_use]
    pub fn at(&self, arrival: Arrival) -> u32 {
        let known = Arrival::ALL.into_iter().zip(self.counts);
        known
            .filter(|(known, _)| *known == arrival)
            .map(|(_, count)| count)
            .sum()
    }

    /// All senders that the register holds valid.
    #[must_use]
    pub fn expected(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// Those with an accepted submission.
    #[must_use]
    pub fn received(&self) -> u32 {
        let known = Arrival::ALL.into_iter().zip(self.counts);
        known
            .filter(|(known, _)| known.is_received())
            .map(|(_, count)| count)
            .sum()
    }

    /// Those of whom nothing was accepted though the last good day is past, whether nothing came or
    /// nothing that can be used.
    #[must_use]
    pub fn overdue(&self) -> u32 {
        self.overdue
    }
}

/// How the returns of one collection came, over all its expected senders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rate {
    /// The collection.
    pub collection: CollectionId,
    /// Its senders.
    pub arrivals: Arrivals,
}

/// How the returns of one group of a collection's senders came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupRate {
    /// The collection.
    pub collection: CollectionId,
    /// The group.
    pub group: Group,
    /// Its senders; there is at least one.
    pub arrivals: Arrivals,
}

/// Senders that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Group {
    /// Those of a type.
    Type(UnitTypeId),
    /// Those of a block, or of none.
    Block(Option<BlockId>),
    /// Those below a unit, or below none.
    Parent(Option<UnitCode>),
}

/// What senders are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Their type.
    Type,
    /// Their block.
    Block,
    /// The unit they belong to.
    Parent,
}

impl By {
    /// Every one, in the order of tables.
    pub const ALL: [Self; 3] = [Self::Type, Self::Block, Self::Parent];

    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Block => "block",
            Self::Parent => "parent",
        }
    }

    fn group(self, unit: &Unit) -> Group {
        match self {
            Self::Type => Group::Type(unit.unit_type.clone()),
            Self::Block => Group::Block(unit.block.clone()),
            Self::Parent => Group::Parent(unit.parent.clone()),
        }
    }
}

impl Group {
    /// What it is a group by.
    #[must_use]
    pub fn by(&self) -> By {
        match self {
            Self::Type(_) => By::Type,
            Self::Block(_) => By::Block,
            Self::Parent(_) => By::Parent,
        }
    }

    /// The id of the type, the block or the parent; none for the senders that have none.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        match self {
            Self::Type(id) => Some(id.as_str()),
            Self::Block(id) => id.as_ref().map(BlockId::as_str),
            Self::Parent(code) => code.as_ref().map(UnitCode::as_str),
        }
    }

    /// Its place in the campaign's order; senders that have none come last.
    fn place(&self, campaign: &Campaign) -> usize {
        let place = match self {
            Self::Type(id) => campaign.unit_types.iter().position(|one| one.id == *id),
            Self::Block(id) => {
                let mut blocks = campaign.blocks.iter();
                blocks.position(|one| Some(&one.id) == id.as_ref())
            }
            Self::Parent(code) => code.as_ref().and_then(|code| campaign.unit_position(code)),
        };
        place.unwrap_or(usize::MAX)
    }
}

/// How the returns of each collection came.
pub(crate) fn by_collection(
    campaign: &Campaign,
    collections: &[&Collection],
    settled: &Settled,
) -> Vec<Rate> {
    let rate = |collection: &&Collection| {
        let mut arrivals = Arrivals::default();
        for (_, one) in expected(campaign, collection, settled) {
            arrivals.add(one, collection);
        }
        Rate {
            collection: collection.id.clone(),
            arrivals,
        }
    };
    collections.iter().map(rate).collect()
}

/// The same for each group of each collection's senders: by collection, by what groups them, and
/// in the campaign's order.
pub(crate) fn by_group(
    campaign: &Campaign,
    collections: &[&Collection],
    settled: &Settled,
) -> Vec<GroupRate> {
    let mut rates = Vec::new();
    for collection in collections {
        for by in By::ALL {
            let mut groups: BTreeMap<usize, (Group, Arrivals)> = BTreeMap::new();
            for (unit, one) in expected(campaign, collection, settled) {
                let group = by.group(unit);
                let place = group.place(campaign);
                let entry = groups.entry(place);
                let (_, arrivals) = entry.or_insert_with(|| (group, Arrivals::default()));
                arrivals.add(one, collection);
            }
            rates.extend(groups.into_values().map(|(group, arrivals)| GroupRate {
                collection: collection.id.clone(),
                group,
                arrivals,
            }));
        }
    }
    rates
}

/// The senders of a collection, each with its return.
fn expected<'a>(
    campaign: &'a Campaign,
    collection: &'a Collection,
    settled: &'a Settled,
) -> impl Iterator<Item = (&'a Unit, Option<&'a Return>)> {
    campaign.senders(collection).map(|unit| {
        let key = (unit.code.clone(), collection.id.clone());
        (unit, settled.returns.get(&key))
    })
}

#[cfg(test)]
mod tests;
