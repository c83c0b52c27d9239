//! What stands on a letter's pages, from top to bottom, with its tables and figures counted.

use std::fs;
use std::io;
use std::path::Path;

use docx_rs::{AlignmentType, LineSpacing, LineSpacingType, Paragraph, SpecialIndentType, Table};

use super::form::{BODY_SIZE, TEXT_WIDTH, centred, run, spaced};
use super::package::{SECTION_STYLE, SUBSECTION_STYLE};
use super::table::{self, Column, Row};
use crate::lang::Lang;

/// The indent of a paragraph's first line: 10 mm.
const INDENT: i32 = 567;
/// The room between lines, in 240ths of a line.
const LINE: i32 = 276;
/// The room above and below a paragraph: 3 points each.
const AROUND: u32 = 60;
/// The size of captions: 13 points.
const CAPTION_SIZE: usize = 26;
/// English metric units to a twentieth of a point.
const EMU: usize = 635;
/// No picture is higher than this: 190 mm, in twentieths of a point.
const PICTURE_HEIGHT: usize = 10_772;

/// A piece of a letter.
pub(super) enum Block {
    /// A paragraph.
    Paragraph(Box<Paragraph>),
    /// A table.
    Table(Box<Table>),
    /// A picture.
    Picture(Picture),
}

/// A picture.
pub(super) struct Picture {
    /// The file.
    pub(super) png: Vec<u8>,
    /// Its width and height on paper, in English metric units.
    pub(super) size_emu: (u32, u32),
    /// What it shows, for whoever cannot see it.
    pub(super) alternative: String,
}

impl Block {
    pub(super) fn paragraph(one: Paragraph) -> Self {
        Self::Paragraph(Box::new(one))
    }

    pub(super) fn table(one: Table) -> Self {
        Self::Table(Box::new(one))
    }
}

/// The pieces so far.
pub(super) struct Body {
    lang: Lang,
    blocks: Vec<Block>,
    tables: u32,
    pictures: u32,
}

impl Body {
    /// One that begins with these.
    pub(super) fn new(lang: Lang, blocks: Vec<Block>) -> Self {
        Self {
            lang,
            blocks,
            tables: 0,
            pictures: 0,
        }
    }

    pub(super) fn into_blocks(self) -> Vec<Block> {
        self.blocks
    }

    /// Adds pieces as they are.
    pub(super) fn put(&mut self, blocks: Vec<Block>) {
        self.blocks.extend(blocks);
    }

    /// The heading of a section, which stays with what follows.
    pub(super) fn section(&mut self, text: &str) {
        self.heading(text, SECTION_STYLE);
    }

    /// The heading of a part of a section.
    pub(super) fn subsection(&mut self, text: &str) {
        self.heading(text, SUBSECTION_STYLE);
    }

    fn heading(&mut self, text: &str, style: &str) {
        let heading = Paragraph::new()
            .style(style)
            .indent(None, Some(SpecialIndentType::FirstLine(INDENT)), None, None)
            .line_spacing(spaced(120, AROUND))
            .keep_next(true)
            .add_run(run(text, BODY_SIZE));
        self.blocks.push(Block::paragraph(heading));
    }

    /// A paragraph of text.
    pub(super) fn say(&mut self, text: &str) {
        self.blocks.push(Block::paragraph(prose(text)));
    }

    /// A paragraph of text that stays with what follows.
    pub(super) fn say_before(&mut self, text: &str) {
        let paragraph = prose(text).keep_next(true);
        self.blocks.push(Block::paragraph(paragraph));
    }

    /// A numbered paragraph for each text.
    pub(super) fn list(&mut self, texts: &[String]) {
        for (number, text) in (1..).zip(texts) {
            self.say(&format!("{number}. {text}"));
        }
    }

    /// A table below its caption.
    pub(super) fn table(&mut self, caption: &str, columns: &[Column], rows: &[Row]) {
        self.tables += 1;
        let number = self.tables;
        let caption = self.lang.pick(
            format!("Bảng {number}. {caption}"),
            format!("Table {number}. {caption}"),
        );
        let caption = centred(run(&caption, CAPTION_SIZE).italic())
            .line_spacing(spaced(120, AROUND))
            .keep_next(true);
        self.blocks.push(Block::paragraph(caption));
        self.blocks.push(Block::table(table::lined(columns, rows)));
        self.blocks.push(super::form::space());
    }

    /// A line below a table.
    pub(super) fn note(&mut self, text: &str) {
        let note = Paragraph::new()
            .align(AlignmentType::Both)
            .line_spacing(spaced(0, AROUND))
            .add_run(run(text, CAPTION_SIZE).italic());
        self.blocks.push(Block::paragraph(note));
    }

    /// The picture in a file, as wide as the text, above its caption.
    ///
    /// # Errors
    /// What the system says where the file cannot be read.
    pub(super) fn picture(&mut self, caption: &str, file: &Path) -> io::Result<()> {
        let png = fs::read(file)?;
        self.pictures += 1;
        let number = self.pictures;
        let caption = self.lang.pick(
            format!("Hình {number}. {caption}"),
            format!("Figure {number}. {caption}"),
        );
        let size_emu = size_on_paper(&png);
        self.blocks.push(Block::Picture(Picture {
            png,
            size_emu,
            alternative: caption.clone(),
        }));
        let caption = centred(run(&caption, CAPTION_SIZE).italic());
        let caption = caption.line_spacing(spaced(AROUND, 120));
        self.blocks.push(Block::paragraph(caption));
        Ok(())
    }
}

fn prose(text: &str) -> Paragraph {
    Paragraph::new()
        .align(AlignmentType::Both)
        .indent(None, Some(SpecialIndentType::FirstLine(INDENT)), None, None)
        .line_spacing(
            LineSpacing::new()
                .before(AROUND)
                .after(AROUND)
                .line_rule(LineSpacingType::Auto)
                .line(LINE),
        )
        .add_run(run(text, BODY_SIZE))
}

/// As wide as the text, or as high as a page allows, whichever is less.
fn size_on_paper(png: &[u8]) -> (u32, u32) {
    let (width, height) = pixels(png);
    let high = TEXT_WIDTH * height / width;
    let (wide, high) = if high <= PICTURE_HEIGHT {
        (TEXT_WIDTH, high)
    } else {
        (PICTURE_HEIGHT * width / height, PICTURE_HEIGHT)
    };
    let emu = |length: usize| u32::try_from(length * EMU).unwrap_or(u32::MAX);
    (emu(wide), emu(high))
}

/// Width and height as the head of a PNG file says them; never 0.
fn pixels(png: &[u8]) -> (usize, usize) {
    let number = |at: usize| {
        let bytes = png.get(at..at + 4).and_then(|four| four.try_into().ok());
        let number = bytes.map_or(1, u32::from_be_bytes);
        usize::try_from(number).unwrap_or(1).max(1)
    };
    (number(16), number(20))
}
