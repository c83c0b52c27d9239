//! Sheets that are no forms: a guide with example rows, and the lists behind drop-downs.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::style::{Styles, width};
use crate::campaign::{Campaign, Field, FieldKind, Form, Layout};

const GUIDE: &str = "Hướng dẫn";
const LOOKUP: &str = "DanhMuc";

const ADVICE: [&str; 5] = [
    "1. Mỗi biểu ghi trên một trang tính, không đổi tên và thứ tự trang tính.",
    "2. Ngày ghi theo dạng ngày/tháng/năm, ví dụ 05/09/2023.",
    "3. Mỗi dòng ghi một tập thể, cá nhân hoặc một nội dung; không để trống các cột bắt buộc.",
    "4. Cột có danh mục thì chọn trong danh mục, không tự ghi thêm.",
    "5. Các dòng dưới đây chỉ là ví dụ, đơn vị không tính vào số liệu.",
];

/// Adds a guide to the first form with a table.
pub(super) fn guide(
    book: &mut Workbook,
    styles: &Styles,
    forms: &[&Form],
) -> Result<(), XlsxError> {
    let Some(form) = forms.iter().find(|form| form.layout == Layout::Table) else {
        return Ok(());
    };
    let sheet = book.add_worksheet();
    sheet.set_name(GUIDE)?;
    styles.span(sheet, 0, (0, 6), "HƯỚNG DẪN GHI BIỂU", &styles.title)?;
    sheet
        .set_paper_size(9)
        .set_landscape()
        .set_print_fit_to_pages(1, 0);
    for (row, line) in (1..).zip(ADVICE) {
        styles.span(sheet, row, (0, 6), line, &styles.prose)?;
    }
    example(sheet, styles, form)
}

/// The form's labels and two rows that anybody sees are made up.
fn example(sheet: &mut Worksheet, styles: &Styles, form: &Form) -> Result<(), XlsxError> {
    const HEADER: u32 = 8;
    let caption = format!("Ví dụ: {}", form.sheet);
    styles.span(sheet, HEADER - 1, (0, 6), &caption, &styles.prose)?;
    for (at, field) in (0_u16..).zip(&form.fields) {
        sheet.set_column_width(at, width(field).min(24.0))?;
        styles.put(sheet, (HEADER, at), &field.label, &styles.header)?;
        for nth in 1..=2_u32 {
            let row = HEADER + nth;
            if field.ordinal {
                sheet.write_number_with_format(row, at, f64::from(nth), &styles.centred)?;
                continue;
            }
            styles.put(sheet, (row, at), example_of(field, nth), &styles.text)?;
        }
    }
    Ok(())
}

/// What the nth example row says of a field, from 1.
pub(super) fn example_of(field: &Field, nth: u32) -> &str {
    let first = field.constraints.one_of.first().map_or("", String::as_str);
    match (&field.kind, nth) {
        (FieldKind::Date, _) => "05/09/2023",
        (FieldKind::Number | FieldKind::Integer, _) => "10",
        (FieldKind::Boolean { .. }, _) => "Có",
        (FieldKind::Uri, _) => "https://…",
        _ if !first.is_empty() => first,
        (_, 1) if field.constraints.required => "Nguyễn Văn A",
        (_, 2) if field.constraints.required => "Trần Thị B",
        _ => "",
    }
}

/// Adds a hidden sheet with the campaign's lists, a column each.
pub(super) fn lookup(
    book: &mut Workbook,
    styles: &Styles,
    campaign: &Campaign,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(LOOKUP)?.set_hidden(true);
    lists(sheet, styles, campaign)
}

/// Adds the same as a sheet that Excel does not even offer to show.
pub(super) fn buried(
    book: &mut Workbook,
    styles: &Styles,
    campaign: &Campaign,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name("_cauhinh")?.set_very_hidden(true);
    lists(sheet, styles, campaign)
}

/// Adds the empty sheets that old programs begin a workbook with.
pub(super) fn spare(book: &mut Workbook) -> Result<(), XlsxError> {
    for name in ["Sheet2", SPARE] {
        book.add_worksheet().set_name(name)?;
    }
    Ok(())
}

/// The last of the spare sheets.
pub(super) const SPARE: &str = "Sheet3";

fn lists(sheet: &mut Worksheet, styles: &Styles, campaign: &Campaign) -> Result<(), XlsxError> {
    let columns = campaign
        .lists
        .iter()
        .filter(|(id, _)| id.as_str() != "units");
    for (at, (id, list)) in (0_u16..).zip(columns) {
        let Some(values) = list.columns.values().last() else {
            continue;
        };
        styles.put(sheet, (0, at), id.as_str(), &styles.bold)?;
        for (row, value) in (1..).zip(values) {
            styles.put(sheet, (row, at), value, &styles.plain)?;
        }
    }
    Ok(())
}
