//! How an Office Open XML workbook looks: widths, heights, formats, formulas and choices.
//!
//! In: the bytes of a file that was read before. Out: a [`Layout`], for marked returns only. Values
//! are [`super::workbook`]'s; here they are numbers as stored and formulas as written, so that a
//! rebuilt cell is the same cell. What is not understood is left out and, where people would miss
//! it, said in [`Layout::lost`].

mod formula;
mod sheet;
mod styles;

use std::collections::BTreeSet;

use quick_xml::events::Event;

use super::guard::{Inflater, Package};
use super::markup::{attribute, described, main_part, reader, relations_of};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::location::{CellRef, Range};
pub use styles::{Edge, Face, Horizontal, Look, NumberFormat, Vertical};

/// How a workbook looks.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Its worksheets, in their order.
    pub sheets: Vec<SheetLayout>,
    /// The looks that cells name by position.
    pub looks: Vec<Look>,
    /// Names for cells or texts that formulas and choices may use, each with what it stands for.
    pub names: Vec<(String, String)>,
    /// What is there and has no place here.
    pub lost: BTreeSet<Lost>,
}

/// What a workbook may hold that is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lost {
    /// Pictures and shapes.
    Drawings,
    /// Charts.
    Charts,
    /// Macros.
    Macros,
    /// Notes and comments on cells.
    Comments,
    /// Values taken from other files.
    ExternalLinks,
    /// Colours that depend on values.
    ConditionalFormats,
    /// Pivot tables.
    PivotTables,
    /// Ranges formatted as tables.
    Tables,
}

/// How a worksheet looks.
#[derive(Debug, Clone, Default)]
pub struct SheetLayout {
    /// Its name.
    pub name: String,
    /// Widths of columns.
    pub columns: Vec<Columns>,
    /// Heights of rows in points, one-based.
    pub heights: Vec<(u32, f64)>,
    /// The cells that have a look, a formula or a number, by row, then column.
    pub cells: Vec<CellLayout>,
    /// Cells whose values are chosen from a list.
    pub choices: Vec<Choice>,
    /// How many rows and columns stay on screen, if any.
    pub frozen: Option<(u32, u32)>,
}

/// Neighbouring columns of one width.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Columns {
    /// The first, one-based.
    pub first: u32,
    /// The last, one-based.
    pub last: u32,
    /// The width as stored, in digits of the workbook's font with what surrounds them.
    pub width: Option<f64>,
    /// Whether they are hidden.
    pub hidden: bool,
}

/// How a cell looks and what it is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct CellLayout {
    /// Where.
    pub at: CellRef,
    /// The position of its look.
    pub look: usize,
    /// Its formula without the equals sign; one that cannot stand alone is left out.
    pub formula: Option<Box<str>>,
    /// Its number as stored, if it is one.
    pub number: Option<f64>,
}

/// Cells whose values are chosen from a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The cells.
    pub ranges: Vec<Range>,
    /// The list: `"Có,Không"` in quotes, or where it stands.
    pub source: String,
}

impl SheetLayout {
    /// How one cell looks.
    #[must_use]
    pub fn cell(&self, at: CellRef) -> Option<&CellLayout> {
        let found = self.cells.binary_search_by_key(&at, |cell| cell.at).ok()?;
        Some(&self.cells[found])
    }
}

/// Reads how a workbook looks.
///
/// # Errors
/// The fault of a file that is damaged or beyond a limit.
pub fn layout(bytes: &[u8], limits: &Limits) -> Result<Layout, Fault> {
    let package = Package::open(bytes, limits)?;
    let inflater = &mut Inflater::new();
    let mut layout = Layout {
        lost: package.names().filter_map(lost_part).collect(),
        ..Layout::default()
    };
    let main = described(&package, "_rels/.rels", inflater)?;
    let Some(main) = main.and_then(|text| main_part(&text)) else {
        return Ok(layout);
    };
    let at = main.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = main.split_at(at);
    let folder = folder.strip_prefix('/').unwrap_or(folder);
    if let Some(text) = described(&package, &format!("{folder}styles.xml"), inflater)? {
        layout.looks = styles::looks(&text);
    }
    let relations = described(&package, &format!("{folder}_rels/{name}.rels"), inflater)?;
    let relations = relations.as_deref().map_or_else(Vec::new, relations_of);
    let Some(book) = described(&package, &format!("{folder}{name}"), inflater)? else {
        return Ok(layout);
    };
    let (sheets, names) = book_part(&book);
    drop(book);
    layout.names = names;
    for (name, id) in sheets {
        let relation = relations.iter().rev().find(|relation| relation.id == id);
        let Some(relation) = relation else { continue };
        let part = match relation.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{}", relation.target),
        };
        if let Some(text) = package.text(&part, inflater)? {
            let (sheet, has_conditions) = sheet::layout(name, &text);
            layout.sheets.push(sheet);
            if has_conditions {
                layout.lost.insert(Lost::ConditionalFormats);
            }
        }
    }
    Ok(layout)
}

/// What a part is that has no place in a layout.
fn lost_part(name: &str) -> Option<Lost> {
    let is = |word: &str| name.contains(word);
    Some(match () {
        () if is("/media/") || is("/drawings/drawing") => Lost::Drawings,
        () if is("/charts/") || is("/chartsheets/") => Lost::Charts,
        () if name.ends_with("vbaproject.bin") => Lost::Macros,
        () if is("/comments") || is("/threadedcomments/") => Lost::Comments,
        () if is("/externallinks/") => Lost::ExternalLinks,
        () if is("/pivottables/") => Lost::PivotTables,
        () if is("/tables/") => Lost::Tables,
        () => return None,
    })
}

type Named = Vec<(String, String)>;

/// The sheets with their relations, and the names that people gave.
fn book_part(text: &str) -> (Named, Named) {
    let (mut sheets, mut names) = (Vec::new(), Vec::new());
    let mut open: Option<(String, String)> = None;
    let mut reader = reader(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let get = |name| attribute(&tag, name).unwrap_or_default().into_owned();
                match tag.local_name().as_ref() {
                    "sheet" => sheets.push((get("name"), get("id"))),
                    // What is local to a sheet or begins so is Excel's own, or ours.
                    "definedName" => {
                        let name = get("name");
                        let is_plain = get("localSheetId").is_empty() && !name.starts_with('_');
                        open = is_plain.then(|| (name, String::new()));
                    }
                    _ => {}
                }
            }
            Ok(Event::Text(text)) => formula::add_text(open.as_mut().map(|one| &mut one.1), &text),
            Ok(Event::GeneralRef(name)) => {
                formula::add_reference(open.as_mut().map(|one| &mut one.1), &name);
            }
            Ok(Event::End(tag)) if tag.local_name().as_ref() == "definedName" => {
                let is_whole = |one: &(String, String)| formula::stands_alone(&one.1);
                names.extend(open.take().filter(is_whole));
            }
            Ok(Event::Eof) | Err(_) => return (sheets, names),
            Ok(_) => {}
        }
    }
}
