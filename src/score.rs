//! Scores from criteria and targets, and ranks inside blocks.
//!
//! In: the rows of the scoring forms and the results against targets. Out: for each sender its own
//! scores and its block's review side by side, with what is in doubt, and the places it can take.
//! Points are whole thousandths inside and numbers outside. A place is exact where both its ends
//! can be reached ([`Bound`]).

mod composition;
mod difference;
mod extreme;
mod holding;
mod movement;
mod points;
mod quota;
mod rank;
mod review;
mod tally;

use std::collections::BTreeMap;

use rayon::prelude::{IntoParallelIterator as _, ParallelIterator as _};

use crate::assess::{Assessed, TargetResult};
use crate::campaign::{Block, Campaign, Collection, ScoreSource, Scoring, Unit};
use crate::id::{BlockId, TargetId, UnitCode};
use composition::Account;
pub use composition::{Composition, Portion};
pub use difference::Difference;
use holding::{Holding, MaySay, Outcome, from_form, from_target};
pub use movement::{Movement, Turn, movements};
pub use points::GivenPoints;
pub use quota::{QuotaGroup, QuotaResult, QuotaVerdict, quotas};
use review::Reviewers;
pub use tally::{CriterionScore, Mark, Tally};

/// Scores every sender of the collections, and ranks it in its block.
///
/// A block is ranked on its review where that is complete for every member, else on the members'
/// own scores. A criterion without certain points adds nothing to the low end and all it can to
/// the high end.
#[must_use]
pub fn score(
    campaign: &Campaign,
    collections: &[&Collection],
    assessed: &Assessed,
    given: &GivenPoints,
) -> Vec<UnitScore> {
    let mut scores: Vec<UnitScore> = campaign
        .units
        .iter()
        .filter(|unit| collections.iter().any(|one| campaign.is_sender(unit, one)))
        .map(|unit| UnitScore::none(unit.code.clone()))
        .collect();
    let Some(scoring) = &campaign.scoring else {
        return scores;
    };
    let sources = Sources {
        campaign,
        scoring,
        given,
        results: assessed
            .units
            .iter()
            .map(|(unit, results)| (unit, results.as_slice()))
            .collect(),
    };
    let mut members: BTreeMap<&BlockId, Members<'_>> = BTreeMap::new();
    for score in &mut scores {
        let unit = campaign.unit(&score.unit).filter(|one| sources.counts(one));
        if let Some((unit, block)) = unit.and_then(|one| Some((one, one.block.as_ref()?))) {
            members.entry(block).or_default().push((unit, score));
        }
    }
    let blocks = campaign.blocks.iter();
    let blocks = blocks.filter_map(|block| Some((block, members.remove(&block.id)?)));
    let blocks: Vec<(&Block, Members<'_>)> = blocks.collect();
    blocks
        .into_par_iter()
        .for_each(|(block, mut members)| sources.score_block(block, &mut members));
    scores
}

/// The units of a block that are scored, each with what it is given.
type Members<'a> = Vec<(&'a Unit, &'a mut UnitScore)>;

/// Everything that scores are made from.
struct Sources<'a> {
    campaign: &'a Campaign,
    scoring: &'a Scoring,
    given: &'a GivenPoints,
    results: BTreeMap<&'a UnitCode, &'a [TargetResult]>,
}

/// What one member holds, by its own account and by the review.
#[derive(Default)]
struct Held {
    own: Account,
    review: Account,
}

impl Sources<'_> {
    /// Whether the unit is there when scores are given: one that has merged into another by then is
    /// no rival of those that remain.
    fn counts(&self, unit: &Unit) -> bool {
        let sources = [&self.scoring.own, &self.scoring.review];
        let mut collections = sources
            .into_iter()
            .flatten()
            .filter_map(|source| self.campaign.collection(&source.collection));
        let first = collections.next();
        let day = first.map_or(*self.campaign.period.end(), Collection::register_day);
        unit.valid_on(day)
    }

    fn score_block(&self, block: &Block, members: &mut [(&Unit, &mut UnitScore)]) {
        let source = self.scoring.review.as_ref();
        let reviewers = Reviewers::new(source, block, self.campaign, &self.given.review);
        let reviewed = members.iter().any(|(unit, _)| reviewers.know(&unit.code))
            && members
                .iter()
                .all(|(unit, _)| reviewers.cover(unit, self.campaign));
        let basis = if reviewed { Basis::Review } else { Basis::Own };
        let held: Vec<Held> = members
            .iter()
            .map(|(unit, _)| self.held(unit, &reviewers))
            .collect();
        let counted: Vec<Vec<Holding>> = held
            .iter()
            .map(|held| match basis {
                Basis::Review => held.review.holdings.clone(),
                Basis::Own => held.own.holdings.clone(),
            })
            .collect();
        let entangled = match basis {
            Basis::Review => reviewers.are_stray(),
            Basis::Own => members
                .iter()
                .any(|(unit, _)| self.given.own.is_stray(&unit.code)),
        };
        let ranks = rank::ranks(&counted, &self.scoring.rank_by, entangled);
        for (((_, score), held), rank) in members.iter_mut().zip(&held).zip(ranks) {
            self.fill(score, held, basis);
            if let (Some(_), Some((rank, bound))) = (score.score, rank) {
                score.rank = Some(rank);
                score.bound = bound;
            }
        }
    }

    /// What a unit holds on each criterion of the campaign.
    fn held(&self, unit: &Unit, reviewers: &Reviewers<'_>) -> Held {
        let may_say = |source: Option<&ScoreSource>| {
            let says = source.is_some_and(|source| source.not_applicable.is_some());
            if says {
                MaySay::NotApplicable
            } else {
                MaySay::Points
            }
        };
        let said = self.given.own.of(&unit.code, &unit.code);
        let (may_own, may_review) = (
            may_say(self.scoring.own.as_ref()),
            may_say(self.scoring.review.as_ref()),
        );
        let mut held = Held::default();
        for criterion in &self.campaign.criteria {
            if !criterion.binds(&unit.unit_type) {
                let none = Holding::not_applicable(criterion);
                held.own.push(none, None);
                held.review.push(none, None);
                continue;
            }
            if let Some(computed) = &criterion.computed {
                let outcome = self.outcome(&unit.code, &computed.target);
                let holding = from_target(criterion, computed, outcome);
                held.own.push(holding, None);
                held.review.push(holding, None);
                continue;
            }
            let own = said.and_then(|said| said.get(&criterion.code));
            let review = reviewers.said(&unit.code, criterion);
            for (account, said, may_say) in [
                (&mut held.own, own, may_own),
                (&mut held.review, review, may_review),
            ] {
                let holding = from_form(criterion, said.map(|one| one.given), may_say);
                account.push(holding, said.map(|one| &one.at));
            }
        }
        held
    }

    /// The unit's result against a target.
    fn outcome(&self, unit: &UnitCode, id: &TargetId) -> Option<Outcome<'_>> {
        let results = self.results.get(unit)?;
        let mut all = self.campaign.targets.iter().zip(results.iter());
        let (target, result) = all.find(|(target, _)| target.id == *id)?;
        let greatest = target.measure.is_yes_no().then_some(1.0);
        Some(Outcome { result, greatest })
    }

    /// Writes down what a unit holds.
    fn fill(&self, score: &mut UnitScore, held: &Held, basis: Basis) {
        let (own, review) = (&held.own.holdings, &held.review.holdings);
        score.own = Tally::of(own);
        score.review = Tally::of(review);
        let parts = |tally: Option<Tally>, account: &Account| {
            tally.map_or_else(Composition::default, |_| account.composition())
        };
        score.own_parts = parts(score.own, &held.own);
        score.review_parts = parts(score.review, &held.review);
        let (counted, holdings) = match basis {
            Basis::Review => (score.review, review),
            Basis::Own => (score.own, own),
        };
        score.score = counted.map(|tally| Score {
            low: tally.low,
            high: tally.high,
            maximum: tally.maximum,
            basis,
        });
        let sides = own.iter().zip(review);
        score.criteria = sides
            .map(|(own, review)| CriterionScore {
                own: Mark::given(own),
                review: Mark::given(review),
            })
            .collect();
        if score.score.is_some() {
            let floors = holdings.iter().enumerate();
            score.under_floor = floors
                .filter_map(|(at, one)| Some((at, one.under_floor()?)))
                .collect();
        }
        if let (Some(one), Some(other)) = (score.own, score.review) {
            let totals = [one, other].map(|tally| Mark::Points {
                low: tally.low,
                high: tally.high,
            });
            let limits = &self.scoring.difference;
            score.differences = difference::differences(own, review, limits, totals);
        }
    }
}

/// One unit's score and rank.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitScore {
    /// The unit.
    pub unit: UnitCode,
    /// Its score on the basis of its block; none where it has none.
    pub score: Option<Score>,
    /// Its place in its block; none where it has no score or no block.
    pub rank: Option<Rank>,
    /// Whether both ends of its place can be reached.
    pub bound: Bound,
    /// Its own scores; none where it gave none.
    pub own: Option<Tally>,
    /// Its block's review; none where no head reviewed it.
    pub review: Option<Tally>,
    /// What its own scores are made of; nothing where it has none.
    pub own_parts: Composition,
    /// What its block's review is made of.
    pub review_parts: Composition,
    /// What both say of each criterion, in the campaign's order.
    pub criteria: Vec<CriterionScore>,
    /// Criteria on which it has less than their floor, by their place in the campaign, and whether
    /// surely so.
    pub under_floor: Vec<(usize, bool)>,
    /// Where its own scores and the review lie far apart.
    pub differences: Vec<Difference>,
}

impl UnitScore {
    /// A unit without any score.
    #[must_use]
    pub fn none(unit: UnitCode) -> Self {
        Self {
            unit,
            score: None,
            rank: None,
            bound: Bound::Exact,
            own: None,
            review: None,
            own_parts: Composition::default(),
            review_parts: Composition::default(),
            criteria: Vec::new(),
            under_floor: Vec::new(),
            differences: Vec::new(),
        }
    }

    /// Its points on a basis, and what they are made of.
    #[must_use]
    pub fn points(&self, basis: Basis) -> (Option<Tally>, &Composition) {
        match basis {
            Basis::Review => (self.review, &self.review_parts),
            Basis::Own => (self.own, &self.own_parts),
        }
    }

    /// The scores it is ranked on.
    #[must_use]
    pub fn counted(&self) -> Option<Tally> {
        self.points(self.score?.basis).0
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The block's review.
    Review,
    /// The units' own.
    Own,
}

impl Basis {
    /// Both, the units' own scores first.
    pub const ALL: [Self; 2] = [Self::Own, Self::Review];

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

/// How a range of places was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// What is in doubt can come out so that either end is reached.
    Exact,
    /// The place surely lies within; the ends may not be reached, since one doubt touches several
    /// scores.
    Outer,
}

impl Bound {
    /// Whether both ends can be reached.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self == Self::Exact
    }
}

#[cfg(test)]
mod tests;
