//! The front: one sentence, five figures, two lists, what is to be decided.

use rust_xlsxwriter::{Color, Format, Formula, Url, XlsxError};

use super::{COLUMNS, LEFT};
use crate::assess::{Arrivals, Status};
use crate::campaign::{Scale, Unit};
use crate::finding::Severity;
use crate::report::brief::{Brief, Line, List, Mood, Subject, TILES, Tile, many};
use crate::report::workbook::cell::Cell;
use crate::report::workbook::contact::Contacts;
use crate::report::workbook::findings;
use crate::report::workbook::formula;
use crate::report::workbook::name::MainSheet;
use crate::report::workbook::pen::Pen;
use crate::report::workbook::returns::{self, tally};
use crate::report::workbook::style::{Look, Tone};
use crate::report::{Report, palette};

/// The columns of a figure.
const TILE_COLUMNS: u16 = 3;
/// The columns of a line of the left list: unit, what it owes, whom to call.
const ABSENT: [u16; 3] = [3, 3, 3];
/// The columns of a line of the right list: unit, what it lacks.
const SHORT: [u16; 2] = [3, 3];

pub(super) fn write(pen: &mut Pen<'_>, brief: &Brief<'_>) -> Result<(), XlsxError> {
    pen.line(0, COLUMNS - 1, &brief.headline, Look::Headline)?;
    tiles(pen, &brief.tiles)?;
    lists(pen, brief)?;
    decisions(pen, brief)
}

/// The figures in a row, each over what it counts and what must be known of it.
fn tiles(pen: &mut Pen<'_>, tiles: &[Tile<'_>]) -> Result<(), XlsxError> {
    let places: Vec<u16> = (0..)
        .step_by(usize::from(TILE_COLUMNS))
        .take(TILES)
        .collect();
    let each = || places.iter().copied().zip(tiles);
    for (column, tile) in each() {
        let format = filled(pen, Look::Figure, tile.mood);
        let (row, last) = (pen.row(), column + TILE_COLUMNS - 1);
        pen.sheet
            .merge_range(row, column, row, last, &tile.figure, &format)?;
        if let Some(Calculated {
            formula,
            result,
            shown_as,
        }) = calculated(pen, tile)
        {
            let formula = Formula::new(formula).set_result(result);
            let format = format.set_num_format(shown_as);
            pen.sheet
                .write_formula_with_format(row, column, formula, &format)?;
        }
    }
    pen.end_row(Look::Figure.font().height("0", f64::MAX) * 1.1)?;
    let mut height: f64 = 0.0;
    for (column, tile) in each() {
        let format = filled(pen, Look::Label, tile.mood);
        let (row, last) = (pen.row(), column + TILE_COLUMNS - 1);
        height = height.max(pen.height(column, last, &tile.caption, Look::Label));
        pen.sheet.merge_range(row, column, row, last, "", &format)?;
        let url = to_sheet(sheet_of(tile.subject), pen.material.report).set_text(&tile.caption);
        pen.sheet
            .write_url_with_format(row, column, url, &linked(&format))?;
    }
    pen.end_row(height)?;
    let mut height: f64 = 0.0;
    for (column, tile) in each() {
        let format = filled(pen, Look::Caption, tile.mood);
        let (row, last) = (pen.row(), column + TILE_COLUMNS - 1);
        height = height.max(pen.height(column, last, &tile.detail, Look::Caption));
        pen.sheet
            .merge_range(row, column, row, last, &tile.detail, &format)?;
    }
    pen.end_row(height)?;
    pen.skip_low()
}

/// The look of a figure's cells, in the colour of how it stands.
fn filled(pen: &Pen<'_>, look: Look, mood: Mood) -> Format {
    let format = pen.styles().look(look).clone();
    let status = match mood {
        Mood::Good => Status::Met,
        Mood::Bad => Status::NotMet,
        Mood::Open => Status::Undecided,
        Mood::Plain => return format.set_background_color(Color::RGB(palette::GROUP_FILL)),
    };
    format.set_background_color(Color::RGB(palette::status(status).fill))
}

fn linked(format: &Format) -> Format {
    format.clone().set_font_color(Color::RGB(palette::LINK_INK))
}

/// The sheet that a figure is counted on.
fn sheet_of(subject: Subject<'_>) -> MainSheet {
    match subject {
        Subject::Returns => MainSheet::Returns,
        Subject::Met { .. } | Subject::Total(_) => MainSheet::Results,
        Subject::Open => MainSheet::Findings,
    }
}

fn to_sheet(sheet: MainSheet, report: &Report<'_>) -> Url {
    let name = formula::quoted(sheet.title(report.lang));
    Url::new(format!("internal:{name}!A1"))
}

/// A figure that the workbook calculates. A number stands as one: a text such as `1.820` would be
/// kept as less than two.
struct Calculated {
    formula: String,
    result: String,
    shown_as: &'static str,
}

impl Calculated {
    fn text(formula: String, tile: &Tile<'_>) -> Self {
        Self {
            formula,
            result: tile.figure.clone(),
            shown_as: "General",
        }
    }
}

/// How a figure is calculated, where it is.
fn calculated(pen: &Pen<'_>, tile: &Tile<'_>) -> Option<Calculated> {
    let material = pen.material;
    let report = material.report;
    let lang = report.lang;
    match tile.subject {
        Subject::Returns => {
            let (received, expected) = tally::all(lang);
            let arrivals = || report.assessed.rates.iter().map(|rate| &rate.arrivals);
            let number = |formula: &str, count: u32| formula::whole(formula, count);
            let received = number(&received, arrivals().map(Arrivals::received).sum());
            let expected = number(&expected, arrivals().map(Arrivals::expected).sum());
            let formula = format!("{received}&\"/\"&{expected}");
            Some(Calculated::text(formula, tile))
        }
        Subject::Met { at, kind, counts } => {
            let kind = kind.map(|kind| kind.titles.get(lang));
            let formula = material.results.met_of_bound(at, kind, counts)?;
            Some(Calculated::text(formula, tile))
        }
        Subject::Total(at) => {
            let target = report.campaign.targets.get(at)?;
            let mut totals = report.assessed.totals.iter();
            let (_, figure) = totals.find(|(id, _)| *id == target.id)?;
            let scale = target.measure.scale();
            let formula = material.results.total_ends(at).figure(scale, *figure, lang);
            let exact = figure.exact();
            Some(Calculated {
                formula,
                result: exact.map_or_else(|| tile.figure.clone(), |one| one.to_string()),
                shown_as: match (scale, exact) {
                    (Scale::Share, _) => "0.0%",
                    (_, Some(one)) if one.fract() != 0.0 => "#,##0.0",
                    _ => "#,##0",
                },
            })
        }
        Subject::Open => {
            let counts = [Severity::Error, Severity::Query];
            let counts: Option<Vec<String>> = counts
                .into_iter()
                .map(|severity| findings::count(material, severity))
                .collect();
            let open = material.open_count(Severity::Error) + material.open_count(Severity::Query);
            Some(Calculated {
                formula: counts?.join("+"),
                result: open.to_string(),
                shown_as: "#,##0",
            })
        }
    }
}

/// Who has not reported, with whom to call, beside who is short.
fn lists(pen: &mut Pen<'_>, brief: &Brief<'_>) -> Result<(), XlsxError> {
    let report = pen.material.report;
    let row = pen.row();
    let lists = Url::new(format!("internal:{}", returns::LISTS));
    let titles = [
        (0, LEFT - 1, &brief.absent, lists),
        (
            LEFT,
            COLUMNS - 1,
            &brief.short,
            to_sheet(MainSheet::Shortfalls, report),
        ),
    ];
    for (first, last, list, url) in titles {
        let format = pen.styles().look(Look::Heading).clone();
        let text = title(list, report);
        pen.sheet.merge_range(row, first, row, last, "", &format)?;
        pen.sheet
            .write_url_with_format(row, first, url.set_text(text), &linked(&format))?;
    }
    pen.end_row(0.0)?;
    let contacts = Contacts::gather(report);
    let absent = rows(&brief.absent, report, &ABSENT, |line| {
        vec![
            Cell::text(line.unit.name.as_str()),
            Cell::text(line.what.as_str()),
            Cell::text(call(report, &contacts, line.unit)),
        ]
    });
    let short = rows(&brief.short, report, &SHORT, |line| {
        vec![
            Cell::text(line.unit.name.as_str()),
            Cell::text(line.what.as_str()),
        ]
    });
    let count = absent.len().max(short.len());
    let blank = |columns| vec![Cell::blank().across(columns)];
    let mut absent = absent.into_iter();
    let mut short = short.into_iter();
    for _ in 0..count {
        let mut row = absent.next().unwrap_or_else(|| blank(LEFT));
        row.extend(short.next().unwrap_or_else(|| blank(COLUMNS - LEFT)));
        pen.cells(&row)?;
    }
    pen.skip_low()
}

/// What a list shows, with how many units it has.
fn title(list: &List<'_>, report: &Report<'_>) -> String {
    let count = many(list.len(), report.lang);
    match list.len() {
        0 => list.title.clone(),
        _ => report.lang.pick(
            format!("{} ({count} đơn vị)", list.title),
            format!("{} ({count})", list.title),
        ),
    }
}

/// The rows of a list: its lines, and how many more there are.
fn rows<'l>(
    list: &'l List<'_>,
    report: &Report<'_>,
    columns: &[u16],
    cells: impl Fn(&'l Line<'_>) -> Vec<Cell<'l>>,
) -> Vec<Vec<Cell<'l>>> {
    let whole = columns.iter().sum();
    let (lines, rest) = list.shown(report);
    let of_lines = lines.iter().map(|line| {
        let cells = cells(line).into_iter().zip(columns);
        cells.map(|(cell, columns)| cell.across(*columns)).collect()
    });
    let mut rows: Vec<Vec<Cell<'l>>> = of_lines.collect();
    if lines.is_empty() {
        rows.push(vec![
            Cell::centred(list.none)
                .tone(Tone::Status(Status::Met))
                .across(whole),
        ]);
    }
    rows.extend(rest.map(|rest| vec![Cell::text(rest).across(whole)]));
    rows
}

/// Whom to call of a unit, or of the unit that stands in its place.
fn call(report: &Report<'_>, contacts: &Contacts<'_>, unit: &Unit) -> String {
    let heir = report.campaign.successor_on(unit, report.as_of);
    let contact = contacts.of(heir.map_or(&unit.code, |heir| &heir.code));
    contact.map_or_else(
        || {
            let none = report
                .lang
                .pick("chưa có người liên hệ", "no contact known");
            none.to_owned()
        },
        |contact| contact.first_to_call(contacts),
    )
}

/// What is to be decided, and what has changed.
fn decisions(pen: &mut Pen<'_>, brief: &Brief<'_>) -> Result<(), XlsxError> {
    let lang = pen.material.report.lang;
    let last = COLUMNS - 1;
    let decide: Vec<String> = (1..)
        .zip(&brief.decide)
        .map(|(nth, text)| format!("{nth}. {text}"))
        .collect();
    let label = |text| Cell::text(text).tone(Tone::Group).across(2);
    pen.cells(&[
        label(lang.pick("Cần quyết định", "To decide")),
        Cell::text(decide.join("\n")).across(last - 1),
    ])?;
    pen.cells(&[
        label(lang.pick("Thay đổi", "Changes")),
        Cell::text(brief.since.as_str()).across(last - 1),
    ])?;
    pen.skip_low()
}
