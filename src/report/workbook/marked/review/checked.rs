//! What was checked of the return, and what could not be, with the reason.

use crate::campaign::Campaign;
use crate::lang::Lang;
use crate::settle::{Coverage, Reason, Skipped};

/// A line on what was checked, then one for each reason why something was not.
pub(super) fn lines(coverage: &Coverage, campaign: &Campaign, lang: Lang) -> Vec<String> {
    let run = coverage.run;
    let made = lang.pick(
        format!("Đã thực hiện {run} phép kiểm tra trên tệp này."),
        format!("{run} checks were made on this file."),
    );
    let skipped = coverage.skipped.iter();
    let skipped = skipped.map(|one| line(one, campaign, lang));
    std::iter::once(made).chain(skipped).collect()
}

fn line(skipped: &Skipped, campaign: &Campaign, lang: Lang) -> String {
    let form = campaign.form(&skipped.form);
    let sheet = form.map_or(skipped.form.as_str(), |form| &form.sheet);
    let labels = skipped.fields.iter().map(|name| {
        let at = form.and_then(|form| Some(&form.fields[form.position(name)?]));
        format!("“{}”", at.map_or(name.as_str(), |field| &field.label))
    });
    let fields = labels.collect::<Vec<_>>().join(", ");
    let count = skipped.count;
    match skipped.reason {
        Reason::NoSheet => lang.pick(
            format!("Chưa kiểm tra được trang “{sheet}” ({count} phép kiểm tra): tệp không có trang này hoặc trang không đọc được."),
            format!("The sheet “{sheet}” was not checked ({count} checks): the file has none, or it cannot be read."),
        ),
        Reason::NoField => lang.pick(
            format!("Chưa kiểm tra được {fields} ở trang “{sheet}” ({count} phép kiểm tra): trang không có cột hoặc mục này."),
            format!("{fields} on the sheet “{sheet}” was not checked ({count} checks): the sheet has no such column or label."),
        ),
        Reason::NoOtherReturn => lang.pick(
            format!("Chưa đối chiếu được {fields} ở trang “{sheet}” với báo cáo kỳ khác: đơn vị chưa có báo cáo đó dùng được."),
            format!("{fields} on the sheet “{sheet}” was not held against another return: the unit has none that can be used."),
        ),
        Reason::NotLookedAt => lang.pick(
            format!("Chưa đối chiếu trang “{sheet}” với báo cáo kỳ khác: lần tổng hợp này không xét kỳ đó."),
            format!("The sheet “{sheet}” was not held against another return: this run does not look at that collection."),
        ),
        Reason::NoYearBefore => lang.pick(
            format!("Chưa so được {fields} ở trang “{sheet}” với năm trước: chưa có số liệu năm trước của đơn vị."),
            format!("{fields} on the sheet “{sheet}” was not compared with the year before: it is not known of the unit."),
        ),
        Reason::FewPeers => lang.pick(
            format!("Chưa so được {fields} ở trang “{sheet}” với các đơn vị cùng loại: chưa đủ số liệu để so."),
            format!("{fields} on the sheet “{sheet}” was not compared with units of the same type: there is not enough to compare with."),
        ),
    }
}
