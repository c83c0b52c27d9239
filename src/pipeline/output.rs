//! Puts the reports of a run in their place: written whole beside it first, then moved in.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use serde_json::{Value, json};

use super::former::Former;
use super::inputs::{Inputs, beside};
use super::keep::{self, KEPT};
use super::lock::{LOCK, Lock};
use super::{RunError, Scope, Settings, accounts, marked, of_units, own};
use crate::hash::sha256;
use crate::id::FormId;
use crate::report::{self, Report};
use crate::table::kept::{DATA, MANIFEST};

/// What a folder for reports may hold before the first run.
const OWN_README: &str = "README.md";

/// Refuses a folder that is not one of reports, lies among the returns, or that another run writes
/// to; puts in order what a stopped run left. From then on the folder is this run's.
pub(super) fn check(out: &Path, returns: &Path) -> Result<Option<Lock>, RunError> {
    if real(out).starts_with(real(returns)) {
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
        None => beside(&settings.returns, "decisions.xlsx"),
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

/// The name of the summary.
const SUMMARY: &str = "summary.json";
const SCRATCH: &str = ".thidua-";
/// Where former reports wait while new ones are moved in.
const FORMER: &str = ".thidua-former";
/// The names of new reports that no former ones stood under, a line each, among what is set aside.
const FRESH: &str = ".moi";
/// Former reports that are only to be deleted.
const DONE: &str = ".thidua-done";

/// What a run that was killed left behind.
fn is_scratch(name: &str) -> bool {
    name.starts_with(SCRATCH)
}

/// Writes all reports of a run; gives the bytes of `data/summary.json`.
pub(super) fn write(
    settings: &Settings,
    report: &Report<'_>,
    parquet: &[(FormId, Vec<u8>)],
    (inputs, former): (&Inputs, &Former),
    lock: Option<Lock>,
) -> Result<Vec<u8>, RunError> {
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
        let summary = make(settings, report, parquet, (inputs, former), scratch.path())?;
        let former = former_outputs(out);
        let replaced = replaced(scratch.path(), out, &former).map_err(at(out))?;
        own::carry((out, &replaced), &former, scratch.path())?;
        let access = settings.access.apply(scratch.path());
        access.map_err(at(scratch.path()))?;
        move_in(scratch.path(), (out, &replaced))?;
        Ok(summary)
    };
    finish().map_err(|error: RunError| error.moved(scratch.path(), out))
}

/// Writes all reports of a run into a folder; gives the bytes of `data/summary.json`.
fn make(
    settings: &Settings,
    report: &Report<'_>,
    parquet: &[(FormId, Vec<u8>)],
    (inputs, former): (&Inputs, &Former),
    folder: &Path,
) -> Result<Vec<u8>, RunError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    let data = folder.join(DATA);
    fs::create_dir(&data).map_err(at(&data))?;
    let put = |name: &str, bytes: &[u8]| {
        let path = data.join(name);
        fs::write(&path, bytes).map_err(at(&path))
    };
    let write_data = || -> Result<Vec<u8>, RunError> {
        let made = |name: &str, bytes: fn(&Report<'_>) -> serde_json::Result<Vec<u8>>| {
            report::writing(&data.join(name), || bytes(report))
        };
        let summary = made(SUMMARY, report::data::summary)?;
        for (form, bytes) in parquet {
            put(&format!("{form}.parquet"), bytes)?;
        }
        let findings = made("findings.jsonl", report::data::findings)?;
        let repairs = made("repairs.jsonl", report::data::repairs)?;
        let totals = report::writing(&data.join(SUMMARY), || serde_json::from_slice(&summary))?;
        accounts::check_data(report.settled, &totals, &findings, &repairs)?;
        put("findings.jsonl", &findings)?;
        put("repairs.jsonl", &repairs)?;
        put(SUMMARY, &summary)?;
        Ok(summary)
    };
    let write_reports = || -> Result<(), RunError> {
        if settings.scope != Scope::All {
            return Ok(());
        }
        let ours = || report::write(report, folder).map_err(RunError::from);
        let of_senders = || {
            marked::write(settings, report, inputs, folder)?;
            of_units::write(settings, report, inputs, folder)
        };
        let (ours, of_senders) = rayon::join(ours, of_senders);
        ours.and(of_senders)
    };
    let (reports, summary) = rayon::join(write_reports, write_data);
    let summary = summary?;
    reports?;
    let manifest = manifest(report, folder, (inputs, former)).map_err(at(folder))?;
    let manifest = report::writing(&data.join(MANIFEST), || report::data::pretty(&manifest))?;
    put(MANIFEST, &manifest)?;
    Ok(summary)
}

/// The names among the reports that a finished run takes: its own, and what only the run before
/// wrote.
fn replaced(finished: &Path, out: &Path, former: &BTreeSet<PathBuf>) -> io::Result<Vec<OsString>> {
    let mut replaced = names(finished)?;
    let first = |file: &PathBuf| match file.components().next() {
        Some(Component::Normal(name)) if name != KEPT => Some(name.to_owned()),
        _ => None,
    };
    replaced.extend(former.iter().filter_map(first));
    replaced.sort();
    replaced.dedup();
    replaced.retain(|name| out.join(name).exists());
    Ok(replaced)
}

/// Moves every file and folder of a finished run into its place. What stood there, and what only
/// the run before wrote, is set aside in [`FORMER`] first, so that a run that is stopped between two
/// moves can be undone by the next: see [`recover`].
fn move_in(from: &Path, (out, replaced): (&Path, &[OsString])) -> Result<(), RunError> {
    let former = out.join(FORMER);
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    let new = names(from).map_err(fail(from))?;
    fs::create_dir(&former).map_err(fail(out))?;
    let fresh = new.iter().filter(|name| !replaced.contains(name));
    let fresh: Vec<_> = fresh.map(|name| name.to_string_lossy()).collect();
    fs::write(former.join(FRESH), fresh.join("\n")).map_err(fail(out))?;
    let replace = || -> Result<(), RunError> {
        for name in replaced {
            let place = out.join(name);
            fs::rename(&place, former.join(name)).map_err(fail(&place))?;
        }
        for name in &new {
            let place = out.join(name);
            fs::rename(from.join(name), &place).map_err(fail(&place))?;
        }
        Ok(())
    };
    if let Err(error) = replace() {
        recover(out)?;
        return Err(error);
    }
    // From here on the new reports stand: a name of its own says that nothing is to be put back.
    let done = free(out, DONE);
    fs::rename(&former, &done).map_err(fail(out))?;
    keep::keep(out, &done)?;
    let _ = fs::remove_dir_all(done);
    Ok(())
}

/// Puts former reports back that a stopped run had set aside, keeps the data of those it had
/// replaced, and clears what it left.
fn recover(out: &Path) -> Result<(), RunError> {
    let former = out.join(FORMER);
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    if former.is_dir() {
        let fresh = fs::read_to_string(former.join(FRESH)).unwrap_or_default();
        for place in fresh.lines().map(|name| out.join(name)) {
            remove(&place).map_err(fail(&place))?;
        }
        let aside = names(&former).map_err(fail(&former))?;
        for name in aside.into_iter().filter(|name| name != FRESH) {
            let place = out.join(&name);
            remove(&place).map_err(fail(&place))?;
            fs::rename(former.join(&name), &place).map_err(fail(&place))?;
        }
    }
    for name in names(out).unwrap_or_default() {
        if name.to_string_lossy().starts_with(DONE) {
            keep::keep(out, &out.join(name))?;
        }
    }
    for name in names(out).unwrap_or_default() {
        if name != LOCK && is_scratch(&name.to_string_lossy()) {
            let _ = fs::remove_dir_all(out.join(name));
        }
    }
    Ok(())
}

/// Deletes a file or a folder, if it is there.
fn remove(place: &Path) -> io::Result<()> {
    if place.is_dir() {
        fs::remove_dir_all(place)
    } else if place.exists() {
        fs::remove_file(place)
    } else {
        Ok(())
    }
}

/// A path of this name that is not taken, with a number where it must be: what is open elsewhere may
/// not let itself be deleted.
fn free(out: &Path, name: &str) -> PathBuf {
    let numbered = (2_u32..).map(|nth| out.join(format!("{name}-{nth}")));
    let mut paths = std::iter::once(out.join(name)).chain(numbered);
    paths
        .find(|path| !path.exists())
        .unwrap_or_else(|| out.join(name))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    let mut names: Vec<OsString> = entries.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// What the run before said it wrote.
fn former_manifest(out: &Path) -> Option<Value> {
    let manifest = fs::read(out.join(DATA).join(MANIFEST)).ok()?;
    serde_json::from_slice(&manifest).ok()
}

/// The files that the run before wrote, by its manifest, and this itself.
fn former_outputs(out: &Path) -> BTreeSet<PathBuf> {
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
        read.push(json!({ "file": name, "sha256": sha256(&fs::read(path)?) }));
    }
    for submission in &report.settled.submissions {
        read.push(
            json!({ "file": format!("returns/{}", submission.file), "sha256": submission.sha256 }),
        );
    }
    let mut written = Vec::new();
    for name in files(scratch)? {
        let bytes = fs::read(scratch.join(&name))?;
        let name = name.to_string_lossy().replace('\\', "/");
        written.push(json!({ "file": name, "sha256": sha256(&bytes) }));
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, name: &str, text: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn texts(folder: &Path) -> Vec<(String, String)> {
        let text = |name: &PathBuf| fs::read_to_string(folder.join(name)).unwrap();
        let all = files(folder).unwrap();
        all.iter()
            .map(|name| (name.display().to_string(), text(name)))
            .collect()
    }

    #[test]
    fn a_run_stopped_between_two_moves_is_undone_by_the_next() {
        let out = tempfile::tempdir().unwrap();
        put(out.path(), "data/summary.json", "new");
        put(out.path(), ".thidua-former/data/summary.json", "old");
        put(out.path(), ".thidua-former/tong-hop.xlsx", "old");
        put(out.path(), ".thidua-AbCdEf/bieu-do/a.png", "new");
        // Reports that the run before had none of go again.
        put(out.path(), ".thidua-former/.moi", "bao-cao.html\ndon-vi");
        put(out.path(), "bao-cao.html", "new");
        recover(out.path()).unwrap();
        let old = |name: &str| (name.to_owned(), "old".to_owned());
        assert_eq!(
            texts(out.path()),
            [old("data/summary.json"), old("tong-hop.xlsx")]
        );
    }

    #[test]
    fn a_run_stopped_before_the_former_data_is_kept_is_finished_by_the_next() {
        let out = tempfile::tempdir().unwrap();
        let manifest = |day| format!(r#"{{"campaign":{{"id":"a"}},"as_of":"{day}","outputs":[]}}"#);
        let (new, old) = (manifest("2024-06-15"), manifest("2024-01-31"));
        put(out.path(), "data/manifest.json", &new);
        put(out.path(), ".thidua-done/data/manifest.json", &old);
        put(out.path(), ".thidua-done/tong-hop.xlsx", "old");
        recover(out.path()).unwrap();
        recover(out.path()).unwrap();
        let file = |name: &str, text| (name.to_owned(), text);
        assert_eq!(
            texts(out.path()),
            [
                file("data/manifest.json", new),
                file("luu/2024-01-31/manifest.json", old)
            ]
        );
    }

    #[test]
    fn what_only_the_run_before_wrote_goes_with_it() {
        let out = tempfile::tempdir().unwrap();
        let outputs = r#"{"outputs":[{"file":"tong-hop.xlsx"},{"file":"data/summary.json"},{"file":"luu/x"},{"file":"../x"}]}"#;
        put(out.path(), "data/manifest.json", outputs);
        put(out.path(), "tong-hop.xlsx", "old");
        put(out.path(), "README.md", "kept");
        put(out.path(), "luu/2024-01-31/summary.json", "kept");
        put(out.path(), ".thidua-new/data/summary.json", "new");
        let new = out.path().join(".thidua-new");
        let gone = replaced(&new, out.path(), &former_outputs(out.path())).unwrap();
        move_in(&new, (out.path(), &gone)).unwrap();
        let names: Vec<String> = texts(out.path())
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        let expected = [
            "README.md",
            "data/summary.json",
            "luu/2024-01-31/summary.json",
        ];
        assert_eq!(names, expected);
    }
}
