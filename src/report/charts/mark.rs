//! What a status looks like on every chart: its colour, its pattern and its sign.

use super::page::Key;
use super::picture::{Anchor, Fill, Picture, Rect};
use super::typeface::Type;
use crate::assess::Status;
use crate::lang::Lang;
use crate::report::figures::BANDS;
use crate::report::{palette, words};

/// The fill of a status. In grey, work in progress is as dark as what is reached, and no return as
/// light as what is undecided: those two have a pattern.
pub(super) fn fill(status: Status) -> Fill {
    let band = palette::status(status).band;
    match status {
        Status::InProgress => Fill::Striped(band),
        Status::NoReturn => Fill::Edge(palette::RULE),
        _ => Fill::Plain(band),
    }
}

/// Fills a place as the status has it, with its sign in the middle.
pub(super) fn draw(picture: &mut Picture<'_>, status: Status, place: Rect, style: Type) {
    picture.patterned(place, fill(status));
    write(picture, status, place, words::sign(status), style);
}

/// The legend of the statuses that are drawn.
pub(super) fn legend(is_drawn: impl Fn(Status) -> bool, lang: Lang) -> Vec<(String, Key)> {
    let drawn = BANDS.into_iter().filter(|&status| is_drawn(status));
    let entries = drawn.map(|status| {
        let word = words::status(status, lang).to_owned();
        (word, Key::Status(status))
    });
    entries.collect()
}

/// Writes in the middle of a place that is filled as the status has it.
pub(super) fn write(
    picture: &mut Picture<'_>,
    status: Status,
    place: Rect,
    text: &str,
    style: Type,
) {
    let middle = place.middle();
    if let Fill::Striped(colour) = fill(status) {
        let width = picture.typeface.width(text, style);
        picture.area(around(middle, width, style), colour);
    }
    let ink = palette::status(status).on_band;
    picture.label(text, style, ink, middle, Anchor::Middle);
}

/// The ground on which a text of this width can be read.
fn around((x, y): (i32, i32), width: i32, style: Type) -> Rect {
    Rect {
        left: x - width / 2 - 4,
        top: y - style.size * 6 / 10,
        width: width + 8,
        height: style.size * 12 / 10,
    }
}
