//! The words for how returns came.

use super::not_known;
use crate::assess::Arrival;
use crate::campaign::Collection;
use crate::lang::Lang;
use crate::settle::Return;

/// Whether a sender's return is there.
#[must_use]
pub fn receipt(one: &Return, lang: Lang) -> &'static str {
    match (one.counting, one.any_file) {
        (Some(_), _) => received(lang),
        (None, true) => lang.pick("Đã gửi, chưa dùng được", "Sent, but not usable"),
        (None, false) => lang.pick("Chưa nhận", "Not received"),
    }
}

/// The word for a return that is there.
#[must_use]
pub fn received(lang: Lang) -> &'static str {
    lang.pick("Đã nhận", "Received")
}

/// The word for a return that came in time.
#[must_use]
pub fn on_time(lang: Lang) -> &'static str {
    lang.pick("Đúng hạn", "On time")
}

/// The word for one that came after its due date.
#[must_use]
pub fn late(lang: Lang) -> &'static str {
    lang.pick("Quá hạn", "Late")
}

/// Whether a sender's return came in time, or how it stands with the due date.
#[must_use]
pub fn timeliness(one: &Return, collection: &Collection, lang: Lang) -> &'static str {
    match (one.on_time, collection.last_good_day) {
        (Some(true), _) => on_time(lang),
        (Some(false), _) => late(lang),
        (None, None) => lang.pick("Không đặt hạn", "No due date"),
        (None, Some(_)) if one.first.is_some() => not_known(lang),
        (None, Some(_)) if one.overdue => lang.pick("Quá hạn", "Overdue"),
        (None, Some(_)) => lang.pick("Chưa đến hạn", "Not yet due"),
    }
}

/// How the return of an expected sender came, or that it has not.
#[must_use]
pub fn arrival(arrival: Arrival, lang: Lang) -> &'static str {
    match arrival {
        Arrival::OnTime => on_time(lang),
        Arrival::Late => lang.pick("Nhận quá hạn", "Late"),
        Arrival::DayUnknown => lang.pick("Chưa rõ ngày nhận", "Day not known"),
        Arrival::Undated => received(lang),
        Arrival::Unusable => lang.pick("Đã gửi, chưa dùng được", "Sent, not usable"),
        Arrival::Overdue => lang.pick("Chưa gửi, đã quá hạn", "Not sent, overdue"),
        Arrival::Awaited => lang.pick("Chưa gửi, chưa quá hạn", "Not sent, not overdue"),
    }
}
