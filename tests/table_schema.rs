//! What the sample campaign's forms have no use for: the rest of Table Schema's types and constraints.
//!
//! Grids as in `stages.rs`: a row a line, cells split at `|`, `#12` a number, field names for labels.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use thidua::campaign::{self, Campaign};
use thidua::location::CellRef;
use thidua::read::{self, Cell, CellValue, Sheet, Workbook};
use thidua::recognise::{Identity, Index, recognise};
use thidua::validate::{Checker, Examined, validate};

static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outside/table-schema");
    campaign::load(&folder, read::table).unwrap()
});

fn sheet(id: &str, grid: &str) -> Sheet {
    let form = CAMPAIGN.form(&id.into()).unwrap();
    let value = |text: &str| match form.fields.iter().find(|field| field.name.as_str() == text) {
        Some(field) => CellValue::Text(field.label.as_str().into()),
        None => match text.strip_prefix('#') {
            Some(number) => CellValue::Number(number.parse().unwrap()),
            None => CellValue::Text(text.into()),
        },
    };
    let mut cells = Vec::new();
    for (row, line) in (1..).zip(grid.lines()) {
        for (column, text) in (1..).zip(line.split('|')) {
            if !text.trim().is_empty() {
                let at = CellRef::new(row, column).unwrap();
                cells.push(Cell {
                    at,
                    value: value(text.trim()),
                });
            }
        }
    }
    Sheet {
        name: Arc::from(form.sheet.as_str()),
        cells,
        ..Sheet::default()
    }
}

fn examined(sheets: &[(&str, &str)]) -> Examined {
    let workbook = Workbook {
        sheets: sheets.iter().map(|(id, grid)| sheet(id, grid)).collect(),
        ..Workbook::default()
    };
    let index = Index::new(&CAMPAIGN);
    let assigned = Identity {
        unit: Some("DV-01".into()),
        collection: Some("ky-1".into()),
    };
    let recognised = recognise("a.xlsx", &workbook, &assigned, &index);
    validate(recognised, &Checker::new(&CAMPAIGN))
}

/// What is found at cells, as "B2 code", leaving out the columns that a grid does not have.
fn check(sheets: &[(&str, &str)], expected: &[&str]) {
    let examined = examined(sheets);
    let at_cells = examined.findings.iter().filter_map(|finding| {
        let code = finding.fault.code().as_str();
        Some(format!("{} {code}", finding.place.range?))
    });
    let found: Vec<String> = at_cells.filter(|one| !one.ends_with("-label")).collect();
    assert_eq!(found, expected, "{sheets:?}");
}

#[test]
fn what_a_number_must_be_greater_or_less_than_is_not_allowed_itself() {
    let grid = "ma | nguyen | chu\nM1 | #0 | abc\nM2 | #1 | abc\nM3 | #10 | abc\nM4 | #9 | abc";
    check(
        &[("kieu", grid)],
        &["B2 exclusive-minimum", "B4 exclusive-maximum"],
    );
}

#[test]
fn a_row_that_refers_to_none_of_another_form_is_reported() {
    let types = "ma | nguyen | chu\nM1 | #1 | abc\nM2 | #2 | abc";
    let children = "so_hieu | cua\nC1 | M1\nC2 | M7\nC3 | m2";
    check(&[("kieu", types), ("con", children)], &["B3 foreign-key"]);
    // A form that is not there is told for itself.
    check(&[("con", children)], &[]);
}

#[test]
fn a_key_of_a_form_may_refer_to_the_form_itself() {
    let grid = "ma | cha | chu\nM1 | M2 | abc\nM2 | M3 | abc";
    check(&[("kieu", grid)], &["B3 foreign-key"]);
}

#[test]
fn fields_that_must_differ_together_may_be_the_same_each() {
    let grid = "ma | nam | thang\nM1 | #2023 | 2023-10\nM2 | #2023 | 11/2023\nM3 | #2023 | 10/2023\nM4 | #2023 |\nM5 | #2023 |";
    check(&[("kieu", grid)], &["B4 not-unique"]);
}

#[test]
fn values_are_read_by_their_types_and_kept_in_one_form() {
    let grid = "ma | luc | gio | thang | ds | so_en | tien | nhom\nM1 | 05/09/2023 14:30 | 7h30 | tháng 10/2023 | 1; 2 ;3 | 1,234.5 | 95 đồng | nhóm b";
    let examined = examined(&[("kieu", grid)]);
    let form = CAMPAIGN.form(&"kieu".into()).unwrap();
    let row = &examined.tables[0].rows[0];
    let shown = |name: &str| {
        let at = form.position(&name.into()).unwrap();
        row.values[at].as_ref().map(thidua::validate::Value::shown)
    };
    for (field, value) in [
        ("luc", "05/09/2023 14:30"),
        ("gio", "07:30"),
        ("thang", "2023-10"),
        ("ds", "1;2;3"),
        ("so_en", "1.234,5"),
        ("tien", "95"),
        ("nhom", "B"),
    ] {
        assert_eq!(shown(field).as_deref(), Some(value), "{field}");
    }
    // What was read otherwise than written is in the log, each once.
    assert_eq!(examined.repairs.len(), 7);
}
