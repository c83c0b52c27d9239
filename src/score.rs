//! Scores from criteria, and ranks inside blocks.

use crate::id::UnitCode;

/// One unit's score and rank.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitScore {
    /// The unit.
    pub unit: UnitCode,
    /// Its score; none where it has none.
    pub score: Option<Score>,
    /// Its place in its block; none where it has no score or no block.
    pub rank: Option<Rank>,
}

/// A score, with what is in doubt.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// Points that are certain.
    pub low: f64,
    /// Points at most.
    pub high: f64,
    /// Points attainable by the criteria that apply.
    pub maximum: f64,
    /// Whose scores these are.
    pub basis: Basis,
}

/// Whose scores a block ranks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The block's review.
    Review,
    /// The units' own.
    Own,
}

impl Basis {
    /// Its name in data files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Review => "review",
            Self::Own => "self",
        }
    }
}

/// The places a unit can take in its block, from 1; equal scores share the best place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// The best place.
    pub best: u32,
    /// The worst place.
    pub worst: u32,
}
