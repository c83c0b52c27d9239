//! What a run reads beside the campaign: the list of returns, the receipt log, the decisions; or the
//! runs to be added up, and the decisions on top of theirs.

use std::path::{Component, Path, PathBuf};

use super::accounts::Discrepancy;
use super::from::Runs;
use super::output::real;
use super::record::Head;
use super::{RunError, Settings, Source};
use crate::campaign::Campaign;
use crate::discover::{self, Found};
use crate::id::{CollectionId, UnitCode};
use crate::recognise::Identity;
use crate::settle::{self, Decision, ReceiptLog, Rulings};

/// The inputs of a run.
pub(super) struct Inputs {
    /// The files.
    pub(super) files: Files,
    /// What is said of them: the receipt logs, the decisions, the runs they come from.
    pub(super) head: Head,
    /// The decisions file, if there is one.
    pub(super) decisions_path: Option<PathBuf>,
    /// The log and the decisions, to be named in the manifest.
    pub(super) beside: Vec<PathBuf>,
}

/// The files of a run.
pub(super) enum Files {
    /// To be read.
    Found {
        /// The folder of returns.
        folder: PathBuf,
        /// The files below it, sorted.
        returns: Vec<Found>,
    },
    /// As earlier runs examined them.
    Kept {
        /// These runs.
        runs: Runs,
        /// What the office rules beside them.
        ruled: Vec<Rulings>,
    },
}

impl Inputs {
    /// Lists the returns and reads what lies beside them, or opens the runs to be added up.
    pub(super) fn read(settings: &Settings, campaign: &Campaign) -> Result<Self, RunError> {
        match &settings.source {
            Source::Folder { returns, received } => {
                let received = received.as_deref();
                Self::of_folder(returns, received, settings.decisions.as_deref(), campaign)
            }
            Source::Runs(folders) => Self::of_runs(folders, settings, campaign),
        }
    }

    fn of_folder(
        folder: &Path,
        received: Option<&Path>,
        decisions: Option<&Path>,
        campaign: &Campaign,
    ) -> Result<Self, RunError> {
        if !folder.is_dir() {
            return Err(RunError::NoReturnsFolder {
                path: folder.to_owned(),
            });
        }
        let returns =
            discover::list(folder, &campaign.limits).map_err(|source| RunError::List {
                path: folder.to_owned(),
                source,
            })?;
        if returns.is_empty() {
            return Err(RunError::NoReturns {
                path: folder.to_owned(),
            });
        }
        let log = named_or_beside(received, folder, "received")?;
        let ruled = named_or_beside(decisions, folder, "decisions")?;
        let logs = match &log {
            None => Vec::new(),
            Some(path) => vec![ReceiptLog {
                below: String::new(),
                name: name(path),
                lines: settle::read_receipts(path)?,
            }],
        };
        let head = Head {
            logs,
            rulings: rulings(ruled.as_deref(), campaign)?,
            ..Head::of(campaign)
        };
        let folder = folder.to_owned();
        Ok(Self {
            files: Files::Found { folder, returns },
            head,
            beside: log.into_iter().chain(ruled.clone()).collect(),
            decisions_path: ruled,
        })
    }

    fn of_runs(
        folders: &[PathBuf],
        settings: &Settings,
        campaign: &Campaign,
    ) -> Result<Self, RunError> {
        let ruled_in = named_or_beside(settings.decisions.as_deref(), &settings.out, "decisions")?;
        let runs = Runs::open(folders, &settings.out, campaign)?;
        let ruled = rulings(ruled_in.as_deref(), campaign)?;
        let mut head = runs.head(campaign);
        head.rulings.extend(ruled.iter().cloned());
        Ok(Self {
            files: Files::Kept { runs, ruled },
            head,
            beside: ruled_in.iter().cloned().collect(),
            decisions_path: ruled_in,
        })
    }

    /// What it means that rows do not add up. A run checks it before it keeps what it found, so
    /// where runs are added up somebody has changed what was kept.
    pub(super) fn blame(&self, found: Discrepancy) -> RunError {
        let kept = match &self.files {
            Files::Found { .. } => None,
            Files::Kept { runs, .. } => runs.damaged(&found.of),
        };
        kept.map_or_else(|| RunError::from(found), RunError::from)
    }

    /// The path from a workbook in `out` to the returns folder, as a link writes it; absolute
    /// where the two share no folder, and none where the returns are not at hand.
    pub(super) fn link_from(&self, out: &Path) -> Option<String> {
        let Files::Found { folder, .. } = &self.files else {
            return None;
        };
        let (from, to) = (real(out), real(folder));
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
        Some(link)
    }
}

impl Head {
    /// Whose a file is by the office's ruling, if it ruled.
    pub(super) fn assigned(&self, sha256: &str) -> Identity {
        let filed = self.rulings.iter().flat_map(|file| &file.filed);
        let ruling = filed.rev().find_map(|filed| match &filed.decision {
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
}

/// What a decisions file rules; nothing without one.
fn rulings(path: Option<&Path>, campaign: &Campaign) -> Result<Vec<Rulings>, RunError> {
    let Some(path) = path else {
        return Ok(Vec::new());
    };
    Ok(vec![Rulings {
        file: name(path),
        filed: settle::read_decisions(path, campaign)?,
    }])
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// A file beside a folder.
pub(super) fn beside(folder: &Path, name: &str) -> PathBuf {
    folder.parent().unwrap_or(Path::new("")).join(name)
}

/// The named file, which must be there, else `stem.csv` or `stem.xlsx` beside a folder.
fn named_or_beside(
    named: Option<&Path>,
    folder: &Path,
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
    let usual = ["csv", "xlsx"].map(|ending| beside(folder, &format!("{stem}.{ending}")));
    let found: Vec<PathBuf> = usual.into_iter().filter(|path| path.is_file()).collect();
    match found.as_slice() {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        _ => Err(RunError::TwoFiles { paths: found }),
    }
}
