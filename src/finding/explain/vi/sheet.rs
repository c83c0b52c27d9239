//! Pages about sheets and their headers, in Vietnamese.

use crate::finding::explain::Page;

pub(super) const MISSING_SHEET: Page = Page {
    title: "Thiếu trang tính",
    what: "Kỳ báo cáo yêu cầu một biểu mà tệp không có trang tính nào của biểu đó, kể cả khi xét \
           theo tiêu đề cột.",
    why: "Không có biểu không có nghĩa là số 0: kết quả dùng biểu này ghi dạng \"≥ 8\" hoặc Chưa \
          đủ căn cứ cho đến khi có biểu.",
    example: "Tệp cuối năm không có trang \"Khen thưởng\". Chương trình ghi: “Thiếu trang tính \
              \"Khen thưởng\"”.",
    remedy: "Đề nghị bổ sung trang tính theo mẫu, giữ nguyên tên. Nếu không có gì để báo cáo, đề \
             nghị vẫn gửi trang đó để trống.",
};

pub(super) const LOST_SHEET: Page = Page {
    title: "Mất trang tính so với bản trước",
    what: "Bản trước của đơn vị có số liệu ở một biểu, bản mới không có biểu đó hoặc không đọc \
           được.",
    why: "Bản mới thay cho bản cũ, nên số liệu của biểu có thể mất do sơ suất. Kết quả dùng biểu \
          này chưa có số tối đa cho đến khi làm rõ.",
    example: "Bản sửa lần 2 chỉ còn trang bìa và một biểu. Chương trình ghi: “Bản trước \
              (PGD-01_cuoi-nam.xlsx) có số liệu ở \"Khen thưởng\", bản này không có hoặc không đọc \
              được”.",
    remedy: "Đề nghị gửi lại tệp có đủ các trang, hoặc cho biết không còn số liệu để báo cáo.",
};

pub(super) const HIDDEN_SHEET: Page = Page {
    title: "Trang tính bị ẩn",
    what: "Trang tính của một biểu bị ẩn; số liệu trên đó vẫn được đọc.",
    why: "Người mở tệp sẽ không thấy trang này, nên khó đối chiếu ô gốc.",
    example: "Trang \"Khen thưởng\" bị ẩn từ năm trước. Chương trình ghi: “Trang tính bị ẩn, vẫn \
              đọc số liệu”.",
    remedy: "Không cần làm gì thêm. Nếu trang không phải của báo cáo, đề nghị xóa trang và gửi \
             lại.",
};

pub(super) const HIDDEN_ROWS: Page = Page {
    title: "Dòng bị ẩn",
    what: "Có dòng số liệu bị ẩn hoặc bị lọc; các dòng đó vẫn được đọc và tính.",
    why: "Người mở tệp chỉ thấy một phần số dòng, nên có thể tưởng chương trình đếm thừa.",
    example: "Đơn vị lọc danh sách theo trường rồi lưu. Chương trình ghi: “Có dòng số liệu bị ẩn, \
              vẫn đọc”.",
    remedy: "Không cần làm gì thêm. Nếu các dòng ẩn là dòng đã bỏ, đề nghị xóa hẳn và gửi lại.",
};

pub(super) const EXTRA_TABLE: Page = Page {
    title: "Bảng ngoài yêu cầu",
    what: "Trên trang tính của một biểu còn một bảng có tiêu đề của biểu khác mà kỳ này không yêu \
           cầu.",
    why: "Có thể đơn vị điền nhầm mẫu, cũng có thể là số liệu của kỳ này dưới tiêu đề sai. Bảng \
          không được đọc; phần còn lại của trang vẫn đọc.",
    example: "Dưới bảng phong trào của kỳ học kỳ I có bảng kết quả đăng ký. Chương trình ghi: \
              “Bảng có tiêu đề của một biểu không yêu cầu trong kỳ này, không đọc”.",
    remedy: "Nếu là số liệu của kỳ này, đề nghị sửa tiêu đề cột như trong mẫu; nếu không thì bỏ \
             bảng.",
};

pub(super) const EXTRA_SHEET: Page = Page {
    title: "Trang tính ngoài mẫu",
    what: "Trang tính không phải của biểu nào được yêu cầu, xét cả tên và tiêu đề cột.",
    why: "Đơn vị hay để thêm trang nháp, danh mục, hướng dẫn. Trang không được đọc, các biểu khác \
          không bị ảnh hưởng.",
    example: "Tệp có thêm trang \"Nháp\". Chương trình ghi: “Trang tính không thuộc biểu mẫu nào, \
              không đọc”.",
    remedy: "Nếu đó là một biểu của mẫu, đề nghị đặt lại tên trang và tiêu đề cột như trong mẫu \
             rồi gửi lại; nếu không thì không cần làm gì.",
};

pub(super) const REPEATED_SHEET: Page = Page {
    title: "Một biểu có hai bảng",
    what: "Một biểu đã đọc rồi lại gặp ở trang tính khác, hoặc ở bảng thứ hai trên cùng trang.",
    why: "Không rõ bảng sau bổ sung hay thay cho bảng trước, nên không tính thêm: kết quả dùng \
          biểu này chưa có số tối đa. Nếu bảng sau giống hệt, bị ẩn hoặc trống thì chỉ là lưu ý.",
    example: "Tệp có trang \"Khen thưởng\" và trang \"Khen thưởng (2)\" khác số dòng. Chương trình \
              ghi: “Lặp lại biểu đã đọc ở trang tính \"Khen thưởng\", không tính”.",
    remedy: "Đề nghị gộp số liệu vào một trang tính, xóa trang còn lại và gửi lại.",
};

pub(super) const RENAMED_SHEET: Page = Page {
    title: "Trang tính đổi tên",
    what: "Trang tính không mang tên của mẫu, nhưng tiêu đề cột cho biết là biểu nào; số liệu được \
           đọc.",
    why: "Nhận theo tiêu đề là chắc chắn, tuy vậy tên đúng giúp mọi người tìm nhanh hơn.",
    example: "Trang \"Khen thưởng\" được đặt tên \"Sheet3\". Chương trình ghi: “Tên trang tính \
              khác mẫu; theo tiêu đề thì là \"Khen thưởng\"”.",
    remedy: "Nên giữ tên trang tính như trong mẫu; không cần gửi lại chỉ vì điều này.",
};

pub(super) const NO_HEADER: Page = Page {
    title: "Không tìm thấy dòng tiêu đề",
    what: "Trang tính đúng tên biểu, nhưng không có dòng nào mang các tiêu đề cột (hoặc tên mục) \
           của biểu.",
    why: "Không có tiêu đề thì không biết cột nào là gì, nên không đọc dòng nào. Kết quả dùng biểu \
          này chưa có số tối đa.",
    example: "Đơn vị xóa dòng tiêu đề và dán số liệu vào. Chương trình ghi: “Không tìm thấy dòng \
              tiêu đề (tên cột, tên mục) của biểu”.",
    remedy: "Đề nghị chép số liệu vào mẫu mới, giữ nguyên dòng tiêu đề, và gửi lại.",
};

pub(super) const UNREADABLE_SHEET: Page = Page {
    title: "Không đọc được trang tính",
    what: "Tệp mở được, nhưng riêng trang tính này hỏng.",
    why: "Các trang khác vẫn được đọc. Kết quả dùng biểu trên trang này chưa có số tối đa.",
    example: "Trang \"Khen thưởng\" bị hỏng do phần mềm khác ghi ra. Chương trình ghi: “Không đọc \
              được trang tính (chi tiết kỹ thuật: ill-formed document)”.",
    remedy: "Đề nghị chép số liệu sang mẫu mới và gửi lại.",
};

pub(super) const MISSING_LABEL: Page = Page {
    title: "Thiếu cột hoặc mục",
    what: "Biểu thiếu một cột hoặc một mục mà kỳ này yêu cầu.",
    why: "Mọi dòng của biểu đều thiếu giá trị ở mục đó, nên chưa chắc chắn với chỉ tiêu dùng mục \
          đó. Với mục không bắt buộc thì chỉ là lưu ý.",
    example: "Đơn vị xóa cột \"Số quyết định\" của biểu khen thưởng. Chương trình ghi: “Thiếu cột \
              hoặc dòng \"Số quyết định\"”.",
    remedy: "Đề nghị thêm lại cột hoặc mục như trong mẫu, điền giá trị và gửi lại.",
};

pub(super) const EXTRA_LABEL: Page = Page {
    title: "Cột hoặc mục ngoài mẫu",
    what: "Có cột hoặc mục mà mẫu không có, hoặc cột không có tiêu đề nhưng có số liệu; phần đó \
           không được đọc.",
    why: "Đơn vị thường thêm cột ghi chú riêng. Nhưng nếu đó là cột của mẫu bị đổi tên thì số liệu \
          sẽ bị bỏ sót.",
    example: "Đơn vị thêm cột \"Ghi nhớ\" ở D1. Chương trình ghi: “Cột hoặc mục \"Ghi nhớ\" không \
              có trong mẫu, không đọc”.",
    remedy: "Nếu đó là một mục của mẫu, đề nghị ghi tiêu đề như trong mẫu và gửi lại; nếu không \
             thì không cần làm gì.",
};

pub(super) const DUPLICATE_LABEL: Page = Page {
    title: "Hai cột cùng tiêu đề",
    what: "Hai cột hoặc hai mục cùng ứng với một mục của mẫu; chỉ một nơi được đọc.",
    why: "Không rõ đơn vị muốn báo cáo theo cột nào. Giá trị đã đọc chưa chắc chắn cho đến khi làm \
          rõ.",
    example: "Biểu phong trào có hai cột \"Số hoạt động\", ở D4 và F4. Chương trình ghi: “Hai cột \
              hoặc hai mục cùng tiêu đề; chỉ đọc ở D4”.",
    remedy: "Đề nghị chỉ để một cột hoặc một mục với tiêu đề này và gửi lại.",
};

pub(super) const MOVED_LABEL: Page = Page {
    title: "Cột đổi chỗ",
    what: "Cột đứng ở chỗ khác so với mẫu; giá trị vẫn được đọc theo tiêu đề.",
    why: "Cột được nhận theo tiêu đề chứ không theo vị trí, nên đổi chỗ không làm sai số liệu.",
    example: "Đơn vị chuyển cột \"Kết quả\" lên trước. Chương trình ghi: “Cột \"Kết quả\" không \
              đứng ở chỗ như trong mẫu, vẫn đọc”.",
    remedy: "Không cần làm gì thêm.",
};

pub(super) const SIMILAR_LABEL: Page = Page {
    title: "Tiêu đề gần giống",
    what: "Tiêu đề không đúng chữ của mẫu, được hiểu là mục giống nhất và duy nhất giống.",
    why: "Giá trị được đọc như thường; ghi lại để ai cũng kiểm tra được cách hiểu.",
    example: "Tiêu đề được gõ không dấu: \"So hoat dong\". Chương trình ghi: “Tiêu đề \"So hoat \
              dong\" được hiểu là \"Số hoạt động\"”.",
    remedy: "Nên dùng đúng tiêu đề như trong mẫu. Nếu hiểu sai, đề nghị sửa tiêu đề và gửi lại.",
};

pub(super) const SECOND_VALUE: Page = Page {
    title: "Hai giá trị cho một mục",
    what: "Bên cạnh một mục chỉ nhận một giá trị còn có một giá trị nữa; chỉ giá trị ở ô được nêu \
           là được đọc.",
    why: "Có thể đơn vị ghi cả số cũ và số mới. Giá trị đã đọc chưa chắc chắn cho đến khi làm rõ.",
    example: "Ở mục \"Tổng số CB, GV, NV\", ô C5 ghi 45 và ô D5 ghi 48. Chương trình ghi: “Bên \
              cạnh ô C5 còn ghi giá trị \"48\"; chỉ đọc ô C5”.",
    remedy: "Đề nghị chỉ để một giá trị ở mục này, hoặc cho biết giá trị nào đúng.",
};
