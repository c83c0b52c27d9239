//! A table to fill in: its header, an example, the rows that are given, ruled rows for the rest.

use rust_xlsxwriter::{ConditionalFormatFormula, Format, Note, Workbook, XlsxError};

use super::Sender;
use super::carry;
use super::formula::Area;
use super::heading::{LEAST_WIDTH, Page};
use super::lists::Lists;
use super::plan::{Known, Plan, TOP};
use super::requirement::{allowed, describe};
use super::style::{self, BODY, STRONG, Styles};
use super::validation;
use crate::campaign::{Field, FieldKind};
use crate::lang::Lang;

/// Writes the sheet of a table.
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
        widths: widths(sender, plan),
    };
    page.open(sender, &plan.form.titles.vi, &hint(plan, sender.lang))?;
    header(&mut page, sender, plan)?;
    if let Some(values) = &plan.example {
        row(&mut page, plan, TOP + 1, values, |at, _| {
            style::example(&plan.form.fields[at])
        })?;
    }
    for (at, values) in (plan.first()..).zip(&plan.rows) {
        row(&mut page, plan, at, values, |at, value| {
            let field = &plan.form.fields[at];
            if value.is_there() && plan.carries_field(at) {
                style::carried(field)
            } else if field.prefilled || field.ordinal {
                style::known(field)
            } else {
                style::entry(field)
            }
        })?;
    }
    if plan.is_open() {
        let begun = u32::try_from(plan.rows.len()).unwrap_or(u32::MAX);
        for at in plan.first().saturating_add(begun)..=plan.last() {
            for (column, field) in (0..).zip(plan.fields()) {
                page.sheet.write_blank(at, column, &style::entry(field))?;
            }
        }
    }
    checks(&mut page, sender, plan, lists)?;
    page.sheet.set_freeze_panes(TOP + 1, 0)?;
    page.sheet.set_repeat_rows(TOP, TOP)?;
    Ok(())
}

fn hint(plan: &Plan<'_>, lang: Lang) -> String {
    let rows = if plan.rows.is_empty() {
        lang.pick(
            "Ghi từ dòng ngay dưới dòng ví dụ.",
            "Fill in from the row below the example.",
        )
        .to_owned()
    } else if plan.carries() {
        let colour = carry::said_of_colour(lang);
        lang.pick(
            format!("{colour} Mục khác ghi tiếp vào dòng trống bên dưới."),
            format!("{colour} Add further entries in the empty rows below."),
        )
    } else {
        lang.pick(
            "Các dòng đã có sẵn: chỉ ghi vào ô trắng.",
            "The rows are given: fill in the white cells.",
        )
        .to_owned()
    };
    let columns = lang.pick(
        "Cột tô vàng là bắt buộc; cách ghi xem ghi chú ở tên cột.",
        "Yellow columns are required; see the notes at the headings.",
    );
    format!("{rows} {columns}")
}

/// The columns' widths together, in digits, up to which a sheet is printed at three quarters of its
/// size: A4 across holds 134 digits of the body's font between its margins.
const PRINTED: f64 = 175.0;

/// The columns' widths, in digits: as their values and headings need, no less than the heading of
/// the sheet takes, and no more than print well where narrower ones do.
fn widths(sender: &Sender<'_>, plan: &Plan<'_>) -> Vec<f64> {
    let fields = plan.fields().zip(0_usize..);
    let mut widths: Vec<f64> = fields
        .map(|(field, nth)| {
            let given = plan.rows.iter().filter_map(|row| row[nth].as_text());
            let given = given.map(|text| BODY.width(text)).fold(0.0, f64::max);
            width(sender, field).max(given.min(40.0) + 1.5)
        })
        .collect();
    let sum: f64 = widths.iter().sum();
    if sum < LEAST_WIDTH {
        for width in &mut widths {
            *width *= LEAST_WIDTH / sum;
        }
    }
    if sum > PRINTED {
        let floors = plan.fields().map(|field| floor(sender, field));
        let spare = widths
            .iter()
            .zip(floors)
            .map(|(width, floor)| (width - floor).max(0.0));
        let spare: Vec<f64> = spare.collect();
        let taken = ((sum - PRINTED) / spare.iter().sum::<f64>().max(1.0)).min(1.0);
        for (width, spare) in widths.iter_mut().zip(spare) {
            *width -= spare * taken;
        }
    }
    widths
}

/// The least width of a column, in digits: no word of its heading, its listed values or a usual
/// value is broken.
fn floor(sender: &Sender<'_>, field: &Field) -> f64 {
    let listed = allowed(sender.campaign, field).iter();
    let listed = listed.map(|text| BODY.word_width(text)).fold(0.0, f64::max);
    let usual: f64 = match &field.kind {
        _ if field.ordinal => 6.0,
        FieldKind::Number | FieldKind::Integer | FieldKind::Boolean { .. } => 8.0,
        FieldKind::Text if style::is_long(field) => 26.0,
        FieldKind::Text if field.constraints.required => 14.0,
        _ => 11.0,
    };
    usual
        .max(listed + 3.0)
        .max(STRONG.word_width(&field.label) + 2.0)
}

fn width(sender: &Sender<'_>, field: &Field) -> f64 {
    const LISTED: std::ops::RangeInclusive<f64> = 11.0..=22.0;
    let listed = allowed(sender.campaign, field).iter();
    let listed = listed.map(|text| BODY.width(text)).fold(0.0, f64::max);
    let usual = match &field.kind {
        _ if field.ordinal => 6.0,
        _ if listed > 0.0 => (listed + 3.0).clamp(*LISTED.start(), *LISTED.end()),
        FieldKind::Number | FieldKind::Integer | FieldKind::Boolean { .. } => 11.0,
        FieldKind::Date | FieldKind::Time | FieldKind::Year | FieldKind::YearMonth => 13.0,
        FieldKind::DateTime | FieldKind::Duration => 18.0,
        FieldKind::Email | FieldKind::Uri => 22.0,
        FieldKind::Text if style::is_long(field) => 40.0,
        FieldKind::Text if field.constraints.required => 24.0,
        FieldKind::Text | FieldKind::Any | FieldKind::List { .. } => 15.0,
    };
    usual.max(STRONG.word_width(&field.label) + 2.0)
}

fn header(page: &mut Page<'_>, sender: &Sender<'_>, plan: &Plan<'_>) -> Result<(), XlsxError> {
    let mut height: f64 = 0.0;
    for ((nth, field), &at) in (0_u16..).zip(plan.fields()).zip(&plan.asked) {
        let format = page.styles.header(plan, at);
        page.sheet
            .write_string_with_format(TOP, nth, &field.label, format)?;
        if !field.ordinal {
            page.sheet.insert_note(TOP, nth, &note(sender, plan, at))?;
        }
        height = height.max(STRONG.height(&field.label, page.width((nth, nth)) - 1.0));
    }
    page.sheet.set_row_height(TOP, height + 8.0)?;
    Ok(())
}

/// The note at a heading or label: whether it is required, and what to write.
pub(super) fn note(sender: &Sender<'_>, plan: &Plan<'_>, at: usize) -> Note {
    let field = &plan.form.fields[at];
    let lang = sender.lang;
    let required = if field.constraints.required {
        lang.pick("Bắt buộc.", "Required.")
    } else {
        lang.pick("Không bắt buộc.", "Not required.")
    };
    let given = if field.prefilled {
        lang.pick(
            " Đã điền sẵn, đề nghị giữ nguyên.",
            " Filled in already; please leave it.",
        )
        .to_owned()
    } else if plan.carries_field(at) {
        format!(" {}.", carry::said(lang))
    } else {
        String::new()
    };
    let asked = describe(sender, plan.form, at);
    Note::new(format!("{}\n{required}{given} {asked}", field.label))
        .set_author("thidua")
        .add_author_prefix(false)
        .set_width(260)
        .set_height(110)
}

fn row(
    page: &mut Page<'_>,
    plan: &Plan<'_>,
    at: u32,
    values: &[Known],
    format: impl Fn(usize, &Known) -> Format,
) -> Result<(), XlsxError> {
    let mut height: f64 = 0.0;
    for ((nth, &field), value) in (0_u16..).zip(&plan.asked).zip(values) {
        put(page, (at, nth), value, &format(field, value))?;
        if let Some(text) = value.as_text() {
            height = height.max(BODY.height(text, page.width((nth, nth)) - 1.0));
        }
    }
    page.sheet.set_row_height(at, height.max(15.0) + 3.0)?;
    Ok(())
}

/// Writes what is known into a cell.
pub(super) fn put(
    page: &mut Page<'_>,
    (row, column): (u32, u16),
    value: &Known,
    format: &Format,
) -> Result<(), XlsxError> {
    let sheet = &mut *page.sheet;
    match value {
        Known::Nothing => sheet.write_blank(row, column, format)?,
        Known::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Known::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Known::Day(day) => {
            let day = validation::excel_day(*day)?;
            sheet.write_datetime_with_format(row, column, &day, format)?
        }
    };
    Ok(())
}

/// The checks of what is typed, and the colour of required cells that are missing in a row that has
/// begun.
fn checks(
    page: &mut Page<'_>,
    sender: &Sender<'_>,
    plan: &Plan<'_>,
    lists: &mut Lists,
) -> Result<(), XlsxError> {
    for ((nth, field), &at) in (0_u16..).zip(plan.fields()).zip(&plan.asked) {
        if field.ordinal || (field.prefilled && !plan.is_open()) {
            continue;
        }
        let (first, column, last) = plan.cells(nth);
        let check = validation::of_field(sender, plan.form, at, lists)?;
        page.sheet
            .add_data_validation(first, column, last, column, &check)?;
        if field.constraints.required {
            let rule = Area::new(plan).missing_in(first, nth);
            let colour = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(&page.styles.missing);
            page.sheet
                .add_conditional_format(first, column, last, column, &colour)?;
        }
    }
    Ok(())
}
