//! Scoring as written, with every collection, form and field looked up.

use super::fault::CampaignFault;
use super::names::{field_of, known_collection, known_field, known_form};
use super::raw::{RawScoreSource, RawScoring};
use super::{Campaign, FieldKind, ScoreSource, Scoring};
use crate::id::{FieldName, FormId};

/// The sources of scores.
pub(super) fn scoring(
    raw: &RawScoring,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Scoring {
    let mut source = |place: &str, raw: &RawScoreSource| {
        if let Some(form) = known_form(campaign, &raw.form, &format!("{place}.form"), faults) {
            let plain = [raw.unit.as_ref(), Some(&raw.criterion)];
            for name in plain.into_iter().flatten() {
                known_field(form, name, place, faults);
            }
            field_of(
                form,
                &raw.score,
                &format!("{place}.score"),
                FieldKind::is_number,
                "a field with numbers",
                faults,
            );
            if let Some(name) = &raw.not_applicable {
                known_field(form, name, place, faults);
            }
        }
        ScoreSource {
            collection: known_collection(
                campaign,
                &raw.collection,
                &format!("{place}.collection"),
                faults,
            ),
            form: FormId::from(raw.form.as_str()),
            unit: raw.unit.as_deref().map(FieldName::from),
            criterion: FieldName::from(raw.criterion.as_str()),
            score: FieldName::from(raw.score.as_str()),
            not_applicable: raw.not_applicable.as_deref().map(FieldName::from),
        }
    };
    Scoring {
        own: source("scoring.self", &raw.own),
        review: raw
            .review
            .as_ref()
            .map(|review| source("scoring.review", review)),
    }
}
