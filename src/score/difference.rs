//! Where a unit's own points and the review's lie further apart than the campaign lets pass.

use super::Mark;
use super::holding::{Holding, Origin};
use super::points::{Thousandths, weighted};
use crate::campaign::DifferenceLimits;

/// A difference beyond the limit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The criterion, by its place among the campaign's; none for the total.
    pub criterion: Option<usize>,
    /// The unit's own points.
    pub own: Mark,
    /// The review's.
    pub review: Mark,
    /// Whether it passes the limit whatever becomes of what is in doubt.
    pub surely: bool,
}

/// The differences beyond the limits: by criterion, then the total. Points are compared where both
/// sides say something, the total where they do on every criterion that forms ask for; a criterion
/// that does not apply has no points. `totals` are those shown beside each other.
pub(super) fn differences(
    own: &[Holding],
    review: &[Holding],
    limits: &DifferenceLimits,
    totals: [Mark; 2],
) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut sum = Some((0, 0));
    for (at, (own, review)) in own.iter().zip(review).enumerate() {
        if own.origin == Origin::Target {
            continue; // the same on both sides
        }
        if own.origin == Origin::Nothing || review.origin == Origin::Nothing {
            sum = None;
            continue;
        }
        let apart = between(own.adds(), review.adds());
        sum = sum.map(|(low, high)| (low + apart.0, high + apart.1));
        if let Some(surely) = limits.criterion.and_then(|limit| beyond(apart, limit)) {
            found.push(Difference {
                criterion: Some(at),
                own: Mark::of(own),
                review: Mark::of(review),
                surely,
            });
        }
    }
    let total = sum.and_then(|apart| beyond(apart, limits.total?));
    found.extend(total.map(|surely| Difference {
        criterion: None,
        own: totals[0],
        review: totals[1],
        surely,
    }));
    found
}

/// The least and the greatest of one less the other.
fn between(
    one: (Thousandths, Thousandths),
    other: (Thousandths, Thousandths),
) -> (Thousandths, Thousandths) {
    (one.0 - other.1, one.1 - other.0)
}

/// Whether the difference surely, or else possibly, passes the limit; none where it does not.
fn beyond((low, high): (Thousandths, Thousandths), limit: f64) -> Option<bool> {
    let limit = weighted(limit, 1.0);
    let greatest = high.max(-low);
    let least = low.max(-high).max(0);
    (greatest > limit).then_some(least > limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_sure_where_its_least_passes_the_limit() {
        // Own 8, review 5 to 6: they lie 2 to 3 points apart.
        let apart = between((8000, 8000), (5000, 6000));
        assert_eq!(apart, (2000, 3000));
        assert_eq!(beyond(apart, 1.5), Some(true));
        assert_eq!(beyond(apart, 2.0), Some(false));
        assert_eq!(beyond(apart, 3.0), None);
        // The review may also be the greater one.
        let apart = between((5000, 6000), (8000, 8000));
        assert_eq!(beyond(apart, 1.5), Some(true));
        // Own 4 to 8, review 6: 2 below to 2 above, or none at all.
        let apart = between((4000, 8000), (6000, 6000));
        assert_eq!(beyond(apart, 1.0), Some(false));
    }
}
