//! The formulas that count a form while people fill it in.
//!
//! Only functions that Excel 2010 has, none that must be entered as an array. COUNTIFS would take
//! "01" for "1" and `*` for anything, so rows are told by products of conditions. A range begins at
//! the header, so that rows inserted right below it are counted too; the header itself, examples
//! and sums are left out by their first texts, as reading leaves them out.

use rust_xlsxwriter::utility::{quote_sheet_name, row_col_to_cell, row_col_to_cell_absolute};

use super::plan::{Plan, TOP, VALUES};
use crate::campaign::{FieldKind, Rule};

/// What begins a row that is no data, in small letters.
const SET_ASIDE: [&str; 4] = ["vd", "ví dụ", "tổng cộng", "tổng số"];
/// A sum that says no more than this.
const SUM: &str = "cộng";
/// The columns in which such a text stands: the running number, and the one after it.
const FIRST_COLUMNS: u16 = 2;
/// So many letters of a key are compared: what Excel looks for has at most 255.
const COMPARED: usize = 250;
/// The signs that stand for others in what is looked for, each with one that people do not type.
/// Masking them by `~` would not do: LibreOffice takes that literally here.
const WILD: [(char, char); 3] = [('~', '¬'), ('*', '¤'), ('?', '¿')];

/// The cells of one form, as formulas of other sheets name them.
pub(super) struct Area<'p, 'a> {
    plan: &'p Plan<'a>,
    sheet: String,
}

impl<'p, 'a> Area<'p, 'a> {
    pub(super) fn new(plan: &'p Plan<'a>) -> Self {
        Self {
            plan,
            sheet: quote_sheet_name(&plan.form.sheet),
        }
    }

    /// A column of a table, its header first.
    pub(super) fn column(&self, nth: u16) -> String {
        let first = row_col_to_cell_absolute(TOP, nth);
        let last = row_col_to_cell_absolute(self.plan.reached(), nth);
        format!("{}!{first}:{last}", self.sheet)
    }

    /// A value of a record.
    pub(super) fn value(&self, nth: u16) -> String {
        let cell = row_col_to_cell_absolute(TOP + u32::from(nth), VALUES);
        format!("{}!{cell}", self.sheet)
    }

    /// 1 in each row of a table that is data, else 0.
    pub(super) fn data(&self) -> String {
        let filled: Vec<String> = (0_u16..)
            .zip(self.plan.fields())
            .filter(|(_, field)| !field.ordinal)
            .map(|(nth, _)| format!("LEN(TRIM({}))", self.column(nth)))
            .collect();
        format!(
            "({}>0)*({}>0)*{}",
            self.nth_row(),
            filled.join("+"),
            self.counted()
        )
    }

    /// 1 in each row that is neither an example nor a sum, else 0.
    fn counted(&self) -> String {
        let mut factors = Vec::new();
        for nth in 0..FIRST_COLUMNS.min(self.plan.last_column() + 1) {
            let text = format!("LOWER(TRIM({}))", self.column(nth));
            for word in SET_ASIDE {
                let length = word.chars().count();
                factors.push(format!("(LEFT({text},{length})<>\"{word}\")"));
            }
            factors.push(format!("({text}<>\"{SUM}\")"));
        }
        factors.join("*")
    }

    /// How many rows each row lies below the header.
    fn nth_row(&self) -> String {
        let corner = format!("{}!{}", self.sheet, row_col_to_cell_absolute(TOP, 0));
        format!("(ROW({})-ROW({corner}))", self.column(0))
    }

    /// How many rows of a table are data, or how many values of a record are there.
    pub(super) fn rows(&self) -> String {
        if self.plan.is_table() {
            return format!("SUMPRODUCT({})", self.data());
        }
        let places = (0_u16..).zip(self.plan.fields());
        let there: Vec<String> = places
            .map(|(nth, _)| format!("(LEN(TRIM({}))>0)", self.value(nth)))
            .collect();
        numeric(&there)
    }

    /// How many values are missing that are required of everybody, or by another value of the row.
    pub(super) fn missing(&self) -> String {
        let cells = |nth: u16| {
            if self.plan.is_table() {
                self.column(nth)
            } else {
                self.value(nth)
            }
        };
        let blank = |nth: u16| format!("(LEN(TRIM({}))=0)", cells(nth));
        let mut missing: Vec<String> = (0_u16..)
            .zip(self.plan.fields())
            .filter(|(_, field)| field.constraints.required)
            .map(|(nth, _)| blank(nth))
            .collect();
        for rule in &self.plan.form.rules {
            let (field, other, sign, value) = match rule {
                Rule::RequiredWhen {
                    field,
                    other,
                    equals,
                } => (field, other, "=", equals.clone()),
                Rule::RequiredUnless { field, other } => {
                    (field, other, "<>", yes(&self.plan.form.fields[*other].kind))
                }
                _ => continue,
            };
            if let (Some(field), Some(other)) = (self.plan.place(*field), self.plan.place(*other)) {
                let other = cells(other);
                let value = quoted(&value.to_lowercase());
                missing.push(format!(
                    "{}*(LOWER(TRIM({other})){sign}{value})",
                    blank(field)
                ));
            }
        }
        match (missing.is_empty(), self.plan.is_table()) {
            (true, _) => "0".to_owned(),
            (false, true) => format!("SUMPRODUCT({}*({}))", self.data(), missing.join("+")),
            (false, false) => numeric(&missing),
        }
    }

    /// How many rows of a table repeat the key of one above; 0 where rows have no key.
    pub(super) fn repeated(&self) -> String {
        match (self.plan.is_table(), self.first_of_key()) {
            (true, Some((keyed, first))) => {
                format!(
                    "SUMPRODUCT({}*{keyed}*({first}<>{}))",
                    self.data(),
                    self.nth_row()
                )
            }
            _ => "0".to_owned(),
        }
    }

    /// How many keys of a table have a row under these conditions.
    pub(super) fn keys(&self, conditions: &[String]) -> Option<String> {
        let (keyed, first) = self.first_of_key()?;
        let mut factors = vec![self.data()];
        factors.extend(conditions.iter().cloned());
        factors.push(keyed);
        factors.push(format!("({first}={})", self.nth_row()));
        Some(format!("SUMPRODUCT({})", factors.join("*")))
    }

    /// The sum of a field of a table over the rows under these conditions, or its value in a record.
    pub(super) fn sum(&self, nth: u16, conditions: &[String]) -> String {
        if !self.plan.is_table() {
            return format!("SUM({})", self.value(nth));
        }
        let mut factors = vec![self.data()];
        factors.extend(conditions.iter().cloned());
        format!("SUMPRODUCT({},{})", factors.join("*"), self.column(nth))
    }

    /// Whether each row has a key, and the row below the header in which it stands first.
    fn first_of_key(&self) -> Option<(String, String)> {
        let key = &self.plan.form.key;
        let places: Vec<u16> = key
            .iter()
            .map(|at| self.plan.place(*at))
            .collect::<Option<_>>()?;
        if places.is_empty() {
            return None;
        }
        let parts: Vec<String> = places
            .iter()
            .map(|nth| format!("TRIM({})&\"|\"", self.column(*nth)))
            .collect();
        // An example shows values that a row may have too: it is no row above.
        let counted = self.counted();
        let mut key = format!("LEFT({counted}&\"|\"&{},{COMPARED})", parts.join("&"));
        for (sign, plain) in WILD {
            key = format!("SUBSTITUTE({key},\"{sign}\",\"{plain}\")");
        }
        let required = places.iter().filter(|nth| {
            let field = self.plan.fields().nth(usize::from(**nth));
            field.is_some_and(|field| field.constraints.required)
        });
        let there: Vec<String> = required
            .map(|nth| format!("(LEN(TRIM({}))>0)", self.column(*nth)))
            .collect();
        let keyed = if there.is_empty() {
            "1".to_owned()
        } else {
            there.join("*")
        };
        Some((keyed, format!("(MATCH({key},{key},0)-1)")))
    }

    /// Whether a required cell is missing in a row that has begun; for the form's own sheet, as a
    /// rule that is written for one cell and moves with it.
    pub(super) fn missing_in(&self, row: u32, nth: u16) -> String {
        let cell = |column: u16| format!("${}", row_col_to_cell(row, column));
        if !self.plan.is_table() {
            return format!("=LEN(TRIM({}))=0", cell(VALUES));
        }
        let row: Vec<String> = (0_u16..)
            .zip(self.plan.fields())
            .filter(|(_, field)| !field.ordinal)
            .map(|(column, _)| cell(column))
            .collect();
        format!("=AND(LEN(TRIM({}))=0,LEN({})>0)", cell(nth), row.join("&"))
    }
}

/// How many conditions hold; one alone would be TRUE or FALSE, which Excel takes for more than any
/// number.
fn numeric(conditions: &[String]) -> String {
    format!("0+{}", conditions.join("+"))
}

/// The first text that says yes.
pub(super) fn yes(kind: &FieldKind) -> String {
    match kind {
        FieldKind::Boolean { yes, .. } => yes.first().cloned().unwrap_or_default(),
        _ => String::new(),
    }
}

/// A text inside a formula.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
