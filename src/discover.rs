//! From a folder to the files in it: which are returns, what format each is, and its hash.
//!
//! In: the returns folder. Out: [`Found`] files sorted by path, then, one at a time, [`Opened`]
//! files with their bytes. A file's name never decides its format; its first bytes do. Lock files,
//! hidden files and what operating systems leave behind are no returns and are passed over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::campaign::Limits;
use crate::finding::{Fault, ForeignFormat, LimitKind};
use crate::hash::{hex, sha256};

/// A file below the returns folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Its path below the folder, with `/` whatever the system.
    pub name: String,
    /// Where to open it.
    pub path: PathBuf,
}

/// A file with its bytes.
#[derive(Debug, Clone)]
pub struct Opened {
    /// SHA-256 of the bytes, in hexadecimal.
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

/// The files below a folder, sorted by name.
///
/// # Errors
/// The system's error where a folder cannot be listed.
pub fn list(folder: &Path) -> io::Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((path, prefix)) = folders.pop() {
        for entry in fs::read_dir(&path)? {
            let entry = entry?;
            let file_name = entry.file_name();
            let file_name = file_name.to_string_lossy();
            if is_system_file(&file_name) {
                continue;
            }
            let name = format!("{prefix}{file_name}");
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{name}/")));
            } else {
                // Links and devices too: a file somebody put there has its entry.
                found.push(Found {
                    name,
                    path: entry.path(),
                });
            }
        }
    }
    found.sort();
    Ok(found)
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
    let data = fs::metadata(&found.path);
    if data.as_ref().is_ok_and(|data| !data.is_file()) {
        return Opened {
            sha256: String::new(),
            content: Err(Fault::DamagedFile {
                detail: "not a regular file".to_owned(),
            }),
        };
    }
    let size = data.map(|data| data.len());
    if let Ok(size) = size
        && size > limits.file_bytes
    {
        return Opened {
            sha256: hash_file(&found.path).unwrap_or_default(),
            content: Err(Fault::TooLarge {
                limit: LimitKind::FileBytes,
                found: size,
                allowed: limits.file_bytes,
            }),
        };
    }
    match fs::read(&found.path) {
        Ok(bytes) => Opened {
            sha256: sha256(&bytes),
            content: format(&bytes).map(|format| (format, bytes)),
        },
        Err(source) => Opened {
            sha256: String::new(),
            content: Err(Fault::DamagedFile {
                detail: source.to_string(),
            }),
        },
    }
}

fn hash_file(path: &Path) -> io::Result<String> {
    let mut file = fs::File::open(path)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match io::Read::read(&mut file, &mut buffer)? {
            0 => return Ok(hex(&hasher.finalize())),
            read => hasher.update(&buffer[..read]),
        }
    }
}

/// The format of a workbook, by content.
fn format(bytes: &[u8]) -> Result<Format, Fault> {
    let foreign = |format| Err(Fault::NotAWorkbook { format });
    if bytes.is_empty() {
        return Err(Fault::EmptyFile);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zip_format(bytes);
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return compound_format(bytes);
    }
    // A bare BIFF stream, as old programs saved: BOF of BIFF2, 3, 4 or 5.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
        return Ok(Format::Xls);
    }
    let head = &bytes[..bytes.len().min(1024)];
    if bytes.starts_with(b"%PDF") {
        return foreign(ForeignFormat::Pdf);
    }
    if bytes.starts_with(b"Rar!") {
        return foreign(ForeignFormat::Rar);
    }
    if bytes.starts_with(b"7z\xBC\xAF\x27\x1C") {
        return foreign(ForeignFormat::SevenZip);
    }
    if bytes.starts_with(b"\x89PNG") || bytes.starts_with(b"\xFF\xD8\xFF") {
        return foreign(ForeignFormat::Image);
    }
    if bytes.starts_with(b"{\\rtf") {
        return foreign(ForeignFormat::Word);
    }
    let lower = String::from_utf8_lossy(head).to_lowercase();
    if lower.contains("<html") || lower.contains("<!doctype html") || lower.contains("<table") {
        return foreign(ForeignFormat::Html);
    }
    if head
        .iter()
        .all(|byte| *byte >= 0x20 || matches!(byte, b'\t' | b'\r' | b'\n'))
    {
        return foreign(ForeignFormat::Text);
    }
    foreign(ForeignFormat::Other)
}

/// Whether a compound file holds a workbook, an encrypted one, or a document: stream names stand
/// in its directory as UTF-16.
fn compound_format(bytes: &[u8]) -> Result<Format, Fault> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(wide.len()).any(|part| part == wide)
    };
    if has("EncryptedPackage") {
        Err(Fault::PasswordProtected)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(Fault::NotAWorkbook {
            format: ForeignFormat::Word,
        })
    } else {
        Err(Fault::NotAWorkbook {
            format: ForeignFormat::Other,
        })
    }
}

fn zip_format(bytes: &[u8]) -> Result<Format, Fault> {
    let archive =
        zip::ZipArchive::new(io::Cursor::new(bytes)).map_err(|source| Fault::DamagedFile {
            detail: source.to_string(),
        })?;
    let has = |name: &str| {
        archive
            .file_names()
            .filter_map(Result::ok)
            .any(|one| one.trim_start_matches('/').eq_ignore_ascii_case(name))
    };
    let foreign = |format| Err(Fault::NotAWorkbook { format });
    if has("xl/workbook.bin") {
        Ok(Format::Xlsb)
    } else if has("xl/workbook.xml") {
        Ok(Format::Xlsx)
    } else if has("content.xml") && has("mimetype") {
        Ok(Format::Ods)
    } else if has("word/document.xml") {
        foreign(ForeignFormat::Word)
    } else if has("[Content_Types].xml") {
        // Office Open XML may name its parts freely; the reader finds them by their relations.
        Ok(Format::Xlsx)
    } else {
        foreign(ForeignFormat::Zip)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let found = match format(bytes) {
            Ok(format) => format!("{format:?}"),
            Err(Fault::NotAWorkbook { format }) => format!("{format:?}"),
            Err(fault) => fault.code().to_string(),
        };
        assert_eq!(found, expected);
    }

    #[test]
    fn formats_are_told_by_content() {
        check(b"", "empty-file");
        check(b"%PDF-1.4 \x00", "Pdf");
        check(b"Rar!\x1a\x07\x00", "Rar");
        check(b"7z\xBC\xAF\x27\x1C\x00", "SevenZip");
        check(b"<html><table>", "Html");
        check("Mã đơn vị;Tên\n".as_bytes(), "Text");
        check(b"PK\x03\x04 cut off", "damaged-file");
        check(&[0, 1, 2, 3], "Other");
    }

    #[test]
    fn lock_and_hidden_files_are_passed_over() {
        for name in ["~$PGD-01.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini"] {
            assert!(is_system_file(name), "{name}");
        }
        assert!(!is_system_file("PGD-01~1.xlsx"));
    }
}
