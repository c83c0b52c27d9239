//! One form: every data row of the submissions that count, with its standing and its source, and
//! columns whose sums are the targets' figures and the units' points. Rows that one sheet has no room for stand on further
//! ones.

mod carried;
mod layout;
mod place;
mod points;

use rust_xlsxwriter::{Workbook, XlsxError};

use super::cell::Cell;
use super::link;
use super::material::{Counting, Material};
use super::pen::{Pen, Together};
use super::style::{Look, Tone};
use crate::campaign::{Field, Form};
use crate::id::UnitCode;
use crate::lang::Lang;
use crate::location::Range;
use crate::report::{Report, words};
use crate::validate::{Row, Standing, Table};
use carried::Carried;
use layout::Layout;
pub(super) use place::{FormPlace, Helper, Role, SheetPlace, Side};
pub(super) use points::{End, source as score_source, whose};

/// The columns up to the unit's name stay on screen.
const FROZEN: u16 = 2;
/// The letters shown of a text: what the tallest row holds. Its cell in the return has the whole.
const TEXT_SHOWN: usize = 1_500;
/// The columns on every page where a table takes several across: with the collection.
const REPEATED: u16 = 3;

/// One data row with where it comes from.
struct Line<'a> {
    counting: &'a Counting<'a>,
    table: &'a Table,
    row: &'a Row,
}

/// Writes one of the form's sheets.
pub(super) fn write(
    book: &mut Workbook,
    material: &Material<'_>,
    place: &FormPlace<'_>,
    sheet: &SheetPlace,
) -> Result<(), XlsxError> {
    let lang = material.report.lang;
    let form = place.form;
    let lines = lines(material, form);
    let carried = Carried::of(material, place);
    let layout = Layout::plan(form, &lines, &carried, lang);
    let columns = layout.columns();
    let mut pen = Pen::open_table(book, material, &sheet.name, columns)?;
    pen.fold_from(place.first_helper())?;
    pen.title(form.titles.get(lang), &note(&carried, material.report))?;
    if !carried.is_empty() {
        carried.totals(&mut pen, sheet, &lines)?;
    }
    let own = &lines[sheet.lines.clone()];
    pen.table(columns, FROZEN, own.len())?;
    for line in own {
        pen.cells(&cells(material, form, &layout, &carried, line))?;
    }
    if lines.is_empty() {
        let none = lang.pick("Chưa có dòng nào.", "There are no rows yet.");
        pen.line(0, FROZEN, none, Look::Note)?;
    }
    let alone = (REPEATED..place.first_helper()).map(|_| Together {
        columns: 1,
        turns: false,
    });
    pen.break_across(REPEATED, alone)?;
    pen.close()
}

fn note(carried: &Carried<'_, '_>, report: &Report<'_>) -> String {
    let lang = report.lang;
    let certain = words::standing(Standing::Certain, lang);
    let doubt = words::standing(Standing::Doubt, lang);
    let source = if report.is_of_runs() {
        lang.pick(
            "Ô gốc là ô trong tệp đã gửi, hiện ở nơi nhận tệp.",
            "The source cell is its place in the file, which lies where it was received.",
        )
    } else {
        lang.pick(
            "Ô gốc dẫn tới đúng ô trong tệp đã gửi.",
            "The source cell leads to its place in the file received.",
        )
    };
    let note = lang.pick(
        format!("Mọi dòng số liệu của các tệp được tính. Ô tô vàng: mục còn nghi vấn của dòng “{doubt}”. Dòng xám: không tính. Dòng “{certain}” không vướng mắc gì. {source}"),
        format!("Every data row of the files that count. Yellow cells: fields in doubt of rows “{doubt}”. Grey rows: not counted. Rows “{certain}” have nothing open. {source}"),
    );
    if carried.is_empty() {
        return note;
    }
    let folded = if carried.has_points() {
        lang.pick(
            "Bấm dấu + phía trên bảng, bên phải, để xem mỗi dòng được tính bao nhiêu vào điểm của đơn vị và vào từng chỉ tiêu.",
            "The + above the table, at the right, opens the columns that show what each row adds to a unit's points and to each target.",
        )
    } else {
        lang.pick(
            "Bấm dấu + phía trên bảng, bên phải, để xem mỗi dòng được tính bao nhiêu vào từng chỉ tiêu.",
            "The + above the table, at the right, opens the columns that show what each row adds to each target.",
        )
    };
    format!("{note} {folded}")
}

/// The rows of the form, by unit, collection and their place.
fn lines<'a>(material: &'a Material<'a>, form: &Form) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for counting in &material.counting {
        let tables = counting.submission.tables.iter();
        for table in tables.filter(|table| table.form == form.id) {
            lines.extend(table.rows.iter().map(|row| Line {
                counting,
                table,
                row,
            }));
        }
    }
    lines
}

fn cells<'a>(
    material: &Material<'_>,
    form: &'a Form,
    layout: &Layout,
    carried: &Carried<'_, '_>,
    line: &Line<'a>,
) -> Vec<Cell<'a>> {
    let lang = material.report.lang;
    let row = line.row;
    let excluded = row.standing.rule().is_some();
    let tone = if excluded {
        Tone::Excluded
    } else {
        Tone::Plain
    };
    let unit = line.counting.unit;
    let mut cells = vec![
        Cell::text(UnitCode::as_str(&unit.code)),
        Cell::text(unit.name.as_str()),
        Cell::text(line.counting.collection.titles.get(lang)),
    ];
    for &field in layout.fields() {
        let value = row.values.get(field).and_then(Option::as_ref);
        let doubtful = !excluded && row.doubt.contains(&field);
        let cell = Cell::value_in_part(value, TEXT_SHOWN, lang);
        cells.push(cell.tone(if doubtful { Tone::Doubt } else { tone }));
    }
    cells.push(
        Cell::centred(words::standing(row.standing, lang)).tone(Tone::of_standing(row.standing)),
    );
    cells.push(Cell::text(remark(form, row, lang)));
    cells.extend(source(material, form, line));
    let mut cells: Vec<Cell<'a>> = cells
        .into_iter()
        .map(|cell| {
            if cell.tone == Tone::Plain {
                cell.tone(tone)
            } else {
                cell
            }
        })
        .collect();
    cells.extend(carried.cells(line).map(|cell| cell.tone(tone)));
    cells
}

/// The fields in doubt, or why the row does not count.
fn remark(form: &Form, row: &Row, lang: Lang) -> String {
    if let Some(rule) = row.standing.rule() {
        return words::row_rule(rule, lang).to_owned();
    }
    if !row.doubt.is_empty() && row.doubt.len() == form.fields.len() {
        return lang.pick("Cả dòng", "The whole row").to_owned();
    }
    let fields = row.doubt.iter().filter_map(|&at| form.fields.get(at));
    let labels: Vec<&str> = fields.map(|field| field.label.as_str()).collect();
    labels.join("; ")
}

/// File, sheet and cell.
fn source<'a>(material: &Material<'_>, form: &Form, line: &Line<'a>) -> [Cell<'a>; 3] {
    let file = line.counting.submission.file.as_str();
    let sheet: &'a str = &line.table.sheet;
    let at = source_cell(form, line);
    let text = at.map_or_else(|| line.row.row.to_string(), |at| at.to_string());
    let address = link::cells(material.report.returns_link, file, sheet, at);
    [
        Cell::text(file),
        Cell::text(sheet),
        Cell::link(text, address),
    ]
}

/// The cell a reader should look at first: of a row in doubt its first doubtful field, else the
/// first field that is no running number.
fn source_cell(form: &Form, line: &Line<'_>) -> Option<Range> {
    let whole = line.row.doubt.len() == form.fields.len();
    let doubtful = line.row.doubt.iter().copied().filter(|_| !whole);
    let named = (0..form.fields.len()).filter(|&at| is_shown(&form.fields[at]));
    doubtful
        .chain(named)
        .find_map(|field| line.table.cell(line.row, field))
        .map(Range::from)
}

/// Running numbers say nothing: the source does.
fn is_shown(field: &Field) -> bool {
    !field.ordinal
}
