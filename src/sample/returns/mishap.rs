//! What befalls a return on its way: it comes as something else, or in a place or under a name that
//! nobody asked for.

use unicode_normalization::UnicodeNormalization as _;

use super::{Clerk, File, Order};
use crate::campaign::Unit;
use crate::sample::SampleError;
use crate::sample::content::Sender;
use crate::sample::draft::{Draft, drafts};
use crate::sample::mess::{Trait, files, foreign};
use crate::sample::receipts::Dates;

impl<'a> Clerk<'a> {
    /// What came instead of a workbook, if so.
    pub(super) fn foreign(
        &self,
        stem: &str,
        dates: Dates,
    ) -> Result<Option<File<'a>>, SampleError> {
        let title = &self.order.collection.titles.vi;
        let lines = [title.as_str(), self.sender.name.as_str()];
        let (ending, bytes) = match self.order.case {
            Some(Trait::Pdf) => ("pdf", files::pdf(title, &self.sender.name)),
            Some(Trait::WebPage) => ("xls", foreign::web_page(&lines)),
            Some(Trait::CommaText) => ("xls", foreign::comma_text(&lines)),
            Some(Trait::Word) => {
                let bytes = foreign::word(&lines);
                (
                    "docx",
                    bytes.map_err(|error| self.failed(stem, error.into()))?,
                )
            }
            Some(Trait::Rar) => ("rar", foreign::signed(foreign::RAR, stem)),
            Some(Trait::SevenZip) => ("7z", foreign::signed(foreign::SEVEN_ZIP, stem)),
            Some(Trait::NoBytes) => ("xlsx", Vec::new()),
            Some(Trait::Protected) => ("xlsx", foreign::protected(stem)),
            _ => return Ok(None),
        };
        Ok(Some(File {
            name: format!("{stem}.{ending}"),
            member: None,
            bytes,
            received: Some(dates.received),
            told: Vec::new(),
        }))
    }

    /// What befalls a finished file on its way.
    pub(super) fn mishandled(
        &mut self,
        stem: &str,
        file: File<'a>,
        dates: Dates,
    ) -> Result<Vec<File<'a>>, SampleError> {
        let sent = match self.order.case {
            Some(Trait::Truncated) => vec![File {
                bytes: files::truncated(file.bytes),
                told: Vec::new(),
                ..file
            }],
            Some(Trait::SentTwice) => {
                let again = dates.again(&mut self.rng, self.order.province.campaign);
                let copy = File {
                    name: format!("{stem} (1).xlsx"),
                    member: None,
                    bytes: file.bytes.clone(),
                    received: Some(again.received),
                    told: file.told.clone(),
                };
                vec![file, copy]
            }
            Some(Trait::LockFile) => {
                let lock = File {
                    name: format!("~${}", file.name),
                    member: None,
                    bytes: files::lock(&self.sender.focal.name),
                    received: None,
                    told: Vec::new(),
                };
                vec![file, lock]
            }
            Some(Trait::Zipped) => vec![self.zipped(stem, file)?],
            Some(Trait::OtherFolder) => vec![self.in_other_folder(file)],
            Some(Trait::DecomposedName) => {
                let name = format!("Báo cáo của {stem}.xlsx");
                vec![File {
                    name: name.nfd().collect(),
                    ..file
                }]
            }
            Some(Trait::WrongEnding) => vec![File {
                name: format!("{stem}.xls"),
                ..file
            }],
            _ => vec![file],
        };
        Ok(sent)
    }

    /// The workbook in an archive, in a folder beside a scan of what was signed.
    fn zipped(&self, stem: &str, file: File<'a>) -> Result<File<'a>, SampleError> {
        let folder = format!("Bao cao {}", self.order.unit.code);
        let member = format!("{folder}/{}", file.name);
        let scan = files::pdf(&self.order.collection.titles.vi, &self.sender.name);
        let scan_name = format!("{folder}/{stem} (ban ky).pdf");
        let members = [
            (member.as_str(), &*file.bytes),
            (scan_name.as_str(), &*scan),
        ];
        let bytes = foreign::archive(&members).map_err(|error| self.failed(stem, error.into()))?;
        Ok(File {
            name: format!("{stem}.zip"),
            member: Some(member),
            bytes,
            ..file
        })
    }

    /// The file where another sender's should be, its name telling nothing.
    fn in_other_folder(&self, file: File<'a>) -> File<'a> {
        let senders = self.order.province.campaign.senders(self.order.collection);
        let senders: Vec<&Unit> = senders.collect();
        let own = senders
            .iter()
            .position(|unit| unit.code == self.order.unit.code);
        let next = own.map_or(0, |at| (at + 1) % senders.len());
        let other = senders.get(next).map_or("", |unit| unit.code.as_str());
        File {
            name: format!("{other}/Bao cao.xlsx"),
            ..file
        }
    }

    /// Puts in the model that two units report, or marks it where it is the unit's own.
    pub(super) fn claim(&mut self, sheets: &mut [Draft<'a>], dates: Dates) {
        let Order {
            province,
            collection,
            unit,
            ..
        } = *self.order;
        let Some(owner) = self.order.rival else {
            return;
        };
        let field = |draft: &Draft| province.campaign.one_sender_field(&draft.form.id);
        let claimed = |draft: &&Draft| field(draft).is_some();
        let sender = Sender::new(province.campaign, province.seed, owner);
        let own = drafts(province, &sender, collection, dates);
        // Neither the first nor the last, which some tell of again in the other wave.
        let of_owner = own.iter().find(claimed).map(|draft| &draft.rows);
        let Some(rows) = of_owner.filter(|rows| rows.len() > 2) else {
            return;
        };
        let middle = rows.len() / 2;
        let Some(draft) = sheets.iter_mut().find(|draft| field(draft).is_some()) else {
            return;
        };
        let key = field(draft).and_then(|name| draft.form.position(name));
        let key = key.and_then(|at| draft.column(at));
        let at = if owner.code == unit.code {
            middle
        } else {
            draft.rows.push(rows[middle].clone());
            draft.rows.len() - 1
        };
        if let Some(key) = key {
            draft.rows[at][key].fault = true;
            self.mess.note(Trait::ClaimedTwice);
        }
    }
}
