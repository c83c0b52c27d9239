//! Which columns a form's sheet has, and how wide each must be.
//!
//! The columns share a budget, since a page must stay readable; where the least they need is more,
//! the table goes on beside, on further pages. Columns of text get what makes rows as low as the budget allows. Those that show what
//! rows add are folded away and take nothing of it.

use super::carried::Carried;
use super::{Line, is_shown, remark};
use crate::campaign::{Field, FieldKind, Form};
use crate::lang::{self, Lang};
use crate::report::workbook::measure::Font;
use crate::report::workbook::pen::Column;
use crate::report::workbook::style::INDENT;
use crate::validate::Value;

/// What all columns may take together, in digits.
const BUDGET: f64 = 220.0;
/// Room beside a text.
const PADDING: f64 = INDENT + 1.0;
/// What broken lines leave unused at their ends: a tenth.
const RAGGED: f64 = 1.1;
/// Beyond so many lines in a usual row, columns are not made narrower for the budget's sake.
const MAX_LINES: u8 = 6;
/// Short texts stay on one line, and longer ones get at least this.
const TEXT_LEAST: f64 = 11.0;
/// Words up to this width are not broken; longer ones, such as addresses, may be.
const WORD_MOST: f64 = 36.0;
/// The lines Excel can show in its tallest row, with a little less than it has.
const LINES_SHOWN: f64 = 25.0;
/// No column is made wider than this for its longest text.
const TEXT_MOST: f64 = 80.0;
/// The part of texts that planning goes by: the longest tenth may take more lines.
const USUAL: f64 = 0.9;
/// A date, with room beside it.
const DATE: f64 = 12.0;
/// A code, a standing, a cell.
const CODE: f64 = 10.5;
const STANDING: f64 = 13.5;
const SOURCE_CELL: f64 = 9.0;

/// The columns of a form's sheet.
pub(super) struct Layout {
    columns: Vec<Column>,
    fields: Vec<usize>,
}

/// A column before its width is settled.
struct Plan {
    heading: String,
    room: Room,
}

/// What a column holds.
enum Room {
    /// Things of one width.
    Fixed(f64),
    /// Texts: the width of the usual and of the longest one, and what keeps words whole.
    Text {
        usual: f64,
        longest: f64,
        least: f64,
    },
}

impl Layout {
    /// Plans the columns for these rows.
    pub(super) fn plan(
        form: &Form,
        lines: &[Line<'_>],
        carried: &Carried<'_, '_>,
        lang: Lang,
    ) -> Self {
        let positions = 0..form.fields.len();
        let fields: Vec<usize> = positions.filter(|&at| is_shown(&form.fields[at])).collect();
        let mut plans = unit_plans(form, lines, lang);
        plans.extend(
            fields
                .iter()
                .map(|&at| field_plan(&form.fields[at], at, lines, lang)),
        );
        plans.extend(source_plans(form, lines, lang));
        let room = lines_within(BUDGET, &plans);
        let planned = plans.into_iter().map(|plan| {
            let width = plan.room.width(room);
            Column::new(plan.heading, width)
        });
        Self {
            columns: planned.chain(carried.columns()).collect(),
            fields,
        }
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The positions of the fields shown.
    pub(super) fn fields(&self) -> &[usize] {
        &self.fields
    }
}

/// The fewest lines of a usual row with which the columns keep to the budget.
fn lines_within(budget: f64, plans: &[Plan]) -> f64 {
    let total = |lines: f64| plans.iter().map(|plan| plan.room.width(lines)).sum::<f64>();
    (1..MAX_LINES)
        .map(f64::from)
        .find(|&lines| total(lines) <= budget)
        .unwrap_or(f64::from(MAX_LINES))
}

impl Room {
    /// The width with which a usual text takes so many lines.
    fn width(&self, lines: f64) -> f64 {
        match *self {
            Self::Fixed(width) => width,
            Self::Text {
                usual,
                longest,
                least,
            } => {
                let ragged = if lines > 1.0 { RAGGED } else { 1.0 };
                let fair = usual / lines * ragged + PADDING;
                let all_shown = (longest / LINES_SHOWN).min(TEXT_MOST);
                fair.max(all_shown + PADDING).max(least)
            }
        }
    }

    /// For texts under a heading.
    fn of_texts<'a>(heading: &str, texts: impl Iterator<Item = &'a str>) -> Self {
        let mut word: f64 = 0.0;
        let mut widths: Vec<f64> = texts
            .filter(|text| !text.is_empty())
            .map(|text| {
                word = word.max(Font::BODY.word_width(text).min(WORD_MOST) + PADDING);
                Font::BODY.width(text)
            })
            .collect();
        widths.sort_by(f64::total_cmp);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of at most a million"
        )]
        let usual = (widths.len() as f64 * USUAL) as usize;
        let usual = usual.min(widths.len().saturating_sub(1));
        let usual = widths.get(usual).copied().unwrap_or(0.0);
        Self::Text {
            usual,
            longest: widths.last().copied().unwrap_or(0.0),
            least: Font::heading_width(heading)
                .max(word)
                .max((usual + PADDING).min(TEXT_LEAST)),
        }
    }
}

fn unit_plans(form: &Form, lines: &[Line<'_>], lang: Lang) -> Vec<Plan> {
    let (code, sender) = (
        lang.pick("Mã đơn vị", "Code"),
        lang.pick("Mã đơn vị gửi", "Sender"),
    );
    // A form may ask for codes of its own: of the unit that is reviewed.
    let is_taken = form.fields.iter().any(|field| field.label == code);
    let code = if is_taken { sender } else { code };
    let unit = lang.pick("Đơn vị", "Unit");
    let collection = lang.pick("Kỳ báo cáo", "Collection");
    let names = lines.iter().map(|line| line.counting.unit.name.as_str());
    let titles = lines
        .iter()
        .map(|line| line.counting.collection.titles.get(lang));
    vec![
        fixed(code, CODE),
        texts(unit, names),
        texts(collection, titles),
    ]
}

fn source_plans(form: &Form, lines: &[Line<'_>], lang: Lang) -> Vec<Plan> {
    let remarks: Vec<String> = lines
        .iter()
        .map(|line| remark(form, line.row, lang))
        .collect();
    let files = lines
        .iter()
        .map(|line| line.counting.submission.file.as_str());
    let sheets = lines.iter().map(|line| &*line.table.sheet);
    let doubt = lang.pick(
        "Mục nghi vấn, lý do không tính",
        "In doubt, or why not counted",
    );
    vec![
        fixed(lang.pick("Tình trạng dòng", "Standing"), STANDING),
        texts(doubt, remarks.iter().map(String::as_str)),
        texts(lang.pick("Tệp", "File"), files),
        texts(lang.pick("Trang tính", "Sheet"), sheets),
        fixed(lang.pick("Ô gốc", "Source cell"), SOURCE_CELL),
    ]
}

fn fixed(heading: &str, width: f64) -> Plan {
    Plan {
        heading: heading.to_owned(),
        room: Room::Fixed(width.max(Font::heading_width(heading))),
    }
}

fn texts<'a>(heading: &str, texts: impl Iterator<Item = &'a str>) -> Plan {
    Plan {
        heading: heading.to_owned(),
        room: Room::of_texts(heading, texts),
    }
}

fn field_plan(field: &Field, at: usize, lines: &[Line<'_>], lang: Lang) -> Plan {
    let values = lines
        .iter()
        .filter_map(|line| line.row.values.get(at)?.as_ref());
    match field.kind {
        FieldKind::Date => fixed(&field.label, DATE),
        FieldKind::Boolean { .. } => fixed(&field.label, 0.0),
        FieldKind::Number | FieldKind::Integer | FieldKind::Year => {
            let numbers = values.filter_map(Value::as_number);
            let widths = numbers.map(|number| Font::BODY.width(&lang::number(number, lang)));
            fixed(&field.label, widths.fold(0.0, f64::max) + 2.0 * PADDING)
        }
        FieldKind::DateTime | FieldKind::Time => {
            let shown: Vec<String> = values.map(Value::shown).collect();
            texts(&field.label, shown.iter().map(String::as_str))
        }
        FieldKind::Text
        | FieldKind::Email
        | FieldKind::Uri
        | FieldKind::YearMonth
        | FieldKind::Duration
        | FieldKind::List { .. }
        | FieldKind::Any => texts(&field.label, values.filter_map(Value::as_text)),
    }
}
