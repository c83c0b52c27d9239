//! Reads a campaign's folder into text and tables, and hands them to `resolve`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::hash::hex;

use super::fault::{CampaignFault, Problem};
use super::form_raw::{self, RawForm};
use super::raw::RawCampaign;
use super::{Campaign, resolve};

/// Reads a table file (CSV or a workbook's first sheet) into rows of text; the caller brings it,
/// since file formats are not the campaign's business.
pub(super) type ReadTable = fn(&Path) -> Result<Vec<Vec<String>>, String>;

/// The folder of forms.
const FORMS: &str = "forms";
/// The folder of lists.
const LISTS: &str = "lists";

/// Why there is no campaign.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// No folder of that name, or no campaign.toml in it.
    #[error("no campaign at {}: there is no campaign.toml", .0.display())]
    Missing(PathBuf),
    /// The campaign has faults: all of them.
    #[error("the campaign {} has {} fault(s)", folder.display(), faults.len())]
    Faults {
        /// The campaign's folder.
        folder: PathBuf,
        /// What is wrong with it.
        faults: Vec<CampaignFault>,
    },
}

/// What a campaign's folder holds, parsed but not resolved.
pub(super) struct Parts {
    pub(super) campaign: RawCampaign,
    pub(super) forms: Vec<(PathBuf, String, RawForm)>,
    pub(super) units: (PathBuf, Vec<Vec<String>>),
    pub(super) criteria: Option<(PathBuf, Vec<Vec<String>>)>,
    pub(super) baseline: Option<(PathBuf, Vec<Vec<String>>)>,
    pub(super) lists: BTreeMap<String, (PathBuf, Vec<Vec<String>>)>,
    pub(super) hash: String,
    pub(super) forms_hash: String,
}

/// The campaign's folder that `index.toml` of `schemas` names as default.
///
/// # Errors
/// [`LoadError::Missing`] without an index, [`LoadError::Faults`] where it cannot be understood.
pub fn find_default(schemas: &Path) -> Result<PathBuf, LoadError> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Index {
        default: String,
    }
    let file = schemas.join("index.toml");
    let Ok(text) = fs::read_to_string(&file) else {
        return Err(LoadError::Missing(schemas.to_owned()));
    };
    match toml::from_str::<Index>(&text) {
        Ok(index) => Ok(schemas.join(index.default)),
        Err(source) => Err(LoadError::Faults {
            folder: schemas.to_owned(),
            faults: vec![toml_fault(Path::new("index.toml"), &text, &source)],
        }),
    }
}

/// Loads a campaign.
///
/// # Errors
/// [`LoadError::Missing`] where the folder has no campaign.toml, else [`LoadError::Faults`] with
/// everything that is wrong in any of its files.
pub fn load(folder: &Path, read_table: ReadTable) -> Result<Campaign, LoadError> {
    if !folder.join("campaign.toml").is_file() {
        return Err(LoadError::Missing(folder.to_owned()));
    }
    let mut reader = Reader {
        folder,
        read_table,
        faults: Vec::new(),
        hash: Sha256::new(),
        forms_hash: Sha256::new(),
    };
    let parts = reader.parts();
    let mut faults = reader.faults;
    let campaign = parts.map(|parts| resolve::resolve(parts, &mut faults));
    match campaign {
        Some(campaign) if faults.is_empty() => Ok(campaign),
        _ => Err(LoadError::Faults {
            folder: folder.to_owned(),
            faults,
        }),
    }
}

struct Reader<'a> {
    folder: &'a Path,
    read_table: ReadTable,
    faults: Vec<CampaignFault>,
    hash: Sha256,
    forms_hash: Sha256,
}

impl Reader<'_> {
    /// Everything that could be read; none where campaign.toml or the register could not.
    fn parts(&mut self) -> Option<Parts> {
        let text = self.text(Path::new("campaign.toml"));
        let campaign = text.and_then(|text| match toml::from_str::<RawCampaign>(&text) {
            Ok(raw) => Some(raw),
            Err(source) => {
                let fault = toml_fault(Path::new("campaign.toml"), &text, &source);
                self.faults.push(fault);
                None
            }
        });
        let mut forms = Vec::new();
        for file in self.files(FORMS, &["json"]) {
            if let Some(text) = self.text(&file) {
                match form_raw::parse(&file, &text) {
                    Ok(raw) => forms.push((file.clone(), stem(&file), raw)),
                    Err(fault) => self.faults.push(*fault),
                }
            }
        }
        let units = self.table_named("units");
        if units.is_none() && !self.faults.iter().any(|fault| stem(&fault.file) == "units") {
            self.fault(Path::new("units.csv"), "no such file");
        }
        let criteria = self.table_named("criteria");
        let baseline = self.table_named("baseline");
        let mut lists = BTreeMap::new();
        for file in self.files(LISTS, &["csv", "xlsx"]) {
            if let Some(rows) = self.table(&file) {
                lists.insert(stem(&file), (file, rows));
            }
        }
        Some(Parts {
            campaign: campaign?,
            forms,
            units: units?,
            criteria,
            baseline,
            lists,
            hash: hex(&self.hash.clone().finalize()),
            forms_hash: hex(&self.forms_hash.clone().finalize()),
        })
    }

    fn fault(&mut self, file: &Path, detail: &str) {
        self.faults.push(CampaignFault {
            file: file.to_owned(),
            place: String::new(),
            problem: Problem::Unreadable {
                detail: detail.to_owned(),
            },
        });
    }

    /// The files of a folder with these endings, sorted.
    fn files(&self, folder: &str, endings: &[&str]) -> Vec<PathBuf> {
        let Ok(entries) = fs::read_dir(self.folder.join(folder)) else {
            return Vec::new();
        };
        let mut files: Vec<PathBuf> = entries
            .filter_map(|entry| Some(Path::new(folder).join(entry.ok()?.file_name())))
            .filter(|file| {
                let ending = file.extension().and_then(|ending| ending.to_str());
                ending.is_some_and(|ending| endings.contains(&ending))
                    && !stem(file).starts_with('~')
            })
            .collect();
        files.sort();
        files
    }

    fn bytes(&mut self, file: &Path) -> Option<Vec<u8>> {
        match fs::read(self.folder.join(file)) {
            Ok(bytes) => {
                self.note(file, &bytes);
                Some(bytes)
            }
            Err(source) => {
                self.fault(file, &source.to_string());
                None
            }
        }
    }

    /// Adds a file to the hashes.
    fn note(&mut self, file: &Path, bytes: &[u8]) {
        let name = file.to_string_lossy().replace('\\', "/");
        let length = (bytes.len() as u64).to_le_bytes();
        let parts = [name.as_bytes(), &length, bytes];
        let is_of_forms = [FORMS, LISTS].iter().any(|folder| file.starts_with(folder));
        for part in parts {
            self.hash.update(part);
            if is_of_forms {
                self.forms_hash.update(part);
            }
        }
    }

    fn text(&mut self, file: &Path) -> Option<String> {
        let bytes = self.bytes(file)?;
        let text = String::from_utf8(bytes).ok();
        if text.is_none() {
            self.fault(file, "not UTF-8");
        }
        text.map(|text| text.trim_start_matches('\u{feff}').to_owned())
    }

    fn table(&mut self, file: &Path) -> Option<Vec<Vec<String>>> {
        self.bytes(file)?;
        match (self.read_table)(&self.folder.join(file)) {
            Ok(rows) => Some(rows),
            Err(detail) => {
                self.fault(file, &detail);
                None
            }
        }
    }

    /// `stem.csv`, else `stem.xlsx`, if there is one.
    fn table_named(&mut self, stem: &str) -> Option<(PathBuf, Vec<Vec<String>>)> {
        let names = [format!("{stem}.csv"), format!("{stem}.xlsx")];
        let name = names.iter().find(|name| self.folder.join(name).is_file())?;
        let rows = self.table(Path::new(name))?;
        Some((PathBuf::from(name), rows))
    }
}

fn stem(file: &Path) -> String {
    file.file_stem()
        .map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
}

fn toml_fault(file: &Path, text: &str, source: &toml::de::Error) -> CampaignFault {
    let line = source
        .span()
        .map(|span| text[..span.start].lines().count().max(1));
    CampaignFault {
        file: file.to_owned(),
        place: line.map_or_else(String::new, |line| format!("line {line}")),
        problem: Problem::Unreadable {
            detail: source.message().to_owned(),
        },
    }
}
