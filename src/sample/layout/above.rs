//! Values that people do not write again: a mark, a formula or a merged cell stands for the one
//! above.
//!
//! In: a sheet whose rows are in their final order. Out: other ways of writing equal values that
//! stand directly below each other; what is meant stays as it is.

use super::look::Look;
use crate::campaign::FieldKind;
use crate::sample::dice::pick;
use crate::sample::draft::{Draft, Written};
use crate::sample::mess::{Mess, Trait};

/// Entries of one field that are one merged cell, by their place in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) field: usize,
    pub(super) from: usize,
    /// The last of them.
    pub(super) to: usize,
}

impl Run {
    /// Whether an entry is part of it.
    pub(super) fn has(&self, nth: usize) -> bool {
        (self.from..=self.to).contains(&nth)
    }
}

/// The marks for "as above".
const MARKS: [&str; 6] = ["nt", "-nt-", "\"", "như trên", "Như trên", "\""];

/// Lets values of a sheet stand for those above, drawn from `hand`.
pub(super) fn plant(hand: u64, mess: &mut Mess, draft: &mut Draft, look: &mut Look) {
    let runs = runs(draft, look);
    let mut fields: Vec<usize> = runs.iter().map(|run| run.field).collect();
    fields.dedup();
    let place = draft.form.id.as_str();
    for one in [Trait::MergedBody, Trait::AsAbove, Trait::AboveFormula] {
        let Some(mut rng) = mess.turn(hand, one, place) else {
            continue;
        };
        let Some(at) = rng.choice(0..fields.len()) else {
            return;
        };
        let field = fields.swap_remove(at);
        let mark = pick(&mut rng, &MARKS);
        for run in runs.iter().filter(|run| run.field == field) {
            if one == Trait::MergedBody {
                look.merged.push(*run);
            }
            let Written::Text(first) = draft.rows[run.from][field].written.clone() else {
                continue;
            };
            for row in &mut draft.rows[run.from + 1..=run.to] {
                match one {
                    Trait::AsAbove => row[field].written = Written::Text(mark.to_owned()),
                    Trait::AboveFormula => row[field].written = Written::CellAbove(first.clone()),
                    _ => {}
                }
            }
            mess.note(one);
        }
    }
}

/// Equal texts directly below each other, field by field.
fn runs(draft: &Draft, look: &Look) -> Vec<Run> {
    let key = draft.form.key.first().copied();
    let plain = |field: usize| {
        let one = draft.field(field);
        let is_text = matches!(one.kind, FieldKind::Text) && one.constraints.pattern.is_none();
        is_text && !one.prefilled && Some(draft.fields[field]) != key
    };
    let mut runs: Vec<Run> = Vec::new();
    for field in (0..draft.fields.len()).filter(|&field| plain(field)) {
        for nth in 1..draft.rows.len() {
            let (above, entry) = (&draft.rows[nth - 1][field], &draft.rows[nth][field]);
            let equal = entry.text().is_some() && above.meaning == entry.meaning;
            let written = |one: &Written| matches!(one, Written::Text(_));
            let sound = !above.fault && !entry.fault && !look.is_parted(nth);
            if !(equal && sound && written(&above.written) && written(&entry.written)) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.field == field && run.to + 1 == nth => run.to = nth,
                _ => runs.push(Run {
                    field,
                    from: nth - 1,
                    to: nth,
                }),
            }
        }
    }
    runs
}
