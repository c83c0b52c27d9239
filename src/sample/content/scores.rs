//! Points for the criteria: a sender's own, and those a block's head gives its members.

use fastrand::Rng;

use super::unit::{Kind, Level};
use super::{Province, Row, Sender, Value};
use crate::campaign::{Criterion, Unit};
use crate::sample::dice::{chance, dice, pick};

/// Criteria that sections and centres may not have: universal education and the school network.
const OF_SCHOOLS: [&str; 2] = ["TC06", "TC07"];

/// Points go by quarters.
const QUARTERS: f64 = 4.0;

/// The sender's own points, a row for each criterion.
pub(super) fn own(province: &Province, sender: &Sender) -> Vec<Row> {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "evidence"]);
    asked_of(province, sender.unit)
        .map(|criterion| row(&mut rng, province, sender, criterion))
        .collect()
}

fn row(rng: &mut Rng, province: &Province, sender: &Sender, criterion: &Criterion) -> Row {
    let exempt = match sender.kind {
        Kind::Section => 1.0,
        Kind::School(Level::Adults) => 0.3,
        _ => 0.0,
    };
    let applies = !(OF_SCHOOLS.contains(&criterion.code.as_str()) && chance(rng, exempt));
    let evidence = chance(rng, 0.6).then(|| pick(rng, &EVIDENCE));
    vec![
        ("tieu_chi", criterion.code.as_str().into()),
        ("noi_dung", criterion.title.as_str().into()),
        ("diem_toi_da", criterion.maximum.into()),
        (
            "diem_tu_cham",
            applies
                .then(|| points(province, sender.unit, criterion))
                .into(),
        ),
        (
            "khong_ap_dung",
            if applies { Value::Empty } else { true.into() },
        ),
        ("minh_chung", evidence.into()),
    ]
}

const EVIDENCE: [&str; 12] = [
    "Hồ sơ lưu tại đơn vị",
    "Báo cáo tổng kết năm học",
    "Kế hoạch và biên bản kèm theo",
    "Sổ theo dõi thi đua",
    "Quyết định khen thưởng",
    "Biên bản kiểm tra nội bộ",
    "Báo cáo chuyên đề",
    "Số liệu trên cơ sở dữ liệu ngành",
    "Ảnh chụp, tin bài đã đăng",
    "Nghị quyết hội nghị viên chức",
    "Kế hoạch số hóa và danh mục học liệu",
    "Biên bản họp hội đồng",
];

/// What the unit thinks it has earned: seven to ten of ten, by quarters.
fn points(province: &Province, unit: &Unit, criterion: &Criterion) -> f64 {
    let mut rng = dice(
        province.seed,
        &[unit.code.as_str(), "points", &criterion.code],
    );
    // The better of two draws: nobody is strict with himself.
    let share = f64::from(rng.u32(70..=100).max(rng.u32(70..=98))) / 100.0;
    by_quarters(criterion.maximum * share)
}

/// What the block thinks: mostly the same, now and then somewhat less.
fn reviewed(province: &Province, unit: &Unit, criterion: &Criterion) -> f64 {
    let mut rng = dice(
        province.seed,
        &[unit.code.as_str(), "reviewed", &criterion.code],
    );
    let less = if chance(&mut rng, 0.55) {
        0
    } else {
        rng.u32(1..=5)
    };
    (points(province, unit, criterion) - f64::from(less) / QUARTERS).max(0.0)
}

fn by_quarters(points: f64) -> f64 {
    (points * QUARTERS).floor() / QUARTERS
}

/// The points a head gives: each other member of its block, for each criterion asked of it.
pub(super) fn review(province: &Province, sender: &Sender) -> Vec<Row> {
    let members = province.peers(sender.unit).iter();
    let others = members.filter(|unit| unit.code != sender.unit.code);
    let rows = others.flat_map(|unit| {
        asked_of(province, unit).map(|criterion| -> Row {
            vec![
                ("ma_don_vi", unit.code.as_str().into()),
                ("tieu_chi", criterion.code.as_str().into()),
                ("diem_tham_dinh", reviewed(province, unit, criterion).into()),
            ]
        })
    });
    rows.collect()
}

/// The criteria whose points forms ask of a unit.
fn asked_of<'a>(province: &'a Province, unit: &'a Unit) -> impl Iterator<Item = &'a Criterion> {
    let criteria = province.campaign.criteria.iter();
    criteria.filter(|criterion| criterion.is_asked_of(&unit.unit_type))
}
