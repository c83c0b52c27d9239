//! With what earlier runs kept or without, wherever the files lie: the same bytes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/folders.rs"]
mod folders;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use folders::copy;

/// Every file below a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                all.insert(path.strip_prefix(folder).unwrap().to_owned(), path);
            }
        }
    }
    all
}

/// A province of a few units, in a folder.
struct Province(tempfile::TempDir);

impl Province {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        let sample = place.path().join("p");
        let made = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(["sample", "--units", "14", "--seed", "5"])
            .arg(&sample)
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        Self(place)
    }

    fn root(&self) -> PathBuf {
        self.0.path().join("p")
    }

    /// A run's reports: path and bytes.
    fn run(&self, args: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
        let out = self.root().join("out");
        let _ = fs::remove_dir_all(&out);
        let ran = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(["run", "--exit-zero", "--campaign", "schemas/2023-2024"])
            .args(["--returns", "returns", "--out", "out"])
            .args(args)
            .current_dir(self.root())
            .output()
            .unwrap();
        assert!(ran.status.success(), "{ran:?}");
        let files = files(&out).into_iter();
        let read = files.map(|(name, path)| (name, fs::read(path).unwrap()));
        read.collect()
    }

    /// Checks that a run with the cache writes what one without writes.
    fn check(&self, cache: &Path, args: &[&str]) {
        let without = self.run(&[&["--no-cache"], args].concat());
        let with = self.run(&[&["--cache", cache.to_str().unwrap()], args].concat());
        same(&without, &with);
    }
}

fn same(one: &BTreeMap<PathBuf, Vec<u8>>, other: &BTreeMap<PathBuf, Vec<u8>>) {
    assert_eq!(
        one.keys().collect::<Vec<_>>(),
        other.keys().collect::<Vec<_>>()
    );
    assert!(one.len() > 30, "{}", one.len());
    for (name, bytes) in one {
        assert!(*bytes == other[name], "{} differs", name.display());
    }
}

/// When each entry of a cache was written.
fn written(cache: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let entries = files(cache).into_iter();
    let written = |path: PathBuf| fs::metadata(path).unwrap().modified().unwrap();
    entries.map(|(name, path)| (name, written(path))).collect()
}

#[test]
fn what_was_kept_never_changes_a_byte() {
    let (province, kept) = (Province::new(), tempfile::tempdir().unwrap());
    let cache = kept.path().join("cache");
    province.check(&cache, &["--jobs", "1"]);
    let first = written(&cache);
    assert!(first.len() > 20, "{}", first.len());
    // Nothing is made anew of files that are as they were.
    province.check(&cache, &["--jobs", "8"]);
    assert_eq!(written(&cache), first);
    // Another day, another language: what files hold stays, what is said of them does not.
    province.check(&cache, &["--lang", "en", "--as-of", "2024-01-31"]);
    province.check(&cache, &[]);

    // Two returns change their names, and with them what these say of their senders.
    let names = files(&province.root().join("returns"));
    let mut xlsx = names
        .values()
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"));
    let (one, other) = (xlsx.next().unwrap(), xlsx.next().unwrap());
    let bytes = [one, other].map(|path| fs::read(path).unwrap());
    fs::write(one, &bytes[1]).unwrap();
    fs::write(other, &bytes[0]).unwrap();
    province.check(&cache, &[]);
    // One comes in another state.
    fs::copy(xlsx.next().unwrap(), one).unwrap();
    province.check(&cache, &[]);

    // Damaged entries, and ones that are another's.
    for (at, path) in files(&cache).values().enumerate() {
        let whole = fs::read(path).unwrap();
        fs::write(path, &whole[..whole.len() * (at % 3) / 2]).unwrap();
    }
    province.check(&cache, &[]);
}

#[test]
fn a_copy_in_another_folder_gives_the_same_bytes() {
    let (province, kept) = (Province::new(), tempfile::tempdir().unwrap());
    let cache = kept.path().to_str().unwrap();
    let here = province.run(&["--no-cache", "--jobs", "1"]);
    let elsewhere = Province(tempfile::tempdir().unwrap());
    copy(&province.root(), &elsewhere.root());
    same(&here, &elsewhere.run(&["--cache", cache, "--jobs", "8"]));
    same(&here, &elsewhere.run(&["--cache", cache]));
}

#[test]
fn a_cache_among_returns_or_reports_is_refused() {
    let province = Province::new();
    for cache in ["returns/kept", "out", "returns/../out/kept"] {
        let ran = Command::new(env!("CARGO_BIN_EXE_thidua"))
            .args(["run", "--campaign", "schemas/2023-2024"])
            .args(["--returns", "returns", "--out", "out", "--cache", cache])
            .current_dir(province.root())
            .output()
            .unwrap();
        let said = String::from_utf8(ran.stderr).unwrap();
        assert_eq!(ran.status.code(), Some(2), "{said}");
        assert!(
            said.contains(cache) && said.contains("--no-cache"),
            "{said}"
        );
        assert!(!province.root().join("returns/kept").exists());
        assert!(!province.root().join("out").exists());
    }
}

#[test]
fn a_cache_that_cannot_be_is_done_without() {
    let (province, kept) = (Province::new(), tempfile::tempdir().unwrap());
    let file = kept.path().join("file");
    fs::write(&file, "").unwrap();
    province.check(&file.join("cache"), &[]);
    province.check(&file, &[]);
}
