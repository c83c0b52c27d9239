//! A letter as the bytes of a .docx file.
//!
//! In: the paragraphs, tables and pictures of a letter. Out: a file without the hour or anything
//! else that differs from run to run. The crate that writes documents has no word for some of what a
//! letter needs (a table's heading that comes again on each page, what a picture shows, the
//! language, the title) and puts properties in an order of its own; those are mended in the parts it
//! gives. Texts cannot be mistaken for markup: in them `<` is written `&lt;`.

use std::io::{Cursor, Write as _};

use docx_rs::{
    AlignmentType, Docx, Header, LineSpacing, PageMargin, PageNum, PageNumType, PageSize,
    Paragraph, Pic, Run, RunFonts, Section, Style, StyleType, XMLDocx,
};
use quick_xml::escape::escape;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::Letter;
use super::body::{Block, Picture};
use super::form::{
    BODY_SIZE, FONT, HEADER_DISTANCE, MARGIN_BOTTOM, MARGIN_LEFT, MARGIN_RIGHT, MARGIN_TOP,
    PAGE_HEIGHT, PAGE_NUMBER_SIZE, PAGE_WIDTH, printable,
};
use super::order::in_order;
use super::table::HEADING_STYLE;
use crate::lang::Lang;
use crate::report::Report;

/// The style of a section's heading.
pub(super) const SECTION_STYLE: &str = "Heading1";
/// The style of a heading below it.
pub(super) const SUBSECTION_STYLE: &str = "Heading2";

/// Why a letter cannot be written; both mean a fault of the program.
#[derive(Debug, thiserror::Error)]
pub(super) enum PackageError {
    /// A part is not well-formed.
    #[error("cannot read a part of a letter")]
    Part(#[from] quick_xml::Error),
    /// The archive cannot be written.
    #[error("cannot pack a letter")]
    Archive(#[from] zip::result::ZipError),
}

/// The letter as a file.
///
/// # Errors
/// [`PackageError`], which means a fault of the program.
pub(super) fn bytes(report: &Report<'_>, letter: Letter) -> Result<Vec<u8>, PackageError> {
    let mut alternatives = Vec::new();
    let mut docx = styled(Docx::new());
    let mut parts = letter.parts.into_iter().peekable();
    while let Some(blocks) = parts.next() {
        if parts.peek().is_some() {
            docx = docx.add_section(section(blocks, &mut alternatives));
        } else {
            docx = last_section(docx, blocks, &mut alternatives);
        }
    }
    let day = report.as_of.format("%Y-%m-%dT00:00:00Z").to_string();
    let mut xml = docx.created_at(&day).updated_at(&day).build();
    mend(&mut xml.document, |text| {
        with_alternatives(&with_repeated_headings(text), &alternatives)
    })?;
    mend(&mut xml.styles, |text| with_language(text, report.lang))?;
    for header in &mut xml.headers {
        mend(header, str::to_owned)?;
    }
    mend(&mut xml.doc_props.core, |text| {
        with_title(text, &letter.title, &report.campaign.owner)
    })?;
    Ok(archive(&xml)?)
}

/// Changes a part, takes the ids out of it, and puts it in order.
fn mend(part: &mut Vec<u8>, change: impl FnOnce(&str) -> String) -> Result<(), PackageError> {
    let changed = change(&String::from_utf8_lossy(part));
    *part = in_order(&without_ids(&changed))?.into_bytes();
    Ok(())
}

/// A part without the ids of paragraphs, which go on from document to document and nothing needs.
fn without_ids(part: &str) -> String {
    const ID: &str = " w14:paraId=\"";
    let mut pieces = part.split(ID);
    let before = pieces.next().unwrap_or_default().to_owned();
    let after = pieces.map(|piece| piece.split_once('"').map_or(piece, |(_, rest)| rest));
    before + &after.collect::<String>()
}

/// Says in what language texts are, and which style they have where they name none.
fn with_language(styles: &str, lang: Lang) -> String {
    const DEFAULTS: &str = "</w:rPr></w:rPrDefault>";
    const NORMAL: &str = r#"w:styleId="Normal""#;
    let code = lang.pick("vi-VN", "en-GB");
    let language = format!(r#"<w:lang w:val="{code}" />{DEFAULTS}"#);
    styles.replacen(DEFAULTS, &language, 1).replacen(
        NORMAL,
        &format!(r#"w:default="1" {NORMAL}"#),
        1,
    )
}

/// Names the letter and who writes it.
fn with_title(properties: &str, title: &str, owner: &str) -> String {
    let (title, owner) = (printable(title), printable(owner));
    let (title, owner) = (escape(title), escape(owner));
    let creator = format!("<dc:title>{title}</dc:title><dc:creator>{owner}</dc:creator>");
    properties
        .replacen("<dc:creator>unknown</dc:creator>", &creator, 1)
        .replacen(">unknown<", &format!(">{owner}<"), 1)
}

/// The document with its typeface and styles.
fn styled(docx: Docx) -> Docx {
    let fonts = RunFonts::new()
        .ascii(FONT)
        .hi_ansi(FONT)
        .cs(FONT)
        .east_asia(FONT);
    let heading = |id: &str, name: &str, level: usize| {
        let style = Style::new(id, StyleType::Paragraph).name(name);
        style
            .based_on("Normal")
            .size(BODY_SIZE)
            .bold()
            .outline_lvl(level)
    };
    let of_tables = Style::new(HEADING_STYLE, StyleType::Paragraph).name("Table Heading");
    docx.default_fonts(fonts)
        .default_size(BODY_SIZE)
        .add_style(heading(SECTION_STYLE, "heading 1", 0))
        .add_style(heading(SUBSECTION_STYLE, "heading 2", 1))
        .add_style(of_tables.based_on("Normal").bold())
}

fn section(blocks: Vec<Block>, alternatives: &mut Vec<String>) -> Section {
    let mut section = Section::new()
        .page_size(page_size())
        .page_margin(page_margin())
        .header(page_number())
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .title_pg();
    for block in blocks {
        section = match block {
            Block::Paragraph(one) => section.add_paragraph(*one),
            Block::Table(one) => section.add_table(*one),
            Block::Picture(one) => section.add_paragraph(picture(one, alternatives)),
        };
    }
    section
}

/// The section at the end, whose settings are the document's.
fn last_section(mut docx: Docx, blocks: Vec<Block>, alternatives: &mut Vec<String>) -> Docx {
    docx = docx
        .page_size(PAGE_WIDTH, PAGE_HEIGHT)
        .page_margin(page_margin())
        .header(page_number())
        .first_header(Header::new().add_paragraph(Paragraph::new()))
        .title_pg()
        .page_num_type(PageNumType::new().start(1));
    for block in blocks {
        docx = match block {
            Block::Paragraph(one) => docx.add_paragraph(*one),
            Block::Table(one) => docx.add_table(*one),
            Block::Picture(one) => docx.add_paragraph(picture(one, alternatives)),
        };
    }
    docx
}

fn page_size() -> PageSize {
    PageSize::new().size(PAGE_WIDTH, PAGE_HEIGHT)
}

fn page_margin() -> PageMargin {
    PageMargin::new()
        .top(MARGIN_TOP)
        .bottom(MARGIN_BOTTOM)
        .left(MARGIN_LEFT)
        .right(MARGIN_RIGHT)
        .header(HEADER_DISTANCE)
        .footer(HEADER_DISTANCE)
        .gutter(0)
}

/// The page's number in the middle of the top margin.
fn page_number() -> Header {
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .size(PAGE_NUMBER_SIZE);
    Header::new().add_paragraph(number.add_page_num(PageNum::new()))
}

/// A picture in a line of its own, with its caption on the same page.
fn picture(one: Picture, alternatives: &mut Vec<String>) -> Paragraph {
    alternatives.push(one.alternative);
    // The crate's own ids go on from document to document.
    let id = format!("rIdPicture{}", alternatives.len());
    let (width, height) = one.size_emu;
    let pic = Pic::new_with_dimensions(one.png, 1, 1)
        .id(id)
        .size(width, height);
    Paragraph::new()
        .align(AlignmentType::Center)
        .line_spacing(LineSpacing::new().before(120))
        .keep_next(true)
        .add_run(Run::new().add_image(pic))
}

/// Has the headings of tables come again on each page.
fn with_repeated_headings(document: &str) -> String {
    const ROW: &str = "<w:tr>";
    let style = format!("<w:pStyle w:val=\"{HEADING_STYLE}\" />");
    let rows = document.split(ROW).map(|row| {
        if row.contains(&style) {
            row.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1)
        } else {
            row.to_owned()
        }
    });
    rows.collect::<Vec<_>>().join(ROW)
}

/// Says of each picture, in words, what it shows, and numbers the pictures.
fn with_alternatives(document: &str, alternatives: &[String]) -> String {
    const PICTURE: &str = r#"<wp:docPr id="1" name="Figure" />"#;
    let mut pieces = document.split(PICTURE);
    let before = pieces.next().unwrap_or_default().to_owned();
    let numbered = (1..).zip(pieces.zip(alternatives));
    let numbered = numbered.map(|(number, (piece, alternative)): (u32, _)| {
        let text = escape(printable(alternative));
        let picture =
            format!(r#"<wp:docPr id="{number}" name="Figure {number}" descr="{text}" />"#);
        picture + piece
    });
    before + &numbered.collect::<String>()
}

/// The parts in an archive, each compressed and without a time.
fn archive(xml: &XMLDocx) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8]| -> ZipResult<()> {
        zip.start_file(name, options)?;
        Ok(zip.write_all(bytes)?)
    };
    put("[Content_Types].xml", &xml.content_type)?;
    put("_rels/.rels", &xml.rels)?;
    put("docProps/app.xml", &xml.doc_props.app)?;
    put("docProps/core.xml", &xml.doc_props.core)?;
    put("docProps/custom.xml", &xml.doc_props.custom)?;
    put("word/_rels/document.xml.rels", &xml.document_rels)?;
    put("word/document.xml", &xml.document)?;
    put("word/styles.xml", &xml.styles)?;
    put("word/settings.xml", &xml.settings)?;
    put("word/fontTable.xml", &xml.font_table)?;
    put("word/comments.xml", &xml.comments)?;
    put("word/numbering.xml", &xml.numberings)?;
    put("word/commentsExtended.xml", &xml.comments_extended)?;
    put("word/footnotes.xml", &xml.footnotes)?;
    for (number, header) in (1..).zip(&xml.headers) {
        put(&format!("word/header{number}.xml"), header)?;
    }
    for (id, png) in &xml.media {
        put(&format!("word/media/{id}.png"), png)?;
    }
    Ok(zip.finish()?.into_inner())
}
