//! Names of people, as they sound in the lowlands and in the hills; none is a real person's.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::sample::dice::{chance, pick};

/// Somebody a return names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sample) struct Person {
    /// Surname, middle name, given name.
    pub(in crate::sample) name: String,
    /// Whether one says "cô" rather than "thầy".
    pub(in crate::sample) female: bool,
}

/// The commonest surname, and how often it is drawn.
const COMMONEST: (&str, f64) = ("Nguyễn", 0.24);

const LOWLAND_SURNAMES: [&str; 30] = [
    "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý",
    "Đinh", "Trịnh", "Mai", "Cao", "Hà", "Tạ", "Lương", "Đoàn", "Chu", "Phùng", "Tô", "Tống",
    "Kiều", "Lưu", "Đào", "Quách", "Thân",
];

const HILL_SURNAMES: [&str; 28] = [
    "Lò", "Quàng", "Cà", "Tòng", "Lường", "Điêu", "Bạc", "Khoàng", "Pờ", "Lỳ", "Nông", "Triệu",
    "Bàn", "Hứa", "Lù", "Tẩn", "Phàn", "Chảo", "Ma", "Vì", "Lèo", "Hoàng", "Mào", "Lự", "Xa", "Hà",
    "Cầm", "Sầm",
];

const HMONG_SURNAMES: [&str; 12] = [
    "Vàng", "Giàng", "Sùng", "Thào", "Mùa", "Hạng", "Vừ", "Ly", "Chang", "Tráng", "Lầu", "Cứ",
];

const MIDDLE_MALE: [&str; 26] = [
    "Văn", "Văn", "Đức", "Hữu", "Quang", "Minh", "Xuân", "Thanh", "Công", "Đình", "Trọng", "Tiến",
    "Anh", "Ngọc", "Mạnh", "Thế", "Bá", "Duy", "Hải", "Quốc", "Việt", "Trung", "Hồng", "Gia",
    "Khắc", "Chí",
];

const MIDDLE_FEMALE: [&str; 26] = [
    "Thị",
    "Thị",
    "Thị Thu",
    "Thị Hồng",
    "Thị Thanh",
    "Thị Kim",
    "Thị Minh",
    "Thị Bích",
    "Thị Mai",
    "Thanh",
    "Thu",
    "Ngọc",
    "Thúy",
    "Hồng",
    "Kim",
    "Bích",
    "Phương",
    "Minh",
    "Hải",
    "Thị Ngọc",
    "Thị Lan",
    "Thị Hải",
    "Diệu",
    "Khánh",
    "Thị Phương",
    "Thị Quỳnh",
];

const GIVEN_MALE: [&str; 40] = [
    "Hùng",
    "Tuấn",
    "Dũng",
    "Sơn",
    "Nam",
    "Long",
    "Bình",
    "Hải",
    "Cường",
    "Thắng",
    "Quân",
    "Phúc",
    "Hiếu",
    "Trung",
    "Kiên",
    "Thành",
    "Đạt",
    "Khánh",
    "Tùng",
    "Toàn",
    "Vinh",
    "Hưng",
    "Lâm",
    "Phong",
    "Việt",
    "Đức",
    "Huy",
    "Quyết",
    "Chiến",
    "Thịnh",
    "Lực",
    "Tân",
    "Thái",
    "Hòa",
    "Định",
    "Nghĩa",
    "Khoa",
    "Bảo",
    "Trường",
    "Phương",
];

const GIVEN_FEMALE: [&str; 44] = [
    "Hoa", "Lan", "Hương", "Mai", "Nga", "Hà", "Thủy", "Hạnh", "Linh", "Trang", "Thảo", "Yến",
    "Oanh", "Hằng", "Nhung", "Loan", "Dung", "Phương", "Huyền", "Ngân", "Vân", "Xuân", "Thu",
    "Hiền", "Tâm", "Chi", "Giang", "Quỳnh", "Liên", "Hòa", "Nguyệt", "Tuyết", "Diệp", "Bích",
    "Thơm", "Duyên", "Ánh", "Thanh", "Hồng", "Lý", "Thúy", "Hoài", "Tươi", "Thêu",
];

const HILL_GIVEN_MALE: [&str; 14] = [
    "Panh", "Ún", "Pọm", "Hặc", "Thoong", "Inh", "Chung", "Biên", "Khụt", "Dương", "Sinh", "Dươi",
    "Toan", "Tiên",
];

const HILL_GIVEN_FEMALE: [&str; 14] = [
    "Ơn",
    "Lả",
    "Piềng",
    "Thoa",
    "Phiêng",
    "Muôn",
    "Hỏa",
    "Xiên",
    "Dung",
    "Thiên",
    "Nguyên",
    "Lót",
    "Phượng",
    "Tuyền",
];

const HMONG_GIVEN_MALE: [&str; 16] = [
    "Páo", "Chơ", "Sình", "Dơ", "Lử", "Vảng", "Sà", "Tủa", "Chống", "Súa", "Dế", "Tồng", "Phử",
    "Chu", "Nhè", "Sở",
];

const HMONG_GIVEN_FEMALE: [&str; 14] = [
    "Mỷ", "Dua", "Chứ", "Pà", "Sua", "Mảy", "Dở", "Xua", "Sai", "Ca", "Dợ", "Chía", "Máy", "Và",
];

/// Somebody; `hills` is the share of names of the hills, from 0 to 1.
pub(in crate::sample) fn person(rng: &mut Rng, hills: f64) -> Person {
    let female = chance(rng, 0.6);
    let name = if !chance(rng, hills) {
        let common = chance(rng, COMMONEST.1);
        let surname = pick(rng, &LOWLAND_SURNAMES);
        common_name(rng, if common { COMMONEST.0 } else { surname }, female)
    } else if chance(rng, 0.35) {
        let surname = pick(rng, &HMONG_SURNAMES);
        short_name(
            rng,
            surname,
            female,
            "A",
            (&HMONG_GIVEN_MALE, &HMONG_GIVEN_FEMALE),
        )
    } else {
        let surname = pick(rng, &HILL_SURNAMES);
        if chance(rng, 0.4) {
            short_name(
                rng,
                surname,
                female,
                "Văn",
                (&HILL_GIVEN_MALE, &HILL_GIVEN_FEMALE),
            )
        } else {
            common_name(rng, surname, female)
        }
    };
    Person { name, female }
}

/// A name with the one middle name of men, or of women.
fn short_name(
    rng: &mut Rng,
    surname: &str,
    female: bool,
    of_men: &str,
    (men, women): (&[&str], &[&str]),
) -> String {
    let (middle, given) = if female {
        ("Thị", women)
    } else {
        (of_men, men)
    };
    format!("{surname} {middle} {}", pick(rng, given))
}

/// A name with one of many middle names.
fn common_name(rng: &mut Rng, surname: &str, female: bool) -> String {
    let (middles, given): (&[_], &[_]) = if female {
        (&MIDDLE_FEMALE, &GIVEN_FEMALE)
    } else {
        (&MIDDLE_MALE, &GIVEN_MALE)
    };
    // A middle name that is also the given name sounds like a slip of the pen: drawn again.
    loop {
        let (middle, given) = (pick(rng, middles), pick(rng, given));
        if !middle.ends_with(given) && surname != given {
            return format!("{surname} {middle} {given}");
        }
    }
}

/// Somebody whose name is not among `taken`, and is from now on.
pub(in crate::sample) fn another(
    rng: &mut Rng,
    hills: f64,
    taken: &mut BTreeSet<String>,
) -> Person {
    loop {
        let person = person(rng, hills);
        if taken.insert(person.name.clone()) {
            return person;
        }
    }
}
