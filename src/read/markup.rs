//! What surrounds the cells of an Office Open XML workbook, and what its parts declare.
//!
//! In: the parts. Out: [`Surroundings`]. The cells themselves are calamine's; it believes what
//! parts declare, so all that it will read is looked at here first.

mod sheet;
mod styles;

use std::borrow::Cow;
use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::Epoch;
use super::guard::{Copied, Inflater, Package, detail};
use crate::campaign::Limits;
use crate::finding::{Fault, LimitKind};
pub(super) use sheet::Markup;
use sheet::Plain;
pub(super) use styles::Styles;

/// The fewest bytes that one shared string takes: `<si/>`.
const SHARED_STRING_BYTES: u64 = 5;
/// The most bytes of a part that only describes others; calamine keeps them whole.
const DESCRIBING_BYTES: usize = 16 << 20;

/// What surrounds the cells.
#[derive(Default)]
pub(super) struct Surroundings {
    pub(super) epoch: Epoch,
    pub(super) macros: bool,
    pub(super) external_links: bool,
    pub(super) styles: Styles,
    /// Of each sheet, in the workbook's order.
    pub(super) sheets: Vec<Markup>,
    /// The parts that were looked at, if they were copied.
    pub(super) copy: Option<Vec<u8>>,
}

/// Looks at all parts that calamine will read, and copies them for it.
///
/// # Errors
/// The fault of a part that is damaged or declares more than the limits allow.
pub(super) fn survey(package: &Package<'_>, limits: &Limits) -> Result<Surroundings, Fault> {
    let mut found = Surroundings {
        macros: package.names().any(|name| name.ends_with("vbaproject.bin")),
        external_links: package.names().any(|name| name.contains("/externallinks/")),
        ..Surroundings::default()
    };
    let (mut copy, inflater) = (Copied::of(package), &mut Inflater::new());
    let main = describing(package, "_rels/.rels", &mut copy, inflater)?;
    let main = main.and_then(|text| main_part(&text));
    let Some(main) = main else {
        return Ok(found);
    };
    let at = main.rfind('/').map_or(0, |at| at + 1);
    let (folder, name) = main.split_at(at);
    let folder = folder.strip_prefix('/').unwrap_or(folder);
    if !copy.is_made() {
        // It only colours, so a copy goes without.
        described(package, &format!("{folder}theme/theme1.xml"), inflater)?;
    }
    let styles = format!("{folder}styles.xml");
    if let Some(text) = described(package, &styles, inflater)? {
        found.styles = Styles::of(&text, limits)?;
        copy.add(&styles, &found.styles.slim(&text));
    }
    let strings = format!("{folder}sharedStrings.xml");
    if let Some(text) = package.text(&strings, inflater)? {
        shared_strings(&text, limits)?;
        found.styles.add_shared_strings(&text);
        copy.add(&strings, &text);
    }
    let relations = format!("{folder}_rels/{name}.rels");
    let relations = describing(package, &relations, &mut copy, inflater)?;
    let relations = relations.as_deref().map_or_else(Vec::new, relations_of);
    let Some(workbook) = describing(package, &format!("{folder}{name}"), &mut copy, inflater)?
    else {
        return Ok(found);
    };
    let ids = workbook_part(&workbook, limits, &mut found.epoch)?;
    drop(workbook);
    let mut seen = BTreeSet::new();
    for id in ids {
        // The last of two relations of one id is calamine's.
        let relation = relations.iter().rev().find(|relation| relation.id == id);
        let part = relation.map(|relation| match relation.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => format!("{folder}{}", relation.target),
        });
        let part = part.unwrap_or_default();
        if !part.is_empty() && !seen.insert(part.to_ascii_lowercase()) {
            return Err(detail(format!("two sheets in {part}")));
        }
        let text = package.text(&part, inflater)?;
        let markup = text.as_deref().map(|text| {
            let plain = Plain::of(text);
            let slim = plain.as_ref().filter(|_| copy.is_made());
            let slim = slim.and_then(Plain::slim);
            copy.add(&part, slim.as_deref().unwrap_or(text));
            Markup::of(text, plain.as_ref(), &found.styles)
        });
        found.sheets.push(markup.unwrap_or_default());
    }
    found.copy = copy.finish();
    Ok(found)
}

/// A relation of one part to another.
pub(super) struct Relation {
    pub(super) id: String,
    kind: String,
    pub(super) target: String,
}

pub(super) fn relations_of(text: &str) -> Vec<Relation> {
    let mut found = Vec::new();
    start_tags(text, |tag| {
        if tag.local_name().as_ref() == "Relationship" {
            let get = |name| attribute(tag, name).unwrap_or_default().into_owned();
            found.push(Relation {
                id: get("Id"),
                kind: get("Type"),
                target: get("Target"),
            });
        }
        Ok(())
    })
    .map_or_else(|_| Vec::new(), |()| found)
}

/// The part that is the workbook, by the relations of the package.
pub(super) fn main_part(relations: &str) -> Option<String> {
    let relations = relations_of(relations).into_iter();
    let mut main =
        relations.filter(|relation| relation.kind.ends_with("/relationships/officeDocument"));
    main.next_back().map(|relation| relation.target)
}

/// A part that only describes others, which is copied as it is.
fn describing<'b>(
    package: &Package<'_>,
    name: &str,
    copy: &mut Copied,
    inflater: &'b mut Inflater,
) -> Result<Option<Cow<'b, str>>, Fault> {
    let text = described(package, name, inflater)?;
    if let Some(text) = &text {
        copy.add(name, text);
    }
    Ok(text)
}

/// A part that only describes others.
pub(super) fn described<'b>(
    package: &Package<'_>,
    name: &str,
    inflater: &'b mut Inflater,
) -> Result<Option<Cow<'b, str>>, Fault> {
    let text = package.text(name, inflater)?;
    match text.as_deref().map(str::len) {
        Some(length) if length > DESCRIBING_BYTES => Err(Fault::TooLarge {
            limit: LimitKind::InflatedBytes,
            found: length as u64,
            allowed: DESCRIBING_BYTES as u64,
        }),
        _ => Ok(text),
    }
}

/// The relations of the sheets, in their order.
fn workbook_part(text: &str, limits: &Limits, epoch: &mut Epoch) -> Result<Vec<String>, Fault> {
    let (mut ids, mut names) = (Vec::new(), BTreeSet::new());
    start_tags(text, |tag| {
        match tag.local_name().as_ref() {
            "workbookPr" if is_true(attribute(tag, "date1904").as_deref()) => {
                *epoch = Epoch::Mac1904;
            }
            "sheet" => {
                ids.push(attribute(tag, "id").unwrap_or_default().into_owned());
                // calamine finds sheets by name, and would read the first of two twice.
                let name = attribute(tag, "name").unwrap_or_default().into_owned();
                if let Some(name) = names.replace(name) {
                    return Err(detail(format!("two sheets {name}")));
                }
            }
            _ => {}
        }
        let sheets = ids.len() as u64;
        if sheets > limits.sheets {
            return Err(Fault::TooLarge {
                limit: LimitKind::Sheets,
                found: sheets,
                allowed: limits.sheets,
            });
        }
        Ok(())
    })?;
    Ok(ids)
}

/// Refuses shared strings that say they are more than the part can hold, and more strings than a
/// workbook may have cells.
fn shared_strings(text: &str, limits: &Limits) -> Result<(), Fault> {
    let possible = text.len() as u64 / SHARED_STRING_BYTES;
    let (mut declared, mut strings) = (0, 0_u64);
    let mut reader = reader(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => match tag.local_name().as_ref() {
                "sst" => {
                    declared = attribute(&tag, "uniqueCount").map_or(0, |count| number(&count));
                    if declared > possible {
                        let said = format!("sharedStrings.xml: uniqueCount={declared}");
                        return Err(detail(said));
                    }
                    if possible <= limits.cells {
                        return Ok(());
                    }
                }
                "si" => strings += 1,
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
        let found = declared.max(strings);
        if found > limits.cells {
            return Err(Fault::TooLarge {
                limit: LimitKind::Cells,
                found,
                allowed: limits.cells,
            });
        }
    }
}

/// A count as written; the greatest there is where it is greater, 0 where it is none.
fn number(written: &str) -> u64 {
    let is_number = !written.is_empty() && written.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        written.parse().unwrap_or(u64::MAX)
    } else {
        0
    }
}

/// Visits every start tag; a text that is no XML ends where it stops being so, which calamine
/// reports.
fn start_tags<'t>(
    text: &'t str,
    mut visit: impl FnMut(&BytesStart<'t>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = reader(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => visit(&tag)?,
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// A reader that takes what calamine's takes.
pub(super) fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    reader
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<Cow<'t, str>> {
    let is_it = |one: &Attribute<'_>| one.key.local_name().as_ref() == name;
    raw_attributes(tag).find(is_it).map(value)
}

/// Every attribute's name, whatever its prefix, and value.
pub(super) fn attributes<'t>(
    tag: &'t BytesStart<'_>,
) -> impl Iterator<Item = (&'t str, Cow<'t, str>)> {
    raw_attributes(tag).map(|one| (one.key.local_name().into_inner(), value(one)))
}

fn raw_attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = Attribute<'t>> {
    // Looking for a repeated name would take time by the square of their number.
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.flatten()
}

fn value(attribute: Attribute<'_>) -> Cow<'_, str> {
    let value = attribute.normalized_value(XmlVersion::Implicit1_0);
    value.unwrap_or(attribute.value)
}

/// A truth value as XML Schema writes it.
pub(super) fn is_true(written: Option<&str>) -> bool {
    written.is_some_and(|written| matches!(written.trim(), "1" | "true" | "on"))
}
