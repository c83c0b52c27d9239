//! Whose return a file is, and for which collection.
//!
//! Unit: the code on the cover, else a code in the file's or a folder's name, else a name or alias
//! of the register; likeness only suggests. Collection: the cover, else the name, else the only
//! one whose forms fit. Evidence that disagrees is a finding.

use std::collections::BTreeSet;

use crate::campaign::{Role, Unit, code_key};
use crate::finding::{Fault, Finding, Place, Source};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::location::Range;
use crate::read::CellValue;
use crate::text::{match_key, tidy};

use super::RecognisedSheet;
use super::index::Index;

/// Whose and for what, as far as the file tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Identity {
    /// The unit.
    pub unit: Option<UnitCode>,
    /// The collection.
    pub collection: Option<CollectionId>,
}

/// The longest run of a name's words that may make up a code or an id.
const CODE_WORDS: usize = 4;

/// What a file's path says: used alone where the file cannot be read.
#[must_use]
pub fn identify_by_name(file: &str, index: &Index<'_>) -> Identity {
    Identity {
        unit: unit_in_path(file, index).map(|unit| unit.code.clone()),
        collection: collection_in_path(file, index),
    }
}

/// What the cover says, with the cell it stands in.
struct Written {
    text: String,
    place: Place,
}

pub(super) fn identify(
    file: &str,
    sheets: &[RecognisedSheet<'_>],
    assigned: &Identity,
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Identity {
    let unit = assigned
        .unit
        .clone()
        .or_else(|| unit(file, sheets, index, findings));
    let collection = assigned.collection.clone();
    Identity {
        unit,
        collection: collection.or_else(|| collection_of(file, sheets, index, findings)),
    }
}

fn unit(
    file: &str,
    sheets: &[RecognisedSheet<'_>],
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Option<UnitCode> {
    let code = on_cover(sheets, Role::UnitCode);
    let name = on_cover(sheets, Role::UnitName);
    let named = unit_in_path(file, index);
    let by_code = code
        .as_ref()
        .and_then(|code| index.unit_by_code(&code.text));
    let by_name = name
        .as_ref()
        .and_then(|name| index.unit_by_name(&name.text));
    let unit = by_code.or(named).or(by_name);
    match unit {
        Some(unit) => conflicts(unit, by_code, named, by_name, (code, name), findings),
        None => findings.push(unknown_unit(code.as_ref().or(name.as_ref()), index)),
    }
    unit.map(|unit| unit.code.clone())
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

/// Reports evidence against the unit that was taken.
fn conflicts(
    taken: &Unit,
    by_code: Option<&Unit>,
    by_path: Option<&Unit>,
    by_name: Option<&Unit>,
    (code, name): (Option<Written>, Option<Written>),
    findings: &mut Vec<Finding>,
) {
    let mut other = |source: Source, unit: Option<&Unit>, place: Place| {
        if let Some(unit) = unit
            && unit.code != taken.code
        {
            let fault = Fault::ConflictingIdentity {
                taken: taken.code.to_string(),
                source,
                other: unit.code.to_string(),
            };
            findings.push(Finding::new(place, fault));
        }
    };
    let cover_names = name.as_ref().map(|name| name.place.clone());
    other(Source::Path, by_path, Place::file());
    other(Source::UnitName, by_name, cover_names.unwrap_or_default());
    if let (None, Some(code)) = (by_code, code) {
        let fault = Fault::ConflictingIdentity {
            taken: taken.code.to_string(),
            source: Source::UnitCode,
            other: code.text.clone(),
        };
        findings.push(Finding::new(code.place, fault).with_value(Some(code.text), false));
    }
}

fn unknown_unit(written: Option<&Written>, index: &Index<'_>) -> Finding {
    /// Below this share of equal letters a name suggests nothing.
    const SUGGESTED: f64 = 0.75;
    let text = written.map(|written| written.text.clone());
    let suggestion = text.as_ref().and_then(|text| {
        let key = match_key(text);
        let alike =
            |unit: &Unit| strsim::normalized_damerau_levenshtein(&key, &match_key(&unit.name));
        let best = index.campaign.units.iter().map(|unit| (alike(unit), unit));
        let best = best.max_by(|one, other| one.0.total_cmp(&other.0))?;
        (best.0 >= SUGGESTED).then(|| best.1.code.clone())
    });
    let place = written
        .map(|written| written.place.clone())
        .unwrap_or_default();
    Finding::new(
        place,
        Fault::UnknownUnit {
            written: text,
            suggestion,
        },
    )
}

fn collection_of(
    file: &str,
    sheets: &[RecognisedSheet<'_>],
    index: &Index<'_>,
    findings: &mut Vec<Finding>,
) -> Option<CollectionId> {
    let cover = on_cover(sheets, Role::Collection);
    let on_cover = cover
        .as_ref()
        .and_then(|cover| index.campaign.collection_named(&cover.text));
    let in_path = collection_in_path(file, index);
    if let (Some(taken), Some(other), Some(cover)) = (on_cover, &in_path, &cover)
        && taken.id != *other
    {
        let fault = Fault::ConflictingIdentity {
            taken: taken.id.to_string(),
            source: Source::Path,
            other: other.to_string(),
        };
        findings.push(Finding::new(cover.place.clone(), fault));
    }
    let taken = on_cover
        .map(|one| one.id.clone())
        .or(in_path)
        .or_else(|| by_forms(sheets, index));
    if taken.is_none() {
        let place = cover
            .as_ref()
            .map(|cover| cover.place.clone())
            .unwrap_or_default();
        let written = cover.map(|cover| cover.text);
        findings.push(Finding::new(place, Fault::UnknownCollection { written }));
    }
    taken
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

fn unit_in_path<'a>(file: &str, index: &Index<'a>) -> Option<&'a Unit> {
    parts(file).find_map(|part| {
        runs(part)
            .find_map(|run| {
                index
                    .unit_by_code(&run)
                    .filter(|_| run.chars().any(char::is_numeric))
            })
            .or_else(|| runs(part).find_map(|run| index.unit_by_code(&run)))
            .or_else(|| index.unit_by_name(part))
    })
}

fn collection_in_path(file: &str, index: &Index<'_>) -> Option<CollectionId> {
    parts(file).find_map(|part| {
        let found = runs(part).find_map(|run| {
            let ids = index.campaign.collections.iter();
            ids.into_iter().find(|one| code_key(one.id.as_str()) == run)
        });
        found.map(|one| one.id.clone())
    })
}

/// The file's name without its ending, then its folders from the nearest outwards; an archive is a
/// folder whose name has an ending.
fn parts(file: &str) -> impl Iterator<Item = &str> {
    let stem = |name: &'_ str| name.rfind('.').map_or(name.len(), |at| at);
    let (folders, name) = file.rsplit_once('/').unwrap_or(("", file));
    let folders = folders.rsplit('/').map(move |folder| {
        let archive = folder.strip_suffix('!');
        archive.map_or(folder, |archive| &archive[..stem(archive)])
    });
    std::iter::once(&name[..stem(name)]).chain(folders)
}

/// The runs of one to four words of a name, longest first, each joined into letters and digits.
fn runs(name: &str) -> impl Iterator<Item = String> {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let lengths = (1..=CODE_WORDS.min(words.len())).rev();
    let runs: Vec<String> = lengths
        .flat_map(|length| {
            words
                .windows(length)
                .map(<[String]>::concat)
                .collect::<Vec<_>>()
        })
        .collect();
    runs.into_iter()
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn an_archive_is_a_folder_without_its_ending() {
        let found: Vec<&str> = parts("Đợt II/Truong THPT Ta Sa.zip!/a/so lieu.v2.xlsx").collect();
        assert_eq!(found, ["so lieu.v2", "a", "Truong THPT Ta Sa", "Đợt II"]);
    }
}
