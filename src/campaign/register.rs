//! The register: who must report.

use std::collections::{BTreeSet, HashMap};
use std::ops::RangeInclusive;
use std::path::Path;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use super::Campaign;
use super::fault::{CampaignFault, Problem};
use super::sheet::Table;
use crate::id::{BlockId, UnitCode, UnitTypeId};
use crate::text::{match_key, tidy};

/// One unit of the register.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its code; begins with a letter.
    pub code: UnitCode,
    /// Its name.
    pub name: String,
    /// Its type.
    pub unit_type: UnitTypeId,
    /// Its block, if it is in one.
    pub block: Option<BlockId>,
    /// The unit it belongs to, if any.
    pub parent: Option<UnitCode>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Words the campaign may refer to.
    pub tags: Vec<String>,
    /// Whether it lies in a difficult area.
    pub difficult_area: bool,
    /// The days on which it exists.
    pub valid: RangeInclusive<NaiveDate>,
    /// The unit that took its place, if any.
    pub successor: Option<UnitCode>,
}

impl Unit {
    /// Whether the unit exists on a day.
    #[must_use]
    pub fn valid_on(&self, day: NaiveDate) -> bool {
        self.valid.contains(&day)
    }
}

impl Campaign {
    /// The unit that stands in a unit's place on a day, after one merger or several; none where the
    /// unit itself still exists, or nobody took its place.
    #[must_use]
    pub fn successor_on(&self, unit: &Unit, day: NaiveDate) -> Option<&Unit> {
        let is_gone = day > *unit.valid.end();
        let mut heirs = self.heirs(unit);
        heirs.find(|heir| is_gone && heir.valid_on(day))
    }

    /// The units that took a unit's place, one after the other.
    fn heirs<'a>(&'a self, unit: &Unit) -> impl Iterator<Item = &'a Unit> + use<'a> {
        let next = |one: &Unit| self.unit(one.successor.as_ref()?);
        // No more than there are units: a register that is not checked yet may lead in a circle.
        std::iter::successors(next(unit), move |one| next(one)).take(self.units.len())
    }
}

const COLUMNS: [&str; 11] = [
    "code",
    "name",
    "type",
    "block",
    "parent",
    "aliases",
    "tags",
    "difficult_area",
    "valid_from",
    "valid_to",
    "successor",
];

/// Reads units.csv; what refers to other things is checked by the campaign.
pub(super) fn read(
    file: &Path,
    rows: Vec<Vec<String>>,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Unit> {
    let Some(table) = Table::new(file, rows, &COLUMNS, &["code", "name", "type"], faults) else {
        return Vec::new();
    };
    let mut units = Vec::with_capacity(table.len());
    for row in table.rows() {
        let mut fault = |column: &str, problem| faults.push(row.fault(column, problem));
        let code = row.get("code");
        if !code.starts_with(char::is_alphabetic) {
            fault(
                "code",
                invalid(code, "a code that begins with a letter, such as PGD-01"),
            );
        }
        let mut day = |column: &'static str, default: NaiveDate| match row.get(column) {
            "" => default,
            text => text.parse().unwrap_or_else(|_| {
                fault(column, invalid(text, "a day as 2023-09-05"));
                default
            }),
        };
        let from = day("valid_from", NaiveDate::MIN);
        let to = day("valid_to", NaiveDate::MAX);
        if from > to {
            fault(
                "valid_to",
                Problem::Backwards {
                    from: from.to_string(),
                    to: to.to_string(),
                },
            );
        }
        let difficult_area = match row.get("difficult_area").to_lowercase().as_str() {
            "true" | "1" | "x" | "có" => true,
            "" | "false" | "0" | "không" => false,
            other => {
                fault("difficult_area", invalid(other, "true or false"));
                false
            }
        };
        units.push(Unit {
            code: UnitCode::from(code),
            name: tidy(row.get("name")),
            unit_type: UnitTypeId::from(row.get("type")),
            block: row.optional("block").map(BlockId::from),
            parent: row.optional("parent").map(UnitCode::from),
            aliases: row.list("aliases"),
            tags: row.list("tags"),
            difficult_area,
            valid: from..=to,
            successor: row.optional("successor").map(UnitCode::from),
        });
    }
    units
}

fn invalid(found: &str, expected: &str) -> Problem {
    Problem::Invalid {
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}

/// The register's references: types, blocks, parents and successors exist, codes stand once.
pub(super) fn check(file: &Path, campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    let mut fault = |line: usize, column: &str, problem| {
        faults.push(CampaignFault {
            file: file.to_owned(),
            place: format!("row {line}, {column}"),
            problem,
        });
    };
    let mut compact: HashMap<String, usize> = HashMap::new();
    for (at, unit) in campaign.units.iter().enumerate() {
        let line = at + 2;
        if let Some(first) = compact.insert(code_key(unit.code.as_str()), at) {
            compact.insert(code_key(unit.code.as_str()), first);
            fault(
                line,
                "code",
                Problem::Duplicate {
                    name: unit.code.to_string(),
                },
            );
        }
        if !campaign
            .unit_types
            .iter()
            .any(|one| one.id == unit.unit_type)
        {
            let known = campaign
                .unit_types
                .iter()
                .map(|one| one.id.to_string())
                .collect();
            let kind = ("loại đơn vị", "unit type");
            fault(
                line,
                "type",
                Problem::Unknown {
                    kind,
                    name: unit.unit_type.to_string(),
                    known,
                },
            );
        }
        if let Some(block) = &unit.block
            && !campaign.blocks.iter().any(|one| one.id == *block)
        {
            let known = campaign
                .blocks
                .iter()
                .map(|one| one.id.to_string())
                .collect();
            let kind = ("khối thi đua", "block");
            fault(
                line,
                "block",
                Problem::Unknown {
                    kind,
                    name: block.to_string(),
                    known,
                },
            );
        }
        if let Some(successor) = &unit.successor {
            let is_open = *unit.valid.end() == NaiveDate::MAX;
            let still_there = Problem::StillThere {
                successor: successor.to_string(),
            };
            if is_open {
                fault(line, "valid_to", still_there);
            }
            let mut heirs = campaign.heirs(unit);
            if heirs.any(|heir| heir.code == unit.code) {
                fault(line, "successor", Problem::OwnSuccessor);
            }
        }
        for (column, other) in [("parent", &unit.parent), ("successor", &unit.successor)] {
            if let Some(other) = other
                && campaign.unit(other).is_none()
            {
                let known = campaign
                    .units
                    .iter()
                    .map(|unit| unit.code.to_string())
                    .collect();
                fault(
                    line,
                    column,
                    Problem::Unknown {
                        kind: ("đơn vị", "unit"),
                        name: other.to_string(),
                        known,
                    },
                );
            }
        }
    }
}

/// Where the units of a register are found.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// By code.
    pub(super) codes: FxHashMap<UnitCode, usize>,
    /// By code, name or alias, as match keys; none where two units have one.
    pub(super) names: HashMap<String, Option<usize>>,
    /// By the code of another, those that are below it.
    below: HashMap<UnitCode, Vec<usize>>,
    /// By the code of another, those that have merged into it.
    merged: HashMap<UnitCode, Vec<usize>>,
}

impl Places {
    pub(super) fn of(units: &[Unit]) -> Self {
        let mut places = Self::default();
        for (at, unit) in units.iter().enumerate() {
            places.codes.insert(unit.code.clone(), at);
            for (above, of_above) in [
                (&unit.parent, &mut places.below),
                (&unit.successor, &mut places.merged),
            ] {
                if let Some(above) = above {
                    of_above.entry(above.clone()).or_default().push(at);
                }
            }
            let names = unit.aliases.iter().map(String::as_str);
            for name in [unit.code.as_str(), &unit.name].into_iter().chain(names) {
                let entry = places.names.entry(match_key(name)).or_insert(Some(at));
                if *entry != Some(at) {
                    *entry = None;
                }
            }
        }
        places
    }
}

impl Campaign {
    /// The units that have merged into one, at once or by way of others, in the order of codes.
    pub(super) fn merged_into(&self, unit: &UnitCode) -> BTreeSet<UnitCode> {
        let mut found = self.reach(unit, &[&self.places.merged]);
        found.remove(unit);
        found
    }

    /// A unit with all that are below it, and those that have merged into any of these.
    #[must_use]
    pub fn household(&self, unit: &UnitCode) -> BTreeSet<UnitCode> {
        self.reach(unit, &[&self.places.below, &self.places.merged])
    }

    /// A unit and all that can be reached from it.
    fn reach(
        &self,
        unit: &UnitCode,
        ways: &[&HashMap<UnitCode, Vec<usize>>],
    ) -> BTreeSet<UnitCode> {
        let mut found = BTreeSet::from([unit.clone()]);
        let mut open = vec![unit];
        while let Some(from) = open.pop() {
            let next = ways.iter().filter_map(|way| way.get(from)).flatten();
            for code in next.map(|&at| &self.units[at].code) {
                if found.insert(code.clone()) {
                    open.push(code);
                }
            }
        }
        found
    }

    /// Finds units anew after the register has been changed.
    pub(crate) fn find_anew(&mut self) {
        self.places = Places::of(&self.units);
    }
}

/// A code's letters and digits, in lower case: `PGD-01`, `PGD_01` and `pgd01` are one, since a
/// file's name joins the parts of a code in any way.
#[must_use]
pub fn code_key(code: &str) -> String {
    code.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}
