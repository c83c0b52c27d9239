//! Which rows below a header are data; every other row is set aside by a named rule.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use crate::read::{Cell, CellValue, Sheet};
use crate::text::match_key;

use super::header::Header;
use super::index::Index;
use super::{Cells, RawRow, RecognisedSheet};

/// Why a row is no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aside {
    /// Nothing but a running number.
    Blank,
    /// Column numbers under the header: "A B 1 2".
    ColumnNumbers,
    /// A heading inside the table: "I. Tập thể".
    Section,
    /// The header once more.
    RepeatedHeader,
    /// A sum: "Tổng cộng".
    Total,
    /// An example: "Ví dụ".
    Example,
    /// Notes, place and date, signatures, and whatever follows them.
    Footer,
}

impl Aside {
    fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::ColumnNumbers => "column-numbers",
            Self::Section => "section",
            Self::RepeatedHeader => "repeated-header",
            Self::Total => "total",
            Self::Example => "example",
            Self::Footer => "footer",
        }
    }
}

/// Splits the rows below the header into data and the rest.
pub(super) fn split<'a>(
    sheet: &'a Sheet,
    form: usize,
    header: Header,
    index: &Index<'a>,
) -> RecognisedSheet<'a> {
    let judge = Judge {
        form,
        columns: &header.columns,
        index,
    };
    let mut rows: Vec<RawRow<'a>> = Vec::new();
    let mut set_aside: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut blanks = Vec::new();
    let mut previous = header.last_row;
    let mut footer = false;
    for (row, cells) in sheet.rows().filter(|(row, _)| *row > header.last_row) {
        let aside = if footer && !judge.is_surely_data(cells) {
            Some(Aside::Footer)
        } else {
            judge.aside(cells, rows.is_empty())
        };
        footer = aside == Some(Aside::Footer);
        let skipped = (previous + 1)..row;
        previous = row;
        blanks.extend(skipped);
        match aside {
            Some(Aside::Blank) => blanks.push(row),
            Some(aside) => *set_aside.entry(aside.as_str()).or_default() += 1,
            None => rows.push(RawRow {
                row,
                values: judge.values(cells),
            }),
        }
    }
    // Blank rows count up to the last data row; what lies below is merely unused.
    let last = rows.last().map_or(0, |row| row.row);
    let inside = blanks.iter().filter(|row| **row < last).count();
    if let Some(count) = u32::try_from(inside).ok().filter(|count| *count > 0) {
        set_aside.insert(Aside::Blank.as_str(), count);
    }
    RecognisedSheet {
        form: index.form(form),
        sheet,
        name: Arc::clone(&sheet.name),
        cells: Cells::Columns(header.columns),
        rows,
        set_aside,
    }
}

/// Tells data rows from others on one sheet.
struct Judge<'h, 'a> {
    form: usize,
    columns: &'h [Option<u32>],
    index: &'h Index<'a>,
}

impl<'a> Judge<'_, 'a> {
    fn values(&self, cells: &'a [Cell]) -> Vec<Option<Cow<'a, CellValue>>> {
        let value = |column: &Option<u32>| {
            let column = (*column)?;
            let at = cells
                .binary_search_by_key(&column, |cell| cell.at.column)
                .ok()?;
            Some(Cow::Borrowed(&cells[at].value))
        };
        self.columns.iter().map(value).collect()
    }

    /// The field of a column, if it has one.
    fn field(&self, column: u32) -> Option<usize> {
        self.columns.iter().position(|one| *one == Some(column))
    }

    /// Cells in columns of fields, the running number left out. What the blank form carries counts:
    /// a criterion without a score is a missing score, not a blank row.
    fn filled<'c>(&self, cells: &'c [Cell]) -> Vec<&'c Cell> {
        let fields = &self.index.form(self.form).fields;
        let counts = |cell: &&Cell| {
            self.field(cell.at.column)
                .is_some_and(|at| !fields[at].ordinal)
        };
        cells.iter().filter(counts).collect()
    }

    /// At least half of the required values are there, and a number, a date or a code among the
    /// row's cells: no signature or note looks like that.
    fn is_surely_data(&self, cells: &[Cell]) -> bool {
        let fields = &self.index.form(self.form).fields;
        let is_required = |at: usize| fields[at].constraints.required;
        let required = (0..fields.len()).filter(|at| is_required(*at)).count();
        let filled = self.filled(cells);
        let there = filled
            .iter()
            .filter(|cell| self.field(cell.at.column).is_some_and(is_required));
        let counted = cells.iter().any(|cell| match &cell.value {
            CellValue::Text(text) => text.contains(|c: char| c.is_ascii_digit()),
            _ => true,
        });
        there.count() * 2 >= required.max(2) && filled.len() >= 2 && counted
    }

    /// The rule by which a row is no data, if any.
    fn aside(&self, cells: &[Cell], before_data: bool) -> Option<Aside> {
        let filled = self.filled(cells);
        if before_data && self.is_column_numbers(cells) {
            return Some(Aside::ColumnNumbers);
        }
        if self.is_repeated_header(cells) {
            return Some(Aside::RepeatedHeader);
        }
        if self.is_example(cells) {
            return Some(Aside::Example);
        }
        if is_total(cells) {
            return Some(Aside::Total);
        }
        let footer = |cell: &Cell| cell.value.as_text().is_some_and(is_footer);
        if cells.len() <= 3 && !self.is_numbered(cells) && cells.iter().any(footer) {
            return Some(Aside::Footer);
        }
        if self.is_section(cells) {
            return Some(Aside::Section);
        }
        filled.is_empty().then_some(Aside::Blank)
    }

    /// The cell of the running number.
    fn ordinal<'c>(&self, cells: &'c [Cell]) -> Option<&'c Cell> {
        let fields = &self.index.form(self.form).fields;
        let is_ordinal = |cell: &&Cell| {
            self.field(cell.at.column)
                .is_some_and(|at| fields[at].ordinal)
        };
        cells.iter().find(is_ordinal)
    }

    /// Whether the row carries a plain running number: what people number is a row of theirs.
    fn is_numbered(&self, cells: &[Cell]) -> bool {
        let number = self.ordinal(cells).map(|cell| cell.value.shown());
        number.is_some_and(|number| number.trim().parse::<u32>().is_ok())
    }

    /// An example is marked so in place of its running number, or in a cell of its own.
    fn is_example(&self, cells: &[Cell]) -> bool {
        let marks = |cell: &Cell| {
            let key = cell.value.as_text().map(match_key).unwrap_or_default();
            key == "vd" || key == WORDS.example
        };
        let begins = |cell: &Cell| {
            let key = cell.value.as_text().map(match_key).unwrap_or_default();
            key.starts_with(&WORDS.example)
        };
        self.ordinal(cells).is_some_and(begins) || cells.first().is_some_and(marks)
    }

    fn is_column_numbers(&self, cells: &[Cell]) -> bool {
        let number = |cell: &Cell| {
            let text = cell.value.shown();
            let text = text.trim().trim_start_matches('(').trim_end_matches(')');
            let head = text.split('=').next().unwrap_or_default().trim();
            head.parse::<u32>().map_or_else(
                |_| {
                    (head.len() == 1 && head.bytes().all(|byte| byte.is_ascii_uppercase()))
                        .then_some(0)
                },
                Some,
            )
        };
        let Some(numbers) = cells.iter().map(number).collect::<Option<Vec<u32>>>() else {
            return false;
        };
        let counted: Vec<u32> = numbers.into_iter().filter(|number| *number > 0).collect();
        counted.len() >= 2
            && cells.len() * 2 > self.columns.iter().flatten().count()
            && counted.windows(2).all(|pair| pair[1] == pair[0] + 1)
    }

    fn is_repeated_header(&self, cells: &[Cell]) -> bool {
        /// A header has a label among its first texts; most rows are told by these alone.
        const FIRST: usize = 3;
        let is_label = |cell: &&Cell| {
            let text = cell.value.as_text();
            let field = text.and_then(|text| self.index.field(self.form, &match_key(text)));
            field.is_some() && field == self.field(cell.at.column)
        };
        let mut texts = cells.iter().filter(|cell| cell.value.as_text().is_some());
        if !texts.by_ref().take(FIRST).any(|cell| is_label(&cell)) {
            return false;
        }
        let same = cells.iter().filter(is_label).count();
        same >= 2 && same * 2 >= self.columns.iter().flatten().count()
    }

    /// A heading: a Roman numeral, a letter or "1.1" as running number with one text beside it, or
    /// one text that begins so.
    fn is_section(&self, cells: &[Cell]) -> bool {
        let numbered = self.ordinal(cells);
        let is_other = |cell: &&Cell| numbered.is_none_or(|number| number.at != cell.at);
        let others: Vec<&Cell> = cells.iter().filter(is_other).collect();
        match (numbered, others.as_slice()) {
            (Some(number), []) => number.value.as_text().is_some_and(is_heading),
            (Some(number), [text]) => {
                text.value.as_text().is_some()
                    && number.value.as_text().is_some_and(is_heading_number)
            }
            (None, [text]) => text.value.as_text().is_some_and(|text| {
                let (number, rest) = text
                    .trim()
                    .split_once([' ', '.', ')'])
                    .unwrap_or((text, ""));
                is_subheading(text) || (!rest.is_empty() && is_heading_number(number))
            }),
            _ => false,
        }
    }
}

/// A text in the running number's column: all but plain numbers.
fn is_heading(text: &str) -> bool {
    text.trim().chars().any(char::is_alphabetic)
}

/// A Roman numeral, a single letter, or a number with parts: "IV", "A", "1.1".
fn is_heading_number(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['.', ')']);
    let roman = !text.is_empty() && text.chars().all(|c| "IVX".contains(c));
    let letter = text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let parts = text.contains('.') && text.split('.').all(|part| part.parse::<u32>().is_ok());
    roman || letter || parts
}

fn is_subheading(text: &str) -> bool {
    let key = match_key(text);
    key.starts_with(&WORDS.among_them) || text.trim_start().starts_with(['-', '+'])
}

/// A sum: a word for it as the row's first text, and hardly any other text.
fn is_total(cells: &[Cell]) -> bool {
    let mut texts = cells.iter().filter_map(|cell| cell.value.as_text());
    let Some(first) = texts.next() else {
        return false;
    };
    let key = match_key(first);
    let begins = |word: &String| {
        key.strip_prefix(word)
            .is_some_and(|rest| rest.starts_with(' '))
    };
    WORDS.sums.contains(&key)
        || (WORDS.sums_of.iter().any(begins) && texts.all(|text| text.parse::<f64>().is_ok()))
}

/// A line below the table: place and date, a signature's words, a note.
fn is_footer(text: &str) -> bool {
    let key = match_key(text);
    let begins = |words: &[String]| words.iter().any(|word| key.starts_with(word));
    let dated = WORDS.date.iter().all(|word| key.contains(word)) && text.contains([',', '…', '.']);
    let signed = begins(&WORDS.signed) || WORDS.offices.contains(&key);
    let noted = text.trim_start().starts_with('*')
        || (text.contains(':') && begins(&WORDS.notes))
        || WORDS.notes.contains(&key);
    dated || signed || noted
}

/// The words that tell rows apart, as match keys.
struct Words {
    example: String,
    among_them: String,
    sums: Vec<String>,
    sums_of: Vec<String>,
    date: Vec<String>,
    signed: Vec<String>,
    offices: Vec<String>,
    notes: Vec<String>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let keys =
        |words: &[&str]| -> Vec<String> { words.iter().map(|word| match_key(word)).collect() };
    Words {
        example: match_key("ví dụ"),
        among_them: match_key("trong đó"),
        sums: keys(&["tổng", "tổng số", "tổng cộng", "cộng", "tổng toàn đơn vị"]),
        sums_of: keys(&["tổng số", "tổng cộng"]),
        date: keys(&["ngày", "tháng", "năm"]),
        signed: keys(&[
            "người lập",
            "thủ trưởng đơn vị",
            "ký tên",
            "ký họ tên",
            "ký ghi rõ",
            "nơi nhận",
            "xác nhận của",
        ])
        .into_iter()
        // "TM. ", "KT. ", "TL. " before an office.
        .chain(["tm ", "kt ", "tl "].map(str::to_owned))
        .collect(),
        offices: keys(&[
            "thủ trưởng",
            "hiệu trưởng",
            "phó hiệu trưởng",
            "trưởng phòng",
            "phó trưởng phòng",
            "giám đốc",
            "phó giám đốc",
            "chánh văn phòng",
            "người báo cáo",
        ]),
        notes: keys(&["ghi chú", "lưu ý", "chú thích"]),
    }
});
