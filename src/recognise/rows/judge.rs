//! The named rules by which a row is no data.

use std::ops::RangeInclusive;

use crate::campaign::{Field, FieldKind};
use crate::location::Range;
use crate::read::{Cell, CellValue};
use crate::text::match_key;

use super::super::header::Header;
use super::super::index::{Index, fingerprint};
use super::super::view::View;
use super::words::{self, Sum};

/// Why a row is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// Nothing but a running number, or formulas that give nothing.
    Blank,
    /// Column numbers under the header: "A B 1 2".
    ColumnNumbers,
    /// A heading inside the table: "I. Tập thể".
    Section,
    /// The header once more.
    RepeatedHeader,
    /// A sum: "Tổng cộng".
    Total,
    /// A mean or a share below a sum.
    Average,
    /// An example: "Ví dụ".
    Example,
    /// Notes, place and date, signatures, and whatever follows them.
    Footer,
    /// A running number below the last data row, which the blank form carries.
    Unused,
    /// A second table of the form, its columns in other places.
    OtherTable,
}

impl Aside {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::ColumnNumbers => "column-numbers",
            Self::Section => "section",
            Self::RepeatedHeader => "repeated-header",
            Self::Total => "total",
            Self::Average => "average",
            Self::Example => "example",
            Self::Footer => "footer",
            Self::Unused => "unused",
            Self::OtherTable => "other-table",
        }
    }
}

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

/// How rows are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbering {
    /// 1, 2, 3.
    Plain,
    /// I, II, III.
    Roman,
    /// A, B, C.
    Letter,
    /// 1.1, 1.2.
    Parts,
}

/// Tells data rows from others on one sheet.
pub(super) struct Judge<'h, 'a> {
    view: View<'a>,
    form: usize,
    header: &'h Header,
    columns: &'h [Option<u32>],
    index: &'h Index<'a>,
    /// How the rows that lack nothing are numbered.
    numberings: Vec<Numbering>,
    /// Whether some row that is surely data has a plain number, or none.
    has_plain: bool,
    /// The rows into which merged cells of columns of fields reach, as runs from the top.
    covered: Vec<RangeInclusive<u32>>,
}

impl<'h, 'a> Judge<'h, 'a> {
    pub(super) fn new(
        view: View<'a>,
        form: usize,
        header: &'h Header,
        columns: &'h [Option<u32>],
        index: &'h Index<'a>,
    ) -> Self {
        let mut judge = Self {
            view,
            form,
            header,
            columns,
            index,
            numberings: Vec::new(),
            has_plain: false,
            covered: Vec::new(),
        };
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
            if (is_plain && judge.has_plain && is_known) || !judge.is_surely_data(cells) {
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
    fn field(&self, column: u32) -> Option<usize> {
        self.columns.iter().position(|one| *one == Some(column))
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
        let has_column = |at: usize| self.columns[at].is_some();
        let required = self.fields().iter().enumerate();
        let required = required.filter(|(at, field)| field.constraints.required && has_column(*at));
        let enough = required.count().div_ceil(2).max(2);
        let (mut there, mut typed) = (0, 0);
        for (field, cell) in self.filled(cells) {
            if field.constraints.required && is_plausible(cell, field) {
                there += 1;
                let is_free = field.kind == FieldKind::Text && field.constraints.one_of.is_empty();
                typed += usize::from(!is_free);
            }
        }
        there >= enough && (typed > 0 || there >= 3)
    }

    /// The rule by which a row is no data, if any; `last` is the running number of the last that is.
    pub(super) fn aside(&self, cells: &[Cell], above: Above, last: Option<u32>) -> Option<Aside> {
        if above == Above::Header && self.is_column_numbers(cells) {
            return Some(Aside::ColumnNumbers);
        }
        if self.is_repeated_header(cells, above) {
            return Some(Aside::RepeatedHeader);
        }
        if self.is_example(cells) {
            return Some(Aside::Example);
        }
        if let Some(aside) = self.total(cells) {
            return Some(aside);
        }
        if self.is_summed_section(cells, above) {
            return Some(Aside::Section);
        }
        let surely_data = self.is_surely_data(cells);
        if !surely_data && self.is_footer(cells, above, last) {
            return Some(Aside::Footer);
        }
        if !surely_data && self.is_section(cells) {
            return Some(Aside::Section);
        }
        self.is_blank(cells).then_some(Aside::Blank)
    }

    /// Nothing stands in the columns of fields but formulas that give nothing.
    fn is_blank(&self, cells: &[Cell]) -> bool {
        self.filled(cells).all(|(_, cell)| {
            let nothing = match &cell.value {
                CellValue::Number(number) => *number == 0.0,
                CellValue::Text(text) => text.trim().is_empty(),
                _ => false,
            };
            nothing && self.view.sheet.formulas.binary_search(&cell.at).is_ok()
        })
    }

    /// The cell of the running number.
    fn ordinal<'c>(&self, cells: &'c [Cell]) -> Option<&'c Cell> {
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

    /// Nothing but the numbers or letters of the columns: "A | B | 1 | 2", "(1) | (2)", "7=6:3".
    fn is_column_numbers(&self, cells: &[Cell]) -> bool {
        let Some(mut numbers) = cells
            .iter()
            .map(column_number)
            .collect::<Option<Vec<u32>>>()
        else {
            return false;
        };
        numbers.retain(|number| *number > 0);
        numbers.sort_unstable();
        numbers.len() >= 2
            && cells.len() * 2 > self.columns.iter().flatten().count()
            && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
    }

    /// The texts of the header in their columns: most of them, or the rest of a header of several
    /// rows that has just begun again.
    fn is_repeated_header(&self, cells: &[Cell], above: Above) -> bool {
        /// A header has a label among its first texts; most rows are told by these alone.
        const FIRST: usize = 3;
        let text = |cell: &&Cell| cell.value.as_text().is_some();
        let may_be = |cell: &Cell| {
            cell.value.as_text().is_some_and(|text| {
                self.index.may_be_label(text)
                    || self.header.fingerprints.contains(&fingerprint(text))
            })
        };
        if !cells.iter().filter(text).take(FIRST).any(may_be) {
            return false;
        }
        let is_label = |cell: &&Cell| {
            let Some(text) = cell.value.as_text().filter(|_| may_be(cell)) else {
                return false;
            };
            let key = match_key(text);
            let texts = self.header.texts.get(&cell.at.column);
            let field = self.index.field(self.form, &key);
            texts.is_some_and(|texts| texts.contains(&key))
                || (field.is_some() && field == self.field(cell.at.column))
        };
        let same = cells.iter().filter(is_label).count();
        let most = same >= 2 && same * 2 >= self.columns.iter().flatten().count();
        let all_texts = cells.iter().filter(text).count() == cells.len();
        let nearly_all = all_texts && same * 4 >= cells.len() * 3;
        most || (nearly_all && (same >= 2 || (same == 1 && above == Above::Header)))
    }

    /// The header again with its columns in other places: what stands below is another table.
    pub(super) fn is_other_table(&self, cells: &[Cell], above: Above) -> bool {
        /// Fewer labels may be a row's values.
        const FEWEST: usize = 3;
        let label = |cell: &Cell| {
            let text = cell.value.as_text()?;
            let key = self.index.may_be_label(text).then(|| match_key(text))?;
            self.index.field(self.form, &key)
        };
        let mut fields: Vec<usize> = cells.iter().filter_map(label).collect();
        fields.sort_unstable();
        fields.dedup();
        let columns = self.columns.iter().flatten().count();
        fields.len() >= FEWEST
            && fields.len() * 10 >= columns * 6
            && !self.is_repeated_header(cells, above)
    }

    /// A sum: a word for it as the row's first text, and hardly any other text.
    fn total(&self, cells: &[Cell]) -> Option<Aside> {
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
        let sum = words::sum(first)?;
        if self.is_numbered(cells) {
            return None; // what people number is a row of theirs, whatever its name
        }
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
            Aside::Average
        } else {
            Aside::Total
        })
    }

    /// A line below the table, or whatever follows one but the next number of the table.
    fn is_footer(&self, cells: &[Cell], above: Above, last: Option<u32>) -> bool {
        /// Signatures stand side by side, at most this many.
        const SIGNATURES: usize = 3;
        if above == Above::Footer {
            let goes_on = self.number(cells).is_some_and(|number| Some(number) > last);
            return !(goes_on && last.is_some() && self.filled(cells).next().is_some());
        }
        let is_text = |cell: &Cell| cell.value.as_text().is_some();
        let is_footer = |cell: &Cell| cell.value.as_text().is_some_and(words::is_footer);
        cells.len() <= SIGNATURES
            && !self.is_numbered(cells)
            && cells.iter().all(is_text)
            && cells.iter().any(is_footer)
    }

    /// The plain running number of a row.
    pub(super) fn number(&self, cells: &[Cell]) -> Option<u32> {
        let shown = self.ordinal(cells)?.value.shown();
        shown.trim().trim_end_matches('.').parse().ok()
    }

    /// A heading with the sums of its rows: the only text beside them begins with "Trong đó", or is
    /// an item of what follows that, or is numbered as no row of data is while a value that rows
    /// must have is missing.
    fn is_summed_section(&self, cells: &[Cell], above: Above) -> bool {
        let numbered = self.ordinal(cells);
        let is_other = |cell: &&Cell| numbered.is_none_or(|number| number.at != cell.at);
        let mut texts = cells
            .iter()
            .filter(is_other)
            .filter_map(|cell| cell.value.as_text());
        let (Some(text), None) = (texts.next(), texts.next()) else {
            return false;
        };
        words::is_among_them(text)
            || (above == Above::AmongThem && numbered.is_none() && is_item(text))
            || (self.has_plain && self.is_heading(numbered) && !self.lacks_nothing(cells))
    }

    /// Whether a running number is one of a heading: no row that lacks nothing is numbered so.
    fn is_heading(&self, numbered: Option<&Cell>) -> bool {
        let numbering = numbered.and_then(numbering);
        numbering.is_some_and(|one| one != Numbering::Plain && !self.numberings.contains(&one))
    }

    /// A heading: a Roman numeral, a letter or "1.1" as running number with one text beside it, or
    /// one text that begins so, or one that takes the whole width.
    fn is_section(&self, cells: &[Cell]) -> bool {
        let numbered = self.ordinal(cells);
        let is_other = |cell: &&Cell| numbered.is_none_or(|number| number.at != cell.at);
        let others: Vec<&Cell> = cells.iter().filter(is_other).collect();
        let texts: Vec<&str> = others
            .iter()
            .filter_map(|cell| cell.value.as_text())
            .collect();
        match (numbered, others.as_slice(), texts.as_slice()) {
            (Some(number), [], _) => {
                let text = number.value.as_text().unwrap_or_default();
                text.chars().any(char::is_alphabetic)
            }
            (Some(_), [_], [_]) => self.is_heading(numbered),
            (None, [only], [text]) => {
                self.is_banner(only)
                    || is_numbered_heading(text)
                    || (is_item(text) && !self.is_covered(only.at.row))
            }
            _ => false,
        }
    }

    /// Whether all required values stand in the row.
    fn lacks_nothing(&self, cells: &[Cell]) -> bool {
        let required = |at: &usize| self.fields()[*at].constraints.required;
        let mut columns = (0..self.columns.len())
            .filter(required)
            .filter_map(|at| self.columns[at]);
        columns.all(|column| cells.iter().any(|cell| cell.at.column == column))
    }

    /// Whether a cell is merged over most of the table's columns.
    fn is_banner(&self, cell: &Cell) -> bool {
        /// Narrower tables have no banners: two merged cells are half of them.
        const WIDE: u32 = 3;
        let merge = self.view.merge_at(cell.at);
        let columns = u32::try_from(self.columns.iter().flatten().count()).unwrap_or(u32::MAX);
        merge.is_some_and(|merge| {
            let width = merge.last.column - merge.first.column + 1;
            width >= WIDE && width * 2 >= columns
        })
    }

    /// Whether a merged cell that began further up reaches into a row.
    fn is_covered(&self, row: u32) -> bool {
        let run = self.covered.partition_point(|run| *run.end() < row);
        self.covered.get(run).is_some_and(|run| run.contains(&row))
    }
}

/// Whether what stands in a cell looks like a value of the field.
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
        (CellValue::Text(text), FieldKind::Boolean { .. }) => text.len() <= NUMBER,
        (CellValue::Text(text), _) => field.constraints.one_of.is_empty() || text.len() <= LISTED,
        (_, FieldKind::Text | FieldKind::Email | FieldKind::Uri) => {
            field.constraints.one_of.is_empty()
        }
        _ => true,
    }
}

/// How a running number is written; none where it is no number.
fn numbering(cell: &Cell) -> Option<Numbering> {
    let text = match &cell.value {
        CellValue::Text(text) => text
            .trim()
            .trim_end_matches(['.', ')', ':', '/', '-'])
            .to_owned(),
        CellValue::Number(number) if number.fract() == 0.0 => return Some(Numbering::Plain),
        CellValue::Number(_) => return Some(Numbering::Parts),
        _ => return None,
    };
    let text = text.trim_start_matches('(');
    if text.parse::<u32>().is_ok() {
        return Some(Numbering::Plain);
    }
    if words::is_roman(text) {
        return Some(Numbering::Roman);
    }
    let mut letters = text.chars();
    if letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() {
        return Some(Numbering::Letter);
    }
    let is_number = |part: &str| part.parse::<u32>().is_ok() || words::is_roman(part);
    let parts = text.contains('.') && text.split('.').all(is_number);
    parts.then_some(Numbering::Parts)
}

/// The number of a column: "(3)", "3", "7=6:3", and -3, which Excel makes of "(3)"; 0 for "A".
fn column_number(cell: &Cell) -> Option<u32> {
    let text = cell.value.shown();
    let text = text.trim().trim_matches(|c| "()[]-".contains(c));
    let head = text.split('=').next().unwrap_or_default().trim();
    let is_letter = head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_alphabetic());
    head.parse().ok().or(is_letter.then_some(0))
}

/// A text that begins with a heading's number: "II. Các trường", "II Các trường", "1.1. Tập thể".
/// A letter must have a mark after it: "A Páo" is somebody's name.
fn is_numbered_heading(text: &str) -> bool {
    let text = text.trim();
    let Some(end) = text.find([' ', '.', ')', ':', '/']) else {
        return false;
    };
    let (number, rest) = text.split_at(end);
    let marked = !rest.starts_with(' ') || rest.trim_start().starts_with(['-', '–', ':', ')']);
    let words = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let is_letter = number.chars().count() == 1 && number.chars().all(char::is_alphabetic);
    let is_part = number.parse::<u32>().is_ok()
        && rest
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !words.is_empty() && (is_part || words::is_roman(number) || (is_letter && marked))
}

/// A line of a list: "- Tập thể".
fn is_item(text: &str) -> bool {
    text.trim_start().starts_with(['-', '+', '–', '•'])
}
