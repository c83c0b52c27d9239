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
    what: "Một đơn vị khác cũng báo cáo nội dung này, với cùng tên và cùng nơi công tác.",
    why: "Có thể cả hai cùng góp phần, cũng có thể nhầm. Nội dung được tính cho cả hai đơn vị, \
          nhưng chỉ một lần trong tổng của tỉnh.",
    example: "Hai phòng GDĐT cùng giới thiệu một trường. Chương trình ghi: “Giá trị \"Trường TH \
              Nậm Cắn\" cũng được Phòng GDĐT huyện Bạch Liên (PGD-02) báo cáo”.",
    remedy: "Đề nghị hai đơn vị thống nhất đơn vị nào báo cáo, hoặc gửi giải thích để Văn phòng \
             chấp nhận.",
};
