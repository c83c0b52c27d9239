//! Keeps the data of runs that new reports take the place of, in `luu/AS-OF/`.
//!
//! A run of the same campaign at the same day takes the place of the former for good; any other is
//! kept. What is moved is moved whole and can be done again, so that a run that is stopped here
//! loses nothing: the next one takes it up from what was set aside.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::RunError;
use crate::table::kept::{DATA, KeptRun};

/// The folder of kept runs among the reports.
pub(super) const KEPT: &str = "luu";
/// How the names begin of kept runs that wait among what is set aside to be deleted with it: a run
/// that is stopped while it deletes leaves no half of one among those that are kept.
const REPLACED: &str = ".thay-the-";

/// Moves the data that was set aside to where it is kept, unless the reports that stand now are of
/// the same campaign and day; a kept run of that campaign and day goes.
pub(super) fn keep(out: &Path, aside: &Path) -> Result<(), RunError> {
    let kept = out.join(KEPT);
    let standing = KeptRun::open(&out.join(DATA)).ok();
    let former = KeptRun::open(&aside.join(DATA)).ok();
    if let Some(standing) = &standing {
        for folder in folders(&kept) {
            if is_of_same_day(&folder, standing) {
                replace(&folder, aside)?;
            }
        }
    }
    let Some(former) = former else {
        return Ok(());
    };
    if standing.is_some_and(|standing| is_same(&standing, &former)) {
        return Ok(());
    }
    fs::create_dir_all(&kept).map_err(failed(&kept))?;
    let place = place(&kept, &former);
    if place.is_dir() {
        replace(&place, aside)?;
    }
    fs::rename(aside.join(DATA), &place).map_err(failed(&place))
}

/// Moves a kept run to what is set aside.
fn replace(folder: &Path, aside: &Path) -> Result<(), RunError> {
    let names = (1_u32..).map(|nth| aside.join(format!("{REPLACED}{nth}")));
    let free = names.into_iter().find(|name| !name.exists());
    let free = free.unwrap_or_else(|| aside.join(REPLACED));
    fs::rename(folder, free).map_err(failed(folder))
}

/// The folders of kept runs, sorted by name.
pub(super) fn folders(kept: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(kept).into_iter().flatten().flatten();
    let is_hidden = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().starts_with('.')
    };
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !is_hidden(path))
        .collect();
    folders.sort();
    folders
}

/// The folder named for the run's day that is free or holds a run of the same campaign and day;
/// another campaign's run of that day has the name first, so a number follows.
fn place(kept: &Path, run: &KeptRun) -> PathBuf {
    let day = run.as_of().to_string();
    let numbered = (2_u32..).map(|nth| kept.join(format!("{day}_{nth}")));
    let mut places = std::iter::once(kept.join(&day)).chain(numbered);
    let is_free = |place: &PathBuf| !place.exists() || is_of_same_day(place, run);
    places.find(is_free).unwrap_or_else(|| kept.join(&day))
}

fn is_of_same_day(folder: &Path, run: &KeptRun) -> bool {
    KeptRun::open(folder).is_ok_and(|other| is_same(&other, run))
}

fn is_same(one: &KeptRun, other: &KeptRun) -> bool {
    (one.campaign(), one.as_of()) == (other.campaign(), other.as_of())
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_owned();
    move |source| RunError::Write { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put(folder: &Path, campaign: &str, day: &str) {
        fs::create_dir_all(folder).unwrap();
        let manifest =
            format!(r#"{{"campaign":{{"id":"{campaign}"}},"as_of":"{day}","outputs":[]}}"#);
        fs::write(folder.join("manifest.json"), manifest).unwrap();
    }

    /// Keeps a former run, given by campaign and day, beside what stands and what is kept; the
    /// names and campaigns of what is kept then.
    fn check(standing: (&str, &str), former: (&str, &str), kept: &[(&str, &str, &str)]) -> String {
        let out = tempfile::tempdir().unwrap();
        let aside = out.path().join(".aside");
        put(&out.path().join("data"), standing.0, standing.1);
        put(&aside.join("data"), former.0, former.1);
        for (name, campaign, day) in kept {
            put(&out.path().join("luu").join(name), campaign, day);
        }
        keep(out.path(), &aside).unwrap();
        keep(out.path(), &aside).unwrap(); // done again, nothing changes
        let shown = folders(&out.path().join("luu")).into_iter().map(|folder| {
            let name = folder.file_name().unwrap().to_string_lossy().into_owned();
            format!("{name} {}", KeptRun::open(&folder).unwrap().campaign())
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn a_run_of_another_day_is_kept_whichever_is_later() {
        let (early, late) = (("a", "2024-01-31"), ("a", "2024-06-15"));
        assert_eq!(check(late, early, &[]), "2024-01-31 a");
        assert_eq!(check(early, late, &[]), "2024-06-15 a");
    }

    #[test]
    fn a_run_of_the_same_day_is_replaced_and_goes_from_what_is_kept() {
        let day = ("a", "2024-06-15");
        assert_eq!(check(day, day, &[]), "");
        let kept = [("2024-06-15", "a", "2024-06-15")];
        assert_eq!(check(day, ("a", "2024-01-31"), &kept), "2024-01-31 a");
    }

    #[test]
    fn a_kept_run_is_replaced_by_a_newer_one_of_its_day() {
        let kept = [("2024-01-31", "a", "2024-01-31")];
        let of_same_day = check(("a", "2024-06-15"), ("a", "2024-01-31"), &kept);
        assert_eq!(of_same_day, "2024-01-31 a");
    }

    #[test]
    fn another_campaigns_run_of_the_same_day_is_kept_beside_it() {
        let kept = [("2024-01-31", "b", "2024-01-31")];
        let beside = check(("a", "2024-06-15"), ("a", "2024-01-31"), &kept);
        assert_eq!(beside, "2024-01-31 b, 2024-01-31_2 a");
        let day = "2024-06-15";
        assert_eq!(check(("b", day), ("a", day), &[]), "2024-06-15 a");
    }
}
