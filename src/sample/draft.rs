//! A return between content and layout: of every cell, what is meant and what will stand there.
//!
//! In: rows of meant values. Out: sheets whose entries the mess may spell otherwise or spoil; the
//! truth is told from what is meant, the workbook written from what stands there.

use chrono::NaiveDate;

use super::content::{Province, Sender, Value, rows};
use super::receipts::Dates;
use crate::campaign::{Collection, Field, Form, Layout, Rule};

/// What a careful reader makes of a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Meaning {
    /// This value.
    Is(Value),
    /// Not even a person could tell.
    Unclear,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Written {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day, as Excel keeps it.
    Day(NaiveDate),
    /// A text behind an apostrophe, which Excel does not show.
    Quoted(String),
    /// A day that lost its format and shows as a number.
    Serial(NaiveDate),
    /// A share of a hundred, kept as a share of one and shown with its sign.
    Percent(f64),
    /// A formula and the result it was saved with; an empty one is left out of the file.
    Formula(String, String),
    /// A formula that takes the text of the cell above, which is this.
    CellAbove(String),
}

/// One cell of a return.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// What it says.
    pub(super) meaning: Meaning,
    /// How it is written.
    pub(super) written: Written,
    /// Whether somebody must be told of it.
    pub(super) fault: bool,
}

impl Entry {
    fn new(value: Value) -> Self {
        let written = match &value {
            Value::Empty => Written::Blank,
            Value::Text(text) => Written::Text(text.clone()),
            Value::Number(number) => Written::Number(*number),
            Value::Yes(true) => Written::Text("Có".to_owned()),
            Value::Yes(false) => Written::Text("Không".to_owned()),
            Value::Day(day) => Written::Day(*day),
        };
        Self {
            meaning: Meaning::Is(value),
            written,
            fault: false,
        }
    }

    /// The number that is meant, if one is.
    pub(super) fn number(&self) -> Option<f64> {
        match self.meaning {
            Meaning::Is(Value::Number(number)) => Some(number),
            _ => None,
        }
    }

    /// The day that is meant, if one is.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        match self.meaning {
            Meaning::Is(Value::Day(day)) => Some(day),
            _ => None,
        }
    }

    /// The text that is meant, if one is.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Is(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether nothing is meant.
    pub(super) fn is_empty(&self) -> bool {
        self.meaning == Meaning::Is(Value::Empty)
    }

    /// Puts in a value that somebody must be told of.
    pub(super) fn spoil(&mut self, value: Value) {
        *self = Self {
            fault: true,
            ..Self::new(value)
        };
    }

    /// Puts in a text that nobody can read as the field's value.
    pub(super) fn garble(&mut self, text: &str) {
        *self = Self {
            meaning: Meaning::Unclear,
            written: Written::Text(text.to_owned()),
            fault: true,
        };
    }

    /// Writes the same value so that somebody must be told of it.
    pub(super) fn write_badly(&mut self, written: Written) {
        self.written = written;
        self.fault = true;
    }

    /// Puts in something nobody can read as the field's value.
    pub(super) fn blot(&mut self, written: Written) {
        self.meaning = Meaning::Unclear;
        self.write_badly(written);
    }
}

/// One sheet of a return.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    /// Its form.
    pub(super) form: &'a Form,
    /// The fields it asks of this sender in this collection, in the form's order, without running
    /// numbers; by position in the form.
    pub(super) fields: Vec<usize>,
    /// An entry a field in each row.
    pub(super) rows: Vec<Vec<Entry>>,
    /// The field whose column is not there, by its place in `fields`.
    pub(super) left_out: Option<usize>,
    /// The field that has two columns, likewise.
    pub(super) twice: Option<usize>,
}

impl<'a> Draft<'a> {
    /// The field of a column.
    pub(super) fn field(&self, column: usize) -> &'a Field {
        &self.form.fields[self.fields[column]]
    }

    /// The column of a field of the form, by its position there.
    pub(super) fn column(&self, position: usize) -> Option<usize> {
        self.fields.iter().position(|&at| at == position)
    }

    /// The column of the field with this name.
    pub(super) fn column_named(&self, name: &str) -> Option<usize> {
        (0..self.fields.len()).find(|&at| self.field(at).name.as_str() == name)
    }

    /// The columns whose field fits.
    pub(super) fn columns(&self, fits: impl Fn(&Field) -> bool) -> Vec<usize> {
        (0..self.fields.len())
            .filter(|&at| fits(self.field(at)))
            .collect()
    }

    /// Whether a value of the row was left out that is asked for because of the one in this column:
    /// without it nobody could tell.
    pub(super) fn tells_what_lacks(&self, row: &[Entry], column: usize) -> bool {
        let left_out = |at: usize| row[at].fault && row[at].is_empty();
        self.form.rules.iter().any(|rule| match rule {
            Rule::RequiredWhen { field, other, .. } => {
                self.column(*other) == Some(column) && self.column(*field).is_some_and(left_out)
            }
            _ => false,
        })
    }

    /// Whether rows are numbered.
    pub(super) fn is_numbered(&self) -> bool {
        self.form.fields.iter().any(|field| field.ordinal)
    }

    /// Leaves what the blank form carries, and nothing else.
    pub(super) fn clear(&mut self) {
        let prefilled: Vec<bool> = (0..self.fields.len())
            .map(|at| self.field(at).prefilled)
            .collect();
        if self.form.layout == Layout::Table && !prefilled.contains(&true) {
            self.rows.clear();
        }
        for row in &mut self.rows {
            for (entry, &kept) in row.iter_mut().zip(&prefilled) {
                if !kept {
                    *entry = Entry::new(Value::Empty);
                }
            }
        }
    }
}

/// Whether a field's values are numbers.
pub(super) fn is_number(field: &Field) -> bool {
    field.kind.is_number()
}

/// The sheets of a return, in the collection's order, without a fault.
pub(super) fn drafts<'a>(
    province: &Province<'a>,
    sender: &Sender,
    collection: &'a Collection,
    dates: Dates,
) -> Vec<Draft<'a>> {
    let campaign = province.campaign;
    let draft = |form: &'a Form| {
        let fields = form.fields.iter().enumerate();
        let fields = fields
            .filter(|(_, field)| !field.ordinal && campaign.asks(field, collection, sender.unit));
        let fields: Vec<usize> = fields.map(|(at, _)| at).collect();
        let rows = rows(province, sender, collection, dates, (form, &fields));
        let entries = |row: Vec<Value>| row.into_iter().map(Entry::new).collect();
        let rows = rows.into_iter().map(entries).collect();
        Draft {
            form,
            fields,
            rows,
            left_out: None,
            twice: None,
        }
    };
    campaign.forms_of(collection).map(draft).collect()
}
