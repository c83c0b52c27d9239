//! What a sender registered at the year's start, and what became of it: "Đăng ký thi đua" and
//! "Kết quả đăng ký" speak of the same targets.

mod targets;

use fastrand::Rng;

use self::targets::TARGETS;
use super::phrases::sentence;
use super::unit::{Kind, Level};
use super::{Province, Row, Sender, Value};
use crate::sample::dice::{chance, dice, pick, some_of};

/// A target of the list: its code, its unit of measure, how it is worded, what is done for it.
struct Target {
    code: &'static str,
    measure: &'static str,
    amount: Amount,
    /// Whether it is about pupils, so that offices do not register it.
    of_schools: bool,
    wordings: [&'static str; 3],
    solutions: [&'static str; 4],
}

/// What a sender of each kind pledges: Bureau, school, section.
enum Amount {
    Percent(std::ops::RangeInclusive<u32>),
    Count([std::ops::RangeInclusive<u32>; 3]),
}

/// One registered target.
struct Pledge {
    target: &'static Target,
    wording: &'static str,
    amount: f64,
}

/// The rows of the registration.
pub(super) fn pledged(province: &Province, sender: &Sender) -> Vec<Row> {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "solutions"]);
    let pledges = pledges(province, sender);
    let row = |pledge: &Pledge| -> Row {
        let count = pick(&mut rng, &[1, 2, 2]);
        let mut solutions = some_of(&mut rng, &pledge.target.solutions, count);
        if chance(&mut rng, 0.4) {
            solutions.push(pick(&mut rng, &GENERAL));
        }
        vec![
            ("ma_chi_tieu", pledge.target.code.into()),
            ("noi_dung", pledge.wording.into()),
            ("chi_tieu", pledge.amount.into()),
            ("don_vi_tinh", pledge.target.measure.into()),
            ("giai_phap", one_sentence(&solutions).into()),
        ]
    };
    pledges.iter().map(row).collect()
}

/// Clauses as one sentence: only the first begins with a capital.
fn one_sentence(clauses: &[&str]) -> String {
    let lower = |clause: &&str| {
        let mut letters = clause.chars();
        let first = letters.next().into_iter().flat_map(char::to_lowercase);
        first.chain(letters).collect::<String>()
    };
    let clauses: Vec<String> = clauses.iter().map(lower).collect();
    sentence("", &clauses.join("; "))
}

/// The rows of the results.
pub(super) fn results(province: &Province, sender: &Sender) -> Vec<Row> {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "results"]);
    let pledges = pledges(province, sender);
    pledges
        .iter()
        .map(|pledge| result(&mut rng, pledge))
        .collect()
}

fn result(rng: &mut Rng, pledge: &Pledge) -> Row {
    let (done, note) = match rng.u32(0..100) {
        0..45 => (
            pledge.amount,
            pick(rng, &["Đạt", "Đạt", "Đạt chỉ tiêu", ""]),
        ),
        45..82 => (
            more(rng, pledge),
            pick(rng, &["Vượt", "Vượt chỉ tiêu", "Vượt so với đăng ký", ""]),
        ),
        _ => (less(rng, pledge), pick(rng, &SHORTFALLS)),
    };
    vec![
        ("ma_chi_tieu", pledge.target.code.into()),
        ("noi_dung", pledge.wording.into()),
        ("chi_tieu", pledge.amount.into()),
        ("ket_qua", done.into()),
        (
            "ghi_chu",
            if note.is_empty() {
                Value::Empty
            } else {
                note.into()
            },
        ),
    ]
}

const SHORTFALLS: [&str; 4] = [
    "Chưa đạt, thiếu nhân lực từ đầu năm",
    "Chưa đạt",
    "Chưa đạt, đang khắc phục",
    "Gần đạt",
];

/// Percentages are told in tenths, and end at a hundred.
fn more(rng: &mut Rng, pledge: &Pledge) -> f64 {
    match pledge.target.amount {
        Amount::Percent(_) => tenths(pledge.amount + f64::from(rng.u32(1..=25)) / 10.0).min(100.0),
        Amount::Count(_) => pledge.amount + f64::from(rng.u32(1..=4)),
    }
}

fn less(rng: &mut Rng, pledge: &Pledge) -> f64 {
    match pledge.target.amount {
        Amount::Percent(_) => tenths(pledge.amount - f64::from(rng.u32(2..=45)) / 10.0),
        Amount::Count(_) => (pledge.amount - f64::from(rng.u32(1..=2))).max(0.0),
    }
}

fn tenths(percent: f64) -> f64 {
    (percent * 10.0).round() / 10.0
}

/// What the sender registered, the same whoever asks.
fn pledges(province: &Province, sender: &Sender) -> Vec<Pledge> {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "pledges"]);
    let office = sender.kind == Kind::Section;
    let open: Vec<&'static Target> = TARGETS
        .iter()
        .filter(|one| !(office && one.of_schools))
        .collect();
    let count = rng.usize(4..=7).min(open.len());
    let kind = match sender.kind {
        Kind::Bureau => 0,
        Kind::School(_) => 1,
        Kind::Section => 2,
    };
    let adults = sender.kind == Kind::School(Level::Adults);
    let pledge = |target: &'static Target| {
        let amount = match &target.amount {
            // Centres have older learners who also work.
            Amount::Percent(range) if adults => f64::from(rng.u32(range.clone()) - 3),
            Amount::Percent(range) => f64::from(rng.u32(range.clone())),
            Amount::Count(ranges) => f64::from(rng.u32(ranges[kind].clone())),
        };
        let half =
            matches!(target.amount, Amount::Percent(_)) && amount < 99.0 && chance(&mut rng, 0.3);
        Pledge {
            target,
            wording: pick(&mut rng, &target.wordings),
            amount: if half { amount + 0.5 } else { amount },
        }
    };
    // Which targets are taken is drawn apart from their amounts.
    let mut choice = dice(province.seed, &[sender.unit.code.as_str(), "choice"]);
    some_of(&mut choice, &open, count)
        .into_iter()
        .map(pledge)
        .collect()
}

const GENERAL: [&str; 6] = [
    "phân công lãnh đạo phụ trách, giao ban hằng tháng",
    "đưa vào tiêu chí xét thi đua cuối năm",
    "sơ kết sau mỗi học kỳ để điều chỉnh",
    "tuyên truyền trong toàn đơn vị",
    "bố trí kinh phí hỗ trợ",
    "phối hợp với công đoàn, đoàn thanh niên cùng thực hiện",
];

/// Whether a target of this code is promised as a share of a hundred.
pub(in crate::sample) fn is_percent(code: &str) -> bool {
    let of_code = |target: &&Target| target.code == code;
    let found = TARGETS.iter().find(of_code);
    found.is_some_and(|target| matches!(target.amount, Amount::Percent(_)))
}
