//! The names at the root of a compound file, in which old Office programs and all encrypted ones
//! keep their streams: what tells a workbook from a document that merely embeds one.

/// The size of a directory entry.
const ENTRY: usize = 128;
/// What stands for "no entry" and "no sector".
const NONE: u32 = 0xFFFF_FFFA;
/// How many sectors of the sector table the head itself names.
const HEAD_SECTORS: usize = 109;

/// The names of the streams and storages at the root; none where the structure is damaged.
pub(super) fn root_names(bytes: &[u8]) -> Option<Vec<String>> {
    let directory = directory(bytes)?;
    let entry = |id: u32| {
        let from = usize::try_from(id).ok()?.checked_mul(ENTRY)?;
        directory.get(from..from.checked_add(ENTRY)?)
    };
    let root = entry(0)?;
    let mut names = Vec::new();
    let mut waiting = vec![long(root, 76)?];
    while let Some(id) = waiting.pop() {
        if id >= NONE {
            continue;
        }
        // A directory that leads back into itself would be walked for ever.
        if names.len() > directory.len() / ENTRY {
            return None;
        }
        let entry = entry(id)?;
        names.push(name(entry)?);
        waiting.push(long(entry, 68)?);
        waiting.push(long(entry, 72)?);
    }
    Some(names)
}

fn name(entry: &[u8]) -> Option<String> {
    // Its length counts bytes, with the closing zero.
    let length = usize::from(short(entry, 64)?).saturating_sub(2).min(64);
    let units = entry.get(..length)?.chunks_exact(2);
    let units: Vec<u16> = units
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    Some(String::from_utf16_lossy(&units))
}

/// The directory's sectors, one after the other.
fn directory(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match short(bytes, 30)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let sector = |id: u32| {
        let from = (usize::try_from(id).ok()?.checked_add(1)?).checked_mul(size)?;
        // The last sector of a file may be cut short.
        bytes.get(from..bytes.len().min(from.checked_add(size)?))
    };
    let table: Vec<u32> = (0..HEAD_SECTORS)
        .filter_map(|at| long(bytes, 76 + 4 * at))
        .take_while(|id| *id < NONE)
        .collect();
    let next = |id: u32| {
        let at = usize::try_from(id).ok()?;
        let of_table = sector(*table.get(at / (size / 4))?)?;
        long(of_table, 4 * (at % (size / 4)))
    };
    let mut found = Vec::new();
    let mut id = long(bytes, 48)?;
    while id < NONE {
        if found.len() > bytes.len() {
            return None;
        }
        found.extend_from_slice(sector(id)?);
        id = next(id)?;
    }
    Some(found)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    four.try_into().ok().map(u32::from_le_bytes)
}
