//! Messages on a pipe: the length in eight bytes, least first, then the bytes.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of the number before a message.
const LENGTH_BYTES: usize = 8;

/// A request and the file's bytes as two messages.
pub(super) fn request(request: &impl Serialize, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let head = postcard::to_stdvec(request).map_err(io::Error::other)?;
    let mut message = Vec::with_capacity(head.len() + bytes.len() + 2 * LENGTH_BYTES);
    write(&mut message, &head)?;
    write(&mut message, bytes)?;
    Ok(message)
}

/// The next request and its file; none where the other side has ended.
pub(super) fn next_request<T: DeserializeOwned>(
    pipe: &mut impl Read,
) -> io::Result<Option<(T, Vec<u8>)>> {
    let Some(head) = read(pipe, usize::MAX)? else {
        return Ok(None);
    };
    let request = postcard::from_bytes(&head).map_err(io::Error::other)?;
    let bytes = read(pipe, usize::MAX)?;
    Ok(bytes.map(|bytes| (request, bytes)))
}

/// Writes one message.
pub(super) fn write(pipe: &mut impl Write, message: &[u8]) -> io::Result<()> {
    pipe.write_all(&(message.len() as u64).to_le_bytes())?;
    pipe.write_all(message)?;
    pipe.flush()
}

/// Reads one message of at most so many bytes; none where the pipe ends before it.
///
/// Memory is taken as bytes come in, not as the length says.
pub(super) fn read(pipe: &mut impl Read, most: usize) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; LENGTH_BYTES];
    let mut have = 0;
    while have < LENGTH_BYTES {
        match pipe.read(&mut length[have..]) {
            Ok(0) if have == 0 => return Ok(None),
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(more) => have += more,
            Err(source) if source.kind() == io::ErrorKind::Interrupted => {}
            Err(source) => return Err(source),
        }
    }
    let length = u64::from_le_bytes(length);
    if length > most as u64 {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut message = Vec::new();
    pipe.take(length).read_to_end(&mut message)?;
    if message.len() as u64 == length {
        Ok(Some(message))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_whole_or_not_at_all() {
        let mut pipe = Vec::new();
        write(&mut pipe, b"cells").unwrap();
        assert_eq!(read(&mut pipe.as_slice(), 5).unwrap().unwrap(), b"cells");
        assert!(read(&mut pipe.as_slice(), 4).is_err());
        assert!(read(&mut &pipe[..pipe.len() - 1], 5).is_err());
        assert!(read(&mut &pipe[..3], 5).is_err());
        assert!(read(&mut &pipe[..0], 5).unwrap().is_none());
    }

    #[test]
    fn a_length_is_not_believed() {
        let mut pipe = u64::MAX.to_le_bytes().to_vec();
        pipe.extend(b"few");
        assert!(read(&mut pipe.as_slice(), usize::MAX).is_err());
    }
}
