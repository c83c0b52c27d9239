//! From a folder to the files in it: which are returns, what format each is, and its hash.
//!
//! In: the returns folder. Out: [`Found`] files sorted by name, then, one at a time, [`Opened`]
//! files with their bytes. The files of a zip archive are files of their own, `a.zip!/b.xlsx`. A
//! file's name never decides its format; its first bytes do. Lock files, hidden files and what
//! operating systems leave behind are no returns and are passed over. What is no file of this folder
//! (a link that leads out of it, a device, a pipe) is listed and never opened.

mod archive;
pub(crate) mod compound;
mod format;

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::{IntoParallelIterator as _, ParallelExtend as _, ParallelIterator as _};

use crate::campaign::Limits;
use crate::finding::{Fault, ForeignFormat, LimitKind};
use crate::hash::{hash_all, sha256};
use crate::text::is_ruling;

/// Between an archive's path and the path inside it.
const INSIDE: &str = "!/";

/// A file beyond this size is only listed: to look through it, or to hash it, could take hours.
const LISTED_ONLY: u64 = 1 << 30;

/// The most letters and digits of a file name's ending.
const ENDING: usize = 4;

/// The name of a file in an archive as the archive's path and the path inside it.
///
/// An archive's name has its ending, which tells it from a folder whose name only ends in `!`.
///
/// ```
/// use thidua::discover::in_archive;
/// assert_eq!(in_archive("Đợt II/gui.zip!/a/b.xlsx"), Some(("Đợt II/gui.zip", "a/b.xlsx")));
/// assert_eq!(in_archive("Nộp gấp!/b.xlsx"), None);
/// ```
#[must_use]
pub fn in_archive(name: &str) -> Option<(&str, &str)> {
    let mut ends = name.match_indices(INSIDE).map(|(at, _)| at);
    ends.find_map(|at| Some((archive_of(&name[..=at])?, &name[at + INSIDE.len()..])))
}

/// The archive that a folder of a path stands for: `gui.zip` for `gui.zip!`.
#[must_use]
pub fn archive_of(folder: &str) -> Option<&str> {
    let name = folder.strip_suffix(&INSIDE[..1])?;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = ending.len() <= ENDING
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    (is_ending && !stem.is_empty() && !stem.ends_with('/')).then_some(name)
}

/// A file below the returns folder.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its path below the folder, with `/` whatever the system; no two files share one.
    pub name: String,
    /// Where to open it; of a file in an archive, the archive.
    pub path: PathBuf,
    kind: Kind,
}

/// What a path leads to.
#[derive(Debug, Clone)]
enum Kind {
    File,
    /// An archive, of which this file is opened.
    Member(archive::Member),
    /// An archive that is not opened.
    Refused(Fault),
    /// What is no file, or none of this folder: it is never opened, which could wait for ever.
    Closed(ForeignFormat),
}

impl Found {
    /// A file that is known to be there; not looked into should it be an archive.
    #[must_use]
    pub fn file(name: String, path: PathBuf) -> Self {
        let kind = Kind::File;
        Self { name, path, kind }
    }
}

/// A file with its bytes.
#[derive(Debug, Clone)]
pub struct Opened {
    /// SHA-256 of the bytes, in hexadecimal; empty where they cannot be read, or are too many.
    pub sha256: String,
    /// The bytes with their format, or why they are not read.
    pub content: Result<(Format, Vec<u8>), Fault>,
}

/// The workbook formats that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Format {
    /// Office Open XML (.xlsx, .xlsm).
    Xlsx,
    /// Binary Office Open XML (.xlsb).
    Xlsb,
    /// OpenDocument (.ods).
    Ods,
    /// Binary Excel before 2007 (.xls).
    Xls,
}

/// The files below a folder and in the archives there, sorted by name.
///
/// # Errors
/// The system's error, with the folder, where one cannot be listed.
pub fn list(folder: &Path, limits: &Limits) -> io::Result<Vec<Found>> {
    let home = fs::canonicalize(folder)?;
    let (mut found, mut files) = (Vec::new(), Vec::new());
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = folders.pop() {
        let unlisted = |source: io::Error| {
            let folder = path.display();
            io::Error::new(source.kind(), format!("{folder}: {source}"))
        };
        for entry in fs::read_dir(&path).map_err(unlisted)? {
            let entry = entry.map_err(unlisted)?;
            let file_name = entry.file_name();
            let file_name = file_name.to_string_lossy();
            if is_system_file(&file_name) {
                continue;
            }
            let name = format!("{prefix}{}", shown(&file_name));
            let kind = entry.file_type()?;
            let leads_out = || {
                let end = fs::canonicalize(entry.path());
                end.is_ok_and(|end| !end.starts_with(&home))
            };
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else if kind.is_symlink() && leads_out() {
                found.push(Found {
                    name,
                    path: entry.path(),
                    kind: Kind::Closed(ForeignFormat::OutwardLink),
                });
            } else {
                // Devices too: whatever somebody put there has its entry.
                files.push((name, entry.path()));
            }
        }
    }
    let inside = files.into_par_iter();
    found.par_extend(inside.flat_map_iter(|(name, path)| look_inside(name, path, limits)));
    // Archives keep the order of their files, so that equal names are told apart the same always.
    found.sort_by(|one, other| (&one.name, &one.path).cmp(&(&other.name, &other.path)));
    tell_apart(&mut found);
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

/// A file under a name of its own, or the files of the archive it is, sorted.
#[must_use]
pub fn named(name: String, path: &Path, limits: &Limits) -> Vec<Found> {
    let mut found = look_inside(name, path.to_owned(), limits);
    found.sort_by(|one, other| one.name.cmp(&other.name));
    tell_apart(&mut found);
    found
}

/// A file, or the files it is an archive of.
fn look_inside(name: String, path: PathBuf, limits: &Limits) -> Vec<Found> {
    let data = fs::metadata(&path);
    if data.as_ref().is_ok_and(|data| !data.is_file()) {
        let kind = Kind::Closed(ForeignFormat::NoFile);
        return vec![Found { name, path, kind }];
    }
    let is_short = data.is_ok_and(|data| data.len() <= LISTED_ONLY);
    let members = is_short.then(|| archive::members(&path, limits));
    match members.flatten() {
        None => vec![Found::file(name, path)],
        Some(Err(fault)) => {
            let kind = Kind::Refused(fault);
            vec![Found { name, path, kind }]
        }
        Some(Ok(members)) => {
            let member = |(inside, member)| Found {
                name: format!("{name}{INSIDE}{inside}"),
                path: path.clone(),
                kind: Kind::Member(member),
            };
            members.into_iter().map(member).collect()
        }
    }
}

/// A name as it can be shown on one line anywhere: what rules a display could make it look like
/// another.
fn shown(name: &str) -> String {
    name.replace(is_ruling, "\u{fffd}")
}

/// Gives files of one name names of their own: two in an archive, or two whose letters the system
/// keeps in no known encoding.
fn tell_apart(found: &mut [Found]) {
    let mut taken: HashSet<String> = found.iter().map(|one| one.name.clone()).collect();
    for at in 1..found.len() {
        let (before, here) = found.split_at_mut(at);
        if before[at - 1].name != here[0].name {
            continue;
        }
        // The first of them keeps the name; compare the next with it, not with what it becomes.
        let same = here
            .iter()
            .take_while(|one| one.name == before[at - 1].name);
        let same = same.count();
        for (file, number) in here[..same].iter_mut().zip(2_u32..) {
            let mut name = format!("{} ({number})", file.name);
            while !taken.insert(name.clone()) {
                name.push('\'');
            }
            file.name = name;
        }
    }
}

/// Lock files of Excel and LibreOffice, hidden files, and folders' own data.
fn is_system_file(name: &str) -> bool {
    let lower = name.to_lowercase();
    name.starts_with("~$")
        || name.starts_with('.')
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&lower.as_str())
}

/// Reads a file, hashes it and tells its format.
#[must_use]
pub fn open(found: &Found, limits: &Limits) -> Opened {
    let damaged = |detail: String| Opened {
        sha256: String::new(),
        content: Err(Fault::DamagedFile { detail }),
    };
    let size = fs::metadata(&found.path).map_or(0, |data| data.len());
    let refused = |fault| {
        let hash = (size <= LISTED_ONLY).then(|| hash_file(&found.path));
        Opened {
            sha256: hash.and_then(Result::ok).unwrap_or_default(),
            content: Err(fault),
        }
    };
    match &found.kind {
        Kind::Member(member) => return archive::open(&found.path, member, limits),
        Kind::Refused(fault) => return refused(fault.clone()),
        Kind::Closed(format) => {
            return Opened {
                sha256: String::new(),
                content: Err(Fault::NotAWorkbook { format: *format }),
            };
        }
        Kind::File => {}
    }
    if size > limits.file_bytes {
        return refused(Fault::TooLarge {
            limit: LimitKind::FileBytes,
            found: size,
            allowed: limits.file_bytes,
        });
    }
    match fs::read(&found.path) {
        Ok(bytes) => Opened {
            sha256: sha256(&bytes),
            content: format::format(&bytes).map(|format| (format, bytes)),
        },
        Err(source) => damaged(source.to_string()),
    }
}

fn hash_file(path: &Path) -> io::Result<String> {
    hash_all(&mut fs::File::open(path)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lock_and_hidden_files_are_passed_over() {
        for name in [
            "~$PGD-01.xlsx",
            ".~lock.PGD-01.xlsx#",
            ".DS_Store",
            "Thumbs.db",
            "desktop.ini",
        ] {
            assert!(is_system_file(name), "{name}");
        }
        assert!(!is_system_file("PGD-01~1.xlsx"));
    }

    #[test]
    fn a_folder_whose_name_ends_like_an_archives_entry_is_none() {
        for (name, archive) in [
            ("gui.zip!/a.xlsx", Some("gui.zip")),
            (
                "Nộp gấp!/Gui lan 2.ZIP!/a/b!/c.xlsx",
                Some("Nộp gấp!/Gui lan 2.ZIP"),
            ),
            ("gui.7z!/a.xlsx", Some("gui.7z")),
            ("Nộp gấp!/a.xlsx", None),
            ("Tr. THPT Ta Sa!/a.xlsx", None),
            ("Nộp ngày 5.6!/a.xlsx", None),
            ("x/.zip!/a.xlsx", None),
            ("gui.zip/a.xlsx", None),
        ] {
            let found = in_archive(name).map(|(archive, _)| archive);
            assert_eq!(found, archive, "{name}");
        }
    }

    #[test]
    fn files_of_one_name_are_told_apart() {
        let names = ["a", "a", "a", "a (2)", "b", "b"];
        let mut found: Vec<Found> = names
            .iter()
            .map(|name| Found::file((*name).to_owned(), PathBuf::new()))
            .collect();
        tell_apart(&mut found);
        let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["a", "a (2)'", "a (3)", "a (2)", "b", "b (2)"]);
    }
}
