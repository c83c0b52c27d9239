//! What a file is, by its content: a workbook of some format, or what it is instead.

use std::io::Cursor;

use memchr::memmem;
use zip::read::Config;
use zip::unstable::read::ZipIterable;

use super::Format;
use super::compound::{Compound, is_compound};
use crate::finding::{Fault, ForeignFormat};

/// How much of a file is looked at for signs of text formats.
const HEAD: usize = 4096;

/// The format of a workbook.
///
/// # Errors
/// What the file is instead, or why it is nothing.
pub(super) fn format(bytes: &[u8]) -> Result<Format, Fault> {
    if bytes.is_empty() {
        return Err(Fault::EmptyFile);
    }
    if is_zip(bytes) {
        return zip_format(bytes);
    }
    if is_compound(bytes) {
        return compound_format(bytes);
    }
    // A bare BIFF stream, as old programs saved: BOF of BIFF2, 3, 4 or 5.
    if matches!(bytes, [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..]) {
        return Ok(Format::Xls);
    }
    let head = &bytes[..bytes.len().min(HEAD)];
    let format = by_signature(head)
        .or_else(|| by_text(head))
        .unwrap_or(ForeignFormat::Other);
    Err(Fault::NotAWorkbook { format })
}

/// Whether a file begins as a zip does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// What the first bytes say of a format that is no text.
fn by_signature(head: &[u8]) -> Option<ForeignFormat> {
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| head.starts_with(sign));
    let photo = head.get(4..8) == Some(b"ftyp") || head.get(8..12) == Some(b"WEBP");
    if memmem::find(&head[..head.len().min(1024)], b"%PDF-").is_some() {
        Some(ForeignFormat::Pdf)
    } else if begins(&[b"Rar!"]) {
        Some(ForeignFormat::Rar)
    } else if begins(&[b"7z\xBC\xAF\x27\x1C"]) {
        Some(ForeignFormat::SevenZip)
    } else if begins(&[b"\x1F\x8B", b"BZh", b"\xFD7zXZ\x00"]) {
        Some(ForeignFormat::OtherArchive)
    } else if photo || begins(&[b"\x89PNG", b"\xFF\xD8\xFF", b"GIF8", b"II*\0", b"MM\0*"]) {
        Some(ForeignFormat::Image)
    } else if begins(&[b"{\\rtf"]) {
        Some(ForeignFormat::Word)
    } else {
        None
    }
}

/// What the first words say of a format that is text.
fn by_text(head: &[u8]) -> Option<ForeignFormat> {
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    let (text, _) = encoding_rs::Encoding::for_bom(head).map_or_else(
        || encoding_rs::UTF_8.decode_without_bom_handling(head),
        |(encoding, mark)| encoding.decode_without_bom_handling(&head[mark..]),
    );
    let lower = text.to_lowercase();
    let has = |sign: &str| lower.contains(sign);
    let is_xml = lower.trim_start().starts_with('<');
    if is_xml && (has("schemas-microsoft-com:office:spreadsheet") || has("excel.sheet")) {
        Some(ForeignFormat::SpreadsheetXml)
    } else if is_xml && has("<office:document") && has("opendocument") {
        Some(ForeignFormat::FlatOpenDocument)
    } else if is_xml && (has("progid=\"word.document\"") || has("<w:worddocument")) {
        Some(ForeignFormat::Word)
    } else if has("mime-version:") && has("content-type:") {
        Some(ForeignFormat::WebArchive)
    } else if has("<html") || has("<!doctype html") || has("<table") {
        Some(ForeignFormat::Html)
    } else {
        let is_plain = |c: char| c >= ' ' || matches!(c, '\t' | '\r' | '\n');
        (wide || text.chars().all(is_plain)).then_some(ForeignFormat::Text)
    }
}

/// Whether a compound file holds a workbook, an encrypted one, or a document.
fn compound_format(bytes: &[u8]) -> Result<Format, Fault> {
    let file = Compound::open(bytes);
    let names = file.as_ref().and_then(Compound::root_names);
    let has = |name: &str| {
        if let Some(names) = &names {
            names.iter().any(|one| one.eq_ignore_ascii_case(name))
        } else {
            // Of a damaged one the names may still stand somewhere, as UTF-16.
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memmem::find(bytes, &wide).is_some()
        }
    };
    let foreign = |format| Err(Fault::NotAWorkbook { format });
    if has("EncryptedPackage") {
        Err(Fault::PasswordProtected)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        foreign(ForeignFormat::Word)
    } else if has("PowerPoint Document") {
        foreign(ForeignFormat::Presentation)
    } else {
        foreign(ForeignFormat::Other)
    }
}

fn zip_format(bytes: &[u8]) -> Result<Format, Fault> {
    let damaged = |source: zip::result::ZipError| Fault::DamagedFile {
        detail: source.to_string(),
    };
    let mut zip = ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(damaged)?;
    let mut names = Names::default();
    for entry in zip.files().map_err(damaged)? {
        names.add(entry.map_err(damaged)?.name_raw());
    }
    let foreign = |format| Err(Fault::NotAWorkbook { format });
    match names.package() {
        Some(Package::Xlsb) => Ok(Format::Xlsb),
        Some(Package::Xlsx) => Ok(Format::Xlsx),
        Some(Package::OpenDocument) => match open_document(bytes) {
            Some(format) => foreign(format),
            None => Ok(Format::Ods),
        },
        Some(Package::Word) => foreign(ForeignFormat::Word),
        Some(Package::Presentation) => foreign(ForeignFormat::Presentation),
        None => foreign(ForeignFormat::Zip),
    }
}

/// What an OpenDocument file says it is, where that is no spreadsheet; it says so first.
fn open_document(bytes: &[u8]) -> Option<ForeignFormat> {
    const KIND: &[u8] = b"application/vnd.oasis.opendocument.";
    let head = &bytes[..bytes.len().min(256)];
    let kind = memmem::find(head, KIND).map(|at| &head[at + KIND.len()..])?;
    if kind.starts_with(b"text") {
        Some(ForeignFormat::OpenDocumentText)
    } else {
        kind.starts_with(b"presentation")
            .then_some(ForeignFormat::Presentation)
    }
}

/// A zip whose files are parts of one document.
#[derive(Clone, Copy)]
pub(super) enum Package {
    Xlsx,
    Xlsb,
    OpenDocument,
    Word,
    Presentation,
}

/// The names in a zip that tell a document from an archive of files.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one name that was seen"
)]
pub(super) struct Names {
    xlsb: bool,
    xlsx: bool,
    word: bool,
    presentation: bool,
    types: bool,
    content: bool,
    mimetype: bool,
}

impl Names {
    /// Takes note of one name.
    pub(super) fn add(&mut self, name: &[u8]) {
        let name = name.strip_prefix(b"/").unwrap_or(name);
        let is = |one: &str| name.eq_ignore_ascii_case(one.as_bytes());
        self.xlsb |= is("xl/workbook.bin");
        self.xlsx |= is("xl/workbook.xml");
        self.word |= is("word/document.xml");
        self.presentation |= is("ppt/presentation.xml");
        self.types |= is("[Content_Types].xml");
        self.content |= is("content.xml");
        self.mimetype |= is("mimetype");
    }

    /// The document they are parts of, if they are of one.
    pub(super) fn package(&self) -> Option<Package> {
        if self.xlsb {
            Some(Package::Xlsb)
        } else if self.xlsx {
            Some(Package::Xlsx)
        } else if self.content && self.mimetype {
            Some(Package::OpenDocument)
        } else if self.word {
            Some(Package::Word)
        } else if self.presentation {
            Some(Package::Presentation)
        } else {
            // Office Open XML may name its parts freely; the reader finds them by their relations.
            self.types.then_some(Package::Xlsx)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn check(bytes: &[u8], expected: &str) {
        let found = match format(bytes) {
            Ok(format) => format!("{format:?}"),
            Err(Fault::NotAWorkbook { format }) => format!("{format:?}"),
            Err(fault) => fault.code().to_string(),
        };
        assert_eq!(found, expected, "{:?}", String::from_utf8_lossy(bytes));
    }

    #[test]
    fn formats_are_told_by_content() {
        check(b"", "empty-file");
        check(b"%PDF-1.4 \x00", "Pdf");
        check(b"\r\n%PDF-1.7 \x00", "Pdf");
        check(b"Rar!\x1a\x07\x00", "Rar");
        check(b"7z\xBC\xAF\x27\x1C\x00", "SevenZip");
        check(b"\x1F\x8B\x08\x00", "OtherArchive");
        check(b"\0\0\0\x18ftypheic", "Image");
        check(b"{\\rtf1\\ansi", "Word");
        check(b"PK\x03\x04 cut off", "damaged-file");
        check(&[0, 1, 2, 3], "Other");
    }

    #[test]
    fn text_formats_are_told_apart_whatever_their_encoding() {
        check(b"<html><table>", "Html");
        check(b"\xEF\xBB\xBF  <!DOCTYPE html>", "Html");
        check("Mã đơn vị;Tên\n".as_bytes(), "Text");
        let wide: Vec<u8> = "\u{feff}Mã đơn vị\tTên"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        check(&wide, "Text");
        let sheet = r#"<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
            <Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">"#;
        check(sheet.as_bytes(), "SpreadsheetXml");
        let flat = r#"<?xml version="1.0"?><office:document
            xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">"#;
        check(flat.as_bytes(), "FlatOpenDocument");
        let web = b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n<html>";
        check(web, "WebArchive");
    }

    fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let stored = zip::write::SimpleFileOptions::default()
            .compression_method(zip::CompressionMethod::Stored);
        for (name, content) in parts {
            zip.start_file(*name, stored).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn zipped_documents_are_told_from_archives_by_their_parts() {
        check(&zipped(&[("xl/workbook.xml", "")]), "Xlsx");
        check(&zipped(&[("XL/Workbook.bin", "")]), "Xlsb");
        check(
            &zipped(&[("[Content_Types].xml", ""), ("a.xml", "")]),
            "Xlsx",
        );
        check(&zipped(&[("word/document.xml", "")]), "Word");
        check(&zipped(&[("ppt/presentation.xml", "")]), "Presentation");
        check(&zipped(&[("PGD-01.xlsx", "")]), "Zip");
        let kind = |kind: &str| format!("application/vnd.oasis.opendocument.{kind}");
        for (name, expected) in [
            ("spreadsheet", "Ods"),
            ("spreadsheet-template", "Ods"),
            ("text", "OpenDocumentText"),
            ("presentation", "Presentation"),
        ] {
            check(
                &zipped(&[("mimetype", &kind(name)), ("content.xml", "")]),
                expected,
            );
        }
    }

    /// A compound file of one directory sector: a root with these streams, and one storage with a
    /// stream below it.
    fn compound(streams: &[&str], inner: &str) -> Vec<u8> {
        let mut bytes = vec![0; 512];
        bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        bytes[30] = 9;
        bytes[48] = 1;
        bytes[76..512].fill(0xFF);
        bytes[76..80].copy_from_slice(&0_u32.to_le_bytes());
        let mut table = vec![0xFF; 512];
        table[4..8].copy_from_slice(&0xFFFF_FFFE_u32.to_le_bytes());
        bytes.extend(table);
        let entry = |name: &str, right: u32, child: u32| {
            let mut entry = vec![0; 128];
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            entry[..wide.len()].copy_from_slice(&wide);
            entry[64] = u8::try_from(wide.len() + 2).unwrap();
            entry[68..72].fill(0xFF);
            entry[72..76].copy_from_slice(&right.to_le_bytes());
            entry[76..80].copy_from_slice(&child.to_le_bytes());
            entry
        };
        let last = u32::try_from(streams.len()).unwrap();
        bytes.extend(entry("Root Entry", u32::MAX, 1));
        for (at, name) in (1..).zip(streams) {
            let right = if at == last { u32::MAX } else { at + 1 };
            let child = if at == last { last + 1 } else { u32::MAX };
            bytes.extend(entry(name, right, child));
        }
        bytes.extend(entry(inner, u32::MAX, u32::MAX));
        bytes.resize(bytes.len().next_multiple_of(512), 0);
        bytes
    }

    #[test]
    fn a_compound_file_is_what_its_root_holds_not_what_it_embeds() {
        check(
            &compound(&["WordDocument", "ObjectPool"], "Workbook"),
            "Word",
        );
        check(&compound(&["Workbook"], "WordDocument"), "Xls");
        check(&compound(&["Book"], ""), "Xls");
        check(&compound(&["EncryptedPackage"], ""), "password-protected");
        check(&compound(&["PowerPoint Document"], ""), "Presentation");
    }

    #[test]
    fn a_damaged_directory_is_searched_for_names() {
        let mut bytes = compound(&["Workbook"], "");
        bytes[48] = 200;
        check(&bytes, "Xls");
        // Its first stream leads back to itself.
        let mut bytes = compound(&["Workbook", "x"], "");
        bytes[1024 + 128 + 72] = 1;
        check(&bytes, "Xls");
    }
}
