//! Sheets made to cost much: work grows with the cells, not with their square.

use std::time::{Duration, Instant};

use thidua::finding::Fault;

use super::*;

/// What takes a second or less takes minutes where its work grows with the square of its input.
const PATIENCE: Duration = Duration::from_secs(12);

fn text(row: u32, column: u32, text: &str) -> Cell {
    let at = CellRef::new(row, column).unwrap();
    let value = CellValue::Text(text.into());
    Cell { at, value }
}

fn number(row: u32, column: u32, number: u32) -> Cell {
    let at = CellRef::new(row, column).unwrap();
    let value = CellValue::Number(number.into());
    Cell { at, value }
}

fn of_cells(name: &str, cells: Vec<Cell>) -> Sheet {
    Sheet {
        name: Arc::from(name),
        cells,
        ..Sheet::default()
    }
}

fn examine_in_time(sheet: Sheet) -> Examined {
    let start = Instant::now();
    let examined = examine("THPT-05_cuoi-nam.xlsx", vec![sheet]);
    let taken = start.elapsed();
    assert!(taken < PATIENCE, "{taken:?}");
    examined
}

/// The header of a form's first fields.
fn header(form: &Form) -> Vec<Cell> {
    let fields = (1..).zip(&form.fields);
    fields
        .map(|(column, field)| text(1, column, &field.label))
        .collect()
}

#[test]
fn a_sheet_of_totals_is_summed_in_time() {
    let form = form("phong-trao");
    let mut cells = header(form);
    cells.extend([text(2, 2, "Khác"), number(2, 3, 5)]);
    for row in 3..100_000 {
        cells.extend([text(row, 2, "Tổng cộng"), number(row, 3, 5)]);
    }
    let examined = examine_in_time(of_cells(&form.sheet, cells));
    assert_eq!(examined.set_aside[&RowRule::Total], 99_997);
}

#[test]
fn a_record_of_one_label_again_and_again_is_read_in_time() {
    let form = form("don-vi");
    let label = &form.fields[0].label;
    let cells = (1..=100_000).map(|row| text(row, 1, label)).collect();
    let examined = examine_in_time(of_cells(&form.sheet, cells));
    assert_eq!(examined.tables.len(), 1);
}

#[test]
fn a_record_of_labels_side_by_side_over_other_texts_is_read_in_time() {
    let form = form("don-vi");
    let label = &form.fields[0].label;
    let row = |row: u32| {
        let written = if row % 2 == 1 { label.as_str() } else { "x" };
        (1..=1_000).map(move |column| text(row, column, written))
    };
    let cells = (1..=500).flat_map(row).collect();
    let examined = examine_in_time(of_cells(&form.sheet, cells));
    assert_eq!(examined.tables.len(), 1);
}

#[test]
fn merged_labels_in_every_row_are_looked_through_in_time() {
    let form = form("phong-trao");
    let [one, other] = [1, 2].map(|at: usize| form.fields[at].label.as_str());
    let row = |row: u32| {
        (1..=1_000).map(move |column| match column {
            1 => text(row, column, one),
            2 => text(row, column, other),
            _ => text(row, column, "x"),
        })
    };
    let merges = |row: u32| {
        (1..=500).map(move |nth| Range {
            first: CellRef::new(row, nth * 2 - 1).unwrap(),
            last: CellRef::new(row, nth * 2).unwrap(),
        })
    };
    let sheet = Sheet {
        merges: (1..=500).flat_map(merges).collect(),
        ..of_cells(&form.sheet, (1..=500).flat_map(row).collect())
    };
    examine_in_time(sheet);
}

#[test]
fn long_texts_are_likened_to_no_listed_value() {
    let form = form("phong-trao");
    let mut cells = header(form);
    let long = "Nụ cười công sở ".repeat(2_000);
    cells.extend((2..2_000).map(|row| text(row, 2, &long)));
    let examined = examine_in_time(of_cells(&form.sheet, cells));
    let mut faults = examined.findings.iter().map(|finding| &finding.fault);
    let listed = faults.find(|fault| fault.code() == Code::NotInList);
    assert!(matches!(
        listed,
        Some(Fault::NotInList {
            suggestion: None,
            ..
        })
    ));
}

#[test]
fn formulas_of_consecutive_rows_are_one_finding_as_they_are_made() {
    let form = form("phong-trao");
    let mut sheet = sheet(
        &form.sheet,
        form,
        &format!(
            "{MOVEMENTS}\n#1 | Khác | =#2 | =#3 | #1\n#2 | Khác | =#2 | #3 | #1\n#3 | Khác | #2 | =#3 | #1\n#4 | Khác | =#2 | =#3 | #1"
        ),
    );
    sheet.formulas.sort();
    let examined = examine("THPT-05_cuoi-nam.xlsx", vec![sheet]);
    let ranges: Vec<String> = examined
        .findings
        .iter()
        .filter(|finding| finding.fault.code() == Code::FormulaValue)
        .filter_map(|finding| Some(finding.place.range?.to_string()))
        .collect();
    assert_eq!(ranges, ["C2:C3", "D2", "D4:D5", "C5"]);
}

#[test]
fn a_block_merged_over_columns_is_one_finding_a_field_as_it_is_made() {
    let grid = format!(
        "{MOVEMENTS}\n#1 | Khác | #20 | < | #3\n#2 | Nụ cười công sở | ^ | ^ | #3\n#3 | Khác | #2 | #3 | #1"
    );
    let examined = one_sheet("phong-trao", &grid);
    let ranges: Vec<String> = examined
        .findings
        .iter()
        .filter(|finding| finding.fault.code() == Code::MergedAcross)
        .filter_map(|finding| Some(finding.place.range?.to_string()))
        .collect();
    assert_eq!(ranges, ["C2:C3", "D2:D3"]);
}
