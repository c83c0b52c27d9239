//! From rules across returns as written to valid ones.

use super::across::AcrossRule;
use super::fault::CampaignFault;
use super::kind::FieldKind;
use super::names::{field_of, invalid, known_collection, known_field, known_form};
use super::raw::RawAcross;
use super::resolve_target::resolve_conditions;
use super::{Campaign, Layout};

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
            conditions: resolve_conditions(place, &form, conditions, campaign, faults),
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
            let form = known_form(campaign, &form, &format!("{place}form"), faults)?;
            if form.layout != Layout::Record {
                let expected = "a record, which has one number a unit";
                invalid(&format!("{place}form"), form.id.as_str(), expected, faults);
            }
            let threshold = threshold.unwrap_or(USUAL_THRESHOLD);
            if threshold <= 0.0 {
                let found = threshold.to_string();
                invalid(&format!("{place}threshold"), &found, "more than 0", faults);
            }
            let mut number = |name: &str, place: String| {
                let expected = "a field with numbers";
                field_of(form, name, &place, FieldKind::is_number, expected, faults)
            };
            Some(AcrossRule::Peers {
                field: number(&field, format!("{place}field")),
                per: per.map(|per| number(&per, format!("{place}per"))),
                form: form.id.clone(),
                threshold,
            })
        }
    }
}
