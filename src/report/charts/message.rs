//! The picture for a message on a phone: what leaders want to know, upright and in large letters.
//!
//! In: the [`Brief`] that every report shares. Its words are not changed here; nothing is left out
//! of a text, the picture grows.

use super::page;
use super::picture::{Anchor, MARGIN, Paragraph, Picture, Rect};
use super::typeface::{Type, Typeface};
use crate::assess::Status;
use crate::report::brief::{Brief, Line, List, Mood, Tile};
use crate::report::{Report, palette, words};

/// The width of a phone's screen.
const WIDTH: i32 = 1080;
/// What is left for texts.
const ROOM: i32 = WIDTH - 2 * MARGIN;
/// The type of the plan's name.
const PLAN: Type = Type::regular(26);
/// The type of the sentence on top.
const HEADLINE: Type = Type::bold(38);
/// The type of the day.
const DAY: Type = Type::bold(28);
/// The type of a tile's figure.
const FIGURE: Type = Type::bold(58);
/// The type of what a figure is.
const CAPTION: Type = Type::regular(30);
/// The type of what else must be known of it.
const DETAIL: Type = Type::regular(25);
/// The type of a list's title.
const TITLE: Type = Type::bold(34);
/// The type of its lines.
const LINE: Type = Type::regular(28);
/// The type of the source.
const SOURCE: Type = Type::regular(23);
/// What is left between two tiles.
const BETWEEN: i32 = 20;
/// What is left inside a tile's edge.
const INSIDE: i32 = 26;
/// The width of the coloured edge of a tile.
const EDGE: i32 = 12;
/// The widest remark of a list.
const REMARK: i32 = 430;

/// The picture.
pub(super) fn draw<'t>(typeface: &'t Typeface, report: &Report<'_>) -> Picture<'t> {
    let brief = Brief::of(report);
    let mut column = Column {
        picture: Picture::new(typeface, &brief.headline, (WIDTH, 0)),
        top: 52,
    };
    let lang = report.lang;
    let faint = palette::FAINT_INK;
    column.text(report.campaign.titles.get(lang), PLAN, faint);
    column.top += 10;
    column.text(&brief.headline, HEADLINE, palette::INK);
    column.top += 18;
    let finality = words::finality(report.provisional, lang);
    let day = format!("{} · {finality}", words::as_of(report));
    column.text(&day, DAY, palette::THRESHOLD_LINE);
    column.top += 28;

    let (first, others) = brief.tiles.split_at(brief.tiles.len().min(1));
    for row in [first].into_iter().chain(others.chunks(2)) {
        column.tiles(row);
    }
    column.top += 24;
    column.list(&brief.absent, report);
    column.top += 34;
    column.text(&page::source(report), SOURCE, faint);
    column.picture.height = column.top + 40;
    column.picture
}

/// What is drawn from the top down.
struct Column<'t> {
    picture: Picture<'t>,
    top: i32,
}

impl Column<'_> {
    /// A paragraph over the whole width.
    fn text(&mut self, text: &str, style: Type, ink: u32) {
        let text = Paragraph::new(self.picture.typeface, text, style, ROOM).in_ink(ink);
        self.picture
            .paragraph(&text, (MARGIN, self.top), Anchor::Start);
        self.top += text.height();
    }

    /// Tiles side by side, all as high as the highest.
    fn tiles(&mut self, row: &[Tile<'_>]) {
        let count = i32::try_from(row.len()).unwrap_or(1);
        if count == 0 {
            return;
        }
        let width = (ROOM - BETWEEN * (count - 1)) / count;
        let typeface = self.picture.typeface;
        let room = width - EDGE - 2 * INSIDE;
        let texts: Vec<TileTexts> = row
            .iter()
            .map(|tile| TileTexts::new(typeface, tile, room))
            .collect();
        let height = texts.iter().map(TileTexts::height).max().unwrap_or(0);
        let mut left = MARGIN;
        for (tile, texts) in row.iter().zip(&texts) {
            let place = Rect {
                left,
                top: self.top,
                width,
                height,
            };
            draw_tile(&mut self.picture, tile.mood, texts, place);
            left += width + BETWEEN;
        }
        self.top += height + BETWEEN;
    }

    /// A list with its title, and how many are not named.
    fn list(&mut self, list: &List<'_>, report: &Report<'_>) {
        let (shown, rest) = list.shown(report);
        self.text(&list.title, TITLE, palette::INK);
        self.top += 10;
        if shown.is_empty() {
            self.text(list.none, LINE, palette::INK);
        }
        for line in shown {
            self.line(line);
        }
        if let Some(rest) = rest {
            self.top += 10;
            self.text(&rest, LINE, palette::FAINT_INK);
        }
    }

    /// A unit, and on the right what is said of it.
    fn line(&mut self, line: &Line<'_>) {
        const ABOVE: i32 = 9;
        let typeface = self.picture.typeface;
        let what = Paragraph::new(typeface, &line.what, DETAIL, REMARK).in_ink(palette::FAINT_INK);
        let room = ROOM - what.width - BETWEEN;
        let name = Paragraph::new(typeface, &line.unit.name, LINE, room);
        let height = name.height().max(what.height()) + 2 * ABOVE;
        let rule = Rect {
            left: MARGIN,
            top: self.top,
            width: ROOM,
            height: 1,
        };
        self.picture.area(rule, palette::GRID);
        let middle = self.top + height / 2;
        self.picture.centred(&name, (MARGIN, middle), Anchor::Start);
        self.picture
            .centred(&what, (WIDTH - MARGIN, middle), Anchor::End);
        self.top += height;
    }
}

/// A tile's texts, broken into lines.
struct TileTexts {
    figure: Paragraph,
    caption: Paragraph,
    detail: Paragraph,
}

impl TileTexts {
    fn new(typeface: &Typeface, tile: &Tile<'_>, room: i32) -> Self {
        let sign = typeface.width("√", FIGURE) + INSIDE;
        let text = |text: &str, style, room| Paragraph::new(typeface, text, style, room);
        Self {
            figure: text(&tile.figure, FIGURE, room - sign),
            caption: text(&tile.caption, CAPTION, room),
            detail: text(&tile.detail, DETAIL, room),
        }
    }

    fn all(&self) -> [&Paragraph; 3] {
        [&self.figure, &self.caption, &self.detail]
    }

    fn height(&self) -> i32 {
        let texts = self.all();
        texts.iter().map(|text| text.height()).sum::<i32>() + 2 * INSIDE
    }
}

/// A tile in the colour of how its figure stands, with the sign of it.
fn draw_tile(picture: &mut Picture<'_>, mood: Mood, texts: &TileTexts, place: Rect) {
    let status = match mood {
        Mood::Good => Some(Status::Met),
        Mood::Bad => Some(Status::NotMet),
        Mood::Open => Some(Status::Undecided),
        Mood::Plain => None,
    };
    let shade = status.map(palette::status);
    let (fill, band) = shade.map_or((palette::GROUP_FILL, palette::RULE), |shade| {
        (shade.fill, shade.band)
    });
    picture.area(place, fill);
    let edge = Rect {
        width: EDGE,
        ..place
    };
    picture.area(edge, band);
    let mut top = place.top + INSIDE;
    if let Some(status) = status {
        let corner = (place.right() - INSIDE, top + FIGURE.line_height() / 2);
        let sign = words::sign(status);
        picture.label(sign, FIGURE, palette::INK, corner, Anchor::End);
    }
    for text in texts.all() {
        picture.paragraph(text, (edge.right() + INSIDE, top), Anchor::Start);
        top += text.height();
    }
}
