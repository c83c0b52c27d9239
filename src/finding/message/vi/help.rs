//! What to do about a finding, in Vietnamese.

use crate::finding::message::{count, digits, list};
use crate::finding::{Fault, ForeignFormat, LimitKind, Merger};
use crate::lang::Lang;

#[expect(
    clippy::too_many_lines,
    reason = "one arm a code: the compiler lists what a new code needs"
)]
pub(in crate::finding::message) fn help(fault: &Fault) -> String {
    match fault {
        Fault::EmptyFile | Fault::DamagedFile { .. } => {
            "Đề nghị mở lại tệp gốc, lưu và gửi lại.".to_owned()
        }
        Fault::NotAWorkbook {
            format:
                ForeignFormat::Rar
                | ForeignFormat::SevenZip
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
        Fault::NotAWorkbook {
            format: ForeignFormat::OutwardLink | ForeignFormat::NoFile,
        } => "Việc của Văn phòng: chép chính tệp báo cáo vào thư mục báo cáo; đơn vị không phải sửa gì."
            .to_owned(),
        Fault::NotAWorkbook { .. } => {
            "Đề nghị gửi báo cáo bằng tệp Excel (.xlsx) theo mẫu.".to_owned()
        }
        Fault::PasswordProtected => "Đề nghị bỏ mật khẩu và gửi lại.".to_owned(),
        Fault::TooLarge { limit, .. } => smaller(*limit).to_owned(),
        Fault::ReaderStopped { .. } => {
            "Đề nghị mở bằng Excel, lưu lại thành .xlsx và gửi lại.".to_owned()
        }
        Fault::ProgramFault => {
            "Việc của Văn phòng: gửi tệp và dòng báo lỗi trên màn hình cho người phát triển; đơn vị không phải sửa gì."
                .to_owned()
        }
        Fault::UnknownUnit { .. } => {
            "Đề nghị ghi đúng \"Mã đơn vị\"; Văn phòng có thể gán tệp cho đơn vị.".to_owned()
        }
        Fault::UnknownCollection { .. } | Fault::NamesNoCollection => {
            "Đề nghị ghi đúng \"Kỳ báo cáo\" như trong mẫu.".to_owned()
        }
        Fault::ConflictingIdentity { .. } => {
            "Đề nghị cho biết tệp là của đơn vị nào, kỳ báo cáo nào, rồi ghi thống nhất.".to_owned()
        }
        Fault::NotASender {
            merger: Some(Merger { into, .. }),
            ..
        } => format!(
            "Đề nghị {into} đưa số liệu của đơn vị cũ vào báo cáo của mình. Nếu tệp này chính là báo cáo của {into} thì Văn phòng giao tệp cho {into} trong tệp chờ quyết định."
        ),
        Fault::NotASender { merger: None, .. } => "Đề nghị kiểm tra lại mã đơn vị và kỳ báo cáo.".to_owned(),
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
        | Fault::Resubmission(_) => "Không cần làm gì thêm.".to_owned(),
        Fault::ExtraSheet => {
            "Nếu đây là một biểu của mẫu, đề nghị dùng tên trang và tiêu đề như mẫu; nếu không thì \
             không cần làm gì."
                .to_owned()
        }
        Fault::ExtraLabel => {
            "Nếu đây là một mục của mẫu, đề nghị ghi tiêu đề như mẫu; nếu không thì không cần làm gì."
                .to_owned()
        }
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
        Fault::ExtraTable => "Nếu đây là số liệu của kỳ này, đề nghị sửa tiêu đề cột như trong mẫu; nếu không thì bỏ bảng.".to_owned(),
        Fault::NoHeader => "Đề nghị giữ dòng tiêu đề như trong mẫu.".to_owned(),
        Fault::UnreadableSheet { .. } => "Đề nghị chép số liệu sang mẫu mới và gửi lại.".to_owned(),
        Fault::MissingLabel { .. } => "Đề nghị thêm lại mục này như trong mẫu.".to_owned(),
        Fault::DuplicateLabel { .. } => "Đề nghị chỉ để một cột hoặc một mục với tiêu đề này.".to_owned(),
        Fault::SimilarLabel { .. } => "Nên dùng đúng tiêu đề như trong mẫu.".to_owned(),
        Fault::MissingValue | Fault::MissingWhen { .. } => "Đề nghị điền vào ô này.".to_owned(),
        Fault::MissingWith { .. } => "Đề nghị điền vào ô này, hoặc giải thích.".to_owned(),
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
        Fault::NotGreater { than } => {
            format!("Đề nghị kiểm tra lại; giá trị phải lớn hơn {}.", than.0)
        }
        Fault::NotLess { than } => {
            format!("Đề nghị kiểm tra lại; giá trị phải nhỏ hơn {}.", than.0)
        }
        Fault::TooShort { minimum } => format!("Đề nghị ghi ít nhất {minimum} ký tự."),
        Fault::TooLong { maximum, .. } => {
            let maximum = count(*maximum, Lang::Vi);
            format!("Đề nghị rút gọn còn không quá {maximum} ký tự.")
        },
        Fault::PatternMismatch { pattern } => {
            match digits(pattern) {
                Some((count, "")) => format!("Đề nghị ghi đúng {count} chữ số."),
                Some((count, first)) => {
                    format!("Đề nghị ghi đúng {count} chữ số, bắt đầu bằng {first}.")
                }
                None => format!("Đề nghị ghi đúng dạng (quy tắc: {pattern})."),
            }
        }
        Fault::NotUnique { .. } => {
            "Đề nghị kiểm tra lại; mỗi dòng phải có giá trị riêng.".to_owned()
        }
        Fault::NoSuchRow { source } => {
            format!("Đề nghị ghi đúng như ở \"{source}\", hoặc bổ sung ở đó.")
        }
        Fault::TotalMismatch { .. } => {
            "Đề nghị cộng lại, hoặc kiểm tra có sót dòng nào không.".to_owned()
        }
        Fault::ControlTotal(_) => super::super::control::VI_HELP.to_owned(),
        Fault::DuplicateRow { .. } => {
            "Đề nghị xóa dòng trùng, hoặc ghi rõ chỗ khác nhau.".to_owned()
        }
        Fault::AboveOther { label, .. } => {
            format!("Đề nghị kiểm tra lại cả hai số; số này không được lớn hơn \"{label}\".")
        }
        Fault::SameAsOther { .. } => "Đề nghị ghi người hoặc nội dung khác.".to_owned(),
        Fault::OutsideSchoolYear { .. } => "Đề nghị kiểm tra lại ngày, tháng, năm.".to_owned(),
        Fault::NotInOwnBlock => "Đề nghị ghi mã của một đơn vị trong khối.".to_owned(),
        Fault::OwnReview => {
            "Đề nghị bỏ dòng này; điểm của đơn vị do khối phó thẩm định.".to_owned()
        }
        Fault::AboveCriterion { .. } => "Đề nghị chấm lại không quá điểm tối đa.".to_owned(),
        Fault::OtherFormVersion { .. } => "Đề nghị chuyển số liệu sang mẫu hiện hành rồi gửi lại.".to_owned(),
        Fault::FormerYear { .. } => "Đề nghị gửi báo cáo của năm học này.".to_owned(),
        Fault::NeedsReturn { collection, .. } => format!(
            "Đề nghị gửi báo cáo \"{}\", hoặc cho biết đã gửi khi nào.",
            collection.0
        ),
        Fault::NotInReturn { .. } => {
            "Đề nghị ghi đúng như đã đăng ký, hoặc giải thích phần bổ sung.".to_owned()
        }
        Fault::FarFromPeers { .. } | Fault::FarFromYearBefore { .. } => {
            "Đề nghị kiểm tra lại; nếu đúng, ghi lời giải thích.".to_owned()
        }
        Fault::ClaimedTwice { .. } => "Đề nghị hai đơn vị thống nhất đơn vị nào báo cáo, hoặc giải thích.".to_owned(),
    }
}

/// How a file beyond a limit gets smaller.
fn smaller(limit: LimitKind) -> &'static str {
    match limit {
        LimitKind::FileBytes | LimitKind::InflatedBytes => {
            "Đề nghị xóa phần thừa (ảnh, dòng cột trống đã định dạng) hoặc chia thành nhiều tệp, và gửi \
             lại."
        }
        LimitKind::Cells | LimitKind::Rows | LimitKind::Columns => {
            "Đề nghị xóa các dòng, cột thừa ngoài bảng và gửi lại."
        }
        LimitKind::Sheets => "Đề nghị bỏ các trang tính không thuộc mẫu và gửi lại.",
        LimitKind::TextLength => "Đề nghị rút gọn nội dung của ô quá dài và gửi lại.",
        LimitKind::ArchiveEntries => "Đề nghị chia thành nhiều tệp nén nhỏ hơn và gửi lại.",
        LimitKind::Findings => "Đề nghị lập lại báo cáo trên tệp mẫu mới và gửi lại.",
    }
}
