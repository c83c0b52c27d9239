//! A form of labels with a value to each: beside it, below it, or behind its colon.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::frame::in_words;
use super::look::Look;
use super::style::{Styles, height};
use super::table::Column;
use crate::sample::draft::{Draft, Entry, Written};
use crate::sample::mess::Trait;

/// How the labels and values of a record lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arrangement {
    /// A label, and its value in the next column.
    Beside,
    /// The same, the labels numbered.
    Numbered,
    /// The same, each value over two columns.
    Merged,
    /// Two labels with their values in one row.
    Pairs,
    /// Some labels in one row, their values in the next.
    Below,
    /// A label, a colon and the value in one cell.
    Inline,
}

impl Arrangement {
    /// The arrangements that are traits.
    pub(super) const TRAITS: [(Trait, Self); 5] = [
        (Trait::RecordBelow, Self::Below),
        (Trait::RecordInline, Self::Inline),
        (Trait::RecordPairs, Self::Pairs),
        (Trait::RecordNumbered, Self::Numbered),
        (Trait::RecordMerged, Self::Merged),
    ];

    /// The widths of the sheet's columns, in characters.
    pub(super) fn widths(self) -> &'static [f64] {
        match self {
            Self::Beside | Self::Numbered => &[40.0, 52.0],
            Self::Merged => &[40.0, 26.0, 26.0],
            Self::Pairs => &[28.0, 32.0, 28.0, 32.0],
            Self::Below => &[32.0, 32.0, 32.0],
            Self::Inline => &[60.0, 32.0],
        }
    }

    /// How many labels stand in one row.
    fn across(self) -> usize {
        match self {
            Self::Pairs => 2,
            Self::Below => 3,
            _ => 1,
        }
    }
}

/// Writes a record from a row on, from 0, and gives the row that comes after.
pub(super) fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    draft: &Draft,
    look: &Look,
    first: u32,
) -> Result<u32, XlsxError> {
    let Some(entries) = draft.rows.first() else {
        return Ok(first);
    };
    let mut writer = RecordWriter {
        sheet,
        styles,
        draft,
        look,
        entries,
        extra: Written::Text("Trung tâm hành chính".to_owned()),
    };
    let mut row = first;
    for (nth, columns) in look.columns.chunks(look.record.across()).enumerate() {
        row = writer.line(row, nth * look.record.across() + 1, columns)?;
    }
    Ok(row)
}

struct RecordWriter<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    draft: &'a Draft<'a>,
    look: &'a Look,
    entries: &'a [Entry],
    /// What stands beside the label nobody asked for.
    extra: Written,
}

impl RecordWriter<'_> {
    /// Writes the labels that stand in one row, the first of them the nth, and their values; gives
    /// the row that comes after.
    fn line(&mut self, row: u32, nth: usize, columns: &[Column]) -> Result<u32, XlsxError> {
        let widths = self.look.record.widths();
        let mut texts = Vec::new();
        for (at, (&column, nth)) in (0_u16..).zip(columns.iter().zip(nth..)) {
            let label = self.label(column, nth);
            let written = self.written(column).clone();
            let (label_at, value_at) = match self.look.record {
                Arrangement::Inline => {
                    let label = label.trim_end_matches(':');
                    let text = format!("{label}: {}", in_line(&written));
                    self.styles
                        .put(self.sheet, (row, 0), text.trim_end(), &self.styles.text)?;
                    texts.push((text, widths[0]));
                    continue;
                }
                Arrangement::Below => ((row, at), (row + 1, at)),
                _ => ((row, 2 * at), (row, 2 * at + 1)),
            };
            self.styles
                .put(self.sheet, label_at, &label, &self.styles.label)?;
            self.value(column, value_at, &written)?;
            texts.push((label, widths[usize::from(label_at.1)]));
            if let Written::Text(text) = written {
                texts.push((text, widths[usize::from(value_at.1)]));
            }
        }
        let height = height(texts.iter().map(|(text, width)| (text.as_str(), *width)));
        self.sheet.set_row_height(row, height)?;
        if self.look.record == Arrangement::Below {
            self.sheet.set_row_height(row + 1, height)?;
            return Ok(row + 2);
        }
        Ok(row + 1)
    }

    fn label(&self, column: Column, nth: usize) -> String {
        let label = match column {
            Column::Field(at) => &self.look.labels[at],
            _ => self.look.extra,
        };
        match self.look.record {
            Arrangement::Numbered => format!("{nth}. {label}"),
            _ => label.to_owned(),
        }
    }

    fn written(&self, column: Column) -> &Written {
        match column {
            Column::Field(at) => &self.entries[at].written,
            _ => &self.extra,
        }
    }

    fn value(
        &mut self,
        column: Column,
        at: (u32, u16),
        written: &Written,
    ) -> Result<(), XlsxError> {
        let format = match column {
            Column::Field(field) => self.styles.beside(self.draft.field(field)),
            _ => &self.styles.text,
        };
        if self.look.record == Arrangement::Merged {
            self.styles
                .merge(self.sheet, at, (at.0, at.1 + 1), "", format)?;
        }
        self.styles.value(self.sheet, at, written, format)
    }
}

/// A value as people type it behind a colon.
fn in_line(written: &Written) -> String {
    match written {
        Written::Blank => String::new(),
        Written::Text(text) | Written::Quoted(text) | Written::CellAbove(text) => text.clone(),
        Written::Number(number) | Written::Percent(number) => number.to_string().replace('.', ","),
        Written::Day(day) | Written::Serial(day) => in_words(*day),
        Written::Formula(_, result) => result.clone(),
    }
}
