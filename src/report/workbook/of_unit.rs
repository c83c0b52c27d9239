//! The workbook of one unit, `TYPE/CODE.xlsx`: the design of the consolidated one, with the unit's own
//! figures, returns and rows and those of the units below it.
//!
//! In: the report on all. Out: a workbook that may go to the unit, since it holds nothing of anybody
//! else.

mod front;

use std::path::Path;

use super::material::Material;
use super::name::MainSheet;
use super::pen::{MAX_LINKED_ROWS, Rows};
use super::{
    AFTER_FORMS, WorkbookError, add, add_forms, has_subject, results, returns, shortfalls,
};
use super::{WriteSheet, write_book};
use crate::campaign::Unit;
use crate::report::Report;
use crate::report::narrow::{Narrowed, Places};

/// The sheets between the first and those of forms.
const BEFORE_FORMS: [(MainSheet, WriteSheet); 2] = [
    (MainSheet::Returns, returns::write_own),
    (MainSheet::Results, results::write),
];

/// The workbooks of a report's units.
pub struct OfUnits<'a> {
    report: &'a Report<'a>,
    places: Places<'a>,
}

impl<'a> OfUnits<'a> {
    /// Looks up what each unit's has.
    #[must_use]
    pub fn new(report: &'a Report<'a>) -> Self {
        let places = Places::of(report);
        Self { report, places }
    }

    /// The units that get a workbook of their own: of the campaign's types, those that had to report
    /// and are still there.
    pub fn units(&self) -> impl Iterator<Item = &'a Unit> {
        let report = self.report;
        let units = report.campaign.with_workbook();
        units.filter(|unit| unit.valid_on(report.as_of) && report.results_of(&unit.code).is_some())
    }

    /// Writes a unit's workbook to `out`; `returns_link` leads from there to the returns folder.
    ///
    /// # Errors
    /// [`WorkbookError::Sheet`] where a sheet goes beyond what Excel holds, [`WorkbookError::Save`]
    /// where the file cannot be written.
    pub fn write(
        &self,
        unit: &'a Unit,
        returns_link: Option<&str>,
        out: &Path,
    ) -> Result<(), WorkbookError> {
        let narrowed = Narrowed::new(&self.places, unit, returns_link);
        let report = narrowed.report();
        let material = Material::gather(&report, Rows::InMemory, MAX_LINKED_ROWS);
        let lang = report.lang;
        write_book(&material, out, |book, material| {
            let name = MainSheet::Overview.title(lang);
            add(book, material, name, |book, material, name| {
                front::write(book, material, name, &narrowed)
            })?;
            for (sheet, write) in BEFORE_FORMS {
                add(book, material, sheet.title(lang), write)?;
            }
            let is_alone = report.assessed.units.len() == 1;
            if !is_alone && has_subject(report.campaign, MainSheet::Shortfalls) {
                let name = MainSheet::Shortfalls.title(lang);
                add(book, material, name, shortfalls::write)?;
            }
            add_forms(book, material)?;
            for (sheet, write) in AFTER_FORMS {
                add(book, material, sheet.title(lang), write)?;
            }
            Ok(())
        })
    }
}
