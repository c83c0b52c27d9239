//! Looks at a zipped workbook before it is opened: what it declares must fit the limits.
//!
//! A declared count is believed by the reader when it reserves memory, so it is checked first.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind};

/// The fewest bytes that one shared string takes: `<si/>`.
const SHARED_STRING_BYTES: u64 = 5;
/// How much of a part is read at a time while its first tag is looked for.
const CHUNK_BYTES: usize = 4096;
/// How much of a part may come before its first tag.
const HEAD_BYTES: usize = 1 << 18;

/// Refuses a zipped workbook whose parts would grow beyond the limits.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Fault> {
    let damaged = |source: zip::result::ZipError| Fault::DamagedFile {
        detail: source.to_string(),
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut inflated = 0_u64;
    for at in 0..archive.len() {
        let (name, size) = {
            let part = archive.by_index_raw(at).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.to_ascii_lowercase();
            (name, part.size())
        };
        inflated = inflated.saturating_add(size);
        if inflated > limits.inflated_bytes {
            return Err(Fault::TooLarge {
                limit: LimitKind::InflatedBytes,
                found: inflated,
                allowed: limits.inflated_bytes,
            });
        }
        if name.ends_with("sharedstrings.xml") {
            let mut part = archive.by_index(at).map_err(damaged)?;
            let Some(tag) = start_tag(&mut part) else {
                return Err(Fault::DamagedFile { detail: name });
            };
            let declared = declared_count(&tag);
            if declared > size / SHARED_STRING_BYTES {
                return Err(Fault::DamagedFile {
                    detail: format!("{name}: uniqueCount={declared}"),
                });
            }
        }
    }
    Ok(())
}

/// The `sst` tag of a part; empty where the part ends without one, none where it does not come
/// within [`HEAD_BYTES`].
fn start_tag(part: &mut impl Read) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0; CHUNK_BYTES];
    while head.len() < HEAD_BYTES {
        let read = part.read(&mut chunk).unwrap_or(0);
        head.extend_from_slice(&chunk[..read]);
        let text = String::from_utf8_lossy(&head);
        let tag = text.find("<sst").map(|from| &text[from..]);
        if let Some(tag) = tag.and_then(|tag| tag.find('>').map(|to| &tag[..to])) {
            return Some(tag.to_owned());
        }
        if read == 0 {
            return Some(String::new());
        }
    }
    None
}

/// The value of the tag's `uniqueCount`; 0 where there is none.
fn declared_count(tag: &str) -> u64 {
    let Some((_, rest)) = tag.split_once("uniqueCount") else {
        return 0;
    };
    let is_gap = |c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'');
    let digits: String = rest
        .trim_start_matches(is_gap)
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.is_empty() {
        0
    } else {
        digits.parse().unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::{declared_count, start_tag};

    #[test]
    fn a_declared_count_is_found_however_it_is_written() {
        let count = |text: &str| declared_count(&start_tag(&mut text.as_bytes()).unwrap());
        let padded = format!(
            "<?xml?><!--{}--><sst count=\"1\" uniqueCount = '99999999999'>",
            "x".repeat(9000)
        );
        assert_eq!(count(&padded), 99_999_999_999);
        assert_eq!(count("<sst><si/></sst>"), 0);
        assert_eq!(count("no tag"), 0);
    }
}
