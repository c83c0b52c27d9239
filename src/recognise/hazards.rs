//! What a reader of a return should know of how it was made; nothing here keeps a value from being
//! read.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::{Cells, RecognisedSheet};
use crate::finding::{Fault, Finding, Place};
use crate::location::{CellRef, MAX_COLUMN, Range};
use crate::read::{Sheet, Visibility, Workbook};

/// Notes macros, links to other files, hidden sheets of forms, hidden data rows and data cells that
/// are formulas.
pub(super) fn hazards(workbook: &Workbook, sheets: &[RecognisedSheet<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if workbook.macros {
        findings.push(Finding::new(Place::file(), Fault::Macros));
    }
    if workbook.external_links {
        findings.push(Finding::new(Place::file(), Fault::ExternalLinks));
    }
    for recognised in sheets {
        let sheet = recognised.sheet;
        let place = |range: Option<Range>| Place {
            range,
            form: Some(recognised.form.id.clone()),
            ..Place::sheet(&sheet.name)
        };
        if sheet.visibility != Visibility::Visible {
            let very = sheet.visibility == Visibility::VeryHidden;
            findings.push(Finding::new(place(None), Fault::HiddenSheet { very }));
        }
        let hidden = hidden_data_rows(sheet, recognised);
        let rows = hidden.into_iter().filter_map(whole_rows);
        findings.extend(rows.map(|range| Finding::new(place(Some(range)), Fault::HiddenRows)));
        findings.extend(formulas(sheet, recognised));
    }
    findings
}

/// The runs of data rows that are hidden; of a record, the rows of its values.
fn hidden_data_rows(sheet: &Sheet, recognised: &RecognisedSheet<'_>) -> Vec<RangeInclusive<u32>> {
    if sheet.hidden_rows.is_empty() {
        return Vec::new();
    }
    let rows: BTreeSet<u32> = match &recognised.cells {
        Cells::Columns(_) => recognised.rows.iter().map(|row| row.row).collect(),
        Cells::Record(cells) => cells.iter().flatten().map(|at| at.row).collect(),
    };
    let hidden = &sheet.hidden_rows;
    let is_hidden = |row: &u32| {
        let at = hidden.partition_point(|rows| rows.end() < row);
        hidden.get(at).is_some_and(|rows| rows.contains(row))
    };
    let mut runs: Vec<RangeInclusive<u32>> = Vec::new();
    for row in rows.into_iter().filter(is_hidden) {
        match runs.last_mut() {
            Some(last) if *last.end() + 1 == row => *last = *last.start()..=row,
            _ => runs.push(row..=row),
        }
    }
    runs
}

/// The cells of whole rows, as far as a sheet goes.
fn whole_rows(rows: RangeInclusive<u32>) -> Option<Range> {
    Some(Range {
        first: CellRef::new(*rows.start(), 1)?,
        last: CellRef::new(*rows.end(), MAX_COLUMN)?,
    })
}

/// Notes the data cells that are formulas: one note for each run of consecutive rows of a column.
fn formulas(sheet: &Sheet, recognised: &RecognisedSheet<'_>) -> Vec<Finding> {
    if sheet.formulas.is_empty() {
        return Vec::new();
    }
    let form = recognised.form;
    let cells = recognised.rows.iter().flat_map(|row| {
        (0..form.fields.len()).filter_map(|field| {
            let at = recognised.cells.cell(row.row, field)?;
            row.values[field].as_ref()?;
            sheet.formulas.binary_search(&at).ok()?;
            Some((at, field))
        })
    });
    let mut runs: Vec<(usize, Range)> = Vec::new();
    let mut last_of: Vec<Option<usize>> = vec![None; form.fields.len()];
    for (at, field) in cells {
        let last = last_of[field].map(|nth| &mut runs[nth].1.last);
        let last = last.filter(|last| last.row + 1 == at.row && last.column == at.column);
        if let Some(last) = last {
            *last = at;
        } else {
            last_of[field] = Some(runs.len());
            runs.push((field, Range::from(at)));
        }
    }
    let finding = |(field, range): (usize, Range)| {
        let place = Place {
            range: Some(range),
            form: Some(form.id.clone()),
            field: Some(form.fields[field].name.clone()),
            ..Place::sheet(&sheet.name)
        };
        Finding::new(place, Fault::FormulaValue)
    };
    runs.into_iter().map(finding).collect()
}
