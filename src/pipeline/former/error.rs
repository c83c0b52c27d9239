//! Why an earlier run cannot be compared with, in both languages: which, what, and what to do.

use std::error::Error;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::assess::{FormerError, SCHEMA_VERSION};
use crate::lang::{self, Lang};
use crate::table::kept::{KeptError, RunOption};

/// Why an earlier run cannot be compared with.
#[derive(Debug)]
pub enum PreviousRunError {
    /// Its data cannot be read, or is not as it was written.
    Kept(KeptError),
    /// Its summary is not one this program reads.
    Summary {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: FormerError,
    },
    /// Its manifest and its summary are not of one campaign and day.
    Contradiction {
        /// The folder.
        path: PathBuf,
    },
    /// It assessed at the same day or a later one.
    NotEarlier {
        /// The folder.
        path: PathBuf,
        /// The day it assessed at.
        found: NaiveDate,
        /// The day to assess at.
        as_of: NaiveDate,
    },
    /// Two runs of one campaign and day.
    Twice {
        /// The folders.
        paths: [PathBuf; 2],
        /// The campaign's id.
        campaign: String,
        /// The day.
        as_of: NaiveDate,
    },
}

impl PreviousRunError {
    /// What is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Kept(error) => error.message(RunOption::Previous, lang),
            Self::Summary {
                path,
                source: FormerError::OtherVersion { found },
            } => {
                let path = path.display();
                lang.pick(
                    format!("{path} do một phiên bản thidua khác lập (dạng số liệu {found}, phiên bản này đọc dạng {SCHEMA_VERSION}). Chạy lại lần chạy đó bằng phiên bản này, hoặc chọn lần chạy khác bằng --previous."),
                    format!("{path} was written by another version of thidua (shape {found}, this one reads {SCHEMA_VERSION}). Run it again with this version, or name another run with --previous."),
                )
            }
            Self::Summary { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("{path} không phải số liệu của một lần chạy. Chạy lại thidua run để lập lại, hoặc chọn lần chạy khác bằng --previous."),
                    format!("{path} is not the summary of a run. Run thidua run again to write it anew, or name another run with --previous."),
                )
            }
            Self::Contradiction { path } => {
                let path = path.display();
                lang.pick(
                    format!("manifest.json và summary.json trong {path} không cùng một lần chạy. Lấy lại bản gốc của cả thư mục, hoặc chọn lần chạy khác bằng --previous."),
                    format!("manifest.json and summary.json in {path} are not of one run. Put the whole folder back as it was, or name another run with --previous."),
                )
            }
            Self::NotEarlier { path, found, as_of } => {
                let path = path.display();
                let [found, as_of] = [found, as_of].map(|day| lang::date(*day));
                lang.pick(
                    format!("{path} là lần chạy đến ngày {found}, không sớm hơn ngày chốt số liệu {as_of}. Chọn lần chạy sớm hơn bằng --previous, hoặc ngày chốt muộn hơn bằng --as-of."),
                    format!("{path} is a run as of {found}, which is not before {as_of}. Name an earlier run with --previous, or a later day with --as-of."),
                )
            }
            Self::Twice {
                paths: [first, second],
                campaign,
                as_of,
            } => {
                let [first, second] = [first, second].map(|path| path.display());
                let as_of = lang::date(*as_of);
                lang.pick(
                    format!("{first} và {second} đều là lần chạy của kế hoạch \"{campaign}\" đến ngày {as_of}. Chỉ dùng một."),
                    format!("{first} and {second} are both runs of the campaign \"{campaign}\" as of {as_of}. Use one of them."),
                )
            }
        }
    }

    /// What the system or the parser said.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Kept(error) => error.cause(),
            Self::Summary { source, .. } => source.source(),
            Self::Contradiction { .. } | Self::NotEarlier { .. } | Self::Twice { .. } => None,
        }
    }
}
