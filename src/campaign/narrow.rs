//! A campaign narrowed to some of its units, for reports that are to know of no others.

use std::collections::BTreeSet;

use super::raw::RawUnitType;
use super::{Campaign, Unit, UnitType, register};
use crate::id::{UnitCode, UnitTypeId};
use crate::lang::{self, Titles};

/// A unit type; unless it says otherwise its units get a workbook of their own where the register has
/// units below any of them.
pub(super) fn unit_type(raw: RawUnitType, units: &[Unit]) -> UnitType {
    let id = UnitTypeId::from(raw.id.as_str());
    let parents: BTreeSet<&UnitCode> = units.iter().filter_map(|one| one.parent.as_ref()).collect();
    let mut of_type = units.iter().filter(|unit| unit.unit_type == id);
    let has_parents = of_type.any(|unit| parents.contains(&unit.code));
    UnitType {
        workbook: raw.workbook.unwrap_or(has_parents),
        several: raw.several.unwrap_or_else(|| Titles {
            vi: lang::inside(&raw.titles.vi),
            en: raw.titles.en.clone(),
        }),
        titles: raw.titles,
        id,
    }
}

impl Campaign {
    /// The units that get a workbook of their own, in the register's order.
    pub fn with_workbook(&self) -> impl Iterator<Item = &Unit> {
        let types = self.unit_types.iter().filter(|one| one.workbook);
        let types: Vec<_> = types.map(|one| &one.id).collect();
        let units = self.units.iter();
        units.filter(move |unit| types.contains(&&unit.unit_type))
    }

    /// A unit with all that are below it, and those that have merged into any of these.
    #[must_use]
    pub fn household(&self, unit: &UnitCode) -> BTreeSet<UnitCode> {
        let mut found = BTreeSet::from([unit.clone()]);
        loop {
            let belongs = |one: &&Unit| {
                let mut above = [&one.parent, &one.successor].into_iter().flatten();
                !found.contains(&one.code) && above.any(|code| found.contains(code))
            };
            let more: Vec<UnitCode> = self
                .units
                .iter()
                .filter(belongs)
                .map(|one| one.code.clone())
                .collect();
            if more.is_empty() {
                return found;
            }
            found.extend(more);
        }
    }

    /// The campaign as if its register held these units only.
    ///
    /// Who heads a block stays known by code, since that decides what binds a unit.
    #[must_use]
    pub fn narrowed(&self, to: &BTreeSet<UnitCode>) -> Self {
        let mut narrowed = self.clone();
        narrowed.units.retain(|unit| to.contains(&unit.code));
        narrowed.unit_names = register::names(&narrowed.units);
        let units = narrowed.units.iter().enumerate();
        narrowed.unit_index = units.map(|(at, unit)| (unit.code.clone(), at)).collect();
        narrowed.baseline.retain(|(unit, _), _| to.contains(unit));
        for target in &mut narrowed.targets {
            target.binds.units.retain(|unit, _| to.contains(unit));
        }
        narrowed
    }
}
