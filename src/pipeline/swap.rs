//! Puts finished reports in the place of the former ones, all or nothing.
//!
//! What is replaced is set aside first, and put back where a run is stopped or fails on the way: at
//! once, or by the next run.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::RunError;
use super::keep::{self, KEPT};
use super::lock::LOCK;

/// How the names begin of what lies among reports while they are made and moved.
pub(super) const SCRATCH: &str = ".thidua-";
/// Where former reports wait while new ones are moved in.
pub(super) const FORMER: &str = ".thidua-former";
/// The names of new reports that no former ones stood under, a line each, among what is set aside.
const FRESH: &str = ".moi";
/// Former reports that are only to be deleted.
pub(super) const DONE: &str = ".thidua-done";

/// What a run that was killed left behind.
pub(super) fn is_scratch(name: &str) -> bool {
    name.starts_with(SCRATCH)
}

/// The names among the reports that a finished run takes: its own, and what only the run before
/// wrote.
pub(super) fn replaced(
    finished: &Path,
    out: &Path,
    former: &BTreeSet<PathBuf>,
) -> io::Result<Vec<OsString>> {
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
pub(super) fn move_in(from: &Path, (out, replaced): (&Path, &[OsString])) -> Result<(), RunError> {
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
pub(super) fn recover(out: &Path) -> Result<(), RunError> {
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
pub(super) fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let entries = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name()));
    let mut names: Vec<OsString> = entries.collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::super::output::{files, former_outputs};
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
