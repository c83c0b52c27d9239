//! Reads the formats that only a crash can stop in processes of their own.
//!
//! A damaged xls, xlsb or ods may make its reader ask for all memory there is, which ends a
//! process. So the program starts itself again as a worker, hands it the bytes and takes back
//! cells: [`Pool`] is the side that asks, [`serve`] the side that reads. A worker's first act is to
//! let itself have [`MEMORY_BYTES`] and no more. One that breaks is replaced; its file alone is at
//! fault.

mod frame;
mod memory;
mod process;

use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Workbook;
use crate::campaign::Limits;
use crate::discover::Format;
use crate::finding::{Fault, LimitKind, Stopped};
use process::Process;

/// The name of the hidden command that makes a worker of the program.
pub const COMMAND: &str = "read-worker";

/// How much memory a worker may use, in bytes.
pub const MEMORY_BYTES: usize = 256 << 20;

/// How long a worker's answer may be, in bytes; the side that asks holds one for each thread. All
/// that the limits allow fits, unless they are widened.
const ANSWER_BYTES: usize = 96 << 20;

/// The workers of a run: started when first needed, at most one a thread, ended with the pool.
#[derive(Debug)]
pub struct Pool {
    program: PathBuf,
    idle: Mutex<Vec<Process>>,
}

impl Pool {
    /// A pool whose workers are this program, started with [`COMMAND`].
    #[must_use]
    pub fn new(program: PathBuf) -> Self {
        Self {
            program,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Reads a workbook: Office Open XML here, all else in a worker.
    ///
    /// # Errors
    /// As [`super::workbook`]; and [`Fault::ReaderStopped`] where the worker broke.
    pub fn workbook(
        &self,
        bytes: &[u8],
        format: Format,
        limits: &Limits,
    ) -> Result<Workbook, Fault> {
        if format == Format::Xlsx {
            super::workbook(bytes, format, limits)
        } else {
            self.ask(bytes, format, limits)
        }
    }

    /// Reads a workbook of any format in a worker.
    ///
    /// # Errors
    /// As [`Pool::workbook`].
    pub fn ask(&self, bytes: &[u8], format: Format, limits: &Limits) -> Result<Workbook, Fault> {
        let stopped = |why| Fault::ReaderStopped { why };
        let crash = |_| stopped(Stopped::Crash);
        let request = Request {
            format,
            limits: *limits,
        };
        let request = frame::request(&request, bytes).map_err(crash)?;
        let idle = self.take();
        let mut worker = idle
            .map_or_else(|| Process::start(&self.program), Ok)
            .map_err(crash)?;
        let answer = worker.ask(request).map_err(stopped)?;
        let answer: Answer = postcard::from_bytes(&answer).map_err(|_| stopped(Stopped::Crash))?;
        match answer {
            Answer::Workbook(workbook) => {
                self.put_back(worker);
                Ok(workbook)
            }
            Answer::Refused(refusal) => {
                self.put_back(worker);
                Err(refusal.into())
            }
        }
    }

    fn take(&self) -> Option<Process> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop()
    }

    fn put_back(&self, worker: Process) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(worker);
    }
}

/// Answers requests until no more can come; what a worker does.
///
/// # Errors
/// The pipe's error where it breaks in the midst of a request or an answer.
pub fn serve(mut requests: impl Read, mut answers: impl Write) -> io::Result<()> {
    memory::limit(MEMORY_BYTES)?;
    // A panic is answered as a damaged file; its text is for nobody.
    std::panic::set_hook(Box::new(|_| {}));
    while let Some((request, bytes)) = frame::next_request::<Request>(&mut requests)? {
        let answer = match super::workbook(&bytes, request.format, &request.limits) {
            Ok(workbook) => Answer::Workbook(workbook),
            Err(fault) => Answer::Refused(Refusal::from(fault)),
        };
        let answer = answer.to_bytes(ANSWER_BYTES).map_err(io::Error::other)?;
        frame::write(&mut answers, &answer)?;
    }
    Ok(())
}

/// What a worker is asked; the file's bytes follow.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    format: Format,
    limits: Limits,
}

/// What a worker answers.
#[derive(Debug, Serialize, Deserialize)]
enum Answer {
    Workbook(Workbook),
    Refused(Refusal),
}

impl Answer {
    /// As it is sent; one of more bytes than allowed is sent as a refusal.
    fn to_bytes(&self, allowed: usize) -> postcard::Result<Vec<u8>> {
        let bytes = postcard::to_stdvec(self)?;
        if bytes.len() <= allowed {
            return Ok(bytes);
        }
        postcard::to_stdvec(&Self::Refused(Refusal::TooLarge {
            limit: LimitKind::InflatedBytes,
            found: bytes.len() as u64,
            allowed: allowed as u64,
        }))
    }
}

/// The faults that keep a workbook from being read.
#[derive(Debug, Serialize, Deserialize)]
enum Refusal {
    Empty,
    Damaged(String),
    Password,
    TooLarge {
        limit: LimitKind,
        found: u64,
        allowed: u64,
    },
    Stopped(Stopped),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::EmptyFile => Self::Empty,
            Fault::PasswordProtected => Self::Password,
            Fault::TooLarge {
                limit,
                found,
                allowed,
            } => Self::TooLarge {
                limit,
                found,
                allowed,
            },
            Fault::ReaderStopped { why } => Self::Stopped(why),
            Fault::DamagedFile { detail } => Self::Damaged(detail),
            other => Self::Damaged(other.code().to_string()),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Empty => Self::EmptyFile,
            Refusal::Damaged(detail) => Self::DamagedFile { detail },
            Refusal::Password => Self::PasswordProtected,
            Refusal::TooLarge {
                limit,
                found,
                allowed,
            } => Self::TooLarge {
                limit,
                found,
                allowed,
            },
            Refusal::Stopped(why) => Self::ReaderStopped { why },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, CellValue, Epoch, LegacyFont, Mended, Sheet, Visibility, Workbook};
    use super::{Answer, Refusal};
    use crate::finding::{Fault, LimitKind, RepairRule, Stopped};
    use crate::location::CellRef;

    #[test]
    fn a_workbook_comes_through_the_pipe_as_it_was() {
        let at = |row, column| CellRef::new(row, column).unwrap();
        let day = chrono::NaiveDate::from_ymd_opt(2023, 10, 25).unwrap();
        let values = [
            CellValue::Text("Trường THPT số 1\n\u{ad}".into()),
            CellValue::Number(0.1 + 0.2),
            CellValue::Number(-0.0),
            CellValue::Number(f64::MIN_POSITIVE),
            CellValue::Percent(0.955),
            CellValue::Boolean(true),
            CellValue::Date(day.and_hms_opt(7, 30, 1).unwrap()),
            CellValue::Error("#N/A".to_owned()),
            CellValue::Uncomputed,
        ];
        let cells = (1..).zip(values);
        let sheet = Sheet {
            name: "Số liệu".into(),
            name_as_read: Some("Số liệu".to_owned()),
            visibility: Visibility::VeryHidden,
            cells: cells
                .map(|(row, value)| Cell {
                    at: at(row, 3),
                    value,
                })
                .collect(),
            merges: vec!["A1:C2".parse().unwrap()],
            hidden_rows: vec![3..=1_048_576],
            formulas: vec![at(4, 3)],
            fonts: vec![(at(1, 3), LegacyFont::Tcvn3Capitals)],
            mended: vec![Mended {
                at: at(1, 3),
                before: "x".to_owned(),
                rule: RepairRule::Tcvn3,
            }],
            doubtful: vec![(at(1, 3), "y".to_owned())],
            fault: Some("z".to_owned()),
        };
        let workbook = Workbook {
            sheets: vec![sheet],
            epoch: Epoch::Mac1904,
            macros: true,
            external_links: true,
            mark: Some("2023-2024;cuoi-nam;THPT-05;1".to_owned()),
            fonts: vec![LegacyFont::Vni],
        };
        let sent = postcard::to_stdvec(&Answer::Workbook(workbook.clone())).unwrap();
        let Answer::Workbook(read) = postcard::from_bytes(&sent).unwrap() else {
            panic!("no workbook");
        };
        assert_eq!(read, workbook);
        let CellValue::Number(zero) = read.sheets[0].cells[2].value else {
            panic!("no number");
        };
        assert!(zero.is_sign_negative());
    }

    #[test]
    fn an_answer_that_is_too_long_is_sent_as_a_refusal() {
        let at = CellRef::new(1, 1).unwrap();
        let value = CellValue::Text("ạ".repeat(1_000).into());
        let sheet = Sheet {
            cells: vec![Cell { at, value }],
            ..Sheet::default()
        };
        let answer = Answer::Workbook(Workbook {
            sheets: vec![sheet],
            ..Workbook::default()
        });
        let found = answer.to_bytes(usize::MAX).unwrap().len();
        let read = |allowed: usize| postcard::from_bytes(&answer.to_bytes(allowed).unwrap());
        assert!(matches!(read(found), Ok(Answer::Workbook(_))));
        let Ok(Answer::Refused(refusal)) = read(found - 1) else {
            panic!("no refusal");
        };
        let fault = Fault::TooLarge {
            limit: LimitKind::InflatedBytes,
            found: found as u64,
            allowed: found as u64 - 1,
        };
        assert_eq!(Fault::from(refusal), fault);
    }

    #[test]
    fn faults_come_through_the_pipe_as_they_were() {
        let limit = Fault::TooLarge {
            limit: LimitKind::Columns,
            found: 16_384,
            allowed: 1_000,
        };
        let stopped = Fault::ReaderStopped { why: Stopped::Time };
        let damaged = Fault::DamagedFile {
            detail: "x".to_owned(),
        };
        for fault in [
            limit,
            stopped,
            damaged,
            Fault::PasswordProtected,
            Fault::EmptyFile,
        ] {
            let sent = postcard::to_stdvec(&Refusal::from(fault.clone())).unwrap();
            let read: Refusal = postcard::from_bytes(&sent).unwrap();
            assert_eq!(Fault::from(read), fault);
        }
    }
}
