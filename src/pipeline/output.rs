//! Puts the reports of a run in their place: written whole beside it first, then moved in.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::inputs::Inputs;
use super::{RunError, Scope, Settings};
use crate::hash::sha256;
use crate::id::FormId;
use crate::report::{self, Report};

/// What a folder for reports may hold before the first run.
const OWN_README: &str = "README.md";
/// The folder of data files, which tells a folder of reports.
const DATA: &str = "data";
const MANIFEST: &str = "manifest.json";

/// Refuses a folder that is not one of reports, or lies among the returns.
pub(super) fn check(out: &Path, returns: &Path) -> Result<(), RunError> {
    if real(out).starts_with(real(returns)) {
        return Err(RunError::OutAmongReturns {
            path: out.to_owned(),
        });
    }
    let Ok(entries) = fs::read_dir(out) else {
        return Ok(()); // not there yet
    };
    let foreign = entries.filter_map(Result::ok).any(|entry| {
        entry.file_name() != OWN_README && !is_scratch(&entry.file_name().to_string_lossy())
    });
    if foreign && !out.join(DATA).join(MANIFEST).is_file() {
        return Err(RunError::ForeignOut {
            path: out.to_owned(),
        });
    }
    Ok(())
}

/// The path without links and dots, as far as it exists.
fn real(path: &Path) -> PathBuf {
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

const SCRATCH: &str = ".thidua-";

/// What a run that was killed left behind.
fn is_scratch(name: &str) -> bool {
    name.starts_with(SCRATCH)
}

/// Writes all reports of a run.
pub(super) fn write(
    settings: &Settings,
    report: &Report<'_>,
    summary: &[u8],
    parquet: &[(FormId, Vec<u8>)],
    inputs: &Inputs,
) -> Result<(), RunError> {
    let out = &settings.out;
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    fs::create_dir_all(out).map_err(at(out))?;
    let scratch = tempfile::Builder::new()
        .prefix(SCRATCH)
        .tempdir_in(out)
        .map_err(at(out))?;
    let data = scratch.path().join(DATA);
    fs::create_dir(&data).map_err(at(&data))?;
    let put = |name: &str, bytes: &[u8]| {
        let path = data.join(name);
        fs::write(&path, bytes).map_err(at(&path))
    };
    for (form, bytes) in parquet {
        put(&format!("{form}.parquet"), bytes)?;
    }
    put("findings.jsonl", &report::data::findings(report)?)?;
    put("repairs.jsonl", &report::data::repairs(report)?)?;
    put("summary.json", summary)?;
    if settings.scope == Scope::All {
        report::write(report, scratch.path()).map_err(RunError::Report)?;
    }
    let manifest = manifest(report, scratch.path(), inputs).map_err(at(scratch.path()))?;
    put(MANIFEST, &report::data::pretty(&manifest)?)?;
    move_in(scratch.path(), out)
}

/// Moves every file and folder of a finished run into its place. Former ones are set aside first
/// and put back where a move fails, so that the folder never holds half of two runs.
fn move_in(from: &Path, out: &Path) -> Result<(), RunError> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |source: io::Error| RunError::Write { path, source }
    };
    let former = tempfile::Builder::new()
        .prefix(SCRATCH)
        .tempdir_in(out)
        .map_err(at(out))?;
    let mut names: Vec<_> = fs::read_dir(from)
        .and_then(|entries| {
            entries
                .map(|entry| Ok(entry?.file_name()))
                .collect::<io::Result<_>>()
        })
        .map_err(at(from))?;
    names.sort();
    let mut moved: Vec<&std::ffi::OsString> = Vec::new();
    for name in &names {
        let (new, place, old) = (from.join(name), out.join(name), former.path().join(name));
        let replace = || {
            if place.exists() {
                fs::rename(&place, &old)?;
            }
            fs::rename(&new, &place).inspect_err(|_| {
                let _ = fs::rename(&old, &place);
            })
        };
        if let Err(source) = replace() {
            for name in moved {
                let place = out.join(name);
                let _ = fs::rename(&place, from.join(name));
                let _ = fs::rename(former.path().join(name), &place);
            }
            return Err(RunError::Write {
                path: place,
                source,
            });
        }
        moved.push(name);
    }
    Ok(())
}

/// What went in and what came out, by SHA-256.
fn manifest(report: &Report<'_>, scratch: &Path, inputs: &Inputs) -> io::Result<Value> {
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
        "previous": null,
        "inputs": read,
        "outputs": written,
    }))
}

/// The files below a folder, sorted.
fn files(folder: &Path) -> io::Result<Vec<PathBuf>> {
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
