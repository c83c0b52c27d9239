//! A target: whom it binds, what is measured, how much is required, and when.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::Campaign;
use super::register::Unit;
use crate::id::{CollectionId, FieldName, FormId, TargetId, UnitTypeId};
use crate::lang::Titles;

/// One requirement, as data.
#[derive(Debug, Clone)]
pub struct Target {
    /// Its id.
    pub id: TargetId,
    /// What it asks, in a phrase.
    pub titles: Titles,
    /// The short heading of its column.
    pub heading: Titles,
    /// What is counted ("điển hình"); empty for yes/no measures.
    pub quantity: Titles,
    /// The collections whose rows it needs.
    pub collections: Vec<CollectionId>,
    /// The unit types it binds, each with its threshold.
    pub binds: BTreeMap<UnitTypeId, Threshold>,
    /// What is measured.
    pub measure: Measure,
    /// The days during which a unit may still reach it.
    pub window: RangeInclusive<NaiveDate>,
}

/// How much is required.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Threshold {
    /// This much or more.
    AtLeast(f64),
    /// This much or less.
    AtMost(f64),
    /// Nothing: the figure is only watched.
    Watched,
}

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The number of distinct row keys of a form.
    CountKeys {
        /// The form.
        form: FormId,
        /// The fields that make its key.
        key: Vec<FieldName>,
        /// The rows that count.
        conditions: Vec<Condition>,
    },
    /// The sum of a field.
    Sum {
        /// The form.
        form: FormId,
        /// The field, a number.
        field: FieldName,
        /// The rows that count.
        conditions: Vec<Condition>,
    },
    /// 1 if all the fields of a record are filled in, else 0.
    Filled {
        /// The form, a record.
        form: FormId,
        /// The fields.
        fields: Vec<FieldName>,
    },
    /// 1 if all the fields of a record say yes, else 0.
    Yes {
        /// The form, a record.
        form: FormId,
        /// The fields, booleans.
        fields: Vec<FieldName>,
    },
    /// 1 if the first accepted submission came in time, else 0.
    OnTime,
}

impl Measure {
    /// The form whose rows are measured; none for the receipt.
    #[must_use]
    pub fn form(&self) -> Option<&FormId> {
        match self {
            Self::CountKeys { form, .. }
            | Self::Sum { form, .. }
            | Self::Filled { form, .. }
            | Self::Yes { form, .. } => Some(form),
            Self::OnTime => None,
        }
    }

    /// Whether the figure is 0 or 1.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        matches!(self, Self::Filled { .. } | Self::Yes { .. } | Self::OnTime)
    }
}

/// A condition on one field; a row counts if all hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The field.
    pub field: FieldName,
    /// What its value must be.
    pub test: Test,
}

/// What a value must be for its row to count.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these texts.
    OneOf(Vec<String>),
    /// A day in this range.
    Within(RangeInclusive<NaiveDate>),
    /// Yes.
    IsTrue,
    /// Anything.
    Filled,
}

impl Target {
    /// The threshold for a unit; none where the target does not bind it.
    ///
    /// A target binds units of its types that the register holds valid, as senders, in at least
    /// one of its collections.
    #[must_use]
    pub fn threshold(&self, campaign: &Campaign, unit: &Unit) -> Option<Threshold> {
        let threshold = self.binds.get(&unit.unit_type)?;
        self.collections
            .iter()
            .filter_map(|id| campaign.collection(id))
            .any(|one| campaign.is_sender(unit, one))
            .then_some(*threshold)
    }
}
