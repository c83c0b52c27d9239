//! Puts the reports of a run in their place: written whole beside it first, then moved in.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde_json::{Value, json};

use super::accounts::{self, Lines, Told};
use super::cache::Cache;
use super::former::Former;
use super::inputs::{Files, Inputs, beside};
use super::keep::KEPT;
use super::lock::Lock;
use super::record::{EXAMINED, Head, Packed};
use super::swap::{DONE, FORMER, SCRATCH, is_scratch, move_in, names, recover, replaced};
use super::{Hive, RunError, Scope, Settings, Source, marked, of_units, own};
use crate::campaign::Campaign;
use crate::hash::{hash_all, sha256};
use crate::report::{self, Report};
use crate::table::hive::{HIVE, hidden};
use crate::table::kept::{DATA, MANIFEST, SUMMARY};
use crate::table::written::Written;

/// The lists of findings and repairs.
const FINDINGS: &str = "findings.jsonl";
const REPAIRS: &str = "repairs.jsonl";

/// What a folder for reports may hold before the first run.
const OWN_README: &str = "README.md";

/// The rows as files.
pub(super) struct Rows {
    /// Each form's.
    pub(super) forms: Vec<Written>,
    /// Once more, partitioned: each file by its path below the folder of them.
    pub(super) hive: Vec<(String, Vec<u8>)>,
}

/// What a run has made by the time it writes.
pub(super) struct Made {
    pub(super) rows: Rows,
    /// The files as they were examined.
    pub(super) record: Packed,
}

/// Refuses a folder that is not one of reports, lies among the returns, or that another run writes
/// to; puts in order what a stopped run left. From then on the folder is this run's.
pub(super) fn check(settings: &Settings) -> Result<Option<Lock>, RunError> {
    let out = &settings.out;
    let is_below = |returns: &Path| real(out).starts_with(real(returns));
    if returns_of(settings).is_some_and(is_below) {
        return Err(RunError::OutAmongReturns {
            path: out.to_owned(),
        });
    }
    if !out.is_dir() {
        if out.exists() {
            return Err(RunError::OutIsFile {
                path: out.to_owned(),
            });
        }
        return Ok(None); // not there yet
    }
    let was_stopped = [FORMER, DONE].iter().any(|name| out.join(name).is_dir());
    if !was_stopped {
        check_own(out)?; // nothing is put into a folder of somebody else's
    }
    let lock = Lock::take(out)?;
    recover(out)?;
    check_own(out)?;
    Ok(Some(lock))
}

/// The folder of returns, if the run reads one.
fn returns_of(settings: &Settings) -> Option<&Path> {
    match &settings.source {
        Source::Folder { returns, .. } => Some(returns),
        Source::Runs(_) => None,
    }
}

/// Refuses to partition rows by what a field is called.
pub(super) fn check_hive(settings: &Settings, campaign: &Campaign) -> Result<(), RunError> {
    match hidden(campaign).filter(|_| settings.hive == Hive::Written) {
        None => Ok(()),
        Some((form, field)) => Err(RunError::HiddenField {
            form: form.clone(),
            field: field.clone(),
        }),
    }
}

/// Refuses to keep entries where they would be taken for returns or reports.
pub(super) fn check_cache(settings: &Settings) -> Result<(), RunError> {
    let among = |cache: &&PathBuf| {
        let mut folders = returns_of(settings).into_iter().chain([&*settings.out]);
        folders.any(|folder| real(cache).starts_with(real(folder)))
    };
    match settings.cache.as_ref().filter(among) {
        Some(path) => Err(RunError::CacheAmongFiles { path: path.clone() }),
        None => Ok(()),
    }
}

/// Refuses a folder that holds what is not ours.
fn check_own(out: &Path) -> Result<(), RunError> {
    let entries = names(out).unwrap_or_default();
    let foreign = entries.iter().any(|name| {
        let is_kept = name == KEPT && out.join(KEPT).is_dir();
        name != OWN_README && !is_kept && !is_scratch(&name.to_string_lossy())
    });
    if out.join(KEPT).is_file() || foreign && !out.join(DATA).join(MANIFEST).is_file() {
        return Err(RunError::ForeignOut {
            path: out.to_owned(),
        });
    }
    Ok(())
}

/// Refuses to write over decisions that were filled in among the reports; those that are the
/// decisions file by now are safe.
pub(super) fn check_decisions(settings: &Settings, inputs: &Inputs) -> Result<(), RunError> {
    let path = settings.out.join(report::DECISIONS);
    let manifest = former_manifest(&settings.out);
    let outputs = manifest
        .as_ref()
        .and_then(|manifest| manifest["outputs"].as_array());
    let as_written = outputs.into_iter().flatten().find_map(|output| {
        let is_it = output["file"].as_str() == Some(report::DECISIONS);
        is_it.then(|| output["sha256"].as_str()).flatten()
    });
    let (Some(as_written), Ok(bytes)) = (as_written, fs::read(&path)) else {
        return Ok(());
    };
    let ruled = inputs.decisions_path.as_deref();
    let is_saved = ruled.is_some_and(|ruled| fs::read(ruled).is_ok_and(|saved| saved == bytes));
    if is_saved || sha256(&bytes) == as_written {
        return Ok(());
    }
    let save_as = match ruled {
        Some(ruled) => ruled.with_extension("xlsx"),
        None => beside(
            returns_of(settings).unwrap_or(&settings.out),
            "decisions.xlsx",
        ),
    };
    Err(RunError::EditedDecisions {
        instead_of: ruled.filter(|ruled| *ruled != save_as).map(Path::to_owned),
        path,
        save_as,
    })
}

/// The path without links and dots, as far as it exists.
pub(super) fn real(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = path
        .ancestors()
        .find_map(|up| Some((up, fs::canonicalize(up).ok()?)));
    existing.map_or_else(
        || path.clone(),
        |(up, real)| {
            path.strip_prefix(up)
                .map_or(real.clone(), |below| real.join(below))
        },
    )
}

/// Writes all reports of a run.
pub(super) fn write(
    settings: &Settings,
    report: &Report<'_>,
    made: &Made,
    (inputs, former, cache): (&Inputs, &Former, Option<&Cache>),
    lock: Option<Lock>,
) -> Result<(), RunError> {
    let out = &settings.out;
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    fs::create_dir_all(out).map_err(at(out))?;
    settings.access.apply_to(out).map_err(at(out))?;
    let _lock = lock.map_or_else(|| Lock::take(out), Ok)?;
    let scratch = tempfile::Builder::new()
        .prefix(SCRATCH)
        .tempdir_in(out)
        .map_err(at(out))?;
    let finish = || {
        make(
            settings,
            report,
            made,
            (inputs, former, cache),
            scratch.path(),
        )?;
        let former = former_outputs(out);
        let replaced = replaced(scratch.path(), out, &former).map_err(at(out))?;
        own::carry((out, &replaced), &former, scratch.path())?;
        let access = settings.access.apply(scratch.path());
        access.map_err(at(scratch.path()))?;
        move_in(scratch.path(), (out, &replaced))
    };
    finish().map_err(|error: RunError| error.moved(scratch.path(), out))
}

/// Writes all reports of a run into a folder.
fn make(
    settings: &Settings,
    report: &Report<'_>,
    made: &Made,
    (inputs, former, cache): (&Inputs, &Former, Option<&Cache>),
    folder: &Path,
) -> Result<(), RunError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    let data = folder.join(DATA);
    fs::create_dir(&data).map_err(at(&data))?;
    let write_data = || {
        write_hive(&made.rows.hive, &folder.join(HIVE))?;
        write_data(report, made, &inputs.head, &data)
    };
    let write_reports = || -> Result<(), RunError> {
        if settings.scope != Scope::All {
            return Ok(());
        }
        let ours = || report::write(report, folder).map_err(RunError::from);
        let of_senders = || {
            if let Files::Found { returns, .. } = &inputs.files {
                marked::write(settings, report, (returns, cache), folder)?;
            }
            of_units::write(settings, report, inputs, folder)
        };
        let (ours, of_senders) = rayon::join(ours, of_senders);
        ours.and(of_senders)
    };
    let (reports, of_data) = rayon::join(write_reports, write_data);
    of_data?;
    reports?;
    let hashed = || manifest(report, folder, (inputs, former)).map_err(at(folder));
    let (checked, manifest) = rayon::join(|| check_data(report, &data), hashed);
    checked?;
    let manifest = manifest?;
    put(&data.join(MANIFEST), |to| {
        Ok(report::data::pretty(&manifest, to)?)
    })
}

/// Writes the files of the partitioned data set below a folder.
fn write_hive(files: &[(String, Vec<u8>)], folder: &Path) -> Result<(), RunError> {
    files.par_iter().try_for_each(|(name, bytes)| {
        let path = folder.join(name);
        let made = path.parent().map_or(Ok(()), fs::create_dir_all);
        let written = made.and_then(|()| fs::write(&path, bytes));
        written.map_err(|source| RunError::Write { path, source })
    })
}

/// Writes the data files into a folder.
fn write_data(
    report: &Report<'_>,
    made: &Made,
    head: &Head,
    folder: &Path,
) -> Result<(), RunError> {
    let write_summary = || {
        put(&folder.join(SUMMARY), |to| {
            Ok(report::data::summary(report, to)?)
        })
    };
    let write_lists = || -> Result<(), RunError> {
        for Written { form, parquet, .. } in &made.rows.forms {
            let path = folder.join(format!("{form}.parquet"));
            fs::write(&path, parquet).map_err(|source| RunError::Write { path, source })?;
        }
        put(&folder.join(FINDINGS), |to| {
            Ok(report::data::findings(report, to)?)
        })?;
        put(&folder.join(REPAIRS), |to| {
            Ok(report::data::repairs(report, to)?)
        })?;
        put(&folder.join(EXAMINED), |to| made.record.write(head, to))
    };
    let (summary, lists) = rayon::join(write_summary, write_lists);
    summary.and(lists)
}

/// Checks that what the data files say adds up.
fn check_data(report: &Report<'_>, folder: &Path) -> Result<(), RunError> {
    let path = folder.join(SUMMARY);
    let told = || report::writing(&path, || Told::read(BufReader::new(File::open(&path)?)));
    let lines = || {
        let [findings, repairs] = [FINDINGS, REPAIRS].map(|name| read_back(&folder.join(name)));
        Ok::<_, RunError>(Lines::count(findings?, repairs?))
    };
    let (told, lines) = rayon::join(told, lines);
    Ok(accounts::check_data(report.settled, &told?, &lines?)?)
}

/// Writes one file as it is made.
fn put(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), RunError> {
    let written = report::writing(path, || {
        let mut to = BufWriter::new(File::create(path)?);
        write(&mut to)?;
        to.flush()
    });
    Ok(written?)
}

fn read_back(path: &Path) -> Result<BufReader<File>, RunError> {
    let file = File::open(path).map_err(|source| RunError::Write {
        path: path.to_owned(),
        source,
    })?;
    Ok(BufReader::new(file))
}

/// What the run before said it wrote.
fn former_manifest(out: &Path) -> Option<Value> {
    let manifest = fs::read(out.join(DATA).join(MANIFEST)).ok()?;
    serde_json::from_slice(&manifest).ok()
}

/// The files that the run before wrote, by its manifest, and this itself.
pub(super) fn former_outputs(out: &Path) -> BTreeSet<PathBuf> {
    let manifest = former_manifest(out);
    let outputs = manifest
        .as_ref()
        .and_then(|manifest| manifest["outputs"].as_array());
    let outputs = outputs.into_iter().flatten();
    let files = outputs.filter_map(|output| Some(PathBuf::from(output["file"].as_str()?)));
    files.chain([Path::new(DATA).join(MANIFEST)]).collect()
}

/// What went in and what came out, by SHA-256.
fn manifest(
    report: &Report<'_>,
    scratch: &Path,
    (inputs, former): (&Inputs, &Former),
) -> io::Result<Value> {
    let mut read: Vec<Value> = Vec::new();
    for path in &inputs.beside {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        read.push(json!({ "file": name, "sha256": hash_all(&mut File::open(path)?)? }));
    }
    if let Files::Kept { runs, .. } = &inputs.files {
        let manifests = runs.manifests();
        read.extend(manifests.map(|(file, sha256)| json!({ "file": file, "sha256": sha256 })));
    }
    for submission in &report.settled.submissions {
        read.push(
            json!({ "file": format!("returns/{}", submission.file), "sha256": submission.sha256 }),
        );
    }
    let names = files(scratch)?;
    let written = names.par_iter().map(|name| -> io::Result<Value> {
        let hash = hash_all(&mut File::open(scratch.join(name))?)?;
        let name = name.to_string_lossy().replace('\\', "/");
        Ok(json!({ "file": name, "sha256": hash }))
    });
    let written: Vec<Value> = written.collect::<io::Result<_>>()?;
    Ok(json!({
        "schema_version": report::data::SCHEMA_VERSION,
        "version": env!("CARGO_PKG_VERSION"),
        "campaign": { "id": report.campaign.id, "sha256": report.campaign.hash },
        "as_of": report.as_of.to_string(),
        "previous": former.newest_hash(report.campaign),
        "previous_runs": former.named(),
        "inputs": read,
        "outputs": written,
    }))
}

/// The files below a folder, sorted.
pub(super) fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let name = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(name);
            } else {
                files.push(name);
            }
        }
    }
    files.sort();
    Ok(files)
}
