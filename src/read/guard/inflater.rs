//! Unpacks the parts of one zip after the other, in the same memory.

use flate2::{Decompress, FlushDecompress, Status};
use zip::CompressionMethod;

/// How far deflate can stretch a byte.
pub(super) const GROWTH: u64 = 1032;

/// What is needed to unpack a part, kept for the next one.
pub(in crate::read) struct Inflater {
    state: Decompress,
    /// As large as the largest part so far, and a byte more; what stands in it is of that part.
    room: Vec<u8>,
}

/// What a zip says of a part.
pub(super) struct Declared {
    pub(super) method: CompressionMethod,
    /// The bytes once it is unpacked.
    pub(super) size: usize,
    pub(super) crc: u32,
}

impl Inflater {
    pub(in crate::read) fn new() -> Self {
        Self {
            state: Decompress::new(false),
            room: Vec::new(),
        }
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// What is wrong with it, in words: it is damaged, or larger than it says.
    pub(super) fn unpack(&mut self, packed: &[u8], declared: &Declared) -> Result<&[u8], String> {
        let length = match declared.method {
            CompressionMethod::Stored => {
                self.room.clear();
                self.room.extend_from_slice(packed);
                packed.len()
            }
            CompressionMethod::Deflated => self.inflate(packed, declared.size)?,
            method => return Err(format!("compression {method}")),
        };
        if length > declared.size {
            return Err("larger than it says".to_owned());
        }
        let bytes = &self.room[..length];
        if crc32fast::hash(bytes) == declared.crc {
            Ok(bytes)
        } else {
            Err("checksum".to_owned())
        }
    }

    /// Inflates at most a byte more than `size`; the number of bytes.
    fn inflate(&mut self, packed: &[u8], size: usize) -> Result<usize, String> {
        let stretched = (packed.len() as u64).saturating_mul(GROWTH);
        let most = size.min(usize::try_from(stretched).unwrap_or(usize::MAX));
        let most = most.saturating_add(1);
        if self.room.len() < most {
            self.room.resize(most, 0);
        }
        self.state.reset(false);
        loop {
            let done = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
            let (read, written) = (done(self.state.total_in()), done(self.state.total_out()));
            let (from, to) = (&packed[read..], &mut self.room[written..most]);
            let status = self.state.decompress(from, to, FlushDecompress::Finish);
            let status = status.map_err(|source| source.to_string())?;
            let now = done(self.state.total_out());
            let is_stuck = now == written && done(self.state.total_in()) == read;
            match status {
                Status::StreamEnd => return Ok(now),
                _ if now == most => return Ok(most),
                _ if is_stuck => return Err("cut off".to_owned()),
                _ => {}
            }
        }
    }
}
