//! `[report]` in campaign.toml: what appendices carry beside their figures, for the office to sign
//! and to send.
//!
//! In: the settings as written. Out: the same with every name looked up. Lines go onto paper as they
//! are, so that they must fit on it.

use serde::Deserialize;

use super::fault::CampaignFault;
use super::names::{invalid, known_field, unknown};
use super::{Campaign, Measure};
use crate::id::{FieldName, TargetId};
use crate::lang::Titles;

/// The most characters of a line: what half a sheet of A4 holds in two lines.
const LONGEST_LINE: usize = 100;

/// What appendices carry beside their figures.
#[derive(Debug, Clone, Default)]
pub struct ReportSettings {
    /// The place in "Vân Khê, ngày …".
    pub place: String,
    /// The document that appendices go with, as it stands after "Kèm theo"; empty where the office
    /// fills it in.
    pub attached_to: Titles,
    /// The lines under "Nơi nhận".
    pub recipients: Vec<String>,
    /// The lines above the signature.
    pub signature: Vec<String>,
    /// The name under it; empty where the office fills it in.
    pub signatory: String,
    /// What is listed for publication; none where the program chooses.
    pub publish: Option<Publish>,
}

/// A list for publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// The target whose rows are listed.
    pub target: TargetId,
    /// The fields shown of each, in their order; of none named the program chooses.
    pub fields: Vec<FieldName>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct RawReport {
    place: String,
    attached_to: Option<Titles>,
    recipients: Vec<String>,
    signature: Vec<String>,
    signatory: String,
    publish: Option<RawPublish>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPublish {
    target: String,
    #[serde(default)]
    fields: Vec<String>,
}

/// The settings, with each line that does not fit and each name that is not there.
pub(super) fn resolve(
    raw: RawReport,
    campaign: &Campaign,
    faults: &mut Vec<CampaignFault>,
) -> ReportSettings {
    for (place, line) in lines(&raw) {
        let fits = line.chars().count() <= LONGEST_LINE && !line.contains('\n');
        if !fits || line.trim().is_empty() {
            let expected = format!("one line of 1 to {LONGEST_LINE} characters");
            invalid(&place, line, &expected, faults);
        }
    }
    let publish = raw.publish.map(|one| publish(&one, campaign, faults));
    ReportSettings {
        place: raw.place,
        attached_to: raw.attached_to.unwrap_or_default(),
        recipients: raw.recipients,
        signature: raw.signature,
        signatory: raw.signatory,
        publish,
    }
}

/// Each line that is there, with where it stands. Of texts of their own, empty is as good as none.
fn lines(raw: &RawReport) -> Vec<(String, &str)> {
    let single = [("place", &raw.place), ("signatory", &raw.signatory)];
    let single = single.into_iter().filter(|(_, line)| !line.is_empty());
    let attached = raw.attached_to.iter();
    let attached =
        attached.flat_map(|both| [("attached-to.vi", &both.vi), ("attached-to.en", &both.en)]);
    let single = single.chain(attached);
    let single = single.map(|(key, line)| (format!("report.{key}"), line.as_str()));
    let lists = [
        ("recipients", &raw.recipients),
        ("signature", &raw.signature),
    ];
    let lists = lists.into_iter().flat_map(|(key, lines)| {
        let lines = lines.iter().enumerate();
        lines.map(move |(at, line)| (format!("report.{key}[{at}]"), line.as_str()))
    });
    single.chain(lists).collect()
}

/// A list for publication: the target counts rows of a form that has the fields.
fn publish(raw: &RawPublish, campaign: &Campaign, faults: &mut Vec<CampaignFault>) -> Publish {
    let target = TargetId::from(raw.target.as_str());
    let found = campaign.targets.iter().find(|one| one.id == target);
    if found.is_none() {
        let known = campaign.targets.iter().map(|one| &one.id);
        let kind = ("chỉ tiêu", "target");
        unknown("report.publish.target", kind, &raw.target, known, faults);
    }
    let form = match found.map(|target| &target.measure) {
        Some(Measure::Count { form, .. } | Measure::CountKeys { form, .. }) => campaign.form(form),
        Some(_) => {
            let expected = "a target that counts rows (`count` or `count-keys`)";
            invalid("report.publish.target", &raw.target, expected, faults);
            None
        }
        None => None,
    };
    if let Some(form) = form {
        for (at, name) in raw.fields.iter().enumerate() {
            let place = format!("report.publish.fields[{at}]");
            known_field(form, name, &place, faults);
            if raw.fields[..at].contains(name) {
                invalid(&place, name, "each field once", faults);
            }
        }
    }
    let fields = raw.fields.iter().map(|name| FieldName::from(name.as_str()));
    Publish {
        target,
        fields: fields.collect(),
    }
}
