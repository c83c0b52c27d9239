//! Sums that a sheet states, checked against the rows they sum.

use crate::finding::{Fault, Finding};
use crate::location::Range;
use crate::read::CellValue;
use crate::recognise::{RecognisedSheet, Stated};

use super::{Notes, Row, Standing, Value, cell, number};

/// Sums this near are equal: adding up leaves such crumbs.
const NEAR: f64 = 1e-6;

/// Asks about every stated sum that its rows do not add up to.
pub(super) fn check(sheet: &RecognisedSheet<'_>, rows: &[Row], notes: &mut Notes<'_>) {
    if sheet.totals.is_empty() {
        return;
    }
    let sums = sheet.totals.iter().filter(|one| !one.is_heading).count();
    let mut any_number = false;
    for (at, field) in sheet.form.fields.iter().enumerate() {
        if field.ordinal || !field.kind.is_number() {
            continue;
        }
        any_number = true;
        let running = Running::new(sheet, rows, at);
        for (nth, stated) in sheet.totals.iter().enumerate() {
            let written = stated.values[at].as_deref();
            let Some(total) = written.and_then(stated_number) else {
                continue;
            };
            let scopes = scopes(sheet, nth, sums, rows.len());
            let sums = scopes.iter().map(|scope| running.sums(*scope));
            // A value that cannot be read is pointed at already.
            if let Some(sums) = sums.collect::<Option<Vec<_>>>() {
                mismatch(stated, at, total, &sums, notes);
            }
        }
    }
    let last = sheet.totals.last().filter(|stated| !stated.is_heading);
    if let Some(stated) = last.filter(|_| !any_number) {
        count(sheet, stated, rows, notes);
    }
}

/// Reports a sum that is none of those its rows may add up to.
fn mismatch(
    stated: &Stated<'_>,
    field: usize,
    total: f64,
    sums: &[[f64; 2]],
    notes: &mut Notes<'_>,
) {
    let is_right = |sum: &f64| same(*sum, total);
    if sums.iter().flatten().any(is_right) {
        return;
    }
    let Some([sum, _]) = sums.first().copied() else {
        return;
    };
    let cell = notes.sheet.cells.cell(stated.row, field);
    let place = notes.place(cell.map(Range::from), Some(field));
    let written = stated.values[field].as_deref().map(CellValue::shown);
    let finding = Finding::new(place, Fault::TotalMismatch { sum });
    notes.findings.push(finding.with_value(written, false));
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < NEAR
}

/// Rows from the first to before the second, by position.
type Scope = (usize, usize);

/// The rows a stated sum may be the sum of, the likeliest first. The only sum of a table is of all
/// its rows. A heading sums what follows it, up to some later heading or sum; a sum among others,
/// of which there are `sums` with itself, the rows since some earlier one, or after it.
fn scopes(sheet: &RecognisedSheet<'_>, nth: usize, sums: usize, rows: usize) -> Vec<Scope> {
    /// Sections are not nested deeper than this many headings.
    const NEAR: usize = 12;
    let stated = &sheet.totals[nth];
    let here = stated.before;
    let later = sheet.totals[nth + 1..].iter().take(NEAR);
    let mut after: Vec<Scope> = later.map(|one| (here, one.before)).collect();
    after.push((here, rows));
    after.retain(|(from, to)| from < to);
    if stated.is_heading || here == 0 {
        return after;
    }
    if sums == 1 {
        let all = (here < rows).then_some((0, rows));
        return std::iter::once((0, here)).chain(all).collect();
    }
    let earlier = sheet.totals[..nth].iter().rev().take(NEAR);
    let mut before: Vec<Scope> = earlier.map(|one| (one.before, here)).collect();
    before.push((0, here));
    before.retain(|(from, to)| from < to);
    if nth + 1 == sheet.totals.len() {
        before.rotate_right(1);
    } else {
        before.extend(after);
    }
    before
}

/// Sums of a field over the first rows: of all of them, and without those that stand twice.
struct Running {
    sums: Vec<[f64; 2]>,
    /// How many of the first rows have no value that could be summed.
    unread: Vec<usize>,
}

impl Running {
    fn new(sheet: &RecognisedSheet<'_>, rows: &[Row], field: usize) -> Self {
        let required = sheet.form.fields[field].constraints.required;
        let ([mut all, mut counted], mut missed) = ([0.0, 0.0], 0);
        let mut running = Self {
            sums: vec![[all, counted]],
            unread: vec![missed],
        };
        for row in rows {
            match row.values[field].as_ref().and_then(Value::as_number) {
                Some(number) => {
                    all += number;
                    if !matches!(row.standing, Standing::Excluded(_)) {
                        counted += number;
                    }
                }
                None => missed += usize::from(required || !is_blank(sheet, row.row, field)),
            }
            running.sums.push([all, counted]);
            running.unread.push(missed);
        }
        running
    }

    fn sums(&self, (from, to): Scope) -> Option<[f64; 2]> {
        let [before, after] = [self.sums[from], self.sums[to]];
        (self.unread[from] == self.unread[to])
            .then_some([after[0] - before[0], after[1] - before[1]])
    }
}

fn is_blank(sheet: &RecognisedSheet<'_>, row: u32, field: usize) -> bool {
    let found = sheet.rows.binary_search_by_key(&row, |raw| raw.row);
    found.is_ok_and(|at| {
        let written = sheet.rows[at].values[field].as_deref();
        cell::is_blank(written, sheet.form.missing_values_of(field))
    })
}

fn stated_number(written: &CellValue) -> Option<f64> {
    match written {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => number::parse(text),
        _ => None,
    }
}

/// Of a table without numbers a total states how many rows there are: "Tổng số: 12 điển hình".
fn count(sheet: &RecognisedSheet<'_>, stated: &Stated<'_>, rows: &[Row], notes: &mut Notes<'_>) {
    let mut numbers: Vec<(usize, f64)> = Vec::new();
    for (at, written) in stated.values.iter().enumerate() {
        match written.as_deref() {
            Some(CellValue::Number(number)) => numbers.push((at, *number)),
            Some(CellValue::Text(text)) => {
                let words = text.split(|c: char| !c.is_ascii_digit());
                let found = words.filter_map(|word| word.parse::<u32>().ok());
                numbers.extend(found.map(|number| (at, f64::from(number))));
            }
            _ => {}
        }
    }
    let [(field, number)] = numbers.as_slice() else {
        return;
    };
    let excluded = rows
        .iter()
        .filter(|row| matches!(row.standing, Standing::Excluded(_)));
    let size = |count: usize| u32::try_from(count).map_or(f64::MAX, f64::from);
    let (all, counted) = (size(rows.len()), size(rows.len() - excluded.count()));
    if !sheet.form.fields[*field].ordinal {
        mismatch(stated, *field, *number, &[[all, counted]], notes);
    }
}
