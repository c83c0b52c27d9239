//! How each unit stands against each target, units that are compared with each other together.

use super::BANDS;
use crate::assess::Status;
use crate::campaign::{Block, Target, Unit, UnitType};
use crate::lang::Lang;
use crate::report::Report;

/// Units that are compared with each other.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Peers<'a> {
    /// All there are.
    All,
    /// Those of a block.
    Block(&'a Block),
    /// Those of a type that belong to no block.
    Type(&'a UnitType),
}

impl<'a> Peers<'a> {
    /// What they are called; nothing for all there are.
    pub(crate) fn title(self, lang: Lang) -> Option<&'a str> {
        match self {
            Self::All => None,
            Self::Block(block) => Some(block.titles.get(lang)),
            Self::Type(unit_type) => Some(unit_type.titles.get(lang)),
        }
    }

    fn has(self, unit: &Unit, blocks: &[Block]) -> bool {
        let known = |block: &&Block| Some(&block.id) == unit.block.as_ref();
        match self {
            Self::All => true,
            Self::Block(block) => known(&block),
            Self::Type(one) => one.id == unit.unit_type && blocks.iter().all(|one| !known(&one)),
        }
    }
}

/// The units of a group against the targets that ask something of any of them.
#[derive(Debug, Clone)]
pub(crate) struct HeatMap<'a> {
    /// Whose they are.
    pub(crate) peers: Peers<'a>,
    /// The targets, in the campaign's order; at least one.
    pub(crate) targets: Vec<&'a Target>,
    /// The units of which anything is asked, those that have missed most first; at least one.
    pub(crate) units: Vec<UnitRow<'a>>,
}

/// One unit against the targets of its map.
#[derive(Debug, Clone)]
pub(crate) struct UnitRow<'a> {
    /// The unit.
    pub(crate) unit: &'a Unit,
    /// How it stands, target by target; none where a target asks nothing of it.
    pub(crate) statuses: Vec<Option<Status>>,
}

impl UnitRow<'_> {
    /// The targets that ask something of it.
    pub(crate) fn bound(&self) -> usize {
        self.statuses.iter().flatten().count()
    }

    /// Those it has met.
    pub(crate) fn met(&self) -> usize {
        self.count(Status::Met)
    }

    fn count(&self, wanted: Status) -> usize {
        let statuses = self.statuses.iter().flatten();
        statuses.filter(|status| **status == wanted).count()
    }

    /// What puts it before others: targets surely missed, then those that are open.
    fn missed(&self) -> (usize, usize) {
        let surely = self.count(Status::NotMet) + self.count(Status::NoReturn);
        (surely, self.bound() - self.met() - surely)
    }
}

impl HeatMap<'_> {
    /// The units that have met every target that asks something of them.
    pub(crate) fn have_met_all(&self) -> usize {
        let units = self.units.iter();
        units.filter(|one| one.met() == one.bound()).count()
    }
}

/// One map of all units where there are at most `most`, else one for each block, and for each unit
/// type outside the blocks; one of all again where there are more than `most_blocks`.
pub(crate) fn heat_maps<'a>(
    report: &Report<'a>,
    most: usize,
    most_blocks: usize,
) -> Vec<HeatMap<'a>> {
    let campaign = report.campaign;
    let Some(all) = heat_map(report, Peers::All) else {
        return Vec::new();
    };
    if all.units.len() > most && campaign.blocks.len() <= most_blocks {
        let blocks = campaign.blocks.iter().map(Peers::Block);
        let types = campaign.unit_types.iter().map(Peers::Type);
        let groups = blocks.chain(types);
        return groups.filter_map(|peers| heat_map(report, peers)).collect();
    }
    vec![all]
}

fn heat_map<'a>(report: &Report<'a>, peers: Peers<'a>) -> Option<HeatMap<'a>> {
    let campaign = report.campaign;
    let asked = |status: Status| BANDS.contains(&status).then_some(status);
    let results = report.assessed.units.iter();
    let members: Vec<(&Unit, Vec<Option<Status>>)> = results
        .filter_map(|(code, results)| Some((campaign.unit(code)?, results)))
        .filter(|(unit, _)| peers.has(unit, &campaign.blocks))
        .map(|(unit, results)| {
            let statuses = results.iter().map(|result| asked(result.status));
            (unit, statuses.collect::<Vec<_>>())
        })
        .filter(|(_, statuses)| statuses.iter().any(Option::is_some))
        .collect();
    let asks = |at: usize| {
        let mut statuses = members.iter().map(|(_, statuses)| statuses.get(at));
        statuses.any(|status| matches!(status, Some(Some(_))))
    };
    let places: Vec<usize> = (0..campaign.targets.len()).filter(|at| asks(*at)).collect();
    let rows = members.iter().map(|(unit, statuses)| UnitRow {
        unit,
        statuses: places
            .iter()
            .map(|at| statuses.get(*at).copied().flatten())
            .collect(),
    });
    let mut units: Vec<UnitRow<'a>> = rows.collect();
    units.sort_by_key(|one| std::cmp::Reverse(one.missed()));
    (!units.is_empty()).then(|| HeatMap {
        peers,
        targets: places.iter().map(|at| &campaign.targets[*at]).collect(),
        units,
    })
}
