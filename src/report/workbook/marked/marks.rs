//! Which cells are coloured, and what is said at each.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::is_listed;
use crate::finding::{Finding, Personal, Severity};
use crate::lang::Lang;
use crate::location::{CellRef, Range};
use crate::read::{Sheet, Workbook};
use crate::report::words;
use crate::settle::Submission;

/// Of a larger rectangle only the cells that hold something are coloured.
const MOST_CELLS: u64 = 2_000;
/// The most findings a note tells.
const MOST_TOLD: usize = 3;
/// The most letters of a note.
const NOTE_LENGTH: usize = 500;
/// The most notes of a workbook: more make it slow to open.
const MOST_NOTES: usize = 5_000;

/// What is said at one cell.
pub(super) struct Mark<'s> {
    /// The gravest of its findings'.
    pub(super) severity: Severity,
    /// Whether it has a note.
    pub(super) is_noted: bool,
    findings: Vec<&'s Finding>,
}

/// The marks of one sheet.
pub(super) type SheetMarks<'s> = BTreeMap<CellRef, Mark<'s>>;

/// The marks of a workbook.
pub(super) struct Marks<'s>(BTreeMap<Arc<str>, SheetMarks<'s>>);

impl<'s> Marks<'s> {
    pub(super) fn of(submission: &'s Submission, workbook: &Workbook) -> Self {
        let mut all: BTreeMap<Arc<str>, SheetMarks<'s>> = BTreeMap::new();
        let sheets = workbook.sheets.iter();
        let sheets: HashMap<&str, &Sheet> = sheets.map(|sheet| (&*sheet.name, sheet)).collect();
        for finding in submission.findings.iter().filter(|one| is_listed(one)) {
            let place = &finding.place;
            let (Some(name), Some(range)) = (&place.sheet, place.range) else {
                continue;
            };
            let Some(sheet) = sheets.get(&**name) else {
                continue;
            };
            let marks = all.entry(Arc::clone(name)).or_default();
            for at in cells(range, sheet) {
                let mark = marks.entry(at).or_insert(Mark {
                    severity: finding.severity,
                    is_noted: false,
                    findings: Vec::new(),
                });
                mark.severity = mark.severity.min(finding.severity);
                if mark.findings.len() < MOST_TOLD {
                    mark.findings.push(finding);
                }
            }
        }
        for (name, marks) in &mut all {
            if let Some(sheet) = sheets.get(&**name) {
                show_merged(marks, sheet);
            }
        }
        let mut noted = 0;
        for sheet in &workbook.sheets {
            for mark in all
                .get_mut(&sheet.name)
                .into_iter()
                .flat_map(BTreeMap::values_mut)
            {
                mark.is_noted = noted < MOST_NOTES;
                noted += 1;
            }
        }
        Self(all)
    }

    pub(super) fn of_sheet(&self, name: &str) -> Option<&SheetMarks<'s>> {
        self.0.get(name)
    }
}

/// The cells of a range to colour.
fn cells(range: Range, sheet: &Sheet) -> Vec<CellRef> {
    let (rows, columns) = (
        range.first.row..=range.last.row,
        range.first.column..=range.last.column,
    );
    let count = |from: u32, to: u32| u64::from(to - from) + 1;
    let area =
        count(range.first.row, range.last.row) * count(range.first.column, range.last.column);
    if area > MOST_CELLS {
        let from = sheet
            .cells
            .partition_point(|cell| cell.at.row < range.first.row);
        let cells = sheet.cells[from..].iter().map(|cell| cell.at);
        let cells = cells.take_while(|at| at.row <= range.last.row);
        return cells.filter(|at| range.has(*at)).collect();
    }
    let in_row = |row| {
        columns
            .clone()
            .filter_map(move |column| CellRef::new(row, column))
    };
    rows.flat_map(in_row).collect()
}

/// Of merged cells only the first is seen, so marks on the others are its.
fn show_merged(marks: &mut SheetMarks<'_>, sheet: &Sheet) {
    for merge in &sheet.merges {
        let inside = marks.range(merge.first..=merge.last);
        let hidden: Vec<CellRef> = inside
            .map(|(at, _)| *at)
            .filter(|at| merge.has(*at) && *at != merge.first)
            .collect();
        for at in hidden {
            let Some(mark) = marks.remove(&at) else {
                continue;
            };
            match marks.get_mut(&merge.first) {
                Some(shown) => {
                    shown.severity = shown.severity.min(mark.severity);
                    let room = MOST_TOLD.saturating_sub(shown.findings.len());
                    shown.findings.extend(mark.findings.into_iter().take(room));
                }
                None => {
                    marks.insert(merge.first, mark);
                }
            }
        }
    }
}

impl Mark<'_> {
    /// What the note says: for each finding how grave, what is wrong and what to do.
    pub(super) fn note(&self, lang: Lang) -> String {
        let told = self.findings.iter().map(|finding| {
            format!(
                "{}: {} {}",
                words::severity(finding.severity, lang),
                finding.message(lang, Personal::Shown),
                finding.help(lang)
            )
        });
        let text = told.collect::<Vec<_>>().join("\n");
        match text.char_indices().nth(NOTE_LENGTH - 1) {
            Some((end, _)) if end < text.len() => format!("{}…", &text[..end]),
            _ => text,
        }
    }
}
