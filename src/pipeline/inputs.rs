//! What a run reads beside the campaign: the list of returns, the receipt log, the decisions.

use std::path::{Component, Path, PathBuf};

use super::output::real;
use super::{RunError, Settings};
use crate::campaign::Campaign;
use crate::discover::{self, Found};
use crate::id::{CollectionId, UnitCode};
use crate::recognise::Identity;
use crate::settle::{self, Decision, Filed, Receipt};

/// The inputs of a run.
pub(super) struct Inputs {
    /// The files of the returns folder, sorted.
    pub(super) returns: Vec<Found>,
    /// The name of the receipt log; empty where there is none.
    pub(super) log_name: String,
    /// The lines of the receipt log.
    pub(super) receipts: Vec<Receipt>,
    /// The name of the decisions file; empty where there is none.
    pub(super) decisions_name: String,
    /// The decisions file, if there is one.
    pub(super) decisions_path: Option<PathBuf>,
    /// What the office ruled.
    pub(super) decisions: Vec<Filed>,
    /// The log and the decisions, to be named in the manifest.
    pub(super) beside: Vec<PathBuf>,
    folder: PathBuf,
}

impl Inputs {
    /// Lists the returns and reads what lies beside them.
    pub(super) fn read(settings: &Settings, campaign: &Campaign) -> Result<Self, RunError> {
        let folder = &settings.returns;
        if !folder.is_dir() {
            return Err(RunError::NoReturnsFolder {
                path: folder.clone(),
            });
        }
        let returns =
            discover::list(folder, &campaign.limits).map_err(|source| RunError::List {
                path: folder.clone(),
                source,
            })?;
        if returns.is_empty() {
            return Err(RunError::NoReturns {
                path: folder.clone(),
            });
        }
        let log = named_or_beside(settings.received.as_deref(), folder, "received")?;
        let ruled = named_or_beside(settings.decisions.as_deref(), folder, "decisions")?;
        Ok(Self {
            returns,
            receipts: log
                .as_deref()
                .map_or(Ok(Vec::new()), settle::read_receipts)?,
            decisions: match &ruled {
                Some(path) => settle::read_decisions(path, campaign)?,
                None => Vec::new(),
            },
            log_name: name(log.as_deref()),
            decisions_name: name(ruled.as_deref()),
            beside: log.into_iter().chain(ruled.clone()).collect(),
            decisions_path: ruled,
            folder: folder.clone(),
        })
    }

    /// Whose a file is by the office's ruling, if it ruled.
    pub(super) fn assigned(&self, sha256: &str) -> Identity {
        let ruling = self
            .decisions
            .iter()
            .rev()
            .find_map(|filed| match &filed.decision {
                Decision::Assign {
                    sha256: of,
                    unit,
                    collection,
                } if of == sha256 => Some((unit, collection)),
                _ => None,
            });
        ruling.map_or_else(Identity::default, |(unit, collection)| Identity {
            unit: Some(UnitCode::from(unit.as_str())),
            collection: Some(collection.as_str())
                .filter(|id| !id.is_empty())
                .map(CollectionId::from),
        })
    }

    /// The path from a workbook in `out` to the returns folder, as a link writes it; absolute
    /// where the two share no folder.
    pub(super) fn link_from(&self, out: &Path) -> String {
        let (from, to) = (real(out), real(&self.folder));
        let (from, to): (Vec<Component<'_>>, Vec<Component<'_>>) =
            (from.components().collect(), to.components().collect());
        let shared = from
            .iter()
            .zip(&to)
            .take_while(|(one, other)| one == other)
            .count();
        let mut link = if shared == 0 {
            String::new()
        } else {
            "../".repeat(from.len() - shared)
        };
        for part in &to[shared..] {
            link.push_str(&part.as_os_str().to_string_lossy());
            link.push('/');
        }
        link
    }
}

fn name(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name);
    name.map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

/// A file beside the folder of returns.
pub(super) fn beside(returns: &Path, name: &str) -> PathBuf {
    returns.parent().unwrap_or(Path::new("")).join(name)
}

/// The named file, which must be there, else `stem.csv` or `stem.xlsx` beside the returns.
fn named_or_beside(
    named: Option<&Path>,
    returns: &Path,
    stem: &str,
) -> Result<Option<PathBuf>, RunError> {
    if let Some(path) = named {
        if !path.is_file() {
            return Err(RunError::NoFile {
                path: path.to_owned(),
            });
        }
        return Ok(Some(path.to_owned()));
    }
    let usual = ["csv", "xlsx"].map(|ending| beside(returns, &format!("{stem}.{ending}")));
    let found: Vec<PathBuf> = usual.into_iter().filter(|path| path.is_file()).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        _ => Err(RunError::TwoFiles { paths: found }),
    }
}
