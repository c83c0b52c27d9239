//! What is wrong with a campaign, as data, and how it is said.

use std::fmt;
use std::path::PathBuf;

use crate::lang::Lang;

/// One fault of a campaign: which file, where in it, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CampaignFault {
    /// The file, below the campaign's folder.
    pub file: PathBuf,
    /// Where in it: a path of keys (`fields[3].constraints.minimum`), a row, or nothing.
    pub place: String,
    /// What is wrong.
    pub problem: Problem,
}

/// The kinds of faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// A file the campaign needs cannot be read.
    Unreadable {
        /// What the system or the parser said.
        detail: String,
    },
    /// A key has a value it cannot have.
    Invalid {
        /// What was found.
        found: String,
        /// What may stand there.
        expected: String,
    },
    /// A name refers to nothing.
    Unknown {
        /// The kind of thing, in both languages.
        kind: (&'static str, &'static str),
        /// The name.
        name: String,
        /// Names that exist.
        known: Vec<String>,
    },
    /// A name stands twice.
    Duplicate {
        /// The name.
        name: String,
    },
    /// A column is missing from a table.
    MissingColumn {
        /// The column.
        column: String,
    },
    /// The end lies before the beginning.
    Backwards {
        /// The beginning.
        from: String,
        /// The end.
        to: String,
    },
    /// An entry that nothing uses.
    Unused {
        /// The entry.
        name: String,
    },
    /// A name that cannot be the name of a file.
    Unfit {
        /// The name.
        name: String,
        /// Why not.
        reason: Unfit,
    },
    /// A unit that another took the place of, without the last day on which it existed.
    StillThere {
        /// The unit that took its place.
        successor: String,
    },
    /// Units that took each other's place in a circle.
    OwnSuccessor,
}

/// Why a name cannot be the name of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// It has other signs than letters, digits, `-` and `_`, or none at all.
    Signs,
    /// Windows takes it for a device.
    Device,
    /// Reports have a folder of this name for something else.
    Taken,
    /// It is too long.
    Long {
        /// The most characters it may have.
        most: usize,
    },
}

impl CampaignFault {
    /// The fault and its remedy in one sentence each.
    #[must_use]
    pub fn render(&self, lang: Lang) -> String {
        let mut place = self.file.display().to_string();
        if !self.place.is_empty() {
            place = format!("{place}: {}", self.place);
        }
        format!("{place}: {}", Rendered(&self.problem, lang))
    }
}

struct Rendered<'a>(&'a Problem, Lang);

impl fmt::Display for Rendered<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(problem, lang) = *self;
        match problem {
            Problem::Unreadable { detail } => f.write_str(&lang.pick(
                format!("không đọc được ({detail}). Sửa hoặc khôi phục tệp này."),
                format!("cannot be read ({detail}). Mend or restore this file."),
            )),
            Problem::Invalid { found, expected } => f.write_str(&lang.pick(
                format!("giá trị \"{found}\" không hợp lệ. Ghi {expected}."),
                format!("\"{found}\" is not valid. Write {expected}."),
            )),
            Problem::Unknown { kind, name, known } => {
                let known = shorten(known);
                f.write_str(&lang.pick(
                    format!(
                        "không có {} nào tên \"{name}\". Dùng một trong: {known}.",
                        kind.0
                    ),
                    format!("there is no {} \"{name}\". Use one of: {known}.", kind.1),
                ))
            }
            Problem::Duplicate { name } => f.write_str(&lang.pick(
                format!("\"{name}\" xuất hiện hai lần. Bỏ một, hoặc đổi tên."),
                format!("\"{name}\" stands twice. Remove or rename one."),
            )),
            Problem::MissingColumn { column } => f.write_str(&lang.pick(
                format!("thiếu cột \"{column}\". Thêm cột này vào dòng tiêu đề."),
                format!("the column \"{column}\" is missing. Add it to the header row."),
            )),
            Problem::Backwards { from, to } => f.write_str(&lang.pick(
                format!("kết thúc ({to}) trước khi bắt đầu ({from}). Sửa lại hai ngày."),
                format!("it ends ({to}) before it begins ({from}). Mend the two dates."),
            )),
            Problem::Unused { name } => f.write_str(&lang.pick(
                format!("không nơi nào dùng đến \"{name}\". Bỏ đi, hoặc đưa vào một kỳ báo cáo."),
                format!("nothing uses \"{name}\". Remove it, or name it in a collection."),
            )),
            Problem::Unfit { name, reason } => write_unfit(f, name, *reason, lang),
            Problem::StillThere { successor } => f.write_str(&lang.pick(
                format!("đơn vị đã có đơn vị kế thừa ({successor}) nhưng chưa ghi ngày cuối cùng còn hoạt động. Ghi ngày đó vào cột valid_to, ví dụ 2023-12-31."),
                format!("{successor} took the unit's place, but its last day is not known. Write it into the column valid_to, such as 2023-12-31."),
            )),
            Problem::OwnSuccessor => f.write_str(lang.pick(
                "các đơn vị kế thừa nhau thành vòng tròn. Ghi đơn vị hiện còn hoạt động.",
                "units take each other's place in a circle. Name the one that exists now.",
            )),
        }
    }
}

fn write_unfit(f: &mut fmt::Formatter<'_>, name: &str, reason: Unfit, lang: Lang) -> fmt::Result {
    let text = match reason {
        Unfit::Signs => lang.pick(
            format!("\"{name}\" không dùng được trong tên tệp. Chỉ dùng chữ, số, dấu - và dấu _."),
            format!("\"{name}\" cannot stand in the name of a file. Use letters, digits, - and _ only."),
        ),
        Unfit::Device => lang.pick(
            format!("\"{name}\" là tên riêng của Windows, không đặt cho tệp được. Đặt tên khác, ví dụ {name}-01."),
            format!("Windows keeps \"{name}\" for a device, so no file can be called so. Choose another name, such as {name}-01."),
        ),
        Unfit::Taken => lang.pick(
            format!("\"{name}\" là tên thư mục của báo cáo khác, loại đơn vị có tệp tổng hợp riêng (workbook) không dùng được. Đặt tên khác."),
            format!("reports keep the folder \"{name}\" for something else, so a unit type with workbooks cannot be called so. Choose another name."),
        ),
        Unfit::Long { most } => lang.pick(
            format!("\"{name}\" quá dài để làm tên tệp. Đặt tên không quá {most} ký tự."),
            format!("\"{name}\" is too long for the name of a file. Use {most} characters at most."),
        ),
    };
    f.write_str(&text)
}

/// The first names of a list, and how many follow.
fn shorten(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = names
        .iter()
        .take(SHOWN)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    if names.len() > SHOWN {
        text = format!("{text}, … (+{})", names.len() - SHOWN);
    }
    text
}
