//! Who may read the reports, on systems that keep that with each file.

use std::io;
use std::path::Path;

/// Who may read the reports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Access {
    /// Whoever the system lets read new files.
    #[default]
    Usual,
    /// Nobody but who runs the program.
    OwnerOnly,
}

impl Access {
    /// Closes a folder, and all that lies below it, to others.
    #[cfg(unix)]
    pub(super) fn apply(self, folder: &Path) -> io::Result<()> {
        if self == Self::OwnerOnly {
            for entry in std::fs::read_dir(folder)? {
                let entry = entry?;
                let kind = entry.file_type()?;
                if kind.is_dir() {
                    self.apply(&entry.path())?;
                } else if kind.is_file() {
                    restrict(&entry.path(), FILE)?;
                }
            }
        }
        self.apply_to(folder)
    }

    /// Closes a folder to others, which closes what lies below it.
    #[cfg(unix)]
    pub(super) fn apply_to(self, folder: &Path) -> io::Result<()> {
        match self {
            Self::Usual => Ok(()),
            Self::OwnerOnly => restrict(folder, FOLDER),
        }
    }

    /// Elsewhere a file is as open as its folder.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as where files have modes")]
    pub(super) fn apply(self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    /// The same of a folder.
    #[cfg(not(unix))]
    #[expect(clippy::unnecessary_wraps, reason = "as where files have modes")]
    pub(super) fn apply_to(self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

/// What its owner may do with a file.
#[cfg(unix)]
const FILE: u32 = 0o600;
/// What its owner may do with a folder.
#[cfg(unix)]
const FOLDER: u32 = 0o700;

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}
