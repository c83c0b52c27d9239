//! Looks at a zipped workbook before it is opened: what it declares must fit the limits.
//!
//! A declared count is believed by the reader when it reserves memory, so it is checked first.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind};

/// The fewest bytes that one shared string takes: `<si/>`.
const SHARED_STRING_BYTES: u64 = 5;
/// How much of a part is looked at for its declared counts.
const HEAD_BYTES: u64 = 4096;

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
            let mut head = Vec::new();
            let part = archive.by_index(at).map_err(damaged)?;
            if part.take(HEAD_BYTES).read_to_end(&mut head).is_err() {
                continue; // the reader says what is wrong with it
            }
            let declared = declared_count(&String::from_utf8_lossy(&head));
            if declared > size / SHARED_STRING_BYTES {
                return Err(Fault::DamagedFile {
                    detail: format!("{name}: uniqueCount={declared}"),
                });
            }
        }
    }
    Ok(())
}

/// The number after `uniqueCount=`; 0 where there is none.
fn declared_count(head: &str) -> u64 {
    let Some((_, rest)) = head.split_once("uniqueCount=") else {
        return 0;
    };
    let digits: String = rest
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    if digits.is_empty() {
        0
    } else {
        digits.parse().unwrap_or(u64::MAX)
    }
}
