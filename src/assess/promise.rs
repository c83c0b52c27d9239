//! What a unit promised against what it did: rows of two forms that have one key.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsResult;

use super::entry::{self, Bounds, Entry};
use super::measure::{Rows, Sources};
use super::rows::Query;
use crate::campaign::{Amounts, Form, Key};
use crate::id::{CollectionId, FormId, UnitCode};
use crate::text::match_key;

/// One entry for each promise, adding 1 below the line and what is kept above it; the keys named
/// last are those of which less is better.
pub(super) fn entries(
    (promised, done, lower_is_better): (&Amounts, &Amounts, &[String]),
    collections: &[CollectionId],
    sources: Sources<'_>,
) -> PolarsResult<Rows> {
    let form_of = |id: &FormId| sources.campaign.form(id);
    let (Some(first), Some(second)) = (form_of(&promised.form), form_of(&done.form)) else {
        return Ok(Rows::default());
    };
    let (pledges, mut fields) = amounts(first, promised, collections, sources)?;
    let (deeds, others) = amounts(second, done, collections, sources)?;
    fields.extend(others);
    let better = Better::new(lower_is_better);
    Ok((kept(&pledges, &deeds, &better), fields))
}

/// A number for each row key of a form.
fn amounts(
    form: &Form,
    amounts: &Amounts,
    collections: &[CollectionId],
    sources: Sources<'_>,
) -> PolarsResult<Rows> {
    let key = form.key.iter().map(|&at| form.fields[at].name.clone());
    let key = Key::Row(key.collect());
    let query = Query::amounts(form, &amounts.field, &key, collections);
    let fields = query.fields().into_iter();
    let fields = fields
        .map(|field| (form.id.clone(), field.clone()))
        .collect();
    Ok((query.entries(sources.rows)?, fields))
}

/// Which way a promise is kept.
struct Better {
    lower: BTreeSet<String>,
}

impl Better {
    fn new(lower: &[String]) -> Self {
        Self {
            lower: lower.iter().map(|key| match_key(key)).collect(),
        }
    }

    /// 1 where surely kept, 0 where surely not, else between.
    fn kept(&self, key: &str, promised: Bounds, done: Bounds) -> Bounds {
        // With less being better, done and promised change places.
        let (least, most) = if self.lower.contains(key) {
            (done, promised)
        } else {
            (promised, done)
        };
        let surely = least.high.is_some_and(|high| most.low >= high);
        let possibly = most.high.is_none_or(|high| high >= least.low);
        Bounds {
            low: f64::from(u8::from(surely)),
            high: Some(f64::from(u8::from(possibly))),
        }
    }
}

/// One entry for each promise, adding 1 to the whole and what is kept to the part. A promise
/// counts once, by its earliest certain row; it is held against the latest row of what was done.
fn kept(promises: &[Entry], deeds: &[Entry], better: &Better) -> Vec<Entry> {
    let mut done: BTreeMap<(&UnitCode, &str), &Entry> = BTreeMap::new();
    for deed in deeds {
        let key = (&deed.unit, deed.key.as_str());
        let latest = done.entry(key).or_insert(deed);
        if deed.certain || !latest.certain {
            *latest = deed;
        }
    }
    let chosen = entry::carriers(promises).into_iter().map(|one| one.0);
    chosen
        .map(|promise| {
            let deed = done.get(&(&promise.unit, promise.key.as_str()));
            let part = match deed {
                None => Bounds::exactly(0.0),
                Some(deed) => {
                    let kept = better.kept(&promise.key, promise.part, deed.part);
                    let low = if deed.certain { kept.low } else { 0.0 };
                    Bounds { low, ..kept }
                }
            };
            Entry {
                part,
                whole: Bounds::exactly(1.0),
                also: deed.map(|deed| Box::new(deed.at.clone())),
                ..promise.clone()
            }
        })
        .collect()
}
