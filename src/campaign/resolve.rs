//! From a campaign as written to a valid one: every name is looked up, every fault kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use super::fault::{CampaignFault, Problem};
use super::load::Parts;
use super::names::{duplicates, known_form, known_type, known_unit, period, push, unknown};
use super::raw::{RawBlock, RawCollection};
use super::resolve_across::{across, check_baseline};
use super::resolve_form::Resources;
use super::resolve_scoring::{quotas, scoring};
use super::resolve_target::targets;
use super::tables::{baseline, lists};
use super::{
    Block, Campaign, Collection, KeyTarget, ReportSettings, Senders, criterion, ids, narrow,
    register, report, resolve_carries, resolve_form,
};
use crate::finding::Code;
use crate::hash::sha256;
use crate::id::{BlockId, CollectionId, FormId};
use crate::text::match_key;

const BLOCK_HEADS: &str = "block-heads";

/// The campaign, as far as it can be built; valid only where no fault was added.
pub(super) fn resolve(parts: Parts, faults: &mut Vec<CampaignFault>) -> Campaign {
    let raw = parts.campaign;
    let period = period("", raw.from, raw.to, faults);
    let units = register::read(&parts.units.0, parts.units.1, faults);
    let unit_types = raw.unit_types.into_iter();
    let unit_types = unit_types
        .map(|one| narrow::unit_type(one, &units))
        .collect();
    let tables = ["units", "criteria"].map(str::to_owned);
    let known = Resources {
        lists: parts.lists.keys().cloned().chain(tables).collect(),
        forms: parts.forms.iter().map(|(_, id, _)| id.clone()).collect(),
    };
    let forms = parts
        .forms
        .into_iter()
        .map(|(file, id, form)| {
            resolve_form::resolve(&file, FormId::from(id.as_str()), form, &known, faults)
        })
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
        report: ReportSettings::default(),
        places: register::Places::of(&units),
        unit_types,
        blocks: Vec::new(),
        units,
        collections: Vec::new(),
        forms,
        lists: BTreeMap::new(),
        criteria: Vec::new(),
        baseline: BTreeMap::new(),
        targets: Vec::new(),
        across: Vec::new(),
        scoring: None,
        quotas: Vec::new(),
        severities: raw.severities,
        limits: raw.limits,
        hash: parts.hash,
        reading: sha256(format!("{} {:?}", parts.forms_hash, raw.date_order).as_bytes()),
    };
    campaign.blocks = blocks(raw.blocks, &campaign, faults);
    campaign.collections = collections(raw.collections, &campaign, faults);
    order_forms(&mut campaign, faults);
    if let Some((file, rows)) = parts.criteria {
        let targets = raw.targets.iter().map(|one| one.id.as_str());
        campaign.criteria = criterion::read(&file, rows, &campaign, targets, faults);
    }
    campaign.lists = lists(parts.lists, &campaign);
    if let Some((file, rows)) = parts.baseline {
        campaign.baseline = baseline(&file, rows, &campaign, faults);
    }
    campaign.targets = targets(raw.targets, &campaign, faults);
    campaign.across = across(raw.across, &campaign, faults);
    campaign.report = report::resolve(raw.report, &campaign, faults);
    campaign.scoring = raw.scoring.map(|raw| scoring(raw, &campaign, faults));
    campaign.quotas = quotas(raw.quotas, &campaign, faults);
    register::check(&parts.units.0, &campaign, faults);
    ids::check(&campaign, &parts.units.0, faults);
    check_forms(&campaign, faults);
    check_keys(&campaign, faults);
    check_baseline(&campaign, faults);
    resolve_carries::check(&campaign, faults);
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
    campaign
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
    let mut called: Vec<String> = Vec::new();
    for (at, one) in raw.iter().enumerate() {
        let names = [one.id.as_str(), &one.titles.vi, &one.titles.en];
        let names = names
            .into_iter()
            .chain(one.aliases.iter().map(String::as_str));
        let own: BTreeSet<String> = names.map(match_key).collect();
        if let Some(name) = own.iter().find(|name| called.contains(name)) {
            let problem = Problem::Duplicate { name: name.clone() };
            push(&format!("collection[{at}].aliases"), problem, faults);
        }
        called.extend(own);
    }
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
        let titles = [one.id.as_str(), &one.titles.vi, &one.titles.en].into_iter();
        let names = titles.chain(one.aliases.iter().map(String::as_str));
        Collection {
            keys: names.map(match_key).collect(),
            id: CollectionId::from(one.id.as_str()),
            titles: one.titles,
            period: period(&place, one.from, one.to, faults),
            due,
            last_good_day,
            forms: one
                .forms
                .iter()
                .map(|name| FormId::from(name.as_str()))
                .collect(),
            senders,
            about: one.about,
            closed: one.closed,
            form_versions: one.form_versions,
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

/// The forms' references: lists and collections exist.
fn check_forms(campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    let mut sheets: Vec<String> = Vec::new();
    for form in &campaign.forms {
        let file = PathBuf::from(format!("forms/{}.json", form.id));
        let own: BTreeSet<String> = std::iter::once(&form.sheet)
            .chain(&form.sheet_aliases)
            .map(|name| match_key(name))
            .collect();
        twice(&file, "thidua.sheet", own, &mut sheets, faults);
        let mut labels: Vec<String> = Vec::new();
        for (at, field) in form.fields.iter().enumerate() {
            let own: BTreeSet<String> = std::iter::once(&field.label)
                .chain(&field.aliases)
                .map(|label| match_key(label))
                .collect();
            twice(
                &file,
                &format!("fields[{at}].title"),
                own,
                &mut labels,
                faults,
            );
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

/// The foreign keys of several fields, and those to forms: what they refer to exists.
fn check_keys(campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    for form in &campaign.forms {
        for (at, key) in form.foreign_keys.iter().enumerate() {
            let (known, wanted): (Option<Vec<String>>, Vec<String>) = match &key.target {
                KeyTarget::List { list, columns } => (
                    campaign
                        .lists
                        .get(list)
                        .map(|list| list.columns.keys().cloned().collect()),
                    columns.clone(),
                ),
                KeyTarget::Form { form, fields } => (
                    campaign.form(form).map(|form| {
                        form.fields
                            .iter()
                            .map(|field| field.name.to_string())
                            .collect()
                    }),
                    fields.iter().map(ToString::to_string).collect(),
                ),
            };
            let resource = match &key.target {
                KeyTarget::List { list, .. } => list.to_string(),
                KeyTarget::Form { form, .. } => form.to_string(),
            };
            let mut fault = |kind, name: String, known| {
                faults.push(CampaignFault {
                    file: format!("forms/{}.json", form.id).into(),
                    place: format!("foreignKeys[{at}].reference"),
                    problem: Problem::Unknown { kind, name, known },
                });
            };
            match known {
                None => {
                    let known = campaign.lists.keys().map(ToString::to_string).collect();
                    fault(("danh mục hoặc biểu", "list or form"), resource, known);
                }
                Some(known) => {
                    for name in wanted.into_iter().filter(|name| !known.contains(name)) {
                        fault(("cột", "column"), name, known.clone());
                    }
                }
            }
        }
    }
}

/// Reports names that were taken before; one header text must not name two things.
fn twice(
    file: &Path,
    place: &str,
    own: BTreeSet<String>,
    taken: &mut Vec<String>,
    faults: &mut Vec<CampaignFault>,
) {
    for name in own {
        if taken.contains(&name) {
            faults.push(CampaignFault {
                file: file.to_owned(),
                place: place.to_owned(),
                problem: Problem::Duplicate { name: name.clone() },
            });
        }
        taken.push(name);
    }
}
