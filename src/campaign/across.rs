//! Rules across returns: what a row of one asks of another, and how far a unit is from its peers.

use super::target::Condition;
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
}

/// The fewest others among whom a number can be far from the usual.
pub const FEWEST_PEERS: usize = 15;
