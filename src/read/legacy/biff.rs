//! The records of xls streams and of xlsb parts, and the texts in them.

use encoding_rs::{Encoding, UTF_16LE};

use super::Broken;

/// The record that goes on with the one before it.
const CONTINUE: u16 = 0x003C;

/// Bytes that are taken from the front; what is asked for beyond their end is a fault of the sheet.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Broken> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(short)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Broken> {
        let (taken, rest) = self.0.split_first_chunk().ok_or_else(short)?;
        self.0 = rest;
        Ok(*taken)
    }

    pub(super) fn u8(&mut self) -> Result<u8, Broken> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn u16(&mut self) -> Result<u16, Broken> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, Broken> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn f64(&mut self) -> Result<f64, Broken> {
        Ok(f64::from_le_bytes(self.array()?))
    }

    /// A text of BIFF12: its length in units of UTF-16, then those.
    pub(super) fn wide(&mut self) -> Result<String, Broken> {
        let units = self.u32()? as usize;
        let bytes = self.take(units.checked_mul(2).ok_or_else(short)?)?;
        Ok(UTF_16LE.decode_without_bom_handling(bytes).0.into_owned())
    }
}

fn short() -> Broken {
    Broken::Sheet("a record is cut short".to_owned())
}

/// The records of an xls stream.
pub(super) struct Records<'a> {
    rest: Bytes<'a>,
}

impl<'a> Records<'a> {
    pub(super) fn new(stream: &'a [u8]) -> Self {
        Self {
            rest: Bytes(stream),
        }
    }

    /// The next record's kind and bytes.
    pub(super) fn next(&mut self) -> Result<(u16, Bytes<'a>), Broken> {
        let kind = self.rest.u16()?;
        let length = usize::from(self.rest.u16()?);
        Ok((kind, Bytes(self.rest.take(length)?)))
    }

    /// A record's bytes with those of the records that go on with it.
    pub(super) fn whole(&mut self, first: Bytes<'a>) -> Result<Chunks<'a>, Broken> {
        let mut chunks = vec![first];
        while self.rest.0.starts_with(&CONTINUE.to_le_bytes()) {
            chunks.push(self.next()?.1);
        }
        chunks.reverse();
        Ok(Chunks {
            now: chunks.pop().unwrap_or(Bytes(&[])),
            later: chunks,
        })
    }
}

/// A record's bytes, in the pieces in which they lie.
pub(super) struct Chunks<'a> {
    now: Bytes<'a>,
    /// From the last to the next.
    later: Vec<Bytes<'a>>,
}

impl Chunks<'_> {
    /// Goes to the next piece where this one is used up; whether there are bytes left.
    pub(super) fn has_more(&mut self) -> bool {
        while self.now.0.is_empty() {
            match self.later.pop() {
                Some(next) => self.now = next,
                None => return false,
            }
        }
        true
    }

    pub(super) fn skip(&mut self, mut count: usize) -> Result<(), Broken> {
        while count > 0 {
            if !self.has_more() {
                return Err(short());
            }
            let here = count.min(self.now.0.len());
            self.now.take(here)?;
            count -= here;
        }
        Ok(())
    }

    pub(super) fn u16(&mut self) -> Result<u16, Broken> {
        self.has_more();
        self.now.u16()
    }

    /// A text of BIFF8 after its length: flags, runs, then letters of one or two bytes, which may
    /// change from piece to piece; each piece but the first begins with flags of its own.
    pub(super) fn text(&mut self, length: usize) -> Result<String, Broken> {
        self.has_more();
        let flags = self.now.u8()?;
        let runs = if flags & 0x08 == 0 {
            0
        } else {
            usize::from(self.now.u16()?)
        };
        let extension = if flags & 0x04 == 0 {
            0
        } else {
            self.now.u32()? as usize
        };
        let mut wide = flags & 0x01 != 0;
        let mut text = String::new();
        let mut left = length;
        while left > 0 {
            if self.now.0.is_empty() {
                if !self.has_more() {
                    return Err(short());
                }
                wide = self.now.u8()? & 0x01 != 0;
            }
            let size = if wide { 2 } else { 1 };
            let here = left.min(self.now.0.len() / size);
            if here == 0 && !self.now.0.is_empty() {
                return Err(short());
            }
            let letters = self.now.take(here * size)?;
            if wide {
                text.push_str(&UTF_16LE.decode_without_bom_handling(letters).0);
            } else {
                text.extend(letters.iter().copied().map(char::from));
            }
            left -= here;
        }
        self.skip(runs.saturating_mul(4))?;
        self.skip(extension)?;
        Ok(text)
    }
}

/// How a stream writes its texts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Script {
    /// BIFF8: Unicode.
    Unicode,
    /// BIFF5: letters of one byte in a code page.
    CodePage(&'static Encoding),
}

impl Script {
    /// A text within one record, its length given.
    pub(super) fn text(self, bytes: &mut Bytes<'_>, length: usize) -> Result<String, Broken> {
        match self {
            Self::Unicode => {
                let mut chunks = Chunks {
                    now: *bytes,
                    later: Vec::new(),
                };
                let text = chunks.text(length)?;
                *bytes = chunks.now;
                Ok(text)
            }
            Self::CodePage(encoding) => {
                let letters = bytes.take(length)?;
                Ok(encoding.decode_without_bom_handling(letters).0.into_owned())
            }
        }
    }

    /// A text whose length stands before it in one byte.
    pub(super) fn short_text(self, bytes: &mut Bytes<'_>) -> Result<String, Broken> {
        let length = usize::from(bytes.u8()?);
        self.text(bytes, length)
    }
}

/// The records of an xlsb part: their kind and bytes.
pub(super) struct WideRecords<'a> {
    rest: Bytes<'a>,
}

impl<'a> WideRecords<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: Bytes(part) }
    }

    /// The next record; none at the end of the part.
    pub(super) fn next(&mut self) -> Result<Option<(u16, Bytes<'a>)>, Broken> {
        if self.rest.0.is_empty() {
            return Ok(None);
        }
        let mut kind = u16::from(self.rest.u8()?);
        if kind & 0x80 != 0 {
            kind = (kind & 0x7F) | (u16::from(self.rest.u8()? & 0x7F) << 7);
        }
        let mut length = 0_usize;
        for at in 0..4 {
            let byte = self.rest.u8()?;
            length |= usize::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Ok(Some((kind, Bytes(self.rest.take(length)?))))
    }
}
