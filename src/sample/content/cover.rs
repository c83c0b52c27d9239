//! The sheet "Thông tin đơn vị": who sends, who speaks for the sender, and what it has in place.

use chrono::{Days, NaiveDate};
use fastrand::Rng;

use super::people::Person;
use super::unit::{Kind, Level, plain};
use super::{Province, Row, Sender};
use crate::campaign::{About, Collection};
use crate::sample::dice::{chance, dice, office_day_before};
use crate::sample::receipts::Dates;

/// The one record. Fields a collection does not ask for are left out by the layout.
pub(super) fn row(
    province: &Province,
    sender: &Sender,
    collection: &Collection,
    dates: Dates,
) -> Row {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "cover"]);
    let domain = sender.domain();
    let mut row: Row = vec![
        ("ma_don_vi", sender.unit.code.as_str().into()),
        ("ten_don_vi", sender.name.as_str().into()),
        ("ky_bao_cao", collection.id.as_str().into()),
        ("lanh_dao", sender.leader.name.as_str().into()),
        ("lanh_dao_chuc_vu", sender.leader_title.into()),
        ("lanh_dao_dien_thoai", phone(&mut rng).into()),
        ("lanh_dao_email", mail(&sender.leader, &domain).into()),
        ("dau_moi", sender.focal.name.as_str().into()),
        ("dau_moi_chuc_vu", sender.focal_title.into()),
        ("dau_moi_dien_thoai", phone(&mut rng).into()),
        ("dau_moi_email", mail(&sender.focal, &domain).into()),
        ("ngay_bao_cao", dates.report.into()),
    ];
    if collection.about == About::BlockMembers {
        row.push(("ngay_bien_ban", meeting(&mut rng, dates.report).into()));
    } else {
        row.extend(registration(&mut rng, sender, dates.report));
    }
    row
}

/// The letter of registration, and what the unit has issued.
fn registration(rng: &mut Rng, sender: &Sender, report: NaiveDate) -> Row {
    let kind = if chance(rng, 0.6) { "ĐK" } else { "KH" };
    let number = rng.u32(4..=160);
    let day = office_day_before(report - Days::new(rng.u64(0..=12)));
    // A letter's number below ten is written with a nought before it.
    let letter = format!("{number:02}/{kind}-{}", sender.initials());
    // Centres and sections are the last to have a regulation and a council of their own.
    let small = matches!(sender.kind, Kind::Section | Kind::School(Level::Adults));
    let (plan, rules) = if small { (0.94, 0.82) } else { (0.98, 0.94) };
    vec![
        ("so_van_ban", letter.into()),
        ("ngay_van_ban", day.into()),
        ("co_ke_hoach", chance(rng, plan).into()),
        ("co_quy_che", chance(rng, rules).into()),
        ("co_hoi_dong", chance(rng, rules).into()),
        ("co_bo_tieu_chi", chance(rng, 0.9).into()),
    ]
}

/// The day the block met: some days before its head reports.
fn meeting(rng: &mut Rng, report: NaiveDate) -> NaiveDate {
    office_day_before(report - Days::new(rng.u64(1..=4)))
}

pub(super) fn phone(rng: &mut Rng) -> String {
    format!("09{:08}", rng.u32(10_000_000..=99_999_999))
}

/// Given name and initials, as offices make their addresses: "hoa.nt@…".
pub(super) fn mail(person: &Person, domain: &str) -> String {
    let name = plain(&person.name).to_lowercase();
    let mut words: Vec<&str> = name.split(' ').collect();
    let given = words.pop().unwrap_or_default();
    let initials: String = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    format!("{given}.{initials}@{domain}")
}
