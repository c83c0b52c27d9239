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

    /// The campaign as if its register held these units only.
    ///
    /// Who heads a block stays known by code, since that decides what binds a unit.
    #[must_use]
    pub fn narrowed(&self, to: &BTreeSet<UnitCode>) -> Self {
        let mut places: Vec<usize> = to.iter().filter_map(|it| self.unit_position(it)).collect();
        places.sort_unstable();
        let units = places.into_iter().map(|at| self.units[at].clone());
        let baseline = to.iter().flat_map(|unit| {
            let of_unit = self.baseline.range((unit.clone(), String::new())..);
            of_unit.take_while(move |((one, _), _)| one == unit)
        });
        let baseline = baseline.map(|(key, value)| (key.clone(), *value));
        let mut narrowed = Self {
            units: units.collect(),
            baseline: baseline.collect(),
            places: register::Places::default(),
            // What there is of every unit is left where it is: there may be many workbooks to write.
            id: self.id.clone(),
            titles: self.titles.clone(),
            language: self.language,
            owner: self.owner.clone(),
            superior: self.superior.clone(),
            period: self.period.clone(),
            date_order: self.date_order,
            as_of: self.as_of,
            report: self.report.clone(),
            unit_types: self.unit_types.clone(),
            blocks: self.blocks.clone(),
            collections: self.collections.clone(),
            forms: self.forms.clone(),
            lists: self.lists.clone(),
            criteria: self.criteria.clone(),
            targets: self.targets.clone(),
            across: self.across.clone(),
            scoring: self.scoring.clone(),
            quotas: self.quotas.clone(),
            severities: self.severities.clone(),
            limits: self.limits,
            hash: self.hash.clone(),
            reading: self.reading.clone(),
        };
        narrowed.find_anew();
        for target in &mut narrowed.targets {
            target.binds.units.retain(|unit, _| to.contains(unit));
        }
        narrowed
    }
}
