//! The first sheet: what is asked, by when, how to fill it in, and how to send it back.

use rust_xlsxwriter::{Url, Workbook, XlsxError};

use super::heading::Page;
use super::plan::{self, Plan};
use super::style::{self, BODY, HEAD, Styles};
use super::{Sender, carry, check_name};
use crate::lang;
use crate::recognise::guide::GUIDE;

/// The columns, in digits: number, sheet, what it is, how to fill it in.
const WIDTHS: [f64; 4] = [7.0, 34.0, 44.0, 58.0];
const LAST: u16 = 3;

/// Writes the sheet.
pub(super) fn write(
    book: &mut Workbook,
    sender: &Sender<'_>,
    plans: &[Plan<'_>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let lang = sender.lang;
    let sheet = book.add_worksheet().set_name(lang.pick(GUIDE.0, GUIDE.1))?;
    style::set_up_page(sheet, sender);
    // The colours stand last, and are of no use on a page of their own.
    sheet.set_active(true).set_print_fit_to_pages(1, 1);
    let mut page = Page {
        sheet,
        styles,
        widths: WIDTHS.to_vec(),
    };
    let title = lang.pick("Hướng dẫn lập báo cáo", "How to fill in the return");
    page.open(sender, title, &due(sender))?;
    let mut row = plan::TOP;
    section(
        &mut page,
        &mut row,
        lang.pick("1. Các trang tính", "1. The sheets"),
    )?;
    sheets(&mut page, &mut row, sender, plans)?;
    for (title, lines) in sections(sender) {
        section(&mut page, &mut row, title)?;
        for line in lines {
            let prose = &styles.prose;
            page.across(row, (0, LAST), &format!("–  {line}"), (prose, BODY))?;
            row += 1;
        }
    }
    section(
        &mut page,
        &mut row,
        lang.pick("5. Màu của ô", "5. What the colours mean"),
    )?;
    let carried = plans.iter().find(|plan| plan.carries());
    let carried = carried.map(|plan| (style::CARRIED_FILL, how(plan, sender)));
    colours(&mut page, &mut row, sender, carried)
}

fn section(page: &mut Page<'_>, row: &mut u32, title: &str) -> Result<(), XlsxError> {
    *row += 1;
    let format = &page.styles.section;
    page.across(*row, (0, LAST), title, (format, HEAD))?;
    *row += 1;
    Ok(())
}

/// The last good day, if there is one.
fn due(sender: &Sender<'_>) -> String {
    let lang = sender.lang;
    match sender.collection.last_good_day {
        Some(day) => {
            let day = lang::date(day);
            lang.pick(
                format!("Hạn gửi: chậm nhất ngày {day}"),
                format!("Due: {day} at the latest"),
            )
        }
        None => lang
            .pick("Kỳ báo cáo này chưa ấn định hạn gửi", "No due date is set")
            .to_owned(),
    }
}

/// The list of sheets, each with a link.
fn sheets(
    page: &mut Page<'_>,
    row: &mut u32,
    sender: &Sender<'_>,
    plans: &[Plan<'_>],
) -> Result<(), XlsxError> {
    let lang = sender.lang;
    let headings = lang.pick(
        ["STT", "Trang tính", "Nội dung", "Cách ghi"],
        ["No.", "Sheet", "What it is about", "How to fill it in"],
    );
    for (column, text) in (0_u16..).zip(headings) {
        let format = &page.styles.optional;
        page.sheet
            .write_string_with_format(*row, column, text, format)?;
    }
    let check = check_name(lang);
    let check_lines = lang.pick(
        (
            "Kiểm tra và số liệu đối chiếu",
            "Tự tính; in trang này để thủ trưởng ký",
        ),
        (
            "Check and control totals",
            "Counts by itself; print it for the head to sign",
        ),
    );
    let forms = plans.iter().map(|plan| {
        (
            plan.form.sheet.as_str(),
            plan.form.titles.get(lang),
            how(plan, sender),
        )
    });
    let lines = forms.chain([(check, check_lines.0, check_lines.1)]);
    for (number, (name, title, how)) in (1_u32..).zip(lines) {
        *row += 1;
        let (styles, sheet) = (page.styles, &mut *page.sheet);
        sheet.write_number_with_format(*row, 0, number, &styles.centred)?;
        let link = Url::new(format!("internal:'{}'!A1", name.replace('\'', "''"))).set_text(name);
        sheet.write_url_with_format(*row, 1, link, &styles.link)?;
        sheet.write_string_with_format(*row, 2, title, &styles.cell)?;
        sheet.write_string_with_format(*row, 3, how, &styles.cell)?;
        let texts = [(name, 1), (title, 2), (how, 3)];
        let heights = texts.map(|(text, column)| BODY.height(text, WIDTHS[column] - 1.0));
        let height = heights.into_iter().fold(0.0, f64::max);
        page.sheet.set_row_height(*row, height + 4.0)?;
    }
    *row += 1;
    Ok(())
}

fn how(plan: &Plan<'_>, sender: &Sender<'_>) -> &'static str {
    let lang = sender.lang;
    if plan.carries() {
        carry::said(lang)
    } else if !plan.is_table() {
        lang.pick(
            "Ghi vào cột bên phải của từng dòng",
            "A value right of each label",
        )
    } else if plan.rows.is_empty() {
        lang.pick(
            "Mỗi mục một dòng, ghi từ dòng dưới dòng ví dụ",
            "A row an entry, from below the example on",
        )
    } else {
        lang.pick(
            "Các dòng đã có sẵn, chỉ ghi vào ô trắng",
            "The rows are given; fill in the white cells",
        )
    }
}

/// The parts in running text.
fn sections(sender: &Sender<'_>) -> [(&'static str, Vec<String>); 3] {
    let lang = sender.lang;
    let owned = |lines: &[&str]| {
        lines
            .iter()
            .map(|&line| line.to_owned())
            .collect::<Vec<_>>()
    };
    let check = check_name(lang);
    let office = &sender.campaign.owner;
    let fill = lang.pick(
        owned(&[
            "Đưa chuột vào tên cột để xem cách ghi; ô có mũi tên thì chọn trong danh sách.",
            "Ngày ghi theo ngày/tháng/năm, ví dụ 05/09/2023. Số ghi bằng chữ số, phần thập phân sau dấu phẩy.",
            "Dòng ví dụ (chữ nghiêng màu xám) không được tính; có thể để nguyên hoặc xóa.",
            "Ô không có nội dung thì để trống, không ghi dấu gạch hay số 0 thay cho chỗ chưa biết.",
        ]),
        owned(&[
            "Point at a heading to see what it asks; cells with an arrow have a list to choose from.",
            "Dates are day/month/year, such as 05/09/2023. Numbers are digits, decimals after a comma.",
            "The example (grey italics) is not counted; leave it or delete it.",
            "Leave a cell blank where there is nothing to say.",
        ]),
    );
    let keep = lang.pick(
        owned(&[
            "Được chèn dòng, xóa dòng, sắp xếp, dán số liệu từ tệp khác.",
            "Đề nghị giữ nguyên tên trang tính, tên cột và mã đơn vị; không gộp ô trong bảng.",
        ]),
        owned(&[
            "Rows may be inserted, deleted and sorted, and values pasted.",
            "Please leave the names of sheets and columns and the unit's code as they are; merge no cells in tables.",
        ]),
    );
    let send = vec![
        lang.pick(
            format!("Mở trang \"{check}\", xử lý các dòng màu cam, in trang đó để thủ trưởng ký, đóng dấu."),
            format!("Open the sheet \"{check}\", see to its orange rows, print it for the head to sign and seal."),
        ),
        lang.pick(
            format!("Lưu tệp dạng Excel, giữ nguyên tên tệp, gửi về {office}; không đặt mật khẩu."),
            format!("Save the file as an Excel workbook under its name, without a password, and send it to {office}."),
        ),
    ];
    lang.pick(
        [
            ("2. Cách ghi", fill.clone()),
            ("3. Được làm và không nên làm", keep.clone()),
            ("4. Trước khi gửi", send.clone()),
        ],
        [
            ("2. How to fill it in", fill),
            ("3. What may be changed", keep),
            ("4. Before sending", send),
        ],
    )
}

/// What the colours mean, that of carried values where there are any.
fn colours(
    page: &mut Page<'_>,
    row: &mut u32,
    sender: &Sender<'_>,
    carried: Option<(u32, &'static str)>,
) -> Result<(), XlsxError> {
    let lang = sender.lang;
    let styles = page.styles;
    let fill = |colour: u32| styles.cell.clone().set_background_color(colour);
    let lines = [
        (
            style::REQUIRED_FILL,
            lang.pick(
                "Tên cột, tên dòng bắt buộc phải ghi",
                "Heads what is required",
            ),
        ),
        (
            style::KNOWN_FILL,
            lang.pick(
                "Đã điền sẵn, đề nghị giữ nguyên",
                "Filled in already; please leave it",
            ),
        ),
        (
            style::MISSING_FILL,
            lang.pick("Còn thiếu, đề nghị bổ sung", "Still missing"),
        ),
        (style::GOOD_FILL, lang.pick("Đã đủ", "Complete")),
    ];
    for (colour, text) in lines.into_iter().chain(carried) {
        page.sheet.write_blank(*row, 0, &fill(colour))?;
        page.sheet
            .merge_range(*row, 1, *row, LAST, text, &styles.prose)?;
        page.sheet.set_row_height(*row, 18.0)?;
        *row += 1;
    }
    Ok(())
}
