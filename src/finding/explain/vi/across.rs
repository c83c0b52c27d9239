//! Pages about several submissions, in Vietnamese.

use crate::finding::explain::Page;

pub(super) const RESUBMISSION: Page = Page {
    title: "Bản gửi lại thay bản trước",
    what: "Đơn vị gửi bản mới, bản mới thay bản trước; nội dung này cho biết hai bản khác nhau thế \
           nào.",
    why: "Văn phòng thấy ngay đơn vị đã xử lý được bao nhiêu nội dung và sửa những gì mà không \
          phải so từng ô. Việc đúng hạn vẫn tính theo bản dùng được đầu tiên.",
    example: "Đơn vị sửa và gửi \"PGD-01_cuoi-nam lần 2.xlsx\". Chương trình ghi: “Thêm 2 dòng, \
              sửa 1 dòng; đã xử lý 3 nội dung so với bản trước (PGD-01_cuoi-nam.xlsx)”.",
    remedy: "Không cần làm gì thêm.",
};

pub(super) const FEWER_ROWS: Page = Page {
    title: "Bản mới ít dòng hơn",
    what: "Bản mới bỏ đi các dòng hợp lệ của bản trước, nhiều hơn số dòng thêm vào.",
    why: "Có thể đơn vị chỉ gửi phần sửa, hoặc xóa nhầm. Các dòng của bản mới vẫn được tính bình \
          thường.",
    example: "Bản trước có 12 điển hình, bản mới chỉ còn 9. Chương trình ghi: “Bản trước \
              (PGD-01_cuoi-nam.xlsx) có 12 dòng, bản này còn 9 dòng; một số dòng hợp lệ không \
              còn”.",
    remedy: "Đề nghị xác nhận đã bỏ các dòng đó là đúng, hoặc gửi lại tệp đủ các dòng.",
};

pub(super) const CLAIMED_TWICE: Page = Page {
    title: "Hai đơn vị cùng báo cáo",
    what: "Một đơn vị khác cũng báo cáo nội dung này: dòng của hai đơn vị trùng nhau ở mọi mục mà \
           kế hoạch dùng để phân biệt, như họ tên, nơi công tác, số quyết định.",
    why: "Có thể cả hai cùng góp phần, cũng có thể nhầm. Nội dung được tính cho cả hai đơn vị, \
          nhưng chỉ một lần trong tổng của tỉnh.",
    example: "Hai phòng GDĐT cùng giới thiệu một trường. Chương trình ghi: “Giá trị \"Trường TH \
              Nậm Cắn\" cũng được Phòng GDĐT huyện Bạch Liên (PGD-02) báo cáo”.",
    remedy: "Đề nghị hai đơn vị thống nhất đơn vị nào báo cáo, hoặc gửi giải thích để Văn phòng \
             chấp nhận.",
};

pub(super) const OTHER_FORM_VERSION: Page = Page {
    title: "Báo cáo lập trên mẫu cũ",
    what: "Tệp mẫu do chương trình lập có dấu ẩn ghi kế hoạch, kỳ báo cáo, đơn vị và phiên bản biểu mẫu. Báo cáo này lập trên phiên bản khác với phiên bản hiện hành của kỳ.",
    why: "Sau khi biểu mẫu thay đổi, cùng một ô có thể hỏi nội dung khác, nên báo cáo trên mẫu cũ không được tính. Nếu mẫu cũ vẫn dùng được, Văn phòng ghi phiên bản đó vào form-versions của kỳ báo cáo trong campaign.toml.",
    example: "Mẫu gửi tháng 9 được bổ sung một cột vào tháng 10, đơn vị vẫn nộp trên tệp tháng 9. Chương trình ghi: “Báo cáo lập trên mẫu cũ (1f0c22ab); mẫu hiện hành của kỳ này là 9d41e07c”.",
    remedy: "Đề nghị chuyển số liệu sang mẫu hiện hành rồi gửi lại.",
};

pub(super) const FORMER_YEAR: Page = Page {
    title: "Báo cáo của năm học trước",
    what: "Mọi ngày mà kế hoạch đòi hỏi phải nằm trong năm học, cùng ngày báo cáo trên trang bìa, đều trước ngày bắt đầu năm học.",
    why: "Đây nhiều khả năng là tệp năm trước gửi lại, nên tệp không được tính. Nếu chỉ sai năm ở vài ô thì chương trình hỏi từng ô chứ không trả lại cả tệp.",
    example: "Ba điển hình đều giới thiệu tháng 11/2022, năm học bắt đầu ngày 05/09/2023. Chương trình ghi: “Các ngày trong báo cáo đều trước năm học (muộn nhất là 13/11/2022); có thể là báo cáo năm trước gửi lại”.",
    remedy: "Đề nghị gửi báo cáo của năm học này; nếu đúng là báo cáo năm nay mà ghi sai năm, đề nghị sửa các ngày rồi gửi lại.",
};

pub(super) const NEEDS_RETURN: Page = Page {
    title: "Thiếu báo cáo của kỳ khác",
    what: "Đơn vị có những dòng chỉ được tính khi đã gửi báo cáo của một kỳ khác, ví dụ đã được khen thưởng thì phải có bản đăng ký thi đua.",
    why: "Kế hoạch chỉ khen thưởng đơn vị đã đăng ký. Các dòng vẫn được tính, Văn phòng cần biết để xem xét.",
    example: "Đơn vị có 3 dòng “Đã khen” nhưng bản đăng ký gửi bằng tệp PDF. Chương trình ghi: “\"Khen thưởng\" có 3 dòng, nhưng đơn vị chưa có báo cáo \"Đăng ký thi đua đầu năm học\" dùng được”.",
    remedy: "Đề nghị gửi bản đăng ký bằng tệp Excel, hoặc giải thích để Văn phòng chấp nhận.",
};

pub(super) const NOT_IN_RETURN: Page = Page {
    title: "Không có trong báo cáo đã gửi",
    what: "Giá trị này phải có trong báo cáo mà chính đơn vị đã gửi ở một kỳ khác, nhưng ở đó không có.",
    why: "Kết quả chỉ đối chiếu được với nội dung đã đăng ký. Chưa làm rõ thì ô này còn nghi vấn.",
    example: "Đơn vị đăng ký CT01 và CT03, cuối năm báo cáo kết quả của CT02. Chương trình ghi: “Giá trị \"CT02\" không có ở \"Đăng ký thi đua\" trong báo cáo \"Đăng ký thi đua đầu năm học\" của đơn vị”.",
    remedy: "Đề nghị ghi đúng mã đã đăng ký, hoặc giải thích nội dung bổ sung.",
};

pub(super) const FAR_FROM_PEERS: Page = Page {
    title: "Khác xa các đơn vị cùng loại",
    what: "Số này cách xa giá trị ở giữa của các đơn vị cùng loại trong cùng kỳ. Độ lệch tính theo 0,6745 × (giá trị − trung vị) / MAD, chỉ xét khi có ít nhất 15 đơn vị khác.",
    why: "Thường là thừa hoặc thiếu một chữ số, hoặc nhầm đơn vị tính. Số vẫn được tính và không bị coi là nghi vấn.",
    example: "Các trường có từ 50 đến 65 cán bộ, một trường ghi 580. Chương trình ghi: “Giá trị \"580\" khác xa 16 đơn vị cùng loại (giá trị ở giữa là 58)”.",
    remedy: "Đề nghị kiểm tra lại; nếu số đúng, ghi lời giải thích.",
};

pub(super) const FAR_FROM_YEAR_BEFORE: Page = Page {
    title: "Khác xa số của năm trước",
    what: "Số này cách xa số năm trước của chính đơn vị: giá trị > hệ số × năm trước hoặc giá trị < năm trước / hệ số, và |giá trị − năm trước| ≥ mức tối thiểu. Hệ số và mức tối thiểu do kế hoạch đặt; số năm trước lấy ở baseline.csv, đơn vị không có ở đó thì không hỏi.",
    why: "Thường là thừa hoặc thiếu một chữ số, hoặc nhầm đơn vị tính. Số vẫn được tính và không bị coi là nghi vấn.",
    example: "Năm trước một phòng GDĐT đăng 41 tin, bài, năm nay ghi 480. Chương trình ghi: “Giá trị \"480\" khác xa số năm trước của đơn vị (41)”.",
    remedy: "Đề nghị kiểm tra lại; nếu số đúng, ghi lời giải thích.",
};
