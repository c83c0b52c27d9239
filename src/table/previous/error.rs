//! Why nothing of an earlier run can be carried over, in both languages: what, and what to do.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use polars::error::PolarsError;

use crate::lang::Lang;

/// Why the rows of an earlier run cannot be read.
#[derive(Debug)]
pub enum PreviousError {
    /// The folder holds no run's data.
    NoRun {
        /// The manifest that was looked for.
        path: PathBuf,
        /// What the system or the parser said.
        source: io::Error,
    },
    /// The run was of another campaign.
    OtherCampaign {
        /// The folder.
        path: PathBuf,
        /// The campaign's id there.
        found: String,
        /// The campaign's id here.
        wanted: String,
    },
    /// A table is missing or cannot be read.
    Missing {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A table is not as the run wrote it.
    Changed {
        /// Which.
        path: PathBuf,
    },
    /// A table has not the columns of the campaign's form.
    Unfit {
        /// Which.
        path: PathBuf,
        /// What polars said.
        source: PolarsError,
    },
}

impl PreviousError {
    /// What is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::NoRun { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("không đọc được {path}. Sau --previous, ghi thư mục kết quả của một lần chạy trước, ví dụ reports."),
                    format!("cannot read {path}. --previous takes the folder of an earlier run's reports, such as reports."),
                )
            }
            Self::OtherCampaign {
                path,
                found,
                wanted,
            } => {
                let path = path.display();
                lang.pick(
                    format!("{path} là kết quả của kế hoạch \"{found}\", không phải \"{wanted}\". Chọn thư mục khác bằng --previous, hoặc kế hoạch khác bằng --campaign."),
                    format!("{path} is of the campaign \"{found}\", not \"{wanted}\". Name another folder with --previous, or another campaign with --campaign."),
                )
            }
            Self::Missing { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!(
                        "không đọc được {path}. Chạy lại thidua run để lập lại thư mục kết quả."
                    ),
                    format!("cannot read {path}. Run thidua run again to write the reports anew."),
                )
            }
            Self::Changed { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} không còn như khi được lập: tệp đã bị sửa hoặc hỏng. Chạy lại thidua run để lập lại."),
                    format!("{path} is not as the run wrote it: it was changed or damaged. Run thidua run again to write it anew."),
                )
            }
            Self::Unfit { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("{path} không khớp với biểu mẫu của kế hoạch hiện nay. Chạy lại thidua run với kế hoạch này."),
                    format!("{path} does not fit the campaign's forms as they are now. Run thidua run again with this campaign."),
                )
            }
        }
    }

    /// What the system, the parser or polars said.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::NoRun { source, .. } | Self::Missing { source, .. } => Some(source),
            Self::Unfit { source, .. } => Some(source),
            Self::OtherCampaign { .. } | Self::Changed { .. } => None,
        }
    }
}
