//! What cell formats make of a cell: number format, font, fill, borders, alignment.

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use crate::read::markup::{attribute, is_true, reader};

/// How a cell looks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Look {
    /// How its number is shown.
    pub number_format: NumberFormat,
    /// Its font.
    pub face: Face,
    /// The colour behind its text, `0xRRGGBB`.
    pub fill: Option<u32>,
    /// Its lines: left, right, top, bottom.
    pub edges: [Edge; 4],
    /// Where its text stands from left to right, if said.
    pub horizontal: Option<Horizontal>,
    /// Where its text stands from top to bottom, if said.
    pub vertical: Option<Vertical>,
    /// Whether its text is broken into lines.
    pub wrap: bool,
}

/// How a number is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberFormat {
    /// One of Excel's own, by its number; 0 is none.
    Known(u8),
    /// By a code.
    Code(String),
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::Known(0)
    }
}

/// A font.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Face {
    /// Its name, if said.
    pub name: Option<String>,
    /// Its size in points, if said.
    pub points: Option<f64>,
    /// Whether it is bold.
    pub bold: bool,
    /// Whether it is italic.
    pub italic: bool,
    /// Its colour, `0xRRGGBB`, if said.
    pub colour: Option<u32>,
}

/// A line at a cell's edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Edge {
    /// None.
    #[default]
    None,
    /// Thin, dotted or dashed.
    Thin,
    /// Thicker.
    Medium,
}

/// Where a text stands from left to right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Horizontal {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
    /// In the middle of several cells.
    CentreAcross,
    /// At both sides.
    Justify,
}

/// Where a text stands from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vertical {
    /// At the top.
    Top,
    /// In the middle.
    Centre,
    /// At the bottom.
    Bottom,
}

/// The parts of a styles part, one after the other.
#[derive(Default)]
struct Styles {
    codes: HashMap<u16, String>,
    faces: Vec<Face>,
    fills: Vec<Option<u32>>,
    edges: Vec<[Edge; 4]>,
    looks: Vec<Look>,
}

#[derive(Clone, Copy, PartialEq)]
enum Section {
    Formats,
    Fonts,
    Fills,
    Borders,
    Cells,
}

impl Section {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "numFmts" => Self::Formats,
            "fonts" => Self::Fonts,
            "fills" => Self::Fills,
            "borders" => Self::Borders,
            "cellXfs" => Self::Cells,
            _ => return None,
        })
    }
}

/// The looks of cell formats, in their order.
pub(super) fn looks(text: &str) -> Vec<Look> {
    let mut styles = Styles::default();
    let mut section = None;
    let mut reader = reader(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.local_name();
                match (Section::named(name.as_ref()), section) {
                    (Some(next), _) => section = Some(next),
                    (None, Some(section)) => styles.take(section, &tag),
                    (None, None) => {}
                }
            }
            Ok(Event::End(tag)) if Section::named(tag.local_name().as_ref()).is_some() => {
                section = None;
            }
            Ok(Event::Eof) | Err(_) => return styles.looks,
            Ok(_) => {}
        }
    }
}

impl Styles {
    fn take(&mut self, section: Section, tag: &BytesStart<'_>) {
        match section {
            Section::Formats => {
                let id = number::<u16>(tag, "numFmtId");
                let code = attribute(tag, "formatCode");
                self.codes.extend(id.zip(code.map(Into::into)));
            }
            Section::Fonts => self.font(tag),
            Section::Fills => match tag.local_name().as_ref() {
                "fill" => self.fills.push(None),
                "fgColor" => {
                    if let Some(last) = self.fills.last_mut() {
                        *last = colour(tag);
                    }
                }
                _ => {}
            },
            Section::Borders => self.border(tag),
            Section::Cells => self.cell(tag),
        }
    }

    fn font(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        if name.as_ref() == "font" {
            self.faces.push(Face::default());
            return;
        }
        let Some(face) = self.faces.last_mut() else {
            return;
        };
        // An element without a value says yes.
        let says = || attribute(tag, "val").is_none_or(|value| is_true(Some(&value)));
        match name.as_ref() {
            "name" => face.name = attribute(tag, "val").map(Into::into),
            "sz" => {
                face.points = number(tag, "val").filter(|points| (1.0..=409.0).contains(points));
            }
            "b" => face.bold = says(),
            "i" => face.italic = says(),
            "color" => face.colour = colour(tag),
            _ => {}
        }
    }

    fn border(&mut self, tag: &BytesStart<'_>) {
        let side = match tag.local_name().as_ref() {
            "border" => return self.edges.push([Edge::None; 4]),
            "left" | "start" => 0,
            "right" | "end" => 1,
            "top" => 2,
            "bottom" => 3,
            _ => return,
        };
        let edge = match attribute(tag, "style").as_deref() {
            None | Some("none" | "") => Edge::None,
            Some("medium" | "thick" | "double" | "mediumDashed") => Edge::Medium,
            Some(_) => Edge::Thin,
        };
        if let Some(last) = self.edges.last_mut() {
            last[side] = edge;
        }
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "xf" => {
                let at = |name| number::<usize>(tag, name).unwrap_or(0);
                let look = Look {
                    number_format: self.number_format(tag),
                    face: self.faces.get(at("fontId")).cloned().unwrap_or_default(),
                    fill: self.fills.get(at("fillId")).copied().flatten(),
                    edges: self.edges.get(at("borderId")).copied().unwrap_or_default(),
                    ..Look::default()
                };
                self.looks.push(look);
            }
            "alignment" => {
                if let Some(look) = self.looks.last_mut() {
                    look.wrap = is_true(attribute(tag, "wrapText").as_deref());
                    look.horizontal = horizontal(tag);
                    look.vertical = vertical(tag);
                }
            }
            _ => {}
        }
    }

    fn number_format(&self, tag: &BytesStart<'_>) -> NumberFormat {
        let id = number::<u16>(tag, "numFmtId").unwrap_or(0);
        match self.codes.get(&id) {
            Some(code) => NumberFormat::Code(code.clone()),
            None => NumberFormat::Known(u8::try_from(id).unwrap_or(0)),
        }
    }
}

fn number<T: std::str::FromStr>(tag: &BytesStart<'_>, name: &str) -> Option<T> {
    attribute(tag, name)?.trim().parse().ok()
}

/// A colour by its parts; one of the theme has none here.
fn colour(tag: &BytesStart<'_>) -> Option<u32> {
    let rgb = attribute(tag, "rgb")?;
    let digits = rgb.get(rgb.len().checked_sub(6)?..)?;
    u32::from_str_radix(digits, 16).ok()
}

fn horizontal(tag: &BytesStart<'_>) -> Option<Horizontal> {
    Some(match attribute(tag, "horizontal")?.as_ref() {
        "left" => Horizontal::Left,
        "center" => Horizontal::Centre,
        "right" => Horizontal::Right,
        "centerContinuous" => Horizontal::CentreAcross,
        "justify" | "distributed" => Horizontal::Justify,
        _ => return None,
    })
}

fn vertical(tag: &BytesStart<'_>) -> Option<Vertical> {
    Some(match attribute(tag, "vertical")?.as_ref() {
        "top" => Vertical::Top,
        "center" | "justify" | "distributed" => Vertical::Centre,
        "bottom" => Vertical::Bottom,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_put_together_from_the_parts_it_names() {
        let text = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='dd/mm/yyyy'/></numFmts>\
            <fonts><font/><font><b/><i val='0'/><sz val='13'/><color rgb='FF1F4E8C'/><name val='.VnTime'/></font></fonts>\
            <fills><fill/><fill><patternFill patternType='solid'><fgColor rgb='FFFFEEDD'/></patternFill></fill></fills>\
            <borders><border/><border><left style='thin'/><right/><top style='medium'/></border></borders>\
            <cellXfs><xf/><xf numFmtId='164' fontId='1' fillId='1' borderId='1'><alignment horizontal='center' wrapText='1'/></xf>\
            <xf numFmtId='9' fontId='7'/></cellXfs><dxfs><dxf><font><b/></font></dxf></dxfs></styleSheet>";
        let looks = looks(text);
        assert_eq!(looks.len(), 3);
        assert_eq!(looks[0], Look::default());
        assert_eq!(
            looks[1],
            Look {
                number_format: NumberFormat::Code("dd/mm/yyyy".to_owned()),
                face: Face {
                    name: Some(".VnTime".to_owned()),
                    points: Some(13.0),
                    bold: true,
                    italic: false,
                    colour: Some(0x1F_4E_8C),
                },
                fill: Some(0xFF_EE_DD),
                edges: [Edge::Thin, Edge::None, Edge::Medium, Edge::None],
                horizontal: Some(Horizontal::Centre),
                vertical: None,
                wrap: true,
            }
        );
        assert_eq!(looks[2].number_format, NumberFormat::Known(9));
    }
}
