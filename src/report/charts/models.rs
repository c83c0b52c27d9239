//! The chart of one target that counts things: what each unit reached, against what is required.

use super::mark;
use super::page::{BELOW_AXIS, Head, Key, Page};
use super::phrase::{Part, count, part};
use super::picture::{Anchor, Fill, MARGIN, Paragraph, Picture, Rect, WIDTH};
use super::scale::Scale;
use super::typeface::{Type, Typeface};
use crate::assess::{Interval, Status};
use crate::campaign::Threshold;
use crate::lang::Lang;
use crate::report::figures::{ModelsChart, UnitFigure, models_chart};
use crate::report::{Report, palette, words};

/// More units than this cannot be read in one picture.
const MOST_UNITS: usize = 60;
/// More units than this stand in two columns.
const ONE_COLUMN: usize = 16;
/// What is left between two columns.
const BETWEEN: i32 = 48;
/// What is left between a text and the bars.
const GAP: i32 = 14;
/// The type of the words at the line of what is required.
const REQUIRED: Type = Type::bold(18);
/// The width and height of the sign of how a unit stands.
const SIGN: (i32, i32) = (24, 22);
/// The type of that sign.
const SIGN_TYPE: Type = Type::bold(14);
/// What is surely reached.
const CERTAIN: u32 = palette::SERIES[0];

/// The chart, with what names its file; none where no target asks for a number of things.
pub(super) fn draw<'t>(
    typeface: &'t Typeface,
    report: &Report<'_>,
) -> Option<(String, Picture<'t>)> {
    let mut chart = models_chart(report)?;
    let name = format!("{}-theo-{}", chart.target.id, chart.unit_type.id);
    let all = chart.units.len();
    let met = count_met(&chart);
    chart.keep_farthest(MOST_UNITS);

    let layout = Layout::new(typeface, &chart, report.lang);
    let head = Head {
        notes: layout
            .note(report.lang)
            .map(str::to_owned)
            .into_iter()
            .collect(),
        ..head(&chart, (met, all), report.lang)
    };
    let mut page = Page::new(typeface, report, &head);
    page.top += layout.required.height() + 10;
    let limits = (layout.least_height, 96);
    let row_height = page.share(layout.rows_in_column, limits, BELOW_AXIS);
    layout.draw(&mut page, row_height);
    Some((name, page.finish()))
}

fn count_met(chart: &ModelsChart<'_>) -> usize {
    let met = |one: &&UnitFigure<'_>| one.status == Status::Met;
    chart.units.iter().filter(met).count()
}

fn head(chart: &ModelsChart<'_>, (met, all): (usize, usize), lang: Lang) -> Head {
    let what = match chart.target.quantity.get(lang) {
        "" => chart.target.heading.get(lang),
        quantity => quantity,
    };
    let unit_type = chart.unit_type.several.get(lang);
    let subtitle = if chart.units.len() < all {
        of_some(chart, what, all, lang)
    } else {
        lang.pick(
            format!("Số {what} của từng {unit_type} so với mức yêu cầu"),
            format!("Number of {what} of {unit_type}, against what is required"),
        )
    };
    Head {
        title: title(chart, (met, all), lang),
        subtitle,
        legend: legend(chart, lang),
        notes: Vec::new(),
    }
}

/// What is drawn: the parts of bars, and how units stand.
fn legend(chart: &ModelsChart<'_>, lang: Lang) -> Vec<(String, Key)> {
    let any = |is: fn(Interval) -> bool| chart.units.iter().any(|one| is(one.figure));
    let parts = [
        (
            any(|one| one.low > 0.0),
            lang.pick("Số chắc chắn", "Certain"),
            CERTAIN,
        ),
        (
            any(|one| one.high.is_some_and(|high| high > one.low)),
            lang.pick("Có thể thêm, chờ làm rõ", "Possibly more, to be cleared up"),
            possible(),
        ),
    ];
    let parts = parts.into_iter().filter(|(is_drawn, _, _)| *is_drawn);
    let parts = parts.map(|(_, text, colour)| (text.to_owned(), Key::Area(Fill::Plain(colour))));
    let is_drawn = |status| chart.units.iter().any(|one| one.status == status);
    parts.chain(mark::legend(is_drawn, lang)).collect()
}

/// How many have surely reached what is required.
fn title(chart: &ModelsChart<'_>, (met, all): (usize, usize), lang: Lang) -> String {
    let unit_type = chart.unit_type.several.get(lang);
    let required = words::threshold(chart.target, chart.threshold, lang);
    let part = part(met, all);
    let [met, all] = [met, all].map(|one| count(one, lang));
    match part {
        Part::All => lang.pick(
            format!("Cả {all} {unit_type} đã đạt mức yêu cầu: {required}"),
            format!("All {all} {unit_type} have reached {required}"),
        ),
        Part::None => lang.pick(
            format!("Chưa {unit_type} nào đạt mức yêu cầu: {required}"),
            format!("None of {all} {unit_type} has surely reached {required}"),
        ),
        Part::Some => lang.pick(
            format!("{met}/{all} {unit_type} đã đạt mức yêu cầu: {required}"),
            format!("{met} of {all} {unit_type} have surely reached {required}"),
        ),
    }
}

/// What is drawn where not all units are shown: which ones are.
fn of_some(chart: &ModelsChart<'_>, what: &str, all: usize, lang: Lang) -> String {
    let shown = chart.units.len();
    let unit_type = chart.unit_type.several.get(lang);
    if !chart.all_fall_short() {
        let (vi, en) = match chart.threshold {
            Threshold::AtMost(_) => ("nhiều", "most"),
            _ => ("ít", "fewest"),
        };
        return lang.pick(
            format!("{shown} {unit_type} có {vi} {what} nhất (trong {all} đơn vị)"),
            format!("Number of {what}: the {shown} with the {en}, of {all} {unit_type}"),
        );
    }
    let (vi, en) = match chart.threshold {
        Threshold::AtMost(_) => ("vượt mức về số", "above the limit"),
        _ => ("còn thiếu", "below what is required"),
    };
    lang.pick(
        format!("{shown} {unit_type} {vi} {what} nhiều nhất (trong {all} đơn vị)"),
        format!("Number of {what}: the {shown} farthest {en}, of {all} {unit_type}"),
    )
}

/// The rows with their texts, and where things stand in a column.
struct Layout<'a> {
    rows: Vec<Row<'a>>,
    rows_in_column: usize,
    /// The width of a column.
    width: i32,
    /// From a column's left to where the bars begin and where the scale ends.
    plot: (i32, i32),
    least_height: i32,
    scale: Scale,
    /// How much is required.
    threshold: f64,
    /// The words at its line.
    required: Paragraph,
    style: Type,
}

struct Row<'a> {
    one: &'a UnitFigure<'a>,
    name: Paragraph,
    value: String,
    value_width: i32,
}

impl<'a> Layout<'a> {
    fn new(typeface: &Typeface, chart: &'a ModelsChart<'a>, lang: Lang) -> Self {
        let (columns, style) = if chart.units.len() > ONE_COLUMN {
            (2, Type::regular(17))
        } else {
            (1, Type::regular(20))
        };
        let width = (WIDTH - 2 * MARGIN - BETWEEN * (columns - 1)) / columns;
        let rows: Vec<Row<'_>> = chart
            .units
            .iter()
            .map(|one| row(typeface, one, style, width * 2 / 5, lang))
            .collect();
        let names = rows.iter().map(|row| row.name.width).max().unwrap_or(0);
        let tallest = rows.iter().map(|row| row.name.height()).max();
        let figures = rows.iter().map(|row| row.value_width).max();
        let beside = SIGN.0 + GAP / 2 + figures.unwrap_or(0) + GAP;
        let words = words::threshold(chart.target, chart.threshold, lang);
        let words = lang.pick(
            format!("Mức yêu cầu: {words}"),
            format!("Required: {words}"),
        );
        let columns = usize::try_from(columns).unwrap_or(1);
        Self {
            rows_in_column: rows.len().div_ceil(columns).max(1),
            rows,
            width,
            plot: (names + GAP, width - beside),
            least_height: tallest.unwrap_or(0) * 5 / 4,
            scale: Scale::up_to(greatest(chart), lang),
            threshold: chart.required(),
            required: Paragraph::new(typeface, &words, REQUIRED, width)
                .in_ink(palette::THRESHOLD_LINE),
            style,
        }
    }

    /// What `≥` means, where a unit's figure has it.
    fn note(&self, lang: Lang) -> Option<&'static str> {
        let open_end = |row: &Row<'_>| has_open_end(row.one);
        self.rows.iter().any(open_end).then_some(lang.pick(
            "≥: còn báo cáo chưa nhận hoặc chưa dùng được nên chưa rõ số tối đa có thể.",
            "≥: a return is missing or cannot be used, so the most possible is not known.",
        ))
    }

    /// Draws the columns from the page's top.
    fn draw(&self, page: &mut Page<'_>, row_height: i32) {
        let mut left = MARGIN;
        for rows in self.rows.chunks(self.rows_in_column) {
            let column = Rect {
                left,
                top: page.top,
                width: self.width,
                height: row_height * i32::try_from(rows.len()).unwrap_or(0),
            };
            self.draw_column(page, rows, column, row_height);
            left += self.width + BETWEEN;
        }
    }

    fn draw_column(&self, page: &mut Page<'_>, rows: &[Row<'_>], column: Rect, row_height: i32) {
        let (from, to) = (column.left + self.plot.0, column.left + self.plot.1);
        let ticks = self.scale.ticks.iter();
        let ticks: Vec<_> = ticks
            .map(|(tick, text)| (self.scale.place(*tick, from, to), text.clone()))
            .collect();
        page.axis(&ticks, (column.top, column.bottom()));
        let rows = rows.iter().zip(places(column, self.plot, row_height));
        for (row, place) in rows {
            self.draw_bar(&mut page.picture, row, place);
            self.draw_value(&mut page.picture, row, place);
        }
        let line = self.scale.place(self.threshold, from, to);
        self.draw_required(&mut page.picture, line, column);
    }

    /// The line across the column, and what it means above it.
    fn draw_required(&self, picture: &mut Picture<'_>, line: i32, column: Rect) {
        let colour = palette::THRESHOLD_LINE;
        picture.dashes(line, column.top - 6, column.bottom(), colour);
        let half = self.required.width / 2 + 1;
        let (first, last) = (column.left + half, column.right() - half);
        let centre = line.clamp(first, last.max(first));
        let top = column.top - self.required.height() - 10;
        picture.paragraph(&self.required, (centre, top), Anchor::Middle);
    }

    fn draw_bar(&self, picture: &mut Picture<'_>, row: &Row<'_>, place: Rect) {
        let height = (place.height * 6 / 10).min(44);
        let (_, middle) = place.middle();
        let (certain, end) = self.ends(row, place);
        let bar = |left: i32, right: i32| Rect {
            left,
            top: middle - height / 2,
            width: right - left,
            height,
        };
        picture.centred(&row.name, (place.left - GAP, middle), Anchor::End);
        picture.area(bar(place.left, certain), CERTAIN);
        picture.area(bar(certain, end), possible());
    }

    /// Where a unit's certain part ends, and its possible one.
    fn ends(&self, row: &Row<'_>, place: Rect) -> (i32, i32) {
        let figure = row.one.figure;
        let at = |much: f64| self.scale.place(much, place.left, place.right());
        (at(figure.low), at(figure.high.unwrap_or(figure.low)))
    }

    /// How a unit stands and its figure, beside all bars: what stands behind the line could be read
    /// as more than it.
    fn draw_value(&self, picture: &mut Picture<'_>, row: &Row<'_>, place: Rect) {
        let (_, middle) = place.middle();
        let height = SIGN.1.min(place.height - 2);
        let sign = Rect {
            left: place.right() + GAP,
            top: middle - height / 2,
            width: SIGN.0,
            height,
        };
        mark::draw(picture, row.one.status, sign, SIGN_TYPE);
        if !row.value.is_empty() {
            let place = (sign.right() + GAP / 2, middle);
            picture.label(&row.value, self.style, palette::INK, place, Anchor::Start);
        }
    }
}

/// The places of a column's bars, from top to bottom.
fn places(column: Rect, plot: (i32, i32), height: i32) -> impl Iterator<Item = Rect> + Clone {
    (0..).map(move |nth: i32| Rect {
        left: column.left + plot.0,
        top: column.top + nth * height,
        width: plot.1 - plot.0,
        height,
    })
}

fn row<'a>(
    typeface: &Typeface,
    one: &'a UnitFigure<'a>,
    style: Type,
    widest_name: i32,
    lang: Lang,
) -> Row<'a> {
    let value = value(one, lang);
    Row {
        one,
        name: Paragraph::new(typeface, &one.unit.name, style, widest_name),
        value_width: typeface.width(&value, style),
        value,
    }
}

/// The colour of what may come on top.
fn possible() -> u32 {
    palette::status(Status::Undecided).band
}

/// The greatest figure the scale must hold.
fn greatest(chart: &ModelsChart<'_>) -> f64 {
    let figures = chart.units.iter().map(|one| one.figure);
    figures
        .map(|figure| figure.high.unwrap_or(figure.low))
        .fold(chart.required(), f64::max)
}

/// A unit's figure in words; nothing where nothing was sent.
fn value(one: &UnitFigure<'_>, lang: Lang) -> String {
    match one.status {
        Status::NoReturn => String::new(),
        _ => words::interval(one.figure, lang),
    }
}

/// Whether a unit's figure says `≥`.
fn has_open_end(one: &UnitFigure<'_>) -> bool {
    one.figure.high.is_none() && one.status != Status::NoReturn
}
