//! A made-up province: its campaign, the returns of its units, and the truth about them; or the same
//! returns for any other campaign.
//!
//! In: how many units or which campaign, which collection, how messy, and a seed. Out: a folder with
//! `schemas/` (none for a campaign that is there already), `returns/`, `received.csv` and
//! `truth.jsonl`; every return an Excel workbook as units fill them in, every departure from the form
//! planted on purpose and told in the truth. The same plan gives the same bytes. Folders that hold
//! something already are refused; people are made up, and so are the units of the province.

mod content;
mod dice;
mod draft;
mod layout;
mod mess;
mod places;
mod receipts;
mod register;
mod returns;
mod schemas;
mod truth;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rust_xlsxwriter::XlsxError;

pub use self::mess::{Sort, Trait};
pub use self::schemas::CAMPAIGN;

use self::content::Province;
use self::mess::{Mess, files};
use self::receipts::Receipt;
use self::returns::{Order, Sent, send};
use crate::campaign::{self, Campaign, Collection, LoadError, Unit};
use crate::id::CollectionId;

/// The most units a sample can have: somewhat more than the schools of a country.
pub const MOST_UNITS: usize = 60_000;

/// Returns made at a time; what is kept of each is its truth, about 25 KB.
const CHUNK: usize = 1_024;

/// What to make.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The one collection to make returns for; none means all.
    pub collection: Option<CollectionId>,
    /// How messy returns are: 0 for not at all, 1 for every trait at its full rate.
    pub mess: f64,
    /// Where chance begins.
    pub seed: u64,
}

/// What was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Units in the register.
    pub units: usize,
    /// Files below `returns/`.
    pub files: usize,
    /// Their size, in bytes.
    pub bytes: usize,
    /// Lines of the truth: data rows of readable files.
    pub rows: usize,
    /// What was planted, and how often.
    pub planted: BTreeMap<Trait, u32>,
}

/// Why no sample was made.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// The folder holds something already.
    #[error("{} is not empty; name a new folder", .0.display())]
    NotEmpty(PathBuf),
    /// No such number of units can be made.
    #[error("a sample has 1 to {MOST_UNITS} units, not {0}")]
    Units(usize),
    /// The mess is no share.
    #[error("the mess is a number from 0 to 1, not {0}")]
    Mess(f64),
    /// The campaign has no such collection.
    #[error("there is no collection \"{name}\"; there are {}", known.join(", "))]
    UnknownCollection {
        /// What was asked for.
        name: CollectionId,
        /// The collections there are.
        known: Vec<String>,
    },
    /// The campaign that was written cannot be loaded.
    #[error("the campaign of the sample cannot be loaded")]
    Campaign(#[from] LoadError),
    /// A file or folder cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A table cannot be written.
    #[error("cannot write {}", path.display())]
    Table {
        /// Which.
        path: PathBuf,
        /// Why.
        source: csv::Error,
    },
    /// A workbook cannot be made.
    #[error("cannot make the workbook {file}")]
    Workbook {
        /// Which, below `returns/`.
        file: String,
        /// Why.
        source: XlsxError,
    },
}

/// Writes a province of so many units, from 1 to [`MOST_UNITS`], into a new or empty folder.
///
/// # Errors
/// [`SampleError::Units`], [`SampleError::Mess`] and [`SampleError::UnknownCollection`] where the
/// plan asks for what there is not; [`SampleError::NotEmpty`] where the folder is in use;
/// [`SampleError::Write`], [`SampleError::Table`] and [`SampleError::Workbook`] where something
/// cannot be written.
pub fn write(dir: &Path, units: usize, plan: &Plan) -> Result<Written, SampleError> {
    if !(1..=MOST_UNITS).contains(&units) {
        return Err(SampleError::Units(units));
    }
    check(plan, schemas::collections())?;
    refuse_used(dir)?;
    schemas::write(&dir.join("schemas"), units)?;
    let campaign = campaign::load(&dir.join("schemas").join(schemas::CAMPAIGN), read_csv)?;
    returns_of(dir, &Province::built_in(&campaign, plan.seed), plan)
}

/// Writes returns of all units of a campaign into a new or empty folder: what a clerk could write
/// that knows of the forms only what the campaign says.
///
/// # Errors
/// As [`write()`], without [`SampleError::Units`].
pub fn fill(dir: &Path, campaign: &Campaign, plan: &Plan) -> Result<Written, SampleError> {
    check(plan, campaign.collections.iter().map(|one| one.id.as_str()))?;
    refuse_used(dir)?;
    returns_of(dir, &Province::of(campaign, plan.seed), plan)
}

/// Writes the returns of all collections of the plan, their log and their truth.
fn returns_of(dir: &Path, province: &Province, plan: &Plan) -> Result<Written, SampleError> {
    let campaign = province.campaign;
    let mut writer = Writer::new(dir, campaign)?;
    for collection in &campaign.collections {
        if plan
            .collection
            .as_ref()
            .is_none_or(|wanted| *wanted == collection.id)
        {
            writer.collection(province, collection, plan)?;
        }
    }
    writer.finish()
}

/// Refuses a plan that asks for what there is not, before anything is written.
fn check<'a>(plan: &Plan, known: impl Iterator<Item = &'a str>) -> Result<(), SampleError> {
    if !(0.0..=1.0).contains(&plan.mess) {
        return Err(SampleError::Mess(plan.mess));
    }
    let known: Vec<&str> = known.collect();
    match &plan.collection {
        Some(name) if !known.contains(&name.as_str()) => Err(SampleError::UnknownCollection {
            name: name.clone(),
            known: known.into_iter().map(str::to_owned).collect(),
        }),
        _ => Ok(()),
    }
}

/// Writes files, and keeps what is written at the end.
struct Writer<'a> {
    dir: &'a Path,
    truth: BufWriter<File>,
    receipts: Vec<Receipt>,
    written: Written,
}

impl<'a> Writer<'a> {
    fn new(dir: &'a Path, campaign: &Campaign) -> Result<Self, SampleError> {
        let path = dir.join("truth.jsonl");
        let truth = File::create(&path).map_err(|source| SampleError::Write { path, source })?;
        Ok(Self {
            dir,
            truth: BufWriter::new(truth),
            receipts: Vec::new(),
            written: Written {
                units: campaign.units.len(),
                ..Written::default()
            },
        })
    }

    /// Writes the returns of a collection, many at a time but told of in the register's order.
    fn collection(
        &mut self,
        province: &Province,
        collection: &Collection,
        plan: &Plan,
    ) -> Result<(), SampleError> {
        let returns = self.dir.join("returns");
        make_folder(&returns.join(collection.id.as_str()))?;
        let mess = Mess::new(plan.mess);
        let cases = files::cases(province.campaign, collection, &mess, plan.seed);
        let rivals = files::rivals(province.campaign, collection, &mess, plan.seed, &cases);
        let senders: Vec<&Unit> = province.campaign.senders(collection).collect();
        for chunk in senders.chunks(CHUNK) {
            let sent = chunk.par_iter().map(|unit| {
                let case = cases.get(&unit.code).copied();
                send(
                    &Order {
                        province,
                        collection,
                        unit,
                        case,
                        rival: rivals.get(&unit.code).copied(),
                        mess: mess.clone(),
                    },
                    &returns,
                )
            });
            for sent in sent.collect::<Vec<Result<Sent, SampleError>>>() {
                self.tell(sent?)?;
            }
        }
        Ok(())
    }

    fn tell(&mut self, sent: Sent) -> Result<(), SampleError> {
        self.truth
            .write_all(sent.truth.as_bytes())
            .map_err(|source| self.truth_failed(source))?;
        self.receipts.extend(sent.receipts);
        self.written.files += sent.files;
        self.written.bytes += sent.bytes;
        self.written.rows += sent.truth.lines().count();
        for (planted, times) in sent.planted {
            *self.written.planted.entry(planted).or_default() += times;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Written, SampleError> {
        self.truth
            .flush()
            .map_err(|source| self.truth_failed(source))?;
        receipts::write(&self.dir.join("received.csv"), self.receipts)?;
        Ok(self.written)
    }

    fn truth_failed(&self, source: io::Error) -> SampleError {
        SampleError::Write {
            path: self.dir.join("truth.jsonl"),
            source,
        }
    }
}

/// Refuses a folder that holds something; makes it where it is not there.
fn refuse_used(dir: &Path) -> Result<(), SampleError> {
    make_folder(dir)?;
    let mut entries = fs::read_dir(dir).map_err(|source| SampleError::Write {
        path: dir.to_owned(),
        source,
    })?;
    if entries.next().is_some() {
        return Err(SampleError::NotEmpty(dir.to_owned()));
    }
    Ok(())
}

fn make_folder(path: &Path) -> Result<(), SampleError> {
    fs::create_dir_all(path).map_err(|source| SampleError::Write {
        path: path.to_owned(),
        source,
    })
}

fn write_file(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), SampleError> {
    fs::write(path, bytes).map_err(|source| SampleError::Write {
        path: path.to_owned(),
        source,
    })
}

/// Reads a table of the campaign just written: plain CSV with commas.
fn read_csv(path: &Path) -> Result<Vec<Vec<String>>, String> {
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(path);
    let mut reader = reader.map_err(|source| source.to_string())?;
    let rows = reader.records().map(|record| {
        let record = record.map_err(|source| source.to_string())?;
        Ok(record.iter().map(str::to_owned).collect())
    });
    rows.collect()
}

#[cfg(test)]
mod tests;
