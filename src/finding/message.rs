//! A finding in words: what is wrong, with the value seen, and what to do about it.
//!
//! The place is not part of the sentence; renderers put it where they need it. Of personal fields
//! the value is left out unless the renderer asks for it.

use super::{Fault, Finding, ForeignFormat, LimitKind, Source};
use crate::lang::{self, Lang};

/// Whether a renderer may write values that name persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Personal {
    /// In workbooks.
    Shown,
    /// On the terminal and in JSON.
    Hidden,
}

/// The greatest number of characters of a value that a message repeats.
const VALUE_SHOWN: usize = 60;
/// The greatest number of allowed values that a message lists.
const LISTED: usize = 9;

impl Finding {
    /// The value a renderer may show.
    #[must_use]
    pub fn shown_value(&self, personal: Personal) -> Option<&str> {
        let hidden = self.personal && personal == Personal::Hidden;
        self.value.as_deref().filter(|_| !hidden)
    }

    /// What is wrong, in one sentence.
    #[must_use]
    pub fn message(&self, lang: Lang, personal: Personal) -> String {
        let bare = self.shown_value(personal).unwrap_or_default();
        let value = self.shown_value(personal).map(|value| quote(value, lang));
        let value = value.unwrap_or_else(|| lang.pick("giá trị", "the value").to_owned());
        let sentence = match lang {
            Lang::Vi => message_vi(&self.fault, &value, bare),
            Lang::En => message_en(&self.fault, &value, bare),
        };
        let mut letters = sentence.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_uppercase().chain(letters).collect()
        })
    }

    /// What to do, in one sentence.
    #[must_use]
    pub fn help(&self, lang: Lang) -> String {
        match lang {
            Lang::Vi => help_vi(&self.fault),
            Lang::En => help_en(&self.fault),
        }
    }
}

fn quote(value: &str, lang: Lang) -> String {
    let mut shown: String = value.chars().take(VALUE_SHOWN).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    lang.pick(format!("giá trị \"{shown}\""), format!("\"{shown}\""))
}

fn list(values: &[String]) -> String {
    let mut text = values
        .iter()
        .take(LISTED)
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join("; ");
    if values.len() > LISTED {
        text.push_str("; …");
    }
    text
}

/// A size in mebibytes, or a plain count.
fn amount(limit: LimitKind, value: u64) -> String {
    match limit {
        LimitKind::FileBytes | LimitKind::InflatedBytes => {
            format!("{} MB", value.div_ceil(1 << 20))
        }
        LimitKind::Cells | LimitKind::Sheets | LimitKind::TextLength => value.to_string(),
    }
}

fn format_vi(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Pdf => "tệp PDF",
        ForeignFormat::Word => "tệp Word",
        ForeignFormat::Html => "trang web (HTML)",
        ForeignFormat::Text => "tệp văn bản hoặc CSV",
        ForeignFormat::Rar => "tệp nén RAR",
        ForeignFormat::SevenZip => "tệp nén 7z",
        ForeignFormat::Zip => "tệp nén ZIP không chứa bảng tính",
        ForeignFormat::Image => "ảnh chụp",
        ForeignFormat::Other => "tệp không rõ định dạng",
    }
}

fn format_en(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Pdf => "a PDF document",
        ForeignFormat::Word => "a Word document",
        ForeignFormat::Html => "a web page (HTML)",
        ForeignFormat::Text => "a text or CSV file",
        ForeignFormat::Rar => "a RAR archive",
        ForeignFormat::SevenZip => "a 7z archive",
        ForeignFormat::Zip => "a ZIP archive without a workbook",
        ForeignFormat::Image => "a picture",
        ForeignFormat::Other => "a file of unknown format",
    }
}

fn source_vi(source: Source) -> &'static str {
    match source {
        Source::Path => "tên tệp",
        Source::UnitCode => "mã đơn vị",
        Source::UnitName => "tên đơn vị",
    }
}

fn source_en(source: Source) -> &'static str {
    match source {
        Source::Path => "the file's name",
        Source::UnitCode => "the unit's code",
        Source::UnitName => "the unit's name",
    }
}

fn limit_vi(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes => "dung lượng tệp",
        LimitKind::InflatedBytes => "dung lượng sau khi giải nén",
        LimitKind::Cells => "số ô có dữ liệu",
        LimitKind::Sheets => "số trang tính",
        LimitKind::TextLength => "số ký tự trong một ô",
    }
}

fn limit_en(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes => "the file's size",
        LimitKind::InflatedBytes => "the size after decompression",
        LimitKind::Cells => "the number of cells",
        LimitKind::Sheets => "the number of sheets",
        LimitKind::TextLength => "the characters in one cell",
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
fn message_vi(fault: &Fault, value: &str, bare: &str) -> String {
    match fault {
        Fault::EmptyFile => "tệp rỗng, không có nội dung".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!("đây là {}, không phải bảng tính Excel", format_vi(*format))
        }
        Fault::DamagedFile { detail } => {
            format!("tệp hỏng hoặc gửi chưa trọn, không mở được ({detail})")
        }
        Fault::PasswordProtected => "tệp đặt mật khẩu nên không mở được".to_owned(),
        Fault::TooLarge {
            limit,
            found,
            allowed,
        } => format!(
            "{} là {}, vượt mức cho phép {}",
            limit_vi(*limit),
            amount(*limit, *found),
            amount(*limit, *allowed)
        ),
        Fault::UnknownUnit {
            written,
            suggestion,
        } => {
            let written = written.as_ref().map_or_else(
                || "tệp không cho biết là của đơn vị nào".to_owned(),
                |written| format!("\"{written}\" không có trong danh sách đơn vị"),
            );
            match suggestion {
                Some(unit) => format!("{written}; có thể là {unit}"),
                None => written,
            }
        }
        Fault::UnknownCollection { written } => written.as_ref().map_or_else(
            || "tệp không cho biết thuộc kỳ báo cáo nào".to_owned(),
            |written| format!("\"{written}\" không phải một kỳ báo cáo của kế hoạch"),
        ),
        Fault::ConflictingIdentity {
            taken,
            source,
            other,
        } => {
            format!("đọc theo {taken}, nhưng {} ghi {other}", source_vi(*source))
        }
        Fault::NotASender { unit } => format!("{unit} không thuộc diện phải báo cáo kỳ này"),
        Fault::NoData => "các biểu chưa có số liệu nào ngoài phần in sẵn".to_owned(),
        Fault::IdenticalCopy { of } => format!("trùng hoàn toàn với tệp {of} đã nhận"),
        Fault::SharedBytes { with } => {
            format!("nội dung giống hệt tệp {with} của đơn vị hoặc kỳ khác")
        }
        Fault::Late {
            received,
            last_good_day,
        } => format!(
            "nhận ngày {}, quá hạn {}",
            lang::date(*received),
            lang::date(*last_good_day)
        ),
        Fault::AfterAsOf { received } => {
            format!(
                "nhận ngày {}, sau ngày chốt số liệu, không tính",
                lang::date(*received)
            )
        }
        Fault::OtherCollection => "thuộc kỳ báo cáo không xét lần này, không tính".to_owned(),
        Fault::NoReceipt => {
            "không rõ ngày nhận: sổ nhận không ghi, trang bìa không có ngày báo cáo".to_owned()
        }
        Fault::UnmatchedReceipt { line } => {
            format!("dòng \"{line}\" của sổ nhận không ứng với đúng một tệp nào")
        }
        Fault::LapsedDecision { decision } => {
            format!("quyết định \"{decision}\" không còn ứng với nội dung nào")
        }
        Fault::MissingSheet { sheet } => format!("thiếu trang tính \"{sheet}\""),
        Fault::ExtraSheet => "trang tính không thuộc biểu mẫu nào, không đọc".to_owned(),
        Fault::RepeatedSheet { read } => {
            format!("trang tính lặp lại biểu đã đọc ở \"{read}\", không tính")
        }
        Fault::NoHeader => "không tìm thấy dòng tiêu đề của biểu".to_owned(),
        Fault::UnreadableSheet { detail } => format!("không đọc được trang tính ({detail})"),
        Fault::MissingLabel { label } => format!("thiếu cột hoặc dòng \"{label}\""),
        Fault::ExtraLabel => format!("cột \"{bare}\" không có trong mẫu, không đọc"),
        Fault::DuplicateLabel { read } => format!("hai cột cùng tiêu đề; chỉ đọc cột ở {read}"),
        Fault::SimilarLabel { label } => format!("tiêu đề \"{bare}\" được hiểu là \"{label}\""),
        Fault::MissingValue => "chưa điền mục bắt buộc".to_owned(),
        Fault::TypeError { expected } => format!("{value} không phải là {}", expected.0),
        Fault::ErrorCell => format!("ô báo lỗi {bare}"),
        Fault::AmbiguousDate { read, other } => format!(
            "{value} có thể là {} hoặc {}",
            lang::date(*read),
            lang::date(*other)
        ),
        Fault::NotInList { suggestion, .. } => match suggestion {
            Some(likely) => format!("{value} không có trong danh mục; gần nhất là \"{likely}\""),
            None => format!("{value} không có trong danh mục"),
        },
        Fault::BelowMinimum { minimum } => format!("{value} nhỏ hơn mức tối thiểu {}", minimum.0),
        Fault::AboveMaximum { maximum } => format!("{value} lớn hơn mức tối đa {}", maximum.0),
        Fault::TooShort { minimum } => format!("{value} ngắn hơn {minimum} ký tự"),
        Fault::TooLong { length, maximum } => format!("nội dung dài {length} ký tự, quá {maximum}"),
        Fault::PatternMismatch { .. } => format!("{value} không đúng dạng quy định"),
        Fault::NotUnique { first } => format!("{value} đã ghi ở ô {first}"),
        Fault::DuplicateRow { first_row } => format!("trùng với dòng {first_row}, không tính"),
        Fault::AboveOther { label, other } => {
            format!(
                "{value} lớn hơn \"{label}\" ({})",
                lang::number(*other, Lang::Vi)
            )
        }
        Fault::SameAsOther { label } => format!("trùng với \"{label}\""),
        Fault::MissingWhen { label, equals } => {
            format!("chưa điền, trong khi \"{label}\" là \"{equals}\"")
        }
        Fault::OutsideSchoolYear { from, to } => format!(
            "{value} ngoài năm học ({} đến {})",
            lang::date(*from),
            lang::date(*to)
        ),
        Fault::NotInOwnBlock => format!("{value} không phải thành viên của khối"),
        Fault::AboveCriterion { criterion, maximum } => format!(
            "{value} vượt điểm tối đa {} của {criterion}",
            lang::number(*maximum, Lang::Vi)
        ),
        Fault::NamesNoCollection => format!("{value} không phải một kỳ báo cáo của kế hoạch"),
        Fault::ClaimedTwice { unit, name } => format!("{value} cũng được {name} ({unit}) báo cáo"),
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
fn message_en(fault: &Fault, value: &str, bare: &str) -> String {
    match fault {
        Fault::EmptyFile => "the file is empty".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!("this is {}, not an Excel workbook", format_en(*format))
        }
        Fault::DamagedFile { detail } => {
            format!("the file is damaged or incomplete and cannot be opened ({detail})")
        }
        Fault::PasswordProtected => "the file has a password and cannot be opened".to_owned(),
        Fault::TooLarge {
            limit,
            found,
            allowed,
        } => format!(
            "{} is {}, more than the {} allowed",
            limit_en(*limit),
            amount(*limit, *found),
            amount(*limit, *allowed)
        ),
        Fault::UnknownUnit {
            written,
            suggestion,
        } => {
            let written = written.as_ref().map_or_else(
                || "the file does not say which unit sent it".to_owned(),
                |written| format!("\"{written}\" is not in the register"),
            );
            match suggestion {
                Some(unit) => format!("{written}; it may be {unit}"),
                None => written,
            }
        }
        Fault::UnknownCollection { written } => written.as_ref().map_or_else(
            || "the file does not say which collection it is for".to_owned(),
            |written| format!("\"{written}\" is no collection of the campaign"),
        ),
        Fault::ConflictingIdentity {
            taken,
            source,
            other,
        } => {
            format!("read as {taken}, but {} says {other}", source_en(*source))
        }
        Fault::NotASender { unit } => format!("{unit} is not asked for this collection"),
        Fault::NoData => "nothing is filled in beyond what the blank form carries".to_owned(),
        Fault::IdenticalCopy { of } => format!("the same bytes as {of}, received before"),
        Fault::SharedBytes { with } => {
            format!("the same bytes as {with}, of another unit or collection")
        }
        Fault::Late {
            received,
            last_good_day,
        } => format!(
            "received on {}, after the last good day {}",
            lang::date(*received),
            lang::date(*last_good_day)
        ),
        Fault::AfterAsOf { received } => {
            format!(
                "received on {}, after the as-of day; left out",
                lang::date(*received)
            )
        }
        Fault::OtherCollection => "for a collection this run does not look at; left out".to_owned(),
        Fault::NoReceipt => {
            "the day of receipt is not known: neither the log nor the cover has it".to_owned()
        }
        Fault::UnmatchedReceipt { line } => {
            format!("line \"{line}\" of the receipt log fits no single file")
        }
        Fault::LapsedDecision { decision } => {
            format!("decision \"{decision}\" fits nothing any more")
        }
        Fault::MissingSheet { sheet } => format!("the sheet \"{sheet}\" is missing"),
        Fault::ExtraSheet => "the sheet belongs to no form and was not read".to_owned(),
        Fault::RepeatedSheet { read } => {
            format!("the sheet repeats the form read from \"{read}\" and does not count")
        }
        Fault::NoHeader => "the form's header row was not found".to_owned(),
        Fault::UnreadableSheet { detail } => format!("the sheet cannot be read ({detail})"),
        Fault::MissingLabel { label } => format!("the column or line \"{label}\" is missing"),
        Fault::ExtraLabel => format!("the column \"{bare}\" is not on the form and was not read"),
        Fault::DuplicateLabel { read } => {
            format!("two columns have this label; only the one at {read} was read")
        }
        Fault::SimilarLabel { label } => format!("the label \"{bare}\" was read as \"{label}\""),
        Fault::MissingValue => "a required value is not filled in".to_owned(),
        Fault::TypeError { expected } => format!("{value} is not {}", expected.1),
        Fault::ErrorCell => format!("the cell shows the error {bare}"),
        Fault::AmbiguousDate { read, other } => format!(
            "{value} may be {} or {}",
            lang::date(*read),
            lang::date(*other)
        ),
        Fault::NotInList { suggestion, .. } => match suggestion {
            Some(likely) => format!("{value} is not in the list; the likest is \"{likely}\""),
            None => format!("{value} is not in the list"),
        },
        Fault::BelowMinimum { minimum } => format!("{value} is below the minimum {}", minimum.1),
        Fault::AboveMaximum { maximum } => format!("{value} is above the maximum {}", maximum.1),
        Fault::TooShort { minimum } => format!("{value} has fewer than {minimum} characters"),
        Fault::TooLong { length, maximum } => {
            format!("the text has {length} characters, more than {maximum}")
        }
        Fault::PatternMismatch { .. } => format!("{value} does not have the required form"),
        Fault::NotUnique { first } => format!("{value} stands at {first} already"),
        Fault::DuplicateRow { first_row } => format!("repeats row {first_row} and does not count"),
        Fault::AboveOther { label, other } => {
            format!(
                "{value} is greater than \"{label}\" ({})",
                lang::number(*other, Lang::En)
            )
        }
        Fault::SameAsOther { label } => format!("the same as \"{label}\""),
        Fault::MissingWhen { label, equals } => {
            format!("not filled in, though \"{label}\" is \"{equals}\"")
        }
        Fault::OutsideSchoolYear { from, to } => format!(
            "{value} is outside the school year ({} to {})",
            lang::date(*from),
            lang::date(*to)
        ),
        Fault::NotInOwnBlock => format!("{value} is no member of the block"),
        Fault::AboveCriterion { criterion, maximum } => format!(
            "{value} is above the {} points of {criterion}",
            lang::number(*maximum, Lang::En)
        ),
        Fault::NamesNoCollection => format!("{value} is no collection of the campaign"),
        Fault::ClaimedTwice { unit, name } => {
            format!("{value} is also reported by {name} ({unit})")
        }
    }
}

fn help_vi(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Đề nghị mở lại tệp gốc, lưu và gửi lại.".to_owned()
        }
        Fault::NotAWorkbook {
            format: ForeignFormat::Rar | ForeignFormat::SevenZip | ForeignFormat::Zip,
        } => "Đề nghị giải nén và gửi tệp Excel (.xlsx) bên trong.".to_owned(),
        Fault::NotAWorkbook { .. } => {
            "Đề nghị gửi báo cáo bằng tệp Excel (.xlsx) theo mẫu.".to_owned()
        }
        Fault::PasswordProtected => "Đề nghị bỏ mật khẩu và gửi lại.".to_owned(),
        Fault::TooLarge { .. } => {
            "Đề nghị xóa phần thừa (ảnh, dòng cột trống đã định dạng) và gửi lại.".to_owned()
        }
        Fault::UnknownUnit { .. } => {
            "Đề nghị ghi đúng \"Mã đơn vị\"; Văn phòng có thể gán tệp cho đơn vị.".to_owned()
        }
        Fault::UnknownCollection { .. } | Fault::NamesNoCollection => {
            "Đề nghị ghi đúng \"Kỳ báo cáo\" như trong mẫu.".to_owned()
        }
        Fault::ConflictingIdentity { .. } => {
            "Đề nghị kiểm tra tệp là của đơn vị và kỳ nào.".to_owned()
        }
        Fault::NotASender { .. } => "Đề nghị kiểm tra lại mã đơn vị và kỳ báo cáo.".to_owned(),
        Fault::NoData => "Đề nghị điền số liệu và gửi lại.".to_owned(),
        Fault::IdenticalCopy { .. }
        | Fault::AfterAsOf { .. }
        | Fault::OtherCollection
        | Fault::Late { .. }
        | Fault::ExtraSheet
        | Fault::ExtraLabel => "Không cần làm gì thêm.".to_owned(),
        Fault::SharedBytes { .. } => "Đề nghị kiểm tra có gửi nhầm tệp hay không.".to_owned(),
        Fault::NoReceipt => "Văn phòng ghi ngày nhận vào sổ nhận (received.csv).".to_owned(),
        Fault::UnmatchedReceipt { .. } => {
            "Văn phòng sửa tên tệp hoặc mã đơn vị ở dòng này của sổ nhận.".to_owned()
        }
        Fault::LapsedDecision { .. } => {
            "Văn phòng xem lại và quyết định lại nếu còn cần.".to_owned()
        }
        Fault::MissingSheet { .. } => {
            "Đề nghị bổ sung trang tính này theo mẫu, giữ nguyên tên.".to_owned()
        }
        Fault::RepeatedSheet { .. } => "Đề nghị gộp số liệu vào một trang tính.".to_owned(),
        Fault::NoHeader => "Đề nghị giữ dòng tiêu đề như trong mẫu.".to_owned(),
        Fault::UnreadableSheet { .. } => "Đề nghị chép số liệu sang mẫu mới và gửi lại.".to_owned(),
        Fault::MissingLabel { .. } => "Đề nghị thêm lại mục này như trong mẫu.".to_owned(),
        Fault::DuplicateLabel { .. } => "Đề nghị chỉ để một cột với tiêu đề này.".to_owned(),
        Fault::SimilarLabel { .. } => "Nên dùng đúng tiêu đề như trong mẫu.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Đề nghị điền vào ô này.".to_owned(),
        Fault::TypeError { expected } => format!("Đề nghị ghi {}.", expected.0),
        Fault::ErrorCell => "Đề nghị sửa công thức hoặc ghi thẳng giá trị.".to_owned(),
        Fault::AmbiguousDate { .. } => "Đề nghị ghi lại theo thứ tự ngày/tháng/năm.".to_owned(),
        Fault::NotInList { allowed, .. } => format!("Đề nghị chọn một trong: {}.", list(allowed)),
        Fault::BelowMinimum { minimum } => format!(
            "Đề nghị kiểm tra lại; giá trị phải từ {} trở lên.",
            minimum.0
        ),
        Fault::AboveMaximum { maximum } => {
            format!("Đề nghị kiểm tra lại; giá trị không quá {}.", maximum.0)
        }
        Fault::TooShort { minimum } => format!("Đề nghị ghi ít nhất {minimum} ký tự."),
        Fault::TooLong { maximum, .. } => format!("Đề nghị rút gọn còn không quá {maximum} ký tự."),
        Fault::PatternMismatch { pattern } => {
            format!("Đề nghị ghi đúng dạng (quy tắc: {pattern}).")
        }
        Fault::NotUnique { .. } => {
            "Đề nghị kiểm tra lại; mỗi dòng phải có giá trị riêng.".to_owned()
        }
        Fault::DuplicateRow { .. } => {
            "Đề nghị xóa dòng trùng, hoặc ghi rõ chỗ khác nhau.".to_owned()
        }
        Fault::AboveOther { label, .. } => {
            format!("Đề nghị kiểm tra lại hai số; không được lớn hơn \"{label}\".")
        }
        Fault::SameAsOther { .. } => "Đề nghị ghi người hoặc nội dung khác.".to_owned(),
        Fault::OutsideSchoolYear { .. } => "Đề nghị kiểm tra lại ngày, tháng, năm.".to_owned(),
        Fault::NotInOwnBlock => "Đề nghị ghi mã của đơn vị trong khối.".to_owned(),
        Fault::AboveCriterion { .. } => "Đề nghị chấm lại không quá điểm tối đa.".to_owned(),
        Fault::ClaimedTwice { .. } => "Đề nghị hai đơn vị thống nhất, hoặc giải thích.".to_owned(),
    }
}

fn help_en(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Open the original, save it and send it again.".to_owned()
        }
        Fault::NotAWorkbook {
            format: ForeignFormat::Rar | ForeignFormat::SevenZip | ForeignFormat::Zip,
        } => "Unpack it and send the Excel file (.xlsx) inside.".to_owned(),
        Fault::NotAWorkbook { .. } => {
            "Send the report as an Excel file (.xlsx) on the form.".to_owned()
        }
        Fault::PasswordProtected => "Remove the password and send it again.".to_owned(),
        Fault::TooLarge { .. } => {
            "Remove what is not needed (pictures, formatted empty rows) and send it again."
                .to_owned()
        }
        Fault::UnknownUnit { .. } => {
            "Write the unit's code; the office may assign the file to a unit.".to_owned()
        }
        Fault::UnknownCollection { .. } | Fault::NamesNoCollection => {
            "Write the collection as on the blank form.".to_owned()
        }
        Fault::ConflictingIdentity { .. } => {
            "Check which unit and collection the file is for.".to_owned()
        }
        Fault::NotASender { .. } => "Check the unit's code and the collection.".to_owned(),
        Fault::NoData => "Fill in the forms and send them again.".to_owned(),
        Fault::IdenticalCopy { .. }
        | Fault::AfterAsOf { .. }
        | Fault::OtherCollection
        | Fault::Late { .. }
        | Fault::ExtraSheet
        | Fault::ExtraLabel => "Nothing needs to be done.".to_owned(),
        Fault::SharedBytes { .. } => "Check whether the wrong file was sent.".to_owned(),
        Fault::NoReceipt => {
            "The office enters the day of receipt in the log (received.csv).".to_owned()
        }
        Fault::UnmatchedReceipt { .. } => {
            "The office mends the file name or unit code in this line.".to_owned()
        }
        Fault::LapsedDecision { .. } => {
            "The office looks at it and decides again where needed.".to_owned()
        }
        Fault::MissingSheet { .. } => {
            "Add this sheet as on the blank form, under its name.".to_owned()
        }
        Fault::RepeatedSheet { .. } => "Put the rows together on one sheet.".to_owned(),
        Fault::NoHeader => "Keep the header row of the blank form.".to_owned(),
        Fault::UnreadableSheet { .. } => {
            "Copy the figures to a new blank form and send it again.".to_owned()
        }
        Fault::MissingLabel { .. } => "Add it again as on the blank form.".to_owned(),
        Fault::DuplicateLabel { .. } => "Keep only one column of this label.".to_owned(),
        Fault::SimilarLabel { .. } => "Better use the label of the blank form.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Fill in this cell.".to_owned(),
        Fault::TypeError { expected } => format!("Write {}.", expected.1),
        Fault::ErrorCell => "Mend the formula or write the value itself.".to_owned(),
        Fault::AmbiguousDate { .. } => "Write it as day/month/year.".to_owned(),
        Fault::NotInList { allowed, .. } => format!("Choose one of: {}.", list(allowed)),
        Fault::BelowMinimum { minimum } => format!("Check it; it must be {} or more.", minimum.1),
        Fault::AboveMaximum { maximum } => format!("Check it; it must be {} or less.", maximum.1),
        Fault::TooShort { minimum } => format!("Write at least {minimum} characters."),
        Fault::TooLong { maximum, .. } => format!("Shorten it to {maximum} characters or fewer."),
        Fault::PatternMismatch { pattern } => {
            format!("Write it in the required form (pattern: {pattern}).")
        }
        Fault::NotUnique { .. } => "Check it; each row needs a value of its own.".to_owned(),
        Fault::DuplicateRow { .. } => {
            "Remove the repeated row, or write what distinguishes it.".to_owned()
        }
        Fault::AboveOther { label, .. } => {
            format!("Check both numbers; it may not be greater than \"{label}\".")
        }
        Fault::SameAsOther { .. } => "Name another person or thing.".to_owned(),
        Fault::OutsideSchoolYear { .. } => "Check day, month and year.".to_owned(),
        Fault::NotInOwnBlock => "Write the code of a unit in the block.".to_owned(),
        Fault::AboveCriterion { .. } => "Give no more than the maximum.".to_owned(),
        Fault::ClaimedTwice { .. } => "Let the two units agree, or explain.".to_owned(),
    }
}
