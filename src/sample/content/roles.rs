//! What people and teams are called at each kind of workplace.

use std::collections::BTreeSet;

use fastrand::Rng;

use super::phrases::Work;
use super::unit::{Level, Workplace};
use crate::sample::dice::{chance, pick};

/// A position.
pub(super) struct Role {
    /// As a return writes it.
    pub(super) title: String,
    /// Whether its holder teaches classes.
    pub(super) teaches: bool,
}

/// The position of somebody who stands out in a field of work.
pub(super) fn role(rng: &mut Rng, work: Work, level: Level) -> Role {
    let (title, teaches) = match (level, work) {
        (Level::Office, _) => (
            pick(
                rng,
                &["Chuyên viên", "Chuyên viên", "Phó Trưởng phòng", "Văn thư"],
            ),
            false,
        ),
        (_, Work::Learning) => return pupil(rng, level),
        (Level::Adults, Work::Management) => ("Phó Giám đốc", false),
        (_, Work::Management) => (
            pick(rng, &["Hiệu trưởng", "Phó Hiệu trưởng", "Phó Hiệu trưởng"]),
            false,
        ),
        (Level::Primary | Level::LowerSecondary, Work::Union) => (
            pick(
                rng,
                &[
                    "Chủ tịch Công đoàn",
                    "Tổng phụ trách Đội",
                    "Bí thư Chi đoàn",
                ],
            ),
            true,
        ),
        (_, Work::Union) => (pick(rng, &["Chủ tịch Công đoàn", "Bí thư Chi đoàn"]), true),
        (_, Work::Other) => (
            pick(
                rng,
                &["Nhân viên thư viện", "Nhân viên y tế", "Kế toán", "Văn thư"],
            ),
            false,
        ),
        _ => (
            pick(
                rng,
                &[
                    "Giáo viên",
                    "Giáo viên",
                    "Giáo viên",
                    "Tổ trưởng chuyên môn",
                ],
            ),
            true,
        ),
    };
    Role {
        title: title.to_owned(),
        teaches,
    }
}

/// Whether a row is about one person or a team, as forms say it.
pub(super) fn whose(individual: bool) -> &'static str {
    if individual {
        "Cá nhân"
    } else {
        "Tập thể"
    }
}

/// A pupil, with the class.
fn pupil(rng: &mut Rng, level: Level) -> Role {
    let word = if level == Level::Adults {
        "Học viên"
    } else {
        "Học sinh"
    };
    Role {
        title: format!("{word} lớp {}", class(rng, level)),
        teaches: false,
    }
}

fn class(rng: &mut Rng, level: Level) -> String {
    let year = match level {
        Level::Primary => rng.u32(3..=5),
        Level::LowerSecondary => rng.u32(6..=9),
        _ => rng.u32(10..=12),
    };
    format!(
        "{year}{}{}",
        pick(rng, &["A", "A", "B", "C"]),
        if chance(rng, 0.5) {
            pick(rng, &["1", "2", "3"])
        } else {
            ""
        }
    )
}

/// A team and the subject it teaches, if it teaches one.
type Team = (&'static str, Option<&'static str>);

const NURSERY_TEAMS: [Team; 4] = [
    ("Tổ mẫu giáo 5 tuổi", None),
    ("Tổ mẫu giáo ghép", None),
    ("Tổ nhà trẻ", None),
    ("Tổ nuôi dưỡng", None),
];
const PRIMARY_TEAMS: [Team; 4] = [
    ("Tổ khối 1", None),
    ("Tổ khối 2, 3", None),
    ("Tổ khối 4, 5", None),
    ("Tổ bộ môn", Some("Tiếng Anh")),
];
const LOWER_TEAMS: [Team; 4] = [
    ("Tổ Khoa học tự nhiên", Some("Khoa học tự nhiên")),
    ("Tổ Khoa học xã hội", Some("Lịch sử và Địa lí")),
    ("Tổ Toán - Tin", Some("Toán")),
    ("Tổ Ngữ văn", Some("Ngữ văn")),
];
const UPPER_TEAMS: [Team; 6] = [
    ("Tổ Toán - Tin", Some("Toán")),
    ("Tổ Ngữ văn", Some("Ngữ văn")),
    ("Tổ Vật lí - Công nghệ", Some("Vật lí")),
    ("Tổ Hóa - Sinh", Some("Hóa học")),
    ("Tổ Sử - Địa", Some("Lịch sử")),
    ("Tổ Ngoại ngữ", Some("Tiếng Anh")),
];
const ADULT_TEAMS: [Team; 3] = [
    ("Tổ Văn hóa", None),
    ("Tổ Hướng nghiệp - Dạy nghề", None),
    ("Tổ Liên kết đào tạo", None),
];
const OFFICE_TEAMS: [Team; 3] = [
    ("Bộ phận Tổng hợp", None),
    ("Bộ phận Chuyên môn", None),
    ("Bộ phận Một cửa", None),
];
const TEAM_WORK: [Work; 4] = [
    Work::Teaching,
    Work::Teaching,
    Work::Digital,
    Work::Research,
];

/// A team and what it does.
pub(super) struct TeamAtWork {
    /// Its name, with that of its workplace.
    pub(super) name: String,
    /// The field of work it stands out in; teams of clerks have [`Work::Other`].
    pub(super) work: Work,
    /// The subject it teaches, if it teaches one.
    pub(super) subject: Option<&'static str>,
}

/// A team of a workplace that no other row names, whose field of work is one that `accept`s.
pub(super) fn new_team(
    rng: &mut Rng,
    place: &Workplace,
    taken: &mut BTreeSet<String>,
    accept: fn(Work) -> bool,
) -> TeamAtWork {
    // A small place has few teams: where all are taken, its parts have numbers.
    const PATIENCE: u32 = 24;
    let mut tries = 0;
    loop {
        let (team, work, subject) = team(rng, place.level);
        let part = match tries {
            0..PATIENCE => String::new(),
            _ => format!(" số {}", tries - PATIENCE + 1),
        };
        let name = format!("{team}{part} {}", place.name);
        if accept(work) && taken.insert(name.clone()) {
            return TeamAtWork {
                name,
                work,
                subject,
            };
        }
        tries += 1;
    }
}

fn team(rng: &mut Rng, level: Level) -> (String, Work, Option<&'static str>) {
    let office = level == Level::Office;
    let pupils = !office && level != Level::Nursery;
    match rng.u32(0..100) {
        0..18 if office => ("Công đoàn cơ quan".to_owned(), Work::Union, None),
        0..18 => ("Công đoàn".to_owned(), Work::Union, None),
        18..28 => (
            pick(rng, &["Chi đoàn", "Chi bộ"]).to_owned(),
            Work::Union,
            None,
        ),
        28..45 if pupils => (format!("Lớp {}", class(rng, level)), Work::Learning, None),
        45..55 if pupils => ("Tổ Văn phòng".to_owned(), Work::Other, None),
        _ => {
            let teams: &[Team] = match level {
                Level::Nursery => &NURSERY_TEAMS,
                Level::Primary => &PRIMARY_TEAMS,
                Level::LowerSecondary => &LOWER_TEAMS,
                Level::UpperSecondary => &UPPER_TEAMS,
                Level::Adults => &ADULT_TEAMS,
                Level::Office => &OFFICE_TEAMS,
            };
            let (team, subject) = pick(rng, teams);
            let work = match level {
                Level::Office => Work::Management,
                Level::Nursery => Work::Teaching,
                _ => pick(rng, &TEAM_WORK),
            };
            (team.to_owned(), work, subject)
        }
    }
}
