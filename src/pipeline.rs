//! The way of the data, from a folder of returns to a folder of reports.
//!
//! Files are examined in parallel and share nothing; everything after is done once, in order. What
//! keeps the run from going on is a [`RunError`]; a fault in one file is a finding of that file.

mod access;
mod accounts;
mod cache;
mod check;
mod contain;
mod error;
mod examine;
mod former;
mod from;
mod inputs;
mod keep;
mod lock;
mod marked;
mod of_units;
mod output;
mod own;
mod record;
mod swap;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

pub use access::Access;
pub use accounts::{Discrepancy, Sum};
pub use check::{CheckSettings, Checkup, check};
pub use error::RunError;
pub use former::PreviousRunError;
pub use from::{FromError, OtherUnit};

use crate::assess::{self, Assessed, Carriers, FormerRun};
use crate::campaign::{self, Campaign, Collection};
use crate::finding::Personal;
use crate::lang::Lang;
use crate::read::{self, worker::Pool};
use crate::recognise::Index;
use crate::report::Report;
use crate::score::{self, GivenPoints, UnitScore};
use crate::settle::{self, Settled, Terms};
use crate::table::{
    self, CountingRows,
    kept::{DATA, Part},
};
use crate::validate::{Checker, Examined};
use cache::Cache;
use examine::{Examiner, examine_all};
use former::Former;
use inputs::{Files, Inputs};
use output::{Made, Rows};
use record::{EXAMINED, Packed};

/// What a run is told.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The campaign's folder; none means the default of `schemas/index.toml`.
    pub campaign: Option<PathBuf>,
    /// Where the returns come from.
    pub source: Source,
    /// The decisions; none means `decisions.csv` or `.xlsx` beside the folder of returns, or beside
    /// that of reports where there is none, if there is such a file.
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
    /// Whether the rows are written once more, as a data set partitioned as Hive does it.
    pub hive: Hive,
    /// The folder that keeps what earlier runs found in files; none means to find all anew.
    pub cache: Option<PathBuf>,
    /// Who may read what is written.
    pub access: Access,
    /// The program to start as a worker that reads old formats; none means to read them here.
    pub worker: Option<PathBuf>,
}

/// Where the returns of a run come from.
#[derive(Debug, Clone)]
pub enum Source {
    /// Out of a folder.
    Folder {
        /// The folder of returns.
        returns: PathBuf,
        /// The receipt log; none means `received.csv` or `.xlsx` beside the returns, if there is
        /// one.
        received: Option<PathBuf>,
    },
    /// From earlier runs, as these examined them: their reports or data folders.
    Runs(Vec<PathBuf>),
}

/// What a run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Workbooks, charts and data.
    All,
    /// Only the data files.
    Data,
}

/// Whether the rows are written once more, as a data set partitioned as Hive does it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hive {
    /// They are.
    Written,
    /// They are not.
    LeftOut,
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
    /// The runs that this one added up; none where it read the returns itself.
    pub parts: Vec<Part>,
    /// Kept runs that were not compared with, and why.
    pub left_out: Vec<PreviousRunError>,
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
    output::check_cache(settings)?;
    output::check_hive(settings, &campaign)?;
    let lock = output::check(settings)?;
    let mut inputs = Inputs::read(settings, &campaign)?;
    output::check_decisions(settings, &inputs)?;
    let former = Former::read(&settings.previous, &settings.out, &campaign, as_of)?;

    let cache = open_cache(settings, &campaign);
    let cache = cache.as_ref();
    let examined = examine(settings, &campaign, (&mut inputs, cache), progress)?;
    let record = Packed::new(&examined, &campaign).map_err(|source| RunError::Report {
        path: settings.out.join(DATA).join(EXAMINED),
        source: source.into(),
    })?;

    progress.begin(Stage::Assess, 0);
    let terms = Terms {
        campaign: &campaign,
        as_of,
        collections: &collections,
        receipts: &inputs.head.logs,
        decisions: &inputs.head.rulings,
    };
    let settled = settle::settle(examined, &terms);
    accounts::check_sheets(&settled).map_err(|found| inputs.blame(found))?;
    let (assessed, scores, rows) = measure(settings, &terms, &settled, &former.runs)?;
    let quotas = score::quotas(&campaign, &assessed);

    let newest = FormerRun::newest(&former.runs, &campaign.id);
    let movements = newest.map(|newest| score::movements(&campaign, &scores, newest));

    progress.begin(Stage::Report, 0);
    let lang = settings.lang.unwrap_or(campaign.language);
    let begun = chosen(&campaign, &[], as_of)?;
    let provisional = begun.iter().any(|one| !one.closed);
    let returns_link = inputs.link_from(&settings.out);
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
        parts: &inputs.head.parts,
        returns_link: returns_link.as_deref(),
    };
    let made = Made { rows, record };
    output::write(settings, &report, &made, (&inputs, &former, cache), lock)?;
    Ok(Outcome {
        campaign,
        lang,
        as_of,
        provisional,
        settled,
        assessed,
        scores,
        parts: inputs.head.parts,
        left_out: former.left_out,
    })
}

/// The figures of the rows, and the rows as they are written, made side by side.
fn measure(
    settings: &Settings,
    terms: &Terms<'_>,
    settled: &Settled,
    former: &[FormerRun],
) -> Result<(Assessed, Vec<UnitScore>, Rows), RunError> {
    let (campaign, collections) = (terms.campaign, terms.collections);
    let rows = CountingRows::of(settled, campaign);
    // Only workbooks say what each row adds.
    let carriers = match settings.scope {
        Scope::All => Carriers::Told,
        Scope::Data => Carriers::LeftOut,
    };
    let as_of = terms.as_of;
    let assess = || {
        assess::assess(
            campaign,
            collections,
            as_of,
            settled,
            &rows,
            former,
            carriers,
        )
    };
    let given = || GivenPoints::read(campaign, &rows);
    let encode = || -> Result<_, RunError> {
        let hive = match settings.hive {
            Hive::Written => table::hive::hive(&rows)?,
            Hive::LeftOut => Vec::new(),
        };
        let forms = table::written::written(&rows)?;
        accounts::check_written(settled, campaign, &forms)?;
        Ok(Rows { forms, hive })
    };
    let ((assessed, given), written) = rayon::join(|| rayon::join(assess, given), encode);
    let assessed = assessed?;
    let scores = score::score(campaign, collections, &assessed, &given?);
    Ok((assessed, scores, written?))
}

/// What earlier runs kept of files; nothing where none are read.
fn open_cache(settings: &Settings, campaign: &Campaign) -> Option<Cache> {
    match settings.source {
        Source::Folder { .. } => Cache::open(settings.cache.as_deref()?, campaign),
        Source::Runs(_) => None,
    }
}

/// All that can be said of each file alone, sorted by name: found now, or by the runs that are
/// added up.
fn examine(
    settings: &Settings,
    campaign: &Campaign,
    (inputs, cache): (&mut Inputs, Option<&Cache>),
    progress: &dyn Progress,
) -> Result<Vec<Examined>, RunError> {
    let assigned = |sha256: &str| inputs.head.assigned(sha256);
    match &mut inputs.files {
        Files::Found { returns, .. } => {
            progress.begin(Stage::Examine, returns.len());
            let workers = settings.worker.clone().map(Pool::new);
            let means = Examiner {
                assigned: &assigned,
                index: &Index::new(campaign),
                checker: &Checker::new(campaign),
                workers: workers.as_ref(),
                cache,
            };
            Ok(examine_all(returns, &means, progress))
        }
        Files::Kept { runs, ruled } => {
            progress.begin(Stage::Examine, runs.files());
            let examined = runs.take_examined(campaign, progress)?;
            from::check_assigned(ruled, &examined)?;
            Ok(examined)
        }
    }
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
