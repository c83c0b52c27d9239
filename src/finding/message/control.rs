//! A signed figure that differs from what was read, in both languages.

use crate::finding::ControlTotal;
use crate::lang::{self, Lang};

pub(super) const VI_HELP: &str = "Đề nghị đối chiếu bản đã ký với số liệu trong biểu, sửa bên sai, \
     rồi mở tệp bằng Excel và lưu lại để các công thức được tính lại.";
pub(super) const EN_HELP: &str = "Compare what was signed with the form, mend the one that is wrong, \
     then open the file in Excel and save it again, so that the formulas are calculated anew.";

pub(super) fn vi(total: &ControlTotal) -> String {
    let (stated, read) = figures(total, Lang::Vi);
    let sheet = &total.sheet;
    match &total.label {
        Some(label) => format!(
            "số đối chiếu của \"{label}\" (trang \"{sheet}\") là {stated}, trong khi đọc được {read}"
        ),
        None => format!(
            "số dòng đối chiếu của trang \"{sheet}\" là {stated}, trong khi đọc được {read}"
        ),
    }
}

pub(super) fn en(total: &ControlTotal) -> String {
    let (stated, read) = figures(total, Lang::En);
    let sheet = &total.sheet;
    match &total.label {
        Some(label) => format!(
            "the control total of \"{label}\" (sheet \"{sheet}\") is {stated}, but {read} was read"
        ),
        None => {
            format!("the control count of rows of \"{sheet}\" is {stated}, but {read} was read")
        }
    }
}

fn figures(total: &ControlTotal, lang: Lang) -> (String, String) {
    (
        lang::number(total.stated, lang),
        lang::number(total.read, lang),
    )
}
