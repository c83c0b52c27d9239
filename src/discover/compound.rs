//! Compound files (OLE): the box in which old Office programs, and all encrypted workbooks, keep
//! their streams. What stands at the root tells a workbook from a document that merely embeds one.
//!
//! A chain of sectors is followed as far as the file goes; its length is never believed.

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
pub(crate) struct Compound<'a> {
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
pub(crate) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

impl<'a> Compound<'a> {
    /// Reads the tables of a compound file; none where its header is cut off or makes no sense.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        let header = bytes.get(..HEADER)?;
        let number = |at: usize| long(header, at);
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

    /// The entries at the root, and whether the directory leads to each of them but once: an
    /// embedded workbook has streams of the same names.
    fn root(&self) -> (Vec<&Entry>, bool) {
        let mut found = Vec::new();
        let Some([.., first]) = self.entries.first().map(|root| root.links) else {
            return (found, false);
        };
        let (mut waiting, mut is_sound) = (vec![first], true);
        while let Some(at) = waiting.pop().filter(|_| is_sound) {
            if at >= NO_SECTOR {
                continue;
            }
            let entry = usize::try_from(at).ok().and_then(|at| self.entries.get(at));
            // One that leads back into itself would be walked for ever.
            is_sound = entry.is_some() && found.len() <= self.entries.len();
            found.extend(entry);
            waiting.extend(entry.iter().flat_map(|entry| &entry.links[..2]));
        }
        (found, is_sound)
    }

    /// The names at the root; none where the directory is damaged.
    pub(super) fn root_names(&self) -> Option<Vec<&str>> {
        let (entries, is_sound) = self.root();
        is_sound.then(|| entries.iter().map(|entry| entry.name.as_str()).collect())
    }

    /// Whether there is a stream or folder of this name at the root.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let (entries, _) = self.root();
        let mut entries = entries.into_iter();
        entries.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream, as far as the file has them.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
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
    let links = [long(bytes, 68)?, long(bytes, 72)?, long(bytes, 76)?];
    let (start, size) = (long(bytes, 116)?, long(bytes, 120)?);
    Some(Entry {
        name: String::from_utf16_lossy(&name),
        links,
        start,
        size: usize::try_from(size).ok()?,
    })
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}
