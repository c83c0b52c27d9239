//! Keeps what people put into the folders of reports: it goes on into those that take their place.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::RunError;
use super::output::files;

/// Copies from the folders of reports that are replaced what the run before did not write into the
/// finished new ones. A report of the same name goes before it.
pub(super) fn carry(
    (out, replaced): (&Path, &[OsString]),
    written: &BTreeSet<PathBuf>,
    finished: &Path,
) -> Result<(), RunError> {
    for name in replaced.iter().filter(|name| is_folder(&out.join(name))) {
        let folder = out.join(name);
        for below in files(&folder).map_err(failed(&folder))? {
            let file = Path::new(name).join(below);
            let (from, to) = (out.join(&file), finished.join(&file));
            // What is no file, such as a pipe, has nothing to be copied.
            if !written.contains(&file) && from.is_file() && !to.exists() {
                copy(&from, &to).map_err(failed(&from))?;
            }
        }
    }
    Ok(())
}

fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|data| data.is_dir())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::copy(from, to).map(drop)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_owned();
    move |source| RunError::Write { path, source }
}
