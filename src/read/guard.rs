//! The parts of a zipped workbook: counted before they are inflated, and while.
//!
//! In: the bytes of a zip. Out: one part at a time, as text. What a header says of a part's size is
//! checked against the limits before anything is inflated, and held to while it is, so that one
//! that lies gets no further.

mod inflater;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::read::{Config, OwnedZipFileEntry};
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipReadOptions, ZipWriter};

pub(super) use self::inflater::Inflater;
use self::inflater::{Declared, GROWTH};
use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind};

/// A part up to this size is not searched for overlong tags and texts.
const SMALL_PART: usize = 1 << 20;
/// The most bytes of UTF-8 that one character takes.
const CHARACTER_BYTES: u64 = 4;
/// What may stand before a part's text; readers do not count it in positions.
const MARK: char = '\u{feff}';
/// How far into a part its XML declaration can end.
const DECLARATION_BYTES: usize = 256;
/// Workbooks that grow beyond this are read one after the other: together they could fill the
/// memory that one of them may take.
pub(super) const HEAVY_BYTES: u64 = 8 << 20;

/// A zipped workbook whose declared sizes fit the limits.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    /// By name as readers compare them: in lower case, with `/`.
    parts: BTreeMap<String, OwnedZipFileEntry>,
    limits: &'a Limits,
    declared: u64,
}

impl<'a> Package<'a> {
    /// Lists the parts.
    ///
    /// # Errors
    /// The fault of a workbook that is damaged, encrypted, has two parts of one name or one whose
    /// name leads out of it, or declares more than the limits allow.
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, Fault> {
        let mut zip = directory(bytes)?;
        let count = zip.len() as u64;
        if count > limits.archive_entries {
            return Err(Fault::TooLarge {
                limit: LimitKind::ArchiveEntries,
                found: count,
                allowed: limits.archive_entries,
            });
        }
        let mut parts = BTreeMap::new();
        let mut declared = 0_u64;
        for entry in zip.files().map_err(damaged)? {
            let entry = entry.map_err(damaged)?;
            declared = declared.saturating_add(entry.size());
            if declared > limits.inflated_bytes {
                return Err(inflated(declared, limits));
            }
            if entry.encrypted() {
                return Err(Fault::PasswordProtected);
            }
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if name.split('/').any(|part| part == "..") {
                return Err(detail(format!("part {name}")));
            }
            if parts
                .insert(name.to_ascii_lowercase(), entry.into())
                .is_some()
            {
                return Err(detail(format!("two parts {name}")));
            }
        }
        Ok(Self {
            bytes,
            parts,
            limits,
            declared,
        })
    }

    /// The names of the parts, in lower case.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// A part as text, whatever case its name is in; none where there is no such part. The
    /// one read with the same inflater before goes.
    ///
    /// # Errors
    /// The fault of a part that is damaged, larger than it says, declares entities of its own, or
    /// has a tag or text longer than any cell's.
    pub(super) fn text<'b>(
        &self,
        name: &str,
        inflater: &'b mut Inflater,
    ) -> Result<Option<Cow<'b, str>>, Fault> {
        let Some(bytes) = self.inflate(name, inflater)? else {
            return Ok(None);
        };
        let text = decoded(bytes).ok_or_else(|| detail(format!("{name}: encoding")))?;
        if memmem::find(prologue(&text), b"<!DOCTYPE").is_some() {
            return Err(detail(format!("{name}: DOCTYPE")));
        }
        let longest = self.limits.text_length.saturating_mul(CHARACTER_BYTES);
        if text.len() > SMALL_PART && longest_token(&text) > longest {
            return Err(Fault::TooLarge {
                limit: LimitKind::TextLength,
                found: longest_token(&text),
                allowed: self.limits.text_length,
            });
        }
        Ok(Some(text))
    }

    /// The bytes of a part, if there is one.
    fn inflate<'b>(
        &self,
        name: &str,
        inflater: &'b mut Inflater,
    ) -> Result<Option<&'b [u8]>, Fault> {
        let Some(entry) = self.parts.get(&name.to_ascii_lowercase()) else {
            return Ok(None);
        };
        let entry = entry.as_ref();
        let length = usize::try_from(entry.compressed_size()).ok();
        let declared = Declared {
            method: entry.compression(),
            size: usize::try_from(entry.size()).unwrap_or(usize::MAX),
            crc: entry.crc32(),
        };
        let mut from = Cursor::new(self.bytes);
        let part = entry
            .with_reader(&mut from, ZipReadOptions::new())
            .map_err(damaged)?;
        let start = part.data_start().and_then(|at| usize::try_from(at).ok());
        let packed = start.zip(length).and_then(|(start, length)| {
            let end = start.checked_add(length)?;
            self.bytes.get(start..end)
        });
        let packed = packed.ok_or_else(|| detail(format!("{name}: cut off")))?;
        let unpacked = inflater.unpack(packed, &declared);
        let bytes = unpacked.map_err(|source| detail(format!("{name}: {source}")))?;
        Ok(Some(bytes))
    }

    /// Holds every part to the size it declares, where the parts together could pass the limit
    /// otherwise.
    ///
    /// # Errors
    /// The fault of a part that is damaged or larger than it says.
    pub(super) fn count(&self) -> Result<(), Fault> {
        let compressed: u64 = self
            .parts
            .values()
            .map(|entry| entry.as_ref().compressed_size())
            .fold(0, u64::saturating_add);
        if compressed.saturating_mul(GROWTH) <= self.limits.inflated_bytes {
            return Ok(());
        }
        let mut inflater = Inflater::new();
        for name in self.parts.keys() {
            self.inflate(name, &mut inflater)?;
        }
        Ok(())
    }
}

/// The parts a reader will want, as they were checked and without compression, so that nothing is
/// inflated twice.
pub(super) struct Copied(Option<ZipWriter<Cursor<Vec<u8>>>>);

impl Copied {
    /// An empty copy; of a heavy workbook none is made, which would fill the memory.
    pub(super) fn of(package: &Package<'_>) -> Self {
        let room = usize::try_from(package.declared).unwrap_or(0);
        let writer = || ZipWriter::new(Cursor::new(Vec::with_capacity(room)));
        Self((package.declared <= HEAVY_BYTES).then(writer))
    }

    /// Whether there is one.
    pub(super) fn is_made(&self) -> bool {
        self.0.is_some()
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, text: &str) {
        let Some(writer) = &mut self.0 else { return };
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let added =
            writer.start_file(name, stored).is_ok() && writer.write_all(text.as_bytes()).is_ok();
        if !added {
            self.0 = None;
        }
    }

    /// The copy, where one was made.
    pub(super) fn finish(self) -> Option<Vec<u8>> {
        Some(self.0?.finish().ok()?.into_inner())
    }
}

/// Whether a zipped workbook says that it grows so large that it should be read alone.
pub(super) fn is_heavy(bytes: &[u8]) -> bool {
    let Ok(mut zip) = directory(bytes) else {
        return false;
    };
    let Ok(entries) = zip.files() else {
        return false;
    };
    let mut sum = 0_u64;
    entries.flatten().any(|entry| {
        sum = sum.saturating_add(entry.size());
        sum > HEAVY_BYTES
    })
}

fn directory(bytes: &[u8]) -> Result<ZipIterable<Cursor<&[u8]>>, Fault> {
    ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(damaged)
}

#[expect(clippy::needless_pass_by_value, reason = "as `map_err` gives it")]
fn damaged(source: ZipError) -> Fault {
    detail(source.to_string())
}

/// The fault of a workbook that cannot be opened.
pub(super) fn detail(detail: String) -> Fault {
    Fault::DamagedFile { detail }
}

fn inflated(found: u64, limits: &Limits) -> Fault {
    Fault::TooLarge {
        limit: LimitKind::InflatedBytes,
        found,
        allowed: limits.inflated_bytes,
    }
}

/// The text of a part: UTF-8 unless its mark or its declaration says otherwise; then without the
/// declaration, which is no longer true.
fn decoded(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.or_else(|| declared_encoding(bytes));
    let Some(other) = encoding.filter(|one| *one != UTF_8) else {
        let text = simdutf8::basic::from_utf8(bytes).ok()?;
        return Some(Cow::Borrowed(text.strip_prefix(MARK).unwrap_or(text)));
    };
    let (text, _, is_wrong) = other.decode(bytes);
    let end = text.find("?>").filter(|_| text.starts_with("<?xml"));
    (!is_wrong).then(|| Cow::Owned(text[end.map_or(0, |at| at + 2)..].to_owned()))
}

/// What stands before the first element, where alone entities can be declared; all of a text with a
/// comment or an instruction there, which may hide where that is.
fn prologue(text: &str) -> &[u8] {
    let bytes = text.as_bytes();
    let is_element = |at: &usize| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic);
    let end = memchr::memchr_iter(b'<', bytes).find(is_element);
    let before = &bytes[..end.unwrap_or(bytes.len())];
    let rest = match before.strip_prefix(b"<?xml") {
        None => Some(before),
        Some(declaration) => memmem::find(declaration, b"?>").map(|at| &declaration[at..]),
    };
    let is_plain =
        |rest: &[u8]| memmem::find(rest, b"<!--").is_none() && memmem::find(rest, b"<?").is_none();
    rest.filter(|rest| is_plain(rest)).unwrap_or(bytes)
}

/// The encoding that the XML declaration names.
fn declared_encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let end = memmem::find(&bytes[..bytes.len().min(DECLARATION_BYTES)], b"?>")?;
    let at = memmem::find(&bytes[..end], b"encoding")?;
    let mut parts = bytes[at..end].splitn(3, |byte| matches!(byte, b'"' | b'\''));
    Encoding::for_label(parts.nth(1)?)
}

/// The bytes of the longest tag, text or comment.
fn longest_token(text: &str) -> u64 {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut longest, mut last) = (0, 0);
    loop {
        let event = reader.read_event();
        let at = reader.buffer_position();
        longest = longest.max(at - last);
        last = at;
        match event {
            Ok(Event::Eof) => return longest,
            // What follows the fault is read as one token.
            Err(_) => return longest.max(text.len() as u64 - last),
            Ok(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use memchr::memmem;

    use super::prologue;

    #[test]
    fn a_declaration_of_entities_is_found_whatever_stands_before_it() {
        let has = |text: &str| memmem::find(prologue(text), b"<!DOCTYPE").is_some();
        for before in [
            "",
            "<?xml version='1.0'?>",
            "<!-- <a> -->",
            "<?xml version='1.0'?><?x <a ?>",
            "<?x <a> ?>",
            "<?xml version='<a>'?>",
        ] {
            assert!(has(&format!("{before}<!DOCTYPE w><w/>")), "{before}");
            assert!(!has(&format!("{before}<w/>")), "{before}");
        }
        // What a cell says is none.
        assert!(!has(
            "<?xml version='1.0'?><w>&lt;!DOCTYPE <v><![CDATA[<!DOCTYPE]]></v></w>"
        ));
    }
}
