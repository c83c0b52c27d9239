//! The list for publication: of a target that counts things, each that surely counts, once, with the
//! unit that reports it.
//!
//! The campaign names target and fields (`report.publish`); else it is the target the charts are of,
//! with what tells its rows apart and what every row must have. Of fields marked personal only those
//! are shown then that the row is told by: what is published has a name.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::closing;
use super::paper::Orientation;
use super::{headings, open, roman};
use crate::assess::RowRef;
use crate::campaign::{Field, FieldKind, Form, Key, Measure, Target, Test, Unit};
use crate::lang::NameOrder;
use crate::report::workbook::cell::Cell;
use crate::report::workbook::formula;
use crate::report::workbook::material::{Counting, Material};
use crate::report::workbook::measure::Font;
use crate::report::workbook::pen::{Pages, Pen};
use crate::report::workbook::style::{INDENT, Look, Tone};
use crate::report::{Report, figures};
use crate::validate::{Row, Table, Value};

const NUMBER_WIDTH: f64 = 6.0;
const UNIT_WIDTH: f64 = 25.0;
const DATE_WIDTH: f64 = 11.5;
/// A text that is no longer stands on one line.
const SHORT: f64 = 15.0;
/// The width of texts of a line or two, of a few, and of more, with what is the longest of each.
const NAME_WIDTH: f64 = 22.0;
const NAME_LONGEST: f64 = 55.0;
const PHRASE_WIDTH: f64 = 28.0;
const PHRASE_LONGEST: f64 = 110.0;
const STORY_WIDTH: f64 = 46.0;
/// The letters shown of a text: what the tallest row holds. The form's sheet has the whole.
const TEXT_SHOWN: usize = 1_000;
/// Room beside a text.
const PADDING: f64 = INDENT + 1.0;

/// What is published.
pub(super) struct List<'a> {
    target: &'a Target,
    form: &'a Form,
    /// The fields shown, by their positions.
    fields: Vec<usize>,
    /// By type of unit, the register and name.
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    unit: &'a Unit,
    row: &'a Row,
}

/// The list, where the campaign counts anything that can be listed.
pub(super) fn list<'a>(material: &Material<'a>) -> Option<List<'a>> {
    let report = material.report;
    let campaign = report.campaign;
    let publish = campaign.report.publish.as_ref();
    let target = match publish {
        Some(publish) => campaign
            .targets
            .iter()
            .find(|one| one.id == publish.target)?,
        None => figures::models_chart(report)?.target,
    };
    let (Measure::Count { form, .. } | Measure::CountKeys { form, .. }) = &target.measure else {
        return None;
    };
    let form = campaign.form(form)?;
    let named = publish.map_or(&[][..], |one| &one.fields);
    let fields: Vec<usize> = if named.is_empty() {
        (0..form.fields.len())
            .filter(|&at| is_telling(target, &form.fields[at]))
            .collect()
    } else {
        named
            .iter()
            .filter_map(|name| form.position(name))
            .collect()
    };
    let mut entries = entries(material, target, form);
    sort(&mut entries, report, form, fields.first().copied());
    Some(List {
        target,
        form,
        fields,
        entries,
    })
}

/// Whether a field belongs on the list unless the campaign says otherwise: not where all rows have
/// the same in it.
fn is_telling(target: &Target, field: &Field) -> bool {
    let mut conditions = target.measure.conditions().iter();
    let is_one = |test: &Test| match test {
        Test::OneOf(values) => values.len() == 1,
        Test::IsTrue => true,
        _ => false,
    };
    let same = conditions.any(|one| one.field == field.name && is_one(&one.test));
    let is_key = match &target.measure {
        Measure::CountKeys { key, .. } => Key::fields(key).contains(&field.name),
        _ => false,
    };
    let is_open = field.constraints.required && !field.personal;
    !field.ordinal && !same && (is_key || is_open)
}

/// The rows that surely count over all units: of things reported twice the one that carries the
/// count.
fn entries<'a>(material: &Material<'a>, target: &Target, form: &Form) -> Vec<Entry<'a>> {
    let report = material.report;
    let mut found = Vec::new();
    for counting in &material.counting {
        let tables = counting.submission.tables.iter();
        for table in tables.filter(|table| table.form == form.id) {
            let rows = table.rows.iter();
            let counted = rows.filter(|row| is_counted(report, target, counting, table, row));
            found.extend(counted.map(|row| Entry {
                unit: counting.unit,
                row,
            }));
        }
    }
    found
}

/// By type of unit, the register, and the name in the first column: of people the given one.
fn sort(entries: &mut [Entry<'_>], report: &Report<'_>, form: &Form, first: Option<usize>) {
    let order = NameOrder::vietnamese();
    let is_personal = first.is_some_and(|at| form.fields[at].personal);
    let place = |one: &Entry<'_>| {
        (
            type_order(report, one.unit),
            report.campaign.unit_position(&one.unit.code),
        )
    };
    entries.sort_by(|one, other| {
        place(one).cmp(&place(other)).then_with(|| {
            let [one, other] = [one, other].map(|entry| name(entry, first));
            if is_personal {
                order.people(one, other)
            } else {
                order.names(one, other)
            }
        })
    });
}

/// What stands in the first column, where it is a text.
fn name<'e>(entry: &Entry<'e>, first: Option<usize>) -> &'e str {
    let value = first.and_then(|at| entry.row.values.get(at)?.as_ref());
    value.and_then(Value::as_text).unwrap_or_default()
}

fn is_counted(
    report: &Report<'_>,
    target: &Target,
    counting: &Counting<'_>,
    table: &Table,
    row: &Row,
) -> bool {
    let reference = RowRef {
        submission: counting.at,
        form: table.form.clone(),
        sheet: table.sheet.clone(),
        row: row.row,
    };
    let rows = report.assessed.contributions.get(&target.id);
    let carries = rows.and_then(|rows| rows.get(&reference));
    carries.is_some_and(|one| one.over_all.low.part > 0.0)
}

fn type_order(report: &Report<'_>, unit: &Unit) -> Option<usize> {
    let mut types = report.campaign.unit_types.iter();
    types.position(|one| one.id == unit.unit_type)
}

pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    name: &str,
    list: &List<'_>,
) -> Result<(), XlsxError> {
    let report = material.report;
    let lang = report.lang;
    let of_fields = list.fields.iter().map(|&at| list.width(at));
    let widths: Vec<f64> = std::iter::once(NUMBER_WIDTH)
        .chain(of_fields)
        .chain([UNIT_WIDTH])
        .collect();
    let right = closing::half(&widths);
    let page = (Orientation::Across, widths);
    let (mut pen, mut pages) = open(book, material, (name, &list.title(report)), page)?;
    let mut texts = vec![lang.pick("STT", "No.")];
    let labels = list
        .fields
        .iter()
        .map(|&at| list.form.fields[at].label.as_str());
    texts.extend(labels);
    texts.push(lang.pick("Đơn vị báo cáo", "Reported by"));
    headings(&mut pen, &mut pages, &texts)?;
    let first = pen.row();
    list.rows(&mut pen, &mut pages)?;
    pages.may_end(&pen);
    if list.entries.is_empty() {
        let none = lang.pick("Chưa có nội dung nào.", "There is none yet.");
        pen.line(0, pen.last_column(), none, Look::Note)?;
    } else {
        list.total(&mut pen, first)?;
    }
    closing::write(&mut pen, right)?;
    pages.close(pen)
}

impl List<'_> {
    fn title(&self, report: &Report<'_>) -> String {
        let lang = report.lang;
        let what = match self.target.quantity.get(lang) {
            "" => self.target.heading.get(lang),
            quantity => quantity,
        };
        lang.pick(
            format!("Danh sách {what} để công bố"),
            format!("List of {what} for publication"),
        )
    }

    /// The width of a field's column: what its kind of text needs, and no word broken.
    fn width(&self, at: usize) -> f64 {
        let field = &self.form.fields[at];
        let heading = Font::STRONG.word_width(&field.label) + 1.0;
        if field.kind == FieldKind::Date {
            return DATE_WIDTH.max(heading);
        }
        let texts = self
            .entries
            .iter()
            .filter_map(|one| match one.row.values.get(at) {
                Some(Some(Value::Text(text))) => Some(Font::BODY.width(text)),
                _ => None,
            });
        let longest = texts.fold(0.0, f64::max);
        let width = if longest <= SHORT {
            longest + PADDING
        } else if longest <= NAME_LONGEST {
            NAME_WIDTH
        } else if longest <= PHRASE_LONGEST {
            PHRASE_WIDTH
        } else {
            STORY_WIDTH
        };
        width.max(heading)
    }

    /// The entries, by type of unit.
    fn rows(&self, pen: &mut Pen<'_>, pages: &mut Pages) -> Result<(), XlsxError> {
        let report = pen.material.report;
        let lang = report.lang;
        let (mut before, mut groups) = (None, 0);
        for (at, entry) in self.entries.iter().enumerate() {
            pages.may_end(pen);
            let of = type_order(report, entry.unit);
            if before != Some(of) {
                groups += 1;
                let count = self.entries.iter();
                let count = count
                    .filter(|one| type_order(report, one.unit) == of)
                    .count();
                let title = report.campaign.type_title(&entry.unit.unit_type, lang);
                pen.group(&format!("{}. {title} ({count})", roman(groups)))?;
                before = Some(of);
            }
            let mut cells = vec![Cell::count(u64::try_from(at + 1).unwrap_or(u64::MAX))];
            let values = self.fields.iter().map(|&field| {
                let value = entry.row.values.get(field).and_then(Option::as_ref);
                Cell::value_in_part(value, TEXT_SHOWN, lang)
            });
            cells.extend(values);
            cells.push(Cell::text(entry.unit.name.as_str()));
            pen.cells(&cells)?;
        }
        Ok(())
    }

    /// How many there are.
    fn total(&self, pen: &mut Pen<'_>, first: u32) -> Result<(), XlsxError> {
        let lang = pen.material.report.lang;
        let numbers = format!(
            "{}:{}",
            formula::cell(0, first),
            formula::cell(0, pen.row() - 1)
        );
        let count = u64::try_from(self.entries.len()).unwrap_or(u64::MAX);
        let count = Cell::count(count).by(format!("COUNT({numbers})"));
        let label = lang.pick("Tổng cộng", "Total");
        let cells = [Cell::text(label).across(pen.last_column()), count];
        pen.cells(&cells.map(|one| one.tone(Tone::Total)))
    }
}
