//! The letter to the units that owe something, with what each owes as its appendix.

mod appendix;

use super::body::Body;
use super::phrase::many;
use super::{Letter, form};
use crate::lang;
use crate::report::Report;
use crate::report::reminders::{Debt, Reminder, gather};

/// The letter to all units that owe something.
pub(super) fn letter(report: &Report<'_>) -> Letter {
    letter_to(report, &gather(report))
}

/// The letter to units with what each owes.
pub(super) fn letter_to(report: &Report<'_>, reminders: &[Reminder<'_>]) -> Letter {
    let lang = report.lang;
    let about = report.campaign.titles.get(lang);
    let subject = lang.pick(
        format!("V/v đôn đốc báo cáo: {about}"),
        format!("On returns: {about}"),
    );
    let head = form::head(report, lang.pick("……", "……"), Some(&subject));
    let mut body = Body::new(lang, head);
    body.put(vec![form::addressee(&addressee(report, reminders))]);
    let day = lang::date(report.as_of);
    if reminders.is_empty() {
        body.say(&lang.pick(
            format!("Tính đến ngày {day}, các đơn vị đã gửi đủ báo cáo đến hạn và không còn nội dung phải bổ sung, sửa hoặc làm rõ. Trân trọng cảm ơn các đơn vị./."),
            format!("As of {day} (day/month/year) no unit owes anything. Thank you."),
        ));
    } else {
        owed(report, reminders, &mut body);
    }
    let as_above = lang.pick("Như trên", "As above");
    body.put(form::end(report, Some(as_above)));
    let mut parts = vec![body.into_blocks()];
    if !reminders.is_empty() {
        parts.push(appendix::appendix(report, reminders));
    }
    Letter {
        title: subject,
        parts,
    }
}

/// To whom it is sent.
fn addressee(report: &Report<'_>, reminders: &[Reminder<'_>]) -> String {
    let lang = report.lang;
    let to = match reminders {
        [] => lang.pick("Các đơn vị", "All units"),
        [one] => one.unit.name.as_str(),
        _ => lang.pick(
            "Các đơn vị có tên trong Phụ lục",
            "The units named in the appendix",
        ),
    };
    lang.pick(format!("Kính gửi: {to}"), format!("To: {to}"))
}

/// How many owe what, and what they are asked.
fn owed(report: &Report<'_>, reminders: &[Reminder<'_>], body: &mut Body) {
    let lang = report.lang;
    let day = lang::date(report.as_of);
    let about = report.campaign.titles.get(lang);
    let units = many(reminders.len(), lang);
    body.say(&match reminders.len() {
        1 => lang.pick(
            format!("Qua tổng hợp báo cáo “{about}” tính đến ngày {day}, quý đơn vị còn một số nội dung cần thực hiện, nêu tại Phụ lục kèm theo. Đề nghị đơn vị:"),
            format!("From the returns on “{about}” as of {day} (day/month/year), you still have to see to what the appendix lists. You are asked to:"),
        ),
        _ => lang.pick(
            format!("Qua tổng hợp báo cáo “{about}” tính đến ngày {day}, {units} đơn vị còn nội dung cần thực hiện, nêu tại Phụ lục kèm theo. Đề nghị các đơn vị:"),
            format!("From the returns on “{about}” as of {day} (day/month/year), the units in the appendix ({units}) still have something to see to. They are asked to:"),
        ),
    });
    body.list(&asked(report, reminders));
    body.say(lang.pick(
        "Các nội dung trên đề nghị hoàn thành và gửi về trước ngày …… tháng …… năm ………",
        "Please send this before ……/……/………",
    ));
    body.say(&lang.pick(
        format!("Nếu đơn vị đã gửi hoặc đã sửa sau ngày {day}, xin bỏ qua nội dung tương ứng. Trong quá trình thực hiện, nếu có vướng mắc, đề nghị đơn vị liên hệ để được hướng dẫn."),
        format!("Please disregard what was sent or mended after {day}. Ask us where anything is not clear."),
    ));
    let units = match reminders.len() {
        1 => "đơn vị",
        _ => "các đơn vị",
    };
    body.say_before(&lang.pick(
        format!("Đề nghị {units} quan tâm, phối hợp thực hiện./."),
        "Thank you for your help.".to_owned(),
    ));
}

/// What is asked of the units, a sentence for each kind of what they owe.
fn asked(report: &Report<'_>, reminders: &[Reminder<'_>]) -> Vec<String> {
    let lang = report.lang;
    // Who added runs up has marked no return that could come with the letter.
    let of_cells = if report.is_of_runs() {
        (
            Debt::Cells,
            "Sửa hoặc làm rõ các nội dung đã đánh dấu trong phiếu rà soát của nơi nhận báo cáo (nếu chưa có phiếu thì sửa trong báo cáo đã gửi), rồi gửi lại nơi đó",
            "Mend or explain what is marked in the returns that the receiving office made of yours (or, without one, mend the return itself), and send those back there",
        )
    } else {
        (
            Debt::Cells,
            "Sửa hoặc làm rõ các nội dung đã đánh dấu trong phiếu rà soát gửi kèm, rồi gửi lại phiếu đó",
            "Mend or explain what is marked in the returns that come with this, and send those back",
        )
    };
    let kinds = [
        (
            Debt::Return,
            "Gửi các báo cáo đã đến hạn, hoặc gửi lại báo cáo chưa dùng được",
            "Send the returns that are due, or send those again that cannot be used",
        ),
        of_cells,
        (
            Debt::Target,
            "Bổ sung kết quả hoặc giải trình các chỉ tiêu chưa đạt",
            "Add what is missing from targets that are not met, or explain",
        ),
    ];
    let asked = kinds.into_iter().filter_map(|(debt, vi, en)| {
        let owing = reminders
            .iter()
            .filter(|one| one.debts.iter().any(|(kind, _)| *kind == debt))
            .count();
        let units = many(owing, lang);
        match (owing, reminders.len()) {
            (0, _) => None,
            (_, 1) => Some(lang.pick(format!("{vi}."), format!("{en}."))),
            _ => Some(lang.pick(
                format!("{vi} ({units} đơn vị)."),
                format!("{en} (units: {units})."),
            )),
        }
    });
    asked.collect()
}
