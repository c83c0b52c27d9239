//! The blank returns of a campaign: for each sender of a collection a workbook it only has to fill
//! in.
//!
//! In: a campaign, and what to write. Out: a folder of workbooks `CODE_mau-bao-cao_COLLECTION.xlsx`,
//! each with a guide, the collection's forms with what is known of the sender filled in and what
//! carries over from its earlier returns where a run's reports are given, drop-down lists and checks of what is typed, and a sheet that counts while people fill in and carries the
//! control totals that the head signs. Nothing is protected: people insert rows, sort and paste;
//! reading checks what comes back. The same campaign gives the same bytes. Files that exist are
//! never written over: a unit may have begun to fill them in.

mod book;
mod carry;
mod check;
mod controls;
mod error;
mod example;
mod formula;
mod guide;
mod heading;
mod lists;
mod plan;
mod prefill;
mod record;
mod requirement;
mod style;
mod table;
mod targets;
#[cfg(test)]
mod tests;
mod validation;

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

pub use error::TemplateError;

use carry::Earlier;

use crate::campaign::{Campaign, Collection, Unit};
use crate::lang::Lang;
use crate::recognise::guide::CHECK;
use crate::table::previous;

/// The name of the sheet that checks and is signed.
fn check_name(lang: Lang) -> &'static str {
    lang.pick(CHECK.0, CHECK.1)
}

/// What to write.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The ids of the collections; empty means all that the office has not ended.
    pub collections: Vec<String>,
    /// The codes of the units; empty means all senders.
    pub units: Vec<String>,
    /// The ids of unit types; empty means all.
    pub types: Vec<String>,
    /// The reports of an earlier run, from which values carry over.
    pub previous: Option<PathBuf>,
    /// The language of guide, prompts and check.
    pub lang: Lang,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files' names, in the order of collections and register.
    pub files: Vec<String>,
    /// How many units they are for.
    pub units: usize,
    /// How many files got something carried over; none where no earlier run was given.
    pub carried: Option<usize>,
}

/// Whose blank return it is, for what.
#[derive(Clone, Copy)]
struct Sender<'a> {
    campaign: &'a Campaign,
    collection: &'a Collection,
    unit: &'a Unit,
    /// What carries over, if anything may.
    earlier: Option<&'a Earlier<'a>>,
    lang: Lang,
}

impl Sender<'_> {
    fn file(&self) -> String {
        format!("{}_mau-bao-cao_{}.xlsx", self.unit.code, self.collection.id)
    }

    /// The mark by which reading knows the blank form again: `campaign;collection;unit;version`.
    fn mark(&self) -> String {
        format!(
            "{};{};{};{}",
            self.campaign.id,
            self.collection.id,
            self.unit.code,
            self.campaign.form_version(self.collection)
        )
    }
}

/// Writes the blank returns into a folder, which is made where it is not there.
///
/// # Errors
/// [`TemplateError`]: where the request names what the campaign has not, where no sender is left,
/// where a file is there already, or where something cannot be written.
pub fn write(campaign: &Campaign, request: &Request, out: &Path) -> Result<Written, TemplateError> {
    let rows = request.previous.as_deref();
    let rows = rows.map(|folder| previous::read(folder, campaign));
    let rows = rows.transpose().map_err(TemplateError::Previous)?;
    let earlier = rows.map(|rows| Earlier::new(rows, campaign));
    let senders = senders(campaign, request, earlier.as_ref())?;
    let path = |sender: &Sender<'_>| out.join(sender.file());
    let there: Vec<PathBuf> = senders
        .iter()
        .map(path)
        .filter(|path| path.exists())
        .collect();
    if !there.is_empty() {
        return Err(TemplateError::Exists { paths: there });
    }
    fs::create_dir_all(out).map_err(|source| TemplateError::Write {
        path: out.to_owned(),
        source,
    })?;
    senders
        .par_iter()
        .try_for_each(|sender| write_one(sender, &path(sender)))?;
    let mut units: Vec<_> = senders.iter().map(|sender| &sender.unit.code).collect();
    units.sort_unstable();
    units.dedup();
    let carrying = || senders.iter().filter(|one| carry::has_any(one)).count();
    Ok(Written {
        units: units.len(),
        carried: earlier.is_some().then(carrying),
        files: senders.iter().map(Sender::file).collect(),
    })
}

fn write_one(sender: &Sender<'_>, path: &Path) -> Result<(), TemplateError> {
    let bytes = book::bytes(sender).map_err(|source| TemplateError::Build {
        file: sender.file(),
        source,
    })?;
    let write = || {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(&bytes)
    };
    write().map_err(|source| TemplateError::Write {
        path: path.to_owned(),
        source,
    })
}

/// The senders that are asked for, in the order of collections and register.
fn senders<'a>(
    campaign: &'a Campaign,
    request: &Request,
    earlier: Option<&'a Earlier<'a>>,
) -> Result<Vec<Sender<'a>>, TemplateError> {
    known(request, campaign)?;
    let asked = |named: &[String], id: &str| named.is_empty() || named.iter().any(|one| one == id);
    let collections = campaign.collections.iter().filter(|one| {
        let is_open = !request.collections.is_empty() || !one.closed;
        is_open && asked(&request.collections, one.id.as_str())
    });
    let senders: Vec<Sender<'a>> = collections
        .flat_map(|collection| {
            campaign.senders(collection).map(move |unit| Sender {
                campaign,
                collection,
                unit,
                earlier,
                lang: request.lang,
            })
        })
        .filter(|sender| asked(&request.units, sender.unit.code.as_str()))
        .filter(|sender| asked(&request.types, sender.unit.unit_type.as_str()))
        .collect();
    if senders.is_empty() {
        return Err(TemplateError::NoSender);
    }
    Ok(senders)
}

/// Refuses names that the campaign has not.
fn known(request: &Request, campaign: &Campaign) -> Result<(), TemplateError> {
    let collections = campaign.collections.iter().map(|one| one.id.as_str());
    if let Some((name, known)) = unknown(&request.collections, collections) {
        return Err(TemplateError::UnknownCollection { name, known });
    }
    let types = campaign.unit_types.iter().map(|one| one.id.as_str());
    if let Some((name, known)) = unknown(&request.types, types) {
        return Err(TemplateError::UnknownType { name, known });
    }
    let units = campaign.units.iter().map(|one| one.code.as_str());
    match unknown(&request.units, units) {
        Some((name, known)) => Err(TemplateError::UnknownUnit { name, known }),
        None => Ok(()),
    }
}

/// The first of some names that is not among the known ones, with these.
fn unknown<'a>(
    names: &[String],
    known: impl Iterator<Item = &'a str>,
) -> Option<(String, Vec<String>)> {
    let known: Vec<&str> = known.collect();
    let name = names.iter().find(|name| !known.contains(&name.as_str()))?;
    Some((name.clone(), known.into_iter().map(str::to_owned).collect()))
}
