//! What else befalls the layout of a sheet; each trait draws for itself, so that none changes what
//! others draw.
//!
//! In: a draft and its look. Out: the look with more traits. Of the draft only a column that need
//! not be there is taken away, and what it said with it.

use fastrand::Rng;

use super::header::{Numbering, has_groups};
use super::look::Look;
use super::record::Arrangement;
use super::table::{Column, Ordinals};
use crate::campaign::{Layout, Rule};
use crate::sample::content::Value;
use crate::sample::dice::pick;
use crate::sample::draft::{Draft, Meaning, Written, is_number};
use crate::sample::mess::{Mess, Trait};

/// Draws more of a sheet's layout from `hand`; `nth` counts the return's sheets from 1.
pub(super) fn arrange(hand: u64, mess: &mut Mess, draft: &mut Draft, look: &mut Look, nth: u32) {
    let mut sheet = Arranger { hand, mess, nth };
    sheet.name(draft, look);
    sheet.below(draft, look);
    if draft.form.layout == Layout::Table {
        sheet.columns(draft, look);
        sheet.header(draft, look);
        sheet.rows(draft, look);
        sheet.totals(draft, look);
    } else {
        sheet.record(draft, look);
    }
}

struct Arranger<'a> {
    hand: u64,
    mess: &'a mut Mess,
    nth: u32,
}

impl Arranger<'_> {
    /// The dice of a trait, if it is planted on this sheet.
    fn planted(&mut self, one: Trait, draft: &Draft) -> Option<Rng> {
        let turn = self.mess.turn(self.hand, one, draft.form.id.as_str())?;
        self.mess.note(one);
        Some(turn)
    }

    fn name(&mut self, draft: &Draft, look: &mut Look) {
        if self.planted(Trait::RenamedSheet, draft).is_some() {
            // The same style in all sheets of a return.
            let styles = ["Biểu", "Mẫu số", "BM", "Sheet số"];
            let style = styles[usize::try_from(self.hand % 4).unwrap_or(0)];
            look.name = format!("{style} {}", self.nth);
        }
    }

    fn below(&mut self, draft: &Draft, look: &mut Look) {
        const NOTES: [&str; 4] = [
            "Ghi chú: Số liệu tính đến ngày lập biểu.",
            "* Số liệu đã được lãnh đạo đơn vị kiểm tra.",
            "Ghi chú: Các trường hợp khác đơn vị báo cáo bổ sung sau.",
            "(*) Theo hồ sơ lưu tại đơn vị.",
        ];
        if let Some(mut rng) = self.planted(Trait::FooterNote, draft) {
            look.note = Some(pick(&mut rng, &NOTES));
        }
        if let Some(mut rng) = self.planted(Trait::FarCell, draft) {
            look.far = Some(pick(&mut rng, &["", "", "   "]));
        }
    }

    fn record(&mut self, draft: &Draft, look: &mut Look) {
        // What a formula shows is no text that people type behind a colon.
        let formula = |written: &Written| matches!(written, Written::Formula(..));
        let mut entries = draft.rows.iter().flatten();
        let formulas = entries.any(|entry| formula(&entry.written));
        for (one, arrangement) in Arrangement::TRAITS {
            if formulas && arrangement == Arrangement::Inline {
                continue;
            }
            if look.record == Arrangement::Beside && self.planted(one, draft).is_some() {
                look.record = arrangement;
            }
        }
    }

    fn columns(&mut self, draft: &mut Draft, look: &mut Look) {
        if draft.left_out.is_none() {
            self.leave_out(draft);
        }
        look.columns
            .retain(|column| draft.left_out.is_none_or(|at| *column != Column::Field(at)));
        look.columns.extend(draft.twice.map(Column::Again));
        if let Some(mut rng) = self.planted(Trait::HiddenColumn, draft) {
            let at = rng.usize(1..look.columns.len().max(2));
            look.hidden_column = u16::try_from(at).ok();
        }
    }

    /// Leaves out a column whose field may stay empty and that no rule needs.
    fn leave_out(&mut self, draft: &mut Draft) {
        let Some(mut rng) = self
            .mess
            .turn(self.hand, Trait::LeftOutColumn, draft.form.id.as_str())
        else {
            return;
        };
        let needed = |at: usize| {
            draft.form.key.contains(&at)
                || draft.form.rules.iter().any(|rule| match rule {
                    Rule::RequiredWhen { field, other, .. }
                    | Rule::RequiredUnless { field, other }
                    | Rule::AtMost { field, other } => *field == at || *other == at,
                    _ => false,
                })
        };
        let free = draft.columns(|field| !field.constraints.required && !field.prefilled);
        let sound = |&column: &usize| {
            !needed(draft.fields[column]) && draft.rows.iter().all(|row| !row[column].fault)
        };
        let Some(column) = rng.choice(free.into_iter().filter(sound).collect::<Vec<_>>()) else {
            return;
        };
        for row in &mut draft.rows {
            row[column].meaning = Meaning::Is(Value::Empty);
            row[column].written = Written::Blank;
        }
        draft.left_out = Some(column);
        self.mess.note(Trait::LeftOutColumn);
    }

    fn header(&mut self, draft: &Draft, look: &mut Look) {
        if has_groups(draft) && self.planted(Trait::ThreeRowHeader, draft).is_some() {
            (look.grouped, look.three_rows) = (true, true);
        }
        if let Some(mut rng) = self.planted(Trait::ColumnNumbers, draft) {
            let ways = [Numbering::Plain, Numbering::Letters, Numbering::Made];
            look.numbering = Some(pick(&mut rng, &ways));
        }
    }

    fn rows(&mut self, draft: &Draft, look: &mut Look) {
        let count = draft.rows.len();
        if draft.is_numbered()
            && count > 1
            && let Some(mut rng) = self.planted(Trait::OrdinalText, draft)
        {
            let mut ways = vec![
                Ordinals::Dotted,
                Ordinals::Padded,
                Ordinals::Gaps,
                Ordinals::Some,
            ];
            if !look.sections.is_empty() {
                ways.extend([Ordinals::Again; 4]);
            }
            look.ordinals = pick(&mut rng, &ways);
        }
        if draft.is_numbered() && count > 0 && self.planted(Trait::ExampleRow, draft).is_some() {
            look.example = true;
        }
        if count > 3
            && let Some(mut rng) = self.planted(Trait::HiddenRows, draft)
        {
            let from = rng.usize(1..count - 1);
            look.hidden_rows = (from..=from + 1).collect();
        }
        if !look.sections.is_empty()
            && let Some(mut rng) = self.planted(Trait::OtherSections, draft)
        {
            let way = rng.usize(0..4);
            for (nth, (_, heading)) in look.sections.iter_mut().enumerate() {
                let title = heading.split_once(". ").map_or("", |(_, title)| title);
                *heading = match way {
                    0 => format!("{}. {title}", ["A", "B", "C"][nth.min(2)]),
                    1 => format!("1.{}. {title}", nth + 1),
                    2 => format!("Trong đó: {title}"),
                    _ => format!("- {title}"),
                };
            }
        }
    }

    fn totals(&mut self, draft: &Draft, look: &mut Look) {
        const WORDS: [&str; 6] = [
            "TỔNG SỐ",
            "Tổng:",
            "Tổng toàn đơn vị",
            "CỘNG",
            "Tổng cộng:",
            "Tổng số:",
        ];
        let has_numbers = !draft.columns(is_number).is_empty();
        let grouped = !look.sections.is_empty();
        let Some(totals) = &mut look.totals else {
            return;
        };
        if grouped && self.planted(Trait::Subtotals, draft).is_some() {
            totals.by_group = true;
        } else if self.planted(Trait::TotalsFirst, draft).is_some() {
            totals.first = true;
        }
        if let Some(mut rng) = self.planted(Trait::TotalsWording, draft) {
            totals.title = pick(&mut rng, &WORDS);
        }
        if has_numbers && self.planted(Trait::TotalsFormula, draft).is_some() {
            totals.formulas = true;
        }
        if has_numbers && let Some(mut rng) = self.planted(Trait::WrongTotal, draft) {
            totals.off_by = f64::from(rng.u32(1..=9));
        }
    }
}
