//! Whose return a file is, and for which collection.
//!
//! Unit: the code on the cover, else a code in the file's or a folder's name, else a name or alias
//! of the register, else the blank form's hidden mark; likeness only suggests. Collection: the
//! cover, else the mark, else the name, else the only one whose forms fit. Evidence that disagrees
//! is a finding.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::campaign::{Role, Unit};
use crate::finding::{Fault, Finding, Place, Source};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::location::Range;
use crate::read::CellValue;
use crate::text::tidy;

use super::RecognisedSheet;
use super::index::Index;
use super::names::likeness_to;
use super::path;

/// Whose and for what, as far as the file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The unit.
    pub unit: Option<UnitCode>,
    /// The collection.
    pub collection: Option<CollectionId>,
}

/// What a file's path says: used alone where the file cannot be read.
#[must_use]
pub fn identify_by_name(file: &str, index: &Index<'_>) -> Identity {
    Identity {
        unit: path::units(file, index)
            .first()
            .map(|unit| unit.code.clone()),
        collection: path::collection(file, index),
    }
}

/// What the cover says, with the cell it stands in.
struct Written {
    text: String,
    place: Place,
}

/// What the hidden mark of a blank form says: `campaign;collection;unit;version`.
struct Mark<'m> {
    campaign: &'m str,
    collection: &'m str,
    unit: &'m str,
    version: &'m str,
}

impl<'m> Mark<'m> {
    fn parse(mark: &'m str) -> Option<Self> {
        let mut parts = mark.split(';').map(str::trim);
        Some(Self {
            campaign: parts.next()?,
            collection: parts.next()?,
            unit: parts.next().unwrap_or_default(),
            version: parts.next().unwrap_or_default(),
        })
    }
}

pub(super) fn identify(
    file: &str,
    mark: Option<&str>,
    sheets: &[RecognisedSheet<'_>],
    assigned: &Identity,
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Identity {
    let mut mark = mark.and_then(Mark::parse);
    let own = index.campaign.id.as_str();
    if let Some(other) = mark.take_if(|mark| mark.campaign != own) {
        // Another campaign's form says nothing of this one's collections.
        findings.push(conflict(own, Source::Mark, other.campaign, Place::file()));
    }
    let unit = assigned
        .unit
        .clone()
        .or_else(|| unit(file, mark.as_ref(), sheets, index, findings));
    let collection = assigned.collection.clone();
    let collection =
        collection.or_else(|| collection_of(file, mark.as_ref(), sheets, index, findings));
    let fault = mark
        .as_ref()
        .zip(collection.as_ref())
        .and_then(|(mark, id)| other_version(mark, id, index));
    findings.extend(fault.map(|fault| Finding::new(Place::file(), fault)));
    Identity { unit, collection }
}

/// The fault of a return on a blank form that its collection has no longer.
fn other_version(mark: &Mark<'_>, collection: &CollectionId, index: &Index<'_>) -> Option<Fault> {
    let marked = index.campaign.collection_named(mark.collection)?;
    let present = index.form_version(collection)?;
    let holds =
        mark.version == present || marked.form_versions.iter().any(|one| one == mark.version);
    let is_of_it = marked.id == *collection && !mark.version.is_empty();
    (is_of_it && !holds).then(|| Fault::OtherFormVersion {
        version: mark.version.to_owned(),
        present: present.to_owned(),
    })
}

fn conflict(taken: &str, source: Source, other: &str, place: Place) -> Finding {
    let fault = Fault::ConflictingIdentity {
        taken: taken.to_owned(),
        source,
        other: other.to_owned(),
    };
    Finding::new(place, fault)
}

fn unit(
    file: &str,
    mark: Option<&Mark<'_>>,
    sheets: &[RecognisedSheet<'_>],
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Option<UnitCode> {
    let code = on_cover(sheets, Role::UnitCode);
    let name = on_cover(sheets, Role::UnitName);
    let evidence = Evidence {
        by_code: code
            .as_ref()
            .and_then(|code| index.unit_by_code(&code.text)),
        in_path: path::units(file, index),
        by_name: name
            .as_ref()
            .and_then(|name| index.unit_by_name(&name.text)),
        by_mark: mark.and_then(|mark| index.unit_by_code(mark.unit)),
        code,
        name,
    };
    let named = evidence.in_path.first().copied();
    let unit = evidence
        .by_code
        .or(named)
        .or(evidence.by_name)
        .or(evidence.by_mark);
    match unit {
        Some(unit) => evidence.against(unit, index, findings),
        None => findings.push(unknown_unit(&evidence, index)),
    }
    unit.map(|unit| unit.code.clone())
}

/// What tells whose a file is.
struct Evidence<'a> {
    by_code: Option<&'a Unit>,
    /// From the file's name outwards.
    in_path: Vec<&'a Unit>,
    by_name: Option<&'a Unit>,
    by_mark: Option<&'a Unit>,
    code: Option<Written>,
    name: Option<Written>,
}

impl Evidence<'_> {
    /// Reports what speaks against the unit that was taken.
    fn against(self, taken: &Unit, index: &Index<'_>, findings: &mut Vec<Finding>) {
        let mut report = |source: Source, other: &str, place: Place| {
            findings.push(conflict(taken.code.as_str(), source, other, place));
        };
        // A Bureau's folder may hold the files of its schools.
        let differs =
            |unit: &Unit| unit.code != taken.code && taken.parent.as_ref() != Some(&unit.code);
        for unit in self.in_path.iter().filter(|unit| differs(unit)) {
            report(Source::Path, unit.code.as_str(), Place::file());
        }
        if let Some(unit) = self.by_mark.filter(|unit| differs(unit)) {
            report(Source::Mark, unit.code.as_str(), Place::file());
        }
        if let Some(name) = self.name {
            match self.by_name {
                Some(unit) if unit.code != taken.code => {
                    report(Source::UnitName, unit.code.as_str(), name.place);
                }
                None if names_another(&name.text, taken, index) => {
                    report(Source::UnitName, &name.text, name.place);
                }
                _ => {}
            }
        }
        if let (None, Some(code)) = (self.by_code, self.code) {
            let finding = conflict(
                taken.code.as_str(),
                Source::UnitCode,
                &code.text,
                code.place,
            );
            findings.push(finding.with_value(Some(code.text), false));
        }
    }
}

/// The text of the cover's field with a role.
fn on_cover(sheets: &[RecognisedSheet<'_>], role: Role) -> Option<Written> {
    sheets.iter().find_map(|sheet| {
        let at = sheet.form.role(role)?;
        let row = sheet.rows.first()?;
        let value: &CellValue = row.values[at].as_ref()?;
        let text = tidy(&value.shown());
        (!text.is_empty()).then(|| Written {
            text,
            place: Place {
                range: sheet.cells.cell(row.row, at).map(Range::from),
                form: Some(sheet.form.id.clone()),
                field: Some(sheet.form.fields[at].name.clone()),
                ..Place::sheet(&sheet.name)
            },
        })
    })
}

fn unknown_unit(evidence: &Evidence<'_>, index: &Index<'_>) -> Finding {
    /// Below this share of equal letters a name suggests nothing.
    const SUGGESTED: f64 = 0.75;
    let written = evidence.code.as_ref().or(evidence.name.as_ref());
    let text = written.map(|written| written.text.clone());
    let likest = |text: &String| index.likest_unit(text, SUGGESTED);
    let named = evidence.name.as_ref().map(|name| &name.text);
    let suggestion = text
        .as_ref()
        .and_then(likest)
        .or_else(|| named.and_then(likest));
    let place = written
        .map(|written| written.place.clone())
        .unwrap_or_default();
    Finding::new(
        place,
        Fault::UnknownUnit {
            written: text,
            suggestion: suggestion.map(|(_, unit)| unit.code.clone()),
        },
    )
}

/// Whether a name that is nobody's is surely not the unit's: it has other numbers in it, or is much
/// more like another unit's.
fn names_another(name: &str, unit: &Unit, index: &Index<'_>) -> bool {
    /// Two names that have this share of letters in common are spellings of one.
    const SAME: f64 = 0.9;
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    let mut names = std::iter::once(&unit.name).chain(&unit.aliases);
    if names.all(|own| digits(own) != digits(name)) {
        return true;
    }
    let likest = index.likest_unit(name, SAME);
    likest
        .is_some_and(|(share, likest)| likest.code != unit.code && share > likeness_to(name, unit))
}

fn collection_of(
    file: &str,
    mark: Option<&Mark<'_>>,
    sheets: &[RecognisedSheet<'_>],
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Option<CollectionId> {
    let cover = on_cover(sheets, Role::Collection);
    let on_cover = cover
        .as_ref()
        .and_then(|cover| index.campaign.collection_named(&cover.text))
        .map(|one| one.id.clone());
    let marked = mark
        .and_then(|mark| index.campaign.collection_named(mark.collection))
        .map(|one| one.id.clone());
    let in_path = path::collection(file, index);
    let place = || {
        cover
            .as_ref()
            .map(|cover| cover.place.clone())
            .unwrap_or_default()
    };
    let taken = on_cover
        .clone()
        .or_else(|| marked.clone())
        .or_else(|| in_path.clone())
        .or_else(|| by_forms(sheets, index));
    let Some(taken) = taken else {
        let written = cover.as_ref().map(|cover| cover.text.clone());
        findings.push(Finding::new(place(), Fault::UnknownCollection { written }));
        return None;
    };
    for (source, other) in [(Source::Mark, marked), (Source::Path, in_path)] {
        if let Some(other) = other.filter(|other| *other != taken) {
            findings.push(conflict(taken.as_str(), source, other.as_str(), place()));
        }
    }
    Some(taken)
}

/// The only collection that asks for all the forms present, if the forms tell it apart.
fn by_forms(sheets: &[RecognisedSheet<'_>], index: &Index<'_>) -> Option<CollectionId> {
    let present: BTreeSet<&FormId> = sheets.iter().map(|sheet| &sheet.form.id).collect();
    let mut fitting = index.campaign.collections.iter().filter(|one| {
        let asked: BTreeSet<&FormId> = one.forms.iter().collect();
        !present.is_empty() && present.is_subset(&asked)
    });
    let first = fitting.next()?;
    fitting.next().is_none().then(|| first.id.clone())
}
