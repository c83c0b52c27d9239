//! What can be said of each file alone, from its bytes to typed rows.

use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::Progress;
use super::cache::Cache;
use super::contain::{contained, within};
use crate::campaign::Limits;
use crate::discover::{self, Found, Opened};
use crate::read::{self, worker::Pool};
use crate::recognise::{self, Identity, Index};
use crate::validate::{self, Checker, Examined};

/// Examines every file; what comes out is in the order of the files.
///
/// Those that grow large are left for the end and examined one after the other, so that the memory
/// a run takes does not grow with the number of threads.
pub(super) fn examine_all(
    returns: &[Found],
    means: &Examiner<'_>,
    progress: &dyn Progress,
) -> Vec<Examined> {
    let limits = &means.checker.campaign.limits;
    let examine = |found: &Found, opened: Opened| {
        let examined = means.examine(found, opened);
        progress.step();
        examined
    };
    let light = |found: &Found| {
        let opened = open(found, limits);
        if let Some(kept) = means.kept(found, &opened) {
            progress.step();
            return Some(kept);
        }
        let is_heavy = opened
            .content
            .as_ref()
            .is_ok_and(|(format, bytes)| read::is_heavy(bytes, *format));
        (!is_heavy).then(|| examine(found, opened))
    };
    let examined: Vec<Option<Examined>> = returns.par_iter().map(light).collect();
    let heavy = |(found, examined): (&Found, Option<Examined>)| {
        examined.unwrap_or_else(|| examine(found, open(found, limits)))
    };
    returns.iter().zip(examined).map(heavy).collect()
}

/// What every file is examined with.
pub(super) struct Examiner<'e> {
    /// Whose a file is by the office's ruling, by its hash.
    pub(super) assigned: &'e (dyn Fn(&str) -> Identity + Sync),
    pub(super) index: &'e Index<'e>,
    pub(super) checker: &'e Checker<'e>,
    pub(super) workers: Option<&'e Pool>,
    pub(super) cache: Option<&'e Cache>,
}

impl Examiner<'_> {
    /// What an earlier run found in a file of these bytes.
    fn kept(&self, found: &Found, opened: &Opened) -> Option<Examined> {
        let cache = self.cache?;
        opened.content.as_ref().ok()?;
        let whose = self.whose(found, &opened.sha256);
        let examined = cache.get(&["examined", &opened.sha256, &whose])?;
        Some(Examined {
            file: found.name.clone(),
            sha256: opened.sha256.clone(),
            ..examined
        })
    }

    /// What beside its bytes decides what is found in a file.
    fn whose(&self, found: &Found, sha256: &str) -> String {
        let said = recognise::said_by_path(&found.name, self.index);
        format!("{said:?} {:?}", (self.assigned)(sha256))
    }

    /// One file from its bytes to typed rows.
    pub(super) fn examine(&self, found: &Found, opened: Opened) -> Examined {
        let assigned = (self.assigned)(&opened.sha256);
        let validated = opened.content.and_then(|(format, bytes)| {
            let limits = &self.checker.campaign.limits;
            let workbook = match self.workers {
                Some(workers) => workers.workbook(&bytes, format, limits),
                None => read::workbook(&bytes, format, limits),
            }?;
            contained(|| {
                let recognised =
                    recognise::recognise(&found.name, &workbook, &assigned, self.index);
                within(validate::validate(recognised, self.checker), limits)
            })
        });
        if let (Some(cache), Ok(examined)) = (self.cache, &validated) {
            let whose = self.whose(found, &opened.sha256);
            cache.put(&["examined", &opened.sha256, &whose], examined);
        }
        let examined = validated.unwrap_or_else(|fault| {
            let named = recognise::identify_by_name(&found.name, self.index);
            Examined {
                identity: Identity {
                    unit: assigned.unit.or(named.unit),
                    collection: assigned.collection.or(named.collection),
                },
                unreadable: Some(fault),
                ..Examined::default()
            }
        });
        Examined {
            file: found.name.clone(),
            sha256: opened.sha256,
            ..examined
        }
    }
}

/// Opens one file.
pub(super) fn open(found: &Found, limits: &Limits) -> Opened {
    contained(|| discover::open(found, limits)).unwrap_or_else(|fault| Opened {
        sha256: String::new(),
        content: Err(fault),
    })
}
