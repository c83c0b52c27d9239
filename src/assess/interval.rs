//! Reckoning with figures of which both ends are known, or only the low one.

use super::Interval;

impl Interval {
    /// The number it is, where nothing is in doubt.
    #[must_use]
    pub fn exact(self) -> Option<f64> {
        self.high.filter(|high| *high <= self.low)
    }

    /// A number that is certain.
    pub(super) fn exactly(number: f64) -> Self {
        Self {
            low: number,
            high: Some(number),
        }
    }

    /// Both ends added up.
    pub(super) fn sum(figures: impl Iterator<Item = Self>) -> Self {
        figures.fold(Self::exactly(0.0), |total, figure| Self {
            low: total.low + figure.low,
            high: total
                .high
                .zip(figure.high)
                .map(|(total, high)| total + high),
        })
    }

    /// A yes/no figure: 1 however often it is said.
    pub(super) fn at_most_one(self) -> Self {
        Self {
            low: self.low.clamp(0.0, 1.0),
            high: Some(self.high.map_or(1.0, |high| high.min(1.0))),
        }
    }

    /// The lesser of two figures, where a missing one leaves the most open.
    pub(super) fn least(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.zip(other.high).map(|(one, other)| one.min(other)),
        }
    }
}
