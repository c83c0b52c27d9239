//! A target: whom it binds, what is measured, how much is required, and when.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Campaign;
use super::measure::Measure;
use super::register::Unit;
use crate::id::{CollectionId, TargetId, UnitCode, UnitTypeId};
use crate::lang::Titles;

/// One requirement, as data.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// What it asks, in a phrase.
    pub titles: Titles,
    /// The short heading of its column.
    pub heading: Titles,
    /// What is counted ("điển hình"); empty for yes/no measures.
    pub quantity: Titles,
    /// Where the plan asks for it, as one would cite it.
    pub source: String,
    /// The collections whose rows it needs; of [`Measure::AllOf`] those of its targets.
    pub collections: Vec<CollectionId>,
    /// Whom it binds.
    pub binds: Binds,
    /// What is measured.
    pub measure: Measure,
    /// The promise that [`Threshold::Promised`] compares with: a [`Measure::Sum`].
    pub promise: Option<Aside>,
    /// The rows without which it does not bind a unit: a [`Measure::Exists`].
    pub when: Option<Aside>,
    /// The measure of `baseline.csv` that [`Threshold::Rising`] compares with.
    pub baseline: String,
    /// The days during which a unit may still reach it.
    pub window: RangeInclusive<NaiveDate>,
}

/// Whom a target binds, each with its threshold; a unit of its own goes before the heads of
/// blocks, and they before the types.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Binds {
    /// All units of a type.
    pub types: BTreeMap<UnitTypeId, Threshold>,
    /// The heads of the blocks.
    pub heads: Option<Threshold>,
    /// Single units.
    pub units: BTreeMap<UnitCode, Threshold>,
}

impl Binds {
    /// Every threshold there is.
    pub fn thresholds(&self) -> impl Iterator<Item = Threshold> {
        let types = self.types.values().chain(&self.heads);
        types.chain(self.units.values()).copied()
    }
}

/// How much is required.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Threshold {
    /// This much or more.
    AtLeast(f64),
    /// This much or less.
    AtMost(f64),
    /// More than the unit's own figure of the year before.
    Rising,
    /// What the unit itself promised, or more.
    Promised,
    /// Nothing: the figure is only watched.
    Watched,
}

/// What is measured of a unit beside the target's own figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Aside {
    /// The collections whose rows it needs.
    pub collections: Vec<CollectionId>,
    /// What is measured.
    pub measure: Measure,
}

impl Target {
    /// The threshold for a unit; none where the target does not bind it.
    ///
    /// A target binds units of its types that the register holds valid, as senders, in at least
    /// one of its collections, and who are not gone by the last of them.
    #[must_use]
    pub fn threshold(&self, campaign: &Campaign, unit: &Unit) -> Option<Threshold> {
        if self.is_outlived(campaign, unit).is_some() {
            return None;
        }
        let sent = || {
            let all = self
                .collections
                .iter()
                .filter_map(|id| campaign.collection(id));
            all.filter(|one| campaign.is_sender(unit, one))
        };
        sent().next()?;
        let of_heads = self
            .binds
            .heads
            .filter(|_| sent().any(|one| campaign.leads_on(&unit.code, one.register_day())));
        let of_unit = self.binds.units.get(&unit.code).copied();
        let of_type = self.binds.types.get(&unit.unit_type).copied();
        of_unit.or(of_heads).or(of_type)
    }

    /// Whether it asks nothing of anybody.
    #[must_use]
    pub fn is_watched(&self) -> bool {
        let mut thresholds = self.binds.thresholds();
        thresholds.all(|one| one == Threshold::Watched)
    }

    /// The unit to whose figure the rows of a unit add: itself, or the one that stands in its place
    /// by the target's last collection; none where nobody does.
    ///
    /// What was promised stays with who promised: [`Measure::Kept`] is never another's.
    #[must_use]
    pub fn bearer<'a>(&self, campaign: &'a Campaign, unit: &'a Unit) -> Option<&'a Unit> {
        match self.is_outlived(campaign, unit) {
            Some(_) if matches!(self.measure, Measure::Kept { .. }) => None,
            Some(day) => campaign.successor_on(unit, day),
            None => Some(unit),
        }
    }

    /// The units whose rows add to a unit's figure beside its own, in the order of codes.
    pub fn merged_into<'a>(
        &'a self,
        campaign: &'a Campaign,
        unit: &'a UnitCode,
    ) -> impl Iterator<Item = UnitCode> + 'a {
        let merged = campaign.merged_into(unit).into_iter();
        merged.filter(|one| {
            let one = campaign.unit(one);
            let bearer = one.and_then(|one| self.bearer(campaign, one));
            bearer.is_some_and(|bearer| bearer.code == *unit)
        })
    }

    /// The units that are gone by the target's last collection, each with its [`Target::bearer`].
    #[must_use]
    pub fn heirs(&self, campaign: &Campaign) -> BTreeMap<UnitCode, UnitCode> {
        let heir = |unit: &Unit| {
            unit.successor.as_ref()?;
            let heir = self.bearer(campaign, unit)?;
            (heir.code != unit.code).then(|| (unit.code.clone(), heir.code.clone()))
        };
        campaign.units.iter().filter_map(heir).collect()
    }

    /// The register day of the target's last collection, where a unit is gone by then.
    fn is_outlived(&self, campaign: &Campaign, unit: &Unit) -> Option<NaiveDate> {
        let collections = self.collections.iter();
        let days = collections.filter_map(|id| Some(campaign.collection(id)?.register_day()));
        days.max().filter(|day| day > unit.valid.end())
    }
}
