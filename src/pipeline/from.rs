//! The earlier runs that a run adds up, without their files.
//!
//! In: the folders named after `--from`. Out: the files as those runs examined them, each named by
//! its run and its path there, with the receipt logs and the decisions. Each run's manifest vouches
//! for what it kept; a run that cannot be used as a whole stops this one.

mod error;
mod label;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

pub use error::{FromError, OtherUnit};

use super::Progress;
use super::output::real;
use super::record::{EXAMINED, Head, Record, Unfit};
use crate::campaign::Campaign;
use crate::id::{CollectionId, UnitCode};
use crate::recognise::Identity;
use crate::settle::{Decision, ReceiptLog, Rulings};
use crate::table::kept::{DATA, KeptRun, Part, is_below};
use crate::text::match_key;
use crate::validate::Examined;

/// The runs that are added up, by label.
#[derive(Debug)]
pub(super) struct Runs {
    runs: Vec<Run>,
}

/// A run that is added up.
#[derive(Debug)]
struct Run {
    folder: PathBuf,
    label: String,
    kept: KeptRun,
    record: Record,
}

impl Runs {
    /// Opens the runs: each by itself, and all of them as far as they must not overlap.
    pub(super) fn open(
        folders: &[PathBuf],
        out: &Path,
        campaign: &Campaign,
    ) -> Result<Self, FromError> {
        let labels = label::labels(folders);
        let opened = folders.iter().zip(labels);
        let opened = opened.map(|(folder, label)| open(folder, label, out, campaign));
        let mut runs: Vec<Run> = opened.collect::<Result<_, _>>()?;
        check_overlap(&runs)?;
        runs.sort_by(|one, other| one.label.cmp(&other.label));
        Ok(Self { runs })
    }

    /// The number of files.
    pub(super) fn files(&self) -> usize {
        let files = self.runs.iter().map(|run| run.record.head.files);
        usize::try_from(files.sum::<u64>()).unwrap_or(usize::MAX)
    }

    /// What is said of all files, each name below its run's label.
    pub(super) fn head(&self, campaign: &Campaign) -> Head {
        let mut head = Head::of(campaign);
        for run in &self.runs {
            let below = |name: &str| format!("{}/{name}", run.label);
            let own = &run.record.head;
            head.parts.extend(run.parts());
            head.logs.extend(own.logs.iter().map(|log| ReceiptLog {
                below: below(&log.below),
                name: below(&log.name),
                lines: log.lines.clone(),
            }));
            head.rulings.extend(own.rulings.iter().map(|one| Rulings {
                file: below(&one.file),
                filed: one.filed.clone(),
            }));
        }
        head
    }

    /// That the run does not hold together which a file is of; none where it is of none.
    pub(super) fn damaged(&self, file: &str) -> Option<FromError> {
        let mut runs = self.runs.iter();
        let run = runs.find(|run| is_below(&run.label, file))?;
        Some(unfit_at(&run.folder, &run.kept, Unfit::Damaged))
    }

    /// The manifest of each run, as this run's manifest names it, with its hash.
    pub(super) fn manifests(&self) -> impl Iterator<Item = (String, &str)> {
        let runs = self.runs.iter();
        runs.map(|run| {
            (
                format!("{}/data/manifest.json", run.label),
                run.kept.sha256(),
            )
        })
    }

    /// All files as they were examined, sorted by name. What they were read from is let go.
    pub(super) fn take_examined(
        &mut self,
        campaign: &Campaign,
        progress: &dyn Progress,
    ) -> Result<Vec<Examined>, FromError> {
        let mut all = Vec::new(); // what a run says of their number is not yet proven
        for run in &mut self.runs {
            let files = run.record.take_examined(campaign);
            let files = files.map_err(|unfit| unfit_at(&run.folder, &run.kept, unfit))?;
            for mut one in files {
                one.file.insert_str(0, &format!("{}/", run.label));
                all.push(one);
                progress.step();
            }
        }
        all.sort_by(|one, other| one.file.cmp(&other.file));
        Ok(all)
    }
}

impl Run {
    /// The runs whose files these are: itself, or those it added up.
    fn parts(&self) -> Vec<Part> {
        let head = &self.record.head;
        if head.parts.is_empty() {
            return vec![Part {
                label: self.label.clone(),
                campaign: self.kept.campaign().to_owned(),
                as_of: self.kept.as_of(),
                files: head.files,
                sha256: self.kept.sha256().to_owned(),
            }];
        }
        let parts = head.parts.iter().map(|part| Part {
            label: format!("{}/{}", self.label, part.label),
            ..part.clone()
        });
        parts.collect()
    }
}

fn open(folder: &Path, label: String, out: &Path, campaign: &Campaign) -> Result<Run, FromError> {
    let path = || folder.to_owned();
    let kept = KeptRun::open(folder).map_err(FromError::Kept)?;
    let (data, own) = (real(&kept.path("")), real(out));
    let reports = match data.parent().filter(|_| data.ends_with(DATA)) {
        Some(reports) => reports,
        None => &data,
    };
    // What is read would be replaced by what is made of it; and among the reports of another run it
    // would keep that from being made anew.
    if data.starts_with(&own) || own.starts_with(reports) {
        return Err(FromError::AmongReports { path: path() });
    }
    let bytes = kept.file(EXAMINED).map_err(FromError::Kept)?;
    let record = Record::parse(bytes).map_err(|unfit| unfit_at(folder, &kept, unfit))?;
    if !record.head.was_read_as(campaign) {
        return Err(FromError::OtherForms {
            path: path(),
            campaign: kept.campaign().to_owned(),
        });
    }
    check_units(folder, &record.head.units, campaign)?;
    Ok(Run {
        folder: path(),
        label,
        kept,
        record,
    })
}

/// Refuses a run that means other units by the same codes: their files would be taken for each
/// other's.
fn check_units(
    folder: &Path,
    units: &BTreeMap<UnitCode, String>,
    campaign: &Campaign,
) -> Result<(), FromError> {
    let other = |(code, theirs): (&UnitCode, &String)| {
        let own = campaign.unit(code)?;
        let is_same = match_key(theirs) == match_key(&own.name)
            || campaign
                .unit_named(theirs)
                .is_some_and(|one| one.code == *code);
        (!is_same).then(|| OtherUnit {
            code: code.clone(),
            there: theirs.clone(),
            here: own.name.clone(),
        })
    };
    let units: Vec<OtherUnit> = units.iter().filter_map(other).collect();
    if units.is_empty() {
        return Ok(());
    }
    Err(FromError::OtherUnits {
        path: folder.to_owned(),
        units,
    })
}

fn unfit_at(folder: &Path, kept: &KeptRun, unfit: Unfit) -> FromError {
    match unfit {
        Unfit::OtherFormat => FromError::OtherVersion {
            path: folder.to_owned(),
        },
        Unfit::Damaged => FromError::Damaged {
            path: kept.path(EXAMINED),
        },
    }
}

/// Refuses runs that hold the same files: one named twice, or by itself and among those that another
/// added up.
fn check_overlap(runs: &[Run]) -> Result<(), FromError> {
    let mut seen: BTreeMap<String, &Path> = BTreeMap::new();
    for run in runs {
        for part in run.parts() {
            if let Some(first) = seen.insert(part.sha256, &run.folder) {
                return Err(FromError::Twice {
                    paths: [first, &run.folder].map(Path::to_owned),
                });
            }
        }
    }
    Ok(())
}

/// Refuses to give files to units where they are no longer read: the rows were read as somebody
/// else's.
pub(super) fn check_assigned(rulings: &[Rulings], examined: &[Examined]) -> Result<(), FromError> {
    let all = rulings.iter().flat_map(|one| &one.filed);
    let assigned = all.filter_map(|one| match &one.decision {
        Decision::Assign {
            sha256,
            unit,
            collection,
        } => Some((sha256.as_str(), (unit.as_str(), collection.as_str()))),
        Decision::Exclude(_) | Decision::Accept { .. } => None,
    });
    let assigned: HashMap<&str, (&str, &str)> = assigned.collect();
    let is_other = |one: &&Examined| {
        let Identity { unit, collection } = &one.identity;
        let (unit, collection) = (
            unit.as_ref().map(UnitCode::as_str),
            collection.as_ref().map(CollectionId::as_str),
        );
        let ruled = assigned.get(one.sha256.as_str());
        ruled.is_some_and(|(to, about)| {
            unit != Some(*to) || !about.is_empty() && collection != Some(*about)
        })
    };
    let others = examined.iter().filter(is_other);
    let files: Vec<String> = others.map(|one| one.file.clone()).collect();
    if files.is_empty() {
        Ok(())
    } else {
        Err(FromError::Assigned { files })
    }
}
