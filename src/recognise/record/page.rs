//! Where the values of a record stand among its labels.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use crate::campaign::Field;
use crate::location::CellRef;
use crate::read::{Cell, CellValue};
use crate::text::match_key;

use super::super::view::View;
use super::Found;

/// The labels of one record among the cells of its sheet.
pub(super) struct Page<'f, 'a> {
    view: View<'a>,
    labels: &'f [Found],
    /// The cells that hold labels, sorted.
    taken: Vec<CellRef>,
    /// The rows of labels above a row that holds nothing but their values.
    over_values: HashSet<u32>,
    /// Whether values stand below their labels, one label a row.
    is_upright: bool,
    /// The columns in which most values stand, by the column of their labels.
    usual: HashMap<u32, u32>,
    /// The columns under a heading such as "Ghi chú".
    remarks: HashSet<u32>,
}

impl<'f, 'a> Page<'f, 'a> {
    pub(super) fn new(view: View<'a>, labels: &'f [Found], fields: &[Field]) -> Self {
        let mut taken: Vec<CellRef> = labels.iter().map(|label| label.at).collect();
        taken.sort_unstable();
        let mut page = Self {
            view,
            labels,
            taken,
            over_values: HashSet::new(),
            is_upright: false,
            usual: HashMap::new(),
            remarks: remark_columns(view, labels),
        };
        let rows: HashSet<u32> = labels.iter().map(|label| label.at.row).collect();
        let over_values = rows.into_iter().filter(|row| page.is_over_values(*row));
        page.over_values = over_values.collect();
        page.usual = page.usual_columns(fields);
        let apart = labels.iter().filter(|label| label.inline.is_none());
        let beside = apart
            .clone()
            .any(|label| !page.right_of(label.at).is_empty());
        let below = apart.filter(|label| page.below(label.at).is_some()).count();
        page.is_upright = !beside && below * 2 > labels.len();
        page
    }

    /// Whether a cell holds a label.
    fn is_taken(&self, at: CellRef) -> bool {
        self.taken.binary_search(&at).is_ok()
    }

    /// For each column of labels, the column in which more than half of their values stand.
    fn usual_columns(&self, fields: &[Field]) -> HashMap<u32, u32> {
        let mut counts: BTreeMap<u32, BTreeMap<u32, usize>> = BTreeMap::new();
        for label in self.labels.iter().filter(|label| label.inline.is_none()) {
            if let Some(cell) = self.beside(label.at, &fields[label.field]) {
                let columns = counts.entry(label.at.column).or_default();
                *columns.entry(cell.at.column).or_default() += 1;
            }
        }
        let usual = counts.into_iter().filter_map(|(labels, columns)| {
            let all: usize = columns.values().sum();
            let mut most = columns.into_iter();
            let (values, _) = most.find(|(_, count)| *count > 1 && count * 2 > all)?;
            Some((labels, values))
        });
        usual.collect()
    }

    /// The cell right of a label that looks like its value.
    fn beside(&self, label: CellRef, field: &Field) -> Option<&'a Cell> {
        let right = self.right_of(label).iter();
        let right = right.filter(|cell| !self.remarks.contains(&cell.at.column));
        let first = right.clone().next().filter(|first| {
            // A unit between label and number, as in "Số tin, bài | bài | 12".
            !(is_number_field(field) && is_word(first))
        });
        first
            .or_else(|| right.clone().find(|cell| !is_word(cell)))
            .or_else(|| right.clone().next())
    }

    /// Where a label's value should stand as most others do, if nothing stands there.
    fn blank_beside(&self, label: CellRef) -> Option<CellRef> {
        let at = CellRef::new(label.row, *self.usual.get(&label.column)?)?;
        let merge = self.view.merge_at(label);
        let is_free = merge.is_none_or(|merge| merge.last.column < at.column);
        let row = self.view.row(label.row);
        let is_before_next = row
            .iter()
            .find(|cell| cell.at.column > label.column && self.is_taken(cell.at))
            .is_none_or(|next| next.at.column > at.column);
        (is_free && is_before_next && self.view.get(at).is_none()).then_some(at)
    }

    /// What stands beside the blank cell of a value: a remark, or the value in another column.
    pub(super) fn stray(&self, label: &Found, field: &Field, blank: CellRef) -> Option<&'a Cell> {
        if label.inline.is_some() || blank.row != label.at.row {
            return None;
        }
        let mut right = self.right_of(label.at).iter();
        right.find(|cell| {
            let is_unit = is_number_field(field) && is_word(cell) && cell.at.column < blank.column;
            !is_unit && !self.remarks.contains(&cell.at.column)
        })
    }

    /// The cells right of a label, up to the next label.
    fn right_of(&self, label: CellRef) -> &'a [Cell] {
        let row = self.view.row(label.row);
        let from = row.partition_point(|cell| cell.at.column <= label.column);
        let rest = &row[from..];
        let next = rest.iter().position(|cell| self.is_taken(cell.at));
        &rest[..next.unwrap_or(rest.len())]
    }

    /// The cell below a label, where its row holds values only.
    fn below(&self, label: CellRef) -> Option<&'a Cell> {
        if !self.over_values.contains(&label.row) {
            return None;
        }
        let row = self.view.row(label.row + 1);
        let at = row.binary_search_by_key(&label.column, |cell| cell.at.column);
        at.ok().map(|at| &row[at])
    }

    /// Whether each cell of the row below stands under a label and is none itself.
    fn is_over_values(&self, row: u32) -> bool {
        // Else it is a line of its own, such as a label nobody asked for with its value.
        let is_value = |cell: &Cell| {
            let above = CellRef::new(row, cell.at.column);
            !self.is_taken(cell.at) && above.is_some_and(|at| self.is_taken(at))
        };
        self.view.row(row + 1).iter().all(is_value)
    }

    /// Whether a row has labels side by side and nothing else: their values stand below.
    fn heads_values(&self, row: u32) -> bool {
        let cells = self.view.row(row);
        let labels = cells.iter().filter(|cell| self.is_taken(cell.at));
        labels.count() == cells.len() && (cells.len() > 1 || self.is_upright)
    }

    /// The value of a label and its cell; where nothing stands, the cell where it should.
    pub(super) fn value_of(
        &self,
        label: &Found,
        field: &Field,
    ) -> (CellRef, Option<Cow<'a, CellValue>>) {
        if let Some(text) = &label.inline {
            return (
                label.at,
                Some(Cow::Owned(CellValue::Text(text.as_str().into()))),
            );
        }
        let right = self.beside(label.at, field);
        let blank = self.blank_beside(label.at);
        if let Some(blank) = blank.filter(|_| right.is_some()) {
            return (blank, None); // what stands elsewhere is a remark, or anybody's guess
        }
        let value = right.or_else(|| {
            let heads = self.heads_values(label.at.row);
            heads.then(|| self.below(label.at)).flatten()
        });
        let beside = CellRef::new(label.at.row, label.at.column + 1).unwrap_or(label.at);
        value.map_or((beside, None), |cell| {
            (cell.at, Some(Cow::Borrowed(&cell.value)))
        })
    }

    /// A second number beside a label whose value is a number: nobody knows which is meant.
    pub(super) fn second_number(
        &self,
        label: &Found,
        field: &Field,
        read: CellRef,
    ) -> Option<&'a Cell> {
        if label.inline.is_some() || !is_number_field(field) || read.row != label.at.row {
            return None;
        }
        let is_number =
            |cell: &&Cell| matches!(cell.value, CellValue::Number(_) | CellValue::Percent(_));
        let mut others = self
            .right_of(label.at)
            .iter()
            .filter(|cell| cell.at != read);
        others.find(is_number)
    }

    /// Texts that stand like labels, with a value beside them, and are none of the form's.
    pub(super) fn extra(&self, values: &[Option<CellRef>]) -> Vec<(CellRef, &'a str)> {
        let rows = || self.labels.iter().map(|label| label.at.row);
        let (Some(first), Some(last)) = (rows().min(), rows().max()) else {
            return Vec::new();
        };
        let is_value = |at: CellRef| values.contains(&Some(at));
        let columns: HashSet<u32> = self.labels.iter().map(|label| label.at.column).collect();
        let inside = self
            .view
            .rows()
            .filter(|(row, _)| (first..=last + 1).contains(row));
        let labels = inside.flat_map(|(_, cells)| {
            cells.iter().enumerate().filter_map(move |(nth, cell)| {
                let text = cell.value.as_text()?;
                Some((cell.at, text, cells.get(nth + 1)))
            })
        });
        labels
            .filter(|(at, _, next)| {
                columns.contains(&at.column)
                    && !self.is_taken(*at)
                    && !is_value(*at)
                    && next.is_some_and(|next| !self.is_taken(next.at) && !is_value(next.at))
            })
            .map(|(at, text, _)| (at, text))
            .collect()
    }
}

/// The columns that a heading right above the labels calls remarks.
fn remark_columns(view: View<'_>, labels: &[Found]) -> HashSet<u32> {
    static WORDS: LazyLock<[String; 5]> = LazyLock::new(|| {
        [
            "ghi chú",
            "chú thích",
            "diễn giải",
            "thuyết minh",
            "giải thích",
        ]
        .map(match_key)
    });
    let first = labels.iter().map(|label| label.at.row).min().unwrap_or(0);
    let above = view.rows().take_while(|(row, _)| *row < first).last();
    let heading = above.map_or(&[][..], |(_, cells)| cells).iter();
    let is_remark = |cell: &&Cell| {
        let text = cell.value.as_text();
        text.is_some_and(|text| WORDS.contains(&match_key(text)))
    };
    heading
        .filter(is_remark)
        .map(|cell| cell.at.column)
        .collect()
}

fn is_number_field(field: &Field) -> bool {
    field.kind.is_number()
}

/// A text without a digit.
fn is_word(cell: &Cell) -> bool {
    let text = cell.value.as_text();
    text.is_some_and(|text| !text.bytes().any(|byte| byte.is_ascii_digit()))
}
