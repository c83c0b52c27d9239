//! The row level: rules across the fields of one row.

use super::{Asked, Notes, Row, Table, Value, cell};
use crate::campaign::Rule;
use crate::finding::Fault;
use crate::id::UnitCode;
use crate::recognise::{RawRow, RecognisedSheet};
use crate::text::match_key;

/// Checks every rule of the form on every row.
pub(super) fn check(
    sheet: &RecognisedSheet<'_>,
    table: &Table,
    asked: &Asked<'_>,
    notes: &mut Notes<'_>,
) {
    for (raw, row) in sheet.rows.iter().zip(&table.rows) {
        for rule in &sheet.form.rules {
            let line = Line { sheet, raw, row };
            if let Some((field, fault)) = line.fault(rule, asked)
                && asked.asks(&sheet.form.fields[field])
            {
                let value = raw.values[field].as_ref().map(|written| written.shown());
                notes.cell(row.row, field, fault, value);
            }
        }
    }
}

/// One row as written and as read.
struct Line<'a> {
    sheet: &'a RecognisedSheet<'a>,
    raw: &'a RawRow<'a>,
    row: &'a Row,
}

impl Line<'_> {
    fn value(&self, field: usize) -> Option<&Value> {
        self.row.values[field].as_ref()
    }

    fn number(&self, field: usize) -> Option<f64> {
        self.value(field).and_then(Value::as_number)
    }

    fn key(&self, field: usize) -> Option<String> {
        self.value(field).map(|value| match_key(&value.shown()))
    }

    /// Whether the field has a place and nothing stands in it.
    fn is_blank(&self, field: usize) -> bool {
        self.sheet.cells.has(field) && !self.is_filled(field)
    }

    /// Whether something stands in the field, readable or not; dots or a dash are nothing.
    fn is_filled(&self, field: usize) -> bool {
        let missing = self.sheet.form.missing_values_of(field);
        let written = self.raw.values[field].as_deref();
        !cell::is_blank(written, missing) && !written.is_some_and(cell::is_placeholder)
    }

    fn label(&self, field: usize) -> String {
        self.sheet.form.fields[field].label.clone()
    }

    /// The field at fault, and its fault, where the row breaks the rule.
    fn fault(&self, rule: &Rule, asked: &Asked<'_>) -> Option<(usize, Fault)> {
        let campaign = asked.checker.campaign;
        match rule {
            Rule::AtMost { field, other } => {
                let (number, limit) = (self.number(*field)?, self.number(*other)?);
                let label = self.label(*other);
                (number > limit).then_some((
                    *field,
                    Fault::AboveOther {
                        label,
                        other: limit,
                    },
                ))
            }
            Rule::Differs { field, other } => {
                let same = self.key(*field)? == self.key(*other)?;
                let label = self.label(*other);
                same.then_some((*field, Fault::SameAsOther { label }))
            }
            Rule::RequiredWhen {
                field,
                other,
                equals,
            } => {
                let binds = self.key(*other)? == match_key(equals);
                let (label, equals) = (self.label(*other), equals.clone());
                (binds && self.is_blank(*field))
                    .then_some((*field, Fault::MissingWhen { label, equals }))
            }
            Rule::RequiredUnless { field, other } => {
                let excused = self.value(*other).is_some_and(Value::is_true);
                (!excused && self.is_blank(*field)).then_some((*field, Fault::MissingValue))
            }
            Rule::FilledWith { field, other } => {
                let label = self.label(*other);
                (self.is_filled(*other) && self.is_blank(*field))
                    .then_some((*field, Fault::MissingWith { label }))
            }
            Rule::InSchoolYear { field } => {
                let day = self.value(*field)?.as_date()?;
                let (from, to) = (*campaign.period.start(), *campaign.period.end());
                (!campaign.period.contains(&day))
                    .then_some((*field, Fault::OutsideSchoolYear { from, to }))
            }
            Rule::InOwnBlock { field } => {
                let named = UnitCode::from(self.value(*field)?.as_text()?);
                let (member, sender) = (campaign.unit(&named)?, asked.sender?);
                if named == sender.code {
                    return Some((*field, Fault::OwnReview));
                }
                let day = asked.collection?.register_day();
                let own = campaign.blocks_of(sender, day);
                let is_member = member.block.as_ref().is_some_and(|one| own.contains(&one));
                (!is_member && !own.is_empty()).then_some((*field, Fault::NotInOwnBlock))
            }
            Rule::AtMostCriterion { field, criterion } => {
                let code = self.value(*criterion)?.as_text()?;
                let criterion = campaign.criteria.iter().find(|one| one.code == code)?;
                let fault = Fault::AboveCriterion {
                    criterion: criterion.code.clone(),
                    maximum: criterion.maximum,
                };
                (self.number(*field)? > criterion.maximum).then_some((*field, fault))
            }
            Rule::NamesCollection { field } => {
                let named = campaign.collection_named(self.value(*field)?.as_text()?);
                named
                    .is_none()
                    .then_some((*field, Fault::NamesNoCollection))
            }
        }
    }
}
