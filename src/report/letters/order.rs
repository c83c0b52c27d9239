//! The order in which the standard (ISO/IEC 29500-1) asks for what an element of a document holds.
//!
//! In: a part as the writing crate gives it, which puts properties in an order of its own. Out: the
//! same elements in the standard's order, on which strict readers insist. Changes nothing else.

use quick_xml::Reader;
use quick_xml::events::Event;

/// Elements whose children have an order, with those of them that letters use.
const ORDERS: [(&str, &[&str]); 8] = [
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
        ],
    ),
    (
        "w:pPr",
        &[
            "w:pStyle",
            "w:keepNext",
            "w:keepLines",
            "w:widowControl",
            "w:pBdr",
            "w:tabs",
            "w:spacing",
            "w:ind",
            "w:jc",
            "w:outlineLvl",
            "w:rPr",
            "w:sectPr",
        ],
    ),
    (
        "w:rPr",
        &[
            "w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs",
            "w:lang",
        ],
    ),
    ("w:pBdr", &["w:top", "w:left", "w:bottom", "w:right"]),
    (
        "w:tblPr",
        &[
            "w:tblW",
            "w:jc",
            "w:tblBorders",
            "w:tblLayout",
            "w:tblCellMar",
        ],
    ),
    (
        "w:tblBorders",
        &[
            "w:top",
            "w:left",
            "w:bottom",
            "w:right",
            "w:insideH",
            "w:insideV",
        ],
    ),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:shd", "w:vAlign"]),
    (
        "w:sectPr",
        &[
            "w:headerReference",
            "w:pgSz",
            "w:pgMar",
            "w:pgNumType",
            "w:cols",
            "w:titlePg",
        ],
    ),
];

/// An element whose end has not come yet.
struct Open {
    name: String,
    /// Its start, as written.
    start: String,
    children: Vec<(String, String)>,
}

impl Open {
    fn new(name: &str, start: &str) -> Self {
        Self {
            name: name.to_owned(),
            start: start.to_owned(),
            children: Vec::new(),
        }
    }

    /// The whole element, its children in order; those without a place stay behind the others.
    fn closed(mut self, end: &str) -> (String, String) {
        if let Some((_, order)) = ORDERS.iter().find(|(name, _)| *name == self.name) {
            self.children.sort_by_key(|(child, _)| {
                let place = order.iter().position(|name| name == child);
                place.unwrap_or(order.len())
            });
        }
        let children = self.children.iter().map(|(_, text)| text.as_str());
        let text = std::iter::once(self.start.as_str())
            .chain(children)
            .collect::<String>();
        (self.name, text + end)
    }
}

/// A part with its properties in the standard's order.
///
/// # Errors
/// The fault of a part that is not well-formed.
pub(super) fn in_order(part: &str) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(part);
    let mut open = vec![Open::new("", "")];
    let mut from = 0;
    loop {
        let event = reader.read_event()?;
        let to = usize::try_from(reader.buffer_position()).unwrap_or(part.len());
        let raw = part.get(from..to).unwrap_or_default();
        from = to;
        let done = match event {
            Event::Eof => break,
            Event::Start(tag) => {
                open.push(Open::new(tag.name().as_ref(), raw));
                continue;
            }
            Event::End(_) => open.pop().map(|one| one.closed(raw)),
            Event::Empty(tag) => Some(Open::new(tag.name().as_ref(), raw).closed("")),
            _ => Some((String::new(), raw.to_owned())),
        };
        if let Some((parent, done)) = open.last_mut().zip(done) {
            parent.children.push(done);
        }
    }
    let all = open.into_iter().next();
    Ok(all.map_or_else(String::new, |one| one.closed("").1))
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn only_properties_change_their_places() {
        let check = |part: &str, expected: &str| assert_eq!(in_order(part).unwrap(), expected);
        check(
            "<w:p><w:pPr><w:rPr /><w:jc w:val=\"center\" /><w:spacing /></w:pPr><w:r><w:t> a &lt; b </w:t></w:r></w:p>",
            "<w:p><w:pPr><w:spacing /><w:jc w:val=\"center\" /><w:rPr /></w:pPr><w:r><w:t> a &lt; b </w:t></w:r></w:p>",
        );
        check(
            "<w:rPr><w:sz /><w:b /><w:new /><w:rFonts /></w:rPr>",
            "<w:rPr><w:rFonts /><w:b /><w:sz /><w:new /></w:rPr>",
        );
        check("<w:r><w:sz /><w:b /></w:r>", "<w:r><w:sz /><w:b /></w:r>");
    }

    #[test]
    fn a_part_that_is_cut_off_is_a_fault() {
        assert!(in_order("<w:p></w:r>").is_err());
    }
}
