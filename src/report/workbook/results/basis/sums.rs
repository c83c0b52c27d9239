//! What is known of whole units before their rows are written: what their rows add to shares, and
//! which units have merged into them.

use std::collections::BTreeMap;

use crate::assess::Adds;
use crate::id::{TargetId, UnitCode};
use crate::report::workbook::form::Side;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::results::place::sides;

/// What rows add to shares: to those of units, and to those over all.
#[derive(Default)]
pub(super) struct Sums<'a> {
    pub(super) own: BTreeMap<(&'a TargetId, &'a UnitCode), Vec<Option<f64>>>,
    pub(super) over_all: BTreeMap<&'a TargetId, Vec<Option<f64>>>,
}

impl<'a> Sums<'a> {
    pub(super) fn gather(material: &Material<'a>) -> Self {
        let report = material.report;
        let mut sums = Self::default();
        for target in &report.campaign.targets {
            let sides = sides(target);
            if sides.is_empty() {
                continue;
            }
            let rows = report.assessed.contributions.get(&target.id);
            for (row, carries) in rows.into_iter().flatten() {
                let submission = report.settled.submissions.get(row.submission);
                let nothing = || vec![Some(0.0); sides.len()];
                let unit = submission.and_then(|one| report.campaign.unit(one.unit.as_ref()?));
                if let Some(unit) = unit.and_then(|one| target.bearer(report.campaign, one)) {
                    let own = sums.own.entry((&target.id, &unit.code));
                    let own = own.or_insert_with(nothing);
                    add(own, sides, carries.own);
                }
                let over_all = sums.over_all.entry(&target.id).or_insert_with(nothing);
                add(over_all, sides, carries.over_all);
            }
        }
        sums
    }
}

fn add(sums: &mut [Option<f64>], sides: &[Side], adds: Adds) {
    for (sum, side) in sums.iter_mut().zip(sides) {
        *sum = sum.zip(side.amount(adds)).map(|(sum, more)| sum + more);
    }
}

/// For units that others have merged into, the codes of those as formulas have them.
pub(super) type Merged<'a> = BTreeMap<(&'a TargetId, UnitCode), Vec<String>>;

pub(super) fn merged<'a>(material: &Material<'a>) -> Merged<'a> {
    let campaign = material.report.campaign;
    let mut merged = Merged::new();
    for target in &campaign.targets {
        for (unit, heir) in target.heirs(campaign) {
            let code = formula::text(unit.as_str());
            merged.entry((&target.id, heir)).or_default().push(code);
        }
    }
    merged
}
