//! A table of the campaign (units, criteria, lists) with its columns found by name.

use std::path::{Path, PathBuf};

use super::fault::{CampaignFault, Problem};

/// Rows of text under a header.
pub(super) struct Table {
    file: PathBuf,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Takes the first row as header. Refuses columns that are not `known`, and the whole table
    /// where one of `needed` is missing.
    pub(super) fn new(
        file: &Path,
        rows: Vec<Vec<String>>,
        known: &[&str],
        needed: &[&str],
        faults: &mut Vec<CampaignFault>,
    ) -> Option<Self> {
        let table = Self::any(file, rows);
        let before = faults.len();
        let mut fault = |problem| {
            faults.push(CampaignFault {
                file: file.to_owned(),
                place: String::new(),
                problem,
            });
        };
        for column in needed {
            if !table.header.iter().any(|name| name == column) {
                fault(Problem::MissingColumn {
                    column: (*column).to_owned(),
                });
            }
        }
        for name in &table.header {
            if !known.contains(&name.as_str()) {
                fault(Problem::Unknown {
                    kind: ("cột", "column"),
                    name: name.clone(),
                    known: known.iter().map(|&name| name.to_owned()).collect(),
                });
            }
        }
        (faults.len() == before).then_some(table)
    }

    /// Takes the first row as header, whatever the columns are.
    pub(super) fn any(file: &Path, rows: Vec<Vec<String>>) -> Self {
        let mut rows = rows.into_iter();
        let header = rows.next().unwrap_or_default();
        Self {
            file: file.to_owned(),
            header: header.iter().map(|name| name.trim().to_owned()).collect(),
            rows: rows.collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(super) fn header(&self) -> &[String] {
        &self.header
    }

    /// The rows that are not blank.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|(at, cells)| Row {
                table: self,
                line: at + 2,
                cells,
            })
    }
}

/// One row of a table.
pub(super) struct Row<'a> {
    table: &'a Table,
    line: usize,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    /// The trimmed text of a column; empty where the row ends before it.
    pub(super) fn get(&self, column: &str) -> &'a str {
        let at = self.table.header.iter().position(|name| name == column);
        at.and_then(|at| self.cells.get(at))
            .map_or("", |text| text.trim())
    }

    pub(super) fn optional(&self, column: &str) -> Option<&'a str> {
        Some(self.get(column)).filter(|text| !text.is_empty())
    }

    /// The parts of a text split at `|`.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        let parts = self.get(column).split('|').map(str::trim);
        parts
            .filter(|part| !part.is_empty())
            .map(str::to_owned)
            .collect()
    }

    /// A number with a decimal dot or comma; a fault where it is none.
    pub(super) fn number(&self, column: &str, faults: &mut Vec<CampaignFault>) -> f64 {
        let text = self.get(column);
        let parsed: Option<f64> = text.replace(',', ".").parse().ok();
        parsed
            .filter(|number| number.is_finite())
            .unwrap_or_else(|| {
                faults.push(self.fault(
                    column,
                    Problem::Invalid {
                        found: text.to_owned(),
                        expected: "a number".to_owned(),
                    },
                ));
                0.0
            })
    }

    pub(super) fn fault(&self, column: &str, problem: Problem) -> CampaignFault {
        CampaignFault {
            file: self.table.file.clone(),
            place: format!("row {}, {column}", self.line),
            problem,
        }
    }
}
