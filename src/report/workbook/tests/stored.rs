//! How rows stand in the file, whatever a lenient reader would make of them.

use super::written::{Written, text};
use super::{Fixture, report};
use crate::lang::Lang;

/// The values of an attribute, in the order they stand in.
fn values<'x>(xml: &'x str, before: &str) -> Vec<&'x str> {
    let after = xml.split(before).skip(1);
    after.map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn every_row_stands_once_and_in_order() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let parts = written.part_names();
    let sheets: Vec<&String> = parts
        .iter()
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .collect();
    assert_eq!(sheets.len(), written.sheet_names().len());
    for sheet in sheets {
        let xml = written.part(sheet);
        let rows = values(&xml, "<row r=\"");
        let rows: Vec<u32> = rows.iter().map(|row| row.parse().unwrap()).collect();
        assert!(!rows.is_empty(), "{sheet}");
        assert!(
            rows.is_sorted_by(|one, next| one < next),
            "{sheet}: {rows:?}"
        );
    }
}

#[test]
fn the_columns_of_a_table_are_named_as_they_are_headed() {
    let fixture = Fixture::new();
    let written = Written::of(&report(&fixture, Lang::Vi));
    let names = written.sheet_names();
    let mut tables = 0;
    for (at, name) in (1..).zip(&names) {
        let links = format!("xl/worksheets/_rels/sheet{at}.xml.rels");
        if !written.part_names().contains(&links) {
            continue;
        }
        for table in values(&written.part(&links), "Target=\"../tables/") {
            let xml = written.part(&format!("xl/tables/{table}"));
            let columns = values(&xml, "<tableColumn id=\"").len();
            let listed = values(&xml, "\" name=\"").split_off(1);
            let first: usize = values(&xml, " ref=\"A")[0]
                .split(':')
                .next()
                .unwrap()
                .parse()
                .unwrap();
            let heading = &written.rows(name)[first - 1];
            let heading: Vec<&str> = heading[..columns].iter().map(text).collect();
            assert_eq!(listed, heading, "{name}");
            tables += 1;
        }
    }
    assert!(tables > 3, "{tables}");
}
