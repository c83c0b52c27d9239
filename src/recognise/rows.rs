//! Which rows below a header are data; every other row is set aside by a named rule.

mod heads;
mod judge;
mod merged;
mod numbering;
mod section;
pub(super) mod words;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::finding::{Fault, Finding, Place, RowRule};
use crate::location::{CellRef, MAX_ROW, Range, column_letters};
use crate::read::{Cell, CellValue, Epoch};

use self::judge::{Above, Judge};
use super::header::Header;
use super::index::Index;
use super::view::View;
use super::{Cells, RawRow, Read, RecognisedSheet, Stated};

/// Splits the rows below the header into data and the rest.
pub(super) fn split<'a>(
    view: View<'a>,
    form: usize,
    header: &Header,
    columns: Vec<Option<u32>>,
    index: &Index<'a>,
) -> Read<'a> {
    let judge = Judge::new(view, form, header, &columns, index);
    let mut sorted = Sorted::default();
    let mut above = Above::Header;
    let below = || view.rows().filter(|(row, _)| *row > header.last_row);
    let mut previous = header.last_row;
    let mut last_number = None;
    let mut other_table = None;
    for (row, cells) in below() {
        sorted.gaps.push((previous + 1)..row);
        previous = row;
        let may_head = judge.may_head(cells);
        if other_table.is_some() || (may_head && judge.is_other_table(cells)) {
            other_table = other_table.or(cells.first().map(|cell| cell.at));
            sorted.enter(row, cells, Some(RowRule::OtherTable), &columns);
            continue;
        }
        let aside = judge.aside(cells, above, last_number, may_head);
        if aside.is_none() {
            last_number = judge.number(cells).or(last_number);
        }
        above = match aside {
            Some(RowRule::Blank) => above,
            Some(RowRule::RepeatedHeader | RowRule::ColumnNumbers) => Above::Header,
            Some(RowRule::Footer) => Above::Footer,
            Some(RowRule::Section) if above == Above::AmongThem || is_among_them(cells) => {
                Above::AmongThem
            }
            _ => Above::Other,
        };
        sorted.enter(row, cells, aside, &columns);
    }
    if view.area.last.row < MAX_ROW {
        sorted.drop_title(&judge, view);
    }
    let gaps = sorted.count_blanks(header.last_row);
    let mut read = RecognisedSheet {
        form: index.form(form),
        sheet: view.sheet,
        name: Arc::clone(&view.sheet.name),
        cells: Cells::Columns(columns),
        rows: sorted.rows,
        set_aside: sorted.set_aside,
        seen: count(below()) + gaps,
        totals: sorted.totals,
        epoch: Epoch::default(),
    };
    let mut findings = merged::fill(view, &mut read);
    findings.extend(unlabelled(view, header, &read));
    findings.extend(other_table.and_then(|from| second_table(view, from, &read)));
    (read, findings)
}

/// Whether a heading begins with "Trong đó".
fn is_among_them(cells: &[Cell]) -> bool {
    let mut texts = cells.iter().filter_map(|cell| cell.value.as_text());
    texts.any(words::is_among_them)
}

/// The rows as they were judged.
#[derive(Default)]
struct Sorted<'a> {
    rows: Vec<RawRow<'a>>,
    set_aside: BTreeMap<RowRule, u32>,
    /// The rows with nothing but a running number.
    blanks: Vec<u32>,
    /// The runs of empty rows.
    gaps: Vec<std::ops::Range<u32>>,
    totals: Vec<Stated<'a>>,
}

impl<'a> Sorted<'a> {
    fn enter(
        &mut self,
        row: u32,
        cells: &'a [Cell],
        aside: Option<RowRule>,
        columns: &[Option<u32>],
    ) {
        let values = || values(cells, columns);
        match aside {
            Some(RowRule::Blank) => {
                self.blanks.push(row);
                return;
            }
            Some(aside) => *self.set_aside.entry(aside).or_default() += 1,
            None => self.rows.push(RawRow {
                row,
                values: values(),
                taken: Vec::new(),
            }),
        }
        let is_heading = aside == Some(RowRule::Section);
        if (is_heading && !is_among_them(cells)) || aside == Some(RowRule::Total) {
            let text = cells.iter().find_map(|cell| cell.value.as_text());
            self.totals.push(Stated {
                row,
                text: text.unwrap_or_default(),
                values: values(),
                before: self.rows.len(),
                is_heading,
            });
        }
    }
}

impl Sorted<'_> {
    /// Sets aside blank rows, and gives the number of empty ones among the data: below the last
    /// data row these are no rows of the table, and running numbers are merely unused.
    fn count_blanks(&mut self, header: u32) -> u32 {
        let last = self.rows.last().map_or(header, |row| row.row);
        let gaps = self.gaps.iter().filter(|gap| gap.start <= last);
        let gaps: u32 = gaps.map(|gap| gap.end - gap.start).sum();
        let inside = count(self.blanks.iter().filter(|row| **row < last));
        let unused = count(self.blanks.iter()) - inside;
        for (aside, count) in [(RowRule::Blank, inside + gaps), (RowRule::Unused, unused)] {
            if count > 0 {
                self.set_aside.insert(aside, count);
            }
        }
        gaps
    }

    /// Sets aside the last rows where they are the title of the form that stands right below.
    fn drop_title(&mut self, judge: &Judge<'_, '_>, view: View<'_>) {
        let mut lowest: Vec<u32> = view.rows().map(|(row, _)| row).collect();
        while let Some(row) = self.rows.last().map(|row| row.row) {
            let is_lowest = lowest.pop() == Some(row);
            let is_summed = self.totals.last().is_some_and(|total| total.row > row);
            let cells = view.row(row);
            let is_title = is_lowest
                && !is_summed
                && cells.len() == 1
                && cells.iter().all(|cell| cell.value.as_text().is_some())
                && !judge.is_numbered(cells);
            if !is_title {
                break;
            }
            *self.set_aside.entry(RowRule::Footer).or_default() += 1;
            self.rows.pop();
        }
    }
}

/// How many there are; a sheet's rows fit in 32 bits.
fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

/// What stands in each field's column.
fn values<'a>(cells: &'a [Cell], columns: &[Option<u32>]) -> Vec<Option<Cow<'a, CellValue>>> {
    let value = |column: &Option<u32>| {
        let column = (*column)?;
        let at = cells
            .binary_search_by_key(&column, |cell| cell.at.column)
            .ok()?;
        Some(Cow::Borrowed(&cells[at].value))
    };
    columns.iter().map(value).collect()
}

/// Asks about a second table of the form on its sheet, which is not read.
fn second_table(view: View<'_>, from: CellRef, read: &RecognisedSheet<'_>) -> Option<Finding> {
    let last = view.cells().last()?.at;
    let last = CellRef::new(last.row, last.column.max(from.column))?;
    let place = Place {
        range: Some(Range { first: from, last }),
        form: Some(read.form.id.clone()),
        ..Place::sheet(&read.name)
    };
    let read = read.name.to_string();
    Some(Finding::new(place, Fault::RepeatedSheet { read }))
}

/// Reports each column without a label in which data rows have something.
fn unlabelled(view: View<'_>, header: &Header, read: &RecognisedSheet<'_>) -> Vec<Finding> {
    let labelled: Vec<u32> = header.labels.iter().map(|label| label.at.column).collect();
    let mut columns: BTreeSet<u32> = BTreeSet::new();
    for row in &read.rows {
        let cells = view.row(row.row).iter().map(|cell| cell.at.column);
        columns.extend(cells.filter(|column| !labelled.contains(column)));
    }
    let finding = |column: u32| {
        let place = Place {
            range: CellRef::new(header.last_row, column).map(Range::from),
            form: Some(read.form.id.clone()),
            ..Place::sheet(&read.name)
        };
        Finding::new(place, Fault::ExtraLabel).with_value(Some(column_letters(column)), false)
    };
    columns.into_iter().map(finding).collect()
}
