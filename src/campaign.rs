//! What a Department asks of its units: the folder `schemas/ID/` as a valid model.
//!
//! [`load`] reads campaign.toml, units.csv, criteria.csv, lists, baseline and forms, and either
//! gives a [`Campaign`] in which every reference resolves, or every fault it found, each with file,
//! place and remedy. Nothing here knows a stage of the data path.

mod across;
mod collection;
mod criterion;
mod fault;
mod form;
mod form_raw;
mod ids;
mod kind;
mod load;
mod measure;
mod names;
mod narrow;
mod raw;
mod raw_scoring;
mod register;
mod report;
mod resolve;
mod resolve_across;
mod resolve_carries;
mod resolve_field;
mod resolve_form;
mod resolve_measure;
mod resolve_scoring;
mod resolve_target;
mod scoring;
mod sheet;
mod tables;
mod target;
mod version;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

pub use across::{AcrossRule, FEWEST_PEERS};
pub use collection::Collection;
pub use criterion::{Computed, Criterion, CriterionKind};
pub use fault::{CampaignFault, Problem};
pub use form::{
    Carries, Constraints, Field, ForeignKey, Form, KeyTarget, Layout, Reference, Role, Rule,
};
pub use kind::{Around, Bound, FieldKind, Numerals, iso_duration, iso_month};
pub use load::{LoadError, find_default, load};
pub use measure::{Amounts, Condition, Key, Measure, Scale, Test};
pub use register::{Unit, code_key};
pub use report::{Publish, ReportSettings};
pub use scoring::{DifferenceLimits, Quota, QuotaScope, RankKey, Rounding, ScoreSource, Scoring};
pub use target::{Aside, Binds, Target, Threshold};

use crate::finding::Severity;
use crate::id::{BlockId, CollectionId, FieldName, FormId, ListId, UnitCode, UnitTypeId};
use crate::lang::{Lang, Titles};
use crate::text::{match_key, unaccented};

/// A valid campaign: every id it names exists.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// The campaign's id.
    pub id: String,
    /// Its title.
    pub titles: Titles,
    /// The language of reports unless the caller asks for another.
    pub language: Lang,
    /// The body that consolidates, in capitals as on paper.
    pub owner: String,
    /// The body above it.
    pub superior: String,
    /// The school year, both days included.
    pub period: RangeInclusive<NaiveDate>,
    /// Whether a date written 3/4 is the third of April or the fourth of March.
    pub date_order: DateOrder,
    /// The day samples are assessed at; none in a live campaign.
    pub as_of: Option<NaiveDate>,
    /// What appendices carry beside their figures.
    pub report: ReportSettings,
    /// The kinds of units.
    pub unit_types: Vec<UnitType>,
    /// The emulation blocks.
    pub blocks: Vec<Block>,
    /// The register, in its order.
    pub units: Vec<Unit>,
    /// The rounds of reporting, in the campaign's order.
    pub collections: Vec<Collection>,
    /// The forms, in the order collections first name them.
    pub forms: Vec<Form>,
    /// The lists that fields refer to: name to values.
    pub lists: BTreeMap<ListId, List>,
    /// The criteria of scoring.
    pub criteria: Vec<Criterion>,
    /// The year before: unit and measure to value.
    pub baseline: BTreeMap<(UnitCode, String), f64>,
    /// What is required.
    pub targets: Vec<Target>,
    /// Rules across returns.
    pub across: Vec<AcrossRule>,
    /// How blocks score, if they do.
    pub scoring: Option<Scoring>,
    /// How many titles may be given.
    pub quotas: Vec<Quota>,
    /// Severities that differ from a code's own.
    pub severities: BTreeMap<String, Severity>,
    /// How much of a file is read.
    pub limits: Limits,
    /// SHA-256 over all files of the campaign, in hexadecimal.
    pub hash: String,
    /// SHA-256 over its forms, its lists and the order of dates: what the fields of rows and their
    /// values follow from.
    pub reading: String,
    places: register::Places,
}

/// The order in which people write a date's numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 3/4 is the third of April.
    #[default]
    DayMonth,
    /// 3/4 is the fourth of March.
    MonthDay,
}

/// A kind of unit.
#[derive(Debug, Clone)]
pub struct UnitType {
    /// Its id, which is also the folder of its workbooks.
    pub id: UnitTypeId,
    /// Its title.
    pub titles: Titles,
    /// How several are spoken of after their number: `phòng GDĐT`, `Bureaus`.
    pub several: Titles,
    /// Whether each of its units gets a workbook of its own.
    pub workbook: bool,
}

/// Peers that are scored and ranked together.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// Its title.
    pub titles: Titles,
    /// Its heads, each with the days on which it is head.
    pub heads: Vec<(UnitCode, RangeInclusive<NaiveDate>)>,
}

impl Block {
    /// Its heads on a day, in the campaign's order: the head before its deputy.
    pub fn heads_on(&self, day: NaiveDate) -> impl Iterator<Item = &UnitCode> {
        let valid = self
            .heads
            .iter()
            .filter(move |(_, days)| days.contains(&day));
        valid.map(|(head, _)| head)
    }
}

/// Who sends a collection's returns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Senders {
    /// All units of these types.
    Types(Vec<UnitTypeId>),
    /// The heads of the blocks.
    BlockHeads,
}

/// Whom a collection's rows are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// The sender.
    #[serde(rename = "self")]
    Sender,
    /// The members of the sender's block.
    BlockMembers,
}

/// The values a field may refer to.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The values of each column, in the file's order.
    pub columns: BTreeMap<String, Vec<String>>,
}

/// How much of one file is read before it is refused: `[limits]` in campaign.toml.
///
/// The defaults are some hundred times what a return has, and keep the memory that the worst file
/// takes below 256 MiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Limits {
    /// Size of the file as received, in bytes.
    pub file_bytes: u64,
    /// Size of all parts of a workbook, or of all files of an archive, after decompression, and of
    /// all texts of a workbook's cells, in bytes.
    pub inflated_bytes: u64,
    /// Cells with a value, over all sheets.
    pub cells: u64,
    /// Worksheets.
    pub sheets: u64,
    /// Characters in one cell.
    pub text_length: u64,
    /// The lowest row that may hold a value.
    pub rows: u64,
    /// The rightmost column that may hold a value.
    pub columns: u64,
    /// Files in one archive, or parts of one workbook.
    pub archive_entries: u64,
    /// Places to be mended or cleared up in one file.
    pub findings: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 20 << 20,
            inflated_bytes: 64 << 20,
            cells: 500_000,
            sheets: 200,
            text_length: 32_767,
            rows: 100_000,
            columns: 1_000,
            archive_entries: 10_000,
            findings: 20_000,
        }
    }
}

impl Campaign {
    /// The unit with this code.
    #[must_use]
    pub fn unit(&self, code: &UnitCode) -> Option<&Unit> {
        self.unit_position(code).map(|at| &self.units[at])
    }

    /// The one unit of this code, name or alias, compared by match key.
    #[must_use]
    pub fn unit_named(&self, text: &str) -> Option<&Unit> {
        let at = self.places.names.get(&match_key(text)).copied().flatten();
        at.map(|at| &self.units[at])
    }

    /// The unit's place in the register, from 0.
    #[must_use]
    pub fn unit_position(&self, code: &UnitCode) -> Option<usize> {
        self.places.codes.get(code).copied()
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// The field at which two senders of the same row of a form are asked, where a rule forbids it.
    #[must_use]
    pub fn one_sender_field(&self, of: &FormId) -> Option<&FieldName> {
        self.across.iter().find_map(|rule| match rule {
            AcrossRule::OneSender { form, field, .. } if form == of => Some(field),
            _ => None,
        })
    }

    /// The collection with this id.
    #[must_use]
    pub fn collection(&self, id: &CollectionId) -> Option<&Collection> {
        self.collections.iter().find(|one| one.id == *id)
    }

    /// The title of a unit type.
    #[must_use]
    pub fn type_title(&self, id: &UnitTypeId, lang: Lang) -> &str {
        let found = self.unit_types.iter().find(|one| one.id == *id);
        found.map_or("", |one| one.titles.get(lang))
    }

    /// The collection a text names by id, with or without its accents, by title or by alias.
    #[must_use]
    pub fn collection_named(&self, text: &str) -> Option<&Collection> {
        let key = match_key(text);
        let plain = unaccented(&key);
        self.collections
            .iter()
            .find(|one| one.keys.contains(&key) || one.keys.first() == Some(&plain))
    }

    /// The forms of a collection, in its order.
    pub fn forms_of<'a>(&'a self, collection: &'a Collection) -> impl Iterator<Item = &'a Form> {
        collection.forms.iter().filter_map(|id| self.form(id))
    }

    /// Whether the unit must send this collection: of the senders' kind and valid in the register
    /// on the collection's register day.
    #[must_use]
    pub fn is_sender(&self, unit: &Unit, collection: &Collection) -> bool {
        let day = collection.register_day();
        unit.valid_on(day)
            && match &collection.senders {
                Senders::Types(types) => types.contains(&unit.unit_type),
                Senders::BlockHeads => self.heads_on(&unit.code, day),
            }
    }

    /// Whether the unit heads a block on a day.
    #[must_use]
    pub fn heads_on(&self, unit: &UnitCode, day: NaiveDate) -> bool {
        self.blocks
            .iter()
            .any(|block| block.heads_on(day).any(|head| head == unit))
    }

    /// The blocks whose members a unit speaks for on a day: those it heads, else its own.
    #[must_use]
    pub fn blocks_of<'a>(&'a self, unit: &'a Unit, day: NaiveDate) -> Vec<&'a BlockId> {
        let heads = |block: &&Block| block.heads_on(day).any(|head| *head == unit.code);
        let headed: Vec<&BlockId> = self
            .blocks
            .iter()
            .filter(heads)
            .map(|one| &one.id)
            .collect();
        if headed.is_empty() {
            unit.block.iter().collect()
        } else {
            headed
        }
    }

    /// Whether the unit leads a block on a day: of two heads the first that is named.
    #[must_use]
    pub fn leads_on(&self, unit: &UnitCode, day: NaiveDate) -> bool {
        let mut blocks = self.blocks.iter();
        blocks.any(|block| block.heads_on(day).next() == Some(unit))
    }

    /// The units of the register that must send this collection, in its order.
    pub fn senders<'a>(&'a self, collection: &'a Collection) -> impl Iterator<Item = &'a Unit> {
        self.units
            .iter()
            .filter(move |unit| self.is_sender(unit, collection))
    }

    /// Whether a form's field is asked for in a collection of this sender.
    #[must_use]
    pub fn asks(&self, field: &Field, collection: &Collection, sender: &Unit) -> bool {
        let here = field.collections.is_empty() || field.collections.contains(&collection.id);
        here && (!field.of_block_heads || self.leads_on(&sender.code, collection.register_day()))
    }
}
