//! The bytes of files that came instead of a workbook, and of archives that have one.
//!
//! In: texts and workbooks. Out: files small enough to read through, each told by its first bytes.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

use crate::sample::dice::dice;

/// An archive of some files, by their paths in it.
pub(in crate::sample) fn archive(files: &[(&str, &[u8])]) -> Result<Vec<u8>, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        archive.start_file(*path, SimpleFileOptions::default())?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// A Word document of some paragraphs.
pub(in crate::sample) fn word(lines: &[&str]) -> Result<Vec<u8>, ZipError> {
    const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
        <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
        </Types>";
    const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
        <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
        <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
        </Relationships>";
    let paragraphs = each(lines, |_, line| {
        format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(line))
    });
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{paragraphs}</w:body></w:document>"
    );
    archive(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", RELATIONS.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ])
}

/// A web page with a table, as some programs export what they call Excel.
pub(in crate::sample) fn web_page(lines: &[&str]) -> Vec<u8> {
    let rows = each(lines, |_, line| {
        format!("<tr><td>{}</td></tr>\n", escaped(line))
    });
    format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">\n<head>\
         <meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head>\n\
         <body><table border=\"1\">\n{rows}</table></body></html>\n"
    )
    .into_bytes()
}

/// A table as Vietnamese Excel saves it as CSV.
pub(in crate::sample) fn comma_text(lines: &[&str]) -> Vec<u8> {
    let rows = each(lines, |nth, line| format!("{nth};{line};\r\n"));
    format!("\u{feff}STT;Nội dung;Ghi chú\r\n{rows}").into_bytes()
}

/// What is written of each line, counted from 1.
fn each(lines: &[&str], write: impl Fn(usize, &str) -> String) -> String {
    let written: Vec<String> = (1..)
        .zip(lines)
        .map(|(nth, line)| write(nth, line))
        .collect();
    written.concat()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The signature of a RAR archive of today, and of a 7-Zip archive with its version.
pub(in crate::sample) const RAR: &[u8] = b"Rar!\x1a\x07\x01\x00";
pub(in crate::sample) const SEVEN_ZIP: &[u8] = b"7z\xbc\xaf\x27\x1c\x00\x04";

/// A file that begins with a signature and goes on with what nobody can make out.
pub(in crate::sample) fn signed(signature: &[u8], name: &str) -> Vec<u8> {
    let mut file = signature.to_vec();
    file.extend(noise(name, 2_048));
    file
}

/// Bytes that look like anything, the same for the same name.
fn noise(name: &str, count: usize) -> Vec<u8> {
    let mut rng = dice(0, &["noise", name]);
    (0..count).map(|_| rng.u8(..)).collect()
}

/// What Excel makes of a workbook with a password: a compound file (MS-CFB, version 3) with the
/// streams `EncryptionInfo` and `EncryptedPackage`, here filled with noise.
pub(in crate::sample) fn protected(name: &str) -> Vec<u8> {
    const SECTOR: usize = 512;
    /// The least length of a stream that lies in sectors of its own.
    const STREAM: u32 = 4_096;
    const OF_STREAM: u32 = 8;
    const TABLE: u32 = 0xFFFF_FFFD;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let words =
        |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|word| word.to_le_bytes()).collect() };
    let filled = |mut bytes: Vec<u8>, with: u8| {
        bytes.resize(bytes.len().next_multiple_of(SECTOR), with);
        bytes
    };
    // Version 3 of little-endian sectors of 512 and 64 bytes.
    let mut file = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    file.resize(24, 0);
    file.extend([0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0]);
    // One sector of the allocation table, the first; the directory is the second.
    file.extend(words(&[0, 1, 1, 0, STREAM, END, 0, END, 0, 0]));
    file = filled(file, 0xFF);
    // The table: itself, the directory, and two streams from sector 2 and 10 on.
    let chain = |first: u32| (1..OF_STREAM).map(move |nth| first + nth).chain([END]);
    let table: Vec<u32> = [TABLE, END]
        .into_iter()
        .chain(chain(2))
        .chain(chain(2 + OF_STREAM))
        .collect();
    file.extend(filled(words(&table), 0xFF));
    let entry = |name: &str, kind: u8, right: u32, child: u32, first: u32, size: u32| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u8::try_from(entry.len() + 2).unwrap_or(0);
        entry.resize(64, 0);
        // The length of the name, the kind, black; neighbours and children.
        entry.extend([length, 0, kind, 1]);
        entry.extend(words(&[FREE, right, child]));
        entry.resize(116, 0);
        entry.extend(words(&[first, size, 0]));
        entry
    };
    file.extend(entry("Root Entry", 5, FREE, 1, END, 0));
    file.extend(entry("EncryptionInfo", 2, 2, FREE, 2, STREAM));
    file.extend(entry(
        "EncryptedPackage",
        2,
        FREE,
        FREE,
        2 + OF_STREAM,
        STREAM,
    ));
    file.extend(filled(vec![0; 128], 0));
    file.truncate(3 * SECTOR);
    let stream = usize::try_from(STREAM).unwrap_or(0);
    file.extend(noise(name, 2 * stream));
    file
}

#[cfg(test)]
mod tests {
    use calamine::Reader as _;

    use super::*;

    #[test]
    fn a_protected_workbook_is_whole_sectors_with_its_streams_named() {
        let file = protected("KK-01");
        assert_eq!(file.len(), 512 * (3 + 16));
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(&file[1_024 + 2 * 128..][..name.len()], name);
    }

    #[test]
    fn calamine_knows_a_protected_workbook() {
        let opened = calamine::Xlsx::new(Cursor::new(protected("KK-01")));
        assert!(matches!(opened, Err(calamine::XlsxError::Password)));
    }
}
