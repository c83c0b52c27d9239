//! Where a workbook goes while it is saved: a file whose first fault is remembered and said at the
//! end. The writer is told nothing of it, since it would go on differently where a disk is full.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

pub(super) struct Sink {
    to: BufWriter<File>,
    fault: Option<io::Error>,
    /// Where the writer takes itself to be, and where what it wrote ends.
    at: u64,
    end: u64,
}

impl Sink {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self {
            to: BufWriter::new(File::create(path)?),
            fault: None,
            at: 0,
            end: 0,
        })
    }

    /// Says what went wrong on the way.
    pub(super) fn finish(mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        self.fault.map_or(Ok(()), Err)
    }

    /// Does something with the file, unless that has a fault already.
    fn attempt(&mut self, act: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) {
        if self.fault.is_none() {
            self.fault = act(&mut self.to).err();
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|to| to.write_all(bytes));
        self.at += bytes.len() as u64;
        self.end = self.end.max(self.at);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

impl Seek for Sink {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
            SeekFrom::End(by) => self.end.checked_add_signed(by),
        };
        let place = place.ok_or(io::ErrorKind::InvalidInput)?;
        self.at = place;
        self.attempt(|to| to.seek(SeekFrom::Start(place)).map(drop));
        Ok(place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_and_gone_back_to_is_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let mut sink = Sink::create(&path).unwrap();
        sink.write_all(b"0123456789").unwrap();
        assert_eq!(sink.seek(SeekFrom::Start(2)).unwrap(), 2);
        sink.write_all(b"ab").unwrap();
        assert_eq!(sink.stream_position().unwrap(), 4);
        assert_eq!(sink.seek(SeekFrom::End(-1)).unwrap(), 9);
        sink.write_all(b"xyz").unwrap();
        assert!(sink.seek(SeekFrom::Current(-20)).is_err());
        sink.finish().unwrap();
        assert_eq!(std::fs::read(path).unwrap(), b"01ab45678xyz");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_full_disk_is_said_once_at_the_end() {
        let mut sink = Sink::create(Path::new("/dev/full")).unwrap();
        let block = vec![7; 100_000];
        sink.write_all(&block).unwrap();
        sink.write_all(&block).unwrap();
        assert_eq!(sink.stream_position().unwrap(), 200_000);
        sink.flush().unwrap();
        let fault = sink.finish().unwrap_err();
        assert_eq!(fault.kind(), io::ErrorKind::StorageFull);
    }
}
