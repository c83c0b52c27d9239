//! From rules across returns as written to valid ones.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::across::AcrossRule;
use super::fault::{CampaignFault, Problem};
use super::kind::FieldKind;
use super::measure::Condition;
use super::names::{field_of, invalid, known_collection, known_field, known_form, unknown};
use super::raw::{RawAcross, RawYearBefore};
use super::resolve_measure::resolve_conditions;
use super::{Campaign, Form, Layout};
use crate::id::FieldName;

/// Above this modified z-score Iglewicz and Hoaglin call a value an outlier.
const USUAL_THRESHOLD: f64 = 3.5;

/// The rules whose names all exist.
pub(super) fn across(
    raw: Vec<RawAcross>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<AcrossRule> {
    let rules = raw.into_iter().enumerate();
    rules
        .filter_map(|(at, raw)| resolve(&format!("rule[{at}]."), raw, campaign, faults))
        .collect()
}

fn resolve(
    place: &str,
    raw: RawAcross,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Option<AcrossRule> {
    match raw {
        RawAcross::NeedsReturn {
            form,
            conditions,
            collection,
        } => Some(AcrossRule::NeedsReturn {
            conditions: resolve_conditions(
                &format!("{place}where"),
                &form,
                conditions,
                campaign,
                faults,
            ),
            form: known_form(campaign, &form, &format!("{place}form"), faults)?
                .id
                .clone(),
            collection: known_collection(
                campaign,
                &collection,
                &format!("{place}collection"),
                faults,
            ),
        }),
        RawAcross::RefersTo { form, field, to } => {
            let own = known_form(campaign, &form, &format!("{place}form"), faults)?;
            let other = known_form(campaign, &to.form, &format!("{place}to.form"), faults)?;
            Some(AcrossRule::RefersTo {
                field: known_field(own, &field, &format!("{place}field"), faults),
                form: own.id.clone(),
                collection: known_collection(
                    campaign,
                    &to.collection,
                    &format!("{place}to.collection"),
                    faults,
                ),
                other_field: known_field(other, &to.field, &format!("{place}to.field"), faults),
                other_form: other.id.clone(),
            })
        }
        RawAcross::Peers {
            form,
            field,
            per,
            threshold,
        } => {
            let form = record(campaign, &form, &format!("{place}form"), faults)?;
            let threshold = threshold.unwrap_or(USUAL_THRESHOLD);
            if threshold <= 0.0 {
                let found = threshold.to_string();
                invalid(&format!("{place}threshold"), &found, "more than 0", faults);
            }
            let mut number = |name: &str, place: String| number_of(form, name, &place, faults);
            Some(AcrossRule::Peers {
                field: number(&field, format!("{place}field")),
                per: per.map(|per| number(&per, format!("{place}per"))),
                form: form.id.clone(),
                threshold,
            })
        }
        RawAcross::OneSender {
            form,
            field,
            with,
            conditions,
        } => {
            let conditions = resolve_conditions(
                &format!("{place}where"),
                &form,
                conditions,
                campaign,
                faults,
            );
            let form = known_form(campaign, &form, &format!("{place}form"), faults)?;
            Some(one_sender(place, form, (&field, &with), conditions, faults))
        }
        RawAcross::YearBefore(raw) => year_before(place, raw, campaign, faults),
    }
}

fn one_sender(
    place: &str,
    form: &Form,
    (field, with): (&str, &[String]),
    conditions: Vec<Condition>,
    faults: &mut Vec<CampaignFault>,
) -> AcrossRule {
    let field = known_field(form, field, &format!("{place}field"), faults);
    let with = with.iter().enumerate();
    let with =
        with.map(|(at, name)| known_field(form, name, &format!("{place}with[{at}]"), faults));
    AcrossRule::OneSender {
        with: with.collect(),
        field,
        form: form.id.clone(),
        conditions,
    }
}

fn year_before(
    place: &str,
    raw: RawYearBefore,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Option<AcrossRule> {
    let within = |name: &str| format!("{place}{name}");
    let collection = raw
        .collection
        .map(|id| known_collection(campaign, &id, &within("collection"), faults));
    let measures: BTreeSet<&String> = campaign.baseline.keys().map(|(_, name)| name).collect();
    if !measures.contains(&raw.measure) {
        let kind = ("số liệu năm trước", "measure of the year before");
        unknown(
            &within("measure"),
            kind,
            &raw.measure,
            measures.iter(),
            faults,
        );
    }
    for (name, number, fits, expected) in [
        ("factor", raw.factor, raw.factor > 1.0, "more than 1"),
        ("least", raw.least, raw.least >= 0.0, "0 or more"),
    ] {
        if !fits {
            invalid(&within(name), &number.to_string(), expected, faults);
        }
    }
    let form = record(campaign, &raw.form, &within("form"), faults)?;
    Some(AcrossRule::YearBefore {
        field: number_of(form, &raw.field, &within("field"), faults),
        form: form.id.clone(),
        collection,
        measure: raw.measure,
        factor: raw.factor,
        least: raw.least,
    })
}

/// A form that has one number a unit.
fn record<'a>(
    campaign: &'a Campaign,
    name: &str,
    place: &str,
    faults: &mut Vec<CampaignFault>,
) -> Option<&'a Form> {
    let form = known_form(campaign, name, place, faults)?;
    if form.layout != Layout::Record {
        let expected = "a record, which has one number a unit";
        invalid(place, form.id.as_str(), expected, faults);
    }
    Some(form)
}

fn number_of(form: &Form, name: &str, place: &str, faults: &mut Vec<CampaignFault>) -> FieldName {
    let expected = "a field with numbers";
    field_of(form, name, place, FieldKind::is_number, expected, faults)
}

/// Reports each measure of the year before that neither a target nor a rule is about.
pub(super) fn check_baseline(campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    let of_rules = campaign.across.iter().filter_map(|rule| match rule {
        AcrossRule::YearBefore { measure, .. } => Some(measure.as_str()),
        _ => None,
    });
    let of_targets = campaign.targets.iter().map(|one| one.baseline.as_str());
    let known: Vec<&str> = of_targets.chain(of_rules).collect();
    let measures: BTreeSet<&str> = campaign
        .baseline
        .keys()
        .map(|(_, name)| name.as_str())
        .collect();
    for name in measures.into_iter().filter(|name| !known.contains(name)) {
        faults.push(CampaignFault {
            file: PathBuf::from("baseline.csv"),
            place: "measure".to_owned(),
            problem: Problem::Unknown {
                kind: (
                    "chỉ tiêu hoặc số liệu của quy tắc",
                    "target or measure of a rule",
                ),
                name: name.to_owned(),
                known: known.iter().map(|one| (*one).to_owned()).collect(),
            },
        });
    }
}
