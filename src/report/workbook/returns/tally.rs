//! What the counts of returns and files are added up from: columns after those of the lists, folded
//! away, and the formulas over them.
//!
//! They hold ids and numbers, which a criterion takes for just themselves.

use super::{ALL_FILES, BY_SENDER};
use crate::assess::{Arrival, Group};
use crate::id::{BlockId, CollectionId, UnitCode, UnitTypeId};
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::Material;
use crate::report::workbook::name::MainSheet;
use crate::report::workbook::pen::Column;
use crate::settle::{Submission, SubmissionState};

/// The first of the columns, zero-based; the part of the sheet stands in the first column of all.
pub(super) const FIRST: u16 = 16;
const WIDTH: f64 = 14.0;
const PART: &str = "$A:$A";
const COLLECTION: &str = "$Q:$Q";
const TYPE: &str = "$R:$R";
const BLOCK: &str = "$S:$S";
const PARENT: &str = "$T:$T";
const ARRIVAL: &str = "$U:$U";
const RECEIVED: &str = "$V:$V";
const ATTENTION: &str = "$W:$W";
const EXPLAINED: &str = "$X:$X";
/// Where a unit is in no block or below none.
const NONE: &str = "–";

pub(super) fn columns(lang: Lang) -> [Column; 8] {
    [
        lang.pick("Mã kỳ", "Collection's id"),
        lang.pick("Mã loại đơn vị", "Kind's id"),
        lang.pick("Mã khối", "Block's id"),
        lang.pick("Mã đơn vị quản lý", "Parent's code"),
        lang.pick("Nhận thế nào", "How it came"),
        lang.pick("Đã nhận", "Received"),
        lang.pick("Cần xử lý", "Needs attention"),
        lang.pick("Giải thích chờ xem xét", "Explanations to review"),
    ]
    .map(|heading| Column::new(heading, WIDTH))
}

/// What a unit's return for a collection is counted by; blank for a unit that is no sender.
pub(super) fn of_return<'a>(
    material: &Material<'a>,
    (unit, collection, one): super::Entry<'a>,
) -> Vec<Cell<'a>> {
    let campaign = material.report.campaign;
    let known = campaign.unit(unit).zip(campaign.collection(collection));
    let Some((unit, asked)) = known else {
        return Vec::new();
    };
    let arrival = Arrival::of(one, asked);
    let or_none = |id: Option<&'a str>| Cell::text(id.unwrap_or(NONE));
    vec![
        Cell::text(collection.as_str()),
        Cell::text(unit.unit_type.as_str()),
        or_none(unit.block.as_ref().map(BlockId::as_str)),
        or_none(unit.parent.as_ref().map(UnitCode::as_str)),
        Cell::text(words::arrival(arrival, material.report.lang)),
        Cell::count(u32::from(arrival.is_received())),
    ]
}

/// What a file is counted by.
pub(super) fn of_file<'a>(material: &Material<'_>, at: usize, one: &Submission) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = (0..6).map(|_| Cell::blank()).collect();
    let explained = match one.state {
        SubmissionState::Superseded => 0,
        _ => material.finding_counts(at).explained,
    };
    cells.push(Cell::count(u32::from(material.needs_attention(at, one))));
    cells.push(Cell::count(explained));
    cells
}

/// Counts returns of a collection: of all its senders, or of one group of them.
pub(in crate::report::workbook) struct Counter<'c> {
    lang: Lang,
    collection: &'c CollectionId,
    /// The column a group is told by, and its id.
    group: Option<(&'static str, &'c str)>,
    /// What goes before a column.
    sheet: String,
}

impl<'c> Counter<'c> {
    /// For cells of any sheet.
    pub(in crate::report::workbook) fn of_collection(
        collection: &'c CollectionId,
        lang: Lang,
    ) -> Self {
        Self {
            lang,
            collection,
            group: None,
            sheet: sheet(lang),
        }
    }

    pub(in crate::report::workbook) fn of_type(self, id: &'c UnitTypeId) -> Self {
        Self {
            group: Some((TYPE, id.as_str())),
            ..self
        }
    }

    pub(super) fn of_group(self, group: &'c Group) -> Self {
        let column = match group {
            Group::Type(_) => TYPE,
            Group::Block(_) => BLOCK,
            Group::Parent(_) => PARENT,
        };
        Self {
            group: Some((column, group.id().unwrap_or(NONE))),
            ..self
        }
    }

    /// How many must send.
    pub(in crate::report::workbook) fn expected(&self) -> String {
        format!("COUNTIFS({})", self.criteria())
    }

    /// How many returns were received.
    pub(in crate::report::workbook) fn received(&self) -> String {
        format!("SUMIFS({}{RECEIVED},{})", self.sheet, self.criteria())
    }

    /// How many are at an arrival.
    pub(in crate::report::workbook) fn at(&self, arrival: Arrival) -> String {
        let word = formula::text(words::arrival(arrival, self.lang));
        let (sheet, criteria) = (&self.sheet, self.criteria());
        format!("COUNTIFS({criteria},{sheet}{ARRIVAL},{word})")
    }

    fn criteria(&self) -> String {
        let own = [
            Some((PART, BY_SENDER)),
            Some((COLLECTION, self.collection.as_str())),
            self.group,
        ];
        let own = own.into_iter().flatten();
        let own = own.map(|(column, id)| format!("{}{column},{}", self.sheet, formula::text(id)));
        own.collect::<Vec<_>>().join(",")
    }
}

fn sheet(lang: Lang) -> String {
    format!("{}!", formula::quoted(MainSheet::Returns.title(lang)))
}

/// How many returns were received and how many must come, over all collections, as formulas.
pub(in crate::report::workbook) fn all(lang: Lang) -> (String, String) {
    let (sheet, part) = (sheet(lang), formula::text(BY_SENDER));
    (
        format!("SUMIFS({sheet}{RECEIVED},{sheet}{PART},{part})"),
        format!("COUNTIFS({sheet}{PART},{part})"),
    )
}

/// How many files came, as a formula.
pub(in crate::report::workbook) fn files(lang: Lang) -> String {
    format!(
        "COUNTIFS({}{PART},{})",
        sheet(lang),
        formula::text(ALL_FILES)
    )
}

/// How many of them somebody must look at, as a formula.
pub(in crate::report::workbook) fn files_needing_attention(lang: Lang) -> String {
    sum(ATTENTION, lang)
}

/// How many explanations in them wait to be accepted, as a formula.
pub(in crate::report::workbook) fn explanations(lang: Lang) -> String {
    sum(EXPLAINED, lang)
}

fn sum(column: &str, lang: Lang) -> String {
    let (sheet, part) = (sheet(lang), formula::text(ALL_FILES));
    format!("SUMIFS({sheet}{column},{sheet}{PART},{part})")
}
