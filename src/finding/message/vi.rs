//! Findings in Vietnamese.

mod help;

pub(super) use help::help;

use super::{Told, amount, count, named, parts};
use crate::finding::{
    Fault, ForeignFormat, LimitKind, Merger, Personal, Replaced, Source, Stopped,
};
use crate::lang::{self, Lang};

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(super) fn message(fault: &Fault, told: &Told<'_>) -> String {
    let Told { value, bare, .. } = told;
    match fault {
        Fault::EmptyFile => "tệp rỗng, không có nội dung".to_owned(),
        Fault::NotAWorkbook { format } => {
            format!(
                "đây là {}, không phải tệp Excel (.xlsx)",
                format_name(*format)
            )
        }
        Fault::DamagedFile { detail } => {
            format!("tệp hỏng hoặc gửi chưa trọn, không mở được (chi tiết kỹ thuật: {detail})")
        }
        Fault::PasswordProtected => "tệp đặt mật khẩu nên không mở được".to_owned(),
        Fault::TooLarge {
            limit,
            found,
            allowed,
        } => format!(
            "{} là {}, vượt mức cho phép {}",
            limit_name(*limit),
            amount(*limit, *found, Lang::Vi),
            amount(*limit, *allowed, Lang::Vi)
        ),
        Fault::ReaderStopped { why } => {
            format!("không đọc được tệp vì {}", stopped_name(*why))
        }
        Fault::ProgramFault => "chương trình gặp lỗi khi kiểm tra tệp".to_owned(),
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
                "tệp được tính cho {taken}, nhưng {} ghi {other}",
                source_name(*source)
            )
        }
        Fault::NotASender { unit, merger: None } => {
            format!("{unit} không thuộc diện phải báo cáo kỳ này")
        }
        Fault::NotASender {
            unit,
            merger: Some(Merger { into, name, since }),
        } => format!(
            "{unit} không phải báo cáo kỳ này: đơn vị đã sáp nhập vào {into} ({name}) từ ngày {}",
            lang::date(*since)
        ),
        Fault::NoData => "các biểu chưa có số liệu nào ngoài phần in sẵn".to_owned(),
        Fault::IdenticalCopy { of } => {
            format!("trùng hoàn toàn với tệp {of} đã nhận, không tính lại")
        }
        Fault::SharedBytes { with } => {
            format!("nội dung giống hệt tệp {with} của đơn vị hoặc kỳ khác")
        }
        Fault::Late {
            received,
            last_good_day,
        } => format!(
            "nhận ngày {}, quá hạn (ngày cuối còn đúng hạn là {})",
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
            "không rõ ngày nhận: sổ nhận không ghi, trang bìa không có ngày báo cáo dùng được"
                .to_owned()
        }
        Fault::UnmatchedReceipt { line } => {
            format!(
                "dòng \"{line}\" của sổ nhận không dùng được: không có tệp này, có nhiều tệp như vậy, \
                 hoặc tệp đã có ngày nhận ở dòng khác"
            )
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
            format!("lặp lại biểu đã đọc ở trang tính \"{read}\", không tính")
        }
        Fault::RenamedSheet { sheet } => {
            format!("tên trang tính khác mẫu; theo tiêu đề thì là \"{sheet}\"")
        }
        Fault::NoHeader => "không tìm thấy dòng tiêu đề (tên cột, tên mục) của biểu".to_owned(),
        Fault::UnreadableSheet { detail } => {
            format!("không đọc được trang tính (chi tiết kỹ thuật: {detail})")
        }
        Fault::MissingLabel { label } => format!("thiếu cột hoặc dòng \"{label}\""),
        Fault::ExtraLabel => {
            let what = named("cột hoặc mục", bare, "cột hoặc mục này");
            format!("{what} không có trong mẫu, không đọc")
        }
        Fault::DuplicateLabel { read } => {
            format!("hai cột hoặc hai mục cùng tiêu đề; chỉ đọc ở {read}")
        }
        Fault::MovedLabel => {
            let what = named("cột", bare, "cột này");
            format!("{what} không đứng ở chỗ như trong mẫu, vẫn đọc")
        }
        Fault::SimilarLabel { label } => {
            let what = named("tiêu đề", bare, "tiêu đề này");
            format!("{what} được hiểu là \"{label}\"")
        }
        Fault::SecondValue { read } => {
            let more = if bare.is_empty() {
                "giá trị khác"
            } else {
                value.as_str()
            };
            format!("bên cạnh ô {read} còn ghi {more}; chỉ đọc ô {read}")
        }
        Fault::MissingValue => "chưa điền mục bắt buộc".to_owned(),
        Fault::TypeError { expected } => format!("{value} không phải là {}", expected.0),
        Fault::ErrorCell if bare.is_empty() => "ô báo lỗi thay cho giá trị".to_owned(),
        Fault::ErrorCell => format!("ô báo lỗi {bare} thay cho giá trị"),
        Fault::NoCachedValue => "ô là công thức nhưng tệp không lưu kết quả".to_owned(),
        Fault::FormulaValue => "ô là công thức; đọc theo kết quả đã lưu".to_owned(),
        Fault::NothingAbove => {
            format!("{value} có nghĩa là \"như trên\", nhưng phía trên không có giá trị")
        }
        Fault::MergedAcross => "ô gộp qua nhiều cột, không rõ giá trị thuộc cột nào".to_owned(),
        Fault::AmbiguousPercent { .. } if told.readings == Personal::Hidden => {
            format!("{value} có thể là tỷ lệ hoặc số phần trăm")
        }
        Fault::AmbiguousPercent { read, other } => format!(
            "{value} có thể là {}% hoặc {}%",
            lang::number(*read, Lang::Vi),
            lang::number(*other, Lang::Vi)
        ),
        Fault::DoubtfulEncoding { .. } if told.readings == Personal::Hidden => {
            format!("{value} có thể gõ bằng bảng mã cũ")
        }
        Fault::DoubtfulEncoding { reading } => {
            format!("{value} có thể gõ bằng bảng mã cũ, khi đó là \"{reading}\"")
        }
        Fault::AmbiguousDate { .. } if told.readings == Personal::Hidden => {
            format!("{value} có thể đọc theo hai thứ tự ngày và tháng")
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
        Fault::NotGreater { than } => format!("{value} phải lớn hơn {}", than.0),
        Fault::NotLess { than } => format!("{value} phải nhỏ hơn {}", than.0),
        Fault::TooShort { minimum } => format!("{value} ngắn hơn {minimum} ký tự"),
        Fault::TooLong { length, maximum } => format!(
            "nội dung dài {} ký tự, quá mức cho phép {}",
            count(*length, Lang::Vi),
            count(*maximum, Lang::Vi)
        ),
        Fault::PatternMismatch { .. } => format!("{value} không đúng dạng quy định"),
        Fault::NotUnique { first } => format!("{value} đã ghi ở ô {first}"),
        Fault::NoSuchRow { source } => format!("{value} không có ở \"{source}\""),
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
        Fault::MissingWith { label } => {
            format!("chưa điền, trong khi đã điền \"{label}\"")
        }
        Fault::OutsideSchoolYear { from, to } => format!(
            "{value} nằm ngoài năm học ({} đến {})",
            lang::date(*from),
            lang::date(*to)
        ),
        Fault::NotInOwnBlock => format!("{value} không phải là đơn vị trong khối"),
        Fault::OwnReview => format!("{value} là chính đơn vị thẩm định; điểm này không được tính"),
        Fault::AboveCriterion { criterion, maximum } => format!(
            "{value} vượt điểm tối đa {} của tiêu chí {criterion}",
            lang::number(*maximum, Lang::Vi)
        ),
        Fault::NamesNoCollection => format!("{value} không phải một kỳ báo cáo của kế hoạch"),
        Fault::OtherFormVersion { version, present } => {
            format!("báo cáo lập trên mẫu cũ ({version}); mẫu hiện hành của kỳ này là {present}")
        }
        Fault::FormerYear { last } => format!(
            "các ngày trong báo cáo đều trước năm học (muộn nhất là {}); có thể là báo cáo năm trước gửi lại",
            lang::date(*last)
        ),
        Fault::NeedsReturn {
            sheet,
            rows,
            collection,
        } => format!(
            "\"{sheet}\" có {rows} dòng, nhưng đơn vị chưa có báo cáo \"{}\" dùng được",
            collection.0
        ),
        Fault::NotInReturn { sheet, collection } => format!(
            "{value} không có ở \"{sheet}\" trong báo cáo \"{}\" của đơn vị",
            collection.0
        ),
        Fault::FarFromPeers {
            median,
            others,
            per,
        } => {
            let per = per
                .as_ref()
                .map_or_else(String::new, |per| format!(", tính theo \"{per}\""));
            format!(
                "{value} khác xa {others} đơn vị cùng loại (giá trị ở giữa là {}{per})",
                lang::number(*median, Lang::Vi)
            )
        }
        Fault::FarFromYearBefore { before } => format!(
            "{value} khác xa số năm trước của đơn vị ({})",
            lang::number(*before, Lang::Vi)
        ),
        Fault::Resubmission(Replaced {
            former,
            added,
            removed,
            changed,
            mended,
            new,
        }) => {
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
        Fault::ClaimedTwice { other } => match other {
            Some((unit, name)) => format!("{value} cũng được {name} ({unit}) báo cáo"),
            None => format!("{value} cũng được một đơn vị khác báo cáo"),
        },
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
        ForeignFormat::Zip => "tệp nén ZIP không có bảng tính nào bên trong",
        ForeignFormat::NestedArchive => "tệp nén nằm trong một tệp nén khác",
        ForeignFormat::OtherArchive => "tệp nén (gz, bz2 hoặc xz)",
        ForeignFormat::SpreadsheetXml => "bảng tính lưu dạng XML (Excel 2003)",
        ForeignFormat::FlatOpenDocument => "tệp OpenDocument dạng XML",
        ForeignFormat::OpenDocumentText => "tệp văn bản OpenDocument (.odt)",
        ForeignFormat::WebArchive => "trang web lưu thành một tệp (MHTML)",
        ForeignFormat::Presentation => "tệp trình chiếu",
        ForeignFormat::Image => "ảnh chụp",
        ForeignFormat::OutwardLink => "liên kết dẫn ra ngoài thư mục báo cáo",
        ForeignFormat::NoFile => "mục đặc biệt của hệ thống (thiết bị hoặc liên kết thư mục)",
        ForeignFormat::Other => "tệp không rõ định dạng",
    }
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Path => "tên tệp hoặc thư mục",
        Source::UnitCode => "ô mã đơn vị",
        Source::UnitName => "ô tên đơn vị",
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
        LimitKind::Rows => "số thứ tự của dòng cuối có dữ liệu",
        LimitKind::Columns => "số thứ tự của cột cuối có dữ liệu",
        LimitKind::ArchiveEntries => "số tệp trong tệp nén",
        LimitKind::Findings => "số chỗ phải sửa hoặc cần làm rõ",
    }
}

fn stopped_name(why: Stopped) -> &'static str {
    match why {
        Stopped::Memory => "cần quá nhiều bộ nhớ",
        Stopped::Time => "mất quá nhiều thời gian",
        Stopped::Crash => "cấu trúc tệp không hợp lệ",
    }
}
