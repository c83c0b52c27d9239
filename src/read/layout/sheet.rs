//! How one sheet looks: what stands around and in its cells.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::formula;
use super::{CellLayout, Choice, Columns, SheetLayout};
use crate::location::{CellRef, Range};
use crate::read::markup::{attribute, attributes, is_true, reader};

/// The most blank cells whose look is kept.
const MOST_BLANK: usize = 100_000;
/// The most lists of choices.
const MOST_CHOICES: usize = 2_000;

/// A walk over a sheet's markup; counts rows and cells as [`super::super::markup`] does.
#[derive(Default)]
struct Walk {
    found: SheetLayout,
    row: u32,
    column: u32,
    cell: Option<Cell>,
    /// Shared formulas by number: where each is written and how.
    shared: HashMap<u32, (CellRef, String)>,
    /// What text is collected for.
    into: Option<Part>,
    choice: Option<Choosing>,
    blank: usize,
    has_conditions: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Formula,
    Value,
    List,
    Cells,
}

/// A cell while it is walked.
struct Cell {
    at: Option<CellRef>,
    look: usize,
    is_number: bool,
    has_value: bool,
    formula: Formula,
    text: String,
    value: String,
}

/// What a cell's formula is.
#[derive(Clone, Copy, PartialEq)]
enum Formula {
    None,
    Own,
    Shared(u32),
    /// One that reaches over several cells or makes a table.
    Wide,
}

/// A list of choices while it is walked.
#[derive(Default)]
struct Choosing {
    is_list: bool,
    source: String,
    cells: String,
}

/// How a sheet looks, and whether it has conditional formats.
pub(super) fn layout(name: String, text: &str) -> (SheetLayout, bool) {
    let mut walk = Walk::default();
    walk.found.name = name;
    let mut reader = reader(text);
    reader.config_mut().expand_empty_elements = true;
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag),
            Ok(Event::End(tag)) => walk.end(tag.local_name().as_ref()),
            Ok(Event::Text(text)) => formula::add_text(walk.open_text(), &text),
            Ok(Event::GeneralRef(name)) => formula::add_reference(walk.open_text(), &name),
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let mut found = walk.found;
    found.cells.sort_by_key(|cell| cell.at);
    found.cells.dedup_by_key(|cell| cell.at);
    (found, walk.has_conditions)
}

impl Walk {
    fn open_text(&mut self) -> Option<&mut String> {
        let choice = self.choice.as_mut();
        match self.into? {
            Part::Formula => self.cell.as_mut().map(|cell| &mut cell.text),
            Part::Value => self.cell.as_mut().map(|cell| &mut cell.value),
            Part::List => choice.map(|choice| &mut choice.source),
            Part::Cells => choice.map(|choice| &mut choice.cells),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "col" => self.found.columns.extend(columns(tag)),
            "pane" if attribute(tag, "state").is_some_and(|state| state.starts_with("frozen")) => {
                let split = |name| number::<f64>(tag, name).unwrap_or(0.0).clamp(0.0, 1e4);
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "clamped to small positive numbers"
                )]
                let whole = |name| split(name) as u32;
                self.found.frozen = Some((whole("ySplit"), whole("xSplit")));
            }
            "row" => {
                if let Some(row) = number::<u32>(tag, "r") {
                    self.row = row.saturating_sub(1);
                }
                let height = number::<f64>(tag, "ht").filter(|ht| (0.0..=409.5).contains(ht));
                let row = self.row.saturating_add(1);
                self.found
                    .heights
                    .extend(height.map(|height| (row, height)));
            }
            "c" => self.cell = Some(self.open(tag)),
            "f" | "formula1" if self.choice.is_some() => self.into = Some(Part::List),
            "f" => self.formula(tag),
            "v" if self.cell.is_some() => self.into = Some(Part::Value),
            "is" => {
                if let Some(cell) = &mut self.cell {
                    cell.has_value = true;
                }
            }
            "conditionalFormatting" => self.has_conditions = true,
            "dataValidation" => {
                self.choice = Some(Choosing {
                    is_list: attribute(tag, "type").as_deref() == Some("list"),
                    cells: attribute(tag, "sqref").unwrap_or_default().into_owned(),
                    ..Choosing::default()
                });
            }
            "sqref" if self.choice.is_some() => self.into = Some(Part::Cells),
            _ => {}
        }
    }

    fn open(&self, tag: &BytesStart<'_>) -> Cell {
        let mut cell = Cell {
            at: CellRef::new(self.row.saturating_add(1), self.column.saturating_add(1)),
            look: 0,
            is_number: true,
            has_value: false,
            formula: Formula::None,
            text: String::new(),
            value: String::new(),
        };
        for (name, value) in attributes(tag) {
            match name {
                "r" => cell.at = value.to_ascii_uppercase().parse().ok(),
                "s" => cell.look = value.trim().parse().unwrap_or(0),
                "t" => cell.is_number = value == "n",
                _ => {}
            }
        }
        cell
    }

    fn formula(&mut self, tag: &BytesStart<'_>) {
        let Some(cell) = &mut self.cell else { return };
        let own = cell.at.map(Range::from);
        let reach = attribute(tag, "ref").and_then(|range| range.parse::<Range>().ok());
        cell.formula = match attribute(tag, "t").as_deref() {
            Some("shared") => number(tag, "si").map_or(Formula::Wide, Formula::Shared),
            Some("array") if reach.is_some() && reach != own => Formula::Wide,
            Some("dataTable") => Formula::Wide,
            _ => Formula::Own,
        };
        self.into = Some(Part::Formula);
    }

    fn end(&mut self, name: &str) {
        match name {
            "c" => {
                if let Some(cell) = self.cell.take() {
                    self.column = cell.at.map_or(self.column, |at| at.column);
                    self.close(&cell);
                }
            }
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "f" | "v" | "formula1" | "sqref" => self.into = None,
            "dataValidation" => {
                let choice = self.choice.take().and_then(Choosing::finish);
                if self.found.choices.len() < MOST_CHOICES {
                    self.found.choices.extend(choice);
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, cell: &Cell) {
        let Some(at) = cell.at else { return };
        let number = cell.value.trim().parse::<f64>().ok();
        let number = number.filter(|number| cell.is_number && number.is_finite());
        let is_blank = cell.value.is_empty() && !cell.has_value && cell.formula == Formula::None;
        if is_blank {
            self.blank += 1;
            if cell.look == 0 || self.blank > MOST_BLANK {
                return;
            }
        }
        let formula = self.text_of(cell, at);
        self.found.cells.push(CellLayout {
            at,
            look: cell.look,
            formula: formula
                .filter(|text| formula::stands_alone(text))
                .map(Into::into),
            number,
        });
    }

    fn text_of(&mut self, cell: &Cell, at: CellRef) -> Option<String> {
        match cell.formula {
            Formula::None | Formula::Wide => None,
            Formula::Own => Some(cell.text.clone()),
            Formula::Shared(number) if cell.text.is_empty() => {
                let (from, text) = self.shared.get(&number)?;
                formula::moved(text, *from, at)
            }
            Formula::Shared(number) => {
                self.shared.insert(number, (at, cell.text.clone()));
                Some(cell.text.clone())
            }
        }
    }
}

impl Choosing {
    fn finish(self) -> Option<Choice> {
        let ranges = self.cells.split_whitespace();
        let ranges: Vec<Range> = ranges.filter_map(|range| range.parse().ok()).collect();
        let is_known = self.is_list && formula::stands_alone(&self.source);
        (is_known && !ranges.is_empty()).then_some(Choice {
            ranges,
            source: self.source,
        })
    }
}

fn columns(tag: &BytesStart<'_>) -> Option<Columns> {
    let (first, last) = (number::<u32>(tag, "min")?, number::<u32>(tag, "max")?);
    (first >= 1 && first <= last).then(|| Columns {
        first,
        last,
        width: number::<f64>(tag, "width").filter(|width| (0.0..=255.0).contains(width)),
        hidden: is_true(attribute(tag, "hidden").as_deref()),
    })
}

fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(inside: &str) -> SheetLayout {
        layout("S".to_owned(), &format!("<worksheet>{inside}</worksheet>")).0
    }

    #[test]
    fn formulas_and_numbers_are_kept_as_they_are_stored() {
        let rows = "<sheetData><row r='2' ht='30'><c r='A2' s='1'><v>45200</v></c><c><f>A2&amp;\"x\"</f><v>7</v></c>\
            <c t='n'><f t='shared' si='0' ref='C2:C3'>A2*2</f><v>1</v></c></row><row><c r='A3' t='s'><v>3</v></c>\
            <c r='C3'><f t='shared' si='0'/><v>1</v></c><c r='D3'/><c r='E3' s='4'/><c><f>[1]S!A1</f><v>5</v></c></row></sheetData>";
        let sheet = sheet(rows);
        let cells = sheet.cells.iter();
        let told: Vec<String> = cells
            .map(|cell| {
                format!(
                    "{} {} {:?} {:?}",
                    cell.at, cell.look, cell.formula, cell.number
                )
            })
            .collect();
        let expected = [
            "A2 1 None Some(45200.0)",
            "B2 0 Some(\"A2&\\\"x\\\"\") Some(7.0)",
            "C2 0 Some(\"A2*2\") Some(1.0)",
            "A3 0 None None",
            "C3 0 Some(\"A3*2\") Some(1.0)",
            "E3 4 None None",
            "F3 0 None Some(5.0)",
        ];
        assert_eq!(told, expected);
        assert_eq!(sheet.heights, [(2, 30.0)]);
    }

    #[test]
    fn lists_of_choices_are_found_in_both_places_they_stand() {
        let sheet = sheet(
            "<dataValidations><dataValidation type='list' sqref='C2:C9 E2'><formula1>\"Có,Không\"</formula1></dataValidation>\
            <dataValidation type='whole' sqref='D2'><formula1>1</formula1></dataValidation></dataValidations>\
            <extLst><x14:dataValidation type='list'><x14:formula1><xm:f>DM!$A$1:$A$4</xm:f></x14:formula1><xm:sqref>F2:F9</xm:sqref></x14:dataValidation></extLst>",
        );
        let told: Vec<String> = sheet
            .choices
            .iter()
            .map(|one| format!("{} {}", one.ranges[0], one.source))
            .collect();
        assert_eq!(told, ["C2:C9 \"Có,Không\"", "F2:F9 DM!$A$1:$A$4"]);
        assert_eq!(sheet.choices[0].ranges.len(), 2);
    }

    #[test]
    fn widths_and_what_stays_on_screen_are_read() {
        let sheet = sheet(
            "<sheetViews><sheetView><pane ySplit='3' xSplit='2' state='frozen'/></sheetView></sheetViews>\
            <cols><col min='2' max='3' width='12.7109375'/><col min='4' max='4' width='9' hidden='1'/><col min='0' max='2'/></cols>",
        );
        assert_eq!(sheet.frozen, Some((3, 2)));
        assert_eq!(sheet.columns.len(), 2);
        assert_eq!(sheet.columns[0].width, Some(12.710_937_5));
        assert!(sheet.columns[1].hidden);
    }
}
