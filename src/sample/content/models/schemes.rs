//! New ways of doing things that schools and offices tell of.

use super::super::phrases::Work;
use super::super::unit::Level;

/// Schemes: name, field of work, levels (none: all with pupils), what is told of them.
pub(super) const SCHEMES: [(&str, Work, &[Level], &str); 24] = [
    (
        "Thư viện xanh ngoài trời",
        Work::Other,
        &[],
        "tận dụng hành lang, gốc cây làm {c} góc đọc mở; {hs} tự quản việc mượn, trả sách",
    ),
    (
        "Tiếng kẻng học bài",
        Work::Learning,
        &[Level::Primary, Level::LowerSecondary, Level::UpperSecondary],
        "đúng 19 giờ 30 phút hằng ngày, kẻng của bản nhắc {hs} vào góc học tập; đã có {c} bản tham gia",
    ),
    (
        "Vườn rau bán trú",
        Work::Other,
        &[],
        "{hs} bán trú tự trồng, chăm sóc {c} luống rau, mỗi tháng góp {a} kg rau sạch cho bếp ăn",
    ),
    (
        "Lớp học không khoảng cách",
        Work::Digital,
        &[],
        "kết nối trực tuyến {c} điểm trường lẻ với điểm trung tâm trong giờ {mon}, {b}% {hs} hứng thú",
    ),
    (
        "Mỗi tuần một câu chuyện đẹp",
        Work::Union,
        &[],
        "giờ chào cờ đầu tuần kể một câu chuyện về tấm gương đạo đức, lối sống; đã kể {a} câu chuyện",
    ),
    (
        "Thầy cô đỡ đầu",
        Work::Union,
        &[],
        "mỗi thầy cô nhận giúp đỡ một {hs} có hoàn cảnh khó khăn; cả trường đang đỡ đầu {a} em",
    ),
    (
        "Hòm thư điều em muốn nói",
        Work::Management,
        &[],
        "đặt {c} hòm thư để {hs} gửi tâm tư, nguyện vọng; ban giám hiệu trả lời hằng tuần",
    ),
    (
        "Ngày thứ Bảy về bản",
        Work::Other,
        &[],
        "mỗi tháng một ngày thứ Bảy, giáo viên về bản gặp gỡ gia đình {hs}; đã đến {a} gia đình",
    ),
    (
        "Kho học liệu số dùng chung",
        Work::Digital,
        &[],
        "tập hợp {a} bài giảng, đề kiểm tra môn {mon} để giáo viên cùng khai thác",
    ),
    (
        "Câu lạc bộ Khoa học nhỏ",
        Work::Research,
        &[],
        "{a} {hs} sinh hoạt hai tuần một buổi, làm thí nghiệm từ vật liệu dễ kiếm",
    ),
    (
        "Trường học không rác thải nhựa",
        Work::Other,
        &[
            Level::Nursery,
            Level::Primary,
            Level::LowerSecondary,
            Level::UpperSecondary,
        ],
        "phân loại rác tại lớp, đổi {a} kg vỏ chai lấy cây xanh; sân trường sạch hơn rõ rệt",
    ),
    (
        "Đôi bạn cùng tiến",
        Work::Learning,
        &[],
        "ghép {a} đôi bạn giúp nhau học tập, cuối kỳ {b}% số đôi có tiến bộ",
    ),
    (
        "Sổ tay giao việc điện tử",
        Work::Digital,
        &[Level::Office, Level::UpperSecondary, Level::Adults],
        "giao việc và theo dõi tiến độ trên bảng tính dùng chung, {b}% công việc đúng hạn",
    ),
    (
        "Sinh hoạt chuyên môn trực tuyến",
        Work::Teaching,
        &[],
        "{c} trường trong cụm cùng dự giờ môn {mon} qua mạng, mỗi tháng một lần",
    ),
    (
        "Góc văn hóa dân tộc",
        Work::Other,
        &[
            Level::Nursery,
            Level::Primary,
            Level::LowerSecondary,
            Level::UpperSecondary,
        ],
        "trưng bày {a} hiện vật do gia đình và Nhân dân trao tặng, dùng trong giờ học về địa phương",
    ),
    (
        "Cổng trường an toàn",
        Work::Management,
        &[],
        "đội cờ đỏ phối hợp với công an xã phân luồng giờ tan học; không xảy ra va chạm giao thông",
    ),
    (
        "Bữa sáng ấm lòng",
        Work::Union,
        &[],
        "công đoàn nấu {a} suất ăn sáng mỗi tuần cho {hs} nhà xa trường",
    ),
    (
        "Tiếng Anh mỗi ngày",
        Work::Teaching,
        &[Level::Primary, Level::LowerSecondary, Level::UpperSecondary],
        "mỗi ngày năm từ mới trên bảng tin và loa phát thanh; {b}% {hs} tham gia",
    ),
    (
        "Nhật ký đọc sách",
        Work::Learning,
        &[],
        "{hs} ghi lại điều tâm đắc sau mỗi cuốn sách; trung bình mỗi em đọc {c} cuốn một học kỳ",
    ),
    (
        "Ngân hàng đề dùng chung",
        Work::Teaching,
        &[],
        "tổ chuyên môn xây dựng {a} đề kiểm tra môn {mon} theo ma trận thống nhất",
    ),
    (
        "Ký túc xá tự quản",
        Work::Management,
        &[Level::LowerSecondary, Level::UpperSecondary],
        "{hs} nội trú tự quản theo phòng, chấm điểm nền nếp hằng ngày; {b}% phòng đạt mức tốt",
    ),
    (
        "Họp không giấy",
        Work::Digital,
        &[Level::Office],
        "tài liệu gửi trước qua hệ thống quản lý văn bản, tiết kiệm {a} triệu đồng tiền in ấn",
    ),
    (
        "Vườn cổ tích",
        Work::Other,
        &[Level::Nursery],
        "cha mẹ trẻ cùng nhà trường dựng {c} góc truyện ngoài trời để trẻ kể chuyện, đóng vai",
    ),
    (
        "Một cửa thân thiện",
        Work::Management,
        &[Level::Office],
        "niêm yết quy trình dễ hiểu, {b}% hồ sơ được trả trước hạn",
    ),
];
