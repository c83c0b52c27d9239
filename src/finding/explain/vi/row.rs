//! Pages about rows and tables, in Vietnamese.

use crate::finding::explain::Page;

pub(super) const TOTAL_MISMATCH: Page = Page {
    title: "Dòng tổng không khớp",
    what: "Số ở dòng tổng, dòng cộng hoặc dòng nhóm không bằng tổng các dòng thuộc nó. Với biểu \
           không có cột số, số ghi ở dòng tổng phải bằng số dòng.",
    why: "Dòng tổng không được tính vào kết quả, nhưng lệch tổng cho thấy có thể sót dòng hoặc gõ \
          nhầm số. Các dòng vẫn được tính như đã ghi.",
    example: "Dòng \"Tổng cộng\" ghi 43, các dòng cộng lại là 41. Chương trình ghi: “Giá trị \
              \"43\" ở dòng tổng không bằng tổng các dòng (41)”.",
    remedy: "Đề nghị cộng lại, hoặc kiểm tra có sót dòng nào không; nếu đúng là khác nhau, gửi \
             giải thích.",
};

pub(super) const DUPLICATE_ROW: Page = Page {
    title: "Dòng trùng",
    what: "Dòng trùng với một dòng phía trên ở các mục dùng để nhận biết, ví dụ tên, đối tượng và \
           đơn vị công tác của một điển hình.",
    why: "Mỗi việc chỉ tính một lần: dòng sau không được tính, dòng trước vẫn tính bình thường.",
    example: "Dòng 12 ghi lại điển hình đã có ở dòng 7. Chương trình ghi: “Trùng với dòng 7, không \
              tính”.",
    remedy: "Đề nghị xóa dòng trùng; nếu là hai việc khác nhau, ghi rõ chỗ khác nhau ở các mục đó.",
};

pub(super) const ABOVE_OTHER: Page = Page {
    title: "Lớn hơn số không được vượt",
    what: "Số ở mục này lớn hơn số ở một mục khác cùng dòng mà nó không được vượt.",
    why: "Phần không thể lớn hơn toàn bộ, điểm chấm không thể lớn hơn điểm tối đa. Giá trị chưa \
          chắc chắn.",
    example: "Biểu tự chấm điểm ghi điểm tối đa 10, điểm tự chấm 12. Chương trình ghi: “Giá trị \
              \"12\" lớn hơn \"Điểm tối đa\" (10)”.",
    remedy: "Đề nghị kiểm tra lại cả hai số và sửa số sai.",
};

pub(super) const SAME_AS_OTHER: Page = Page {
    title: "Hai mục phải khác nhau",
    what: "Hai mục phải khác nhau nhưng ghi cùng một nội dung.",
    why: "Kế hoạch yêu cầu một lãnh đạo phụ trách và một cán bộ đầu mối, là hai người. Giá trị \
          chưa chắc chắn.",
    example: "Ô \"Cán bộ đầu mối\" ghi lại tên lãnh đạo phụ trách. Chương trình ghi: “Trùng với \
              \"Lãnh đạo phụ trách\"”.",
    remedy: "Đề nghị ghi người hoặc nội dung khác ở một trong hai mục.",
};

pub(super) const MISSING_WHEN: Page = Page {
    title: "Chưa điền mục phải có trong trường hợp này",
    what: "Một mục chỉ bắt buộc khi mục khác có giá trị nhất định, và trong dòng này giá trị đó có \
           mặt.",
    why: "Ví dụ đã khen thì phải có số và ngày quyết định. Dòng chưa chắc chắn với chỉ tiêu dùng \
          mục này.",
    example: "Dòng khen thưởng ghi \"Đã khen\" nhưng thiếu số quyết định. Chương trình ghi: “Chưa \
              điền, trong khi \"Tình trạng\" là \"Đã khen\"”.",
    remedy: "Đề nghị điền vào ô này, hoặc sửa mục kia nếu ghi nhầm.",
};

pub(super) const MISSING_WITH: Page = Page {
    title: "Chưa điền mục đi kèm",
    what: "Hai mục phải đi cùng nhau, nhưng trong dòng này mới điền một mục.",
    why: "Ví dụ bài đã đăng thì cần có đường dẫn; thiếu đường dẫn thì không ai mở ra xem lại được.",
    example: "Điển hình ghi nơi đăng nhưng chưa có đường dẫn. Chương trình ghi: “Chưa điền, trong \
              khi đã điền \"Nơi đăng\"”.",
    remedy: "Đề nghị điền vào ô này, hoặc giải thích vì sao không có.",
};

pub(super) const OUTSIDE_SCHOOL_YEAR: Page = Page {
    title: "Ngoài năm học",
    what: "Ngày ở mục này không nằm trong năm học của kế hoạch.",
    why: "Chỉ việc trong năm học mới được tính; cả biểu ngoài năm học thường là tệp của năm trước \
          gửi lại. Giá trị chưa chắc chắn.",
    example: "Điển hình có ngày giới thiệu 12/03/2023. Chương trình ghi: “Giá trị \"12/03/2023\" \
              nằm ngoài năm học (05/09/2023 đến 31/05/2024)”.",
    remedy: "Đề nghị kiểm tra lại ngày, tháng, năm; nếu là việc của năm trước, đề nghị bỏ dòng.",
};

pub(super) const NOT_IN_OWN_BLOCK: Page = Page {
    title: "Đơn vị ngoài khối",
    what: "Khối trưởng chấm cho một đơn vị không thuộc khối của mình.",
    why: "Mỗi khối chỉ thẩm định thành viên của khối; điểm của đơn vị ngoài khối không dùng để xếp \
          thứ được. Giá trị chưa chắc chắn.",
    example: "Khối trưởng khối 2 ghi mã KK-02 của khối 3. Chương trình ghi: “Giá trị \"KK-02\" \
              không phải là đơn vị trong khối”.",
    remedy: "Đề nghị ghi mã của một đơn vị trong khối. Nếu thành phần khối đã đổi, Văn phòng sửa \
             danh sách đơn vị.",
};

pub(super) const OWN_REVIEW: Page = Page {
    title: "Tự thẩm định",
    what: "Khối trưởng hoặc khối phó ghi điểm thẩm định cho chính đơn vị mình.",
    why: "Không đơn vị nào tự thẩm định: điểm tự chấm đã có ở biểu riêng. Dòng này không được tính; \
          khối chỉ xếp thứ theo kết quả thẩm định khi mọi đơn vị đều được đơn vị khác thẩm định.",
    example: "PGD-02 là khối trưởng và ghi mã PGD-02 trong biểu thẩm định. Chương trình ghi: “Giá \
              trị \"PGD-02\" là chính đơn vị thẩm định; điểm này không được tính”.",
    remedy: "Đề nghị bỏ dòng này. Điểm của đơn vị khối trưởng do khối phó thẩm định; Văn phòng ghi \
             khối phó trong campaign.toml.",
};

pub(super) const ABOVE_CRITERION: Page = Page {
    title: "Vượt điểm tối đa của tiêu chí",
    what: "Điểm chấm lớn hơn điểm tối đa mà bộ tiêu chí của kế hoạch cho tiêu chí đó.",
    why: "Bảng điểm chỉ so sánh được khi mọi đơn vị theo cùng điểm tối đa. Điểm chưa chắc chắn.",
    example: "Phiếu thẩm định cho 12 điểm ở tiêu chí TC01, tối đa là 10. Chương trình ghi: “Giá \
              trị \"12\" vượt điểm tối đa 10 của tiêu chí TC01”.",
    remedy: "Đề nghị chấm lại không quá điểm tối đa. Nếu điểm tối đa của kế hoạch sai, Văn phòng \
             sửa bộ tiêu chí.",
};

pub(super) const NAMES_NO_COLLECTION: Page = Page {
    title: "Tên kỳ báo cáo không có trong kế hoạch",
    what: "Ô \"Kỳ báo cáo\" ghi một kỳ mà kế hoạch không có, dù kỳ của tệp đã biết nhờ dấu hiệu \
           khác.",
    why: "Tệp vẫn được tính cho kỳ nhận ra theo tên tệp, dấu ẩn hoặc các biểu; ô này cần ghi đúng \
          để ai cũng hiểu như nhau.",
    example: "Trang bìa ghi \"Quý III\", tên tệp ghi \"cuoi-nam\". Chương trình ghi: “Giá trị \
              \"Quý III\" không phải một kỳ báo cáo của kế hoạch”.",
    remedy: "Đề nghị ghi \"Kỳ báo cáo\" như trong mẫu.",
};

pub(super) const FOREIGN_KEY: Page = Page {
    title: "Không có ở biểu được nhắc tới",
    what: "Dòng này nhắc tới một dòng của biểu hoặc danh mục khác, nhưng ở đó không có dòng nào như vậy.",
    why: "Hai biểu phải nói về cùng một nội dung thì mới cộng và đối chiếu được. Chưa sửa thì ô này còn nghi vấn.",
    example: "Ô ghi “M77”, trong khi biểu kia chỉ có từ M01 đến M48. Chương trình ghi: “Giá trị \"M77\" không có ở \"Kiểu dữ liệu\"”.",
    remedy: "Đề nghị ghi đúng như ở biểu kia, hoặc bổ sung dòng còn thiếu ở đó.",
};

pub(super) const CONTROL_TOTAL: Page = Page {
    title: "Số liệu đối chiếu không khớp",
    what: "Trang \"Kiểm tra trước khi gửi\" ghi số dòng và tổng của từng biểu để thủ trưởng ký; con số ở đó khác với số mà chương trình đọc được.",
    why: "Khác nhau nghĩa là có dòng đọc thiếu, đọc thừa, hoặc biểu được sửa sau khi ký. Chưa biết ô nào sai nên các ô vẫn được tính.",
    example: "Thủ trưởng ký 12 dòng, trang khen thưởng đọc được 11 dòng. Chương trình ghi: “Số dòng đối chiếu của trang \"Khen thưởng\" là 12, trong khi đọc được 11”.",
    remedy: "Đề nghị đối chiếu bản đã ký với biểu, sửa bên sai, rồi mở tệp bằng Excel và lưu lại để các công thức được tính lại.",
};
