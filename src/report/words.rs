//! What people read for each status, state, severity and reason, in both languages.
//!
//! In: values of the model. Out: words without a full stop, capitalised as they stand in a cell.
//! The Vietnamese ones are the office's standard wording. Matches are total, so that a new variant
//! makes the compiler ask for its word; only rules, which are names, fall back on the name.

mod figure;
mod receipt;

use chrono::NaiveDate;

pub use figure::{figure, interval, not_known, required, threshold};
pub use receipt::{arrival, late, on_time, receipt, received, timeliness};

use super::Report;
use crate::assess::{Reason, Status};
use crate::finding::{RepairRule, RowRule, Severity};
use crate::lang::{self, Lang};
use crate::score::{Basis, Bound, Rank};
use crate::settle::{Evidence, SubmissionState};
use crate::validate::Standing;

/// Whether the figures may still change.
#[must_use]
pub fn finality(provisional: bool, lang: Lang) -> &'static str {
    if provisional {
        lang.pick("SỐ LIỆU TẠM TÍNH", "PROVISIONAL FIGURES")
    } else {
        lang.pick("SỐ LIỆU CHÍNH THỨC", "FINAL FIGURES")
    }
}

/// The day the figures are of.
#[must_use]
pub fn as_of(report: &Report<'_>) -> String {
    let day = lang::date(report.as_of);
    let lang = report.lang;
    lang.pick(
        format!("Tính đến ngày {day}"),
        format!("As of {day} (day/month/year)"),
    )
}

/// How a unit stands against a target.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Met => lang.pick("Đạt", "Met"),
        Status::NotMet => lang.pick("Chưa đạt", "Not met"),
        Status::Undecided => lang.pick("Chưa đủ căn cứ", "Undecided"),
        Status::InProgress => lang.pick("Đang thực hiện", "In progress"),
        Status::NoReturn => lang.pick("Chưa nộp báo cáo", "No return"),
        Status::NotApplicable => lang.pick("Không áp dụng", "Not applicable"),
        Status::Watched => lang.pick("Theo dõi", "Watched"),
    }
}

/// The sign of a status, which tells it without colour; the workbook's font has each.
#[must_use]
pub fn sign(status: Status) -> &'static str {
    match status {
        Status::Met => "√",
        Status::NotMet => "×",
        Status::Undecided => "?",
        Status::InProgress => "►",
        Status::NoReturn => "○",
        Status::NotApplicable => "–",
        Status::Watched => "◊",
    }
}

/// What joins a sign to its word: no line ends there.
pub const NO_BREAK: char = '\u{a0}';

/// A status by its sign and its word.
#[must_use]
pub fn signed_status(one: Status, lang: Lang) -> String {
    format!("{}{NO_BREAK}{}", sign(one), status(one, lang))
}

/// What a status means, for a legend.
#[must_use]
pub fn status_meaning(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Met => lang.pick(
            "Số chắc chắn đã đạt mức yêu cầu",
            "What is certain reaches what is required",
        ),
        Status::NotMet => lang.pick(
            "Kể cả số còn nghi vấn vẫn chưa đạt mức yêu cầu",
            "Even with what is in doubt it is not reached",
        ),
        Status::Undecided => lang.pick(
            "Số còn nghi vấn hoặc báo cáo còn thiếu sẽ quyết định",
            "What is in doubt or missing decides",
        ),
        Status::InProgress => lang.pick(
            "Thời gian thực hiện chưa kết thúc",
            "The time to reach it is not over",
        ),
        Status::NoReturn => lang.pick(
            "Đã quá hạn mà chưa nhận được tệp nào",
            "Nothing came though the due date is past",
        ),
        Status::NotApplicable => lang.pick(
            "Chỉ tiêu không áp dụng cho đơn vị",
            "The target does not bind the unit",
        ),
        Status::Watched => lang.pick(
            "Không đặt mức yêu cầu, chỉ theo dõi số liệu",
            "Nothing is required; the figure is only shown",
        ),
    }
}

/// Why a unit stands as it does.
#[must_use]
pub fn reason(reason: Reason, lang: Lang) -> &'static str {
    match reason {
        Reason::NotBound => lang.pick(
            "Chỉ tiêu không áp dụng cho đơn vị",
            "The target does not bind the unit",
        ),
        Reason::ThresholdReached => lang.pick(
            "Số chắc chắn đã đạt mức yêu cầu",
            "What is certain reaches what is required",
        ),
        Reason::WindowOpen => lang.pick(
            "Thời gian thực hiện chưa kết thúc",
            "The time to reach it is not over",
        ),
        Reason::NothingSent => lang.pick(
            "Chưa nhận được tệp nào của kỳ báo cáo cần có",
            "No file came for any collection it needs",
        ),
        Reason::BelowThreshold => lang.pick(
            "Số tối đa có thể vẫn thấp hơn mức yêu cầu",
            "Even the most possible is below what is required",
        ),
        Reason::AboveThreshold => lang.pick(
            "Số chắc chắn đã vượt mức cho phép",
            "What is certain is above what is allowed",
        ),
        Reason::NotRisen => lang.pick(
            "Số tối đa có thể không cao hơn năm trước",
            "Even the most possible is no more than the year before",
        ),
        Reason::ReturnMissing => lang.pick(
            "Còn thiếu báo cáo của kỳ cần có",
            "A return it needs has not come",
        ),
        Reason::ReturnUnusable => lang.pick(
            "Đã gửi tệp nhưng chưa dùng được",
            "What was sent cannot be used",
        ),
        Reason::SheetMissing => lang.pick(
            "Trang tính cần có bị thiếu hoặc không đọc được",
            "A sheet it needs is missing or unreadable",
        ),
        Reason::RowsInDoubt => lang.pick(
            "Các dòng còn nghi vấn quyết định kết quả",
            "Rows in doubt decide the result",
        ),
        Reason::ReceiptUnknown => lang.pick("Chưa rõ ngày nhận", "The day of receipt is not known"),
        Reason::UnitNotListed => lang.pick(
            "Danh sách đơn vị chưa có nơi công tác ghi ở các dòng",
            "The register lacks the places of work that rows name",
        ),
        Reason::NoYearBefore => lang.pick(
            "Chưa có số liệu năm trước để so sánh",
            "There is no figure of the year before to compare with",
        ),
        Reason::NoPromise => lang.pick(
            "Đơn vị không đăng ký chỉ tiêu này",
            "The unit promised nothing of this",
        ),
        Reason::NothingMeasured => lang.pick(
            "Không phát sinh số liệu để tính tỷ lệ",
            "There is nothing to take a share of",
        ),
        Reason::NoThreshold => lang.pick(
            "Không đặt mức yêu cầu, chỉ theo dõi",
            "Nothing is required; only watched",
        ),
    }
}

/// What became of a file.
#[must_use]
pub fn submission_state(state: SubmissionState, lang: Lang) -> &'static str {
    match state {
        SubmissionState::Accepted => lang.pick("Đã tiếp nhận", "Accepted"),
        SubmissionState::Rejected => lang.pick("Đề nghị gửi lại", "To be sent again"),
        SubmissionState::Empty => lang.pick("Chưa có số liệu", "No data"),
        SubmissionState::Unreadable => lang.pick("Không đọc được tệp", "Unreadable"),
        SubmissionState::Unidentified => lang.pick("Chưa rõ đơn vị", "Unit not known"),
        SubmissionState::Superseded => lang.pick("Đã có bản thay thế", "Superseded"),
    }
}

/// The rule that decided what became of a file; a rule without words is named as in data files.
#[must_use]
pub fn submission_rule(rule: &'static str, lang: Lang) -> &'static str {
    let (vi, en) = match rule {
        "newer-submission" => ("Có bản gửi sau", "A newer one came"),
        "identical-copy" => ("Trùng hoàn toàn với tệp khác", "The same bytes came before"),
        "empty-file" => ("Tệp rỗng", "The file is empty"),
        "not-a-workbook" => ("Không phải tệp bảng tính", "Not a workbook"),
        "damaged-file" => ("Tệp hỏng", "The file is damaged"),
        "password-protected" => ("Tệp đặt mật khẩu", "Protected by a password"),
        "too-large" => ("Tệp quá lớn", "The file is too large"),
        "program-fault" => ("Lỗi của chương trình", "The program failed"),
        "unknown-unit" => ("Không xác định được đơn vị", "No unit could be told"),
        "unknown-collection" => (
            "Không xác định được kỳ báo cáo",
            "No collection could be told",
        ),
        "conflicting-identity" => (
            "Tên tệp và nội dung ghi khác nhau",
            "Name and content disagree",
        ),
        "not-a-sender" => (
            "Đơn vị không phải báo cáo kỳ này",
            "The unit need not send this",
        ),
        "after-as-of" => ("Nhận sau ngày chốt số liệu", "Came after the as-of day"),
        "other-collection" => ("Kỳ không xét lần này", "Not looked at this time"),
        "no-data" => ("Chưa điền số liệu", "Nothing is filled in"),
        "former-year" => ("Báo cáo của năm học trước", "An earlier year's return"),
        other => (other, other),
    };
    lang.pick(vi, en)
}

/// How the day of receipt is known.
#[must_use]
pub fn evidence(evidence: Evidence, lang: Lang) -> &'static str {
    match evidence {
        Evidence::Log => lang.pick("Theo sổ nhận", "Receipt log"),
        Evidence::Cover => lang.pick("Theo ngày ghi trên báo cáo", "Date on the cover"),
        Evidence::None => lang.pick("Chưa rõ ngày nhận", "Not known"),
    }
}

/// How grave a finding is.
#[must_use]
pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("Phải sửa", "Error"),
        Severity::Query => lang.pick("Cần làm rõ", "Query"),
        Severity::Note => lang.pick("Lưu ý", "Note"),
    }
}

/// What findings leave of a row.
#[must_use]
pub fn standing(standing: Standing, lang: Lang) -> &'static str {
    match standing {
        Standing::Certain => lang.pick("Chắc chắn", "Certain"),
        Standing::Doubt => lang.pick("Còn nghi vấn", "In doubt"),
        Standing::Excluded(_) => lang.pick("Không tính", "Not counted"),
    }
}

/// Why a row is kept out or is no data; a rule without words is named as in data files.
#[must_use]
pub fn row_rule(rule: RowRule, lang: Lang) -> &'static str {
    match rule {
        RowRule::Average => lang.pick("Dòng bình quân, tỷ lệ", "Average or share"),
        RowRule::Blank => lang.pick("Dòng trống", "Blank row"),
        RowRule::ColumnNumbers => lang.pick("Dòng đánh số cột", "Column numbers"),
        RowRule::Decision => lang.pick("Văn phòng quyết định", "Decided by the office"),
        RowRule::DuplicateRow => lang.pick("Dòng trùng", "Repeated row"),
        RowRule::Example => lang.pick("Dòng ví dụ", "Example"),
        RowRule::Footer => lang.pick("Phần ký, ghi chú", "Footer"),
        RowRule::OtherTable => lang.pick("Bảng thứ hai trên trang", "Second table on the sheet"),
        RowRule::RepeatedHeader => lang.pick("Dòng tiêu đề lặp lại", "Repeated header"),
        RowRule::Section => lang.pick("Dòng đề mục", "Section heading"),
        RowRule::Total => lang.pick("Dòng cộng", "Total"),
        RowRule::Unused => lang.pick("Dòng đánh số chưa dùng", "Numbered but unused"),
    }
}

/// Why a value is read as something other than it was written.
#[must_use]
pub fn repair_rule(rule: RepairRule, lang: Lang) -> &'static str {
    match rule {
        RepairRule::Text => lang.pick("Dấu cách, cách gõ chữ", "Spaces and composed letters"),
        RepairRule::DateFromText => lang.pick("Ngày ghi dạng chữ", "Date written as text"),
        RepairRule::DateFromNumber => lang.pick("Ngày hiện thành số", "Date shown as a number"),
        RepairRule::NumberFromText => lang.pick("Số ghi dạng chữ", "Number written as text"),
        RepairRule::NumberFromPercent => {
            lang.pick("Số hiện dạng phần trăm", "Number shown as percent")
        }
        RepairRule::TextFromNumber => lang.pick("Chữ ghi dạng số", "Text written as a number"),
        RepairRule::YesNoSpelling => lang.pick("Cách ghi Có/Không", "Spelling of yes or no"),
        RepairRule::Tcvn3 => lang.pick("Bảng mã TCVN3 (ABC)", "TCVN3 (ABC) encoding"),
        RepairRule::Vni => lang.pick("Bảng mã VNI", "VNI encoding"),
        RepairRule::Utf8 => lang.pick("Chữ Unicode bị đọc sai mã", "Garbled UTF-8"),
        RepairRule::LookAlikes => lang.pick("Chữ cái gần giống", "Letters that look alike"),
        RepairRule::MergedCell => lang.pick("Ô gộp nhiều dòng", "Cell merged over rows"),
        RepairRule::AsAbove => lang.pick("Ghi \"như trên\"", "Written \"as above\""),
        RepairRule::ListSpelling => lang.pick(
            "Cách ghi giá trị trong danh mục",
            "Spelling of a listed value",
        ),
    }
}

/// Whose scores a block ranks on.
#[must_use]
pub fn basis(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Review => lang.pick("Kết quả thẩm định của khối", "The block's review"),
        Basis::Own => lang.pick("Điểm đơn vị tự chấm", "The units' own scores"),
    }
}

/// Yes or no.
#[must_use]
pub fn yes_no(value: bool, lang: Lang) -> &'static str {
    if value {
        lang.pick("Có", "Yes")
    } else {
        lang.pick("Không", "No")
    }
}

/// The places a unit can take: `1` or `1–3`.
#[must_use]
pub fn rank(rank: Rank) -> String {
    if rank.best == rank.worst {
        rank.best.to_string()
    } else {
        format!("{}–{}", rank.best, rank.worst)
    }
}

/// A place while it is expected: said only where it is one; else that none is known, with those that
/// are possible, and an asterisk where they are bounds.
#[must_use]
pub fn expected_rank(places: Rank, bound: Bound, lang: Lang) -> String {
    let text = rank(places);
    if places.best == places.worst {
        return text;
    }
    let mark = if bound.is_exact() { "" } else { "*" };
    lang.pick(
        format!("Chưa xếp được ({text}{mark})"),
        format!("Not ranked yet ({text}{mark})"),
    )
}

/// A stretch of days, both included; an end that is open is left out.
#[must_use]
pub fn days(from: NaiveDate, to: NaiveDate, lang: Lang) -> String {
    let is_open = (from == NaiveDate::MIN, to == NaiveDate::MAX);
    let (from, to) = (lang::date(from), lang::date(to));
    match is_open {
        (true, true) => return lang.pick("ngày bất kỳ", "any day").to_owned(),
        (true, false) => return lang.pick(format!("đến {to}"), format!("until {to}")),
        (false, true) => return lang.pick(format!("từ {from}"), format!("from {from}")),
        (false, false) => {}
    }
    lang.pick(format!("từ {from} đến {to}"), format!("{from} to {to}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_word_of_its_own() {
        for lang in [Lang::Vi, Lang::En] {
            let words: std::collections::BTreeSet<_> =
                Status::ALL.iter().map(|&one| status(one, lang)).collect();
            assert_eq!(words.len(), Status::ALL.len());
        }
    }

    #[test]
    fn a_rule_without_words_is_named_as_in_data_files() {
        assert_eq!(submission_rule("last-year", Lang::Vi), "last-year");
        assert_eq!(submission_rule("no-data", Lang::Vi), "Chưa điền số liệu");
        assert_eq!(row_rule(RowRule::DuplicateRow, Lang::En), "Repeated row");
    }
}
