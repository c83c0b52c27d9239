//! What the styles of an OpenDocument spreadsheet say that matters here: which tables are hidden,
//! and which cells are in the font of an old encoding or show a day as its month.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::super::super::{LegacyFont, Visibility};
use super::super::Broken;
use super::attribute;

#[derive(Default)]
pub(super) struct Styles {
    /// The old fonts, by the name under which styles know them.
    faces: BTreeMap<String, LegacyFont>,
    /// The old fonts of styles, by the style's name.
    fonts: BTreeMap<String, LegacyFont>,
    /// The styles of hidden tables.
    hidden: Vec<String>,
    /// The styles of dates that show no day, and those of cells that use one.
    dayless: BTreeSet<String>,
    months: BTreeSet<String>,
    /// The style that is being read.
    now: String,
}

impl Styles {
    /// Takes in a font, a style, or a property of the style that came last.
    pub(super) fn take(&mut self, tag: &BytesStart<'_>) -> Result<(), Broken> {
        match tag.name().0 {
            "style:font-face" => {
                let name = attribute(tag, "style:name")?.unwrap_or_default();
                let family = attribute(tag, "svg:font-family")?.unwrap_or_default();
                if let Some(font) = LegacyFont::named(&family) {
                    self.faces.insert(name, font);
                }
            }
            "style:style" => {
                self.now = attribute(tag, "style:name")?.unwrap_or_default();
                let parent = attribute(tag, "style:parent-style-name")?;
                let font = parent.and_then(|parent| self.font(&parent));
                self.fonts.extend(font.map(|font| (self.now.clone(), font)));
                let shown = attribute(tag, "style:data-style-name")?;
                if shown.is_some_and(|shown| self.dayless.contains(&shown)) {
                    self.months.insert(self.now.clone());
                }
            }
            "number:date-style" => {
                self.now = attribute(tag, "style:name")?.unwrap_or_default();
                self.dayless.insert(self.now.clone());
            }
            "number:day" | "number:hours" | "number:minutes" | "number:seconds" => {
                self.dayless.remove(&self.now);
            }
            "style:text-properties" => {
                let face = attribute(tag, "style:font-name")?;
                let family = attribute(tag, "fo:font-family")?;
                if face.is_none() && family.is_none() {
                    return Ok(());
                }
                let by_face = face.and_then(|face| self.faces.get(&face).copied());
                match by_face.or_else(|| LegacyFont::named(&family.unwrap_or_default())) {
                    Some(font) => self.fonts.insert(self.now.clone(), font),
                    None => self.fonts.remove(&self.now),
                };
            }
            "style:table-properties"
                if attribute(tag, "table:display")?.as_deref() == Some("false") =>
            {
                self.hidden.push(self.now.clone());
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether tables of this style are seen.
    pub(super) fn visibility(&self, style: &str) -> Visibility {
        if self.hidden.iter().any(|one| one == style) {
            Visibility::Hidden
        } else {
            Visibility::Visible
        }
    }

    /// Whether cells of this style show a day as its month.
    pub(super) fn shows_month(&self, style: &str) -> bool {
        self.months.contains(style)
    }

    /// The old font of a style, if it has one.
    pub(super) fn font(&self, style: &str) -> Option<LegacyFont> {
        self.fonts.get(style).copied()
    }

    /// The old fonts that the file names.
    pub(super) fn fonts(&self) -> impl Iterator<Item = Option<LegacyFont>> {
        self.faces
            .values()
            .chain(self.fonts.values())
            .copied()
            .map(Some)
    }
}
