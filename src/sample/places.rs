//! Names of made-up communes and districts, each given once.
//!
//! In: a running number. Out: a name no other number has. Syllables are those of the north-western
//! hills and of the lowlands, never mixed, so that a name sounds like a place.

/// First and second syllables of hill communes.
const HILLS: ([&str; 24], [&str; 48]) = (
    [
        "Nà", "Bản", "Pá", "Huổi", "Nậm", "Mường", "Tà", "Pắc", "Khuổi", "Phiêng", "Chiềng", "Xốp",
        "Háng", "Sà", "Khe", "Suối", "Lũng", "Tả", "Phình", "Sín", "Pú", "Khao", "Đèo", "Cốc",
    ],
    [
        "Lương", "Sản", "Mạ", "Ngần", "Vài", "Loóng", "Hin", "Cại", "Tở", "Pồn", "Hua", "Xôm",
        "Bon", "Lếch", "Nghè", "Mu", "Ten", "Ló", "Sáng", "Phát", "Chăn", "Chạ", "Khum", "Xa",
        "Hán", "Lừm", "Cọ", "Mạt", "Tủm", "Đon", "Quai", "Nhùng", "Pheo", "Lụ", "Hốc", "Mây",
        "Sẳng", "Còi", "Vạng", "Đứa", "Tạng", "Pẻ", "Ngài", "Luông", "Khoang", "Chá", "Lao", "Vì",
    ],
);

/// First and second syllables of lowland communes and of districts. Second syllables that would
/// name a province or a well-known district together with a first one are left out.
const LOWLANDS: ([&str; 36], [&str; 43]) = (
    [
        "Thanh",
        "Hưng",
        "Phú",
        "Tân",
        "An",
        "Bình",
        "Quang",
        "Minh",
        "Đức",
        "Vĩnh",
        "Xuân",
        "Long",
        "Đại",
        "Yên",
        "Hòa",
        "Liên",
        "Hồng",
        "Sơn",
        "Thượng",
        "Gia",
        "Thái",
        "Nam",
        "Trung",
        "Đồng",
        "Lâm",
        "Tiên",
        "Hải",
        "Việt",
        "Cao",
        "Nghĩa",
        "Phúc",
        "Thịnh",
        "Hiệp",
        "Lạc",
        "Mộc",
        "Bảo",
    ],
    [
        "Tiến", "Mỹ", "Cương", "Khánh", "Hội", "Lập", "Thắng", "Lĩnh", "Khai", "Xá", "Hoàng",
        "Quý", "Kiên", "Hoài", "Vân", "Cát", "Tâm", "Lãng", "Bá", "Chính", "Ngọc", "Nhân", "Lương",
        "Sương", "Khuê", "Lâu", "Mậu", "Viên", "Bích", "Đàm", "Lẫm", "Vĩ", "Đoài", "Hoạch", "Thụ",
        "Uyên", "Mẫn", "Cừ", "Lữ", "Duệ", "Trọng", "Nhuệ", "Quế",
    ],
);

/// What tells two halves of one commune apart.
const HALVES: [&str; 8] = [
    "",
    " Thượng",
    " Hạ",
    " Đông",
    " Tây",
    " Nam",
    " Bắc",
    " Trung",
];

/// The name of the nth commune, from 0.
pub(super) fn commune(nth: usize) -> String {
    let hills = HILLS.0.len() * HILLS.1.len();
    let lowlands = LOWLANDS.0.len() * LOWLANDS.1.len();
    let all = hills + lowlands;
    let at = scatter(nth % all, all);
    let half = HALVES[(nth / all) % HALVES.len()];
    let name = if at < hills {
        format!(
            "{} {}",
            HILLS.0[at / HILLS.1.len()],
            HILLS.1[at % HILLS.1.len()]
        )
    } else {
        lowland(at - hills)
    };
    format!("{name}{half}")
}

/// The name of the nth district beyond those of the sample's register, from 0.
pub(super) fn district(nth: usize) -> String {
    let all = LOWLANDS.0.len() * LOWLANDS.1.len();
    lowland(scatter(nth % all, all))
}

fn lowland(at: usize) -> String {
    let (first, second) = LOWLANDS;
    format!("{} {}", first[at / second.len()], second[at % second.len()])
}

/// Spreads neighbouring numbers over `0..all`, each to a place of its own: the step is a prime
/// that divides none of the sizes used.
fn scatter(at: usize, all: usize) -> usize {
    const STEP: usize = 1_009;
    (at * STEP) % all
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::match_key;

    #[test]
    fn no_name_is_given_twice() {
        let keys: BTreeSet<String> = (0..18_200).map(|n| match_key(&commune(n))).collect();
        assert_eq!(keys.len(), 18_200);
        let keys: BTreeSet<String> = (0..1_540).map(|n| match_key(&district(n))).collect();
        assert_eq!(keys.len(), 1_540);
    }
}
