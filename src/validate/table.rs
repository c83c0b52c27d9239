//! The typed rows of one form on one sheet.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::above::{self, Resolved};
use super::checker::Allowed;
use super::column::Column;
use super::{Asked, Notes, Value, cell, percent, total};
use crate::campaign::Form;
use crate::finding::{Fault, Finding, Repair, RepairRule, RowRule};
use crate::id::FormId;
use crate::location::{CellRef, Range};
use crate::read::CellValue;
use crate::recognise::{Cells, RecognisedSheet};
use crate::shared_text::SharedText;
use crate::text::match_key;

/// What findings leave of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Standing {
    /// Nothing is open against it.
    Certain,
    /// An open error or query touches it.
    Doubt,
    /// A rule keeps it out, named as in `_rule`.
    Excluded(RowRule),
}

impl Standing {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Doubt => "doubt",
            Self::Excluded(_) => "excluded",
        }
    }

    /// The rule that keeps the row out.
    #[must_use]
    pub fn rule(self) -> Option<RowRule> {
        match self {
            Self::Excluded(rule) => Some(rule),
            Self::Certain | Self::Doubt => None,
        }
    }
}

/// One data row; a record is one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The one-based row on the sheet; of a record, the row of its first value.
    pub row: u32,
    /// A value for each field of the form, by position; none where nothing valid stands.
    pub values: Vec<Option<Value>>,
    /// The row's key as a match key; none where the form has no key or a part of it is missing.
    pub key: Option<SharedText>,
    /// What findings leave of it; final after `settle`.
    pub standing: Standing,
    /// The fields in doubt, by position; all of them where the whole row is.
    pub doubt: Vec<usize>,
}

/// The data rows of one form on one sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The form.
    pub form: FormId,
    /// The sheet's name.
    #[serde(with = "crate::shared_text")]
    pub sheet: Arc<str>,
    /// Where its values stand.
    pub cells: Cells,
    /// Its rows, in the sheet's order.
    pub rows: Vec<Row>,
}

impl Table {
    /// The cell a value came from.
    #[must_use]
    pub fn cell(&self, row: &Row, field: usize) -> Option<CellRef> {
        self.cells.cell(row.row, field)
    }
}

impl Table {
    /// Whether anything is filled in beyond running numbers and what the blank form carries,
    /// be it from an earlier return.
    #[must_use]
    pub fn has_data(&self, form: &Form) -> bool {
        let required = |at: usize| {
            let field = &form.fields[at];
            let is_always_asked = field.collections.is_empty() && !field.of_block_heads;
            is_always_asked && field.constraints.required && is_own(form, at)
        };
        // Where people's own columns are not found, nobody can tell what they filled in.
        let is_readable = (0..form.fields.len())
            .filter(|at| required(*at) && !form.is_carried(*at))
            .all(|at| self.cells.has(at));
        self.any(|at| is_own(form, at) && !(is_readable && form.is_carried(at)))
    }

    /// Whether anything is filled in that no blank form carries without an earlier return.
    pub(super) fn says_anything(&self, form: &Form) -> bool {
        self.any(|at| is_own(form, at))
    }

    /// Whether a value of such a field is there.
    fn any(&self, counts: impl Fn(usize) -> bool) -> bool {
        self.rows.iter().any(|row| {
            let mut fields = row.values.iter().enumerate();
            fields.any(|(at, value)| value.is_some() && counts(at))
        })
    }
}

/// Whether people fill a field in on every blank form.
fn is_own(form: &Form, at: usize) -> bool {
    !form.fields[at].prefilled && !form.fields[at].ordinal
}

/// Reads the rows of a sheet into typed values.
pub(super) fn read(sheet: &RecognisedSheet<'_>, asked: &Asked<'_>, notes: &mut Notes<'_>) -> Table {
    let fields = sheet.form.fields.len();
    let mut columns: Vec<Column<'_>> = vec![Column::default(); fields];
    let allowed = asked.checker.allowed(&sheet.form.id);
    let mut rows = Vec::with_capacity(sheet.rows.len());
    for raw in &sheet.rows {
        let mut values = Vec::with_capacity(fields);
        for (at, written) in raw.values.iter().enumerate() {
            let taken = raw.taken.iter().find(|(field, _)| *field == at);
            let site = Site {
                sheet,
                row: raw.row,
                at,
                allowed: allowed.and_then(|allowed| allowed[at].as_deref()),
                taken: taken.map(|(_, from)| *from),
            };
            values.push(site.read(written.as_deref(), asked, notes, &mut columns[at]));
        }
        percent::check(raw, &values, asked, notes);
        rows.push(Row {
            row: raw.row,
            key: key(sheet.form, &values),
            values,
            standing: Standing::Certain,
            doubt: Vec::new(),
        });
    }
    for (at, column) in columns.iter().enumerate() {
        column.other_order(at, asked, notes);
    }
    exclude_repeated(&mut rows, sheet, notes);
    total::check(sheet, &rows, notes);
    Table {
        form: sheet.form.id.clone(),
        sheet: Arc::clone(&sheet.name),
        cells: sheet.cells.clone(),
        rows,
    }
}

/// One cell to be read.
struct Site<'s> {
    sheet: &'s RecognisedSheet<'s>,
    row: u32,
    /// The field.
    at: usize,
    /// The values it may have, if it is bound to any.
    allowed: Option<&'s Allowed>,
    /// The merged cell the value is of, if it begins further up.
    taken: Option<CellRef>,
}

impl<'s> Site<'s> {
    fn read(
        &self,
        written: Option<&'s CellValue>,
        asked: &Asked<'_>,
        notes: &mut Notes<'_>,
        column: &mut Column<'s>,
    ) -> Option<Value> {
        let form = self.sheet.form;
        let field = &form.fields[self.at];
        let silent = field.ordinal || !asked.asks(field);
        let is_said =
            |cell: &&CellValue| !cell::is_blank(Some(cell), form.missing_values_of(self.at));
        let above = column.above.take();
        let Some(written) = written.filter(is_said) else {
            if !silent {
                self.missing(None, notes);
            }
            return None;
        };
        let allowed = self.allowed;
        if cell::is_placeholder(written) {
            if !silent {
                self.log((RepairRule::Text, written.shown(), String::new()), notes);
                self.missing(Some(written.shown()), notes);
            }
            return None;
        }
        let is_table = matches!(self.sheet.cells, Cells::Columns(_));
        let mark = is_table.then(|| above::resolve(written, above, field, allowed));
        let merged = self.taken.map(|_| RepairRule::MergedCell);
        let (meant, from, taken) = match mark {
            None | Some(Resolved::Own) => (written, self.taken.or(self.cell()), merged),
            Some(Resolved::Above(value, at)) => (value, Some(at), Some(RepairRule::AsAbove)),
            Some(Resolved::Nothing) => {
                if !silent {
                    notes.cell(
                        self.row,
                        self.at,
                        Fault::NothingAbove,
                        Some(written.shown()),
                    );
                }
                return None;
            }
        };
        column.above = from.map(|from| (meant, from));
        let read = cell::read(meant, field, allowed, self.sheet.epoch, asked);
        if silent {
            return read.value.filter(|_| read.faults.is_empty());
        }
        column.note_date(self.row, meant, field, &read, asked);
        let own = taken.or(read.repair).zip(read.value.as_ref());
        for change in self.changes(written, taken, own) {
            self.log(change, notes);
        }
        // What is unsure where it stands is unsure wherever it is taken to.
        if let Some(reading) = from.and_then(|at| self.sheet.sheet.doubtful_at(at)) {
            let reading = reading.to_owned();
            let fault = Fault::DoubtfulEncoding { reading };
            notes.cell(self.row, self.at, fault, Some(written.shown()));
        }
        for fault in read.faults {
            let shown = match (&fault, written) {
                // All its digits: what is wrong may be in the last.
                (Fault::TypeError { .. }, CellValue::Number(number)) => {
                    number.to_string().replace('.', ",")
                }
                _ => written.shown(),
            };
            notes.cell(self.row, self.at, fault, Some(shown));
        }
        if field.constraints.unique
            && let Some(value) = &read.value
        {
            self.unique(value, written, notes, column);
        }
        read.value
    }

    /// Reports a required value that is not there.
    fn missing(&self, written: Option<String>, notes: &mut Notes<'_>) {
        let required = self.sheet.form.fields[self.at].constraints.required;
        if required && self.sheet.cells.has(self.at) {
            notes.cell(self.row, self.at, Fault::MissingValue, written);
        }
    }

    /// Where the value stands.
    fn cell(&self) -> Option<CellRef> {
        self.sheet.cells.cell(self.row, self.at)
    }

    /// The changes from the cell as written to its value, in their order: what reading the file
    /// mended, then what reading the value did.
    fn changes(
        &self,
        written: &CellValue,
        taken: Option<RepairRule>,
        own: Option<(RepairRule, &Value)>,
    ) -> Vec<(RepairRule, String, String)> {
        // What was mended where it stands is told there.
        let own_cell = self.cell().filter(|_| taken.is_none());
        let mended = own_cell.and_then(|at| self.sheet.sheet.mended_at(at));
        match (mended, own) {
            (None, None) => Vec::new(),
            (None, Some((rule, value))) => {
                // What stands in a merged cell stands in its first row only.
                let is_merged = taken == Some(RepairRule::MergedCell);
                let before = (!is_merged).then(|| written.shown());
                vec![(rule, before.unwrap_or_default(), value.shown())]
            }
            (Some(mended), None) => vec![(mended.rule, mended.before.clone(), written.shown())],
            // Spaces trimmed once more are no second repair.
            (Some(mended), Some((RepairRule::Text, value))) => {
                vec![(mended.rule, mended.before.clone(), value.shown())]
            }
            (Some(mended), Some((rule, value))) => vec![
                (mended.rule, mended.before.clone(), written.shown()),
                (rule, written.shown(), value.shown()),
            ],
        }
    }

    /// Logs what was read otherwise than it was written.
    fn log(&self, (rule, before, after): (RepairRule, String, String), notes: &mut Notes<'_>) {
        let Some(cell) = self.cell() else { return };
        let field = &self.sheet.form.fields[self.at];
        notes.repairs.push(Repair {
            rule,
            sheet: Arc::clone(&self.sheet.name),
            range: cell.into(),
            form: self.sheet.form.id.clone(),
            field: field.name.clone(),
            before: before.into(),
            after: after.into(),
            count: 1,
            personal: field.personal,
        });
    }

    /// Reports a value that stands further up already, where values must differ.
    fn unique(
        &self,
        value: &Value,
        written: &CellValue,
        notes: &mut Notes<'_>,
        column: &mut Column<'_>,
    ) {
        let Some(cell) = self.cell() else { return };
        match column.seen.entry(match_key(&value.shown())) {
            Entry::Occupied(first) => {
                let first = *first.get();
                let fault = Fault::NotUnique { first };
                notes.cell(self.row, self.at, fault, Some(written.shown()));
            }
            Entry::Vacant(entry) => {
                entry.insert(cell);
            }
        }
    }
}

/// A row's key; none where the form has none or a required part is missing. A part that need not
/// be there is part of the key as nothing.
fn key(form: &Form, values: &[Option<Value>]) -> Option<SharedText> {
    let part = |at: &usize| match &values[*at] {
        Some(value) => Some(match_key(&value.shown())),
        None => (!form.fields[*at].constraints.required).then(String::new),
    };
    let parts: Vec<String> = form.key.iter().map(part).collect::<Option<_>>()?;
    let says_something = parts.iter().any(|part| !part.is_empty());
    says_something.then(|| parts.join("|").into())
}

/// Excludes each row whose key stands above already.
fn exclude_repeated(rows: &mut [Row], sheet: &RecognisedSheet<'_>, notes: &mut Notes<'_>) {
    let mut first: HashMap<&str, u32> = HashMap::new();
    for row in rows {
        let Some(key) = &row.key else { continue };
        match first.entry(key) {
            Entry::Vacant(entry) => {
                entry.insert(row.row);
            }
            Entry::Occupied(entry) => {
                row.standing = Standing::Excluded(RowRule::DuplicateRow);
                let field = sheet.form.key.first().copied();
                let cell = field.and_then(|at| sheet.cells.cell(row.row, at));
                let place = notes.place(cell.map(Range::from), field);
                let fault = Fault::DuplicateRow {
                    first_row: *entry.get(),
                };
                notes.findings.push(Finding::new(place, fault));
            }
        }
    }
}
