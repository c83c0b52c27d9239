//! Compound files (OLE): the box in which an xls keeps its streams.
//!
//! A chain of sectors is followed as far as the file goes; its length is never believed.

use super::biff::Bytes;

/// What a compound file begins with.
const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The first number that is no sector: free, end of chain and their like lie above.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams smaller than this lie in the mini stream.
const MINI_STREAM_BELOW: usize = 4096;
/// Bytes of a sector of the mini stream.
const MINI_SECTOR: usize = 64;
/// Bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Bytes of the header, which holds the first sectors of the allocation table at its end.
const HEADER: usize = 512;

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    /// The entries beside it, and the first one inside, by their places.
    links: [u32; 3],
    start: u32,
    size: usize,
}

/// Whether the bytes are those of a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl<'a> Compound<'a> {
    /// Reads the tables of a compound file; none where its header is cut off or makes no sense.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        let number = |at: usize| Bytes(header.get(at..).unwrap_or_default()).u32().ok();
        let shift = u32::from(*header.get(30)?);
        if !matches!(shift, 9 | 12) {
            return None;
        }
        let mut file = Self {
            bytes,
            sector: 1 << shift,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.allocation_table(header.get(76..)?, number(68)?);
        let directory = file.chain(number(48)?);
        file.entries = directory.chunks_exact(ENTRY).filter_map(entry).collect();
        file.mini_table = numbers(&file.chain(number(60)?)).collect();
        file.mini = file.chain(file.entries.first()?.start);
        Some(file)
    }

    /// The allocation table: from the sectors named in the header, then in a chain of sectors each
    /// of which ends with the number of the next.
    fn allocation_table(&self, named: &[u8], more: u32) -> Vec<u32> {
        let mut sectors: Vec<u32> = numbers(named).collect();
        let mut next = more;
        for _ in 0..self.sectors() {
            let Some(part) = self.sector(next) else { break };
            sectors.extend(numbers(part));
            let Some(last) = sectors.pop() else { break };
            next = last;
        }
        let most = self.sectors();
        let parts = sectors.into_iter().filter(|at| *at < NO_SECTOR).take(most);
        parts
            .filter_map(|at| self.sector(at))
            .flat_map(numbers)
            .collect()
    }

    /// How many sectors the file can have.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        if at >= NO_SECTOR {
            return None;
        }
        let start = (usize::try_from(at).ok()?.checked_add(1)?).checked_mul(self.sector)?;
        let end = self.bytes.len().min(start.checked_add(self.sector)?);
        self.bytes.get(start..end)
    }

    fn chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..self.sectors() {
            let Some(part) = self.sector(at) else { break };
            bytes.extend_from_slice(part);
            at = next(&self.table, at);
        }
        bytes
    }

    fn mini_chain(&self, start: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..=self.mini.len() / MINI_SECTOR {
            let from = usize::try_from(at).unwrap_or(usize::MAX);
            let from = from.saturating_mul(MINI_SECTOR);
            let to = self.mini.len().min(from.saturating_add(MINI_SECTOR));
            let Some(part) = self.mini.get(from..to).filter(|part| !part.is_empty()) else {
                break;
            };
            bytes.extend_from_slice(part);
            at = next(&self.mini_table, at);
        }
        bytes
    }

    /// Whether there is a stream or folder of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// The entry of this name at the root: an embedded workbook has streams of the same names.
    fn entry(&self, name: &str) -> Option<&Entry> {
        let [.., first] = self.entries.first()?.links;
        let mut waiting = vec![first];
        // A directory that leads back into itself would be walked for ever.
        for _ in 0..=2 * self.entries.len() {
            let at = usize::try_from(waiting.pop()?).ok()?;
            let Some(entry) = self.entries.get(at) else {
                continue; // no entry
            };
            if entry.name.eq_ignore_ascii_case(name) {
                return Some(entry);
            }
            waiting.extend_from_slice(&entry.links[..2]);
        }
        None
    }

    /// The bytes of a stream, as far as the file has them.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entry(name)?;
        let mut bytes = if entry.size < MINI_STREAM_BELOW {
            self.mini_chain(entry.start)
        } else {
            self.chain(entry.start)
        };
        bytes.truncate(entry.size);
        Some(bytes)
    }
}

/// The sector after another.
fn next(table: &[u32], at: u32) -> u32 {
    let next = usize::try_from(at).ok().and_then(|at| table.get(at));
    next.copied().unwrap_or(NO_SECTOR)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    let words = bytes.chunks_exact(4);
    words.map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let name = bytes.get(..64)?.chunks_exact(2);
    let name: Vec<u16> = name
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .take_while(|unit| *unit != 0)
        .collect();
    let mut links = Bytes(bytes.get(68..)?);
    let links = [links.u32().ok()?, links.u32().ok()?, links.u32().ok()?];
    let mut place = Bytes(bytes.get(116..)?);
    let (start, size) = (place.u32().ok()?, place.u32().ok()?);
    Some(Entry {
        name: String::from_utf16_lossy(&name),
        links,
        start,
        size: usize::try_from(size).ok()?,
    })
}
