//! What a unit would report if it filled in its forms with care.
//!
//! In: a sender, a collection and a form. Out: rows of values, believable and different in every
//! unit, that break no rule of the form. The forms of the built-in campaign are filled in by what is
//! written here for each; those of any other by what they say of themselves, in `derived`. Spelling,
//! layout and faults come later, in `mess` and `layout`.

mod awards;
mod cover;
mod derived;
mod figures;
mod initiatives;
mod models;
mod people;
mod phrases;
mod pledges;
mod roles;
mod scores;
mod unit;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use awards::Decisions;
pub(super) use pledges::is_percent;
pub(super) use unit::{Sender, plain};

use crate::campaign::{Campaign, Collection, Form, Unit};
use crate::id::BlockId;
use crate::sample::receipts::Dates;

/// The collections of the two waves.
const FIRST_WAVE: &str = "hoc-ky-1";
const SECOND_WAVE: &str = "cuoi-nam";

/// One value as it is meant.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Nothing to say.
    Empty,
    /// A text, tidy and in NFC.
    Text(String),
    /// A number.
    Number(f64),
    /// Yes or no.
    Yes(bool),
    /// A day.
    Day(NaiveDate),
}

/// Values by field name; a field that is not named is empty.
type Row = Vec<(&'static str, Value)>;

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Number(f64::from(number))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(yes: bool) -> Self {
        Self::Yes(yes)
    }
}

impl From<NaiveDate> for Value {
    fn from(day: NaiveDate) -> Self {
        Self::Day(day)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Where values come from.
enum Source {
    /// What is written for each form of the built-in campaign, with the decisions by which the
    /// year's awards were given.
    Written(Decisions),
    /// What a campaign's forms say of themselves.
    Derived,
}

/// What all senders share.
pub(super) struct Province<'a> {
    /// The campaign they report for.
    pub(super) campaign: &'a Campaign,
    /// The seed of the sample.
    pub(super) seed: u64,
    source: Source,
    members: BTreeMap<BlockId, Vec<&'a Unit>>,
}

impl<'a> Province<'a> {
    /// The province of the built-in campaign under a seed.
    pub(super) fn built_in(campaign: &'a Campaign, seed: u64) -> Self {
        let decisions = Decisions::new(campaign, seed);
        Self::new(campaign, seed, Source::Written(decisions))
    }

    /// The province of any campaign under a seed.
    pub(super) fn of(campaign: &'a Campaign, seed: u64) -> Self {
        Self::new(campaign, seed, Source::Derived)
    }

    fn new(campaign: &'a Campaign, seed: u64, source: Source) -> Self {
        let mut members: BTreeMap<BlockId, Vec<&Unit>> = BTreeMap::new();
        for unit in &campaign.units {
            if let Some(block) = &unit.block {
                members.entry(block.clone()).or_default().push(unit);
            }
        }
        Self {
            campaign,
            seed,
            source,
            members,
        }
    }

    /// The members of the unit's block, itself among them.
    fn peers(&self, unit: &Unit) -> &[&'a Unit] {
        let members = unit
            .block
            .as_ref()
            .and_then(|block| self.members.get(block));
        members.map_or(&[], Vec::as_slice)
    }

    /// The nth entry of a list's column, from 0; empty where there is none.
    fn entry(&self, list: &str, column: &str, nth: usize) -> &str {
        let entries = self.entries(list, column);
        entries.get(nth).map_or("", String::as_str)
    }

    /// A column of a list.
    fn entries(&self, list: &str, column: &str) -> &[String] {
        let list = self.campaign.lists.get(&list.into());
        list.and_then(|list| list.columns.get(column))
            .map_or(&[], Vec::as_slice)
    }
}

/// The two halves of the year that models, initiatives, awards and movements are reported for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wave {
    First,
    Second,
}

impl Wave {
    const BOTH: [Self; 2] = [Self::First, Self::Second];

    fn of(collection: &Collection) -> Self {
        if collection.id.as_str() == FIRST_WAVE {
            Self::First
        } else {
            Self::Second
        }
    }

    /// What tells its draws from the other's.
    fn name(self) -> &'static str {
        match self {
            Self::First => "wave-1",
            Self::Second => "wave-2",
        }
    }

    /// The days its rows may carry, both included: those of its collection, but none that could be
    /// later than the report itself.
    fn days(self, campaign: &Campaign) -> (NaiveDate, NaiveDate) {
        const UNTIL_DUE: Days = Days::new(15);
        let id = match self {
            Self::First => FIRST_WAVE,
            Self::Second => SECOND_WAVE,
        };
        let Some(collection) = campaign.collection(&id.into()) else {
            return (*campaign.period.start(), *campaign.period.end());
        };
        let last = collection.last_day() - UNTIL_DUE;
        (
            *collection.period.start(),
            last.min(*collection.period.end()),
        )
    }
}

/// The rows of one form in a sender's return, in the order a clerk would write them: of each field
/// that is asked, by its position in the form, a value.
pub(super) fn rows(
    province: &Province,
    sender: &Sender,
    collection: &Collection,
    dates: Dates,
    (form, fields): (&Form, &[usize]),
) -> Vec<Vec<Value>> {
    match &province.source {
        Source::Written(decisions) => {
            let rows = written(province, decisions, sender, collection, dates, form);
            let of_form = |row| values(form, fields, row);
            rows.into_iter().map(of_form).collect()
        }
        Source::Derived => {
            let report = derived::Return {
                province,
                sender,
                collection,
                dates,
            };
            derived::rows(&report, form, fields)
        }
    }
}

/// The rows of a form of the built-in campaign.
fn written(
    province: &Province,
    decisions: &Decisions,
    sender: &Sender,
    collection: &Collection,
    dates: Dates,
    form: &Form,
) -> Vec<Row> {
    let wave = Wave::of(collection);
    match form.id.as_str() {
        "don-vi" => vec![cover::row(province, sender, collection, dates)],
        "so-lieu" => vec![figures::record(province, sender, wave)],
        "phong-trao" => figures::movements(province, sender, wave),
        "dien-hinh" => models::rows(province, sender, wave),
        "sang-kien" => initiatives::rows(province, sender, wave),
        "khen-thuong" => awards::rows(province, decisions, sender, wave),
        "tong-hop-kt" => awards::summary(province, decisions, sender),
        "dang-ky" => pledges::pledged(province, sender),
        "ket-qua" => pledges::results(province, sender),
        "cham-diem" => scores::own(province, sender),
        "tham-dinh" => scores::review(province, sender),
        _ => Vec::new(),
    }
}

/// The values of a row by field; a field that it does not name is empty.
fn values(form: &Form, fields: &[usize], mut row: Row) -> Vec<Value> {
    let value = |&at: &usize| {
        let name = form.fields[at].name.as_str();
        let found = row.iter_mut().find(|(field, _)| *field == name);
        found.map_or(Value::Empty, |(_, value)| {
            std::mem::replace(value, Value::Empty)
        })
    };
    fields.iter().map(value).collect()
}
