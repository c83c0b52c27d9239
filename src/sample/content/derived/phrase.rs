//! Texts, as far as a field's label tells what it holds.

use fastrand::Rng;

use super::Return;
use crate::campaign::Field;
use crate::sample::content::cover::phone;
use crate::sample::content::people::person;
use crate::sample::content::unit::Kind;
use crate::sample::dice::{chance, pick};
use crate::text::{match_key, unaccented};

/// What a text is about, told by a word of its label.
#[derive(Clone, Copy)]
enum Sort {
    /// The number of a letter or decision.
    Number,
    Phone,
    Position,
    /// What things are counted in.
    Measure,
    /// Where people work.
    Workplace,
    /// Where they teach.
    School,
    Note,
}

/// Words of labels, as typed without accents, the longer of two that fit first.
const WORDS: [(&str, Sort); 12] = [
    ("don vi tinh", Sort::Measure),
    ("dvt", Sort::Measure),
    ("so quyet dinh", Sort::Number),
    ("so qd", Sort::Number),
    ("so van ban", Sort::Number),
    ("so, ky hieu", Sort::Number),
    ("dien thoai", Sort::Phone),
    ("chuc vu", Sort::Position),
    ("ghi chu", Sort::Note),
    ("minh chung", Sort::Note),
    ("don vi", Sort::Workplace),
    ("truong", Sort::School),
];

const SCHOOLS: [&str; 3] = ["Trường Mầm non", "Trường Tiểu học", "Trường THCS"];

const MEASURES: [&str; 4] = ["hoạt động", "lượt người", "bài viết", "học sinh"];

const POSITIONS: [&str; 5] = [
    "Hiệu trưởng",
    "Phó Hiệu trưởng",
    "Tổ trưởng chuyên môn",
    "Giáo viên",
    "Nhân viên",
];

const NOTES: [&str; 4] = [
    "Có hồ sơ kèm theo",
    "Đã thực hiện xong",
    "Theo kế hoạch của đơn vị",
    "Có minh chứng lưu tại đơn vị",
];

const DEEDS: [&str; 24] = [
    "Xây dựng trường học xanh, sạch, đẹp",
    "Đổi mới phương pháp dạy học theo hướng phát triển năng lực học sinh",
    "Ứng dụng công nghệ thông tin trong quản lý hồ sơ",
    "Tổ chức sinh hoạt chuyên môn theo cụm trường",
    "Phát triển văn hóa đọc trong nhà trường",
    "Giúp đỡ học sinh có hoàn cảnh khó khăn",
    "Nâng cao chất lượng bữa ăn bán trú",
    "Xây dựng kho học liệu số dùng chung",
    "Tổ chức hoạt động trải nghiệm cho học sinh",
    "Phối hợp với cha mẹ học sinh trong giáo dục kỹ năng sống",
    "Bồi dưỡng học sinh có năng khiếu",
    "Đẩy mạnh phong trào rèn luyện thân thể",
    "Xây dựng môi trường học tập an toàn, thân thiện",
    "Hướng dẫn học sinh tự học, tự nghiên cứu",
    "Đổi mới sinh hoạt tổ chuyên môn",
    "Giáo dục truyền thống địa phương cho học sinh",
    "Thực hiện văn hóa công sở, giao tiếp ứng xử văn minh",
    "Tiết kiệm điện, nước và văn phòng phẩm",
    "Duy trì sĩ số, vận động học sinh ra lớp",
    "Làm đồ dùng dạy học từ vật liệu sẵn có",
    "Tư vấn tâm lý cho học sinh",
    "Tuyên truyền, phổ biến pháp luật trong nhà trường",
    "Kết nghĩa với các trường vùng khó khăn",
    "Tổ chức ngày hội sáng tạo của học sinh",
];

/// One deed in short, without a comma that could part values.
pub(super) fn word(rng: &mut Rng) -> &'static str {
    pick(
        rng,
        &["Quản lý", "Dạy học", "Học tập", "Đoàn thể", "Chuyển đổi số"],
    )
}

/// A text of a field; of one that tells rows apart, or whose rows belong to one sender, it names the
/// sender.
pub(super) fn text(rng: &mut Rng, report: &Return<'_>, field: &Field, own: bool) -> String {
    let sender = report.sender;
    let label = unaccented(&match_key(&field.label));
    let sort = WORDS.iter().find(|(word, _)| label.contains(word));
    let text = match sort.map(|(_, sort)| *sort) {
        Some(Sort::Phone) => phone(rng),
        _ if field.personal => person(rng, sender.hills).name,
        Some(Sort::Number) => format!("{:02}/QĐ-{}", rng.u32(1..=400), sender.initials()),
        Some(Sort::Position) => pick(rng, &POSITIONS).to_owned(),
        Some(Sort::Measure) => pick(rng, &MEASURES).to_owned(),
        Some(Sort::Workplace) => workplace(rng, report),
        Some(Sort::School) => school(rng, report),
        Some(Sort::Note) => pick(rng, &NOTES).to_owned(),
        None if own => format!("{} ở {}", pick(rng, &DEEDS), workplace(rng, report)),
        None => pick(rng, &DEEDS).to_owned(),
    };
    let limits = &field.constraints;
    lengthened(rng, shortened(text, limits.max_length), limits.min_length)
}

/// A unit below the sender, or the sender.
fn workplace(rng: &mut Rng, report: &Return<'_>) -> String {
    let below = below(report);
    if below.is_empty() || chance(rng, 0.05) {
        report.sender.name.clone()
    } else {
        pick(rng, &below).to_owned()
    }
}

/// A unit below the sender, the sender where it teaches, or a school of its place.
fn school(rng: &mut Rng, report: &Return<'_>) -> String {
    let (sender, below) = (report.sender, below(report));
    if !below.is_empty() {
        pick(rng, &below).to_owned()
    } else if matches!(sender.kind, Kind::School(_)) {
        sender.name.clone()
    } else {
        format!("{} {}", pick(rng, &SCHOOLS), sender.locality)
    }
}

/// The names of the units below the sender.
fn below<'a>(report: &Return<'a>) -> Vec<&'a str> {
    let sender = report.sender.unit;
    let day = report.collection.register_day();
    let units = report.province.campaign.units.iter();
    units
        .filter(|unit| unit.parent.as_ref() == Some(&sender.code) && unit.valid_on(day))
        .map(|unit| unit.name.as_str())
        .collect()
}

/// The text up to the last word that fits.
fn shortened(text: String, most: Option<usize>) -> String {
    let Some(most) = most.filter(|most| text.chars().count() > *most) else {
        return text;
    };
    let start: String = text.chars().take(most).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    start[..end].trim_end_matches(',').to_owned()
}

fn lengthened(rng: &mut Rng, mut text: String, least: Option<usize>) -> String {
    while least.is_some_and(|least| text.chars().count() < least) {
        text = format!("{text}. {}", pick(rng, &DEEDS));
    }
    text
}
