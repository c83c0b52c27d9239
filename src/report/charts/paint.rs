//! Paints a picture as PNG or as SVG, with plotters' backends.
//!
//! In: a [`Picture`]. Out: a file's bytes, the same for the same picture. Text is set here and not
//! by plotters, which leaves out the space before each glyph and so sets letters unevenly.

use std::convert::Infallible;
use std::error::Error;

use plotters::prelude::{BitMapBackend, DrawingBackend, SVGBackend};
use plotters_backend::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendTextStyle, DrawingErrorKind, FontFamily, FontStyle,
    FontTransform,
};

use super::picture::{Anchor, Course, Headline, Label, Picture, Rect, Shape};
use super::typeface::{FAMILY, Typeface, Weight};
use crate::report::palette;

/// What can go wrong inside plotters or the encoder.
pub(super) type PaintError = Box<dyn Error + Send + Sync>;

/// 160 dots an inch: a slide's picture fills the width of a landscape A4 page.
const PIXELS_PER_METRE: u32 = 6299;

/// The picture as PNG.
pub(super) fn png(picture: &Picture<'_>) -> Result<Vec<u8>, PaintError> {
    let (width, height) = size(picture);
    let mut pixels = vec![u8::MAX; width as usize * height as usize * 3];
    let backend = BitMapBackend::with_buffer(&mut pixels, (width, height));
    paint(picture, &picture.shapes, backend)?;

    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    // Plain areas repeat themselves; what differs from the pixel beside does not. Higher levels take
    // more than twice as long for a tenth less.
    encoder.set_deflate_compression(png::DeflateCompression::Level(2));
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_pixel_dims(Some(png::PixelDimensions {
        xppu: PIXELS_PER_METRE,
        yppu: PIXELS_PER_METRE,
        unit: png::Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(bytes)
}

/// The picture as SVG, with real text; a screen reader takes it for one image and reads its title.
pub(super) fn svg(picture: &Picture<'_>) -> Result<String, PaintError> {
    let (tag, shapes) = svg_of(picture, &picture.shapes)?;
    let title = quick_xml::escape::escape(&picture.title);
    Ok(format!(
        "{tag} role=\"img\">\n<title>{title}</title>{shapes}"
    ))
}

/// The same without the title as it is drawn, for a page that says it in its own type.
pub(super) fn svg_below_title(picture: &Picture<'_>) -> Result<String, PaintError> {
    let Headline { shapes, bottom } = picture.headline;
    let (_, shapes) = svg_of(picture, picture.shapes.get(shapes..).unwrap_or_default())?;
    let (width, height) = (picture.width, picture.height - bottom);
    let title = quick_xml::escape::escape(&picture.title);
    Ok(format!(
        "<svg viewBox=\"0 {bottom} {width} {height}\" role=\"img\">\n<title>{title}</title>{shapes}"
    ))
}

/// The shapes as SVG: the tag it begins with, without its end, and all that follows.
fn svg_of(picture: &Picture<'_>, shapes: &[Shape]) -> Result<(String, String), PaintError> {
    let mut text = String::new();
    let backend = SVGBackend::with_string(&mut text, size(picture));
    paint(picture, shapes, backend)?;
    let (tag, shapes) = text.split_once('>').ok_or("plotters wrote no SVG")?;
    Ok((tag.to_owned(), shapes.to_owned()))
}

fn size(picture: &Picture<'_>) -> (u32, u32) {
    (picture.width.unsigned_abs(), picture.height.unsigned_abs())
}

fn paint<B>(picture: &Picture<'_>, shapes: &[Shape], mut backend: B) -> Result<(), PaintError>
where
    B: DrawingBackend,
    DrawingErrorKind<B::ErrorType>: Into<PaintError>,
{
    let ground = Rect {
        left: 0,
        top: 0,
        width: picture.width,
        height: picture.height,
    };
    area(&mut backend, ground, palette::PAPER).map_err(Into::into)?;
    for shape in shapes {
        match shape {
            Shape::Area { place, fill } => area(&mut backend, *place, *fill),
            Shape::Dot {
                middle,
                radius,
                fill,
            } => backend.draw_circle(*middle, radius.unsigned_abs(), &colour(*fill), true),
            Shape::Label(label) => {
                let pen = Pen {
                    typeface: picture.typeface,
                    label,
                };
                backend.draw_text(&label.text, &pen, pen.place())
            }
        }
        .map_err(Into::into)?;
    }
    backend.present().map_err(Into::into)
}

fn area<B: DrawingBackend>(
    backend: &mut B,
    place: Rect,
    fill: u32,
) -> Result<(), DrawingErrorKind<B::ErrorType>> {
    let corners = ((place.left, place.top), (place.right(), place.bottom()));
    backend.draw_rect(corners.0, corners.1, &colour(fill), true)
}

/// A colour given as `0xRRGGBB`.
fn colour(rgb: u32) -> BackendColor {
    let [_, red, green, blue] = rgb.to_be_bytes();
    BackendColor {
        alpha: 1.0,
        rgb: (red, green, blue),
    }
}

/// What plotters asks about a label.
struct Pen<'a> {
    typeface: &'a Typeface,
    label: &'a Label,
}

impl Pen<'_> {
    /// How far the SVG backend puts a baseline below the place of a text anchored at its top:
    /// 0.76 em.
    fn ascent(&self) -> i32 {
        (self.label.style.size * 76 + 50) / 100
    }

    /// Where the text anchored at its top begins, so that its baseline lies in its place.
    fn place(&self) -> BackendCoord {
        let (x, y) = self.label.place;
        match self.label.course {
            Course::Level => (x, y - self.ascent()),
            Course::Upward => (x - self.ascent(), y),
        }
    }
}

impl BackendTextStyle for Pen<'_> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        colour(self.label.ink)
    }

    /// The SVG backend divides by 1.24 what it writes as the em.
    fn size(&self) -> f64 {
        f64::from(self.label.style.size) * 1.24
    }

    fn style(&self) -> FontStyle {
        match self.label.style.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        }
    }

    fn transform(&self) -> FontTransform {
        match self.label.course {
            Course::Level => FontTransform::None,
            Course::Upward => FontTransform::Rotate270,
        }
    }

    fn anchor(&self) -> Pos {
        let h_pos = match self.label.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        Pos {
            h_pos,
            v_pos: VPos::Top,
        }
    }

    fn family(&self) -> FontFamily<'_> {
        FontFamily::Name(FAMILY)
    }

    fn layout_box(&self, text: &str) -> Result<(BackendCoord, BackendCoord), Infallible> {
        let width = self.typeface.width(text, self.label.style);
        Ok(((0, 0), (width, self.label.style.line_height())))
    }

    fn draw<E, Draw: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        text: &str,
        (left, top): BackendCoord,
        mut draw: Draw,
    ) -> Result<Result<(), E>, Infallible> {
        let ink = self.color();
        let baseline = top + self.ascent();
        let style = self.label.style;
        Ok(self.typeface.draw(text, style, |x, y, coverage| {
            let ink = ink.mix(f64::from(coverage));
            draw(left + x, baseline + y, ink)
        }))
    }
}
