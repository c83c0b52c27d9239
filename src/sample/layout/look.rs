//! How one sheet is laid out: drawn once, then followed to the letter.
//!
//! In: a draft and the mess. Out: its columns, labels, and what stands between its rows. Only the
//! order of rows is changed, where they are put under headings; no value is.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::above::Run;
use super::frame::Heading;
use super::header::{Numbering, has_groups};
use super::record::Arrangement;
use super::table::{Column, Ordinals};
use super::totals::Totals;
use crate::campaign::Layout;
use crate::sample::dice::{chance, pick};
use crate::sample::draft::{Draft, is_number};
use crate::sample::mess::{Mess, Trait};

/// The layout of a sheet.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent properties of a sheet, each drawn by itself"
)]
pub(super) struct Look {
    pub(super) name: String,
    pub(super) heading: Heading,
    pub(super) columns: Vec<Column>,
    /// The label of each field of the draft.
    pub(super) labels: Vec<String>,
    /// The label of running numbers.
    pub(super) ordinal: &'static str,
    /// The label of what nobody asked for.
    pub(super) extra: &'static str,
    /// The remarks there, by row.
    pub(super) remarks: Vec<&'static str>,
    /// How columns are numbered below their labels, if they are.
    pub(super) numbering: Option<Numbering>,
    /// Whether some labels stand under a common one.
    pub(super) grouped: bool,
    /// Whether that one and a neighbour stand under another.
    pub(super) three_rows: bool,
    /// How rows are numbered.
    pub(super) ordinals: Ordinals,
    /// The headings between rows: before which row, and what.
    pub(super) sections: Vec<(usize, String)>,
    /// Whether a heading's number has a cell of its own.
    pub(super) split_sections: bool,
    /// The rows that a blank row stands before.
    pub(super) blank_before: BTreeSet<usize>,
    /// The row before which the labels stand again.
    pub(super) repeat_before: Option<usize>,
    pub(super) totals: Option<Totals>,
    /// Whether an example stands above the rows.
    pub(super) example: bool,
    /// A note below the table.
    pub(super) note: Option<&'static str>,
    /// The rows that are hidden.
    pub(super) hidden_rows: BTreeSet<usize>,
    /// The column that is hidden.
    pub(super) hidden_column: Option<u16>,
    /// What stands in a cell far from the table.
    pub(super) far: Option<&'static str>,
    /// Equal values below each other that are one cell.
    pub(super) merged: Vec<Run>,
    /// How a record lies.
    pub(super) record: Arrangement,
}

impl Look {
    /// Whether something stands between a row and the one before it.
    pub(super) fn is_parted(&self, nth: usize) -> bool {
        self.blank_before.contains(&nth)
            || self.repeat_before == Some(nth)
            || self.sections.iter().any(|(start, _)| *start == nth)
    }
}

/// Forms whose rows can be added up or counted without saying something silly.
const ADDED_UP: [&str; 6] = [
    "phong-trao",
    "tong-hop-kt",
    "cham-diem",
    "dien-hinh",
    "khen-thuong",
    "sang-kien",
];

/// Draws a sheet's layout; puts the rows in order where they get headings.
pub(super) fn draw(rng: &mut Rng, mess: &mut Mess, draft: &mut Draft) -> Look {
    let is_table = draft.form.layout == Layout::Table;
    let rows = draft.rows.len();
    let mut columns = columns(draft, is_table);
    if columns.len() > 3 && mess.plants(rng, Trait::MovedColumns) {
        let first = usize::from(columns.first() == Some(&Column::Ordinal));
        let from = rng.usize(first + 1..columns.len());
        let moved = columns.remove(from);
        let to = if from > first + 1 { from - 1 } else { from + 1 };
        columns.insert(to, moved);
    }
    if mess.plants(rng, Trait::ExtraColumn) {
        columns.push(Column::Extra);
    }
    let heading = match rng.u32(0..10) {
        _ if mess.plants(rng, Trait::BareSheet) => Heading::Bare,
        0..3 => Heading::Short,
        gap => Heading::Full(gap % 4),
    };
    let sections = if is_table {
        sections(rng, mess, draft)
    } else {
        Vec::new()
    };
    let between = 1..rows.max(1);
    let blank_before = if rows > 2 && mess.plants(rng, Trait::BlankRows) {
        (0..rng.u32(1..=3))
            .map(|_| rng.usize(between.clone()))
            .collect()
    } else {
        BTreeSet::new()
    };
    let repeat = is_table && rows > 5 && mess.plants(rng, Trait::RepeatedHeader);
    let added_up = ADDED_UP.contains(&draft.form.id.as_str()) && rows > 1;
    let totals = (added_up && mess.plants(rng, Trait::TotalsRow)).then(|| totals(rng, draft));
    Look {
        name: sheet_name(rng, mess, draft),
        heading,
        labels: labels(rng, mess, draft),
        ordinal: if mess.wants(rng, Trait::LabelAlias) {
            "TT"
        } else {
            "STT"
        },
        extra: extra_label(draft, is_table),
        remarks: (0..rows)
            .map(|_| {
                if chance(rng, 0.3) {
                    pick(rng, &REMARKS)
                } else {
                    ""
                }
            })
            .collect(),
        numbering: (is_table && chance(rng, 0.3)).then_some(Numbering::Brackets),
        grouped: is_table && has_groups(draft) && mess.plants(rng, Trait::GroupedHeader),
        split_sections: chance(rng, 0.6),
        repeat_before: repeat.then(|| rng.usize(between)),
        columns,
        sections,
        blank_before,
        totals,
        three_rows: false,
        ordinals: Ordinals::Running,
        example: false,
        note: None,
        hidden_rows: BTreeSet::new(),
        hidden_column: None,
        far: None,
        merged: Vec::new(),
        record: Arrangement::Beside,
    }
}

const REMARKS: [&str; 4] = [
    "Có hồ sơ kèm theo",
    "Đã gửi minh chứng",
    "Bổ sung sau",
    "Theo danh sách kèm theo",
];

/// Running numbers where the form has them, then its fields.
fn columns(draft: &Draft, is_table: bool) -> Vec<Column> {
    let ordinal = (is_table && draft.is_numbered()).then_some(Column::Ordinal);
    ordinal
        .into_iter()
        .chain((0..draft.fields.len()).map(Column::Field))
        .collect()
}

/// A label no field of the form has.
fn extra_label(draft: &Draft, is_table: bool) -> &'static str {
    match draft.column_named("ghi_chu") {
        _ if !is_table => "Địa chỉ trụ sở",
        Some(_) => "Người theo dõi",
        None => "Ghi chú",
    }
}

/// A title in the column of running numbers or beside it, and what is added up.
fn totals(rng: &mut Rng, draft: &Draft) -> Totals {
    let title_at = u16::from(draft.is_numbered() && chance(rng, 0.6));
    Totals {
        title: pick(rng, &["Tổng cộng", "Cộng", "Tổng số"]),
        title_at,
        count_at: draft.columns(is_number).is_empty().then_some(title_at + 1),
        first: false,
        by_group: false,
        formulas: false,
        off_by: 0.0,
    }
}

fn sheet_name(rng: &mut Rng, mess: &mut Mess, draft: &Draft) -> String {
    if !mess.plants(rng, Trait::SheetAlias) {
        return draft.form.sheet.clone();
    }
    match rng.choice(&draft.form.sheet_aliases) {
        Some(alias) => alias.clone(),
        None => draft.form.sheet.to_uppercase(),
    }
}

/// The label of each field, in the form's words or the sender's.
fn labels(rng: &mut Rng, mess: &mut Mess, draft: &Draft) -> Vec<String> {
    let alias = mess.wants(rng, Trait::LabelAlias);
    let respell = mess.plants(rng, Trait::LabelSpelling);
    let mut labels = Vec::with_capacity(draft.fields.len());
    for at in 0..draft.fields.len() {
        let field = draft.field(at);
        let mut label = field.label.clone();
        if let Some(other) = rng.choice(&field.aliases).filter(|_| alias) {
            label.clone_from(other);
            mess.note(Trait::LabelAlias);
        }
        if respell && chance(rng, 0.5) {
            label = match rng.u32(0..4) {
                0 => label.to_uppercase(),
                1 => label.replace(' ', "  "),
                2 => label.replacen(' ', "\n", 1),
                _ => format!("{label}:"),
            };
        }
        labels.push(label);
    }
    labels
}

/// Headings over the rows, which are put in order for them.
fn sections(rng: &mut Rng, mess: &mut Mess, draft: &mut Draft) -> Vec<(usize, String)> {
    if draft.rows.len() < 2 || !mess.wants(rng, Trait::SectionRows) {
        return Vec::new();
    }
    let (titles, groups): (&[&str], Vec<usize>) = match draft.form.id.as_str() {
        "dien-hinh" | "khen-thuong" => (
            &["Tập thể", "Cá nhân"],
            by_text(draft, "doi_tuong", &["Tập thể"]),
        ),
        "sang-kien" => (
            &[
                "Sáng kiến",
                "Đề tài nghiên cứu",
                "Sản phẩm khoa học, kỹ thuật",
            ],
            by_text(draft, "loai", &["Sáng kiến", "Đề tài"]),
        ),
        "phong-trao" => (
            &[
                "Phong trào của ngành",
                "Phong trào của tỉnh, của Trung ương",
            ],
            halves(draft),
        ),
        "dang-ky" => (
            &[
                "Chỉ tiêu về phong trào thi đua",
                "Chỉ tiêu về chất lượng và các mặt khác",
            ],
            halves(draft),
        ),
        "tong-hop-kt" => (
            &["Danh hiệu thi đua", "Hình thức khen thưởng"],
            halves(draft),
        ),
        _ => return Vec::new(),
    };
    mess.note(Trait::SectionRows);
    let mut rows: Vec<_> = groups
        .into_iter()
        .zip(std::mem::take(&mut draft.rows))
        .collect();
    rows.sort_by_key(|(group, _)| *group);
    let mut headings: Vec<(usize, String)> = Vec::new();
    let mut current = None;
    for (at, (group, _)) in rows.iter().enumerate() {
        if current != Some(*group) {
            current = Some(*group);
            let number = ["I", "II", "III"][headings.len().min(2)];
            headings.push((at, format!("{number}. {}", titles[*group])));
        }
    }
    draft.rows = rows.into_iter().map(|(_, row)| row).collect();
    headings
}

/// The place of each row's value among these texts; all others after them.
fn by_text(draft: &Draft, field: &str, texts: &[&str]) -> Vec<usize> {
    let column = draft.column_named(field);
    let place = |text: Option<&str>| {
        texts
            .iter()
            .position(|&one| Some(one) == text)
            .unwrap_or(texts.len())
    };
    draft
        .rows
        .iter()
        .map(|row| place(column.and_then(|at| row[at].text())))
        .collect()
}

/// The first half of the rows, then the second.
fn halves(draft: &Draft) -> Vec<usize> {
    let half = draft.rows.len().div_ceil(2);
    (0..draft.rows.len())
        .map(|at| usize::from(at >= half))
        .collect()
}
