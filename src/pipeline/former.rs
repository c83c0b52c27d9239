//! The earlier runs that a run compares with: those named, else those that were kept.
//!
//! In: the folders named after `--previous`, the reports that stand and the runs kept beside them.
//! Out: what those runs found, in the order of their days, each vouched for by its manifest. What is
//! named and cannot be used stops the run; what is only found is left out, and said to be.

mod error;

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde_json::{Value, json};

pub use error::PreviousRunError;

use super::keep::{self, KEPT};
use crate::assess::FormerRun;
use crate::campaign::Campaign;
use crate::hash::sha256;
use crate::table::kept::{DATA, KeptRun, SUMMARY};

/// The earlier runs of a run.
#[derive(Debug, Default)]
pub(super) struct Former {
    /// What they found, by day: of this campaign, and of ones before it.
    pub(super) runs: Vec<FormerRun>,
    /// The hashes of each one's manifest and summary, in the same order.
    hashes: Vec<(String, String)>,
    /// Those that were found but cannot be used, with the reason.
    pub(super) left_out: Vec<PreviousRunError>,
}

/// An earlier run with where it lies.
struct Opened {
    folder: PathBuf,
    kept: KeptRun,
}

/// A run that can be compared with.
struct Usable {
    folder: PathBuf,
    run: FormerRun,
    hashes: (String, String),
}

impl Former {
    /// Reads the named runs, and for want of one of this campaign, or of one before it, those that
    /// lie among the reports.
    pub(super) fn read(
        named: &[PathBuf],
        out: &Path,
        campaign: &Campaign,
        as_of: NaiveDate,
    ) -> Result<Self, PreviousRunError> {
        let mut chosen = read_named(named, as_of)?;
        let mut left_out = Vec::new();
        let found = lying_in(out, &mut left_out);
        let (own, other): (Vec<&Opened>, Vec<&Opened>) = found
            .iter()
            .partition(|one| one.kept.campaign() == campaign.id);
        let is_own = |one: &Usable| one.run.campaign() == campaign.id;
        let (has_own, has_other) = (
            chosen.iter().any(is_own),
            chosen.iter().any(|one| !is_own(one)),
        );
        if !has_own {
            for opened in own.iter().filter(|one| one.kept.as_of() < as_of) {
                take(opened, &mut chosen, &mut left_out);
            }
        }
        if !has_other {
            let begin = *campaign.period.start();
            let before = other.into_iter().filter(|one| one.kept.as_of() < begin);
            let mut before: Vec<&Opened> = before.collect();
            before.sort_by_key(|one| Reverse(one.kept.as_of()));
            let mut newest_first = before.into_iter();
            newest_first.find(|opened| take(opened, &mut chosen, &mut left_out));
        }
        let key = |one: &Usable| (one.run.as_of(), one.run.campaign().to_owned());
        chosen.sort_by_key(key);
        let (runs, hashes) = chosen.into_iter().map(|one| (one.run, one.hashes)).unzip();
        Ok(Self {
            runs,
            hashes,
            left_out,
        })
    }

    /// The hash of the newest run of this campaign; none where there is none.
    pub(super) fn newest_hash(&self, campaign: &Campaign) -> Option<&str> {
        let mut newest_first = self.runs.iter().zip(&self.hashes).rev();
        newest_first.find_map(|(run, (manifest, _))| {
            (run.campaign() == campaign.id).then_some(manifest.as_str())
        })
    }

    /// Each run as a manifest names it.
    pub(super) fn named(&self) -> Vec<Value> {
        let runs = self.runs.iter().zip(&self.hashes);
        runs.map(|(run, (manifest, summary))| {
            json!({
                "campaign": run.campaign(),
                "as_of": run.as_of().to_string(),
                "manifest_sha256": manifest,
                "summary_sha256": summary,
            })
        })
        .collect()
    }
}

/// The named runs, each earlier than the day to assess at and none twice.
fn read_named(named: &[PathBuf], as_of: NaiveDate) -> Result<Vec<Usable>, PreviousRunError> {
    let mut chosen = Vec::new();
    for folder in named {
        let opened = open(folder)?;
        if opened.kept.as_of() >= as_of {
            return Err(PreviousRunError::NotEarlier {
                path: folder.clone(),
                found: opened.kept.as_of(),
                as_of,
            });
        }
        chosen.push(new_among(&opened, &chosen)?);
    }
    Ok(chosen)
}

/// The runs among the reports: that which stands, and those that are kept.
fn lying_in(out: &Path, left_out: &mut Vec<PreviousRunError>) -> Vec<Opened> {
    let standing = Some(out.join(DATA)).filter(|data| data.is_dir());
    let kept = keep::folders(&out.join(KEPT));
    let mut found = Vec::new();
    for folder in standing.into_iter().chain(kept) {
        match open(&folder) {
            Ok(opened) => found.push(opened),
            Err(error) => left_out.push(error),
        }
    }
    found
}

fn open(folder: &Path) -> Result<Opened, PreviousRunError> {
    Ok(Opened {
        folder: folder.to_owned(),
        kept: KeptRun::open(folder).map_err(PreviousRunError::Kept)?,
    })
}

/// Uses a run that was found, where it can be; whether it was.
fn take(opened: &Opened, chosen: &mut Vec<Usable>, left_out: &mut Vec<PreviousRunError>) -> bool {
    match new_among(opened, chosen) {
        Ok(one) => {
            chosen.push(one);
            true
        }
        Err(error) => {
            left_out.push(error);
            false
        }
    }
}

/// What a run found, if its manifest vouches for it and no other of its campaign and day is chosen.
fn new_among(opened: &Opened, chosen: &[Usable]) -> Result<Usable, PreviousRunError> {
    let (campaign, as_of) = (opened.kept.campaign(), opened.kept.as_of());
    let bytes = opened.kept.file(SUMMARY).map_err(PreviousRunError::Kept)?;
    let run = FormerRun::parse(&bytes).map_err(|source| PreviousRunError::Summary {
        path: opened.kept.path(SUMMARY),
        source,
    })?;
    let folder = opened.folder.clone();
    if (run.campaign(), run.as_of()) != (campaign, as_of) {
        return Err(PreviousRunError::Contradiction { path: folder });
    }
    let mut chosen = chosen.iter().map(|one| (&one.folder, &one.run));
    let same = chosen.find(|(_, one)| (one.campaign(), one.as_of()) == (campaign, as_of));
    if let Some((first, _)) = same {
        return Err(PreviousRunError::Twice {
            paths: [first.clone(), folder],
            campaign: campaign.to_owned(),
            as_of,
        });
    }
    Ok(Usable {
        folder,
        run,
        hashes: (opened.kept.sha256().to_owned(), sha256(&bytes)),
    })
}
