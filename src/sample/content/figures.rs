//! Figures of a term: the record "Số liệu" and participation in each movement.

use fastrand::Rng;

use super::unit::{Kind, Level};
use super::{Province, Row, Sender, Wave};
use crate::sample::dice::{chance, dice, pick, some_of};

/// All who work at the sender in a wave; a few come or go over the winter.
pub(super) fn staff(province: &Province, sender: &Sender, wave: Wave) -> u32 {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "staff", wave.name()],
    );
    match wave {
        Wave::First => sender.staff,
        Wave::Second => sender.staff + rng.u32(0..=3) - rng.u32(0..=2),
    }
}

/// The record "Số liệu".
pub(super) fn record(province: &Province, sender: &Sender, wave: Wave) -> Row {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "figures", wave.name()],
    );
    let rng = &mut rng;
    let bureau = sender.kind == Kind::Bureau;
    let upper = sender.kind == Kind::School(Level::UpperSecondary);
    let most = if bureau { 9 } else { 3 };
    let complaints = now_and_then(rng, 0.4, most);
    let open = now_and_then(rng, 0.25, 1).min(complaints);
    let (articles, checks) = if bureau {
        (12..=64, 2..=14)
    } else {
        (1..=24, 1..=6)
    };
    let talents = if upper { 0.2 } else { 0.0 };
    let inventions = if upper || bureau { 0.12 } else { 0.0 };
    let happy = match sender.kind {
        Kind::Bureau => rng.u32(4..=26),
        Kind::School(_) => now_and_then(rng, 0.7, 1),
        Kind::Section => 0,
    };
    vec![
        ("tong_so_cbgvnv", staff(province, sender, wave).into()),
        ("truc_tiep_giang_day", sender.teachers.into()),
        ("tin_bai", rng.u32(articles).into()),
        ("cuoc_kiem_tra", rng.u32(checks).into()),
        ("don_thu_nhan", complaints.into()),
        ("don_thu_giai_quyet", (complaints - open).into()),
        ("hsg_quoc_gia", now_and_then(rng, talents, 5).into()),
        ("khkt_quoc_gia", now_and_then(rng, inventions, 2).into()),
        ("truong_hanh_phuc", happy.into()),
        ("lop_tap_huan_da_du", rng.u32(1..=5).into()),
    ]
}

/// Mostly nothing, else one to `most`.
fn now_and_then(rng: &mut Rng, likely: f64, most: u32) -> u32 {
    let some = rng.u32(1..=most);
    if chance(rng, likely) { some } else { 0 }
}

/// A row for each movement the sender took part in, in the list's order.
pub(super) fn movements(province: &Province, sender: &Sender, wave: Wave) -> Vec<Row> {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "movements", wave.name()],
    );
    let rng = &mut rng;
    let total = staff(province, sender, wave);
    let list = province.entries("phong-trao", "ten");
    // "Khác" ends the list; few have something to put there.
    let named = list.len().saturating_sub(1);
    let places: Vec<usize> = (0..named).collect();
    let count = pick(rng, &[3, 3, 4, 4, 5, 5, 6]);
    let mut taken = some_of(rng, &places, count);
    if chance(rng, 0.08) {
        taken.push(named);
    }
    // A sender that only joined in name: the target "activity in the wave" is missed.
    let idle = chance(rng, 0.03);
    taken
        .into_iter()
        .map(|at| {
            let some = rng.u32(78..=99);
            let share = if chance(rng, 0.35) { 100 } else { some };
            let (result, activities) = if idle {
                ("Đang thực hiện", 0)
            } else {
                result(rng, sender.kind)
            };
            vec![
                ("phong_trao", province.entry("phong-trao", "ten", at).into()),
                ("so_tham_gia", (total * share / 100).into()),
                ("tong_so", total.into()),
                ("so_hoat_dong", activities.into()),
                ("ket_qua", result.into()),
            ]
        })
        .collect()
}

/// How a movement went, and how many activities it had.
fn result(rng: &mut Rng, kind: Kind) -> (&'static str, u32) {
    let most = if kind == Kind::Bureau { 24 } else { 9 };
    match rng.u32(0..100) {
        0..62 => ("Hoàn thành", rng.u32(1..=most)),
        62..97 => ("Đang thực hiện", rng.u32(1..=most)),
        _ => ("Không hoàn thành", 0),
    }
}
