//! How a target's figure comes about: which rows count, and what each adds.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::id::{FieldName, FormId, TargetId};

/// How a figure comes about.
#[derive(Debug, Clone, PartialEq)]
pub enum Measure {
    /// The number of rows.
    Count {
        /// The form.
        form: FormId,
        /// The rows that count.
        conditions: Vec<Condition>,
    },
    /// The number of distinct keys: of row keys, or of other fields.
    CountKeys {
        /// The form.
        form: FormId,
        /// The fields that make the key.
        key: Key,
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
    /// Of the rows that count, the share of those that meet further conditions.
    Share {
        /// The form.
        form: FormId,
        /// The rows that are the whole.
        conditions: Vec<Condition>,
        /// What those of them that are the part must meet besides.
        part: Vec<Condition>,
    },
    /// The sum of a field over the sum of another.
    Ratio {
        /// The form.
        form: FormId,
        /// The field above the line, a number.
        part: FieldName,
        /// The field below the line, a number.
        whole: FieldName,
        /// The rows that count.
        conditions: Vec<Condition>,
    },
    /// 1 if any row counts, else 0; "a date before a day" is one of these.
    Exists {
        /// The form.
        form: FormId,
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
    /// 1 if an accepted submission came at all, else 0.
    Received,
    /// 1 if the unit reaches all of these targets that bind it, else 0.
    AllOf {
        /// The targets; none of them is one of this kind.
        targets: Vec<TargetId>,
    },
    /// Of what a unit promised, the share of what it did: rows of two forms that have one key.
    Kept {
        /// What was promised.
        promised: Amounts,
        /// What was done.
        done: Amounts,
        /// The keys of which less is better: kept where no more was done than promised.
        lower_is_better: Vec<String>,
    },
}

/// The fields that tell rows apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// The form's row key.
    Row(Vec<FieldName>),
    /// Other fields, compared by match key.
    Fields(Vec<FieldName>),
}

impl Key {
    /// The fields.
    #[must_use]
    pub fn fields(&self) -> &[FieldName] {
        match self {
            Self::Row(fields) | Self::Fields(fields) => fields,
        }
    }
}

/// Numbers of a form, one a row key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amounts {
    /// The form.
    pub form: FormId,
    /// The field, a number.
    pub field: FieldName,
}

/// What kind of number a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// A count or a sum.
    Amount,
    /// A part of a whole, shown in percent.
    Share,
    /// 0 or 1.
    YesNo,
}

impl Measure {
    /// The forms whose rows are measured; none for the receipt and for other targets.
    pub fn forms(&self) -> impl Iterator<Item = &FormId> {
        let (one, other) = match self {
            Self::Count { form, .. }
            | Self::CountKeys { form, .. }
            | Self::Sum { form, .. }
            | Self::Share { form, .. }
            | Self::Ratio { form, .. }
            | Self::Exists { form, .. }
            | Self::Filled { form, .. }
            | Self::Yes { form, .. } => (Some(form), None),
            Self::Kept { promised, done, .. } => (Some(&promised.form), Some(&done.form)),
            Self::OnTime | Self::Received | Self::AllOf { .. } => (None, None),
        };
        one.into_iter().chain(other)
    }

    /// What kind of number the figure is.
    #[must_use]
    pub fn scale(&self) -> Scale {
        match self {
            Self::Count { .. } | Self::CountKeys { .. } | Self::Sum { .. } => Scale::Amount,
            Self::Share { .. } | Self::Ratio { .. } | Self::Kept { .. } => Scale::Share,
            Self::Exists { .. }
            | Self::Filled { .. }
            | Self::Yes { .. }
            | Self::OnTime
            | Self::Received
            | Self::AllOf { .. } => Scale::YesNo,
        }
    }

    /// Whether the figure is 0 or 1.
    #[must_use]
    pub fn is_yes_no(&self) -> bool {
        self.scale() == Scale::YesNo
    }

    /// What a row must be to count.
    #[must_use]
    pub fn conditions(&self) -> &[Condition] {
        match self {
            Self::Count { conditions, .. }
            | Self::CountKeys { conditions, .. }
            | Self::Sum { conditions, .. }
            | Self::Share { conditions, .. }
            | Self::Ratio { conditions, .. }
            | Self::Exists { conditions, .. } => conditions,
            Self::Filled { .. }
            | Self::Yes { .. }
            | Self::OnTime
            | Self::Received
            | Self::AllOf { .. }
            | Self::Kept { .. } => &[],
        }
    }

    /// All conditions it asks of a form's rows, those of a part among them.
    pub fn all_conditions(&self) -> impl Iterator<Item = &Condition> {
        let part: &[Condition] = match self {
            Self::Share { part, .. } => part,
            _ => &[],
        };
        self.conditions().iter().chain(part)
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
    /// A number in this range.
    Between(RangeInclusive<f64>),
    /// Yes.
    IsTrue,
    /// Anything.
    Filled,
    /// The name or code of a unit of the register that lies in a difficult area; of a name the
    /// register does not have nobody can tell.
    DifficultArea,
}
