//! The three charts, drawn from the numbers that stand below them.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartDataLabel, ChartDataLabelPosition, ChartFont,
    ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartSeries, ChartSolidFill, ChartType, Color, XlsxError,
};

use super::data::{self, Block};
use super::numbers::Featured;
use super::{COLUMN_WIDTH, COLUMNS, NAME_COLUMNS, section, title};
use crate::lang::{self, Lang};
use crate::report::brief::Brief;
use crate::report::figures::{BANDS, status_counts};
use crate::report::palette;
use crate::report::workbook::ROW_PIXELS;
use crate::report::workbook::measure::LINE_POINTS;
use crate::report::workbook::pen::{Pages, Pen};
use crate::report::workbook::style::FONT_NAME;

/// Rows under the charts of the front at the most, and the least under the one of statuses.
const FRONT_ROWS: u32 = 13;
/// With fewer rows a chart cannot be read: it stands on the next page.
const FRONT_LEAST: u32 = 8;
const STATUS_ROWS: u32 = 16;
/// Half rows a bar of the statuses needs, for a name of two lines.
const HALF_ROWS_PER_BAR: u32 = 3;
/// Rows of its title and legend.
const CHART_FRAME_ROWS: u32 = 6;
/// More bars than this carry no numbers: they would overlap.
const LABELLED: usize = 20;
/// The space between charts, in pixels.
const GAP: u32 = 8;

/// Where charts stand, and how high they are in rows.
pub(super) struct Place {
    row: u32,
    rows: u32,
}

/// Leaves room for the charts of the front, which are drawn when their numbers are written: what the
/// page has left, or else a page of their own.
pub(super) fn leave_room(pen: &mut Pen<'_>, pages: &mut Pages) -> Place {
    let left = (pages.left(pen) / LINE_POINTS).floor();
    let rows = (FRONT_LEAST..=FRONT_ROWS).rev();
    let rows = rows.into_iter().find(|rows| f64::from(*rows) <= left);
    if rows.is_none() {
        pages.turn(pen);
    }
    let place = Place {
        row: pen.row(),
        rows: rows.unwrap_or(FRONT_ROWS),
    };
    pen.skip(place.rows);
    place
}

/// Leaves room for the chart of statuses, which is drawn when its numbers are written.
pub(super) fn leave_room_of_statuses(pen: &mut Pen<'_>) -> Result<Place, XlsxError> {
    let report = pen.material.report;
    section(pen, report.lang.pick("5. Biểu đồ", "5. Charts"))?;
    let bars = u32::try_from(status_counts(report).len()).unwrap_or(0);
    let at = Place {
        row: pen.row(),
        rows: STATUS_ROWS.max(bars * HALF_ROWS_PER_BAR / 2 + CHART_FRAME_ROWS),
    };
    pen.skip(at.rows);
    Ok(at)
}

/// Writes the numbers of all charts, and the charts into the room left for them.
pub(super) fn write(
    pen: &mut Pen<'_>,
    brief: &Brief<'_>,
    sheet: &str,
    (front, statuses): (&Place, &Place),
) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let lang = report.lang;
    section(
        pen,
        lang.pick("6. Số liệu của biểu đồ", "6. Numbers of the charts"),
    )?;
    let whole = column_pixels() * u32::from(COLUMNS);
    let half = whole / 2;
    if let Some(block) = data::statuses(pen)? {
        let mut chart = status_chart(sheet, block, &title::statuses(report));
        chart
            .set_width(whole)
            .set_height(statuses.rows * ROW_PIXELS - GAP);
        pen.sheet.insert_chart(statuses.row, 0, &chart)?;
    }
    let height = front.rows * ROW_PIXELS - GAP;
    if let Some(block) = data::rates(pen)? {
        let mut chart = rate_chart(sheet, block, &title::rates(report));
        chart.set_width(half - GAP).set_height(height);
        pen.sheet.insert_chart(front.row, 0, &chart)?;
    }
    let featured = Featured::of(brief);
    if let Some(featured) = featured
        && let Some(block) = data::featured(pen, &featured)?
    {
        let title = title::featured(report, &featured);
        let threshold = lang::number(featured.threshold, lang);
        let mut chart = featured_chart(sheet, block, lang, &title, &threshold);
        chart.set_width(half).set_height(height);
        let (column, offset) = (half / column_pixels(), half % column_pixels());
        let column = u16::try_from(column).unwrap_or(0);
        pen.sheet
            .insert_chart_with_offset(front.row, column, &chart, offset, 0)?;
    }
    Ok(())
}

/// Seven pixels to a digit and five of padding, as Excel counts.
fn column_pixels() -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a constant below 100"
    )]
    let pixels = (COLUMN_WIDTH * 7.0).round() as u32;
    pixels + 5
}

/// The share of units in each status, a bar for each target.
fn status_chart(sheet: &str, block: Block, title: &str) -> Chart {
    let mut chart = Chart::new(ChartType::BarPercentStacked);
    for (column, status) in (1..).zip(BANDS) {
        let shade = palette::status(status);
        let mut label = numbers(shade.on_band, "0;;");
        label.set_position(ChartDataLabelPosition::Center);
        block
            .series(&mut chart, sheet, column)
            .set_format(&mut band(shade.band))
            .set_gap(45)
            .set_overlap(100)
            .set_data_label(&label);
    }
    dress(&mut chart, title);
    // Of bars the y axis has the categories: the first on top, and the shares below all the same.
    chart
        .y_axis()
        .set_reverse()
        .set_crossing(ChartAxisCrossing::Max);
    // Each bar has its name: left to itself Excel leaves out every other one.
    chart
        .y_axis()
        .set_major_gridlines(false)
        .set_label_interval(1);
    value_axis(chart.x_axis(), "0%")
        .set_max(1)
        .set_major_unit(0.2);
    chart
}

/// The rate of received returns of each unit type, a bar for each collection.
fn rate_chart(sheet: &str, block: Block, title: &str) -> Chart {
    let mut chart = Chart::new(ChartType::Column);
    for (column, &color) in (1..block.columns).zip(palette::SERIES.iter().cycle()) {
        let mut label = numbers(palette::INK, "0%");
        label.set_position(ChartDataLabelPosition::OutsideEnd);
        let series = block
            .series(&mut chart, sheet, column)
            .set_format(&mut band(color))
            .set_gap(60)
            .set_overlap(0);
        if usize::from(block.columns) * block.len() <= LABELLED {
            series.set_data_label(&label);
        }
    }
    dress(&mut chart, title);
    // Room above the plot, where the labels of full bars stand.
    let layout = ChartLayout::new().set_offset(0.09, 0.24);
    chart
        .plot_area()
        .set_layout(&layout.set_dimensions(0.88, 0.42));
    let axis = value_axis(chart.y_axis(), "0%").set_major_unit(0.2);
    // A rate above 100 % is a fault and must be seen.
    if block.greatest <= 1.0 {
        axis.set_max(1);
    }
    chart
}

/// What is certain and possible, a column for each unit, against what is required.
fn featured_chart(sheet: &str, block: Block, lang: Lang, title: &str, threshold: &str) -> Chart {
    let mut chart = Chart::new(ChartType::ColumnStacked);
    let met = palette::status(crate::assess::Status::Met);
    let open = palette::status(crate::assess::Status::Undecided);
    // Labels at the ends, where the line of what is required seldom runs.
    let parts = [
        (1, met, ChartDataLabelPosition::InsideBase),
        (2, open, ChartDataLabelPosition::InsideEnd),
    ];
    for (column, shade, position) in parts {
        let series = block
            .series(&mut chart, sheet, column)
            .set_format(&mut band(shade.band))
            .set_gap(55)
            .set_overlap(100);
        if block.len() <= LABELLED {
            let mut label = numbers(shade.on_band, "#,##0;;");
            label.set_position(position);
            series.set_data_label(&label);
        }
    }
    let mut required = Chart::new(ChartType::Line);
    let name = lang.pick("Mức yêu cầu", "Required");
    block
        .series(&mut required, sheet, 3)
        .set_name(format!("{name}: {threshold}").as_str())
        .set_marker(ChartMarker::new().set_none())
        .set_format(
            ChartLine::new()
                .set_color(Color::RGB(palette::THRESHOLD_LINE))
                .set_width(2.25)
                .set_dash_type(ChartLineDashType::Dash),
        );
    dress(&mut chart, title);
    if let Some(note) = block.note {
        let mut note_font = font(9.0);
        note_font.set_italic();
        chart.x_axis().set_name(note).set_name_font(&note_font);
    }
    chart.combine(&required);
    value_axis(chart.y_axis(), "#,##0");
    chart
}

/// Fonts, frame and legend, the same for all charts.
fn dress(chart: &mut Chart, title: &str) {
    let mut title_font = font(11.0);
    title_font.set_bold();
    chart.title().set_name(title).set_font(&title_font);
    chart
        .legend()
        .set_position(ChartLegendPosition::Bottom)
        .set_font(&font(9.0));
    chart.x_axis().set_font(&font(9.0));
    chart.y_axis().set_font(&font(9.0));
    chart.set_alt_text(title);
    let frame = ChartLine::new()
        .set_color(Color::RGB(palette::RULE))
        .set_width(0.75)
        .clone();
    chart
        .chart_area()
        .set_format(ChartFormat::new().set_border(&frame));
}

fn value_axis<'a>(axis: &'a mut ChartAxis, format: &str) -> &'a mut ChartAxis {
    let grid = ChartLine::new()
        .set_color(Color::RGB(palette::GRID))
        .set_width(0.75)
        .clone();
    axis.set_min(0)
        .set_font(&font(9.0))
        .set_num_format(format)
        .set_major_gridlines(true)
        .set_major_gridlines_line(&grid)
}

fn font(points: f64) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT_NAME).set_size(points).unset_bold();
    font
}

/// A bar with a thin white edge, so that neighbours stay apart.
fn band(color: u32) -> ChartFormat {
    let edge = ChartLine::new()
        .set_color(Color::RGB(palette::PAPER))
        .set_width(0.5)
        .clone();
    ChartFormat::new()
        .set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(color)))
        .set_border(&edge)
        .clone()
}

fn numbers(color: u32, format: &str) -> ChartDataLabel {
    let mut label_font = font(9.0);
    label_font.set_color(Color::RGB(color));
    ChartDataLabel::new()
        .show_value()
        .set_num_format(format)
        .set_font(&label_font)
        .clone()
}

impl Block {
    /// Adds one column of numbers, counted from 1, to a chart, with its heading and the rows' names.
    fn series<'a>(self, chart: &'a mut Chart, sheet: &str, column: u16) -> &'a mut ChartSeries {
        let at = NAME_COLUMNS + column - 1;
        chart
            .add_series()
            .set_name((sheet, self.first - 1, at))
            .set_categories((sheet, self.first, 0, self.last, 0))
            .set_values((sheet, self.first, at, self.last, at))
    }
}
