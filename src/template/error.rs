//! Why there are no blank returns, in both languages: what, and what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

use rust_xlsxwriter::XlsxError;

use crate::lang::Lang;
use crate::table::previous::PreviousError;

/// How many names a message lists.
const NAMED: usize = 12;

/// Why there are no blank returns.
#[derive(Debug)]
pub enum TemplateError {
    /// The campaign has no such collection.
    UnknownCollection {
        /// What was asked for.
        name: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// The register has no such unit.
    UnknownUnit {
        /// What was asked for.
        name: String,
        /// The codes there are.
        known: Vec<String>,
    },
    /// The campaign has no such unit type.
    UnknownType {
        /// What was asked for.
        name: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// Nobody that was asked for sends these collections.
    NoSender,
    /// What carries over cannot be read.
    Previous(PreviousError),
    /// Files of these names are there already.
    Exists {
        /// The files.
        paths: Vec<PathBuf>,
    },
    /// A workbook cannot be built.
    Build {
        /// Its name.
        file: String,
        /// What the writer said.
        source: XlsxError,
    },
    /// A file or folder cannot be written.
    Write {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl TemplateError {
    /// What is wrong and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match self {
            Self::UnknownCollection { name, known } => {
                let known = list(known, lang);
                lang.pick(
                    format!("kế hoạch không có kỳ báo cáo \"{name}\". Dùng một trong: {known}."),
                    format!("the campaign has no collection \"{name}\". Use one of: {known}."),
                )
            }
            Self::UnknownUnit { name, known } => {
                let known = list(known, lang);
                lang.pick(
                    format!("danh sách đơn vị không có mã \"{name}\". Các mã: {known}."),
                    format!("the register has no unit \"{name}\". The codes are: {known}."),
                )
            }
            Self::UnknownType { name, known } => {
                let known = list(known, lang);
                lang.pick(
                    format!("kế hoạch không có loại đơn vị \"{name}\". Dùng một trong: {known}."),
                    format!("the campaign has no unit type \"{name}\". Use one of: {known}."),
                )
            }
            Self::NoSender => lang.pick(
                "không có đơn vị nào phải gửi kỳ báo cáo này. Kiểm tra lại --collection, --unit, --type.".to_owned(),
                "no unit sends this collection. Check --collection, --unit, --type.".to_owned(),
            ),
            Self::Previous(error) => error.message(lang),
            Self::Exists { paths } => {
                let names: Vec<String> =
                    paths.iter().map(|path| path.display().to_string()).collect();
                let names = list(&names, lang);
                lang.pick(
                    format!("đã có các tệp {names}. Tệp có thể đã được điền nên không bị ghi đè: chuyển đi, hoặc chọn thư mục khác bằng --out."),
                    format!("these files are there already: {names}. Somebody may have filled them in, so they are not written over: move them, or name another folder with --out."),
                )
            }
            Self::Build { file, .. } => lang.pick(
                format!("không lập được tệp mẫu {file}."),
                format!("the blank return {file} cannot be made."),
            ),
            Self::Write { path, .. } => {
                let path = path.display();
                lang.pick(
                    format!("không ghi được {path}. Kiểm tra dung lượng đĩa và quyền ghi."),
                    format!("cannot write {path}. Check disk space and permissions."),
                )
            }
        }
    }
}

/// The first of some names, and how many follow.
fn list(names: &[String], lang: Lang) -> String {
    let shown = names[..names.len().min(NAMED)].join(", ");
    match names.len().saturating_sub(NAMED) {
        0 => shown,
        more => lang.pick(
            format!("{shown} và {more} mục khác"),
            format!("{shown} and {more} more"),
        ),
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Lang::En))
    }
}

impl std::error::Error for TemplateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Build { source, .. } => Some(source),
            Self::Write { source, .. } => Some(source),
            Self::Previous(error) => error.cause(),
            _ => None,
        }
    }
}
