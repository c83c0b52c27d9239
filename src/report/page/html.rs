//! Writes HTML in which no text can become markup.
//!
//! Names of elements and attributes are known to the program; whatever comes from a campaign or a
//! return enters by [`Html::text`] or as the value of an attribute, and both escape it. A link leads
//! to a place on the page only. What is opened is closed: elements nest by closures.

use std::fmt::Write as _;

use super::look::StyleSheet;
use crate::lang::Lang;

/// HTML as it is written.
#[derive(Debug, Default)]
pub(super) struct Html(String);

/// A place on the page: a name, and a number where there are several of the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Anchor(pub(super) &'static str, pub(super) Option<usize>);

/// What an element is given; there is none that a browser runs or fetches.
#[derive(Debug, Clone, Copy)]
pub(super) enum Attribute<'a> {
    /// One or more classes.
    Class(&'static str),
    /// Its own place.
    Id(Anchor),
    /// The place a link leads to.
    To(Anchor),
    /// Its name for those who hear the page.
    Label(&'a str),
    /// The place of its name.
    LabelledBy(Anchor),
    /// Its meaning where its element does not tell it.
    Role(&'static str),
    /// Whether a heading is of a column or a row.
    Scope(&'static str),
    /// How a column is sorted.
    Sort(&'static str),
    /// The language of what is in it.
    Language(Lang),
    /// The place of the list a button is for.
    Controls(Anchor),
    /// The kind of an input or button.
    Kind(&'static str),
    /// Whether changes are read out.
    Live,
    /// Can be reached by the keyboard, to be scrolled.
    Focusable,
    /// Shown by the script only: without it there is nothing to use it for.
    Hidden,
}

impl Html {
    /// An element around what a closure writes.
    pub(super) fn element(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        inside: impl FnOnce(&mut Self),
    ) {
        self.open(name);
        self.attributes(attributes);
        self.0.push('>');
        inside(self);
        self.close(name);
    }

    /// An element around a text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element with nothing in it.
    pub(super) fn void(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.open(name);
        self.attributes(attributes);
        self.end_void();
    }

    /// A text.
    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.0, text);
    }

    /// Markup that is part of the program.
    pub(super) fn markup(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// What the browser is told of the page: `key` says by what name it knows it.
    pub(super) fn meta(&mut self, key: &'static str, name: &'static str, content: &str) {
        self.open("meta");
        self.attribute(key, name);
        self.attribute("content", content);
        self.end_void();
    }

    /// A style sheet, whose text cannot be escaped.
    pub(super) fn style(&mut self, sheet: &StyleSheet) {
        self.0.push_str("<style>");
        self.0.push_str(sheet.text());
        self.0.push_str("</style>");
    }

    /// A script that is part of the program.
    pub(super) fn script(&mut self, script: &'static str) {
        self.0.push_str("<script>");
        self.0.push_str(script);
        self.0.push_str("</script>");
    }

    /// What was written apart.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Begins a tag.
    pub(super) fn open(&mut self, name: &'static str) {
        self.0.push('<');
        self.0.push_str(name);
    }

    /// An attribute of the tag that was begun.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(&mut self.0, value);
        self.0.push('"');
    }

    /// Ends a tag that opens an element.
    pub(super) fn end_tag(&mut self) {
        self.0.push('>');
    }

    /// Ends a tag of an element with nothing in it.
    pub(super) fn end_void(&mut self) {
        self.0.push_str("/>");
    }

    /// Closes an element.
    pub(super) fn close(&mut self, name: &'static str) {
        self.0.push_str("</");
        self.0.push_str(name);
        self.0.push('>');
    }

    /// A new line in the source, for those who read it.
    pub(super) fn line(&mut self) {
        self.0.push('\n');
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }

    fn attributes(&mut self, attributes: &[Attribute<'_>]) {
        for one in attributes {
            match *one {
                Attribute::Class(class) => self.attribute("class", class),
                Attribute::Id(place) => self.attribute("id", &place.name()),
                Attribute::To(place) => self.attribute("href", &format!("#{}", place.name())),
                Attribute::Label(text) => self.attribute("aria-label", text),
                Attribute::LabelledBy(place) => self.attribute("aria-labelledby", &place.name()),
                Attribute::Role(role) => self.attribute("role", role),
                Attribute::Scope(scope) => self.attribute("scope", scope),
                Attribute::Sort(kind) => self.attribute("data-sort", kind),
                Attribute::Language(lang) => self.attribute("lang", lang.pick("vi", "en")),
                Attribute::Controls(place) => self.attribute("aria-controls", &place.name()),
                Attribute::Kind(kind) => self.attribute("type", kind),
                Attribute::Live => self.attribute("aria-live", "polite"),
                Attribute::Focusable => self.attribute("tabindex", "0"),
                Attribute::Hidden => self.attribute("hidden", "hidden"),
            }
        }
    }
}

impl Anchor {
    fn name(self) -> String {
        match self {
            Self(name, None) => name.to_owned(),
            Self(name, Some(number)) => format!("{name}-{number}"),
        }
    }
}

/// Adds a text so that neither an element nor an attribute in quotes ends in it. Letters that HTML
/// refuses, and those that only turn the direction of what follows, are shown by their number.
fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            '\r' => {}
            _ if is_refused(letter) || turns_direction(letter) => {
                let _ = write!(out, "[U+{:04X}]", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
}

/// Whether HTML or XML refuses a letter.
fn is_refused(letter: char) -> bool {
    let code = u32::from(letter);
    letter.is_control() || (0xFDD0..=0xFDEF).contains(&code) || code & 0xFFFE == 0xFFFE
}

/// Whether a letter has no shape and changes the order in which others are shown.
fn turns_direction(letter: char) -> bool {
    matches!(
        letter,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

/// What a reader sees of a text.
#[cfg(test)]
pub(super) fn shown(text: &str) -> String {
    let visible = |letter: char| match letter {
        '\n' | '\t' => letter.to_string(),
        _ if is_refused(letter) || turns_direction(letter) => {
            format!("[U+{:04X}]", u32::from(letter))
        }
        _ => letter.to_string(),
    };
    let kept = text.chars().filter(|letter| *letter != '\r');
    kept.map(visible).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use quick_xml::events::Event;

    use super::*;

    /// What a reader of the page sees of a text, in an element and as an attribute.
    fn read_back(text: &str) -> (String, String) {
        let mut html = Html::default();
        html.leaf("p", &[Attribute::Label(text)], text);
        let written = html.into_text();
        let mut reader = quick_xml::Reader::from_str(&written);
        let (mut inside, mut label, mut elements) = (String::new(), String::new(), 0);
        loop {
            match reader.read_event().unwrap() {
                Event::Start(tag) => {
                    elements += 1;
                    let attributes: Vec<_> = tag.attributes().map(Result::unwrap).collect();
                    assert_eq!(attributes.len(), 1, "{written}");
                    let value = &attributes[0].value;
                    label = quick_xml::escape::unescape(value).unwrap().into_owned();
                }
                Event::Text(part) => inside.push_str(&part),
                Event::GeneralRef(part) => {
                    let entity = format!("&{};", &*part);
                    inside.push_str(&quick_xml::escape::unescape(&entity).unwrap());
                }
                Event::End(_) => {}
                Event::Eof => break,
                other => panic!("{other:?} in {written}"),
            }
        }
        assert_eq!(elements, 1, "{written}");
        (inside, label)
    }

    #[test]
    fn hostile_texts_stay_texts() {
        for text in [
            "</script><script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "javascript:alert(1)",
            "<!--",
            "]]>",
            "&lt;b&gt; &amp;amp; &#60;",
            "<svg onload=alert(1)>",
            "</title></style>",
        ] {
            assert_eq!(read_back(text), (text.to_owned(), text.to_owned()));
        }
    }

    #[test]
    fn letters_without_a_shape_are_shown_by_their_number() {
        let check = |text: &str, expected: &str| {
            assert_eq!(read_back(text), (expected.to_owned(), expected.to_owned()));
        };
        check("a\u{202E}b", "a[U+202E]b");
        check("a\u{2066}b\u{2069}", "a[U+2066]b[U+2069]");
        check("a\0b\u{7}", "a[U+0000]b[U+0007]");
        check("\u{FFFF}", "[U+FFFF]");
        check("Hòa", "Hòa");
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was_but_for_letters_without_a_shape(text in any::<String>()) {
            let shown = shown(&text);
            prop_assert_eq!(read_back(&text).0, shown);
        }
    }
}
