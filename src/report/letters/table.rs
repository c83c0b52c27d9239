//! Tables of a letter: those with lines, whose heading comes again on each page, and those without,
//! which put texts side by side.

use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Shading, Table, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::form::{TEXT_WIDTH, run};
use crate::report::workbook::measure::Weight;

/// The style of the headings of tables, by which their rows are known.
pub(super) const HEADING_STYLE: &str = "TableHeading";

/// Type in tables: 12 points.
const SIZE: usize = 24;
/// A table of so many rows stays on one page.
const FEW_ROWS: usize = 16;
/// The shade of headings, light enough to copy.
const HEADING_SHADE: &str = "EDEDED";

/// A column.
pub(super) struct Column {
    /// Its heading.
    pub(super) heading: String,
    /// Its width in twentieths of a point; none for what the others leave.
    pub(super) width: Option<usize>,
    /// Where its texts stand.
    pub(super) align: AlignmentType,
}

impl Column {
    /// A column of figures.
    pub(super) fn figures(heading: &str, width: usize) -> Self {
        Self {
            heading: heading.to_owned(),
            width: Some(width),
            align: AlignmentType::Center,
        }
    }

    /// A column of texts.
    pub(super) fn texts(heading: &str, width: Option<usize>) -> Self {
        Self {
            heading: heading.to_owned(),
            width,
            align: AlignmentType::Left,
        }
    }
}

/// A row.
pub(super) enum Row {
    /// A text for each column; a line break begins a paragraph.
    Plain(Vec<String>),
    /// The same, in bold.
    Strong(Vec<String>),
    /// One text over all columns, above the rows it is said of.
    Group(String),
}

/// A table with lines, over the whole width.
pub(super) fn lined(columns: &[Column], rows: &[Row]) -> Table {
    let fixed: usize = columns.iter().filter_map(|one| one.width).sum();
    let open = columns.iter().filter(|one| one.width.is_none()).count();
    let rest = TEXT_WIDTH.saturating_sub(fixed) / open.max(1);
    let widths: Vec<usize> = columns
        .iter()
        .map(|one| one.width.unwrap_or(rest))
        .collect();
    let headings = columns.iter().zip(&widths).map(|(column, width)| {
        let text = Paragraph::new()
            .style(HEADING_STYLE)
            .align(AlignmentType::Center)
            .keep_next(true)
            .add_run(run(&column.heading, SIZE));
        cell(*width, vec![text])
            .vertical_align(VAlignType::Center)
            .shading(Shading::new().fill(HEADING_SHADE))
    });
    let mut table_rows = vec![TableRow::new(headings.collect()).cant_split()];
    let stays_whole = rows.len() <= FEW_ROWS;
    for (at, row) in rows.iter().enumerate() {
        let is_last = at + 1 == rows.len();
        let ends = match row {
            Row::Plain(_) | Row::Strong(_) if is_last || !stays_whole => Ends::Page,
            _ => Ends::Nothing,
        };
        table_rows.push(lined_row(row, columns, &widths, ends));
    }
    Table::new(table_rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
        .set_borders(lines())
}

/// Whether a row may end a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Page,
    Nothing,
}

fn lined_row(row: &Row, columns: &[Column], widths: &[usize], ends: Ends) -> TableRow {
    let paragraphs = |text: &str, align: AlignmentType, weight: Weight| {
        let lines = text.split('\n').map(|line| {
            let run = run(line, SIZE);
            let run = if weight == Weight::Bold {
                run.bold()
            } else {
                run
            };
            let line = Paragraph::new().align(align).add_run(run);
            line.keep_next(ends == Ends::Nothing)
        });
        lines.collect::<Vec<_>>()
    };
    let (texts, weight) = match row {
        Row::Plain(texts) => (texts, Weight::Regular),
        Row::Strong(texts) => (texts, Weight::Bold),
        Row::Group(text) => {
            let all = paragraphs(text, AlignmentType::Left, Weight::Bold);
            let all = cell(TEXT_WIDTH, all).grid_span(columns.len());
            return TableRow::new(vec![all]).cant_split();
        }
    };
    let is_one_line = texts.iter().all(|text| !text.contains('\n'));
    let place = if is_one_line {
        VAlignType::Center
    } else {
        VAlignType::Top
    };
    let cells = columns.iter().zip(widths).zip(texts);
    let cells = cells.map(|((column, width), text)| {
        cell(*width, paragraphs(text, column.align, weight)).vertical_align(place)
    });
    TableRow::new(cells.collect()).cant_split()
}

fn cell(width: usize, paragraphs: Vec<Paragraph>) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    paragraphs.into_iter().fold(cell, TableCell::add_paragraph)
}

/// Thin lines around and between all cells.
fn lines() -> TableBorders {
    use TableBorderPosition::{Bottom, InsideH, InsideV, Left, Right, Top};
    let sides = [Left, Right, Top, Bottom, InsideH, InsideV];
    sides
        .into_iter()
        .fold(TableBorders::with_empty(), |all, side| {
            all.set(TableBorder::new(side).size(4).color("000000"))
        })
}

/// A table without lines, each cell of several paragraphs.
pub(super) fn plain(widths: &[usize], rows: Vec<Vec<Vec<Paragraph>>>) -> Table {
    let rows = rows.into_iter().map(|row| {
        let cells = row.into_iter().zip(widths);
        let cells = cells.map(|(paragraphs, width)| {
            let close = LineSpacing::new().before(0).after(0);
            let paragraphs = paragraphs.into_iter().map(|one| {
                if one.property.line_spacing.is_some() {
                    one
                } else {
                    one.line_spacing(close.clone())
                }
            });
            cell(*width, paragraphs.collect())
        });
        TableRow::new(cells.collect()).cant_split()
    });
    Table::without_borders(rows.collect())
        .set_grid(widths.to_vec())
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(0, 0, 0, 0))
}
