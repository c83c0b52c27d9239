//! From a campaign as written to a valid one: every name is looked up, every fault kept.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;

use chrono::NaiveDate;

use super::fault::{CampaignFault, Problem};
use super::load::Parts;
use super::raw::{Day, RawBlock, RawCollection};
use super::resolve_target::{scoring, targets};
use super::sheet::Table;
use super::{
    Block, Campaign, Collection, Criterion, CriterionKind, FieldKind, Form, List, Senders,
    UnitType, form_raw, register,
};
use crate::finding::Code;
use crate::id::{BlockId, CollectionId, FieldName, FormId, ListId, UnitCode, UnitTypeId};

const CAMPAIGN: &str = "campaign.toml";
const BLOCK_HEADS: &str = "block-heads";

/// The campaign, as far as it can be built; valid only where no fault was added.
pub(super) fn resolve(parts: Parts, faults: &mut Vec<CampaignFault>) -> Option<Campaign> {
    let raw = parts.campaign;
    let period = period("", raw.from, raw.to, faults);
    let unit_types: Vec<UnitType> = raw
        .unit_types
        .into_iter()
        .map(|one| UnitType {
            id: UnitTypeId::from(one.id.as_str()),
            titles: one.titles,
        })
        .collect();
    let units = register::read(&parts.units.0, parts.units.1, faults);
    let forms = parts
        .forms
        .into_iter()
        .map(|(file, id, form)| form_raw::resolve(&file, FormId::from(id.as_str()), form, faults))
        .collect();
    let mut campaign = Campaign {
        id: raw.id,
        titles: raw.titles,
        language: raw.language,
        owner: raw.owner,
        superior: raw.superior,
        period,
        date_order: raw.date_order,
        as_of: raw.as_of.map(|day| day.0),
        report: raw.report,
        unit_index: units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.code.clone(), at))
            .collect(),
        unit_types,
        blocks: Vec::new(),
        units,
        collections: Vec::new(),
        forms,
        lists: BTreeMap::new(),
        criteria: Vec::new(),
        baseline: BTreeMap::new(),
        targets: Vec::new(),
        scoring: None,
        severities: raw.severities,
        limits: raw.limits,
        hash: parts.hash,
    };
    campaign.blocks = blocks(raw.blocks, &campaign, faults);
    campaign.collections = collections(raw.collections, &campaign, faults);
    order_forms(&mut campaign, faults);
    if let Some((file, rows)) = parts.criteria {
        campaign.criteria = criteria(&file, rows, &campaign, faults);
    }
    campaign.lists = lists(parts.lists, &campaign);
    if let Some((file, rows)) = parts.baseline {
        campaign.baseline = baseline(&file, rows, &campaign, faults);
    }
    campaign.targets = targets(raw.targets, &campaign, faults);
    campaign.scoring = raw.scoring.map(|raw| scoring(&raw, &campaign, faults));
    check_units(&parts.units.0, &campaign, faults);
    check_forms(&campaign, faults);
    for code in campaign.severities.keys() {
        if Code::parse(code).is_none() {
            let known = Code::ALL.iter().map(|code| code.as_str());
            unknown(
                &format!("severities.{code}"),
                ("mã lỗi", "finding code"),
                code,
                known,
                faults,
            );
        }
    }
    Some(campaign)
}

pub(super) fn push(place: &str, problem: Problem, faults: &mut Vec<CampaignFault>) {
    faults.push(CampaignFault {
        file: Path::new(CAMPAIGN).to_owned(),
        place: place.to_owned(),
        problem,
    });
}

pub(super) fn unknown(
    place: &str,
    kind: (&'static str, &'static str),
    name: &str,
    known: impl Iterator<Item = impl Display>,
    faults: &mut Vec<CampaignFault>,
) {
    let problem = Problem::Unknown {
        kind,
        name: name.to_owned(),
        known: known.map(|one| one.to_string()).collect(),
    };
    push(place, problem, faults);
}

pub(super) fn invalid(place: &str, found: &str, expected: &str, faults: &mut Vec<CampaignFault>) {
    let problem = Problem::Invalid {
        found: found.to_owned(),
        expected: expected.to_owned(),
    };
    push(place, problem, faults);
}

pub(super) fn period(
    place: &str,
    from: Day,
    to: Day,
    faults: &mut Vec<CampaignFault>,
) -> RangeInclusive<NaiveDate> {
    if from.0 > to.0 {
        let problem = Problem::Backwards {
            from: from.0.to_string(),
            to: to.0.to_string(),
        };
        push(&format!("{place}to"), problem, faults);
    }
    from.0..=to.0
}

/// Reports each name that stands twice.
pub(super) fn duplicates<'a>(
    what: &str,
    names: impl Iterator<Item = &'a str>,
    faults: &mut Vec<CampaignFault>,
) {
    let mut seen = Vec::new();
    for (at, name) in names.enumerate() {
        if seen.contains(&name) {
            let problem = Problem::Duplicate {
                name: name.to_owned(),
            };
            push(&format!("{what}[{at}].id"), problem, faults);
        }
        seen.push(name);
    }
}

pub(super) fn known_type(
    campaign: &Campaign,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> UnitTypeId {
    let id = UnitTypeId::from(name);
    if !campaign.unit_types.iter().any(|one| one.id == id) {
        let known = campaign.unit_types.iter().map(|one| &one.id);
        unknown(place, ("loại đơn vị", "unit type"), name, known, faults);
    }
    id
}

fn known_unit(
    campaign: &Campaign,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> UnitCode {
    let code = UnitCode::from(name);
    if campaign.unit(&code).is_none() {
        let known = campaign.units.iter().map(|unit| &unit.code);
        unknown(place, ("đơn vị", "unit"), name, known, faults);
    }
    code
}

pub(super) fn known_collection(
    campaign: &Campaign,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> CollectionId {
    let id = CollectionId::from(name);
    if campaign.collection(&id).is_none() {
        let known = campaign.collections.iter().map(|one| &one.id);
        unknown(place, ("kỳ báo cáo", "collection"), name, known, faults);
    }
    id
}

pub(super) fn known_form<'a>(
    campaign: &'a Campaign,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> Option<&'a Form> {
    let form = campaign.form(&FormId::from(name));
    if form.is_none() {
        let known = campaign.forms.iter().map(|one| &one.id);
        unknown(place, ("biểu mẫu", "form"), name, known, faults);
    }
    form
}

pub(super) fn known_field(
    form: &Form,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> FieldName {
    let field = FieldName::from(name);
    if form.position(&field).is_none() {
        let known = form.fields.iter().map(|one| &one.name);
        unknown(place, ("trường", "field"), name, known, faults);
    }
    field
}

/// A field whose type the use needs.
pub(super) fn field_of(
    form: &Form,
    name: &str,
    place: &str,
    fits: fn(&FieldKind) -> bool,
    expected: &str,
    faults: &mut Vec<CampaignFault>,
) -> FieldName {
    let field = known_field(form, name, place, faults);
    if form
        .position(&field)
        .is_some_and(|at| !fits(&form.fields[at].kind))
    {
        invalid(place, name, expected, faults);
    }
    field
}

fn blocks(raw: Vec<RawBlock>, campaign: &Campaign, faults: &mut Vec<CampaignFault>) -> Vec<Block> {
    duplicates("block", raw.iter().map(|one| one.id.as_str()), faults);
    let resolve = |(at, block): (usize, RawBlock)| {
        let heads = block.heads.into_iter().enumerate().map(|(nth, head)| {
            let place = format!("block[{at}].heads[{nth}].");
            let unit = known_unit(campaign, &head.unit, &format!("{place}unit"), faults);
            (unit, period(&place, head.from, head.to, faults))
        });
        Block {
            id: BlockId::from(block.id.as_str()),
            titles: block.titles,
            heads: heads.collect(),
        }
    };
    raw.into_iter().enumerate().map(resolve).collect()
}

fn collections(
    raw: Vec<RawCollection>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Collection> {
    duplicates("collection", raw.iter().map(|one| one.id.as_str()), faults);
    let resolve = |(at, one): (usize, RawCollection)| {
        let place = format!("collection[{at}].");
        let senders = if one.senders == [BLOCK_HEADS] {
            Senders::BlockHeads
        } else {
            let types = one.senders.iter();
            Senders::Types(
                types
                    .map(|name| known_type(campaign, name, &format!("{place}senders"), faults))
                    .collect(),
            )
        };
        for name in &one.forms {
            known_form(campaign, name, &format!("{place}forms"), faults);
        }
        let due = one.due.map(|day| day.0);
        let last_good_day = if one.due_inclusive {
            due
        } else {
            due.and_then(|day| day.pred_opt())
        };
        Collection {
            id: CollectionId::from(one.id.as_str()),
            titles: one.titles,
            period: period(&place, one.from, one.to, faults),
            last_good_day,
            forms: one
                .forms
                .iter()
                .map(|name| FormId::from(name.as_str()))
                .collect(),
            senders,
            about: one.about,
            closed: one.closed,
        }
    };
    raw.into_iter().enumerate().map(resolve).collect()
}

/// Puts the forms in the order in which collections first name them; one no collection names is a
/// fault.
fn order_forms(campaign: &mut Campaign, faults: &mut Vec<CampaignFault>) {
    let named: Vec<&FormId> = campaign
        .collections
        .iter()
        .flat_map(|one| &one.forms)
        .collect();
    let place: HashMap<FormId, Option<usize>> = campaign
        .forms
        .iter()
        .map(|form| (form.id.clone(), named.iter().position(|id| **id == form.id)))
        .collect();
    for form in &campaign.forms {
        if place[&form.id].is_none() {
            let name = format!("forms/{}.json", form.id);
            push("collection", Problem::Unused { name }, faults);
        }
    }
    campaign.forms.sort_by_key(|form| place[&form.id]);
}

fn criteria(
    file: &Path,
    rows: Vec<Vec<String>>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Criterion> {
    let known = [
        "code",
        "title",
        "maximum",
        "weight",
        "kind",
        "target",
        "points",
        "cap",
        "floor",
        "unit_types",
    ];
    let Some(table) = Table::new(file, rows, &known, &["code", "title", "maximum"], faults) else {
        return Vec::new();
    };
    let mut criteria: Vec<Criterion> = Vec::with_capacity(table.len());
    for row in table.rows() {
        let code = row.get("code").to_owned();
        if criteria.iter().any(|one| one.code == code) {
            faults.push(row.fault("code", Problem::Duplicate { name: code.clone() }));
        }
        let kind = match row.get("kind") {
            "" | "base" => CriterionKind::Base,
            "bonus" => CriterionKind::Bonus,
            "penalty" => CriterionKind::Penalty,
            other => {
                let problem = Problem::Invalid {
                    found: other.to_owned(),
                    expected: "base, bonus, penalty".to_owned(),
                };
                faults.push(row.fault("kind", problem));
                CriterionKind::Base
            }
        };
        for column in ["target", "points", "cap", "floor"] {
            if let Some(found) = row.optional(column) {
                let problem = Problem::Invalid {
                    found: found.to_owned(),
                    expected: "nothing: points from targets and floors are not supported"
                        .to_owned(),
                };
                faults.push(row.fault(column, problem));
            }
        }
        let weight = if row.optional("weight").is_some() {
            row.number("weight", faults)
        } else {
            1.0
        };
        let maximum = row.number("maximum", faults);
        let unit_types: Vec<UnitTypeId> = row
            .list("unit_types")
            .iter()
            .map(|name| UnitTypeId::from(name.as_str()))
            .collect();
        for id in &unit_types {
            if !campaign.unit_types.iter().any(|one| one.id == *id) {
                let problem = Problem::Unknown {
                    kind: ("loại đơn vị", "unit type"),
                    name: id.to_string(),
                    known: campaign
                        .unit_types
                        .iter()
                        .map(|one| one.id.to_string())
                        .collect(),
                };
                faults.push(row.fault("unit_types", problem));
            }
        }
        criteria.push(Criterion {
            code,
            title: row.get("title").to_owned(),
            maximum,
            weight,
            kind,
            unit_types,
        });
    }
    criteria
}

/// The lists of files, and the register and the criteria as lists.
fn lists(
    files: BTreeMap<String, (std::path::PathBuf, Vec<Vec<String>>)>,
    campaign: &Campaign,
) -> BTreeMap<ListId, List> {
    let mut lists = BTreeMap::new();
    for (name, (file, rows)) in files {
        let table = Table::any(&file, rows);
        let mut list = List::default();
        for column in table.header() {
            let values = table.rows().map(|row| row.get(column).to_owned());
            list.columns.insert(
                column.clone(),
                values.filter(|value| !value.is_empty()).collect(),
            );
        }
        lists.insert(ListId::from(name.as_str()), list);
    }
    let codes = campaign
        .units
        .iter()
        .map(|unit| unit.code.to_string())
        .collect();
    lists.insert(
        ListId::from("units"),
        List {
            columns: BTreeMap::from([("code".to_owned(), codes)]),
        },
    );
    let codes = campaign
        .criteria
        .iter()
        .map(|one| one.code.clone())
        .collect();
    lists.insert(
        ListId::from("criteria"),
        List {
            columns: BTreeMap::from([("code".to_owned(), codes)]),
        },
    );
    lists
}

fn baseline(
    file: &Path,
    rows: Vec<Vec<String>>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> BTreeMap<(UnitCode, String), f64> {
    let columns = ["unit", "measure", "value"];
    let mut values = BTreeMap::new();
    if let Some(table) = Table::new(file, rows, &columns, &columns, faults) {
        for row in table.rows() {
            let unit = UnitCode::from(row.get("unit"));
            if campaign.unit(&unit).is_none() {
                let problem = Problem::Unknown {
                    kind: ("đơn vị", "unit"),
                    name: unit.to_string(),
                    known: campaign
                        .units
                        .iter()
                        .map(|unit| unit.code.to_string())
                        .collect(),
                };
                faults.push(row.fault("unit", problem));
            }
            let value = row.number("value", faults);
            values.insert((unit, row.get("measure").to_owned()), value);
        }
    }
    values
}

/// The register's references: types, blocks, parents and successors exist, codes stand once.
fn check_units(file: &Path, campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    let mut fault = |line: usize, column: &str, problem| {
        faults.push(CampaignFault {
            file: file.to_owned(),
            place: format!("row {line}, {column}"),
            problem,
        });
    };
    for (at, unit) in campaign.units.iter().enumerate() {
        let line = at + 2;
        if campaign.unit_position(&unit.code) != Some(at) {
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

/// The forms' references: lists and collections exist.
fn check_forms(campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    for form in &campaign.forms {
        for (at, field) in form.fields.iter().enumerate() {
            let mut fault = |place: String, kind, name: String, known| {
                faults.push(CampaignFault {
                    file: format!("forms/{}.json", form.id).into(),
                    place,
                    problem: Problem::Unknown { kind, name, known },
                });
            };
            if let Some(reference) = &field.reference {
                let place = format!("foreignKeys ({})", field.name);
                match campaign.lists.get(&reference.list) {
                    None => {
                        let known = campaign.lists.keys().map(ToString::to_string).collect();
                        fault(
                            place,
                            ("danh mục", "list"),
                            reference.list.to_string(),
                            known,
                        );
                    }
                    Some(list) if !list.columns.contains_key(&reference.column) => {
                        let known = list.columns.keys().cloned().collect();
                        fault(place, ("cột", "column"), reference.column.clone(), known);
                    }
                    Some(_) => {}
                }
            }
            for id in &field.collections {
                if campaign.collection(id).is_none() {
                    let known = campaign
                        .collections
                        .iter()
                        .map(|one| one.id.to_string())
                        .collect();
                    let place = format!("fields[{at}].thidua.collections");
                    fault(place, ("kỳ báo cáo", "collection"), id.to_string(), known);
                }
            }
        }
    }
}
