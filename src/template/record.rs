//! A record to fill in: labels on the left, a value right of each.

use rust_xlsxwriter::{ConditionalFormatFormula, FormatAlign, Workbook, XlsxError};

use super::Sender;
use super::formula::Area;
use super::heading::Page;
use super::lists::Lists;
use super::plan::{Plan, TOP, VALUES};
use super::style::{self, BODY, Styles};
use super::{carry, table, validation};
use crate::lang::Lang;

/// The widths of labels and values, in digits.
const WIDTHS: [f64; 2] = [56.0, 60.0];
/// The height of a row, in points, one line of text in it.
const LINE: f64 = 20.0;

/// Writes the sheet of a record.
pub(super) fn write(
    book: &mut Workbook,
    sender: &Sender<'_>,
    plan: &Plan<'_>,
    styles: &Styles,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet().set_name(&plan.form.sheet)?;
    style::set_up_page(sheet, sender);
    let mut page = Page {
        sheet,
        styles,
        widths: WIDTHS.to_vec(),
    };
    page.open(sender, &plan.form.titles.vi, &hint(plan, sender.lang))?;
    let known = plan.rows.first().map_or(&[][..], Vec::as_slice);
    let rows = (0_u16..).zip(plan.fields()).zip(&plan.asked).zip(known);
    for (((nth, field), &at), value) in rows {
        let row = TOP + u32::from(nth);
        let label = page.styles.label(plan, at);
        page.sheet
            .write_string_with_format(row, 0, &field.label, label)?;
        page.sheet
            .insert_note(row, 0, &table::note(sender, plan, at))?;
        let is_carried = value.is_there() && plan.carries_field(at);
        let format = if is_carried {
            style::carried(field)
        } else if value.is_there() {
            style::known(field)
        } else {
            style::entry(field)
        };
        table::put(
            &mut page,
            (row, VALUES),
            value,
            &format.set_align(FormatAlign::Left).set_indent(1),
        )?;
        let text = value.as_text().unwrap_or_default();
        let height = BODY
            .height(text, WIDTHS[1])
            .max(BODY.height(&field.label, WIDTHS[0]));
        page.sheet.set_row_height(row, height.max(LINE))?;
        if value.is_there() && !is_carried {
            continue;
        }
        let check = validation::of_field(sender, plan.form, at, lists)?;
        page.sheet
            .add_data_validation(row, VALUES, row, VALUES, &check)?;
        if field.constraints.required {
            let rule = Area::new(plan).missing_in(row, nth);
            let colour = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(&page.styles.missing);
            page.sheet
                .add_conditional_format(row, VALUES, row, VALUES, &colour)?;
        }
    }
    page.sheet.set_freeze_panes(TOP, 0)?;
    Ok(())
}

fn hint(plan: &Plan<'_>, lang: Lang) -> String {
    let usual = lang.pick(
        "Ghi vào cột bên phải. Dòng tô vàng là bắt buộc; ô màu xám đã điền sẵn.",
        "Fill in the column on the right. Yellow rows are required; grey cells are filled in already.",
    );
    if plan.carries() {
        format!("{usual} {}", carry::said_of_colour(lang))
    } else {
        usual.to_owned()
    }
}
