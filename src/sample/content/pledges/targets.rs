//! The targets of the list, as senders word them and work for them.

use super::{Amount, Target};

pub(super) const TARGETS: [Target; 12] = [
    Target {
        code: "CT01",
        measure: "%",
        amount: Amount::Percent(95..=100),
        of_schools: false,
        wordings: [
            "Cán bộ, giáo viên, nhân viên tham gia các phong trào thi đua",
            "Tỷ lệ cán bộ, giáo viên, nhân viên đăng ký và tham gia phong trào thi đua",
            "Toàn thể đơn vị tham gia các phong trào thi đua do ngành phát động",
        ],
        solutions: [
            "Phát động thi đua từ đầu năm học, ký giao ước giữa các tổ",
            "Gắn từng phong trào với nhiệm vụ của mỗi vị trí việc làm",
            "Niêm yết kết quả thi đua hằng tháng",
            "Kịp thời biểu dương cá nhân, tập thể làm tốt",
        ],
    },
    Target {
        code: "CT02",
        measure: "điển hình",
        amount: Amount::Count([10..=14, 2..=4, 1..=2]),
        of_schools: false,
        wordings: [
            "Phát hiện, bồi dưỡng, giới thiệu điển hình tiên tiến",
            "Số điển hình tiên tiến giới thiệu trên Cổng thông tin điện tử của Sở",
            "Giới thiệu tập thể, cá nhân điển hình tiên tiến trong năm học",
        ],
        solutions: [
            "Mỗi tổ phát hiện, giới thiệu ít nhất một gương tiêu biểu mỗi học kỳ",
            "Phân công người viết bài, duyệt bài hằng tháng",
            "Bồi dưỡng nhân tố mới, giao nhiệm vụ để thử thách",
            "Lựa chọn từ các phong trào ở cơ sở, lấy ý kiến tập thể trước khi giới thiệu",
        ],
    },
    Target {
        code: "CT03",
        measure: "mô hình",
        amount: Amount::Count([2..=6, 1..=2, 1..=1]),
        of_schools: false,
        wordings: [
            "Xây dựng mô hình mới, cách làm hay",
            "Số mô hình mới được triển khai và nhân rộng",
            "Triển khai mô hình hiệu quả trong dạy học và quản lý",
        ],
        solutions: [
            "Thử nghiệm ở một tổ, rút kinh nghiệm rồi mới nhân rộng",
            "Tổ chức tham quan, học tập đơn vị bạn",
            "Khuyến khích mỗi tổ đề xuất một cách làm mới",
            "Đánh giá hiệu quả mô hình vào cuối mỗi học kỳ",
        ],
    },
    Target {
        code: "CT04",
        measure: "sáng kiến",
        amount: Amount::Count([20..=60, 4..=14, 1..=3]),
        of_schools: false,
        wordings: [
            "Sáng kiến, đề tài được công nhận từ cấp cơ sở trở lên",
            "Số sáng kiến được Hội đồng sáng kiến công nhận",
            "Sáng kiến, đề tài nghiên cứu khoa học được áp dụng",
        ],
        solutions: [
            "Đăng ký tên sáng kiến từ tháng 10, tổ chuyên môn góp ý đề cương",
            "Thành lập hội đồng sáng kiến, chấm nghiêm túc, công khai",
            "Giới thiệu sáng kiến hay để áp dụng trong toàn đơn vị",
            "Tập huấn cách viết và trình bày sáng kiến",
        ],
    },
    Target {
        code: "CT05",
        measure: "%",
        amount: Amount::Percent(85..=97),
        of_schools: true,
        wordings: [
            "Giáo viên đạt chuẩn nghề nghiệp từ mức khá trở lên",
            "Tỷ lệ giáo viên xếp loại khá, tốt theo chuẩn nghề nghiệp",
            "Giáo viên đạt mức khá, tốt khi đánh giá cuối năm học",
        ],
        solutions: [
            "Bồi dưỡng thường xuyên theo nhu cầu của từng giáo viên",
            "Tăng cường dự giờ, góp ý, hỗ trợ giáo viên mới",
            "Cử giáo viên tham gia đủ các lớp tập huấn",
            "Tổ chức hội giảng theo từng tổ chuyên môn",
        ],
    },
    Target {
        code: "CT06",
        measure: "%",
        amount: Amount::Percent(96..=99),
        of_schools: true,
        wordings: [
            "Người học hoàn thành chương trình lớp học, cấp học",
            "Tỷ lệ người học lên lớp, hoàn thành cấp học",
            "Người học được đánh giá hoàn thành chương trình",
        ],
        solutions: [
            "Khảo sát đầu năm, phân nhóm để phụ đạo",
            "Giao chất lượng từng lớp cho giáo viên chủ nhiệm",
            "Mở lớp phụ đạo buổi chiều cho người học còn chậm",
            "Kiểm tra, đánh giá đúng thực chất",
        ],
    },
    Target {
        code: "CT07",
        measure: "giải",
        amount: Amount::Count([12..=48, 2..=24, 0..=0]),
        of_schools: true,
        wordings: [
            "Giải học sinh giỏi, nghiên cứu khoa học, kỹ thuật cấp tỉnh trở lên",
            "Số giải học sinh giỏi và khoa học, kỹ thuật các cấp",
            "Giải tại kỳ thi chọn học sinh giỏi và cuộc thi khoa học, kỹ thuật",
        ],
        solutions: [
            "Thành lập đội tuyển từ tháng 9, phân công giáo viên có kinh nghiệm",
            "Khen thưởng kịp thời giáo viên và học sinh đạt giải",
            "Mời chuyên gia bồi dưỡng chuyên sâu",
            "Phát động cuộc thi khoa học, kỹ thuật từ cấp trường",
        ],
    },
    Target {
        code: "CT08",
        measure: "%",
        amount: Amount::Percent(95..=99),
        of_schools: true,
        wordings: [
            "Huy động người học ra lớp và duy trì sĩ số",
            "Tỷ lệ duy trì sĩ số đến cuối năm học",
            "Huy động đúng độ tuổi ra lớp, duy trì sĩ số",
        ],
        solutions: [
            "Phối hợp với trưởng bản, người có uy tín vận động từng gia đình",
            "Tổ chức tốt ăn, ở bán trú, nội trú",
            "Theo dõi chuyên cần hằng ngày, báo ngay cho gia đình",
            "Hỗ trợ sách vở, quần áo ấm cho người học khó khăn",
        ],
    },
    Target {
        code: "CT09",
        measure: "%",
        amount: Amount::Percent(70..=96),
        of_schools: true,
        wordings: [
            "Trường, lớp đạt tiêu chí Trường học hạnh phúc",
            "Tỷ lệ lớp học được công nhận lớp học hạnh phúc",
            "Xây dựng trường, lớp hạnh phúc theo bộ tiêu chí",
        ],
        solutions: [
            "Ký cam kết không bạo lực học đường",
            "Tổ chức lấy ý kiến người học mỗi học kỳ",
            "Cải tạo cảnh quan, khuôn viên xanh, sạch",
            "Thành lập tổ tư vấn tâm lý học đường",
        ],
    },
    Target {
        code: "CT10",
        measure: "%",
        amount: Amount::Percent(80..=99),
        of_schools: true,
        wordings: [
            "Giáo viên ứng dụng công nghệ thông tin, chuyển đổi số trong dạy học",
            "Tỷ lệ giáo viên soạn giảng và khai thác học liệu số thường xuyên",
            "Giáo viên thực hiện hồ sơ chuyên môn trên môi trường số",
        ],
        solutions: [
            "Tập huấn kỹ năng số theo nhóm nhỏ",
            "Nâng cấp đường truyền, bổ sung máy tính, ti vi cho lớp học",
            "Xây dựng kho học liệu dùng chung",
            "Giáo viên giỏi công nghệ kèm cặp đồng nghiệp",
        ],
    },
    Target {
        code: "CT11",
        measure: "tin, bài",
        amount: Amount::Count([24..=60, 4..=20, 2..=8]),
        of_schools: false,
        wordings: [
            "Tin, bài về gương người tốt, việc tốt đăng trên Cổng thông tin điện tử của Sở",
            "Số tin, bài gửi đăng về phong trào thi đua",
            "Viết tin, bài tuyên truyền người tốt, việc tốt",
        ],
        solutions: [
            "Giao chỉ tiêu viết bài cho từng tổ",
            "Thành lập tổ truyền thông, tập huấn viết tin, chụp ảnh",
            "Mỗi tháng có ít nhất một bài về gương người tốt",
            "Khen thưởng người có nhiều tin, bài được đăng",
        ],
    },
    Target {
        code: "CT12",
        measure: "%",
        amount: Amount::Percent(60..=82),
        of_schools: true,
        wordings: [
            "Giáo viên trực tiếp giảng dạy trong tổng số cá nhân được khen thưởng",
            "Tỷ lệ khen thưởng cho giáo viên trực tiếp đứng lớp",
            "Quan tâm khen thưởng giáo viên trực tiếp giảng dạy, vùng khó khăn",
        ],
        solutions: [
            "Ưu tiên xét khen giáo viên trực tiếp đứng lớp",
            "Công khai danh sách đề nghị khen thưởng",
            "Phân bổ tỷ lệ khen thưởng cho từng tổ chuyên môn",
            "Rà soát thành tích ngay sau mỗi học kỳ",
        ],
    },
];
