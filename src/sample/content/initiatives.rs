//! Initiatives, research topics and pupils' inventions: "Sáng kiến, đề tài".

use std::collections::BTreeSet;

use fastrand::Rng;

use super::phrases::{Work, learner, subject};
use super::unit::{Kind, Level};
use super::{Province, Row, Sender, Wave};
use crate::sample::dice::{chance, day_between, dice, office_day_before, pick};

/// The rows of a wave. Every one has a number of its own, higher from row to row.
pub(super) fn rows(province: &Province, sender: &Sender, wave: Wave) -> Vec<Row> {
    let mut rng = dice(
        province.seed,
        &[sender.unit.code.as_str(), "initiatives", wave.name()],
    );
    let rng = &mut rng;
    let count = match sender.kind {
        Kind::Bureau => rng.u32(3..=8),
        Kind::School(_) => rng.u32(1..=3),
        Kind::Section => rng.u32(0..=2),
    };
    let mut titles = BTreeSet::new();
    let mut number = rng.u32(20..=180);
    let mut rows = Vec::new();
    for _ in 0..count {
        number += rng.u32(1..=9);
        rows.push(row(rng, province, sender, wave, number, &mut titles));
    }
    rows
}

fn row(
    rng: &mut Rng,
    province: &Province,
    sender: &Sender,
    wave: Wave,
    number: u32,
    titles: &mut BTreeSet<String>,
) -> Row {
    let place = sender.workplace(rng);
    let (from, to) = wave.days(province.campaign);
    let (title, sort, work) = loop {
        let (title, sort, work) = title(rng, place.level);
        if titles.insert(title.clone()) {
            break (title, sort, work);
        }
    };
    let (level, office) = match rng.u32(0..100) {
        0..68 => ("Cơ sở", sender.initials()),
        68..94 => ("Tỉnh", "UBND".to_owned()),
        _ => ("Bộ", "BGDĐT".to_owned()),
    };
    let reach = match level {
        "Cơ sở" => pick(
            rng,
            &["Toàn trường", "Trong đơn vị", "Tổ chuyên môn", "Cụm trường"],
        ),
        "Tỉnh" => pick(
            rng,
            &[
                "Toàn tỉnh",
                "Toàn ngành",
                "Các trường vùng khó khăn trong tỉnh",
            ],
        ),
        _ => pick(rng, &["Toàn quốc", "Các tỉnh miền núi phía Bắc"]),
    };
    let day = office_day_before(day_between(rng, from, to)).max(from);
    vec![
        ("ten", title.into()),
        ("loai", sort.into()),
        ("tac_gia", sender.person(rng).name.into()),
        ("don_vi_cong_tac", place.name.as_str().into()),
        ("linh_vuc", work.label().into()),
        ("cap_cong_nhan", level.into()),
        (
            "so_quyet_dinh",
            chance(rng, 0.93)
                .then(|| format!("{number}/QĐ-{office}"))
                .into(),
        ),
        ("ngay_cong_nhan", day.into()),
        ("pham_vi", chance(rng, 0.85).then_some(reach).into()),
    ]
}

const STARTS: [&str; 9] = [
    "Một số biện pháp",
    "Biện pháp",
    "Giải pháp",
    "Một số giải pháp",
    "Kinh nghiệm",
    "Một số kinh nghiệm",
    "Đổi mới cách",
    "Vận dụng sơ đồ tư duy nhằm",
    "Ứng dụng công nghệ thông tin nhằm",
];

const AIMS: [&str; 12] = [
    "nâng cao chất lượng dạy học",
    "rèn kỹ năng tự học",
    "phát triển năng lực giải quyết vấn đề",
    "tạo hứng thú học tập",
    "phụ đạo {hs} còn chậm",
    "bồi dưỡng {hs} có năng khiếu",
    "tổ chức hoạt động trải nghiệm",
    "đổi mới kiểm tra, đánh giá",
    "dạy học theo định hướng STEM",
    "phát triển năng lực hợp tác",
    "củng cố kiến thức cơ bản",
    "tích hợp giáo dục địa phương",
];

const NURSERY: [&str; 10] = [
    "tăng cường tiếng Việt cho trẻ mẫu giáo 5 tuổi",
    "phát triển vận động cho trẻ 24-36 tháng",
    "nâng cao chất lượng bữa ăn bán trú cho trẻ",
    "rèn kỹ năng tự phục vụ cho trẻ mẫu giáo bé",
    "giúp trẻ làm quen với chữ cái",
    "tổ chức hoạt động góc cho lớp mẫu giáo ghép",
    "phát triển ngôn ngữ cho trẻ qua thơ, truyện",
    "phối hợp với cha mẹ trẻ trong chăm sóc, giáo dục",
    "xây dựng môi trường lớp học thân thiện cho trẻ",
    "dạy trẻ làm quen với toán qua trò chơi",
];

const OFFICE: [&str; 10] = [
    "nâng cao chất lượng công tác thi đua, khen thưởng",
    "rút ngắn thời gian tổng hợp báo cáo thống kê",
    "số hóa hồ sơ cán bộ, viên chức",
    "chỉ đạo đổi mới sinh hoạt chuyên môn theo cụm trường",
    "kiểm tra, tư vấn công tác tự đánh giá ở các trường",
    "quản lý văn bản đi, đến trên môi trường mạng",
    "chỉ đạo duy trì sĩ số ở các xã đặc biệt khó khăn",
    "bồi dưỡng cán bộ quản lý trường học",
    "theo dõi kết quả phổ cập giáo dục, xóa mù chữ",
    "chỉ đạo xây dựng trường học hạnh phúc",
];

const TOPICS: [&str; 6] = [
    "Nghiên cứu thực trạng và đề xuất giải pháp nâng cao chất lượng môn {mon} ở vùng khó khăn",
    "Xây dựng hệ thống bài tập phát triển năng lực môn {mon}",
    "Nghiên cứu biện pháp duy trì sĩ số đối với {hs} dân tộc thiểu số",
    "Thiết kế học liệu số môn {mon} theo Chương trình giáo dục phổ thông 2018",
    "Nghiên cứu mô hình tư vấn tâm lý học đường cho {hs} nội trú",
    "Nghiên cứu giáo dục kỹ năng sống thông qua văn hóa địa phương",
];

const INVENTIONS: [&str; 14] = [
    "Hệ thống tưới rau tự động dùng năng lượng mặt trời",
    "Máy tách hạt ngô đạp chân cho hộ gia đình",
    "Thiết bị cảnh báo lũ ống ở khe suối",
    "Thùng phân loại rác thông minh",
    "Máy sấy nông sản bằng nhiệt bếp củi",
    "Nước rửa tay chiết xuất từ bồ kết",
    "Gậy dò đường cho người khiếm thị",
    "Giấy gói từ bẹ chuối",
    "Thiết bị báo cháy rừng từ xa",
    "Bẫy côn trùng bằng ánh sáng cho vườn rau",
    "Xe gieo hạt mini cho nương dốc",
    "Phần mềm học từ vựng tiếng Thái",
    "Than sinh học từ vỏ cà phê",
    "Lò đốt rác ít khói cho trường học",
];

/// A title, its sort, and its field of work.
fn title(rng: &mut Rng, level: Level) -> (String, &'static str, Work) {
    let start = pick(rng, &STARTS);
    match (level, rng.u32(0..100)) {
        (Level::Nursery, _) => (
            format!("{start} {}", pick(rng, &NURSERY)),
            "Sáng kiến",
            Work::Teaching,
        ),
        (Level::Office, _) => (
            format!("{start} {}", pick(rng, &OFFICE)),
            "Sáng kiến",
            Work::Management,
        ),
        (_, 0..72) => {
            let aim = pick(rng, &AIMS).replace("{hs}", learner(level));
            let class = class(rng, level);
            let title = format!("{start} {aim} môn {} lớp {class}", subject(rng, level));
            let digital = start.contains("công nghệ thông tin");
            let work = if digital {
                Work::Digital
            } else {
                Work::Teaching
            };
            (title, "Sáng kiến", work)
        }
        (_, 72..86) => {
            let topic = pick(rng, &TOPICS).replace("{hs}", learner(level));
            let topic = topic.replace("{mon}", subject(rng, level));
            (topic, "Đề tài", Work::Research)
        }
        _ => {
            let invention = pick(rng, &INVENTIONS).to_owned();
            (invention, "Sản phẩm KHKT", Work::Research)
        }
    }
}

/// A school year of the level.
fn class(rng: &mut Rng, level: Level) -> u32 {
    match level {
        Level::Primary => rng.u32(1..=5),
        Level::LowerSecondary => rng.u32(6..=9),
        _ => rng.u32(10..=12),
    }
}
