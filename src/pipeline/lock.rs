//! Keeps two runs out of one folder of reports.

use std::fs::{File, TryLockError};
use std::path::Path;

use super::RunError;

/// The file by which runs keep each other out; it stays, since whoever waits may have it open.
pub(super) const LOCK: &str = ".thidua-lock";

/// A folder of reports that one run alone may write to while it holds this.
pub(super) struct Lock {
    /// The system frees it when the process ends, however it ends.
    _file: Option<File>,
}

impl Lock {
    /// # Errors
    /// [`RunError::Busy`] where another run holds it, [`RunError::Write`] where nothing can be
    /// written to the folder, which is what people know.
    pub(super) fn take(out: &Path) -> Result<Self, RunError> {
        let mut options = File::options();
        let open = options.create(true).append(true).open(out.join(LOCK));
        let file = open.map_err(|source| RunError::Write {
            path: out.to_owned(),
            source,
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: Some(file) }),
            Err(TryLockError::WouldBlock) => Err(RunError::Busy {
                path: out.to_owned(),
            }),
            // Some network drives know no locks; there nobody can be kept out.
            Err(TryLockError::Error(_)) => Ok(Self { _file: None }),
        }
    }
}
