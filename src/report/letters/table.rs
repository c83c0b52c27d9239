//! Tables of a letter: those with lines, whose heading comes again on each page, and those without,
//! which put texts side by side.

use docx_rs::{
    AlignmentType, LineSpacing, Paragraph, Shading, Table, TableBorder, TableBorderPosition,
    TableBorders, TableCell, TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use super::form::{TEXT_WIDTH, run};
use crate::report::workbook::measure::{Font, Weight};

/// The style of the headings of tables, by which their rows are known.
pub(super) const HEADING_STYLE: &str = "TableHeading";

/// Type in tables, in half points: 12 points.
const SIZE: usize = 24;
/// The smallest type in tables with many columns: 9 points.
const LEAST_SIZE: usize = 18;
/// A column of texts is no narrower than this, in twentieths of a point: 35 mm.
const LEAST_TEXT: usize = 1_985;
/// What a cell keeps free at its left and at its right.
const CELL_SIDE: usize = 50;
/// Some bold letters, such as r, are wider by so much than the measure takes them for.
const BOLD_ROOM: f64 = 1.1;
/// So many rows of a table stand on a page at least, at its beginning and at its end.
const LEAST_ROWS: usize = 4;
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

impl Row {
    /// Whether each of its texts is one paragraph.
    fn is_low(&self) -> bool {
        match self {
            Self::Plain(texts) | Self::Strong(texts) => texts.iter().all(|one| !one.contains('\n')),
            Self::Group(text) => !text.contains('\n'),
        }
    }
}

/// A table with lines, over the whole width.
pub(super) fn lined(columns: &[Column], rows: &[Row]) -> Table {
    let (size, widths) = fitted(columns, rows);
    let headings = columns.iter().zip(&widths).map(|(column, width)| {
        let text = Paragraph::new()
            .style(HEADING_STYLE)
            .align(AlignmentType::Center)
            .keep_next(true)
            .add_run(run(&column.heading, size));
        cell(*width, vec![text])
            .vertical_align(VAlignType::Center)
            .shading(Shading::new().fill(HEADING_SHADE))
    });
    let mut table_rows = vec![TableRow::new(headings.collect()).cant_split()];
    let are_low = rows.iter().all(Row::is_low);
    for (at, row) in rows.iter().enumerate() {
        let beyond = rows.len() - at - 1;
        let near_an_end = at + 1 < LEAST_ROWS || beyond < LEAST_ROWS;
        let stays = match row {
            Row::Group(_) => true,
            Row::Plain(_) | Row::Strong(_) => {
                are_low && near_an_end || holds_its_group(&rows[at..])
            }
        };
        let ends = if stays && beyond > 0 {
            Ends::Nothing
        } else {
            Ends::Page
        };
        table_rows.push(lined_row(row, columns, (&widths, size), ends));
    }
    Table::new(table_rows)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .margins(TableCellMargins::new().margin(40, CELL_SIDE, 40, CELL_SIDE))
        .set_borders(lines())
}

/// Whether the first of some rows must not end a page: it heads a group, or the next one is the last
/// of its group and would stand there alone.
fn holds_its_group(rows: &[Row]) -> bool {
    let is_plain = |at: usize| matches!(rows.get(at), Some(Row::Plain(_)));
    let heads = matches!(rows.first(), Some(Row::Strong(_)));
    is_plain(1) && (heads || !is_plain(2))
}

/// The type of a table and the widths of its columns: the largest type that leaves columns of texts
/// as wide as they must be.
fn fitted(columns: &[Column], rows: &[Row]) -> (usize, Vec<usize>) {
    let is_wide_enough = |widths: &[usize]| {
        let mut all = columns.iter().zip(widths);
        all.all(|(column, width)| column.width.is_some() || *width >= LEAST_TEXT)
    };
    let mut size = SIZE;
    loop {
        let fitting = widths(columns, rows, size);
        if size <= LEAST_SIZE || is_wide_enough(&fitting) {
            return (size, fitting);
        }
        size -= 1;
    }
}

/// The widths of columns; one of figures is wide enough for its longest word.
fn widths(columns: &[Column], rows: &[Row], size: usize) -> Vec<usize> {
    let least = columns.iter().enumerate().map(|(at, column)| {
        let width = column.width?;
        if !matches!(column.align, AlignmentType::Center) {
            return Some(width);
        }
        let cells = rows.iter().filter_map(|row| match row {
            Row::Plain(texts) | Row::Strong(texts) => texts.get(at),
            Row::Group(_) => None,
        });
        let texts = std::iter::once(&column.heading).chain(cells);
        let words = texts.flat_map(|text| text.split_whitespace());
        Some(
            words
                .map(|word| word_width(word, size))
                .max()
                .unwrap_or(0)
                .max(width),
        )
    });
    let least: Vec<Option<usize>> = least.collect();
    let fixed: usize = least.iter().flatten().sum();
    let open = least.iter().filter(|one| one.is_none()).count();
    let rest = TEXT_WIDTH.saturating_sub(fixed) / open.max(1);
    least.into_iter().map(|one| one.unwrap_or(rest)).collect()
}

/// The width a column needs for a bold word, with what its cells keep free at both sides.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "words are some centimetres wide at most"
)]
fn word_width(word: &str, size: usize) -> usize {
    let half_points = u32::try_from(size).unwrap_or(u32::MAX);
    let font = Font {
        points: f64::from(half_points) / 2.0,
        weight: Weight::Bold,
    };
    (font.points_wide(word) * BOLD_ROOM * 20.0).ceil() as usize + 2 * CELL_SIDE
}

/// Whether a row may end a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Page,
    Nothing,
}

fn lined_row(
    row: &Row,
    columns: &[Column],
    (widths, size): (&[usize], usize),
    ends: Ends,
) -> TableRow {
    let paragraphs = |text: &str, align: AlignmentType, weight: Weight| {
        let lines = text.split('\n').map(|line| {
            let run = run(line, size);
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
    let place = if row.is_low() {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_columns_of_figures_leave_texts_their_width() {
        let columns = |figures: usize| {
            let mut columns = vec![Column::texts("Target", None)];
            columns.extend((0..figures).map(|_| Column::figures("Organisations", 500)));
            columns
        };
        let (size, widths) = fitted(&columns(2), &[]);
        assert_eq!(size, SIZE);
        assert!(widths[0] > LEAST_TEXT);
        let (size, widths) = fitted(&columns(5), &[]);
        assert!((LEAST_SIZE..SIZE).contains(&size), "{size}");
        assert!(widths[0] >= LEAST_TEXT, "{widths:?}");
        assert!(widths.iter().sum::<usize>() <= TEXT_WIDTH);
    }

    #[test]
    fn no_row_of_a_group_stands_alone() {
        let strong = || Row::Strong(Vec::new());
        let plain = || Row::Plain(Vec::new());
        let held = |rows: &[Row]| -> Vec<bool> {
            (0..rows.len())
                .map(|at| holds_its_group(&rows[at..]))
                .collect()
        };
        let rows = [strong(), plain(), plain(), plain(), strong(), plain()];
        assert_eq!(held(&rows), [true, false, true, false, true, false]);
    }
}
