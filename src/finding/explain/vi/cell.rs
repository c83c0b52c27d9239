//! Pages about cells, in Vietnamese.

use crate::finding::explain::Page;

pub(super) const MISSING_VALUE: Page = Page {
    title: "Chưa điền mục bắt buộc",
    what: "Ô của một mục bắt buộc còn trống, hoặc chỉ có dấu giữ chỗ như \"....\" hay \"-\".",
    why: "Ô trống không được coi là 0. Dòng chưa chắc chắn với chỉ tiêu dùng mục này.",
    example: "Ô C8 của cột \"Số CB, GV, NV tham gia\" để trống. Chương trình ghi: “Chưa điền mục \
              bắt buộc”.",
    remedy: "Đề nghị điền vào ô; nếu không có thì ghi 0 hoặc ghi rõ, hoặc gửi giải thích.",
};

pub(super) const TYPE_ERROR: Page = Page {
    title: "Không đúng kiểu giá trị",
    what: "Nội dung ô không đọc được thành kiểu giá trị của mục: số, số nguyên, ngày, có hoặc \
           không, địa chỉ thư, địa chỉ trang mạng, hoặc chữ đọc được.",
    why: "Giá trị không được đoán: \"10/12\" có thể là ngày, phân số hay \"10 trên 12\". Ô này \
          chưa có giá trị, dòng chưa chắc chắn.",
    example: "Ô C8 của cột \"Số CB, GV, NV tham gia\" ghi 10/12. Chương trình ghi: “Giá trị \
              \"10/12\" không phải là một số nguyên, ví dụ 12”.",
    remedy: "Đề nghị ghi lại theo kiểu được nêu; lời kèm theo mỗi nội dung cho biết cách ghi.",
};

pub(super) const ERROR_CELL: Page = Page {
    title: "Ô báo lỗi công thức",
    what: "Ô hiện lỗi của Excel như #N/A, #REF!, #DIV/0!, hoặc dãy dấu ###.",
    why: "Lỗi không phải là giá trị và không được coi là 0. Dòng chưa chắc chắn với chỉ tiêu dùng \
          ô này.",
    example: "Ô E9 tra một danh mục không có. Chương trình ghi: “Ô báo lỗi #N/A thay cho giá trị”.",
    remedy: "Đề nghị sửa công thức, hoặc ghi thẳng giá trị vào ô.",
};

pub(super) const NO_CACHED_VALUE: Page = Page {
    title: "Công thức chưa có kết quả",
    what: "Ô là công thức, nhưng tệp được lưu mà không kèm kết quả tính.",
    why: "Chương trình không tính lại công thức; ô này không bị coi là trống, nhưng chưa có giá \
          trị.",
    example: "Tệp do phần mềm khác xuất ra, chưa mở bằng Excel lần nào. Chương trình ghi: “Ô là \
              công thức nhưng tệp không lưu kết quả”.",
    remedy: "Đề nghị mở tệp bằng Excel, lưu lại rồi gửi, hoặc ghi thẳng giá trị.",
};

pub(super) const FORMULA_VALUE: Page = Page {
    title: "Ô là công thức",
    what: "Ô số liệu là công thức; giá trị được đọc là kết quả đã lưu lần cuối.",
    why: "Kết quả lưu lần cuối gần như luôn đúng; ghi lại để khi đối chiếu biết số không phải gõ \
          tay.",
    example: "Cột \"Tổng số CB, GV, NV\" được cộng bằng công thức. Chương trình ghi: “Ô là công \
              thức; đọc theo kết quả đã lưu”.",
    remedy: "Không cần làm gì thêm.",
};

pub(super) const NOTHING_ABOVE: Page = Page {
    title: "\"Như trên\" mà phía trên trống",
    what: "Ô ghi dấu \"như trên\" (nt, -nt-, dấu ngoặc kép), nhưng trong cột chưa có giá trị nào ở \
           phía trên.",
    why: "Không có giá trị để lấy theo. Ô được coi là chưa có giá trị, dòng chưa chắc chắn.",
    example: "Ô B7 ở dòng số liệu đầu tiên ghi \"nt\". Chương trình ghi: “Giá trị \"nt\" có nghĩa \
              là \"như trên\", nhưng phía trên không có giá trị”.",
    remedy: "Đề nghị ghi rõ giá trị vào ô.",
};

pub(super) const MERGED_ACROSS: Page = Page {
    title: "Ô gộp qua nhiều cột",
    what: "Một ô số liệu gộp qua cột của nhiều mục.",
    why: "Excel chỉ lưu một giá trị cho cả vùng gộp, nên không rõ giá trị thuộc mục nào. Các ô \
          trong vùng chưa chắc chắn.",
    example: "Ô C8:D8 gộp hai cột \"Tham gia\" và \"Tổng số\" làm một. Chương trình ghi: “Ô gộp \
              qua nhiều cột, không rõ giá trị thuộc cột nào”.",
    remedy: "Đề nghị bỏ gộp ô và ghi giá trị vào từng cột.",
};

pub(super) const AMBIGUOUS_PERCENT: Page = Page {
    title: "Chưa rõ tỷ lệ phần trăm",
    what: "Số có thể là tỷ lệ (0,95) hoặc số phần trăm (95), hoặc dấu chấm có thể là dấu thập phân \
           hay dấu hàng nghìn.",
    why: "Hiểu nhầm thì kết quả sai cả trăm lần. Giá trị được đọc như đã ghi, nhưng chưa chắc \
          chắn.",
    example: "Dòng có đơn vị tính \"%\", cột \"Chỉ tiêu\" ghi 0,95. Chương trình ghi: “Giá trị \
              \"0,95\" có thể là 0,95% hoặc 95%”.",
    remedy: "Đề nghị ghi số phần trăm, ví dụ 95 cho 95%; dùng dấu phẩy cho phần thập phân.",
};

pub(super) const DOUBTFUL_ENCODING: Page = Page {
    title: "Có thể gõ bằng bảng mã cũ",
    what: "Chữ trong ô có thể gõ bằng bảng mã cũ (TCVN3 hoặc VNI), nhưng chưa đủ chắc chắn để đổi.",
    why: "Chữ đọc được rõ bằng bảng mã cũ thì chương trình đổi và ghi nhật ký; còn nghi ngờ thì \
          hỏi, không tự sửa tên người, tên trường.",
    example: "Ô B8 ghi \"To¸n\". Chương trình ghi: “Giá trị \"To¸n\" có thể gõ bằng bảng mã cũ, \
              khi đó là \"Toán\"”.",
    remedy: "Đề nghị gõ lại ô bằng bảng mã Unicode.",
};

pub(super) const AMBIGUOUS_DATE: Page = Page {
    title: "Chưa rõ ngày hay tháng đứng trước",
    what: "Ngày đọc được theo hai thứ tự, và có dấu hiệu thứ tự tháng/ngày: ô khác trong cột chỉ \
           đúng theo thứ tự đó, chỉ cách đọc đó nằm trong năm học, hoặc cả cột giống như bị một \
           máy khác đổi.",
    why: "Nhầm ngày với tháng có thể làm dòng ra ngoài năm học hoặc sang đợt khác. Ngày được đọc \
          theo ngày/tháng, nhưng chưa chắc chắn.",
    example: "Ô H8 ghi 04/03/2024, trong khi ô H9 ghi 03/25/2024. Chương trình ghi: “Giá trị \
              \"04/03/2024\" có thể là 04/03/2024 hoặc 03/04/2024”.",
    remedy: "Đề nghị ghi lại theo thứ tự ngày/tháng/năm, hoặc xác nhận ngày đã ghi là đúng.",
};

pub(super) const NOT_IN_LIST: Page = Page {
    title: "Không có trong danh mục",
    what: "Giá trị không phải một trong các giá trị của danh mục, kể cả khi bỏ qua chữ hoa, dấu \
           cách và cách đặt dấu.",
    why: "Giá trị lạ không đếm được vào nhóm nào. Giá trị gần giống chỉ được gợi ý, không tự thay.",
    example: "Cột \"Kết quả\" ghi \"Hoàn tất\". Chương trình ghi: “Giá trị \"Hoàn tất\" không có \
              trong danh mục; gần nhất là \"Hoàn thành\"”.",
    remedy: "Đề nghị chọn một giá trị trong danh mục. Nếu danh mục thiếu, Văn phòng bổ sung vào kế \
             hoạch.",
};

pub(super) const BELOW_MINIMUM: Page = Page {
    title: "Nhỏ hơn mức tối thiểu",
    what: "Số nhỏ hơn mức nhỏ nhất, hoặc ngày sớm hơn ngày sớm nhất, mà mục này cho phép.",
    why: "Thường do gõ thừa dấu trừ hoặc nhầm cột. Giá trị chưa chắc chắn.",
    example: "Cột \"Số hoạt động\" ghi -1. Chương trình ghi: “Giá trị \"-1\" nhỏ hơn mức tối thiểu \
              0”.",
    remedy: "Đề nghị kiểm tra và ghi lại giá trị đúng.",
};

pub(super) const ABOVE_MAXIMUM: Page = Page {
    title: "Lớn hơn mức tối đa",
    what: "Số lớn hơn mức lớn nhất, hoặc ngày muộn hơn ngày muộn nhất, mà mục này cho phép.",
    why: "Thường do gõ thừa chữ số hoặc nhầm cột. Giá trị chưa chắc chắn.",
    example: "Một cột tỷ lệ phần trăm ghi 120. Chương trình ghi: “Giá trị \"120\" lớn hơn mức tối \
              đa 100”.",
    remedy: "Đề nghị kiểm tra và ghi lại giá trị đúng.",
};

pub(super) const TOO_SHORT: Page = Page {
    title: "Nội dung quá ngắn",
    what: "Nội dung có ít ký tự hơn mức mục này yêu cầu.",
    why: "Một mục như tóm tắt thành tích cần đủ ý để Văn phòng giới thiệu được. Giá trị chưa chắc \
          chắn.",
    example: "Cột tóm tắt thành tích chỉ ghi \"Tốt\". Chương trình ghi: “Giá trị \"Tốt\" ngắn hơn \
              20 ký tự”.",
    remedy: "Đề nghị viết đủ theo số ký tự được nêu.",
};

pub(super) const TOO_LONG: Page = Page {
    title: "Nội dung quá dài",
    what: "Nội dung có nhiều ký tự hơn mức mục này cho phép.",
    why: "Nội dung quá dài không đăng và không in vừa bảng. Giá trị chưa chắc chắn cho đến khi rút \
          gọn.",
    example: "Cột \"Tóm tắt thành tích\" chép cả bản báo cáo thành tích. Chương trình ghi: “Nội \
              dung dài 2.150 ký tự, quá mức cho phép 2.000”.",
    remedy: "Đề nghị rút gọn còn trong số ký tự cho phép; có thể gửi kèm bản đầy đủ.",
};

pub(super) const PATTERN_MISMATCH: Page = Page {
    title: "Không đúng dạng quy định",
    what: "Nội dung không đúng dạng mà mục này quy định, ví dụ số điện thoại phải đủ chữ số.",
    why: "Giá trị sai dạng thường thiếu hoặc thừa ký tự và không dùng để liên hệ được. Giá trị \
          chưa chắc chắn.",
    example: "Ô \"Điện thoại lãnh đạo\" thiếu một chữ số. Chương trình ghi: “Giá trị không đúng \
              dạng quy định”. Giá trị thuộc thông tin cá nhân nên chỉ hiện trong bảng tính.",
    remedy: "Đề nghị ghi lại cho đúng dạng; lời kèm theo cho biết dạng đó.",
};

pub(super) const NOT_UNIQUE: Page = Page {
    title: "Giá trị đã dùng ở dòng trên",
    what: "Mục này mỗi dòng phải khác nhau, nhưng giá trị đã có ở một dòng phía trên.",
    why: "Hai dòng cùng số quyết định thường là một việc ghi hai lần, hoặc số bị chép nhầm. Giá \
          trị ở dòng sau chưa chắc chắn.",
    example: "Cột \"Số quyết định\" ở H9 ghi lại số của H6. Chương trình ghi: “Giá trị \
              \"15/QĐ-SGDĐT\" đã ghi ở ô H6”.",
    remedy: "Đề nghị kiểm tra số ở cả hai dòng và sửa dòng sai.",
};

pub(super) const EXCLUSIVE_MINIMUM: Page = Page {
    title: "Không lớn hơn mức quy định",
    what: "Giá trị phải lớn hơn một mức mà biểu mẫu quy định, chính mức đó cũng không được.",
    why: "Giá trị như vậy thường là ghi nhầm. Chưa sửa thì ô này còn nghi vấn, số liệu liên quan chưa chắc chắn.",
    example: "Biểu mẫu yêu cầu lớn hơn 0, ô ghi -1. Chương trình ghi: “Giá trị \"-1\" phải lớn hơn 0”.",
    remedy: "Đề nghị kiểm tra lại và ghi giá trị lớn hơn mức quy định.",
};

pub(super) const EXCLUSIVE_MAXIMUM: Page = Page {
    title: "Không nhỏ hơn mức quy định",
    what: "Giá trị phải nhỏ hơn một mức mà biểu mẫu quy định, chính mức đó cũng không được.",
    why: "Giá trị như vậy thường là ghi nhầm. Chưa sửa thì ô này còn nghi vấn, số liệu liên quan chưa chắc chắn.",
    example: "Biểu mẫu yêu cầu nhỏ hơn 10, ô ghi 12. Chương trình ghi: “Giá trị \"12\" phải nhỏ hơn 10”.",
    remedy: "Đề nghị kiểm tra lại và ghi giá trị nhỏ hơn mức quy định.",
};
