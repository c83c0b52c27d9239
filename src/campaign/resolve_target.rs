//! Targets as written, with every form, field, type and collection looked up.

use std::collections::BTreeMap;

use super::fault::CampaignFault;
use super::names::{
    duplicates, field_of, invalid, known_collection, known_form, known_type, period,
};
use super::raw::{Day, RawCondition, RawMeasure, RawPeriod, RawTarget, RawThreshold};
use super::target::{Condition, Measure, Target, Test, Threshold};
use super::{Campaign, FieldKind};
use crate::id::{CollectionId, FieldName, FormId, TargetId, UnitTypeId};

/// The targets, in the campaign's order.
pub(super) fn targets(
    raw: Vec<RawTarget>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Target> {
    duplicates("target", raw.iter().map(|one| one.id.as_str()), faults);
    let resolve = |(at, one): (usize, RawTarget)| {
        let place = format!("target[{at}].");
        let from = one.from.unwrap_or(Day(*campaign.period.start()));
        let to = one.to.unwrap_or(Day(*campaign.period.end()));
        let collections = one.collections.iter();
        check_measure(&place, &one, campaign, faults);
        Target {
            id: TargetId::from(one.id.as_str()),
            heading: one.heading.unwrap_or_else(|| one.titles.clone()),
            titles: one.titles,
            quantity: one.quantity,
            collections: collections
                .map(|name| {
                    known_collection(campaign, name, &format!("{place}collections"), faults)
                })
                .collect(),
            binds: binds(
                &place,
                &one.binds,
                one.at_least,
                one.at_most,
                campaign,
                faults,
            ),
            measure: measure(&format!("{place}measure."), one.measure, campaign, faults),
            window: period(&place, from, to, faults),
        }
    };
    raw.into_iter().enumerate().map(resolve).collect()
}

/// What a target needs beyond names that exist: a key to count, a due date to be in time for,
/// collections that ask for what is measured.
fn check_measure(
    place: &str,
    one: &RawTarget,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) {
    let measure = format!("{place}measure");
    if one.collections.is_empty() {
        let expected = "at least one collection";
        invalid(&format!("{place}collections"), "[]", expected, faults);
    }
    let (form, fields): (&String, Vec<&String>) = match &one.measure {
        RawMeasure::CountKeys { form, conditions } => {
            let known = campaign.form(&FormId::from(form.as_str()));
            if known.is_some_and(|form| form.key.is_empty()) {
                invalid(&measure, "count-keys", "a form with a key", faults);
            }
            (form, conditions.iter().map(|one| &one.field).collect())
        }
        RawMeasure::Sum {
            form,
            field,
            conditions,
        } => {
            let used = conditions.iter().map(|one| &one.field);
            (form, used.chain([field]).collect())
        }
        RawMeasure::Filled { form, fields } | RawMeasure::Yes { form, fields } => {
            (form, fields.iter().collect())
        }
        RawMeasure::OnTime {} => {
            let due = |name: &String| {
                let collection = campaign.collection(&CollectionId::from(name.as_str()));
                collection.is_none_or(|one| one.last_good_day.is_some())
            };
            if !one.collections.iter().all(due) {
                invalid(
                    &measure,
                    "on-time",
                    "collections that have a due date",
                    faults,
                );
            }
            return;
        }
    };
    let Some(form) = campaign.form(&FormId::from(form.as_str())) else {
        return; // a fault already
    };
    for name in &one.collections {
        let Some(collection) = campaign.collection(&CollectionId::from(name.as_str())) else {
            continue;
        };
        if !collection.forms.contains(&form.id) {
            let expected = format!("collections that ask for the form {}", form.id);
            invalid(&format!("{place}collections"), name, &expected, faults);
            continue;
        }
        for field in &fields {
            let at = form.position(&FieldName::from(field.as_str()));
            let asked = at.is_none_or(|at| {
                let only = &form.fields[at].collections;
                only.is_empty() || only.contains(&collection.id)
            });
            if !asked {
                let expected = format!("a field that {name} asks for");
                invalid(&measure, field, &expected, faults);
            }
        }
    }
}

fn binds(
    place: &str,
    types: &[String],
    at_least: Option<RawThreshold>,
    at_most: Option<RawThreshold>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> BTreeMap<UnitTypeId, Threshold> {
    let (key, threshold, make): (_, _, fn(f64) -> Threshold) = match (at_least, at_most) {
        (Some(_), Some(_)) => {
            invalid(
                &format!("{place}at-most"),
                "at-least + at-most",
                "only one of the two",
                faults,
            );
            return BTreeMap::new();
        }
        (Some(one), None) => ("at-least", Some(one), Threshold::AtLeast),
        (None, Some(one)) => ("at-most", Some(one), Threshold::AtMost),
        (None, None) => ("binds", None, Threshold::AtLeast),
    };
    let place_key = format!("{place}{key}");
    let figures: Vec<f64> = match &threshold {
        Some(RawThreshold::One(figure)) => vec![*figure],
        Some(RawThreshold::ByType(by_type)) => by_type.values().copied().collect(),
        None => Vec::new(),
    };
    if threshold.is_some() && figures.is_empty() {
        invalid(
            &place_key,
            "{}",
            "a figure for at least one unit type",
            faults,
        );
    }
    for figure in figures
        .iter()
        .filter(|figure| !(figure.is_finite() && **figure >= 0.0))
    {
        invalid(
            &place_key,
            &figure.to_string(),
            "a number of 0 or more",
            faults,
        );
    }
    if let Some(RawThreshold::ByType(by_type)) = threshold {
        if !types.is_empty() {
            invalid(
                &format!("{place}binds"),
                &types.join(", "),
                "nothing: the table of figures says whom it binds",
                faults,
            );
        }
        let entries = by_type.into_iter();
        return entries
            .map(|(name, figure)| {
                (
                    known_type(campaign, &name, &place_key, faults),
                    make(figure),
                )
            })
            .collect();
    }
    let every: Vec<String> = campaign
        .unit_types
        .iter()
        .map(|one| one.id.to_string())
        .collect();
    let types = if types.is_empty() { &every } else { types };
    let figure = match threshold {
        Some(RawThreshold::One(figure)) => make(figure),
        _ => Threshold::Watched,
    };
    types
        .iter()
        .map(|name| {
            (
                known_type(campaign, name, &format!("{place}binds"), faults),
                figure,
            )
        })
        .collect()
}

fn measure(
    place: &str,
    raw: RawMeasure,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Measure {
    let mut form_and =
        |name: &str, fields: &[String], fits: fn(&FieldKind) -> bool, expected: &str| {
            let form = known_form(campaign, name, &format!("{place}form"), faults);
            if let Some(form) = form {
                for field in fields {
                    field_of(
                        form,
                        field,
                        &format!("{place}fields"),
                        fits,
                        expected,
                        faults,
                    );
                }
            }
            FormId::from(name)
        };
    let names = |fields: &[String]| {
        fields
            .iter()
            .map(|name| FieldName::from(name.as_str()))
            .collect()
    };
    match raw {
        RawMeasure::CountKeys { form, conditions } => Measure::CountKeys {
            key: key_of(&form, campaign),
            form: form_and(&form, &[], |_| true, ""),
            conditions: resolve_conditions(place, &form, conditions, campaign, faults),
        },
        RawMeasure::Sum {
            form,
            field,
            conditions,
        } => Measure::Sum {
            form: form_and(
                &form,
                std::slice::from_ref(&field),
                FieldKind::is_number,
                "a field with numbers",
            ),
            field: FieldName::from(field.as_str()),
            conditions: resolve_conditions(place, &form, conditions, campaign, faults),
        },
        RawMeasure::Filled { form, fields } => Measure::Filled {
            form: form_and(&form, &fields, |_| true, ""),
            fields: names(&fields),
        },
        RawMeasure::Yes { form, fields } => Measure::Yes {
            form: form_and(
                &form,
                &fields,
                |kind| matches!(kind, FieldKind::Boolean { .. }),
                "a boolean field",
            ),
            fields: names(&fields),
        },
        RawMeasure::OnTime {} => Measure::OnTime,
    }
}

/// The names of the fields that make a form's key.
fn key_of(form: &str, campaign: &Campaign) -> Vec<FieldName> {
    let form = campaign.form(&FormId::from(form));
    let key = form.map(|form| {
        form.key
            .iter()
            .map(|at| form.fields[*at].name.clone())
            .collect()
    });
    key.unwrap_or_default()
}

pub(super) fn resolve_conditions(
    place: &str,
    form: &str,
    raw: Vec<RawCondition>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Condition> {
    let Some(form) = campaign.form(&FormId::from(form)) else {
        return Vec::new(); // already a fault of the measure
    };
    let mut conditions = Vec::with_capacity(raw.len());
    for (at, one) in raw.into_iter().enumerate() {
        let place = format!("{place}where[{at}]");
        let (test, fits, expected): (_, fn(&FieldKind) -> bool, _) =
            match (one.one_of, one.within, one.is_true) {
                (texts, None, false) if !texts.is_empty() => (
                    Test::OneOf(texts),
                    |kind| matches!(kind, FieldKind::Text),
                    "a field with text",
                ),
                (texts, Some(within), false) if texts.is_empty() => {
                    let days = match within {
                        RawPeriod::Named(_) => campaign.period.clone(),
                        RawPeriod::Days { from, to } => {
                            period(&format!("{place}.within."), from, to, faults)
                        }
                    };
                    (
                        Test::Within(days),
                        |kind| matches!(kind, FieldKind::Date),
                        "a field with dates",
                    )
                }
                (texts, None, true) if texts.is_empty() => (
                    Test::IsTrue,
                    |kind| matches!(kind, FieldKind::Boolean { .. }),
                    "a boolean field",
                ),
                _ => {
                    invalid(
                        &place,
                        &one.field,
                        "exactly one of one-of, within, is-true",
                        faults,
                    );
                    continue;
                }
            };
        if let Test::OneOf(texts) = &test {
            let at = form.position(&FieldName::from(one.field.as_str()));
            let allowed = at.map_or(&[][..], |at| form.fields[at].constraints.one_of.as_slice());
            for text in texts
                .iter()
                .filter(|text| !allowed.is_empty() && !allowed.contains(text))
            {
                invalid(&place, text, &allowed.join(", "), faults);
            }
        }
        conditions.push(Condition {
            field: field_of(
                form,
                &one.field,
                &format!("{place}.field"),
                fits,
                expected,
                faults,
            ),
            test,
        });
    }
    conditions
}
