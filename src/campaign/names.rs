//! Looks up what campaign.toml names, and reports what is not there.

use std::fmt::Display;
use std::ops::RangeInclusive;
use std::path::Path;

use chrono::NaiveDate;

use super::fault::{CampaignFault, Problem};
use super::raw::Day;
use super::{Campaign, FieldKind, Form};
use crate::id::{CollectionId, FieldName, FormId, UnitCode, UnitTypeId};

const CAMPAIGN: &str = "campaign.toml";

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

pub(super) fn known_unit(
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
