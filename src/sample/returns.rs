//! What one sender sends in one collection: no file, one, or several.
//!
//! In: the province, a unit, a collection, what befalls the return. Out: files below `returns/`,
//! with their receipts, the lines of truth and what was planted. Nothing is drawn from what other
//! units sent.

mod mishap;

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use fastrand::Rng;
use rust_xlsxwriter::XlsxError;
use unicode_normalization::UnicodeNormalization as _;

use super::content::{Province, Sender, Value};
use super::dice::{dice, pick};
use super::draft::{Draft, drafts};
use super::layout::{Book, Laid, Paper, workbook};
use super::mess::{Mess, Trait, faults, files, spelling};
use super::receipts::{Dates, Receipt};
use super::{SampleError, make_folder, truth, write_file};
use crate::campaign::{Collection, Role, Unit};

/// A return that is due.
pub(super) struct Order<'a> {
    /// The province it comes from.
    pub(super) province: &'a Province<'a>,
    /// The round it is for.
    pub(super) collection: &'a Collection,
    /// Who owes it.
    pub(super) unit: &'a Unit,
    /// What befalls it as a whole.
    pub(super) case: Option<Trait>,
    /// Whose model two units report, if this is one of them: its own or the other's.
    pub(super) rival: Option<&'a Unit>,
    /// The mess, with nothing planted yet.
    pub(super) mess: Mess,
}

/// What came of an order.
#[derive(Default)]
pub(super) struct Sent {
    /// The lines of the log.
    pub(super) receipts: Vec<Receipt>,
    /// The lines of the truth.
    pub(super) truth: String,
    /// How many files were written.
    pub(super) files: usize,
    /// Their size, in bytes.
    pub(super) bytes: usize,
    /// What was planted.
    pub(super) planted: BTreeMap<Trait, u32>,
}

/// Writes what an order brings, into `returns/`.
pub(super) fn send(order: &Order, returns: &Path) -> Result<Sent, SampleError> {
    let mut clerk = Clerk::new(order);
    let mut sent = Sent::default();
    for file in clerk.files()? {
        let path = format!("{}/{}", order.collection.id, file.name);
        let place = returns.join(&path);
        if let Some(folder) = place.parent().filter(|_| file.name.contains('/')) {
            make_folder(folder)?;
        }
        write_file(&place, &file.bytes)?;
        sent.files += 1;
        sent.bytes += file.bytes.len();
        for sheet in &file.told {
            let told_of = file
                .member
                .as_ref()
                .map(|member| format!("{path}!/{member}"));
            sent.truth
                .push_str(&truth::lines(told_of.as_ref().unwrap_or(&path), sheet));
        }
        if let Some(received) = file.received {
            let turn = clerk.rng.u64(..);
            sent.receipts.push(Receipt {
                received,
                turn,
                // The log is typed by hand: composed, whatever the file's name is.
                file: path.nfc().collect(),
            });
        }
    }
    sent.planted = clerk.mess.planted();
    Ok(sent)
}

/// One file.
struct File<'a> {
    /// Its name, without the collection's folder.
    name: String,
    /// Where the workbook lies in it, if it is an archive.
    member: Option<String>,
    bytes: Vec<u8>,
    /// When it came; none for a file that is no mail.
    received: Option<NaiveDate>,
    /// Its sheets, if anybody can read them.
    told: Vec<Laid<'a>>,
}

/// The one who fills in the forms.
struct Clerk<'a> {
    order: &'a Order<'a>,
    sender: Sender<'a>,
    rng: Rng,
    /// Where spelling and layout begin, the same in all that this clerk writes.
    hand: u64,
    mess: Mess,
}

impl<'a> Clerk<'a> {
    fn new(order: &'a Order<'a>) -> Self {
        let Order {
            province,
            collection,
            unit,
            case,
            ref mess,
            ..
        } = *order;
        let sender = Sender::new(province.campaign, province.seed, unit);
        let anonymous = case == Some(Trait::Unidentified);
        let mut rng = dice(
            province.seed,
            &[unit.code.as_str(), collection.id.as_str(), "return"],
        );
        Self {
            order,
            sender: if anonymous {
                sender.anonymous()
            } else {
                sender
            },
            hand: rng.u64(..),
            rng,
            mess: mess.clone(),
        }
    }

    /// All files of the order, in the order of their receipt.
    fn files(&mut self) -> Result<Vec<File<'a>>, SampleError> {
        let Order {
            province,
            collection,
            case,
            ..
        } = *self.order;
        let campaign = province.campaign;
        let dates = match case {
            Some(Trait::Late) => Dates::late(&mut self.rng, collection, campaign),
            _ => Dates::in_time(&mut self.rng, collection),
        };
        let stem = self.stem(dates);
        if let Some(case) = case {
            self.mess.note(case);
        }
        if let Some(file) = self.foreign(&stem, dates)? {
            return Ok(vec![file]);
        }
        let mut sheets = drafts(province, &self.sender, collection, dates);
        match case {
            Some(Trait::NotSent) => Ok(Vec::new()),
            Some(Trait::EmptyForm) => {
                sheets.iter_mut().for_each(Draft::clear);
                let file = self.lay_out(&stem, dates, sheets)?;
                Ok(vec![File {
                    told: Vec::new(),
                    ..file
                }])
            }
            Some(Trait::SentAgain) => self.sent_again(&stem, dates, sheets),
            _ => {
                self.leave_out(&mut sheets);
                self.claim(&mut sheets, dates);
                self.blot(&mut sheets);
                self.spell(&mut sheets);
                let file = self.lay_out(&stem, dates, sheets)?;
                self.mishandled(&stem, file, dates)
            }
        }
    }

    /// A workbook that could not be made.
    fn failed(&self, name: &str, source: XlsxError) -> SampleError {
        SampleError::Workbook {
            file: format!("{}/{name}", self.order.collection.id),
            source,
        }
    }

    /// The name of the return's files without what tells them apart.
    fn stem(&mut self, dates: Dates) -> String {
        let Order {
            province,
            collection,
            unit,
            case,
            ..
        } = self.order;
        if *case != Some(Trait::Unidentified) {
            let (rng, mess) = (&mut self.rng, &mut self.mess);
            return files::stem(rng, mess, province.campaign, &self.sender, collection);
        }
        let words = collection.id.as_str().replace('-', " ");
        let number = province.campaign.unit_position(&unit.code).unwrap_or(0) + 101;
        let day = dates.report;
        format!(
            "Bao cao {words} ngay {:02}-{:02} so {number}",
            day.day(),
            day.month()
        )
    }

    /// Leaves out a sheet, now and then; never the cover.
    fn leave_out(&mut self, sheets: &mut Vec<Draft>) {
        if sheets.len() > 2 && self.mess.plants(&mut self.rng, Trait::MissingSheet) {
            let at = self.rng.usize(1..sheets.len());
            // What two units claim must be there to be claimed.
            let campaign = self.order.province.campaign;
            let claimed = campaign.one_sender_field(&sheets[at].form.id).is_some();
            if self.order.rival.is_none() || !claimed {
                sheets.remove(at);
            }
        }
    }

    /// Makes mistakes.
    fn blot(&mut self, sheets: &mut [Draft]) {
        let campaign = self.order.province.campaign;
        if self.order.case == Some(Trait::Unidentified) {
            for sheet in &mut *sheets {
                let code = sheet
                    .form
                    .role(Role::UnitCode)
                    .and_then(|at| sheet.column(at));
                for row in &mut sheet.rows {
                    if let Some(entry) = code.and_then(|at| row.get_mut(at)) {
                        entry.spoil(Value::Empty);
                    }
                }
            }
        }
        faults::plant(&mut self.rng, &mut self.mess, sheets, campaign, self.hand);
    }

    fn spell(&mut self, sheets: &mut [Draft]) {
        let Order {
            province,
            collection,
            unit,
            ..
        } = *self.order;
        let known = self.sender.name == unit.name;
        let alias = unit.aliases.first().filter(|_| known).map(String::as_str);
        let cover = spelling::Cover {
            campaign: province.campaign,
            collection,
            alias,
        };
        spelling::spell(self.hand, &mut self.mess, sheets, &cover);
    }

    /// A return with mistakes, and the same without them some days later.
    fn sent_again(
        &mut self,
        stem: &str,
        dates: Dates,
        sound: Vec<Draft<'a>>,
    ) -> Result<Vec<File<'a>>, SampleError> {
        let campaign = self.order.province.campaign;
        let (mut first, mut second) = (sound.clone(), sound);
        faults::plant_some(
            &mut self.rng,
            &mut self.mess,
            &mut first,
            campaign,
            self.hand,
        );
        let again = dates.again(&mut self.rng, campaign);
        let word = pick(&mut self.rng, &["lần 2", "sửa lần 2", "lần 2"]);
        self.spell(&mut first);
        self.spell(&mut second);
        let first = self.lay_out(stem, dates, first)?;
        let second = self.lay_out(&format!("{stem} {word}"), again, second)?;
        Ok(vec![first, second])
    }

    /// Writes a workbook.
    fn lay_out(
        &mut self,
        stem: &str,
        dates: Dates,
        sheets: Vec<Draft<'a>>,
    ) -> Result<File<'a>, SampleError> {
        let name = format!("{stem}.xlsx");
        let paper = Paper {
            campaign: self.order.province.campaign,
            sender: &self.sender,
            hand: self.hand,
            report: dates.report,
            signed: self.order.case != Some(Trait::EmptyForm),
        };
        match workbook(&mut self.mess, sheets, &paper) {
            Ok(Book { bytes, sheets }) => Ok(File {
                name,
                member: None,
                bytes,
                received: Some(dates.received),
                told: sheets,
            }),
            Err(source) => Err(self.failed(&name, source)),
        }
    }
}
