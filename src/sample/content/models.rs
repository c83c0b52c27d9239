//! Exemplary people, teams and schemes that a sender introduced: "Mô hình, điển hình".

mod schemes;

use std::collections::BTreeSet;

use fastrand::Rng;

use self::schemes::SCHEMES;
use super::people::another;
use super::phrases::{Setting, Work, fill, sentence, subject, summary};
use super::roles::{TeamAtWork, new_team, role, whose};
use super::unit::{Kind, Level, Workplace};
use super::{Province, Row, Sender, Value, Wave};
use crate::sample::dice::{chance, day_between, dice, pick};

/// How many models affiliated units and sections introduce in a year; two are asked of the former.
const BY_SCHOOLS: [u32; 12] = [0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 5];
const BY_SECTIONS: [u32; 5] = [0, 0, 1, 1, 2];

/// The share of senders that tell of a first-wave model again at the year's end.
const TELL_AGAIN: f64 = 0.15;

/// The rows of a wave.
pub(super) fn rows(province: &Province, sender: &Sender, wave: Wave) -> Vec<Row> {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "models", wave.name()],
    );
    let mut taken = BTreeSet::new();
    let mut rows: Vec<Row> = (0..models(province, sender, wave))
        .map(|_| model(&mut rng, province, sender, wave, &mut taken))
        .collect();
    for _ in 0..schemes(&mut rng, sender.kind) {
        rows.extend(scheme(&mut rng, province, sender, wave, &mut taken));
    }
    if wave == Wave::Second && chance(&mut rng, TELL_AGAIN) {
        rows.extend(self::rows(province, sender, Wave::First).into_iter().next());
    }
    rows
}

/// How many models of the year's number fall into a wave.
fn models(province: &Province, sender: &Sender, wave: Wave) -> u32 {
    let mut rng = dice(province.seed, &[sender.unit.code.as_str(), "models"]);
    let year = match sender.kind {
        Kind::Bureau => rng.u32(6..=16),
        Kind::School(_) => pick(&mut rng, &BY_SCHOOLS),
        Kind::Section => pick(&mut rng, &BY_SECTIONS),
    };
    let first = year * rng.u32(30..=65) / 100;
    match wave {
        Wave::First => first,
        Wave::Second => year - first,
    }
}

fn schemes(rng: &mut Rng, kind: Kind) -> u32 {
    match kind {
        Kind::Bureau => rng.u32(0..=2),
        Kind::School(_) => u32::from(chance(rng, 0.25)),
        Kind::Section => u32::from(chance(rng, 0.15)),
    }
}

/// A person or a team.
fn model(
    rng: &mut Rng,
    province: &Province,
    sender: &Sender,
    wave: Wave,
    taken: &mut BTreeSet<String>,
) -> Row {
    let place = sender.workplace(rng);
    let individual = chance(rng, 0.66);
    let hero = if individual {
        Hero::person(rng, sender, place, taken)
    } else {
        Hero::team(rng, place, taken)
    };
    let setting = Setting {
        work: hero.work,
        level: place.level,
        individual,
        subject: hero.subject,
    };
    let text = summary(rng, setting, &hero.opening);
    let mut row: Row = vec![
        ("ten", hero.name.into()),
        ("phan_loai", "Điển hình".into()),
        ("doi_tuong", whose(individual).into()),
        ("chuc_vu", hero.title.into()),
        ("don_vi_cong_tac", place.name.as_str().into()),
        ("linh_vuc", hero.work.label().into()),
        (
            "phong_trao",
            movement(rng, province, hero.work, place.level),
        ),
        ("tom_tat", text.into()),
    ];
    row.extend(publication(rng, province, wave));
    row
}

/// Whom a summary is about.
struct Hero {
    name: String,
    title: Option<String>,
    work: Work,
    subject: Option<&'static str>,
    /// What the summary begins with.
    opening: String,
}

impl Hero {
    fn person(
        rng: &mut Rng,
        sender: &Sender,
        place: &Workplace,
        taken: &mut BTreeSet<String>,
    ) -> Self {
        let work = match place.level {
            Level::Office => pick(rng, &WORK_IN_OFFICES),
            Level::Nursery => pick(rng, &WORK_IN_NURSERIES),
            _ => pick(rng, &WORK_IN_SCHOOLS),
        };
        let person = another(rng, sender.hills, taken);
        let address = match (place.level, work, person.female) {
            (Level::Office, ..) => "Đồng chí",
            (_, Work::Learning, _) => "Em",
            (.., true) => "Cô",
            (.., false) => "Thầy",
        };
        let given = person.name.rsplit(' ').next().unwrap_or_default();
        let opening = chance(rng, 0.5).then(|| format!("{address} {given}"));
        Self {
            opening: opening.unwrap_or_default(),
            title: Some(role(rng, work, place.level).title),
            subject: None,
            name: person.name,
            work,
        }
    }

    /// A team that has something to tell of; clerks have not.
    fn team(rng: &mut Rng, place: &Workplace, taken: &mut BTreeSet<String>) -> Self {
        let TeamAtWork {
            name,
            work,
            subject,
        } = new_team(rng, place, taken, |work| work != Work::Other);
        Self {
            opening: pick(rng, &OPENINGS).to_owned(),
            title: None,
            name,
            work,
            subject,
        }
    }
}

const OPENINGS: [&str; 4] = [
    "",
    "Tập thể đã",
    "Cả tập thể đã cùng nhau",
    "Trong năm học đã",
];

const WORK_IN_OFFICES: [Work; 3] = [Work::Management, Work::Digital, Work::Union];
const WORK_IN_NURSERIES: [Work; 4] = [
    Work::Teaching,
    Work::Teaching,
    Work::Management,
    Work::Union,
];
const WORK_IN_SCHOOLS: [Work; 9] = [
    Work::Teaching,
    Work::Teaching,
    Work::Teaching,
    Work::Management,
    Work::Learning,
    Work::Learning,
    Work::Research,
    Work::Digital,
    Work::Union,
];

/// A new way of doing things, told by the list below; none where the place has used them all.
fn scheme(
    rng: &mut Rng,
    province: &Province,
    sender: &Sender,
    wave: Wave,
    taken: &mut BTreeSet<String>,
) -> Option<Row> {
    let place = sender.workplace(rng);
    let fitting: Vec<_> = SCHEMES
        .iter()
        .filter(|(_, _, levels, _)| fits(levels, place.level))
        .copied()
        .collect();
    let (name, work, _, told) = pick(rng, &fitting);
    let name = format!("Mô hình “{name}”");
    if !taken.insert(name.clone()) {
        return None;
    }
    let subject = subject(rng, place.level);
    let told = fill(rng, told, place.level, subject);
    let mut row: Row = vec![
        ("ten", name.into()),
        ("phan_loai", "Mô hình".into()),
        ("doi_tuong", "Tập thể".into()),
        ("chuc_vu", Value::Empty),
        ("don_vi_cong_tac", place.name.as_str().into()),
        ("linh_vuc", work.label().into()),
        ("phong_trao", movement(rng, province, work, place.level)),
        ("tom_tat", sentence("", &told).into()),
    ];
    row.extend(publication(rng, province, wave));
    Some(row)
}

/// Whether a scheme for these levels, or for all that teach pupils, is one of this level.
fn fits(levels: &[Level], level: Level) -> bool {
    let pupils = !matches!(level, Level::Office | Level::Nursery);
    levels.contains(&level) || (levels.is_empty() && pupils)
}

/// The movement a field of work belongs to; some rows leave it open.
fn movement(rng: &mut Rng, province: &Province, work: Work, level: Level) -> Value {
    if chance(rng, 0.08) {
        return Value::Empty;
    }
    // By place in the list: 0 innovation, 1 happy schools, 2 new countryside, 3 office culture,
    // 4 the example of Hồ Chí Minh, 5 for the poor, 6 administrative reform.
    let at = match work {
        Work::Management if level == Level::Office => pick(rng, &[0, 3, 6]),
        Work::Management => pick(rng, &[0, 0, 1]),
        Work::Teaching | Work::Research => pick(rng, &[0, 0, 0, 1]),
        Work::Learning => pick(rng, &[0, 1, 4]),
        Work::Digital => pick(rng, &[0, 0, 6]),
        Work::Union => pick(rng, &[2, 3, 4, 5]),
        Work::Other => pick(rng, &[1, 1, 1, 2]),
    };
    province.entry("phong-trao", "ten", at).into()
}

const PORTALS: [&str; 3] = [
    "Cổng TTĐT của Sở",
    "Cổng thông tin điện tử Sở GDĐT",
    "Trang TTĐT của đơn vị",
];
const PRESS: [&str; 3] = ["Báo Vân Khê", "Đài PT-TH tỉnh", "Bản tin giáo dục Vân Khê"];
const VERDICTS: [&str; 7] = [
    "Tốt",
    "Hiệu quả",
    "Có sức lan tỏa",
    "Được nhân rộng",
    "Đã biểu dương",
    "Xuất sắc",
    "Đang theo dõi",
];

/// When and where it was introduced, and what became of it.
fn publication(rng: &mut Rng, province: &Province, wave: Wave) -> Row {
    let (from, to) = wave.days(province.campaign);
    let (place, link) = match rng.u32(0..100) {
        0..60 => {
            let path = pick(rng, &["guong", "tin-tuc", "thi-dua"]);
            let link = format!("https://vankhe.example/{path}/{}", rng.u32(10_000..99_999));
            (Some(pick(rng, &PORTALS)), chance(rng, 0.8).then_some(link))
        }
        60..75 => (Some(pick(rng, &PRESS)), None),
        _ => (None, None),
    };
    let verdict = chance(rng, 0.5).then(|| pick(rng, &VERDICTS));
    vec![
        ("ngay_gioi_thieu", day_between(rng, from, to).into()),
        ("noi_dang", place.into()),
        ("duong_dan", link.into()),
        ("ket_qua_danh_gia", verdict.into()),
    ]
}
