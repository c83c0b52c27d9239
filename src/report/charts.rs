//! The charts, as PNG for documents and as SVG for pages.
//!
//! In: a [`Report`]. Out: files in one folder, the same bytes for the same report. Each picture is
//! first laid out as a list of rectangles and labels, then painted in both formats. The numbers are
//! those of `report::figures`; the colours and words those of every report.

mod heat;
mod mark;
mod message;
mod models;
mod page;
mod paint;
mod phrase;
mod picture;
mod progress;
mod ranks;
mod rates;
mod rows;
mod scale;
mod status;
mod trend;
mod typeface;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use ab_glyph::InvalidFont;
use rayon::prelude::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::{Report, WriteError, writing};
use paint::PaintError;
use picture::Picture;
use typeface::Typeface;

pub(crate) use typeface::FAMILY;

/// Why charts cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum ChartError {
    /// The font inside the program cannot be used.
    #[error("cannot use the font of the charts")]
    Font(#[from] InvalidFont),
    /// A picture cannot be painted or encoded.
    #[error("cannot draw the chart {chart}")]
    Draw {
        /// The name of its file, without ending.
        chart: String,
        /// What the painter said.
        source: PaintError,
    },
}

/// Writes each chart that has something to show as PNG and SVG into `folder`, which is made where
/// it is missing. Gives the files written, in the order of the charts:
///
/// - `trang-thai-chi-tieu`: units by status, for each target;
/// - `ty-le-bao-cao`: returns received of those expected, by collection and unit type;
/// - `tien-do-nhan-bao-cao`: how many returns had come day by day, against the due date;
/// - `TARGET-theo-TYPE`: what each unit reached of the first target that asks for a number of
///   things, for the unit type of which it asks most;
/// - `dien-bien-chi-tieu`: units that met each target, on the days of earlier runs and now;
/// - `nhiet-do-chi-tieu`: how each unit stands against each target; where the units are too many
///   for one picture, `nhiet-do-chi-tieu-BLOCK` for each block and `nhiet-do-chi-tieu_TYPE` for the
///   units outside the blocks; of more than 40 blocks one of all units, those who have missed most;
/// - `xep-hang-BLOCK`: the places each unit of a block can take, for the first 40 blocks;
/// - `tong-quan`: the overview for a message on a phone, 1080 pixels wide.
///
/// The map and the places go on in further pictures, `NAME_1`, `NAME_2` …, where their rows need
/// it. The other pictures are 1600 pixels wide and 900 high, twice the dots of a slide; higher where their rows
/// need it, lower where few rows would leave them half empty. Each title says what its figures
/// show, and each foot where they are from and of what day.
///
/// # Errors
/// [`WriteError`] where the folder or a file cannot be written.
pub fn write(report: &Report<'_>, folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
    let typeface = writing(folder, Typeface::embedded)?;
    writing(folder, || fs::create_dir_all(folder))?;
    let mut charts = charts(&typeface, report);
    charts.push(("tong-quan".to_owned(), message::draw(&typeface, report)));
    let files: Vec<_> = charts
        .iter()
        .flat_map(|chart| FORMATS.map(|format| (chart, format)))
        .collect();
    let written = files.par_iter().map(|((name, picture), (ending, paint))| {
        let path = folder.join(format!("{name}.{ending}"));
        writing(&path, || -> Result<(), Box<dyn Error + Send + Sync>> {
            let bytes = paint(picture).map_err(|source| undrawn(name, source))?;
            Ok(fs::write(&path, bytes)?)
        })?;
        Ok(path)
    });
    written.collect()
}

/// A chart for a page, which says its title in its own type.
pub struct PageChart {
    /// The name of its files.
    pub name: String,
    /// What it shows, in one sentence.
    pub title: String,
    /// The text of its SVG, without the title as it is drawn in the file.
    pub svg: String,
}

/// The charts that [`write()`] writes, for a page; without `tong-quan`, which says what a page says
/// in its own words. The text of each is one `svg` element with the role of an image and a title;
/// it refers to nothing outside itself and has no ids, so that several can stand in one page.
///
/// # Errors
/// Any error means a fault of the program.
pub fn for_page(report: &Report<'_>) -> Result<Vec<PageChart>, ChartError> {
    let typeface = Typeface::embedded()?;
    let painted = charts(&typeface, report)
        .into_iter()
        .map(|(name, picture)| {
            let svg = paint::svg_below_title(&picture).map_err(|source| undrawn(&name, source))?;
            let title = picture.title;
            Ok(PageChart { name, title, svg })
        });
    painted.collect()
}

fn undrawn(chart: &str, source: PaintError) -> ChartError {
    ChartError::Draw {
        chart: chart.to_owned(),
        source,
    }
}

type Paint = fn(&Picture<'_>) -> Result<Vec<u8>, PaintError>;

/// The formats of a chart, by the ending of the file's name.
const FORMATS: [(&str, Paint); 2] = [
    ("png", paint::png),
    ("svg", |picture| paint::svg(picture).map(String::into_bytes)),
];

/// The charts that have something to show, each with the name of its files.
fn charts<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Vec<(String, Picture<'t>)> {
    let status =
        status::draw(typeface, report).map(|picture| ("trang-thai-chi-tieu".to_owned(), picture));
    let rates = rates::draw(typeface, report).map(|picture| ("ty-le-bao-cao".to_owned(), picture));
    let models = models::draw(typeface, report);
    let trend =
        trend::draw(typeface, report).map(|picture| ("dien-bien-chi-tieu".to_owned(), picture));
    let progress = progress::draw(typeface, report)
        .map(|picture| ("tien-do-nhan-bao-cao".to_owned(), picture));
    let drawn = [status, rates, progress, models, trend];
    let mut charts: Vec<_> = drawn.into_iter().flatten().collect();
    charts.extend(heat::draw(typeface, report));
    charts.extend(ranks::draw(typeface, report));
    charts
}

#[cfg(test)]
mod tests;
