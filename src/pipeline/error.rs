//! Why a run cannot go on, in both languages: which file, what, and what to do.

mod campaign;
mod unwritten;

use std::error::Error;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::accounts::Discrepancy;
use super::former::PreviousRunError;
use super::from::FromError;
use crate::campaign::LoadError;
use crate::id::{FieldName, FormId};
use crate::lang::{self, Lang};
use crate::report::{Cause, WriteError};
use crate::settle::{DecisionError, ReceiptError};
use crate::table::TableError;

/// Why a run cannot go on.
#[derive(Debug)]
pub enum RunError {
    /// There is no campaign, or it has faults.
    Campaign(LoadError),
    /// The returns folder is not there.
    NoReturnsFolder {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The returns folder holds no file.
    NoReturns {
        /// The folder.
        path: PathBuf,
    },
    /// The returns folder cannot be listed.
    List {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file named on the command line is not there.
    NoFile {
        /// The file.
        path: PathBuf,
    },
    /// Two files that could each be meant.
    TwoFiles {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// No collection has this id.
    UnknownCollection {
        /// The id.
        name: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// A field is called as a folder of the partitioned data set.
    HiddenField {
        /// Its form.
        form: FormId,
        /// Its name.
        field: FieldName,
    },
    /// No collection begins by the day to assess at.
    NothingBegun {
        /// The day.
        as_of: NaiveDate,
    },
    /// The receipt log cannot be used.
    Receipts(ReceiptError),
    /// The decisions cannot be used.
    Decisions(DecisionError),
    /// An earlier run that was named cannot be compared with.
    Previous(PreviousRunError),
    /// Runs that were named cannot be added up.
    From(FromError),
    /// The workbook of decisions was filled in where the next run would write over it.
    EditedDecisions {
        /// The workbook.
        path: PathBuf,
        /// Where to save it.
        save_as: PathBuf,
        /// The decisions file it takes the place of, if it has another name.
        instead_of: Option<PathBuf>,
    },
    /// The folder for reports holds other things.
    ForeignOut {
        /// The folder.
        path: PathBuf,
    },
    /// A file has the name of the folder for reports.
    OutIsFile {
        /// The file.
        path: PathBuf,
    },
    /// The folder for what is kept lies among the returns or the reports.
    CacheAmongFiles {
        /// The folder.
        path: PathBuf,
    },
    /// Another run writes to the folder for reports.
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// The folder for reports lies among the returns.
    OutAmongReturns {
        /// The folder.
        path: PathBuf,
    },
    /// A report cannot be written or put in its place.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A return is no longer what was read.
    Changed {
        /// Its path below the returns folder.
        file: String,
    },
    /// What was counted does not add up.
    Accounts(Discrepancy),
    /// The tables cannot be computed.
    Tables(TableError),
    /// A report cannot be made, by a fault of the program.
    Report {
        /// The file.
        path: PathBuf,
        /// What failed.
        source: Box<dyn Error + Send + Sync>,
    },
    /// The program failed where no single file is at fault.
    Failed,
    /// The threads cannot be started.
    Threads(rayon::ThreadPoolBuildError),
}

impl RunError {
    /// The same error with a path below the folder `to` where it has one below `from`: people know
    /// where a report ends up, not where it is made.
    pub(super) fn moved(self, from: &Path, to: &Path) -> Self {
        let place = |path: PathBuf| match path.strip_prefix(from) {
            Ok(below) if below.as_os_str().is_empty() => to.to_owned(),
            Ok(below) => to.join(below),
            Err(_) => path,
        };
        match self {
            Self::Write { path, source } => Self::Write {
                path: place(path),
                source,
            },
            Self::Report { path, source } => Self::Report {
                path: place(path),
                source,
            },
            other => other,
        }
    }

    /// What is wrong and what to do, in one language; every fault of a campaign on a line.
    #[must_use]
    #[expect(
        clippy::too_many_lines,
        reason = "one arm a variant, two languages each"
    )]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::Campaign(error) => campaign::message(error, lang),
            Self::NoReturnsFolder { path } => {
                let path = path.display();
                lang.pick(
                    format!("không có thư mục báo cáo {path}. Tạo thư mục và chép các tệp Excel vào, hoặc chỉ rõ bằng --returns."),
                    format!("there is no folder {path}. Make it and copy the Excel files there, or name another with --returns."),
                )
            }
            Self::NoReturns { path } => {
                let path = path.display();
                lang.pick(
                    format!("thư mục báo cáo {path} chưa có tệp nào. Chép các tệp Excel nhận được vào đó rồi chạy lại."),
                    format!("the folder {path} holds no file. Copy the Excel files received there and run again."),
                )
            }
            Self::List { path, .. } => lang.pick(
                format!(
                    "không mở được thư mục {}. Kiểm tra quyền truy cập.",
                    path.display()
                ),
                format!(
                    "cannot list the folder {}. Check its permissions.",
                    path.display()
                ),
            ),
            Self::NoFile { path } => lang.pick(
                format!("không có tệp {}. Kiểm tra lại đường dẫn.", path.display()),
                format!("there is no file {}. Check the path.", path.display()),
            ),
            Self::TwoFiles { paths } => {
                let names: Vec<String> = paths
                    .iter()
                    .map(|path| path.display().to_string())
                    .collect();
                let names = names.join(", ");
                lang.pick(
                    format!("có cả {names}; không rõ dùng tệp nào. Giữ lại một tệp."),
                    format!("there are {names}; it is not clear which is meant. Keep one."),
                )
            }
            Self::UnknownCollection { name, known } => {
                let known = known.join(", ");
                lang.pick(
                    format!("kế hoạch không có kỳ báo cáo \"{name}\". Dùng một trong: {known}."),
                    format!("the campaign has no collection \"{name}\". Use one of: {known}."),
                )
            }
            Self::HiddenField { form, field } => lang.pick(
                format!("biểu \"{form}\" có trường \"{field}\" trùng tên thư mục phân vùng của hive/, nên truy vấn sẽ lẫn hai cột. Bỏ --hive, hoặc đổi tên trường trong forms/{form}.json."),
                format!("the form \"{form}\" has a field \"{field}\", which is also what a folder of hive/ tells, so queries would take one for the other. Leave --hive out, or rename the field in forms/{form}.json."),
            ),
            Self::NothingBegun { as_of } => {
                let day = lang::date(*as_of);
                lang.pick(
                    format!("đến ngày {day} chưa có kỳ báo cáo nào bắt đầu. Kiểm tra lại --as-of."),
                    format!("no collection has begun by {day}. Check --as-of."),
                )
            }
            Self::Receipts(fault) => {
                let fault = fault.message(lang);
                lang.pick(
                    format!(
                        "sổ nhận báo cáo không dùng được. Sửa tệp này rồi chạy lại.\n  {fault}"
                    ),
                    format!("the receipt log cannot be used. Mend it and run again.\n  {fault}"),
                )
            }
            Self::Decisions(fault) => {
                let fault = fault.message(lang);
                lang.pick(
                    format!("tệp quyết định của Văn phòng không dùng được. Sửa tệp này rồi chạy lại.\n  {fault}"),
                    format!("the decisions cannot be used. Mend the file and run again.\n  {fault}"),
                )
            }
            Self::EditedDecisions {
                path,
                save_as,
                instead_of,
            } => {
                let (path, save_as) = (path.display(), save_as.display());
                let text = lang.pick(
                    format!("{path} đã được sửa mà chưa lưu thành tệp quyết định. Lưu nó thành {save_as} rồi chạy lại; nếu không dùng các quyết định vừa ghi thì xóa {path}."),
                    format!("{path} was filled in but is not the decisions file yet. Save it as {save_as} and run again; to drop what was filled in, delete {path}."),
                );
                let instead_of = instead_of.as_ref().map(|file| {
                    let file = file.display();
                    lang.pick(
                        format!(" Tệp đã lưu thay cho {file}, vì vậy xóa {file}."),
                        format!(" What is saved takes the place of {file}: delete {file}."),
                    )
                });
                text + &instead_of.unwrap_or_default()
            }
            Self::ForeignOut { path } => {
                let path = path.display();
                lang.pick(
                    format!("thư mục {path} chứa tệp không phải do thidua tạo. Chọn thư mục khác bằng --out."),
                    format!("the folder {path} holds files that thidua did not write. Name another with --out."),
                )
            }
            Self::Busy { path } => {
                let path = path.display();
                lang.pick(
                    format!("một lần chạy khác đang ghi vào thư mục {path}. Chờ lần đó xong rồi chạy lại."),
                    format!("another run is writing to the folder {path}. Wait until it has ended, then run again."),
                )
            }
            Self::Previous(error) => error.message(lang),
            Self::From(error) => error.message(lang),
            Self::OutAmongReturns { path } => {
                let path = path.display();
                lang.pick(
                    format!("thư mục kết quả {path} nằm trong thư mục báo cáo. Chọn thư mục khác bằng --out."),
                    format!("the folder {path} for reports lies among the returns. Name another with --out."),
                )
            }
            Self::Changed { file } => lang.pick(
                format!("tệp {file} đã thay đổi trong khi chạy; chạy lại khi không ai sửa thư mục báo cáo nhận được. Kết quả cũ còn nguyên."),
                format!("{file} changed during the run; run again while nobody changes the returns. Former reports are as they were."),
            ),
            Self::OutIsFile { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} là một tệp, không phải thư mục. Đổi tên tệp đó hoặc chọn thư mục khác bằng --out."),
                    format!("{path} is a file, not a folder. Rename it, or name another folder with --out."),
                )
            }
            Self::CacheAmongFiles { path } => {
                let path = path.display();
                lang.pick(
                    format!("{path} nằm trong thư mục báo cáo nhận được hoặc thư mục kết quả. Chọn thư mục khác bằng --cache, hoặc dùng --no-cache."),
                    format!("{path} lies among the returns or the reports. Name another folder with --cache, or use --no-cache."),
                )
            }
            Self::Write { path, source } => unwritten::message(path, source, lang),
            Self::Accounts(fault) => {
                let fault = fault.message(lang);
                lang.pick(
                    format!("số liệu không cộng khớp, kết quả cũ còn nguyên. Đây là lỗi của chương trình; gửi dòng dưới đây cho người phụ trách phần mềm.\n  {fault}"),
                    format!("what was counted does not add up; former reports are as they were. This is a fault of the program: report the line below.\n  {fault}"),
                )
            }
            Self::Tables(_) => lang.pick(
                "không tính được bảng số liệu.".to_owned(),
                "the tables cannot be computed.".to_owned(),
            ),
            Self::Report { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("không lập được {path}; kết quả cũ còn nguyên. Đây là lỗi của chương trình; gửi các dòng dưới đây cho người phụ trách phần mềm."),
                    format!("{path} cannot be made; former reports are as they were. This is a fault of the program: report the lines below."),
                )
            }
            Self::Failed => lang.pick(
                "chương trình gặp lỗi; kết quả cũ còn nguyên. Gửi các dòng ở trên cho người phụ trách phần mềm.".to_owned(),
                "the program failed; former reports are as they were. Report the lines above.".to_owned(),
            ),
            Self::Threads(_) => lang.pick(
                "không khởi tạo được luồng xử lý. Thử lại với --jobs 1.".to_owned(),
                "the threads cannot be started. Try --jobs 1.".to_owned(),
            ),
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl Error for RunError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::List { source, .. } | Self::Write { source, .. } => Some(source),
            Self::Previous(error) => error.cause(),
            Self::From(error) => error.cause(),
            Self::Tables(source) => Some(source),
            Self::Report { source, .. } => Some(source.as_ref()),
            Self::Threads(source) => Some(source),
            _ => None,
        }
    }
}

macro_rules! from {
    ($($source:ty => $variant:ident),* $(,)?) => {$(
        impl From<$source> for RunError {
            fn from(source: $source) -> Self {
                Self::$variant(source)
            }
        }
    )*};
}

impl From<WriteError> for RunError {
    fn from(WriteError { file: path, source }: WriteError) -> Self {
        match source {
            Cause::System(source) => Self::Write { path, source },
            Cause::Program(source) => Self::Report { path, source },
        }
    }
}

from! {
    LoadError => Campaign,
    ReceiptError => Receipts,
    DecisionError => Decisions,
    PreviousRunError => Previous,
    FromError => From,
    Discrepancy => Accounts,
    TableError => Tables,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_that_cannot_be_made_is_named_by_its_place_with_what_to_do() {
        let (made, place) = (Path::new("reports/.thidua-a"), Path::new("reports"));
        let error = RunError::Report {
            path: made.join("don-vi/PGD-01.xlsx"),
            source: "index out of bounds".into(),
        };
        let error = error.moved(made, place);
        let message = error.message(Lang::Vi);
        assert!(message.starts_with("không lập được reports/don-vi/PGD-01.xlsx"));
        assert!(message.contains("kết quả cũ còn nguyên"), "{message}");
        assert!(message.contains("người phụ trách phần mềm"), "{message}");
        assert!(error.message(Lang::En).contains("report the lines below"));
        let cause = error.source().unwrap();
        assert_eq!(cause.to_string(), "index out of bounds");
        let source = || io::ErrorKind::StorageFull.into();
        for (path, expected) in [
            (made.to_owned(), "reports"),
            (place.join("tong-hop.xlsx"), "reports/tong-hop.xlsx"),
        ] {
            let (path, source) = (path, source());
            match (RunError::Write { path, source }).moved(made, place) {
                RunError::Write { path, .. } => assert_eq!(path, Path::new(expected)),
                other => panic!("{other}"),
            }
        }
    }
}
