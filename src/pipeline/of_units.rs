//! Writes a workbook for each unit of the types that the campaign gives one.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::{
    IndexedParallelIterator as _, IntoParallelRefIterator as _, ParallelIterator as _,
};

use super::inputs::Inputs;
use super::{RunError, Settings};
use crate::campaign::Unit;
use crate::report::workbook::of_unit::OfUnits;
use crate::report::{self, Report};

/// Writes all of them below a folder, each in the folder of its type.
pub(super) fn write(
    settings: &Settings,
    report: &Report<'_>,
    inputs: &Inputs,
    folder: &Path,
) -> Result<(), RunError> {
    let books = OfUnits::new(report);
    let units: Vec<&Unit> = books.units().collect();
    for unit in &units {
        let path = folder.join(unit.unit_type.as_str());
        let failed = |source: io::Error| RunError::Write {
            path: path.clone(),
            source,
        };
        fs::create_dir_all(&path).map_err(failed)?;
    }
    let write = |unit: &&Unit| {
        let below = Path::new(unit.unit_type.as_str());
        let link = inputs.link_from(&settings.out.join(below));
        let out = folder.join(below).join(format!("{}.xlsx", unit.code));
        let write = || books.write(unit, link.as_deref(), &out);
        report::writing(&out, write).map_err(RunError::from)
    };
    units.par_iter().with_max_len(1).try_for_each(write)
}
