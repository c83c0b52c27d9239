//! What follows the list: what the unit still lacks, and what became of its file.

use rust_xlsxwriter::XlsxError;

use super::super::names::Names;
use super::{MISSING, RIGHT, Reviewed, checked};
use crate::lang::Lang;
use crate::read::layout::Lost;
use crate::report::shortfall::{self, Shortfall};
use crate::report::workbook::cell::Cell;
use crate::report::workbook::material::Counting;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::style::Look;

/// What the unit still lacks.
pub(super) fn missing(pen: &mut Pen<'_>, counting: &Counting<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    pen.skip(1);
    let section = lang.pick(
        "II. CÒN THIẾU SO VỚI CHỈ TIÊU",
        "II. WHAT IS STILL MISSING FROM TARGETS",
    );
    pen.line(0, RIGHT.1, section, Look::Section)?;
    let results = report.assessed.units.iter();
    let results = results.filter(|(code, _)| *code == counting.unit.code);
    let results = results.flat_map(|(_, results)| report.campaign.targets.iter().zip(results));
    let open: Vec<Shortfall<'_>> = results
        .filter(|(_, result)| MISSING.contains(&result.status))
        .map(|(target, result)| Shortfall {
            unit: counting.unit,
            target,
            result,
        })
        .collect();
    if open.is_empty() {
        let none = lang.pick(
            "Đơn vị không còn thiếu chỉ tiêu nào.",
            "Nothing is missing.",
        );
        return pen.line(0, RIGHT.1, none, Look::Note);
    }
    pen.heading_row(&[
        (lang.pick("STT", "No."), 1),
        (lang.pick("Đánh giá", "Status"), 1),
        (lang.pick("Chỉ tiêu", "Target"), 2),
        (
            lang.pick("Kết quả so với mức yêu cầu", "Figure and what is required"),
            1,
        ),
        (lang.pick("Việc cần làm", "What to do"), 1),
        (lang.pick("Lý do", "Reason"), 1),
    ])?;
    for (at, one) in open.iter().enumerate() {
        let status = one.result.status;
        pen.cells(&[
            Cell::ordinal(at),
            Cell::status(status, lang),
            Cell::text(one.target.titles.get(lang)).across(2),
            Cell::text(shortfall::in_words(report, one)),
            Cell::text(shortfall::advice(
                report,
                one,
                lang.pick(
                    "phần I và ở các báo cáo khác của đơn vị",
                    "part I, and its other reviews,",
                ),
            )),
            Cell::text(shortfall::reason(one, lang)),
        ])?;
    }
    Ok(())
}

/// What was checked, and what the sender's file had and this one has not.
pub(super) fn about(
    pen: &mut Pen<'_>,
    reviewed: Reviewed<'_>,
    names: &Names<'_>,
) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let (lang, original) = (report.lang, reviewed.original);
    pen.skip(1);
    let section = lang.pick("III. VỀ TỆP NÀY", "III. ABOUT THIS FILE");
    pen.line(0, RIGHT.1, section, Look::Section)?;
    if original.workbook.sheets.is_empty() {
        let failed = lang.pick(
            "Chương trình không dựng lại được các trang của tệp đã gửi: đề nghị sửa ngay trong tệp của đơn vị theo danh sách trên rồi gửi lại tệp đó.",
            "The sheets of the file received could not be rebuilt: mend the file itself by the list above, and send it again.",
        );
        return pen.line(0, RIGHT.1, failed, Look::Note);
    }
    let mut lines = vec![lang.pick(
        "Các trang tính sau được dựng lại từ tệp đơn vị đã gửi: mọi ô giữ nguyên địa chỉ và giá trị.".to_owned(),
        "The sheets that follow are rebuilt from the file received: every cell has its address and value.".to_owned(),
    )];
    match original.layout {
        None => lines.push(lang.pick(
            "Định dạng tệp đã gửi (.xls, .xlsb hoặc .ods) không cho giữ độ rộng cột, kiểu chữ, danh sách chọn; công thức được thay bằng kết quả đã lưu.".to_owned(),
            "The format of the file received (.xls, .xlsb or .ods) does not let widths, fonts and drop-downs be kept; formulas became their saved results.".to_owned(),
        )),
        Some(layout) if !layout.lost.is_empty() => {
            let things: Vec<&str> = layout.lost.iter().map(|one| word(*one, lang)).collect();
            let things = things.join(", ");
            lines.push(lang.pick(
                format!("Không giữ lại được: {things}. Tệp gốc vẫn được lưu nguyên vẹn."),
                format!("Not kept: {things}. The file received is kept as it came."),
            ));
        }
        Some(_) => {}
    }
    let broken = original
        .workbook
        .sheets
        .iter()
        .filter(|sheet| sheet.fault.is_some());
    lines.extend(broken.map(|sheet| {
        let name = &sheet.name;
        lang.pick(
            format!("Trang “{name}” không đọc được nên để trống ở đây."),
            format!("The sheet “{name}” could not be read and is left empty here."),
        )
    }));
    if names.any_changed() {
        lines.push(lang.pick(
            "Có trang tính được đổi tên vì Excel không nhận tên cũ.".to_owned(),
            "A sheet is called otherwise, since Excel does not take its name.".to_owned(),
        ));
    }
    let checked = reviewed.coverage.into_iter();
    lines.extend(checked.flat_map(|coverage| checked::lines(coverage, report.campaign, lang)));
    for line in lines {
        pen.line(0, RIGHT.1, &line, Look::Note)?;
    }
    Ok(())
}

fn word(lost: Lost, lang: Lang) -> &'static str {
    match lost {
        Lost::Drawings => lang.pick("hình vẽ, ảnh", "pictures and shapes"),
        Lost::Charts => lang.pick("biểu đồ", "charts"),
        Lost::Macros => lang.pick("macro", "macros"),
        Lost::Comments => lang.pick("ghi chú ở ô", "notes on cells"),
        Lost::ExternalLinks => lang.pick(
            "công thức lấy số từ tệp khác (giữ kết quả đã lưu)",
            "formulas that take values from other files (their saved results are kept)",
        ),
        Lost::ConditionalFormats => lang.pick("định dạng theo điều kiện", "conditional formats"),
        Lost::PivotTables => lang.pick("bảng tổng hợp (pivot)", "pivot tables"),
        Lost::Tables => lang.pick("kiểu bảng", "table styles"),
    }
}
