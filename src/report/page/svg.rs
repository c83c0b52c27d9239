//! Puts a chart into the page, shape by shape.
//!
//! In: the text of an SVG. Out: the same shapes and texts in the page, written anew and so escaped
//! like any other text. Only what draws is known here: a picture that held a script, a link or an
//! image would not be let in.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::html::Html;
use crate::report::charts::FAMILY;

/// Why a chart cannot stand in the page.
#[derive(Debug, thiserror::Error)]
pub(super) enum SvgError {
    /// It is no sound XML.
    #[error("the picture is no sound SVG")]
    Unsound(#[from] quick_xml::Error),
    /// It has an element or attribute that is none of drawing.
    #[error("the picture has {0}, which has no place on the page")]
    Foreign(String),
}

/// What draws.
const ELEMENTS: [&str; 12] = [
    "svg", "title", "desc", "g", "rect", "text", "line", "polyline", "polygon", "path", "circle",
    "ellipse",
];

/// What shapes are given.
const ATTRIBUTES: [&str; 34] = [
    "viewBox",
    "role",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "dx",
    "dy",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "d",
    "points",
    "fill",
    "fill-rule",
    "fill-opacity",
    "opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "text-anchor",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "dominant-baseline",
    "transform",
];

/// What a browser takes for granted, or the page's style says of every chart.
const GRANTED: [(&str, &str); 5] = [
    ("opacity", "1"),
    ("stroke", "none"),
    ("fill", "#000000"),
    ("text-anchor", "start"),
    ("font-family", FAMILY),
];

/// Writes a picture; it takes the width of its place.
pub(super) fn write(html: &mut Html, svg: &str) -> Result<(), SvgError> {
    let mut reader = Reader::from_str(svg);
    loop {
        match reader.read_event()? {
            Event::Start(tag) => {
                begin(html, &tag)?;
                html.end_tag();
            }
            Event::Empty(tag) => {
                begin(html, &tag)?;
                html.end_void();
            }
            Event::End(tag) => {
                let name = tag.name();
                html.close(known(&ELEMENTS, name.as_ref())?);
            }
            Event::Text(text) => {
                html.text(text.trim_matches('\n'));
            }
            Event::GeneralRef(sign) => {
                let name = &*sign;
                let sign = quick_xml::escape::unescape(&format!("&{name};"))
                    .map_err(quick_xml::Error::from)?
                    .into_owned();
                html.text(&sign);
            }
            Event::Eof => return Ok(()),
            other => return Err(SvgError::Foreign(format!("{other:?}"))),
        }
    }
}

/// A tag without its end.
fn begin(html: &mut Html, tag: &BytesStart<'_>) -> Result<(), SvgError> {
    let name = known(&ELEMENTS, tag.name().as_ref())?;
    html.open(name);
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(quick_xml::Error::from)?;
        let key = attribute.key.as_ref();
        // The place on the page decides the size of the whole, and HTML knows SVG.
        if name == "svg" && ["width", "height", "xmlns"].contains(&key) {
            continue;
        }
        let is_size = name == "rect" && ["width", "height"].contains(&key);
        let key = match key {
            "width" if is_size => "width",
            "height" if is_size => "height",
            key => known(&ATTRIBUTES, key)?,
        };
        let value =
            quick_xml::escape::unescape(&attribute.value).map_err(quick_xml::Error::from)?;
        if !GRANTED.contains(&(key, &*value)) {
            html.attribute(key, &value);
        }
    }
    Ok(())
}

fn known(names: &[&'static str], name: &str) -> Result<&'static str, SvgError> {
    let found = names.iter().find(|one| **one == name);
    let foreign = || SvgError::Foreign(name.to_owned());
    found.copied().ok_or_else(foreign)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(svg: &str) -> Result<String, SvgError> {
        let mut html = Html::default();
        write(&mut html, svg)?;
        Ok(html.into_text())
    }

    #[test]
    fn shapes_and_texts_stand_in_the_page_without_a_size_of_their_own() {
        let svg = "<svg width=\"1600\" height=\"900\" viewBox=\"0 0 1600 900\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\">\n\
            <title>a &lt;b&gt;</title><rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#FFFFFF\"/></svg>";
        assert_eq!(
            written(svg).unwrap(),
            "<svg viewBox=\"0 0 1600 900\" role=\"img\"><title>a &lt;b&gt;</title>\
             <rect x=\"1\" y=\"2\" width=\"3\" height=\"4\" fill=\"#FFFFFF\"/></svg>"
        );
    }

    #[test]
    fn what_goes_without_saying_is_left_out() {
        let svg = "<svg><text x=\"1\" font-family=\"DejaVu Sans, Arial, sans-serif\" text-anchor=\"start\" \
            opacity=\"1\" fill=\"#000000\">a</text><rect x=\"1\" opacity=\"0.5\" stroke=\"none\"/></svg>";
        assert_eq!(
            written(svg).unwrap(),
            "<svg><text x=\"1\">a</text><rect x=\"1\" opacity=\"0.5\"/></svg>"
        );
        let style = crate::report::page::look::style();
        assert!(style.text().contains(&format!("font-family: {FAMILY}")));
    }

    #[test]
    fn what_does_not_draw_is_refused() {
        for svg in [
            "<svg><script>alert(1)</script></svg>",
            "<svg onload=\"alert(1)\"/>",
            "<svg><image href=\"a.png\"/></svg>",
            "<svg><a/></svg>",
            "<svg><rect style=\"fill:url(a)\"/></svg>",
            "<svg><!-- a --></svg>",
        ] {
            assert!(matches!(written(svg), Err(SvgError::Foreign(_))), "{svg}");
        }
    }
}
