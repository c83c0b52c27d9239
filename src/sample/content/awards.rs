//! Awards given and proposed: "Khen thưởng" by name, "Tổng hợp khen thưởng" in figures.
//!
//! The province gives each award by a few decisions a year; whoever names one, names its number
//! and its day. The great titles of the year (Lao động tiên tiến, Chiến sĩ thi đua cơ sở) come in
//! figures only, as nobody types thousands of names.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use fastrand::Rng;

use super::people::another;
use super::phrases::Work;
use super::roles::{new_team, role, whose};
use super::unit::Kind;
use super::{Province, Row, Sender, Value, Wave};
use crate::campaign::Campaign;
use crate::sample::dice::{chance, day_between, dice, office_day_before, pick};

/// An award that is told by name.
struct Award {
    name: &'static str,
    level: &'static str,
    office: &'static str,
    /// How often it is drawn, of 100.
    share: u32,
    who: Who,
    occasions: &'static [&'static str],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Who {
    Teachers,
    People,
    Teams,
    /// A whole school or office.
    Places,
    Both,
}

/// What commendations are given for; titles are given for the year's work alone.
const ANY: &[&str] = &["Thường xuyên", "Chuyên đề", "Chuyên đề", "Đột xuất"];
const YEARLY: &[&str] = &["Thường xuyên"];

/// The awards: name, level, office of the decision, share, whose, occasions.
const AWARDS: [Award; 9] = [
    award(
        "Giấy khen của Giám đốc Sở",
        ("Sở", "SGDĐT"),
        46,
        Who::Both,
        ANY,
    ),
    award(
        "Bằng khen của UBND tỉnh",
        ("Tỉnh", "UBND"),
        18,
        Who::Both,
        ANY,
    ),
    award(
        "Bằng khen của Bộ trưởng Bộ GDĐT",
        ("Bộ", "BGDĐT"),
        8,
        Who::Both,
        ANY,
    ),
    award(
        "Chiến sĩ thi đua cấp tỉnh",
        ("Tỉnh", "UBND"),
        7,
        Who::People,
        YEARLY,
    ),
    award(
        "Kỷ niệm chương Vì sự nghiệp Giáo dục",
        ("Bộ", "BGDĐT"),
        9,
        Who::People,
        YEARLY,
    ),
    award(
        "Nhà giáo tiêu biểu của năm",
        ("Sở", "SGDĐT"),
        4,
        Who::Teachers,
        YEARLY,
    ),
    award(
        "Tập thể lao động xuất sắc",
        ("Tỉnh", "UBND"),
        5,
        Who::Teams,
        YEARLY,
    ),
    award("Cờ thi đua", ("Tỉnh", "UBND"), 2, Who::Places, YEARLY),
    award(
        "Huân chương Lao động",
        ("Nhà nước", "CTN"),
        1,
        Who::Both,
        YEARLY,
    ),
];

const fn award(
    name: &'static str,
    (level, office): (&'static str, &'static str),
    share: u32,
    who: Who,
    occasions: &'static [&'static str],
) -> Award {
    Award {
        name,
        level,
        office,
        share,
        who,
        occasions,
    }
}

/// The decisions of a year: of each award, a few in each wave.
pub(super) struct Decisions(Vec<[Vec<Decision>; 2]>);

/// A decision by which an award was given to many.
struct Decision {
    number: String,
    day: NaiveDate,
    occasion: &'static str,
}

impl Decisions {
    /// The decisions of a seed.
    pub(super) fn new(campaign: &Campaign, seed: u64) -> Self {
        let of = |award| Wave::BOTH.map(|wave| decisions(campaign, seed, award, wave));
        Self(AWARDS.iter().map(of).collect())
    }

    /// One of the decisions on an award.
    fn draw(&self, rng: &mut Rng, award: usize, wave: Wave) -> &Decision {
        let decisions = &self.0[award][usize::from(wave == Wave::Second)];
        &decisions[rng.usize(..decisions.len())]
    }
}

/// The decisions on an award in a wave: the later the day, the higher the number.
fn decisions(campaign: &Campaign, seed: u64, award: &Award, wave: Wave) -> Vec<Decision> {
    let mut rng = dice(seed, &["decisions", award.name, wave.name()]);
    let (from, to) = wave.days(campaign);
    let mut day = || office_day_before(day_between(&mut rng, from, to)).max(from);
    let mut days = [day(), day(), day()];
    days.sort_unstable();
    let mut number = rng.u32(120..=900);
    let decision = |day| {
        number += rng.u32(11..=160);
        Decision {
            number: format!("{number}/QĐ-{}", award.office),
            day,
            occasion: pick(&mut rng, award.occasions),
        }
    };
    days.into_iter().map(decision).collect()
}

/// One award or proposal.
struct Given {
    award: usize,
    individual: bool,
    teaches: bool,
    proposed: bool,
    row: Row,
}

/// The rows of a wave.
pub(super) fn rows(
    province: &Province,
    decisions: &Decisions,
    sender: &Sender,
    wave: Wave,
) -> Vec<Row> {
    given(province, decisions, sender, wave)
        .into_iter()
        .map(|one| one.row)
        .collect()
}

fn given(province: &Province, decisions: &Decisions, sender: &Sender, wave: Wave) -> Vec<Given> {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "awards", wave.name()],
    );
    let count = match sender.kind {
        Kind::Bureau => rng.u32(6..=14),
        Kind::School(_) => rng.u32(1..=5),
        Kind::Section => rng.u32(1..=3),
    };
    let mut taken = BTreeSet::new();
    (0..count)
        .map(|_| one(&mut rng, decisions, sender, wave, &mut taken))
        .collect()
}

fn one(
    rng: &mut Rng,
    decisions: &Decisions,
    sender: &Sender,
    wave: Wave,
    taken: &mut BTreeSet<String>,
) -> Given {
    let place = sender.workplace(rng);
    let at = draw_award(rng);
    let award = &AWARDS[at];
    let individual = match award.who {
        Who::Teachers | Who::People => true,
        Who::Teams | Who::Places => false,
        Who::Both => chance(rng, 0.8),
    };
    let (name, title, teaches) = if individual {
        let work = match award.who {
            Who::Teachers => Work::Teaching,
            _ => pick(rng, &WORK_OF_PEOPLE),
        };
        let role = role(rng, work, place.level);
        let person = another(rng, sender.hills, taken);
        (person.name, Some(role.title), role.teaches)
    } else if award.who == Who::Places && taken.insert(place.name.clone()) {
        (place.name.clone(), None, false)
    } else {
        let of_adults = |work| work != Work::Learning;
        (new_team(rng, place, taken, of_adults).name, None, false)
    };
    // What a year ends with is still on its way to those who decide.
    let proposed = chance(rng, if wave == Wave::Second { 0.45 } else { 0.15 });
    let decision = (!proposed).then(|| decisions.draw(rng, at, wave));
    let occasion = decision.map_or_else(|| pick(rng, award.occasions), |one| one.occasion);
    let row = vec![
        ("doi_tuong", whose(individual).into()),
        ("ho_ten", name.into()),
        ("chuc_vu", title.into()),
        ("don_vi_cong_tac", place.name.as_str().into()),
        ("truc_tiep_giang_day", teaches.into()),
        ("hinh_thuc", award.name.into()),
        ("loai_khen", occasion.into()),
        ("tinh_trang", if proposed { PROPOSED } else { GIVEN }.into()),
        ("cap", award.level.into()),
        (
            "so_quyet_dinh",
            decision.map(|one| one.number.clone()).into(),
        ),
        ("ngay_quyet_dinh", decision.map(|one| one.day).into()),
    ];
    Given {
        award: at,
        individual,
        teaches,
        proposed,
        row,
    }
}

const GIVEN: &str = "Đã khen";
const PROPOSED: &str = "Đề nghị";

/// What people who are commended do, the commonest more than once.
const WORK_OF_PEOPLE: [Work; 5] = [
    Work::Teaching,
    Work::Teaching,
    Work::Teaching,
    Work::Management,
    Work::Other,
];

fn draw_award(rng: &mut Rng) -> usize {
    let all = AWARDS.iter().map(|award| award.share).sum();
    let mut left = rng.u32(0..all);
    for (at, award) in AWARDS.iter().enumerate() {
        if left < award.share {
            return at;
        }
        left -= award.share;
    }
    0
}

/// A row for each title and form of the list, with what both waves gave.
pub(super) fn summary(province: &Province, decisions: &Decisions, sender: &Sender) -> Vec<Row> {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "summary"]);
    let given: Vec<Given> = Wave::BOTH
        .iter()
        .flat_map(|&wave| given(province, decisions, sender, wave))
        .collect();
    let advanced = sender.staff * rng.u32(62..=88) / 100;
    let fighters = advanced * rng.u32(8..=15) / 100;
    let teams = match sender.kind {
        Kind::Bureau => rng.u32(8..=26),
        _ => rng.u32(0..=5),
    };
    let count = |award: &str, test: fn(&Given) -> bool| {
        let named = given
            .iter()
            .filter(|one| !one.proposed && AWARDS[one.award].name == award && test(one));
        u32::try_from(named.count()).unwrap_or(u32::MAX)
    };
    let taught = |people: u32| {
        if sender.teachers == 0 {
            0
        } else {
            people * sender.teachers / sender.staff
        }
    };
    let row = |name: &String| -> Row {
        let (of_teams, of_people, teaching) = match name.as_str() {
            "Lao động tiên tiến" => (0, advanced, taught(advanced)),
            "Chiến sĩ thi đua cơ sở" => (0, fighters, taught(fighters)),
            "Tập thể lao động tiên tiến" => (teams, 0, 0),
            name => (
                count(name, |one| !one.individual),
                count(name, |one| one.individual),
                count(name, |one| one.individual && one.teaches),
            ),
        };
        vec![
            ("hinh_thuc", Value::from(name.as_str())),
            ("tap_the", of_teams.into()),
            ("ca_nhan", of_people.into()),
            ("truc_tiep", teaching.into()),
        ]
    };
    province
        .entries("hinh-thuc", "ten")
        .iter()
        .map(row)
        .collect()
}
