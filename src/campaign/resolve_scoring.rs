//! Scoring as written, with every collection, form, field, criterion and target looked up.

use super::fault::CampaignFault;
use super::names::{
    duplicates, field_of, invalid, known_collection, known_field, known_form, unknown,
};
use super::raw_scoring::{RawQuota, RawScoreSource, RawScoring};
use super::{Campaign, FieldKind, Quota, RankKey, ScoreSource, Scoring};
use crate::id::{FieldName, FormId, TargetId};

const FLOORS: &str = "floors";
const SHARE: &str = "share";
const TOTAL: &str = "total";

/// The sources of scores, and what units are ranked by.
pub(super) fn scoring(
    raw: RawScoring,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Scoring {
    let limits = [
        ("criterion", raw.difference.criterion),
        ("total", raw.difference.total),
    ];
    for (name, limit) in limits {
        if let Some(limit) = limit
            && !(limit.is_finite() && limit >= 0.0)
        {
            let place = format!("scoring.difference.{name}");
            invalid(&place, &limit.to_string(), "0 or more points", faults);
        }
    }
    let is_asked = campaign.criteria.iter().any(|one| one.computed.is_none());
    if raw.own.is_none() && raw.review.is_none() && is_asked {
        let expected = "self, review or both: not every criterion has its points from a target";
        invalid("scoring", "", expected, faults);
    }
    Scoring {
        own: raw
            .own
            .map(|own| source("scoring.self", &own, campaign, faults)),
        review: raw
            .review
            .map(|review| source("scoring.review", &review, campaign, faults)),
        rank_by: rank_by(raw.rank_by, campaign, faults),
        difference: raw.difference,
    }
}

fn source(
    place: &str,
    raw: &RawScoreSource,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> ScoreSource {
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
            field_of(
                form,
                name,
                &format!("{place}.not-applicable"),
                |kind| matches!(kind, FieldKind::Boolean { .. }),
                "a boolean field",
                faults,
            );
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
}

/// The keys of ranks; units are ranked by share where the campaign says nothing.
fn rank_by(
    names: Option<Vec<String>>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<RankKey> {
    let place = "scoring.rank-by";
    let Some(names) = names else {
        return vec![RankKey::Share];
    };
    if names.is_empty() {
        invalid(place, "[]", "at least one key, such as \"share\"", faults);
    }
    duplicates(place, names.iter().map(String::as_str), faults);
    let mut keys = Vec::with_capacity(names.len());
    for name in &names {
        let criterion = campaign.criteria.iter().position(|one| one.code == *name);
        match (name.as_str(), criterion) {
            (FLOORS, _) => keys.push(RankKey::Floors),
            (SHARE, _) => keys.push(RankKey::Share),
            (TOTAL, _) => keys.push(RankKey::Total),
            (_, Some(at)) => keys.push(RankKey::Criterion(at)),
            (_, None) => {
                let codes = campaign.criteria.iter().map(|one| one.code.as_str());
                let known = [FLOORS, SHARE, TOTAL].into_iter().chain(codes);
                unknown(place, ("khóa xếp thứ", "rank key"), name, known, faults);
            }
        }
    }
    keys
}

/// The quotas.
pub(super) fn quotas(
    raw: Vec<RawQuota>,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> Vec<Quota> {
    duplicates("quota", raw.iter().map(|one| one.id.as_str()), faults);
    let resolve = |(at, one): (usize, RawQuota)| {
        let place = |key: &str| format!("quota[{at}].{key}");
        for (key, name) in [
            ("numerator", &one.numerator),
            ("denominator", &one.denominator),
        ] {
            let mut ids = campaign.targets.iter().map(|target| &target.id);
            if !ids.any(|id| id.as_str() == name) {
                let known = campaign.targets.iter().map(|target| &target.id);
                unknown(&place(key), ("chỉ tiêu", "target"), name, known, faults);
            }
        }
        if !(0.0..=1.0).contains(&one.limit) {
            let expected = "a share from 0 to 1, such as 0.15";
            invalid(&place("limit"), &one.limit.to_string(), expected, faults);
        }
        #[expect(clippy::cast_possible_truncation, reason = "clamped to 0 to 1")]
        let limit_millionths = (one.limit.clamp(0.0, 1.0) * 1e6).round() as i64;
        Quota {
            id: one.id,
            titles: one.titles,
            source: one.source,
            numerator: TargetId::from(one.numerator.as_str()),
            denominator: TargetId::from(one.denominator.as_str()),
            limit_millionths,
            rounding: one.rounding,
            scope: one.scope,
        }
    };
    raw.into_iter().enumerate().map(resolve).collect()
}
