//! Targets as written, with every form, field, type and collection looked up.

use std::collections::BTreeMap;

use super::fault::CampaignFault;
use super::measure::{Measure, Scale};
use super::names::{
    duplicates, invalid, known_collection, known_type, known_unit, period, unknown,
};
use super::raw::{Day, RawMeasure, RawTarget, RawThreshold};
use super::resolve_measure::Resolver;
use super::target::{Aside, Binds, Target, Threshold};
use super::{Campaign, Collection};
use crate::id::{CollectionId, FieldName, FormId, TargetId, UnitCode, UnitTypeId};

/// Who, among what a target binds, are the heads of the blocks.
const BLOCK_HEADS: &str = "block-heads";

/// The targets, in the campaign's order.
pub(super) fn targets(
    raw: Vec<RawTarget>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Target> {
    duplicates("target", raw.iter().map(|one| one.id.as_str()), faults);
    let each = raw.into_iter().enumerate();
    let mut targets: Vec<Target> = each
        .map(|(at, one)| target(&format!("target[{at}]."), one, campaign, faults))
        .collect();
    join_all_of(&mut targets, faults);
    targets
}

fn target(
    place: &str,
    raw: RawTarget,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Target {
    let place_of = |key: &str| format!("{place}{key}");
    let required = required(place, &raw, faults);
    let binds = binds(place, &raw.binds, &required, campaign, faults);
    let is_compared = raw.rising || raw.promised.is_some();
    let from = raw.from.unwrap_or(Day(*campaign.period.start()));
    let to = raw.to.unwrap_or(Day(*campaign.period.end()));
    let collections = collections(&place_of("collections"), &raw.collections, campaign, faults);
    let mut resolver = Resolver {
        place: place_of("measure."),
        campaign,
        faults: &mut *faults,
    };
    let measure = resolver.measure(raw.measure);
    let promise = raw.promised.map(|raw| {
        let sum = |resolver: &mut Resolver<'_>| resolver.sum(&raw.form, &raw.field, raw.conditions);
        aside(
            &place_of("promised."),
            &raw.collections,
            sum,
            campaign,
            faults,
        )
    });
    let when = raw.when.map(|raw| {
        let rows = |resolver: &mut Resolver<'_>| {
            resolver.measure(RawMeasure::Exists {
                form: raw.form,
                conditions: raw.conditions,
            })
        };
        aside(&place_of("when."), &raw.collections, rows, campaign, faults)
    });
    let figure = matches!(measure.scale(), Scale::Amount | Scale::Share);
    if !figure && is_compared {
        let expected = "a figure that can be compared, not yes or no";
        invalid(&place_of("measure"), "yes/no", expected, faults);
    }
    check_collections(place, &collections, &measure, campaign, faults);
    Target {
        heading: raw.heading.unwrap_or_else(|| raw.titles.clone()),
        baseline: raw.baseline.unwrap_or_else(|| raw.id.clone()),
        id: TargetId::from(raw.id.as_str()),
        titles: raw.titles,
        quantity: raw.quantity,
        source: raw.source,
        collections,
        binds,
        measure,
        promise,
        when,
        window: period(place, from, to, faults),
    }
}

/// What is required: the same of each whom the target binds, or so much of each.
enum Required<'a> {
    Each(Threshold),
    ByName(
        &'a BTreeMap<String, f64>,
        &'static str,
        fn(f64) -> Threshold,
    ),
}

/// The one requirement that a target states.
fn required<'a>(place: &str, raw: &'a RawTarget, faults: &mut Vec<CampaignFault>) -> Required<'a> {
    let named: [(&str, bool); 4] = [
        ("at-least", raw.at_least.is_some()),
        ("at-most", raw.at_most.is_some()),
        ("rising", raw.rising),
        ("promised", raw.promised.is_some()),
    ];
    let given: Vec<&str> = named.iter().filter(|one| one.1).map(|one| one.0).collect();
    if let [_, others @ ..] = &given[..]
        && let Some(last) = others.last()
    {
        let expected = "only one of at-least, at-most, rising, promised";
        invalid(
            &format!("{place}{last}"),
            &given.join(" + "),
            expected,
            faults,
        );
    }
    let figures = |key: &'static str,
                   one: &'a RawThreshold,
                   make: fn(f64) -> Threshold,
                   faults: &mut Vec<CampaignFault>| {
        let place = format!("{place}{key}");
        let all: Vec<f64> = match one {
            RawThreshold::One(figure) => vec![*figure],
            RawThreshold::ByName(table) => table.values().copied().collect(),
        };
        if all.is_empty() {
            invalid(&place, "{}", "a figure for at least one unit type", faults);
        }
        for figure in all.iter().filter(|one| !(one.is_finite() && **one >= 0.0)) {
            invalid(&place, &figure.to_string(), "a number of 0 or more", faults);
        }
        match one {
            RawThreshold::One(figure) => Required::Each(make(*figure)),
            RawThreshold::ByName(table) => Required::ByName(table, key, make),
        }
    };
    match (&raw.at_least, &raw.at_most) {
        (Some(one), _) => figures("at-least", one, Threshold::AtLeast, faults),
        (None, Some(one)) => figures("at-most", one, Threshold::AtMost, faults),
        (None, None) if raw.rising => Required::Each(Threshold::Rising),
        (None, None) if raw.promised.is_some() => Required::Each(Threshold::Promised),
        (None, None) => Required::Each(Threshold::Watched),
    }
}

/// Whom a target binds; without names all unit types.
fn binds(
    place: &str,
    names: &[String],
    required: &Required<'_>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Binds {
    let mut binds = Binds::default();
    match required {
        Required::ByName(table, key, make) => {
            if !names.is_empty() {
                let expected = "nothing: the table of figures says whom it binds";
                invalid(
                    &format!("{place}binds"),
                    &names.join(", "),
                    expected,
                    faults,
                );
            }
            for (name, figure) in *table {
                let place = format!("{place}{key}");
                bind(&mut binds, name, make(*figure), &place, campaign, faults);
            }
        }
        Required::Each(threshold) if names.is_empty() => {
            let types = campaign.unit_types.iter();
            binds.types = types.map(|one| (one.id.clone(), *threshold)).collect();
        }
        Required::Each(threshold) => {
            for name in names {
                let place = format!("{place}binds");
                bind(&mut binds, name, *threshold, &place, campaign, faults);
            }
        }
    }
    binds
}

/// A name is that of a type, of a unit, or of all heads of blocks.
fn bind(
    binds: &mut Binds,
    name: &str,
    threshold: Threshold,
    place: &str,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) {
    let is_unit = campaign.unit(&UnitCode::from(name)).is_some();
    let is_type = campaign
        .unit_types
        .iter()
        .any(|one| one.id.as_str() == name);
    if name == BLOCK_HEADS {
        binds.heads = Some(threshold);
    } else if is_unit && !is_type {
        let code = known_unit(campaign, name, place, faults);
        binds.units.insert(code, threshold);
    } else {
        let id: UnitTypeId = known_type(campaign, name, place, faults);
        binds.types.insert(id, threshold);
    }
}

fn collections(
    place: &str,
    names: &[String],
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<CollectionId> {
    let known = |name: &String| known_collection(campaign, name, place, faults);
    names.iter().map(known).collect()
}

/// What is measured beside the figure, in collections of its own.
fn aside(
    place: &str,
    names: &[String],
    measure: impl FnOnce(&mut Resolver<'_>) -> Measure,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Aside {
    let collections = collections(&format!("{place}collections"), names, campaign, faults);
    let mut resolver = Resolver {
        place: place.to_owned(),
        campaign,
        faults: &mut *faults,
    };
    let measure = measure(&mut resolver);
    check_collections(place, &collections, &measure, campaign, faults);
    Aside {
        collections,
        measure,
    }
}

/// Collections that ask for what is measured, and have a due date where being in time is.
fn check_collections(
    place: &str,
    ids: &[CollectionId],
    measure: &Measure,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) {
    let place = format!("{place}collections");
    let mut fault = |found: &str, expected: &str| invalid(&place, found, expected, faults);
    if let Measure::AllOf { .. } = measure {
        if !ids.is_empty() {
            fault("collections", "nothing: those of the targets are taken");
        }
        return;
    }
    if ids.is_empty() {
        fault("[]", "at least one collection");
    }
    let found = ids.iter().filter_map(|id| campaign.collection(id));
    let found: Vec<&Collection> = found.collect();
    if *measure == Measure::OnTime {
        for one in found.iter().filter(|one| one.last_good_day.is_none()) {
            fault(one.id.as_str(), "collections that have a due date");
        }
        return;
    }
    let known: Vec<&FormId> = measure
        .forms()
        .filter(|id| campaign.form(id).is_some())
        .collect();
    for one in &found {
        if !known.is_empty() && !known.iter().any(|id| one.forms.contains(*id)) {
            let names: Vec<&str> = known.iter().map(|id| id.as_str()).collect();
            let expected = format!("collections that ask for the form {}", names.join(", "));
            fault(one.id.as_str(), &expected);
        }
    }
    for form in known
        .iter()
        .filter(|id| !found.iter().any(|one| one.forms.contains(**id)))
    {
        fault("", &format!("a collection that asks for the form {form}"));
    }
    for (form, field) in fields(measure) {
        for one in found.iter().filter(|one| one.forms.contains(form)) {
            if !asks(campaign, form, field, one) {
                fault(field.as_str(), &format!("a field that {} asks for", one.id));
            }
        }
    }
}

/// Every field a measure looks at.
fn fields(measure: &Measure) -> Vec<(&FormId, &FieldName)> {
    let Some(form) = measure.forms().next() else {
        return Vec::new();
    };
    let own: Vec<&FieldName> = match measure {
        Measure::CountKeys { key, .. } => key.fields().iter().collect(),
        Measure::Sum { field, .. } => vec![field],
        Measure::Ratio { part, whole, .. } => vec![part, whole],
        Measure::Filled { fields, .. } | Measure::Yes { fields, .. } => fields.iter().collect(),
        Measure::Kept { promised, done, .. } => {
            return vec![(&promised.form, &promised.field), (&done.form, &done.field)];
        }
        Measure::Count { .. }
        | Measure::Share { .. }
        | Measure::Exists { .. }
        | Measure::OnTime
        | Measure::Received
        | Measure::AllOf { .. } => Vec::new(),
    };
    let tested = measure.all_conditions().map(|one| &one.field);
    own.into_iter()
        .chain(tested)
        .map(|field| (form, field))
        .collect()
}

/// Whether a collection asks for a field of one of its forms.
fn asks(campaign: &Campaign, form: &FormId, field: &FieldName, collection: &Collection) -> bool {
    let field = campaign
        .form(form)
        .and_then(|form| Some(&form.fields[form.position(field)?]));
    field.is_none_or(|field| {
        field.collections.is_empty() || field.collections.contains(&collection.id)
    })
}

/// Gives each target over others the collections they need, and reports what it cannot be over.
fn join_all_of(targets: &mut [Target], faults: &mut Vec<CampaignFault>) {
    let simple: Vec<(TargetId, Vec<CollectionId>, bool)> = targets
        .iter()
        .filter(|one| !matches!(one.measure, Measure::AllOf { .. }))
        .map(|one| {
            let required = one.binds.thresholds().any(|one| one != Threshold::Watched);
            (one.id.clone(), one.collections.clone(), required)
        })
        .collect();
    for (at, target) in targets.iter_mut().enumerate() {
        let Measure::AllOf { targets: parts } = &target.measure else {
            continue;
        };
        let place = format!("target[{at}].measure.targets");
        if parts.is_empty() {
            invalid(&place, "[]", "at least one target", faults);
        }
        for part in parts {
            let Some((_, collections, required)) = simple.iter().find(|one| one.0 == *part) else {
                let known = simple.iter().map(|one| &one.0);
                let kind = ("chỉ tiêu", "target");
                unknown(&place, kind, part.as_str(), known, faults);
                continue;
            };
            if !required {
                invalid(
                    &place,
                    part.as_str(),
                    "a target that requires something",
                    faults,
                );
            }
            for id in collections {
                if !target.collections.contains(id) {
                    target.collections.push(id.clone());
                }
            }
        }
    }
}
