//! The typeface of the charts: how wide a text is, where it is broken, and its pixels.
//!
//! In: text in NFC and a type size in pixels (the em). Out: widths in pixels, lines, coverage.
//! The font is part of the program, so that a picture does not depend on what a computer has.

use ab_glyph::{Font as _, FontRef, GlyphId, InvalidFont, PxScale, ScaleFont as _};

/// The names under which an SVG viewer looks for the typeface. The fallbacks are narrower, so what
/// was measured still fits.
pub(crate) const FAMILY: &str = "DejaVu Sans, Arial, sans-serif";

/// The two weights of the typeface.
pub(super) struct Typeface {
    regular: FontRef<'static>,
    bold: FontRef<'static>,
}

/// A size and a weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Type {
    /// The em in pixels.
    pub(super) size: i32,
    /// The weight.
    pub(super) weight: Weight,
}

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// As in running text.
    Regular,
    /// For what is read first.
    Bold,
}

impl Type {
    pub(super) const fn regular(size: i32) -> Self {
        Self {
            size,
            weight: Weight::Regular,
        }
    }

    pub(super) const fn bold(size: i32) -> Self {
        Self {
            size,
            weight: Weight::Bold,
        }
    }

    /// From one baseline to the next: Vietnamese capitals carry two marks above.
    pub(super) const fn line_height(self) -> i32 {
        self.size * 13 / 10
    }

    /// How far the baseline lies below the middle of the small letters and figures.
    pub(super) const fn below_middle(self) -> i32 {
        self.size * 36 / 100
    }
}

impl Typeface {
    /// The typeface that is part of the program.
    pub(super) fn embedded() -> Result<Self, InvalidFont> {
        Ok(Self {
            regular: FontRef::try_from_slice(dejavu::sans::regular())?,
            bold: FontRef::try_from_slice(dejavu::sans::bold())?,
        })
    }

    /// The width of a text, rounded up to whole pixels.
    pub(super) fn width(&self, text: &str, style: Type) -> i32 {
        let mut width = 0.0;
        self.set(text, style, |_, _, end| width = end);
        pixels(width.ceil())
    }

    /// The text in lines of at most `most` pixels. A word that is wider alone is broken, never cut.
    pub(super) fn wrap(&self, text: &str, style: Type, most: i32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (lines.last_mut(), longer) {
                (Some(line), Some(longer)) if self.width(&longer, style) <= most => *line = longer,
                _ => lines.extend(self.break_word(word, style, most)),
            }
        }
        lines
    }

    fn break_word(&self, word: &str, style: Type, most: i32) -> Vec<String> {
        let mut parts = vec![String::new()];
        for letter in word.chars() {
            let Some(part) = parts.last_mut() else { break };
            part.push(letter);
            if self.width(part, style) > most && part.chars().nth(1).is_some() {
                part.pop();
                parts.push(letter.into());
            }
        }
        parts
    }

    /// Calls `cover` with each touched pixel, right of the text's start and below its baseline, and
    /// how much of it is covered, from 0 to 1.
    pub(super) fn draw<E>(
        &self,
        text: &str,
        style: Type,
        mut cover: impl FnMut(i32, i32, f32) -> Result<(), E>,
    ) -> Result<(), E> {
        let font = self.font(style);
        let scale = scale(font, style);
        let mut done = Ok(());
        self.set(text, style, |glyph, start, _| {
            let glyph = glyph.with_scale_and_position(scale, ab_glyph::point(start, 0.0));
            let Some(outline) = font.outline_glyph(glyph) else {
                return;
            };
            let bounds = outline.px_bounds();
            let (left, top) = (pixels(bounds.min.x), pixels(bounds.min.y));
            outline.draw(|x, y, coverage| {
                if done.is_ok() {
                    done = cover(left + small(x), top + small(y), coverage);
                }
            });
        });
        done
    }

    /// Sets a text in one line: calls `place` with each glyph, its start and its end.
    fn set(&self, text: &str, style: Type, mut place: impl FnMut(GlyphId, f32, f32)) {
        let font = self.font(style);
        let font = font.as_scaled(scale(font, style));
        let mut at = 0.0;
        let mut before = None;
        for letter in text.chars() {
            let glyph = font.glyph_id(letter);
            at += before.map_or(0.0, |before| font.kern(before, glyph));
            let end = at + font.h_advance(glyph);
            place(glyph, at, end);
            at = end;
            before = Some(glyph);
        }
    }

    fn font(&self, style: Type) -> &FontRef<'static> {
        match style.weight {
            Weight::Regular => &self.regular,
            Weight::Bold => &self.bold,
        }
    }
}

/// The scale at which the em is the type size; `ab_glyph` counts from ascent to descent.
fn scale(font: &FontRef<'_>, style: Type) -> PxScale {
    let size = f32::from(i16::try_from(style.size).unwrap_or(i16::MAX));
    let em = font.units_per_em().unwrap_or(1.0);
    PxScale::from(size * font.height_unscaled() / em)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "places in a picture are far below i32::MAX"
)]
fn pixels(whole: f32) -> i32 {
    whole as i32
}

fn small(offset: u32) -> i32 {
    i32::try_from(offset).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPE: Type = Type::regular(20);

    fn typeface() -> Typeface {
        Typeface::embedded().expect("the embedded font is sound")
    }

    #[test]
    fn every_vietnamese_letter_has_a_glyph() {
        let typeface = typeface();
        let vowels = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ";
        let upper = vowels.to_uppercase();
        for letter in vowels.chars().chain(upper.chars()).chain("0–≥%·…".chars()) {
            for font in [&typeface.regular, &typeface.bold] {
                assert_ne!(font.glyph_id(letter), GlyphId(0), "{letter}");
            }
        }
    }

    #[test]
    fn text_is_broken_between_words_and_nothing_is_lost() {
        let typeface = typeface();
        let text = "Trường phổ thông dân tộc nội trú trung học cơ sở và trung học phổ thông";
        let lines = typeface.wrap(text, TYPE, 300);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), text);
        assert!(lines.iter().all(|line| typeface.width(line, TYPE) <= 300));
    }

    #[test]
    fn a_word_that_is_too_wide_is_broken_not_cut() {
        let typeface = typeface();
        let text = "m".repeat(40);
        let lines = typeface.wrap(&text, TYPE, 100);
        assert_eq!(lines.concat(), text);
        assert!(lines.iter().all(|line| typeface.width(line, TYPE) <= 100));
    }

    #[test]
    fn no_text_has_no_lines_and_no_width() {
        assert!(typeface().wrap("  ", TYPE, 100).is_empty());
        assert_eq!(typeface().width("", TYPE), 0);
    }
}
