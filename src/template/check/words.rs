//! The words of the check sheet.

use crate::lang::Lang;

/// The words of results.
pub(super) struct Words {
    pub(super) met: &'static str,
    pub(super) not_met: &'static str,
    pub(super) missing: &'static str,
    pub(super) above: &'static str,
    pub(super) watched: &'static str,
    pub(super) nothing: &'static str,
    pub(super) blanks: &'static str,
    pub(super) twice: &'static str,
    pub(super) rows: &'static str,
}

/// The words in a language.
pub(super) fn words(lang: Lang) -> Words {
    lang.pick(
        Words {
            met: "Đạt",
            not_met: "Chưa đạt",
            missing: "Còn thiếu",
            above: "Vượt",
            watched: "Theo dõi",
            nothing: "Chưa ghi số liệu",
            blanks: " ô bắt buộc",
            twice: " dòng trùng",
            rows: "Số dòng",
        },
        Words {
            met: "Met",
            not_met: "Not met",
            missing: "Missing",
            above: "Above by",
            watched: "Watched",
            nothing: "Nothing filled in",
            blanks: " required cells",
            twice: " repeated rows",
            rows: "Rows",
        },
    )
}
