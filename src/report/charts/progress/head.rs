//! What is said above the pictures of arrivals.

use super::BELOW_LINE;
use crate::assess::Arrival;
use crate::lang::{Lang, number};
use crate::report::charts::page::{Head, Key};
use crate::report::charts::picture::Fill;
use crate::report::figures::Progress;
use crate::report::palette;

pub(super) fn head(all: &[Progress<'_>], blank: &[&Progress<'_>], lang: Lang) -> Head {
    let key = |vi: &str, en: &str, key| (lang.pick(vi, en).to_owned(), key);
    let mut legend = vec![
        key(
            "Báo cáo đã nhận, cộng dồn theo ngày",
            "Returns received by the end of each day",
            Key::Area(Fill::Plain(BELOW_LINE)),
        ),
        key(
            "Số đơn vị phải báo cáo",
            "Units that must report",
            Key::Line(palette::RULE),
        ),
    ];
    let mut subtitle = lang.pick(
        "Tiến độ nhận báo cáo từng kỳ",
        "Arrival of returns, by collection",
    );
    if all.iter().any(|one| one.collection.last_good_day.is_some()) {
        subtitle = lang.pick(
            "Tiến độ nhận báo cáo từng kỳ so với hạn nộp",
            "Arrival of returns, by collection, against the due date",
        );
        legend.push(key(
            "Hạn nộp",
            "Due date",
            Key::Dashes(palette::THRESHOLD_LINE),
        ));
    }
    let undated: u32 = all.iter().map(Progress::undated).sum();
    let mut notes = Vec::new();
    if undated > 0 {
        let undated = number(f64::from(undated), lang);
        notes.push(lang.pick(
            format!("Chỉ vẽ báo cáo đã rõ ngày nhận; {undated} báo cáo đã nhận chưa rõ ngày."),
            format!(
                "Only returns whose day of receipt is known are drawn; of {undated} it is not."
            ),
        ));
    }
    if !blank.is_empty() {
        let titles = blank.iter().map(|one| one.collection.titles.get(lang));
        let titles = titles.collect::<Vec<_>>().join("; ");
        notes.push(lang.pick(
            format!("Chưa có ngày nhận nào để vẽ: {titles}."),
            format!("No day of receipt to draw: {titles}."),
        ));
    }
    Head {
        title: title(all, lang),
        subtitle: subtitle.to_owned(),
        legend,
        notes,
    }
}

/// How many of the returns received came in time.
fn title(all: &[Progress<'_>], lang: Lang) -> String {
    let sum = |count: &dyn Fn(&Progress<'_>) -> u32| -> u32 { all.iter().map(count).sum() };
    let text = |count: u32| number(f64::from(count), lang);
    let of = |arrival| sum(&|one| one.arrivals.at(arrival));
    let on_time = of(Arrival::OnTime);
    let (late, unknown) = (of(Arrival::Late), of(Arrival::DayUnknown));
    let dated = on_time + late + unknown;
    if dated == 0 {
        let received = text(sum(&|one| one.arrivals.received()));
        let expected = text(sum(&|one| one.arrivals.expected()));
        return lang.pick(
            format!("Đã nhận {received}/{expected} báo cáo"),
            format!("{received} of {expected} returns received"),
        );
    }
    let mut title = lang.pick(
        format!(
            "Trong {} báo cáo đã nhận: {} đúng hạn",
            text(dated),
            text(on_time)
        ),
        format!(
            "Of {} returns received, {} came in time",
            text(dated),
            text(on_time)
        ),
    );
    for (part, vi, en) in [
        (late, "quá hạn", "late"),
        (unknown, "chưa rõ ngày nhận", "on an unknown day"),
    ] {
        if part > 0 {
            let part = text(part);
            title.push_str(&lang.pick(format!(", {part} {vi}"), format!(", {part} {en}")));
        }
    }
    title
}
