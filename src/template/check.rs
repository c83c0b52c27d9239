//! The sheet that counts while people fill in, says what is still missing, and carries the control
//! totals above the head's signature.

mod words;

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{
    ConditionalFormatFormula, Format, FormatAlign, Formula, Workbook, XlsxError,
};

use super::controls::{self, count};
use super::formula::{Area, quoted};
use super::heading::Page;
use super::plan::Plan;
use super::style::{self, BODY, HEAD, STRONG, Styles};
use super::targets::{self, Figure};
use super::{Sender, check_name, plan};
use crate::campaign::Threshold;
use crate::lang::{self, Lang};
use words::words;

/// The columns, in digits: what is counted, three figures, the result.
const WIDTHS: [f64; 5] = [50.0, 16.0, 18.0, 14.0, 56.0];
const RESULT: u16 = 4;
/// The hidden column of the keys by which reading knows the control totals.
const KEYS: u16 = 5;

/// Writes the sheet.
pub(super) fn write(
    book: &mut Workbook,
    sender: &Sender<'_>,
    plans: &[Plan<'_>],
    styles: &Styles,
) -> Result<(), XlsxError> {
    let lang = sender.lang;
    let title = check_name(lang);
    let sheet = book.add_worksheet().set_name(title)?;
    style::set_up_page(sheet, sender);
    sheet.set_column_hidden(KEYS)?;
    let mut page = Page {
        sheet,
        styles,
        widths: WIDTHS.to_vec(),
    };
    let hint = lang.pick(
        "Trang này tự tính khi điền các biểu. Đề nghị xem hết các dòng màu cam, rồi in, ký và gửi kèm tệp.",
        "This sheet counts while the forms are filled in. Please see to the orange rows, then print, sign and send it with the file.",
    );
    page.open(sender, title, hint)?;
    let mut writer = Writer {
        page,
        lang,
        row: plan::TOP,
    };
    writer.forms(plans)?;
    writer.targets(sender, &targets::of(sender, plans))?;
    writer.controls(plans)?;
    writer.signatures()
}

struct Writer<'s> {
    page: Page<'s>,
    lang: Lang,
    row: u32,
}

impl Writer<'_> {
    fn section(&mut self, text: &str) -> Result<(), XlsxError> {
        self.row += u32::from(self.row > plan::TOP);
        let format = &self.page.styles.section;
        self.page
            .across(self.row, (0, RESULT), text, (format, HEAD))?;
        self.row += 1;
        Ok(())
    }

    fn headings(&mut self, texts: [&str; 5]) -> Result<(), XlsxError> {
        let mut height: f64 = 0.0;
        for (column, text) in (0_u16..).zip(texts) {
            let format = &self.page.styles.optional;
            self.page
                .sheet
                .write_string_with_format(self.row, column, text, format)?;
            height = height.max(STRONG.height(text, self.page.width((column, column)) - 1.0));
        }
        self.page.sheet.set_row_height(self.row, height + 6.0)?;
        self.row += 1;
        Ok(())
    }

    /// The first cell of a row, and the row's height.
    fn label(&mut self, text: &str) -> Result<(), XlsxError> {
        let format = &self.page.styles.cell;
        self.page
            .sheet
            .write_string_with_format(self.row, 0, text, format)?;
        let height = BODY.height(text, WIDTHS[0] - 1.0);
        self.page.sheet.set_row_height(self.row, height + 4.0)?;
        Ok(())
    }

    fn figure(&mut self, column: u16, formula: &str, blank: f64) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={formula}")).set_result(blank.to_string());
        let format = &self.page.styles.centred;
        self.page
            .sheet
            .write_formula_with_format(self.row, column, formula, format)?;
        Ok(())
    }

    fn result(&mut self, formula: &str, blank: &str) -> Result<(), XlsxError> {
        let formula = Formula::new(format!("={formula}")).set_result(blank);
        let format = &self.page.styles.cell;
        self.page
            .sheet
            .write_formula_with_format(self.row, RESULT, formula, format)?;
        Ok(())
    }

    fn cell(&self, column: u16) -> String {
        row_col_to_cell(self.row, column)
    }

    /// Colours the results of the rows from here up to before the current one.
    fn colour(&mut self, from: u32) -> Result<(), XlsxError> {
        let words = words(self.lang);
        let begins = |word: &str| {
            let length = word.chars().count();
            let cell = row_col_to_cell(from, RESULT);
            format!("LEFT(${cell},{length})={}", quoted(word))
        };
        let missing = [words.missing, words.not_met, words.above].map(begins);
        let rules = [
            (
                format!("=OR({})", missing.join(",")),
                &self.page.styles.missing,
            ),
            (format!("={}", begins(words.met)), &self.page.styles.good),
        ];
        for (rule, format) in rules {
            let colour = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(format);
            self.page
                .sheet
                .add_conditional_format(from, RESULT, self.row - 1, RESULT, &colour)?;
        }
        Ok(())
    }

    /// A line a form: how much is filled in, what is missing, what stands twice.
    fn forms(&mut self, plans: &[Plan<'_>]) -> Result<(), XlsxError> {
        let lang = self.lang;
        self.section(lang.pick("I. CÁC BIỂU", "I. FORMS"))?;
        self.headings(lang.pick(
            [
                "Biểu",
                "Số dòng (ô) đã ghi",
                "Ô bắt buộc còn trống",
                "Dòng trùng",
                "Kết quả kiểm tra",
            ],
            [
                "Form",
                "Rows (cells) filled in",
                "Required cells left blank",
                "Repeated rows",
                "Result",
            ],
        ))?;
        let from = self.row;
        for plan in plans {
            let area = Area::new(plan);
            let blank = Blank::of(plan);
            self.label(&plan.form.sheet)?;
            self.figure(1, &area.rows(), blank.filled)?;
            self.figure(2, &area.missing(), blank.missing)?;
            self.figure(3, &area.repeated(), 0.0)?;
            let words = words(lang);
            let [filled, missing, repeated] = [1, 2, 3].map(|column| self.cell(column));
            let (nothing, met) = (quoted(words.nothing), quoted(words.met));
            let (still, blanks) = (quoted(&format!("{} ", words.missing)), quoted(words.blanks));
            let twice = quoted(words.twice);
            let formula = format!(
                "IF({missing}+{repeated}=0,IF({filled}=0,{nothing},{met}),\
                 IF({missing}>0,{still}&{missing}&{blanks},\"\")\
                 &IF({missing}*{repeated}>0,\"; \",\"\")\
                 &IF({repeated}>0,{repeated}&{twice},\"\"))"
            );
            let result = match (blank.missing > 0.0, blank.filled > 0.0) {
                (true, _) => format!("{} {}{}", words.missing, blank.missing, words.blanks),
                (false, true) => words.met.to_owned(),
                (false, false) => words.nothing.to_owned(),
            };
            self.result(&formula, &result)?;
            self.row += 1;
        }
        self.colour(from)
    }

    /// A line a target: the figure in this workbook, and what it lacks.
    fn targets(&mut self, sender: &Sender<'_>, figures: &[Figure<'_>]) -> Result<(), XlsxError> {
        if figures.is_empty() {
            return Ok(());
        }
        let lang = self.lang;
        self.section(lang.pick("II. CÁC CHỈ TIÊU", "II. TARGETS"))?;
        self.headings(lang.pick(
            [
                "Chỉ tiêu",
                "Mức yêu cầu",
                "Số trong tệp này",
                "Đơn vị tính",
                "Kết quả kiểm tra",
            ],
            ["Target", "Required", "In this file", "Unit", "Result"],
        ))?;
        let from = self.row;
        for figure in figures {
            let target = figure.target;
            self.label(target.titles.get(lang))?;
            let (required, least) = match figure.threshold {
                Threshold::AtLeast(number) => {
                    (format!("≥ {}", lang::number(number, lang)), Some(number))
                }
                Threshold::AtMost(number) => {
                    (format!("≤ {}", lang::number(number, lang)), Some(number))
                }
                other @ (Threshold::Rising | Threshold::Promised) => {
                    (crate::report::words::threshold(target, other, lang), None)
                }
                Threshold::Watched => (words(lang).watched.to_owned(), None),
            };
            let centred = &self.page.styles.centred;
            let quantity = target.quantity.get(lang);
            for (column, text) in [(1, required.as_str()), (3, quantity)] {
                self.page
                    .sheet
                    .write_string_with_format(self.row, column, text, centred)?;
            }
            self.figure(2, &figure.formula, figure.blank)?;
            let (formula, blank) = self.judgement(sender, figure, least);
            self.result(&formula, &blank)?;
            self.row += 1;
        }
        self.colour(from)
    }

    /// The formula that says how a target stands, and what it says in the blank form.
    fn judgement(
        &self,
        sender: &Sender<'_>,
        figure: &Figure<'_>,
        threshold: Option<f64>,
    ) -> (String, String) {
        let lang = self.lang;
        let words = words(lang);
        let Some(number) = threshold else {
            return (quoted(words.watched), words.watched.to_owned());
        };
        let cell = self.cell(2);
        let (sign, least, word, is_met) = match figure.threshold {
            Threshold::AtMost(_) => (
                "<=",
                format!("{cell}-{number}"),
                words.above,
                figure.blank <= number,
            ),
            _ => (
                ">=",
                format!("{number}-{cell}"),
                words.missing,
                figure.blank >= number,
            ),
        };
        let elsewhere = targets::elsewhere(sender, figure);
        let met = words.met;
        if figure.target.measure.is_yes_no() {
            let not_met = format!("{}{elsewhere}", words.not_met);
            let formula = format!(
                "IF({cell}{sign}{number},{},{})",
                quoted(met),
                quoted(&not_met)
            );
            return (formula, if is_met { met.to_owned() } else { not_met });
        }
        let after = format!(" {}{elsewhere}", figure.target.quantity.get(lang));
        let formula = format!(
            "IF({cell}{sign}{number},{},{}&({least})&{})",
            quoted(met),
            quoted(&format!("{word} ")),
            quoted(&after)
        );
        let lacking = lang::number((number - figure.blank).abs(), lang);
        let blank = if is_met {
            met.to_owned()
        } else {
            format!("{word} {lacking}{after}")
        };
        (formula, blank)
    }

    /// The figures that the head signs, each with its hidden key.
    fn controls(&mut self, plans: &[Plan<'_>]) -> Result<(), XlsxError> {
        let lang = self.lang;
        self.section(lang.pick("III. SỐ LIỆU ĐỐI CHIẾU", "III. CONTROL TOTALS"))?;
        let headings = lang.pick(["Biểu", "Nội dung", "Số liệu"], ["Form", "What", "Figure"]);
        let format = self.page.styles.optional.clone();
        let sheet = &mut *self.page.sheet;
        sheet.write_string_with_format(self.row, 0, headings[0], &format)?;
        sheet.merge_range(self.row, 1, self.row, RESULT - 1, headings[1], &format)?;
        sheet.write_string_with_format(self.row, RESULT, headings[2], &format)?;
        self.row += 1;
        for plan in plans {
            for control in controls::of(plan) {
                let what = control.label.as_deref().unwrap_or(words(lang).rows);
                self.label(&plan.form.sheet)?;
                let cell = &self.page.styles.cell;
                let sheet = &mut *self.page.sheet;
                sheet.merge_range(self.row, 1, self.row, RESULT - 1, what, cell)?;
                sheet.write_string(self.row, KEYS, &control.key)?;
                self.figure(RESULT, &control.formula, control.blank)?;
                self.row += 1;
            }
        }
        Ok(())
    }

    fn signatures(&mut self) -> Result<(), XlsxError> {
        let lang = self.lang;
        let (day, left, right) = lang.pick(
            (
                "……………, ngày …… tháng …… năm ……",
                ["NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"],
                ["THỦ TRƯỞNG ĐƠN VỊ", "(Ký tên, đóng dấu)"],
            ),
            (
                "……………, …… / …… / ……",
                ["PREPARED BY", "(Signature, full name)"],
                ["HEAD OF THE UNIT", "(Signature, seal)"],
            ),
        );
        let head = self.page.styles.head.clone();
        let italic: Format = self
            .page
            .styles
            .italic
            .clone()
            .set_align(FormatAlign::Center);
        self.row += 1;
        let spans = [(0, 1), (2, RESULT)];
        self.page.span(self.row, spans[1], day, &italic)?;
        for (nth, format) in [(0_usize, &head), (1, &italic)] {
            self.row += 1;
            self.page.span(self.row, spans[0], left[nth], format)?;
            self.page.span(self.row, spans[1], right[nth], format)?;
        }
        Ok(())
    }
}

/// How a blank form counts.
struct Blank {
    filled: f64,
    missing: f64,
}

impl Blank {
    fn of(plan: &Plan<'_>) -> Self {
        let there = |row: &Vec<plan::Known>| row.iter().filter(|value| value.is_there()).count();
        let lacking = |row: &Vec<plan::Known>| {
            let values = plan.asked.iter().zip(row);
            let lacks =
                |(at, value): &(&usize, &plan::Known)| plan.is_required(**at) && !value.is_there();
            values.filter(lacks).count()
        };
        let filled = if plan.is_table() {
            plan.rows.len()
        } else {
            plan.rows.iter().map(there).sum()
        };
        Self {
            filled: count(filled),
            missing: count(plan.rows.iter().map(lacking).sum()),
        }
    }
}
