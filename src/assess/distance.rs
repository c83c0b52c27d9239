//! How far an undecided unit is from an answer: the smallest set of findings that, mended, would
//! decide in its favour.
//!
//! With a level T, a figure reaches it just where Σ (part − T · whole) does not fall below nothing
//! (of a share), or Σ part not below T (of an amount). So each doubt has one gain, whatever the
//! measure: how much its settling can move that sum.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use super::entry::Entry;
use super::smallest::{Item, Step, smallest};
use super::status::reaches;
use super::{Direction, Required, RowRef};
use crate::campaign::{Measure, Scale};
use crate::finding::{Finding, Place, collapse};
use crate::id::{FieldName, FormId};
use crate::settle::Submission;
use crate::validate::{Cells, Table};

/// What would decide an undecided target in the unit's favour.
#[derive(Debug, Clone, PartialEq)]
pub struct Distance {
    /// The findings to be mended, each with its submission's place among all.
    pub mend: Vec<(usize, Finding)>,
    /// Whether no fewer would do; where there are very many, a small set is found, not the smallest.
    pub is_smallest: bool,
}

impl Distance {
    /// Nothing is to be mended.
    pub(super) const NONE: Self = Self {
        mend: Vec::new(),
        is_smallest: true,
    };

    /// What is to be mended for both.
    pub(super) fn and(mut self, other: Self) -> Self {
        let new: Vec<(usize, Finding)> = other
            .mend
            .into_iter()
            .filter(|one| !self.mend.contains(one))
            .collect();
        self.mend.extend(new);
        self.is_smallest &= other.is_smallest;
        self
    }

    /// The one of two ways that takes fewer findings.
    pub(super) fn smaller(one: Option<Self>, other: Option<Self>) -> Option<Self> {
        let both = one.into_iter().chain(other);
        both.min_by_key(|way| way.mend.len())
    }
}

/// The open findings of submissions, by the rows they touch; looked for when first asked for.
pub(super) struct Doubts<'a> {
    of: Vec<(&'a Submission, OnceLock<Box<OfSubmission>>)>,
}

/// The findings of one submission that put rows in doubt, joined as people see them.
#[derive(Default)]
struct OfSubmission {
    findings: Vec<Finding>,
    of_rows: HashMap<(FormId, Arc<str>, u32), Vec<usize>>,
    of_tables: HashMap<(FormId, Arc<str>), Vec<usize>>,
}

impl OfSubmission {
    fn new(submission: &Submission) -> Self {
        let open = submission.findings.iter().filter(|one| one.causes_doubt());
        let open: Vec<Finding> = open.cloned().collect();
        let mut all = Self {
            findings: collapse(&open),
            ..Self::default()
        };
        for (at, finding) in all.findings.iter().enumerate() {
            let Place {
                sheet: Some(sheet),
                form: Some(form),
                range,
                ..
            } = &finding.place
            else {
                continue;
            };
            let table = |table: &&Table| table.form == *form && table.sheet == *sheet;
            let Some(table) = submission.tables.iter().find(table) else {
                continue;
            };
            let is_record = matches!(table.cells, Cells::Record(_));
            let place = (form.clone(), Arc::clone(sheet));
            let Some(range) = range.filter(|_| !is_record) else {
                all.of_tables.entry(place).or_default().push(at);
                continue;
            };
            let from = table.rows.partition_point(|row| row.row < range.first.row);
            let touched = table.rows[from..]
                .iter()
                .take_while(|row| row.row <= range.last.row);
            for row in touched {
                let key = (place.0.clone(), Arc::clone(&place.1), row.row);
                all.of_rows.entry(key).or_default().push(at);
            }
        }
        all
    }

    /// The findings that put some fields of a row in doubt.
    fn touching(&self, row: &RowRef, fields: &[(FormId, FieldName)]) -> Vec<usize> {
        let place = (row.form.clone(), Arc::clone(&row.sheet));
        let key = (row.form.clone(), Arc::clone(&row.sheet), row.row);
        let of_row = self.of_rows.get(&key).into_iter().flatten();
        let all = self
            .of_tables
            .get(&place)
            .into_iter()
            .flatten()
            .chain(of_row);
        let matters = |at: &&usize| {
            let field = self.findings[**at].place.field.as_ref();
            field.is_none_or(|field| {
                fields
                    .iter()
                    .any(|(form, name)| *form == row.form && name == field)
            })
        };
        all.filter(matters).copied().collect()
    }
}

impl<'a> Doubts<'a> {
    /// Those of all submissions, in their order.
    pub(super) fn of(submissions: &'a [Submission]) -> Self {
        let of = submissions.iter().map(|one| (one, OnceLock::new()));
        Self { of: of.collect() }
    }

    /// What would decide in the unit's favour; none where no mending of findings does.
    pub(super) fn distance(
        &self,
        entries: &[&Entry],
        fields: &[(FormId, FieldName)],
        (measure, required): (&Measure, Required),
    ) -> Option<Distance> {
        let level = match required.direction {
            Direction::AtLeast | Direction::Above => required.level.high?,
            Direction::AtMost => required.level.low,
        };
        let scale = measure.scale();
        let values = Values { level, scale };
        let mut steps = Vec::new();
        let (mut worst, mut best) = (0.0, 0.0);
        for rows in things(measure, entries) {
            let (low, high) = values.of_thing(&rows);
            worst += low;
            best += high;
            let gain = high - low;
            if gain > 0.0 {
                let ways = self.ways(&rows, fields, required.direction);
                steps.push(Step { gain, ways });
            }
        }
        steps.retain(|step| !step.ways.is_empty());
        let wanted = match scale {
            Scale::Amount | Scale::YesNo => level,
            Scale::Share => 0.0,
        };
        let needed = match required.direction {
            Direction::AtLeast | Direction::Above => wanted - worst,
            Direction::AtMost => best - wanted,
        };
        let strict = required.direction == Direction::Above;
        let enough = |gain: f64| {
            if strict {
                !reaches(needed, gain)
            } else {
                reaches(gain, needed)
            }
        };
        let (chosen, is_smallest) = smallest(&steps, enough)?;
        Some(self.to_mend(chosen, is_smallest))
    }

    /// All that leaves some rows in doubt.
    pub(super) fn all(&self, entries: &[&Entry], fields: &[(FormId, FieldName)]) -> Distance {
        let mut items = BTreeSet::new();
        for entry in entries {
            items.extend(self.touching(&entry.at, fields));
        }
        // Of several findings, some might do.
        let is_smallest = items.len() <= 1;
        self.to_mend(items, is_smallest)
    }

    fn to_mend(&self, items: BTreeSet<Item>, is_smallest: bool) -> Distance {
        let finding = |(submission, at): Item| {
            let of = self.of_submission(submission)?;
            Some((submission, of.findings.get(at)?.clone()))
        };
        Distance {
            mend: items.into_iter().filter_map(finding).collect(),
            is_smallest,
        }
    }

    /// The sets of findings that settle a thing: of what is to be shown to count those of any one
    /// row, of what is to be shown not to count those of all its rows.
    fn ways(
        &self,
        rows: &[&Entry],
        fields: &[(FormId, FieldName)],
        direction: Direction,
    ) -> Vec<BTreeSet<Item>> {
        let each: Vec<BTreeSet<Item>> = rows
            .iter()
            .map(|entry| {
                let own = [Some(&entry.at), entry.also.as_deref()];
                let own = own.into_iter().flatten();
                own.flat_map(|row| self.touching(row, fields)).collect()
            })
            .collect();
        let ways = match direction {
            Direction::AtLeast | Direction::Above => each,
            Direction::AtMost => vec![each.into_iter().flatten().collect()],
        };
        ways.into_iter().filter(|way| !way.is_empty()).collect()
    }

    fn touching(&self, row: &RowRef, fields: &[(FormId, FieldName)]) -> Vec<Item> {
        let at = row.submission;
        let of = self.of_submission(at);
        let found = of.map_or_else(Vec::new, |of| of.touching(row, fields));
        found.into_iter().map(|finding| (at, finding)).collect()
    }

    fn of_submission(&self, at: usize) -> Option<&OfSubmission> {
        let (submission, of) = self.of.get(at)?;
        Some(of.get_or_init(|| Box::new(OfSubmission::new(submission))))
    }
}

/// The rows that are one thing: those of one key where keys are counted, else each row.
fn things<'e>(measure: &Measure, entries: &[&'e Entry]) -> Vec<Vec<&'e Entry>> {
    let by_key = matches!(measure, Measure::CountKeys { .. });
    if !by_key {
        return entries.iter().map(|one| vec![*one]).collect();
    }
    let mut keys: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        keys.entry(&entry.key).or_default().push(entry);
    }
    keys.into_values().collect()
}

/// What rows add to the sum that is held against the level.
struct Values {
    level: f64,
    scale: Scale,
}

impl Values {
    /// The least and the most a thing adds.
    fn of_thing(&self, rows: &[&Entry]) -> (f64, f64) {
        let mut ends = rows.iter().map(|row| self.of(row));
        let first = ends.next().unwrap_or_default();
        ends.fold(first, |thing, row| (thing.0.max(row.0), thing.1.max(row.1)))
    }

    fn of(&self, entry: &Entry) -> (f64, f64) {
        let level = match self.scale {
            Scale::Share => self.level,
            Scale::Amount | Scale::YesNo => 0.0,
        };
        let most = |bound: Option<f64>| bound.unwrap_or(f64::INFINITY);
        // Nothing times without bound is nothing: an amount has nothing below the line.
        let below = |whole: f64| if level == 0.0 { 0.0 } else { level * whole };
        let low = entry.part.low - below(most(entry.whole.high));
        let high = most(entry.part.high) - below(entry.whole.low);
        if entry.certain {
            (low, high)
        } else {
            (low.min(0.0), high.max(0.0))
        }
    }
}
