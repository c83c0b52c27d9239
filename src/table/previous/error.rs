//! Why nothing of an earlier run can be carried over, in both languages: what, and what to do.

use std::error::Error;
use std::path::PathBuf;

use polars::error::PolarsError;

use crate::lang::Lang;
use crate::table::kept::{KeptError, RunOption};

/// Why the rows of an earlier run cannot be read.
#[derive(Debug)]
pub enum PreviousError {
    /// Its data cannot be read.
    Kept(KeptError),
    /// The run was of another campaign.
    OtherCampaign {
        /// The folder.
        path: PathBuf,
        /// The campaign's id there.
        found: String,
        /// The campaign's id here.
        wanted: String,
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
            Self::Kept(error) => error.message(RunOption::Previous, lang),
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
            Self::Kept(error) => error.cause(),
            Self::Unfit { source, .. } => Some(source),
            Self::OtherCampaign { .. } => None,
        }
    }
}
