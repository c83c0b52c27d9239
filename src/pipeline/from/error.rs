//! Why runs cannot be added up, in both languages: which, and what to do.

use std::error::Error;
use std::path::{Path, PathBuf};

use crate::id::UnitCode;
use crate::lang::Lang;
use crate::table::kept::{KeptError, RunOption};

/// How many files or units a message names.
const NAMED: usize = 10;

/// Why runs cannot be added up.
#[derive(Debug)]
pub enum FromError {
    /// The data of one cannot be read, or is not as it was written.
    Kept(KeptError),
    /// It lies where the reports of this run are to be, or these in it.
    AmongReports {
        /// The folder.
        path: PathBuf,
    },
    /// Another version of the program wrote it.
    OtherVersion {
        /// The folder.
        path: PathBuf,
    },
    /// It read its files by other forms or lists, or for other forms.
    OtherForms {
        /// The folder.
        path: PathBuf,
        /// The id of its campaign.
        campaign: String,
    },
    /// Codes of its units are those of other units here.
    OtherUnits {
        /// The folder.
        path: PathBuf,
        /// The units.
        units: Vec<OtherUnit>,
    },
    /// What it kept of its files does not hold together.
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// Two of them hold the same files.
    Twice {
        /// The folders.
        paths: [PathBuf; 2],
    },
    /// The office gave files to units after they were read.
    Assigned {
        /// The files, by run and path.
        files: Vec<String>,
    },
}

/// A code that two registers give to different units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherUnit {
    /// The code.
    pub code: UnitCode,
    /// The name in the register of the run.
    pub there: String,
    /// The name in the register of this campaign.
    pub here: String,
}

impl FromError {
    /// What is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Kept(error) => error.message(RunOption::From, lang),
            Self::AmongReports { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} nằm trong thư mục kết quả của lần chạy này, hoặc chứa thư mục đó: kết quả mới sẽ ghi đè hoặc lẫn vào số liệu nguồn. Chọn thư mục khác bằng --out."),
                    format!("{path} lies in the folder for reports of this run, or that folder in it: what is written would take the place of what is read, or lie among it. Name another with --out."),
                )
            }
            Self::OtherVersion { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} do một phiên bản thidua khác lập. Nơi lập chạy lại thidua run bằng phiên bản này rồi gửi lại."),
                    format!("{path} was written by another version of thidua. Have it run again with this version where its returns lie."),
                )
            }
            Self::OtherForms { path, campaign } => {
                let path = path.display();
                lang.pick(
                    format!("{path} (kế hoạch \"{campaign}\") đọc báo cáo theo biểu mẫu, danh mục, thứ tự ngày tháng hoặc danh sách biểu của kỳ khác với kế hoạch này. Dùng chung forms, lists và các mục date-order, forms trong campaign.toml, chạy lại ở nơi lập rồi gửi lại; nếu chọn nhầm kế hoạch thì chỉ rõ bằng --campaign."),
                    format!("{path} (campaign \"{campaign}\") read its returns by other forms, lists, order of dates or forms of a collection than this campaign's. Share forms, lists and the keys date-order and forms of campaign.toml and have it run again where its returns lie; or name the right campaign with --campaign."),
                )
            }
            Self::OtherUnits { path, units } => other_units(path, units, lang),
            Self::Damaged { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} hỏng hoặc không phải do thidua lập. Nơi lập chạy lại thidua run rồi gửi lại cả thư mục."),
                    format!("{path} is damaged or was not written by thidua. Have the run done again where its returns lie, and take its whole folder."),
                )
            }
            Self::Twice {
                paths: [first, second],
            } => {
                let [first, second] = [first, second].map(|path| path.display());
                lang.pick(
                    format!("{first} và {second} chứa cùng một lần chạy, nên các tệp sẽ được tính hai lần. Chỉ giữ một sau --from."),
                    format!("{first} and {second} hold the same run, so its files would come twice. Keep one of them after --from."),
                )
            }
            Self::Assigned { files } => assigned(files, lang),
        }
    }

    /// What the system or the parser said.
    #[must_use]
    pub fn cause(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Kept(error) => error.cause(),
            _ => None,
        }
    }
}

fn other_units(path: &Path, units: &[OtherUnit], lang: Lang) -> String {
    let (path, count) = (path.display(), units.len());
    let head = lang.pick(
        format!("{path} dùng {count} mã đơn vị mà kế hoạch này đặt cho đơn vị khác. Mỗi mã chỉ được là của một đơn vị: đặt lại mã trong units.csv ở nơi lập, chạy lại rồi gửi lại; nếu chỉ là tên gọi khác thì ghi thêm vào cột aliases của kế hoạch này."),
        format!("{path} uses {count} code(s) that are other units' in this campaign. A code must be one unit's: change it in units.csv where the run was made and have it run again; or, where only the name is another, add that to the column aliases here."),
    );
    let lines = units.iter().map(|unit| {
        let OtherUnit { code, there, here } = unit;
        lang.pick(
            format!("{code}: ở đó là {there}, ở đây là {here}"),
            format!("{code}: there {there}, here {here}"),
        )
    });
    with_lines(head, lines, lang)
}

fn assigned(files: &[String], lang: Lang) -> String {
    let count = files.len();
    let head = lang.pick(
        format!("tệp quyết định giao {count} tệp cho đơn vị hoặc kỳ khác với khi đọc. Ở đây không còn tệp gốc để đọc lại: ghi quyết định đó vào tệp quyết định của nơi đã nhận tệp, chạy lại ở đó rồi tổng hợp lại."),
        format!("the decisions give {count} file(s) to another unit or collection than they were read for. Without the files they cannot be read anew: file the ruling where they were received, run again there, then add up again."),
    );
    with_lines(head, files.iter().cloned(), lang)
}

/// A text and the first of some lines, and how many follow.
fn with_lines(head: String, lines: impl ExactSizeIterator<Item = String>, lang: Lang) -> String {
    let more = lines.len().saturating_sub(NAMED);
    let text = lines
        .take(NAMED)
        .fold(head, |text, line| format!("{text}\n  {line}"));
    match more {
        0 => text,
        _ => lang.pick(
            format!("{text}\n  và {more} dòng khác"),
            format!("{text}\n  and {more} more"),
        ),
    }
}
