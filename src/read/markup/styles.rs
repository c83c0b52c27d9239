//! What cell formats say of a value: that its font is from before Unicode, or that it is shown as a
//! number of percent or as a month.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use super::{attribute, reader};
use crate::campaign::Limits;
use crate::finding::Fault;
use crate::read::LegacyFont;
use crate::read::guard::detail;
use crate::read::number_format::Shown;

/// The most cell formats, fonts, fills or borders; Excel's own limit of cell formats.
const MOST_STYLES: u64 = 65_490;

/// What a workbook's styles and rich texts say of its values.
#[derive(Default)]
pub(in crate::read) struct Styles {
    /// The old font of each cell format.
    formats: Vec<Option<LegacyFont>>,
    /// The old font of a shared string, where each of its runs names its font and all are of one kind.
    strings: Vec<(usize, Option<LegacyFont>)>,
    /// The cell formats that show a number as one of percent, sorted.
    percents: Vec<usize>,
    /// The cell formats that show a day as its month, sorted.
    months: Vec<usize>,
    /// All fonts that are named, sorted.
    pub(in crate::read) named: Vec<LegacyFont>,
    /// Where the number formats and the cell formats stand in the part.
    kept: Vec<Range<usize>>,
}

impl Styles {
    /// What a styles part says.
    ///
    /// # Errors
    /// The fault of styles that would fill the memory: calamine keeps a whole style a format.
    pub(super) fn of(text: &str, limits: &Limits) -> Result<Self, Fault> {
        let mut fonts: Vec<Option<LegacyFont>> = Vec::new();
        let mut found = Self::default();
        let (mut in_formats, mut in_fonts) = (false, false);
        let mut kept_from = None;
        let mut own: HashMap<u16, Shown> = HashMap::new();
        let mut other = 0_u64;
        let (mut longest, mut last) = (0, 0);
        let mut reader = reader(text);
        loop {
            let event = reader.read_event();
            let (from, at) = (last, reader.buffer_position());
            longest = longest.max(at - last);
            last = at;
            match event {
                Ok(Event::Start(tag)) if tag.local_name().as_ref() == "fonts" => in_fonts = true,
                Ok(Event::End(tag)) if tag.local_name().as_ref() == "fonts" => in_fonts = false,
                Ok(Event::Start(tag)) if is_kept(tag.local_name().as_ref()) => {
                    in_formats |= tag.local_name().as_ref() == "cellXfs";
                    kept_from = usize::try_from(from).ok();
                }
                Ok(Event::End(tag)) if is_kept(tag.local_name().as_ref()) => {
                    in_formats &= tag.local_name().as_ref() != "cellXfs";
                    let to = usize::try_from(at).ok();
                    found
                        .kept
                        .extend(kept_from.take().zip(to).map(|(from, to)| from..to));
                }
                Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                    "font" if in_fonts => fonts.push(None),
                    "name" if in_fonts => {
                        let font = attribute(&tag, "val").and_then(|name| LegacyFont::named(&name));
                        if let Some(last) = fonts.last_mut() {
                            *last = font;
                        }
                    }
                    "xf" if in_formats => {
                        let id = attribute(&tag, "fontId").and_then(|id| id.parse::<usize>().ok());
                        let font = id.and_then(|id| fonts.get(id).copied().flatten());
                        let shown = number_format(&tag)
                            .map(|id| own.get(&id).copied().unwrap_or_else(|| Shown::by_id(id)));
                        match shown {
                            Some(Shown::Percent) => found.percents.push(found.formats.len()),
                            Some(Shown::Month) => found.months.push(found.formats.len()),
                            _ => {}
                        }
                        found.formats.push(font);
                    }
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        own.extend(number_format(&tag).map(|id| (id, Shown::by_code(&code))));
                        other += 1;
                    }
                    "fill" | "border" => other += 1,
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
            let most = other.max(fonts.len().max(found.formats.len()) as u64);
            if most > MOST_STYLES {
                return Err(detail(format!("styles.xml: {most} styles")));
            }
        }
        // A format carries copies of its font's name and its number format.
        if longest.saturating_mul(found.formats.len() as u64) > limits.inflated_bytes {
            return Err(detail(format!("styles.xml: a tag of {longest} bytes")));
        }
        found.named = found.formats.iter().copied().flatten().collect();
        found.named.sort_unstable();
        found.named.dedup();
        if found.named.is_empty() {
            found.formats.clear();
        }
        Ok(found)
    }

    /// The styles part without all that only says how cells look, which costs a reader of values
    /// more than the rest.
    pub(super) fn slim(&self, text: &str) -> String {
        let kept: String = self.kept.iter().map(|range| &text[range.clone()]).collect();
        format!("<styleSheet>{kept}</styleSheet>")
    }

    /// Adds what the runs of shared strings name.
    pub(super) fn add_shared_strings(&mut self, text: &str) {
        let has = |name: &[u8]| memchr::memmem::find(text.as_bytes(), name).is_some();
        let named_here = has(b"\".Vn") || has(b"\"VNI-") || has(b"'.Vn") || has(b"'VNI-");
        if !named_here && (self.named.is_empty() || !has(b"rFont")) {
            return;
        }
        let mut reader = reader(text);
        reader.config_mut().expand_empty_elements = true;
        let (mut at, mut runs) = (0_usize, Runs::default());
        let mut run = Run::Silent;
        let mut in_text = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => match tag.local_name().as_ref() {
                    "r" => run = Run::Silent,
                    "rFont" => {
                        let font = attribute(&tag, "val").and_then(|name| LegacyFont::named(&name));
                        run = font.map_or(Run::Unicode, Run::Old);
                    }
                    "t" => in_text = true,
                    _ => {}
                },
                Ok(Event::Text(text)) if in_text && !text.as_ref().trim().is_empty() => {
                    runs.add(run);
                }
                Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                    "t" => in_text = false,
                    "r" => run = Run::Silent,
                    "si" => {
                        match std::mem::take(&mut runs).agreed() {
                            Run::Silent => {}
                            Run::Unicode => self.strings.push((at, None)),
                            Run::Old(font) => {
                                self.strings.push((at, Some(font)));
                                self.named.push(font);
                            }
                        }
                        at += 1;
                    }
                    _ => {}
                },
                Ok(Event::Eof) | Err(_) => break,
                Ok(_) => {}
            }
        }
        self.named.sort_unstable();
        self.named.dedup();
    }

    /// Whether what a cell holds may be shown as something else.
    pub(super) fn any(&self) -> bool {
        !self.named.is_empty() || !self.percents.is_empty() || !self.months.is_empty()
    }

    /// Whether a cell format shows a day as its month.
    pub(super) fn shows_month(&self, format: usize) -> bool {
        self.months.binary_search(&format).is_ok()
    }

    /// Whether a cell format shows a number as one of percent.
    pub(super) fn shows_percent(&self, format: usize) -> bool {
        self.percents.binary_search(&format).is_ok()
    }

    /// The font of a cell's text: its runs' where they name it, else its format's.
    pub(super) fn font(&self, format: usize, string: Option<usize>) -> Option<LegacyFont> {
        let string = string.and_then(|string| {
            let found = self.strings.binary_search_by_key(&string, |one| one.0);
            found.ok().map(|at| self.strings[at].1)
        });
        string.unwrap_or_else(|| self.formats.get(format).copied().flatten())
    }
}

/// Whether an element of the styles tells what a value is.
fn is_kept(name: &str) -> bool {
    matches!(name, "numFmts" | "cellXfs")
}

/// The number format that a tag names.
fn number_format(tag: &BytesStart<'_>) -> Option<u16> {
    attribute(tag, "numFmtId")?.parse().ok()
}

/// What a run of a text says of its font.
#[derive(Clone, Copy, Default, PartialEq)]
enum Run {
    /// Nothing: it has the cell's.
    #[default]
    Silent,
    /// A font for Unicode.
    Unicode,
    /// One of an old encoding.
    Old(LegacyFont),
}

/// What the runs of one text agree on.
#[derive(Default)]
struct Runs {
    first: Run,
    disagree: bool,
}

impl Runs {
    fn add(&mut self, run: Run) {
        if run == Run::Silent {
            self.disagree = true;
        } else if self.first == Run::Silent {
            self.first = run;
        } else {
            self.disagree |= run != self.first;
        }
    }

    fn agreed(self) -> Run {
        if self.disagree {
            Run::Silent
        } else {
            self.first
        }
    }
}
