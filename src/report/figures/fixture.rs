//! The sample campaign with made-up results, for the tests of charts.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};

use crate::assess::{
    Assessed, Interval, Moment, Reason, Required, Status, Tally, TargetResult, rates,
};
use crate::campaign::{Campaign, Collection, Target, Threshold, Unit, load};
use crate::finding::Personal;
use crate::id::{CollectionId, UnitCode};
use crate::report::Report;
use crate::score::{Basis, Bound, Rank, Score, UnitScore};
use crate::settle::{Evidence, Return, Settled, Submission, SubmissionState};

/// What one unit reached of one target: status, low, high.
pub(crate) type Outcome = (Status, f64, Option<f64>);

/// The sample campaign, and results for it.
pub(crate) struct Fixture {
    pub(crate) campaign: Campaign,
    settled: Settled,
    assessed: Assessed,
    scores: Vec<UnitScore>,
}

/// The sample campaign: 10 Bureaus, 54 affiliated units, 6 sections.
pub(crate) fn sample_campaign() -> Campaign {
    campaign(read_csv)
}

/// The sample campaign with 200 Bureaus.
pub(crate) fn campaign_of_many() -> Campaign {
    campaign(|file| {
        let mut rows = read_csv(file)?;
        if file.ends_with("units.csv") {
            for nth in 11..=200 {
                let (code, name) = (
                    format!("PGD-{nth:03}"),
                    format!("Phòng GDĐT huyện số {nth}"),
                );
                rows.push(
                    [&code, &name, "phong-gddt", "khoi-1"]
                        .map(str::to_owned)
                        .into(),
                );
            }
        }
        Ok(rows)
    })
}

fn campaign(read: fn(&Path) -> Result<Vec<Vec<String>>, String>) -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/2023-2024");
    let mut campaign = load(&folder, read).expect("the sample campaign is valid");
    campaign.targets.retain(is_plain);
    campaign
}

fn read_csv(file: &Path) -> Result<Vec<Vec<String>>, String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_path(file)
        .map_err(|error| error.to_string())?;
    let rows = reader.records().map(|row| {
        let row = row.map_err(|error| error.to_string())?;
        Ok(row.iter().map(str::to_owned).collect())
    });
    rows.collect()
}

/// Whether a target is one of those that the reports' tests make up outcomes for.
pub(crate) fn is_plain(target: &Target) -> bool {
    const PLAIN: [&str; 9] = [
        "dang-ky-dung-han",
        "dau-moi",
        "ke-hoach",
        "quy-che",
        "hoi-dong",
        "dot-1",
        "dot-2",
        "dien-hinh",
        "mo-hinh",
    ];
    PLAIN.contains(&target.id.as_str())
}

impl Fixture {
    /// Results for a campaign: `outcome` of each unit for each target that binds it, `received` of
    /// each sender for each collection; both by place, from 0.
    pub(crate) fn new(
        campaign: Campaign,
        outcome: impl Fn(usize, usize) -> Outcome,
        received: impl Fn(usize, usize) -> bool,
    ) -> Self {
        let mut settled = Settled::default();
        let mut assessed = Assessed::default();
        for (nth, collection) in campaign.collections.iter().enumerate() {
            for (at, unit) in campaign.units.iter().enumerate() {
                if campaign.is_sender(unit, collection) {
                    let key = (unit.code.clone(), collection.id.clone());
                    settled.returns.insert(key, one_return(received(at, nth)));
                }
            }
        }
        let collections: Vec<&Collection> = campaign.collections.iter().collect();
        assessed.rates = rates::by_collection(&campaign, &collections, &settled);
        assessed.rates_by = rates::by_group(&campaign, &collections, &settled);
        for (at, unit) in campaign.units.iter().enumerate() {
            let targets = campaign.targets.iter().enumerate();
            let results = targets.map(|(nth, target)| {
                let threshold = target.threshold(&campaign, unit);
                result(threshold, || outcome(at, nth))
            });
            assessed.units.push((unit.code.clone(), results.collect()));
        }
        Self {
            campaign,
            settled,
            assessed,
            scores: Vec::new(),
        }
    }

    /// The same with the day on which each return came, by places from 0; none where it is not
    /// known.
    pub(crate) fn with_days(mut self, day: impl Fn(usize, usize) -> Option<NaiveDate>) -> Self {
        let collections: Vec<&Collection> = self.campaign.collections.iter().collect();
        for (nth, collection) in collections.iter().enumerate() {
            for (at, unit) in self.campaign.units.iter().enumerate() {
                let key = (unit.code.clone(), collection.id.clone());
                let known = self.settled.returns.get_mut(&key);
                if let Some(one) = known.filter(|one| one.first.is_some()) {
                    let day = day(at, nth);
                    one.first = Some(self.settled.submissions.len());
                    one.on_time = day
                        .zip(collection.last_good_day)
                        .map(|(day, last)| day <= last);
                    self.settled.submissions.push(submission(&key, day));
                }
            }
        }
        self.assessed.rates = rates::by_collection(&self.campaign, &collections, &self.settled);
        self.assessed.rates_by = rates::by_group(&self.campaign, &collections, &self.settled);
        self
    }

    /// The same with the places that each unit can take in its block, by its place from 0.
    pub(crate) fn with_ranks(mut self, rank: impl Fn(usize) -> Option<(u32, u32, Bound)>) -> Self {
        let units = self.campaign.units.iter().enumerate();
        let scores = units.map(|(at, unit)| {
            let none = UnitScore::none(unit.code.clone());
            let Some((best, worst, bound)) = rank(at) else {
                return none;
            };
            let score = Score {
                low: 80.0,
                high: 90.0,
                maximum: 100.0,
                basis: Basis::Own,
            };
            UnitScore {
                score: Some(score),
                rank: Some(Rank { best, worst }),
                bound,
                ..none
            }
        });
        self.scores = scores.collect();
        self
    }

    /// The same after runs on these days: of the units each target asks something of, one more
    /// met it every time.
    pub(crate) fn with_runs(mut self, days: &[&str]) -> Self {
        let moments = (1_u32..).zip(days).map(|(met, day)| {
            let tally = |target: &Target| {
                let binds = |unit: &&Unit| target.threshold(&self.campaign, unit).is_some();
                let bound = self
                    .campaign
                    .units
                    .iter()
                    .filter(binds)
                    .fold(0, |sum, _| sum + 1);
                let total = Interval {
                    low: f64::from(met),
                    high: None,
                };
                let met = met.min(bound);
                (target.id.clone(), Tally { total, met, bound })
            };
            Moment {
                as_of: day.parse().expect("a day"),
                tallies: self.campaign.targets.iter().map(tally).collect(),
            }
        });
        self.assessed.over_time.moments = moments.collect();
        self
    }

    /// The place of a target, from 0.
    pub(crate) fn target(campaign: &Campaign, id: &str) -> usize {
        let found = campaign
            .targets
            .iter()
            .position(|one| one.id.as_str() == id);
        found.expect("a target of the sample campaign")
    }

    /// The report on these results, in the campaign's language and on its day.
    pub(crate) fn report(&self) -> Report<'_> {
        Report {
            campaign: &self.campaign,
            lang: self.campaign.language,
            personal: Personal::Hidden,
            as_of: self.campaign.as_of.expect("samples name a day"),
            provisional: true,
            settled: &self.settled,
            assessed: &self.assessed,
            scores: &self.scores,
            movements: &[],
            quotas: &[],
            parts: &[],
            returns_link: Some(""),
        }
    }
}

fn submission((unit, collection): &(UnitCode, CollectionId), day: Option<NaiveDate>) -> Submission {
    Submission {
        file: format!("{unit}_{collection}.xlsx"),
        sha256: String::new(),
        unit: Some(unit.clone()),
        collection: Some(collection.clone()),
        state: SubmissionState::Accepted,
        rule: None,
        received_at: day.map(|day| day.and_time(NaiveTime::MIN)),
        evidence: Evidence::Log,
        mail_number: None,
        tables: Vec::new(),
        set_aside: BTreeMap::new(),
        tallies: Vec::new(),
        findings: Vec::new(),
        explanations: Vec::new(),
        repairs: Vec::new(),
    }
}

fn one_return(received: bool) -> Return {
    Return {
        counting: received.then_some(0),
        first: received.then_some(0),
        any_file: received,
        on_time: received.then_some(true),
        overdue: !received,
    }
}

fn result(threshold: Option<Threshold>, outcome: impl Fn() -> Outcome) -> TargetResult {
    let required = threshold.and_then(Required::stated);
    let (status, figure, reason) = match threshold {
        None => (Status::NotApplicable, None, Reason::NotBound),
        Some(threshold) => {
            let (status, low, high) = outcome();
            let figure = Some(Interval { low, high });
            match threshold {
                Threshold::Watched => (Status::Watched, figure, Reason::NoThreshold),
                _ => (status, figure, Reason::RowsInDoubt),
            }
        }
    };
    TargetResult {
        status,
        figure,
        required,
        reason,
    }
}
