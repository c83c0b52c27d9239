//! Rules across returns: what a row of one asks of another, whose a row is, and how far a unit is from
//! its peers and from itself a year before.

use super::measure::Condition;
use crate::id::{CollectionId, FieldName, FormId};

/// A rule across the returns of a unit, or of all of them.
#[derive(Debug, Clone, PartialEq)]
pub enum AcrossRule {
    /// Who has such rows must have sent another collection's return: who is awarded, registered.
    NeedsReturn {
        /// The form with the rows.
        form: FormId,
        /// Which of its rows.
        conditions: Vec<Condition>,
        /// The other collection.
        collection: CollectionId,
    },
    /// A value must stand in the unit's own return of another collection.
    RefersTo {
        /// The form with the value.
        form: FormId,
        /// Its field.
        field: FieldName,
        /// The other collection.
        collection: CollectionId,
        /// The form there.
        other_form: FormId,
        /// The field there.
        other_field: FieldName,
    },
    /// A number is asked about where it lies far from those of the unit's peers: of units of one
    /// type in one collection, by the modified z-score of Iglewicz and Hoaglin (1993),
    /// 0.6745 × (value − median) / MAD, over at least [`FEWEST_PEERS`] others.
    Peers {
        /// The form, a record.
        form: FormId,
        /// The field, a number.
        field: FieldName,
        /// The field whose number it is divided by first, so that large and small units compare.
        per: Option<FieldName>,
        /// The greatest score, either way, that is not asked about.
        threshold: f64,
    },
    /// Rows that agree in some fields belong to one sender: where two senders report such rows,
    /// each is asked. A row in which one of the fields is not filled in agrees with none.
    OneSender {
        /// The form with the rows.
        form: FormId,
        /// The field whose cell is asked about.
        field: FieldName,
        /// The fields that must agree as well.
        with: Vec<FieldName>,
        /// Which of its rows.
        conditions: Vec<Condition>,
    },
    /// A number is asked about where it lies far from the unit's own of the year before:
    /// value > factor × before or value < before / factor, and |value − before| ≥ least.
    YearBefore {
        /// The form, a record.
        form: FormId,
        /// The field, a number.
        field: FieldName,
        /// The collection whose returns are asked about; none means every one with the form.
        collection: Option<CollectionId>,
        /// What baseline.csv calls the number; where it has none of a unit, that unit is not asked.
        measure: String,
        /// How many times greater or smaller a number may be; more than 1.
        factor: f64,
        /// The smallest difference that is asked about, so that small numbers are not; 0 or more.
        least: f64,
    },
}

/// The fewest others among whom a number can be far from the usual.
pub const FEWEST_PEERS: usize = 15;
