//! Summaries of achievements, put together from clauses.
//!
//! In: a field of work, whom it is about and where. Out: one to four sentences. In a clause `{a}` is
//! a number of two digits, `{b}` a percentage, `{c}` a small number, `{mon}` a subject, `{hs}` what
//! learners are called there, `{thi}` the contest such a school goes to.

mod pools;

use fastrand::Rng;

use super::unit::Level;
use crate::sample::dice::{chance, pick, some_of};

/// The fields of work of the form, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Work {
    Management,
    Teaching,
    Learning,
    Research,
    Digital,
    Union,
    Other,
}

impl Work {
    /// As the form has it.
    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Management => "Quản lý",
            Self::Teaching => "Giảng dạy",
            Self::Learning => "Học tập",
            Self::Research => "Nghiên cứu khoa học",
            Self::Digital => "Chuyển đổi số",
            Self::Union => "Công tác đoàn thể",
            Self::Other => "Khác",
        }
    }
}

/// What a summary is about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// The field of work.
    pub(super) work: Work,
    /// The school.
    pub(super) level: Level,
    /// Whether it is about one person rather than a team.
    pub(super) individual: bool,
    /// The subject that is taught, if it is known.
    pub(super) subject: Option<&'static str>,
}

/// The clauses that fit a setting.
struct Pools {
    deeds: &'static [&'static str],
    results: &'static [&'static str],
    closings: &'static [&'static str],
}

impl Setting {
    fn pools(self) -> Pools {
        let (deeds, results, closings): (&[_], &[_], &[_]) = match (self.level, self.work) {
            (Level::Office, _) => (&pools::OFFICE, &[], &pools::OFFICE_RECOGNITION),
            (_, Work::Learning) if self.individual => {
                (&pools::PUPIL, &[], &pools::PUPIL_RECOGNITION)
            }
            (Level::Nursery, _) => (
                &pools::NURSERY,
                &pools::NURSERY_RESULTS,
                &pools::RECOGNITION,
            ),
            (_, Work::Learning) => (&pools::CLASS, &pools::RESULTS_IN_CLASS, &pools::RECOGNITION),
            (_, Work::Teaching) => (
                &pools::TEACHING,
                &pools::RESULTS_IN_CLASS,
                &pools::RECOGNITION,
            ),
            (_, Work::Research) => (
                &pools::RESEARCH,
                &pools::RESULTS_IN_CLASS,
                &pools::RECOGNITION,
            ),
            (_, Work::Digital) => (
                &pools::DIGITAL,
                &pools::RESULTS_OF_STAFF,
                &pools::RECOGNITION,
            ),
            (_, Work::Union) => (&pools::UNION, &pools::RESULTS_OF_STAFF, &pools::RECOGNITION),
            (_, Work::Management | Work::Other) => (
                &pools::MANAGEMENT,
                &pools::RESULTS_OF_STAFF,
                &pools::RECOGNITION,
            ),
        };
        Pools {
            deeds,
            results,
            closings,
        }
    }
}

/// A summary of achievements; it begins with `opening` if that says anything.
pub(super) fn summary(rng: &mut Rng, setting: Setting, opening: &str) -> String {
    let Pools {
        deeds,
        results,
        closings,
    } = setting.pools();
    let count = pick(rng, &[1, 2, 2, 3]);
    let mut deeds = some_of(rng, deeds, count);
    rng.shuffle(&mut deeds);
    let mut text = sentence(opening, &deeds.join("; "));
    if !results.is_empty() && chance(rng, 0.7) {
        let count = pick(rng, &[1, 1, 2]);
        for result in some_of(rng, results, count) {
            text.extend([" ", result, "."]);
        }
    }
    if chance(rng, 0.6) {
        text.extend([" ", pick(rng, closings)]);
    }
    let subject = setting
        .subject
        .unwrap_or_else(|| subject(rng, setting.level));
    fill(rng, &text, setting.level, subject)
}

/// A sentence of an opening and what follows it, with a capital and a full stop.
pub(super) fn sentence(opening: &str, rest: &str) -> String {
    let joined = format!("{opening} {rest}.");
    let mut letters = joined.trim_start().chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters.clone()).collect()
}

const SUBJECTS: [(&[Level], &[&str]); 4] = [
    (
        &[Level::Nursery],
        &[
            "Làm quen với toán",
            "Làm quen chữ cái",
            "Âm nhạc",
            "Tạo hình",
            "Khám phá khoa học",
        ],
    ),
    (
        &[Level::Primary],
        &["Tiếng Việt", "Toán", "Tiếng Anh", "Tin học", "Khoa học"],
    ),
    (
        &[Level::LowerSecondary],
        &[
            "Ngữ văn",
            "Toán",
            "Tiếng Anh",
            "Khoa học tự nhiên",
            "Lịch sử và Địa lí",
            "Tin học",
            "Công nghệ",
        ],
    ),
    (
        &[],
        &[
            "Ngữ văn",
            "Toán",
            "Vật lí",
            "Hóa học",
            "Sinh học",
            "Lịch sử",
            "Địa lí",
            "Tiếng Anh",
            "Tin học",
        ],
    ),
];

/// A subject taught at this level.
pub(super) fn subject(rng: &mut Rng, level: Level) -> &'static str {
    let found = SUBJECTS
        .iter()
        .find(|(levels, _)| levels.is_empty() || levels.contains(&level));
    found.map_or("Toán", |(_, subjects)| pick(rng, subjects))
}

/// What learners are called at this level.
pub(super) fn learner(level: Level) -> &'static str {
    match level {
        Level::Nursery => "trẻ",
        Level::Adults => "học viên",
        _ => "học sinh",
    }
}

/// The text with its blanks filled in: one subject throughout, each number drawn on its own.
pub(super) fn fill(rng: &mut Rng, text: &str, level: Level, subject: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (blank, after) = after.split_once('}').unwrap_or((after, ""));
        out.push_str(before);
        match blank {
            "a" => out.push_str(&rng.u32(12..=48).to_string()),
            "b" => out.push_str(&rng.u32(86..=99).to_string()),
            "c" => out.push_str(&rng.u32(2..=9).to_string()),
            "mon" => out.push_str(subject),
            "thi" => out.push_str(
                if level == Level::UpperSecondary || level == Level::Adults {
                    "kỳ thi học sinh giỏi cấp tỉnh"
                } else {
                    "hội thi cấp huyện"
                },
            ),
            _ => out.push_str(learner(level)),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
