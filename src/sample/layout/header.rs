//! The labels above a table, in one to three rows, and the numbers of its columns.

use rust_xlsxwriter::XlsxError;

use super::style::height;
use super::table::{Column, TableWriter};
use crate::sample::draft::Draft;

/// How columns are numbered below their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbering {
    /// (1), (2), …
    Brackets,
    /// 1, 2, … as numbers.
    Plain,
    /// A, B, then 1, 2, …
    Letters,
    /// (1), (2), …, the last of which is said to be made of others.
    Made,
}

/// Labels that stand under a common one: the form, its first and its last field, what is above.
const GROUPS: [(&str, &str, &str, &str); 5] = [
    (
        "khen-thuong",
        "so_quyet_dinh",
        "ngay_quyet_dinh",
        "Quyết định khen thưởng",
    ),
    (
        "dien-hinh",
        "ngay_gioi_thieu",
        "duong_dan",
        "Giới thiệu, đăng tải",
    ),
    (
        "sang-kien",
        "so_quyet_dinh",
        "ngay_cong_nhan",
        "Quyết định công nhận",
    ),
    ("tong-hop-kt", "tap_the", "ca_nhan", "Số lượng"),
    ("phong-trao", "so_tham_gia", "tong_so", "Kết quả tham gia"),
];

/// Whether the form has labels that can stand under a common one.
pub(super) fn has_groups(draft: &Draft) -> bool {
    GROUPS
        .iter()
        .any(|(form, ..)| *form == draft.form.id.as_str())
}

impl TableWriter<'_> {
    /// The label rows and the numbers below them; gives the row after them.
    pub(super) fn header(&mut self, row: u32) -> Result<u32, XlsxError> {
        let mut row = row;
        let group = self.group();
        let below = group.and_then(|(first, last, _)| self.wider(first, last));
        if let Some((from, to)) = below.filter(|_| self.look.three_rows) {
            // The uppermost row: a common label over the group and a neighbour.
            let title = "Trong đó";
            self.styles
                .span(self.sheet, row, (from, to), title, &self.styles.header)?;
            self.grouped(row + 1, row, group, (from, to))?;
            row += 3;
        } else if let Some((first, last, _)) = group {
            self.grouped(row, row, group, (first, last))?;
            row += 2;
        } else {
            self.labels(row)?;
            row += 1;
        }
        if let Some(numbering) = self.look.numbering {
            self.numbering(row, numbering)?;
            row += 1;
        }
        Ok(row)
    }

    /// Two rows of labels, the lower the label row: outside `inner` labels are merged up to `top`,
    /// in it but outside the group only to the group's own row.
    fn grouped(
        &mut self,
        row: u32,
        top: u32,
        group: Option<(u16, u16, &str)>,
        inner: (u16, u16),
    ) -> Result<(), XlsxError> {
        let Some((first, last, title)) = group else {
            return self.labels(row);
        };
        self.labels(row + 1)?;
        let format = &self.styles.header;
        self.styles
            .span(self.sheet, row, (first, last), title, format)?;
        for (at, &column) in (0_u16..).zip(&self.look.columns) {
            if !(first..=last).contains(&at) {
                let within = (inner.0..=inner.1).contains(&at);
                let from = if within { row } else { top };
                let label = self.label(column);
                self.styles
                    .merge(self.sheet, (from, at), (row + 1, at), &label, format)?;
            }
        }
        Ok(())
    }

    /// The columns under a common label, where they stand side by side.
    fn group(&self) -> Option<(u16, u16, &'static str)> {
        if !self.look.grouped {
            return None;
        }
        let found = GROUPS
            .iter()
            .find(|(form, ..)| *form == self.draft.form.id.as_str());
        let (_, first, last, title) = *found?;
        let place = |name: &str| {
            let field = self.draft.column_named(name)?;
            let at = self
                .look
                .columns
                .iter()
                .position(|&column| column == Column::Field(field))?;
            u16::try_from(at).ok()
        };
        let (from, to) = (place(first)?, place(last)?);
        let fields = self.draft.column_named(last)? - self.draft.column_named(first)?;
        (usize::from(to.checked_sub(from)?) == fields).then_some((from, to, title))
    }

    /// The columns of a group and one beside it: to the right, else to the left.
    fn wider(&self, first: u16, last: u16) -> Option<(u16, u16)> {
        let beyond = |at: u16| {
            let column = self.look.columns.get(usize::from(at));
            matches!(column, Some(Column::Field(_)))
        };
        if beyond(last + 1) {
            return Some((first, last + 1));
        }
        let before = first.checked_sub(1).filter(|&at| beyond(at))?;
        Some((before, last))
    }

    pub(super) fn labels(&mut self, row: u32) -> Result<(), XlsxError> {
        let labels: Vec<String> = self
            .look
            .columns
            .iter()
            .map(|&column| self.label(column))
            .collect();
        for (at, label) in (0_u16..).zip(&labels) {
            self.styles
                .put(self.sheet, (row, at), label, &self.styles.header)?;
        }
        let texts = labels
            .iter()
            .map(String::as_str)
            .zip(self.widths.iter().copied());
        self.sheet.set_row_height(row, height(texts))?;
        Ok(())
    }

    fn label(&self, column: Column) -> String {
        match column {
            Column::Ordinal => self.look.ordinal.to_owned(),
            Column::Field(field) | Column::Again(field) => self.look.labels[field].clone(),
            Column::Extra => self.look.extra.to_owned(),
        }
    }

    /// The numbers of the columns.
    fn numbering(&mut self, row: u32, numbering: Numbering) -> Result<(), XlsxError> {
        /// Columns with a letter where there are letters.
        const LETTERED: [&str; 2] = ["A", "B"];
        let count = u32::try_from(self.look.columns.len()).unwrap_or(u32::MAX);
        for (at, nth) in (0_u16..).zip(1..=count) {
            let format = &self.styles.numbering;
            let text = match numbering {
                Numbering::Plain => {
                    let number = f64::from(nth);
                    self.sheet
                        .write_number_with_format(row, at, number, format)?;
                    continue;
                }
                Numbering::Brackets => format!("({nth})"),
                Numbering::Made if nth == count && count > 4 => {
                    format!("{nth}={}:{}", nth - 1, nth - 3)
                }
                Numbering::Made => nth.to_string(),
                Numbering::Letters => match LETTERED.get(usize::from(at)) {
                    Some(letter) => (*letter).to_owned(),
                    None => (nth - 2).to_string(),
                },
            };
            self.styles.put(self.sheet, (row, at), &text, format)?;
        }
        Ok(())
    }
}
