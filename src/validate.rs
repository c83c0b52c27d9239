//! From recognised sheets to typed rows, with every fault and every repair noted.
//!
//! In: a recognised workbook. Out: an [`Examined`] file: tables of typed values, findings with
//! their exact cells, repairs. Cannot fail. One module a level: header, cell,
//! column, row, table.

mod above;
mod cell;
mod checker;
mod column;
mod control;
mod date;
mod header;
mod keys;
mod legible;
mod limits;
mod moment;
mod number;
mod percent;
mod row;
mod table;
mod total;
mod value;
mod yes_no;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

pub use checker::Checker;
pub use table::{Row, Standing, Table};
pub use value::Value;

use serde::{Deserialize, Serialize};

use crate::campaign::{Collection, Field, Form, Role, Unit};
use crate::finding::{Fault, Finding, Place, Repair, RowRule};
use crate::id::FormId;
use crate::location::Range;
use crate::read::{CellValue, Epoch};
pub use crate::recognise::{Cells, Explanation};
use crate::recognise::{Identity, Recognised, RecognisedSheet};

/// One file after all that can be said of it alone.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Examined {
    /// Its path below the returns folder, with `/`.
    pub file: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Whose it is, and for what.
    pub identity: Identity,
    /// Why it could not be read, if so.
    pub unreadable: Option<Fault>,
    /// Its typed rows, a table a form.
    pub tables: Vec<Table>,
    /// Rows that are no data: rule to count.
    pub set_aside: BTreeMap<RowRule, u32>,
    /// What was seen on each sheet, to hold what is made of it against.
    pub tallies: Vec<Tally>,
    /// Its findings, each with its exact cells.
    pub findings: Vec<Finding>,
    /// What was read otherwise than written.
    pub repairs: Vec<Repair>,
    /// What its unit says to findings of an earlier run.
    pub explanations: Vec<Explanation>,
    /// The day on its cover.
    pub cover_date: Option<NaiveDate>,
    /// Whether anything is filled in beyond what the blank form carries.
    pub has_data: bool,
}

/// What was seen on the sheet of a form: every row is data or set aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The form.
    pub form: FormId,
    /// The sheet's name.
    #[serde(with = "crate::shared_text")]
    pub sheet: Arc<str>,
    /// The rows below the header, counted on the sheet; see [`RecognisedSheet::seen`].
    pub seen: u32,
    /// Those that are no data.
    pub set_aside: u32,
}

/// Validates all sheets of a recognised workbook.
#[must_use]
pub fn validate(recognised: Recognised<'_>, checker: &Checker<'_>) -> Examined {
    let campaign = checker.campaign;
    let asked = Asked {
        checker,
        collection: recognised
            .identity
            .collection
            .as_ref()
            .and_then(|id| campaign.collection(id)),
        sender: recognised
            .identity
            .unit
            .as_ref()
            .and_then(|code| campaign.unit(code)),
    };
    let mut examined = Examined {
        identity: recognised.identity,
        findings: recognised.findings,
        explanations: recognised.explanations,
        ..Examined::default()
    };
    let mut filled = Filled::default();
    for sheet in &recognised.sheets {
        let mut notes = Notes::new(sheet);
        header::check(sheet, &asked, &mut notes);
        let table = table::read(sheet, &asked, &mut notes);
        row::check(sheet, &table, &asked, &mut notes);
        keys::unique(sheet.form, &table, &mut notes);
        filled.note(sheet.form, &table);
        if let Some(at) = sheet.form.role(Role::CoverDate) {
            let day = table.rows.first().and_then(|row| row.values[at].as_ref());
            examined.cover_date = day.and_then(Value::as_date);
        }
        for (&rule, &count) in &sheet.set_aside {
            *examined.set_aside.entry(rule).or_default() += count;
        }
        examined.tallies.push(Tally {
            form: sheet.form.id.clone(),
            sheet: Arc::clone(&sheet.name),
            seen: sheet.seen,
            set_aside: sheet.set_aside.values().sum(),
        });
        examined.findings.append(&mut notes.findings);
        examined.repairs.append(&mut notes.repairs);
        examined.tables.push(table);
    }
    let foreign = keys::foreign(&examined.tables, campaign);
    examined.findings.extend(foreign);
    let differing = control::check(&recognised.controls, &recognised.sheets, &examined.tables);
    examined.findings.extend(differing);
    examined.has_data = filled.is_report(&examined.findings);
    if !examined.has_data && filled.cover < Said::Own && !filled.other {
        // One cause: what is not filled in need not be listed cell by cell.
        examined.findings.retain(|finding| {
            !matches!(
                finding.fault,
                Fault::MissingValue | Fault::MissingWhen { .. } | Fault::MissingLabel { .. }
            )
        });
    }
    // Thousands of files wait for each other.
    examined.tables.shrink_to_fit();
    examined.tallies.shrink_to_fit();
    examined.findings.shrink_to_fit();
    examined.repairs.shrink_to_fit();
    examined
}

/// Whether reading takes what would stand in a cell of a sender's form, and has nothing to say to it.
#[must_use]
pub fn accepts(
    checker: &Checker<'_>,
    (collection, sender): (&Collection, &Unit),
    (form, at): (&Form, usize),
    written: &CellValue,
) -> bool {
    let asked = Asked {
        checker,
        collection: Some(collection),
        sender: Some(sender),
    };
    let allowed = checker.allowed(&form.id);
    let allowed = allowed.and_then(|allowed| allowed[at].as_deref());
    let read = cell::read(written, &form.fields[at], allowed, Epoch::default(), &asked);
    read.value.is_some() && read.faults.is_empty() && read.repair.is_none()
}

/// What a cover says beyond what every blank one does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    #[default]
    Nothing,
    /// What an earlier return may have given the blank form.
    Carried,
    Own,
}

/// Which forms of a file have something filled in beyond what the blank ones carry.
#[derive(Debug, Default)]
struct Filled {
    /// The one that says whose the file is.
    cover: Said,
    /// Any other.
    other: bool,
    /// Whether any other was read at all.
    others_read: bool,
}

impl Filled {
    fn note(&mut self, form: &Form, table: &Table) {
        let filled = table.has_data(form);
        if form.role(Role::UnitCode).is_some() {
            self.cover = self.cover.max(match (filled, table.says_anything(form)) {
                (true, _) => Said::Own,
                (false, true) => Said::Carried,
                (false, false) => Said::Nothing,
            });
        } else {
            self.others_read = true;
            self.other |= filled;
        }
    }

    /// Whether the file reports anything. A cover over forms that all came back blank does not, and
    /// takes no former file's place; where the forms are not there or cannot be read, nobody can
    /// tell, and what is missing is asked for by its own findings.
    fn is_report(&self, findings: &[Finding]) -> bool {
        let unread = |finding: &Finding| {
            matches!(
                finding.fault,
                Fault::NoHeader | Fault::UnreadableSheet { .. }
            )
        };
        self.other
            || (self.cover > Said::Nothing && (!self.others_read || findings.iter().any(unread)))
    }
}

/// What is asked of this sender in this collection.
struct Asked<'a> {
    checker: &'a Checker<'a>,
    collection: Option<&'a Collection>,
    sender: Option<&'a Unit>,
}

impl Asked<'_> {
    /// Whether a field is asked for; where sender or collection is unknown, whether it is of all.
    fn asks(&self, field: &Field) -> bool {
        match (self.collection, self.sender) {
            (Some(collection), Some(sender)) => {
                self.checker.campaign.asks(field, collection, sender)
            }
            (Some(collection), None) => {
                field.collections.is_empty() || field.collections.contains(&collection.id)
            }
            _ => field.collections.is_empty() && !field.of_block_heads,
        }
    }
}

/// Collects what is noticed on one sheet.
struct Notes<'s> {
    sheet: &'s RecognisedSheet<'s>,
    form: FormId,
    findings: Vec<Finding>,
    repairs: Vec<Repair>,
}

impl<'s> Notes<'s> {
    fn new(sheet: &'s RecognisedSheet<'s>) -> Self {
        Self {
            sheet,
            form: sheet.form.id.clone(),
            findings: Vec::new(),
            repairs: Vec::new(),
        }
    }

    fn place(&self, range: Option<Range>, field: Option<usize>) -> Place {
        Place {
            sheet: Some(Arc::clone(&self.sheet.name)),
            range,
            form: Some(self.form.clone()),
            field: field.map(|at| self.sheet.form.fields[at].name.clone()),
        }
    }

    /// A fault of one field in one row.
    fn cell(&mut self, row: u32, field: usize, fault: Fault, value: Option<String>) {
        let range = self.sheet.cells.cell(row, field).map(Range::from);
        let personal = self.sheet.form.fields[field].personal;
        let finding = Finding::new(self.place(range, Some(field)), fault);
        self.findings.push(finding.with_value(value, personal));
    }
}
