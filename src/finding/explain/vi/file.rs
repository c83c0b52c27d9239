//! Pages about files, receipts and decisions, in Vietnamese.

use crate::finding::explain::Page;

pub(super) const EMPTY_FILE: Page = Page {
    title: "Tệp rỗng",
    what: "Tệp nhận được có dung lượng bằng 0, không có gì để đọc.",
    why: "Thường do sao chép hoặc tải lên dở dang. Đơn vị được ghi là đã gửi nhưng chưa dùng được, \
          không phải là chưa gửi.",
    example: "Tệp \"PGD-01_cuoi-nam.xlsx\" có 0 byte. Chương trình ghi: “Tệp rỗng, không có nội \
              dung”.",
    remedy: "Đề nghị mở lại tệp gốc trên máy của đơn vị, lưu và gửi lại.",
};

pub(super) const NOT_A_WORKBOOK: Page = Page {
    title: "Không phải bảng tính",
    what: "Nội dung tệp là tài liệu, ảnh hoặc tệp nén chứ không phải bảng tính, dù phần đuôi của \
           tên tệp ghi thế nào.",
    why: "Số liệu chỉ đọc được từ ô của bảng tính; bản quét hay văn bản không có ô. Chương trình \
          vẫn đoán tệp của đơn vị nào theo tên tệp để Văn phòng liên hệ.",
    example: "Đơn vị gửi bản quét có dấu \"THPT-05 cuối năm.pdf\". Chương trình ghi: “Đây là tệp \
              PDF, không phải tệp Excel (.xlsx)”.",
    remedy: "Đề nghị gửi báo cáo bằng tệp Excel (.xlsx) theo mẫu; bản quét có dấu có thể gửi kèm. \
             Với tệp nén RAR hoặc 7z, đề nghị giải nén rồi gửi tệp bên trong.",
};

pub(super) const DAMAGED_FILE: Page = Page {
    title: "Tệp hỏng",
    what: "Tệp có dạng bảng tính nhưng bị thiếu hoặc sai một phần nên không mở được.",
    why: "Không thể biết phần nào còn đúng, vì vậy không đọc phần nào cả. Đơn vị được ghi là đã \
          gửi nhưng chưa dùng được.",
    example: "Tệp bị ngắt khi tải lên, thiếu phần cuối. Chương trình ghi: “Tệp hỏng hoặc gửi chưa \
              trọn, không mở được (chi tiết kỹ thuật: invalid Zip archive: Could not find EOCD)”. \
              Phần trong ngoặc là lời của bộ đọc tệp, để người làm kỹ thuật tra cứu.",
    remedy: "Đề nghị mở tệp gốc bằng Excel, lưu lại và gửi lại.",
};

pub(super) const PASSWORD_PROTECTED: Page = Page {
    title: "Tệp có mật khẩu",
    what: "Tệp, hoặc tệp bên trong tệp nén, đặt mật khẩu mở.",
    why: "Chương trình không hỏi và không thử mật khẩu. Đơn vị được ghi là đã gửi nhưng chưa dùng \
          được.",
    example: "Đơn vị đặt mật khẩu cho tệp \"KK-02_cuoi-nam.xlsx\". Chương trình ghi: “Tệp đặt mật \
              khẩu nên không mở được”.",
    remedy: "Đề nghị bỏ mật khẩu (trong Excel: Tệp, Thông tin, Bảo vệ sổ làm việc) và gửi lại.",
};

pub(super) const TOO_LARGE: Page = Page {
    title: "Tệp quá lớn",
    what: "Tệp vượt một giới hạn: dung lượng, dung lượng sau khi giải nén, số ô, số trang tính, số \
           dòng, số cột, độ dài nội dung một ô, số tệp trong tệp nén, hoặc số chỗ phải sửa.",
    why: "Một báo cáo điền tay không lớn như vậy; giới hạn giữ cho một tệp lạ không làm dừng cả \
          đợt tổng hợp. Chỉ riêng tệp này không được đọc.",
    example: "Tệp có ảnh chụp dán trong bảng nên nặng 25 MB. Chương trình ghi: “Dung lượng tệp là \
              25 MB, vượt mức cho phép 20 MB”.",
    remedy: "Đề nghị xóa phần thừa theo lời nhắc kèm theo và gửi lại. Nếu báo cáo đúng là lớn như \
             vậy, Văn phòng tăng giới hạn ở mục [limits] của campaign.toml.",
};

pub(super) const READER_STOPPED: Page = Page {
    title: "Bỏ dở việc đọc tệp",
    what: "Việc đọc tệp phải dừng giữa chừng vì tệp đòi quá nhiều bộ nhớ, quá nhiều thời gian, \
           hoặc có cấu trúc sai.",
    why: "Tệp dạng cũ (xls, xlsb, ods) được đọc riêng để một tệp sai không làm hỏng cả đợt tổng \
          hợp. Không có số liệu nào của tệp này được dùng.",
    example: "Tệp .xls cũ khai một bảng lớn bất thường. Chương trình ghi: “Không đọc được tệp vì \
              cần quá nhiều bộ nhớ”.",
    remedy: "Đề nghị mở tệp bằng Excel, lưu thành dạng .xlsx và gửi lại.",
};

pub(super) const PROGRAM_FAULT: Page = Page {
    title: "Lỗi của chương trình",
    what: "Chương trình gặp lỗi của chính mình khi kiểm tra tệp này.",
    why: "Lỗi không thuộc về đơn vị. Một tệp gây lỗi không làm dừng việc tổng hợp các tệp khác; \
          không có số liệu nào của tệp này được dùng cho đến khi lỗi được sửa.",
    example: "Chương trình ghi: “Chương trình gặp lỗi khi kiểm tra tệp” và in nơi xảy ra lỗi ra màn \
              hình.",
    remedy: "Văn phòng gửi tệp này, phiên bản chương trình (thidua --version) và dòng báo lỗi trên \
             màn hình cho người phát triển; trong lúc chờ, thử mở tệp bằng Excel, lưu lại thành \
             .xlsx rồi chạy lại.",
};

pub(super) const MACROS: Page = Page {
    title: "Tệp có macro",
    what: "Tệp mang theo macro (chương trình nhỏ chạy trong Excel).",
    why: "Macro không được chạy khi đọc; giá trị đã lưu trong ô vẫn được đọc đủ. Ghi lại để người \
          mở tệp gốc biết.",
    example: "Đơn vị gửi tệp .xlsm dùng chung của trường. Chương trình ghi: “Tệp có chứa macro; \
              macro không được chạy”.",
    remedy: "Không cần làm gì thêm. Khi mở tệp gốc, Văn phòng không bật macro nếu không rõ nguồn.",
};

pub(super) const EXTERNAL_LINKS: Page = Page {
    title: "Lấy giá trị từ tệp khác",
    what: "Có ô là công thức lấy giá trị từ một tệp khác không gửi kèm.",
    why: "Giá trị được đọc là giá trị Excel lưu lần cuối; nếu tệp kia đã đổi thì số trong báo cáo \
          có thể cũ.",
    example: "Ô \"Tổng số\" lấy từ tệp theo dõi của trường. Chương trình ghi: “Tệp lấy giá trị từ \
              tệp khác; đọc theo giá trị đã lưu lần cuối”.",
    remedy: "Không bắt buộc. Nếu số liệu vừa thay đổi, đề nghị mở tệp, cập nhật liên kết, lưu và \
             gửi lại.",
};

pub(super) const UNKNOWN_UNIT: Page = Page {
    title: "Chưa rõ đơn vị",
    what: "Không có mã trên trang bìa, tên tệp, tên thư mục hay tên đơn vị nào ứng với một đơn vị \
           trong danh sách.",
    why: "Chương trình chỉ gợi ý chứ không ghép theo tên gần giống, vì \"số 1\" và \"số 2\" là hai \
          trường khác nhau. Số liệu của tệp chưa được tính cho đơn vị nào.",
    example: "Ô \"Tên đơn vị\" ghi \"Trường THPT Vân Khê số 4\", danh sách không có. Chương trình \
              ghi: “\"Trường THPT Vân Khê số 4\" không có trong danh sách đơn vị; có thể là \
              THPT-03”.",
    remedy: "Đề nghị ghi đúng \"Mã đơn vị\" trên trang bìa và gửi lại. Văn phòng có thể gán tệp \
             cho đơn vị bằng quyết định assign trong decisions.csv, hoặc thêm tên gọi khác vào \
             danh sách đơn vị.",
};

pub(super) const UNKNOWN_COLLECTION: Page = Page {
    title: "Chưa rõ kỳ báo cáo",
    what: "Đã biết tệp của đơn vị nào nhưng không biết báo cáo cho kỳ nào: trang bìa, dấu ẩn, tên \
           tệp và các biểu đều không cho biết.",
    why: "Cùng một biểu có thể dùng cho nhiều kỳ; tính nhầm kỳ thì sai cả hai kỳ. Tệp được ghi là \
          đã gửi nhưng chưa dùng được.",
    example: "Ô \"Kỳ báo cáo\" ghi \"Quý III\". Chương trình ghi: “\"Quý III\" không phải một kỳ \
              báo cáo của kế hoạch”.",
    remedy: "Đề nghị ghi \"Kỳ báo cáo\" như trong mẫu và gửi lại. Văn phòng có thể gán kỳ cho tệp \
             bằng quyết định assign trong decisions.csv.",
};

pub(super) const CONFLICTING_IDENTITY: Page = Page {
    title: "Thông tin về đơn vị hoặc kỳ không khớp",
    what: "Các dấu hiệu cho biết tệp của ai, cho kỳ nào không thống nhất với nhau. Khi xét đơn vị, \
           thứ tự được tin là: mã trên trang bìa, tên tệp, tên thư mục, tên đơn vị, dấu ẩn của \
           mẫu.",
    why: "Có thể đơn vị dùng lại tệp của nơi khác hoặc gửi nhầm thư mục; nếu tính nhầm thì sai kết \
          quả của hai đơn vị. Tệp vẫn được tính theo dấu hiệu được tin hơn cho đến khi làm rõ.",
    example: "Trang bìa ghi mã PGD-02, tên tệp lại là \"PGD-03 dang-ky.xlsx\". Chương trình ghi: \
              “Tệp được tính cho PGD-02, nhưng tên tệp hoặc thư mục ghi PGD-03”.",
    remedy: "Đề nghị đơn vị cho biết tệp là của ai, cho kỳ nào, rồi ghi thống nhất. Văn phòng có \
             thể gán tệp bằng quyết định assign trong decisions.csv.",
};

pub(super) const NOT_A_SENDER: Page = Page {
    title: "Không thuộc diện báo cáo kỳ này",
    what: "Đơn vị có trong danh sách, nhưng kỳ báo cáo này không yêu cầu đơn vị gửi. Đơn vị đã sáp \
           nhập vào đơn vị khác trước hạn nộp cũng thuộc trường hợp này.",
    why: "Tỷ lệ nộp tính trên các đơn vị phải báo cáo; thêm đơn vị ngoài diện thì tỷ lệ sai. Số \
          liệu của tệp không được tính.",
    example: "Phòng GDĐT không làm khối trưởng gửi phiếu thẩm định khối. Chương trình ghi: “PGD-03 \
              không thuộc diện phải báo cáo kỳ này”.",
    remedy: "Đề nghị kiểm tra lại mã đơn vị và kỳ báo cáo. Nếu đơn vị đúng là phải báo cáo, Văn \
             phòng bổ sung vào kế hoạch. Số liệu của đơn vị đã sáp nhập do đơn vị kế thừa báo cáo; \
             nếu tệp chính là báo cáo của đơn vị kế thừa, Văn phòng giao tệp cho đơn vị đó trong tệp \
             chờ quyết định.",
};

pub(super) const NO_DATA: Page = Page {
    title: "Chưa có số liệu",
    what: "Tệp đúng mẫu, nhưng ngoài phần in sẵn thì các biểu còn trống.",
    why: "Mẫu trống không phải là báo cáo và không thay thế bản đã gửi trước. Đơn vị được ghi là \
          đã gửi nhưng chưa dùng được.",
    example: "Đơn vị điền trang bìa rồi gửi, các biểu để trống. Chương trình ghi: “Các biểu chưa \
              có số liệu nào ngoài phần in sẵn”.",
    remedy: "Đề nghị điền số liệu và gửi lại. Nếu biểu nào đúng là không có gì, đề nghị vẫn điền \
             các biểu còn lại.",
};

pub(super) const IDENTICAL_COPY: Page = Page {
    title: "Tệp gửi lặp lại",
    what: "Tệp giống hệt một tệp của cùng đơn vị và cùng kỳ, không khác một chữ nào.",
    why: "Gửi lại cùng một tệp là chuyện thường; mỗi dòng chỉ được tính một lần. Bản này được ghi \
          là đã có bản thay thế.",
    example: "Đơn vị gửi \"PGD-01_cuoi-nam (1).xlsx\" giống hệt bản đã gửi. Chương trình ghi: \
              “Trùng hoàn toàn với tệp PGD-01_cuoi-nam.xlsx đã nhận, không tính lại”.",
    remedy: "Không cần làm gì thêm. Nếu định gửi bản đã sửa, đề nghị kiểm tra lại tệp đính kèm.",
};

pub(super) const SHARED_BYTES: Page = Page {
    title: "Hai đơn vị hoặc hai kỳ cùng một tệp",
    what: "Tệp giống hệt một tệp đã tính cho đơn vị khác hoặc kỳ khác.",
    why: "Hai đơn vị khó có báo cáo giống nhau từng chữ; có thể một bên gửi nhầm tệp. Cả hai tệp \
          vẫn được tính cho đến khi làm rõ.",
    example: "Trường gửi tệp của kỳ trước với tên kỳ này. Chương trình ghi: “Nội dung giống hệt \
              tệp PGD-01_cuoi-nam.xlsx của đơn vị hoặc kỳ khác”.",
    remedy: "Đề nghị kiểm tra có gửi nhầm tệp hay không; nếu nhầm, gửi lại tệp đúng.",
};

pub(super) const LATE: Page = Page {
    title: "Nộp quá hạn",
    what: "Tệp đầu tiên dùng được của đơn vị nhận sau ngày cuối còn đúng hạn.",
    why: "Chỉ việc đúng hạn bị ảnh hưởng: số liệu vẫn được tính đủ. Bản gửi lại sau không làm đơn \
          vị thành quá hạn.",
    example: "Kế hoạch yêu cầu nhận trước 25/10/2023, sổ nhận ghi 26/10/2023. Chương trình ghi: \
              “Nhận ngày 26/10/2023, quá hạn (ngày cuối còn đúng hạn là 24/10/2023)”.",
    remedy: "Không cần làm gì thêm. Nếu ngày nhận ghi sai, Văn phòng sửa trong received.csv.",
};

pub(super) const AFTER_AS_OF: Page = Page {
    title: "Nhận sau ngày chốt số liệu",
    what: "Tệp nhận sau ngày mà lần tổng hợp này chốt số liệu.",
    why: "Kết quả phải đúng với ngày ghi trên báo cáo tổng hợp. Tệp được liệt kê nhưng để ngoài, \
          và không bị xét lỗi.",
    example: "Tổng hợp chốt ngày 15/06/2024, tệp nhận ngày 18/06/2024. Chương trình ghi: “Nhận \
              ngày 18/06/2024, sau ngày chốt số liệu, không tính”.",
    remedy: "Không cần làm gì thêm: lần tổng hợp với ngày chốt muộn hơn sẽ tính tệp này.",
};

pub(super) const OTHER_COLLECTION: Page = Page {
    title: "Kỳ báo cáo không xét lần này",
    what: "Tệp dùng cho một kỳ báo cáo mà lần tổng hợp này không xét.",
    why: "Khi chỉ chọn một kỳ, tệp của các kỳ khác được liệt kê nhưng để ngoài và không bị xét \
          lỗi.",
    example: "Văn phòng chỉ tổng hợp kỳ cuối năm, trong thư mục còn tệp đăng ký. Chương trình ghi: \
              “Thuộc kỳ báo cáo không xét lần này, không tính”.",
    remedy: "Không cần làm gì thêm.",
};

pub(super) const NO_RECEIPT: Page = Page {
    title: "Không rõ ngày nhận",
    what: "Sổ nhận không có dòng nào cho tệp, và trang bìa không có ngày báo cáo, hoặc ghi ngày \
           sau ngày chốt số liệu.",
    why: "Ngày giờ của tệp trên máy không được dùng vì thay đổi khi sao chép. Số liệu vẫn được \
          tính; việc đúng hạn được ghi là không rõ.",
    example: "Tệp \"THPT-05.xlsx\" không có trong received.csv, ô \"Ngày báo cáo\" để trống. \
              Chương trình ghi: “Không rõ ngày nhận: sổ nhận không ghi, trang bìa không có ngày \
              báo cáo dùng được”.",
    remedy: "Văn phòng thêm một dòng cho tệp vào received.csv (cột file và received_at).",
};

pub(super) const UNMATCHED_RECEIPT: Page = Page {
    title: "Dòng sổ nhận không dùng được",
    what: "Một dòng của sổ nhận không xác định được đúng một tệp: không có tệp đó, có nhiều tệp \
           cùng tên, hoặc tệp đã có ngày ở dòng khác.",
    why: "Ngày nhận quyết định đúng hạn hay quá hạn, nên không được gán theo phỏng đoán. Dòng này \
          không có tác dụng.",
    example: "Sổ nhận ghi \"PGD-1.xlsx\", tệp trong thư mục là \"PGD-01.xlsx\". Chương trình ghi: \
              “Dòng \"PGD-1.xlsx, 28/05/2024\" của sổ nhận không dùng được: không có tệp này, có \
              nhiều tệp như vậy, hoặc tệp đã có ngày nhận ở dòng khác”.",
    remedy: "Văn phòng sửa tên tệp, hoặc mã đơn vị và kỳ, ở dòng đó của sổ nhận.",
};

pub(super) const LAPSED_DECISION: Page = Page {
    title: "Quyết định không còn hiệu lực",
    what: "Một quyết định của Văn phòng không còn ứng với tệp, dòng hay giá trị nào.",
    why: "Quyết định chỉ đúng với nội dung đã xem; khi đơn vị sửa giá trị hoặc gửi tệp khác thì \
          phải xem lại. Quyết định này không có tác dụng.",
    example: "Văn phòng đã chấp nhận một ô trống, sau đó đơn vị điền vào ô. Chương trình ghi: \
              “Quyết định \"accept missing-value PGD-01 cuoi-nam dien-hinh\" không còn ứng với nội \
              dung nào”.",
    remedy: "Văn phòng xem lại, xóa dòng cũ trong decisions.csv và quyết định lại nếu còn cần.",
};
