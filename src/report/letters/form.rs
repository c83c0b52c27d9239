//! The form of an official letter, as Nghị định 30/2020/NĐ-CP sets it: page, head, title, end.
//!
//! In: the campaign's settings and words. Out: blocks of a letter. Lengths are in twentieths of a
//! point (1 mm is 56.7 of them), sizes of type in half points.

use chrono::Datelike as _;
use docx_rs::{
    AlignmentType, LineSpacing, LineSpacingType, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run,
};

use super::body::Block;
use super::table;
use crate::lang::Lang;
use crate::report::Report;
use crate::report::workbook::measure::{Font, Weight};

/// The typeface of all text.
pub(super) const FONT: &str = "Times New Roman";

/// A4, upright.
pub(super) const PAGE_WIDTH: u32 = 11_906;
pub(super) const PAGE_HEIGHT: u32 = 16_838;
/// 20 mm; the decree allows 20 to 25.
pub(super) const MARGIN_TOP: i32 = 1_134;
/// 20 mm; the decree allows 20 to 25.
pub(super) const MARGIN_BOTTOM: i32 = 1_134;
/// 30 mm; the decree allows 30 to 35.
pub(super) const MARGIN_LEFT: i32 = 1_701;
/// 20 mm; the decree allows 15 to 20.
pub(super) const MARGIN_RIGHT: i32 = 1_134;
/// The page's number stands in the middle of the top margin.
pub(super) const HEADER_DISTANCE: i32 = 510;
/// What the margins leave: 160 mm.
pub(super) const TEXT_WIDTH: usize = 9_071;

/// Text: 14 points, of 13 or 14.
pub(super) const BODY_SIZE: usize = 28;
/// Page numbers: 13 points, of 13 or 14.
pub(super) const PAGE_NUMBER_SIZE: usize = 26;
/// National name and names of bodies: 12 points, of 12 or 13.
const NAME_SIZE: usize = 24;
/// Motto, number, place and date: 13 points; the motto is a point above the name.
const MOTTO_SIZE: usize = 26;
/// What a letter is about, below its number: 12 points, of 12 or 13.
const SUBJECT_SIZE: usize = 24;
/// The lines of recipients: 11 points; the word above them has 12.
const RECIPIENTS_SIZE: usize = 22;

/// The two halves of the head.
const HEAD: [usize; 2] = [3_980, TEXT_WIDTH - 3_980];
/// The two halves of the end.
const END: [usize; 2] = [4_400, TEXT_WIDTH - 4_400];
/// The rule below the body's name is this part of the name's line: a third to a half is asked for.
const PART_RULED: f64 = 0.4;
/// So many blank lines leave room to sign.
const SIGNING_LINES: usize = 4;

/// Words that begin the name of a place, which is not broken from them.
const KINDS_OF_PLACES: [&str; 7] = [
    " TỈNH ",
    " THÀNH PHỐ ",
    " THỊ XÃ ",
    " HUYỆN ",
    " QUẬN ",
    " PHƯỜNG ",
    " XÃ ",
];

/// A piece of text of a size, without what no document may hold.
pub(super) fn run(text: &str, size: usize) -> Run {
    Run::new()
        .add_text(unbroken_figures(&printable(text)))
        .size(size)
}

/// A text in which no line ends within `2023-2024` or after `≥`.
fn unbroken_figures(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(char::is_ascii_digit)
    };
    let kept = letters.iter().enumerate().map(|(at, letter)| {
        let before = at.checked_sub(1);
        match letter {
            '-' if is_digit(before) && is_digit(Some(at + 1)) => '\u{2011}',
            ' ' if before.and_then(|at| letters.get(at)) == Some(&'≥') => '\u{a0}',
            letter => *letter,
        }
    });
    kept.collect()
}

/// A text on one line without the characters that XML forbids.
pub(super) fn printable(text: &str) -> String {
    let allowed =
        |letter: &char| !letter.is_control() && !matches!(letter, '\u{fffe}' | '\u{ffff}');
    let spaced = text.chars().map(|letter| match letter {
        '\t' | '\n' | '\r' => ' ',
        other => other,
    });
    spaced.filter(allowed).collect()
}

/// A line in the middle.
pub(super) fn centred(run: Run) -> Paragraph {
    Paragraph::new().align(AlignmentType::Center).add_run(run)
}

/// A rule of a length in the middle of a column.
fn rule(length: f64, column: usize) -> Paragraph {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "lengths on a page stay far below 2^31"
    )]
    let side = ((column as f64 - length).max(0.0) / 2.0).round() as i32;
    let line = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .size(6)
        .space(0);
    let mut paragraph = Paragraph::new()
        .indent(Some(side), None, Some(side), None)
        .line_spacing(
            LineSpacing::new()
                .before(40)
                .line_rule(LineSpacingType::Exact)
                .line(180),
        );
    paragraph.property = paragraph
        .property
        .set_borders(ParagraphBorders::with_empty().set(line));
    paragraph
}

/// The width of a bold text, in twentieths of a point.
fn bold_width(text: &str, size: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "sizes of type are small")]
    let font = Font {
        points: size as f64 / 2.0,
        weight: Weight::Bold,
    };
    font.points_wide(text) * 20.0
}

/// The head of a letter: who writes, the nation, the number, place and date. `kind` stands in the
/// number after the slash; `subject` below it, where the letter has no title.
pub(super) fn head(report: &Report<'_>, kind: &str, subject: Option<&str>) -> Vec<Block> {
    let lang = report.lang;
    let names = vec![bodies(report), nation(lang)];
    let number = lang.pick("Số:", "No.:");
    let mut left = vec![centred(run(
        &format!("{number}          /{kind}"),
        MOTTO_SIZE,
    ))];
    left.extend(subject.map(|text| centred(run(text, SUBJECT_SIZE))));
    if report.provisional {
        left.push(draft_mark(lang));
    }
    let date = centred(run(&place_and_date(report), MOTTO_SIZE).italic());
    let rows = vec![names, vec![left, vec![date]]];
    vec![Block::table(table::plain(&HEAD, rows)), space()]
}

fn bodies(report: &Report<'_>) -> Vec<Paragraph> {
    let campaign = report.campaign;
    let owner = unbroken(&campaign.owner.to_uppercase());
    #[expect(clippy::cast_precision_loss, reason = "a column's width is small")]
    let line = bold_width(&owner, NAME_SIZE).min(HEAD[0] as f64);
    let mut lines = Vec::new();
    if !campaign.superior.is_empty() {
        let superior = unbroken(&campaign.superior.to_uppercase());
        lines.push(centred(run(&superior, NAME_SIZE)));
    }
    lines.push(centred(run(&owner, NAME_SIZE).bold()));
    lines.push(rule(line * PART_RULED, HEAD[0]));
    lines
}

/// A body's name, whose place stays on one line.
fn unbroken(name: &str) -> String {
    let places = KINDS_OF_PLACES.iter().filter_map(|kind| name.find(kind));
    let Some(at) = places.min() else {
        return name.to_owned();
    };
    let (body, place) = name.split_at(at + 1);
    #[expect(clippy::cast_precision_loss, reason = "a column's width is small")]
    let fits = bold_width(place, NAME_SIZE) < HEAD[0] as f64;
    let place = if fits {
        place.replace(' ', "\u{a0}")
    } else {
        place.to_owned()
    };
    format!("{body}{place}")
}

fn nation(lang: Lang) -> Vec<Paragraph> {
    let name = lang.pick(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SOCIALIST REPUBLIC OF VIET NAM",
    );
    let motto = lang.pick(
        "Độc lập - Tự do - Hạnh phúc",
        "Independence - Freedom - Happiness",
    );
    // Measured with Liberation Serif Bold, whose widths are Times New Roman's, at the motto's size.
    let motto_width = lang.pick(3_183.0, 4_131.0);
    vec![
        centred(run(name, NAME_SIZE).bold()),
        centred(run(motto, MOTTO_SIZE).bold()),
        rule(motto_width, HEAD[1]),
    ]
}

/// Place and date; the day is left to whoever signs.
fn place_and_date(report: &Report<'_>) -> String {
    let place = match report.campaign.report.place.as_str() {
        "" => "…………",
        place => place,
    };
    let (month, year) = (report.as_of.month(), report.as_of.year());
    // The decree asks for a 0 before 1 and 2, of which a pen could make other months.
    let of_vietnamese = if month < 3 {
        format!("{month:02}")
    } else {
        month.to_string()
    };
    report.lang.pick(
        format!("{place}, ngày      tháng {of_vietnamese} năm {year}"),
        format!("{place},      {}", report.as_of.format("%B %Y")),
    )
}

/// Says that the letter is a draft, in a frame.
fn draft_mark(lang: Lang) -> Paragraph {
    use ParagraphBorderPosition::{Bottom, Left, Right, Top};
    let word = lang.pick("DỰ THẢO", "DRAFT");
    let mut mark = centred(run(word, MOTTO_SIZE).bold())
        .indent(Some(1_200), None, Some(1_200), None)
        .line_spacing(LineSpacing::new().before(120));
    let sides = [Top, Left, Bottom, Right].into_iter();
    let frame = sides.fold(ParagraphBorders::with_empty(), |all, side| {
        all.set(ParagraphBorder::new(side).size(6).space(1))
    });
    mark.property = mark.property.set_borders(frame);
    mark
}

/// The title of a letter and what it is about, with a rule below.
pub(super) fn title(kind: &str, about: &str) -> Vec<Block> {
    #[expect(clippy::cast_precision_loss, reason = "a line's width is small")]
    let line = bold_width(about, BODY_SIZE).min(TEXT_WIDTH as f64);
    vec![
        Block::paragraph(centred(run(kind, BODY_SIZE).bold()).line_spacing(spaced(240, 0))),
        Block::paragraph(centred(run(about, BODY_SIZE).bold())),
        Block::paragraph(rule(line * PART_RULED, TEXT_WIDTH)),
    ]
}

/// A line in the middle, in italics.
pub(super) fn remark(text: &str) -> Block {
    Block::paragraph(centred(run(text, BODY_SIZE).italic()).line_spacing(spaced(0, 120)))
}

/// Room above and below a paragraph.
pub(super) fn spaced(above: u32, below: u32) -> LineSpacing {
    LineSpacing::new().before(above).after(below)
}

/// An empty line, low.
pub(super) fn space() -> Block {
    let low = LineSpacing::new()
        .line_rule(LineSpacingType::Exact)
        .line(160);
    Block::paragraph(Paragraph::new().line_spacing(low))
}

/// The end of a letter: recipients, `first` before those of the campaign, and room to sign below the
/// signature's lines.
pub(super) fn end(report: &Report<'_>, first: Option<&str>) -> Vec<Block> {
    let rows = vec![vec![recipients(report, first), signature(report)]];
    vec![space(), Block::table(table::plain(&END, rows))]
}

fn recipients(report: &Report<'_>, first: Option<&str>) -> Vec<Paragraph> {
    let lang = report.lang;
    let named = &report.campaign.report.recipients;
    let mut lines: Vec<&str> = first.into_iter().collect();
    lines.extend(named.iter().map(String::as_str));
    if named.is_empty() {
        lines.extend(["……………", lang.pick("Lưu: VT", "File")]);
    }
    let head = run(lang.pick("Nơi nhận:", "Recipients:"), NAME_SIZE);
    let mut paragraphs = vec![Paragraph::new().add_run(head.bold().italic())];
    for (number, line) in (1..).zip(&lines) {
        let line = line.trim_end_matches(['.', ';', ' ']);
        let end = if number == lines.len() { '.' } else { ';' };
        let text = format!("- {line}{end}");
        paragraphs.push(Paragraph::new().add_run(run(&text, RECIPIENTS_SIZE)));
    }
    paragraphs
}

fn signature(report: &Report<'_>) -> Vec<Paragraph> {
    let settings = &report.campaign.report;
    let blank = [String::from("……………………")];
    let lines = if settings.signature.is_empty() {
        &blank[..]
    } else {
        settings.signature.as_slice()
    };
    let lines = lines.iter().map(|line| line.to_uppercase());
    let room = std::iter::repeat_with(String::new).take(SIGNING_LINES);
    let name = std::iter::once(settings.signatory.clone());
    let lines = lines.chain(room).chain(name);
    lines
        .map(|line| centred(run(&line, BODY_SIZE).bold()))
        .collect()
}

/// To whom a letter goes.
pub(super) fn addressee(text: &str) -> Block {
    Block::paragraph(centred(run(text, BODY_SIZE)).line_spacing(spaced(240, 180)))
}

/// The head of an appendix: its title, and the letter it goes with.
pub(super) fn appendix_head(report: &Report<'_>, title: &str) -> Vec<Block> {
    let lang = report.lang;
    let year = report.as_of.year();
    let with = lang.pick(
        format!("(Kèm theo Công văn số ……… ngày …… tháng …… năm {year})"),
        format!("(With letter no. ……… of ……/……/{year})"),
    );
    let word = run(lang.pick("PHỤ LỤC", "APPENDIX"), BODY_SIZE).bold();
    vec![
        Block::paragraph(centred(word)),
        Block::paragraph(centred(run(title, BODY_SIZE).bold())),
        remark(&with),
    ]
}
