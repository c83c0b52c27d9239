//! What one unit can hold on one criterion: from what a form gives, or from a target.
//!
//! Points are weighted thousandths. Points given beyond what counts are cut to it, so a holding
//! always lies between nothing and the criterion's most.

use super::points::{Given, Thousandths, to_number, weighted};
use crate::assess::{Status, TargetResult};
use crate::campaign::{Computed, Criterion, CriterionKind};

/// All that can be true of a unit and a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holding {
    /// How its points enter the score.
    pub(super) kind: CriterionKind,
    /// The least and the most points if it applies; none where it certainly does not.
    pub(super) points: Option<(Thousandths, Thousandths)>,
    /// Whether it may not apply.
    pub(super) may_drop: bool,
    /// The most points that count.
    pub(super) most: Thousandths,
    /// The least points a unit should have.
    pub(super) floor: Option<Thousandths>,
    /// Where it comes from.
    pub(super) origin: Origin,
}

/// Where points come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// No form says anything of it.
    Nothing,
    /// A form.
    Form,
    /// A target, or nothing at all: the criterion is not the unit's.
    Target,
}

impl Holding {
    /// Whether nothing about it is in doubt.
    pub(super) fn is_certain(&self) -> bool {
        match self.points {
            None => true,
            Some((low, high)) => low == high && !self.may_drop,
        }
    }

    /// What it adds to the attainable maximum where it applies.
    pub(super) fn attainable(&self) -> Thousandths {
        match (self.kind, self.points) {
            (CriterionKind::Base, Some(_)) => self.most,
            _ => 0,
        }
    }

    /// The least and the most it adds to a total.
    pub(super) fn adds(&self) -> (Thousandths, Thousandths) {
        let Some((low, high)) = self.points else {
            return (0, 0);
        };
        let low = if self.may_drop { 0 } else { low };
        match self.kind {
            CriterionKind::Penalty => (-high, -low),
            CriterionKind::Base | CriterionKind::Bonus => (low, high),
        }
    }

    /// The points as people see them; none where it certainly does not apply.
    pub(super) fn span(&self) -> Option<(f64, f64)> {
        let (low, high) = self.points?;
        let low = if self.may_drop { 0 } else { low };
        Some((to_number(low), to_number(high)))
    }

    /// Whether it is under its floor, and surely so; none where it cannot be.
    pub(super) fn under_floor(&self) -> Option<bool> {
        let ((low, high), floor) = (self.points?, self.floor?);
        (low < floor).then_some(high < floor && !self.may_drop)
    }

    /// Of a criterion that is not the unit's.
    pub(super) fn not_applicable(criterion: &Criterion) -> Self {
        Self::of(criterion, Origin::Target)
    }

    fn of(criterion: &Criterion, origin: Origin) -> Self {
        let floor = criterion
            .floor
            .map(|floor| weighted(floor, criterion.weight));
        Self {
            kind: criterion.kind,
            points: None,
            may_drop: false,
            most: weighted(criterion.most(), criterion.weight),
            floor,
            origin,
        }
    }

    fn between(mut self, low: f64, high: f64, criterion: &Criterion) -> Self {
        let counted = |points: f64| weighted(points.clamp(0.0, criterion.most()), criterion.weight);
        self.points = Some((counted(low), counted(high)));
        self
    }
}

/// From a form; `given` is none where no row says anything, and then it may not apply either where
/// the form could say so.
pub(super) fn from_form(criterion: &Criterion, given: Option<Given>, may_say: MaySay) -> Holding {
    let all = |holding: Holding| holding.between(0.0, criterion.most(), criterion);
    let Some(given) = given else {
        let mut missing = all(Holding::of(criterion, Origin::Nothing));
        missing.may_drop = may_say == MaySay::NotApplicable;
        return missing;
    };
    let holding = Holding::of(criterion, Origin::Form);
    match given {
        Given::Points(points) => holding.between(points, points, criterion),
        Given::NotApplicable => holding,
        Given::Doubt {
            points,
            may_not_apply,
        } => {
            let mut doubt = match points {
                Some(points) => holding.between(points, points, criterion),
                None => all(holding),
            };
            doubt.may_drop = may_not_apply;
            doubt
        }
    }
}

/// What a form can say of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MaySay {
    /// Points only.
    Points,
    /// That it does not apply, too.
    NotApplicable,
}

/// A result against a target.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcome<'a> {
    pub(super) result: &'a TargetResult,
    /// The greatest figure there can be, where there is one: 1 of yes or no.
    pub(super) greatest: Option<f64>,
}

/// From a target with its outcome; none where the unit is not assessed against it.
pub(super) fn from_target(
    criterion: &Criterion,
    computed: &Computed,
    outcome: Option<Outcome<'_>>,
) -> Holding {
    let holding = Holding::of(criterion, Origin::Target);
    let Some(Outcome { result, greatest }) = outcome else {
        return holding;
    };
    let counts_when_missed = criterion.kind == CriterionKind::Penalty;
    let (low, high) = match result.status {
        Status::NotApplicable => return holding,
        Status::Met if counts_when_missed => (0.0, 0.0),
        Status::NotMet if !counts_when_missed => (0.0, 0.0),
        Status::Met | Status::NotMet => (computed.points, computed.points),
        Status::Undecided | Status::InProgress | Status::NoReturn => (0.0, computed.points),
        Status::Watched => {
            let Some(figure) = result.figure else {
                return holding;
            };
            let high = figure.high.or(greatest);
            let high = high.map(|high| high * computed.points);
            (
                figure.low * computed.points,
                high.unwrap_or(criterion.most()),
            )
        }
    };
    holding.between(low, high, criterion)
}

#[cfg(test)]
mod tests;
