//! The way of the data, from a folder of returns to a folder of reports.
//!
//! Files are examined in parallel and share nothing; everything after is done once, in order. What
//! keeps the run from going on is a [`RunError`]; a fault in one file is a finding of that file.

mod access;
mod accounts;
mod check;
mod contain;
mod error;
mod former;
mod inputs;
mod keep;
mod lock;
mod marked;
mod of_units;
mod output;
mod own;
mod swap;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

pub use access::Access;
pub use accounts::{Discrepancy, Sum};
pub use check::{CheckSettings, Checkup, check};
pub use error::RunError;
pub use former::PreviousRunError;

use crate::assess::{self, Assessed, FormerRun};
use crate::campaign::{self, Campaign, Collection, Limits};
use crate::discover::{self, Found, Opened};
use crate::finding::Personal;
use crate::lang::Lang;
use crate::read::{self, worker::Pool};
use crate::recognise::{self, Identity, Index};
use crate::report::Report;
use crate::score::{self, UnitScore};
use crate::settle::{self, Settled, Terms};
use crate::table;
use crate::validate::{self, Checker, Examined};
use contain::{contained, within};
use former::Former;
use inputs::Inputs;

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The campaign's folder; none means the default of `schemas/index.toml`.
    pub campaign: Option<PathBuf>,
    /// The folder of returns.
    pub returns: PathBuf,
    /// The receipt log; none means `received.csv` or `.xlsx` beside the returns, if there is one.
    pub received: Option<PathBuf>,
    /// The decisions; none means `decisions.csv` or `.xlsx` beside the returns, if there is one.
    pub decisions: Option<PathBuf>,
    /// The folder of reports.
    pub out: PathBuf,
    /// The collections to look at; empty means all that began by the as-of day.
    pub collections: Vec<String>,
    /// The day to assess at; none means the campaign's, else `today`.
    pub as_of: Option<NaiveDate>,
    /// Earlier runs to compare with; where none is of this campaign, those kept among the reports.
    pub previous: Vec<PathBuf>,
    /// The present day.
    pub today: NaiveDate,
    /// The language of reports; none means the campaign's.
    pub lang: Option<Lang>,
    /// Whether the leaders' page shows personal fields.
    pub personal: Personal,
    /// The number of threads; none means one a core.
    pub jobs: Option<usize>,
    /// What is written.
    pub scope: Scope,
    /// Who may read what is written.
    pub access: Access,
    /// The program to start as a worker that reads old formats; none means to read them here.
    pub worker: Option<PathBuf>,
}

/// What a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Workbooks, charts and data.
    All,
    /// Only the data files.
    Data,
}

/// The parts of a run, as they are announced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Loading the campaign and listing the returns.
    Discover,
    /// Reading, recognising and validating each file.
    Examine,
    /// Settling, assessing and scoring.
    Assess,
    /// Writing the reports.
    Report,
}

/// Is told how a run goes on.
pub trait Progress: Sync {
    /// A stage begins, with so many steps.
    fn begin(&self, stage: Stage, steps: usize);
    /// One step is done.
    fn step(&self);
}

/// What a run found.
#[derive(Debug)]
pub struct Outcome {
    /// The campaign.
    pub campaign: Campaign,
    /// The language of reports.
    pub lang: Lang,
    /// The day assessed at.
    pub as_of: NaiveDate,
    /// Whether a collection that has begun is still open.
    pub provisional: bool,
    /// The submissions.
    pub settled: Settled,
    /// The results.
    pub assessed: Assessed,
    /// The scores.
    pub scores: Vec<UnitScore>,
    /// Kept runs that were not compared with, and why.
    pub left_out: Vec<PreviousRunError>,
    /// The bytes of `data/summary.json`.
    pub summary: Vec<u8>,
}

/// Runs the whole way.
///
/// # Errors
/// [`RunError`] where the run cannot go on; the reports of former runs are then as they were.
pub fn run(settings: &Settings, progress: &dyn Progress) -> Result<Outcome, RunError> {
    let mut builder = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = settings.jobs {
        builder = builder.num_threads(jobs);
    }
    let pool = builder.build().map_err(RunError::Threads)?;
    let ran = catch_unwind(AssertUnwindSafe(|| {
        pool.install(|| run_in_pool(settings, progress))
    }));
    ran.unwrap_or(Err(RunError::Failed))
}

fn run_in_pool(settings: &Settings, progress: &dyn Progress) -> Result<Outcome, RunError> {
    progress.begin(Stage::Discover, 0);
    let campaign = load_campaign(settings.campaign.as_deref())?;
    let as_of = settings.as_of.or(campaign.as_of).unwrap_or(settings.today);
    let collections = chosen(&campaign, &settings.collections, as_of)?;
    let lock = output::check(&settings.out, &settings.returns)?;
    let inputs = Inputs::read(settings, &campaign)?;
    output::check_decisions(settings, &inputs)?;
    let former = Former::read(&settings.previous, &settings.out, &campaign, as_of)?;

    progress.begin(Stage::Examine, inputs.returns.len());
    let workers = settings.worker.clone().map(Pool::new);
    let examined = examine_all(&inputs, &campaign, workers.as_ref(), progress);
    drop(workers);

    progress.begin(Stage::Assess, 0);
    let terms = Terms {
        campaign: &campaign,
        as_of,
        collections: &collections,
        receipts: (&inputs.log_name, &inputs.receipts),
        decisions: (&inputs.decisions_name, &inputs.decisions),
    };
    let settled = settle::settle(examined, &terms);
    accounts::check_sheets(&settled)?;
    let frames = table::frames(&settled, &campaign)?;
    accounts::check_tables(&settled, &campaign, &frames)??;
    let assessed = assess::assess(
        &campaign,
        &collections,
        as_of,
        &settled,
        &frames,
        &former.runs,
    )?;
    let scores = score::score(&campaign, &collections, &assessed, &frames)?;
    let quotas = score::quotas(&campaign, &assessed);

    let newest = FormerRun::newest(&former.runs, &campaign.id);
    let movements = newest.map(|newest| score::movements(&campaign, &scores, newest));

    progress.begin(Stage::Report, 0);
    let lang = settings.lang.unwrap_or(campaign.language);
    let begun = chosen(&campaign, &[], as_of)?;
    let provisional = begun.iter().any(|one| !one.closed);
    let report = Report {
        campaign: &campaign,
        lang,
        personal: settings.personal,
        as_of,
        provisional,
        settled: &settled,
        assessed: &assessed,
        scores: &scores,
        movements: movements.as_deref().unwrap_or_default(),
        quotas: &quotas,
        returns_link: &inputs.link_from(&settings.out),
    };
    let parquet = frames.to_parquet()?;
    let summary = output::write(settings, &report, &parquet, (&inputs, &former), lock)?;
    Ok(Outcome {
        campaign,
        lang,
        as_of,
        provisional,
        settled,
        assessed,
        scores,
        left_out: former.left_out,
        summary,
    })
}

/// The campaign a folder holds; none means the default of `schemas/` here.
///
/// # Errors
/// [`RunError::Campaign`] with all that is wrong with it.
pub fn load_campaign(folder: Option<&Path>) -> Result<Campaign, RunError> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => campaign::find_default(Path::new("schemas"))?,
    };
    Ok(campaign::load(&folder, read::table)?)
}

/// The collections a run looks at, in the campaign's order.
fn chosen<'a>(
    campaign: &'a Campaign,
    named: &[String],
    as_of: NaiveDate,
) -> Result<Vec<&'a Collection>, RunError> {
    for name in named {
        if !campaign
            .collections
            .iter()
            .any(|one| one.id.as_str() == name)
        {
            return Err(RunError::UnknownCollection {
                name: name.clone(),
                known: campaign
                    .collections
                    .iter()
                    .map(|one| one.id.to_string())
                    .collect(),
            });
        }
    }
    if campaign
        .collections
        .iter()
        .all(|one| *one.period.start() > as_of)
    {
        return Err(RunError::NothingBegun { as_of });
    }
    let is_chosen = |one: &&Collection| {
        if named.is_empty() {
            *one.period.start() <= as_of
        } else {
            named.iter().any(|name| one.id.as_str() == name)
        }
    };
    Ok(campaign.collections.iter().filter(is_chosen).collect())
}

/// Examines every file; what comes out is in the order of the files.
///
/// Those that grow large are left for the end and examined one after the other, so that the memory
/// a run takes does not grow with the number of threads.
fn examine_all(
    inputs: &Inputs,
    campaign: &Campaign,
    workers: Option<&Pool>,
    progress: &dyn Progress,
) -> Vec<Examined> {
    let index = Index::new(campaign);
    let checker = Checker::new(campaign);
    let limits = &campaign.limits;
    let examine_one = |found: &Found, opened: Opened| {
        let assigned = inputs.assigned(&opened.sha256);
        let examined = examine(found, opened, &assigned, workers, &index, &checker);
        progress.step();
        examined
    };
    let light = |found: &Found| {
        let opened = open(found, limits);
        let is_heavy = opened
            .content
            .as_ref()
            .is_ok_and(|(format, bytes)| read::is_heavy(bytes, *format));
        (!is_heavy).then(|| examine_one(found, opened))
    };
    let examined: Vec<Option<Examined>> = inputs.returns.par_iter().map(light).collect();
    let heavy = |(found, examined): (&Found, Option<Examined>)| {
        examined.unwrap_or_else(|| examine_one(found, open(found, limits)))
    };
    inputs.returns.iter().zip(examined).map(heavy).collect()
}

/// Opens one file.
fn open(found: &Found, limits: &Limits) -> Opened {
    contained(|| discover::open(found, limits)).unwrap_or_else(|fault| Opened {
        sha256: String::new(),
        content: Err(fault),
    })
}

/// One file from its bytes to typed rows.
fn examine(
    found: &Found,
    opened: Opened,
    assigned: &Identity,
    workers: Option<&Pool>,
    index: &Index<'_>,
    checker: &Checker<'_>,
) -> Examined {
    let limits = &checker.campaign.limits;
    let workbook = opened.content.and_then(|(format, bytes)| match workers {
        Some(workers) => workers.workbook(&bytes, format, limits),
        None => read::workbook(&bytes, format, limits),
    });
    let validated = workbook.and_then(|workbook| {
        contained(|| {
            let recognised = recognise::recognise(&found.name, &workbook, assigned, index);
            validate::validate(recognised, checker)
        })
    });
    let examined = match validated {
        Ok(examined) => within(examined, limits),
        Err(fault) => {
            let named = recognise::identify_by_name(&found.name, index);
            Examined {
                identity: Identity {
                    unit: assigned.unit.clone().or(named.unit),
                    collection: assigned.collection.clone().or(named.collection),
                },
                unreadable: Some(fault),
                ..Examined::default()
            }
        }
    };
    Examined {
        file: found.name.clone(),
        sha256: opened.sha256,
        ..examined
    }
}
