//! The clauses themselves; see [`super`] for their blanks.
//!
//! Clauses about a person or a team have no subject of their own and begin in lower case; results
//! and closings are sentences, results without their full stop.

pub(super) const MANAGEMENT: [&str; 12] = [
    "đổi mới công tác quản lý theo hướng rõ người, rõ việc, rõ thời hạn hoàn thành",
    "chủ động tham mưu với cấp ủy, chính quyền địa phương đầu tư {c} phòng học và công trình phụ trợ",
    "xây dựng kế hoạch giáo dục sát điều kiện thực tế, giảm {c} loại hồ sơ, sổ sách",
    "thực hiện nghiêm quy chế dân chủ, công khai tài chính, giữ vững đoàn kết nội bộ",
    "huy động {a} triệu đồng từ nguồn xã hội hóa để sửa chữa cơ sở vật chất và mua sắm thiết bị",
    "duy trì sinh hoạt chuyên môn theo cụm trường, giúp {c} giáo viên trẻ vững tay nghề",
    "đổi mới kiểm tra nội bộ, kiểm tra gắn với tư vấn, thúc đẩy",
    "sắp xếp hợp lý các điểm trường lẻ, đưa {a} {hs} về học tại điểm trung tâm",
    "phân công nhiệm vụ đúng sở trường, kịp thời động viên, khích lệ cán bộ, giáo viên",
    "phối hợp chặt chẽ với ban đại diện cha mẹ {hs} trong quản lý và giáo dục {hs}",
    "hoàn thành hồ sơ tự đánh giá, đề nghị công nhận trường đạt chuẩn quốc gia sớm {c} tháng",
    "chuẩn hóa quy trình xử lý văn bản, {b}% văn bản đến được giải quyết đúng hạn",
];

pub(super) const TEACHING: [&str; 14] = [
    "đổi mới phương pháp dạy học môn {mon}, tăng thời gian luyện tập và trải nghiệm cho {hs}",
    "phụ đạo miễn phí cho {a} {hs} còn chậm vào các buổi chiều trong tuần",
    "bồi dưỡng đội tuyển môn {mon}, có {c} {hs} đạt giải {thi}",
    "thiết kế {a} bộ học liệu môn {mon} phù hợp với {hs} dân tộc thiểu số",
    "vận dụng dạy học theo dự án và giáo dục STEM trong môn {mon}",
    "dạy học phân hóa theo nhóm đối tượng, theo dõi sự tiến bộ của từng {hs}",
    "duy trì câu lạc bộ {mon} sinh hoạt đều đặn, thu hút {a} {hs} tham gia",
    "rèn kỹ năng trình bày, diễn đạt cho {hs} qua từng giờ học",
    "biên soạn tài liệu ôn tập môn {mon}, chia sẻ cho giáo viên trong cụm trường",
    "thực hiện {c} chuyên đề môn {mon} cấp cụm trường, được đồng nghiệp đánh giá cao",
    "sử dụng hiệu quả đồ dùng dạy học tự làm, đạt giải tại hội thi cấp trường",
    "nhiệt tình giúp đỡ {c} đồng nghiệp mới vào nghề vững vàng chuyên môn",
    "kiên trì đến từng nhà vận động {a} {hs} trở lại lớp sau Tết",
    "lồng ghép văn hóa địa phương vào môn {mon}, giờ học sinh động, gần gũi với {hs}",
];

pub(super) const PUPIL: [&str; 12] = [
    "vượt khó vươn lên trong học tập, nhiều năm liền là {hs} giỏi",
    "tự học tốt, say mê môn {mon} và thường xuyên chia sẻ phương pháp học với các bạn",
    "đạt giải {thi} môn {mon}",
    "tích cực đọc sách, góp {a} cuốn cho tủ sách của lớp",
    "nhà cách trường {c} km đường đèo dốc nhưng không nghỉ học buổi nào",
    "gương mẫu trong rèn luyện, là hạt nhân của các hoạt động tập thể",
    "nhặt được của rơi trả người đánh mất, được nhà trường tuyên dương trước cờ",
    "hăng hái tham gia lao động, chăm sóc công trình măng non của trường",
    "giúp {c} bạn trong lớp học chậm tiến bộ rõ rệt",
    "mồ côi cha từ nhỏ, vừa giúp mẹ việc nương rẫy vừa giữ vững kết quả học tập",
    "tham gia đội tuyển môn {mon} của trường, tinh thần học tập nghiêm túc",
    "tham gia đầy đủ các cuộc thi tìm hiểu do ngành và địa phương tổ chức",
];

pub(super) const CLASS: [&str; 8] = [
    "duy trì phong trào đôi bạn cùng tiến, giúp {c} bạn trong lớp tiến bộ rõ rệt",
    "tổ chức nhóm học tập buổi tối tại khu bán trú, nền nếp, hiệu quả",
    "duy trì giờ tự học có hướng dẫn, {b}% thành viên hoàn thành tốt nhiệm vụ học tập",
    "xây dựng tủ sách lớp học với {a} đầu sách, mỗi tuần kể một cuốn sách hay",
    "thi đua giành nhiều giờ học tốt, đứng đầu toàn trường về nền nếp",
    "có {c} bạn đạt giải {thi}",
    "giúp nhau học môn {mon} theo hình thức bạn dạy bạn",
    "quyên góp sách vở, quần áo ấm tặng các bạn có hoàn cảnh khó khăn",
];

pub(super) const RESEARCH: [&str; 10] = [
    "hướng dẫn {hs} thực hiện {c} dự án khoa học, kỹ thuật gắn với đời sống địa phương",
    "có sản phẩm dự thi khoa học, kỹ thuật được đánh giá cao về tính ứng dụng",
    "áp dụng kết quả nghiên cứu vào dạy học môn {mon} tại {c} lớp, cho kết quả khả quan",
    "chủ trì đề tài nghiên cứu về nâng cao chất lượng môn {mon} ở vùng khó khăn",
    "thành lập câu lạc bộ khoa học với {a} thành viên, sinh hoạt hai tuần một buổi",
    "viết {c} sáng kiến được công nhận và áp dụng trong toàn trường",
    "tận dụng vật liệu sẵn có ở địa phương để chế tạo {c} mô hình dạy học",
    "phối hợp với trung tâm khuyến nông hướng dẫn {hs} nghiên cứu cây trồng bản địa",
    "tổ chức ngày hội STEM, trưng bày {a} sản phẩm của {hs}",
    "khảo sát, phân tích kết quả học tập để điều chỉnh kế hoạch dạy học môn {mon}",
];

pub(super) const DIGITAL: [&str; 12] = [
    "xây dựng kho học liệu số dùng chung gồm {a} bài giảng điện tử",
    "triển khai học bạ số, sổ điểm điện tử, giảm đáng kể thời gian làm hồ sơ",
    "tập huấn kỹ năng số cho {a} đồng nghiệp trong trường và cụm trường",
    "ứng dụng trò chơi tương tác trong môn {mon}, tạo hứng thú cho {hs}",
    "số hóa {b}% hồ sơ quản lý, phục vụ tra cứu và báo cáo nhanh",
    "kết nối lớp học trực tuyến với trường bạn, tổ chức {c} tiết học chung",
    "quản trị trang thông tin điện tử, đăng {a} tin, bài về hoạt động của đơn vị",
    "hướng dẫn cha mẹ {hs} sử dụng sổ liên lạc điện tử, {b}% gia đình đã cài đặt",
    "thiết kế biểu mẫu thu thập số liệu trực tuyến, rút ngắn thời gian tổng hợp báo cáo",
    "thành lập tổ hỗ trợ kỹ thuật, khắc phục kịp thời sự cố máy tính, đường truyền",
    "thanh toán không dùng tiền mặt các khoản thu, đạt {b}% số gia đình",
    "dạy thử nghiệm {c} tiết học môn {mon} với học liệu số tương tác",
];

pub(super) const UNION: [&str; 11] = [
    "phát huy vai trò nòng cốt của công đoàn, chăm lo đời sống đoàn viên, người lao động",
    "vận động ủng hộ {a} triệu đồng giúp đỡ gia đình đoàn viên khó khăn",
    "tổ chức {c} hoạt động văn nghệ, thể thao chào mừng các ngày lễ lớn",
    "duy trì phong trào giỏi việc trường, đảm việc nhà trong nữ công nhân viên chức",
    "nhận đỡ đầu {c} {hs} mồ côi, có hoàn cảnh đặc biệt khó khăn",
    "tổ chức tốt hoạt động tập thể ngoài giờ lên lớp, giữ vững nền nếp trường học",
    "giúp dân {a} ngày công làm đường, vệ sinh môi trường tại bản",
    "xây dựng tủ áo ấm, trao {a} suất quà cho {hs} nghèo trong mùa đông",
    "giới thiệu {c} đoàn viên ưu tú, được tổ chức đảng xem xét kết nạp",
    "đổi mới sinh hoạt chi đoàn, gắn với công trình thanh niên thiết thực",
    "thực hiện tốt văn hóa công sở, tác phong đúng mực, tận tình với Nhân dân",
];

pub(super) const NURSERY: [&str; 12] = [
    "xây dựng môi trường lớp học lấy trẻ làm trung tâm, an toàn, thân thiện",
    "tăng cường tiếng Việt cho trẻ dân tộc thiểu số qua thơ, truyện và đồng dao",
    "làm {a} bộ đồ dùng, đồ chơi từ nguyên vật liệu sẵn có ở địa phương",
    "tổ chức bữa ăn bán trú bảo đảm dinh dưỡng, giảm tỷ lệ trẻ suy dinh dưỡng",
    "vận động {b}% trẻ trong độ tuổi ra lớp, duy trì chuyên cần",
    "xây dựng vườn cổ tích, góc thiên nhiên cho trẻ trải nghiệm",
    "phối hợp chặt chẽ với cha mẹ trẻ trong nuôi dưỡng, chăm sóc, giáo dục",
    "ứng dụng công nghệ thông tin trong tổ chức hoạt động làm quen với toán",
    "bám bản, bám lớp, kiên trì vận động từng gia đình cho trẻ đến trường",
    "tổ chức {c} hội thi cho trẻ, thu hút đông đảo cha mẹ tham gia",
    "đổi mới hoạt động góc, phát triển vận động cho trẻ 5 tuổi",
    "huy động {a} ngày công của cha mẹ trẻ tu sửa sân chơi, hàng rào",
];

pub(super) const NURSERY_RESULTS: [&str; 6] = [
    "Tỷ lệ chuyên cần đạt {b}%",
    "{b}% trẻ 5 tuổi đạt yêu cầu theo các lĩnh vực phát triển",
    "Tỷ lệ trẻ suy dinh dưỡng giảm {c}% so với đầu năm",
    "Cha mẹ trẻ đồng tình, ủng hộ {a} ngày công",
    "Tỷ lệ huy động trẻ mẫu giáo đạt {b}%",
    "Trẻ mạnh dạn, tự tin trong giao tiếp bằng tiếng Việt",
];

pub(super) const OFFICE: [&str; 9] = [
    "tham mưu kịp thời, đúng quy định, không để chậm văn bản thuộc lĩnh vực phụ trách",
    "đổi mới cách tổng hợp báo cáo, rút ngắn thời gian xử lý từ {c} ngày xuống còn một ngày",
    "số hóa {b}% hồ sơ thuộc lĩnh vực phụ trách",
    "hướng dẫn tận tình các đơn vị cơ sở, giải đáp {a} lượt vướng mắc",
    "tổ chức {c} lớp tập huấn nghiệp vụ cho cán bộ, giáo viên",
    "thực hiện tốt văn hóa công sở, một cửa liên thông, không để phiền hà",
    "kiểm tra, tư vấn tại {a} đơn vị, chỉ ra cách khắc phục cụ thể",
    "phối hợp chặt chẽ với các ban, ngành, đoàn thể của địa phương",
    "vận động cán bộ, công chức ủng hộ {a} triệu đồng giúp {hs} vùng khó khăn",
];

pub(super) const RESULTS_IN_CLASS: [&str; 9] = [
    "Tỷ lệ chuyên cần đạt {b}%",
    "Chất lượng tăng {c}% so với năm học trước",
    "{b}% {hs} hoàn thành chương trình lớp học",
    "Không còn {hs} bỏ học giữa chừng",
    "Kết quả khảo sát cuối kỳ có {b}% {hs} đạt yêu cầu trở lên",
    "Trong năm học đã có {c} {hs} đạt giải các cấp",
    "Số {hs} đạt mức tốt tăng {c} em so với đầu năm",
    "Kết quả đánh giá cuối năm đạt {b}% khá, tốt",
    "Hai năm liền được bình chọn là điển hình tiêu biểu của đơn vị",
];

pub(super) const RESULTS_OF_STAFF: [&str; 9] = [
    "Nhiều năm liền hoàn thành xuất sắc nhiệm vụ",
    "Đã có {a} lượt giáo viên đến trao đổi, học hỏi kinh nghiệm",
    "Cha mẹ {hs} đồng tình, ủng hộ {a} ngày công",
    "Kinh phí tiết kiệm được {a} triệu đồng",
    "Nền nếp được giữ vững, môi trường giáo dục an toàn, thân thiện",
    "Hai năm liền được bình chọn là điển hình tiêu biểu của đơn vị",
    "{b}% cán bộ, giáo viên, nhân viên đồng tình, hưởng ứng",
    "Hiệu quả công việc được nâng lên rõ rệt",
    "Sau một năm đã có {c} đơn vị bạn làm theo",
];

pub(super) const RECOGNITION: [&str; 14] = [
    "Được đồng nghiệp tin yêu, cha mẹ {hs} tín nhiệm.",
    "Cách làm đã được nhân rộng ra {c} trường trong cụm.",
    "Là tấm gương sáng để cán bộ, giáo viên noi theo.",
    "Được giới thiệu tại hội nghị tổng kết phong trào thi đua.",
    "Được Hội đồng thi đua của đơn vị ghi nhận, biểu dương.",
    "Nhiều đơn vị bạn đã đến tham quan, học tập.",
    "Góp phần hoàn thành nhiệm vụ năm học của đơn vị.",
    "Được địa phương đánh giá cao.",
    "Có sức lan tỏa trong toàn đơn vị.",
    "Được biểu dương trong tháng cao điểm chào mừng Ngày Nhà giáo Việt Nam.",
    "Tiếp tục được duy trì trong năm học tới.",
    "Được cấp ủy, chính quyền xã ghi nhận.",
    "Xứng đáng là điển hình trong phong trào thi đua của đơn vị.",
    "Đã được Đài Truyền thanh huyện đưa tin.",
];

pub(super) const PUPIL_RECOGNITION: [&str; 6] = [
    "Là tấm gương vượt khó để các bạn noi theo.",
    "Được thầy cô, bạn bè yêu mến.",
    "Được nhà trường tuyên dương tại lễ sơ kết học kỳ.",
    "Được trao học bổng dành cho gương hiếu học.",
    "Là niềm tự hào của gia đình và nhà trường.",
    "Được giới thiệu trong chuyên mục gương người tốt, việc tốt.",
];

pub(super) const OFFICE_RECOGNITION: [&str; 5] = [
    "Được lãnh đạo cơ quan ghi nhận, biểu dương.",
    "Hoàn thành xuất sắc nhiệm vụ được giao.",
    "Được các đơn vị cơ sở tin cậy.",
    "Là tấm gương về tinh thần trách nhiệm, tận tụy với công việc.",
    "Cách làm đã được áp dụng trong toàn cơ quan.",
];
