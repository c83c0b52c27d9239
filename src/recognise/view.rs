//! A part of a sheet: the rows and columns that one form takes.

use crate::location::{CellRef, MAX_COLUMN, MAX_ROW, Range};
use crate::read::{Cell, CellValue, Sheet};

/// A rectangle of a sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    /// The sheet.
    pub(super) sheet: &'a Sheet,
    /// Its part.
    pub(super) area: Range,
}

impl<'a> View<'a> {
    /// All of a sheet.
    pub(super) fn whole(sheet: &'a Sheet) -> Self {
        let area = Range {
            first: CellRef { row: 1, column: 1 },
            last: CellRef {
                row: MAX_ROW,
                column: MAX_COLUMN,
            },
        };
        Self { sheet, area }
    }

    /// The rows that have cells here: row number and its cells.
    pub(super) fn rows(self) -> impl Iterator<Item = (u32, &'a [Cell])> {
        let cells = &self.sheet.cells;
        let from = cells.partition_point(|cell| cell.at.row < self.area.first.row);
        let to = cells.partition_point(|cell| cell.at.row <= self.area.last.row);
        cells[from..to.max(from)]
            .chunk_by(|one, other| one.at.row == other.at.row)
            .map(move |cells| (cells[0].at.row, self.inside(cells)))
            .filter(|(_, cells)| !cells.is_empty())
    }

    /// The cells of one row.
    pub(super) fn row(self, row: u32) -> &'a [Cell] {
        if self.area.has_row(row) {
            self.inside(self.sheet.row(row))
        } else {
            &[]
        }
    }

    fn inside(self, cells: &'a [Cell]) -> &'a [Cell] {
        if self.area.first.column == 1 && self.area.last.column == MAX_COLUMN {
            return cells;
        }
        let from = cells.partition_point(|cell| cell.at.column < self.area.first.column);
        let to = cells.partition_point(|cell| cell.at.column <= self.area.last.column);
        &cells[from..to.max(from)]
    }

    /// All cells, by row, then column.
    pub(super) fn cells(self) -> impl Iterator<Item = &'a Cell> {
        self.rows().flat_map(|(_, cells)| cells)
    }

    /// The value of a cell.
    pub(super) fn get(self, at: CellRef) -> Option<&'a CellValue> {
        self.area
            .has(at)
            .then(|| self.sheet.get(at.row, at.column))
            .flatten()
    }

    /// The merged cell that begins at a cell.
    pub(super) fn merge_at(self, at: CellRef) -> Option<Range> {
        let merges = &self.sheet.merges;
        let found = merges.binary_search_by_key(&at, |merge| merge.first).ok()?;
        Some(merges[found]).filter(is_sound)
    }

    /// The merged cells that begin here.
    pub(super) fn merges(self) -> impl Iterator<Item = Range> + 'a {
        let merges = self.sheet.merges.iter().copied();
        merges.filter(move |merge| self.area.has(merge.first) && is_sound(merge))
    }
}

/// Whether a rectangle's corners are in their order, as they need not be in a damaged file.
fn is_sound(range: &Range) -> bool {
    range.first.row <= range.last.row && range.first.column <= range.last.column
}
