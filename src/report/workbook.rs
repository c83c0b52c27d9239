//! The consolidated compliance workbook, `tong-hop.xlsx`.
//!
//! In: a [`Report`]. Out: a workbook whose every figure is a true number and leads back to the
//! rows it counts, and from each row to its cell in the return. The same report gives the same
//! bytes. Decides nothing: figures, statuses and contributions come as they are.

pub mod addresses;
mod appendix;
mod cell;
mod changes;
mod contact;
pub mod decisions;
mod findings;
mod form;
mod formula;
mod link;
pub mod marked;
mod material;
pub(crate) mod measure;
mod name;
pub mod of_unit;
mod overview;
mod pen;
mod ranking;
mod repairs;
pub(super) mod requirement;
mod results;
mod returns;
mod shortfalls;
mod sink;
pub(super) mod sources;
mod style;
#[cfg(test)]
#[expect(
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "figures are small whole numbers, read back exactly"
)]
mod tests;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::{Report, palette};
use crate::campaign::{Campaign, Threshold};
use crate::id::UnitCode;
use material::Material;
use name::{Audience, MainSheet};
use pen::{MAX_LINKED_ROWS, Rows};
use sink::Sink;

/// The height of an empty row and the width of an empty column, in pixels, as Excel has them for
/// the workbook's font.
const ROW_PIXELS: u32 = 20;
const COLUMN_PIXELS: u32 = 64;

/// Whom to call of each unit whose returns name anybody.
pub(super) fn whom_to_call<'r>(report: &Report<'r>) -> BTreeMap<&'r UnitCode, String> {
    let contacts = contact::Contacts::gather(report);
    let units = report.campaign.units.iter();
    units
        .filter_map(|unit| {
            let persons = contacts.of(&unit.code)?.whom_to_call(&contacts);
            (!persons.is_empty()).then_some((&unit.code, persons))
        })
        .collect()
}

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// A sheet cannot be built.
    #[error("cannot build the sheet {sheet:?}")]
    Sheet {
        /// Its name.
        sheet: String,
        /// What the writer said.
        source: XlsxError,
    },
    /// A marked return cannot be put together.
    #[error("cannot put together {file}")]
    Pack {
        /// Its name.
        file: String,
        /// What the system said.
        source: io::Error,
    },
    /// The workbook cannot be written.
    #[error("cannot write {}", path.display())]
    Save {
        /// Where to.
        path: PathBuf,
        /// What the writer said.
        source: XlsxError,
    },
}

/// Writes the consolidated workbook to `out`.
///
/// # Errors
/// [`WorkbookError::Sheet`] where a sheet goes beyond what Excel holds, [`WorkbookError::Save`]
/// where the file cannot be written.
pub fn write(report: &Report<'_>, out: &Path) -> Result<(), WorkbookError> {
    write_within(report, out, MAX_LINKED_ROWS)
}

/// The same with at most so many rows on a form's sheet.
fn write_within(report: &Report<'_>, out: &Path, most_rows: usize) -> Result<(), WorkbookError> {
    let material = Material::gather(report, Rows::OnDisk, most_rows);
    write_book(&material, out, |book, material| {
        let asked = |sheet: &(MainSheet, WriteSheet)| has_subject(report.campaign, sheet.0);
        for (sheet, write) in BEFORE_FORMS.into_iter().filter(asked) {
            add_main(book, material, sheet, write)?;
        }
        if let Some(changes) = &report.assessed.over_time.changes {
            add_main(
                book,
                material,
                MainSheet::Changes,
                |book, material, name| changes::write(book, material, name, changes),
            )?;
        }
        for appendix in appendix::all(material) {
            add(book, material, &appendix.name, |book, material, _| {
                appendix::write(book, material, &appendix)
            })?;
            colour(book, &appendix.name, Audience::Leaders);
        }
        add_forms(book, material)?;
        for (sheet, write) in AFTER_FORMS {
            add_main(book, material, sheet, write)?;
        }
        Ok(())
    })
}

/// Adds the sheets of all forms.
fn add_forms(book: &mut Workbook, material: &Material<'_>) -> Result<(), WorkbookError> {
    for form in &material.forms {
        for sheet in &form.sheets {
            add(book, material, &sheet.name, |book, material, _| {
                form::write(book, material, form, sheet)
            })?;
            colour(book, &sheet.name, Audience::Rows);
        }
    }
    Ok(())
}

/// Writes a workbook of one sheet to `out`.
fn write_sheet(
    report: &Report<'_>,
    out: &Path,
    name: &str,
    write: impl Fn(&mut Workbook, &Material<'_>, &str) -> Result<(), XlsxError>,
) -> Result<(), WorkbookError> {
    let material = Material::gather(report, Rows::InMemory, MAX_LINKED_ROWS);
    write_book(&material, out, |book, material| {
        add(book, material, name, write)
    })
}

/// How hard workbooks are compressed: of the usual 6 it takes a twelfth less time for the whole run,
/// and files are a twelfth larger.
const COMPRESSION: u8 = 4;

/// Writes a workbook in the font and with the properties of all to `out`.
fn write_book(
    material: &Material<'_>,
    out: &Path,
    fill: impl FnOnce(&mut Workbook, &Material<'_>) -> Result<(), WorkbookError>,
) -> Result<(), WorkbookError> {
    let save = |source| WorkbookError::Save {
        path: out.to_owned(),
        source,
    };
    let mut book = Workbook::new();
    book.set_zip_compression_level(COMPRESSION);
    book.set_default_format(material.styles.body(), ROW_PIXELS, COLUMN_PIXELS)
        .map_err(save)?;
    book.set_properties(&properties(material.report).map_err(save)?);
    if material.rows == Rows::OnDisk {
        // Where there is room for the workbook there is room for its rows.
        let beside = out.parent().unwrap_or(Path::new("."));
        book.set_tempdir(beside).map_err(save)?;
    }
    fill(&mut book, material)?;
    // A disk that fills up is then said as the system says it, once.
    let mut sink = Sink::create(out).map_err(|source| save(source.into()))?;
    book.save_to_writer(&mut sink).map_err(save)?;
    sink.finish().map_err(|source| save(source.into()))
}

type WriteSheet = fn(&mut Workbook, &Material<'_>, &str) -> Result<(), XlsxError>;

const BEFORE_FORMS: [(MainSheet, WriteSheet); 5] = [
    (MainSheet::Overview, overview::write),
    (MainSheet::Returns, returns::write),
    (MainSheet::Results, results::write),
    (MainSheet::Shortfalls, shortfalls::write),
    (MainSheet::Ranking, ranking::write),
];

const AFTER_FORMS: [(MainSheet, WriteSheet); 3] = [
    (MainSheet::Findings, findings::write),
    (MainSheet::Repairs, repairs::write),
    (MainSheet::Sources, sources::write),
];

/// Whether a campaign gives a sheet anything to speak of: where nothing is required nobody falls
/// short, and where nothing is scored nobody ranks.
fn has_subject(campaign: &Campaign, sheet: MainSheet) -> bool {
    match sheet {
        MainSheet::Shortfalls => {
            let mut thresholds = campaign
                .targets
                .iter()
                .flat_map(|one| one.binds.thresholds());
            thresholds.any(|one| one != Threshold::Watched)
        }
        MainSheet::Ranking => campaign.scoring.is_some(),
        _ => true,
    }
}

/// Adds a sheet under its name, with a tab in the colour of whom it is for.
fn add_main(
    book: &mut Workbook,
    material: &Material<'_>,
    sheet: MainSheet,
    write: impl Fn(&mut Workbook, &Material<'_>, &str) -> Result<(), XlsxError>,
) -> Result<(), WorkbookError> {
    let name = sheet.title(material.report.lang);
    add(book, material, name, write)?;
    colour(book, name, sheet.audience());
    Ok(())
}

fn colour(book: &mut Workbook, name: &str, audience: Audience) {
    let colour = match audience {
        Audience::Leaders => palette::LEADERS_TAB,
        Audience::Office => palette::OFFICE_TAB,
        Audience::Rows => palette::ROWS_TAB,
    };
    if let Ok(sheet) = book.worksheet_from_name(name) {
        sheet.set_tab_color(Color::RGB(colour));
    }
}

fn add(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
    write: impl Fn(&mut Workbook, &Material<'_>, &str) -> Result<(), XlsxError>,
) -> Result<(), WorkbookError> {
    write(book, material, name).map_err(|source| WorkbookError::Sheet {
        sheet: name.to_owned(),
        source,
    })
}

/// The workbook's properties; its day of creation is the report's, so that bytes repeat.
fn properties(report: &Report<'_>) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::parse_from_str(&report.as_of.format("%Y-%m-%d").to_string())?;
    Ok(DocProperties::new()
        .set_title(report.campaign.titles.get(report.lang))
        .set_author(report.campaign.owner.as_str())
        .set_company(report.campaign.owner.as_str())
        .set_creation_datetime(&day))
}
