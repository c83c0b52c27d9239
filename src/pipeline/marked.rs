//! Writes the marked returns: each counting return with something to mend, opened once more.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::cache::Cache;
use super::contain::contained;
use super::{RunError, Settings};
use crate::campaign::Limits;
use crate::discover::{self, Format, Found, Opened};
use crate::read::worker::Pool;
use crate::read::{self, layout};
use crate::report::marked::{Due, Marking, Original};
use crate::report::{self, Report, notepad};

/// The folder of what goes to units.
const UNITS: &str = "don-vi";
/// What their entries in the cache are called.
const MARKED: &str = "marked";
/// The list of returns in which nothing is to be mended.
const RECEIPTS: &str = "da-tiep-nhan.txt";

/// Writes all marked returns of a run, and the list of those that need none, below a folder.
///
/// Large ones are left for the end and written one after the other, as they were read.
pub(super) fn write(
    settings: &Settings,
    report: &Report<'_>,
    (returns, cache): (&[Found], Option<&Cache>),
    folder: &Path,
) -> Result<(), RunError> {
    let marking = Marking::new(report);
    let folder = folder.join(UNITS);
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let marker = Marker {
        marking: &marking,
        returns,
        cache,
        workers: settings.worker.clone().map(Pool::new),
        limits: &report.campaign.limits,
        folder: &folder,
    };
    let due = marking.due();
    let light = |one: &Due<'_>| -> Result<bool, RunError> {
        let entry = marker.entry(*one);
        if let Some(kept) = entry.as_ref().and_then(Entry::kept) {
            return marker.save(*one, &kept).map(|()| true);
        }
        let opened = marker.open(*one)?;
        if read::is_heavy(&opened.1, opened.0) {
            return Ok(false);
        }
        marker.write(*one, opened, entry).map(|()| true)
    };
    // Whoever is done with other reports takes its share of these, one by one.
    let each = due.par_iter().with_max_len(1);
    let written: Vec<bool> = each.map(light).collect::<Result<_, _>>()?;
    for (one, _) in due.iter().zip(written).filter(|(_, written)| !written) {
        marker.write(*one, marker.open(*one)?, marker.entry(*one))?;
    }
    let receipts = folder.join(RECEIPTS);
    fs::write(&receipts, notepad(&marking.receipts())).map_err(failed(&receipts))
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> RunError {
    let path = path.to_owned();
    move |source| RunError::Write { path, source }
}

/// What every marked return is written with.
struct Marker<'m> {
    marking: &'m Marking<'m>,
    returns: &'m [Found],
    cache: Option<&'m Cache>,
    workers: Option<Pool>,
    limits: &'m Limits,
    folder: &'m Path,
}

impl Marker<'_> {
    /// The bytes of a return, which must be those that were read.
    fn open(&self, due: Due<'_>) -> Result<(Format, Vec<u8>), RunError> {
        let submission = due.submission();
        let changed = || RunError::Changed {
            file: submission.file.clone(),
        };
        let at = self
            .returns
            .binary_search_by(|found| found.name.cmp(&submission.file));
        let found = at
            .ok()
            .and_then(|at| self.returns.get(at))
            .ok_or_else(changed)?;
        let Opened { sha256, content } = discover::open(found, self.limits);
        content
            .ok()
            .filter(|_| sha256 == submission.sha256)
            .ok_or_else(changed)
    }

    fn write(
        &self,
        due: Due<'_>,
        (format, bytes): (Format, Vec<u8>),
        entry: Option<Entry<'_>>,
    ) -> Result<(), RunError> {
        let workbook = match &self.workers {
            Some(workers) => workers.workbook(&bytes, format, self.limits),
            None => read::workbook(&bytes, format, self.limits),
        };
        let workbook = workbook.map_err(|_| RunError::Changed {
            file: due.submission().file.clone(),
        })?;
        let path = self.folder.join(due.file_name());
        let layout = match format {
            Format::Xlsx => {
                let layout = contained(|| layout::layout(&bytes, self.limits));
                layout.ok().and_then(Result::ok)
            }
            Format::Xls | Format::Xlsb | Format::Ods => None,
        };
        drop(bytes);
        let original = Original {
            workbook: &workbook,
            layout: layout.as_ref(),
        };
        // What one file holds must not keep the others from their reports: it goes without its
        // sheets then, and says so.
        let nothing = read::Workbook::default();
        let bare = Original {
            workbook: &nothing,
            layout: None,
        };
        let write = |original| report::writing(&path, || self.marking.write(due, original));
        let Ok(marked) = write(original) else {
            return self.save(due, &write(bare)?);
        };
        if let Some(entry) = entry {
            entry
                .cache
                .put_bytes(&[MARKED, &entry.fingerprint], &marked);
        }
        self.save(due, &marked)
    }

    /// Where a marked return is kept, if any is.
    fn entry(&self, due: Due<'_>) -> Option<Entry<'_>> {
        self.cache.map(|cache| Entry {
            cache,
            fingerprint: self.marking.fingerprint(due),
        })
    }

    fn save(&self, due: Due<'_>, marked: &[u8]) -> Result<(), RunError> {
        let path = self.folder.join(due.file_name());
        fs::write(&path, marked).map_err(failed(&path))
    }
}

/// Where a marked return is kept: an earlier run's is as good if nothing that it shows has changed.
struct Entry<'m> {
    cache: &'m Cache,
    fingerprint: String,
}

impl Entry<'_> {
    fn kept(&self) -> Option<Vec<u8>> {
        self.cache.bytes(&[MARKED, &self.fingerprint])
    }
}
