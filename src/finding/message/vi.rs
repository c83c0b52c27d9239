//! Findings in Vietnamese.

use super::{amount, list, parts};
use crate::finding::{Fault, ForeignFormat, LimitKind, Source, Stopped};
use crate::lang::{self, Lang};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn message(fault: &Fault, value: &str, bare: &str) -> String {
    match fault {
        Fault::EmptyFile => "tệp rỗng, không có nội dung".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!(
                "đây là {}, không phải bảng tính Excel",
                format_name(*format)
            )
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
            limit_name(*limit),
            amount(*limit, *found),
            amount(*limit, *allowed)
        ),
        Fault::ReaderStopped { why } => {
            format!("không đọc được tệp vì {}", stopped_name(*why))
        }
        Fault::Macros => "tệp có chứa macro; macro không được chạy".to_owned(),
        Fault::ExternalLinks => {
            "tệp lấy giá trị từ tệp khác; đọc theo giá trị đã lưu lần cuối".to_owned()
        }
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
            format!(
                "đọc theo {taken}, nhưng {} ghi {other}",
                source_name(*source)
            )
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
        Fault::LostSheet { sheet, former } => {
            format!(
                "bản trước ({former}) có số liệu ở \"{sheet}\", bản này không có hoặc không đọc được"
            )
        }
        Fault::HiddenSheet { very: false } => "trang tính bị ẩn, vẫn đọc số liệu".to_owned(),
        Fault::HiddenSheet { very: true } => {
            "trang tính bị ẩn sâu (không hiện lại được bằng lệnh của Excel), vẫn đọc số liệu"
                .to_owned()
        }
        Fault::HiddenRows => "có dòng số liệu bị ẩn, vẫn đọc".to_owned(),
        Fault::ExtraTable => {
            "bảng có tiêu đề của một biểu không yêu cầu trong kỳ này, không đọc".to_owned()
        }
        Fault::ExtraSheet => "trang tính không thuộc biểu mẫu nào, không đọc".to_owned(),
        Fault::RepeatedSheet { read } => {
            format!("trang tính lặp lại biểu đã đọc ở \"{read}\", không tính")
        }
        Fault::RenamedSheet { sheet } => {
            format!("tên trang tính khác mẫu; theo tiêu đề thì là \"{sheet}\"")
        }
        Fault::NoHeader => "không tìm thấy dòng tiêu đề của biểu".to_owned(),
        Fault::UnreadableSheet { detail } => format!("không đọc được trang tính ({detail})"),
        Fault::MissingLabel { label } => format!("thiếu cột hoặc dòng \"{label}\""),
        Fault::ExtraLabel => format!("cột \"{bare}\" không có trong mẫu, không đọc"),
        Fault::DuplicateLabel { read } => format!("hai cột cùng tiêu đề; chỉ đọc cột ở {read}"),
        Fault::MovedLabel => format!("cột \"{bare}\" không đứng ở chỗ như trong mẫu, vẫn đọc"),
        Fault::SimilarLabel { label } => format!("tiêu đề \"{bare}\" được hiểu là \"{label}\""),
        Fault::SecondValue { read } => {
            format!("bên cạnh ô {read} còn ghi {bare}; chỉ đọc ô {read}")
        }
        Fault::MissingValue => "chưa điền mục bắt buộc".to_owned(),
        Fault::TypeError { expected } => format!("{value} không phải là {}", expected.0),
        Fault::ErrorCell => format!("ô báo lỗi {bare}"),
        Fault::NoCachedValue => "ô là công thức chưa có kết quả".to_owned(),
        Fault::FormulaValue => "ô là công thức; đọc theo kết quả đã lưu".to_owned(),
        Fault::NothingAbove => format!("{value} là \"như trên\", nhưng phía trên không có giá trị"),
        Fault::MergedAcross => "ô gộp qua nhiều cột, không rõ giá trị thuộc cột nào".to_owned(),
        Fault::AmbiguousPercent { read, other } => format!(
            "{value} có thể là {}% hoặc {}%",
            lang::number(*read, Lang::Vi),
            lang::number(*other, Lang::Vi)
        ),
        Fault::DoubtfulEncoding { reading } => {
            format!("{value} có thể gõ bằng bảng mã cũ, khi đó là \"{reading}\"")
        }
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
        Fault::TotalMismatch { sum } => format!(
            "{value} ở dòng tổng không bằng tổng các dòng ({})",
            lang::number(*sum, Lang::Vi)
        ),
        Fault::ControlTotal(total) => super::control::vi(total),
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
        Fault::Resubmission {
            former,
            added,
            removed,
            changed,
            mended,
            new,
        } => {
            let rows = parts(&[
                (*added, "thêm {n} dòng"),
                (*removed, "bớt {n} dòng"),
                (*changed, "sửa {n} dòng"),
            ]);
            let rows = rows.unwrap_or_else(|| "các dòng không đổi".to_owned());
            let findings = parts(&[
                (*mended, "đã xử lý {n} nội dung"),
                (*new, "phát sinh {n} nội dung"),
            ]);
            let findings = findings.map_or_else(String::new, |text| format!("; {text}"));
            format!("{rows}{findings} so với bản trước ({former})")
        }
        Fault::FewerRows {
            former,
            before,
            now,
        } => format!(
            "bản trước ({former}) có {before} dòng, bản này còn {now} dòng; một số dòng hợp lệ không còn"
        ),
        Fault::ClaimedTwice { unit, name } => format!("{value} cũng được {name} ({unit}) báo cáo"),
    }
}

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn help(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Đề nghị mở lại tệp gốc, lưu và gửi lại.".to_owned()
        }
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Rar
                | ForeignFormat::SevenZip
                | ForeignFormat::Zip
                | ForeignFormat::OtherArchive
                | ForeignFormat::NestedArchive,
        } => "Đề nghị giải nén và gửi tệp Excel (.xlsx) bên trong.".to_owned(),
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Html
                | ForeignFormat::WebArchive
                | ForeignFormat::Text
                | ForeignFormat::SpreadsheetXml
                | ForeignFormat::FlatOpenDocument,
        } => "Đề nghị mở bằng Excel, lưu lại thành tệp Excel (.xlsx) và gửi lại.".to_owned(),
        Fault::NotAWorkbook { .. } => {
            "Đề nghị gửi báo cáo bằng tệp Excel (.xlsx) theo mẫu.".to_owned()
        }
        Fault::PasswordProtected => "Đề nghị bỏ mật khẩu và gửi lại.".to_owned(),
        Fault::TooLarge { .. } => {
            "Đề nghị xóa phần thừa (ảnh, dòng cột trống đã định dạng) và gửi lại.".to_owned()
        }
        Fault::ReaderStopped { .. } => {
            "Đề nghị mở bằng Excel, lưu lại thành .xlsx và gửi lại.".to_owned()
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
        | Fault::Macros
        | Fault::ExternalLinks
        | Fault::HiddenSheet { .. }
        | Fault::HiddenRows
        | Fault::MovedLabel
        | Fault::FormulaValue
        | Fault::Resubmission { .. }
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
        Fault::LostSheet { .. } => {
            "Đề nghị bổ sung trang tính, hoặc cho biết không còn số liệu.".to_owned()
        }
        Fault::FewerRows { .. } => {
            "Đề nghị xác nhận các dòng đã bỏ là đúng, hoặc gửi lại đủ các dòng.".to_owned()
        }
        Fault::RepeatedSheet { .. } => "Đề nghị gộp số liệu vào một trang tính.".to_owned(),
        Fault::RenamedSheet { .. } => "Nên giữ tên trang tính như trong mẫu.".to_owned(),
        Fault::ExtraTable => "Đề nghị kiểm tra lại tiêu đề cột của bảng này.".to_owned(),
        Fault::NoHeader => "Đề nghị giữ dòng tiêu đề như trong mẫu.".to_owned(),
        Fault::UnreadableSheet { .. } => "Đề nghị chép số liệu sang mẫu mới và gửi lại.".to_owned(),
        Fault::MissingLabel { .. } => "Đề nghị thêm lại mục này như trong mẫu.".to_owned(),
        Fault::DuplicateLabel { .. } => "Đề nghị chỉ để một cột với tiêu đề này.".to_owned(),
        Fault::SimilarLabel { .. } => "Nên dùng đúng tiêu đề như trong mẫu.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Đề nghị điền vào ô này.".to_owned(),
        Fault::TypeError { expected } => format!("Đề nghị ghi {}.", expected.0),
        Fault::ErrorCell => "Đề nghị sửa công thức hoặc ghi thẳng giá trị.".to_owned(),
        Fault::NoCachedValue => {
            "Đề nghị mở tệp bằng Excel, lưu lại, hoặc ghi thẳng giá trị.".to_owned()
        }
        Fault::NothingAbove => "Đề nghị ghi rõ giá trị.".to_owned(),
        Fault::SecondValue { .. } => {
            "Đề nghị chỉ để một giá trị ở mục này, hoặc cho biết giá trị nào đúng.".to_owned()
        }
        Fault::MergedAcross => "Đề nghị bỏ gộp ô và ghi giá trị vào từng cột.".to_owned(),
        Fault::AmbiguousPercent { .. } => "Đề nghị ghi số phần trăm, ví dụ 95 cho 95%.".to_owned(),
        Fault::DoubtfulEncoding { .. } => "Đề nghị gõ lại bằng bảng mã Unicode.".to_owned(),
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
        Fault::TotalMismatch { .. } => {
            "Đề nghị cộng lại, hoặc kiểm tra có sót dòng nào không.".to_owned()
        }
        Fault::ControlTotal(_) => super::control::VI_HELP.to_owned(),
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

fn format_name(format: ForeignFormat) -> &'static str {
    match format {
        ForeignFormat::Pdf => "tệp PDF",
        ForeignFormat::Word => "tệp Word",
        ForeignFormat::Html => "trang web (HTML)",
        ForeignFormat::Text => "tệp văn bản hoặc CSV",
        ForeignFormat::Rar => "tệp nén RAR",
        ForeignFormat::SevenZip => "tệp nén 7z",
        ForeignFormat::Zip => "tệp nén ZIP không chứa bảng tính",
        ForeignFormat::NestedArchive => "tệp nén nằm trong một tệp nén khác",
        ForeignFormat::OtherArchive => "tệp nén (gz, bz2 hoặc xz)",
        ForeignFormat::SpreadsheetXml => "bảng tính lưu dạng XML (Excel 2003)",
        ForeignFormat::FlatOpenDocument => "tệp OpenDocument dạng XML",
        ForeignFormat::OpenDocumentText => "tệp văn bản OpenDocument (.odt)",
        ForeignFormat::WebArchive => "trang web lưu thành một tệp (MHTML)",
        ForeignFormat::Presentation => "tệp trình chiếu",
        ForeignFormat::Image => "ảnh chụp",
        ForeignFormat::Other => "tệp không rõ định dạng",
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Path => "tên tệp",
        Source::UnitCode => "mã đơn vị",
        Source::UnitName => "tên đơn vị",
        Source::Mark => "dấu ẩn của mẫu",
    }
}

fn limit_name(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes => "dung lượng tệp",
        LimitKind::InflatedBytes => "dung lượng sau khi giải nén",
        LimitKind::Cells => "số ô có dữ liệu",
        LimitKind::Sheets => "số trang tính",
        LimitKind::TextLength => "số ký tự trong một ô",
        LimitKind::Rows => "dòng cuối có dữ liệu",
        LimitKind::Columns => "cột cuối có dữ liệu",
        LimitKind::ArchiveEntries => "số tệp trong tệp nén",
    }
}

fn stopped_name(why: Stopped) -> &'static str {
    match why {
        Stopped::Memory => "cần quá nhiều bộ nhớ",
        Stopped::Time => "mất quá nhiều thời gian",
        Stopped::Crash => "cấu trúc tệp không hợp lệ",
    }
}
