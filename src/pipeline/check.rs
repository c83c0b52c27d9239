//! One return or several, checked before they are sent: the same way as a run up to what can be said
//! of each file alone.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::examine::{Examiner, open};
use super::{RunError, chosen, load_campaign};
use crate::campaign::{Campaign, Collection};
use crate::discover::{self, Found};
use crate::finding::{Code, Severity};
use crate::lang::Lang;
use crate::read::worker::Pool;
use crate::recognise::{Identity, Index};
use crate::settle::{self, Submission, SubmissionState, Terms};
use crate::validate::{Checker, Examined};

/// What a check is told.
#[derive(Debug, Clone)]
pub struct CheckSettings {
    /// The campaign's folder; none means the default of `schemas/index.toml`.
    pub campaign: Option<PathBuf>,
    /// The files, archives or folders to look at.
    pub files: Vec<PathBuf>,
    /// The collection they are for; none means what each says of itself.
    pub collection: Option<String>,
    /// The day to look from; none means the campaign's, else `today`.
    pub as_of: Option<NaiveDate>,
    /// The present day.
    pub today: NaiveDate,
    /// The language; none means the campaign's.
    pub lang: Option<Lang>,
    /// The program to start as a worker that reads old formats; none means to read them here.
    pub worker: Option<PathBuf>,
}

/// What a check found.
#[derive(Debug)]
pub struct Checkup {
    /// The campaign.
    pub campaign: Campaign,
    /// The language to tell it in.
    pub lang: Lang,
    /// The files, in the order they were named.
    pub submissions: Vec<Submission>,
}

impl Checkup {
    /// Whether an error is open or a file cannot be read.
    #[must_use]
    pub fn needs_work(&self) -> bool {
        self.submissions.iter().any(|one| {
            let open = one.findings.iter().filter(|finding| finding.is_open());
            one.state == SubmissionState::Unreadable
                || open
                    .into_iter()
                    .any(|finding| finding.severity == Severity::Error)
        })
    }
}

/// Checks files.
///
/// # Errors
/// [`RunError`] where there is no campaign, no such collection, or a file that is not there.
pub fn check(settings: &CheckSettings) -> Result<Checkup, RunError> {
    let campaign = load_campaign(settings.campaign.as_deref())?;
    let as_of = settings.as_of.or(campaign.as_of).unwrap_or(settings.today);
    let named: Vec<String> = settings.collection.iter().cloned().collect();
    let asked = chosen(&campaign, &named, NaiveDate::MAX)?;
    let assigned = Identity {
        unit: None,
        collection: settings
            .collection
            .as_ref()
            .and(asked.first())
            .map(|one| one.id.clone()),
    };
    let files = listed(&settings.files, &campaign)?;
    let workers = settings.worker.clone().map(Pool::new);
    let means = Examiner {
        assigned: &|_| assigned.clone(),
        index: &Index::new(&campaign),
        checker: &Checker::new(&campaign),
        workers: workers.as_ref(),
        cache: None,
    };
    let examined: Vec<Examined> = files
        .par_iter()
        .map(|found| means.examine(found, open(found, &campaign.limits)))
        .collect();
    let submissions = examined
        .into_iter()
        .filter_map(|one| alone(one, &campaign, &asked, as_of))
        .collect();
    Ok(Checkup {
        lang: settings.lang.unwrap_or(campaign.language),
        campaign,
        submissions,
    })
}

/// What becomes of a file by itself. When it came is not known yet, so nothing is said of that.
fn alone(
    examined: Examined,
    campaign: &Campaign,
    collections: &[&Collection],
    as_of: NaiveDate,
) -> Option<Submission> {
    let examined = Examined {
        cover_date: None,
        ..examined
    };
    // What the sender's other returns hold is not at hand, so no rule asks for it.
    let own = examined.identity.collection.clone();
    let own: Vec<&Collection> = collections
        .iter()
        .copied()
        .filter(|one| own.as_ref().is_none_or(|own| one.id == *own))
        .collect();
    let terms = Terms {
        campaign,
        as_of,
        collections: &own,
        receipts: &[],
        decisions: &[],
    };
    let mut submission = settle::settle(vec![examined], &terms).submissions.pop()?;
    submission
        .findings
        .retain(|one| one.fault.code() != Code::NoReceipt);
    Some(submission)
}

/// The files that paths name; those below a folder, and in archives, each by itself.
fn listed(paths: &[PathBuf], campaign: &Campaign) -> Result<Vec<Found>, RunError> {
    let mut found = Vec::new();
    for path in paths {
        let shown = path.display().to_string().replace('\\', "/");
        if path.is_dir() {
            for mut one in list(path, campaign)? {
                one.name = format!("{}/{}", shown.trim_end_matches('/'), one.name);
                found.push(one);
            }
        } else if path.exists() {
            found.extend(discover::named(shown, path, &campaign.limits));
        } else {
            return Err(RunError::NoFile { path: path.clone() });
        }
    }
    if found.is_empty() {
        let path = paths.first().cloned().unwrap_or_default();
        return Err(RunError::NoReturns { path });
    }
    Ok(found)
}

fn list(folder: &Path, campaign: &Campaign) -> Result<Vec<Found>, RunError> {
    discover::list(folder, &campaign.limits).map_err(|source| RunError::List {
        path: folder.to_owned(),
        source,
    })
}
