//! What blank forms take from earlier returns: the form there, its fields and their types exist.

use super::fault::{CampaignFault, Problem};
use super::{Campaign, Carries, Form, Layout};

/// Where a form declares it.
const FROM: &str = "thidua.carries.from";
const FIELDS: &str = "thidua.carries.fields";

/// Reports what cannot be carried over.
pub(super) fn check(campaign: &Campaign, faults: &mut Vec<CampaignFault>) {
    for form in &campaign.forms {
        let Some(carries) = &form.carries else {
            continue;
        };
        let mut fault = |place: &str, problem: Problem| {
            faults.push(CampaignFault {
                file: format!("forms/{}.json", form.id).into(),
                place: place.to_owned(),
                problem,
            });
        };
        own(form, carries, &mut fault);
        if let Some(from) = campaign.form(&carries.from) {
            other(form, carries, from, &mut fault);
        } else {
            let known = campaign.forms.iter().map(|one| one.id.to_string());
            let problem = Problem::Unknown {
                kind: ("biểu", "form"),
                name: carries.from.to_string(),
                known: known.collect(),
            };
            fault(FROM, problem);
        }
    }
}

/// The form's own fields: filled in by people, and of a table the whole key, by which its rows are
/// known.
fn own(form: &Form, carries: &Carries, fault: &mut impl FnMut(&str, Problem)) {
    let name = |at: usize| form.fields[at].name.to_string();
    if carries.fields.is_empty() {
        fault(FIELDS, invalid("[]", "the names of one field or more"));
    }
    for (nth, &at) in carries.fields.iter().enumerate() {
        let field = &form.fields[at];
        if carries.fields[..nth].contains(&at) {
            fault(FIELDS, Problem::Duplicate { name: name(at) });
        }
        if field.ordinal || field.prefilled || field.role.is_some() {
            let expected = "a field that is neither ordinal nor prefilled and has no role";
            fault(FIELDS, invalid(&name(at), expected));
        }
    }
    let is_keyed = !form.key.is_empty() && form.key.iter().all(|at| carries.fields.contains(at));
    if form.layout == Layout::Table && !is_keyed {
        let found = carries.fields.iter().map(|at| name(*at));
        let found = found.collect::<Vec<_>>().join(", ");
        let expected = "all fields of the table's key among them";
        fault(FIELDS, invalid(&found, expected));
    }
}

/// The fields of the form there: of the same names and types, laid out alike.
fn other(form: &Form, carries: &Carries, from: &Form, fault: &mut impl FnMut(&str, Problem)) {
    if from.layout != form.layout {
        let expected = match form.layout {
            Layout::Table => "a table, as the form itself is",
            Layout::Record => "a record, as the form itself is",
        };
        fault(FROM, invalid(from.id.as_str(), expected));
    }
    for &at in &carries.fields {
        let field = &form.fields[at];
        match from.position(&field.name).map(|at| &from.fields[at]) {
            None => {
                let known = from.fields.iter().map(|one| one.name.to_string());
                let problem = Problem::Unknown {
                    kind: ("trường", "field"),
                    name: field.name.to_string(),
                    known: known.collect(),
                };
                fault(FIELDS, problem);
            }
            Some(there) if there.kind != field.kind => {
                let expected = format!("a field of the same type as in forms/{}.json", from.id);
                fault(FIELDS, invalid(field.name.as_str(), &expected));
            }
            Some(_) => {}
        }
    }
}

fn invalid(found: &str, expected: &str) -> Problem {
    Problem::Invalid {
        found: found.to_owned(),
        expected: expected.to_owned(),
    }
}
