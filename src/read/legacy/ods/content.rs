//! What a cell of an OpenDocument spreadsheet holds: the value its tag declares, or its text.

use quick_xml::events::{BytesRef, BytesStart, Event};

use super::super::super::CellValue;
use super::super::super::cell::iso_value;
use super::super::Broken;
use super::{Xml, attribute, damaged, repeated};

/// What a cell's tag says of its value.
pub(super) enum Declared {
    /// The value.
    Value(CellValue),
    /// That it is the text inside.
    Content,
    /// That there is none.
    Nothing,
}

pub(super) fn declared_value(tag: &BytesStart<'_>, is_formula: bool) -> Result<Declared, Broken> {
    let kind = attribute(tag, "office:value-type")?;
    let value = |name: &str| attribute(tag, name);
    let missing = |name: &str| Broken::Sheet(format!("a cell without its {name}"));
    Ok(match kind.as_deref() {
        None if is_formula => Declared::Value(CellValue::Uncomputed),
        // A text without a type is how other programs leave a note; LibreOffice shows it.
        None => Declared::Content,
        Some("float" | "percentage" | "currency") => {
            let name = "office:value";
            let text = value(name)?.ok_or_else(|| missing(name))?;
            let number = text.trim().parse::<f64>();
            let number = number.map_err(|_| Broken::Sheet(format!("{name}={text:?}")))?;
            Declared::Value(if !number.is_finite() {
                CellValue::Error("#NUM!".to_owned())
            } else if kind.as_deref() == Some("percentage") {
                CellValue::Percent(number)
            } else {
                CellValue::Number(number)
            })
        }
        Some("date") => {
            let name = "office:date-value";
            Declared::Value(iso_value(&value(name)?.ok_or_else(|| missing(name))?))
        }
        Some("time") => {
            let name = "office:time-value";
            Declared::Value(CellValue::Text(
                value(name)?.ok_or_else(|| missing(name))?.into(),
            ))
        }
        Some("boolean") => {
            let name = "office:boolean-value";
            let text = value(name)?.ok_or_else(|| missing(name))?;
            Declared::Value(CellValue::Boolean(text == "true" || text == "TRUE"))
        }
        Some("string") => match value("office:string-value")? {
            Some(text) => Declared::Value(CellValue::Text(text.into())),
            None => Declared::Content,
        },
        Some("void") => Declared::Nothing,
        Some(other) => return Err(Broken::Sheet(format!("office:value-type={other:?}"))),
    })
}

/// The text inside a cell, its paragraphs as lines; notes and drawings are passed over.
///
/// It stops growing once it is longer than `most` letters, which is more than the limits allow.
pub(super) fn text(xml: &mut Xml<'_>, most: u64) -> Result<String, Broken> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut text = String::new();
    let mut paragraphs = 0_u32;
    loop {
        match xml.next()? {
            Event::Start(tag) => match tag.name().0 {
                "text:p" | "text:h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs = paragraphs.saturating_add(1);
                }
                "text:s" => {
                    let spaces = repeated(&tag, "text:c")?;
                    let spaces = usize::try_from(spaces).unwrap_or(usize::MAX);
                    let left = most.saturating_add(1).saturating_sub(text.len());
                    text.extend(std::iter::repeat_n(' ', spaces.min(left)));
                }
                "text:tab" => text.push('\t'),
                "text:line-break" => text.push('\n'),
                "text:span" | "text:a" => {}
                _ => xml.skip(&tag)?,
            },
            Event::Text(letters) if paragraphs > 0 => {
                let letters = letters.xml10_content();
                text.push_str(&letters.replace(['\n', '\t'], " "));
            }
            Event::CData(letters) if paragraphs > 0 => text.push_str(&letters.xml10_content()),
            Event::GeneralRef(name) if paragraphs > 0 => text.push(entity(&name)?),
            Event::End(tag)
                if matches!(
                    tag.name().0,
                    "table:table-cell" | "table:covered-table-cell"
                ) =>
            {
                return Ok(text);
            }
            _ => {}
        }
    }
}

/// The letter that a reference stands for; XML's own five, or a number.
fn entity(name: &BytesRef<'_>) -> Result<char, Broken> {
    let unknown = || Broken::File(damaged(format!("&{};", name.xml10_content())));
    if name.is_char_ref() {
        return name.resolve_char_ref().ok().flatten().ok_or_else(unknown);
    }
    match name.xml10_content().as_ref() {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(unknown()),
    }
}
