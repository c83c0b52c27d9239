//! A change from what was written to what is read, always logged.
//!
//! Stages note every changed cell by itself. The ledger joins what is one thing: the same rule made
//! the same text of the same text, in consecutive rows of one column. Entries whose texts differ
//! stay apart, so that of every cell the ledger still tells what was written and what was read:
//! "C7:C12, 6 cells, hoàn thành → Hoàn thành", but a line for each of six different dates. People
//! get them as [`runs`]: a line for the six dates, with the first of them.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::{FieldName, FormId};
use crate::location::Range;
use crate::shared_text::SharedText;

/// One change made to one cell, or the same change made to a run of cells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// Why.
    pub rule: RepairRule,
    /// The sheet.
    #[serde(with = "crate::shared_text")]
    pub sheet: Arc<str>,
    /// The cells.
    pub range: Range,
    /// The form.
    pub form: FormId,
    /// The field.
    pub field: FieldName,
    /// As written.
    pub before: SharedText,
    /// As read.
    pub after: SharedText,
    /// How many cells.
    pub count: u32,
    /// Whether the values name persons.
    pub personal: bool,
}

impl Repair {
    /// Whether this is of the same rule and field, in the row below the other's last.
    fn continues(&self, above: &Self) -> bool {
        self.rule == above.rule
            && self.sheet == above.sheet
            && self.form == above.form
            && self.field == above.field
            && self.columns() == above.columns()
            && self.range.first.row == above.range.last.row + 1
    }

    fn has_texts_of(&self, other: &Self) -> bool {
        self.before == other.before && self.after == other.after
    }

    fn columns(&self) -> (u32, u32) {
        (self.range.first.column, self.range.last.column)
    }
}

/// Joins repairs that made the same of the same in consecutive rows of one column.
///
/// Every changed cell stays in exactly one entry of its rule, and `count` adds up to them all. What
/// comes out is sorted by place, then rule.
#[must_use]
pub fn collapse_repairs(repairs: &[Repair]) -> Vec<Repair> {
    let mut sorted: Vec<&Repair> = repairs.iter().collect();
    sorted.sort_by(|one, other| {
        let key = |repair: &Repair| (repair.rule, repair.columns(), repair.range);
        (&one.sheet, &one.form, &one.field, key(one)).cmp(&(
            &other.sheet,
            &other.form,
            &other.field,
            key(other),
        ))
    });
    let mut out: Vec<Repair> = Vec::with_capacity(sorted.len());
    for repair in sorted {
        match out.last_mut() {
            Some(last) if repair.continues(last) && repair.has_texts_of(last) => {
                last.range.last = repair.range.last;
                last.count += repair.count;
                last.personal |= repair.personal;
            }
            _ => out.push(repair.clone()),
        }
    }
    out.sort_by(|one, other| {
        (&one.sheet, one.range, one.rule).cmp(&(&other.sheet, other.range, other.rule))
    });
    out
}

/// What one rule did to consecutive rows of one column, whatever stood in each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run<'a> {
    /// Its entries of the ledger, from the top.
    pub entries: Vec<&'a Repair>,
}

impl Run<'_> {
    /// All its cells; none for a run without entries, which [`runs`] does not make.
    #[must_use]
    pub fn range(&self) -> Option<Range> {
        Some(Range {
            first: self.entries.first()?.range.first,
            last: self.entries.last()?.range.last,
        })
    }

    /// How many cells.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.entries.iter().map(|one| one.count).sum()
    }
}

/// Puts entries of the ledger together for people: one rule, one column, consecutive rows.
///
/// Values that name persons stay apart where they differ: data files leave them out, so that only
/// the workbook tells what each was.
#[must_use]
pub fn runs(collapsed: &[Repair]) -> Vec<Run<'_>> {
    let mut sorted: Vec<&Repair> = collapsed.iter().collect();
    sorted.sort_by_key(|one| (&one.sheet, one.columns(), one.rule, one.range));
    let mut out: Vec<Run<'_>> = Vec::new();
    for repair in sorted {
        match out.last_mut() {
            Some(run)
                if !repair.personal
                    && run
                        .entries
                        .last()
                        .is_some_and(|last| repair.continues(last)) =>
            {
                run.entries.push(repair);
            }
            _ => out.push(Run {
                entries: vec![repair],
            }),
        }
    }
    out.sort_by_key(|run| {
        let first = run.entries.first();
        first.map(|one| (&one.sheet, one.range, one.rule))
    });
    out
}

/// The rules by which a value is read as something other than it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RepairRule {
    /// Letters composed, spaces trimmed or joined.
    Text,
    /// A date written as text.
    DateFromText,
    /// A date that lost its format and shows as a serial number.
    DateFromNumber,
    /// A number written as text.
    NumberFromText,
    /// A share that is shown as a number of percent.
    NumberFromPercent,
    /// A number where text is expected, such as a telephone number.
    TextFromNumber,
    /// Another spelling of yes or no.
    YesNoSpelling,
    /// Another spelling of a listed value.
    ListSpelling,
    /// Letters of the old encoding TCVN3 (ABC).
    Tcvn3,
    /// Letters of the old encoding VNI.
    Vni,
    /// UTF-8 that a program took for Windows-1252.
    Utf8,
    /// Letters of another script that look alike.
    LookAlikes,
    /// A merged cell's value, taken for each of its rows.
    MergedCell,
    /// A mark for "as above".
    AsAbove,
}

impl RepairRule {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::DateFromText => "date-from-text",
            Self::DateFromNumber => "date-from-number",
            Self::NumberFromText => "number-from-text",
            Self::NumberFromPercent => "number-from-percent",
            Self::TextFromNumber => "text-from-number",
            Self::YesNoSpelling => "yes-no-spelling",
            Self::ListSpelling => "list-spelling",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Utf8 => "utf8",
            Self::LookAlikes => "look-alikes",
            Self::MergedCell => "merged-cell",
            Self::AsAbove => "as-above",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::location::CellRef;

    fn repair(at: &str, rule: RepairRule, before: &str, after: &str) -> Repair {
        Repair {
            rule,
            sheet: Arc::from("Biểu"),
            range: at.parse().unwrap(),
            form: "dien-hinh".into(),
            field: "ten".into(),
            before: before.into(),
            after: after.into(),
            count: 1,
            personal: false,
        }
    }

    fn lines(repairs: &[Repair]) -> Vec<String> {
        let line = |one: &Repair| {
            let Repair {
                range,
                before,
                after,
                count,
                ..
            } = one;
            format!("{range} {} {before}→{after} {count}", one.rule.as_str())
        };
        repairs.iter().map(line).collect()
    }

    #[test]
    fn the_same_change_down_a_column_is_one_entry_and_other_texts_are_others() {
        use RepairRule::{DateFromText, ListSpelling};
        let repairs = [
            repair("C9", ListSpelling, "xong", "Hoàn thành"),
            repair("C7", ListSpelling, "xong", "Hoàn thành"),
            repair("C8", ListSpelling, "xong", "Hoàn thành"),
            repair("C11", ListSpelling, "xong", "Hoàn thành"),
            repair("D7", ListSpelling, "xong", "Hoàn thành"),
            repair("E7", DateFromText, "5/9/23", "05/09/2023"),
            repair("E8", DateFromText, "6/9/23", "06/09/2023"),
        ];
        assert_eq!(
            lines(&collapse_repairs(&repairs)),
            [
                "C7:C9 list-spelling xong→Hoàn thành 3",
                "D7 list-spelling xong→Hoàn thành 1",
                "E7 date-from-text 5/9/23→05/09/2023 1",
                "E8 date-from-text 6/9/23→06/09/2023 1",
                "C11 list-spelling xong→Hoàn thành 1",
            ]
        );
    }

    #[test]
    fn people_get_a_line_a_column_but_every_person_by_name() {
        use RepairRule::DateFromText;
        let mut repairs = vec![
            repair("E7", DateFromText, "5/9/23", "05/09/2023"),
            repair("E8", DateFromText, "6/9/23", "06/09/2023"),
            repair("E10", DateFromText, "6/9/23", "06/09/2023"),
        ];
        let collapsed = collapse_repairs(&repairs);
        let ranges = |collapsed: &[Repair]| -> Vec<String> {
            let shown = |run: &Run<'_>| format!("{} {}", run.range().unwrap(), run.count());
            runs(collapsed).iter().map(shown).collect()
        };
        assert_eq!(ranges(&collapsed), ["E7:E8 2", "E10 1"]);
        for repair in &mut repairs {
            repair.personal = true;
        }
        let collapsed = collapse_repairs(&repairs);
        assert_eq!(ranges(&collapsed), ["E7 1", "E8 1", "E10 1"]);
    }

    proptest! {
        #[test]
        fn every_changed_cell_stands_in_exactly_one_entry_with_its_texts(
            cells in proptest::collection::btree_map((1..30_u32, 1..4_u32, 0..2_usize), 0..3_u8, 0..60)
        ) {
            let rules = [RepairRule::Text, RepairRule::ListSpelling];
            let each: Vec<Repair> = cells
                .iter()
                .map(|((row, column, rule), text)| {
                    let at = CellRef::new(*row, *column).unwrap();
                    repair(&at.to_string(), rules[*rule], &text.to_string(), "x")
                })
                .collect();
            let collapsed = collapse_repairs(&each);
            let total: u32 = collapsed.iter().map(|one| one.count).sum();
            prop_assert_eq!(total as usize, each.len());
            for cell in &each {
                let own = |one: &&Repair| one.rule == cell.rule && one.range.has(cell.range.first);
                let found: Vec<&Repair> = collapsed.iter().filter(own).collect();
                prop_assert_eq!(found.len(), 1);
                prop_assert_eq!((&found[0].before, &found[0].after), (&cell.before, &cell.after));
            }
            let shown: u32 = runs(&collapsed).iter().map(Run::count).sum();
            prop_assert_eq!(shown, total);
        }
    }
}
