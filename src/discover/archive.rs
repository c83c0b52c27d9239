//! Zip archives of returns: which files lie in one, and each file's bytes.
//!
//! A member is inflated when it is asked for and never beyond the size its header declares; the
//! sizes that headers declare are held to the limits first. Nothing is written to disk, so a name
//! that leads out of the archive does no harm; it is shown without what leads out.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;

use encoding_rs::WINDOWS_1258;
use unicode_normalization::UnicodeNormalization as _;
use zip::ZipReadOptions;
use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;

use super::format::{self, Names};
use super::{Opened, is_system_file, shown};
use crate::campaign::Limits;
use crate::finding::{Fault, ForeignFormat, LimitKind};
use crate::hash::{hash_all, sha256};

/// What a document's first part is called, by nearly every program that writes one.
const FIRST_PARTS: [&[u8]; 4] = [
    b"[Content_Types].xml",
    b"_rels/.rels",
    b"docProps/",
    b"mimetype",
];
/// Where the name of a zip's first file stands.
const FIRST_NAME: usize = 30;

/// A file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Member(Arc<OwnedZipFileEntry>);

/// The files in an archive with their names; none where the file is no archive of files, or a
/// damaged one.
///
/// The inner error is what keeps the archive as a whole from being opened.
pub(super) fn members(
    path: &Path,
    limits: &Limits,
) -> Option<Result<Vec<(String, Member)>, Fault>> {
    let mut file = File::open(path).ok()?;
    let mut head = [0; FIRST_NAME + 32];
    let read = file.read(&mut head).ok()?;
    let head = &head[..read];
    let first = head.get(FIRST_NAME..).unwrap_or_default();
    if !format::is_zip(head) || FIRST_PARTS.iter().any(|part| first.starts_with(part)) {
        return None;
    }
    let mut zip = ZipIterable::try_new(file, Config::default()).ok()?;
    let count = zip.len() as u64;
    if count > limits.archive_entries {
        return Some(Err(Fault::TooLarge {
            limit: LimitKind::ArchiveEntries,
            found: count,
            allowed: limits.archive_entries,
        }));
    }
    let (mut names, mut members, mut declared) = (Names::default(), Vec::new(), 0_u64);
    for entry in zip.files().ok()? {
        let entry = entry.ok()?;
        names.add(entry.name_raw());
        declared = declared.saturating_add(entry.size());
        if let Some(name) = name_of(entry.name_raw(), entry.size()) {
            members.push((name, Member(Arc::new(entry.into()))));
        }
    }
    if names.package().is_some() {
        return None;
    }
    if declared > limits.inflated_bytes {
        return Some(Err(Fault::TooLarge {
            limit: LimitKind::InflatedBytes,
            found: declared,
            allowed: limits.inflated_bytes,
        }));
    }
    if members.is_empty() {
        return Some(Err(Fault::NotAWorkbook {
            format: ForeignFormat::Zip,
        }));
    }
    Some(Ok(members))
}

/// The name of a file in an archive, with `/`; none of a folder, and of what is no return.
///
/// Names are UTF-8 or, from Windows' own archiver in Vietnamese, Windows-1258.
fn name_of(raw: &[u8], size: u64) -> Option<String> {
    let name = std::str::from_utf8(raw).map_or_else(
        |_| {
            let text = WINDOWS_1258.decode_without_bom_handling(raw).0;
            text.nfc().collect()
        },
        str::to_owned,
    );
    let name = shown(&name.replace('\\', "/"));
    if name.ends_with('/') && size == 0 {
        return None;
    }
    let parts = name.split('/');
    let parts: Vec<&str> = parts
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .collect();
    let passed_over = parts.iter().any(|part| is_system_file(part));
    (!passed_over && !parts.is_empty()).then(|| parts.join("/"))
}

/// Inflates a file of an archive, hashes it and tells its format.
pub(super) fn open(path: &Path, member: &Member, limits: &Limits) -> Opened {
    let refused = |fault| Opened {
        sha256: String::new(),
        content: Err(fault),
    };
    let entry = member.0.as_ref().as_ref();
    if entry.encrypted() {
        return refused(Fault::PasswordProtected);
    }
    let size = entry.size();
    let damaged = |detail: String| refused(Fault::DamagedFile { detail });
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(source) => return damaged(source.to_string()),
    };
    let part = match entry.with_reader(&mut file, ZipReadOptions::new()) {
        Ok(part) => part,
        Err(ZipError::UnsupportedArchive(what)) => return damaged(what.to_owned()),
        Err(source) => return damaged(source.to_string()),
    };
    let mut part = part.take(size.saturating_add(1));
    if size > limits.file_bytes {
        return Opened {
            sha256: hash_all(&mut part).unwrap_or_default(),
            content: Err(Fault::TooLarge {
                limit: LimitKind::FileBytes,
                found: size,
                allowed: limits.file_bytes,
            }),
        };
    }
    let mut bytes = Vec::new();
    if let Err(source) = part.read_to_end(&mut bytes) {
        return damaged(source.to_string());
    }
    if bytes.len() as u64 > size {
        return damaged("larger than the archive says".to_owned());
    }
    Opened {
        sha256: sha256(&bytes),
        content: format::format(&bytes)
            .map_err(nested)
            .map(|format| (format, bytes)),
    }
}

/// An archive in an archive is refused as such.
fn nested(fault: Fault) -> Fault {
    match fault {
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Zip
                | ForeignFormat::Rar
                | ForeignFormat::SevenZip
                | ForeignFormat::OtherArchive,
        } => Fault::NotAWorkbook {
            format: ForeignFormat::NestedArchive,
        },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn names_in_archives_are_shown_as_paths_below_them() {
        let check = |raw: &[u8], expected: Option<&str>| {
            assert_eq!(name_of(raw, 1).as_deref(), expected);
        };
        check("Đợt II/PGD-01.xlsx".as_bytes(), Some("Đợt II/PGD-01.xlsx"));
        check(b"a\\b.xlsx", Some("a/b.xlsx"));
        check(b"../../etc/b.xlsx", Some("etc/b.xlsx"));
        check(b"/b.xlsx", Some("b.xlsx"));
        check(b"a/~$b.xlsx", None);
        check(b"__MACOSX/a/b.xlsx", None);
        check(b"..", None);
        // "Trường" in Windows-1258: the horn stands with its letter, the grave by itself.
        check(b"Tr\xFD\xF5\xCCng.xlsx", Some("Trường.xlsx"));
        assert_eq!(name_of(b"folder/", 0), None);
        assert_eq!(name_of(b"file/", 9).as_deref(), Some("file"));
    }
}
