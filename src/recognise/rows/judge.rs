//! The named rules by which a row is no data.

use std::ops::RangeInclusive;

use crate::campaign::{Field, FieldKind};
use crate::finding::RowRule;
use crate::location::Range;
use crate::read::{Cell, CellValue, whole};
use crate::text::match_key;

use super::super::header::Header;
use super::super::index::Index;
use super::super::view::View;
use super::numbering::{Numbering, numbering};
use super::words::{self, Sum};

/// What the row above was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// The header, or the header once more.
    Header,
    /// "Trong đó", or a line of what follows it.
    AmongThem,
    /// Notes or signatures.
    Footer,
    /// Anything else.
    Other,
}

/// Tells data rows from others on one sheet.
pub(super) struct Judge<'h, 'a> {
    pub(super) view: View<'a>,
    pub(super) form: usize,
    pub(super) header: &'h Header,
    pub(super) columns: &'h [Option<u32>],
    /// The field of each column, from the first on.
    by_column: Vec<Option<usize>>,
    pub(super) index: &'h Index<'a>,
    /// How many required values make a row one of data.
    enough: usize,
    /// How the rows that lack nothing are numbered.
    pub(super) numberings: Vec<Numbering>,
    /// Whether some row that is surely data has a plain number, or none.
    pub(super) has_plain: bool,
    /// The rows into which merged cells of columns of fields reach, as runs from the top.
    pub(super) covered: Vec<RangeInclusive<u32>>,
}

impl<'h, 'a> Judge<'h, 'a> {
    pub(super) fn new(
        view: View<'a>,
        form: usize,
        header: &'h Header,
        columns: &'h [Option<u32>],
        index: &'h Index<'a>,
    ) -> Self {
        let last = columns.iter().flatten().max().copied().unwrap_or(0);
        let mut judge = Self {
            by_column: (1..=last)
                .map(|column| columns.iter().position(|one| *one == Some(column)))
                .collect(),
            view,
            form,
            header,
            columns,
            index,
            enough: 0,
            numberings: Vec::new(),
            has_plain: false,
            covered: Vec::new(),
        };
        let required = judge.fields().iter().zip(columns);
        let required =
            required.filter(|(field, column)| field.constraints.required && column.is_some());
        judge.enough = required.count().div_ceil(2).max(2);
        let covers = |merge: &Range| {
            merge.last.row > merge.first.row && judge.field(merge.first.column).is_some()
        };
        let mut runs: Vec<(u32, u32)> = view
            .merges()
            .filter(covers)
            .map(|merge| (merge.first.row + 1, merge.last.row))
            .collect();
        runs.sort_unstable();
        for (first, last) in runs {
            match judge.covered.last_mut() {
                Some(run) if *run.end() + 1 >= first => *run = *run.start()..=last.max(*run.end()),
                _ => judge.covered.push(first..=last),
            }
        }
        for (_, cells) in view.rows().filter(|(row, _)| *row > header.last_row) {
            let numbering = judge.ordinal(cells).and_then(numbering);
            let is_plain = numbering.is_none_or(|one| one == Numbering::Plain);
            let is_known = numbering.is_none_or(|one| judge.numberings.contains(&one));
            let is_known_kind = is_plain && judge.has_plain && is_known;
            if is_known_kind || !judge.is_surely_data(cells) || judge.is_column_numbers(cells) {
                continue;
            }
            judge.has_plain |= is_plain;
            if let Some(numbering) = numbering.filter(|_| !is_known && judge.lacks_nothing(cells)) {
                judge.numberings.push(numbering);
            }
        }
        judge
    }

    fn fields(&self) -> &'a [Field] {
        &self.index.form(self.form).fields
    }

    /// The field of a column, if it has one.
    pub(super) fn field(&self, column: u32) -> Option<usize> {
        let nth = column.checked_sub(1)? as usize;
        self.by_column.get(nth).copied().flatten()
    }

    /// Cells in columns of fields, the running number left out. What the blank form carries counts:
    /// a criterion without a score is a missing score, not a blank row.
    fn filled<'c>(&self, cells: &'c [Cell]) -> impl Iterator<Item = (&'a Field, &'c Cell)> {
        let fields = self.fields();
        cells
            .iter()
            .filter_map(move |cell| Some((&fields[self.field(cell.at.column)?], cell)))
            .filter(|(field, _)| !field.ordinal)
    }

    /// At least half of the required values are there and look like what is asked for: no
    /// signature, note or heading looks like that.
    pub(super) fn is_surely_data(&self, cells: &[Cell]) -> bool {
        let (mut there, mut typed) = (0, 0);
        for (field, cell) in self.filled(cells) {
            if field.constraints.required && is_plausible(cell, field) {
                there += 1;
                let is_free = field.kind == FieldKind::Text && field.constraints.one_of.is_empty();
                typed += usize::from(!is_free);
            }
        }
        there >= self.enough && (typed > 0 || there >= 3)
    }

    /// The rule by which a row is no data, if any; `last` is the running number of the last that is,
    /// and `may_head` whether the row may be one of a header.
    pub(super) fn aside(
        &self,
        cells: &[Cell],
        above: Above,
        last: Option<u32>,
        may_head: bool,
    ) -> Option<RowRule> {
        if above == Above::Header && self.is_column_numbers(cells) {
            return Some(RowRule::ColumnNumbers);
        }
        if may_head && self.is_repeated_header(cells, above) {
            return Some(RowRule::RepeatedHeader);
        }
        if self.is_example(cells) {
            return Some(RowRule::Example);
        }
        if let Some(aside) = self.total(cells) {
            return Some(aside);
        }
        if self.is_summed_section(cells, above) {
            return Some(RowRule::Section);
        }
        let surely_data =
            self.is_surely_data(cells) && !(above == Above::Footer && is_few_texts(cells));
        if !surely_data && self.is_footer(cells, above, last) {
            return Some(RowRule::Footer);
        }
        if !surely_data && self.is_section(cells) {
            return Some(RowRule::Section);
        }
        self.is_blank(cells).then_some(RowRule::Blank)
    }

    /// Nothing stands in the columns of fields but formulas that give nothing.
    fn is_blank(&self, cells: &[Cell]) -> bool {
        self.filled(cells).all(|(_, cell)| {
            let nothing = match &cell.value {
                CellValue::Number(number) | CellValue::Percent(number) => *number == 0.0,
                CellValue::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            nothing && self.view.sheet.formulas.binary_search(&cell.at).is_ok()
        })
    }

    /// The cell of the running number.
    pub(super) fn ordinal<'c>(&self, cells: &'c [Cell]) -> Option<&'c Cell> {
        let fields = self.fields();
        let is_ordinal = |cell: &&Cell| {
            self.field(cell.at.column)
                .is_some_and(|at| fields[at].ordinal)
        };
        cells.iter().find(is_ordinal)
    }

    /// Whether the row carries a plain running number: what people number is a row of theirs.
    pub(super) fn is_numbered(&self, cells: &[Cell]) -> bool {
        self.ordinal(cells).and_then(numbering) == Some(Numbering::Plain)
    }

    /// An example is marked so in place of its running number, in a cell of its own, or before the
    /// first value.
    fn is_example(&self, cells: &[Cell]) -> bool {
        let text = |cell: &Cell, is: fn(&str) -> bool| cell.value.as_text().is_some_and(is);
        let is_marked = |cell: &Cell| text(cell, words::is_example_mark);
        let first = self.filled(cells).next();
        self.ordinal(cells)
            .is_some_and(|cell| is_marked(cell) || text(cell, words::is_exemplified))
            || cells.first().is_some_and(is_marked)
            || first.is_some_and(|(_, cell)| text(cell, words::is_exemplified))
    }

    /// A sum: a word for it as the row's first text, and hardly any other text.
    fn total(&self, cells: &[Cell]) -> Option<RowRule> {
        /// A text this short is a mark or a unit, not a value.
        const MARK: usize = 2;
        let heading = self
            .ordinal(cells)
            .filter(|cell| cells.len() > 1 && numbering(cell).is_some());
        let is_other = |cell: &&Cell| heading.is_none_or(|number| number.at != cell.at);
        let mut texts = cells
            .iter()
            .filter(is_other)
            .filter_map(|cell| cell.value.as_text());
        let first = texts.next()?;
        if self.is_numbered(cells) {
            return None; // what people number is a row of theirs, whatever its name
        }
        let sum = words::sum(first)?;
        let is_number = |text: &&str| text.bytes().any(|byte| byte.is_ascii_digit());
        let others: Vec<&str> = texts
            .filter(|text| text.trim().chars().count() > MARK)
            .collect();
        let counts = cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => is_number(&text.as_str()),
            _ => true,
        });
        let is_sum = match sum {
            Sum::Alone => others.is_empty() || (others.len() == 1 && counts),
            Sum::Of | Sum::Average => {
                counts
                    && others
                        .iter()
                        .all(|text| is_number(text) && text.len() <= 20)
            }
        };
        is_sum.then_some(if sum == Sum::Average {
            RowRule::Average
        } else {
            RowRule::Total
        })
    }

    /// A line below the table, or whatever follows one but the next number of the table.
    fn is_footer(&self, cells: &[Cell], above: Above, last: Option<u32>) -> bool {
        if above == Above::Footer {
            let goes_on = self.number(cells).is_some_and(|number| Some(number) > last);
            let is_next = goes_on && last.is_some() && self.filled(cells).next().is_some();
            return !is_next && !self.holds_values(cells);
        }
        let is_footer = |cell: &Cell| cell.value.as_text().is_some_and(words::is_footer);
        is_few_texts(cells) && !self.is_numbered(cells) && cells.iter().any(is_footer)
    }

    /// Whether a true number or date stands where one is asked for, or a number or a listed value
    /// beside another value: no signature or note looks like that.
    fn holds_values(&self, cells: &[Cell]) -> bool {
        let is_number = |text: &str| {
            let digits = text.trim().bytes();
            text.bytes().any(|byte| byte.is_ascii_digit())
                && digits
                    .into_iter()
                    .all(|b| b.is_ascii_digit() || b".,/-".contains(&b))
        };
        let (mut there, mut told) = (0, 0);
        for (field, cell) in self.filled(cells) {
            there += 1;
            let is_date = field.kind == FieldKind::Date;
            let is_counted = field.kind.is_number();
            match &cell.value {
                CellValue::Number(_) | CellValue::Percent(_) if is_counted => return true,
                CellValue::Date(_) if is_date => return true,
                CellValue::Text(text) => {
                    let key = match_key(text);
                    let mut listed = field.constraints.one_of.iter();
                    let is_listed = listed.any(|value| match_key(value) == key);
                    let is_typed = (is_date || is_counted) && is_number(text);
                    told += usize::from(is_listed || is_typed);
                }
                _ => {}
            }
        }
        there >= 2 && told > 0
    }

    /// The plain running number of a row.
    pub(super) fn number(&self, cells: &[Cell]) -> Option<u32> {
        match &self.ordinal(cells)?.value {
            CellValue::Text(text) => text.trim().trim_end_matches('.').parse().ok(),
            CellValue::Number(number) => u32::try_from(whole(*number)?).ok(),
            _ => None,
        }
    }

    /// Whether all required values stand in the row.
    pub(super) fn lacks_nothing(&self, cells: &[Cell]) -> bool {
        let required = |at: &usize| self.fields()[*at].constraints.required;
        let mut columns = (0..self.columns.len())
            .filter(required)
            .filter_map(|at| self.columns[at]);
        columns.all(|column| cells.iter().any(|cell| cell.at.column == column))
    }

    /// Whether a merged cell that began further up reaches into a row.
    pub(super) fn is_covered(&self, row: u32) -> bool {
        let run = self.covered.partition_point(|run| *run.end() < row);
        self.covered.get(run).is_some_and(|run| run.contains(&row))
    }
}

/// Whether a row is no more than signatures can be: a few texts side by side.
fn is_few_texts(cells: &[Cell]) -> bool {
    const SIGNATURES: usize = 3;
    let is_text = |cell: &Cell| cell.value.as_text().is_some();
    cells.len() <= SIGNATURES && cells.iter().all(is_text)
}

/// Whether what stands in a cell looks like a value of the field. The words of a signature look
/// like none, be it yes or no or a value of a list that is asked for in its column.
fn is_plausible(cell: &Cell, field: &Field) -> bool {
    /// The most bytes of a number or date written as text.
    const NUMBER: usize = 40;
    /// The most bytes of a listed value.
    const LISTED: usize = 90;
    let has_digit = |text: &str| text.len() <= NUMBER && text.bytes().any(|b| b.is_ascii_digit());
    match (&cell.value, &field.kind) {
        (CellValue::Error(_) | CellValue::Uncomputed, _) => true,
        (CellValue::Text(text), FieldKind::Number | FieldKind::Integer | FieldKind::Date) => {
            has_digit(text)
        }
        (CellValue::Text(text), FieldKind::Boolean { .. }) => {
            text.len() <= NUMBER && !words::is_footer(text)
        }
        (CellValue::Text(text), _) => {
            let listed = &field.constraints.one_of;
            listed.is_empty()
                || listed.iter().any(|one| **one == **text)
                || (text.len() <= LISTED && !words::is_footer(text))
        }
        (_, FieldKind::Text | FieldKind::Email | FieldKind::Uri) => {
            field.constraints.one_of.is_empty()
        }
        _ => true,
    }
}
