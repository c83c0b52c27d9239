//! What every word means that the workbook's figures are told in.

use rust_xlsxwriter::XlsxError;

use crate::assess::Status;
use crate::finding::Severity;
use crate::lang::Lang;
use crate::report::words;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::{Look, Tone};
use crate::settle::SubmissionState;
use crate::validate::Standing;

/// The columns of a term, and of what it means.
const COLUMNS: [u16; 2] = [3, 4];

/// A heading, with the terms below it.
type Group = (&'static str, Vec<(&'static str, &'static str)>);

pub(super) fn write(pen: &mut Pen<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let last = pen.last_column();
    let title = lang.pick("4. Giải thích từ ngữ", "4. What the words mean");
    pen.line(0, last, title, Look::Section)?;
    for (heading, terms) in [figures(lang), statuses(lang), returns(lang), scores(lang)] {
        pen.group(heading)?;
        for (term, meaning) in terms {
            let term = Cell::text(term).tone(Tone::Group).across(COLUMNS[0]);
            pen.cells(&[term, Cell::text(meaning).across(COLUMNS[1])])?;
        }
    }
    pen.skip(1);
    Ok(())
}

fn figures(lang: Lang) -> Group {
    let terms = vec![
        (
            lang.pick("Số chắc chắn", "What is certain"),
            lang.pick(
                "Cộng từ các dòng không vướng nội dung phải sửa hoặc cần làm rõ nào ảnh hưởng đến chỉ tiêu.",
                "Added up from rows in which nothing that touches the target is to be mended or cleared up.",
            ),
        ),
        (
            lang.pick("Số tối đa có thể", "What is possible at most"),
            lang.pick(
                "Số chắc chắn cộng thêm các dòng còn nghi vấn, nếu mọi nghi vấn được giải đáp có lợi cho đơn vị.",
                "What is certain and the rows in doubt, if every doubt is settled in the unit’s favour.",
            ),
        ),
        (
            "8–10",
            lang.pick(
                "Chắc chắn có 8, tối đa 10.",
                "8 are certain, 10 are possible.",
            ),
        ),
        (
            "≥ 8",
            lang.pick(
                "Chắc chắn có 8; còn thiếu báo cáo hoặc biểu nên chưa biết số tối đa.",
                "8 are certain; a return or sheet is missing, so the most is not known.",
            ),
        ),
        (
            words::not_known(lang),
            lang.pick(
                "Chưa có gì chắc chắn và chưa biết số tối đa.",
                "Nothing is certain, and the most is not known.",
            ),
        ),
        (
            lang.pick("Cộng chung", "Over all"),
            lang.pick(
                "Số của cả tỉnh; một nội dung do nhiều đơn vị cùng báo cáo chỉ tính một lần. Tỷ lệ chung lấy tổng tử số chia tổng mẫu số.",
                "Of the whole province; what several units report is counted once. A share over all is the sum of its numerators over the sum of its denominators.",
            ),
        ),
        (
            words::standing(Standing::Certain, lang),
            lang.pick(
                "Dòng không vướng mắc gì: được tính vào cả hai số.",
                "A row with nothing open: it counts in both figures.",
            ),
        ),
        (
            words::standing(Standing::Doubt, lang),
            lang.pick(
                "Dòng có ô phải sửa hoặc cần làm rõ: chỉ được tính vào số tối đa có thể, nếu ô đó ảnh hưởng đến chỉ tiêu.",
                "A row with a cell to be mended or cleared up: where the cell touches the target it counts only in what is possible.",
            ),
        ),
        (
            words::finality(true, lang),
            lang.pick(
                "Kỳ báo cáo chưa khóa: số liệu còn có thể thay đổi.",
                "A collection is not closed yet: figures may still change.",
            ),
        ),
        (
            words::finality(false, lang),
            lang.pick(
                "Mọi kỳ báo cáo đã khóa.",
                "Every collection is closed.",
            ),
        ),
    ];
    (lang.pick("Số liệu", "Figures"), terms)
}

fn statuses(lang: Lang) -> Group {
    let statuses = Status::ALL.into_iter();
    let terms = statuses
        .map(|one| (words::status(one, lang), words::status_meaning(one, lang)))
        .collect();
    (
        lang.pick("Đánh giá chỉ tiêu", "How units stand against targets"),
        terms,
    )
}

fn returns(lang: Lang) -> Group {
    let severity = |one| words::severity(one, lang);
    let state = |one| words::submission_state(one, lang);
    let terms = vec![
        (
            lang.pick("Phải báo cáo", "Expected"),
            lang.pick(
                "Số báo cáo mà các đơn vị phải gửi trong kỳ theo kế hoạch.",
                "The returns that units must send in a collection, as the campaign says.",
            ),
        ),
        (
            lang.pick("Đúng hạn", "On time"),
            lang.pick(
                "Ngày nhận (theo sổ nhận, không có thì theo ngày ghi trên báo cáo) không sau hạn nộp.",
                "Received, by the receipt log or else by the date on the return, no later than its last good day.",
            ),
        ),
        (
            state(SubmissionState::Accepted),
            lang.pick(
                "Tệp đọc được, đúng đơn vị và kỳ, có số liệu: được tính.",
                "The file can be read, is the unit’s and the collection’s, and has data: it counts.",
            ),
        ),
        (
            lang.pick("Đã gửi, chưa dùng được", "Sent, not usable"),
            lang.pick(
                "Đã nhận được tệp nhưng tệp hỏng, không phải bảng tính, đặt mật khẩu, hoặc chưa điền số liệu.",
                "A file came, but it is damaged, no workbook, protected by a password, or has no data.",
            ),
        ),
        (
            state(SubmissionState::Unidentified),
            lang.pick(
                "Chưa xác định được tệp của đơn vị nào; Văn phòng giao tệp ở cho-quyet-dinh.xlsx.",
                "Nobody knows whose the file is; the office assigns it in cho-quyet-dinh.xlsx.",
            ),
        ),
        (
            state(SubmissionState::Superseded),
            lang.pick(
                "Đơn vị đã gửi bản khác sau đó; chỉ bản cuối được tính.",
                "The unit sent another one later; only the last one counts.",
            ),
        ),
        (
            severity(Severity::Error),
            lang.pick(
                "Nội dung sai hoặc thiếu; dòng liên quan chưa được tính chắc chắn cho đến khi đơn vị sửa.",
                "Something is wrong or missing; its row is in doubt until the unit mends it.",
            ),
        ),
        (
            severity(Severity::Query),
            lang.pick(
                "Nội dung khác thường; đơn vị sửa hoặc giải thích, Văn phòng xem xét.",
                "Something is unusual; the unit mends or explains it, and the office decides.",
            ),
        ),
        (
            severity(Severity::Note),
            lang.pick(
                "Chỉ để biết, không ảnh hưởng đến số liệu.",
                "For information; no figure depends on it.",
            ),
        ),
        (
            lang.pick("Chuẩn hóa", "Repair"),
            lang.pick(
                "Chương trình đọc một ô theo cách khác với chữ đã ghi (ngày, số, bảng mã…); mọi lần đều ghi ở “Nhật ký chuẩn hóa”.",
                "The program read a cell as something other than it was written (dates, numbers, encodings); each is listed on “Repairs”.",
            ),
        ),
        (
            lang.pick("Mã băm (SHA-256)", "Hash (SHA-256)"),
            lang.pick(
                "Dấu vân tay của tệp: hai tệp khác nhau dù chỉ một ký tự có mã băm khác nhau.",
                "A file’s fingerprint: files that differ in a single letter have different ones.",
            ),
        ),
    ];
    (
        lang.pick("Báo cáo, tệp và nội dung", "Returns, files and findings"),
        terms,
    )
}

fn scores(lang: Lang) -> Group {
    let terms = vec![
        (
            lang.pick("Điểm tự chấm, điểm thẩm định", "Own points, reviewed points"),
            lang.pick(
                "Điểm đơn vị tự chấm; điểm trưởng khối thẩm định.",
                "What a unit gives itself; what the head of its block gives it.",
            ),
        ),
        (
            lang.pick("Căn cứ xếp thứ", "Ranked on"),
            lang.pick(
                "Khối xếp theo điểm thẩm định khi mọi tiêu chí của mọi đơn vị trong khối đều có điểm thẩm định chắc chắn; nếu không, cả khối xếp theo điểm tự chấm để so sánh trên cùng một căn cứ.",
                "A block ranks on reviewed points where every criterion of every member has certain ones; else the whole block ranks on own points, so that like is compared with like.",
            ),
        ),
        (
            lang.pick("Xếp thứ (dự kiến)", "Expected rank"),
            lang.pick(
                "Thứ hạng theo số liệu hiện có, chờ khối bình xét. Chưa xếp được (3–7): còn nghi vấn hoặc thiếu số liệu, đơn vị có thể đứng từ thứ 3 đến thứ 7.",
                "The place by what is known, until the block votes. Not ranked yet (3–7): something is in doubt or missing, the unit may come third to seventh.",
            ),
        ),
        (
            lang.pick("Tỷ lệ điểm", "Share of points"),
            lang.pick(
                "Tổng điểm chia cho tổng điểm tối đa của các tiêu chí áp dụng cho đơn vị.",
                "Points over the most that the criteria binding the unit can give.",
            ),
        ),
        (
            lang.pick("Vượt, có thể vượt", "Beyond, possibly beyond"),
            lang.pick(
                "Chắc chắn quá mức quy định; hoặc còn số nghi vấn quyết định có quá hay không.",
                "Surely past the limit; or what is in doubt decides whether it is.",
            ),
        ),
    ];
    (lang.pick("Điểm và xếp hạng", "Points and ranks"), terms)
}
