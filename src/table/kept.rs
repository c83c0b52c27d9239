//! The data of an earlier run, as far as its manifest vouches for it.
//!
//! In: a folder of reports, the data folder in it, or one that was kept of it. Out: whose run it was
//! and of which day, and the bytes of its files. A file that is not as the run wrote it is not given.

use std::error::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::hash::sha256;
use crate::lang::Lang;

/// The folder of data files in a folder of reports.
pub const DATA: &str = "data";
/// What a run read and wrote, with hashes, in the folder of data files.
pub const MANIFEST: &str = "manifest.json";
/// Its results.
pub const SUMMARY: &str = "summary.json";

/// Whether a file lies in the folder of this name: of a run that is added up its label.
#[must_use]
pub fn is_below(label: &str, file: &str) -> bool {
    let rest = file.strip_prefix(label);
    rest.is_some_and(|rest| rest.starts_with('/'))
}

/// A run that another one adds up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How the paths of its files begin.
    pub label: String,
    /// Its campaign's id.
    pub campaign: String,
    /// The day it assessed at.
    pub as_of: NaiveDate,
    /// The number of its files.
    pub files: u64,
    /// The hash of its manifest.
    #[serde(rename = "manifest_sha256")]
    pub sha256: String,
}

/// The data of an earlier run.
#[derive(Debug, Clone)]
pub struct KeptRun {
    data: PathBuf,
    manifest: Manifest,
    sha256: String,
}

/// What is needed of a manifest.
#[derive(Debug, Clone, Deserialize)]
struct Manifest {
    campaign: ManifestCampaign,
    as_of: NaiveDate,
    outputs: Vec<Output>,
}

#[derive(Debug, Clone, Deserialize)]
struct ManifestCampaign {
    id: String,
}

#[derive(Debug, Clone, Deserialize)]
struct Output {
    file: String,
    sha256: String,
}

impl KeptRun {
    /// Finds a run's data in a folder.
    ///
    /// # Errors
    /// [`KeptError`]: where there is no such folder, no manifest in it, or one that cannot be read.
    pub fn open(folder: &Path) -> Result<Self, KeptError> {
        if !folder.is_dir() {
            return Err(KeptError::NoFolder {
                path: folder.to_owned(),
            });
        }
        let places = [folder.join(DATA), folder.to_owned()];
        let data = places
            .into_iter()
            .find(|place| place.join(MANIFEST).is_file());
        let data = data.ok_or_else(|| KeptError::NoRun {
            path: folder.to_owned(),
        })?;
        let path = data.join(MANIFEST);
        let read = fs::read(&path).and_then(|bytes| {
            let manifest = serde_json::from_slice(&bytes)?;
            Ok((manifest, sha256(&bytes)))
        });
        let (manifest, sha256) =
            read.map_err(|source| KeptError::UnreadableManifest { path, source })?;
        Ok(Self {
            data,
            manifest,
            sha256,
        })
    }

    /// The campaign's id.
    #[must_use]
    pub fn campaign(&self) -> &str {
        &self.manifest.campaign.id
    }

    /// The day it assessed at.
    #[must_use]
    pub fn as_of(&self) -> NaiveDate {
        self.manifest.as_of
    }

    /// The hash of its manifest, which names the hashes of all it wrote.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Where a file of its data lies.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }

    /// The bytes of a file of its data, which are those it wrote.
    ///
    /// # Errors
    /// [`KeptError::Missing`] where it cannot be read, [`KeptError::Changed`] where it is not as the
    /// run wrote it.
    pub fn file(&self, name: &str) -> Result<Vec<u8>, KeptError> {
        let path = self.path(name);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(source) => return Err(KeptError::Missing { path, source }),
        };
        let (listed, hash) = (format!("{DATA}/{name}"), sha256(&bytes));
        let mut outputs = self.manifest.outputs.iter();
        if outputs.any(|one| one.file == listed && one.sha256 == hash) {
            Ok(bytes)
        } else {
            Err(KeptError::Changed { path })
        }
    }
}

/// The option after which a run is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunOption {
    /// A run to compare with, or to take values from.
    Previous,
    /// A run to add up.
    From,
}

impl RunOption {
    fn as_str(self) -> &'static str {
        match self {
            Self::Previous => "--previous",
            Self::From => "--from",
        }
    }
}

/// Why the data of an earlier run cannot be read.
#[derive(Debug)]
pub enum KeptError {
    /// There is no such folder.
    NoFolder {
        /// Which.
        path: PathBuf,
    },
    /// The folder holds no run's data.
    NoRun {
        /// Which.
        path: PathBuf,
    },
    /// The manifest is cut off or no manifest.
    UnreadableManifest {
        /// Where it lies.
        path: PathBuf,
        /// What the system or the parser said.
        source: io::Error,
    },
    /// A file is missing or cannot be read.
    Missing {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file is not as the run wrote it.
    Changed {
        /// Which.
        path: PathBuf,
    },
}

impl KeptError {
    /// What is wrong and what to do, in one language, for who named the run after an option.
    #[must_use]
    pub fn message(&self, option: RunOption, lang: Lang) -> String {
        let option = option.as_str();
        match self {
            Self::NoFolder { path } => {
                let path = path.display();
                lang.pick(
                    format!("không có thư mục {path}. Kiểm tra lại đường dẫn sau {option}."),
                    format!("there is no folder {path}. Check the path after {option}."),
                )
            }
            Self::NoRun { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} không có số liệu của lần chạy nào. Sau {option}, ghi thư mục kết quả của một lần chạy trước, ví dụ reports, hoặc một thư mục trong reports/luu."),
                    format!("{path} holds no run's data. {option} takes the folder of an earlier run's reports, such as reports, or one of the folders in reports/luu."),
                )
            }
            Self::UnreadableManifest { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("không đọc được {path}: tệp đã bị sửa hoặc hỏng. Chọn lần chạy khác bằng {option}, hoặc chạy lại thidua run để lập lại."),
                    format!("cannot read {path}: it was changed or damaged. Name another run with {option}, or run thidua run again to write it anew."),
                )
            }
            Self::Missing { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("không đọc được {path}. Chạy lại thidua run để lập lại, hoặc chọn lần chạy khác bằng {option}."),
                    format!("cannot read {path}. Run thidua run again to write it anew, or name another run with {option}."),
                )
            }
            Self::Changed { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} không còn như khi được lập: tệp đã bị sửa hoặc hỏng. Lấy lại bản gốc, chạy lại thidua run để lập lại, hoặc chọn lần chạy khác bằng {option}."),
                    format!("{path} is not as the run wrote it: it was changed or damaged. Put the original back, run thidua run again to write it anew, or name another run with {option}."),
                )
            }
        }
    }

    /// What the system or the parser said.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::UnreadableManifest { source, .. } | Self::Missing { source, .. } => Some(source),
            Self::NoFolder { .. } | Self::NoRun { .. } | Self::Changed { .. } => None,
        }
    }
}
